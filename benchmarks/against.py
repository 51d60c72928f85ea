"""A series and one check beside those of another version: ratios of wall and processor time within one run.

    python benchmarks/against.py REVISION [ROUNDS]

The other version is checked out beside this one, and both run with the libraries of this environment.
"""

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from measure import Run, run
from series import KINDS, lines
from start import CHECK, PYTHON

ROOT = Path(__file__).parents[1]
SIZES = (1_000, 5_000, 12_000, 50_000)


class Beside(NamedTuple):
    """A command in both versions, each time the one right after the other."""

    name: str
    before: Sequence[Run]
    now: Sequence[Run]

    def as_line(self) -> str:
        """Give the medians of the wall time, and how many times the other version it takes."""
        before, now = (statistics.median(each.seconds for each in runs) for runs in (self.before, self.now))
        used = [statistics.median(each.cpu for each in runs) for runs in (self.before, self.now)]
        return f"{self.name:28} {before:8.3f} {now:8.3f} {now / before:8.2f} {used[1] / used[0]:8.2f}"


def commands(folder: Path) -> Iterator[tuple[str, Sequence[str]]]:
    """Give what is measured: series of each size, of tenders by themselves and of lots, and one check."""
    for kind in ("gewoon", "alleen percelen"):
        for size in SIZES:
            file = folder / f"{kind.replace(' ', '-')}-{size}.csv"
            file.write_text("".join(lines(size, KINDS[kind])), encoding="utf-8")
            for form in ("csv", "jsonl"):
                yield f"{kind} {size} {form}", [str(file), "--formaat", form]
    yield "één toets", [*CHECK, "--peildatum", "2018-03-01"]


def measure(other: Path, folder: Path, rounds: int) -> Iterator[Beside]:
    """Take turns, so that a busy moment hits both; the first round only warms up."""
    for name, arguments in commands(folder):
        runs: dict[Path, list[Run]] = {other: [], ROOT: []}
        for turn in range(rounds + 1):
            for tree in (other, ROOT) if turn % 2 else (ROOT, other):
                program = ["env", f"PYTHONPATH={tree / 'src'}", PYTHON, "-m", "maatwerk_cli"]
                runs[tree].append(
                    run([*program, "check-aanbesteding", *arguments, f"--data={tree / 'data'}"])
                )
        yield Beside(name, runs[other][1:], runs[ROOT][1:])


def main(revision: str, rounds: int = 3) -> None:
    """Measure and print."""
    print(f"{'':28} {revision[:8]:>8} {'nu':>8} {'keer':>8} {'cpu keer':>8}")
    with tempfile.TemporaryDirectory() as folder:
        other = Path(folder) / "other"
        subprocess.run(
            ["git", "-C", ROOT, "worktree", "add", "--quiet", "--detach", other, revision], check=True
        )
        try:
            for beside in measure(other, Path(folder), rounds):
                print(beside.as_line(), flush=True)
        finally:
            subprocess.run(["git", "-C", ROOT, "worktree", "remove", "--force", other], check=True)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:3]))
