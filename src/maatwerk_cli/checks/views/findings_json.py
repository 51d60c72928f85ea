"""Findings as JSON: a list, with the keys of the agreement."""

import json
from collections.abc import Sequence

from maatwerk_cli.checks.finding import Finding


def findings_json(found: Sequence[Finding]) -> str:
    """Write findings as a JSON list."""
    items = [
        {
            "code": finding.code,
            "ernst": finding.severity,
            "bestand": finding.file,
            "regel": finding.line,
            "kolom": finding.column,
            "pad": finding.path,
            "melding": finding.message,
            "oplossing": finding.remedy,
        }
        for finding in found
    ]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"
