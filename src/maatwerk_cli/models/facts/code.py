"""One code of a code list."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from maatwerk_cli.models.meaning import ONE_CELL, OWN_TEXT, CodeOf
from maatwerk_cli.models.values import (
    ID_PATTERN,
    MAX_ID,
    ONBEKEND,
    UNKNOWN_CELL,
    Bronverwijzing,
    Cel,
    Id,
    InSchema,
    Record,
    Tekst,
    empty_cell,
    in_dutch,
)

_REFERENCE_PATTERN = rf"^$|^(?![^ ,:;]{{{MAX_ID + 1}}}){ID_PATTERN[1:-1]}[,:;]*( .*)?$"


def _split_reference(value: Any) -> Any:
    """Read a cell with the id of a source and the place in it; of an id alone the place is unknown."""
    if isinstance(value, str) and value not in ("", ONBEKEND):
        source, _, place = value.partition(" ")
        return {"id": source.rstrip(",:;"), "vindplaats": place.strip() or ONBEKEND}
    return empty_cell(value)


class Code(Record):
    """One code of a code list."""

    model_config = in_dutch("Code", "Een code van een codelijst.")

    code: Id = Field(description="De code")
    naam: Tekst = Field(description="Naam zoals in het rapport getoond")
    toelichting: Annotated[Cel, OWN_TEXT] = Field(None, description="Toelichting")
    bron: Annotated[
        Bronverwijzing | None,
        BeforeValidator(_split_reference),
        InSchema(lambda _: {"type": "string", "pattern": _REFERENCE_PATTERN}),
        ONE_CELL,
    ] = Field(
        None, description="Id van de bron, een spatie en de vindplaats; zonder vindplaats is die onbekend"
    )
    bijzonder: Annotated[Literal["ja", "nee"] | None, UNKNOWN_CELL] = Field(
        None, description="ja waar de AVG dit een bijzonder of strafrechtelijk gegeven noemt"
    )
    valt_onder: Annotated[Id | None, UNKNOWN_CELL, CodeOf("doelgroep")] = Field(
        None, description="De ruimere code waar deze een deel van is; alleen bij doelgroepen"
    )
    banenafpraak: Annotated[Literal["ja", "nee"] | None, UNKNOWN_CELL] = Field(
        None,
        description="Of de groep onder de Banenafpraak valt: ja, nee of onbekend; alleen bij doelgroepen",
    )
