"""Which readings are at issue, which are tried, and which of them matter."""

from itertools import product
from typing import Any

import pytest

from maatwerk_cli.tender.condition import judged
from maatwerk_cli.tender.facts import UNKNOWN_OPTIONS, Bounds, Facts
from maatwerk_cli.tender.frameworks.open_readings import (
    NOTHING_OPEN,
    AtIssue,
    Lezing,
    OpenReadings,
    agreed,
    at_issue,
    readings_to_try,
    what_matters,
)
from maatwerk_cli.tender.trial import Pattern

APPLIES, NOT, OPEN = "van_toepassing", "niet_van_toepassing", "onbekend"
CHOSEN = (("verlenging", "telt_mee"),)
AT_ISSUE: list[tuple[Facts, bool, AtIssue | None]] = [
    (Facts(), False, None),
    (Facts(), True, AtIssue(False, True, "", ())),
    (Facts(verlenging_maanden=6, lezingen=CHOSEN), False, AtIssue(True, False, "", CHOSEN)),
    (Facts(verlenging_maanden=0), False, None),
    (Facts(bounds=UNKNOWN_OPTIONS), False, AtIssue(True, False, "", ())),
    (Facts(bounds={"loonsom_excl_btw": Bounds(0, 5)}), False, None),
    (Facts(raamovereenkomst="ja"), False, AtIssue(False, False, "ja", ())),
    (Facts(raamovereenkomst="nadere_overeenkomst"), False, AtIssue(False, False, "nadere_overeenkomst", ())),
    (Facts(raamovereenkomst="nee"), False, None),
    (Facts(unknown=frozenset({"raamovereenkomst"})), False, AtIssue(False, False, OPEN, ())),
    (Facts(unknown=frozenset({"werkwijze"})), False, None),
]


@pytest.mark.parametrize(("facts", "many", "issue"), AT_ISSUE)
def test_which_readings_are_at_issue(facts: Facts, many: bool, issue: AtIssue | None) -> None:
    assert at_issue(facts, many_lots=many) == issue


NONE_AT_ISSUE = AtIssue(False, False, "", ())
OPTIONS, LOTS = NONE_AT_ISSUE._replace(options=True), NONE_AT_ISSUE._replace(many_lots=True)
AGREEMENT = NONE_AT_ISSUE._replace(agreement="ja")
CALL_OFF = NONE_AT_ISSUE._replace(agreement="nadere_overeenkomst")
TWO_LEVELS = [Lezing(raamovereenkomst="nadere_overeenkomst"), Lezing(raamovereenkomst="geheel")]
WITHOUT, WITH = Lezing(), Lezing(verlenging="telt_mee")
# The readings of the framework with what a source says, what is at issue, and what is tried, in this order.
TRIED: dict[str, tuple[dict[str, str | None], AtIssue | None, bool, list[Lezing]]] = {
    "nothing is at issue": ({"verlenging": None}, None, False, [Lezing()]),
    "options": ({"verlenging": None}, OPTIONS, False, [WITHOUT, WITH]),
    "options, of which a source decides": ({"verlenging": "telt_mee"}, OPTIONS, False, [WITH]),
    "options, of which was chosen": ({"verlenging": None}, OPTIONS._replace(chosen=CHOSEN), False, [WITH]),
    "a source goes before a choice": (
        {"verlenging": "telt_niet_mee"}, OPTIONS._replace(chosen=CHOSEN), False, [WITHOUT]
    ),
    "a choice of another reading": (
        {"verlenging": None}, OPTIONS._replace(chosen=(("percelen", "samen"),)), False, [WITHOUT, WITH]
    ),
    "no options": ({"verlenging": None}, LOTS, False, [Lezing()]),
    "options of which the framework says nothing": ({"percelen": None}, OPTIONS, False, [Lezing()]),
    "lots": ({"percelen": None}, LOTS, False, [Lezing(), Lezing(percelen="samen")]),
    "lots, of which one falls outside": (
        {"percelen": "samen", "percelen_buiten_kader": None}, LOTS, True,
        [Lezing(percelen="samen", percelen_buiten_kader=own) for own in ("telt_niet_mee", "telt_mee")],
    ),
    "lots, none of which falls outside": (
        {"percelen": "samen", "percelen_buiten_kader": None}, LOTS, False, [Lezing(percelen="samen")]
    ),
    "an agreement, at its own level first": ({"raamovereenkomst": None}, AGREEMENT, False, TWO_LEVELS[::-1]),
    "a call-off, at its own level first": ({"raamovereenkomst": None}, CALL_OFF, False, TWO_LEVELS),
    "neither of the two": ({"raamovereenkomst": None}, OPTIONS, False, [Lezing()]),
    "two readings": (
        {"verlenging": None, "percelen": None}, OPTIONS._replace(many_lots=True), False,
        [Lezing(*both) for both in product(("telt_niet_mee", "telt_mee"), ("apart", "samen"))],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TRIED)
def test_which_readings_are_tried_the_nearest_first(case: str) -> None:
    settled, issue, outside, readings = TRIED[case]
    assert [*readings_to_try(settled, issue, outside=outside)] == readings


def test_no_lot_falls_outside_as_long_as_nobody_says_so() -> None:
    settled = {"percelen": "samen", "percelen_buiten_kader": None}
    assert [*readings_to_try(settled, LOTS)] == [Lezing(percelen="samen")]


def by_two(*outcomes: str) -> dict[Lezing, Any]:
    """Give an outcome for each choice of options and of lots: neither, lots, options, both."""
    choices = product(("telt_niet_mee", "telt_mee"), ("apart", "samen"))
    return {Lezing(*both): outcome for both, outcome in zip(choices, outcomes, strict=True)}


def together(*outcomes: str) -> dict[Any, str]:
    choices = product(("telt_niet_mee", "telt_mee"), ("apart", "samen"))
    return {
        (("verlenging", first), ("percelen", then)): outcome
        for (first, then), outcome in zip(choices, outcomes, strict=True)
    }


OUTSIDE = {
    Lezing(percelen="apart", percelen_buiten_kader="telt_niet_mee"): NOT,
    Lezing(percelen="apart"): NOT,
    Lezing(percelen="samen", percelen_buiten_kader="telt_niet_mee"): NOT,
    Lezing(percelen="samen"): APPLIES,
}
MATTERS: dict[str, tuple[Any, OpenReadings]] = {
    "neither": (by_two(NOT, NOT, NOT, NOT), NOTHING_OPEN),
    "one alone": (
        by_two(NOT, APPLIES, NOT, APPLIES), OpenReadings({"percelen": {"apart": NOT, "samen": APPLIES}}, {})
    ),
    "each alone is enough": (
        by_two(NOT, APPLIES, APPLIES, APPLIES),
        OpenReadings(
            {
                "verlenging": {"telt_niet_mee": OPEN, "telt_mee": APPLIES},
                "percelen": {"apart": OPEN, "samen": APPLIES},
            },
            together(NOT, APPLIES, APPLIES, APPLIES),
        ),
    ),
    "only both": (
        by_two(NOT, NOT, NOT, APPLIES),
        OpenReadings(
            {
                "verlenging": {"telt_niet_mee": NOT, "telt_mee": OPEN},
                "percelen": {"apart": NOT, "samen": OPEN},
            },
            together(NOT, NOT, NOT, APPLIES),
        ),
    ),
    "apart there is nothing to count": (
        OUTSIDE,
        OpenReadings(
            {
                "percelen": {"apart": NOT, "samen": OPEN},
                "percelen_buiten_kader": {"telt_niet_mee": NOT, "telt_mee": OPEN},
            },
            {
                (("percelen", "apart"),): NOT,
                (("percelen", "samen"), ("percelen_buiten_kader", "telt_niet_mee")): NOT,
                (("percelen", "samen"), ("percelen_buiten_kader", "telt_mee")): APPLIES,
            },
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", MATTERS)
def test_which_readings_matter_alone_and_together(case: str) -> None:
    outcomes, readings = MATTERS[case]
    assert what_matters(outcomes) == readings


def test_outcomes_agree_where_they_are_one() -> None:
    assert agreed([APPLIES, APPLIES]) == APPLIES  # type: ignore[list-item]
    assert agreed([APPLIES, NOT]) == OPEN  # type: ignore[list-item]


ALL_CHOSEN = {"verlenging": "telt_mee", "raamovereenkomst": "", "percelen_buiten_kader": "telt_mee"}


@pytest.mark.parametrize(
    ("chosen", "outcome"),
    [
        ({}, OPEN),
        ({"percelen": "samen"}, OPEN),
        ({"percelen": "apart"}, NOT),
        ({"percelen": "samen", "verlenging": "telt_mee"}, APPLIES),
        ({"percelen": "apart", "raamovereenkomst": "geheel"}, NOT),  # of what is not open nothing changes
        ({"percelen": "samen", "verlenging": "telt_mee", "percelen_buiten_kader": "telt_niet_mee"}, APPLIES),
        ({**ALL_CHOSEN, "percelen": "samen"}, APPLIES),
        ({**ALL_CHOSEN, "percelen": "apart"}, NOT),
    ],
)
def test_the_outcome_if_readings_are_chosen(chosen: dict[str, str], outcome: str) -> None:
    """Only with the options and of all lots together it is met."""
    truths: Any = {
        lezing: ("ja", "ja" if own == APPLIES else "nee")
        for lezing, own in by_two(NOT, NOT, NOT, APPLIES).items()
    }
    judgements = [judged("ja"), judged("onbekend", ("aard",))]
    pattern = Pattern(["een", "ander"], judgements, truths, OPEN, NOTHING_OPEN)
    assert pattern.outcome_with(chosen) == outcome
    assert (pattern.beslissend, pattern.vraagvelden) == (("ander",), ("aard",))
