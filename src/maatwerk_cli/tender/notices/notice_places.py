"""Where in a notice each field of a tender is read: one table, for reasons, the docs and the tests."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

from maatwerk_cli.text import dutch
from maatwerk_cli.text.yaml.own_table import own_table

_TABLES = Path(__file__).parent / "tables"

Family = Literal["eforms", "ted", "defensie", "ocds"]
"""A schema, or of TED R2.0.9 the forms of 2014 or those for defence."""

Places = Mapping[str, tuple[str, ...]]
"""By field of a tender where it is looked for, the first one that counts first."""


@lru_cache(maxsize=4)
def places_of(family: Family) -> Places:
    """Give where the fields are in one family of notices."""
    table: Mapping[str, Mapping[Family, list[str]]] = own_table(_TABLES / "notice_fields.yaml")
    return {field: tuple(entry.get(family, ())) for field, entry in table.items()}


@lru_cache(maxsize=1)
def _words() -> Mapping[str, str]:
    table: Mapping[str, Mapping[str, str]] = own_table(_TABLES / "place_words.yaml")
    return {place: words for family in table.values() for place, words in family.items()}


_TERM = re.compile(r"^(?:BT|OPP)-\S+")
_PLACE = re.compile(r"[^\s(]+")


@lru_cache(maxsize=1024)
def place_words(origin: str) -> str:
    """Say in a buyer's words where something stands; of a place without words its own name.

    Args:
        origin: the business term of eForms and a path, or a path in TED or OCDS.
    """
    term = _TERM.match(origin)
    if term:
        return term[0]
    match = _PLACE.match(origin)
    path = re.sub(r"\[[^\]]*\]", "", match[0]) if match else origin
    steps = re.split(r"[./]+", path)
    between = "/" if "/" in path else "."
    for length in range(len(steps)):
        words = _words().get(between.join(steps[length:]))
        if words is not None:
            return words
    return origin


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
    named = [*dict.fromkeys(map(place_words, looked))]
    return f"Gekeken is bij {dutch.joined(named)}." if looked else elsewhere
