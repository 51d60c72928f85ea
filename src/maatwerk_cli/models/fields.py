"""The fields of a record as its model declares them: how many, of what type, and what they mean.

Whatever walks over records or over columns does so by these, so that a new field needs no other line.
"""

import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin

from maatwerk_cli.models.meaning import Asked, CodeOf, Columns, Loc, Names, People, Points, Unit, Words
from maatwerk_cli.models.values import Bronverwijzing, Datum, Record

M = TypeVar("M")

Many = Literal["one", "list", "named", "named_lists", "named_twice", "joined"]
"""One value; a list; values by name; lists by name; values by two names; a list that is also told apart when
it is empty."""


@dataclass(frozen=True)
class Field:
    """One field of a record.

    Attributes:
        name: its name in the model.
        label: its name in files.
        text: what it holds, in Dutch.
        many: how many values it has.
        holds: the type of one value, without its annotations.
        required: whether a record cannot do without.
        meanings: the annotations beside its type.
    """

    name: str
    label: str
    text: str
    many: Many
    holds: Any
    required: bool
    meanings: tuple[Any, ...]

    def meaning(self, kind: type[M]) -> M | None:
        """Give the annotation of one sort, if it has one."""
        return next((meaning for meaning in self.meanings if isinstance(meaning, kind)), None)

    @cached_property
    def model(self) -> type[Record] | None:
        """The model of its values, where they are records themselves."""
        return self.holds if isinstance(self.holds, type) and issubclass(self.holds, Record) else None

    @property
    def choices(self) -> tuple[str, ...]:
        """The values it can have, where they are closed."""
        return tuple(map(str, get_args(self.holds))) if get_origin(self.holds) is Literal else ()

    @cached_property
    def names(self) -> Names | None:
        """What kinds of record it names."""
        return self.meaning(Names)

    @property
    def code(self) -> CodeOf | None:
        """Of which list it holds codes."""
        return self.meaning(CodeOf)

    @property
    def unit(self) -> str:
        """The unit of its numbers."""
        unit = self.meaning(Unit)
        return unit.name if unit else ""

    @property
    def words(self) -> str:
        """Whose words its text is in: ``own``, ``source``, or nothing for a name or no text."""
        words = self.meaning(Words)
        return words.whose if words else ""

    @property
    def points(self) -> tuple[Points, ...]:
        """By which meanings its values name records or codes."""
        return tuple(meaning for meaning in self.meanings if isinstance(meaning, Points))

    @property
    def of_people(self) -> bool:
        """Whether it is a number of people."""
        return self.meaning(People) is not None

    @property
    def asked(self) -> Asked:
        """How a form asks for it."""
        return self.meaning(Asked) or Asked()

    @property
    def columns(self) -> tuple[str, ...]:
        """The names that a column of a spreadsheet often has for it, beside its own."""
        columns = self.meaning(Columns)
        return columns.names if columns else ()

    @cached_property
    def is_source(self) -> bool:
        """Whether it says where something comes from."""
        return self.model is not None and issubclass(self.model, Bronverwijzing)

    @property
    def is_date(self) -> bool:
        """Whether it holds a date."""
        return self.holds is Datum

    @cached_property
    def course(self) -> "Field | None":
        """Of a list of stages (phases, steps) the field that says which stage: the first, a closed code."""
        if self.many != "list" or self.model is None:
            return None
        first = fields_of(self.model)[0]
        return first if first.code is not None and first.choices else None


@cache
def fields_of(model: type[Record]) -> tuple[Field, ...]:
    """Give the fields of a model in their order, which is the canonical order of a record."""
    fields = []
    for name, info in model.model_fields.items():
        many, inner, inside = _bare(info.annotation)
        meanings = (*info.metadata, *inside)
        text = info.description or ""
        fields.append(Field(name, info.alias or name, text, many, inner, info.is_required(), meanings))
    return tuple(fields)


@cache
def all_fields_of(model: type[Record]) -> tuple[Field, ...]:
    """Give the fields of a model and of every model that is in one of them, however deep."""
    own = fields_of(model)
    return (*own, *(inner for field in own if field.model for inner in all_fields_of(field.model)))


def by_label(model: type[Record]) -> Mapping[str, Field]:
    """Give the fields of a model by their names in files."""
    return {field.label: field for field in fields_of(model)}


def _bare(annotation: Any) -> tuple[Many, Any, tuple[Any, ...]]:
    """Give how many values an annotation allows, their type, and the annotations on the way to it."""
    annotation, optional, outer = _peeled(annotation)
    origin = get_origin(annotation)
    if origin is tuple:
        inner, _, inside = _peeled(get_args(annotation)[0])
        return ("joined" if optional else "list"), inner, (*outer, *inside)
    if origin in (dict, Mapping):
        inner, _, inside = _peeled(get_args(annotation)[1])
        if get_origin(inner) is tuple:
            item, _, deeper = _peeled(get_args(inner)[0])
            return "named_lists", item, (*outer, *inside, *deeper)
        if get_origin(inner) in (dict, Mapping):
            item, _, deeper = _peeled(get_args(inner)[1])
            return "named_twice", item, (*outer, *inside, *deeper)
        return "named", inner, (*outer, *inside)
    return "one", annotation, outer


def _peeled(annotation: Any) -> tuple[Any, bool, tuple[Any, ...]]:
    optional = False
    meanings: tuple[Any, ...] = ()
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation, *more = get_args(annotation)
            meanings += tuple(more)
        elif origin in (Union, types.UnionType) and type(None) in get_args(annotation):
            optional = True
            annotation = next(part for part in get_args(annotation) if part is not type(None))
        else:
            return annotation, optional, meanings


def field_at(model: type[Record], loc: Loc) -> Field | None:
    """Give the field at a place in a record, however deep; ``None`` where there is none."""
    field: Field | None = None
    inside: type[Record] | None = model
    named = False
    for step in loc:
        if isinstance(step, int):
            continue
        if field is not None and field.many in ("named", "named_lists", "named_twice") and not named:
            named = True  # the key of a value: the value is what the field holds
            continue
        if inside is None:
            return None
        field, named = by_label(inside).get(step), False
        if field is None:
            return None
        inside = field.model
    return field


def value_at(record: Record, loc: Loc) -> Any:
    """Give what stands at a place of a record."""
    value: Any = record
    for step in loc:
        if isinstance(value, Record):
            value = getattr(value, by_label(type(value))[str(step)].name)
        else:
            value = value[step]
    return value


# Walking over a record

Pointer = tuple[Loc, Points, Any, Record]
"""Where a value names something, by which meaning, the value, and the part of the record it is in."""


class _Way(NamedTuple):
    """A field in which something can be named, as the walk needs it."""

    name: str
    label: str
    many: Many
    points: tuple[Points, ...]
    deeper: bool


@cache
def _ways(model: type[Record], closed: bool) -> tuple[_Way, ...]:
    """Give the fields of a model in which something can be named, so that no others are walked."""
    ways = []
    for field in fields_of(model):
        points = () if field.choices and not closed else field.points
        deeper = field.model is not None and bool(_ways(field.model, closed))
        if points or deeper:
            ways.append(_Way(field.name, field.label, field.many, points, deeper))
    return tuple(ways)


def pointers(record: Record, *, closed: bool = False) -> list[Pointer]:
    """Give every value in a record that names something.

    Args:
        record: the record.
        closed: codes too of which the model itself says which there are.
    """
    pointers: list[Pointer] = []
    _collect(record, (), pointers, closed)
    return pointers


def _collect(record: Record, loc: Loc, pointers: list[Pointer], closed: bool) -> None:
    # Into one list, since this is asked of every record: a generator at each depth takes twice as long.
    for name, label, many, points, deeper in _ways(type(record), closed):
        value = getattr(record, name)
        if not value:
            continue
        here = (*loc, label)
        if many == "one":
            pointers += [(here, meaning, value, record) for meaning in points]
            if deeper:
                _collect(value, here, pointers, closed)
        elif many == "list":
            for index, item in enumerate(value):
                pointers += [((*here, index), meaning, item, record) for meaning in points]
                if deeper:
                    _collect(item, (*here, index), pointers, closed)
        elif deeper:
            for key, item in value.items():
                _collect(item, (*here, key), pointers, closed)
        else:
            pointers += [(here, meaning, value, record) for meaning in points]


# Looking at a field of many records at once: a tenth of what walking over each costs, but without the places


def columns_of(
    model: type[Record], records: Iterable[Record], wanted: Callable[[Field], bool]
) -> Iterator[tuple[Field, list[Any]]]:
    """Give what records hold in the fields that are wanted, and in those of the records in them.

    Args:
        model: the model of the records.
        records: the records.
        wanted: tells of a field whether it is.
    """
    records = list(records)
    for field, given, deeper in _columns(model, wanted):
        values = [value for record in records if (value := getattr(record, field.name))]
        if given:
            yield field, values
        if deeper is not None and values:
            yield from columns_of(deeper, _each(field, values), wanted)


def named_values(model: type[Record], records: Iterable[Record]) -> Iterator[tuple[Points, Iterable[Any]]]:
    """Give, for each meaning by which records can name something, all values that do."""
    for field, values in columns_of(model, records, _can_name):
        for meaning in field.points:
            yield meaning, _each(field, values) if field.many == "list" else values


@cache
def _columns(
    model: type[Record], wanted: Callable[[Field], bool]
) -> tuple[tuple[Field, bool, type[Record] | None], ...]:
    """Give the fields that are wanted, or that hold a model (which is given too) with such fields."""
    fields = [
        (field, wanted(field), field.model if field.model and _columns(field.model, wanted) else None)
        for field in fields_of(model)
    ]
    return tuple(column for column in fields if column[1] or column[2])


def _each(field: Field, values: Iterable[Any]) -> Iterable[Any]:
    if field.many == "one":
        return values
    return chain.from_iterable(values if field.many == "list" else (value.values() for value in values))


def _can_name(field: Field) -> bool:
    return bool(field.points) and not field.choices
