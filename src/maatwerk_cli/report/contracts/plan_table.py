"""Plans of approach that were signed, carried out and discharged: published beside registered."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from maatwerk_cli.contract.plans import current
from maatwerk_cli.models.contract.plan import Plan
from maatwerk_cli.models.facts.kerncijfer import Herleiding, Kerncijfer
from maatwerk_cli.models.facts.verzamelpost import Verzamelpost
from maatwerk_cli.models.inferred import is_inferred
from maatwerk_cli.models.values import Bronverwijzing, Datum
from maatwerk_cli.register.records import Dataset, Entry
from maatwerk_cli.register.since import known_since
from maatwerk_cli.report.headings import COUNT_COLUMNS, EARLY_NOTE, NO_POSTS_NOTE, marked_counts
from maatwerk_cli.report.posts import posts_hold, posts_of, posts_on
from maatwerk_cli.report.sureness import POST_FEATURES, POST_NUMBER
from maatwerk_cli.text.table import AtLeast, DataTable, MarkedRow, TableCell, TableColumn

_COUNTED = "plannen"
_STAGES = (
    ("ondertekend", "Ondertekend", "plannen_ondertekend"),
    ("gestart", "Proeftuin gestart", ""),
    ("decharge", "Decharge", "proeftuinen_decharge"),
)
"""What is told of plans: the step, its heading, and the key figure that was published of it."""


class _PlanReach(NamedTuple):
    """That a plan came so far: whether a source gives the date, since when, and whether we inferred it."""

    dated: bool
    sinds: Datum
    inferred: bool


def plan_table(dataset: Dataset, year: int, day: date) -> DataTable:
    """Count plans by how far they were on a day.

    A plan that gave way to another counts once, together with the other.
    """
    plans = dataset.records(Plan).counting.entries
    hold = posts_hold(dataset, year, day)
    has_posts = any(post.telt == _COUNTED for post in posts_of(dataset, year).by_id.values())
    posts = posts_on(dataset, year, day)
    figures = {entry.id: entry.value for entry in dataset.kerncijfers.of_year(year)}
    return DataTable.of(
        "plannen",
        "Plannen van aanpak",
        (
            TableColumn("stap", "Stap", "tekst"),
            TableColumn("gepubliceerd", "Gepubliceerd"),
            *COUNT_COLUMNS,
            TableColumn("bron", "Bron", "tekst"),
        ),
        (
            _row(
                heading,
                figures.get(code),
                _reached(plans, stage, day, dataset, hold=hold),
                posts.counted(_at(stage)),
            )
            for stage, heading, code in _STAGES
            if code in figures or has_posts or plans
        ),
        _notes(hold=hold, posts=has_posts),
    )


def _at(stage: str) -> Herleiding:
    """Select the plans at a step: no key figure does so, but posts count them."""
    return Herleiding.model_construct(telt=_COUNTED, kenmerken={"planstap": (stage,)})  # type: ignore[arg-type]


class _Reached(NamedTuple):
    """How many plans surely came so far, whether more perhaps did, and whether we inferred it of any."""

    own: int
    perhaps: bool
    inferred: bool


def _reached(
    plans: Sequence[Entry[Plan]], stage: str, day: date, dataset: Dataset, *, hold: bool
) -> _Reached:
    when = [known for plan in current(plans) if (known := _since(plan, plans, stage, dataset))]
    reached = [known for known in when if any(step.sinds.surely_by(day) for step in known)]
    possible = [known for known in when if any(step.sinds.possibly_by(day) for step in known)]
    # A step without a date may be older than the source that tells of it.
    undated = [known for known in when if not hold and any(not step.dated for step in known)]
    by_us = any(all(step.inferred for step in known if step.sinds.surely_by(day)) for known in reached)
    return _Reached(
        len(reached),
        len(reached) < max(len(possible), len(undated)),
        by_us or (stage == "gestart" and bool(reached)),
    )


def _row(
    heading: str, figure: Kerncijfer | None, reached: _Reached, posts: Sequence[Verzamelpost]
) -> MarkedRow:
    # Where no post tells of a step, how many there were is unknown and not none.
    collected = sum(post.aantal for post in posts) if posts else None
    own = AtLeast(reached.own) if reached.perhaps else reached.own
    together: TableCell = AtLeast(reached.own) if reached.own else None
    if collected is not None:
        together = AtLeast(reached.own + collected) if reached.perhaps else reached.own + collected
    in_posts = any(
        POST_NUMBER in post.afgeleid or is_inferred(post.afgeleid, POST_FEATURES, "planstap")
        for post in posts
    )
    return MarkedRow(
        (
            heading,
            figure.waarde if figure else None,
            own,
            collected,
            together,
            figure.bron.reference if figure else None,
        ),
        marked_counts(one_by_one=reached.inferred, in_posts=in_posts),
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
    yield (
        "Het gepubliceerde aantal met decharge is een aantal proeftuinen. Of het om evenveel plannen gaat, "
        "zegt dat aantal niet."
    )
    if not hold:
        yield EARLY_NOTE if posts else NO_POSTS_NOTE


def _since(plan: Entry[Plan], plans: Sequence[Entry[Plan]], stage: str, dataset: Dataset) -> list[_PlanReach]:
    """Give since when a plan is known to have come so far."""
    if stage == "gestart":
        proeftuin = dataset.proeftuinen.get(plan.value.proeftuin or "")
        phases = proeftuin.verloop if proeftuin else ()
        # That a plan was carried out is ours in any case: it follows from the phase of its proeftuin.
        begun = [(phase.fase, phase.sinds, phase.bron, ()) for phase in phases]
        return _known(begun, ("gestart", "decharge", "verduurzaamd"), dataset)
    chain = _chain(plan, plans)
    steps = [(step.stap, step.sinds, step.bron, own.afgeleid) for own in chain for step in own.verloop]
    return _known(steps, (stage, "decharge"), dataset)


def _known(
    steps: Sequence[tuple[str, Datum | None, Bronverwijzing, tuple[str, ...]]],
    wanted: Sequence[str],
    dataset: Dataset,
) -> list[_PlanReach]:
    return [
        _PlanReach(
            since is not None, known_since(since, source, dataset), is_inferred(afgeleid, "verloop", name)
        )
        for name, since, source, afgeleid in steps
        if name in wanted
    ]


def _chain(plan: Entry[Plan], plans: Sequence[Entry[Plan]]) -> list[Plan]:
    by_id = {entry.id: entry.value for entry in plans}
    chain = [plan.value]
    while chain[-1].vervangt in by_id and by_id[chain[-1].vervangt or ""] not in chain:
        chain.append(by_id[chain[-1].vervangt or ""])
    return chain
