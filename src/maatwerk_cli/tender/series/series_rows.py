"""A table of many tenders: cut into parts, rows read, outcomes counted, memory bounded."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from maatwerk_cli.models.cell import Bedraglezer, cell_readers
from maatwerk_cli.models.values import ONBEKEND
from maatwerk_cli.tender.facts import Rijlezer
from maatwerk_cli.tender.judging import Ingelezen, Rijfout
from maatwerk_cli.tender.refusals import field_sentences
from maatwerk_cli.tender.tender_input import CsvBron
from maatwerk_cli.tender.verdict import Besluit, Patroon
from maatwerk_cli.text.csv.csv_reader import CsvProblem, cell_positions, split_record
from maatwerk_cli.text.problem import Position

ROWS = 500
"""Rows looked at together."""
MOST_LOTS = 10_000
"""Lots of one tender that are put together; of more, only the least they come to is known."""
MAX_NAAM = 200
"""Characters of an id by which a row that cannot be read is known."""
MOST_REMEMBERED = 100_000
"""Ids that are remembered, to tell of rows of one tender that are not together."""

Rij = str | CsvProblem
"""The text of a row, or why it is none."""


class Deel(NamedTuple):
    """Rows that can be judged without any other.

    Attributes:
        regels: the line each row starts on.
        rijen: the rows.
        vervolg: its first rows are lots of a tender of which others went before.
        open: its last rows are lots of a tender of which others follow.

    """

    regels: Sequence[int]
    rijen: Sequence[Rij]
    vervolg: bool = False
    open: bool = False


class Soort(NamedTuple):
    """A way in which a tender can come out.

    Attributes:
        uitkomst: the outcome; ``fout`` where it could not be judged.
        beslissend: the conditions that decide.
        vraagvelden: the fields to ask for.
        lezingen: the readings that are open and matter.
        reden: why no framework gave an outcome.

    """

    uitkomst: str
    beslissend: tuple[str, ...] = ()
    vraagvelden: tuple[str, ...] = ()
    lezingen: tuple[str, ...] = ()
    reden: str = ""


class Telling:
    """Outcomes counted.

    Args:
        soorten: how many tenders came out in each way already.
        dubbelzinnig: an amount could mean two things.
        verspreid: how often rows of one tender came back after others.

    Attributes:
        dubbelzinnig: an amount could mean two things.
        verspreid: how often rows of one tender came back after others.

    """

    def __init__(
        self, soorten: Mapping[Soort, int] | None = None, dubbelzinnig: bool = False, verspreid: int = 0
    ) -> None:
        self._kinds: Counter[Soort] = Counter(soorten)
        self._without: Counter[str] = Counter()
        self._patterns: Counter[Patroon] = Counter()
        self.dubbelzinnig = dubbelzinnig
        self.verspreid = verspreid

    def add(self, verdict: Besluit, times: int = 1) -> None:
        """Count a verdict."""
        leading = verdict.kader
        if leading is None:
            self._without[verdict.situatie.reden] += times
        else:
            self._patterns[leading.patroon] += times

    def add_error(self) -> None:
        """Count a row that could not be judged."""
        self._kinds[Soort("fout")] += 1

    def __reduce__(self) -> "tuple[type[Telling], tuple[Counter[Soort], bool, int]]":
        """Go to another process as the ways in which tenders came out, without the conditions themselves."""
        return Telling, (self.soorten, self.dubbelzinnig, self.verspreid)

    def merge(self, other: "Telling") -> None:
        """Add what was counted elsewhere."""
        self._kinds.update(other.soorten)
        self.dubbelzinnig |= other.dubbelzinnig

    @property
    def soorten(self) -> Counter[Soort]:
        """How many tenders came out in each way."""
        found = Counter(self._kinds)
        for one, number in self._patterns.items():
            readings = tuple(one.open_lezingen)
            found[Soort(one.uitkomst, one.beslissend, one.vraagvelden, readings)] += number
        for reason, number in self._without.items():
            asked = ("peildatum",) if reason == "peildatum" else ()
            found[Soort("onbekend", (), asked, (), reason)] += number
        return found

    @property
    def totaal(self) -> int:
        """All rows."""
        return self.soorten.total()

    def per(self, field: str, outcome: str) -> Counter[str]:
        """Count by each name in a field of the ways of one outcome; a tender can count for more than one."""
        found: Counter[str] = Counter()
        for kind, number in self.soorten.items():
            names = getattr(kind, field)
            if kind.uitkomst == outcome:
                for name in (names,) if isinstance(names, str) else names:
                    found[name] += number
        return found

    @property
    def uitkomsten(self) -> Counter[str]:
        """How many by outcome."""
        found: Counter[str] = Counter()
        for kind, number in self.soorten.items():
            found[kind.uitkomst] += number
        return found


class Kenmerken:
    """Remembers which ids went before, to tell of rows of one tender that are not together.

    It remembers a bounded number of ids: of a longer table, the first.
    """

    def __init__(self) -> None:
        self._first: dict[str, int] = {}
        self._last: str | None = None

    def again(self, names: Sequence[str | None], lines: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Give of ids with their line those that stood before, with other rows between, and on which line."""
        first, last = self._first, self._last
        self._last = names[-1] if names else last
        if len(first) >= MOST_REMEMBERED and first.keys().isdisjoint(names):
            return  # no id that is remembered comes back, and no more can be
        for name, line in zip(names, lines, strict=True):
            if name is not None and name != last:
                before = first.get(name)
                if before is not None:
                    yield line, before
                elif len(first) < MOST_REMEMBERED:
                    first[name] = line
            last = name


def parts(source: CsvBron) -> Iterator[Deel]:
    """Cut a table into parts of some thousands of rows, lots of one tender kept together.

    A row without an id can be a lot that cannot be read, so no part begins with one where it can belong to
    the tender before it.
    """
    delimiter = source.stream.delimiter
    at = source.kolommen.index("id") if "id" in source.kolommen else None
    lines: list[int] = []
    rows: list[Rij] = []
    carried = False
    for stretch in source.stretches():
        lines += stretch.lines
        rows += stretch.rows
        while (cut := _cut(rows, delimiter, at)) is not None:
            end, goes_on = cut
            yield Deel(lines[:end], rows[:end], carried, goes_on)
            del lines[:end], rows[:end]
            carried = goes_on
    if rows:
        yield Deel(lines, rows, carried)


def _cut(rows: Sequence[Rij], delimiter: str, at: int | None) -> tuple[int, bool] | None:
    """Tell where to cut rows, and whether that parts lots of one tender; ``None`` where more are needed."""
    if len(rows) <= ROWS:
        return None
    named = (_name(row, delimiter, at) for row in reversed(rows[:ROWS]))
    last = next(filter(None, named), "")
    for end in range(ROWS, len(rows)):
        name = _name(rows[end], delimiter, at)
        same = name != "" and name == last
        if end >= MOST_LOTS or last == "" or (name != "" and not same):
            return end, same
    return None


def _name(row: Rij, delimiter: str, at: int | None) -> str:
    """Give the id of a row; nothing where it has none."""
    return "" if at is None or isinstance(row, CsvProblem) else _cell(row, delimiter, at)


def _cell(text: str, delimiter: str, index: int) -> str:
    cells = text.split(delimiter, index + 1) if '"' not in text else split_record(text, delimiter)
    cell = cells[index].strip() if index < len(cells) else ""
    return "" if cell == ONBEKEND else cell


class Rijen:
    """Turns the rows of a table into tenders.

    Args:
        columns: the fields in the order of the cells.
        delimiter: between the cells.
        amounts: reads amounts.
        file: the file they are in, where there can be more than one.
        origins: keep where each field was read.

    """

    def __init__(
        self,
        columns: Sequence[str],
        delimiter: str,
        amounts: Bedraglezer,
        file: str = "",
        *,
        origins: bool = False,
    ) -> None:
        self._reader = Rijlezer(columns, cell_readers(amounts))
        self._amounts = amounts
        self._columns = columns
        self._file = file
        self._origins = origins
        self._delimiter = delimiter
        self._width = len(columns)
        self._id = columns.index("id") if "id" in columns else None
        self._perceel = columns.index("perceel") if "perceel" in columns else None

    def begin(self) -> None:
        """Forget what earlier rows were unsure about; the rows of another part follow."""
        self._amounts.dubbelzinnig = False

    @property
    def dubbelzinnig(self) -> bool:
        """Whether an amount that was read could mean two things."""
        return self._amounts.dubbelzinnig

    def read(self, line: int, row: Rij) -> Ingelezen | Rijfout:
        """Give the tender of the row that starts on a line, or what is wrong with it."""
        if isinstance(row, CsvProblem):
            text = _NUL if row.code == "MW008" else _QUOTES
            return Rijfout(None, line, text, row.position.column, self._file)
        cells = split_record(row, self._delimiter)
        if len(cells) != self._width:
            fault = self._width_fault(len(cells), row)
            return Rijfout(self._named(cells, self._id), line, fault, bestand=self._file)
        facts = self._reader.facts(cells)
        if isinstance(facts, list):
            at = self._place(line, row, facts[0].veld)
            lot = self._named(cells, self._perceel)
            return Rijfout(
                self._named(cells, self._id), line, field_sentences(facts), at.column, self._file, lot
            )
        if not self._origins:
            return Ingelezen(facts, line, bestand=self._file, tekst=row)
        places = {
            name: f"regel {line}, kolom {name}"
            for name, cell in zip(self._columns, cells, strict=True)
            if cell.strip()
        }
        return Ingelezen(facts, line, places, bestand=self._file, tekst=row)

    def place(self, row: Ingelezen, field: str) -> Position:
        """Give where a field of a row stands."""
        return self._place(row.regel, row.tekst, field)

    def _place(self, line: int, text: str, field: str) -> Position:
        """Give where a field stands in a row; the row where it is no column."""
        if field not in self._columns:
            return Position(line, 1)
        at = cell_positions(text.split("\n"), 1, self._delimiter)[self._columns.index(field)]
        return Position(line, at.column if at.line == 1 else 1)

    def _named(self, cells: Sequence[str], at: int | None) -> str | None:
        cell = cells[at].strip() if at is not None and at < len(cells) else ""
        return None if cell in ("", ONBEKEND) or len(cell) > MAX_NAAM else cell

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
