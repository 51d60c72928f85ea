"""A table of the register or of a report for a terminal: drawn, or line by line for a screen reader."""

import re
from collections.abc import Collection, Iterator, Sequence

from maatwerk_cli.text import dutch, table_cells
from maatwerk_cli.text.table import DataTable, NotApplicable, TableCell, TableColumn, Withheld
from maatwerk_cli.text.terminal.layout import DrawnColumn, clean, drawn, line_width, whole

_GAP = 3
"""What stands between two columns: numbers stand to the right, against the next text."""
_READABLE, _KEY = 12, 20
"""How narrow a column of text may be made, and one that tells rows apart, where its words are longer."""
_WORD = 24
"""A word, or what stands before its hyphen, is kept whole up to this width: most Dutch compounds fit."""
_SENTENCE = re.compile(r" \S*\w{2,}\.$")


def drawn_table(
    tabel: DataTable, width: int, *, colour: bool, hidden: Collection[str] = (), first: int = 0
) -> Iterator[str]:
    """Draw a table: text wraps, numbers are right-aligned in columns no wider than they need.

    A table that is too wide is drawn in parts that are not. The first column, and what tells the rows
    apart beside it, stands in every part.

    Args:
        tabel: the table.
        width: how long lines may be.
        colour: the headings stand out.
        hidden: columns that are left out.
        first: the others give way to the first column up to this width.
    """
    columns = [
        DrawnColumn(column.title, [*_texts(tabel, index)], column.numeric)
        for index, column in enumerate(tabel.columns)
        if column.id not in hidden
    ]
    for number, part in enumerate(_parts(columns, line_width(width))):
        if number:
            yield ""
        yield from drawn(part, width, gap=_GAP, colour=colour, first=first)


def _texts(tabel: DataTable, place: int) -> Iterator[str]:
    for row in range(len(tabel.rows)):
        text = clean(table_cells.marked_cell(tabel, row, place))
        yield whole(text) if tabel.columns[place].kind == "datum" else text


def _parts(columns: Sequence[DrawnColumn], width: int) -> Iterator[Sequence[DrawnColumn]]:
    """Divide the columns of a table that is too wide over parts that are not."""
    numbers = [index for index, column in enumerate(columns) if column.number]
    leading = columns[: (numbers[0] if numbers else 0) or 1]
    room = left = width + _GAP - sum(_needs(column, _KEY) + _GAP for column in leading)
    part: list[DrawnColumn] = []
    for column in columns[len(leading) :]:
        needed = _needs(column) + _GAP
        if part and needed > left:
            yield [*leading, *part]
            part, left = [], room
        part.append(column)
        left -= needed
    yield [*leading, *part]


def _needs(column: DrawnColumn, readable: int = _READABLE) -> int:
    if column.number:
        return column.widest
    return max(min(readable, column.longest_word), min(_WORD, column.longest_part))


def table_lines(tabel: DataTable) -> Iterator[str]:
    """Write each row as one sentence that names its columns."""
    for number, row in enumerate(tabel.rows):
        yield (
            "; ".join(
                f"{column.title}: {_spoken(value, column)}{_inferred(tabel, number, column)}"
                for column, value in zip(tabel.columns, row, strict=True)
                if value != ""
            )
            + "."
        )


def _spoken(value: TableCell, column: TableColumn) -> str:
    if isinstance(value, Withheld):
        return dutch.WITHHELD
    if isinstance(value, NotApplicable):
        return dutch.NOT_APPLICABLE_SPOKEN
    text = table_cells.table_cell(value, column)
    # A cell that is a sentence ends with the line, not before the name of the next column.
    ended = text[:-1] if _SENTENCE.search(text) else text
    return dutch.UNKNOWN if value is None else dutch.spoken(ended)


def _inferred(tabel: DataTable, row: int, column: TableColumn) -> str:
    return dutch.IS_INFERRED if (row, column.id) in tabel.inferred else ""
