"""Tables for a terminal: drawn, or line by line for a screen reader. Nothing is cut off; text wraps."""

import io
import re
import textwrap
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.box import HORIZONTALS, MINIMAL, Box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from maatwerk_cli.text import dutch, table_cells
from maatwerk_cli.text.table import DataTable, NotApplicable, TableCell, TableColumn, Withheld

_GAP = 3
"""What stands between two columns."""
_READABLE, _KEY = 12, 20
"""How narrow a column of text may be made, and one that tells rows apart, where its words are longer."""
_SENTENCE = re.compile(r" \S*\w{2,}\.$")
_WORD = re.compile(r" *[^ ]+ *")


class _Column(NamedTuple):
    """A column as it is drawn; one of numbers is as wide as its longest word or number, its heading wraps."""

    heading: str
    texts: Sequence[str]
    number: bool

    @property
    def longest_word(self) -> int:
        return max(len(word) for text in (self.heading, *self.texts) for word in text.split() or [""])

    @property
    def width(self) -> int:
        return max(map(len, (*self.heading.split(), *self.texts)))


class Page:
    """A page of text under construction, of a given width."""

    def __init__(self, width: int, *, colour: bool) -> None:
        self._stream = io.StringIO()
        self._width = width
        self.console = _console(self._stream, max(width, 40), colour=colour)

    def table(self, tabel: DataTable, hidden: Collection[str] = (), *, first_whole: bool = False) -> None:
        """Draw a table: text wraps, numbers are right-aligned in columns no wider than they need.

        A table that is too wide is drawn in parts that are not. The first column, and what tells the rows
        apart beside it, stands in every part.

        Args:
            tabel: the table.
            hidden: columns that are left out.
            first_whole: the others give way to the first column, where there is room for their words.

        """
        columns = [
            _Column(
                column.titel,
                [table_cells.marked_cell(tabel, row, index) for row in range(len(tabel.rijen))],
                column.soort == "getal",
            )
            for index, column in enumerate(tabel.kolommen)
            if column.id not in hidden
        ]
        first = None
        if first_whole:
            whole = max(map(len, (columns[0].heading, *columns[0].texts)))
            words = sum(_GAP + column.longest_word for column in columns[1:])
            first = whole if whole + words <= self._width else None
        for number, part in enumerate(_parts(columns, self._width)):
            if number:
                self.console.print()
            self._draw(part, first)

    def _draw(self, columns: Sequence[_Column], first: int | None) -> None:
        """Draw the heading with Rich, with the widths that it gives the columns, and each row by itself.

        What Rich does for each cell costs more than the register costs to read. The lines are the same.
        """
        fixed = [c.width if c.number else None if index else first for index, c in enumerate(columns)]
        plain = _console(io.StringIO(), self.console.width, colour=False)
        widest = [
            max((c.heading, *c.texts), key=lambda t: len(t) if _is_plain(t) else plain.measure(t).maximum)
            for c in columns
        ]
        with plain.capture() as capture:
            plain.print(_rich_table([""] * len(columns), columns, fixed, MINIMAL, [widest]))
        parts = capture.get().split("\n")[1].split("┼")  # the line under the heading
        last = len(parts) - 1
        widths = [len(part) - (index > 0) - (index < last) for index, part in enumerate(parts)]
        headings = [column.heading for column in columns]
        if min(widths) < 1:
            rows = zip(*(column.texts for column in columns), strict=True)
            self.console.print(_rich_table(headings, columns, fixed, HORIZONTALS, rows))
            return
        self.console.print(_rich_table(headings, columns, widths, HORIZONTALS))
        cells = [_cells(plain, column, width) for column, width in zip(columns, widths, strict=True)]
        empty = [" " * width for width in widths]
        for row in zip(*cells, strict=True):
            for line in zip_longest(*row):
                texts = (space if text is None else text for text, space in zip(line, empty, strict=True))
                self._stream.write((" " * _GAP).join(texts) + "\n")

    def text(self) -> str:
        """Give all that was written, without spaces at the ends of lines."""
        return "\n".join(line.rstrip() for line in self._stream.getvalue().splitlines()) + "\n"


def _console(stream: io.StringIO, width: int, *, colour: bool) -> Console:
    return Console(
        file=stream,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )


def _rich_table(
    headings: Sequence[str],
    columns: Sequence[_Column],
    widths: Sequence[int | None],
    box: Box,
    rows: Iterable[Sequence[str]] = (),
) -> Table:
    table = Table(box=box, expand=False, pad_edge=False, show_edge=False)
    for heading, column, width in zip(headings, columns, widths, strict=True):
        if column.number:
            table.add_column(heading, justify="right", width=width)
        else:
            table.add_column(heading, overflow="fold", width=width)
    for row in rows:
        table.add_row(*row)
    return table


def _cells(console: Console, column: _Column, width: int) -> Iterator[Sequence[str]]:
    """Give the lines of each cell: of plain text by ourselves, of any other by Rich."""
    for text in column.texts:
        if not _is_plain(text) or (column.number and len(text) > width):
            options = console.options.update(
                width=width,
                justify="right" if column.number else "left",
                overflow="ellipsis" if column.number else "fold",
            )
            lines = console.render_lines(text, options)
            yield ["".join(segment.text for segment in line) for line in lines]
        elif column.number:
            yield (text.rstrip().rjust(width),)
        elif len(text) <= width:
            yield (text.ljust(width),)
        else:
            yield [line[:width].ljust(width) for line in _folded(text, width)]


def _is_plain(text: str) -> bool:
    """Tell whether each character takes one place and steers nothing."""
    return text.isprintable() and (text.isascii() or all(cell_len(character) == 1 for character in text))


def _folded(text: str, width: int) -> Iterator[str]:
    """Divide plain text over lines as Rich does: between words, and a word that fits on no line within."""
    begin = used = 0
    for match in _WORD.finditer(text):
        first, word = match.start(), match[0]
        length = len(word.rstrip())
        if used + length <= width:
            used += len(word)
            continue
        starts = range(first, first + len(word), width) if length > width else (first,)
        used = match.end() - starts[-1]
        for start in starts:
            if start:
                yield text[begin:start]
                begin = start
    yield text[begin:]


def wrapped(lines: Iterable[str], width: int, first: str = "", next_: str = "") -> Iterator[str]:
    """Wrap lines to a width, words kept whole, with what stands before it and before the rest of it."""
    for line in lines:
        yield from textwrap.wrap(
            line,
            max(width, 40),
            initial_indent=first,
            subsequent_indent=next_,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]


def _parts(columns: Sequence[_Column], width: int) -> Iterator[Sequence[_Column]]:
    """Divide the columns of a table that is too wide over parts that are not."""
    numbers = [index for index, column in enumerate(columns) if column.number]
    leading = columns[: (numbers[0] if numbers else 0) or 1]
    room = left = width + _GAP - sum(_needs(column, _KEY) + _GAP for column in leading)
    part: list[_Column] = []
    for column in columns[len(leading) :]:
        needed = _needs(column) + _GAP
        if part and needed > left:
            yield [*leading, *part]
            part, left = [], room
        part.append(column)
        left -= needed
    yield [*leading, *part]


def _needs(column: _Column, readable: int = _READABLE) -> int:
    return column.width if column.number else min(readable, column.longest_word)


def table_lines(tabel: DataTable) -> Iterator[str]:
    """Write each row as one sentence that names its columns."""
    for number, row in enumerate(tabel.rijen):
        yield (
            "; ".join(
                f"{column.titel}: {_spoken(value, column)}{_inferred(tabel, number, column)}"
                for column, value in zip(tabel.kolommen, row, strict=True)
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
    return f" ({dutch.INFERRED})" if (row, column.id) in tabel.afgeleid else ""
