"""Findings as annotations of GitHub Actions, shown on the changed line of a pull request."""

from collections.abc import Sequence

from maatwerk_cli.checks.finding import Finding, elsewhere

_DATA = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_PROPERTY = (*_DATA, (":", "%3A"), (",", "%2C"))


def findings_github(findings: Sequence[Finding]) -> str:
    """Write findings as workflow commands, a line each."""
    return "".join(f"{_command(finding)}\n" for finding in findings)


def _command(finding: Finding) -> str:
    kind = "error" if finding.severity == "fout" else "warning"
    text = f"{finding.message} {finding.remedy}{elsewhere(finding, 2)}"
    place = f"file={_escape(finding.file, _PROPERTY)},line={finding.line},col={finding.column}"
    return f"::{kind} {place},title={finding.code}::{_escape(text, _DATA)}"


def _escape(text: str, table: tuple[tuple[str, str], ...]) -> str:
    for character, escaped in table:
        text = text.replace(character, escaped)
    return text
