"""A folder to a dataset: find its files, read each by itself, put the records together."""

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from maatwerk_cli.models.settings import ANY_DAY, Instellingen
from maatwerk_cli.register.kinds import INSTELLINGEN, KINDS, PUBLICATIE, Kind, kind_of_file
from maatwerk_cli.register.location import SETTINGS
from maatwerk_cli.register.parallel import read_all
from maatwerk_cli.register.personal import other_problems
from maatwerk_cli.register.reading import FileResult, open_record_file, read_record_file, read_records, within
from maatwerk_cli.register.records import Dataset, Entry, Records, stem_of
from maatwerk_cli.text.problem import Position, Problem

_NOT_ENTERED = (".git", ".maatwerk-bezig")
_IGNORED = ("README.md", "LEESMIJ.md")


class DatasetError(Exception):
    """There is no dataset to work with: the folder or its ``dataset.yaml`` is missing or broken.

    Attributes:
        problem: what is wrong, or ``None`` where the folder or file is simply not there.
    """

    def __init__(self, root: Path, problem: Problem | None = None) -> None:
        super().__init__(str(root))
        self.root = root
        self.problem = problem


class Loaded(NamedTuple):
    """A dataset with everything that is wrong with its files, in order of file and place."""

    dataset: Dataset
    problems: tuple[Problem, ...]


class Files(NamedTuple):
    """What each file of a dataset gave, before the records are put together.

    Attributes:
        root: the folder.
        settings: what ``dataset.yaml`` gave.
        results: what each other file gave.
        problems: what lies where no record is read.
    """

    root: Path
    settings: FileResult
    results: Sequence[tuple[Kind, FileResult]]
    problems: Sequence[Problem]

    def together(self) -> Loaded:
        """Put the records of all files together."""
        return assemble(self.root, self.settings, self.results, self.problems)

    def changed(self, contents: Mapping[str, bytes | None]) -> "Files":
        """Give the files as they would be with other contents, or without the files that get ``None``.

        Raises:
            DatasetError: ``dataset.yaml`` could then not be used.
        """
        settings, rest = self.settings, [pair for pair in self.results if pair[1].file not in contents]
        sources = [
            (kind, file, data)
            for file, data in contents.items()
            if data is not None and (kind := kind_of_file(file)) is not None
        ]
        for (kind, file, _), result in zip(sources, read_records(sources), strict=True):
            if file != SETTINGS:
                rest.append((kind, result))
            elif result.entries:
                settings = result
            else:
                raise DatasetError(self.root, result.problems[0])
        return Files(self.root, settings, rest, self.problems)


def load_dataset(root: Path) -> Loaded:
    """Read a whole dataset. What does not read is a problem; the rest is read all the same.

    Raises:
        DatasetError: there is no ``dataset.yaml``, or it cannot be used.
    """
    return read_files(root).together()


def read_files(root: Path) -> Files:
    """Read every file of a dataset.

    Raises:
        DatasetError: there is no ``dataset.yaml``, or it cannot be used.
    """
    return _beside(root, read_settings(root))


def _beside(root: Path, settings: FileResult) -> Files:
    """Read all but the settings."""
    files, problems = find_record_files(root)
    problems += other_problems(_others(root, {SETTINGS, *(file for _, file in files)}))
    return Files(root, settings, read_all(root, files), problems)


def _others(root: Path, read: Collection[str]) -> Iterator[tuple[str, bytes | None]]:
    """Give the files that hold no records, hidden ones too, with what is in them; no link is followed."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in _NOT_ENTERED)
        inside = "" if folder == str(root) else Path(folder).relative_to(root).as_posix() + "/"
        for name in sorted(names):
            if f"{inside}{name}" not in read:
                data = open_record_file(root, f"{inside}{name}")
                yield f"{inside}{name}", None if isinstance(data, Problem) else data


def read_without_settings(root: Path) -> Files | None:
    """Read a dataset of which ``dataset.yaml`` cannot be used, as far as that goes; else nothing.

    What does not fit in the settings is taken as what says least: a closed register, kept up to any date.
    """
    if not (root / SETTINGS).exists():
        return None
    result = read_record_file(root, SETTINGS, INSTELLINGEN)
    if result.entries:
        return None
    return _beside(root, result._replace(entries=(Entry("", _settings_left(result), SETTINGS),), partial=()))


_NO_SETTINGS = {"naam": "onbekend", "schema": 1, "openbaar": False, "peildatum": ANY_DAY}


def _settings_left(result: FileResult) -> Instellingen:
    """Give the settings that can be read, and for the others what says least."""
    least = Instellingen.model_validate(_NO_SETTINGS)
    if not result.partial:
        return least
    left: Instellingen = result.partial[0].entry.value
    lacking = {str(loc[0]) for loc in result.partial[0].lacking}
    names = (name for name, field in Instellingen.model_fields.items() if (field.alias or name) in lacking)
    return left.model_copy(update={name: getattr(least, name) for name in names})


def read_settings(root: Path) -> FileResult:
    """Read ``dataset.yaml``.

    Raises:
        DatasetError: it is missing or cannot be used.
    """
    if not (root / SETTINGS).exists():
        raise DatasetError(root)
    result = read_record_file(root, SETTINGS, INSTELLINGEN)
    if not result.entries:
        raise DatasetError(root, result.problems[0])
    return result


def assemble(
    root: Path, settings: FileResult, results: Iterable[tuple[Kind, FileResult]], problems: Iterable[Problem]
) -> Loaded:
    """Put the records of all files together. The order in which files were read does not matter."""
    problems = tuple(problems)
    by_kind: dict[str, list[FileResult]] = {}
    ordered = sorted(results, key=lambda pair: pair[1].file)
    for kind, result in ordered:
        by_kind.setdefault(kind.plural, []).append(result)
    for problem in problems:
        if problem.file in {kind.plural for kind in KINDS if kind.folder}:  # a whole folder is not known
            by_kind[problem.file] = [FileResult(problem.file, complete=False)]
    records = {plural: _together(results_of_kind) for plural, results_of_kind in by_kind.items()}
    all_problems = [*problems, *settings.problems]
    for _, result in ordered:
        all_problems += result.problems
    # What was published from the data is not a part of them: recording an edition leaves the sum as it was.
    own = [result for kind, result in ordered if kind is not PUBLICATIE]
    hashes = sorted((result.file, result.sha256) for result in (settings, *own))
    digest = hashlib.sha256(
        "".join(f"{name}\0{value}\n" for name, value in hashes).encode("utf-8", "surrogateescape")
    ).hexdigest()
    dataset = Dataset(root, settings.entries[0].value, digest, records)
    return Loaded(dataset, tuple(sorted(all_problems, key=lambda problem: problem.file)))


def _together(results: list[FileResult]) -> Records[Any]:
    return Records(
        tuple(entry for result in results for entry in result.entries),
        frozenset(record_id for result in results for record_id in result.broken),
        frozenset(_stem_in_folder(result.file) for result in results if not result.complete),
        tuple(partial for result in results for partial in result.partial),
    )


def _stem_in_folder(file: str) -> str:
    return stem_of(file) if "/" in file else ""


def find_record_files(root: Path) -> tuple[list[tuple[Kind, str]], list[Problem]]:
    """List the files of every kind, in order, and what lies where no record is read."""
    files: list[tuple[Kind, str]] = []
    problems: list[Problem] = []
    for kind in KINDS:
        if not kind.folder:
            if os.path.lexists(root / kind.file):
                files.append((kind, kind.file))
            continue
        blocked = _blocked(root, kind)
        if blocked is not None:
            problems.append(blocked)
            continue
        for name in _names(root / kind.plural):
            if kind.reads(name):
                files.append((kind, f"{kind.plural}/{name}"))
            else:
                problems += not_read(_with_record(root, f"{kind.plural}/{name}"))
    folders = {kind.plural for kind in KINDS if kind.folder}
    others = (name for name in _names(root) if name not in folders)
    problems += [problem for name in others for problem in not_read(_with_record(root, name))]
    return files, problems


def _blocked(root: Path, kind: Kind) -> Problem | None:
    """Say why no record of a folder is read: it leads out of the dataset, is none, or may not be read."""
    folder = root / kind.plural
    try:
        if folder.is_symlink() and not within(folder, root):
            return Problem("MW014", kind.plural, position=Position(1, 1))
    except (OSError, RuntimeError):
        return Problem("MW018", kind.plural, position=Position(1, 1))
    if os.path.lexists(folder) and not folder.is_dir():
        return Problem("MW018", kind.plural, position=Position(1, 1))
    try:
        if folder.is_dir():
            os.scandir(folder).close()
    except OSError:
        return Problem("MW018", kind.plural, params={"geval": "map"}, position=Position(1, 1))
    return None


def _with_record(root: Path, file: str) -> str:
    """Give of a folder the first file in it that looks like a record, where there is one."""
    for folder, folders, names in os.walk(root / file):
        folders.sort()
        sample = next((name for name in sorted(names) if _like_record(name)), None)
        if sample is not None:
            return (Path(folder) / sample).relative_to(root).as_posix()
    return file


def _like_record(name: str) -> bool:
    return not name.startswith(".") and PurePosixPath(name).suffix.lower() in (".yaml", ".yml", ".csv")


def not_read(file: str) -> list[Problem]:
    """Say of a file that is not read, if it should not be there, why; and of the folder that it is in."""
    path = PurePosixPath(file)
    folder = next((kind for kind in KINDS if kind.folder and kind.plural == path.parts[0]), None)
    if path.name in _IGNORED or path.parts[0] == SETTINGS:
        return []
    if folder is None:
        top = path.parts[0]
        known = [kind.place for kind in KINDS]
        choices = tuple(sorted({SETTINGS, *_IGNORED, *known}))
        return [] if top in choices else [_misplaced(file, top, choices)]
    if len(path.parts) == 1 or (len(path.parts) == 2 and folder.lies_beside(path.name)):
        return []
    second = f"{path.parts[0]}/{path.parts[1]}"
    if PurePosixPath(second).suffix in folder.shapes:
        return [Problem("MW017", second, position=Position(1, 1))]
    stem = path.parts[1].partition(".")[0]
    return [_misplaced(file, second, tuple(f"{stem}{suffix}" for suffix in folder.shapes))]


def _misplaced(file: str, place: str, choices: tuple[str, ...]) -> Problem:
    """Say of what lies at a place that it is not read: a note does no harm, a record would not count."""
    params = {"woord": PurePosixPath(place).name, "keuzes": choices}
    code = "MW030" if _like_record(PurePosixPath(file).name) else "MW016"
    return Problem(code, place, params=params, position=Position(1, 1))


def _names(folder: Path) -> Iterator[str]:
    if folder.is_dir():
        with os.scandir(folder) as entries:
            yield from sorted(entry.name for entry in entries if not entry.name.startswith("."))
