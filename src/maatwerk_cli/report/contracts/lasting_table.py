"""Lasting work: what steps of candidates and phases of proeftuinen tell of it, and what they do not."""

from datetime import date

from maatwerk_cli.register.records import Dataset
from maatwerk_cli.report.headings import COUNT_COLUMNS
from maatwerk_cli.report.posts import posts_hold
from maatwerk_cli.report.state import known_since
from maatwerk_cli.text.table import NOT_APPLICABLE_CELL, DataTable, TableCell, TableColumn

_LASTING = "verduurzaamd"
_CONTRACT = "contract"


def lasting_table(dataset: Dataset, year: int, day: date, by_step: DataTable) -> DataTable:
    """Tell how many got a contract and how many proeftuinen were made lasting.

    Args:
        dataset: the register.
        year: the year.
        day: the date of reference.
        by_step: candidates by step, as they may be told.

    """
    label = dataset.label("stap", _CONTRACT)
    steps = next((row[1:4] for row in by_step.rijen if row[0] == label), None)
    rows: list[tuple[TableCell, ...]] = []
    if steps is not None:
        rows.append(("Kandidaten met een contract na de proeftuin", *steps))
    made = sum(
        1
        for entry in dataset.proeftuinen.counting
        for phase in entry.value.verloop
        if phase.fase == _LASTING and known_since(phase.sinds, phase.bron, dataset).surely_by(day)
    )
    posts = [
        entry.value.aantal
        for entry in dataset.verzamelposten.counting.by_stem.get(str(year), ())
        if entry.value.telt == "proeftuinen"
        and (_LASTING,) in (entry.value.kenmerken.get("fase"), entry.value.kenmerken.get("bereikt"))
    ]
    collected = sum(posts) if posts and posts_hold(dataset, year, day) else None
    if rows or made or collected:
        rows.append(
            (
                "Proeftuinen die zijn verduurzaamd",
                made,
                collected,
                None if collected is None else made + collected,
            )
        )
        rows.append(("Mensen die duurzaam aan het werk zijn", NOT_APPLICABLE_CELL, None, None))
    return DataTable(
        "duurzaam",
        "Duurzaam aan het werk",
        (TableColumn("wat", "Wat", "tekst"), *COUNT_COLUMNS),
        tuple(rows),
        (
            "Een contract zegt niet dat het werk duurzaam is. Van alle proeftuinen samen zegt geen bron in "
            "dit register hoeveel mensen duurzaam aan het werk zijn; daarom is het onbekend. Per proeftuin "
            "telt het register dit niet. Zegt een bron het van één proeftuin, dan staat dat in de "
            "toelichting bij die proeftuin.",
            "Verduurzaamd telt alleen als die fase in het register staat. Legt een leverancier de werkwijze "
            "vast in zijn beleid, en zegt geen bron iets van een decharge, dan telt dat hier niet.",
        ),
    )
