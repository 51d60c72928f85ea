"""Conditions put together, by the table of the docs: every pair of yes, no and unknown, both ways."""

from decimal import Decimal
from typing import Any

import pytest
from tests.tender.test_framework_oracle import BRON, VRAAG, assessor_of, verdict_of

from maatwerk_cli.models.policy.duty_forms import Afronding
from maatwerk_cli.tender.combination import merged
from maatwerk_cli.tender.condition import Judgement, judged
from maatwerk_cli.tender.duty import Frame
from maatwerk_cli.tender.words.condition_words import alone_words

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


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("alle", "geldt niet, alleen omdat dit niet geldt"),
        ("een_van", "geldt, alleen door"),
        ("tenzij", "geldt niet, alleen door"),
    ],
)
def test_that_one_part_alone_decides_is_said_by_what_it_comes_to(how: Any, words: str) -> None:
    """Of all one that does not hold is enough, of one of them or of none one that does."""
    assert alone_words(how) == words


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


YES, NO, ASKED = judged("ja"), judged("nee"), judged("onbekend", ("aard",))
MORE = judged("onbekend", ("aard", "cpv"), "waarde_onbekend")
OF_PARTS = judged("nee", (), "", (YES, NO)), judged("ja", (), "", (YES, YES))


@pytest.mark.parametrize(
    ("judgements", "merged_judgement"),
    [
        ([YES, YES], YES),
        (
            [judged("nee", (), "onder_plafond"), NO],
            judged("nee", (), "onder_plafond"),
        ),  # as the first says it
        ([YES, NO], judged("onbekend")),
        ([YES, ASKED], ASKED),
        ([ASKED, MORE, YES], MORE),  # all that is asked under any, and why
        ([ASKED, ASKED], ASKED),
        ([*OF_PARTS], judged("onbekend", (), "", (YES, judged("onbekend")))),
        ([OF_PARTS[0], NO], judged("nee", (), "", (YES, NO))),
    ],
)
def test_what_a_condition_comes_to_under_several_readings(
    judgements: list[Judgement], merged_judgement: Judgement
) -> None:
    assert content(merged(judgements)) == content(merged_judgement)


def content(judgement: Judgement) -> tuple[object, ...]:
    return judgement.uitkomst, judgement.fields, judgement.note, [*map(content, judgement.parts)]


def test_each_question_is_that_of_the_part_that_asks_it() -> None:
    """Also where it stands in a part of a part, and the part before it is not known either."""
    texts = {"een": "Een werk?", "ander": "Welke code?", "derde": "Hoe duur?"}
    value = framework("alle")
    value["voorwaarden"][0]["alle"] = ["een", "rest"]
    value["omstandigheden"] += [
        {"id": "rest", "naam": "rest", "bron": BRON, "een_van": ["ander", "derde"]},
        part("derde", "categorie", "ict"),
    ]
    for own in value["omstandigheden"]:
        if own["id"] in texts:
            own["vraag"] = {"tekst": texts[own["id"]], "wie": own["id"]}
    asked = verdict_of(assessor_of(value), {"peildatum": "2020-03-01"})[1].te_vragen
    assert {(each.veld, each.vraag, each.wie) for each in asked} == {
        ("aard", "Een werk?", "een"),
        ("cpv", "Welke code?", "ander"),
        ("categorie", "Hoe duur?", "derde"),
    }


@pytest.mark.parametrize(
    ("amount", "up", "down", "near"),
    [
        ("100", 100, 100, 100),
        ("100.01", 110, 100, 100),
        ("104.99", 110, 100, 100),
        ("105", 110, 100, 110),  # a half goes up
        ("109.99", 110, 100, 110),
        ("0", 0, 0, 0),
    ],
)
def test_an_amount_is_rounded_to_tens(amount: str, up: int, down: int, near: int) -> None:
    for way, expected in (("boven", up), ("beneden", down), ("dichtstbij", near)):
        rounding = Afronding.model_validate({"op": 10, "naar": way})
        assert Frame(rounding).of(Decimal(amount)) == expected, way


@pytest.mark.parametrize(("amount", "owed"), [("0.005", "0.01"), ("0.004", "0.00"), ("10", "10.00")])
def test_without_a_rule_it_is_rounded_to_cents_half_a_cent_up(amount: str, owed: str) -> None:
    assert Frame().of(Decimal(amount)) == Decimal(owed)


@pytest.mark.parametrize(
    ("amount", "owed"), [("101", 110), ("1", 25), ("24", 30), ("299", 295), ("291", 295)]
)
def test_minimum_and_maximum_come_after_rounding(amount: str, owed: int) -> None:
    """Up to tens, at least 25 and at most 295: neither is rounded itself."""
    rounding = Afronding.model_validate({"op": 10, "naar": "boven"})
    assert Frame(rounding, Decimal(25), Decimal(295)).of(Decimal(amount)) == owed
