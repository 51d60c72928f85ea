"""Whoever has the program runs it on every possibility, with every key: what was withheld stays possible.

The key of a register is known to nobody. So a page tells nothing of a small count where for each number that
it can be there is some key with which the same page comes out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.disclosure.fictional_register import BRON, Voorbeeld

from maatwerk_cli.disclosure.solver import Count, ProtectedCounts, Sum, _drawn, _telling_each_other, protect
from maatwerk_cli.models.kandidaat import Kandidaat
from maatwerk_cli.register.kinds import kind_named
from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.register.records import Dataset, Entry, Records
from maatwerk_cli.report.people import decide

THRESHOLD = 5
KEYS = 64
People = Mapping[tuple[str, int], int]
"""How many candidates a proeftuin has since a year."""


@pytest.fixture
def empty(tmp_path: Path) -> Dataset:
    """A closed register of two proeftuinen and nobody, of which 2029 and 2030 are reported."""
    return load_dataset(Voorbeeld(tmp_path, 1, 2, 0, (2029, 2030)).root).dataset


def page_of(empty: Dataset, people: People, key: int, years: Iterable[int]) -> Any:
    """Give what the reports show of all candidates and of each proeftuin, with these people and this key."""
    persons = [
        {"id": f"k-{number:03d}{name[-2:]}{since}x", "proeftuin": name, "bronnen": [BRON],
         "stappen": [{"stap": "kandidaat", "sinds": str(since), "bron": BRON}]}
        for (name, since), many in people.items()
        for number in range(many)
    ]  # fmt: skip
    entries = [
        Entry(str(own["id"]), Kandidaat.model_validate(own), f"kandidaten/{own['id']}.yaml")
        for own in persons
    ]
    dataset = empty.with_records(kind_named("kandidaat"), Records(tuple(entries)))
    settings = dataset.settings.model_copy(update={"sleutel": f"voorbeeldsleutel{key:010d}"})
    registries = [
        decide(replace(dataset, settings=settings), year, date(year, 12, 31)).registry for year in years
    ]
    return tuple(
        (name, "x" if name in registry.withheld else value)
        for registry in registries
        for name, value in registry.values.items()
        if name in ("individueel", *(f"{way}/stap=kandidaat" for way in ("individueel", "geregistreerd")))
        or name.startswith("individueel/proeftuin=")
    )


def usual(pages: Iterable[Any]) -> Any:
    """Give the page that comes out with most keys."""
    return Counter(pages).most_common(1)[0][0]


def test_of_two_proeftuinen_the_small_one_can_be_anything_small(empty: Dataset) -> None:
    """One beside seven: with two the sum could be shown, and was, so that a withheld sum told of the one."""
    pages = {
        few: [page_of(empty, {("vb-00", 2028): few, ("vb-01", 2028): 7}, key, (2030,)) for key in range(KEYS)]
        for few in range(1, THRESHOLD)
    }
    page = usual(pages[1])
    shown = dict(page)
    assert (shown["individueel/proeftuin=vb-00"], shown["individueel/proeftuin=vb-01"]) == ("x", 7)
    assert {few for few, own in pages.items() if page in own} == {1, 2, 3, 4}


def test_a_total_that_another_year_shows_tells_nothing_of_a_year_that_withholds_it(empty: Dataset) -> None:
    """Seven and one, then eight and three: that eleven was shown told that eight had to be withheld."""
    pages = {
        few: [
            page_of(
                empty,
                {("vb-00", 2028): 7, ("vb-01", 2028): few, ("vb-00", 2030): 1, ("vb-01", 2030): 3 - few},
                key,
                (2029, 2030),
            )
            for key in range(KEYS)
        ]
        for few in (1, 2, 3)
    }
    page = usual(pages[1])
    assert [value for name, value in page if name == "individueel"] == ["x", 11]
    assert {few for few, own in pages.items() if page in own} == {1, 2, 3}


def test_that_a_third_part_is_withheld_tells_nothing_of_the_other_two() -> None:
    """x x x of ten was never one, four and five: those two hide each other, and five could be shown."""

    def page(values: tuple[int, ...], key: int) -> tuple[int | str, ...]:
        counts: dict[Any, Count] = {part: Count(value, weight=3, low=1) for part, value in enumerate(values)}
        counts["all"] = Count(sum(values), weight=20)
        plan = protect(ProtectedCounts(counts, (Sum("all", (0, 1, 2)),)), THRESHOLD, str(key).encode())
        return tuple("x" if name in plan else count.value for name, count in counts.items())

    assert usual(page((1, 2, 7), key) for key in range(KEYS)) == ("x", "x", "x", 10)
    assert usual(page((1, 4, 5), key) for key in range(KEYS)) == ("x", "x", 5, 10)
    assert ("x", "x", "x", 10) in {page((1, 4, 5), key) for key in range(KEYS)}


def test_which_counts_follow_from_one_another() -> None:
    """The same parts make the same sum, and beside what is published what is left of a sum tells that sum."""
    counts: dict[Any, Count] = {name: Count(5) for name in ("all", "row", "b", "c", "other")}
    counts |= {"both": Count(9), "told": Count(4, fixed=True), "part": Count(5, in_report=False)}
    sums = (
        Sum("all", ("part",)),
        Sum("both", ("row", "told")),
        Sum("row", ("part",)),
        Sum("other", ("b", "c")),
    )
    groups = _telling_each_other(ProtectedCounts(counts, sums))
    assert sorted(map(sorted, groups)) == [["all", "both", "row"], ["b"], ["c"], ["other"]]
    twice = (Sum("all", ("b", "c")), Sum("row", ("c", "told", "b")), Sum("told", ()), Sum("other", ()))
    groups = _telling_each_other(ProtectedCounts(counts, twice))
    assert sorted(map(sorted, groups)) == [["all", "row"], ["b"], ["both"], ["c"], ["other"]]


def test_what_follows_from_what_is_shown_is_not_drawn() -> None:
    """Two parts that are shown tell their sum, with every key; that of two that are withheld is drawn."""
    counts: dict[Any, Count] = {"few": Count(4), "b": Count(9), "c": Count(8), "more": Count(17, weight=20)}
    counts |= {"d": Count(9), "all": Count(13, weight=20)}
    problem = ProtectedCounts(counts, (Sum("more", ("b", "c")), Sum("all", ("few", "d"))))
    plans = [set(protect(problem, THRESHOLD, str(key).encode())) for key in range(KEYS)]
    assert not [plan for plan in plans if "more" in plan and not plan & {"b", "c"}]
    assert [plan for plan in plans if "all" in plan and "d" not in plan]


def test_of_dear_counts_one_in_eight_is_drawn_and_of_others_one_in_sixteen() -> None:
    """Of 960 keys some 120, and some 60; what weighs eight is dear."""
    problem = ProtectedCounts({"dear": Count(9, weight=8), "light": Count(9, weight=7)}, ())
    often = Counter(name for key in range(960) for name in _drawn(problem, str(key).encode(), "2029"))
    assert 90 < often["dear"] < 150
    assert 30 < often["light"] < 90
