# ruff: noqa: E501 - inline XML reads better unbroken
"""Notices through the command, as a buyer hands them over."""

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import Run

ROOT = Path(__file__).parents[2]
Verdicts = Callable[..., list[dict[str, object]]]

LOT = (
    '<OBJECT_DESCR ITEM="{number}"><LOT_NO>{number}</LOT_NO><VAL_OBJECT CURRENCY="EUR">{value}</VAL_OBJECT>'
    '<DURATION TYPE="MONTH">24</DURATION><NO_RENEWAL/></OBJECT_DESCR>'
)
NOTICE = (
    '<?xml version="1.0" encoding="UTF-8"?><TED_EXPORT xmlns="voorbeeld" DOC_ID="{identifier}-2019"><CODED_DATA_SECTION><REF_OJS>'
    '<DATE_PUB>20190305</DATE_PUB></REF_OJS></CODED_DATA_SECTION><FORM_SECTION><{form} CATEGORY="ORIGINAL" LG="NL">'
    "<CONTRACTING_BODY><ADDRESS_CONTRACTING_BODY><OFFICIALNAME>Ministerie van Voorbeeld</OFFICIALNAME>"
    '<COUNTRY VALUE="NL"/><CONTACT_POINT>Vera Voorbeeld</CONTACT_POINT><E_MAIL>vera@voorbeeld.invalid</E_MAIL>'
    '</ADDRESS_CONTRACTING_BODY><CA_TYPE VALUE="MINISTRY"/></CONTRACTING_BODY><OBJECT_CONTRACT><TITLE><P>Voorbeeld van '
    'schoonmaak</P></TITLE><TYPE_CONTRACT CTYPE="SERVICES"/>{lots}</OBJECT_CONTRACT></{form}></FORM_SECTION></TED_EXPORT>'
)


def notice(*values: int, form: str = "F02_2014", identifier: str = "000001") -> str:
    lots = "".join(LOT.format(number=number, value=value) for number, value in enumerate(values, 1))
    return NOTICE.format(form=form, lots=lots, identifier=identifier)


@pytest.fixture
def run(maatwerk: Run) -> Run:
    """Check notices by the command, and see that it names nobody."""

    def checked(*arguments: str, code: int | None = None, **given: str) -> subprocess.CompletedProcess[str]:
        done = maatwerk("check-aanbesteding", *arguments, cwd=ROOT, **given)
        assert "Traceback" not in done.stderr
        for personal in ("Vera", "vera@"):
            assert personal not in done.stdout + done.stderr
        assert code is None or done.returncode == code, done.stdout + done.stderr
        return done

    return checked


@pytest.fixture
def verdicts(run: Run) -> Verdicts:
    return lambda *arguments, **given: [
        json.loads(line) for line in run(*arguments, "--formaat", "jsonl", **given).stdout.splitlines()
    ]


def conditions(verdict: dict[str, object]) -> dict[str, dict[str, object]]:
    kaders = verdict["kaders"]
    assert isinstance(kaders, list)
    (generic,) = (kader for kader in kaders if kader["kader"] == "generiek_kader")
    return {check["voorwaarde"]: check for check in generic["toetsingen"]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "een.xml").write_text(notice(900_000), encoding="utf-8")
    (tmp_path / "twee.xml").write_text(notice(900_000, 100_000, identifier="000002"), encoding="utf-8")
    return tmp_path


def test_a_value_below_the_threshold_settles_the_wage_sum_and_one_above_does_not(verdicts: Verdicts):
    (high,) = verdicts("-", stdin=notice(900_000))
    (low,) = verdicts("-", stdin=notice(100_000))
    assert conditions(high)["loonsom"]["uitkomst"] == "onbekend"
    assert (conditions(low)["loonsom"]["uitkomst"], conditions(low)["loonsom"]["afgeleid"]) == ("nee", True)
    assert low["uitkomst"] == "niet_van_toepassing"


def test_the_explanation_names_the_place_of_each_field_and_why_one_is_empty(run: Run, folder: Path):
    said = " ".join(run(str(folder / "een.xml"), "--formaat", "tekst", "--uitleg", code=1).stdout.split())
    for part in (
        "OBJECT_DESCR/VAL_OBJECT",
        "TYPE_CONTRACT",
        "REF_OJS/DATE_PUB",
        "Geen aankondiging noemt de loonsom",
    ):
        assert part in said


def test_the_notice_as_a_record_is_completed_by_hand_and_checked_again(
    run: Run, verdicts: Verdicts, folder: Path
):
    record = folder / "aanbesteding.yaml"
    run(str(folder / "een.xml"), "--formaat", "yaml", "--uitvoer", str(record))
    lines = record.read_text(encoding="utf-8").splitlines()
    answers = {"loonsom_excl_btw": '"300000"', "uitsluitingsgronden": "nee"}
    lines = [
        f"{name}: {answers[name]}" if (name := line.partition(":")[0]) in answers else line for line in lines
    ]
    record.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (verdict,) = verdicts(str(record))
    assert verdict["uitkomst"] == "van_toepassing"
    assert verdict["peildatum"] == "2019-03-05"


def test_many_files_are_a_series_with_one_row_a_lot(run: Run, folder: Path):
    files = sorted(str(path) for path in folder.glob("*.xml"))
    for arguments in (files, [str(folder)]):
        rows = list(csv.DictReader(io.StringIO(run(*arguments, "--formaat", "csv").stdout)))
        assert [(row["id"], row["perceel"]) for row in rows] == [
            ("000001-2019", "1"),
            ("000002-2019", "1"),
            ("000002-2019", "2"),
        ]


def test_standard_input(verdicts: Verdicts, folder: Path):
    text = (folder / "een.xml").read_text(encoding="utf-8")
    assert [verdict["id"] for verdict in verdicts("-", stdin=text)] == ["000001-2019"]


def test_a_dataset_of_tenderned(verdicts: Verdicts, tmp_path: Path):
    table = tmp_path / "dataset.csv"
    table.write_text(
        "ID publicatie;Publicatiedatum;Naam aanbestedende dienst;Type opdracht;Perceel id;Aanvang opdracht;Voltooiing "
        "opdracht;Oorspronkelijk geraamde waarde - bedrag;Waarde raming incl btw?;E-mail\n"
        "1;05-03-2019;Ministerie van Voorbeeld;Diensten;1;01-04-2019;31-03-2021;100000;Nee;vera@voorbeeld.invalid\n"
        "2;te weinig cellen\n"
        "3;05-03-2019;Ministerie van Voorbeeld;Leveringen;1;01-04-2019;31-03-2021;900000;Ja;vera@voorbeeld.invalid\n",
        encoding="utf-8",
    )
    first, second, third = verdicts(str(table))
    assert (first["id"], first["uitkomst"]) == ("1", "onbekend")  # one lot; the file does not say of how many
    assert second["regel"] == 3
    assert (third["id"], third["uitkomst"]) == ("3", "niet_van_toepassing")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (notice(1, form="F14_2014"), "rectificatie"),
        ('<!DOCTYPE a [<!ENTITY lek SYSTEM "file:///etc/passwd">]><a>&lek;</a>', "DTD"),
        ("<html><body>404</body></html>", "webpagina"),
        (notice(900_000)[:400], "houdt halverwege op"),
        ("<rss/>", "geen aankondiging"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line_that_names_it(run: Run, tmp_path: Path, text: str, said: str):
    path = tmp_path / "voorbeeld.xml"
    path.write_text(text, encoding="utf-8")
    done = run(str(path), code=2)
    assert done.stdout == ""
    (line,) = (line for line in done.stderr.splitlines() if "voorbeeld.xml" in line)
    assert said in line


def test_in_a_series_a_file_that_cannot_be_read_is_a_row_of_its_own(verdicts: Verdicts, folder: Path):
    (folder / "fout.xml").write_text("<html/>", encoding="utf-8")
    outcomes = verdicts(str(folder))
    assert len(outcomes) == 4
    assert [("fout" in outcome) for outcome in outcomes].count(True) == 1


def test_a_pipe_is_read_whole_however_long_it_is(verdicts: Verdicts):
    text = notice(900_000).replace("<FORM_SECTION>", " " * 17_000_000 + "<FORM_SECTION>")
    (verdict,) = verdicts("/dev/stdin", stdin=text)
    assert verdict["id"] == "000001-2019"


def test_a_link_to_nowhere_or_to_itself_is_a_row_and_never_stops_the_rest(run: Run, folder: Path):
    (folder / "dood.xml").symlink_to(folder / "weg.xml")
    (folder / "kring.xml").symlink_to("kring.xml")
    (folder / "zelf").symlink_to(folder)
    rows = list(csv.DictReader(io.StringIO(run(str(folder), "--formaat", "csv", code=1).stdout)))
    assert [Path(row["bestand"]).name for row in rows] == [
        "dood.xml",
        "een.xml",
        "kring.xml",
        "twee.xml",
        "twee.xml",
    ]
    assert [bool(row["fout"]) for row in rows] == [True, False, True, False, False]


def test_an_empty_folder_never_stops_the_rest(
    run: Run, folder: Path, tmp_path_factory: pytest.TempPathFactory
):
    empty = tmp_path_factory.mktemp("leeg")
    done = run(str(empty), str(folder), "--formaat", "csv", code=1)
    assert len(list(csv.DictReader(io.StringIO(done.stdout)))) == 3
    assert str(empty) in done.stderr
    assert "geen bestand met een aanbesteding" in run(str(empty), code=2).stderr


def test_json_lines_in_a_folder_are_read(verdicts: Verdicts, tmp_path: Path):
    release = {
        "ocid": "ocds-voorbeeld-1",
        "date": "2018-03-05",
        "tag": ["tender"],
        "tender": {"title": "Voorbeeld"},
    }
    lines = "".join(json.dumps(release | {"ocid": f"ocds-voorbeeld-{number}"}) + "\n" for number in (1, 2))
    (tmp_path / "berichten.jsonl").write_text(lines, encoding="utf-8")
    assert [verdict["id"] for verdict in verdicts(str(tmp_path))] == ["ocds-voorbeeld-1", "ocds-voorbeeld-2"]


HEADER = (
    "ID publicatie;Publicatiedatum;Naam aanbestedende dienst;Type opdracht\n1;05-03-2019;Voorbeeld;Diensten\n"
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (HEADER.encode("utf-16"), "UTF-16"),
        (HEADER.replace(";", "\t").encode(), "tab"),
        (b"sep=;\r\n" + HEADER.encode(), "sep="),
    ],
)
def test_a_table_of_tenderned_from_a_spreadsheet_is_said_to_be_one(
    run: Run, tmp_path: Path, data: bytes, said: str
):
    path = tmp_path / "dataset.csv"
    path.write_bytes(data)
    (line,) = (line for line in run(str(path), code=2).stderr.splitlines() if "dataset.csv" in line)
    assert said in line
    assert "TenderNed" in line


@pytest.mark.parametrize("rows", [1, 2])
def test_a_table_of_tenderned_in_windows_1252_is_read_and_said_to_be(run: Run, tmp_path: Path, rows: int):
    path = tmp_path / "dataset.csv"
    header, row, _ = HEADER.replace(";Voorbeeld;", ";Één voorbeeld;").split("\n")
    path.write_bytes("\n".join([header, *[row] * rows]).encode("cp1252"))
    done = run(str(path), "--formaat", "jsonl", code=1)
    assert len(done.stdout.splitlines()) == rows
    assert done.stderr.count("dataset.csv: gelezen als Windows-1252") == 1


EFORMS = (
    '<ContractNotice xmlns:c="voorbeeld"><ID schemeName="notice-id">voorbeeld</ID><IssueDate>2018-03-05</IssueDate>'
    '<NoticeTypeCode listName="competition">cn-standard</NoticeTypeCode><ContractingParty><ContractingPartyType>'
    '<PartyTypeCode listName="buyer-legal-type">cga</PartyTypeCode></ContractingPartyType></ContractingParty>'
    '<ProcurementProjectLot><ID schemeName="Lot">LOT-0001</ID><ProcurementProject><Name>Voorbeeld</Name>'
    '<ProcurementTypeCode listName="contract-nature">services</ProcurementTypeCode>{more}</ProcurementProject>'
    "</ProcurementProjectLot></ContractNotice>"
)
RENEWED = "<ContractExtension><MaximumNumberNumeric>1</MaximumNumberNumeric></ContractExtension>"


def term(measure: str) -> str:
    return EFORMS.format(more=f"<PlannedPeriod>{measure}</PlannedPeriod>{RENEWED}")


def test_a_term_of_at_most_four_months_is_no_without_asking(run: Run, verdicts: Verdicts):
    data = term('<DurationMeasure unitCode="MONTH">4</DurationMeasure>')
    (verdict,) = verdicts("-", stdin=data)
    check = conditions(verdict)["looptijd"]
    assert (check["uitkomst"], check["afgeleid"], check["gegeven"]) == ("nee", True, None)
    assert verdict["uitkomst"] == "niet_van_toepassing"
    text = run("-", "--formaat", "tekst", stdin=data).stdout
    assert "hoogstens 4 maanden" in " ".join(text.split())


def test_a_term_with_its_renewals_in_it_is_long_enough_where_those_count(verdicts: Verdicts):
    data = term('<DurationMeasure unitCode="YEAR">2</DurationMeasure>')
    for choice, outcome in (("telt_mee", "ja"), ("telt_niet_mee", "onbekend")):
        (verdict,) = verdicts("-", "--lezing", f"verlenging={choice}", stdin=data)
        assert conditions(verdict)["looptijd"]["uitkomst"] == outcome


@pytest.mark.parametrize(("high", "outcome"), [("249999.99", "nee"), ("250000.00", "onbekend")])
def test_the_highest_of_a_range_decides_as_the_value_does(
    run: Run, verdicts: Verdicts, high: str, outcome: str
):
    amounts = f'<VAL_RANGE_TOTAL CURRENCY="EUR"><LOW>1000</LOW><HIGH>{high}</HIGH></VAL_RANGE_TOTAL>'
    data = NOTICE.format(form="F21_2014", lots=amounts + "<OBJECT_DESCR/>", identifier="000001")
    (verdict,) = verdicts("-", stdin=data)
    check = conditions(verdict)["loonsom"]
    assert check["uitkomst"] == outcome
    if outcome == "nee":
        text = " ".join(run("-", "--formaat", "tekst", stdin=data).stdout.split())
        assert "de waarde van de opdracht (hooguit € 249.999,99) onder de grens" in text


def test_one_lot_of_a_notice_is_one_lot_and_a_lot_that_is_missing_may_count(verdicts: Verdicts):
    alone = EFORMS.format(more="<PlannedPeriod/>")
    (verdict,) = verdicts("-", stdin=alone)
    warnings = verdict["waarschuwingen"]
    assert isinstance(warnings, list)
    assert not any("andere percelen" in warning.lower() for warning in warnings)
    awarded = notice(100_000, form="F03_2014").replace(
        "</OBJECT_CONTRACT>", "</OBJECT_CONTRACT><AWARD_CONTRACT><LOT_NO>2</LOT_NO></AWARD_CONTRACT>"
    )
    dated = ("-", "--peildatum", "2018-03-05")
    (partial,) = verdicts(*dated, stdin=awarded)
    (text,) = verdicts(*dated, "--lezing", "percelen=apart", stdin=awarded)
    assert conditions(partial)["loonsom"]["uitkomst"] == "onbekend"
    assert conditions(text)["loonsom"]["uitkomst"] == "nee"


def test_a_workbook_of_tenderned_goes_through_the_command(verdicts: Verdicts, tmp_path: Path):
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["ID publicatie", "Naam aanbesteding", "Type opdracht", "Termijn voltooiing opdracht",
                  "Tijdseenheid periode voltooiing opdracht", "Publicatie soort"])  # fmt: skip
    sheet.append([1, "Voorbeeld", "Diensten", 4, "Maanden", "Aankondiging van een opdracht"])
    sheet.append([2, "Voorbeeld", "Leveringen", 4, "Jaar", "Aankondiging van een opdracht"])
    sheet.append([3, "Voorbeeld", "Diensten", 4, "Jaar", "Marktconsultatie"])
    book.save(tmp_path / "dataset.xlsx")
    first, second, third = verdicts(str(tmp_path), "--peildatum", "2018-03-05")
    assert (
        conditions(first)["looptijd"]["uitkomst"] == "nee"
        if first["kaders"]
        else first["uitkomst"] == "onbekend"
    )
    assert second["id"] == "2"
    assert third["id"] == "3"
    assert "marktconsultatie" in str(third["fout"])
