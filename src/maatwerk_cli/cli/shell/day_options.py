"""A day or a date that an option gives: written as the register writes it, and in no other way."""

from datetime import date
from typing import TYPE_CHECKING

from maatwerk_cli.cli.shell.errors import UserError

if TYPE_CHECKING:
    from maatwerk_cli.models.values import Datum


def given_date(option: str, text: str) -> "Datum":
    """Read a date as precise as it is given: ``2018``, ``2018-q3``, ``2018-08`` or ``2018-08-01``.

    Raises:
        UserError: it is no date in one of those forms.
    """
    from maatwerk_cli.models.values import parse_datum

    try:
        return parse_datum(text)
    except ValueError:
        raise UserError(f"{option}: dit is geen datum. Schrijf bijvoorbeeld 2018-03-01.") from None


def given_day(option: str, text: str, example: str = "2018-12-31") -> date:
    """Read one day: ``2018-12-31``.

    Raises:
        UserError: it is no day in that form.
    """
    from maatwerk_cli.models.values import parse_datum

    try:
        day = parse_datum(text)
    except ValueError:
        day = None
    if day is None or day.precisie != "dag":
        raise UserError(f"{option}: '{text[:20]}' is geen dag. Schrijf bijvoorbeeld {example}.")
    return day.first
