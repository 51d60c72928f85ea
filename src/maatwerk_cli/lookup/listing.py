"""What is in the register: records of one kind as a table, and one record whole with what points to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args, get_origin

from maatwerk_cli.models.kandidaat import STAPPEN
from maatwerk_cli.models.kenmerken import KENMERKEN
from maatwerk_cli.models.proeftuin import FASEN
from maatwerk_cli.models.register import Herleiding, Verzamelpost
from maatwerk_cli.models.values import ONBEKEND, Bronverwijzing, Datum, Record
from maatwerk_cli.register.kinds import KINDS, Kind
from maatwerk_cli.register.personal import masked
from maatwerk_cli.register.records import Dataset, Entry
from maatwerk_cli.register.references import bronverwijzingen, references
from maatwerk_cli.text.privacy import mask
from maatwerk_cli.text.problem import Loc
from maatwerk_cli.text.table import Cel, Kolom, Tabel

Waarde = str | int | list["Waarde"] | dict[str, "Waarde"]
"""The value of a field, as JSON would hold it; amounts and dates as they are written."""

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "bron": ("titel", "uitgever", "datum", "status"),
    "organisatie": ("naam", "afkorting", "soort"),
    "code": ("codelijst", "naam", "bijzonder"),
    "proeftuin": ("naam", "categorie", "verloop"),
    "kandidaat": ("proeftuin", "plek", "stappen"),
    "verzamelpost": ("jaar", "aantal", "telt", "kenmerken"),
    "kerncijfer": ("jaar", "omschrijving", "waarde", "eenheid"),
    "mijlpaal": ("jaar", "datum", "stand", "omschrijving"),
    "rapport": ("status",),
    "kader": ("naam",),
    "aanbesteding": ("perceel", "titel", "aard"),
}
_CODE_FIELDS: Mapping[str, Mapping[str, str]] = {
    "bron": {"status": "bronstatus"},
    "organisatie": {"soort": "organisatiesoort"},
    "proeftuin": {
        "herkomst": "herkomst",
        "soort": "soort",
        "bestuurslaag": "bestuurslaag",
        "categorie": "categorie",
        "doelgroepen": "doelgroep",
        "fase": "fase",
    },
    "kandidaat": {"plek": "plek", "contract": "contract", "stap": "stap"},
    "verzamelpost": {"telt": "telt"},
    "aanbesteding": {
        "aard": "aard",
        "opdrachtgever_soort": "opdrachtgever_soort",
        "raamovereenkomst": "raamovereenkomst",
    },
}
"""Per kind the fields that hold a code, and the code list it is of; features of counts come beside these."""

_RECORDS = {
    ("proeftuin", "leveranciers"): "organisaties",
    ("proeftuin", "opdrachtgevers"): "organisaties",
    ("proeftuin", "partners"): "organisaties",
    ("proeftuin", "verwant"): "proeftuinen",
    ("proeftuin", "mogelijk_dezelfde"): "proeftuinen",
    ("verzamelpost", "zonder"): "proeftuinen",
    ("organisatie", "bron"): "bronnen",
    ("kandidaat", "proeftuin"): "proeftuinen",
    ("aanbesteding", "werkwijze"): "beleid",
}
"""Where the values of a field are the ids of records."""


@dataclass(frozen=True, slots=True)
class RecordView:
    """One record whole: its fields in order, where it lies, its sources, and what points to it."""

    soort: str
    id: str
    bestand: str
    velden: tuple[tuple[str, Waarde], ...]
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
    code_list = _CODE_FIELDS.get(kind.name, {}).get(name)
    if code_list is not None:
        return tuple(dataset.codes(code_list))
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
        (info.alias or name, value)
        for name, info in type(entry.value).model_fields.items()
        if name not in ("bronnen", "bron")
        for value in [_value(getattr(entry.value, name), name)]
        if value not in (None, [], {})
    ]
    sources = (reference for _, reference in bronverwijzingen(entry.value))
    used = dict.fromkeys(_source_text(dataset, reference) for reference in sources)
    return RecordView(
        kind.name,
        masked(kind.key, entry.id),
        mask(entry.file),
        tuple(fields),
        tuple(used),
        tuple(_pointing(dataset, kind, entry)),
    )


def _pointing(dataset: Dataset, kind: Kind, target: Entry[Record]) -> Iterator[str]:
    """Name each record that points at this one, with the fields in which it does, in the order of kinds."""
    fields: dict[int, dict[str, None]] = {}
    for entry, name in (
        _uses_of_code(dataset, target) if kind.name == "code" else _uses(dataset, kind, target)
    ):
        if entry is not target:
            fields.setdefault(id(entry), {})[name] = None
    for other in KINDS:
        for entry in dataset.of(other):
            if id(entry) in fields:
                names = ", ".join(mask(name) for name in fields[id(entry)])
                year = f" ({entry.stem})" if other.per_year and not other.id_is_stem else ""
                yield f"{other.name} {masked(other.key, entry.id)}{year}: {names}"


def _uses(dataset: Dataset, kind: Kind, target: Entry[Record]) -> Iterator[tuple[Entry[Record], str]]:
    for reference in references(dataset):
        same_year = not kind.per_year or reference.entry.stem == target.stem
        if reference.kind == kind.name and reference.id == target.id and same_year:
            yield reference.entry, _path(reference.loc)


def _uses_of_code(dataset: Dataset, target: Entry[Record]) -> Iterator[tuple[Entry[Record], str]]:
    for kind in KINDS:
        in_list = [name for name, of in _CODE_FIELDS.get(kind.name, {}).items() if of == target.stem]
        for entry in dataset.of(kind):
            for name in in_list:
                if target.id in _values(entry, name):
                    yield entry, name
            counted = getattr(entry.value, "herleiding", entry.value)
            if isinstance(counted, Verzamelpost | Herleiding):
                for feature, values in counted.kenmerken.items():
                    domain = KENMERKEN[counted.telt].get(feature)
                    named = target.stem == "kenmerk" and target.id == feature
                    if named or (domain and domain.lijst == target.stem and target.id in values):
                        yield entry, f"kenmerken.{feature}"


def _path(loc: Loc) -> str:
    steps = [str(step) for step in loc if isinstance(step, str)]
    return ".".join(steps[:-1] if steps[-1] == "id" else steps)


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


def _value(value: object, field: str) -> Waarde | None:
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


def _heading(name: str) -> str:
    return name.replace("_", " ").capitalize()
