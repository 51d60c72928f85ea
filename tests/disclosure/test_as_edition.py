"""An edition that readers keep tells what everybody knows of each count: at least this, or at most."""

from types import SimpleNamespace
from typing import Any

from maatwerk_cli.disclosure.solver import Count
from maatwerk_cli.report.people import as_edition


def test_what_is_known_of_each_count_goes_along_and_of_others_nothing() -> None:
    counts = {
        "rij": Count(2, low=1),
        "deel": Count(3, high=4),
        "beide": Count(3, low=1, high=9),
        "vrij": Count(5),
    }
    people = SimpleNamespace(counts=counts, sums=(), lasting=frozenset())
    registry = SimpleNamespace(published={"vrij": 5}, withheld={"rij": "klein"})
    decided: Any = SimpleNamespace(people=people, registry=registry)
    edition = as_edition("2019-1", decided)
    assert (edition.low, edition.high) == ({"rij": 1, "beide": 1}, {"deel": 4, "beide": 9})
    assert edition.withheld == frozenset({"rij"})
    assert edition.published == {"vrij": 5}
