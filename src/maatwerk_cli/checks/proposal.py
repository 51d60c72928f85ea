"""What would be wrong with a dataset after a change, before that change is written."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from maatwerk_cli.checks.finding import Finding
from maatwerk_cli.checks.run import check
from maatwerk_cli.keeping.transaction import Change
from maatwerk_cli.register.loading import find_files, read_files
from maatwerk_cli.register.location import SETTINGS
from maatwerk_cli.register.memory import collecting_later


def new_findings(root: Path, changes: Sequence[Change]) -> list[Finding]:
    """Give the findings that these changes would bring. The dataset is read once, and nothing is written."""
    contents = {change.file: change.after for change in changes}
    with collecting_later():
        files = read_files(root)
        before = Counter(_sameness(finding) for finding in check(files.together()))
        found = check(files.changed(contents).together(), contents)
    new = []
    for finding in found:
        if before[_sameness(finding)] > 0:
            before[_sameness(finding)] -= 1
        else:
            new.append(finding)
    return new


@contextmanager
def changed_copy(root: Path, changes: Sequence[Change]) -> Iterator[Path]:
    """Give a folder with the dataset as these changes would make it; it is thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix="maatwerk-") as folder:
        copy = Path(folder) / "data"
        _copy(root, copy)
        for change in changes:
            target = copy / change.file
            if change.after is None:
                target.unlink(missing_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(change.after)
        yield copy


def _sameness(finding: Finding) -> tuple[str, ...]:
    return finding.file, finding.code, finding.path, finding.message


def _copy(root: Path, copy: Path) -> None:
    copy.mkdir()
    real_root = root.resolve()
    for file in [SETTINGS, *(file for _, file in find_files(root)[0])]:
        real = (root / file).resolve()
        if real.is_file() and real.is_relative_to(real_root):
            (copy / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(real, copy / file)
