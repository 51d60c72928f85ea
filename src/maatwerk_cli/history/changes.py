"""Which lines of the dataset differ from where a change began, as git sees it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from maatwerk_cli.history.git import run_git
from maatwerk_cli.history.revisions import Repository, RevisionError, resolve_commit

_HUNK = re.compile(rb"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@")


@dataclass(frozen=True, slots=True)
class Changes:
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


def changes_since(repository: Repository, revision: str) -> Changes:
    """Find what changed from the merge base with a revision up to the files as they lie.

    Raises:
        RevisionError: the revision, or where the two parted, is not there.

    """
    commit = resolve_commit(repository, revision)
    base = (run_git(repository.top, "merge-base", commit, "HEAD") or b"").decode("ascii", "replace").strip()
    if not base:
        shallow = run_git(repository.top, "rev-parse", "--is-shallow-repository")
        raise RevisionError("ondiep" if (shallow or b"").strip() == b"true" else "los", revision)
    diff = run_git(
        repository.top,
        *("-c", "core.quotePath=false", "diff", "--no-ext-diff", "--no-textconv", "--no-color"),
        *("--src-prefix=a/", "--dst-prefix=b/", "--no-renames", "--unified=0", base, "--"),
        *([repository.prefix] if repository.prefix else []),
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
