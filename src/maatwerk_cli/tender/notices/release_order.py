"""Which of several releases of OCDS may be the last, and what those that may be say alike."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from maatwerk_cli.models.values import ONBEKEND
from maatwerk_cli.tender.facts import TOTAL_TERM, Bounds
from maatwerk_cli.tender.notices import drafting
from maatwerk_cli.tender.notices.json_content import Object, json_text
from maatwerk_cli.tender.notices.notice import Lot


class _Span(NamedTuple):
    """Between which moments a release is dated."""

    first: datetime
    last: datetime


_UNDATED = _Span(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
"""A release without a date may be of any moment."""
_DAY = timedelta(days=1, microseconds=-1)


def _span(release: Object) -> _Span:
    """Give when a release is dated: a moment, all of a day where it names no time, or any time at all."""
    text = json_text(release, "date")
    day = drafting.iso_day(text)
    if day is None:
        return _UNDATED
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:  # a time that does not exist, or a day with a time zone
        text = day
    if len(text) <= len(day):
        midnight = datetime.fromisoformat(day).replace(tzinfo=UTC)
        return _Span(midnight, midnight + _DAY)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return _Span(moment, moment)


def in_order(releases: Iterable[Object]) -> list[Object]:
    """Give releases by their dates, one without a date first."""
    return sorted(releases, key=lambda release: _span(release).first)


def may_be_last(releases: Sequence[Object]) -> list[Object]:
    """Give the releases after which, by their dates, no other certainly comes."""
    latest = max((_span(release).first for release in releases), default=_UNDATED.first)
    return [release for release in releases if _span(release).last >= latest]


# What they say alike ----------------------------------------------------------------------------------

DIFFER = "De berichten over deze aanbesteding zeggen hier iets anders, en hun datums zeggen niet welk geldt."

NOT_ALL = "Dit zegt niet elk van de berichten."
"""After a warning that holds of some of them only."""

_NAMES = frozenset({"id", "perceel", "titel"})
"""Of what only names a tender the last release tells."""


def alike(readings: Sequence[Sequence[Lot]]) -> list[Lot]:
    """Give the lots that releases have, each with what those say alike; what they say differently is unknown.

    Args:
        readings: the lots of each release.
    """
    same: dict[tuple[object, int], list[Lot]] = {}
    for lots in readings:
        for name, lot in _numbered(lots):
            same.setdefault(name, []).append(lot)
    agreed = [_agreed(lots) for lots in same.values()]
    count = max([len(agreed), *(lot.number_of_lots or 0 for lot in agreed)])
    return [replace(lot, number_of_lots=count) for lot in agreed]


def is_disputed(lot: Lot) -> bool:
    """Tell whether releases say a lot differently."""
    return DIFFER in lot.unread.values() or any(text.endswith(NOT_ALL) for text in lot.warnings)


def _numbered(lots: Iterable[Lot]) -> Iterator[tuple[tuple[object, int], Lot]]:
    """Give lots by their name, and by a number where more of one release have the same."""
    seen: Counter[object] = Counter()
    for lot in lots:
        name = lot.fields.get("perceel")
        seen[name] += 1
        yield (name, seen[name]), lot


def _agreed(lots: Sequence[Lot]) -> Lot:
    """Give one lot that says what all of these say."""
    last = lots[-1]
    named = dict.fromkeys(name for lot in lots for name in (*lot.fields, *lot.bounds))
    differ = [name for name in named if name not in _NAMES and _differ(lots, name)]
    fields = {name: value for name, value in last.fields.items() if name not in differ}
    origins = {name: last.origins[name] for name in fields}
    unread = {**last.unread, **{name: DIFFER for name in differ if name != TOTAL_TERM}}
    if "verlenging_maanden" in differ:  # not known is something else than not named
        del unread["verlenging_maanden"]
        fields["verlenging_maanden"] = ONBEKEND
        origins["verlenging_maanden"] = "berichten die iets anders zeggen"
    if "opdrachtgever" in differ and "opdrachtgever_soort" not in fields:  # a name may tell the kind
        unread["opdrachtgever_soort"] = DIFFER
        differ.append("opdrachtgever_soort")
    ends = {name: _ends(lots, name) for name in named}
    return replace(
        last,
        fields=fields,
        origins=origins,
        unread=unread,
        bounds={name: between for name, between in ends.items() if between and name not in fields},
        signals=tuple(dict.fromkeys(signal for lot in lots for signal in lot.signals)),
        warnings=_warnings(lots),
        unclear=last.unclear.union(unread.keys() & differ),
        contradicted=last.contradicted.union(unread.keys() & differ),
    )


def _differ(lots: Iterable[Lot], name: str) -> bool:
    return len({(_compared(lot.fields.get(name)), lot.bounds.get(name)) for lot in lots}) > 1


def _compared(value: object) -> object:
    """Give a value as it is compared: capitals and spaces make no other authority."""
    return " ".join(value.casefold().split()) if isinstance(value, str) else value


def _warnings(lots: Sequence[Lot]) -> tuple[str, ...]:
    """Give what is to be said, and of what not all say that it is so."""
    every = dict.fromkeys(text for lot in lots for text in lot.warnings)
    alike = set(lots[0].warnings).intersection(*(lot.warnings for lot in lots))
    return tuple(text if text in alike else f"{text} {NOT_ALL}" for text in every)


_NUMBERS: Mapping[str, Callable[[Any], Decimal | int]] = {
    "opdrachtwaarde_excl_btw": Decimal,
    "looptijd_maanden": int,
}


def _ends(lots: Iterable[Lot], name: str) -> Bounds[Any] | None:
    """Give between which ends a quantity is by each of the lots; nothing where one of them sets none."""
    known: list[Bounds[Any]] = []
    for lot in lots:
        value = _NUMBERS[name](lot.fields[name]) if name in _NUMBERS and name in lot.fields else None
        ends = lot.bounds.get(name) if value is None else Bounds(value, value)
        if ends is None:
            return None
        known.append(ends)
    highs = [ends.high for ends in known if ends.high is not None]
    return Bounds(min(ends.low for ends in known), max(highs) if len(highs) == len(known) else None)
