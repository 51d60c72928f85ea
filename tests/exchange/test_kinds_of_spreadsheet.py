"""Spreadsheets as secretaries keep them: each ends in the right records or a question; nothing is guessed.

One row of the table is one kind of spreadsheet. It is tried as XLSX, ODS and CSV, where the kind can be that.
"""

import datetime
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from maatwerk_cli.exchange.import_plan_text import plan_lines
from maatwerk_cli.exchange.importing import known_headers, make_plan, mapping_from, match_columns
from maatwerk_cli.keeping.workspace import RefusedError
from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.text.spreadsheet import SpreadsheetError, read_spreadsheet

DATA = Path(__file__).parents[2] / "data"
HEAD = ["Naam", "Leverancier", "Categorie", "Fase", "Startdatum", "Aantal plaatsen"]
DAY = datetime.datetime(2018, 3, 1)  # noqa: DTZ001  spreadsheets know no zone


def row(name: str = "Voorbeeld een", **other: Any) -> list[Any]:
    values = {
        "naam": name, "wie": "KPMG", "wat": "Hoogwaardige Inhuur", "fase": "gestart", "wanneer": "2018-03-01",
        "aantal": 3,
    }  # fmt: skip
    return list((values | other).values())


ONE, TWO = row(), row("Voorbeeld twee", wie="EY", wanneer="2018-04")


@dataclass
class Case:
    """A kind of spreadsheet.

    Attributes:
        rows: its rows, the header included.
        new: how many records come of it.
        says: what is said.
        never: what is not.
        refused: the whole sheet is refused, or a question is asked.
        sheet: what is done to a sheet of XLSX beside its values.
        forms: in which forms it can be.
        options: more of what the user says.

    """

    rows: Sequence[Sequence[Any]]
    new: int = 2
    says: Sequence[str] = ()
    never: Sequence[str] = ()
    refused: bool = False
    sheet: Callable[[Any], None] | None = None
    forms: str = "xlsx ods csv"
    options: dict[str, Any] = field(default_factory=dict)


def hide(sheet: Any) -> None:
    sheet.row_dimensions[3].hidden = True


def merge(sheet: Any) -> None:
    sheet.merge_cells("B2:B3")


def comment(sheet: Any) -> None:
    sheet["A2"].comment = Comment("vervallen?", "iemand")


def colour(sheet: Any) -> None:
    sheet["A2"].fill = PatternFill("solid", fgColor="FF0000")


def header_colour(sheet: Any) -> None:
    for cell in sheet[1]:
        cell.fill = PatternFill("solid", fgColor="FF0000")


def struck(sheet: Any) -> None:
    sheet["B3"].font = Font(strike=True)


def first_sheet(sheet: Any) -> None:
    book = sheet.parent
    book.create_sheet("Uitleg", 0).append(["Lees dit", "eerst"])


def hidden_sheet(sheet: Any) -> None:
    old = sheet.parent.create_sheet("Oud")
    for cells in (HEAD, row("Voorbeeld oud")):
        old.append(cells)
    old.sheet_state = "hidden"


def formula(sheet: Any) -> None:
    sheet["F2"] = "=1+2"


CASES: dict[str, Case] = {
    "a plain list": Case([HEAD, ONE, TWO]),
    "titles above the header": Case([["Proeftuinen 2018"], ["stand 1 maart"], HEAD, ONE, TWO]),
    "groups of columns above the header": Case([["", "Wie", "", "Wat"], HEAD, ONE, TWO]),
    "empty rows between": Case([HEAD, ONE, [], TWO]),
    "an empty column": Case([[*HEAD[:2], "", *HEAD[2:]], *([*r[:2], "", *r[2:]] for r in (ONE, TWO))]),
    "a total": Case(
        [HEAD, ONE, TWO, ["Totaal", "", "", "", "", 6]], says=["rij 4: fout", "lijkt een totaal"]
    ),
    "a total in another column": Case(
        [HEAD, ONE, TWO, ["", "", "", "", "Totaal", 6]], says=["rij 4: fout", "lijkt een totaal"]
    ),
    "totals between": Case([HEAD, ONE, ["Subtotaal inhuur", "", "", "", "", 3], TWO], says=["rij 3: fout"]),
    "an average": Case([HEAD, ONE, TWO, ["Gemiddeld", "", "", "", "", 3]], says=["lijkt een totaal"]),
    "headings of groups": Case(
        [HEAD, ["Inhuur"], ONE, ["Catering"], TWO], says=["rij 2: fout", "rij 4: fout"]
    ),
    "headings of two cells": Case([HEAD, ["Categorie:", "Inhuur"], ONE, TWO], says=["maar 2 cellen"]),
    "a note under the table": Case(
        [HEAD, ONE, TWO, ["* voorlopig cijfer"]], says=["rij 4: fout", "opmerking"]
    ),
    "the header once more": Case([HEAD, ONE, HEAD, TWO], says=["rij 3: fout", "de kop nog een keer"]),
    "an error in a cell": Case(
        [HEAD, row(wanneer="#N/B"), TWO], new=1, says=["(cel E2): Hier staat een fout"]
    ),
    "another error": Case([HEAD, row(aantal="#VERW!"), TWO], new=1, says=["(cel F2): Hier staat een fout"]),
    "an error in what is not taken": Case(
        [[*HEAD, "Kosten"], [*ONE, "#DEEL/0!"], TWO], says=["Kosten: niet"]
    ),
    "a hidden row": Case([HEAD, ONE, TWO], says=["1 rij is verborgen"], sheet=hide, forms="xlsx ods"),
    "merged cells": Case(
        [HEAD, ONE, row("Voorbeeld twee", wie=None)], says=["samengevoegde"], sheet=merge, forms="xlsx ods"
    ),
    "a comment at a cell": Case(
        [HEAD, ONE, TWO], says=["Opmerkingen bij cellen"], sheet=comment, forms="xlsx ods"
    ),
    "colours": Case([HEAD, ONE, TWO], sheet=colour, forms="xlsx ods", says=["rijen met een kleur"]),
    "real dates": Case([HEAD, row(wanneer=DAY), TWO], forms="xlsx ods"),
    "dates that can be read two ways": Case(
        [HEAD, row(wanneer="3-4-2018"), TWO], says=["1 datum is op twee"]
    ),
    "the month first, surely": Case([HEAD, row(wanneer="4/25/2018"), TWO]),
    "the month first, and not to be seen": Case(
        [HEAD, row(wanneer="4/25/2018"), row("Voorbeeld twee", wanneer="3/4/2018")],
        refused=True,
        says=["--datums"],
    ),
    "the month first, settled": Case(
        [HEAD, row(wanneer="4/25/2018"), row("Voorbeeld twee", wanneer="3/4/2018")],
        options={"order": "maand-eerst"},
    ),
    "dates in words": Case([HEAD, row(wanneer="1 maart 2018"), row("Voorbeeld twee", wanneer="maart 2018")]),
    "about a date": Case(
        [HEAD, row(wanneer="medio 2018"), TWO], new=1, says=["(cel E2): Hier past een datum"]
    ),
    "day numbers": Case([HEAD, row(wanneer=43160), TWO], says=["dagnummer van Excel"], forms="xlsx ods"),
    "two organisations in a cell": Case(
        [HEAD, row(wie="KPMG en EY"), row("Voorbeeld twee", wie="KPMG / EY")]
    ),
    "one known and one not": Case([HEAD, row(wie="KPMG, Voorbeeldbouw"), TWO], new=1, says=["puntkomma"]),
    "an organisation in doubt": Case(
        [HEAD, row(wie="Voorbeeldbouw?"), TWO],
        new=1,
        options={"new_organisations": True},
        never=["voorbeeldbouw (leverancier)"],
    ),
    "a new organisation": Case(
        [HEAD, row(wie="Voorbeeldbouw"), TWO],
        options={"new_organisations": True},
        says=["voorbeeldbouw (leverancier)"],
    ),
    "words of their own for a phase": Case([HEAD, row(fase="Loopt al"), TWO], new=1, says=["--vertaling"]),
    "words that are translated": Case(
        [HEAD, row(fase="Loopt al"), TWO], options={"meanings": {"fase": {"loopt al": "gestart"}}}
    ),
    "another sheet first": Case(
        [HEAD, ONE, TWO], says=["Alleen het blad 'Lijst'"], sheet=first_sheet, forms="xlsx ods"
    ),
    "a hidden sheet": Case([HEAD, ONE, TWO], says=["verborgen blad"], sheet=hidden_sheet, forms="xlsx ods"),
    "a formula that was never calculated": Case(
        [HEAD, ONE, TWO],
        new=1,
        says=["formule waarvan de uitkomst niet is bewaard"],
        sheet=formula,
        forms="xlsx",
    ),
    "the same row twice": Case([HEAD, ONE, TWO, ONE], says=["rij 4: zegt hetzelfde als rij 2", "1 dubbel"]),
    "one name with other data": Case([HEAD, ONE, TWO, row(aantal=9)], says=["rij 4: fout", "hetzelfde id"]),
    "signs for nothing": Case(
        [HEAD, row(fase="-", wanneer="?", aantal="n.v.t."), TWO], says=["In 3 cellen staat"]
    ),
    "a sign for a name": Case([HEAD, row("-"), TWO], new=1, says=["Dit ontbreekt: naam"]),
    "the same as above": Case(
        [HEAD, ONE, row("Voorbeeld twee", wie="idem")], new=1, says=["Schrijf de waarde"]
    ),
    "about a number": Case([HEAD, row(aantal="ca. 10"), TWO], new=1, says=["(cel F2): Hier past een heel"]),
    "a column of somebody": Case(
        [[*HEAD, "Contactpersoon"], [*ONE, "Voorbeeldnaam"], TWO],
        says=["Contactpersoon: geweigerd"],
        never=["Voorbeeldnaam"],
    ),
    "somebody in a cell": Case(
        [HEAD, row(wie="KPMG, 06-12345678"), TWO], new=1, says=["persoonsgegeven"], never=["12345678"]
    ),
    "a column that is not known": Case(
        [[*HEAD, "Kleur"], [*ONE, "rood"], TWO], says=["Kleur: niet overgenomen"]
    ),
    "two columns for one field": Case(
        [[*HEAD, "Start"], [*ONE, "2018"], TWO], refused=True, says=["--kolom"]
    ),
    "spaces around": Case([HEAD, row("  Voorbeeld een ", wie="KPMG\u00a0", fase=" Gestart "), TWO]),
    "numbers as text": Case([HEAD, row(aantal="3"), TWO]),
    "nothing but a header": Case([HEAD], new=0),
    "on its side": Case(
        [["Naam", "Voorbeeld een"], ["Leverancier", "KPMG"], ["Categorie", "Hoogwaardige Inhuur"]],
        refused=True,
        says=["op zijn kant"],
    ),
    "another table under it": Case(
        [HEAD, ONE, TWO, [], ["Organisaties"], ["Naam", "Soort"], ["Voorbeeldbouw", "leverancier"]],
        says=["rij 5: fout, Van deze rij is maar één cel gevuld", "rij 7: fout"],
        never=["proeftuin organisaties"],
    ),
    "a header of two rows": Case(
        [[*HEAD[:4], "Start-", "Aantal"], ["", "", "", "", "datum", "plaatsen"], ONE, TWO],
        says=["rij 2: fout, In de kolommen die worden overgenomen", "Start-: niet overgenomen"],
        never=["0 cellen"],
    ),
    "colours and struck out": Case(
        [HEAD, ONE, TWO], sheet=struck, forms="xlsx ods", says=["doorgestreepte tekst"], never=["Opmerkingen"]
    ),
    "a colour in the header alone": Case(
        [HEAD, ONE, TWO], sheet=header_colour, forms="xlsx ods", never=["doorgestreepte"]
    ),
    "signs that nobody sees": Case([HEAD, row("Voorbeeld\u200b een", wie="KP\u00adMG"), TWO]),
    "percentages": Case([HEAD, row(aantal="50%"), TWO], new=1, says=["(cel F2): Hier past een heel"]),
    "a table of counts": Case(
        [
            ["Categorie", "2017", "2018", "Eindtotaal"],
            ["Hoogwaardige Inhuur", 3, 18, 21],
            ["Eindtotaal", 3, 18, 21],
        ],
        new=0,
        says=["Dit ontbreekt: naam", "lijkt een totaal"],
    ),
}


def as_xlsx(case: Case, path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Lijst"
    for cells in case.rows:
        book.active.append([cell if cell != "" else None for cell in cells])
    if case.sheet is not None:
        case.sheet(book.active)
    book.save(path)


def as_csv(case: Case, path: Path) -> None:
    text = "\r\n".join(";".join("" if c is None else str(c) for c in cells) for cells in case.rows)
    path.write_bytes(("\ufeff" + text + "\r\n").encode())


SPACES = (
    "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    + ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


MARKS = (
    '<style:style style:name="rood" style:family="table-cell">'
    '<style:table-cell-properties fo:background-color="#ff0000"/></style:style>'
    '<style:style style:name="door" style:family="table-cell">'
    '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="gewoon" style:family="table-cell">'
    '<style:table-cell-properties fo:background-color="transparent"/>'
    '<style:text-properties style:text-line-through-style="none"/></style:style>'
)


def as_ods(case: Case, path: Path) -> None:
    parts = [table("Lijst", case.rows, case.sheet)]
    styles = (
        '<style:style style:name="weg" style:family="table"><style:table-properties table:display="false"/>'
    )
    if case.sheet is first_sheet:
        parts.insert(0, table("Uitleg", [["Lees dit", "eerst"]]))
    if case.sheet is hidden_sheet:
        parts.append(table("Oud", [HEAD, row("Voorbeeld oud")], style="weg"))
    content = (
        f'<?xml version="1.0"?><office:document-content{SPACES}>'
        f"<office:automatic-styles>{styles}</style:style>{MARKS}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{''.join(parts)}</office:spreadsheet>"
        "</office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", "<manifest/>")


def table(name: str, rows: Sequence[Sequence[Any]], do: Any = None, style: str = "") -> str:
    made = [f'<table:table table:name="{name}"' + (f' table:style-name="{style}"' if style else "") + ">"]
    for number, cells in enumerate(rows, 1):
        hidden = ' table:visibility="filter"' if do is hide and number == 3 else ""
        inside = "".join(cell(value, number, column, do) for column, value in enumerate(cells, 1))
        made.append(f"<table:table-row{hidden}>{inside or '<table:table-cell/>'}</table:table-row>")
    end = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
    end += "table:number-columns-repeated="
    return "".join(made) + f'{end}"16384"/></table:table-row></table:table>'


def cell(value: Any, number: int, column: int, do: Any) -> str:
    spans = ' table:number-rows-spanned="2"' if do is merge and (number, column) == (2, 2) else ""
    note = "<office:annotation><text:p>vervallen?</text:p></office:annotation>"
    note = note if do is comment and (number, column) == (2, 1) else ""
    if value in (None, ""):
        return "<table:table-cell/>"
    if isinstance(value, datetime.datetime):
        return f'<table:table-cell office:value-type="date" office:date-value="{value.date().isoformat()}"/>'
    if isinstance(value, int):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    kind = ' calcext:value-type="error"' if value.startswith("#") else ""
    text = f"{note}<text:p>{escape(value)}</text:p>"
    marked = (
        "rood"
        if (do is colour and (number, column) == (2, 1)) or (do is header_colour and number == 1)
        else ""
    )
    marked = "door" if do is struck and (number, column) == (3, 2) else marked
    style = f' table:style-name="{marked or "gewoon"}"'
    return f'<table:table-cell office:value-type="string"{kind}{spans}{style}>{text}</table:table-cell>'


@pytest.fixture(scope="module")
def dataset() -> Any:
    return load_dataset(DATA).dataset


def planned(path: Path, dataset: Any, fixed: dict[str, str], case: Case) -> Any:
    sheet = read_spreadsheet(path, known_headers("proeftuin"))
    columns = match_columns("proeftuin", sheet, mapping_from([]))
    return make_plan(dataset, "proeftuin", sheet, columns, fixed, **case.options)


TRIES = [(name, form) for name, case in CASES.items() for form in case.forms.split()]


@pytest.mark.parametrize(("name", "form"), TRIES)
def test_it_ends_in_the_right_records_or_in_a_question(
    name: str, form: str, dataset: Any, tmp_path: Path
) -> None:
    case = CASES[name]
    path = tmp_path / f"lijst.{form}"
    {"xlsx": as_xlsx, "ods": as_ods, "csv": as_csv}[form](case, path)
    fixed = {"soort": "regulier", "bron": "jaarverslag-2018", "vindplaats": "bijlage"}
    if case.refused:
        with pytest.raises(RefusedError) as refused:
            planned(path, dataset, fixed, case)
        assert all(text in refused.value.message for text in case.says), refused.value.message
        return
    plan = planned(path, dataset, fixed, case)
    page = "\n".join(plan_lines(plan, written=False))
    assert plan.counts.new == case.new, page
    for text in case.says:
        assert text in page
    for text in case.never:
        assert text not in page
    assert {new.id for new in plan.new} <= {"voorbeeld-een", "voorbeeld-twee"}, page


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"Naam\tLeverancier\nVoorbeeld een\tKPMG\n", ""),
        ("Naam\tLeverancier\nVoorbeeld een\tKPMG\n".encode("utf-16"), "UTF-16"),
        (b"sep=;\r\nNaam;Leverancier\r\nVoorbeeld een;KPMG\r\n", ""),
        (b"sep=|\r\nNaam|Leverancier\r\nVoorbeeld een|KPMG\r\n", ""),
        (b'"sep=\t"\r\nNaam\tLeverancier\r\nVoorbeeld een\tKPMG\r\n', ""),
        ("Naam;Leverancier;Doel\nVoorbeeld een;KPMG;Caf\u00e9\n".encode("cp1252"), "Windows-1252"),
    ],
)
def test_text_as_spreadsheet_programs_save_it(data: bytes, says: str, dataset: Any, tmp_path: Path) -> None:
    (tmp_path / "lijst.csv").write_bytes(data)
    fixed = {"soort": "regulier", "bron": "jaarverslag-2018", "vindplaats": "bijlage"}
    plan = planned(tmp_path / "lijst.csv", dataset, fixed, Case([]))
    assert [new.id for new in plan.new] == ["voorbeeld-een"]
    assert says in read_spreadsheet(tmp_path / "lijst.csv", known_headers("proeftuin")).read_as
    assert "gelezen als" not in "\n".join(plan_lines(plan, written=False))  # it is said on stderr


@pytest.mark.parametrize(
    ("repeated", "cells"),
    [
        (900_000_000, cell("Naam", 1, 1, None)),
        (400_000, cell("Naam", 1, 1, None) * 400),  # few rows and few columns, and far too many cells
        (1, cell("a&" * 600_000, 1, 1, None)),
    ],
)
def test_an_ods_that_repeats_itself_without_end_is_refused(repeated: int, cells: str, tmp_path: Path) -> None:
    rows = f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'
    content = f"<d{SPACES}><table:table table:name='a'>{rows}</table:table></d>"
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    with pytest.raises(SpreadsheetError, match="te groot"):
        read_spreadsheet(tmp_path / "a.ods", known_headers("proeftuin"))


def test_a_file_of_two_encodings_is_refused_with_its_place_and_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_bytes(b"Naam;Doel\nVoorbeeld een;Caf\xc3\xa9\nVoorbeeld twee;Caf\xe9\n")
    with pytest.raises(SpreadsheetError, match=r"Regel 3, kolom 19: .*CSV UTF-8"):
        read_spreadsheet(path, known_headers("proeftuin"))


def test_a_file_of_an_old_mac_is_refused_rather_than_misread(tmp_path: Path) -> None:
    path = tmp_path / "oud.csv"
    path.write_bytes("Naam;Leverancier\rVoorbeeld café;KPMG\r".encode("mac-roman"))
    with pytest.raises(SpreadsheetError, match="oude Mac"):
        read_spreadsheet(path, known_headers("proeftuin"))
    path.write_bytes("Naam;Leverancier\rVoorbeeld café;KPMG\r".encode())
    assert len(list(read_spreadsheet(path, known_headers("proeftuin")).rows)) == 1
