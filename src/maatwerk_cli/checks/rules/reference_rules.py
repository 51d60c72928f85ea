"""Rules on references: what is pointed at exists, and ids are used once."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import NamedTuple

from maatwerk_cli.models.kenmerken import KENMERKEN, Domein
from maatwerk_cli.models.register import Herleiding, Verzamelpost
from maatwerk_cli.models.values import Record
from maatwerk_cli.register.kinds import KINDS
from maatwerk_cli.register.records import Dataset, Entry, Records
from maatwerk_cli.register.references import bronverwijzingen
from maatwerk_cli.text.problem import Loc, Position, Problem

_RELATED = ("verwant", "mogelijk_dezelfde")
"""Fields by which a proeftuin names another: one says that they differ, one that they may be the same."""


class _Reference(NamedTuple):
    """A reference to what is not among the known, where it stands, and the records it must be one of.

    Attributes:
        code: of the finding where what it names does not exist.
        entry: the record it is in.
        loc: where in that record.
        word: what it names.
        target: the file or folder that it points into.
        records: what lies there.
        complete: whether all ids there are known.
        known: the ids and codes that exist there.
        params: more that the finding tells.

    """

    code: str
    entry: Entry[Record]
    loc: Loc
    word: str
    target: str
    records: Records[Record]
    complete: bool
    known: Collection[str]
    params: Mapping[str, object] = MappingProxyType({})

    @property
    def dangles(self) -> bool:
        """Tell whether what it names surely does not exist."""
        return self.complete and self.word not in self.records.broken

    def missing(self) -> Problem:
        """Say that what it names does not exist."""
        params = {"woord": self.word, "keuzes": self.known, **self.params}
        return Problem(self.code, self.entry.file, (*self.entry.loc, *self.loc), params)


def references_exist(dataset: Dataset) -> Iterator[Problem]:
    """Every reference names something that exists; where there is nothing at all, that is said once."""
    unmet: Counter[str] = Counter()
    doubled: dict[str, bool] = {}
    for reference in _references(dataset):
        if reference is None or not reference.dangles:
            continue
        if reference.target not in doubled:
            doubled[reference.target] = _has_doubles(reference)
        if doubled[reference.target]:
            continue  # one of two with the same id may be the one that is meant
        if reference.known:
            yield reference.missing()
        else:
            unmet[reference.target] += 1
    for target, number in unmet.items():
        params = {"wat": _nothing_in(target), "telling": _unchecked(number), "doel": target}
        yield Problem("MW217", target, params=params, position=Position(1, 1))


def _has_doubles(reference: _Reference) -> bool:
    """Tell whether an id is used twice in the file that is pointed into."""
    ids = [entry.id for entry in reference.records if entry.file == reference.target]
    return len(set(ids)) < len(ids)


def _nothing_in(target: str) -> str:
    folder, slash, name = target.partition("/")
    if folder == "kerncijfers":
        return f"Voor {PurePosixPath(name).stem} zijn er geen kerncijfers."
    if slash:
        return f"De codelijst {PurePosixPath(name).stem} heeft geen codes."
    return f"Er is geen {_SINGULAR[PurePosixPath(target).stem]}."


def _unchecked(number: int) -> str:
    if number == 1:
        return "Er wijst één verwijzing naar. Die is niet gecontroleerd."
    return f"Er wijzen {number} verwijzingen naar. Die zijn niet gecontroleerd."


_SINGULAR = {kind.plural: kind.name for kind in KINDS}


def _references(dataset: Dataset) -> Iterator[_Reference | None]:
    """Give every reference; ``None`` where what it names is known, as with nearly all."""
    yield from _to_sources(dataset)
    yield from _to_records(dataset)
    yield from _to_features(dataset)
    yield from _to_wholes(dataset)


def _to_sources(dataset: Dataset) -> Iterator[_Reference | None]:
    known = dataset.bronnen.by_id
    for kind in KINDS:
        for entry in dataset.of(kind):
            for loc, source in bronverwijzingen(entry.value):
                if source.id not in known:
                    yield _to(dataset.bronnen, "MW201", entry, (*loc, "id"), source.id, "bronnen.yaml")


def _to_records(dataset: Dataset) -> Iterator[_Reference | None]:
    for entry in dataset.proeftuinen:
        proeftuin = entry.value
        for name in ("leveranciers", "opdrachtgevers", "partners"):
            for index, organisation in enumerate(getattr(proeftuin, name)):
                yield _to_organisation(dataset, entry, (name, index), organisation)
        for name in _RELATED:
            for index, related in enumerate(getattr(proeftuin, name)):
                if related != entry.id:
                    yield _to_proeftuin(dataset, entry, (name, index), related)
        if proeftuin.categorie is not None:
            yield _to_code(dataset, entry, ("categorie",), "categorie", proeftuin.categorie)
        for index, group in enumerate(proeftuin.doelgroepen):
            yield _to_code(dataset, entry, ("doelgroepen", index), "doelgroep", group)
    for candidate in dataset.kandidaten:
        yield _to_proeftuin(dataset, candidate, ("proeftuin",), candidate.value.proeftuin)
    for tender in dataset.aanbestedingen:
        framework = tender.value.werkwijze
        if framework is not None:
            yield _to(dataset.beleid, "MW210", tender, ("werkwijze",), framework, "beleid")
    for organisation_entry in dataset.organisaties:
        kind = organisation_entry.value.soort
        yield _to_code(dataset, organisation_entry, ("soort",), "organisatiesoort", kind)
        source = organisation_entry.value.bron
        if source is not None:
            yield _to(dataset.bronnen, "MW201", organisation_entry, ("bron",), source, "bronnen.yaml")
    for group_entry in dataset.codelijsten.by_stem.get("doelgroep", ()):
        wider = group_entry.value.valt_onder
        if wider is not None:
            yield _to_code(dataset, group_entry, ("valt_onder",), "doelgroep", wider)
    for post in dataset.verzamelposten:
        for index, without in enumerate(post.value.zonder):
            yield _to_proeftuin(dataset, post, ("zonder", index), without)


def _to_organisation(dataset: Dataset, entry: Entry[Record], loc: Loc, word: str) -> _Reference | None:
    return _to(dataset.organisaties, "MW203", entry, loc, word, "organisaties.csv")


def _to_proeftuin(dataset: Dataset, entry: Entry[Record], loc: Loc, word: str) -> _Reference | None:
    return _to(dataset.proeftuinen, "MW202", entry, loc, word, "proeftuinen")


def _to_code(dataset: Dataset, entry: Entry[Record], loc: Loc, name: str, word: str) -> _Reference | None:
    known = dataset.codes(name)
    if word in known:
        return None
    target, lists = f"codelijsten/{name}.csv", dataset.codelijsten
    complete = lists.complete_in(name)
    return _Reference("MW204", entry, loc, word, target, lists, complete, known, {"lijst": name})


def _to(
    records: Records[Record], code: str, entry: Entry[Record], loc: Loc, word: str, target: str
) -> _Reference | None:
    # Where nothing lies but what does not read, the rest may be missing: each such reference is told.
    known = records.by_id or records.broken
    if word in known:
        return None
    return _Reference(code, entry, loc, word, target, records, records.complete, known)


def _to_features(dataset: Dataset) -> Iterator[_Reference | None]:
    for entry, counted, loc in _countings(dataset):
        for feature, values in counted.kenmerken.items():
            domain = KENMERKEN[counted.telt].get(feature, Domein())
            for index, value in enumerate(values):
                at = _value_loc(loc, feature, values, index)
                if domain.soort == "organisaties":
                    yield _to_organisation(dataset, entry, at, value)
                elif domain.soort == "proeftuinen":
                    yield _to_proeftuin(dataset, entry, at, value)
                elif domain.lijst and not domain.codes:
                    yield _to_code(dataset, entry, at, domain.lijst, value)


def _value_loc(loc: Loc, feature: str, values: Sequence[str], index: int) -> Loc:
    return (*loc, feature) if len(values) == 1 else (*loc, feature, index)


def _countings(dataset: Dataset) -> Iterator[tuple[Entry[Record], Verzamelpost | Herleiding, Loc]]:
    """Give everything that selects by features, with where its features stand in its record."""
    for post in dataset.verzamelposten:
        yield post, post.value, ("kenmerken",)
    for figure in dataset.kerncijfers:
        if figure.value.herleiding is not None:
            yield figure, figure.value.herleiding, ("herleiding", "kenmerken")


def _to_wholes(dataset: Dataset) -> Iterator[_Reference | None]:
    for year, posts in dataset.verzamelposten.by_stem.items():
        own = {post.id for post in posts}
        figures = {figure.id for figure in dataset.kerncijfers.by_stem.get(year, ())}
        for post in posts:
            whole = post.value.deel_van
            if whole is None or whole == post.value.telt:  # a part of all that is counted
                continue
            if whole in own or whole in dataset.verzamelposten.broken:
                continue
            complete = dataset.verzamelposten.complete_in(year) and dataset.kerncijfers.complete_in(year)
            # In a year without key figures that is the one thing to mend, whatever the posts are called.
            known = (*sorted(own), *sorted(figures), post.value.telt) if figures else ()
            if whole in known:
                continue
            target = f"kerncijfers/{year}.yaml"
            figures_, loc = dataset.kerncijfers, ("deel_van",)
            yield _Reference("MW205", post, loc, whole, target, figures_, complete, known)


def features_exist(dataset: Dataset) -> Iterator[Problem]:
    """The features of posts and derivations exist, and so do the values of those with a closed list."""
    for entry, counted, loc in _countings(dataset):
        domains = KENMERKEN[counted.telt]
        for feature, values in counted.kenmerken.items():
            domain = domains.get(feature)
            if domain is None:
                params = {"woord": feature, "keuzes": tuple(domains), "telt": counted.telt}
                yield Problem("MW122", entry.file, (*entry.loc, *loc, feature), params, on_key=True)
                continue
            for index, value in enumerate(values):
                if domain.codes and value not in domain.codes:
                    at = _value_loc(loc, feature, values, index)
                    params = {"veld": feature, "woord": value, "keuzes": domain.codes}
                    yield Problem("MW104", entry.file, (*entry.loc, *at), params)


def no_post_is_part_of_itself(dataset: Dataset) -> Iterator[Problem]:
    """What a post is a part of is not a part of it in turn. A circle is told once, at its last post."""
    for posts in dataset.verzamelposten.by_stem.values():
        wholes = {post.id: post.value.deel_van for post in posts}
        told: set[str] = set()
        for post in reversed(posts):
            circle = _circle(post.id, wholes)
            if circle and not circle & told:
                yield Problem("MW208", post.file, (*post.loc, "deel_van"), {"woord": post.id})
            told |= circle


def _circle(first: str, wholes: Mapping[str, str | None]) -> set[str]:
    """Give the members of the circle that one is in; nothing where it is in none."""
    seen: set[str] = set()
    current: str | None = first
    while current is not None and current in wholes and current not in seen:
        seen.add(current)
        current = wholes[current]
    return seen if current == first else set()


def lists_name_each_once(dataset: Dataset) -> Iterator[Problem]:
    """A list of a proeftuin names each record and each code once."""
    for entry in dataset.proeftuinen:
        for name in ("leveranciers", "opdrachtgevers", "partners", "doelgroepen", *_RELATED, "afgeleid"):
            values = getattr(entry.value, name)
            if len(values) > 1 and len(set(values)) < len(values):
                for index, value in enumerate(values):
                    if value in values[:index]:
                        yield Problem("MW123", entry.file, (name, index), {"woord": value, "veld": name})


def nothing_is_related_to_itself(dataset: Dataset) -> Iterator[Problem]:
    """A proeftuin does not name itself as related, nor another as both related and perhaps the same."""
    for entry in dataset.proeftuinen:
        for name in _RELATED:
            for index, related in enumerate(getattr(entry.value, name)):
                if related == entry.id:
                    yield Problem("MW209", entry.file, (name, index), {"woord": related, "veld": name})
        for index, related in enumerate(entry.value.mogelijk_dezelfde):
            if related in entry.value.verwant and related != entry.id:
                yield Problem("MW314", entry.file, ("mogelijk_dezelfde", index), {"woord": related})


def relations_are_mutual(dataset: Dataset) -> Iterator[Problem]:
    """A proeftuin that names another as related is named by it in turn."""
    for entry in dataset.proeftuinen:
        if entry.id in dataset.proeftuinen.broken:
            continue
        for name in _RELATED:
            for index, related in enumerate(getattr(entry.value, name)):
                other = dataset.proeftuinen.get(related)
                if other is None or related == entry.id or entry.id in getattr(other, name):
                    continue
                if name != _RELATED[0] and related in getattr(entry.value, _RELATED[0]):
                    continue  # named as both, which has its own finding
                # A reference there that names nothing, or itself, is the cause, and has its own finding.
                if all(own != related and dataset.proeftuinen.may_have(own) for own in getattr(other, name)):
                    also = ((dataset.proeftuinen.by_id[related].file, 0),)
                    params = {"woord": related, "veld": name}
                    yield Problem("MW206", entry.file, (name, index), params, also=also)


def no_group_is_part_of_itself(dataset: Dataset) -> Iterator[Problem]:
    """A target group is not a part of itself through ``valt_onder``. A circle is told at its last code."""
    groups = {entry.id: entry for entry in dataset.codelijsten.by_stem.get("doelgroep", ())}
    wider = {id_: entry.value.valt_onder for id_, entry in groups.items()}
    told: set[str] = set()
    for id_, entry in reversed(groups.items()):
        circle = _circle(id_, wider)
        if circle and not circle & told:
            yield Problem("MW315", entry.file, (*entry.loc, "valt_onder"), {"woord": id_})
        told |= circle


def a_source_of_an_organisation_has_a_place(dataset: Dataset) -> Iterator[Problem]:
    """An organisation names its source and the place in it together."""
    for entry in dataset.organisaties:
        if (entry.value.bron is None) != (entry.value.vindplaats is None):
            missing = "vindplaats" if entry.value.vindplaats is None else "bron"
            yield Problem("MW316", entry.file, (*entry.loc, missing), {"veld": missing})


def ids_are_unique(dataset: Dataset) -> Iterator[Problem]:
    """No two records of one kind (of one year, of one code list) have the same id."""
    for kind in KINDS:
        if kind.name == "aanbesteding":
            continue  # lots of one tender share its id
        groups: Iterable[tuple[Entry[Record], ...]] = (
            dataset.of(kind).by_stem.values()
            if kind.per_year or kind.name == "code"
            else (dataset.of(kind).entries,)
        )
        for entries in groups:
            first: dict[str, Entry[Record]] = {}
            for entry in entries:
                if kind.id_is_stem and entry.id != entry.stem:
                    continue  # its name has its own finding
                earlier = first.setdefault(entry.id, entry)
                if earlier is not entry:
                    params = {"woord": entry.id, "eerder": _place(earlier)}
                    yield Problem("MW207", entry.file, (*entry.loc, kind.key), params)


def _place(entry: Entry[Record]) -> str:
    return f"{entry.file}, regel {entry.loc[0]}" if entry.file.endswith(".csv") else entry.file


RULES: tuple[Callable[[Dataset], Iterator[Problem]], ...] = (
    references_exist,
    features_exist,
    no_post_is_part_of_itself,
    lists_name_each_once,
    nothing_is_related_to_itself,
    relations_are_mutual,
    no_group_is_part_of_itself,
    a_source_of_an_organisation_has_a_place,
    ids_are_unique,
)
