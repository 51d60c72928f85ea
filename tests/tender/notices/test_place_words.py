"""What a buyer reads of a place in a notice: words, and no path of the file."""

import re
from pathlib import Path
from typing import get_args

import pytest

from maatwerk_cli.tender.judging import Refused
from maatwerk_cli.tender.notices import read_notice
from maatwerk_cli.tender.notices.drafting import Amount, Draft, put_value, shown_code
from maatwerk_cli.tender.notices.notice_places import Family, not_found, place_words, places_of

TERM = re.compile(r"(BT|OPP)-\d+")
"""What a field of eForms is called in the regulation: there is no other name."""
SAMPLES = Path(__file__).parents[4] / "shared" / "aankondigingen"
PATH = re.compile(r"[A-Z]{2,}_[A-Z]|/@|[a-z]\.[a-z]+[A-Z]|//|cbc:|cac:")


@pytest.mark.parametrize("family", get_args(Family))
def test_where_was_looked_is_said_in_words(family: Family) -> None:
    places = places_of(family)
    for field, text in not_found(places, "").items():
        assert not PATH.search(text), (field, text)
        for place in (*places[field], *(places["einde"] if field == "looptijd_maanden" else ())):
            assert TERM.fullmatch(place) or place_words(place) != place, (field, place)


@pytest.mark.parametrize(
    ("origin", "words"),
    [
        ("OBJECT_CONTRACT/VAL_ESTIMATED_TOTAL", "II.1.5 Geraamde totale waarde"),
        ("OBJECT_CONTRACT[1]/OBJECT_DESCR[2]/DURATION", "II.2.7 Looptijd"),
        ("BT-36 cac:ProcurementProject/cbc:DurationMeasure", "BT-36"),
        ("tender.lots[0].value.amount", "de waarde"),
        ("iets/anders", "iets/anders"),  # never another place's words
    ],
)
def test_the_longest_end_of_a_path_decides(origin: str, words: str) -> None:
    assert place_words(origin) == words


def amounts(**amount: object) -> str:
    draft = Draft()
    put_value(draft, [Amount(**{"currency": "EUR", "origin": "tender.value.amount", **amount})])  # type: ignore[arg-type]
    return draft.unread.get("opdrachtwaarde_excl_btw", "") or draft.origins["opdrachtwaarde_excl_btw"]


def test_an_amount_is_written_as_people_do_and_with_every_digit() -> None:
    assert amounts(text="1100000.5", currency="GBP").startswith("De waarde is 1.100.000,5 in de munteenheid ")
    assert amounts(text="249999.999").endswith("(genoemd: € 249.999,999)")
    assert amounts(text="250000", vat="met").startswith("De waarde is € 250.000 inclusief btw.")
    assert amounts(text="249999.999", vat="met").startswith("De waarde is € 249.999,999 inclusief btw.")


@pytest.mark.parametrize("code", ["06-12345678", "0612345678"])
def test_a_code_that_tells_of_somebody_is_not_shown(code: str) -> None:
    assert shown_code(code) == "die niet te lezen is"
    assert shown_code("LOT-0001") == "'LOT-0001'"


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="de echte aankondigingen zijn er niet")
def test_no_warning_of_a_real_notice_shows_a_path() -> None:
    for file in sorted(SAMPLES.glob("*.[xj]*")):
        reading = read_notice(file.read_bytes())
        if reading is None or isinstance(reading, Refused):
            continue
        for lot in reading.lots:
            if not isinstance(lot, Refused):
                for text in (*lot.warnings, *lot.unread.values()):
                    assert not PATH.search(text), (file.name, text)
