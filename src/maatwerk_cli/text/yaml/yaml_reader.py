"""YAML text to plain Python values, with three readers behind one function.

The fast reader takes ordinary files and gives values alone. Where that will not do, or positions are asked
for, value and positions are composed from the events of libyaml; and what libyaml refuses, or reads
otherwise, from those of ruamel.yaml, whose word is final. All give YAML 1.2 core values: text, whole
numbers, floats, booleans, null; dates stay text. See ``docs/beslissingen``.
"""

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import yaml_rs

from maatwerk_cli.models.meaning import Loc
from maatwerk_cli.text.passing import passing
from maatwerk_cli.text.problem import Position, Problem, text_problem
from maatwerk_cli.text.yaml.yaml_signs import (
    hard_space,
    not_ascii,
    odd_signs,
    surely_without_odd_signs,
    unseen_by_number,
)

MAX_YAML_BYTES = 2_000_000
"""A record is a few kB; what is larger than this is another file."""
MAX_YAML_DEPTH = 40
"""Deeper than any record is; a parser that goes on uses up the stack."""
MAX_NODES = 500_000
"""What 2 MB can hold of values; more comes from aliases that multiply."""
_MARK = "\ufeff"

# What most files do not need is made when it is first used: making a pattern takes longer than reading one.
_NOT_PLAIN = (
    r"(?m)[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"  # what a person does not type
    r"|\r(?!\n)"
    r"|(?:^|[\s\[{,:?-])!"  # tags
    r"|^%|^[ \t]*:|<<|^[ \t]*\?(?:\s|$)|[\]}][ \t]*:"  # directives, merges, keys that are no text
    r"|^(?:---|\.\.\.)"
    r"|(?<![\w-])[-+]?(?:0[bBO]|[\d.]*_|[\d.]+[eE][-+]?\d*_|0[xo][\da-fA-F]*_)"  # numbers of YAML 1.1 only
    r"|(?<![\w-])[-+]0[xo]|\d{50}"  # or with a sign, or too long
    r"|[|>][-+]?(?:\d|[ \t]+#)|[|>][-+]?[ \t]*$(?!\r?\n +\S)"  # block text of an unusual form
    r"|[\[{,]\s*[|>?:]|:\s*[\]},]|\{\s*[\[{]|[\"']:(?!\s)|:[ \t]*\n\s*[|>?:]"  # odd flow style
    r"|^[- ?]{38}|(?:[\[{][^\[\]{}]*){38}"  # deep nesting
)
_BEGINNING = r"(?P<before>(?:[ \t]*(?:#[^\n]*)?\n)*)---[ \t]*(?P<comment>#[^\n]*)?\n"
"""What a document may begin with: comments, and the mark that says that it begins."""
_LINKS = r"[&*](?<![^\s\[{,:?-].)(?=\S)"
_ANCHOR = re.compile(r"(?P<indent> *)(?P<item>- )?[^&*]*[:-] &(?P<name>[\w-]+)(?: [^&*]*)?")
_ALIAS = re.compile(r"(?<=[\s\[,])\*(?P<name>[\w-]+)(?=[ \]},\n])")
_MOST_ALIASES = 9
"""More than a few are no saving of work by a person but an attack."""
_MOST_WITH_ALIASES = 10_000
"""Nine references to at most ten thousand characters cannot grow to half a million parts."""
_READ_OTHERWISE = (
    r"[\t\x85\u2028\u2029\ufeff]"  # white space and line ends of YAML 1.1
    r"|[&*][A-Za-z0-9_-]*[^A-Za-z0-9_\s,\]}-]"  # names that end elsewhere
    r"|[|>][-+\d]*#"  # no comment
    r"|[\"']:(?!\s)"  # a key of one pair in a list
    r"|\.\.\.\s"  # the end of a document, which may end twice
)
"""What libyaml reads without a word, but otherwise than YAML 1.2 has it."""
_ELSEWHERE = r"(?m)[&*%]|^---|\r"
"""What may point at another part of a text."""
_KEY = r"(?!(?i:null|true|false):)([A-Za-z][\w-]*):(?!\S)"
"""A key at the beginning of a line that is the same as no key that is written otherwise, but by an escape."""
_NESTED_FLOW = r"[{,]\s*(?:#[^\n]*\n\s*)*[\[{*]|\*[\w-]+ +:"
"""Where a list or a mapping may be a key: written out, or as what an alias stands for."""
_ODD_CHARACTER = r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
_BLOCK_TEXT = (b": >-\n ", b": >\n ", b": |\n ", b": |-\n ")
_MOST_DIGITS = 50
"""A number of more stays text: nobody means it as one, and reading it could take long."""
_ORDINARY = bytes(byte for byte in range(0x20, 0x100) if byte not in b"&*!<>|\x7f") + b"\n"
"""Bytes that say nothing about the form of a text."""
_CLASSES = bytes(
    ord("d" if char in "123456789" else "b" if char in "bBOxo" else "e" if char in "eE" else char)
    if (char := chr(byte)) in "0123456789bBOxoeE_"
    else ord("x" if char.isalnum() or not char.isascii() else "s")
    for byte in range(256)
)
_DIGITS = bytes(0x30 if chr(byte) in "0123456789" else ord("x") for byte in range(256))
_ODD_NUMBERS = (b"s0b", b"s_", b"0_", b"d_", b"0e_", b"de_", b"se_")
_ODD_NESTING = (b"{[", b"{{", b"-----")
_ALIKE = bytes.maketrans(b"{]}", b"[,,")
"""Brackets that open, and what comes after a value, written alike."""
_ODD_KEYS = (b",[", b",{", b",#", b"{#")
"""What a list as a key begins with, or a comment that may stand before it."""
_ODD_FLOW = (b"[:", b",:", b":,")
_ODD_QUESTIONS = (b"[?", b",?", b":?", b"-?")
_NOT_BRACKETS = bytes(byte for byte in range(256) if byte not in b"[]{}\n")


def surely_plain(text: str) -> bool:
    """Tell in a few microseconds that a file is plain; where this does not, the pattern decides.

    Files of which it tells this joined by newlines are each plain.
    """
    data = b"\n" + text.encode()
    blocks = data.count(b">") + data.count(b"|")
    if blocks:  # block text of the usual form; what it is made of is looked at as if it were plain
        if b" \n" in data or sum(data.count(usual) for usual in _BLOCK_TEXT) != blocks:
            return False
        data = data.translate(None, b">|")
    if data.translate(None, _ORDINARY):
        return False
    if not text.isascii() and not (rest := not_ascii(text)).isprintable() and re.search(_ODD_CHARACTER, rest):
        return False
    for quoted in (b'":', b"':"):
        if data.count(quoted) != data.count(quoted + b" ") + data.count(quoted + b"\n"):
            return False
    if b"\n---" in data or b"\n..." in data or b"\n%" in data or b" " * 36 in data:
        return False
    classes = data.translate(_CLASSES)
    if any(odd in classes for odd in _ODD_NUMBERS) or b"0" * 50 in data.translate(_DIGITS):
        return False
    dense = data.translate(None, b" ")
    if b"\n:" in dense or b"\n?" in dense:
        return False
    dense = dense.translate(None, b"\n")
    if any(odd in dense for odd in _ODD_NESTING):
        return False
    alike = dense.translate(_ALIKE)
    if any(odd in alike for odd in (*_ODD_FLOW, *(_ODD_QUESTIONS if b"?" in alike else ()))):
        return False
    return b"[" * 8 not in data.translate(None, _NOT_BRACKETS)


def _as_begun(text: str) -> str:
    """Give a text as a plain file would have it: the same document, without marks of where it begins."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if "---" in text and (begin := re.match(_BEGINNING, text)):
        text = f"{begin['before']}{begin['comment'] or ''}\n{text[begin.end() :]}"
    return text


def _links(text: str) -> Mapping[str, int] | None:
    """Give how often each anchor is referred to, where links are of the form that both readers read alike.

    That is: few, each anchor on a value of its own line or of the lines under it, its name given once, and
    every alias after the end of what it stands for.
    """
    anchors: dict[str, re.Match[str]] = {}
    referred: dict[str, int] = {}
    aliases = 0
    for link in re.finditer(_LINKS, text):
        start = link.start()
        if text[start] == "&":
            anchor = _ANCHOR.fullmatch(text, text.rfind("\n", 0, start) + 1, text.find("\n", start))
            if anchor is None or anchor["name"] in anchors:
                return None
            anchors[anchor["name"]], referred[anchor["name"]] = anchor, 0
        else:
            alias = _ALIAS.match(text, start)
            aliases += 1
            if alias is None or (name := alias["name"]) not in anchors or aliases > _MOST_ALIASES:
                return None
            if not referred[name] and not _has_ended(anchors[name], text, start):
                return None
            referred[name] += 1
    return referred if not anchors or len(text) <= _MOST_WITH_ALIASES else None


def _without_links(text: str) -> str:
    """Give a text without the signs of its links, where those are plain and none is to be told of.

    Else give a text that is neither plain nor simple.
    """
    if "&" not in text and "*" not in text:
        return text
    links = _links(text)
    told_of = links is None or not all(links.values())
    return "!&" if told_of else text.replace("&", "").replace("*", "")


def _has_ended(anchor: re.Match[str], text: str, offset: int) -> bool:
    """Tell whether the value of an anchor is over at a place: a line came that stands no deeper.

    Items of a list may stand as deep as the key that they are the value of.
    """
    depth = len(anchor["indent"])
    for line in text[anchor.end() : text.find("\n", offset)].split("\n")[1:]:
        content = line.lstrip(" ")
        here = len(line) - len(content)
        if content and not content.startswith("#") and here <= depth:
            return here < depth or content.startswith("-") == bool(anchor["item"])
    return False


_BEGIN_A_NUMBER = "+-.0123456789"
_INT = re.compile(r"[-+]?\d+", re.ASCII)
_PREFIXED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+", re.ASCII)
_FLOAT = re.compile(r"[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?", re.ASCII)
_CONSTANTS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}


class YamlDocument(NamedTuple):
    """One document: its value, and what is worth a warning though it can be read."""

    value: Any
    warnings: tuple[Problem, ...] = ()


class Marks(NamedTuple):
    """The tree of positions beside a document: of the value, of its keys, and of what is in it.

    Of a number with a point also how it is written, since 5.500 and 5.5 read alike.
    """

    value: Position
    keys: Mapping[str | int, Position] = {}
    children: Mapping[str | int, "Marks"] = {}
    number: str = ""

    def find(self, loc: Loc, *, on_key: bool = False) -> Position:
        """Give the position of ``loc``, or of the nearest part around it that exists."""
        marks = self
        position = self.value
        for depth, step in enumerate(loc):
            child = marks.children.get(step)
            if child is None:
                break
            last = depth == len(loc) - 1
            position = marks.keys[step] if last and on_key and step in marks.keys else child.value
            marks = child
        return position

    def number_at(self, loc: Loc) -> str:
        """Give the number with a point at ``loc`` as it is written; of anything else nothing."""
        marks: Marks | None = self
        for step in loc:
            marks = marks.children.get(step) if marks else None
        return marks.number if marks else ""


def read_yaml(data: bytes) -> YamlDocument | Problem:
    """Read one YAML document; an empty one is ``None``.

    Duplicate keys, tags, a second document, depth over 40 and aliases that grow without bound are
    refused, as a :class:`Problem` with its position.
    """
    return read_yamls([data])[0]


def read_yamls(files: Sequence[bytes]) -> list[YamlDocument | Problem]:
    """Read the document of each of some files, as :func:`read_yaml` does one."""
    texts = [decode(data) for data in files]
    begun = [_as_begun(text.removeprefix(_MARK)) for text in texts if isinstance(text, str)]
    unlinked = [_without_links(text) for text in begun]
    surely = iter(zip(begun, passing(unlinked, surely_plain), passing(unlinked, surely_simple), strict=True))
    return [text if isinstance(text, Problem) else _read(text, *next(surely)) for text in texts]


def surely_simple(text: str) -> bool:
    """Tell quickly that a text, begun and unlinked, has no sign to be told of, nor a list as key if plain."""
    dense = text.encode().translate(None, b" \r\n")
    return not any(odd in dense for odd in _ODD_KEYS) and surely_without_odd_signs(text)


def _read(text: str, begun: str, plain: bool, simple: bool) -> YamlDocument | Problem:
    hard = None if simple else hard_space(text.removeprefix(_MARK))
    if hard is not None:
        return hard
    if plain or is_plain(begun):
        try:
            value = yaml_rs.loads(begun, parse_datetime=False)
            if (simple and "*" not in begun) or not re.search(_NESTED_FLOW, begun) or _keys_are_simple(value):
                return YamlDocument(value, _marked(text) if simple else _warnings(text, value))
        except (yaml_rs.YAMLDecodeError, RecursionError):
            pass
    outcome = compose(text)
    return outcome if isinstance(outcome, Problem) else YamlDocument(outcome[0], _warnings(text, outcome[0]))


def is_plain(text: str) -> bool:
    """Tell whether both readers read a text alike."""
    return re.search(_NOT_PLAIN, text) is None and _links(text) is not None


def _marked(text: str) -> tuple[Problem, ...]:
    """Warn of the mark of byte order that some editors put before a text."""
    return (Problem("MW004", position=Position(1, 1)),) if text.startswith(_MARK) else ()


def _warnings(text: str, value: Any) -> tuple[Problem, ...]:
    """Warn of that mark, and of signs that nobody sees or that mean something else."""
    body = text.removeprefix(_MARK)
    return (*_marked(text), *odd_signs(body), *unseen_by_number(body, value))


def _keys_are_simple(value: Any) -> bool:
    """Tell whether no list or mapping is a key: the fast reader takes that, and it is refused."""
    if isinstance(value, dict):
        return all(
            not isinstance(key, tuple | frozenset) and _keys_are_simple(part) for key, part in value.items()
        )
    return not isinstance(value, list) or all(map(_keys_are_simple, value))


def read_marks(data: bytes) -> Marks:
    """Give the positions in a document; of one that cannot be read, its beginning."""
    text = decode(data)
    outcome = text if isinstance(text, Problem) else compose(text)
    return Marks(outcome.place) if isinstance(outcome, Problem) else outcome[1]


def first_line(data: bytes) -> int:
    """Give the line on which the content of a document that can be read begins, without parsing it."""
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").splitlines(), 1):
        text = line.strip()
        if text and text != b"---" and not text.startswith((b"#", b"--- #", b"%")):
            return number
    return 1


def decode(data: bytes) -> str | Problem:
    """Decode strict UTF-8."""
    if len(data) > MAX_YAML_BYTES:
        return text_problem("MW002", Position(1, 1), {"grens": f"{MAX_YAML_BYTES // 1_000_000} MB"})
    try:
        text = data.decode("utf-8")
        return text if text.endswith("\n") else text + "\n"
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line_start = before.rfind(b"\n") + 1
        column = len(before[line_start:].decode("utf-8")) + 1
        return text_problem("MW003", Position(before.count(b"\n") + 1, column))


def compose(text: str) -> tuple[Any, Marks] | Problem:
    """Give the value of one document and its positions, or why it cannot be read."""
    text = text.removeprefix(_MARK)
    composer = _Composer()
    outcome = compose_quickly(text, composer)
    if outcome is not None:
        return outcome
    part = _from_where_it_stopped(text, composer.top)
    refused = compose_surely(text, part) if part else None
    return refused if isinstance(refused, Problem) else compose_surely(text)


def compose_quickly(text: str, composer: "_Composer | None" = None) -> tuple[Any, Marks] | Problem | None:
    """Compose from the events of libyaml, which is faster; nothing where that may not be the last word.

    A key that is there twice is told at once: the events up to there are the same.
    """
    import yaml

    if not yaml.__with_libyaml__ or re.search(_READ_OTHERWISE, text):
        return None
    try:
        return (composer or _Composer()).document(iter(yaml.parse(text, Loader=yaml.CBaseLoader)))
    except _RefusedError as refused:
        return refused.problem if refused.problem.code == "MW006" else None
    except (yaml.YAMLError, ValueError, RecursionError, AttributeError, IndexError):
        return None


def tokens(text: str) -> Iterator[Any]:
    """Give the tokens of a text that reads, with their marks: of libyaml, where that has no other reading."""
    import yaml

    if yaml.__with_libyaml__ and not re.search(_READ_OTHERWISE, text):
        try:
            deque(yaml.parse(text, Loader=yaml.CBaseLoader), maxlen=0)
            return iter(yaml.scan(text, Loader=yaml.CBaseLoader))
        except yaml.YAMLError:
            pass
    from ruamel.yaml import YAML

    return iter(YAML(typ="safe", pure=True).scan(text))


def _from_where_it_stopped(text: str, top: Mapping[Any, Position]) -> str:
    """Give a text without what libyaml had passed when it stopped, but for some keys, each in its place.

    Those are what may be there again in what is left, where the mistake is: the last word on why a text is
    no YAML takes milliseconds for a page. Of a text in which parts may have to do with each other nothing is
    given.
    """
    if len(top) < 2 or re.search(_ELSEWHERE, text) or not text.replace("\n", "").isprintable():
        return ""
    *before, last = [position.line for position in top.values()]
    lines = text.split("\n")
    keys = {line: match for line in before if (match := re.match(_KEY, lines[line - 1]))}
    if any(position.column != 1 for position in top.values()) or len(keys) < len(before):
        return ""
    rest = "\n".join(lines[last - 1 :])
    again = {line: key[0] for line, key in keys.items() if key[1] in rest or "\\" in rest}
    return "\n".join((*(again.get(line, "") for line in range(1, last)), rest))


def compose_surely(text: str, part: str = "") -> tuple[Any, Marks] | Problem:
    """Compose from the events of ruamel.yaml, whose word is final.

    Args:
        text: what is read.
        part: the part of it that the answer is in, where that is known.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    part = part or text
    try:
        value, marks = _Composer().document(YAML(typ="safe", pure=True).parse(part))
    except _RefusedError as refused:
        return refused.problem
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark is not None and error.context_mark is not None and mark.index >= len(part.rstrip()):
            mark = error.context_mark  # what was never closed begins there
        position = Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)
        stopped = error.problem_mark.line + 1 if error.problem_mark else position.line
        return _syntax_problem(text, position, stopped)
    except YAMLError as error:
        before = part[: getattr(error, "position", 0)]
        return text_problem("MW008", Position(before.count("\n") + 1, len(before) - before.rfind("\n")))
    except (ValueError, RecursionError, AttributeError, IndexError):
        return text_problem("MW001", Position(1, 1))
    return value, marks


def _syntax_problem(text: str, position: Position, stopped: int) -> Problem:
    """Tell the common causes apart by looking at the lines themselves.

    Args:
        text: what could not be read.
        position: where the parser says that it went wrong.
        stopped: the line at which it stopped.
    """
    lines = text.splitlines()
    line = lines[position.line - 1] if position.line <= len(lines) else ""
    if "\t" in line[: position.column]:
        return text_problem("MW005", position)
    from maatwerk_cli.text.yaml.yaml_causes import cause

    return cause(text, position, stopped) or text_problem("MW001", position)


class _RefusedError(Exception):
    def __init__(self, code: str, position: Position, **params: object) -> None:
        self.problem = text_problem(code, position, params)


class _Composer:
    """Builds value and marks from a stream of events of libyaml or ruamel.yaml, within bounds."""

    def __init__(self) -> None:
        self._events: Iterator[Any] = iter(())
        self.top: dict[Any, Position] = {}
        self._anchors: dict[str, tuple[Any, Marks, int]] = {}
        self._nodes = 0

    def document(self, events: Iterator[Any]) -> tuple[Any, Marks]:
        self._events = events
        next(self._events)  # start of the stream
        event = next(self._events)
        if type(event).__name__ == "StreamEndEvent":
            return None, Marks(Position(1, 1))
        value, marks = self._node(next(self._events), 0)
        next(self._events)  # end of the document
        event = next(self._events)
        if type(event).__name__ != "StreamEndEvent":
            raise _RefusedError("MW007", _position(event))
        return value, marks

    def _node(self, event: Any, depth: int) -> tuple[Any, Marks]:
        kind = type(event).__name__
        position = _position(event)
        before = self._nodes
        self._count(1, position)
        if depth > MAX_YAML_DEPTH:
            raise _RefusedError("MW010", position, grens=MAX_YAML_DEPTH)
        if kind == "AliasEvent":
            return self._alias(event, position)
        if event.tag is not None and (kind != "ScalarEvent" or str(event.tag) != "!"):
            raise _RefusedError("MW009", position)
        if kind == "ScalarEvent":
            value = _scalar(event)
            marks = Marks(position, number=event.value if isinstance(value, float) else "")
        elif kind == "SequenceStartEvent":
            value, marks = self._sequence(position, depth)
        else:
            value, marks = self._mapping(position, depth)
        if event.anchor:
            self._anchors[event.anchor] = (value, marks, self._nodes - before)
        return value, marks

    def _count(self, nodes: int, position: Position) -> None:
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            raise _RefusedError("MW011", position)

    def _alias(self, event: Any, position: Position) -> tuple[Any, Marks]:
        if event.anchor not in self._anchors:
            raise _RefusedError("MW012", position)
        value, marks, size = self._anchors[event.anchor]
        self._count(size, position)
        return value, marks._replace(value=position)

    def _sequence(self, position: Position, depth: int) -> tuple[list[Any], Marks]:
        values: list[Any] = []
        children: dict[str | int, Marks] = {}
        while type(event := next(self._events)).__name__ != "SequenceEndEvent":
            value, marks = self._node(event, depth + 1)
            if value is None and _is_absent(event):
                marks = Marks(children[len(values) - 1].value if values else position)
            children[len(values)] = marks
            values.append(value)
        return values, Marks(position, {}, children)

    def _mapping(self, position: Position, depth: int) -> tuple[dict[Any, Any], Marks]:
        values: dict[Any, Any] = {}
        keys: dict[str | int, Position] = {} if depth else self.top
        children: dict[str | int, Marks] = {}
        merged: list[tuple[Any, Marks]] = []
        while type(event := next(self._events)).__name__ != "MappingEndEvent":
            key, (key_at, *_) = self._node(event, depth + 1)
            merge = key == "<<" and type(event).__name__ == "ScalarEvent" and not event.style
            event = next(self._events)
            value, marks = self._node(event, depth + 1)
            if value is None and _is_absent(event):
                marks = Marks(key_at)  # ruamel.yaml puts a value that is not there at what comes next
            if merge:
                merged.extend(_merge_sources(value, marks, key_at))
                continue
            if isinstance(key, list | dict):
                raise _RefusedError("MW013", key_at)
            if key in values:
                raise _RefusedError("MW006", key_at, sleutel=key, eerder=keys[key].line)
            values[key], keys[key], children[key] = value, key_at, marks
        for source, marks in merged:
            for key, value in source.items():
                if key not in values:
                    values[key], keys[key], children[key] = value, marks.keys[key], marks.children[key]
        return values, Marks(position, keys, children)


def _merge_sources(value: Any, marks: Marks, key_at: Position) -> list[tuple[Any, Marks]]:
    sources = value if isinstance(value, list) else [value]
    if not all(isinstance(source, dict) for source in sources):
        raise _RefusedError("MW013", key_at)
    if isinstance(value, list):
        return [(source, marks.children[index]) for index, source in enumerate(sources)]
    return [(value, marks)]


def _scalar(event: Any) -> Any:
    text: str = event.value
    if event.style or event.tag is not None:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in _BEGIN_A_NUMBER:
        return text
    if _INT.fullmatch(text):
        return int(text) if len(text) <= _MOST_DIGITS else text
    if _PREFIXED.fullmatch(text):
        return int(text, 0) if len(text) <= _MOST_DIGITS else text
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


def _is_absent(event: Any) -> bool:
    return type(event).__name__ == "ScalarEvent" and event.value == "" and not event.style


def _position(event: Any) -> Position:
    mark = event.start_mark
    return Position(mark.line + 1, mark.column + 1)
