"""One list, kept as CSV, as a workbook or as Unicode text: the same tenders, outcomes and messages."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from html import escape
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import Run

from maatwerk_cli.models.tender.cell import AmountReader
from maatwerk_cli.tender.input.tender_input import TenderInput, TenderTable, read_input
from maatwerk_cli.tender.judging import Refused, TenderRead
from maatwerk_cli.tender.series.row_reader import RowReader
from maatwerk_cli.tender.series.table_parts import parts
from maatwerk_cli.text.problem import Problem

Rows = Sequence[Sequence[Any]]
ODS = "application/vnd.oasis.opendocument.spreadsheet"
OFFICE, TABLE, TEXT = (
    f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text")
)


def as_typed(cell: Any) -> str:
    """Write a cell in a CSV as a person in the Netherlands types it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float):
        return f"{cell:.2f}".replace(".", ",")
    if isinstance(cell, date):
        return f"{cell.day}-{cell.month}-{cell.year}"
    return str(cell)


def as_csv(rows: Rows) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";").writerows([as_typed(cell) for cell in row] for row in rows)
    return stream.getvalue().encode()


def as_unicode_text(rows: Rows) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter="\t").writerows([as_typed(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-16")


def book_of(rows: Rows, change: Callable[[Any], object] = id) -> bytes:
    """Write a workbook; of a text that begins with = it makes no formula."""
    book = openpyxl.Workbook()
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = book.active.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_xlsx(rows: Rows) -> bytes:
    return book_of(rows)


def ods_cell(cell: Any) -> str:
    kind, value = "string", ""
    if isinstance(cell, bool):
        kind, value = "boolean", f'office:boolean-value="{str(cell).lower()}"'
    elif isinstance(cell, int | float):
        kind, value = "float", f'office:value="{cell}"'
    elif isinstance(cell, date):
        kind, value = "date", f'office:date-value="{cell.isoformat()}"'
    if cell is None:
        return "<table:table-cell/>"
    shown = "".join(f"<text:p>{escape(line)}</text:p>" for line in as_typed(cell).split("\n"))
    return f'<table:table-cell office:value-type="{kind}" {value}>{shown}</table:table-cell>'


def as_ods(rows: Rows) -> bytes:
    body = "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", ODS)
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr(
            "content.xml",
            f'<d xmlns:office="{OFFICE}" xmlns:table="{TABLE}" xmlns:text="{TEXT}">'
            f'<table:table table:name="Lijst">{body}</table:table></d>',
        )
    return stream.getvalue()


FORMS: dict[str, Callable[[Rows], bytes]] = {
    "lijst.xlsx": as_xlsx,
    "lijst.ods": as_ods,
    "lijst.txt": as_unicode_text,
}
HEAD = [
    *("id", "perceel", "aard", "loonsom_excl_btw", "begin", "einde", "looptijd_maanden", "raamovereenkomst"),
    *("uitsluitingsgronden", "titel", "kleur"),
]
LIST: Rows = [
    HEAD,
    ["vb-1", 1, "dienst", 300000, date(2018, 3, 1), date(2019, 2, 28), None, False, "nee", "Eén; twee", "x"],
    ["vb-1", 2, "dienst", 249999.99, date(2018, 3, 1), None, 12, False, "nee", 'Hij zei "ja"', None],
    [2018, None, "werk", "€ 250.000", "1-3-2018", None, 5, True, "onbekend", "=1+1", None],
    ["vb-3", None, "levering", 1250.125, "2018", None, "zes", None, None, None, None],
    ["vb-4", None, "iets", -5, None, None, None, None, None, None, None],
    ["-", "-", None, None, None, None, None, None, None, None, None],
    ["Totaal", None, None, 800000, None, None, None, None, None, None, None],
]


def opened(content: bytes) -> TenderInput:
    return read_input(io.BytesIO(content), lambda problem: problem.code)


def results(content: bytes) -> list[TenderRead | Refused | Problem]:
    """Read every row of a list, with what differs by form left out: the text of the row and its column."""
    source = opened(content)
    assert isinstance(source, TenderTable), source
    rows = RowReader(source.columns, source.stream.delimiter, AmountReader("komma"))
    read = [
        rows.read(line, row)
        for part in parts(source)
        for line, row in zip(part.lines, part.rows, strict=True)
    ]
    return [row._replace(raw="") if isinstance(row, TenderRead) else row._replace(column=1) for row in read]


def without_hashes(text: str) -> str:
    """Leave out what a memo says to know its files by."""
    return re.sub(r"\b[0-9a-f]{64}\b", "", text)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize(
    "options",
    [
        ["--formaat", "json"],
        ["--formaat", "csv"],
        ["--formaat", "markdown"],
        ["--formaat", "tekst", "--uitleg"],
        ["--vragenlijst", "--formaat", "csv"],
        ["--formaat", "yaml"],
    ],
    ids=["json", "csv", "memo", "uitleg", "vragenlijst", "yaml"],
)
def test_the_outcome_is_that_of_the_csv_in_every_form(
    maatwerk: Run, tmp_path: Path, name: str, options: list[str]
) -> None:
    (tmp_path / name).write_bytes(FORMS[name](LIST))
    (tmp_path / "lijst.csv").write_bytes(as_csv(LIST))
    done, plain = (maatwerk("check-aanbesteding", file, *options) for file in (name, "lijst.csv"))
    assert "Traceback" not in done.stderr
    assert done.returncode == plain.returncode
    assert without_hashes(done.stdout).replace(name, "lijst.csv") == without_hashes(plain.stdout)
    assert "'kleur' is niet bekend" in done.stderr or options[-1] == "yaml"
    if options == ["--formaat", "json"]:
        assert [row.get("regel") for row in json.loads(done.stdout) if "fout" in row] == [5, 6, 7, 8]


@pytest.mark.parametrize("write", [as_csv, as_xlsx, as_ods])
def test_a_list_of_our_own_is_no_dataset_of_tenderned_whatever_columns_it_has_beside(
    write: Callable[[Rows], bytes],
) -> None:
    beside = ["publicatiedatum", "perceelnummer", "raamovereenkomst"]
    rows = [["id", "aard", "loonsom_excl_btw", *beside], ["vb-1", "dienst", 300000, "2018", "1", "nee"]]
    (read,) = results(write(rows))
    assert isinstance(read, TenderRead)
    assert (read.facts.aard, read.facts.loonsom_excl_btw) == ("dienst", 300000)


cells = {
    "id": st.sampled_from(["vb-1", "vb-2", 7, "Ons nr. 5;a", 'een "oud" nr', None, "onbekend"]),
    "aard": st.sampled_from(["dienst", "werk", " Levering ", None, "iets"]),
    "loonsom_excl_btw": st.one_of(
        st.none(),
        st.integers(-10, 10**12),
        st.integers(0, 10**9).map(lambda cents: cents / 100),
        st.sampled_from(["250.000", "onbekend", "€ 250.000,=", "#N/B"]),
    ),
    "begin": st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.just("3e kwartaal 2018")),
    "looptijd_maanden": st.one_of(st.none(), st.integers(0, 100)),
    "raamovereenkomst": st.one_of(st.none(), st.booleans(), st.just("onbekend")),
    "motivering": st.sampled_from([None, "a,b", "'=1", "\tx", "-", "ca. 5"]),
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(*cells.values()).filter(any), min_size=1, max_size=6))
def test_every_row_is_read_as_that_of_the_csv(rows: list[tuple[Any, ...]]) -> None:
    whole = [list(cells), *rows]
    expected = results(as_csv(whole))
    for write in FORMS.values():
        assert results(write(whole)) == expected


def test_a_row_has_its_number_on_the_sheet_and_a_fault_the_column() -> None:
    rows = [["Lijst van 2018"], [], ["id", "aard", "loonsom_excl_btw"], [], ["a", "dienst", "veel"]]
    table = opened(as_xlsx(rows))
    assert isinstance(table, TenderTable)
    rows_of = RowReader(table.columns, table.stream.delimiter, AmountReader("komma"), of_sheet=True)
    ((line, row),) = [
        (line, row) for part in parts(table) for line, row in zip(part.lines, part.rows, strict=True)
    ]
    fault = rows_of.read(line, row)
    assert isinstance(fault, Refused)
    assert (fault.line, fault.column) == (5, 3)


def test_the_command_names_the_cell_of_a_fault(maatwerk: Run, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(as_xlsx([["id", "aard", "loonsom_excl_btw"], ["a", "dienst", "veel"]]))
    assert "a.xlsx:2:3: loonsom_excl_btw" in maatwerk("check-aanbesteding", "a.xlsx").stderr


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (datetime(2018, 3, 1, 10, 30), "2018-03-01"),  # noqa: DTZ001  spreadsheets know no zone
        (43160, "2018-03-01"),  # a day as a spreadsheet counts it
        (2018, "2018"),
    ],
)
def test_a_day_is_the_day_that_the_cell_holds(cell: Any, text: str) -> None:
    (read,) = results(as_xlsx([["id", "begin"], ["a", cell]]))
    assert isinstance(read, TenderRead)
    assert read.facts.begin
    assert read.facts.begin.text == text


def test_a_cell_with_line_ends_is_one_cell() -> None:
    rows = [["id", "motivering"], ["a", "een\ntwee"], ["b", "drie"]]
    read = results(as_xlsx(rows))
    assert [row.facts.motivering for row in read if isinstance(row, TenderRead)] == ["een\ntwee", "drie"]
    assert [row.line for row in read if isinstance(row, TenderRead)] == [2, 3]
    assert results(as_ods(rows)) == read


def test_a_cell_without_a_head_is_a_column_that_is_not_read() -> None:
    table = opened(as_xlsx([["id", "aard"], ["a", "dienst"], ["b", "werk", None, "los"]]))
    assert isinstance(table, TenderTable)
    assert [column.head for column in table.unknown] == ["kolom 3, zonder naam", "kolom 4, zonder naam"]
    assert len(results(as_xlsx([["id", "aard"], ["a", "dienst"], ["b", "werk", None, "los"]]))) == 2


def first_sheet(book: Any) -> None:
    book.create_sheet("Uitleg", 0).append(["Vul dit in"])


def hidden_list(book: Any) -> None:
    book.create_sheet("Leeg", 0).append(["niets"])
    book["Sheet"].sheet_state = "hidden"


def second_without_columns(book: Any) -> None:
    book.create_sheet("Uitleg", 0).append(["Vul dit in"])
    book["Sheet"].delete_rows(1, 9)
    book["Sheet"].append(["naam", "bedrag"])


def hidden_row(book: Any) -> None:
    book.active.row_dimensions[3].hidden = True


def test_of_more_sheets_that_with_the_columns_is_read_and_named() -> None:
    table = opened(book_of(LIST, first_sheet))
    assert isinstance(table, TenderTable)
    assert table.notes == (
        "Alleen het blad 'Sheet' is gelezen: daar passen de koppen het best. "
        "Bewaar een ander als eigen bestand.",
    )


@pytest.mark.parametrize(("beside", "is_read"), [(["id", "aard"], True), (["aard", "id", "titel"], False)])
def test_of_sheets_that_fit_alike_none_is_chosen_unseen(beside: list[str], is_read: bool) -> None:
    def second(book: Any) -> None:
        book.create_sheet("Oud", 0).append(beside)
        book["Oud"].append(["vb-oud", "dienst"])

    read = opened(book_of([["id", "aard", "begin"], ["vb-1", "werk", "2018"]], second))
    if is_read:
        assert isinstance(read, TenderTable)
        assert read.notes[0].startswith("Alleen het blad 'Sheet' is gelezen")
    else:
        assert isinstance(read, Refused)
        assert read.message == (
            "De bladen 'Oud' en 'Sheet' hebben evenveel bekende kolommen. Bewaar elk als eigen bestand."
        )


def test_a_row_that_is_not_shown_is_read_and_told(maatwerk: Run, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(book_of(LIST, hidden_row))
    done = maatwerk("check-aanbesteding", "a.xlsx", "--formaat", "json")
    assert "a.xlsx: 1 rij is verborgen of weggefilterd, en wel gelezen." in done.stderr
    assert len(json.loads(done.stdout)) == len(LIST) - 1


def formula(book: Any) -> None:
    book.active["D3"] = "=1+2"


def formula_in_no_field(book: Any) -> None:
    book.active["K3"] = "=1+2"


@pytest.mark.parametrize(
    ("content", "said", "place"),
    [
        (book_of(LIST, formula), "Cel D3 heeft een formule waarvan de uitkomst niet is bewaard.", (3, 4)),
        (book_of(LIST, hidden_list), "geen zichtbaar blad met bekende kolommen", (1, 1)),
        (book_of(LIST, second_without_columns), "geen zichtbaar blad met bekende kolommen", (1, 1)),
        (as_xlsx([["naam", "bedrag"], ["a", 1]]), "geen zichtbaar blad met bekende kolommen", (1, 1)),
        (as_ods([["naam", "bedrag"], ["a", 1]]), "geen zichtbaar blad met bekende kolommen", (1, 1)),
        (as_xlsx([]), "Er staan geen rijen in.", (1, 1)),
        (as_xlsx([["Lijst"], ["id", "aard", "ID"]]), "De kolom 'id' staat er twee keer.", (2, 3)),
        (as_xlsx([["id", *["x"] * 4], *[["a" * 30_000] * 5]]), "Rij 2 heeft te veel tekst", (1, 1)),
        (as_xlsx(LIST)[:2000], "ingepakt bestand (zip), of een spreadsheet die stuk is", (1, 1)),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "oude versie van Office, of met een wachtwoord", (1, 1)),
    ],
    ids=["formula", "hidden", "two", "none", "none-ods", "empty", "twice", "long", "cut", "old"],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(
    content: bytes, said: str, place: tuple[int, int]
) -> None:
    refused = opened(content)
    assert isinstance(refused, Refused)
    assert said in refused.message
    assert (refused.line, refused.column) == place


def test_a_formula_in_a_column_that_is_no_field_keeps_nothing_back() -> None:
    assert results(book_of(LIST, formula_in_no_field)) == results(as_csv(LIST))


def with_part(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Make a package with one part that is not what it should be."""
    after = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(after, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, change(data) if name == part else data)
    return after.getvalue()


def laughing(xml: bytes) -> bytes:
    entities = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    end = xml.index(b"?>") + 2 if xml.startswith(b"<?xml") else 0
    return xml[:end] + entities + xml[end:]


def outward(xml: bytes) -> bytes:
    end = xml.index(b"?>") + 2 if xml.startswith(b"<?xml") else 0
    return xml[:end] + b'<!DOCTYPE a SYSTEM "file:///etc/passwd">' + xml[end:]


@pytest.mark.parametrize("change", [laughing, outward, lambda xml: xml[:-20]])
@pytest.mark.parametrize(
    ("content", "part"), [(as_xlsx(LIST), "xl/worksheets/sheet1.xml"), (as_ods(LIST), "content.xml")]
)
def test_a_workbook_that_is_made_to_harm_is_refused(
    content: bytes, part: str, change: Callable[[bytes], bytes]
) -> None:
    refused = opened(with_part(content, part, change))
    assert isinstance(refused, Refused)
    assert "te lezen" in refused.message or "gelezen" in refused.message


def test_a_long_text_with_a_quote_is_refused_and_no_crash() -> None:
    refused = opened(as_ods([["id", "motivering"], ["a", '"' + "x" * 140_000]]))
    assert isinstance(refused, Refused)
    assert "Rij 2" in refused.message


def test_a_workbook_with_much_beside_the_list_is_shown_row_by_row(maatwerk: Run, tmp_path: Path) -> None:
    """How many rows can be shown is judged by the list, not by how large its file is."""

    def noise(package: bytes) -> bytes:
        after = io.BytesIO(package)
        with zipfile.ZipFile(after, "a") as target:
            target.writestr("xl/media/image1.png", bytes(1_500_000))
        return after.getvalue()

    (tmp_path / "a.xlsx").write_bytes(noise(as_xlsx(LIST)))
    (tmp_path / "b.xlsx").write_bytes(as_xlsx(LIST))
    large, small = (
        maatwerk("check-aanbesteding", name, "--formaat", "tekst") for name in ("a.xlsx", "b.xlsx")
    )
    assert large.stdout.replace("a.xlsx", "b.xlsx") == small.stdout


def test_a_workbook_is_one_of_the_files_of_a_folder(maatwerk: Run, tmp_path: Path) -> None:
    folder = tmp_path / "map"
    folder.mkdir()
    for name in ("a.xlsx", "b.ods"):
        (folder / name).write_bytes(FORMS[f"lijst{name[1:]}"](LIST))
    done = maatwerk("check-aanbesteding", "map", "--formaat", "csv")
    assert [row["bestand"] for row in csv.DictReader(io.StringIO(done.stdout))] == [
        *["map/a.xlsx"] * (len(LIST) - 1),
        *["map/b.ods"] * (len(LIST) - 1),
    ]


def test_unicode_text_is_told_to_be_read_as_that(maatwerk: Run, tmp_path: Path) -> None:
    (tmp_path / "lijst.txt").write_bytes(as_unicode_text(LIST))
    said = maatwerk("check-aanbesteding", "lijst.txt", "--formaat", "csv").stderr
    assert "lijst.txt: gelezen als Unicode-tekst (UTF-16), want het is geen UTF-8." in said


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("first", ["", "sep=;\r\n"])
def test_unicode_text_of_either_order_is_read(encoding: str, first: str) -> None:
    data = ("\ufeff" + first + "id;aard\r\nvb-1;dienst\r\n").encode(encoding)
    (read,) = results(data)
    assert isinstance(read, TenderRead)
    assert (read.facts.id, read.facts.aard) == ("vb-1", "dienst")


def test_unicode_text_that_ends_in_half_a_sign_is_refused_at_its_line() -> None:
    refused = opened("id;aard\nvb-1;dienst\n".encode("utf-16") + b"x")
    assert isinstance(refused, Refused)
    assert (refused.message, refused.line) == ("MW003", 3)


def test_what_excel_puts_beside_an_open_file_is_no_tender(maatwerk: Run, tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "map/lijst.xlsx").write_bytes(as_xlsx([["id", "aard"], ["vb-1", "dienst"]]))
    (tmp_path / "map/~$lijst.xlsx").write_bytes(b"\x09voorbeeld" + bytes(150))
    done = maatwerk("check-aanbesteding", "map", "--formaat", "json", cwd=tmp_path)
    assert [judged["id"] for judged in json.loads(done.stdout)] == ["vb-1"]
    assert "~$lijst.xlsx: overgeslagen. Een programma maakt dit zolang het bestand open is." in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["lijst.xlsx", "--formaat", "csv", "--uitvoer", "lijst.xlsx"],
        ["lijst.xlsx", "--antwoorden", "vragen.csv", "--formaat", "yaml", "--uitvoer", "./vragen.csv"],
        [
            "lijst.xlsx",
            "--antwoorden",
            "vragen.csv",
            "--vragenlijst",
            "--csv",
            "excel",
            "--uitvoer",
            "vragen.csv",
        ],
    ],
)
def test_a_list_is_not_written_over_by_what_comes_of_it(
    maatwerk: Run, tmp_path: Path, arguments: list[str]
) -> None:
    before = {
        "lijst.xlsx": as_xlsx([["id", "aard"], ["vb-1", "dienst"]]),
        "vragen.csv": b"veld;antwoord;id\nloonsom_excl_btw;300000;vb-1\n",
    }
    for name, content in before.items():
        (tmp_path / name).write_bytes(content)
    done = maatwerk("check-aanbesteding", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is ook een bestand dat wordt gelezen" in done.stderr
    assert {name: (tmp_path / name).read_bytes() for name in before} == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["check-aanbesteding", "map", "--formaat", "csv", "--uitvoer", "map/lijst.csv"],
        ["check-aanbesteding", "map", "--formaat", "yaml", "--uitvoer", "map/dieper/een.yaml"],
        ["check-aanbesteding", "map/dieper/een.yaml", "map/lijst.csv", "--formaat", "yaml", "--uitvoer",
         "map/dieper/een.yaml"],
        ["check-aanbesteding", "twee.yaml", "--formaat", "yaml", "--uitvoer", "twee.yaml"],
        ["kader", "vergelijk", "map/lijst.csv", "--stel", "loonsom_minimum=1", "--uitvoer", "map/lijst.csv"],
    ],
)  # fmt: skip
def test_a_file_of_a_folder_or_beside_others_is_not_written_over(
    maatwerk: Run, tmp_path: Path, arguments: list[str]
) -> None:
    (tmp_path / "map/dieper").mkdir(parents=True)
    before = {
        "map/lijst.csv": "id;aard\nvb-1;dienst\n",
        "map/dieper/een.yaml": "id: vb-2\naard: dienst\n",
        "twee.yaml": "# lijst\n- titel: Voorbeeld\n  loonsom_excl_btw: veel\n- id: vb-3\n",
    }
    for name, content in before.items():
        (tmp_path / name).write_text(content)
    done = maatwerk(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is ook een bestand dat wordt gelezen" in done.stderr
    assert {name: (tmp_path / name).read_text() for name in before} == before


@pytest.mark.parametrize(
    ("output", "refused"),
    [
        ("map/uit.csv", True),
        ("map/nieuw/uit.csv", True),
        ("./map/../map/uit.yaml", True),
        ("map/uit.html", False),  # holds no tender
        ("map/.uit.csv", False),  # is hidden, and never read
        ("uit.csv", False),
    ],
)
def test_what_comes_out_is_not_read_itself_the_next_time(
    maatwerk: Run, tmp_path: Path, output: str, refused: bool
) -> None:
    (tmp_path / "map/nieuw").mkdir(parents=True)
    (tmp_path / "map/een.yaml").write_text("id: vb-1\naard: dienst\n")
    compared = ["kader", "vergelijk", "map", "--stel", "loonsom_minimum=1"]
    for command in (["check-aanbesteding", "map"], compared):
        form = "html" if output.endswith("html") else "csv"
        done = maatwerk(*command, "--formaat", form, "--uitvoer", output, cwd=tmp_path)
        assert (done.returncode == 2) is refused, done.stderr
        assert ("komt in een map die wordt gelezen" in done.stderr) is refused
        assert (tmp_path / output).exists() is not refused
        (tmp_path / output).unlink(missing_ok=True)


@pytest.mark.parametrize(
    ("comment", "refused"),
    [
        ("# volgens het bestek\n", True),
        ("aard: dienst  # nagevraagd\n", True),
        ("titel: 'Perceel #2'\n", False),
        ('titel: "a # b"\n', False),
        ("titel: onbekend  # Titel\n", False),  # as the program writes it
    ],
)
def test_a_record_is_not_written_over_where_a_comment_in_it_would_be_lost(
    maatwerk: Run, tmp_path: Path, comment: str, refused: bool
) -> None:
    (tmp_path / "een.yaml").write_text(f"id: vb-1\n{comment}")
    arguments = ("check-aanbesteding", "een.yaml", "--formaat", "yaml", "--uitvoer", "een.yaml")
    done = maatwerk(*arguments, cwd=tmp_path)
    assert done.returncode == (2 if refused else 1), done.stderr
    assert ("de opmerkingen (#) erin zouden weg zijn" in done.stderr) is refused
    assert ((tmp_path / "een.yaml").read_text() == f"id: vb-1\n{comment}") is refused
    assert maatwerk(*arguments[:-1], "twee.yaml", cwd=tmp_path).returncode == 1
    if not refused:  # what it wrote itself can be written again, with more in it
        assert maatwerk(*arguments, "--raamovereenkomst", "nee", cwd=tmp_path).returncode == 1
        assert maatwerk(*arguments, cwd=tmp_path).returncode == 1


def test_what_is_not_read_of_a_folder_is_written_again(maatwerk: Run, tmp_path: Path) -> None:
    """The page of last time holds no tender; one record alone keeps what it said."""
    (tmp_path / "een.yaml").write_text("id: vb-1\naard: dienst\n")
    (tmp_path / "uitkomst.html").write_text("vorige keer")
    assert maatwerk("check-aanbesteding", ".", "--uitvoer", "uitkomst.html", cwd=tmp_path).returncode == 1
    assert "vorige keer" not in (tmp_path / "uitkomst.html").read_text()
    done = maatwerk("check-aanbesteding", ".", "--formaat", "yaml", "--uitvoer", "een.yaml", cwd=tmp_path)
    assert done.returncode == 1
    assert 'id: "vb-1"' in (tmp_path / "een.yaml").read_text()


@pytest.mark.parametrize("write", [as_xlsx, as_ods])
@pytest.mark.parametrize(
    ("title", "refused"),
    [
        ("Bedragen x € 1.000", True),
        ("Alle bedragen (x 1000)", True),
        ("Bedragen in duizenden euro's", True),
        ("in mln", True),
        ("Bedragen in € 1.000", True),
        ("Bedragen x € 1 mln", True),
        ("Alle bedragen per jaar", True),
        ("Bedragen zijn jaarbedragen", True),
        ("Bedragen in USD", True),
        ("Bedragen in euro's", False),
        ("Bedragen zijn niet per jaar", False),
        ("Bedragen boven € 1.000.000 apart", False),
        ("Alle bedragen inclusief btw", True),
        ("Alle bedragen excl. btw", False),
        ("Bedragen excl. btw (incl. opties)", False),
        ("Aanbestedingen per jaar, boven 1 miljoen", False),
        ("Overzicht 2018", False),
    ],
)
def test_what_a_title_says_of_all_amounts_is_not_passed_over(
    write: Callable[[Rows], bytes], title: str, refused: bool
) -> None:
    read = read_input(io.BytesIO(write([[title], ["id", "loonsom_excl_btw"], ["vb-1", 250]])), str)
    assert isinstance(read, Refused) == refused
    if isinstance(read, Refused):
        assert read.line == 1
        assert "in euro zonder btw" in read.message
    without_amounts = [[title], ["id", "looptijd_maanden"], ["vb-1", 12]]
    assert isinstance(read_input(io.BytesIO(write(without_amounts)), str), TenderTable)


@pytest.mark.parametrize("write", [as_csv, as_unicode_text, as_xlsx, as_ods])
@pytest.mark.parametrize(
    ("note", "refused"),
    [
        (["Bedragen x € 1.000"], True),
        ([None, None, "alle bedragen in duizenden euro's"], True),
        (["* bedragen zijn inclusief btw"], True),
        (["Alle bedragen excl. btw"], False),
        (["* voorlopig"], False),
        (["vb-2", "Bedragen x € 1.000", 300], False),  # the title of a tender
    ],
)
def test_what_a_note_under_the_table_says_of_all_amounts_is_not_passed_over(
    write: Callable[[Rows], bytes], note: Sequence[Any], refused: bool
) -> None:
    rows = [["id", "titel", "loonsom_excl_btw"], ["vb-1", "Voorbeeld", 250], [*note, None, None][:3]]
    read = read_input(io.BytesIO(write(rows)), str)
    assert isinstance(read, Refused) == refused
    if isinstance(read, Refused):
        assert read.line == 3
        assert "in euro zonder btw" in read.message


@pytest.mark.parametrize("sign", ["idem", "Idem", "id.", '"', "”", "〃", "''", "zie boven"])
@pytest.mark.parametrize("field", ["id", "perceel", "opdrachtgever", "categorie"])
def test_a_sign_for_the_same_as_above_is_no_name(
    maatwerk: Run, tmp_path: Path, sign: str, field: str
) -> None:
    """As an id two such rows would be all the lots of one tender, and not of the one above."""
    head = ["id", "perceel", "opdrachtgever", "categorie", "aard", "loonsom_excl_btw", "peildatum"]
    rows = [["vb-1", str(lot), "", "", "dienst", 100_000, "2018-03-01"] for lot in (1, 2, 3)]
    for row in rows[1:]:
        row[head.index(field)] = sign
    (tmp_path / "a.xlsx").write_bytes(as_xlsx([head, *rows]))
    done = maatwerk("check-aanbesteding", "a.xlsx", "--formaat", "json", cwd=tmp_path)
    first, *others = json.loads(done.stdout)
    assert "fout" not in first
    for other in others:
        assert other["fout"].startswith(
            f"{field}: hier staat een teken voor hetzelfde als in de rij erboven."
        )
        assert other["id"] == (None if field == "id" else "vb-1")


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Bedragen x € 1.000", "in euro zonder btw"),  # who only took the title away would have 250 euro
        ("Aanbestedingen 2018", "Haal weg wat erboven staat"),
    ],
)
def test_a_title_above_a_csv_is_not_taken_away_where_it_says_something_of_all_amounts(
    title: str, said: str
) -> None:
    rows = [[title, None, None], ["id", "titel", "loonsom_excl_btw"], ["vb-1", "Voorbeeld", 250]]
    read = read_input(io.BytesIO(as_csv(rows)), str)
    assert isinstance(read, Refused)
    assert said in read.message


def test_a_note_of_amounts_says_nothing_of_a_table_without_them_nor_does_a_part_of_a_cell() -> None:
    without = [["id", "looptijd_maanden"], ["vb-1", 12], ["bedragen x 1.000", None]]
    within = [["id", "titel", "loonsom_excl_btw"], ["vb-1", "Voorbeeld,\nbedragen x 1.000\nen meer", 300_000]]
    for write in (as_csv, as_xlsx):
        for rows in (without, within):
            assert isinstance(read_input(io.BytesIO(write(rows)), str), TenderTable)


@pytest.mark.parametrize(("given", "code"), [("-", 1), ("geen.yaml", 2)])
def test_a_file_is_written_again_of_what_is_piped(
    maatwerk: Run, tmp_path: Path, given: str, code: int
) -> None:
    (tmp_path / "uit.yaml").write_text("vorige: keer\n")
    done = maatwerk("check-aanbesteding", given, "--formaat", "yaml", "--uitvoer", "uit.yaml", cwd=tmp_path,
                    stdin="id: vb-1\naard: dienst\n")  # fmt: skip
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert ("vorige" in (tmp_path / "uit.yaml").read_text()) is (code == 2)
