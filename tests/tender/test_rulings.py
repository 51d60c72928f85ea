"""What a ruling by one framework tells beside its outcome: what is open, what is asked and of which lot."""

from typing import Any

import pytest
from tests.tender.test_conditions import condition
from tests.tender.test_framework_oracle import BRON
from tests.tender.test_lots_in_tables import LONG, framework, lot, reading, ruled, value

from maatwerk_cli.tender.verdict import Kaderbesluit

WORK = condition("werk", veld="aard", toets="is", waarden=["werk"])
LARGE = condition("groot", veld="opdrachtwaarde_excl_btw", toets="minstens", parameter="waarde")
SIX = {"omschrijving": "x", "eenheid": "maanden", "waarden": [value(6)]}


def asking(name: str) -> dict[str, Any]:
    """A question of its own, by which it is told from others."""
    return {"vraag": {"tekst": f"Hoe zit het met {name}?", "wie": f"wie {name} kent"}}


def questions(ruling: Kaderbesluit) -> list[tuple[str, str, str]]:
    return [tuple(asked) for asked in ruling.te_vragen]  # type: ignore[misc]


# What a lot says; whether options count is settled for the term, and whether lots count for both conditions.
SETTLED: dict[str, tuple[dict[str, str], bool, bool]] = {
    "long enough by both, and the value is not known": ({"looptijd_maanden": "8"}, True, False),
    "long enough with the options only": (
        {"looptijd_maanden": "5", "opdrachtwaarde_excl_btw": "150000"}, False, False
    ),
    "too short by both, and another lot may last longer": ({"looptijd_maanden": "2"}, False, False),
    "all is known and comes to the same": (
        {"looptijd_maanden": "8", "opdrachtwaarde_excl_btw": "150000"}, True, True
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SETTLED)
def test_what_is_the_same_by_each_choice_is_settled_whatever_else_is_unknown(case: str) -> None:
    given, of_options, of_lots = SETTLED[case]
    kader = framework(
        voorwaarden=[LARGE, LONG],
        leesruimte=[
            reading("verlenging", ["lang"]),
            reading("percelen", ["groot", "lang"], tabellen=["tarief"]),
        ],
    )
    kader["parameters"]["maanden"] = SIX
    _, ruling = ruled(kader, [{**lot(None), "verlenging_maanden": "3", **given}])
    options, lots = ruling.stand.kader.leesruimte
    assert ruling.is_settled_by_any(options) is of_options
    assert ruling.is_settled_by_any(lots.model_copy(update={"tabellen": ()})) is of_lots
    assert not ruling.is_settled_by_any(lots)  # the rate may differ all the same


def test_of_a_condition_within_another_nothing_is_settled() -> None:
    kader = framework(
        voorwaarden=[{"id": "een", "naam": "x", "bron": BRON, "alle": ["groot", "lang"]}],
        omstandigheden=[LARGE, LONG],
        leesruimte=[reading("verlenging", ["lang"])],
    )
    kader["parameters"]["maanden"] = SIX
    _, ruling = ruled(kader, [lot(150_000)])
    assert not ruling.is_settled_by_any(ruling.stand.kader.leesruimte[0])


def test_at_which_level_a_limit_was_chosen_to_hold() -> None:
    kader = framework(leesruimte=[reading("raamovereenkomst", ["groot"], tabellen=["tarief"])])
    row = lot(150_000, raamovereenkomst="ja")
    assert ruled(kader, [row], raamovereenkomst="geheel")[1].level == "geheel"
    assert ruled(kader, [row], verlenging="telt_mee")[1].level is None
    assert ruled(kader, [row])[1].level is None


@pytest.mark.parametrize(("kind", "outside"), [("levering", True), ("", True), ("werk", False)])
def test_whether_lots_fall_outside_or_may(kind: str, outside: bool) -> None:
    kader = framework(
        voorwaarden=[LARGE, WORK], leesruimte=[reading("percelen", ["groot"], tabellen=["tarief"])]
    )
    other = lot(150_000, aard=kind) if kind else lot(150_000)
    assert ruled(kader, [lot(150_000, aard="werk"), other])[1].lots_outside is outside
    assert not ruled(kader, [lot(150_000, aard="werk")])[1].lots_outside


def test_what_decides_which_obligation_holds_is_asked_by_the_exception_that_asks_it() -> None:
    kader = framework(
        leesruimte=[],
        omstandigheden=[
            WORK | asking("aard"),
            condition("code", veld="cpv", toets="in", waarden=["45"]) | asking("cpv"),
        ],
        verplichting={
            "percentage": "hoog",
            "grondslag": "opdrachtwaarde_excl_btw",
            "bron": BRON,
            "uitzonderingen": [
                {"als": "werk", "percentage": "laag", "bron": BRON},
                {"als": "code", "percentage": "lager", "bron": BRON},
            ],
        },
        parameters={
            "waarde": {"omschrijving": "x", "eenheid": "euro", "waarden": [value(100_000)]},
            **{
                name: {"omschrijving": "x", "eenheid": "procent", "waarden": [value(rate)]}
                for name, rate in (("hoog", 5), ("laag", 3), ("lager", 2))
            },
        },
    )
    _, ruling = ruled(kader, [lot(150_000)])
    assert ruling.uitkomst == "van_toepassing"
    assert questions(ruling) == [
        (field, f"Hoe zit het met {field}?", f"wie {field} kent") for field in ("aard", "cpv")
    ]
    _, ruling = ruled(kader, [lot(150_000, aard="werk")])
    assert ruling.vraagvelden == ()
    _, ruling = ruled(kader, [lot(150_000, aard="dienst")])
    assert ruling.vraagvelden == ("cpv",)


def test_whether_it_is_an_agreement_is_asked_in_its_own_words_of_whom_the_condition_asks() -> None:
    """The whole may be worth 100 000 or more, and a call-off is worth no more than 50 000."""
    kader = framework(
        voorwaarden=[LARGE | asking("waarde")],
        leesruimte=[reading("raamovereenkomst", ["groot"], tabellen=["tarief"])],
    )
    _, ruling = ruled(kader, [lot(50_000, raamovereenkomst="onbekend")])
    assert questions(ruling) == [
        (
            "raamovereenkomst",
            "Is dit een raamovereenkomst, of een nadere overeenkomst die daaronder valt?",
            "wie waarde kent",
        )
    ]


def test_of_a_table_of_the_obligation_is_asked_in_its_words() -> None:
    by_kind = [value(2, voor=["werk"]), value(5, voor=["dienst", "levering"])]
    rate = {"omschrijving": "x", "eenheid": "procent", "per": "aard", "waarden": by_kind} | asking("tarief")
    kader = framework(leesruimte=[], parameters={**framework()["parameters"], "tarief": rate})
    _, ruling = ruled(kader, [lot(150_000)])
    assert questions(ruling) == [("aard", "Hoe zit het met tarief?", "wie tarief kent")]
    assert ruling.lots_asked(None, "aard") == ()
    _, ruling = ruled(kader, [lot(150_000), lot(150_000, aard="werk")])
    assert questions(ruling) == [
        ("aard", "Hoe zit het met tarief? Het gaat om perceel 1.", "wie tarief kent")
    ]
