"""The report as a workbook of values: a cover, contents, notes, one table a sheet; for XLSX and ODS alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from maatwerk_cli.report.tables import Rapport
from maatwerk_cli.report.views.charts.chart import Chart, FigureSeries, PairBar, Stack, length
from maatwerk_cli.report.views.charts.report_charts import charts, years_chart
from maatwerk_cli.report.views.charts.svg_drawing import svg
from maatwerk_cli.report.views.report_csv import tidy_tables
from maatwerk_cli.report.views.report_opening import opening
from maatwerk_cli.report.views.report_view import (
    INTERNAL_EDITION,
    LICENCE,
    joint_title,
    provenance,
    reading_guide,
    reliability,
    report_title,
    sections,
    withheld_table,
)
from maatwerk_cli.report.views.theme import default_theme
from maatwerk_cli.text import dutch
from maatwerk_cli.text.markdown_text import to_paragraphs
from maatwerk_cli.text.table import DataTable, TableCell, TableColumn, Withheld

COVER, CONTENTS, NOTES = "Voorblad", "Inhoud", "Toelichting"
_YEARS = ("jaar", "rapportjaar")


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """One sheet.

    Attributes:
        name: its name on the tab.
        title: the title in its first cell.
        above: lines under the title, above the table.
        table: the table, or ``None`` of a sheet of text.
        notes: lines under the table.
        links: of the contents: for each line above, the sheet it leads to.
        stacked: of a sheet with a drawing: its bars are parts of each other.
        drawing: what the drawing shows, in words; the drawing is of the table on this very sheet.
        svg: the drawing itself, for a form that draws no charts of its own.
    """

    name: str
    title: str
    above: tuple[str, ...] = ()
    table: DataTable | None = None
    notes: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    drawing: str = ""
    svg: str = ""
    stacked: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook with what is known of it."""

    title: str
    author: str
    subject: str
    comments: str
    created: date
    sheets: tuple[ReportSheet, ...]


def book_of(reports: Sequence[Rapport], only: str | None = None) -> Book:
    """Give the workbook of one or more years, or of one table of them."""
    last = reports[-1]
    warning = (INTERNAL_EDITION,) if last.intern else ()
    tables = [_table_sheet(reports, table) for table in tidy_tables(reports) if only in (None, table.id)]
    if only is None:
        tables += [_picture_sheet(chart, warning) for chart in _drawn(reports)]
        if last.intern:
            tables += [_withheld_sheet(rapport) for rapport in reports if withheld_table(rapport).rows]
        lines = tuple(f"{sheet.title} (blad {sheet.name})" for sheet in tables)
        first = [
            ReportSheet(COVER, joint_title(reports), tuple(_cover(reports))),
            ReportSheet(
                CONTENTS, ". ".join(("Inhoud", *warning)), lines, links=tuple(sheet.name for sheet in tables)
            ),
            ReportSheet(NOTES, "Toelichting", (*warning, *_notes(reports))),
        ]
        tables = [*first, *tables]
    contact = last.edited.contact if last.edited else None
    return Book(
        joint_title(reports),
        contact or last.herkomst.dataset_name,
        "Social return bij het Rijk: jaarcijfers",
        INTERNAL_EDITION if last.intern else LICENCE,
        last.uitgave.datum if last.uitgave else last.peildatum,
        tuple(tables),
    )


def _cover(reports: Sequence[Rapport]) -> Iterator[str]:
    if reports[-1].intern:
        yield INTERNAL_EDITION
    for rapport in reversed(reports):
        if len(reports) > 1:
            yield report_title(rapport)
        first = opening(rapport)
        yield from (f"{name}: {text}" for name, text in first.facts)
        yield first.sentence
        yield from first.said
    yield LICENCE
    yield from provenance(reports[-1])


def _notes(reports: Sequence[Rapport]) -> Iterator[str]:
    yield from reading_guide(reports[-1])
    for rapport in reports:
        if len(reports) > 1:
            yield report_title(rapport)
        yield from reliability(rapport)
        for section in sections(rapport):
            if section.id in ("inleiding", "correcties", "afkortingen", "bronnen"):
                yield f"{section.title}:"
                yield from (*to_paragraphs(section.text or ""), *section.lines)


def _table_sheet(reports: Sequence[Rapport], table: DataTable) -> ReportSheet:
    several = len(reports) > 1
    notes: list[str] = []
    for rapport in reports:
        for section in sections(rapport):
            if section.id == table.id:
                # The notes on one figure stand in a column of their own.
                own = (*to_paragraphs(section.text or ""), *section.table_notes)
                notes += (f"{rapport.jaar}: {note}" for note in own) if several else own
    if not notes:
        notes = list(table.notes)
    days = dict.fromkeys(dutch.day(rapport.peildatum) for rapport in reports)
    sources = sorted(
        {source.text for rapport in reports for source in rapport.bronnen if _used(rapport, source.id)}
    )
    above = (
        *((INTERNAL_EDITION,) if reports[-1].intern else ()),
        f"Stand op {dutch.joined(list(days))}. Bron: {'; '.join(sources) or 'het register'}.",
        "Dit blad heeft 1 tabel." + (" De noten staan onder de tabel." if notes else ""),
    )
    return ReportSheet(table.id[:31], table.title, above, _with_years(table), tuple(notes))


def _used(rapport: Rapport, source: str) -> bool:
    return any(figure.bron == source for figure in rapport.kerncijfers)


def _with_years(table: DataTable) -> DataTable:
    """Give years as numbers, so that a spreadsheet can count with them."""
    places = [place for place, column in enumerate(table.columns) if column.id in _YEARS]
    rows = tuple(
        tuple(
            int(value) if place in places and isinstance(value, str) and value.isdecimal() else value
            for place, value in enumerate(row)
        )
        for row in table.rows
    )
    return replace(table, rows=rows)


def is_year(column: TableColumn) -> bool:
    """Whether a column holds years, which have no thousands."""
    return column.id in _YEARS


def real_date(value: TableCell, column: TableColumn) -> date | None:
    """Give a cell as a day, where its source is as precise as that."""
    if column.kind != "datum" or not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _withheld_sheet(rapport: Rapport) -> ReportSheet:
    table = withheld_table(rapport)
    table = replace(table, id=f"{table.id}_{rapport.jaar}")  # a workbook has no two tables of one name
    above = (INTERNAL_EDITION, "Dit blad heeft 1 tabel.")
    return ReportSheet(table.id, f"{table.title} ({rapport.jaar})", above, table)


def _drawn(reports: Sequence[Rapport]) -> Iterator[Chart]:
    """Give the pictures that are made of numbers."""
    if len(reports) == 1:
        yield from (
            chart for chart in charts(reports[0]).values() if isinstance(chart.rows[0], Stack | PairBar)
        )
        return
    chart = years_chart(reports)
    if chart is not None:
        yield chart


def _picture_sheet(chart: Chart, warning: Sequence[str]) -> ReportSheet:
    """Give the numbers of a picture; what is withheld or unknown is an empty cell."""
    stacked = isinstance(chart.rows[0], Stack)
    names = list(dict.fromkeys(name for row in chart.rows for name, _ in _values(chart, row)))
    columns = (
        TableColumn("naam", "Wat", "tekst"),
        *(TableColumn(f"deel_{index}", name) for index, name in enumerate(names)),
    )
    rows: list[tuple[TableCell, ...]] = []
    for row in chart.rows:
        values = dict(_values(chart, row))
        rows.append((row.name, *(values.get(name, "") for name in names)))
    inferred = frozenset(
        (number, f"deel_{names.index(name)}")
        for number, row in enumerate(chart.rows)
        for name in _inferred(row)
    )
    table = DataTable(f"beeld_{chart.id}", chart.title, columns, tuple(rows), inferred=inferred)
    above = (
        *warning,
        f"{chart.unit}. Dit blad heeft 1 tabel en het beeld daarvan.",
        "Een lege cel is onbekend, afgeschermd of niet van toepassing.",
    )
    notes = (chart.rest,) if chart.rest else ()
    description = chart.description
    picture = svg(chart, default_theme().light)
    return ReportSheet(
        table.id[:31], chart.title, above, table, notes, drawing=description, svg=picture, stacked=stacked
    )


def _values(chart: Chart, row: object) -> list[tuple[str, TableCell]]:
    if isinstance(row, Stack):
        return [(part.name, _number(part.value)) for part in row.parts]
    if isinstance(row, PairBar):
        return [("gepubliceerd", row.published), ("geregistreerd", _number(row.registered))]
    if isinstance(row, FigureSeries):
        return [(str(year), "" if v is None else v) for year, v in zip(chart.years, row.values, strict=True)]
    return []


def _inferred(row: object) -> list[str]:
    """Name the values of a row that rest on something inferred."""
    if isinstance(row, Stack):
        return [part.name for part in row.parts if part.inferred]
    return ["geregistreerd"] if isinstance(row, PairBar) and row.inferred else []


def _number(value: object) -> TableCell:
    if value is None or isinstance(value, Withheld):
        return ""
    return length(value)  # type: ignore[arg-type]
