"""The canonical layout of a YAML file: only white space changes, never a word, a comment or a quote.

Entries are indented by two spaces, the items of a list too; one space follows a colon and a dash; lines
end with a line feed and without spaces; no more than one empty line follows another. Where every line ends
as on Windows, it still does: git writes files so there, and makes line feeds of it itself.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from maatwerk_cli.text.problem import Problem
from maatwerk_cli.text.yaml.yaml_reader import YamlDocument, read_yaml
from maatwerk_cli.text.yaml.yaml_tree import UnsupportedError, YamlNode, parse_tree

STEP = 2
"""Spaces for each level."""
_GAP = re.compile(r"[ \t]*:[ \t]+")
_WHITE = re.compile(r"\s+")


class NoYamlError(ValueError):
    """A file is no YAML.

    Attributes:
        problem: why, and where.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__("not YAML")
        self.problem = problem


def format_yaml(data: bytes) -> bytes:
    """Give the canonical form of a file that reads.

    The result is read back: where its meaning or one character other than white space would differ, the
    file is given back as it was.

    Raises:
        UnreadableError: the file does not read.
    """
    if b"\r" in data and data.count(b"\r") == data.count(b"\n") == data.count(b"\r\n"):
        return format_yaml(data.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
    before = read_yaml(data)
    if isinstance(before, Problem):
        raise NoYamlError(before)
    if is_laid_out(data):
        return data
    text = data.decode("utf-8").removeprefix("\ufeff")
    for layout in (_laid_out, _tidied):
        try:
            result = layout(_line_feeds(text))
        except UnsupportedError:
            continue
        if _same(text, before, result):
            return result.encode("utf-8")
    return data


_PART = r"""[^\[\]{}"'#&*!|>%@`?]|"[^"\\]*\""""
_FLOW = rf"(?:{_PART}|\[(?:{_PART})*\])*"
_VALUE = (
    rf"""-?[\w§(€](?:[^\s:#]|:(?=\S)|(?<=\S)\#|\ +(?=[^\s\#]))*|"[^"\\]*"|'[^']*'|\{{{_FLOW}\}}|\[{_FLOW}\]"""
)
_ENTRY = re.compile(
    rf"(?P<indent>\ *)(?P<item>-\ )?"
    rf"(?:(?P<key>\w[\w.-]*):(?:\ (?:(?P<text>[|>]-?)|(?P<value>{_VALUE})))?|(?P<plain>{_VALUE}))(?:\ +\#.*)?"
)
"""A line with an entry in its usual form: a key with its value, or an item, whole on one line."""


def is_laid_out(data: bytes) -> bool:
    """Tell at a glance that a file that reads has its canonical form; where this does not, laying out does.

    Of what it knows, every line is an entry of the usual form, in its column, text in a block, a comment
    in line with the entry after it, or empty.
    """
    text = data.decode("utf-8")
    lines = text.split("\n")
    if lines.pop() or not text.replace("\n", "").isprintable() or "\n\n\n" in f"\n\n{text}\n":
        return False
    open_blocks: list[tuple[int, bool]] = []
    deeper: int | None = 0  # the column at which a block may begin
    body: int | None = None  # the column of block text; beyond its first line what is deeper belongs to it
    begun = False
    comments: set[int] = set()
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        if body is not None and (indent >= body or not line):
            if line.endswith(" ") or (line and not begun and indent > body):
                return False
            begun = begun or bool(line)
            continue
        if not line:
            continue
        if line[indent : indent + 1] == "#" and body is None and not line.endswith(" "):
            comments.add(indent)
            continue
        entry = _ENTRY.fullmatch(line)
        if (
            entry is None
            or line.endswith(" ")
            or comments - {indent}
            or (entry["plain"] and not entry["item"])
        ):
            return False
        is_item = entry["item"] is not None
        if indent == deeper:
            open_blocks.append((indent, is_item))
        else:
            while open_blocks and open_blocks[-1][0] > indent:
                open_blocks.pop()
            if not open_blocks or open_blocks[-1] != (indent, is_item):
                return False
        if is_item and entry["key"]:
            indent += STEP
            open_blocks.append((indent, False))
        body = indent + STEP if entry["text"] else None
        deeper = indent + STEP if entry["key"] and not entry["value"] and not entry["text"] else None
        begun = False
        comments = set()
    return not comments and bool(open_blocks)


def _same(text: str, before: YamlDocument, result: str) -> bool:
    after = read_yaml(result.encode("utf-8"))
    return (
        isinstance(after, YamlDocument)
        and _identical(after.value, before.value)
        and _WHITE.sub("", result) == _WHITE.sub("", text)
    )


def _identical(left: object, other: object) -> bool:
    return repr(left) == repr(other)  # tells 1, True and 1.0 apart, and compares the order of keys


def _line_feeds(text: str) -> str:
    text = text.replace("\r\n", "\n")
    return text if text.endswith("\n") else text + "\n"


def _tidied(text: str) -> str:
    """Only the ends of the file and of the line, for a form that is not laid out."""
    return text.strip("\n") + "\n"


@dataclass
class _Plan:
    """What becomes of each line.

    Attributes:
        columns: the new column of a line that begins with an entry.
        moves: per line of a value that goes on, how its indentation changes: to a column, or by a number.
        kept: lines whose end is part of a value.
        gaps: stretches of white space within a line with what they become.
        ends: per line on which a block text ends, the column its comments may not pass.
    """

    text: str
    starts: list[int]
    columns: dict[int, int] = field(default_factory=dict)
    moves: dict[int, tuple[str, int]] = field(default_factory=dict)
    kept: set[int] = field(default_factory=set)
    gaps: list[tuple[int, int, str]] = field(default_factory=list)
    ends: dict[int, int] = field(default_factory=dict)

    def line(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1

    def first_on_line(self, offset: int) -> bool:
        return not self.text[self.starts[self.line(offset)] : offset].strip()


def _laid_out(text: str) -> str:
    plan = _Plan(text, [0, *(match.end() for match in re.finditer("\n", text))])
    root = parse_tree(text)
    if not root.block:
        raise UnsupportedError
    _plan_block(plan, root, 0)
    return _write(plan)


def _plan_block(plan: _Plan, node: YamlNode, column: int) -> None:
    for entry in node.entries:
        line = plan.line(entry.start)
        if plan.first_on_line(entry.start):
            plan.columns[line] = column
        value = entry.value
        begin = plan.line(value.start)
        if value.start < value.end and begin == plan.line(entry.key_end):
            gap = plan.text[entry.key_end : value.start]
            if node.kind == "lijst" and not gap.strip():
                plan.gaps.append((entry.key_end, value.start, " "))
            elif node.kind == "tabel" and _GAP.fullmatch(gap):
                plan.gaps.append((entry.key_end, value.start, ": "))
        elif value.start < value.end and not value.block and plan.first_on_line(value.start):
            plan.columns[begin] = column + STEP
        if value.block:
            if value.start != value.entries[0].start and plan.first_on_line(value.start):
                plan.columns.setdefault(begin, column + STEP)  # an anchor on a line of its own
            _plan_block(plan, value, column + STEP)
        else:
            _plan_value(plan, value, column)


def _plan_value(plan: _Plan, node: YamlNode, column: int) -> None:
    first, last = plan.line(node.start), plan.line(max(node.end - 1, node.start))
    if first == last and node.style not in ("|", ">"):
        return
    if node.flow:
        for line in range(first + 1, last + 1):
            plan.moves[line] = ("mee", first)
        for entry in node.entries:
            _keep_ends(plan, entry.value)
        return
    if node.style in ("|", ">"):
        _plan_block_text(plan, node, column, first, last)
        return
    for line in range(first + 1, last + 1):
        plan.moves[line] = ("naar", column + STEP)
    plan.kept.update(range(first, last))


def _plan_block_text(plan: _Plan, node: YamlNode, column: int, first: int, last: int) -> None:
    header = plan.text[node.start : plan.starts[first + 1] if first + 1 < len(plan.starts) else None]
    if "+" in header.split("#")[0]:
        while last + 2 < len(plan.starts) and not _line(plan, last + 1).strip():
            last += 1  # the empty lines at the end belong to the text
    body = [_line(plan, line) for line in range(first + 1, last + 1)]
    content = next((line for line in body if line.strip()), "")
    indent = len(content) - len(content.lstrip(" "))
    explicit = re.search(r"\d", header.split("#")[0].split(" ")[0]) is not None
    shift = ("mee", first) if explicit else ("met", column + STEP - indent)
    for line in range(first + 1, last + 1):
        plan.moves[line] = shift
        plan.kept.add(line)
    plan.ends[last] = column


def _keep_ends(plan: _Plan, node: YamlNode) -> None:
    if node.kind == "waarde":
        plan.kept.update(range(plan.line(node.start), plan.line(max(node.end - 1, node.start))))
    for entry in node.entries:
        _keep_ends(plan, entry.value)


def _line(plan: _Plan, line: int) -> str:
    end = plan.starts[line + 1] - 1 if line + 1 < len(plan.starts) else len(plan.text)
    return plan.text[plan.starts[line] : end]


def _write(plan: _Plan) -> str:
    gaps: dict[int, list[tuple[int, int, str]]] = {}
    for start, end, new in plan.gaps:
        gaps.setdefault(plan.line(start), []).append((start, end, new))
    raw = [_line(plan, line) for line in range(len(plan.starts) - 1)]
    comments = _Comments(raw, plan.columns)
    lines: list[str] = []
    for number, text in enumerate(raw):
        origin = plan.starts[number]
        for start, end, new in sorted(gaps.get(number, ()), reverse=True):
            text = text[: start - origin] + new + text[end - origin :]
        if number not in plan.kept:
            text = text.rstrip(" \t")
        body = text.lstrip(" \t")
        if number in plan.columns:
            text = " " * plan.columns[number] + body
            comments.pass_entry(number)
        elif number in plan.moves:
            text = _moved(text, plan.moves[number], comments.deltas)
            comments.ceiling = plan.ends.get(number)
        elif body.startswith("#"):
            text = " " * comments.column(number, len(text) - len(body)) + body
        elif not body and (not lines or not lines[-1]):
            continue  # a second empty line
        lines.append(text)
    while lines and not lines[-1] and len(raw) - 1 not in plan.moves:
        lines.pop()
    return "\n".join(lines) + "\n"


class _Comments:
    """Lets a comment on its own line go with the entry it stands in line with."""

    def __init__(self, raw: list[str], columns: dict[int, int]) -> None:
        self._lines = sorted(columns)
        self._old = {line: len(raw[line]) - len(raw[line].lstrip(" \t")) for line in columns}
        self._new = columns
        self.deltas = {line: columns[line] - self._old[line] for line in columns}
        self._passed: dict[int, int] = {}
        self._nearest = 0
        self.ceiling: int | None = None

    def pass_entry(self, line: int) -> None:
        self._passed[self._old[line]] = self._new[line]
        self._nearest = self.deltas[line]
        self.ceiling = None

    def column(self, line: int, column: int) -> int:
        """Give the column: that of the next entry, else of one before it, else moved with the nearest."""
        index = bisect_right(self._lines, line)
        following = self._lines[index] if index < len(self._lines) else None
        if following is not None and self._old[following] == column:
            placed = self._new[following]
        elif column in self._passed:
            placed = self._passed[column]
        else:
            placed = max(column + self._nearest, 0)
        return placed if self.ceiling is None else min(placed, self.ceiling)


def _moved(text: str, move: tuple[str, int], deltas: dict[int, int]) -> str:
    body = text.lstrip(" ")
    how, number = move
    indent = len(text) - len(body)
    if how == "naar":
        return " " * number + text.lstrip(" \t") if text.strip() else ""
    delta = deltas.get(number, 0) if how == "mee" else number
    if not body.strip() and indent + delta <= 0:
        return body
    return " " * max(indent + delta, 0) + body
