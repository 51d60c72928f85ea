"""The facts of a tender: light, ready to be held against a framework, from a record or from cells."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from pydantic_core import PydanticCustomError

from maatwerk_cli.models.tender.cell import CellReader, named
from maatwerk_cli.models.values import ONBEKEND, Datum
from maatwerk_cli.text.yaml.own_table import own_table

_LONGEST_HINT = 24
"""A longer word is no slip for one of the choices, and may be a name."""

if TYPE_CHECKING:
    from maatwerk_cli.models.tender.aanbesteding import Aanbesteding


N = TypeVar("N", bound=Decimal | int)


class Bounds(NamedTuple, Generic[N]):
    """What a quantity can be: from ``low`` up to and including ``high``; without end where ``None``."""

    low: N
    high: N | None


TOTAL_TERM = "looptijd_met_verlenging"
"""Under which ``bounds`` has what is known of the months with all options to extend."""

VALUE_WITHOUT_OPTIONS = "opdrachtwaarde_met_opties"
"""Under which ``bounds`` says that the options to extend are not in the value, so that it is no most."""

OPTIONS_WITHIN = "opties_in_bedrag"
"""Under which ``bounds`` has what the options come to that are, or may be, in the amount of the tender."""
OPTIONS_BESIDE = "opties_naast_bedrag"
"""Under which it has what those come to that are not, or may not be."""
JUDGED_BY_SOMEBODY = "beoordeeld "
"""What goes before a name under which ``bounds`` says that somebody is known to have judged it."""
TEXT_ON_FILE = "tekst "
"""What goes before a ground under which ``bounds`` says that the tender file has its text."""
_OPTIONS_KNOWN = frozenset({"verlenging_maanden", OPTIONS_WITHIN, OPTIONS_BESIDE})


class Facts(NamedTuple):
    """What is known of one tender, or one lot; ``None`` is unknown.

    The names and meanings are those of ``Aanbesteding``.

    Attributes:
        bounds: by field of a quantity without a value, what is known of it all the same: the least and the
            most it can be. Options to extend of an unknown length have bounds (from nothing, without end);
            where ``verlenging_maanden`` has neither a value nor bounds, no option was named.
        unknown: the fields among ``READ_OTHERWISE`` that were said to be unknown, which is not the same as
            not given: of those nothing is assumed; and those of ``SAID_TWICE`` of which a notice says two
            things.
    """

    id: str | None = None
    titel: str | None = None
    opdrachtgever: str | None = None
    opdrachtgever_soort: str | None = None
    perceel: str | None = None
    aard: str | None = None
    loonsom_excl_btw: Decimal | None = None
    opdrachtwaarde_excl_btw: Decimal | None = None
    begin: Datum | None = None
    einde: Datum | None = None
    looptijd_maanden: int | None = None
    verlenging_maanden: int | None = None
    raamovereenkomst: str | None = None
    categorie: str | None = None
    cpv: str | None = None
    werkwijze: str | None = None
    uitsluitingsgronden: tuple[str, ...] | None = None
    motivering: str | None = None
    lezingen: tuple[tuple[str, str], ...] = ()
    publicatiedatum: Datum | None = None
    peildatum: Datum | None = None
    bounds: Mapping[str, Bounds[Any]] = {}
    unknown: frozenset[str] = frozenset()

    @property
    def motivated(self) -> bool:
        """Whether there is a motivation that says something; one of nothing but signs is none."""
        return self.motivering is not None and not says_nothing(self.motivering)

    @property
    def unknown_options(self) -> bool:
        """Whether there are options to extend of which the length is not known."""
        return "verlenging_maanden" in self.bounds

    @property
    def has_options(self) -> bool:
        """Whether there are options to extend, by the tender or by what its file says of them."""
        return bool(self.verlenging_maanden) or not _OPTIONS_KNOWN.isdisjoint(self.bounds)


_BRACKETED = re.compile(r"\[[^\[\]]*\]|<[^<>]*>|\{[^{}]*\}|«[^«»]*»")
"""What stands between brackets still has to be filled in, whatever it says."""
_DEEPEST = 4
"""Brackets in brackets that are read; nobody writes more, and a text that does takes no longer."""
_TEMPLATE = re.compile(r"\s*[\[{].*|\s*([%$#@]).*\1\s*", re.DOTALL)
"""So does a text that opens a bracket and never closes it, or that stands between two equal signs."""
_SPACES = re.compile(r"[\s,;:/()\[\]-]+")


class _EmptyWords(NamedTuple):
    """Words that say nothing.

    Attributes:
        any_place: those that only fill a field, alone or with others like them.
        marks: those that say, as the first word or the last, that all of a text is still to come.
    """

    any_place: frozenset[str]
    marks: frozenset[str]


@lru_cache(maxsize=1)
def _empty_words() -> _EmptyWords:
    table: Mapping[str, Sequence[object]] = own_table(
        Path(__file__).parent / "words" / "geen_motivering.yaml"
    )
    by_kind = {
        kind: frozenset(_letters(word) for own in texts for word in str(own).split())
        for kind, texts in table.items()
    }
    return _EmptyWords(frozenset().union(*by_kind.values()), by_kind["merkteken"])


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _without_bracketed(text: str) -> str:
    """Give what stands outside all brackets."""
    for _ in range(_DEEPEST):
        text = _BRACKETED.sub(" ", text)
    return text


@lru_cache(maxsize=1024)
def says_nothing(text: str) -> bool:
    """Tell whether a text only fills a field: signs, a letter, ``zie dossier``, ``[reden]``, ``TODO: …``."""
    own, known = _without_bracketed(text), _empty_words()
    letters = _letters(own)
    if len(set(letters)) < 2 or letters in known.any_place or _TEMPLATE.fullmatch(own):
        return True
    words = [word for word in map(_letters, _SPACES.split(own)) if word]
    return words[0] in known.marks or words[-1] in known.marks or known.any_place.issuperset(words)


def value_said(facts: Facts, field: str) -> object:
    """Give what a tender says of a field; what only fills the place of a motivation is nothing."""
    if field == "motivering" and not facts.motivated:
        return None
    value: object = getattr(facts, field)
    return value


TENDER_FIELDS: tuple[str, ...] = tuple(name for name in Facts._fields if name not in ("bounds", "unknown"))
"""The fields of a tender in the order of its record."""

READ_OTHERWISE = frozenset({"opdrachtgever_soort", "raamovereenkomst", "werkwijze"})
"""Codes of which something is assumed where they are not given; of options to extend ``bounds`` says it."""

SAID_TWICE = frozenset({"publicatiedatum"})
"""What another field stands in for where it is not given, and not where it contradicts itself."""

NOTHING_KNOWN: Bounds[Any] = Bounds(0, None)
"""Of a quantity: that it is not below nothing."""

UNKNOWN_OPTIONS: Mapping[str, Bounds[Any]] = {"verlenging_maanden": NOTHING_KNOWN}
"""What is known of options to extend of an unknown length, or of which is not known whether there are any."""


class FieldRefusal(NamedTuple):
    """What is wrong with a value: the type of the refusal, never the value itself.

    Attributes:
        field: the field.
        kind: the type, as of ``PydanticCustomError``, or one of this module.
        params: what its text needs.
        word: a short plain word for which a suggestion can be made.
    """

    field: str
    kind: str
    params: Mapping[str, Any] = {}
    word: str = ""


_NAMES = ("id", "opdrachtgever", "perceel", "categorie")
"""Fields in which a text that only fills its place names nothing."""


def facts_of_record(record: "Aanbesteding") -> Facts:
    """Give the facts of a validated record."""
    values = {name: getattr(record, name) for name in TENDER_FIELDS}
    values["lezingen"] = tuple(record.lezingen.items())
    values |= {name: named(values[name] or "") or None for name in _NAMES}
    unknown = {name for name in record.model_fields_set if values[name] is None}
    bounds = UNKNOWN_OPTIONS if "verlenging_maanden" in unknown else {}
    return Facts(**values, bounds=bounds, unknown=READ_OTHERWISE & unknown)


_FEW = frozenset(TENDER_FIELDS) - {
    *("id", "titel", "opdrachtgever", "perceel", "motivering"),
    *("loonsom_excl_btw", "opdrachtwaarde_excl_btw"),
}
"""Fields whose cells repeat so often that what they were read as is worth keeping."""
_MOST_KEPT = 20_000
"""How many readings of a value are kept, so that memory does not grow with a list."""


_BLANK = tuple(Facts())
_BOUNDS, _UNKNOWN = Facts._fields.index("bounds"), Facts._fields.index("unknown")


_Column = tuple[int, str, CellReader, dict[str, Any] | None]
"""A column of a table: where its field stands in ``Facts``, its field, how its cells are read, and what cells
that come back were read as, where that is worth keeping. A plain tuple, for that is taken apart quickest."""


class FactsReader:
    """Reads rows of cells under known columns."""

    def __init__(self, columns: Sequence[str], readers: Mapping[str, CellReader]) -> None:
        named = [name for name in columns if name]
        self._columns: Sequence[_Column] = [
            (Facts._fields.index(name), name, readers[name], {} if name in _FEW else None) for name in named
        ]
        self._places = (
            None if len(named) == len(columns) else [slot for slot, name in enumerate(columns) if name]
        )

    def facts(self, cells: Sequence[str]) -> Facts | list[FieldRefusal]:
        """Give the facts of a row, or all that is wrong with its cells. An empty cell is unknown."""
        values: list[Any] = [*_BLANK]
        problems: list[FieldRefusal] = []
        own = cells if self._places is None else [cells[place] for place in self._places]
        for raw, (slot, name, read, kept) in zip(own, self._columns, strict=True):
            if not raw:
                continue
            if kept is not None:
                value = kept.get(raw)
                if value is not None:
                    values[slot] = value
                    continue
            cell = raw.strip()
            if not cell:
                continue
            if cell == ONBEKEND:
                _say_unknown(values, name)
                continue
            try:
                value = values[slot] = read(cell)
            except PydanticCustomError as error:
                if cell.lower() == ONBEKEND:  # as a spreadsheet writes it at the beginning of a cell
                    _say_unknown(values, name)
                    continue
                word = cell if len(cell) <= _LONGEST_HINT and cell.isalpha() else ""
                problems.append(FieldRefusal(name, error.type, error.context or {}, word))
                continue
            if kept is not None and len(kept) < _MOST_KEPT:
                kept[raw] = value
        return problems or tuple.__new__(Facts, values)


def _say_unknown(values: list[Any], name: str) -> None:
    """Note that a cell says ``onbekend``, where that is something else than an empty one."""
    if name in UNKNOWN_OPTIONS:
        values[_BOUNDS] = UNKNOWN_OPTIONS
    elif name in READ_OTHERWISE:
        values[_UNKNOWN] |= {name}


_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""Of a year that is not a leap year."""


_SHORTEST_MONTH = 28
"""Days that every month has."""


def _month_length(year: int, month: int) -> int:
    if month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _MONTH_LENGTHS[month - 1]


def _next_day(day: date) -> tuple[int, int, int]:
    """Give the day after, also after the last day a date can be."""
    if day.day < _month_length(day.year, day.month):
        return day.year, day.month, day.day + 1
    return (day.year, day.month + 1, 1) if day.month < len(_MONTH_LENGTHS) else (day.year + 1, 1, 1)


def whole_months(begin: date, einde: date) -> int:
    """Count the whole calendar months from ``begin`` up to and including ``einde``.

    The most n for which begin + n months, the end of a shorter month taken for a day it lacks, is no later
    than the day after ``einde``. Below zero where ``einde`` lies before ``begin``.
    """
    year, month, day = einde.year, einde.month, einde.day + 1
    if day > _SHORTEST_MONTH:
        year, month, day = _next_day(einde)
    months = (year - begin.year) * 12 + month - begin.month
    if day >= begin.day or day >= _month_length(year, month):
        return months
    return months - 1


def started_months(begin: date, einde: date) -> int:
    """Count the calendar months from ``begin`` up to and including ``einde``, one that began as a whole one.

    It is more than n months exactly where the term is longer than n months, by so much as a day.
    """
    year, month, day = _next_day(einde)
    exact = day == min(begin.day, _month_length(year, month))
    return whole_months(begin, einde) + (not exact)


def add_months(begin: date, months: int) -> date:
    """Give the day ``months`` later; of a month without that day, its last."""
    index = begin.month - 1 + months
    year, month = begin.year + index // 12, index % 12 + 1
    return date(year, month, min(begin.day, _month_length(year, month)))


def known_bounds(facts: Facts, field: str, absent: Bounds[Any] = NOTHING_KNOWN) -> Bounds[Any]:
    """Give what a quantity can be: its value, its bounds, or ``absent`` where nothing is known of it."""
    value: Any = getattr(facts, field)
    return facts.bounds.get(field, absent) if value is None else Bounds(value, value)


def exact_term(facts: Facts, *, started: bool = False) -> int | None:
    """Give the whole months the tender lasts without options, where its days or its months are known."""
    begin, einde = facts.begin, facts.einde
    if begin is None or einde is None:
        return facts.looptijd_maanden
    if begin.first != begin.last or einde.first != einde.last:
        return None
    return (started_months if started else whole_months)(begin.first, einde.last)


def firm_term(facts: Facts, *, started: bool = False) -> Bounds[int]:
    """Give the least and the most whole months the tender lasts without options.

    Imprecise dates are tried at both ends; without an end there is no most. Where a number of months
    contradicts the dates, the dates decide. With ``started`` a month that began counts as a whole one: what
    is longer than n months, or no longer, is so by the day.
    """
    exact = exact_term(facts, started=started)
    if exact is not None:
        return Bounds(exact, exact)
    begin, einde = facts.begin, facts.einde
    stated = known_bounds(facts, "looptijd_maanden")
    if begin is None or einde is None:
        return stated
    count = started_months if started else whole_months
    most = count(begin.first, einde.last)
    least = max(0, count(begin.last, einde.first))
    low, high = max(least, stated.low), most if stated.high is None else min(most, stated.high)
    return Bounds(low, high) if low <= high else Bounds(least, most)


def inconsistencies(facts: Facts) -> Sequence[FieldRefusal]:
    """Find fields that cannot be true together, whichever day an imprecise date stands for."""
    begin, einde, months = facts.begin, facts.einde, facts.looptijd_maanden
    if begin is None or einde is None:
        return ()
    if einde.last < begin.first:
        return (FieldRefusal("einde", "einde_voor_begin"),)
    if months is not None:
        shortest = (begin.last, einde.first) if begin.last <= einde.first else None
        too_short = whole_months(begin.first, einde.last) < months - 1
        too_long = shortest is not None and started_months(*shortest) > months + 1
        if too_short or too_long:
            return (FieldRefusal("looptijd_maanden", "looptijd_tegenspraak"),)
    return ()
