"""A register for another government: begun from a folder of its own, with nothing of the Rijk left in it."""

import csv
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TOWN = ROOT / "docs" / "voorbeelden" / "gemeente"
OF_THE_RIJK = re.compile(r"rijk|minister|jaarverslag|maatwerkvoormensen|generiek_kader", re.IGNORECASE)
GIVEN = ("nieuw", "dataset", "--naam", "Gemeente Voorbeeld", "--peildatum", "2022-12-31", "--map", "nieuw")


def codes(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row["code"] for row in csv.DictReader(file)]


def files_in(folder: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_town_begins_with_its_own_lists_framework_and_sources(maatwerk: Any, tmp_path: Path) -> None:
    done = maatwerk(*GIVEN, "--van", str(TOWN))
    assert done.returncode == 0, done.stderr
    made = tmp_path / "nieuw"
    assert not OF_THE_RIJK.search(files_in(made))
    for name in ("categorie", "doelgroep"):
        assert codes(made / f"codelijsten/{name}.csv") == codes(TOWN / f"codelijsten/{name}.csv")
    own = "beleid/gemeente_voorbeeld.yaml"
    assert (made / own).read_bytes() == (TOWN / own).read_bytes()
    assert "vb-besluit-2022" in (made / "bronnen.yaml").read_text(encoding="utf-8")
    assert not (made / "aanbestedingen").exists()
    # The words that the program itself works with are there, so that a first proeftuin can be written.
    assert {"gestart", "decharge"} <= set(codes(made / "codelijsten/fase.csv"))
    assert maatwerk("valideer", "--strikt", "--data", "nieuw").returncode == 0
    assert maatwerk("formatteer", "--controle", "--data", "nieuw").returncode == 0
    tender = str(TOWN / "aanbestedingen" / "groenonderhoud.yaml")
    judged = maatwerk("check-aanbesteding", tender, "--formaat", "json", "--data", "nieuw")
    assert [kader["kader"] for kader in json.loads(judged.stdout)["kaders"]] == ["gemeente_voorbeeld"]


def test_of_the_register_of_the_rijk_only_words_are_left(maatwerk: Any, tmp_path: Path) -> None:
    done = maatwerk(*GIVEN, "--van", str(ROOT / "data"))
    assert done.returncode == 0, done.stderr
    made = tmp_path / "nieuw"
    assert not OF_THE_RIJK.search(files_in(made))
    for name in ("categorie", "doelgroep", "afkorting"):
        assert codes(made / f"codelijsten/{name}.csv") == []
    assert not (made / "beleid").exists()
    assert not (made / "bronnen.yaml").exists()
    assert "beleid/generiek_kader.yaml" in done.stderr
    assert maatwerk("valideer", "--strikt", "--data", "nieuw").returncode == 0


def _no_folder(folder: Path) -> None:
    shutil.rmtree(folder)


def _empty(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def _broken(folder: Path) -> None:
    (folder / "beleid/gemeente_voorbeeld.yaml").write_text("id: [", encoding="utf-8")


def _wrong(folder: Path) -> None:
    path = folder / "beleid/gemeente_voorbeeld.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("toets: minstens", "toets: minstns", 1), "utf-8")


def _without_source(folder: Path) -> None:
    (folder / "bronnen.yaml").unlink()


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (_no_folder, "van is geen map."),
        (_empty, "in van staan geen codelijsten, kaders of vragenlijsten."),
        (_broken, "van/beleid/gemeente_voorbeeld.yaml is niet te lezen."),
        (_wrong, "beleid/gemeente_voorbeeld.yaml:66:12: MW104"),
        (_without_source, "bronnen.yaml:1:1: MW217"),
    ],
)
def test_what_cannot_be_begun_with_makes_nothing(maatwerk: Any, tmp_path: Path, spoil: Any, why: str) -> None:
    folder = Path(shutil.copytree(TOWN, tmp_path / "van"))
    spoil(folder)
    done = maatwerk(*GIVEN, "--van", "van")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("--van: ")
    assert why in done.stderr
    assert not (tmp_path / "nieuw").exists()
