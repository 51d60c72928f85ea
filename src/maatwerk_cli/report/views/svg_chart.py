"""Horizontal bars as SVG: a title that says the conclusion, a description, every value as text.

The label stands above its bar, so that the drawing stays readable at the width of a telephone. Nothing is
told by colour alone: the value is written out, and a withheld one has its mark and no bar.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from maatwerk_cli.text import dutch
from maatwerk_cli.text.table import WITHHELD_MARK, Afgeschermd, TenMinste

_WIDTH = 320
_BAR = 14
_ROW = 38
_HEADING = 30
_VALUE_ROOM = 56
_CHARACTERS = 42
"""As many characters of a label as fit on a line of the drawing; a longer one wraps."""


Drawn = int | TenMinste | Afgeschermd
"""What a bar can stand for."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is of, the group it stands in, how long it is."""

    label: str
    value: Drawn
    group: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its conclusion, what it counts, and its bars, those of a group together."""

    id: str
    title: str
    unit: str
    bars: tuple[Bar, ...]

    @property
    def description(self) -> str:
        """All that the drawing shows, in words."""
        parts = [
            f"{bar.group + ', ' if bar.group else ''}{bar.label}: {_value_text(bar.value, spoken=True)}"
            for bar in self.bars
        ]
        return f"{self.unit}. {'; '.join(parts)}."


def svg(chart: Chart, prefix: str = "") -> str:
    """Draw a chart. ``prefix`` keeps ids apart where a page has the charts of several years."""
    name = f"{prefix}grafiek-{chart.id}"
    body: list[str] = []
    y = 0
    longest = max(map(_length, (bar.value for bar in chart.bars)), default=0) or 1
    group = ""
    for bar in chart.bars:
        if bar.group and bar.group != group:
            for line in _lines(bar.group):
                body.append(f'<text class="groep" x="0" y="{y + 20}">{escape(line)}</text>')
                y += 20
            y += _HEADING - 20
        group = bar.group
        for line in _lines(bar.label):
            body.append(f'<text x="0" y="{y + 13}">{escape(line)}</text>')
            y += 17
        length = round((_WIDTH - _VALUE_ROOM) * _length(bar.value) / longest, 1)
        if length:
            body.append(f'<rect class="staaf" x="0" y="{y}" width="{length:g}" height="{_BAR}"/>')
        body.append(
            f'<text class="waarde" x="{length + 6:g}" y="{y + 12}">{escape(_value_text(bar.value))}</text>'
        )
        y += _ROW - 17
    return (
        f'<svg class="grafiek" role="img" aria-labelledby="{name}-titel {name}-uitleg" '
        f'viewBox="0 0 {_WIDTH} {y}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{name}-titel">{escape(chart.title)}</title>'
        f'<desc id="{name}-uitleg">{escape(chart.description)}</desc>'
        f"{''.join(body)}</svg>"
    )


def _length(value: Drawn) -> int:
    if isinstance(value, Afgeschermd):
        return 0
    return value.value if isinstance(value, TenMinste) else value


def _value_text(value: Drawn, *, spoken: bool = False) -> str:
    if isinstance(value, Afgeschermd):
        return dutch.WITHHELD if spoken else f"{WITHHELD_MARK} ({dutch.WITHHELD})"
    return dutch.cell(value)


def _lines(text: str) -> Sequence[str]:
    import textwrap

    return textwrap.wrap(text, _CHARACTERS) or [""]
