"""What was inferred in a record: a field whole, or a part of it, as ``afgeleid`` names them.

``kenmerken`` is the field, ``kenmerken.fase`` one of its features and ``kenmerken.bestuurslaag.gemeente`` one
of the values that such a feature can have; ``verloop.gestart`` is one stage of a course. Of the candidates of
a proeftuin ``kandidaten.aan_de_slag`` is one step: their own records say nothing but what was reached.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from maatwerk_cli.models.fields import Field, by_label, fields_of
from maatwerk_cli.models.meaning import OwnClass, Parts
from maatwerk_cli.models.values import Record

SEPARATOR = "."
"""What stands between a field and its part; no name of a field, feature or code has it."""


def is_inferred(afgeleid: Collection[str], *path: str) -> bool:
    """Tell whether a field, or a part of it, was inferred: by its own name or with all that it is part of."""
    return any(SEPARATOR.join(path[:length]) in afgeleid for length in range(1, len(path) + 1))


def holds_inferred(afgeleid: Collection[str], *path: str) -> bool:
    """Tell whether a field, or a part of it, was inferred or holds something that was."""
    within = SEPARATOR.join(path) + SEPARATOR
    return is_inferred(afgeleid, *path) or any(name.startswith(within) for name in afgeleid)


def inferred_names(record: Record) -> tuple[str, ...]:
    """Name what was inferred in a record: what it says so of, and the classes of our own that it has."""
    own = (field.label for field in own_classes(type(record)) if getattr(record, field.name) is not None)
    return tuple(dict.fromkeys((*getattr(record, "afgeleid", ()), *own)))


def own_classes(model: type[Record]) -> tuple[Field, ...]:
    """Give the fields of a kind of record that hold a class of our own."""
    return tuple(field for field in fields_of(model) if field.meaning(OwnClass))


def field_named(name: str) -> str:
    """Give the field of which something was inferred."""
    return name.partition(SEPARATOR)[0]


def has_parts(model: type[Record], name: str) -> bool:
    """Tell whether parts of a field can be named: features with their values, stages of a course, steps."""
    field = by_label(model).get(name)
    return field is not None and (
        field.many == "named_lists" or field.course is not None or field.meaning(Parts) is not None
    )


def parts_in(record: Record, name: str) -> Iterator[str]:
    """Give how the parts of a field are named that a record has filled in, or that others have for it."""
    field = by_label(type(record))[name]
    value: Any = getattr(record, field.name)
    if parts := field.meaning(Parts):
        yield from (f"{name}{SEPARATOR}{part}" for part in parts.names)
    if field.course is not None:
        yield from (f"{name}{SEPARATOR}{getattr(stage, field.course.name)}" for stage in value)
    elif isinstance(value, Mapping):
        for feature, values in value.items():
            yield f"{name}{SEPARATOR}{feature}"
            yield from (f"{name}{SEPARATOR}{feature}{SEPARATOR}{item}" for item in values)
