"""What a picture shows, as values: its conclusion, its rows, and all of it in words.

A picture never tells more than its table: what is withheld has its mark and no length.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from maatwerk_cli.text import dutch, table_cells
from maatwerk_cli.text.table import WITHHELD_MARK, AtLeast, ShownCount, Withheld

Fill = Literal["vol", "strepen", "open", "punten", "licht", "ruit", "rand"]
FILLS: tuple[Fill, ...] = ("vol", "strepen", "punten", "licht", "ruit", "open")
"""How the parts of a bar are told apart, without colour: in print and for who does not see it too."""


def length(value: ShownCount) -> int:
    """Give how long a value is drawn."""
    if isinstance(value, AtLeast):
        return value.value
    return value if isinstance(value, int) else 0


def written(value: ShownCount) -> str:
    """Write a value beside its drawing."""
    return f"{WITHHELD_MARK} ({dutch.WITHHELD})" if isinstance(value, Withheld) else spoken_value(value)


def spoken_value(value: ShownCount) -> str:
    """Write a value in words."""
    if value is None:
        return dutch.UNKNOWN
    return dutch.WITHHELD if isinstance(value, Withheld) else table_cells.cell(value)


INFERRED_LEGEND = f"{dutch.INFERRED_MARK} is afgeleid."
"""What stands below a picture that marks what was inferred."""


def _mark(*, inferred: bool, aloud: bool) -> str:
    """Mark what rests on something inferred: a sign where it is drawn, a word where it is read aloud."""
    if not inferred:
        return ""
    return dutch.IS_INFERRED if aloud else dutch.INFERRED_MARK


@dataclass(frozen=True, slots=True)
class BarPart:
    """A part of a bar: its name, its size, how it is filled, and whether its size was inferred."""

    name: str
    value: ShownCount
    fill: Fill
    inferred: bool = False

    @property
    def words(self) -> str:
        """The part in words."""
        return f"{spoken_value(self.value)}{_mark(inferred=self.inferred, aloud=True)} {self.name}"

    @property
    def drawn_words(self) -> str:
        """What stands beside the part where it is drawn."""
        return f"{written(self.value)}{_mark(inferred=self.inferred, aloud=False)} {self.name}"


@dataclass(frozen=True, slots=True)
class Stack:
    """A bar of parts beside each other, with its name."""

    name: str
    parts: tuple[BarPart, ...]

    @property
    def words(self) -> str:
        """The bar in words."""
        return f"{self.name}: {', '.join(part.words for part in self.parts)}"


@dataclass(frozen=True, slots=True)
class PairBar:
    """Two values of one thing on one line: what was published and what is registered, perhaps inferred."""

    name: str
    published: int
    registered: ShownCount
    inferred: bool = False

    def gap(self, *, aloud: bool = True) -> str:
        """Give the two values and what lies between them, in words or as it stands beside the drawing."""
        mark = _mark(inferred=self.inferred, aloud=aloud)
        if isinstance(self.registered, int):
            between = self.registered - self.published
            if not between and not mark:
                return f"beide {dutch.number(self.published)}"
            how = (
                f"{dutch.number(abs(between))} {'meer' if between > 0 else 'minder'}" if between else "gelijk"
            )
            return f"{dutch.number(self.published)} en {dutch.number(self.registered)}{mark}: {how}"
        return f"{dutch.number(self.published)} en {written(self.registered)}{mark}"


@dataclass(frozen=True, slots=True)
class StepBar:
    """A phase of a path: what was published of it, and how many are known one by one, perhaps inferred."""

    name: str
    published: ShownCount
    known: ShownCount
    inferred: bool = False

    def words(self, *, aloud: bool = True) -> str:
        """Give the phase in words, or as it stands beside the drawing."""
        mark = _mark(inferred=self.inferred, aloud=aloud)
        published_words = (
            "geen gepubliceerd aantal proeftuinen"
            if self.published is None
            else f"gepubliceerd {spoken_value(self.published)}"
        )
        return f"{published_words}; apart bekend: {spoken_value(self.known)}{mark}"


@dataclass(frozen=True, slots=True)
class Knot:
    """One of a network, and who does what for it: pairs of what and who. So many more are not drawn."""

    name: str
    links: tuple[tuple[str, str], ...]
    more: int = 0

    @property
    def link_words(self) -> tuple[str, ...]:
        """Each link in words."""
        links = tuple(f"{who}: {what}" for what, who in self.links)
        return (*links, f"en nog {self.more} in de tabel") if self.more > 0 else links

    @property
    def words(self) -> str:
        """The knot in words."""
        return f"rond {self.name}: {', '.join(self.link_words)}"


@dataclass(frozen=True, slots=True)
class FigureSeries:
    """One figure over the years; ``None`` where it was not published."""

    name: str
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture: its conclusion, what is counted, and its rows, which are all of one kind."""

    id: str
    title: str
    unit: str
    rows: Sequence[Stack] | Sequence[PairBar] | Sequence[StepBar] | Sequence[FigureSeries] | Sequence[Knot]
    years: tuple[int, ...] = ()
    rest: str = ""

    @property
    def description(self) -> str:
        """All that the drawing shows, in words."""
        rows_in_words = "; ".join(self._words(row) for row in self.rows)
        rest = self.rest.removesuffix(INFERRED_LEGEND).strip()  # aloud there is a word instead of the mark
        return f"{self.unit}. {rows_in_words}.{f' {rest}' if rest else ''}"

    def _words(self, row: Stack | PairBar | StepBar | FigureSeries | Knot) -> str:
        if isinstance(row, Stack | Knot):
            return row.words
        if isinstance(row, PairBar):
            return f"{row.name}: {row.gap()}"
        if isinstance(row, StepBar):
            return f"{row.name}: {row.words()}"
        values = zip(self.years, row.values, strict=True)
        return f"{row.name}: {', '.join(f'{year} {spoken_value(value)}' for year, value in values)}"
