"""Every example of ``--help`` is run, and leaves the register of the project what it was, byte for byte.

What an example would write that a source does not say goes into a fictional register.
"""

import io
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from maatwerk_cli.cli.main import run

sys.path.insert(0, str(Path(__file__).parent))
from test_opdrachten import commands

ROOT = Path(__file__).parents[1]
WRITING = ("fase", "stap", "hernoem", "voeg-samen", "trek-terug", "publiceer", "importeer", "nieuw")
"""Commands that write into a register."""
ASKS = re.compile(r"--vraag|^formulier|^nieuw (proeftuin|kandidaat)( --data \S+)?$")
"""Examples that ask on a terminal, or stay open."""

ASKED = ("Geef --ja om dit zonder bevestiging te doen.", "Kies per veld met --houd VELD of --neem VELD.")
"""What is said where nobody can be asked; then nothing was written."""


def examples() -> Iterator[str]:
    """Give every example of the help: a command with what belongs to it on the lines that follow."""
    for _, command, _ in commands():
        text = re.sub(r"\\\n\s+", "", command.help or "")
        for line in text.splitlines():
            if line.strip().startswith("maatwerk ") and line.startswith("    "):
                yield line.strip().removeprefix("maatwerk ")


EXAMPLES = sorted(set(examples()))
KNOWN = {path.removeprefix("maatwerk ") for path, _, _ in commands()}


def exists(example: str) -> bool:
    """Whether there is such a command: of ``kader`` what is done is a command of its own."""
    first, second, *_ = (*example.split(" "), "")
    return first != "kader" or f"{first} {second}" in KNOWN


def writes(example: str) -> bool:
    words = shlex.split(example)
    if words[0] not in WRITING or "--help" in words or "--proef" in words:
        return False
    return words[:2] != ["nieuw", "dataset"] and (words[0] != "importeer" or "--schrijf" in words)


def test_there_are_examples_of_every_command_that_writes() -> None:
    assert len(EXAMPLES) > 60
    assert {shlex.split(example)[0] for example in EXAMPLES if writes(example)} == set(WRITING)


def test_an_example_fits_on_a_terminal_of_eighty_columns() -> None:
    helps = (command.help or "" for _, command, _ in commands())
    assert [
        line for text in helps for line in text.splitlines() if line[:4] == "    " and len(line) > 80
    ] == []


@pytest.mark.parametrize("example", [e for e in EXAMPLES if writes(e) and "WAARDE" not in e])
def test_an_example_that_writes_names_a_fictional_register(example: str) -> None:
    if not ASKS.search(example):
        assert "--data docs/voorbeelden/" in example


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with what the examples name: the register in git, the fictional ones, and their files."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "data", root / "data")
    shutil.copytree(ROOT / "docs" / "voorbeelden", root / "docs" / "voorbeelden")
    (root / "lijst.csv").write_text(
        "id,aard,loonsom_excl_btw,Naam project\nvb,dienst,300000,Proeftuin Voorbeeld\n", encoding="utf-8"
    )
    (root / "opdracht.yaml").write_text("titel: Voorbeeld\naard: dienst\n", encoding="utf-8")
    (root / "ontwerp").mkdir()
    shutil.copy(ROOT / "data" / "beleid" / "generiek_kader.yaml", root / "ontwerp")
    (root / "bekend.json").write_text("[]\n", encoding="utf-8")
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["naam", "soort", "bron", "vindplaats"])
    book.active.append(["Proeftuin Lijst", "regulier", "voorbeeld-2019", "blz. 4"])
    book.save(root / "proeftuinen.xlsx")
    for words in (
        ("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-qm", "Begin"),
        ("commit", "-q", "--allow-empty", "-m", "Verder"), ("update-ref", "refs/remotes/origin/main", "HEAD"),
    ):  # fmt: skip
        git(root, *words)
    return root


def git(root: Path, *words: str) -> None:
    about = ("-c", "user.name=Voorbeeld", "-c", "user.email=voorbeeld@voorbeeld.invalid")
    subprocess.run(["git", *about, *words], cwd=root, check=True, capture_output=True)


def content(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.slow
@pytest.mark.parametrize("example", [e for e in EXAMPLES if not ASKS.search(e) and exists(e)])
def test_an_example_runs_and_leaves_the_register_what_it_was(
    project: Path, example: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = project / "leeg"
    elsewhere.mkdir(exist_ok=True)
    monkeypatch.chdir(
        elsewhere if example.startswith("nieuw dataset") and "--van" not in example else project
    )
    monkeypatch.delenv("MAATWERK_DATA", raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    code = run(shlex.split(example))
    message = capsys.readouterr()
    left = content(project / "data")
    monkeypatch.chdir(project)
    git(project, "clean", "-fdxq")
    git(project, "checkout", "-q", ".")
    assert "Traceback" not in message.err
    if "WAARDE" in example:  # a form to fill in, of what no fictional register has an example
        assert code == 2
    elif not any(asked in message.err for asked in ASKED):
        assert code in (0, 1), message.err
    assert left == content(ROOT / "data")
