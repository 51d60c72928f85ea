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
from maatwerk_cli.disclosure.solver import Count, ProtectedCounts, Sum, TooLargeError, protect

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
            plan = protect(ProtectedCounts(counts, tuple(Sum(*line) for line in sums)), THRESHOLD)
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
    """Tell whether a small count is safe from a reader, and from who knows why each count is withheld."""
    low, high = attack(values, sums, hidden, key)
    if low > 1 or high < THRESHOLD - 1:
        return False
    top = sum(values.values()) + 1000
    why = {
        one: (1, THRESHOLD - 1) if 0 < value < THRESHOLD else (THRESHOLD, top) if value else (0, 0)
        for one, value in values.items()
    }
    found = attack(values, sums, hidden, key, why)
    if found[0] <= 1 and found[1] >= THRESHOLD - 1:
        return True
    return bool(found == attack(values, sums, set(values), key, why))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
