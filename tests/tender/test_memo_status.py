"""When a memo may call itself final: each thing that keeps it from that, by itself."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from tests.tender.test_reservations import ASSESSOR, SURE, facts_of

from maatwerk_cli.models.tender.dossier import Dossier
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.lots import Lots, Missing
from maatwerk_cli.tender.views.memo.memo_state import MemoState, memo_status


def on(day: str) -> dict[str, str]:
    return {"door": "de inkoper", "datum": day}


WHOLE = {
    "status": "definitief", "versie": "1.0", "opgesteld": on("2018-03-02"), "akkoord": on("2018-03-02"),
}  # fmt: skip
BACKWARDS = (
    "Het akkoord is van 1 maart 2018, en de memo is pas opgesteld op 2 maart 2018. Eén van beide klopt niet."
)
LATE = "van 3 maart 2018, en de memo is al opgesteld op 2 maart 2018. Eén van beide klopt niet."
PUBLISHED = "De datum van publicatie ligt na de eerste dag van de opdracht. Eén van beide klopt niet."
NAMED: dict[str, Any] = {"id": "vb-1", "opdrachtgever": "Voorbeelddienst"}
JUDGED = {"wat": "aard"}
ESTIMATED = {"wijze": "Voorbeeld"}
MISSING = {
    "nothing": ({}, ""),
    "no agreement is asked for": ({"akkoord": None}, ""),
    "no version": ({"versie": None}, "De versie is niet vastgelegd."),
    "a version in words": ({"versie": "tweede"}, "De versie is geen nummer, zoals 1.0."),
    "a version in parts": ({"versie": "1.2.3.4"}, ""),
    "nobody made it": ({"opgesteld": None}, "Niet is vastgelegd wie de memo opstelde, en wanneer."),
    "made in a month": (
        {"opgesteld": on("2018-03")}, "De datum van opstellen is geen dag, zoals 2018-03-01.",
    ),
    "agreed in a month": (
        {"akkoord": on("2018-03")}, "De datum van het akkoord is geen dag, zoals 2018-03-01.",
    ),
    "agreed before it was made": ({"akkoord": on("2018-03-01")}, BACKWARDS),
    "agreed after it was made": ({"akkoord": on("2018-03-03")}, ""),
    "estimated on the day itself": ({"raming": on("2018-03-02") | ESTIMATED}, ""),
    "estimated after it was made": ({"raming": on("2018-03-03") | ESTIMATED}, f"De raming is {LATE}"),
    "judged on the day itself": ({"beoordelingen": [on("2018-03-02") | JUDGED]}, ""),
    "judged after it was made": (
        {"beoordelingen": [on("2018-03-03") | JUDGED]}, f"De beoordeling (de aard van de opdracht) is {LATE}",
    ),
}  # fmt: skip


def status(said: dict[str, Any], outcome: str = "van_toepassing", **facts: str) -> MemoState:
    said = {name: value for name, value in (WHOLE | said).items() if value is not None}
    given: Any = {name: parse_datum(day) for name, day in facts.items()}
    known = Facts(**NAMED | given)
    verdict: Any = SimpleNamespace(
        uitkomst=outcome, kader=None, kaders=(), facts=known, lots=None, otherwise=(), reservations=()
    )
    return memo_status(Dossier.model_validate(said), verdict)


@pytest.mark.parametrize(("said", "missing"), MISSING.values(), ids=MISSING)
def test_what_keeps_a_memo_from_being_final(said: dict[str, Any], missing: str) -> None:
    final = MemoState("definitief")
    assert status(said) == (MemoState("concept", (missing,)) if missing else final)
    assert status(said | {"status": "concept"}) == MemoState("concept")  # nobody asked for more


def test_an_outcome_that_is_open_and_a_begin_before_it_was_published_keep_it_a_concept() -> None:
    assert status({}, "onbekend").missing == ("De uitkomst is nog onbekend.",)
    assert status({}, publicatiedatum="2018-03-02", begin="2018-03-01").missing == (PUBLISHED,)
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
        uitkomst="van_toepassing",
        kader=None,
        facts=Facts(**NAMED, **days, **facts),
        lots=None,
        otherwise=(),
        reservations=(),
    )
    state = memo_status(Dossier.model_validate(WHOLE), verdict)
    assert (state.status, len(state.missing)) == (("definitief", 0) if final else ("concept", 1))


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
    lots = Lots([Facts(**NAMED, perceel=name) for name in names], missing)
    verdict: Any = SimpleNamespace(
        uitkomst="van_toepassing", kader=None, facts=lots.lots[0], lots=lots, otherwise=(), reservations=()
    )
    twice = "Een perceel lijkt meer dan één keer in de invoer te staan."
    state = memo_status(Dossier.model_validate(WHOLE), verdict)
    assert state == (MemoState("definitief") if final else MemoState("concept", (twice,)))


NAMELESS = "De aanbesteding heeft geen kenmerk (id) en geen titel."
NOBODY = "Niet is ingevuld wie de opdrachtgever is."
NO_ESTIMATE = "Niet is vastgelegd hoe {} is geraamd, door wie en wanneer (raming)."
NO_WAGE, NO_VALUE = NO_ESTIMATE.format("de loonsom"), NO_ESTIMATE.format("de waarde van de opdracht")
NO_JUDGE = "Niet is vastgelegd wie de uitsluitingsgronden beoordeelde, en wanneer (beoordelingen)."
BY_WAGE = {"raming": on("2018-03-01") | ESTIMATED}
GROUNDS = ("ug-1", "ug-2", "ug-3", "ug-4")


def judging(*names: str) -> dict[str, Any]:
    return {"beoordelingen": [on("2018-03-01") | {"wat": name} for name in names]}


ALL_JUDGED = BY_WAGE | judging("uitsluitingsgronden")
LOW, GOODS = {"loonsom_excl_btw": "100000"}, {"aard": "levering"}
SECRET = {"uitsluitingsgronden": "ug-2", "motivering": "Het werk is geheim"}
# What differs from a tender to which the framework applies, what is on file, and what then misses.
ON_FILE: dict[str, tuple[dict[str, str | None], dict[str, Any], tuple[str, ...]]] = {
    "all that it rests on": ({}, ALL_JUDGED, ()),
    "each ground by itself": ({}, BY_WAGE | judging(*GROUNDS), ()),
    "one ground not": ({}, BY_WAGE | judging(*GROUNDS[1:]), (NO_JUDGE,)),
    "nothing": ({}, {}, (NO_WAGE, NO_JUDGE)),
    "a title and no id": ({"id": None, "titel": "Voorbeeld"}, ALL_JUDGED, ()),
    "no name at all": ({"id": None}, ALL_JUDGED, (NAMELESS,)),
    "no authority": ({"opdrachtgever": None}, ALL_JUDGED, (NOBODY,)),
    "too low a wage sum": (LOW, BY_WAGE, ()),
    "too low a wage sum, and no estimate": (LOW, {}, (NO_WAGE,)),
    "too low a value in its place": (
        {"loonsom_excl_btw": None, "opdrachtwaarde_excl_btw": "100000"}, {}, (NO_VALUE,),
    ),
    "goods: no amount and no ground decides": (GOODS, {}, ()),
    "goods, and too low a wage sum: either is enough": (GOODS | LOW, {}, ()),
    "a ground applies": (SECRET, judging("ug-2"), ()),
    "a ground applies, and another was judged": (
        SECRET, judging("ug-1"),
        ("Niet is vastgelegd wie uitsluitingsgrond ug-2 beoordeelde, en wanneer (beoordelingen).",),
    ),
    "a ground applies, and too low a wage sum": (SECRET | LOW, BY_WAGE, ()),
    "neither on file": (
        SECRET | LOW, {},
        (NO_WAGE, "Niet is vastgelegd wie uitsluitingsgrond ug-2 beoordeelde, en wanneer (beoordelingen)."),
    ),
    "a framework without an amount": ({"werkwijze": "maatwerk", "peildatum": "2018-03-01"}, {}, ()),
}  # fmt: skip


@pytest.mark.parametrize("case", ON_FILE)
def test_who_judged_what_the_outcome_rests_on_has_to_be_on_file(case: str) -> None:
    facts, filed, missing = ON_FILE[case]
    known = SURE | NAMED | {"uitsluitingsgronden": "nee"} | facts
    verdict = ASSESSOR.decide(facts_of({name: text for name, text in known.items() if text is not None}))
    assert verdict.uitkomst != "onbekend"
    state = memo_status(Dossier.model_validate(WHOLE | filed), verdict)
    assert state == (MemoState("concept", missing) if missing else MemoState("definitief"))
