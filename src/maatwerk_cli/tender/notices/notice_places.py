"""Where in a notice each field of a tender is read: one table, for reasons, the docs and the tests."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Literal, cast

import yaml_rs

from maatwerk_cli.text import dutch

TABLE = "notice_fields.yaml"

Family = Literal["eforms", "ted", "defensie", "ocds"]
"""A schema, or of TED R2.0.9 the forms of 2014 or those for defence."""

Places = Mapping[str, tuple[str, ...]]
"""By field of a tender where it is looked for, the first one that counts first."""


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Mapping[Family, list[str]]]:
    text = files("maatwerk_cli.tender.notices").joinpath("tables", TABLE).read_text(encoding="utf-8")
    return cast(Mapping[str, Mapping[Family, list[str]]], yaml_rs.loads(text, parse_datetime=False))


@lru_cache(maxsize=4)
def places_of(family: Family) -> Places:
    """Give where the fields are in one family of notices."""
    return {field: tuple(entry.get(family, ())) for field, entry in _table().items()}


_NOT_FOUND = {
    "aard": "Of dit een werk, een dienst of een levering is, is niet gevonden.",
    "opdrachtwaarde_excl_btw": "De waarde is niet gevonden.",
    "publicatiedatum": "De datum van publicatie is niet gevonden.",
    "opdrachtgever": "De opdrachtgever is niet gevonden.",
    "opdrachtgever_soort": "Wat voor organisatie de opdrachtgever is, is niet gevonden.",
    "looptijd_maanden": "De looptijd en de einddatum zijn niet gevonden.",
}
"""The fields of which is said that they were not found, and how."""


def not_found(places: Places, elsewhere: str) -> Mapping[str, str]:
    """Say of each field that matters that it was not found, and where was looked.

    Args:
        places: where the fields are in this sort of file.
        elsewhere: where to go on for a field that this sort of file never has.

    """
    return {field: f"{said} {_where(places, field, elsewhere)}".strip() for field, said in _NOT_FOUND.items()}


def _where(places: Places, field: str, elsewhere: str) -> str:
    looked = [*places.get(field, ()), *(places.get("einde", ()) if field == "looptijd_maanden" else ())]
    return f"Gekeken is in {dutch.joined(looked)}." if looked else elsewhere
