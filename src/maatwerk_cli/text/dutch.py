"""Numbers, dates and lists of words as a Dutch reader expects them, in sentences and in tables."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from maatwerk_cli.models.dutch_input import MONTHS
from maatwerk_cli.models.values import parse_datum

UNKNOWN = "onbekend"
WITHHELD = "afgeschermd"
NOT_APPLICABLE_SPOKEN = "niet van toepassing"
AT_LEAST = "ten minste"
INFERRED = "afgeleid"
INFERRED_MARK = "*"
IS_INFERRED = f" ({INFERRED})"
"""What stands behind a value that rests on something inferred, and how it is said."""
_OUTCOME_WORDS = {
    "van_toepassing": "van toepassing",
    "niet_van_toepassing": "niet van toepassing",
    "onbekend": "nog onbekend",
}


def number(value: int | Decimal) -> str:
    """Write a number: ``1.234``, ``3,7``."""
    whole, _, decimals = f"{Decimal(value):,f}".partition(".")
    decimals = decimals.rstrip("0")
    return whole.replace(",", ".") + (f",{decimals}" if decimals else "")


def signed(value: int | Decimal) -> str:
    """Write a difference with its sign, a real minus, and 0 without."""
    text = number(Decimal(value).copy_abs())
    return f"+{text}" if value > 0 else f"−{text}" if value < 0 else text


def amount(value: Decimal) -> str:
    """Write an amount of euros, with two decimals or none: ``250.000`` or ``1.250,50``."""
    whole, _, cents = f"{value:,.2f}".partition(".")
    text = whole.replace(",", ".")
    return text if cents == "00" else f"{text},{cents}"


def euro(value: Decimal) -> str:
    """Write an amount with its sign: ``€ 250.000`` or ``€ 249.999,99``."""
    return f"€ {amount(value)}"


def so_many(count: int, singular: str, many: str) -> str:
    """Write a number with its noun."""
    return f"{count} {singular if count == 1 else many}"


def months(count: int) -> str:
    """Write a number of months."""
    return so_many(count, "maand", "maanden")


def day(value: date) -> str:
    """Write a day: ``1 maart 2018``."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


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


def datum(text: str) -> str:
    """Write a date as precise as it is: ``1 maart 2018``, ``maart 2018``, ``het derde kwartaal van 2018``."""
    parts = text.split("-")
    if len(parts) == 1:
        return text
    if parts[1].startswith("q"):
        ordinal = ("eerste", "tweede", "derde", "vierde")[int(parts[1][1]) - 1]
        return f"het {ordinal} kwartaal van {parts[0]}"
    name = MONTHS[int(parts[1]) - 1]
    return f"{name} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {name} {parts[0]}"


def joined(words: Sequence[str], last: str = "en") -> str:
    """Write words as a list: ``a, b en c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def joined_clauses(clauses: Sequence[str]) -> str:
    """Write clauses as a list; with a comma before the last where one of the others has one of its own."""
    if not any(", " in clause for clause in clauses[:-1]):
        return joined(clauses)
    return f"{', '.join(clauses[:-1])}, en {clauses[-1]}"


def bare_lot(name: str) -> str:
    """Give the name of a lot without the word ``perceel`` that it begins with."""
    return name[len(word[0]) :] if (word := _LOT.match(name)) else name


def lot_name(name: str) -> str:
    """Name a lot in a sentence: ``perceel 1`` for ``1`` and for ``Perceel 1``."""
    return f"perceel {bare_lot(name)}"


_LOT = re.compile(r"perceel\s+", re.IGNORECASE)


def outcome(code: str) -> str:
    """Write an outcome in words."""
    return _OUTCOME_WORDS[code]


def spoken(text: str) -> str:
    """Say the minus of a number in words: ``min 2``, ``ten minste min 3``."""
    return re.sub(rf"^({AT_LEAST} )?−(?=\d)", r"\1min ", text)


def within_sentence(text: str) -> str:
    """Write the first letter small, but not of an abbreviation: ``ICT Inhuur`` stays what it is."""
    return text if text[1:2].isupper() or text[1:2] == "&" else text[:1].lower() + text[1:]


def sentence(text: str) -> str:
    """Write the first letter as a capital."""
    return text[:1].upper() + text[1:]
