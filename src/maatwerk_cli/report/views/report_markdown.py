"""The report as Markdown. What comes from the data is escaped, so that it cannot change the layout."""

import re
from collections.abc import Iterable, Sequence

from maatwerk_cli.report.tables import Rapport
from maatwerk_cli.report.views.report_view import (
    INTERNAL_EDITION,
    Section,
    chosen_comparison,
    chosen_reports,
    chosen_sections,
    joint_title,
    report_summary,
    report_title,
)
from maatwerk_cli.text import table_cells
from maatwerk_cli.text.markdown_text import escaped
from maatwerk_cli.text.table import DataTable


def report_markdown(reports: Sequence[Rapport], only: str | None = None) -> str:
    """Write one or more years, or one part of them, as Markdown."""
    several = len(reports) > 1
    lines: list[str] = []
    if only is None:
        lines += [f"# {escaped(joint_title(reports))}", ""]
    marked = only is not None and reports[-1].intern
    for section in chosen_comparison(reports, only):
        lines += _section(section, "##", intern=marked)
    for rapport in chosen_reports(reports, only):
        lines += _report(rapport, only, several=several)
    return "\n".join(lines).rstrip() + "\n"


def _report(rapport: Rapport, only: str | None, *, several: bool) -> Iterable[str]:
    level = "###" if several else "##"
    if several:
        yield from (f"## {escaped(report_title(rapport))}", "")
    if only is None:
        yield from (f"- {escaped(line)}" for line in report_summary(rapport))
        yield ""
    for section in chosen_sections(rapport, only):
        yield from _section(section, level, intern=rapport.intern, alone=only is not None)


def _section(section: Section, level: str, *, intern: bool = False, alone: bool = False) -> Iterable[str]:
    yield from (f"{level} {escaped(section.title)}", "")
    if intern and section.table is not None:
        yield from (f"**{escaped(INTERNAL_EDITION)}**", "")
    if instead := section.instead(alone=alone):
        yield from (escaped(instead), "")
    elif (table := section.drawn(alone=alone)) is not None:
        yield from (*_table(table), "")
    if section.text:
        yield from (*_own_text(section.text), "")
    lines = (*section.lines, *section.notes)
    yield from (f"- {escaped(line)}" for line in lines)
    if lines:
        yield ""


def _own_text(text: str) -> Iterable[str]:
    """Keep an editor's Markdown, but no HTML, pictures, headings or fences of its own, and no unsafe link."""
    safe = text.strip().replace("&", "&amp;").replace("<", "&lt;").replace("![", "!\\[")
    for line in _UNSAFE_LINK.sub(r"\\]\1", safe).splitlines():
        begin = _CONTAINERS.match(line)
        start, rest = line[: begin.end()] if begin else "", line[begin.end() if begin else 0 :].rstrip()
        if fence := _FENCE.match(rest):
            # A fence that is not closed would make one block of code of all that follows.
            yield start + "".join(f"\\{sign}" for sign in fence[0]) + rest[fence.end() :]
        elif rest.startswith("#") or re.fullmatch(r"=+|-{2,}", rest):
            yield f"{start.lstrip()}\\{rest}"
        else:
            yield line.rstrip()


_CONTAINERS = re.compile(r"(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t])))*[ \t]*")
"""The quotations and list items that a line begins: what stands behind them can be a heading too."""
_FENCE = re.compile(r"`{3,}|~{3,}")
_UNSAFE_LINK = re.compile(r"\](\(\s*|:\s*)(?!https?://|mailto:)(?=[^\s)]*:)")
"""The end of the text of a link to anything but a page or a mailbox: ``javascript:`` and all like it."""


def _table(tabel: DataTable) -> Iterable[str]:
    yield "| " + " | ".join(escaped(column.title) for column in tabel.columns) + " |"
    yield "|" + "|".join(" ---: " if c.kind == "getal" else " --- " for c in tabel.columns) + "|"
    for row in range(len(tabel.rows)):
        cells = (table_cells.marked_cell(tabel, row, place) for place in range(len(tabel.columns)))
        yield "| " + " | ".join(map(escaped, cells)) + " |"
