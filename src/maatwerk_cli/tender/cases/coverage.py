"""What of a framework its cases touch, and what none of them does."""

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from maatwerk_cli.tender.cases.case_run import CaseResult
from maatwerk_cli.tender.cases.places import Spot, SpotKey, spots_of
from maatwerk_cli.tender.cases.touching import touched_spots
from maatwerk_cli.tender.verdict import KaderTest


class Coverage(NamedTuple):
    """What cases touch of a framework.

    Attributes:
        spots: all places, by key.
        missed: those that no case touches.
        without_example: those of them for which no tender was found, once that was tried.

    """

    spots: Mapping[SpotKey, Spot]
    missed: Mapping[SpotKey, Spot]
    without_example: Set[SpotKey] = frozenset()


def coverage(stands: Sequence[KaderTest], results: Sequence[CaseResult]) -> Coverage:
    """Tell what cases touch of a framework. A case that is still open touches nothing.

    Args:
        stands: the framework on each day from which on something in it is different.
        results: what became of its cases.

    """
    kader = stands[0].stand.kader
    done = [case.result.besluit for case in results if case.result is not None and not case.open]
    reached = {key for verdict in done for key in touched_spots(kader, verdict)}
    spots = spots_of(stands)
    return Coverage(spots, {key: spot for key, spot in spots.items() if key not in reached})
