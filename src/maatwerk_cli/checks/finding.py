"""A finding: what is wrong at one place of one file, ready to be shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

Severity = Literal["fout", "waarschuwing"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong, with what to do about it.

    Attributes:
        file: path with forward slashes, relative to the dataset.
        line: line in the file, from 1.
        column: column in the line, from 1.
        code: code of the catalogue, ``MW001`` and on.
        severity: ``fout`` or ``waarschuwing``.
        path: path within the file, as ``verloop[0].fase``; empty for the whole file.
        message: what is wrong, in Dutch.
        remedy: what to do, in Dutch.
        also: files, each with a line (0 for any), that are as much its cause as its own place is.
        number: how many findings it stands for, which say the same.
        places: where the first of those are: file, line and column.
    """

    file: str
    line: int
    column: int
    code: str
    severity: Severity
    path: str
    message: str
    remedy: str
    also: tuple[tuple[str, int], ...] = field(default=(), compare=False)
    number: int = field(default=1, compare=False)
    places: tuple[tuple[str, int, int], ...] = field(default=(), compare=False)


def elsewhere(finding: Finding, parts: int) -> str:
    """Say how often a finding that stands for many is there, and where else first; of another nothing.

    Args:
        finding: the finding.
        parts: how much of a place is named: its file, its line, its column.
    """
    if finding.number == 1:
        return ""
    others = ", ".join(":".join(map(str, place[:parts])) for place in finding.places[1:])
    return f" Dit komt {finding.number} keer voor, ook op: {others}."


def gathered(findings: Sequence[Finding], most: int, named: int) -> list[Finding]:
    """Make one of very many findings that say the same: with how many there are, and the first places.

    Args:
        findings: the findings, in order.
        most: as many equal findings stay apart.
        named: how many places of more are named.
    """
    equal: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        equal.setdefault((finding.code, finding.message, finding.remedy), []).append(finding)
    kept = []
    for finding in findings:
        same = equal[finding.code, finding.message, finding.remedy]
        if len(same) <= most:
            kept.append(finding)
        elif finding is same[0]:
            places = tuple((finding.file, finding.line, finding.column) for finding in same[:named])
            kept.append(replace(finding, number=len(same), places=places))
    return kept
