"""The leerformule in a report: what was published beside what is registered, courses, measurements."""

import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = str(ROOT / "docs" / "voorbeelden" / "twee-jaren")
RIJK = str(ROOT / "data")
COURSE = "vb-traject-inspectie"


def table(maatwerk: Any, name: str, *options: str) -> list[dict[str, Any]]:
    done = maatwerk("rapport", *options, "--formaat", "json")
    assert done.returncode == 0, done.stderr
    content = next(table for table in json.loads(done.stdout)["tabellen"] if table["id"] == name)
    names = [column["id"] for column in content["kolommen"]]
    hidden = {(row, column) for row, column in content["afgeschermd"]}
    return [
        {
            column: "x" if (number, column) in hidden else value
            for column, value in zip(names, row, strict=True)
        }
        for number, row in enumerate(content["rijen"])
    ]


def test_2018_has_18_participants_of_7_organisations_that_nobody_can_check(maatwerk: Any) -> None:
    rows = {row["omschrijving"]: row for row in table(maatwerk, "leerformule", "2018", "--data", RIJK)}
    for name, number in (("Deelnemers", 18), ("Organisaties", 7), ("Proeftuinen", 8)):
        row = rows[name]
        assert (row["gepubliceerd"], row["individueel"], row["verzameld"], row["geregistreerd"]) == (
            number, 0, number, number,
        )  # fmt: skip
        assert (row["verschil"], row["toetsbaar"]) == (0, "nee")
    assert rows["Deelnemers"]["bron"] == "jaarverslag-2018, §5"


def test_the_key_figures_themselves_say_of_participants_no_more_than_was_published(maatwerk: Any) -> None:
    done = maatwerk("rapport", "2018", "--formaat", "json", "--data", RIJK)
    figures = {figure["code"]: figure for figure in json.loads(done.stdout)["kerncijfers"]}
    for code in ("leerformule_deelnemers", "leerformule_organisaties"):
        assert figures[code]["geregistreerd"] is None
    assert figures["proeftuinen_totaal"]["verschil"] == -2  # as it was before there were these posts


def test_a_fictional_year_counts_courses_and_posts_and_withholds_the_small(maatwerk: Any) -> None:
    first = {row["omschrijving"]: row for row in table(maatwerk, "leerformule", "2018", "--data", EXAMPLE)}
    assert [first["Deelnemers"][name] for name in ("individueel", "verzameld", "geregistreerd")] == [
        15,
        8,
        23,
    ]
    second = table(maatwerk, "leerformule_traject", "2019", "--data", EXAMPLE)
    by_name = {row["omschrijving"]: row for row in second}
    assert by_name["Voorbeeldinspectie"]["deelnemers"] == "x"
    assert by_name["Voorbeelddienst"]["proeftuinen"] == "Voorbeeldproeftuin Les (in wording)"
    assert by_name["Voorbeelddienst"]["einde"] == "2019-09"
    intern = table(maatwerk, "leerformule_traject", "2019", "--data", EXAMPLE, "--intern")
    assert [row["deelnemers"] for row in intern] == [8, 3, 7]


def test_measurements_are_totals_of_all_courses_together(maatwerk: Any) -> None:
    rows = table(maatwerk, "leerformule_scan", "2019", "--data", EXAMPLE, "--intern")
    by_answer = {(row["omschrijving"], row["antwoord"]): row for row in rows}
    assert by_answer["Alle deelnemers", ""]["meting_1"] == 8 + 7 + 3
    know = "Ik weet hoe ik een proeftuin begin."
    assert by_answer[know, "Oneens"]["meting_1"] == 6 + 4 + 2
    assert by_answer[know, "Eens"]["meting_2"] == 6 + 5
    assert by_answer[know, "Eens"]["vragenlijst"] == "Voorbeeldscan leerformule (versie 1)"


@pytest.mark.parametrize("options", [("toon", COURSE), ("lijst", "traject", "--waar", "deelnemers=3")])
def test_a_closed_register_tells_of_a_course_no_people(maatwerk: Any, options: tuple[str, ...]) -> None:
    done = maatwerk(*options, "--formaat", "json", "--data", EXAMPLE)
    assert done.returncode == 0
    assert '"deelnemers": 3' not in done.stdout
    assert '"oneens": 2' not in done.stdout
    if options[0] == "toon":
        shown = json.loads(maatwerk(*options, "--formaat", "json", "--intern", "--data", EXAMPLE).stdout)
        assert shown[0]["velden"]["deelnemers"] == 3


def test_an_open_export_has_no_number_of_a_course(maatwerk: Any, tmp_path: Path) -> None:
    assert maatwerk("exporteer", "uit", "--data", EXAMPLE).returncode == 0
    assert not (tmp_path / "uit" / "trajecten_scans_totalen.csv").exists()
    header = (tmp_path / "uit" / "trajecten.csv").read_text(encoding="utf-8").splitlines()[0]
    assert "deelnemers" not in header
    assert maatwerk("exporteer", "alles", "--intern", "--data", EXAMPLE).returncode == 0
    totals = (tmp_path / "alles" / "trajecten_scans_totalen.csv").read_text(encoding="utf-8")
    assert "vb-traject-inspectie,1,weet_begin,oneens,2" in totals


def test_what_was_inferred_is_marked(maatwerk: Any) -> None:
    done = maatwerk("rapport", "2019", "--formaat", "json", "--data", EXAMPLE)
    tables = {table["id"]: table for table in json.loads(done.stdout)["tabellen"]}
    assert tables["leerformule_traject"]["afgeleid"] == [[1, "begin"]]  # of the Voorbeeldinspectie
    done = maatwerk("rapport", "2018", "--formaat", "json", "--data", EXAMPLE)
    tables = {table["id"]: table for table in json.loads(done.stdout)["tabellen"]}
    marked = [[row, column] for row in (0, 1) for column in ("geregistreerd", "verzameld")]
    assert sorted(tables["leerformule"]["afgeleid"]) == sorted(marked)
