"""One part of a table judged, in whatever process: rows in, bytes and counts out."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

from maatwerk_cli.models.dutch_input import Decimaalteken
from maatwerk_cli.models.tender.cell import AmountReader
from maatwerk_cli.tender.frameworks.policy import Beleid, read_beleid
from maatwerk_cli.tender.judging import Choices, Refused, Result, judge
from maatwerk_cli.tender.series.row_reader import RowReader
from maatwerk_cli.tender.series.table_parts import TablePart
from maatwerk_cli.tender.series.tally import Counting, Tally
from maatwerk_cli.tender.verdicts.assessor import Assessor

MOST_ERRORS_TOLD = 20
"""Rows that are wrong of which a message says what; the output has them all."""


class Writer(Protocol):
    """Writes results in one form."""

    def rows(self, results: Iterable[Result | Refused]) -> bytes:
        """Give results."""


class Writing(Protocol):
    """A form, as small and comparable as it must be to go to another process."""

    def writer(self) -> Writer:
        """Give what writes it."""

    def __hash__(self) -> int: ...


class Recipe(NamedTuple):
    """All that is needed to judge a part of a table, in any process.

    Attributes:
        folder: where the policy is.
        sha256: hash of the policy that must be found there.
        choices: what options say of every tender.
        decimal: how an amount that can mean two things is read.
        columns: the fields in the order of the cells.
        delimiter: between the cells.
        writing: the form; ``None`` where tenders are only counted.
        file: the file the rows are in, where there can be more than one.
        origins: keep where each field was read.
        lookalikes: fields that columns resemble that were not read, and that may be assumed.
        of_sheet: the rows are of a sheet of a workbook.
    """

    folder: Path
    sha256: str
    choices: Choices
    decimal: Decimaalteken
    columns: tuple[str, ...]
    delimiter: str
    writing: Writing | None = None
    file: str = ""
    origins: bool = False
    lookalikes: tuple[tuple[str, str], ...] = ()
    of_sheet: bool = False

    def reader(self) -> RowReader:
        """Give what reads the rows."""
        amounts = AmountReader(self.decimal)
        return RowReader(
            *(self.columns, self.delimiter, amounts, self.file),
            origins=self.origins,
            lookalikes=self.lookalikes,
            of_sheet=self.of_sheet,
        )


class PartResult(NamedTuple):
    """What a part gave.

    Attributes:
        content: its results, written.
        tally: their count.
        errors: the first rows that were wrong.
    """

    content: bytes
    tally: Tally
    errors: list[Refused]


def judge_part(part: TablePart, recipe: Recipe) -> PartResult:
    """Judge a part of a table, write the results and count them."""
    ready = _ready(recipe)
    ready.reader.begin()
    results = list(judge_rows(part, ready.reader, recipe.choices, ready.assessor))
    tally = ready.counting.count(results, continued=part.continued)
    tally.two_ways = ready.reader.two_ways
    errors = [result for result in results if isinstance(result, Refused)]
    return PartResult(
        ready.writer.rows(results) if ready.writer else b"",
        tally,
        errors[: MOST_ERRORS_TOLD + 1],
    )


def judge_rows(
    part: TablePart, reader: RowReader, choices: Choices, assessor: Assessor
) -> Iterator[Result | Refused]:
    """Judge each row of a part as any tender is judged."""
    return judge(
        map(reader.read, part.lines, part.rows),
        assessor,
        choices,
        continued=part.continued,
        unfinished=part.unfinished,
        elsewhere=part.elsewhere,
        place=reader.place,
    )


class _Ready(NamedTuple):
    assessor: Assessor
    reader: RowReader
    writer: Writer | None
    counting: Counting


_of_series: dict[Recipe, _Ready] = {}
"""What is ready in this process, of the one series that it works on."""


def make_ready(recipe: Recipe, assessor: Assessor) -> None:
    """Make all that is needed ready: a process that is forked hereafter has it then."""
    writer = recipe.writing.writer() if recipe.writing else None
    _of_series.clear()
    _of_series[recipe] = _Ready(
        assessor, recipe.reader(), writer, Counting(recipe.choices.answers, recipe.choices.dossiers)
    )


def _ready(recipe: Recipe) -> _Ready:
    """Give all that is needed; a process that begins with nothing reads the policy itself.

    Raises:
        RuntimeError: the policy has changed since the program began.
    """
    if recipe not in _of_series:
        policy = read_beleid(recipe.folder)
        if not isinstance(policy, Beleid) or policy.sha256 != recipe.sha256:
            raise RuntimeError("the policy changed while the series was judged")
        make_ready(recipe, Assessor(policy))
    return _of_series[recipe]
