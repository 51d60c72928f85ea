"""Lasting work: what is told one by one and in posts is told apart and together; people, as sources tell."""

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.report.contracts.lasting_table import lasting_table
from maatwerk_cli.text.table import NOT_APPLICABLE_CELL, WITHHELD_CELL, AtLeast, DataTable

Run = Callable[..., subprocess.CompletedProcess[str]]

BASE = Path(__file__).parents[1] / "checks" / "basis"
NO_STEPS = DataTable("kandidaten_stap", "", (), (), ())
POST = (
    "- {id: post, telt: proeftuinen, aantal: 2, kenmerken: {fase: verduurzaamd}, omschrijving: X, "
    "bron: {id: verslag-2020, vindplaats: §1}}\n"
)
REACHED = POST.replace("post", "meer").replace("aantal: 2", "aantal: 5").replace("fase:", "bereikt:")


@pytest.mark.parametrize(
    ("since", "post", "row"),
    [
        ("2020", POST, [1, 2, 3]),
        ("2020", "[]\n", [1, None, None]),  # how many there are beside it no source says
        ("2021", POST, [0, 2, 2]),  # made lasting a year later
        ("2021", "[]\n", None),
        # Of two phases a source may count the same proeftuin twice: five were made lasting, or seven.
        ("2021", POST + REACHED, [0, AtLeast(5), AtLeast(5)]),
        ("2020", POST + REACHED, [1, AtLeast(5), AtLeast(6)]),
    ],
)
def test_proeftuinen_made_lasting(since: str, post: str, row: list[object] | None, tmp_path: Path) -> None:
    data = Path(shutil.copytree(BASE, tmp_path / "data"))
    (data / "proeftuinen/maan.yaml").write_text(
        f'id: maan\nnaam: Proeftuin Maan\nverloop:\n  - fase: verduurzaamd\n    sinds: "{since}"\n'
        "    bron: {id: verslag-2020, vindplaats: §1}\nbronnen:\n  - {id: verslag-2020, vindplaats: §1}\n",
        encoding="utf-8",
    )
    (data / "verzamelposten/2020.yaml").write_text(post, encoding="utf-8")
    table = lasting_table(load_dataset(data).dataset, 2020, date(2020, 12, 31), NO_STEPS, intern=False)
    fields = {name: counts for name, *counts in table.rows}
    assert fields.get("Proeftuinen die zijn verduurzaamd") == (None if row is None else [*row])
    assert fields.get("Mensen die duurzaam aan het werk zijn", [None]) == (
        [None] if row is None else [NOT_APPLICABLE_CELL, None, None]
    )


def people(name: str, number: int, proeftuin: str = "", more: str = "") -> str:
    features = f"kenmerken: {{proeftuin: {proeftuin}}}, " if proeftuin else ""
    return (
        f"- {{id: {name}, telt: duurzaam_aan_het_werk, aantal: {number}, {features}omschrijving: mensen, "
        f"{more}bron: {{id: verslag-2020, vindplaats: §2}}}}\n"
    )


COMPUTED = "afgeleid: [aantal], toelichting: Zo gerekend, "
PART = "deel_van: a, "


@pytest.mark.parametrize(
    ("posts", "shown", "inside"),
    [
        ("[]\n", None, None),
        (people("a", 4, "zon"), AtLeast(4), AtLeast(4)),  # of the others no source tells
        (people("a", 0, "zon"), AtLeast(0), AtLeast(0)),
        (people("a", 4, "zon") + people("b", 3, "maan"), AtLeast(7), AtLeast(7)),
        (people("a", 4, "zon") + people("b", 6, "zon"), AtLeast(6), AtLeast(6)),  # told twice
        (people("a", 9), 9, 9),  # told of all
        (people("a", 9) + people("b", 4, "zon"), 9, 9),
        (people("a", 3) + people("b", 4, "zon"), AtLeast(4), AtLeast(4)),  # that contradicts itself
        (people("a", 9, "zon") + people("b", 4, "zon", PART), AtLeast(9), AtLeast(9)),
        # A number of people that no source publishes is not shown outside.
        (people("a", 4, "zon", COMPUTED), WITHHELD_CELL, AtLeast(4)),
        (people("a", 4, "zon") + people("b", 3, "maan", COMPUTED), AtLeast(4), AtLeast(7)),
    ],
)
def test_who_is_lastingly_at_work_is_at_least_what_sources_tell(
    posts: str, shown: object, inside: object, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(BASE, tmp_path / "data"))
    (data / "verzamelposten/2020.yaml").write_text(POST + posts.replace("[]\n", ""), encoding="utf-8")
    dataset = load_dataset(data).dataset
    for intern, expected in ((False, shown), (True, inside)):
        table = lasting_table(dataset, 2020, date(2020, 12, 31), NO_STEPS, intern=intern)
        (row,) = (row for row in table.rows if row[0] == "Mensen die duurzaam aan het werk zijn")
        assert row[1:] == (NOT_APPLICABLE_CELL, expected, expected)
        assert bool(table.inferred) == (COMPUTED in posts and intern)
    early = lasting_table(dataset, 2020, date(2020, 6, 30), NO_STEPS, intern=True)
    assert all(row[2:] == (None, None) for row in early.rows)


def test_of_berenschot_four_are_lastingly_at_work(maatwerk: Run, register: Path) -> None:
    """Page Proeftuin Berenschot: "vier mensen duurzaam aan het werk"; of no other proeftuin is it told."""
    report_of_year = json.loads(
        maatwerk("rapport", "2018", "--formaat", "json", "--data", str(register)).stdout
    )
    table = next(table for table in report_of_year["tabellen"] if table["id"] == "duurzaam")
    number = next(place for place, row in enumerate(table["rijen"]) if row[0].startswith("Mensen"))
    assert table["rijen"][number][1:] == [None, 4, 4]
    assert [number, "verzameld"] in table["ten_minste"]
    assert [number, "geregistreerd"] in table["ten_minste"]
    assert not [place for place in table["afgeleid"] if place[0] == number]
    assert any(
        "Berenschot" in note and "jaarverslag-2018, pagina Proeftuin Berenschot" in note
        for note in table["noten"]
    )
    # They are nowhere added: twelve candidates are registered, 22 are at work and at least 25 took part.
    steps = next(table for table in report_of_year["tabellen"] if table["id"] == "kandidaten_stap")
    assert [row[3] for row in steps["rijen"]] == [25, 22, 13]
    text = maatwerk("rapport", "2018", "--tabel", "duurzaam", "--formaat", "tekst", "--data", str(register))
    assert "Alleen als aantal: ten minste 4; Samen: ten minste 4." in " ".join(text.stdout.split())
