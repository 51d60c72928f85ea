"""The values of a parameter of a policy, each read in the unit of its parameter."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import ValidationError, ValidatorFunctionWrapHandler
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from maatwerk_cli.models.meaning import AMOUNT
from maatwerk_cli.models.tender.choices import MAX_TERM_MONTHS
from maatwerk_cli.models.values import LONGEST_NUMBER, ReadAs, parse_bedrag, parse_getal

_SURE = 0
"""A value that is always right, in the place of one that was refused: what is wrong beside it is told too."""


def _months(value: object) -> Decimal:
    if isinstance(value, float):
        raise PydanticCustomError("maanden_vorm", "maanden")
    months = parse_getal(value)
    if months != months.to_integral_value():
        raise PydanticCustomError("maanden_vorm", "maanden")
    return _between(months, MAX_TERM_MONTHS)


def _percent(value: object) -> Decimal:
    try:
        number = parse_getal(value)
    except PydanticCustomError as error:  # only of a part of a hundred it is known that it is no thousands
        raise PydanticCustomError(error.type, "getal", {"eenheid": "procent"}) from None
    return _between(number, 100)


def _number(value: object) -> Decimal:
    return _between(parse_getal(value), None)


def _between(value: Decimal, most: int | None) -> Decimal:
    if value < 0:
        raise PydanticCustomError("greater_than_equal", "te laag", {"ge": 0})
    if most is not None and value > most:
        raise PydanticCustomError("less_than_equal", "te hoog", {"le": most})
    return value


_WRITTEN = {
    "type": "string",
    "pattern": r"^(?!-?[1-9][0-9]{0,2}\.[0-9]{3}$)([0-9]+(\.[0-9]+)?|-0+(\.0+)?)$",
    "maxLength": LONGEST_NUMBER,
}
Percentage = Annotated[
    Decimal, ReadAs(_percent, _WRITTEN, {"type": "integer", "minimum": 0, "maximum": 100}), AMOUNT
]
Eenheidswaarde = Annotated[Decimal, ReadAs(_number, _WRITTEN, {"type": "integer", "minimum": 0}), AMOUNT]
"""What one unit counts for, in euros: not rounded to the cent, and never less than nothing."""

_READERS: Mapping[str, Callable[[object], Decimal]] = {
    "euro": parse_bedrag,
    "maanden": _months,
    "procent": _percent,
    "uren": _number,
    "fte": _number,
}


def in_unit(values: Any, read: ValidatorFunctionWrapHandler, unit: str | None) -> Any:
    """Read the values of a parameter, each in its unit: whole months, euros to the cent, a part of a hundred.

    Args:
        values: as they stand in the file.
        read: reads them in whatever unit.
        unit: the unit of the parameter; ``None`` where it is itself wrong.

    Raises:
        ValidationError: a value is none in that unit, or something else is wrong.
    """
    if not isinstance(values, list) or unit is None:
        return read(values)
    wrong = [*_refused(values, _READERS[unit])]
    places = [error["loc"][0] for error in wrong]
    plain = [{**value, "waarde": _SURE} if index in places else value for index, value in enumerate(values)]
    try:
        value_read = read(plain)
    except ValidationError as error:
        wrong += [_again(details) for details in error.errors(include_url=False)]
    if wrong:
        raise ValidationError.from_exception_data("Parameter", wrong)
    return value_read


def _refused(values: list[Any], read: Callable[[object], Decimal]) -> "list[InitErrorDetails]":
    errors = []
    for index, value in enumerate(values):
        raw = value.get("waarde") if isinstance(value, dict) else None
        if raw is None:
            continue  # missing or empty: that is told where all is read
        try:
            read(raw)
        except PydanticCustomError as error:
            errors.append(InitErrorDetails(type=error, loc=(index, "waarde"), input=raw))
    return errors


def _again(details: ErrorDetails) -> InitErrorDetails:
    """Give an error as it is raised, of the error as it was told."""
    error = PydanticCustomError(details["type"], "fout", details.get("ctx"))
    return InitErrorDetails(type=error, loc=details["loc"], input=details["input"])
