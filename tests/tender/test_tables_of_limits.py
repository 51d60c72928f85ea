"""Which rows of a table can be meant: those of a value that the tender can have, on a day that it can be."""

from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from maatwerk_cli.models.policy.parameters import Parameter
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.facts import Bounds
from maatwerk_cli.tender.frameworks.limit_tables import Chosen, LimitTable

SOURCE = {"id": "b", "vindplaats": "§1"}


def table(per: str | None, *rows: dict[str, Any], day: str = "2020-06-01", unit: str = "euro") -> LimitTable:
    asked = {"per": per, "vraag": {"tekst": "Wat?", "wie": "de inkoper"}} if per else {}
    made = [{"waarde": place, "vanaf": "2020-01-01", "bron": SOURCE, **row} for place, row in enumerate(rows)]
    parameter = Parameter.model_validate({"omschrijving": "G", "eenheid": unit, "waarden": made, **asked})
    return LimitTable(parameter, parse_datum(day), {})


BANDS = [{"band": {"hoogstens": 2}}, {"band": {"meer_dan": 2, "minder_dan": 5}}, {"band": {"minstens": 7}}]


@pytest.mark.parametrize("rest", [False, True], ids=["nothing else", "all else"])
def test_of_bands_those_that_some_value_is_in(rest: bool) -> None:
    """Months are whole, so every value from the least to the most can be tried; 5 and 6 are in no band."""
    own = table("looptijd", *BANDS, *([{}] if rest else []))

    def row_of(months: int) -> int | None:
        if months <= 2:
            return 0
        if 2 < months < 5:
            return 1
        return 2 if months >= 7 else 3 if rest else None

    for low, high in product(range(9), [*range(9), None]):
        if high is not None and high < low:
            continue
        met = {row_of(months) for months in range(low, 12 if high is None else high + 1)}
        rows = tuple(sorted(row for row in met if row is not None))
        outcome = own.choose_by(Bounds(low, high))
        assert (outcome.rows, outcome.none) == (rows, None in met), (low, high)
        assert outcome.sure is (len(met) == 1 and None not in met)
        assert outcome.fields == (() if len(met) == 1 else ("looptijd_maanden",))


def test_of_amounts_a_band_ends_at_a_cent() -> None:
    own = table("loonsom_excl_btw", {"band": {"minder_dan": 100}}, {"band": {"minstens": 100}})
    cent = Decimal("0.01")
    for value, row in ((100 - cent, 0), (Decimal(100), 1), (100 + cent, 1), (Decimal(0), 0)):
        assert own.choose_by(Bounds(value, value)) == Chosen((row,))
    assert own.choose_by(Bounds(100 - cent, Decimal(100))).rows == (0, 1)
    assert not own.choose_by(Bounds(Decimal(0), None)).none


CODES = {
    "a row of its own": ("aard", [{"voor": ["werk"]}, {"voor": ["dienst"]}], "werk", ((0,), False, ())),
    "no row": ("aard", [{"voor": ["werk"]}, {"voor": ["dienst"]}], "levering", ((), True, ())),
    "all else": ("aard", [{"voor": ["werk"]}, {}], "levering", ((1,), False, ())),
    "not known": ("aard", [{"voor": ["werk"]}, {"voor": ["dienst"]}], None, ((0, 1), True, ("aard",))),
    "not known, with all else": ("aard", [{"voor": ["werk"]}, {}], None, ((0, 1), False, ("aard",))),
    "not known, and every code has a row": (
        "aard",
        [{"voor": ["werk"]}, {"voor": ["dienst", "levering"]}],
        None,
        ((0, 1), False, ("aard",)),
    ),
    "not known, every code has a row, so all else is nothing": (
        "aard",
        [{"voor": ["werk"]}, {"voor": ["dienst", "levering"]}, {}],
        None,
        ((0, 1), False, ("aard",)),
    ),
    "the more precise of two": ("cpv", [{"voor": ["45"]}, {"voor": ["4521"]}], "45210000", ((1,), False, ())),
    "the less precise": ("cpv", [{"voor": ["45"]}, {"voor": ["4521"]}], "45100000", ((0,), False, ())),
    "one that can stand for a more precise one": (
        "cpv",
        [{"voor": ["45"]}, {"voor": ["4521"]}],
        "45000000",
        ((0, 1), False, ("cpv",)),
    ),
    "no table": (None, [{}], None, ((0,), False, ())),
}


@pytest.mark.parametrize(("per", "rows", "value", "chosen"), CODES.values(), ids=CODES)
def test_of_codes_the_row_that_is_meant(per: str | None, rows: Any, value: str | None, chosen: Any) -> None:
    assert table(per, *rows).choose_by(value) == Chosen(*chosen)


@pytest.mark.parametrize(
    ("day", "chosen"),
    [
        ("2019", ((), True, ())),  # nothing holds yet
        ("2020-01", ((0,), False, ())),
        ("2020", ((0, 1), False, ("peildatum",))),
        ("2020-07", ((1,), False, ())),
        ("2021", ((), True, ())),
        ("2020-12-31", ((1,), False, ())),
    ],
)
def test_of_a_day_that_is_not_sure_the_rows_of_every_day(day: str, chosen: Any) -> None:
    rows = (
        {"vanaf": "2020-01-01", "tot_en_met": "2020-06-30"},
        {"vanaf": "2020-07-01", "tot_en_met": "2020-12-31"},
    )
    assert table(None, *rows, day=day).choose_by(None) == Chosen(*chosen)


def test_where_nothing_holds_on_some_day_that_is_told() -> None:
    outcome = table(None, {"vanaf": "2020-07-01"}, day="2020").choose_by(None)
    assert outcome == Chosen((0,), True, ("peildatum",))
    assert not outcome.sure
