"""Start-up: what each command takes beside its floor, as ratios within one run.

``pandas``, which the program no longer needs, is a floor where it is installed.

Run: ``python benchmarks/start.py [ROUNDS]``. Prints the median of each in milliseconds and the ratio to its
floor, with the most that was agreed.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib.util import find_spec
from typing import NamedTuple

PYTHON = sys.executable
CHECK = ["--aard", "dienst", "--loonsom", "300000", "--looptijd", "12", "--uitsluitingsgrond", "nee"]
FLOORS = {
    "typer": [PYTHON, "-c", "import typer"],
    "typer+pydantic": [PYTHON, "-c", "import typer; from pydantic import BaseModel"],
    "pandas": [PYTHON, "-c", "import pandas"],
}
COMMANDS: dict[str, tuple[Sequence[str], str, float]] = {
    "--help": (["--help"], "typer", 2.5),
    "check-aanbesteding": (
        ["check-aanbesteding", *CHECK, "--peildatum", "2018-03-01"],
        "typer+pydantic",
        1.6,
    ),
    "rapport 2018": (["rapport", "2018"], "pandas", 1.0),
}


def run(command: Sequence[str]) -> float:
    """Run once, compiled modules kept as after an installation, and give the wall time in milliseconds."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, check=False, env=environment)
    return (time.perf_counter() - start) * 1000


class Meting(NamedTuple):
    """The median of a command and of its floor, in milliseconds, and how many times the floor it may take."""

    commando: str
    ms: float
    bodem: str
    bodem_ms: float
    hoogstens: float

    @property
    def keer(self) -> float:
        """How many times the floor it takes."""
        return self.ms / self.bodem_ms


def measure(rounds: int) -> list[Meting]:
    """Take turns, so that a busy moment hits all alike; the first round only warms up."""
    measured = {name: row for name, row in COMMANDS.items() if find_spec(row[1].split("+")[0]) is not None}
    commands: dict[str, Sequence[str]] = {floor: FLOORS[floor] for _, floor, _ in measured.values()}
    commands |= {
        name: [PYTHON, "-m", "maatwerk_cli", *arguments] for name, (arguments, _, _) in measured.items()
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds + 1):
        for name, command in commands.items():
            times[name].append(run(command))
    medians = {name: statistics.median(values[1:]) for name, values in times.items()}
    return [
        Meting(name, medians[name], floor, medians[floor], limit)
        for name, (_, floor, limit) in measured.items()
    ]


def main(rounds: int) -> None:
    """Measure and print the medians."""
    for one in measure(rounds):
        ratio = f"{one.keer:4.2f} x {one.bodem} ({one.bodem_ms:.0f} ms)"
        print(f"{one.commando:20} {one.ms:7.0f} ms   {ratio}, at most {one.hoogstens}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
