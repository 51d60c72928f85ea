"""The report as CSV: one tidy file for each table, and a text with all that no table can say."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from maatwerk_cli.models.proeftuin import FASEN
from maatwerk_cli.report.compare import comparison
from maatwerk_cli.report.headings import PUBLISHED_COLUMNS
from maatwerk_cli.report.tables import MilestoneLine, Rapport, ReportFigure
from maatwerk_cli.report.views.open_data.long_table import LONG_TABLE, long_file, long_rows
from maatwerk_cli.report.views.report_opening import opening
from maatwerk_cli.report.views.report_view import (
    INTERNAL_EDITION,
    figure_note,
    inferred_places,
    joint_title,
    report_summary,
    report_title,
    sections,
    withheld_table,
)
from maatwerk_cli.report.year import NOT_MENTIONED, phase_column
from maatwerk_cli.text.csv.csv_description import (
    CSVW,
    DATAPACKAGE,
    About,
    CsvField,
    File,
    csv_on_the_web,
    data_package,
    described_in,
)
from maatwerk_cli.text.csv.csv_writer import write_csv
from maatwerk_cli.text.markdown_text import to_paragraphs
from maatwerk_cli.text.table import (
    NOT_APPLICABLE_CELL,
    NOT_APPLICABLE_MARK,
    WITHHELD_MARK,
    AtLeast,
    DataTable,
    MarkedRow,
    TableCell,
    TableColumn,
)

CSV_FIGURE_COLUMNS = (
    TableColumn("code", "Code", "tekst"),
    TableColumn("omschrijving", "Wat", "tekst"),
    TableColumn("eenheid", "Eenheid", "tekst"),
    *PUBLISHED_COLUMNS,
    TableColumn("bron", "Bron", "tekst"),
    TableColumn("vindplaats", "Vindplaats", "tekst"),
    TableColumn("noot", "Noot", "tekst"),
    TableColumn("afgeschermd", "Afgeschermd", "tekst"),
    TableColumn("ten_minste", "Ten minste", "tekst"),
    TableColumn("afgeleid", "Rust op afgeleide velden", "tekst"),
    TableColumn("toetsbaar", "Toetsbaar", "tekst"),
    TableColumn("telt", "Geteld", "tekst"),
)
MILESTONE_COLUMNS = (
    TableColumn("datum", "Wanneer", "datum"),
    TableColumn("omschrijving", "Wat", "tekst"),
    TableColumn("bron", "Bron", "tekst"),
    TableColumn("vindplaats", "Vindplaats", "tekst"),
    TableColumn("toelichting", "Toelichting", "tekst"),
    TableColumn("soort", "Soort", "tekst"),
    TableColumn("stand", "Stand", "tekst"),
    TableColumn("voor", "Aangekondigd voor", "datum"),
    TableColumn("afgeleid", "Afgeleid", "tekst"),
)
EXPLANATION = "toelichting.txt"
_PACKAGE = "rapport-"
"""How the name of a data package of a report begins."""
_YEAR = TableColumn("rapportjaar", "Jaar")
_MARKS = (
    TableColumn("afgeleide_kolommen", "Afgeleid in", "tekst"),
    TableColumn("ten_minste_kolommen", "Ten minste in", "tekst"),
)
"""Which columns of a row rest on something inferred, and which are only a bound; the same in every table."""
_EDITION = TableColumn("uitgave", "Uitgave", "tekst")
_PHASE_COLUMNS = frozenset(map(phase_column, (*FASEN, NOT_MENTIONED)))


def tidy_tables(reports: Sequence[Rapport]) -> list[DataTable]:
    """Give every table for programs: whole columns, one row a fact, a column for the year if there are more.

    Tables of an internal edition say so in every row.
    """
    by_year = [_tables(rapport) for rapport in reports]
    joined = [
        _joined([(rapport, tables[index]) for rapport, tables in zip(reports, by_year, strict=True)])
        for index in range(len(by_year[0]))
    ]
    of_years = [comparison(reports), *reports[-1].evaluatie] if len(reports) > 1 else []
    if reports[-1].intern:
        of_years = [_said_intern(table) for table in of_years]
    return [_with_marks(table) for table in (*joined, *of_years)]


def _said_intern(table: DataTable) -> DataTable:
    """Say in every row of a table of several years that it is of an internal edition."""
    rows = tuple((INTERNAL_EDITION, *row) for row in table.rows)
    return replace(table, columns=(_EDITION, *table.columns), rows=rows)


def report_csv(reports: Sequence[Rapport], *, excel: bool = False) -> dict[str, bytes]:
    """Give the files of a report by name: every table, all counts in one, and what they mean for programs.

    An internal edition also lists what is withheld.
    """
    tables = tidy_tables(reports)
    if reports[0].intern:
        tables.append(_joined([(rapport, withheld_table(rapport)) for rapport in reports]))
    files = {
        f"{table.id}.csv": write_csv([column.id for column in table.columns], table.rows, excel=excel)
        for table in tables
    }
    described = [long_file(), *(_described(table) for table in tables)]
    names = [field.name for field in described[0].fields]
    files[f"{LONG_TABLE}.csv"] = write_csv(names, long_rows(reports), excel=excel)
    about = about_data(reports)
    files[DATAPACKAGE] = data_package(about, described, files, excel=excel)
    files[CSVW] = csv_on_the_web(about, described, excel=excel)
    files[EXPLANATION] = report_notes(reports, excel=excel)
    return files


def files_of_report(folder: Path) -> list[str]:
    """Give the files that an earlier report made in this folder; of a folder without one, none."""
    package, tables = described_in(folder)
    named = re.fullmatch(rf"{_PACKAGE}[0-9]{{4}}(-[0-9]{{4}})*", package)
    if not named or LONG_TABLE not in tables:
        return []
    return [*(f"{table}.csv" for table in tables), DATAPACKAGE, CSVW, EXPLANATION]


def _described(table: DataTable) -> File:
    """Describe a table; a mark in a column of numbers means that there is no number."""
    fields = [CsvField(c.id, c.title, "number" if c.kind == "getal" else "string") for c in table.columns]
    return File(table.id, table.title, fields, marks=("", WITHHELD_MARK, NOT_APPLICABLE_MARK))


def about_data(reports: Sequence[Rapport]) -> About:
    """Say what is known of the data of a report."""
    last = reports[-1]
    sources = {source.id: (source.text, source.url) for rapport in reports for source in rapport.bronnen}
    years = "-".join(str(rapport.jaar) for rapport in reports)
    return About(
        f"{_PACKAGE}{years}",
        joint_title(reports),
        INTERNAL_EDITION if last.intern else opening(last).sentence,
        last.uitgave.id if last.uitgave else last.herkomst.dataset_sha256[:16],
        tuple(sources.values()),
        licensed=not last.intern,
    )


def report_notes(reports: Sequence[Rapport], *, excel: bool = False) -> bytes:
    """Give what belongs beside the tables: the summary, status, texts, corrections, notes and sources."""
    lines = [joint_title(reports)]
    for rapport in reports:
        lines += ["", *([report_title(rapport)] if len(reports) > 1 else []), *report_summary(rapport)]
        for section in sections(rapport):
            own = (*to_paragraphs(section.text or ""), *section.lines, *section.notes)
            if own:
                lines += ["", section.title, *own]
    return ("\n".join(lines) + "\n").encode("utf-8-sig" if excel else "utf-8")


def _tables(rapport: Rapport) -> list[DataTable]:
    return [
        DataTable(
            "kerncijfers",
            "Kerncijfers",
            CSV_FIGURE_COLUMNS,
            tuple(map(_figure, rapport.kerncijfers)),
            inferred=inferred_places(rapport),
        ),
        *rapport.tabellen,
        DataTable.of("mijlpalen", "Mijlpalen", MILESTONE_COLUMNS, map(_milestone, rapport.mijlpalen)),
    ]


def _with_marks(table: DataTable) -> DataTable:
    """Add which columns of each row rest on something inferred, and which are only a lower bound."""
    rows = tuple(
        (*row, *(" ".join(marked) for marked in (table.inferred_in(number), table.bounds_in(number))))
        for number, row in enumerate(table.rows)
    )
    return replace(table, columns=(*table.columns, *_MARKS), rows=rows)


def _joined(tables: Sequence[tuple[Rapport, DataTable]]) -> DataTable:
    """Put the same table of several years under each other, with the columns of all of them."""
    columns = list(dict.fromkeys(column for _, table in tables for column in table.columns))
    extra = ([_YEAR] if len(tables) > 1 else []) + ([_EDITION] if tables[0][0].intern else [])
    rows: list[tuple[TableCell, ...]] = []
    inferred: set[tuple[int, str]] = set()
    for rapport, table in tables:
        inferred |= {(len(rows) + row, column) for row, column in table.inferred}
        front: dict[TableColumn, TableCell] = {_YEAR: rapport.jaar, _EDITION: INTERNAL_EDITION}
        for row in table.rows:
            cells = dict(zip(table.columns, row, strict=True))
            rows.append(
                (
                    *(front[column] for column in extra),
                    *(
                        cells[column] if column in cells else _without_column(column, row)
                        for column in columns
                    ),
                )
            )
    first = tables[0][1]
    refused = next((table.refused for _, table in tables if table.refused), None)
    shown = (*extra, *columns)
    return DataTable(first.id, first.title, shown, tuple(rows), first.notes, refused, frozenset(inferred))


def _without_column(column: TableColumn, row: Sequence[TableCell]) -> int | None:
    """Give what stands in a column that the table of that year does not have.

    A phase without a column had no proeftuin in it that year, unless more were perhaps there. Of anything
    else, such as a measurement that was not made yet, nothing is known.
    """
    whole = not any(cell is None or isinstance(cell, AtLeast) for cell in row)
    return 0 if column.id in _PHASE_COLUMNS and whole else None


def _milestone(line: MilestoneLine) -> MarkedRow:
    return MarkedRow(
        (
            line.datum,
            line.omschrijving,
            line.bron,
            line.vindplaats,
            line.toelichting,
            line.soort,
            line.stand,
            line.voor,
            " ".join(line.afgeleid),
        ),
        line.afgeleid,
    )


def _figure(figure: ReportFigure) -> tuple[TableCell, ...]:
    return (
        figure.code,
        figure.omschrijving,
        figure.eenheid,
        figure.gepubliceerd,
        *(figure.cell(name) for name in ("individueel", "verzameld", "geregistreerd", "verschil")),
        figure.bron,
        figure.vindplaats,
        figure_note(figure),
        " ".join(figure.afgeschermd),
        " ".join(figure.ten_minste),
        " ".join(figure.afgeleid),
        "ja" if figure.toetsbaar else "nee",
        NOT_APPLICABLE_CELL if figure.telt is None else figure.telt,
    )
