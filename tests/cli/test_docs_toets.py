"""Every command on the pages about tenders does what it shows. Run as a script, it writes the output anew."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ("docs/check-aanbesteding.md", "docs/eigen-kader.md", "docs/van-regeling-naar-kader.md")
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


def blocks(page: str) -> list[str]:
    return CONSOLE.findall((ROOT / page).read_text("utf-8"))


def shown(block: str) -> str:
    """Run the commands of a block and give it as it should read."""
    environment = {name: value for name, value in os.environ.items() if name != "MAATWERK_DATA"}
    lines = []
    for command in (line[2:] for line in block.splitlines() if line.startswith("$ ")):
        done = subprocess.run(
            [sys.executable, "-m", "maatwerk_cli", *shlex.split(command)[1:]],
            cwd=ROOT,
            env={**environment, "COLUMNS": "100"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        lines += [f"$ {command}", *done.stdout.rstrip("\n").splitlines()]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("page", "number"), [(page, number) for page in PAGES for number in range(len(blocks(page)))]
)
def test_the_page_shows_what_is_printed(page: str, number: int) -> None:
    block = blocks(page)[number]
    assert block == shown(block)


def test_the_example_of_a_municipality_says_that_it_is_made_up() -> None:
    folder = ROOT / "docs" / "voorbeelden" / "gemeente"
    for file in folder.rglob("*.*"):
        assert "verzonnen" in file.read_text("utf-8").lower(), file


if __name__ == "__main__":
    for page in PAGES:
        text = (ROOT / page).read_text("utf-8")
        (ROOT / page).write_text(
            CONSOLE.sub(lambda match: f"```console\n{shown(match[1])}```", text), "utf-8"
        )
