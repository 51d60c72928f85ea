"""Rules on references: what is pointed at exists, and ids are used once."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, NamedTuple

from maatwerk_cli.checks.circles import circles
from maatwerk_cli.models.facts.kerncijfer import Herleiding
from maatwerk_cli.models.facts.verzamelpost import Verzamelpost
from maatwerk_cli.models.fields import Field, columns_of, fields_of, named_values, pointers
from maatwerk_cli.models.kenmerken import KENMERKEN
from maatwerk_cli.models.meaning import CodeOf, Loc, Names, Points, Target
from maatwerk_cli.models.programme.relatie import Relatie
from maatwerk_cli.models.values import Record
from maatwerk_cli.register.kinds import KINDS, Kind, kind_named
from maatwerk_cli.register.records import Dataset, Entry, Records, counts
from maatwerk_cli.text.dutch import joined
from maatwerk_cli.text.problem import Position, Problem

_RELATED = ("verwant", "mogelijk_dezelfde")
"""Fields by which a proeftuin names another: one says that they differ, one that they may be the same."""

_SEVERAL = "MW218"
_NO_CODE = "MW204"
_NO_WHOLE = "MW205"


class _Missing(NamedTuple):
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
    records: Sequence[Records[Record]]
    complete: bool
    known: Collection[str]
    params: Mapping[str, object] = MappingProxyType({})

    @property
    def dangles(self) -> bool:
        """Tell whether what it names surely does not exist."""
        return self.complete and not any(self.word in records.broken for records in self.records)

    def problem(self) -> Problem:
        """Say that what it names does not exist."""
        params = {"woord": self.word, "keuzes": self.known, **self.params}
        return Problem(self.code, self.entry.file, (*self.entry.loc, *self.loc), params)


def references_exist(dataset: Dataset) -> Iterator[Problem]:
    """Every reference names something that exists; where there is nothing at all, that is said once."""
    unmet: Counter[str] = Counter()
    doubled: dict[str, bool] = {}
    for missing in _all_missing(dataset):
        if not missing.dangles:
            continue
        if missing.target not in doubled:
            doubled[missing.target] = _has_doubles(missing)
        if doubled[missing.target]:
            continue  # one of two with the same id may be the one that is meant
        if missing.known:
            yield missing.problem()
        else:
            unmet[missing.target] += 1
    for target, number in unmet.items():
        params = {"wat": _nothing_in(target), "telling": _unchecked(number), "doel": target}
        yield Problem("MW217", target, params=params, position=Position(1, 1))


def _has_doubles(missing: _Missing) -> bool:
    """Tell whether an id is used twice in the file that is pointed into."""
    ids = {
        (entry.file, entry.loc): entry.id
        for records in missing.records
        for entry in (*records, *(rest.entry for rest in records.partial))
        if entry.file == missing.target
    }
    return len(set(ids.values())) < len(ids)


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


def _all_missing(dataset: Dataset) -> Iterator[_Missing]:
    """Give every reference to what is not there, as far as is known."""
    for kind in KINDS:
        records = [entry.value for entry in dataset.of(kind)]
        doubtful = {
            meaning
            for meaning, values in named_values(kind.model, records)
            if not meaning.maybe and not _all_in(values, _known(dataset, meaning))
        }
        for entry in dataset.of(kind) if doubtful else ():
            yield from _missing_in(dataset, kind, entry, doubtful.__contains__)


def _missing_in(
    dataset: Dataset, kind: Kind, entry: Entry[Record], looks_at: Callable[[Points], bool]
) -> Iterator[_Missing]:
    """Give every reference of one record to what is not there, by the meanings that are looked at."""
    for loc, meaning, value, part in pointers(entry.value):
        for inside, target in meaning.targets(value, part) if looks_at(meaning) else ():
            missing = _missing(dataset, kind, entry, _told_at(loc, inside, value), target)
            if missing is not None:
                yield missing


def _all_in(values: Iterable[Any], known: Collection[str]) -> bool:
    return all(value in known for value in values)


def _is_sure(meaning: Points) -> bool:
    return not meaning.maybe


def names_what_exists(dataset: Dataset, kind: Kind, entry: Entry[Record]) -> bool:
    """Tell whether everything that a record names exists, or whether it does may be unknown."""
    return not any(missing.dangles for missing in _missing_in(dataset, kind, entry, _is_sure))


def missing_beside(dataset: Dataset, kind: Kind, entry: Entry[Record]) -> Iterator[Problem]:
    """What a record names that lies beside a kind, as a case does, exists; of nothing at all others tell."""
    for missing in _missing_in(dataset, kind, entry, _is_sure):
        if missing.dangles and missing.known and not _has_doubles(missing):
            yield missing.problem()


def _known(dataset: Dataset, meaning: Points) -> Collection[str]:
    """Give what can be named by a meaning whatever the record, so that most values need no second look.

    What is there and does not read can be named too.
    """
    if isinstance(meaning, CodeOf):
        return dataset.codes(meaning.code_list)
    if isinstance(meaning, Names) and len(meaning.kinds) == 1 and not meaning.same_year:
        records = dataset.of(kind_named(meaning.kinds[0]))
        return records.by_id.keys() | records.broken
    return ()


def _told_at(loc: Loc, inside: Loc, value: object) -> Loc:
    """Give where a finding is told: of the one value of a feature at the feature, which may be no list."""
    if inside and isinstance(value, Mapping) and len(value[inside[0]]) == 1:
        inside = inside[:1]
    return (*loc, *inside)


def _missing(dataset: Dataset, kind: Kind, entry: Entry[Record], loc: Loc, target: Target) -> _Missing | None:
    if target.closed or (target.kinds == (kind.name,) and target.id == entry.id):
        return None  # what names itself has its own finding
    if target.kinds == ("code",):
        return _missing_code(dataset, entry, loc, target)
    if target.same_year:
        return _missing_of_year(dataset, entry, loc, target)
    kinds = [kind_named(name) for name in target.kinds]
    records = [dataset.of(kind) for kind in kinds]
    # Where nothing lies but what does not read, the rest may be missing: each such reference is told.
    known = [record.by_id or record.broken for record in records]
    if any(target.id in ids for ids in known):
        return None
    together = known[0] if len(known) == 1 else [word for ids in known for word in ids]
    code = kinds[0].missing if len(kinds) == 1 else _SEVERAL
    params = {"soort": " of ".join(target.kinds)}
    complete = all(record.complete for record in records)
    return _Missing(code, entry, loc, target.id, kinds[0].place, records, complete, together, params)


def _missing_code(dataset: Dataset, entry: Entry[Record], loc: Loc, target: Target) -> _Missing | None:
    known = dataset.codes(target.code_list)
    if target.id in known:
        return None
    file, lists = f"codelijsten/{target.code_list}.csv", dataset.codelijsten
    complete = lists.complete_in(target.code_list)
    params = {"lijst": target.code_list}
    return _Missing(_NO_CODE, entry, loc, target.id, file, (lists,), complete, known, params)


def _missing_of_year(dataset: Dataset, entry: Entry[Record], loc: Loc, target: Target) -> _Missing | None:
    """Hold a reference to the records of its own year."""
    year = entry.stem
    kinds = [kind_named(name) for name in target.kinds]
    records = [dataset.of(kind) for kind in kinds]
    ids = [sorted({other.id for other in record.by_stem.get(year, ())}) for record in records]
    if any(target.id in own for own in ids) or target.id in records[0].broken:
        return None
    complete = all(record.complete_in(year) for record in records)
    # In a year without key figures that is the one thing to mend, whatever the posts are called.
    known = [*(word for own in ids for word in own), *target.instead] if ids[-1] else []
    place = f"{kinds[-1].plural}/{year}.yaml"
    return _Missing(_NO_WHOLE, entry, loc, target.id, place, (records[-1],), complete, known)


def _countings(dataset: Dataset) -> Iterator[tuple[Entry[Record], Verzamelpost | Herleiding, Loc]]:
    """Give everything that selects by features, with where its features stand in its record."""
    for post in dataset.verzamelposten:
        yield post, post.value, ("kenmerken",)
    for figure in dataset.kerncijfers:
        if figure.value.herleiding is not None:
            yield figure, figure.value.herleiding, ("herleiding", "kenmerken")


def parts_of_figures_exist(dataset: Dataset) -> Iterator[Problem]:
    """What a key figure names as its parts are other key figures of its year."""
    for year, figures in dataset.kerncijfers.by_stem.items():
        known = {figure.id for figure in figures} | dataset.kerncijfers.broken
        for figure in figures if dataset.kerncijfers.complete_in(year) else ():
            for index, part in enumerate(figure.value.delen):
                if part not in known - {figure.id}:
                    params = {"woord": part, "veld": "delen", "keuzes": tuple(sorted(known - {figure.id}))}
                    yield Problem("MW317", figure.file, (*figure.loc, "delen", index), params)


def one_of_several_exists(dataset: Dataset) -> Iterator[Problem]:
    """What may name a record of more kinds, or a code of more lists, names one of them."""
    for kind in (kind for kind in KINDS if kind.model is not Relatie):  # relations have a rule of their own
        for field in fields_of(kind.model):
            several = [meaning for meaning in field.meanings if isinstance(meaning, Names | CodeOf)]
            if (
                len(several) < 2
                or field.choices
                or not all(_all_known(dataset, meaning) for meaning in several)
            ):
                continue
            known = [word for meaning in several for word in _words_of(dataset, meaning)]
            sorts = [name for meaning in several for name in _sorts_of(meaning)]
            params = {"soort": joined(sorts, "of"), "keuzes": known}
            for entry in dataset.of(kind):
                value = getattr(entry.value, field.name)
                if value is not None and value not in known:
                    loc = (*entry.loc, field.label)
                    yield Problem("MW218", entry.file, loc, {**params, "woord": value})


def _sorts_of(meaning: Names | CodeOf) -> tuple[str, ...]:
    return meaning.kinds if isinstance(meaning, Names) else (meaning.code_list,)


def _all_known(dataset: Dataset, meaning: Names | CodeOf) -> bool:
    """Tell whether everything that could be named has been read."""
    if isinstance(meaning, CodeOf):
        return dataset.codelijsten.complete_in(meaning.code_list)
    return all(dataset.of(kind_named(name)).complete for name in meaning.kinds)


def _words_of(dataset: Dataset, meaning: Names | CodeOf) -> Iterator[str]:
    """Give the codes of a list, or the ids of records, those that do not read included."""
    if isinstance(meaning, CodeOf):
        yield from dataset.codes(meaning.code_list)
        return
    for name in meaning.kinds:
        yield from (*dataset.of(kind_named(name)).by_id, *dataset.of(kind_named(name)).broken)


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
                    place = (*loc, feature) if len(values) == 1 else (*loc, feature, index)
                    params = {"veld": feature, "woord": value, "keuzes": domain.codes}
                    yield Problem("MW104", entry.file, (*entry.loc, *place), params)


def no_post_is_part_of_itself(dataset: Dataset) -> Iterator[Problem]:
    """What a post is a part of is not a part of it in turn. A circle is told once, at its last post."""
    for posts in dataset.verzamelposten.by_stem.values():
        yield from _at_last_of_circles("MW208", posts, "deel_van")


def _at_last_of_circles(code: str, entries: Iterable[Entry[Any]], label: str) -> Iterator[Problem]:
    by_id = {entry.id: entry for entry in entries}
    for circle in circles({id_: getattr(entry.value, label) for id_, entry in by_id.items()}):
        last = by_id[circle[-1]]
        yield Problem(code, last.file, (*last.loc, label), {"woord": last.id})


def lists_name_each_once(dataset: Dataset) -> Iterator[Problem]:
    """A list of ids, of codes or of names of fields names each once."""
    for kind in KINDS:
        records = [entry.value for entry in dataset.of(kind)]
        lists = (words for _, lists in columns_of(kind.model, records, _lists_words) for words in lists)
        for entry in dataset.of(kind) if any(len(set(words)) < len(words) for words in lists) else ():
            for loc, values in _lists_in(entry.value, kind.model):
                named: set[str] = set()
                for index, value in enumerate(values):
                    if value in named:
                        place = (*entry.loc, *loc, index)
                        yield Problem("MW123", entry.file, place, {"woord": value, "veld": loc[-1]})
                    named.add(value)


def _lists_words(field: Field) -> bool:
    return field.many == "list" and field.holds is str


def _lists_in(record: Record, model: type[Record]) -> Iterator[tuple[Loc, tuple[str, ...]]]:
    """Give every list of words in a record, and in the records that it lists."""
    for field in fields_of(model):
        if field.many != "list":
            continue
        values = getattr(record, field.name)
        if _lists_words(field):
            yield (field.label,), values
        elif field.model is not None and not field.is_source:
            for index, part in enumerate(values):
                yield from (
                    ((field.label, index, *loc), inner) for loc, inner in _lists_in(part, field.model)
                )


def nothing_names_itself(dataset: Dataset) -> Iterator[Problem]:
    """A record does not name itself where it names another of its kind, nor a relation one name twice."""
    for kind in KINDS:
        for field in fields_of(kind.model):
            if field.names is None or field.names.kinds != (kind.name,) or field.names.maybe:
                continue
            for entry in dataset.of(kind):
                value = getattr(entry.value, field.name)
                for index, named in enumerate(value if isinstance(value, tuple) else (value,)):
                    if named == entry.id:
                        place = (field.label, index) if isinstance(value, tuple) else (field.label,)
                        params = {"woord": named, "veld": field.label}
                        yield Problem("MW209", entry.file, (*entry.loc, *place), params)
    for relation in dataset.records(Relatie):
        if relation.value.van == relation.value.naar:
            params = {"woord": relation.value.naar, "veld": "naar", "geval": "relatie"}
            yield Problem("MW209", relation.file, (*relation.loc, "naar"), params)


def nothing_is_both_related_and_the_same(dataset: Dataset) -> Iterator[Problem]:
    """A proeftuin does not name another as both related and perhaps the same."""
    for entry in dataset.proeftuinen:
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
    groups = dataset.codelijsten.by_stem.get("doelgroep", ())
    yield from _at_last_of_circles("MW315", groups, "valt_onder")


def a_source_of_an_organisation_has_a_place(dataset: Dataset) -> Iterator[Problem]:
    """An organisation names its source and the place in it together."""
    for entry in dataset.organisaties:
        if (entry.value.bron is None) != (entry.value.vindplaats is None):
            missing = "vindplaats" if entry.value.vindplaats is None else "bron"
            yield Problem("MW316", entry.file, (*entry.loc, missing), {"veld": missing})


_COUNTED_ON = (
    ("kandidaat", "proeftuin"),
    ("verzamelpost", "deel_van"),
    ("plan", "proeftuin"),
    ("opdracht", "onder"),
)
"""Fields that name what a record hangs from: it counts only while that counts."""


def nothing_counts_on_what_is_withdrawn(dataset: Dataset) -> Iterator[Problem]:
    """What counts does not hang from a record that was withdrawn."""
    for name, label in _COUNTED_ON:
        kind = kind_named(name)
        field = kind.field(label)
        if field is None or field.names is None:
            continue
        there: dict[tuple[str, str], list[bool]] = {}  # whether those of this id, in this year, count
        for other in (
            other for kind_name in field.names.kinds for other in dataset.of(kind_named(kind_name))
        ):
            within = other.stem if field.names.same_year else ""
            there.setdefault((within, other.id), []).append(counts(other.value))
        for entry in dataset.of(kind).counting:
            named = getattr(entry.value, field.name)
            named_there = there.get((entry.stem if field.names.same_year else "", named))
            if named_there and not any(named_there):
                loc = (*entry.loc, label)
                params = {"ander": named, "veld": label, "soort": kind.name}
                yield Problem("MW219", entry.file, loc, params)


def ids_are_unique(dataset: Dataset) -> Iterator[Problem]:
    """No two records of one kind (of one year, of one code list) have the same id."""
    for kind in KINDS:
        if not kind.own_ids or kind.id_is_stem:
            continue  # lots of one tender share its id; and no two have it where it is the name of the file
        records = _with_known_ids(dataset.of(kind), kind)
        groups: Iterable[tuple[Entry[Record], ...]] = (
            records.by_stem.values() if kind.scope else (records.entries,)
        )
        for entries in groups:
            first: dict[str, Entry[Record]] = {}
            for entry in entries:
                earlier = first.setdefault(entry.id, entry)
                if earlier is not entry:
                    params = {"woord": entry.id, "eerder": _place(earlier)}
                    yield Problem("MW207", entry.file, (*entry.loc, kind.key), params)


def _with_known_ids(records: Records[Record], kind: Kind) -> Records[Record]:
    """Give records with what is left of those that do not read but for their id, in their order."""
    rest = [
        part.entry
        for part in records.partial
        if not any(loc[:1] == (key,) for loc in part.lacking for key in kind.keys)
    ]
    if not rest:
        return records
    return Records(tuple(sorted((*records.entries, *rest), key=lambda entry: (entry.file, entry.loc))))


def _place(entry: Entry[Record]) -> str:
    return f"{entry.file}, regel {entry.loc[0]}" if entry.file.endswith(".csv") else entry.file


RULES: tuple[Callable[[Dataset], Iterator[Problem]], ...] = (
    references_exist,
    features_exist,
    parts_of_figures_exist,
    one_of_several_exists,
    no_post_is_part_of_itself,
    lists_name_each_once,
    nothing_names_itself,
    nothing_is_both_related_and_the_same,
    relations_are_mutual,
    no_group_is_part_of_itself,
    a_source_of_an_organisation_has_a_place,
    nothing_counts_on_what_is_withdrawn,
)
RULES_OF_REMAINDER = (ids_are_unique,)
"""Rules that look themselves at what is left of records that do not read."""
