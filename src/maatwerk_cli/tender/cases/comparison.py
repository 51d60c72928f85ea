"""What would change: the tenders of a series held against two policies, one by one and summed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from maatwerk_cli.models.policy.geval import Uitkomst
from maatwerk_cli.tender.judging import Result, RowError


class Side(NamedTuple):
    """What one policy makes of a tender.

    Attributes:
        uitkomst: the outcome.
        kader: the framework that is followed; empty where there is none.
        hoeveelheid: the obligation; ``None`` where there is none, or it is not known.
        eenheid: its unit; empty where there is no obligation.
        vragen: the fields still to be asked for.

    """

    uitkomst: Uitkomst
    kader: str
    hoeveelheid: Decimal | None
    eenheid: str
    vragen: tuple[str, ...]

    @classmethod
    def of(cls, result: Result) -> "Side":
        """Take it from a verdict."""
        verdict, leading = result.besluit, result.besluit.kader
        duty = leading.verplichting if leading else None
        amount = None if duty is None else duty.bedrag if duty.plain else duty.hoeveelheid
        return cls(
            verdict.uitkomst,
            verdict.situation.leading or "",
            amount,
            duty.eenheid if duty else "",
            verdict.vraagvelden,
        )


class ComparedPair(NamedTuple):
    """One tender under two policies.

    Attributes:
        line: where it stands.
        id: its id, as it may be shown.
        perceel: its lot.
        was: what it comes to.
        wordt: what it would come to.
        fout: why it is not judged, by either.

    """

    line: int
    id: str
    perceel: str
    was: Side | None
    wordt: Side | None
    fout: str = ""

    @property
    def differs(self) -> bool:
        """Whether anything would change."""
        return self.was != self.wordt


class Sums(NamedTuple):
    """A comparison summed.

    Attributes:
        total: how many tenders.
        moves: by outcome before and after how many.
        duties: by unit what is owed in all before and after, as far as it is known.
        unknown: of how many it is not known what they owe, before and after: the amount, or whether anything.
        asked: by field how many questions more or fewer.
        wrong: how many rows are not judged.

    """

    total: int
    moves: Counter[tuple[str, str]]
    duties: dict[str, tuple[Decimal, Decimal]]
    unknown: tuple[int, int]
    asked: Counter[str]
    wrong: int


def pairs(before: Iterable[Result | RowError], after: Iterable[Result | RowError]) -> Iterator[ComparedPair]:
    """Put the verdicts of two policies on the same rows side by side."""
    for before_row, other in zip(before, after, strict=True):
        wrong = (
            before_row if isinstance(before_row, RowError) else other if isinstance(other, RowError) else None
        )
        if isinstance(before_row, Result) and isinstance(other, Result):
            was, wordt = Side.of(before_row), Side.of(other)
            yield ComparedPair(
                before_row.tender.line, before_row.id or "", before_row.perceel or "", was, wordt
            )
        elif wrong is not None:
            yield ComparedPair(
                wrong.line, wrong.kenmerk or "", wrong.perceelnaam or "", None, None, wrong.text
            )


def sums(compared: Sequence[ComparedPair]) -> Sums:
    """Sum a comparison. What is not known is counted, and never taken for nothing."""
    moves: Counter[tuple[str, str]] = Counter()
    duties: dict[str, tuple[Decimal, Decimal]] = {}
    asked: Counter[str] = Counter()
    unknown = [0, 0]
    for pair in compared:
        if pair.was is None or pair.wordt is None:
            continue
        moves[pair.was.uitkomst, pair.wordt.uitkomst] += 1
        asked.update(pair.wordt.vragen)
        asked.subtract(pair.was.vragen)
        for index, side in enumerate((pair.was, pair.wordt)):
            if side.hoeveelheid is None:
                unknown[index] += bool(side.eenheid) or side.uitkomst == "onbekend"
                continue
            so_far = [*duties.get(side.eenheid, (Decimal(0), Decimal(0)))]
            so_far[index] += side.hoeveelheid
            duties[side.eenheid] = (so_far[0], so_far[1])
    wrong = sum(pair.was is None for pair in compared)
    changed = Counter({field: number for field, number in asked.items() if number})
    return Sums(len(compared), moves, duties, (unknown[0], unknown[1]), changed, wrong)
