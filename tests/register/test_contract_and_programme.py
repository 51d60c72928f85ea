"""The records around a tender and around the programme: read, checked, shown, as every kind."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PARTNERS = {"pianoo", "the-kirkman-company", "interpactum", "teaminclusief", "binnenwerk"}
"""The main partners of 2018 (jaarverslag 2018, §4.1)."""


def rows(text: str) -> Any:
    return json.loads(text)


def relations() -> list[dict[str, str]]:
    with (ROOT / "data" / "relaties.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_who_are_our_partners_is_one_command(maatwerk: Any) -> None:
    done = maatwerk(
        "lijst", "relatie", "--waar", "rol=partner", "--formaat", "json", "--data", str(ROOT / "data")
    )
    assert {row["van"] for row in rows(done.stdout)} == PARTNERS


def test_who_pays_supports_and_asks_is_what_the_source_says() -> None:
    present = {(row["van"], row["rol"], row["naar"]) for row in relations()}
    team = "adviesteam-social-return-rijk"
    assert {
        van for van, rol, naar in present if (rol, naar) == ("financiert", "projectorganisatie-maatwerk")
    } == {
        "directeurenoverleg-mvi",
        "aeno-fonds-rijk",
    }
    assert {van for van, rol, naar in present if (rol, naar) == ("steunt", "maatwerk")} == {
        "bzk",  # by its SG
        "icbr",
        "icop",
        "icia",
    }
    assert ("raad-van-opdrachtgevers", "opdracht", team) in present
    assert {(van, naar) for van, rol, naar in present if rol == "beheert_categorie"} == {
        ("ienw", "hoogwaardige_inhuur"),
        ("ezk", "ict_inhuur"),
        ("rijkswaterstaat", "catering"),
    }


def test_since_when_is_not_told_and_so_not_filled_in() -> None:
    assert all(row["sinds"] == "" and row["tot"] == "" for row in relations())


def test_a_relation_is_shown_at_both_its_ends(maatwerk: Any) -> None:
    for name in ("pianoo", "adviesteam-social-return-rijk"):
        shown = rows(maatwerk("toon", name, "--formaat", "json", "--data", str(ROOT / "data")).stdout)
        sentences = [line for entry in shown for line in entry["verwijzingen"]]
        assert any("relatie pianoo partner adviesteam-social-return-rijk" in line for line in sentences)


def test_the_obligation_of_atos_has_no_amount(maatwerk: Any) -> None:
    (shown,) = rows(
        maatwerk("toon", "atos-ict-inhuur", "--formaat", "json", "--data", str(ROOT / "data")).stdout
    )
    assert shown["velden"]["verplichting"]["vorm"] == "inspanning"
    assert "bedrag" not in shown["velden"]["verplichting"]
    assert "verplichting" in shown["velden"]["afgeleid"]


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("opdrachten/deel.yaml", "onder: raam", "onder: raamm", "MW218"),
        ("opdrachten/deel.yaml", "  belegd_bij: raam", "  belegd_bij: raamm", "MW218"),
        ("plannen/zon-2.yaml", "vervangt: zon-1", "vervangt: zon-9", "MW218"),
        ("plannen/zon-2.yaml", "  open_vraag: ja", "  open_vraag: misschien", "MW104"),
        ("inspanningen/2020.csv", "i-1,raam", "i-1,raamm", "MW218"),
        ("inspanningen/2020.csv", ",uur,", ",dagen,", "MW104"),
        ("inspanningen/2020.csv", "1000.00", "1000.005", "MW111"),
        ("inspanningen/2020.csv", "begeleiding", "begeleidng", "MW204"),
        ("inspanningen/2020.csv", ",40,", ",0,", "MW337"),
    ],
)
def test_a_slip_is_one_finding_at_its_place(
    maatwerk: Any, tmp_path: Path, file: str, old: str, new: str, code: str
) -> None:
    import shutil

    data = Path(shutil.copytree(ROOT / "tests" / "checks" / "basis", tmp_path / "data"))
    path = data / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    (finding,) = rows(maatwerk("valideer", "--formaat", "json", "--data", str(data)).stdout)
    before = text[: text.index(old)]
    assert finding["code"] == code
    assert finding["regel"] == before.count("\n") + 1


def test_an_effort_twice_is_told(maatwerk: Any, tmp_path: Path) -> None:
    import shutil

    data = Path(shutil.copytree(ROOT / "tests" / "checks" / "basis", tmp_path / "data"))
    path = data / "inspanningen" / "2020.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text.splitlines()[1] + "\n", encoding="utf-8")
    codes = [
        row["code"] for row in rows(maatwerk("valideer", "--formaat", "json", "--data", str(data)).stdout)
    ]
    assert codes == ["MW207"]


@pytest.mark.parametrize("asked", ["adviesteam", "Adviesteam Social Return Rijk"])
def test_an_organisation_is_shown_by_how_people_call_it(maatwerk: Any, asked: str) -> None:
    done = maatwerk("toon", asked, "--formaat", "json", "--data", str(ROOT / "data"))
    assert done.returncode == 0
    (shown,) = rows(done.stdout)
    assert shown["id"] == "adviesteam-social-return-rijk"
    text = " ".join(shown["verwijzingen"])
    assert all(f"relatie {partner} partner adviesteam" in text for partner in PARTNERS)
    assert "adviesteam-social-return-rijk" in done.stderr


def test_what_is_called_nothing_like_it_is_still_refused(maatwerk: Any) -> None:
    done = maatwerk("toon", "adviestem", "--data", str(ROOT / "data"))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
