"""The ways a framework can be read where no source decides, and which of them are to be tried."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from maatwerk_cli.models.kader import READING_CHOICES, Leesruimte
from maatwerk_cli.models.tender.choices import Uitkomst
from maatwerk_cli.models.values import ONBEKEND
from maatwerk_cli.tender.facts import Facts


class Lezing(NamedTuple):
    """The choices under which a framework is read, one for each reading; the names are those of the policy.

    Attributes:
        verlenging: whether options to extend count for the duration.
        percelen: whether the lots of one tender count one by one or together.
        raamovereenkomst: whether a limit holds for each call-off or for the whole framework agreement;
            empty for a tender that is neither.
        percelen_buiten_kader: whether a lot that itself falls outside the framework counts with the others.
    """

    verlenging: str = "telt_niet_mee"
    percelen: str = "apart"
    raamovereenkomst: str = ""
    percelen_buiten_kader: str = "telt_mee"

    @property
    def outside(self) -> bool:
        """Whether lots that fall outside the framework count with the others."""
        return self.percelen_buiten_kader == "telt_mee"

    @property
    def telt_mee(self) -> bool:
        """Whether options to extend count."""
        return self.verlenging == "telt_mee"

    @property
    def samen(self) -> bool:
        """Whether lots count together."""
        return self.percelen == "samen"


OUTSIDE = "percelen_buiten_kader"
"""The name of the reading that says whether a lot that falls outside the framework counts with the others."""

PLAIN = (Lezing(),)
"""How a tender is read to which no open reading applies."""


class AtIssue(NamedTuple):
    """Which readings are at issue for a tender, and which were chosen for it.

    Attributes:
        options: there are options to extend.
        many_lots: it is, or may be, one lot of several.
        agreement: it is a framework agreement (``ja``), a call-off, or which of them is said to be unknown
            (``onbekend``); empty where it is neither.
        chosen: the readings that were chosen.
    """

    options: bool
    many_lots: bool
    agreement: str
    chosen: tuple[tuple[str, str], ...]


def at_issue(facts: Facts, *, many_lots: bool) -> AtIssue | None:
    """Tell which readings are at issue for a tender; nothing where none is, as for most."""
    options = bool(facts.verlenging_maanden) or (bool(facts.bounds) and facts.unknown_options)
    agreement = facts.raamovereenkomst if facts.raamovereenkomst in _BOTH_LEVELS else None
    if "raamovereenkomst" in facts.unknown:
        agreement = ONBEKEND
    if not options and not many_lots and agreement is None:
        return None
    return AtIssue(options, many_lots, agreement or "", facts.lezingen)


_BOTH_LEVELS = ("ja", "nadere_overeenkomst")
"""A framework agreement or a call-off: what can be judged at either level."""


def readings_to_try(
    settled: Mapping[str, str | None], issue: AtIssue | None, *, outside: bool = False
) -> Sequence[Lezing]:
    """Give the readings under which a tender is to be judged, the one nearest to what was given first.

    Args:
        settled: the readings that the framework leaves open, each with the choice that a source makes.
        issue: which are at issue for the tender.
        outside: lots may count together, and one of them falls outside the framework, or may.
    """
    if issue is None:
        return PLAIN
    choices: dict[str, tuple[str, ...]] = {name: (choice,) for name, choice in Lezing()._asdict().items()}
    open_to_choice = {
        "verlenging": issue.options,
        "percelen": issue.many_lots,
        "raamovereenkomst": bool(issue.agreement),
        "percelen_buiten_kader": outside,
    }
    for name, by_source in settled.items():
        if open_to_choice[name]:
            pick = by_source or dict(issue.chosen).get(name)
            both = READING_CHOICES[name]
            own_level_first = both[::-1] if name == "raamovereenkomst" and issue.agreement == "ja" else both
            choices[name] = (pick,) if pick else own_level_first
    return tuple(Lezing(*combination) for combination in product(*choices.values()))


Otherwise = tuple[Leesruimte, tuple[tuple[str, Uitkomst], ...]]
"""A reading, and each choice of it that was not made with the outcome it gives."""


class DecidingChoice(NamedTuple):
    """A reading that was chosen and that the outcome depends on.

    Attributes:
        reading: the reading.
        choice: what was chosen, with who chose it and why where that was told.
        otherwise: each other choice with the outcome it gives.
    """

    reading: Leesruimte
    choice: str
    otherwise: tuple[tuple[str, Uitkomst], ...]


class OpenReadings(NamedTuple):
    """Which readings matter.

    Attributes:
        alone: by reading the outcome of each choice, whatever is chosen for the others.
        together: where more than one matters, the outcome of each combination of their choices.
    """

    alone: Mapping[str, Mapping[str, Uitkomst]]
    together: Mapping[tuple[tuple[str, str], ...], Uitkomst]


NOTHING_OPEN = OpenReadings({}, {})


def what_matters(outcomes: Mapping[Lezing, Uitkomst]) -> OpenReadings:
    """Tell which readings can make a difference, from the outcome under each combination of choices."""
    alone: dict[str, Mapping[str, Uitkomst]] = {}
    for place, name in enumerate(Lezing._fields):
        sides: dict[str, dict[tuple[str, ...], Uitkomst]] = {}
        for reading, outcome in outcomes.items():
            others = (*reading[:place], *reading[place + 1 :])
            sides.setdefault(reading[place], {})[others] = outcome
        first, *rest = sides.values()
        if any(side != first for side in rest):
            alone[name] = {choice: agreed(side.values()) for choice, side in sides.items()}
    if len(alone) < 2:
        return OpenReadings(alone, {})
    together: dict[tuple[tuple[str, str], ...], list[Uitkomst]] = {}
    for reading, outcome in outcomes.items():
        names = [
            name for name in alone if name != OUTSIDE or reading.samen
        ]  # apart there is nothing to count
        together.setdefault(tuple((name, getattr(reading, name)) for name in names), []).append(outcome)
    return OpenReadings(alone, {choices: agreed(outcomes) for choices, outcomes in together.items()})


def agreed(outcomes: Iterable[Uitkomst]) -> Uitkomst:
    """Give the one outcome of all, or ``onbekend``."""
    different = set(outcomes)
    return different.pop() if len(different) == 1 else "onbekend"
