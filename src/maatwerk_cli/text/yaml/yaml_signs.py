"""What is wrong with a text that reads as YAML: signs that nobody sees, or that mean something else."""

import re
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from maatwerk_cli.text.problem import Position, Problem, text_problem

_SPACES = r"\u00a0\u2000-\u200a\u202f\u205f\u3000"
_DIRECTION = r"\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c"
_INVISIBLE = r"\u0085\u00ad\u200b-\u200d\u2028\u2029\u2060-\u2064\ufeff\u115f\u1160\u3164\uffa0"
_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
_SORTS = (("MW039", _DIRECTION), ("MW040", _INVISIBLE), ("MW067", _CONTROL))
_ESCAPED = r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))"
_SHORT = {"0": 0, "a": 7, "b": 8, "v": 0x0B, "f": 0x0C, "e": 0x1B, "N": 0x85, "L": 0x2028, "P": 0x2029}
"""What YAML lets be written as one letter after a backslash, of what nobody sees."""
_OPENING, _CLOSING = "\u201c\u201e\u201d\u201f\u2018\u201a\u2019\u201b", "\u201c\u201d\u2018\u2019"
_LETTERS = frozenset(f"{_OPENING}{_CLOSING}\u115f\u1160\u3164\uffa0")
"""Those of all these signs that Python calls printable."""
_ASCII = bytes(range(0x80))
# The patterns are made when they are first used: most texts need none, and making them takes milliseconds.
_HARD_AT_KEY = (
    rf"(?m)^ *(?P<before>[{_SPACES}])\s*(?:-\s+)?[\w-]+:(?:\s|$)"
    r"|^\s*(?:-\s+)?[\w-]+:(?P<after>[\u00a0\u2007\u202f])"
    r"|^ *-(?P<dash>[\u00a0\u2007\u202f])"
    r"|^ *(?:- )?[a-z_]+(?P<colon>[\u00a0\u2007\u202f]) *:(?:\s|$)"
)
_AFTER_TEXT = r"\S[^\S\n]* #"
_BLOCK = r"[:-] [>|][-+0-9]*\s*(?:#.*)?$"
_CUT = (
    r"^\s*(?:-\s+(?:[\w-]+:\s+)?|[\w-]+:\s+)(?=[^\s\"'\[{>|&*!#])(?=[^#]*?(?:[A-Z]|\S \S))"
    r"[^#]*? (#)(?:[^\s#!]|\s\d)"
)
_CUT_ON = r"^[^#]*?\S (#)(?:[^\s#!]|\s\d)"
_PART = r"^\s*(?:-(?:\s|$)|[\w-]+:(?:\s|$))"
_PLAIN = r"^\s*(?:-\s+)?(?:[\w-]+:\s+(?=\S)|(?![\w-]+:(?:\s|$)))[^\s\"'\[{>|&*!#-]"
_ALL_CUT = r"^\s*(?:-\s+)?[\w-]+: +(#)[^\s#!]"
_ANCHOR = r"(?m)^\s*(?:-\s+)?(?:[\w-]+:\s+)?(&)([^\s\[\]{},]+)"
_CURLY = (
    rf"(?m)^\s*(?:-\s+)?(?:[\w-]+:\s+)?([{_OPENING}])"
    rf"(?=[^\s{_OPENING}{_CLOSING}][^{_OPENING}{_CLOSING}]*[{_CLOSING}]\s*$)"
)
_MOST = 200
"""In one file; somebody who is told of so many looks at all of it."""
_CONFLICT = r"(?m)^(?:<{7}|>{7})(?: .*)?$"
_CONFLICT_LEFT = r"(?m)^(?:={7}|\|{7}(?: .*)?)$"


def hard_space(text: str) -> Problem | None:
    """Find a hard space at a key, its colon or a dash, which makes another word of it unseen."""
    match = re.search(_HARD_AT_KEY, text) if _may_have_any(text) else None
    if match is None:
        return None
    start = max(map(match.start, ("before", "after", "dash", "colon")))
    return text_problem("MW035", _position(text, start))


def odd_signs(text: str) -> Iterator[Problem]:
    """Find every sign in a text that reads of which its writer should know."""
    if _may_have_any(text):
        yield from unseen(text)
        yield from curly(text)
    yield from _cut_by_hash(text)
    yield from _unused_anchors(text)


def surely_without_odd_signs(text: str) -> bool:
    """Tell of most texts quickly that this room finds nothing in them: no sign to be told of, none escaped.

    Files of which it tells this joined by newlines are each so.
    """
    return not ("&" in text or "\\" in text or _may_be_cut(text) or _may_have_any(text))


def not_ascii(text: str) -> str:
    """Give the characters of a text that ASCII does not have."""
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


def _may_have_any(text: str) -> bool:
    """Tell of most texts quickly that none of these signs is in them."""
    if text.isascii():
        return False
    rest = not_ascii(text)
    return not rest.isprintable() or not _LETTERS.isdisjoint(rest)


def _may_be_cut(text: str) -> bool:
    """Tell of most texts quickly that no sign for a comment comes after anything on its line."""
    return " #" in text and re.search(_AFTER_TEXT, text) is not None


def _cut_by_hash(text: str) -> Iterator[Problem]:
    """Find texts that a sign for a comment cuts short, where it is not written as a comment is."""
    if not _may_be_cut(text):
        return
    block: int | None = None
    plain = False
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        indent = len(line) - len(line.lstrip(" "))
        if block is not None and (not line.strip() or indent > block):
            continue
        block = indent if re.search(_BLOCK, line) else None
        begins = re.match(_PART, line) is not None
        plain = plain if not begins else re.match(_PLAIN, line) is not None
        match = re.match(_CUT, line) or (re.match(_CUT_ON, line) if plain and not begins else None)
        if match is not None:
            yield text_problem("MW046", Position(number, match.start(1) + 1))
        elif (match := re.match(_ALL_CUT, line)) is not None and not _goes_on(lines[number:], indent):
            yield text_problem("MW057", Position(number, match.start(1) + 1))


def _goes_on(lines: list[str], indent: int) -> bool:
    """Tell whether what comes next belongs to a key that stands so far in."""
    following = next((line for line in lines if line.strip()), "")
    further = len(following) - len(following.lstrip(" "))
    return further > indent or (further == indent and following.lstrip(" ").startswith("- "))


def _unused_anchors(text: str) -> Iterator[Problem]:
    """Find anchors that nothing refers to: mostly a text that begins with the sign of one."""
    if "&" not in text:
        return
    for match in islice(re.finditer(_ANCHOR, text), _MOST):
        if not re.search(rf"[\s\[,]\*{re.escape(match[2])}(?=[\s,\]}}]|$)", text):
            yield text_problem("MW056", _position(text, match.start(1)))


def curly(text: str) -> list[Problem]:
    """Find values between the quotes of a word processor, which are letters to YAML and to CSV."""
    return [
        text_problem("MW061", _position(text, sign.start(1)))
        for sign in islice(re.finditer(_CURLY, text), _MOST)
    ]


def unseen(text: str) -> list[Problem]:
    """Find, of each line, the first sign of each sort that nobody sees: it can hide, turn or steer a text."""
    if not _may_have_any(text) and re.search(f"[{_CONTROL}]", text) is None:
        return []
    return _first_of_each_line(
        text,
        (
            (code, match.start(), match[0])
            for code, odd in _SORTS
            for match in islice(re.finditer(f"[{odd}]", text), _MOST)
        ),
    )


def unseen_by_number(text: str, value: Any) -> list[Problem]:
    """Find, of each line, the first sign of each sort that nobody sees and that is written as its number.

    Args:
        text: a document that reads.
        value: what it says; in a text without quotes a backslash begins nothing.
    """
    if "\\" not in text:
        return []
    hidden = frozenset("".join(re.findall(f"[{_DIRECTION}{_INVISIBLE}{_CONTROL}]", "\n".join(_texts(value)))))
    written = ((match.start(), _written(match)) for match in re.finditer(_ESCAPED, text)) if hidden else ()
    return _first_of_each_line(
        text,
        islice(
            (
                (code, start, sign)
                for start, sign in written
                if sign in hidden
                for code, odd in _SORTS
                if re.match(f"[{odd}]", sign)
            ),
            _MOST,
        ),
    )


def _written(match: re.Match[str]) -> str:
    """Give the sign that is written after a backslash; nothing where it is one that everybody sees."""
    digits = match[1] or match[2] or match[3]
    number = int(digits, 16) if digits else _SHORT.get(match[4])
    return chr(number) if number is not None and number <= sys.maxunicode else ""


def _texts(value: Any) -> Iterator[str]:
    """Give every text in a value, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(key)
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _first_of_each_line(text: str, signs: Iterable[tuple[str, int, str]]) -> list[Problem]:
    """Give what is to be told of signs, each a code, where it stands in a text and what it is."""
    told_of: dict[tuple[str, int], Problem] = {}
    for code, start, sign in signs:
        place = _position(text, start)
        told_of.setdefault((code, place.line), text_problem(code, place, {"teken": f"U+{ord(sign):04X}"}))
    return list(told_of.values())


def sign_in(text: str) -> str:
    """Give the code of what a word, number or date cannot have in it though it looks right; else nothing."""
    if not _may_have_any(text):
        return ""
    return "MW058" if without_unseen(text) != text else "MW059" if without_signs(text) != text else ""


def without_signs(value: Any) -> Any:
    """Give what is in a file, its texts without signs that nobody sees and curly quotes around them."""
    if isinstance(value, str):
        return _plainly(value) if _may_have_any(value) else value
    if isinstance(value, dict):
        return {without_signs(key): without_signs(inner) for key, inner in value.items()}
    return [without_signs(inner) for inner in value] if isinstance(value, list) else value


def without_unseen(text: str) -> str:
    """Give a text without signs that nobody sees."""
    return text if text.isascii() else re.sub(f"[{_DIRECTION}{_INVISIBLE}]", "", text)


def _plainly(text: str) -> str:
    text = without_unseen(text)
    wrapped = len(text) > 2 and text[0] in _OPENING and text[-1] in _CLOSING
    return text[1:-1] if wrapped else text


def _position(text: str, index: int) -> Position:
    return Position(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def conflict(text: str) -> Problem | None:
    """Find the marks that git leaves where two changes could not be joined."""
    return _conflict(text, _CONFLICT)


def conflict_left(text: str) -> Problem | None:
    """Find such marks where the first and the last were taken out already; other texts can have them too."""
    return _conflict(text, _CONFLICT_LEFT)


def _conflict(text: str, pattern: str) -> Problem | None:
    match = re.search(pattern, text)
    return (
        None if match is None else text_problem("MW031", Position(text.count("\n", 0, match.start()) + 1, 1))
    )
