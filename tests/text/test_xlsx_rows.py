"""Rows of a workbook: read as openpyxl reads them, in flat memory, whatever the workbook is made to do."""

import errno
import io
import sqlite3
import tracemalloc
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from maatwerk_cli.text.sheet_details import SheetDetails
from maatwerk_cli.text.xlsx_rows import BrokenWorkbookError, XlsxRow, XlsxWorkbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def packed(cells: str = "", **parts: str) -> bytes:
    """Make the smallest workbook there is, with these rows in its sheet and other parts as given."""
    content = {
        "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Blad" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("r1", "worksheet", "worksheets/sheet1.xml"),
            ("r2", "sharedStrings", "/xl/sharedStrings.xml"),
            ("r3", "styles", "styles.xml"),
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>',
        **parts,
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in content.items():
            package.writestr(name, text)
    return file.getvalue()


def relations(*given: tuple[str, str, str]) -> str:
    lines = "".join(f'<Relationship Id="{i}" Type="{OFFICE}/{kind}" Target="{to}"/>' for i, kind, to in given)
    return f'<Relationships xmlns="{PACKAGE}">{lines}</Relationships>'


def texts(*items: str) -> dict[str, str]:
    return {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{"".join(f"<si>{i}</si>" for i in items)}</sst>'}


def rows_of(data: bytes) -> list[XlsxRow]:
    book = XlsxWorkbook(io.BytesIO(data))
    return [row for sheet in book.sheets for row in book.rows(sheet)]


def only(cell: str, **parts: str) -> Any:
    ((_, cells),) = rows_of(packed(f'<row r="1">{cell}</row>', **parts))
    return cells[-1]


def as_openpyxl_reads(data: bytes) -> list[tuple[int, list[Any]]]:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    collected = []
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            filled = max((place for place, cell in enumerate(row, 1) if cell is not None), default=0)
            if filled:
                collected.append((number, list(row[:filled])))
    return collected


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(-1e15, 1e15, allow_nan=False),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20).filter(
        lambda text: "_x" not in text and "x005F" not in text and not text.startswith("=")
    ),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)).map(lambda d: d.replace(microsecond=0)),  # noqa: DTZ001
    st.times().map(lambda t: t.replace(microsecond=0)),
    st.timedeltas(timedelta(0), timedelta(400)).map(lambda d: timedelta(seconds=d.seconds, days=d.days)),
    st.sampled_from(["#N/A", "#REF!"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(VALUES, max_size=6), max_size=8))
def test_what_is_read_is_what_openpyxl_reads(rows: list[list[Any]]):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    assert rows_of(file.getvalue()) == as_openpyxl_reads(file.getvalue())


@pytest.mark.parametrize("options", [{}, {"constant_memory": True}, {"date_1904": True}])
def test_so_is_what_another_program_wrote(options: dict[str, object]):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": False, **options})
    sheet = book.add_worksheet("Een")
    days = [
        book.add_format({"num_format": form}) for form in ("dd-mm-yyyy", "[h]:mm", "h:mm", "d mmm", "0,00")
    ]
    sheet.write_row(0, 0, ["kop", "<&>\"'", "é€", " wit ", "regel\nregel"])
    sheet.write_row(1, 2, [1, 2.5, True, -3])
    for place, form in enumerate(days):
        sheet.write_number(3, place, 43831.25, form)
    sheet.write_formula(4, 0, "=1+1", None, 2)
    sheet.write_formula(4, 1, "=A1", None, "tekst")
    sheet.write_formula(4, 2, "=NA()", None, "#N/A")
    sheet.write_rich_string(5, 0, "vet ", book.add_format({"bold": True}), "en niet")
    sheet.set_row(6, None, None, {"hidden": True})
    sheet.write(6, 0, "verborgen")
    sheet.write_row(1_000, 3, ["ver"])
    book.add_worksheet("Twee").write_row(0, 0, ["kop"])
    book.close()
    read = rows_of(file.getvalue())
    assert read == as_openpyxl_reads(file.getvalue())
    assert {number for number, _ in read} == {1, 2, 4, 5, 6, 7, 1_001}


def test_a_shared_text_is_its_runs_without_how_it_is_pronounced():
    shared = texts(
        "<t>een</t>", '<r><rPr><b/></rPr><t xml:space="preserve">twee </t></r><r><t>drie</t></r>',
        "<t>vier</t><rPh sb='0' eb='1'><t>uitspraak</t></rPh>", "",
    )  # fmt: skip
    cells = "".join(f'<c r="{letter}1" t="s"><v>{number}</v></c>' for number, letter in enumerate("ABCD"))
    ((_, outcome),) = rows_of(packed(f'<row r="1">{cells}</row>', **shared))
    assert outcome == ["een", "twee drie", "vier", ""]


def test_a_text_in_its_own_cell_is_read_the_same():
    assert only('<c t="inlineStr"><is><r><t>een </t></r><r><t>twee</t></r></is></c>') == "een twee"
    assert only('<c t="str"><f>A1</f><v>uitkomst</v></c>') == "uitkomst"


def test_what_stands_for_a_sign_is_that_sign():
    assert only('<c t="s"><v>0</v></c>', **texts("<t>een_x000A_twee_x0041_</t>")) == "een\ntweeA"
    assert only('<c t="s"><v>0</v></c>', **texts("<t>a_xD800_b_x0000_c</t>")) == "abc"


def test_cells_and_rows_without_a_place_follow_one_another():
    assert rows_of(packed("<row><c><v>1</v></c><c r='D1'><v>2</v></c><c><v>3</v></c></row><row/><row>"
                          "<c/><c><v>4</v></c></row>")) == [
        (1, [1, None, None, 2, 3]), (3, [None, 4]),
    ]  # fmt: skip


def test_names_of_others_and_of_strict_files_mean_the_same():
    data = packed(
        **{
            "_rels/.rels": relations(("a", "officeDocument", "/xl/workbook2.xml")),
            "xl/workbook2.xml": '<x:workbook xmlns:x="urn:strict" xmlns:q="urn:r"><x:sheets>'
            '<x:sheet name="Blad" state="hidden" sheetId="4" q:id="een"/></x:sheets></x:workbook>',
            "xl/_rels/workbook2.xml.rels": relations(
                ("een", "worksheet", "../anders/blad.xml"), ("twee", "sharedStrings", "../anders/T.xml")
            ),
            "anders/blad.xml": '<x:worksheet xmlns:x="urn:strict"><x:sheetData><x:row r="2">'
            '<x:c r="B2" t="s"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>',
            "anders/T.xml": '<x:sst xmlns:x="urn:strict"><x:si><x:t>gevonden</x:t></x:si></x:sst>',
        }
    )
    book = XlsxWorkbook(io.BytesIO(data))
    (sheet,) = book.sheets
    assert (sheet.name, sheet.visible) == ("Blad", False)
    assert [*book.rows(sheet)] == [(2, [None, "gevonden"])]


def test_what_a_date_cannot_be_is_an_error_as_the_sheet_shows_it():
    styles = {
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="yyyy"/>'
        '</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    }
    assert only('<c s="1"><v>99999999</v></c>', **styles) == "#VALUE!"
    assert only('<c s="2"><v>43831</v></c>', **styles) == datetime(2020, 1, 1)  # noqa: DTZ001
    assert only('<c s="0"><v>43831</v></c>', **styles) == 43831
    assert only('<c t="d"><v>2020-01-01</v></c>', **styles) == date(2020, 1, 1)
    assert only('<c s="2"><v>0.5</v></c>', **styles) == time(12)
    assert only('<c t="e"><v>#N/A</v></c>', **styles) == "#N/A"


def test_what_a_sheet_says_beside_its_values_is_kept_however_it_is_written():
    cells = (
        '<row r="1" hidden="1"><c s="0" r="A1"><f>B1</f><v/></c><c r="B1"><v>1</v></c></row>'
        '<row hidden="true" r="3"><c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        '<row r="4"><c r="A4"><f>A1</f><v>0</v></c><c><f t="shared" si="0"/></c></row>'
        '<row r="5"><c r="B5" t="str"><f>"a"</f><v>a</v></c></row>'
    )
    merged = (
        '</sheetData><mergeCells><mergeCell ref="A7:B9"/><mergeCell ref="A2:A2"/></mergeCells><sheetData>'
    )
    data = packed(cells + merged, **{"xl/comments1.xml": "<comments/>"})
    details = SheetDetails()
    book = XlsxWorkbook(io.BytesIO(data))
    assert [row.number for row in book.rows(book.sheets[0], details)] == [1, 3, 4, 5]
    assert details.uncalculated == {(1, 1), (4, 2)}
    assert details.errors == {(3, 3)}
    assert details.hidden == {1, 3}
    assert max(details.merged) == 7
    assert book.has_comments


def test_zero_is_no_outcome_where_nothing_was_ever_calculated():
    cells = '<row r="1"><c r="A1"><f>B1</f><v>0</v></c><c r="B1"><v>0</v></c><c><f>1</f><v>2</v></c></row>'
    for asked, without in (("0", set()), ("1", {(1, 1)}), ("true", {(1, 1)})):
        workbook = (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Blad" r:id="r1"/></sheets>'
            f'<calcPr fullCalcOnLoad="{asked}"/></workbook>'
        )
        book = XlsxWorkbook(io.BytesIO(packed(cells, **{"xl/workbook.xml": workbook})))
        details = SheetDetails()
        assert [*book.rows(book.sheets[0], details)] == [(1, [0, 0, 2])]
        assert details.uncalculated == without


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    "data",
    [
        b"", b"geen zip", packed()[:200],
        packed(**{"xl/workbook.xml": "<nee/>"}),
        packed(**{"xl/workbook.xml": "<nee"}),
        packed(**{"xl/worksheets/sheet1.xml": f"{ENTITIES}<a><row><c><v>&b;</v></c></row></a>"}),
        packed(**{"xl/worksheets/sheet1.xml": '<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>'}),
        packed(**{"xl/worksheets/sheet1.xml": "<a>" * 200 + "</a>" * 200}),
        packed('<row r="9999999"><c><v>1</v></c></row>'),
        packed('<row r="-1"><c><v>1</v></c></row>'),
        packed('<row r="nan"><c><v>1</v></c></row>'),
        packed('<row><c r="XFE1"><v>1</v></c></row>'),
        packed('<row><c r="AAAA1"><v>1</v></c></row>'),
        packed('<row><c t="s"><v>0</v></c></row>'),
        packed('<row><c t="s"><v>-1</v></c></row>', **texts("<t>a</t>")),
        packed(f'<row><c t="str"><v>{"a" * 1_100_000}</v></c></row>'),
        packed('<row><c t="s"><v>0</v></c></row>', **texts("<r><t>aa</t></r>" * 600_000)),
        packed(f'<row r="1" x="{"a" * 9_000_000}"/>'),
        packed(f"<row/><!--{'a' * 9_000_000}-->"),
        packed("<row><c><v>" + "1" * 9_000 + "</v></c></row>"),
        packed("<row/>" * 1_048_577),
        packed("<row><c><v>1</v></c></row>", **texts(ENTITIES)),
        packed("<row><c><v>1</v></c></row>", **{"xl/styles.xml": "<s><cellXfs>" + "<xf/>" * 100_001}),
    ],
)  # fmt: skip
def test_a_workbook_that_is_broken_or_hostile_is_refused(data: bytes):
    with pytest.raises(BrokenWorkbookError):
        rows_of(data)


def test_a_disk_that_is_full_is_said_to_be_so_and_the_workbook_is_not_blamed(
    monkeypatch: pytest.MonkeyPatch,
):
    connect = sqlite3.connect

    def small(*given: Any, **named: Any) -> sqlite3.Connection:
        database = connect(*given, **named)
        database.execute("PRAGMA max_page_count=20")
        return database

    monkeypatch.setattr(sqlite3, "connect", small)
    with pytest.raises(OSError, match="full") as refused:
        rows_of(many(20_000))
    assert refused.value.errno == errno.ENOSPC


def many(rows: int) -> bytes:
    """Make a workbook in which every row has texts of its own, in the table that cells share."""
    shared = "".join(
        f"<si><t>Opdracht {number} van een gemeente in het land</t></si>" for number in range(rows)
    )
    cells = "".join(
        f'<row r="{number}"><c t="s"><v>{number - 1}</v></c><c><v>{number}</v></c></row>'
        for number in range(1, rows + 1)
    )
    return packed(cells, **{"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>'})


def peak(data: bytes, rows: int) -> int:
    book = XlsxWorkbook(io.BytesIO(data))
    tracemalloc.start()
    assert sum(1 for _ in book.rows(book.sheets[0])) == rows
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def test_memory_does_not_grow_with_the_rows_nor_with_their_texts():
    # Texts that are held for the next time are bounded too: beyond that number nothing is added.
    fewer, more = (peak(many(rows), rows) for rows in (21_000, 42_000))
    assert more < 1.1 * fewer, (fewer, more)
