"""A register of many proeftuinen: the report ends, and a table that cannot be made safe is refused aloud."""

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from maatwerk_cli.disclosure import solver
from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.report.year import build_report

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from generate import write_register  # type: ignore[import-not-found]

Run = Callable[..., subprocess.CompletedProcess[str]]
FORMS = ("tabel", "tekst", "markdown", "html", "json", "xlsx", "csv")


@pytest.fixture
def many(small: Any) -> Any:
    for number in range(101):
        small.proeftuin(f"p{number:03d}")
        small.candidate(f"p{number:03d}", "kandidaat")
    small.write("kerncijfers/2029.yaml", [small.figure("kandidaten", 101, stap="kandidaat")])
    return small


def written(maatwerk: Run, root: Path, folder: Path, form: str, *options: str) -> str:
    target = folder / f"uit.{form}"
    done = maatwerk(
        "rapport", "2029", "--formaat", form, "--uitvoer", str(target), "--data", str(root), *options
    )
    assert done.returncode == 0, done.stderr
    if form == "csv":
        return "\n".join(path.read_text(encoding="utf-8") for path in sorted(target.iterdir()))
    if form == "xlsx":
        return "\n".join(
            str(cell.value) for sheet in openpyxl.load_workbook(target) for row in sheet for cell in row
        )
    return target.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMS)
def test_a_table_of_too_many_proeftuinen_is_refused_in_every_form(
    maatwerk: Run, many: Any, tmp_path: Path, form: str
) -> None:
    text = " ".join(written(maatwerk, many.root, tmp_path, form).split())
    assert "Geweigerd: deze tabel heeft te veel proeftuinen" in text
    assert "--intern" in text
    assert "Voorbeeld p050" not in text.replace("Verloop", "")


def test_it_is_said_on_stderr_and_alone_it_is_no_result(maatwerk: Run, many: Any) -> None:
    data = ("--data", str(many.root))
    whole = maatwerk("rapport", "2029", "--formaat", "json", *data)
    assert whole.returncode == 0
    assert "Kandidaten naar proeftuin 2029. Geweigerd" in whole.stderr
    table = next(t for t in json.loads(whole.stdout)["tabellen"] if t["id"] == "kandidaten_proeftuin")
    assert table["geweigerd"].startswith("Geweigerd")
    assert table["rijen"] == []
    alone = maatwerk("rapport", "2029", "--tabel", "kandidaten_proeftuin", *data)
    assert (alone.returncode, alone.stdout) == (2, "")
    assert len(alone.stderr.splitlines()) == 1
    other = maatwerk("rapport", "2029", "--tabel", "doelgroep", *data)
    assert (other.returncode, other.stderr) == (0, "")


def test_the_internal_edition_has_it_and_says_that_the_public_one_has_not(maatwerk: Run, many: Any) -> None:
    report_of_year = json.loads(
        maatwerk("rapport", "2029", "--intern", "--formaat", "json", "--data", str(many.root)).stdout
    )
    table = next(t for t in report_of_year["tabellen"] if t["id"] == "kandidaten_proeftuin")
    assert len(table["rijen"]) == 102
    assert table["geweigerd"] is None
    assert any("openbare rapport" in note for note in table["noten"])
    text = maatwerk("rapport", "2029", "--intern", "--data", str(many.root)).stdout
    assert "Er is geen openbaar rapport" not in " ".join(text.split())


def test_there_is_an_internal_edition_of_what_cannot_be_published(maatwerk: Run, small: Any) -> None:
    for number in range(60):
        small.proeftuin(f"p{number}")
        small.candidate(f"p{number}", "kandidaat", "aan_de_slag", "contract", "uitgestroomd")
    small.write(
        "kerncijfers/2029.yaml",
        [
            small.figure(f"f{number}", 9, stap="kandidaat", contract="rijk", proeftuin=f"p{number}")
            for number in range(60)
        ],
    )
    assert maatwerk("rapport", "2029", "--data", str(small.root)).returncode == 2
    done = maatwerk("rapport", "2029", "--intern", "--formaat", "json", "--data", str(small.root))
    assert done.returncode == 0, done.stderr
    content = json.loads(done.stdout)
    table = next(t for t in content["tabellen"] if t["id"] == "kandidaten_proeftuin")
    assert len(table["rijen"]) == 61
    assert not any("openbare rapport" in note for note in table["noten"])  # of which there is none
    text = maatwerk("rapport", "2029", "--intern", "--data", str(small.root)).stdout
    assert "Er is geen openbaar rapport" in " ".join(text.split())


def test_work_that_does_not_end_withholds_the_table_and_then_the_report(
    many: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the solver may do is counted in steps; without steps left nothing is published."""
    for name in list((many.root / "proeftuinen").iterdir())[50:]:
        name.unlink()
    for name in (many.root / "kandidaten").iterdir():
        if not (many.root / "proeftuinen" / f"{json.loads(name.read_text())['proeftuin']}.yaml").exists():
            name.unlink()
    dataset = load_dataset(many.root).dataset
    day = date(2029, 12, 31)
    steps: list[int] = []
    solve = solver._Solver._solve

    def counted(self: Any, solver: Any) -> None:
        solve(self, solver)
        steps.append(self._steps)

    monkeypatch.setattr(solver._Solver, "_solve", counted)
    whole = build_report(dataset, 2029, day, None)
    assert next(t for t in whole.tabellen if t.id == "kandidaten_proeftuin").rows
    assert steps
    monkeypatch.setattr(solver, "MAX_STEPS", max(steps) - 1)
    fewer = build_report(dataset, 2029, day, None)
    refused = next(t for t in fewer.tabellen if t.id == "kandidaten_proeftuin")
    assert not refused.rows
    assert refused.refused


def test_the_work_of_a_report_grows_with_the_records(tmp_path: Path) -> None:
    """Four times the records may not call sixteen times as much: that is what made the report hang."""

    def calls(proeftuinen: int) -> int:
        root = tmp_path / str(proeftuinen)
        write_register(root, proeftuinen, proeftuinen * 3)
        (root / "kerncijfers").mkdir()
        (root / "kerncijfers" / "2031.yaml").write_text(
            "- code: a\n  omschrijving: Voorbeeld\n  waarde: 1\n  eenheid: kandidaten\n"
            "  bron: {id: voorbeeldbron, vindplaats: §1}\n"
            "  herleiding: {telt: kandidaten, kenmerken: {stap: aan_de_slag}}\n"
        )
        dataset = load_dataset(root).dataset
        events = count()
        sys.setprofile(lambda *_: next(events) and None)
        try:
            build_report(dataset, 2031, date(2031, 12, 31), None)
            build_report(dataset, 2031, date(2031, 12, 31), None, intern=True)
        finally:
            sys.setprofile(None)
        return next(events)

    few, more = calls(110), calls(440)
    assert more < few * 6


def test_a_folder_with_an_internal_list_is_not_published_into(
    maatwerk: Run, many: Any, tmp_path: Path
) -> None:
    target = tmp_path / "uit"
    arguments = ("rapport", "2029", "--formaat", "csv", "--uitvoer", str(target), "--data", str(many.root))
    assert maatwerk(*arguments, "--intern").returncode == 0
    rows = list(csv.DictReader((target / "afschermlijst.csv").read_text(encoding="utf-8").splitlines()))
    assert all(row["uitgave"].startswith("Interne uitgave") for row in rows)
    done = maatwerk(*arguments)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) <= 2
    assert "afschermlijst.csv" in done.stderr
