"""Why a text is no YAML, as who wrote it made the mistake: with a name and a place of its own."""

import re

from maatwerk_cli.text.problem import Position, Problem, text_problem
from maatwerk_cli.text.yaml.yaml_signs import conflict, conflict_left

_BEGINS = r"(?:^\s*|:\s+|-\s+)"
_FIELD = r"^\s*(?:-\s+)?[\w-]+:\s+"
_NEAR = {
    "MW032": re.compile(rf"{_BEGINS}(')(?:s[- ]|[tnkmr] )\w(?!.*'\s*$)"),
    "MW050": re.compile(rf"{_BEGINS}(%)\S"),
    "MW051": re.compile(rf"{_BEGINS}(@)\S"),
    "MW052": re.compile(rf"{_BEGINS}(`)\S"),
    "MW034": re.compile(r"^\s*(?:-\s+)?[a-z_]+\s*([\uff1a\ufe55\u2236\ua789])"),
    "MW035": re.compile(r"^\s*?[ ]*([\u00a0\u2000-\u200a\u202f\u205f\u3000])|:([\u00a0\u2007\u202f])"),
    "MW036": re.compile(r"^\s*(?:-\s+)?[A-Za-z_][\w-]*(:)[^\s:/]"),
    "MW047": re.compile(r"^\s*(-)[^\s\-\d.]"),
    "MW033": re.compile(rf"{_FIELD}([>|](?=\s+[^\s#])|[&?\-](?=\s|$)|[,}}\]])"),
}
"""The mistakes that show in one line, each with its code; what it is about is the group."""
_DOUBLE, _SINGLE = r'"(?:[^"\\]|\\.)*"', r"'(?:[^']|'')*'"
_TEXT_AFTER = re.compile(rf"^\s*(?:-\s+)?(?:[\w-]+:\s+)?(?:{_DOUBLE}|{_SINGLE})\s*(?P<rest>[^\s:\]}}#].*)$")
_BACKSLASH = re.compile(
    rf'(?:{_FIELD}|^\s*-\s+)"(?:[^"\\]|\\[0abtnvfre "/\\N_LP\t]|\\x[\da-fA-F]{{2}}|\\u[\da-fA-F]{{4}}'
    r"|\\U[\da-fA-F]{8})*(\\)"
)
_COLON_IN_TEXT = re.compile(r"^\s*(?:-\s+)?[\w-]+:\s+(?=[^\s\"'\[{>|&*!#%@`]).*?\S(:)(?:\s|$)")
_KEY = re.compile(r"^(?P<indent>\s*(?:-\s+)*)[\"']?[^\W_][^:#]*?\s*:(?:\s|$)")
_NO_TEXT = re.compile(r"^\s*(?:-(?:\s|$)|[\]}#?%]|---|\.\.\.)")
_BRACKET = re.compile(r"^\s*(?:-\s+)?(?:[\w-]+:\s+)?([\[{])")
_SHORT_YEAR = re.compile(r":\s+'\d\d\s*$")
_OPENS = re.compile(r"^\s*(?:-\s+)?(?:[\w-]+:\s+)?(?:\[|\{)?(['\"])")
_CLOSES = {"[": "]", "{": "}"}
_BLANK = re.compile(r"\{\w+\}")
_CUT_TEXT = re.compile(
    r"^\s*(?:-\s+)?(?:[\w-]+:\s+(?=\S)|(?![\w-]+:\s))(?=[^\s\"'\[{>|&*!#])[^#]*? (#)[^\s#!]"
)


def cause(text: str, position: Position, stopped: int) -> Problem | None:
    """Find the mistake that made a text no YAML.

    Args:
        text: what could not be read.
        position: where the parser says that it went wrong.
        stopped: the line at which it stopped.
    """
    mistake = conflict(text) or conflict_left(text)
    if mistake is not None:
        return mistake
    lines = text.splitlines()
    for line in dict.fromkeys((position.line, stopped)):
        last = min(line, len(lines))
        mistake = _near(lines, last) or _in_line(lines, last) or _no_field(lines, last) or _open(lines, last)
        if mistake is not None:
            return mistake
    return _indent(lines, position.line)


def _near(lines: list[str], last: int) -> Problem | None:
    """Find a mistake that shows in the line where reading stopped, or in one of the three above it."""
    for code, pattern in _NEAR.items():
        for number in range(last, max(0, last - 4), -1):
            match = pattern.search(lines[number - 1])
            if match is not None:
                group = next(index for index, part in enumerate(match.groups(), 1) if part is not None)
                return text_problem(code, Position(number, match.start(group) + 1), {"teken": match[group]})
    return None


def _in_line(lines: list[str], number: int) -> Problem | None:
    """Find what is wrong within the value of the line where reading stopped."""
    content = lines[number - 1] if number else ""
    if (match := _BACKSLASH.match(content)) is not None:
        return text_problem("MW054", Position(number, match.start(1) + 1))
    if (match := _TEXT_AFTER.match(content)) is not None:
        return text_problem("MW053", Position(number, match.start("rest") + 1))
    if (match := _COLON_IN_TEXT.match(content)) is not None:
        return text_problem("MW048", Position(number, match.start(1) + 1))
    return _in_brackets(content, number)


def _in_brackets(content: str, number: int) -> Problem | None:
    """Find what is wrong in a value between brackets that opens and closes on one line."""
    match = _BRACKET.match(content)
    if match is None:
        return None
    opened: list[str] = []
    before = ""
    quote = ""
    for column, sign in enumerate(content[match.start(1) :], match.start(1) + 1):
        here = Position(number, column)
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'" and (not before or before in "[{,:"):
            quote = sign
        elif sign == "#" and content[column - 2].isspace():
            return None
        elif sign in _CLOSES:
            opened.append(_CLOSES[sign])
        elif sign in "]}":
            if not opened or opened.pop() != sign:
                return text_problem(
                    "MW055",
                    here,
                    {"teken": sign, "geval": "andere" if opened or before != sign else "te_veel"},
                )
        elif not opened and not sign.isspace():
            blank = _BLANK.match(content, match.start(1)) is not None
            return text_problem("MW055", here, {"teken": sign, "geval": "invulveld" if blank else "erna"})
        elif sign == "," and before in "[{,":
            return text_problem("MW055", here, {"teken": sign, "geval": "komma"})
        before = before if sign.isspace() else sign
    return None


def _no_field(lines: list[str], last: int) -> Problem | None:
    """Find a line without a colon that is no part of the text above it: it stands no further in."""
    for number in range(last, max(0, last - 4), -1):
        content = lines[number - 1]
        if not content.strip() or _KEY.match(content) or _NO_TEXT.match(content) or _BRACKET.match(content):
            continue
        above = next((key for key in map(_KEY.match, reversed(lines[: number - 1])) if key), None)
        if _indented(content) <= (len(above["indent"]) if above is not None else 0):
            return text_problem("MW029", Position(number, _indented(content) + 1))
    return None


def _open(lines: list[str], last: int) -> Problem | None:
    """Find what is not closed, or cut short: of several what is nearest to where reading stopped."""
    nearest = (_unclosed(lines, last), _unclosed_bracket(lines, last), _broken_off(lines, last))
    causes = [cause for cause in nearest if cause is not None]
    return max(causes, key=lambda cause: (cause.place.line, cause.place.column), default=None)


def _broken_off(lines: list[str], last: int) -> Problem | None:
    """Find the value nearest above that a quote within its brackets, or a sign for a comment, breaks off."""
    for number in range(last, 0, -1):
        content = lines[number - 1]
        if (match := _BRACKET.match(content)) is not None:
            problem = _broken_in_brackets(content, match.start(1), number)
            if problem is not None:
                return problem
        elif number < last and (match := _CUT_TEXT.match(content)) is not None and _goes_on(lines, number):
            return text_problem("MW068", Position(number, match.start(1) + 1))
    return None


def _goes_on(lines: list[str], number: int) -> bool:
    """Tell whether what follows a line is meant as more of its text: no field, and not further out."""
    line, following = lines[number - 1], lines[number]
    further = _indented(following) >= _indented(line) and following.strip() != ""
    return further and not (_KEY.match(following) or _NO_TEXT.match(following))


def _broken_in_brackets(content: str, start: int, number: int) -> Problem | None:
    """Find the quote that stays open in a value between brackets, or the comment that its end is in."""
    quote, place, depth, before = "", 0, 0, ""
    for column, sign in enumerate(content[start:], start + 1):
        if quote:
            escaped = quote == '"' and before == "\\"
            quote = "" if sign == quote and not escaped else quote
        elif sign in "\"'" and before in ("[", "{", ",", ":"):
            quote, place = sign, column
        elif sign == "#" and content[column - 2].isspace():
            closed_after = any(end in content[column:] for end in "]}")
            return text_problem("MW068", Position(number, column)) if depth and closed_after else None
        depth += (sign in "[{") - (sign in "]}") if not quote else 0
        before = before if sign.isspace() else sign
    if not quote:
        return None
    return text_problem("MW037", Position(number, place), {"teken": quote, "geval": ""})


def _indent(lines: list[str], number: int) -> Problem | None:
    """Tell of a line without a cause of its own that it stands further in than the one above, or less far."""
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    above = next((earlier for earlier in reversed(lines[: number - 1]) if earlier.strip()), "")
    if line.strip() and above and _indented(line) != _indented(above):
        return text_problem("MW028", Position(number, _indented(line) + 1))
    return None


def _indented(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _unclosed_bracket(lines: list[str], last: int) -> Problem | None:
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
            return text_problem("MW038", Position(number, match.start(1) + 1), {"teken": match[1]})
    return None


def _unclosed(lines: list[str], last: int) -> Problem | None:
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
            return text_problem(
                "MW037", Position(number, match.start(1) + 1), {"teken": match[1], "geval": case}
            )
    return None
