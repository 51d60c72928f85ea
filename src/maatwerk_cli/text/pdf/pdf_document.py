"""A document of blocks as PDF/UA-1, by typst: tagged, own fonts, the same bytes on every computer.

typst is an extra. All text goes in as data and is never read as markup. Fonts of the computer
are used only for a character that the fonts of typst do not have.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from maatwerk_cli.text.blocks import (
    Block,
    BlockTable,
    Heading,
    Paragraph,
    PointList,
    SigningLines,
    Together,
    Verbatim,
)

TEMPLATE = Path(__file__).parent / "document.typ"
_UPRIGHT = 108
"""Letters on a line of an upright page."""
_LYING = 160
"""About as many characters of a table as fit beside each other on a page, upright and lying."""
_PADDING = 2
"""Letters of space beside a cell."""
_SHOWN = re.compile(r"[^\u0020-\u017f\u2010-\u2027\u2030-\u203a\u20ac\u2190-\u2193\u2212\u2264\u2265]")
"""What is outside the letters and signs that the fonts of typst surely have."""
_FIGURE_WIDTH, _FIGURE_HEIGHT = 255.0, 600.0
"""The largest picture on a page, in points."""
_LONGEST_WORD = 22
"""A longer word is divided in a cell."""
_WIDEST = 46
"""A column of sentences gets no more letters than this for its share of the line."""
PDF_COLOURS: Mapping[str, str] = {
    "tekst": "#1d1d1f",
    "gedempt": "#4a4f57",
    "lijn": "#8a929e",
    "link": "#0b4f8a",
    "staaf": "#2f6f8f",
}


class PdfUnavailableError(Exception):
    """The program that makes the PDF is not installed."""


class PdfPiece(NamedTuple):
    """A piece of a line: text, where it leads to, how it stands out."""

    text: str
    link: str | None = None
    bold: bool = False
    italic: bool = False


PdfLine = str | Sequence[PdfPiece]
"""A line of text, plain or in pieces."""


class SmallPrint(NamedTuple):
    """A paragraph in small print."""

    text: PdfLine


class NumberedTexts(NamedTuple):
    """A numbered list in small print, for notes; ``first`` is the number of the first."""

    points: Sequence[PdfLine]
    first: int = 1


class LinkedPoints(NamedTuple):
    """A list of lines that can have links."""

    points: Sequence[PdfLine]


class PdfFigure(NamedTuple):
    """A drawing (SVG) with its conclusion and, for who cannot see it, what it shows."""

    svg: str
    caption: str
    alt: str


class PdfTable(NamedTuple):
    """A table: which columns hold numbers, and how many rows at the end are totals."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[PdfLine]]
    right: Sequence[bool]
    totals: int = 0


PdfBlock = Block | SmallPrint | NumberedTexts | LinkedPoints | PdfFigure | PdfTable


@dataclass(frozen=True, slots=True)
class PdfLayout:
    """What stands around the blocks.

    Attributes:
        title: the title of the document; the first ``Heading`` of level 1 is set as such.
        running_title: the running title of each page.
        state: what each page says of the date and status, beside the running title.
        foot: what each page says at its foot, beside its number.
        day: the date of the document in its properties; the clock is never read.
        colours: colours by name, ``#rrggbb``; what is absent has its default.
    """

    title: str
    running_title: str = ""
    state: str = ""
    foot: str = ""
    author: str = ""
    description: str = ""
    day: date | None = None
    colours: Mapping[str, str] = field(default_factory=dict)


def pdf_of(blocks: Sequence[PdfBlock], layout: PdfLayout) -> bytes:
    """Write blocks as PDF.

    Raises:
        PdfUnavailableError: typst is not installed.
    """
    try:
        import typst
    except ImportError:
        raise PdfUnavailableError from None
    document = {
        "titel": layout.title,
        "kop": layout.running_title or layout.title,
        "stand": layout.state,
        "voet": layout.foot,
        "maker": layout.author,
        "omschrijving": layout.description,
        "datum": [layout.day.year, layout.day.month, layout.day.day] if layout.day else None,
        "kleuren": {**PDF_COLOURS, **{k: v for k, v in layout.colours.items() if k in PDF_COLOURS}},
        "blokken": [part for block in blocks for part in _parts(block)],
    }
    text = json.dumps(document, ensure_ascii=False)
    # PDF/UA refuses a character that no font has. Fonts of the computer come last, since those differ.
    for attempt, system in ((text, False), (text, True), (_SHOWN.sub(_named, text), True)):
        compiler = typst.Compiler(
            str(TEMPLATE),
            root=str(TEMPLATE.parent),
            ignore_system_fonts=not system,
            sys_inputs={"document": attempt},
        )
        try:
            made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=0)
        except typst.TypstError as error:
            failure = error
        else:
            return made if isinstance(made, bytes) else b""
    raise failure


def _named(match: re.Match[str]) -> str:
    """Write a character that no font shows by its number, so that it is not lost."""
    return f"[U+{ord(match[0]):04X}]"


def _parts(block: PdfBlock) -> Iterator[dict[str, Any]]:
    if isinstance(block, Heading):
        if block.level == 1:
            yield {"soort": "titel", "tekst": block.text}
        else:
            yield {"soort": "kop", "tekst": block.text, "niveau": block.level - 1}
    elif isinstance(block, Paragraph):
        yield {"soort": "alinea", "tekst": _line(block.text), "nadruk": block.strong}
    elif isinstance(block, SmallPrint):
        yield {"soort": "klein", "tekst": _line(block.text)}
    elif isinstance(block, PointList):
        points = [_line(point) for point in block.points]
        yield {"soort": block.marks, "punten": points, "eerste": 1, "klein": False}
    elif isinstance(block, LinkedPoints):
        yield {"soort": "punten", "punten": [_line(point) for point in block.points]}
    elif isinstance(block, NumberedTexts):
        points = [_line(point) for point in block.points]
        yield {"soort": "nummers", "punten": points, "eerste": block.first, "klein": True}
    elif isinstance(block, PdfFigure):
        yield {
            "soort": "figuur",
            "svg": block.svg,
            "bijschrift": block.caption,
            "alt": block.alt,
            "breedte": _figure_width(block.svg),
        }
    elif isinstance(block, SigningLines):
        yield {"soort": "regels", "namen": list(block.names)}
    elif isinstance(block, BlockTable):
        rows = [list(row) for row in block.rows]
        yield from _tables(PdfTable(block.title, block.columns, rows, [False] * len(block.columns)))
    elif isinstance(block, Verbatim):
        yield {"soort": "letterlijk", "titel": block.title, "tekst": block.text.rstrip("\n")}
        if block.is_file:
            yield {"soort": "bijlage", "naam": block.title, "tekst": block.text}
    elif isinstance(block, Together):
        inside = [part for inner in block.blocks for part in _parts(inner)]
        # A lying table would be a page of its own.
        upright = [{**part, "liggend": False} if part["soort"] == "tabel" else part for part in inside]
        yield {"soort": "samen", "blokken": upright}
    else:
        yield from _tables(block)


def _figure_width(svg: str) -> float:
    """Give the width in points at which a drawing fits on what is left of a page with a heading."""
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    if box is None or not float(box[2]):
        return _FIGURE_WIDTH
    return min(_FIGURE_WIDTH, _FIGURE_HEIGHT * float(box[1]) / float(box[2]))


def _line(text: PdfLine) -> list[dict[str, Any]]:
    if isinstance(text, str):
        return [{"tekst": text}]
    return [{"tekst": p.text, "adres": p.link, "vet": p.bold, "cursief": p.italic} for p in text]


def _plain(text: PdfLine) -> str:
    return text if isinstance(text, str) else "".join(part.text for part in text)


def _tables(table: PdfTable) -> Iterator[dict[str, Any]]:
    """Give a table as it fits: upright, lying, or cut into parts that each begin with the first column."""
    least = [
        min(
            max(
                [1, *(len(word) + (not index) for index, text in enumerate(column) for word in text.split())]
            ),
            _LONGEST_WORD,
        )
        for column in _columns(table)  # a heading is bold, and so somewhat wider
    ]
    wanted = [
        min(max((len(text) for text in column), default=1), _WIDEST if not right else 20)
        for column, right in zip(_columns(table), table.right, strict=True)
    ]
    groups = _groups(least)
    for number, places in enumerate(groups, 1):
        room = _UPRIGHT if sum(least[p] + _PADDING for p in places) <= _UPRIGHT else _LYING
        part = f" (deel {number} van {len(groups)})" if len(groups) > 1 else ""
        yield {
            "soort": "tabel",
            "titel": table.title + part,
            "kolommen": [table.columns[p] for p in places],
            "rijen": [[_line(row[p]) for p in places] for row in table.rows],
            "rechts": [table.right[p] for p in places],
            "breedtes": _widths([least[p] for p in places], [wanted[p] for p in places], room),
            "totalen": table.totals,
            "vet_eerste": False,
            "liggend": room == _LYING,
        }


def _columns(table: PdfTable) -> list[list[str]]:
    return [[head, *(_plain(row[place]) for row in table.rows)] for place, head in enumerate(table.columns)]


def _groups(least: Sequence[int]) -> list[list[int]]:
    """Spread the columns over as few parts as can be; the first column names the row in each."""
    if sum(width + _PADDING for width in least) <= _LYING:
        return [list(range(len(least)))]
    groups: list[list[int]] = [[0]]
    for place in range(1, len(least)):
        if len(groups[-1]) > 1 and sum(least[p] + _PADDING for p in (*groups[-1], place)) > _UPRIGHT:
            groups.append([0])
        groups[-1].append(place)
    return groups


def _widths(least: Sequence[int], wanted: Sequence[int], room: int) -> list[int]:
    """Give each column what its longest word needs, and share the rest by what its texts would like."""
    floor = [width + _PADDING for width in least]
    left = room - sum(floor)
    more = [max(w - n, 0) for w, n in zip(wanted, least, strict=True)]
    if left <= 0 or not sum(more):
        return [width * 100 for width in floor]
    share = min(1.0, left / sum(more))
    return [round(100 * (width + extra * share)) for width, extra in zip(floor, more, strict=True)]
