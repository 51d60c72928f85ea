"""What Pydantic finds wrong with a record, as problems: on the error's type and context, never its text."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from maatwerk_cli.dataset.problem import Loc, Position, Problem

_CODES = {
    "extra_forbidden": "MW101",
    "missing": "MW102",
    "leeg": "MW103",
    "literal_error": "MW104",
    "string_type": "MW105",
    "string_too_short": "MW106",
    "string_too_long": "MW106",
    "string_pattern_mismatch": "MW107",
    "int_type": "MW108",
    "int_parsing": "MW108",
    "int_from_float": "MW108",
    "greater_than_equal": "MW109",
    "less_than_equal": "MW109",
    "bedrag_float": "MW110",
    "bedrag_vorm": "MW111",
    "bedrag_negatief": "MW111",
    "bedrag_te_groot": "MW111",
    "datum_vorm": "MW112",
    "datum_te_fijn": "MW113",
    "tuple_type": "MW114",
    "model_type": "MW115",
    "dict_type": "MW115",
    "too_short": "MW116",
    "bool_type": "MW117",
    "getal_float": "MW118",
    "getal_vorm": "MW118",
}


def field_problems(
    error: ValidationError,
    model: type[Any],
    file: str,
    base: Loc = (),
    positions: Mapping[str, Position] | None = None,
) -> list[Problem]:
    """Turn a validation error into problems.

    Args:
        error: what Pydantic raised for one record.
        model: the record's model, for the names of its fields.
        file: the file, relative to the dataset.
        base: where the record lies in the file.
        positions: of a CSV row, the position of each of its cells.

    Returns:
        One problem for each error. The offending value stays out of it, but for a short plain word,
        for which a suggestion can be made.

    """
    problems = []
    for found in error.errors(include_url=False):
        loc = tuple(found["loc"])
        kind = found["type"]
        context = found.get("ctx", {})
        params: dict[str, object] = {"veld": ".".join(str(step) for step in loc) or "record"}
        if kind == "literal_error":
            params["keuzes"] = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        if kind in ("literal_error", "extra_forbidden"):
            params["woord"] = loc[-1] if kind == "extra_forbidden" else found["input"]
        if kind == "extra_forbidden":
            params["keuzes"] = ", ".join(_keys_at(model, loc[:-1]))
        params |= {key: context[key] for key in ("ge", "le", "max_length", "min_length") if key in context}
        position = positions.get(str(loc[0])) if positions and loc else None
        problems.append(
            Problem(
                _CODES.get(kind, "MW100"),
                file,
                base + loc,
                params,
                position,
                on_key=kind == "extra_forbidden",
            )
        )
    return problems


def _keys_at(model: type[Any], loc: Loc) -> list[str]:
    """Give the keys that a record has at ``loc``, following its fields."""
    current: Any = model
    for step in loc:
        if isinstance(step, int):
            continue
        fields = getattr(current, "model_fields", {})
        if step not in fields:
            return []
        current = _model_in(fields[step].annotation)
    return [field.alias or name for name, field in getattr(current, "model_fields", {}).items()]


def _model_in(annotation: Any) -> Any:
    if hasattr(annotation, "model_fields"):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = _model_in(part)
        if found is not None:
            return found
    return None
