"""One cause, one finding: what two ways of looking both see of one value is told once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from maatwerk_cli.checks.finding import Finding

_SIGNS = frozenset(("MW039", "MW040", "MW067"))
_SAYS_ALL: Mapping[str, frozenset[str]] = {
    "MW056": frozenset(("MW103",)),  # what is left after the anchor is nothing
    "MW057": frozenset(("MW103", "MW106")),  # the field is empty as a sign cuts all of it
    "MW058": _SIGNS,
    "MW059": frozenset(("MW061",)),
    "MW062": _SIGNS,
}
"""Findings that say all that others on the same line say too."""


def once(findings: Sequence[Finding]) -> list[Finding]:
    """Give findings, each cause once.

    Args:
        findings: those without a place of their own stand at the beginning of their file.
    """
    said = {(each.file, each.line, code) for each in findings for code in _SAYS_ALL.get(each.code, ())}
    signs = {(each.file, each.line): each.column for each in findings if each.code in _SIGNS}
    # Of a value that does not fit, the quotes around it are no news.
    misfits = {(each.file, each.line, each.column) for each in findings if each.code[:3] == "MW1"}
    kept: dict[tuple[str, ...] | Finding, Finding] = {}
    for finding in findings:
        curly = finding.code == "MW061" and (finding.file, finding.line, finding.column) in misfits
        if curly or (finding.file, finding.line, finding.code) in said:
            continue
        if finding.code == "MW058" and (finding.file, finding.line) in signs:
            finding = replace(finding, column=signs[finding.file, finding.line])
        # A value that is written once, with an anchor, can be read at several places of a record.
        placed = (finding.line, finding.column) != (1, 1)
        place = (finding.file, str(finding.line), str(finding.column), finding.code, finding.message)
        kept.setdefault((*place, finding.remedy) if placed else finding, finding)
    return list(kept.values())
