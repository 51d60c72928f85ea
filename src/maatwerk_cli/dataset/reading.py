"""One file to its records and its problems. Knows no other file, so files can be read in any order."""

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from maatwerk_cli.dataset import personal, yaml_reader
from maatwerk_cli.dataset.csv_reader import CsvProblem, cell_positions, decode_csv, read_rows, text_lines
from maatwerk_cli.dataset.layout import Kind
from maatwerk_cli.dataset.problem import Loc, Position, Problem
from maatwerk_cli.dataset.records import Entry
from maatwerk_cli.dataset.validation import cell_problem, field_problems
from maatwerk_cli.models import privacy
from maatwerk_cli.models.cel import Bedraglezer, cell_readers
from maatwerk_cli.models.values import ONBEKEND, Record

MAX_CSV_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class FileResult:
    """What one file gave.

    Attributes:
        file: path relative to the dataset.
        entries: the records that read.
        problems: what is wrong.
        broken: ids of records that are there but do not read.
        complete: whether the ids of all its records are known.
        sha256: hash of its bytes; of a file that could not be opened, nothing.

    """

    file: str
    entries: tuple[Entry[Any], ...] = ()
    problems: tuple[Problem, ...] = ()
    broken: frozenset[str] = frozenset()
    complete: bool = True
    sha256: str = ""


def read_record_file(root: Path, file: str, kind: Kind) -> FileResult:
    """Read one file of the dataset. A problem is a value: nothing is raised for what is in a file."""
    data = open_file(root, file)
    return unreadable_file(data, kind) if isinstance(data, Problem) else read_record_bytes(data, file, kind)


def unreadable_file(problem: Problem, kind: Kind) -> FileResult:
    """Give the result of a file that cannot be opened."""
    stem = PurePosixPath(problem.file).stem
    return FileResult(problem.file, problems=(problem,), broken=frozenset({stem}), complete=kind.id_is_stem)


def read_record_bytes(data: bytes, file: str, kind: Kind) -> FileResult:
    """Read the content of one file, wherever it comes from: a folder or a git revision."""
    digest = hashlib.sha256(data).hexdigest()
    shape = kind.shapes[file[file.rindex(".") :]]
    batch = _Batch(file, kind)
    if shape == "csv":
        _read_csv(data, batch)
    else:
        _read_yaml(data, batch, as_list=shape == "lijst")
    return FileResult(
        file,
        tuple(batch.entries),
        tuple(batch.all_problems()),
        frozenset(batch.broken),
        batch.complete,
        digest,
    )


def open_file(root: Path, file: str) -> bytes | Problem:
    """Read the bytes of one file of the dataset, within bounds, or tell why that cannot be."""
    path = f"{root}{os.sep}{file}"
    try:
        if stat.S_ISLNK(os.lstat(path).st_mode) and not within(Path(path), root):
            return Problem("MW014", file, position=Position(1, 1))
        # O_NONBLOCK: a pipe in the dataset must not keep the program waiting.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            info = os.fstat(handle)
            if not stat.S_ISREG(info.st_mode):
                return Problem("MW015", file, position=Position(1, 1))
            limit = size_limit(file)
            return too_large(file) if info.st_size > limit else _read_all(handle, limit)
        finally:
            os.close(handle)
    except (OSError, ValueError, RuntimeError):
        return Problem("MW018", file, position=Position(1, 1))


def within(path: Path, root: Path) -> bool:
    """Tell whether what a link leads to lies in the dataset.

    Raises:
        OSError: it leads nowhere, or in a circle.

    """
    return path.resolve(strict=True).is_relative_to(root.resolve())


def _read_all(handle: int, limit: int) -> bytes:
    parts = []
    left = limit + 1
    while left > 0 and (part := os.read(handle, min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def size_limit(file: str) -> int:
    """Give how many bytes a file may have."""
    return MAX_CSV_BYTES if file.endswith(".csv") else yaml_reader.MAX_BYTES


def too_large(file: str) -> Problem:
    """Say that a file has more bytes than it may have."""
    params = {"grens": f"{size_limit(file) // 1_000_000} MB"}
    return Problem("MW002", file, params=params, position=Position(1, 1))


@dataclass
class _Batch:
    """What has been read of one file so far."""

    file: str
    kind: Kind
    entries: list[Entry[Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    personal: list[Problem] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    complete: bool = True

    @property
    def stem(self) -> str:
        """The name of the file without folder and suffix."""
        return self.file[self.file.rfind("/") + 1 : self.file.rindex(".")]

    @property
    def allowed(self) -> Mapping[str, frozenset[str]]:
        """Per field what its values cannot be, for the rules on personal data."""
        return personal.CASE_NUMBERS if self.kind.name == "aanbesteding" else personal.ALLOWED

    def all_problems(self) -> Iterator[Problem]:
        """Give the problems; where personal data stands, only that, since mending it changes the rest."""
        places = {problem.loc for problem in self.personal if problem.loc}
        yield from (problem for problem in self.problems if problem.loc not in places)
        yield from personal.name_problems(self.file)
        yield from self.personal

    def unreadable(self, problem: Problem) -> None:
        self.problems.append(problem)
        if self.kind.id_is_stem:
            self.broken.add(self.stem)
        else:
            self.complete = False

    def add(self, raw: Any, loc: Loc, positions: Mapping[str, Position] | None = None) -> None:
        """Validate one record and keep it, or what is wrong with it."""
        key = self.kind.key
        raw_id = raw.get(key) if isinstance(raw, dict) else None
        stem = self.stem
        try:
            value: Record = self.kind.model.model_validate(raw)
        except ValidationError as error:
            self.problems += field_problems(error, self.kind.model, self.file, loc, positions)
            if self.kind.id_is_stem:
                self.broken.add(stem)
            wrong_id = any(found["loc"][:1] == (key,) for found in error.errors(include_url=False))
            if isinstance(raw_id, str):
                self.broken.add(raw_id)
            if (wrong_id or not isinstance(raw, dict)) and not self.kind.id_is_stem:
                self.complete = False  # what its id should be is not known
            return
        record_id = str(raw_id) if isinstance(raw_id, str) else stem
        if self.kind.id_is_stem and record_id != stem:
            # Which of the two is right is not known: no reference to either is called missing.
            self.problems.append(
                Problem("MW120", self.file, (*loc, key), {"id": record_id, "naam": f"{record_id}.yaml"})
            )
            self.broken |= {stem, record_id}
        self.entries.append(Entry(record_id, value, self.file, loc))


def _read_yaml(data: bytes, batch: _Batch, *, as_list: bool) -> None:
    document = yaml_reader.read_yaml(data)
    if isinstance(document, yaml_reader.YamlProblem):
        batch.unreadable(Problem(document.code, batch.file, (), document.params, document.position))
        batch.personal += personal.text_problems(batch.file, data.decode("utf-8", "replace"))
        return
    batch.problems += [
        Problem(warning.code, batch.file, (), warning.params, warning.position)
        for warning in document.warnings
    ]
    top = document.value
    batch.personal += personal.yaml_problems(batch.file, data, top, batch.allowed)
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


def _read_csv(data: bytes, batch: _Batch) -> None:
    source = decode_csv(data)
    if isinstance(source, CsvProblem):
        batch.unreadable(Problem(source.code, batch.file, (), source.params, source.position))
        batch.personal += personal.text_problems(batch.file, data.decode("utf-8", "replace"))
        return
    if source.windows_1252:
        batch.problems.append(Problem("MW026", batch.file, position=Position(1, 1)))
    rows = read_rows(source.text, source.delimiter)
    head = next(rows, None)
    if head is None:
        batch.unreadable(Problem("MW019", batch.file, position=Position(1, 1)))
        return
    if isinstance(head, CsvProblem):
        batch.unreadable(Problem(head.code, batch.file, (), head.params, head.position))
        return
    first, columns = head
    lines = text_lines(source.text)
    suspect = privacy.may_hold(source.text)
    if suspect:
        batch.personal += personal.text_problems(batch.file, "\n" * (first - 1) + lines[first - 1])
    header_problems = list(
        _header_problems(columns, LazyPositions(lines, first, source.delimiter, columns), batch)
    )
    for problem in header_problems:
        batch.unreadable(problem)
    for row in rows:
        if isinstance(row, CsvProblem):
            if not header_problems:
                batch.unreadable(Problem(row.code, batch.file, (), row.params, row.position))
            continue
        line, cells = row
        positions = LazyPositions(lines, line, source.delimiter, columns)
        if suspect:
            batch.personal += personal.cell_problems(
                batch.file, line, dict(zip(columns, cells, strict=False)), positions, batch.allowed
            )
        if header_problems:
            continue
        if len(cells) != len(columns):
            params = {"aantal": len(cells), "verwacht": len(columns)}
            batch.unreadable(Problem("MW025", batch.file, (line,), params, Position(line, 1)))
            continue
        known = _without_unknown(dict(zip(columns, cells, strict=True)), batch.kind)
        if batch.kind.name == "aanbesteding":
            tender = _tender(known, line, positions, batch)
            if tender is not None:
                batch.add(tender, (line,), positions)
            continue
        batch.add(known, (line,), positions)


def _tender(
    row: Mapping[str, str], line: int, positions: Mapping[str, Position], batch: _Batch
) -> dict[str, Any] | None:
    """Read the cells of a tender as ``check-aanbesteding`` does: amounts and dates as they are typed."""
    readers = cell_readers(Bedraglezer("komma"))
    values: dict[str, Any] = {}
    problems = []
    for column, cell in row.items():
        text = cell.strip()
        if not text or text == ONBEKEND:
            continue
        try:
            values[column] = readers[column](text)
        except PydanticCustomError as error:
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
    fields = batch.kind.model.model_fields
    choices = tuple(fields)
    any_subset = batch.kind.name == "aanbesteding"
    unknown = [name for name in columns if name not in fields]
    missing = [] if any_subset else [name for name in fields if name not in columns]
    for index, name in enumerate(columns):
        params = {"woord": name, "keuzes": choices}
        position = positions.at(index)
        if name in unknown:
            yield Problem("MW022", batch.file, (), params, position)
        elif name in columns[:index]:
            yield Problem("MW024", batch.file, (), params, position)
    if len(missing) == 1 and len(columns) == len(fields):
        return  # one column under another name is one mistake
    for name in missing:
        yield Problem("MW023", batch.file, (), {"woord": name, "keuzes": choices}, positions.at(0))


def _without_unknown(row: dict[str, str], kind: Kind) -> dict[str, str]:
    """Drop empty cells where the model says what an absent field means: unknown."""
    required = {name for name, info in kind.model.model_fields.items() if info.is_required()}
    return {name: value for name, value in row.items() if value != "" or name in required}


class LazyPositions(Mapping[str, Position]):
    """Where each cell of a row begins, found out only when asked."""

    def __init__(self, lines: Sequence[str], line: int, delimiter: str, columns: Sequence[str]) -> None:
        self._lines, self._line, self._delimiter, self._columns = lines, line, delimiter, columns

    def at(self, index: int) -> Position:
        """Give where the cell with this number begins; where there are fewer, the row."""
        positions = cell_positions(self._lines, self._line, self._delimiter)
        return positions[index] if index < len(positions) else positions[0]

    def __getitem__(self, column: str) -> Position:
        return self.at(self._columns.index(column))

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)
