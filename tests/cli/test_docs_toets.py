"""Every command on the pages about tenders does what it shows. Run as a script, it writes the output anew."""

import re
import shlex
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.conftest import Commands

ROOT = Path(__file__).parents[2]
PAGES = ("docs/check-aanbesteding.md", "docs/eigen-kader.md", "docs/van-regeling-naar-kader.md")
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


def blocks(page: str) -> list[str]:
    return CONSOLE.findall((ROOT / page).read_text("utf-8"))


def shown(block: str, commands: Commands) -> str:
    """Run the commands of a block and give it as it should read."""
    lines = []
    for command in (line[2:] for line in block.splitlines() if line.startswith("$ ")):
        done = commands.run(shlex.split(command)[1:], ROOT, "", {"COLUMNS": "100"}, together=True)
        lines += [f"$ {command}", *done.stdout.rstrip("\n").splitlines()]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("page", "number"), [(page, number) for page in PAGES for number in range(len(blocks(page)))]
)
def test_the_page_shows_what_is_printed(page: str, number: int, commands: Commands) -> None:
    block = blocks(page)[number]
    assert block == shown(block, commands)


def test_the_example_of_a_municipality_says_that_it_is_made_up() -> None:
    folder = ROOT / "docs" / "voorbeelden" / "gemeente"
    for file in folder.rglob("*.*"):
        assert "verzonnen" in file.read_text("utf-8").lower(), file


if __name__ == "__main__":
    program = Commands()
    for page in PAGES:
        text = (ROOT / page).read_text("utf-8")
        (ROOT / page).write_text(
            CONSOLE.sub(lambda match: f"```console\n{shown(match[1], program)}```", text), "utf-8"
        )
