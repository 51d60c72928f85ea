"""What a notice writes to what a field takes, with the doubt kept: every refusal is a Dutch reason."""

import calendar
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from pydantic_core import PydanticCustomError

from maatwerk_cli.models.tender.choices import MAX_TERM_MONTHS
from maatwerk_cli.models.tender.cpv import checked_cpv
from maatwerk_cli.models.values import MAX_AMOUNT, ONBEKEND
from maatwerk_cli.tender.facts import TOTAL_TERM, Bounds, whole_months
from maatwerk_cli.tender.judging import Refused
from maatwerk_cli.tender.notices.notice import Lot, NoticeSignal
from maatwerk_cli.tender.notices.notice_kinds import (
    CANCELLATION,
    NoticeKind,
    awards_in,
    not_awarded,
    notice_kinds,
)
from maatwerk_cli.tender.notices.notice_places import Places, not_found, place_words
from maatwerk_cli.text import dutch
from maatwerk_cli.text.personal_data import personal_codes, privacy

_MOST_NAMED = 10
"""More names of lots in one sentence are not read; how many are left is said."""

_MOST_DAYS = 36_525
"""A hundred years: a longer term is a slip of the pen."""

_DAYS_OF_OCDS = 30
"""So many days a month has where OCDS counts a term in days."""

_SHORTEST_HALF_YEAR, _LONGEST_HALF_YEAR = 180, 184
"""Six times thirty days, and the days of the longest six months."""

MAX_TEXT = 1000
"""What is longer is no title: it is left out, and that is said."""
MAX_IDENTIFIER = 200
"""What is longer is a sentence and no identifier."""
_YEARS = range(1990, 2121)
_AMOUNT = re.compile(r"^\+?\d{1,30}(\.\d{1,30})?$", re.ASCII)
_DAY = re.compile(
    r"^(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:$|Z|T| \d{1,2}:\d{2}|[+-]\d{2}:?\d{2}$)", re.ASCII
)
_COMPACT_DAY = re.compile(r"^(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})$", re.ASCII)
_DUTCH_DAY = re.compile(
    r"^(?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>\d{4})(?: \d{1,2}:\d{2}(:\d{2})?)?$", re.ASCII
)
_CODE = re.compile(r"^[A-Za-z0-9_.-]{1,40}$", re.ASCII)
_CPV = re.compile(r"^(\d{8})(?:-\d|\.0)?$", re.ASCII)
_PERSON = (
    r"(?:(?i:de heer|mevrouw|dhr|mevr|mw|drs|ing|ir|mr|prof)\b|[A-Z]\.|[A-Z][\w'’-]+\s+"
    r"(?:(?:van|de|der|den|ten|ter|'t|te)\s+)*[A-Z][\w'’-]+)"
)
_PERIOD = r"(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d"
_ABOUT_A_PERSON = re.compile(
    rf"\b(?i:t\.?\s?a\.?\s?v\.|ter attentie van)\s*:?\s*{_PERSON}"
    rf"|\b(?i:contactpersoon)(?:\s*[:=]|\s+{_PERSON})"
    rf"|\b(?i:tel|telefoon|mobiel|phone|fax)\b[.: ]*(?!{_PERIOD})[+(]?\d(?:[ .()/-]{{0,2}}\d){{5,}}"
)
"""A name after the words that announce one, or a number of a telephone; not a subject or a period."""
_SOCIAL_RETURN = re.compile(r"\bSROI\b|\bsocial[ -]?return\b", re.IGNORECASE)


@dataclass(slots=True)
class Draft:
    """A lot while it is read: every field either has a value and an origin, or a reason that it has none.

    Attributes:
        places: where fields are looked for in this sort of file.
        elsewhere: where to go on for a field that this sort of file never has.
        number_of_lots: how many lots the notice says its tender has, at least.
        twice: by field that the notice says twice and differently what it says of it.
    """

    places: Places = field(default_factory=dict)
    elsewhere: str = ""
    number_of_lots: int | None = None
    fields: dict[str, object] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    bounds: dict[str, Bounds[Any]] = field(default_factory=dict)
    signals: list[NoticeSignal] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    twice: dict[str, list[str]] = field(default_factory=dict)

    def copy(self) -> "Draft":
        """Give a draft to go on with, apart from this one."""
        return Draft(
            self.places,
            self.elsewhere,
            self.number_of_lots,
            dict(self.fields),
            dict(self.origins),
            dict(self.unread),
            dict(self.bounds),
            list(self.signals),
            list(self.warnings),
            dict(self.twice),
        )

    def put(self, name: str, value: object, origin: str) -> None:
        """Fill a field."""
        self.fields[name] = value
        self.origins[name] = origin
        self.unread.pop(name, None)
        self.bounds.pop(name, None)

    def leave(self, name: str, reason: str) -> None:
        """Leave a field unknown, and say why."""
        self.fields.pop(name, None)
        self.origins.pop(name, None)
        self.bounds.pop(name, None)
        self.unread[name] = reason

    def bound(self, name: str, low: Decimal | int, high: Decimal | int | None, reason: str) -> None:
        """Leave a field unknown, and say why and what it can be all the same."""
        self.leave(name, reason)
        self.bounds[name] = Bounds(low, high)

    def name_renewal(self, origin: str) -> None:
        """Say that a renewal is named and its length is not: unknown, which is not the same as none."""
        self.put("verlenging_maanden", ONBEKEND, origin)

    def signal(self, name: str, value: str, origin: str) -> None:
        """Note something that no field holds, once; ``FOR_WORKSHOPS`` and its like are a name and a value."""
        signal = NoticeSignal(name, value, origin)
        if signal not in self.signals:
            self.signals.append(signal)

    def warn(self, sentence: str) -> None:
        """Add a warning, once."""
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    def warn_of_options(self, term: str = "") -> None:
        """Say that options are named; ``term`` is where, after a space."""
        self.warn(
            f"De aankondiging noemt opties{term}. Wat die inhouden, staat in vrije tekst en is niet gelezen."
        )

    def warn_of(self, *kinds: NoticeKind) -> None:
        """Add what has to be said of notices of these kinds."""
        stopped = any(kind.id == CANCELLATION for kind in kinds)
        for kind in not_awarded(kinds) if stopped else kinds:
            if kind.said:
                self.warn(kind.said)

    def warn_of_no_award(self, *, stopped: bool = True) -> None:
        """Say that nothing was awarded, and whether that is since it was stopped."""
        awards = awards_in(self.warnings)
        self.warnings = [text for text in self.warnings if text not in {kind.said for kind in awards}]
        self.warn_of(*not_awarded(awards))
        of_lot = (self.number_of_lots or 1) > 1  # of the others it says nothing
        said = _LOT_STOPPED if of_lot else notice_kinds()[CANCELLATION].said
        self.warn(said if stopped else _NO_WINNER_YET)

    def count_lots(self, described: Collection[str], named: Iterable[str], count: int) -> None:
        """Say how many lots there are, and which of them the notice names without describing them.

        Args:
            described: the names of the lots that it describes.
            named: the names of lots that it refers to.
            count: how many it describes.
        """
        missing = sorted({name for name in named if name and name not in described})
        self.number_of_lots = count + len(missing)
        if missing:
            shown_names = dutch.joined([shown_code(name) for name in missing[:_MOST_NAMED]])
            more = f" en nog {len(missing) - _MOST_NAMED}" if len(missing) > _MOST_NAMED else ""
            alone = len(missing) == 1
            which = f"{'een perceel dat' if alone else 'percelen die'} zij niet beschrijft"
            self.warn(f"De aankondiging noemt ook {which}: {shown_names}{more}.")

    def refuse(self, refused: Refused, line: int | None) -> Refused:
        """Give why the tender is refused, under its own name."""
        named = {name: value for name, value in self.fields.items() if isinstance(value, str)}
        return refused._replace(line=line or 1, id=named.get("id"), perceel=named.get("perceel"))

    def lot(self, line: int | None = None) -> Lot:
        """Close the draft; what no notice holds and what this one leaves out is said as well."""
        check_term(self)
        unclear = frozenset(self.unread)
        for name, reason in _NEVER_IN_A_NOTICE.items():
            self.unread.setdefault(name, reason)
        said = self.fields.keys() | self.unread.keys()
        for name, reason in not_found(self.places, self.elsewhere).items():
            if name not in said and (name != "looptijd_maanden" or "einde" not in said):
                self.unread[name] = reason
        return Lot(
            self.fields,
            self.origins,
            self.unread,
            self.bounds,
            tuple(self.signals),
            tuple(self.warnings),
            line,
            self.number_of_lots,
            unclear,
            frozenset(self.twice.keys() - self.fields.keys()),
        )


FOR_WORKSHOPS = ("voorbehouden aan", "sociale werkplaatsen en ondernemingen die mensen aan het werk helpen")
FOR_PUBLIC_SERVICE = ("voorbehouden aan", "organisaties met een taak van openbare dienst")
SHELTERED = ("uitvoering", "moet in het kader van programma's voor beschermde arbeid")
FOR_CHANCES = ("sociaal doel", "kansen op werk voor mensen met een achterstand of een beperking")
"""What more than one schema can say that no field holds: what it is about, and what is said."""

_LOT_STOPPED = "Dit perceel is ingetrokken of eerder gestopt."
_NO_WINNER_YET = "De aankondiging zegt dat er nog geen winnaar is gekozen."

_NEVER_IN_A_NOTICE = {
    "loonsom_excl_btw": "Geen aankondiging noemt de loonsom. Vraag die na of schat die, en vul die in.",
    "uitsluitingsgronden": "Geen aankondiging zegt iets over deze uitsluitingsgronden. Vul uw oordeel in.",
}


# Text -------------------------------------------------------------------------------------------------


def put_text(draft: Draft, name: str, text: str, origin: str) -> None:
    """Fill a text field, unless it holds personal data or is no text at all."""
    if len(text) > MAX_TEXT:
        draft.leave(name, f"De tekst is langer dan {MAX_TEXT} tekens en is daarom niet overgenomen.")
        return
    text = "".join(character if character.isprintable() else " " for character in text)
    text = " ".join(text.split())
    if not text or text == "unpublished":
        return
    if _names_a_person(text, frozenset()):
        draft.leave(name, "De tekst bevat een persoonsgegeven en is daarom niet overgenomen.")
    else:
        draft.put(name, text, origin)


def put_identifier(draft: Draft, name: str, text: str, origin: str) -> None:
    """Fill ``id`` or ``perceel``: a short text without personal data in it."""
    text = "".join(character for character in text if character.isprintable()).strip()
    if text and len(text) <= MAX_IDENTIFIER and not _names_a_person(text, _IN_CASE_NUMBERS):
        draft.put(name, text, origin)


_IN_CASE_NUMBERS = frozenset({personal_codes.BSN})
"""A number of nine digits is that of a case."""


def _names_a_person(text: str, allowed: frozenset[str]) -> bool:
    if _ABOUT_A_PERSON.search(text):
        return True
    return privacy.may_hold(text) and bool(privacy.hits(text, allowed))


def shown_code(code: str) -> str:
    """Give a code as it may be shown in a sentence: itself, if it looks like a code and tells of nobody."""
    tells = privacy.may_hold(code) and privacy.hits(code)
    return f"'{code}'" if _CODE.match(code) and not tells else _UNREADABLE


def unknown_code(code: str) -> str:
    """Say of a code that it is in no list; of one that may not be shown only that it cannot be read."""
    shown = shown_code(code)
    return shown if shown == _UNREADABLE else f"{shown} die niet bestaat"


def not_known(what: str, code: str, place: str = "") -> str:
    """Say of a code that what it means is not known; of one that may not be shown that it cannot be read."""
    shown = shown_code(code)
    return (
        f"{what}{place} is niet te lezen."
        if shown == _UNREADABLE
        else f"{what} {shown}{place} is niet bekend."
    )


_UNREADABLE = "die niet te lezen is"


_SAID_ONCE = {
    "aard": "soort opdracht",
    "begin": "begindatum",
    "einde": "einddatum",
    "raamovereenkomst": "antwoord op de vraag of dit een raamovereenkomst is",
    "cpv": "CPV-hoofdcode",
    "publicatiedatum": "datum van publicatie",
    "looptijd_maanden": "looptijd",
    "opdrachtwaarde_excl_btw": "munteenheid",
}
"""Fields that a notice says once, and what is named twice where it says two things."""


def said_once(draft: Draft, name: str, texts: Iterable[str], origin: str) -> str:
    """Give what a notice says of a field; where it says two things the field is left, with why."""
    said = [*dict.fromkeys(text for text in texts if text)]
    if len(said) > 1:
        place = place_words(origin)
        reason = f"De aankondiging noemt meer dan één {_SAID_ONCE[name]} ({place}), en niet dezelfde."
        contradict(draft, name, said, reason)
        return ""
    return said[0] if said else ""


def contradict(draft: Draft, name: str, said: list[str], reason: str) -> None:
    """Leave a field of which a notice says several things that cannot all be so."""
    draft.twice[name] = said
    draft.leave(name, reason)


def names_social_return(text: str) -> bool:
    """Tell whether a text names social return, without taking the text over."""
    return _SOCIAL_RETURN.search(text) is not None


# Money ------------------------------------------------------------------------------------------------


Vat = Literal["zonder", "met", "onbekend"]
"""Whether an amount is with VAT."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as a notice writes it.

    Attributes:
        text: what is written.
        currency: its currency.
        origin: where it stands.
        vat: whether it is with VAT.
        role: what it says of the value: it is the value, or the most or the least that the value can be.
    """

    text: str
    currency: str
    origin: str
    vat: Vat = "zonder"
    role: Literal["waarde", "hooguit", "minstens"] = "waarde"


_VALUE = "opdrachtwaarde_excl_btw"


def put_value(
    draft: Draft, amounts: Iterable[Amount], of_all_lots: Sequence[Amount] = (), *, only: bool = False
) -> None:
    """Fill the total value with the highest amount that counts, or say what it can be.

    The value is used as an upper limit of the wage sum, so of several the highest is the safe one. An
    amount of one or less only fills a place; one in another currency is not converted, and may be the
    highest: then nothing is known. A maximum, and an amount that may have VAT in it, is the most that the
    value can be; that of all lots together is that for each of them.

    Args:
        draft: the lot.
        amounts: those of the lot itself.
        of_all_lots: those of all lots together.
        only: there is no other lot, so that those are of this one too.
    """
    if only:
        amounts, of_all_lots = [*amounts, *of_all_lots], ()
    own = _sorted_out(draft, amounts)
    if own is None:
        return
    most = max((*own.values, *own.tops), default=None)
    least = max(own.floors, default=Decimal(0))
    if most is not None and least > most:
        draft.leave(_VALUE, f"{_what_it_can_be(own)} Dat spreekt elkaar tegen.")
    elif own.values and most in own.values:
        _put_highest(draft, own.values)
    elif most is not None or (own.floors and not of_all_lots):
        draft.bound(_VALUE, least, most, draft.unread.get(_VALUE) or _what_it_can_be(own))
    elif of_all_lots and _VALUE not in draft.unread:
        whole = _sorted_out(Draft(), of_all_lots)
        top = max((*whole.values, *whole.tops), default=None) if whole else None
        if own.floors and (top is None or least > top):
            draft.bound(_VALUE, least, None, _what_it_can_be(own))
        elif top is not None:
            draft.bound(_VALUE, least, top, f"{ONLY_OF_ALL_LOTS} Die kan niet hoger zijn.")
        else:
            draft.leave(_VALUE, ONLY_OF_ALL_LOTS)


def held_against_whole(lots: Sequence[Lot], of_all_lots: Sequence[Amount]) -> tuple[Lot, ...]:
    """Tell of lots that each have a value where those together are not what the notice says of the whole.

    What the whole has more may be a lot that is not described: more lots than these are counted then.
    """
    values = [Decimal(str(lot.fields[_VALUE])) for lot in lots if _VALUE in lot.fields]
    whole = _sorted_out(Draft(), of_all_lots)
    if len(lots) < 2 or len(values) < len(lots) or whole is None or not whole.values:
        return tuple(lots)
    together, said = sum(values, Decimal(0)), max(whole.values)
    all_described = lots[0].number_of_lots == len(lots)
    if _money(said) == _money(together) or (said > together and not all_described):
        return tuple(lots)
    place = place_words(whole.values[said])
    warning = (
        f"De waarde van alle percelen samen is {_euros(said)} ({place}), en hun eigen waarden zijn samen "
        f"{_euros(together)}. Genomen is de eigen waarde van elk perceel."
    )
    count = lots[0].number_of_lots
    if said > together:
        warning += " Wat het geheel meer is, kan een perceel zijn dat niet is beschreven."
        count = len(lots) + 1
    return tuple(replace(lot, warnings=(*lot.warnings, warning), number_of_lots=count) for lot in lots)


class _Amounts(NamedTuple):
    """The amounts of a lot that count, by what they say of its value, each with where it stands."""

    values: dict[Decimal, str]
    tops: dict[Decimal, str]
    floors: dict[Decimal, str]


def _sorted_out(draft: Draft, amounts: Iterable[Amount]) -> _Amounts | None:
    """Sort amounts by what they say; ``None`` where one that does not count may be the highest."""
    sorted_out = _Amounts({}, {}, {})
    in_doubt = False
    given = [*amounts]
    # One that is empty says nothing beside another.
    for amount in [amount for amount in given if amount.text.strip()] or given:
        value = _decimal(amount.text)
        reason = _amount_reason(amount, value)
        if reason or value is None:
            draft.unread.setdefault(_VALUE, reason or "")
            in_doubt |= not _is_filler(amount, value)
        elif amount.vat != "zonder":
            draft.unread.setdefault(_VALUE, _vat_reason(amount, value))
            sorted_out.tops.setdefault(value, amount.origin)
        else:
            by_role = {"waarde": sorted_out.values, "hooguit": sorted_out.tops, "minstens": sorted_out.floors}
            by_role[amount.role].setdefault(value, amount.origin)
    return None if in_doubt else sorted_out


def _put_highest(draft: Draft, values: Mapping[Decimal, str]) -> None:
    highest = max(values)
    origin = values[highest]
    if highest != Decimal(_money(highest)):
        origin += f" (genoemd: {_euros(highest)})"
    draft.put(_VALUE, _money(highest), origin)
    if len({_money(value) for value in values}) > 1:
        listed = "; ".join(f"{_euros(value)} ({place_words(place)})" for value, place in values.items())
        draft.warn(f"De aankondiging noemt meer dan één waarde: {listed}. De hoogste is genomen.")


def _what_it_can_be(amounts: _Amounts) -> str:
    said = [f"ten minste {_euros(value)} ({place_words(place)})" for value, place in amounts.floors.items()]
    said += [f"geraamd op {_euros(value)} ({place_words(place)})" for value, place in amounts.values.items()]
    said += [f"ten hoogste {_euros(value)} ({place_words(place)})" for value, place in amounts.tops.items()]
    return f"De waarde zelf staat er niet. Wel staat er: {'; '.join(said)}."


def _is_filler(amount: Amount, value: Decimal | None) -> bool:
    return value <= 1 if value is not None else amount.text.strip().startswith("-")


CONTRADICTED = "tegenstrijdig"
"""Instead of an amount: it is written twice at one place, and differently."""

ONLY_OF_ALL_LOTS = "De aankondiging noemt alleen de waarde van alle percelen samen, niet die van dit perceel."


def _decimal(text: str) -> Decimal | None:
    text = text.strip()
    return Decimal(text) if _AMOUNT.match(text) else None


def _amount_reason(amount: Amount, value: Decimal | None) -> str | None:
    place = place_words(amount.origin)
    if value is None:
        if amount.text == CONTRADICTED:
            return f"{_the_value(place)} staat er twee keer, met verschillende bedragen."
        if amount.text.strip().startswith("-"):
            return f"{_the_value(place)} is negatief. Zo wordt een waarde verborgen; zij is dus niet bekend."
        return f"{_the_value(place)} is geen getal."
    if value <= 1:
        return f"{_the_value(place)} is {value.normalize():f}. Dat is een opvulling en geen waarde."
    if not amount.currency:
        return f"Bij de waarde ({place}) staat geen munteenheid."
    if amount.currency != "EUR":
        return (
            f"{_the_value(place)} is {dutch.number(value)} in de munteenheid {shown_code(amount.currency)} "
            "en niet in euro. Zij wordt niet omgerekend."
        )
    if value >= MAX_AMOUNT:
        return f"{_the_value(place)} is hoger dan 100 miljard euro en kan niet kloppen."
    return None


def _the_value(place: str) -> str:
    return "De waarde" if place == "de waarde" else f"De waarde ({place})"


def _euros(value: Decimal) -> str:
    """Write an amount with every digit it has: rounded it could be on the other side of a limit."""
    return dutch.euro(value) if value == round(value, 2) else f"€ {dutch.number(value)}"


def _vat_reason(amount: Amount, value: Decimal) -> str:
    """Say why an amount is not the value but the most that it can be."""
    place = place_words(amount.origin)
    if amount.vat == "met":
        said = f"{_the_value(place)} is {_euros(value)} inclusief btw."
    else:
        said = f"{_the_value(place)} is {_euros(value)}. Er staat niet bij of dat met of zonder btw is."
    return f"{said} Zonder btw is zij dus hooguit zoveel."


def _money(value: Decimal) -> str:
    # Cut to whole cents: that never moves an amount across a limit that is itself in cents.
    cents = int(value * 100)
    return f"{cents // 100}.{cents % 100:02d}"


# Dates ------------------------------------------------------------------------------------------------


def iso_day(text: str) -> str | None:
    """Read a date as written, whatever its time zone: ``2024-04-01+02:00`` is 1 April."""
    return _day(_DAY.match(text.strip()) or _COMPACT_DAY.match(text.strip()))


def dutch_day(text: str) -> str | None:
    """Read ``01-04-2024``; an ISO date is taken as well."""
    match = _DUTCH_DAY.match(text.strip())
    return _day(match) if match else iso_day(text)


def _day(match: re.Match[str] | None) -> str | None:
    if match is None or int(match["year"]) not in _YEARS:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat()
    except ValueError:
        return None


def date_from_parts(year: str, month: str, day_of_month: str) -> str:
    """Join the three parts of a date of a defence form."""
    return f"{year.strip():0>4}-{month.strip():0>2}-{day_of_month.strip():0>2}"


def put_day(draft: Draft, name: str, text: str, origin: str) -> None:
    """Fill a date field."""
    if not text.strip():
        return
    value = iso_day(text)
    if value is None:
        draft.leave(name, f"De datum ({place_words(origin)}) is geen bestaande of geen echte datum.")
    else:
        draft.put(name, value, origin)


def put_days(draft: Draft, name: str, texts: Iterable[str], origin: str) -> None:
    """Fill a date field from each place where the date stands; one day may be written in two ways."""
    put_day(draft, name, said_once(draft, name, (iso_day(text) or text for text in texts), origin), origin)


def check_order(draft: Draft) -> None:
    """Drop both dates of a contract that would end before it begins."""
    begin, end = draft.fields.get("begin"), draft.fields.get("einde")
    if isinstance(begin, str) and isinstance(end, str) and end < begin:
        for name in ("begin", "einde"):
            draft.leave(name, f"De opdracht zou eindigen ({end}) vóór zij begint ({begin}).")


# Durations --------------------------------------------------------------------------------------------

_MONTHS_PER = {"MONTH": 1, "YEAR": 12}
_DAYS_PER = {"DAY": 1, "WEEK": 7}
_UNIT_NAMES = {"MONTH": "maanden", "YEAR": "jaar", "DAY": "dagen", "WEEK": "weken"}


def put_duration(draft: Draft, text: str, unit: str, origin: str) -> None:
    """Fill ``looptijd_maanden`` from a number and a unit (``DAY``, ``WEEK``, ``MONTH`` or ``YEAR``).

    Days and weeks are counted from ``begin`` where that is a day. Without it they become the whole months
    that can fit in them, unless it depends on the calendar whether six months do: then they stay unknown.
    """
    name, place = "looptijd_maanden", place_words(origin)
    number = _decimal(text)
    if unit not in _UNIT_NAMES:
        draft.leave(name, f"De looptijd ({place}) staat in een eenheid {unknown_code(unit)}.")
        return
    if number is None or number <= 0:
        draft.leave(name, f"De looptijd ({place}) is geen bruikbaar getal.")
        return
    if unit in _DAYS_PER:
        _put_days(draft, number * _DAYS_PER[unit], origin, f"{number.normalize():f} {_UNIT_NAMES[unit]}")
        return
    months = number * _MONTHS_PER[unit]
    if months > MAX_TERM_MONTHS:
        draft.leave(name, _too_long(place))
    elif months != int(months):
        draft.bound(name, int(months), int(months) + 1, f"De looptijd ({place}) is geen heel aantal maanden.")
    else:
        draft.put(name, int(months), origin)


def _too_long(place: str) -> str:
    return f"De looptijd ({place}) is langer dan 100 jaar en kan niet kloppen."


def _put_days(draft: Draft, number: Decimal, origin: str, said: str) -> None:
    name, place = "looptijd_maanden", place_words(origin)
    if number > _MOST_DAYS:
        draft.leave(name, _too_long(place))
        return
    if number != int(number):
        draft.leave(name, f"De looptijd ({place}) is geen heel aantal dagen.")
        return
    days, begin = int(number), draft.fields.get("begin")
    if isinstance(begin, str):
        first = date.fromisoformat(begin)
        draft.put(name, whole_months(first, first + timedelta(days - 1)), f"{origin} ({said})")
        return
    fewest, most = _fewest_and_most_months(days)
    if fewest < SIX_MONTHS <= most:
        draft.bound(
            name,
            fewest,
            most,
            f"De looptijd ({place}) is {said}. Of dat zes maanden is, hangt af van de begindatum, en die "
            "staat er niet.",
        )
    else:
        draft.put(name, most, f"{origin} ({said})")


SIX_MONTHS = 6
"""The one limit in months that the shipped frameworks know; around it days are not rounded to months."""


def put_durations(draft: Draft, measures: Iterable[tuple[str, str]], origin: str) -> None:
    """Fill ``looptijd_maanden`` from a number and a unit; of several say between which it must be."""
    given = [*dict.fromkeys(measures)]
    said = [measure for measure in given if measure[0].strip()] or given  # one that is empty says nothing
    if len(said) == 1:
        put_duration(draft, *said[0], origin)
    if len(said) <= 1:
        return
    reason = f"De aankondiging noemt meer dan één looptijd ({place_words(origin)}), en niet dezelfde."
    ends: list[Decimal | int | None] = []
    for text, unit in said:
        own = draft.copy()
        put_duration(own, text, unit, origin)
        months = own.fields.get("looptijd_maanden")
        bounds = Bounds(months, months) if isinstance(months, int) else own.bounds.get("looptijd_maanden")
        ends += bounds or (None,)
    known = [end for end in ends if end is not None]
    if len(set(ends)) == 1 and known:  # half a year and six months are one term
        put_duration(draft, *said[0], origin)
    elif len(known) == len(ends):
        draft.bound("looptijd_maanden", min(known), max(known), reason)
    else:
        draft.leave("looptijd_maanden", reason)


def put_ocds_days(draft: Draft, number: Decimal, origin: str) -> None:
    """Fill ``looptijd_maanden`` from days in which a month was counted as 30 days, or was not.

    180 to 184 days may be six months or just less, whatever the begin: that stays unknown.
    """
    most = MAX_TERM_MONTHS * _DAYS_OF_OCDS
    if number != number.to_integral_value() or not 0 < number <= most:
        draft.leave("looptijd_maanden", "De looptijd in dagen (durationInDays) is geen bruikbaar getal.")
        return
    days = int(number)
    if _SHORTEST_HALF_YEAR <= days <= _LONGEST_HALF_YEAR:
        draft.bound(
            "looptijd_maanden",
            SIX_MONTHS - 1,
            SIX_MONTHS,
            f"De looptijd is {days} dagen (durationInDays). OCDS rekent een maand als 30 dagen, dus dit "
            "kan precies zes maanden zijn of net iets minder.",
        )
    else:
        months, rest = divmod(days, _DAYS_OF_OCDS)
        months = months if rest == 0 else _fewest_and_most_months(days)[1]
        draft.put("looptijd_maanden", months, f"{origin} ({days} dagen)")


def take_as_most(draft: Draft, reason: str) -> None:
    """Take the term that was read as that with all options to extend: the firm term is that at most."""
    name = "looptijd_maanden"
    months = draft.fields.get(name)
    bounds = Bounds(months, months) if isinstance(months, int) else draft.bounds.get(name)
    if bounds is None:
        return
    draft.bound(name, 0, bounds.high, f"{reason} Zij is dus hooguit {bounds.high} maanden.")
    draft.bounds[TOTAL_TERM] = bounds


def bound_by_last_day(draft: Draft, last: str, reason: str) -> None:
    """Bound the term by the last day that the contract can have with all its options."""
    begin = draft.fields.get("begin")
    if not isinstance(begin, str) or last < begin:
        return
    first, end = date.fromisoformat(begin), date.fromisoformat(last)
    months = whole_months(first, end)
    draft.bounds[TOTAL_TERM] = Bounds(months, months)
    if "einde" not in draft.fields:
        draft.bound("looptijd_maanden", 0, months, reason)


def check_term(draft: Draft) -> None:
    """Drop a term that contradicts the dates beside it: those say more."""
    months = draft.fields.get("looptijd_maanden")
    if not isinstance(months, int):
        return
    periods = [
        whole_months(begin, end)
        for begin in _said_days(draft, "begin")
        for end in _said_days(draft, "einde")
        if begin <= end
    ]
    other = next((by_dates for by_dates in periods if abs(months - by_dates) > 1), None)
    if other is None:
        return
    said = f"De looptijd ({place_words(draft.origins['looptijd_maanden'])}: {months} maanden) klopt niet met "
    if "begin" in draft.fields and "einde" in draft.fields:
        said += f"de begindatum en de einddatum ({other} maanden). De datums tellen."
    else:
        said += f"elke begindatum en einddatum die er staat ({other} maanden). Welke geldt, is niet bekend."
    draft.leave("looptijd_maanden", said)


def _said_days(draft: Draft, name: str) -> list[date]:
    """Give the day of a field; of one that is said twice and differently each of them."""
    day = draft.fields.get(name)
    said = [day] if isinstance(day, str) else draft.twice.get(name, [])
    return [date.fromisoformat(read) for text in said if (read := iso_day(text))]


def whole_months_between(first: str, second: str) -> int | None:
    """Count the months from one day to another, if it is a whole number and no slip of the pen."""
    start, stop = date.fromisoformat(first), date.fromisoformat(second)
    months = whole_months(start, stop)  # with the second day: where days agree that is no month more
    last = calendar.monthrange(stop.year, stop.month)[1]
    same_day = stop.day == min(start.day, last) or (
        stop.day == last and start.day == calendar.monthrange(start.year, start.month)[1]
    )
    return months if 0 < months <= MAX_TERM_MONTHS and same_day else None


@lru_cache(maxsize=1024)
def _fewest_and_most_months(days: int) -> tuple[int, int]:
    """Count the whole calendar months in a number of days: from the worst and from the best first day."""
    # Four years hold every order of month lengths that a leap cycle has; 1461 days are always 48 months.
    cycles, rest = divmod(days, 1461)
    firsts = [date(2021 + month // 12, month % 12 + 1, 1) for month in range(48)]
    counts = [whole_months(first, first + timedelta(rest - 1)) for first in firsts]
    return 48 * cycles + min(counts), 48 * cycles + max(counts)


# Codes ------------------------------------------------------------------------------------------------

NATURES = {
    "works": "werk",
    "services": "dienst",
    "supplies": "levering",
    "goods": "levering",
}
"""Kinds of contract, as eForms, TED (in capitals) and OCDS write them."""

BUYER_KINDS = {
    "cga": "rijk",
    "MINISTRY": "rijk",
    "NATIONAL_AGENCY": "rijk",
    "ra": "decentraal",
    "la": "decentraal",
    "rl-aut": "decentraal",
    "REGIONAL_AUTHORITY": "decentraal",
    "REGIONAL_AGENCY": "decentraal",
    "body-pl": "overig",
    "body-pl-cga": "overig",
    "body-pl-ra": "overig",
    "body-pl-la": "overig",
    "pub-undert": "overig",
    "pub-undert-cga": "overig",
    "pub-undert-ra": "overig",
    "pub-undert-la": "overig",
    "org-sub": "overig",
    "org-sub-cga": "overig",
    "org-sub-ra": "overig",
    "org-sub-la": "overig",
    "spec-rights-entity": "overig",
    "def-cont": "overig",
    "int-org": "overig",
    "eu-int-org": "overig",
    "eu-ins-bod-ag": "overig",
    "grp-p-aut": "overig",
    "BODY_PUBLIC": "overig",
    "EU_INSTITUTION": "overig",
}
"""Types of buyer, as eForms (``buyer-legal-type``) and TED write them. Only ``cga``, a ministry and a
national agency are central government; a body governed by public law is not, whoever controls it."""

_THE_NETHERLANDS = frozenset({"NLD", "NL", "BES", "BQ"})
"""The country with its Caribbean part; Aruba, Curaçao and Sint Maarten are countries of their own."""


def put_nature(draft: Draft, code: str, origin: str) -> None:
    """Fill ``aard`` from a code."""
    nature = NATURES.get(code.lower())
    if nature:
        draft.put("aard", nature, origin)
    elif code.lower() in {"combined", "mixed"}:
        draft.leave("aard", "De aankondiging noemt een gemengde opdracht en zegt niet wat het zwaarst weegt.")
    elif code:
        draft.leave("aard", f"De aankondiging noemt een soort opdracht {unknown_code(code)}.")


def put_buyer_kind(draft: Draft, codes: Sequence[str], origin: str) -> None:
    """Fill ``opdrachtgever_soort`` from the code of each buyer, of which there is one at least."""
    kinds = {BUYER_KINDS.get(code, code) for code in codes if code}
    if len(kinds) > 1:
        draft.leave("opdrachtgever_soort", "De aankondiging noemt verschillende soorten opdrachtgever.")
    elif kinds and not all(codes):
        draft.leave(
            "opdrachtgever_soort", "Niet van elke opdrachtgever staat er wat voor organisatie die is."
        )
    elif codes[0] in BUYER_KINDS:
        said = ", ".join(dict.fromkeys(codes))
        draft.put("opdrachtgever_soort", BUYER_KINDS[codes[0]], f"{origin} ({said})")
    elif codes[0]:
        draft.leave("opdrachtgever_soort", not_known("De soort opdrachtgever", codes[0]))


def check_countries(draft: Draft, countries: Sequence[Sequence[str]], origin: str) -> None:
    """Set a buyer from another country apart: a ministry there is not the Rijk; leave what may be either.

    Args:
        draft: the lot.
        countries: each that is said of each buyer, of which there is one at least; the one taken goes first.
        origin: where they stand.
    """
    abroad, *others = ({_is_abroad(country) for country in said if country} for said in countries)
    if abroad == {True}:
        draft.put("opdrachtgever_soort", "overig", f"{origin} (niet Nederland)")
        draft.warn("De opdrachtgever komt niet uit Nederland en is dus geen onderdeel van het Rijk.")
    if len(abroad.union(*others)) > 1:
        draft.leave(
            "opdrachtgever_soort",
            "De opdrachtgevers samen zijn van verschillende soort: niet elk van hen komt uit Nederland."
            if others
            else "De opdrachtgever is volgens de aankondiging in Nederland, en ook in een ander land.",
        )


def _is_abroad(country: str) -> bool:
    return country.upper() not in _THE_NETHERLANDS


def put_cpv(draft: Draft, code: str, origin: str) -> None:
    """Fill ``cpv`` from eight digits, with or without the check digit."""
    match = _CPV.match(code.strip())
    if match:
        written = code.strip().removesuffix(".0")
        try:
            draft.put("cpv", checked_cpv(written), origin)
        except PydanticCustomError:
            draft.put("cpv", written.partition("-")[0], origin)
            draft.warn("Het controlecijfer van de CPV-code klopt niet, en is niet gelezen.")
    elif code.strip():
        draft.leave("cpv", "De CPV-code heeft niet de vorm van acht cijfers.")


_OJS_NUMBER = re.compile(r"^(?:(\d{4})/S \d{1,3}-\d{1,8}|\d{1,8}-(\d{4}))$", re.ASCII)


def put_year_of_notice(draft: Draft, numbers: Iterable[str], origin: str) -> None:
    """Fill the publication date of a tender from the number of the notice that an award refers to.

    The number (``2021/S 172-448760``, ``629133-2023``) holds the year, and no more than that.
    """
    years = {match[1] or match[2] for number in numbers if (match := _OJS_NUMBER.match(number.strip()))}
    if len(years) == 1 and int(year := years.pop()) in _YEARS:
        draft.put("publicatiedatum", year, f"{origin} (jaar van de aankondiging waarnaar dit verwijst)")
    else:
        draft.leave(
            "publicatiedatum",
            "Dit is een aankondiging achteraf. De datum daarvan is niet die van de aanbesteding, en naar "
            "de eerdere aankondiging wordt niet zo verwezen dat haar jaar te lezen is.",
        )
