"""One file to its records and its problems. Knows no other file, so files can be read in any order."""

import errno
import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from maatwerk_cli.models.meaning import Loc
from maatwerk_cli.models.tender.cell import AmountReader, cell_readers
from maatwerk_cli.models.values import ONBEKEND, Record
from maatwerk_cli.register import personal
from maatwerk_cli.register.kinds import FileShape, Kind
from maatwerk_cli.register.records import Entry, Partial, stem_of
from maatwerk_cli.register.rows import columns_of_model, record_from_row, required_columns
from maatwerk_cli.register.table_shape import (
    error_cells,
    is_utf_16,
    nameless,
    no_record,
    no_table,
    other_file,
    rewritten_head,
    with_error_cells,
)
from maatwerk_cli.text.csv.csv_cell import unguarded
from maatwerk_cli.text.csv.csv_reader import CsvText, cell_positions, decode_csv, read_rows, text_lines
from maatwerk_cli.text.passing import passing
from maatwerk_cli.text.personal_data import personal_codes, privacy
from maatwerk_cli.text.problem import Position, Problem
from maatwerk_cli.text.yaml import yaml_reader
from maatwerk_cli.text.yaml.yaml_signs import conflict, conflict_left, unseen

MAX_CSV_BYTES = 50_000_000
"""It is held in memory while it is read."""


_NOTHING: frozenset[str] = frozenset()


class FileResult(NamedTuple):
    """What one file gave.

    Attributes:
        file: path relative to the dataset.
        entries: the records that read.
        problems: what is wrong.
        broken: ids of records that are there but do not read.
        complete: whether the ids of all its records are known.
        sha256: hash of its bytes; of a file that could not be opened, nothing.
        partial: what is left of records of which a field does not fit.
    """

    file: str
    entries: tuple[Entry[Any], ...] = ()
    problems: tuple[Problem, ...] = ()
    broken: frozenset[str] = frozenset()
    complete: bool = True
    sha256: str = ""
    partial: tuple[Partial[Any], ...] = ()


class Content(NamedTuple):
    """What is in one file, before its records are held to their model: cheap to hand to another process.

    Attributes:
        file: path relative to the dataset.
        sha256: hash of its bytes; of a file that could not be opened, nothing.
        value: what is in a YAML file; of a CSV file its bytes.
        refused: why there is nothing to be read from it.
        problems: what else is wrong with the file as a whole.
        personal: where it holds personal data.
    """

    file: str
    sha256: str = ""
    value: Any = None
    refused: Problem | None = None
    problems: tuple[Problem, ...] = ()
    personal: tuple[Problem, ...] = ()


Source = tuple[Kind, str, bytes | Problem]
"""A file to read: its kind, its path, and its bytes or why it could not be opened."""


def read_record_file(root: Path, file: str, kind: Kind) -> FileResult:
    """Read one file of the dataset. A problem is a value: nothing is raised for what is in a file."""
    return read_records([(kind, file, open_record_file(root, file))])[0]


def read_records(sources: Sequence[Source]) -> list[FileResult]:
    """Read the records of some files, wherever their bytes come from: a folder or a git revision."""
    contents = read_contents(sources)
    return [hold_to_model(kind, content) for (kind, _, _), content in zip(sources, contents, strict=True)]


def read_contents(sources: Sequence[Source]) -> list[Content]:
    """Read what is in some files: the part of reading that needs no models."""
    yamls = [
        (kind, file, data)
        for kind, file, data in sources
        if not isinstance(data, Problem) and _shape(kind, file) != "csv"
    ]
    documents = yaml_reader.read_yamls([data for _, _, data in yamls])
    texts = ((file, data.decode("utf-8-sig", "replace")) for _, file, data in yamls)
    searched = [personal.without_pseudonym(file, text) for file, text in texts]
    innocent = passing(searched, personal.innocent)
    outcomes = iter(zip(documents, innocent, strict=True))
    contents = []
    for kind, file, data in sources:
        if isinstance(data, Problem):
            contents.append(Content(file, refused=data))
        elif _shape(kind, file) == "csv":
            named = tuple(personal.name_problems(file))
            contents.append(Content(file, hashlib.sha256(data).hexdigest(), data, personal=named))
        else:
            contents.append(_yaml_content(kind, file, data, *next(outcomes)))
    return contents


def _yaml_content(
    kind: Kind,
    file: str,
    data: bytes,
    document: yaml_reader.YamlDocument | Problem,
    innocent: bool,
) -> Content:
    digest = hashlib.sha256(data).hexdigest()
    named = tuple(personal.name_problems(file))
    if isinstance(document, Problem):
        refused = other_file(file, data) or document._replace(file=file)
        hits = personal.text_problems(file, data.decode("utf-8", "replace"))
        return Content(file, digest, refused=refused, personal=(*named, *hits))
    warnings = tuple(
        warning._replace(file=file)
        for warning in document.warnings
        if not (kind.of_people and warning.code == _CUT)  # a comment there has its own finding
    )
    if not innocent:
        named += tuple(personal.yaml_problems(file, data, document.value, kind.model))
    if kind.of_people:
        named += tuple(personal.comment_problems(file, data))
    return Content(file, digest, document.value, problems=warnings, personal=named)


def hold_to_model(kind: Kind, content: Content) -> FileResult:
    """Make the records of a file from what is in it."""
    if content.refused is not None and not content.sha256:
        stem = stem_of(content.file)
        return FileResult(
            content.file, problems=(content.refused,), broken=frozenset({stem}), complete=kind.id_is_stem
        )
    batch = _Batch(content.file, kind)
    batch.problems += content.problems
    batch.personal += content.personal
    if content.refused is not None:
        batch.unreadable(content.refused)
    elif (shape := _shape(kind, content.file)) == "csv":
        _read_csv(content.value, batch)
    else:
        _add_yaml(content.value, batch, as_list=shape == "lijst")
    return FileResult(
        content.file,
        tuple(batch.entries),
        batch.all_problems(),
        frozenset(batch.broken) if batch.broken else _NOTHING,
        batch.complete,
        content.sha256,
        tuple(batch.partial),
    )


def _shape(kind: Kind, file: str) -> FileShape:
    return kind.shapes[file[file.rindex(".") :]]


def open_record_file(root: Path, file: str) -> bytes | Problem:
    """Read the bytes of one file of the dataset, within bounds, or tell why that cannot be."""
    try:
        handle = _open(f"{root}{os.sep}{file}", root)
        if handle is None:
            return Problem("MW014", file, position=Position(1, 1))
        try:
            info = os.fstat(handle)
            if not stat.S_ISREG(info.st_mode):
                return Problem("MW015", file, position=Position(1, 1))
            limit = size_limit(file)
            return too_large_problem(file) if info.st_size > limit else _read_all(handle, info.st_size, limit)
        finally:
            os.close(handle)
    except (OSError, ValueError, RuntimeError):
        return Problem("MW018", file, position=Position(1, 1))


def _open(path: str, root: Path) -> int | None:
    """Open a file; ``None`` for a link to what does not lie in the dataset."""
    # O_NONBLOCK: a pipe in the dataset must not keep the program waiting.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if hasattr(os, "O_NOFOLLOW"):
        try:
            return os.open(path, flags | os.O_NOFOLLOW)
        except OSError as error:
            if error.errno not in (errno.ELOOP, errno.EMLINK):
                raise
    if stat.S_ISLNK(os.lstat(path).st_mode) and not within(Path(path), root):
        return None
    return os.open(path, flags)


def within(path: Path, root: Path) -> bool:
    """Tell whether what a link leads to lies in the dataset.

    Raises:
        OSError: it leads nowhere, or in a circle.
    """
    return path.resolve(strict=True).is_relative_to(root.resolve())


def _read_all(handle: int, size: int, limit: int) -> bytes:
    """Read a file of ``size`` bytes; of one that is growing, just over ``limit`` at most."""
    data = os.read(handle, size + 1)
    if len(data) == size:
        return data
    parts = [data]
    left = limit + 1 - len(data)
    while left > 0 and (part := os.read(handle, min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def size_limit(file: str) -> int:
    """Give how many bytes a file may have."""
    return MAX_CSV_BYTES if file.endswith(".csv") else yaml_reader.MAX_YAML_BYTES


def too_large_problem(file: str) -> Problem:
    """Say that a file has more bytes than it may have."""
    params = {"grens": f"{size_limit(file) // 1_000_000} MB"}
    return Problem("MW002", file, params=params, position=Position(1, 1))


_CUT = "MW046"


@dataclass
class _Batch:
    """What has been read of one file so far."""

    file: str
    kind: Kind
    entries: list[Entry[Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    personal: list[Problem] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    partial: list[Partial[Any]] = field(default_factory=list)
    complete: bool = True

    @property
    def stem(self) -> str:
        """The name of the file without folder and suffix."""
        return stem_of(self.file)

    def all_problems(self) -> tuple[Problem, ...]:
        """Give the problems, and where personal data stands: who mends the one has not mended the other."""
        if not self.problems and not self.personal:
            return ()
        keys = {problem.loc for problem in self.problems if problem.code == personal_codes.PERSONAL_KEY}
        return (
            *self.problems,
            # What makes a date or a year one of birth is that key, which is told already.
            *(p for p in self.personal if p.loc not in keys or p.code != personal_codes.BIRTH_DATE),
        )

    def unreadable(self, problem: Problem) -> None:
        self.problems.append(problem)
        if self.kind.id_is_stem:
            self.broken.add(self.stem)
        else:
            self.complete = False

    def add(self, raw: Any, loc: Loc, positions: Mapping[str, Position] | None = None) -> None:
        """Validate one record and keep it, or what is wrong with it."""
        raw_id = self.kind.id_of(raw)
        stem = self.stem
        try:
            value: Record = self.kind.model.model_validate(raw)
        except ValidationError as error:
            from maatwerk_cli.register.remainder import rest_of
            from maatwerk_cli.register.validation import field_problems  # most records have none

            problems = field_problems(error, self.kind.model, self.file, loc, positions, raw)
            self.problems += [self._with_stem(problem) for problem in problems]
            if self.kind.id_is_stem:
                self.broken.add(stem)
            keys = [(key,) for key in self.kind.keys]
            wrong_id = any(details["loc"][:1] in keys for details in error.errors(include_url=False))
            if raw_id is not None:
                self.broken.add(raw_id)
            if (wrong_id or not isinstance(raw, dict)) and not self.kind.id_is_stem:
                self.complete = False  # what its id should be is not known
            rest = rest_of(raw, self.kind.model, error)
            if rest is not None:
                record, lacking = rest
                known_id = raw_id if isinstance(raw_id, str) else stem
                self.partial.append(Partial(Entry(known_id, record, self.file, loc), lacking))
            return
        record_id = stem if raw_id is None else raw_id
        if self.kind.id_is_stem and record_id != stem:
            # Which of the two is right is not known: no reference to either is called missing.
            self.problems.append(
                Problem(
                    "MW120", self.file, (*loc, self.kind.key), {"id": record_id, "naam": f"{record_id}.yaml"}
                )
            )
            self.broken |= {stem, record_id}
        self.entries.append(Entry(record_id, value, self.file, loc))

    def set_aside(self, loc: Loc, columns: Sequence[str]) -> None:
        """Take the record at a place for one that does not read, as some of its columns hold no value."""
        if self.entries and self.entries[-1].loc == loc:
            entry = self.entries.pop()
            self.broken.add(entry.id)
            self.partial.append(Partial(entry, frozenset((column,) for column in columns)))

    def _with_stem(self, problem: Problem) -> Problem:
        """Give a problem of an id that is the name of the file with that name, where it can be one."""
        of_id = self.kind.id_is_stem and problem.loc == (self.kind.key,)
        if not of_id or problem.code not in _OF_AN_ID or self.kind.of_people or not _ID.fullmatch(self.stem):
            return problem
        return problem._replace(params={**problem.params, "geval": "stam", "stam": self.stem})


_OF_AN_ID = ("MW102", "MW103", "MW107")
_ID = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")


def _add_yaml(top: Any, batch: _Batch, *, as_list: bool) -> None:
    if top is None:
        batch.unreadable(Problem("MW019", batch.file, position=Position(1, 1)))
    elif as_list and not isinstance(top, list):
        batch.unreadable(Problem("MW020", batch.file, position=Position(1, 1)))
    elif not as_list and not isinstance(top, dict):
        batch.unreadable(Problem("MW021", batch.file, position=Position(1, 1)))
    elif as_list:
        for index, raw in enumerate(top):
            batch.add(raw, (index,))
    else:
        batch.add(top, ())


class _Table(NamedTuple):
    """A CSV file whose head was read.

    Attributes:
        columns: the names in its head.
        lines: the lines of the file.
        delimiter: what stands between cells.
        suspect: it may hold personal data, so its cells are looked at.
        usable: the head has no problem, so its rows become records.
        nameless: how many columns at its end have no name.
    """

    columns: Sequence[str]
    lines: Sequence[str]
    delimiter: str
    suspect: bool
    usable: bool
    nameless: int = 0


def _read_csv(data: bytes, batch: _Batch) -> None:
    source = _opened(data, batch)
    if source is None:
        return
    rows = read_rows(source.text, source.delimiter)
    table = _head(source, next(rows, None), batch)
    if table is None:
        return
    empty: list[int] = []
    for row in rows:
        if isinstance(row, Problem):
            line = row.place.line
            batch.personal += personal.text_problems(batch.file, "\n" * (line - 1) + table.lines[line - 1])
            if table.usable:
                batch.unreadable(row._replace(file=batch.file))
        elif any(cell.strip() for cell in row[1]):
            _read_row(table, *row, batch)
        else:
            empty.append(row[0])
    if empty:
        params = {"aantal": len(empty)}
        batch.problems.append(Problem("MW044", batch.file, (), params, Position(empty[0], 1)))


def _opened(data: bytes, batch: _Batch) -> CsvText | None:
    """Give the text of a file; of one that is no text, or still holds a merge, nothing but its problem."""
    other = other_file(batch.file, data)
    if other is not None or is_utf_16(data):
        batch.unreadable(other or Problem("MW045", batch.file, position=Position(1, 1)))
        encoding = "utf-8" if other is not None else "utf-16"
        batch.personal += personal.text_problems(batch.file, data.decode(encoding, "replace"))
        return None
    source = decode_csv(data)
    if isinstance(source, Problem):
        batch.unreadable(source._replace(file=batch.file))
        batch.personal += personal.text_problems(batch.file, data.decode("utf-8", "replace"))
        return None
    merge = conflict(source.text) or conflict_left(source.text)
    if merge is not None:
        batch.unreadable(merge._replace(file=batch.file))
        batch.personal += personal.text_problems(batch.file, source.text)
        return None
    batch.problems += [hidden._replace(file=batch.file) for hidden in unseen(source.text)]
    if source.windows_1252:
        batch.problems.append(Problem("MW026", batch.file, position=Position(1, 1)))
    return source


def _head(source: CsvText, head: tuple[int, list[str]] | Problem | None, batch: _Batch) -> _Table | None:
    """Read the head of a file and tell what is wrong with it; without a head there is no table."""
    if head is None:
        batch.unreadable(Problem("MW019", batch.file, position=Position(1, 1)))
        return None
    if isinstance(head, Problem):
        batch.unreadable(head._replace(file=batch.file))
        batch.personal += personal.text_problems(batch.file, source.text)
        return None
    first, columns = head
    lines = text_lines(source.text)
    suspect = privacy.may_hold(source.text) or personal.EXCEPTION_COLUMN in columns
    if suspect:
        batch.personal += personal.text_problems(batch.file, "\n" * (first - 1) + lines[first - 1])
    whole = no_table(source.text, first, columns, batch.file, batch.kind)
    positions = LazyPositions(lines, first, source.delimiter, columns)
    without = nameless(columns)
    if without and whole is None:
        position = positions.of_cell(len(columns) - without)
        batch.problems.append(Problem("MW063", batch.file, (), {"aantal": without}, position))
    columns = columns[: len(columns) - without]
    problems = [whole] if whole is not None else list(_header_problems(columns, positions, batch))
    for problem in problems:
        batch.unreadable(problem)
    return _Table(columns, lines, source.delimiter, suspect, not problems, without)


def _read_row(table: _Table, line: int, cells: Sequence[str], batch: _Batch) -> None:
    positions = LazyPositions(table.lines, line, table.delimiter, table.columns)
    if table.suspect:
        batch.personal += personal.cell_problems(
            batch.file, line, table.columns, cells, positions.of_cell, batch.kind.model
        )
    if not table.usable:
        return
    if table.nameless and not any(cells[len(table.columns) :]):
        cells = cells[: len(table.columns)]
    if len(cells) != len(table.columns):
        few = {"geval": "te_weinig"} if len(cells) < len(table.columns) else {}
        params = {"aantal": len(cells), "verwacht": len(table.columns), **few}
        record_id = batch.kind.id_of(dict(zip(table.columns, cells, strict=False)))
        if isinstance(record_id, str) and all(map(_ID.fullmatch, record_id.split())):
            batch.broken.add(record_id)  # most likely: the cells up to its key have their own columns
            params["id"] = record_id
        batch.unreadable(Problem("MW025", batch.file, (line,), params, Position(line, 1)))
        return
    given = dict(zip(table.columns, map(unguarded, cells), strict=True))
    given.pop(personal.EXCEPTION_COLUMN, None)
    other = no_record(given, batch.kind)
    if other is not None:
        code, column = other
        batch.problems.append(Problem(code, batch.file, (line, column), position=positions[column]))
        return
    errors = error_cells(given) if any("#" in cell for cell in cells) else ()
    if not errors:
        _add_row(given, line, positions, batch)
        return
    before = len(batch.problems)
    # What stands there is no value: the row is held to the rules without it.
    _add_row({**given, **dict.fromkeys(errors, "")}, line, positions, batch)
    batch.problems[before:] = with_error_cells(batch.problems[before:], errors, line, batch.file, positions)
    batch.set_aside((line,), errors)


def _add_row(given: dict[str, str], line: int, positions: Mapping[str, Position], batch: _Batch) -> None:
    known = _without_unknown(given, batch.kind)
    if not batch.kind.typed:
        batch.add(record_from_row(batch.kind.model, known), (line,), positions)
    elif (tender := _tender(known, line, positions, batch)) is not None:
        batch.add(tender, (line,), positions)


def _tender(
    row: Mapping[str, str], line: int, positions: Mapping[str, Position], batch: _Batch
) -> dict[str, Any] | None:
    """Read the cells of a tender as ``check-aanbesteding`` does: amounts and dates as they are typed."""
    readers = cell_readers(AmountReader("komma"))
    values: dict[str, Any] = {}
    problems = []
    for column, cell in row.items():
        text = cell.strip()
        if not text or text == ONBEKEND:
            continue
        try:
            values[column] = readers[column](text)
        except PydanticCustomError as error:
            from maatwerk_cli.register.validation import cell_problem

            problems.append(cell_problem(error, batch.file, (line, column), text, positions[column]))
    batch.problems += problems
    if problems:
        return None
    if values.get("uitsluitingsgronden") == ():
        values["uitsluitingsgronden"] = "nee"
    if "lezingen" in values:
        values["lezingen"] = dict(values["lezingen"])
    return values


def _header_problems(columns: list[str], positions: "LazyPositions", batch: _Batch) -> Iterator[Problem]:
    fields = columns_of_model(batch.kind.model)
    choices = tuple(fields)
    kind = batch.kind
    needed = required_columns(kind.model) if kind.sparse else [n for n in fields if n not in kind.may_lack]
    unknown = [name for name in columns if name not in fields and name != personal.EXCEPTION_COLUMN]
    missing = [name for name in fields if name in needed and name not in columns]
    rewritten = rewritten_head(columns, kind)
    if rewritten is not None:
        index, names = rewritten
        yield Problem(
            "MW062", batch.file, (), {"kop": positions.delimiter.join(names)}, positions.of_cell(index)
        )
        return
    for index, name in enumerate(columns):
        params: dict[str, object] = {"woord": name} if name.strip() else {"geval": "leeg"}
        params["keuzes"] = choices
        position = positions.of_cell(index)
        if name in unknown:
            yield Problem("MW022", batch.file, (), params, position)
        elif name in columns[:index]:
            yield Problem("MW024", batch.file, (), params, position)
    if len(missing) == 1 and (len(unknown) == 1 or len(set(columns)) < len(columns)):
        return  # one column under another name is one mistake
    for name in missing:
        yield Problem("MW023", batch.file, (), {"woord": name, "keuzes": choices}, positions.of_cell(0))


def _without_unknown(row: dict[str, str], kind: Kind) -> dict[str, str]:
    """Drop empty cells where the model says what an absent field means: unknown."""
    required = required_columns(kind.model)
    return {name: value for name, value in row.items() if value != "" or name in required}


class LazyPositions(Mapping[str, Position]):
    """Where each cell of a row begins, found out only when asked."""

    def __init__(self, lines: Sequence[str], line: int, delimiter: str, columns: Sequence[str]) -> None:
        self._lines, self._line, self.delimiter, self._columns = lines, line, delimiter, columns

    def of_cell(self, index: int) -> Position:
        """Give where the cell with this number begins; where there are fewer, the row."""
        positions = cell_positions(self._lines, self._line, self.delimiter)
        return positions[index] if index < len(positions) else positions[0]

    def __getitem__(self, column: str) -> Position:
        return self.of_cell(self._columns.index(column))

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)
