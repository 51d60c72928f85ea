"""The report counts what a person counts by hand, and follows every change of the data."""

import json
import re
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from maatwerk_cli.checks.run import check
from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.report.year import build_report

Run = Callable[..., subprocess.CompletedProcess[str]]

# Counted by hand in data/: published (jaarverslag-2018), files one by one, posts that may be added.
#   proeftuinen: kpmg, atos, berenschot, ey (Hoogwaardige Inhuur, started), atos-ict (ICT Inhuur, planned)
#   posts of proeftuinen without deel_van: 14 + 9 + 1 + 8 + 3 within the Rijk = 35, and 15 elsewhere
#   candidates at work: the four of Berenschot, and a post of 18; contracts: a post of 13
BY_HAND: dict[str, tuple[float, int | None, int | None]] = {
    "proeftuinen_hoogwaardige_inhuur": (18, 4, 14),
    "proeftuinen_ict_inhuur": (11, 1, 9 + 1),
    "proeftuinen_ict_inhuur_in_voorbereiding": (10, 1, 9),
    "proeftuinen_ict_inhuur_in_uitvoering": (1, 0, 1),
    "proeftuinen_ict_inhuur_voorstellen": (10, 1, 9 + 1),
    "plannen_ondertekend": (18, None, None),
    "leerformule_deelnemers": (18, None, None),
    "leerformule_organisaties": (7, None, None),
    "leerformule_proeftuinen": (8, 0, 8),
    "proeftuinen_totaal": (42, 5, 14 + 9 + 1 + 8 + 3),
    "proeftuinen_decharge": (3, 0, 3),
    "kandidaten_aan_de_slag": (22, 4, 18),
    "kandidaten_contract": (13, 0, 13),
    "partnerschap_rijk": (3, 0, 3),
    "partnerschap_andere_overheden": (15, 0, 15),
    "partnerschap_totaal": (18, 0, 3 + 15),
    "websitebezoekers": (3541, None, None),
    "adviesverzoeken": (70, None, None),
    "adviesteam_medewerkers": (10, None, None),
    "adviesteam_fte": (3.7, None, None),
}


def report(maatwerk: Run, data: Path, *options: str, year: str = "2018") -> dict[str, Any]:
    done = maatwerk("rapport", year, "--formaat", "json", "--data", str(data), *options)
    assert done.returncode == 0, done.stderr
    content: dict[str, Any] = json.loads(done.stdout)
    return content


def figures(report: dict[str, Any]) -> dict[str, tuple[Any, ...]]:
    keys = ("gepubliceerd", "individueel", "verzameld", "geregistreerd", "verschil")
    return {figure["code"]: tuple(figure[key] for key in keys) for figure in report["kerncijfers"]}


def changed(before: dict[str, tuple[Any, ...]], after: dict[str, tuple[Any, ...]]) -> set[str]:
    return {code for code in before.keys() | after.keys() if before.get(code) != after.get(code)}


def test_all_key_figures_of_2018_are_as_counted_by_hand(maatwerk: Run, register: Path) -> None:
    expected = {
        code: (
            published,
            entry,
            posts,
            None if entry is None or posts is None else entry + posts,
            None if entry is None or posts is None else entry + posts - published,
        )
        for code, (published, entry, posts) in BY_HAND.items()
    }
    assert figures(report(maatwerk, register)) == expected
    assert expected["proeftuinen_totaal"] == (42, 5, 35, 40, -2)


@pytest.mark.parametrize(
    ("removed", "codes"),
    [
        ("proeftuinen/kpmg.yaml", {"proeftuinen_hoogwaardige_inhuur", "proeftuinen_totaal"}),
        ("verzamelposten", {"proeftuinen_hoogwaardige_inhuur", "proeftuinen_totaal"}),
        ("kerncijfers", {"websitebezoekers"}),
    ],
)
def test_removing_one_record_changes_what_it_counted_for_and_nothing_else(
    maatwerk: Run, register: Path, removed: str, codes: set[str]
) -> None:
    before = figures(report(maatwerk, register))
    if removed == "verzamelposten":
        _remove_block(register / "verzamelposten" / "2018.yaml", "- id: hoogwaardige-inhuur-overig-2018\n")
    elif removed == "kerncijfers":
        _remove_block(register / "kerncijfers" / "2018.yaml", "- code: websitebezoekers\n")
    else:
        (register / removed).unlink()
    after = figures(report(maatwerk, register))
    assert changed(before, after) == codes


@pytest.mark.parametrize("code", BY_HAND)
def test_each_key_figure_can_be_taken_out_and_no_other_changes(register: Path, code: str) -> None:
    _remove_block(register / "kerncijfers" / "2018.yaml", f"- code: {code}\n")
    loaded = load_dataset(register)
    assert [finding for finding in check(loaded) if finding.severity == "fout"] == []
    report_of_year = build_report(loaded.dataset, 2018, date(2018, 12, 31), None)
    counted = {figure.code: (figure.individueel, figure.verzameld) for figure in report_of_year.kerncijfers}
    assert counted == {other: counts[1:] for other, counts in BY_HAND.items() if other != code}


def test_a_register_without_key_figures_is_sound_and_reports_what_is_registered(
    maatwerk: Run, register: Path
) -> None:
    (register / "kerncijfers" / "2018.yaml").unlink()
    assert maatwerk("valideer", "--data", str(register)).returncode == 0
    report_of_year = report(maatwerk, register)
    assert report_of_year["kerncijfers"] == []
    assert {table["id"] for table in report_of_year["tabellen"]} >= {
        "categorie_fase",
        "kandidaten_stap",
        "dekking",
    }


def test_a_difference_without_a_note_is_called_unexplained_in_every_form(
    maatwerk: Run, register: Path
) -> None:
    path = register / "kerncijfers" / "2018.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("- code: proeftuinen_totaal")
    begin, end = text.index("  noot:", start), text.index("\n- code:", start)
    path.write_text(text[:begin] + text[end + 1 :], encoding="utf-8")
    noted = {figure["code"]: figure["noot"] for figure in report(maatwerk, register)["kerncijfers"]}
    assert noted["proeftuinen_totaal"].startswith("Dit verschil is onverklaard. Afgeleid bij ")
    assert noted["leerformule_organisaties"] is None
    for form in ("tekst", "markdown", "csv"):
        done = maatwerk("rapport", "2018", "--formaat", form, "--data", str(register))
        assert "Dit verschil is onverklaard." in done.stdout


def test_a_part_of_all_counts_for_what_it_tells_and_never_for_all(maatwerk: Run, small: Any) -> None:
    source = {"id": "jaarstuk", "vindplaats": "blz. 1"}
    post = {"telt": "proeftuinen", "omschrijving": "Voorbeeld", "bron": source}
    rijk = {"bestuurslaag": "rijk"}
    plan = {"bereikt": "plan_ondertekend"}
    small.write(
        "verzamelposten/2029.yaml",
        [
            {"id": "rijk", **post, "aantal": 20, "kenmerken": rijk},
            {"id": "plannen", **post, "aantal": 8, "kenmerken": plan, "deel_van": "proeftuinen"},
        ],
    )
    small.write(
        "kerncijfers/2029.yaml",
        [
            {
                **small.figure(code, 20),
                "eenheid": "proeftuinen",
                "herleiding": {"telt": "proeftuinen", "kenmerken": features},
            }
            for code, features in (("alle", {}), ("rijk", rijk), ("plannen", plan))
        ],
    )
    counted = {code: values[2] for code, values in figures(report(maatwerk, small.root, year="2029")).items()}
    assert counted == {"alle": 20, "rijk": 20, "plannen": 8}


def _remove_block(path: Path, head: str) -> None:
    text = path.read_text(encoding="utf-8")
    start = text.index(head)
    end = text.find("\n- ", start)
    path.write_text(text[:start] + (text[end + 1 :] if end >= 0 else ""), encoding="utf-8")


def test_a_date_that_is_too_coarse_is_neither_counted_nor_dropped(maatwerk: Run, small: Any) -> None:
    source = {"id": "jaarstuk", "vindplaats": "blz. 1"}
    for name, since in (("jaar", "2029"), ("kwartaal", "2029-q3"), ("dag", "2029-05-01"), ("zonder", None)):
        step = {"fase": "gestart", "bron": source} | ({"sinds": since} if since else {})
        small.proeftuin(name, verloop=[{"fase": "in_wording", "sinds": "2028", "bron": source}, step])
    small.write(
        "kerncijfers/2029.yaml",
        [
            {
                **small.figure("gestart", 4),
                "eenheid": "proeftuinen",
                "herleiding": {"telt": "proeftuinen", "kenmerken": {"bereikt": "gestart"}},
            }
        ],
    )
    # Half way: the day is sure; the year and the quarter are not over; without a date its source counts.
    early = report(maatwerk, small.root, "--peildatum", "2029-08-15", year="2029")
    assert figures(early)["gestart"][1] == 1
    assert "2 records" in early["kerncijfers"][0]["noot"]
    late = report(maatwerk, small.root, year="2029")
    assert figures(late)["gestart"][1] == 4
    assert late["kerncijfers"][0]["noot"] is None


def test_parts_of_a_post_never_add_to_their_whole(maatwerk: Run, small: Any) -> None:
    source = {"id": "jaarstuk", "vindplaats": "blz. 1"}
    post = {"telt": "proeftuinen", "omschrijving": "Voorbeeld", "bron": source}
    small.write(
        "verzamelposten/2029.yaml",
        [
            {
                "id": "geheel",
                **post,
                "aantal": 20,
                "kenmerken": {"categorie": "voorbeeld", "bereikt": "gestart"},
            },
            {"id": "deel", **post, "aantal": 6, "kenmerken": {"bereikt": "decharge"}, "deel_van": "geheel"},
            {"id": "deeltje", **post, "aantal": 2, "kenmerken": {"doelgroep": "anders"}, "deel_van": "deel"},
        ],
    )

    def wanted(code: str, **features: str) -> dict[str, Any]:
        derivation = {"telt": "proeftuinen", "kenmerken": features}
        return {**small.figure(code, 1), "eenheid": "proeftuinen", "herleiding": derivation}

    small.write(
        "kerncijfers/2029.yaml",
        [
            wanted("gestart", bereikt="gestart"),
            wanted("decharge", bereikt="decharge"),
            wanted("anders", doelgroep="anders"),
            wanted("categorie", categorie="voorbeeld"),
        ],
    )
    counted = {code: values[2] for code, values in figures(report(maatwerk, small.root, year="2029")).items()}
    assert counted == {"gestart": 20, "decharge": 6, "anders": 2, "categorie": 20}


def test_before_the_end_of_the_year_its_posts_say_nothing(maatwerk: Run, register: Path) -> None:
    report_of_year = report(maatwerk, register, "--peildatum", "2018-06-30")
    total = figures(report_of_year)["proeftuinen_totaal"]
    assert total[0] == 42
    assert total[2:] == (None, None, None)
    noted = next(figure for figure in report_of_year["kerncijfers"] if figure["code"] == "proeftuinen_totaal")
    assert "eerdere peildatum" in noted["noot"]


def test_a_new_year_is_new_files_only(maatwerk: Run, register: Path) -> None:
    before = figures(report(maatwerk, register))
    for kind in ("kerncijfers", "verzamelposten"):
        text = (register / kind / "2018.yaml").read_text(encoding="utf-8")
        posts = re.sub(r"(id|deel_van): ((?!jaarverslag)[a-z-]+)-2018\n", r"\1: \2-2019\n", text)
        (register / kind / "2019.yaml").write_text(posts, encoding="utf-8")
    settings = register / "dataset.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("2018-12-31", "2019-12-31"), encoding="utf-8"
    )
    assert "jaar" in report(maatwerk, register, year="2019")
    assert figures(report(maatwerk, register)) == before


def test_a_year_of_which_nothing_is_registered_is_one_line(maatwerk: Run, register: Path) -> None:
    done = maatwerk("rapport", "2020", "--data", str(register))
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr == "Voor 2020 staat er niets in het register. Wel voor: 2015, 2016, 2017, 2018, 2019.\n"
    )


@pytest.mark.parametrize("year", ["2016", "2017", "2019"])
def test_a_year_without_published_figures_gives_what_is_registered(
    maatwerk: Run, register: Path, year: str
) -> None:
    report_of_year = report(maatwerk, register, year=year)
    assert report_of_year["kerncijfers"] == []
    # The first proeftuin of the register was signed in 2017 (jaarverslag 2018, §2.3).
    known = {"2016": 0, "2017": 1, "2019": 5}[year]
    authority = next(table for table in report_of_year["tabellen"] if table["id"] == "opdrachtgever")
    assert sum(row[2] for row in authority["rijen"]) == known
    assert all(row[3:] == [None, None] for row in authority["rijen"])  # what no record names is not none


def test_a_series_with_a_year_without_figures_is_not_refused(maatwerk: Run, register: Path) -> None:
    done = maatwerk("rapport", "2017", "2018", "--formaat", "json", "--data", str(register))
    assert done.returncode == 0, done.stderr
    assert [len(entry["kerncijfers"]) for entry in json.loads(done.stdout)] == [0, 20]


def test_the_course_of_the_proeftuinen_says_what_is_dated_and_what_is_not(
    maatwerk: Run, register: Path
) -> None:
    tables = {table["id"]: table for table in report(maatwerk, register)["tabellen"]}
    kpmg = [row[1:3] for row in tables["verloop"]["rijen"] if row[0] == "Proeftuin KPMG"]
    assert kpmg == [["Plan van aanpak ondertekend", "2017"], ["Gestart", None]]
    by_year = tables["verloop_jaar"]
    names = [column["id"] for column in by_year["kolommen"]]
    rows = [dict(zip(names, row, strict=True)) for row in by_year["rijen"]]
    assert rows == [
        {"jaar": "2017", "in_wording": 0, "plan_ondertekend": 1, "gestart": 0, "proeftuinen": 1},
        {"jaar": "2018", "in_wording": 1, "plan_ondertekend": 1, "gestart": 4, "proeftuinen": 5},
    ]
