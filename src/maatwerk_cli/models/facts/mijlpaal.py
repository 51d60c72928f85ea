"""A milestone: something that happened, was made, was done or was announced."""

from typing import Annotated, Literal

from pydantic import Field

from maatwerk_cli.models.meaning import NOT_ASKED, OWN_CLASS, Names
from maatwerk_cli.models.values import (
    Afgeleid,
    Bronverwijzing,
    DatumVeld,
    EigenTekst,
    Id,
    Intrekking,
    Lijst,
    Maybe,
    Record,
    Toelichting,
    in_dutch,
)

Mijlpaalsoort = Literal["gebeurtenis", "activiteit", "product", "toezegging", "voornemen"]
Mijlpaalstand = Literal["gedaan", "aangekondigd", "vervallen"]


class Mijlpaal(Record):
    """Something that happened, was made, was done or was announced, as precisely dated as its source."""

    model_config = in_dutch("Mijlpaal", "Iets wat gebeurde, met een datum zo precies als de bron.")

    id: Id = Field(description="Id van de mijlpaal")
    soort: Annotated[Maybe[Mijlpaalsoort], OWN_CLASS] = Field(
        None,
        description="gebeurtenis, activiteit, product, toezegging of voornemen, naar een indeling van ons",
    )
    stand: Maybe[Mijlpaalstand] = Field(
        None, description="gedaan, aangekondigd of vervallen, voor zover een bron dat zegt"
    )
    datum: Maybe[DatumVeld] = Field(None, description="Wanneer het is gedaan, zo precies als de bron is")
    voor: Maybe[DatumVeld] = Field(None, description="Voor wanneer het was aangekondigd")
    uitkomst_van: Annotated[Lijst[Id], Names("mijlpaal"), NOT_ASKED] = Field(
        (), description="De voornemens of toezeggingen waar dit de uitkomst van is"
    )
    omschrijving: EigenTekst = Field(description="Wat er gebeurde of is aangekondigd, in eigen woorden")
    bron: Bronverwijzing = Field(description="Waar dit staat")
    afgeleid: Afgeleid = ()
    toelichting: Toelichting = None
    ingetrokken: Maybe[Intrekking] = Field(None, description="Ingetrokken: wordt niet meer getoond")
