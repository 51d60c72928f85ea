"""What a register does not know of an earlier day is unknown or a bound, never none.

By hand from the annual report over 2018: only KPMG's plan has a date (2017, §2.3). When the other four
began, it does not say: they may have been there at the end of 2017.
"""

import itertools
import json
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.report.course import course_by_year
from maatwerk_cli.text.table import AtLeast

Run = Callable[..., subprocess.CompletedProcess[str]]


def report(maatwerk: Run, data: Path, *options: str) -> dict[str, Any]:
    done = maatwerk("rapport", "--formaat", "json", "--data", str(data), *options)
    assert done.returncode == 0, done.stderr
    content: dict[str, Any] = json.loads(done.stdout)
    return content


def table(report: dict[str, Any], name: str) -> tuple[list[dict[str, Any]], set[tuple[int, str]]]:
    chosen = next(table for table in report["tabellen"] if table["id"] == name)
    names = [column["id"] for column in chosen["kolommen"]]
    rows = [dict(zip(names, row, strict=True)) for row in chosen["rijen"]]
    return rows, {tuple(place) for place in chosen["ten_minste"]}


def test_an_undated_phase_makes_of_an_earlier_year_a_bound(maatwerk: Run, register: Path) -> None:
    rows, bounds = table(report(maatwerk, register, "2018"), "verloop_jaar")
    assert [row["jaar"] for row in rows] == ["2017", "2018"]
    assert (rows[0]["plan_ondertekend"], rows[0]["proeftuinen"]) == (1, 1)
    # That one was signed is sure. What started without a date may have been signed, made or started as well.
    assert {column for row, column in bounds if row == 0} == {
        "in_wording", "plan_ondertekend", "gestart", "proeftuinen",
    }  # fmt: skip
    assert (rows[1]["gestart"], rows[1]["proeftuinen"]) == (4, 5)
    assert not {(1, "gestart"), (1, "proeftuinen")} & bounds


@pytest.mark.parametrize("day", ["2018-03-31", "2018-11-30"])
def test_half_way_the_year_nobody_is_counted_away(maatwerk: Run, register: Path, day: str) -> None:
    report_of_year = report(maatwerk, register, "2018", "--peildatum", day)
    figures = {figure["code"]: figure for figure in report_of_year["kerncijfers"]}
    total = figures["proeftuinen_totaal"]
    assert (total["individueel"], total["ten_minste"]) == (1, ["individueel"])
    # Which of EY, Berenschot and ATOS had started is not told; nor how many candidates there were.
    for code in ("proeftuinen_hoogwaardige_inhuur", "kandidaten_aan_de_slag"):
        assert figures[code]["individueel"] is None
    assert figures["proeftuinen_decharge"]["individueel"] == 0  # of none of the five one is told, ever
    for rows in (
        table(report_of_year, name)[0] for name in ("opdrachtgever", "doelgroep", "kandidaten_stap")
    ):
        assert all(row["individueel"] != 0 for row in rows)
    text = " ".join(
        maatwerk(
            "rapport", "2018", "--peildatum", day, "--formaat", "tekst", "--data", str(register)
        ).stdout.split()
    )
    assert "Of zij er op deze peildatum al waren, is niet bekend." in text
    # The published figures are of the whole year, and stand first: then that is said.
    assert "(gepubliceerd over heel 2018; voor deze dag niet na te tellen)" in text
    assert "Hoeveel het er op deze dag waren, is niet bekend." in text


SOURCE = {"id": "jaarstuk", "vindplaats": "blz. 1"}
STEPS = ("in_wording", "plan_ondertekend", "gestart", "decharge", "verduurzaamd")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from(STEPS), st.sampled_from(("2027", "2028-06", "2029", None))),
            min_size=1, max_size=3, unique_by=lambda step: step[0],
        ),
        min_size=1, max_size=4,
    )
)  # fmt: skip
def test_no_row_over_phases_grows_to_a_later_phase_unless_marked(
    register_in: Callable[[Path], Any],
    tmp_path_factory: pytest.TempPathFactory,
    courses: list[list[tuple[str, str | None]]],
) -> None:
    small = register_in(tmp_path_factory.mktemp("reeks"))
    for number, steps in enumerate(courses):
        course = [{"fase": f, "bron": SOURCE, **({"sinds": s} if s else {})} for f, s in steps]
        small.proeftuin(f"p{number}", verloop=sorted(course, key=lambda step: STEPS.index(step["fase"])))
    dataset = load_dataset(small.root).dataset
    made = course_by_year(dataset, date(2031, 12, 31))
    phases = [place for place, column in enumerate(made.columns) if column.id in STEPS]
    for row in made.rows:
        for earlier, later in itertools.pairwise(phases):
            first, second = row[earlier], row[later]
            number = second.value if isinstance(second, AtLeast) else second
            assert isinstance(first, AtLeast) or first >= number
        for place in phases:
            reached, known = row[place], row[-1]
            assert isinstance(reached, AtLeast | int)
            assert isinstance(known, AtLeast | int)
    for earlier_year, later_year in zip(made.rows, made.rows[1:], strict=False):
        for place in phases:
            left, two = (
                cell.value if isinstance(cell, AtLeast) else cell
                for cell in (earlier_year[place], later_year[place])
            )
            assert left <= two


def test_the_report_carries_the_abbreviations_of_its_source(maatwerk: Run, register: Path) -> None:
    """The fifteen of the appendix (bijlage), in the glossary of the JSON and in words in every text."""
    words = {line["begrip"]: line["uitleg"] for line in report(maatwerk, register, "2018")["begrippen"]}
    assert words["BZK"] == "Binnenlandse Zaken en Koninkrijksrelaties"
    assert words["CDI"] == "Coördinerend Directeur Inkoop"
    short = {
        "A&O",
        "BZK",
        "CDI",
        "CPO",
        "DJI",
        "ICBR",
        "ICOP",
        "ICIA",
        "IFHR",
        "I&W",
        "OCW",
        "P&O",
        "SG",
        "SZW",
        "VWS",
    }
    assert short <= set(words)
    text = maatwerk("rapport", "2018", "--formaat", "tekst", "--data", str(register)).stdout
    part = text[text.index("\nAfkortingen\n") :]
    assert [line.split(":")[0] for line in part.splitlines()[2:]][:2] == ["A&O", "BZK"]
