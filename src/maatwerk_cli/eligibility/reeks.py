"""A table of many tenders: cut into parts, rows read, outcomes counted, memory bounded."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from maatwerk_cli.dataset.csv_reader import CsvProblem, cell_positions, split_record
from maatwerk_cli.eligibility.besluit import Besluit
from maatwerk_cli.eligibility.feiten import Rijlezer
from maatwerk_cli.eligibility.invoer import CsvBron
from maatwerk_cli.eligibility.meldingen import field_sentences
from maatwerk_cli.eligibility.oordeel import Ingelezen, Rijfout
from maatwerk_cli.models.values import ONBEKEND

ROWS = 2_000
"""Rows handed over at once."""
MOST_LOTS = 10_000
"""Lots of one tender that are put together; of more, only the least they come to is known."""

Rij = tuple[int, str] | CsvProblem
"""The text of a row with its line, or why it is none."""


class Deel(NamedTuple):
    """Rows that can be judged without any other.

    Attributes:
        rijen: the rows.
        vervolg: its first rows are lots of a tender of which others went before.
        open: its last rows are lots of a tender of which others follow.

    """

    rijen: Sequence[Rij]
    vervolg: bool = False
    open: bool = False


@dataclass
class Telling:
    """Outcomes counted.

    Attributes:
        uitkomsten: by outcome; ``fout`` for rows that could not be judged.
        voorwaarden: by condition how many tenders do not meet it, of those that it keeps out.
        vragen: by field how many tenders are undecided for want of it.
        lezingen: by reading how many tenders are undecided because of it.
        zonder_kader: by reason how many no framework could be applied to.
        dubbelzinnig: an amount could mean two things.

    """

    uitkomsten: Counter[str] = field(default_factory=Counter)
    voorwaarden: Counter[str] = field(default_factory=Counter)
    vragen: Counter[str] = field(default_factory=Counter)
    lezingen: Counter[str] = field(default_factory=Counter)
    zonder_kader: Counter[str] = field(default_factory=Counter)
    dubbelzinnig: bool = False

    def add(self, verdict: Besluit) -> None:
        """Count a verdict."""
        self.uitkomsten[verdict.uitkomst] += 1
        leading = verdict.kader
        if verdict.uitkomst == "niet_van_toepassing" and leading:
            self.voorwaarden.update(leading.beslissend)
        elif verdict.uitkomst == "onbekend":
            self.vragen.update(verdict.vraagvelden)
            if leading:
                self.lezingen.update(leading.open_lezingen.keys())
            elif verdict.situatie.reden != "peildatum":
                self.zonder_kader[verdict.situatie.reden] += 1

    def add_error(self) -> None:
        """Count a row that could not be judged."""
        self.uitkomsten["fout"] += 1

    def merge(self, other: "Telling") -> None:
        """Add what was counted elsewhere."""
        self.uitkomsten.update(other.uitkomsten)
        self.voorwaarden.update(other.voorwaarden)
        self.vragen.update(other.vragen)
        self.lezingen.update(other.lezingen)
        self.zonder_kader.update(other.zonder_kader)
        self.dubbelzinnig |= other.dubbelzinnig

    @property
    def totaal(self) -> int:
        """All rows."""
        return self.uitkomsten.total()


def parts(source: CsvBron) -> Iterator[Deel]:
    """Cut a table into parts of some thousands of rows, lots of one tender kept together."""
    delimiter = source.stream.delimiter
    at = source.kolommen.index("id") if "id" in source.kolommen else None
    rows: list[Rij] = []
    last = ""
    lots = 0
    carried = False
    for row in source.records():
        key = "" if at is None or isinstance(row, CsvProblem) else _cell(row[1], delimiter, at)
        if not isinstance(row, CsvProblem):
            same = key != "" and key == last
            if len(rows) >= ROWS and (not same or lots >= MOST_LOTS):
                yield Deel(rows, carried, same)
                rows, carried, lots = [], same, 0
            lots = lots + 1 if same else 1
            last = key
        rows.append(row)
    if rows:
        yield Deel(rows, carried)


def _cell(text: str, delimiter: str, index: int) -> str:
    cells = text.split(delimiter, index + 1) if '"' not in text else split_record(text, delimiter)
    cell = cells[index].strip() if index < len(cells) else ""
    return "" if cell == ONBEKEND else cell


class Rijen:
    """Turns the rows of a table into tenders.

    Args:
        reader: reads cells.
        delimiter: between the cells.
        columns: the fields, in their order.
        file: the file they are in, where there can be more than one.
        origins: keep where each field was read.

    """

    def __init__(
        self,
        reader: Rijlezer,
        delimiter: str,
        columns: Sequence[str],
        file: str = "",
        *,
        origins: bool = False,
    ) -> None:
        self._reader = reader
        self._columns = columns
        self._file = file
        self._origins = origins
        self._delimiter = delimiter
        self._width = len(columns)
        self._id = columns.index("id") if "id" in columns else None

    def read(self, row: Rij) -> Ingelezen | Rijfout:
        """Give the tender of a row, or what is wrong with it."""
        if isinstance(row, CsvProblem):
            text = _NUL if row.code == "MW008" else _QUOTES
            return Rijfout(None, row.position.line, text, row.position.column, self._file)
        line, text = row
        cells = split_record(text, self._delimiter)
        if len(cells) != self._width:
            fault = self._width_fault(len(cells), text)
            return Rijfout(self._row_id(cells), line, fault, bestand=self._file)
        facts = self._reader.facts(cells)
        if isinstance(facts, list):
            at = self._columns.index(facts[0].veld)
            place = cell_positions(text.split("\n"), 1, self._delimiter)[at]
            column = place.column if place.line == 1 else 1
            return Rijfout(self._row_id(cells), line, field_sentences(facts), column, self._file)
        if not self._origins:
            return Ingelezen(facts, line, bestand=self._file)
        places = {
            name: f"regel {line}, kolom {name}"
            for name, cell in zip(self._columns, cells, strict=True)
            if cell.strip()
        }
        return Ingelezen(facts, line, places, bestand=self._file)

    def _row_id(self, cells: Sequence[str]) -> str | None:
        cell = cells[self._id].strip() if self._id is not None and self._id < len(cells) else ""
        return None if cell in ("", ONBEKEND) or len(cell) > 200 else cell

    def _width_fault(self, found: int, text: str) -> str:
        other = "," if self._delimiter == ";" else ";"
        fault = f"De regel heeft {found} {'cel' if found == 1 else 'cellen'} en de kop {self._width}."
        if found < self._width and text.count(other) >= self._width - 1:
            return (
                f"{fault} De regel gebruikt een ander scheidingsteken dan de kop. Gebruik overal hetzelfde."
            )
        return f"{fault} Zet een cel met '{self._delimiter}' erin tussen aanhalingstekens."


_NUL = "De regel heeft een teken dat geen tekst is (NUL). Haal dat teken weg."
_QUOTES = (
    "De aanhalingstekens op deze regel kloppen niet. Zet een cel met een aanhalingsteken, scheidingsteken of "
    "regeleinde tussen aanhalingstekens, en schrijf een aanhalingsteken daarbinnen dubbel."
)
