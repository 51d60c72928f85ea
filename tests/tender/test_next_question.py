"""What is asked next of a tender, by the shipped frameworks: the generic one of 2011 and Maatwerk of 2018."""

from decimal import Decimal
from typing import Any

import pytest

from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.register.location import carried_dataset
from maatwerk_cli.tender.facts import UNKNOWN_OPTIONS, Facts
from maatwerk_cli.tender.frameworks.policy import Beleid, read_beleid
from maatwerk_cli.tender.questions.next_question import assumptions, bound_by, questions
from maatwerk_cli.tender.verdict import Assessor

NOTHING: frozenset[str] = frozenset()
WHOLE: dict[str, Any] = {
    "aard": "dienst", "loonsom_excl_btw": Decimal(300_000), "begin": parse_datum("2018-03-01"),
    "einde": parse_datum("2019-02-28"), "uitsluitingsgronden": (), "peildatum": parse_datum("2018-03-01"),
    "opdrachtgever_soort": "rijk", "werkwijze": "generiek_kader", "raamovereenkomst": "nee",
    "verlenging_maanden": 0,
}  # fmt: skip


@pytest.fixture(scope="module")
def assessor() -> Assessor:
    policy = read_beleid(carried_dataset() / "beleid")
    assert isinstance(policy, Beleid)
    return Assessor(policy)


def tender(**given: Any) -> Facts:
    return Facts(**{**WHOLE, **given})


ASKED = {
    "nothing, where all is known": ({}, []),
    "the day, where none is known": ({"peildatum": None, "begin": None}, ["peildatum"]),
    "the wage sum": ({"loonsom_excl_btw": None}, ["loonsom_excl_btw"]),
    "the nature": ({"aard": None}, ["aard"]),
    "the grounds": ({"uitsluitingsgronden": None}, ["uitsluitingsgronden"]),
    "nothing more, where one condition does not hold": ({"aard": "levering", "loonsom_excl_btw": None}, []),
    "what a framework is followed by another kind of authority": (
        {"opdrachtgever_soort": "decentraal", "werkwijze": None},
        [],
    ),
}


@pytest.mark.parametrize(("given", "asked"), ASKED.values(), ids=ASKED)
def test_what_the_outcome_still_rests_on(given: dict[str, Any], asked: list[str], assessor: Assessor) -> None:
    outcome = list(questions(tender(**given), assessor, NOTHING))
    assert [question.key for question in outcome][: len(asked)] == asked
    if not asked and given.get("opdrachtgever_soort", "rijk") == "rijk":
        assert outcome == []


def test_what_was_asked_before_is_not_asked_again(assessor: Assessor) -> None:
    facts = tender(loonsom_excl_btw=None, uitsluitingsgronden=None)
    keys = [question.key for question in questions(facts, assessor, NOTHING)]
    assert {"loonsom_excl_btw", "uitsluitingsgronden"} <= set(keys)
    left = [question.key for question in questions(facts, assessor, frozenset({"loonsom_excl_btw"}))]
    assert left == [key for key in keys if key != "loonsom_excl_btw"]


def test_a_question_says_which_rule_asks_it_and_what_can_be_answered(assessor: Assessor) -> None:
    (grounds,) = questions(tender(uitsluitingsgronden=None), assessor, NOTHING)
    assert list(grounds.ways) == ["nee", "ug-1", "ug-2", "ug-3", "ug-4"]
    assert grounds.source == "jaarverslag-2018, §1.1"
    assert grounds.who
    nature, *_ = questions(tender(aard=None, werkwijze="maatwerk"), assessor, NOTHING)
    assert set(nature.ways) == {"werk", "dienst", "levering"}
    assert nature.source.startswith("jaarverslag-2018, ")


ASSUMED = {
    "nothing, where all is told": ({}, set()),
    "whom it is for": ({"opdrachtgever_soort": None}, {"opdrachtgever_soort"}),
    "which framework is followed": ({"werkwijze": None}, {"werkwijze"}),
    "not where no other is in force yet": (  # the other way of working is of 2018
        {
            "werkwijze": None,
            "peildatum": parse_datum("2017-03-01"),
            "begin": parse_datum("2017-03-01"),
            "einde": parse_datum("2018-02-28"),
        },
        set(),
    ),
    # The limit of a wage sum may be that of the whole: of a call-off it is not known then.
    "whether it is a call-off": ({"raamovereenkomst": None}, {"raamovereenkomst"}),
    "not where that cannot turn it": ({"raamovereenkomst": None, "aard": "levering"}, set()),
    # 5% of the wage sum can grow with options.
    "whether there are options": ({"verlenging_maanden": None}, {"verlenging_maanden"}),
    "not where they are known to be of an unknown length": (
        {"verlenging_maanden": None, "bounds": UNKNOWN_OPTIONS},
        set(),
    ),
    "not where nothing is owed": ({"verlenging_maanden": None, "aard": "levering"}, set()),
    "all of them": (
        {
            "opdrachtgever_soort": None,
            "werkwijze": None,
            "raamovereenkomst": None,
            "verlenging_maanden": None,
        },
        {"opdrachtgever_soort", "werkwijze", "raamovereenkomst", "verlenging_maanden"},
    ),
}


@pytest.mark.parametrize(("given", "asked"), ASSUMED.values(), ids=ASSUMED)
def test_what_was_assumed_is_asked_where_it_matters(
    given: dict[str, Any], asked: set[str], assessor: Assessor
) -> None:
    assert {question.key for question in assumptions(tender(**given), assessor, NOTHING)} == asked
    assert list(assumptions(tender(**given), assessor, frozenset(asked))) == []


def test_options_are_asked_of_a_short_tender_that_they_could_make_long_enough(assessor: Assessor) -> None:
    short = tender(einde=parse_datum("2018-07-31"), verlenging_maanden=None)
    assert [question.key for question in assumptions(short, assessor, NOTHING)] == ["verlenging_maanden"]


def test_whom_the_frameworks_bind(assessor: Assessor) -> None:
    bound = [(kader.id, kader.soorten) for kader in bound_by(assessor.beleid.kaders.values())]
    assert bound == [("generiek_kader", ("rijk",)), ("maatwerk", ("rijk",))]
