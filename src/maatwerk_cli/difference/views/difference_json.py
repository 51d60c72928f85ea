"""A difference as JSON."""

import json
from decimal import Decimal
from typing import Any

from maatwerk_cli.difference.figure_difference import FigureChange
from maatwerk_cli.difference.record_difference import FieldValue, RecordChange
from maatwerk_cli.difference.views.difference_view import COUNTS, Comparison, Moment
from maatwerk_cli.report.tables import ReportFigure
from maatwerk_cli.report.views.report_json import json_number
from maatwerk_cli.text.personal_data.safe import shown


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
                "id_basis": shown(renaming.id_before),
                "id": shown(renaming.id),
                "bestand_basis": shown(renaming.file_before),
                "bestand": shown(renaming.file),
            }
            for renaming in difference.renamings
        ],
        "onleesbaar": [
            {
                "kant": "basis" if file.side == "voor" else "top",
                "bestand": shown(file.file),
                "codes": sorted({problem.code for problem in file.problems}),
            }
            for file in difference.unread
        ],
        "alleen_opmaak": difference.layout_only,
        "andere_bestanden": [shown(file) for file in difference.others],
        "niet_vergeleken": [shown(file) for file in difference.hidden],
        "kerncijfers": [_figure(change) for change in figures.changed],
        "kerncijfers_gelijk": None if figures.depth == "geen" else figures.unchanged,
        "kerncijfers_onbekend": figures.unknown,
        "niet_geteld": [shown(file) for file in figures.unread],
    }
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


def _moment(moment: Moment) -> dict[str, Any]:
    return {"revisie": moment.revision, "commit": moment.commit, "bestaat": moment.exists}


def _record(change: RecordChange) -> dict[str, Any]:
    return {
        "soort": change.kind,
        "id": shown(change.id),
        "wijziging": change.change,
        "bestand": shown(change.file),
        "hoort_bij": shown(change.scope) or None,
        "id_basis": None if change.id_before is None else shown(change.id_before),
        "bestand_basis": None if change.file_before is None else shown(change.file_before),
        "velden": [
            {"pad": shown(field.path), "voor": _value(field.before), "na": _value(field.after)}
            for field in change.fields
        ],
        **({"in_woorden": [shown(text) for text in change.words]} if change.words else {}),
    }


def _value(value: FieldValue) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    return shown(value) if isinstance(value, str) else value


def _figure(change: FigureChange) -> dict[str, Any]:
    return {
        "jaar": change.year,
        "code": shown(change.figure.code),
        "omschrijving": shown(change.figure.omschrijving),
        "eenheid": shown(change.figure.eenheid),
        "voor": _counts(change.before),
        "na": _counts(change.after),
        "verandering_individueel": change.delta,
        "afgeschermd": change.withheld,
    }


def _counts(figure: ReportFigure | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    return {name: json_number(getattr(figure, name)) for name, _ in COUNTS} | {
        "afgeschermd": list(figure.afgeschermd)
    }
