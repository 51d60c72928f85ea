"""The policy of a dataset: between which days the same is in force, what holds on one, what is owed by it."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.tender.test_framework_oracle import BRON
from tests.tender.test_lots_in_tables import bands, framework, reading, value

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.duty import reads_agreement
from maatwerk_cli.tender.frameworks.policy import (
    Beleid,
    KaderInForce,
    category_names,
    organisation_names,
)
from maatwerk_cli.tender.verdicts.kader_test import KaderTest

SHARE = {"percentage": "tarief", "grondslag": "opdrachtwaarde_excl_btw", "bron": BRON}


def number(*rows: dict[str, Any], unit: str = "procent") -> dict[str, Any]:
    return {"omschrijving": "x", "eenheid": unit, "waarden": [*rows]}


def kader(name: str = "vb", rate: Any = None, until: str = "", **duty: Any) -> Kader:
    """Owe a rate of the value; without one 5% whatever the tender."""
    made = framework(id=name, leesruimte=[])
    made["parameters"] = {"waarde": made["parameters"]["waarde"], "tarief": rate or number(value(5))}
    made["verplichting"] = {key: given for key, given in {**SHARE, **duty}.items() if given is not None}
    if until:
        made["geldigheid"]["tot_en_met"] = until
    return Kader.model_validate(made)


def policy(*kaders: Kader, **rest: Any) -> Beleid:
    return Beleid({each.id: each for each in kaders}, "", **rest)


TURN = number(value(5, tot_en_met="2020-06-30"), value(6) | {"vanaf": "2020-07-01"})
DAYS = ["2019-12-31", "2020-01-01", "2020-06-30", "2020-07-01", "2021-12-31", "2022-01-01", "2022-01-02"]


@pytest.mark.parametrize(
    ("own", "alike"),
    [
        # By day in which stretch it is: what is in force changes where that does.
        (kader(), [0, 1, 1, 1, 1, 1, 1]),
        (kader(until="2021-12-31"), [0, 1, 1, 1, 1, 2, 2]),
        (kader(until="9999-12-31"), [0, 1, 1, 1, 1, 1, 1]),  # no day follows on the last that there is
        (kader(rate=TURN), [0, 1, 1, 2, 2, 2, 2]),
    ],
)
def test_on_two_days_of_one_era_the_same_is_in_force(own: Kader, alike: list[int]) -> None:
    made = policy(own)
    eras = [made.era(parse_datum(day)) for day in DAYS]
    assert eras == [(number, number) for number in alike]


def test_a_month_lies_in_the_eras_of_its_first_and_its_last_day() -> None:
    assert policy(kader(rate=TURN)).era(parse_datum("2020-06")) == (1, 1)
    assert policy(kader(rate=TURN)).era(parse_datum("2020")) == (1, 2)


BANDS = {"eenheid": "procent", **bands(2, 5)}
PLAIN, BY_TABLE = kader(), kader("tabel", BANDS)
FIXED = kader("vast", number(value(5), unit="uren"), percentage=None, vast="tarief", grondslag=None)
NOTHING = Kader.model_validate(
    {key: given for key, given in framework(id="niets", leesruimte=[]).items() if key != "verplichting"}
)


@pytest.mark.parametrize(
    ("kaders", "more"),
    [
        ([], False),
        ([NOTHING], False),
        ([PLAIN], False),
        ([BY_TABLE], True),
        ([FIXED], True),
        ([PLAIN, BY_TABLE], True),
        ([FIXED, PLAIN, NOTHING], True),
    ],
)
def test_more_than_one_percentage_is_owed_where_any_framework_does(kaders: list[Kader], more: bool) -> None:
    assert policy(*kaders).owes_more is more


NOTED = value(5, tot_en_met="2020-06-30", voorbehoud="Tot de zomer.")
HELD = {
    # framework, peildatum: the percentage, those one after another, and what the sources do not say
    "one": (PLAIN, "2020-03-01", Decimal(5), 0, ()),
    "before a turn": (kader(rate=TURN), "2020-06-30", Decimal(5), 0, ()),
    "after it": (kader(rate=TURN), "2020-07-01", Decimal(6), 0, ()),
    "on either side of it": (kader(rate=TURN), "2020", None, 2, ()),
    "the same on either side": (
        kader(rate=number(NOTED, value(5) | {"vanaf": "2020-07-01"}), voorbehoud="Het deel."),
        "2020", Decimal(5), 0, ("Tot de zomer.", "Het deel."),
    ),
    "by a table": (BY_TABLE, "2020-03-01", None, 0, ()),
    "fixed": (FIXED, "2020-03-01", None, 0, ()),
    "nothing": (NOTHING, "2020-03-01", None, 0, ()),
}  # fmt: skip


@pytest.mark.parametrize("case", HELD)
def test_the_percentage_of_a_day(case: str) -> None:
    own, day, percentage, steps, reservations = HELD[case]
    stand = KaderInForce.of(own, parse_datum(day))
    assert (stand.percentage, len(stand.percentages), stand.voorbehouden) == (percentage, steps, reservations)
    assert stand.categories == {}
    assert KaderInForce.of(own, parse_datum(day), {"ict": "ict"}).categories == {"ict": "ict"}
    assert stand.plain_duty is (case not in ("by a table", "fixed", "nothing"))


def limited(limit: dict[str, Any], rate: dict[str, Any]) -> Kader:
    made = framework(leesruimte=[])
    made["parameters"] = {"waarde": limit, "tarief": rate}
    return Kader.model_validate(made)


EUROS = number(value(100, tot_en_met="2020-06-30"), value(200) | {"vanaf": "2020-07-01"}, unit="euro")
SAME = number(value(100, tot_en_met="2020-06-30"), value(100) | {"vanaf": "2020-07-01"}, unit="euro")
OF_BANDS = [
    value(100, tot_en_met="2020-06-30", band={"minder_dan": 9}),
    {**value(200, band={"minder_dan": 9}), "vanaf": "2020-07-01"},
    value(300, band={"minstens": 9}),
]
BY_VALUE = {**bands(1, 1), "eenheid": "euro", "waarden": OF_BANDS}
ALWAYS = number(value(5))


@pytest.mark.parametrize(
    ("own", "same"),
    [
        (limited(EUROS, ALWAYS), False),
        (limited(BY_VALUE, ALWAYS), False),  # another row of a table holds
        (limited(number(value(100), unit="euro"), TURN), True),  # only what is owed differs
    ],
)
def test_a_framework_judges_the_same_on_dates_on_which_its_limits_are_the_same(
    own: Kader, same: bool
) -> None:
    before, after = (KaderInForce.of(own, parse_datum(day)) for day in ("2020-03-01", "2020-09-01"))
    assert before.judges_as(after) is same
    assert before.judges_as(KaderInForce.of(own, parse_datum("2020-04-01")))
    other = KaderInForce.of(own.model_copy(), parse_datum("2020-03-01"))
    assert not before.judges_as(other)  # another framework with the same limits


@pytest.mark.parametrize(
    ("limit", "day", "ends", "steps"),
    [
        (EUROS, "2020-06-30", (100, 100), ()),
        (EUROS, "2020-07-01", (200, 200), ()),
        (EUROS, "2020", (100, 200), ((100, "2020-01-01", "2020-06-30"), (200, "2020-07-01", None))),
        (SAME, "2020", (100, 100), ()),  # whichever of the two holds, it is the same
    ],
)
def test_a_limit_has_steps_where_more_than_one_value_can_hold(
    limit: dict[str, Any], day: str, ends: tuple[int, int], steps: tuple[tuple[Any, ...], ...]
) -> None:
    held = KaderInForce.of(limited(limit, ALWAYS), parse_datum(day)).grenzen["groot"]
    assert ((held.low, held.high), held.steps) == (ends, steps)
    assert held.waarde == (ends[0] if ends[0] == ends[1] else None)


def test_the_numbers_of_an_obligation_are_named_once() -> None:
    duty = kader(minimum="waarde", maximum="waarde").verplichting
    assert duty is not None
    assert duty.getallen == ("tarief", "waarde")


ORGANISATIONS = "id,naam,tooi\nvb-1,Een voorbeeld,gm0001\nvb-2,,gm0002\n"
CATEGORIES = "code,naam\nict,ICT Inhuur\nleeg,\n"


def test_names_beside_a_register(tmp_path: Path) -> None:
    """By id, by TOOI or by the end of its address; of a category by its code or its name."""
    register = tmp_path / "organisaties.csv"
    register.write_text(ORGANISATIONS, "utf-8")
    address = "https://identifier.overheid.nl/tooi/id/gemeente/gm0001"
    named = organisation_names(register, ["vb-1", "gm0001", address, "vb-2", "gm0003"])
    assert named == dict.fromkeys(["vb-1", "gm0001", address], "Een voorbeeld")
    assert organisation_names(register, []) == {}
    assert organisation_names(tmp_path / "geen.csv", ["vb-1"]) == {}
    assert category_names(register, ["ict"]) == {}  # there is no code list
    assert policy(register=register).listed_categories == {}
    lists = tmp_path / "codelijsten"
    lists.mkdir()
    (lists / "categorie.csv").write_text(CATEGORIES, "utf-8")
    assert category_names(register, ["ICT", "ict-inhuur", "leeg", "anders"]) == {
        "ICT": "ICT Inhuur", "ict-inhuur": "ICT Inhuur"
    }  # fmt: skip
    assert category_names(None, ["ict"]) == {}
    assert policy(register=register).listed_categories == {"ict": "ict", "ictinhuur": "ict", "leeg": "leeg"}
    assert policy(register=register, categories={"a": "b"}).listed_categories == {"a": "b"}
    assert policy().listed_categories == {}


@pytest.mark.parametrize(("name", "looks"), [("percelen", False), ("raamovereenkomst", True)])
def test_a_framework_looks_at_agreements_where_a_reading_is_about_them(name: str, looks: bool) -> None:
    own = Kader.model_validate(framework(leesruimte=[reading(name, ["groot"])]))
    test = KaderTest(KaderInForce.of(own, parse_datum("2020-03-01")))
    assert (reads_agreement(own), test.looks_at.agreement) == (looks, looks)
