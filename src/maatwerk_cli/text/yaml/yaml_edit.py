"""Changing a YAML file where it must change and nowhere else; every change is read back at once."""

import copy
import json
import re
import textwrap
from collections.abc import Sequence
from typing import Any

from maatwerk_cli.models.meaning import Loc
from maatwerk_cli.text.yaml.yaml_reader import YamlDocument, read_yaml
from maatwerk_cli.text.yaml.yaml_tree import UnsupportedError, YamlEntry, YamlNode, parse_tree

FOLDED_WIDTH = 100
"""How wide a text is written before it is folded over lines."""

_YAML_1_1_WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
_PLAIN_START = re.compile(r"[^\W\d_]|§")
_FOLDABLE = re.compile(r"\S+(?: \S+)*")


class EditError(Exception):
    """The file has a form in which this cannot be changed safely; it was left alone."""


class YamlFile:
    """A YAML file that is being changed. What is not changed keeps every byte.

    Attributes:
        value: what the file says now.

    Raises:
        EditError: the file does not read, or a change cannot be made safely.
    """

    def __init__(self, data: bytes) -> None:
        document = read_yaml(data)
        if not isinstance(document, YamlDocument):
            raise EditError
        text = data.decode("utf-8")
        self._bom = text.startswith("\ufeff")
        self._text = text.removeprefix("\ufeff")
        self._newline = "\r\n" if "\r\n" in self._text else "\n"
        self.value: Any = _unshared(document.value)

    @property
    def data(self) -> bytes:
        """The file as bytes."""
        return (("\ufeff" if self._bom else "") + self._text).encode("utf-8")

    def comments(self) -> list[str]:
        """Give what it says for people only: without it the file holds the same."""
        lines = self._text.splitlines()
        return [
            line[sign.start() :]
            for number, line in enumerate(lines)
            if (sign := self._comment_in(lines, number))
        ]

    def _comment_in(self, lines: Sequence[str], number: int) -> re.Match[str] | None:
        before, line, after = lines[:number], lines[number], lines[number + 1 :]
        for sign in re.finditer(r"(?<![^ \t])#", line):
            rest = read_yaml("\n".join([*before, line[: sign.start()], *after, ""]).encode())
            if isinstance(rest, YamlDocument) and rest.value == self.value:
                return sign
        return None

    def set(self, loc: Loc, value: Any) -> None:
        """Give what is at ``loc`` another value; one word in place of another keeps its quotes."""
        new = copy.deepcopy(self.value)
        held_at(new, loc[:-1])[loc[-1]] = value
        parent, entry = self._entry(loc)
        node = entry.value
        if not isinstance(value, dict | list) and node.kind == "waarde" and node.start < node.end:
            after = self._scalar(value, node, parent, entry)
            self._replace(node.start, node.end, after, new)
        elif parent.flow:
            flow = render_flow(value)
            self._replace(node.start, node.end, flow if node.start < node.end else f" {flow}", new)
        else:
            self._replace(entry.start, node.end, self._entry_text(entry, value), new)

    def replace_words(self, loc: Loc, pattern: re.Pattern[str], word: str) -> None:
        """Put a word that needs no quotes in place of others in the text at ``loc``."""
        new = copy.deepcopy(self.value)
        held_at(new, loc[:-1])[loc[-1]] = pattern.sub(word, held_at(new, loc))
        node = self._node(loc)
        self._replace(node.start, node.end, pattern.sub(word, self._text[node.start : node.end]), new)

    def add(self, loc: Loc, key: str, value: Any, order: Sequence[str] = ()) -> None:
        """Add a key to the table at ``loc``, after the last of those that come before it in ``order``."""
        table = self._node(loc)
        new = copy.deepcopy(self.value)
        held_at(new, loc)[key] = value
        if table.kind != "tabel" or not table.entries:
            raise EditError
        if table.flow:
            self._replace(table.end - 1, table.end - 1, f", {key}: {render_flow(value)}", new)
            return
        earlier = set(order[: order.index(key)]) if key in order else set(order)
        after = max(
            (index for index, entry in enumerate(table.entries) if entry.key in earlier),
            default=len(table.entries) - 1 if key not in order else 0,
        )
        self._insert_after(table, table.entries[after], render({key: value}), new)

    def append(self, loc: Loc, value: Any) -> None:
        """Add an item to the end of the list at ``loc``."""
        self.insert(loc, len(held_at(self.value, loc)), value)

    def extend(self, loc: Loc, values: Sequence[Any]) -> None:
        """Add many items to the end of the list at ``loc``, at once."""
        items = self._node(loc)
        if items.kind != "lijst" or items.flow:
            raise EditError
        new = copy.deepcopy(self.value)
        held_at(new, loc).extend(values)
        self._insert_after(items, items.entries[-1], render(list(values)), new)

    def insert(self, loc: Loc, index: int, value: Any) -> None:
        """Add an item to the list at ``loc``, before the one that has this index."""
        items = self._node(loc)
        new = copy.deepcopy(self.value)
        held_at(new, loc).insert(index, value)
        if items.kind != "lijst":
            raise EditError
        if items.flow:
            self._insert_flow(items, index, value, new)
        elif index == 0:
            first = items.entries[0]
            start = self._line_start(first.start)
            if self._text[start : first.start].strip():
                raise EditError
            self._replace(start, start, self._lines(render([value]), first.start - start), new)
        else:
            self._insert_after(items, items.entries[index - 1], render([value]), new)

    def remove(self, loc: Loc) -> None:
        """Take a key or an item away, with the lines it is on; a list that would be empty goes with it."""
        parent, entry = self._entry(loc)
        if len(parent.entries) == 1:
            if len(loc) == 1:
                raise EditError
            self.remove(loc[:-1])
            return
        new = copy.deepcopy(self.value)
        del held_at(new, loc[:-1])[loc[-1]]
        index = parent.entries.index(entry)
        following = parent.entries[index + 1] if index + 1 < len(parent.entries) else None
        if parent.flow:
            start = entry.start if following else parent.entries[index - 1].value.end
            self._replace(start, following.start if following else entry.value.end, "", new)
            return
        start = self._line_start(entry.start)
        if self._text[start : entry.start].strip():
            if following is None:
                raise EditError
            self._replace(entry.start, following.start, "", new)  # the first key, beside a dash
            return
        self._replace(start, self._block_end(entry), "", new)

    def _node(self, loc: Loc) -> YamlNode:
        try:
            node = parse_tree(self._text).find(loc)
        except UnsupportedError:
            raise EditError from None
        if node is None:
            raise EditError
        return node

    def _entry(self, loc: Loc) -> tuple[YamlNode, YamlEntry]:
        parent = self._node(loc[:-1])
        entry = parent.entry(loc[-1])
        if entry is None:
            raise EditError
        return parent, entry

    def _replace(self, start: int, end: int, text: str, value: Any) -> None:
        result = self._text[:start] + text + self._text[end:]
        document = read_yaml(result.encode("utf-8"))
        if not isinstance(document, YamlDocument) or document.value != value:
            raise EditError
        self._text, self.value = result, _unshared(document.value)

    def _scalar(self, value: Any, node: YamlNode, parent: YamlNode, entry: YamlEntry) -> str:
        column = entry.start - self._line_start(entry.start)
        if node.style in ("|", ">") and isinstance(value, str) and not parent.flow:
            return self._newline.join(_text_lines(value, column + 2))
        return scalar(value, quote=node.style if node.style in ('"', "'") else "", flow=parent.flow)

    def _entry_text(self, entry: YamlEntry, value: Any) -> str:
        column = entry.start - self._line_start(entry.start)
        lines = render({entry.key: value} if entry.key is not None else [value])
        return self._newline.join([lines[0], *(" " * column + line if line else line for line in lines[1:])])

    def _insert_after(self, parent: YamlNode, entry: YamlEntry, lines: list[str], value: Any) -> None:
        first = parent.entries[0]
        column = first.start - self._line_start(first.start)
        offset = self._comments_end(self._block_end(entry), column)
        text = self._lines(lines, column)
        if offset and self._text[offset - 1] != "\n":
            text = self._newline + text.rstrip("\r\n")
        self._replace(offset, offset, text, value)

    def _insert_flow(self, items: YamlNode, index: int, value: Any, new: Any) -> None:
        flow = render_flow(value)
        if not items.entries:
            self._replace(items.start + 1, items.end - 1, flow, new)
        elif index == 0:
            self._replace(items.entries[0].start, items.entries[0].start, f"{flow}, ", new)
        else:
            offset = items.entries[index - 1].value.end
            self._replace(offset, offset, f", {flow}", new)

    def _lines(self, lines: list[str], column: int) -> str:
        return "".join((" " * column + line if line else "") + self._newline for line in lines)

    def _line_start(self, offset: int) -> int:
        return self._text.rfind("\n", 0, offset) + 1

    def _line_end(self, offset: int) -> int:
        end = self._text.find("\n", offset)
        return len(self._text) if end < 0 else end + 1

    def _block_end(self, entry: YamlEntry) -> int:
        """Give where the lines of an entry end, with the empty lines that a kept text ends in."""
        node = entry.value
        while node.entries:
            node = node.entries[-1].value
        end = self._line_end(max(entry.value.end, entry.key_end))
        header = self._text[node.start : self._line_end(node.start)].split("#")[0]
        if node.style in ("|", ">") and "+" in header:
            while end < len(self._text) and not self._text[end : self._line_end(end)].strip():
                end = self._line_end(end)
        return end

    def _comments_end(self, offset: int, column: int) -> int:
        """Pass the comments that, by their indentation, belong to what was just ended."""
        if column == 0:
            return offset
        while offset < len(self._text):
            line = self._text[offset : self._line_end(offset)]
            body = line.lstrip(" ")
            if not body.startswith("#") or len(line) - len(body) < column:
                break
            offset = self._line_end(offset)
        return offset


def _unshared(value: Any) -> Any:
    """Copy a value so that what an alias repeats is there twice: changing one must not change the other."""
    if isinstance(value, dict):
        return {key: _unshared(item) for key, item in value.items()}
    return [_unshared(item) for item in value] if isinstance(value, list) else value


def held_at(value: Any, loc: Sequence[str | int]) -> Any:
    """Give what stands at a place in tables and lists, as YAML holds them."""
    for step in loc:
        value = value[step]
    return value


def render_file(value: Any) -> bytes:
    """Write a table or list as a file of its own, in canonical form."""
    return ("\n".join(render(value)) + "\n").encode("utf-8")


def render(value: Any) -> list[str]:
    """Write a table or list in lines, in canonical form."""
    lines: list[str] = []
    if isinstance(value, dict):
        for key, inner in value.items():
            lines += _beside(f"{scalar(key)}:", inner)
    else:
        for inner in value:
            if isinstance(inner, dict) and inner:
                first, *rest = render(inner)
                lines += [f"- {first}", *(f"  {line}" if line else line for line in rest)]
            else:
                lines += _beside("-", inner)
    return lines


def _beside(lead: str, value: Any) -> list[str]:
    if isinstance(value, dict | list):
        if not value:
            return [f"{lead} {'[]' if isinstance(value, list) else '{}'}"]
        return [lead, *(f"  {line}" if line else line for line in render(value))]
    if isinstance(value, str):
        first, *rest = _text_lines(value, 2, len(lead) + 1)
        return [f"{lead} {first}", *rest]
    return [f"{lead} {scalar(value)}"]


def _text_lines(value: str, column: int, used: int = 0) -> list[str]:
    """Write a text: on its line, or, where it is long, folded below it at ``column``."""
    single = scalar(value)
    if used + len(single) <= FOLDED_WIDTH + 10 or not _FOLDABLE.fullmatch(value):
        return [single]
    wrapped = textwrap.wrap(value, FOLDED_WIDTH - column, break_long_words=False, break_on_hyphens=False)
    return [">-", *(" " * column + line for line in wrapped)]


def scalar(value: Any, *, quote: str = "", flow: bool = False) -> str:
    """Write one value on one line, in quotes where it needs them or where they are asked for."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    single = "'" + value.replace("'", "''") + "'"
    if quote == "'" and _reads_as(single, value, flow=flow):
        return single
    if quote != '"' and _plain(value) and _reads_as(value, value, flow=flow):
        return value
    return json.dumps(value, ensure_ascii=False)


def _plain(value: str) -> bool:
    return (
        _PLAIN_START.match(value) is not None
        and value.lower() not in _YAML_1_1_WORDS
        and value.isprintable()
        and value == value.strip()
    )


def _reads_as(text: str, value: str, *, flow: bool) -> bool:
    document = read_yaml((f"k: [{text}]\n" if flow else f"k: {text}\n").encode("utf-8"))
    return isinstance(document, YamlDocument) and document.value == {"k": [value] if flow else value}


def render_flow(value: Any) -> str:
    """Write a value between brackets and braces, on one line."""
    if isinstance(value, dict):
        inside = ", ".join(f"{scalar(key, flow=True)}: {render_flow(item)}" for key, item in value.items())
        return f"{{{inside}}}"
    if isinstance(value, list):
        return f"[{', '.join(render_flow(item) for item in value)}]"
    return scalar(value, flow=True)
