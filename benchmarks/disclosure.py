"""Thousands of generated tables: how often something is withheld for nothing, how safe, how fast.

    python benchmarks/disclosure.py 3000 [START]

The attacker is scipy's; it shares no code with the program. Prints one line of totals.
"""

import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "report"))

from conftest import attack, margins  # type: ignore[import-not-found]
from maatwerk_cli.disclosure.solver import Count, Problem, Sum, TooLargeError, protect

THRESHOLD = 5


def main(number: int, start: int) -> None:
    small = support = unsafe = idle = refused = 0
    slowest = busy = 0.0
    for seed in range(start, start + number):
        random = np.random.default_rng(seed)
        shape = tuple(random.integers(2, 5, size=random.integers(2, 4)))
        values, sums = margins(random.poisson(random.choice([1, 3, 8, 20]), size=shape))
        counts = {key: Count(value, weight=1 + 3 * list(key).count("*")) for key, value in values.items()}
        begin = time.process_time()
        try:
            plan = protect(Problem(counts, tuple(Sum(*line) for line in sums)), THRESHOLD)
        except TooLargeError:
            refused += 1
            continue
        took = time.process_time() - begin
        busy += took
        slowest = max(slowest, took)
        hidden = set(plan)
        primary = [key for key in hidden if plan[key] == "klein"]
        small += len(primary)
        unsafe += sum(not _safe(values, sums, hidden, key) for key in primary)
        for key in hidden - set(primary):
            support += 1
            idle += all(_safe(values, sums, hidden - {key}, other) for other in primary)
    print(
        f"{number} tables, {refused} refused; {small} small counts, {unsafe} not safe; {support} withheld in "
        f"support, {idle} of them for nothing; {busy / max(number - refused, 1):.3f} s a table, "
        f"{slowest:.1f} s at most"
    )


def _safe(values: dict, sums: list, hidden: set, key: object) -> bool:  # type: ignore[type-arg]
    low, high = attack(values, sums, hidden, key)
    return low <= 1 and high >= THRESHOLD - 1


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
