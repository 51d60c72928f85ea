"""Ways to break a table: its head, its rows as a spreadsheet program leaves them, its cells."""

from collections.abc import Iterator
from random import Random

from faults import Fault, typo

_NAMES = ("soort", "bijzonder", "eenheid", "stand", "rol", "banenafpraak", "valt_onder", "opdracht", "bron")
_WORDS = (*_NAMES, "van", "naar", "proeftuin", "plan")


def of_csv(file: str, text: str, random: Random) -> Iterator[Fault]:
    """Give every fault that a table can have."""
    lines = text.splitlines()
    head = lines[0].split(",")
    for index, name in enumerate(head):
        if len(name) > 3 and (wrong := typo(name, random)) != name:
            changed = [*head[:index], wrong, *head[index + 1 :]]
            yield Fault("a column mistyped", file, 0, 1, (",".join(changed),), (1,), unreadable=True)
    empty = ["," * (len(head) - 1)] * 3
    for kind, new, place in (
        ("no head", lines[1:], 1),
        ("a line for Excel", ["sep=,", *lines], 1),
        ("tabs", [line.replace(",", "\t") for line in lines], 1),
        ("empty rows", [*lines, *empty], len(lines) + 1),
        ("a head in capitals", [lines[0].upper(), *lines[1:]], 1),
    ):
        yield Fault(kind, file, 0, len(lines), tuple(new), (place,), unreadable=True)
    for number, line in enumerate(lines[1:], 1):
        if '"' not in line:
            for kind, new, unreadable in _of_row(line, head, random):
                place = (number + len(new),) if kind == "a row twice" else (number + 1,)
                yield Fault(kind, file, number, number + 1, new, place, unreadable=unreadable)


def _of_row(line: str, head: list[str], random: Random) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    cells = line.split(",")
    yield "a comma in a text", (line.replace(cells[1], f"{cells[1]}, en meer", 1),), True
    yield "a quote not closed", (line.replace(cells[1], f'"{cells[1]}', 1),), True
    yield "a cell too few", (",".join(cells[:-1]),), True
    yield "a conflict of git", ("<<<<<<< HEAD", line, "=======", f"{line}x", ">>>>>>> tak"), True
    if "sinds" in head:  # with a date among them, it shows that values moved
        full = [index for index, cell in enumerate(cells) if not cell]
        last = full[-1] if full else len(cells)
        for index in range(2, len(cells) - 1) if not cells[-1] else ():
            if index < last and not cells[index]:
                yield "a row that moved", (",".join([*cells[:index], *cells[index + 1 :], ""]),), False
    yield "an error cell", (",".join([cells[0], "#N/B", *cells[2:]]),), False
    if head[0] in ("id", "code"):
        yield "a row twice", (line, line), False
        yield "an id with a space", (f"x {line}",), False
    for index, name in enumerate(head):
        for kind, value in _of_cell(name, cells[index], random) if cells[index] else ():
            yield kind, (",".join([*cells[:index], value, *cells[index + 1 :]]),), False


def _of_cell(name: str, cell: str, random: Random) -> Iterator[tuple[str, str]]:
    if name in _WORDS and len(cell) > 2:
        yield "a word mistyped", typo(cell, random)
    elif name == "kvk":
        yield "a number of seven digits", cell[1:]
    elif name in ("aantal", "waarde"):
        yield "a number in words", "veel"
    elif name in ("sinds", "periode"):
        yield "a month that is none", "2020-13"
    elif name in ("naam", "toelichting"):
        yield "personal data", f"{cell} 06-12345678"
