"""The report as XLSX: real numbers and dates, one table a sheet, no formula from any text."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from maatwerk_cli.report.headings import EMPTY
from maatwerk_cli.report.tables import Rapport
from maatwerk_cli.report.views.report_sheets import Book, ReportSheet, book_of, is_year, real_date
from maatwerk_cli.text import dutch, table_cells
from maatwerk_cli.text.spreadsheet_layout import TEXT_WIDTH, column_widths, row_height
from maatwerk_cli.text.table import AtLeast, DataTable, NotApplicable, TableCell, TableColumn, Withheld

_UNKNOWN_MARK = "–"
_FILLS = ("#2F6F8F", "#9CC3D5", "#FFFFFF", "#1D3D4F", "#C9DEE8", "#5F8FA8")


def report_xlsx(reports: Sequence[Rapport], only: str | None = None) -> bytes:
    """Write one or more years, or one table of them, as an XLSX file."""
    return xlsx_of(book_of(reports, only))


def xlsx_of(book: Book) -> bytes:
    """Write a workbook as an XLSX file."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as workbook:
        workbook.set_properties(
            {
                "title": book.title,
                "author": book.author,
                "subject": book.subject,
                "comments": book.comments,
                # Fixed by the data, so that the same report has the same bytes.
                "created": datetime.combine(book.created, datetime.min.time(), UTC).replace(tzinfo=None),
            }
        )
        workbook.set_custom_property("Taal", "nl-NL")
        _Writer(workbook, book).write()
    return stream.getvalue()


class _Writer:
    """A workbook under construction, with its formats."""

    def __init__(self, workbook: Any, book: Book) -> None:
        self._workbook = workbook
        self._book = book
        top = {"valign": "top"}
        self._title = workbook.add_format({"bold": True, "font_size": 14})
        self._plain = workbook.add_format(top)
        self._wrapped = workbook.add_format({"text_wrap": True, **top})
        self._link = workbook.add_format({"font_color": "#0B4F8A", "underline": 1, **top})
        self._head = workbook.add_format({"bold": True, "text_wrap": True, "bottom": 1, **top})
        self._year = workbook.add_format({"num_format": "0", "align": "left", **top})
        # What is inferred keeps its value; the mark is in the format, so that it is seen and still counts.
        (self._values, self._inferred) = (
            {
                "whole": workbook.add_format({"num_format": f"#,##0{mark}", **top}),
                "decimal": workbook.add_format({"num_format": f"#,##0.0###{mark}", **top}),
                "day": workbook.add_format({"num_format": f"d mmmm yyyy{mark}", "align": "left", **top}),
                "sign": workbook.add_format({"num_format": f"@{mark}", "align": "right", **top}),
                "text": workbook.add_format({"num_format": f"@{mark}", "text_wrap": True, **top}),
            }
            for mark in ("", f'"{dutch.INFERRED_MARK}"')
        )

    def write(self) -> None:
        for sheet in self._book.sheets:
            page = self._workbook.add_worksheet(sheet.name)
            page.hide_gridlines(2)
            page.set_landscape()
            page.set_paper(9)
            page.fit_to_pages(1, 0)
            page.set_footer("&L&A&R&P van &N")
            page.write_string(0, 0, sheet.title, self._title)
            page.set_row(0, 22)
            if sheet.table is None:
                self._text(page, sheet)
            else:
                self._table(page, sheet, sheet.table)

    def _text(self, page: Any, sheet: ReportSheet) -> None:
        page.set_column(0, 0, TEXT_WIDTH)
        for row, line in enumerate(sheet.above, start=1):
            if sheet.links:
                page.write_url(row, 0, f"internal:'{sheet.links[row - 1]}'!A1", self._link, line)
            else:
                page.write_string(row, 0, line, self._wrapped)
            page.set_row(row, row_height([line], [TEXT_WIDTH]))

    def _table(self, page: Any, sheet: ReportSheet, table: DataTable) -> None:
        widths = column_widths(table)
        for place, width in enumerate(widths):
            page.set_column(place, place, width)
        # The lines above run on over the columns beside them, which are empty there.
        for row, line in enumerate(sheet.above, start=1):
            page.write_string(row, 0, line, self._plain)
        top = len(sheet.above) + 2
        if not table.rows:
            page.write_string(top, 0, table.refused or EMPTY, self._wrapped)
            page.set_row(top, row_height([table.refused or EMPTY], widths[:1]))
            last = top
        else:
            last = self._rows(page, table, top, widths)
        for row, note in enumerate(sheet.notes, start=last + 2):
            page.write_string(row, 0, note, self._wrapped)
            page.set_row(row, row_height([note], widths[:1]))
        if sheet.notes and table.rows:
            where = f"internal:'{sheet.name}'!A{last + 3}"
            page.write_url(len(sheet.above) + 1, 0, where, self._link, "Naar de noten onder de tabel")
        if sheet.drawing and table.rows:
            self._drawing(page, sheet, table, top)

    def _rows(self, page: Any, table: DataTable, top: int, widths: Sequence[int]) -> int:
        last = top + len(table.rows)
        heads = _unique([column.title for column in table.columns])
        page.add_table(
            top,
            0,
            last,
            len(table.columns) - 1,
            {
                "name": f"tabel_{table.id}",
                "autofilter": len(table.rows) > 1,
                "style": "Table Style Light 1",
                "columns": [{"header": head, "header_format": self._head} for head in heads],
            },
        )
        page.set_row(top, row_height(heads, [width - 3 for width in widths]))
        for row, cells in enumerate(table.rows, start=top + 1):
            for place, (value, column) in enumerate(zip(cells, table.columns, strict=True)):
                self._cell(page, row, place, value, column, (row - top - 1, column.id) in table.inferred)
            shown = [table_cells.table_cell(v, c) for v, c in zip(cells, table.columns, strict=True)]
            page.set_row(row, row_height(shown, widths))
        page.freeze_panes(top + 1, 1)
        page.repeat_rows(top)
        return last

    def _cell(
        self, page: Any, row: int, place: int, value: TableCell, column: TableColumn, inferred: bool = False
    ) -> None:
        formats = self._inferred if inferred else self._values
        day = real_date(value, column)
        if day is not None:
            page.write_datetime(row, place, datetime(day.year, day.month, day.day), formats["day"])  # noqa: DTZ001
        elif isinstance(value, Withheld | NotApplicable | AtLeast):
            page.write_string(row, place, table_cells.cell(value), formats["sign"])
        elif value is None:
            page.write_string(
                row, place, _UNKNOWN_MARK, formats["sign" if column.kind == "getal" else "text"]
            )
        elif isinstance(value, Decimal):
            whole = value == value.to_integral_value()
            page.write_number(row, place, value, formats["whole" if whole else "decimal"])
        elif isinstance(value, int):
            page.write_number(row, place, value, self._year if is_year(column) else formats["whole"])
        elif value:
            page.write_string(row, place, table_cells.table_cell(value, column), formats["text"])

    def _drawing(self, page: Any, sheet: ReportSheet, table: DataTable, top: int) -> None:
        kind = {"type": "bar", "subtype": "stacked"} if sheet.stacked else {"type": "bar"}
        drawing = self._workbook.add_chart(kind)
        end = top + len(table.rows)
        for place in range(1, len(table.columns)):
            drawing.add_series(
                {
                    "name": [sheet.name, top, place],
                    "categories": [sheet.name, top + 1, 0, end, 0],
                    "values": [sheet.name, top + 1, place, end, place],
                    "fill": {"color": _FILLS[(place - 1) % len(_FILLS)]},
                    "border": {"color": "#2F6F8F"},
                    "data_labels": {"value": True},
                }
            )
        drawing.show_blanks_as("gap")
        drawing.set_title({"name": sheet.title, "name_font": {"size": 11}})
        drawing.set_legend({"position": "bottom"})
        drawing.set_y_axis({"reverse": True})
        drawing.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
        drawing.set_size({"width": 760, "height": 140 + 44 * len(table.rows)})
        page.insert_chart(end + 3 + len(sheet.notes), 0, drawing, {"description": sheet.drawing})


def _unique(heads: Sequence[str]) -> list[str]:
    """A table of a spreadsheet has no two headings alike."""
    made: list[str] = []
    for head in heads:
        same = sum(1 for other in made if other.split(" (")[0].lower() == head.lower())
        made.append(f"{head} ({same + 1})" if same else head)
    return made
