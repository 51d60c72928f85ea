"""The report for a terminal: as tables, or line by line for a screen reader."""

from collections.abc import Iterable, Sequence

from rich.text import Text

from maatwerk_cli.report.tables import Rapport
from maatwerk_cli.report.views.report_view import (
    INTERN,
    Section,
    comparison_sections,
    sections,
    summary,
    title,
)
from maatwerk_cli.text.markdown_text import to_paragraphs
from maatwerk_cli.text.terminal_table import Page, table_lines, wrapped

_NARROW = 110
"""Below this width the codes of the figures are left out; their sources stand in the notes at any width."""
_HIDDEN_WHEN_NARROW = ("code", "bron")
_WITH_CODES = ("kerncijfers", "vergelijking")


def report_tables(reports: Sequence[Rapport], width: int, *, colour: bool, only: str | None = None) -> str:
    """Draw one or more years with tables, wrapped to ``width`` columns."""
    page = Page(width, colour=colour)
    console = page.console
    if only is None and len(reports) > 1:
        for section in comparison_sections(reports):
            _draw(page, section, width)
            console.print()
    for number, rapport in enumerate(reports):
        if number:
            console.print()
        opening = list(_opening(rapport, only, several=len(reports) > 1))
        for line in opening:
            console.print(Text(line, style="bold" if line == title(rapport) else ""))
        for after, section in enumerate(_chosen(rapport, only), start=len(opening)):
            if after:
                console.print()
            _draw(page, section, width, alone=only is not None)
    return page.text()


def _draw(page: Page, section: Section, width: int, *, alone: bool = False) -> None:
    console = page.console
    console.print(Text(section.titel, style="bold"))
    instead = section.instead(alone=alone)
    if instead:
        console.print(instead)
    elif section.tabel is not None and section.tabel.rijen:
        narrow = width < _NARROW and section.id in _WITH_CODES
        hidden = _HIDDEN_WHEN_NARROW if narrow else ()
        page.table(section.tabel, hidden)
    for line in (*to_paragraphs(section.tekst or ""), *section.regels):
        console.print(line)
    for note in section.notes:
        console.print(Text(note, style="dim"))


def report_lines(reports: Sequence[Rapport], width: int, only: str | None = None) -> str:
    """Write one or more years line by line, without frames or columns."""
    lines: list[str] = []
    if only is None and len(reports) > 1:
        for section in comparison_sections(reports):
            lines += [*_section_lines(section), ""]
    for rapport in reports:
        lines += _opening(rapport, only, several=len(reports) > 1)
        for section in _chosen(rapport, only):
            lines += ["", *_section_lines(section, alone=only is not None)]
        lines.append("")
    return "\n".join(wrapped(lines, width)).strip("\n") + "\n"


def _section_lines(section: Section, *, alone: bool = False) -> Iterable[str]:
    yield section.titel
    instead = section.instead(alone=alone)
    if instead:
        yield instead
    elif section.tabel is not None:
        yield from table_lines(section.tabel)
    yield from (*to_paragraphs(section.tekst or ""), *section.regels, *section.notes)


def _opening(rapport: Rapport, only: str | None, *, several: bool) -> Iterable[str]:
    """Give the title and summary; of one table alone only what must never be missed."""
    if only is None:
        return (title(rapport), *summary(rapport))
    intern = (INTERN,) if rapport.intern else ()
    return (title(rapport), *intern) if several else intern


def _chosen(rapport: Rapport, only: str | None) -> Iterable[Section]:
    return [section for section in sections(rapport) if only in (None, section.id)]
