"""The writer: everything or nothing, whatever stops it, and nobody's work is lost."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from maatwerk_cli.keeping.transaction import (
    Change,
    WriteRefusedError,
    apply_changes,
    finish_interrupted,
    writing,
)
from maatwerk_cli.register.location import STAGING

OLD = {"a.yaml": b"a: 1\n", "map/b.yaml": b"b: 1\n", "map/weg.yaml": b"weg: 1\n"}
NEW = {"a.yaml": b"a: 2\n", "map/b.yaml": b"b: 2\n", "nieuw/c.yaml": b"c: 1\n"}
SINGLE = {**OLD, "a.yaml": b"a: 2\n"}


def put(root: Path) -> Path:
    for name, content in OLD.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


def held(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def changes() -> list[Change]:
    return [Change(name, OLD.get(name), NEW.get(name)) for name in sorted({*OLD, *NEW})]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return put(tmp_path / "d")


def test_all_changes_are_made_and_nothing_else_is_left(root: Path) -> None:
    (root / "a.yaml").chmod(0o640)
    with writing(root):
        apply_changes(root, changes())
    assert held(root) == NEW
    assert (root / "a.yaml").stat().st_mode & 0o777 == 0o640
    assert not (root / STAGING).exists()


def test_what_stays_the_same_is_not_touched(root: Path) -> None:
    before = (root / "a.yaml").stat()
    with writing(root):
        apply_changes(root, [Change("a.yaml", b"a: 1\n", b"a: 1\n")])
    assert (root / "a.yaml").stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (Change("a.yaml", b"a: 0\n", b"a: 3\n"), "veranderd"),
        (Change("a.yaml", None, b"a: 3\n"), "bestaat"),
        (Change("../x.yaml", None, b"x"), "buiten"),
        (Change("/etc/x.yaml", None, b"x"), "buiten"),
        (Change(".git/config", None, b"x"), "buiten"),
    ],
)
def test_a_change_on_other_grounds_is_refused_and_nothing_is_written(
    root: Path, change: Change, reason: str
) -> None:
    with writing(root), pytest.raises(WriteRefusedError) as refused:
        apply_changes(root, [Change("map/b.yaml", b"b: 1\n", b"b: 9\n"), change])
    assert refused.value.reason == reason
    assert held(root) == OLD


def test_a_link_out_of_the_dataset_is_not_followed(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "buiten.yaml"
    outside.write_bytes(b"x: 1\n")
    (root / "link.yaml").symlink_to(outside)
    with writing(root), pytest.raises(WriteRefusedError):
        apply_changes(root, [Change("link.yaml", b"x: 1\n", b"x: 2\n")])
    assert outside.read_bytes() == b"x: 1\n"


def test_a_link_goes_with_what_it_leads_to(root: Path) -> None:
    (root / "link.yaml").symlink_to(root / "a.yaml")
    with writing(root):
        apply_changes(root, [Change("link.yaml", OLD["a.yaml"], None)])
    assert held(root) == {file: content for file, content in OLD.items() if file != "a.yaml"}
    assert not (root / "link.yaml").is_symlink()


ADD_LINE = """
import sys
from pathlib import Path
from maatwerk_cli.keeping.transaction import Change, apply_changes, writing
root = Path(sys.argv[1])
for turn in range(3):
    with writing(root, wait=60):
        before = (root / "a.yaml").read_bytes()
        line = f"k{sys.argv[2]}-{turn}: 1\\n"
        apply_changes(root, [Change("a.yaml", before, before + line.encode())])
"""


def test_writers_at_once_lose_nothing(root: Path) -> None:
    workers = [subprocess.Popen([sys.executable, "-c", ADD_LINE, str(root), str(n)]) for n in range(5)]
    assert [worker.wait(60) for worker in workers] == [0] * 5
    lines = (root / "a.yaml").read_text().splitlines()
    assert sorted(lines[1:]) == sorted(f"k{number}-{turn}: 1" for number in range(5) for turn in range(3))


def test_a_dataset_that_stays_held_is_refused(root: Path) -> None:
    with writing(root), pytest.raises(WriteRefusedError) as refused, writing(root, wait=0.1):
        pass
    assert refused.value.reason == "bezig"


def _stop_before_renames(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("maatwerk_cli.keeping.transaction._finish", lambda *_: None)
        with writing(root):
            apply_changes(root, changes())


def test_a_journal_is_finished_by_the_next(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _stop_before_renames(root, monkeypatch)
    finish_interrupted(root)
    assert held(root) == NEW


def test_a_journal_does_not_write_over_what_a_person_did_since(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _stop_before_renames(root, monkeypatch)
    (root / "a.yaml").write_bytes(b"a: 7\n")
    with pytest.raises(WriteRefusedError) as refused:
        finish_interrupted(root)
    assert (refused.value.reason, refused.value.file) == ("onaf", "a.yaml")
    assert (root / "a.yaml").read_bytes() == b"a: 7\n"
    assert (root / "map/b.yaml").read_bytes() == b"b: 1\n"


@pytest.mark.parametrize("file", ["../x", "/etc/x", ".git/config", 3, "a.yaml"])
def test_a_planted_journal_is_not_trusted(root: Path, file: object) -> None:
    staging = root / STAGING
    staging.mkdir()
    (staging / "0").write_bytes(b"kwaad")
    number = staging.stat().st_ino + (1 if file == "a.yaml" else 0)
    steps = [{"bestand": file, "inhoud": "0", "voor": None}]
    (staging / "journaal.json").write_text(json.dumps({"map": number, "stappen": steps}))
    with pytest.raises(WriteRefusedError) as refused:
        finish_interrupted(root)
    assert refused.value.reason == "journaal"
    assert (root / "a.yaml").read_bytes() == b"a: 1\n"


# Faults at every system call that writes, injected by strace into a real process.

WRITES = (
    "write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat,chmod,"
    "fchmod,fchmodat,openat,ftruncate"
)
SCRIPT = """
import os, sys
from pathlib import Path
from maatwerk_cli.keeping.transaction import Change, apply_changes, writing
root = Path(sys.argv[1])
os.getpriority(os.PRIO_PROCESS, 0)  # the writing begins here
try:
    with writing(root):
        apply_changes(root, [Change(*change) for change in eval(sys.argv[2])])
except OSError:
    sys.exit(3)
"""


def _strace_works() -> bool:
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True).returncode == 0


def needs_strace() -> None:
    if not _strace_works():
        if os.environ.get("CI") == "true":
            pytest.fail("strace is needed, with leave to trace")
        pytest.skip("strace is not here or may not trace")


def run_traced(root: Path, which: str, *options: str) -> subprocess.CompletedProcess[bytes]:
    todo = changes() if which == "meer" else [Change("a.yaml", OLD["a.yaml"], SINGLE["a.yaml"])]
    given = repr([(change.file, change.before, change.after) for change in todo])
    command = ["strace", "-o", str(root.parent / "spoor"), "-e", f"trace={WRITES},getpriority", *options]
    return subprocess.run(
        [*command, sys.executable, "-B", "-c", SCRIPT, str(root), given],
        capture_output=True,
        timeout=60,
    )


def points(root: Path, which: str) -> list[tuple[str, int]]:
    """Give every system call that writes, with its number among those of its name."""
    assert run_traced(root, which).returncode == 0
    counts: dict[str, int] = {}
    collected = []
    begun = False
    for line in (root.parent / "spoor").read_text().splitlines():
        name = re.match(r"(\w+)\(", line)
        if name is None:
            continue
        begun = begun or name[1] == "getpriority"
        counts[name[1]] = counts.get(name[1], 0) + 1
        if begun and name[1] != "getpriority" and (name[1] != "openat" or str(root) in line):
            collected.append((name[1], counts[name[1]]))
    return collected


@pytest.mark.slow
@pytest.mark.parametrize("which", ["een", "meer"])
@pytest.mark.parametrize("fault", ["signal=KILL", "error=ENOSPC"])
def test_a_fault_at_any_write_leaves_old_or_new_whole(tmp_path: Path, which: str, fault: str) -> None:
    needs_strace()
    new = NEW if which == "meer" else SINGLE
    places = points(put(tmp_path / "proef"), which)
    assert len(places) >= (15 if which == "meer" else 6), places
    outcomes = set()
    for number, (name, count) in enumerate(places):
        root = put(tmp_path / f"{number}" / "d")
        run_traced(root, which, f"--inject={name}:{fault}:when={count}")
        if not (root / STAGING / "journaal.json").exists():
            visible = {file: content for file, content in held(root).items() if STAGING not in file}
            assert visible in (OLD, new), (name, count)
        finish_interrupted(root)
        assert held(root) in (OLD, new), (name, count)
        assert not (root / STAGING).exists()
        outcomes.add(held(root) == new)
    assert outcomes == {True, False}
