"""The report as CSV: one tidy file for each table."""

from maatwerk_cli.render.csv_writer import write_csv
from maatwerk_cli.report.tables import Cel, Cijfer, Rapport

FIGURE_COLUMNS = (
    "code",
    "omschrijving",
    "eenheid",
    "gepubliceerd",
    "individueel",
    "verzameld",
    "geregistreerd",
    "verschil",
    "bron",
    "vindplaats",
    "noot",
    "afgeschermd",
)


def report_csv(rapport: Rapport, *, excel: bool = False) -> dict[str, bytes]:
    """Give the files of a report by the name of the table."""
    files = {
        "kerncijfers": write_csv(
            FIGURE_COLUMNS, [_figure(figure) for figure in rapport.kerncijfers], excel=excel
        )
    }
    for table in rapport.tabellen:
        files[table.id] = write_csv([column.id for column in table.kolommen], table.rijen, excel=excel)
    files["mijlpalen"] = write_csv(
        ("datum", "omschrijving", "bron", "vindplaats", "toelichting"),
        [(m.datum, m.omschrijving, m.bron, m.vindplaats, m.toelichting) for m in rapport.mijlpalen],
        excel=excel,
    )
    return files


def _figure(figure: Cijfer) -> tuple[Cel, ...]:
    return (
        figure.code,
        figure.omschrijving,
        figure.eenheid,
        figure.gepubliceerd,
        figure.individueel,
        figure.verzameld,
        figure.geregistreerd,
        figure.verschil,
        figure.bron,
        figure.vindplaats,
        " ".join(figure.noten) or None,
        " ".join(figure.afgeschermd) or None,
    )
