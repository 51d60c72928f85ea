"""Where a finding is told: at a name where the name is what it is about, else at what stands there."""

from pathlib import Path

import pytest

from maatwerk_cli.checks.finding import Finding
from maatwerk_cli.checks.run import check, findings
from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.text.problem import Position, Problem

ORG, ZON, COURSE = "organisaties.csv", "proeftuinen/zon.yaml", "trajecten/voorbeeldtraject.yaml"


def place(root: Path, file: str, words: str) -> tuple[int, int]:
    """Give the line and column at which some words begin, that stand once in a file."""
    before, outcome, after = (root / file).read_text(encoding="utf-8").partition(words)
    assert outcome
    assert words not in after
    return before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1


def changed(root: Path, file: str, before: str, after: str) -> list[Finding]:
    text = (root / file).read_text(encoding="utf-8")
    assert before in text
    (root / file).write_text(text.replace(before, after, 1), encoding="utf-8")
    return [finding for finding in check(load_dataset(root)) if finding.file == file]


@pytest.mark.parametrize(
    ("file", "before", "after", "code", "words"),
    [
        # It is about the list, not about the first that stands in it.
        (ZON, "toelichting: De bestuurslaag volgt uit de opdrachtgever.\n", "", "MW121", "afgeleid:"),
        (COURSE, "      begin:\n", "      einde:\n", "MW232", "einde:\n"),
        (COURSE, "        nee: 6\n", "        anders: 6\n", "MW232", "anders: 6"),
        (COURSE, "        nee: 6\n", "        nee: 7\n", "MW530", "begin:\n"),
        ("kerncijfers/2020.yaml", "      bereikt: gestart", "      zomaar: iets", "MW122", "zomaar: iets"),
        # The value itself.
        (ZON, "  - bestuurslaag\n", "  - bestuurs\n", "MW119", "bestuurs\n"),
        (ZON, "categorie: schoonmaak", "categorie: schoonmaken", "MW204", "schoonmaken"),
    ],
)
def test_a_finding_is_told_where_its_words_stand(
    file: str, before: str, after: str, code: str, words: str, basis: Path
) -> None:
    (finding,) = changed(basis, file, before, after)
    assert (finding.code, (finding.line, finding.column)) == (code, place(basis, file, words))


@pytest.mark.parametrize(
    ("loc", "line", "column"),
    [
        ((), 1, 1),  # of the whole table
        ((3,), 3, 1),
        ((3, "naam"), 3, 15),
        ((3, "nergens"), 3, 1),
        ((3, "kvk"), 3, 43),
        ((99, "naam"), 99, 1),
    ],
)
def test_a_place_in_a_table(loc: tuple[int | str, ...], line: int, column: int, basis: Path) -> None:
    """The third line begins with 13 letters and a comma."""
    params = {"woord": "x", "keuzes": ("y",), "lijst": "organisatiesoort"}
    (finding,) = findings([Problem("MW204", ORG, loc, params)], basis)
    assert (finding.line, finding.column) == (line, column)


@pytest.mark.parametrize("file", ["proeftuinen/weg.yaml", "codelijsten/weg.csv"])
def test_in_a_file_that_is_gone_a_place_is_its_beginning(file: str, basis: Path) -> None:
    (finding,) = findings([Problem("MW502", file)], basis)
    assert (finding.line, finding.column) == (1, 1)


@pytest.mark.parametrize("placed", [None, 0, 1, 9])
def test_a_place_that_is_known_is_kept_and_of_equal_findings_so_many_are_looked_up(
    placed: int | None, basis: Path
) -> None:
    known = Problem("MW502", ZON, ("naam",), position=Position(3, 7))
    (finding,) = findings([known], basis, placed=placed)
    assert (finding.line, finding.column) == (3, 7)
    alike = [Problem("MW502", file, ("soort",)) for file in (ZON, "proeftuinen/maan.yaml")]
    lines = [finding.line for finding in findings(alike, basis, placed=placed)]
    assert lines.count(3) == (2 if placed is None else min(placed, 2))
