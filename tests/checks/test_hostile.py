"""Hostile files: each gives one clear finding, in bounded time and memory, and the rest is still read."""

import errno
import os
import resource
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from tests.conftest import Run

from maatwerk_cli.checks.run import check
from maatwerk_cli.register.loading import DatasetError, load_dataset


def put(root: Path, data: bytes) -> None:
    (root / "proeftuinen" / "zon.yaml").write_bytes(data)


def fifo(root: Path) -> None:
    (root / "proeftuinen" / "zon.yaml").unlink()
    os.mkfifo(root / "proeftuinen" / "zon.yaml")


def huge(root: Path) -> None:
    with (root / "proeftuinen" / "zon.yaml").open("wb") as stream:
        stream.truncate(100_000_000)


def huge_csv(root: Path) -> None:
    with (root / "organisaties.csv").open("wb") as stream:
        stream.truncate(100_000_000)


def link_out(root: Path) -> None:
    (root / "proeftuinen" / "zon.yaml").unlink()
    (root / "proeftuinen" / "zon.yaml").symlink_to("/etc/passwd")


def folder_out(root: Path) -> None:
    (root / "mijlpalen").rename(root.parent / "buiten")
    (root / "mijlpalen").symlink_to(root.parent / "buiten")


def circle(root: Path) -> None:
    (root / "proeftuinen" / "zon.yaml").unlink()
    (root / "proeftuinen" / "zon.yaml").symlink_to("zon.yaml")


def dangling(root: Path) -> None:
    (root / "bronnen.yaml").unlink()
    (root / "bronnen.yaml").symlink_to("weg.yaml")


def aliases(levels: int) -> bytes:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines).encode()


HOSTILE: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "100 MB": (huge, "proeftuinen/zon.yaml", "MW002"),
    "100 MB CSV": (huge_csv, "organisaties.csv", "MW002"),
    "FIFO": (fifo, "proeftuinen/zon.yaml", "MW015"),
    "link out": (link_out, "proeftuinen/zon.yaml", "MW014"),
    "folder out": (folder_out, "mijlpalen", "MW014"),
    "link to itself": (circle, "proeftuinen/zon.yaml", "MW018"),
    "dangling link": (dangling, "bronnen.yaml", "MW018"),
    "NUL": (lambda root: put(root, b"id: zon\0\n"), "proeftuinen/zon.yaml", "MW008"),
    "not UTF-8": (lambda root: put(root, b"id: zon\nnaam: \xff\n"), "proeftuinen/zon.yaml", "MW003"),
    "UTF-16": (lambda root: put(root, "id: zon\n".encode("utf-16")), "proeftuinen/zon.yaml", "MW003"),
    "10 000 deep, flow": (lambda root: put(root, b"a: " + b"[" * 10_000), "proeftuinen/zon.yaml", "MW010"),
    "10 000 deep, closed": (
        lambda root: put(root, b"a: " + b"[" * 10_000 + b"]" * 10_000),
        "proeftuinen/zon.yaml",
        "MW010",
    ),
    "10 000 deep, maps": (lambda root: put(root, b"{a: " * 10_000), "proeftuinen/zon.yaml", "MW010"),
    "10 000 deep, dashes": (lambda root: put(root, b"- " * 10_000 + b"x"), "proeftuinen/zon.yaml", "MW010"),
    "alias bomb": (lambda root: put(root, aliases(9)), "proeftuinen/zon.yaml", "MW011"),
    "tag": (
        lambda root: put(root, b"id: !!python/object/apply:os.system [x]\n"),
        "proeftuinen/zon.yaml",
        "MW009",
    ),
    "no YAML": (lambda root: put(root, b"%PDF-1.4 \n{{{"), "proeftuinen/zon.yaml", "MW066"),
    "only a comment": (lambda root: put(root, b"# niets\n"), "proeftuinen/zon.yaml", "MW019"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_one_finding_and_hides_nothing(name: str, basis: Path) -> None:
    attack, file, code = HOSTILE[name]
    attack(basis)
    kader = basis / "beleid" / "voorbeeldkader.yaml"
    kader.write_text(
        kader.read_text(encoding="utf-8").replace("toets: minstens", "toets: is"), encoding="utf-8"
    )
    start = time.process_time()
    findings = check(load_dataset(basis))
    assert time.process_time() - start < 10
    assert [(f.file, f.code) for f in findings] == sorted(
        [("beleid/voorbeeldkader.yaml", "MW131"), (file, code)]
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert peak < 1_500_000  # kB; the files here are at most 100 MB


@pytest.mark.parametrize("folder", ["kandidaten", "codelijsten", "beleid", "proeftuinen", "aanbestedingen"])
def test_a_folder_that_may_not_be_read_is_one_finding_and_hides_nothing(
    folder: str, basis: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scandir(path: str | Path) -> object:
        if Path(path) == basis / folder:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return listed(path)

    listed = os.scandir
    (basis / folder).mkdir(exist_ok=True)
    (basis / "bronnen.yaml").write_bytes(b"\xff")
    monkeypatch.setattr(os, "scandir", scandir)  # who is root may read every folder
    places = [(finding.file, finding.code) for finding in check(load_dataset(basis))]
    assert places == sorted([("bronnen.yaml", "MW003"), (folder, "MW018")])


@pytest.mark.parametrize("levels", [4, 5])
def test_aliases_within_bounds_are_read(levels: int, basis: Path) -> None:
    put(basis, aliases(levels))
    # The last anchor is one that nothing refers to.
    assert {f.code for f in check(load_dataset(basis))} == {"MW056", "MW101", "MW102"}


def test_settings_that_are_no_file_are_no_dataset(basis: Path) -> None:
    (basis / "dataset.yaml").unlink()
    with pytest.raises(DatasetError):
        load_dataset(basis)
    os.mkfifo(basis / "dataset.yaml")
    with pytest.raises(DatasetError):
        load_dataset(basis)


def test_names_that_are_no_text_do_not_stop_the_rest(basis: Path, maatwerk: Run) -> None:
    name = os.fsencode(basis / "proeftuinen") + b"/\xff\x1b[31m.yaml"
    with open(name, "wb") as stream:  # noqa: PTH123  a name that is no text
        stream.write(b"id: x\n")
    for form in ("tekst", "github", "json", "sarif", "junit"):
        done = maatwerk("valideer", "--data", str(basis), "--formaat", form)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert "\x1b" not in done.stdout


def test_a_wide_file_of_mistakes_takes_time_in_proportion(basis: Path) -> None:
    """Of four times as many mistakes the calls are some four times as many, and not sixteen times."""

    def calls(number: int) -> int:
        rows = [f"org-{n},Organisatie nummer {n},,onbekende_soort_{n},," for n in range(number)]
        csv = "id,naam,afkorting,soort,tooi,kvk\n" + "\n".join(rows) + "\n"
        (basis / "organisaties.csv").write_text(csv, encoding="utf-8")
        events = count()
        sys.setprofile(lambda *_: next(events) and None)
        try:
            findings = check(load_dataset(basis))
        finally:
            sys.setprofile(None)
        assert sum(f.code == "MW204" for f in findings) == number
        return next(events)

    calls(10)  # what is read once
    assert calls(200) < 5 * calls(50)
