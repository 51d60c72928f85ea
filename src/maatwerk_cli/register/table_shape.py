"""What a table is before its rows are records: no table, a head written otherwise, other rows."""

import re
from collections.abc import Mapping, Sequence

from maatwerk_cli.models.meaning import Loc
from maatwerk_cli.register.kinds import Kind
from maatwerk_cli.register.rows import columns_of_model, required_columns
from maatwerk_cli.text.csv.csv_cell import ERROR_CELL
from maatwerk_cli.text.csv.csv_reader import has_utf_16_mark
from maatwerk_cli.text.problem import Position, Problem
from maatwerk_cli.text.yaml.yaml_signs import without_signs

_SEP = re.compile(r"sep=.?\r?(?:\n|$)", re.IGNORECASE)
_OTHERS = (
    (b"PK\x03\x04", "een Excel-, Word- of zipbestand"),
    (b"\xd0\xcf\x11\xe0", "een oud Excel- of Word-bestand"),
    (b"%PDF-", "een PDF"),
    (b"{\\rtf", "een tekst met opmaak (RTF)"),
    (b"<!doctype html", "een webpagina"),
    (b"<html", "een webpagina"),
)
"""How files begin that are no text of ours, and what they are."""
_TOTALS = frozenset(("totaal", "totalen", "subtotaal", "eindtotaal", "som", "total"))
_FIGURE = re.compile(r"[€\s]*-?[\d.,]+")
_ID = re.compile(r"[a-z0-9]+(?:[-_ ][a-z0-9]+)*", re.IGNORECASE)


def other_file(file: str, data: bytes) -> Problem | None:
    """Tell of a file that is of another sort what it is, whatever its name says."""
    start = data[:20].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    what = next((what for sign, what in _OTHERS if start.startswith(sign.lower())), None)
    if what is None:
        return None
    case = {"geval": "csv"} if file.endswith(".csv") else {}
    return Problem("MW066", file, (), {"wat": what, **case}, Position(1, 1))


def is_utf_16(data: bytes) -> bool:
    """Tell whether bytes are UTF-16: by the mark they begin with, or as every other one is nothing."""
    start = data[:200]
    half = len(start) // 2
    # A few bytes may be nothing by chance; of more than four pairs most are where the text is European.
    return has_utf_16_mark(data) or (half > 4 and max(start[::2].count(0), start[1::2].count(0)) > half * 0.7)


def no_table(text: str, first: int, columns: Sequence[str], file: str, kind: Kind) -> Problem | None:
    """Say in one finding why a whole file is no table of ours, where that has one cause.

    Args:
        text: what is in the file.
        first: the line of its first row.
        columns: the cells of that row.
        file: the file.
        kind: what kind of records it has.
    """
    fields = columns_of_model(kind.model)
    if _SEP.match(text):
        return Problem("MW041", file, position=Position(1, 1))
    if len(columns) == 1 and "\t" in columns[0]:
        return Problem("MW042", file, position=Position(first, columns[0].index("\t") + 1))
    if set(columns) & set(fields):
        return None
    for sign in "|:":
        if len(columns) == 1 and set(map(str.strip, columns[0].split(sign))) & set(fields):
            params = {"geval": "teken", "teken": sign}
            return Problem("MW042", file, (), params, Position(first, columns[0].index(sign) + 1))
    return (
        None
        if set(map(_plain, columns)) & set(fields)
        else Problem("MW043", file, position=Position(first, 1))
    )


def _plain(name: str) -> str:
    return re.sub(r"[\s-]+", "_", str(without_signs(name)).strip("\"' ").casefold())


def rewritten_head(columns: Sequence[str], kind: Kind) -> tuple[int, Sequence[str]] | None:
    """Find a head of which the names are ours, but for capitals, spaces or quotes.

    Returns:
        The first column that is, and the names as they should stand; nothing where it is not so.
    """
    fields = columns_of_model(kind.model)
    plain = [name if name in fields else _plain(name) for name in columns]
    odd = [index for index, name in enumerate(columns) if name != plain[index] and plain[index] in fields]
    if not odd or not set(plain) - {""} <= set(fields) or len(set(plain)) < len(plain):
        return None
    return odd[0], plain


def nameless(columns: Sequence[str]) -> int:
    """Give how many columns at the end have no name."""
    count = 0
    while count < len(columns) - 1 and not columns[-1 - count].strip():
        count += 1
    return count


def no_record(row: Mapping[str, str], kind: Kind) -> tuple[str, str] | None:
    """Tell of a row that is none of records: give the code of its finding, and the column it shows in."""
    filled = {column: cell.strip() for column, cell in row.items() if cell.strip()}
    required = required_columns(kind.model)
    if required <= filled.keys():
        return None
    word = (column for column, cell in filled.items() if cell.rstrip(":").casefold() in _TOTALS)
    if (column := next(word, None)) is not None:
        return "MW049", column
    first = next(iter(row))
    if kind.per_year and all(_FIGURE.fullmatch(cell) for cell in filled.values()):
        return "MW049", next(iter(filled))
    alone = filled.keys() == {first} and len(required) > 1
    return ("MW064", first) if alone and not _ID.fullmatch(filled[first]) else None


def error_cells(row: Mapping[str, str]) -> tuple[str, ...]:
    """Give the columns in which a formula has no outcome."""
    return tuple(column for column, cell in row.items() if ERROR_CELL.fullmatch(cell.strip()))


def with_error_cells(
    problems: Sequence[Problem],
    columns: Sequence[str],
    line: int,
    file: str,
    positions: Mapping[str, Position],
) -> list[Problem]:
    """Give the problems of a row, those of cells in which a formula has no outcome as what they are."""
    places: set[Loc] = {(line, column) for column in columns}
    kept = [problem for problem in problems if problem.loc[:2] not in places]
    errors = (
        Problem("MW065", file, (line, column), {"veld": (column,)}, positions[column]) for column in columns
    )
    return [*kept, *errors]
