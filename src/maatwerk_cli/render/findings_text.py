"""Findings as text: one line each, then what they come to."""

from collections.abc import Sequence

from maatwerk_cli.checks.finding import Finding


def finding_line(finding: Finding) -> str:
    """Write ``bestand:regel:kolom: CODE melding``, with the remedy after it."""
    place = f"{finding.file}:{finding.line}:{finding.column}"
    warning = "waarschuwing: " if finding.severity == "waarschuwing" else ""
    return f"{place}: {finding.code} {warning}{finding.message} {finding.remedy}"


def findings_text(found: Sequence[Finding]) -> str:
    """Write all findings, a line each."""
    return "".join(f"{finding_line(finding)}\n" for finding in found)


def findings_summary(found: Sequence[Finding], records: int) -> str:
    """Say what the findings come to."""
    errors = sum(finding.severity == "fout" for finding in found)
    warnings = len(found) - errors
    if not found:
        return f"In orde: {records} records gelezen, niets gevonden."
    return (
        f"{records} records gelezen; {_count(errors, 'fout', 'fouten')} en "
        f"{_count(warnings, 'waarschuwing', 'waarschuwingen')}."
    )


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
