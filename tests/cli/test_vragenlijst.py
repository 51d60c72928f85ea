"""What the buyer does next: the text blocks, and the open questions sent out and read back in."""

import csv
import io
import json
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from tests.tender.test_reservations import ASSESSOR, SURE, facts_of

from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.tender.answer_file import read_answer_sheets
from maatwerk_cli.tender.judging import Choices, Refused, RowKey, TenderRead, judge
from maatwerk_cli.tender.questions.next_question import bound_by
from maatwerk_cli.tender.questions.series_questions import series_questions
from maatwerk_cli.tender.views.question_sheet import IN_THE_FILE
from maatwerk_cli.text.csv.csv_cell import guarded

Run = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).parents[2]
DATA = ("--data", str(ROOT / "data"))

FIELDS = ("aard", "loonsom_excl_btw", "looptijd_maanden", "verlenging_maanden", "uitsluitingsgronden")
LIST = f"""id;perceel;titel;{";".join(FIELDS)};peildatum
vb-1;1;Voorbeeld een;dienst;100000;12;;nee;2018-03-01
vb-1;2;Voorbeeld twee;dienst;;12;;nee;2018-03-01
vb-2;;Voorbeeld drie;dienst;300000;4;12;;2018-03-01
vb-3;;Voorbeeld vier;levering;;;;;2018-03-01
;;Voorbeeld vijf;dienst;300000;;;nee;2018-03-01
vb-4;;Voorbeeld zes;zzz;;;;;
"""
ANSWERS = {
    ("vb-1", "2", "loonsom_excl_btw", ""): "120.000,00",
    ("vb-1", "", "lezingen", "percelen"): "apart",
    ("vb-2", "", "uitsluitingsgronden", ""): "nee",
    ("vb-2", "", "lezingen", "verlenging"): "telt_mee",
    ("", "", "looptijd_maanden", ""): "5",
}
OUTCOMES = [
    *("niet_van_toepassing", "niet_van_toepassing", "van_toepassing", "niet_van_toepassing"),
    *("niet_van_toepassing", None),
]


def sheet_of(maatwerk: Run, folder: Path, *more: str) -> list[dict[str, str]]:
    (folder / "lijst.csv").write_text(LIST, encoding="utf-8")
    done = maatwerk(
        *("check-aanbesteding", "lijst.csv", "--vragenlijst", "--formaat", "csv", *more, *DATA), cwd=folder
    )
    assert done.returncode == 1
    text = done.stdout.removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text), delimiter=";" if more else ","))


def filled(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    keys = [(row["id"], row["perceel"], row["veld"], row["lezing"]) for row in rows]
    assert sorted(keys) == sorted(ANSWERS)  # each question once, at the lot that lacks the answer
    return [{**row, "antwoord": ANSWERS[key]} for row, key in zip(rows, keys, strict=True)]


def outcomes(maatwerk: Run, folder: Path, sheet: str, form: str = "json") -> list[Any]:
    done = maatwerk(
        *("check-aanbesteding", "lijst.csv", "--antwoorden", sheet, "--formaat", form, *DATA), cwd=folder
    )
    assert "Traceback" not in done.stderr
    rows = json.loads(done.stdout)
    return [row.get("uitkomst") for row in rows]


@pytest.mark.parametrize("excel", [False, True])
def test_a_sheet_sent_out_and_read_back_settles_the_series(
    maatwerk: Run, tmp_path: Path, excel: bool
) -> None:
    rows = filled(sheet_of(maatwerk, tmp_path, *(("--csv", "excel") if excel else ())))
    with (tmp_path / "antwoorden.csv").open(
        "w", encoding="utf-8-sig" if excel else "utf-8", newline=""
    ) as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";" if excel else ",")
        writer.writeheader()
        writer.writerows(rows)
    assert outcomes(maatwerk, tmp_path, "antwoorden.csv") == OUTCOMES


def test_a_sheet_saved_as_a_workbook_is_read_too(maatwerk: Run, tmp_path: Path) -> None:
    rows = filled(sheet_of(maatwerk, tmp_path))
    book = xlsxwriter.Workbook(str(tmp_path / "antwoorden.xlsx"))
    page = book.add_worksheet()
    for column, name in enumerate(rows[0]):
        page.write(0, column, name)
        for line, row in enumerate(rows, 1):
            page.write(line, column, 5 if row[name] == "5" else row[name])
    book.close()
    assert outcomes(maatwerk, tmp_path, "antwoorden.xlsx") == OUTCOMES


def test_the_questions_in_words_stand_under_who_must_answer(maatwerk: Run, tmp_path: Path) -> None:
    sheet_of(maatwerk, tmp_path)
    done = maatwerk(
        *("check-aanbesteding", "lijst.csv", "--vragenlijst", "--formaat", "tekst", *DATA), cwd=tmp_path
    )
    text = " ".join(done.stdout.split())
    assert "5 open vragen, bij 4 aanbestedingen of percelen" in text
    who = text.index("Te vragen aan de inkoper, samen met wie de raming maakte")
    assert who < text.index("Hoe hoog is de loonsom")
    assert "ug-1, ug-2, ug-3 en ug-4 niet" in text
    assert "Niet beoordeeld omdat de regel niet klopt: 1." in text


def test_ids_that_may_not_be_shown_are_told_apart_by_their_line(maatwerk: Run, tmp_path: Path) -> None:
    secret = ("06-12345678", "06-12345679")
    rows = [f"{name},dienst,,12,nee,2018-03-01" for name in secret]
    head = "id,aard,loonsom_excl_btw,looptijd_maanden,uitsluitingsgronden,peildatum"
    (tmp_path / "lijst.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    done = maatwerk(
        *("check-aanbesteding", "lijst.csv", "--vragenlijst", "--formaat", "csv", *DATA), cwd=tmp_path
    )
    sheet = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["id"], row["regel"]) for row in sheet] == [("", "2"), ("", "3")]
    answered = HEAD + ",,2,loonsom_excl_btw,,300000\n,,3,loonsom_excl_btw,,100000\n"
    (tmp_path / "antwoorden.csv").write_text(answered, encoding="utf-8")
    assert outcomes(maatwerk, tmp_path, "antwoorden.csv") == ["van_toepassing", "niet_van_toepassing"]
    dossier = '- {id: 06-12345678, versie: "0.7"}\n'
    (tmp_path / "dossier.yaml").write_text(dossier, encoding="utf-8")
    memo = maatwerk(
        *("check-aanbesteding", "lijst.csv", "--dossier", "dossier.yaml", "--formaat", "markdown", *DATA),
        cwd=tmp_path,
    )
    assert memo.stdout.count("| Versie | 0.7 |") == 1
    assert not any(name in memo.stdout + memo.stderr + done.stdout for name in secret)


HEAD = "id,perceel,regel,veld,lezing,antwoord\n"


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ("id,vraag\nvb-1,x\n", "de kolom"),
        (
            HEAD + "vb-1,2,3,loonsom_excl_btw,,veel\n",
            "antwoorden.csv:2:6: loonsom_excl_btw: dit is geen bedrag",
        ),
        (
            HEAD + "vb-1,2,3,omzet,,1\n",
            "antwoorden.csv:2:4: veld: dit gegeven bestaat niet. Zet de kolom veld",
        ),
        (
            HEAD + "vb-1,2,3,aard_,,1\n",
            "antwoorden.csv:2:4: veld: dit gegeven bestaat niet. Bedoelde u 'aard'?",
        ),
        (HEAD + ",,,aard,,dienst\n", "antwoorden.csv:2:6: id en regel zijn leeg"),
        (HEAD + "vb-1,2,3,aard,,werk\nvb-1,2,3,aard,,dienst\n", "antwoorden.csv:3:6: dit antwoord is anders"),
        (
            HEAD + "vb-1,,2,lezingen,percelen,samen\nvb-1,,2,lezingen,percelen,apart\n",
            "antwoorden.csv:3:6: dit antwoord is anders dan dat op antwoorden.csv:2:6",
        ),
        ("\0\1", "antwoorden.csv"),
        ("", "antwoorden.csv"),
    ],
)
def test_a_wrong_sheet_gives_one_line_and_no_result(
    maatwerk: Run, tmp_path: Path, sheet: str, expected: str
) -> None:
    (tmp_path / "lijst.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "antwoorden.csv").write_text(sheet, encoding="utf-8")
    done = maatwerk(
        *("check-aanbesteding", "lijst.csv", "--antwoorden", "antwoorden.csv", "--formaat", "json", *DATA),
        cwd=tmp_path,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert expected in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_an_answer_that_is_given_twice_alike_counts_once(maatwerk: Run, tmp_path: Path) -> None:
    (tmp_path / "lijst.csv").write_text(LIST, encoding="utf-8")
    row = "vb-1,,2,lezingen,percelen,apart\n"
    (tmp_path / "antwoorden.csv").write_text(HEAD + row + row, encoding="utf-8")
    assert outcomes(maatwerk, tmp_path, "antwoorden.csv")[0] == "niet_van_toepassing"


def test_all_that_is_wrong_in_a_sheet_is_told_at_once(maatwerk: Run, tmp_path: Path) -> None:
    (tmp_path / "lijst.csv").write_text(LIST, encoding="utf-8")
    rows = (
        "vb-1,2,3,loonsom_excl_btw,,veel\nvb-1,1,2,aard,,dingen\nvb-2,,4,omzet,,1\n,,,aard,,dienst\n"
        "vb-2,,4,uitsluitingsgronden,,ug-9\nvb-1,,2,lezingen,percelen,beide\n"
    )
    (tmp_path / "antwoorden.csv").write_text(HEAD + rows, encoding="utf-8")
    done = maatwerk("check-aanbesteding", "lijst.csv", "--antwoorden", "antwoorden.csv", *DATA, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    *each, last = done.stderr.splitlines()
    assert sorted(line.split(":")[1] for line in each) == ["2", "3", "4", "5", "6", "7"]
    assert last == "6 antwoorden kloppen niet. Verbeter ze en geef het commando opnieuw."


def test_all_that_is_wrong_of_one_tender_and_in_one_row_is_told_at_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (
        "vb-1,,2,lezingen,percelen,beide,inkoper,gisteren\nvb-1,,2,lezingen,verlenging,soms,,\n"
        "vb-1,,2,aard,,dingen,Jan Jansen,2018-01-01\nvb-1,,2,uitsluitingsgronden,,ug-9,,\n"
    )
    (tmp_path / "antwoorden.csv").write_text(BY + rows, encoding="utf-8")
    with pytest.raises(UserError, match="6 antwoorden kloppen niet"):
        read_answer_sheets([tmp_path / "antwoorden.csv"], "komma", ASSESSOR)
    lines = capsys.readouterr().err.splitlines()
    places = [line.removeprefix(f"{tmp_path}/antwoorden.csv:").partition(": ")[0] for line in lines]
    assert sorted(places) == ["2:6", "2:8", "3:6", "4:6", "4:7", "5:6"]


def test_a_row_that_asks_for_no_field_cannot_spoil_the_sheet(maatwerk: Run, tmp_path: Path) -> None:
    """Of a lot whose row is wrong nothing can be filled in: the sheet says so, and reads all else."""
    head = "id,perceel,aard,loonsom_excl_btw,looptijd_maanden,uitsluitingsgronden,peildatum"
    rows = ("vb-1,A,werk,ca. 300,12,nee,2018-03-01", "vb-1,B,werk,0,12,nee,2018-03-01")
    (tmp_path / "lijst.csv").write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    asked = maatwerk(
        *("check-aanbesteding", "lijst.csv", "--vragenlijst", "--formaat", "csv", *DATA), cwd=tmp_path
    )
    sheet = list(csv.DictReader(io.StringIO(asked.stdout)))
    of_lot, reading = sheet
    assert (of_lot["veld"], of_lot["perceel"], of_lot["keuzes"]) == ("", "", IN_THE_FILE)
    assert "Het gaat om perceel A." in of_lot["vraag"]
    answered = HEAD + f"vb-1,,3,,,300000\nvb-1,,3,lezingen,percelen,{reading['keuzes'].split(' | ')[0]}\n"
    (tmp_path / "antwoorden.csv").write_text(answered, encoding="utf-8")
    done = maatwerk(
        *("check-aanbesteding", "lijst.csv", "--antwoorden", "antwoorden.csv", "--formaat", "csv", *DATA),
        cwd=tmp_path,
    )
    assert (
        "antwoorden.csv:2:6: dit antwoord is niet gebruikt, want bij veld staat geen gegeven. Zet het in het "
        "bestand zelf." in done.stderr
    )
    outcome = [row["uitkomst"] for row in csv.DictReader(io.StringIO(done.stdout))]
    assert outcome == ["", "niet_van_toepassing"]  # read one by one, lot B alone is below the limit


def test_a_choice_stands_with_its_meaning_and_reads_back_so(maatwerk: Run, tmp_path: Path) -> None:
    rows = sheet_of(maatwerk, tmp_path)
    choices = {row["lezing"]: row["keuzes"].split(" | ") for row in rows if row["lezing"]}
    assert choices["percelen"][0] == "apart (elk perceel telt voor zich)"
    assert [choice.partition(" ")[0] for choice in choices["percelen"]] == ["apart", "samen"]
    copied = [
        (row["id"], row["regel"], row["lezing"], choices[row["lezing"]][0]) for row in rows if row["lezing"]
    ]
    lines = [f'{name},,{line},lezingen,{reading},"{choice}"\n' for name, line, reading, choice in copied]
    (tmp_path / "antwoorden.csv").write_text(HEAD + "".join(lines), encoding="utf-8")
    assert outcomes(maatwerk, tmp_path, "antwoorden.csv")[:2] == ["niet_van_toepassing", "onbekend"]
    words = maatwerk(
        *("check-aanbesteding", "lijst.csv", "--vragenlijst", "--formaat", "tekst", *DATA), cwd=tmp_path
    )
    assert "apart (elk perceel telt voor zich) of samen (de loonsommen" in " ".join(words.stdout.split())


@pytest.mark.parametrize("text", ["=1+1", "'=1+1", "''=1", "-1 is te laag", "'t Hof geldt niet"])
def test_an_answer_comes_back_as_it_was_written_into_the_sheet(tmp_path: Path, text: str) -> None:
    sheet = tmp_path / "antwoorden.csv"
    sheet.write_text(f"id,veld,antwoord\nvb-1,motivering,{guarded(text)}\n", encoding="utf-8")
    ((_, choices),) = read_answer_sheets([sheet], "komma", ASSESSOR).answers
    assert choices.fields == (("motivering", text),)


@pytest.mark.parametrize("in_list", ["300000", "300.000"])
def test_an_answer_that_can_mean_two_things_is_told_once(maatwerk: Run, tmp_path: Path, in_list: str) -> None:
    (tmp_path / "lijst.csv").write_text(
        f"id;aard;loonsom_excl_btw\na;dienst;{in_list}\nb;dienst;\n", encoding="utf-8"
    )
    (tmp_path / "antwoorden.csv").write_text(
        "id,veld,antwoord\nb,loonsom_excl_btw,250.000\n", encoding="utf-8"
    )
    done = maatwerk("check-aanbesteding", "lijst.csv", "--antwoorden", "antwoorden.csv", *DATA, cwd=tmp_path)
    assert done.stderr.count("is gelezen als 250 duizend") == 1


@pytest.mark.parametrize(
    ("motivation", "outcome"),
    [("[waarom de wet geldt]", "niet_van_toepassing"), ("Screening is nodig", None)],
)
def test_an_answer_takes_the_place_of_a_motivation_only_if_it_says_nothing(
    motivation: str, outcome: str | None
) -> None:
    facts = SURE | {"uitsluitingsgronden": "ug-2", "motivering": motivation, "id": "vb-1"}
    answer = Choices((("motivering", "De wet eist een diploma"),))
    given = Choices(answers=((RowKey("vb-1", ""), answer),))
    (result,) = judge([TenderRead(facts_of(facts))], ASSESSOR, given)
    assert (None if isinstance(result, Refused) else result.besluit.uitkomst) == outcome
    (asked,) = [*judge([TenderRead(facts_of(facts))], ASSESSOR, Choices())]
    questions = [*series_questions([asked], bound_by(ASSESSOR.beleid.kaders.values()))]
    assert [(own.question.field, own.fillable) for own in questions] == (
        [("motivering", True)] if outcome else []
    )


def test_an_answer_that_contradicts_the_list_is_told_and_does_not_win(maatwerk: Run, tmp_path: Path) -> None:
    (tmp_path / "lijst.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "antwoorden.csv").write_text(HEAD + "vb-2,,4,loonsom_excl_btw,,1\n", encoding="utf-8")
    done = maatwerk(
        *("check-aanbesteding", "lijst.csv", "--antwoorden", "antwoorden.csv", "--formaat", "json", *DATA),
        cwd=tmp_path,
    )
    row = json.loads(done.stdout)[2]
    assert "het bestand zegt iets anders dan het antwoord" in row["fout"]


@pytest.mark.parametrize(
    ("field", "answer", "option"),
    [
        ("werkwijze,", "maatwerk", ("--werkwijze", "generiek_kader")),
        ("lezingen,verlenging", "telt_mee", ("--lezing", "verlenging=telt_niet_mee")),
    ],
)
def test_an_answer_that_contradicts_an_option_is_told_of_that_option(
    maatwerk: Run, tmp_path: Path, field: str, answer: str, option: tuple[str, str]
) -> None:
    """The list says nothing of it: who looks there finds nothing to mend."""
    (tmp_path / "lijst.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "a.csv").write_text(f"{HEAD}vb-2,,4,{field},{answer}\n", encoding="utf-8")
    given = ("check-aanbesteding", "lijst.csv", "--antwoorden", "a.csv", *option, "--formaat", "json", *DATA)
    row = json.loads(maatwerk(*given, cwd=tmp_path).stdout)[2]
    assert "een optie zegt iets anders dan het antwoord" in row["fout"]


def test_lots_that_are_read_alike_are_asked_once_and_settled_together(maatwerk: Run, tmp_path: Path) -> None:
    head = "id,perceel,aard,loonsom_excl_btw,looptijd_maanden,uitsluitingsgronden,peildatum"
    rows = [f"vb-1,{lot},dienst,150000,12,nee,2018-03-01" for lot in (1, 2)]
    (tmp_path / "lijst.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    done = maatwerk(
        *("check-aanbesteding", "lijst.csv", "--vragenlijst", "--formaat", "csv", *DATA), cwd=tmp_path
    )
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert (row["id"], row["perceel"], row["lezing"]) == ("vb-1", "", "percelen")
    answered = HEAD + "vb-1,,2,lezingen,percelen,samen\n"
    (tmp_path / "antwoorden.csv").write_text(answered, encoding="utf-8")
    assert outcomes(maatwerk, tmp_path, "antwoorden.csv") == ["van_toepassing", "van_toepassing"]


def test_an_answer_to_nobody_is_told(maatwerk: Run, tmp_path: Path) -> None:
    (tmp_path / "lijst.csv").write_text(LIST, encoding="utf-8")
    text = HEAD + "vb-22,,4,aard,,dienst\nvb-1,2,3,loonsom_excl_btw,,1\nvb-4,,7,aard,,dienst\n"
    (tmp_path / "antwoorden.csv").write_text(text, encoding="utf-8")
    done = maatwerk("check-aanbesteding", "lijst.csv", "--antwoorden", "antwoorden.csv", *DATA, cwd=tmp_path)
    message = [line for line in done.stderr.splitlines() if "hoort bij geen van" in line]
    assert message == ["Het antwoord bij id vb-22 hoort bij geen van de aanbestedingen."]


BY = HEAD.replace("antwoord\n", "antwoord,beantwoord_door,beantwoord_op\n")


def test_who_answered_stands_in_the_memo_by_function_and_day(maatwerk: Run, tmp_path: Path) -> None:
    rows = sheet_of(maatwerk, tmp_path)
    assert [*rows[0]][-3:] == ["antwoord", "beantwoord_door", "beantwoord_op"]
    answered = (
        "vb-1,2,3,loonsom_excl_btw,,120000,kostendeskundige,1-2-2018\n"
        "vb-1,,2,lezingen,percelen,apart,categoriemanager ICT,2018-02-03\n"
        "vb-2,,4,uitsluitingsgronden,,nee,,\n"
        ",,6,looptijd_maanden,,5,adviseur,2018-02-05\n"
    )
    (tmp_path / "antwoorden.csv").write_text(BY + answered, encoding="utf-8")
    filed = "{id: vb-2, beoordelingen: [{wat: aard, door: inkoper, datum: 2018-02-04}]}"
    (tmp_path / "dossier.yaml").write_text(filed, encoding="utf-8")
    given = ("lijst.csv", "--antwoorden", "antwoorden.csv", "--dossier", "dossier.yaml")
    done = maatwerk("check-aanbesteding", *given, "--formaat", "markdown", *DATA, cwd=tmp_path)
    page = done.stdout
    assert "| adviseur |" not in page
    assert "Wie antwoordde bij een aanbesteding zonder id, staat niet in de memo." in done.stderr
    assert page.count("| kostendeskundige | 1 februari 2018 |") == 1  # of the one lot it is about
    assert page.count("'elk perceel telt voor zich' | categoriemanager ICT | 3 februari 2018 |") == 2
    assert "| inkoper | 4 februari 2018 |" in page
    kept = page[page.index("dossier.yaml:\n\n```\n") :].split("```\n")[1]
    (tmp_path / "dossier.yaml").write_text(kept, encoding="utf-8")
    assert maatwerk("check-aanbesteding", *given, "--formaat", "markdown", *DATA, cwd=tmp_path).stdout == page


SHEETS = {"a": "kostendeskundige,2018-02-01", "b": "adviseur,2018-02-02"}


@pytest.mark.parametrize("about", ["", "id: vb-1\n"], ids=["of every tender", "of this one"])
def test_all_who_judged_one_thing_are_told_and_the_file_goes_first(
    maatwerk: Run, repeat: Callable[..., str], tmp_path: Path, about: str
) -> None:
    """Two who filled in the same answer, and one of whom the file says that he judged it."""
    record = (
        "id: vb-1\naard: dienst\nlooptijd_maanden: 12\nuitsluitingsgronden: nee\npeildatum: '2018-03-01'\n"
    )
    (tmp_path / "t.yaml").write_text(record, encoding="utf-8")
    for name, by in SHEETS.items():
        row = f"vb-1,,1,loonsom_excl_btw,,450000,{by}\n"
        (tmp_path / f"{name}.csv").write_text(BY + row, encoding="utf-8")
    judged = "beoordelingen: [{wat: loonsom_excl_btw, door: jurist, datum: '2018-02-03'}]\n"
    (tmp_path / "d.yaml").write_text(about + judged, encoding="utf-8")
    sheets = ("--antwoorden", "a.csv", "--antwoorden", "b.csv")
    for options, first, others in (
        ((), "kostendeskundige | 1", ["adviseur, op 2"]),
        (("--dossier", "d.yaml"), "jurist | 3", ["kostendeskundige, op 1", "adviseur, op 2"]),
    ):
        given = ("check-aanbesteding", "t.yaml", *sheets, *options, "--formaat", "markdown", *DATA)
        page = maatwerk(*given, cwd=tmp_path).stdout
        assert f"| Loonsom, exclusief btw | € 450.000 | {first} februari 2018 |" in page
        assert [f"- de loonsom: door {other} februari 2018." in page for other in others] == [True] * len(
            others
        )
        assert repeat(page, tmp_path) == page


@pytest.mark.parametrize(
    ("by", "on", "expected"),
    [
        ("Jan Jansen", "2018-02-01", "antwoorden.csv:2:7: beantwoord_door: hier hoort een functie"),
        ("inkoper", "", "antwoorden.csv:2:8: beantwoord_door en beantwoord_op horen bij elkaar"),
        ("", "2018-02-01", "antwoorden.csv:2:7: beantwoord_door en beantwoord_op horen bij elkaar"),
        ("inkoper", "gisteren", "antwoorden.csv:2:8: beantwoord_op: dit is geen datum"),
    ],
)
def test_who_answered_is_a_function_with_a_day_and_nothing_else(
    tmp_path: Path, by: str, on: str, expected: str
) -> None:
    sheet = tmp_path / "antwoorden.csv"
    sheet.write_text(f"{BY}vb-1,2,3,loonsom_excl_btw,,1,{by},{on}\n", encoding="utf-8")
    with pytest.raises(UserError) as error:
        read_answer_sheets([sheet], "komma", ASSESSOR)
    assert str(error.value).startswith(f"{tmp_path}/{expected}")
    assert "Jansen" not in str(error.value)


def test_json_and_the_screen_tell_who_chose_a_reading_in_a_sheet(maatwerk: Run, tmp_path: Path) -> None:
    """As the memo does: of a tender by its id, and of one alone by where it stands."""
    record = "aard: dienst\nraamovereenkomst: nadere_overeenkomst\nloonsom_excl_btw: 240000\n"
    (tmp_path / "een.yaml").write_text(f"id: vb-1\n{record}", encoding="utf-8")
    (tmp_path / "twee.yaml").write_text(record, encoding="utf-8")
    by = "lezingen,raamovereenkomst,geheel,jurist,2018-02-01\n"
    (tmp_path / "a.csv").write_text(f"{BY}vb-1,,1,{by}", encoding="utf-8")
    (tmp_path / "b.csv").write_text(f"{BY},,1,{by}", encoding="utf-8")
    chosen = {"keuze": "geheel", "door": "jurist", "datum": "2018-02-01", "reden": None}
    tries = ((["een.yaml"], "a.csv"), (["twee.yaml"], "b.csv"), (["een.yaml", "twee.yaml"], "a.csv"))
    for files, sheet in tries:
        screen = ("--antwoorden", sheet, "--formaat", "tekst", "--uitleg", *DATA)
        words = maatwerk("check-aanbesteding", *files, *screen, cwd=tmp_path).stdout
        assert words.count("Gekozen door: jurist.") == 1
        form = ("--antwoorden", sheet, "--formaat", "jsonl", *DATA)
        first = maatwerk("check-aanbesteding", *files, *form, cwd=tmp_path).stdout.splitlines()[0]
        assert json.loads(first)["lezingen_gekozen"] == {"raamovereenkomst": chosen}


def test_who_chose_a_reading_of_a_tender_without_an_id_is_told_in_every_form(
    maatwerk: Run, tmp_path: Path
) -> None:
    """Who made a choice goes with the choice: no name is needed to find it."""
    rows = "id;aard;begin;einde;loonsom_excl_btw;uitsluitingsgronden;verlenging_maanden\n"
    rows += ";dienst;2018-03-01;2018-06-30;300000;nee;12\n" * 2
    (tmp_path / "l.csv").write_text(rows, encoding="utf-8")
    by = "lezingen,verlenging,telt_mee,jurist,2018-02-01\n"
    (tmp_path / "a.csv").write_text(f"{BY},,2,{by},,3,{by.replace('jurist', 'inkoper')}", encoding="utf-8")
    given = ("check-aanbesteding", "l.csv", "--antwoorden", "a.csv", *DATA, "--formaat")
    both = json.loads(maatwerk(*given, "json", cwd=tmp_path).stdout)
    makers = [verdict["lezingen_gekozen"]["verlenging"] for verdict in both]
    assert [(maker["door"], maker["datum"]) for maker in makers] == [
        ("jurist", "2018-02-01"),
        ("inkoper", "2018-02-01"),
    ]
    memo = maatwerk(*given, "markdown", cwd=tmp_path)
    for who in ("jurist", "inkoper"):
        assert f"telt mee' | {who} | 1 februari 2018 |" in memo.stdout.replace("tellen mee", "telt mee")
    assert "staat niet in de memo" not in memo.stderr  # nothing that was answered is left out


def test_a_sheet_that_is_no_utf_8_says_so_where_it_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "antwoorden.csv"
    sheet.write_bytes(f"{HEAD}vb-1,2,3,motivering,,Caf\u00e9\n".encode("cp1252"))
    read_answer_sheets([sheet], "komma", ASSESSOR)
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", f"{sheet}: gelezen als Windows-1252, want het is geen UTF-8.\n")


@pytest.mark.parametrize(
    ("reading", "choice", "judged"),
    [
        ("raamovereenkomst", "nadere_overeenkomst", "lezing_raamovereenkomst"),  # a fact is called so too
        ("percelen", "apart", "percelen"),
    ],
)
def test_who_chose_a_reading_did_not_judge_the_fact_of_that_name(
    tmp_path: Path, reading: str, choice: str, judged: str
) -> None:
    """Else a memo says of a jurist that it was found by them that this is a framework agreement."""
    sheet = tmp_path / "antwoorden.csv"
    sheet.write_text(f"{BY}vb-1,,2,lezingen,{reading},{choice},jurist,2018-02-01\n", encoding="utf-8")
    ((_, answered),) = read_answer_sheets([sheet], "komma", ASSESSOR).answered
    assert [(own.wat, own.door) for own in answered] == [(judged, "jurist")]


def test_a_framework_without_clauses_says_so_and_one_with_fills_them_in(
    maatwerk: Run, tmp_path: Path
) -> None:
    options = ("--aard", "dienst", "--loonsom", "300000", "--looptijd", "12", "--uitsluitingsgrond", "nee")
    bare = maatwerk("check-aanbesteding", *options, "--peildatum", "2018-03-01", "--bestek", *DATA)
    assert bare.returncode == 0
    assert "heeft geen teksten voor het bestek" in bare.stdout
    example = ROOT / "docs" / "voorbeelden" / "gemeente"
    tender = str(example / "aanbestedingen" / "groenonderhoud.yaml")
    done = maatwerk("check-aanbesteding", tender, "--bestek", "--formaat", "markdown", "--data", str(example))
    for text in (
        *("besteedt 2% van de waarde van de opdracht, dat is € 3.600 over een looptijd van 12 maanden",),
        *("rapporteert elk half jaar aan de contractmanager", "Bron: vb-besluit-2020, bijlage 1"),
    ):
        assert text in done.stdout
    assert "{" not in done.stdout
    unknown = maatwerk("check-aanbesteding", "--aard", "dienst", "--bestek", *DATA)
    assert unknown.returncode == 1
    assert "Pas als de uitkomst bekend is" in unknown.stdout


def test_what_a_clause_needs_and_nobody_told_stays_open(
    maatwerk: Run, tmp_path: Path, register: Path
) -> None:
    kader = register / "beleid" / "generiek_kader.yaml"
    clause = (
        "tekstblokken:\n  - id: voorbeeld\n    titel: Voorbeeld\n"
        "    tekst: Besteed {bedrag}. Rapporteer {rapportage}.\n"
        "    bron: {id: jaarverslag-2018, vindplaats: voorbeeld}\n"
    )
    kader.write_text(
        kader.read_text(encoding="utf-8").replace("tekstblokken: []\n", clause), encoding="utf-8"
    )
    done = maatwerk(
        *("check-aanbesteding", "--aard", "dienst", "--loonsom", "300000", "--looptijd", "12"),
        *("--uitsluitingsgrond", "nee", "--peildatum", "2018-03-01", "--bestek", "--data", str(register)),
    )
    text = " ".join(done.stdout.split())
    assert (
        "Besteed € 15.000. Rapporteer [nog in te vullen: hoe en wanneer de opdrachtnemer rapporteert]."
        in text
    )
    assert "Nog in te vullen" in text
    rests = text.split("Aangenomen en onzeker")[1]
    for assumed in (
        "Aangenomen is dat het Rijk",
        "Er is geen werkwijze gekozen",
        "geen opties tot verlenging",
    ):
        assert assumed in rests


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--bestek", "--vragenlijst"), "gaan niet samen"),
        (("--bestek", "--formaat", "json"), "--bestek gaat niet samen met --formaat json"),
        (("--vragenlijst", "--formaat", "yaml"), "--vragenlijst gaat niet samen met --formaat yaml"),
        (("--antwoorden", "bestaat-niet.csv"), "bestaat-niet.csv: dit bestand bestaat niet"),
        (("--antwoorden", str(ROOT)), f"{ROOT}: dit is geen gewoon bestand"),
    ],
)
def test_options_that_do_not_go_together(maatwerk: Run, options: tuple[str, ...], expected: str) -> None:
    done = maatwerk("check-aanbesteding", "--aard", "dienst", *options, *DATA)
    assert (done.returncode, done.stdout) == (2, "")
    assert expected in done.stderr


@pytest.mark.parametrize("form", ["csv", "jsonl", "json", "tabel"])
def test_an_answer_to_no_tender_is_told_in_every_form(maatwerk: Run, tmp_path: Path, form: str) -> None:
    (tmp_path / "lijst.csv").write_text(
        "id;aard;peildatum\nvb-1;;2018-03-01\nvb-2;iets;2018-03-01\n", encoding="utf-8"
    )
    (tmp_path / "antwoorden.csv").write_text(
        "id;perceel;veld;antwoord\nvb-1;;aard;dienst\nvb-2;;aard;dienst\nvb-9;;aard;dienst\n",
        encoding="utf-8",
    )
    done = maatwerk(
        *("check-aanbesteding", str(tmp_path / "lijst.csv"), "--formaat", form),
        *("--antwoorden", str(tmp_path / "antwoorden.csv")),
    )
    assert "Het antwoord bij id vb-9 hoort bij geen van de aanbestedingen." in done.stderr
    assert "id vb-1" not in done.stderr
    assert "id vb-2 hoort" not in done.stderr


@pytest.mark.parametrize(
    ("heads", "cells", "says"),
    [
        (("Veld", "Antwoord", "id"), ("loonsom_excl_btw", 300000, "vb-1"), ""),
        (("veld", "antwoord", "id", "antwoord"), ("loonsom_excl_btw", 300000, "vb-1", None),
         ":1:4: de kolom antwoord staat er twee keer. Houd er één over."),
        (("veld", "antwoord", "id"), ("loonsom_excl_btw", "=1+1", "vb-1"),
         ":2:2: antwoord: hier staat een formule waarvan de uitkomst niet is bewaard."),
        (("veld", "antwoord", "id"), ("categorie", "#N/B", "vb-1"),
         ":2:2: categorie: hier staat een foutmelding van de spreadsheet. Schrijf het antwoord zelf."),
        (("veld", "antwoord", "id"), ("raamovereenkomst", True, "vb-1"), ""),
    ],
)  # fmt: skip
def test_an_answer_in_a_workbook_is_read_or_refused_and_never_lost(
    tmp_path: Path, heads: tuple[str, ...], cells: tuple[Any, ...], says: str
) -> None:
    book = openpyxl.Workbook()
    book.active.append(heads)
    book.active.append(cells)
    book.save(tmp_path / "a.xlsx")
    if says:
        with pytest.raises(UserError) as refused:
            read_answer_sheets([tmp_path / "a.xlsx"], "komma", ASSESSOR)
        assert refused.value.message.startswith(f"{tmp_path / 'a.xlsx'}{says}")
        return
    ((key, choices),) = read_answer_sheets([tmp_path / "a.xlsx"], "komma", ASSESSOR).answers
    assert key == RowKey("vb-1", "")
    assert choices.fields in ((("loonsom_excl_btw", 300000),), (("raamovereenkomst", "ja"),))


def test_an_amount_that_was_reckoned_is_no_thousands(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(("veld", "antwoord", "id"))
    book.active.append(("loonsom_excl_btw", 234.567, "vb-1"))
    book.save(tmp_path / "a.xlsx")
    ((_, choices),) = read_answer_sheets([tmp_path / "a.xlsx"], "komma", ASSESSOR).answers
    assert choices.fields == (("loonsom_excl_btw", Decimal("234.57")),)
