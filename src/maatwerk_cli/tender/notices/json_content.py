"""Hostile JSON to plain values: bounded, numbers exact, any value of any type."""

import io
import json
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from maatwerk_cli.tender.judging import Refused
from maatwerk_cli.tender.notices.xml_tree import MAX_LOTS

MOST_DIGITS = 40
"""A number that is longer is not written out: an exponent can ask for more than memory holds."""

Object = dict[str, Any]
"""A release, or any other object in JSON."""

MAX_VALUES = 2_000_000
"""In a file of the largest size that is read, several times what releases have."""


def parse_json(data: bytes) -> Any:
    """Give what JSON holds; of JSON Lines a list of what each line holds; or why it cannot be read."""
    if data.count(b",") > MAX_VALUES:
        return Refused(
            "Het JSON-bestand heeft meer gegevens dan een aankondiging ooit heeft. Het wordt daarom niet "
            "gelezen."
        )
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return _loads(data)
    except json.JSONDecodeError as error:
        lines = _parse_lines(data) if error.msg == "Extra data" else None
        return lines or Refused(_BAD_JSON, error.lineno, error.colno)
    except _SaidTwiceError:
        return Refused(_SAID_TWICE)
    except UnicodeDecodeError:
        return Refused("De tekens van het JSON-bestand zijn geen UTF-8. Sla het op als UTF-8.")
    except RecursionError:
        return Refused("Het JSON-bestand ligt dieper in elkaar dan een aankondiging ooit doet.")
    except ValueError:
        return Refused("Het JSON-bestand heeft een getal dat niet bestaat.")


TOO_MANY_LOTS = f"Het bestand heeft meer dan {MAX_LOTS} percelen. Het wordt daarom niet gelezen."
_BAD_JSON = "Dit is geen geldige JSON. Download het bestand opnieuw."
_SAID_TWICE = (
    "In een onderdeel van de JSON staat een gegeven twee keer, en niet hetzelfde. Welk van de twee geldt, is "
    "niet te zeggen. Download het bestand opnieuw."
)


class _SaidTwiceError(ValueError):
    """An object has a name twice, with two values."""


def _object(pairs: list[tuple[str, Any]]) -> Object:
    """Make an object; of a name that it has twice the last would count, and the other be dropped unsaid."""
    made = dict(pairs)
    if len(made) != len(pairs) and any(made[name] != value for name, value in pairs):
        raise _SaidTwiceError
    return made


def _loads(data: bytes | str) -> Any:
    return json.loads(
        data,
        parse_float=_number,
        parse_int=_number,
        parse_constant=_no_number,
        object_pairs_hook=_object,
    )


def _parse_lines(data: bytes) -> list[Any] | Refused | None:
    """Read JSON Lines; ``None`` where the first line is no object, so that these are none."""
    content: list[Any] = []
    for number, line in enumerate(io.StringIO(data.decode(json.detect_encoding(data)), newline="\n"), 1):
        if not line.strip():
            continue
        if len(content) == MAX_LOTS:
            return Refused(TOO_MANY_LOTS)
        content.append(_parse_line(number, line))
        if not isinstance(content[0], dict):
            return None
    return content


def _parse_line(number: int, line: str) -> Any:
    try:
        return _loads(line.rstrip("\r\n"))  # else what is cut off ends on a line further on
    except _SaidTwiceError:
        return Refused(f"Deze regel van het bestand kan niet worden gelezen. {_SAID_TWICE}", number)
    except (ValueError, RecursionError) as error:
        column = error.colno if isinstance(error, json.JSONDecodeError) else 1
        return Refused(f"Deze regel van het bestand kan niet worden gelezen. {_BAD_JSON}", number, column)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def dict_of(holder: Any, key: str) -> Object:
    """Give an object; what is none is not there."""
    value = holder.get(key) if isinstance(holder, dict) else None
    return value if isinstance(value, dict) else {}


def list_of(holder: Any, key: str) -> list[Any]:
    """Give a list; what is none is not there."""
    value = holder.get(key) if isinstance(holder, dict) else None
    return value if isinstance(value, list) else []


def json_text(holder: Any, key: str) -> str:
    """Give a text; of a number (some publishers number their lots) its digits."""
    value = holder.get(key) if isinstance(holder, dict) else None
    if isinstance(value, Decimal) and abs(value.adjusted()) < MOST_DIGITS:
        return f"{value:f}"
    return value.strip() if isinstance(value, str) else ""
