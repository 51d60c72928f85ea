"""The open questions of a series: in words by who must answer, or as a sheet to fill in and read back."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from maatwerk_cli.tender.judging import Refused, Result, row_keys
from maatwerk_cli.tender.masking import shown_text
from maatwerk_cli.tender.questions.next_question import BoundKader, ways_told
from maatwerk_cli.tender.questions.series_questions import SeriesQuestion, series_questions
from maatwerk_cli.tender.sentences import BUYER
from maatwerk_cli.tender.views.series_summary import naming
from maatwerk_cli.tender.views.verdict_reason import reason
from maatwerk_cli.tender.views.verdict_words import name_among_others
from maatwerk_cli.text import dutch
from maatwerk_cli.text.blocks import Block, BlockTable, Heading, Paragraph, PointList
from maatwerk_cli.text.csv.csv_writer import write_csv
from maatwerk_cli.text.terminal.layout import clean

SHEET_COLUMNS = (
    *("wie", "bestand", "regel", "id", "perceel", "titel", "veld", "lezing", "vraag", "keuzes", "antwoord"),
    *("beantwoord_door", "beantwoord_op"),
)
IN_THE_FILE = "(niet hier in te vullen: verwerk dit in het bestand)"
"""What stands for the ways to answer of a question that no field of a row can take."""


class SheetWriting(NamedTuple):
    """The sheet as a form of a series; the attributes are those of its writer."""

    form: Literal["csv", "excel"]
    kaders: tuple[BoundKader, ...]

    def writer(self) -> "SheetWriter":
        """Give what writes it."""
        return SheetWriter(self.form, self.kaders)


class SheetWriter:
    """Writes the open questions of results, a question a row.

    Args:
        form: for programs, or for Excel in Dutch.
        kaders: the frameworks that a question can name.
    """

    def __init__(self, form: Literal["csv", "excel"], kaders: Sequence[BoundKader]) -> None:
        self._excel = form == "excel"
        self._kaders = kaders
        self._head = write_csv(SHEET_COLUMNS, (), excel=self._excel)

    def head(self) -> bytes:
        """Give the names of the columns."""
        return self._head

    def first(self, content: bytes) -> bytes:
        """Give the first rows."""
        return content

    def tail(self, *, empty: bool) -> bytes:
        """Give nothing: a sheet ends with its last row."""
        del empty
        return b""

    def rows(self, results: Iterable[Result | Refused]) -> bytes:
        """Give a row for each open question."""
        rows = [_row(entry) for entry in series_questions(results, self._kaders)]
        return write_csv(SHEET_COLUMNS, rows, excel=self._excel)[len(self._head) :]


def _row(entry: SeriesQuestion) -> tuple[str, ...]:
    result, question = entry.result, entry.question
    key = row_keys(result.tender)[-1]  # an id that may not be shown is not in a sheet
    return (
        question.who or BUYER,
        shown_text(result.tender.file),
        str(result.tender.line),
        key.id,
        "" if _of_all_lots(entry) or not entry.fillable else key.perceel,
        clean(result.facts.titel or ""),
        question.field if entry.fillable else "",
        question.reading,
        question.text,
        " | ".join(ways_told(question)) if entry.fillable else IN_THE_FILE,
        *("", "", ""),
    )


def _of_all_lots(entry: SeriesQuestion) -> bool:
    """Tell whether a question is not of the lot that it stands at: of all together, or of those it names."""
    return entry.result.besluit.lots is not None and (bool(entry.question.reading) or not entry.fillable)


def question_blocks(results: Sequence[Result | Refused], kaders: Sequence[BoundKader]) -> Iterator[Block]:
    """Give the open questions in words, grouped by who must answer."""
    entries = list(series_questions(results, kaders))
    open_results = sum(
        isinstance(result, Result) and result.besluit.uitkomst == "onbekend" for result in results
    )
    named = naming(results)
    wrong = sum(isinstance(result, Refused) and not result.no_tender for result in results)
    yield Heading("Open vragen over social return", 1)
    if not entries:
        yield Paragraph("Er zijn geen open vragen.", strong=True)
    else:
        many = dutch.so_many(len(entries), "open vraag", "open vragen")
        yield Paragraph(f"{many}, bij {_tenders(open_results)} met een onbekende uitkomst.")
    yield from _nothing_to_ask(results, entries, named)
    if wrong:
        yield Paragraph(
            f"Niet beoordeeld omdat de regel niet klopt: {wrong}. Daar zijn nog geen vragen over te stellen."
        )
    groups: dict[str, list[SeriesQuestion]] = {}
    for entry in entries:
        groups.setdefault(entry.question.who or BUYER, []).append(entry)
    for who, asked in groups.items():
        yield Heading(f"Te vragen aan {who} ({len(asked)})")
        yield BlockTable(
            f"Vragen aan {who}",
            ("Regel", "Aanbesteding", "Vraag", "Antwoorden"),
            [
                (
                    str(entry.result.tender.line),
                    name_among_others(entry.result, whole=True)
                    if _of_all_lots(entry)
                    else named(entry.result),
                    clean(entry.question.text),
                    dutch.joined(ways_told(entry.question), "of"),
                )
                for entry in asked
            ],
        )
    remarks = dict.fromkeys(entry.question.remark for entry in entries if entry.question.remark)
    if remarks:
        yield Heading("Goed om te weten")
        yield PointList([*remarks])


def _nothing_to_ask(
    results: Sequence[Result | Refused],
    entries: Sequence[SeriesQuestion],
    named: Callable[[Result], str],
) -> Iterator[Block]:
    """Say of which tenders the outcome stays unknown though nobody can answer anything, and why."""
    asked = {entry.result.id or id(entry.result) for entry in entries}
    left = [
        f"{named(result)}: {reason(result.besluit)}."
        for result in results
        if isinstance(result, Result)
        and result.besluit.uitkomst == "onbekend"
        and (result.id or id(result)) not in asked
    ]
    if left:
        yield Paragraph("Nog onbekend, en hier is niets over te vragen:")
        yield PointList(left)


def _tenders(number: int) -> str:
    return dutch.so_many(number, "aanbesteding of perceel", "aanbestedingen of percelen")
