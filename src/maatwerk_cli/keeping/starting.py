"""A new, empty register: its settings, and code lists with the sources they name.

The lists are those of the program; for another government they are its own, with its framework and
questionnaires (``lending``).
"""

import re
from collections.abc import Mapping
from pathlib import Path
from shlex import quote

from maatwerk_cli.keeping.lending import Lent
from maatwerk_cli.keeping.transaction import Change, apply_changes, writing
from maatwerk_cli.keeping.workspace import RefusedError
from maatwerk_cli.register.kinds import kind_of_file
from maatwerk_cli.register.loading import Loaded, assemble
from maatwerk_cli.register.location import SETTINGS, carried_dataset
from maatwerk_cli.register.reading import read_records
from maatwerk_cli.text.yaml.yaml_edit import render_file

_TAKEN_ALONG = ("bronnen.yaml", "codelijsten/*.csv")


def first_files(name: str, kept_until: str, lent: Lent | None) -> dict[str, bytes]:
    """Give the files of an empty register.

    Args:
        name: what the register is called.
        kept_until: the day up to which it is kept (``peildatum``), as the records write a date.
        lent: what a folder lends to it; else it gets the program's own code lists.
    """
    settings = {
        "naam": name,
        "schema": 1,
        "openbaar": False,
        "peildatum": kept_until,
        "drempel_onthulling": 5,
    }
    content = {SETTINGS: render_file(settings)}
    if lent is not None:
        return {**content, **lent.content}
    carried = carried_dataset()
    for pattern in _TAKEN_ALONG:
        for path in sorted(carried.glob(pattern)):
            content[path.relative_to(carried).as_posix()] = path.read_bytes()
    return content


_CHECKS = {
    "github": ("github.yml", ".github/workflows/register.yml"),
    "gitlab": ("gitlab.yml", ".gitlab-ci.yml"),
    "azure": ("azure.yml", "azure-pipelines.yml"),
}
_OTHERS = (("gitignore.txt", ".gitignore"), ("pre-commit.yaml", ".pre-commit-config.yaml"))
"""What each file is made from, and its place beside the register."""


def files_beside(where: str, folder: str, version: str) -> dict[str, bytes]:
    """Give the files that belong beside a register: what checks a change, hooks, and what git leaves alone.

    Args:
        where: where a change is checked by itself: a key of ``_CHECKS``.
        folder: the name of the register's folder.
        version: of the program, which the check installs.
    """
    parts = Path(__file__).parent / "beginnings"
    words = {"VERSIE": version, "MAP": folder, "ARGUMENT": quote(folder), "PATROON": re.escape(folder)}
    neighbours = {}
    for file, place_beside in (_CHECKS[where], *_OTHERS):
        text = parts.joinpath(file).read_text(encoding="utf-8")
        neighbours[place_beside] = re.sub("|".join(words), lambda place: words[place[0]], text).encode()
    return neighbours


def write_beside(root: Path, content: Mapping[str, bytes]) -> tuple[list[str], list[str]]:
    """Write files beside a register where there are none yet; give those written, and those left."""
    written, left = [], []
    for file, data in sorted(content.items()):
        target = root.parent / file
        if target.exists() or target.is_symlink():
            left.append(file)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        written.append(file)
    return written, left


def as_register(root: Path, content: Mapping[str, bytes]) -> Loaded:
    """Read files as the register that they would be, before anything is written."""
    sources = [
        (kind, file, data) for file, data in content.items() if (kind := kind_of_file(file)) is not None
    ]
    read = list(zip((kind for kind, _, _ in sources), read_records(sources), strict=True))
    settings = next(result for _, result in read if result.file == SETTINGS)
    return assemble(root, settings, [pair for pair in read if pair[1] is not settings], ())


def refuse_taken(root: Path) -> None:
    """Refuse a folder in which something lies.

    Raises:
        RefusedError: there is something in it already.
    """
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise RefusedError(f"{root}: hier staat al iets. Geef met --map de naam van een nieuwe map.")


def start_dataset(root: Path, content: Mapping[str, bytes]) -> list[str]:
    """Make a folder with the files of an empty register and give their names.

    Args:
        root: the folder; it is made where it is not there.
        content: its files.

    Raises:
        RefusedError: there is something in that folder already.
    """
    refuse_taken(root)
    root.mkdir(parents=True, exist_ok=True)
    with writing(root):
        apply_changes(root, [Change(file, None, data) for file, data in sorted(content.items())])
    return sorted(content)
