"""The conditions of a framework held together against a tender, under every reading that is open."""

from collections.abc import Callable, Mapping, Sequence, Set

from maatwerk_cli.models.tender.choices import Uitkomst
from maatwerk_cli.tender.combination import all_hold, merged, under_all_readings
from maatwerk_cli.tender.condition import Judgement, Rule, Toetsing
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.frameworks.matching import Truth
from maatwerk_cli.tender.frameworks.open_readings import (
    NOTHING_OPEN,
    Lezing,
    OpenReadings,
    agreed,
    what_matters,
)
from maatwerk_cli.tender.lots import Lots

ASKED_FIRST = (
    # Any answer about a ground's motivation decides; the others from little to much work.
    "motivering",
    "peildatum",
    "aard",
    "raamovereenkomst",
    "categorie",
    "cpv",
    "looptijd_maanden",
    "begin",
    "einde",
    "verlenging_maanden",
    "opdrachtwaarde_excl_btw",
    "loonsom_excl_btw",
    "uitsluitingsgronden",
)
"""The fields in the order in which they are asked for."""


class Pattern:
    """What conditions come to together; a framework has one of each kind, so that they compare by identity.

    Attributes:
        uitkomst: whether the framework applies.
        beslissend: the conditions that decide: those not met, else those still unknown.
        in_turn: that none of them is not met by every open reading, and by each reading one of them is not.
        vraagvelden: the fields still to be asked for, the question that decides soonest first.
        judgements: what each condition comes to under all readings: where they differ, unknown.
        truths: by reading whether each condition holds.
        readings: which open readings matter.
        of_itself: the fields that are asked of a tender or lot itself, never of others.
    """

    __slots__ = (
        *("beslissend", "in_turn", "judgements", "of_itself", "readings", "truths", "uitkomst"),
        "vraagvelden",
    )

    def __init__(
        self,
        names: Sequence[str],
        judgements: Sequence[Judgement],
        truths: Mapping[Lezing, Sequence[Truth]],
        uitkomst: Uitkomst,
        readings: OpenReadings,
        of_itself: Set[str] = frozenset(),
    ) -> None:
        self.uitkomst = uitkomst
        self.of_itself = of_itself
        self.judgements = judgements
        self.truths = truths
        self.readings = readings
        wanted = _DECIDES.get(uitkomst)
        deciding = [
            name for name, judgement in zip(names, judgements, strict=True) if judgement.uitkomst == wanted
        ]
        self.in_turn = uitkomst == "niet_van_toepassing" and not deciding
        if self.in_turn:
            by_condition = zip(names, zip(*truths.values(), strict=True), strict=True)
            deciding = [name for name, own in by_condition if "nee" in own]
        self.beslissend = tuple(deciding)
        asked = {
            field for judgement in judgements if judgement.uitkomst == wanted for field in judgement.fields
        }
        self.vraagvelden = tuple(field for field in ASKED_FIRST if field in asked)

    def outcome_with(self, chosen: Mapping[str, str]) -> Uitkomst:
        """Give the outcome if readings are chosen; a choice of what is not open changes nothing."""
        tried = {reading: {*zip(Lezing._fields, reading, strict=True)} for reading in self.truths}
        picked = set().union(*tried.values()).intersection(chosen.items())
        return agreed(combine(truths) for reading, truths in self.truths.items() if picked <= tried[reading])


_DECIDES: Mapping[str, Truth] = {"niet_van_toepassing": "nee", "onbekend": "onbekend"}


class Trial:
    """The conditions of a framework under some readings, ready to be held against tenders.

    Each condition is held once for all readings that are the same to it.

    Args:
        rules: the conditions.
        names: what they are called.
        readings: the readings.
    """

    def __init__(self, rules: Sequence[Rule], names: Sequence[str], readings: Sequence[Lezing]) -> None:
        self.readings = readings
        self._rules = rules
        self._names = names
        self._steps: list[tuple[Rule, Lezing]] = []
        self._places: list[list[int]] = []  # by rule, where in the steps each of the readings is
        self._distinct: list[list[int]] = []  # the same, each step once
        for rule in rules:
            seen = [rule.seen(reading) for reading in readings]
            own = {seen_as: len(self._steps) + step for step, seen_as in enumerate(dict.fromkeys(seen))}
            self._steps += [(rule, seen_as) for seen_as in own]
            self._places.append([own[seen_as] for seen_as in seen])
            self._distinct.append([*own.values()])
        self._judgings = [rule.judging(reading) for rule, reading in self._steps]
        self._patterns: dict[tuple[Judgement, ...], Pattern] = {}

    def pattern(self, facts: Facts, lots: Lots | None) -> Pattern:
        """Give what the conditions come to for a tender."""
        judgements = tuple([judge(facts, lots) for judge in self._judgings])
        pattern = self._patterns.get(judgements)
        if pattern is None:
            pattern = self._patterns[judgements] = self._pattern(judgements)
        return pattern

    def checks(self, facts: Facts, lots: Lots | None, pattern: Pattern) -> Sequence[Toetsing]:
        """Give every condition with the tender's value, as the first reading has it."""
        return [self.check(index, facts, lots, pattern) for index in range(len(self._places))]

    def check(self, index: int, facts: Facts, lots: Lots | None, pattern: Pattern) -> Toetsing:
        """Give one condition, by its place among them."""
        own = self._distinct[index]
        rule, reading = self._steps[own[0]]
        first = rule.toets(facts, lots, reading)
        if len(own) == 1:
            return first
        judgement = pattern.judgements[index]
        if judgement.uitkomst != "onbekend" and not judgement.parts:
            return Toetsing(first.rule, judgement, first.gegeven, first.bounds)
        toetsingen = [first, *[rule.toets(facts, lots, self._steps[place][1]) for place in own[1:]]]
        return under_all_readings(toetsingen, judgement)

    def _pattern(self, judgements: Sequence[Judgement]) -> Pattern:
        """Tell what conditions come to under all readings, and which readings matter."""
        by_rule = [[judgements[place] for place in places] for places in self._places]
        truths = {
            reading: tuple([judgement.uitkomst for judgement in own])
            for reading, own in zip(self.readings, zip(*by_rule, strict=True), strict=True)
        }
        outcomes = {reading: combine(own) for reading, own in truths.items()}
        outcome = agreed(outcomes.values())
        matters = what_matters(outcomes) if len({*outcomes.values()}) > 1 else NOTHING_OPEN
        together = [merged(own) for own in by_rule]
        asking: dict[str, Rule] = {}
        for rule, judgement in zip(self._rules, together, strict=True):
            asking = {**dict.fromkeys(judgement.fields, rule), **asking}
        of_itself = frozenset(field for field, rule in asking.items() if rule.of_itself)
        return Pattern(self._names, together, truths, outcome, matters, of_itself)


Standing = tuple[Truth, tuple[str, ...]]
"""Whether a lot meets the conditions that are of each lot by itself, and what to ask to know it."""


class OwnConditions:
    """The conditions of a framework that hold for each lot by itself: they tell which lots fall outside.

    Args:
        rules: the conditions.
        readings_of: gives the readings under which a lot by itself can be read.
    """

    def __init__(self, rules: Sequence[Rule], readings_of: Callable[[Facts], Sequence[Lezing]]) -> None:
        self._rules = rules
        self._readings_of = readings_of
        self._plain = [rule.judging(Lezing()) for rule in rules]
        self._read = any(rule.reads for rule in rules)
        self._standing: dict[tuple[Judgement, ...], Standing] = {}

    def standing(self, lot: Facts) -> Standing:
        """Tell whether a lot meets all of them, and what to ask where that is not known."""
        if self._read:
            judgements = self._under_readings(lot)
        else:
            judgements = tuple([judge(lot, None) for judge in self._plain])
        standing = self._standing.get(judgements)
        if standing is None:
            standing = self._standing[judgements] = self._tell(judgements)
        return standing

    def _under_readings(self, lot: Facts) -> tuple[Judgement, ...]:
        readings = self._readings_of(lot)
        return tuple(
            merged([rule.toets(lot, None, reading).judgement for reading in readings]) for rule in self._rules
        )

    def _tell(self, judgements: Sequence[Judgement]) -> Standing:
        fields = dict.fromkeys(field for judgement in judgements for field in judgement.fields)
        return all_hold([judgement.uitkomst for judgement in judgements]), tuple(fields)


def combine(truths: Sequence[Truth]) -> Uitkomst:
    """Give the outcome of conditions that must all hold: one ``nee`` decides, else one ``onbekend``."""
    if "nee" in truths:
        return "niet_van_toepassing"
    return "onbekend" if "onbekend" in truths else "van_toepassing"
