"""All counts of a report as one long table: a row a count, the same columns whatever the years."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from maatwerk_cli.report.headings import PUBLISHED_COLUMNS
from maatwerk_cli.report.sureness import inferred_counts
from maatwerk_cli.report.tables import Rapport
from maatwerk_cli.text.csv.csv_description import CsvField, File
from maatwerk_cli.text.table import AtLeast, DataTable, NotApplicable, TableCell, Withheld

LONG_TABLE = "gegevens"
LONG_FIELDS = (
    CsvField("jaar", "Jaar van het rapport", "integer", required=True),
    CsvField("peildatum", "Dag waarvan de stand is", required=True),
    CsvField("tabel", "Tabel van het rapport", required=True),
    CsvField("rij", "Sleutel: de code van een kerncijfer, anders gemaakt van de naam", required=True),
    CsvField("rij_naam", "Naam van de regel", required=True),
    CsvField("kolom", "Sleutel van de kolom", required=True),
    CsvField("kolom_naam", "Naam van de kolom", required=True),
    CsvField("waarde", "Het aantal; leeg waar de status zegt waarom", "number"),
    CsvField("status", "gewoon, ten_minste, afgeschermd, onbekend of nvt", required=True),
    CsvField("bron", "Id van de bron van een gepubliceerd cijfer"),
    CsvField("is_totaal", "Of dit een som van andere regels of kolommen is", "boolean", required=True),
    CsvField("afgeleid", "Of de waarde rust op iets wat is afgeleid", "boolean", required=True),
)
_TOTALS = ("totaal", "geregistreerd", "proeftuinen", "van")
"""Columns that add up, or count all that others count a part of."""
_ALONE = ("kandidaten_proeftuin", "geregistreerd")
"""A column with the name of a sum that is none: of a proeftuin only candidates with a record are counted."""
_PARTS_OF_KNOWN = "uit_bron"
"""What is known adds up what the source says and what was inferred, where those are counted."""


LongRow = tuple[TableCell, ...]


def long_file() -> File:
    """Describe the long table."""
    key = ("jaar", "tabel", "rij", "kolom")
    return File(LONG_TABLE, "Alle aantallen van het rapport, één per regel", LONG_FIELDS, key)


def long_rows(reports: Sequence[Rapport]) -> Iterator[LongRow]:
    """Give every count of one or more years, year by year and table by table."""
    for rapport in reports:
        about = (rapport.jaar, rapport.peildatum.isoformat())
        for figure in rapport.kerncijfers:
            inferred = inferred_counts(figure)
            for column in PUBLISHED_COLUMNS:
                value = figure.cell(column.id)
                total = column.id == "geregistreerd"
                names = ("kerncijfers", figure.code, figure.omschrijving, column.id, column.title)
                source = figure.bron if column.id == "gepubliceerd" else None
                marked = column.id in inferred
                yield (*about, *names, *_value(value), source, _yes_no(total), _yes_no(marked))
        for table in (*rapport.tabellen, *rapport.evaluatie):
            yield from ((*about, table.id, *row) for row in _rows(table))


def _rows(table: DataTable) -> Iterator[LongRow]:
    texts = [
        place for place, column in enumerate(table.columns) if column.kind == "tekst" and column.id != "bron"
    ]
    names = [
        ", ".join(str(row[place]) for place in texts if isinstance(row[place], str) and row[place])
        for row in table.rows
    ]
    keys = _unique(map(_key, names))
    for number, (row, name, key) in enumerate(zip(table.rows, names, keys, strict=True)):
        inferred = table.inferred_in(number)
        cells = dict(zip((column.id for column in table.columns), row, strict=True))
        for value, column in zip(row, table.columns, strict=True):
            if column.kind == "getal":
                total = row[0] == "Totaal" or _adds_up(table, column.id, cells)
                leading = (key, name, column.id, column.title)
                marked = column.id in inferred
                yield (*leading, *_value(value), None, _yes_no(total), _yes_no(marked))


def _adds_up(table: DataTable, column: str, cells: Mapping[str, TableCell]) -> bool:
    """Tell whether the number in a column of a row adds up others of that row."""
    if column == "bekend":
        return isinstance(cells.get(_PARTS_OF_KNOWN), int)
    return column in _TOTALS and (table.id, column) != _ALONE


def _unique(keys: Iterable[str]) -> Iterator[str]:
    """Give each key once: a second gets a number, one that no row has by its own name."""
    seen: Counter[str] = Counter()
    used: set[str] = set()
    for key in keys:
        seen[key] += 1
        unused = key if seen[key] == 1 else f"{key}_{seen[key]}"
        while unused in used:
            seen[key] += 1
            unused = f"{key}_{seen[key]}"
        used.add(unused)
        yield unused


def _yes_no(answer: bool) -> str:
    return "true" if answer else "false"


def _key(name: str) -> str:
    """Make a key of a name: small letters, digits and underscores."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "zonder_naam"


def _value(value: TableCell) -> tuple[TableCell, str]:
    if isinstance(value, AtLeast):
        return value.value, "ten_minste"
    if isinstance(value, Withheld):
        return None, "afgeschermd"
    if isinstance(value, NotApplicable):
        return None, "nvt"
    return (value, "gewoon") if isinstance(value, int | Decimal) else (None, "onbekend")
