"""A drawn table has the lines that Rich gives it, cell by cell; it only takes less time."""

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.box import HORIZONTALS
from rich.console import Console
from rich.table import Table

from maatwerk_cli.text.table import DataTable, TableColumn
from maatwerk_cli.text.terminal_table import Page

WORDS = st.text("ab-–é ", max_size=30) | st.sampled_from(("", "x" * 70, "werk en  school", "日本語 " * 9))
ODD = st.text(max_size=8) | st.sampled_from(("a\tb", "a\nbb\nc", "e\u0301" * 30, "👩‍🚀 raket", "\x1b[1m"))
NUMBERS = st.sampled_from(("1", "−1.234.567", "ten minste 25", "n.v.t.", "–"))
HEADINGS = st.sampled_from(("Naam", "Aantal mensen in het register", "n", "Bron van het cijfer"))


@st.composite
def tables(draw):
    """Give a table that fits in one part, so that Rich draws it whole."""
    kinds = ["tekst"] * draw(st.integers(1, 3)) + ["getal"] * draw(st.integers(0, 1))
    row = st.tuples(*(NUMBERS if kind == "getal" else WORDS | ODD for kind in kinds))
    columns = tuple(TableColumn(f"k{index}", draw(HEADINGS), kind) for index, kind in enumerate(kinds))
    return DataTable("t", "T", columns, tuple(draw(st.lists(row, min_size=1, max_size=5))))


def by_rich(tabel, width, *, colour):
    stream = io.StringIO()
    console = Console(
        file=stream, width=width, force_terminal=colour, color_system="standard" if colour else None,
        highlight=False, emoji=False, markup=False, legacy_windows=False,
    )  # fmt: skip
    table = Table(box=HORIZONTALS, expand=False, pad_edge=False, show_edge=False)
    for index, column in enumerate(tabel.kolommen):
        if column.soort == "getal":
            needed = max(map(len, (*column.titel.split(), *(str(row[index]) for row in tabel.rijen))))
            table.add_column(column.titel, justify="right", width=needed)
        else:
            table.add_column(column.titel, overflow="fold")
    for row in tabel.rijen:
        table.add_row(*map(str, row))
    console.print(table)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


@given(tables(), st.sampled_from((60, 80, 200)), st.booleans())
def test_every_line_is_the_one_of_rich(tabel, width, colour):
    page = Page(width, colour=colour)
    page.table(tabel)
    assert page.text() == by_rich(tabel, width, colour=colour)
