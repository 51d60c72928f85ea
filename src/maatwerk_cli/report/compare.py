"""Several years side by side. It reads finished reports, so what those withhold stays withheld."""

from collections.abc import Iterator, Sequence

from maatwerk_cli.report.tables import Rapport, ReportFigure
from maatwerk_cli.text.table import DataTable, TableCell, TableColumn

COMPARISON = "vergelijking"
"""The table of several years, which is of none of them."""


def comparison(reports: Sequence[Rapport]) -> DataTable:
    """Give every key figure with, for each year, what was published and what is registered."""
    lines = list(side_by_side(reports))
    columns = [TableColumn("omschrijving", "Wat", "tekst")]
    for rapport in reports:
        columns.append(TableColumn(f"gepubliceerd_{rapport.jaar}", f"Gepubliceerd {rapport.jaar}"))
        columns.append(TableColumn(f"geregistreerd_{rapport.jaar}", f"Geregistreerd {rapport.jaar}"))
    first, last = reports[0].jaar, reports[-1].jaar
    columns.append(TableColumn("verandering", f"Verandering gepubliceerd {first}–{last}"))
    columns.append(TableColumn("code", "Code", "tekst"))
    rows: list[tuple[TableCell, ...]] = []
    for code, name, figures in lines:
        cells: list[TableCell] = []
        for figure in figures:
            cells += [figure.gepubliceerd, figure.cell("geregistreerd")] if figure else [None, None]
        rows.append((name, *cells, _change(figures[0], figures[-1]), code))
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
            for row, (_, _, figures) in enumerate(lines)
            for rapport, figure in zip(reports, figures, strict=True)
            if figure and figure.afgeleid
        ),
    )


def side_by_side(reports: Sequence[Rapport]) -> Iterator[tuple[str, str, list[ReportFigure | None]]]:
    """Give the code of each key figure, what it counts by the last year, and the figure of every year."""
    by_year = [{figure.code: figure for figure in rapport.kerncijfers} for rapport in reports]
    names = {code: figure.omschrijving for by_code in by_year for code, figure in by_code.items()}
    for code, name in names.items():
        yield code, name, [by_code.get(code) for by_code in by_year]


def _change(first: ReportFigure | None, last: ReportFigure | None) -> TableCell:
    return None if first is None or last is None else last.gepubliceerd - first.gepubliceerd
