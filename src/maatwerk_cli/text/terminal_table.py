"""Tables for a terminal: drawn, or line by line for a screen reader. Nothing is cut off; text wraps."""

import io
import textwrap
from collections.abc import Collection, Iterable, Iterator

from rich.box import HORIZONTALS
from rich.console import Console
from rich.table import Table

from maatwerk_cli.text import dutch
from maatwerk_cli.text.table import Afgeschermd, Cel, Kolom, NietVanToepassing, Tabel


class Page:
    """A page of text under construction, of a given width."""

    def __init__(self, width: int, *, colour: bool) -> None:
        self._stream = io.StringIO()
        self.console = Console(
            file=self._stream,
            width=max(width, 40),
            force_terminal=colour,
            color_system="standard" if colour else None,
            highlight=False,
            emoji=False,
            markup=False,
            legacy_windows=False,
        )

    def text(self) -> str:
        """Give all that was written, without spaces at the ends of lines."""
        return "\n".join(line.rstrip() for line in self._stream.getvalue().splitlines()) + "\n"


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


def rich_table(tabel: Tabel, hidden: Collection[str] = (), first: int | None = None) -> Table:
    """Draw a table: text wraps, numbers are right-aligned in columns no wider than they need.

    Args:
        tabel: the table.
        hidden: columns that are left out.
        first: how wide the first column is, where the others have to give way to it.

    """
    table = Table(box=HORIZONTALS, expand=False, pad_edge=False, show_edge=False)
    columns = [index for index, column in enumerate(tabel.kolommen) if column.id not in hidden]
    for index in columns:
        column = tabel.kolommen[index]
        if column.soort == "getal":
            table.add_column(column.titel, justify="right", width=_width(tabel, index))
        else:
            table.add_column(column.titel, overflow="fold", width=first if index == 0 else None)
    for row in tabel.rijen:
        table.add_row(*(dutch.table_cell(row[index], tabel.kolommen[index]) for index in columns))
    return table


def table_parts(tabel: Tabel, width: int, hidden: Collection[str] = ()) -> Iterator[Collection[str]]:
    """Divide a table that is too wide into parts that are not: for each part the columns it leaves out.

    The first column, and what tells the rows apart beside it, stands in every part.
    """
    shown = [index for index, column in enumerate(tabel.kolommen) if column.id not in hidden]
    numbers = [index for index in shown if tabel.kolommen[index].soort == "getal"]
    leading = [index for index in shown if index < numbers[0]] if numbers else []
    leading = leading or shown[:1]
    room = width + _GAP - sum(_needs(tabel, index, _KEY) + _GAP for index in leading)
    parts: list[list[int]] = [[]]
    left = room
    for index in shown[len(leading) :]:
        needed = _needs(tabel, index) + _GAP
        if parts[-1] and needed > left:
            parts.append([])
            left = room
        parts[-1].append(index)
        left -= needed
    for part in parts:
        kept = {tabel.kolommen[index].id for index in (*leading, *part)}
        yield [column.id for column in tabel.kolommen if column.id not in kept]


_GAP = 3
_READABLE, _KEY = 12, 20
"""How narrow a column of text may be made, and one that tells rows apart, where its words are longer."""


def _needs(tabel: Tabel, index: int, readable: int = _READABLE) -> int:
    column = tabel.kolommen[index]
    if column.soort == "getal":
        return _width(tabel, index)
    cells = [column.titel, *(dutch.table_cell(row[index], column) for row in tabel.rijen)]
    return min(readable, max(len(word) for cell in cells for word in cell.split() or [""]))


def _width(tabel: Tabel, index: int) -> int:
    """A column of numbers is as wide as its longest word or number; its heading wraps."""
    words = tabel.kolommen[index].titel.split()
    return max([len(word) for word in words] + [len(dutch.cell(row[index])) for row in tabel.rijen])


def table_lines(tabel: Tabel) -> Iterator[str]:
    """Write each row as one sentence that names its columns."""
    for row in tabel.rijen:
        yield (
            "; ".join(
                f"{column.titel}: {_spoken(value, column)}"
                for column, value in zip(tabel.kolommen, row, strict=True)
                if value != ""
            )
            + "."
        )


def _spoken(value: Cel, column: Kolom) -> str:
    if isinstance(value, Afgeschermd):
        return dutch.WITHHELD
    if isinstance(value, NietVanToepassing):
        return dutch.NOT_APPLICABLE_SPOKEN
    text = dutch.table_cell(value, column)
    return dutch.UNKNOWN if value is None else text.replace("−", "min ") if text.startswith("−") else text
