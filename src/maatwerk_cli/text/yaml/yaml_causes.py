"""Why a text is no YAML, as who wrote it made the mistake: with a name and a place of its own."""

import re
from typing import NamedTuple

from maatwerk_cli.text.problem import Position

_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)
_APOSTROPHE = re.compile(r"(?:^|:\s+|-\s+)(')s[- ]\w")
_STARTS_WITH = re.compile(r"(?:^\s*|:\s+|-\s+)([%@`])\S")
_OTHER_COLON = re.compile(r"^\s*(?:-\s+)?[a-z_]+\s*([\uff1a\ufe55\u2236\ua789])")
_HARD_SPACE = re.compile(r"^\s*?[ ]*([\u00a0\u2000-\u200a\u202f\u205f\u3000])|:([\u00a0\u2007\u202f])")
_NO_SPACE = re.compile(r"^\s*(?:-\s+)?[a-z_]+(:)[^\s:/]")
_OPENS = re.compile(r"^\s*(?:-\s+)?(?:[\w-]+:\s+)?(?:\[|\{)?(['\"])")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060-\u2064\ufeff\u115f\u1160\u3164\uffa0]")


class Cause(NamedTuple):
    """A mistake with a name: the code of its finding, where it is, and the sign that it is about."""

    code: str
    position: Position
    sign: str = ""


def conflict(text: str) -> Cause | None:
    """Find the marks that git leaves where two changes could not be joined."""
    match = _CONFLICT.search(text)
    return None if match is None else Cause("MW031", Position(text.count("\n", 0, match.start()) + 1, 1))


def cause(text: str, line: int) -> Cause | None:
    """Find the mistake that made a text no YAML, where reading stopped or a few lines above it."""
    found = conflict(text)
    if found is not None:
        return found
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
    return _unclosed(lines, last)


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
            return Cause("MW037", Position(number, match.start(1) + 1), match[1])
    return None


def unseen(text: str) -> list[Cause]:
    """Find the first sign of each sort that a reader does not see: it can hide, or turn, what is written."""
    if text.isascii():
        return []
    found = []
    for code, pattern in (("MW039", _DIRECTION), ("MW040", _INVISIBLE)):
        match = pattern.search(text)
        if match is not None:
            line = text.count("\n", 0, match.start()) + 1
            column = match.start() - text.rfind("\n", 0, match.start())
            found.append(Cause(code, Position(line, column), f"U+{ord(match[0]):04X}"))
    return found
