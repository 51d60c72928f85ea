"""``maatwerk voortgang`` as its user runs it: on the small valid register and on that of 2018."""

import csv
import io
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, get_args

import pytest

from maatwerk_cli.cli.shell.options import TableForm

ROOT = Path(__file__).parents[2]
BASIS = ROOT / "tests" / "checks" / "basis"
FORMS = [form for form in get_args(TableForm) if form not in ("xlsx", "ods", "pdf")]


@pytest.fixture
def basis(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASIS, tmp_path / "data"))


def many(root: Path) -> None:
    """Let the effort of the base be of as many people as may be told."""
    path = root / "inspanningen" / "2020.csv"
    text = path.read_text(encoding="utf-8")
    text = text.replace(",eenheid,waarde", ",eenheid,mensen,waarde").replace(",uur,1000", ",uur,5,1000")
    path.write_text(text, encoding="utf-8")


def content_of(done: Any) -> Any:
    assert done.stderr == ""
    return json.loads(done.stdout)


def test_the_keys_are_those_that_are_promised(maatwerk: Any, basis: Path) -> None:
    many(basis)
    done = content_of(maatwerk("voortgang", "--formaat", "json", "--data", str(basis)))
    assert done["peildatum"] == "2020-12-31"
    assert done["per"] == "opdracht"
    (line,) = done["regels"]
    promised = {
        "id", "naam", "verplichting", "voorgesteld", "aanvaard", "afgewezen", "open", "verwacht", "signalen",
        "afgeschermd",
    }  # fmt: skip
    assert promised <= set(line)
    # 15.000 is owed and 1.000 accepted; 366 of 731 days are gone: 1.997,27 is expected.
    assert (line["id"], line["verplichting"], line["aanvaard"], line["open"]) == (
        "raam",
        "15000.00",
        "1000.00",
        "14000.00",
    )
    assert line["verwacht"] == {"laag": "1997.00", "hoog": "1998.00"}
    assert line["signalen"] == []
    assert line["afgeschermd"] == []
    assert set(done["herkomst"]) == {"dataset_sha256", "git_revisie", "versie"}
    assert done["totaal"]["aanvaard"] == "1000.00"


def test_each_form_is_another(maatwerk: Any, basis: Path) -> None:
    """A form without a branch of its own would be drawn as a table."""
    shown = {maatwerk("voortgang", "--formaat", form, "--data", str(basis)).stdout for form in FORMS}
    assert len(shown) == len(FORMS)


def test_of_an_unknown_number_of_people_nothing_is_told(maatwerk: Any, basis: Path) -> None:
    for form in FORMS:
        done = maatwerk("voortgang", "raam", "--formaat", form, "--data", str(basis))
        assert done.returncode == 0
        assert "1.000" not in done.stdout
        assert "1000" not in done.stdout
        assert "14.000" not in done.stdout
        assert "40 uur" not in done.stdout
    (line,) = content_of(maatwerk("voortgang", "--formaat", "json", "--data", str(basis)))["regels"]
    assert line["aanvaard"] is None
    # Of 15 000 at most 15 000 is left: that is what was owed, and tells of nobody.
    assert (line["verplichting"], line["open"]) == ("15000.00", "15000.00")
    assert line["ten_hoogste"] == ["open"]
    assert set(line["afgeschermd"]) == {"aanvaard", "verwacht"}


def test_the_internal_form_tells_all_and_says_so(maatwerk: Any, basis: Path) -> None:
    done = maatwerk("voortgang", "raam", "--intern", "--data", str(basis))
    for text in ("Intern:", "€ 15.000", "€ 1.000", "€ 14.000", "40 uur", "verslag-2020", "geen signalen"):
        assert text in " ".join(done.stdout.split()), text


def test_one_command_answers_what_a_contract_manager_asks(maatwerk: Any, basis: Path) -> None:
    shown = maatwerk("voortgang", "raam", "--data", str(basis)).stdout
    questions = [
        "Wat is er gevraagd?",
        "Wat is er gedaan?",
        "Wat is er nog over?",
        "Wat vraagt u bij het volgende overleg?",
        "Waar komt het vandaan?",
    ]
    places = [shown.index(question) for question in questions]
    assert places == sorted(places)
    assert max(map(len, shown.splitlines())) <= 80


def test_a_call_off_leads_to_where_its_obligation_is_placed(maatwerk: Any, basis: Path) -> None:
    done = maatwerk("voortgang", "deel", "--formaat", "json", "--data", str(basis))
    assert [line["id"] for line in json.loads(done.stdout)["regels"]] == ["raam"]
    assert done.stderr == "deel: de verplichting is belegd bij raam. U ziet de stand van raam.\n"


@pytest.mark.parametrize("per", ["leverancier", "categorie", "raamovereenkomst", "opdrachtgever"])
def test_lines_can_be_of_other_things(maatwerk: Any, basis: Path, per: str) -> None:
    many(basis)
    done = maatwerk("voortgang", "--per", per, "--formaat", "csv", "--data", str(basis))
    line, whole = csv.DictReader(io.StringIO(done.stdout))
    expected = {
        "leverancier": "voorbeeldbouw",
        "categorie": "schoonmaak",
        "raamovereenkomst": "raam",
        "opdrachtgever": "voorbeeldministerie",
    }
    assert line["id"] == expected[per]
    assert line["open"] == whole["open"] == "14000.00"


def test_excel_gets_its_own_csv(maatwerk: Any, basis: Path) -> None:
    many(basis)
    done = maatwerk("voortgang", "--csv", "excel", "--data", str(basis))
    assert done.stdout.startswith("\ufeffid;naam;")
    assert ";15000,00;" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("raamm",), "Er is geen opdracht met id 'raamm'. Bedoelde u 'raam'? "),
        (("raam", "--peildatum", "31-12-2020"), "--peildatum: '31-12-2020' is geen dag."),
        (("raam", "--peildatum", "2019-06-30"), "was op 2019-06-30 nog niet begonnen"),
        (("--jaar", "2031"), "--jaar: het register is bijgehouden tot en met 2020-12-31"),
        (("--formaat", "json", "--csv", "excel"), "--csv excel: dat kan alleen bij --formaat csv."),
    ],
)
def test_a_slip_is_one_line(maatwerk: Any, basis: Path, arguments: tuple[str, ...], message: str) -> None:
    done = maatwerk("voortgang", *arguments, "--data", str(basis))
    assert done.returncode == 2
    assert done.stdout == ""
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_strikt_ends_with_one_where_there_is_a_signal(maatwerk: Any) -> None:
    data = ("--data", str(ROOT / "data"))
    assert maatwerk("voortgang", *data).returncode == 0
    done = maatwerk("voortgang", "--strikt", "--formaat", "json", *data)
    assert done.returncode == 1
    (line,) = json.loads(done.stdout)["regels"]
    assert [signal["code"] for signal in line["signalen"]] == ["MW601"]


def test_of_2018_no_amount_is_known_and_none_is_zero(maatwerk: Any) -> None:
    done = content_of(maatwerk("voortgang", "--formaat", "json", "--data", str(ROOT / "data")))
    (line,) = done["regels"]
    for key in ("verplichting", "voorgesteld", "aanvaard", "afgewezen", "open", "verwacht"):
        assert line[key] is None
        assert done["totaal"][key] is None
    for form in ("tabel", "csv"):
        shown = maatwerk("voortgang", "--formaat", form, "--data", str(ROOT / "data")).stdout
        assert "€ 0" not in shown


def test_spreadsheets_hold_the_same_figures(maatwerk: Any, basis: Path, tmp_path: Path) -> None:
    calamine = pytest.importorskip("python_calamine")
    pytest.importorskip("odfdo")
    many(basis)
    for form in ("xlsx", "ods"):
        path = tmp_path / f"voortgang.{form}"
        arguments = ("voortgang", "--formaat", form, "--uitvoer", str(path), "--data", str(basis))
        assert maatwerk(*arguments).returncode == 0
        rows = calamine.load_workbook(str(path)).get_sheet_by_name("voortgang").to_python()
        (row,) = [row for row in rows if row[0] == "raam"]
        assert row[2:7] == [15000, 0, 1000, 0, 14000]


def test_the_same_register_gives_the_same_bytes(maatwerk: Any, basis: Path, tmp_path: Path) -> None:
    for form in ("xlsx", "html"):
        made = []
        for number in (1, 2):
            path = tmp_path / f"{number}.{form}"
            maatwerk("voortgang", "--formaat", form, "--uitvoer", str(path), "--data", str(basis))
            made.append(path.read_bytes())
        assert made[0] == made[1]


def test_a_list_a_record_and_an_export_tell_no_more(maatwerk: Any, basis: Path, tmp_path: Path) -> None:
    data = ("--data", str(basis))
    for command in (("lijst", "inspanning", "--waar", "aantal=40"), ("toon", "i-1"), ("lijst", "inspanning")):
        done = maatwerk(*command, *data)
        assert done.returncode == 0
        assert "1000" not in done.stdout
        assert "40" not in done.stdout.replace("aantal=40", "")
    assert "40" in maatwerk("toon", "i-1", "--intern", *data).stdout
    assert maatwerk("exporteer", str(tmp_path / "uit"), *data).returncode == 0
    text = (tmp_path / "uit" / "inspanningen.csv").read_text(encoding="utf-8")
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["id"] == "i-1"
    assert row["aantal"] == row["waarde"] == ""
    assert "mensen" not in row


def test_a_difference_tells_no_more(maatwerk: Any, basis: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=basis, check=True, capture_output=True)

    git("init", "-q")
    git("add", "-A")
    git("-c", "user.email=v@example.org", "-c", "user.name=v", "commit", "-qm", "begin")
    path = basis / "inspanningen" / "2020.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",40,uur,1000.00", ",44,uur,1100.00"), encoding="utf-8")
    page = maatwerk("verschil", "HEAD", "--data", str(basis)).stdout
    page = re.sub(r"\b[0-9a-f]{12,}\b", "", page)  # a hash may hold any number
    assert "inspanning i-1 (2020): gewijzigd" in page
    assert "1100" not in page
    assert "44" not in page
    assert "waarde: was 1000.00; is nu 1100.00" in maatwerk(
        "verschil", "HEAD", "--intern", "--data", str(basis)
    ).stdout  # fmt: skip
