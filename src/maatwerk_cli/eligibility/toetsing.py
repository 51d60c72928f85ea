"""One condition held against one tender: the only definition of every test.

A quantity is a range: a wage sum that is not known lies between nothing and the total value. A condition
is decided only when every value in the range decides it the same way.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

from maatwerk_cli.eligibility.beleid import Grens
from maatwerk_cli.eligibility.feiten import Bereik, Feiten, firm_term, whole_months
from maatwerk_cli.models.kader import Kader, Voorwaarde

Waarheid = Literal["ja", "nee", "onbekend"]
Noot = Literal[
    "",
    "onder_plafond",
    "boven_plafond",
    "datums_ruim",
    "percelen_onbekend",
    "grond_zonder_motivering",
    "andere_gronden",
]
UNKNOWN = Bereik(0, None)
_CACHED = 4096


class Lezing(NamedTuple):
    """The choices under which a condition is read."""

    telt_mee: bool = False
    samen: bool = False


class Oordeel:
    """What a condition comes to; every condition has one of each kind, so that they compare by identity.

    Attributes:
        uitkomst: whether it holds.
        velden: the fields to ask for, when undecided for want of them.
        noot: what the explanation has to say about it.

    """

    __slots__ = ("noot", "uitkomst", "velden")

    def __init__(self, uitkomst: Waarheid, velden: tuple[str, ...] = (), noot: Noot = "") -> None:
        self.uitkomst = uitkomst
        self.velden = velden
        self.noot = noot


class Toetsing(NamedTuple):
    """The outcome of one condition.

    Attributes:
        regel: the condition, on the peildatum.
        oordeel: what it comes to.
        gegeven: the tender's value; ``None`` where unknown.
        bereik: what the quantity can be, for a condition on a quantity.

    """

    regel: "Regel"
    oordeel: Oordeel
    gegeven: str | Decimal | int | None = None
    bereik: Bereik | None = None

    @property
    def voorwaarde(self) -> Voorwaarde:
        """The condition as the policy has it."""
        return self.regel.voorwaarde

    @property
    def uitkomst(self) -> Waarheid:
        """Whether it holds."""
        return self.oordeel.uitkomst

    @property
    def velden(self) -> tuple[str, ...]:
        """The fields to ask for."""
        return self.oordeel.velden

    @property
    def noot(self) -> Noot:
        """What the explanation has to say about it."""
        return self.oordeel.noot

    @property
    def grens(self) -> str | Decimal | int | None:
        """The limit; ``None`` where the test has none, or where the peildatum is too imprecise."""
        return self.regel.grens

    @property
    def verschil(self) -> Decimal | int | None:
        """Value minus limit, where both are numbers."""
        limit, value = self.regel.grens, self.gegeven
        if self.noot == "boven_plafond" or self.bereik is None or limit is None or value is None:
            return None
        return Decimal(value) - Decimal(limit) if isinstance(value, Decimal) else int(value) - int(limit)

    @property
    def afgeleid(self) -> bool:
        """Whether it is decided though the value itself is not known."""
        return self.bereik is not None and self.gegeven is None and self.uitkomst != "onbekend"


class Groep:
    """The lots of one tender. A lot that could not be read is ``None``: it counts, by an unknown amount.

    Args:
        lots: the lots.
        complete: whether these are all of them.

    """

    def __init__(self, lots: Sequence[Feiten | None], complete: bool = True) -> None:
        self.lots = lots
        self.complete = complete
        self._amounts: dict[tuple[str, str | None], Bereik] = {}

    def amount(self, field: str, ceiling: str | None) -> Bereik:
        """Give the sum over the lots."""
        key = (field, ceiling)
        if key not in self._amounts:
            ranges = [UNKNOWN if lot is None else _amount(lot, field, ceiling)[0] for lot in self.lots]
            highs = [part.hoog for part in ranges if part.hoog is not None]
            whole = self.complete and len(highs) == len(ranges)
            self._amounts[key] = Bereik(
                sum((part.laag for part in ranges), Decimal(0)), sum(highs, Decimal(0)) if whole else None
            )
        return self._amounts[key]

    @cached_property
    def _firm(self) -> Bereik:
        return self._term(telt_mee=False)

    @cached_property
    def _with_options(self) -> Bereik:
        return self._term(telt_mee=True)

    def term(self, *, telt_mee: bool) -> Bereik:
        """Give the term from the first day of the first to the last day of the last lot.

        Of lots without dates only that it lasts at least as long as the longest, and, when no lot has
        dates, that they run side by side.
        """
        return self._with_options if telt_mee else self._firm

    def _term(self, *, telt_mee: bool) -> Bereik:
        own = [UNKNOWN if lot is None else firm_term(lot) for lot in self.lots]
        if telt_mee:
            own = [
                term if lot is None else with_extension(lot, term)
                for lot, term in zip(self.lots, own, strict=True)
            ]
        low = max(part.laag for part in own)
        highs = [part.hoog for part in own if part.hoog is not None]
        dated = [(lot.begin, lot.einde, lot) for lot in self.lots if lot and lot.begin and lot.einde]
        if dated:
            first = min(begin.first for begin, _, _ in dated)
            last = min(begin.last for begin, _, _ in dated)
            options = [lot.verlenging_maanden or 0 if telt_mee else 0 for _, _, lot in dated]
            ends = [(end, extra) for (_, end, _), extra in zip(dated, options, strict=True)]
            low = max(low, *(whole_months(last, end.first) + extra for end, extra in ends))
            highs += [whole_months(first, end.last) + extra for end, extra in ends]
        bounded = self.complete and all(part.hoog is not None for part in own)
        return Bereik(low, max(highs) if bounded and len(dated) in (0, len(own)) else None)


def _amount(facts: Feiten, field: str, ceiling: str | None) -> tuple[Bereik, Noot]:
    value: Decimal | None = getattr(facts, field)
    top: Decimal | None = getattr(facts, ceiling) if ceiling else None
    if value is None:
        return (UNKNOWN, "") if top is None else (Bereik(0, top), "onder_plafond")
    if top is not None and value > top:
        return UNKNOWN, "boven_plafond"
    return Bereik(value, value), ""


def with_extension(facts: Feiten, firm: Bereik) -> Bereik:
    """Give the term with all options to extend."""
    options = facts.verlenging_maanden or 0
    high = None if firm.hoog is None or facts.verlenging_onbekend else firm.hoog + options
    return Bereik(firm.laag + options, high)


class Regel:
    """A condition of a framework on a date, ready to be held against tenders."""

    def __init__(self, kader: Kader, condition: Voorwaarde, limit: Grens | None) -> None:
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
        self._limit = limit or Grens(0, 0)
        self._values = frozenset(condition.waarden)
        self._field = condition.veld
        self._verdicts: dict[tuple[Waarheid, tuple[str, ...], Noot], Oordeel] = {}
        self._yes, self._no = self.oordeel("ja"), self.oordeel("nee")
        self._cache: dict[object, Toetsing] = {}
        self.toets: Callable[[Feiten, Groep | None, Lezing], Toetsing] = {
            "is": self._code,
            "in": self._code,
            "geen_van": self._grounds,
            "minstens": self._months if condition.veld == "looptijd" else self._sum,
        }[condition.toets]

    def oordeel(self, truth: Waarheid, asked: tuple[str, ...] = (), note: Noot = "") -> Oordeel:
        """Give the one verdict of this kind."""
        key = (truth, asked, note)
        found = self._verdicts.get(key)
        if found is None:
            found = self._verdicts[key] = Oordeel(truth, asked, note)
        return found

    def _code(self, facts: Feiten, _group: Groep | None, _reading: Lezing) -> Toetsing:
        value: str | None = getattr(facts, self._field)
        found = self._cache.get(value)
        if found is None:
            truth: Waarheid = "onbekend" if value is None else "ja" if value in self._values else "nee"
            verdict = self.oordeel(truth, (self._field,) if value is None else ())
            found = self._keep(value, Toetsing(self, verdict, value))
        return found

    def _grounds(self, facts: Feiten, _group: Groep | None, _reading: Lezing) -> Toetsing:
        given = facts.uitsluitingsgronden
        key = (given, facts.motivering is None)
        found = self._cache.get(key)
        if found is None:
            verdict = self._judged(given, explained=facts.motivering is not None)
            value = None if given is None else " ".join(given) or "nee"
            found = self._keep(key, Toetsing(self, verdict, value))
        return found

    def _judged(self, given: tuple[str, ...] | None, *, explained: bool) -> Oordeel:
        if given is None:
            return self.oordeel("onbekend", (self._field,))
        if not given:
            return self.oordeel("ja")
        if self._values.isdisjoint(given):
            return self.oordeel("onbekend", (self._field,), "andere_gronden")
        if explained:
            return self.oordeel("nee")
        return self.oordeel("onbekend", ("motivering",), "grond_zonder_motivering")

    def _keep(self, key: object, found: Toetsing) -> Toetsing:
        if len(self._cache) >= _CACHED:
            self._cache.clear()
        self._cache[key] = found
        return found

    def _sum(self, facts: Feiten, group: Groep | None, reading: Lezing) -> Toetsing:
        field, ceiling = self._field, self.voorwaarde.nooit_meer_dan
        amount, note = _amount(facts, field, ceiling)
        given: Decimal | None = getattr(facts, field)
        asked = (field,) if given is None or note == "boven_plafond" else ()
        if group and reading.samen and self.leest_percelen:
            amount, given = group.amount(field, ceiling), None
        return self._at_least(amount, given, asked, note)

    def _months(self, facts: Feiten, group: Groep | None, reading: Lezing) -> Toetsing:
        term = firm = firm_term(facts)
        with_options = reading.telt_mee and self.leest_verlenging
        asked: tuple[str, ...] = ()
        note: Noot = ""
        if firm.laag != firm.hoog:
            asked = ("looptijd_maanden",)
            note = "" if firm.hoog is None else "datums_ruim"
        if with_options:
            short = firm.hoog is not None and firm.hoog < self._limit.laag
            if short and facts.verlenging_onbekend:
                asked = ("verlenging_maanden",)  # however long the firm term is, the options decide
            term = with_extension(facts, firm)
        if group and reading.samen and self.leest_percelen:
            term = group.term(telt_mee=with_options)
        return self._at_least(term, None, asked, note)

    def _at_least(
        self, amount: Bereik, given: Decimal | None, asked: tuple[str, ...], note: Noot
    ) -> Toetsing:
        low, high = amount
        limit_low, limit_high = self._limit
        if low >= limit_high:
            verdict = self.oordeel("ja", (), note) if note else self._yes
        elif high is not None and high < limit_low:
            verdict = self.oordeel("nee", (), note) if note else self._no
        elif asked:
            verdict = self.oordeel("onbekend", asked, note)
        elif low == high:
            verdict = self.oordeel("onbekend", ("peildatum",), note)  # only the limit is unsure
        else:
            verdict = self.oordeel("onbekend", (), "percelen_onbekend")
        return Toetsing(self, verdict, low if low == high else given, amount)
