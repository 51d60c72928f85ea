"""Posts: what a source counts without naming, and when such a count may be added to another."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from maatwerk_cli.models.facts.kerncijfer import Herleiding
from maatwerk_cli.models.facts.verzamelpost import Verzamelpost
from maatwerk_cli.models.inferred import is_inferred
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.report.state import CUMULATIVE, IMPLIED
from maatwerk_cli.text.table import AtLeast

Kenmerken = Mapping[str, tuple[str, ...]]


class Posts(NamedTuple):
    """The posts of one year, with the selections they can be a part of.

    Attributes:
        by_id: the posts.
        selections: what each key figure of the year counts.
    """

    by_id: Mapping[str, Verzamelpost]
    selections: Mapping[str, Herleiding]

    def features(self, post: Verzamelpost) -> Kenmerken:
        """Give what is said of all that a post counts: of itself, and of the whole it is a part of."""
        merged: dict[str, tuple[str, ...]] = {}
        for telt, features in self._wholes(post):
            if telt == post.telt:
                merged = {**merged, **features}
        return {**merged, **post.kenmerken}

    def inferred(self, post: Verzamelpost, wanted: Kenmerken) -> frozenset[str]:
        """Give the features by which a post is in a selection and that were inferred of it.

        What it has only as a part of a whole was inferred where the whole's was, or that it is a part.
        """
        features = self.features(post)
        inferred: set[str] = set()
        for feature, values in wanted.items():
            names = [
                name
                for name in (("fase", feature) if feature == "bereikt" else (feature,))
                if name in features and satisfies({name: features[name]}, {feature: values})
            ]
            if all(self._is_inferred(post, name) for name in names):
                inferred.update(names)
        return frozenset(inferred)

    def _is_inferred(self, post: Verzamelpost, feature: str) -> bool:
        whole = self.by_id.get(post.deel_van or "")
        if feature in post.kenmerken or whole is None:
            return is_inferred(post.afgeleid, "kenmerken", feature)
        return "deel_van" in post.afgeleid or self._is_inferred(whole, feature)

    def _wholes(self, post: Verzamelpost) -> Iterator[tuple[str, Kenmerken]]:
        """Walk up from a post through what it is a part of; the outermost comes first."""
        chain: list[tuple[str, Kenmerken]] = []
        seen: set[str] = {post.id}
        whole = post.deel_van
        while whole is not None and whole not in seen:
            seen.add(whole)
            if whole in self.by_id:
                parent = self.by_id[whole]
                chain.append((parent.telt, parent.kenmerken))
                whole = parent.deel_van
            else:
                if whole in self.selections:
                    chain.append((self.selections[whole].telt, self.selections[whole].kenmerken))
                whole = None
        yield from reversed(chain)

    def counted(self, selection: Herleiding) -> list[Verzamelpost]:
        """Give the posts that count for a selection: those that match and whose whole does not."""
        return [
            post
            for post in self.by_id.values()
            if post.telt == selection.telt
            and satisfies(self.features(post), selection.kenmerken)
            and not self._whole_counts(post, selection)
        ]

    def at_least(self, selection: Herleiding, records: Sequence["Group"]) -> "PostBound":
        """Count a selection in records and posts together: what it is at the least.

        What may be the same is counted once: of posts and records that may overlap only those that surely do
        not, taken so that they are the most.

        Args:
            selection: what is counted.
            records: the records that surely belong to it, those that are alike together.
        """
        posts = self.counted(selection)
        inside = [
            {index for index, group in enumerate(records) if self._may_hold(post, group)} for post in posts
        ]
        apart = [
            {
                other
                for other in range(len(posts))
                if other != own and self._may_share(posts[own], posts[other])
            }
            for own in range(len(posts))
        ]
        chosen = _most(
            [post.aantal for post in posts],
            apart,
            lambda taken: sum(
                group.number
                for index, group in enumerate(records)
                if not any(index in inside[post] for post in taken)
            ),
        )
        outside = frozenset(
            index for index in range(len(records)) if not any(index in inside[post] for post in chosen)
        )
        counted = sum(posts[index].aantal for index in chosen) + sum(
            records[index].number for index in outside
        )
        everything = sum(post.aantal for post in posts) + sum(group.number for group in records)
        return PostBound(counted, counted == everything, tuple(posts[index] for index in chosen), outside)

    def may_hold_records(self, selection: Herleiding) -> bool:
        """Tell whether what is counted in posts may be registered one by one as well."""
        least = Group(selection.kenmerken, 1)
        return any(self._may_hold(post, least) for post in self.counted(selection))

    def _may_share(self, post: Verzamelpost, other: Verzamelpost) -> bool:
        """Tell whether something may be counted in both posts."""
        mine, theirs = self.features(post), self.features(other)
        is_part = post.deel_van is not None or other.deel_van is not None
        if _divided(mine, theirs, phases=not is_part):
            return False
        # Of one step or phase a source counts each thing once; of two it may count the same thing twice.
        names = (*CUMULATIVE, "fase") if is_part else CUMULATIVE
        return any(mine.get(name) != theirs.get(name) for name in names)

    def _may_hold(self, post: Verzamelpost, group: "Group") -> bool:
        """Tell whether a record may be counted in a post too.

        A record leaves its post when it is registered, so that only of a step that it is not known to have
        reached, or of a part of what it belongs to as well, it may be there still.
        """
        if group.proeftuin in post.zonder:
            return False
        features = self.features(post)
        if _divided(features, group.features, phases=post.deel_van is None):
            return False
        if post.deel_van is not None:
            return True
        return any(
            not set(features.get(name, ())) <= set(group.features.get(name, ())) for name in CUMULATIVE
        )

    def _whole_counts(self, post: Verzamelpost, selection: Herleiding) -> bool:
        seen: set[str] = {post.id}
        whole = post.deel_van
        while whole is not None and whole not in seen:
            seen.add(whole)
            parent = self.by_id.get(whole)
            if parent is None and whole == post.telt:
                return not selection.kenmerken  # all that is counted is itself counted only by all
            if parent is None:
                own = self.selections.get(whole)
                return (
                    own is not None
                    and own.telt == selection.telt
                    and satisfies(own.kenmerken, selection.kenmerken)
                )
            if parent.telt == selection.telt and satisfies(self.features(parent), selection.kenmerken):
                return True
            whole = parent.deel_van
        return False


class Group(NamedTuple):
    """Records that are alike: what surely holds of them, and how many there are.

    Attributes:
        proeftuin: the proeftuin they are of, or are; empty where that is not asked.
    """

    features: Kenmerken
    number: int
    proeftuin: str = ""


class PostBound(NamedTuple):
    """A count that is exact, or the least that it can be.

    Attributes:
        posts: the posts that it is made of.
        outside: which groups of records it is made of; the others may be in its posts.
    """

    value: int
    exact: bool
    posts: tuple[Verzamelpost, ...]
    outside: frozenset[int]

    @property
    def shown(self) -> int | AtLeast:
        """The count as it may be shown."""
        return self.value if self.exact else AtLeast(self.value)


_MANY = 8
"""Of more posts than this that may overlap, the largest are taken first; that is a lower bound as well."""


def _most(
    weights: Sequence[int], apart: Sequence[set[int]], rest: Callable[[frozenset[int]], int]
) -> frozenset[int]:
    """Choose of what may overlap those that do not, so that they and the rest beside them are the most."""
    free = frozenset(index for index in range(len(weights)) if not apart[index])
    tied = sorted((index for index in range(len(weights)) if apart[index]), key=lambda index: -weights[index])
    choices: list[frozenset[int]] = [free]
    for index in tied[:_MANY]:
        choices += [chosen | {index} for chosen in choices if not apart[index] & chosen]
    if len(tied) > _MANY:
        greedy = free
        for index in tied:
            greedy = greedy if apart[index] & greedy else greedy | {index}
        choices.append(greedy)
    choices += [
        chosen - {index} for chosen in choices for index in chosen
    ]  # records may outnumber their post
    choices.append(frozenset())
    return max(
        choices, key=lambda chosen: (sum(weights[index] for index in chosen) + rest(chosen), sorted(chosen))
    )


_DIVIDING = ("soort", "herkomst", "bestuurslaag", "categorie", "contract", "plek", "proeftuin")
"""Features of which nothing has two values, so that two values are two things. Beside these the phase."""


def _divided(kenmerken: Kenmerken, other: Kenmerken, *, phases: bool) -> bool:
    names = (*_DIVIDING, "fase") if phases else _DIVIDING
    return any(
        kenmerken.get(name) and other.get(name) and not set(kenmerken[name]) & set(other[name])
        for name in names
    )


def satisfies(features: Kenmerken, wanted: Kenmerken) -> bool:
    """Tell whether everything with these features is in the selection. What is not said does not count."""
    return all(_satisfies(features, feature, set(values)) for feature, values in wanted.items())


def _satisfies(features: Kenmerken, feature: str, wanted: set[str]) -> bool:
    if feature not in CUMULATIVE:
        own = features.get(feature, ())
        return bool(own) and set(own) <= wanted
    said = (
        (features.get("bereikt", ()), features.get("fase", ()))
        if feature == "bereikt"
        else (features.get("stap", ()),)
    )
    return any(
        bool(steps) and all({step, *IMPLIED.get(step, ())} & wanted for step in steps) for steps in said
    )


def posts_hold(dataset: Dataset, year: int, day: date) -> bool:
    """Tell whether what is counted in posts is known on a day: they describe the end of their year.

    Of a year without figures and posts nothing is known of what no record names: that is not none.
    """
    posts = bool(dataset.verzamelposten.counting.of_year(year))
    figures = bool(dataset.kerncijfers.of_year(year))
    return (day >= date(year, 12, 31) and (posts or figures)) or (figures and not posts)


def posts_of(dataset: Dataset, year: int) -> Posts:
    """Give the posts of a year with the selections of its key figures."""
    posts = {entry.id: entry.value for entry in dataset.verzamelposten.counting.of_year(year)}
    selections = {
        entry.id: entry.value.herleiding
        for entry in dataset.kerncijfers.of_year(year)
        if entry.value.herleiding is not None
    }
    return Posts(posts, selections)


def posts_on(dataset: Dataset, year: int, day: date) -> Posts:
    """Give the posts that count in a report of a day: those of its year, but none before its end."""
    return posts_of(dataset, year) if day >= date(year, 12, 31) else Posts({}, {})
