"""Ids that change, records that become one, records that are withdrawn or erased."""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from maatwerk_cli.keeping.absent import absent
from maatwerk_cli.keeping.workspace import RefusedError, Workspace, editing
from maatwerk_cli.models.fields import Field, by_label, fields_of, value_at
from maatwerk_cli.models.kader import CASES_SUFFIX
from maatwerk_cli.models.meaning import Loc
from maatwerk_cli.models.values import ID_PATTERN, KANDIDAAT_ID_PATTERN, WITHDRAWN, Record
from maatwerk_cli.register.kinds import KINDS, Kind, names_of
from maatwerk_cli.register.records import Dataset, Entry, counts
from maatwerk_cli.register.references import Mention, Reference, mention_pattern, mentions, references_to
from maatwerk_cli.register.rows import cell_text, columns_of_model
from maatwerk_cli.text.suggestion import did_you_mean
from maatwerk_cli.text.yaml.yaml_edit import held_at

NAMED_KINDS = names_of(kind for kind in KINDS if kind.renamed)
"""The kinds of record whose id can be changed. Codes and key figures are promises to the outside."""
WITHDRAWABLE = names_of(kind for kind in KINDS if kind.withdrawable)

Choose = Callable[[str, Any, Any], bool]
"""Asked for a field that differs: its name and both values; true to take that of the second record."""


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A record of a kind, with all that lies under the same id (a post of several years, lots)."""

    kind: Kind
    entries: tuple[Entry[Record], ...]

    @property
    def entry(self) -> Entry[Record]:
        """The first of them."""
        return self.entries[0]


def find_record(
    dataset: Dataset, record_id: str, kind_name: str | None, allowed: Sequence[str]
) -> FoundRecord:
    """Find a record by its id.

    Raises:
        RefusedError: there is none, or several kinds have one and none was named, or no such kind is there.
    """
    if kind_name is not None and all(kind.name != kind_name for kind in KINDS):
        raise RefusedError(
            f"--soort: deze soort record is er niet.{did_you_mean(kind_name, allowed)} "
            f"Kies uit: {', '.join(allowed)}."
        )
    targets = [
        FoundRecord(kind, entries)
        for kind in KINDS
        if kind_name in (None, kind.name)
        and (entries := tuple(entry for entry in dataset.of(kind) if entry.id == record_id))
    ]
    usable = [target for target in targets if target.kind.name in allowed]
    if len(usable) == 1:
        return usable[0]
    if usable:
        kinds = " en een ".join(target.kind.name for target in usable)
        raise RefusedError(f"Er is een {kinds} met id {record_id}. Geef met --soort welke u bedoelt.")
    if targets:
        raise RefusedError(
            f"{record_id} is een {targets[0].kind.name}; dit kan alleen bij: {', '.join(allowed)}."
        )
    names = [kind_name] if kind_name is not None else allowed
    raise absent(dataset, record_id, names, kind_name or "record")


def _all_read(dataset: Dataset) -> None:
    """Refuse where a file does not read: what it names is not known.

    Raises:
        RefusedError: some record does not read.
    """
    if any(dataset.of(kind).broken or not dataset.of(kind).complete for kind in KINDS):
        raise RefusedError(
            "Een bestand van de dataset is niet te lezen, dus is niet zeker waar dit id nog staat. "
            "Herstel het eerst; zie:",
            look=True,
        )


@dataclass(frozen=True, slots=True)
class Redirected:
    """What was changed to name another record, and what a person has to look at.

    Attributes:
        count: in how many places another id stands now.
        doubtful: the places where the word stands, without it being sure that the id is meant.
    """

    count: int
    doubtful: tuple[str, ...]


def rename(workspace: Workspace, target: FoundRecord, new_id: str) -> Redirected:
    """Give a record another id, everywhere it is named, in references and in our own texts.

    Raises:
        RefusedError: the id is taken, or cannot be one.
    """
    _all_read(workspace.dataset)
    kind, old = target.kind, target.entry.id
    pattern = KANDIDAAT_ID_PATTERN if kind.of_people else ID_PATTERN
    if re.fullmatch(pattern, new_id) is None:
        form = "k- en tien willekeurige tekens" if kind.of_people else "kleine letters, cijfers, - en _"
        raise RefusedError(f"Dit id kan niet. Het id van een {kind.name} bestaat uit {form}.")
    if new_id == old:
        raise RefusedError("Dit is al het id van dit record; er is niets te hernoemen.")
    if new_id in workspace.dataset.of(kind).by_id:
        other = FoundRecord(kind, tuple(entry for entry in workspace.dataset.of(kind) if entry.id == new_id))
        advice = "Kies een ander id." if _why_apart(target, other) else _MERGING
        raise RefusedError(f"Er is al een {kind.name} met id {new_id}. {advice}")
    redirected = _redirect(workspace, kind, old, new_id)
    for entry in target.entries:
        with editing(entry.file):
            _set_at(workspace, entry, (kind.key,), new_id)
    if kind.id_is_stem or (not kind.own_ids and target.entry.stem == old):
        _move(workspace, target.entry.file, f"{kind.plural}/{new_id}.yaml")
    if kind.beside:
        _rename_beside(workspace, kind, old, new_id)
    return redirected


def _rename_beside(workspace: Workspace, kind: Kind, old: str, new_id: str) -> None:
    """Let the files beside those of a kind name a record by its new id, and lie beside it."""
    named = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])".encode())
    for path in sorted((workspace.root / kind.plural).glob(f"*{kind.beside}")):
        file = f"{kind.plural}/{path.name}"
        content = workspace.read(file) or b""
        workspace.write(file, named.sub(new_id.encode(), content))
        if path.name == f"{old}{kind.beside}":
            _move(workspace, file, f"{kind.plural}/{new_id}{kind.beside}")


def _move(workspace: Workspace, file: str, moved: str) -> None:
    workspace.create(moved, workspace.read(file) or b"")
    workspace.write(file, None)


def _redirect(
    workspace: Workspace, kind: Kind, old: str, new_id: str, without: Container[str] = ()
) -> Redirected:
    """Let everything that names a record name another, but for what stands in the files ``without``."""
    count, doubtful = 0, []
    cells: dict[
        str, dict[str, dict[int, str]]
    ] = {}  # by file and column: a file is written once, not per row

    def set_cell(entry: Entry[Record], column: str, text: str) -> None:
        cells.setdefault(entry.file, {}).setdefault(column, {})[int(entry.loc[0])] = text

    for reference in references_to(workspace.dataset, kind, old):
        if reference.entry.file in without:
            continue
        if reference.entry.file.endswith(".csv"):
            column = str(reference.loc[0])
            set_cell(reference.entry, column, _renamed_cell(reference.entry.value, column, reference, new_id))
        else:
            with editing(reference.entry.file):
                _point_at(workspace, reference, new_id)
        count += 1
    pattern = mention_pattern(kind, old)
    for mention in mentions(workspace.dataset, kind, old):
        if mention.entry.file in without:
            continue
        if not mention.sure:
            doubtful.append(place(mention))
            continue
        if mention.entry.file.endswith(".csv"):
            column = str(mention.loc[0])
            text = str(getattr(mention.entry.value, column))
            set_cell(mention.entry, column, pattern.sub(new_id, text))
        else:
            with editing(mention.entry.file):
                _reword(workspace, mention, pattern, new_id)
        count += 1
    for file, columns in cells.items():
        workspace.set_columns(file, columns)
    return Redirected(count + _redirect_in_cases(workspace, kind, old, new_id), tuple(doubtful))


_IN_CASES: Mapping[str, Loc] = {"bron": ("bron", "id"), "organisatie": ("opdrachtgever",)}
"""How the place ends at which a case of a framework names a record, by the kind of what it names."""


def _redirect_in_cases(workspace: Workspace, kind: Kind, old: str, new_id: str) -> int:
    """Let the cases of frameworks name another record; tell in how many places."""
    ending, count = _IN_CASES.get(kind.name, ()), 0
    for path in sorted((workspace.root / "beleid").glob(f"*{CASES_SUFFIX}")) if ending else ():
        file = f"beleid/{path.name}"
        with editing(file):
            document = workspace.yaml(file)
            leaves = dict(_leaves(document.value))
            named = [loc for loc, text in leaves.items() if text == old and loc[-len(ending) :] == ending]
            for loc in named:
                document.set(loc, new_id)
            workspace.keep(file, document)
        count += len(named)
    return count


def _leaves(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, Any]]:
    """Give everything in tables and lists that is neither, with its place."""
    if not isinstance(value, dict | list):
        yield loc, value
        return
    for step, part in value.items() if isinstance(value, dict) else enumerate(value):
        yield from _leaves(part, (*loc, step))


def _point_at(workspace: Workspace, reference: Reference, new_id: str) -> None:
    """Let one place in a YAML file name another record."""
    before = str(value_at(reference.entry.value, reference.loc))
    after = reference.meaning.renamed(before, reference.id, new_id)
    _set_at(workspace, reference.entry, reference.loc, after, old=before)


def _renamed_cell(record: Record, column: str, reference: Reference, new_id: str) -> str:
    field, part = columns_of_model(type(record))[column]
    value = getattr(record, field.name)
    if part:
        return new_id
    if field.is_source:
        return f"{new_id} {value.vindplaats}"
    if field.many == "list":
        items = (new_id if item == reference.id else item for item in value)
        return cell_text(list(dict.fromkeys(items)))
    return new_id


def _reword(workspace: Workspace, mention: Mention, pattern: re.Pattern[str], new_id: str) -> None:
    """Let a text in a YAML file speak of another record."""
    document = workspace.yaml(mention.entry.file)
    document.replace_words((*mention.entry.loc, *mention.loc), pattern, new_id)
    workspace.keep(mention.entry.file, document)


def _set_at(
    workspace: Workspace, entry: Entry[Record], loc: tuple[str | int, ...], new_id: str, *, old: str = ""
) -> None:
    """Change one id in a file. A list that has the new one already loses the old one instead."""
    if entry.file.endswith(".csv"):
        workspace.set_cells(entry, {str(loc[0]): new_id})
        return
    document = workspace.yaml(entry.file)
    full = (*entry.loc, *loc)
    if isinstance(loc[-1], int):
        parent = held_at(document.value, full[:-1])
        if isinstance(parent, str):  # one feature written without a list
            document.set(full[:-1], new_id)
        elif new_id in parent:
            document.remove((*full[:-1], parent.index(old)))
        else:
            document.set((*full[:-1], parent.index(old)), new_id)
    else:
        document.set(full, new_id)
    workspace.keep(entry.file, document)


# Two records made one


@dataclass(frozen=True, slots=True)
class MergeDifference:
    """A field in which two records that are made one differ, and which value was kept."""

    field: str
    kept: Any
    dropped: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of two records that were made one.

    Attributes:
        differences: the fields in which they differ.
        doubtful: the places where a text may still name the record that went.
        comments: what its file said for people only, and went with it.
    """

    differences: Sequence[MergeDifference]
    doubtful: tuple[str, ...]
    comments: tuple[str, ...]


def merge(workspace: Workspace, kept: FoundRecord, other: FoundRecord, choose: Choose) -> Merged:
    """Make two records one: lists together, what one lacks from the other, what differs as chosen.

    Args:
        workspace: the dataset.
        kept: the record that stays.
        other: the record that goes; what names it will name the first.
        choose: asked for every field in which they differ.

    Raises:
        RefusedError: they are of different kinds, or of a kind that is not made one.
    """
    _all_read(workspace.dataset)
    if reason := _why_apart(kept, other):
        raise RefusedError(reason)
    own_values, other_values = _raw(workspace, kept.entry), _raw(workspace, other.entry)
    differences: list[MergeDifference] = []
    own_kind = {field.label for field in _naming(kept.kind)}
    for key, theirs in other_values.items():
        mine, value = own_values.get(key), theirs
        if key in own_kind:
            mine, value = (_without_each_other(said, kept, other) for said in (mine, theirs))
        if key in kept.kind.keys or value in (None, "", "onbekend") or mine == value:
            continue
        if isinstance(value, list) and (mine is None or isinstance(mine, list)):
            _unite(workspace, kept.entry, key, value, differences, choose)
        elif mine in (None, "", "onbekend"):
            workspace.set_field(kept.entry, key, value)
        else:
            take = choose(key, mine, value)
            differences.append(MergeDifference(key, value if take else mine, mine if take else value))
            if take:
                workspace.set_field(kept.entry, key, value)
    own = {kept.entry.file, other.entry.file} if kept.kind.id_is_stem else set()
    redirected = _redirect(workspace, kept.kind, other.entry.id, kept.entry.id, own)
    with editing(kept.entry.file):
        _drop_relation(workspace, kept, other)
    before = _comments(workspace, other.entry.file)
    _take_away(workspace, other.entry)
    after = _comments(workspace, other.entry.file)
    return Merged(differences, redirected.doubtful, tuple((before - after).elements()))


_MERGING = "Zijn het dezelfde, gebruik dan: maatwerk voeg-samen"


def _why_apart(kept: FoundRecord, other: FoundRecord) -> str:
    """Say why two records are never made one; nothing where they can be."""
    if kept.kind is not other.kind or kept.entry.id == other.entry.id:
        return "Alleen twee verschillende records van dezelfde soort kunnen één record worden."
    if len(kept.entries) > 1 or len(other.entries) > 1:
        return "Een id in meer jaren of percelen wordt niet samengevoegd; doe dat met de hand."
    if kept.kind.of_people:
        return (
            "Kandidaten worden nooit één record: of het dezelfde is, staat niet in het register. Weet u dat "
            "van buiten het register, wis er dan één, met trek-terug en --wis."
        )
    return ""


def _comments(workspace: Workspace, file: str) -> Counter[str]:
    """Count the comments of a file; a table has none, nor has a file that went."""
    is_yaml = file.endswith(".yaml") and workspace.read(file) is not None
    return Counter(workspace.yaml(file).comments() if is_yaml else ())


def _raw(workspace: Workspace, entry: Entry[Record]) -> dict[str, Any]:
    if entry.file.endswith(".csv"):
        dumped = entry.value.model_dump(mode="json")
        return {key: value for key, value in dumped.items() if value is not None}
    return dict(held_at(workspace.yaml(entry.file).value, entry.loc))


def _unite(
    workspace: Workspace,
    entry: Entry[Record],
    key: str,
    items: list[Any],
    differences: list[MergeDifference],
    choose: Choose,
) -> None:
    """Add what the list lacks; of a phase that both have the date is chosen, and what else differs told."""
    if entry.file.endswith(".csv"):
        workspace.set_field(entry, key, list(dict.fromkeys([*getattr(entry.value, key), *items])))
        return
    field = by_label(type(entry.value)).get(key)
    stage = field.course if field is not None else None
    order = stage.choices if stage is not None else ()
    for item in items:
        present = _raw(workspace, entry).get(key) or []
        if item in present:
            continue
        stages = [mine[stage.label] for mine in present] if stage is not None else []
        own = item[stage.label] if stage is not None else None
        index = sum(order.index(other) < order.index(own) for other in stages)
        document = workspace.yaml(entry.file)
        if own in stages:
            place, name = stages.index(own), f"{key} ({own})"
            same = present[place]
            take = str(same.get("sinds")) != str(item.get("sinds")) and choose(name, same, item)
            differences.append(MergeDifference(name, item if take else same, same if take else item))
            if take:
                with editing(entry.file):
                    document.set((*entry.loc, key, place), item)
                workspace.keep(entry.file, document)
        elif index < len(stages):
            with editing(entry.file):
                document.insert((*entry.loc, key), index, item)
            workspace.keep(entry.file, document)
        else:
            workspace.add_to_list(entry, key, item)


def _naming(kind: Kind) -> Iterator[Field]:
    """Give the fields in which a record names others of its own kind."""
    for field in fields_of(kind.model):
        if field.many in ("one", "list") and field.names is not None and kind.name in field.names.kinds:
            yield field


def _without_each_other(said: Any, kept: FoundRecord, other: FoundRecord) -> Any:
    """Give what a field says of records of the kind, but for the two that become one."""
    pair = (kept.entry.id, other.entry.id)
    if isinstance(said, list):
        return [item for item in said if item not in pair]
    return None if said in pair else said


def _drop_relation(workspace: Workspace, kept: FoundRecord, other: FoundRecord) -> None:
    """Let the record that stays name neither the one that went into it nor itself."""
    pair = (kept.entry.id, other.entry.id)
    for field in _naming(kept.kind):
        named = _raw(workspace, kept.entry).get(field.label)
        several = list(named) if isinstance(named, list | tuple) else [named]
        if not any(item in pair for item in several):
            continue
        if kept.entry.file.endswith(".csv"):
            more = _raw(workspace, other.entry).get(field.label) or ()
            both = dict.fromkeys([*several, *(more if field.many == "list" else ())])
            left = [item for item in both if item not in pair]
            workspace.set_cells(kept.entry, {field.label: cell_text(left)})
            continue
        document = workspace.yaml(kept.entry.file)
        places = [(index,) for index, item in enumerate(several) if item in pair]
        for place in reversed(places) if field.many == "list" else [()]:
            document.remove((*kept.entry.loc, field.label, *place))
        workspace.keep(kept.entry.file, document)


def _take_away(workspace: Workspace, entry: Entry[Record]) -> None:
    if not entry.loc:
        workspace.write(entry.file, None)
        return
    with editing(entry.file):
        if entry.file.endswith(".csv"):
            rows = workspace.csv(entry.file)
            rows.remove(int(entry.loc[0]))
            workspace.keep(entry.file, rows)
        else:
            document = workspace.yaml(entry.file)
            document.remove(entry.loc)
            workspace.keep(entry.file, document)


# Withdrawn and erased


def withdraw(workspace: Workspace, target: FoundRecord, since: str, reason: str) -> None:
    """Mark a record as withdrawn: it stays where it is and does not count any more.

    Raises:
        RefusedError: it is withdrawn already.
    """
    for entry in target.entries:
        if not counts(entry.value):
            raise RefusedError(f"{entry.id} is al ingetrokken.")
        workspace.set_field(entry, WITHDRAWN, {"sinds": since, "reden": reason})


def erase(workspace: Workspace, target: FoundRecord) -> None:
    """Take a candidate's record away without a trace in the files.

    Raises:
        RefusedError: it is no candidate.
    """
    if not target.kind.of_people:
        raise RefusedError("Alleen het record van een kandidaat wordt gewist; trek een ander record in.")
    _take_away(workspace, target.entry)


def place(reference: Reference | Mention) -> str:
    """Say where a record is named, as ``proeftuinen/ey.yaml: partners[1]``."""
    text = ""
    for step in (*reference.entry.loc, *reference.loc):
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return f"{reference.entry.file}: {text}"
