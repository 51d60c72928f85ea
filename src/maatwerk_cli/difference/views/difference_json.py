"""A difference as JSON."""

import json
from decimal import Decimal
from typing import Any

from maatwerk_cli.difference.figure_difference import FigureChange
from maatwerk_cli.difference.record_difference import FieldValue, RecordChange
from maatwerk_cli.difference.views.difference_view import COUNTS, Comparison, Moment
from maatwerk_cli.report.tables import ReportFigure
from maatwerk_cli.text.personal_data.safe import safe_text
from maatwerk_cli.text.table_cells import json_number


def difference_json(comparison: Comparison) -> str:
    """Write a difference as one object. What is unknown is null; a withheld count is named as such."""
    difference, figures = comparison.difference, comparison.figures
    result = {
        "basis": _moment(comparison.before),
        "top": _moment(comparison.after),
        "intern": comparison.people.intern,
        "kandidaten_gewijzigd": comparison.people.changed,
        "cijfers_over_mensen": comparison.people.figures,
        "records": [_record(change) for change in difference.records],
        "hernoemd": [
            {
                "soort": renaming.kind,
                "id_basis": safe_text(renaming.id_before),
                "id": safe_text(renaming.id),
                "bestand_basis": safe_text(renaming.file_before),
                "bestand": safe_text(renaming.file),
            }
            for renaming in difference.renamings
        ],
        "onleesbaar": [
            {
                "kant": "basis" if file.side == "voor" else "top",
                "bestand": safe_text(file.file),
                "codes": sorted({problem.code for problem in file.problems}),
            }
            for file in difference.unread
        ],
        "alleen_opmaak": difference.layout_only,
        "andere_bestanden": [safe_text(file) for file in difference.others],
        "niet_vergeleken": [safe_text(file) for file in difference.hidden],
        "kerncijfers": [_figure(change) for change in figures.changed],
        "kerncijfers_gelijk": None if figures.depth == "geen" else figures.unchanged,
        "kerncijfers_onbekend": figures.unknown,
        "niet_geteld": [safe_text(file) for file in figures.unread],
    }
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


def _moment(moment: Moment) -> dict[str, Any]:
    return {"revisie": moment.revision, "commit": moment.commit, "bestaat": moment.exists}


def _record(change: RecordChange) -> dict[str, Any]:
    return {
        "soort": change.kind,
        "id": safe_text(change.id),
        "wijziging": change.change,
        "bestand": safe_text(change.file),
        "hoort_bij": safe_text(change.scope) or None,
        "id_basis": None if change.id_before is None else safe_text(change.id_before),
        "bestand_basis": None if change.file_before is None else safe_text(change.file_before),
        "velden": [
            {"pad": safe_text(field.path), "voor": _value(field.before), "na": _value(field.after)}
            for field in change.fields
        ],
        **({"in_woorden": [safe_text(text) for text in change.words]} if change.words else {}),
    }


def _value(value: FieldValue) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    return safe_text(value) if isinstance(value, str) else value


def _figure(change: FigureChange) -> dict[str, Any]:
    return {
        "jaar": change.year,
        "code": safe_text(change.figure.code),
        "omschrijving": safe_text(change.figure.omschrijving),
        "eenheid": safe_text(change.figure.eenheid),
        "voor": _counts(change.before),
        "na": _counts(change.after),
        "verandering_individueel": change.delta,
        "afgeschermd": change.withheld,
    }


def _counts(figure: ReportFigure | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    return {name: json_number(getattr(figure, name)) for name, _ in COUNTS} | {
        "afgeschermd": list(figure.afgeschermd),
        "ten_minste": list(figure.ten_minste),
    }
