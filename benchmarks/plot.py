"""Draw time and memory against size, from an outcome of the suite. Run by the Python that has matplotlib.

python benchmarks/plot.py UITKOMST.json MAP
"""

import json
import sys
from pathlib import Path

import matplotlib as mpl

mpl.use("svg")
import matplotlib.pyplot as plt

SHOWN = ["valideer", "rapport", "lijst", "toon", "verschil volledig", "formatteer", "exporteer", "hernoem"]
MARKS = "osD^vPX*"


def main(outcome: Path, folder: Path) -> None:
    """Draw both pictures."""
    rows = json.loads(outcome.read_text(encoding="utf-8"))["metingen"]
    mpl.rcParams.update({"svg.hashsalt": "maatwerk", "svg.fonttype": "none", "font.size": 10})
    folder.mkdir(parents=True, exist_ok=True)
    figure, axes = plt.subplots(figsize=(7.5, 5))
    for what, mark in zip(SHOWN, MARKS, strict=True):
        points = sorted((row["records"], row["seconds"]) for row in rows if row["what"] == what)
        axes.plot(*zip(*points, strict=True), marker=mark, label=what)
    axes.set(xscale="log", yscale="log", xlabel="records", ylabel="seconden")
    axes.grid(alpha=0.3)
    axes.legend()
    _save(figure, folder / "snelheid-tijd.svg")
    figure, axes = plt.subplots(figsize=(7.5, 4))
    points = sorted(
        (row["input_megabytes"], row["megabytes"]) for row in rows if row["what"] == "valideer geheugen"
    )
    axes.plot(*zip(*points, strict=True), marker="o", label="valideer, alle processen samen")
    largest = points[-1][0]
    axes.plot([0, largest], [150, 150 + 15 * largest], linestyle="--", label="afgesproken grens")
    axes.set(xlabel="invoer in MB", ylabel="geheugen in MB")
    axes.grid(alpha=0.3)
    axes.legend()
    _save(figure, folder / "snelheid-geheugen.svg")


def _save(figure: plt.Figure, path: Path) -> None:
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line.rstrip() for line in lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
