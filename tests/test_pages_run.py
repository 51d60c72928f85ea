"""Every command of every page is run from a fresh clone, as somebody would who follows the page.

Blocks are run in their order, in one folder a page. A command may find something (1), never fail (2), but for
what can only be answered on a terminal, which says so.
"""

import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
Run = Callable[..., subprocess.CompletedProcess[str]]
_BLOCK = re.compile(r"^ *```(?:sh|console|)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
_OTHER_BLOCK = re.compile(r"^ *```(?!sh$|console$)(\w+)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
_IN_A_LINE = re.compile(r"`maatwerk ([a-z-]+ [^`]+)`")
_STANDS_FOR = re.compile(r"\b[A-Z]{2,}\b|…|\[")
"""A word for what the reader fills in; a code such as MW603 is none."""
_APART = {
    "opdrachten.md": "each example of the help has a test of its own (test_help_examples.py)",
    "van-spreadsheet-naar-register.md": "the walk-through has a test of its own (test_walkthrough.py)",
    "formulier.md": "a form stays open (test_formulier.py)",
}
_MAY_ASK = (
    "Geef --ja om dit zonder bevestiging te doen.",
    "Kies per veld met --houd VELD of --neem VELD.",
    "Dit is nodig:",
    "ontbreekt",
)


def commands(page: Path) -> list[str]:
    """Give the commands of a page that are the program's, or that put a copy of a register ready."""
    collected = []
    for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        for line in re.sub(r"\\\n\s*", " ", block).splitlines():
            line = line.strip().removeprefix("$ ")
            if line.startswith(("maatwerk ", "cp -r docs/", "export ")):
                collected.append(line)
    return collected


EVERY = [
    page
    for page in sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
    if "beslissingen" not in page.parts
]
IN_A_LINE = sorted(
    {
        " ".join(words.split())
        for page in EVERY
        for words in _IN_A_LINE.findall(page.read_text(encoding="utf-8"))
        if not _STANDS_FOR.search(words) and not re.fullmatch(r"nieuw .*|kader \w+", words)
    }
)
"""Whole commands within a sentence: they read, and are run as they stand."""
PAGES = [
    page
    for page in sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
    if page.name not in _APART and "beslissingen" not in page.parts and commands(page)
]


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (ROOT / ".git").exists():
        pytest.skip("no clone of the project here")
    clone = tmp_path_factory.mktemp("kloon") / "maatwerk"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
    subprocess.run(["git", "branch", "-q", "-f", "main"], cwd=clone, check=False)
    # What is not committed yet is what is tried.
    for folder in ("docs", "data"):
        shutil.copytree(ROOT / folder, clone / folder, dirs_exist_ok=True)
    return clone


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_of_a_page_runs_in_a_fresh_clone(
    maatwerk: Run, page: Path, origin: Path, tmp_path: Path
) -> None:
    clone = Path(shutil.copytree(origin, tmp_path / "kloon"))
    exported: dict[str, str] = {}
    failed = []
    for line in commands(page):
        words = shlex.split(line, comments=True)
        if words[0] == "export":
            name, _, value = words[1].partition("=")
            exported[name] = value
            continue
        if words[0] == "cp":
            shutil.copytree(clone / words[2], clone / words[3])
            continue
        done = maatwerk(*words[1:], cwd=clone, env=exported)
        asked = done.returncode == 2 and any(text in done.stderr for text in _MAY_ASK)
        if "Traceback" in done.stderr or (done.returncode not in (0, 1) and not asked):
            failed.append((line, done.returncode, done.stderr[-300:]))
    assert failed == []


@pytest.mark.slow
def test_every_whole_command_within_a_sentence_runs_in_a_fresh_clone(
    maatwerk: Run, origin: Path, tmp_path: Path
) -> None:
    clone = Path(shutil.copytree(origin, tmp_path / "kloon"))
    assert len(IN_A_LINE) > 15
    failed = []
    for words in IN_A_LINE:
        done = maatwerk(*shlex.split(words), cwd=clone)
        if "Traceback" in done.stderr or done.returncode not in (0, 1):
            failed.append((words, done.returncode, done.stderr[-300:]))
    assert failed == []


def test_no_command_hides_in_a_block_that_is_not_run() -> None:
    hidden = [
        (page.name, language)
        for page in EVERY
        if page.name not in _APART
        for language, block in _OTHER_BLOCK.findall(page.read_text(encoding="utf-8"))
        if language != "yaml" and re.search(r"^ *\$? *maatwerk ", block, re.MULTILINE)
    ]
    assert hidden == []
