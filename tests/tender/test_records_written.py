"""A tender written as a record, and in words what is known of a fact or an amount that has no value."""

from decimal import Decimal
from typing import Any

import pytest
import yaml

from maatwerk_cli.models.tender.reading_choice import Choice
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.duty import FormMeant
from maatwerk_cli.tender.duty_terms import DutyPart
from maatwerk_cli.tender.facts import UNKNOWN_OPTIONS, Bounds, Facts
from maatwerk_cli.tender.judging import Refused
from maatwerk_cli.tender.views.duty_words import _extent, _name
from maatwerk_cli.tender.views.series_summary import file_names
from maatwerk_cli.tender.views.tender_yaml import as_written, record_yaml
from maatwerk_cli.tender.views.verdict_words import _bounds_text

MADE = Choice.of("samen", "de inkoper", "Voorbeeld", parse_datum("2018-03-01"))
WRITTEN: list[tuple[str, Any, object]] = [
    ("aard", None, "onbekend"),
    ("aard", "werk", "werk"),
    ("looptijd_maanden", 12, 12),
    ("loonsom_excl_btw", Decimal("300000.00"), 300_000),
    ("loonsom_excl_btw", Decimal("300000.5"), "300000.5"),
    ("begin", parse_datum("2018-03"), "2018-03"),
    ("uitsluitingsgronden", ("ug-1", "ug-2"), ["ug-1", "ug-2"]),
    ("uitsluitingsgronden", (), "nee"),
    ("lezingen", (("percelen", "apart"),), {"percelen": "apart"}),
    (
        "lezingen", (("percelen", MADE), ("verlenging", Choice.of("telt_mee"))),
        {
            "percelen": {
                "keuze": "samen", "door": "de inkoper", "datum": "2018-03-01", "reden": "Voorbeeld"
            },
            "verlenging": {"keuze": "telt_mee"},
        },
    ),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value", "written"), WRITTEN)
def test_a_fact_is_written_as_the_plain_value_that_a_record_holds(
    field: str, value: Any, written: object
) -> None:
    assert as_written(field, Facts(**{field: value})) == written


def test_a_record_begins_with_what_to_do_and_holds_what_is_known() -> None:
    text = record_yaml(Facts(id="vb-1", aard="werk", loonsom_excl_btw=Decimal("300000.5")))
    assert text.startswith("# Vul aan wat onbekend is.")
    record = yaml.safe_load(text)
    assert {name: value for name, value in record.items() if value != "onbekend"} == {
        "id": "vb-1", "aard": "werk", "loonsom_excl_btw": "300000.5"
    }  # fmt: skip


WAGE, MONTHS = "loonsom_excl_btw", "verlenging_maanden"


@pytest.mark.parametrize(
    ("field", "bounds", "text"),
    [
        (WAGE, {}, "onbekend"),
        (WAGE, {"opdrachtwaarde_excl_btw": Bounds(1, 2)}, "onbekend"),
        (WAGE, {WAGE: Bounds(100, 200)}, "tussen € 100 en € 200"),
        (WAGE, {WAGE: Bounds(0, 200)}, "onbekend, hoogstens € 200"),
        (WAGE, {WAGE: Bounds(100, None)}, "ten minste € 100"),
        (WAGE, {WAGE: Bounds(0, None)}, "onbekend"),
        (MONTHS, UNKNOWN_OPTIONS, "onbekend, en er kunnen opties zijn"),
        (MONTHS, {MONTHS: Bounds(12, 24)}, "tussen 12 maanden en 24 maanden"),
    ],
)
def test_what_is_known_of_a_fact_without_a_value(field: str, bounds: dict[str, Any], text: str) -> None:
    assert _bounds_text(field, Facts(bounds=bounds)).replace("\xa0", " ") == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (100, 100, "€ 100"),
        (100, 200, "€ 100 tot € 200"),
        (100, None, "ten minste € 100"),
        (None, 200, "€ 0 tot € 200"),
        (0, None, "een bedrag dat nog niet te berekenen is"),
        (None, None, "een bedrag dat nog niet te berekenen is"),
    ],
)
def test_what_a_form_of_an_obligation_comes_to(low: int | None, high: int | None, text: str) -> None:
    least, most = (None if end is None else Decimal(end) for end in (low, high))
    assert _extent(FormMeant(None, "euro", least, most)).replace("\xa0", " ") == text


@pytest.mark.parametrize(
    ("part", "name"),
    [
        (DutyPart("vast"), "Vaste looptijd"),
        (DutyPart("optie", 1), "Optie 1, zodra zij wordt gelicht"),
        (DutyPart("optie"), "Opties, zodra zij worden gelicht"),
        (DutyPart("alles"), "Met alle opties gelicht"),
    ],
)
def test_what_a_part_of_a_contract_is_called(part: DutyPart, name: str) -> None:
    assert _name(part) == name


@pytest.mark.parametrize(
    ("files", "shown"),
    [
        (["a/x.csv"], {}),
        (["a/x.csv", "a/x.csv"], {}),
        (["a/x.csv", "b/y.csv"], {"a/x.csv": "x.csv", "b/y.csv": "y.csv"}),
        (
            ["a/x.csv", "b/x.csv", "b/y.csv"],
            {"a/x.csv": "a/x.csv", "b/x.csv": "b/x.csv", "b/y.csv": "y.csv"},
        ),
    ],
)
def test_a_file_is_named_without_its_folder_where_no_other_has_its_name(
    files: list[str], shown: dict[str, str]
) -> None:
    assert file_names([Refused("fout", file=file) for file in files]) == shown
