"""Outcomes of a series counted, and ids that come back."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from maatwerk_cli.tender.judging import Result, RowError
from maatwerk_cli.tender.verdict import Besluit

MOST_REMEMBERED = 100_000
"""Ids that are remembered, to tell of rows of one tender that are not together."""


class Ending(NamedTuple):
    """A way in which a tender can come out.

    Attributes:
        uitkomst: the outcome; ``fout`` where it could not be judged.
        beslissend: the conditions that decide.
        vraagvelden: the fields to ask for.
        lezingen: the readings that are open and matter.
        reden: why no framework gave an outcome.
        onzeker: the codes of what it rests on and a reader would not see.

    """

    uitkomst: str
    beslissend: tuple[str, ...] = ()
    vraagvelden: tuple[str, ...] = ()
    lezingen: tuple[str, ...] = ()
    reden: str = ""
    onzeker: tuple[str, ...] = ()

    @classmethod
    def of(cls, verdict: Besluit) -> "Ending":
        """Give the way in which a verdict came out."""
        leading = verdict.kader
        unsure = tuple([one.code for one in verdict.reservations])
        if leading is None:
            return cls("onbekend", (), verdict.vraagvelden, (), verdict.situation.reden, unsure)
        readings = tuple(leading.open_lezingen)
        return cls(leading.uitkomst, leading.beslissend, leading.vraagvelden, readings, "", unsure)


_ERROR = Ending("fout")


@dataclass
class Tally:
    """Outcomes counted.

    Attributes:
        endings: how many tenders came out in each way.
        two_ways: an amount could mean two things.
        scattered: how often rows of one tender came back after others.

    """

    endings: Counter[Ending] = field(default_factory=Counter)
    two_ways: bool = False
    scattered: int = 0

    def add(self, result: Result | RowError) -> None:
        """Count what became of one row."""
        self.endings[_ERROR if isinstance(result, RowError) else Ending.of(result.besluit)] += 1

    def merge(self, other: "Tally") -> None:
        """Add what was counted elsewhere."""
        self.endings.update(other.endings)
        self.two_ways |= other.two_ways
        self.scattered += other.scattered

    @property
    def total(self) -> int:
        """All rows."""
        return self.endings.total()

    def per(self, name: str, outcome: str) -> Counter[str]:
        """Count by each value in a field of the endings of one outcome; a tender can count for more."""
        counts: Counter[str] = Counter()
        for ending, number in self.endings.items():
            values = getattr(ending, name)
            if ending.uitkomst == outcome:
                for value in (values,) if isinstance(values, str) else values:
                    counts[value] += number
        return counts

    @property
    def outcomes(self) -> Counter[str]:
        """How many by outcome."""
        counts: Counter[str] = Counter()
        for ending, number in self.endings.items():
            counts[ending.uitkomst] += number
        return counts


class IdsSeen:
    """Remembers which ids went before, to tell of rows of one tender that are not together.

    It remembers a bounded number of ids: of a longer table, the first.
    """

    def __init__(self) -> None:
        self._first: dict[str, int] = {}
        self._last: str | None = None

    def again(self, names: Sequence[str | None], lines: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Give of ids with their line those that stood before, with other rows between, and on which line."""
        first, last = self._first, self._last
        self._last = names[-1] if names else last
        if len(first) >= MOST_REMEMBERED and first.keys().isdisjoint(names):
            return  # no id that is remembered comes back, and no more can be
        for name, line in zip(names, lines, strict=True):
            if name is not None and name != last:
                before = first.get(name)
                if before is not None:
                    yield line, before
                elif len(first) < MOST_REMEMBERED:
                    first[name] = line
            last = name
