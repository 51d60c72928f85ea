"""Where records name each other: by kind, id and place in the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from maatwerk_cli.dataset.layout import KINDS
from maatwerk_cli.dataset.problem import Loc
from maatwerk_cli.dataset.records import Dataset, Entry
from maatwerk_cli.models.kenmerken import KENMERKEN
from maatwerk_cli.models.register import Herleiding, Verzamelpost
from maatwerk_cli.models.values import Bronverwijzing, Record


@dataclass(frozen=True, slots=True)
class Reference:
    """One place where a record is named.

    Attributes:
        kind: the kind of what is named: ``proeftuin``, ``organisatie``, ``bron``, ``verzamelpost``,
            ``kerncijfer``.
        id: what is named.
        entry: the record that names it.
        loc: where in that record; in a CSV row, the name of the column.

    """

    kind: str
    id: str
    entry: Entry[Record]
    loc: Loc


def references(dataset: Dataset) -> Iterator[Reference]:
    """Give every reference from one record to another, in order of file and place."""
    for kind in KINDS:
        for entry in dataset.of(kind):
            for loc, reference in bronverwijzingen(entry.value):
                at = loc if kind.name == "code" else (*loc, "id")
                yield Reference("bron", reference.id, entry, at)
    for entry in dataset.proeftuinen:
        for name in ("leveranciers", "opdrachtgevers", "partners"):
            for index, organisation in enumerate(getattr(entry.value, name)):
                yield Reference("organisatie", organisation, entry, (name, index))
        for index, related in enumerate(entry.value.verwant):
            yield Reference("proeftuin", related, entry, ("verwant", index))
    for candidate in dataset.kandidaten:
        yield Reference("proeftuin", candidate.value.proeftuin, candidate, ("proeftuin",))
    for tender in dataset.aanbestedingen:
        if tender.value.werkwijze is not None:
            yield Reference("kader", tender.value.werkwijze, tender, ("werkwijze",))
    for post in dataset.verzamelposten:
        if post.value.deel_van is not None:
            posts = {other.id for other in dataset.verzamelposten.by_stem[post.stem]}
            kind_name = "verzamelpost" if post.value.deel_van in posts else "kerncijfer"
            yield Reference(kind_name, post.value.deel_van, post, ("deel_van",))
        yield from _features(post, post.value, ("kenmerken",))
    for figure in dataset.kerncijfers:
        if figure.value.herleiding is not None:
            yield from _features(figure, figure.value.herleiding, ("herleiding", "kenmerken"))


def _features(entry: Entry[Record], counted: Verzamelpost | Herleiding, loc: Loc) -> Iterator[Reference]:
    for feature, values in counted.kenmerken.items():
        domain = KENMERKEN[counted.telt].get(feature)
        kind = {"organisaties": "organisatie", "proeftuinen": "proeftuin"}.get(domain.soort if domain else "")
        if kind is None:
            continue
        for index, value in enumerate(values):
            yield Reference(kind, value, entry, (*loc, feature, index))


def bronverwijzingen(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, Bronverwijzing]]:
    """Give every reference to a source within a record, with its place."""
    if isinstance(value, Bronverwijzing):
        yield loc, value
    elif isinstance(value, Record):
        for name in _fields_with_sources(type(value)):
            yield from bronverwijzingen(getattr(value, name), (*loc, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from bronverwijzingen(item, (*loc, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from bronverwijzingen(item, (*loc, key))


@cache
def _fields_with_sources(model: type[Record]) -> tuple[str, ...]:
    """Give the fields of a record in which a reference to a source can be, so that no others are walked."""
    return tuple(name for name, info in model.model_fields.items() if _has_source(info.annotation))


def _has_source(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return issubclass(annotation, Bronverwijzing) or bool(_fields_with_sources(annotation))
    return any(_has_source(part) for part in getattr(annotation, "__args__", ()))
