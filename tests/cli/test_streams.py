"""The main jobs on a register that withholds, looking at file descriptors 1 and 2 and at nothing else.

``.ci/versions`` runs this with the lowest and with the newest versions that ``pyproject.toml`` allows.
"""

import csv
import io
import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
CLOSED = Path(__file__).parents[2] / "docs" / "voorbeelden" / "twee-jaren"
TENDER = ("--aard", "dienst", "--loonsom", "300000", "--begin", "2018-03-01", "--einde", "2019-02-28")


def report(maatwerk: Run, form: str, *options: str) -> str:
    done = maatwerk("rapport", "2019", "--formaat", form, "--data", str(CLOSED), *options)
    assert done.returncode == 0, done.stderr
    assert all(line.startswith("Dit rapport over ") for line in done.stderr.splitlines()), done.stderr
    return done.stdout


def test_json_is_json_and_has_something_withheld(maatwerk: Run) -> None:
    report_of_year = json.loads(report(maatwerk, "json"))
    assert any(figure["afgeschermd"] for figure in report_of_year["kerncijfers"]) or any(
        table["afgeschermd"] for table in report_of_year["tabellen"]
    )


def test_csv_has_as_many_cells_in_each_row(maatwerk: Run) -> None:
    rows = list(csv.reader(io.StringIO(report(maatwerk, "csv", "--tabel", "kandidaten_proeftuin"))))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert rows[0][0] == "proeftuin"


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("html", "<!doctype html>"),
        ("markdown", "# "),
        ("tekst", "Voorbeeldregister"),
        ("tabel", "Voorbeeldregister"),
    ],
)
def test_a_page_begins_with_itself(maatwerk: Run, form: str, start: str) -> None:
    assert report(maatwerk, form).lower().startswith(start.lower())


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_a_workbook_through_a_pipe_is_a_workbook(maatwerk: Run, form: str, tmp_path: Path) -> None:
    path = tmp_path / f"rapport.{form}"
    assert report(maatwerk, form, "--uitvoer", str(path)) == ""
    assert zipfile.ZipFile(path).testzip() is None


def test_a_pdf_is_a_pdf(maatwerk: Run, tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    assert report(maatwerk, "pdf", "--uitvoer", str(path)) == ""
    assert path.read_bytes().startswith(b"%PDF-")


def test_an_export_says_on_stderr_alone_what_it_wrote(maatwerk: Run, tmp_path: Path) -> None:
    done = maatwerk("exporteer", "uit", "--data", str(CLOSED))
    assert (done.returncode, done.stdout) == (0, "")
    lines = done.stderr.splitlines()
    assert lines[-1].endswith("bestanden geschreven in uit.")
    assert all(line.startswith("Parquet is overgeslagen.") for line in lines[:-1])
    counts = (tmp_path / "uit" / "kandidaten_tellingen.csv").read_text(encoding="utf-8")
    assert counts.startswith("jaar,stap,")


def test_a_check_of_the_data_and_of_a_tender(maatwerk: Run) -> None:
    done = maatwerk("valideer", "--formaat", "json", "--data", str(CLOSED))
    content = [entry["code"] for entry in json.loads(done.stdout)]
    assert (done.returncode, content) == (
        0,
        ["MW342"],
    )  # of one intention of the example nobody knows what came
    assert len(done.stderr.splitlines()) == 1
    done = maatwerk("check-aanbesteding", *TENDER, "--uitsluitingsgrond", "nee", "--formaat", "json")
    assert json.loads(done.stdout)["uitkomst"] == "van_toepassing"
