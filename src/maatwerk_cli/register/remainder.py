"""What is left of a record of which something does not fit, so that the rest can still be held to rules.

What does not fit is left out where the record can do without; where it cannot, something stands in for it.
The places of both are kept: no rule that looks at them says anything that means anything.
"""

from typing import Any

from pydantic import ValidationError

from maatwerk_cli.models.fields import Field, by_label, field_at, fields_of
from maatwerk_cli.models.meaning import Loc
from maatwerk_cli.models.values import Record
from maatwerk_cli.text.suggestion import nearest

_ROUNDS = 8
"""What stands in may lack something in turn, or not fit: then the next is tried, until a record reads."""
_UNKNOWN = ("extra_forbidden", "invalid_key")
_STAND_INS = ("onbekend", "k-aaaaaaaaa0", "12345678", "https://voorbeeld.invalid", "a" * 64, "2000-1")
"""Texts that fit in one field or another."""


def rest_of(raw: Any, model: type[Record], error: ValidationError) -> tuple[Record, frozenset[Loc]] | None:
    """Give a record with what fits in it, and the places where something was left out or stands in.

    Returns:
        Nothing where no record can be made of it.
    """
    if not isinstance(raw, dict):
        return None
    rest = _copied(raw)
    lacking: set[Loc] = set()
    for attempt in range(_ROUNDS):
        for details in error.errors(include_url=False):
            loc = tuple(details["loc"])
            if not loc:
                return None
            lacking.add(loc)
            if details["type"] in _UNKNOWN:
                lacking |= _meant(rest, model, loc)
            _replace(rest, model, loc, attempt, unknown=details["type"] in _UNKNOWN)
        try:
            return model.model_validate(rest), frozenset(lacking)
        except ValidationError as again:
            error = again
    return None


def _copied(value: Any) -> Any:
    """Give a copy of what was read: ``deepcopy`` takes four times as long."""
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value


def _meant(rest: Any, model: type[Record], loc: Loc) -> set[Loc]:
    """Give the place that an unknown key was probably meant for."""
    holder = _within(rest, loc[:-1])
    field = field_at(model, loc[:-1])
    inside = model if len(loc) == 1 else field.model if field is not None else None
    if inside is None or not isinstance(holder, dict):
        return set()
    near = nearest(str(loc[-1]), [label for label in by_label(inside) if label not in holder])
    return {(*loc[:-1], near)} if near else set()


def _within(value: Any, loc: Loc) -> Any:
    for step in loc:
        fits = isinstance(value, dict) or (isinstance(value, list) and isinstance(step, int))
        try:
            value = value[step] if fits else None
        except (KeyError, IndexError):
            return None
    return value


def _replace(rest: dict[str, Any], model: type[Record], loc: Loc, attempt: int, *, unknown: bool) -> None:
    """Leave out what does not fit, or put something in its place where that cannot be."""
    loc = _there(rest, loc)
    holder, last = _within(rest, loc[:-1]), loc[-1]
    field = field_at(model, loc)
    item = isinstance(last, int)
    if isinstance(holder, dict) and (unknown or field is None or not (field.required or item)):
        holder.pop(last, None)
    elif field is not None and (isinstance(holder, dict) or (isinstance(last, int) and last < len(holder))):
        holder[last] = _stand_in(field, attempt, item=item)


def _there(rest: dict[str, Any], loc: Loc) -> Loc:
    """Give a place, or the nearest around it, of which what it is in is there."""
    size = 1
    while size < len(loc):
        holder, step = _within(rest, loc[:size]), loc[size]
        is_key = isinstance(step, str) or (isinstance(holder, dict) and step in holder)
        if not isinstance(holder, dict if is_key else list):
            break
        size += 1
    return loc[:size]


def _stand_in(field: Field, attempt: int, *, item: bool) -> Any:
    """Give something that fits in a field; another at each attempt, as what a text must look like differs."""
    stand_in: Any
    if field.model is not None:
        stand_in = {
            inner.label: _stand_in(inner, attempt, item=False)
            for inner in fields_of(field.model)
            if inner.required
        }
    elif field.choices:
        stand_in = 1 if field.choices == ("1",) else field.choices[0]
    elif field.is_date:
        stand_in = "2000"
    elif field.holds is bool:
        stand_in = False
    elif field.holds is str:
        stand_in = _STAND_INS[attempt % len(_STAND_INS)]
    else:
        stand_in = 1
    return [stand_in] if field.many == "list" and not item else stand_in
