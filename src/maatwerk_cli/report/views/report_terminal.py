"""The report for a terminal: as tables, or line by line for a screen reader."""

from collections.abc import Iterable, Iterator, Sequence

from maatwerk_cli.report.compare import COMPARISON
from maatwerk_cli.report.tables import Rapport
from maatwerk_cli.report.views.report_view import (
    INTERNAL_EDITION,
    Section,
    chosen_comparison,
    chosen_reports,
    chosen_sections,
    report_summary,
    report_title,
)
from maatwerk_cli.text.markdown_text import to_paragraphs
from maatwerk_cli.text.terminal.layout import faint, strong, wrapped
from maatwerk_cli.text.terminal.terminal_table import drawn_table, table_lines

_NARROW = 110
"""Below this width the codes of the figures are left out; their sources stand in the notes at any width."""
_HIDDEN_WHEN_NARROW = ("code", "bron")
_WITH_CODES = ("kerncijfers", COMPARISON)


def report_tables(reports: Sequence[Rapport], width: int, *, colour: bool, only: str | None = None) -> str:
    """Draw one or more years with tables, wrapped to ``width`` columns."""
    lines: list[str] = [line for text in _above_alone(reports, only) for line in (*wrapped(text, width), "")]
    for section in chosen_comparison(reports, only):
        lines += [*_drawn(section, width, colour=colour), ""]
    for number, rapport in enumerate(chosen_reports(reports, only)):
        if number:
            lines.append("")
        opening = list(_opening(rapport, only, several=len(reports) > 1))
        for text in opening:
            styled = colour and text == report_title(rapport)
            lines += map(strong, wrapped(text, width)) if styled else wrapped(text, width)
        for after, section in enumerate(chosen_sections(rapport, only), start=len(opening)):
            lines += [""] if after else []
            lines += _drawn(section, width, colour=colour, alone=only is not None)
    return "\n".join(lines).removesuffix("\n") + "\n"


def _drawn(section: Section, width: int, *, colour: bool, alone: bool = False) -> Iterator[str]:
    yield from map(strong, wrapped(section.title, width)) if colour else wrapped(section.title, width)
    if instead := section.instead(alone=alone):
        yield from wrapped(instead, width)
    elif (table := section.drawn(alone=alone)) is not None:
        narrow = width < _NARROW and section.id in _WITH_CODES
        hidden = _HIDDEN_WHEN_NARROW if narrow else ()
        yield from drawn_table(table, width, colour=colour, hidden=hidden)
    for text in (*to_paragraphs(section.text or ""), *section.lines):
        yield from wrapped(text, width)
    for note in section.notes:
        yield from map(faint, wrapped(note, width)) if colour else wrapped(note, width)


def report_lines(reports: Sequence[Rapport], width: int, only: str | None = None) -> str:
    """Write one or more years line by line, without frames or columns."""
    lines: list[str] = [line for text in _above_alone(reports, only) for line in (text, "")]
    for section in chosen_comparison(reports, only):
        lines += [*_section_lines(section), ""]
    for rapport in chosen_reports(reports, only):
        lines += _opening(rapport, only, several=len(reports) > 1)
        for section in chosen_sections(rapport, only):
            lines += ["", *_section_lines(section, alone=only is not None)]
        lines.append("")
    return "\n".join(line for text in lines for line in wrapped(text, width)).strip("\n") + "\n"


def _section_lines(section: Section, *, alone: bool = False) -> Iterable[str]:
    yield section.title
    instead = section.instead(alone=alone)
    if instead:
        yield instead
    elif section.table is not None:
        yield from table_lines(section.table)
    yield from (*to_paragraphs(section.text or ""), *section.lines, *section.notes)


def _opening(rapport: Rapport, only: str | None, *, several: bool) -> Iterable[str]:
    """Give the title and summary; of one table alone only what must never be missed."""
    if only is None:
        return (report_title(rapport), *report_summary(rapport))
    intern = (INTERNAL_EDITION,) if rapport.intern else ()
    return (report_title(rapport), *intern) if several else intern


def _above_alone(reports: Sequence[Rapport], only: str | None) -> Sequence[str]:
    """Say above the years side by side, where they stand alone, what must never be missed."""
    return (INTERNAL_EDITION,) if only == COMPARISON and reports[-1].intern else ()
