"""Lasting work: what steps, phases and posts tell of it, and what they do not."""

from collections.abc import Sequence
from datetime import date

from maatwerk_cli.models.facts.kerncijfer import Herleiding
from maatwerk_cli.models.facts.verzamelpost import Verzamelpost
from maatwerk_cli.models.kenmerken import DUURZAAM
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.register.since import known_since
from maatwerk_cli.report.headings import COUNT_COLUMNS, marked_counts
from maatwerk_cli.report.people import post_is_published
from maatwerk_cli.report.posts import Posts, posts_on
from maatwerk_cli.report.sureness import post_is_inferred
from maatwerk_cli.text import dutch
from maatwerk_cli.text.table import (
    NOT_APPLICABLE_CELL,
    WITHHELD_CELL,
    AtLeast,
    DataTable,
    MarkedRow,
    ShownCount,
    TableColumn,
)

_LASTING = "verduurzaamd"
_CONTRACT = "contract"


def lasting_table(dataset: Dataset, year: int, day: date, by_step: DataTable, *, intern: bool) -> DataTable:
    """Tell how many got a contract, how many proeftuinen were made lasting, and who is lastingly at work.

    Args:
        dataset: the register.
        year: the year.
        day: the date of reference.
        by_step: candidates by step, as they may be told.
        intern: show what a source does not publish itself.
    """
    posts = posts_on(dataset, year, day)
    lasting = [post for post in posts.by_id.values() if post.telt == DUURZAAM and post.deel_van is None]
    shown = [post for post in lasting if intern or post_is_published(post)]
    rows = [
        MarkedRow(
            ("Kandidaten met een contract na de proeftuin", *row[1:4]),
            {column for number, column in by_step.inferred if number == place},
        )
        for place, row in enumerate(by_step.rows)
        if row[0] == dataset.label("stap", _CONTRACT)
    ]
    made, collected = _made_lasting(dataset, day), _collected(posts)
    if rows or made or collected or lasting:
        together = None if collected is None else _added(collected, made)
        rows.append(MarkedRow(("Proeftuinen die zijn verduurzaamd", made, collected, together)))
        people = _least(shown) if shown or not lasting else WITHHELD_CELL
        rows.append(
            MarkedRow(
                ("Mensen die duurzaam aan het werk zijn", NOT_APPLICABLE_CELL, people, people),
                marked_counts(in_posts=any(map(post_is_inferred, shown))),
            )
        )
    return DataTable.of(
        "duurzaam",
        "Duurzaam aan het werk",
        (TableColumn("wat", "Wat", "tekst"), *COUNT_COLUMNS),
        rows,
        (
            "Een contract zegt niet dat het werk duurzaam is.",
            "Mensen die duurzaam aan het werk zijn: alleen wie een bron zo noemt. Noemt een bron hen van "
            "sommige proeftuinen, dan is het aantal een ondergrens. Noemt geen bron hen, dan is het "
            "onbekend. Van één kandidaat houdt het register dit niet bij.",
            *(
                f"{dutch.sentence(post.omschrijving.rstrip('.'))}: {post.aantal} ({post.bron.reference})."
                for post in shown
            ),
            "Verduurzaamd telt alleen als die fase in het register staat. Legt een leverancier de werkwijze "
            "vast in zijn beleid, en zegt geen bron iets van een decharge, dan telt dat hier niet.",
        ),
    )


def _made_lasting(dataset: Dataset, day: date) -> int:
    """Count the proeftuinen registered one by one that were surely made lasting by a day."""
    return sum(
        phase.fase == _LASTING and known_since(phase.sinds, phase.bron, dataset).surely_by(day)
        for entry in dataset.proeftuinen.counting
        for phase in entry.value.verloop
    )


def _collected(posts: Posts) -> int | AtLeast | None:
    """Count those in posts, what may be the same once; where no post tells of them, that is not none."""
    made = Herleiding.model_construct(telt="proeftuinen", kenmerken={"bereikt": (_LASTING,)})
    return posts.at_least(made, ()).shown if posts.counted(made) else None


def _added(collected: int | AtLeast, made: int) -> int | AtLeast:
    return AtLeast(collected.value + made) if isinstance(collected, AtLeast) else collected + made


def _least(posts: Sequence[Verzamelpost]) -> ShownCount:
    """Count who is lastingly at work: of each proeftuin once, at the least unless a source tells of all."""
    if not posts:
        return None
    of_one: dict[str, int] = {}
    of_more = 0
    for post in posts:
        named = post.kenmerken.get("proeftuin", ())
        if len(named) == 1:
            of_one[named[0]] = max(of_one.get(named[0], 0), post.aantal)
        else:
            of_more = max(of_more, post.aantal)
    least = max(of_more, sum(of_one.values()))
    of_all = any(not post.kenmerken and post.aantal == least for post in posts)
    return least if of_all else AtLeast(least)
