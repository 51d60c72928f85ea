"""How sure a count is: what it rests on that was inferred, and whether it could come out otherwise at all."""

from collections.abc import Iterable

from maatwerk_cli.models.facts.kerncijfer import Kerncijfer
from maatwerk_cli.models.facts.verzamelpost import Verzamelpost
from maatwerk_cli.models.proeftuin import Proeftuin
from maatwerk_cli.report.posts import Posts
from maatwerk_cli.report.tables import ReportFigure

FIELD_OF = {
    "fase": "verloop",
    "bereikt": "verloop",
    "doelgroep": "doelgroepen",
    "leverancier": "leveranciers",
    "opdrachtgever": "opdrachtgevers",
}
"""The field of a proeftuin that gives a feature, where it has another name."""


OF_POSTS = ("aantal", "kenmerken")
"""The fields of a post that can be inferred; a record has no field with such a name."""


def field_of(feature: str) -> str:
    """Give the field of a proeftuin in which a feature stands."""
    return FIELD_OF.get(feature, feature)


def inferred_fields(
    features: Iterable[str], proeftuinen: Iterable[Proeftuin], posts: Iterable[Verzamelpost]
) -> tuple[str, ...]:
    """Give the fields that a count rests on and that are inferred in a record or post that it counts."""
    asked = {field_of(feature) for feature in features}
    inferred = {name for proeftuin in proeftuinen for name in proeftuin.afgeleid if name in asked}
    inferred |= {name for post in posts for name in post.afgeleid if name in OF_POSTS}
    return tuple(sorted(inferred))


def can_differ(figure: Kerncijfer, posts: Posts) -> bool:
    """Tell whether what the register counts for a figure could differ from what was published.

    A post that is copied from the figure, or that was left when records were subtracted from it, agrees by
    construction; so does a figure that its source gives together with its parts.
    """
    if figure.herleiding is None:
        return False
    counted = posts.counted(figure.herleiding)
    if not counted:
        return True
    by_figure = {
        code: {post.id for post in posts.counted(selection)}
        for code, selection in posts.selections.items()
        if code != figure.code and selection.telt == figure.herleiding.telt
    }
    parts = set[str]().union(*(by_figure.get(code, set()) for code in figure.delen))
    if figure.delen and {post.id for post in counted} <= parts:
        return False
    if len(counted) == 1 and counted[0].aantal == figure.waarde:
        return False
    return not any("aantal" in post.afgeleid and {post.id} not in by_figure.values() for post in counted)


def is_taken_to_belong(figure: ReportFigure) -> bool:
    """Tell whether what is known one by one is taken to be in a published figure: it was subtracted."""
    return "aantal" in figure.afgeleid and bool(figure.individueel)


def inferred_counts(figure: ReportFigure) -> tuple[str, ...]:
    """Name the counts of a figure that rest on something inferred: of records, of posts, or of both."""
    of_posts = any(name in OF_POSTS for name in figure.afgeleid)
    of_records = any(name not in OF_POSTS for name in figure.afgeleid) or is_taken_to_belong(figure)
    counts = (
        ("individueel", of_records), ("verzameld", of_posts), ("geregistreerd", True), ("verschil", True),
    )  # fmt: skip
    return tuple(name for name, inferred in counts if inferred and figure.afgeleid)
