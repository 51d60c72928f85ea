"""What is asked next of a tender, by the shipped frameworks: the generic one of 2011 and Maatwerk of 2018."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from tests.tender.test_combinations import framework
from tests.tender.test_duty_in_words import kader, number
from tests.tender.test_framework_oracle import VRAAG, assessor_of, dated

from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.register.location import carried_dataset
from maatwerk_cli.tender.facts import UNKNOWN_OPTIONS, Facts
from maatwerk_cli.tender.frameworks.policy import Beleid, read_beleid
from maatwerk_cli.tender.questions.next_question import (
    BoundKader,
    assumptions,
    bound_by,
    for_the_record,
    next_questions,
    open_questions,
    questions,
    without_meaning,
)
from maatwerk_cli.tender.questions.open_points import AUTHORITY, OTHER_POLICY, OpenPoint, open_points
from maatwerk_cli.tender.sentences import BUYER, EXACT_DAY
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.tender.words.scope_sentences import CORRECT_THE_CHOICE

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


LATER = {
    "nothing is known yet": (
        {}, ["peildatum", "aard", "loonsom_excl_btw", "looptijd_maanden", "uitsluitingsgronden"]
    ),
    "what is known is not asked": (
        {"aard": "dienst", "looptijd_maanden": 12}, ["peildatum", "loonsom_excl_btw", "uitsluitingsgronden"]
    ),
    "a term of months within a year is not known": (
        {"aard": "dienst", "uitsluitingsgronden": (), "loonsom_excl_btw": Decimal(1), "einde": "2018"},
        ["peildatum", "looptijd_maanden"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", LATER)
def test_without_a_day_is_told_what_will_be_asked_once_it_is_known(case: str, assessor: Assessor) -> None:
    given, keys = LATER[case]
    given = {name: parse_datum(value) if name == "einde" else value for name, value in given.items()}
    verdict = assessor.decide(Facts(opdrachtgever_soort="rijk", werkwijze="generiek_kader", **given))
    present = list(next_questions(verdict, []))
    assert [question.key for question in present] == keys
    ways = {question.key: list(question.ways) for question in present}
    assert ways.get("uitsluitingsgronden", []) in ([], ["nee", "ug-1", "ug-2", "ug-3", "ug-4"])
    assert ways.get("aard", []) in ([], ["werk", "dienst", "levering"])


def test_with_a_day_only_what_is_open_is_asked(assessor: Assessor) -> None:
    verdict = assessor.decide(tender(aard="levering", loonsom_excl_btw=None))
    assert list(next_questions(verdict, [])) == []


def test_of_conditions_put_together_each_part_asks_and_the_whole_does_not() -> None:
    verdict = assessor_of(framework("alle")).decide(Facts(opdrachtgever_soort="decentraal"))
    assert [question.key for question in next_questions(verdict, [])] == ["peildatum", "aard", "cpv"]


BOUND = (
    BoundKader("r", "het kader van het Rijk", ("rijk",)),
    BoundKader("d", "dat van de stad", ("decentraal",)),
)
SCOPE: dict[str, tuple[str | None, dict[str, list[str]]]] = {
    "the Rijk is assumed": (
        None, {"opdrachtgever_soort": ["rijk", "decentraal", "overig"], "werkwijze": ["r"]}
    ),
    "of its kind there is one": ("decentraal", {"werkwijze": ["d"]}),
    "of its kind there is none": ("overig", {}),
}  # fmt: skip


@pytest.mark.parametrize("case", SCOPE)
def test_where_no_framework_binds_is_asked_whom_it_is_of_and_which_was_chosen(case: str) -> None:
    kind, asked = SCOPE[case]
    situation = SimpleNamespace(reden="opdrachtgever", choose_from={})
    facts = Facts(opdrachtgever_soort=kind)  # type: ignore[arg-type]
    verdict: Any = SimpleNamespace(peildatum="2020", situation=situation, kader=None, facts=facts)
    present = {question.key: list(question.ways) for question in open_questions(verdict, BOUND)}
    assert present == asked


RECORD = {
    "nothing is told": (Facts(), (), ["id", "titel", "opdrachtgever"]),
    "it has an id": (Facts(id="vb-1"), (), ["titel", "opdrachtgever"]),
    "it was passed over": (Facts(), ("titel",), ["id", "opdrachtgever"]),
    "all of it": (Facts(id="vb-1", titel="Voorbeeld", opdrachtgever="vb"), (), []),
    "known or passed over": (Facts(id="vb-1"), ("titel", "opdrachtgever"), []),
}


@pytest.mark.parametrize(("facts", "skipped", "asked"), RECORD.values(), ids=RECORD)
def test_for_the_record_is_asked_what_is_not_told(
    facts: Facts, skipped: tuple[str, ...], asked: list[str]
) -> None:
    assert [question.field for question in for_the_record(facts, frozenset(skipped))] == asked


@pytest.mark.parametrize(
    ("field", "answer", "code"),
    [
        ("werkwijze", "maatwerk (het kader van 2018)", "maatwerk"),
        ("lezingen", "samen (alle percelen samen)", "samen"),
        ("werkwijze", "maatwerk", "maatwerk"),
        ("werkwijze", "maatwerk (het", "maatwerk (het"),
        ("werkwijze", "maatwerk)", "maatwerk)"),
        ("categorie", "ict (inhuur)", "ict (inhuur)"),  # of this field an answer can be any words
    ],
)
def test_an_answer_copied_with_its_meaning_is_its_code(field: str, answer: str, code: str) -> None:
    assert without_meaning(field, answer) == code


DAY = OpenPoint(EXACT_DAY, BUYER)
OTHER, CORRECT = OpenPoint(OTHER_POLICY, AUTHORITY), OpenPoint(CORRECT_THE_CHOICE, AUTHORITY)
# Why no framework gives an outcome, whether any may on that day, which was chosen, and the kind of authority.
STANDS_OPEN: dict[str, tuple[dict[str, Any], list[OpenPoint]]] = {
    "it is decided": ({"uitkomst": "niet_van_toepassing", "reden": "datum"}, []),
    "the day is too wide": ({"reden": "datum"}, [DAY]),
    "on no such day it holds": ({"reden": "datum", "closed": True}, []),
    "what was chosen does not hold and another does": (
        {"reden": "datum", "closed": True, "chosen": "x", "kaders": ["y"]}, [CORRECT]
    ),
    "what was chosen does not hold and nothing does": (
        {"reden": "datum", "closed": True, "chosen": "x"}, []
    ),
    "nothing was chosen": ({"reden": "datum", "closed": True, "kaders": ["y"]}, []),
    "none binds its kind": ({"reden": "opdrachtgever", "soort": "overig"}, [OTHER]),
    "none binds it, by a kind that was assumed": ({"reden": "opdrachtgever"}, []),
    "another reason": ({"reden": "peildatum", "soort": "overig"}, []),
}  # fmt: skip


@pytest.mark.parametrize("case", STANDS_OPEN)
def test_what_stands_open_where_no_framework_gives_an_outcome(case: str) -> None:
    given, points = STANDS_OPEN[case]
    verdict: Any = SimpleNamespace(
        uitkomst=given.get("uitkomst", "onbekend"),
        kader=None,
        situation=SimpleNamespace(reden=given["reden"], closed=given.get("closed", False)),
        chosen_out_of_force=given.get("chosen"),
        kaders=given.get("kaders", []),
        facts=Facts(opdrachtgever_soort=given.get("soort")),
    )
    assert list(open_points(verdict)) == points


ASKER = "de financiële afdeling"


@pytest.mark.parametrize(
    ("note", "start", "who"),
    [
        ("geen_rij", "De tabel van het kader noemt voor deze opdracht geen grens.", ASKER),
        ("deel_van_nul", "De waarde van de opdracht is nul.", BUYER),
        ("percelen_niet_gegeven", "Welke andere percelen heeft deze aanbesteding", BUYER),
        ("waarde_onbekend", "", ""),
        ("", "", ""),
    ],
)
def test_what_stands_open_of_a_condition_and_who_can_settle_it(note: str, start: str, who: str) -> None:
    for asked in (SimpleNamespace(wie=ASKER), None):
        condition = SimpleNamespace(vraag=asked)
        check = SimpleNamespace(uitkomst="onbekend", note=note, delen=(), voorwaarde=condition)
        ruling = SimpleNamespace(toetsingen=[check], level=None, stand=SimpleNamespace(kader=None))
        verdict: Any = SimpleNamespace(uitkomst="onbekend", kader=ruling)
        points = list(open_points(verdict))
        assert [point.text.startswith(start) for point in points] == ([True] if start else [])
        assert {point.who for point in points} == ({who if asked else BUYER} if start else set())


def by_duration() -> dict[str, Any]:
    """Owe 100 hours, and 250 from twelve months on, where options may count; the wage sum is large enough."""
    content = kader(percentage=None, grondslag=None, afronding=None, uitzonderingen=None, vast="uren")
    rows = [{"waarde": 100, "band": {"minder_dan": 12}}, {"waarde": 250, "band": {"minstens": 12}}]
    table = {"per": "looptijd", "vraag": VRAAG, "waarden": dated(rows, False)}
    content["parameters"]["uren"] = content["parameters"]["uren"] | table
    content["omstandigheden"] = []
    content["leesruimte"] = [
        {
            "id": "verlenging", "vraag": "Tellen opties mee?", "tabellen": ["uren"], "toelichting": "Open.",
            "keuzes": {"telt_niet_mee": "alleen vast", "telt_mee": "met opties"},
        }
    ]  # fmt: skip
    return content


@pytest.mark.parametrize(("months", "asked"), [(10, ["verlenging_maanden"]), (12, [])])
def test_options_are_asked_for_where_they_could_turn_what_is_owed(months: int, asked: list[str]) -> None:
    """From twelve months on it is 250 hours, whatever options there are."""
    own = tender(
        opdrachtgever_soort="decentraal", werkwijze=None, begin=None, einde=None, looptijd_maanden=months,
        verlenging_maanden=None, peildatum=parse_datum("2020-03-01"),
    )  # fmt: skip
    assert [question.field for question in assumptions(own, assessor_of(by_duration()), NOTHING)] == asked


@pytest.mark.parametrize(("per", "asked"), [("nadere_overeenkomst", ["raamovereenkomst"]), ("jaar", [])])
def test_whether_it_is_a_framework_agreement_is_asked_where_that_could_turn_what_is_owed(
    per: str, asked: list[str]
) -> None:
    """A share is of each call-off then, so that there is no amount of an agreement as a whole."""
    own = tender(
        opdrachtgever_soort="decentraal", werkwijze=None, begin=None, einde=None, looptijd_maanden=12,
        raamovereenkomst=None, peildatum=parse_datum("2020-03-01"),
    )  # fmt: skip
    content = kader(uitzonderingen=None, per=per) | {"omstandigheden": []}
    assert [question.field for question in assumptions(own, assessor_of(content), NOTHING)] == asked
    fixed = {"vast": "bedrag", "percentage": None, "grondslag": None, "afronding": None}
    content = kader(uitzonderingen=None, per=per, **fixed) | {"omstandigheden": []}
    content["parameters"]["bedrag"] = number("euro", 500)  # once, or for each call-off
    assert [question.field for question in assumptions(own, assessor_of(content), NOTHING)] == asked
