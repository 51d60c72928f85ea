"""A picture as SVG that holds anywhere: colours as attributes, so without CSS too, and text within its box.

The label stands above its bar, so that the drawing is readable at the width of a telephone. Parts are told
apart by how they are filled and named beside the bar, never by colour alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from maatwerk_cli.report.views.charts.chart import (
    BarPart,
    Chart,
    FigureSeries,
    Fill,
    Knot,
    PairBar,
    Stack,
    StepBar,
    length,
)
from maatwerk_cli.report.views.charts.network_drawing import draw_knots
from maatwerk_cli.text import dutch
from maatwerk_cli.text.table import Withheld

DRAWING_WIDTH = 320
"""The width of the smallest telephone, in its own pixels: nothing has to be made smaller."""
_SIZE = 13
"""The letters, in the same units."""
_LINE = 17
"""From line to line: 1.3 times the letters."""
_BAR = 14
"""As high as the letters."""
_GAP = 14
"""Between two rows as much as a bar is high."""
_EDGE = 1
_NARROW, _WIDE, _WIDEST = set("fijlrtI.,:;!'()[]|/ -"), set("mwMW@%€–—"), 1.05
"""Widths by kind of letter, of a wide typeface (DejaVu Sans): who reads with a narrower one has room left."""


def text_width(text: str, *, bold: bool = False) -> float:
    """Give about how wide a text is, rather too much than too little."""
    ems = 0.0
    for letter in text:
        if letter in _NARROW:
            ems += 0.42
        elif letter in _WIDE:
            ems += 1.0
        elif ord(letter) < 0x250:  # Latin, with all its accents
            ems += 0.78 if letter.isupper() else 0.64
        else:
            ems += _WIDEST
    return ems * _SIZE * (1.14 if bold else 1.04)


def wrapped_text(text: str, width: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines that surely fit; a word that is too long is broken too."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        while text_width(word, bold=bold) > width:
            cut = _fitting(word, width, bold=bold)
            lines += [line] if line else []
            line = ""
            lines.append(word[:cut])
            word = word[cut:]
        longer = f"{line} {word}" if line else word
        if text_width(longer, bold=bold) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line or not lines else lines


def _fitting(word: str, width: float, *, bold: bool) -> int:
    return max(1, next((n for n in range(len(word), 0, -1) if text_width(word[:n], bold=bold) <= width), 1))


class _Canvas:
    """A drawing under construction, filled from the top."""

    def __init__(self, name: str, colours: Mapping[str, str]) -> None:
        self.name = name
        self.colours = colours
        self.y = 0.0
        self.body: list[str] = []
        self.fills: set[Fill] = set()

    def text(self, x: float, y: float, text: str, *, bold: bool = False, value: bool = False) -> None:
        weight = ' font-weight="700"' if bold else ""
        kind = ' class="waarde"' if value else ""
        self.body.append(
            f'<text x="{x:g}" y="{y:g}" fill="{self.colours["tekst"]}" font-family="sans-serif" '
            f'font-size="{_SIZE}"{weight}{kind}>{escape(text)}</text>'
        )

    def lines(self, text: str, *, bold: bool = False, x: float = 0, value: bool = False) -> None:
        for line in wrapped_text(text, DRAWING_WIDTH - x, bold=bold):
            self.text(x, self.y + _SIZE, line, bold=bold, value=value)
            self.y += _LINE

    def bar(self, x: float, y: float, width: float, height: float, fill: Fill) -> None:
        self.fills.add(fill)
        dashed = ' stroke-dasharray="3 2"' if fill == "rand" else ""
        inside = {"vol": self.colours["staaf"], "open": "none", "rand": "none"}.get(fill)
        faint = ""
        if fill == "licht":
            inside, faint = self.colours["staaf"], ' fill-opacity="0.35"'
        inside = inside or f"url(#{self.name}-{fill})"
        self.body.append(
            f'<rect class="staaf {fill}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" '
            f'fill="{inside}"{faint} stroke="{self.colours["staaf"]}"{dashed}/>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, *, thick: bool = False) -> None:
        kind, colour, width = ("staaf", "staaf", 3) if thick else ("as", "lijn", 1)
        self.body.append(
            f'<path class="streep {kind}" d="M{x1:g} {y1:g}L{x2:g} {y2:g}" fill="none" '
            f'stroke="{self.colours[colour]}" stroke-width="{width}"/>'
        )

    def dot(self, x: float, y: float, *, full: bool) -> None:
        kind, radius = ("vol", 4.5) if full else ("open", 7)
        inside = self.colours["staaf"] if full else "none"
        self.body.append(
            f'<circle class="staaf {kind}" cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{inside}" '
            f'stroke="{self.colours["staaf"]}" stroke-width="2"/>'
        )

    def chips(self, parts: Iterable[BarPart]) -> None:
        """Name the parts of a bar, each with a piece of its filling; a long name goes on below."""
        x = 0.0
        drawn = False
        for part in parts:
            text = part.drawn_words
            room = text_width(text)
            if x and x + 18 + room > DRAWING_WIDTH:
                x = 0.0
                self.y += _LINE
            swatch = not isinstance(part.value, Withheld) and length(part.value) > 0
            if swatch:
                self.bar(x + _EDGE, self.y + 3, 10, 10, part.fill)
            first, *more = wrapped_text(text, DRAWING_WIDTH - x - 18)
            self.text(x + (17 if swatch else 0), self.y + _SIZE, first, value=True)
            for line in more:
                self.y += _LINE
                self.text(x + 17, self.y + _SIZE, line)
            x = x + 17 + room + 10 if not more else DRAWING_WIDTH
            drawn = True
        self.y += _LINE if drawn else 0

    def patterns(self) -> str:
        made = "".join(_pattern(self.name, fill, self.colours["staaf"]) for fill in sorted(self.fills))
        return f"<defs>{made}</defs>" if made else ""


def _pattern(name: str, fill: Fill, colour: str) -> str:
    shapes = {
        "strepen": f'<path class="streep staaf" d="M0 6L6 0" stroke="{colour}" stroke-width="1.6"/>',
        "punten": f'<circle class="staaf vol" cx="2" cy="2" r="1.3" fill="{colour}"/>',
        "ruit": f'<path class="streep staaf" d="M0 0L6 6M0 6L6 0" stroke="{colour}" stroke-width="1.2"/>',
    }
    if fill not in shapes:
        return ""
    size = 5 if fill == "punten" else 6
    return (
        f'<pattern id="{name}-{fill}" width="{size}" height="{size}" patternUnits="userSpaceOnUse">'
        f"{shapes[fill]}</pattern>"
    )


def svg(chart: Chart, colours: Mapping[str, str], prefix: str = "") -> str:
    """Draw a chart. ``prefix`` keeps ids apart where a page has the charts of several years."""
    canvas = _Canvas(f"{prefix}grafiek-{chart.id}", colours)
    pairs = [row for row in chart.rows if isinstance(row, PairBar)]
    stacks = [row for row in chart.rows if isinstance(row, Stack)]
    steps = [row for row in chart.rows if isinstance(row, StepBar)]
    series = [row for row in chart.rows if isinstance(row, FigureSeries)]
    if pairs:
        _draw_pairs(canvas, pairs)
    _draw_stacks(canvas, stacks)
    _draw_steps(canvas, steps)
    _draw_series(canvas, series, chart.years)
    draw_knots(canvas, [row for row in chart.rows if isinstance(row, Knot)])
    if chart.rest:
        canvas.lines(chart.rest)
    height = max(canvas.y, 1)
    return (
        f'<svg class="grafiek" role="img" aria-labelledby="{canvas.name}-uitleg" '
        f'viewBox="0 0 {DRAWING_WIDTH} {height:g}" width="{DRAWING_WIDTH}" height="{height:g}" '
        f'xmlns="http://www.w3.org/2000/svg">'
        f'<desc id="{canvas.name}-uitleg">{escape(chart.description)}</desc>'
        f"{canvas.patterns()}{''.join(canvas.body)}</svg>"
    )


def _draw_pairs(canvas: _Canvas, rows: Sequence[PairBar]) -> None:
    track = 150.0
    longest = max([row.published for row in rows] + [length(row.registered) for row in rows] + [1])
    canvas.dot(8, canvas.y + 9, full=False)
    canvas.text(20, canvas.y + _SIZE, "gepubliceerd")
    canvas.dot(138, canvas.y + 9, full=True)
    canvas.text(148, canvas.y + _SIZE, "geregistreerd")
    canvas.y += _LINE + _GAP
    for row in rows:
        canvas.lines(row.name)
        middle = canvas.y + 9
        canvas.line(8, middle, 8 + track, middle)
        published_end = 8 + track * row.published / longest
        if isinstance(row.registered, Withheld) or row.registered is None:
            canvas.dot(published_end, middle, full=False)
        else:
            other = 8 + track * length(row.registered) / longest
            if other != published_end:
                canvas.line(published_end, middle, other, middle, thick=True)
            canvas.dot(published_end, middle, full=False)
            canvas.dot(other, middle, full=True)
        for line in wrapped_text(row.gap(aloud=False), DRAWING_WIDTH - track - 24, bold=True):
            canvas.text(track + 24, canvas.y + _SIZE, line, bold=True, value=True)
            canvas.y += _LINE
        canvas.y += _GAP - 4


def _draw_stacks(canvas: _Canvas, rows: Sequence[Stack]) -> None:
    longest = max([sum(length(part.value) for part in row.parts) for row in rows] + [1])
    for row in rows:
        canvas.lines(row.name, bold=True)
        x = float(_EDGE)
        for part in row.parts:
            size = (DRAWING_WIDTH - 2 * _EDGE) * length(part.value) / longest
            if size:
                canvas.bar(x, canvas.y + 1, round(size, 1), _BAR, part.fill)
                x = round(x + size, 1)
        canvas.y += _BAR + 3 if x > _EDGE else 0
        canvas.chips(row.parts)
        canvas.y += _GAP


def _draw_steps(canvas: _Canvas, rows: Sequence[StepBar]) -> None:
    """Draw a path from top to bottom. It has no widths: the steps are not parts of each other."""
    for number, row in enumerate(rows):
        top = canvas.y
        canvas.lines(row.name, bold=True, x=26)
        canvas.lines(row.words(aloud=False), x=26, value=True)
        if number < len(rows) - 1:
            canvas.line(9, top + 18, 9, canvas.y + _GAP)
        canvas.dot(9, top + 9, full=bool(length(row.published) or length(row.known)))
        canvas.y += _GAP


def _draw_series(canvas: _Canvas, rows: Sequence[FigureSeries], years: Sequence[int]) -> None:
    longest = max([value or 0 for row in rows for value in row.values] + [1])
    high = 44.0
    for row in rows:
        canvas.lines(row.name, bold=True)
        width = DRAWING_WIDTH / len(years)
        floor = canvas.y + high + _LINE
        for number, value in enumerate(row.values):
            tall = round(high * (value or 0) / longest, 1)
            if tall:
                canvas.bar(number * width + width * 0.2, floor - tall, width * 0.6, tall, "vol")
            if number in (0, len(years) - 1):
                text = dutch.UNKNOWN if value is None else dutch.number(value)
                wide = text_width(text, bold=True)
                left = 0.0 if not number else DRAWING_WIDTH - wide
                canvas.text(left, floor - tall - 4, text, bold=True, value=True)
        canvas.line(0, floor, DRAWING_WIDTH, floor)
        canvas.text(0, floor + _SIZE + 1, str(years[0]))
        canvas.text(DRAWING_WIDTH - text_width(str(years[-1])), floor + _SIZE + 1, str(years[-1]))
        canvas.y = floor + _LINE + _GAP
