"""A framework ready to be applied: a tender held against it under every reading that is still open."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from copy import copy

from maatwerk_cli.models.kader import Kader, Leesruimte
from maatwerk_cli.models.policy.conditions import COMPOSED_TESTS, LIMIT_TESTS, MORE_MEETS, Voorwaarde
from maatwerk_cli.tender import reservations, sentences
from maatwerk_cli.tender.combination import rules_of
from maatwerk_cli.tender.duty import DutyRule, asks_agreement, reads_agreement
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.frameworks.matching import Truth
from maatwerk_cli.tender.frameworks.open_readings import (
    OUTSIDE,
    PLAIN,
    AtIssue,
    DecidingChoice,
    Lezing,
    Otherwise,
    at_issue,
    readings_to_try,
)
from maatwerk_cli.tender.frameworks.policy import KaderInForce
from maatwerk_cli.tender.lots import Lots
from maatwerk_cli.tender.reservations import KaderReservations, Rests
from maatwerk_cli.tender.sentences import LooksAt
from maatwerk_cli.tender.trial import OwnConditions, Pattern, Trial
from maatwerk_cli.tender.verdicts.framed_lots import Framed
from maatwerk_cli.tender.verdicts.kader_verdict import NOTHING_DECIDES, Deciding, Kaderbesluit
from maatwerk_cli.tender.words.source_words import doubt_of_reading

MOST_SITUATIONS = 32_768
"""How many situations are kept; then it begins anew, so that memory does not grow with a list."""


class KaderTest:
    """A framework as it stands on a date, ready to be applied to tenders.

    Args:
        stand: the framework with its parameters.
    """

    def __init__(self, stand: KaderInForce) -> None:
        self.id = stand.kader.id
        self.rules = rules_of(stand)
        self._rules = [self.rules[condition.id] for condition in stand.kader.voorwaarden]
        self._names = [condition.id for condition in stand.kader.voorwaarden]
        self.reservations = KaderReservations(stand)
        self.looks_at = _looked_at(stand.kader)
        self.readings: Mapping[str, Leesruimte] = {reading.id: reading for reading in stand.kader.leesvragen}
        self._settled: Mapping[str, str | None] = {
            name: reading.gekozen for name, reading in self.readings.items()
        }
        doubts = {
            reading.id: doubt_of_reading(reading, stand.unconfirmed) for reading in stand.kader.leesruimte
        }
        self.doubtful_readings = {name: text for name, text in doubts.items() if text}
        alone = [rule for rule in self._rules if not rule.leest_percelen]
        self._reads_lots = "percelen" in self._settled
        self._others_can_undo = any(
            _can_be_undone(stand.kader, each) for each in stand.kader.alle_voorwaarden
        )
        self._own_conditions = OwnConditions(alone, self._alone)
        self._plain = Trial(self._rules, self._names, PLAIN)
        self._trials: dict[tuple[AtIssue, bool], Trial] = {}
        self._by_lots: dict[Pattern, bool] = {}
        self._deciding: dict[tuple[Pattern, tuple[tuple[str, str], ...]], Deciding] = {}
        self._oblige(stand)

    def _oblige(self, stand: KaderInForce) -> None:
        """Make ready what depends on the numbers of the obligation."""
        self.stand = stand
        duty = stand.kader.verplichting
        self.duty = DutyRule(stand, duty, self.rules) if duty and not stand.plain_duty else None
        self._warnings: dict[Hashable, tuple[str, ...]] = {}

    def on(self, stand: KaderInForce) -> "KaderTest":
        """Give it as it stands on dates on which it judges the same, with what is known of its conditions."""
        other = copy(self)
        other._oblige(stand)
        return other

    def decide(self, facts: Facts, lots: Lots | None) -> Kaderbesluit:
        """Hold a tender against the framework, under every reading that is open."""
        return self.under(at_issue(facts, many_lots=lots is not None and lots.many), facts, lots)

    def under(self, issue: AtIssue | None, facts: Facts, lots: Lots | None) -> Kaderbesluit:
        """Hold a tender against the framework, once it is known which readings are at issue."""
        if issue is not None and issue.many_lots and self._reads_lots and lots is not None:
            lots = self._framed(issue, facts, lots)
        outside = lots is not None and lots.inside is not None
        trial = self._plain if issue is None else self._trial(issue, outside=outside)
        return Kaderbesluit(self, facts, lots, issue, trial, trial.pattern(facts, lots))

    def turns(self, verdict: Kaderbesluit, name: str) -> bool:
        """Tell whether another choice of a reading that was chosen gives another outcome."""
        issue = verdict.issue
        if issue is None:
            return False
        chosen = tuple((key, choice) for key, choice in issue.chosen if key != name)
        return name in self.under(issue._replace(chosen=chosen), verdict.facts, verdict.lots).open_lezingen

    def resting_on_readings(self, verdict: Kaderbesluit) -> Iterator[Rests]:
        """Tell of which choices that no confirmed source makes the other gives another outcome."""
        issue = verdict.issue
        for name, text in self.doubtful_readings.items() if issue else ():
            without = tuple(own for own in issue.chosen if own[0] != name) if issue else ()
            left_open = self._left_open(name).under(
                issue and issue._replace(chosen=without), verdict.facts, verdict.lots
            )
            if name in left_open.open_lezingen:
                yield reservations.reading_unconfirmed(text)

    def _left_open(self, name: str) -> "KaderTest":
        """Give the framework as it would be read if it did not settle a reading itself."""
        other = copy(self)
        other._settled = {**self._settled, name: None}
        other._trials = {}
        return other

    def turned_by_more(self, verdict: Kaderbesluit) -> bool:
        """Tell whether an outcome could be another if there were more lots; once for lots of one pattern."""
        lots, pattern = verdict.lots, verdict.pattern
        if pattern not in self._by_lots:
            self._by_lots[pattern] = self._looks_at_lots(pattern)
        if lots is None or not self._by_lots[pattern]:
            return False
        key = (KaderTest.turned_by_more, pattern)
        if key not in lots.decided:
            more = self.under(verdict.issue, verdict.facts, lots.with_more())
            lots.decided[key] = more.uitkomst != pattern.uitkomst
        turned: bool = lots.decided[key]
        return turned

    def _looks_at_lots(self, pattern: Pattern) -> bool:
        """Tell whether lots together can turn an outcome: no condition of each lot by itself decides it."""
        if pattern.uitkomst == "onbekend" or (
            pattern.uitkomst == "van_toepassing" and not self._others_can_undo
        ):
            return False
        return any(
            all(
                truth != "nee" or "percelen" in rule.reads
                for rule, truth in zip(self._rules, truths, strict=True)
            )
            for reading, truths in pattern.truths.items()
            if reading.samen
        )

    def deciding(self, verdict: Kaderbesluit) -> Deciding:
        """Give which chosen readings an outcome depends on, with the outcome of each other choice."""
        issue = verdict.issue
        if issue is None or not issue.chosen:
            return NOTHING_DECIDES
        free = self.under(issue._replace(chosen=()), verdict.facts, verdict.lots).pattern
        if not free.readings.alone:
            return NOTHING_DECIDES
        key = (free, issue.chosen)
        deciding = self._deciding.get(key)
        if deciding is None:
            if len(self._deciding) >= MOST_SITUATIONS:
                self._deciding.clear()
            chosen = dict(issue.chosen)
            choices = [
                DecidingChoice(reading, chosen[reading.id], otherwise)
                for reading, otherwise in self._otherwise(free, chosen)
            ]
            rests = [sentences.chosen_rest(choice) for choice in choices if choice.reading.id != OUTSIDE]
            deciding = self._deciding[key] = Deciding(choices, rests)
        return deciding

    def _otherwise(self, free: Pattern, chosen: Mapping[str, str]) -> Sequence[Otherwise]:
        """Give the chosen readings that matter, each with the outcome of each other choice."""
        return [
            (
                reading,
                tuple(
                    (other, free.outcome_with({**chosen, reading.id: other}))
                    for other in reading.keuzes
                    if other != chosen[reading.id]
                ),
            )
            for reading in self.readings.values()
            if reading.id in chosen and reading.id in free.readings.alone
        ]

    def _framed(self, issue: AtIssue, facts: Facts, lots: Lots) -> Lots:
        """Give lots with, beside them, those that do not fall outside the framework, as one of them sees it.

        It counts itself, whatever it is: if it falls outside, no sum can decide otherwise. And as long as
        that is not known of itself, what is not known of others changes nothing, unless more can be
        too much.
        """
        chosen = self._settled["percelen"] or (issue.chosen and dict(issue.chosen).get("percelen"))
        if chosen == "apart":
            return lots
        by_lot = lots.framed.get(self._own_conditions)
        if by_lot is None:
            framed = self._frame(lots)
            by_lot = lots.framed[self._own_conditions] = framed.by_lot if framed else {}
        if not by_lot:
            return lots
        if id(facts) in by_lot:
            return by_lot[id(facts)] or lots
        framed, own = self._frame(lots), self._own_conditions.standing(facts)[0]
        return framed.of(-1, own, away=self._not_about(facts)) if framed else lots

    def _frame(self, lots: Lots) -> Framed | None:
        """Tell of each lot whether it falls outside; ``None`` where none can, as of almost all.

        Of a lot that could not be read the amount is unknown.
        """
        out: set[int] = set()
        unsure: dict[int, tuple[str, ...]] = {}
        away: set[int] = set()
        met: list[tuple[int, Facts, Truth]] = []
        for place, lot in enumerate(lots.lots):
            if lot is None:
                continue
            truth, asked = self._own_conditions.standing(lot)
            met.append((place, lot, truth))
            if truth == "nee":
                out.add(place)
            if self._not_about(lot):
                away.add(place)
            elif truth == "onbekend":
                unsure[place] = asked
        if not (out or unsure or away):
            return None
        framed = Framed(lots, out, unsure, away, others_can_undo=self._others_can_undo)
        for place, lot, truth in met:
            seen = framed.of(place, truth, away=place in away)
            framed.by_lot[id(lot)] = None if seen is lots else seen
        return framed

    def _alone(self, lot: Facts) -> Sequence[Lezing]:
        """Give the readings under which a lot by itself can be read."""
        return readings_to_try(self._settled, at_issue(lot, many_lots=False))

    def _not_about(self, lot: Facts) -> bool:
        """Tell whether a lot is of another kind of authority, or of another way of working."""
        if lot.werkwijze is None and lot.opdrachtgever_soort is None:
            return False
        if lot.werkwijze is not None and lot.werkwijze != self.id:
            return True
        kinds = self.stand.kader.werkingssfeer.opdrachtgever_soort
        return bool(kinds) and lot.opdrachtgever_soort is not None and lot.opdrachtgever_soort not in kinds

    def once(self, key: Hashable, find: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
        """Find the warnings of verdicts that have the same in common, once for all of them."""
        warnings = self._warnings.get(key)
        if warnings is None:
            if len(self._warnings) >= MOST_SITUATIONS:
                self._warnings.clear()
            warnings = self._warnings[key] = find()
        return warnings

    def _trial(self, issue: AtIssue, *, outside: bool) -> Trial:
        if not self._settled:
            return self._plain
        trial = self._trials.get((issue, outside))
        if trial is None:
            if len(self._trials) >= MOST_SITUATIONS:
                self._trials.clear()
            readings = readings_to_try(self._settled, issue, outside=outside)
            trial = self._trials[issue, outside] = Trial(self._rules, self._names, readings)
        return trial


def _looked_at(kader: Kader) -> LooksAt:
    """Tell what a framework looks at, in its conditions and for its obligation."""
    conditions = kader.alle_voorwaarden
    per_calloff = kader.verplichting is not None and kader.verplichting.per == "nadere_overeenkomst"
    return LooksAt(
        quantities=kader.verplichting is not None or any(condition.eenheid for condition in conditions),
        agreement=reads_agreement(kader) or (per_calloff and not asks_agreement(kader)),
        grounds=any(condition.toets == "geen_van" for condition in conditions),
    )


def _can_be_undone(kader: Kader, condition: Voorwaarde) -> bool:
    """Tell whether a condition can be met by some lots and not by those and others together."""
    parameter = kader.parameters.get(condition.parameter or "")
    return (
        (condition.toets in LIMIT_TESTS and condition.toets not in MORE_MEETS)
        or (condition.samen is not None and COMPOSED_TESTS[condition.samen].turns)
        or (parameter is not None and parameter.per is not None)
    )
