"""The suite of measurements, for correctness only: every command, at sizes that take seconds."""

import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from maatwerk_cli.checks.run import check
from maatwerk_cli.register import parallel
from maatwerk_cli.register.loading import load_dataset

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.mark.slow
def test_every_command_runs_at_two_sizes_and_the_page_can_be_made_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, commands: Any
) -> None:
    """A command is run as in other tests: its time is not looked at here, and its memory of one alone."""
    monkeypatch.syspath_prepend(BENCHMARKS)
    import measure  # type: ignore[import-not-found]

    apart = measure.run
    watched: list[float] = []

    def run(command: Sequence[str], *, watch: bool = False) -> Any:
        if [*command[:3]] != [sys.executable, "-m", "maatwerk_cli"] or (watch and not watched):
            done = apart(command, watch=watch)
            watched.extend([done.megabytes] if watch else [])
            return done
        start = time.perf_counter()
        done = commands.run(command[3:], tmp_path, "", {})
        seconds = time.perf_counter() - start
        return measure.Run(seconds, seconds, done.returncode, 1.0)

    monkeypatch.setattr(measure, "run", run)
    import suite  # type: ignore[import-not-found]

    monkeypatch.setattr(sys, "argv", ["suite.py", "--klein", "--map", str(tmp_path)])
    suite.main()
    outcome = json.loads((tmp_path / "uitkomst.json").read_text())
    sizes = {row["records"] for row in outcome["metingen"]}
    assert sizes == {40, 120}
    commands = {row["what"].split()[0] for row in outcome["metingen"] if row["records"] == 120}
    reading = {"valideer", "rapport", "lijst", "toon", "verschil", "formatteer", "schema", "exporteer"}
    assert commands >= reading | {"importeer", "nieuw", "fase", "hernoem"}
    assert commands >= {"stap", "voeg-samen", "trek-terug", "uitleg"}
    from page import tables  # type: ignore[import-not-found]

    assert watched[0] > 1
    lines = list(tables(outcome))
    series = ("| gewoon | JSON Lines | 1 000 | 2 |", "| puntkomma's | CSV | 1 000 | 2 |")
    waiting = ("| hernoem, keer valideer |", "| valideer, een anker, keer een gewoon bestand |")
    for begin in ("| hernoem |", *series, *waiting, "| check-aanbesteding |"):
        assert any(line.startswith(begin) for line in lines), begin


def test_the_page_says_beside_its_tables_what_its_ratios_are_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 20 000 records the table has verschil in 0,30 and valideer in 1,40 seconds: that is not 0,18."""
    monkeypatch.syspath_prepend(BENCHMARKS)
    from page import ON_GROWTH, ON_RATIOS, PAGE

    text = PAGE.read_text(encoding="utf-8")
    agreed, _, measured = text.partition("### Tijd per commando")
    assert ON_RATIOS in agreed
    assert f"### Groei\n\n{ON_GROWTH}\n\n|" in measured


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_findings_of_a_broken_register_are_the_same_from_one_process_and_from_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(BENCHMARKS)
    from generate import write_register  # type: ignore[import-not-found]

    write_register(tmp_path, 60, 140, 0.1)
    monkeypatch.setattr(parallel, "cores", lambda: 2)
    read_all = parallel.read_all
    outcomes = []
    for many in (1, 10**9):
        monkeypatch.setattr(
            "maatwerk_cli.register.loading.read_all",
            lambda root, given, many=many: read_all(root, given, many=many),
        )
        loaded = load_dataset(tmp_path)
        outcomes.append((check(loaded), loaded.dataset.sha256, len(loaded.dataset.kandidaten)))
    assert outcomes[0] == outcomes[1]
    broken = [path for path in tmp_path.rglob("*.yaml") if len(path.stem) > 8]
    assert {finding.file for finding in outcomes[0][0]} <= {
        p.relative_to(tmp_path).as_posix() for p in broken
    }
    assert len({finding.file for finding in outcomes[0][0]}) == 6 + 14


def test_two_versions_are_measured_in_one_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(BENCHMARKS)
    import against  # type: ignore[import-not-found]

    rows = "id,aard\nvb-1,dienst\n"

    def commands(folder: Path) -> list[tuple[str, list[str]]]:
        (folder / "a.csv").write_text(rows, encoding="utf-8")
        return [("een reeks", [str(folder / "a.csv"), "--formaat", "csv"])]

    monkeypatch.setattr(against, "commands", commands)
    against.main("HEAD", 1)
    head, line = capsys.readouterr().out.splitlines()
    assert head.split() == ["HEAD", "nu", "keer", "cpu", "keer"]
    assert line.startswith("een reeks ")
    assert all(float(word) > 0 for word in line.split()[2:])
