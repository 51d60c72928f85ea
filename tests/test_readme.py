"""Every command in the README does what it shows, and its picture shows what is printed.

Run as a script, this file writes output and picture anew.
"""

import os
import re
import shlex
import subprocess
import sys
from html import escape
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PICTURE = ROOT / "docs" / "beelden" / "maatwerk.svg"
PICTURED = (
    (
        "check-aanbesteding --aard dienst --loonsom 300000 --looptijd 12 --uitsluitingsgrond nee "
        "--peildatum 2018-03",
        21,
    ),
    ("rapport 2018 --formaat tekst", 15),
)
"""The commands of the picture, and of how many lines of each the beginning is shown."""
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


def _blocks(text: str) -> list[str]:
    return CONSOLE.findall(text)


def _commands(block: str) -> list[str]:
    return [line[2:] for line in block.splitlines() if line.startswith("$ ")]


def _printed(*arguments: str) -> list[str]:
    """Run the program from the project's root, at 80 columns, and give the lines that it writes."""
    environment = {k: v for k, v in os.environ.items() if k != "MAATWERK_DATA"}
    done = subprocess.run(
        [sys.executable, "-m", "maatwerk_cli", *arguments],
        cwd=ROOT,
        env={**environment, "COLUMNS": "80"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    return done.stdout.rstrip("\n").splitlines()


def _shown(block: str) -> str:
    """Run the commands of a block and give it as it should read."""
    lines = []
    for command in _commands(block):
        program, *arguments = shlex.split(command)
        assert program == "maatwerk"
        lines += [f"$ {command}", *_printed(*arguments)]
    return "\n".join(lines) + "\n"


def _picture() -> str:
    """Draw the beginning of what some commands print, as text in a drawing."""
    lines: list[tuple[str, str]] = []
    for command, number in PICTURED:
        words = f"$ maatwerk {command}"
        while len(words) > 80:
            cut = words.rindex(" ", 0, 79)
            lines.append(("opdracht", f"{words[:cut]} \\"))
            words = f"    {words[cut + 1 :]}"
        lines.append(("opdracht", words))
        lines += [("tekst", line) for line in _printed(*shlex.split(command))[:number]]
        lines += [("tekst", "…"), ("tekst", "")]
    height = 18 * len(lines) + 24
    drawn = "\n".join(
        f'<text class="{kind}" x="16" y="{18 * place + 28}" xml:space="preserve">{escape(line)}</text>'
        for place, (kind, line) in enumerate(lines[:-1])
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 {height}" role="img" '
        'aria-labelledby="beschrijving" font-family="ui-monospace, Menlo, Consolas, monospace" '
        'font-size="13.5">\n<desc id="beschrijving">Wat twee opdrachten op een terminal laten zien: het '
        "oordeel over een aanbesteding, en het begin van het rapport over 2018.</desc>\n"
        "<style>.opdracht { font-weight: 700; fill: #1f4e79; } .tekst { fill: #1a1a1a; }</style>\n"
        f'<rect width="720" height="{height}" rx="8" fill="#f6f7f9" stroke="#c9ced6"/>\n{drawn}\n</svg>\n'
    )


def test_the_picture_shows_what_is_printed() -> None:
    assert PICTURE.read_text(encoding="utf-8") == _picture(), "python tests/test_readme.py"
    assert PICTURE.relative_to(ROOT).as_posix() in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("block", _blocks(README.read_text(encoding="utf-8")), ids=lambda b: _commands(b)[0])
def test_the_readme_shows_what_is_printed(block: str) -> None:
    assert block == _shown(block)


def test_the_two_commands_of_the_readme_come_first() -> None:
    first, second = re.findall(r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)[:2]
    assert first.count("\n") == second.count("\n") == 1
    assert "maatwerk rapport 2018" in first
    assert "pytest" in second


if __name__ == "__main__":
    PICTURE.write_text(_picture(), encoding="utf-8", newline="\n")
    text = README.read_text(encoding="utf-8")
    README.write_text(CONSOLE.sub(lambda match: f"```console\n{_shown(match[1])}```", text), encoding="utf-8")
