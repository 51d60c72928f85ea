"""Personal data in one file of the dataset: in its values, its keys, its comments and its name.

A file that the prefilter finds nothing in costs one look at its text. What was found is never kept: a
problem names the rule and the place.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from maatwerk_cli.dataset.problem import Loc, Position, Problem
from maatwerk_cli.dataset.yaml_reader import Marks, read_marks
from maatwerk_cli.models import privacy

_NUMBERS = frozenset({privacy.BSN, privacy.TELEFOON, privacy.ADRES})
_EVERY_NUMBER = _NUMBERS | {privacy.IBAN}
ALLOWED: Mapping[str, frozenset[str]] = {
    "url": _NUMBERS,
    "kvk": _NUMBERS,
    "tooi": _NUMBERS,
    "cpv": _EVERY_NUMBER,
    "waarde": _EVERY_NUMBER,
    "aantal": _EVERY_NUMBER,
    "beoogde_plaatsen": _EVERY_NUMBER,
    "loonsom_excl_btw": _EVERY_NUMBER,
    "opdrachtwaarde_excl_btw": _EVERY_NUMBER,
}
"""Per field what its values cannot be: a web address holds numbers of cases, an amount is no BSN."""
CASE_NUMBERS: Mapping[str, frozenset[str]] = {
    **ALLOWED,
    "id": frozenset({privacy.BSN}),
    "perceel": frozenset({privacy.BSN}),
}
"""The same for a tender, whose id is the number of a case."""


_ORDINARY_NAME = re.compile(r"k-[a-z0-9]{10}|(?!.*[0-9][0-9_-]{6})[a-z0-9_-]+")


_NUMBER_OR_ADDRESS = re.compile(r"[0-9 .,€-]*|https?://\S*|\w{2}[0-9]*")


def name_problems(file: str) -> Iterator[Problem]:
    """Find personal data in the name of a file."""
    name = file[file.rfind("/") + 1 :].rpartition(".")[0]
    if _ORDINARY_NAME.fullmatch(name) is None and privacy.may_hold(name):
        for code in sorted({hit.code for hit in privacy.hits(name)}):
            yield Problem(code, file, params={"plaats": "de naam van dit bestand"}, position=Position(1, 1))


def innocent(text: str) -> bool:
    """Tell quickly that a YAML text holds nothing personal; together, texts are so only where each is."""
    return not (privacy.may_hold(text) or "\\" in text)


def yaml_problems(
    file: str, data: bytes, value: Any, allowed: Mapping[str, frozenset[str]] = ALLOWED
) -> Iterator[Problem]:
    """Find personal data in the values, keys and comments of a YAML file that reads.

    Args:
        file: path relative to the dataset.
        data: its bytes.
        value: what was read from it.
        allowed: per field the codes that its values cannot be.

    """
    text = data.decode("utf-8-sig")
    marks: Marks | None = None
    lines = text.splitlines()
    for loc, on_key, prefix, scalar in _scalars(value):
        found = _hits(prefix, scalar, allowed)
        if not found:
            continue
        marks = marks or read_marks(data)
        node = marks.find(loc, on_key=on_key)
        params = {"plaats": "een sleutel" if on_key else "deze waarde"}
        for hit in found:
            position = _within(lines, node, scalar[hit.start : hit.end])
            yield Problem(hit.code, file, loc, params, position, on_key=on_key)
    if "#" in text:
        yield from _comment_problems(file, text, lines)


def text_problems(file: str, text: str) -> Iterator[Problem]:
    """Find personal data in a file that could not be read, line by line."""
    if privacy.may_hold(text):
        for number, line in enumerate(text.splitlines(), 1):
            for hit in privacy.hits(line) if privacy.may_hold(line) else ():
                yield Problem(
                    hit.code, file, params={"plaats": "deze regel"}, position=Position(number, hit.start + 1)
                )


def cell_problems(
    file: str,
    line: int,
    row: Mapping[str, str],
    positions: Mapping[str, Position],
    allowed: Mapping[str, frozenset[str]],
) -> Iterator[Problem]:
    """Find personal data in the cells of one row of a CSV file."""
    for column, cell in row.items():
        for hit in _hits(f"{column}: ", cell, allowed) if cell else ():
            yield Problem(hit.code, file, (line, column), {"plaats": "deze cel"}, positions[column])


def _hits(prefix: str, scalar: str, allowed: Mapping[str, frozenset[str]]) -> list[privacy.Hit]:
    """Find hits in a value, with the name of its field before it for what that says."""
    text = prefix + scalar
    if not privacy.may_hold(text):
        return []
    size = len(prefix)
    exempt = allowed.get(prefix[:-2], frozenset())
    if exempt and prefix != "id: " and _NUMBER_OR_ADDRESS.fullmatch(scalar) is None:
        exempt = frozenset()  # a field of numbers that holds something else
    return [
        privacy.Hit(hit.code, max(hit.start - size, 0), hit.end - size)
        for hit in privacy.hits(text, exempt)
        if hit.end > size
    ]


def masked(field: str, text: str) -> str:
    """Give the value of a field with what its check calls personal data replaced."""
    for hit in reversed(_hits(f"{field}: ", text, ALLOWED)):
        text = text[: hit.start] + privacy.MASKER + text[hit.end :]
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
    elif isinstance(value, str | int) and not isinstance(value, bool):
        yield loc, False, field, str(value)


def _within(lines: list[str], node: Position, found: str) -> Position:
    """Give where a text is: from the node on, however its lines were folded; else the node itself."""
    rest = "\n".join([lines[node.line - 1][node.column - 1 :], *lines[node.line :]])
    match = re.search(r"\s+".join(re.escape(word) for word in found.split()), rest)
    if match is None:
        return node
    before = rest[: match.start()]
    down = before.count("\n")
    column = match.start() - before.rfind("\n") if down else node.column + match.start()
    return Position(node.line + down, column)


def _comment_problems(file: str, text: str, lines: list[str]) -> Iterator[Problem]:
    from ruamel.yaml import YAML

    in_values: set[tuple[int, int]] = set()
    for token in YAML(typ="safe", pure=True).scan(text):
        if type(token).__name__ != "ScalarToken":
            continue
        first, last = token.start_mark, token.end_mark
        for number in range(first.line, last.line + 1):
            line = lines[number] if number < len(lines) else ""
            begin = first.column if number == first.line else 0
            end = last.column if number == last.line else len(line)
            in_values.update(
                (number, column) for column in range(begin, end) if line[column : column + 1] == "#"
            )
    for number, line in enumerate(lines):
        for mark in re.finditer(r"(?:^|(?<=\s))#", line):
            if (number, mark.start()) in in_values:
                continue
            comment = line[mark.start() :]
            for hit in privacy.hits(comment) if privacy.may_hold(comment) else ():
                position = Position(number + 1, mark.start() + hit.start + 1)
                yield Problem(hit.code, file, params={"plaats": "dit commentaar"}, position=position)
            break
