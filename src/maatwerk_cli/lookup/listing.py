"""What is in the register: records of one kind as a table, and one record whole with what points to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import islice
from typing import Literal, NamedTuple

from maatwerk_cli.contract.secrecy import EFFORT_COUNTS, efforts_registry, hidden
from maatwerk_cli.disclosure.registry import Registry
from maatwerk_cli.models.contract.inspanning import Inspanning
from maatwerk_cli.models.facts.bron import Bron
from maatwerk_cli.models.facts.verzamelpost import Verzamelpost
from maatwerk_cli.models.fields import Field, fields_of
from maatwerk_cli.models.inferred import field_named, inferred_names, is_inferred, own_classes
from maatwerk_cli.models.meaning import Loc
from maatwerk_cli.models.programme.traject import Traject
from maatwerk_cli.models.values import ONBEKEND, WITHDRAWN, Bronverwijzing, Datum, Record
from maatwerk_cli.register.kinds import FILE_YEAR, KINDS, Kind, kind_named
from maatwerk_cli.register.personal import masked
from maatwerk_cli.register.records import Dataset, Entry, counts
from maatwerk_cli.register.references import Reference, bronverwijzingen, references
from maatwerk_cli.register.since import known_since
from maatwerk_cli.report.people import posts_withheld
from maatwerk_cli.report.state import steps_reached
from maatwerk_cli.report.sureness import inferred_in
from maatwerk_cli.text import dutch
from maatwerk_cli.text.personal_data.privacy import mask
from maatwerk_cli.text.table import WITHHELD_CELL, DataTable, TableCell, TableColumn

ShownValue = str | int | list["ShownValue"] | dict[str, "ShownValue"]
"""The value of a field, as JSON would hold it; amounts and dates as they are written."""

_OF_COURSES = ("deelnemers", "scans")
"""What tells of the people in a course of the leerformule; a report tells it in totals."""
_PRESENT = ("fase", "stand")
"""Stages of which a record is in one: a filter asks for that, and its course holds all that were reached."""
_YES_NO = ("ja", "nee")
_SHORT = 4
"""As many columns has a list of a kind that does not say which it shows."""


class RecordView(NamedTuple):
    """One record whole: its fields in order, where it lies, its sources, and what points to it."""

    soort: str
    id: str
    bestand: str
    velden: tuple[tuple[str, ShownValue], ...]
    bronnen: tuple[str, ...]
    verwijzingen: tuple[str, ...]


class ClosedRegisterError(Exception):
    """Records of candidates of a closed register are asked for, and not for internal use."""


@dataclass(frozen=True)
class Speaking:
    """What may be told of people: of a closed register no candidates, and no number that is withheld.

    Attributes:
        dataset: the register.
        intern: everything may be told.
    """

    dataset: Dataset
    intern: bool = False

    @cached_property
    def _withheld(self) -> frozenset[tuple[str, str]]:
        return posts_withheld(self.dataset)

    @cached_property
    def _efforts(self) -> Registry:
        efforts = self.dataset.records(Inspanning)
        return efforts_registry(efforts, self.dataset.settings.drempel_onthulling, intern=self.intern)

    def may_show(self, kind: Kind) -> bool:
        """Tell whether records of a kind are shown, and named where they point to something."""
        return self.intern or self.dataset.settings.openbaar or not kind.of_people

    def hides(self, entry: Entry[Record], name: str) -> bool:
        """Tell whether the value of a field is withheld."""
        if isinstance(entry.value, Inspanning):
            return name in EFFORT_COUNTS and hidden(self._efforts, entry)
        if isinstance(entry.value, Traject):
            closed = not (self.intern or self.dataset.settings.openbaar)
            return closed and name in _OF_COURSES and bool(getattr(entry.value, name))
        if self.intern or name != "aantal" or not isinstance(entry.value, Verzamelpost):
            return False
        return (entry.stem, entry.id) in self._withheld


def kind_called(name: str) -> Kind | None:
    """Give the kind that a user calls by its singular or plural."""
    return next((kind for kind in KINDS if name in (kind.name, kind.plural)), None)


def listed_columns(kind: Kind) -> tuple[str, ...]:
    """Give the names of the columns that a list of this kind shows, its id first."""
    scope = (kind.scope,) if kind.scope and not kind.id_is_stem else ()
    return (*kind.keys, *scope, *(kind.listed or _short_fields(kind)))


def _short_fields(kind: Kind) -> tuple[str, ...]:
    """Give the first fields whose value is short: no text of our own, no list of records, no source."""
    short = (
        field.label
        for field in fields_of(kind.model)
        if field.label not in kind.keys and field.words != "own" and (field.model is None or field.course)
    )
    return tuple(islice(short, _SHORT))


def listing(dataset: Dataset, kind: Kind, filters: Mapping[str, str], speaking: Speaking) -> DataTable:
    """List the records of a kind of which every filtered field has, or holds, the value asked for.

    Where one of them is withdrawn, a last column says which.

    Raises:
        ClosedRegisterError: they may not be shown.
    """
    if not speaking.may_show(kind):
        raise ClosedRegisterError
    columns = listed_columns(kind)
    chosen = [
        entry
        for entry in dataset.of(kind)
        if all(
            not speaking.hides(entry, name) and _has(dataset, kind, entry, name, value)
            for name, value in filters.items()
        )
    ]
    if not all(counts(entry.value) for entry in chosen):
        columns = (*columns, WITHDRAWN)
    rows = [
        tuple(
            WITHHELD_CELL if speaking.hides(entry, column) else _cell(kind, entry, column)
            for column in columns
        )
        for entry in chosen
    ]
    return DataTable(
        kind.plural,
        kind.plural.capitalize(),
        tuple(TableColumn(name, _heading(kind, name), _cells_are(kind, name)) for name in columns),
        tuple(rows),
        # A part of a field keeps its own name, so that a mark does not stand behind the whole.
        inferred=frozenset(
            (row, name)
            for row, entry in enumerate(chosen)
            for name in inferred_in(entry.value, dataset)
            if field_named(name) in columns
        ),
    )


def can_be_inferred(kind: Kind) -> bool:
    """Tell whether records of a kind say which of their fields were inferred."""
    return kind.field("afgeleid") is not None or bool(own_classes(kind.model)) or kind.model.about_one_person


def _cells_are(kind: Kind, name: str) -> Literal["tekst", "getal", "bedrag"]:
    field = kind.field(name)
    if field is None or field.many != "one" or field.holds not in (int, Decimal):
        return "tekst"
    return "bedrag" if field.unit == "euro" else "getal"


def _stages(kind: Kind) -> dict[str, tuple[Field, Field]]:
    """Give per stage that a course is about (``fase``, ``stap``) the course and the field that says it."""
    courses = ((field, field.course) for field in fields_of(kind.model))
    return {
        stage.label: (course, stage)
        for course, stage in courses
        if stage is not None and kind.field(stage.label) is None
    }


def filter_names(kind: Kind) -> tuple[str, ...]:
    """Give the fields on which a list of this kind can be filtered."""
    extra = (kind.scope,) if kind.scope else ()
    own = (*_stages(kind), *(field.label for field in fields_of(kind.model)))
    marks = (dutch.INFERRED,) if can_be_inferred(kind) and dutch.INFERRED not in own else ()
    return (*extra, *own, *marks)


def only_unknown(kind: Kind, name: str) -> bool:
    """Tell whether a list can only be filtered on a field being unknown: it is built up of several facts."""
    field = kind.field(name)
    if field is None or name == WITHDRAWN or field.is_source or field.course is not None:
        return False
    return field.model is not None or field.many.startswith("named")


def filter_values(dataset: Dataset, kind: Kind, name: str) -> tuple[str, ...]:
    """Give the values that a field can be filtered on; nothing where any text may be one."""
    if name == kind.scope:
        return tuple(sorted(dataset.of(kind).by_stem))
    if name == WITHDRAWN:
        return _YES_NO
    field = _stages(kind)[name][1] if name in _stages(kind) else kind.field(name)
    if field is None:
        return ()
    if field.is_source:
        return tuple(dataset.bronnen.by_id)
    field = field.course or field
    if field.choices:
        return field.choices
    if field.code is not None and not field.code.maybe:
        return tuple(dataset.codes(field.code.code_list))
    if field.names is not None and not field.names.maybe and not field.names.same_year:
        return tuple(id_ for name in field.names.kinds for id_ in dataset.of(kind_named(name)).by_id)
    return ()


def _has(dataset: Dataset, kind: Kind, entry: Entry[Record], name: str, value: str) -> bool:
    values = _values(dataset, kind, entry, name)
    return value in values or (value == ONBEKEND and not values)


def find(dataset: Dataset, record_id: str) -> list[tuple[Kind, Entry[Record]]]:
    """Find every record with this id, of whatever kind."""
    return [(kind, entry) for kind in KINDS for entry in dataset.of(kind) if entry.id == record_id]


def view(dataset: Dataset, kind: Kind, entry: Entry[Record], speaking: Speaking) -> RecordView:
    """Show one record whole.

    Raises:
        ClosedRegisterError: it may not be shown.
    """
    if not speaking.may_show(kind):
        raise ClosedRegisterError
    inferred: list[ShownValue] = [*inferred_in(entry.value, dataset)]
    fields = [
        (field.label, inferred if field.label == "afgeleid" else value)
        for field in fields_of(kind.model)
        if field.label not in ("bron", "bronnen", "vindplaats")
        for value in [
            WITHHELD_CELL.value
            if speaking.hides(entry, field.name)
            else _value(getattr(entry.value, field.name), field.name)
        ]
        if value not in (None, [], {})
    ]
    if inferred and "afgeleid" not in dict(fields):
        fields.append(("afgeleid", inferred))
    used = dict.fromkeys(_source_text(dataset, source) for source in _sources(entry.value))
    return RecordView(
        kind.name,
        masked(kind.key, entry.id),
        mask(entry.file),
        tuple(fields),
        tuple(used),
        tuple(_pointing(dataset, kind, entry, speaking)),
    )


def _sources(record: Record) -> Iterator[Bronverwijzing]:
    """Give where a record comes from; in a row of a CSV file the source and the place have a cell each."""
    yield from bronverwijzingen(record)
    source, place = getattr(record, "bron", None), getattr(record, "vindplaats", None)
    if isinstance(source, str):
        yield Bronverwijzing.model_construct(id=source, vindplaats=place or ONBEKEND)


def _pointing(dataset: Dataset, kind: Kind, target: Entry[Record], speaking: Speaking) -> Iterator[str]:
    """Name each record that points at this one, with the fields in which it does, in the order of kinds."""
    fields: dict[int, dict[str, None]] = {}
    for reference, name in _uses(dataset, kind, target):
        if reference.entry is not target:
            by_us = kind.model is not Bron and _names_by_inference(reference, dataset)
            shown = f"{mask(name)}{dutch.IS_INFERRED if by_us else ''}"
            fields.setdefault(id(reference.entry), {})[shown] = None
    for other in KINDS:
        for entry in dataset.of(other) if speaking.may_show(other) else ():
            if id(entry) in fields:
                names = ", ".join(fields[id(entry)])
                year = f" ({entry.stem})" if other.per_year and not other.id_is_stem else ""
                # What a record is known by is all that a relation says: that is then ours as a whole.
                by_us = any(is_inferred(inferred_names(entry.value), key) for key in other.keys)
                mark = dutch.IS_INFERRED if by_us else ""
                gone = "" if counts(entry.value) else f" ({WITHDRAWN})"
                yield f"{other.name} {masked(other.key, entry.id)}{mark}{year}{gone}: {names}"


def _uses(dataset: Dataset, kind: Kind, target: Entry[Record]) -> Iterator[tuple[Reference, str]]:
    codes = kind.scope == "codelijst"
    for reference in references(dataset, codes=codes, to=target.id):
        if reference.kind != kind.name or reference.id != target.id:
            continue
        if codes:
            if reference.code_list == target.stem:
                yield reference, _code_path(reference.loc)
        elif not kind.per_year or reference.entry.stem == target.stem:
            yield reference, _path(reference.loc)


def _names_by_inference(reference: Reference, dataset: Dataset) -> bool:
    """Tell whether it is inferred that a record names another; of a course by the stage itself."""
    inferred = inferred_in(reference.entry.value, dataset)
    field, *inside = (str(step) for step in reference.loc if isinstance(step, str))
    return is_inferred(inferred, field, *inside, reference.id) or is_inferred(inferred, field, reference.id)


def _path(loc: Loc) -> str:
    steps = [str(step) for step in loc if isinstance(step, str)]
    return ".".join(steps[:-1] if steps[-1] == "id" else steps)


def _code_path(loc: Loc) -> str:
    """Name the field that holds a code; of a feature also that it is one."""
    steps = [str(step) for step in loc if isinstance(step, str)]
    return ".".join(steps[-2:] if "kenmerken" in steps else steps[-1:])


def _source_text(dataset: Dataset, reference: Bronverwijzing) -> str:
    source = dataset.bronnen.get(reference.id)
    by_us = dutch.IS_INFERRED if source and "titel" in source.afgeleid else ""
    title = f"{masked('titel', source.titel)}{by_us}, " if source else ""
    unsure = " (onbevestigd)" if source and source.status == "onbevestigd" else ""
    place = masked("vindplaats", reference.vindplaats)
    return f"{title}{place} [{masked('id', reference.id)}]{unsure}"


def _values(dataset: Dataset, kind: Kind, entry: Entry[Record], name: str) -> tuple[str, ...]:
    """Give what a list can be filtered on of a field, as the list itself shows it."""
    if name == kind.scope:
        return (entry.stem,)
    if name == WITHDRAWN:
        return (_withdrawn(entry),)
    if name == dutch.INFERRED:
        return tuple(part for own in inferred_in(entry.value, dataset) for part in (own, field_named(own)))
    if name in _stages(kind):
        stages = _stages(kind)[name]
        return _present(dataset, entry, *stages) if name in _PRESENT else _reached(entry, *stages)
    field = kind.field(name)
    value = getattr(entry.value, field.name) if field is not None else None
    if field is not None and field.course is not None:
        return _reached(entry, field, field.course)
    items = value if isinstance(value, tuple) else () if value in (None, {}) else (value,)
    return tuple(item.id if isinstance(item, Bronverwijzing) else str(item) for item in items)


def _withdrawn(entry: Entry[Record]) -> str:
    yes, no = _YES_NO
    return no if counts(entry.value) else yes


def _reached(entry: Entry[Record], course: Field, stage: Field) -> tuple[str, ...]:
    return tuple(str(getattr(step, stage.name)) for step in getattr(entry.value, course.name))


def _present(dataset: Dataset, entry: Entry[Record], course: Field, stage: Field) -> tuple[str, ...]:
    """Give the stage that a record is in on the day up to which the register is kept, where that is sure."""
    dated = (
        (getattr(step, stage.name), known_since(getattr(step, "sinds", None), step.bron, dataset))
        for step in getattr(entry.value, course.name)
    )
    state = steps_reached(dated, dataset.settings.peildatum.last)
    furthest = max(state.surely | state.perhaps, key=stage.choices.index, default=None)
    return (furthest,) if furthest in state.surely else ()


def _cell(kind: Kind, entry: Entry[Record], name: str) -> TableCell:
    if name == kind.scope:
        return mask(entry.stem)
    if name == WITHDRAWN:
        return _withdrawn(entry)
    field = kind.field(name)
    if field is None:
        return None
    value = getattr(entry.value, field.name)
    if value is None or (isinstance(value, int | Decimal) and not isinstance(value, bool)):
        return value
    if field.course is not None:
        return ", ".join(_reached(entry, field, field.course)) or None
    return _text(value, name) or None


def _text(value: object, field: str) -> str:
    """Write the value of a field on one line; what is not known is empty, what looks personal is masked."""
    if value is None:
        return ""
    if isinstance(value, Bronverwijzing):
        return f"{masked('id', value.id)} {masked('vindplaats', value.vindplaats)}"
    if isinstance(value, Record):
        parts = ((name, _text(getattr(value, name), name)) for name in type(value).model_fields)
        return ", ".join(f"{name}: {text}" for name, text in parts if text)
    if isinstance(value, tuple):
        joiner = "; " if value and isinstance(value[0], Record) else ", "
        return joiner.join(_text(item, field) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{masked('', str(key))}: {_text(item, str(key))}" for key, item in value.items())
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return masked(field, str(value)) if isinstance(value, str | int | Decimal | Datum) else ""


def _value(value: object, field: str) -> ShownValue | None:
    """Give the value of a field as it is built up, without what is not known and what looks personal."""
    if value is None:
        return None
    if isinstance(value, Record):
        parts = [
            (info.alias or name, getattr(value, name)) for name, info in type(value).model_fields.items()
        ]
        return {name: known for name, part in parts if (known := _value(part, name)) not in (None, [], {})}
    if isinstance(value, tuple):
        return [known for item in value if (known := _value(item, field)) is not None]
    if isinstance(value, Mapping):
        return {
            masked("", str(key)): known
            for key, item in value.items()
            if (known := _value(item, str(key))) is not None
        }
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    return value if isinstance(value, int) else masked(field, str(value))


def _heading(kind: Kind, name: str) -> str:
    if name == kind.scope and kind.per_year and kind.dated:
        return FILE_YEAR
    return name.replace("_", " ").capitalize()
