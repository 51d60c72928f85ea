"""The report as JSON, with the keys of the agreement."""

import json
from collections.abc import Sequence
from typing import Any

from maatwerk_cli.report.sureness import inferred_counts
from maatwerk_cli.report.tables import Rapport, ReportFigure, WithheldLine
from maatwerk_cli.report.views.open_data.report_schema import SCHEMA_VERSION
from maatwerk_cli.report.views.report_view import SIGNS, TERMS, figure_note, report_title, table_text
from maatwerk_cli.text.csv.csv_description import CC0
from maatwerk_cli.text.table import DataTable
from maatwerk_cli.text.table_cells import json_number


def report_json(reports: Sequence[Rapport], only: str | None = None) -> str:
    """Write one report as an object, several as a list; with ``only`` of its parts just that one."""
    objects = [_part(_report(rapport), only) for rapport in reports]
    return json.dumps(objects[0] if len(objects) == 1 else objects, ensure_ascii=False, indent=2) + "\n"


def _report(rapport: Rapport) -> dict[str, Any]:
    return {
        "schema": SCHEMA_VERSION,
        "titel": report_title(rapport),
        "jaar": rapport.jaar,
        "peildatum": rapport.peildatum.isoformat(),
        "herkomst": {
            "dataset_sha256": rapport.herkomst.dataset_sha256,
            "git_revisie": rapport.herkomst.git_revisie,
            "versie": rapport.herkomst.versie,
        },
        "status": rapport.status,
        "licentie": None if rapport.intern else CC0["name"],
        "uitgave": (
            {"id": rapport.uitgave.id, "datum": rapport.uitgave.datum.isoformat()}
            if rapport.uitgave
            else None
        ),
        "contact": rapport.edited.contact if rapport.edited else None,
        "intern": rapport.intern,
        "inleiding": rapport.edited.inleiding if rapport.edited else None,
        "correcties": [
            {"datum": str(correction.datum), "reden": correction.reden}
            for correction in (rapport.edited.correcties if rapport.edited else ())
        ],
        "drempel_onthulling": rapport.threshold,
        "kerncijfers": [_figure(figure) for figure in rapport.kerncijfers],
        "tabellen": [
            _table(table, table_text(rapport, table.id)) for table in (*rapport.tabellen, *rapport.evaluatie)
        ],
        "mijlpalen": [
            {
                "datum": line.datum,
                "omschrijving": line.omschrijving,
                "bron": line.bron,
                "vindplaats": line.vindplaats,
                "toelichting": line.toelichting,
                "soort": line.soort,
                "stand": line.stand,
                "voor": line.voor,
                "afgeleid": list(line.afgeleid),
            }
            for line in rapport.mijlpalen
        ],
        "bronnen": [
            {
                "id": source.id,
                "titel": source.titel,
                "uitgever": source.uitgever,
                "datum": source.datum,
                "url": source.url,
                "peildatum": source.peildatum,
                "onbevestigd": source.unconfirmed,
                "afgeleid": list(source.afgeleid),
            }
            for source in rapport.bronnen
        ],
        "begrippen": [
            {"begrip": word, "uitleg": meaning} for word, meaning in (*TERMS, *SIGNS, *rapport.abbreviations)
        ],
        "laatst_bekende_stand": rapport.kept.isoformat() if rapport.kept else None,
        **({"afschermlijst": [_withheld(line) for line in rapport.withheld_lines]} if rapport.intern else {}),
    }


def _withheld(line: WithheldLine) -> dict[str, Any]:
    return {
        "sleutel": line.key,
        "omschrijving": line.description,
        "waarde": line.value,
        "reden": line.reason,
    }


def _part(report: dict[str, Any], only: str | None) -> dict[str, Any]:
    if only is None:
        return report
    kept = {"kerncijfers", "mijlpalen"} & {only}
    tables = [table for table in report["tabellen"] if table["id"] == only]
    return {
        **report,
        **{key: [] for key in ("kerncijfers", "mijlpalen") if key not in kept},
        "tabellen": tables,
    }


def _figure(figure: ReportFigure) -> dict[str, Any]:
    return {
        "code": figure.code,
        "omschrijving": figure.omschrijving,
        "eenheid": figure.eenheid,
        "gepubliceerd": json_number(figure.gepubliceerd),
        "individueel": figure.individueel,
        "verzameld": figure.verzameld,
        "geregistreerd": figure.geregistreerd,
        "verschil": json_number(figure.verschil),
        "bron": figure.bron,
        "vindplaats": figure.vindplaats,
        "noot": figure_note(figure) or None,
        "afgeschermd": list(figure.afgeschermd),
        "ten_minste": list(figure.ten_minste),
        "toetsbaar": figure.toetsbaar,
        "afgeleid": list(figure.afgeleid),
        "afgeleide_kolommen": list(inferred_counts(figure)),
        "telt": figure.telt,
    }


def _table(tabel: DataTable, text: str | None) -> dict[str, Any]:
    return {
        "id": tabel.id,
        "titel": tabel.title,
        "kolommen": [{"id": c.id, "titel": c.title, "soort": c.kind} for c in tabel.columns],
        "rijen": [[json_number(value) for value in row] for row in tabel.rows],
        "noten": list(tabel.notes),
        "geweigerd": tabel.refused,
        "tekst": text,
        "afgeschermd": [list(place) for place in tabel.withheld],
        "ten_minste": [list(place) for place in tabel.at_least],
        "nvt": [list(place) for place in tabel.not_applicable],
        "afgeleid": [list(place) for place in sorted(tabel.inferred)],
    }
