"""A table of many tenders cut into parts, lots of one tender kept together, memory bounded."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from maatwerk_cli.models.tender.cell import named
from maatwerk_cli.tender.input.tender_input import TenderTable
from maatwerk_cli.tender.judging import same_id
from maatwerk_cli.text.csv.csv_reader import split_record
from maatwerk_cli.text.problem import Problem

ROWS = 500
"""Rows judged together, by one process: few, so that processes are done at about the same time."""
MOST_LOTS_TOGETHER = 10_000
"""Lots of one tender that are put together; of more, only the least they come to is known."""

RawRow = str | Problem
"""The text of a row, or why it is none."""


class TablePart(NamedTuple):
    """Rows that can be judged without any other.

    Attributes:
        lines: the line each row starts on.
        rows: the rows.
        continued: its first rows are lots of a tender of which others went before.
        unfinished: its last rows are lots of a tender of which others follow.
        elsewhere: the ids, as they are compared, of which other rows stand elsewhere.
    """

    lines: Sequence[int]
    rows: Sequence[RawRow]
    continued: bool = False
    unfinished: bool = False
    elsewhere: frozenset[str] = frozenset()


def parts(source: TenderTable, apart: Collection[str] = ()) -> Iterator[TablePart]:
    """Cut a table into parts of about ``ROWS`` rows, lots of one tender kept together.

    Args:
        source: the table.
        apart: the ids, as they are compared, of which the rows are not together.

    A row without an id can be a lot that cannot be read, so no part begins with one where it can belong to
    the tender before it.
    """
    delimiter = source.stream.delimiter
    id_column = source.id_column
    lines: list[int] = []
    rows: list[RawRow] = []
    carried = False
    for stretch in source.stretches():
        lines += stretch.lines
        rows += stretch.rows
        while (cut := _cut(rows, delimiter, id_column)) is not None:
            end, goes_on = cut
            yield TablePart(lines[:end], rows[:end], carried, goes_on, _ids(rows[:end], source, apart))
            del lines[:end], rows[:end]
            carried = goes_on
    if rows:
        yield TablePart(lines, rows, carried, False, _ids(rows, source, apart))


def _ids(rows: Sequence[RawRow], source: TenderTable, apart: Collection[str]) -> frozenset[str]:
    """Give those ids of rows that stand apart from others of their tender."""
    if not apart:
        return frozenset()
    names = {same_id(id_of(row, source.stream.delimiter, source.id_column)) for row in rows}
    return frozenset(names.intersection(apart))


def _cut(rows: Sequence[RawRow], delimiter: str, id_column: int | None) -> tuple[int, bool] | None:
    """Tell where to cut rows, and whether that parts lots of one tender; ``None`` where more are needed."""
    if len(rows) <= ROWS:
        return None
    named = (id_of(row, delimiter, id_column) for row in reversed(rows[:ROWS]))
    last = next(filter(None, named), "")
    for end in range(ROWS, len(rows)):
        name = id_of(rows[end], delimiter, id_column)
        same = name != "" and name == last
        if end >= MOST_LOTS_TOGETHER or last == "" or (name != "" and not same):
            return end, same
    return None


def id_of(row: RawRow, delimiter: str, id_column: int | None) -> str:
    """Give the id of a row; nothing where it has none."""
    if id_column is None or isinstance(row, Problem):
        return ""
    cells = row.split(delimiter, id_column + 1) if '"' not in row else split_record(row, delimiter)
    cell = cells[id_column].strip() if id_column < len(cells) else ""
    return named(cell) or ""
