"""The program in every surrounding: closed streams, narrow and dumb terminals, no dataset."""

import errno
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NoReturn

import pytest

from maatwerk_cli.cli.main import run
from maatwerk_cli.cli.shell.output import use_colour

Run = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).parents[2]
TWO_YEARS = Path(__file__).parents[2] / "docs" / "voorbeelden" / "twee-jaren"


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&-"])
def test_a_closed_stream_is_no_failure(register: Path, closed: str) -> None:
    command = f'"{sys.executable}" -m maatwerk_cli lijst kader --data "{register}" {closed}'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert (done.stdout == "") == (" >&-" in f" {closed}".replace(" 2>&-", ""))


@pytest.mark.parametrize(
    ("environment", "colour"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
        ({"TERM": ""}, False),
        ({"TERM": "", "platform": "win32"}, True),
    ],
)
def test_colour_only_where_it_can_be(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], colour: bool
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "platform", environment.get("platform", "linux"))
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert use_colour() is colour


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_column_is_lost_where_years_stand_beside_each_other(maatwerk: Run, width: int) -> None:
    done = maatwerk("rapport", "2018", "2019", "--data", str(TWO_YEARS), env={"COLUMNS": str(width)})
    assert done.returncode == 0, done.stderr
    table = done.stdout[: done.stdout.index("Kent het register")]
    assert max(map(len, table.splitlines())) <= width
    for word in ("Wat", "Voorbeeldproeftuinen", "Gepubliceerd", "Geregistreerd", "2018–2019"):
        assert word in table.split(), word


def test_a_report_on_later_than_the_register_is_kept_says_so(maatwerk: Run, register: Path) -> None:
    for folder in ("kerncijfers", "verzamelposten"):
        shutil.copy(register / folder / "2018.yaml", register / folder / "2019.yaml")
    done = maatwerk("rapport", "2019", "--tabel", "dekking", "--data", str(register))
    assert done.returncode == 0, done.stderr
    assert done.stderr == (
        "Het register is bijgehouden tot en met 2018-12-31 (dataset.yaml). "
        "Het rapport over 2019 kan daarom onvolledig zijn.\n"
    )
    assert maatwerk("rapport", "2018", "--tabel", "dekking", "--data", str(register)).stderr == ""


def test_what_is_no_dataset_is_told_with_the_one_that_may_be_meant(maatwerk: Run, register: Path) -> None:
    ask = "Geef de map van een dataset met --data of met MAATWERK_DATA.\n"
    for command in (("rapport", "2018"), ("valideer",), ("fase", "kpmg", "gestart"), ("lijst", "bron")):
        above = maatwerk(*command, "--data", str(register.parent))
        assert above.returncode == 2
        assert above.stderr == (
            f"{register.parent}: hier staat geen dataset.yaml. Bedoelde u {register}? {ask}"
        )
    file = maatwerk("valideer", "--data", str(register / "dataset.yaml"))
    assert (file.returncode, file.stderr) == (2, f"{register}/dataset.yaml: dit is een bestand. {ask}")
    gone = maatwerk("valideer", env={"MAATWERK_DATA": str(register / "weg")})
    assert (gone.returncode, gone.stderr) == (2, f"{register}/weg: deze map bestaat niet. {ask}")


def test_a_register_without_records_is_called_empty(maatwerk: Run, tmp_path: Path) -> None:
    (tmp_path / "dataset.yaml").write_text(
        'naam: Leeg\nschema: 1\nopenbaar: true\npeildatum: "2018"\n', encoding="utf-8"
    )
    done = maatwerk("valideer", "--data", str(tmp_path))
    assert done.returncode == 0
    assert done.stderr == "Het register is leeg: er is geen enkel record.\n"


def test_a_missing_year_is_asked_for_by_its_name(maatwerk: Run) -> None:
    assert maatwerk("rapport").stderr == "Er ontbreekt een waarde: JAAR. Zie: maatwerk rapport --help\n"


def test_the_first_own_record_of_the_readme_is_made_checked_and_reported(
    maatwerk: Run, tmp_path: Path
) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    block = text[text.index("cp -r docs/voorbeelden") :].split("```")[0]
    copied, *lines = [shlex.split(line) for line in block.replace("\\\n", " ").splitlines()]
    shutil.copytree(ROOT / copied[2], tmp_path / copied[3])
    for program, *arguments in lines:
        assert program == "maatwerk"
        done = maatwerk(*arguments, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    figure = done.stdout[done.stdout.index("Voorbeeldproeftuinen binnen") :].splitlines()[0]
    assert figure.replace("*", "").split()[-5:] == ["14", "5", "8", "13", "−1"]


@pytest.mark.parametrize("command", [("lijst", "kerncijfer"), ("rapport", "2018")])
def test_csv_for_excel_is_csv_and_nothing_else(
    maatwerk: Run, register: Path, command: tuple[str, str]
) -> None:
    done = maatwerk(*command, "--csv", "excel", "--data", str(register))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("\ufeffcode;")
    fte = next(line for line in done.stdout.splitlines() if line.startswith("adviesteam_fte"))
    assert "3,7" in fte.split(";")
    assert (
        done.stdout
        == maatwerk(*command, "--formaat", "csv", "--csv", "excel", "--data", str(register)).stdout
    )
    refused = maatwerk(*command, "--csv", "excel", "--formaat", "json", "--data", str(register))
    assert (refused.returncode, refused.stderr) == (2, "--csv excel: dat kan alleen bij --formaat csv.\n")


def _may_not(path: object, *_: object, **__: object) -> NoReturn:
    raise PermissionError(errno.EACCES, "Permission denied", str(path))


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("rapport", "2018", "--formaat", "json", "--uitvoer", "uit.json"), "uit.json"),
        (("publiceer", "2018", "--datum", "2020-01-01", "--proef", "--uitvoer", "uitgave"), "uitgave"),
    ],
)
def test_what_may_not_be_written_is_named_as_it_was_given(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    words: tuple[str, ...],
    named: str,
) -> None:
    """And not by the temporary name beside it, which is another one each time."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "mkstemp", partial(_may_not, "/x/.uit.json.abc"))
    monkeypatch.setattr(tempfile, "mkdtemp", partial(_may_not, "/x/.maatwerk-abc"))
    assert run([*words, "--data", str(ROOT / "docs/voorbeelden/twee-jaren")]) == 2
    refusal = f"{named}: mag niet worden gelezen of geschreven. Controleer de rechten.\n"
    assert capsys.readouterr().err.endswith(refusal)


def test_what_may_not_be_read_is_said_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("naam\nVoorbeeld\n", encoding="utf-8")
    monkeypatch.setattr("os.access", lambda *_, **__: False)
    assert run(["importeer", str(path), "--soort", "organisatie"]) == 2
    assert "BESTAND kan niet: dat mag niet worden gelezen. Controleer de rechten." in capsys.readouterr().err


def test_of_more_files_one_that_is_not_there_is_named_once(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "er.yaml"
    path.write_text("aard: dienst\n", encoding="utf-8")
    data = ("--data", str(ROOT / "data"), "--formaat", "jsonl")
    assert run(["check-aanbesteding", str(path), str(tmp_path / "niet.yaml"), *data]) == 1
    done = capsys.readouterr()
    fault = "dit bestand bestaat niet. Controleer de naam."
    assert f"niet.yaml: {fault}" in done.out + done.err
    assert f"niet.yaml: {tmp_path}" not in done.out + done.err


@pytest.mark.parametrize(
    "command", [["rapport", "2018"], ["fase", "vb-kade", "decharge", "--bron", "voorbeeld-2019"]]
)
def test_a_command_that_is_advised_can_be_typed_as_it_stands(
    maatwerk: Run, tmp_path: Path, command: list[str]
) -> None:
    root = Path(shutil.copytree(TWO_YEARS, tmp_path / "mijn $register" / "gegevens"))
    (root / "proeftuinen" / "vb-kade.yaml").write_text("id: [\n", encoding="utf-8")
    done = maatwerk(*command, "--data", str(root))
    assert done.returncode == 2
    advised = shlex.split(done.stderr.strip().rpartition(": maatwerk ")[2])
    assert advised == ["valideer", "--data", str(root)]
