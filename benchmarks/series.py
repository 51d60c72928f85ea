"""A series of tenders: rows a second, processor time a row and memory, by size, form and processes.

Run: ``python benchmarks/series.py [--rijen N …] [--map MAP] [--naast PYTHON]``. Prints a table and writes
``serie.json`` in ``benchmarks/uit`` (or MAP). The tenders are made here, the same every time: no two alike,
one in six with an option to extend, one in twenty of several lots, one in a hundred wrong. Of the largest
size other kinds are judged too, to see that the speed does not hang on what the tenders happen to share.
With ``--naast`` the decision table of zen-engine (``peer_table.py``) and OpenFisca, called for each tender
(``peer_model.py``), judge the same rows in the same run; PYTHON is that of an environment with
``requirements.txt``.

Memory is the most that the program and its processes held at one moment, shared pages counted once a process.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from measure import environment, run

FIELDS = (
    "id",
    "titel",
    "perceel",
    "aard",
    "loonsom_excl_btw",
    "opdrachtwaarde_excl_btw",
    "begin",
    "einde",
    "verlenging_maanden",
    "uitsluitingsgronden",
    "motivering",
)
SIZES = (10_000, 100_000, 1_000_000)
FORMS = ("csv", "jsonl")
HEAD = "soort            vorm    rijen    processen  rijen/s  cpu µs/rij  geheugen MB"


class Soort(NamedTuple):
    """What the tenders of a series have in common.

    Attributes:
        in_lots: the part of the tenders that has several lots.
        any_day: whether they begin and end on any day of the month.
        title: how a title is written; with the number of the tender.
        dutch: whether it is written with semicolons and decimal commas.
    """

    in_lots: float = 0.05
    any_day: bool = False
    title: str = "Voorbeeld {}"
    dutch: bool = False


KINDS = {
    "gewoon": Soort(),
    "elke dag": Soort(any_day=True),
    "alleen percelen": Soort(in_lots=1),
    "aanhalingstekens": Soort(title='"Voorbeeld, nummer {}"'),
    "puntkomma's": Soort(dutch=True),
}


class Meting(NamedTuple):
    """One run."""

    soort: str
    vorm: str
    rijen: int
    processen: int
    seconden: float
    cpu_seconden: float
    geheugen_mb: float

    def as_json(self) -> dict[str, object]:
        """Give it with what follows from it."""
        return {
            **self._asdict(),
            "rijen_per_seconde": round(self.rijen / self.seconden),
            "cpu_microseconden_per_rij": round(self.cpu_seconden / self.rijen * 1e6, 1),
        }

    def as_line(self) -> str:
        """Give it as a line below ``HEAD``."""
        told = self.as_json()
        return (
            f"{self.soort:16} {self.vorm:6} {self.rijen:8} {self.processen:8} "
            f"{told['rijen_per_seconde']:>11} {told['cpu_microseconden_per_rij']:>10} {self.geheugen_mb:>10}"
        )


def lines(size: int, kind: Soort = KINDS["gewoon"]) -> Iterator[str]:
    """Give the header and the rows of a series."""
    chance = random.Random(2018)
    between, point = (";", ",") if kind.dutch else (",", ".")
    yield f"{between.join(FIELDS)}\n"
    number = written = 0
    while written < size:
        number += 1
        lots = chance.randint(2, 4) if chance.random() < kind.in_lots else 1
        for lot in range(lots):
            year, month, term = chance.randint(2012, 2024), chance.randint(1, 12), chance.randint(2, 48)
            last = year * 12 + month - 1 + term
            wage = str(chance.randint(20_000, 900_000)) if chance.random() < 0.9 else ""
            if chance.random() < 0.5 and wage:
                wage = f"{wage}{point}{chance.randint(0, 99):02}"
            nature = chance.choice(("dienst", "dienst", "werk", "levering", ""))
            wrong = chance.random() < 0.01
            first_day, last_day = (chance.randint(1, 28), chance.randint(1, 28)) if kind.any_day else (1, 15)
            cells = (
                f"vb-{number}",
                kind.title.format(number % 97),
                f"{lot + 1}" if lots > 1 else "",
                nature,
                "geen bedrag" if wrong else wage,
                chance.choice(("", str(chance.randint(900_000, 3_000_000)))),
                f"{year}-{month:02}-{first_day:02}",
                f"{last // 12}-{last % 12 + 1:02}-{last_day:02}",
                chance.choice(("", "", "", "", "", "12")),
                chance.choice(("nee", "nee", "nee", "", "ug-1")),
                chance.choice(("", "Voorbeeld van een reden")),
            )
            yield f"{between.join(cells)}\n"
            written += 1
            if written == size:
                return


def _tree(root: int) -> Iterator[int]:
    yield root
    for task in Path(f"/proc/{root}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from _tree(int(child))


def _held(root: int) -> float:
    """Give the resident memory of a process and those it started, in MB."""
    total = 0
    for process in _tree(root):
        try:
            total += int(Path(f"/proc/{process}/statm").read_text().split()[1])
        except (OSError, IndexError):
            continue
    return total * os.sysconf("SC_PAGE_SIZE") / 1e6


def measure(file: Path, size: int, form: str, processes: int, kind: str = "gewoon") -> Meting:
    """Judge a series once."""
    command = [sys.executable, "-m", "maatwerk_cli", "check-aanbesteding", str(file), "--formaat", form]
    cores = sorted(os.sched_getaffinity(0))[:processes]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    with subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment(),
        preexec_fn=lambda: os.sched_setaffinity(0, cores),
    ) as done:
        most = 0.0
        waiting = threading.Event()
        while done.poll() is None:
            try:
                most = max(most, _held(done.pid))
            except OSError:
                continue
            waiting.wait(0.05)
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command}: {done.returncode}")
    return Meting(kind, form, size, len(cores), round(seconds, 3), round(cpu, 3), round(most, 1))


PEERS = {
    "een beslistabel van zen-engine": ("peer_table.py", 100_000),
    "OpenFisca, per aanbesteding": ("peer_model.py", 5_000),
}
"""What judges the same rows, and at most how many: enough to see past the start, in less than a minute."""


class Beside(NamedTuple):
    """How many times as much a peer takes for the same rows, in seconds and of the processors."""

    rows: int
    seconds: float
    cpu: float


def beside(script: str, python: Path, folder: Path, size: int, rounds: int = 3) -> Beside:
    """Judge a series and have a peer judge it, in turns, both from CSV to CSV; the least of each counts."""
    file = folder / "serie.csv"
    _write(file, size, "gewoon")
    command = [str(python), str(Path(__file__).with_name(script)), str(file)]
    both = [(measure(file, size, "csv", 2), run(command)) for _ in range(rounds)]
    file.unlink()
    if any(theirs.code for _, theirs in both):
        raise SystemExit(f"{script} does not run with {python}")
    seconds = min(theirs.seconds for _, theirs in both) / min(ours.seconden for ours, _ in both)
    return Beside(
        size, seconds, min(theirs.cpu for _, theirs in both) / min(ours.cpu_seconden for ours, _ in both)
    )


def measure_sizes(folder: Path, sizes: Sequence[int]) -> Iterator[Meting]:
    """Make series of some sizes and judge each in every form, with one process and with two.

    Of the largest every other kind is judged too, to CSV and with two.
    """
    file = folder / "serie.csv"
    for size in sizes:
        _write(file, size, "gewoon")
        for form in FORMS:
            for processes in (1, 2):
                yield measure(file, size, form, processes)
    for kind in KINDS:
        if kind != "gewoon":
            _write(file, max(sizes), kind)
            yield measure(file, max(sizes), "csv", 2, kind)
    file.unlink()


def _write(file: Path, size: int, kind: str) -> None:
    with file.open("w", encoding="utf-8") as stream:
        stream.writelines(lines(size, KINDS[kind]))


def main() -> None:
    """Make the series, judge them, and tell."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--rijen", type=int, nargs="+", default=list(SIZES))
    options.add_argument("--map", type=Path, default=Path(__file__).parent / "uit")
    options.add_argument("--naast", type=Path)
    given = options.parse_args()
    given.map.mkdir(parents=True, exist_ok=True)
    found = []
    print(HEAD)
    for one in measure_sizes(given.map, given.rijen):
        found.append(one.as_json())
        print(one.as_line(), flush=True)
    if given.naast:
        for peer, (script, most) in PEERS.items():
            times = beside(script, given.naast, given.map, min(max(given.rijen), most))
            print(
                f"{times.seconds:.1f} keer zo snel als {peer}, {times.rows} rijen; "
                f"per rij {times.cpu:.1f} keer minder processortijd"
            )
    (given.map / "serie.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
