"""What of the register goes out as tables: everything, or everything but the records of people."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from maatwerk_cli.contract.secrecy import EFFORT_COUNTS, hidden_efforts
from maatwerk_cli.exchange.flat_tables import FlatColumn, FlatRow, FlatTable, tables_of
from maatwerk_cli.register.kinds import KINDS
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.report.people import posts_withheld
from maatwerk_cli.report.year import build_report, years
from maatwerk_cli.text.spool import Spool
from maatwerk_cli.text.table import AtLeast

_ONLY_PEOPLE = ("trajecten_scans_totalen",)
"""Tables with nothing in them but numbers of people."""


def export_tables(dataset: Dataset, *, intern: bool) -> list[FlatTable]:
    """Give the tables of an export.

    Args:
        dataset: a dataset without errors.
        intern: with the records of candidates; else with their counts, withheld as in the report.
    """
    tables = tables_of(dataset)
    if intern:
        return tables
    counts = _counts(dataset)
    of_people = {kind.plural for kind in KINDS if kind.of_people}
    kept = [table for table in tables if table.name.split("_")[0] not in of_people]
    for table in kept:
        table.columns = [column for column in table.columns if not column.people]
    kept = [table for table in kept if len(table.columns) > len(table.key) or table.name not in _ONLY_PEOPLE]
    _withhold(kept, "verzamelposten", ["aantal"], posts_withheld(dataset))
    efforts = {(entry.stem, entry.id) for entry in hidden_efforts(dataset)}
    _withhold(kept, "inspanningen", EFFORT_COUNTS, efforts)
    return [*kept, counts]


def _withhold(
    tables: list[FlatTable], name: str, counts: Collection[str], withheld: Collection[tuple[str, str]]
) -> None:
    """Leave some columns of a table empty in the rows of some records, by their year and id."""
    table = next(table for table in tables if table.name == name)
    table.columns = [replace(c, required=c.required and c.name not in counts) for c in table.columns]
    nothing: FlatRow = dict.fromkeys(counts)
    table.rows = Spool(
        row | nothing if (str(row["jaar"]), row["id"]) in withheld else row for row in table.rows
    )


def _counts(dataset: Dataset) -> FlatTable:
    """Give the report's own counts of candidates by step, for every year, as the report shows them."""
    names = ("individueel", "verzameld", "geregistreerd")
    table = FlatTable(
        "kandidaten_tellingen",
        "Kandidaten per jaar en stap; een afgeschermd aantal is leeg en staat bij afgeschermd",
        [
            FlatColumn("jaar", "integer", "Jaar van het rapport", required=True),
            FlatColumn("stap", "string", "Stap die is bereikt", required=True),
            *(FlatColumn(name, "integer", f"Aantal kandidaten, {name}") for name in names),
            FlatColumn("afgeschermd", "string", "Welke aantallen zijn afgeschermd"),
            FlatColumn("afgeleide_kolommen", "string", "Welke aantallen rusten op iets wat is afgeleid"),
            FlatColumn(
                "ten_minste_kolommen",
                "string",
                "Welke aantallen een ondergrens zijn: het zijn er misschien meer",
            ),
        ],
        key=("jaar", "stap"),
    )
    for year in years(dataset):
        report = build_report(dataset, year, date(year, 12, 31), None)
        by_step = next(counted for counted in report.tabellen if counted.id == "kandidaten_stap")
        columns = [column.id for column in by_step.columns]
        for number, cells in enumerate(by_step.rows):
            shown = dict(zip(columns, cells, strict=True))
            row: FlatRow = {"jaar": year, "stap": str(cells[0])}
            hidden = []
            for name in names:
                value = shown.get(name)
                value = value.value if isinstance(value, AtLeast) else value
                if value is None or isinstance(value, int):
                    row[name] = value
                else:
                    hidden.append(name)
            row["afgeschermd"] = ";".join(hidden) or None
            row["afgeleide_kolommen"] = ";".join(by_step.inferred_in(number)) or None
            row["ten_minste_kolommen"] = ";".join(by_step.bounds_in(number)) or None
            table.rows.add(row)
    return table
