"""What a verb cannot use is named by file, line and column, with a command that works when it is typed."""

import shlex
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from maatwerk_cli.cli.main import app
from maatwerk_cli.cli.shell.errors import UserError

ROOT = Path(__file__).parents[2]
PHASE = ("decharge", "--sinds", "2019-q4", "--bron", "voorbeeld-2019", "--vindplaats", "\u00a75")
VERBS = {
    "fase": ("fase", "vb-kade", *PHASE),
    "hernoem": ("hernoem", "vb-kade", "anders"),
    "voeg-samen": ("voeg-samen", "vb-kade", "vb-sluis"),
    "trek-terug": ("trek-terug", "vb-kade", "--sinds", "2019", "--reden", "Voorbeeld", "--ja"),
    "toon": ("toon", "vb-kade"),
}


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "docs/voorbeelden/twee-jaren", tmp_path / "register"))


def refused(register: Path, *words: str) -> str:
    """Give why a command is refused."""
    done = CliRunner().invoke(app, [*words, "--data", str(register)])
    assert isinstance(done.exception, UserError), done.output
    return str(done.exception)


def line_of(path: Path, start: str) -> int:
    """Give the line that begins so, from 1."""
    return next(n for n, line in enumerate(path.read_text().splitlines(), 1) if line.startswith(start))


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
@pytest.mark.parametrize(
    ("before", "after", "column"), [("naam: ", "naam: [", 7), ("soort: regulier", "soort: fout", 8)]
)
def test_a_record_that_does_not_read_is_named_with_its_place_and_fault(
    register: Path, verb: Sequence[str], before: str, after: str, column: int
) -> None:
    path = register / "proeftuinen/vb-kade.yaml"
    path.write_text(path.read_text().replace(before, after, 1))
    text = refused(register, *verb)
    line = line_of(path, after)
    assert f"proeftuinen/vb-kade.yaml:{line}:" in text
    if "fout" in after:
        assert f"proeftuinen/vb-kade.yaml:{line}:{column}: MW" in text
    assert text.endswith(f"Herstel die eerst; zie: maatwerk valideer --data {register}")


def test_of_a_row_that_does_not_read_its_own_fault_is_told_and_not_an_earlier_one(register: Path) -> None:
    path = register / "organisaties.csv"
    head, first, second, *rest = path.read_text().splitlines()
    broken = [head, "te,weinig", first.replace("ministerie,,", "Fout,,"), second, *rest]
    path.write_text("\n".join([*broken, "vb-nieuw,Voorbeeld,,Ook fout,,", ""]))
    for record, line in (("vb-ministerie", 3), ("vb-nieuw", len(broken) + 1)):
        text = refused(register, "toon", record)
        assert f"organisaties.csv:{line}:" in text
        assert "MW107" in text


@pytest.mark.parametrize("file", ["organisaties.csv", "codelijsten/categorie.csv"])
@pytest.mark.parametrize("row", ["zz-nieuw,Voorbeeld", "zz-nieuw,Voorbeeld, en meer" + "," * 9])
def test_a_row_of_which_not_every_cell_has_a_column_is_not_said_to_be_absent(
    register: Path, file: str, row: str
) -> None:
    path = register / file
    head, *rest = path.read_text().splitlines()
    path.write_text("\n".join([head, "ook,fout", *rest, row, ""]))
    text = refused(register, "toon", "zz-nieuw")
    assert f"{file}:{len(rest) + 3}:1: MW025" in text
    assert text.endswith(f"Herstel die eerst; zie: maatwerk valideer --data {register}")


@pytest.mark.parametrize(
    ("file", "content", "words"),
    [
        ("proeftuinen/vb-sluis.yaml", "naam: [", VERBS["hernoem"]),  # another may name it
        ("organisaties.csv", None, ("nieuw", "organisatie", "--naam", "Voorbeeld", "--soort", "leverancier")),
    ],
)
def test_the_command_in_a_hint_looks_at_the_dataset_that_was_given(
    register: Path, file: str, content: str | None, words: Sequence[str]
) -> None:
    path = register / file
    path.write_text(content) if content else path.write_bytes(path.read_bytes()[:40] + b"\x00" + b"\n")
    text = refused(register, *words)
    _, verb, command = text.rpartition("maatwerk valideer")
    assert verb
    assert shlex.split(command) == ["--data", str(register)]


@pytest.mark.parametrize("option", [("--reden", "onjuist"), ("--sinds", "2019"), ("--reden", "")])
def test_who_is_erased_leaves_no_reason_and_that_is_said(register: Path, option: Sequence[str]) -> None:
    """An option that does nothing would seem to have done something."""
    record = next((register / "kandidaten").glob("*.yaml"))
    text = refused(register, "trek-terug", record.stem, "--wis", "--ja", *option)
    assert text.startswith(f"{option[0]}: gaat niet samen met --wis.")
    assert record.exists()


@pytest.mark.parametrize("name", ["=1+1", "+31", "@voorbeeld", "'=1+1", "'s Voorbeeld"])
def test_a_name_that_a_spreadsheet_would_run_is_guarded_and_reads_back(register: Path, name: str) -> None:
    words = ["nieuw", "organisatie", "--id", "vb-formule", "--naam", name, "--soort", "leverancier"]
    words += ["--bron", "voorbeeld-2019", "--vindplaats", "bijlage", "--data", str(register)]
    done = CliRunner().invoke(app, words)
    assert done.exception is None, done.exception
    head, *rows = (register / "organisaties.csv").read_text(encoding="utf-8").splitlines()
    assert head == "id,naam,afkorting,soort,tooi,kvk,bron,vindplaats"  # what its file had no column for
    row = rows[-1]
    assert row.endswith(",voorbeeld-2019,bijlage")
    assert {other.count(",") for other in rows} == {7}
    cell = row.split(",")[1]
    assert cell[0] not in "=+-@"
    assert (cell == name) == (name == "'s Voorbeeld")
    shown = CliRunner().invoke(app, ["lijst", "organisatie", "--formaat", "csv", "--data", str(register)])
    assert f"vb-formule,{cell}," in shown.stdout
    shown = CliRunner().invoke(app, ["toon", "vb-formule", "--formaat", "json", "--data", str(register)])
    assert f'"naam": "{name}"' in shown.stdout


def test_how_an_import_was_read_is_no_part_of_its_plan(register: Path, tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_bytes("Naam;Soort\nVoorbeeld Caf\u00e9;leverancier\n".encode("cp1252"))
    words = ["importeer", str(path), "--soort", "organisatie", "--data", str(register)]
    done = CliRunner().invoke(app, words)
    assert done.exception is None, done.exception
    assert f"{path}: gelezen als Windows-1252, want het is geen UTF-8.\n" in done.stderr
    assert "Windows" not in done.stdout
