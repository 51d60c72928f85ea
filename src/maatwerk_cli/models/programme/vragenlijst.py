"""A questionnaire: the questions of a social-return-scan and the answers it can be given, as data."""

from typing import Annotated

from pydantic import Field

from maatwerk_cli.models.meaning import Asked, Names
from maatwerk_cli.models.values import (
    Bronverwijzing,
    DatumVeld,
    EigenTekst,
    Id,
    Intrekking,
    Lijst,
    Maybe,
    Record,
    Tekst,
    in_dutch,
)


class Vraag(Record):
    """One question."""

    model_config = in_dutch("Vraag", "Een vraag van de vragenlijst.")

    id: Id = Field(description="Id van de vraag, binnen deze vragenlijst")
    tekst: EigenTekst = Field(description="De vraag")


class Antwoord(Record):
    """One answer on the scale, which is the same for every question."""

    model_config = in_dutch("Antwoord", "Een antwoord op de schaal.")

    id: Id = Field(description="Id van het antwoord")
    tekst: EigenTekst = Field(description="Hoe het antwoord luidt")


class Vragenlijst(Record):
    """A version of a questionnaire. What was answered stands with the courses, in totals only."""

    model_config = in_dutch("Vragenlijst", "Een versie van een vragenlijst, zoals een social-return-scan.")

    id: Id = Field(description="Id, gelijk aan de naam van het bestand")
    naam: Tekst = Field(description="Naam van de vragenlijst")
    versie: Maybe[Tekst] = Field(None, description="Versie van de vragenlijst")
    vervangt: Annotated[Maybe[Id], Names("vragenlijst"), Asked(never=True)] = Field(
        None, description="De versie die hierdoor is vervangen"
    )
    sinds: Maybe[DatumVeld] = Field(None, description="Sinds wanneer deze versie wordt gebruikt")
    meet: Maybe[EigenTekst] = Field(None, description="Wat de vragenlijst meet, in eigen woorden")
    schaal: Lijst[Antwoord] = Field((), description="De antwoorden, van laag naar hoog")
    vragen: Lijst[Vraag] = Field((), description="De vragen")
    toelichting: Maybe[EigenTekst] = Field(None, description="Toelichting")
    ingetrokken: Maybe[Intrekking] = Field(None, description="Ingetrokken: wordt niet meer gebruikt")
    bronnen: tuple[Bronverwijzing, ...] = Field(min_length=1, description="Waar de vragenlijst vandaan komt")
