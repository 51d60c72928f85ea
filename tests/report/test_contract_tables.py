"""What the report tells of plans, obligations and lasting work; of 2018 no more than the source does."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.report.contracts.duty_table import duty_table
from maatwerk_cli.report.tables import Rapport
from maatwerk_cli.report.year import build_report
from maatwerk_cli.text.table import NOT_APPLICABLE_CELL, AtLeast, DataTable

ROOT = Path(__file__).parents[2]
BRON = {"id": "jaarstuk", "vindplaats": "blz. 1"}


@pytest.fixture(scope="module")
def of_2018() -> Rapport:
    return build_report(load_dataset(ROOT / "data").dataset, 2018, date(2018, 12, 31), None)


def table(rapport: Rapport, name: str) -> DataTable:
    return next(table for table in rapport.tabellen if table.id == name)


def test_the_plans_of_2018_are_those_of_the_source(of_2018: Rapport) -> None:
    """18 signed at the end of 2018, 3 discharged (§2.4); the plan of Berenschot was carried out."""
    made = table(of_2018, "plannen")
    assert [row[:5] for row in made.rows] == [
        ("Ondertekend", 18, 0, 18, 18),
        ("Proeftuin gestart", None, 1, None, AtLeast(1)),
        ("Decharge", 3, 0, 3, 3),
    ]
    # §2.4 may mean proeftuinen: that three plans were discharged is inferred.
    assert made.inferred == {
        (1, "individueel"),
        (1, "geregistreerd"),
        (2, "verzameld"),
        (2, "geregistreerd"),
    }


@pytest.mark.parametrize(
    ("inferred", "marked"),
    [
        ("", False),
        ("verloop.ondertekend", True),
        ("verloop.opgesteld", False),  # that it was drawn up is not asked here
        ("verloop", True),
    ],
)
def test_a_plan_of_which_we_say_that_it_was_signed_is_marked(
    tmp_path: Path, register_in: Any, inferred: str, marked: bool
) -> None:
    small = register_in(tmp_path)
    small.proeftuin("een")
    steps = [{"stap": step, "sinds": "2029", "bron": BRON} for step in ("opgesteld", "ondertekend")]
    fields = {"afgeleid": [inferred], "toelichting": "V"} if inferred else {}
    small.write("plannen/een-1.yaml", {
        "id": "een-1", "proeftuin": "een", "leveranciers": ["vb-bv"], "verloop": steps,
        "bronnen": [BRON], **fields,
    })  # fmt: skip
    day = date(2029, 12, 31)
    made = table(build_report(load_dataset(small.root).dataset, 2029, day, None), "plannen")
    place, row = next((place, row) for place, row in enumerate(made.rows) if row[0] == "Ondertekend")
    assert row[2] == 1
    assert ((place, "individueel") in made.inferred) is marked


def test_a_year_earlier_a_plan_without_a_date_was_perhaps_already_begun() -> None:
    """Berenschot has no date: at the end of 2017 it may have begun, and nobody says it had not."""
    report_of_year = table(
        build_report(load_dataset(ROOT / "data").dataset, 2017, date(2017, 12, 31), None), "plannen"
    )
    started = next(row for row in report_of_year.rows if row[0] == "Proeftuin gestart")
    assert started[2:5] == (AtLeast(0), None, None)
    assert not report_of_year.inferred


def test_of_2018_no_amount_is_known_and_that_is_said(of_2018: Rapport) -> None:
    made = table(of_2018, "verplichtingen")
    assert made.rows == (("ICT Inhuur", 1, 1, None, None, None),)
    assert made.notes[0].startswith("Van de opdrachten in het register noemt geen bron")


def test_of_berenschot_alone_is_said_who_is_lastingly_at_work(of_2018: Rapport) -> None:
    made = table(of_2018, "duurzaam")
    least = AtLeast(4)
    assert made.rows[-1] == (
        "Mensen die duurzaam aan het werk zijn",
        NOT_APPLICABLE_CELL,
        least,
        least,
    )
    # It also anchored the way of working in its policy; that it was discharged is not told.
    assert "in zijn beleid" in made.notes[-1]
    assert ("Kandidaten met een contract na de proeftuin", 0, 13, 13) in made.rows
    assert "duurzaam" in of_2018.about_people


def test_amounts_are_whole_euros_and_tell_of_nobody() -> None:
    """Beveiliging: 4% of 122.500, 490.000 and 857.500 is 58.800; with 27.000,50 of a contract by itself."""
    dataset = load_dataset(ROOT / "docs" / "voorbeelden" / "ministerie").dataset
    day = date(2022, 12, 31)
    open_, closed = duty_table(dataset, day, intern=False), duty_table(dataset, day, intern=True)
    rows = {row[0]: row[1:] for row in open_.rows}
    assert rows["Beveiliging"] == (4, 0, 85_801, 0, 85_801)
    for own, other in zip(open_.rows, closed.rows, strict=True):
        assert own[:4] == other[:4]
    assert any("van te weinig mensen" in note for note in open_.notes)
    assert not any("van te weinig mensen" in note for note in closed.notes)


@pytest.mark.parametrize("inferred", [(), ("vb-afroep-2",), ("vb-afroep-2", "vb-afroep-8")])
def test_a_row_with_an_obligation_that_is_ours_is_marked(tmp_path: Path, inferred: tuple[str, ...]) -> None:
    """One of the contracts of a category is enough; what was accepted is of its own source."""
    root = shutil.copytree(ROOT / "docs" / "voorbeelden" / "ministerie", tmp_path / "ministerie")
    for name in inferred:
        with (root / "opdrachten" / f"{name}.yaml").open("a", encoding="utf-8") as file:
            file.write("afgeleid: [verplichting]\ntoelichting: V\n")
    duties = duty_table(load_dataset(root).dataset, date(2022, 12, 31), intern=False)
    (place,) = (place for place, row in enumerate(duties.rows) if row[0] == "Beveiliging")
    ours = {"opdrachten", "zonder_bedrag", "verplichting", "open"} if inferred else set()
    assert duties.inferred == {(place, column) for column in ours}


@pytest.mark.parametrize("field", ["categorie", "leveranciers"])
def test_all_that_is_counted_of_a_category_of_ours_is_marked(tmp_path: Path, field: str) -> None:
    root = shutil.copytree(ROOT / "docs" / "voorbeelden" / "ministerie", tmp_path / "ministerie")
    with (root / "opdrachten" / "vb-afroep-2.yaml").open("a", encoding="utf-8") as file:
        file.write(f"afgeleid: [{field}]\ntoelichting: V\n")
    duties = duty_table(load_dataset(root).dataset, date(2022, 12, 31), intern=False)
    (place,) = (place for place, row in enumerate(duties.rows) if row[0] == "Beveiliging")
    counted = {column.id for column in duties.columns} - {"categorie"}
    assert duties.inferred == {(place, column) for column in counted if field == "categorie"}


def test_what_was_accepted_for_a_group_of_ours_is_marked(tmp_path: Path) -> None:
    """For whom a plan is, gives what its hours are worth; of what is owed nothing is ours."""
    root = shutil.copytree(ROOT / "docs" / "voorbeelden" / "ministerie", tmp_path / "ministerie")
    with (root / "plannen" / "vb-plan-schoon-2.yaml").open("a", encoding="utf-8") as file:
        file.write("afgeleid: [doelen]\ntoelichting: V\n")
    duties = duty_table(load_dataset(root).dataset, date(2022, 12, 31), intern=False)
    (place,) = (place for place, row in enumerate(duties.rows) if row[0] == "Schoonmaak")
    assert duties.inferred == {(place, "aanvaard"), (place, "open")}


def test_before_a_contract_there_is_no_obligation() -> None:
    dataset = load_dataset(ROOT / "docs" / "voorbeelden" / "ministerie").dataset
    assert duty_table(dataset, date(2018, 12, 31), intern=False).rows == ()


def test_a_contract_that_perhaps_had_not_begun_is_in_no_count_and_no_amount(tmp_path: Path) -> None:
    """Of four contracts one began on a day of 2020 that is not told: within that year three count."""
    root = shutil.copytree(ROOT / "docs" / "voorbeelden" / "ministerie", tmp_path / "ministerie")
    path = root / "opdrachten" / "vb-afroep-2.yaml"
    text = path.read_text(encoding="utf-8")
    begin = next(line for line in text.splitlines() if line.startswith("begin:"))
    path.write_text(text.replace(begin, 'begin: "2020"'), encoding="utf-8")
    dataset = load_dataset(root).dataset

    def row(day: date) -> tuple[Any, ...]:
        return next(row for row in duty_table(dataset, day, intern=True).rows if row[0] == "Beveiliging")

    whole, part = row(date(2020, 12, 31)), row(date(2020, 12, 30))
    assert part[1] == AtLeast(whole[1] - 1)
    assert part[3] == AtLeast(whole[3] - 4_900)  # 4% of 122 500
    assert part[2] == whole[2] == 0
    notes = duty_table(dataset, date(2020, 12, 30), intern=True).notes
    assert any("misschien nog niet was, telt niet mee" in note for note in notes)


def test_known_proeftuinen_that_may_be_one_are_marked(of_2018: Rapport) -> None:
    """The page of ATOS allows that its two are one: five, or four. Of 2017 only KPMG counts."""
    made = table(of_2018, "verloop_jaar")
    assert [(row[0], row[-1]) for row in made.rows] == [("2017", AtLeast(1)), ("2018", 5)]
    assert {place for place in made.inferred if place[1] == "proeftuinen"} == {(1, "proeftuinen")}
    assert "misschien dezelfde" in made.notes[-1]
