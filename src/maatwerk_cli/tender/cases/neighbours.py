"""Tenders made around one to which a framework applies: each field at every limit and just beside it."""

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import combinations
from typing import Any, NamedTuple

from maatwerk_cli.models.policy.conditions import COMPOSED_TESTS, CONDITION_FIELDS
from maatwerk_cli.models.policy.parameters import least_step
from maatwerk_cli.models.tender.cpv import CPV_DIVISIONS
from maatwerk_cli.models.values import CENT, Datum, parse_datum
from maatwerk_cli.tender.condition import OPPOSITE, Toetsing
from maatwerk_cli.tender.facts import Facts, add_months
from maatwerk_cli.tender.frameworks.matching import Truth, cpv_level
from maatwerk_cli.tender.lots import Lots
from maatwerk_cli.tender.verdicts.kader_test import KaderTest
from maatwerk_cli.tender.verdicts.kader_verdict import Kaderbesluit

MOST_TRIED = 1500
"""Each is judged, and a person waits for the answer."""
_ROUNDS = 3
"""How often is looked further from the nearest that was met."""
_CPV_DIGITS = 8
"""Of a code of the vocabulary, without its check digit."""


SHARE = "deel"
"""Stands among the fields for one amount as a share of another, where a condition is about that."""
_WHOLE = Decimal(100)
"""An amount of which a share is taken is in whole hundreds, so that the share is to the cent."""
_MILLION = Decimal(1_000_000)
"""What an amount is where nothing tells it."""


class Share(NamedTuple):
    """One amount as a share of another.

    Attributes:
        part: the field of the one.
        whole: the field of the other.
        percent: how large the share is.
        cents: how many cents above or below that.
    """

    part: str
    whole: str
    percent: Decimal
    cents: int

    def of(self, facts: Facts, *, keep: bool) -> Facts:
        """Give a tender with this share; the whole becomes a round amount unless it is to be kept."""
        whole: Decimal = getattr(facts, self.whole) or _MILLION
        if not keep:
            whole = max((whole / _WHOLE).to_integral_value() * _WHOLE, _WHOLE)
        part = (whole * self.percent / 100).quantize(CENT, ROUND_FLOOR) + self.cents * CENT
        amounts: dict[str, Any] = {self.whole: whole, self.part: max(part, Decimal(0))}
        return facts._replace(**amounts)

    def kept(self, start: Facts, changed: Facts) -> Facts:
        """Give a changed tender in which the part is the share of the whole that it was."""
        whole, part = getattr(start, self.whole), getattr(start, self.part)
        if not whole or part is None:
            return changed
        amount = (part * getattr(changed, self.whole) / whole).quantize(CENT, ROUND_CEILING)
        return changed._replace(**{self.part: amount})


class Try(NamedTuple):
    """A tender that was tried, and what came of it."""

    facts: Facts
    verdict: Kaderbesluit


def values_of(ready: KaderTest) -> dict[str, list[Any]]:
    """Give the values of each field that a framework looks at, at every limit and beside it."""
    kader = ready.stand.kader
    shares = [
        Share(condition.veld, condition.deel_van, row.waarde, cents)
        for condition in kader.alle_voorwaarden
        if condition.veld and condition.deel_van and condition.parameter
        for row in kader.parameters[condition.parameter].waarden
        for cents in (-1, 0, 1)
    ]
    by_field: dict[str, list[Any]] = {SHARE: [*shares], "aard": ["dienst", "werk", "levering"]}
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
            by_field.setdefault(field, [_MILLION])
    if "cpv" in by_field:
        used = {cpv_level(code)[:2] for code in by_field["cpv"]}
        other = next((code for code in sorted(CPV_DIVISIONS) if code not in used), "")
        codes = [code for code in [*by_field["cpv"], other] if code]
        levels = {cpv_level(code) for code in codes}
        codes += [below for level in sorted(levels) if (below := _below(level, levels))]
        by_field["cpv"] = [code.partition("-")[0].ljust(_CPV_DIGITS, "0") for code in codes]
    if "categorie" in by_field:
        known = {*ready.stand.categories.values()} - {*by_field["categorie"]}
        by_field["categorie"] += sorted(known)[:1]
    if "raamovereenkomst" in by_field:
        by_field["raamovereenkomst"] = [*CONDITION_FIELDS["raamovereenkomst"].codes]
    grounds = [ground.id for ground in kader.uitsluitingsgronden]
    by_field["uitsluitingsgronden"] = [(), *((ground,) for ground in grounds)]
    return {field: [*dict.fromkeys(values)] for field, values in by_field.items() if values}


def _below(level: str, levels: Set[str]) -> str:
    """Give a CPV code under a division, group or class that is under no more precise one of them."""
    if len(level) == _CPV_DIGITS:
        return ""
    free = (level + digit for digit in "123456789")
    return next((code for code in free if not any(other.startswith(code) for other in levels)), "")


def _add(by_field: dict[str, list[Any]], field: str, limits: Sequence[Decimal]) -> None:
    """Add what lies at limits and just beside them, with nothing and very much."""
    if not limits or not field:
        return
    unit = CONDITION_FIELDS[field].eenheid
    step = least_step(unit)
    values = [
        Decimal(0),
        *(max(limit + side * step, Decimal(0)) for limit in limits for side in (-1, 0, 1)),
        max(limits) * 10 + step,
    ]
    if unit == "maanden":
        by_field.setdefault("looptijd_maanden", []).extend(int(value) for value in values)
    else:
        by_field.setdefault(field, []).extend(values)


def _round(options: Sequence[Any]) -> Any:
    """Give a value from the middle that people would write: of amounts a whole one, on a limit."""
    middle = options[len(options) // 2 :]
    return next((value for value in middle if not isinstance(value, Decimal) or value % 1 == 0), middle[0])


def applying(ready: KaderTest, values: Mapping[str, Sequence[Any]]) -> Try:
    """Look for a tender to which the framework applies: the best value of each field in turn."""
    facts = Facts(motivering="Voorbeeld", verlenging_maanden=0, raamovereenkomst="nee")
    facts = _with(facts, {field: _round(options) for field, options in values.items()})
    facts = sound(facts, "opdrachtwaarde_excl_btw")
    best = Try(facts, ready.decide(facts, None))
    for _ in range(_ROUNDS):
        for changed in (*near(best.facts, values), *near_two(best.facts, values, MOST_TRIED // 3)):
            if best.verdict.uitkomst == "van_toepassing":
                return best
            verdict = ready.decide(changed, None)
            if _good(verdict) > _good(best.verdict):
                best = Try(changed, verdict)
    return best


def _good(verdict: Kaderbesluit) -> int:
    return sum((own.uitkomst == "ja") + _leaves_right(own, "ja") for own in verdict.toetsingen)


def _leaves_right(check: Toetsing, wanted: Truth) -> int:
    """Count the conditions with a test of their own that come to what the whole needs of them."""
    if not check.delen:
        return check.uitkomst == wanted
    how = COMPOSED_TESTS[check.voorwaarde.samen or "alle"]
    of_parts = OPPOSITE[wanted] if how.turns else wanted
    return sum(_leaves_right(part, of_parts) for part in check.delen)


def near(start: Facts, values: Mapping[str, Sequence[Any]]) -> Iterator[Facts]:
    """Give the tender with another value in one field; of one amount also with the other in proportion."""
    shares = {share.whole: share for share in values.get(SHARE, ())}
    yield start
    for field, options in values.items():
        for value in options:
            if field != SHARE and value == getattr(start, field):
                continue
            changed = _with(start, {field: value})
            yield sound(changed, field)
            if field in shares:
                yield sound(shares[field].kept(start, changed), field)


def near_two(start: Facts, values: Mapping[str, Sequence[Any]], most: int) -> Iterator[Facts]:
    """Give the tender with other values in two fields, so many at most."""
    number = 0
    for nearer, other in combinations(values, 2):
        for value in values[nearer]:
            for second in values[other]:
                number += 1
                if number > most:
                    return
                yield sound(_with(start, {nearer: value, other: second}), nearer)


def _with(facts: Facts, values: Mapping[str, Any]) -> Facts:
    """Give a tender with other values; a share is of the amount that it then has."""
    changed = facts._replace(**{field: value for field, value in values.items() if field != SHARE})
    share: Share | None = values.get(SHARE)
    return changed if share is None else share.of(changed, keep=share.whole in values)


def sound(facts: Facts, changed: str) -> Facts:
    """Keep a wage sum within the total value: the one that was not changed follows."""
    wage, worth = facts.loonsom_excl_btw, facts.opdrachtwaarde_excl_btw
    if wage is None or worth is None or wage <= worth:
        return facts
    if changed == "loonsom_excl_btw":
        return facts._replace(opdrachtwaarde_excl_btw=wage)
    return facts._replace(loonsom_excl_btw=worth)


def two_lots(facts: Facts) -> tuple[Facts, Lots]:
    """Give a tender as the first of two lots that are alike; of a known length they follow one another."""
    months = facts.looptijd_maanden
    if not months:
        return facts, Lots([facts, facts._replace(perceel="2")])
    turn, end = add_months(_BEGIN, months), add_months(_BEGIN, 2 * months)
    first, second = (
        facts._replace(begin=_day(begin), einde=_day(last - timedelta(days=1)), looptijd_maanden=None)
        for begin, last in ((_BEGIN, turn), (turn, end))
    )
    return first, Lots([first, second])


_BEGIN = date(2000, 1, 1)


def _day(day: date) -> Datum:
    return parse_datum(day.isoformat())
