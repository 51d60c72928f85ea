"""How much must stay possible of each count, from both sides of every limit: no less, and no more than that.

Each case has a cheap support that moves a count just far enough, or just not, beside a dear one that always
does. Which of the two is withheld then tells where the limit lies. The threshold is 5: a small count can be
anything from 1 to 4.
"""

from typing import Any

import pytest

from maatwerk_cli.disclosure import solver
from maatwerk_cli.disclosure.solver import (
    Count,
    ProtectedCounts,
    Sum,
    TooLargeError,
    protect,
    sensitive,
    solution,
)

THRESHOLD = 5


@pytest.mark.parametrize(
    ("whole", "part", "tell"),
    [
        (12, 0, {"rest"}),  # the absence of something tells on nobody in a large group; the rest is all of it
        (5, 0, {"rest"}),
        (4, 0, {"all", "part", "rest"}),  # and in a small group it tells on each of them
        (1, 0, {"all", "part", "rest"}),
        (12, 1, {"part"}),
        (12, 4, {"part"}),
        (12, 5, set()),  # exactly the threshold is no small group
        (12, 7, set()),
        (12, 8, {"rest"}),
        (12, 12, {"part"}),
        (5, 5, {"part"}),
        (4, 4, {"all", "part", "rest"}),
        (0, 0, set()),
    ],
)
def test_which_counts_tell_on_people_by_themselves(whole: int, part: int, tell: set[str]) -> None:
    counts = {"all": Count(whole), "part": Count(part), "rest": Count(whole - part)}
    line = Sum("all", ("part", "rest"), breakdown=True)
    assert set(sensitive(ProtectedCounts(counts, (line,)), THRESHOLD)) == tell
    plain = {name for name, count in counts.items() if 0 < count.value < THRESHOLD}
    assert set(sensitive(ProtectedCounts(counts, (Sum("all", ("part", "rest")),)), THRESHOLD)) == plain


def test_each_part_of_each_breakdown_is_looked_at() -> None:
    """Also after a sum that divides nobody, a part that is published, and one that is small by itself."""
    counts = {
        "sum": Count(13), "x": Count(13), "y": Count(0),
        "all": Count(13), "known": Count(0, fixed=True), "whole": Count(13),
        "few": Count(4), "small": Count(4), "none": Count(0),
    }  # fmt: skip
    lines = (
        Sum("sum", ("x", "y")),
        Sum("sum", ("x",), breakdown=True),  # one part divides nobody
        Sum("all", ("known", "whole"), breakdown=True),
        Sum("few", ("small", "none", "known"), breakdown=True),
    )
    assert set(sensitive(ProtectedCounts(counts, lines), THRESHOLD)) == {"whole", "few", "small", "none"}


def withheld(total: int, cheap: Count, **counts: Count) -> dict[str, str]:
    """Protect a row of which the total is published: with a cheap support, and with a dear one of 9."""
    fields = {"all": Count(total, fixed=True), **counts, "cheap": cheap, "dear": Count(9, weight=5)}
    line = Sum("all", tuple(name for name in fields if name != "all"))
    return {str(key): reason for key, reason in protect(ProtectedCounts(fields, (line,)), THRESHOLD).items()}


SMALL = {
    "it can be as high as just below the threshold": (Count(10, low=8), {"a", "cheap"}),
    "and not only nearly": (Count(10, low=9), {"a", "dear"}),
    "it can be as low as one": (Count(10, high=11), {"a", "cheap"}),
    "and not only nearly as low": (Count(10, high=10), {"a", "dear"}),
}


@pytest.mark.parametrize(("cheap", "expected"), SMALL.values(), ids=SMALL)
def test_a_small_count_can_be_all_that_is_small_and_no_more(cheap: Count, expected: set[str]) -> None:
    assert set(withheld(21, cheap, a=Count(2))) == expected


GUARDED = {
    "as high as just below the threshold": (Count(10, low=8), {"cheap"}),
    "not only nearly": (Count(10, low=9), {"dear"}),
    "as low as one": (Count(10, high=11), {"cheap"}),
    "not only nearly as low": (Count(10, high=10), {"dear"}),
}


@pytest.mark.parametrize(("cheap", "expected"), GUARDED.values(), ids=GUARDED)
def test_what_an_edition_withheld_can_be_all_that_is_small(cheap: Count, expected: set[str]) -> None:
    counts = {"all": Count(21, fixed=True), "before": Count(2, in_report=False)}
    counts |= {"cheap": cheap, "dear": Count(9, weight=5)}
    line = Sum("all", ("before", "cheap", "dear"))
    problem = ProtectedCounts(counts, (line,), guarded=frozenset({"before"}))
    plan = protect(problem, THRESHOLD)
    assert set(plan) == expected
    assert set(plan.values()) == {"steun"}


NONE = {
    # Three of a group are known, and none of the rest: that may be up to four, so the group up to seven.
    "it can be as many as are small": (Count(9, low=5), {"few", "none", "cheap"}),
    "and not only nearly as many": (Count(9, low=6), {"few", "none", "dear"}),
}


@pytest.mark.parametrize(("cheap", "expected"), NONE.values(), ids=NONE)
def test_of_none_in_a_small_group_it_must_be_possible_that_it_is_some(
    cheap: Count, expected: set[str]
) -> None:
    counts = {"few": Count(3), "none": Count(0), "some": Count(3, fixed=True)}
    counts |= {"all": Count(21, fixed=True), "cheap": cheap, "dear": Count(9, weight=5)}
    group = Sum("few", ("none", "some"), breakdown=True)
    plan = protect(ProtectedCounts(counts, (Sum("all", ("few", "cheap", "dear")), group)), THRESHOLD)
    assert plan["none"] == "nul"
    assert set(plan) == expected


def test_of_none_beside_one_it_must_be_possible_that_it_is_that_one() -> None:
    """That the one is in the other part is told by the row that it is in, unless that is hidden too."""
    counts = {"few": Count(1, fixed=True), "none": Count(0), "one": Count(1)}
    counts |= {"row": Count(10, fixed=True), "rest": Count(9)}
    sums = (Sum("few", ("none", "one"), breakdown=True), Sum("row", ("one", "rest")))
    plan = protect(ProtectedCounts(counts, sums), THRESHOLD)
    assert plan == {"none": "nul", "one": "klein", "rest": "steun"}


FULL = {
    # All 13 are in one part: it must be possible that as many as are small are elsewhere.
    "as many as are small are elsewhere": (Count(0, high=4), {"a", "cheap"}),
    "not only nearly as many": (Count(0, high=3), {"a", "dear"}),
}


@pytest.mark.parametrize(("cheap", "expected"), FULL.values(), ids=FULL)
def test_of_a_full_group_it_must_be_possible_that_some_are_not_in_it(
    cheap: Count, expected: set[str]
) -> None:
    counts = {"all": Count(13, fixed=True), "a": Count(13), "cheap": cheap, "dear": Count(0, weight=5)}
    line = Sum("all", ("a", "cheap", "dear"), breakdown=True)
    plan = protect(ProtectedCounts(counts, (line,)), THRESHOLD)
    assert plan.pop("a") == "vol"
    assert {"a", *plan} == expected


def test_why_each_count_is_withheld() -> None:
    counts = {"all": Count(30, weight=9), "a": Count(3), "b": Count(12), "c": Count(15, weight=2)}
    line = (Sum("all", ("a", "b", "c")),)
    assert protect(ProtectedCounts(counts, line), THRESHOLD) == {"a": "klein", "b": "steun"}
    assert protect(ProtectedCounts(counts, line, frozenset("c")), THRESHOLD) == {"a": "klein", "c": "eerder"}
    assert protect(ProtectedCounts(counts, line, frozenset("a")), THRESHOLD) == {"a": "klein", "b": "steun"}
    # Of a small group all are in one part: that is small by itself, whatever else can be said of it.
    few = {"few": Count(4), "a": Count(4), "none": Count(0)}
    group = (Sum("few", ("a", "none"), breakdown=True),)
    assert protect(ProtectedCounts(few, group), THRESHOLD) == {"few": "klein", "a": "klein", "none": "nul"}


@pytest.mark.parametrize(
    ("limit", "allowed"), [("MAX_COUNTS", 7), ("MAX_SENSITIVE", 2)], ids=["counts", "sensitive counts"]
)
def test_as_many_as_the_limit_are_made_safe_and_one_more_is_refused(
    limit: str, allowed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts: dict[Any, Count] = {"all": Count(40), "a": Count(3), "b": Count(3)}
    counts |= {f"c{number}": Count(number) for number in (7, 8, 9, 10)}
    problem = ProtectedCounts(counts, (Sum("all", tuple(key for key in counts if key != "all")),))
    monkeypatch.setattr(solver, limit, allowed)
    assert {"a", "b"} <= set(protect(problem, THRESHOLD))
    monkeypatch.setattr(solver, limit, allowed - 1)
    with pytest.raises(TooLargeError):
        protect(problem, THRESHOLD)


SUMS = (Sum("all", ("a", "b")), Sum("b", ("c", "d")))


@pytest.mark.parametrize(
    ("known", "unknown", "expected"),
    [
        ({"all": 9, "a": 4, "c": 2}, ("b", "d"), {"b": 5, "d": 3}),
        ({"a": 4, "b": 5, "c": 2}, ("all", "d"), {"all": 9, "d": 3}),
        ({"all": 9, "a": 4, "b": 5, "c": 2, "d": 3}, (), {}),
        ({"all": 9, "a": 4, "b": 6, "c": 2, "d": 4}, (), None),  # what is known contradicts itself
        ({"all": 9, "a": 10, "c": 2}, ("b", "d"), None),  # nothing is less than none
    ],
)
def test_values_with_which_every_sum_holds(
    known: dict[str, int], unknown: tuple[str, ...], expected: dict[str, int] | None
) -> None:
    counts: dict[Any, Count] = {name: Count(known.get(name, 0)) for name in ("all", "a", "b", "c", "d")}
    assert solution(ProtectedCounts(counts, SUMS), unknown) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0, None, 0), (3, None, 3), (0, 5, 0), (5, 5, 5), (9, None, 9), (10, None, None)],
)
def test_values_lie_within_what_everybody_knows(low: int, high: int | None, expected: int | None) -> None:
    """Of all that fit the least is taken, so that two solvers find the same."""
    counts: dict[Any, Count] = {"all": Count(9), "a": Count(0, low=low, high=high), "b": Count(0)}
    values = solution(ProtectedCounts(counts, (Sum("all", ("a", "b")),)), ("a", "b"))
    assert values is None if expected is None else values is not None and sum(values.values()) == 9
    if expected is not None and values is not None:
        assert low <= values["a"] <= (9 if high is None else high)
