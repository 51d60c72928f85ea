"""What is typed in Dutch is read once and the same everywhere: on a command line, in a CSV, in a sheet."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from maatwerk_cli.keeping.form import AnswerError, form_fields, read_answer
from maatwerk_cli.models.dutch_input import read_bedrag, read_cell_datum, read_datum, read_whole
from maatwerk_cli.models.settings import Instellingen
from maatwerk_cli.models.tender.aanbesteding import Aanbesteding
from maatwerk_cli.models.tender.cell import AmountReader, cell_readers
from maatwerk_cli.models.tender.dossier import Dossier
from maatwerk_cli.register.records import Dataset

AMOUNTS = {
    "250000": "250000",
    "250000.00": "250000.00",
    "250000,5": "250000.5",
    "250.000,00": "250000.00",
    "€ 250.000": "250000",
    "€\u00a0250.000,-": "250000",
    "250.000": "250000",
    "1.250.000": "1250000",
    "1 250 000,50": "1250000.50",
    "1,250,000.50": "1250000.50",
    "250000 EUR": "250000",
}
DATES = {
    "2018": "2018",
    "2018-q3": "2018-q3",
    "2018-08": "2018-08",
    "2018-08-01": "2018-08-01",
    "1-8-2018": "2018-08-01",
    "01/08/2018": "2018-08-01",
    "1.8.2018": "2018-08-01",
    "8-2018": "2018-08",
    "1 augustus 2018": "2018-08-01",
    "Aug. 2018": "2018-08",
    "3 mrt 2018": "2018-03-03",
    "2018 Q3": "2018-q3",
    "3e kwartaal 2018": "2018-q3",
    "Q3-2018": "2018-q3",
}
NO_DATES = [
    "morgen",
    "3 5 2018",
    "3 maarr 2018",
    "٣-8-2018",
    "",
    "1-3-0018",  # a year with its first figures forgotten: the contract would last two thousand years
    "1 maart 0018",
    "0018-03-01",
    "0018-q1",
    "0018",
    "0999-12-31",
]
EMPTY = Dataset(Path(), Instellingen(naam="x", schema=1, openbaar=False, peildatum="2018"))  # type: ignore[arg-type, call-arg]


@pytest.mark.parametrize(("text", "amount"), AMOUNTS.items())
def test_an_amount_is_read_the_same_in_a_row_and_in_a_form(text: str, amount: str) -> None:
    assert read_bedrag(text) == Decimal(amount)
    assert cell_readers(AmountReader("komma"))["loonsom_excl_btw"](text) == Decimal(amount)
    field = form_fields("aanbesteding")["loonsom_excl_btw"]
    assert Decimal(str(read_answer(field, text, EMPTY))) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("veel", "bedrag_vorm"),
        ("=1+1", "bedrag_vorm"),
        ("2500.000", "bedrag_vorm"),
        ("0.250", "bedrag_vorm"),
        ("000.250.000", "bedrag_vorm"),
        ("0 250", "bedrag_vorm"),
        ("0,250.00", "bedrag_vorm"),
        ("250,000", "bedrag_dubbelzinnig"),
        ("250.000 incl. btw", "bedrag_met_btw"),
        ("€ 302.500 (incl. 21% btw)", "bedrag_met_btw"),
        ("250.000 met btw", "bedrag_met_btw"),
        ("250.000 incl. b.t.w.", "bedrag_met_btw"),
        ("250.000, btw inbegrepen", "bedrag_met_btw"),
        ("250.000 incl.", "bedrag_met_btw"),
        ("250.000 + btw", "bedrag_vorm"),
        ("250.000 per jaar", "bedrag_per_tijd"),
        ("€ 60k/maand", "bedrag_per_tijd"),
        ("75 p/u", "bedrag_per_tijd"),
        ("250.000 p.j.", "bedrag_per_tijd"),
        *(
            (f"{word}250.000", "bedrag_niet_een")
            for word in ("ca. ", "circa ", "± ", "~", "> ", "≥", "<", "max. ")
        ),
        *(
            (f"{word} € 250.000", "bedrag_niet_een")
            for word in ("min.", "Minimaal", "meer dan", "ten hoogste")
        ),
        ("tussen 200.000 en 300.000", "bedrag_niet_een"),
        ("200.000 - 300.000", "bedrag_niet_een"),
        ("200.000-300.000", "bedrag_niet_een"),
        ("€ 200.000 tot € 300.000", "bedrag_niet_een"),
        ("200-300k", "bedrag_niet_een"),
        ("300.000 / 200.000", "bedrag_niet_een"),
        ("300.000 + 100.000", "bedrag_niet_een"),
        ("2018-03-01", "bedrag_vorm"),  # a date is no two amounts
        ("1-3-2018", "bedrag_vorm"),
        ("300.000 1)", "bedrag_vorm"),
        ("ca. veel", "bedrag_vorm"),
        ("-5", "bedrag_negatief"),
        ("100.000.000.000", "bedrag_te_groot"),
    ],
)
def test_what_is_no_amount_is_refused_in_a_row_and_in_a_form(text: str, error: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        read_bedrag(text)
    assert refused.value.type == error
    with pytest.raises(AnswerError) as message:
        read_answer(form_fields("aanbesteding")["loonsom_excl_btw"], text, EMPTY)
    assert ("250000" in message.value.message) == (error in ("bedrag_vorm", "bedrag_dubbelzinnig"))
    assert text not in message.value.message


def test_an_amount_with_a_point_can_be_read_the_other_way() -> None:
    assert read_bedrag("250.000", "punt") == Decimal("250.00")
    assert read_bedrag("250,000", "punt") == Decimal(250000)


@pytest.mark.parametrize(("text", "datum"), DATES.items())
def test_a_date_is_read_the_same_in_a_row_and_in_a_form(text: str, datum: str) -> None:
    assert read_datum(text).text == datum
    assert cell_readers(AmountReader("komma"))["begin"](text).text == datum
    assert read_answer(form_fields("aanbesteding")["begin"], text, EMPTY) == datum


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        read_datum(text)
    assert refused.value.type == "datum_vorm"


@pytest.mark.parametrize("text", ["31-2-2018", "1-13-2018", "2018-13"])
def test_a_date_that_is_on_no_calendar_is_told_as_such(text: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        read_datum(text)
    assert refused.value.type == "datum_bestaat_niet"


def test_what_a_spreadsheet_holds_is_a_date_too() -> None:
    assert read_cell_datum(datetime(2018, 8, 1)).text == "2018-08-01"  # noqa: DTZ001  spreadsheets know no zone
    assert read_cell_datum(date(2018, 8, 1)).text == "2018-08-01"
    assert read_cell_datum(2018.0).text == "2018"
    for no_date in (2018.5, True, 7, float("nan"), float("inf")):
        with pytest.raises(PydanticCustomError):
            read_cell_datum(no_date)


@pytest.mark.parametrize(
    ("value", "number"),
    [("12", 12), ("1.234", 1234), (12.0, 12), (12, 12), ("12.5", None), (True, None), ("-1", None),
     (1e300, None), (float("nan"), None), ("veel", None)],
)  # fmt: skip
def test_a_whole_number_is_read_as_dutch(value: object, number: int | None) -> None:
    assert read_whole(value) == number


@pytest.mark.parametrize("field", ["begin", "einde", "publicatiedatum"])
def test_a_record_takes_no_year_of_which_figures_are_forgotten_either(field: str) -> None:
    assert getattr(Aanbesteding.model_validate({field: "1000-01-01"}), field).text == "1000-01-01"
    with pytest.raises(ValidationError) as refused:
        Aanbesteding.model_validate({field: "0018-03-01"})
    assert [error["type"] for error in refused.value.errors()] == ["datum_vorm"]


def test_nor_does_who_says_when_a_tender_was_judged() -> None:
    chosen = {"verlenging": {"keuze": "telt_mee", "door": "inkoper", "datum": "0018-03-01"}}
    for model, record in (
        (Aanbesteding, {"lezingen": chosen}),
        (Dossier, {"opgesteld": {"door": "inkoper", "datum": "0018-03-01"}}),
    ):
        with pytest.raises(ValidationError) as refused:
            model.model_validate(record)
        assert [error["type"] for error in refused.value.errors()] == ["datum_vorm"]
