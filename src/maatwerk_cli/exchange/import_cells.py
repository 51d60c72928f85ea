"""What a row or a cell of a spreadsheet is before it is read as a record: a total, a date two ways, names."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from maatwerk_cli.models.dutch_input import MONTHS
from maatwerk_cli.models.tender.cell import DITTO_WORDS
from maatwerk_cli.text.csv.csv_cell import ERROR_CELL
from maatwerk_cli.text.spreadsheet import SheetRow, column_letter, header_name, is_filled

Order = Literal["dag-eerst", "maand-eerst"]

SAYS_NOTHING = re.compile(
    r"[-–—_.]+|\?+|n\.?\s?v\.?\s?t\.?|n\.?n\.?b\.?|n\.b\.|(?:nog )?niet bekend", re.IGNORECASE
)
"""What people write in a cell of which they know nothing, or that has no meaning for a row."""
DITTO = re.compile("|".join(map(re.escape, sorted(DITTO_WORDS))), re.IGNORECASE)
"""What people write for: the same as in the row above."""
NO_VALUE = re.compile("|".join(form.pattern for form in (ERROR_CELL, SAYS_NOTHING, DITTO)), re.IGNORECASE)
"""Any of these."""
_TOTAL = re.compile(
    r"(?:(?:sub|eind|tussen)[ -]?)?(?:totaal|totalen|total)\b.*|som(?: van)?\b.*|gemiddelde?\b.*",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?P<one>[0-9]{1,2})(?P<sign>[-/.])(?P<two>[0-9]{1,2})(?P=sign)(?P<year>[0-9]{4})")
_FEW, _MANY = 3, 4
"""Cells: where most rows fill fewer, one filled cell says nothing, unless that is two of so many columns."""
_SEVERAL = re.compile(r"\s*(?:[,/&+]|\ben\b)\s*")


def why_no_record(row: SheetRow, header: Sequence[str], columns: Sequence[int], usual: int) -> str:
    """Say why a row is no record; nothing where it may be one.

    Args:
        row: the row.
        header: the names in the header, as :func:`header_name` gives them.
        columns: the columns that are taken.
        usual: how many of them most rows fill.
    """
    if _is_header(row, header):
        return "Dit is de kop nog een keer. Haal de rij weg uit het bestand."
    first = next((cell for cell in row.cells if is_filled(cell)), None)
    if isinstance(first, str) and _TOTAL.fullmatch(first.strip()):
        return "Dit lijkt een totaal en geen record. Haal de rij weg uit het bestand."
    filled = _count_filled(row, columns)
    alone = filled == 1 and usual == 2 and len(columns) >= _MANY
    if not alone and (usual < _FEW or filled > max(1, usual // 3)):
        return ""
    if filled == 0:
        return (
            "In de kolommen die worden overgenomen, staat in deze rij niets. Haal de rij weg uit het bestand."
        )
    cells = "maar één cel" if filled == 1 else f"maar {filled} cellen"
    return (
        f"Van deze rij {'is' if filled == 1 else 'zijn'} {cells} gevuld: dit lijkt een kop of een "
        "opmerking. Haal de rij weg, of vul die aan (met onbekend waar u het niet weet)."
    )


def stands_on_its_side(rows: Iterable[SheetRow], columns: Sequence[int], known: Collection[str]) -> bool:
    """Tell whether a table has its names of fields under each other in the first column.

    Args:
        rows: the rows.
        columns: the columns that are taken.
        known: names that a column may have.
    """
    if len(columns) > 1:
        return False
    first = [row.cells[0] for row in islice(rows, _NEAR_THE_TOP) if row.cells and is_filled(row.cells[0])]
    names = sum(header_name(cell) in known for cell in first)
    return names > 1 and names * 2 >= len(first)


_NEAR_THE_TOP = 50
"""How many rows are looked at to see what a column holds."""


def _is_header(row: SheetRow, header: Sequence[str]) -> bool:
    """Tell whether a row is the header once more, as where a list goes on after a page."""
    same = 0
    for name, cell in zip(header, row.cells, strict=False):
        if is_filled(cell):
            if header_name(cell) != name:
                return False
            same += 1
    return same > 1


def _count_filled(row: SheetRow, columns: Sequence[int]) -> int:
    return sum(index < len(row.cells) and is_filled(row.cells[index]) for index in columns)


@dataclass(slots=True)
class DateColumn:
    """How the dates that are text in one column can be read.

    Attributes:
        both: how many can be read two ways.
        month_first: the cell of the first that has no day if the day comes first; else nothing.
        day_first: the same for the month.
    """

    both: int = 0
    month_first: str = ""
    day_first: str = ""

    def look_at(self, text: str, index: int, number: int) -> None:
        """Look at one more cell: its text, its column and the number of its row."""
        match = _DATE.fullmatch(text.strip())
        if match is None:
            return
        first, second = int(match["one"]), int(match["two"])
        if max(first, second) <= len(MONTHS):
            self.both += first != second
        elif first <= len(MONTHS):
            self.month_first = self.month_first or f"{column_letter(index)}{number}"
        else:
            self.day_first = self.day_first or f"{column_letter(index)}{number}"


@dataclass(frozen=True, slots=True)
class Glance:
    """What is to be known of all rows before one is read.

    Attributes:
        usual: how many of the columns half of the rows fill at least.
        dates: by column how its dates can be read.
    """

    usual: int
    dates: Mapping[int, DateColumn]


def look_through(rows: Iterable[SheetRow], columns: Sequence[int], dates: Sequence[int] = ()) -> Glance:
    """Look through all rows once.

    Args:
        rows: the rows.
        columns: the columns that are taken.
        dates: those of them that hold dates.
    """
    counts: Counter[int] = Counter()
    columns_of_dates = {index: DateColumn() for index in dates}
    for row in rows:
        counts[_count_filled(row, columns)] += 1
        for index, column in columns_of_dates.items():
            cell = row.cell(index)
            if isinstance(cell, str):
                column.look_at(cell, index, row.number)
    middle, usual = counts.total() // 2, 0
    for usual in sorted(counts):
        middle -= counts[usual]
        if middle < 0:
            break
    return Glance(usual, columns_of_dates)


def with_day_first(cell: Any, order: Order | None) -> Any:
    """Give a date that is text with the day first."""
    match = _DATE.fullmatch(cell.strip()) if order == "maand-eerst" and isinstance(cell, str) else None
    return cell if match is None else f"{match['two']}-{match['one']}-{match['year']}"


def several(text: str) -> list[str]:
    """Give the names in a text, if signs or words between them make them more than one."""
    return [part for part in _SEVERAL.split(text.strip()) if part]


def is_no_name(text: str) -> bool:
    """Tell whether a text is surely no name of an organisation: a sign, a word for nothing, a doubt."""
    signs = (SAYS_NOTHING, DITTO, ERROR_CELL, _TOTAL)
    return "?" in text or any(pattern.fullmatch(text.strip()) is not None for pattern in signs)


def translations(given: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], str]]:
    """Give for each field and word, in small letters, the code that is meant."""
    for field, words in given.items():
        for word, code in (words if isinstance(words, Mapping) else {}).items():
            yield (str(field), str(word).strip().casefold()), str(code)
