"""A document of a few kinds of blocks, written as text, on a terminal, as Markdown or as HTML."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from maatwerk_cli.text.terminal.layout import DrawnColumn, bound, drawn, strong, wrapped

_GAP = 2
"""What stands between two columns: text to the left needs less than numbers do."""


class Heading(NamedTuple):
    """A heading; level 1 is the title."""

    text: str
    level: int = 2


class Paragraph(NamedTuple):
    """A paragraph; ``strong`` for what decides."""

    text: str
    strong: bool = False


class PointList(NamedTuple):
    """A list; ``marks`` says whether its order counts, or its points are to be ticked."""

    points: Sequence[str]
    marks: Literal["punten", "nummers", "vakjes"] = "punten"


class BlockTable(NamedTuple):
    """A table with a caption; the first column names the row."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


class SigningLines(NamedTuple):
    """Lines to sign or fill in by hand."""

    names: Sequence[str]


class Verbatim(NamedTuple):
    """Text to be taken over as it is: a command, or a file by its name, which a PDF has attached too."""

    title: str
    text: str
    is_file: bool = False


class Together(NamedTuple):
    """Blocks that stay on one page."""

    blocks: "Sequence[Block]"


Block = Heading | Paragraph | PointList | BlockTable | SigningLines | Verbatim | Together


def title_of(blocks: Sequence[Block]) -> str:
    """Give the title that a document begins with; nothing where it has none."""
    return blocks[0].text if blocks and isinstance(blocks[0], Heading) else ""


def deeper(blocks: Iterable[Block], levels: int = 1) -> Iterator[Block]:
    """Give blocks with their headings so many levels lower, to stand under another heading."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block._replace(level=block.level + levels)
        elif isinstance(block, Together):
            yield Together([*deeper(block.blocks, levels)])
        else:
            yield block


def _apart(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give blocks one after another, where there are no pages to keep them on."""
    for block in blocks:
        if isinstance(block, Together):
            yield from _apart(block.blocks)
        else:
            yield block


def text_of(blocks: Iterable[Block], width: int) -> str:
    """Write blocks line by line, without frames or columns."""
    lines: list[str] = []
    for block in _apart(blocks):
        if isinstance(block, Heading) and lines:
            lines.append("")
        lines += _text_lines(block, width)
    return "\n".join(lines) + "\n"


def _text_lines(block: Block, width: int) -> Iterator[str]:
    if isinstance(block, Heading | Paragraph):
        yield from wrapped(block.text, width)
    elif isinstance(block, PointList):
        for number, point in enumerate(block.points, 1):
            mark = {"punten": "- ", "nummers": f"{number}. ", "vakjes": "[ ] "}[block.marks]
            yield from wrapped(point, width, mark, " " * len(mark))
    elif isinstance(block, BlockTable):
        yield from wrapped(f"{block.title}:", width)
        for row in block.rows:
            named = [
                f"{name}: {cell.removesuffix('.')}"
                for name, cell in zip(block.columns[1:], row[1:], strict=True)
                if cell
            ]
            yield from wrapped(
                " ".join(_ended(part) for part in (row[0], "; ".join(named)) if part), width, "- ", "  "
            )
    elif isinstance(block, Verbatim):
        yield from wrapped(f"{block.title}:", width)
        yield from (f"    {line}".rstrip() for line in block.text.splitlines())
    elif isinstance(block, SigningLines):
        for name in block.names:
            yield from ("", f"{name}: ______________________________")


def _ended(text: str) -> str:
    """End a text with a full stop, and no more than one."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def terminal_of(blocks: Iterable[Block], width: int, *, colour: bool) -> str:
    """Draw blocks on a terminal; text wraps and nothing is cut off. Light: a check pays for no library."""
    lines: list[str] = []
    for block in _apart(blocks):
        if isinstance(block, Heading) and lines:
            lines.append("")
        if isinstance(block, BlockTable):
            columns = zip(*(block.columns, *block.rows), strict=True)
            parts = [DrawnColumn(heading, texts) for heading, *texts in columns]
            lines += drawn(parts, width, gap=_GAP, colour=colour)
        else:
            stands_out = isinstance(block, Heading) or (isinstance(block, Paragraph) and block.strong)
            texts = _text_lines(block, width)
            lines += map(strong, texts) if colour and stands_out else texts
    return "\n".join(lines) + "\n"


def markdown_of(blocks: Iterable[Block]) -> str:
    """Write blocks as Markdown; text can hold no markup of its own."""
    return "\n\n".join("\n".join(_markdown_lines(block)) for block in _apart(blocks)) + "\n"


def _markdown_lines(block: Block) -> Iterator[str]:
    from maatwerk_cli.text.markdown_text import escaped  # a terminal does without

    if isinstance(block, Heading):
        yield f"{'#' * block.level} {escaped(block.text)}"
    elif isinstance(block, Paragraph):
        yield f"**{escaped(block.text)}**" if block.strong else escaped(block.text)
    elif isinstance(block, PointList):
        for number, point in enumerate(block.points, 1):
            mark = {"punten": "-", "nummers": f"{number}.", "vakjes": "- [ ]"}[block.marks]
            yield f"{mark} {escaped(point)}"
    elif isinstance(block, BlockTable):
        yield f"{escaped(block.title)}:"
        yield ""
        yield f"| {' | '.join(escaped(column) for column in block.columns)} |"
        yield f"|{' --- |' * len(block.columns)}"
        for row in block.rows:
            yield f"| {' | '.join(escaped(cell) or ' ' for cell in row)} |"
    elif isinstance(block, Verbatim):
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", block.text)), default=0))
        yield f"{escaped(block.title)}:"
        yield ""
        yield fence
        yield block.text.rstrip("\n")
        yield fence
    elif isinstance(block, SigningLines):
        for name in block.names:
            yield f"{escaped(name)}: \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_  "


_STYLE = """
:root { color-scheme: light; }
body { font-family: system-ui, "Segoe UI", Arial, sans-serif; line-height: 1.5; color: #1a1a1a;
  background: #fff; max-width: 46rem; margin: 0 auto; padding: 1rem; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.25rem; margin-top: 2rem; border-bottom: 1px solid #767676; padding-bottom: .2rem; }
h3 { font-size: 1.05rem; }
.tabel { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
caption { text-align: left; font-weight: 600; padding-bottom: .4rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0;
  border-bottom: 1px solid #bfbfbf; overflow-wrap: break-word; }
ul.vakjes { list-style: none; padding-left: 0; }
ul.vakjes li::before { content: "\\2610"; margin-right: .5rem; }
.besluit { border-left: .3rem solid #1f4e79; padding: .2rem 0 .2rem .8rem; font-weight: 600; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .9rem; border: 1px solid #bfbfbf;
  padding: .5rem; margin: .4rem 0 1rem; }
dl.regels dt { margin-top: 1.6rem; }
dl.regels dd { margin: 0; border-bottom: 1px solid #1a1a1a; height: 1.8rem; max-width: 24rem; }
.naar-inhoud { position: absolute; left: -999rem; }
.naar-inhoud:focus { position: static; outline: 3px solid #1f4e79; }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; } h2, h3, h4 { break-after: avoid; }
  tr, dl.regels, .samen { break-inside: avoid; } .naar-inhoud { display: none; } }
"""


def html_of(blocks: Sequence[Block], title: str) -> str:
    """Write blocks as one HTML file that loads nothing and runs nothing."""
    from maatwerk_cli.text.html_page import PAGE_END, page_begin, style  # a terminal does without

    return f'{page_begin(title, style(_STYLE))}<main id="inhoud">\n{body_of(blocks)}\n</main>\n{PAGE_END}\n'


def body_of(blocks: Iterable[Block]) -> str:
    """Write blocks as a piece of HTML to stand in a page; text can hold no markup of its own."""
    labels: dict[str, int] = {}
    return "\n".join(line for block in blocks for line in _html_lines(block, labels))


def _html_lines(block: Block, labels: dict[str, int]) -> Iterator[str]:
    from maatwerk_cli.text.html_page import HtmlCell, HtmlRow, as_html, html_table

    if isinstance(block, Heading):
        yield f"<h{block.level}>{_html(block.text)}</h{block.level}>"
    elif isinstance(block, Paragraph):
        opening = '<p class="besluit">' if block.strong else "<p>"
        yield f"{opening}{_html(block.text)}</p>"
    elif isinstance(block, PointList):
        tag = "ol" if block.marks == "nummers" else "ul"
        yield f'<{tag} class="vakjes">' if block.marks == "vakjes" else f"<{tag}>"
        for point in block.points:
            yield f"<li>{_html(point)}</li>"
        yield f"</{tag}>"
    elif isinstance(block, BlockTable):
        label = _html(block.title)
        again = labels[block.title] = labels.get(block.title, 0) + 1
        region = label if again == 1 else f"{label} ({again})"  # no two regions may be called the same
        columns = [HtmlCell(_html(column), heading=True) for column in block.columns]
        rows = (
            HtmlRow([HtmlCell(_html(cell), heading=place == 0) for place, cell in enumerate(row)])
            for row in block.rows
        )
        yield from html_table(label, columns, rows, region=region)
    elif isinstance(block, Verbatim):
        yield f"<p>{_html(block.title)}:</p>\n<pre>{as_html(block.text)}</pre>"
    elif isinstance(block, Together):
        yield '<div class="samen">'
        for inner in block.blocks:
            yield from _html_lines(inner, labels)
        yield "</div>"
    else:
        yield '<dl class="regels">'
        for name in block.names:
            yield f"<dt>{_html(name)}</dt><dd></dd>"
        yield "</dl>"


def _html(text: str) -> str:
    """Write text as HTML; a sign and its amount stay on one line."""
    from maatwerk_cli.text.html_page import as_html

    return as_html(bound(text))
