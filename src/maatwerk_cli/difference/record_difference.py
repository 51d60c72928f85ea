"""What changed between two versions of a dataset: record by record, and field by field.

Records are compared as they are understood, so that layout, comments, quotes and the order of keys are no
change. A record keeps its identity when its id or file changes, and what follows such a new name elsewhere
is no change either. Two pseudonyms are never taken for one person.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, TypedDict

from maatwerk_cli.checks.selection import beyond
from maatwerk_cli.contract.secrecy import of_people
from maatwerk_cli.history.revisions import Version
from maatwerk_cli.models.contract.inspanning import Inspanning
from maatwerk_cli.models.facts.verzamelpost import Verzamelpost
from maatwerk_cli.models.fields import Field, fields_of
from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.kenmerken import KENMERKEN
from maatwerk_cli.models.values import Record
from maatwerk_cli.register.kinds import INSTELLINGEN, KINDS, Kind, kind_named, kind_of_file
from maatwerk_cli.register.reading import FileResult
from maatwerk_cli.register.records import Entry
from maatwerk_cli.text.problem import Problem

FieldValue = str | int | Decimal | None
"""What a field holds; ``None`` is left out or ``onbekend``, and is never shown as zero."""
ChangeKind = Literal["nieuw", "vervallen", "gewijzigd"]
ComparedSide = Literal["voor", "na"]
RecordKey = tuple[str, str, int]
"""Within a kind: the scope (a year, a code list, or nothing), the id, and which of several alike it is."""

Plain = dict[str, "Plain"] | list["Plain"] | str | int | Decimal
Renamed = Mapping[str, Mapping[str, str]]
"""New ids by the old one, for each kind (for codes: each list) of record that can be pointed at."""

_ITEM_KEYS = ("id", "code", "fase", "stap", "vanaf")
_NAMES = ("naam", "titel", "omschrijving")
_ALIKE_WITH_NAME = 0.5
"""From which share of equal content two records of one name are one that was moved."""
_ALIKE = 0.8
"""From which share two records are one where nothing names them alike."""
_MAX_PAIRS = 40_000  # compared one by one for a renaming; more takes seconds and finds chance likenesses


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that changed; ``None`` is left out or unknown."""

    path: str
    before: FieldValue
    after: FieldValue


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record that is new, gone or changed.

    Attributes:
        kind: the kind of record, as the user names it.
        change: what became of it.
        id: its id now; of one that is gone, the one it had.
        file: its file now, or the one it had.
        scope: the year or code list it belongs to, if its kind has those.
        id_before: the id it had, where that changed.
        file_before: the file it lay in, where that changed.
        fields: what changed; of a record that is new or gone, all it says or said.
        counts_people: it is a post that counts people.
        computed: its number was computed, at one of the sides.
        people: of an effort that is about people how many, the fewest of both sides; none known is none.
        words: of a framework what changed in its rules, in words.
    """

    kind: str
    change: ChangeKind
    id: str
    file: str
    scope: str = ""
    id_before: str | None = None
    file_before: str | None = None
    fields: tuple[FieldChange, ...] = ()
    counts_people: bool = False
    computed: bool = False
    people: int | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Renaming:
    """A record that has another id or lies in another file, and is the same otherwise."""

    kind: str
    id_before: str
    id: str
    file_before: str
    file: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that changed and does not read, or not wholly, at one side."""

    side: ComparedSide
    file: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """All that changed in the records.

    Attributes:
        records: records that are new, gone or changed, in order of kind and id.
        renamings: records that only have another name.
        unread: changed files that do not read; of their records nothing can be said.
        others: changed files that hold no records.
        hidden: links and submodules; what is behind them is not compared.
        files: all files of records that differ.
    """

    records: tuple[RecordChange, ...]
    renamings: tuple[Renaming, ...]
    unread: tuple[Unread, ...]
    others: tuple[str, ...]
    hidden: tuple[str, ...]
    files: tuple[str, ...] = ()

    @property
    def layout_only(self) -> int:
        """Count the files that differ and say the same."""
        files = {change.file for change in self.records} | {change.file_before for change in self.records}
        files |= {renaming.file for renaming in self.renamings} | {
            renaming.file_before for renaming in self.renamings
        }
        files |= {file.file for file in self.unread}
        return sum(file not in files for file in self.files)

    @property
    def is_empty(self) -> bool:
        """Tell whether no record changed, as far as could be read."""
        return not self.records and not self.unread


def changed_files(before: Version, after: Version) -> tuple[str, ...]:
    """List the files of records whose content is not the same at both sides."""
    return tuple(
        file
        for file in sorted({*before.nodes, *after.nodes})
        if file not in before.nodes
        or file not in after.nodes
        or before.nodes[file].content != after.nodes[file].content
    )


def compare(before: Version, after: Version) -> Difference:
    """Compare the records of two versions. Only files that differ are read."""
    files = changed_files(before, after)
    before.read(files)
    after.read(files)
    changes: list[RecordChange] = []
    pairs: list[tuple[_Located, _Located]] = []
    renamed: dict[str, dict[str, str]] = {}
    for kind in (INSTELLINGEN, *KINDS):
        old, new = _Records.of(before, kind, files), _Records.of(after, kind, files)
        gone = [old.by_key[key] for key in old.by_key if key not in new.by_key and not new.may_hold(key, old)]
        come = [new.by_key[key] for key in new.by_key if key not in old.by_key and not old.may_hold(key, new)]
        same = [(old.by_key[key], new.by_key[key]) for key in old.by_key if key in new.by_key]
        moved = _renamings(gone, come)
        for earlier, later in moved:
            if earlier.id != later.id:
                points = f"{kind.plural}/{earlier.scope}" if kind.scope == "codelijst" else kind.plural
                renamed.setdefault(points, {})[earlier.id] = later.id
        pairs += [*same, *moved]
        left, right = {id(earlier) for earlier, _ in moved}, {id(later) for _, later in moved}
        changes += [_whole(record, "vervallen") for record in gone if id(record) not in left]
        changes += [_whole(record, "nieuw") for record in come if id(record) not in right]
    renamings: list[Renaming] = []
    for earlier, later in pairs:
        fields = tuple(_field_changes(earlier, later, renamed))
        if fields:
            changes.append(_changed(earlier, later, fields))
        elif earlier.key[:2] != later.key[:2]:
            renamings.append(
                Renaming(earlier.kind.name, earlier.id, later.id, earlier.entry.file, later.entry.file)
            )
    return Difference(
        tuple(sorted(changes, key=_order)),
        tuple(renamings),
        tuple(_unread(before, "voor", files)) + tuple(_unread(after, "na", files)),
        _other_files(before, after),
        tuple(sorted({*before.unread, *after.unread})),
        files,
    )


def _other_files(before: Version, after: Version) -> tuple[str, ...]:
    left, right = (
        {file: lying.content for file, lying in version.others.items()} for version in (before, after)
    )
    return tuple(file for file in sorted({*left, *right}) if left.get(file) != right.get(file))


def _unread(version: Version, side: ComparedSide, files: Iterable[str]) -> Iterator[Unread]:
    for file in files:
        if file in version.nodes:
            result = version.result(file)
            if result.broken or not result.complete:
                yield Unread(side, file, result.problems)


@dataclass(frozen=True, slots=True)
class _Located:
    """A record with its place among those of its kind, and all that it says."""

    kind: Kind
    key: RecordKey
    entry: Entry[Any]
    content: dict[str, "Plain"]

    @property
    def id(self) -> str:
        return self.key[1]

    @property
    def scope(self) -> str:
        return self.key[0]


@dataclass
class _Records:
    """The records of one kind in some files of one version."""

    results: list[FileResult]
    by_key: dict[RecordKey, _Located] = field(default_factory=dict)

    @classmethod
    def of(cls, version: Version, kind: Kind, files: Iterable[str]) -> "_Records":
        results = [
            version.result(file) for file in files if file in version.nodes and kind_of_file(file) is kind
        ]
        records = cls(results)
        seen: Counter[tuple[str, str]] = Counter()
        for result in results:
            for entry in result.entries:
                scope = entry.stem if kind.scope else ""
                record_id = _record_id(kind, entry)
                key = (scope, record_id, seen[scope, record_id])
                seen[scope, record_id] += 1
                records.by_key[key] = _Located(kind, key, entry, _content(kind, entry.value, {}))
        return records

    def may_hold(self, key: RecordKey, other: "_Records") -> bool:
        """Tell whether a record that is not here may be in what could not be read here."""
        file = other.by_key[key].entry.file
        return any(key[1] in result.broken for result in self.results) or any(
            not result.complete for result in self.results if result.file == file
        )


def _record_id(kind: Kind, entry: Entry[Any]) -> str:
    if kind is INSTELLINGEN:
        return kind.plural
    if kind.own_ids:
        return entry.id
    lot = entry.value.perceel
    return f"{entry.value.id or entry.stem}{f' perceel {lot}' if lot else ''}"


def _content(kind: Kind, value: Record, renamed: Renamed) -> dict[str, "Plain"]:
    """Give all that a record says but its id; what is unknown is left out."""
    content = _plain_record(value, renamed)
    if kind is not INSTELLINGEN:
        for key in kind.keys:
            content.pop(key, None)
    return content


def _plain_record(record: Record, renamed: Renamed) -> dict[str, "Plain"]:
    said: dict[str, Plain] = {}
    for own in fields_of(type(record)):
        value = _plain(getattr(record, own.name), renamed, _points_at(own))
        if value is not None and value not in ([], {}):
            said[own.label] = value
    return said


def _plain(value: object, renamed: Renamed, pointing: tuple[str, ...]) -> "Plain | None":
    """Give a value without its type. ``pointing`` says where what it names may lie."""
    if isinstance(value, Record):
        return _plain_record(value, renamed)
    if isinstance(value, Mapping):
        return {
            str(name): _plain(item, renamed, pointing or _feature_points_at(str(name))) or ""
            for name, item in sorted(value.items())
        }
    if isinstance(value, tuple):
        items = (_plain(item, renamed, pointing) for item in value)
        return [item for item in items if item is not None]
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, int | Decimal):
        return value
    text = " ".join(str(value).split())  # how text is wrapped is layout
    for place in pointing:
        text = renamed.get(place, {}).get(text, text)
    return text


def _points_at(field: Field) -> tuple[str, ...]:
    """Give where what a field names may lie: the plurals of kinds, or a code list."""
    if field.code is not None:
        return (f"codelijsten/{field.code.code_list}",)
    return tuple(kind_named(name).plural for name in field.names.kinds) if field.names is not None else ()


def _feature_points_at(feature: str) -> tuple[str, ...]:
    domains = [domains[feature] for domains in KENMERKEN.values() if feature in domains]
    return tuple(
        kind_named(domain.soort).plural if domain.soort else f"codelijsten/{domain.lijst}"
        for domain in domains
    )


def _renamings(gone: list[_Located], come: list[_Located]) -> list[tuple[_Located, _Located]]:
    """Pair records that went and came and are the same one: the most alike first."""
    if not gone or not come or gone[0].kind.of_people:
        return []  # whether two pseudonyms are one person cannot be told, and is not guessed
    if len(gone) * len(come) > _MAX_PAIRS:
        candidates = _equal_pairs(gone, come)
    else:
        candidates = [(_likeness(earlier, later), earlier, later) for earlier in gone for later in come]
    scored = sorted(
        (pair for pair in candidates if pair[0] > 0), key=lambda pair: (-pair[0], pair[1].key, pair[2].key)
    )
    taken: set[int] = set()
    pairs = []
    for _, earlier, later in scored:
        if not taken & {id(earlier), id(later)}:
            taken |= {id(earlier), id(later)}
            pairs.append((earlier, later))
    return pairs


def _equal_pairs(gone: list[_Located], come: list[_Located]) -> list[tuple[float, _Located, _Located]]:
    """Pair only what is wholly equal, where there is too much to compare each with each."""
    by_content = {frozenset(_flat(later.content)): later for later in come}
    matches = ((earlier, by_content.get(frozenset(_flat(earlier.content)))) for earlier in gone)
    return [(_likeness(earlier, later), earlier, later) for earlier, later in matches if later is not None]


def _likeness(earlier: _Located, later: _Located) -> float:
    """Give how much two records say the same, from 0 to 2; 0 where that is too little to be one record."""
    if earlier.id == later.id:
        return 2 if earlier.content == later.content else 1  # it lies in another year's file
    if earlier.scope != later.scope:
        return 0
    left, right = set(_flat(earlier.content)), set(_flat(later.content))
    share = len(left & right) / max(len(left), len(right), 1)
    named = any(
        name in earlier.content and earlier.content[name] == later.content.get(name) for name in _NAMES
    )
    return share if share >= (_ALIKE_WITH_NAME if named else _ALIKE) else 0


def _flat(value: "Plain", path: str = "") -> Iterator[tuple[str, FieldValue]]:
    """Give everything in a value, each with its path; items of a list share theirs."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _flat(item, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for item in value:
            yield from _flat(item, f"{path}[{_item_key(item)}]" if isinstance(item, dict) else path)
    else:
        yield path, value


def _item_key(item: "Plain") -> str:
    """Give what tells one record in a list from the others."""
    names = (str(item[name]) for name in _ITEM_KEYS if name in item) if isinstance(item, dict) else iter(())
    return next(names, "")


def _field_changes(earlier: _Located, later: _Located, renamed: Renamed) -> Iterator[FieldChange]:
    if earlier.scope != later.scope:
        yield FieldChange("jaar", earlier.scope, later.scope)
    yield from _changes(_content(earlier.kind, earlier.entry.value, renamed), later.content, "")


def _changes(old: "Plain | None", new: "Plain | None", path: str) -> Iterator[FieldChange]:
    """Compare two values. The order of a list has no meaning in any record."""
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys([*old, *new]):
            yield from _changes(old.get(name), new.get(name), f"{path}.{name}" if path else name)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _list_changes(old, new, path)
    elif isinstance(old, dict | list) or isinstance(new, dict | list):
        if old is not None:
            yield from (FieldChange(place, value, None) for place, value in _flat(old, path))
        if new is not None:
            yield from (FieldChange(place, None, value) for place, value in _flat(new, path))
    else:
        yield FieldChange(path, old, new)


def _list_changes(old: "list[Plain]", new: "list[Plain]", path: str) -> Iterator[FieldChange]:
    """Compare two lists: what both have falls away; of the rest, what has the same key belongs together."""
    stay = Counter(map(repr, old)) & Counter(map(repr, new))
    gone, come = (beyond(items, stay, repr) for items in (old, new))
    partners: dict[str, deque[Plain]] = {}
    for item in come:
        partners.setdefault(_item_key(item), deque()).append(item)
    alone = len(gone) == len(come) == 1
    left: list[Plain] = []
    for item in gone:
        same = partners.get(_item_key(item))
        if same and (alone or isinstance(item, dict)):
            yield from _changes(item, same.popleft(), f"{path}[{key}]" if (key := _item_key(item)) else path)
        else:
            left.append(item)
    yield from (FieldChange(place, value, None) for place, value in _flat(left, path))
    rest: list[Plain] = [item for items in partners.values() for item in items]
    yield from (FieldChange(place, None, value) for place, value in _flat(rest, path))


def _whole(record: _Located, change: ChangeKind) -> RecordChange:
    fields = tuple(
        FieldChange(path, *((None, value) if change == "nieuw" else (value, None)))
        for path, value in _flat(record.content)
    )
    return RecordChange(
        record.kind.name,
        change,
        record.id,
        record.entry.file,
        record.scope,
        fields=fields,
        **_about_people(record.entry.value),
    )


class _AboutPeople(TypedDict):
    """What a change has to do with people, as a change of a record tells it."""

    counts_people: bool
    computed: bool
    people: int | None


def _about_people(*sides: Record) -> _AboutPeople:
    posts = [post for post in sides if isinstance(post, Verzamelpost)]
    efforts = [effort for effort in sides if isinstance(effort, Inspanning) and of_people(effort)]
    return {
        "counts_people": any(post.of_people for post in posts),
        "computed": any("aantal" in post.afgeleid for post in posts),
        "people": min((effort.mensen or 0 for effort in efforts), default=None),
    }


def _changed(earlier: _Located, later: _Located, fields: tuple[FieldChange, ...]) -> RecordChange:
    file = earlier.entry.file
    return RecordChange(
        later.kind.name,
        "gewijzigd",
        later.id,
        later.entry.file,
        later.scope,
        earlier.id if earlier.id != later.id else None,
        file if file != later.entry.file else None,
        fields,
        **_about_people(earlier.entry.value, later.entry.value),
        words=_words(earlier.entry.value, later.entry.value),
    )


def _words(before: Record, after: Record) -> tuple[str, ...]:
    """Tell a change of a framework as its rules are told."""
    if not isinstance(before, Kader) or not isinstance(after, Kader):
        return ()
    from maatwerk_cli.tender.views.rule_changes import rule_changes

    return rule_changes(before, after)


def _order(change: RecordChange) -> tuple[int, str, str, str]:
    names = [kind.name for kind in (INSTELLINGEN, *KINDS)]
    return names.index(change.kind), change.scope, change.id, change.change
