"""A new, empty register: its settings, and the code lists of the program with the sources they name."""

from pathlib import Path

from maatwerk_cli.keeping.transaction import Change, apply_changes, writing
from maatwerk_cli.keeping.workspace import RefusedError
from maatwerk_cli.register.location import SETTINGS, carried_dataset
from maatwerk_cli.text.yaml.yaml_edit import render

_TAKEN_ALONG = ("bronnen.yaml", "codelijsten/*.csv")


def start_dataset(root: Path, name: str, kept_until: str) -> list[str]:
    """Make a folder with an empty register and give its files.

    Args:
        root: the folder; it is made where it is not there.
        name: what the register is called.
        kept_until: the day up to which it is kept (``peildatum``), as the records write a date.

    Raises:
        RefusedError: there is something in that folder already.

    """
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise RefusedError(f"{root}: hier staat al iets. Geef met --map de naam van een nieuwe map.")
    settings = {
        "naam": name,
        "schema": 1,
        "openbaar": False,
        "peildatum": kept_until,
        "drempel_onthulling": 5,
    }
    content = {SETTINGS: ("\n".join(render(settings)) + "\n").encode("utf-8")}
    carried = carried_dataset()
    for pattern in _TAKEN_ALONG:
        for path in sorted(carried.glob(pattern)):
            content[path.relative_to(carried).as_posix()] = path.read_bytes()
    root.mkdir(parents=True, exist_ok=True)
    with writing(root):
        apply_changes(root, [Change(file, None, data) for file, data in sorted(content.items())])
    return sorted(content)
