"""A CPV code with its check digit: eight digits and, after a dash, one that guards them."""

import re
from collections.abc import Mapping

from pydantic_core import PydanticCustomError

_DIVISIONS = (
    "03-1 09-3 14-1 15-8 16-5 18-9 19-6 22-0 24-4 30-9 31-6 32-3 33-0 34-7 35-4 37-8 38-5 39-2 41-9 "
    "42-6 43-3 44-0 45-7 48-8 50-5 51-9 55-0 60-8 63-9 64-6 65-3 66-0 70-1 71-8 72-5 73-2 75-6 76-3 "
    "77-0 79-4 80-4 85-9 90-7 92-1 98-3 "
)
CPV_DIVISIONS: Mapping[str, str] = dict(code.split("-") for code in _DIVISIONS.split())
"""The 45 divisions of the Common Procurement Vocabulary, each with its check digit: Regulation (EC) 213/2008.

Of a more precise code the digit cannot be reckoned: its makers say that it was not always set by their rule.
"""

_LEVEL = re.compile(r"[0-9]{2,8}|[0-9]{8}-[0-9]")


def is_cpv_level(text: str) -> bool:
    """Tell whether a text can be a division, group, class or code, with or without its check digit."""
    return _LEVEL.fullmatch(text) is not None and text[:2] in CPV_DIVISIONS


def right_digit(code: str) -> Mapping[str, str]:
    """Give a code with its right check digit and without one, where it has another than that; else nothing.

    Of a code that is no division there is no list, so nothing is claimed of its digit.
    """
    digits, dash, check = code.partition("-")
    right = CPV_DIVISIONS.get(digits[:2]) if digits[2:] == "000000" else None
    return {"juist": f"{digits}-{right}", "kaal": digits} if dash and right and check != right else {}


def checked_cpv(code: str) -> str:
    """Give a code, if its check digit is right as far as that can be told.

    Raises:
        PydanticCustomError: ``cpv_controlecijfer``, with the code as it should be.
    """
    if right := right_digit(code):
        raise PydanticCustomError("cpv_controlecijfer", "cpv", {**right})
    return code
