"""Zero, unknown, not applicable, withheld and a lower bound stay five things, in every form."""

from decimal import Decimal

from maatwerk_cli.text import table_cells
from maatwerk_cli.text.csv.csv_writer import write_csv
from maatwerk_cli.text.table import NOT_APPLICABLE_CELL, WITHHELD_CELL, AtLeast, DataTable, TableColumn
from maatwerk_cli.text.terminal.terminal_table import table_lines

CELLS = (0, None, NOT_APPLICABLE_CELL, WITHHELD_CELL, AtLeast(25))
TABLE = DataTable("t", "T", tuple(TableColumn(name, name.upper()) for name in "abcde"), (CELLS,))


def test_the_places_of_what_is_no_plain_count():
    assert TABLE.withheld == ((0, "d"),)
    assert TABLE.at_least == ((0, "e"),)
    assert TABLE.not_applicable == ((0, "c"),)


def test_no_two_of_them_are_written_alike():
    assert [table_cells.cell(value) for value in CELLS] == ["0", "–", "n.v.t.", "x", "ten minste 25"]
    spoken = next(iter(table_lines(TABLE)))
    assert spoken == "A: 0; B: onbekend; C: niet van toepassing; D: afgeschermd; E: ten minste 25."


def test_csv_for_programs_has_the_number_of_a_bound():
    assert write_csv(list("abcde"), [CELLS]) == b"a,b,c,d,e\n0,,n.v.t.,x,25\n"


def test_an_amount_has_two_decimals_or_none():
    column = TableColumn("kosten", "Kosten", "bedrag")
    cells = (Decimal("1250.50"), Decimal("1250.00"), Decimal("0.05"), None)
    written = [table_cells.table_cell(value, column) for value in cells]
    assert written == ["1.250,50", "1.250", "0,05", "–"]
