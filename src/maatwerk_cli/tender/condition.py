"""One condition held against one tender: the only definition of every test.

A quantity is a range: a wage sum that is not known lies between nothing and the total value. A condition
is decided only when every value in the range decides it the same way.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache, lru_cache, partial
from operator import attrgetter
from typing import Any, Literal, NamedTuple

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.policy.conditions import LIMIT_TESTS, Voorwaarde
from maatwerk_cli.models.values import Bronverwijzing
from maatwerk_cli.tender.facts import NOTHING_KNOWN, Bounds, Facts, exact_term, firm_term, known_bounds
from maatwerk_cli.tender.frameworks.matching import Truth, matches_code
from maatwerk_cli.tender.frameworks.open_readings import Lezing
from maatwerk_cli.tender.frameworks.policy import Limit
from maatwerk_cli.tender.lots import LotQuestion, Lots, Missing, amount_bounds, term_with_options
from maatwerk_cli.tender.masking import shown_text

Note = Literal[
    "",
    "onder_plafond",
    "onder_hooguit_plafond",
    "boven_plafond",
    "datums_ruim",
    "percelen_onbekend",
    "percelen_niet_gegeven",
    "percelen_elders",
    "perceel_dubbel",
    "geheel_of_perceel",
    "per_nadere_overeenkomst",
    "hele_raamovereenkomst",
    "grens_wisselt",
    "rij_onbekend",
    "geen_rij",
    "deel_van_nul",
    "grond_zonder_motivering",
    "grond_met_lege_motivering",
    "andere_gronden",
    "waarde_onbekend",
]


_MOST_KEPT = 1_024
"""Codes and grounds that come back in a series, and what they came to."""


class Judgement:
    """What a condition comes to; there is one of each kind, so that they compare by identity.

    Attributes:
        uitkomst: whether it holds.
        fields: the fields to ask for, when undecided for want of them.
        note: what the explanation has to say about it.
        parts: what the conditions come to that it puts together.
    """

    __slots__ = ("fields", "note", "parts", "uitkomst")

    def __init__(
        self, uitkomst: Truth, fields: tuple[str, ...], note: Note, parts: tuple["Judgement", ...]
    ) -> None:
        self.uitkomst = uitkomst
        self.fields = fields
        self.note = note
        self.parts = parts


@cache
def judged(
    uitkomst: Truth, fields: tuple[str, ...] = (), note: Note = "", parts: tuple[Judgement, ...] = ()
) -> Judgement:
    """Give the one judgement of this kind."""
    return Judgement(uitkomst, fields, note, parts)


class Toetsing(NamedTuple):
    """The outcome of one condition.

    Attributes:
        rule: the condition, on the peildatum.
        judgement: what it comes to.
        gegeven: the tender's value; ``None`` where unknown.
        bounds: what the quantity can be, for a condition on a quantity.
        of_lots: of which lots the fields are to be asked, where lots are read together.
        delen: the conditions it puts together, each with its outcome.
    """

    rule: "Rule"
    judgement: Judgement
    gegeven: str | Decimal | int | None = None
    bounds: Bounds[Any] | None = None
    of_lots: LotQuestion | None = None
    delen: tuple["Toetsing", ...] = ()

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
        return self.judgement.fields

    def asking(self, field: str) -> "Toetsing":
        """Give the condition that asks for a field: itself, or the first of its parts that does."""
        part = next((part for part in self.delen if field in part.velden), None)
        return part.asking(field) if part is not None else self

    @property
    def bladen(self) -> "Iterator[Toetsing]":
        """The conditions with a test of their own: itself, or all that it puts together, however deep."""
        if not self.delen:
            yield self
        for part in self.delen:
            yield from part.bladen

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
        if self.note == "boven_plafond" or isinstance(limit, str) or isinstance(value, str):
            return None
        return None if self.bounds is None or limit is None or value is None else value - limit

    @property
    def bronnen(self) -> tuple[Bronverwijzing, ...]:
        """Where that stands which it was held against: its limit, or the grounds that it is about."""
        return self.rule.sources_of(self.gegeven)

    @property
    def bron(self) -> Bronverwijzing:
        """The same where that is one source; of more that of the condition itself."""
        sources = self.bronnen
        return sources[0] if len(sources) == 1 else self.voorwaarde.bron

    @property
    def afgeleid(self) -> bool:
        """Whether it is decided though the value itself is not known."""
        return self.bounds is not None and self.gegeven is None and self.uitkomst != "onbekend"


class Measure(NamedTuple):
    """A quantity of a tender.

    Attributes:
        bounds: the least and the most it can be.
        given: the value that was given; ``None`` where there is none, or where it is not what counts.
        fields: the fields to ask for, where it is not known.
        note: what there is to say about it.
        of_lots: of which lots the fields are to be asked, where lots are read together.
    """

    bounds: Bounds[Any]
    given: Decimal | int | None = None
    fields: tuple[str, ...] = ()
    note: Note = ""
    of_lots: LotQuestion | None = None


Judging = Callable[[Facts, Lots | None], Judgement]
"""Tells what a condition comes to under one reading."""

NO_CATEGORIES: Mapping[str, str] = {}
"""Where there is no code list of categories."""


class Rule:
    """A condition of a framework on a date, ready to be held against tenders."""

    def __init__(
        self,
        kader: Kader,
        condition: Voorwaarde,
        limit: Limit | None,
        categories: Mapping[str, str] = NO_CATEGORIES,
    ) -> None:
        self.voorwaarde = condition
        self._categories = categories
        self.limit = limit or Limit(0, 0)
        self.veld: str = condition.veld or ""
        self.eenheid = condition.eenheid
        self.of_itself = not self.eenheid  # nothing of other lots can bear on it
        self.unsure = _LIMIT_UNSURE
        self.grens: str | Decimal | int | None = None
        if limit is not None:
            self.grens = limit.waarde
        elif condition.toets != "geen_van":
            self.grens = ", ".join(condition.waarden)
        readings = {reading.id for reading in kader.leesvragen if condition.id in reading.voorwaarden}
        self.reads: frozenset[str] = frozenset(readings if self.eenheid else ())
        self.leest_percelen = "percelen" in readings
        self._reads_options = "verlenging" in readings
        self._reads_agreement = "raamovereenkomst" in readings
        self._values = frozenset(condition.waarden)
        self._all_grounds = frozenset(
            ground for each in kader.alle_voorwaarden if each.toets == "geen_van" for ground in each.waarden
        )
        self._sources = self.limit.bronnen or (condition.bron,)
        self._by_ground = (
            {ground.id: ground.bron for ground in kader.uitsluitingsgronden if ground.id in self._values}
            if condition.toets == "geen_van"
            else {}
        )
        if condition.toets == "geen_van":
            self.toets = self._grounds
        elif self.eenheid:
            self.toets = self._quantity
        else:
            self.toets = self._code
        self._of_code = lru_cache(_MOST_KEPT)(self._judge_code)
        self._of_grounds = lru_cache(_MOST_KEPT)(self._judge_grounds)
        self._of_motivated = lru_cache(_MOST_KEPT)(partial(self._judge_grounds, motivated=_NO))
        self._of_filled = lru_cache(_MOST_KEPT)(partial(self._judge_grounds, motivated=_SAYS_NOTHING))
        self._measure = self._months if condition.veld == "looptijd" else self._amount
        if condition.deel_van:
            self._measure = self._share
        how = LIMIT_TESTS.get(condition.toets or "")
        self._started = how is not None and how.more_meets != how.limit_meets
        self._decide = _DECIDE[condition.toets] if self.eenheid else _at_least
        self._judgings: dict[Lezing, Judging] = {}

    def _code(self, facts: Facts, lots: Lots | None, reading: Lezing) -> Toetsing:  # noqa: ARG002
        return self._of_code(getattr(facts, self.veld))

    def _judge_code(self, value: str | None) -> Toetsing:
        if value is None:
            return Toetsing(self, judged("onbekend", (self.veld,)))
        truth = self._compare(value)
        if truth == "onbekend":
            return Toetsing(self, judged("onbekend", (self.veld,), "waarde_onbekend"), shown_text(value))
        return Toetsing(self, _YES if truth == "ja" else _NO, shown_text(value))

    def _compare(self, value: str) -> Truth:
        outcome = matches_code(self.veld, value, self._values, self._categories)
        return OPPOSITE[outcome] if self.voorwaarde.toets == "niet_in" else outcome

    def _grounds(self, facts: Facts, lots: Lots | None, reading: Lezing) -> Toetsing:  # noqa: ARG002
        given = facts.uitsluitingsgronden
        if not given or facts.motivering is None:
            return self._of_grounds(given)
        return (self._of_motivated if facts.motivated else self._of_filled)(given)

    def _judge_grounds(self, given: tuple[str, ...] | None, motivated: Judgement | None = None) -> Toetsing:
        if given is None:
            return Toetsing(self, judged("onbekend", (self.veld,)))
        if not given:
            return Toetsing(self, _YES, "nee")
        if self._all_grounds.isdisjoint(given):
            judgement = judged("onbekend", (self.veld,), "andere_gronden")
        elif self._values.isdisjoint(given):  # those that apply are named: assumed is that these do not
            judgement = _YES
        else:
            judgement = motivated or judged("onbekend", ("motivering",), "grond_zonder_motivering")
        return Toetsing(self, judgement, " ".join(given))

    def sources_of(self, given: str | Decimal | int | None) -> tuple[Bronverwijzing, ...]:
        """Give where that stands which a value is held against; of grounds those that apply, else all."""
        if not self._by_ground:
            return self._sources
        applying = [ground for ground in str(given).split() if ground in self._by_ground]
        return tuple(dict.fromkeys(self._by_ground[ground] for ground in applying or self._by_ground))

    def seen(self, reading: Lezing) -> Lezing:
        """Give a reading without the choices that make no difference to this condition."""
        seen = Lezing(**{name: choice for name, choice in reading._asdict().items() if name in self.reads})
        return seen if seen.samen else seen._replace(percelen_buiten_kader=Lezing().percelen_buiten_kader)

    def judging(self, reading: Lezing) -> Judging:
        """Give what tells only what the condition comes to under one reading, the same each time."""
        if (
            reading not in self._judgings
        ):  # lots of one tender have it in common, whatever else is open to each
            self._judgings[reading] = self._judging(reading)
        return self._judgings[reading]

    def _judging(self, reading: Lezing) -> Judging:
        toets = self.toets
        if toets == self._code:
            of_code, value_of = self._of_code, attrgetter(self.veld)
            return lambda facts, lots: of_code(value_of(facts)).judgement  # noqa: ARG005
        if toets != self._quantity:
            return lambda facts, lots: toets(facts, lots, reading).judgement
        if reading.raamovereenkomst or self.voorwaarde.deel_van:
            return lambda facts, lots: self._judge(self._measured(facts, lots, reading))
        return self._judging_quantity(reading)

    def _judging_quantity(self, reading: Lezing) -> Judging:
        given, decide, limit = self._given(reading), self._decide, self.limit
        judgements: Mapping[Truth | None, Judgement] = {"ja": _YES, "nee": _NO}

        def judge(facts: Facts, lots: Lots | None) -> Judgement:
            value = given(facts)
            if value is None:
                return self._judge(self._measured(facts, lots, reading))
            return judgements.get(decide(value, value, limit), self.unsure)

        of_all, outside = self._of_all(reading), reading.outside

        def judge_together(facts: Facts, lots: Lots | None) -> Judgement:
            if lots is None:
                return judge(facts, lots)
            # What lots come to together is the same for each; only what is unknown is told of each.
            counting = lots.counting(outside=outside)
            known: dict[object, Judgement | None] = counting.decided
            if judge not in known:
                low, high = of_all(counting)
                known[judge] = judgements.get(decide(low, high, limit))
            return known[judge] or self._judge(self._measured(facts, lots, reading))

        return judge_together if reading.samen and self.leest_percelen else judge

    def _given(self, reading: Lezing) -> Callable[[Facts], Any]:
        """Give what tells a quantity where it is known as it counts, and nothing more is to be told of it."""
        if self.veld == "looptijd":
            if reading.telt_mee and self._reads_options:
                return lambda facts: None  # noqa: ARG005
            return partial(exact_term, started=True) if self._started else exact_term
        value_of, ceiling = attrgetter(self.veld), self.voorwaarde.nooit_meer_dan
        top_of = attrgetter(ceiling) if ceiling else None

        def given(facts: Facts) -> Any:
            value = value_of(facts)
            if value is None or facts.bounds:
                return None
            top = top_of(facts) if top_of else None
            return value if top is None or value <= top else None

        return given

    def _of_all(self, reading: Lezing) -> Callable[[Lots], Bounds[Any]]:
        """Give what tells what the quantity of all lots together can be."""
        if self.veld == "looptijd":
            telt_mee, started = reading.telt_mee and self._reads_options, self._started
            return lambda lots: lots.term(telt_mee=telt_mee, started=started)
        field, ceiling = self.veld, self.voorwaarde.nooit_meer_dan
        return lambda lots: lots.amount(field, ceiling)

    def _measured(self, facts: Facts, lots: Lots | None, reading: Lezing) -> Measure:
        measure = self._measure(facts, lots, reading)
        if reading.raamovereenkomst and self._reads_agreement:
            levelled = at_level(measure, facts, reading, is_amount=self.eenheid == "euro")
            if self.voorwaarde.deel_van and levelled is not measure:
                return levelled._replace(bounds=NOTHING_KNOWN)  # a share of one level is none of the other
            return levelled
        return measure

    def _quantity(self, facts: Facts, lots: Lots | None, reading: Lezing) -> Toetsing:
        measure = self._measured(facts, lots, reading)
        bounds = measure.bounds
        given = bounds.low if bounds.low == bounds.high else measure.given
        return Toetsing(self, self._judge(measure), given, bounds, measure.of_lots)

    def _amount(self, facts: Facts, lots: Lots | None, reading: Lezing) -> Measure:
        field, ceiling = self.veld, self.voorwaarde.nooit_meer_dan
        if lots and reading.samen and self.leest_percelen:
            lots = lots.counting(outside=reading.outside)
            asked = lots.ask_amount(field, ceiling)
            return measure_together(lots.amount(field, ceiling), asked, lots, facts)
        bounds = amount_bounds(facts, field, ceiling)
        given: Decimal | None = getattr(facts, field)
        if given is not None:
            return Measure(bounds, given, *(((field,), "boven_plafond") if bounds.high is None else ()))
        return Measure(bounds, None, (field,), _of_ceiling(facts, ceiling, bounds))

    def _share(self, facts: Facts, lots: Lots | None, reading: Lezing) -> Measure:
        """Give what part one amount is of another, in percent."""
        field, whole = self.veld, self.voorwaarde.deel_van or ""
        ceiling = self.voorwaarde.nooit_meer_dan
        if lots and reading.samen and self.leest_percelen:
            lots = lots.counting(outside=reading.outside)
            own, of = lots.amount(field, ceiling), lots.amount(whole, None)
            asked = lots.ask_amount(field, ceiling)
            asked = asked if asked.fields else lots.ask_amount(whole, None)
            shared = (
                NOTHING_KNOWN if lots.contradict(field, ceiling) else share(own, of, capped=ceiling == whole)
            )
            together = measure_together(shared, asked, lots, facts)
            return together._replace(note="deel_van_nul") if of.high == 0 else together
        own, of = amount_bounds(facts, field, ceiling), known_bounds(facts, whole)
        if of.high == 0:
            return Measure(NOTHING_KNOWN, None, (), "deel_van_nul")
        if own.high is None and getattr(facts, field) is not None:
            return Measure(NOTHING_KNOWN, None, (field,), "boven_plafond")
        unknown = tuple(name for name, (low, high) in ((field, own), (whole, of)) if low != high)
        return Measure(share(own, of, capped=ceiling == whole), None, unknown)

    def _months(self, facts: Facts, lots: Lots | None, reading: Lezing) -> Measure:
        with_own_options = reading.telt_mee and self._reads_options
        if lots and reading.samen and self.leest_percelen:
            lots = lots.counting(outside=reading.outside)
            asked = lots.ask_term(telt_mee=with_own_options, started=self._started)
            term = lots.term(telt_mee=with_own_options, started=self._started)
            return measure_together(term, asked, lots, facts)
        term = firm_term(facts, started=self._started)
        if term.low == term.high and not with_own_options:
            return Measure(term)
        fields: tuple[str, ...] = () if term.low == term.high else ("looptijd_maanden",)
        dated = facts.begin is not None and facts.einde is not None
        note: Note = "datums_ruim" if fields and dated else ""
        if not with_own_options:
            return Measure(term, None, fields, note)
        known = term.low == term.high or (term.high is not None and term.high < self.limit.low)
        if facts.unknown_options and known:
            fields = ("verlenging_maanden",)  # however long the firm term is, the options decide
        return Measure(term_with_options(facts, term), None, fields, note)

    def truth_of(self, value: Decimal) -> Truth | None:
        """Tell whether another value would meet the condition; ``None`` where its limit changes."""
        return self._decide(value, value, self.limit)

    def _judge(self, measure: Measure) -> Judgement:
        low, high = measure.bounds
        note = measure.note
        limit = self.limit
        decided = self._decide(low, high, limit)
        if decided is not None:
            about = "" if note in _NOT_ABOUT_DECIDED else note
            return judged(decided, (), about) if about else _YES if decided == "ja" else _NO
        if low == high or (limit.low <= low and high is not None and high < limit.high):
            return self.unsure
        return judged("onbekend", measure.fields, note) if measure.fields or note else self.unsure


def _at_least(low: Any, high: Any, limit: Limit) -> Truth | None:
    """Tell whether a quantity is its limit or more, for all it and its limit can be."""
    if low >= limit.high:
        return "ja"
    return "nee" if high is not None and high < limit.low else None


def _more_than(low: Any, high: Any, limit: Limit) -> Truth | None:
    if low > limit.high:
        return "ja"
    return "nee" if high is not None and high <= limit.low else None


def _at_most(low: Any, high: Any, limit: Limit) -> Truth | None:
    if high is not None and high <= limit.low:
        return "ja"
    return "nee" if low > limit.high else None


def _less_than(low: Any, high: Any, limit: Limit) -> Truth | None:
    if high is not None and high < limit.low:
        return "ja"
    return "nee" if low >= limit.high else None


_DECIDE: Mapping[str | None, Callable[[Any, Any, Limit], Truth | None]] = {
    "minstens": _at_least,
    "meer_dan": _more_than,
    "hoogstens": _at_most,
    "minder_dan": _less_than,
}
OPPOSITE: Mapping[Truth, Truth] = {"ja": "nee", "nee": "ja", "onbekend": "onbekend"}


def share(own: Bounds[Any], whole: Bounds[Any], *, capped: bool) -> Bounds[Any]:
    """Give what part of one amount another can be, in percent; at most all of it where it is ``capped``."""
    low = Decimal(0) if not whole.high else own.low * _HUNDRED / whole.high
    high = None if own.high is None or not whole.low else own.high * _HUNDRED / whole.low
    if capped and low <= _HUNDRED:
        high = _HUNDRED if high is None else min(high, _HUNDRED)
    return Bounds(low, high)


_HUNDRED = Decimal(100)
"""A share is told in percent."""
_YES, _NO = judged("ja"), judged("nee")
_SAYS_NOTHING = judged("onbekend", ("motivering",), "grond_met_lege_motivering")
_LIMIT_UNSURE = judged("onbekend", ("peildatum",), "grens_wisselt")
_NOT_ABOUT_DECIDED = (
    *("", "percelen_onbekend", "percelen_niet_gegeven", "percelen_elders", "perceel_dubbel"),
    "geheel_of_perceel",
    *("per_nadere_overeenkomst", "hele_raamovereenkomst"),
)
"""What is told only of a condition that is undecided: what is unknown of others did not matter."""


_MISSING: Mapping[Missing, Note] = {
    "": "",
    "niet_gegeven": "percelen_niet_gegeven",
    "niet_alle": "percelen_niet_gegeven",
    "elders": "percelen_elders",
}


def _of_ceiling(facts: Facts, ceiling: str | None, bounds: Bounds[Any]) -> Note:
    """Tell whether what an amount can be at most is what another amount is, or what that can be at most."""
    if ceiling is None or bounds.high is None:
        return ""
    top = getattr(facts, ceiling)
    if top is not None:
        return "onder_plafond" if top == bounds.high else ""
    return "onder_hooguit_plafond" if known_bounds(facts, ceiling).high == bounds.high else ""


def measure_together(bounds: Bounds[Any], asked: LotQuestion, lots: Lots, own: Facts) -> Measure:
    """Give what lots come to together; what is not known can be of other lots, given or not."""
    others = any(lots.lots[place] is not own for place in asked.places)
    note: Note = "percelen_onbekend" if others else _MISSING[lots.missing]
    if not note and (lots.doubled or lots.whole):
        note = "perceel_dubbel" if lots.doubled else "geheel_of_perceel"
    return Measure(bounds, None, asked.fields, note, asked)


def at_level(measure: Measure, facts: Facts, reading: Lezing, *, is_amount: bool) -> Measure:
    """Give a quantity at the level at which the limit is read to hold: of a call-off, or of the whole.

    An amount of a call-off is no higher than that of its framework agreement; how long either lasts says
    nothing of the other, but that the whole lasts as long as its parts. Where it is not known which of them
    it is, the quantity can be of either, or of neither.
    """
    if "raamovereenkomst" in facts.unknown:
        return _at_unknown_level(measure, reading, is_amount=is_amount)
    if (facts.raamovereenkomst == "ja") == (reading.raamovereenkomst == "geheel"):
        return measure
    low, high = measure.bounds
    if reading.raamovereenkomst == "geheel":
        return Measure(Bounds(low, None), None, (), "hele_raamovereenkomst", measure.of_lots)
    return Measure(
        Bounds(0, high if is_amount else None), None, (), "per_nadere_overeenkomst", measure.of_lots
    )


def _at_unknown_level(measure: Measure, reading: Lezing, *, is_amount: bool) -> Measure:
    """Give all it can be of what can be a framework agreement, a call-off or neither of the two."""
    low, high = measure.bounds
    given = low if low == high else measure.given
    can_be = (
        Bounds(low, None) if reading.raamovereenkomst == "geheel" else Bounds(0, high if is_amount else None)
    )
    fields = (*measure.fields, "raamovereenkomst")
    return Measure(can_be, given, fields, measure.note, measure.of_lots)
