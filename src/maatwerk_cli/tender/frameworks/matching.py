"""A category or CPV code held against those of a policy, as what it is and not as a text. Three-valued."""

import re
from collections.abc import Collection, Mapping
from typing import Literal

from maatwerk_cli.models.tender.cpv import CPV_DIVISIONS

Truth = Literal["ja", "nee", "onbekend"]


def as_compared(text: str) -> str:
    """Give a code or a name as it is compared: without its capitals, spaces, dashes and underscores."""
    return "".join(re.findall(r"[^\W_]+", text.casefold()))


def matches_category(value: str, wanted: Collection[str], known: Mapping[str, str]) -> Truth:
    """Hold a category against those of a condition.

    Args:
        value: the category of a tender: a code of the code list, or its name.
        wanted: the codes of the condition.
        known: by code and by name, as they are compared, the code.
    """
    compared = as_compared(value)
    if compared in {as_compared(code) for code in wanted}:
        return "ja"
    code = known.get(compared)
    if code is None:
        return "onbekend"  # what is not in the code list can be another word for what is
    return "ja" if code in wanted else "nee"


def matches_code(field: str, value: str, wanted: Collection[str], categories: Mapping[str, str]) -> Truth:
    """Hold what a tender has in a field of codes against codes of a policy, as that field means them.

    Args:
        field: the field.
        value: what the tender has.
        wanted: the codes of the policy.
        categories: by code and by name, as they are compared, the code of a category.
    """
    if field == "cpv":
        return matches_cpv(value, wanted)
    if field == "categorie":
        return matches_category(value, wanted, categories)
    return "ja" if value in wanted else "nee"


def cpv_level(code: str) -> str:
    """Give the digits of a CPV code that say something: two of a division, three of a group, and so on."""
    digits = code.partition("-")[0]
    return max(digits.rstrip("0"), digits[:2], key=len)


def matches_cpv(value: str, wanted: Collection[str]) -> Truth:
    """Hold a CPV code, with or without its check digit, against divisions, groups, classes or codes.

    A code above one that is wanted can be it or another below: that is unknown.
    """
    own_level = cpv_level(value)
    if own_level[:2] not in CPV_DIVISIONS:
        return "onbekend"
    levels = [cpv_level(code) for code in wanted]
    if any(own_level.startswith(level) for level in levels):
        return "ja"
    return "onbekend" if any(level.startswith(own_level) for level in levels) else "nee"


def cpv_match(value: str, wanted: Collection[str]) -> tuple[int, bool]:
    """Tell how precisely a CPV code is one of some: the digits of the most precise that it is or lies under.

    Returns:
        Those digits, 0 where it is none of them; and whether it can be one that is more precise than it.
    """
    own_level = cpv_level(value)
    if own_level[:2] not in CPV_DIVISIONS:
        return 0, bool(wanted)
    levels = [cpv_level(code) for code in wanted]
    above = [len(level) for level in levels if own_level.startswith(level)]
    below = any(level != own_level and level.startswith(own_level) for level in levels)
    return max(above, default=0), below
