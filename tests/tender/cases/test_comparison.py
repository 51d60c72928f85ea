"""What would change under another policy, and a framework as a page."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from tests.conftest import ROOT, Run
from tests.tender.cases.hoven import HOVEN

from maatwerk_cli.tender.cases.comparison import compared as compared_with
from maatwerk_cli.tender.frameworks.policy import Beleid
from maatwerk_cli.tender.judging import Choices, Refused
from maatwerk_cli.tender.series.part_processes import PARALLEL_BYTES
from maatwerk_cli.tender.verdicts.assessor import Assessor

ROWS = """id,aard,loonsom_excl_btw,looptijd_maanden,uitsluitingsgronden,peildatum
vb-1,dienst,300000,12,nee,2018-06-01
vb-2,dienst,220000,12,nee,2018-06-01
vb-3,dienst,,12,nee,2018-06-01
vb-4,levering,220000,12,nee,2018-06-01
vb-5,klus,220000,12,nee,2018-06-01
"""
LOWER = ("--stel", "loonsom_minimum=200000")


@pytest.fixture
def series(tmp_path: Path) -> Path:
    path = tmp_path / "reeks.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def compared(maatwerk: Run, series: Path, *options: str, form: str = "json") -> str:
    comparison = maatwerk(
        "kader", "vergelijk", str(series), "--formaat", form, "--data", str(ROOT / "data"), *options
    )
    assert comparison.returncode in (0, 1)
    return comparison.stdout


def test_what_a_lower_threshold_would_change_summed_and_one_by_one(maatwerk: Run, series: Path) -> None:
    verdict = json.loads(compared(maatwerk, series, *LOWER))
    assert (verdict["aantal"], verdict["anders"], verdict["fout"]) == (5, 1, 1)
    moves = {(move["was"], move["wordt"]): move["aantal"] for move in verdict["uitkomsten"]}
    assert moves[("niet_van_toepassing", "van_toepassing")] == 1
    assert moves[("onbekend", "onbekend")] == 1
    # 5% of 300 000, and with the lower threshold of 220 000 too.
    assert verdict["verplichting"] == {"euro": {"was": "15000", "wordt": "26000"}}
    # Of the tender without a wage sum nobody knows what it would owe: it is not taken for nothing.
    assert verdict["verplichting_onbekend"] == {"was": 1, "wordt": 1}
    changed = next(tender for tender in verdict["aanbestedingen"] if tender.get("anders"))
    assert (changed["id"], changed["was"]["verplichting"], changed["wordt"]["verplichting"]) == (
        *("vb-2", None, "11000"),
    )


def test_a_row_that_is_not_judged_is_told_by_its_id_and_lot() -> None:
    errors = [Refused("Dit kan niet.", 2, id="vb-1", perceel="3"), Refused("Dit kan niet.", 4)]
    pairs = compared_with(errors, Assessor(Beleid({}, "0" * 64)), Choices())
    assert [(pair.line, pair.id, pair.perceel, pair.fout) for pair in pairs] == [
        (2, "vb-1", "3", "Dit kan niet."),
        (4, "", "", "Dit kan niet."),
    ]


def test_every_form_tells_the_same(maatwerk: Run, series: Path) -> None:
    whole = json.loads(compared(maatwerk, series, *LOWER))["aanbestedingen"]
    assert [
        json.loads(line) for line in compared(maatwerk, series, *LOWER, form="jsonl").splitlines()
    ] == whole
    rows = list(csv.DictReader(io.StringIO(compared(maatwerk, series, *LOWER, form="csv"))))
    assert [row["uitkomst_wordt"] for row in rows] == [
        move.get("wordt", {}).get("uitkomst", "") for move in whole
    ]
    for form in ("tabel", "tekst", "markdown", "html"):
        said = compared(maatwerk, series, *LOWER, form=form)
        assert "11.000" in said
        assert "vb-2" in said
        plain = " ".join(said.replace("\\", "").split())  # hard spaces and line ends are spaces too
        assert "Verplichting samen, voor zover bekend: was € 15.000" in plain


def test_another_framework_from_a_file_or_a_folder(maatwerk: Run, series: Path, register: Path) -> None:
    file = register / "beleid" / "generiek_kader.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("waarde: 250000", "waarde: 200000"), encoding="utf-8"
    )
    by_number = compared(maatwerk, series, *LOWER)
    assert compared(maatwerk, series, "--met", str(file)) == by_number
    assert compared(maatwerk, series, "--met", str(register)) == by_number


def test_where_all_is_known_the_sum_is_whole(maatwerk: Run, tmp_path: Path) -> None:
    known = tmp_path / "bekend.csv"
    known.write_text("".join(ROWS.splitlines(keepends=True)[:3]), encoding="utf-8")
    said = " ".join(compared(maatwerk, known, *LOWER, form="tekst").split())
    assert "Verplichting samen: was € 15.000, wordt € 26.000" in said


def test_without_any_known_duty_no_sum_is_spoken_of(maatwerk: Run, tmp_path: Path) -> None:
    path = tmp_path / "reeks.csv"
    path.write_text("id,aard,peildatum\nvb-1,dienst,2018-06-01\n", encoding="utf-8")
    text = " ".join(compared(maatwerk, path, *LOWER, form="tekst").split())
    assert "niet bekend wat de verplichting is: was 1, wordt 1." in text
    assert "deze som" not in text


def test_of_what_stays_unknown_is_told_which_fact_is_missing(maatwerk: Run, tmp_path: Path) -> None:
    """Without a kind of authority a tender is read as the Rijk's, for whom this framework is not."""
    path = tmp_path / "reeks.csv"
    head, row = ",".join(["id", *HOVEN]), ",".join(map(str, HOVEN.values()))
    path.write_text(f"{head}\nvb-1,{row}\nvb-2,{row}\n", encoding="utf-8")
    policy = ("--data", str(ROOT / "docs" / "voorbeelden" / "gemeente-met-banden"))
    change = ("kader", "vergelijk", str(path), "--stel", "waarde_minimum=150000", *policy)
    said = " ".join(maatwerk(*change, "--formaat", "tekst").stdout.split())
    assert "(was en wordt): het soort opdrachtgever is niet ingevuld, of de opdrachtgever (2)." in said
    value = json.loads(maatwerk(*change, "--formaat", "json").stdout)
    assert value["waarom_onbekend"] == {
        "was": {"opdrachtgever_soort": 2},
        "wordt": {"opdrachtgever_soort": 2},
    }
    head += ",opdrachtgever_soort"
    path.write_text(
        f"{head}\nvb-1,{row},decentraal\nvb-2,{row.replace('dienst', '')},decentraal\nvb-3,{row},rijk\n",
        encoding="utf-8",
    )
    value = json.loads(maatwerk(*change, "--formaat", "json").stdout)
    assert value["waarom_onbekend"]["was"] == {"aard": 1, "kader_niet_voor_opdrachtgever": 1}
    said = " ".join(maatwerk(*change, "--formaat", "tekst").stdout.split())
    assert "de aard van de opdracht ontbreekt (1); geen kader geldt voor de opdrachtgever (1)." in said


def test_two_dates(maatwerk: Run, series: Path) -> None:
    verdict = json.loads(compared(maatwerk, series, "--met-peildatum", "2010-01-01"))
    assert {tender["wordt"]["uitkomst"] for tender in verdict["aanbestedingen"] if "wordt" in tender} == {
        "onbekend"
    }


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), "--met PAD"),
        (("--stel", "loonsom_minimum"), "PARAMETER=WAARDE"),
        (("--stel", "loonsom_minimum=200.000"), "geen waarde in euro"),
        (("--stel", "percentage=101"), "geen waarde in procent"),
        (("--stel", "lonsom_minimum=1"), "Bedoelde u 'loonsom_minimum'?"),
        (("--met", "nergens.yaml"), "bestaat niet"),
        (("--met-peildatum", "gisteren"), "geen datum"),
    ],
)
def test_what_is_not_understood_is_one_line(
    options: tuple[str, ...], expected: str, maatwerk: Run, series: Path
) -> None:
    comparison = maatwerk("kader", "vergelijk", str(series), "--data", str(ROOT / "data"), *options)
    assert (comparison.returncode, comparison.stdout) == (2, "")
    assert comparison.stderr.count("\n") == 1
    assert expected in comparison.stderr


def test_a_page_tells_all_periods_and_what_the_cases_owe(maatwerk: Run) -> None:
    data = str(ROOT / "docs" / "voorbeelden" / "gemeente-met-banden")
    page = ("kader", "toon", "voorbeeldhoven", "--formaat", "markdown", "--data", data)
    for day in ("2024-03-01", "2024-08-01"):  # on 1 July 2024 the highest rate changed
        said = maatwerk(*page, "--peildatum", day).stdout
        _, _, other = said.partition("## Wat op andere dagen geldt")
        assert ("vanaf 1 juli 2024" in other.partition("\n## ")[0]) is (day == "2024-03-01")
        assert ("tot en met 30 juni 2024" in other.partition("\n## ")[0]) is (day == "2024-08-01")
    assert "| Geval | Uitkomst | Verplichting | Waarom | Klopt |" in said


@pytest.mark.parametrize("form", ["tabel", "tekst", "markdown", "html"])
def test_a_framework_as_a_page(form: str, maatwerk: Run) -> None:
    done = maatwerk(
        *("kader", "toon", "generiek_kader", "--formaat", form, "--data", str(ROOT / "data")),
        env={"COLUMNS": "200"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    for text in ("250.000", "6 maanden", "jaarverslag-2018", "de bron noemt de tekst niet", "Gevallen", "5%"):
        assert text in done.stdout.replace("\\", "")


def test_a_page_tells_the_limits_of_a_day(maatwerk: Run) -> None:
    data = str(ROOT / "docs" / "voorbeelden" / "gemeente-met-banden")
    page = ("kader", "toon", "voorbeeldhoven", "--formaat", "markdown", "--data", data)
    assert "| 3% |" in maatwerk(*page, "--peildatum", "2024-06-30").stdout
    newest = maatwerk(*page).stdout
    assert "| 4% |" in newest
    assert "| 3% |" not in newest
    early = maatwerk(*page, "--peildatum", "2020-01-01")
    assert (early.returncode, early.stdout) == (2, "")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # 1 July 2011 stands in an excerpt alone; the report says 2011 (§1.1).
        ("2018-01-01", "(evofenedex-2011, uittreksel, niet bevestigd)"),
        # Of the 5% the report says that one worked with it; not whether that went on (§1.1).
        ("2015-01-01", "Voorbehoud: De bron zegt niet of de 5% na 2017 nog gold"),
        # It names no day, nor one of what came after: where the period is split is ours.
        ("2015-01-01", "| vanaf 1 januari 2018 (afgeleid) |"),
        ("2018-01-01", "| vanaf 1 juli 2011 (afgeleid) tot en met 31 december 2017 (afgeleid) ("),
    ],
)
def test_a_number_of_another_day_keeps_what_is_not_sure_of_it(day: str, expected: str, maatwerk: Run) -> None:
    page = ("kader", "toon", "generiek_kader", "--formaat", "markdown", "--data", str(ROOT / "data"))
    _, _, other = maatwerk(*page, "--peildatum", day).stdout.partition("## Wat op andere dagen geldt")
    assert expected in other.partition("\n## ")[0].replace("\\", "")


def test_a_long_list_of_lots_over_every_process_tells_the_same(maatwerk: Run, tmp_path: Path) -> None:
    """Long enough for other processes, with lots on a cut between two parts."""
    head, *rows = ROWS.splitlines()
    lines = [f"{head},perceel"]
    for number in range(7_000):
        row = rows[number % 5].partition(",")[2]
        lines += [f"vb-{'lang-' * 7}{number},{row},{lot}" for lot in ("1", "2")]
    long = tmp_path / "lang.csv"
    long.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert long.stat().st_size > PARALLEL_BYTES
    verdict = json.loads(compared(maatwerk, long, *LOWER))
    assert (verdict["aantal"], verdict["fout"]) == (14_000, 2_800)
    assert verdict["anders"] == sum(bool(tender.get("anders")) for tender in verdict["aanbestedingen"])
    # Two lots of 220 000 are above either threshold together, and apart above the lower one only.
    moved = {(move["was"], move["wordt"]): move["aantal"] for move in verdict["uitkomsten"]}
    assert moved[("onbekend", "van_toepassing")] == 2_800
    lines_of = compared(maatwerk, long, *LOWER, form="jsonl").splitlines()
    assert [json.loads(line) for line in lines_of] == verdict["aanbestedingen"]


def test_standard_input_is_read_as_a_file_is(maatwerk: Run, series: Path) -> None:
    arguments = ("kader", "vergelijk", "-", *LOWER, "--formaat", "csv", "--data", str(ROOT / "data"))
    done = maatwerk(*arguments, stdin=ROWS)
    assert done.stdout == compared(maatwerk, series, *LOWER, form="csv")


def test_a_choice_that_the_other_policy_does_not_have_is_a_row_that_is_not_judged(
    maatwerk: Run, register: Path, tmp_path: Path
) -> None:
    other = tmp_path / "ander"
    (other / "beleid").mkdir(parents=True)
    source = register / "beleid" / "generiek_kader.yaml"
    (other / "beleid" / "generiek_kader.yaml").write_bytes(source.read_bytes())
    row = tmp_path / "een.csv"
    row.write_text("id,aard,werkwijze,peildatum\nvb-1,dienst,maatwerk,2018-06-01\n", encoding="utf-8")
    outcome = json.loads(compared(maatwerk, row, "--met", str(other)))
    assert (outcome["aantal"], outcome["fout"]) == (1, 1)
    assert "werkwijze" in outcome["aanbestedingen"][0]["fout"]


def page(maatwerk: Run, folder: Path, name: str) -> str:
    return maatwerk("kader", "toon", name, "--formaat", "markdown", "--data", str(folder)).stdout


EXAMPLES = ROOT / "docs" / "voorbeelden"


def test_a_page_says_in_which_order_exceptions_are_read_and_what_holds_otherwise(
    maatwerk: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(EXAMPLES / "gemeente-met-banden", folder)
    file = folder / "beleid" / "voorbeeldhoven.yaml"
    text = file.read_text(encoding="utf-8")
    was = "  uitzonderingen:\n"
    second = (
        "    - {als: weinig_arbeid, percentage: percentage, bron: {id: vb-regeling-2024, vindplaats: x}}\n"
    )
    assert was in text
    head, tail = text.split(was)
    file.write_text(f"{head}{was}{second}{tail}", encoding="utf-8")
    said = page(maatwerk, folder, "voorbeeldhoven")
    assert "De eerste die geldt, telt" in said
    little = "De loonsom is een klein deel van de waarde"
    places = [
        said.index(f"| Verplichting, als dit geldt: {little}"),
        said.index(f"| Verplichting, en anders als dit geldt: {little}"),
        said.index("| Verplichting, in alle andere gevallen |"),
    ]
    assert places == sorted(places)
    assert "in alle andere gevallen" not in page(maatwerk, EXAMPLES / "waterschap-met-cpv", "voorbeeldmeer")


def test_a_page_says_of_a_code_that_it_begins_so_and_of_a_choice_and_a_ground_what_it_is(
    maatwerk: Run,
) -> None:
    said = page(maatwerk, EXAMPLES / "gemeente-met-banden", "voorbeeldhoven")
    assert "de CPV-code begint niet met 85" in said
    assert "; de loonsom is nooit meer dan de waarde van de opdracht (afgeleid)" in said
    assert "Gekozen is: alleen de vaste looptijd telt" in said
    assert "geldt: vb-crisis (De opdracht moet door een ramp" in said
    said = page(maatwerk, EXAMPLES / "waterschap-met-cpv", "voorbeeldmeer")
    assert "de CPV-code begint met 45, 77 of 90" in said


def test_a_page_says_why_a_case_is_not_right(maatwerk: Run, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(EXAMPLES / "provincie-met-uren", folder)
    cases = folder / "beleid" / "voorbeeldland.gevallen.yaml"
    text = cases.read_text(encoding="utf-8")
    assert "hoeveelheid: 200" in text
    cases.write_text(text.replace("hoeveelheid: 200", "hoeveelheid: 201", 1), encoding="utf-8")
    assert "nee: hoeveelheid: het kader geeft 200" in page(maatwerk, folder, "voorbeeldland")


def test_a_page_names_an_organisation_beside_its_code(maatwerk: Run, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(EXAMPLES / "gemeente-met-banden", folder)
    file = folder / "beleid" / "voorbeeldhoven.yaml"
    text = file.read_text(encoding="utf-8")
    assert "opdrachtgever_soort: [decentraal]" in text
    file.write_text(
        text.replace("opdrachtgever_soort: [decentraal]", "tooi: [gm9998, gm9999]"), encoding="utf-8"
    )
    table = "id,naam,afkorting,soort,tooi,onderdeel_van\nhoven,Gemeente Voorbeeldhoven,,gemeente,gm9998,\n"
    (folder / "organisaties.csv").write_text(table, encoding="utf-8")
    said = page(maatwerk, folder, "voorbeeldhoven")
    assert "| Voor wie | Gemeente Voorbeeldhoven (gm9998) en gm9999 |" in said


@pytest.mark.parametrize(("percentage", "doubted"), [("0.05", True), ("0.5", False), ("6", False)])
def test_a_percentage_that_may_be_a_part_of_one_is_told(
    percentage: str, doubted: bool, maatwerk: Run, series: Path
) -> None:
    done = maatwerk(
        *("kader", "vergelijk", str(series), "--data", str(ROOT / "data"), "--formaat", "json"),
        *("--stel", f"percentage={percentage}"),
    )
    assert ("'percentage' 0.05 procent. Bedoelt u 5 procent" in done.stderr) is doubted
