"""The report as a tagged PDF. The layout is that of every PDF of the program (``text/pdf``)."""

from collections.abc import Iterator, Sequence

from maatwerk_cli.report.tables import Rapport
from maatwerk_cli.report.views.report_charts import charts
from maatwerk_cli.report.views.report_view import (
    INTERN,
    LICENCE,
    Section,
    comparison_section,
    joint_title,
    sections,
    summary,
    title,
)
from maatwerk_cli.report.views.svg_chart import svg
from maatwerk_cli.report.views.theme import Theme, default_theme
from maatwerk_cli.text import dutch
from maatwerk_cli.text.blocks import Alinea, Kop, Lijst
from maatwerk_cli.text.markdown_text import to_paragraphs
from maatwerk_cli.text.pdf.pdf_document import Figuur, Nummers, Opmaak, PdfBlok, Tabelblok, pdf_of
from maatwerk_cli.text.table import Tabel


def report_pdf(reports: Sequence[Rapport], theme: Theme | None = None, only: str | None = None) -> bytes:
    """Write one or more years, or one table of them, as PDF/UA. Its limits are in ``docs/pdf.md``.

    Raises:
        PdfUnavailableError: the program that makes the PDF is not installed.

    """
    first = reports[0]
    layout = Opmaak(
        titel=joint_title(reports),
        stand=_state(reports),
        voet=INTERN if first.intern else LICENCE,
        omschrijving=joint_title(reports),
        datum=max(rapport.peildatum for rapport in reports),
        kleuren=(theme or default_theme()).light,
    )
    return pdf_of(list(_blocks(reports, only)), layout)


def _state(reports: Sequence[Rapport]) -> str:
    days = dict.fromkeys(f"Peildatum {dutch.day(rapport.peildatum)}" for rapport in reports[-1:])
    status = reports[-1].bewerking.status if reports[-1].bewerking else None
    return " · ".join([*days, *([status] if status else [])])


def _blocks(reports: Sequence[Rapport], only: str | None) -> Iterator[PdfBlok]:
    several = len(reports) > 1
    yield Kop(joint_title(reports), 1)
    if several and only is None:
        yield from _section(comparison_section(reports), 2)
    for rapport in reports:
        if several:
            yield Kop(title(rapport), 2)
        if only is None:
            yield Lijst(summary(rapport))
        drawn = charts(rapport)
        for section in sections(rapport):
            if only in (None, section.id):
                chart = drawn.get(section.id)
                figure = [Figuur(svg(chart), chart.title, chart.description)] if chart else []
                yield from _section(section, 3 if several else 2, figure)


def _section(section: Section, level: int, figures: Sequence[Figuur] = ()) -> Iterator[PdfBlok]:
    yield Kop(section.titel, level)
    yield from figures
    if section.tabel is not None and section.tabel.rijen:
        yield table_block(section.tabel)
    yield from (Alinea(text) for text in to_paragraphs(section.tekst or ""))
    if section.regels:
        yield Lijst(section.regels)
    if section.noten:
        yield Nummers(section.noten)


def table_block(table: Tabel) -> Tabelblok:
    """Give a table of the report as a block."""
    return Tabelblok(
        f"Tabel: {table.titel}",
        [column.titel for column in table.kolommen],
        [
            [dutch.table_cell(value, column) for value, column in zip(row, table.kolommen, strict=True)]
            for row in table.rijen
        ],
        [column.soort == "getal" for column in table.kolommen],
        totalen=1 if table.rijen[-1][0] == "Totaal" else 0,
    )
