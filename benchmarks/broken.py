"""Thousands of broken registers: each fault found where it is, each remedy right, or not.

    python benchmarks/broken.py 2000 [SEED]

Tries as many single faults and as many pairs. Prints what went wrong, and two lines of shares in percent:
faults found at their place; remedies that are right; registers that are whole after one round; one finding a
cause.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "checks" / "breaking"))

import trial  # type: ignore[import-not-found]


def main(number: int, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bench = trial.Bench(Path(folder))
        for name, tries in (("single", bench.singles(number, seed)), ("pairs", bench.pairs(number, seed))):
            score = trial.Score([bench.attempt(broken) for broken in tries])
            for mark in ("place", "round", "single"):
                for outcome in score.wrong(mark):
                    print(f"{mark}: {outcome}")
            shares = {mark: round(score.share(mark), 2) for mark in ("place", "remedy", "round", "single")}
            print(f"{name}: {len(score.outcomes)} tried, {shares}")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
