"""Findings as JSON: a list, with the keys of the agreement."""

import json
from collections.abc import Sequence
from typing import Any

from maatwerk_cli.checks.finding import Finding


def findings_json(findings: Sequence[Finding]) -> str:
    """Write findings as a JSON list; one that stands for many has their number and the first places."""
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
            **(_many(finding) if finding.number > 1 else {}),
        }
        for finding in findings
    ]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _many(finding: Finding) -> dict[str, Any]:
    places = [{"bestand": file, "regel": line, "kolom": column} for file, line, column in finding.places]
    return {"aantal": finding.number, "plaatsen": places}
