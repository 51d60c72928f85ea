"""A sheet of a workbook as the rows of a table: each cell as text that is read as what the sheet shows."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain, islice
from typing import Any, BinaryIO, NamedTuple

from maatwerk_cli.models.dutch_input import is_cut_short
from maatwerk_cli.tender.input.columns import (
    TEXT_FIELDS,
    InputColumns,
    field_of_head,
    read_columns,
    twice_sentence,
)
from maatwerk_cli.tender.input.measure_note import measure_refusal
from maatwerk_cli.tender.judging import Refused
from maatwerk_cli.tender.masking import shown_text
from maatwerk_cli.text.csv.csv_reader import Stretch
from maatwerk_cli.text.dutch import sentence
from maatwerk_cli.text.sheet_details import FIRST_DAY
from maatwerk_cli.text.spool import Spool
from maatwerk_cli.text.spreadsheet import (
    Sheet,
    SheetRow,
    SpreadsheetError,
    as_counted,
    column_letter,
    dates_as_text,
    is_filled,
    read_workbook,
)

_DELIMITER = ";"
_AT_ONCE = 1_000  # rows handed on together, as of a CSV
_AMOUNTS = ("loonsom_excl_btw", "opdrachtwaarde_excl_btw")
DAYS_OF_TENDER = ("begin", "einde", "publicatiedatum", "peildatum")
_LONGEST_ROW = 100_000
"""Characters: three times what a cell can hold, and below what the reader of CSV takes in one cell."""


class SheetRows:
    """The rows of a sheet, each as the text of a row of a CSV, under the number that the sheet shows.

    Args:
        rows: each row with its number.

    Attributes:
        size: how many characters they have.
        delimiter: what parts their cells.
        read_as: nothing: what the signs of a workbook are, it says itself.
    """

    delimiter = _DELIMITER
    read_as = ""

    def __init__(self, rows: Iterable[tuple[int, str]]) -> None:
        self.size = self._so_far = 0
        self._rows: Spool[tuple[int, str]] = Spool()
        for number, text in rows:
            self._rows.add((number, text))
            self.size += len(text)

    def stretches(self) -> Iterator[Stretch]:
        """Give the rows, many at a time."""
        self._so_far = 0
        rows = iter(self._rows)
        while some := [*islice(rows, _AT_ONCE)]:
            stretch = Stretch([number for number, _ in some], [text for _, text in some])
            self._so_far += sum(map(len, stretch.rows))
            yield stretch

    def position(self) -> int:
        """Tell how many of the characters were read so far."""
        return self._so_far


class SheetTable(NamedTuple):
    """A sheet with a head in which a column is known.

    Attributes:
        rows: the rows under the head.
        columns: what the head says of its columns.
        notes: what a user must know of how it was read.
    """

    rows: SheetRows
    columns: InputColumns
    notes: tuple[str, ...]


def read_sheet(stream: BinaryIO) -> SheetTable | Refused | None:
    """Read the sheet of a workbook that has the columns of tenders.

    Args:
        stream: the workbook.

    Returns:
        The table; or why it cannot be read; or ``None`` where no sheet that is shown has such a column.
    """
    try:
        sheet = read_workbook(stream, lambda head: bool(field_of_head(head)), choosable=False)
        columns = read_columns([*_padded(sheet.columns, _width(sheet))])
        if not any(columns.fields):
            return None
        fault = _fault(sheet, columns)
        if fault is not None:
            return fault
        first = sheet.first_day
        rows = SheetRows((row.number, _row_text(row, columns.fields, first)) for row in sheet.rows)
        dated = _count_dates(sheet, columns.fields)
    except SpreadsheetError as error:
        return Refused(shown_text(sentence(error.message)))
    notes = [*sheet.notes, *([dates_as_text(dated)] if dated else [])]
    return SheetTable(rows, columns, tuple(map(shown_text, notes)))


def _count_dates(sheet: Sheet, fields: Sequence[str]) -> int:
    """Count the cells with a day where a text belongs."""
    places = [place for place, field in enumerate(fields) if field in TEXT_FIELDS]
    return sum(
        isinstance(row.cells[place], date) for row in sheet.rows for place in places if place < len(row.cells)
    )


def _width(sheet: Sheet) -> int:
    """Tell how many columns have a head or a value."""
    rows = chain([sheet.columns], (row.cells for row in sheet.rows))
    return max(map(_filled_to, rows))


def _filled_to(cells: Sequence[Any]) -> int:
    return next((place for place in range(len(cells), 0, -1) if is_filled(cells[place - 1])), 0)


def _padded(cells: Sequence[Any], width: int) -> Iterator[Any]:
    """Give so many cells, empty where there are fewer."""
    yield from cells[:width]
    yield from [""] * (width - len(cells))


def _fault(sheet: Sheet, columns: InputColumns) -> Refused | None:
    """Say of a sheet why no row of it is judged."""
    if columns.twice is not None:
        return Refused(twice_sentence(columns), sheet.header_row, columns.twice + 1)
    title = measure_refusal(sheet.above, columns.fields, "Boven de kop")
    if title is not None:
        return title
    first = min(
        (
            (row, column)
            for row, column in sheet.uncalculated
            if row > sheet.header_row and any(columns.fields[column - 1 : column])
        ),
        default=None,
    )
    if first is None:
        return None
    row, column = first
    return Refused(
        f"Cel {column_letter(column - 1)}{row} heeft een formule waarvan de uitkomst niet is bewaard. Open "
        "het bestand in een spreadsheetprogramma en sla het op.",
        row,
        column,
    )


def _row_text(row: SheetRow, fields: Sequence[str], first_day: date) -> str:
    """Write a row as a row of a CSV.

    Args:
        row: the row.
        fields: by column the field it holds.
        first_day: the day from which the book counts.

    Raises:
        SpreadsheetError: it has more text than a row of a CSV is read with.
    """
    given = [*_padded(row.cells, len(fields))]
    if first_day != FIRST_DAY:
        given = [
            as_counted(cell, first_day) if field in DAYS_OF_TENDER else cell
            for cell, field in zip(given, fields, strict=True)
        ]
    cells = [_text_of(cell, field) for cell, field in zip(given, fields, strict=True)]
    text = _DELIMITER.join(cells)
    if len(text) > _LONGEST_ROW:
        raise SpreadsheetError(f"rij {row.number} heeft te veel tekst om te lezen. Kort die in.")
    if '"' not in text and "\n" not in text and text.count(_DELIMITER) == len(cells) - 1:
        return text
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=_DELIMITER, lineterminator="").writerow(cells)
    return stream.getvalue()


def _text_of(cell: Any, field: str) -> str:
    """Write a cell so that its reader takes it as what the sheet shows.

    A day has its year first, so that no month is a day; an amount two decimals, so that no point parts
    thousands. A number of which digits are lost is written as a sheet shows it: it is no mark.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if field in TEXT_FIELDS and is_cut_short(cell):
        return f"{cell:.14E}"
    if isinstance(cell, float):
        if cell.is_integer() and not is_cut_short(cell):
            return str(int(cell))
        return f"{cell:.2f}" if field in _AMOUNTS else str(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    return str(cell).replace("\r\n", "\n").replace("\r", "\n")
