"""Rows of a table turned into tenders."""

import re
from collections.abc import Mapping, Sequence

from maatwerk_cli.models.tender.cell import AmountReader, cell_readers, named
from maatwerk_cli.tender.facts import Facts, FactsReader, FieldRefusal
from maatwerk_cli.tender.input.columns import TEXT_FIELDS
from maatwerk_cli.tender.judging import Refused, TenderRead
from maatwerk_cli.tender.refusals import field_codes, field_sentences
from maatwerk_cli.tender.series.table_parts import RawRow
from maatwerk_cli.text import dutch
from maatwerk_cli.text.csv.csv_cell import CUT_CELL, ERROR_CELL, unguarded
from maatwerk_cli.text.csv.csv_reader import cell_positions, split_record
from maatwerk_cli.text.problem import Position, Problem

MOST_OF_AN_ID = 200
"""Characters of an id by which a row that cannot be read is known."""


class RowReader:
    """Turns the rows of a table into tenders.

    Args:
        columns: the fields in the order of the cells.
        delimiter: between the cells.
        amounts: reads amounts.
        file: the file they are in, where there can be more than one.
        origins: keep where each field was read.
        lookalikes: fields that columns resemble that were not read, and that may be assumed.
        of_sheet: they are of a sheet, in which a place is a cell and not a sign of a line.
    """

    def __init__(
        self,
        columns: Sequence[str],
        delimiter: str,
        amounts: AmountReader,
        file: str = "",
        *,
        origins: bool = False,
        lookalikes: tuple[tuple[str, str], ...] = (),
        of_sheet: bool = False,
    ) -> None:
        self._reader = FactsReader(columns, cell_readers(amounts))
        self._amounts = amounts
        self._columns = columns
        self._file = file
        self._origins = origins
        self._lookalikes = lookalikes
        self._of_sheet = of_sheet
        self._delimiter = delimiter
        self._width = len(columns)
        self._id = columns.index("id") if "id" in columns else None
        self._perceel = columns.index("perceel") if "perceel" in columns else None

    def begin(self) -> None:
        """Forget what earlier rows were unsure about; the rows of another part follow."""
        self._amounts.two_ways = False

    @property
    def two_ways(self) -> bool:
        """Whether an amount that was read could mean two things."""
        return self._amounts.two_ways

    def read(self, line: int, row: RawRow) -> TenderRead | Refused:
        """Give the tender of the row that starts on a line, or what is wrong with it."""
        if isinstance(row, Problem):
            text = _NUL if row.code == "MW008" else _QUOTES
            return Refused(text, line, row.place.column, file=self._file, code=row.code)
        cells = split_record(row, self._delimiter)
        if "'" in row:
            cells = [*map(unguarded, cells)]
        if len(cells) != self._width:
            fault, name = self._width_fault(len(cells), row), self._named(cells, self._id)
            return Refused(fault, line, id=name, file=self._file, code="aantal_cellen")
        kind = no_tender(cells, self._columns)
        if kind:
            return Refused(NO_TENDER[kind], line, file=self._file, no_tender=True, code=kind)
        facts = self._reader.facts(cells)
        if "#" in row or "E+" in row:
            facts = self._of_lost(cells, facts)
        if isinstance(facts, list):
            return Refused(
                field_sentences(facts),
                line,
                self._place(line, row, facts[0].field).column,
                self._named(cells, self._id),
                self._named(cells, self._perceel),
                self._file,
                code=field_codes(facts),
            )
        if not self._origins:
            read = TenderRead(facts, line, _NOWHERE, (), _NOWHERE, (), self._file, None, row)
            return read._replace(lookalikes=self._lookalikes) if self._lookalikes else read
        places = {
            name: f"regel {line}, kolom {name}"
            for name, cell in zip(self._columns, cells, strict=True)
            if name and cell.strip()
        }
        return TenderRead(facts, line, places, file=self._file, raw=row, lookalikes=self._lookalikes)

    def _of_lost(self, cells: Sequence[str], facts: Facts | list[FieldRefusal]) -> Facts | list[FieldRefusal]:
        """Refuse a row for each cell of which a spreadsheet lost the content, also where any text fits."""
        lost = {
            name: kind
            for name, cell in zip(self._columns, cells, strict=True)
            if name and (kind := _lost(cell.strip(), name))
        }
        if not lost:
            return facts
        others = {refusal.field: refusal for refusal in facts} if isinstance(facts, list) else {}
        refusals = others | {name: FieldRefusal(name, kind, {}, "") for name, kind in lost.items()}
        return [refusals[name] for name in self._columns if name in refusals]

    def place(self, row: TenderRead, field: str) -> Position:
        """Give where a field of a row stands."""
        return self._place(row.line, row.raw, field)

    def _place(self, line: int, text: str, field: str) -> Position:
        """Give where a field stands in a row; the row where it is no column."""
        if field not in self._columns:
            return Position(line, 1)
        if self._of_sheet:
            return Position(line, self._columns.index(field) + 1)
        positions = cell_positions(text.split("\n"), 1, self._delimiter)[self._columns.index(field)]
        return Position(line, positions.column if positions.line == 1 else 1)

    def _named(self, cells: Sequence[str], place: int | None) -> str | None:
        cell = cells[place].strip() if place is not None and place < len(cells) else ""
        unnamed = not cell or len(cell) > MOST_OF_AN_ID or _lost(cell, "id")
        return None if unnamed else named(cell)

    def _width_fault(self, width: int, text: str) -> str:
        other = "," if self._delimiter == ";" else ";"
        fault = f"De regel heeft {dutch.so_many(width, 'cel', 'cellen')} en de kop {self._width}."
        if width < self._width and text.count(other) >= self._width - 1:
            return (
                f"{fault} De regel gebruikt een ander scheidingsteken dan de kop. Gebruik overal hetzelfde."
            )
        return f"{fault} Zet een cel met '{self._delimiter}' erin tussen aanhalingstekens."


def _lost(cell: str, field: str) -> str:
    """Tell what is wrong with a cell of which a spreadsheet lost the content; nothing where it did not."""
    if ERROR_CELL.fullmatch(cell):
        return "foutmelding"
    return "getal_afgekapt" if field in TEXT_FIELDS and CUT_CELL.fullmatch(cell) else ""


_NOWHERE: Mapping[str, str] = {}
_DASHES = re.compile(r"[-–—=_.*·\s]+")
_TOTAL = re.compile(r"(?:sub|eind|groot)?tota(?:al|len)\b|(?:eind)?som\b|saldo\b", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_NUMBERS = ("loonsom_excl_btw", "opdrachtwaarde_excl_btw", "looptijd_maanden", "verlenging_maanden")
NO_TENDER: Mapping[str, str] = {
    "leeg": "Deze rij is leeg en is niet beoordeeld. Haal die weg.",
    "streepjes": "Deze rij heeft alleen streepjes of tekens en is niet beoordeeld. Haal die weg.",
    "totaal": "Dit lijkt een rij met totalen. Zij is niet beoordeeld. Haal die weg.",
}
"""What a row is that is no tender, and what is said of it."""


def no_tender(cells: Sequence[str], columns: Sequence[str]) -> str:
    """Tell what a row is that holds no tender: nothing, dashes, or totals; empty where it may be one."""
    first = cells[0].strip() or next(filter(None, map(str.strip, cells)), "")
    if not first:
        return "leeg"
    if not (first[0].isalnum() and first[0] not in "tTsSeEgG"):
        filled = [(name, cell.strip()) for name, cell in zip(columns, cells, strict=True) if cell.strip()]
        if all(_DASHES.fullmatch(cell) for _, cell in filled):
            return "streepjes"
        words = [cell for name, cell in filled if name not in _NUMBERS and (name or _LETTER.search(cell))]
        if len(words) == 1 and _TOTAL.match(words[0]):
            return "totaal"
    return ""


_NUL = "De regel heeft een teken dat geen tekst is (NUL). Haal dat teken weg."
_QUOTES = (
    "De aanhalingstekens op deze regel kloppen niet. Zet een cel met een aanhalingsteken, scheidingsteken of "
    "regeleinde tussen aanhalingstekens, en schrijf een aanhalingsteken daarbinnen dubbel."
)
