"""What every page in HTML has, whoever fills it: its frame, its tables, and the one way to read templates.

A page loads nothing from elsewhere. What goes into it is escaped: here, in ``blocks``, or by Jinja2 itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from jinja2 import Environment

PAGE_END = "</body>\n</html>"


def as_html(text: str) -> str:
    """Write a text as it stands in HTML."""
    from html import escape  # with a table of every named character: not before there is a page

    return escape(text)


def page_begin(title: str, *head: str) -> str:
    """Write what stands above a page: its head, and a way past everything to where its content begins.

    Args:
        title: the title, as text.
        head: more lines for the head, as HTML; see ``meta`` and ``style``.
    """
    return "\n".join(
        (
            '<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{as_html(title)}</title>",
            *head,
            '</head>\n<body>\n<a class="naar-inhoud" href="#inhoud">Naar de inhoud</a>\n',
        )
    )


def meta(name: str, content: str) -> str:
    """Write a property of a page."""
    return f'<meta name="{name}" content="{as_html(content)}">'


def style(sheet: str) -> str:
    """Write a style sheet of our own into a page."""
    return f"<style>{sheet}</style>"


class HtmlCell(NamedTuple):
    """A cell: what is in it, as HTML; whether it names its row or column; whether it is a number."""

    inside: str
    heading: bool = False
    numeric: bool = False


class HtmlRow(NamedTuple):
    """A row of a table, and whether it adds up the others."""

    cells: Sequence[HtmlCell]
    total: bool = False


def html_table(
    caption: str, columns: Iterable[HtmlCell], rows: Iterable[HtmlRow], *, region: str = "", anchor: str = ""
) -> Iterator[str]:
    """Draw a table line by line, in a region that scrolls where the table is wider than its page.

    Args:
        caption: what the table is, as HTML.
        columns: what stands above each column.
        rows: each with as many cells.
        region: what the region is called, as HTML, on a page that cannot point to the caption.
        anchor: the id of the caption, on a page that can: it names the region too.
    """
    if anchor:
        yield f'<div class="rol" role="region" aria-labelledby="{anchor}" tabindex="0">'
        yield f'<table>\n<caption id="{anchor}"><span>{caption}</span></caption>'
    else:
        yield f'<div class="tabel" role="region" aria-label="{region}" tabindex="0">'
        yield f"<table>\n<caption>{caption}</caption>"
    yield "<thead>\n<tr>"
    yield "".join(_html_cell(column, "col") for column in columns)
    yield "</tr>\n</thead>\n<tbody>"
    for row in rows:
        total = ' class="totaal"' if row.total else ""
        yield f"<tr{total}>{''.join(_html_cell(cell, 'row') for cell in row.cells)}</tr>"
    yield "</tbody>\n</table>\n</div>"


def _html_cell(cell: HtmlCell, names: str) -> str:
    numeric = ' class="getal"' if cell.numeric else ""
    if cell.heading:
        return f'<th scope="{names}"{numeric}>{cell.inside}</th>'
    return f"<td{numeric}>{cell.inside}</td>"


@cache
def templates(folder: Path) -> "Environment":
    """Give the templates in a folder. Jinja2 is loaded only where one is used: a check does without."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["page_begin"] = lambda title, head: Markup(page_begin(title, *head))  # noqa: S704
    environment.globals["page_end"] = Markup(PAGE_END)  # noqa: S704
    return environment
