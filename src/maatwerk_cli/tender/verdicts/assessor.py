"""Tenders held against a policy: which frameworks bind and are in force, and the verdict by each."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from maatwerk_cli.models.kader import READING_CHOICES
from maatwerk_cli.models.values import Datum
from maatwerk_cli.tender import reservations, sentences
from maatwerk_cli.tender.facts import Facts, FieldRefusal, inconsistencies
from maatwerk_cli.tender.frameworks.authorities import (
    Authorities,
    Binding,
    binds_all_kinds,
    bound_kaders,
    kind_is_open,
    kind_of_authority,
)
from maatwerk_cli.tender.frameworks.following import followed
from maatwerk_cli.tender.frameworks.open_readings import at_issue
from maatwerk_cli.tender.frameworks.policy import Beleid, Era
from maatwerk_cli.tender.lots import Lots
from maatwerk_cli.tender.reservations import OtherWays, Reservation, resting_on
from maatwerk_cli.tender.sentences import LOOKS_AT_ALL, LooksAt
from maatwerk_cli.tender.verdicts.kader_test import MOST_SITUATIONS, KaderTest
from maatwerk_cli.tender.verdicts.verdict import Besluit, NoFramework, Situation
from maatwerk_cli.tender.words.scope_sentences import (
    KIND_ASSUMED,
    contradicted_kind,
    framework_of_another,
    scope_warnings,
)


class Assessor:
    """Holds tenders against a policy. One definition for a single tender and for a series.

    Args:
        beleid: the policy.
    """

    def __init__(self, beleid: Beleid) -> None:
        self.beleid = beleid
        self._authorities = Authorities(beleid.kaders, lambda: beleid.organisations)
        self._situations: dict[
            tuple[Era | None, str | None, str | None, frozenset[str], Binding], Situation
        ] = {}
        self._in_force: dict[Era, tuple[KaderTest, ...]] = {}
        self._defaults: Mapping[str | None, Reservation] = {
            kader.id: reservations.default_framework(kader.naam, kader.standaard, beleid.unconfirmed)
            for kader in beleid.kaders.values()
            if kader.standaard is not None
        }

    def objections(self, facts: Facts) -> list[FieldRefusal]:
        """Find what makes a tender unfit to be judged: contradictions, and names the policy does not have."""
        problems = [*inconsistencies(facts)]
        if facts.werkwijze is not None and facts.werkwijze not in self.beleid.kaders:
            problems.append(_unknown("werkwijze", "kader_onbekend", facts.werkwijze, self.beleid.kaders))
        if facts.uitsluitingsgronden:
            known = self.beleid.gronden
            problems += [
                _unknown("uitsluitingsgronden", "grond_onbekend", ground, sorted(known))
                for ground in facts.uitsluitingsgronden
                if ground not in known
            ]
        for name, choice in facts.lezingen:
            if name not in READING_CHOICES:
                problems.append(_unknown("lezingen", "lezing_onbekend", name, READING_CHOICES))
            elif choice not in READING_CHOICES[name]:
                problems.append(_unknown("lezingen", "keuze_onbekend", choice, READING_CHOICES[name]))
        return problems

    def decide(self, facts: Facts, group: Lots | None = None) -> Besluit:
        """Give the verdict on a tender without objections; as one lot of ``group`` where there are more."""
        peildatum, origin = date_of_reference(facts)
        situation = self._situation(peildatum, facts)
        issue = at_issue(facts, many_lots=group is not None and group.many)
        leading = None
        verdicts = []
        for kader in situation.kaders:
            verdict = kader.under(issue, facts, group)
            verdicts.append(verdict)
            if kader.id == situation.leading and not situation.reden:
                leading = verdict
        decided = Besluit(facts, group, peildatum, origin, situation, verdicts, leading)
        if origin == "publicatiedatum" and peildatum and facts.begin and self._differ(peildatum, facts.begin):
            by_begin = self.decide(facts._replace(peildatum=facts.begin), group).uitkomst
            if by_begin != decided.uitkomst:
                decided.by_begin = by_begin
        return decided

    def _differ(self, day: Datum, other: Datum) -> bool:
        return self.beleid.era(day) != self.beleid.era(other)

    def _situation(self, peildatum: Datum | None, facts: Facts) -> Situation:
        binding = self._authorities.binding(facts.opdrachtgever)
        era = self.beleid.era(peildatum) if peildatum else None
        key = (era, facts.opdrachtgever_soort, facts.werkwijze, facts.unknown, binding)
        situation = self._situations.get(key)
        if situation is None:
            if len(self._situations) >= MOST_SITUATIONS:
                self._situations.clear()
            situation = self._situations[key] = self._find_situation(peildatum, facts, binding)
        return situation

    def _find_situation(self, peildatum: Datum | None, facts: Facts, binding: Binding) -> Situation:
        kaders = self.beleid.kaders
        bound = bound_kaders(kaders, facts, binding)
        perhaps = [*bound[: len(binding.named)], *(kaders[name] for name in binding.unsure)]
        perhaps += bound[len(binding.named) :]
        follows = followed(perhaps, peildatum, facts.werkwijze)
        leading = follows.leading
        in_force = self._standing(peildatum) if peildatum else ()
        ids = [kader.id for kader in bound]
        open_kind = bool(bound) and kind_is_open(facts, binding)
        reason: NoFramework = "" if peildatum else "peildatum"
        if {leading, *follows.choose_from} & {*binding.unsure}:
            reason = "opdrachtgever_onbekend"
        elif follows.by_date:
            reason = reason or "datum"
        elif follows.choose_from and not open_kind:
            reason = reason or "werkwijze"
        elif leading not in ids:
            reason = "soort_onbekend" if open_kind else "opdrachtgever"
        elif peildatum and leading not in [kader.id for kader in in_force]:
            reason = "datum"
        elif open_kind and not binds_all_kinds(kaders[leading or ""]):
            reason = reason or "soort_onbekend"
        # Of those that the day tells apart all may be in force, or none: the first tells it of them all.
        candidates = [kader for name, kader in kaders.items() if name in (leading, *follows.by_date)]
        closed = (
            reason == "datum"
            and peildatum is not None
            and not candidates[0].geldigheid.overlaps(peildatum.first, peildatum.last)
        )
        rests = resting_on(*self._assumed(facts, leading, binding, reason))
        ready = tuple(kader for kader in in_force if kader.id in ids)

        @lru_cache(MOST_SITUATIONS)
        def warnings(day: Datum | None) -> tuple[str, ...]:
            of_scope = scope_warnings(facts, kaders, follows, binding)
            of_date = sentences.date_warnings(bound, day, (leading, *follows.by_date), facts.unknown)
            return tuple(dict.fromkeys((*rests.texts, *of_scope, *of_date)))

        seen = [kader.looks_at for kader in ready] or [LOOKS_AT_ALL._replace(agreement=False)]
        looks_at = LooksAt(*map(any, zip(*seen, strict=True)))
        followed_kader = kaders.get(leading or "")
        ways = None
        if followed_kader is not None and self._assumes_default(facts, leading, reason):
            ways = OtherWays(followed_kader, self.beleid.unconfirmed, lambda: self.beleid.listed_categories)
        choice = {name: kaders[name].naam for name in follows.choose_from if reason == "werkwijze"}
        return Situation(
            ready, leading, followed_kader, reason, closed, looks_at, rests, warnings, choice, ways
        )

    def _assumes_default(self, facts: Facts, leading: str | None, reason: NoFramework) -> bool:
        """Tell whether a framework is followed only since no way of working was chosen."""
        return facts.werkwijze is None and leading in self._defaults and reason in ("", "peildatum")

    def _assumed(
        self, facts: Facts, leading: str | None, binding: Binding, reason: NoFramework
    ) -> Iterator[Reservation]:
        """Tell what was assumed to find the framework that is followed, where one is or a day is lacking."""
        by_kind = any(kader.werkingssfeer.opdrachtgever_soort for kader in self.beleid.kaders.values())
        assumed = facts.opdrachtgever_soort is None and not kind_is_open(facts, binding)
        if assumed and by_kind and kind_of_authority(facts, binding):
            yield Reservation("soort_aangenomen", KIND_ASSUMED)
        read = None if kind_is_open(facts, binding) else kind_of_authority(facts, binding)
        if binding.kind and by_kind and read not in (None, binding.kind):
            yield contradicted_kind(facts.opdrachtgever_soort, binding.kind)
        if leading is not None and not reason and leading in self.beleid.kaders:
            yield from reservations.of_scope(self.beleid.kaders[leading], self.beleid.unconfirmed)
        if leading in binding.of_others:
            yield framework_of_another(self.beleid.kaders[leading])
        if self._assumes_default(facts, leading, reason):
            default = self._defaults[leading]
            yield reservations.choice_unknown(default) if "werkwijze" in facts.unknown else default

    def _standing(self, peildatum: Datum) -> tuple["KaderTest", ...]:
        """Make the frameworks in force ready, once for all dates on which they stand the same."""
        era = self.beleid.era(peildatum)
        standing = self._in_force.get(era)
        if standing is None:
            ready = [test for tests in self._in_force.values() for test in tests]
            standing = self._in_force[era] = tuple(
                next((test.on(stand) for test in ready if test.stand.judges_as(stand)), None)
                or KaderTest(stand)
                for stand in self.beleid.on(peildatum)
            )
        return standing


def date_of_reference(facts: Facts) -> tuple[Datum | None, str]:
    """Give the peildatum and the field it comes from (afspraken: its own, of publication, the begin)."""
    if facts.peildatum is not None:
        return facts.peildatum, "peildatum"
    if facts.publicatiedatum is not None:
        return facts.publicatiedatum, "publicatiedatum"
    if "publicatiedatum" in facts.unknown:  # a notice says two, and the begin is neither
        return None, ""
    return facts.begin, "begin" if facts.begin is not None else ""


def _unknown(field: str, kind: str, word: str, choices: Sequence[str] | Mapping[str, object]) -> FieldRefusal:
    return FieldRefusal(field, kind, {"keuzes": ", ".join(choices), "woord": word}, word)
