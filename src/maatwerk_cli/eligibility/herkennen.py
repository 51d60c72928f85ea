"""Rows of a table that can only come out as an earlier row did, told from those that have to be judged.

A condition sees little of a tender: a code, on which side of its limits a quantity lies, whether a ground is
motivated. What every condition of every framework sees of a row is its key. The first row with a key is
judged as any tender is; the next ones come out alike, and only what a verdict repeats of the tender itself
(its names, its peildatum, the amount of the obligation) is read anew. No condition is defined here.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar, cast

from pydantic_core import PydanticCustomError

from maatwerk_cli.dataset.csv_reader import CsvProblem, split_record
from maatwerk_cli.eligibility.besluit import Besluit, Toetser, amount_due, date_of_reference
from maatwerk_cli.eligibility.feiten import Rijlezer, firm_term, inconsistencies
from maatwerk_cli.eligibility.getoond import shown_text
from maatwerk_cli.eligibility.oordeel import Keuzes, Rijfout, Uitslag, judge
from maatwerk_cli.eligibility.reeks import MAX_NAAM, Deel, Rij, Rijen
from maatwerk_cli.models.cel import Bedraglezer, Cellezer, cell_readers
from maatwerk_cli.models.values import MAX_TEKST, ONBEKEND

K = TypeVar("K")
V = TypeVar("V")

_MOST_MOMENTS = 50_000
_MOST_EXAMPLES = 8_192
SHOWN_ONLY = ("id", "titel", "opdrachtgever", "perceel")
"""Fields that no condition looks at."""
_AMOUNTS = ("loonsom_excl_btw", "opdrachtwaarde_excl_btw")
_MOMENTS = ("begin", "einde", "looptijd_maanden", "publicatiedatum", "peildatum")
_PRESENT = "motivering"
_MAYBE_UNSEEN = ("aard", "raamovereenkomst", "categorie", "cpv")
"""Fields that matter only where a condition looks at them."""


class Voorbeeld:
    """A tender that was judged, by which others are known; compared by identity.

    Attributes:
        besluit: its verdict.
        grondslag: the field the obligation is a percentage of; empty where there is none.
        percentage: of the obligation.

    """

    __slots__ = ("besluit", "grondslag", "percentage")

    def __init__(self, besluit: Besluit) -> None:
        duty = besluit.kader.verplichting if besluit.kader else None
        self.besluit = besluit
        self.grondslag = duty.grondslag if duty else ""
        self.percentage = duty.percentage if duty else None


class Herkend(NamedTuple):
    """A row that comes out as an example did, with what is its own.

    Attributes:
        voorbeeld: the example.
        regel: the line the row starts on.
        naam: its id, as it is in the table; ``None`` where it has none.
        id: the same, as it may be shown.
        perceel: the name of the lot, as it may be shown.
        peildatum: the date of reference; empty where unknown.
        bedrag: what the obligation comes to in euros; ``None`` where there is none, or no base.
        bestand: the file it is in, where there can be more than one.

    """

    voorbeeld: Voorbeeld
    regel: int
    naam: str | None
    id: str | None
    perceel: str | None
    peildatum: str
    bedrag: Decimal | None
    bestand: str


Resultaat = Uitslag | Rijfout | Herkend


_MISREAD: Any = object()
"""A cell that is no amount; what is wrong with it is told where the row is judged."""


class _Moment(NamedTuple):
    """What the policy sees of a row's dates and months, as a number that stands for it, and the peildatum."""

    soort: int
    peildatum: str


class _Beeld(NamedTuple):
    """What was found out of a row: its key, its example where there is one, its amounts and its peildatum."""

    sleutel: object
    voorbeeld: Voorbeeld | None
    loonsom: Decimal | None
    waarde: Decimal | None
    peildatum: str


class Herkenner:
    """Gives the results of a table, part by part.

    Args:
        toetser: the policy.
        keuzes: what options say of every row; never a name, an amount or a motivation.
        rows: reads the rows that have to be judged.
        columns: the fields in the order of the cells.
        delimiter: between the cells.
        amounts: reads amounts.
        file: the file the rows are in, where there can be more than one.

    """

    def __init__(
        self,
        toetser: Toetser,
        keuzes: Keuzes,
        rows: Rijen,
        columns: Sequence[str],
        delimiter: str,
        amounts: Bedraglezer,
        file: str = "",
    ) -> None:
        self._toetser = toetser
        self._keuzes = keuzes
        self._rows = rows
        self._width = len(columns)
        self._delimiter = delimiter
        self._amounts = amounts
        self._file = file
        limits = toetser.beleid.grenswaarden
        self._euros = limits.get("euro", ())
        self._most_months = int(max(limits.get("maanden", ()), default=0))
        self._at = {name: at for at, name in enumerate(columns)}
        readers = cell_readers(amounts)
        moments = [name for name in columns if name in _MOMENTS]
        self._moment_reader = Rijlezer(moments, readers)
        self._moment_columns = [columns.index(name) for name in moments]
        unseen = [name for name in _MAYBE_UNSEEN if name in self._at and name not in toetser.beleid.velden]
        self._unseen: list[tuple[int, Cellezer, dict[str, bool]]] = [
            (self._at[name], readers[name], {}) for name in unseen
        ]
        apart = (*SHOWN_ONLY, *_AMOUNTS, *_MOMENTS, _PRESENT, *unseen)
        self._code_columns = [at for name, at in self._at.items() if name not in apart]
        self._moments: dict[tuple[str, ...], _Moment | None] = {}
        self._kinds: dict[object, int] = {}
        self._known: dict[object, Voorbeeld] = {}

    def results(self, part: Deel) -> list[Resultaat]:
        """Give one result for each row, in order."""
        cells = [self._cells(row) for row in part.rijen]
        found: list[Resultaat] = []
        waiting: list[Rij] = []
        keys: list[object] = []
        continued = part.vervolg
        for row, own, image in zip(part.rijen, cells, self._seen(part, cells), strict=True):
            example = image and image.voorbeeld
            if image and example and own and not isinstance(row, CsvProblem):
                if waiting:
                    found += self._judged(waiting, keys, continued=continued)
                    waiting, keys = [], []
                continued = False
                found.append(self._alike(row[0], own, image, example))
            else:
                waiting.append(row)
                keys.append(image and image.sleutel)
        if waiting:
            found += self._judged(waiting, keys, continued=continued, unfinished=part.open)
        return found

    def _judged(
        self, rows: Sequence[Rij], keys: Sequence[object], *, continued: bool, unfinished: bool = False
    ) -> Iterator[Uitslag | Rijfout]:
        """Judge rows as any tender is judged, and keep those that have a key as an example."""
        found = judge(
            map(self._rows.read, rows),
            self._toetser,
            self._keuzes,
            continued=continued,
            unfinished=unfinished,
            place=self._rows.place,
        )
        for key, result in zip(keys, found, strict=True):
            if key is not None and isinstance(result, Uitslag):
                _bounded(self._known, _MOST_EXAMPLES)[key] = Voorbeeld(result.besluit)
            yield result

    def _cells(self, row: Rij) -> list[str] | None:
        """Split a row that may be recognised: one of the right width, of which no text is too long."""
        if isinstance(row, CsvProblem):
            return None
        text = row[1]
        cells = text.split(self._delimiter) if '"' not in text else split_record(text, self._delimiter)
        return cells if len(cells) == self._width and len(text) <= MAX_TEKST else None

    def _alone(self, part: Deel, cells: Sequence[list[str] | None]) -> Sequence[bool]:
        """Tell of each row whether it is surely no lot of a tender with others."""
        at = self._at.get("id")
        if at is None:
            return [True] * len(cells)
        names: list[str | None] = [None if part.vervolg else ""]
        for own in cells:
            name = own[at].strip() if own is not None else ""
            # A row without an id may be a lot that cannot be read, of the tender it stands in.
            names.append(name if name and name != ONBEKEND and len(name) <= MAX_NAAM else None)
        names.append(None if part.open else "")
        return [
            before is not None and name is not None and after is not None and before != name != after
            for before, name, after in zip(names, names[1:], names[2:], strict=False)
        ]

    def _seen(self, part: Deel, cells: Sequence[list[str] | None]) -> Iterator[_Beeld | None]:
        """Look at rows as the policy does; ``None`` of one that is judged with others, or cannot be."""
        fit = [own if alone else None for own, alone in zip(cells, self._alone(part, cells), strict=True)]
        images = iter(self._images([own for own in fit if own is not None]))
        return (None if own is None else next(images) for own in fit)

    def _images(self, table: Sequence[Sequence[str]]) -> list[_Beeld | None]:
        """Look at rows that are each a tender by itself; ``None`` of one that cannot be judged."""
        if not table:
            return []
        columns = list(zip(*table, strict=True))
        moments = [self._moment(raw) for raw in _rows_of(columns, self._moment_columns, len(table))]
        wages, values = (self._amounts_in(columns, which, len(table)) for which in (0, 1))
        at = self._at.get(_PRESENT)
        explained = [False] * len(table) if at is None else [_known(cell) for cell in columns[at]]
        codes = _rows_of(columns, self._code_columns, len(table))
        known, limits = self._known, self._euros
        fits = self._fit(columns, len(table))
        found: list[_Beeld | None] = []
        rows = zip(moments, wages, values, codes, explained, fits, strict=True)
        for moment, wage, value, code, why, fit in rows:
            if moment is None or wage is _MISREAD or value is _MISREAD or not fit:
                found.append(None)
                continue
            key = (
                code,
                moment[0],
                None if wage is None else bisect_right(limits, wage),
                None if value is None else bisect_right(limits, value),
                wage is not None and value is not None and wage > value,
                why,
            )
            found.append(_Beeld(key, known.get(key), wage, value, moment[1]))
        return found

    def _alike(self, line: int, cells: Sequence[str], image: _Beeld, example: Voorbeeld) -> Herkend:
        amount = None
        if example.grondslag:
            base = image.loonsom if example.grondslag == _AMOUNTS[0] else image.waarde
            amount = amount_due(base, example.percentage)
        name, lot = self._text(cells, "id"), self._text(cells, "perceel")
        return Herkend(
            example,
            line,
            name,
            name and shown_text(name),
            lot and shown_text(lot),
            image.peildatum,
            amount,
            self._file,
        )

    def _moment(self, raw: tuple[str, ...]) -> _Moment | None:
        """Tell what dates and months come to; ``None`` where they cannot be read or contradict each other."""
        try:
            return self._moments[raw]
        except KeyError:
            found = _bounded(self._moments, _MOST_MOMENTS)[raw] = self._new_moment(raw)
            return found

    def _new_moment(self, raw: Sequence[str]) -> _Moment | None:
        facts = self._moment_reader.facts(raw)
        if isinstance(facts, list):
            return None
        facts = self._keuzes.apply(facts)
        if inconsistencies(facts):
            return None
        peildatum, _ = date_of_reference(facts)
        low, high = firm_term(facts)
        most = self._most_months
        seen = (
            peildatum and self._toetser.beleid.era(peildatum),
            min(low, most),
            None if high is None else min(high, most),
        )
        kind = self._kinds.setdefault(seen, len(self._kinds))
        return _Moment(kind, peildatum.text if peildatum else "")

    def _fit(self, columns: Sequence[Sequence[str]], number: int) -> Sequence[bool]:
        """Tell of each row whether the cells that no condition looks at can be read."""
        fits = [True] * number
        for at, reader, kept in self._unseen:
            for row, cell in enumerate(columns[at]):
                fit = kept.get(cell)
                if fit is None:
                    fit = _bounded(kept, _MOST_MOMENTS)[cell] = _can_be_read(cell, reader)
                fits[row] = fits[row] and fit
        return fits

    def _amounts_in(
        self, columns: Sequence[Sequence[str]], which: int, number: int
    ) -> Sequence[Decimal | None]:
        at = self._at.get(_AMOUNTS[which])
        if at is None:
            return [None] * number
        read = self._amount
        return [read(cell) if cell else None for cell in columns[at]]

    def _amount(self, cell: str) -> Decimal | None:
        try:
            return self._amounts(cell)
        except PydanticCustomError:
            text = cell.strip()
            if not text or text == ONBEKEND:
                return None
            return cast("Decimal", _MISREAD)

    def _text(self, cells: Sequence[str], name: str) -> str | None:
        at = self._at.get(name)
        cell = cells[at].strip() if at is not None else ""
        return cell if _known(cell) else None


def _can_be_read(cell: str, reader: Cellezer) -> bool:
    try:
        if _known(cell):
            reader(cell.strip())
    except PydanticCustomError:
        return False
    return True


def _known(cell: str) -> bool:
    text = cell.strip()
    return text != "" and text != ONBEKEND


def _rows_of(
    columns: Sequence[Sequence[str]], places: Sequence[int], number: int
) -> Iterable[tuple[str, ...]]:
    """Give some columns row by row."""
    return zip(*[columns[place] for place in places], strict=True) if places else [()] * number


def _bounded(store: dict[K, V], most: int) -> dict[K, V]:
    """Give a store that is not full."""
    if len(store) >= most:
        store.clear()
    return store
