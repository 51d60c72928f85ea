"""What is wrong with a framework that its model cannot see: within one, and between several."""

import re
from collections.abc import Iterator, Mapping

from maatwerk_cli.models.kader import READABLE_UNITS, READING_CHOICES, Kader, Leesruimte, Werkingssfeer
from maatwerk_cli.models.meaning import Loc
from maatwerk_cli.models.policy.condition_problems import (
    all_condition_problems,
    condition_problems,
    parameter_reference,
    unknown_condition,
)
from maatwerk_cli.models.policy.conditions import CONDITION_FIELDS
from maatwerk_cli.models.policy.duty_forms import Uitzondering, Verplichting
from maatwerk_cli.models.policy.number_problems import (
    overlap,
    parameter_problems,
    period_problems,
    value_problems,
)
from maatwerk_cli.models.policy.policy_problem import PolicyProblem, doubles, missing
from maatwerk_cli.models.policy_texts import BLANKS_TO_FILL, Tegenspraak, unknown_places

_FIXED = ("euro", "uren", "fte")


def beleidsproblemen(kader: Kader) -> Iterator[PolicyProblem]:
    """Find what is wrong within one framework, in the order of its file."""
    if bool(kader.werkingssfeer.opdrachtgever_soort) == bool(kader.werkingssfeer.named):
        yield PolicyProblem("MW146", ("werkingssfeer",))
    yield from period_problems(kader.geldigheid, ("geldigheid",))
    for name, parameter in kader.parameters.items():
        yield from parameter_problems(kader.geldigheid, parameter, ("parameters", name))
    yield from doubles([ground.id for ground in kader.uitsluitingsgronden], ("uitsluitingsgronden",))
    for index, ground in enumerate(kader.uitsluitingsgronden):
        if (ground.tekst is None) == (ground.status == "ingevuld"):
            yield PolicyProblem("MW140", ("uitsluitingsgronden", index), {"id": ground.id})
    yield from all_condition_problems(kader)
    yield from doubles([reading.id for reading in kader.leesruimte], ("leesruimte",))
    for index, reading in enumerate(kader.leesruimte):
        yield from _reading_problems(kader, reading, ("leesruimte", index))
    if kader.verplichting:
        yield from _duty_problems(kader, kader.verplichting, ("verplichting",))
    yield from doubles([worth.id for worth in kader.waardering], ("waardering",))
    for index, worth in enumerate(kader.waardering):
        yield from value_problems(worth.waarden, worth.id, ("waardering", index))
    yield from _text_problems(kader)


def standaardproblemen(kaders: Mapping[str, Kader]) -> Iterator[tuple[str, PolicyProblem]]:
    """Find frameworks that claim to be the default for the same authorities at the same time.

    Args:
        kaders: the frameworks by the name of their file.

    Returns:
        The name of the later file and the problem in it.
    """
    defaults = [(file, kader) for file, kader in kaders.items() if kader.standaard]
    for index, (file, kader) in enumerate(defaults):
        for _, earlier in defaults[:index]:
            together = binds_the_same(kader.werkingssfeer, earlier.werkingssfeer)
            if together and overlap(kader.geldigheid, earlier.geldigheid):
                yield file, PolicyProblem("MW216", ("standaard",), {"ander": earlier.id})


def binds_the_same(scope: Werkingssfeer, other: Werkingssfeer) -> bool:
    """Tell whether two frameworks bind one authority, as far as the frameworks themselves say."""
    kinds = set(scope.opdrachtgever_soort) & set(other.opdrachtgever_soort)
    return bool(kinds or set(scope.named) & set(other.named))


def _reading_problems(kader: Kader, reading: Leesruimte, loc: Loc) -> Iterator[PolicyProblem]:
    if set(reading.keuzes) != set(READING_CHOICES[reading.id]):
        choices = ", ".join(READING_CHOICES[reading.id])
        yield PolicyProblem("MW135", (*loc, "keuzes"), {"keuzes": choices})
    if (reading.gekozen is None) != (reading.bron is None):
        yield PolicyProblem("MW147", (*loc, "bron" if reading.gekozen is None else "gekozen"))
    if reading.gekozen is not None and reading.gekozen not in READING_CHOICES[reading.id]:
        choices = ", ".join(READING_CHOICES[reading.id])
        yield PolicyProblem("MW135", (*loc, "gekozen"), {"keuzes": choices})
    if not (reading.voorwaarden or reading.tabellen):
        yield missing((*loc, "voorwaarden"))
    conditions = {condition.id: condition for condition in kader.alle_voorwaarden}
    for index, name in enumerate(reading.voorwaarden):
        here = (*loc, "voorwaarden", index)
        if name not in conditions:
            yield from unknown_condition(kader, name, here)
        elif conditions[name].eenheid not in READABLE_UNITS[reading.id]:
            yield PolicyProblem("MW134", here, {"id": name, "lezing": reading.id})
    for index, name in enumerate(reading.tabellen):
        here = (*loc, "tabellen", index)
        if name not in kader.parameters:
            yield from parameter_reference(kader, name, None, here)
        elif not _bears_on(reading, kader, name):
            yield PolicyProblem("MW712", here, {"id": name, "lezing": reading.id})


def _bears_on(reading: Leesruimte, kader: Kader, name: str) -> bool:
    """Tell whether a reading can bear on a table of the obligation: by the quantity that it differs by."""
    field = kader.parameters[name].per
    owed = kader.verplichting.getallen if kader.verplichting else ()
    return (
        field is not None and name in owed and CONDITION_FIELDS[field].eenheid in READABLE_UNITS[reading.id]
    )


def _duty_problems(kader: Kader, duty: Verplichting, loc: Loc) -> Iterator[PolicyProblem]:
    """Find what is wrong with an obligation: one form, with numbers in the units that go with it."""
    yield from _form_problems(kader, duty, duty.grondslag is not None, loc)
    unit = _unit(kader, duty)
    for name in ("minimum", "maximum"):
        reference = getattr(duty, name)
        if reference is not None:
            yield from parameter_reference(kader, reference, unit, (*loc, name))
    if duty.grondslag is not None and not _shares(duty):
        yield PolicyProblem("MW711", (*loc, "grondslag"), {"geval": "grondslag"})
    if duty.afronding and duty.afronding.op <= 0:
        yield PolicyProblem("MW710", (*loc, "afronding", "op"))
    for index, exception in enumerate(duty.uitzonderingen):
        here = (*loc, "uitzonderingen", index)
        yield from unknown_condition(kader, exception.als, (*here, "als"))
        yield from _form_problems(kader, exception, duty.grondslag is not None, here)
    yield from doubles([way.id for way in duty.vervulling], (*loc, "vervulling"))
    for index, way in enumerate(duty.vervulling):
        if way.deel is not None:
            yield from parameter_reference(kader, way.deel, "procent", (*loc, "vervulling", index, "deel"))


def _shares(duty: Verplichting) -> bool:
    """Tell whether any form of an obligation is a percentage."""
    exceptions = any(exception.percentage is not None for exception in duty.uitzonderingen)
    return duty.percentage is not None or exceptions


def _form_problems(
    kader: Kader, form: Verplichting | Uitzondering, has_base: bool, loc: Loc
) -> Iterator[PolicyProblem]:
    if form.percentage is not None and form.vast is not None:
        yield PolicyProblem("MW711", (*loc, "vast"), {"geval": "beide"})
    elif form.percentage is not None:
        yield from parameter_reference(kader, form.percentage, "procent", (*loc, "percentage"))
        if not has_base:
            yield missing(
                (*loc, "grondslag") if isinstance(form, Verplichting) else ("verplichting", "grondslag")
            )
    elif form.vast is None:
        yield missing((*loc, "percentage"))
    elif form.vast not in kader.parameters:
        yield from parameter_reference(kader, form.vast, None, (*loc, "vast"))
    elif kader.parameters[form.vast].eenheid not in _FIXED:
        unit = kader.parameters[form.vast].eenheid
        params = {"eenheid": unit, "verwacht": "euro, uren of fte"}
        yield PolicyProblem("MW132", (*loc, "vast"), params)


def _unit(kader: Kader, duty: Verplichting) -> str:
    """Give the unit of an obligation: of a percentage euros."""
    fixed = kader.parameters.get(duty.vast or "")
    return fixed.eenheid if fixed else "euro"


def _text_problems(kader: Kader) -> Iterator[PolicyProblem]:
    yield from doubles([advice.id for advice in kader.advies], ("advies",))
    yield from doubles([other.id for other in kader.tegenspraak], ("tegenspraak",))
    for index, other in enumerate(kader.tegenspraak):
        yield from _contradiction_problems(kader, other, ("tegenspraak", index))
    yield from doubles([clause.id for clause in kader.tekstblokken], ("tekstblokken",))
    for index, clause in enumerate(kader.tekstblokken):
        for name in unknown_places(clause):
            case = "invulveld" if re.fullmatch(r"\w+", name) else "accolade"
            params = {"waarde": name, "keuzes": ", ".join(BLANKS_TO_FILL), "geval": case}
            yield PolicyProblem("MW215", ("tekstblokken", index, "tekst"), params)


def _contradiction_problems(kader: Kader, other: Tegenspraak, loc: Loc) -> Iterator[PolicyProblem]:
    """Find what another source cannot say otherwise: each kind has its own fields."""
    conditions = {condition.id: condition for condition in kader.voorwaarden}
    if other.voorwaarde is not None and other.voorwaarde not in conditions:
        params = {"id": other.voorwaarde, "keuzes": ", ".join(conditions)}
        yield PolicyProblem("MW215", (*loc, "voorwaarde"), params)
        return
    if other.soort == "werkwijze" or other.categorie or other.vanaf:
        alone = other.soort == "werkwijze" and other.voorwaarde is None and other.veld is None
        if not (alone and other.categorie and kader.standaard):
            yield PolicyProblem("MW145", loc, {"id": other.id})
        return
    condition = conditions[other.voorwaarde] if other.voorwaarde else None
    about_base = other.soort == "grondslag"
    fits = (condition is None) == about_base and (other.veld is None) == (other.soort == "grens")
    if condition is not None and next(condition_problems(kader, condition, loc), None):
        return  # one mistake is told once
    if condition is not None and fits:
        fits = condition.toets == "minstens" and condition.veld != other.veld
        if other.soort == "gegeven":
            fits = fits and condition.eenheid == "euro"
    elif fits:
        fits = kader.verplichting is not None and kader.verplichting.grondslag != other.veld
    if not fits:
        yield PolicyProblem("MW145", loc, {"id": other.id})
