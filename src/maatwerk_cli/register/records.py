"""The dataset in memory: records by id, with where each lies. Nothing changes after loading."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from maatwerk_cli.models.aanbesteding import Aanbesteding
from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.kandidaat import Kandidaat
from maatwerk_cli.models.proeftuin import Proeftuin
from maatwerk_cli.models.rapport import Rapporttekst
from maatwerk_cli.models.register import (
    Bron,
    Code,
    Kerncijfer,
    Mijlpaal,
    Organisatie,
    Verzamelpost,
)
from maatwerk_cli.models.settings import Instellingen
from maatwerk_cli.models.values import Record
from maatwerk_cli.register.kinds import Kind
from maatwerk_cli.text.problem import Loc

R = TypeVar("R", bound=Record, covariant=True)  # nothing changes after loading


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
        return self.file[self.file.rfind("/") + 1 : self.file.rindex(".")]


@dataclass(frozen=True)
class Records(Generic[R]):
    """All records of one kind that could be read, and what is known of those that could not.

    Attributes:
        entries: the records in order of file and place.
        broken: ids of records that are there but do not read.
        unsure: stems of the files whose ids are not all known; empty text for the only file, or the folder.

    """

    entries: tuple[Entry[R], ...] = ()
    broken: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()

    @property
    def complete(self) -> bool:
        """Whether the ids of all records are known."""
        return not self.unsure

    def complete_in(self, stem: str) -> bool:
        """Tell whether all ids in the file of one year, or of one code list, are known."""
        return self.unsure.isdisjoint((stem, ""))

    @cached_property
    def by_id(self) -> Mapping[str, Entry[R]]:
        """The records by id; of two with the same id the first."""
        found: dict[str, Entry[R]] = {}
        for entry in self.entries:
            found.setdefault(entry.id, entry)
        return found

    @cached_property
    def by_stem(self) -> Mapping[str, tuple[Entry[R], ...]]:
        """The records by the name of their file: a year, or a code list."""
        found: dict[str, list[Entry[R]]] = {}
        for entry in self.entries:
            found.setdefault(entry.stem, []).append(entry)
        return {stem: tuple(entries) for stem, entries in found.items()}

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


@dataclass(frozen=True)
class Dataset:
    """A register: its settings and all its records.

    Attributes:
        root: the folder.
        settings: what ``dataset.yaml`` says.
        sha256: hash over the names and contents of all files that were read.

    """

    root: Path
    settings: Instellingen
    sha256: str = ""
    bronnen: Records[Bron] = field(default_factory=Records)
    organisaties: Records[Organisatie] = field(default_factory=Records)
    codelijsten: Records[Code] = field(default_factory=Records)
    proeftuinen: Records[Proeftuin] = field(default_factory=Records)
    kandidaten: Records[Kandidaat] = field(default_factory=Records)
    verzamelposten: Records[Verzamelpost] = field(default_factory=Records)
    kerncijfers: Records[Kerncijfer] = field(default_factory=Records)
    mijlpalen: Records[Mijlpaal] = field(default_factory=Records)
    rapporten: Records[Rapporttekst] = field(default_factory=Records)
    beleid: Records[Kader] = field(default_factory=Records)
    aanbestedingen: Records[Aanbesteding] = field(default_factory=Records)

    def of(self, kind: Kind) -> Records[Any]:
        """Give the records of one kind."""
        records: Records[Any] = getattr(self, kind.plural)
        return records

    def codes(self, name: str) -> Mapping[str, Code]:
        """Give the codes of one code list; of one that is not there, none."""
        return self._codes.get(name, {})

    @cached_property
    def _codes(self) -> Mapping[str, Mapping[str, Code]]:
        lists = self.codelijsten.by_stem.items()
        return {stem: {entry.id: entry.value for entry in entries} for stem, entries in lists}

    def label(self, name: str, code: str) -> str:
        """Give the Dutch name of a code, or the code itself where its list has none."""
        found = self.codes(name).get(code)
        return found.naam if found else code.replace("_", " ")
