"""The report as Markdown. What comes from the data is escaped, so that it cannot change the layout."""

import re

from maatwerk_cli.render import dutch
from maatwerk_cli.render.report_view import sections, summary, title
from maatwerk_cli.report.tables import Rapport, Tabel

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~#])")


def escape(text: str) -> str:
    """Escape what Markdown would read as layout."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def report_markdown(rapport: Rapport, only: str | None = None) -> str:
    """Write the report, or one part of it, as Markdown."""
    lines: list[str] = []
    if only is None:
        lines += [f"# {escape(title(rapport))}", ""]
        lines += [f"- {escape(line)}" for line in summary(rapport)]
        lines.append("")
    for section in sections(rapport):
        if only not in (None, section.id):
            continue
        lines += [f"## {escape(section.titel)}", ""]
        if section.tabel is not None:
            lines += [*_table(section.tabel), ""]
        lines += [f"- {escape(line)}" for line in (*section.regels, *section.noten)]
        if section.regels or section.noten:
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _table(tabel: Tabel) -> list[str]:
    head = "| " + " | ".join(escape(column.titel) for column in tabel.kolommen) + " |"
    rule = "|" + "|".join(" ---: " if c.soort == "getal" else " --- " for c in tabel.kolommen) + "|"
    rows = ["| " + " | ".join(escape(dutch.cell(value)) for value in row) + " |" for row in tabel.rijen]
    return [head, rule, *rows]
