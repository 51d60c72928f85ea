"""The report as a tagged PDF. The layout is that of every PDF of the program (``text/pdf``)."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from maatwerk_cli.report.tables import Rapport, SourceLine
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
from maatwerk_cli.report.views.theme import Theme, default_theme
from maatwerk_cli.text import dutch, table_cells
from maatwerk_cli.text.blocks import Heading, Paragraph, PointList
from maatwerk_cli.text.markdown_text import to_paragraphs
from maatwerk_cli.text.pdf.pdf_document import (
    LinkedPoints,
    NumberedTexts,
    PdfBlock,
    PdfFigure,
    PdfLayout,
    PdfLine,
    PdfPiece,
    PdfTable,
    SmallPrint,
    pdf_of,
)
from maatwerk_cli.text.table import DataTable

_OPENING_COLUMNS = ("Aantal", "Wat", "Hoe zeker")


def report_pdf(reports: Sequence[Rapport], theme: Theme | None = None, only: str | None = None) -> bytes:
    """Write one or more years, or one table of them, as PDF/UA. Its limits are in ``docs/pdf.md``.

    Raises:
        PdfUnavailableError: the program that makes the PDF is not installed.
    """
    last = reports[-1]
    colours = (theme or default_theme()).light
    layout = PdfLayout(
        title=joint_title(reports),
        state=_state(last),
        foot=INTERNAL_EDITION if last.intern else LICENCE,
        author=last.edited.contact or "" if last.edited else "",
        description=opening(last).sentence,
        day=last.uitgave.datum if last.uitgave else last.peildatum,
        colours=colours,
    )
    return pdf_of(list(_Document(colours, only).blocks(reports)), layout)


def _state(rapport: Rapport) -> str:
    status = [rapport.status] if rapport.status else []
    return " · ".join([f"stand op {dutch.day(rapport.peildatum)}", *status])


class _Document:
    """A document under construction: the colours of its drawings, and the numbers of its notes."""

    def __init__(self, colours: Mapping[str, str], only: str | None) -> None:
        self._colours = colours
        self._only = only
        self._numbers = count(1)

    def blocks(self, reports: Sequence[Rapport]) -> Iterator[PdfBlock]:
        several = len(reports) > 1
        level = 3 if several else 2
        yield Heading(joint_title(reports), 1)
        if reports[0].intern:
            yield Paragraph(INTERNAL_EDITION, strong=True)
        if self._only is None:
            yield from _opening(opening(reports[-1]), f" {reports[-1].jaar}" if several else "")
        yield from self._comparison(reports)
        for rapport in chosen_reports(reports, self._only):
            if several:
                yield Heading(report_title(rapport), 2)
            if self._only is None and rapport is not reports[-1]:
                yield from _opening(opening(rapport), f" {rapport.jaar}")
            drawn = charts(rapport)
            for section in chosen_sections(rapport, self._only):
                yield from self._section(section, level, rapport, drawn.get(section.id))

    def _comparison(self, reports: Sequence[Rapport]) -> Iterator[PdfBlock]:
        chart = years_chart(reports)
        for section in chosen_comparison(reports, self._only):
            yield from self._section(section, 2, None, chart)
            chart = None

    def _section(
        self, section: Section, level: int, rapport: Rapport | None, chart: Chart | None
    ) -> Iterator[PdfBlock]:
        yield Heading(section.title, level)
        if chart is not None:
            yield PdfFigure(svg(chart, self._colours), chart.title, chart.description)
        alone = self._only is not None
        sources = {source.id: source for source in rapport.bronnen} if rapport else {}
        first = next(self._numbers)
        notes: list[str] = [*section.table_notes, *(note for _, note in section.row_notes)]
        numbers = {
            row: first + len(section.table_notes) + index for index, (row, _) in enumerate(section.row_notes)
        }
        if (table := section.drawn(alone=alone)) is not None:
            on_table = [first + number for number in range(len(section.table_notes))]
            yield table_block(table, on_table, numbers, sources)
        elif instead := section.instead(alone=alone):
            yield Paragraph(instead)
        yield from (Paragraph(text) for text in to_paragraphs(section.text or ""))
        if section.id == "bronnen" and rapport is not None:
            yield LinkedPoints([_source(source) for source in rapport.bronnen])
        elif section.lines:
            yield PointList(section.lines)
        if notes:
            yield NumberedTexts(notes, first)
        self._numbers = count(first + len(notes))


def _opening(first: Opening, year: str) -> Iterator[PdfBlock]:
    facts: list[PdfPiece] = []
    for name, text in first.facts:
        facts += [PdfPiece(f"{name}: "), PdfPiece(text, bold=True), PdfPiece("   ")]
    yield SmallPrint(facts)
    yield Paragraph(first.sentence)
    rows: list[list[PdfLine]] = [
        [[PdfPiece(card.value, bold=True)], card.what, card.sure]
        for _, cards in first.groups
        for card in cards
    ]
    if rows:
        about = dutch.joined([name.lower() for name, _ in first.groups])
        yield PdfTable(f"In het kort{year}: {about}", _OPENING_COLUMNS, rows, [True, False, False])


def _source(source: SourceLine) -> PdfLine:
    return [PdfPiece(f"{source.id}: ", bold=True), PdfPiece(source.text, link=source.url), PdfPiece(".")]


def table_block(
    table: DataTable, on_table: Sequence[int], on_rows: Mapping[int, int], sources: Mapping[str, SourceLine]
) -> PdfTable:
    """Give a table of the report as a block, its notes by their numbers."""
    marks = f" ({', '.join(map(str, on_table))})" if on_table else ""
    rows: list[list[PdfLine]] = []
    for number, row in enumerate(table.rows):
        cells: list[PdfLine] = []
        for value, column in zip(row, table.columns, strict=True):
            text = table_cells.table_cell(value, column)
            source = sources.get(text.partition(", ")[0]) if column.id == "bron" else None
            inferred = dutch.INFERRED_MARK if (number, column.id) in table.inferred else ""
            if source is not None and source.url:
                cells.append([PdfPiece(source.id, link=source.url), PdfPiece(text[len(source.id) :])])
            else:
                cells.append(f"{text}{inferred}")
        if number in on_rows:
            cells[0] = f"{cells[0]} ({on_rows[number]})"
        rows.append(cells)
    return PdfTable(
        f"Tabel: {table.title}{marks}",
        [column.title for column in table.columns],
        rows,
        [column.kind == "getal" for column in table.columns],
        totals=1 if table.rows[-1][0] == "Totaal" else 0,
    )
