"""Start-up: what each command takes beside its floor, as ratios of processor time within one run.

``pandas``, which the program no longer needs, is a floor where the PYTHON of an environment that has it is
given: that of the peers.

Run: ``python benchmarks/start.py [ROUNDS] [PYTHON]``. Prints the median of each in milliseconds and the ratio
to its floor, with the most that was agreed.
"""

import statistics
import sys
from collections.abc import Sequence
from typing import NamedTuple

from measure import run

PYTHON = sys.executable
CHECK = ["--aard", "dienst", "--loonsom", "300000", "--looptijd", "12", "--uitsluitingsgrond", "nee"]
FLOORS = {
    "typer": [PYTHON, "-c", "import typer"],
    "typer+pydantic": [PYTHON, "-c", "import typer; from pydantic import BaseModel"],
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


class Meting(NamedTuple):
    """The median of a command and of its floor in milliseconds of processor time, and what was agreed."""

    commando: str
    ms: float
    bodem: str
    bodem_ms: float
    hoogstens: float

    @property
    def keer(self) -> float:
        """How many times the floor it takes."""
        return self.ms / self.bodem_ms


def measure(rounds: int, with_pandas: str | None) -> list[Meting]:
    """Take turns, so that a busy moment hits all alike; the first round only warms up.

    Args:
        rounds: how often.
        with_pandas: the Python of an environment with pandas; without it the rows beside pandas are left out.

    """
    floors = FLOORS | ({"pandas": [with_pandas, "-c", "import pandas"]} if with_pandas else {})
    measured = {name: row for name, row in COMMANDS.items() if row[1] in floors}
    commands: dict[str, Sequence[str]] = {floor: floors[floor] for _, floor, _ in measured.values()}
    commands |= {
        name: [PYTHON, "-m", "maatwerk_cli", *arguments] for name, (arguments, _, _) in measured.items()
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds + 1):
        for name, command in commands.items():
            times[name].append(run(command).cpu * 1000)
    medians = {name: statistics.median(values[1:]) for name, values in times.items()}
    return [
        Meting(name, medians[name], floor, medians[floor], limit)
        for name, (_, floor, limit) in measured.items()
    ]


def main(rounds: int = 15, with_pandas: str | None = None) -> None:
    """Measure and print the medians."""
    for one in measure(rounds, with_pandas):
        ratio = f"{one.keer:4.2f} x {one.bodem} ({one.bodem_ms:.0f} ms)"
        print(f"{one.commando:20} {one.ms:7.0f} ms   {ratio}, at most {one.hoogstens}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]), *sys.argv[2:3])
