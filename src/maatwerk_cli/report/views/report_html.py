"""The report as one HTML file: nothing is loaded from elsewhere and no script is needed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from maatwerk_cli.report.tables import Cijfer, Rapport
from maatwerk_cli.report.views.report_charts import charts
from maatwerk_cli.report.views.report_view import (
    INTERN,
    LICENCE,
    Section,
    comparison_section,
    figure_cell,
    joint_title,
    sections,
    summary,
    title,
)
from maatwerk_cli.report.views.svg_chart import svg
from maatwerk_cli.report.views.theme import Theme, css, default_theme
from maatwerk_cli.text import dutch
from maatwerk_cli.text.markdown_text import to_html
from maatwerk_cli.text.table import Afgeschermd, Cel, Kolom, NietVanToepassing, Tabel

TEMPLATES = Path(__file__).parent / "templates"


def report_html(reports: Sequence[Rapport], theme: Theme | None = None, only: str | None = None) -> str:
    """Write one or more years, or one part of them, as a page."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    several = len(reports) > 1
    style = css(theme or default_theme()) + (TEMPLATES / "rapport.css").read_text(encoding="utf-8")
    if reports[0].intern:
        style += f'@page{{@top-center{{content:"{INTERN}"}}}}'
    return environment.get_template("rapport.html.j2").render(
        titel=joint_title(reports),
        beschrijving=summary(reports[0])[-1] if only is None else joint_title(reports),
        # Our own style sheets and a checked theme: the one text here that is not to be escaped.
        stijl=Markup(style),  # noqa: S704
        intern=INTERN if reports[0].intern else "",
        licentie=LICENCE,
        meer=several,
        vergelijking=_part(comparison_section(reports), "") if several and only is None else None,
        rapporten=[_report(rapport, only, several=several) for rapport in reports],
    )


def _report(rapport: Rapport, only: str | None, *, several: bool) -> dict[str, Any]:
    prefix = f"jaar-{rapport.jaar}-" if several else ""
    drawn = charts(rapport)
    parts = []
    for section in sections(rapport):
        if only not in (None, section.id):
            continue
        part = _part(section, prefix, f" {rapport.jaar}" if several else "")
        if section.id in drawn:
            chart = drawn[section.id]
            # The drawing escapes every text that goes into it.
            part["grafiek"] = {"titel": chart.title, "svg": Markup(svg(chart, prefix))}  # noqa: S704
        if section.id == "kerncijfers":
            part["kaarten"] = [_card(figure) for figure in rapport.kerncijfers]
        parts.append(part)
    return {
        "titel": title(rapport),
        "jaar": rapport.jaar,
        "anker": f"jaar-{rapport.jaar}",
        "versie": rapport.herkomst.versie,
        "samenvatting": summary(rapport),
        "delen": parts,
    }


def _part(section: Section, prefix: str, year: str = "") -> dict[str, Any]:
    table = section.tabel if section.tabel is not None and section.tabel.rijen else None
    return {
        "anker": f"{prefix}{section.id}",
        "titel": section.titel,
        # Each table has a name of its own, also where a page has the tables of several years.
        "bijschrift": f"Tabel: {section.titel}{year}",
        "kaarten": [],
        "grafiek": None,
        # markdown-it escapes all HTML that is in the text.
        "tekst": Markup(to_html(section.tekst)) if section.tekst else "",  # noqa: S704
        "regels": section.regels,
        "soort": "herkomst" if section.id == "herkomst" else "regels",
        "noten": section.noten,
        "kolommen": [_column(column) for column in table.kolommen] if table else [],
        "rijen": [_row(table, row) for row in table.rijen] if table else [],
    }


def _column(column: Kolom) -> dict[str, Any]:
    return {"titel": column.titel, "getal": column.soort == "getal"}


def _row(table: Tabel, row: Sequence[Cel]) -> dict[str, Any]:
    heading = _heading_column(table)
    return {
        "totaal": row[0] == "Totaal",
        "cellen": [
            _cell(value, column, is_heading=index == heading)
            for index, (value, column) in enumerate(zip(row, table.kolommen, strict=True))
        ],
    }


def _heading_column(table: Tabel) -> int:
    """Choose the column that names a row: a code names nothing to a reader, a date no milestone."""
    names = [column.id for column in table.kolommen]
    for name in ("omschrijving", "opdrachtgever", "categorie", "kenmerk"):
        if name in names:
            return names.index(name)
    return 0


def _cell(value: Cel, column: Kolom, *, is_heading: bool) -> dict[str, Any]:
    text = dutch.table_cell(value, column)
    spoken = ""
    if isinstance(value, Afgeschermd):
        spoken = dutch.WITHHELD
    elif isinstance(value, NietVanToepassing):
        spoken = dutch.NOT_APPLICABLE_SPOKEN
    elif value is None:
        spoken = dutch.UNKNOWN
    elif text.startswith("−"):
        spoken = f"min {text[1:]}"
    if is_heading and value == "":
        # A total has nothing in the naming column; a row without a name would be announced as empty.
        return {"tekst": "alles", "gelezen": "", "getal": False, "kop": True}
    numeric = column.soort == "getal"
    return {"tekst": text, "gelezen": spoken, "getal": numeric, "kop": is_heading and not spoken}


def _card(figure: Cijfer) -> dict[str, str]:
    registered = figure_cell(figure, "geregistreerd")
    if isinstance(registered, Afgeschermd):
        beside = "geregistreerd: afgeschermd"
    elif registered is None:
        beside = "niet na te tellen met het register"
    else:
        beside = f"geregistreerd: {dutch.cell(registered)}"
        if figure.verschil:
            beside += f", verschil {dutch.signed(figure.verschil)}"
    return {
        "wat": figure.omschrijving,
        "gepubliceerd": dutch.number(figure.gepubliceerd),
        "bij": f"gepubliceerd; {beside}",
    }
