"""A record as a row of a CSV file: which columns it has, what is in each cell, and back.

A number is written in digits, of a list the items have ``;`` between them, and where something comes from is
two cells: the id of the source and the place in it (``bron`` and ``vindplaats``).
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from maatwerk_cli.models.fields import Field, fields_of
from maatwerk_cli.models.meaning import Loc, OneCell
from maatwerk_cli.models.values import Record

_PLACE = "vindplaats"
_SEPARATOR = ";"


@cache
def columns_of_model(model: type[Record]) -> Mapping[str, tuple[Field, str]]:
    """Give the columns of a kind in order, each with its field and, of a source, the part that it holds."""
    columns: dict[str, tuple[Field, str]] = {}
    for field in fields_of(model):
        if field.is_source and field.meaning(OneCell) is None:
            columns[field.label] = (field, "id")
            columns[_PLACE if field.label == "bron" else f"{field.label}_{_PLACE}"] = (field, _PLACE)
        else:
            columns[field.label] = (field, "")
    return columns


@cache
def required_columns(model: type[Record]) -> frozenset[str]:
    """Give the columns of what a record cannot do without."""
    return frozenset(name for name, (field, _) in columns_of_model(model).items() if field.required)


def column_at(model: type[Record], loc: Loc) -> str:
    """Give the column in which a place of a record is written."""
    part = str(loc[1]) if len(loc) > 1 else ""
    names = columns_of_model(model).items()
    exact = (name for name, (field, own) in names if field.label == loc[0] and own == part)
    return next(exact, str(loc[0]))


def record_from_row(model: type[Record], row: Mapping[str, str]) -> dict[str, Any]:
    """Give a record as a YAML file would say it; what does not fit is left for its model to refuse."""
    record: dict[str, Any] = {}
    for column, cell in row.items():
        field, part = columns_of_model(model)[column]
        if part:
            record.setdefault(field.label, {})[part] = cell
        elif field.many == "list":
            record[field.label] = [_value(field, item.strip()) for item in cell.split(_SEPARATOR)]
        else:
            record[field.label] = _value(field, cell)
    return record


def _value(field: Field, cell: str) -> Any:
    digits = cell.removeprefix("-")
    return int(cell) if field.holds is int and digits.isdecimal() and digits.isascii() else cell


def row_from_record(model: type[Record], record: Mapping[str, Any]) -> dict[str, str]:
    """Give the cells of a record that is written as a YAML file would say it."""
    return dict(_cells(model, record))


def _cells(model: type[Record], record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for column, (field, part) in columns_of_model(model).items():
        value = record.get(field.label)
        if isinstance(value, Mapping) and field.is_source:
            value = value.get(part) if part else f"{value['id']} {value['vindplaats']}"
        if value is not None:
            yield column, cell_text(value)


def cell_text(value: Any) -> str:
    """Write a value, or several, in one cell."""
    if isinstance(value, Mapping):
        return _SEPARATOR.join(f"{name}={item}" for name, item in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _SEPARATOR.join(map(str, value))
    return str(value)
