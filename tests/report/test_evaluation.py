"""The chapter for an evaluation: all from records, in every form, and the same everywhere."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = str(ROOT / "docs" / "voorbeelden" / "twee-jaren")
RIJK = str(ROOT / "data")
PARTS = ("voornemens", "gedaan", "tegenspraak", "doorlooptijd", "onbekend")


def chapter(maatwerk: Any, data: str) -> dict[str, list[dict[str, Any]]]:
    done = maatwerk("rapport", "2018", "2019", "--formaat", "json", "--data", data)
    assert done.returncode == 0, done.stderr
    first, last = json.loads(done.stdout)
    assert not any(table["id"].startswith("evaluatie_") for table in first["tabellen"])
    collected = {}
    for table in last["tabellen"]:
        part = table["id"].removeprefix("evaluatie_")
        if part != table["id"]:
            names = [column["id"] for column in table["kolommen"]]
            collected[part] = [dict(zip(names, row, strict=True)) for row in table["rijen"]]
    assert tuple(collected) == PARTS
    return collected


@pytest.fixture(scope="module")
def run(commands: Any) -> Any:
    return lambda *arguments: commands.run(arguments, ROOT, "", {})


@pytest.fixture(scope="module")
def example(run: Any) -> dict[str, list[dict[str, Any]]]:
    return chapter(run, EXAMPLE)


def test_the_fictional_chapter_is_filled(example: Any) -> None:
    assert all(example[part] for part in PARTS)
    counts = {row["uitkomst"]: row["aantal"] for row in example["voornemens"]}
    assert counts == {
        "Gedaan": 1,
        "Vervallen": 2,
        "Geen uitkomst bekend": 1,
        "Open: geen datum genoemd": 1,
        "Nog niet aan de orde": 1,
    }


def test_what_has_no_date_is_of_no_year_and_an_inferred_year_is_marked(run: Any) -> None:
    """§2.4 gives no date for suppliers asking for more room; of most activities the year is ours."""
    done = run("rapport", "2018", "2019", "--formaat", "json", "--data", RIJK)
    tables = {table["id"]: table for table in json.loads(done.stdout)[-1]["tabellen"]}
    rows = tables["evaluatie_gedaan"]["rijen"]
    undated = [row for row in rows if row[0] is None]
    assert rows[-len(undated) :] == undated
    assert any("Leveranciers zeggen meer ruimte" in row[3] for row in undated)
    assert not any("Leveranciers zeggen meer ruimte" in row[3] for row in rows if row[0] is not None)
    marked = {rows[place][1] for place, column in tables["evaluatie_gedaan"]["afgeleid"] if rows[place][0]}
    assert {"Activiteit", "Product"} <= marked
    against = tables["evaluatie_tegenspraak"]
    place = next(
        n for n, row in enumerate(against["rijen"]) if row[0].startswith("Proeftuinen binnen het Rijk")
    )
    assert [place, "geregistreerd"] in against["afgeleid"]
    assert [place, "verschil"] in against["afgeleid"]


def test_a_median_is_there_only_above_the_threshold(example: Any) -> None:
    rows = {row["fasen"]: row for row in example["doorlooptijd"]}
    # From in the making to started, in whole months at the least: Brug 1 (31-12-2017 to 1-2-2018), Wolk 6
    # (30-6-2018 to 1-1-2019), Buurt 9, Sluis 10, Kade 13. At the most, a part of a month as a whole one:
    # Buurt 11 (1-5-2018 to 31-3-2019), Sluis 12, Brug 13 (1-1-2017 to 1-2-2018), Kade 15, Wolk 21.
    making = rows["In wording tot gestart"]
    assert (making["bereikt"], making["met_datum"]) == (5, 5)
    assert (making["ten_minste"], making["ten_hoogste"]) == (9, 13)
    assert all(name in making["welke"] for name in ("Brug", "Buurt", "Wolk", "Sluis", "Kade"))
    for name, row in rows.items():
        if name != "In wording tot gestart":
            assert row["met_datum"] < 5
            assert row["ten_minste"] is row["ten_hoogste"] is None


def test_what_contradicts_and_what_differs_is_listed_with_its_place(example: Any) -> None:
    rows = {(row["jaar"], row["omschrijving"]): row for row in example["tegenspraak"]}
    outcome = rows["2019", "Kandidaten met een contract"]
    assert outcome["anders"] == "Er zijn veertien contracten getekend (voorbeeld-bericht, uittreksel)"
    assert rows["2018", "Voorbeeldproeftuinen binnen het Rijk"]["verschil"] == -1


def test_the_real_chapter_says_what_is_missing_and_whom_to_ask(run: Any) -> None:
    outcome = chapter(run, RIJK)
    counts = {row["uitkomst"]: row["aantal"] for row in outcome["voornemens"]}
    assert counts == {"Geen uitkomst bekend": 10, "Open: geen datum genoemd": 3}
    asked = {row["omschrijving"]: row for row in outcome["onbekend"]}
    assert asked["Wie is de opdrachtgever?"]["wie"] == "I&W; EZK"
    assert "Proeftuin KPMG" in asked["Wie is de opdrachtgever?"]["waarvan"]
    assert asked["Sinds wanneer zijn zij partner?"]["wie"] == "Adviesteam Social Return Rijk"
    assert "Welke organisaties zijn dit, en wat zetten zij op?" in asked
    differing = {row["omschrijving"]: row["verschil"] for row in outcome["tegenspraak"]}
    assert differing["Proeftuinen binnen het Rijk, in wording of gestart"] == -2


def test_the_chapter_is_in_the_tables_for_programs_too(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "uit"
    done = run("rapport", "2018", "2019", "--formaat", "csv", "--uitvoer", str(folder), "--data", EXAMPLE)
    assert done.returncode == 0, done.stderr
    with (folder / "evaluatie_doorlooptijd.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[1]["fasen"] == "In wording tot gestart"
    assert (rows[1]["ten_minste"], rows[1]["ten_hoogste"]) == ("9", "13")


def test_one_year_has_no_chapter(run: Any) -> None:
    done = run("rapport", "2018", "--tabel", "evaluatie_onbekend", "--data", RIJK)
    assert done.returncode == 2
    assert "evaluatie_onbekend" in done.stderr
