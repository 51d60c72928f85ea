"""Every command in the README does what it shows. Run as a script, this file writes the output anew."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


def _blocks(text: str) -> list[str]:
    return CONSOLE.findall(text)


def _commands(block: str) -> list[str]:
    return [line[2:] for line in block.splitlines() if line.startswith("$ ")]


def _shown(block: str) -> str:
    """Run the commands of a block and give it as it should read."""
    environment = {k: v for k, v in os.environ.items() if k != "MAATWERK_DATA"}
    lines = []
    for command in _commands(block):
        program, *arguments = shlex.split(command)
        assert program == "maatwerk"
        done = subprocess.run(
            [sys.executable, "-m", "maatwerk_cli", *arguments],
            cwd=ROOT,
            env={**environment, "COLUMNS": "80"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        lines += [f"$ {command}", *done.stdout.rstrip("\n").splitlines()]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("block", _blocks(README.read_text(encoding="utf-8")), ids=lambda b: _commands(b)[0])
def test_the_readme_shows_what_is_printed(block: str) -> None:
    assert block == _shown(block)


def test_the_two_commands_of_the_readme_come_first() -> None:
    first, second = re.findall(r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)[:2]
    assert first.count("\n") == second.count("\n") == 1
    assert "maatwerk rapport 2018" in first
    assert "pytest" in second


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    README.write_text(CONSOLE.sub(lambda match: f"```console\n{_shown(match[1])}```", text), encoding="utf-8")
