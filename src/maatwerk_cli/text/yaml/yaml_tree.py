"""The extent of every part of a YAML text: what editing and formatting a text in place need to know.

Values come from :mod:`yaml_reader`; this tree only says where each key and value begins and ends.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from maatwerk_cli.models.meaning import Loc

NodeKind = Literal["waarde", "tabel", "lijst"]


class UnsupportedError(Exception):
    """The text has a form (explicit keys, more documents) that is read but not edited in place."""


@dataclass(frozen=True, slots=True)
class YamlNode:
    """One value of the text.

    Attributes:
        kind: a single value (an alias included), a table of keys, or a list.
        start: offset of its first character, its anchor included.
        end: offset after its last character; of a block, that of the last thing in it.
        flow: written between brackets or braces.
        style: the quote of a single value, ``|`` or ``>``; ``""`` where it is plain.
        entries: what is in it.
    """

    kind: NodeKind
    start: int
    end: int
    flow: bool = False
    style: str = ""
    entries: tuple["YamlEntry", ...] = ()

    @property
    def block(self) -> bool:
        """Whether this is a table or list that is written in lines."""
        return self.kind != "waarde" and not self.flow

    def entry(self, key: str | int) -> "YamlEntry | None":
        """Give the entry of a key, or of an index in a list."""
        if self.kind == "lijst":
            return self.entries[key] if isinstance(key, int) and key < len(self.entries) else None
        return next((entry for entry in self.entries if entry.key == key), None)

    def find(self, loc: Loc) -> "YamlNode | None":
        """Give the value at ``loc``."""
        node: YamlNode | None = self
        for step in loc:
            entry = node.entry(step) if node else None
            node = entry.value if entry else None
        return node


@dataclass(frozen=True, slots=True)
class YamlEntry:
    """A key with its value, or an item of a list.

    Attributes:
        key: the key as text; of a list item, nothing.
        start: offset of the key, or of the dash.
        value: its value.
    """

    key: str | None
    start: int
    key_end: int
    value: YamlNode


def parse_tree(text: str) -> YamlNode:
    """Give the extents in a text that reads, without a byte order mark.

    Raises:
        UnsupportedError: the text has a form that cannot be edited in place.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        return _Parser(text, YAML(typ="safe", pure=True).parse(text)).document()
    except (YAMLError, ValueError, RecursionError, AttributeError, IndexError, StopIteration):
        raise UnsupportedError from None


class _Parser:
    def __init__(self, text: str, events: Iterator[Any]) -> None:
        self._text = text
        self._events = events

    def document(self) -> YamlNode:
        next(self._events)
        event = next(self._events)
        if type(event).__name__ == "StreamEndEvent":
            raise UnsupportedError
        event = next(self._events)
        node = self._node(event, event.start_mark.index)
        next(self._events)
        if type(next(self._events)).__name__ != "StreamEndEvent":
            raise UnsupportedError
        return node

    def _node(self, event: Any, after: int) -> YamlNode:
        """Make a node of an event; ``after`` is where it may begin, for a value that is not written."""
        name = type(event).__name__
        start, end = event.start_mark.index, event.end_mark.index
        if name == "AliasEvent":
            return YamlNode("waarde", start, end)
        if name == "ScalarEvent":
            if start == end:
                return YamlNode("waarde", after, after)
            style = event.style or ""
            if style in ("|", ">"):
                end = start + len(self._text[start:end].rstrip())
            return YamlNode("waarde", start, end, style=style)
        kind: NodeKind = "tabel" if name == "MappingStartEvent" else "lijst"
        flow = bool(event.flow_style)
        read = self._flow_entries if flow else self._keys if kind == "tabel" else self._items
        entries, closing = read(event, kind)
        if not entries and not flow:
            raise UnsupportedError
        return YamlNode(kind, start, closing if flow else entries[-1].value.end, flow, "", tuple(entries))

    def _flow_entries(self, event: Any, kind: NodeKind) -> tuple[list[YamlEntry], int]:
        entries: list[YamlEntry] = []
        while not type(event := next(self._events)).__name__.endswith("EndEvent"):
            first = self._node(event, event.start_mark.index)
            if kind == "lijst":
                entries.append(YamlEntry(None, first.start, first.start, first))
                continue
            value = self._node(next(self._events), first.end)
            entries.append(YamlEntry(self._key(event), first.start, first.end, value))
        return entries, event.end_mark.index

    def _keys(self, event: Any, kind: NodeKind) -> tuple[list[YamlEntry], int]:  # noqa: ARG002
        entries: list[YamlEntry] = []
        while type(event := next(self._events)).__name__ != "MappingEndEvent":
            if type(event).__name__ != "ScalarEvent":
                raise UnsupportedError
            key = self._node(event, event.start_mark.index)
            colon = self._after_blank(key.end)
            if self._text[colon : colon + 1] != ":" or "\n" in self._text[key.start : colon]:
                raise UnsupportedError
            entries.append(
                YamlEntry(self._key(event), key.start, key.end, self._node(next(self._events), colon + 1))
            )
        return entries, 0

    def _items(self, event: Any, kind: NodeKind) -> tuple[list[YamlEntry], int]:  # noqa: ARG002
        entries: list[YamlEntry] = []
        offset = event.start_mark.index
        while type(event := next(self._events)).__name__ != "SequenceEndEvent":
            dash = self._next_dash(offset)
            value = self._node(event, dash + 1)
            entries.append(YamlEntry(None, dash, dash + 1, value))
            offset = value.end
        return entries, 0

    def _key(self, event: Any) -> str:
        return str(event.value)

    def _after_blank(self, offset: int) -> int:
        while offset < len(self._text) and self._text[offset] in " \t":
            offset += 1
        return offset

    def _next_dash(self, offset: int) -> int:
        """Find the next dash past spaces, comments and an anchor of the list itself."""
        text = self._text
        while offset < len(text) and text[offset] != "-":
            if text[offset] == "#":
                offset = text.find("\n", offset)
                if offset < 0:
                    raise UnsupportedError
            elif text[offset] in "&!":
                while offset < len(text) and not text[offset].isspace():
                    offset += 1
            elif not text[offset].isspace():
                raise UnsupportedError
            else:
                offset += 1
        if offset >= len(text):
            raise UnsupportedError
        return offset
