"""The report for a terminal: as tables, or line by line for a screen reader."""

from collections.abc import Iterable

from rich.text import Text

from maatwerk_cli.render.report_view import Section, sections, summary, title
from maatwerk_cli.render.table_terminal import Page, rich_table, table_lines, wrapped
from maatwerk_cli.report.tables import Rapport

_NARROW = 110
"""Below this width the codes of the figures are left out; their sources stand in the notes at any width."""
_HIDDEN_WHEN_NARROW = ("code", "bron")


def report_tables(rapport: Rapport, width: int, *, colour: bool, only: str | None = None) -> str:
    """Draw the report with tables, wrapped to ``width`` columns."""
    page = Page(width, colour=colour)
    console = page.console
    if only is None:
        console.print(Text(title(rapport), style="bold"))
        for line in summary(rapport):
            console.print(line)
    for section in _chosen(rapport, only):
        console.print()
        console.print(Text(section.titel, style="bold"))
        if section.tabel is not None:
            narrow = width < _NARROW and section.id == "kerncijfers"
            hidden = _HIDDEN_WHEN_NARROW if narrow else ()
            console.print(rich_table(section.tabel, hidden))
        for line in section.regels:
            console.print(line)
        for note in section.noten:
            console.print(Text(note, style="dim"))
    return page.text()


def report_lines(rapport: Rapport, width: int, only: str | None = None) -> str:
    """Write the report line by line, without frames or columns."""
    lines: list[str] = []
    if only is None:
        lines += [title(rapport), *summary(rapport)]
    for section in _chosen(rapport, only):
        lines += ["", section.titel]
        if section.tabel is not None:
            lines += table_lines(section.tabel)
        lines += [*section.regels, *section.noten]
    return "\n".join(wrapped(lines, width)) + "\n"


def _chosen(rapport: Rapport, only: str | None) -> Iterable[Section]:
    return [section for section in sections(rapport) if only in (None, section.id)]
