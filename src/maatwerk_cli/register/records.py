"""The dataset in memory: records by id, with where each lies. Nothing changes after loading."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from maatwerk_cli.models.facts.bron import Bron
from maatwerk_cli.models.facts.code import Code
from maatwerk_cli.models.facts.kerncijfer import Kerncijfer
from maatwerk_cli.models.facts.mijlpaal import Mijlpaal
from maatwerk_cli.models.facts.organisatie import Organisatie
from maatwerk_cli.models.facts.verzamelpost import Verzamelpost
from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.kandidaat import Kandidaat
from maatwerk_cli.models.meaning import Loc
from maatwerk_cli.models.proeftuin import Proeftuin
from maatwerk_cli.models.publicatie import Publicatie
from maatwerk_cli.models.rapport import Rapporttekst
from maatwerk_cli.models.settings import Instellingen
from maatwerk_cli.models.tender.aanbesteding import Aanbesteding
from maatwerk_cli.models.values import WITHDRAWN, Record
from maatwerk_cli.register.kinds import KINDS, Kind

R = TypeVar("R", bound=Record, covariant=True)  # nothing changes after loading
M = TypeVar("M", bound=Record)


def stem_of(file: str) -> str:
    """Give the name of a file without folder and suffix."""
    return file[file.rfind("/") + 1 : file.rindex(".")]


@dataclass(frozen=True, slots=True)
class Entry(Generic[R]):
    """A record and where it lies.

    Attributes:
        id: what identifies it within its kind, as written.
        value: the record.
        file: path relative to the dataset, with forward slashes.
        loc: path within the file: nothing, an index in a list, or a line of a CSV file.
    """

    id: str
    value: R
    file: str
    loc: Loc = ()

    @property
    def stem(self) -> str:
        """The name of its file without folder and suffix: an id, a year or the name of a code list."""
        return stem_of(self.file)


def counts(record: Record) -> bool:
    """Tell whether a record counts: whether it is not withdrawn."""
    return getattr(record, WITHDRAWN, None) is None


def names_of_record(record: Record) -> tuple[str, ...]:
    """Give the names by which people know a record: its name or title, and its abbreviation."""
    values = (getattr(record, name, None) for name in ("naam", "titel", "afkorting"))
    return tuple(value for value in values if value)


def _told_apart(names: Mapping[str, str]) -> Mapping[str, str]:
    """Give names by id, a name that two have with the id behind it: rows by name must differ."""
    with_id: set[str] = set()
    while True:
        apart = {id_: f"{name} ({id_})" if id_ in with_id else name for id_, name in names.items()}
        shared = Counter(apart.values())
        # One that had a name of its own can be called as another now is with its id.
        alike = {id_ for id_, name in apart.items() if shared[name] > 1} - with_id
        if not alike:
            return apart
        with_id |= alike


@dataclass(frozen=True, slots=True)
class Partial(Generic[R]):
    """A record without what does not fit in it: the rest can still be held to the rules.

    Attributes:
        entry: the record without those values.
        lacking: the places where something was left out, or stands in for what did not fit.
    """

    entry: Entry[R]
    lacking: frozenset[Loc]


@dataclass(frozen=True)
class Records(Generic[R]):
    """All records of one kind that could be read, and what is known of those that could not.

    Attributes:
        entries: the records in order of file and place.
        broken: ids of records that are there but do not read.
        partial: what is left of records of which a field does not fit, without that field; counted nowhere.
        unsure: stems of the files whose ids are not all known; empty text for the only file, or the folder.
    """

    entries: tuple[Entry[R], ...] = ()
    broken: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()
    partial: tuple["Partial[R]", ...] = ()

    @cached_property
    def counting(self) -> "Records[R]":
        """The records that count: those that are not withdrawn. Only who keeps the register sees the rest."""
        kept = tuple(entry for entry in self.entries if counts(entry.value))
        return self if len(kept) == len(self.entries) else Records(kept, self.broken, self.unsure)

    @property
    def complete(self) -> bool:
        """Whether the ids of all records are known."""
        return not self.unsure

    def complete_in(self, stem: str) -> bool:
        """Tell whether all ids in the file of one year, or of one code list, are known."""
        return self.unsure.isdisjoint((stem, ""))

    @cached_property
    def by_id(self) -> Mapping[str, Entry[R]]:
        """The records by id; of more with the same id that in the file of its name, or else the first."""
        entries: dict[str, Entry[R]] = {}
        for entry in self.entries:
            if entries.setdefault(entry.id, entry) is not entry and entry.stem == entry.id:
                entries[entry.id] = entry
        return entries

    @cached_property
    def by_stem(self) -> Mapping[str, tuple[Entry[R], ...]]:
        """The records by the name of their file: a year, or a code list."""
        by_stem: dict[str, list[Entry[R]]] = {}
        for entry in self.entries:
            by_stem.setdefault(entry.stem, []).append(entry)
        return {stem: tuple(entries) for stem, entries in by_stem.items()}

    @property
    def years(self) -> list[int]:
        """The years that have a file of their own, in order."""
        return sorted(map(int, self.by_stem))

    def of_year(self, year: int) -> tuple[Entry[R], ...]:
        """Give the records in the file of a year."""
        return self.by_stem.get(str(year), ())

    def get(self, record_id: str) -> R | None:
        """Give the record with this id."""
        entry = self.by_id.get(record_id)
        return entry.value if entry else None

    def may_have(self, record_id: str) -> bool:
        """Tell whether this id exists, or may exist in what could not be read."""
        return record_id in self.by_id or record_id in self.broken or not self.complete

    def __iter__(self) -> Iterator[Entry[R]]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


_NONE: Records[Any] = Records()
_PLURAL = {kind.model: kind.plural for kind in KINDS}


class _RecordsOf(Generic[M]):
    """The records of one model, as an attribute of a register."""

    def __init__(self, model: type[M]) -> None:
        self._model = model

    def __get__(self, dataset: "Dataset", register: type) -> Records[M]:
        return dataset.records(self._model)


@dataclass(frozen=True)
class Dataset:
    """A register: its settings and all its records.

    Attributes:
        root: the folder.
        settings: what ``dataset.yaml`` says.
        sha256: hash over the names and contents of all files that were read.
        by_plural: the records of each kind, by its plural.
    """

    root: Path
    settings: Instellingen
    sha256: str = ""
    by_plural: Mapping[str, Records[Any]] = field(default_factory=dict)

    def of(self, kind: Kind) -> Records[Any]:
        """Give the records of one kind."""
        return self.by_plural.get(kind.plural, _NONE)

    def records(self, model: type[M]) -> Records[M]:
        """Give the records of one model, with their type."""
        return self.by_plural.get(_PLURAL[model], _NONE)

    def with_records(self, kind: Kind, records: Records[Any]) -> "Dataset":
        """Give the dataset with other records of one kind."""
        return replace(self, by_plural={**self.by_plural, kind.plural: records})

    bronnen = _RecordsOf(Bron)
    organisaties = _RecordsOf(Organisatie)
    codelijsten = _RecordsOf(Code)
    proeftuinen = _RecordsOf(Proeftuin)
    publicaties = _RecordsOf(Publicatie)
    kandidaten = _RecordsOf(Kandidaat)
    verzamelposten = _RecordsOf(Verzamelpost)
    kerncijfers = _RecordsOf(Kerncijfer)
    mijlpalen = _RecordsOf(Mijlpaal)
    rapporten = _RecordsOf(Rapporttekst)
    beleid = _RecordsOf(Kader)
    aanbestedingen = _RecordsOf(Aanbesteding)

    def codes(self, name: str) -> Mapping[str, Code]:
        """Give the codes of one code list; of one that is not there, none."""
        return self._codes.get(name, {})

    @cached_property
    def _codes(self) -> Mapping[str, Mapping[str, Code]]:
        lists = self.codelijsten.by_stem.items()
        return {stem: {entry.id: entry.value for entry in entries} for stem, entries in lists}

    def label(self, name: str, code: str) -> str:
        """Give the Dutch name of a code, told apart in its list, or the code itself where that has none."""
        return self._labels.get(name, {}).get(code) or code.replace("_", " ")

    @cached_property
    def _labels(self) -> Mapping[str, Mapping[str, str]]:
        lists = self.codelijsten.by_stem.items()
        return {stem: _told_apart({own.id: own.value.naam for own in entries}) for stem, entries in lists}

    def proeftuin_name(self, id_: str) -> str:
        """Give the name of a proeftuin, told apart from that of another that counts; else the id itself."""
        proeftuin = self.proeftuinen.get(id_)
        return self._proeftuin_names.get(id_) or (proeftuin.naam if proeftuin else id_)

    @cached_property
    def _proeftuin_names(self) -> Mapping[str, str]:
        return _told_apart({entry.id: entry.value.naam for entry in self.proeftuinen.counting})

    def organisation(self, id_: str, *, short: bool = False) -> str:
        """Give the name of an organisation, told apart from others, or its id where the register has none.

        Args:
            id_: the id.
            short: give its abbreviation where it has one.
        """
        return (self._short_names if short else self._organisation_names).get(id_, id_)

    @cached_property
    def _organisation_names(self) -> Mapping[str, str]:
        return _told_apart({entry.id: entry.value.naam for entry in self.organisaties})

    @cached_property
    def _short_names(self) -> Mapping[str, str]:
        return _told_apart({own.id: own.value.afkorting or own.value.naam for own in self.organisaties})

    def with_partial(self) -> "Dataset":
        """Give the dataset with what is left of records that do not read; for rules about a record alone."""
        whole = {
            plural: replace(records, entries=(*records.entries, *(rest.entry for rest in records.partial)))
            for plural, records in self.by_plural.items()
        }
        return replace(self, by_plural=whole)
