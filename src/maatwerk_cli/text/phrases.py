"""Numbers and dates as they stand in Dutch sentences."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from maatwerk_cli.models.dutch_input import MONTHS

_UITKOMSTEN = {
    "van_toepassing": "van toepassing",
    "niet_van_toepassing": "niet van toepassing",
    "onbekend": "nog onbekend",
}


def euro(amount: Decimal) -> str:
    """Write an amount: ``€ 250.000`` or ``€ 249.999,99``."""
    whole, _, cents = f"{amount:,.2f}".partition(".")
    text = "€ " + whole.replace(",", ".")
    return text if cents == "00" else f"{text},{cents}"


def number(value: Decimal) -> str:
    """Write a number with a decimal comma and no needless zeros."""
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def months(count: int) -> str:
    """Write a number of months."""
    return "1 maand" if count == 1 else f"{count} maanden"


def day(value: date) -> str:
    """Write a day: ``1 maart 2018``."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


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


def outcome(code: str) -> str:
    """Write an outcome in words."""
    return _UITKOMSTEN[code]


def sentence(text: str) -> str:
    """Write the first letter as a capital."""
    return text[:1].upper() + text[1:]
