"""A row of a table by itself: its tender with the places of its cells, or what is wrong and where."""

from typing import Any

import pytest

from maatwerk_cli.models.tender.aanbesteding import Aanbesteding
from maatwerk_cli.models.tender.cell import AmountReader, cell_readers
from maatwerk_cli.tender.facts import Facts, FactsReader, FieldRefusal, facts_of_record, value_said
from maatwerk_cli.tender.input.columns import NO_FIELD
from maatwerk_cli.tender.judging import Refused, TenderRead
from maatwerk_cli.tender.series.row_reader import RowReader, no_tender
from maatwerk_cli.tender.series.table_parts import id_of
from maatwerk_cli.text.problem import Position

COLUMNS = ("aard", "id", "perceel", "loonsom_excl_btw", "")


def read(row: str, delimiter: str = ";", *, origins: bool = False, columns: Any = COLUMNS) -> Any:
    return RowReader(columns, delimiter, AmountReader("komma"), origins=origins).read(7, row)


@pytest.mark.parametrize(
    ("row", "delimiter", "words", "tender"),
    [
        ("dienst;vb-1;1;300000", ";", ("4 cellen en de kop 5.", "cel met ';' erin"), "vb-1"),
        ("dienst;vb-1;1;300000;x;y", ";", ("6 cellen en de kop 5.", "cel met ';' erin"), "vb-1"),
        ("dienst,vb-1,1,300000,x", ";", ("1 cel en de kop 5.", "ander scheidingsteken"), None),
        ("dienst;vb-1;1;300000;x", ",", ("1 cel en de kop 5.", "ander scheidingsteken"), None),
        ("dienst,vb-1,1,300000", ";", ("1 cel en de kop 5.", "cel met ';' erin"), None),  # too few of either
        ("dienst;onbekend", ";", ("2 cellen",), None),
        ("dienst", ";", ("1 cel",), None),
        (f"dienst;{'x' * 200}", ";", ("2 cellen",), "x" * 200),
        (f"dienst;{'x' * 201}", ";", ("2 cellen",), None),  # that is no id
    ],
)
def test_a_row_of_another_width_is_told_with_its_cause(
    row: str, delimiter: str, words: tuple[str, ...], tender: str | None
) -> None:
    refused = read(row, delimiter)
    assert isinstance(refused, Refused)
    assert [word for word in words if word not in refused.message] == []
    assert (refused.line, refused.id, refused.code) == (7, tender, "aantal_cellen")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("dienst;vb-1;2;veel;", 15),
        ('"dienst";"vb-1";2;veel;', 19),
        ('dienst;"vb\n-1";2;veel;', 1),  # it stands on a line further on
        ("iets;vb-1;2;veel;", 1),  # of two the first
    ],
)
def test_a_wrong_cell_is_told_with_its_place_and_its_tender(row: str, column: int) -> None:
    refused = read(row)
    assert isinstance(refused, Refused)
    assert (refused.line, refused.column, refused.perceel) == (7, column, "2")


def test_a_row_says_where_its_cells_are_where_that_is_asked() -> None:
    row = "dienst;vb-1;;300000;iets"
    tender = read(row, origins=True)
    assert isinstance(tender, TenderRead)
    assert tender.origins == {name: f"regel 7, kolom {name}" for name in ("aard", "id", "loonsom_excl_btw")}
    plain = read(row)
    assert (plain.facts, plain.origins) == (tender.facts, {})
    assert read("werk", columns=("aard",)).facts.aard == "werk"  # without an id or a lot


@pytest.mark.parametrize("origins", [False, True])
def test_a_row_keeps_which_columns_resemble_what_is_assumed(origins: bool) -> None:
    resembling = (("werkwijze", "de kolom 'aanpak'"),)
    for given in ((), resembling):
        reader = RowReader(COLUMNS, ";", AmountReader("komma"), origins=origins, lookalikes=given)
        tender = reader.read(7, "dienst;vb-1;;300000;iets")
        assert isinstance(tender, TenderRead)
        assert tender.lookalikes == given


def test_of_another_part_no_amount_could_mean_two_things_yet() -> None:
    reader = RowReader(COLUMNS, ";", AmountReader("komma"))
    assert not reader.two_ways
    reader.read(7, "dienst;vb-1;;300.000;")  # thousands, or three decimals
    assert reader.two_ways
    reader.begin()
    assert not reader.two_ways


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["", " ", ""], "leeg"),
        (["---", "", "..."], "streepjes"),
        (["---", "vb-1", ""], ""),
        (["Totaal", "", "12"], "totaal"),
        (["", "Subtotaal", "12"], "totaal"),
        (["Eindsom", "", ""], "totaal"),
        (["Totaal", "vb-1", "12"], ""),  # a tender that is called so
        (["Totaalrenovatie", "", "12"], ""),
        (["vb", "Totaal", ""], ""),
        (["1", "Totaal", ""], ""),
    ],
)
def test_what_is_no_tender(cells: list[str], kind: str) -> None:
    assert no_tender(cells, ("id", "titel", "loonsom_excl_btw")) == kind


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["Totaal", "", "1.750.000"], "totaal"),  # a sum below a column that was not read
        (["Totaal", "", "Afdeling Inkoop"], ""),
        (["2018-001", "Totaal onderhoud", "12"], ""),  # an id without letters is an id
    ],
)
def test_a_sum_in_a_column_that_is_no_field_is_no_name(cells: list[str], kind: str) -> None:
    assert no_tender(cells, ("id", "titel", NO_FIELD)) == kind


@pytest.mark.parametrize(
    ("row", "column", "name"),
    [
        ("vb-1;dienst", 0, "vb-1"),
        ("dienst; vb-1 ;x", 1, "vb-1"),
        ("dienst;x;vb-1", 2, "vb-1"),
        ('"vb;1";dienst', 0, "vb;1"),
        ('"a;b";vb-1', 1, "vb-1"),
        ("dienst", 1, ""),
        ("onbekend;dienst", 0, ""),
        ("vb-1;dienst", None, ""),
    ],
)
def test_the_id_of_a_row_is_that_of_its_column(row: str, column: int | None, name: str) -> None:
    assert id_of(row, ";", column) == name


@pytest.mark.parametrize(("field", "column"), [("aard", 1), ("id", 8), ("cpv", 1)])
def test_a_field_without_a_column_stands_where_its_row_begins(field: str, column: int) -> None:
    reader = RowReader(COLUMNS, ";", AmountReader("komma"), origins=False)
    tender = reader.read(7, "dienst;vb-1;1;300000;x")
    assert isinstance(tender, TenderRead)
    assert reader.place(tender, field) == Position(7, column)


@pytest.mark.parametrize(
    ("given", "unknown", "options"),
    [
        ({}, set(), False),
        ({"verlenging_maanden": "onbekend"}, set(), True),
        ({"verlenging_maanden": 12}, set(), False),
        ({"raamovereenkomst": "onbekend", "werkwijze": "onbekend"}, {"raamovereenkomst", "werkwijze"}, False),
        ({"raamovereenkomst": "nee", "opdrachtgever_soort": "rijk"}, set(), False),
        ({"aard": "onbekend"}, set(), False),  # of that nothing is assumed either way
    ],
)
def test_what_a_record_says_to_be_unknown_is_not_what_it_leaves_out(
    given: dict[str, Any], unknown: set[str], options: bool
) -> None:
    facts = facts_of_record(Aanbesteding.model_validate({"id": "vb-1", **given}))
    assert (facts.unknown, facts.unknown_options) == (unknown, options)


def test_what_a_tender_says_of_a_field() -> None:
    """Of a motivation of nothing but signs nothing; of any other field its value, whatever the motivation."""
    facts = Facts(aard="werk", motivering="-")
    assert value_said(facts, "aard") == "werk"
    assert value_said(facts, "motivering") is None
    reason = facts._replace(motivering="De wet eist een diploma")
    assert (value_said(reason, "motivering"), value_said(reason, "aard")) == (
        "De wet eist een diploma",
        "werk",
    )


CELLS = ("aard", "opdrachtgever_soort", "cpv")


def cells_read(*cells: str) -> Facts | list[FieldRefusal]:
    return FactsReader(CELLS, cell_readers(AmountReader("komma"))).facts(cells)


@pytest.mark.parametrize("first", ["", "  ", "onbekend", "Onbekend", "ONBEKEND"])
def test_a_cell_that_says_nothing_hides_none_after_it(first: str) -> None:
    facts = cells_read(first, first, "45210000")
    assert isinstance(facts, Facts)
    assert (facts.aard, facts.opdrachtgever_soort, facts.cpv) == (None, None, "45210000")
    assert facts.unknown == ({"opdrachtgever_soort"} if first.strip() else set())


def test_every_wrong_cell_is_told_with_its_word_where_it_may_be_a_slip() -> None:
    """A sign or a digit in it, or more letters than any choice has: then it is no slip for one."""
    for slip, word in (("wrek", "wrek"), ("w" * 24, "w" * 24), ("w" * 25, ""), ("werk!", ""), ("werk1", "")):
        problems = cells_read(slip, "rijk", slip)
        assert isinstance(problems, list)
        assert [(own.field, own.word) for own in problems] == [("aard", word), ("cpv", word)]
    reader = FactsReader(CELLS, cell_readers(AmountReader("komma")))
    assert reader.facts(("werk", "rijk", "45")) == reader.facts(("werk", "rijk", "45"))
    assert isinstance(reader.facts(("wrek", "rijk", "45")), list)
    assert isinstance(reader.facts(("wrek", "rijk", "45")), list)
