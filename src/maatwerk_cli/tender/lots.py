"""The lots of one tender taken together: what they come to, and what to ask of which."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from datetime import date
from decimal import Decimal
from typing import Any, Literal, NamedTuple, TypeVar

from maatwerk_cli.tender.facts import (
    NOTHING_KNOWN,
    TOTAL_TERM,
    VALUE_WITHOUT_OPTIONS,
    Bounds,
    Facts,
    firm_term,
    known_bounds,
    started_months,
    whole_months,
)
from maatwerk_cli.tender.masking import shown_text

T = TypeVar("T")

Missing = Literal["", "niet_gegeven", "niet_alle", "elders"]
"""Why lots may be missing: none are; one was given; fewer than there are told to be; others are elsewhere."""


ALL_SURE: Mapping[int, tuple[str, ...]] = {}
"""Where of each lot is known whether it counts."""


class LotQuestion(NamedTuple):
    """Fields to ask for, and the lots to ask them of.

    Attributes:
        fields: the fields.
        places: which lots, counted from 0.
        names: what each of those is called, as it may be shown; empty where it has no name.
        others: the same apart, where not every field is to be asked of each of those lots.
    """

    fields: tuple[str, ...] = ()
    places: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    others: "tuple[LotQuestion, ...]" = ()

    def about(self, field: str) -> "LotQuestion | None":
        """Give what is to be asked about a field; ``None`` where it is asked of the lot itself alone."""
        apart = next((own for other in self.others if (own := other.about(field))), None)
        return apart or (self if field in self.fields else None)


def asked_together(questions: "Iterable[LotQuestion | None]") -> LotQuestion | None:
    """Put together what is to be asked of lots."""
    each = tuple(dict.fromkeys(question for question in questions if question))
    return LotQuestion(others=each) if len(each) > 1 else next(iter(each), None)


_OF_HOW_MANY = re.compile(r"(?:.*[^0-9])?([0-9]{1,3}) van ([0-9]{1,3})")
"""``perceel 1 van 4``."""


def lots_lacking(names: Sequence[str | None]) -> int | None:
    """Give how many lots lack at least by their names; ``None`` where these say nothing of it.

    A name can say how many lots there are. A number that is skipped says nothing: rows of one tender that are
    together are taken as all its lots (afspraken).
    """
    if "van" not in " ".join(filter(None, names)).casefold():  # as of almost all
        return None
    given = [" ".join(name.casefold().split()) if name else "" for name in names]
    known = {name for name in given if name}
    nameless = given.count("")
    of = [match for match in map(_OF_HOW_MANY.fullmatch, known) if match]
    if len({match[2] for match in of}) == 1 and all(int(match[1]) <= int(match[2]) for match in of):
        return max(0, int(of[0][2]) - len(known) - nameless)
    return None


class Lots:
    """The lots of one tender. A lot that could not be read is ``None``: it counts, by an unknown amount.

    Args:
        lots: the lots.
        missing: why there may be more of them.
        names: what each lot is called, where it has a name.
        taken_as_all: they are several, and nothing says that there are no more.

    Attributes:
        out: the places of lots that do not count.
        unsure: the places of lots that may not count, with what is to be asked of them to know it.
        doubled: the places of lots that have one name: one lot entered more than once, or a slip in a name.
        whole: the places of rows without a name where others have one: each may be all lots together.
        inside: the same lots without those that fall outside a framework; ``None`` where none does.
    """

    __slots__ = (
        *("__weakref__", "_names", "_own", "_spans", "decided", "doubled", "framed"),
        *("inside", "lots", "missing", "out", "taken_as_all", "unsure", "whole"),
    )

    def __init__(
        self,
        lots: Sequence[Facts | None],
        missing: Missing = "",
        names: Sequence[str | None] | None = None,
        *,
        taken_as_all: bool = False,
    ) -> None:
        self.lots = lots
        self.taken_as_all = taken_as_all
        self.missing = missing
        self._names = names if names is not None else [lot and lot.perceel for lot in lots]
        self.doubled = _same(self._names)
        self.whole = _unnamed(self._names, lots)
        self._spans = [*map(_span, lots)]
        self.out: Set[int] = frozenset()
        self.unsure = ALL_SURE
        self.inside: Lots | None = None
        self.decided: dict[object, Any] = {}  # what they come to together, by condition and reading too
        self.framed: dict[object, Mapping[int, Lots | None]] = {}  # by framework as each lot counts them
        self._own: dict[tuple[str, str | None], Sequence[Bounds[Any]]] = {}  # amounts of each lot by itself

    def _once(self, find: Callable[..., T], *about: object) -> T:
        """Find something of the lots, once for all of them."""
        key = (find, *about)
        kept: T | None = self.decided.get(key)
        if kept is None:
            kept = self.decided[key] = find(self, *about)
        return kept

    def beside(self, out: Set[int], unsure: Mapping[int, tuple[str, ...]]) -> "Lots":
        """Give these lots with, as ``inside``, the same without those that do not or may not count."""
        framed, inside = self._again(), self._otherwise()
        framed.inside = inside
        inside.out, inside.unsure = out, unsure
        if self.doubled:
            counted = [[place for place in places if place not in out] for places in self.doubled]
            inside.doubled = [places for places in counted if len(places) > 1]
        return framed

    def with_more(self) -> "Lots":
        """Give these lots as they would be if there were more."""
        more = self._otherwise()
        more.missing, more.taken_as_all = "niet_alle", False
        return more

    def _again(self) -> "Lots":
        """Give the same lots, with what is known of them: what all come to is the same beside any.

        How lots are framed is not: lots that are kept by others keep none of those, and so go with them.
        """
        again = Lots.__new__(Lots)
        again.lots, again.missing, again.taken_as_all = self.lots, self.missing, self.taken_as_all
        again._names, again._own, again._spans = self._names, self._own, self._spans
        again.out, again.unsure, again.inside = self.out, self.unsure, self.inside
        again.decided, again.doubled, again.framed = self.decided, self.doubled, {}
        again.whole = self.whole
        return again

    def _otherwise(self) -> "Lots":
        """Give the same lots, with nothing known of what they come to together."""
        other = self._again()
        other.inside, other.decided = None, {}
        return other

    def counting(self, *, outside: bool) -> "Lots":
        """Give the lots that count: all, or those that do not fall outside the framework."""
        return self if outside or self.inside is None else self.inside

    def amount(self, field: str, ceiling: str | None) -> Bounds[Any]:
        """Give what the sum over the lots can be."""
        amount: Bounds[Any] | None = self.decided.get((field, ceiling))
        if amount is None:
            amount = self.decided[field, ceiling] = self._amount(field, ceiling)
        return amount

    def term(self, *, telt_mee: bool, started: bool = False) -> Bounds[Any]:
        """Give the least and the most months of all lots together."""
        term: Bounds[Any] | None = self.decided.get((telt_mee, started))
        if term is None:
            term = self.decided[telt_mee, started] = self._term(telt_mee, started)
        return term

    def contradict(self, field: str, ceiling: str | None) -> bool:
        """Tell whether an amount of any lot lies above what it can be at most: one of the two is wrong."""
        return any(
            bounds == NOTHING_KNOWN and lot is not None and getattr(lot, field) is not None
            for lot, bounds in zip(self.lots, self._each(field, ceiling), strict=True)
        )

    def ask_amount(self, field: str, ceiling: str | None) -> LotQuestion:
        """Give what to ask, and of which lots, before the sum can be known."""
        return self._once(Lots._ask_amount, field, ceiling)

    def ask_term(self, *, telt_mee: bool, started: bool = False) -> LotQuestion:
        """Give what to ask, and of which lots, before the term of all together can be known."""
        return self._once(Lots._ask_term, telt_mee, started)

    @property
    def many(self) -> bool:
        """Whether there are, or may be, several."""
        return len(self.lots) > 1 or bool(self.missing)

    def _by_itself(self, field: str, ceiling: str | None) -> Sequence[Bounds[Any]]:
        """Give an amount of each lot by itself, whether it counts or not."""
        known = self._own.get((field, ceiling))
        if known is None:
            known = self._own[field, ceiling] = [
                NOTHING_KNOWN if lot is None else amount_bounds(lot, field, ceiling) for lot in self.lots
            ]
        return known

    def _each(self, field: str, ceiling: str | None) -> Sequence[Bounds[Any]]:
        """Give what each lot can add: nothing if it does not count, from nothing if it may not."""
        each = [*self._by_itself(field, ceiling)]
        for place in self.out:
            each[place] = _NOTHING
        for place in self.unsure:
            each[place] = Bounds(0, each[place].high)
        return each

    def _amount(self, field: str, ceiling: str | None) -> Bounds[Any]:
        out, unsure = self.out, self.unsure
        low: Any = 0
        high: Any = None if self.missing else 0
        for place, (least, most) in enumerate(self._by_itself(field, ceiling)):
            if place not in out:
                high = None if high is None or most is None else high + most
                if place not in unsure:
                    low += least
        if self.doubled:
            each = self._each(field, ceiling)
            for places in self.doubled:  # one of them is sure to be there, and which is not known
                own = [each[place].low for place in places]
                low -= sum(own) - min(own)
        if self.whole:
            own = [self._each(field, ceiling)[place].low for place in self.whole]
            low = max(low - sum(own), *own)  # the whole is no less than what is said of it
        return Bounds(low, high)

    def _ask_amount(self, field: str, ceiling: str | None) -> LotQuestion:
        if self.unsure:
            return self._once(Lots._ask_whether)
        each = self._each(field, ceiling)
        return self._ask((field,), [place for place, (low, high) in enumerate(each) if low != high])

    def _ask_whether(self) -> LotQuestion:
        """Ask of lots that may not count what tells whether they do."""
        asked = dict.fromkeys(field for fields in self.unsure.values() for field in fields)
        each = [
            self._ask((field,), [place for place, own in self.unsure.items() if field in own])
            for field in asked
        ]
        return self._ask(tuple(asked), [*self.unsure])._replace(others=tuple(each))

    def _ask_term(self, telt_mee: bool, started: bool) -> LotQuestion:
        if self.unsure:
            return self._once(Lots._ask_whether)
        terms = [_own_term(lot, False, started) for lot in self.lots]
        unsure = [place for place, (low, high) in enumerate(terms) if low != high and place not in self.out]
        if unsure:
            return self._ask(("looptijd_maanden",), unsure)
        known = [
            (place, lot) for place, lot in enumerate(self.lots) if lot is not None and place not in self.out
        ]
        unsure = [place for place, lot in known if lot.unknown_options]
        if telt_mee and unsure:
            return self._ask(("verlenging_maanden",), unsure)
        return self._ask(("begin", "einde"), [place for place, lot in known if not _dated(lot)])

    def _ask(self, fields: tuple[str, ...], places: Sequence[int]) -> LotQuestion:
        if not places:
            return LotQuestion()
        return LotQuestion(fields, tuple(places), self.names(places))

    @property
    def entered_twice(self) -> bool:
        """Whether a lot seems to be entered twice: by its name, all it says, or an id elsewhere."""
        return bool(self.doubled or self.whole) or self.missing == "elders" or self._once(Lots._has_equals)

    def _has_equals(self) -> bool:
        known = [lot._replace(bounds={}) for lot in self.lots if lot is not None]
        return any(lot in known[:place] for place, lot in enumerate(known))

    def is_doubled(self, facts: Facts) -> bool:
        """Tell whether a lot has the name of another."""
        own = self._once(Lots._doubled_facts)
        return id(facts) in own

    def _doubled_facts(self) -> frozenset[int]:
        return frozenset(id(self.lots[place]) for places in self.doubled for place in places)

    def names(self, places: Iterable[int]) -> tuple[str, ...]:
        """Give what some lots are called, as it may be shown; empty where one has no name."""
        return tuple([shown_text(self._names[place] or "") for place in places])

    def _term(self, telt_mee: bool, started: bool) -> Bounds[Any]:
        """Give the term of all that count together.

        Its least is that without lots entered twice whose terms differ, and without those that may not count.
        """
        places = range(len(self.lots))
        counted = [place for place in places if place not in self.out] if self.out else places
        if not counted:
            return _NOTHING
        term = self._joint_term(counted, not self.missing, telt_mee, started)
        if not self.doubled and not self.unsure:
            return term
        differing = [
            places for places in self.doubled if len({_when(self.lots[place]) for place in places}) > 1
        ]
        if not differing and not self.unsure:
            return term
        unsure = {place for places in differing for place in places} | {*self.unsure, *self.out}
        sure = [place for place in counted if place not in unsure]
        least = [
            min(_own_term(self.lots[place], telt_mee, started).low for place in places)
            for places in differing
            if self.unsure.keys().isdisjoint(places)
        ]
        if sure:
            least.append(self._joint_term(sure, False, telt_mee, started).low)
        return Bounds(max(least, default=0), term.high)

    def _joint_term(
        self, places: Sequence[int], complete: bool, telt_mee: bool, started: bool
    ) -> Bounds[Any]:
        """Give the least and the most months of some lots, from the first day of any to the last."""
        known = [span for place in places if (span := self._spans[place])]
        if len(known) < len(places):
            return _joint_term([self.lots[place] for place in places], complete, telt_mee, started)
        reach = _reach(known, telt_mee, started)  # none lasts longer by itself
        return Bounds(reach, reach if complete else None)


_NOTHING: Bounds[Any] = Bounds(0, 0)
"""What a lot adds that does not count."""


def _own_term(lot: Facts | None, telt_mee: bool, started: bool) -> Bounds[Any]:
    """Give how long a lot lasts by itself."""
    if lot is None:
        return NOTHING_KNOWN
    firm = firm_term(lot, started=started)
    return term_with_options(lot, firm) if telt_mee else firm


_Span = tuple[date, date, int]
"""The first and the last day of a lot, and the months of its options."""


def _span(lot: Facts | None) -> _Span | None:
    """Give that of a lot of which nothing about it is unsure."""
    if lot is None or lot.bounds or lot.begin is None or lot.einde is None or not _dated(lot):
        return None
    return lot.begin.first, lot.einde.last, lot.verlenging_maanden or 0


def _joint_term(lots: Sequence[Facts | None], complete: bool, telt_mee: bool, started: bool) -> Bounds[Any]:
    """Give the least and the most months from the first day of the first to the last day of the last lot.

    Of lots without dates only that it lasts at least as long as the longest, and, when no lot has dates,
    that they run side by side. Of which one date is known, that is not so where another lot has another.
    """
    surely: list[_Span] = []
    possibly: list[_Span] = []
    for lot in lots:
        if lot and lot.begin and lot.einde:
            begin, end, options = lot.begin, lot.einde, lot.verlenging_maanden or 0
            surely.append((begin.last, end.first, options))
            possibly.append((begin.first, end.last, options))
    own = [_own_term(lot, telt_mee, started) for lot in lots]
    least = max([_reach(surely, telt_mee, started) if surely else 0, *[low for low, _ in own]])
    highs = [high for _, high in own if high is not None]
    apart = not surely and len({lot and (lot.begin, lot.einde) for lot in lots}) > 1
    if not complete or len(highs) < len(lots) or len(surely) not in (0, len(lots)) or apart:
        return Bounds(least, None)
    return Bounds(least, max([least, *highs, _reach(possibly, telt_mee, started) if possibly else 0]))


def _same(names: Sequence[str | None]) -> Sequence[Sequence[int]]:
    """Give the places of names that come back; capitals and spaces around it mean nothing."""
    known = [name.strip().casefold() if name else "" for name in names]
    if len(set(known)) == len(known):
        return ()
    places: dict[str, list[int]] = {}
    for place, name in enumerate(known):
        places.setdefault(name, []).append(place)
    return [own for name, own in places.items() if name and len(own) > 1]


def _unnamed(names: Sequence[str | None], lots: Sequence[Facts | None]) -> Sequence[int]:
    """Give the places of lots without a name where others have one; of one that is not read it is unknown."""
    if all(names) or not any(names):
        return ()
    return [place for place, name in enumerate(names) if not name and lots[place] is not None]


def _when(lot: Facts | None) -> tuple[object, ...]:
    """Give all that says how long a lot lasts."""
    if lot is None:
        return ()
    return lot.begin, lot.einde, lot.looptijd_maanden, lot.verlenging_maanden, lot.unknown_options


def amount_bounds(facts: Facts, field: str, ceiling: str | None) -> Bounds[Any]:
    """Give what an amount can be: the amount given, or up to another amount that it never exceeds."""
    if facts.bounds:
        return _amount_with_bounds(facts, field, ceiling)
    value: Decimal | None = getattr(facts, field)
    top: Decimal | None = getattr(facts, ceiling) if ceiling else None
    if value is None:
        return NOTHING_KNOWN if top is None else Bounds(0, top)
    return Bounds(value, value) if top is None or value <= top else NOTHING_KNOWN


def _amount_with_bounds(facts: Facts, field: str, ceiling: str | None) -> Bounds[Any]:
    """Give the same of a tender of which bounds are known, as of few."""
    own = known_bounds(facts, field)
    top = known_bounds(facts, ceiling).high if ceiling else None
    if ceiling == "opdrachtwaarde_excl_btw" and VALUE_WITHOUT_OPTIONS in facts.bounds:
        top = facts.bounds[VALUE_WITHOUT_OPTIONS].high
    if top is None:
        return own
    if own.low > top:
        return NOTHING_KNOWN  # the two contradict each other, and which of them is wrong is not known
    return Bounds(own.low, top if own.high is None else min(own.high, top))


def term_with_options(facts: Facts, term: Bounds[Any]) -> Bounds[Any]:
    """Give a term with all options to extend."""
    if not facts.bounds:
        own = facts.verlenging_maanden or 0
        return Bounds(term.low + own, None if term.high is None else term.high + own) if own else term
    options = known_bounds(facts, "verlenging_maanden", absent=Bounds(0, 0))
    low = term.low + options.low
    high = None if term.high is None or options.high is None else term.high + options.high
    stated = facts.bounds.get(TOTAL_TERM, NOTHING_KNOWN)
    least, most = max(low, stated.low), _lowest(high, stated.high)
    return Bounds(low, high) if most is not None and least > most else Bounds(least, most)


def _lowest(left: int | None, other: int | None) -> int | None:
    return min(left, other) if left is not None and other is not None else left if other is None else other


def _reach(spans: Sequence[_Span], telt_mee: bool, started: bool) -> int:
    """Give the most whole months from the first day up to and including one of the last, with its options."""
    begin = min(spans)[0]
    count = started_months if started else whole_months
    if not telt_mee:
        return count(begin, max([end for _, end, _ in spans]))
    # Of equal options the latest end has the most months.
    latest = {options: end for end, options in sorted([(end, options) for _, end, options in spans])}
    return max([count(begin, end) + options for options, end in latest.items()])


def _dated(lot: Facts) -> bool:
    begin, end = lot.begin, lot.einde
    return begin is not None and end is not None and begin.first == begin.last and end.first == end.last
