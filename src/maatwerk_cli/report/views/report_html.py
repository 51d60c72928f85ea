"""The report as one HTML file: the answer first, nothing loaded from elsewhere, no script needed."""

from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from maatwerk_cli.report.tables import Rapport
from maatwerk_cli.report.views.charts.chart import Chart
from maatwerk_cli.report.views.charts.report_charts import charts, years_chart
from maatwerk_cli.report.views.charts.svg_drawing import svg
from maatwerk_cli.report.views.report_opening import Opening, opening
from maatwerk_cli.report.views.report_view import (
    INTERNAL_EDITION,
    LICENCE,
    Section,
    chosen_comparison,
    chosen_reports,
    chosen_sections,
    joint_title,
    report_title,
)
from maatwerk_cli.report.views.theme import Theme, css, default_theme
from maatwerk_cli.text import dutch, table_cells
from maatwerk_cli.text.html_page import HtmlCell, HtmlRow, html_table, meta, style, templates
from maatwerk_cli.text.markdown_text import to_html
from maatwerk_cli.text.table import DataTable, NotApplicable, TableCell, Withheld

REPORT_TEMPLATES = Path(__file__).parent / "templates"


def report_html(reports: Sequence[Rapport], theme: Theme | None = None, only: str | None = None) -> str:
    """Write one or more years, or one part of them, as a page."""
    used = theme or default_theme()
    sheet = css(used) + (REPORT_TEMPLATES / "rapport.css").read_text(encoding="utf-8")
    last = reports[-1]
    running = (
        INTERNAL_EDITION if last.intern else f"{joint_title(reports)} · stand op {dutch.day(last.peildatum)}"
    )
    sheet += f'@page{{@top-center{{content:"{_css_text(running)}"}}}}'
    page = _Page(used.light, only, several=len(reports) > 1)
    first = opening(last)
    return (
        templates(REPORT_TEMPLATES)
        .get_template("rapport.html.j2")
        .render(
            titel=joint_title(reports),
            in_head=(
                meta("description", first.sentence if only is None else joint_title(reports)),
                meta("generator", f"maatwerk {last.herkomst.versie}"),
                style(sheet),
            ),
            intern=INTERNAL_EDITION if last.intern else "",
            licentie=LICENCE,
            meer=page.several,
            opening=_opening(first, last) if only is None else None,
            vergelijking=page.comparison(reports),
            rapporten=[
                page.report(rapport, with_opening=rapport is not last)
                for rapport in chosen_reports(reports, only)
            ],
        )
    )


def _css_text(text: str) -> str:
    """Write text as a string of CSS; nothing in it can end the string or the style sheet."""
    return "".join(char if char.isalnum() or char in " .,:·-()" else f"\\{ord(char):x} " for char in text)


def _opening(first: Opening, rapport: Rapport) -> dict[str, Any]:
    return {
        "jaar": rapport.jaar,
        "feiten": first.facts,
        "zin": first.sentence,
        "groepen": [{"naam": name, "kaarten": cards} for name, cards in first.groups],
    }


class _Page:
    """A page under construction: its colours, and the numbers of its notes."""

    def __init__(self, colours: Mapping[str, str], only: str | None, *, several: bool) -> None:
        self._colours = colours
        self._only = only
        self.several = several
        self._numbers = count(1)

    def report(self, rapport: Rapport, *, with_opening: bool) -> dict[str, Any]:
        prefix = f"jaar-{rapport.jaar}-" if self.several else ""
        drawn = charts(rapport)
        # One table has no list of sources on its page to point to.
        listed = rapport.bronnen if self._only is None else ()
        sources = {source.id: f"{prefix}bron-{source.id}" for source in listed}
        parts = [
            self._part(section, prefix, sources, rapport, drawn.get(section.id))
            for section in chosen_sections(rapport, self._only)
        ]
        return {
            "titel": report_title(rapport),
            "jaar": rapport.jaar,
            "anker": f"jaar-{rapport.jaar}",
            "opening": _opening(opening(rapport), rapport) if with_opening and self._only is None else None,
            "delen": parts,
        }

    def comparison(self, reports: Sequence[Rapport]) -> list[dict[str, Any]]:
        parts = [
            self._part(section, "", {}, None, None) for section in chosen_comparison(reports, self._only)
        ]
        chart = years_chart(reports)
        if chart is not None and parts:
            parts[0]["grafiek"] = self._chart(chart, "")
        return parts

    def _chart(self, chart: Chart, prefix: str) -> dict[str, Any]:
        # The drawing escapes every text that goes into it.
        return {"titel": chart.title, "svg": Markup(svg(chart, self._colours, prefix))}  # noqa: S704

    def _part(
        self,
        section: Section,
        prefix: str,
        sources: Mapping[str, str],
        rapport: Rapport | None,
        chart: Chart | None,
    ) -> dict[str, Any]:
        table = section.drawn(alone=self._only is not None)
        on_table = [(next(self._numbers), note) for note in section.table_notes]
        on_rows = [(row, next(self._numbers), note) for row, note in section.row_notes]
        numbers = {row: number for row, number, _ in on_rows}
        # Each table has a name of its own, also where a page has the tables of several years.
        year = f" {rapport.jaar}" if self.several and rapport is not None else ""
        return {
            "anker": f"{prefix}{section.id}",
            "titel": section.title,
            "grafiek": self._chart(chart, prefix) if chart is not None else None,
            # markdown-it escapes all HTML that is in the text.
            "tekst": Markup(to_html(section.text)) if section.text else "",  # noqa: S704
            "regels": section.lines if section.id != "bronnen" else (),
            "bronnen": _sources(rapport, sources) if section.id == "bronnen" and rapport else [],
            "soort": "herkomst" if section.id == "herkomst" else "regels",
            "zin": section.instead(alone=self._only is not None) or "",
            "tabel": _table(table, f"{prefix}{section.id}", year, [n for n, _ in on_table], numbers, sources)
            if table
            else "",
            "noten": [
                {"nummer": number, "tekst": note, "terug": table is not None}
                for number, note in (*on_table, *((number, note) for _, number, note in on_rows))
            ],
        }


def _sources(rapport: Rapport, anchors: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {"anker": anchors[source.id], "id": source.id, "tekst": source.text, "url": source.url}
        for source in rapport.bronnen
    ]


def _table(
    table: DataTable,
    section: str,
    year: str,
    notes: Sequence[int],
    row_notes: Mapping[int, int],
    sources: Mapping[str, str],
) -> Markup:
    """Draw the table of a section, with the numbers of the notes on the whole and on its rows."""
    heading = _heading_column(table)
    columns = [
        HtmlCell(escape(column.title), heading=True, numeric=column.kind == "getal")
        for column in table.columns
    ]
    rows = (
        HtmlRow(
            [
                _cell(table, index, place, sources, is_heading=place == heading, note=row_notes.get(index))
                for place in range(len(row))
            ],
            total=row[0] == "Totaal",
        )
        for index, row in enumerate(table.rows)
    )
    caption = f"{escape(f'Tabel: {table.title}{year}')}{''.join(map(_reference, notes))}"
    # Every text in it was escaped, cell by cell.
    return Markup("\n".join(html_table(caption, columns, rows, anchor=f"{section}-bijschrift")))  # noqa: S704


def _heading_column(table: DataTable) -> int:
    """Choose the column that names a row: a code names nothing to a reader, a date no milestone."""
    names = [column.id for column in table.columns]
    for name in ("omschrijving", "opdrachtgever", "categorie", "kenmerk"):
        if name in names:
            return names.index(name)
    return 0


def _cell(
    table: DataTable, row: int, place: int, sources: Mapping[str, str], *, is_heading: bool, note: int | None
) -> HtmlCell:
    value, column = table.rows[row][place], table.columns[place]
    # A total has nothing in the naming column; a row without a name would be announced as empty.
    text = "alles" if is_heading and value == "" else table_cells.table_cell(value, column)
    spoken = _spoken(value, text)
    source, comma, at_source = text.partition(", ")
    inside = ""
    if column.id == "bron" and source in sources:
        inside = f'<a href="#{escape(sources[source])}">{escape(source)}</a>'
        text = f"{comma}{at_source}"
    seen = f"{escape(text)}"
    inside += f'<span aria-hidden="true">{seen}</span>{_heard(spoken)}' if spoken else seen
    if (row, column.id) in table.inferred:
        inside += f'<span class="teken" aria-hidden="true">{dutch.INFERRED_MARK}</span>'
        inside += _heard(dutch.IS_INFERRED)
    if is_heading and note is not None:
        inside += _reference(note)
    return HtmlCell(inside, heading=is_heading, numeric=column.kind == "getal" and not is_heading)


def _spoken(value: TableCell, text: str) -> str:
    """Say a cell in words, where what is seen of it says nothing when read aloud."""
    if isinstance(value, Withheld):
        return dutch.WITHHELD
    if isinstance(value, NotApplicable):
        return dutch.NOT_APPLICABLE_SPOKEN
    if value is None:
        return dutch.UNKNOWN
    said = dutch.spoken(text)
    return said if said != text else ""


def _heard(text: str) -> str:
    """Write text that is read aloud, and not seen."""
    return f'<span class="alleen-voorlezen">{escape(text)}</span>'


def _reference(note: int) -> str:
    """Point to a note under the table, by its number."""
    return f'<sup class="noot"><a href="#noot-{note}" id="bij-{note}">{_heard(" noot ")}{note}</a></sup>'
