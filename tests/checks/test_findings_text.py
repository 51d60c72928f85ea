"""What a terminal shows of a finding: its line with a caret, unless that shows somebody or steers it."""

import pytest

from maatwerk_cli.checks.finding import Finding
from maatwerk_cli.checks.views.findings_text import findings_summary, findings_text

LINES = ["id: zon\n", "  soort: gewoon\r\n"]


def finding(code: str = "MW104", line: int = 2, column: int = 10, severity: str = "fout") -> Finding:
    return Finding("a.yaml", line, column, code, severity, "soort", f"Iets met {code}.", "Zo.")  # type: ignore[arg-type]


def shown(what: Finding, lines: list[str]) -> list[str]:
    """Give the lines that stand under a finding."""
    return findings_text([what], lambda _: lines).splitlines()[1:]


@pytest.mark.parametrize(
    ("line", "column", "lines", "under"),
    [
        (2, 10, LINES, ["  2 |   soort: gewoon", "    |          ^"]),  # under the tenth letter
        (1, 1, LINES, ["  1 | id: zon", "    | ^"]),
        (10, 1, [*("x\n",) * 9, "naam"], ["  10 | naam", "     | ^"]),
        (3, 1, LINES, []),  # there is no such line
        (1, 1, ["\n"], []),
        (1, 1, ["a" * 200], [f"  1 | {'a' * 200}", "    | ^"]),
        (1, 1, ["a" * 201], []),
        (1, 1, ["naam: \x1b[1m"], []),
        (1, 1, ["ambitie: bel 06-12345678"], []),
    ],
)
def test_the_line_that_it_is_about_is_shown_with_a_caret(
    line: int, column: int, lines: list[str], under: list[str]
) -> None:
    assert shown(finding(line=line, column=column), lines) == under


def test_of_a_file_with_something_personal_no_line_is_shown() -> None:
    assert findings_text([finding(), finding("MW401", 1)], lambda _: LINES).count("\n") == 2


def test_an_error_is_red_and_a_warning_yellow_and_only_its_code_is() -> None:
    assert findings_text([finding()], colour=True) == (
        "a.yaml:2:10: \x1b[31mMW104\x1b[0m Iets met MW104. Zo.\n"
    )
    assert findings_text([finding(severity="waarschuwing")], colour=True) == (
        "a.yaml:2:10: \x1b[33mMW104\x1b[0m waarschuwing: Iets met MW104. Zo.\n"
    )


@pytest.mark.parametrize(
    ("most", "lines", "more"), [(1, 2, "nog 2 keer"), (2, 3, "nog 1 keer"), (3, 3, None)]
)
def test_of_very_many_that_say_the_same_the_first_are_shown(most: int, lines: int, more: str | None) -> None:
    text = findings_text([finding(line=line) for line in (1, 2, 3)], most=most)
    assert text.count("\n") == lines
    assert (more or "nog") in text if more else "nog" not in text


@pytest.mark.parametrize(
    ("findings", "records", "passed", "words"),
    [
        ([], 0, "", "Het register is leeg: er is geen enkel record."),
        ([], 0, " Eén bekend.", "In orde: 0 records gelezen, niets gevonden. Eén bekend."),
        ([], 1, "", "In orde: 1 record gelezen, niets gevonden."),
        ([finding(), finding(), finding(severity="waarschuwing")], 9, "",
         "9 records gelezen; 2 fouten en 1 waarschuwing."),
    ],
)  # fmt: skip
def test_what_findings_come_to(findings: list[Finding], records: int, passed: str, words: str) -> None:
    assert findings_summary(findings, records, passed) == words
