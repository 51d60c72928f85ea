"""What is in the register: records of one kind as a table, and one record whole with what points to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args, get_origin

from maatwerk_cli.dataset.layout import KINDS, Kind
from maatwerk_cli.dataset.personal import masked
from maatwerk_cli.dataset.records import Dataset, Entry
from maatwerk_cli.models.kandidaat import STAPPEN
from maatwerk_cli.models.privacy import mask
from maatwerk_cli.models.proeftuin import FASEN
from maatwerk_cli.models.values import ONBEKEND, Bronverwijzing, Datum, Record
from maatwerk_cli.report.tables import Cel, Kolom, Tabel

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "bron": ("titel", "uitgever", "datum", "status"),
    "organisatie": ("naam", "afkorting", "soort"),
    "code": ("codelijst", "naam", "bijzonder"),
    "proeftuin": ("naam", "categorie", "verloop"),
    "kandidaat": ("proeftuin", "plek", "stappen"),
    "verzamelpost": ("jaar", "aantal", "telt", "kenmerken"),
    "kerncijfer": ("jaar", "omschrijving", "waarde", "eenheid"),
    "mijlpaal": ("jaar", "datum", "omschrijving"),
    "kader": ("naam",),
    "aanbesteding": ("perceel", "titel", "aard"),
}
_REFERENCES: Mapping[str, tuple[str, ...]] = {
    "proeftuin": ("verwant", "proeftuin"),
    "organisatie": ("leveranciers", "opdrachtgevers", "partners"),
    "code": ("categorie", "doelgroepen", "soort"),
    "verzamelpost": ("deel_van",),
    "kerncijfer": ("deel_van",),
}
"""Per kind the fields of other records that can hold its ids; sources are found by their references."""

_CODE_LISTS = {
    ("proeftuin", "categorie"): "categorie",
    ("proeftuin", "doelgroepen"): "doelgroep",
    ("organisatie", "soort"): "organisatiesoort",
}
_RECORDS = {
    ("proeftuin", "leveranciers"): "organisaties",
    ("proeftuin", "opdrachtgevers"): "organisaties",
    ("proeftuin", "partners"): "organisaties",
    ("proeftuin", "verwant"): "proeftuinen",
    ("kandidaat", "proeftuin"): "proeftuinen",
    ("aanbesteding", "werkwijze"): "beleid",
}
"""Where the values of a field are the codes of a list, or the ids of records."""


@dataclass(frozen=True, slots=True)
class RecordView:
    """One record whole: its fields in order, where it lies, its sources, and what points to it."""

    soort: str
    id: str
    bestand: str
    velden: tuple[tuple[str, str], ...]
    bronnen: tuple[str, ...]
    verwijzingen: tuple[str, ...]


def kind_named(name: str) -> Kind | None:
    """Give the kind that a user calls by its singular or plural."""
    return next((kind for kind in KINDS if name in (kind.name, kind.plural)), None)


def columns_of(kind: Kind) -> tuple[str, ...]:
    """Give the names of the columns that a list of this kind shows, its id first."""
    known = ("jaar", "codelijst", *kind.model.model_fields)
    return (kind.key, *(name for name in _COLUMNS[kind.name] if name in known))


def listing(dataset: Dataset, kind: Kind, filters: Mapping[str, str]) -> Tabel:
    """List the records of a kind of which every filtered field has, or holds, the value asked for."""
    columns = columns_of(kind)
    rows = [
        tuple(_cell(entry, column) for column in columns)
        for entry in dataset.of(kind)
        if all(_has(entry, name, value) for name, value in filters.items())
    ]
    return Tabel(
        kind.plural,
        kind.plural.capitalize(),
        tuple(
            Kolom(name, _heading(name), "getal" if name in ("aantal", "waarde") else "tekst")
            for name in columns
        ),
        tuple(rows),
    )


def filter_names(kind: Kind) -> tuple[str, ...]:
    """Give the fields on which a list of this kind can be filtered."""
    extra = ("jaar",) if kind.per_year else ("codelijst",) if kind.name == "code" else ()
    steps = {"proeftuin": ("fase",), "kandidaat": ("stap",)}.get(kind.name, ())
    return (*extra, *steps, *kind.model.model_fields)


def filter_values(dataset: Dataset, kind: Kind, name: str) -> tuple[str, ...]:
    """Give the values that a field can be filtered on; nothing where any text may be one."""
    if name in ("jaar", "codelijst"):
        return tuple(sorted(dataset.of(kind).by_stem))
    steps = {"fase": FASEN, "stap": STAPPEN}.get(name)
    info = kind.model.model_fields.get(name)
    closed = steps or (_literals(info.annotation) if info is not None else ())
    if closed:
        return closed
    if (kind.name, name) in _CODE_LISTS:
        return tuple(dataset.codes(_CODE_LISTS[kind.name, name]))
    if (kind.name, name) in _RECORDS:
        return tuple(getattr(dataset, _RECORDS[kind.name, name]).by_id)
    return ()


def _literals(annotation: object) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return tuple(str(value) for value in get_args(annotation))
    return tuple(value for part in get_args(annotation) for value in _literals(part))


def _has(entry: Entry[Record], name: str, value: str) -> bool:
    found = _values(entry, name)
    return value in found or (value == ONBEKEND and not found)


def find(dataset: Dataset, record_id: str) -> list[tuple[Kind, Entry[Record]]]:
    """Find every record with this id, of whatever kind."""
    return [(kind, entry) for kind in KINDS for entry in dataset.of(kind) if entry.id == record_id]


def view(dataset: Dataset, kind: Kind, entry: Entry[Record]) -> RecordView:
    """Show one record whole."""
    fields = [
        (name, text)
        for name, info in type(entry.value).model_fields.items()
        if name not in ("bronnen", "bron")
        for text in [_text(getattr(entry.value, name), name)]
        if text
        for name in [info.alias or name]
    ]
    used = dict.fromkeys(_source_text(dataset, reference) for reference in _sources(entry.value))
    return RecordView(
        kind.name,
        masked(kind.key, entry.id),
        mask(entry.file),
        tuple(fields),
        tuple(used),
        tuple(_pointing(dataset, kind, entry)),
    )


def _pointing(dataset: Dataset, kind: Kind, target: Entry[Record]) -> Iterator[str]:
    for other in KINDS:
        for entry in dataset.of(other):
            if entry is target:
                continue
            fields = [
                name
                for name in _REFERENCES.get(kind.name, ())
                if target.id in _values(entry, name) and not (other.name == "proeftuin" and name == "soort")
            ]
            if kind.name == "bron" and any(ref.id == target.id for ref in _sources(entry.value)):
                fields.append("bron")
            if fields:
                yield f"{other.name} {masked(other.key, entry.id)} ({', '.join(fields)})"


def _sources(value: object) -> Iterator[Bronverwijzing]:
    if isinstance(value, Bronverwijzing):
        yield value
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from _sources(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _sources(item)


def _source_text(dataset: Dataset, reference: Bronverwijzing) -> str:
    source = dataset.bronnen.get(reference.id)
    title = f"{masked('titel', source.titel)}, " if source else ""
    unsure = " (onbevestigd)" if source and source.status == "onbevestigd" else ""
    place = masked("vindplaats", reference.vindplaats)
    return f"{title}{place} [{masked('id', reference.id)}]{unsure}"


def _values(entry: Entry[Record], name: str) -> tuple[str, ...]:
    if name in ("jaar", "codelijst"):
        return (entry.stem,)
    step_field = {"fase": "verloop", "stap": "stappen"}.get(name)
    if step_field and hasattr(entry.value, step_field):
        return tuple(str(getattr(step, name)) for step in getattr(entry.value, step_field))
    value = getattr(entry.value, name, None)
    if isinstance(value, tuple):
        return tuple(str(item) for item in value)
    return () if value is None else (str(value),)


def _cell(entry: Entry[Record], name: str) -> Cel:
    if name in ("jaar", "codelijst"):
        return mask(entry.stem)
    value = getattr(entry.value, name)
    if value is None or isinstance(value, int | Decimal):
        return value
    if name in ("verloop", "stappen"):
        return (
            ", ".join(str(getattr(step, "fase", None) or getattr(step, "stap", "")) for step in value) or None
        )
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


def _heading(name: str) -> str:
    return name.replace("_", " ").capitalize()
