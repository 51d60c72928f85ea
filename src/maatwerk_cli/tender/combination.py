"""Conditions put together, and conditions whose limit stands in a table: both are held as any condition is.

Three-valued throughout. Together all must hold, at least one, or none: what is unknown of a part is unknown
of the whole as long as it can matter. A table gives every limit that can be meant; a condition is decided
only where each of them decides it the same way.
"""

from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any, NamedTuple

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.policy.conditions import COMPOSED_TESTS, CONDITION_FIELDS, Combining, Voorwaarde
from maatwerk_cli.tender.condition import (
    OPPOSITE,
    Judgement,
    Measure,
    Note,
    Rule,
    Toetsing,
    at_level,
    judged,
    measure_together,
)
from maatwerk_cli.tender.facts import Bounds, Facts
from maatwerk_cli.tender.frameworks.limit_tables import Chosen, LimitTable
from maatwerk_cli.tender.frameworks.matching import Truth
from maatwerk_cli.tender.frameworks.open_readings import Lezing
from maatwerk_cli.tender.frameworks.policy import KaderInForce, limit_of
from maatwerk_cli.tender.lots import LotQuestion, Lots, asked_together, term_with_options


def _truth_of_parts(how: Combining) -> Callable[[Sequence[Truth]], Truth]:
    deciding, outcome, otherwise = how.deciding, how.outcome, OPPOSITE[how.outcome]

    def truth(truths: Sequence[Truth]) -> Truth:
        """Tell what parts come to: one decides, else one that is unknown leaves it open."""
        return outcome if deciding in truths else "onbekend" if "onbekend" in truths else otherwise

    return truth


TRUTH_OF_PARTS = {way: _truth_of_parts(how) for way, how in COMPOSED_TESTS.items()}
all_hold = TRUTH_OF_PARTS["alle"]


class Combination(Rule):
    """Conditions put together.

    Args:
        kader: the framework.
        condition: the condition that puts them together.
        parts: those conditions, ready.
    """

    def __init__(self, kader: Kader, condition: Voorwaarde, parts: Sequence[Rule]) -> None:
        super().__init__(kader, condition, None)
        self.grens = None
        self.parts = parts
        self.leest_percelen = any(part.leest_percelen for part in parts)
        self.of_itself = all(part.of_itself for part in parts)
        self.reads = frozenset().union(*(part.reads for part in parts))
        self._truth = TRUTH_OF_PARTS[condition.samen or "alle"]
        self.toets = self._together

    def _together(self, facts: Facts, lots: Lots | None, reading: Lezing) -> Toetsing:
        return self.of_parts([part.toets(facts, lots, reading) for part in self.parts])

    def of_parts(self, toetsingen: Sequence[Toetsing]) -> Toetsing:
        """Give what it comes to by what its parts come to."""
        judgements = tuple([toetsing.judgement for toetsing in toetsingen])
        truth = self._truth([judgement.uitkomst for judgement in judgements])
        asked: tuple[str, ...] = ()
        of_lots = None
        if truth == "onbekend":
            unknown = [toetsing for toetsing in toetsingen if toetsing.uitkomst == "onbekend"]
            asked = tuple(dict.fromkeys(field for toetsing in unknown for field in toetsing.velden))
            of_lots = asked_together(toetsing.of_lots for toetsing in unknown if toetsing.velden)
        return Toetsing(self, judged(truth, asked, "", judgements), None, None, of_lots, tuple(toetsingen))


class Looked(NamedTuple):
    """What a table says of a tender, as it is read.

    Attributes:
        chosen: the rows that can be meant.
        bounds: what the quantity can be that it looked at; ``None`` where it looks at a code.
        together: it looked at all lots together.
        note: why it is not known which row is meant, where asking of this tender does not help.
        of_lots: of which lots the fields are to be asked.
    """

    chosen: Chosen
    bounds: Bounds[Any] | None = None
    together: bool = False
    note: Note = ""
    of_lots: LotQuestion | None = None


class TableReading:
    """A table as it looks at tenders: at each by itself, or as a reading says that it counts.

    A code is always that of the lot itself. A quantity is that of all lots together, with its options, or at
    the level of the framework agreement, where the reading says so and bears on the table.

    Args:
        table: the table.
        readings: the readings that bear on it.
    """

    def __init__(self, table: LimitTable, readings: Set[str]) -> None:
        field = table.parameter.per
        self.table = table
        self.readings = readings if field is not None and CONDITION_FIELDS[field].eenheid else frozenset()
        self._field: str = field or ""

    def look(self, facts: Facts, lots: Lots | None, reading: Lezing) -> Looked:
        """Give the rows that can be meant for a tender."""
        if not self.readings:
            return Looked(self.table.choose(facts))
        measure = self._measured(facts, lots, reading)
        chosen = self.table.choose_by(measure.bounds)
        if chosen.fields and chosen.fields != ("peildatum",):
            chosen = chosen._replace(fields=measure.fields)
        note: Note = "" if chosen.sure or chosen.fields else measure.note
        return Looked(chosen, measure.bounds, self._whole(lots, reading), note, measure.of_lots)

    def _whole(self, lots: Lots | None, reading: Lezing) -> bool:
        return lots is not None and reading.samen and "percelen" in self.readings

    def _measured(self, facts: Facts, lots: Lots | None, reading: Lezing) -> Measure:
        options = reading.telt_mee and "verlenging" in self.readings and self._field == "looptijd"
        if lots is not None and self._whole(lots, reading):
            lots = lots.counting(outside=reading.outside)
            if self._field == "looptijd":
                bounds, asked = lots.term(telt_mee=options), lots.ask_term(telt_mee=options)
            else:
                bounds, asked = lots.amount(self._field, None), lots.ask_amount(self._field, None)
            measure = measure_together(bounds, asked, lots, facts)
        else:
            measure = self._of_one(facts, options=options)
        if reading.raamovereenkomst and "raamovereenkomst" in self.readings:
            return at_level(measure, facts, reading, is_amount=self._field != "looptijd")
        return measure

    def _of_one(self, facts: Facts, *, options: bool) -> Measure:
        bounds: Bounds[Any] = self.table.looked_at(facts)
        asked = "looptijd_maanden" if self._field == "looptijd" else self._field
        if options:
            if bounds.low == bounds.high:
                asked = "verlenging_maanden"
            bounds = term_with_options(facts, bounds)
        return Measure(bounds, None, () if bounds.low == bounds.high else (asked,))


class TableRule(Rule):
    """A condition whose limit stands in a table.

    Where a reading bears on the condition, its table is read as the condition is.

    Args:
        kader: the framework.
        condition: the condition.
        table: the table on the peildatum.
        categories: by code and by name the code of a category.
    """

    def __init__(
        self, kader: Kader, condition: Voorwaarde, table: LimitTable, categories: Mapping[str, str]
    ) -> None:
        super().__init__(kader, condition, None, categories)
        self.grens = None
        self.table = table
        self._kader = kader
        self._read = TableReading(table, self.reads)
        self._by_rows: dict[tuple[Chosen, Note], Rule] = {}
        self.toets = self._by_table

    def _by_table(self, facts: Facts, lots: Lots | None, reading: Lezing) -> Toetsing:
        looked = self._read.look(facts, lots, reading)
        check = self.with_limit(looked.chosen, looked.note).toets(facts, lots, reading)
        unsure = check.uitkomst == "onbekend" and not looked.chosen.sure
        return check._replace(of_lots=looked.of_lots) if unsure and looked.of_lots else check

    def rows_meant(self, facts: Facts, lots: Lots | None, reading: Lezing) -> Sequence[int]:
        """Give the places of the rows that can be meant for a tender."""
        return self._read.look(facts, lots, reading).chosen.rows

    def with_limit(self, chosen: Chosen, note: Note = "") -> Rule:
        """Give the condition with the limits that can be meant, and why it is not known which."""
        rule = self._by_rows.get((chosen, note))
        if rule is None:
            rule = RowRule(self._kader, self.voorwaarde, self.table, chosen, note, self._categories)
            self._by_rows[chosen, note] = rule
        return rule


class RowRule(Rule):
    """A condition with the limits of some rows of a table.

    Args:
        kader: the framework.
        condition: the condition.
        table: the table.
        chosen: the rows.
        note: why it is not known which row is meant, where asking of this tender does not help.
        categories: by code and by name the code of a category.
    """

    def __init__(
        self,
        kader: Kader,
        condition: Voorwaarde,
        table: LimitTable,
        chosen: Chosen,
        note: Note,
        categories: Mapping[str, str],
    ) -> None:
        rows = [table.rows[row] for row in chosen.rows]
        by_day = not chosen.none and chosen.fields == ("peildatum",)
        limit = limit_of(condition, rows) if rows else None
        if limit and not by_day:
            limit = limit._replace(steps=())
        super().__init__(kader, condition, limit, categories)
        self.table = table
        self.chosen = chosen
        if chosen.none:
            self.grens = None  # nor the codes of a condition without a limit
            self.toets = self._without_limit
            said: Note = "rij_onbekend" if chosen.fields else note or "geen_rij"
            self.unsure = judged("onbekend", chosen.fields, said)
        elif len(rows) > 1 and not by_day:
            self.unsure = judged("onbekend", chosen.fields, note or "rij_onbekend")

    def _without_limit(self, facts: Facts, lots: Lots | None, reading: Lezing) -> Toetsing:
        """Judge a tender of which the table may say nothing: undecided, whatever its value."""
        quantity = self._quantity(facts, lots, reading)
        return quantity._replace(judgement=self.unsure)


def rules_of(stand: KaderInForce) -> Mapping[str, Rule]:
    """Make every condition of a framework ready, by its id; those that need not hold by themselves too."""
    kader = stand.kader
    conditions = {condition.id: condition for condition in kader.alle_voorwaarden}
    ready: dict[str, Rule] = {}

    def made(condition: Voorwaarde) -> Rule:
        rule = ready.get(condition.id)
        if rule is None:
            rule = ready[condition.id] = make(condition)
        return rule

    def make(condition: Voorwaarde) -> Rule:
        if condition.samen:
            return Combination(kader, condition, [made(conditions[name]) for name in condition.delen])
        return rule_of(stand, condition)

    for condition in kader.alle_voorwaarden:
        made(condition)
    return ready


def rule_of(stand: KaderInForce, condition: Voorwaarde) -> Rule:
    """Make one condition with a test of its own ready."""
    table = stand.getallen.get(condition.parameter or "")
    if table is not None and table.by_tender:
        return TableRule(stand.kader, condition, table, stand.categories)
    return Rule(stand.kader, condition, stand.grenzen.get(condition.id), stand.categories)


def merged(judgements: Sequence[Judgement]) -> Judgement:
    """Make one of what a condition comes to under several readings: where they differ, unknown."""
    first = judgements[0]
    if len({*judgements}) == 1 or {judgement.uitkomst for judgement in judgements} in ({"ja"}, {"nee"}):
        return first
    unknown = [judgement for judgement in judgements if judgement.uitkomst == "onbekend"]
    fields = tuple(dict.fromkeys(field for judgement in unknown for field in judgement.fields))
    parts: tuple[Judgement, ...] = ()
    if first.parts:
        parts = tuple(merged(own) for own in zip(*(judgement.parts for judgement in judgements), strict=True))
    return judged(
        "onbekend", fields, next((judgement.note for judgement in unknown if judgement.note), ""), parts
    )


def under_all_readings(checks: Sequence[Toetsing], judgement: Judgement) -> Toetsing:
    """Give a condition as the first reading has it, with what it comes to under all."""
    asked = asked_together(check.of_lots for check in checks if check.velden)
    parts = checks[0].delen
    if parts:
        own = zip(*(check.delen for check in checks), strict=True)
        parts = tuple(
            under_all_readings(each, merged([pattern.judgement for pattern in each])) for each in own
        )
    first = checks[0]
    return Toetsing(first.rule, judgement, first.gegeven, first.bounds, asked, parts)
