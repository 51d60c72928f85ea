"""Whether a small change surely leaves nothing wrong, found without reading what it does not touch.

Only that is told. Where anything is wrong, or may be, everything is to be read: what is found never depends
on how little was read. What a change touches is the changed files, the records that they name or that name
them, and so once more for proeftuinen. See ``docs/beslissingen``.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from maatwerk_cli.checks.between import between_records
from maatwerk_cli.checks.rules.duplicate_rules import may_be_alike
from maatwerk_cli.history.changes import base_of, differing_files, files_holding, listed_files
from maatwerk_cli.history.revisions import Repository, RevisionError, find_repository, read_objects
from maatwerk_cli.models.facts.kerncijfer import Herleiding
from maatwerk_cli.models.fields import pointers
from maatwerk_cli.models.values import Record
from maatwerk_cli.register.kinds import KINDS, Kind, kind_named, kind_of_file
from maatwerk_cli.register.loading import DatasetError, assemble, find_record_files, read_settings
from maatwerk_cli.register.location import STAGING
from maatwerk_cli.register.parallel import MANY, read_all
from maatwerk_cli.register.reading import FileResult, open_record_file, read_records
from maatwerk_cli.register.records import Dataset, Entry, stem_of
from maatwerk_cli.report.state import FEATURES_OF, IMPLIED, Feature
from maatwerk_cli.text.problem import Problem

_GARDEN, _PERSON, _ORGANISATION = map(kind_named, ("proeftuin", "kandidaat", "organisatie"))
_NAMED_BY_MANY = tuple(kind for kind in KINDS if kind.reach == "namers")
"""After more than an addition to these everything is read."""
_NOBODY_NAMES_IT, _NOTHING_TO_NAME = "MW231", "MW217"
_FEW = 100
"""How many unread files are read after all: under this a whole reading saves nothing."""
_MOST_WORDS = 1_000
"""For how many words git is asked at once: more make its command line too long."""
_NAME = re.compile(rb"\nnaam: ([A-Za-z0-9][^\r\n:#'\"\\&*!|>%@`{}\[\],]*)(?=\n[a-z])")
_NAME_KEY = re.compile(rb"naam['\"]?[ \t]*:")
"""A name that needs no reader of YAML, and whatever may be one."""


def nothing_wrong_in(root: Path, files: Collection[str], many: int = MANY) -> int | None:
    """Tell how many files were read where surely nothing is wrong in some files; else nothing.

    Args:
        root: the folder of the dataset.
        files: the files, relative to it.
        many: how many files a register has at least for this to be worth it.
    """
    register = _opened(root, many)
    changed = dict.fromkeys(files, "")
    if register is None or not register.read_touched(changed, None):
        return None
    problems = between_records(register.dataset({}))
    wrong = any(problem.file in changed or problem.code == _NOTHING_TO_NAME for problem in problems)
    return None if wrong or register.is_near_another(changed, ()) else register.number


def nothing_wrong_since(root: Path, revision: str, many: int = MANY) -> int | None:
    """Tell how many files were read where surely nothing is newly wrong since a revision; else nothing.

    Args:
        root: the folder of the dataset.
        revision: the change began where the branch left this.
        many: how many files a register has at least for this to be worth it.
    """
    register = _opened(root, many)
    if register is None:
        return None
    try:
        differing = differing_files(register.repository, base_of(register.repository, revision))
        if differing is None:
            return None
        changed = {**dict.fromkeys(register.new, ""), **differing}
        kept = {file: name for file, name in changed.items() if name and kind_of_file(file)}
        before = {result.file: result for result in read_objects(register.repository, kept)}
    except RevisionError:
        return None
    if not register.read_touched(changed, before):
        return None
    now, then = register.dataset({}), register.dataset({**dict.fromkeys(changed), **before})
    if not _only_added(then, now, changed) or _may_count_too_much(register, then, now, changed):
        return None
    problems = (*between_records(then), *between_records(now))
    if any(register.matters(problem) for problem in problems) or register.is_near_another(
        changed, before.values()
    ):
        return None
    return register.number


@dataclass
class _Register:
    """A register of which what is touched is read.

    Attributes:
        repository: where it is kept.
        settings: what ``dataset.yaml`` gave.
        tables: what the files gave of which everything is read.
        others: the other files, each with its kind; only what is touched of these is read.
        new: files that git does not keep.
        read: what the others gave that were read.
        touched: the files of these in which the change can have made something wrong.
        organisations: those of which the change can have made that nobody names them.
    """

    repository: Repository
    settings: FileResult
    tables: Mapping[str, FileResult]
    others: Mapping[str, Kind]
    new: Collection[str]
    read: dict[str, FileResult] = field(default_factory=dict)
    touched: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()

    @property
    def number(self) -> int:
        """How many files were read."""
        return len(self.tables) + len(self.read)

    def read_touched(self, changed: Collection[str], before: Mapping[str, FileResult] | None) -> bool:
        """Read what a change touches; tell whether all of that can be told, and what changed reads well.

        Args:
            changed: the files that changed.
            before: what they gave before; nothing where only these files themselves are asked about.
        """
        kinds = {file: kind_of_file(file) for file in changed}
        if any(kind is None or kind.reach == "all" for kind in kinds.values()):
            return False
        self._read_files(changed)
        there = {**self.tables, **self.read}
        here, then = [there[file] for file in changed if file in there], [*(before or {}).values()]
        if any(result.problems for result in (*here, *then)):
            return False
        words = {stem_of(file) for file, kind in kinds.items() if kind is not None and kind.id_is_stem}
        if before is not None:
            words |= self._named_anew(here, then)
        if not self._read_holding(words):
            return False
        # What is said of two that name each other can hang on whether what one of them names is there.
        appears = {file for file in changed if before is not None and (file in before) != (file in there)}
        if any(kinds[file] is _GARDEN for file in appears) and not self._read_holding(
            {stem_of(file) for file in self.read if kind_of_file(file) is _GARDEN} - words
        ):
            return False
        self.touched = frozenset({*changed, *self.read})
        for _ in range(2):
            named = _named([*self.tables.values(), *self.read.values(), *then])
            self._read_files(
                f"{kind.plural}/{id_}.yaml"
                for kind, id_ in ((kind_named(name), id_) for name, id_ in named)
                if kind.reach == "near"
            )
        return True

    def _named_anew(self, here: Sequence[FileResult], then: Sequence[FileResult]) -> set[str]:
        """Give the ids by which records can be touched that do not name what changed, nor are named by it."""
        now, past = _named(here), _named(then)
        unnamed = {id_ for name, id_ in past - now if name == _ORGANISATION.name}
        added = _ids(here, _NAMED_BY_MANY) - _ids(then, _NAMED_BY_MANY)
        self.organisations = frozenset(unnamed | added)
        people = [result for result in (*here, *then) if kind_of_file(result.file) is _PERSON]
        return unnamed | added | {id_ for name, id_ in _named(people) if kind_named(name).reach == "near"}

    def _read_holding(self, words: Collection[str]) -> bool:
        """Read the files that hold any of some words; tell whether these could be told, and are few."""
        holding = files_holding(self.repository, words) if 0 < len(words) <= _MOST_WORDS else None
        unread = len(self.others) - len(self.read)
        if holding is not None and len(holding) <= max(_FEW, unread // 4):
            self._read_files(holding)
            return True
        return not words

    def _read_files(self, files: Iterable[str]) -> None:
        sources = [
            (kind, file, open_record_file(self.repository.folder, file))
            for file in sorted({*files} - self.read.keys())
            if (kind := self.others.get(file))
        ]
        self.read.update((result.file, result) for result in read_records(sources))

    def dataset(self, otherwise: Mapping[str, FileResult | None]) -> Dataset:
        """Put together what was read, of some files what they gave otherwise, or without them."""
        results = {**self.tables, **self.read, **otherwise}
        held = [(kind, result) for file, result in results.items() if result and (kind := kind_of_file(file))]
        return assemble(self.repository.folder, self.settings, held, ()).dataset

    def matters(self, problem: Problem) -> bool:
        """Tell whether a problem may be there, or be another, because of the change."""
        if problem.code == _NOBODY_NAMES_IT:
            return problem.params["woord"] in self.organisations
        kind = kind_of_file(problem.file)
        return problem.file in self.touched or kind is None or kind.reach != "near"

    def is_near_another(self, changed: Collection[str], before: Iterable[FileResult]) -> bool:
        """Tell whether a proeftuin that changed has, or had, nearly the name of another."""
        here = [self.read[file] for file in changed if file in self.read]
        names = [
            entry.value.naam
            for result in (*here, *before)
            for entry in (*result.entries, *(rest.entry for rest in result.partial))
            if kind_of_file(result.file) is _GARDEN
        ]
        return bool(names) and may_be_alike(names, self._names_of_others(changed))

    def at_most(self, kind: Kind, selection: Herleiding, enough: Decimal) -> int:
        """Give a number that the records of a kind in a selection are not more than.

        Args:
            kind: the kind.
            selection: what is counted.
            enough: a number that need not be bettered.
        """
        files = [file for file, own in self.others.items() if own is kind]
        if len(files) <= enough:
            return len(files)
        wanted = [
            [word.encode() for value in values for word in (value, *_meaning(value))]
            for values in selection.kenmerken.values()
        ]
        contents = (open_record_file(self.repository.folder, file) for file in files)
        return sum(
            isinstance(data, Problem)
            or b"\\" in data
            or all(any(word in data for word in words) for words in wanted)
            for data in contents
        )

    def _names_of_others(self, changed: Collection[str]) -> Iterator[str]:
        odd = []
        for file, kind in self.others.items():
            if file in changed or kind is not _GARDEN:
                continue
            data = open_record_file(self.repository.folder, file)
            plain = _NAME.findall(b"\n" + data) if isinstance(data, bytes) else []
            if len(plain) == 1 and isinstance(data, bytes) and len(_NAME_KEY.findall(data)) == 1:
                yield plain[0].decode("ascii", "replace")
            else:
                odd.append((_GARDEN, file, data))
        for result in read_records(odd):
            yield from (entry.value.naam for entry in result.entries)


def _opened(root: Path, many: int) -> _Register | None:
    """Look which files there are and read the tables; nothing where that does not tell enough."""
    files, misplaced = find_record_files(root)
    if len(files) < many or misplaced or (root / STAGING).exists():
        return None
    try:
        settings, repository = read_settings(root), find_repository(root)
    except (DatasetError, RevisionError):
        return None
    listed = listed_files(repository)
    if settings.problems or listed is None or not {file for _, file in files} <= listed.keys():
        return None
    if settings.entries[0].value.openbaar and any(kind is _PERSON for kind, _ in files):
        return None  # whether somebody stands alone, all records tell together
    tables = read_all(root, [(kind, file) for kind, file in files if kind.reach != "near"])
    return _Register(
        repository,
        settings,
        {result.file: result for _, result in tables},
        {file: kind for kind, file in files if kind.reach == "near"},
        [file for file, kept in listed.items() if not kept],
    )


def _meaning(value: str) -> list[str]:
    """Give the phases and steps by which it is known that this one was reached too."""
    return [other for other, reached in IMPLIED.items() if value in reached]


def _records(results: Iterable[FileResult]) -> Iterator[tuple[FileResult, Entry[Record]]]:
    """Give every record that was read, as far as it reads."""
    for result in results:
        yield from ((result, entry) for entry in result.entries)
        yield from ((result, rest.entry) for rest in result.partial)


def _named(results: Iterable[FileResult]) -> set[tuple[str, str]]:
    """Give what records name: the kind and the id."""
    return {
        (name, target.id)
        for _, entry in _records(results)
        for _, meaning, value, part in pointers(entry.value)
        for _, target in meaning.targets(value, part)
        for name in target.kinds
    }


def _ids(results: Iterable[FileResult], kinds: Collection[Kind]) -> set[str]:
    return {entry.id for result, entry in _records(results) if kind_of_file(result.file) in kinds}


def _only_added(then: Dataset, now: Dataset, changed: Collection[str]) -> bool:
    """Tell whether what many records name is there as it was, with at most more of it."""
    for kind in _NAMED_BY_MANY:
        if kind.file in changed:
            past, present = then.of(kind), now.of(kind).by_id
            same = all(id_ in present and present[id_].value == past.by_id[id_].value for id_ in past.by_id)
            if not past.by_id or len(past.by_id) < len(past) or not same:
                return False
    return True


def _may_count_too_much(register: _Register, then: Dataset, now: Dataset, changed: Collection[str]) -> bool:
    """Tell whether a change can make a figure, or a part of a post, count more than was published.

    That is so where something is counted otherwise, and no bound shows that the figure is not reached.
    """
    years = {int(year) for year in (*now.kerncijfers.by_stem, *now.verzamelposten.by_stem)}
    if years and any(kind.file in changed for kind in _NAMED_BY_MANY):
        return True  # since when something is known, its source tells
    for year in years:
        past, present = (_counted(dataset, changed, date(year, 12, 31)) for dataset in (then, now))
        files = {file for file in (*past, *present) if past.get(file) != present.get(file)}
        kinds = [kind_of_file(file) for file in files]
        posts = {post.id: post.value for post in now.verzamelposten.of_year(year)}
        wholes = ((post, posts.get(post.deel_van or "")) for post in posts.values())
        if files and any(whole is not None and post.aantal > whole.aantal for post, whole in wholes):
            return True
        for selection, most in _published(now, year):
            counted = kind_named("proeftuin" if selection.telt == "proeftuinen" else "kandidaat")
            in_posts = sum(post.aantal for post in posts.values() if post.telt == selection.telt)
            if counted in kinds and in_posts + register.at_most(counted, selection, most - in_posts) > most:
                return True
    return False


def _published(dataset: Dataset, year: int) -> Iterator[tuple[Herleiding, Decimal]]:
    """Give what was counted and published of a year, with the most that was published of the same."""
    figures = [entry.value for entry in dataset.kerncijfers.of_year(year)]
    for figure in figures:
        if figure.herleiding is not None:
            same = (own.waarde for own in figures if own.herleiding == figure.herleiding)
            yield figure.herleiding, max(same)


def _counted(dataset: Dataset, files: Collection[str], day: date) -> dict[str, list[Feature]]:
    """Give by what each changed record is counted."""
    counted: dict[str, list[Feature]] = {}
    for telt, features_of in FEATURES_OF.items():
        records = dataset.by_plural.get(telt)
        for entry in records.counting if records else ():
            if entry.file in files and (features := features_of(entry.value, dataset, day)) is not None:
                counted[entry.file] = features
    return counted
