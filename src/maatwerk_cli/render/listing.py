"""A list of records, or one record, as text for a terminal, as CSV or as JSON."""

import json
from collections.abc import Sequence
from typing import Any

from rich.text import Text

from maatwerk_cli.render.report_json import json_number
from maatwerk_cli.render.table_terminal import Page, rich_table, table_lines, wrapped
from maatwerk_cli.report.listing import RecordView
from maatwerk_cli.report.tables import Tabel


def listing_table(tabel: Tabel, width: int, *, colour: bool) -> str:
    """Draw a list."""
    page = Page(width, colour=colour)
    page.console.print(rich_table(tabel))
    return page.text()


def listing_lines(tabel: Tabel, width: int) -> str:
    """Write a list, a sentence for each record."""
    return "\n".join(wrapped(table_lines(tabel), width)) + "\n"


def listing_json(tabel: Tabel) -> str:
    """Write a list as JSON objects."""
    rows = [
        {column.id: json_number(value) for column, value in zip(tabel.kolommen, row, strict=True)}
        for row in tabel.rijen
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def record_page(record: RecordView, width: int, *, colour: bool) -> str:
    """Write one record with headings in bold."""
    page = Page(width, colour=colour)
    page.console.print(Text(f"{record.soort} {record.id}", style="bold"))
    for line in _record_lines(record):
        page.console.print(line)
    return page.text()


def record_lines(record: RecordView, width: int) -> str:
    """Write one record line by line."""
    return "\n".join(wrapped([f"{record.soort} {record.id}", *_record_lines(record)], width)) + "\n"


def _record_lines(record: RecordView) -> list[str]:
    lines = [f"bestand: {record.bestand}", *(f"{name}: {text}" for name, text in record.velden)]
    lines += ["", "Waar dit vandaan komt:"]
    lines += [f"- {line}" for line in record.bronnen] or ["- geen bron in dit record"]
    lines += ["", "Wat hiernaar verwijst:"]
    lines += [f"- {line}" for line in record.verwijzingen] or ["- niets in het register"]
    return lines


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
