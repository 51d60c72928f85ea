"""Take the valid register and break one thing in every place it can be broken: each is found, at its line.

The mutations come from what a register promises, not from the rules: a place is a line of a file, and what
goes wrong there must be found on that line, or, where a field is gone, at the record or the file it was in.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
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


SORTS = (
    *(
        "MW101 MW122",
        "MW1",
        "MW103",
        "MW404",
        "MW112",
        "MW304 MW313",
        "MW104 MW107",
        "MW204",
        "MW109",
        "MW118",
    ),
    *("MW201", "MW202 MW205", "MW005 MW001", "MW202 MW203 MW204 MW119"),
)
"""The kinds of finding that a mutation may give, of all sorts of mutations."""
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


def found_with(whole: Files, texts: dict[str, str]) -> list[Finding]:
    """Give what is found in the register where these files hold this."""
    changed = {file: text.encode() for file, text in texts.items()}
    return check(whole.changed(changed).together(), changed)


def in_rounds(of_files: dict[str, list[Part]]) -> Iterator[dict[str, Part]]:
    """Give the first part of every file, then the second: a check of everything has one of each file."""
    for round_ in zip_longest(*of_files.values()):
        yield {file: part for file, part in zip(of_files, round_, strict=True) if part is not None}


def sample(every: list[Part], name: str, size: int) -> list[Part]:
    """Take a part of what is long, spread over it, and another one for each file."""
    step = max(1, -(-len(every) // size))
    return every[sum(name.encode()) % step :: step]


def lines_of(paths: list[Path]) -> dict[str, list[str]]:
    """Give the lines of files, by their name in the register."""
    return {
        path.relative_to(DATA).as_posix(): path.read_text(encoding="utf-8").splitlines() for path in paths
    }


@pytest.mark.parametrize("sort", SORTS)
def test_every_mutation_is_found_at_its_line(sort: str, whole: Files) -> None:
    """One of this sort in every file at once: what is wrong in one hides nothing of another."""
    lines = lines_of(FILES)
    mutated = {
        file: sample(
            [m for m in mutations(read) if m.kinds == sort and read[m.line - 1] != m.text], file + sort, SIZE
        )
        for file, read in lines.items()
    }
    near = (0, 1) if sort == "MW005 MW001" else (0,)
    tried = 0
    missed = []
    for chosen in in_rounds(mutated):
        tried += len(chosen)
        findings = found_with(whole, {file: m.apply(lines[file]) for file, m in chosen.items()})
        for file, mutation in chosen.items():
            of_file = [f for f in findings if f.file == file]
            here = [f.code for f in of_file if f.line - mutation.line in near]
            if not any(code.startswith(tuple(sort.split())) for code in here):
                missed.append((file, mutation, [(f.line, f.code) for f in of_file]))
    assert missed == []
    assert tried


def test_every_sort_of_mutation_is_tried() -> None:
    every = {mutation.kinds for read in lines_of(FILES).values() for mutation in mutations(read)}
    assert every == set(SORTS)


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


@pytest.mark.parametrize("key", sorted({key for every in REQUIRED.values() for key in every}))
def test_every_missing_field_is_found_at_its_record(key: str, whole: Files) -> None:
    """Missing in every file that must have it, at once."""
    lines = lines_of([path for path in FILES if key in REQUIRED.get(path.parent.name, ())])
    places = {}
    for file, read in lines.items():
        depth = 2 if listed(file) else 0
        every = [number for number, before, name, _ in keys(read) if name == key and len(before) == depth]
        places[file] = sample(every, file + key, 2 * SIZE)
    assert all(places.values())
    for chosen in in_rounds(places):
        findings = found_with(whole, {file: without(lines[file], file, n) for file, n in chosen.items()})
        for file, number in chosen.items():
            first = dict(records_of(lines[file]))[number] if listed(file) else 1
            of_file = [(f.line, f.code) for f in findings if f.file == file]
            assert (first, "MW102") in of_file, (file, number, of_file)


def listed(file: str) -> bool:
    """Tell whether a file holds a list of records."""
    return not file.startswith(("proeftuinen/", "kandidaten/"))


def without(lines: list[str], file: str, number: int) -> str:
    """Leave out a field, with all that is in it."""
    end = number
    deeper = "    " if listed(file) else "  "
    while end < len(lines) and lines[end].startswith(deeper):
        end += 1
    return "\n".join([*lines[: number - 1], *lines[end:]]) + "\n"


BROKEN_ROWS: dict[str, Callable[[str], str | None]] = {
    "MW025": lambda line: line + ",te veel",
    "MW107": lambda line: "GEEN ID" + line[line.index(",") :],
    "MW027": lambda line: '"' + line.replace('"', ""),
    "MW403": lambda line: line.replace(",", ",a.b@voorbeeld.example ", 1) if '"' not in line else None,
}


@pytest.mark.parametrize("code", BROKEN_ROWS)
def test_every_broken_row_is_found_at_its_line(code: str, whole: Files) -> None:
    """A row broken in every table at once: one finding of each, and no other."""
    lines = lines_of(TABLES)
    rows = {file: sample([*range(2, len(read) + 1)], file, 2 * SIZE) for file, read in lines.items()}
    assert all(rows.values())
    for chosen in in_rounds(rows):
        broken = {file: BROKEN_ROWS[code](lines[file][number - 1]) for file, number in chosen.items()}
        texts = {
            file: "\n".join([*lines[file][: chosen[file] - 1], row, *lines[file][chosen[file] :]]) + "\n"
            for file, row in broken.items()
            if row is not None
        }
        findings = found_with(whole, texts)
        expected = sorted((file, chosen[file], code) for file in texts)
        assert sorted((f.file, f.line, f.code) for f in findings) == expected


def test_every_unknown_key_of_a_framework_is_found(whole: Files) -> None:
    lines = lines_of(POLICY)
    known = {file: sample([*keys_of_framework(read)], file, 8 * SIZE) for file, read in lines.items()}
    for chosen in in_rounds(known):
        texts = {}
        for file, (number, before, key, value) in chosen.items():
            changed = [*lines[file][: number - 1], f"{before}{key}x: {value}".rstrip(), *lines[file][number:]]
            texts[file] = "\n".join(changed) + "\n"
        findings = found_with(whole, texts)
        for file, (number, *_) in chosen.items():
            of_file = [(f.line, f.code) for f in findings if f.file == file]
            assert (number, "MW101") in of_file, (file, number, of_file)


def keys_of_framework(lines: list[str]) -> Iterator[tuple[int, str, str, str]]:
    """Give the keys whose names are not for who writes the framework to choose."""
    free = ("parameters", "keuzes")
    parents: list[tuple[int, str]] = []
    for number, before, key, value in keys(lines):
        parents = [parent for parent in parents if parent[0] < len(before)]
        inside = parents[-1][1] if parents else ""
        parents.append((len(before), key))
        if inside not in free:
            yield number, before, key, value
