"""What would change: the tenders of a series held against two policies, one by one and summed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from maatwerk_cli.models.tender.choices import Uitkomst
from maatwerk_cli.tender.judging import Choices, Refused, Result
from maatwerk_cli.tender.refusals import field_sentences
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.tender.verdicts.verdict import Besluit


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
    def of(cls, verdict: Besluit) -> "Side":
        """Take it from a verdict."""
        leading = verdict.kader
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
        waarom: by either policy why the outcome is unknown: the fields to fill in, or another reason.
    """

    line: int
    id: str
    perceel: str
    was: Side | None
    wordt: Side | None
    fout: str = ""
    waarom: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    @property
    def differs(self) -> bool:
        """Whether anything would change."""
        return self.was != self.wordt


class Sums(NamedTuple):
    """A comparison summed.

    Attributes:
        total: how many tenders.
        changed: of how many anything would change.
        moves: by outcome before and after how many.
        duties: by unit what is owed in all before and after, as far as it is known.
        unknown: of how many it is not known what they owe, before and after: the amount, or whether anything.
        asked: by field how many questions more or fewer.
        wrong: how many rows are not judged.
        why: by what is missing of how many the outcome is unknown for it, before and after.
    """

    total: int
    changed: int
    moves: Counter[tuple[str, str]]
    duties: dict[str, tuple[Decimal, Decimal]]
    unknown: tuple[int, int]
    asked: Counter[str]
    wrong: int
    why: tuple[Counter[str], Counter[str]] = (Counter(), Counter())


def compared(results: Iterable[Result | Refused], other: Assessor, after: Choices) -> Iterator[ComparedPair]:
    """Hold tenders that were judged against another policy too, with the lots that they are of.

    Args:
        results: the tenders, with what the one policy makes of them.
        other: the other policy.
        after: what options say of every tender under it.
    """
    for result in results:
        if isinstance(result, Refused):
            name, lot = result.kenmerk or "", result.perceelnaam or ""
            yield ComparedPair(result.line, name, lot, None, None, result.message)
            continue
        facts = after.apply(result.facts)
        names = (result.tender.line, result.id or "", result.perceel or "")
        objections = other.objections(facts)
        if objections:
            yield ComparedPair(*names, None, None, field_sentences(objections))
            continue
        verdict = other.decide(facts, result.besluit.lots)
        why = unknown_by(result.besluit), unknown_by(verdict)
        yield ComparedPair(*names, Side.of(result.besluit), Side.of(verdict), "", why)


def unknown_by(verdict: Besluit) -> tuple[str, ...]:
    """Tell why an outcome is unknown: the fields to fill in, else what stands in the way."""
    if verdict.uitkomst != "onbekend":
        return ()
    facts, why = verdict.facts, verdict.situation.reden
    if why == "opdrachtgever" and facts.opdrachtgever is None and facts.opdrachtgever_soort is None:
        return ("opdrachtgever_soort",)
    if why in ("opdrachtgever", "datum") or not verdict.vraagvelden:
        return (OTHERWISE.get(why, "lezing"),)
    return verdict.vraagvelden


OTHERWISE = {
    "opdrachtgever": "kader_niet_voor_opdrachtgever",
    "opdrachtgever_onbekend": "opdrachtgever_niet_te_vinden",
    "datum": "kader_niet_op_peildatum",
}
"""By the reason of a situation what is told where no field is to be filled in."""


class Summing:
    """A comparison summed as its tenders come. What is not known is counted, and never taken for nothing."""

    def __init__(self) -> None:
        self._total = 0
        self._moves: Counter[tuple[str, str]] = Counter()
        self._duties: dict[str, tuple[Decimal, Decimal]] = {}
        self._asked: Counter[str] = Counter()
        self._unknown = [0, 0]
        self._wrong = 0
        self._changed = 0
        self._why: tuple[Counter[str], Counter[str]] = (Counter(), Counter())

    def add(self, pair: ComparedPair) -> None:
        """Add one tender."""
        self._total += 1
        if pair.was is None or pair.wordt is None:
            self._wrong += 1
            return
        self._changed += pair.differs
        self._moves[pair.was.uitkomst, pair.wordt.uitkomst] += 1
        self._asked.update(pair.wordt.vragen)
        self._asked.subtract(pair.was.vragen)
        for counts, fields in zip(self._why, pair.waarom, strict=True):
            counts.update(fields)
        for place, side in enumerate((pair.was, pair.wordt)):
            if side.hoeveelheid is None:
                self._unknown[place] += bool(side.eenheid) or side.uitkomst == "onbekend"
                continue
            so_far = [*self._duties.get(side.eenheid, (Decimal(0), Decimal(0)))]
            so_far[place] += side.hoeveelheid
            self._duties[side.eenheid] = (so_far[0], so_far[1])

    @property
    def sums(self) -> Sums:
        """The sums so far."""
        unknown = (self._unknown[0], self._unknown[1])
        asked = Counter({field: number for field, number in self._asked.items() if number})
        return Sums(
            *(self._total, self._changed, self._moves, self._duties, unknown, asked, self._wrong, self._why)
        )

    def plain(self) -> list[Any]:
        """Give the sums as they go from one process to another."""
        duties = [[unit, *map(str, both)] for unit, both in self._duties.items()]
        moves = [[*move, number] for move, number in self._moves.items()]
        counts = [self._total, self._changed, self._wrong]
        return [counts, moves, duties, self._unknown, [*self._asked.items()], self._why]

    def merge(self, plain: list[Any]) -> None:
        """Add the sums of other tenders."""
        (total, changed, wrong), moves, duties, unknown, asked, why = plain
        self._total, self._changed = self._total + total, self._changed + changed
        self._wrong += wrong
        self._moves.update({(was, wordt): number for was, wordt, number in moves})
        self._asked.update(dict(asked))
        for counts, more in zip(self._why, why, strict=True):
            counts.update(more)
        self._unknown = [own + more for own, more in zip(self._unknown, unknown, strict=True)]
        for unit, was, wordt in duties:
            own = self._duties.get(unit, (Decimal(0), Decimal(0)))
            self._duties[unit] = (own[0] + Decimal(was), own[1] + Decimal(wordt))


def plain_pair(pair: ComparedPair) -> list[Any]:
    """Give a pair as it goes from one process to another."""
    sides = [_plain_side(side) for side in (pair.was, pair.wordt)]
    return [pair.line, pair.id, pair.perceel, *sides, pair.fout, pair.waarom]


def pair_of(plain: list[Any]) -> ComparedPair:
    """Give a pair that came from another process."""
    number, name, lot, was, wordt, wrong, (before, after) = plain
    why = tuple(before), tuple(after)
    return ComparedPair(number, name, lot, _side(was), _side(wordt), wrong, why)


def _plain_side(side: Side | None) -> list[Any] | None:
    if side is None:
        return None
    amount = None if side.hoeveelheid is None else str(side.hoeveelheid)
    return [side.uitkomst, side.kader, amount, side.eenheid, side.vragen]


def _side(value: list[Any] | None) -> Side | None:
    if value is None:
        return None
    outcome, kader, amount, unit, asked = value
    return Side(outcome, kader, None if amount is None else Decimal(amount), unit, tuple(asked))
