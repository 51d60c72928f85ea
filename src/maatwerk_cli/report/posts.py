"""Posts: what a source counts without naming, and when such a count may be added to another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from maatwerk_cli.models.facts.kerncijfer import Herleiding
from maatwerk_cli.models.facts.verzamelpost import Verzamelpost
from maatwerk_cli.models.proeftuin import FASE_BETEKENT
from maatwerk_cli.register.records import Dataset

Kenmerken = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Posts:
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


def satisfies(features: Kenmerken, wanted: Kenmerken) -> bool:
    """Tell whether everything with these features is in the selection. What is not said does not count."""
    return all(_satisfies(features, feature, set(values)) for feature, values in wanted.items())


def _satisfies(features: Kenmerken, feature: str, wanted: set[str]) -> bool:
    if feature != "bereikt":
        own = features.get(feature, ())
        return bool(own) and set(own) <= wanted
    return any(
        bool(phases) and all({phase, *FASE_BETEKENT.get(phase, ())} & wanted for phase in phases)
        for phases in (features.get("bereikt", ()), features.get("fase", ()))
    )


def posts_of(dataset: Dataset, year: int) -> Posts:
    """Give the posts of a year with the selections of its key figures."""
    posts = {entry.id: entry.value for entry in dataset.verzamelposten.counting.by_stem.get(str(year), ())}
    selections = {
        entry.id: entry.value.herleiding
        for entry in dataset.kerncijfers.by_stem.get(str(year), ())
        if entry.value.herleiding is not None
    }
    return Posts(posts, selections)
