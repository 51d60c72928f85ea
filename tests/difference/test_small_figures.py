"""A change of a figure that counts people shows no small count, at either side."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from maatwerk_cli.difference.figure_difference import FigureChange, _withhold
from maatwerk_cli.report.tables import ReportFigure


def figure(individual: int | None, posts: int | None = None) -> ReportFigure:
    return ReportFigure("k", "K", "kandidaten", Decimal(40), individual, posts, None, "bron", "blz. 1")


def side(threshold: int | None) -> Any:
    settings = SimpleNamespace(drempel_onthulling=threshold)
    return SimpleNamespace(
        small=None if threshold is None else SimpleNamespace(settings=settings),
        withheld=lambda *_: frozenset(),
    )


@pytest.mark.parametrize(
    ("before", "after", "hidden"),
    [
        (figure(9), figure(5), False),  # the threshold itself is not small
        (figure(9), figure(4), True),
        (figure(4), figure(9), True),
        (figure(9), figure(1), True),
        (figure(9), figure(0), False),
        (figure(9, 12), figure(8, 4), True),  # in posts too
        (figure(None), figure(9), False),
        (None, figure(4), True),
        (figure(4), None, True),
        (None, figure(9), False),
    ],
)
def test_a_small_count_at_either_side_withholds_both(
    before: ReportFigure | None, after: ReportFigure | None, hidden: bool
) -> None:
    change = FigureChange(2029, before, after, delta=1)
    outcome = _withhold(change, None, None, side(5), side(5), "volledig")
    assert outcome.withheld is hidden
    if not hidden:
        assert outcome == change
        return
    assert outcome.delta is None
    for shown in (outcome.before, outcome.after):
        if shown is not None:
            assert (shown.individueel, shown.verzameld, shown.geregistreerd) == (None, None, None)
            assert set(shown.afgeschermd) == {"individueel", "verzameld", "geregistreerd", "verschil"}
            assert shown.gepubliceerd == 40  # what a source published stays


@pytest.mark.parametrize(
    ("old", "new", "hidden"), [(5, 8, True), (8, 5, True), (5, 5, False), (None, 8, True)]
)
def test_the_higher_of_two_thresholds_holds(old: int | None, new: int, hidden: bool) -> None:
    change = FigureChange(2029, figure(9), figure(7))
    assert _withhold(change, None, None, side(old), side(new), "volledig").withheld is hidden


def test_where_figures_are_not_followed_to_their_values_none_is_shown() -> None:
    change = FigureChange(2029, figure(9), figure(7))
    assert _withhold(change, None, None, side(5), side(5), "verandering").withheld
