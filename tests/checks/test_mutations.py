"""Take the valid register and break one thing in every place it can be broken: each is found, at its line.

The mutations come from what a register promises, not from the rules: a place is a line of a file, and what
goes wrong there must be found on that line, or, where a field is gone, at the record or the file it was in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import settings

from maatwerk_cli.checks.finding import Finding
from maatwerk_cli.checks.run import check
from maatwerk_cli.register.loading import Files, read_files

DATA = Path(__file__).parents[2] / "data"
CANDIDATES = sorted(DATA.glob("kandidaten/*.yaml"))[:3]  # they are all alike
FILES = [*CANDIDATES, DATA / "bronnen.yaml"]
for kind in ("proeftuinen", "verzamelposten", "kerncijfers", "mijlpalen"):
    FILES += sorted(DATA.glob(f"{kind}/*.yaml"))
CASES = sorted((DATA / "beleid").glob("*.gevallen.yaml"))
POLICY = sorted({*(DATA / "beleid").glob("*.yaml")} - {*CASES})
TABLES = [DATA / "organisaties.csv", *sorted((DATA / "codelijsten").glob("*.csv"))]


Part = TypeVar("Part")
SIZE = settings.get_profile("search").max_examples // 700
"""How many changes of each sort are tried in a file: 1, and 5 in ``.ci/search``."""


@dataclass(frozen=True)
class Mutation:
    """One change of one line (from 1), and the kinds of finding that may tell of it."""

    line: int
    text: str
    kinds: str

    def apply(self, lines: list[str]) -> str:
        changed = [*lines]
        changed[self.line - 1] = self.text
        return "\n".join(changed) + "\n"


def keys(lines: list[str]) -> Iterator[tuple[int, str, str, str]]:
    """Give the lines that are a key: number, what stands before it, the key, and its value."""
    block: int | None = None
    for number, line in enumerate(lines, 1):
        indent = len(line) - len(line.lstrip())
        if block is not None and (not line.strip() or indent > block):
            continue
        block = None
        match = re.fullmatch(r"((?: |- )*)([a-z_]+):(?: (.*))?", line)
        if match:
            value = match[3] or ""
            if value.startswith((">", "|")):
                block = len(match[1])
            yield number, match[1], match[2], value


def mutations(lines: list[str]) -> Iterator[Mutation]:
    for number, before, key, value in keys(lines):
        yield Mutation(number, f"{before}{key}x: {value}", "MW101 MW122")  # a key that does not exist
        if value and not value.startswith((">", "|", "[", "{")):
            yield Mutation(number, f"{before}{key}: [{{x: 1}}]", "MW1")  # another shape
            yield Mutation(number, f"{before}{key}:", "MW103")  # empty
            yield Mutation(number, f'{before}{key}: "Bel 06-12345678"', "MW404")  # personal data
        if key in ("datum", "sinds"):
            yield Mutation(number, f'{before}{key}: "2018-13"', "MW112")
            yield Mutation(number, f'{before}{key}: "2031"', "MW304 MW313")
        if key in ("fase", "soort", "bestuurslaag", "stap", "plek", "telt", "status"):
            yield Mutation(
                number, f"{before}{key}: bestaat_niet", "MW104 MW107"
            )  # MW107 where a list follows, which then is text
        if key in ("categorie", "doelgroep"):
            yield Mutation(number, f"{before}{key}: bestaat_niet", "MW204")
        if key in ("aantal", "beoogde_plaatsen"):
            yield Mutation(number, f"{before}{key}: -1", "MW109")
        if key == "waarde":
            yield Mutation(number, f"{before}{key}: 1.5", "MW118")
        if key == "id" and "vindplaats" in lines[min(number, len(lines) - 1)]:
            yield Mutation(number, f"{before}{key}: bestaat-niet", "MW201")
        if key in ("proeftuin", "deel_van"):
            yield Mutation(number, f"{before}{key}: bestaat-niet", "MW202 MW205")
    for number, line in enumerate(lines, 1):
        yield Mutation(number, f"\t{line.lstrip()}", "MW005 MW001")  # a tab
    for number, line in enumerate(lines, 1):
        if re.fullmatch(r"  - [a-z][a-z0-9_-]*", line):  # an item of a list of references, codes or fields
            yield Mutation(number, "  - bestaat-niet", "MW202 MW203 MW204 MW119")


@pytest.fixture(scope="module")
def whole() -> Files:
    """Give the register without the cases of its frameworks: half of a check, and no file changed here."""
    return read_files(DATA).changed({path.relative_to(DATA).as_posix(): None for path in CASES})


def found_with(whole: Files, file: str, text: str) -> list[Finding]:
    """Give what is found in the register where one file holds this."""
    changed = {file: text.encode()}
    return check(whole.changed(changed).together(), changed)


def sample(every: list[Part], name: str, size: int) -> list[Part]:
    """Take a part of what is long, spread over it, and another one for each file."""
    step = max(1, -(-len(every) // size))
    return every[sum(name.encode()) % step :: step]


def some_of_each_sort(lines: list[str], file: str) -> Iterator[Mutation]:
    sorts: dict[str, list[Mutation]] = {}
    for mutation in mutations(lines):
        if lines[mutation.line - 1] != mutation.text:
            sorts.setdefault(mutation.kinds, []).append(mutation)
    for sort, every in sorts.items():
        yield from sample(every, f"{file} {sort}", SIZE)


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(DATA).as_posix())
def test_every_mutation_is_found_at_its_line(path: Path, whole: Files) -> None:
    file = path.relative_to(DATA).as_posix()
    lines = path.read_text(encoding="utf-8").splitlines()
    missed = []
    for mutation in some_of_each_sort(lines, file):
        findings = found_with(whole, file, mutation.apply(lines))
        near = (0, 1) if mutation.kinds == "MW005 MW001" else (0,)
        here = [f.code for f in findings if f.file == file and f.line - mutation.line in near]
        if not any(code.startswith(tuple(mutation.kinds.split())) for code in here):
            missed.append((mutation, [(f.file, f.line, f.code) for f in findings]))
    assert missed == []


def records_of(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Give the first line of the record (or list item) that a line is in, for every required key."""
    start = 1
    for number, before, _, _ in keys(lines):
        if before == "- ":
            start = number
        yield number, start


REQUIRED = {
    "proeftuinen": ("id", "naam", "bronnen"),
    "kandidaten": ("id", "proeftuin", "stappen", "bronnen"),
    "verzamelposten": ("telt", "aantal", "omschrijving"),
    "kerncijfers": ("omschrijving", "waarde", "eenheid"),
    "mijlpalen": ("omschrijving",),
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(DATA).as_posix())
def test_every_missing_field_is_found_at_its_record(path: Path, whole: Files) -> None:
    file = path.relative_to(DATA).as_posix()
    lines = path.read_text(encoding="utf-8").splitlines()
    starts = dict(records_of(lines))
    listed = path.parent.name not in ("proeftuinen", "kandidaten")
    depth = 2 if listed else 0
    required: dict[str, list[int]] = {key: [] for key in REQUIRED.get(path.parent.name, ())}
    for number, before, key, _ in keys(lines):
        if key in required and len(before) == depth:
            required[key].append(number)
    for number in chain.from_iterable(sample(every, file + key, 2 * SIZE) for key, every in required.items()):
        end = number
        deeper = "    " if listed else "  "
        while end < len(lines) and lines[end].startswith(deeper):
            end += 1
        left = [*lines[: number - 1], *lines[end:]]
        findings = [f for f in found_with(whole, file, "\n".join(left) + "\n") if f.file == file]
        first = starts[number] if listed else 1
        assert (first, "MW102") in [(f.line, f.code) for f in findings], (number, findings)


@pytest.mark.slow
@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.relative_to(DATA).as_posix())
def test_every_broken_row_is_found_at_its_line(path: Path, whole: Files) -> None:
    file = path.relative_to(DATA).as_posix()
    lines = path.read_text(encoding="utf-8").splitlines()
    changes = {
        "MW025": lambda line: line + ",te veel",
        "MW107": lambda line: "GEEN ID" + line[line.index(",") :],
        "MW027": lambda line: '"' + line.replace('"', ""),
        "MW403": lambda line: line.replace(",", ",a.b@voorbeeld.example ", 1) if '"' not in line else None,
    }
    for number in sample([*range(2, len(lines) + 1)], file, 2 * SIZE):
        for code, change in changes.items():
            text = change(lines[number - 1])
            if text is None:
                continue
            changed = [*lines[: number - 1], text, *lines[number:]]
            findings = found_with(whole, file, "\n".join(changed) + "\n")
            assert [(f.file, f.line, f.code) for f in findings] == [(file, number, code)]


@pytest.mark.slow
@pytest.mark.parametrize("path", POLICY, ids=lambda path: path.name)
def test_every_unknown_key_of_a_framework_is_found(path: Path, whole: Files) -> None:
    file = path.relative_to(DATA).as_posix()
    lines = path.read_text(encoding="utf-8").splitlines()
    free = ("parameters", "keuzes")
    parents: list[tuple[int, str]] = []
    known = []
    for number, before, key, value in keys(lines):
        parents = [parent for parent in parents if parent[0] < len(before)]
        inside = parents[-1][1] if parents else ""
        parents.append((len(before), key))
        if inside not in free:
            known.append((number, before, key, value))
    for number, before, key, value in sample(known, file, 8 * SIZE):
        changed = [*lines[: number - 1], f"{before}{key}x: {value}".rstrip(), *lines[number:]]
        findings = found_with(whole, file, "\n".join(changed) + "\n")
        assert (number, "MW101") in [(f.line, f.code) for f in findings if f.file == file], (number, findings)
