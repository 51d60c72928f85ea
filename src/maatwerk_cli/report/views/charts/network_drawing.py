"""Drawing a network: each organisation or cause as a knot, with a line to each that does something for it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from maatwerk_cli.report.views.charts.chart import Knot

if TYPE_CHECKING:
    from maatwerk_cli.report.views.charts.svg_drawing import _Canvas

_KNOT, _LINK, _STEM = 9.0, 30.0, 26.0
"""The sizes of a drawing, in units of its own width of 320."""


def draw_knots(canvas: "_Canvas", rows: Sequence[Knot]) -> None:
    """Draw each knot with its links below it; what a line means is written at its end."""
    for row in rows:
        top = canvas.y + 9
        canvas.lines(row.name, bold=True, x=_STEM)
        canvas.y += 4
        foot = top
        for words in row.link_words:
            middle = canvas.y + 9
            canvas.line(_KNOT, middle, _LINK, middle)
            canvas.dot(_LINK + 4, middle, full=True)
            canvas.lines(words, x=_LINK + 14)
            canvas.y += 3
            foot = middle
        if foot > top:
            canvas.line(_KNOT, top + 7, _KNOT, foot)
        canvas.dot(_KNOT, top, full=False)
        canvas.y += 11
