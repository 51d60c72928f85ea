"""Why a text is no YAML, as who wrote it made the mistake: with a name and a place of its own."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from maatwerk_cli.text.problem import Position

_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)
_APOSTROPHE = re.compile(r"(?:^|:\s+|-\s+)(')s[- ]\w")
_STARTS_WITH = re.compile(r"(?:^\s*|:\s+|-\s+)([%@`])\S")
_OTHER_COLON = re.compile(r"^\s*(?:-\s+)?[a-z_]+\s*([\uff1a\ufe55\u2236\ua789])")
_HARD_SPACE = re.compile(r"^\s*?[ ]*([\u00a0\u2000-\u200a\u202f\u205f\u3000])|:([\u00a0\u2007\u202f])")
_HARD_AT_KEY = re.compile(
    r"^ *(?P<before>[\u00a0\u2000-\u200a\u202f\u205f\u3000])\s*(?:-\s+)?[\w-]+:(?:\s|$)"
    r"|^\s*(?:-\s+)?[\w-]+:(?P<after>[\u00a0\u2007\u202f])",
    re.MULTILINE,
)
_NO_SPACE = re.compile(r"^\s*(?:-\s+)?[a-z_]+(:)[^\s:/]")
_BRACKET = re.compile(r"^\s*(?:-\s+)?(?:[\w-]+:\s+)?([\[{])")
_BLOCK = re.compile(r"[:-] [>|][-+0-9]*\s*(?:#.*)?$")
_CUT = re.compile(
    r"^\s*(?:-\s+)?[\w-]+:\s+(?=[^\s\"'\[{>|&*!#])(?=[^#]*?(?:[A-Z]|\S \S))[^#]*? (#)(?:[^\s#!]|\s\d)"
)
_COLON_IN_TEXT = re.compile(r"^\s*(?:-\s+)?[\w-]+:\s+(?=[^\s\"'\[{>|&*!#%@`]).*?\S:(?:\s|$)")
_SHORT_YEAR = re.compile(r":\s+'\d\d\s*$")
_OPENS = re.compile(r"^\s*(?:-\s+)?(?:[\w-]+:\s+)?(?:\[|\{)?(['\"])")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060-\u2064\ufeff\u115f\u1160\u3164\uffa0]")


class Cause(NamedTuple):
    """A mistake with a name: the code of its finding, its place, the sign it is about, and the case."""

    code: str
    position: Position
    sign: str = ""
    case: str = ""


def conflict(text: str) -> Cause | None:
    """Find the marks that git leaves where two changes could not be joined."""
    match = _CONFLICT.search(text)
    return None if match is None else Cause("MW031", Position(text.count("\n", 0, match.start()) + 1, 1))


def cause(text: str, line: int) -> Cause | None:
    """Find the mistake that made a text no YAML, where reading stopped or a few lines above it."""
    clash = conflict(text)
    if clash is not None:
        return clash
    lines = text.splitlines()
    last = min(line, len(lines))
    near = [(number, lines[number - 1]) for number in range(last, max(0, last - 4), -1)]
    for code, pattern in (
        ("MW032", _APOSTROPHE),
        ("MW033", _STARTS_WITH),
        ("MW034", _OTHER_COLON),
        ("MW035", _HARD_SPACE),
        ("MW036", _NO_SPACE),
    ):
        for number, content in near:
            match = pattern.search(content)
            if match is not None:
                group = next(index for index, part in enumerate(match.groups(), 1) if part is not None)
                return Cause(code, Position(number, match.start(group) + 1), match[group])
    quote, bracket = _unclosed(lines, last), _unclosed_bracket(lines, last)
    if quote is not None and bracket is not None:
        return max(
            quote, bracket, key=lambda first_cause: (first_cause.position.line, first_cause.position.column)
        )
    return quote or bracket


def case_of_no_yaml(lines: list[str], number: int) -> str:
    """Say of a line without a cause of its own what it is: a colon in a text, or how far it stands in."""
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    if _COLON_IN_TEXT.match(line):
        return "dubbele_punt"
    above = next((earlier for earlier in reversed(lines[: number - 1]) if earlier.strip()), "")
    indent = len(line) - len(line.lstrip(" "))
    return "inspringing" if line.strip() and above and indent != len(above) - len(above.lstrip(" ")) else ""


def _unclosed_bracket(lines: list[str], last: int) -> Cause | None:
    """Find the bracket that opens a value nearest above where reading stopped, and is not closed since."""
    open_since = 0
    for number in range(last, 0, -1):
        content = lines[number - 1]
        match = _BRACKET.match(content)
        if match is None:
            open_since += content.count("]") + content.count("}")
            continue
        rest = content[match.start(1) :]
        opened = rest.count("[") + rest.count("{") - rest.count("]") - rest.count("}")
        if opened > open_since:
            return Cause("MW038", Position(number, match.start(1) + 1), match[1])
    return None


def hard_space(text: str) -> Cause | None:
    """Find a hard space before a key or after its colon, which makes another key of it without a word."""
    match = None if text.isascii() else _HARD_AT_KEY.search(text)
    if match is None:
        return None
    start = max(match.start("before"), match.start("after"))
    column = start - text.rfind("\n", 0, start)
    return Cause("MW035", Position(text.count("\n", 0, start) + 1, column))


def cut_by_hash(text: str) -> Iterator[Cause]:
    """Find texts that a sign for a comment cuts short, where it is not written as a comment is."""
    if " #" not in text:
        return
    block: int | None = None
    for number, line in enumerate(text.splitlines(), 1):
        indent = len(line) - len(line.lstrip(" "))
        if block is not None and (not line.strip() or indent > block):
            continue
        block = indent if _BLOCK.search(line) else None
        match = _CUT.match(line)
        if match is not None:
            yield Cause("MW046", Position(number, match.start(1) + 1))


def _unclosed(lines: list[str], last: int) -> Cause | None:
    """Find the quote that opens nearest above where reading stopped and is not closed on its line."""
    for number in range(last, 0, -1):
        content = lines[number - 1]
        match = _OPENS.match(content)
        if match is None:
            continue
        rest = content[match.end() :]
        rest = rest.replace("''", "") if match[1] == "'" else re.sub(r"\\.", "", rest)
        if match[1] not in rest:
            case = "jaar" if _SHORT_YEAR.search(content) else ""
            return Cause("MW037", Position(number, match.start(1) + 1), match[1], case)
    return None


def unseen(text: str) -> list[Cause]:
    """Find, of each line, the first sign of each sort that nobody sees: it can hide, or turn, a text."""
    if text.isascii():
        return []
    causes: dict[tuple[str, int], Cause] = {}
    for code, pattern in (("MW039", _DIRECTION), ("MW040", _INVISIBLE)):
        for match in islice(pattern.finditer(text), _MOST_UNSEEN):
            line = text.count("\n", 0, match.start()) + 1
            column = match.start() - text.rfind("\n", 0, match.start())
            causes.setdefault((code, line), Cause(code, Position(line, column), f"U+{ord(match[0]):04X}"))
    return list(causes.values())


_MOST_UNSEEN = 200
"""In one file; somebody who is told of so many looks at all of it."""
