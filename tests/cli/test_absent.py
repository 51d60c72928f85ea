"""Of a record that is not found the verbs say why: its file, its kind, or how it is spelled."""

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PHASE = ("decharge", "--sinds", "2019-q4", "--bron", "voorbeeld-2019", "--vindplaats", "§5")


@pytest.fixture
def two_years(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "docs/voorbeelden/twee-jaren", tmp_path / "data"))


def test_another_kind_and_another_spelling_are_told(maatwerk, two_years: Path) -> None:
    done = maatwerk("fase", "vb-bouw", *PHASE, "--data", str(two_years))
    assert "Er is geen proeftuin met dat id: vb-bouw is een organisatie." in done.stderr
    done = maatwerk("fase", "vb-kadee", *PHASE, "--data", str(two_years))
    assert "Bedoelde u 'vb-kade'?" in done.stderr
    done = maatwerk("hernoem", "vb-kadee", "x", "--data", str(two_years))
    assert "Bedoelde u 'vb-kade'?" in done.stderr


def test_the_verb_for_a_record_of_another_kind_is_named(maatwerk, two_years: Path) -> None:
    step = ("stap", "vb-kade", "gestart", "--data", str(two_years))
    assert maatwerk(*step).stderr.endswith("vb-kade is een proeftuin. Gebruik: maatwerk fase\n")
    phase = ("fase", "k-33xtplpft7", "contract", "--data", str(two_years))
    assert maatwerk(*phase).stderr.endswith("k-33xtplpft7 is een kandidaat. Gebruik: maatwerk stap\n")


@pytest.mark.parametrize("code", ["MW101", "mw101", "101", "MW 101"])
def test_a_code_is_known_however_it_is_typed(maatwerk, code: str) -> None:
    assert maatwerk("uitleg", code).stdout.startswith("MW101")


def test_a_list_that_does_not_read_may_hold_the_record(maatwerk, two_years: Path) -> None:
    """No other record is told to be meant: the one that was asked for may be in the list."""
    data = ("--data", str(two_years))
    post = ("trek-terug", "aan-de-slag-overig-2019", "--sinds", "2019", "--reden", "Dubbel", "--ja", *data)
    path = two_years / "verzamelposten" / "2019.yaml"
    whole = path.read_bytes()
    path.write_bytes(whole + b"- [\n")
    said = maatwerk(*post).stderr
    assert said.startswith("verzamelposten/2019.yaml:")
    assert "Bedoelde u" not in said
    path.write_bytes(whole)
    (two_years / "organisaties.csv").rename(two_years.parent / "elders.csv")
    (two_years / "organisaties.csv").symlink_to(two_years.parent / "elders.csv")
    said = maatwerk("hernoem", "vb-bouw", "vb-x", "--soort", "organisatie", *data).stderr
    assert said.startswith("organisaties.csv:1:1: MW014")


def test_a_withdrawal_without_a_reason_is_refused_before_anything_is_told_of_it(
    maatwerk, two_years: Path
) -> None:
    for reason in ("", " "):
        done = maatwerk(
            "trek-terug", "vb-kade", "--sinds", "2019", "--reden", reason, "--data", str(two_years)
        )
        assert done.returncode == 2
        assert (
            done.stderr
            == "Geef met --sinds en --reden sinds wanneer en waarom het record wordt ingetrokken.\n"
        )
