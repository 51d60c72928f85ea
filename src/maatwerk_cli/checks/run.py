"""From problems to findings: every rule is run, every path gets a position, every code its text."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from maatwerk_cli.checks.between import between_records
from maatwerk_cli.checks.catalogue import catalogue, file_text, path_text, texts
from maatwerk_cli.checks.finding import Finding
from maatwerk_cli.checks.names import with_what_is_meant
from maatwerk_cli.checks.once import once
from maatwerk_cli.checks.rules.case_rules import cases_are_right, frameworks_are_meant
from maatwerk_cli.checks.shifted import once_a_row
from maatwerk_cli.register.kinds import KINDS
from maatwerk_cli.register.loading import Loaded, not_read
from maatwerk_cli.register.reading import open_record_file
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.register.validation import may_mean_thousands, number_as_written
from maatwerk_cli.text.csv.csv_reader import CsvText, cell_positions, decode_csv, read_rows, text_lines
from maatwerk_cli.text.problem import Position, Problem
from maatwerk_cli.text.yaml.yaml_reader import Marks, read_marks

if TYPE_CHECKING:
    from maatwerk_cli.checks.selection import Fingerprint
    from maatwerk_cli.history.revisions import Version


def check(
    loaded: Loaded, changed: Mapping[str, bytes | None] | None = None, placed: int | None = None
) -> list[Finding]:
    """Give everything that is wrong with a dataset, in order of file and place.

    Args:
        loaded: the dataset.
        changed: what is in files of which the content is not as it lies in the folder.
        placed: of how many equal findings the place is looked up; of all where it is not given.
    """
    return findings(problems_in(loaded, changed), loaded.dataset.root, changed, placed)


def problems_in(loaded: Loaded, changed: Mapping[str, bytes | None] | None = None) -> list[Problem]:
    """Give everything that is wrong with a dataset, before it has words and places."""
    root = loaded.dataset.root

    def read(file: str) -> bytes | Problem:
        content = (changed or {}).get(file)
        return open_record_file(root, file) if content is None else content

    return _problems(loaded.dataset, loaded.problems, root, read, changed or {})


def _problems(
    dataset: Dataset,
    own: Sequence[Problem],
    folder: Path,
    read: Callable[[str], bytes | Problem],
    changed: Mapping[str, bytes | None],
) -> list[Problem]:
    """Give everything that is wrong with a dataset.

    Args:
        dataset: the records.
        own: what is wrong with each file by itself.
        folder: where its policy lies.
        read: gives what is in a file, or why that cannot be.
        changed: what is in files of which the content is not as it lies in the folder.
    """
    meant = (with_what_is_meant(problem, dataset) for problem in own)
    between = between_records(dataset, {problem.file for problem in own})
    problems = [*meant, *between, *cases_are_right(folder, dataset, changed), *frameworks_are_meant(folder)]
    return once_a_row(problems, dataset, read)


def fingerprints_at(version: "Version", near: "Version") -> "Counter[Fingerprint]":
    """Give everything that was wrong at another moment, to tell what is new; of no dataset, nothing.

    Of files that are the same at a moment ``near`` it, as git names their content, nothing is read again.
    """
    from maatwerk_cli.checks.selection import fingerprint

    version.read(version.nodes, near.shared)
    dataset = version.dataset(KINDS)
    problems = [problem for file in version.nodes for problem in version.result(file).problems]
    problems += version.problems_of_others()
    problems += {each.file: each for file in version.others for each in not_read(file)}.values()
    if dataset is not None:
        with TemporaryDirectory(prefix="maatwerk-") as folder:
            version.lay_out(Path(folder), _OF_POLICY)
            problems = _problems(dataset, problems, Path(folder), version.content, {})
    return Counter(fingerprint(_finding(problem, Position(1, 1))) for problem in problems)


_OF_POLICY = re.compile(r"(?:beleid|codelijsten)/\w[\w .-]*|bronnen\.yaml|organisaties\.csv")
"""The files by which a framework and its cases are judged; no name leads out of the folder."""


def findings(
    problems: Iterable[Problem],
    root: Path,
    changed: Mapping[str, bytes | None] | None = None,
    placed: int | None = None,
) -> list[Finding]:
    """Turn problems into findings. Only files that have a problem without a position are read again."""
    places = _Places(root, changed or {})
    problems = map(places.as_written, problems)
    if placed is None:
        every = {_finding(problem, problem.position or places.find(problem)) for problem in problems}
        return once(sorted(every))
    findings: dict[Finding, None] = {}
    equal: Counter[tuple[str, str]] = Counter()
    for problem in sorted(problems, key=lambda problem: problem.file):
        finding = unplaced(problem)
        equal[finding.code, finding.message] += 1
        if problem.position is None and equal[finding.code, finding.message] <= placed:
            position = places.find(problem)
            finding = replace(finding, line=position.line, column=position.column)
        findings[finding] = None
    return once(list(findings))


def unplaced(problem: Problem) -> Finding:
    """Give a problem its words, with the place only where that is known already."""
    return _finding(problem, problem.place)


def _finding(problem: Problem, position: Position) -> Finding:
    message, remedy = texts(problem)
    return Finding(
        file_text(problem.file),
        position.line,
        position.column,
        problem.code,
        catalogue()[problem.code].severity,
        path_text(problem.loc, problem.file),
        message,
        remedy,
        problem.also,
    )


class _Places:
    """Finds positions; each file is read once, and only when asked."""

    def __init__(self, root: Path, changed: Mapping[str, bytes | None]) -> None:
        self._root = root
        self._changed = changed
        self._marks: dict[str, Marks] = {}
        self._tables: dict[str, tuple[list[str], str, list[str]]] = {}

    def find(self, problem: Problem) -> Position:
        if problem.file.endswith(".csv"):
            return self._in_csv(problem)
        return self._in_yaml(problem.file).find(problem.loc, on_key=problem.on_key)

    def as_written(self, problem: Problem) -> Problem:
        """Give a problem of a number as its file writes it."""
        thousands = may_mean_thousands(problem)
        if not thousands or problem.position is not None:
            return problem
        data = self._content(problem.file)
        if isinstance(data, Problem):
            return problem
        plain = str(problem.params["getal"])  # most files write no thousands: those are not parsed again
        written = self._in_yaml(problem.file).number_at(problem.loc) if thousands.encode() in data else plain
        return number_as_written(problem, written)

    def _in_yaml(self, file: str) -> Marks:
        if file not in self._marks:
            data = self._content(file)
            self._marks[file] = Marks(Position(1, 1)) if isinstance(data, Problem) else read_marks(data)
        return self._marks[file]

    def _content(self, file: str) -> bytes | Problem:
        changed = self._changed.get(file)
        return open_record_file(self._root, file) if changed is None else changed

    def _in_csv(self, problem: Problem) -> Position:
        line = problem.loc[0] if problem.loc and isinstance(problem.loc[0], int) else 1
        lines, delimiter, columns = self._table(problem.file)
        column = problem.loc[1] if len(problem.loc) > 1 else None
        if column not in columns:
            return Position(line, 1)
        positions = cell_positions(lines, line, delimiter)
        index = columns.index(str(column))
        return positions[index] if index < len(positions) else Position(line, 1)

    def _table(self, file: str) -> tuple[list[str], str, list[str]]:
        if file not in self._tables:
            data = self._content(file)
            source = data if isinstance(data, Problem) else decode_csv(data)
            if not isinstance(source, CsvText):
                return [], ",", []
            head = next(read_rows(source.text, source.delimiter), None)
            columns = [] if head is None or isinstance(head, Problem) else head[1]
            self._tables[file] = text_lines(source.text), source.delimiter, columns
        return self._tables[file]
