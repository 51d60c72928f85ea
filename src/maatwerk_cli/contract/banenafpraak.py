"""How many places of a plan may count for the Banenafpraak too: by target group, never by person."""

from collections.abc import Mapping
from typing import NamedTuple

from maatwerk_cli.models.contract.plan import Plan
from maatwerk_cli.models.facts.code import Code
from maatwerk_cli.text.dutch import IS_INFERRED


class SharedPlaces(NamedTuple):
    """How many places of a plan may count for both.

    Attributes:
        laag: places for target groups of which a source says that they fall under the Banenafpraak.
        hoog: those, and places for whom that is not told, or that are for several groups of which one does.
        samen: the places that the plan tells the number of.
    """

    laag: int
    hoog: int
    samen: int


def for_both(plan: Plan, groups: Mapping[str, Code]) -> SharedPlaces | None:
    """Give how many places of a plan may count for both; ``None`` where it tells no number of places.

    Args:
        plan: the plan.
        groups: the target groups by code, each with whether it falls under the Banenafpraak.
    """
    aims = [aim for aim in plan.doelen if aim.aantal is not None]
    if not aims:
        return None
    low = high = whole = 0
    for aim in aims:
        number = aim.aantal or 0
        said = [_said(groups.get(group)) for group in aim.voor] or ["onbekend"]
        whole += number
        low += number if all(inspanning == "ja" for inspanning in said) else 0
        high += 0 if all(inspanning == "nee" for inspanning in said) else number
    return SharedPlaces(low, high, whole)


def places_sentence(places: SharedPlaces, plan: Plan) -> str:
    """Say it as a range; what the plan aims at may have been inferred."""
    mark = IS_INFERRED if "doelen" in plan.afgeleid else ""
    if places.laag == places.hoog:
        how = f"tellen er {places.laag}"
    else:
        how = f"tellen er {places.laag} tot {places.hoog}"
    return (
        f"Van de {places.samen} plekken in dit plan{mark} {how} mogelijk ook voor de Banenafpraak. Dat volgt "
        "uit de doelgroepen en zegt niets over een persoon."
    )


def _said(group: Code | None) -> str:
    return (group.banenafpraak if group else None) or "onbekend"
