"""A condition by itself: what it comes to, what to ask and what there is to say of it. All is fictional."""

from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from tests.tender.test_framework_oracle import BRON, VRAAG
from tests.tender.test_lots_in_tables import framework, reading, value

from maatwerk_cli.models.kader import READING_CHOICES, Kader
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.combination import rules_of
from maatwerk_cli.tender.condition import Rule
from maatwerk_cli.tender.facts import UNKNOWN_OPTIONS, Bounds, Facts
from maatwerk_cli.tender.frameworks.open_readings import Lezing
from maatwerk_cli.tender.frameworks.policy import KaderInForce
from maatwerk_cli.tender.lots import Lots

WAGES, VALUE = "loonsom_excl_btw", "opdrachtwaarde_excl_btw"
HALF, TWO_PARTS = "verlenging percelen raamovereenkomst", "percelen raamovereenkomst"


def condition(name: str, **given: Any) -> dict[str, Any]:
    return {"id": name, "naam": name, "bron": BRON, "vraag": VRAAG, **given}


def ready(
    own: dict[str, Any], unit: str = "euro", limit: int = 100, bearing: str = "", later: int | None = None
) -> Rule:
    """Make one condition ready, on which some readings bear; its limit may be another halfway the year."""
    values = [value(limit)]
    if later is not None:
        values = [value(limit, tot_en_met="2020-06-30"), value(later) | {"vanaf": "2020-07-01"}]
    kader = framework(
        voorwaarden=[own],
        leesruimte=[reading(name, [own["id"]]) for name in bearing.split()],
        parameters={"grens": {"omschrijving": "x", "eenheid": unit, "waarden": values}},
        uitsluitingsgronden=[
            {"id": name, "status": "niet_in_bron", "bron": BRON} for name in ("ug-1", "ug-2")
        ],
    )
    del kader["verplichting"]
    stand = KaderInForce.of(
        Kader.model_validate(kader), parse_datum("2020-03-01" if later is None else "2020")
    )
    return rules_of(stand)[own["id"]]


def held(test: str, field: str, **rest: Any) -> dict[str, Any]:
    return condition("een", veld=field, toets=test, parameter="grens", **rest)


CAPPED = {"nooit_meer_dan": VALUE}
RULES = {
    "an amount": ready(held("minstens", WAGES, **CAPPED), bearing=TWO_PARTS),
    "at most an amount": ready(held("hoogstens", WAGES, **CAPPED), bearing=TWO_PARTS),
    "an amount that changes": ready(held("minstens", WAGES, **CAPPED), bearing=TWO_PARTS, later=200),
    "an amount without a ceiling": ready(held("meer_dan", WAGES), bearing="percelen"),
    "an amount that no reading is about": ready(held("minstens", WAGES, **CAPPED)),
    "a term": ready(held("minstens", "looptijd"), "maanden", 6, bearing=HALF),
    "more than a term": ready(held("meer_dan", "looptijd"), "maanden", 6, bearing=HALF),
    "a term that no reading is about": ready(held("hoogstens", "looptijd"), "maanden", 6),
    "a share": ready(held("minstens", WAGES, deel_van=VALUE, **CAPPED), "procent", 50, bearing=TWO_PARTS),
    "a code": ready(condition("een", veld="aard", toets="in", waarden=["werk"])),
    "grounds": ready(condition("een", veld="uitsluitingsgronden", toets="geen_van", waarden=["ug-1"])),
}


def dated(first: str, last: str) -> dict[str, Any]:
    return {"begin": parse_datum(first), "einde": parse_datum(last)}


AMOUNTS: list[dict[str, Any]] = [
    {},
    *({WAGES: Decimal(own)} for own in (50, 100, 150)),
    *({VALUE: Decimal(most)} for most in (0, 60, 100, 150)),
    *({WAGES: Decimal(own), VALUE: Decimal(most)} for own, most in ((100, 100), (50, 90), (100, 50))),
    {"bounds": {WAGES: Bounds(Decimal(100), Decimal(120))}},
    {"bounds": {WAGES: Bounds(Decimal(40), Decimal(120))}, VALUE: Decimal(90)},
]
TERMS: list[dict[str, Any]] = [
    {"looptijd_maanden": 5},
    {"looptijd_maanden": 6, "verlenging_maanden": 6},
    {"looptijd_maanden": 5, "bounds": UNKNOWN_OPTIONS},
    {"verlenging_maanden": 6},
    {"verlenging_maanden": 3, **dated("2020-01-01", "2020-06-30")},
    dated("2020-01-01", "2020-07-01"),
    dated("2020-01", "2020-06"),
]
CODES: list[dict[str, Any]] = [
    {"aard": "werk"},
    {"aard": "dienst", "uitsluitingsgronden": ()},
    {"uitsluitingsgronden": ("ug-1",)},
    {"uitsluitingsgronden": ("ug-1", "ug-2"), "motivering": "Omdat het zo is"},
    {"uitsluitingsgronden": ("ug-1",), "motivering": "-"},
    {"uitsluitingsgronden": ("ug-2",), "motivering": "Omdat het zo is"},
]
LEVELS: list[dict[str, Any]] = [
    {"raamovereenkomst": "ja"},
    {"raamovereenkomst": "nadere_overeenkomst"},
    {"unknown": frozenset({"raamovereenkomst"})},
]
TENDERS = [Facts(**given) for given in (*AMOUNTS, *TERMS, *CODES)]
LEVELLED = [
    Facts(**given, **level) for given in (AMOUNTS[2], AMOUNTS[5], TERMS[1], TERMS[2]) for level in LEVELS
]
OTHERS = [Facts(**given, perceel="ander") for given in (AMOUNTS[0], AMOUNTS[2], TERMS[0], TERMS[4])]
CHOICES = {**READING_CHOICES, "raamovereenkomst": ("", *READING_CHOICES["raamovereenkomst"])}
READINGS = [Lezing(*choices) for choices in product(*CHOICES.values())]


def groups(facts: Facts) -> list[Lots | None]:
    """Give a tender alone, among others that are known or not, and with one that falls outside."""
    each: list[Lots | None] = [None, Lots([facts]), Lots([facts], "elders"), Lots([facts, None])]
    each += [Lots([facts, other]) for other in OTHERS]
    return [
        *each,
        Lots([facts, OTHERS[1]]).beside({1}, {}),
        Lots([facts, OTHERS[1]]).beside(set(), {1: ("aard",)}),
    ]


@pytest.mark.parametrize("name", RULES)
def test_what_a_condition_comes_to_is_the_same_however_little_of_it_is_asked(name: str) -> None:
    """With its value and limit, and only what it comes to and what to ask."""
    rule = RULES[name]
    for lezing in dict.fromkeys(map(rule.seen, READINGS)):
        judge = rule.judging(lezing)
        for facts in (*TENDERS, *LEVELLED):
            for lots in groups(facts):
                check = rule.toets(facts, lots, lezing)
                assert judge(facts, lots) is check.judgement, (lezing, facts, lots)
                assert judge(facts, lots).uitkomst == check.uitkomst, (lezing, facts, lots)


@pytest.mark.parametrize("name", RULES)
def test_a_choice_that_a_condition_does_not_see_makes_no_difference_to_it(name: str) -> None:
    rule = RULES[name]
    for lezing in READINGS:
        seen = rule.seen(lezing)
        assert rule.judging(lezing) is rule.judging(lezing)
        for facts in LEVELLED:
            for lots in groups(facts):
                outcome = rule.judging(lezing)(facts, lots)
                assert rule.judging(seen)(facts, lots) is outcome, (lezing, facts, lots)


OPTIONS = Lezing(verlenging="telt_mee")
WHOLE, CALL_OFF = Lezing(raamovereenkomst="geheel"), Lezing(raamovereenkomst="nadere_overeenkomst")
ASKED_OF_TERM, ASKED_OF_OPTIONS = ("looptijd_maanden",), ("verlenging_maanden",)


def money(low: int, high: int | None) -> Bounds[Any]:
    return Bounds(Decimal(low), None if high is None else Decimal(high))


def paid(wages: int | None, most: int | None = None, **rest: Any) -> dict[str, Any]:
    amounts = {WAGES: wages, VALUE: most}
    return {name: Decimal(own) for name, own in amounts.items() if own is not None} | rest


# The condition, the tender, the reading; whether it holds, what to ask, what to say, the value, its distance.
CASES: dict[str, Any] = {
    "nothing is known": ("an amount", {}, "onbekend", (WAGES,), "", None, None),
    "at the limit": ("an amount", paid(100), "ja", (), "", 100, 0),
    "below it": ("an amount", paid(50), "nee", (), "", 50, -50),
    "the value is below it": ("an amount", paid(None, 60), "nee", (), "onder_plafond", None, None),
    "the value is above it": (
        "an amount",
        paid(None, 150),
        "onbekend",
        (WAGES,),
        "onder_plafond",
        None,
        None,
    ),
    "of a value of nothing nobody is paid": ("an amount", paid(None, 0), "nee", (), "onder_plafond", 0, -100),
    "more than the value": ("an amount", paid(100, 50), "onbekend", (WAGES,), "boven_plafond", 100, None),
    "as much as the value": ("an amount", paid(100, 100), "ja", (), "", 100, 0),
    "at least the limit": ("an amount", {"bounds": {WAGES: money(100, 120)}}, "ja", (), "", None, None),
    "the most of the value is below it": (
        "an amount",
        {"bounds": {VALUE: money(10, 60)}},
        "nee",
        (),
        "onder_hooguit_plafond",
        None,
        None,
    ),
    "without a ceiling": ("an amount without a ceiling", paid(50, 60), "nee", (), "", 50, -50),
    "the value is no ceiling": (
        "an amount without a ceiling",
        paid(None, 60),
        "onbekend",
        (WAGES,),
        "",
        None,
        None,
    ),
    "between two limits only the day is open": (
        "an amount that changes",
        paid(150),
        "onbekend",
        ("peildatum",),
        "grens_wisselt",
        150,
        None,
    ),
    "however much it is between two limits": (
        "an amount that changes",
        {"bounds": {WAGES: money(100, 199)}},
        "onbekend",
        ("peildatum",),
        "grens_wisselt",
        None,
        None,
    ),
    "it can reach the higher limit": (
        "an amount that changes",
        {"bounds": {WAGES: money(100, 200)}},
        "onbekend",
        (WAGES,),
        "",
        None,
        None,
    ),
    "it can be below the lower limit": (
        "an amount that changes",
        {"bounds": {WAGES: money(99, 199)}},
        "onbekend",
        (WAGES,),
        "",
        None,
        None,
    ),
    "it has no most": (
        "an amount that changes",
        {"bounds": {WAGES: money(100, None)}},
        "onbekend",
        (WAGES,),
        "",
        None,
        None,
    ),
    "below both limits": ("an amount that changes", paid(99), "nee", (), "", 99, None),
    "at the higher limit": ("an amount that changes", paid(200), "ja", (), "", 200, None),
    "six months": ("a term", {"looptijd_maanden": 6}, "ja", (), "", 6, 0),
    "five months": ("a term", {"looptijd_maanden": 5}, "nee", (), "", 5, -1),
    "days that are not sure": (
        "a term",
        dated("2020-01", "2020-06"),
        "onbekend",
        ASKED_OF_TERM,
        "datums_ruim",
        None,
        None,
    ),
    "long enough whichever days": (
        "a term",
        dated("2020-01", "2020-12"),
        "ja",
        (),
        "datums_ruim",
        None,
        None,
    ),
    "a first day alone": (
        "a term",
        {"begin": parse_datum("2020-01-01")},
        "onbekend",
        ASKED_OF_TERM,
        "",
        None,
        None,
    ),
    "a last day alone": (
        "a term",
        {"einde": parse_datum("2020-01-01")},
        "onbekend",
        ASKED_OF_TERM,
        "",
        None,
        None,
    ),
    "a share": ("a share", paid(50, 90), "ja", (), "", None, None),
    "a share of nothing": ("a share", paid(50, 0), "onbekend", (), "deel_van_nul", None, None),
    "a share of more than all": ("a share", paid(100, 50), "onbekend", (WAGES,), "boven_plafond", None, None),
    "of a wage sum that is not known": ("a share", paid(None, 90), "onbekend", (WAGES,), "", None, None),
    "of a value that is not known": ("a share", paid(50), "onbekend", (VALUE,), "", None, None),
    "of neither": ("a share", {}, "onbekend", (WAGES, VALUE), "", None, None),
}


@pytest.mark.parametrize("case", CASES)
def test_what_a_condition_comes_to_what_it_asks_and_what_is_said_of_it(case: str) -> None:
    name, given, *expected = CASES[case]
    check = RULES[name].toets(Facts(**given), None, Lezing())
    outcome = [check.uitkomst, check.velden, check.note]
    assert outcome == expected[:3]
    if name != "a share":
        assert [check.gegeven, check.verschil] == expected[3:]
    # Derived is what is decided though the value itself is not known.
    assert check.afgeleid is (check.uitkomst != "onbekend" and check.gegeven is None)


# Of a term with its options; how long it can be, whether that is enough for six months, what to ask.
WITH_OPTIONS: dict[str, Any] = {
    "together enough": ({"looptijd_maanden": 5, "verlenging_maanden": 1}, (6, 6), "ja", ()),
    "together too short": ({"looptijd_maanden": 4, "verlenging_maanden": 1}, (5, 5), "nee", ()),
    "no options": ({"looptijd_maanden": 5}, (5, 5), "nee", ()),
    "of an unknown length": (
        {"looptijd_maanden": 5, "bounds": UNKNOWN_OPTIONS},
        (5, None),
        "onbekend",
        ASKED_OF_OPTIONS,
    ),
    "of an unknown length, but long enough": (
        {"looptijd_maanden": 6, "bounds": UNKNOWN_OPTIONS},
        (6, None),
        "ja",
        (),
    ),
    "the firm term is not known": ({"verlenging_maanden": 5}, (5, None), "onbekend", ASKED_OF_TERM),
    "enough whatever the firm term is": ({"verlenging_maanden": 6}, (6, None), "ja", ()),
    "neither is known": ({"bounds": UNKNOWN_OPTIONS}, (0, None), "onbekend", ASKED_OF_TERM),
    "too short whichever days": (
        {**dated("2020-01", "2020-05"), "bounds": UNKNOWN_OPTIONS},
        (3, None),
        "onbekend",
        ASKED_OF_OPTIONS,
    ),
    "enough by itself on some days": (
        {**dated("2020-01", "2020-06"), "bounds": UNKNOWN_OPTIONS},
        (4, None),
        "onbekend",
        ASKED_OF_TERM,
    ),
}


@pytest.mark.parametrize("case", WITH_OPTIONS)
def test_a_term_with_its_options_and_what_to_ask_of_it(case: str) -> None:
    given, bounds, outcome, asked = WITH_OPTIONS[case]
    check = RULES["a term"].toets(Facts(**given), None, OPTIONS)
    assert (check.bounds, check.uitkomst, check.velden) == (Bounds(*bounds), outcome, asked)


LEVEL = ("raamovereenkomst",)
UNKNOWN_LEVEL: dict[str, Any] = {"unknown": frozenset(LEVEL)}
# An agreement, a call-off or neither: what it can be, the value shown, whether it holds, what to ask.
OF_NO_KNOWN_LEVEL: dict[str, Any] = {
    "the whole is worth no less": ("an amount", paid(50), WHOLE, (50, None), 50, "onbekend", LEVEL),
    "enough by itself": ("an amount", paid(100), WHOLE, (100, None), 100, "ja", ()),
    "a call-off is worth no more": ("an amount", paid(50), CALL_OFF, (0, 50), 50, "nee", ()),
    "and may be worth less": ("an amount", paid(100), CALL_OFF, (0, 100), 100, "onbekend", LEVEL),
    "a call-off can last longer": (
        "a term",
        {"looptijd_maanden": 5},
        CALL_OFF,
        (0, None),
        5,
        "onbekend",
        LEVEL,
    ),
    "the whole is no shorter": ("a term", {"looptijd_maanden": 6}, WHOLE, (6, None), 6, "ja", ()),
    "nothing is known of it": ("an amount", {}, WHOLE, (0, None), None, "onbekend", (WAGES, *LEVEL)),
    "more than the value": ("an amount", paid(100, 50), WHOLE, (0, None), 100, "onbekend", (WAGES, *LEVEL)),
}


@pytest.mark.parametrize("case", OF_NO_KNOWN_LEVEL)
def test_what_may_be_an_agreement_a_call_off_or_neither(case: str) -> None:
    name, given, lezing, bounds, shown, outcome, asked = OF_NO_KNOWN_LEVEL[case]
    check = RULES[name].toets(Facts(**given, **UNKNOWN_LEVEL), None, lezing)
    assert (check.bounds, check.gegeven, check.uitkomst, check.velden) == (
        Bounds(*bounds),
        shown,
        outcome,
        asked,
    )


def test_which_limit_is_shown() -> None:
    """Of grounds there is none, and of one that changes it is not known which."""
    assert ready(held("minstens", WAGES)).grens == 100
    assert ready(held("minstens", WAGES), later=200).grens is None
    assert (
        ready(condition("een", veld="aard", toets="in", waarden=["werk", "dienst"])).grens == "werk, dienst"
    )
    assert (
        ready(condition("een", veld="uitsluitingsgronden", toets="geen_van", waarden=["ug-1"])).grens is None
    )


@pytest.mark.parametrize(
    ("agreement", "lezing", "outcome", "note"),
    [
        ("ja", WHOLE, "ja", ""),
        ("nadere_overeenkomst", CALL_OFF, "ja", ""),
        ("nadere_overeenkomst", WHOLE, "onbekend", "hele_raamovereenkomst"),
        ("ja", CALL_OFF, "onbekend", "per_nadere_overeenkomst"),
    ],
)
def test_a_share_at_one_level_says_nothing_of_the_share_at_the_other(
    agreement: str, lezing: Lezing, outcome: str, note: str
) -> None:
    facts = Facts(**paid(80, 100, raamovereenkomst=agreement))
    check = RULES["a share"].toets(facts, None, lezing)
    assert (check.uitkomst, check.note) == (outcome, note)
