"""Where a case and its framework differ, field by field: told is what the case and the regulation say."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from tests.tender.cases.hoven import HOVEN
from tests.tender.cases.test_coverage import EXAMPLES, ROOT, assessor_of
from tests.tender.cases.test_inspection import by_kind
from tests.tender.test_duty_in_words import number
from tests.tender.test_framework_oracle import BRON, VRAAG
from tests.tender.test_framework_oracle import assessor_of as assessor_of_content

from maatwerk_cli.models.policy.geval import Geval
from maatwerk_cli.tender.cases.case_file import Case
from maatwerk_cli.tender.cases.case_run import CaseDifference, CaseResult, _number, authority, run_case
from maatwerk_cli.tender.duty import Duty
from maatwerk_cli.tender.facts import Facts

FOLDERS = {
    "generiek_kader": ROOT / "data",
    "voorbeeldland": EXAMPLES / "provincie-met-uren",
    "voorbeeldhoven": EXAMPLES / "gemeente-met-banden",
    "gemeente_voorbeeld": EXAMPLES / "gemeente",
}
RIJK: dict[str, Any] = {
    "aard": "dienst", "loonsom_excl_btw": 300000, "looptijd_maanden": 12, "uitsluitingsgronden": "nee",
    "peildatum": "2018-03-01",
}  # fmt: skip
LAND = RIJK | {"peildatum": "2024-03-01"}
SHORT = {"looptijd_maanden": 3, "uitkomst": "niet_van_toepassing"}
"""Below the six months of the generic framework; it has no obligation."""


WITH_OPTIONS = {"telt_mee": "van_toepassing", "telt_niet_mee": "niet_van_toepassing"}
OPEN = {"looptijd_maanden": 4, "verlenging_maanden": 12, "uitkomst": "onbekend"}
"""Six months with the options, and not without; which of the two counts, the framework leaves open."""


def result(name: str, row: dict[str, Any], **said: Any) -> CaseResult:
    """Run a case of a framework: of a row with some fields otherwise, and what else it says."""
    of_row = {
        field: said.pop(field)
        for field in [*said]
        if field in RIJK or field in ("opdrachtwaarde_excl_btw", "verlenging_maanden")
    }
    row = {field: value for field, value in (row | of_row).items() if value is not None}
    content = {"naam": "x", "invoer": row, "uitkomst": "van_toepassing"} | said
    assessor = assessor_of(FOLDERS[name])
    return run_case(Case(0, Geval.model_validate(content)), assessor.beleid.kaders[name], assessor)


EQUAL: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "the amount": ("generiek_kader", RIJK, {"bedrag": 15000}),
    "the amount as a quantity in euros": ("generiek_kader", RIJK, {"hoeveelheid": 15000, "eenheid": "euro"}),
    "hours": ("voorbeeldland", LAND, {"hoeveelheid": 200, "eenheid": "uren"}),
    "nothing that decides": ("generiek_kader", RIJK, {"beslissend": []}),
    "what decides": ("generiek_kader", RIJK, SHORT | {"beslissend": ["looptijd"]}),
    "both that decide, in any order": (
        "generiek_kader", RIJK, SHORT | {"loonsom_excl_btw": 9, "beslissend": ["looptijd", "loonsom"]},
    ),
    "nothing to ask": ("generiek_kader", RIJK, {"vragen": []}),
    "what to ask": (
        "generiek_kader", RIJK,
        {"loonsom_excl_btw": None, "uitkomst": "onbekend", "vragen": ["loonsom_excl_btw"]},
    ),
    "a framework that is not there": ("generiek_kader", RIJK, {"kaders": {"anders": None}}),
    "a framework that is": ("generiek_kader", RIJK, {"kaders": {"generiek_kader": "van_toepassing"}}),
    "a piece of one of the warnings": ("generiek_kader", RIJK, {"melding": "geen werkwijze gekozen"}),
    "an open reading": (
        "generiek_kader", RIJK, OPEN | {"lezingen": {"verlenging": WITH_OPTIONS}},
    ),
    "a piece of a near miss": (
        "generiek_kader", RIJK,
        {"loonsom_excl_btw": 249999, "uitkomst": "niet_van_toepassing", "grensgeval": "€ 1"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "row", "said"), EQUAL.values(), ids=EQUAL)
def test_what_a_case_says_rightly_is_no_difference(
    name: str, row: dict[str, Any], said: dict[str, Any]
) -> None:
    outcome = result(name, row, **said)
    assert [*outcome.differences] == []
    assert outcome.right
    assert not outcome.open


DIFFERENT: dict[str, tuple[str, dict[str, Any], dict[str, Any], tuple[str, ...]]] = {
    "the outcome": (
        "generiek_kader", RIJK, {"uitkomst": "onbekend"}, ("uitkomst", "onbekend", "van_toepassing"),
    ),
    "an outcome that is open on a known day": (
        "generiek_kader", RIJK, {"loonsom_excl_btw": None}, ("uitkomst", "van_toepassing", "onbekend"),
    ),
    "an outcome that is open without a day": (
        "generiek_kader", RIJK, {"peildatum": None},
        ("uitkomst", "van_toepassing", "onbekend", "noem een peildatum"),
    ),
    "an outcome that is open for want of an amount, on the day it begins": (
        "generiek_kader", RIJK | {"begin": "2018-03-01"}, {"peildatum": None, "loonsom_excl_btw": None},
        ("uitkomst", "van_toepassing", "onbekend"),
    ),
    "an outcome that is open for want of a motivation": (
        "generiek_kader", RIJK | {"uitsluitingsgronden": ["ug-1"]}, {"uitkomst": "niet_van_toepassing"},
        ("uitkomst", "niet_van_toepassing", "onbekend", "noem een motivering"),
    ),
    "nothing decides": (
        "generiek_kader", RIJK, SHORT | {"beslissend": []}, ("beslissend", "geen", "looptijd"),
    ),
    "something decides": (
        "generiek_kader", RIJK, {"beslissend": ["aard", "loonsom"]}, ("beslissend", "aard, loonsom", "geen"),
    ),
    "what is asked": ("generiek_kader", RIJK, {"vragen": ["aard"]}, ("vragen", "aard", "geen")),
    "another amount": ("generiek_kader", RIJK, {"bedrag": 15001}, ("bedrag", "15001", "15000")),
    "an amount where nothing is owed": (
        "generiek_kader", RIJK, SHORT | {"bedrag": 1}, ("bedrag", "1", "geen verplichting"),
    ),
    "an amount where it is open whether anything is owed": (
        "generiek_kader", RIJK, {"loonsom_excl_btw": None, "uitkomst": "onbekend", "bedrag": 1},
        ("bedrag", "1", "nog niet bekend", "de uitkomst is onbekend"),
    ),
    "an amount where hours are owed": (
        "voorbeeldland", LAND, {"bedrag": 200}, ("bedrag", "200", "200 uren"),
    ),
    "other hours": ("voorbeeldland", LAND, {"hoeveelheid": 201}, ("hoeveelheid", "201", "200")),
    "hours of which the band is not known": (
        "voorbeeldland", LAND, {"loonsom_excl_btw": None, "looptijd_maanden": 24, "hoeveelheid": 200},
        ("hoeveelheid", "200", "nog niet bekend", "te vragen: loonsom_excl_btw"),
    ),
    "an amount of which it is not known which exception holds": (
        "voorbeeldhoven", HOVEN, {"loonsom_excl_btw": None, "bedrag": 20000},
        ("bedrag", "20000", "nog niet bekend", "te vragen: loonsom_excl_btw"),
    ),
    "no unit": ("generiek_kader", RIJK, SHORT | {"eenheid": "euro"}, ("eenheid", "euro", "geen")),
    "another unit": ("voorbeeldland", LAND, {"eenheid": "euro"}, ("eenheid", "euro", "uren")),
    "no near miss": ("generiek_kader", RIJK, {"grensgeval": "€ 1"}, ("grensgeval", "€ 1", "geen")),
    "another framework": (
        "generiek_kader", RIJK, {"kaders": {"anders": "onbekend"}},
        ("kaders", "anders: onbekend", "anders: afwezig"),
    ),
    "a framework that is there": (
        "generiek_kader", RIJK, {"kaders": {"generiek_kader": None}},
        ("kaders", "generiek_kader: afwezig", "generiek_kader: van_toepassing"),
    ),
    "a reading that is not open": (
        "generiek_kader", RIJK, {"lezingen": {"verlenging": {"telt_mee": "van_toepassing"}}},
        ("lezingen", "verlenging: bij telt_mee van_toepassing", "verlenging: niet open"),
    ),
    "a choice of an open reading": (
        "generiek_kader", RIJK, OPEN | {"lezingen": {"verlenging": {"telt_mee": "onbekend"}}},
        (
            "lezingen", "verlenging: bij telt_mee onbekend",
            "verlenging: bij telt_mee van_toepassing, bij telt_niet_mee niet_van_toepassing",
        ),
    ),
    "a reading that was chosen": (
        "generiek_kader", RIJK | {"lezingen": {"verlenging": "telt_mee"}},
        OPEN | {"uitkomst": "van_toepassing", "lezingen": {"verlenging": {"telt_mee": "onbekend"}}},
        ("lezingen", "verlenging: bij telt_mee onbekend", "verlenging: telt_mee"),
    ),
    "a warning": (
        "generiek_kader", RIJK, {"melding": "zoiets"},
        ("melding", "zoiets", "geen waarschuwing met deze woorden"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "row", "said", "difference"), DIFFERENT.values(), ids=DIFFERENT)
def test_each_difference_is_told_by_itself(
    name: str, row: dict[str, Any], said: dict[str, Any], difference: tuple[str, ...]
) -> None:
    outcome = result(name, row, **said)
    sentences = [own._replace(gevonden=own.gevonden.replace(".00", "")) for own in outcome.differences]
    assert sentences == [CaseDifference(*difference)]  # with or without cents that are none
    assert not outcome.right


def test_advice_stands_behind_what_was_found() -> None:
    assert CaseDifference("bedrag", "1", "2").with_advice == "2"
    assert CaseDifference("bedrag", "1", "2", "vraag het").with_advice == "2 (vraag het)"


def test_an_open_case_differs_in_nothing_and_is_not_right() -> None:
    outcome = result("generiek_kader", RIJK, uitkomst="open", bedrag=1)
    assert (outcome.open, outcome.right, [*outcome.differences]) == (True, False, [])
    assert outcome.result is not None


LOTS = [RIJK | {"id": "a", "perceel": name} for name in ("1", "2")]
UNKNOWN = {"uitsluitingsgronden": ["ug-9"]}
"""A ground that the policy does not have."""
CANNOT: dict[str, tuple[Any, str, tuple[str | int, ...]]] = {
    "a field": (RIJK | {"aard": "klus"}, "aard", ("invoer", "aard")),
    "a field of the second lot": ([LOTS[0], LOTS[1] | {"aard": "klus"}], "aard", ("invoer", 1, "aard")),
    "a ground that is not there": (RIJK | UNKNOWN, "uitsluitingsgronden", ("invoer", "uitsluitingsgronden")),
    "a ground that is not there of the second lot": (
        [LOTS[0], LOTS[1] | UNKNOWN], "uitsluitingsgronden", ("invoer", 1, "uitsluitingsgronden"),
    ),
    "no lots": ([], "invoer", ("invoer",)),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "wrong", "loc"), CANNOT.values(), ids=CANNOT)
def test_why_a_tender_cannot_be_judged(rows: Any, wrong: str, loc: tuple[str | int, ...]) -> None:
    assessor = assessor_of(ROOT / "data")
    geval = Geval.model_validate({"naam": "x", "invoer": rows, "uitkomst": "van_toepassing"})
    outcome = run_case(Case(0, geval), assessor.beleid.kaders["generiek_kader"], assessor)
    assert (outcome.result, outcome.wrong, outcome.loc, outcome.two_days) == (None, wrong, loc, False)
    assert not outcome.right


def test_a_day_that_stands_twice_is_one_day() -> None:
    assessor = assessor_of(ROOT / "data")
    for rows, other, loc in (
        (RIJK, "2018-03-02", ("invoer", "peildatum")),
        (RIJK, "2018-03-01", ()),
        ([RIJK | {"peildatum": None}, RIJK], "2018-03-02", ("invoer", 1, "peildatum")),
    ):
        cleaned: Any = (
            rows if isinstance(rows, dict)
            else [{name: value for name, value in row.items() if value is not None} for row in rows]
        )  # fmt: skip
        geval = Geval.model_validate({"naam": "x", "invoer": cleaned, "uitkomst": "open", "peildatum": other})
        outcome = run_case(Case(0, geval), assessor.beleid.kaders["generiek_kader"], assessor)
        assert (outcome.two_days, outcome.loc) == (bool(loc), loc)
        assert (outcome.result is None) is bool(loc)


@pytest.mark.parametrize(
    ("name", "row", "client"),
    [
        ("generiek_kader", {}, {}),  # a client that nobody names is the Rijk
        ("voorbeeldhoven", {}, {"opdrachtgever_soort": "decentraal"}),
        ("voorbeeldhoven", {"opdrachtgever_soort": "rijk"}, {}),
        ("voorbeeldhoven", {"opdrachtgever": "gm0001"}, {}),
    ],
)
def test_whom_a_case_is_about_that_does_not_say_so(
    name: str, row: dict[str, str], client: dict[str, str]
) -> None:
    assert authority(assessor_of(FOLDERS[name]).beleid.kaders[name], row) == client


@pytest.mark.parametrize(
    ("scope", "client"),
    [
        ({"tooi": ["gm0002", "gm0001"]}, {"opdrachtgever": "gm0002"}),
        ({"opdrachtgever_soort": ["decentraal", "rijk"]}, {"opdrachtgever_soort": "decentraal"}),
        ({"opdrachtgever_soort": ["rijk", "decentraal"]}, {}),
    ],
)
def test_a_case_is_about_the_first_that_is_bound(scope: dict[str, Any], client: dict[str, str]) -> None:
    content = by_kind("werk", "dienst", "levering") | {"werkingssfeer": scope | {"bron": BRON}}
    assert authority(assessor_of_content(content).beleid.kaders["vb"], {}) == client


def test_of_what_cannot_be_judged_the_first_cause_is_told() -> None:
    gathered = result("generiek_kader", RIJK | UNKNOWN | {"werkwijze": "bestaat-niet"})
    assert gathered.result is None
    assert gathered.cause == "werkwijze: dit kader bestaat niet. Kies uit: generiek_kader, maatwerk."


def untold(content: dict[str, Any], row: dict[str, Any]) -> list[tuple[str, str]]:
    assessor = assessor_of_content(content)
    case = {"naam": "x", "invoer": row, "uitkomst": "van_toepassing", "bedrag": 1, "peildatum": "2020-09-01"}
    outcome = run_case(Case(0, Geval.model_validate(case)), assessor.beleid.kaders["vb"], assessor)
    return [(own.gevonden, own.raad) for own in outcome.differences]


def test_an_amount_that_is_not_known_is_asked_for_or_there_is_none() -> None:
    """Owed is a share of a wage sum that nobody told; of a supply the table tells no rate."""
    content = by_kind("werk", "dienst")
    content["voorwaarden"] = [
        {"id": "grond", "naam": "x", "veld": "looptijd", "toets": "minstens", "parameter": "duur"}
        | {"bron": BRON, "vraag": VRAAG}
    ]
    content["parameters"]["duur"] = number("maanden", 6)
    del content["parameters"]["grens"]
    length = {"looptijd_maanden": 12}
    base = [("nog niet bekend", "te vragen: loonsom_excl_btw")]
    assert untold(content, length | {"aard": "werk"}) == base
    assert untold(content, length | {"aard": "levering", "loonsom_excl_btw": 9000}) == [
        ("geen verplichting", "")
    ]
    plain = content | {"parameters": content["parameters"] | {"tarief": number("procent", 5)}}
    plain["verplichting"] = {"percentage": "tarief", "grondslag": "loonsom_excl_btw", "bron": BRON}
    assert untold(plain, length) == base


def test_a_number_of_hours_is_told_without_decimals_that_say_nothing() -> None:
    gathered = result("voorbeeldland", LAND, hoeveelheid=201)
    assert [item.gevonden for item in gathered.differences] == ["200"]
    assert [item.gevonden for item in result("voorbeeldland", LAND, bedrag=200).differences] == ["200 uren"]


def test_why_a_ground_cannot_be_judged_is_told() -> None:
    gathered = result("generiek_kader", RIJK | UNKNOWN)
    assert gathered.cause.startswith("uitsluitingsgronden: deze grond bestaat niet.")


def test_an_amount_in_euros_is_told_with_its_cents() -> None:
    """Owed is 5% of the wage sum."""
    gathered = result("generiek_kader", RIJK, loonsom_excl_btw=300010, bedrag=1)
    assert [item.gevonden for item in gathered.differences] == ["15000.50"]


ASKED = {field: ("nog niet bekend", f"te vragen: {field}") for field in ("aard", "opdrachtwaarde_excl_btw")}
NOT_YET, NONE = ("nog niet bekend", ""), ("geen verplichting", "")


@pytest.mark.parametrize(
    ("outcome", "duty", "said"),
    [
        ("van_toepassing", None, NONE),
        ("niet_van_toepassing", None, NONE),
        ("onbekend", None, ("nog niet bekend", "de uitkomst is onbekend")),
        ("van_toepassing", Duty(None, "", None, plain=False), NONE),  # it lies outside every row
        ("van_toepassing", Duty(None, "", None), NOT_YET),
        ("van_toepassing", Duty(Decimal(5), "loonsom_excl_btw", None, plain=False), NOT_YET),
        ("van_toepassing", Duty(None, "", None, plain=False, laag=Decimal(1)), NOT_YET),
        ("van_toepassing", Duty(None, "", None, plain=False, velden=("aard",)), ASKED["aard"]),
        (
            "van_toepassing", Duty(Decimal(5), "opdrachtwaarde_excl_btw", None, plain=False),
            ASKED["opdrachtwaarde_excl_btw"],
        ),
        (
            "van_toepassing", Duty(None, "", None, plain=False, hoeveelheid=Decimal("200.0"), eenheid="uren"),
            ("200 uren", ""),
        ),
    ],
)  # fmt: skip
def test_an_amount_that_is_not_there_is_none_or_not_known_yet(
    outcome: str, duty: Duty | None, said: tuple[str, str]
) -> None:
    """Of a tender of which the wage sum is known, and its value is not."""
    leading: Any = SimpleNamespace(
        uitkomst=outcome, verplichting=duty, facts=Facts(loonsom_excl_btw=Decimal(9000))
    )
    assert _number(None, leading) == said
    assert _number(None, None) == NONE
