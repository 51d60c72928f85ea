"""A relation: who stands to whom, since when, by which source."""

from typing import Annotated

from pydantic import Field

from maatwerk_cli.models.meaning import CodeOf, Names
from maatwerk_cli.models.values import (
    Afgeleid,
    Bronverwijzing,
    DatumVeld,
    Id,
    Maybe,
    Record,
    Toelichting,
    in_dutch,
)


class Relatie(Record):
    """One relation of an organisation with another, or with a framework, a category or a target group."""

    model_config = in_dutch("Relatie", "Wie wat doet voor wie.")

    van: Annotated[Id, Names("organisatie")] = Field(description="Wie iets doet voor een ander")
    rol: Annotated[Id, CodeOf("relatierol")] = Field(description="Wat die doet (codelijst relatierol)")
    naar: Annotated[
        Id,
        Names("organisatie", "kader", maybe=True),
        CodeOf("categorie", maybe=True),
        CodeOf("doelgroep", maybe=True),
    ] = Field(description="Voor wie of wat: een organisatie, een kader, een inkoopcategorie of een doelgroep")
    sinds: Maybe[DatumVeld] = Field(None, description="Sinds wanneer")
    tot: Maybe[DatumVeld] = Field(None, description="Tot en met wanneer")
    bron: Bronverwijzing = Field(description="Waar dit staat")
    afgeleid: Afgeleid = ()
    toelichting: Toelichting = None
