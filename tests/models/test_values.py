"""Dates as precise as their source, exact money, and what is unknown."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from maatwerk_cli.models.values import Bedrag, Maybe, Tekst, parse_bedrag, parse_datum, parse_getal


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31), "jaar"),
        ("2018-q1", date(2018, 1, 1), date(2018, 3, 31), "kwartaal"),
        ("2018-q4", date(2018, 10, 1), date(2018, 12, 31), "kwartaal"),
        ("2018-02", date(2018, 2, 1), date(2018, 2, 28), "maand"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "maand"),
        ("2018-08-01", date(2018, 8, 1), date(2018, 8, 1), "dag"),
    ],
)
def test_a_date_stands_for_all_its_days(text: str, first: date, last: date, precision: str) -> None:
    datum = parse_datum(text)
    assert (datum.first, datum.last, datum.precisie, str(datum)) == (first, last, precision, text)


def test_a_bare_year_may_be_a_number() -> None:
    assert parse_datum(2018) == parse_datum("2018")


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "18",
        "2018-q5",
        "2018-Q3",
        "01-08-2018",
        "2018-8",
        " 2018",
        "２０１８",
        18,
        20180801,
        True,
        2018.0,
        None,
        [],
        date(2018, 1, 1),
    ],
)
def test_another_form_of_date_is_refused(wrong: object) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        parse_datum(wrong)
    assert caught.value.type == "datum_vorm"


@pytest.mark.parametrize("wrong", ["2018-13", "2018-00", "2018-02-30", "0000"])
def test_a_date_that_is_on_no_calendar_is_refused(wrong: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        parse_datum(wrong)
    assert caught.value.type == "datum_bestaat_niet"


_dates = st.one_of(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(str),
    st.builds("{:04}-{:02}".format, st.integers(1900, 2100), st.integers(1, 12)),
    st.builds("{:04}-q{}".format, st.integers(1900, 2100), st.integers(1, 4)),
    st.integers(1900, 2100).map(str),
)


@given(_dates, _dates)
def test_two_dates_are_only_out_of_order_when_no_day_makes_it_right(first: str, other: str) -> None:
    a, b = parse_datum(first), parse_datum(other)
    some_day_fits = a.first <= b.last
    assert b.surely_before(a) is not some_day_fits
    assert not (a.surely_before(b) and b.surely_before(a))


@given(_dates, st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_what_is_sure_is_possible(text: str, day: date) -> None:
    datum = parse_datum(text)
    assert datum.possibly_by(day) or not datum.surely_by(day)


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        ("250000.00", "250000.00"),
        (250000, "250000"),
        ("0.5", "0.5"),
        (0, "0"),
        ("99999999999.99", "99999999999.99"),
    ],
)
def test_an_amount_is_exact(value: object, amount: str) -> None:
    assert parse_bedrag(value) == Decimal(amount)


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (250.000, "bedrag_float"),
        (float("nan"), "bedrag_float"),
        ("250.000", "bedrag_vorm"),
        ("250.000,00", "bedrag_vorm"),
        ("1e5", "bedrag_vorm"),
        ("", "bedrag_vorm"),
        ("٣", "bedrag_vorm"),
        (True, "bedrag_vorm"),
        (-1, "bedrag_negatief"),
        ("-0.01", "bedrag_negatief"),
        ("100000000000", "bedrag_te_groot"),
        (10**40, "bedrag_te_groot"),
    ],
)
def test_an_amount_that_can_be_misread_is_refused(value: object, error: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        parse_bedrag(value)
    assert caught.value.type == error


def test_a_number_is_exact() -> None:
    assert parse_getal("3.7") == Decimal("3.7")
    with pytest.raises(PydanticCustomError):
        parse_getal(3.7)


def test_unknown_is_none_and_empty_is_refused() -> None:
    adapter = TypeAdapter(Maybe[Tekst])
    assert adapter.validate_python("onbekend") is None
    for empty in (None, "", "  "):
        with pytest.raises(ValidationError):
            adapter.validate_python(empty)
    assert TypeAdapter(Maybe[Bedrag]).validate_python("onbekend") is None
