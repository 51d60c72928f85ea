"""A framework looked at by itself: what in it can never matter, and what it says nothing about.

Tenders are made around one to which the framework applies: each field at every limit and just beside it, one
field at a time and two together. What none of them shows is told with an example; it is a doubt, no proof.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

from maatwerk_cli.models.kader import READING_CHOICES, Kader
from maatwerk_cli.models.meaning import Loc
from maatwerk_cli.models.policy.conditions import Voorwaarde
from maatwerk_cli.models.policy.number_problems import overlap
from maatwerk_cli.models.policy.policy_problem import PolicyProblem
from maatwerk_cli.models.policy.problems import binds_the_same
from maatwerk_cli.models.values import Datum, parse_datum, plain_number, share_in_percent
from maatwerk_cli.tender.cases.neighbours import (
    MOST_TRIED,
    Try,
    applying,
    near,
    near_two,
    two_lots,
    values_of,
)
from maatwerk_cli.tender.facts import TENDER_FIELDS, Facts
from maatwerk_cli.tender.frameworks.matching import cpv_level, matches_category
from maatwerk_cli.tender.verdicts.kader_test import KaderTest
from maatwerk_cli.tender.words.limit_words import AMOUNTS


def last_change(kader: Kader) -> Datum:
    """Give the last day on which a framework, or a number of it, begins to hold."""
    starts = [value.vanaf.first for parameter in kader.parameters.values() for value in parameter.waarden]
    days = [day for day in (*starts, kader.geldigheid.vanaf.first) if kader.geldigheid.holds_on(day)]
    return parse_datum(max(days).isoformat())


def _doubt(code: str, loc: Loc, word: str, example: str) -> PolicyProblem:
    """Tell of something that is sound, and yet cannot be meant, with a tender or a day as an example."""
    return PolicyProblem(code, loc, {"woord": word, "voorbeeld": example})


def doubts(ready: KaderTest) -> Iterator[PolicyProblem]:
    """Look at one framework as it stands on a day."""
    kader = ready.stand.kader
    values = values_of(ready)
    start = applying(ready, values)
    yield from low_percentages(kader)
    yield from _unused(kader, start.facts)
    if start.verdict.uitkomst != "van_toepassing":
        if all(check.uitkomst != "onbekend" for check in start.verdict.toetsingen):
            nearest = max(start.verdict.toetsingen, key=lambda check: check.uitkomst == "nee")
            place = [condition.id for condition in kader.voorwaarden].index(nearest.voorwaarde.id)
            yield _doubt("MW723", ("voorwaarden", place), nearest.voorwaarde.id, facts_in_words(start.facts))
        return
    tried = [start, *_around(ready, start.facts, values)]
    for place, condition in enumerate(kader.voorwaarden):
        yield from _of_condition(place, condition, tried)
    yield from _of_readings(ready, start.facts, values)
    yield from _unsaid_tables(kader, start.facts)
    yield from _without_row(kader, tried)
    yield from _of_duty(kader, tried)
    yield from _codes_outside(ready, start.facts)


_LEAST_DUTY, _LEAST_SHARE = Decimal("0.25"), Decimal(1)
"""Percentages that a regulation has are no lower: of what is owed, and of another part of something."""


def low_percentages(kader: Kader) -> Iterator[PolicyProblem]:
    """Find percentages so low that a part of one may be meant, of whatever day."""
    duty = kader.verplichting
    shares = {condition.parameter for condition in kader.alle_voorwaarden if condition.deel_van}
    shares |= {way.deel for way in duty.vervulling} if duty else set()
    owed = duty.getallen if duty else ()
    for name, parameter in kader.parameters.items():
        least = _LEAST_SHARE if name in shares else _LEAST_DUTY if name in owed else Decimal(0)
        for place, row in enumerate(parameter.waarden if parameter.eenheid == "procent" else ()):
            if 0 < row.waarde < least:
                params = {"woord": name, "getal": plain_number(row.waarde), **share_in_percent(row.waarde)}
                yield PolicyProblem("MW737", ("parameters", name, "waarden", place, "waarde"), params)


def _named(kader: Kader) -> set[str]:
    """Give the conditions that others or exceptions name."""
    exceptions = kader.verplichting.uitzonderingen if kader.verplichting else ()
    parts = {part for condition in kader.alle_voorwaarden for part in condition.delen}
    return parts | {exception.als for exception in exceptions}


def _unused(kader: Kader, start: Facts) -> Iterator[PolicyProblem]:
    named = _named(kader)
    for place, condition in enumerate(kader.omstandigheden):
        if condition.id not in named:
            yield _doubt("MW722", ("omstandigheden", place), condition.id, facts_in_words(start))
    tests = [condition for condition in kader.alle_voorwaarden if condition.toets == "geen_van"]
    held = {ground for condition in tests for ground in condition.waarden}
    for place, ground in enumerate(kader.uitsluitingsgronden):
        if ground.id not in held:
            example = facts_in_words(start._replace(uitsluitingsgronden=(ground.id,)))
            yield _doubt("MW728", ("uitsluitingsgronden", place), ground.id, example)


def _of_condition(place: int, condition: Voorwaarde, tried: Sequence[Try]) -> Iterator[PolicyProblem]:
    missed = [spot for spot in tried if spot.verdict.toetsingen[place].uitkomst == "nee"]
    loc: Loc = ("voorwaarden", place)
    if not missed:
        yield _doubt("MW720", loc, condition.id, facts_in_words(tried[0].facts))
    elif not any(spot.verdict.beslissend == (condition.id,) for spot in missed):
        yield _doubt("MW721", loc, condition.id, facts_in_words(missed[0].facts))


def _of_readings(
    ready: KaderTest, start: Facts, values: Mapping[str, Sequence[Any]]
) -> Iterator[PolicyProblem]:
    """Find readings of which no choice ever changes the outcome or what is owed."""
    for place, reading in enumerate(ready.stand.kader.leesruimte):
        if reading.gekozen or reading.id not in _AT_ISSUE:
            continue  # of lots that fall outside the framework no pair is made up here
        examples = (facts._replace(**_AT_ISSUE[reading.id]) for facts in near(start, values))
        if not any(_differs(ready, reading.id, facts) for facts in examples):
            example = facts_in_words(start._replace(**_AT_ISSUE[reading.id]))
            lots = ", als twee percelen" if reading.id == "percelen" else ""
            yield _doubt("MW724", ("leesruimte", place), reading.id, example + lots)


_AT_ISSUE: Mapping[str, Mapping[str, Any]] = {
    "verlenging": {"verlenging_maanden": 24},
    "percelen": {},
    "raamovereenkomst": {"raamovereenkomst": "ja"},
}


def _unsaid_tables(kader: Kader, start: Facts) -> Iterator[PolicyProblem]:
    """Find tables of the obligation by what counts together, of which no reading says how they look."""
    conditions = {condition.id: condition for condition in kader.alle_voorwaarden}
    owed = kader.verplichting.getallen if kader.verplichting else ()
    for place, reading in enumerate(kader.leesruimte):
        if reading.id != "percelen" or "tabellen" in reading.model_fields_set:
            continue
        fields = {conditions[name].veld for name in reading.voorwaarden}
        for name in owed:
            if kader.parameters[name].per in fields:
                example = facts_in_words(start) + ", als een van twee percelen"
                yield _doubt("MW727", ("leesruimte", place), name, example)


def _codes_outside(ready: KaderTest, start: Facts) -> Iterator[PolicyProblem]:
    """Find codes that the conditions never let through, so that what is said of them never holds."""
    kader = ready.stand.kader
    everywhere = [rule for rule in kader.voorwaarden if rule.toets in ("is", "in")]
    places: list[tuple[Loc, str, Sequence[str], list[list[Voorwaarde]]]] = [
        ((part, place, "waarden"), condition.veld or "", condition.waarden, _beside(kader, condition))
        for part in ("voorwaarden", "omstandigheden")
        for place, condition in enumerate(getattr(kader, part))
        if condition.toets == "niet_in" or part == "omstandigheden"
    ]
    places += [
        (("parameters", name, "waarden", place), parameter.per or "", row.voor, [[]])
        for name, parameter in kader.parameters.items()
        for place, row in enumerate(parameter.waarden)
    ]
    for loc, field, codes, uses in places:
        wanted = [[rule.waarden for rule in (*everywhere, *use) if rule.veld == field] for use in uses]
        for code in codes:
            if wanted and not any(all(_meets(ready, field, code, own) for own in use) for use in wanted):
                of_tender: dict[str, Any] = {field: code.ljust(8, "0") if field == "cpv" else code}
                yield _doubt("MW736", loc, code, facts_in_words(start._replace(**of_tender)))


def _beside(kader: Kader, condition: Voorwaarde) -> list[list[Voorwaarde]]:
    """Give, for each use of a condition, those that must hold with it and ask for some codes."""
    by_id = {other.id: other for other in kader.alle_voorwaarden}
    uses = [
        [by_id[part] for part in other.alle if by_id[part].toets in ("is", "in")]
        for other in kader.alle_voorwaarden
        if condition.id in other.delen
    ]
    exceptions = kader.verplichting.uitzonderingen if kader.verplichting else ()
    by_itself = condition in kader.voorwaarden or any(
        exception.als == condition.id for exception in exceptions
    )
    return [*uses, *([[]] if by_itself else [])]


def _meets(ready: KaderTest, field: str, code: str, others: Sequence[str]) -> bool:
    """Tell whether a tender can have both a code and one of others."""
    if field == "cpv":
        own = cpv_level(code)
        levels = [cpv_level(other) for other in others]
        return any(own.startswith(level) or level.startswith(own) for level in levels)
    if field == "categorie":
        return matches_category(code, others, ready.stand.categories) != "nee"
    return code in others


def _of_duty(kader: Kader, tried: Sequence[Try]) -> Iterator[PolicyProblem]:
    """Find a minimum above the maximum, and exceptions of which an earlier one always takes the place."""
    rule = kader.verplichting
    owed = [(spot, duty) for spot in tried if (duty := spot.verdict.verplichting)]
    if rule is None:
        return
    for spot, duty in owed:
        least, most = (duty.frame.minimum, duty.frame.maximum) if duty.frame else (None, None)
        if least is not None and most is not None and least > most:
            yield _doubt("MW729", ("verplichting", "minimum"), rule.minimum or "", facts_in_words(spot.facts))
            break
    for place, exception in enumerate(rule.uitzonderingen):
        met = [(spot, duty) for spot, duty in owed if _holds(spot, exception.als)]
        won = [duty for _, duty in met if duty.uitzondering == exception or duty.uitzondering is None]
        if met and not won:
            example = facts_in_words(met[0][0].facts)
            yield _doubt("MW735", ("verplichting", "uitzonderingen", place), exception.als, example)


def _holds(spot: Try, name: str) -> bool:
    """Tell whether a condition holds for a tender that was tried."""
    verdict = spot.verdict
    check = verdict.toets.rules[name].toets(verdict.facts, verdict.lots, verdict.lezingen[0])
    return check.uitkomst == "ja"


def _differs(ready: KaderTest, reading: str, facts: Facts) -> bool:
    """Tell whether the choices of a reading differ for a tender, or for the first of two such lots."""
    outcomes = set()
    for choice in READING_CHOICES[reading]:
        lot = facts._replace(lezingen=((reading, choice),))
        verdict = ready.decide(*(two_lots(lot) if reading == "percelen" else (lot, None)))
        duty = verdict.verplichting
        owed = None if duty is None else (duty.percentage, duty.bedrag, duty.laag, duty.hoog)
        outcomes.add((verdict.uitkomst, owed))
    return len(outcomes) > 1


def _without_row(kader: Kader, tried: Sequence[Try]) -> Iterator[PolicyProblem]:
    """Find tenders of which a table says nothing, though nothing else keeps the framework from applying."""
    seen: set[str] = set()
    for facts, verdict in tried:
        for check in (leaf for own in verdict.toetsingen for leaf in own.bladen):
            name = check.voorwaarde.parameter or ""
            if check.note == "geen_rij" and verdict.uitkomst == "onbekend" and name not in seen:
                seen.add(name)
                yield _doubt("MW725", ("parameters", name), name, facts_in_words(facts))
        duty, rule = verdict.verplichting, kader.verplichting
        if (
            duty is None
            or duty.plain
            or rule is None
            or duty.rows
            or duty.velden
            or duty.percentage is not None
        ):
            continue
        name = (duty.uitzondering and (duty.uitzondering.percentage or duty.uitzondering.vast)) or ""
        name = name or rule.percentage or rule.vast or ""
        if duty.hoeveelheid is None and duty.laag is None and name not in seen:
            seen.add(name)
            yield _doubt("MW725", ("parameters", name), name, facts_in_words(facts))


def between(kaders: Sequence[Kader]) -> Iterator[tuple[Kader, PolicyProblem]]:
    """Find frameworks that bind one authority on one day, with nothing that says which is followed."""
    for kader, other in combinations(kaders, 2):
        together = binds_the_same(kader.werkingssfeer, other.werkingssfeer)
        if (
            not together
            or kader.standaard
            or other.standaard
            or not overlap(kader.geldigheid, other.geldigheid)
        ):
            continue
        day = max(kader.geldigheid.vanaf.first, other.geldigheid.vanaf.first)
        yield other, _doubt("MW726", ("werkingssfeer",), kader.id, _of_both(kader, other, day))


def _of_both(kader: Kader, other: Kader, day: date) -> str:
    """Write a tender of an authority that both frameworks bind, on the first day that both do."""
    kinds = [kind for kind in kader.werkingssfeer.opdrachtgever_soort if kind in _scope(other)]
    who = f"opdrachtgever_soort {kinds[0]}" if kinds else "opdrachtgever "
    if not kinds:
        who += next(name for name in kader.werkingssfeer.named if name in _scope(other))
    return f"{who}, peildatum {day.isoformat()}"


def _scope(kader: Kader) -> tuple[str, ...]:
    return (*kader.werkingssfeer.opdrachtgever_soort, *kader.werkingssfeer.named)


def _around(ready: KaderTest, start: Facts, values: Mapping[str, Sequence[Any]]) -> Iterator[Try]:
    seen: set[tuple[Any, ...]] = set()
    fields = [field for field in TENDER_FIELDS if field in {*values, *AMOUNTS}]
    for facts in (*near(start, values), *near_two(start, values, MOST_TRIED)):
        key = tuple(getattr(facts, field) for field in fields)
        if key not in seen:
            seen.add(key)
            yield Try(facts, ready.decide(facts, None))


_SHOWN = (
    *("aard", "cpv", "categorie", "loonsom_excl_btw", "opdrachtwaarde_excl_btw", "looptijd_maanden"),
    *("verlenging_maanden", "raamovereenkomst", "uitsluitingsgronden"),
)


def facts_in_words(facts: Facts) -> str:
    """Write a tender as the fields of its record."""
    parts = []
    for field in _SHOWN:
        value = getattr(facts, field)
        if value is None or (field == "verlenging_maanden" and not value):
            continue
        if field == "raamovereenkomst" and value == "nee":
            continue
        text = (" ".join(value) or "nee") if isinstance(value, tuple) else str(value)
        parts.append(f"{field} {text}")
    return ", ".join(parts)
