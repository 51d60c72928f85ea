"""Rules on references: what is pointed at exists, and ids are used once."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from maatwerk_cli.dataset.layout import KINDS
from maatwerk_cli.dataset.problem import Loc, Problem
from maatwerk_cli.dataset.records import Dataset, Entry, Records
from maatwerk_cli.dataset.references import bronverwijzingen
from maatwerk_cli.models.kenmerken import KENMERKEN
from maatwerk_cli.models.register import Herleiding, Verzamelpost
from maatwerk_cli.models.values import Record


def sources_exist(dataset: Dataset) -> Iterator[Problem]:
    """Every reference to a source names one that is in ``bronnen.yaml``."""
    for kind in KINDS:
        for entry in dataset.of(kind):
            for loc, reference in bronverwijzingen(entry.value):
                if not dataset.bronnen.may_have(reference.id):
                    yield _missing("MW201", entry, (*loc, "id"), reference.id, dataset.bronnen)


def records_exist(dataset: Dataset) -> Iterator[Problem]:
    """Every reference between records, and every code, names one that exists."""
    for entry in dataset.proeftuinen:
        proeftuin = entry.value
        for name in ("leveranciers", "opdrachtgevers", "partners"):
            for index, organisation in enumerate(getattr(proeftuin, name)):
                if not dataset.organisaties.may_have(organisation):
                    yield _missing("MW203", entry, (name, index), organisation, dataset.organisaties)
        for index, related in enumerate(proeftuin.verwant):
            if related == entry.id:
                yield Problem("MW209", entry.file, ("verwant", index), {"woord": related})
            elif not dataset.proeftuinen.may_have(related):
                yield _missing("MW202", entry, ("verwant", index), related, dataset.proeftuinen)
        if proeftuin.categorie is not None:
            yield from _code(dataset, entry, ("categorie",), "categorie", proeftuin.categorie)
        for index, group in enumerate(proeftuin.doelgroepen):
            yield from _code(dataset, entry, ("doelgroepen", index), "doelgroep", group)
    for candidate in dataset.kandidaten:
        if not dataset.proeftuinen.may_have(candidate.value.proeftuin):
            yield _missing("MW202", candidate, ("proeftuin",), candidate.value.proeftuin, dataset.proeftuinen)
    for tender in dataset.aanbestedingen:
        framework = tender.value.werkwijze
        if framework is not None and not dataset.beleid.may_have(framework):
            yield _missing("MW210", tender, ("werkwijze",), framework, dataset.beleid)
    for organisation_entry in dataset.organisaties:
        yield from _code(
            dataset, organisation_entry, ("soort",), "organisatiesoort", organisation_entry.value.soort
        )


def features_exist(dataset: Dataset) -> Iterator[Problem]:
    """The features of posts and derivations exist, and so do their values."""
    for post in dataset.verzamelposten:
        yield from _features(dataset, post, post.value, ("kenmerken",))
    for figure in dataset.kerncijfers:
        if figure.value.herleiding is not None:
            yield from _features(dataset, figure, figure.value.herleiding, ("herleiding", "kenmerken"))


def _features(
    dataset: Dataset, entry: Entry[Record], counted: Verzamelpost | Herleiding, loc: Loc
) -> Iterator[Problem]:
    domains = KENMERKEN[counted.telt]
    for feature, values in counted.kenmerken.items():
        domain = domains.get(feature)
        if domain is None:
            params = {"woord": feature, "keuzes": tuple(domains), "telt": counted.telt}
            yield Problem("MW122", entry.file, (*entry.loc, *loc, feature), params, on_key=True)
            continue
        for value in values:
            at = (*loc, feature) if len(values) == 1 else (*loc, feature, values.index(value))
            if domain.codes and value not in domain.codes:
                params = {"veld": feature, "woord": value, "keuzes": domain.codes}
                yield Problem("MW104", entry.file, (*entry.loc, *at), params)
            elif domain.soort == "organisaties" and not dataset.organisaties.may_have(value):
                yield _missing("MW203", entry, at, value, dataset.organisaties)
            elif domain.soort == "proeftuinen" and not dataset.proeftuinen.may_have(value):
                yield _missing("MW202", entry, at, value, dataset.proeftuinen)
            elif domain.lijst and not domain.codes:
                yield from _code(dataset, entry, at, domain.lijst, value)


def wholes_exist(dataset: Dataset) -> Iterator[Problem]:
    """What a post is a part of exists in the same year, and is not a part of it in turn."""
    for year, posts in dataset.verzamelposten.by_stem.items():
        by_id = {post.id: post.value for post in posts}
        figures = {figure.id for figure in dataset.kerncijfers.by_stem.get(year, ())}
        complete = dataset.verzamelposten.complete and dataset.kerncijfers.complete
        broken = dataset.verzamelposten.broken | dataset.kerncijfers.broken
        for post in posts:
            whole = post.value.deel_van
            if whole is None:
                continue
            if whole not in by_id and whole not in figures and complete and whole not in broken:
                params = {"woord": whole, "keuzes": (*by_id, *sorted(figures))}
                yield Problem("MW205", post.file, (*post.loc, "deel_van"), params)
            elif _in_circle(post.id, by_id):
                yield Problem("MW208", post.file, (*post.loc, "deel_van"), {"woord": post.id})


def _in_circle(post_id: str, posts: Mapping[str, Verzamelpost]) -> bool:
    seen: set[str] = set()
    current: str | None = post_id
    while current is not None and current in posts and current not in seen:
        seen.add(current)
        current = posts[current].deel_van
    return current == post_id


def lists_name_each_once(dataset: Dataset) -> Iterator[Problem]:
    """A list of a proeftuin names each record and each code once."""
    for entry in dataset.proeftuinen:
        for name in ("leveranciers", "opdrachtgevers", "partners", "doelgroepen", "verwant", "afgeleid"):
            values = getattr(entry.value, name)
            if len(values) > 1 and len(set(values)) < len(values):
                for index, value in enumerate(values):
                    if value in values[:index]:
                        yield Problem("MW123", entry.file, (name, index), {"woord": value, "veld": name})


def relations_are_mutual(dataset: Dataset) -> Iterator[Problem]:
    """A proeftuin that names another as related is named by it in turn."""
    for entry in dataset.proeftuinen:
        if entry.id in dataset.proeftuinen.broken:
            continue
        for index, related in enumerate(entry.value.verwant):
            other = dataset.proeftuinen.get(related)
            if other is None or related == entry.id or entry.id in other.verwant:
                continue
            # A reference there that names nothing is the cause, and has its own finding.
            if all(dataset.proeftuinen.may_have(name) for name in other.verwant):
                yield Problem("MW206", entry.file, ("verwant", index), {"woord": related})


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


def _code(dataset: Dataset, entry: Entry[Record], loc: Loc, name: str, code: str) -> Iterator[Problem]:
    known = dataset.codes(name)
    if code not in known and dataset.codelijsten.complete and code not in dataset.codelijsten.broken:
        params = {"woord": code, "lijst": name, "keuzes": tuple(known)}
        yield Problem("MW204", entry.file, (*entry.loc, *loc), params)


def _missing(code: str, entry: Entry[Record], loc: Loc, word: str, records: Records[Record]) -> Problem:
    params = {"woord": word, "keuzes": records.by_id}
    return Problem(code, entry.file, (*entry.loc, *loc), params)


RULES: tuple[Callable[[Dataset], Iterator[Problem]], ...] = (
    sources_exist,
    records_exist,
    features_exist,
    wholes_exist,
    lists_name_each_once,
    relations_are_mutual,
    ids_are_unique,
)
