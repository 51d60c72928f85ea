"""What a case touches of a framework, as the names of its places."""

from collections.abc import Iterator, Set
from decimal import Decimal
from typing import Any, get_args

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.policy.conditions import COMPOSED_TESTS, CONDITION_FIELDS, Voorwaarde
from maatwerk_cli.models.policy.parameters import least_step
from maatwerk_cli.tender.cases.places import SpotKey, choices_of, duty_tables
from maatwerk_cli.tender.cases.turning import Aspect, rests_on
from maatwerk_cli.tender.combination import RowRule, TableReading
from maatwerk_cli.tender.condition import Toetsing
from maatwerk_cli.tender.duty import Duty
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.frameworks.authorities import RIJK
from maatwerk_cli.tender.frameworks.limit_tables import Chosen, LimitTable
from maatwerk_cli.tender.frameworks.matching import as_compared, matches_code
from maatwerk_cli.tender.verdicts.kader_verdict import Kaderbesluit
from maatwerk_cli.tender.verdicts.verdict import Besluit

EVERYTHING: Set[Aspect] = frozenset(get_args(Aspect))
"""What a case can say of a verdict."""


def touched_spots(kader: Kader, verdict: Besluit, said: Set[Aspect] = EVERYTHING) -> Iterator[SpotKey]:
    """Give the places of a framework that one verdict touches.

    A side of a limit, a row or a code is touched only where something that is said of the verdict rests on
    that comparison.
    """
    day = verdict.peildatum
    if day is not None and day.first == day.last:
        yield ("dag", day.first.isoformat())
    own = next((decided for decided in verdict.kaders if decided.id == kader.id), None)
    if own is None:
        facts = verdict.facts
        in_force = day is not None and kader.geldigheid.holds_on(day.first)
        if in_force and (facts.opdrachtgever_soort or facts.opdrachtgever):
            yield ("buiten",)
        return
    yield from _of_authority(kader, verdict.facts)
    yield from of_framework(own, said)


def _of_authority(kader: Kader, facts: Facts) -> Iterator[SpotKey]:
    named = kader.werkingssfeer.named
    if not named:
        yield ("soort", facts.opdrachtgever_soort or RIJK)
    for name in named:
        if len(named) == 1 or as_compared(facts.opdrachtgever or "") == as_compared(name):
            yield ("opdrachtgever", name)


def of_framework(verdict: Kaderbesluit, said: Set[Aspect] = EVERYTHING) -> Iterator[SpotKey]:
    """Give the places that the verdict of the framework itself touches."""
    ready = verdict.toets
    seen = verdict.facts, verdict.lots, verdict.lezingen[0]
    rest = (ready.rules[condition.id].toets(*seen) for condition in ready.stand.kader.omstandigheden)
    checks = [*verdict.toetsingen, *rest]
    for check in checks:
        yield from _of_check(check)
    for leaf in {leaf.voorwaarde.id: leaf for check in checks for leaf in check.bladen}.values():
        places = [*_of_comparison(leaf, verdict)]
        outside = leaf.note == "geen_rij"  # then it is not the comparison that decides
        if outside or (places and not said.isdisjoint(rests_on(verdict, leaf.voorwaarde))):
            yield from places
    known = all(check.uitkomst != "onbekend" for check in verdict.toetsingen)
    if known and verdict.uitkomst == "niet_van_toepassing" and len(verdict.beslissend) == 1:
        yield ("beslist", verdict.beslissend[0])
    yield from _of_readings(verdict)
    duty = verdict.verplichting
    if duty is not None:
        yield from _of_duty(verdict, duty)


def _of_readings(verdict: Kaderbesluit) -> Iterator[SpotKey]:
    """Give the readings that are at issue, with each choice that was tried."""
    issue = verdict.issue
    if issue is None:
        return
    real = {
        "verlenging": issue.options,
        "percelen": issue.many_lots,
        "raamovereenkomst": bool(issue.agreement),
        "percelen_buiten_kader": verdict.lots_outside,
    }
    for reading in verdict.stand.kader.leesruimte:
        for choice in choices_of(reading):
            if real[reading.id] and any(getattr(tried, reading.id) == choice for tried in verdict.lezingen):
                yield ("lezing", reading.id, choice)


def _of_check(check: Toetsing) -> Iterator[SpotKey]:
    yield (check.voorwaarde.id, check.uitkomst)
    for part in check.delen:
        yield from _of_check(part)
    yield from _alone(check)


def _of_comparison(check: Toetsing, verdict: Kaderbesluit) -> Iterator[SpotKey]:
    """Give the codes, the row and the side of the limit that a condition comes to."""
    condition = check.voorwaarde
    yield from _of_codes(condition, verdict)
    rule = check.rule
    if isinstance(rule, RowRule):
        look = TableReading(rule.table, rule.reads).look(verdict.facts, verdict.lots, verdict.lezingen[0])
        value = look.bounds or rule.table.looked_at(verdict.facts)
        yield from _of_row(condition.id, rule.table, rule.chosen, value)
    value, limit = check.gegeven, check.grens
    if rule.eenheid is None or value is None or limit is None:
        return
    exact, edge = Decimal(value), Decimal(limit)
    if abs(exact - edge) <= least_step(rule.eenheid):
        side = "onder" if exact < edge else "boven" if exact > edge else "op"
        yield (condition.id, str(edge.normalize()), side)


def _alone(check: Toetsing) -> Iterator[SpotKey]:
    """Give the one part by which a combination comes out as it does, where there is one."""
    way = check.voorwaarde.samen
    if way is None:
        return
    wanted = COMPOSED_TESTS[way].deciding
    deciding = [part for part in check.delen if part.uitkomst == wanted]
    if len(deciding) == 1 and all(part.uitkomst != "onbekend" for part in check.delen):
        yield (check.voorwaarde.id, "alleen", deciding[0].voorwaarde.id)


def _of_codes(condition: Voorwaarde, verdict: Kaderbesluit) -> Iterator[SpotKey]:
    if condition.veld is None or len(condition.waarden) < 2:
        return
    value = getattr(verdict.facts, condition.veld)
    for code in condition.waarden if value is not None else ():
        if condition.veld == "uitsluitingsgronden":
            same = code in value
        else:
            same = matches_code(condition.veld, value, [code], verdict.stand.categories) == "ja"
        if same:
            yield (condition.id, "code", code)


def _of_row(user: str, table: LimitTable, chosen: Chosen, value: Any) -> Iterator[SpotKey]:
    """Give the row that is meant, the end of its band, or the side on which there is none."""
    field = table.parameter.per
    unit = CONDITION_FIELDS[field].eenheid if field else None
    step = least_step(unit)
    low, high = value if unit else (None, None)
    if chosen.sure:
        place = chosen.rows[0]
        yield ("rij", user, str(place))
        band = table.rows[place].band
        if band is None or low is None or low != high:
            return
        if low == band.first(step):
            yield ("rij", user, str(place), "eerste")
        after = band.after(step)
        if after is not None and low == after - step:
            yield ("rij", user, str(place), "laatste")
    elif chosen.none and not chosen.rows and not chosen.fields:
        bands = [band for place in table.in_force if (band := table.rows[place].band)]
        if not bands:
            yield ("buiten", user, "code")
        elif low is not None:
            below = low < min(band.first(step) for band in bands)
            yield ("buiten", user, "onder" if below else "boven")


def _of_duty(verdict: Kaderbesluit, duty: Duty) -> Iterator[SpotKey]:
    rule = verdict.stand.kader.verplichting
    facts = verdict.facts
    if rule is None or verdict.toets.duty is None:
        return
    holds = duty.uitzondering
    if holds:
        yield ("uitzondering", holds.als)
    elif rule.uitzonderingen and not duty.checks:
        yield ("gewoon",)
    form = holds or (None if duty.checks else rule)
    used = {rule.minimum, rule.maximum, form and form.percentage, form and form.vast}
    for name, table in duty_tables(verdict.toets):
        if name in used:
            look = verdict.toets.duty.look(name, facts, verdict.lots, verdict.lezingen)
            yield from _of_row(name, table, look.chosen, look.bounds or table.looked_at(facts))
    if duty.frame and duty.hoeveelheid is not None:
        yield from (
            (name,) for name in ("minimum", "maximum") if getattr(duty.frame, name) == duty.hoeveelheid
        )
    if rule.afronding and duty.frame and duty.frame.afronding and duty.percentage is not None:
        base = getattr(facts, duty.grondslag)
        if base is not None and base * duty.percentage / 100 % rule.afronding.op:
            yield ("afronding",)
    if rule.per == "nadere_overeenkomst" and facts.raamovereenkomst:
        yield ("per", facts.raamovereenkomst)
