"""What of a framework no case touches: conditions, sides of a limit, rows of a table, exceptions."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from maatwerk_cli.models.policy.conditions import Voorwaarde
from maatwerk_cli.models.policy.parameters import STAP
from maatwerk_cli.tender.cases.case_run import CaseResult
from maatwerk_cli.tender.combination import RowRule, TableRule
from maatwerk_cli.tender.condition import Toetsing
from maatwerk_cli.tender.verdict import Kaderbesluit, KaderTest
from maatwerk_cli.tender.words.limit_words import quantity, row_text


class Spot(NamedTuple):
    """A place of a framework that a case can touch.

    Attributes:
        voorwaarde: the condition, or the number, it is in.
        wat: what must happen there, in words.
        veld: the field of a tender that brings a case there; empty where no one field does.
        waarde: its value there.

    """

    voorwaarde: str
    wat: str
    veld: str = ""
    waarde: Any = None


class Coverage(NamedTuple):
    """What cases touch of a framework.

    Attributes:
        spots: all places.
        missed: those that no case touches.

    """

    spots: Sequence[Spot]
    missed: Sequence[Spot]


_SIDES = {"op": "precies op", "onder": "net onder", "boven": "net boven"}


def coverage(ready: KaderTest, results: Sequence[CaseResult]) -> Coverage:
    """Tell what cases touch of a framework on a day. A case that is still open touches nothing."""
    verdicts = [
        ruling
        for result in results
        if result.result is not None and not result.open
        for ruling in result.result.besluit.kaders
        if ruling.id == ready.id
    ]
    spots = [*_spots(ready)]
    touched = {key for verdict in verdicts for key in _touched(verdict)}
    return Coverage([spot for _, spot in spots], [spot for key, spot in spots if key not in touched])


SpotKey = tuple[str, ...]


def _spots(ready: KaderTest) -> Iterator[tuple[SpotKey, Spot]]:
    kader = ready.stand.kader
    for condition in kader.alle_voorwaarden:
        for truth, said in (("ja", "geldt"), ("nee", "geldt niet")):
            yield (condition.id, truth), Spot(condition.id, f"{condition.naam}: {said}")
        yield from _limits(ready, condition)
    duty = kader.verplichting
    if duty is None:
        return
    for exception in duty.uitzonderingen:
        key = ("uitzondering", exception.als)
        yield key, Spot(exception.als, "de uitzondering op de verplichting geldt")
    references = [duty.percentage, duty.vast, duty.minimum, duty.maximum]
    references += [
        form for exception in duty.uitzonderingen for form in (exception.percentage, exception.vast)
    ]
    for name in dict.fromkeys(name for name in references if name):
        table = ready.stand.getallen[name]
        for place in table.in_force if table.by_tender else ():
            text = row_text(table.rows[place], table.parameter.per)
            yield ("rij", name, str(place)), Spot(name, f"de rij van de tabel voor {text}")
    for name in ("minimum", "maximum"):
        if getattr(duty, name):
            yield (name,), Spot(getattr(duty, name), f"het {name} van de verplichting bepaalt het bedrag")


def _limits(ready: KaderTest, condition: Voorwaarde) -> Iterator[tuple[SpotKey, Spot]]:
    """Give the sides of each limit of a condition, and the rows of its table."""
    rule = ready.rules[condition.id]
    if condition.eenheid is None:
        return
    if isinstance(rule, TableRule):
        for place in rule.table.in_force:
            row = rule.table.rows[place]
            about = row_text(row, rule.table.parameter.per)
            yield ("rij", condition.id, str(place)), Spot(condition.id, f"de rij van de tabel voor {about}")
            yield from _sides(condition, row.waarde, f" (bij {about})")
    elif rule.limit.waarde is not None:
        yield from _sides(condition, Decimal(rule.limit.waarde), "")


def _sides(condition: Voorwaarde, limit: Decimal, about: str) -> Iterator[tuple[SpotKey, Spot]]:
    unit = condition.eenheid or ""
    step = STAP.get(unit, Decimal(1))
    text = quantity(limit, unit)
    field = "looptijd_maanden" if condition.veld == "looptijd" else condition.veld or ""
    for side, value in (("onder", limit - step), ("op", limit), ("boven", limit + step)):
        settable = unit in STAP and value >= 0
        yield (
            (condition.id, str(limit.normalize()), side),
            Spot(
                condition.id,
                f"{condition.naam}: {_SIDES[side]} de grens van {text}{about}",
                field if settable else "",
                value if settable else None,
            ),
        )


def _touched(verdict: Kaderbesluit) -> Iterator[SpotKey]:
    """Give the places that one verdict touches."""
    for own in verdict.toetsingen:
        yield from _of_check(own)
    ready = verdict.toets
    for condition in ready.stand.kader.omstandigheden:
        check = ready.rules[condition.id].toets(verdict.facts, verdict.lots, verdict.lezingen[0])
        yield from _of_check(check)
    duty = verdict.verplichting
    if duty is None or duty.plain:
        return
    if duty.uitzondering:
        yield ("uitzondering", duty.uitzondering.als)
    for row in duty.rows if len(duty.rows) == 1 else ():
        names = (name for name, table in ready.stand.getallen.items() if table is row.table)
        yield from (("rij", name, str(row.place)) for name in names)
    if duty.frame and duty.hoeveelheid is not None:
        yield from (
            (name,) for name in ("minimum", "maximum") if getattr(duty.frame, name) == duty.hoeveelheid
        )


def _of_check(check: Toetsing) -> Iterator[SpotKey]:
    yield (check.voorwaarde.id, check.uitkomst)
    for part in check.delen:
        yield from _of_check(part)
    rule = check.rule
    if isinstance(rule, RowRule) and len(rule.chosen.rows) == 1:
        yield ("rij", check.voorwaarde.id, str(rule.chosen.rows[0]))
    value, limit = check.gegeven, check.grens
    if rule.eenheid is None or isinstance(value, str) or isinstance(limit, str) or None in (value, limit):
        return
    exact, edge = Decimal(value or 0), Decimal(limit or 0)
    step = STAP.get(rule.eenheid, Decimal(1))
    side = "op" if exact == edge else "onder" if -step <= exact - edge < 0 else "boven"
    if abs(exact - edge) <= step:
        yield (check.voorwaarde.id, str(edge.normalize()), side)


def proposals(missed: Sequence[Spot], template: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Propose a case for each side of a limit that no case touches, with the outcome left open.

    Args:
        missed: what no case touches.
        template: a tender to which the framework applies, of which one value is changed.

    """
    for spot in missed:
        if spot.veld:
            value = int(spot.waarde) if spot.veld == "looptijd_maanden" else _amount(spot.waarde)
            dropped = ("begin", "einde") if spot.veld == "looptijd_maanden" else ()
            rest = {key: values for key, values in template.items() if key not in dropped}
            if spot.veld == "opdrachtwaarde_excl_btw" and _above(rest.get("loonsom_excl_btw"), spot.waarde):
                rest["loonsom_excl_btw"] = value  # a wage sum cannot exceed the value
            yield {"naam": spot.wat, "invoer": {**rest, spot.veld: value}, "uitkomst": "open"}


def _above(given: Any, value: Decimal) -> bool:
    """Tell whether an amount as a case has it is known and higher than another."""
    try:
        return given is not None and Decimal(str(given)) > value
    except ArithmeticError:
        return False


def _amount(value: Decimal) -> int | str:
    return int(value) if value == value.to_integral_value() else f"{value:.2f}"
