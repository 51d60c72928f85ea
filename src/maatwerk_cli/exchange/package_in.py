"""An exported folder of tables back to records: the way in for what ``exporteer`` wrote."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from maatwerk_cli.checks.catalogue import texts
from maatwerk_cli.exchange.flat_tables import FlatRow, FlatTable, empty_tables, records_from
from maatwerk_cli.exchange.package_out import files_of_export
from maatwerk_cli.keeping.workspace import RefusedError, Workspace
from maatwerk_cli.register.kinds import KINDS, Kind, kind_of_file
from maatwerk_cli.register.records import Dataset, Entry
from maatwerk_cli.register.validation import field_problems
from maatwerk_cli.text.csv.csv_cell import unguarded
from maatwerk_cli.text.csv.csv_description import DATAPACKAGE
from maatwerk_cli.text.csv.csv_reader import decode_csv, read_rows
from maatwerk_cli.text.problem import Problem

MAX_TABLE_BYTES = 100_000_000
"""Of one table of a package; as of a spreadsheet."""

Tables = dict[str, list[dict[str, str]]]


def known_tables() -> dict[str, set[str]]:
    """Give the tables that can be read back, each with its columns."""
    return {
        table.name: {column.name for column in table.columns}
        for kind in KINDS
        for table in empty_tables(kind)
    }


def not_taken(folder: Path) -> list[str]:
    """Give the CSV files in a folder that are not read back, in order."""
    return sorted({path.name for path in folder.glob("*.csv")} - {f"{name}.csv" for name in known_tables()})


def read_package(folder: Path, only: Kind | None = None) -> Tables:
    """Read the tables of an export, or those of one kind; other files in the folder are left alone.

    Raises:
        RefusedError: there is no table, one does not read, or a part of a record is missing or left over.
    """
    tables: Tables = {}
    for name, columns in known_tables().items():
        if only is not None and kind_of_table(Path(name)) != only:
            continue
        path = folder / f"{name}.csv"
        if path.is_file():
            tables[name] = list(_rows(path, columns))
    if not tables:
        raise RefusedError("in deze map staat geen tabel die met maatwerk exporteer is gemaakt.")
    named = files_of_export(folder)
    for group in map(empty_tables, KINDS):
        for table in group:
            if table.parent and group[0].name in tables and table.name not in tables:
                _refuse_named(f"{table.name}.csv", named)
            elif table.parent and table.name in tables:
                _refuse_left_over(table, *table.parent, tables)
    return tables


def _refuse_named(file: str, named: Sequence[str]) -> None:
    """Refuse where a table of lists is missing that the export had: those lists would be lost unseen."""
    if file in named:
        raise RefusedError(f"{file} ontbreekt, en {DATAPACKAGE} noemt dit bestand. Exporteer opnieuw.")


def _refuse_left_over(table: FlatTable, parent: str, key: Sequence[str], tables: Tables) -> None:
    """Refuse where a row belongs to no row of the table above it: what it says would be lost unseen."""
    above = {tuple(row.get(name, "") for name in key) for row in tables.get(parent, ())}
    for row in tables[table.name]:
        belongs = tuple(row.get(name, "") for name in table.key[: len(key)])
        if belongs not in above:
            name = _name(dict(zip(table.key, belongs, strict=False)))
            raise RefusedError(
                f"{table.name}.csv heeft een rij van {name}, en die staat niet in {parent}.csv. "
                "Verbeter de rij, of haal die weg."
            )


def _rows(path: Path, known: set[str]) -> Iterator[dict[str, str]]:
    if path.stat().st_size > MAX_TABLE_BYTES:
        raise RefusedError(f"{path.name} is groter dan {MAX_TABLE_BYTES // 1_000_000} MB.")
    source = decode_csv(path.read_bytes())
    if isinstance(source, Problem):
        raise RefusedError(f"{path.name} is geen leesbare CSV.")
    columns: list[str] | None = None
    for row in read_rows(source.text.removesuffix("\n"), source.delimiter):
        if isinstance(row, Problem):
            raise RefusedError(f"{path.name}, regel {row.place.line}: de aanhalingstekens kloppen niet.")
        line, cells = row
        if columns is None:
            columns = cells
            if set(columns) - known:
                raise RefusedError(f"{path.name} heeft een kolom die het register niet kent.")
        elif len(cells) != len(columns):
            raise RefusedError(f"{path.name}, regel {line}: het aantal cellen klopt niet met de kop.")
        else:
            yield {name: unguarded(cell) for name, cell in zip(columns, cells, strict=True)}


def kind_of_table(file: Path) -> Kind | None:
    """Give the kind of record that an exported table belongs to, with its lists; of other files nothing."""
    return next((kind for kind in KINDS if file.stem in {table.name for table in empty_tables(kind)}), None)


def add_package(workspace: Workspace, tables: Mapping[str, Sequence[Mapping[str, str]]]) -> list[str]:
    """Add every record of the tables that is not in the register yet; say how many of each kind.

    Raises:
        RefusedError: a record is there already and says something else, or it cannot be a record.
    """
    notes = []
    for kind in KINDS:
        new: dict[str, list[dict[str, Any]]] = {}
        present = 0
        for number, (key, record) in enumerate(records_from(kind, tables), start=_FIRST_ROW):
            row = f"{kind.plural}.csv, rij {number}"
            if _present(workspace.dataset, kind, key, record, row):
                present += 1
            else:
                new.setdefault(_stem(kind, key, row), []).append(record)
        for stem, records in new.items():
            if kind.own_ids:
                workspace.add_records(kind, records, stem)
            else:
                workspace.add_tenders(stem, records)
        count = sum(map(len, new.values()))
        if count or present:
            notes.append(f"{kind.plural}: {count} nieuw, {present} al in het register.")
    return notes


_FIRST_ROW = 2
"""As a spreadsheet counts: above it stand the names of the columns."""
_LACKING = "MW102"
_PLACES = {
    "jaar": "een jaar, zoals 2019",
    "codelijst": "de naam van een codelijst",
    "bestand": "de naam van een bestand, met .yaml of .csv",
}
"""By the column that tells in which file a record lies, what it holds."""


def _stem(kind: Kind, key: FlatRow, row: str) -> str:
    """Give what tells in which file a record lies; one that the register would not read is refused."""
    column = kind.scope or ("" if kind.own_ids else "bestand")
    if not column:
        return ""
    stem = str(key.get(column) or "")
    suffix = next(iter(kind.shapes)) if kind.own_ids else ""
    if kind_of_file(f"{kind.plural}/{stem}{suffix}") is not kind:
        raise RefusedError(f"{row}: bij {column} hoort {_PLACES[column]}. Verbeter de rij, of haal die weg.")
    return stem


def _present(dataset: Dataset, kind: Kind, key: FlatRow, record: dict[str, Any], row: str) -> bool:
    try:
        model = kind.model.model_validate(record)
    except ValidationError as error:
        problem = field_problems(error, kind.model, "")[0]
        field = ".".join(str(part) for part in problem.loc if isinstance(part, str))
        withheld = f" {_WITHHELD}" if problem.code == _LACKING else ""
        raise RefusedError(f"{row}, {field}: {' '.join(texts(problem))}{withheld}") from None
    entry = _entry(dataset, kind, key)
    if entry is not None and entry.value != model:
        raise RefusedError(
            f"{row}: het register heeft al een {kind.name} {_name(key)} met andere gegevens. Pas dat record "
            "zelf aan, of haal de rij weg."
        )
    return entry is not None


_WITHHELD = (
    "Een export zonder --intern mist wat over weinig mensen gaat; maak dan een nieuwe met exporteer --intern."
)


def _entry(dataset: Dataset, kind: Kind, key: FlatRow) -> Entry[Any] | None:
    if not kind.own_ids:
        own_entries = [e for e in dataset.of(kind) if e.file == f"{kind.plural}/{key.get('bestand')}"]
        place = int(str(key.get("volgnummer") or 1))
        return own_entries[place - 1] if place <= len(own_entries) else None
    stem = str(key.get("jaar") or key.get("codelijst") or "")
    entries = dataset.of(kind).by_stem.get(stem, ()) if stem else dataset.of(kind).entries
    wanted = kind.id_of(key)
    if not stem:
        return dataset.of(kind).by_id.get(wanted or "")
    return next((entry for entry in entries if entry.id == wanted), None)


def _name(key: FlatRow) -> str:
    values = list(key.values())[:2]
    return " ".join(str(value) for value in values if re.fullmatch(r"[\w.-]{1,60}", str(value)))
