"""A series of tenders from files to results: tables in parts, records and notices as they come."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import partial
from itertools import chain, groupby, islice
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from maatwerk_cli.models.dutch_input import Decimaalteken
from maatwerk_cli.tender.input.columns import lookalikes
from maatwerk_cli.tender.input.tender_input import TenderInput, Tenders, TenderTable
from maatwerk_cli.tender.judging import Choices, Refused, Result, TenderRead, judge
from maatwerk_cli.tender.series.part_judging import (
    MOST_ERRORS_TOLD,
    PartResult,
    Recipe,
    Writer,
    Writing,
    judge_rows,
)
from maatwerk_cli.tender.series.part_processes import judge_parts
from maatwerk_cli.tender.series.scattered_ids import (
    Run,
    apart_sentences,
    scattered,
    table_names,
    table_runs,
    tender_runs,
)
from maatwerk_cli.tender.series.table_parts import TablePart, parts
from maatwerk_cli.tender.series.tally import Counting, Tally
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.text.problem import place_in

MOST_SHOWN = 500
"""Of a form to read, not to compute with: more than anybody reads, and all of it in memory."""
_LONGEST_SHOWN = 1_000_000
"""Bytes of a table: one that is larger has more rows than are shown, and is only counted."""
_AT_ONCE = 500
"""Results of records and notices that are written together."""
_MOST_APART_TOLD = 20
"""Rows apart from the others of their tender of which a message says so; the summary counts them all."""


class SeriesFile(NamedTuple):
    """A file of a series: its name for the user, its size in bytes, and what is in it."""

    name: str
    size: int
    content: TenderInput


class DocumentWriter(Writer, Protocol):
    """Writes results in one form, with what stands around them."""

    def head(self) -> bytes:
        """Give what comes before the first result."""

    def first(self, content: bytes) -> bytes:
        """Give the first results without what parts them from those before."""

    def tail(self, *, empty: bool) -> bytes:
        """Give what comes after the last result."""


class DocumentWriting(Writing, Protocol):
    """A form that makes a document of its own."""

    def writer(self) -> DocumentWriter:
        """Give what writes it."""


class Series:
    """Judges the tenders of many files.

    Args:
        assessor: the policy.
        folder: where its files are.
        choices: what options say of every tender.
        decimal: how an amount that can mean two things is read.
        say: says a line to the user; with it the name of the file that it begins with, or nothing.
        progress: hears of a file how many rows are judged so far.
        many: there is more than one file, so that each row says which it is in.
        origins: keep where each field was read.

    Attributes:
        tally: how tenders came out.
        unreadable: how many files could not be read at all.
    """

    def __init__(
        self,
        assessor: Assessor,
        folder: Path,
        choices: Choices,
        decimal: Decimaalteken,
        say: Callable[[str, str], None],
        progress: Callable[[SeriesFile, int], None],
        *,
        many: bool,
        origins: bool,
    ) -> None:
        self._assessor = assessor
        self._folder = folder
        self._choices = choices
        self._decimal = decimal
        self._say = say
        self._progress = progress
        self._many = many
        self._origins = origins
        self._errors_told = 0
        self.tally = Tally()
        self._counting = Counting(choices.answers, choices.dossiers)
        self.unreadable = 0

    def write(self, files: Iterable[SeriesFile], writing: DocumentWriting, stream: BinaryIO) -> None:
        """Write all results to a stream as they come."""
        writer = writing.writer()
        stream.write(writer.head())
        empty = True
        for content in self.contents(files, writing, writer):
            stream.write(writer.first(content) if empty else content)
            empty = empty and not content
        stream.write(writer.tail(empty=empty))

    def collect(self, files: Iterable[SeriesFile], most: int) -> list[Result | Refused] | None:
        """Give all results, or ``None`` where there are more than ``most``; all are counted."""
        kept: list[Result | Refused] | None = []
        for is_table, group in groupby(files, _is_table):
            for result in self._rows_of(group) if is_table else self._judged(group):
                if kept is not None:
                    kept.append(result)
                    if len(kept) > most:
                        kept = None
        return kept

    def contents(self, files: Iterable[SeriesFile], writing: Writing, writer: Writer) -> Iterator[bytes]:
        """Give all results as they come, written in one form, many at a time and in order."""
        for is_table, group in groupby(files, _is_table):
            if is_table:
                for file in group:
                    yield from (part.content for part in self._parts_of(file, writing))
            else:
                results = self._judged(group)
                while some := [*islice(results, _AT_ONCE)]:
                    yield writer.rows(some)

    def _judged(self, files: Iterable[SeriesFile]) -> Iterator[Result | Refused]:
        """Judge the tenders of files that are no tables; lots may lie in a file each."""
        for is_long, group in groupby(files, _is_long):
            if is_long:
                for file in group:
                    yield from self._judged_rows(partial(self._tenders_of, file))
            else:
                tenders = [tender for file in group for tender in self._tenders_of(file)]
                yield from self._judged_rows(tenders.__iter__)

    def _judged_rows(
        self, tenders: Callable[[], Iterator[TenderRead | Refused]]
    ) -> Iterator[Result | Refused]:
        """Judge tenders that can be gone through more than once."""
        apart = self._apart(lambda: tender_runs(tenders()), "")
        for result in judge(tenders(), self._assessor, self._choices, elsewhere=apart):
            self._count(result, "")
            yield result

    def _tenders_of(self, file: SeriesFile) -> Iterator[TenderRead | Refused]:
        content = file.content
        if isinstance(content, Refused):
            self.unreadable += 1
            yield content._replace(message=f"{file.name}: {content.message}", file=file.name)
        elif not isinstance(content, TenderTable):
            for tender in content.tenders:
                if isinstance(tender, Refused):
                    message = f"{place_in(file.name, tender)}: {tender.message}"
                    yield tender._replace(message=message, file=file.name)
                else:
                    yield tender._replace(file=file.name)

    def _rows_of(self, files: Iterable[SeriesFile]) -> Iterator[Result | Refused]:
        return chain.from_iterable(map(self._rows_of_one, files))

    def _rows_of_one(self, file: SeriesFile) -> Iterator[Result | Refused]:
        """Judge a table row by row; of one that is too long to show, nothing is given."""
        if file.size > _LONGEST_SHOWN:
            for _ in self._parts_of(file, None):
                pass
            return
        recipe, table = self._in_parts(file, None)
        reader = recipe.reader()
        for part in table:
            for result in judge_rows(part, reader, self._choices, self._assessor):
                self._count(result, file.name)
                yield result
        self.tally.two_ways |= reader.two_ways

    def _parts_of(self, file: SeriesFile, writing: Writing | None) -> Iterator[PartResult]:
        """Judge a table part by part."""
        recipe, table = self._in_parts(file, writing)
        for result in judge_parts(table, recipe, self._assessor, file.size):
            self.tally.merge(result.tally)
            self._tell_errors(result.errors, file.name)
            self._progress(file, self.tally.total)
            yield result

    def _in_parts(self, file: SeriesFile, writing: Writing | None) -> tuple[Recipe, Iterator[TablePart]]:
        """Give how a table is judged, and its parts once it is told which rows are not together."""
        source = _table(file)
        recipe = self._recipe(file, source, writing)
        apart = self._apart(lambda: table_runs(source, recipe.reader()), file.name, table_names(source))
        return recipe, parts(source, apart)

    def _apart(
        self, runs: Callable[[], Iterable[Run]], file: str, names: Iterable[str] | None = None
    ) -> Set[str]:
        """Tell of rows of one tender that are not together, and give their ids."""
        apart = scattered(runs, names)
        for run, sentence in apart_sentences(apart):
            self.tally.scattered += 1
            if self.tally.scattered <= _MOST_APART_TOLD:
                self._say(f"{file or run.file}:{run.line}:1: {sentence}", file or run.file)
        return apart.keys()

    def _recipe(self, file: SeriesFile, source: TenderTable, writing: Writing | None) -> Recipe:
        return Recipe(
            self._folder,
            self._assessor.beleid.sha256,
            self._choices,
            self._decimal,
            source.columns,
            source.stream.delimiter,
            writing,
            file.name if self._many else "",
            self._origins,
            lookalikes(source.unknown),
            source.sheet_size is not None,
        )

    def _count(self, result: Result | Refused, name: str) -> None:
        self.tally.merge(self._counting.count([result]))
        if isinstance(result, Refused):
            self._tell_errors([result], name)

    def _tell_errors(self, errors: Sequence[Refused], name: str) -> None:
        for error in errors:
            self._errors_told += 1
            if self._errors_told <= MOST_ERRORS_TOLD:
                sentence = f"{place_in(name, error)}: {error.message}" if name else error.message
                self._say(sentence, name or error.file)
            elif self._errors_told == MOST_ERRORS_TOLD + 1:
                self._say("Er zijn meer regels die niet kloppen. Ze staan in de uitvoer.", "")


def _is_long(file: SeriesFile) -> bool:
    """Tell whether the tenders of a file are read as they are asked for, and are never held together."""
    return isinstance(file.content, Tenders) and not isinstance(file.content.tenders, list)


def _is_table(file: SeriesFile) -> bool:
    return isinstance(file.content, TenderTable)


def _table(file: SeriesFile) -> TenderTable:
    """Give the table that a file is known to be."""
    if not isinstance(file.content, TenderTable):
        raise TypeError("this file is no table")
    return file.content
