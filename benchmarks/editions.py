"""Thousands of fictional registers, each published up to three times over up to three years, and attacked.

    python benchmarks/editions.py 2000 [START]

The attacker is that of the tests: it knows the published pages and nothing of the program. Every edition is
written and read back as JSON, CSV, HTML and XLSX, and exported to SQLite. Prints every count
that comes back, exact or narrower than the rule says, and one line of totals.
"""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.disclosure import test_published as published


def main(number: int, start: int) -> None:
    registers = editions = withheld = exact = narrowed = 0
    begin = time.monotonic()
    for seed in range(start, start + number):
        with tempfile.TemporaryDirectory() as folder:
            pages, truths = published.joint(Path(folder) / "voorbeeld", seed, every_form=True)
        told = published.attack.disclosed(pages, truths, published.voorbeeld.FIGURES)
        for edition, cell, true, low, high in told:
            print(f"seed {seed}, edition {edition + 1}: {cell} is {true}, found {low} to {high}")
        registers += 1
        if not registers % 100:
            print(f"{registers} registers, up to seed {seed}", file=sys.stderr)
        editions += len(pages)
        withheld += sum(value == published.attack.WITHHELD for page in pages for value in page.cells.values())
        exact += sum(low == high for *_, low, high in told)
        narrowed += sum(low != high for *_, low, high in told)
    print(
        f"{registers} registers, {editions} editions, {withheld} withheld cells: {exact} exact, "
        f"{narrowed} narrowed; "
        f"{(time.monotonic() - begin) / registers:.1f} s a register"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
