"""What would change: the tenders of a series held against two policies, one by one and summed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from maatwerk_cli.models.tender.choices import Uitkomst
from maatwerk_cli.tender.judging import Choices, Refused, Result
from maatwerk_cli.tender.refusals import field_sentences
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.tender.verdicts.verdict import Besluit

_NOTHING = Decimal(0)


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

    @property
    def unknown(self) -> bool:
        """Whether it is not known what is owed: the amount, or whether anything is."""
        return self.hoeveelheid is None and (bool(self.eenheid) or self.uitkomst == "onbekend")

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


@dataclass(slots=True)
class Sums:
    """A comparison summed as its tenders come. What is not known is counted, and never taken for nothing.

    Attributes:
        total: how many tenders.
        changed: of how many anything would change.
        moves: by outcome before and after how many.
        duties: by unit what is owed in all before and after, as far as it is known.
        unknown: of how many it is not known what they owe, before and after: the amount, or whether anything.
        asked: by field how many questions more or fewer; nothing where they are as many.
        wrong: how many rows are not judged.
        why: by what is missing of how many the outcome is unknown for it, before and after.
    """

    total: int = 0
    changed: int = 0
    moves: Counter[tuple[str, str]] = field(default_factory=Counter)
    duties: dict[str, tuple[Decimal, Decimal]] = field(default_factory=dict)
    unknown: tuple[int, int] = (0, 0)
    asked: Counter[str] = field(default_factory=Counter)
    wrong: int = 0
    why: tuple[Counter[str], Counter[str]] = field(default_factory=lambda: (Counter(), Counter()))

    def add(self, pair: ComparedPair) -> None:
        """Add one tender."""
        self.total += 1
        if pair.was is None or pair.wordt is None:
            self.wrong += 1
            return
        self.changed += pair.differs
        self.moves[pair.was.uitkomst, pair.wordt.uitkomst] += 1
        asked = Counter(pair.wordt.vragen)
        asked.subtract(pair.was.vragen)
        self._ask(asked)
        for counts, fields in zip(self.why, pair.waarom, strict=True):
            counts.update(fields)
        if pair.was.hoeveelheid is not None:
            self._owe(pair.was.eenheid, was=pair.was.hoeveelheid)
        if pair.wordt.hoeveelheid is not None:
            self._owe(pair.wordt.eenheid, wordt=pair.wordt.hoeveelheid)
        self._leave_unknown(pair.was.unknown, pair.wordt.unknown)

    def merge(self, other: "Sums") -> None:
        """Add the sums of other tenders."""
        self.total += other.total
        self.changed += other.changed
        self.wrong += other.wrong
        self.moves.update(other.moves)
        self._ask(other.asked)
        for counts, more in zip(self.why, other.why, strict=True):
            counts.update(more)
        for unit, (was, wordt) in other.duties.items():
            self._owe(unit, was, wordt)
        self._leave_unknown(*other.unknown)

    def _ask(self, more: Counter[str]) -> None:
        self.asked.update(more)
        self.asked = Counter({name: number for name, number in self.asked.items() if number})

    def _owe(self, unit: str, was: Decimal = _NOTHING, wordt: Decimal = _NOTHING) -> None:
        before, after = self.duties.get(unit, (_NOTHING, _NOTHING))
        self.duties[unit] = (before + was, after + wordt)

    def _leave_unknown(self, was: int, wordt: int) -> None:
        self.unknown = (self.unknown[0] + was, self.unknown[1] + wordt)


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
