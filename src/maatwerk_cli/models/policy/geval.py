"""A case of a framework: a tender, and what the framework must make of it."""

from typing import Any, Literal

from pydantic import Field

from maatwerk_cli.models.tender.choices import Uitkomst
from maatwerk_cli.models.values import (
    Bedrag,
    Bronverwijzing,
    DatumVeld,
    EigenTekst,
    Getal,
    Id,
    Lijst,
    Maybe,
    Record,
    Tekst,
    in_dutch,
)

Verwacht = Literal["van_toepassing", "niet_van_toepassing", "onbekend", "open"]


class Geval(Record):
    """A case of a framework. What is left out is not compared, but for the outcome."""

    model_config = in_dutch(
        "Geval", "Een geval van een kader: een aanbesteding, en wat eruit hoort te komen."
    )

    naam: Tekst = Field(description="Waar het geval over gaat")
    reden: Maybe[EigenTekst] = Field(
        None, description="Waarom dit eruit hoort te komen, uit de bron of door redeneren"
    )
    bron: Maybe[Bronverwijzing] = Field(None, description="Plaats in de regeling waar dit staat")
    peildatum: Maybe[DatumVeld] = Field(None, description="De datum waarop het kader wordt gezocht")
    invoer: dict[Any, Any] | list[dict[Any, Any]] = Field(
        description="De velden van de aanbesteding; bij percelen een lijst, en getoetst wordt het eerste"
    )
    uitkomst: Verwacht = Field(
        description="van_toepassing, niet_van_toepassing, onbekend, of open zolang een mens het nog invult"
    )
    beslissend: Lijst[Id] = Field((), description="De voorwaarden die beslissen")
    vragen: Lijst[Id] = Field((), description="De velden die nog te vragen zijn, in deze volgorde")
    grensgeval: Maybe[Tekst] = Field(
        None, description="Een stuk van de zin die zegt welke verandering de uitkomst keert"
    )
    kaders: dict[Id, Uitkomst | None] = Field(
        default_factory=dict, description="Van andere kaders de uitkomst; null als het kader ontbreekt"
    )
    lezingen: dict[str, dict[str, Uitkomst]] = Field(
        default_factory=dict, description="De open lezingen die uitmaken, met de uitkomst van elke keuze"
    )
    bedrag: Maybe[Bedrag] = Field(None, description="De verplichting in euro")
    hoeveelheid: Maybe[Getal] = Field(None, description="De verplichting in haar eigen eenheid")
    eenheid: Maybe[Literal["euro", "uren", "fte"]] = Field(None, description="De eenheid van de verplichting")
    melding: Maybe[Tekst] = Field(None, description="Een stuk van een waarschuwing")
