"""What a record says on a date of reference: which phases and steps are reached, surely or perhaps."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from maatwerk_cli.models.kandidaat import IMPLIED_STEPS, STAPPEN, Kandidaat, Kandidaatstap
from maatwerk_cli.models.proeftuin import FASEN, IMPLIED_PHASES, Fasestap, Proeftuin
from maatwerk_cli.models.values import Datum
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.register.since import known_since

Feature = tuple[str, str, bool]
"""A feature, its value, and whether it surely holds on the date of reference."""

IMPLIED: Mapping[str, tuple[str, ...]] = {**IMPLIED_PHASES, **IMPLIED_STEPS}
"""What else a phase or step means was reached."""
CUMULATIVE = ("bereikt", "stap")
"""Features that a record lacks because it has not come that far, not because the register does not say."""

NOT_SAID_IS_NOT_SO = (*CUMULATIVE, "herkomst")
"""Beside these where a proeftuin comes from: it is told of those of the leerformule, and of no others."""


_COURSE = ("fase", "bereikt")


class Reached(NamedTuple):
    """Phases or steps that are reached on a date: surely, or perhaps since their date is too coarse."""

    surely: frozenset[str]
    perhaps: frozenset[str]


def steps_reached(steps: Iterable[tuple[str, Datum]], day: date) -> Reached:
    """Tell which steps are reached on ``day``."""
    surely: set[str] = set()
    perhaps: set[str] = set()
    for step, since in steps:
        if since.surely_by(day):
            surely |= {step, *IMPLIED.get(step, ())}
        elif since.possibly_by(day):
            perhaps |= {step, *IMPLIED.get(step, ())}
    return Reached(frozenset(surely), frozenset(perhaps - surely))


def _passed(state: Reached, order: Sequence[str]) -> frozenset[str]:
    """Give what comes before a phase or step that is reached, and was perhaps reached too: no source says."""
    furthest = max((order.index(step) for step in state.surely | state.perhaps), default=0)
    return frozenset(order[:furthest]) - state.surely


def proeftuin_features(proeftuin: Proeftuin, dataset: Dataset, day: date) -> list[Feature] | None:
    """Give the features of a proeftuin on ``day``; ``None`` when it was not surely there yet."""
    if not any(when.surely_by(day) for when in _told_since(proeftuin, dataset)):
        return None
    return list(_proeftuin_features(proeftuin, dataset, day))


def perhaps_there(proeftuin: Proeftuin, dataset: Dataset, day: date) -> list[Feature] | None:
    """Give what a proeftuin perhaps was on ``day``, where its dates are too coarse to tell whether it was."""
    moments = _told_since(proeftuin, dataset)
    if any(when.surely_by(day) for when in moments) or not any(when.possibly_by(day) for when in moments):
        return None
    return [(name, value, False) for name, value, _ in _proeftuin_features(proeftuin, dataset, day)]


def _told_since(proeftuin: Proeftuin, dataset: Dataset) -> list[Datum]:
    """Give since when a proeftuin is known: by its phases, else by its sources."""
    return [known_since(step.sinds, step.bron, dataset) for step in proeftuin.verloop] or [
        known_since(None, source, dataset) for source in proeftuin.bronnen
    ]


def _proeftuin_features(proeftuin: Proeftuin, dataset: Dataset, day: date) -> Iterator[Feature]:
    for feature in ("soort", "herkomst", "bestuurslaag", "categorie"):
        if value := getattr(proeftuin, feature):
            yield feature, value, True
    for feature, values in (
        ("doelgroep", proeftuin.doelgroepen),
        ("leverancier", proeftuin.leveranciers),
        ("opdrachtgever", proeftuin.opdrachtgevers),
    ):
        for value in values:
            yield feature, value, True
    steps = ((step.fase, known_since(step.sinds, step.bron, dataset)) for step in proeftuin.verloop)
    state = steps_reached(steps, day)
    yield from (("bereikt", phase, True) for phase in sorted(state.surely))
    yield from (("bereikt", phase, False) for phase in sorted(state.perhaps | _passed(state, FASEN)))
    if state.surely:
        now = max(state.surely, key=FASEN.index)
        later = [phase for phase in state.perhaps if FASEN.index(phase) > FASEN.index(now)]
        yield "fase", now, not later
        yield from (("fase", phase, False) for phase in sorted(later))
    else:
        yield from (("fase", phase, False) for phase in sorted(state.perhaps))


def perhaps_already(proeftuin: Proeftuin, dataset: Dataset, day: date) -> list[Feature]:
    """Give what a proeftuin may have been on ``day``, where its source tells a phase without a date, or none.

    Such a phase is known from the day on that its source speaks of. Whether it was reached before, no source
    says; nor since when the phases were that come before it. Nothing for a proeftuin of which every phase has
    a date, or a source that speaks of ``day``.
    """
    if not proeftuin.verloop and proeftuin_features(proeftuin, dataset, day) is None:
        return list(_proeftuin_features(proeftuin, dataset, day))
    later = [step.fase for step in proeftuin.verloop if _is_undated_later(step, dataset, day)]
    if not later:
        return []
    features = [
        own for own in proeftuin_features(proeftuin, dataset, date.max) or [] if own[0] not in _COURSE
    ]
    passed = FASEN[: max(FASEN.index(phase) for phase in later)]
    phases = {*later, *passed}
    return [*features, *((name, phase, False) for name in _COURSE for phase in sorted(phases))]


def undated_later(kandidaten: Iterable[Kandidaat], dataset: Dataset, day: date) -> bool:
    """Tell whether a source tells a step of any candidate without a date, and speaks of a later day."""
    return any(_is_undated_later(step, dataset, day) for own in kandidaten for step in own.stappen)


def _is_undated_later(step: Fasestap | Kandidaatstap, dataset: Dataset, day: date) -> bool:
    """Tell whether a source tells of a step without a date, and speaks of a later day."""
    return step.sinds is None and not known_since(None, step.bron, dataset).surely_by(day)


def kandidaat_features(kandidaat: Kandidaat, dataset: Dataset, day: date) -> list[Feature] | None:
    """Give the features of a candidate on ``day``; ``None`` when it was not surely there yet."""
    state = _candidate_steps(kandidaat, dataset, day)
    return _kandidaat_features(kandidaat, state) if state.surely else None


FEATURES_OF: Mapping[str, Callable[[Any, Dataset, date], list[Feature] | None]] = {
    "proeftuinen": proeftuin_features,
    "kandidaten": kandidaat_features,
}
"""What gives the features of a record that is counted, by the plural of its kind."""


def perhaps_candidate(kandidaat: Kandidaat, dataset: Dataset, day: date) -> list[Feature] | None:
    """Give what a candidate perhaps was on ``day``, where its dates are too coarse to tell whether it was."""
    state = _candidate_steps(kandidaat, dataset, day)
    if state.surely or not state.perhaps:
        return None
    return [(name, value, False) for name, value, _ in _kandidaat_features(kandidaat, state)]


def _candidate_steps(kandidaat: Kandidaat, dataset: Dataset, day: date) -> Reached:
    steps = ((step.stap, known_since(step.sinds, step.bron, dataset)) for step in kandidaat.stappen)
    return steps_reached(steps, day)


def _kandidaat_features(kandidaat: Kandidaat, state: Reached) -> list[Feature]:
    features: list[Feature] = [("proeftuin", kandidaat.proeftuin, True)]
    features += [("stap", step, True) for step in sorted(state.surely)]
    features += [("stap", step, False) for step in sorted(state.perhaps | _passed(state, STAPPEN))]
    if kandidaat.plek:
        features.append(("plek", kandidaat.plek, True))
    if kandidaat.contract and "contract" in state.surely | state.perhaps:
        features.append(("contract", kandidaat.contract, "contract" in state.surely))
    return features


def has_all(known: Mapping[str, Collection[str]], wanted: Mapping[str, Iterable[str]]) -> bool:
    """Tell whether of each wanted feature one of its values is among those that are known: the selection.

    Args:
        known: by feature the values that surely hold.
        wanted: by feature the values of which one must hold.
    """
    return all(any(value in known.get(name, ()) for value in values) for name, values in wanted.items())


def by_name(features: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Give features by their name, their values in order."""
    values: dict[str, tuple[str, ...]] = {}
    for name, value in sorted(features):
        values[name] = (*values.get(name, ()), value)
    return values


def selected(features: Iterable[Feature], wanted: Mapping[str, Iterable[str]]) -> bool | None:
    """Tell whether a record surely has every wanted feature; ``None`` when it perhaps has them."""
    own = list(features)
    if has_all(
        {name: [value for moment, value, sure in own if sure and moment == name] for name in wanted}, wanted
    ):
        return True
    perhaps = {name: [value for moment, value, _ in own if moment == name] for name in wanted}
    decisive = {
        name: values for name, values in wanted.items() if perhaps[name] or name in NOT_SAID_IS_NOT_SO
    }
    return None if has_all(perhaps, decisive) else False
