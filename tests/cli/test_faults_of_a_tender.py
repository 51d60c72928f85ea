"""What is wrong with a tender is told where it stands, as what it is, and with what to do."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]
DATA = ("--data", str(Path(__file__).parents[2] / "data"))


def refused(maatwerk: Run, folder: Path, text: str) -> str:
    record = folder / "vb.yaml"
    record.write_text(text, "utf-8")
    done = maatwerk("check-aanbesteding", "vb.yaml", *DATA, cwd=folder)
    assert done.returncode == 2
    return done.stderr


def test_each_fault_has_its_own_place(maatwerk: Run, tmp_path: Path) -> None:
    said = refused(maatwerk, tmp_path, "aard: diensten\nloonsom_excl_btw: -5\n")
    assert said.startswith("vb.yaml:1:7: De waarde van aard kan niet.")
    assert "Regel 2, kolom 19: Het bedrag van loonsom_excl_btw kan niet." in said


@pytest.mark.parametrize("grounds", ["[nee, ug-2]", "[ug-2, Nee]", "[onbekend, ug-1]"])
def test_no_ground_beside_a_ground_is_told_as_such(maatwerk: Run, tmp_path: Path, grounds: str) -> None:
    said = refused(maatwerk, tmp_path, f"aard: dienst\nuitsluitingsgronden: {grounds}\n")
    assert "Hier staat nee of onbekend naast een grond." in said
    assert "bestaat niet" not in said


def test_a_list_of_nothing_but_no_is_no(maatwerk: Run, tmp_path: Path) -> None:
    (tmp_path / "vb.yaml").write_text("aard: dienst\nuitsluitingsgronden: [nee]\n", "utf-8")
    done = maatwerk("check-aanbesteding", "vb.yaml", "--formaat", "yaml", *DATA, cwd=tmp_path)
    assert "\nuitsluitingsgronden: nee\n" in done.stdout


def test_a_date_on_no_calendar_is_told_as_such(maatwerk: Run, tmp_path: Path) -> None:
    assert "Deze datum bestaat niet." in refused(maatwerk, tmp_path, 'begin: "2018-02-31"\n')
    done = maatwerk("check-aanbesteding", "--begin", "31-2-2018", *DATA)
    assert "--begin: deze datum bestaat niet." in done.stderr


def test_a_row_that_could_not_be_read_says_nothing_false_of_its_fields(maatwerk: Run, tmp_path: Path) -> None:
    rows = "id,titel,begin\nvb-1,Schoonmaak,31-2-2018\nvb-2,Catering,2018-01-02\n"
    (tmp_path / "lijst.csv").write_text(rows, "utf-8")
    done = maatwerk("check-aanbesteding", "lijst.csv", "--formaat", "yaml", *DATA, cwd=tmp_path)
    bad, _, good = done.stdout.partition('- id: "vb-2"')
    assert '- id: "vb-1"' in bad
    assert "titel: onbekend" not in bad
    assert "De andere gegevens van deze regel staan hier niet." in bad
    assert 'titel: "Catering"' in good
