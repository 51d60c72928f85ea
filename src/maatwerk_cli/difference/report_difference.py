"""What a change that is not written yet does to the reports: which figures and tables come out otherwise."""

from datetime import date
from typing import NamedTuple

from maatwerk_cli.checks.catalogue import catalogue
from maatwerk_cli.checks.run import problems_in
from maatwerk_cli.register.loading import Loaded
from maatwerk_cli.report.tables import Rapport, ReportFigure
from maatwerk_cli.report.year import build_report, years


class ReportChange(NamedTuple):
    """What comes out otherwise in the report of one year.

    Attributes:
        year: the year.
        figures: each key figure that is counted otherwise, as it is and as it would be.
        tables: the titles of the tables that differ.
    """

    year: int
    figures: tuple[tuple[ReportFigure, ReportFigure], ...]
    tables: tuple[str, ...]


def report_changes(before: Loaded, after: Loaded, *, people: bool) -> list[ReportChange] | None:
    """Compare the reports of every year that there is after a change; ``None`` of a dataset with errors.

    Args:
        before: the register as it is.
        after: the register as it would be.
        people: with what counts people; else that is not compared at all.
    """
    old, new = _reports(before, intern=people), _reports(after, intern=people)
    if old is None or new is None:
        return None
    return [_changed(old[year], report, people=people) for year, report in new.items()]


def _changed(before: Rapport, after: Rapport, *, people: bool) -> ReportChange:
    hidden = frozenset() if people else after.about_people
    figures = tuple(
        (old, new)
        for old, new in zip(before.kerncijfers, after.kerncijfers, strict=True)
        if new.code not in hidden and _counted(old) != _counted(new)
    )
    earlier = {table.id: table.rows for table in before.tabellen}
    tables = tuple(
        table.title
        for table in after.tabellen
        if table.id not in hidden and earlier.get(table.id) != table.rows
    )
    return ReportChange(after.jaar, figures, tables)


def _counted(figure: ReportFigure) -> tuple[bool, int | None]:
    withheld = "geregistreerd" in figure.afgeschermd
    return withheld, None if withheld else figure.geregistreerd


def _reports(loaded: Loaded, *, intern: bool) -> dict[int, Rapport] | None:
    """Build the report of every year; ``None`` of a dataset with errors."""
    if any(catalogue()[problem.code].severity == "fout" for problem in problems_in(loaded)):
        return None
    return {
        year: build_report(loaded.dataset, year, date(year, 12, 31), None, intern=intern)
        for year in years(loaded.dataset)
    }
