"""Findings as text: one line each, then what they come to. On a terminal with the line they are about."""

from collections import Counter
from collections.abc import Callable, Sequence

from maatwerk_cli.checks.finding import Finding
from maatwerk_cli.text.dutch import so_many
from maatwerk_cli.text.personal_data.privacy import mask
from maatwerk_cli.text.personal_data.safe import printable
from maatwerk_cli.text.problem import place_in

_LONGEST_SNIPPET = 200  # a longer line fills a terminal and shows nothing more

Lines = Callable[[Finding], Sequence[str]]
"""Gives the lines of the file that a finding is about."""


def finding_line(finding: Finding) -> str:
    """Write ``bestand:regel:kolom: CODE melding``, with the remedy after it."""
    place = place_in(printable(finding.file), finding)
    warning = "waarschuwing: " if finding.severity == "waarschuwing" else ""
    return f"{place}: {finding.code} {warning}{finding.message} {finding.remedy}"


def findings_text(
    findings: Sequence[Finding], lines: Lines | None = None, *, colour: bool = False, most: int | None = None
) -> str:
    """Write findings in order of place, a line each; of very many equal ones the first, and how many more.

    Args:
        findings: the findings.
        lines: gives the lines of a finding's file; only for a terminal, where the line is shown.
        colour: whether the terminal has colour.
        most: how many equal findings have a line; all where it is not given.
    """
    personal = {finding.file for finding in findings if finding.code.startswith("MW4")}
    text = []
    equal: Counter[tuple[str, str]] = Counter()
    shown = []
    for finding in findings:
        equal[finding.code, finding.message] += 1
        if most is None or equal[finding.code, finding.message] <= most:
            shown.append(finding)
    for finding in sorted(shown):  # only of those that are shown the place is always known
        line = finding_line(finding)
        if colour:
            shade = "33" if finding.severity == "waarschuwing" else "31"
            line = line.replace(finding.code, f"\x1b[{shade}m{finding.code}\x1b[0m", 1)
        text.append(line)
        if lines is not None and finding.file not in personal:
            text += _snippet(finding, lines(finding))
    for (code, message), number in equal.items():
        if most is not None and number > most:
            text.append(f"{code} nog {number - most} keer: {message} Zie ze alle met --alles.")
    return "".join(f"{line}\n" for line in text)


def _snippet(finding: Finding, lines: Sequence[str]) -> list[str]:
    """Show the line with a caret; nothing where it could steer the terminal or show somebody."""
    line = lines[finding.line - 1].rstrip("\r\n") if finding.line <= len(lines) else ""
    if not line or len(line) > _LONGEST_SNIPPET or printable(line) != line or mask(line) != line:
        return []
    number = str(finding.line)
    return [f"  {number} | {line}", f"  {' ' * len(number)} | {' ' * (finding.column - 1)}^"]


def findings_summary(findings: Sequence[Finding], records: int, passed: str = "") -> str:
    """Say what the findings come to.

    Args:
        findings: the findings that count.
        records: how many records were read.
        passed: what to say of the findings that do not count.
    """
    errors = sum(finding.severity == "fout" for finding in findings)
    warnings = len(findings) - errors
    if not findings:
        if not records and not passed:
            return "Het register is leeg: er is geen enkel record."
        return f"In orde: {so_many(records, 'record', 'records')} gelezen, niets gevonden.{passed}"
    return (
        f"{so_many(records, 'record', 'records')} gelezen; {so_many(errors, 'fout', 'fouten')} en "
        f"{so_many(warnings, 'waarschuwing', 'waarschuwingen')}.{passed}"
    )


def nothing_found_in(files: int) -> str:
    """Say that what changed and what it touches is in order.

    Args:
        files: how many files were read for that.
    """
    return f"In orde: {so_many(files, 'bestand', 'bestanden')} gelezen die ertoe doen, niets gevonden."
