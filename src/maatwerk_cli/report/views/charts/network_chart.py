"""The picture of who takes part, made from its table: around each of the network who does what for it."""

from maatwerk_cli.report.views.charts.chart import Chart, Knot
from maatwerk_cli.text import dutch
from maatwerk_cli.text.table import DataTable

MOST_KNOTS = 12
"""More do not fit on a page; the rest is in the table."""
MOST_LINKS = 12
"""As much as a picture shows; the table below it has all."""


def network(table: DataTable) -> Chart | None:
    """Draw the network, the one with the most around it first; of fewer than two relations nothing."""
    if len(table.rows) < 2:
        return None
    links: dict[str, list[tuple[str, str]]] = {}
    for place, row in enumerate(table.rows):
        by_us = any((place, column.id) in table.inferred for column in table.columns[:3])
        what = f"{row[1]}{dutch.IS_INFERRED}" if by_us else str(row[1])
        links.setdefault(str(row[2]), []).append((what, str(row[0])))
    order = sorted(links, key=lambda name: -len(links[name]))
    knots = tuple(
        Knot(name, tuple(links[name][:MOST_LINKS]), len(links[name]) - MOST_LINKS)
        for name in order[:MOST_KNOTS]
    )
    first = order[0]
    alone = len(order) > 1 and len(links[order[1]]) == len(links[first])
    title = (
        "Rond wie het netwerk is gebouwd"
        if alone
        else f"De meeste relaties in de tabel heeft: {first} ({len(links[first])} van {len(table.rows)})"
    )
    left = len(order) - MOST_KNOTS
    rest = f"Nog {left} staan alleen in de tabel." if left > 0 else ""
    return Chart(table.id, title, "Wie wat doet voor wie", knots, rest=rest)
