"""Cells as people's spreadsheets hold them: what is read is what the sheet shows, or a fault in that cell."""

import json
import zipfile
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import pytest
from tests.text.test_xlsx_rows import MAIN, OFFICE, packed, relations

from maatwerk_cli.text.spreadsheet import Sheet, SpreadsheetError, read_spreadsheet

HEAD = ["naam", "wat"]
KNOWN = frozenset(HEAD)
FORMS = [
    "0%",
    "0.0%",
    "[$$-409]#,##0.00",
    "[$€-413]#,##0.00",
    '"£"0',
    "[$-413]d mmmm yyyy",
    '0"%"',
    "[$USD] 0",
    '0.0 "mln"',
    '#,##0\\ "jaar"',
    '#,##0.0,,"mln"',
    '0 "maanden"',
    '[$€-413] #,##0 "per jaar";-0',
    '#,##0 "kr"',
    '"DKK" 0',
    '0 "zł"',
    '0 "years"',
    '0 "months"',
    '"ca. "0',
    '0.0 "M€"',
    '#,##0" excl. btw"',
    '0 "kwartaal"',
]
STYLES = "".join(
    f'<numFmt numFmtId="{number}" formatCode="{escape(form)}"/>' for number, form in enumerate(FORMS, 165)
)
LOOKS = "".join(
    f'<xf numFmtId="{number}"/>' for number in (0, *range(165, 173), 44, *range(173, 165 + len(FORMS)))
)
SPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"'
    for name, uri in {"office": "office", "table": "table", "text": "text", "draw": "drawing"}.items()
)
OWN_CALENDAR = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr date1904="1"/><sheets>'
    '<sheet name="Blad" sheetId="1" r:id="r1"/></sheets></workbook>'
)


def with_heads(path: Path, heads: list[str], cells: list[str], **parts: str) -> Path:
    """Make a workbook of a head and one row, each cell as it is written in the file."""
    head = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in heads)
    styles = f'<styleSheet xmlns="{MAIN}"><numFmts>{STYLES}</numFmts><cellXfs>{LOOKS}</cellXfs></styleSheet>'
    rows = f"<row>{head}</row><row>{''.join(cells)}</row>"
    path.write_bytes(packed(rows, **{"xl/styles.xml": styles, **parts}))
    return path


def words(*texts: str) -> list[str]:
    return [f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts]


def xlsx(path: Path, cell: str, **parts: str) -> Path:
    """Make a workbook of a head and one row: a name, and a cell as it is written in the file."""
    return with_heads(path, HEAD, [*words("Voorbeeld"), cell], **parts)


def ods(path: Path, cell: str, before: str = "") -> Path:
    """Make the same as an OpenDocument spreadsheet."""
    said = [f'<table:table-cell office:value-type="string"><text:p>{t}</text:p></table:table-cell>' for t in
            (*HEAD, "Voorbeeld")]  # fmt: skip
    rows = [said[0] + said[1], said[2] + cell]
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr(
            "content.xml", f'<d{SPACES}>{before}<table:table table:name="a">{body}</table:table></d>'
        )
    return path


def cell_of(sheet: Sheet) -> Any:
    (row,) = sheet.rows
    return row.cells[1] if len(row.cells) > 1 else None


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c s="1"><v>0.05</v></c>', "5%"),
        ('<c s="1"><v>7.0000000000000007E-2</v></c>', "7%"),
        ('<c s="2"><v>0.025</v></c>', "2,5%"),
        ('<c s="1"><v>1</v></c>', "100%"),
        ('<c s="7"><v>5</v></c>', 5),  # only a sign behind it
        ('<c s="3"><v>300000</v></c>', "$ 300000.00"),
        ('<c s="5"><v>300000</v></c>', "£ 300000.00"),
        ('<c s="8"><v>300000</v></c>', "USD 300000.00"),
        ('<c s="4"><v>300000</v></c>', 300000),
        ('<c s="9"><v>300000</v></c>', 300000),  # the currency of whoever opens it
        ('<c s="10"><v>1.5</v></c>', "1,5 mln"),
        ('<c s="11"><v>2</v></c>', "2 jaar"),
        ('<c s="12"><v>1500000</v></c>', 1500000),  # shown in millions, and kept in euros
        ('<c s="13"><v>12</v></c>', 12),
        ('<c s="14"><v>250000</v></c>', "250000 per jaar"),
        ('<c s="15"><v>300000</v></c>', "kr 300000.00"),
        ('<c s="16"><v>300000</v></c>', "DKK 300000.00"),
        ('<c s="17"><v>300000</v></c>', "zł 300000.00"),
        ('<c s="18"><v>2</v></c>', "2 years"),
        ('<c s="19"><v>12</v></c>', 12),
        ('<c s="20"><v>300000</v></c>', "300000 ca."),
        ('<c s="21"><v>1.5</v></c>', "1,5 M€"),
        ('<c s="22"><v>300000</v></c>', 300000),
        ('<c s="23"><v>2</v></c>', "2 kwartaal"),
        ('<c s="6"><v>43160</v></c>', date(2018, 3, 1)),
        ("<c><v>1e999</v></c>", "#VALUE!"),
        ('<c s="1"><v>1e999</v></c>', "#VALUE!"),
        ('<c t="str"><f>IF(A1="x","y","")</f><v></v></c>', None),
        ('<c t="str"><f>IF(A1="x","y","")</f><v/></c>', None),
    ],
)
def test_a_cell_of_excel_is_what_it_shows(cell: str, value: Any, tmp_path: Path) -> None:
    sheet = read_spreadsheet(xlsx(tmp_path / "a.xlsx", cell), KNOWN)
    assert cell_of(sheet) == value
    assert not sheet.uncalculated


FRAME = "<draw:frame><draw:text-box><text:p>ernaast</text:p></draw:text-box></draw:frame>"
SHOWN = "<text:p>x</text:p>"


@pytest.mark.parametrize(
    ("given", "inside", "value"),
    [
        ('office:value-type="percentage" office:value="0.05"', "<text:p>5%</text:p>", "5%"),
        ('office:value-type="currency" office:currency="USD" office:value="300000"', SHOWN, "USD 300000.00"),
        ('office:value-type="currency" office:currency="EUR" office:value="300000"', SHOWN, 300000),
        ('office:value-type="currency" office:value="300000"', SHOWN, 300000),
        ('office:value-type="float" office:value="1.5"', "<text:p>1,5 mln</text:p>", "1,5 mln"),
        ('office:value-type="float" office:value="9.96"', "<text:p>10 mln</text:p>", "9,96 mln"),
        ('office:value-type="float" office:value="1500000"', "<text:p>1,5 mln</text:p>", 1500000),
        (
            'office:value-type="float" office:value="2000"',
            "<text:p>€ 2.000 per maand.</text:p>",
            "2000 per maand.",
        ),
        ('office:value-type="float" office:value="2"', f"<text:p>2{' ' * 60}jaar</text:p>", 2),
        ('office:value-type="float" office:value="2"', "<text:p>2 jaar</text:p>", "2 jaar"),
        ('office:value-type="float" office:value="12"', "<text:p>12 maanden</text:p>", 12),
        ('office:value-type="float" office:value="2"', "<text:p>2 years</text:p>", "2 years"),
        ('office:value-type="float" office:value="300000"', "<text:p>300.000 kr</text:p>", "kr 300000.00"),
        ('office:value-type="float" office:value="300000"', "<text:p>€ 300.000</text:p>", 300000),
        ('office:value-type="float" office:value="300000"', "<text:p>ca. 300.000</text:p>", "300000 ca."),
        ('office:value-type="float" office:value="0"', "<text:p>ONWAAR</text:p>", False),
        ('office:value-type="float" office:value="1"', "<text:p>TRUE</text:p>", True),
        ('office:value-type="float" office:value="1"', "<text:p>1</text:p>", 1),
        ('office:value-type="float" office:value="-5"', "<text:p>-5</text:p>", -5),
        ('office:value-type="float" office:value="NaN"', SHOWN, "#VALUE!"),
        ('office:value-type="float" office:value="INF"', SHOWN, "#VALUE!"),
        ('office:value-type="float"', SHOWN, "#VALUE!"),
        ('office:value-type="date" office:date-value="12018-03-01"', SHOWN, "#VALUE!"),
        ('office:value-type="date" office:date-value="2018-03-01"', SHOWN, date(2018, 3, 1)),
        ('office:value-type="string" office:string-value="alleen zo"', "", "alleen zo"),
        (
            'office:value-type="string"',
            "<text:p>een<text:tab/>twee<text:line-break/>drie<text:s/>vier</text:p>",
            "een\ttwee\ndrie vier",
        ),
        ("", FRAME, None),
        ('office:value-type="string"', f"{FRAME}<text:p>binnen</text:p>", "binnen"),
        ('table:formula="of:=X" office:value-type="string" office:string-value=""', "", None),
        ('table:formula="of:=X" office:value-type="string"', "<text:p></text:p>", None),
    ],
)
def test_a_cell_of_libreoffice_is_what_it_shows(given: str, inside: str, value: Any, tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", f"<table:table-cell {given}>{inside}</table:table-cell>")
    sheet = read_spreadsheet(path, KNOWN)
    assert cell_of(sheet) == value
    assert not sheet.uncalculated


def test_a_formula_that_was_never_calculated_still_is_none(tmp_path: Path) -> None:
    for cell in ("<c><f>1+1</f><v></v></c>", '<c t="str"><f>A1</f></c>', "<c><f>1+1</f></c>"):
        assert read_spreadsheet(xlsx(tmp_path / "a.xlsx", cell), KNOWN).uncalculated == {(2, 2)}
    for kind in ("", ' office:value-type="string"'):
        cell = f'<table:table-cell table:formula="of:=1+1"{kind}/>'
        assert read_spreadsheet(ods(tmp_path / "a.ods", cell), KNOWN).uncalculated == {(2, 2)}


def test_a_row_of_formulas_that_show_nothing_is_no_row(tmp_path: Path) -> None:
    empty = '<c t="str"><f>""</f><v></v></c>'
    path = xlsx(tmp_path / "a.xlsx", f"<c><v>1</v></c></row><row>{empty}{empty}")
    assert [row.cells for row in read_spreadsheet(path, KNOWN).rows] == [["Voorbeeld", 1]]


def test_days_are_counted_from_where_the_file_says(tmp_path: Path) -> None:
    null = '<table:null-date table:date-value="1904-01-01"/>'
    number = '<table:table-cell office:value-type="float" office:value="41698"/>'
    books = [
        xlsx(tmp_path / "a.xlsx", "<c><v>41698</v></c>", **{"xl/workbook.xml": OWN_CALENDAR}),
        ods(tmp_path / "a.ods", number, f"<table:calculation-settings>{null}</table:calculation-settings>"),
    ]
    assert [read_spreadsheet(book, KNOWN).first_day for book in books] == [date(1904, 1, 1)] * 2
    assert read_spreadsheet(xlsx(tmp_path / "b.xlsx", ""), KNOWN).first_day == date(1899, 12, 30)


SOURCE = ("--bron", "jaarverslag-2018", "--vindplaats", "bijlage", "--schrijf")


def test_a_day_without_its_form_is_the_day_of_a_book_with_its_own_calendar(maatwerk, register, tmp_path):
    path = with_heads(
        tmp_path / "a.xlsx", ["naam", "fase", "sinds"],
        [*words("Voorbeeld", "gestart"), "<c><v>41698</v></c>"],
        **{"xl/workbook.xml": OWN_CALENDAR},
    )  # fmt: skip
    done = maatwerk("importeer", str(path), "--soort", "proeftuin", *SOURCE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert 'sinds: "2018-03-01"' in (register / "proeftuinen/voorbeeld.yaml").read_text()


def test_so_it_is_in_a_list_of_answers(maatwerk, tmp_path):
    """Only where a day belongs: a wage sum of as much stays that."""
    (tmp_path / "lijst.csv").write_text("id;aard\nvb-1;dienst\n")
    for field, value in (("begin", "2018-03-01"), ("loonsom_excl_btw", "41698")):
        path = with_heads(
            tmp_path / "a.xlsx", ["veld", "antwoord", "id"],
            [*words(field), "<c><v>41698</v></c>", *words("vb-1")],
            **{"xl/workbook.xml": OWN_CALENDAR},
        )  # fmt: skip
        done = maatwerk("check-aanbesteding", "lijst.csv", "--antwoorden", str(path), "--formaat", "yaml",
                        cwd=tmp_path)  # fmt: skip
        assert f'{field}: "{value}"' in done.stdout


def test_so_it_is_in_a_list_of_tenders(maatwerk, tmp_path):
    path = with_heads(
        tmp_path / "a.xlsx", ["id", "aard", "begin", "loonsom_excl_btw"],
        [*words("vb-1", "dienst"), "<c><v>41698</v></c>", "<c><v>41698</v></c>"],
        **{"xl/workbook.xml": OWN_CALENDAR},
    )  # fmt: skip
    (judged,) = json.loads(maatwerk("check-aanbesteding", str(path), "--formaat", "json").stdout)
    assert judged["peildatum"] == "2018-03-01"
    sums = [test["gegeven"] for test in judged["kaders"][0]["toetsingen"] if test["voorwaarde"] == "loonsom"]
    assert sums == ["41698.00"]  # no day, so as it is


def test_true_and_false_are_yes_and_no(maatwerk, register, tmp_path):
    path = with_heads(
        tmp_path / "a.xlsx", ["naam", "toelichting", "ambitie"],
        [*words("Voorbeeld"), '<c t="b"><v>1</v></c>', '<c t="b"><v>0</v></c>'],
    )  # fmt: skip
    done = maatwerk("importeer", str(path), "--soort", "proeftuin", *SOURCE)
    assert done.returncode == 0, done.stdout + done.stderr
    record = (register / "proeftuinen/voorbeeld.yaml").read_text()
    assert "toelichting: ja\n" in record.replace('"', "")
    assert "ambitie: nee\n" in record.replace('"', "")


@pytest.mark.parametrize(
    ("cell", "percentage"),
    [
        ('<c s="1"><v>0.05</v></c>', "5"),
        ('<c s="2"><v>0.025</v></c>', "2.5"),
        ("<c><v>2.525</v></c>", "2.5250"),
        ("<c><v>5</v></c>", "5"),
        (words("5 %")[0], "5"),
        (words("2,5%")[0], "2.5"),
        (words("2,5")[0], "2.5"),
    ],
)
def test_a_percentage_is_the_number_before_its_sign(maatwerk, register, tmp_path, cell, percentage):
    heads = ["naam", "verplichting_vorm", "verplichting_percentage", "verplichting_grondslag"]
    path = with_heads(
        tmp_path / "a.xlsx", heads, [*words("Voorbeeld", "bedrag"), cell, *words("loonsom_excl_btw")]
    )
    done = maatwerk("importeer", str(path), "--soort", "opdracht", *SOURCE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f'percentage: "{percentage}"' in (register / "opdrachten/voorbeeld.yaml").read_text()


def test_what_is_no_percentage_is_not_called_an_amount_in_euros(maatwerk, register, tmp_path):
    path = with_heads(
        tmp_path / "a.xlsx", ["naam", "verplichting_percentage"], words("Voorbeeld", "vijf procent")
    )
    done = maatwerk("importeer", str(path), "--soort", "opdracht", *SOURCE)
    assert done.returncode == 1
    assert "(cel B2): Hier past een percentage, bijvoorbeeld 5 of 2,5." in done.stdout


def test_an_amount_in_another_currency_is_no_amount_in_euros(maatwerk, register, tmp_path):
    dollars = '<c s="3"><v>300000</v></c>'
    path = with_heads(tmp_path / "a.xlsx", ["naam", "loonsom_excl_btw"], [*words("Voorbeeld"), dollars])
    done = maatwerk("importeer", str(path), "--soort", "opdracht", *SOURCE)
    assert done.returncode == 1
    assert "(cel B2): Hier past een bedrag in euro" in done.stdout
    path = with_heads(tmp_path / "b.xlsx", ["id", "loonsom_excl_btw"], [*words("vb-1"), dollars])
    checked = maatwerk("check-aanbesteding", str(path), "--formaat", "json")
    assert "b.xlsx:2:2: loonsom_excl_btw: dit is geen bedrag" in checked.stderr


def test_a_number_that_no_sheet_can_hold_is_a_fault_in_its_cell(maatwerk, register, tmp_path):
    path = with_heads(
        tmp_path / "a.xlsx", ["naam", "toelichting"], [*words("Voorbeeld"), "<c><v>1e999</v></c>"]
    )
    done = maatwerk("importeer", str(path), "--soort", "proeftuin", *SOURCE)
    assert done.returncode == 1
    assert "(cel B2): Hier staat een foutmelding van de spreadsheet" in done.stdout


def test_columns_that_are_not_shown_are_told_where_they_are_read(maatwerk, tmp_path):
    head, row = words("id", "aard", "kleur"), words("vb-1", "dienst", "rood")
    path = with_heads(tmp_path / "a.xlsx", ["id", "aard", "kleur"], row)
    hide = '<cols><col min="2" max="3" hidden="1"/><col min="900" max="99999999" hidden="1"/></cols>'
    sheet = f'<worksheet xmlns="{MAIN}">{hide}<sheetData><row>{"".join(head)}</row><row>{"".join(row)}</row>'
    path.write_bytes(packed(**{"xl/worksheets/sheet1.xml": f"{sheet}</sheetData></worksheet>"}))
    done = maatwerk("check-aanbesteding", str(path), "--formaat", "json")
    assert "a.xlsx: 1 kolom is verborgen, en wel gelezen. Haal weg wat niet mee moet." in done.stderr
    unseen = 'table:number-columns-repeated="3" table:visibility="collapse"'
    columns = f"<table:table-column/><table:table-column {unseen}/>"
    book = ods(tmp_path / "a.ods", "<table:table-cell/>")
    content = zipfile.ZipFile(book).read("content.xml").decode()
    with zipfile.ZipFile(book, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr(
            "content.xml", content.replace("<table:table-row>", f"{columns}<table:table-row>", 1)
        )
    read = read_spreadsheet(book, KNOWN)
    assert read.unseen == 1  # the second of two heads
    assert any("1 kolom is verborgen" in note for note in read.notes)


@pytest.mark.parametrize("name", ["id", "titel", "perceel", "opdrachtgever", "categorie", "motivering"])
def test_an_error_is_no_text_of_a_tender(maatwerk, tmp_path, name):
    heads = ["aard", name, "begin"]
    error = '<c t="e"><v>#N/A</v></c>'
    path = with_heads(
        tmp_path / "a.xlsx", heads, [*words("dienst"), error, "<c><v>43160</v></c></row><row>",
        *words("dienst"), error],
    )  # fmt: skip
    (tmp_path / "a.csv").write_text(f"aard;{name}\ndienst;#N/B\ndienst;#VERW!\n")
    for file, place in ((path, "2:2"), (tmp_path / "a.csv", "2:8")):
        done = maatwerk("check-aanbesteding", str(file), "--formaat", "json")
        judged = json.loads(done.stdout)
        assert [(row["regel"], row["id"]) for row in judged] == [
            (2, None),
            (3, None),
        ]  # no lots of one tender
        assert all("hier staat een foutmelding van de spreadsheet" in row["fout"] for row in judged)
        assert f"{file.name}:{place}: {name}: hier staat een foutmelding" in done.stderr


def test_a_sign_that_nobody_sees_makes_no_other_head(maatwerk, register, tmp_path):
    heads = ["Na\u00adam", "\ufeffFase", "Contact\u200bpersoon"]
    path = with_heads(tmp_path / "a.xlsx", heads, words("Voorbeeld", "gestart", "voorbeeld"))
    done = maatwerk("importeer", str(path), "--soort", "proeftuin", *SOURCE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "gegevens over een persoon horen niet" in done.stdout  # of the last column
    assert "fase: gestart" in (register / "proeftuinen/voorbeeld.yaml").read_text()
    tenders = tmp_path / "b.csv"
    tenders.write_text("loon\u00adsom_excl_btw;opdrachtgever\u200bsoort\n300000;rijk\n")
    checked = maatwerk("check-aanbesteding", str(tenders), "--formaat", "json")
    assert "niet gelezen" not in checked.stderr


def test_a_name_of_a_sheet_that_tells_who_somebody_is_is_not_shown(maatwerk, register, tmp_path):
    head, row = words("naam"), words("Voorbeeld")
    name = "voorbeeld.persoon@voorbeeld.nl"
    both = (f'<sheet name="{own}" sheetId="{n}" r:id="r{n}"/>' for n, own in ((1, name), (4, "Oud")))
    books = f"<sheets>{''.join(both)}</sheets>"
    other = f"<worksheet><sheetData><row>{head[0]}</row></sheetData></worksheet>"
    path = with_heads(
        tmp_path / "a.xlsx", ["naam"], row,
        **{
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{books}</workbook>',
            "xl/_rels/workbook.xml.rels": relations(
                ("r1", "worksheet", "worksheets/sheet1.xml"), ("r4", "worksheet", "worksheets/sheet4.xml")
            ),
            "xl/worksheets/sheet4.xml": other,
        },
    )  # fmt: skip
    done = maatwerk("importeer", str(path), "--soort", "proeftuin", *SOURCE)
    assert "Alleen het blad '(niet getoond)' is gelezen" in done.stdout
    assert "persoon@" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<html><table><tr><td>Naam</td></tr></table></html>", "dit is HTML of XML"),
        (b'\xef\xbb\xbf\n<?xml version="1.0"?><Workbook/>', "dit is HTML of XML"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "dit is een PDF"),
        (b"{\\rtf1 Naam}", "dit is een tekst met opmaak"),
    ],
)
def test_what_only_has_the_name_of_a_spreadsheet_is_told_what_it_is(
    maatwerk, register, tmp_path, content, says
):
    (tmp_path / "lijst.xls").write_bytes(content)
    done = maatwerk("importeer", str(tmp_path / "lijst.xls"), "--soort", "proeftuin")
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr


def test_a_text_of_opendocument_is_not_called_a_spreadsheet(maatwerk, register, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", "<d/>")
    done = maatwerk("importeer", str(tmp_path / "a.odt"), "--soort", "proeftuin")
    assert done.returncode == 2
    assert "dit is een document van OpenDocument, en geen spreadsheet" in done.stderr


def test_an_exported_name_that_looks_like_a_formula_comes_back_as_it_was(maatwerk, register, tmp_path):
    with (register / "organisaties.csv").open("a") as organisations:
        organisations.write("vb-gelijk,=Voorbeeld,,leverancier,,,,,\n")
    assert maatwerk("exporteer", str(tmp_path / "uit")).returncode == 0
    assert "vb-gelijk,'=Voorbeeld" in (tmp_path / "uit/organisaties.csv").read_text()
    done = maatwerk("importeer", str(tmp_path / "uit/organisaties.csv"))
    assert done.returncode == 0, done.stdout
    assert "andere gegevens" not in done.stdout


def test_a_number_of_which_digits_are_lost_is_no_mark(maatwerk, register, tmp_path):
    """Excel keeps fifteen digits: of two marks of nineteen it may hold the same number."""
    number = "<c><v>1.2345678901234568E+18</v></c>"
    path = with_heads(tmp_path / "a.xlsx", ["id", "titel", "aard"], [number, *words("Voorbeeld", "dienst")])
    done = maatwerk("importeer", str(path), "--soort", "aanbesteding", "--schrijf")
    assert done.returncode == 1
    assert "(cel A2): Van een getal van meer dan vijftien cijfers" in done.stdout
    other = f"<c><v>1.2345678901234567E+18</v></c>{''.join(words('Voorbeeld', 'dienst'))}"
    whole = "".join(words("vb-3", "Voorbeeld", "levering"))
    cells = [number, *words("Voorbeeld", "dienst"), f"</row><row>{other}</row><row>{whole}"]
    path = with_heads(tmp_path / "a.xlsx", ["id", "titel", "aard"], cells)
    checked = maatwerk("check-aanbesteding", str(path), "--formaat", "json")
    first, second, third = json.loads(checked.stdout)  # one result for each row: the others are judged
    assert [(row["id"], row["regel"]) for row in (first, second)] == [(None, 2), (None, 3)]
    assert "de laatste cijfers" in first["fout"]
    assert (third["id"], third["uitkomst"], checked.returncode) == ("vb-3", "onbekend", 1)  # no day is told
    (tmp_path / "a.csv").write_text("id,titel,aard\n1.23457E+18,a,levering\nvb-4,1E+2 dagen,levering\n")
    lost, kept = json.loads(
        maatwerk("check-aanbesteding", str(tmp_path / "a.csv"), "--formaat", "json").stdout
    )
    assert "de laatste cijfers" in lost["fout"]
    assert kept["uitkomst"] == "onbekend"
    path = with_heads(
        tmp_path / "b.xlsx", ["id", "aard"], ["<c><v>123456789012345</v></c>", *words("dienst")]
    )
    (judged,) = json.loads(maatwerk("check-aanbesteding", str(path), "--formaat", "json").stdout)
    assert judged["id"] == "123456789012345"


def test_what_only_the_record_shows_to_be_wrong_has_its_cell_too(maatwerk, register, tmp_path):
    heads = ["Naam", "Soort", "KvK-nummer"]
    path = with_heads(tmp_path / "a.xlsx", heads, words("Voorbeeld", "leverancier", "123"))
    done = maatwerk("importeer", str(path), "--soort", "organisatie", "--kolom", "KvK-nummer=kvk")
    assert "rij 2: fout, kolom KvK-nummer (cel C2): " in done.stdout


def test_a_row_of_a_csv_has_the_number_that_a_spreadsheet_shows(maatwerk, register, tmp_path):
    lines = 'sep=;\nnaam;toelichting;fase\nVoorbeeld een;"een\ntwee\ndrie";gestart\n\nVoorbeeld twee;;fout\n'
    (tmp_path / "a.csv").write_text(lines)
    done = maatwerk("importeer", str(tmp_path / "a.csv"), "--soort", "proeftuin", *SOURCE)
    assert (
        "rij 2: proeftuin voorbeeld-een" in done.stdout
    )  # the head is row 1; nobody sees what parts the cells
    assert "rij 4: fout, kolom fase (cel C4): " in done.stdout  # row 3 is empty


def test_an_answer_in_a_csv_has_the_line_of_its_row(maatwerk, tmp_path):
    (tmp_path / "lijst.csv").write_text("id;aard\nvb-1;dienst\n")
    (tmp_path / "a.csv").write_text('veld;vraag;antwoord;id\nloonsom_excl_btw;"een\ntwee";;vb-1\n'
                                    "loonsom_excl_btw;;veel;vb-1\n")  # fmt: skip
    done = maatwerk("check-aanbesteding", "lijst.csv", "--antwoorden", "a.csv", cwd=tmp_path)
    assert done.stderr.count("a.csv:4:3: loonsom_excl_btw: dit is geen bedrag.") == 1


def test_a_cell_that_lies_too_far_is_named(tmp_path: Path) -> None:
    """Column 702 is ZZ: 26 of one letter and 676 of two; column 904 is AHT."""
    stray = {
        "wide": '</row><row r="9"><c r="ZZ9"><v>1</v></c>',
        "deep": '</row><row r="500001"><c><v>1</v></c>',
    }
    for name, place in (("wide", "ZZ9"), ("deep", "A500001")):
        with pytest.raises(SpreadsheetError, match=f"^cel {place} is gevuld.* kolom 500 \\(SF\\)"):
            read_spreadsheet(xlsx(tmp_path / "a.xlsx", stray[name]), KNOWN)
    far = '<table:table-cell table:number-columns-repeated="902"/>'
    far += '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    with pytest.raises(SpreadsheetError, match=r"^cel AHT2 is gevuld"):
        read_spreadsheet(ods(tmp_path / "a.ods", far), KNOWN)


def test_a_mark_of_which_a_spreadsheet_made_a_day_is_told(maatwerk, register, tmp_path):
    """``2018-3`` that is typed in Excel is kept as 1 March 2018."""
    day, number = '<c s="6"><v>43160</v></c>', "<c><v>5</v></c>"
    heads = ["id", "titel", "aard", "begin"]
    path = with_heads(tmp_path / "a.xlsx", heads, [day, *words("Voorbeeld", "dienst"), day])
    says = "Uit 1 cel met een datum is tekst gemaakt, zoals 2018-03-01."
    assert says in maatwerk("importeer", str(path), "--soort", "aanbesteding").stdout
    assert f"a.xlsx: {says}" in maatwerk("check-aanbesteding", str(path)).stderr
    path = with_heads(tmp_path / "b.xlsx", heads, [number, *words("Voorbeeld", "dienst"), day])
    assert "is tekst gemaakt" not in maatwerk("check-aanbesteding", str(path)).stderr


def test_a_small_file_that_says_a_long_text_again_and_again_is_refused(tmp_path: Path, monkeypatch) -> None:
    """One text of 1 000 characters in 30 rows is more than the 20 000 that are read here; in 10 it is not."""
    monkeypatch.setattr("maatwerk_cli.text.spreadsheet.MAX_CONTENT", 20_000)
    shared = f'<sst xmlns="{MAIN}"><si><t>{"a" * 1_000}</t></si></sst>'
    for rows, refused in ((10, False), (30, True)):
        row = '<row><c t="s"><v>0</v></c></row>'
        head = f"<row>{''.join(words(*HEAD))}</row>"
        path = tmp_path / "a.xlsx"
        path.write_bytes(packed(head + row * rows, **{"xl/sharedStrings.xml": shared}))
        long = (
            f'<table:table-cell office:value-type="string"><text:p>{"a" * 1_000}</text:p></table:table-cell>'
        )
        again = f'</table:table-row><table:table-row table:number-rows-repeated="{rows}">{long}'
        for book in (path, ods(tmp_path / "a.ods", f"<table:table-cell/>{again}")):
            if refused:
                with pytest.raises(SpreadsheetError, match="te groot"):
                    read_spreadsheet(book, KNOWN)
            else:
                assert len([*read_spreadsheet(book, KNOWN).rows]) >= rows


def test_many_sheets_say_no_more_again_and_again_than_one(tmp_path: Path, monkeypatch) -> None:
    """Three sheets of ten rows of one cell of 1 000 characters: 30 000 characters in 30 cells."""
    long = f'<table:table-cell office:value-type="string"><text:p>{"a" * 1_000}</text:p></table:table-cell>'
    rows = f'<table:table-row table:number-rows-repeated="10">{long}</table:table-row>'
    before = "".join(f'<table:table table:name="b{number}">{rows}</table:table>' for number in range(3))
    book = ods(tmp_path / "a.ods", "", before)
    assert read_spreadsheet(book, KNOWN).columns == HEAD
    for limit, most in (("spreadsheet.MAX_CONTENT", 20_000), ("spreadsheet_ods._MOST_CELLS", 25)):
        with monkeypatch.context() as patched:
            patched.setattr(f"maatwerk_cli.text.{limit}", most)
            with pytest.raises(SpreadsheetError, match="te groot"):
                read_spreadsheet(book, KNOWN)


def test_a_small_file_of_formulas_without_an_outcome_is_refused(tmp_path: Path, monkeypatch) -> None:
    """Twenty rows of one error are more places than the ten that are kept here; five are not."""
    for limit in ("spreadsheet", "spreadsheet_ods"):
        monkeypatch.setattr(f"maatwerk_cli.text.{limit}.MOST_PLACES", 10)
    error = (
        '<table:table-cell xmlns:c="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
        'table:formula="of:=[.A9]" c:value-type="error" '
        'office:value-type="string"><text:p>#N/B</text:p></table:table-cell>'
    )
    for rows, refused in ((5, False), (20, True)):
        again = f'</table:table-row><table:table-row table:number-rows-repeated="{rows}">{error}'
        head = f"<row>{''.join(words(*HEAD))}</row>"
        path = tmp_path / "a.xlsx"
        path.write_bytes(packed(head + '<row><c t="e"><f>A9</f><v>#N/A</v></c></row>' * rows))
        for book in (path, ods(tmp_path / "a.ods", f"<table:table-cell/>{again}")):
            if refused:
                with pytest.raises(SpreadsheetError, match="te groot"):
                    read_spreadsheet(book, KNOWN)
            else:
                assert len(read_spreadsheet(book, KNOWN).errors) == rows
