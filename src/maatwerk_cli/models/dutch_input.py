"""What people type or keep in a spreadsheet, read as a value: Dutch dates, amounts and whole numbers."""

import re
from datetime import date, datetime
from typing import Any

_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_ABBREVIATED = {name[:3]: number for number, name in enumerate(_MONTHS, 1)} | {"mrt": 3}
_NUMBERED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII)
_MONTH_NUMBERED = re.compile(r"(\d{1,2})[-/](\d{4})", re.ASCII)
_WORDED = re.compile(r"(?:(\d{1,2})\s+)?([a-z]+)\.?\s+(\d{4})", re.ASCII)
_QUARTER = re.compile(r"(?:q|k)?([1-4])(?:e|ste|de)?\s*(?:kwartaal|kw|q|k)?[\s-]+(\d{4})", re.ASCII)
_YEAR_QUARTER = re.compile(r"(\d{4})[\s-]*[qk]([1-4])", re.ASCII)
_WHOLE = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+", re.ASCII)


def read_date(value: object) -> str | None:
    """Give a date as the register writes it (``2018``, ``2018-q3``, ``2018-08``, ``2018-08-01``).

    Dutch forms are read with the day first. What is no date is ``None``; whether the day exists is left
    to :func:`maatwerk_cli.models.values.parse_datum`.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(int(value)) if value == int(value) and 1900 <= value <= 2100 else None
    text = str(value).strip().lower()
    if re.fullmatch(r"\d{4}(-(q[1-4]|\d{2}(-\d{2})?))?", text, re.ASCII):
        return text
    if match := _NUMBERED.fullmatch(text):
        return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    if match := _MONTH_NUMBERED.fullmatch(text):
        return f"{match[2]}-{int(match[1]):02}"
    if match := _YEAR_QUARTER.fullmatch(text):
        return f"{match[1]}-q{match[2]}"
    if match := _WORDED.fullmatch(text):
        month = _ABBREVIATED.get(match[2][:3])
        if month and (match[2] in _ABBREVIATED or _MONTHS[month - 1].startswith(match[2])):
            return f"{match[3]}-{month:02}" + (f"-{int(match[1]):02}" if match[1] else "")
    if ("k" in text or "q" in text) and (match := _QUARTER.fullmatch(text)):
        return f"{match[2]}-q{match[1]}"
    return None


def read_whole(value: Any) -> int | None:
    """Give a whole number: ``12``, ``1.234`` (a Dutch thousand) or a spreadsheet's ``12.0``."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return int(value) if -(10**15) < value < 10**15 and value == int(value) else None
    text = str(value).strip()
    return int(text.replace(".", "")) if len(text) < 20 and _WHOLE.fullmatch(text) else None


def read_amount(text: str) -> str | None:
    """Give an amount in euros as the register writes it: of ``€ 250.000,50`` it is ``250000.50``."""
    bare = text.replace("\u00a0", " ").removeprefix("€").strip()
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d{1,2})?", bare, re.ASCII):
        bare = bare.replace(".", "")
    return bare.replace(",", ".") if re.fullmatch(r"\d{1,20}([.,]\d{1,2})?", bare, re.ASCII) else None
