"""Who takes part: the table, its picture, and what the report of 2018 says of it."""

import csv
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.report.programme.network import network_table, shown_name
from maatwerk_cli.report.views.charts.network_chart import network
from maatwerk_cli.report.views.charts.svg_drawing import DRAWING_WIDTH, svg
from maatwerk_cli.report.views.theme import default_theme
from maatwerk_cli.report.year import build_report

ROOT = Path(__file__).parents[2]
TEAM = "Adviesteam Social Return Rijk"
END_2018, END_2019 = date(2018, 12, 31), date(2019, 12, 31)


@pytest.fixture(scope="module")
def rijk() -> Dataset:
    return load_dataset(ROOT / "data").dataset


@pytest.fixture(scope="module")
def example() -> Dataset:
    return load_dataset(ROOT / "docs" / "voorbeelden" / "twee-jaren").dataset


def test_every_relation_of_2018_is_in_the_table_and_none_has_a_date(rijk: Dataset) -> None:
    with (ROOT / "data" / "relaties.csv").open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file))
    table = network_table(rijk, END_2018)
    assert len(table.rows) == len(written)
    assert all(row[3] is row[4] is None for row in table.rows)
    partners = {row[0] for row in table.rows if row[1] == "is partner van"}
    assert partners == {"PIANOo", "The Kirkman Company", "InterPactum", "TeamInclusief", "Binnenwerk"}
    assert {row[2] for row in table.rows if row[1] == "is partner van"} == {TEAM}
    (note,) = (note for note in table.notes if "ICIA is" in note)
    assert "ICIA is Interdepartementale Commissie Inkopen en Aanbesteden (jaarverslag-2018, §1.2);" in note
    # The source has only the letters of these three, in no place their names (§2.1, §2.5).
    assert note.count("(alleen de afkorting; de volledige naam is aangevuld))") == 3


def test_a_year_shows_who_took_part_in_it(example: Dataset) -> None:
    first = {row[0]: row for row in network_table(example, END_2018).rows}
    second = {row[0]: row for row in network_table(example, END_2019).rows}
    assert "Voorbeeld Kenniscentrum" not in first  # from 2019-01 on
    assert "Voorbeeldfonds" in first
    assert "Voorbeeldfonds" not in second  # paid for 2018 alone
    assert second["Voorbeeld Advies"][3:5] == ("2018-03", "2019-06")  # left in the course of 2019


def test_the_picture_tells_what_the_table_does_in_words_too(rijk: Dataset) -> None:
    table = network_table(rijk, END_2018)
    chart = network(table)
    assert chart is not None
    ours = {row[1]: {name for place, name in table.inferred if place == number}
            for number, row in enumerate(table.rows)}  # fmt: skip
    assert {what: names for what, names in ours.items() if names} == {
        "beheert de categorie": {"rol"}, "heeft afspraken met": {"naar"}, "ontwikkelt samen met": {"naar"},
        "steunt": {"naar"},
    }  # fmt: skip
    for row in table.rows:
        mark = " (afgeleid)" if ours[row[1]] else ""
        assert re.search(re.escape(f"{row[0]}: {row[1]}{mark}") + "[,;.]", chart.description)
        assert str(row[2]) in chart.description
    drawn = svg(chart, default_theme().light)
    assert drawn.count("<text") >= len(table.rows)
    assert f'viewBox="0 0 {DRAWING_WIDTH} ' in drawn
    assert 'role="img"' in drawn


def test_the_heading_of_the_picture_counts_relations_and_speaks_of_no_network(rijk: Dataset) -> None:
    """Nine of twenty-four is not "het meeste"; the Netwerk Social Return Rijk is something else."""
    table = network_table(rijk, END_2018)
    chart = network(table)
    assert chart is not None
    count = sum(str(row[2]) == TEAM for row in table.rows)
    assert chart.title == f"De meeste relaties in de tabel heeft: {TEAM} ({count} van {len(table.rows)})"


def test_of_one_relation_no_picture_is_made(rijk: Dataset) -> None:
    from dataclasses import replace

    table = network_table(rijk, END_2018)
    assert network(replace(table, rows=table.rows[:1], inferred=frozenset())) is None


@pytest.mark.parametrize(
    ("name", "shown"),
    [("vb-bv", "VB"), ("schoon", "Schoonmaak"), ("lang", "Lang zonder werk"), ("nergens", "nergens")],
)
def test_who_or_what_takes_part_is_called_by_its_name(small: Any, name: str, shown: str) -> None:
    head = "code,naam,toelichting,bron,bijzonder\n"
    small.text("codelijsten/categorie.csv", f"{head}schoon,Schoonmaak,,,\n")
    small.text("codelijsten/doelgroep.csv", f"{head}lang,Lang zonder werk,,,\n")
    assert shown_name(load_dataset(small.root).dataset, name) == shown


@pytest.mark.parametrize(
    ("since", "until", "held"),
    [
        ("2028", "", True),
        ("2028", "2028-12-31", False),
        ("2028", "2029-01-01", True),  # on the first day of the year it still held
        ("2028", "2029-01", True),
        ("2029-12-31", "", True),  # known by the day of the report
        ("2030-01-01", "", False),
    ],
)
def test_a_relation_stands_in_each_year_in_which_it_held(
    small: Any, since: str, until: str, held: bool
) -> None:
    small.text(
        "codelijsten/relatierol.csv", "code,naam,toelichting,bron,bijzonder\npartner,is partner van,,,\n"
    )
    lines = (f"vb-bv,partner,{name},{since},{until}," for name in ("voorbeeld", "anders"))
    small.text("relaties.csv", "\n".join((
        "van,rol,naar,sinds,tot,toelichting,bron,vindplaats",
        *(f"{line}{note},jaarstuk,blz. 1" for line, note in zip(lines, ("Uitleg.", ""), strict=True)),
    )))  # fmt: skip
    rows = network_table(load_dataset(small.root).dataset, date(2029, 12, 31)).rows
    assert [(row[2], row[5]) for row in rows] == ([("Anders", ""), ("Voorbeeld", "Uitleg.")] if held else [])


def test_organisations_with_one_name_are_told_apart_wherever_they_stand(small: Any) -> None:
    """Two departments are called the same and two are shortened the same: each row says which it is."""
    small.text(
        "organisaties.csv",
        "id,naam,afkorting,soort,tooi,kvk\n"
        "noord,Dienst Voorbeeld,,leverancier,,\nzuid,Dienst Voorbeeld,,leverancier,,\n"
        "een,Bureau Een,BV,leverancier,,\ntwee,Bureau Twee,BV,leverancier,,\n"
        "vb-bv,Voorbeeld BV,VB,leverancier,,\n",
    )
    small.text(
        "codelijsten/relatierol.csv", "code,naam,toelichting,bron,bijzonder\npartner,is partner van,,,\n"
    )
    rows = (f"{name},partner,vb-bv,2028,,,jaarstuk,blz. 1" for name in ("noord", "zuid", "een", "twee"))
    small.text("relaties.csv", "\n".join(("van,rol,naar,sinds,tot,toelichting,bron,vindplaats", *rows)))
    for name in ("noord", "zuid"):
        small.proeftuin(name, bestuurslaag="rijk", opdrachtgevers=[name])
    dataset = load_dataset(small.root).dataset
    table = network_table(dataset, date(2029, 12, 31))
    assert {(row[0], row[2]) for row in table.rows} == {
        ("BV (een)", "VB"), ("BV (twee)", "VB"),
        ("Dienst Voorbeeld (noord)", "VB"), ("Dienst Voorbeeld (zuid)", "VB"),
    }  # fmt: skip
    assert (
        table.notes[1] == "Afkortingen: BV (een) is Bureau Een; BV (twee) is Bureau Twee; VB is Voorbeeld BV."
    )
    report = build_report(dataset, 2029, date(2029, 12, 31), None)
    (authorities,) = (own for own in report.tabellen if own.id == "opdrachtgever")
    assert {row[1] for row in authorities.rows} == {"Dienst Voorbeeld (noord)", "Dienst Voorbeeld (zuid)"}
