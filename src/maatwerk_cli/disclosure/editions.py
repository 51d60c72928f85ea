"""Editions that were published before, as part of what an attacker knows.

Of an earlier edition is known what it showed, what it withheld and how its counts hang together; not what the
withheld counts were. Whoever kept it compares. The same people grow in number, or fewer are left after a
correction, or nothing changed at all: the most that fits everything shown is what the attacker is taken to
assume. Where an edition contradicts what is known now, it tells nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Literal, NamedTuple

from maatwerk_cli.disclosure.silence import silenced
from maatwerk_cli.disclosure.solver import CellKey, Count, ProtectedCounts, Sum, solution

CountChange = Literal["gelijk", "meer", "minder"]
"""How a count of one edition lies to that of another: the same, at least as many, at most as many."""

_WITH_NOW = 1
_AMONG_EARLIER = 2
"""How bold it is to take a way for granted: of what is published now the true counts were looked at."""


class Edition(NamedTuple):
    """One edition as its readers know it.

    Attributes:
        name: what tells it from other editions.
        published: the counts it showed.
        withheld: the keys of those it withheld.
        sums: how they hang together, by way of counts that it did not have where need be.
        lasting: keys of counts that mean the same in another edition.
        low: what everybody knows a count to be at least.
        high: what everybody takes a count to be at most; it may prove wrong.
        loose: how the counts hang together where those of ``sums`` do not hold, since they may overlap.
    """

    name: str
    published: Mapping[str, int]
    withheld: frozenset[str]
    sums: Sequence[Sum] = ()
    lasting: frozenset[str] = frozenset()
    low: Mapping[str, int] = {}
    high: Mapping[str, int] = {}
    loose: Sequence[Sum] = ()

    @property
    def rows(self) -> frozenset[str]:
        """Counts that are there only for somebody: one that came or went tells that somebody did."""
        return frozenset(key for key, least in self.low.items() if least and key in self.lasting)

    def own(self, key: CellKey) -> str:
        """Give the key that a count of this edition has beside those of others."""
        return f"{self.name}:{key}"


def linked(problem: ProtectedCounts, lasting: frozenset[str], editions: Sequence[Edition]) -> ProtectedCounts:
    """Add to what an attacker knows of one edition all that earlier editions tell.

    Args:
        problem: the edition that is now made, with its true counts.
        lasting: the keys of its counts that mean the same in another edition.
        editions: what was published, in any order.
    """
    clashing = problem
    known: list[Edition] = []
    for edition in editions:
        ways = [
            (believed, ties)
            for ties in _assumptions(problem, lasting, edition, known)
            for believed in _readings(edition)
        ]
        for believed, ties in ways:
            tried = _with_edition(clashing, believed, ties)
            if tried is not None:
                clashing = tried
                known.append(edition)
                break
    return clashing


def _readings(edition: Edition) -> Iterator[Edition]:
    """Give what can be believed of an edition by itself, the most first."""
    for sums in dict.fromkeys((tuple(edition.sums), tuple(edition.loose or edition.sums))):
        yield edition._replace(sums=sums)
        if edition.high:
            yield edition._replace(sums=sums, high={})


class _Tie(NamedTuple):
    """That a count of an edition lies in some way to another count."""

    before: str
    other: CellKey
    way: CountChange
    bold: int


def _assumptions(
    problem: ProtectedCounts, lasting: frozenset[str], edition: Edition, known: Sequence[Edition]
) -> Iterator[list[_Tie]]:
    """Give what can be assumed of an edition beside the others, the most first."""
    own_counts = {str(key): count for key, count in problem.counts.items() if key in lasting}
    now = {key: count.value for key, count in own_counts.items()}
    rows = frozenset(key for key, count in own_counts.items() if count.low)
    ways = _ways(edition, now, frozenset(now), rows)
    others = [
        [
            _Tie(edition.own(key), other.own(key), way, _AMONG_EARLIER)
            for key, way in next(_ways(edition, other.published, other.lasting, other.rows)).items()
        ]
        for other in known
    ]
    for tried in ways:
        own = [_Tie(edition.own(key), key, way, _WITH_NOW) for key, way in tried.items()]
        if others:
            yield [*own, *(tie for ties in others for tie in ties)]
        yield own
    yield []


def _ways(
    edition: Edition, values: Mapping[str, int], others: AbstractSet[str], rows: AbstractSet[str]
) -> Iterator[dict[str, CountChange]]:
    """Give for the counts that two editions share how the first lies to the second, the boldest first."""
    shared = [str(key) for key in others if key in edition.lasting]
    pairs = {
        key: (edition.published[key], values[key])
        for key in shared
        if key in edition.published and key in values
    }
    more = any(own < other for own, other in pairs.values()) or bool(rows - edition.lasting)
    less = any(own > other for own, other in pairs.values()) or bool(edition.rows - frozenset(others))
    if not more and not less:
        yield dict.fromkeys(shared, "gelijk")
    first: CountChange = "meer" if less and not more else "minder"
    ways: dict[str, CountChange] = {
        key: "minder" if own < other else "meer" if own > other else first
        for key, (own, other) in pairs.items()
    }
    rest = [key for key in shared if key not in pairs]
    yield {**dict.fromkeys(rest, first), **ways}
    if not more and not less:
        yield dict.fromkeys(shared, "meer")
    yield ways


def _with_edition(problem: ProtectedCounts, edition: Edition, ties: Sequence[_Tie]) -> ProtectedCounts | None:
    """Add an edition with some value for each count that it withheld; ``None`` where nothing fits."""
    counts: dict[CellKey, Count] = dict(problem.counts)
    names: dict[CellKey, None] = dict.fromkeys((*edition.published, *edition.withheld))
    for line in edition.sums:
        names |= dict.fromkeys((line.total, *line.parts))
    unknown: list[CellKey] = []
    for key in names:
        own = edition.own(key)
        if key in edition.published:
            counts[own] = Count(edition.published[str(key)], in_report=False, fixed=True)
        else:
            low, high = edition.low.get(str(key), 0), edition.high.get(str(key))
            counts[own] = Count(0, in_report=False, low=low, high=high)
            unknown.append(own)
    sums = list(problem.sums)
    sums += [
        Sum(edition.own(line.total), tuple(edition.own(part) for part in line.parts)) for line in edition.sums
    ]
    assumed = dict(problem.assumed)
    for tie in ties:
        rest = f"{tie.way}/{tie.before}/{tie.other}"
        counts[rest] = Count(0, in_report=False, high=0 if tie.way == "gelijk" else None)
        unknown.append(rest)
        assumed[rest] = tie.bold
        whole, part = (tie.other, tie.before) if tie.way == "minder" else (tie.before, tie.other)
        sums.append(Sum(whole, (part, rest)))
    guarded = problem.guarded | {edition.own(key) for key in edition.withheld}
    believed = problem.believed | {edition.own(key) for key in edition.high if edition.own(key) in unknown}
    tried = problem._replace(
        counts=counts, sums=tuple(sums), guarded=guarded, assumed=assumed, believed=believed
    )
    with silenced():
        values = solution(tried, unknown)
    if values is None:
        return None
    return tried._replace(
        counts={key: count._replace(value=values.get(key, count.value)) for key, count in counts.items()},
    )
