"""Rows of a table that can only come out as an earlier row did, told from those that have to be judged.

A condition sees little of a tender: a code, on which side of its limits a quantity lies, whether a ground is
motivated; of lots that are read together, the same of what they come to. What every condition of every
framework sees of a row is its key. The first row with a key is judged as any tender is; the next ones come
out alike, and only what a verdict repeats of the tender itself (its names, its peildatum, the amount of the
obligation) is read anew. No condition is defined here.

A table is looked at column by column: that takes far fewer steps than row by row.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache, partial
from itertools import groupby, pairwise
from typing import NamedTuple, TypeVar

from pydantic_core import PydanticCustomError

from maatwerk_cli.models.cell import Bedraglezer, Cellezer, cell_readers
from maatwerk_cli.models.values import MAX_TEKST, ONBEKEND
from maatwerk_cli.tender.condition import Groep
from maatwerk_cli.tender.facts import Feiten, Rijlezer, firm_term, inconsistencies
from maatwerk_cli.tender.judging import Keuzes, Rijfout, Uitslag, judge
from maatwerk_cli.tender.series.series_rows import MAX_NAAM, Deel, Rij, Rijen
from maatwerk_cli.tender.verdict import Besluit, Toetser, amount_due, date_of_reference
from maatwerk_cli.text.csv.csv_reader import split_record

_MOST_KEPT = 20_000
_MOST_EXAMPLES = 8_192
SHOWN_ONLY = ("id", "titel", "opdrachtgever", "perceel")
"""Fields that no condition looks at."""
_AMOUNTS = ("loonsom_excl_btw", "opdrachtwaarde_excl_btw")
_MOMENTS = ("begin", "einde", "looptijd_maanden", "verlenging_maanden", "publicatiedatum", "peildatum")
_PRESENT = "motivering"
_MAYBE_UNSEEN = ("aard", "raamovereenkomst", "categorie", "cpv")
"""Fields that matter only where a condition looks at them."""
_NOTHING = ("", ONBEKEND)

K = TypeVar("K")
Sleutel = tuple[object, ...]
"""What every condition sees of a row."""


class Voorbeeld:
    """A tender that was judged, by which others are known; compared by identity.

    Attributes:
        besluit: its verdict, without what is its own.
        grondslag: the field the obligation is a percentage of; empty where there is none.
        percentage: of the obligation.

    """

    __slots__ = ("besluit", "grondslag", "percentage")

    def __init__(self, besluit: Besluit) -> None:
        duty = besluit.kader.verplichting if besluit.kader else None
        self.besluit = besluit.without_tender()
        self.grondslag = duty.grondslag if duty else ""
        self.percentage = duty.percentage if duty else None


class Uitkomsten(NamedTuple):
    """What became of the rows of a part, column by column.

    Attributes:
        regels: the line each row starts on.
        namen: the id of each, as it is in the table; ``None`` where it has none.
        percelen: the name of the lot, as it is in the table; ``None`` where it has none.
        voorbeelden: the tender each came out as; ``None`` where it was judged itself.
        peildata: the date of reference; empty where unknown.
        bedragen: what the obligation comes to in euros; ``None`` where there is none, or no base.
        getoetst: by place the rows that were judged themselves, in order.
        bestand: the file they are in, where there can be more than one.

    """

    regels: Sequence[int]
    namen: Sequence[str | None]
    percelen: Sequence[str | None]
    voorbeelden: Sequence[Voorbeeld | None]
    peildata: Sequence[str]
    bedragen: Sequence[Decimal | None]
    getoetst: Mapping[int, Uitslag | Rijfout]
    bestand: str


class _Moment(NamedTuple):
    """What the policy sees of a row's dates and months.

    Attributes:
        soort: a number that stands for it; below zero where they cannot be read or contradict each other.
        peildatum: the date of reference; empty where unknown.
        maanden: the least it lasts, as far as the policy sees a difference.
        feiten: the dates and months.

    """

    soort: int
    peildatum: str = ""
    maanden: int = 0
    feiten: Feiten = Feiten()


class _Tabel(NamedTuple):
    """The rows of a part, column by column, as far as they can be read."""

    namen: Sequence[str | None]
    kolommen: Sequence[Sequence[str]]
    momenten: Sequence[_Moment]
    loonsommen: Sequence[Decimal | None]
    waarden: Sequence[Decimal | None]


_UNFIT = _Moment(-1)
_MISREAD = Decimal(-1)
"""A cell that is no amount; what is wrong with it is told where the row is judged."""


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
        # Below zero lies what is no amount: that is none of the others.
        self._euros = (Decimal(0), *limits.get("euro", ()))
        self._most_months = int(max(limits.get("maanden", ()), default=0))
        self._at = {name: at for at, name in enumerate(columns)}
        readers = cell_readers(amounts)
        moments = [name for name in columns if name in _MOMENTS]
        self._moment_columns = [self._at[name] for name in moments]
        self._moment_reader = Rijlezer(moments, readers)
        self._moment = lru_cache(_MOST_KEPT)(self._new_moment)
        self._kinds: dict[object, int] = {}
        unseen = [name for name in _MAYBE_UNSEEN if name in self._at and name not in toetser.beleid.velden]
        self._unseen = {
            self._at[name]: lru_cache(_MOST_KEPT)(partial(_can_be_read, readers[name])) for name in unseen
        }
        apart = (*SHOWN_ONLY, *_AMOUNTS, *_MOMENTS, _PRESENT, *unseen)
        self._code_columns = [at for name, at in self._at.items() if name not in apart]
        self._known: dict[Sleutel | None, Voorbeeld] = {}
        self._examples: dict[Sleutel, Voorbeeld] = {}

    def results(self, part: Deel) -> Uitkomsten:
        """Give what becomes of every row."""
        number = len(part.rijen)
        columns, unfit = self._columns(part.rijen)
        table = self._table(columns, number)
        keys = self._keys(table)
        for at in unfit:
            keys[at] = None
        together = self._lots(part, table, keys)
        examples = list(map(self._known.get, keys))
        for lots in together:
            if None in examples[lots.start : lots.stop]:
                examples[lots.start : lots.stop] = [None] * len(lots)
        judged = self._judged(part, _places(examples, None))
        for lots in together:
            if any(isinstance(judged.get(at), Rijfout) for at in lots):
                keys[lots.start : lots.stop] = [None] * len(lots)  # one that counts as unknown was not seen
        for at, result in judged.items():
            key = keys[at]
            if key is not None and isinstance(result, Uitslag):
                _bounded(self._known)[key] = self._example(result.besluit)
        return Uitkomsten(
            part.regels,
            table.namen,
            _texts(columns, self._at.get("perceel"), number),
            examples,
            [moment.peildatum for moment in table.momenten],
            [
                None
                if example is None or not example.grondslag
                else amount_due(wage if example.grondslag == _AMOUNTS[0] else value, example.percentage)
                for example, wage, value in zip(examples, table.loonsommen, table.waarden, strict=True)
            ],
            judged,
            self._file,
        )

    def _example(self, verdict: Besluit) -> Voorbeeld:
        """Give one example for all verdicts that say the same."""
        situation = verdict.situatie
        said = (situation.leidend, situation.reden, *[one.patroon for one in verdict.kaders])
        found = self._examples.get(said)
        if found is None:
            found = _bounded(self._examples)[said] = Voorbeeld(verdict)
        return found

    def _judged(self, part: Deel, places: Iterable[int]) -> dict[int, Uitslag | Rijfout]:
        """Judge some rows as any tender is judged; those that stand together, together."""
        found: dict[int, Uitslag | Rijfout] = {}
        for run in _runs(places):
            rows = map(self._rows.read, part.regels[run.start : run.stop], part.rijen[run.start : run.stop])
            results = judge(
                rows,
                self._toetser,
                self._keuzes,
                continued=part.vervolg and run.start == 0,
                unfinished=part.open and run.stop == len(part.rijen),
                place=self._rows.place,
            )
            found.update(zip(run, results, strict=True))
        return found

    def _columns(self, rows: Sequence[Rij]) -> tuple[Sequence[Sequence[str]], Sequence[int]]:
        """Split rows into columns; with the places of those that cannot be recognised, which are left blank.

        Those are rows of another width, and those in which a text can be too long.
        """
        delimiter, width = self._delimiter, self._width
        blank = delimiter * (width - 1)
        plain = [
            isinstance(row, str)
            and row.count(delimiter) == width - 1
            and '"' not in row
            and len(row) <= MAX_TEKST
            for row in rows
        ]
        texts = [
            row if isinstance(row, str) and known else blank for row, known in zip(rows, plain, strict=True)
        ]
        cells = delimiter.join(texts).split(delimiter)
        unfit = []
        for at in _places(plain, False):
            row = rows[at]
            quoted = split_record(row, delimiter) if isinstance(row, str) and len(row) <= MAX_TEKST else ()
            if len(quoted) == width:
                cells[at * width : (at + 1) * width] = quoted
            else:
                unfit.append(at)
        return [cells[at::width] for at in range(width)], unfit

    def _table(self, columns: Sequence[Sequence[str]], number: int) -> _Tabel:
        """Read the columns that have a number, a date or a name."""
        moments = [columns[at] for at in self._moment_columns]
        return _Tabel(
            _texts(columns, self._at.get("id"), number),
            columns,
            list(map(self._moment, *moments)) if moments else [self._moment()] * number,
            *(self._amounts_in(columns, name, number) for name in _AMOUNTS),
        )

    def _amounts_in(
        self, columns: Sequence[Sequence[str]], name: str, number: int
    ) -> Sequence[Decimal | None]:
        at = self._at.get(name)
        return [None] * number if at is None else self._amounts.column(columns[at], self._odd_amount)

    def _odd_amount(self, cell: str) -> Decimal | None:
        try:
            return self._amounts(cell)
        except PydanticCustomError:
            return None if cell.strip() in _NOTHING else _MISREAD

    def _keys(self, table: _Tabel) -> list[Sleutel | None]:
        """Tell what every condition sees of each row as a tender by itself."""
        columns, wages, values = table.kolommen, table.loonsommen, table.waarden
        parts: list[Iterable[object]] = [
            [moment.soort for moment in table.momenten],
            self._sides(wages),
            self._sides(values),
            [
                wage is not None and value is not None and wage > value
                for wage, value in zip(wages, values, strict=True)
            ],
            *[columns[at] for at in self._code_columns],
            *[map(reader, columns[at]) for at, reader in self._unseen.items()],
        ]
        at = self._at.get(_PRESENT)
        if at is not None:
            parts.append([cell.strip() not in _NOTHING for cell in columns[at]])
        return list(zip(*parts, strict=True))

    def _sides(self, amounts: Iterable[Decimal | None]) -> Sequence[int | None]:
        limits = self._euros
        return [None if amount is None else bisect_right(limits, amount) for amount in amounts]

    def _lots(self, part: Deel, table: _Tabel, keys: list[Sleutel | None]) -> Sequence[range]:
        """Give the rows that are lots of one tender, and make of their keys those of lots.

        A row that may be a lot, though that cannot be told, loses its key.
        """
        if "id" not in self._at:
            return ()
        names = [
            None if part.vervolg else "",
            # A row without an id may be a lot that cannot be read, of the tender it stands in.
            *[name if name is not None and len(name) <= MAX_NAAM else None for name in table.namen],
            None if part.open else "",
        ]
        tied = [at for at, (one, other) in enumerate(pairwise(names)) if one == other or None in (one, other)]
        found = []
        for run in _runs(tied):
            lots = range(max(run.start - 1, 0), min(run.stop, len(keys)))
            if None in names[run.start : run.stop + 1]:
                keys[lots.start : lots.stop] = [None] * len(lots)
                continue
            seen = self._seen_together(table, lots)
            for at in lots:
                key = keys[at]
                keys[at] = key and (key, seen)
            found.append(lots)
        return found

    def _seen_together(self, table: _Tabel, lots: range) -> Sleutel:
        """Tell what every condition sees of lots that are read together."""
        own = [table.momenten[at].feiten.with_amounts(table.loonsommen[at], table.waarden[at]) for at in lots]
        group, limits, most = Groep(own), self._euros, self._most_months
        seen: list[object] = []
        for field, ceiling in self._toetser.beleid.bedragen:
            low, high = group.amount(field, ceiling)
            seen += (
                bisect_right(limits, low),
                None if high is None else bisect_right(limits, high),
                group.ask_amount(field, ceiling).velden,
            )
        if max([table.momenten[at].maanden for at in lots]) < most:
            # Lots together last at least as long as the longest, and beyond the last limit none sees more.
            options = any(lot.verlenging_maanden or lot.verlenging_onbekend for lot in own)
            for telt_mee in (False, True) if options else (False,):
                least, longest = group.term(telt_mee=telt_mee)
                seen += (
                    min(least, most),
                    None if longest is None else min(longest, most),
                    group.ask_term(telt_mee=telt_mee).velden,
                )
        at = self._at.get("lezingen")
        if at is not None:
            seen.append(frozenset(table.kolommen[at][lots.start : lots.stop]))
        return tuple(seen)

    def _new_moment(self, *raw: str) -> _Moment:
        facts = self._moment_reader.facts(raw)
        if isinstance(facts, list):
            return _UNFIT
        facts = self._keuzes.apply(facts)
        if inconsistencies(facts):
            return _UNFIT
        peildatum, _ = date_of_reference(facts)
        low, high = firm_term(facts)
        most = self._most_months
        options = facts.verlenging_maanden
        seen = (
            peildatum and self._toetser.beleid.era(peildatum),
            min(low, most),
            None if high is None else min(high, most),
            None if options is None else min(options, most),
            facts.verlenging_onbekend,
        )
        kind = self._kinds.setdefault(seen, len(self._kinds))
        return _Moment(kind, peildatum.text if peildatum else "", min(low, most), facts)


def _bounded(store: dict[K, Voorbeeld]) -> dict[K, Voorbeeld]:
    """Give a store that is not full."""
    if len(store) >= _MOST_EXAMPLES:
        store.clear()
    return store


def _can_be_read(reader: Cellezer, cell: str) -> bool:
    text = cell.strip()
    try:
        if text not in _NOTHING:
            reader(text)
    except PydanticCustomError:
        return False
    return True


def _texts(columns: Sequence[Sequence[str]], at: int | None, number: int) -> Sequence[str | None]:
    """Give the texts of a column, ``None`` where there is none."""
    if at is None:
        return [None] * number
    return [text if text not in _NOTHING else None for text in map(str.strip, columns[at])]


def _places(values: Sequence[object], wanted: object) -> Sequence[int]:
    """Tell where a value stands."""
    return [at for at, value in enumerate(values) if value is wanted]


def _runs(places: Iterable[int]) -> Iterator[range]:
    """Put places that follow on one another together."""
    for _, run in groupby(enumerate(places), lambda pair: pair[1] - pair[0]):
        found = [place for _, place in run]
        yield range(found[0], found[-1] + 1)
