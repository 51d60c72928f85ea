"""Several years side by side. It reads finished reports, so what those withhold stays withheld."""

from collections.abc import Sequence

from maatwerk_cli.report.tables import Rapport, ReportFigure
from maatwerk_cli.text.table import (
    DataTable,
    TableCell,
    TableColumn,
)

COMPARISON = "vergelijking"
"""The table of several years, which is of none of them."""


def comparison(reports: Sequence[Rapport]) -> DataTable:
    """Give every key figure with, for each year, what was published and what is registered."""
    figures = [{figure.code: figure for figure in rapport.kerncijfers} for rapport in reports]
    names = {code: figure.omschrijving for by_code in figures for code, figure in by_code.items()}
    columns = [TableColumn("omschrijving", "Wat", "tekst")]
    for rapport in reports:
        columns.append(TableColumn(f"gepubliceerd_{rapport.jaar}", f"Gepubliceerd {rapport.jaar}"))
        columns.append(TableColumn(f"geregistreerd_{rapport.jaar}", f"Geregistreerd {rapport.jaar}"))
    first, last = reports[0].jaar, reports[-1].jaar
    columns.append(TableColumn("verandering", f"Verandering gepubliceerd {first}–{last}"))
    columns.append(TableColumn("code", "Code", "tekst"))
    rows: list[tuple[TableCell, ...]] = []
    for code, name in names.items():
        figures_of_code = [by_code.get(code) for by_code in figures]
        cells: list[TableCell] = []
        for figure in figures_of_code:
            cells += [figure.gepubliceerd, figure.cell("geregistreerd")] if figure else [None, None]
        rows.append((name, *cells, _change(figures_of_code[0], figures_of_code[-1]), code))
    return DataTable(
        COMPARISON,
        "De jaren naast elkaar",
        tuple(columns),
        tuple(rows),
        (
            "Kent het register van een jaar geen gepubliceerd cijfer, dan is het dat jaar onbekend.",
            "De omschrijving is die van het laatste jaar. Lees de noten van elk jaar: wat wordt geteld, kan "
            "zijn veranderd.",
        ),
        inferred=frozenset(
            (row, f"geregistreerd_{rapport.jaar}")
            for row, code in enumerate(names)
            for rapport, by_code in zip(reports, figures, strict=True)
            if code in by_code and by_code[code].afgeleid
        ),
    )


def _change(first: ReportFigure | None, last: ReportFigure | None) -> TableCell:
    return None if first is None or last is None else last.gepubliceerd - first.gepubliceerd
