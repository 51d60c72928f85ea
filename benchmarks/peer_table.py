"""A decision table of zen-engine over a series of tenders, CSV in and CSV out.

    python benchmarks/peer_table.py SERIE.csv > UITKOMST.csv

The four conditions of the generic framework as a table, read one way. It tells of no reading, lot, reason,
question, source or obligation, and refuses no row; whole months are counted as simply as can be.
"""

import csv
import json
import sys
from datetime import date, timedelta
from pathlib import Path

import zen

INPUTS = ("aard", "loonsom", "maanden", "grond")
RULES = (
    ("'levering'", "", "", "", "niet_van_toepassing"),
    ("", "< 250000", "", "", "niet_van_toepassing"),
    ("", "", "< 6", "", "niet_van_toepassing"),
    ("", "", "", "'ja'", "niet_van_toepassing"),
    ("'werk','dienst'", ">= 250000", ">= 6", "'nee'", "van_toepassing"),
    ("", "", "", "", "onbekend"),
)


def decision_table() -> str:
    """Give the table as the engine takes it."""
    rules = [
        {"_id": str(number), **dict(zip((*INPUTS, "uitkomst"), (*tests, f"'{outcome}'"), strict=True))}
        for number, (*tests, outcome) in enumerate(RULES)
    ]
    content = {
        "hitPolicy": "first",
        "inputs": [{"id": name, "name": name, "field": name} for name in INPUTS],
        "outputs": [{"id": "uitkomst", "name": "uitkomst", "field": "uitkomst"}],
        "rules": rules,
    }
    place = {"x": 0, "y": 0}
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in", "position": place},
        {"id": "tabel", "type": "decisionTableNode", "name": "tabel", "position": place, "content": content},
        {"id": "uit", "type": "outputNode", "name": "uit", "position": place},
    ]
    edges = [
        {"id": f"{source}-{target}", "sourceId": source, "targetId": target, "type": "edge"}
        for source, target in (("in", "tabel"), ("tabel", "uit"))
    ]
    return json.dumps({"nodes": nodes, "edges": edges})


def months(begin: str, end: str) -> int:
    """Count whole months from the first up to and including the last day."""
    first, after = date.fromisoformat(begin), date.fromisoformat(end) + timedelta(days=1)
    return (after.year - first.year) * 12 + after.month - first.month - (after.day < first.day)


def amount(cell: str) -> float | None:
    """Read an amount; nothing where it is none."""
    try:
        return float(cell)
    except ValueError:
        return None


def main() -> None:
    """Judge each row and write its outcome."""
    decision = zen.ZenEngine().create_decision(decision_table())
    written = csv.writer(sys.stdout)
    with Path(sys.argv[1]).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            grounds = row["uitsluitingsgronden"]
            given = {
                "aard": row["aard"] or None,
                "loonsom": amount(row["loonsom_excl_btw"]),
                "maanden": months(row["begin"], row["einde"]),
                "grond": None if not grounds else "nee" if grounds == "nee" else "ja",
            }
            written.writerow((row["id"], decision.evaluate(given)["result"]["uitkomst"]))


if __name__ == "__main__":
    main()
