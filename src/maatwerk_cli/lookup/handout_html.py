"""The page of a proeftuin as one HTML file: nothing loaded from elsewhere, no script."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from maatwerk_cli import __version__
from maatwerk_cli.lookup.handout import Handout
from maatwerk_cli.report.views.report_html import REPORT_TEMPLATES
from maatwerk_cli.report.views.theme import css, default_theme

HANDOUT_TEMPLATES = Path(__file__).parent / "templates"


def handout_html(page: Handout) -> str:
    """Write the page in the style of the report."""
    environment = Environment(
        loader=FileSystemLoader(HANDOUT_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    style = css(default_theme()) + (REPORT_TEMPLATES / "rapport.css").read_text(encoding="utf-8")
    return environment.get_template("proeftuin.html.j2").render(
        blad=page,
        versie=__version__,
        # Our own style sheets: the one text here that is not to be escaped.
        stijl=Markup(style),  # noqa: S704
    )
