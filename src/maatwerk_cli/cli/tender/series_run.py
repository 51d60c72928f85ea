"""A series of tenders from files to results: rows in parts, over all cores, results in order."""

import os
import signal
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, compress, groupby, islice
from operator import ne
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TypeVar

from maatwerk_cli.cli.shell.output import print_error
from maatwerk_cli.cli.tender.tender_opening import Bestand, say_encoding
from maatwerk_cli.models.cell import Bedraglezer
from maatwerk_cli.models.dutch_input import Decimaalteken
from maatwerk_cli.tender.judging import Ingelezen, Keuzes, Rijfout, Uitslag, judge
from maatwerk_cli.tender.policy import Beleid, read_beleid
from maatwerk_cli.tender.series.series_rows import Deel, Kenmerken, Rijen, Telling, parts
from maatwerk_cli.tender.series.shortcut import Herkenner, Uitkomsten, Voorbeeld
from maatwerk_cli.tender.tender_input import CsvBron, Invoer, Onleesbaar
from maatwerk_cli.tender.verdict import Toetser
from maatwerk_cli.tender.views.series_view import Reeksschrijver, Reeksvorm

if TYPE_CHECKING:
    from concurrent.futures import Future

_PARALLEL_BYTES = 1_000_000
_MOST_TOLD = 20
_AT_ONCE = 500
_FULL: Sequence[Reeksvorm] = ("json", "jsonl")
"""Forms that say all of every tender, more than ten times what a row of a table does."""
_PARTS, _PARTS_IN_FULL = 8, 2

R = TypeVar("R", bound=Uitslag | Rijfout)


class Recept(NamedTuple):
    """All that is needed to judge a part of a table, in any process."""

    folder: Path
    sha256: str
    keuzes: Keuzes
    decimal: Decimaalteken
    columns: tuple[str, ...]
    delimiter: str
    form: Reeksvorm
    file: str
    many: bool
    origins: bool = False


class Opbrengst(NamedTuple):
    """What parts gave: its bytes, its count, the first rows that were wrong, its ids and their lines."""

    content: bytes
    telling: Telling
    errors: list[Rijfout]
    namen: list[str | None]
    regels: list[int]


class Reeks:
    """Judges the tenders of many files.

    Args:
        toetser: the policy.
        folder: where its files are.
        keuzes: what options say of every tender.
        decimal: how an amount that can mean two things is read.
        many: there is more than one file, so that each row says which it is in.
        origins: keep where each field was read.

    """

    def __init__(
        self,
        toetser: Toetser,
        folder: Path,
        keuzes: Keuzes,
        decimal: Decimaalteken,
        *,
        many: bool = False,
        origins: bool = False,
    ) -> None:
        self._many = many
        self._origins = origins
        self._toetser = toetser
        self._folder = folder
        self._keuzes = keuzes
        self._decimal = decimal
        self._told = 0
        self._told_apart = 0
        self.count = Telling()
        self.unreadable = 0

    def write(self, inputs: Iterable[tuple[Bestand, Invoer]], form: Reeksvorm, stream: BinaryIO) -> None:
        """Write all results to a stream as they come."""
        writer = self._writer(form)
        stream.write(writer.head())
        first = True
        for content in self._contents(inputs, form, writer):
            if content:
                stream.write(content[1:] if first and form == "json" else content)
                first = False
        stream.write(writer.tail(empty=first))

    def collect(self, inputs: Iterable[tuple[Bestand, Invoer]], most: int) -> list[Uitslag | Rijfout] | None:
        """Give all results, or ``None`` where there are more than ``most``; all are counted."""
        kept: list[Uitslag | Rijfout] | None = []
        for tables, group in groupby(inputs, lambda pair: isinstance(pair[1], CsvBron)):
            if not tables:
                kept = self._keep(kept, self._judged(group), most)
                continue
            for file, source in group:
                if not isinstance(source, CsvBron):
                    continue
                say_encoding(file, source)
                if file.size > _PARALLEL_BYTES:
                    kept = None
                    for _ in self._table(file, source, "geen"):
                        pass
                    continue
                recipe = self._recipe(file, source, "geen")
                rows = _rows(recipe, Bedraglezer(recipe.decimal))
                before = Kenmerken()
                for part in parts(source):
                    found = self._noted(_judged(part, recipe, self._toetser, rows), file.name)
                    kept = self._keep(kept, self._told_of(found, before, file.name), most)
                self.count.dubbelzinnig |= rows.dubbelzinnig
        return kept

    def _keep(
        self, kept: list[Uitslag | Rijfout] | None, results: Iterable[Uitslag | Rijfout], most: int
    ) -> list[Uitslag | Rijfout] | None:
        for result in results:
            if kept is not None:
                kept.append(result)
                if len(kept) > most:
                    kept = None
        return kept

    def _writer(self, form: Reeksvorm) -> Reeksschrijver:
        policy = self._toetser.beleid
        return Reeksschrijver(form, policy.sha256, list(policy.kaders), files=self._many)

    def _recipe(self, file: Bestand, source: CsvBron, form: Reeksvorm) -> Recept:
        return Recept(
            self._folder,
            self._toetser.beleid.sha256,
            self._keuzes,
            self._decimal,
            source.kolommen,
            source.stream.delimiter,
            form,
            file.name if self._many else "",
            self._many,
            self._origins,
        )

    def _contents(
        self, inputs: Iterable[tuple[Bestand, Invoer]], form: Reeksvorm, writer: Reeksschrijver
    ) -> Iterator[bytes]:
        for tables, group in groupby(inputs, lambda pair: isinstance(pair[1], CsvBron)):
            if tables:
                for file, source in group:
                    if isinstance(source, CsvBron):
                        say_encoding(file, source)
                        yield from self._table(file, source, form)
            else:
                batch: list[Uitslag | Rijfout] = []
                for result in self._judged(group):
                    batch.append(result)
                    if len(batch) >= _AT_ONCE:
                        yield writer.rows(batch)
                        batch = []
                yield writer.rows(batch)

    def _judged(self, group: Iterable[tuple[Bestand, Invoer]]) -> Iterator[Uitslag | Rijfout]:
        """Judge the tenders of files that are no tables; lots may lie in a file each."""
        rows = chain.from_iterable(self._named(file, content) for file, content in group)
        return self._noted(judge(rows, self._toetser, self._keuzes), "")

    def _named(self, file: Bestand, content: Invoer) -> Iterator[Ingelezen | Rijfout]:
        if isinstance(content, Onleesbaar):
            self.unreadable += 1
            yield Rijfout(None, content.regel, f"{file.name}: {content.fout}", content.kolom, file.name)
        elif not isinstance(content, CsvBron):
            say_encoding(file, content)
            for row in content:
                if isinstance(row, Rijfout):
                    place = f"{file.name}:{row.regel}:{row.kolom}"
                    yield row._replace(fout=f"{place}: {row.fout}", bestand=file.name)
                else:
                    yield row._replace(bestand=file.name)

    def _noted(self, results: Iterable[Uitslag | Rijfout], name: str) -> Iterator[Uitslag | Rijfout]:
        for result in results:
            if isinstance(result, Rijfout):
                self.count.add_error()
                self._tell([result], name)
            else:
                self.count.add(result.besluit)
            yield result

    def _told_of(
        self, results: Iterable[Uitslag | Rijfout], before: Kenmerken, name: str
    ) -> Iterator[Uitslag | Rijfout]:
        for result in results:
            named = _name_of(result)
            if named:
                self._see(before, name, named[:1], named[1:])
            yield result

    def _see(self, before: Kenmerken, file: str, names: Sequence[str | None], lines: Sequence[int]) -> None:
        """Tell of rows of one tender with others between them: those are no lots of it (afspraken)."""
        for line, earlier in before.again(names, lines):
            self.count.verspreid += 1
            self._told_apart += 1
            if self._told_apart <= _MOST_TOLD:
                print_error(
                    f"{file}:{line}:1: dit id staat ook op regel {earlier}, met andere rijen ertussen. "
                    "Percelen tellen alleen samen als hun rijen onder elkaar staan. Zet ze bij elkaar."
                )

    def _tell(self, errors: list[Rijfout], name: str) -> None:
        for error in errors:
            self._told += 1
            if self._told <= _MOST_TOLD:
                print_error(f"{name}:{error.regel}:{error.kolom}: {error.fout}" if name else error.fout)
            elif self._told == _MOST_TOLD + 1:
                print_error("Er zijn meer regels die niet kloppen. Ze staan in de uitvoer.")

    def _table(self, file: Bestand, source: CsvBron, form: Reeksvorm) -> Iterator[bytes]:
        recipe = self._recipe(file, source, form)
        progress = Voortgang(file)
        workers = _cores() if file.size > _PARALLEL_BYTES else 1
        tasks = _tasks(source, _PARTS_IN_FULL if form in _FULL else _PARTS)
        found = (
            _in_parallel(tasks, recipe, workers)
            if workers > 1
            else (judge_parts(task, recipe) for task in tasks)
        )
        before = Kenmerken()
        for content, count, errors, names, lines in found:
            self._see(before, file.name, names, lines)
            self.count.merge(count)
            self._tell(errors, file.name)
            progress.show(self.count.totaal)
            yield content
        progress.done()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _tasks(source: CsvBron, size: int) -> Iterator[Sequence[Deel]]:
    """Give parts, as many at a time as are worth handing over to another process."""
    found = parts(source)
    while some := [*islice(found, size)]:
        yield some


def _in_parallel(tasks: Iterable[Sequence[Deel]], recipe: Recept, workers: int) -> Iterator[Opbrengst]:
    """Judge parts in other processes, some tasks at a time, and give what they gave in order."""
    from concurrent.futures import ProcessPoolExecutor

    _ready(recipe)  # a process that is forked has it then
    waiting: deque[Future[Opbrengst]] = deque()
    pool = ProcessPoolExecutor(workers, initializer=_stay_with_parent)
    try:
        for task in tasks:
            waiting.append(pool.submit(judge_parts, task, recipe))
            if len(waiting) > 2 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _stay_with_parent() -> None:
    """Leave stopping to the process that handed out the work, and stop when that is gone, even if killed."""
    from multiprocessing import connection, parent_process
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is None:
        return

    def follow() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    Thread(target=follow, daemon=True).start()


def judge_parts(found: Sequence[Deel], recipe: Recept) -> Opbrengst:
    """Judge parts of a table that follow on one another."""
    ready = _ready(recipe)
    ready.rows.begin()
    count = Telling()
    errors: list[Rijfout] = []
    names: list[str | None] = []
    lines: list[int] = []
    content = []
    alike: Counter[Voorbeeld | None] = Counter()
    for part in found:
        if recipe.form in _FULL:
            results = _counted(_judged(part, recipe, ready.toetser, ready.rows), count, errors)
            content.append(ready.writer.rows(_named(results, names, lines)))
            continue
        known = ready.herkenner.results(part)
        deque(_counted(known.getoetst.values(), count, errors), maxlen=0)
        alike.update(known.voorbeelden)
        own_names, own_lines = _names_of(known)
        names += own_names
        lines += own_lines
        if recipe.form != "geen":
            content.append(ready.writer.table(known))
    for example, number in alike.items():
        if example is not None:
            count.add(example.besluit, number)
    count.dubbelzinnig = ready.rows.dubbelzinnig
    other = [*map(ne, names, ["", *names])]
    return Opbrengst(b"".join(content), count, errors, [*compress(names, other)], [*compress(lines, other)])


def _counted(results: Iterable[R], count: Telling, errors: list[Rijfout]) -> Iterator[R]:
    """Count results, and keep the first that are wrong."""
    for result in results:
        if isinstance(result, Rijfout):
            count.add_error()
            if len(errors) <= _MOST_TOLD:
                errors.append(result)
        else:
            count.add(result.besluit)
        yield result


def _named(results: Iterable[R], names: list[str | None], lines: list[int]) -> Iterator[R]:
    """Keep the ids of results, with their lines."""
    for result in results:
        named = _name_of(result)
        if named:
            names.append(named[0])
            lines.append(named[1])
        yield result


def _names_of(found: Uitkomsten) -> tuple[list[str | None], list[int]]:
    """Give the ids of rows, with their lines."""
    names, lines = list(found.namen), list(found.regels)
    for at, result in reversed([*found.getoetst.items()]):
        named = _name_of(result)
        if named:
            names[at] = named[0]
        else:
            del names[at], lines[at]
    return names, lines


def _name_of(result: Uitslag | Rijfout) -> tuple[str | None, int] | None:
    """Give the id of a row with its line; of a row that could not be read for it, nothing."""
    if isinstance(result, Rijfout):
        return (result.id, result.regel) if result.id else None
    return result.ingelezen.feiten.id, result.ingelezen.regel


def _judged(part: Deel, recipe: Recept, toetser: Toetser, rows: Rijen) -> Iterator[Uitslag | Rijfout]:
    """Judge each row as any tender is judged."""
    read = map(rows.read, part.regels, part.rijen)
    return judge(read, toetser, recipe.keuzes, continued=part.vervolg, unfinished=part.open, place=rows.place)


class _Gereed(NamedTuple):
    """What judges the parts of one table."""

    toetser: Toetser
    writer: Reeksschrijver
    rows: Rijen
    herkenner: Herkenner


@lru_cache(maxsize=2)
def _ready(recipe: Recept) -> _Gereed:
    """Make all that is needed ready, once in every process.

    Raises:
        RuntimeError: the policy has changed since the program began.

    """
    policy = read_beleid(recipe.folder)
    if not isinstance(policy, Beleid) or policy.sha256 != recipe.sha256:
        raise RuntimeError("the policy changed while the series was judged")
    writer = Reeksschrijver(recipe.form, recipe.sha256, list(policy.kaders), files=recipe.many)
    toetser, amounts = Toetser(policy), Bedraglezer(recipe.decimal)
    rows = _rows(recipe, amounts)
    where = (recipe.columns, recipe.delimiter, amounts, recipe.file)
    return _Gereed(toetser, writer, rows, Herkenner(toetser, recipe.keuzes, rows, *where))


def _rows(recipe: Recept, amounts: Bedraglezer) -> Rijen:
    return Rijen(recipe.columns, recipe.delimiter, amounts, recipe.file, origins=recipe.origins)


class Voortgang:
    """A line on a terminal that says how far it is.

    Args:
        file: the file that is being read.
        clock: gives seconds; only for how often the line is written, never for a result.

    """

    def __init__(self, file: Bestand, clock: Callable[[], float] = time.monotonic) -> None:
        self._file = file
        self._clock = clock
        self._next = clock() + 0.5
        self._shown = False

    def show(self, rows: int) -> None:
        """Write the line anew, a few times a second."""
        if not sys.stderr.isatty() or self._clock() < self._next:
            return
        self._next = self._clock() + 0.2
        self._shown = True
        share = 100 * self._file.stream.tell() // max(self._file.size, 1)
        bar = "#" * (share // 5)
        sys.stderr.write(f"\r[{bar:<20}] {share}%  {rows} rijen")
        sys.stderr.flush()

    def done(self) -> None:
        """Clear the line."""
        if self._shown:
            sys.stderr.write("\r" + " " * 50 + "\r")
            sys.stderr.flush()
