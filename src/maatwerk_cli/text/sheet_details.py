"""What a sheet says beside the values of its cells, what a number in one shows, and how large it may be."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

MAX_UNPACKED = 1_500_000_000
"""Bytes that a spreadsheet, or the table of its texts, may unpack to."""


MAX_COLUMNS = 500
"""Far more than any kind of record has fields."""
CUT_SHORT = (
    "Van een getal van meer dan vijftien cijfers bewaart een spreadsheet de laatste niet. Maak van de cel "
    "tekst en typ het nummer opnieuw."
)
FIRST_DAY = date(1899, 12, 30)
"""The day that spreadsheets count days from, where a file does not say otherwise."""


@dataclass(slots=True)
class SheetDetails:
    """What a sheet says beside the values of its cells; filled while its rows are read.

    Attributes:
        uncalculated: formulas (row and column, from 1) whose outcome is not in the file, which would
            otherwise read as empty or as 0.
        errors: formulas without an outcome.
        hidden: rows that are not shown.
        merged: the first rows of merged cells; of many at least the last.
        comments: whether there are comments at cells.
        marked: the last row with a colour or with text that is struck out; 0 where there is none.
        unseen: columns, from 1, that are not shown.
    """

    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    errors: set[tuple[int, int]] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    merged: set[int] = field(default_factory=set)
    comments: bool = False
    marked: int = 0
    unseen: set[int] = field(default_factory=set)


MOST_PLACES = 1_000_000
"""Formulas without an outcome of which the place is kept: some 110 MB. A few bytes can say more."""

NO_NUMBER = "#VALUE!"
"""What a sheet shows for a number or a day that it cannot hold."""
_SIGN = re.compile(r"\[\$([^\]-]+)")
_LITERAL = re.compile(
    r"[$£¥₩₪₫₱₴₹₺₽ƒ]|\b(?:USD|GBP|CHF|DKK|SEK|NOK|ISK|PLN|CZK|HUF|RON|BGN|TRY|RUB|UAH|CAD|AUD|NZD|JPY|CNY|INR|ZAR"
    r"|BRL|SGD|HKD|AWG|ANG|XCG|XCD|SRD|NLG|kr|zł|Kč|Ft|lei|лв)\b"
)
_BRACKETS = re.compile(r"\[[^\]]*\]")
_QUOTED = re.compile(r'"[^"]*"|\\.')
_EURO = frozenset({"", "€", "EUR", "EURO"})


def as_share(number: float) -> str:
    """Write a number as the share of a hundred that its cell shows: ``0.05`` is ``5%``."""
    share = Decimal(repr(float(number))) * 100
    return f"{share.normalize():f}%".replace(".", ",")


def in_currency(number: float, currency: str) -> str:
    """Write a number with its currency, so that nobody takes it for euros."""
    return f"{currency} {number:.2f}"


def other_currency(name: str) -> str:
    """Give a currency as it is, and nothing of the euro or of none."""
    return "" if name.strip().upper() in _EURO else name.strip()


def is_share(form: str) -> bool:
    """Tell whether the form of a number, as a workbook writes it, shows a share of a hundred."""
    return "%" in _QUOTED.sub("", form)


def currency_of(form: str) -> str:
    """Give the currency that the form of a number shows; nothing of the euro or of none."""
    named = next(filter(None, map(other_currency, _SIGN.findall(form))), "")
    literal = _LITERAL.search(_BRACKETS.sub("", form))
    return named or (literal[0] if literal else "")


_UNIT = re.compile(
    r"(?i)\b(?:jaar|jaren|jr|years?|yrs?|weken|weeks?|wk|dag|dagen|dgn|days?|kwartaal|kwartalen|quarters?"
    r"|mln|mio|miljoen|million|mld|miljard|billion|duizend|thousand|ton|per|incl|ca|circa)\b"
    r"|(?<![a-z])k\b|(?-i:(?<![A-Za-z])M\b)|[tkm] ?€|\b1[. ]?000\b|/ ?(?:maand|mnd|month)|\bp[./] ?[jmu]\b"
    r"|[<>≤≥±~]"
)
"""Words beside a number that make it another one than a reader takes it for."""
_IN_THOUSANDS = re.compile(r"[0#?],+(?![0#?,])")
"""Commas by which a form shows a number in thousands; the number itself is whole."""


def unit_beside(form: str) -> str:
    """Give what the form of a number writes beside it that makes it another, such as ``jaar`` or ``mln``."""
    first = _BRACKETS.sub("", form.partition(";")[0])
    if _IN_THOUSANDS.search(_QUOTED.sub("", first)):
        return ""
    literal = "".join(mark.strip('"').removeprefix("\\") for mark in _QUOTED.findall(first)).strip()
    return literal if _UNIT.search(literal) else ""


def with_unit(number: float, unit: str) -> str:
    """Write a number with its unit, so that nobody takes it for another: ``1,5 mln``."""
    return f"{Decimal(repr(float(number))).normalize():f}".replace(".", ",") + f" {unit}"


_LONGEST_SHOWN = 60
"""Signs: what is longer is no number with a unit, and no pattern is tried on it."""
_SHOWN = re.compile(r"(\D*?)(-?[0-9][0-9., ]*)\s*(\D*)", re.ASCII)


def unit_shown(number: float, text: str) -> str:
    """Give the unit that a cell shows beside a number, where that is the number and no thousands of it."""
    if len(text) > _LONGEST_SHOWN:
        return ""
    shown = _SHOWN.fullmatch(text.strip().removeprefix("€").strip().replace("\u00a0", " "))
    unit = f"{shown[1].strip()} {shown[3].strip()}".strip() if shown else ""
    if shown is None or not _UNIT.search(unit):
        return ""
    digits = sum(map(str.isdigit, shown[2]))
    return unit if digits >= len(str(abs(int(number)))) else ""


def currency_shown(text: str) -> str:
    """Give the currency that a cell shows beside a number; nothing of the euro or of none."""
    literal = _LITERAL.search(text) if len(text) <= _LONGEST_SHOWN else None
    return literal[0] if literal else ""


def text_length(cells: Iterable[object]) -> int:
    """Count the characters of the texts in a row."""
    return sum(len(cell) for cell in cells if isinstance(cell, str))
