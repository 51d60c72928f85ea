"""Outcomes of a series counted, and ids that come back."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from maatwerk_cli.tender.judging import NOTED, Answers, Refused, Result, RowKey, row_keys, row_names
from maatwerk_cli.tender.lots import Lots
from maatwerk_cli.tender.reservations import Rests
from maatwerk_cli.tender.verdicts.verdict import Besluit

if TYPE_CHECKING:
    from maatwerk_cli.models.tender.dossier import Dossier


class Ending(NamedTuple):
    """A way in which a tender can come out.

    Attributes:
        uitkomst: the outcome; ``fout`` where it could not be judged, ``geen`` where it is no tender.
        beslissend: the conditions that decide.
        vraagvelden: the fields to ask for.
        lezingen: the readings that are open and matter.
        reden: why no framework gave an outcome.
    """

    uitkomst: str
    beslissend: tuple[str, ...] = ()
    vraagvelden: tuple[str, ...] = ()
    lezingen: tuple[str, ...] = ()
    reden: str = ""

    @classmethod
    def of(cls, verdict: Besluit) -> "Ending":
        """Give the way in which a verdict came out."""
        leading = verdict.kader
        if leading is None:
            return cls("onbekend", (), verdict.vraagvelden, (), verdict.situation.reden)
        readings = tuple(leading.open_lezingen)
        return cls(leading.uitkomst, leading.beslissend, leading.vraagvelden, readings)


_ERROR = Ending("fout")
_NO_TENDER = Ending("geen")


@dataclass
class Tally:
    """Outcomes counted.

    Attributes:
        endings: how many tenders came out in each way.
        questions: how many questions are still to be asked about each field.
        onzeker: how many outcomes rest on each thing that a reader would not see, by its code.
        two_ways: an amount could mean two things.
        scattered: how often rows of one tender came back after others.
        answered: the answers of a sheet that belong to a row that was read, right or wrong.
        named: by id and lot the parts of a tender file that are about such a row.
        lots: how many rows are lots.
        more_lots: how many of those are of the tender of a row before them.
    """

    endings: Counter[Ending] = field(default_factory=Counter)
    questions: Counter[str] = field(default_factory=Counter)
    onzeker: Counter[str] = field(default_factory=Counter)
    two_ways: bool = False
    scattered: int = 0
    answered: set[RowKey] = field(default_factory=set)
    named: set[tuple[str | None, str | None]] = field(default_factory=set)
    lots: int = 0
    more_lots: int = 0

    def merge(self, other: "Tally") -> None:
        """Add what was counted elsewhere."""
        self.endings.update(other.endings)
        self.questions.update(other.questions)
        self.onzeker.update(other.onzeker)
        self.two_ways |= other.two_ways
        self.scattered += other.scattered
        self.answered |= other.answered
        self.named |= other.named
        self.lots += other.lots
        self.more_lots += other.more_lots

    @property
    def total(self) -> int:
        """All rows."""
        return self.endings.total()

    @property
    def tenders(self) -> int:
        """How many tenders there are, however many lots they have."""
        return self.total - self.outcomes[_NO_TENDER.uitkomst] - self.more_lots

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


_MOST_KEPT = 32_768
"""How many kinds of outcome are counted apart before memory would grow with the list."""


class Counting:
    """Counts results as they come.

    Args:
        answers: what a filled in sheet says.
        dossiers: what tender files say.
    """

    def __init__(self, answers: Answers = (), dossiers: "Sequence[Dossier]" = ()) -> None:
        self._answers = {key for key, _ in answers}
        self._named = {(entry.id, entry.perceel) for entry in dossiers} - {(None, None)}
        self._lots: Lots | None = None
        self._asked: set[tuple[str, int]] = set()
        self._tender: str | None = None
        self._endings: dict[tuple[object, ...], Ending] = {}

    def count(self, results: Iterable[Result | Refused], *, continued: bool = False) -> Tally:
        """Count what became of some rows.

        Args:
            results: what became of them.
            continued: lots of the first tender went before them, and were counted elsewhere.
        """
        tally = Tally()
        ways: list[tuple[object, ...]] = []
        resting: list[Rests] = []
        noted: list[str] = []
        for result in results:
            if self._answers or self._named:
                self._note_beside(tally, result)
            if isinstance(result, Refused):
                self._count_refused(tally, result)
                continue
            verdict = result.besluit
            leading, alone = verdict.kader, verdict.lots is None
            way = leading.pattern if leading else verdict.situation.reden
            key: tuple[object, ...] = (way, alone)
            if leading is None or leading.toets.duty is not None:  # else the pattern says what is asked
                key += verdict.vraagvelden
            if key not in self._endings:  # what comes back in a series is put together once
                self._endings[key] = Ending.of(verdict)
            ways.append(key)
            resting.append(verdict.rests)
            noted += [NOTED] * result.tender.is_noted
            if not alone:
                self._count_lot(tally, verdict.facts.id, is_lot=True)
            if not alone and verdict.uitkomst == "onbekend":
                for field in self._new_questions(verdict):
                    tally.questions[field] += 1
        for key, number in Counter(ways).items():
            ending = self._endings[key]
            tally.endings[ending] += number
            if key[1] and ending.uitkomst == "onbekend":
                tally.questions.update(dict.fromkeys(ending.vraagvelden, number))
        for rests, number in Counter(resting).items():
            for code in rests.codes:
                tally.onzeker[code] += number
        tally.onzeker.update(noted)
        if len(self._endings) > _MOST_KEPT:
            self._endings.clear()
        if continued and tally.lots:
            tally.more_lots += 1
        return tally

    def _count_refused(self, tally: Tally, row: Refused) -> None:
        tally.endings[_NO_TENDER if row.no_tender else _ERROR] += 1
        if row.id is not None:
            self._count_lot(tally, row.id, is_lot=row.perceel is not None)

    def _count_lot(self, tally: Tally, tender: str | None, *, is_lot: bool) -> None:
        """Count a lot, and whether it is of the tender of the lot before it."""
        again = tender is not None and tender == self._tender
        tally.lots += is_lot or again
        tally.more_lots += again
        self._tender = tender

    def _note_beside(self, tally: Tally, result: Result | Refused) -> None:
        """Note what a sheet and a tender file say of a row: what is noted of none has a slip in its id."""
        tally.answered |= self._answers_of(result)
        ((name, lot),) = row_names([result])
        tally.named |= self._named.intersection([(name, None), (None, lot), (name, lot)])

    def _answers_of(self, result: Result | Refused) -> set[RowKey]:
        """Give which answers belong to a row; of one that could not be read all of its id."""
        if isinstance(result, Refused):
            name = result.kenmerk
            return {key for key in self._answers if key.id and key.id == name}
        return self._answers.intersection(row_keys(result.tender))

    def _new_questions(self, verdict: Besluit) -> Sequence[str]:
        """Give what a lot has to ask; what lots of one tender have to ask of one of them counts once."""
        if verdict.lots is not self._lots:
            self._lots = verdict.lots
            self._asked.clear()
        new = {*verdict.questions} - self._asked
        self._asked |= new
        return [field for field, _ in new]
