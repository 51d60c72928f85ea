"""What of a framework its cases touch, and what none of them does."""

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from maatwerk_cli.models.policy.geval import Geval
from maatwerk_cli.tender.cases.case_run import CaseResult
from maatwerk_cli.tender.cases.places import Spot, SpotKey, spots_of
from maatwerk_cli.tender.cases.touching import touched_spots
from maatwerk_cli.tender.cases.turning import Aspect
from maatwerk_cli.tender.verdicts.kader_test import KaderTest


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
    """Tell what cases touch of a framework: what they say would be wrong if that were otherwise.

    A case that is still open touches nothing.

    Args:
        stands: the framework on each day from which on something in it is different.
        results: what became of its cases.
    """
    kader = stands[0].stand.kader
    reached = {
        key
        for case in results
        if case.result is not None and not case.open
        for key in touched_spots(kader, case.result.besluit, _said(case.case.geval))
    }
    spots = spots_of(stands)
    return Coverage(spots, {key: spot for key, spot in spots.items() if key not in reached})


def _said(geval: Geval) -> Set[Aspect]:
    """Tell what of a verdict a case says; what it leaves out is not compared."""
    said: set[Aspect] = {"uitkomst"}
    if "beslissend" in geval.model_fields_set:
        said.add("beslissend")
    if geval.bedrag is not None or geval.hoeveelheid is not None:
        said.add("verplichting")
    return said
