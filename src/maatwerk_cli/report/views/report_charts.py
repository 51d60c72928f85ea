"""The charts of a report, made from its tables: what a table withholds, no chart can show."""

from collections.abc import Iterable, Sequence

from maatwerk_cli.report.tables import Rapport
from maatwerk_cli.report.views.svg_chart import Bar, Chart, Drawn
from maatwerk_cli.text import dutch
from maatwerk_cli.text.dutch import listing
from maatwerk_cli.text.table import Afgeschermd, Cel, Tabel, TenMinste


def charts(rapport: Rapport) -> dict[str, Chart]:
    """Give the charts by the table they belong to. A table without rows has none."""
    makers = {
        "categorie_fase": _category_and_phase,
        "kandidaten_stap": _steps,
        "verloop_jaar": _course,
    }
    made = {table.id: makers[table.id](table) for table in rapport.tabellen if table.id in makers}
    return {table_id: chart for table_id, chart in made.items() if chart is not None}


def _category_and_phase(table: Tabel) -> Chart | None:
    rows = table.rijen[:-1]
    if not rows:
        return None
    bars = [
        Bar(table.kolommen[index].titel, value, _group(row))
        for row in rows
        for index, value in _counts(table, row, skip=1)
        if value != 0
    ]
    largest = max(_least(row[-1]) for row in rows)
    names = [_group(row) for row in rows if _least(row[-1]) == largest]
    verb = "heeft" if len(names) == 1 else "hebben elk"
    return Chart(
        table.id,
        f"{listing(names)} {verb} de meeste proeftuinen: {dutch.cell(largest)} van de "
        f"{dutch.cell(table.rijen[-1][-1])}",
        "Aantal proeftuinen naar categorie en fase",
        tuple(bars),
    )


def _least(value: Cel) -> int:
    """Give how many there are at the least."""
    if isinstance(value, TenMinste):
        return value.value
    return value if isinstance(value, int) else 0


def _group(row: Sequence[Cel]) -> str:
    return f"{row[0]} zonder categorie" if row[1] == "Niet vermeld" else f"{row[0]} in {row[1]}"


def _steps(table: Tabel) -> Chart | None:
    bars = [
        Bar(str(row[0]), value)
        for row in table.rijen
        for value in (row[-1] if row[-1] is not None else row[1],)
        if isinstance(value, int | TenMinste | Afgeschermd)
    ]
    if not bars:
        return None
    shown = [bar for bar in bars if not isinstance(bar.value, Afgeschermd)]
    largest = max((bar.value for bar in shown), key=_least, default=None)
    names = [bar.label.lower() for bar in shown if _least(bar.value) == _least(largest)]
    title = (
        "Alle aantallen kandidaten zijn afgeschermd"
        if largest is None
        else f"De meeste geregistreerde kandidaten staan bij {listing(names)}: {dutch.cell(largest)}"
    )
    return Chart(table.id, title, "Aantal kandidaten dat een stap heeft bereikt", tuple(bars))


def _course(table: Tabel) -> Chart | None:
    if not table.rijen or len(table.kolommen) < 3:
        return None
    bars = [
        Bar(table.kolommen[index].titel, value, f"Eind {row[0]}")
        for row in table.rijen
        for index, value in _counts(table, row, skip=1)
        if value != 0
    ]
    if not bars:
        return None
    last = table.rijen[-1]
    title = f"Eind {last[0]} zijn {dutch.cell(last[-1])} proeftuinen een voor een bekend"
    if len(table.rijen) > 1:
        first = table.rijen[0]
        title += f"; eind {first[0]} waren dat er {dutch.cell(first[-1])}"
    return Chart(table.id, title, "Aantal proeftuinen dat een fase heeft bereikt", tuple(bars))


def _counts(table: Tabel, row: Sequence[Cel], skip: int) -> Iterable[tuple[int, Drawn]]:
    """Give the counts of a row with their columns, without the last ``skip`` columns."""
    for index, column in enumerate(table.kolommen[: len(table.kolommen) - skip]):
        value = row[index]
        if column.soort == "getal" and isinstance(value, int | TenMinste | Afgeschermd):
            yield index, value
