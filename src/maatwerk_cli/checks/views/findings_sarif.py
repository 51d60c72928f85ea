"""Findings as SARIF 2.1.0, for code scanning and other tools that read it."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from maatwerk_cli.checks.catalogue import FindingRule
from maatwerk_cli.checks.finding import Finding

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"fout": "error", "waarschuwing": "warning"}


def findings_sarif(findings: Sequence[Finding], rules: Sequence[FindingRule], version: str) -> str:
    """Write findings as one SARIF run, with every rule of the catalogue."""
    index = {rule.code: number for number, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {"name": "maatwerk", "version": version, "rules": [_rule(rule) for rule in rules]}
        },
        "language": "nl",
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index[finding.code]) for finding in findings],
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: FindingRule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.page},
        "help": {"text": f"{rule.page} Meer uitleg: maatwerk uitleg {rule.code}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, rule_index: int) -> dict[str, Any]:
    location = _location(finding.file, finding.line, finding.column)
    if finding.path:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.path}]
    many = {} if finding.number == 1 else {"occurrenceCount": finding.number}
    return {
        "ruleId": finding.code,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message} {finding.remedy}"},
        "locations": [location, *(_location(*place) for place in finding.places[1:])],
        **many,
    }


def _location(file: str, line: int, column: int) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(file), "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": line, "startColumn": column},
        }
    }
