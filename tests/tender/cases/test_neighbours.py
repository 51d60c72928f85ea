"""The tenders that are tried around one: at every limit and just beside it, worked out from the framework."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.tender.cases.test_coverage import EXAMPLES, ROOT, assessor_of
from tests.tender.test_duty_in_words import kader
from tests.tender.test_framework_oracle import BRON, VRAAG
from tests.tender.test_framework_oracle import assessor_of as assessor_of_content

from maatwerk_cli.cli.policy.framework_choice import stands_of
from maatwerk_cli.tender.cases.coverage import coverage
from maatwerk_cli.tender.cases.inspection import doubts
from maatwerk_cli.tender.cases.neighbours import (
    Share,
    _below,
    _round,
    applying,
    near,
    near_two,
    sound,
    two_lots,
    values_of,
)
from maatwerk_cli.tender.cases.proposals import proposals
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.tender.verdicts.kader_test import KaderTest


def newest(assessor: Assessor, name: str) -> KaderTest:
    return stands_of(assessor, assessor.beleid.kaders[name], None)[-1]


def cents(*amounts: str) -> list[Decimal]:
    return [Decimal(amount) for amount in amounts]


MILLION = [Decimal(1_000_000)]


def test_the_values_of_a_limit_and_a_length() -> None:
    """Nothing, a cent below, on and above 250 000, and far above it; of the six months the same."""
    assert values_of(newest(assessor_of(ROOT / "data"), "generiek_kader")) == {
        "aard": ["dienst", "werk", "levering"],
        "loonsom_excl_btw": cents("0", "249999.99", "250000", "250000.01", "2500000.01"),
        "looptijd_maanden": [0, 5, 6, 7, 61],
        "opdrachtwaarde_excl_btw": MILLION,
        "uitsluitingsgronden": [(), ("ug-1",), ("ug-2",), ("ug-3",), ("ug-4",)],
    }


def test_the_codes_of_tables_with_one_outside_and_one_below_each() -> None:
    outcome = values_of(newest(assessor_of(EXAMPLES / "waterschap-met-cpv"), "voorbeeldmeer"))
    assert outcome == {
        "aard": ["dienst", "werk", "levering"],
        "cpv": [
            *("45000000", "77000000", "90000000", "45240000"),
            "03000000",  # the first division that is not named
            *("03100000", "45100000", "45241000", "77100000", "90100000"),
        ],
        "opdrachtwaarde_excl_btw": cents(
            "0", "249999.99", "250000", "250000.01", "99999.99", "100000", "100000.01",
            "49999.99", "50000", "50000.01", "2500000.01",
        ),
        "loonsom_excl_btw": MILLION,
        "uitsluitingsgronden": [()],
    }  # fmt: skip


def test_the_values_at_the_ends_of_bands() -> None:
    """Large is from 150 000; the hours differ up to and including 500 000, up to 2 000 000, and above."""
    outcome = values_of(newest(assessor_of(EXAMPLES / "provincie-met-uren"), "voorbeeldland"))
    assert sorted(outcome["loonsom_excl_btw"]) == cents(
        "0", "0.01",
        *("149999.99", "150000", "150000.01", "499999.99", "500000", "500000.01"),
        *("1500000.01", "1999999.99", "2000000", "2000000.01", "20000000.01"),
    )  # fmt: skip


def test_an_amount_has_a_value_where_something_is_owed_of_it_or_is_a_share_of_it() -> None:
    content = with_a_share()
    del content["verplichting"]
    assert values_of(newest(assessor_of_content(content), "vb"))["loonsom_excl_btw"] == MILLION
    content = kader()
    assert values_of(newest(assessor_of_content(content), "vb"))["opdrachtwaarde_excl_btw"] == MILLION
    del content["verplichting"]
    assert "opdrachtwaarde_excl_btw" not in values_of(newest(assessor_of_content(content), "vb"))


def test_beside_the_categories_that_are_named_one_other_is_tried() -> None:
    content = kader()
    named = {"id": "soort", "naam": "soort", "veld": "categorie", "toets": "in", "waarden": ["b"]}
    content["voorwaarden"].append(named | {"bron": BRON, "vraag": VRAAG})
    policy = assessor_of_content(content).beleid
    ready = newest(Assessor(replace(policy, categories={name: name for name in "dcba"})), "vb")
    assert values_of(ready)["categorie"] == ["b", "a"]


def test_the_ways_of_an_agreement_are_all_that_there_are() -> None:
    content = kader()
    content["voorwaarden"].append(
        {"id": "wijze", "naam": "geen nadere", "veld": "raamovereenkomst", "toets": "in", "waarden": ["nee"]}
        | {"bron": BRON, "vraag": VRAAG}
    )
    outcome = values_of(newest(assessor_of_content(content), "vb"))
    assert sorted(outcome["raamovereenkomst"]) == ["ja", "nadere_overeenkomst", "nee"]
    assert outcome["loonsom_excl_btw"] == cents("0", "999.99", "1000", "1000.01", "10000.01")


@pytest.mark.parametrize(
    ("level", "levels", "below"),
    [
        ("45", {"45"}, "451"),
        ("45", {"45", "451"}, "452"),
        ("45", {"45", "4512"}, "452"),  # what is under 451 is not a code of 45 alone
        ("45", {"45", *(f"45{digit}" for digit in range(1, 10))}, ""),
        ("4524512", {"4524512"}, "45245121"),
        ("45245123", {"45245123"}, ""),  # nothing is more precise
    ],
)
def test_a_code_below_another_and_below_no_other(level: str, levels: set[str], below: str) -> None:
    assert _below(level, levels) == below


@pytest.mark.parametrize(
    ("options", "taken"),
    [
        (cents("0", "9.99", "10", "10.01", "100.01"), "10"),
        (cents("0", "9.99", "10.01", "11", "12"), "11"),  # from the middle on, the first whole amount
        (cents("1", "2", "9.99", "10.01"), "9.99"),
        (["dienst", "werk", "levering"], "werk"),
        ([6], 6),
    ],
)
def test_people_write_a_value_from_the_middle(options: list[Any], taken: Any) -> None:
    assert _round(options) == (Decimal(taken) if isinstance(options[0], Decimal) else taken)


VALUES: dict[str, list[Any]] = {
    "aard": ["werk", "dienst"],
    "looptijd_maanden": [5, 6],
    "cpv": ["1", "2", "3"],
}
START = Facts(aard="werk", looptijd_maanden=6, cpv="2")


def three(facts: Facts) -> tuple[Any, ...]:
    return facts.aard, facts.looptijd_maanden, facts.cpv


def test_one_field_at_a_time_is_another() -> None:
    assert [three(facts) for facts in near(START, VALUES)] == [
        ("werk", 6, "2"), ("dienst", 6, "2"), ("werk", 5, "2"), ("werk", 6, "1"), ("werk", 6, "3"),
    ]  # fmt: skip


def test_two_fields_at_a_time_are_others() -> None:
    every = [three(facts) for facts in near_two(START, VALUES, 99)]
    assert len(every) == 2 * 2 + 2 * 3 + 2 * 3
    assert every[:4] == [("werk", 5, "2"), ("werk", 6, "2"), ("dienst", 5, "2"), ("dienst", 6, "2")]
    assert every[-1] == ("werk", 6, "3")
    for most in (0, 1, 5, 16):
        assert [three(facts) for facts in near_two(START, VALUES, most)] == every[:most]


@pytest.mark.parametrize(
    ("wage", "worth", "changed", "after"),
    [
        (300, 200, "loonsom_excl_btw", (300, 300)),
        (300, 200, "opdrachtwaarde_excl_btw", (200, 200)),
        (300, 200, "aard", (200, 200)),
        (200, 200, "loonsom_excl_btw", (200, 200)),
        (100, 200, "loonsom_excl_btw", (100, 200)),
        (300, None, "loonsom_excl_btw", (300, None)),
        (None, 200, "opdrachtwaarde_excl_btw", (None, 200)),
    ],
)
def test_a_wage_sum_is_no_more_than_the_value_it_is_a_part_of(
    wage: int | None, worth: int | None, changed: str, after: tuple[int | None, int | None]
) -> None:
    amounts = [None if amount is None else Decimal(amount) for amount in (wage, worth)]
    facts = sound(Facts(loonsom_excl_btw=amounts[0], opdrachtwaarde_excl_btw=amounts[1]), changed)
    assert (facts.loonsom_excl_btw, facts.opdrachtwaarde_excl_btw) == after


def test_of_a_change_of_an_amount_the_other_follows() -> None:
    values = {"loonsom_excl_btw": cents("300"), "opdrachtwaarde_excl_btw": cents("100")}
    start = Facts(loonsom_excl_btw=Decimal(200), opdrachtwaarde_excl_btw=Decimal(200))
    present = [(facts.loonsom_excl_btw, facts.opdrachtwaarde_excl_btw) for facts in near(start, values)]
    assert present == [(200, 200), (300, 300), (100, 100)]


@pytest.mark.parametrize("months", [None, 0])
def test_two_lots_of_which_no_length_is_known_are_alike(months: int | None) -> None:
    first, lots = two_lots(Facts(aard="werk", looptijd_maanden=months))
    assert first == Facts(aard="werk", looptijd_maanden=months)
    assert lots.lots == [first, first._replace(perceel="2")]


def test_two_lots_of_a_known_length_follow_one_another() -> None:
    """From 1 January 2000 for a month and a half year: up to and including the last day before the other."""
    for months, turn, end in ((1, "2000-01-31", "2000-02-29"), (6, "2000-06-30", "2000-12-31")):
        first, lots = two_lots(Facts(aard="werk", looptijd_maanden=months))
        days = [(lot.begin.first, lot.einde.first) for lot in lots.lots if lot and lot.begin and lot.einde]
        begin = date.fromisoformat(turn).toordinal() + 1
        assert days == [
            (date(2000, 1, 1), date.fromisoformat(turn)),
            (date.fromordinal(begin), date.fromisoformat(end)),
        ]
        assert first == lots.lots[0]
        assert {lot.looptijd_maanden for lot in lots.lots if lot} == {None}


def test_a_tender_to_which_a_framework_applies_is_found() -> None:
    ready = newest(assessor_of(ROOT / "data"), "generiek_kader")
    facts, verdict = applying(ready, values_of(ready))
    assert verdict.uitkomst == "van_toepassing"
    # On both limits, as people write them: of each field a value from the middle, and else one that applies.
    assert (facts.loonsom_excl_btw, facts.looptijd_maanden) == (250_000, 6)
    assert facts.uitsluitingsgronden == ()


def test_a_code_outside_is_of_a_division_of_which_none_is_named() -> None:
    """The first division is named by a group of it, so that it is the second."""
    content = kader()
    content["voorwaarden"].append(
        {"id": "code", "naam": "code", "veld": "cpv", "toets": "in", "waarden": ["031"]}
        | {"bron": BRON, "vraag": VRAAG}
    )
    codes = values_of(newest(assessor_of_content(content), "vb"))["cpv"]
    assert codes == ["03100000", "09000000", "03110000", "09100000"]


SHARES: dict[str, list[Any]] = {
    "deel": [Share("loonsom_excl_btw", "opdrachtwaarde_excl_btw", Decimal(30), side) for side in (-1, 0, 1)],
    "opdrachtwaarde_excl_btw": cents("1000", "1000.01"),
}


def amounts(facts: Facts) -> tuple[str, str]:
    return str(facts.loonsom_excl_btw), str(facts.opdrachtwaarde_excl_btw)


def test_a_share_is_tried_at_its_limit_and_a_cent_beside_it_at_every_value() -> None:
    """30% of 500 is 150; of 1 000.01 it is 300.003, so that 300.00 is below and 300.01 above."""
    start = Facts(loonsom_excl_btw=Decimal(100), opdrachtwaarde_excl_btw=Decimal(500))
    assert [amounts(facts) for facts in near(start, SHARES)][1:4] == [
        ("149.99", "500"), ("150.00", "500"), ("150.01", "500"),
    ]  # fmt: skip
    assert [amounts(facts) for facts in near_two(start, SHARES, 99)] == [
        ("299.99", "1000"), ("299.99", "1000.01"), ("300.00", "1000"), ("300.00", "1000.01"),
        ("300.01", "1000"), ("300.01", "1000.01"),
    ]  # fmt: skip


def test_another_value_is_tried_with_the_wage_sum_as_it_was_and_in_proportion() -> None:
    start = Facts(loonsom_excl_btw=Decimal(100), opdrachtwaarde_excl_btw=Decimal(500))
    result = [amounts(facts) for facts in near(start, SHARES)][4:]
    assert result == [("100", "1000"), ("200.00", "1000"), ("100", "1000.01"), ("200.01", "1000.01")]


@pytest.mark.parametrize(
    ("wage", "worth", "after"),
    [
        (100, 500, "200.00"),
        (0, 500, "0.00"),
        (None, 500, None),  # of what is not known nothing is the same part
        (100, None, "100"),
        (100, 0, "100"),
    ],
)
def test_a_part_stays_the_same_part_of_another_whole(
    wage: int | None, worth: int | None, after: str | None
) -> None:
    known = [None if amount is None else Decimal(amount) for amount in (wage, worth)]
    start = Facts(loonsom_excl_btw=known[0], opdrachtwaarde_excl_btw=known[1])
    changed = start._replace(opdrachtwaarde_excl_btw=Decimal(1000))
    kept = SHARES["deel"][0].kept(start, changed)
    assert kept.opdrachtwaarde_excl_btw == 1000
    assert (None if kept.loonsom_excl_btw is None else str(kept.loonsom_excl_btw)) == after


def with_a_share() -> dict[str, Any]:
    """Give a framework of which the wage sum must be 30% of the value, and above 5 million is owed in fte."""
    content = kader()
    share = {"veld": "loonsom_excl_btw", "deel_van": "opdrachtwaarde_excl_btw", "parameter": "deel"}
    large = {"veld": "opdrachtwaarde_excl_btw", "parameter": "hoog"}
    rest = {"bron": BRON, "vraag": VRAAG}
    content["voorwaarden"] = [{"id": "arbeid", "naam": "arbeid", "toets": "minstens", **share, **rest}]
    content["omstandigheden"] = [{"id": "groot", "naam": "groot", "toets": "meer_dan", **large, **rest}]
    content["parameters"] |= {
        name: {
            "omschrijving": name,
            "eenheid": unit,
            "waarden": [{"waarde": value, "vanaf": "2020-01-01", "bron": BRON}],
        }
        for name, unit, value in (("deel", "procent", 30), ("hoog", "euro", 5_000_000), ("fte", "fte", "1.5"))
    }
    duty = content["verplichting"] | {"grondslag": "opdrachtwaarde_excl_btw"}
    content["verplichting"] = duty | {"uitzonderingen": [{"als": "groot", "vast": "fte", "bron": BRON}]}
    return content


def test_a_wage_sum_in_proportion_to_the_value_is_looked_for() -> None:
    """At 6 000 000 with 3 000 000 of wages both hold, so neither the condition nor the exception is idle."""
    ready = newest(assessor_of_content(with_a_share()), "vb")
    assert applying(ready, values_of(ready)).verdict.uitkomst == "van_toepassing"
    assert "MW723" not in {doubt.code for doubt in doubts(ready)}
    places = coverage([ready], []).missed
    result = [*proposals(assessor_of_content(with_a_share()), [ready], places, {})]
    assert ("uitzondering", "groot") in {key for case in result for key in case.places}
