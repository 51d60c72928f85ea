"""Which files and lines of the dataset differ from where a change began, as git sees it."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from maatwerk_cli.history.git import run_git
from maatwerk_cli.history.revisions import Repository, RevisionError, is_shallow, resolve_commit

_HUNK = re.compile(rb"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@")


class Changes(NamedTuple):
    """What a change touches.

    Attributes:
        base: the commit where the change began.
        lines: per file, relative to the dataset, the lines that are new or other than at the base.
    """

    base: str
    lines: Mapping[str, frozenset[int]]

    def touch(self, file: str, line: int) -> bool:
        """Tell whether this line is new or changed; line 0 stands for any, one that was taken out too."""
        return file in self.lines and (line == 0 or line in self.lines[file])


def base_of(repository: Repository, revision: str) -> str:
    """Give the commit at which the branch left a revision.

    Raises:
        RevisionError: the revision, or where the two parted, is not there.
    """
    commit = resolve_commit(repository, revision)
    base = (run_git(repository.top, "merge-base", commit, "HEAD") or b"").decode("ascii", "replace").strip()
    if not base:
        raise RevisionError("ondiep_begin" if is_shallow(repository) else "los", revision)
    return base


def changes_since(repository: Repository, revision: str) -> Changes:
    """Find what changed from the merge base with a revision up to the files as they lie.

    Raises:
        RevisionError: the revision, or where the two parted, is not there.
    """
    base = base_of(repository, revision)
    diff = run_git(
        repository.top,
        *("-c", "core.quotePath=false", "diff", "--no-ext-diff", "--no-textconv", "--no-color"),
        *("--src-prefix=a/", "--dst-prefix=b/", "--no-renames", "--unified=0"),
        *("--ignore-submodules=dirty", base, "--"),  # what lies in another repository is not asked
        *repository.here,
        working_tree=True,
    )
    if diff is None:
        raise RevisionError("objecten", revision)
    return Changes(base, _changed_lines(diff, repository.prefix))


def _changed_lines(diff: bytes, prefix: str) -> dict[str, frozenset[int]]:
    lines: dict[str, frozenset[int]] = {}
    file: str | None = None
    left = 0
    for line in diff.split(b"\n"):
        if left and line[:1] in b"+-\\":
            left -= line[:1] == b"+"
            continue
        if line.startswith(b"+++ "):
            name = line[4:].decode("utf-8", "surrogateescape").removesuffix("\t").removeprefix("b/")
            file = name.removeprefix(prefix) if name.startswith(prefix) else None
        elif file is not None and (match := _HUNK.match(line)):
            left = int(match[2]) if match[2] is not None else 1
            start = int(match[1])
            lines[file] = lines.get(file, frozenset()) | frozenset(range(start, start + left))
    return lines


_LISTED = re.compile(r"(?:(H) 100\d+ \w+ 0\t|(\?) )([^\0]+)\0|(.)", re.DOTALL)
_DIFFERS = re.compile(r":(\d+) \d+ ([0-9a-f]+) [0-9a-f]+ \w\0([^\0]+)\0")


def listed_files(repository: Repository) -> Mapping[str, bool] | None:
    """Give the files of the dataset, each with whether git keeps it.

    Nothing is given where there are links, other repositories, conflicts, or files of which git was told not
    to look at them.
    """
    output = _in_dataset(repository, "ls-files", "-v", "-s", "-z", "--cached", "--others")
    if output is None:
        return None
    files: dict[str, bool] = {}
    for kept, _, name, other in _LISTED.findall(output):
        if other:
            return None
        files[name[len(repository.prefix) :]] = bool(kept)
    return files


def differing_files(repository: Repository, commit: str) -> Mapping[str, str] | None:
    """Give the files that git keeps and that differ from a commit, each with git's name of what it held then.

    The name is empty for a file that was not there.
    """
    options = ("--raw", "--no-abbrev", "-z", "--no-renames", "--no-ext-diff", "--no-textconv")
    output = _in_dataset(repository, "diff", *options, "--ignore-submodules=dirty", commit)
    if output is None:
        return None
    return {
        name[len(repository.prefix) :]: "" if mode == "000000" else content
        for mode, content, name in _DIFFERS.findall(output)
    }


def files_holding(
    repository: Repository, words: Iterable[str], commit: str | None = None
) -> list[str] | None:
    """Give the files of the dataset that hold any of some words, or may by another spelling.

    Args:
        repository: the repository.
        words: the words.
        commit: the commit of which the files are meant; without one, as they lie.
    """
    patterns = [part for word in (*words, "\\") for part in ("-e", word)]
    where = (commit,) if commit else ("--untracked", "--no-exclude-standard")
    output = _in_dataset(repository, *("grep", "-l", "-z", "-a", "-F", "--no-textconv"), *patterns, *where)
    start = len(f"{commit}:" if commit else "") + len(repository.prefix)
    return None if output is None else [name[start:] for name in output.split("\0")[:-1]]


def _in_dataset(repository: Repository, *arguments: str) -> str | None:
    command = ("--literal-pathspecs", *arguments, "--", *repository.here)
    output = run_git(repository.top, *command, found_nothing=1, working_tree=True)
    return None if output is None else output.decode("utf-8", "surrogateescape")
