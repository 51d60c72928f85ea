"""The report as a workbook: a cover, the notes, one table a sheet, real numbers, no formula from any text."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from maatwerk_cli.report.tables import Rapport
from maatwerk_cli.report.views.charts.chart import Chart
from maatwerk_cli.report.views.charts.report_charts import charts
from maatwerk_cli.report.views.report_csv import tidy_tables
from maatwerk_cli.report.views.report_view import (
    INTERN,
    joint_title,
    provenance,
    reading_guide,
    sections,
    summary,
    title,
    withheld_note,
)
from maatwerk_cli.text import dutch
from maatwerk_cli.text.markdown_text import to_paragraphs
from maatwerk_cli.text.table import (
    WITHHELD_MARK,
    Afgeschermd,
    Cel,
    Kolom,
    NietVanToepassing,
    Tabel,
    TenMinste,
)

_UNKNOWN_MARK = "–"
_WIDEST = 60
_NOT_TABLES = ("bronnen", "herkomst", "leeswijzer", "afschermlijst")


def report_xlsx(reports: Sequence[Rapport], only: str | None = None) -> bytes:
    """Write one or more years, or one table of them, as an XLSX file."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as workbook:
        first = reports[0]
        workbook.set_properties(
            {
                "title": joint_title(reports),
                "comments": INTERN if first.intern else "",
                # Fixed by the data, so that the same report has the same bytes.
                "created": datetime.combine(first.peildatum, datetime.min.time(), UTC).replace(tzinfo=None),
            }
        )
        book = _Book(workbook, intern=first.intern)
        tables = [table for table in tidy_tables(reports) if only in (None, table.id)]
        if only is None:
            book.text_sheet("Voorblad", joint_title(reports), _cover(reports, tables))
            book.text_sheet("Toelichting", "Toelichting", _notes(reports))
        drawn = charts(reports[-1]) if len(reports) == 1 else {}
        for table in tables:
            book.table_sheet(table, drawn.get(table.id))
        if first.intern and only is None:
            for rapport in reports:
                _withheld_sheet(book, rapport)
    return stream.getvalue()


def _withheld_sheet(book: "_Book", rapport: Rapport) -> None:
    table = next(section.tabel for section in sections(rapport) if section.id == "afschermlijst")
    if table is not None:
        book.table_sheet(Tabel(f"{table.id}_{rapport.jaar}", table.titel, table.kolommen, table.rijen), None)


def _cover(reports: Sequence[Rapport], tables: Sequence[Tabel]) -> list[str]:
    lines: list[str] = []
    for rapport in reports:
        lines += ([title(rapport)] if len(reports) > 1 else []) + list(summary(rapport))
    lines.append("Bladen: Toelichting; " + "; ".join(f"{_sheet_name(t)} ({t.titel})" for t in tables) + ".")
    for rapport in reports:
        lines += provenance(rapport)
    return lines


def _notes(reports: Sequence[Rapport]) -> list[str]:
    lines = list(reading_guide(reports[0]))
    for rapport in reports:
        if len(reports) > 1:
            lines.append(title(rapport))
        if rapport.heeft_afgeschermd:
            lines.append(withheld_note(rapport))
        for section in sections(rapport):
            own = (*to_paragraphs(section.tekst or ""), *section.regels, *section.notes)
            if section.id not in _NOT_TABLES and own:
                lines += [f"{section.titel}:", *own]
        lines += ["Bronnen:", *(f"{source.id}: {source.tekst}." for source in rapport.bronnen)]
    return lines


def _sheet_name(table: Tabel) -> str:
    return table.id[:31]


class _Book:
    """A workbook under construction, with its formats."""

    def __init__(self, workbook: Any, *, intern: bool) -> None:
        self._workbook = workbook
        self._intern = intern
        self._title = workbook.add_format({"bold": True, "font_size": 14})
        self._wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        self._head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._whole = workbook.add_format({"num_format": "#,##0", "valign": "top"})
        self._year = workbook.add_format({"num_format": "0", "valign": "top"})
        self._decimal = workbook.add_format({"num_format": "#,##0.0###", "valign": "top"})
        self._mark = workbook.add_format({"align": "right", "valign": "top"})

    def _sheet(self, name: str, heading: str) -> Any:
        sheet = self._workbook.add_worksheet(name)
        sheet.hide_gridlines(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        if self._intern:
            sheet.set_header(f"&C{INTERN}")
            heading = f"{heading}. {INTERN}"
        sheet.write_string(0, 0, heading, self._title)
        return sheet

    def text_sheet(self, name: str, heading: str, lines: Sequence[str]) -> None:
        """Write a sheet of text, a cell for each line."""
        sheet = self._sheet(name, heading)
        sheet.set_column(0, 0, 110)
        for row, line in enumerate(lines, start=1):
            sheet.write_string(row, 0, line, self._wrapped)

    def table_sheet(self, table: Tabel, chart: Chart | None) -> None:
        """Write one table, its header cells marked and kept in view."""
        sheet = self._sheet(_sheet_name(table), table.titel)
        top = 2
        for index, column in enumerate(table.kolommen):
            sheet.set_column(index, index, _width(table, index))
            del column
        if not table.rijen:
            sheet.write_string(top, 0, table.geweigerd or "Deze tabel heeft geen regels.", self._wrapped)
            return
        last = top + len(table.rijen)
        sheet.add_table(
            top,
            0,
            last,
            len(table.kolommen) - 1,
            {
                "name": f"tabel_{table.id}",
                "autofilter": False,
                "style": "Table Style Light 1",
                "columns": [
                    {"header": column.titel, "header_format": self._head} for column in table.kolommen
                ],
            },
        )
        for row, cells in enumerate(table.rijen, start=top + 1):
            for index, (value, column) in enumerate(zip(cells, table.kolommen, strict=True)):
                self._cell(sheet, row, index, value, column)
        sheet.freeze_panes(top + 1, 0)
        sheet.repeat_rows(top)
        if chart is not None:
            self._chart(sheet, table, chart, top, last)

    def _cell(self, sheet: Any, row: int, index: int, value: Cel, column: Kolom) -> None:
        if isinstance(value, Afgeschermd):
            sheet.write_string(row, index, WITHHELD_MARK, self._mark)
        elif isinstance(value, NietVanToepassing | TenMinste):
            sheet.write_string(row, index, dutch.cell(value), self._mark)
        elif value is None:
            sheet.write_string(row, index, _UNKNOWN_MARK, self._mark if column.soort == "getal" else None)
        elif isinstance(value, Decimal):
            whole = value == value.to_integral_value()
            sheet.write_number(row, index, value, self._whole if whole else self._decimal)
        elif isinstance(value, int):
            sheet.write_number(row, index, value, self._year if column.id == "rapportjaar" else self._whole)
        else:
            sheet.write_string(row, index, value, self._wrapped)

    def _chart(self, sheet: Any, table: Tabel, chart: Chart, top: int, last: int) -> None:
        """Draw the last column of counts; the sheet has all values beside it."""
        column = len(table.kolommen) - 1
        end = last - 1 if table.rijen[-1][0] == "Totaal" else last
        drawing = self._workbook.add_chart({"type": "bar"})
        labels = 1 if table.id == "categorie_fase" else 0
        drawing.add_series(
            {
                "name": table.kolommen[column].titel,
                "categories": [sheet.name, top + 1, 0, end, labels],
                "values": [sheet.name, top + 1, column, end, column],
                "data_labels": {"value": True},
                "fill": {"color": "#2F6F8F"},
            }
        )
        drawing.set_title({"name": chart.title, "name_font": {"size": 11}})
        drawing.set_legend({"none": True})
        drawing.set_y_axis({"reverse": True})
        drawing.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
        drawing.set_size({"width": 640, "height": 320})
        description = f"{chart.title}. {chart.description}"
        sheet.insert_chart(last + 2, 0, drawing, {"description": description})


def _width(table: Tabel, index: int) -> int:
    texts = [table.kolommen[index].titel.split()[0]] + [
        WITHHELD_MARK if isinstance(row[index], Afgeschermd) else dutch.cell(row[index])
        for row in table.rijen
    ]
    return min(max([len(text) for text in texts] + [10]) + 2, _WIDEST)
