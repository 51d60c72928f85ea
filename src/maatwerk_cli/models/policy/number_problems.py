"""What can be wrong with the numbers of a framework: periods, tables, bands, units."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from maatwerk_cli.models.meaning import Loc
from maatwerk_cli.models.policy.conditions import CONDITION_FIELDS
from maatwerk_cli.models.policy.parameters import (
    Band,
    Geldigheid,
    Parameter,
    Parameterwaarde,
    Periode,
    Periodewaarde,
    least_step,
    turning_days,
)
from maatwerk_cli.models.policy.policy_problem import PolicyProblem, missing
from maatwerk_cli.models.tender.cpv import is_cpv_level, right_digit
from maatwerk_cli.models.values import plain_number

MOST_VALUES = 500
"""More values than this no source gives of one number; a framework that has them is refused."""
BandRow = tuple[int, Parameterwaarde]
Banded = tuple[Decimal, Decimal | None, int]


def overlap(period: Periode, other: Periode) -> bool:
    """Tell whether there is a day in both."""
    return period.overlaps(other.vanaf.first, other.tot_en_met.last if other.tot_en_met else date.max)


def period_problems(period: Periode, loc: Loc) -> Iterator[PolicyProblem]:
    """Find a period that ends before it begins."""
    if period.tot_en_met and period.tot_en_met.last < period.vanaf.first:
        yield PolicyProblem("MW320", (*loc, "tot_en_met"))


def parameter_problems(validity: Geldigheid, parameter: Parameter, loc: Loc) -> Iterator[PolicyProblem]:
    """Find what is wrong with one number: its values, its periods and its table."""
    values = parameter.waarden
    if len(values) > MOST_VALUES:
        yield PolicyProblem("MW704", loc, {"aantal": len(values), "meeste": MOST_VALUES})
        return
    sound = True
    for index, value in enumerate(values):
        here = (*loc, "waarden", index)
        yield from period_problems(value, here)
        for problem in _selector_problems(parameter, value, here):
            sound = False
            yield problem
    if parameter.per is None:
        if parameter.vraag is not None:
            yield PolicyProblem("MW706", (*loc, "vraag"), {"woord": "vraag"})
        yield from _overlaps_in_time(values, str(loc[-1]), loc)
    else:
        if parameter.vraag is None:
            yield missing((*loc, "vraag"))
        if sound:
            yield from _table_problems(_begun(validity), parameter, loc)
    gap = _first_gap(validity, values)
    if gap:
        yield PolicyProblem("MW322", loc, {"parameter": loc[-1], "dag": gap.isoformat()})


def _begun(validity: Geldigheid) -> Geldigheid:
    """Give a validity without an end that is before its beginning: that has a finding of its own."""
    ends_before = validity.tot_en_met is not None and validity.tot_en_met.last < validity.vanaf.first
    return validity.model_copy(update={"tot_en_met": None}) if ends_before else validity


def _overlaps_in_time(values: Sequence[Periodewaarde], name: str, loc: Loc) -> Iterator[PolicyProblem]:
    for index, value in enumerate(values):
        if any(overlap(value, earlier) for earlier in values[:index]):
            here = (*loc, "waarden", index, "vanaf")
            yield PolicyProblem("MW321", here, {"parameter": name})


def value_problems(values: Sequence[Periodewaarde], name: str, loc: Loc) -> Iterator[PolicyProblem]:
    """Find what is wrong with the periods of some values; that there is a gap is no mistake here."""
    for index, value in enumerate(values):
        yield from period_problems(value, (*loc, "waarden", index))
    yield from _overlaps_in_time(values, name, loc)


def _selector_problems(parameter: Parameter, value: Parameterwaarde, loc: Loc) -> Iterator[PolicyProblem]:
    """Find a value whose place in a table cannot be: that does not fit the field the table is by."""
    banded = parameter.per is not None and CONDITION_FIELDS[parameter.per].eenheid is not None
    if value.voor and (parameter.per is None or banded):
        yield PolicyProblem("MW706", (*loc, "voor"), {"woord": "voor"})
    if value.band and not banded:
        yield PolicyProblem("MW706", (*loc, "band"), {"woord": "band"})
    elif value.band:
        yield from _band_problems(value.band, (*loc, "band"))
    codes = CONDITION_FIELDS[parameter.per].codes if parameter.per else ()
    for index, code in enumerate(value.voor if codes else ()):
        if code not in codes:
            params = {"waarde": code, "keuzes": ", ".join(codes)}
            yield PolicyProblem("MW139", (*loc, "voor", index), params)
    if parameter.per == "cpv":
        yield from cpv_problems(value.voor, (*loc, "voor"))


def cpv_problems(codes: Sequence[str], loc: Loc) -> Iterator[PolicyProblem]:
    """Find what is no division, group, class or code of the CPV, or has a check digit that is not its own."""
    for index, code in enumerate(codes):
        if not is_cpv_level(code):
            yield PolicyProblem("MW713", (*loc, index), {"waarde": code})
        elif right := right_digit(code):
            yield PolicyProblem("MW713", (*loc, index), {"waarde": code, "geval": "controlecijfer", **right})


def _band_problems(band: Band, loc: Loc) -> Iterator[PolicyProblem]:
    twice = (band.minstens is not None and band.meer_dan is not None) or (
        band.hoogstens is not None and band.minder_dan is not None
    )
    none = (band.minstens, band.meer_dan, band.hoogstens, band.minder_dan) == (None, None, None, None)
    step = Decimal("0.01")
    after = band.after(step)
    if twice or none or (after is not None and after <= band.first(step)):
        yield PolicyProblem("MW707", loc, {"geval": "leeg" if none else "dubbel" if twice else ""})


def _table_problems(validity: Geldigheid, parameter: Parameter, loc: Loc) -> Iterator[PolicyProblem]:
    """Find the first overlap and the first hole of a table, on any day on which the framework is in force."""
    unit = CONDITION_FIELDS[parameter.per].eenheid if parameter.per else None
    step = least_step(unit)
    rows: Sequence[BandRow] = list(enumerate(parameter.waarden))
    for day in _turns(validity, parameter.waarden):
        in_force = [row for row in rows if row[1].holds_on(day)]
        bands: Sequence[Banded] = sorted(
            ((band.first(step), band.after(step), place) for place, row in in_force if (band := row.band)),
            key=lambda band: (band[0], band[2]),
        )
        rest = [place for place, row in in_force if row.band is None and not row.voor]
        about = {"parameter": loc[-1], "dag": day.isoformat()}
        field = parameter.per or ""
        problems = [*_overlapping(bands, rest, in_force)]
        for place, example in problems[:1]:
            of_field = example if example == _REST else f"{field} {example}"
            params = {**about, "voorbeeld": of_field}
            yield PolicyProblem("MW708", (*loc, "waarden", place), params)
        hole = None if problems or rest else _hole(bands)
        if hole is not None:
            yield PolicyProblem("MW709", loc, {**about, "voorbeeld": f"{field} {plain_number(hole)}"})
        if problems or hole is not None:
            return


def _turns(validity: Geldigheid, values: Sequence[Parameterwaarde]) -> Sequence[date]:
    """Give the days on which another set of values begins to hold, as far as the framework is in force."""
    days = {validity.vanaf.first, *turning_days(values)}
    return sorted(day for day in days if validity.holds_on(day))


_REST = "al het andere"


def _overlapping(
    bands: Sequence[Banded], rest: Sequence[int], in_force: Sequence[BandRow]
) -> Iterator[tuple[int, str]]:
    """Find rows that hold for the same, each with an example of what they both hold for."""
    if len(rest) > 1:
        yield rest[1], _REST
    seen: set[str] = set()
    for place, row in in_force:
        for code in row.voor:
            if code in seen:
                yield place, code
            seen.add(code)
    for (_, end, _), (begin, _, place) in pairwise(bands):
        if end is None or begin < end:
            yield place, plain_number(begin)


def _hole(bands: Sequence[Banded]) -> Decimal | None:
    """Find the first value between two bands; below the first and above the last may be no matter."""
    for (_, end, _), (begin, _, _) in pairwise(bands):
        if end is not None and end < begin:
            return end
    return None


def _first_gap(validity: Geldigheid, values: tuple[Parameterwaarde, ...]) -> date | None:
    """Give the first day on which the framework is in force and no value holds."""
    day = validity.vanaf.first
    last = validity.tot_en_met.last if validity.tot_en_met else date.max
    for value in sorted(values, key=lambda value: value.vanaf.first):
        if value.tot_en_met and value.tot_en_met.last < day:
            continue
        if value.vanaf.first > day:
            break
        if value.tot_en_met is None or value.tot_en_met.last >= last:
            return None
        day = value.tot_en_met.last + timedelta(days=1)
    return day if day <= last else None
