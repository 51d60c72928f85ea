"""An effort (inspanning): what was done for an obligation, one row of the ledger of a year."""

from typing import Annotated, Literal

from pydantic import Field

from maatwerk_cli.models.meaning import PEOPLE, CodeOf, Names, Unit
from maatwerk_cli.models.tender.choices import Inspanningseenheid
from maatwerk_cli.models.values import (
    Aantal,
    Bedrag,
    Bronverwijzing,
    DatumVeld,
    EigenTekst,
    Getal,
    Id,
    Maybe,
    Record,
    Tekst,
    in_dutch,
)

Inspanningstand = Literal["voorgesteld", "aanvaard", "afgewezen"]


class Inspanning(Record):
    """What was done for one obligation in one period. It tells of people only as a number."""

    model_config = in_dutch("Inspanning", "Wat er voor een verplichting is gedaan, één regel per keer.")

    id: Id = Field(description="Id van de inspanning")
    opdracht: Annotated[Id, Names("opdracht")] = Field(description="Voor welke opdracht")
    proeftuin: Annotated[Maybe[Id], Names("proeftuin")] = Field(None, description="In welke proeftuin")
    plan: Annotated[Maybe[Id], Names("plan")] = Field(None, description="Volgens welk plan")
    periode: DatumVeld = Field(description="Wanneer: een jaar, kwartaal, maand of dag")
    soort: Annotated[Id, CodeOf("inspanningsoort")] = Field(
        description="Soort inspanning (codelijst inspanningsoort)"
    )
    aantal: Getal = Field(description="Hoeveel, in de eenheid hiernaast")
    eenheid: Inspanningseenheid = Field(description="uur, maand, plek of euro")
    mensen: Annotated[Maybe[Aantal], PEOPLE] = Field(None, description="Om hoeveel mensen het gaat")
    waarde: Annotated[Maybe[Bedrag], Unit("euro")] = Field(
        None, description="Wat zij waard is in euro; anders volgt dat uit de waardering van het kader"
    )
    stand: Inspanningstand = Field(description="voorgesteld, aanvaard of afgewezen")
    sinds: Maybe[DatumVeld] = Field(None, description="Sinds wanneer die stand")
    bewijs: Maybe[Tekst] = Field(None, description="Soort bewijs en waar het ligt, nooit een persoon")
    bron: Bronverwijzing = Field(description="Waar dit staat")
    toelichting: Maybe[EigenTekst] = Field(None, description="Toelichting")
