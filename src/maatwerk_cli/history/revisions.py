"""The files of a dataset as they lie in a folder, or as they are at a git revision, without touching either.

Git's objects are read; the working tree and the index are never changed. What a user or a repository
says is hostile until git itself has checked it: a revision is resolved before anything is done with it.
"""

import hashlib
import os
import posixpath
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import IO, Literal, NamedTuple

from maatwerk_cli.history.git import git_command, git_environment, git_root, run_git
from maatwerk_cli.register.kinds import Kind, kind_of_file
from maatwerk_cli.register.loading import assemble, find_record_files
from maatwerk_cli.register.location import SETTINGS
from maatwerk_cli.register.parallel import LOT, read_all
from maatwerk_cli.register.personal import other_problems
from maatwerk_cli.register.reading import (
    FileResult,
    Source,
    open_record_file,
    read_records,
    size_limit,
    too_large_problem,
)
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.text.problem import Position, Problem

_MAX_HOPS = 8  # links to links; more than a person makes, and an end to a circle

_NO_CONTENT = ("120000", "160000")
"""The modes of a link and of a submodule."""
_DIFFERS = re.compile(r":\d+ (\d+) [0-9a-f]+ ([0-9a-f]+) \w+\0([^\0]+)\0")
_LISTED = re.compile(r"(\d+) \w+ ([0-9a-f]+)\t([^\0]+)\0")

Reason = Literal[
    "geen_git", "vorm", "reeks", "onbekend", "ondiep", "ondiep_begin", "los", "objecten", "geen_commit"
]


class RevisionError(Exception):
    """A revision, or what git should have of it, is not there.

    Attributes:
        reason: ``geen_git`` (no repository that git will read), ``vorm`` (no name of a revision),
            ``reeks`` (a range), ``onbekend``, ``ondiep`` (unknown in a shallow clone), ``ondiep_begin``
            (where a branch left it is not in a shallow clone), ``objecten``
            (the commit is there, what it holds is not), ``los`` (no common beginning), ``geen_commit`` (it
            names something else: a file or a folder).
        revision: the revision as given.
        known: names of branches and tags, where that helps.
    """

    def __init__(self, reason: Reason, revision: str = "", known: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.revision = revision
        self.known = known


class Repository(NamedTuple):
    """A repository and where the dataset lies in it.

    Attributes:
        top: the top of the working tree.
        prefix: the folder of the dataset, relative to the top, with a slash at its end; or nothing.
        folder: the folder of the dataset.
    """

    top: Path
    prefix: str
    folder: Path

    @property
    def here(self) -> tuple[str, ...]:
        """The folder of the dataset as git is told to look nowhere else."""
        return (self.prefix,) if self.prefix else ()


def find_repository(folder: Path) -> Repository:
    """Find the repository of a dataset; the folder itself need not be there (any more).

    Raises:
        RevisionError: ``geen_git``.
    """
    existing = folder = folder.resolve()
    while not existing.is_dir() and existing != existing.parent:
        existing = existing.parent
    top = git_root(existing)
    if top is None or not folder.is_relative_to(top.resolve()):
        raise RevisionError("geen_git")
    inside = folder.relative_to(top.resolve()).as_posix()
    return Repository(top, "" if inside == "." else f"{inside}/", folder)


def resolve_commit(repository: Repository, revision: str) -> str:
    """Give the commit that a revision names.

    Raises:
        RevisionError: it names none.
    """
    if not revision or revision.startswith("-") or not revision.isprintable():
        raise RevisionError("vorm", revision)
    if ".." in revision:  # behind a colon it is a path in a commit
        raise RevisionError("vorm" if ":" in revision else "reeks", revision)
    answer = run_git(
        repository.top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    commit = (answer or b"").decode("ascii", "replace").strip()
    # Of SHA-1 or of SHA-256.
    if len(commit) in (40, 64) and all(character in "0123456789abcdef" for character in commit):
        return commit
    if run_git(repository.top, "cat-file", "-t", "--end-of-options", revision) is not None:
        raise RevisionError("geen_commit", revision)
    if is_shallow(repository):
        raise RevisionError("ondiep", revision)
    names = run_git(repository.top, "for-each-ref", "--count=1000", "--format=%(refname:short)")
    known = (names or b"").decode("utf-8", "replace").split()
    raise RevisionError("onbekend", revision, tuple(known))


def is_shallow(repository: Repository) -> bool:
    """Tell whether the repository was fetched without its whole history."""
    return (run_git(repository.top, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true"


class FileVersion(NamedTuple):
    """A file of the dataset: its content by git's name for it, or why it has none.

    Attributes:
        content: git's name for the content; empty where there is none to read.
        source: where the content lies, when that is elsewhere: a link was followed.
    """

    content: str
    source: str = ""


@dataclass
class Version:
    """The dataset at one moment: which files it has, and their records when asked.

    Attributes:
        repository: where it is kept.
        commit: the commit, or ``None`` for the files as they lie.
        nodes: the files that hold records, by their path relative to the dataset.
        others: the other files, by path.
        by_plural: the files that hold records, in order, by the name of their folder or kind.
    """

    repository: Repository
    commit: str | None
    nodes: Mapping[str, FileVersion]
    others: Mapping[str, FileVersion]
    by_plural: Mapping[str, list[str]]
    _read: dict[str, FileResult] = field(default_factory=dict)

    @property
    def exists(self) -> bool:
        """Tell whether there is anything of a dataset at all."""
        return bool(self.nodes)

    @property
    def has_settings(self) -> bool:
        """Tell whether there is a ``dataset.yaml``."""
        return SETTINGS in self.nodes

    def files(self, kinds: Iterable[Kind]) -> list[str]:
        """List the files of some kinds, in order."""
        wanted = {kind.plural for kind in kinds}
        return [file for plural, files in self.by_plural.items() if plural in wanted for file in files]

    def read(self, files: Iterable[str], shared: Mapping[tuple[str, str], FileResult] | None = None) -> None:
        """Read some files; what another version has read of the same content is not read again."""
        missing = [file for file in files if file in self.nodes and file not in self._read]
        if shared:
            for file in missing:
                known = shared.get((file, self.nodes[file].content))
                if known is not None:
                    self._read[file] = known
            missing = [file for file in missing if file not in self._read]
        if self.commit is None:
            results = read_all(self.repository.folder, [(_kind(file), file) for file in missing])
            self._read.update((result.file, result) for _, result in results)
        else:
            sources = _sources(self.repository.top, [(file, self.nodes[file]) for file in missing])
            while lot := list(islice(sources, LOT)):
                self._read.update((result.file, result) for result in read_records(lot))

    def result(self, file: str) -> FileResult:
        """Give what a file gave; it is read if that was not done yet."""
        if file not in self._read:
            self.read([file])
        return self._read[file]

    @property
    def shared(self) -> Mapping[tuple[str, str], FileResult]:
        """What was read, by file and content."""
        return {(file, self.nodes[file].content): result for file, result in self._read.items()}

    def dataset(self, kinds: Iterable[Kind]) -> Dataset | None:
        """Put the records of some kinds together; ``None`` without settings that can be used."""
        if not self.has_settings or not self.result(SETTINGS).entries:
            return None
        files = self.files(kinds)
        self.read(files)
        results = [(kind, self.result(file)) for file in files if (kind := kind_of_file(file))]
        return assemble(self.repository.folder, self.result(SETTINGS), results, ()).dataset

    def content(self, file: str) -> bytes | Problem:
        """Give what is in a file of a commit that holds records, or why that cannot be."""
        return next(data for _, _, data in _sources(self.repository.top, [(file, self.nodes[file])]))

    def lay_out(self, folder: Path, names: re.Pattern[str]) -> None:
        """Write the files of a commit with some names in a folder, for what reads from a folder only."""
        files = {**self.nodes, **self.others}
        wanted = [
            (file, files[file].content) for file in files if names.fullmatch(file) and files[file].content
        ]
        for file, data in _objects(self.repository.top, wanted):
            if isinstance(data, bytes):
                (folder / file).parent.mkdir(exist_ok=True)
                (folder / file).write_bytes(data)

    def problems_of_others(self) -> list[Problem]:
        """Find personal data in the files of a commit that hold no records."""
        named = [(file, node.content) for file, node in self.others.items() if node.content]
        contents = dict(_objects(self.repository.top, named))
        known = ((file, contents.get(file)) for file in self.others)
        return list(other_problems((file, data if isinstance(data, bytes) else None) for file, data in known))

    @cached_property
    def unread(self) -> tuple[str, ...]:
        """Links that lead out of the dataset, and submodules: what is behind them is not read."""
        return tuple(file for file, node in sorted({**self.others, **self.nodes}.items()) if not node.content)


def version_at(repository: Repository, commit: str, near: Version | None = None) -> Version:
    """Give the dataset at a commit; of one where it did not exist yet, nothing.

    Args:
        repository: the repository.
        commit: the commit.
        near: the dataset at another commit, by which only what differs needs to be listed.

    Raises:
        RevisionError: ``objecten``: the clone does not have what the commit holds.
    """
    if near is not None and (version := _version_near(repository, commit, near)) is not None:
        return version
    listing = run_git(
        repository.top,
        *("ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit),
        *repository.here,
    )
    if listing is None:
        raise RevisionError("objecten", commit)
    links: dict[str, str] = {}
    nodes: dict[str, FileVersion] = {}
    start = len(repository.prefix)
    for mode, name, path in _LISTED.findall(listing.decode("utf-8", "surrogateescape")):
        if not path.startswith(repository.prefix):
            continue
        nodes[path[start:]] = FileVersion("" if mode in _NO_CONTENT else name)
        if mode == "120000":
            links[path[start:]] = name
    nodes |= _follow(repository.top, nodes, links)
    return _version(repository, commit, nodes)


def _version_near(repository: Repository, commit: str, near: Version) -> Version | None:
    """Give the dataset at a commit by what differs from ``near``; ``None`` where all has to be listed."""
    linked = any(not node.content or node.source for node in (*near.nodes.values(), *near.others.values()))
    if near.commit is None or linked:  # what a link leads to may have changed, and the link not
        return None
    listing = run_git(
        repository.top,
        *("diff-tree", "-r", "-z", "--no-renames", "--end-of-options", near.commit, commit, "--"),
        *repository.here,
    )
    if listing is None:
        return None
    nodes, others = dict(near.nodes), dict(near.others)
    start = len(repository.prefix)
    for mode, name, path in _DIFFERS.findall(listing.decode("utf-8", "surrogateescape")):
        if mode in _NO_CONTENT:
            return None
        if not path.startswith(repository.prefix):
            continue
        file = path[start:]
        place = others if kind_of_file(file) is None else nodes
        if mode == "000000":
            place.pop(file, None)
        else:
            place[file] = FileVersion(name)
    if nodes.keys() == near.nodes.keys() and others.keys() == near.others.keys():
        return Version(repository, commit, nodes, others, near.by_plural)
    return _version(repository, commit, {**nodes, **others})


def _follow(top: Path, nodes: Mapping[str, FileVersion], links: Mapping[str, str]) -> dict[str, FileVersion]:
    """Follow links to files within the dataset; one that leads elsewhere stays without content."""
    targets = {
        file: posixpath.normpath(posixpath.join(posixpath.dirname(file), data.decode("utf-8", "replace")))
        for file, data in _objects(top, links.items(), 4096)
        if isinstance(data, bytes)
    }
    followed: dict[str, FileVersion] = {}
    for file in targets:
        end = file
        for _ in range(_MAX_HOPS):
            end = targets.get(end, end)
        if end in nodes and nodes[end].content:
            followed[file] = FileVersion(nodes[end].content, end)
    return followed


def version_lying(repository: Repository, read: Iterable[FileResult] = ()) -> Version:
    """Give the dataset as its files lie now, known to git or not, with what was read of them already."""
    algorithm = (run_git(repository.top, "rev-parse", "--show-object-format") or b"sha1").decode().strip()
    nodes: dict[str, FileVersion] = {}
    of_windows: list[str] = []
    files, problems = find_record_files(repository.folder)
    names = [file for _, file in files]
    if (repository.folder / SETTINGS).exists():
        names.append(SETTINGS)
    misplaced = [problem.file for problem in problems if kind_of_file(problem.file) is not None]
    for file in [*names, *misplaced]:
        data = open_record_file(repository.folder, file)
        nodes[file] = FileVersion(
            "onleesbaar" if isinstance(data, Problem) else _object_name(data, algorithm)
        )
        if not isinstance(data, Problem) and b"\r\n" in data:
            of_windows.append(file)
    beside = _lying_beside(repository, algorithm)
    unchanged = _unchanged_in_git(repository) if of_windows else {}
    for lying in (nodes, beside):
        lying.update({file: FileVersion(unchanged[file]) for file in lying if file in unchanged})
    version = _version(repository, None, {**beside, **nodes})
    version._read.update((result.file, result) for result in read if result.file in version.nodes)
    return version


_KEPT = re.compile(rb"H 100\d+ (\w+) 0\t([^\0]+)\0")
"""Of what git keeps: a file that it looks at, in one version, with its name for what it keeps of it."""


def _unchanged_in_git(repository: Repository) -> dict[str, str]:
    """Give git's names for the content of files that it calls unchanged, whatever line ends they lie with."""
    listed = run_git(
        repository.top,
        *("--literal-pathspecs", "ls-files", "-v", "-s", "-z", "--cached", "--"),
        *repository.here,
    )
    differing = run_git(
        repository.top,
        *("--literal-pathspecs", "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff"),
        *("--no-textconv", "--ignore-submodules=dirty", "--"),
        *repository.here,
        working_tree=True,
    )
    if listed is None or differing is None:
        return {}
    changed = {*differing.split(b"\0")}
    kept = {name: content for content, name in _KEPT.findall(listed) if name not in changed}
    start = len(repository.prefix)
    return {
        name.decode("utf-8", "surrogateescape")[start:]: content.decode() for name, content in kept.items()
    }


def _lying_beside(repository: Repository, algorithm: str) -> dict[str, FileVersion]:
    """Give the files that hold no record as they lie, of those that git knows or would take."""
    listing = run_git(
        repository.top,
        *("--literal-pathspecs", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--"),
        *repository.here,
    )
    beside: dict[str, FileVersion] = {}
    for name in (listing or b"").decode("utf-8", "surrogateescape").split("\0"):
        file = name[len(repository.prefix) :]
        path = repository.folder / file
        if not file or kind_of_file(file) is not None or not os.path.lexists(path):
            continue
        inside = path.is_file() and path.resolve().is_relative_to(repository.folder)
        beside[file] = FileVersion(_object_name(path.read_bytes(), algorithm) if inside else "")
    return beside


def _version(repository: Repository, commit: str | None, lying: Mapping[str, FileVersion]) -> Version:
    nodes: dict[str, FileVersion] = {}
    others: dict[str, FileVersion] = {}
    by_plural: dict[str, list[str]] = {}
    for file in sorted(lying):
        kind = kind_of_file(file)
        if kind is None:
            others[file] = lying[file]
        else:
            nodes[file] = lying[file]
            by_plural.setdefault(kind.plural, []).append(file)
    return Version(repository, commit, nodes, others, by_plural)


def _object_name(data: bytes, algorithm: str) -> str:
    """Give git's name for this content (SHA-1 or SHA-256: a name, no protection)."""
    header = f"blob {len(data)}\0".encode()
    return hashlib.new(algorithm, header + data, usedforsecurity=False).hexdigest()


def _kind(file: str) -> Kind:
    kind = kind_of_file(file)
    if kind is None:  # pragma: no cover  only files of a kind are asked for
        raise ValueError(file)
    return kind


def _sources(top: Path, wanted: list[tuple[str, FileVersion]]) -> Iterator[Source]:
    names = []
    for file, node in wanted:
        if node.content:
            names.append((file, node.content))
        else:
            yield _kind(file), file, Problem("MW014", file, position=Position(1, 1))
    for file, data in _objects(top, names):
        if data is None:
            raise RevisionError("objecten")
        if isinstance(data, int) or len(data) > size_limit(file):
            yield _kind(file), file, too_large_problem(file)
        else:
            yield _kind(file), file, data


def read_objects(repository: Repository, objects: Mapping[str, str]) -> list[FileResult]:
    """Read the records that files held when git gave their content a name.

    Raises:
        RevisionError: ``objecten``: the clone does not have it.
    """
    nodes = [(file, FileVersion(content)) for file, content in objects.items()]
    return read_records(list(_sources(repository.top, nodes)))


def _objects(
    top: Path, wanted: Iterable[tuple[str, str]], limit: int = 0
) -> Iterator[tuple[str, bytes | int | None]]:
    """Give the content of objects: bytes, its size where that is over ``limit``, or ``None`` if missing.

    Without a limit it is that of the largest of the files.
    """
    todo = list(wanted)
    if not todo:
        return
    limit = limit or max(size_limit(file) for file, _ in todo)
    with subprocess.Popen(  # noqa: S603
        git_command(top, "cat-file", "--batch"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=git_environment(),
    ) as git:
        if git.stdin is None or git.stdout is None:  # pragma: no cover  both are pipes
            return
        try:
            for start in range(0, len(todo), LOT):  # so few names fit in any pipe: neither side waits
                batch = todo[start : start + LOT]
                git.stdin.write("".join(f"{name}\n" for _, name in batch).encode("ascii"))
                git.stdin.flush()
                for file, _ in batch:
                    yield file, _one_object(git.stdout, limit)
        except BrokenPipeError:
            raise RevisionError("objecten") from None
        finally:
            git.kill()


def _one_object(stream: IO[bytes], limit: int) -> bytes | int | None:
    header = stream.readline().split()
    if len(header) != 3 or not header[2].isdigit():  # a hash, a kind and a size
        return None
    size = int(header[2])
    data = stream.read(min(size, limit + 1))
    rest = size - len(data) + 1
    while rest > 0 and (skipped := stream.read(min(rest, 1 << 20))):
        rest -= len(skipped)
    return data if size <= limit else size
