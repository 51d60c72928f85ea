"""The program as a whole: help, versions, exit codes, where the dataset is, pipes, start-up."""

import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from maatwerk_cli import __version__
from maatwerk_cli.__main__ import start
from maatwerk_cli.cli.main import COMMANDS, run
from maatwerk_cli.models.kader import READING_CHOICES

ROOT = Path(__file__).parents[2]
ENGLISH = ("Usage", "Options", "Arguments", "Commands", "Show this", "default", "required", "Error", "Try ")


@pytest.mark.parametrize(
    "command", [(), *((name,) for name in COMMANDS)], ids=lambda c: c[0] if c else "maatwerk"
)
def test_help_is_dutch_has_an_example_and_fits_80_columns(maatwerk, command) -> None:
    done = maatwerk(*command, "--help")
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.startswith("Gebruik: maatwerk")
    assert "oorbeeld" in done.stdout
    assert f"    maatwerk {command[0] if command else ''}" in done.stdout
    assert not [word for word in ENGLISH if word in done.stdout]
    assert max(len(line) for line in done.stdout.splitlines()) <= 80


def test_help_names_every_reading_with_its_choices(maatwerk) -> None:
    help_text = " ".join(maatwerk("check-aanbesteding", "--help").stdout.split())
    for name, choices in READING_CHOICES.items():
        assert any(f"{name}={'|'.join(way)}" in help_text for way in (choices, choices[::-1])), name


def test_ctrl_c_while_the_program_is_loaded_is_one_line(monkeypatch, capsys) -> None:
    class Loading(ModuleType):
        def __getattr__(self, name: str) -> None:
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "maatwerk_cli.cli.main", Loading("main"))
    with pytest.raises(SystemExit) as ended:
        start()
    assert ended.value.code == 130
    assert capsys.readouterr() == ("", "Afgebroken.\n")


@pytest.mark.parametrize("arguments", [("toon", "\x1b[31m"), ("\x1b[31m\u202e",)])
def test_what_is_repeated_of_an_argument_steers_no_screen(arguments, capsys) -> None:
    assert run([*arguments, *(("--data", str(ROOT / "data")) if arguments[0] == "toon" else ())]) == 2
    shown = capsys.readouterr().err
    assert "\\u{1b}[31m" in shown
    assert shown.count("\n") == 1
    assert shown[:-1].isprintable()


def test_version_is_static(maatwerk) -> None:
    assert maatwerk("--versie").stdout == f"maatwerk {__version__}\n"
    assert not re.search(r'^version = "', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)  # in one place
    assert f'softwareVersion: "{__version__}"' in (ROOT / "publiccode.yml").read_text()


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["raport", "2018"], "Het commando 'raport' bestaat niet. Bedoelde u 'rapport'?"),
        (["rapport", "--formaat", "tabel"], "Er ontbreekt een waarde: JAAR"),
        (["rapport", "tweeduizend"], "De waarde voor JAAR kan niet: geef een geheel getal."),
        (
            ["formulier", "--poort", "70000"],
            "De waarde voor --poort kan niet: het getal valt buiten het bereik.",
        ),
        (["toon", "ey", "kpmg"], "De argumenten kloppen niet: er is er één te veel of te weinig."),
        (["kader", "toets", "--kader", "x"], "De optie --kader bestaat niet."),
        (["--"], "Er ontbreekt een commando."),
        (["rapport", "2018", "--formaat", "pdfx"], "De waarde voor --formaat kan niet: kies uit"),
        (["rapport", "2018", "--formaat"], "Bij de optie --formaat ontbreekt een waarde"),
        (["rapport", "2018", "--formmat", "json"], "bestaat niet. Bedoelde u '--formaat'?"),
        (["valideer", "--data", "bestaat-niet"], "deze map bestaat niet"),
        (["lijst", "proeftuinn"], "Bedoelde u 'proeftuin'?"),
        (["toon", "berenschott"], "Bedoelde u 'berenschot'?"),
    ],
)
def test_a_mistake_gives_one_dutch_line_and_code_2(maatwerk, arguments, part) -> None:
    done = maatwerk(*arguments, cwd=ROOT)
    assert done.returncode == 2
    assert done.stdout == ""
    assert part in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments", [["valideer", "--data", "bestaat-niet"], ["rapport", "2018", "--uitvoer", "/dev/full"]]
)
def test_the_exit_code_is_the_same_where_the_traceback_is_asked_for(maatwerk, arguments) -> None:
    done = maatwerk("--debug", *arguments, cwd=ROOT)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("Traceback")


@pytest.mark.parametrize(
    ("arguments", "stdout", "said"),
    [
        ((), "/dev/full", "De uitvoer: de schijf is vol. Wat er staat, is niet compleet.\n"),
        (("--uitvoer", "/dev/full"), os.devnull, "/dev/full: de schijf is vol. Er is niets geschreven.\n"),
    ],
)
def test_of_a_full_disk_is_said_what_did_not_fit(arguments: tuple[str, ...], stdout: str, said: str) -> None:
    command = [sys.executable, "-m", "maatwerk_cli", "rapport", "2018", *arguments]
    with Path(stdout).open("w") as stream:
        done = subprocess.run(
            command, stdout=stream, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False
        )
    assert (done.returncode, done.stderr) == (2, said)


def test_a_command_without_anything_shows_help_and_fails(maatwerk) -> None:
    done = maatwerk()
    assert done.returncode == 2
    assert "Gebruik: maatwerk" in done.stderr


def test_the_dataset_is_found_upwards_by_environment_or_carried(maatwerk, register, tmp_path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    settings = register / "dataset.yaml"
    settings.write_text(settings.read_text().replace("Register Maatwerk", "Voorbeeldregister"))
    title = "Voorbeeldregister voor Mensen: rapport 2018"
    assert maatwerk("rapport", "2018", cwd=deep).stdout.startswith(title)
    elsewhere = ROOT.parent
    by_environment = maatwerk("rapport", "2018", cwd=elsewhere, env={"MAATWERK_DATA": str(register)})
    assert by_environment.stdout.startswith(title)
    by_option = maatwerk("rapport", "2018", "--data", str(register), cwd=ROOT)
    assert by_option.stdout.startswith(title)
    assert by_option.stderr == ""
    carried = maatwerk("rapport", "2018", cwd=Path("/"))
    assert carried.stdout.startswith("Register Maatwerk voor Mensen: rapport 2018")
    assert "meegeleverde dataset" in carried.stderr


def test_a_reader_that_stops_is_no_error() -> None:
    command = f"{sys.executable} -m maatwerk_cli rapport 2018 | head -n 1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.stdout == "Register Maatwerk voor Mensen: rapport 2018\n"
    assert done.stderr == ""


def test_an_output_file_is_whole_or_not_there(maatwerk, tmp_path) -> None:
    done = maatwerk(
        "rapport", "2018", "--formaat", "json", "--uitvoer", str(tmp_path / "weg" / "r.json"), cwd=ROOT
    )
    assert done.returncode == 2
    assert "deze map bestaat niet" in done.stderr
    target = tmp_path / "r.json"
    assert (
        maatwerk("rapport", "2018", "--formaat", "json", "--uitvoer", str(target), cwd=ROOT).returncode == 0
    )
    assert target.read_text().startswith("{")
    assert [path.name for path in tmp_path.iterdir()] == ["r.json"]


def test_an_output_that_is_a_pipe_is_written_to() -> None:
    command = f"{sys.executable} -m maatwerk_cli rapport 2018 --uitvoer"
    for to in (f"{command} /dev/stdout | cat", f"{command} >(cat)"):
        done = subprocess.run(["bash", "-c", to], cwd=ROOT, capture_output=True, text=True)
        assert done.stdout.startswith("Register Maatwerk voor Mensen: rapport 2018\n")
        assert done.stderr == ""
