"""What a change does to the reports, in sentences."""

from collections.abc import Iterator, Sequence

from maatwerk_cli.difference.report_difference import ReportChange
from maatwerk_cli.report.tables import ReportFigure

_WITH_ERRORS = "Met een fout in de dataset is niet te zeggen wat dit met de cijfers doet."
_NO_FIGURES = "Het register heeft van geen enkel jaar kerncijfers. Er is dus geen cijfer dat verandert."


def report_change_lines(changes: Sequence[ReportChange] | None) -> list[str]:
    """Say of every key figure and table what it would become; nothing where all stays the same.

    Args:
        changes: what changes in each year; ``None`` where errors leave that unknown.
    """
    if changes is None:
        return [_WITH_ERRORS]
    if not changes:
        return [_NO_FIGURES]
    return [line for change in changes for line in _lines(change)]


def _lines(change: ReportChange) -> Iterator[str]:
    for old, new in change.figures:
        yield (
            f"Het register telt straks {_count(new)} voor {new.code} ({change.year}); dat is nu "
            f"{_count(old)}. Gepubliceerd is {new.gepubliceerd}."
        )
    if change.tables:
        yield f"In het rapport over {change.year} veranderen deze tabellen: {', '.join(change.tables)}."


def _count(figure: ReportFigure) -> str:
    if "geregistreerd" in figure.afgeschermd:
        return "een afgeschermd aantal"
    return "niets" if figure.geregistreerd is None else str(figure.geregistreerd)
