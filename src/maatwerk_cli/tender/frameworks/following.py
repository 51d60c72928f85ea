"""Which framework is followed on a peildatum, among those that bind the authority of a tender."""

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.policy.number_problems import overlap
from maatwerk_cli.models.values import Datum


class Followed(NamedTuple):
    """Which framework gives the outcome; the names are their ids.

    Attributes:
        leading: the one that is followed, in force or not; ``None`` where that cannot be told.
        choose_from: those between which a person has to choose, as they can be in force on one day.
        by_date: those of which the peildatum, once known to the day, tells which is in force, if any.
    """

    leading: str | None = None
    choose_from: tuple[str, ...] = ()
    by_date: tuple[str, ...] = ()


def followed(perhaps: Sequence[Kader], peildatum: Datum | None, chosen: str | None) -> Followed:
    """Tell which framework is followed: the chosen one, else the default, else the only one in force.

    Of two defaults the one that names the authority goes before the one that binds its kind.

    Args:
        perhaps: the frameworks that bind the authority, or may do so.
        peildatum: the day looked at, known to the day or less; ``None`` where it is unknown.
        chosen: the framework of the way of working that was chosen.
    """
    if chosen is not None:
        return Followed(chosen)
    able = [kader for kader in perhaps if _may_hold(kader, peildatum)] or perhaps
    defaults = [kader for kader in able if kader.standaard]
    candidates = [kader for kader in defaults if kader.werkingssfeer.named] or defaults or able
    names = tuple(kader.id for kader in candidates)
    if len(candidates) == 1:
        return Followed(names[0])
    in_force_together = any(
        overlap(kader.geldigheid, other.geldigheid) for kader, other in combinations(candidates, 2)
    )
    none_holds = peildatum is not None and not any(_may_hold(kader, peildatum) for kader in candidates)
    if none_holds or not in_force_together:
        return Followed(by_date=names)
    return Followed(choose_from=names)


def _may_hold(kader: Kader, peildatum: Datum | None) -> bool:
    return peildatum is None or kader.geldigheid.overlaps(peildatum.first, peildatum.last)
