"""What people type or keep in a spreadsheet, read as a value: Dutch dates, amounts and whole numbers."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Literal

from pydantic_core import PydanticCustomError

from maatwerk_cli.models.values import Datum, datum_from_text, of_our_era, parse_bedrag, parse_datum

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
"""A whole number in a cell for a date is read as a year between these; others are days of a spreadsheet."""

_LONGEST_DOUBT, _LONGEST_DATE, _LONGEST_WHOLE = 40, 40, 20
"""Signs: what is longer is none, and no pattern is tried on it."""

Decimaalteken = Literal["komma", "punt"]
"""What parts whole euros from cents, where an amount can mean two things."""

MONTHS = (
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
"""The months by their Dutch names, in order."""
_ABBREVIATED = {name[:3]: number for number, name in enumerate(MONTHS, 1)} | {
    "mrt": 3,
    "mar": 3,
    "may": 5,
    "oct": 10,  # as spreadsheets abbreviate them, in Dutch and in English
}
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
# Each pattern is made when it is first used: a check needs few, and making all takes as long as judging it.
_WEEKDAY = rf"({'|'.join(_WEEKDAYS)}|{'|'.join(day[:2] for day in _WEEKDAYS)})[.,]?\s+(.+)"
_NUMBERED = r"(?a)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})"
_MONTH_NUMBERED = r"(?a)(\d{1,2})[-/](\d{4})"
_WORDED = r"(?a)([a-z]+)\.?\s+(\d{4})"
_WORDED_DAY = r"(?a)(\d{1,2})[\s-]+([a-z]+)\.?[\s-]+(?:'?([0-4]\d)|(\d{4}))"
_YEAR_FIRST = r"(?a)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
_QUARTER = r"(?a)(?:q|k)?([1-4])(?:e|ste|de)?\s*(?:kwartaal|kw|q|k)?[\s-]+(\d{4})"
_YEAR_QUARTER = r"(?a)(\d{4})[\s-]*[qk]([1-4])"
_WHOLE = r"(?a)\d{1,3}(?:\.\d{3})+|\d+"

_EURO = r"(?i)^(?:€|eur(?:o)?)\s*|\s*(?:€|eur(?:o)?)$"
_PLAIN = r"-?[0-9]{1,20}(?:[.,][0-9]{1,2})?"
# Nobody begins thousands with a nought: ``0.250`` is a part of something else, such as a million.
_DUTCH = r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]{1,2})?"
_ENGLISH = r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]{1,2}|-?[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}"
_SPACED = r"-?[1-9][0-9]{0,2}(?: [0-9]{3})+(?:[.,][0-9]{1,2})?"
_TWO_WAYS = r"-?[1-9][0-9]{0,2}[.,][0-9]{3}"


def two_ways(text: str) -> bool:
    """Tell whether an amount can mean two things, as ``250.000`` can."""
    if text.endswith(_NOTHING) and text.rfind(",") > text.rfind(".") >= 0:
        return False  # a comma that parts the cents; told here because it costs least
    if len(text) >= _LONGEST_DOUBT or _DIGITS.isdisjoint(text):
        return False
    return re.fullmatch(_TWO_WAYS, _bare(text)) is not None


def _bare(text: str) -> str:
    text = re.sub(
        _EURO,
        "",
        re.sub(_WITHOUT_VAT, "", text.strip())
        .replace("\u00a0", " ")
        .replace("\u202f", " ")
        .replace("\u2212", "-"),
    )
    if not text.endswith(_NOTHING):
        return text.strip()
    text = re.sub(_NO_CENTS_AFTER_A_COMMA, r"\1,00", text)  # so that the point in it is no decimal sign
    return re.sub(_NO_CENTS, "", text).strip()


_NOTHING = ("-", "=", "–", "—")
_NO_CENTS = r"[,.] ?(?:[-=–—]|--|==)$"
"""What people write for no cents: ``,-``, ``,=`` or ``,--``."""
_NO_CENTS_AFTER_A_COMMA = r"^([^,]*[0-9]), ?(?:[-=–—]|--|==)$"


_UNITS = {
    **dict.fromkeys(("mld", "miljard"), Decimal(10**9)),
    **dict.fromkeys(("mln", "mio", "miljoen"), Decimal(10**6)),
    **dict.fromkeys(("k", "duizend"), Decimal(10**3)),
}
_IN_UNITS = r"(?i)(-?[0-9]{1,9}(?:[.,][0-9]{1,2})?) ?(mld|miljard|mln|mio|miljoen|k|duizend)\.?"
"""A number of thousands or millions; three digits after a sign can mean two things, and are not read."""
_WITHOUT_VAT = r"(?i)\s*\(?(?:excl(?:usief)?|ex)\.? ?btw\.?\)?$"


_VAT = r"(?:btw\b|b\.t\.w\.|omzetbelasting\b)"
_WITH_VAT = (
    rf"(?i)\b(?:incl(?:usief)?\b\.?|met\b) ?(?:[0-9]{{1,2}} ?%? ?)?{_VAT}"
    rf"|{_VAT} ?inbegrepen|\bincl\.?\)?$"
)
_PER_TIME = (
    r"(?i)[0-9k] ?(?:(?:per |/ ?)(?:jaar|jr|kwartaal|maand|mnd|week|dag|uur)|p[./] ?[jmu]"
    r"|jaarlijks|maandelijks)"
)
_NOT_ONE = (
    r"(?i)^(?:[<>≤≥±~≈]|\+/-|max|min[. ]|(?:ca|circa|ongeveer|plm|rond|geschat|minimaal|minstens|maximaal"
    r"|hooguit|hoogstens|ten minste|ten hoogste|meer dan|minder dan|tot|vanaf|tussen|boven|onder)\b)"
    r"|[0-9]{3} ?(?:[-–—/+&]|tot|t/m|en|of) ?(?:€ ?)?"
    r"(?:[0-9]{1,3}[., ][0-9]{3}|[0-9]{5}|[0-9,]+ ?(?:k|mln|miljoen)\b)"
)
"""An estimate, a bound, or two amounts of which neither is a part of a date."""
_MOST_READ = 60
"""Signs: what is longer is no amount, and no pattern is tried on it."""
_DIGITS = frozenset("0123456789")
"""Without any of these a text is no amount either."""


def read_bedrag(text: str, decimaal: Decimaalteken = "komma") -> Decimal:
    """Read an amount in euros: ``250000``, ``250000.00``, ``250.000,00``, ``€ 250.000``.

    Args:
        text: what was typed.
        decimaal: how an amount that can mean two things is read: ``250.000`` is Dutch for 250 thousand
            (``komma``) or 250 with three decimals (``punt``).

    Raises:
        PydanticCustomError: ``bedrag_vorm``, ``bedrag_met_btw``, ``bedrag_per_tijd``, ``bedrag_niet_een``,
            ``bedrag_dubbelzinnig``, ``bedrag_negatief`` or ``bedrag_te_groot``.
    """
    if len(text) >= _MOST_READ or _DIGITS.isdisjoint(text):
        raise _no_amount(text)
    bare = _bare(text)
    if units := re.fullmatch(_IN_UNITS, bare):
        number = Decimal(units[1].replace(",", ".")) * _UNITS[units[2].lower()]
        return parse_bedrag(f"{number:.2f}")
    if re.fullmatch(_TWO_WAYS, bare):
        return parse_bedrag(_one_way(bare, decimaal))
    if re.fullmatch(_PLAIN, bare):
        return parse_bedrag(bare.replace(",", "."))
    if re.fullmatch(_DUTCH, bare):
        return parse_bedrag(bare.replace(".", "").replace(",", "."))
    if re.fullmatch(_ENGLISH, bare):
        return parse_bedrag(bare.replace(",", ""))
    if re.fullmatch(_SPACED, bare):
        return parse_bedrag(bare.replace(" ", "").replace(",", "."))
    raise _no_amount(text)


def _no_amount(text: str) -> PydanticCustomError:
    end = text[-_MOST_READ:]
    if re.search(_WITH_VAT, end):
        return PydanticCustomError("bedrag_met_btw", "bedrag")
    if re.search(_PER_TIME, end):
        return PydanticCustomError("bedrag_per_tijd", "bedrag")
    not_one = not _DIGITS.isdisjoint(text) and re.search(_NOT_ONE, text[:_MOST_READ].strip())
    return PydanticCustomError("bedrag_niet_een" if not_one else "bedrag_vorm", "bedrag")


def _one_way(bare: str, decimaal: Decimaalteken) -> str:
    thousands = "." if decimaal == "komma" else ","
    if thousands in bare:
        return bare.replace(thousands, "")
    if bare.endswith("0") and decimaal == "punt":
        return bare[:-1]
    # Three decimals are no amount in euros and cents: more likely it was meant the other way.
    raise PydanticCustomError("bedrag_dubbelzinnig", "bedrag")


def read_datum(text: str) -> Datum:
    """Read a date as the records write it (``2018``, ``2018-q3``, ``2018-08``, ``2018-08-01``) or in Dutch.

    In Dutch the day comes first: ``1-8-2018``, ``1 augustus 2018``, ``8-2018``, ``3e kwartaal 2018``.

    Raises:
        PydanticCustomError: ``datum_vorm`` for another form or a year before 1000, ``datum_bestaat_niet`` for
            a day that does not exist.
    """
    text = text.strip().lower()
    if datum := datum_from_text(text):
        return of_our_era(datum)
    text = re.sub(_TIME, "", text)
    if weekday := re.fullmatch(_WEEKDAY, text):
        return _on_weekday(read_datum(weekday[2]), weekday[1])
    return of_our_era(parse_datum(_dutch_datum(text) or text))


def _on_weekday(day: Datum, name: str) -> Datum:
    """Give a day, if it is the day of the week that stands beside it."""
    if day.first != day.last or not _WEEKDAYS[day.first.weekday()].startswith(name):
        raise PydanticCustomError("datum_vorm", "datum")
    return day


def read_cell_datum(value: object) -> Datum:
    """Read a date as a spreadsheet holds it: a date, a year as a number, or a text.

    Raises:
        PydanticCustomError: ``datum_vorm``.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return parse_datum(value.isoformat())
    year = read_whole(value)
    return (
        parse_datum(year)
        if year is not None and _FIRST_YEAR <= year <= _LAST_YEAR
        else read_datum(str(value))
    )


_TIME = r"(?a)(?<=\d)(?:t| +)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:\d{2})?$"
"""The time of day that a spreadsheet or a program puts after a date."""
_SHORT_YEAR = r"(?a)(\d{1,2})[-/.](\d{1,2})[-/.]'?([0-4]\d)"
"""A day with a year of two digits, of this century; 50 to 99 can be of two centuries."""
_RUN_ON = r"(?a)(20\d{2})(0[1-9]|1[0-2])([0-3]\d)"
_SERIAL = r"(?a)([2-7]\d{4})(?:,\d+|\.0+|\.\d{5,})?"
"""A day as a spreadsheet counts it, 1954 to 2119, with the time of day behind the decimal sign."""
_FIRST_SERIAL = date(1899, 12, 30)


def _dutch_datum(text: str) -> str | None:
    if len(text) > _LONGEST_DATE:
        return None
    if match := re.fullmatch(_SERIAL, text):
        return (_FIRST_SERIAL + timedelta(days=int(match[1]))).isoformat()
    if match := re.fullmatch(_YEAR_FIRST, text):
        return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    if match := re.fullmatch(_RUN_ON, text):
        return "-".join(match.groups())
    if match := re.fullmatch(_SHORT_YEAR, text):
        return f"20{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    if match := re.fullmatch(_NUMBERED, text):
        return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    if match := re.fullmatch(_MONTH_NUMBERED, text):
        return f"{match[2]}-{int(match[1]):02}"
    if match := re.fullmatch(_YEAR_QUARTER, text):
        return f"{match[1]}-q{match[2]}"
    if match := re.fullmatch(_WORDED_DAY, text):
        year = match[4] or f"20{match[3]}"
        return f"{year}-{month:02}-{int(match[1]):02}" if (month := _month(match[2])) else None
    if match := re.fullmatch(_WORDED, text):
        return f"{match[2]}-{month:02}" if (month := _month(match[1])) else None
    if ("k" in text or "q" in text) and (match := re.fullmatch(_QUARTER, text)):
        return f"{match[2]}-q{match[1]}"
    return None


def _month(name: str) -> int | None:
    """Give the number of a month by its name, its abbreviation, or the beginning of its name."""
    month = _ABBREVIATED.get(name[:3])
    return month if month and (name in _ABBREVIATED or MONTHS[month - 1].startswith(name)) else None


def is_cut_short(value: object) -> bool:
    """Tell whether a number has more than the fifteen digits that a spreadsheet keeps: some are lost."""
    return isinstance(value, int | float) and not -_KEPT < value < _KEPT


_KEPT = 10**15
"""A whole number below it has at most the fifteen digits that Excel and LibreOffice keep."""


def read_whole(value: Any) -> int | None:
    """Give a whole number: ``12``, ``1.234`` (a Dutch thousand) or a spreadsheet's ``12.0``."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return int(value) if not is_cut_short(value) and value == int(value) else None
    text = str(value).strip()
    return int(text.replace(".", "")) if len(text) < _LONGEST_WHOLE and re.fullmatch(_WHOLE, text) else None
