"""How wide the columns of a sheet are and how high its rows, so that every text is seen whole."""

from collections.abc import Sequence
from math import ceil
from textwrap import wrap

from maatwerk_cli.text import table_cells
from maatwerk_cli.text.table import DataTable

_FIRST, _WIDEST, _LEAST = 46, 50, 11
"""Letters: the first column holds notes, no column takes more than a screen half, and a date always fits."""
_LINE = 15.0
"""Points: a line of the letters that a spreadsheet begins with."""
_HIGHEST = 400.0
"""Points: just under the 409 that Excel allows."""
_LOOKED_AT = 2000
"""As many rows as are looked at for the width of a column."""

TEXT_WIDTH = 100
"""Characters: a line of a sheet of text that reads well, and fits a page on its side."""


def column_widths(table: DataTable) -> list[int]:
    """Give the width of each column in characters; the first is wide enough for the notes under it."""
    widths = []
    for place, column in enumerate(table.columns):
        words = max(len(word) for word in column.title.split())
        cells = [len(table_cells.table_cell(row[place], column)) for row in table.rows[:_LOOKED_AT]]
        needed = max([words + 4, *cells, _LEAST]) + 2
        widths.append(max(_FIRST, min(needed, _WIDEST)) if not place else min(needed, _WIDEST))
    return widths


def row_height(texts: Sequence[str], widths: Sequence[int]) -> float:
    """Give the height in points of a row in which the longest text wraps within its column."""
    lines = max((_lines(text, width) for text, width in zip(texts, widths, strict=True)), default=1)
    return min(_LINE * lines + 1, _HIGHEST)


def _lines(text: str, width: int) -> int:
    """Count lines as a careful guess: a long word goes to the next line whole."""
    if len(text) <= width * 0.95:
        return 1
    return max(ceil(len(text) / (width * 0.82)), len(wrap(text, max(int(width * 0.85), 1))))
