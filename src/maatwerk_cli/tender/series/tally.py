"""Outcomes of a series counted, and ids that come back."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from maatwerk_cli.tender.judging import Answers, Result, RowError, RowKey, row_keys
from maatwerk_cli.tender.lots import Lots
from maatwerk_cli.tender.verdict import Besluit


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
    def of(cls, verdict: Besluit, unsure: tuple[str, ...]) -> "Ending":
        """Give the way in which a verdict came out, resting on what has these codes."""
        leading = verdict.kader
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
        questions: how many questions are still to be asked about each field.
        two_ways: an amount could mean two things.
        scattered: how often rows of one tender came back after others.
        answered: the answers of a sheet that belong to a row that was read, right or wrong.

    """

    endings: Counter[Ending] = field(default_factory=Counter)
    questions: Counter[str] = field(default_factory=Counter)
    two_ways: bool = False
    scattered: int = 0
    answered: set[RowKey] = field(default_factory=set)

    def merge(self, other: "Tally") -> None:
        """Add what was counted elsewhere."""
        self.endings.update(other.endings)
        self.questions.update(other.questions)
        self.two_ways |= other.two_ways
        self.scattered += other.scattered
        self.answered |= other.answered

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


class Counting:
    """Counts results as they come.

    Args:
        tally: where they are counted.
        answers: what a filled in sheet says.

    """

    def __init__(self, tally: Tally, answers: Answers = ()) -> None:
        self._answers = {key for key, _ in answers}
        self._tally = tally
        self._lots: Lots | None = None
        self._asked: set[tuple[str, int]] = set()
        self._endings: dict[tuple[object, ...], Ending] = {}

    def add(self, result: Result | RowError) -> None:
        """Count what became of one row."""
        if self._answers:
            self._note_answers(result)
        if isinstance(result, RowError):
            self._tally.endings[_ERROR] += 1
            return
        verdict = result.besluit
        unsure = verdict.onzeker
        way = verdict.kader.pattern if verdict.kader else (verdict.situation.reden, verdict.vraagvelden)
        ending = self._endings.get((way, unsure))
        if ending is None:  # what comes back in a series is put together once
            ending = self._endings[way, unsure] = Ending.of(verdict, unsure)
        self._tally.endings[ending] += 1
        if verdict.uitkomst == "onbekend" and verdict.vraagvelden:
            self._add_questions(verdict)

    def _note_answers(self, result: Result | RowError) -> None:
        """Note which answers belong to a row; of one that could not be read all of its id."""
        if isinstance(result, RowError):
            name = result.kenmerk
            keys = {key for key in self._answers if key.id and key.id == name}
        else:
            keys = self._answers.intersection(row_keys(result.tender))
        self._tally.answered |= keys

    def _add_questions(self, verdict: Besluit) -> None:
        """Count what is to be asked; what lots of one tender have to ask of one of them counts once."""
        if verdict.lots is None or verdict.lots is not self._lots:
            self._lots = verdict.lots
            self._asked.clear()
        new = {*verdict.questions} - self._asked
        self._asked |= new
        self._tally.questions.update(name for name, _ in new)
