"""When a memo may call itself final: each thing that keeps it from that, by itself."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from maatwerk_cli.models.tender.dossier import Dossier
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.lots import Lots, Missing
from maatwerk_cli.tender.views.memo import MemoState, memo_status


def on(day: str) -> dict[str, str]:
    return {"door": "de inkoper", "datum": day}


WHOLE = {
    "status": "definitief", "versie": "1.0", "opgesteld": on("2018-03-02"), "akkoord": on("2018-03-02"),
}  # fmt: skip
TOGETHER = "in de invoer of het dossier staan gegevens die niet samen waar kunnen zijn"
JUDGED = {"wat": "aard"}
ESTIMATED = {"wijze": "Voorbeeld"}
MISSING = {
    "nothing": ({}, ""),
    "no agreement is asked for": ({"akkoord": None}, ""),
    "no version": ({"versie": None}, "de versie is niet vastgelegd"),
    "a version in words": ({"versie": "tweede"}, "de versie is geen nummer, zoals 1.0"),
    "a version in parts": ({"versie": "1.2.3.4"}, ""),
    "nobody made it": ({"opgesteld": None}, "niet is vastgelegd wie de memo opstelde, en wanneer"),
    "made in a month": (
        {"opgesteld": on("2018-03")}, "de datum van opstellen is geen dag, zoals 2018-03-01",
    ),
    "agreed in a month": (
        {"akkoord": on("2018-03")}, "de datum van het akkoord is geen dag, zoals 2018-03-01",
    ),
    "agreed before it was made": ({"akkoord": on("2018-03-01")}, TOGETHER),
    "agreed after it was made": ({"akkoord": on("2018-03-03")}, ""),
    "estimated on the day itself": ({"raming": on("2018-03-02") | ESTIMATED}, ""),
    "estimated after it was made": ({"raming": on("2018-03-03") | ESTIMATED}, TOGETHER),
    "judged on the day itself": ({"beoordelingen": [on("2018-03-02") | JUDGED]}, ""),
    "judged after it was made": ({"beoordelingen": [on("2018-03-03") | JUDGED]}, TOGETHER),
}  # fmt: skip


def status(said: dict[str, Any], outcome: str = "van_toepassing", **facts: str) -> MemoState:
    said = {name: value for name, value in (WHOLE | said).items() if value is not None}
    given: Any = {name: parse_datum(day) for name, day in facts.items()}
    verdict: Any = SimpleNamespace(uitkomst=outcome, kader=None, kaders=(), facts=Facts(**given), lots=None)
    return memo_status(Dossier.model_validate(said), verdict)


@pytest.mark.parametrize(("said", "missing"), MISSING.values(), ids=MISSING)
def test_what_keeps_a_memo_from_being_final(said: dict[str, Any], missing: str) -> None:
    final = MemoState("definitief")
    assert status(said) == (MemoState("concept", (missing,)) if missing else final)
    assert status(said | {"status": "concept"}) == MemoState("concept")  # nobody asked for more


def test_an_outcome_that_is_open_and_a_begin_before_it_was_published_keep_it_a_concept() -> None:
    assert status({}, "onbekend").missing == ("de uitkomst is nog onbekend",)
    assert status({}, publicatiedatum="2018-03-02", begin="2018-03-01").missing == (TOGETHER,)
    assert status({}, publicatiedatum="2018-03-01", begin="2018-03-01") == MemoState("definitief")


@pytest.mark.parametrize(
    ("facts", "final"),
    [
        ({"looptijd_maanden": 6}, False),  # by its dates it lasts five
        ({"looptijd_maanden": 5}, True),
        ({"loonsom_excl_btw": Decimal(2), "opdrachtwaarde_excl_btw": Decimal(1)}, False),
        ({"loonsom_excl_btw": Decimal(1), "opdrachtwaarde_excl_btw": Decimal(1)}, True),
        ({"uitsluitingsgronden": (), "motivering": "Het werk is geheim"}, False),
        ({"uitsluitingsgronden": ("ug-2",), "motivering": "Het werk is geheim"}, True),
        ({"uitsluitingsgronden": ("ug-2",)}, True),  # not known, and no contradiction
    ],
)
def test_input_that_contradicts_itself_keeps_it_a_concept(facts: dict[str, Any], final: bool) -> None:
    days: Any = {name: parse_datum(day) for name, day in (("begin", "2018-09-01"), ("einde", "2019-01-31"))}
    verdict: Any = SimpleNamespace(
        uitkomst="van_toepassing", kader=None, facts=Facts(**days, **facts), lots=None
    )
    state = memo_status(Dossier.model_validate(WHOLE), verdict)
    assert state == (MemoState("definitief") if final else MemoState("concept", (TOGETHER,)))


@pytest.mark.parametrize(
    ("names", "missing", "final"),
    [
        (("1", "2"), "", True),
        (("noord", " Noord "), "", False),  # one lot, or a slip in a name
        ((None, None), "", False),  # rows that say the same
        (("1",), "niet_gegeven", True),
        (("1",), "elders", False),  # perhaps the same lot once more
    ],
)
def test_a_lot_that_may_be_entered_twice_keeps_it_a_concept(
    names: tuple[str | None, ...], missing: Missing, final: bool
) -> None:
    lots = Lots([Facts(id="vb-1", perceel=name) for name in names], missing)
    verdict: Any = SimpleNamespace(uitkomst="van_toepassing", kader=None, facts=lots.lots[0], lots=lots)
    twice = "een perceel lijkt meer dan één keer in de invoer te staan"
    state = memo_status(Dossier.model_validate(WHOLE), verdict)
    assert state == (MemoState("definitief") if final else MemoState("concept", (twice,)))
