"""Where records name each other: by kind, id and place in the file; and where a text names one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from maatwerk_cli.models.kenmerken import KENMERKEN, Telbaar
from maatwerk_cli.models.rapport import parts_of
from maatwerk_cli.models.register import Herleiding, Verzamelpost
from maatwerk_cli.models.values import Bronverwijzing, Record
from maatwerk_cli.register.kinds import KINDS, Kind
from maatwerk_cli.register.records import Dataset, Entry
from maatwerk_cli.text.problem import Loc

_OWN_TEXTS = frozenset(
    (
        "ambitie",
        "inleiding",
        "motivering",
        "noot",
        "omschrijving",
        "reden",
        "tekst",
        "toelichting",
        "voorbehoud",
    )
)
"""The fields whose text is our own; a name, a title and the words of a source stay what they are."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One place where a record is named.

    Attributes:
        kind: the kind of what is named: ``proeftuin``, ``organisatie``, ``bron``, ``kader``,
            ``verzamelpost``, ``kerncijfer``.
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
        for name in ("verwant", "mogelijk_dezelfde"):
            for index, related in enumerate(getattr(entry.value, name)):
                yield Reference("proeftuin", related, entry, (name, index))
    for organisation_entry in dataset.organisaties:
        if organisation_entry.value.bron is not None:
            yield Reference("bron", organisation_entry.value.bron, organisation_entry, ("bron",))
    for candidate in dataset.kandidaten:
        yield Reference("proeftuin", candidate.value.proeftuin, candidate, ("proeftuin",))
    for tender in dataset.aanbestedingen:
        if tender.value.werkwijze is not None:
            yield Reference("kader", tender.value.werkwijze, tender, ("werkwijze",))
        authority = tender.value.opdrachtgever  # a text, which may be an id
        if authority is not None and authority in dataset.organisaties.by_id:
            yield Reference("organisatie", authority, tender, ("opdrachtgever",))
    for edition in dataset.rapporten:
        for index, key in enumerate(edition.value.afgeschermd):
            for feature, values in parts_of(key)[1]:
                kind_name = _kind_of_feature("kandidaten", feature)
                for value in values if kind_name else ():
                    yield Reference(kind_name, value, edition, ("afgeschermd", index))
    for post in dataset.verzamelposten:
        whole = post.value.deel_van
        if whole is not None and whole != post.value.telt:
            posts = {other.id for other in dataset.verzamelposten.by_stem[post.stem]}
            kind_name = "verzamelpost" if whole in posts else "kerncijfer"
            yield Reference(kind_name, whole, post, ("deel_van",))
        for index, proeftuin in enumerate(post.value.zonder):
            yield Reference("proeftuin", proeftuin, post, ("zonder", index))
        yield from _features(post, post.value, ("kenmerken",))
    for figure in dataset.kerncijfers:
        if figure.value.herleiding is not None:
            yield from _features(figure, figure.value.herleiding, ("herleiding", "kenmerken"))


def _features(entry: Entry[Record], counted: Verzamelpost | Herleiding, loc: Loc) -> Iterator[Reference]:
    for feature, values in counted.kenmerken.items():
        kind = _kind_of_feature(counted.telt, feature)
        for index, value in enumerate(values if kind else ()):
            yield Reference(kind, value, entry, (*loc, feature, index))


def _kind_of_feature(counted: Telbaar, feature: str) -> str:
    domain = KENMERKEN[counted].get(feature)
    return {"organisaties": "organisatie", "proeftuinen": "proeftuin"}.get(domain.soort if domain else "", "")


@dataclass(frozen=True, slots=True)
class Mention:
    """A text in our own words in which an id stands.

    Attributes:
        entry: the record with the text.
        loc: where in that record; in a CSV row, the name of the column.
        sure: it can only be the id; else it may be a word that happens to be the same.

    """

    entry: Entry[Record]
    loc: Loc
    sure: bool


def mention_pattern(kind: Kind, record_id: str) -> re.Pattern[str]:
    """Give what finds an id in a text: a word by itself or the name of its file; no web address."""
    word = re.escape(record_id)
    return re.compile(rf"(?<![\w/.@=-]){word}(?![\w/@=-]|\.\w)|(?<=\b{kind.plural}/){word}(?=\.yaml\b)")


def mentions(dataset: Dataset, kind: Kind, record_id: str) -> Iterator[Mention]:
    """Give every text in our own words that names an id. The words of a source are not among them."""
    pattern = mention_pattern(kind, record_id)
    shared = any(other is not kind and record_id in dataset.of(other).by_id for other in KINDS)
    marked = re.search(r"[\d_-]", record_id) is not None
    for other in KINDS:
        for entry in dataset.of(other):
            for loc, text in _own_texts(entry.value):
                if record_id in text and pattern.search(text):
                    as_code = not pattern.search(text.replace(f"`{record_id}`", ""))
                    yield Mention(entry, loc, sure=(marked or as_code) and not shared)


def _own_texts(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, Record):
        for name in type(value).model_fields:
            yield from _own_texts(getattr(value, name), (*loc, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _own_texts(item, (*loc, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _own_texts(item, (*loc, key))
    elif isinstance(value, str) and any(name in _OWN_TEXTS for name in loc):
        yield loc, value


def bronverwijzingen(value: object, loc: Loc = ()) -> Sequence[tuple[Loc, Bronverwijzing]]:
    """Give every reference to a source within a record, with its place."""
    found: list[tuple[Loc, Bronverwijzing]] = []
    _collect(value, loc, found)
    return found


def _collect(value: object, loc: Loc, found: list[tuple[Loc, Bronverwijzing]]) -> None:
    # Into one list, since this is asked of every record: a generator at each depth takes twice as long.
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            _collect(item, (*loc, index), found)
    elif isinstance(value, Bronverwijzing):
        found.append((loc, value))
    elif isinstance(value, Record):
        for name in _fields_with_sources(type(value)):
            inside = getattr(value, name)
            if inside:
                _collect(inside, (*loc, name), found)
    elif isinstance(value, dict):
        for key, item in value.items():
            _collect(item, (*loc, key), found)


@cache
def _fields_with_sources(model: type[Record]) -> tuple[str, ...]:
    """Give the fields of a record in which a reference to a source can be, so that no others are walked."""
    return tuple(name for name, info in model.model_fields.items() if _has_source(info.annotation))


def _has_source(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return issubclass(annotation, Bronverwijzing) or bool(_fields_with_sources(annotation))
    return any(_has_source(part) for part in getattr(annotation, "__args__", ()))
