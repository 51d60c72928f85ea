"""The fictional frameworks of the docs: sound, each with cases that are right, by every way to ask."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from tests.conftest import ROOT, Run
from tests.tender.cases.hoven import HOVEN_OPTIONS

from maatwerk_cli.models.kader import CASES_SUFFIX
from maatwerk_cli.tender.cases.case_file import case_files
from maatwerk_cli.tender.cases.case_run import run_cases
from maatwerk_cli.tender.frameworks.policy import Beleid, read_beleid
from maatwerk_cli.tender.verdicts.assessor import Assessor

EXAMPLES = sorted(
    path.parent.parent for path in (ROOT / "docs" / "voorbeelden").glob(f"*/beleid/*{CASES_SUFFIX}")
)


def test_there_are_three() -> None:
    assert len(EXAMPLES) >= 3


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_every_case_is_right(folder: Path) -> None:
    policy = read_beleid(folder / "beleid")
    assert isinstance(policy, Beleid)
    for file in case_files(folder):
        assert [*file.problems] == []
        results = run_cases(file, Assessor(policy))
        assert [(result.case.geval.naam, result.differences) for result in results if not result.right] == []
        assert len(results) >= 8


def check(maatwerk: Run, folder: str, *options: str) -> str:
    data = ROOT / "docs" / "voorbeelden" / folder
    options = (*options, "--opdrachtgever-soort", "decentraal", "--data", str(data))
    return maatwerk("check-aanbesteding", *options, "--peildatum", "2024-03-01").stdout


def test_a_rate_by_band_tells_which_band_and_how_far_to_the_next(maatwerk: Run) -> None:
    amounts = ("--opdrachtwaarde", "400000", "--loonsom", "200000")
    said = " ".join(check(maatwerk, "gemeente-met-banden", *HOVEN_OPTIONS, *amounts).split())
    assert "5% van de waarde van de opdracht: € 20.000." in said
    assert "vanaf € 250.000 tot € 1.000.000" in said
    assert "De volgende band begint bij € 1.000.000: nog € 600.000 hoger." in said
    assert "afgerond" not in said
    amounts = ("--opdrachtwaarde", "400100", "--loonsom", "200000")  # 5% is 20,005
    said = " ".join(check(maatwerk, "gemeente-met-banden", *HOVEN_OPTIONS, *amounts).split())
    assert "Er is afgerond: naar boven op € 10." in said


def test_what_is_not_known_of_a_rate_is_bounded_and_asked_for(maatwerk: Run) -> None:
    said = check(
        maatwerk, "gemeente-met-banden", *HOVEN_OPTIONS, "--opdrachtwaarde", "400000", "--formaat", "json"
    )
    single = json.loads(said)["kaders"][0]
    assert single["uitkomst"] == "van_toepassing"
    assert (single["verplichting"]["laag"], single["verplichting"]["hoog"]) == ("8000", "20000")
    assert single["verplichting"]["bedrag"] is None
    assert [asked["veld"] for asked in single["te_vragen"]] == ["loonsom_excl_btw"]


def test_a_near_miss_names_the_nearest_of_several_ways(maatwerk: Run) -> None:
    amounts = ("--opdrachtwaarde", "99000", "--loonsom", "50000")
    said = " ".join(check(maatwerk, "gemeente-met-banden", *HOVEN_OPTIONS, *amounts).split())
    assert "De kortste weg: bij een waarde van de opdracht die € 1.000 hoger is, dus € 100.000," in said


def test_hours_are_owed_and_not_money(maatwerk: Run) -> None:
    row = ("--aard", "dienst", "--loonsom", "300000", "--looptijd", "12", "--uitsluitingsgrond", "nee")
    said = check(maatwerk, "provincie-met-uren", *row, "--formaat", "json")
    duty = json.loads(said)["kaders"][0]["verplichting"]
    assert (duty["hoeveelheid"], duty["eenheid"], duty["per"]) == ("200", "uren", "jaar")
    assert (duty["bedrag"], duty["percentage"], duty["grondslag"]) == (None, None, None)
    assert "De verplichting is 200 uur per jaar." in check(maatwerk, "provincie-met-uren", *row)


def test_a_framework_agreement_owes_per_call_off(maatwerk: Run) -> None:
    row = ("--cpv", "90510000", "--opdrachtwaarde", "2000000", "--raamovereenkomst", "ja")
    said = " ".join(check(maatwerk, "waterschap-met-cpv", *row).split())
    assert "2% van de waarde van de opdracht van elke nadere overeenkomst" in said


def test_a_series_has_the_hours_in_columns_of_their_own(maatwerk: Run, tmp_path: Path) -> None:
    series = tmp_path / "reeks.csv"
    series.write_text(
        "id,aard,loonsom_excl_btw,looptijd_maanden,uitsluitingsgronden\n"
        "vb-1,dienst,300000,12,nee\nvb-2,dienst,,24,nee\nvb-3,klus,,24,nee\n",
        encoding="utf-8",
    )
    said = check(maatwerk, "provincie-met-uren", str(series), "--formaat", "csv")
    rows = list(csv.DictReader(io.StringIO(said)))
    columns = ("uitkomst", "hoeveelheid", "eenheid", "per", "laag", "hoog", "te_vragen")
    assert [tuple(row[name] for name in columns) for row in rows] == [
        ("van_toepassing", "200", "uren", "jaar", "200", "200", ""),
        ("van_toepassing", "", "uren", "jaar", "200", "1500", "loonsom_excl_btw"),
        ("", "", "", "", "", "", ""),
    ]
    assert {None} & set(rows[2]) == set()
    asked = check(maatwerk, "provincie-met-uren", str(series), "--vragenlijst", "--formaat", "csv")
    assert [row["veld"] for row in csv.DictReader(io.StringIO(asked))] == ["loonsom_excl_btw"]


@pytest.mark.parametrize("form", ["tekst", "markdown", "html", "csv", "jsonl", "yaml"])
def test_every_form_tells_of_it(form: str, maatwerk: Run) -> None:
    amounts = ("--opdrachtwaarde", "400000", "--loonsom", "200000")
    said = check(
        maatwerk,
        "gemeente-met-banden",
        *HOVEN_OPTIONS,
        *amounts,
        "--formaat",
        form,
        "--uitleg" if form == "tekst" else "--titel=X",
    )
    assert "20.000" in said or "20000" in said or form == "yaml"


def test_a_step_of_a_certificate_is_told_with_what_is_left_and_never_judged(maatwerk: Run) -> None:
    """Half of 20 000 is left after step 2, nothing after step 3; no question asks who has which."""
    amounts = ("--opdrachtwaarde", "400000", "--loonsom", "200000")
    said = " ".join(check(maatwerk, "gemeente-met-banden", *HOVEN_OPTIONS, *amounts).split())
    assert "is de helft vervuld. Dan blijft € 10.000 over." in said
    assert "is de verplichting vervuld. PSO" in said
    as_json = json.loads(
        check(maatwerk, "gemeente-met-banden", *HOVEN_OPTIONS, *amounts, "--formaat", "json")
    )
    assert as_json["kaders"][0]["te_vragen"] == []
    unknown = " ".join(
        check(maatwerk, "gemeente-met-banden", *HOVEN_OPTIONS, "--opdrachtwaarde", "400000").split()
    )
    assert "is de helft vervuld." in unknown
    assert "Dan blijft" not in unknown


def test_a_percentage_with_only_a_certificate_beside_it_tells_of_it(maatwerk: Run, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "docs" / "voorbeelden" / "gemeente", data)
    file = data / "beleid" / "gemeente_voorbeeld.yaml"
    way = (
        "  vervulling:\n    - id: pso-3\n      naam: PSO trede 3\n      tekst: Met trede 3 is zij vervuld.\n"
        "      bron: {id: vb-besluit-2020, vindplaats: artikel 4}\n"
    )
    text = file.read_text(encoding="utf-8")
    base = "  grondslag: opdrachtwaarde_excl_btw\n"
    assert base in text
    file.write_text(text.replace(base, base + way, 1), encoding="utf-8")
    tender = data / "aanbestedingen" / "groenonderhoud.yaml"
    said = maatwerk("check-aanbesteding", str(tender), "--data", str(data), "--formaat", "tekst").stdout
    assert "PSO trede 3: Met trede 3 is zij vervuld." in " ".join(said.split())
    assert "€ 3.600" in said


def test_the_memo_of_several_tenders_tells_hours_as_hours(maatwerk: Run, tmp_path: Path) -> None:
    series = tmp_path / "reeks.csv"
    head = "id,aard,loonsom_excl_btw,looptijd_maanden,uitsluitingsgronden\n"
    series.write_text(f"{head}vb-1,dienst,300000,12,nee\nvb-2,dienst,,24,nee\n", encoding="utf-8")
    said = check(maatwerk, "provincie-met-uren", str(series), "--formaat", "markdown")
    rows = [line for line in said.splitlines() if line.startswith(("| 1 |", "| 2 |"))]
    assert "200 uur per jaar" in rows[0]
    assert "bedrag onbekend" in rows[1]


def test_the_next_band_begins_above_what_the_regulation_says(maatwerk: Run) -> None:
    """Of the hours a band is up to and including 500 000, and the next one above it."""
    row = ("--aard", "dienst", "--loonsom", "300000", "--looptijd", "12", "--uitsluitingsgrond", "nee")
    said = " ".join(check(maatwerk, "provincie-met-uren", *row).split())
    assert "De volgende band begint boven € 500.000: nog meer dan € 200.000 hoger." in said
