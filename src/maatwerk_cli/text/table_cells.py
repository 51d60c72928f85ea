"""A cell of a table as a Dutch reader expects it, and as a program does."""

from decimal import Decimal
from typing import Any

from maatwerk_cli.text.dutch import AT_LEAST, INFERRED_MARK, amount, number, when
from maatwerk_cli.text.table import (
    NOT_APPLICABLE_MARK,
    WITHHELD_MARK,
    AtLeast,
    DataTable,
    NotApplicable,
    TableCell,
    TableColumn,
    Withheld,
)


def cell(value: TableCell) -> str:
    """Write a cell, a number below zero with a real minus; what is not known is a dash, never zero."""
    if value is None:
        return "–"
    if isinstance(value, Withheld):
        return WITHHELD_MARK
    if isinstance(value, NotApplicable):
        return NOT_APPLICABLE_MARK
    if isinstance(value, AtLeast):
        return f"{AT_LEAST} {cell(value.value)}"
    return value if isinstance(value, str) else number(value).replace("-", "−")


def table_cell(value: TableCell, column: TableColumn) -> str:
    """Write a cell of a table: a date in words, a number in Dutch, one mark for what is withheld."""
    if column.kind == "bedrag" and isinstance(value, Decimal):
        return amount(value)
    return when(value) if column.kind == "datum" and isinstance(value, str) else cell(value)


def marked_cell(tabel: DataTable, row: int, place: int) -> str:
    """Write a cell of a table by its place, with the mark of what rests on something inferred."""
    column = tabel.columns[place]
    mark = INFERRED_MARK if (row, column.id) in tabel.inferred else ""
    return f"{table_cell(tabel.rows[row][place], column)}{mark}"


def json_number(value: TableCell) -> Any:
    """Give a decimal as JSON, whole where it is whole; other keys say what is a bound or withheld."""
    if isinstance(value, Withheld | NotApplicable):
        return None
    if isinstance(value, AtLeast):
        return value.value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
