"""Writing in the dataset for a command: the lock, the failures as lines for the user."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from maatwerk_cli.cli.shell.dataset_loading import read_from, refused
from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.options import dataset_location, no_dataset
from maatwerk_cli.cli.shell.output import print_error, write_result
from maatwerk_cli.cli.shell.write_refusals import refusal
from maatwerk_cli.keeping.transaction import WriteRefusedError, writing
from maatwerk_cli.register.location import SETTINGS
from maatwerk_cli.text.problem import place_in

if TYPE_CHECKING:
    from maatwerk_cli.keeping.workspace import Workspace


def writable_root(given: Path | None) -> Path:
    """Give the folder of the dataset to write in. The one that the program carries is never written.

    Raises:
        UserError: there is no dataset here.
    """
    location = dataset_location(given)
    if location.carried:
        raise UserError(
            "Geef met --data de map van uw dataset. In de meegeleverde dataset schrijft het programma niet."
        )
    if not (location.root / SETTINGS).is_file():
        raise no_dataset(location.root)
    return location.root


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the dataset while something is written in it.

    Raises:
        UserError: it cannot be written now.
    """
    try:
        with writing(root):
            yield
    except WriteRefusedError as error:
        raise refusal(error) from None


def put_files(folder: Path, earlier: Iterable[str], files: Mapping[str, bytes]) -> None:
    """Put files in a folder that is held, in the place of earlier ones: all of them, or none.

    Args:
        folder: the folder; what else is in it stays.
        earlier: the files that an earlier command made there, which go where they are not made anew.
        files: the content by name.

    Raises:
        UserError: something that is no file is in the way.
    """
    from maatwerk_cli.keeping.transaction import Change, apply_changes

    names = sorted({*earlier, *files})
    for name in names:
        if (folder / name).is_dir():
            raise UserError(f"{folder / name}: dit is een map. Haal die weg, of geef een andere map.")
    present = {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}
    apply_changes(
        folder, [Change(name, present.get(name), files.get(name)) for name in sorted({*present, *files})]
    )


@contextmanager
def changing(
    root: Path, *, quiet: bool = False, keep: bool = True, taking_away: bool = False
) -> Iterator["Workspace"]:
    """Hold the dataset, give it to be changed, and write at the end: everything or nothing.

    What would bring an error in the register is refused with that error. The files that changed are
    named on standard output, the new ones and the changed ones alike.

    Args:
        root: the folder of the dataset.
        quiet: do not name the files.
        keep: write; else only find out whether it could be written.
        taking_away: records only go. That is never refused for what is left telling too much of people, in
            an open register: whoever asks to be erased does not wait for that. It is told as a finding.

    Raises:
        UserError: the change cannot be made.
    """
    from maatwerk_cli.checks.catalogue import file_text
    from maatwerk_cli.checks.proposal import new_findings
    from maatwerk_cli.checks.rules.disclosure_rules import TELLING_TOO_MUCH
    from maatwerk_cli.keeping.transaction import apply_changes
    from maatwerk_cli.keeping.workspace import RefusedError, Workspace

    with locked(root) if keep else nullcontext():  # to find out nothing is written, and no lock is either
        workspace = Workspace(read_from(root))
        try:
            yield workspace
            changes = workspace.changes()
        except RefusedError as error:
            raise refused(error, workspace.files.together()) from None
        problems = new_findings(workspace.files, changes)
        errors = [
            finding
            for finding in problems
            if finding.severity == "fout" and not (taking_away and finding.code in TELLING_TOO_MUCH)
        ]
        if errors:
            raise UserError(
                f"Dit kan niet: het register zou een fout krijgen in {errors[0].file}. "
                f"{errors[0].message} {errors[0].remedy}"
            )
        if keep:
            apply_changes(root, changes)
    for finding in problems:
        print_error(f"Let op, {place_in(finding.file, finding)}: {finding.message} {finding.remedy}")
    if not quiet:
        write_result("".join(f"{file_text(change.file)}\n" for change in changes), None)
