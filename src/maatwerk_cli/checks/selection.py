"""Which findings count: those of given files, those that a change touches, those not known before."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from maatwerk_cli.checks.catalogue import file_text
from maatwerk_cli.checks.finding import Finding

T = TypeVar("T")
Mark = TypeVar("Mark")
Fingerprint = tuple[str, str, str, str]
"""File, code, path without numbers of rows, and message: the same finding, wherever it moved to."""

_NUMBERS = re.compile(r"\[\d+\]")
_KEYS = ("bestand", "code", "pad", "melding")


class BaselineError(ValueError):
    """A file of known findings does not read."""


def fingerprint(finding: Finding) -> Fingerprint:
    """Give what makes a finding the same one after lines have moved."""
    return finding.file, finding.code, _NUMBERS.sub("[]", finding.path), finding.message


def in_files(findings: Iterable[Finding], files: Sequence[str]) -> list[Finding]:
    """Keep the findings in some files or folders, relative to the dataset; ``""`` is the dataset itself."""
    shown = [file_text(name) for name in files]  # a finding names its file as it may be printed
    return [
        finding
        for finding in findings
        if any(not name or finding.file == name or finding.file.startswith(f"{name}/") for name in shown)
    ]


def unknown(findings: Iterable[Finding], known: Counter[Fingerprint]) -> list[Finding]:
    """Leave out findings that are known, each as often as it is known."""
    return beyond(findings, known, fingerprint)


def beyond(items: Iterable[T], known: Counter[Mark], mark_of: Callable[[T], Mark]) -> list[T]:
    """Leave out what is known, each as often as it is known."""
    left = known.copy()
    rest = []
    for item in items:
        mark = mark_of(item)
        if left[mark] > 0:
            left[mark] -= 1
        else:
            rest.append(item)
    return rest


def touched_findings(
    findings: Sequence[Finding],
    at_base: Callable[[], Counter[Fingerprint]],
    is_changed: Callable[[str, int], bool],
) -> list[Finding]:
    """Keep what a change touches: findings on changed lines, and findings that were not there before.

    What was there before is asked only where something is found on other lines.
    """
    changed = [finding for finding in findings if _is_touched(finding, is_changed)]
    others = [finding for finding in findings if not _is_touched(finding, is_changed)]
    return sorted([*changed, *(unknown(others, at_base()) if others else ())])


def _is_touched(finding: Finding, is_changed: Callable[[str, int], bool]) -> bool:
    return any(is_changed(*place) for place in ((finding.file, finding.line), *finding.also))


def write_baseline(findings: Iterable[Finding]) -> str:
    """Write findings as a file of known ones, without lines, so that it holds while files move on."""
    counted = Counter(fingerprint(finding) for finding in findings)
    items = [
        {**dict(zip(_KEYS, key, strict=True)), "aantal": number} for key, number in sorted(counted.items())
    ]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def read_baseline(text: str) -> Counter[Fingerprint]:
    """Read a file of known findings.

    Raises:
        BaselineError: it is not one.
    """
    try:
        items = json.loads(text)
    except (ValueError, RecursionError):
        raise BaselineError from None
    if not isinstance(items, list):
        raise BaselineError
    known: Counter[Fingerprint] = Counter()
    for item in items:
        known[_known(item)] += _number(item)
    return known


def _known(item: Any) -> Fingerprint:
    values = [item.get(key) for key in _KEYS] if isinstance(item, dict) else []
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) != len(_KEYS):
        raise BaselineError
    return texts[0], texts[1], texts[2], texts[3]


def _number(item: Any) -> int:
    number = item.get("aantal", 1)
    if not isinstance(number, int) or number < 0:
        raise BaselineError
    return number
