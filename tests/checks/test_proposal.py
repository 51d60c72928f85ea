"""What a change would bring is found without writing it: the same as in a copy in which it was written."""

import shutil
from pathlib import Path

import pytest

from maatwerk_cli.checks.finding import Finding
from maatwerk_cli.checks.proposal import new_findings
from maatwerk_cli.checks.run import check
from maatwerk_cli.keeping.transaction import Change
from maatwerk_cli.register.loading import load_dataset, read_files

HERE = Path(__file__).parent


def _change(root: Path, file: str, after: bytes | None) -> Change:
    path = root / file
    return Change(file, path.read_bytes() if path.exists() else None, after)


def _found_in_copy(root: Path, changes: list[Change], copy: Path) -> list[Finding]:
    shutil.copytree(root, copy)
    for change in changes:
        target = copy / change.file
        if change.after is None:
            target.unlink()
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(change.after)
    return check(load_dataset(copy))


@pytest.mark.parametrize("case", sorted((HERE / "stuk").iterdir()), ids=lambda case: case.name)
def test_findings_of_a_change_are_those_of_a_copy_that_is_changed(case: Path, tmp_path: Path) -> None:
    root = HERE / "basis"  # it has no finding of its own: test_catalogue.py
    files = [path for path in case.rglob("*") if path.is_file() and not path.is_symlink()]
    names = [path.relative_to(case).as_posix() for path in files]
    if "dataset.yaml" in names or any(name.count("/") != 1 and name.endswith("md") for name in names):
        pytest.skip("changes the settings, or is no change of a record")
    changes = [_change(root, name, (case / name).read_bytes()) for name in names]
    expected = _found_in_copy(root, changes, tmp_path / "kopie")
    records = [finding for finding in expected if finding.code not in ("MW016", "MW017", "MW030")]
    assert new_findings(read_files(root), changes) == records


def test_a_removed_file_takes_its_records_and_its_findings_along(tmp_path: Path) -> None:
    root = Path(shutil.copytree(HERE / "basis", tmp_path / "data"))
    gone = next(path for path in sorted((root / "proeftuinen").iterdir()))
    changes = [_change(root, f"proeftuinen/{gone.name}", None)]
    expected = _found_in_copy(root, changes, tmp_path / "kopie")
    assert new_findings(read_files(root), changes) == expected


def test_what_was_wrong_before_is_not_brought_by_a_change(tmp_path: Path) -> None:
    root = Path(shutil.copytree(HERE / "basis", tmp_path / "data"))
    before, file = root / "proeftuinen/maan.yaml", "proeftuinen/zon.yaml"
    before.write_text(before.read_text("utf-8").replace("soort: regulier", "soort: gewoon"), encoding="utf-8")
    after = (root / file).read_text(encoding="utf-8").replace("soort: regulier", "soort: gewoon")
    findings = new_findings(read_files(root), [_change(root, file, after.encode())])
    assert [(finding.file, finding.code) for finding in findings] == [(file, "MW104")]


@pytest.mark.parametrize("more", [0, 1, 2])
def test_what_was_wrong_twice_may_be_so_twice_and_no_more(more: int, basis: Path) -> None:
    """Of what says the same on several lines as many are known as there were."""
    file, comment = "proeftuinen/zon.yaml", "# BSN 123456782\n"
    path = basis / file
    path.write_text(path.read_text(encoding="utf-8") + 2 * comment, encoding="utf-8")
    after = path.read_text(encoding="utf-8").replace("Twee plekken", "Plekken") + more * comment
    new = new_findings(read_files(basis), [_change(basis, file, after.encode())])
    assert [(finding.file, finding.code) for finding in new] == more * [(file, "MW401")]
