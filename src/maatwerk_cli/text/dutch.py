"""Numbers, dates and cells of tables as a Dutch reader expects them."""

from decimal import Decimal

from maatwerk_cli.models.dutch_input import MONTHS
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.text.phrases import day
from maatwerk_cli.text.table import (
    NVT_MARK,
    WITHHELD_MARK,
    Afgeschermd,
    Cel,
    Kolom,
    NietVanToepassing,
    TenMinste,
)

UNKNOWN = "onbekend"
WITHHELD = "afgeschermd"
NOT_APPLICABLE_SPOKEN = "niet van toepassing"
AT_LEAST = "ten minste"
__all__ = ["AT_LEAST", "UNKNOWN", "WITHHELD", "cell", "day", "number", "signed", "table_cell", "when"]


def number(value: int | Decimal) -> str:
    """Write a number: ``1.234``, ``3,7``."""
    whole, _, decimals = f"{Decimal(value):,f}".partition(".")
    decimals = decimals.rstrip("0")
    return whole.replace(",", ".") + (f",{decimals}" if decimals else "")


def signed(value: int | Decimal) -> str:
    """Write a difference with its sign, a real minus, and 0 without."""
    text = number(Decimal(value).copy_abs())
    return f"+{text}" if value > 0 else f"−{text}" if value < 0 else text


def cell(value: Cel) -> str:
    """Write a cell; what is not known is a dash, never zero."""
    if value is None:
        return "–"
    if isinstance(value, Afgeschermd):
        return WITHHELD_MARK
    if isinstance(value, NietVanToepassing):
        return NVT_MARK
    if isinstance(value, TenMinste):
        return f"{AT_LEAST} {number(value.value)}"
    return value if isinstance(value, str) else number(value)


def when(text: str | None) -> str:
    """Write a date as precise as its source: ``2018``, ``3e kwartaal 2018``, ``augustus 2018``."""
    if text is None:
        return UNKNOWN
    datum = parse_datum(text)
    if datum.precisie == "dag":
        return day(datum.first)
    if datum.precisie == "maand":
        return f"{MONTHS[datum.first.month - 1]} {datum.first.year}"
    if datum.precisie == "kwartaal":
        return f"{text[-1]}e kwartaal {text[:4]}"
    return text


def table_cell(value: Cel, column: Kolom) -> str:
    """Write a cell of a table: a date in words, a number in Dutch, one mark for what is withheld."""
    return when(value) if column.soort == "datum" and isinstance(value, str) else cell(value)
