"""What editors write in Markdown: made safe for HTML, and plain for a terminal or a cell."""

import re
from functools import lru_cache
from typing import Any

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~#]|&(?=#?[0-9A-Za-z]+;))")
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+=])")

_MARK = r"[\\`*_\[\]<>\r\0]|&(?=#?[0-9A-Za-z]+;)|(?m:^[ \t]*(?:[-+=#~|]|[0-9]+[.)]))"
"""What may be layout: a sign anywhere, or one that begins a line."""


def escaped(text: str) -> str:
    """Write a text so that nothing in it is layout, a link, HTML or the call of somebody's name."""
    plain = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    plain = _NUMBERED.sub(lambda match: f"{match[1] or ''}\\{match[2] or match[3]}", plain)
    return plain.replace("@", "@<!-- -->")


@lru_cache(maxsize=1)
def _parser() -> Any:
    from markdown_it import MarkdownIt

    # No raw HTML, no pictures (they would be fetched), no headings (they would break the order of the page).
    return MarkdownIt("commonmark", {"html": False}).disable(
        ["image", "heading", "lheading", "code", "fence"]
    )


def to_html(text: str) -> str:
    """Give safe HTML: paragraphs, lists, emphasis, quotations and links; all else is escaped."""
    rendered: str = _parser().render(text)
    return rendered.rstrip()


def to_paragraphs(text: str) -> tuple[str, ...]:
    """Give the text of each paragraph or list item, without marks; a link is followed by its address."""
    if re.search(_MARK, text) is None:  # most texts have none, and the parser takes time to load
        return tuple(filter(None, (" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", text))))
    tokens = (token for token in _parser().parse(text) if token.type == "inline")
    return tuple(filter(None, (" ".join(_inline(token.children or ()).split()) for token in tokens)))


def _inline(tokens: Any) -> str:
    text = ""
    address = None
    for token in tokens:
        if token.type == "link_open":
            address = token.attrGet("href")
        elif token.type == "link_close":
            text += f" ({address})"
        elif token.type in ("softbreak", "hardbreak"):
            text += " "
        else:
            text += token.content
    return text
