"""Numbers, dates and cells as a Dutch reader expects them, by Babel."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

from maatwerk_cli.models.values import parse_datum
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
_LOCALE = "nl_NL"


def number(value: int | Decimal) -> str:
    """Write a number: ``1.234``, ``3,7``."""
    return format_decimal(value, locale=_LOCALE, decimal_quantization=False)


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


def day(value: date) -> str:
    """Write a day: ``31 december 2018``."""
    return format_date(value, "d MMMM y", locale=_LOCALE)


def when(text: str | None) -> str:
    """Write a date as precise as its source: ``2018``, ``3e kwartaal 2018``, ``augustus 2018``."""
    if text is None:
        return UNKNOWN
    datum = parse_datum(text)
    if datum.precisie == "dag":
        return day(datum.first)
    if datum.precisie == "maand":
        return format_date(datum.first, "MMMM y", locale=_LOCALE)
    if datum.precisie == "kwartaal":
        return f"{text[-1]}e kwartaal {text[:4]}"
    return text


def table_cell(value: Cel, column: Kolom) -> str:
    """Write a cell of a table: a date in words, a number in Dutch, one mark for what is withheld."""
    return when(value) if column.soort == "datum" and isinstance(value, str) else cell(value)


def listing(parts: Sequence[str]) -> str:
    """Write names in a row: ``a, b en c``."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} en {parts[-1]}"
