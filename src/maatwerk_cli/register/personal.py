"""Personal data in one file of the dataset: in its values, its keys, its comments and its name.

A file that the prefilter finds nothing in costs one look at its text. What was found is never kept: a
problem names the rule and the place.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from maatwerk_cli.text import privacy
from maatwerk_cli.text.problem import Loc, Position, Problem
from maatwerk_cli.text.yaml.yaml_reader import Marks, read_marks

_NUMBERS = frozenset({privacy.BSN, privacy.TELEFOON, privacy.ADRES})
_EVERY_NUMBER = _NUMBERS | {privacy.IBAN}
_AMOUNT = frozenset({privacy.TELEFOON, privacy.ADRES, privacy.IBAN})
ALLOWED: Mapping[str, frozenset[str]] = {
    "url": _NUMBERS,
    "kvk": _NUMBERS,
    "tooi": _NUMBERS,
    "cpv": _EVERY_NUMBER,
    "waarde": _AMOUNT,
    "aantal": _AMOUNT,
    "beoogde_plaatsen": _AMOUNT,
    "loonsom_excl_btw": _AMOUNT,
    "opdrachtwaarde_excl_btw": _AMOUNT,
}
"""Per field what its values cannot be: a web address holds numbers of cases, an amount is no address.

That a number of nine digits is an amount cannot be seen; written with cents it is no BSN.
"""
CASE_NUMBERS: Mapping[str, frozenset[str]] = {
    **ALLOWED,
    "id": frozenset({privacy.BSN}),
    "perceel": frozenset({privacy.BSN}),
}
"""The same for a tender, whose id is the number of a case."""


_NUMBER_OR_ADDRESS = re.compile(r"[0-9 .,€-]*|https?://\S*|\w{2}[0-9]*")


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
    return not (privacy.may_hold(text) or written_otherwise(text))


def without_pseudonym(file: str, text: str) -> str:
    """Give the text of a file without a first line that only repeats the pseudonym the file is named after.

    The random characters of a pseudonym point at nobody, but many look at first sight as if they might.
    """
    stem = file[file.rfind("/") + 1 : file.rfind(".")]
    return text.removeprefix(f"id: {stem}\n") if privacy.is_pseudonym(stem) else text


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
    if _OUTSIDE.search(text) is not None:
        yield from _outside_problems(file, text, lines)


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
    if privacy.may_hold(text):
        for number, line in enumerate(text.splitlines(), 1):
            for hit in privacy.hits(line) if privacy.may_hold(line) else ():
                yield Problem(
                    hit.code, file, params={"plaats": "deze regel"}, position=Position(number, hit.start + 1)
                )


def cell_problems(
    file: str,
    line: int,
    columns: Sequence[str],
    cells: Sequence[str],
    position: Callable[[int], Position],
    allowed: Mapping[str, frozenset[str]],
) -> Iterator[Problem]:
    """Find personal data in the cells of one row of a CSV file, those without a column too.

    Args:
        file: path relative to the dataset.
        line: where the row begins.
        columns: the names of the columns.
        cells: the cells.
        position: gives where the cell with a number begins.
        allowed: per column the codes that its cells cannot be.

    """
    for index, cell in enumerate(cells):
        column = columns[index] if index < len(columns) else ""
        for hit in _hits(f"{column}: " if column else "", cell, allowed) if cell else ():
            loc = (line, column) if column else (line,)
            yield Problem(hit.code, file, loc, {"plaats": "deze cel"}, position(index))


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
    elif isinstance(value, float) and value.is_integer():
        yield loc, False, field, f"{value:.0f}"
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


_OUTSIDE = re.compile(r"[#&*!%]")
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
    for number, line in enumerate(_without_values(text, text.splitlines()), 1):
        if match := re.search(r"(?:^|(?<=\s))#\s*\w", line):
            yield Problem("MW411", file, position=Position(number, match.start() + 1))
            return


def _without_values(text: str, lines: Sequence[str]) -> list[str]:
    """Give the lines of a YAML text with spaces in the place of its keys and values."""
    from ruamel.yaml import YAML

    rest = [list(line) for line in lines]
    for token in YAML(typ="safe", pure=True).scan(text):
        if type(token).__name__ != "ScalarToken":
            continue
        first, last = token.start_mark, token.end_mark
        for number in range(first.line, min(last.line + 1, len(rest))):
            begin = first.column if number == first.line else 0
            end = last.column if number == last.line else len(rest[number])
            rest[number][begin:end] = " " * (min(end, len(rest[number])) - begin)
    return ["".join(line) for line in rest]
