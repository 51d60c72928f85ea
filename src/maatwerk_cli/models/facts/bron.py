"""A source. Everything in the register points at one."""

from typing import Annotated, Literal

from pydantic import Field

from maatwerk_cli.models.meaning import NOT_ASKED, Asked, CodeOf, Columns
from maatwerk_cli.models.values import (
    DatumVeld,
    EigenTekst,
    Id,
    Lijst,
    Maybe,
    Record,
    Tekst,
    Webadres,
    in_dutch,
)


class Bron(Record):
    """A source. Everything in the register points at one."""

    model_config = in_dutch("Bron", "Een bron. Alles in het register verwijst naar een bron.")

    id: Id = Field(description="Id van de bron")
    titel: Annotated[Tekst, Columns("naam")] = Field(description="Titel van de bron")
    uitgever: Maybe[Tekst] = Field(None, description="Wie de bron heeft uitgegeven")
    datum: Maybe[DatumVeld] = Field(None, description="Datum van de bron")
    peildatum: Annotated[
        Maybe[DatumVeld], Asked("De stand waarop de bron ziet, als die van de datum afwijkt")
    ] = Field(None, description="De stand waarop de bron ziet, waar die van haar datum afwijkt")
    url: Annotated[Maybe[Webadres], Columns("link", "webadres")] = Field(None, description="Webadres")
    status: Annotated[
        Literal["geverifieerd", "onbevestigd"],
        CodeOf("bronstatus"),
        Asked("Is de bron zelf gezien, of alleen een uittreksel"),
    ] = Field(description="Of de bron zelf is gezien (geverifieerd) of alleen een uittreksel (onbevestigd)")
    afgeleid: Annotated[Lijst[str], NOT_ASKED] = Field(
        (), description="Velden die niet van de bron zelf zijn, zoals een titel die wij haar gaven"
    )
    toelichting: Maybe[EigenTekst] = Field(None, description="Toelichting op de bron, verplicht bij afgeleid")
