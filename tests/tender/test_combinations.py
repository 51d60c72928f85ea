"""Conditions put together, by the table of the docs: every pair of yes, no and unknown, both ways."""

from typing import Any

import pytest
from tests.tender.test_framework_oracle import BRON, VRAAG, assessor_of, verdict_of

# How two parts come out together: alle, een_van and tenzij.
TABLE = {
    ("ja", "ja"): ("ja", "ja", "nee"),
    ("ja", "nee"): ("nee", "ja", "nee"),
    ("ja", "onbekend"): ("onbekend", "ja", "nee"),
    ("nee", "nee"): ("nee", "nee", "ja"),
    ("nee", "onbekend"): ("nee", "onbekend", "onbekend"),
    ("onbekend", "onbekend"): ("onbekend", "onbekend", "onbekend"),
}
OUTCOMES = {"ja": "van_toepassing", "nee": "niet_van_toepassing", "onbekend": "onbekend"}


def part(name: str, field: str, code: str) -> dict[str, Any]:
    named = {"id": name, "naam": name, "bron": BRON, "vraag": VRAAG}
    return {**named, "veld": field, "toets": "in", "waarden": [code]}


def framework(how: str) -> Any:
    return {
        "id": "vb",
        "naam": "het voorbeeld",
        "omschrijving": "x",
        "werkingssfeer": {"opdrachtgever_soort": ["decentraal"], "bron": BRON},
        "geldigheid": {"vanaf": "2020-01-01", "bron": BRON},
        "voorwaarden": [{"id": "samen", "naam": "samen", "bron": BRON, how: ["een", "ander"]}],
        "omstandigheden": [part("een", "aard", "werk"), part("ander", "cpv", "45")],
    }


@pytest.mark.parametrize("pair", [*TABLE])
@pytest.mark.parametrize(("place", "how"), [*enumerate(("alle", "een_van", "tenzij"))])
def test_two_parts_come_out_together_as_the_docs_say(pair: tuple[str, str], place: int, how: str) -> None:
    assessor = assessor_of(framework(how))
    for first, second in (pair, pair[::-1]):
        cells = {
            "peildatum": "2020-03-01",
            "aard": {"ja": "werk", "nee": "levering"}.get(first),
            "cpv": {"ja": "45211000", "nee": "90000000"}.get(second),
        }
        row = {field: cell for field, cell in cells.items() if cell is not None}
        ruling = verdict_of(assessor, row)[1]
        assert ruling.uitkomst == OUTCOMES[TABLE[pair][place]], (first, second)
        asked = {name for name, truth in (("aard", first), ("cpv", second)) if truth == "onbekend"}
        assert {*ruling.vraagvelden} == (asked if ruling.uitkomst == "onbekend" else set())
