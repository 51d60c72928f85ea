"""Counting records by their features, with pandas: what surely counts and what perhaps does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from maatwerk_cli.register.records import Dataset
from maatwerk_cli.report.posts import Kenmerken
from maatwerk_cli.report.state import NOT_SAID_IS_NOT_SO, Feature, kandidaat_features, proeftuin_features

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Telling:
    """All records of one kind on a date of reference, ready to be counted.

    Attributes:
        size: how many records were there on that date.
        features: one row for each feature of each record: ``nummer``, ``kenmerk``, ``waarde``, ``zeker``.

    """

    size: int
    features: pd.DataFrame

    def select(self, wanted: Kenmerken) -> tuple["NDArray[np.bool_]", "NDArray[np.bool_]"]:
        """Give which records surely have every wanted feature, and which perhaps do."""
        surely = np.ones(self.size, dtype=bool)
        possibly = np.ones(self.size, dtype=bool)
        for feature, values in wanted.items():
            rows = self.features[self.features["kenmerk"] == feature]
            fits = rows["waarde"].isin(values)
            yes = self._mask(rows.loc[fits & rows["zeker"], "nummer"])
            maybe = self._mask(rows.loc[fits, "nummer"])
            if feature not in NOT_SAID_IS_NOT_SO:
                maybe |= ~self._mask(rows["nummer"])
            surely &= yes
            possibly &= maybe
        return surely, possibly & ~surely

    def count(self, wanted: Kenmerken) -> tuple[int, int]:
        """Count the records that surely have every wanted feature, and those that perhaps do."""
        surely, perhaps = self.select(wanted)
        return int(surely.sum()), int(perhaps.sum())

    def column(self, feature: str) -> pd.Series:
        """Give for each record its one sure value of a feature; of those without, missing."""
        rows = self.features[(self.features["kenmerk"] == feature) & self.features["zeker"]]
        return rows.set_index("nummer")["waarde"].reindex(range(self.size))

    def _mask(self, numbers: pd.Series) -> "NDArray[np.bool_]":
        mask = np.zeros(self.size, dtype=bool)
        mask[numbers.to_numpy(dtype=int)] = True
        return mask


def _telling(features_of_all: Iterable[list[Feature] | None]) -> Telling:
    present = [features for features in features_of_all if features is not None]
    rows = [(number, *feature) for number, features in enumerate(present) for feature in features]
    frame = pd.DataFrame(rows, columns=["nummer", "kenmerk", "waarde", "zeker"])
    return Telling(len(present), frame.astype({"zeker": bool}))


def count_proeftuinen(dataset: Dataset, day: date) -> Telling:
    """Make the proeftuinen that were there on ``day`` ready to be counted."""
    return _telling(proeftuin_features(entry.value, dataset, day) for entry in dataset.proeftuinen.counting)


def count_kandidaten(dataset: Dataset, day: date) -> Telling:
    """Make the candidates that were there on ``day`` ready to be counted."""
    return _telling(kandidaat_features(entry.value, dataset, day) for entry in dataset.kandidaten.counting)
