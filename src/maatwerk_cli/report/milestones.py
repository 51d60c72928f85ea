"""What happened, was done, was made and is announced: the milestones of all years as one report sees them."""

from collections.abc import Sequence
from datetime import date

from maatwerk_cli.models.facts.mijlpaal import Mijlpaal
from maatwerk_cli.models.inferred import inferred_names
from maatwerk_cli.register.records import Dataset, Entry
from maatwerk_cli.register.since import known_since
from maatwerk_cli.report.tables import MilestoneLine
from maatwerk_cli.text.table import DataTable, MarkedRow, TableCell, TableColumn

_OWN_KINDS = "De soort is een indeling van ons."
_AT_YEAR_END = "Noemt de bron alleen een jaar, dan staat het hier vanaf het eind van dat jaar."


def milestones_of(dataset: Dataset, day: date) -> tuple[MilestoneLine, ...]:
    """Give what had surely happened by a day, and what was announced by then and had not happened."""
    entries = sorted(dataset.mijlpalen.counting, key=_when)
    return tuple(
        MilestoneLine(
            str(entry.value.datum) if entry.value.datum else None,
            entry.value.omschrijving,
            entry.value.bron.id,
            entry.value.bron.vindplaats,
            entry.value.toelichting,
            entry.value.soort,
            entry.value.stand,
            str(entry.value.voor) if entry.value.voor else None,
            inferred_names(entry.value),
        )
        for entry in entries
        if _known(entry, dataset, day)
    )


def _known(entry: Entry[Mijlpaal], dataset: Dataset, day: date) -> bool:
    milestone = entry.value
    if milestone.datum is not None:
        return milestone.datum.surely_by(day)
    if milestone.stand in ("aangekondigd", "vervallen"):
        return known_since(None, milestone.bron, dataset).surely_by(day)
    return _end_of_its_year(entry) <= day


def _when(entry: Entry[Mijlpaal]) -> tuple[date, date]:
    milestone = entry.value
    when = milestone.datum or milestone.voor
    if when is not None:
        return when.last, when.first
    return _end_of_its_year(entry), date.max


def _end_of_its_year(entry: Entry[Mijlpaal]) -> date:
    """Give the end of the year that its file is named after."""
    return date(int(entry.stem), 12, 31)


_TEXT_COLUMNS = (
    TableColumn("omschrijving", "Wat", "tekst"),
    TableColumn("toelichting", "Toelichting", "tekst"),
    TableColumn("bron", "Bron", "tekst"),
)


def milestone_tables(dataset: Dataset, lines: Sequence[MilestoneLine]) -> tuple[DataTable, ...]:
    """Give what was done and made, and what is to come, as tables."""
    kind = TableColumn("soort", "Soort", "tekst")
    return (
        DataTable.of(
            "activiteiten",
            "Activiteiten",
            (TableColumn("datum", "Wanneer", "datum"), kind, *_TEXT_COLUMNS),
            (
                _row(line, line.datum, dataset.label("mijlpaalsoort", line.soort or ""))
                for line in lines
                if line.part == "activiteiten"
            ),
            (_AT_YEAR_END, _OWN_KINDS),
        ),
        DataTable.of(
            "vooruitblik",
            "Vooruitblik",
            (
                TableColumn("voor", "Aangekondigd voor", "datum"),
                kind,
                TableColumn("stand", "Stand", "tekst"),
                *_TEXT_COLUMNS,
            ),
            (
                _row(
                    line,
                    line.voor,
                    dataset.label("mijlpaalsoort", line.soort) if line.soort else None,
                    dataset.label("mijlpaalstand", line.stand or ""),
                )
                for line in lines
                if line.part == "vooruitblik"
            ),
            (
                "Aangekondigd is wat een bron zegt van plan te zijn. Of het is gedaan, staat er dan niet.",
                _OWN_KINDS,
            ),
        ),
    )


def main_milestones(lines: Sequence[MilestoneLine]) -> DataTable:
    """Give the milestones themselves as a table."""
    return DataTable.of(
        "mijlpalen",
        "Mijlpalen",
        (TableColumn("datum", "Wanneer", "datum"), *_TEXT_COLUMNS),
        (_row(line, line.datum) for line in lines if line.part == "mijlpalen"),
    )


def _row(line: MilestoneLine, *before: TableCell) -> MarkedRow:
    source = f"{line.bron}, {line.vindplaats}"
    return MarkedRow((*before, line.omschrijving, line.toelichting or "", source), line.afgeleid)
