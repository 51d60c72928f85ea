"""What is withdrawn is told of nowhere in a report: not in a count, not in a course, not by its name."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from maatwerk_cli.register.loading import load_dataset

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def withdrawn(maatwerk: Run, register: Path) -> Path:
    """Give the register after KPMG's proeftuin was withdrawn: it had two phases, both of before 2019."""
    done = maatwerk(
        "trek-terug", "kpmg", "--soort", "proeftuin", "--sinds", "2018", "--reden", "Vergissing", "--ja",
        "--data", str(register),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return register


def cells(report: dict, table: str) -> list[list]:
    return next(made["rijen"] for made in report["tabellen"] if made["id"] == table)


def test_a_withdrawn_proeftuin_is_in_no_table(maatwerk: Run, register: Path) -> None:
    before = json.loads(maatwerk("rapport", "2018", "--formaat", "json", "--data", str(register)).stdout)
    name = load_dataset(register).dataset.proeftuinen.by_id["kpmg"].value.naam
    assert any(row[0] == name for row in cells(before, "verloop"))
    last = {row[0]: row[-1] for row in cells(before, "verloop_jaar")}
    maatwerk(
        "trek-terug", "kpmg", "--soort", "proeftuin", "--sinds", "2018", "--reden", "Vergissing", "--ja",
        "--data", str(register),
    )  # fmt: skip
    after = json.loads(maatwerk("rapport", "2018", "--formaat", "json", "--data", str(register)).stdout)
    assert not any(row[0] == name for row in cells(after, "verloop"))
    rest = {row[0]: row[-1] for row in cells(after, "verloop_jaar")}
    assert rest["2018"] == last["2018"] - 1
    assert name not in json.dumps(after["tabellen"], ensure_ascii=False)


@pytest.mark.parametrize("form", ["tekst", "markdown", "html"])
def test_a_withdrawn_proeftuin_is_not_named(maatwerk: Run, withdrawn: Path, form: str) -> None:
    name = load_dataset(withdrawn).dataset.proeftuinen.by_id["kpmg"].value.naam
    text = maatwerk("rapport", "2018", "--formaat", form, "--data", str(withdrawn))
    assert text.returncode == 0, text.stderr
    assert name not in text.stdout


def test_only_what_counts_is_counted(withdrawn: Path) -> None:
    records = load_dataset(withdrawn).dataset.proeftuinen
    assert set(records.by_id) - set(records.counting.by_id) == {"kpmg"}
    assert records.counting.counting is records.counting


def test_a_year_in_which_only_a_withdrawn_one_moved_is_no_row(maatwerk: Run, register: Path) -> None:
    file = register / "proeftuinen/kpmg.yaml"
    text = file.read_text(encoding="utf-8").replace('sinds: "2017"', 'sinds: "2015"')
    file.write_text(text, encoding="utf-8")
    before = json.loads(maatwerk("rapport", "2018", "--formaat", "json", "--data", str(register)).stdout)
    assert "2015" in [row[0] for row in cells(before, "verloop_jaar")]
    maatwerk(
        "trek-terug", "kpmg", "--soort", "proeftuin", "--sinds", "2018", "--reden", "Vergissing", "--ja",
        "--data", str(register),
    )  # fmt: skip
    after = json.loads(maatwerk("rapport", "2018", "--formaat", "json", "--data", str(register)).stdout)
    assert "2015" not in [row[0] for row in cells(after, "verloop_jaar")]


def test_verschil_tells_that_it_does_not_count_any_more(maatwerk: Run, register: Path) -> None:
    def git(*arguments: str) -> None:
        name = ["-c", "user.name=voorbeeld", "-c", "user.email=voorbeeld@example.org"]
        subprocess.run(["git", "-C", str(register), *name, *arguments], check=True, capture_output=True)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "begin")
    maatwerk(
        "trek-terug", "kpmg", "--soort", "proeftuin", "--sinds", "2018", "--reden", "Vergissing", "--ja",
        "--data", str(register),
    )  # fmt: skip
    done = maatwerk("verschil", "HEAD", "--formaat", "json", "--data", str(register))
    assert done.returncode == 0, done.stderr
    figures = {figure["code"]: figure for figure in json.loads(done.stdout)["kerncijfers"]}
    total = figures["proeftuinen_totaal"]
    assert total["na"]["individueel"] == total["voor"]["individueel"] - 1
