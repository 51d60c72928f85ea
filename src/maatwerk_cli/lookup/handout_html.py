"""The page of a proeftuin as one HTML file: nothing loaded from elsewhere, no script."""

from pathlib import Path

from maatwerk_cli import __version__
from maatwerk_cli.lookup.handout import Handout
from maatwerk_cli.report.views.report_html import REPORT_TEMPLATES
from maatwerk_cli.report.views.theme import css, default_theme
from maatwerk_cli.text.html_page import meta, style, templates

HANDOUT_TEMPLATES = Path(__file__).parent / "templates"


def handout_html(page: Handout) -> str:
    """Write the page in the style of the report."""
    sheet = css(default_theme()) + (REPORT_TEMPLATES / "rapport.css").read_text(encoding="utf-8")
    return (
        templates(HANDOUT_TEMPLATES)
        .get_template("proeftuin.html.j2")
        .render(
            blad=page,
            versie=__version__,
            in_head=(meta("generator", f"maatwerk {__version__}"), style(sheet)),
        )
    )
