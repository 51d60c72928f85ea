"""The pictures of a report, made from its tables: what a table withholds, no picture can show.

Each answers a question: what was published beside what is registered, how sure is it, which categories are
how far, what has been reached of the path, and how does it go over the years. A picture of one or two points
tells no more than its table and is not made.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from maatwerk_cli.report.compare import side_by_side
from maatwerk_cli.report.sureness import differs, inferred_counts
from maatwerk_cli.report.tables import Rapport, ReportFigure
from maatwerk_cli.report.views.charts.chart import (
    FILLS,
    INFERRED_LEGEND,
    BarPart,
    Chart,
    FigureSeries,
    PairBar,
    Stack,
    StepBar,
    length,
)
from maatwerk_cli.report.views.charts.network_chart import network
from maatwerk_cli.report.views.report_opening import headline_figures, how_known
from maatwerk_cli.text import dutch, table_cells
from maatwerk_cli.text.table import AtLeast, DataTable, ShownCount, TableCell, Withheld

MOST_CHART_ROWS = 12
"""As many rows as a picture has; the rest is told as one."""
_FEWEST = 3  # what two numbers say is said sooner in words
PHASE_PATH = ("plan_ondertekend", "gestart", "decharge", "verduurzaamd")


def charts(rapport: Rapport) -> dict[str, Chart]:
    """Give the pictures by the part of the report they stand in."""
    tables = {table.id: table for table in rapport.tabellen}
    made = {
        "zekerheid": _how_sure(rapport),
        "kerncijfers": _published_and_registered(rapport),
        "categorie_fase": _category_and_phase(tables["categorie_fase"])
        if "categorie_fase" in tables
        else None,
        "verloop_jaar": _path(rapport, tables["verloop_jaar"]) if "verloop_jaar" in tables else None,
        "wie_doet_mee": network(tables["wie_doet_mee"]) if "wie_doet_mee" in tables else None,
    }
    return {part: chart for part, chart in made.items() if chart is not None}


def _how_sure(rapport: Rapport) -> Chart | None:
    """Show of the headline figures what is known one by one, what only as a number, what not at all."""
    rows, whole = [], []
    for figure in headline_figures(rapport):
        known = how_known(figure)
        if known is not None:
            inferred = inferred_counts(figure)
            parts = (
                BarPart("apart bekend", known.one_by_one, "vol", "individueel" in inferred),
                BarPart("alleen als aantal", known.only_counted, "strepen", "verzameld" in inferred),
                BarPart("niet verklaard", known.unexplained, "rand", "verschil" in inferred),
            )
            shown = tuple(part for part in parts if part.value != 0)
            rows.append(Stack(f"{figure.omschrijving}: {dutch.number(figure.gepubliceerd)}", shown))
            whole.append(known)
    if len(rows) < 2:
        return None
    most = sum(1 for known in whole if length(known.only_counted) > length(known.one_by_one))
    title = (
        "Het meeste is alleen als aantal bekend"
        if most * 2 > len(whole)
        else "Het meeste is apart bekend"
        if all(isinstance(known.one_by_one, int) for known in whole)
        else "Hoe zeker de aantallen zijn"
    )
    return _with_legend(Chart("zekerheid", title, "Hoe zeker elk gepubliceerd aantal is", tuple(rows)))


def _with_legend(chart: Chart) -> Chart:
    """Say below a picture what its mark means, where it has one."""
    parts = [part for row in chart.rows if isinstance(row, Stack) for part in row.parts]
    bars = [row for row in chart.rows if isinstance(row, PairBar | StepBar)]
    if not any(part.inferred for part in (*parts, *bars)):
        return chart
    return replace(chart, rest=f"{chart.rest} {INFERRED_LEGEND}".strip())


def _published_and_registered(rapport: Rapport) -> Chart | None:
    """Draw only what could have come out otherwise: the rest agrees because it was copied."""
    figures = [figure for figure in rapport.kerncijfers if figure.toetsbaar and _countable(figure)]
    if len(figures) < _FEWEST:
        return None
    rows = [
        PairBar(
            figure.omschrijving,
            int(figure.gepubliceerd),
            figure.count("geregistreerd"),
            "geregistreerd" in inferred_counts(figure),
        )
        for figure in figures
    ]
    apart = [row for row, figure in zip(rows, figures, strict=True) if differs(figure)]
    equal = sum(1 for row in rows if row.registered == row.published)
    if not apart:
        title = f"Bij {_of(equal, len(rows))} toetsbare aantallen telt het register wat is gepubliceerd"
    elif len(apart) == 1:
        name, gap = dutch.within_sentence(apart[0].name), apart[0].gap()
        title = f"Bij één toetsbaar aantal loopt de telling uiteen: {name} ({gap})"
    else:
        title = f"Bij {len(apart)} van de {len(rows)} toetsbare aantallen loopt de telling uiteen"
    if len(rows) > MOST_CHART_ROWS:
        # What differs first, then in the order of the table.
        rows = sorted(rows, key=lambda row: row not in apart)
    rest = _rest(len(rows) - MOST_CHART_ROWS)
    unit = "Gepubliceerd aantal en geregistreerd aantal, waar dat te toetsen is"
    return _with_legend(Chart("kerncijfers", title, unit, tuple(rows[:MOST_CHART_ROWS]), rest=rest))


def _countable(figure: ReportFigure) -> bool:
    whole = figure.gepubliceerd == int(figure.gepubliceerd)
    return whole and (figure.geregistreerd is not None or "geregistreerd" in figure.afgeschermd)


def _of(part: int, whole: int) -> str:
    return f"alle {whole}" if part == whole else f"{part} van de {whole}"


def _rest(count: int) -> str:
    counts = dutch.so_many(count, "aantal staat", "aantallen staan")
    return f"Nog {counts} alleen in de tabel." if count > 0 else ""


def _category_and_phase(table: DataTable) -> Chart | None:
    places = [place for place, row in enumerate(table.rows) if row[0] != "Totaal"]
    rows = [table.rows[place] for place in places]
    phases = [
        (index, column)
        for index, column in enumerate(table.columns[:-1])
        if column.kind == "getal" and any(_drawn(row[index]) for row in rows)
    ]
    if len(rows) < 2 or len(rows) * len(phases) < _FEWEST:
        return None
    fills = dict(
        zip((column.id for _, column in phases if column.id != "niet_vermeld"), FILLS * 2, strict=False)
    )
    sizes = {place: length(_drawn(table.rows[place][-1])) for place in places}
    stacks = [
        Stack(
            f"{_group(table, table.rows[place])}: {_marked_total(table, place)}",
            tuple(
                BarPart(
                    _phase(column.title),
                    _drawn(table.rows[place][index]),
                    fills.get(column.id, "rand"),
                    (place, column.id) in table.inferred,
                )
                for index, column in phases
                if _drawn(table.rows[place][index]) != 0
            ),
        )
        for place in sorted(places, key=lambda place: -sizes[place])
    ]
    kept, left = stacks[:MOST_CHART_ROWS], stacks[MOST_CHART_ROWS:]
    if left:
        kept.append(_together(left, [part for stack in stacks for part in stack.parts]))
    largest = max(sizes.values())
    most = [_group(table, table.rows[place]) for place, size in sizes.items() if size == largest]
    # No number: the rows have it, and say of each whether it was inferred.
    title = (
        f"{dutch.joined(most)} {'heeft' if len(most) == 1 else 'hebben elk'} de meeste proeftuinen"
        if len(most) <= 2
        else f"De {len(most)} grootste groepen zijn even groot"
    )
    return _with_legend(Chart(table.id, title, "Aantal proeftuinen naar categorie en fase", tuple(kept)))


def _marked_total(table: DataTable, place: int) -> str:
    """Write the total of a row, and in a word that it was inferred: a heading is read and drawn alike."""
    total = table_cells.cell(table.rows[place][-1])
    return total + (dutch.IS_INFERRED if (place, table.columns[-1].id) in table.inferred else "")


def _phase(title: str) -> str:
    return "fase niet vermeld" if title == "Niet vermeld" else dutch.within_sentence(title)


def _together(stacks: Sequence[Stack], order: Sequence[BarPart]) -> Stack:
    """Add up what is left over, part by part; a part of which one is withheld is withheld."""
    parts_of: dict[str, list[BarPart]] = {}
    for part in order:
        parts_of.setdefault(part.name, [])
    for stack in stacks:
        for part in stack.parts:
            parts_of[part.name].append(part)
    parts = tuple(
        replace(parts[0], value=_sum([p.value for p in parts]), inferred=any(p.inferred for p in parts))
        for parts in parts_of.values()
        if parts
    )
    return Stack(f"De andere {len(stacks)} samen", parts)


def _sum(values: Sequence[ShownCount]) -> ShownCount:
    if any(isinstance(value, Withheld) for value in values):
        return Withheld.CEL
    total = sum(length(value) for value in values)
    bound = any(isinstance(value, AtLeast) or value is None for value in values)
    return AtLeast(total) if bound else total


def _group(table: DataTable, row: Sequence[TableCell]) -> str:
    """Name a row by the columns of text before its numbers."""
    names = [
        str(value)
        for value, column in zip(row, table.columns, strict=True)
        if column.kind == "tekst" and value
    ]
    *kinds, category = names
    shown = "Categorie niet vermeld" if category.lower() == "niet vermeld" else category
    return f"{shown} ({dutch.within_sentence(', '.join(kinds))})" if kinds else shown


def _drawn(value: TableCell) -> ShownCount:
    return value if isinstance(value, int | AtLeast | Withheld) else None


def _path(rapport: Rapport, table: DataTable) -> Chart | None:
    """Show the path plan, start, discharge, lasting; the steps are not parts of each other."""
    last = (
        dict(zip((column.id for column in table.columns), table.rows[-1], strict=True)) if table.rows else {}
    )
    size = _drawn(last.get("proeftuinen"))
    published = {
        phase: int(figure.gepubliceerd)
        for figure in rapport.kerncijfers
        for phase in PHASE_PATH
        if figure.telt == "proeftuinen"
        and figure.kenmerken in ((("fase", (phase,)),), (("bereikt", (phase,)),))
    }
    steps = [
        StepBar(
            rapport.phase_names.get(phase, phase),
            published.get(phase),
            _drawn(last.get(phase, 0 if last else None)),
            (len(table.rows) - 1, phase) in table.inferred,
        )
        for phase in PHASE_PATH
    ]
    if sum(1 for step in steps if length(step.published) or length(step.known)) < 2:
        return None
    reached = [step.name.lower() for step in steps if length(step.known)]
    counted = (len(table.rows) - 1, "proeftuinen") in table.inferred
    title = (
        (
            f"Van de {table_cells.cell(size)}{dutch.IS_INFERRED if counted else ''} proeftuinen die apart "
            f"bekend zijn, is het verst bekend: {reached[-1]}"
        )
        if reached and size
        else "Van geen enkele fase is bekend welke proeftuin die bereikte"
    )
    rest = "Een aantal zegt wat een bron noemt. Wat geen bron noemt, is onbekend. Tel de fasen niet op."
    return _with_legend(Chart("verloop_jaar", title, "Welke fase is bereikt", tuple(steps), rest=rest))


def years_chart(reports: Sequence[Rapport]) -> Chart | None:
    """Show over three years or more, on one scale, the figures about people and proeftuinen."""
    if len(reports) < _FEWEST:
        return None
    rows = list(_over_the_years(reports))
    if not rows:
        return None
    grown = sum(1 for row in rows if _first_last(row) > 0)
    shrunk = sum(1 for row in rows if _first_last(row) < 0)
    first, last = reports[0].jaar, reports[-1].jaar
    title = f"Van {first} tot {last} groeiden {_of(grown, len(rows))} aantallen" + (
        f"; {shrunk} {'daalde' if shrunk == 1 else 'daalden'}" if shrunk else ""
    )
    if not grown:
        title = f"Van {first} tot {last} groeide geen enkel aantal"
    rows.sort(key=lambda row: -max(value or 0 for value in row.values))
    rest = _rest(len(rows) - MOST_CHART_ROWS)
    years = tuple(rapport.jaar for rapport in reports)
    unit = "Gepubliceerd aantal per jaar, alle op één schaal"
    return Chart("vergelijking", title, unit, tuple(rows[:MOST_CHART_ROWS]), years, rest)


def _over_the_years(reports: Sequence[Rapport]) -> Iterator[FigureSeries]:
    for _, name, figures in side_by_side(reports):
        present = [figure for figure in figures if figure is not None]
        if len(present) >= _FEWEST and all(_countable(figure) for figure in present):
            yield FigureSeries(
                name, tuple(int(figure.gepubliceerd) if figure else None for figure in figures)
            )


def _first_last(row: FigureSeries) -> int:
    known = [value for value in row.values if value is not None]
    return sum(after - before for before, after in pairwise(known))
