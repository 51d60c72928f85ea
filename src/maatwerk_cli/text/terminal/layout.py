"""Text and tables on lines of a width: how wide a text is, where it wraps, how a table is drawn.

A report, a list, a verdict and a memo on a terminal are all laid out here. Nothing is cut off. No library is
loaded for it, since a check pays for none.
"""

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

_NARROWEST = 40
"""A line holds at least so much: in less no Dutch sentence can be read."""
_HARD = "\u00a0"
"""A space at which no line ends, as between a euro sign and its amount; it is written as an ordinary one."""
_PARTS = re.compile(r"(?:[^-_/\u00a0]|(?<=\d)-(?=\d))+[-_/\u00a0]*|[-_/\u00a0]+")
"""What is too long is divided after such a sign, not within a date, before it is divided anywhere else."""


class DrawnColumn(NamedTuple):
    """A column to draw. One of numbers stands to the right; its heading wraps, its numbers never do."""

    heading: str
    texts: Sequence[str]
    number: bool = False

    @property
    def widest(self) -> int:
        """Give the places of its longest text, or of numbers of the longest one or word of the heading."""
        headings = self.heading.split() if self.number else [self.heading]
        return max(map(places_taken, (*headings, *self.texts)))

    @property
    def longest_word(self) -> int:
        """Give the places of its longest word."""
        return max(map(places_taken, self._words()))

    @property
    def longest_part(self) -> int:
        """Give how wide the longest part of a word is, where words are divided after a sign."""
        return max(
            places_taken(part.rstrip(_HARD))
            for word in self._words()
            for part in _PARTS.findall(word) or [""]
        )

    def _words(self) -> Iterable[str]:
        return {word for text in (self.heading, *self.texts) for word in bound(text).split(" ")} or {""}


def line_width(width: int) -> int:
    """Give how long lines may be on a screen of a width."""
    return max(width, _NARROWEST)


def places_taken(text: str) -> int:
    """Give how many places a text takes: a Chinese character two, an accent on a letter none."""
    return len(text) if text.isascii() else sum(map(_places, text))


def _places(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def bound(text: str) -> str:
    """Give text in which no line breaks between a euro sign and its amount."""
    return text.replace("€ ", f"€{_HARD}")


def whole(text: str) -> str:
    """Give text that is not divided over lines where there is room for it, such as a date."""
    return text.replace(" ", _HARD)


def clean(text: str) -> str:
    """Give text on one line, without characters that steer a terminal."""
    return " ".join(_steering_nothing(text).split())


def _steering_nothing(text: str) -> str:
    """Give text with a space for each character that steers a terminal or is not seen."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char == _HARD else " " for char in text)


def strong(line: str) -> str:
    """Give a line as it stands out on a terminal."""
    return f"\x1b[1m{line}\x1b[0m"


def faint(line: str) -> str:
    """Give a line as it stands back on a terminal."""
    return f"\x1b[2m{line}\x1b[0m"


def wrapped(text: str, width: int, first: str = "", after: str = "") -> Iterator[str]:
    """Wrap a text to a width, words kept whole, with what stands before it and before the rest of it.

    A character that steers a terminal is no part of it.
    """
    lines = textwrap.wrap(
        bound(_steering_nothing(text)),
        line_width(width),
        initial_indent=first,
        subsequent_indent=after,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return (line.replace(_HARD, " ") for line in lines or [first.rstrip()])


def drawn(
    columns: Sequence[DrawnColumn], width: int, *, gap: int, colour: bool = False, first: int = 0
) -> Iterator[str]:
    """Draw a table: its headings, a line, its rows.

    Args:
        columns: the columns; each has as many texts.
        width: how long lines may be.
        gap: how many spaces stand between two columns.
        colour: the headings stand out.
        first: the others give way to the first column up to this width.
    """
    widths = _widths(columns, line_width(width) - gap * (len(columns) - 1), first)
    sides = [column.number for column in columns]
    headings = [_folded(column.heading, size) for column, size in zip(columns, widths, strict=True)]
    height = max(map(len, headings))
    lowered = [[""] * (height - len(lines)) + lines for lines in headings]
    for line in _row(lowered, widths, sides, gap):
        yield strong(line) if colour else line
    yield "─" * (sum(widths) + gap * (len(widths) - 1))
    for row in zip(*(column.texts for column in columns), strict=True):
        yield from _row(
            [_folded(text, size) for text, size in zip(row, widths, strict=True)], widths, sides, gap
        )


def _widths(columns: Sequence[DrawnColumn], room: int, first: int) -> list[int]:
    """Divide the room: each column holds its longest word if it can; the tallest gets what is left."""
    widest = [column.widest for column in columns]
    words = [column.widest if column.number else column.longest_word for column in columns]
    parts = [column.widest if column.number else column.longest_part for column in columns]
    least = words if sum(words) <= room else parts
    first = max(min(widest[0], first), 1)
    widths = [max(least[0], first), *least[1:]]
    while sum(widths) > room:
        spare = [0 if column.number else now - 1 for column, now in zip(columns, widths, strict=True)]
        if any(spare[1:]) and widths[0] <= first:
            spare[0] = 0
        if not any(spare):
            break  # numbers are not divided: the lines are longer than the screen
        widths[spare.index(max(spare))] -= 1
    while sum(widths) < room:
        heights = [full / max(now, 1) for full, now in zip(widest, widths, strict=True)]
        if max(heights) <= 1:
            break
        widths[heights.index(max(heights))] += 1
    return widths


def _row(
    cells_of_row: Sequence[Sequence[str]], widths: Sequence[int], numbers: Sequence[bool], gap: int
) -> Iterator[str]:
    for parts in zip_longest(*cells_of_row, fillvalue=""):
        padded = (
            f"{' ' * (size - places_taken(part))}{part}"
            if number
            else f"{part}{' ' * (size - places_taken(part))}"
            for part, size, number in zip(parts, widths, numbers, strict=True)
        )
        yield (" " * gap).join(padded).rstrip()


def _folded(text: str, width: int) -> list[str]:
    """Divide the text of a cell over lines: between words, and a word that fits on no line within."""
    if places_taken(text) <= width:
        return [text.replace(_HARD, " ")]
    lines = [""]
    for word in bound(text).split(" "):
        between = " "
        for part in [word] if places_taken(word) <= width else _divided(word, width):
            longer = f"{lines[-1]}{between}{part}" if lines[-1] else part
            if places_taken(longer.rstrip(_HARD)) <= width:
                lines[-1] = longer
            else:
                lines.append(part)
            between = ""
    return [line.replace(_HARD, " ").rstrip() for line in lines]


def _divided(word: str, width: int) -> Iterator[str]:
    for part in _PARTS.findall(word):
        if places_taken(part.rstrip(_HARD)) <= width:
            yield part
        else:
            size = width if places_taken(part) == len(part) else max(width // 2, 1)
            yield from (part[start : start + size] for start in range(0, len(part), size))
