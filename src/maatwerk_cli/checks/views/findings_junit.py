"""Findings as JUnit XML: a failed test each; a warning that does not count is a test that passed."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from maatwerk_cli.checks.finding import Finding, elsewhere
from maatwerk_cli.text.personal_data.safe import printable
from maatwerk_cli.text.problem import place_in


def findings_junit(findings: Sequence[Finding], *, strict: bool) -> str:
    """Write findings as one test suite; without findings one test that passed."""
    failing = [finding for finding in findings if strict or finding.severity == "fout"]
    counts = f'tests="{len(findings) or 1}" failures="{len(failing)}" errors="0"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="maatwerk valideer" {counts}>',
        f'  <testsuite name="maatwerk valideer" {counts} skipped="0">',
    ]
    if not findings:
        lines.append('    <testcase classname="dataset" name="geen bevindingen"/>')
    for finding in findings:
        lines += _case(finding, fails=strict or finding.severity == "fout")
    return "\n".join([*lines, "  </testsuite>", "</testsuites>", ""])


def _case(finding: Finding, *, fails: bool) -> list[str]:
    name = f"{finding.code} {place_in(finding.file, finding)}"
    head = f"    <testcase classname={_attribute(finding.file)} name={_attribute(name)}"
    head += f' file={_attribute(finding.file)} line="{finding.line}">'
    message = _attribute(finding.message)
    if fails:
        body = f'      <failure type="{finding.code}" message={message}>{_text(finding)}</failure>'
    else:
        body = f"      <system-out>{_text(finding)}</system-out>"
    return [head, body, "    </testcase>"]


def _attribute(text: str) -> str:
    return quoteattr(printable(text))


def _text(finding: Finding) -> str:
    return escape(printable(f"{finding.message} {finding.remedy}{elsewhere(finding, 3)}"))
