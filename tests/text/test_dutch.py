"""Dutch numbers and dates are those of Babel, whose data is of Unicode; writing them needs no Babel."""

from datetime import date
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from maatwerk_cli.text import dutch

NUMBERS = st.one_of(
    st.integers(-(10**12), 10**12), st.decimals(-(10**9), 10**9, allow_nan=False, places=3)
)  # fmt: skip


@settings(max_examples=200)
@given(NUMBERS)
def test_a_number_is_written_as_babel_writes_it(value: int | Decimal) -> None:
    assert dutch.number(value) == format_decimal(value, locale="nl_NL", decimal_quantization=False)


@settings(max_examples=100)
@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_a_day_and_a_month_are_written_as_babel_writes_them(day: date) -> None:
    assert dutch.day(day) == format_date(day, "d MMMM y", locale="nl_NL")
    assert dutch.when(day.isoformat()[:7]) == format_date(day, "MMMM y", locale="nl_NL")


@pytest.mark.parametrize(
    ("text", "written"),
    [("2018", "2018"), ("2018-q3", "3e kwartaal 2018"), ("2018-08", "augustus 2018"), (None, "onbekend")],
)
def test_a_date_is_as_precise_as_its_source(text: str | None, written: str) -> None:
    assert dutch.when(text) == written


@pytest.mark.parametrize(
    ("clauses", "written"),
    [
        (["de looptijd korter is"], "de looptijd korter is"),
        (["zij hoger is", "hij korter is"], "zij hoger is en hij korter is"),
        (["zij € 1,50 is", "hij korter is"], "zij € 1,50 is en hij korter is"),
        (["zij hoger is", "hij korter is, en lager"], "zij hoger is en hij korter is, en lager"),
        (["dit een levering is, en geen werk of dienst", "hij korter is"],
         "dit een levering is, en geen werk of dienst, en hij korter is"),
    ],
)  # fmt: skip
def test_a_clause_with_a_comma_is_closed_by_one(clauses: list[str], written: str) -> None:
    """Without it the next clause reads as the end of that one: no work or service and the term."""
    assert dutch.joined_clauses(clauses) == written
