"""One condition held against one tender: the only definition of every test.

A quantity is a range: a wage sum that is not known lies between nothing and the total value. A condition
is decided only when every value in the range decides it the same way.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from maatwerk_cli.models.kader import Kader, Voorwaarde
from maatwerk_cli.models.values import Datum
from maatwerk_cli.tender.facts import Bounds, Facts, firm_term, whole_months
from maatwerk_cli.tender.masking import shown_text
from maatwerk_cli.tender.policy import Limit

Truth = Literal["ja", "nee", "onbekend"]
Uitkomst = Literal["van_toepassing", "niet_van_toepassing", "onbekend"]
Note = Literal[
    "",
    "onder_plafond",
    "boven_plafond",
    "datums_ruim",
    "percelen_onbekend",
    "grond_zonder_motivering",
    "andere_gronden",
]
_CACHED = 4096


class Lezing(NamedTuple):
    """The choices under which a condition is read."""

    telt_mee: bool = False
    samen: bool = False


class Judgement:
    """What a condition comes to; every condition has one of each kind, so that they compare by identity.

    Attributes:
        uitkomst: whether it holds.
        velden: the fields to ask for, when undecided for want of them.
        note: what the explanation has to say about it.

    """

    __slots__ = ("note", "uitkomst", "velden")

    def __init__(self, uitkomst: Truth, velden: tuple[str, ...] = (), note: Note = "") -> None:
        self.uitkomst = uitkomst
        self.velden = velden
        self.note = note


class Toetsing(NamedTuple):
    """The outcome of one condition.

    Attributes:
        rule: the condition, on the peildatum.
        judgement: what it comes to.
        gegeven: the tender's value; ``None`` where unknown.
        bounds: what the quantity can be, for a condition on a quantity.

    """

    rule: "Rule"
    judgement: Judgement
    gegeven: str | Decimal | int | None = None
    bounds: Bounds | None = None

    @property
    def voorwaarde(self) -> Voorwaarde:
        """The condition as the policy has it."""
        return self.rule.voorwaarde

    @property
    def uitkomst(self) -> Truth:
        """Whether it holds."""
        return self.judgement.uitkomst

    @property
    def velden(self) -> tuple[str, ...]:
        """The fields to ask for."""
        return self.judgement.velden

    @property
    def note(self) -> Note:
        """What the explanation has to say about it."""
        return self.judgement.note

    @property
    def grens(self) -> str | Decimal | int | None:
        """The limit; ``None`` where the test has none, or where the peildatum is too imprecise."""
        return self.rule.grens

    @property
    def verschil(self) -> Decimal | int | None:
        """Value minus limit, where both are numbers."""
        limit, value = self.rule.grens, self.gegeven
        if self.note == "boven_plafond" or self.bounds is None or limit is None or value is None:
            return None
        return Decimal(value) - Decimal(limit) if isinstance(value, Decimal) else int(value) - int(limit)

    @property
    def afgeleid(self) -> bool:
        """Whether it is decided though the value itself is not known."""
        return self.bounds is not None and self.gegeven is None and self.uitkomst != "onbekend"


class Lots:
    """The lots of one tender. A lot that could not be read is ``None``: it counts, by an unknown amount.

    Args:
        lots: the lots.
        complete: whether these are all of them.
        names: what each lot is called, as it may be shown; empty where it has no name.

    """

    def __init__(
        self, lots: Sequence[Facts | None], complete: bool = True, names: Sequence[str] = ()
    ) -> None:
        self.lots = lots
        self.complete = complete
        self._names = names
        self._ends: dict[tuple[str, str | None], Sequence[_Einden]] = {}
        self._amounts: dict[tuple[str, str | None], tuple[Decimal | int, Decimal | None]] = {}
        self._firm: Sequence[tuple[int, int | None]] | None = None
        self._together: dict[bool, tuple[int, int | None]] = {}
        self._open: dict[object, LotQuestion] = {}

    def amount(self, field: str, ceiling: str | None) -> tuple[Decimal | int, Decimal | None]:
        """Give the least and the most the sum over the lots can be."""
        key = (field, ceiling)
        found = self._amounts.get(key)
        if found is None:
            low = high = Decimal(0)
            known = self.complete
            for least, most in self._each(field, ceiling):
                low += least
                if most is None:
                    known = False
                else:
                    high += most
            found = self._amounts[key] = low, high if known else None
        return found

    def _each(self, field: str, ceiling: str | None) -> "Sequence[_Einden]":
        """Give the least and the most the amount of each lot can be."""
        key = (field, ceiling)
        found = self._ends.get(key)
        if found is None:
            found = self._ends[key] = [
                (0, None) if lot is None else amount_of(lot, field, ceiling)[:2] for lot in self.lots
            ]
        return found

    def ask_amount(self, field: str, ceiling: str | None) -> "LotQuestion":
        """Give what to ask, and of which lots, before the sum can be known."""
        key = (field, ceiling)
        found = self._open.get(key)
        if found is None:
            ends = self._each(field, ceiling)
            unsure = [at for at, (low, high) in enumerate(ends) if low != high]
            found = self._open[key] = self._ask((field,), unsure)
        return found

    def ask_term(self, *, telt_mee: bool) -> "LotQuestion":
        """Give what to ask, and of which lots, before the term of all together can be known."""
        found = self._open.get(telt_mee)
        if found is None:
            found = self._open[telt_mee] = self._ask(*self._unsure_terms(telt_mee=telt_mee))
        return found

    def _unsure_terms(self, *, telt_mee: bool) -> tuple[tuple[str, ...], Sequence[int]]:
        lots = [(at, lot) for at, lot in enumerate(self.lots) if lot is not None]
        found = [at for at, (low, high) in enumerate(self._terms) if low != high]
        if found:
            return ("looptijd_maanden",), found
        if telt_mee and (found := [at for at, lot in lots if lot.unknown_options]):
            return ("verlenging_maanden",), found
        return ("begin", "einde"), [at for at, lot in lots if not _dated(lot)]

    def _ask(self, fields: tuple[str, ...], places: Sequence[int]) -> "LotQuestion":
        if not places:
            return _NOTHING
        names = self._names or [(lot.perceel if lot else None) or "" for lot in self.lots]
        return LotQuestion(fields, tuple([(self.lots[at], names[at]) for at in places]))

    @property
    def _terms(self) -> Sequence[tuple[int, int | None]]:
        """The least and the most months each lot lasts without options."""
        if self._firm is None:
            self._firm = [(0, None) if lot is None else firm_term(lot) for lot in self.lots]
        return self._firm

    def term(self, *, telt_mee: bool) -> tuple[int, int | None]:
        """Give the least and the most months from the first day of the first to the last day of the last lot.

        Of lots without dates only that it lasts at least as long as the longest, and, when no lot has
        dates, that they run side by side.
        """
        found = self._together.get(telt_mee)
        if found is None:
            found = self._together[telt_mee] = self._term(telt_mee=telt_mee)
        return found

    def _term(self, *, telt_mee: bool) -> tuple[int, int | None]:
        least, most, bounded = 0, 0, self.complete
        dated: list[tuple[Datum, Datum, int]] = []
        for lot, own in zip(self.lots, self._terms, strict=True):
            low, high = own if lot is None or not telt_mee else with_extension(lot, *own)
            least = max(least, low)
            if high is None:
                bounded = False
            else:
                most = max(most, high)
            if lot is not None and lot.begin is not None and lot.einde is not None:
                dated.append((lot.begin, lot.einde, (lot.verlenging_maanden or 0) if telt_mee else 0))
        if dated:
            begin = min([begin.last for begin, _, _ in dated])
            least = max(least, _reach(begin, [(end.first, options) for _, end, options in dated]))
        if not bounded or len(dated) not in (0, len(self.lots)):
            return least, None
        if dated:
            begin = min([begin.first for begin, _, _ in dated])
            most = max(most, _reach(begin, [(end.last, options) for _, end, options in dated]))
        return least, most


_Einden = tuple[Decimal | int, Decimal | None]
"""The least and the most an amount can be."""


def _reach(begin: date, ends: Sequence[tuple[date, int]]) -> int:
    """Give the most whole months from a day up to and including one of the last days, with its options."""
    latest = {options: end for end, options in sorted(ends)}
    return max([whole_months(begin, end) + options for options, end in latest.items()])


class LotQuestion(NamedTuple):
    """Fields to ask for, and the lots to ask them of, each with its name."""

    velden: tuple[str, ...]
    lots: tuple[tuple[Facts | None, str], ...]

    def beyond(self, own: Facts) -> bool:
        """Tell whether there is another lot to ask about than ``own``."""
        lots = self.lots
        return len(lots) > 1 or (len(lots) == 1 and lots[0][0] is not own)

    @property
    def namen(self) -> tuple[str, ...]:
        """The names of the lots."""
        return tuple(name for _, name in self.lots)


_NOTHING = LotQuestion((), ())


def _dated(lot: Facts) -> bool:
    begin, end = lot.begin, lot.einde
    return begin is not None and end is not None and begin.first == begin.last and end.first == end.last


Measure = tuple[Decimal | int, Decimal | int | None, Decimal | None, tuple[str, ...], Note]
"""A quantity: the least and the most it can be, the value given, the fields to ask for, a note."""


def amount_of(
    facts: Facts, field: str, ceiling: str | None
) -> tuple[Decimal | int, Decimal | None, Decimal | None, Note]:
    """Give the least and the most an amount can be, the amount given, and a note."""
    value: Decimal | None = getattr(facts, field)
    top: Decimal | None = getattr(facts, ceiling) if ceiling else None
    if value is None:
        return 0, top, None, "" if top is None else "onder_plafond"
    if top is not None and value > top:
        return 0, None, value, "boven_plafond"
    return value, value, value, ""


def with_extension(facts: Facts, low: int, high: int | None) -> tuple[int, int | None]:
    """Give the term with all options to extend."""
    options = facts.verlenging_maanden or 0
    return low + options, None if high is None or facts.unknown_options else high + options


class Rule:
    """A condition of a framework on a date, ready to be held against tenders."""

    def __init__(self, kader: Kader, condition: Voorwaarde, limit: Limit | None) -> None:
        self.voorwaarde = condition
        readings = {reading.id for reading in kader.leesruimte if condition.id in reading.voorwaarden}
        self.leest_verlenging = "verlenging" in readings
        self.leest_percelen = "percelen" in readings
        self.leest = bool(readings)
        self.grens: str | Decimal | int | None = None
        if limit is not None:
            self.grens = limit.waarde
        elif condition.toets != "geen_van":
            self.grens = ", ".join(condition.waarden)
        self._limit = limit or Limit(0, 0)
        self._values = frozenset(condition.waarden)
        self._field = condition.veld
        self._own_field = (condition.veld,)
        self._ceiling = condition.nooit_meer_dan
        self._verdicts: dict[tuple[Truth, tuple[str, ...], Note], Judgement] = {}
        self._yes, self._no = self.judgement("ja"), self.judgement("nee")
        self._cache: dict[object, Toetsing] = {}
        self._measure = self._months if condition.veld == "looptijd" else self._amount
        self._quantity = condition.toets == "minstens"
        self._known = self._grounds if condition.toets == "geen_van" else self._code

    def toets(self, facts: Facts, group: Lots | None, reading: Lezing) -> Toetsing:
        """Hold a tender against the condition."""
        if not self._quantity:
            return self._known(facts)
        low, high, given, asked, note = self._measure(facts, group, reading)
        verdict = self._at_least(low, high, asked, note)
        return Toetsing(self, verdict, low if low == high else given, Bounds(low, high))

    def judge(self, facts: Facts, group: Lots | None, reading: Lezing) -> Judgement:
        """Give only what the condition comes to."""
        if not self._quantity:
            return self._known(facts).judgement
        low, high, _, asked, note = self._measure(facts, group, reading)
        return self._at_least(low, high, asked, note)

    def lots_asked(self, group: Lots, *, telt_mee: bool) -> tuple[str, ...]:
        """Give the names of the lots to ask about, where lots are read together."""
        if self._measure == self._months:
            return group.ask_term(telt_mee=telt_mee and self.leest_verlenging).namen
        return group.ask_amount(self._field, self._ceiling).namen

    def judgement(self, truth: Truth, asked: tuple[str, ...] = (), note: Note = "") -> Judgement:
        """Give the one verdict of this kind."""
        key = (truth, asked, note)
        found = self._verdicts.get(key)
        if found is None:
            found = self._verdicts[key] = Judgement(truth, asked, note)
        return found

    def _code(self, facts: Facts) -> Toetsing:
        value: str | None = getattr(facts, self._field)
        found = self._cache.get(value)
        if found is None:
            truth: Truth = "onbekend" if value is None else "ja" if value in self._values else "nee"
            verdict = self.judgement(truth, (self._field,) if value is None else ())
            found = self._keep(value, Toetsing(self, verdict, value and shown_text(value)))
        return found

    def _grounds(self, facts: Facts) -> Toetsing:
        given = facts.uitsluitingsgronden
        key = (given, facts.motivering is None)
        found = self._cache.get(key)
        if found is None:
            verdict = self._judged(given, explained=facts.motivering is not None)
            value = None if given is None else " ".join(given) or "nee"
            found = self._keep(key, Toetsing(self, verdict, value))
        return found

    def _judged(self, given: tuple[str, ...] | None, *, explained: bool) -> Judgement:
        if given is None:
            return self.judgement("onbekend", (self._field,))
        if not given:
            return self.judgement("ja")
        if self._values.isdisjoint(given):
            return self.judgement("onbekend", (self._field,), "andere_gronden")
        if explained:
            return self.judgement("nee")
        return self.judgement("onbekend", ("motivering",), "grond_zonder_motivering")

    def _keep(self, key: object, found: Toetsing) -> Toetsing:
        if len(self._cache) >= _CACHED:
            self._cache.clear()
        self._cache[key] = found
        return found

    def _amount(self, facts: Facts, group: Lots | None, reading: Lezing) -> Measure:
        low, high, given, note = amount_of(facts, self._field, self._ceiling)
        asked = self._own_field if given is None or note else ()
        if group and reading.samen and self.leest_percelen:
            of_lots = group.ask_amount(self._field, self._ceiling)
            note = "percelen_onbekend" if of_lots.beyond(facts) else note
            return *group.amount(self._field, self._ceiling), None, of_lots.velden, note
        return low, high, given, asked, note

    def _months(self, facts: Facts, group: Lots | None, reading: Lezing) -> Measure:
        low, high = firm_term(facts)
        with_options = reading.telt_mee and self.leest_verlenging
        asked: tuple[str, ...] = ()
        note: Note = ""
        if low != high:
            asked = ("looptijd_maanden",)
            note = "" if high is None else "datums_ruim"
        if with_options:
            if facts.unknown_options and high is not None and high < self._limit.low:
                asked = ("verlenging_maanden",)  # however long the firm term is, the options decide
            low, high = with_extension(facts, low, high)
        if group and reading.samen and self.leest_percelen:
            of_lots = group.ask_term(telt_mee=with_options)
            asked = of_lots.velden
            note = "percelen_onbekend" if of_lots.beyond(facts) else note
            low, high = group.term(telt_mee=with_options)
        return low, high, None, asked, note

    def _at_least(
        self, low: Decimal | int, high: Decimal | int | None, asked: tuple[str, ...], note: Note
    ) -> Judgement:
        limit_low, limit_high = self._limit
        plain = not note or note == "percelen_onbekend"  # what is unknown of other lots did not matter
        if low >= limit_high:
            return self._yes if plain else self.judgement("ja", (), note)
        if high is not None and high < limit_low:
            return self._no if plain else self.judgement("nee", (), note)
        if asked:
            return self.judgement("onbekend", asked, note)
        if low == high:
            return self.judgement("onbekend", ("peildatum",), note)  # only the limit is unsure
        return self.judgement("onbekend", (), "percelen_onbekend")
