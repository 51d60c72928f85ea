"""The open questions of a series: each told once, about the lot it is about, with who must answer."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from maatwerk_cli.tender.judging import Refused, Result
from maatwerk_cli.tender.questions.next_question import BoundKader, Question, lacks, next_questions
from maatwerk_cli.tender.questions.open_points import open_points


class SeriesQuestion(NamedTuple):
    """A question that is open for one tender or lot of a series.

    Attributes:
        result: the tender or lot.
        question: what is asked.
        fillable: whether an answer can be filled in for this very lot.
    """

    result: Result
    question: Question
    fillable: bool


def series_questions(
    results: Iterable[Result | Refused], kaders: Sequence[BoundKader]
) -> Iterator[SeriesQuestion]:
    """Give every question that is still open, in the order of the tenders."""
    asked: set[tuple[str, str]] = set()
    current: str | None = None
    for result in results:
        if isinstance(result, Refused):
            continue
        name = result.besluit.facts.id
        if name is None or name != current:
            current, asked = name, set()
        leading = result.besluit.kader
        if result.besluit.uitkomst == "onbekend" or (leading and leading.duty_fields):
            for question in next_questions(result.besluit, kaders):
                about = _about(result, question, asked)
                if about:
                    yield about
            for point in open_points(result.besluit):
                if ("", point.text) not in asked:  # told once of all lots of a tender
                    asked.add(("", point.text))
                    yield SeriesQuestion(result, Question("", point.text, who=point.who), fillable=False)


def _about(result: Result, question: Question, asked: set[tuple[str, str]]) -> SeriesQuestion | None:
    """Tell whether a question is to be put to this lot: it is told once, at the lot that lacks the answer."""
    facts, lots = result.besluit.facts, result.besluit.lots
    if question.reading:  # lots of one tender are read alike
        if (question.key, "") in asked:
            return None
        asked.add((question.key, ""))
        return SeriesQuestion(result, question, fillable=True)
    if lacks(facts, question.field):
        return SeriesQuestion(result, question, fillable=True)
    others = [lot for lot in (lots.lots if lots else ()) if lot is not None and lot is not facts]
    if any(lacks(lot, question.field) for lot in others) or (question.key, question.text) in asked:
        return None
    asked.add((question.key, question.text))
    return SeriesQuestion(result, question, fillable=False)
