"""Two that have one name are told apart by their id, in every table and export, and only those two."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from tests.conftest import Run

EXAMPLE = Path(__file__).parents[2] / "docs" / "voorbeelden" / "twee-jaren"


def changed(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def same(tmp_path: Path) -> str:
    """Give a register with two proeftuinen, two target groups and two steps of one name."""
    register = tmp_path / "register"
    shutil.copytree(EXAMPLE, register)
    changed(register / "proeftuinen/vb-sluis.yaml", "Voorbeeldproeftuin Sluis", "Voorbeeldproeftuin Brug")
    changed(register / "codelijsten/doelgroep.csv", "Voorbeeldgroep B", "Voorbeeldgroep A")
    changed(register / "codelijsten/stap.csv", ",Aan de slag", ",Contract")
    return str(register)


def test_rows_of_one_name_are_told_apart(maatwerk: Run, same: str) -> None:
    """Two courses under one name read as one, and two counts as a mistake."""
    report = json.loads(maatwerk("rapport", "2018", "--formaat", "json", "--data", same).stdout)
    rows = {table["id"]: [row[0] for row in table["rijen"]] for table in report["tabellen"]}
    assert rows["doelgroep"] == ["Voorbeeldgroep A (groep_a)", "Voorbeeldgroep A (groep_b)", "Niet vermeld"]
    assert rows["kandidaten_stap"] == ["Kandidaat", "Contract (aan_de_slag)", "Contract (contract)"]
    assert rows["kandidaten_proeftuin"] == [
        "Voorbeeldproeftuin Brug (vb-brug)",
        "Voorbeeldproeftuin Brug (vb-sluis)",
        "Voorbeeldproeftuin Wolk",
        "Totaal",
    ]
    assert set(rows["verloop"]) == {
        "Voorbeeldproeftuin Brug (vb-brug)",
        "Voorbeeldproeftuin Brug (vb-sluis)",
        *(f"Voorbeeldproeftuin {name}" for name in ("Buurt", "Kade", "Wolk")),
    }


def test_an_evaluation_names_both(maatwerk: Run, same: str) -> None:
    years = json.loads(maatwerk("rapport", "2018", "2019", "--formaat", "json", "--data", same).stdout)
    table = next(table for table in years[-1]["tabellen"] if table["id"] == "evaluatie_doorlooptijd")
    for row in table["rijen"]:
        assert row[1] == len(row[-1].split("; ")), row


def test_what_is_withdrawn_gives_nobody_another_name(maatwerk: Run, same: str) -> None:
    """One that stood in the register twice is withdrawn: the other keeps its name as it is."""
    for candidate in Path(same, "kandidaten").glob("*.yaml"):
        text = candidate.read_text(encoding="utf-8").replace("vb-sluis", "vb-brug")
        candidate.write_text(text, encoding="utf-8")
    given = ("trek-terug", "vb-sluis", "--sinds", "2019", "--reden", "Bleek dubbel", "--ja", "--data", same)
    done = maatwerk(*given)
    assert done.returncode == 0, done.stderr
    report = json.loads(maatwerk("rapport", "2018", "--formaat", "json", "--data", same).stdout)
    rows = {table["id"]: [row[0] for row in table["rijen"]] for table in report["tabellen"]}
    assert "Voorbeeldproeftuin Brug" in rows["verloop"]


def test_an_export_of_two_steps_of_one_name_has_a_row_for_each(
    maatwerk: Run, same: str, tmp_path: Path
) -> None:
    """The name of a step is the key of its counts; two rows of one key were a traceback."""
    done = maatwerk("exporteer", str(tmp_path / "uit"), "--data", same)
    assert done.returncode == 0, done.stderr
    with (tmp_path / "uit/kandidaten_tellingen.csv").open(encoding="utf-8", newline="") as file:
        steps = [row["stap"] for row in csv.DictReader(file) if row["jaar"] == "2018"]
    assert steps == ["Kandidaat", "Contract (aan_de_slag)", "Contract (contract)"]
