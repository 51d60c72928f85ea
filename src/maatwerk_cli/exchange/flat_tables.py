"""Records as flat tables, and back: one table a kind, one more for every list within it.

The tables follow from the models, so a new field of a record has a column without anybody adding it. A
table of a list has the key of its record, its place in the list (``volgorde``, or the ``sleutel`` of a
named entry), and its value or fields.
"""

import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from maatwerk_cli.models.values import Datum, Record
from maatwerk_cli.register.kinds import INSTELLINGEN, KINDS, Kind
from maatwerk_cli.register.records import Dataset, Entry

Type = Literal["string", "integer", "number", "boolean"]
Cell = str | int | Decimal | bool | None
Row = dict[str, Cell]

_TARGETS = {
    ("kandidaten", "proeftuin"): "proeftuinen",
    ("proeftuinen_leveranciers", "waarde"): "organisaties",
    ("proeftuinen_opdrachtgevers", "waarde"): "organisaties",
    ("proeftuinen_partners", "waarde"): "organisaties",
    ("proeftuinen_verwant", "waarde"): "proeftuinen",
    ("proeftuinen_mogelijk_dezelfde", "waarde"): "proeftuinen",
    ("verzamelposten_zonder", "waarde"): "proeftuinen",
    ("organisaties", "bron"): "bronnen",
    ("aanbestedingen", "werkwijze"): "beleid",
}
"""Columns that name a record of another table, beside those that name a source."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: its name.
        type: what is in it.
        text: what it says, in Dutch.
        required: never empty.
        codes: the values it can have, where they are closed.
        names: the table whose key it holds.

    """

    name: str
    type: Type = "string"
    text: str = ""
    required: bool = False
    codes: tuple[str, ...] = ()
    names: str = ""


@dataclass
class Table:
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
    columns: list[Column] = field(default_factory=list)
    key: tuple[str, ...] = ()
    parent: tuple[str, tuple[str, ...]] | None = None
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a field holds: one value, a record, or many of either, by place or by name."""

    many: Literal["", "volgorde", "sleutel", "beide", "samen"]
    model: type[Record] | None
    inner: Any
    optional: bool


def _shape(annotation: Any) -> _Shape:
    annotation, optional = _bare(annotation)
    origin = get_origin(annotation)
    if origin is tuple:
        inner, _ = _bare(get_args(annotation)[0])
        return _Shape("samen" if optional else "volgorde", _model(inner), inner, optional)
    if origin in (dict, Mapping):
        inner, _ = _bare(get_args(annotation)[1])
        if get_origin(inner) is tuple:
            item, _ = _bare(get_args(inner)[0])
            return _Shape("beide", None, item, optional)
        return _Shape("sleutel", _model(inner), inner, optional)
    return _Shape("", _model(annotation), annotation, optional)


def _bare(annotation: Any) -> tuple[Any, bool]:
    optional = False
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in (Union, types.UnionType) and type(None) in get_args(annotation):
            optional = True
            annotation = next(part for part in get_args(annotation) if part is not type(None))
        else:
            return annotation, optional


def _model(annotation: Any) -> type[Record] | None:
    return annotation if isinstance(annotation, type) and issubclass(annotation, Record) else None


def tables_of(dataset: Dataset) -> list[Table]:
    """Give every record of a dataset in flat tables, in a fixed order, empty ones included."""
    found: list[Table] = []
    settings = _main_table(INSTELLINGEN)
    settings[0].rows.append(_fill(dataset.settings, {INSTELLINGEN.key: dataset.settings.naam}, settings))
    found += settings
    for kind in KINDS:
        group = _main_table(kind)
        for entry, key in _keyed(dataset, kind):
            group[0].rows.append(_fill(entry.value, key, group))
        found += group
    return found


def empty_tables(kind: Kind) -> list[Table]:
    """Give the tables of one kind without rows."""
    return _main_table(kind)


def key_columns(kind: Kind) -> tuple[str, ...]:
    """Give the columns that tell the records of a kind apart."""
    if kind.name == "aanbesteding":
        return ("bestand", "volgnummer")
    if kind.per_year:
        return ("jaar", kind.key)
    return ("codelijst", kind.key) if kind.name == "code" else (kind.key,)


def _keyed(dataset: Dataset, kind: Kind) -> Iterator[tuple[Entry[Any], Row]]:
    places: dict[str, int] = {}
    for entry in dataset.of(kind):
        if kind.name == "aanbesteding":
            name = PurePosixPath(entry.file).name
            places[name] = places.get(name, 0) + 1
            yield entry, {"bestand": name, "volgnummer": places[name]}
        elif kind.per_year:
            yield entry, {"jaar": int(entry.stem), kind.key: entry.id}
        elif kind.name == "code":
            yield entry, {"codelijst": entry.stem, kind.key: entry.id}
        else:
            yield entry, {kind.key: entry.id}


def _main_table(kind: Kind) -> list[Table]:
    key = key_columns(kind)
    table = Table(kind.plural, (kind.model.__doc__ or "").splitlines()[0], key=key)
    table.text = f"Records van de soort {kind.name}"
    for name in key:
        whole = name in ("jaar", "volgnummer")
        text = "Jaar van het bestand" if name == "jaar" else "Sleutel van het record"
        table.columns.append(Column(name, "integer" if whole else "string", text, required=True))
    group = [table]
    _add_columns(table, kind.model, "", kind, group, skip=key)
    return group


def _add_columns(
    table: Table,
    model: type[Record],
    prefix: str,
    kind: Kind,
    group: list[Table],
    *,
    skip: Sequence[str] = (),
    required: bool = True,
) -> None:
    for name, info in model.model_fields.items():
        label = info.alias or name
        if not prefix and label in skip:
            continue
        shape = _shape(info.annotation)
        column = f"{prefix}{label}"
        if shape.many in ("", "samen") and shape.model is None:
            table.columns.append(
                _column(table, column, info, shape, required=required and info.is_required())
            )
        elif not shape.many and shape.model is not None:
            is_needed = required and info.is_required()
            _add_columns(table, shape.model, f"{column}_", kind, group, required=is_needed)
        else:
            _add_child(table, column, info, shape, kind, group)


def _column(table: Table, name: str, info: FieldInfo, shape: _Shape, *, required: bool) -> Column:
    target = _TARGETS.get((table.name, name), "")
    if name == "bron_id" or name.endswith("_bron_id") or (name == "id" and table.name.endswith("_bronnen")):
        target = "bronnen"
    codes = tuple(get_args(shape.inner)) if get_origin(shape.inner) is Literal else ()
    kind = _type(shape)
    return Column(name, kind, info.description or "", required, codes if kind == "string" else (), target)


def _type(shape: _Shape) -> Type:
    if shape.many == "samen" or get_origin(shape.inner) is Literal:
        values = get_args(shape.inner) if get_origin(shape.inner) is Literal else ()
        return "integer" if values and all(isinstance(value, int) for value in values) else "string"
    simple: dict[Any, Type] = {int: "integer", bool: "boolean", Decimal: "number"}
    return simple.get(shape.inner, "string")


def _add_child(
    parent: Table, name: str, info: FieldInfo, shape: _Shape, kind: Kind, group: list[Table]
) -> None:
    own = kind.name if kind.key in parent.key and parent.name == kind.plural else ""
    keys = [
        Column(own if own and column.name == kind.key else column.name, column.type, column.text, True)
        for column in parent.columns
        if column.name in parent.key
    ]
    depth = sum(column.name.startswith("volgorde") for column in keys) + 1
    suffix = "" if depth == 1 else f"_{depth}"
    if shape.many in ("sleutel", "beide"):
        keys.append(Column("sleutel", "string", "Naam van dit gegeven", required=True))
    if shape.many in ("volgorde", "beide"):
        keys.append(Column(f"volgorde{suffix}", "integer", "Plaats in de lijst, vanaf 1", required=True))
    table = Table(
        f"{parent.name}_{name}",
        info.description or name,
        columns=keys,
        key=tuple(column.name for column in keys),
        parent=(parent.name, parent.key),
    )
    group.append(table)
    if shape.model is not None:
        _add_columns(table, shape.model, "", kind, group)
    else:
        inner = _Shape("", None, shape.inner, False)
        table.columns.append(_column(table, "waarde", info, inner, required=True))


def _fill(record: Record, key: Row, group: Sequence[Table]) -> Row:
    """Give the row of a record, and add the rows of its lists to their tables."""
    by_name = {table.name: table for table in group}
    row: Row = dict(key)
    _fill_fields(record, "", row, group[0], key, by_name)
    return row


def _fill_fields(
    record: Record, prefix: str, row: Row, table: Table, key: Row, by_name: Mapping[str, Table]
) -> None:
    for name, info in type(record).model_fields.items():
        label = info.alias or name
        value = getattr(record, name)
        shape = _shape(info.annotation)
        column = f"{prefix}{label}"
        if shape.many == "samen":
            row[column] = None if value is None else ";".join(map(str, value)) or "nee"
        elif not shape.many and shape.model is None:
            row.setdefault(column, _cell(value))
        elif not shape.many:
            if value is not None:
                _fill_fields(value, f"{column}_", row, table, key, by_name)
        else:
            _fill_child(value, by_name[f"{table.name}_{column}"], table, key, by_name)


def _fill_child(value: Any, child: Table, parent: Table, key: Row, by_name: Mapping[str, Table]) -> None:
    inherited = dict(zip(child.key, [key[name] for name in parent.key], strict=False))
    own = child.key[len(parent.key) :]
    for place, item in _places(value, own):
        full: Row = {**inherited, **place}
        if isinstance(item, Record):
            row = dict(full)
            _fill_fields(item, "", row, child, full, by_name)
            child.rows.append(row)
        else:
            child.rows.append({**full, "waarde": _cell(item)})


def _places(value: Any, own: Sequence[str]) -> Iterator[tuple[Row, Any]]:
    if isinstance(value, Mapping):
        for name, item in value.items():
            if len(own) == 2:
                for number, inner in enumerate(item, 1):
                    yield {own[0]: name, own[1]: number}, inner
            else:
                yield {own[0]: name}, item
    else:
        for number, item in enumerate(value or (), 1):
            yield {own[0]: number}, item


def _cell(value: Any) -> Cell:
    return str(value) if isinstance(value, Datum) else value


# Back to records


def records_from(
    kind: Kind, rows: Mapping[str, Sequence[Mapping[str, str]]]
) -> Iterator[tuple[Row, dict[str, Any]]]:
    """Put the rows of a kind's tables together into records, as their files would say them.

    Args:
        kind: the kind.
        rows: per table its rows, all cells as text; an empty cell is unknown.

    Returns:
        Each record with its key.

    """
    group = _main_table(kind)
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
        if kind.key in main.key:
            record = {kind.key: row[kind.key], **record}
        yield dict(row), record


def _by_parent(
    table: Table, parent: Table, rows: Sequence[Mapping[str, str]]
) -> dict[tuple[str, ...], list[Mapping[str, str]]]:
    found: dict[tuple[str, ...], list[Mapping[str, str]]] = {}
    for row in rows:
        key = tuple(row.get(name, "") for name in table.key[: len(parent.key)])
        found.setdefault(key, []).append(row)
    return found


def _record(
    model: type[Record],
    prefix: str,
    row: Mapping[str, str],
    table: Table,
    key: tuple[str, ...],
    by_name: Mapping[str, Table],
    index: Mapping[str, Mapping[tuple[str, ...], list[Mapping[str, str]]]],
) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        label = info.alias or name
        column = f"{prefix}{label}"
        shape = _shape(info.annotation)
        if not prefix and label in table.key and not table.parent:
            continue
        if shape.many == "samen":
            text = row.get(column, "")
            if text:
                record[label] = "nee" if text == "nee" else text.split(";")
        elif not shape.many and shape.model is None:
            if row.get(column, "") != "":
                record[label] = _value(row[column], shape)
        elif not shape.many and shape.model is not None:
            inner = _record(shape.model, f"{column}_", row, table, key, by_name, index)
            if inner:
                record[label] = inner
        else:
            many = _many(shape, by_name[f"{table.name}_{column}"], table, key, by_name, index)
            if many:
                record[label] = many
    return record


def _many(
    shape: _Shape,
    child: Table,
    parent: Table,
    key: tuple[str, ...],
    by_name: Mapping[str, Table],
    index: Mapping[str, Mapping[tuple[str, ...], list[Mapping[str, str]]]],
) -> Any:
    own = child.key[len(parent.key) :]
    place = own[-1]
    rows = index[child.name].get(key, [])
    if place.startswith("volgorde"):
        rows = sorted(rows, key=lambda row: int(row[place]) if row.get(place, "").isdecimal() else 0)
    items: list[tuple[str, Any]] = []
    for row in rows:
        if shape.model is not None:
            inner_key = tuple(row.get(name, "") for name in child.key)
            item: Any = _record(shape.model, "", row, child, inner_key, by_name, index)
        else:
            item = _value(row.get("waarde", ""), _Shape("", None, shape.inner, False))
        items.append((row.get(own[0], ""), item))
    if shape.many == "volgorde":
        return [item for _, item in items]
    if shape.many == "sleutel":
        return dict(items)
    named: dict[str, list[Any]] = {}
    for name, item in items:
        named.setdefault(name, []).append(item)
    return {name: values[0] if len(values) == 1 else values for name, values in named.items()}


def _value(text: str, shape: _Shape) -> Any:
    kind = _type(shape)
    if kind == "boolean":
        return {"true": True, "false": False}.get(text, text)
    if kind in ("integer", "number") and text.lstrip("-").isdecimal() and len(text) < 20:
        return int(text)
    return text
