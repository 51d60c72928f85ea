"""Where records name each other: by kind, id and place in the file; and where a text names one.

All of it follows from what the models declare of their fields (``models.meaning``).
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from maatwerk_cli.models.fields import fields_of, pointers
from maatwerk_cli.models.meaning import Loc, Points
from maatwerk_cli.models.values import Bronverwijzing, Record
from maatwerk_cli.register.kinds import KINDS, Kind, kind_named
from maatwerk_cli.register.records import Dataset, Entry, Records
from maatwerk_cli.register.rows import column_at


class Reference(NamedTuple):
    """One place where a record, or a code, is named.

    Attributes:
        kind: the kind of what is named, by its singular.
        id: what is named.
        entry: the record that names it.
        loc: where in that record; in a CSV row, the name of the column.
        meaning: by which the value there names it.
        code_list: of a code the list that it is of.
    """

    kind: str
    id: str
    entry: Entry[Record]
    loc: Loc
    meaning: Points
    code_list: str = ""


def references(dataset: Dataset, *, codes: bool = False, to: str = "") -> Iterator[Reference]:
    """Give every reference from one record to another, in order of kind, file and place.

    Args:
        dataset: the register.
        codes: codes that are named too.
        to: an id; records that do not hold it are passed over.
    """
    for kind in KINDS:
        for entry in _holding(dataset.of(kind), to):
            for loc, meaning, value, part in pointers(entry.value, closed=codes):
                for inside, target in meaning.targets(value, part):
                    named = _one_kind(dataset, entry, target.kinds, target.id, meaning)
                    if named == "code" and not codes:
                        continue
                    if named:
                        place = _in_file(entry, (*loc, *inside))
                        yield Reference(named, target.id, entry, place, meaning, target.code_list)


def _holding(records: Records[Record], text: str) -> Iterable[Entry[Record]]:
    """Give the records in which a text stands, and perhaps a few more: looking closely costs far more."""
    written = json.dumps(text, ensure_ascii=False)[1:-1]
    return (
        (entry for entry in records if written in entry.value.model_dump_json(warnings=False))
        if text
        else records
    )


def _in_file(entry: Entry[Record], loc: Loc) -> Loc:
    return (column_at(type(entry.value), loc),) if entry.file.endswith(".csv") else loc


def _one_kind(
    dataset: Dataset, entry: Entry[Record], kinds: tuple[str, ...], record_id: str, meaning: Points
) -> str:
    """Say which of the kinds it can be of an id is; of a text that may be one, whether it is."""
    if kinds == ("code",) or (len(kinds) == 1 and not meaning.maybe):
        return kinds[0]
    matching = (name for name in kinds if _holds(dataset, kind_named(name), entry, record_id))
    return next(matching, "" if meaning.maybe else kinds[-1])


def _holds(dataset: Dataset, kind: Kind, entry: Entry[Record], record_id: str) -> bool:
    records = dataset.of(kind)
    if not kind.per_year:
        return record_id in records.by_id
    return any(other.id == record_id for other in records.by_stem.get(entry.stem, ()))


def references_to(dataset: Dataset, kind: Kind, record_id: str) -> list[Reference]:
    """Give every place where a record is named."""
    return [
        reference
        for reference in references(dataset, to=record_id)
        if reference.kind == kind.name and reference.id == record_id
    ]


class Mention(NamedTuple):
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
        for entry in _holding(dataset.of(other), record_id):
            for loc, text in own_texts(entry.value):
                if record_id in text and pattern.search(text):
                    as_code = not pattern.search(text.replace(f"`{record_id}`", ""))
                    yield Mention(entry, loc, sure=(marked or as_code) and not shared)


def own_texts(record: Record, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Give every text of a record that is in our own words, with its place."""
    for field in fields_of(type(record)):
        if field.words != "own" and field.model is None:
            continue
        value = getattr(record, field.name)
        here = (*loc, field.label)
        if value is None:
            continue
        items: Sequence[tuple[Loc, object]] = (
            [(here, value)]
            if field.many == "one"
            else [((*here, key), item) for key, item in value.items()]
            if isinstance(value, dict)
            else [((*here, index), item) for index, item in enumerate(value)]
        )
        for place, item in items:
            if isinstance(item, Record):
                yield from own_texts(item, place)
            elif isinstance(item, str):
                yield place, item


def bronverwijzingen(record: Record) -> Sequence[Bronverwijzing]:
    """Give every reference to a source within a record."""
    return [part for _, _, _, part in pointers(record) if isinstance(part, Bronverwijzing)]
