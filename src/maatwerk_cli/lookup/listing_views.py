"""A list of records, or one record, as text for a terminal, as CSV or as JSON."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from maatwerk_cli.lookup.listing import RecordView, ShownValue
from maatwerk_cli.models.inferred import SEPARATOR, field_named, holds_inferred, is_inferred
from maatwerk_cli.text import dutch
from maatwerk_cli.text.csv.csv_writer import write_csv
from maatwerk_cli.text.table import DataTable, TableCell
from maatwerk_cli.text.table_cells import json_number
from maatwerk_cli.text.terminal.layout import strong, wrapped
from maatwerk_cli.text.terminal.terminal_table import drawn_table, table_lines

_ID_WIDTH = 16
"""An id of so many signs stays whole, so that it can be copied; most are shorter."""


def listing_table(tabel: DataTable, width: int, *, colour: bool) -> str:
    """Draw a list; an id stays whole where there is room for it, so that it can be copied."""
    lines = [*drawn_table(_with_parts(tabel), width, colour=colour, first=_ID_WIDTH)]
    columns = {column.id for column in tabel.columns}
    if any(name in columns for _, name in tabel.inferred):
        lines += wrapped(f"{dutch.INFERRED_MARK} is afgeleid: de bron zegt het niet zelf.", width)
    return "\n".join(lines) + "\n"


def listing_lines(tabel: DataTable, width: int) -> str:
    """Write a list, a sentence for each record."""
    return "\n".join(line for text in table_lines(_with_parts(tabel)) for line in wrapped(text, width)) + "\n"


def listing_json(tabel: DataTable, *, marks: bool) -> str:
    """Write a list as JSON objects; with ``marks`` each names which of its values were inferred.

    Where a number is withheld, ``null`` is not unknown: that object also names which.
    """
    withheld: dict[int, list[str]] = {}
    for number, name in tabel.withheld:
        withheld.setdefault(number, []).append(name)
    rows: list[dict[str, Any]] = []
    for number, row in enumerate(tabel.rows):
        values: dict[str, Any] = {
            column.id: json_number(value) for column, value in zip(tabel.columns, row, strict=True)
        }
        if marks:
            values["afgeleid"] = _inferred(tabel, number)
        if number in withheld:
            values["afgeschermd"] = withheld[number]
        rows.append(values)
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def listing_csv(tabel: DataTable, *, marks: bool, excel: bool) -> bytes:
    """Write a list as CSV; with ``marks`` a last column names which values of a row were inferred."""
    header = [column.id for column in tabel.columns]
    rows: list[tuple[TableCell, ...]] = list(tabel.rows)
    if marks:
        header.append("afgeleid")
        rows = [(*row, ", ".join(_inferred(tabel, number))) for number, row in enumerate(rows)]
    return write_csv(header, rows, excel=excel)


def _inferred(tabel: DataTable, row: int, field: str | None = None) -> list[str]:
    """Name what of a row was inferred, or what parts of one field: whole fields in the order of columns."""
    order = [column.id for column in tabel.columns]
    names = [name for place, name in tabel.inferred if place == row and field in (None, field_named(name))]
    return sorted(
        (name for name in names if field is None or name != field),
        key=lambda name: (order.index(field_named(name)), name),
    )


def _with_parts(tabel: DataTable) -> DataTable:
    """Say in a cell which parts of its field were inferred: a mark behind it would be of the last alone."""
    return replace(
        tabel,
        rows=tuple(
            tuple(
                f"{value} ({dutch.INFERRED}: {', '.join(parts)})" if parts else value
                for value, parts in (
                    (value, _parts_said(tabel, number, column.id))
                    for value, column in zip(row, tabel.columns, strict=True)
                )
            )
            for number, row in enumerate(tabel.rows)
        ),
    )


def _parts_said(tabel: DataTable, row: int, field: str) -> list[str]:
    return [name.partition(SEPARATOR)[2].replace(SEPARATOR, " ") for name in _inferred(tabel, row, field)]


def record_page(record: RecordView, width: int, *, colour: bool) -> str:
    """Write one record with headings in bold."""
    title, *lines = record_lines(record, width).splitlines()
    return "\n".join([strong(title) if colour else title, *lines]) + "\n"


def record_lines(record: RecordView, width: int) -> str:
    """Write one record line by line."""
    return "\n".join(_wrapped([f"{record.soort} {record.id}", *_record_lines(record)], width)) + "\n"


def _wrapped(lines: Sequence[str], width: int) -> Iterator[str]:
    """Wrap lines; what goes on stands under what it goes on from."""
    for line in lines:
        text = line.lstrip()
        start = line[: len(line) - len(text)]
        yield from wrapped(text, width, start, start + ("  " if text.startswith("- ") else ""))


def _record_lines(record: RecordView) -> list[str]:
    lines = [f"bestand: {record.bestand}"]
    listed = dict(record.velden).get("afgeleid")
    inferred = [str(name) for name in listed] if isinstance(listed, list) else []
    for name, value in record.velden:
        mark = dutch.IS_INFERRED if name in inferred else ""
        lines += _field_lines(f"{name}{mark}", _marked(value, inferred, name), "")
    lines += ["", "Waar dit vandaan komt:"]
    lines += [f"- {line}" for line in record.bronnen] or ["- geen bron in dit record"]
    lines += ["", "Wat hiernaar verwijst:"]
    lines += [f"- {line}" for line in record.verwijzingen] or ["- niets in het register"]
    return lines


def _marked(value: ShownValue, inferred: Sequence[str], *path: str) -> ShownValue:
    """Say of the parts of a field which were inferred: a feature, one of its values, a stage of a course."""
    if not holds_inferred(inferred, *path) or is_inferred(inferred, *path):
        return value
    if isinstance(value, dict):
        return {
            f"{name}{dutch.IS_INFERRED if is_inferred(inferred, *path, name) else ''}": _marked(
                item, inferred, *path, name
            )
            for name, item in value.items()
        }
    if isinstance(value, list):
        return [_marked_item(item, inferred, *path) for item in value]
    return value


def _marked_item(item: ShownValue, inferred: Sequence[str], *path: str) -> ShownValue:
    if isinstance(item, dict):
        (name, stage), *rest = item.items()
        return {name: _marked_item(stage, inferred, *path), **dict(rest)}
    return f"{item}{dutch.IS_INFERRED}" if is_inferred(inferred, *path, str(item)) else item


def _field_lines(name: str, value: ShownValue, indent: str) -> Iterator[str]:
    """Write a field: what is simple on its own line, what is built up with a line for each part."""
    if not isinstance(value, list | dict) or _is_source(value):
        yield f"{indent}{name}: {_inline(value)}"
    elif isinstance(value, dict):
        yield f"{indent}{name}:"
        for key, item in value.items():
            yield from _field_lines(key, item, f"{indent}  ")
    elif not any(isinstance(item, list | dict) for item in value):
        yield f"{indent}{name}: {', '.join(map(str, value))}"
    else:
        yield f"{indent}{name}:"
        for item in value:
            yield from _item_lines(item, f"{indent}  ")


def _item_lines(item: ShownValue, indent: str) -> Iterator[str]:
    """Write an item of a list: on one line, or where it is built up itself with a line for each part."""
    if not isinstance(item, dict) or all(
        _is_source(part) or not isinstance(part, list | dict) for part in item.values()
    ):
        yield f"{indent}- {_inline(item)}"
        return
    lines = [line for key, part in item.items() for line in _field_lines(key, part, "")]
    yield f"{indent}- {lines[0]}"
    yield from (f"{indent}  {line}" for line in lines[1:])


def _inline(value: ShownValue) -> str:
    if isinstance(value, dict):
        if _is_source(value):
            return f"{value['id']}, {value['vindplaats']}"
        return "; ".join(f"{key}: {_inline(item)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(f"({_inline(item)})" if isinstance(item, dict) else _inline(item) for item in value)
    return " ".join(str(value).split())


def _is_source(value: ShownValue) -> bool:
    return isinstance(value, dict) and value.keys() == {"id", "vindplaats"}


def records_json(records: Sequence[RecordView]) -> str:
    """Write records as one JSON document: always a list, since an id can belong to more than one."""
    items: list[dict[str, Any]] = [
        {
            "soort": record.soort,
            "id": record.id,
            "bestand": record.bestand,
            "velden": dict(record.velden),
            "bronnen": list(record.bronnen),
            "verwijzingen": list(record.verwijzingen),
        }
        for record in records
    ]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"
