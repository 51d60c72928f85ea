"""The report at sizes nobody looked at: long names, many categories, many years, nothing, far too much."""

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from maatwerk_cli.report.tables import Provenance, Rapport, ReportFigure, SourceLine
from maatwerk_cli.report.views.charts.chart import BarPart, Chart, PairBar, Stack
from maatwerk_cli.report.views.charts.svg_drawing import DRAWING_WIDTH, svg, text_width
from maatwerk_cli.report.views.report_csv import report_csv
from maatwerk_cli.report.views.report_html import report_html
from maatwerk_cli.report.views.report_markdown import report_markdown
from maatwerk_cli.report.views.report_pdf import report_pdf
from maatwerk_cli.report.views.report_terminal import report_lines, report_tables
from maatwerk_cli.report.views.report_view import reliability, report_summary
from maatwerk_cli.report.views.report_xlsx import report_xlsx
from maatwerk_cli.report.views.theme import default_theme
from maatwerk_cli.text.table import WITHHELD_CELL, DataTable, TableCell, TableColumn

LONG = "Voorbeeldcategorie met een zeer lange naam " * 4 + "Aaneengeschrevenwoordzonderspaties" * 2


def figure(number: int, *, withheld: bool = False) -> ReportFigure:
    counts = (None, None, None) if withheld else (number, 1, number + 1)
    hidden = ("individueel", "verzameld", "geregistreerd", "verschil") if withheld else ()
    return ReportFigure(
        f"voorbeeld_{number}", f"{LONG} {number}", "kandidaten", Decimal(number), *counts, "bron", "blz. 1",
        ("Noot. " * 30,), hidden, telt="kandidaten",
    )  # fmt: skip


def report(year: int, figures: int, categories: int, courses: int, *, withheld: bool = False) -> Rapport:
    value: TableCell = WITHHELD_CELL if withheld else 7
    phases = tuple(TableColumn(name, name.capitalize()) for name in ("in_wording", "gestart", "decharge"))
    kinds = (TableColumn("soort", "Soort", "tekst"), TableColumn("categorie", "Categorie", "tekst"))
    columns = (*kinds, *phases, TableColumn("totaal", "Totaal"))
    by_category = DataTable(
        "categorie_fase", "Proeftuinen naar categorie en fase", columns,
        tuple(("Regulier", f"{LONG} {n}", value, value, value, value) for n in range(categories)),
    )  # fmt: skip
    names = tuple(TableColumn(name, name.capitalize(), "tekst") for name in ("proeftuin", "fase"))
    course = DataTable(
        "verloop", "Verloop van elke proeftuin", (*names, TableColumn("sinds", "Sinds", "datum")),
        tuple((f"Voorbeeld {n}", "Gestart", None) for n in range(courses)),
    )  # fmt: skip
    return Rapport(
        year, date(year, 12, 31), Provenance("Voorbeeldregister", "0" * 64, None, "0"),
        tuple(figure(n + 1, withheld=withheld) for n in range(figures)), (by_category, course), (),
        (SourceLine("bron", "Voorbeeldbron", url="https://voorbeeld.invalid/"),),
    )  # fmt: skip


def test_a_page_holds_no_hundred_thousand_rows_and_says_where_they_are() -> None:
    large = [report(2030, 60, 60, 120_000)]
    for page in (report_html(large), report_markdown(large)):
        assert len(page.encode()) < 2_000_000
        assert "120.000 regels" in page
        assert "xlsx" in page


def test_a_summary_has_a_bound_however_long_the_data() -> None:
    assert len(reliability(report(2030, 60, 1, 1))) <= 8
    assert len(report_summary(report(2030, 500, 1, 1))) == len(report_summary(report(2030, 60, 1, 1)))


def test_nothing_at_all_is_said_and_not_left_empty() -> None:
    page = report_html([report(2030, 0, 0, 0)])
    # No source tells of anything: that there was none is not known.
    assert page.count("<p>Onbekend: ") >= 2
    assert "<p>Geen.</p>" not in page
    assert "<svg" not in page
    assert "\nOnbekend: " in report_markdown([report(2030, 0, 0, 0)])


def test_nothing_but_withheld_is_a_report() -> None:
    page = report_html([report(2030, 5, 5, 5, withheld=True)])
    assert "afgeschermd" in page
    assert report_xlsx([report(2030, 5, 5, 5, withheld=True)])


def test_twelve_years_stay_on_the_paper(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext ontbreekt")
    path = tmp_path / "r.pdf"
    path.write_bytes(report_pdf([report(year, 6, 14, 3) for year in range(2030, 2042)]))
    boxes = subprocess.run(
        ["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, timeout=240
    ).stdout
    page = (0.0, 0.0)
    for line in boxes.splitlines():
        if size := re.search(r'<page width="([\d.]+)" height="([\d.]+)"', line):
            page = (float(size[1]), float(size[2]))
        if box := re.search(r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)"', line):
            left, top, right, bottom = (float(box[n]) for n in range(1, 5))
            assert 0 <= left < right <= page[0], line
            assert 0 <= top < bottom <= page[1], line
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, timeout=240).stdout
    assert "bladzijde 1 van" in " ".join(text.split())


@pytest.mark.parametrize("word", ["Voorbeeld", "W" * 200, "i" * 200, "Ω" * 60, "één twee drie " * 20])
def test_text_never_leaves_its_drawing(word: str) -> None:
    rows = (Stack(word, (BarPart(word, 3, "vol"), BarPart("rest", WITHHELD_CELL, "rand"))),)
    pairs = (PairBar(word, 1_234_567, 1_234_000), PairBar(word, 1, WITHHELD_CELL))
    for chart in (Chart("a", "Titel", "Eenheid", rows), Chart("b", "Titel", "Eenheid", pairs, rest=word)):
        drawing = svg(chart, default_theme().light)
        height = float(re.search(r'viewBox="0 0 320 ([\d.]+)"', drawing)[1])  # type: ignore[index]
        for left, down, text in re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)<', drawing):
            assert float(left) + text_width(text) <= DRAWING_WIDTH + 1, text
            assert float(down) <= height


@pytest.mark.slow
def test_what_a_page_does_not_carry_is_whole_in_the_tables_and_in_a_sheet() -> None:
    """Of more courses than anybody reads none is on the page, and all are in CSV and XLSX."""
    large = [report(2030, 20, 60, 30_000)]
    page = report_html(large)
    assert len(page.encode()) < 2_000_000
    assert "Deze tabel heeft 30.000 regels en staat daarom niet op deze bladzijde." in page
    assert "U vindt haar in de vormen csv en xlsx" in page
    for text in (report_lines(large, 80), report_tables(large, 80, colour=False)):
        assert len(text.encode()) < 2_000_000
        assert "30.000 regels" in text
    files = report_csv(large)
    assert files["verloop.csv"].count(b"\n") == 30_001
    with zipfile.ZipFile(io.BytesIO(report_xlsx(large))) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert max(sheet.count(b"<row ") for sheet in sheets) > 30_000


def test_the_summary_is_not_said_again_under_how_sure() -> None:
    """What stands first in a text is not repeated further on, sentence for sentence."""
    said = report_summary(report(2030, 12, 3, 3))
    assert not set(said) & set(reliability(report(2030, 12, 3, 3)))
    lines = report_lines([report(2030, 12, 3, 3)], 9000).splitlines()
    for sentence in said:
        assert sum(line == sentence for line in lines) == 1, sentence
