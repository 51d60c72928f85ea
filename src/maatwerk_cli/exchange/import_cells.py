"""What a row or a cell of a spreadsheet is before it is read as a record: a total, a date two ways, names."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from maatwerk_cli.text.spreadsheet import SheetRow, column_letter, header_name

Order = Literal["dag-eerst", "maand-eerst"]

ERROR = re.compile(
    r"#(?:N/?[ABV]|REF!|VERW!|WAARDE!|VALUE!|DEEL/0!|DIV/0!|NAAM\?|NAME\?|GETAL!|NUM!|LEEG!|NULL!"
    r"|OVERLOOP!|SPILL!|BEREK!|CALC!|#+)",
    re.IGNORECASE,
)
"""What a spreadsheet program shows where a formula has no outcome, in Dutch and in English."""
NOTHING = re.compile(
    r"[-–—_.]+|\?+|n\.?\s?v\.?\s?t\.?|n\.?n\.?b\.?|n\.b\.|(?:nog )?niet bekend", re.IGNORECASE
)
"""What people write in a cell of which they know nothing, or that has no meaning for a row."""
DITTO = re.compile(r"idem|dito|id\.|do\.|[\"”“„〃]|''|zie (?:hier)?boven", re.IGNORECASE)
"""What people write for: the same as in the row above."""
_TOTAL = re.compile(
    r"(?:(?:sub|eind|tussen)[ -]?)?(?:totaal|totalen|total)\b.*|som(?: van)?\b.*|gemiddelde?\b.*",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?P<one>[0-9]{1,2})(?P<sign>[-/.])(?P<two>[0-9]{1,2})(?P=sign)(?P<year>[0-9]{4})")
_SEVERAL = re.compile(r"\s*(?:[,/&+]|\ben\b)\s*")


def why_no_record(row: SheetRow, header: Sequence[str], columns: Sequence[int], usual: int) -> str:
    """Say why a row is no record; nothing where it may be one.

    Args:
        row: the row.
        header: the names in the header.
        columns: the columns that are taken.
        usual: how many of them most rows fill.

    """
    if _is_header(row, header):
        return "Dit is de kop nog een keer. Haal de rij weg uit het bestand."
    filled = [str(row.cells[index]).strip() for index in columns if _is_filled(row, index)]
    anything = [str(cell).strip() for cell in row.cells if cell is not None and str(cell).strip()]
    if anything and _TOTAL.fullmatch(anything[0]):
        return "Dit lijkt een totaal en geen record. Haal de rij weg uit het bestand."
    if usual >= 3 and len(filled) <= max(1, usual // 3):
        cells = "maar één cel" if len(filled) == 1 else f"maar {len(filled)} cellen"
        return (
            f"Van deze rij {'is' if len(filled) == 1 else 'zijn'} {cells} gevuld: dit lijkt een kop of een "
            "opmerking. Haal de rij weg, of vul haar aan (met onbekend waar u het niet weet)."
        )
    return ""


def _is_header(row: SheetRow, columns: Sequence[str]) -> bool:
    """Tell whether a row is the header once more, as where a list goes on after a page."""
    filled = [(name, cell) for name, cell in zip(columns, row.cells, strict=False) if _filled(cell)]
    return len(filled) > 1 and all(header_name(cell) == header_name(name) for name, cell in filled)


def usually_filled(rows: Sequence[SheetRow], columns: Sequence[int]) -> int:
    """Give how many of these columns half of the rows fill at least."""
    counts = sorted(sum(_is_filled(row, index) for index in columns) for row in rows)
    return counts[len(counts) // 2] if counts else 0


def _is_filled(row: SheetRow, index: int) -> bool:
    return index < len(row.cells) and _filled(row.cells[index])


def _filled(cell: object) -> bool:
    return cell is not None and str(cell).strip() != ""


@dataclass(frozen=True, slots=True)
class DateColumn:
    """How the dates that are text in one column can be read.

    Attributes:
        both: how many can be read two ways.
        month_first: the cell of the first that has no day if the day comes first; else nothing.
        day_first: the same for the month.

    """

    both: int
    month_first: str
    day_first: str


def date_column(rows: Sequence[SheetRow], index: int) -> DateColumn:
    """Look through the dates of a column that are written as text."""
    both, month_first, day_first = 0, "", ""
    for row in rows:
        cell = row.cells[index] if index < len(row.cells) else None
        match = _DATE.fullmatch(cell.strip()) if isinstance(cell, str) else None
        if match is None:
            continue
        first, two = int(match["one"]), int(match["two"])
        place = f"{column_letter(index)}{row.number}"
        if first <= 12 and two <= 12:
            both += first != two
        elif first <= 12:
            month_first = month_first or place
        else:
            day_first = day_first or place
    return DateColumn(both, month_first, day_first)


def in_order(cell: Any, order: Order | None) -> Any:
    """Give a date that is text with the day first."""
    match = _DATE.fullmatch(cell.strip()) if order == "maand-eerst" and isinstance(cell, str) else None
    return cell if match is None else f"{match['two']}-{match['one']}-{match['year']}"


def several(text: str) -> list[str]:
    """Give the names in a text, if signs or words between them make them more than one."""
    return [part for part in _SEVERAL.split(text.strip()) if part]


def is_no_name(text: str) -> bool:
    """Tell whether a text is surely no name of an organisation: a sign, a word for nothing, a doubt."""
    signs = (NOTHING, DITTO, ERROR, _TOTAL)
    return "?" in text or any(pattern.fullmatch(text.strip()) is not None for pattern in signs)


def translations(given: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], str]]:
    """Give for each field and word, in small letters, the code that is meant."""
    for field, words in given.items():
        for word, code in (words if isinstance(words, Mapping) else {}).items():
            yield (str(field), str(word).strip().casefold()), str(code)
