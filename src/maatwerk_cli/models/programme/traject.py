"""A traject: one organisation's course in the leerformule."""

from typing import Annotated, Literal

from pydantic import Field

from maatwerk_cli.models.meaning import PEOPLE, Asked, Names
from maatwerk_cli.models.values import (
    Aantal,
    Afgeleid,
    Bronverwijzing,
    DatumVeld,
    Id,
    Intrekking,
    Lijst,
    Maybe,
    Record,
    Toelichting,
    in_dutch,
)

Sessiesoort = Literal["doe_sessie", "begeleiding", "scan", "overig"]


class Sessie(Record):
    """One session of a course."""

    model_config = in_dutch("Sessie", "Een bijeenkomst in het traject.")

    soort: Sessiesoort = Field(description="doe_sessie, begeleiding, scan of overig")
    datum: Maybe[DatumVeld] = Field(None, description="Wanneer, zo precies als de bron is")


class Meting(Record):
    """The totals of one measurement with a questionnaire; never who answered what."""

    model_config = in_dutch("Meting", "De totalen van een social-return-scan op een moment.")

    vragenlijst: Annotated[Id, Names("vragenlijst")] = Field(description="Welke vragenlijst is gebruikt")
    moment: DatumVeld = Field(description="Wanneer is gemeten")
    deelnemers: Annotated[Maybe[Aantal], PEOPLE] = Field(None, description="Hoeveel mensen meededen")
    totalen: Annotated[dict[Id, dict[Id, Aantal]], PEOPLE] = Field(
        default_factory=dict, description="Per vraag en antwoord hoe vaak het is gegeven"
    )


class Traject(Record):
    """What one organisation does in the leerformule."""

    model_config = in_dutch("Traject", "De deelname van een organisatie aan de leerformule.")

    id: Id = Field(description="Id, gelijk aan de naam van het bestand")
    organisatie: Annotated[Id, Names("organisatie")] = Field(description="Welke organisatie meedoet")
    begin: Maybe[DatumVeld] = Field(None, description="Wanneer het traject begon")
    einde: Maybe[DatumVeld] = Field(None, description="Wanneer het traject eindigde")
    deelnemers: Annotated[Maybe[Aantal], PEOPLE] = Field(
        None, description="Hoeveel mensen meedoen, nooit wie"
    )
    proeftuinen: Annotated[Lijst[Id], Names("proeftuin"), Asked("Proeftuinen")] = Field(
        (), description="De proeftuinen waar het traject aan werkt"
    )
    sessies: Lijst[Sessie] = Field((), description="De bijeenkomsten")
    scans: Lijst[Meting] = Field((), description="De metingen met de social-return-scan")
    afgeleid: Afgeleid = ()
    toelichting: Toelichting = None
    ingetrokken: Maybe[Intrekking] = Field(None, description="Ingetrokken: telt niet meer mee")
    bronnen: tuple[Bronverwijzing, ...] = Field(min_length=1, description="Waar de feiten vandaan komen")
