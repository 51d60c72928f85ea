"""A framework with one comparison turned round: what of a verdict rests on that comparison."""

from collections.abc import Set
from functools import lru_cache
from typing import Literal

from maatwerk_cli.models.policy.conditions import OPPOSITE_TESTS, Voorwaarde
from maatwerk_cli.tender.verdicts.kader_test import KaderTest
from maatwerk_cli.tender.verdicts.kader_verdict import Kaderbesluit

Aspect = Literal["uitkomst", "beslissend", "verplichting"]
"""What of a verdict a case can say."""
_MOST_KEPT = 400
"""As many frameworks with one comparison turned are kept; those of one framework are fewer."""


def rests_on(verdict: Kaderbesluit, condition: Voorwaarde) -> Set[Aspect]:
    """Tell what of a verdict would be otherwise with the comparison of one condition turned round."""
    if condition.toets not in OPPOSITE_TESTS:
        return frozenset({"uitkomst"})
    other = _with_turned(verdict.toets, condition.id).decide(verdict.facts, verdict.lots)
    otherwise: set[Aspect] = set()
    if other.uitkomst != verdict.uitkomst:
        otherwise.add("uitkomst")
    if other.beslissend != verdict.beslissend:
        otherwise.add("beslissend")
    if _owed(other) != _owed(verdict):
        otherwise.add("verplichting")
    return otherwise


def _owed(verdict: Kaderbesluit) -> tuple[object, ...]:
    duty = verdict.verplichting
    if duty is None:
        return ()
    return duty.eenheid, duty.bedrag, duty.hoeveelheid


@lru_cache(_MOST_KEPT)
def _with_turned(ready: KaderTest, name: str) -> KaderTest:
    kader = ready.stand.kader
    changes = {
        field: tuple(_turned(condition, name) for condition in getattr(kader, field))
        for field in ("voorwaarden", "omstandigheden")
    }
    return KaderTest(ready.stand._replace(kader=kader.model_copy(update=changes)))


def _turned(condition: Voorwaarde, name: str) -> Voorwaarde:
    if condition.id != name or condition.toets is None:
        return condition
    return condition.model_copy(update={"toets": OPPOSITE_TESTS[condition.toets]})
