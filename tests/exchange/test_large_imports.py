"""An import of many rows: in flat memory, and with the same answers as one of few."""

import tracemalloc
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk_cli.exchange import importing
from maatwerk_cli.exchange.import_cells import look_through
from maatwerk_cli.exchange.import_plan_text import plan_lines
from maatwerk_cli.exchange.importing import ImportPlan, _twice, known_headers, make_plan, match_columns
from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.text import spool
from maatwerk_cli.text.csv import csv_reader
from maatwerk_cli.text.spreadsheet import SheetRow, read_spreadsheet

DATA = Path(__file__).parents[2] / "data"
FIXED = {"soort": "regulier", "bron": "jaarverslag-2018", "vindplaats": "bijlage"}


@pytest.fixture(scope="module")
def dataset() -> Any:
    return load_dataset(DATA).dataset


def planned(path: Path, dataset: Any) -> ImportPlan:
    sheet = read_spreadsheet(path, known_headers("proeftuin"))
    return make_plan(dataset, "proeftuin", sheet, match_columns("proeftuin", sheet, {}), FIXED)


def table(path: Path, names: list[str]) -> Path:
    path.write_text("naam;doel\n" + "".join(f"{name};werk\n" for name in names), encoding="utf-8")
    return path


@pytest.mark.slow
def test_memory_does_not_grow_with_the_rows(dataset: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    # What is held at once is made small, so that few rows already go beyond it.
    monkeypatch.setattr(spool, "_IN_MEMORY", 1 << 14)
    monkeypatch.setattr(csv_reader, "_BLOCK", 1 << 14)
    monkeypatch.setattr(importing, "_IN_A_PART", 200)
    peaks = []
    for rows in (1_000, 1_000, 3_000):  # the first also fills what is kept for good
        path = table(tmp_path / f"{rows}.csv", [f"Voorbeeld nummer {n}" for n in range(rows)])
        tracemalloc.start()
        plan = planned(path, dataset)
        assert sum(line.endswith("zou worden gemaakt") for line in plan_lines(plan, written=False)) == rows
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[2] < 1.1 * peaks[1], peaks


def test_a_row_that_says_the_same_is_found_however_far_it_is(dataset: Any, tmp_path: Path):
    names = [f"Voorbeeld {n}" for n in range(3_000)]
    plan = planned(table(tmp_path / "a.csv", [*names, "Voorbeeld 7", *names[2_990:]]), dataset)
    assert (plan.counts.new, plan.counts.twins, plan.counts.faulty) == (3_000, 11, 0)
    assert [(row.number, row.twin) for row in plan.rows if row.twin][:2] == [(3_002, 9), (3_003, 2_992)]
    assert len({row.id for row in plan.new}) == 3_000


def test_the_same_id_for_something_else_is_still_wrong(dataset: Any, tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text("naam;doel\nVoorbeeld;werk\nAnders;werk\nVoorbeeld;iets anders\n", encoding="utf-8")
    plan = planned(path, dataset)
    (wrong,) = [row for row in plan.rows if row.problems]
    assert wrong.number == 4
    assert wrong.problems[0].startswith("kolom id: Rij 2 geeft ")


@given(st.lists(st.integers(-9, 9) | st.integers(-(2**63), 2**63 - 1), max_size=60))
def test_what_is_there_more_than_once(marks: list[int]):
    assert _twice(marks) == {mark for mark, count in Counter(marks).items() if count > 1}


def test_what_is_there_more_than_once_among_many():
    assert _twice([*range(60_000), 5, 59_999]) == {5, 59_999}


@given(st.lists(st.lists(st.sampled_from(["a", "", " ", None, 0]), max_size=4), max_size=9))
def test_how_many_cells_half_of_the_rows_fill(rows: list[list[object]]):
    filled = sorted(sum(cell in ("a", 0) for cell in cells[:3]) for cells in rows)
    glance = look_through([SheetRow(n, cells) for n, cells in enumerate(rows)], [0, 1, 2])
    assert glance.usual == (filled[len(filled) // 2] if filled else 0)
