"""Values of a row that stand in the wrong columns: one mistake, however many columns they do not fit.

A row is put right in every way in which a cell too many or too few moves values, or two values change
places. Where in one of those ways every value fits its column and names what exists, that is what happened.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from pydantic import ValidationError

from maatwerk_cli.checks.rules.reference_rules import names_what_exists
from maatwerk_cli.register.kinds import Kind, kind_of_file
from maatwerk_cli.register.records import Dataset, Entry
from maatwerk_cli.register.rows import columns_of_model, record_from_row, required_columns
from maatwerk_cli.text.csv.csv_reader import CsvText, decode_csv, read_rows
from maatwerk_cli.text.problem import Problem

_ABOUT_VALUES = ("MW1", "MW2")
_SHIFTED, _TWICE = "MW060", "MW207"
_MOST = 100
"""Rows of one file that are looked at: where there are more, the first show what happened."""
_ANY = "1"
"""A value that fits in every column of numbers, and in none of codes, names or dates."""
FileReader = Callable[[str], bytes | Problem]


class _Way(NamedTuple):
    """How a row is put right: in which case, the columns it is about, and its cells as they should stand."""

    case: str
    columns: tuple[str, ...]
    cells: Sequence[str]


def once_a_row(problems: Sequence[Problem], dataset: Dataset, read: FileReader) -> list[Problem]:
    """Give problems, those of a row of which values stand in wrong columns as one.

    Args:
        problems: everything that is wrong.
        dataset: what there is to be named.
        read: gives what is in a file, or why that cannot be.
    """
    rows = _rows_in_doubt(problems)
    if not rows:
        return list(problems)
    instead: dict[tuple[str, int], Problem] = {}
    for file, lines in rows.items():
        kind = kind_of_file(file)
        content = read(file) if kind is not None else None
        source = decode_csv(content) if isinstance(content, bytes) else None
        if kind is not None and isinstance(source, CsvText):
            instead |= _in_file(source, file, kind, lines, dataset)
    kept: dict[Problem | int, Problem] = {}
    for problem in problems:
        row = _row(problem)
        if row is not None and row in instead:
            kept.setdefault(id(instead[row]), instead[row])
        else:
            kept[id(problem)] = problem
    return list(kept.values())


def _row(problem: Problem) -> tuple[str, int] | None:
    """Give the row that a problem is about a value of."""
    about_values = problem.code[:3] in _ABOUT_VALUES and problem.code != _TWICE
    of_value = about_values and problem.file.endswith(".csv") and len(problem.loc) > 1
    line = problem.loc[0] if of_value else None
    return (problem.file, line) if isinstance(line, int) else None


def _rows_in_doubt(problems: Sequence[Problem]) -> Mapping[str, Mapping[int, Sequence[str]]]:
    """Give rows with values that do not fit, by file and line: the columns of those, where there are some."""
    rows: dict[str, dict[int, list[str]]] = {}
    for problem in problems:
        row = _row(problem)
        if row is not None:
            rows.setdefault(row[0], {}).setdefault(row[1], []).append(str(problem.loc[1]))
    return rows


def _in_file(
    source: CsvText, file: str, kind: Kind, lines: Mapping[int, Sequence[str]], dataset: Dataset
) -> dict[tuple[str, int], Problem]:
    rows = [row for row in read_rows(source.text, source.delimiter) if not isinstance(row, Problem)]
    head, records = rows[0], [row for row in rows[1:] if any(cell.strip() for cell in row[1])]
    if not set(head[1]) <= columns_of_model(kind.model).keys():
        return {}
    ways: dict[int, _Way] = {}
    doubtful = [(line, cells) for line, cells in records if line in lines and len(cells) == len(head[1])]
    for line, cells in doubtful[:_MOST]:
        way = _way(head[1], cells, lines[line], file, kind, dataset)
        if way is not None:
            ways[line] = way
    how = Counter(way[:2] for way in ways.values())
    if len(records) > 1 and len(ways) == len(records) and len(how) == 1:  # what is wrong is the head
        problem = _problem(file, head[0], next(iter(ways.values())), "kop_")
        return {(file, line): problem for line in ways}
    return {(file, line): _problem(file, line, way) for line, way in ways.items()}


def _problem(file: str, line: int, way: _Way, where: str = "") -> Problem:
    params = {"geval": where + way.case, "woord": way.columns[0], "ander": way.columns[-1]}
    return Problem(_SHIFTED, file, (line, way.columns[0]), params)


def _way(
    columns: Sequence[str],
    cells: Sequence[str],
    wrong: Sequence[str],
    file: str,
    kind: Kind,
    dataset: Dataset,
) -> _Way | None:
    """Find how values came in the wrong columns; nothing where one value does not fit by itself."""
    places = [columns.index(name) for name in wrong if name in columns]
    if not places:
        return None
    empty = required_columns(kind.model) & {
        name for name, cell in zip(columns, cells, strict=True) if not cell
    }
    # What a row is called can be anything, so that its place proves nothing.
    keys = {columns.index(key) for key in kind.keys if key in columns}
    ways = _swaps(columns, cells, places, keys)
    if len(set(places)) > 1 or empty:
        ways = (way for each in (_shifts(columns, cells, min(places)), ways) for way in each)
    elif _fits(columns, [*cells[: places[0]], _ANY, *cells[places[0] + 1 :]], file, kind, dataset):
        return None  # a number fits in any column of numbers, so that its place proves nothing
    return next((way for way in ways if _fits(columns, way.cells, file, kind, dataset)), None)


def _shifts(columns: Sequence[str], cells: Sequence[str], first: int) -> Iterator[_Way]:
    """Give each way in which a cell too many, or one too few, moved the values after it by one."""
    ends = sorted(range(first, len(cells)), reverse=True)
    for start in range(first, -1, -1):
        for end in ends:
            if end <= start:
                continue
            if not cells[start]:
                moved = [*cells[:start], *cells[start + 1 : end + 1], "", *cells[end + 1 :]]
                yield _Way("rechts", (columns[start], columns[end]), moved)
            if not cells[end]:
                moved = [*cells[:start], "", *cells[start:end], *cells[end + 1 :]]
                yield _Way("links", (columns[start], columns[end]), moved)


def _swaps(
    columns: Sequence[str], cells: Sequence[str], places: Sequence[int], keys: Collection[int]
) -> Iterator[_Way]:
    """Give each way in which two values stand in each other's column."""
    pairs = combinations(range(len(cells)), 2)
    for left, right in pairs:
        if not cells[left] or not cells[right] or not {left, right} & set(places):
            continue
        if not set(places) <= {left, right} or {left, right} & set(keys):
            continue
        moved = list(cells)
        moved[left], moved[right] = cells[right], cells[left]
        yield _Way("wissel", (columns[left], columns[right]), moved)


def _fits(columns: Sequence[str], cells: Sequence[str], file: str, kind: Kind, dataset: Dataset) -> bool:
    """Tell whether every value of a row fits its column, and names what exists."""
    required = required_columns(kind.model)
    row = {name: cell for name, cell in zip(columns, cells, strict=True) if cell or name in required}
    try:
        record = kind.model.model_validate(record_from_row(kind.model, row))
    except ValidationError:
        return False
    return names_what_exists(dataset, kind, Entry(kind.id_of(row) or "", record, file))
