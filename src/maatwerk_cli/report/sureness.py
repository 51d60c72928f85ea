"""How sure a count is: what it rests on that was inferred, and whether it could come out otherwise at all."""

from collections.abc import Collection, Iterable

from maatwerk_cli.models.facts.kerncijfer import Herleiding, Kerncijfer
from maatwerk_cli.models.facts.verzamelpost import Verzamelpost
from maatwerk_cli.models.inferred import SEPARATOR, field_named, holds_inferred, inferred_names, is_inferred
from maatwerk_cli.models.kandidaat import IMPLIED_STEPS, Kandidaat
from maatwerk_cli.models.proeftuin import IMPLIED_PHASES, Proeftuin
from maatwerk_cli.models.values import Record
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.report.headings import FIELD_NAMES
from maatwerk_cli.report.posts import Kenmerken, Posts
from maatwerk_cli.report.tables import ReportFigure

FIELD_OF = {
    "fase": "verloop",
    "bereikt": "verloop",
    "doelgroep": "doelgroepen",
    "leverancier": "leveranciers",
    "opdrachtgever": "opdrachtgevers",
    "stap": "stappen",
}
"""The field of a record that gives a feature, where it has another name."""


CANDIDATES, STEPS = "kandidaten", "stappen"
"""Where a proeftuin names steps of its candidates as inferred, and the field of a candidate that has them."""
POST_NUMBER, POST_FEATURES = "aantal", "kenmerken"
"""The fields of a post that a count rests on; a record has no field with such a name."""
MAY_BE_ONE = "mogelijk_dezelfde"
"""The field by which two proeftuinen may be one; that they count as two is then inferred."""

Counted = tuple[Proeftuin, Collection[tuple[str, str]]]
"""A proeftuin that counts, and the features that surely hold of it on the day."""


def field_of_feature(feature: str) -> str:
    """Give the field of a proeftuin in which a feature stands."""
    return FIELD_OF.get(feature, feature)


def post_is_inferred(post: Verzamelpost) -> bool:
    """Tell whether the number of a post, or anything by which it counts, was inferred."""
    return POST_NUMBER in post.afgeleid or holds_inferred(post.afgeleid, POST_FEATURES)


def is_of_posts(name: str) -> bool:
    """Tell whether something that was inferred is of posts and not of records."""
    return field_named(name) in (POST_NUMBER, POST_FEATURES)


def called(name: str) -> str:
    """Say in a note what was inferred."""
    return FIELD_NAMES[field_of_feature(name.removeprefix(f"{POST_FEATURES}."))]


def feature_is_inferred(
    proeftuin: Proeftuin, feature: str, value: str, known: Collection[tuple[str, str]]
) -> bool:
    """Tell whether a value of a feature was inferred; a phase that one stage gives by itself was not."""
    if field_of_feature(feature) != "verloop":
        return is_inferred(proeftuin.afgeleid, field_of_feature(feature))
    meant = [
        step.fase for step in proeftuin.verloop if value in (step.fase, *IMPLIED_PHASES.get(step.fase, ()))
    ]
    reached = [phase for phase in meant if ("bereikt", phase) in known] or meant
    return bool(reached) and all(is_inferred(proeftuin.afgeleid, "verloop", phase) for phase in reached)


def steps_inferred(candidate: Kandidaat, dataset: Dataset) -> tuple[str, ...]:
    """Give the steps of a candidate that were inferred: its proeftuin says so of all that are its own."""
    owner = dataset.proeftuinen.get(candidate.proeftuin)
    inferred = owner.afgeleid if owner else ()
    return tuple(step.stap for step in candidate.stappen if f"{CANDIDATES}{SEPARATOR}{step.stap}" in inferred)


def inferred_in(record: Record, dataset: Dataset) -> tuple[str, ...]:
    """Name what was inferred in a record, by itself or by another that says so of it."""
    steps = steps_inferred(record, dataset) if isinstance(record, Kandidaat) else ()
    return (*inferred_names(record), *(f"{STEPS}{SEPARATOR}{step}" for step in steps))


def step_is_inferred(candidate: Kandidaat, wanted: Collection[str], dataset: Dataset) -> bool:
    """Tell whether a candidate is at a step only by what was inferred: each step that means it was."""
    ours = steps_inferred(candidate, dataset)
    meant = (
        step.stap
        for step in candidate.stappen
        if not {step.stap, *IMPLIED_STEPS.get(step.stap, ())}.isdisjoint(wanted)
    )
    return bool(ours) and all(step in ours for step in meant)


def may_be_one(proeftuinen: Iterable[Proeftuin]) -> bool:
    """Tell whether two of these proeftuinen may be the same."""
    present = list(proeftuinen)
    named = {other for proeftuin in present for other in proeftuin.mogelijk_dezelfde}
    return bool(named) and any(proeftuin.id in named for proeftuin in present)


def fewest(proeftuinen: Iterable[Proeftuin]) -> int:
    """Give how many different proeftuinen there surely are: those that may be the same count once."""
    present = list(proeftuinen)
    named = {other for proeftuin in present for other in proeftuin.mogelijk_dezelfde}
    linked = [tuin for tuin in present if tuin.mogelijk_dezelfde or tuin.id in named]
    groups: list[set[str]] = []
    for proeftuin in linked:
        own = {proeftuin.id, *proeftuin.mogelijk_dezelfde}
        # Records name each other one way or both: a group is what any of them links.
        joined = [group for group in groups if own & group]
        groups = [group for group in groups if not own & group]
        groups.append(own.union(*joined))
    return len(present) - len(linked) + len(groups)


def may_be_known(unknown: Iterable[Proeftuin], present: Iterable[Proeftuin]) -> bool:
    """Tell whether one of which something is unknown may be another one: then there may be fewer of them."""
    every = list(present)
    ids = {proeftuin.id for proeftuin in every}
    named = {other for proeftuin in every for other in proeftuin.mogelijk_dezelfde}
    return any(
        proeftuin.id in named or not ids.isdisjoint(proeftuin.mogelijk_dezelfde) for proeftuin in unknown
    )


def apart_by_inference(records: Iterable[Counted], counted: Collection[Verzamelpost], posts: Posts) -> bool:
    """Tell whether only what was inferred of a record says that a post does not count it too.

    What they are together is then inferred, also where each of the two is from the source.
    """
    features = [posts.features(post) for post in counted]
    return any(
        _only_inferred_apart(proeftuin, known, wanted)
        for proeftuin, known in records
        if proeftuin.afgeleid
        for wanted in features
    )


def _only_inferred_apart(
    proeftuin: Proeftuin, known: Collection[tuple[str, str]], of_post: Kenmerken
) -> bool:
    shared = {feature for feature, value in known if value in of_post.get(feature, ())}
    apart = [(feature, value) for feature, value in known if feature in of_post and feature not in shared]
    return bool(apart) and all(feature_is_inferred(proeftuin, *own, known) for own in apart)


def inferred_fields(
    wanted: Kenmerken, records: Iterable[Counted], counted: Iterable[Verzamelpost], posts: Posts
) -> tuple[str, ...]:
    """Give what a count rests on that was inferred in a record or post that it counts.

    Args:
        wanted: the features that were asked, with the values of which one must hold.
        records: the proeftuinen that count.
        counted: the posts that count.
        posts: all posts of the year.
    """
    own = list(records)
    inferred = {
        field_of_feature(feature)
        for proeftuin, known in own
        if proeftuin.afgeleid
        for feature, values in wanted.items()
        if all(
            feature_is_inferred(proeftuin, feature, value, known)
            for value in values
            if (feature, value) in known
        )
    }
    inferred |= {MAY_BE_ONE} if may_be_one(proeftuin for proeftuin, _ in own) else set()
    for post in counted:
        inferred |= {POST_NUMBER} & set(post.afgeleid)
        inferred |= {f"{POST_FEATURES}.{name}" for name in posts.inferred(post, wanted)}
    return tuple(sorted(inferred))


def can_differ(figure: Kerncijfer, figures: Iterable[Kerncijfer], posts: Posts) -> bool:
    """Tell whether what the register counts for a figure could differ from what was published.

    A count that agrees by construction cannot; nor can one that so agrees with another figure of the same
    things: two numbers of one publication then stand beside each other, and no count of ours turns that.

    Args:
        figure: the figure.
        figures: the figures of its year.
        posts: the posts of its year.
    """
    if figure.herleiding is None:
        return False
    same = [other for other in figures if other.bron.id == figure.bron.id and _is_of_the_same(other, figure)]
    return not any(_agrees_by_construction(other, figure.herleiding, posts) for other in (figure, *same))


def _is_of_the_same(figure: Kerncijfer, other: Kerncijfer) -> bool:
    mine, theirs = figure.herleiding, other.herleiding
    return (
        mine is not None
        and theirs is not None
        and mine.telt == theirs.telt
        and {name: set(values) for name, values in mine.kenmerken.items()}
        == {name: set(values) for name, values in theirs.kenmerken.items()}
    )


def _agrees_by_construction(figure: Kerncijfer, selection: Herleiding, posts: Posts) -> bool:
    """Tell whether a figure's posts were copied from it, or left when records were subtracted from it.

    So does a figure agree that its source gives together with its parts.

    Args:
        figure: the figure.
        selection: what it counts.
        posts: the posts of its year.
    """
    counted = posts.counted(selection)
    by_figure = {
        code: {post.id for post in posts.counted(other)}
        for code, other in posts.selections.items()
        if code != figure.code and other.telt == selection.telt
    }
    parts = set[str]().union(*(by_figure.get(code, set()) for code in figure.delen))
    if counted and figure.delen and {post.id for post in counted} <= parts:
        return True
    if len(counted) == 1 and counted[0].aantal == figure.waarde:
        return True
    return any("aantal" in post.afgeleid and {post.id} not in by_figure.values() for post in counted)


def is_taken_to_belong(figure: ReportFigure) -> bool:
    """Tell whether what is known one by one is taken to be in a published figure: it was subtracted."""
    return "aantal" in figure.afgeleid and bool(figure.individueel)


def inferred_counts(figure: ReportFigure) -> tuple[str, ...]:
    """Name the counts of a figure that rest on something inferred: of records, of posts, or of both."""
    of_posts = any(map(is_of_posts, figure.afgeleid))
    of_records = not all(map(is_of_posts, figure.afgeleid)) or is_taken_to_belong(figure)
    counts = (
        ("individueel", of_records), ("verzameld", of_posts), ("geregistreerd", True), ("verschil", True),
    )  # fmt: skip
    return tuple(
        name
        for name, inferred in counts
        if inferred and figure.afgeleid and (getattr(figure, name) is not None or name in figure.afgeschermd)
    )


def is_only_a_bound(figure: ReportFigure) -> bool:
    """Tell whether a difference is not sure: at the least so many, where as many or more were published."""
    return "verschil" in figure.ten_minste and figure.verschil is not None and figure.verschil <= 0


def differs(figure: ReportFigure) -> bool:
    """Tell whether what is registered is surely another number than was published."""
    return bool(figure.verschil) and not is_only_a_bound(figure)


def is_checked(figure: ReportFigure) -> bool:
    """Tell whether a count stands beside what was published, and could have come out otherwise."""
    return figure.toetsbaar and figure.geregistreerd is not None
