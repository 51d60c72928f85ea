"""A framework looked at by itself: what in it can never matter, and what it says nothing about.

Tenders are made around one to which the framework applies: each field at every limit and just beside it, one
field at a time and two together. What none of them shows is told with an example; it is a doubt, no proof.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Any, NamedTuple

from maatwerk_cli.models.kader import KEUZES, Kader
from maatwerk_cli.models.meaning import Loc
from maatwerk_cli.models.policy.conditions import VELDEN, Voorwaarde
from maatwerk_cli.models.policy.number_problems import overlap
from maatwerk_cli.models.policy.parameters import STAP
from maatwerk_cli.models.policy.problems import binds_the_same
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.frameworks.matching import CPV_DIVISIONS, cpv_level
from maatwerk_cli.tender.verdict import Kaderbesluit, KaderTest

_MOST_TRIED = 1500
_ROUNDS = 3


class Doubt(NamedTuple):
    """Something in a framework that is sound, and yet cannot be meant.

    Attributes:
        code: of the finding.
        loc: where in the file.
        woord: what it is about.
        voorbeeld: an example of a tender, or of a day.

    """

    code: str
    loc: Loc
    woord: str
    voorbeeld: str


class _Try(NamedTuple):
    """A tender that was tried, and what came of it."""

    facts: Facts
    verdict: Kaderbesluit


def doubts(ready: KaderTest) -> Iterator[Doubt]:
    """Look at one framework as it stands on a day."""
    kader = ready.stand.kader
    yield from _unused(kader)
    values = _values(ready)
    start = _applies(ready, values)
    if start.verdict.uitkomst != "van_toepassing":
        if all(check.uitkomst != "onbekend" for check in start.verdict.toetsingen):
            nearest = max(start.verdict.toetsingen, key=lambda check: check.uitkomst == "nee")
            place = [condition.id for condition in kader.voorwaarden].index(nearest.voorwaarde.id)
            yield Doubt("MW723", ("voorwaarden", place), nearest.voorwaarde.id, facts_in_words(start.facts))
        return
    tried = [start, *_around(ready, start.facts, values)]
    for place, condition in enumerate(kader.voorwaarden):
        yield from _of_condition(place, condition, tried)
    yield from _of_readings(ready, start.facts, values)
    yield from _without_row(kader, tried)


def _unused(kader: Kader) -> Iterator[Doubt]:
    named = {part for condition in kader.alle_voorwaarden for part in condition.delen}
    named |= (
        {exception.als for exception in kader.verplichting.uitzonderingen} if kader.verplichting else set()
    )
    for place, condition in enumerate(kader.omstandigheden):
        if condition.id not in named:
            yield Doubt("MW722", ("omstandigheden", place), condition.id, "")


def _of_condition(place: int, condition: Voorwaarde, tried: Sequence[_Try]) -> Iterator[Doubt]:
    missed = [spot for spot in tried if spot.verdict.toetsingen[place].uitkomst == "nee"]
    loc: Loc = ("voorwaarden", place)
    if not missed:
        yield Doubt("MW720", loc, condition.id, facts_in_words(tried[0].facts))
    elif not any(spot.verdict.beslissend == (condition.id,) for spot in missed):
        yield Doubt("MW721", loc, condition.id, facts_in_words(missed[0].facts))


def _of_readings(ready: KaderTest, start: Facts, values: Mapping[str, Sequence[Any]]) -> Iterator[Doubt]:
    """Find readings of which no choice ever changes the outcome; lots cannot be tried this way."""
    for place, reading in enumerate(ready.stand.kader.leesruimte):
        if reading.id == "percelen" or reading.gekozen:
            continue
        about: Mapping[str, Any] = (
            {"verlenging_maanden": 24} if reading.id == "verlenging" else {"raamovereenkomst": "ja"}
        )
        matters = False
        for facts in _near(start, values):
            outcomes = {
                ready.decide(facts._replace(lezingen=((reading.id, choice),), **about), None).uitkomst
                for choice in KEUZES[reading.id]
            }
            matters = matters or len(outcomes) > 1
        if not matters:
            yield Doubt("MW724", ("leesruimte", place), reading.id, facts_in_words(start._replace(**about)))


def _without_row(kader: Kader, tried: Sequence[_Try]) -> Iterator[Doubt]:
    """Find tenders of which a table says nothing, though nothing else keeps the framework from applying."""
    seen: set[str] = set()
    for facts, verdict in tried:
        for check in (leaf for own in verdict.toetsingen for leaf in own.bladen):
            name = check.voorwaarde.parameter or ""
            if check.note == "geen_rij" and verdict.uitkomst == "onbekend" and name not in seen:
                seen.add(name)
                yield Doubt("MW725", ("parameters", name), name, facts_in_words(facts))
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
            yield Doubt("MW725", ("parameters", name), name, facts_in_words(facts))


def between(kaders: Sequence[Kader]) -> Iterator[tuple[Kader, Doubt]]:
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
        yield other, Doubt("MW726", ("werkingssfeer",), kader.id, day.isoformat())


# The tenders that are tried


def _values(ready: KaderTest) -> dict[str, list[Any]]:
    """Give the values of each field that a framework looks at, at every limit and beside it."""
    kader = ready.stand.kader
    by_field: dict[str, list[Any]] = {"aard": ["dienst", "werk", "levering"]}
    for condition in kader.alle_voorwaarden:
        field: str = condition.veld or ""
        if field in ("cpv", "categorie", "raamovereenkomst"):
            by_field.setdefault(field, []).extend(condition.waarden)
        if condition.parameter and not condition.deel_van:
            limits = [row.waarde for row in kader.parameters[condition.parameter].waarden]
            _add(by_field, field, limits)
    for parameter in kader.parameters.values():
        if parameter.per is None:
            continue
        codes = [code for row in parameter.waarden for code in row.voor]
        if codes and parameter.per != "aard":
            by_field.setdefault(parameter.per, []).extend(codes)
        bands = [row.band for row in parameter.waarden if row.band]
        edges = (band.first(Decimal(0)) for band in bands)
        _add(by_field, parameter.per, [*edges, *(end for band in bands if (end := band.after(Decimal(0))))])
    if any(condition.deel_van for condition in kader.alle_voorwaarden) or kader.verplichting:
        for field in ("opdrachtwaarde_excl_btw", "loonsom_excl_btw"):
            by_field.setdefault(field, [Decimal(1_000_000)])
    if "cpv" in by_field:
        used = {cpv_level(code)[:2] for code in by_field["cpv"]}
        other = next((code for code in sorted(CPV_DIVISIONS) if code not in used), "")
        by_field["cpv"] = [code.partition("-")[0].ljust(8, "0") for code in [*by_field["cpv"], other] if code]
    if "categorie" in by_field:
        known = {*ready.stand.categories.values()} - {*by_field["categorie"]}
        by_field["categorie"] += sorted(known)[:1]
    if "raamovereenkomst" in by_field:
        by_field["raamovereenkomst"] = [*VELDEN["raamovereenkomst"].codes]
    grounds = [ground.id for ground in kader.uitsluitingsgronden]
    by_field["uitsluitingsgronden"] = [(), *((ground,) for ground in grounds)]
    return {field: [*dict.fromkeys(values)] for field, values in by_field.items() if values}


def _add(by_field: dict[str, list[Any]], field: str, limits: Sequence[Decimal]) -> None:
    """Add what lies at limits and just beside them, with nothing and very much."""
    if not limits or not field:
        return
    unit = VELDEN[field].eenheid or ""
    step = STAP.get(unit, Decimal(1))
    values = [
        Decimal(0),
        *(max(limit + side * step, Decimal(0)) for limit in limits for side in (-1, 0, 1)),
        max(limits) * 10 + step,
    ]
    if unit == "maanden":
        by_field.setdefault("looptijd_maanden", []).extend(int(value) for value in values)
    else:
        by_field.setdefault(field, []).extend(values)


def _applies(ready: KaderTest, values: Mapping[str, Sequence[Any]]) -> _Try:
    """Look for a tender to which the framework applies: the best value of each field in turn."""
    facts = Facts(motivering="Voorbeeld", verlenging_maanden=0, raamovereenkomst="nee")
    facts = facts._replace(**{field: options[len(options) // 2] for field, options in values.items()})
    best = _Try(facts, ready.decide(facts, None))
    for _ in range(_ROUNDS):
        for changed in (*_near(best.facts, values), *_near_two(best.facts, values, _MOST_TRIED // 3)):
            if best.verdict.uitkomst == "van_toepassing":
                return best
            verdict = ready.decide(changed, None)
            if _good(verdict) > _good(best.verdict):
                best = _Try(changed, verdict)
    return best


def _good(verdict: Kaderbesluit) -> int:
    return sum(leaf.uitkomst == "ja" for own in verdict.toetsingen for leaf in (own, *own.bladen))


def _near(start: Facts, values: Mapping[str, Sequence[Any]]) -> Iterator[Facts]:
    """Give the tender with another value in one field."""
    yield start
    for field, options in values.items():
        for value in options:
            if value != getattr(start, field):
                yield _sound(start._replace(**{field: value}), field)


def _near_two(start: Facts, values: Mapping[str, Sequence[Any]], most: int) -> Iterator[Facts]:
    """Give the tender with other values in two fields, so many at most."""
    number = 0
    for nearer, other in combinations(values, 2):
        for value in values[nearer]:
            for second in values[other]:
                number += 1
                if number > most:
                    return
                yield _sound(start._replace(**{nearer: value, other: second}), nearer)


def _sound(facts: Facts, changed: str) -> Facts:
    """Keep a wage sum within the total value: the one that was not changed follows."""
    wage, worth = facts.loonsom_excl_btw, facts.opdrachtwaarde_excl_btw
    if wage is None or worth is None or wage <= worth:
        return facts
    if changed == "loonsom_excl_btw":
        return facts._replace(opdrachtwaarde_excl_btw=wage)
    return facts._replace(loonsom_excl_btw=worth)


def _around(ready: KaderTest, start: Facts, values: Mapping[str, Sequence[Any]]) -> Iterator[_Try]:
    seen: set[tuple[Any, ...]] = set()
    for facts in (*_near(start, values), *_near_two(start, values, _MOST_TRIED)):
        key = tuple(getattr(facts, field) for field in values)
        if key not in seen:
            seen.add(key)
            yield _Try(facts, ready.decide(facts, None))


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
