"""The choice of a reading, which can carry who made it, when and why."""

from typing import Any

from pydantic import ValidatorFunctionWrapHandler
from pydantic_core import PydanticCustomError

from maatwerk_cli.models.tender.functions import as_function
from maatwerk_cli.models.values import MAX_RECORD_TEXT, Datum, of_our_era, parse_datum

_KEYS = frozenset(("keuze", "door", "datum", "reden"))


class Choice(str):
    """The choice of a reading; it is its code, and says who made it, when and why where that was told.

    Attributes:
        door: the function of who made it; empty where it was not told.
        reden: why; empty where it was not told.
        datum: when; ``None`` where it was not told.
        overruling: whether an option made it over another choice: who made that one did not make this one.
    """

    __slots__ = ("datum", "door", "overruling", "reden")

    door: str
    reden: str
    datum: Datum | None
    overruling: bool

    @classmethod
    def of(cls, code: str, door: str = "", reden: str = "", datum: Datum | None = None) -> "Choice":
        """Make a choice of its code."""
        made = cls(code)
        made.door, made.reden, made.datum, made.overruling = door, reden, datum, False
        return made

    @classmethod
    def over(cls, code: str) -> "Choice":
        """Make a choice by an option, over another that the record has."""
        made = cls.of(code)
        made.overruling = True
        return made


def as_choice(value: Any, read: ValidatorFunctionWrapHandler) -> str:
    """Read a choice: a code, or a code (``keuze``) with the function of who made it, the day and the reason.

    Raises:
        PydanticCustomError: ``lezing_vorm`` where it is neither, ``functie_vorm`` where a name may stand,
            ``datum_vorm`` where the day is none.
    """
    if not isinstance(value, dict):
        code: str = read(value)
        return code
    by, why = value.get("door", ""), value.get("reden", "")
    if (
        "keuze" not in value
        or not _KEYS.issuperset(value)
        or not isinstance(why, str)
        or len(why) > MAX_RECORD_TEXT
    ):
        raise PydanticCustomError("lezing_vorm", "lezing")
    if by and not isinstance(by, str):
        raise PydanticCustomError("functie_vorm", "functie")
    day = None if value.get("datum") is None else of_our_era(parse_datum(value["datum"]))
    return Choice.of(read(value["keuze"]), as_function(by) if by else "", why.strip(), day)
