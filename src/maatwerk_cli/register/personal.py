"""Personal data in one file of the dataset: in its values, its keys, its comments and its name.

A file that the prefilter finds nothing in costs one look at its text. What was found is never kept: a
problem names the rule and the place.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from maatwerk_cli.models.fields import all_fields_of
from maatwerk_cli.models.meaning import Loc, WrittenForm
from maatwerk_cli.models.values import Record
from maatwerk_cli.register.kinds import INSTELLINGEN, KINDS, holds_people
from maatwerk_cli.text.passing import passing
from maatwerk_cli.text.personal_data import personal_codes, privacy
from maatwerk_cli.text.problem import Position, Problem
from maatwerk_cli.text.yaml.yaml_reader import Marks, read_marks, tokens

_EXCLUDED: Mapping[str, frozenset[str]] = {
    "amount": frozenset({personal_codes.PHONE_NUMBER, personal_codes.STREET_ADDRESS}),
    "public_mark": frozenset(
        {personal_codes.BSN, personal_codes.PHONE_NUMBER, personal_codes.STREET_ADDRESS}
    ),
    "case": frozenset({personal_codes.BSN}),
}
"""By what a value is, the rules that it cannot break: an amount is no address.

That a number of nine digits is an amount cannot be seen; written with cents it is no BSN.
"""


@cache
def _declared_forms(cases_of: type[Record] | None) -> Mapping[str, Sequence[WrittenForm]]:
    """Give by the name of a field how its values are written, as the models of all kinds declare.

    Args:
        cases_of: the model whose marks of cases count too: elsewhere a field of that name holds none.
    """
    forms: dict[str, list[WrittenForm]] = {}
    for kind in (INSTELLINGEN, *KINDS):
        for field in all_fields_of(kind.model):
            form = field.meaning(WrittenForm)
            if form is not None and (form.of != "case" or kind.model is cases_of):
                forms.setdefault(field.label, []).append(form)
    return forms


def exempt(field: str, value: str, cases_of: type[Record] | None = None) -> frozenset[str]:
    """Give the rules that a value cannot break, as the declaration of its field and its form say."""
    forms = _declared_forms(cases_of).get(field, ())
    return frozenset[str]().union(
        *(_EXCLUDED[form.of] for form in forms if re.fullmatch(form.pattern, value))
    )


def name_problems(file: str) -> Iterator[Problem]:
    """Find personal data in the name of a file, whatever the folder that it is in."""
    stem, _, suffix = file[file.rfind("/") + 1 :].rpartition(".")
    for code in sorted(privacy.codes_in_name(stem or suffix)):
        yield Problem(code, file, params={"plaats": "de naam van dit bestand"}, position=Position(1, 1))


def other_problems(files: Iterable[tuple[str, bytes | None]]) -> Iterator[Problem]:
    """Find personal data in files that hold no records, in their names and in those of their folders.

    Args:
        files: each with its content, or ``None`` where it has none or it is not at hand.
    """
    folders: dict[str, None] = {}
    for file, data in files:
        parts = file.split("/")[:-1]
        folders.update(("/".join(parts[: depth + 1]), None) for depth in range(len(parts)))
        yield from name_problems(file)
        if data is not None:
            yield from text_problems(file, _as_text(data))
    for folder in folders:
        for code in sorted(privacy.codes_in_name(folder[folder.rfind("/") + 1 :])):
            yield Problem(code, folder, params={"plaats": "de naam van deze map"}, position=Position(1, 1))


def _as_text(data: bytes) -> str:
    """Read a file of any kind as far as it is text; of what is none there is nothing to find."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    return "" if b"\0" in data else data.decode("utf-8", "replace")


def innocent(text: str) -> bool:
    """Tell quickly that a YAML text holds nothing personal; together, texts are so only where each is."""
    return not (privacy.may_hold(text) or written_otherwise(text) or EXCEPTION in text)


def without_pseudonym(file: str, text: str) -> str:
    """Give the text of a file without the line that only repeats the pseudonym the file is named after.

    The random characters of a pseudonym point at nobody, but many look at first sight as if they might.
    """
    stem = file[file.rfind("/") + 1 : file.rfind(".")]
    end = "\r\n" if "\r" in text else "\n"
    return f"\n{text}".replace(f"\nid: {stem}{end}", "\n", 1) if privacy.is_pseudonym(stem) else text


def yaml_problems(
    file: str, data: bytes, value: Any, cases_of: type[Record] | None = None
) -> Iterator[Problem]:
    """Find personal data in the values, keys and comments of a YAML file that reads.

    Args:
        file: path relative to the dataset.
        data: its bytes.
        value: what was read from it.
        cases_of: the model of its records, where their marks are those of cases.
    """
    text = data.decode("utf-8-sig")
    marks: Marks | None = None
    lines = text.splitlines()
    exceptions = _Exceptions.of(file, text, lines)
    for loc, on_key, prefix, scalar in _scalars(value):
        hits = _hits(prefix, scalar, cases_of)
        if not hits:
            continue
        marks = marks or read_marks(data)
        node = marks.find(loc, on_key=on_key)
        params = {"plaats": "een sleutel" if on_key else "deze waarde"}
        for hit in hits:
            position = _within(lines, node, scalar[hit.start : hit.end])
            if not exceptions.cover(hit.code, node.line, position.line):
                yield Problem(hit.code, file, loc, params, position, on_key=on_key)
    if _OUTSIDE.search(text) is not None:
        yield from _outside_problems(file, text, lines)
    yield from exceptions.problems(file)


EXCEPTION_COLUMN = "geen_persoonsgegeven"
"""The column that a CSV file may have besides its own: a table has no comments."""
EXCEPTION = "geen persoonsgegeven"
"""What a comment beside a value says, with a code and a reason, where a rule is wrong about that value."""
_EXCEPTION = re.compile(rf"{EXCEPTION}\b[\s:(]*(?P<code>MW4[01][0-9])?\)?[\s:,-]*(?P<why>.*)", re.IGNORECASE)
_REASON = re.compile(r"\w{2,}\W+\w{2,}")
"""A reason has two words at least."""


@dataclass(slots=True)
class _Exception:
    """One exception: which rule, for which line, and whether anything needed it."""

    position: Position
    code: str
    line: int
    complete: bool
    used: bool = False


class _Exceptions:
    """The exceptions that a file makes for itself, each beside what it is about."""

    def __init__(self, made: list[_Exception]) -> None:
        self._made = made

    @classmethod
    def of(cls, file: str, text: str, lines: Sequence[str]) -> "_Exceptions":
        """Read them from the comments. A candidate's record can make none: nothing there is free text."""
        if EXCEPTION not in text.lower() or holds_people(file):
            return cls([])
        made = []
        for number, line in enumerate(_without_values(text, lines), 1):
            _, sign, comment = line.partition("#")
            match = _EXCEPTION.search(comment) if sign else None
            if match is not None:
                alone = not lines[number - 1][: line.index("#")].strip()
                complete = bool(match["code"]) and _REASON.search(match["why"]) is not None
                covered = _next_line(lines, number) if alone else number
                position = Position(number, line.index("#") + 1)
                made.append(_Exception(position, (match["code"] or "").upper(), covered, complete))
        return cls(made)

    def cover(self, code: str, *lines: int) -> bool:
        """Tell whether one is made for this rule at any of these lines."""
        for exception in self._made:
            if exception.complete and exception.code == code and exception.line in lines:
                exception.used = True
                return True
        return False

    def problems(self, file: str) -> Iterator[Problem]:
        """Say which of them lack something, or are for nothing."""
        for exception in self._made:
            if not exception.used:
                yield _useless(file, exception.position, exception.complete)


def _useless(file: str, position: Position, complete: bool, loc: Loc = ()) -> Problem:
    lacks = "hoort bij niets wat hier staat" if complete else "noemt geen code of geen reden"
    return Problem(personal_codes.EXCEPTED, file, loc, {"gebrek": lacks}, position)


def _next_line(lines: Sequence[str], number: int) -> int:
    """Give the next line that is more than a comment."""
    for index in range(number, len(lines)):
        if (rest := lines[index].strip()) and not rest.startswith("#"):
            return index + 1
    return number


_EXPONENTS = bytes(
    ord("0" if chr(byte) in "0123456789" else "e" if chr(byte) in "eE" else "+" if chr(byte) == "+" else " ")
    for byte in range(256)
)


def written_otherwise(text: str) -> bool:
    """Tell whether something may stand for a digit or a letter without being one.

    In YAML that is an escape, a number in another base (``0x``, ``0o``) or one with an exponent.
    """
    if "\\" in text or "0x" in text or "0o" in text:
        return True
    shapes = text.encode("utf-8", "surrogatepass").translate(_EXPONENTS)
    return b"0e0" in shapes or b"0e+0" in shapes


def text_problems(file: str, text: str) -> Iterator[Problem]:
    """Find personal data in a file that could not be read, line by line."""
    lines = text.splitlines()
    clean = passing(lines, lambda some: not privacy.may_hold(some))
    for number, line in (pair for pair, passed in zip(enumerate(lines, 1), clean, strict=True) if not passed):
        for hit in privacy.hits(line):
            yield Problem(
                hit.code, file, params={"plaats": "deze regel"}, position=Position(number, hit.start + 1)
            )


def excepted_code(made: str) -> str | None:
    """Give the code of the rule for which a cell makes an exception, if it names one."""
    match = _exception_in(made)
    return match["code"].upper() if match and match["code"] else None


def _exception_in(made: str) -> re.Match[str] | None:
    return _EXCEPTION.fullmatch(f"{EXCEPTION} {made}") if made else None


def cell_problems(
    file: str,
    line: int,
    columns: Sequence[str],
    cells: Sequence[str],
    position: Callable[[int], Position],
    cases_of: type[Record] | None,
) -> Iterator[Problem]:
    """Find personal data in the cells of one row of a CSV file, those without a column too.

    Args:
        file: path relative to the dataset.
        line: where the row begins.
        columns: the names of the columns.
        cells: the cells.
        position: gives where the cell with a number begins.
        cases_of: the model of its records, where their marks are those of cases.
    """
    made = dict(zip(columns, cells, strict=False)).get(EXCEPTION_COLUMN, "")
    match, code = _exception_in(made), excepted_code(made)
    complete = match is not None and code is not None and _REASON.search(match["why"]) is not None
    used = False
    for index, cell in enumerate(cells):
        column = columns[index] if index < len(columns) else ""
        for hit in _hits(f"{column}: " if column else "", cell, cases_of) if cell else ():
            if complete and hit.code == code and column != EXCEPTION_COLUMN:
                used = True
                continue
            loc = (line, column) if column else (line,)
            yield Problem(hit.code, file, loc, {"plaats": "deze cel"}, position(index))
    if made and not used:
        yield _useless(file, position(columns.index(EXCEPTION_COLUMN)), complete, (line, EXCEPTION_COLUMN))


def _hits(prefix: str, scalar: str, cases_of: type[Record] | None = None) -> list[privacy.Hit]:
    """Find hits in a value, with the name of its field before it for what that says."""
    text = prefix + scalar
    if not privacy.may_hold(text):
        return []
    size = len(prefix)
    return [
        privacy.Hit(hit.code, max(hit.start - size, 0), hit.end - size)
        for hit in privacy.hits(text, exempt(prefix[:-2], scalar, cases_of))
        if hit.end > size
    ]


def masked(field: str, text: str) -> str:
    """Give the value of a field with what its check calls personal data replaced."""
    for hit in reversed(_hits(f"{field}: ", text)):
        text = text[: hit.start] + privacy.MASK + text[hit.end :]
    return text


def _scalars(value: Any, loc: Loc = (), field: str = "") -> Iterator[tuple[Loc, bool, str, str]]:
    """Give every text and number with where it is, whether it is a key, and the field it is in."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield (*loc, key), True, "", str(key)
            yield from _scalars(item, (*loc, key), f"{key}: ")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _scalars(item, (*loc, index), field)
    elif isinstance(value, float) and value.is_integer():
        yield loc, False, field, f"{value:.0f}"
    elif isinstance(value, str | int) and not isinstance(value, bool):
        yield loc, False, field, str(value)


def _within(lines: list[str], node: Position, character: str) -> Position:
    """Give where a text is: from the node on, however its lines were folded; else the node itself."""
    rest = "\n".join([lines[node.line - 1][node.column - 1 :], *lines[node.line :]])
    match = re.search(r"\s+".join(re.escape(word) for word in character.split()), rest)
    if match is None:
        return node
    before = rest[: match.start()]
    down = before.count("\n")
    column = match.start() - before.rfind("\n") if down else node.column + match.start()
    return Position(node.line + down, column)


_OUTSIDE = re.compile(r"(?<!\w)(?:#|[&*!](?=\S))|[|>][-+\d]+#|^%", re.MULTILINE)
"""What begins a part of a YAML text that is no value: a comment, an anchor, a tag, a directive."""


def _outside_problems(file: str, text: str, lines: list[str]) -> Iterator[Problem]:
    """Find personal data in what is no value: in comments, and in the names of anchors and tags."""
    for number, line in enumerate(_without_values(text, lines), 1):
        for hit in privacy.hits(line) if line.strip() and privacy.may_hold(line) else ():
            place = "dit commentaar" if "#" in line[: hit.start + 1] else "de naam van een anker of tag"
            yield Problem(hit.code, file, params={"plaats": place}, position=Position(number, hit.start + 1))


def comment_problems(file: str, data: bytes) -> Iterator[Problem]:
    """Say of a candidate's record that it has comments: free text, that may say who it is or why."""
    if b"#" not in data:
        return
    text = data.decode("utf-8-sig")
    lines = text.splitlines()
    first = _BEFORE_VALUES.match(text)
    for number, line in enumerate(lines if first else _without_values(text, lines), 1):
        if match := _COMMENT.search(line):
            yield Problem("MW411", file, position=Position(number, match.start() + 1))
            return


_COMMENT = re.compile(r"(?:^|(?<=\s))#\s*\w")
_BEFORE_VALUES = re.compile(r"[^'\"|>#]*(?:^|(?<=\s))#[^\S\r\n]*\w", re.MULTILINE)
"""A first comment with nothing before it in which that sign may be a part of a value."""


def _without_values(text: str, lines: Sequence[str]) -> list[str]:
    """Give the lines of a YAML text with spaces in the place of its keys and values."""
    rest = [list(line) for line in lines]
    for token in tokens(text):
        if type(token).__name__ != "ScalarToken":
            continue
        first, last = token.start_mark, token.end_mark
        for number in range(first.line, min(last.line + 1, len(rest))):
            begin = first.column if number == first.line else 0
            end = last.column if number == last.line else len(rest[number])
            rest[number][begin:end] = " " * (min(end, len(rest[number])) - begin)
    return ["".join(line) for line in rest]
