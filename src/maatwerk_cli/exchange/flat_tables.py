"""Records as flat tables, and back: one table a kind, one more for every list within it.

The tables follow from the models, so a new field of a record has a column without anybody adding it. A
table of a list has the key of its record, its place in the list (``volgorde``, or the ``sleutel`` of a
named entry), and its value or fields.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any, Literal, get_args

from maatwerk_cli.models.fields import Field, fields_of
from maatwerk_cli.models.meaning import Names
from maatwerk_cli.models.values import Datum, Record
from maatwerk_cli.register.kinds import FILE_YEAR, INSTELLINGEN, KINDS, Kind, kind_named
from maatwerk_cli.register.records import Dataset, Entry
from maatwerk_cli.text.spool import Spool

_LONGEST_WHOLE = 20
"""Digits: a longer number is left as a text."""

ColumnType = Literal["string", "integer", "number", "boolean"]
FlatCell = str | int | Decimal | bool | None
FlatRow = dict[str, FlatCell]


@dataclass(frozen=True, slots=True)
class FlatColumn:
    """One column.

    Attributes:
        name: its name.
        type: what is in it.
        text: what it says, in Dutch.
        required: never empty.
        codes: the values it can have, where they are closed.
        names: the table whose key it holds.
        people: it is a number of people, and so no part of an open export.
    """

    name: str
    type: ColumnType = "string"
    text: str = ""
    required: bool = False
    codes: tuple[str, ...] = ()
    names: str = ""
    people: bool = False


@dataclass
class FlatTable:
    """One table.

    Attributes:
        name: its name, also that of its file.
        text: what is in it, in Dutch.
        columns: its columns, those of its key first.
        key: the columns that tell its rows apart.
        parent: the table whose rows these belong to, with that table's key, in the order of the first
            columns of this one.
    """

    name: str
    text: str
    columns: list[FlatColumn] = field(default_factory=list)
    key: tuple[str, ...] = ()
    parent: tuple[str, tuple[str, ...]] | None = None
    rows: Spool[FlatRow] = field(default_factory=Spool)


def tables_of(dataset: Dataset) -> list[FlatTable]:
    """Give every record of a dataset in flat tables, in a fixed order, empty ones included."""
    tables: list[FlatTable] = []
    settings = empty_tables(INSTELLINGEN)
    settings[0].rows.add(_fill(dataset.settings, {INSTELLINGEN.key: dataset.settings.naam}, settings))
    tables += settings
    for kind in KINDS:
        group = empty_tables(kind)
        for entry, key in _keyed(dataset, kind):
            group[0].rows.add(_fill(entry.value, key, group))
        tables += group
    return tables


def key_columns(kind: Kind) -> tuple[str, ...]:
    """Give the columns that tell the records of a kind apart."""
    if not kind.own_ids:
        return ("bestand", "volgnummer")
    return (kind.scope, *kind.keys) if kind.scope else kind.keys


def _keyed(dataset: Dataset, kind: Kind) -> Iterator[tuple[Entry[Any], FlatRow]]:
    places: dict[str, int] = {}
    for entry in dataset.of(kind):
        if not kind.own_ids:
            name = PurePosixPath(entry.file).name
            places[name] = places.get(name, 0) + 1
            yield entry, {"bestand": name, "volgnummer": places[name]}
            continue
        key: FlatRow = {}
        if kind.scope:
            key[kind.scope] = int(entry.stem) if kind.per_year else entry.stem
        if len(kind.keys) == 1:
            key[kind.key] = entry.id
        else:
            key |= {name: _cell(getattr(entry.value, name)) for name in kind.keys}
        yield entry, key


def empty_tables(kind: Kind) -> list[FlatTable]:
    """Give the tables of one kind without rows, its main table first."""
    key = key_columns(kind)
    table = FlatTable(kind.plural, f"Records van de soort {kind.name}", key=key)
    for name in key:
        whole = name in ("jaar", "volgnummer")
        text = FILE_YEAR if name == "jaar" else "Sleutel van het record"
        table.columns.append(FlatColumn(name, "integer" if whole else "string", text, required=True))
    group = [table]
    _add_columns(table, kind.model, "", kind, group, skip=key)
    return group


def _add_columns(
    table: FlatTable,
    model: type[Record],
    prefix: str,
    kind: Kind,
    group: list[FlatTable],
    *,
    skip: Sequence[str] = (),
    required: bool = True,
) -> None:
    for field_ in fields_of(model):
        if not prefix and field_.label in skip:
            continue
        column = f"{prefix}{field_.label}"
        needed = required and field_.required
        if field_.many not in ("one", "joined") or (field_.many == "joined" and field_.model is not None):
            _add_child(table, column, field_, kind, group)
        elif field_.model is None:
            table.columns.append(_column(column, field_, required=needed))
        else:
            _add_columns(table, field_.model, f"{column}_", kind, group, required=needed)


def _column(name: str, field_: Field, *, required: bool) -> FlatColumn:
    kind = _type(field_)
    codes = field_.choices if kind == "string" and field_.many != "joined" else ()
    return FlatColumn(name, kind, field_.text, required, codes, _table_of(field_.names), field_.of_people)


def _table_of(names: Names | None) -> str:
    """Give the table whose key a reference holds, where that key is one column."""
    if names is None or names.maybe or len(names.kinds) > 1:
        return ""
    kind = kind_named(names.kinds[0])
    return kind.plural if key_columns(kind) == (kind.key,) else ""


def _type(field_: Field) -> ColumnType:
    if field_.many == "joined":
        return "string"
    if field_.choices:
        return "integer" if all(isinstance(value, int) for value in get_args(field_.holds)) else "string"
    simple: dict[Any, ColumnType] = {int: "integer", bool: "boolean", Decimal: "number"}
    return simple.get(field_.holds, "string")


def _add_child(parent: FlatTable, name: str, field_: Field, kind: Kind, group: list[FlatTable]) -> None:
    own = kind.name if kind.keys == (kind.key,) and parent.name == kind.plural else ""
    keys = [
        FlatColumn(own if own and column.name == kind.key else column.name, column.type, column.text, True)
        for column in parent.columns
        if column.name in parent.key
    ]
    depth = sum(column.name.startswith("volgorde") for column in keys) + 1
    suffix = "" if depth == 1 else f"_{depth}"
    if field_.many in ("named", "named_lists", "named_twice"):
        keys.append(FlatColumn("sleutel", "string", "Naam van dit gegeven", required=True))
    if field_.many == "named_twice":
        keys.append(FlatColumn("sleutel_2", "string", "Naam daarbinnen", required=True))
    elif field_.many != "named":
        keys.append(FlatColumn(f"volgorde{suffix}", "integer", "Plaats in de lijst, vanaf 1", required=True))
    table = FlatTable(
        f"{parent.name}_{name}",
        field_.text or name,
        columns=keys,
        key=tuple(column.name for column in keys),
        parent=(parent.name, parent.key),
    )
    group.append(table)
    if field_.model is not None:
        _add_columns(table, field_.model, "", kind, group)
    else:
        table.columns.append(_column("waarde", field_, required=True))


def _fill(record: Record, key: FlatRow, group: Sequence[FlatTable]) -> FlatRow:
    """Give the row of a record, and add the rows of its lists to their tables."""
    by_name = {table.name: table for table in group}
    row: FlatRow = dict(key)
    _fill_fields(record, "", row, group[0], key, by_name)
    return row


def _fill_fields(
    record: Record,
    prefix: str,
    row: FlatRow,
    table: FlatTable,
    key: FlatRow,
    by_name: Mapping[str, FlatTable],
) -> None:
    for field_ in fields_of(type(record)):
        value = getattr(record, field_.name)
        column = f"{prefix}{field_.label}"
        if field_.many == "joined" and field_.model is None:
            row[column] = None if value is None else ";".join(map(str, value)) or "nee"
        elif field_.many == "one" and field_.model is None:
            row.setdefault(column, _cell(value))
        elif field_.many == "one":
            if value is not None:
                _fill_fields(value, f"{column}_", row, table, key, by_name)
        else:
            _fill_child(value, by_name[f"{table.name}_{column}"], table, key, by_name)


def _fill_child(
    value: Any, child: FlatTable, parent: FlatTable, key: FlatRow, by_name: Mapping[str, FlatTable]
) -> None:
    inherited = dict(zip(child.key, [key[name] for name in parent.key], strict=False))
    own = child.key[len(parent.key) :]
    for place, item in _places(value, own):
        full: FlatRow = {**inherited, **place}
        if isinstance(item, Record):
            row = dict(full)
            _fill_fields(item, "", row, child, full, by_name)
            child.rows.add(row)
        else:
            child.rows.add({**full, "waarde": _cell(item)})


def _places(value: Any, own: Sequence[str]) -> Iterator[tuple[FlatRow, Any]]:
    if isinstance(value, Mapping):
        for name, item in value.items():
            if isinstance(item, Mapping):
                yield from (({own[0]: name, own[1]: inside}, value) for inside, value in item.items())
            elif len(own) == 2:
                for number, inner in enumerate(item, 1):
                    yield {own[0]: name, own[1]: number}, inner
            else:
                yield {own[0]: name}, item
    else:
        for number, item in enumerate(value or (), 1):
            yield {own[0]: number}, item


def _cell(value: Any) -> FlatCell:
    return str(value) if isinstance(value, Datum) else value


# Back to records


def records_from(
    kind: Kind, rows: Mapping[str, Sequence[Mapping[str, str]]]
) -> Iterator[tuple[FlatRow, dict[str, Any]]]:
    """Put the rows of a kind's tables together into records, as their files would say them.

    Args:
        kind: the kind.
        rows: per table its rows, all cells as text; an empty cell is unknown.

    Returns:
        Each record with its key.
    """
    group = empty_tables(kind)
    by_name = {table.name: table for table in group}
    index = {
        table.name: _by_parent(table, by_name[table.parent[0]], rows.get(table.name, ()))
        for table in group
        if table.parent
    }
    main = group[0]
    for row in rows.get(main.name, ()):
        key = tuple(row.get(name, "") for name in main.key)
        record = _record(kind.model, "", row, main, key, by_name, index)
        if kind.own_ids:
            record = {**{name: row[name] for name in kind.keys}, **record}
        yield dict(row), record


def _by_parent(
    table: FlatTable, parent: FlatTable, rows: Sequence[Mapping[str, str]]
) -> dict[tuple[str, ...], list[Mapping[str, str]]]:
    by_parent: dict[tuple[str, ...], list[Mapping[str, str]]] = {}
    for row in rows:
        key = tuple(row.get(name, "") for name in table.key[: len(parent.key)])
        by_parent.setdefault(key, []).append(row)
    return by_parent


def _record(
    model: type[Record],
    prefix: str,
    row: Mapping[str, str],
    table: FlatTable,
    key: tuple[str, ...],
    by_name: Mapping[str, FlatTable],
    index: Mapping[str, Mapping[tuple[str, ...], list[Mapping[str, str]]]],
) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for field_ in fields_of(model):
        label = field_.label
        column = f"{prefix}{label}"
        if not prefix and label in table.key and not table.parent:
            continue
        if field_.many == "joined" and field_.model is None:
            text = row.get(column, "")
            if text:
                record[label] = "nee" if text == "nee" else text.split(";")
        elif field_.many == "one" and field_.model is None:
            if row.get(column, "") != "":
                record[label] = _value(row[column], field_)
        elif field_.many == "one" and field_.model is not None:
            inner = _record(field_.model, f"{column}_", row, table, key, by_name, index)
            if inner:
                record[label] = inner
        else:
            many = _many(field_, by_name[f"{table.name}_{column}"], table, key, by_name, index)
            if many:
                record[label] = many
    return record


def _many(
    field_: Field,
    child: FlatTable,
    parent: FlatTable,
    key: tuple[str, ...],
    by_name: Mapping[str, FlatTable],
    index: Mapping[str, Mapping[tuple[str, ...], list[Mapping[str, str]]]],
) -> Any:
    own = child.key[len(parent.key) :]
    place = own[-1]
    rows = index[child.name].get(key, [])
    if place.startswith("volgorde"):
        rows = sorted(rows, key=lambda row: int(row[place]) if row.get(place, "").isdecimal() else 0)
    items: list[tuple[str, Any]] = []
    for row in rows:
        if field_.model is not None:
            inner_key = tuple(row.get(name, "") for name in child.key)
            item: Any = _record(field_.model, "", row, child, inner_key, by_name, index)
        else:
            item = _value(row.get("waarde", ""), field_)
        items.append((row.get(own[0], ""), item))
    if field_.many in ("list", "joined"):
        return [item for _, item in items]
    if field_.many == "named":
        return dict(items)
    if field_.many == "named_twice":
        nested: dict[str, dict[str, Any]] = {}
        for row, (name, item) in zip(rows, items, strict=True):
            nested.setdefault(name, {})[row.get(own[1], "")] = item
        return nested
    named: dict[str, list[Any]] = {}
    for name, item in items:
        named.setdefault(name, []).append(item)
    return {name: values[0] if len(values) == 1 else values for name, values in named.items()}


def _value(text: str, field_: Field) -> Any:
    kind = _type(field_)
    if kind == "boolean":
        return {"true": True, "false": False}.get(text, text)
    if kind in ("integer", "number") and text.lstrip("-").isdecimal() and len(text) < _LONGEST_WHOLE:
        return int(text)
    return text
