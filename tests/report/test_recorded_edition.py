"""Which edition of a year a report is: the last, where it was made from these very data of that very day."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.report.programme.participants import _recorded

DAY = date(2029, 12, 31)
KEYS = {"deelnemers/traject=a": 8, "deelnemers_samen": 20}


def edition(number: int, **given: Any) -> SimpleNamespace:
    fields = {
        "jaar": 2029, "uitgave": number, "dataset_sha256": "nu", "peildatum": parse_datum("2029-12-31"),
        "getoond": {"deelnemers_samen": 20, "individueel": 9}, "afgeschermd": ("deelnemers/traject=a",),
    }  # fmt: skip
    return SimpleNamespace(**(fields | given))


def recorded(*editions: SimpleNamespace) -> int | None:
    dataset: Any = SimpleNamespace(sha256="nu", publicaties=[SimpleNamespace(value=own) for own in editions])
    outcome = _recorded(dataset, 2029, DAY, KEYS)
    return None if outcome is None else outcome.uitgave


@pytest.mark.parametrize(
    "given",
    [
        {"jaar": 2028},
        {"dataset_sha256": "toen"},
        {"peildatum": parse_datum("2029-06-30")},
        {"afgeschermd": ()},  # it knew one count fewer
        {"afgeschermd": ("deelnemers/traject=a", "deelnemers/traject=b")},  # or one more
    ],
)
def test_an_edition_of_anything_else_is_another(given: dict[str, Any]) -> None:
    assert recorded(edition(1)) == 1  # that counts of candidates stand in it too changes nothing
    assert recorded(edition(1, **given)) is None
    assert recorded() is None


def test_only_the_last_edition_is_looked_at() -> None:
    assert recorded(edition(2), edition(1)) == 2
    assert recorded(edition(1), edition(2, dataset_sha256="toen")) is None
