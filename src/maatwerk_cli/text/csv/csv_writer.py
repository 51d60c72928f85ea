"""CSV for programs, or for Excel in Dutch; no cell can run as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from maatwerk_cli.text.csv.csv_cell import guarded
from maatwerk_cli.text.table import (
    NOT_APPLICABLE_MARK,
    WITHHELD_MARK,
    AtLeast,
    NotApplicable,
    TableCell,
    Withheld,
)


def write_csv(header: Sequence[str], rows: Iterable[Sequence[TableCell]], *, excel: bool = False) -> bytes:
    """Write rows as UTF-8 with commas and points, or with BOM, semicolons and decimal commas for Excel."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";" if excel else ",", lineterminator="\r\n" if excel else "\n")
    writer.writerow([guarded(name) for name in header])
    for row in rows:
        writer.writerow([_cell(value, excel=excel) for value in row])
    return stream.getvalue().encode("utf-8-sig" if excel else "utf-8")


def _cell(value: TableCell, *, excel: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, AtLeast):
        return str(value.value)
    if isinstance(value, NotApplicable):
        return NOT_APPLICABLE_MARK
    if isinstance(value, int | Decimal):
        return str(value).replace(".", ",") if excel else str(value)
    return WITHHELD_MARK if isinstance(value, Withheld) else guarded(value)
