"""Counting records by their features: what surely counts and what perhaps does."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from maatwerk_cli.register.records import Dataset
from maatwerk_cli.report.posts import Kenmerken
from maatwerk_cli.report.state import (
    Feature,
    kandidaat_features,
    perhaps_candidate,
    perhaps_there,
    proeftuin_features,
    selected,
)


@dataclass(frozen=True)
class CountableRecords:
    """All records of one kind on a date of reference, ready to be counted.

    Attributes:
        records: the features of each record that was there on that date.
        perhaps_there: those of each that perhaps was, and does not count in the size.
    """

    records: Sequence[Sequence[Feature]]
    perhaps_there: Sequence[Sequence[Feature]]

    @property
    def size(self) -> int:
        """How many records were there on that date."""
        return len(self.records)

    @cached_property
    def _alike(self) -> Counter[tuple[Feature, ...]]:
        return Counter(map(tuple, self.records))

    def count(self, wanted: Kenmerken) -> tuple[int, int]:
        """Count the records that surely have every wanted feature, and those that perhaps do."""
        counts: Counter[bool | None] = Counter()
        for features, number in self._alike.items():
            counts[selected(features, wanted)] += number
        there = sum(selected(features, wanted) is not False for features in self.perhaps_there)
        return counts[True], counts[None] + there

    def values(self, feature: str) -> set[str]:
        """Give every value of a feature that is in use."""
        return {value for features in self._alike for name, value, _ in features if name == feature}

    def known(self, feature: str) -> set[int]:
        """Give the places of the records of which a feature is known."""
        return {
            place
            for place, features in enumerate(self.records)
            if any(name == feature for name, _, _ in features)
        }


def _telling(*of_all: Iterable[Sequence[Feature] | None]) -> CountableRecords:
    return CountableRecords(*([features for features in every if features is not None] for every in of_all))


def count_proeftuinen(dataset: Dataset, day: date) -> CountableRecords:
    """Make the proeftuinen that were there on ``day`` ready to be counted."""
    every = [entry.value for entry in dataset.proeftuinen.counting]
    return _telling(
        (proeftuin_features(proeftuin, dataset, day) for proeftuin in every),
        (perhaps_there(proeftuin, dataset, day) for proeftuin in every),
    )


def count_kandidaten(dataset: Dataset, day: date) -> CountableRecords:
    """Make the candidates that were there on ``day`` ready to be counted."""
    every = [entry.value for entry in dataset.kandidaten.counting]
    return _telling(
        (kandidaat_features(kandidaat, dataset, day) for kandidaat in every),
        (perhaps_candidate(kandidaat, dataset, day) for kandidaat in every),
    )
