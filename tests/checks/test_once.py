"""One cause, one finding: what is told twice of one place is told once, and what only looks alike stays."""

import pytest

from maatwerk_cli.checks.finding import Finding
from maatwerk_cli.checks.once import once


def finding(
    code: str, line: int = 3, column: int = 5, path: str = "naam", file: str = "a.yaml", remedy: str = "Zo."
) -> Finding:
    return Finding(file, line, column, code, "fout", path, "Iets.", remedy, ())


AT = MISFIT = finding("MW104")
CURLY = finding("MW061")
SIGN, WORD = finding("MW039", column=9), finding("MW058", column=1)
CASES: dict[str, tuple[list[Finding], list[Finding]]] = {
    # A value that is written once can be read at several places of a record.
    "two fields at one place": ([AT, finding("MW104", path="titel")], [AT]),
    "two fields on the first line": (
        [finding("MW104", line=1), finding("MW104", line=1, path="titel")],
        [finding("MW104", line=1)],
    ),
    "two fields in the first column": (
        [finding("MW104", column=1), finding("MW104", column=1, path="titel")],
        [finding("MW104", column=1)],
    ),
    "two fields without a place": (
        [finding("MW104", 1, 1), finding("MW104", 1, 1, "titel")],
        [finding("MW104", 1, 1), finding("MW104", 1, 1, "titel")],
    ),
    "the same without a place": ([finding("MW104", 1, 1), finding("MW104", 1, 1)], [finding("MW104", 1, 1)]),
    "two remedies": ([AT, finding("MW104", remedy="Of zo.")], [AT, finding("MW104", remedy="Of zo.")]),
    "two places": ([AT, finding("MW104", column=6)], [AT, finding("MW104", column=6)]),
    # What says all that another on the same line says too.
    "an anchor and what is left after it": ([finding("MW056"), finding("MW103")], [finding("MW056")]),
    "an anchor and nothing on another line": (
        [finding("MW056"), finding("MW103", line=4)],
        [finding("MW056"), finding("MW103", line=4)],
    ),
    "an anchor and nothing in another file": (
        [finding("MW056"), finding("MW103", file="b.yaml")],
        [finding("MW056"), finding("MW103", file="b.yaml")],
    ),
    # A word that holds signs is told where the sign stands.
    "a word and its sign": ([WORD, SIGN], [finding("MW058", column=9)]),
    "a word and a sign on another line": (
        [WORD, finding("MW039", line=4)],
        [WORD, finding("MW039", line=4)],
    ),
    "another finding and a sign": ([AT, SIGN], [AT, SIGN]),
    # Of a value that does not fit, the quotes around it are no news.
    "quotes around a misfit": ([CURLY, MISFIT], [MISFIT]),
    "quotes beside a misfit": (
        [finding("MW061", column=6), MISFIT],
        [finding("MW061", column=6), MISFIT],
    ),
    "quotes around a name of what is not there": ([CURLY, finding("MW204")], [CURLY, finding("MW204")]),
    "a finding around a misfit that is no quotes": ([finding("MW204"), MISFIT], [finding("MW204"), MISFIT]),
}


@pytest.mark.parametrize(("findings", "kept"), CASES.values(), ids=CASES)
def test_one_cause_is_told_once(findings: list[Finding], kept: list[Finding]) -> None:
    assert once(findings) == kept
