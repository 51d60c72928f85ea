"""An organisation: authority, supplier or partner. Never a person."""

from typing import Annotated

from pydantic import Field, StringConstraints

from maatwerk_cli.models.meaning import (
    KVK_NUMBER,
    OWN_CLASS,
    TOOI_MARK,
    Asked,
    CodeOf,
    Columns,
    Names,
)
from maatwerk_cli.models.values import UNKNOWN_CELL, Cel, Id, Record, Tekst, Webadres, in_dutch


class Organisatie(Record):
    """An organisation: authority, supplier or partner. Never a person."""

    model_config = in_dutch(
        "Organisatie", "Een organisatie: opdrachtgever, leverancier of partner. Nooit een persoon."
    )

    id: Id = Field(description="Id van de organisatie")
    naam: Annotated[Tekst, Columns("organisatie")] = Field(description="Volledige naam")
    afkorting: Cel = Field(None, description="Afkorting")
    soort: Annotated[
        Id, CodeOf("organisatiesoort"), OWN_CLASS, Asked("Soort organisatie"), Columns("type")
    ] = Field(description="Soort organisatie, naar een indeling van ons (codelijst organisatiesoort)")
    tooi: Annotated[Cel, TOOI_MARK, Asked("Identificatie in TOOI")] = Field(
        None, description="Identificatie in TOOI, waar bekend"
    )
    kvk: Annotated[
        Annotated[str, StringConstraints(pattern=r"^\d{8}$")] | None,
        UNKNOWN_CELL,
        KVK_NUMBER,
        Columns("kvk nummer"),
    ] = Field(None, description="Nummer in het Handelsregister, acht cijfers")
    url: Annotated[Webadres | None, UNKNOWN_CELL] = Field(None, description="Webadres van de organisatie")
    bron: Annotated[Id | None, UNKNOWN_CELL, Names("bron")] = Field(
        None, description="Id van de bron die de organisatie noemt"
    )
    vindplaats: Cel = Field(None, description="Plaats in die bron, bijvoorbeeld §2.4")
