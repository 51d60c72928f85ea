"""The report for a terminal: as tables, or line by line for a screen reader."""

import io
import textwrap
from collections.abc import Iterable

from rich.box import HORIZONTALS
from rich.console import Console
from rich.table import Table
from rich.text import Text

from maatwerk_cli.render import dutch
from maatwerk_cli.render.report_view import Section, sections, summary, title
from maatwerk_cli.report.tables import Cel, Rapport, Tabel

_NARROW = 110
"""Below this width the codes of the figures are left out; their sources stand in the notes at any width."""


def report_tables(rapport: Rapport, width: int, *, colour: bool, only: str | None = None) -> str:
    """Draw the report with tables, wrapped to ``width`` columns."""
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=max(width, 40),
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    if only is None:
        console.print(Text(title(rapport), style="bold"))
        for line in summary(rapport):
            console.print(line)
    for section in _chosen(rapport, only):
        console.print()
        console.print(Text(section.titel, style="bold"))
        if section.tabel is not None:
            console.print(_rich_table(section.tabel, narrow=width < _NARROW))
        for line in section.regels:
            console.print(line)
        for note in section.noten:
            console.print(Text(note, style="dim"))
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def report_lines(rapport: Rapport, width: int, only: str | None = None) -> str:
    """Write the report line by line, without frames or columns."""
    lines: list[str] = []
    if only is None:
        lines += [title(rapport), *summary(rapport)]
    for section in _chosen(rapport, only):
        lines += ["", section.titel]
        if section.tabel is not None:
            lines += _table_lines(section.tabel)
        lines += [*section.regels, *section.noten]
    return "\n".join(_wrapped(lines, width)) + "\n"


def _chosen(rapport: Rapport, only: str | None) -> Iterable[Section]:
    return [section for section in sections(rapport) if only in (None, section.id)]


def _wrapped(lines: Iterable[str], width: int) -> Iterable[str]:
    for line in lines:
        yield from textwrap.wrap(line, max(width, 40), break_long_words=False, break_on_hyphens=False) or [""]


def _rich_table(tabel: Tabel, *, narrow: bool) -> Table:
    table = Table(box=HORIZONTALS, expand=False, pad_edge=False, show_edge=False)
    hidden = ("code", "bron") if narrow and tabel.id == "kerncijfers" else ()
    columns = [index for index, column in enumerate(tabel.kolommen) if column.id not in hidden]
    for index in columns:
        column = tabel.kolommen[index]
        if column.soort == "getal":
            table.add_column(column.titel, justify="right", width=_width(tabel, index))
        else:
            table.add_column(column.titel, overflow="fold")
    for row in tabel.rijen:
        table.add_row(*(dutch.cell(row[index]) for index in columns))
    return table


def _width(tabel: Tabel, index: int) -> int:
    """A column of numbers is as wide as its longest word or number; its heading wraps."""
    words = tabel.kolommen[index].titel.split()
    return max([len(word) for word in words] + [len(dutch.cell(row[index])) for row in tabel.rijen])


def _table_lines(tabel: Tabel) -> Iterable[str]:
    for row in tabel.rijen:
        yield (
            "; ".join(
                f"{column.titel}: {_spoken(value)}" for column, value in zip(tabel.kolommen, row, strict=True)
            )
            + "."
        )


def _spoken(value: Cel) -> str:
    text = dutch.cell(value)
    return dutch.UNKNOWN if value is None else text.replace("−", "min ") if text.startswith("−") else text
