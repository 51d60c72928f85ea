"""The frame that every page in HTML has, whoever fills it, and the one way in which its templates are read.

A page loads nothing from elsewhere. What goes into it is escaped: here, in ``blocks``, or by Jinja2 itself.
"""

from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

PAGE_END = "</body>\n</html>"


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
            f"<title>{escape(title)}</title>",
            *head,
            '</head>\n<body>\n<a class="naar-inhoud" href="#inhoud">Naar de inhoud</a>\n',
        )
    )


def meta(name: str, content: str) -> str:
    """Write a property of a page."""
    return f'<meta name="{name}" content="{escape(content)}">'


def style(sheet: str) -> str:
    """Write a style sheet of our own into a page."""
    return f"<style>{sheet}</style>"


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
