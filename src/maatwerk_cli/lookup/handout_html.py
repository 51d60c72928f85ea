"""The page of a proeftuin as one HTML file: nothing loaded from elsewhere, no script."""

from pathlib import Path

from markupsafe import Markup, escape

from maatwerk_cli import __version__
from maatwerk_cli.lookup.handout import Grid, Handout
from maatwerk_cli.report.views.report_html import REPORT_TEMPLATES
from maatwerk_cli.report.views.theme import css, default_theme
from maatwerk_cli.text.html_page import HtmlCell, HtmlRow, html_table, meta, style, templates

HANDOUT_TEMPLATES = Path(__file__).parent / "templates"


def handout_html(page: Handout) -> str:
    """Write the page in the style of the report."""
    sheet = css(default_theme()) + (REPORT_TEMPLATES / "rapport.css").read_text(encoding="utf-8")
    return (
        templates(HANDOUT_TEMPLATES)
        .get_template("proeftuin.html.j2")
        .render(
            blad=page,
            verloop=_table(page.course, "verloop"),
            plannen=_table(page.plans, "plannen"),
            kenmerken=_table(page.marks, "kenmerken"),
            versie=__version__,
            in_head=(meta("generator", f"maatwerk {__version__}"), style(sheet)),
        )
    )


def _table(grid: Grid, anchor: str) -> Markup:
    columns = [HtmlCell(escape(column), heading=True) for column in grid.columns]
    rows = (
        HtmlRow([HtmlCell(escape(cell), heading=place == 0) for place, cell in enumerate(row)])
        for row in grid.rows
    )
    # Every text in it was escaped, cell by cell.
    return Markup("\n".join(html_table(escape(grid.title), columns, rows, anchor=anchor)))  # noqa: S704
