"""What can be wrong with the conditions of a framework: their tests, and how they are put together."""

from collections.abc import Iterator, Mapping

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.meaning import Loc
from maatwerk_cli.models.policy.conditions import (
    COMPOSED_TESTS,
    CONDITION_FIELDS,
    LIMIT_TESTS,
    MOST_CONDITION_PARTS,
    MOST_CONDITIONS,
    MOST_LEVELS,
    Veld,
    Veldsoort,
    Voorwaarde,
)
from maatwerk_cli.models.policy.number_problems import cpv_problems
from maatwerk_cli.models.policy.policy_problem import PolicyProblem, doubles, missing


def all_condition_problems(kader: Kader) -> Iterator[PolicyProblem]:
    """Find what is wrong with the conditions of a framework."""
    number = len(kader.alle_voorwaarden)
    if number > MOST_CONDITIONS:
        params = {"aantal": number, "meeste": MOST_CONDITIONS}
        yield PolicyProblem("MW704", ("voorwaarden",), params)
        return
    yield from doubles([condition.id for condition in kader.voorwaarden], ("voorwaarden",))
    first = {condition.id for condition in kader.voorwaarden}
    for index, condition in enumerate(kader.omstandigheden):
        if condition.id in first:
            yield PolicyProblem("MW214", ("omstandigheden", index, "id"), {"id": condition.id})
        first.add(condition.id)
    for loc, condition in conditions_with_places(kader):
        yield from condition_problems(kader, condition, loc)
    yield from _circles(kader)


def conditions_with_places(kader: Kader) -> Iterator[tuple[Loc, Voorwaarde]]:
    """Give each condition with its place in the file."""
    for index, condition in enumerate(kader.voorwaarden):
        yield ("voorwaarden", index), condition
    for index, condition in enumerate(kader.omstandigheden):
        yield ("omstandigheden", index), condition


def unknown_condition(kader: Kader, name: str, loc: Loc) -> Iterator[PolicyProblem]:
    """Find a condition that is named and is not there."""
    known = [condition.id for condition in kader.alle_voorwaarden]
    if name not in known:
        yield PolicyProblem("MW215", loc, {"id": name, "keuzes": ", ".join(known)})


def condition_problems(kader: Kader, condition: Voorwaarde, loc: Loc) -> Iterator[PolicyProblem]:
    """Find what is wrong with one condition."""
    ways = [way for way in COMPOSED_TESTS if condition.delen_van(way)]
    tested = {
        "veld": condition.veld,
        "deel_van": condition.deel_van,
        "toets": condition.toets,
        "waarden": condition.waarden,
        "parameter": condition.parameter,
        "nooit_meer_dan": condition.nooit_meer_dan,
    }
    if ways:
        extra = [*ways[1:], *(name for name, value in tested.items() if value)]
        if extra:
            params = {"een": ways[0], "ander": extra[0]}
            yield PolicyProblem("MW701", (*loc, extra[0]), params)
        for index, name in enumerate(condition.delen):
            yield from unknown_condition(kader, name, (*loc, ways[0], index))
    elif condition.veld is None:
        yield missing((*loc, "veld"))
    elif condition.toets is None:
        yield missing((*loc, "toets"))
    elif condition.vraag is None:
        yield missing((*loc, "vraag"))
    else:
        yield from _test_problems(kader, condition, condition.veld, loc)


def parameter_reference(kader: Kader, name: str, unit: str | None, loc: Loc) -> Iterator[PolicyProblem]:
    """Find a number that is named and is not there, or is in another unit."""
    parameter = kader.parameters.get(name)
    if parameter is None:
        choices = ", ".join(kader.parameters)
        yield PolicyProblem("MW215", loc, {"parameter": name, "keuzes": choices})
    elif parameter.eenheid != unit:
        yield PolicyProblem("MW132", loc, {"eenheid": parameter.eenheid, "verwacht": unit})


def _test_problems(kader: Kader, condition: Voorwaarde, field: Veld, loc: Loc) -> Iterator[PolicyProblem]:
    kind = CONDITION_FIELDS[field]
    if condition.toets not in kind.toetsen:
        choices = ", ".join(kind.toetsen)
        yield PolicyProblem("MW131", (*loc, "toets"), {"veld": field, "keuzes": choices})
        return
    if condition.deel_van and (kind.eenheid != "euro" or condition.deel_van == field):
        yield PolicyProblem("MW705", (*loc, "deel_van"))
    elif condition.toets in LIMIT_TESTS:
        if condition.parameter is None:
            yield PolicyProblem("MW136", loc)
        else:
            here = (*loc, "parameter")
            yield from parameter_reference(kader, condition.parameter, condition.eenheid, here)
        if condition.waarden:
            yield PolicyProblem("MW137", (*loc, "waarden"))
    else:
        yield from _value_problems(kader, condition, kind, loc)
        if condition.parameter is not None:
            yield PolicyProblem("MW137", (*loc, "parameter"))
    if condition.nooit_meer_dan and (kind.eenheid != "euro" or condition.nooit_meer_dan == field):
        yield PolicyProblem("MW133", (*loc, "nooit_meer_dan"))


def _value_problems(
    kader: Kader, condition: Voorwaarde, kind: Veldsoort, loc: Loc
) -> Iterator[PolicyProblem]:
    here = (*loc, "waarden")
    if not condition.waarden:
        yield PolicyProblem("MW136", loc)
    if condition.toets == "is" and len(condition.waarden) > 1:
        yield PolicyProblem("MW138", here)
    grounds = tuple(ground.id for ground in kader.uitsluitingsgronden)
    codes = grounds if condition.toets == "geen_van" else kind.codes
    for index, value in enumerate(condition.waarden):
        if (codes or condition.toets == "geen_van") and value not in codes:
            code = "MW215" if condition.toets == "geen_van" else "MW139"
            yield PolicyProblem(code, (*here, index), {"waarde": value, "keuzes": ", ".join(codes)})
    if condition.veld == "cpv":
        yield from cpv_problems(condition.waarden, here)


def _circles(kader: Kader) -> Iterator[PolicyProblem]:
    """Find the first condition that comes back to itself, or that stands too deep."""
    conditions: Mapping[str, Voorwaarde] = {condition.id: condition for condition in kader.alle_voorwaarden}
    sizes: dict[str, tuple[int, int]] = {}
    for loc, condition in conditions_with_places(kader):
        if condition.samen is None:
            continue
        circle = _size(condition.id, conditions, sizes, [])
        here = (*loc, condition.samen)
        if circle:
            yield PolicyProblem("MW702", here, {"id": condition.id, "kring": " → ".join(circle)})
            return
        depth, number = sizes[condition.id]
        if depth > MOST_LEVELS or number > MOST_CONDITION_PARTS:
            params = {"id": condition.id, "lagen": MOST_LEVELS, "delen": MOST_CONDITION_PARTS}
            yield PolicyProblem("MW703", here, params)
            return


def _size(
    name: str, conditions: Mapping[str, Voorwaarde], sizes: dict[str, tuple[int, int]], way: list[str]
) -> list[str]:
    """Find how deep and how large a condition is, each once; give the circle it is in, where it is in one."""
    if name in way:
        return [*way[way.index(name) :], name]
    if name in sizes or name not in conditions:
        return []
    depth, number = 0, 1
    for part in conditions[name].delen:
        circle = _size(part, conditions, sizes, [*way, name])
        if circle:
            return circle
        below, inside = sizes.get(part, (0, 0))
        depth, number = max(depth, below), number + inside
    sizes[name] = depth + 1, number
    return []
