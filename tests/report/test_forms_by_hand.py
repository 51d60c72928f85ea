"""Each kind of number as each form of the report writes it: no form is held to another, but all to this page.

A count can be exact, only a lower bound, withheld, unknown, or have nothing to say; and it can be inferred.
"""

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook
from tests.report.test_report_formats import Tables

from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.report.headings import COUNT_COLUMNS
from maatwerk_cli.report.tables import Rapport, ReportFigure
from maatwerk_cli.report.views.open_data.long_table import long_rows
from maatwerk_cli.report.views.report_csv import report_csv
from maatwerk_cli.report.views.report_html import report_html
from maatwerk_cli.report.views.report_json import report_json
from maatwerk_cli.report.views.report_markdown import report_markdown
from maatwerk_cli.report.views.report_ods import report_ods
from maatwerk_cli.report.views.report_terminal import report_lines, report_tables
from maatwerk_cli.report.views.report_xlsx import report_xlsx
from maatwerk_cli.report.year import build_report
from maatwerk_cli.text.table import NOT_APPLICABLE_CELL, WITHHELD_CELL, AtLeast, DataTable, TableColumn

TABLE = DataTable(
    "doelgroep",
    "Proeftuinen naar doelgroep",
    (TableColumn("doelgroep", "Doelgroep", "tekst"), *COUNT_COLUMNS, TableColumn("procent", "Procent")),
    (
        ("Eerste", 1234, AtLeast(4), WITHHELD_CELL, Decimal("66.7")),
        ("Tweede", 0, None, NOT_APPLICABLE_CELL, Decimal("100.0")),
        ("Derde", AtLeast(1000), 7, None, Decimal("0.5")),
    ),
    inferred=frozenset({(0, "individueel"), (2, "individueel")}),
)


def figure(code: str, published: int, *counts: int | None, **more: Any) -> ReportFigure:
    single, posts, both = counts or (None, None, None)
    return ReportFigure(
        code,
        code.capitalize(),
        more.get("telt", "proeftuinen"),
        Decimal(published),
        single,
        posts,
        both,
        "jaarstuk",
        "blz. 1",
        **more,
    )


FIGURES = (
    figure(
        "grens",
        1500,
        1234,
        4,
        1238,
        ten_minste=("verzameld", "geregistreerd", "verschil"),
        telt="proeftuinen",
    ),
    figure(
        "weg", 3, None, 0, None, afgeschermd=("individueel", "geregistreerd", "verschil"), telt="kandidaten"
    ),
    figure("niets", 40),
    figure("meer", 10, 12, 0, 12, toetsbaar=True, telt="proeftuinen"),
    figure("onbekend", 10, 12, None, None, toetsbaar=True, telt="proeftuinen", ten_minste=("individueel",)),
)
SHOWN = {
    "Eerste": ["1.234*", "ten minste 4", "x", "66,7"],
    "Tweede": ["0", "–", "n.v.t.", "100"],
    "Derde": ["ten minste 1.000*", "7", "–", "0,5"],
}
SHOWN_FIGURES = {
    "Grens": ["1.500", "1.234", "ten minste 4", "ten minste 1.238", "ten minste −262"],
    "Weg": ["3", "x", "0", "x", "x"],
    "Niets": ["40", "n.v.t.", "n.v.t.", "n.v.t.", "n.v.t."],
    "Meer": ["10", "12", "0", "12", "+2"],
    "Onbekend": ["10", "ten minste 12", "–", "–", "–"],
}


@pytest.fixture(scope="module")
def rapport(tmp_path_factory: pytest.TempPathFactory, register_in: Any) -> Rapport:
    """Give a report of which the numbers are only those above."""
    small = register_in(tmp_path_factory.mktemp("vormen"))
    dataset = load_dataset(small.root).dataset
    made = build_report(dataset, 2029, date(2029, 12, 31), None, intern=False)
    return made._replace(kerncijfers=FIGURES, tabellen=(TABLE,), mijlpalen=(), evaluatie=())


def test_json(rapport: Rapport) -> None:
    report_of_year = json.loads(report_json([rapport]))
    (table,) = report_of_year["tabellen"]
    assert table["rijen"] == [
        ["Eerste", 1234, 4, None, 66.7], ["Tweede", 0, None, None, 100.0], ["Derde", 1000, 7, None, 0.5],
    ]  # fmt: skip
    assert table["afgeschermd"] == [[0, "geregistreerd"]]
    assert table["ten_minste"] == [[0, "verzameld"], [2, "individueel"]]
    assert table["nvt"] == [[1, "geregistreerd"]]
    assert sorted(table["afgeleid"]) == [[0, "individueel"], [2, "individueel"]]
    names = ("gepubliceerd", "individueel", "verzameld", "geregistreerd", "verschil")
    assert {row["code"]: [row[name] for name in names] for row in report_of_year["kerncijfers"]} == {
        "grens": [1500, 1234, 4, 1238, -262],
        "weg": [3, None, 0, None, None],
        "niets": [40, None, None, None, None],
        "meer": [10, 12, 0, 12, 2],
        "onbekend": [10, 12, None, None, None],
    }
    for name, said in (("ten_minste", FIGURES[0].ten_minste), ("afgeschermd", ())):
        assert report_of_year["kerncijfers"][0][name] == [*said]
    assert report_of_year["kerncijfers"][1]["afgeschermd"] == ["individueel", "geregistreerd", "verschil"]


def of_lines(lines: list[str], title: str) -> list[str]:
    """Give what comes after the last line that is a title."""
    return lines[max(place for place, line in enumerate(lines) if line == title) + 1 :]


def test_line_by_line(rapport: Rapport) -> None:
    lines = report_lines([rapport], 900).splitlines()
    assert [line for line in of_lines(lines, TABLE.title) if line][:3] == [
        "Doelgroep: Eerste; Apart bekend: 1.234 (afgeleid); Alleen als aantal: ten minste 4; "
        "Samen: afgeschermd; Procent: 66,7.",
        "Doelgroep: Tweede; Apart bekend: 0; Alleen als aantal: onbekend; Samen: niet van toepassing; "
        "Procent: 100.",
        "Doelgroep: Derde; Apart bekend: ten minste 1.000 (afgeleid); Alleen als aantal: 7; Samen: onbekend; "
        "Procent: 0,5.",
    ]
    said = [line.split("; ") for line in of_lines(lines, "Kerncijfers") if line][: len(FIGURES)]
    words = {"x": "afgeschermd", "–": "onbekend", "n.v.t.": "niet van toepassing"}
    wanted = [
        [words.get(text, text.replace("−", "min ")) for text in texts] for texts in SHOWN_FIGURES.values()
    ]
    assert [[part.split(": ")[1].rstrip(".") for part in parts[1:6]] for parts in said] == wanted


def cells(line: str) -> list[str]:
    return re.split(r"\s{2,}", line.strip())


def test_a_drawn_table(rapport: Rapport) -> None:
    lines = report_tables([rapport], 300, colour=False).splitlines()
    rows = {cells(line)[0]: cells(line)[1:] for line in lines if cells(line)[0] in {*SHOWN, *SHOWN_FIGURES}}
    assert {name: rows[name] for name in SHOWN} == SHOWN
    assert {name: rows[name][:5] for name in SHOWN_FIGURES} == SHOWN_FIGURES


def test_markdown(rapport: Rapport) -> None:
    rows = {}
    for line in report_markdown([rapport]).splitlines():
        name, *texts = [cell.strip().replace("\\", "") for cell in line.strip("|").split(" | ")]
        rows[name] = texts
    assert {name: rows[name] for name in SHOWN} == SHOWN
    assert {name: rows[name][:5] for name in SHOWN_FIGURES} == SHOWN_FIGURES


def test_html(rapport: Rapport) -> None:
    page = Tables()
    page.feed(report_html([rapport]))
    tables = {caption.removeprefix("Tabel: "): rows for caption, (_, rows) in page.tables.items()}
    rows = {row[0].strip(): [cell.strip() for cell in row[1:]] for row in tables[TABLE.title]}
    # The sign of what is inferred has a place of its own there, which this reader leaves out.
    assert rows == {name: [text.rstrip("*") for text in texts] for name, texts in SHOWN.items()}
    rows = {row[0].strip(): [cell.strip() for cell in row[1:6]] for row in tables["Kerncijfers"]}
    assert rows == SHOWN_FIGURES


def test_csv(rapport: Rapport) -> None:
    files = report_csv([rapport])
    rows = list(csv.DictReader(io.StringIO(files["doelgroep.csv"].decode("utf-8-sig"))))
    names = ("individueel", "verzameld", "geregistreerd", "procent")
    assert [[row[name] for name in names] for row in rows] == [
        ["1234", "4", "x", "66.7"], ["0", "", "n.v.t.", "100.0"], ["1000", "7", "", "0.5"],
    ]  # fmt: skip
    marks = [[row[name] for name in ("afgeleide_kolommen", "ten_minste_kolommen")] for row in rows]
    assert marks == [["individueel", "verzameld"], ["", ""], ["individueel", "individueel"]]


def test_the_long_table(rapport: Rapport) -> None:
    inferred = [(row[3], row[5]) for row in long_rows([rapport]) if row[11] == "true"]
    assert inferred == [("eerste", "individueel"), ("derde", "individueel")]
    report_of_year = [(row[2], row[3], row[5], row[7], row[8]) for row in long_rows([rapport])]
    assert [row[1:] for row in report_of_year if row[0] == "doelgroep"] == [
        ("eerste", "individueel", 1234, "gewoon"),
        ("eerste", "verzameld", 4, "ten_minste"),
        ("eerste", "geregistreerd", None, "afgeschermd"),
        ("eerste", "procent", Decimal("66.7"), "gewoon"),
        ("tweede", "individueel", 0, "gewoon"),
        ("tweede", "verzameld", None, "onbekend"),
        ("tweede", "geregistreerd", None, "nvt"),
        ("tweede", "procent", 100, "gewoon"),
        ("derde", "individueel", 1000, "ten_minste"),
        ("derde", "verzameld", 7, "gewoon"),
        ("derde", "geregistreerd", None, "onbekend"),
        ("derde", "procent", Decimal("0.5"), "gewoon"),
    ]
    assert [row[1:] for row in report_of_year if row[1] in ("grens", "weg", "niets")] == [
        ("grens", "gepubliceerd", 1500, "gewoon"),
        ("grens", "individueel", 1234, "gewoon"),
        ("grens", "verzameld", 4, "ten_minste"),
        ("grens", "geregistreerd", 1238, "ten_minste"),
        ("grens", "verschil", -262, "ten_minste"),
        ("weg", "gepubliceerd", 3, "gewoon"),
        ("weg", "individueel", None, "afgeschermd"),
        ("weg", "verzameld", 0, "gewoon"),
        ("weg", "geregistreerd", None, "afgeschermd"),
        ("weg", "verschil", None, "afgeschermd"),
        ("niets", "gepubliceerd", 40, "gewoon"),
        *(("niets", name, None, "nvt") for name in ("individueel", "verzameld", "geregistreerd", "verschil")),
    ]


IN_SHEETS: dict[str, list[object]] = {
    "Eerste": [1234, "ten minste 4", "x", 66.7],
    "Tweede": [0, "–", "n.v.t.", 100],
    "Derde": ["ten minste 1.000", 7, "–", 0.5],
}
FIGURES_IN_SHEETS: dict[str, list[object]] = {
    "Grens": [1500, 1234, "ten minste 4", "ten minste 1.238", "ten minste −262"],
    "Weg": [3, "x", 0, "x", "x"],
    "Niets": [40, "n.v.t.", "n.v.t.", "n.v.t.", "n.v.t."],
    "Meer": [10, 12, 0, 12, 2],
    "Onbekend": [10, "ten minste 12", "–", "–", "–"],
}


def in_rows(rows: list[list[Any]], name: int = 0) -> dict[str, list[object]]:
    """Give the cells of rows by one of them; a number that is inferred has a sign only in its format."""
    return {
        str(row[name]): [cell.rstrip("*") if isinstance(cell, str) else cell for cell in row[name + 1 :]]
        for row in rows
    }


def test_a_workbook(rapport: Rapport) -> None:
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx([rapport])))
    rows = in_rows([[cell.value for cell in row] for row in book["doelgroep"].iter_rows()])
    assert {name: rows[name][:4] for name in IN_SHEETS} == IN_SHEETS
    rows = in_rows([[cell.value for cell in row] for row in book["kerncijfers"].iter_rows()], 1)
    assert {name: rows[name][1:6] for name in FIGURES_IN_SHEETS} == FIGURES_IN_SHEETS


def test_an_open_sheet(rapport: Rapport) -> None:
    pytest.importorskip("odfdo")
    book = CalamineWorkbook.from_filelike(io.BytesIO(report_ods([rapport])))
    rows = in_rows(book.get_sheet_by_name("doelgroep").to_python(skip_empty_area=False))
    assert {name: rows[name][:4] for name in IN_SHEETS} == IN_SHEETS
    rows = in_rows(book.get_sheet_by_name("kerncijfers").to_python(skip_empty_area=False), 1)
    assert {name: rows[name][1:6] for name in FIGURES_IN_SHEETS} == FIGURES_IN_SHEETS
