"""An export as files: CSV with a Frictionless ``datapackage.json``, SQLite, and Parquet where it can be."""

import csv
import hashlib
import io
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from maatwerk_cli.exchange.flat_tables import FlatCell, FlatColumn, FlatRow, FlatTable
from maatwerk_cli.text.csv.csv_cell import guarded
from maatwerk_cli.text.csv.csv_description import (
    CSVW,
    DATAPACKAGE,
    About,
    CsvField,
    File,
    ForeignKey,
    csv_on_the_web,
    data_package,
    described_in,
)
from maatwerk_cli.text.spool import Spool

_PACKAGE = "maatwerk-register"
_SQL_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "boolean": "INTEGER"}


def package_files(tables: Sequence[FlatTable], title: str, *, intern: bool) -> dict[str, bytes]:
    """Give the files of an export by name.

    Args:
        tables: the tables.
        title: the name of the dataset.
        intern: whether these are all records, not to be made public.
    """
    files = {f"{table.name}.csv": _csv(table) for table in tables}
    # The same tables are the same version, whatever files they were read from.
    digest = hashlib.sha256()
    for content in files.values():
        digest.update(content)
    version = digest.hexdigest()[:16]
    about = _about(tables, title, version, intern=intern)
    names = {table.name: table for table in tables}
    described = [_file(table, names) for table in tables]
    files[DATAPACKAGE] = data_package(about, described, files)
    files[CSVW] = csv_on_the_web(about, described)
    files["register.sqlite"] = _sqlite(tables)
    return files | _parquet(tables)


def files_of_export(folder: Path) -> list[str]:
    """Give the files that an earlier export made in this folder; of a folder without one, none."""
    package, tables = described_in(folder)
    if package != _PACKAGE:
        return []
    made = [file for name in tables for file in (f"{name}.csv", f"parquet/{name}.parquet")]
    return [DATAPACKAGE, CSVW, "register.sqlite", *made]


def _csv(table: FlatTable) -> bytes:
    content = io.BytesIO()
    stream = io.TextIOWrapper(content, encoding="utf-8", newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        writer.writerow([_csv_cell(row.get(column.name)) for column in table.columns])
    stream.flush()
    return content.getvalue()


def _csv_cell(value: FlatCell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return guarded(value)
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _about(tables: Sequence[FlatTable], title: str, version: str, *, intern: bool) -> About:
    text = (
        "Interne uitgave met de records van kandidaten. Niet openbaar maken."
        if intern
        else "Openbare uitgave: zonder records van kandidaten, met hun aantallen zoals het rapport die toont."
    )
    sources = next((table.rows for table in tables if table.name == "bronnen"), Spool[FlatRow]())
    named_sources = tuple(
        (str(row.get("titel")), str(row["url"]) if row.get("url") else None) for row in sources
    )
    return About(_PACKAGE, title, text, version, named_sources, licensed=not intern)


def _file(table: FlatTable, names: Mapping[str, FlatTable]) -> File:
    fields = [
        CsvField(
            column.name,
            type=column.type,
            required=column.required,
            description=column.text,
            codes=column.codes,
        )
        for column in table.columns
    ]
    return File(table.name, table.text, fields, table.key, foreign=list(_foreign_keys(table, names)))


def _foreign_keys(table: FlatTable, names: Mapping[str, FlatTable]) -> Iterator[ForeignKey]:
    if table.parent and table.parent[0] in names:
        target, theirs = table.parent
        yield ForeignKey(table.key[: len(theirs)], target, theirs)
    for column in table.columns:
        if column.names in names:
            yield ForeignKey((column.name,), column.names, names[column.names].key)


def _sqlite(tables: Sequence[FlatTable]) -> bytes:
    """Write a database with keys and references. The same rows give the same bytes."""
    names = {table.name: table for table in tables}
    with tempfile.TemporaryDirectory(prefix="maatwerk-") as folder:
        path = Path(folder) / "register.sqlite"
        database = sqlite3.connect(path)
        try:
            for table in tables:
                database.execute(_create(table, names))
                marks = ", ".join("?" for _ in table.columns)
                database.executemany(
                    f"INSERT INTO {_quoted(table.name)} VALUES ({marks})",  # noqa: S608  names are our own
                    ([_sql_cell(row.get(column.name)) for column in table.columns] for row in table.rows),
                )
            database.commit()
        finally:
            database.close()
        return path.read_bytes()


def _create(table: FlatTable, names: Mapping[str, FlatTable]) -> str:
    parts = [
        f"{_quoted(column.name)} {_SQL_TYPES[column.type]}{' NOT NULL' if column.required else ''}"
        for column in table.columns
    ]
    if table.key:
        parts.append(f"PRIMARY KEY ({', '.join(map(_quoted, table.key))})")
    parts += [
        f"FOREIGN KEY ({', '.join(map(_quoted, own))}) "
        f"REFERENCES {_quoted(target)} ({', '.join(map(_quoted, theirs))})"
        for own, target, theirs in _foreign_keys(table, names)
    ]
    return f"CREATE TABLE {_quoted(table.name)} ({', '.join(parts)})"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _sql_cell(value: FlatCell) -> Any:
    return format(value, "f") if isinstance(value, Decimal) else value


def _parquet(tables: Sequence[FlatTable]) -> dict[str, bytes]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        return {}
    types = {
        "string": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.decimal128(28, 6),
        "boolean": pyarrow.bool_(),
    }
    files = {}
    for table in tables:
        schema = pyarrow.schema([(column.name, types[column.type]) for column in table.columns])
        rows, parts = iter(table.rows), []
        while some := [*islice(rows, _TOGETHER)]:
            values = [[_parquet_cell(row, column) for row in some] for column in table.columns]
            parts.append(pyarrow.record_batch(values, schema))
        whole = pyarrow.Table.from_batches(parts, schema).combine_chunks()
        sink = pyarrow.BufferOutputStream()
        pyarrow.parquet.write_table(whole, sink)
        files[f"parquet/{table.name}.parquet"] = sink.getvalue().to_pybytes()
    return files


_TOGETHER = 2_000
"""How many rows Parquet gets at once: enough for its columns, little in memory."""


def _parquet_cell(row: FlatRow, column: FlatColumn) -> Any:
    value = row.get(column.name)
    return Decimal(value) if column.type == "number" and value is not None else value
