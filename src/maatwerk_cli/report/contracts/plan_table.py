"""Plans of approach that were signed, carried out and discharged: published beside registered."""

from collections.abc import Iterator, Sequence
from datetime import date

from maatwerk_cli.contract.plans import current
from maatwerk_cli.models.contract.plan import Plan
from maatwerk_cli.models.facts.verzamelpost import Verzamelpost
from maatwerk_cli.register.records import Dataset, Entry
from maatwerk_cli.report.headings import COUNT_COLUMNS, EARLY_NOTE, NO_POSTS_NOTE, reference
from maatwerk_cli.report.posts import posts_hold
from maatwerk_cli.report.state import known_since
from maatwerk_cli.text.table import AtLeast, DataTable, TableCell, TableColumn

_COUNTED = "plannen"
_STAGES = (
    ("ondertekend", "Ondertekend", "plannen_ondertekend"),
    ("gestart", "Proeftuin gestart", ""),
    ("decharge", "Decharge", "proeftuinen_decharge"),
)
"""What is told of plans: the step, its heading, and the key figure that was published of it."""


def plan_table(dataset: Dataset, year: int, day: date) -> DataTable:
    """Count plans by how far they were on a day.

    A plan that gave way to another counts once, together with the other.
    """
    plans = dataset.records(Plan).counting.entries
    hold = posts_hold(dataset, year, day)
    posts = [
        entry.value
        for entry in dataset.verzamelposten.counting.by_stem.get(str(year), ())
        if entry.value.telt == _COUNTED
    ]
    figures = {entry.id: entry.value for entry in dataset.kerncijfers.by_stem.get(str(year), ())}
    rows: list[tuple[TableCell, ...]] = []
    inferred: set[tuple[int, str]] = set()
    for stage, heading, code in _STAGES:
        figure = figures.get(code)
        own = sum(1 for plan in current(plans) if _reached(plan, plans, stage, dataset, day))
        collected = _in_posts(posts, stage) if hold else None
        together: TableCell = None
        if collected is not None:
            together = own + collected
        elif own:
            together = AtLeast(own)
        if figure is None and not posts and not plans:
            continue
        if stage == "gestart":
            inferred.add((len(rows), "individueel"))
        rows.append(
            (
                heading,
                figure.waarde if figure else None,
                own,
                collected,
                together,
                reference(figure.bron) if figure else None,
            )
        )
    return DataTable(
        "plannen",
        "Plannen van aanpak",
        (
            TableColumn("stap", "Stap", "tekst"),
            TableColumn("gepubliceerd", "Gepubliceerd"),
            *COUNT_COLUMNS,
            TableColumn("bron", "Bron", "tekst"),
        ),
        tuple(rows),
        tuple(_notes(hold=hold, posts=bool(posts))),
        afgeleid=frozenset(inferred),
    )


def _notes(*, hold: bool, posts: bool) -> Iterator[str]:
    yield "Een plan met decharge was eerder ondertekend. De regels zijn dus niet op te tellen."
    yield (
        "Of een plan is gestart, volgt uit de fase van zijn proeftuin. Een gepubliceerd aantal gestarte "
        "plannen kent het register niet."
    )
    yield (
        "Apart bekend zijn plannen met een eigen record. Heeft alleen een proeftuin de fase "
        '"plan van aanpak ondertekend", dan telt dat hier niet mee.'
    )
    if not hold:
        yield EARLY_NOTE if posts else NO_POSTS_NOTE


def _in_posts(posts: Sequence[Verzamelpost], stage: str) -> int | None:
    """Count what posts tell of one step; where none tells of it, that is unknown and not none."""
    counted = [post.aantal for post in posts if post.kenmerken.get("planstap") == (stage,)]
    return sum(counted) if counted else None


def _reached(
    plan: Entry[Plan], plans: Sequence[Entry[Plan]], stage: str, dataset: Dataset, day: date
) -> bool:
    if stage == "gestart":
        proeftuin = dataset.proeftuinen.get(plan.value.proeftuin or "")
        phases = proeftuin.verloop if proeftuin else ()
        return any(
            phase.fase in ("gestart", "decharge", "verduurzaamd")
            and known_since(phase.sinds, phase.bron, dataset).surely_by(day)
            for phase in phases
        )
    return any(
        step.stap in (stage, "decharge") and known_since(step.sinds, step.bron, dataset).surely_by(day)
        for plan in _chain(plan, plans)
        for step in plan.verloop
    )


def _chain(plan: Entry[Plan], plans: Sequence[Entry[Plan]]) -> list[Plan]:
    by_id = {entry.id: entry.value for entry in plans}
    chain = [plan.value]
    while chain[-1].vervangt in by_id and by_id[chain[-1].vervangt or ""] not in chain:
        chain.append(by_id[chain[-1].vervangt or ""])
    return chain
