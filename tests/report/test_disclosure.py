"""Nobody can compute back what is withheld, and nothing is withheld for nothing."""

from collections.abc import Callable
from itertools import combinations, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maatwerk_cli.disclosure.solver import MAX_COUNTS, Count, ProtectedCounts, Sum, TooLargeError, protect

THRESHOLD = 5


def build(values: dict[Any, int], sums: list[Any], fixed: frozenset[Any] = frozenset()) -> ProtectedCounts:
    return ProtectedCounts(
        {
            key: Count(value, fixed=key in fixed, weight=1 + list(key).count("*") * 3)
            for key, value in values.items()
        },
        tuple(Sum(total, parts) for total, parts in sums),
    )


def random_table(seed: int, largest: int = 4) -> np.ndarray:
    random = np.random.default_rng(seed)
    dimensions = 2 if seed % 3 else 3
    # Three dimensions of four are in the benchmark: the attacker takes long over those.
    shape = tuple(random.integers(2, (largest if dimensions == 2 else 3) + 1, size=dimensions))
    return random.poisson(random.choice([1, 3, 8]), size=shape)


def assert_safe(
    values: dict[Any, int], sums: list[Any], hidden: set[Any], attacker: Any, **known: Any
) -> None:
    """Each small count can be anything from 1 to just below the threshold, and to who knows more still much.

    One attacker knows what is withheld. Another knows of each withheld count whether it is small: more than a
    page ever says, and as much as whoever runs the program on every alternative can find out. What he finds
    with everything withheld, as of the parts of a small count, he may find. What the second cannot narrow
    down, the first cannot either, so he is asked only where the second can.
    """
    top = sum(values.values()) + 1000
    why = {
        key: (1, THRESHOLD - 1) if 0 < value < THRESHOLD else (THRESHOLD, top) if value else (0, 0)
        for key, value in values.items()
    }
    for key in hidden:
        if 0 < values[key] < THRESHOLD:
            narrowed = attacker(values, sums, hidden, key, why)
            if narrowed[0] > 1 or narrowed[1] < THRESHOLD - 1:
                low, high = attacker(values, sums, hidden, key)
                assert low <= 1, (key, low, known)
                assert high >= THRESHOLD - 1, (key, high, known)
                assert narrowed == attacker(values, sums, set(values), key, why), (key, narrowed, known)


@pytest.mark.parametrize("seed", range(12))
def test_small_counts_are_withheld_and_safe(seed: int, attacker: Any, table_with_margins: Any) -> None:
    values, sums = table_with_margins(random_table(seed, 3))
    hidden = set(protect(build(values, sums), THRESHOLD))
    assert {key for key, value in values.items() if 0 < value < THRESHOLD} <= hidden
    assert_safe(values, sums, hidden, attacker)


@pytest.mark.slow
@pytest.mark.parametrize("chunk", range(10))
def test_three_hundred_tables_of_two_and_three_dimensions(
    chunk: int, attacker: Any, table_with_margins: Any, some: Any
) -> None:
    for seed in some(range(1000 + chunk * 30, 1030 + chunk * 30)):
        values, sums = table_with_margins(random_table(seed))
        hidden = set(protect(build(values, sums), THRESHOLD))
        assert {key for key, value in values.items() if 0 < value < THRESHOLD} <= hidden
        assert_safe(values, sums, hidden, attacker, seed=seed)


@pytest.mark.parametrize("seed", range(8))
def test_nothing_is_withheld_for_nothing(seed: int, attacker: Any, table_with_margins: Any) -> None:
    values, sums = table_with_margins(random_table(seed + 100, 3))
    plan = protect(build(values, sums), THRESHOLD)
    for key, reason in plan.items():
        if reason == "steun":
            fewer = set(plan) - {key}
            with pytest.raises(AssertionError):
                assert_safe(values, sums, fewer, attacker)


def _is_safe(values: dict[Any, int], sums: list[Any], hidden: set[Any], attacker: Any) -> bool:
    try:
        assert_safe(values, sums, hidden, attacker)
    except AssertionError:
        return False
    return True


@pytest.mark.parametrize("seed", range(12))
def test_brute_force_finds_nothing_cheaper(seed: int, attacker: Any, table_with_margins: Any) -> None:
    random = np.random.default_rng(seed)
    values, sums = table_with_margins(random.poisson(5, size=(2, 3)))
    problem = build(values, sums)
    plan = protect(problem, THRESHOLD)
    small = {key for key, value in values.items() if 0 < value < THRESHOLD}
    others = [key for key in values if key not in small]

    def cost(keys: Any) -> int:
        return sum(problem.counts[key].weight for key in keys)

    ours = cost(set(plan) - small)
    unsafe: list[set[Any]] = []  # what is not safe, is not safe either with less withheld
    for size in range(len(others), -1, -1):
        for extra in map(set, combinations(others, size)):
            if cost(extra) < ours and not any(extra < more for more in unsafe):
                assert not _is_safe(values, sums, small | extra, attacker), extra
                unsafe.append(extra)


def test_a_single_small_count_takes_another_of_its_row_and_of_its_column(table_with_margins: Any) -> None:
    values, sums = table_with_margins(np.array([[3, 9, 20], [8, 12, 30], [40, 50, 60]]))
    plan = protect(build(values, sums), THRESHOLD)
    assert plan[0, 0] == "klein"
    assert len(plan) == 4
    rows = {key[0] for key in plan}
    columns = {key[1] for key in plan}
    assert len(rows) == len(columns) == 2


def test_without_small_counts_nothing_is_withheld(table_with_margins: Any) -> None:
    values, sums = table_with_margins(np.array([[0, 9], [8, 12]]))
    assert protect(build(values, sums), THRESHOLD) == {}


def test_a_margin_that_is_published_before_limits_what_can_be_hidden(attacker: Any) -> None:
    counts = {"all": Count(3, fixed=True), "a": Count(2), "b": Count(1)}
    plan = protect(ProtectedCounts(counts, (Sum("all", ("a", "b")),)), THRESHOLD)
    assert set(plan) == {"a", "b"}
    values = {key: count.value for key, count in counts.items()}
    assert attacker(values, [("all", ("a", "b"))], set(plan), "a") == (0, 3)


def test_a_small_margin_is_withheld_with_its_parts() -> None:
    counts = {"all": Count(3, weight=9), "a": Count(2), "b": Count(1)}
    assert set(protect(ProtectedCounts(counts, (Sum("all", ("a", "b")),)), THRESHOLD)) == {"all", "a", "b"}


def test_what_follows_from_published_counts_is_not_withheld() -> None:
    counts = {"all": Count(10, fixed=True), "a": Count(7, fixed=True), "b": Count(3)}
    assert protect(ProtectedCounts(counts, (Sum("all", ("a", "b")),)), THRESHOLD) == {}


def test_a_fixed_small_count_stays() -> None:
    counts = {"all": Count(22), "a": Count(4, fixed=True), "b": Count(18)}
    assert protect(ProtectedCounts(counts, (Sum("all", ("a", "b")),)), THRESHOLD) == {}


def test_one_person_is_withheld_under_the_lowest_threshold_too() -> None:
    counts = {"all": Count(1), "a": Count(0, fixed=True), "b": Count(1)}
    assert set(protect(ProtectedCounts(counts, (Sum("all", ("a", "b")),)), 2)) == {"all", "b"}


def test_one_person_of_one_who_is_published_is_withheld_when_it_could_be_either_of_two() -> None:
    counts = {"all": Count(1, fixed=True), "a": Count(0), "b": Count(1)}
    plan = protect(ProtectedCounts(counts, (Sum("all", ("a", "b"), breakdown=True),)), THRESHOLD)
    assert set(plan) == {"a", "b"}


def test_a_zero_in_a_small_group_tells_on_people() -> None:
    counts = {"all": Count(4, fixed=True), "a": Count(2), "b": Count(2), "c": Count(0)}
    plan = protect(ProtectedCounts(counts, (Sum("all", ("a", "b", "c"), breakdown=True),)), THRESHOLD)
    assert plan == {"a": "klein", "b": "klein", "c": "nul"}


def test_a_zero_in_a_large_group_does_not() -> None:
    counts = {"all": Count(20), "a": Count(12), "b": Count(8), "c": Count(0)}
    assert protect(ProtectedCounts(counts, (Sum("all", ("a", "b", "c"), breakdown=True),)), THRESHOLD) == {}


def test_a_full_group_tells_on_everyone_in_it(attacker: Any) -> None:
    counts = {"all": Count(13), "a": Count(13), "b": Count(0), "c": Count(0)}
    plan = protect(ProtectedCounts(counts, (Sum("all", ("a", "b", "c"), breakdown=True),)), THRESHOLD)
    assert plan["a"] == "vol"
    assert len(plan) == 2
    values = {key: count.value for key, count in counts.items()}
    low, _ = attacker(values, [("all", ("a", "b", "c"))], set(plan), "a")
    assert low <= 13 - (THRESHOLD - 1)


def test_linked_tables_are_protected_together(attacker: Any) -> None:
    # The same people by place and by step; the total of both is the same count.
    counts = {
        "all": Count(30, weight=20),
        **{f"place{n}": Count(value) for n, value in enumerate((3, 12, 15))},
        **{f"step{n}": Count(value) for n, value in enumerate((10, 18, 2))},
    }
    sums = (
        Sum("all", ("place0", "place1", "place2")),
        Sum("all", ("step0", "step1", "step2")),
    )
    plan = protect(ProtectedCounts(counts, sums), THRESHOLD)
    values = {key: count.value for key, count in counts.items()}
    plain = [(line.total, line.parts) for line in sums]
    assert "all" not in plan
    for key in ("place0", "step2"):
        low, high = attacker(values, plain, set(plan), key)
        assert low <= 1 < THRESHOLD - 1 <= high


def _page(values: tuple[int, ...], secret: bytes) -> tuple[int | str, ...]:
    counts: dict[Any, Count] = {number: Count(value) for number, value in enumerate(values)}
    counts["all"] = Count(sum(values), weight=10)
    plan = protect(ProtectedCounts(counts, (Sum("all", tuple(range(len(values)))),)), THRESHOLD, secret)
    return tuple("x" if key in plan else count.value for key, count in counts.items())


def test_who_runs_the_program_on_every_alternative_learns_no_more() -> None:
    """Of three parts with every sum below twelve, and any key: 5 x x of 13 was 4 and 4 before."""
    pages: dict[Any, set[Any]] = {}
    for values in product(range(12), repeat=3):
        if sum(values) < 12:
            for secret in (b"", b"een", b"twee"):
                pages.setdefault(_page(values, secret), set()).add(values)
    seen = 0
    for page, alternatives in pages.items():
        if page[-1] == "x":
            continue  # then sums of twelve and more are alternatives too
        for number, shown in enumerate(page[:-1]):
            possible = {values[number] for values in alternatives}
            if shown == "x" and possible & set(range(1, THRESHOLD)):
                seen += 1
                assert min(possible) <= 1, (page, number, possible)
                assert max(possible) >= THRESHOLD - 1, (page, number, possible)
    assert seen > 20


def test_a_dear_count_that_is_withheld_tells_nothing_either() -> None:
    """x x 7 with a total that is withheld was 1 and 1: with 2 and 1 the total could be shown, and was."""
    pages: dict[Any, set[Any]] = {}
    tables = [values for values in product(range(1, 12), repeat=3) if sum(values) < 14]
    for key, values in product(range(24), tables):
        counts: dict[Any, Count] = {part: Count(value, weight=3, low=1) for part, value in enumerate(values)}
        counts["all"] = Count(sum(values), weight=20)
        problem = ProtectedCounts(counts, (Sum("all", (0, 1, 2)),))
        plan = protect(problem, THRESHOLD, str(key).encode())
        page = tuple("x" if name in plan else count.value for name, count in counts.items())
        pages.setdefault(page, set()).add(values)
    seen = 0
    for page, alternatives in pages.items():
        if page[-1] == "x" and sum(shown for shown in page if shown != "x") > 8:
            continue  # then sums of fourteen and more are alternatives too
        for number, shown in enumerate(page[:-1]):
            possible = {values[number] for values in alternatives}
            if shown == "x" and possible & set(range(1, THRESHOLD)):
                seen += page[-1] == "x"
                assert min(possible) <= 1, (page, number, possible)
                assert max(possible) >= THRESHOLD - 1, (page, number, possible)
    assert seen > 10


def test_the_key_decides_between_equally_good_choices() -> None:
    pages = {_page((3, 9, 9, 9), bytes([number])) for number in range(16)}
    assert len({page for page in pages if page[-1] != "x"}) == 3
    assert {page[:-1] for page in pages if page[-1] == "x"} <= {("x", 9, 9, 9)}  # drawn, it needs no other
    assert _page((3, 9, 9, 9), b"een") == _page((3, 9, 9, 9), b"een")


def test_a_row_that_exists_only_for_somebody_tells_that_it_is_one_at_least(attacker: Any) -> None:
    """x x x x 16 of 20, where every row has at least one person, is 1, 1, 1, 1: so it is not shown."""
    counts: dict[Any, Count] = {number: Count(1, low=1) for number in range(4)}
    counts |= {4: Count(16, low=1), "all": Count(20, weight=20)}
    line = ("all", (0, 1, 2, 3, 4))
    plan = protect(ProtectedCounts(counts, (Sum(*line),)), THRESHOLD)
    values = {key: count.value for key, count in counts.items()}
    known = dict.fromkeys(range(5), (1, 1000))
    for number in range(4):
        low, high = attacker(values, [line], set(plan), number, known)
        assert (low, high >= THRESHOLD - 1) == (1, True)


def test_a_count_that_can_be_no_more_than_a_published_one_is_believed_up_to_there() -> None:
    counts: dict[Any, Count] = {"a": Count(2, high=2), "b": Count(9), "all": Count(11, weight=20)}
    assert set(protect(ProtectedCounts(counts, (Sum("all", ("a", "b")),)), THRESHOLD)) == {"a", "b"}


def test_what_an_earlier_report_withheld_stays_withheld() -> None:
    counts = {"all": Count(30), "a": Count(12), "b": Count(18)}
    problem = ProtectedCounts(counts, (Sum("all", ("a", "b")),), frozenset({"b", "gone"}))
    assert protect(problem, THRESHOLD) == {"b": "eerder"}


def test_the_next_report_does_not_give_away_the_former(attacker: Any) -> None:
    # In the first year b supports a. In the second c would do as well; showing b then would give a away.
    sums = (Sum("all", ("a", "b", "c")),)
    first = protect(
        ProtectedCounts({"all": Count(33), "a": Count(3), "b": Count(12), "c": Count(18)}, sums), THRESHOLD
    )
    second_counts = {"all": Count(33), "a": Count(3), "b": Count(12, weight=5), "c": Count(18)}
    second = protect(ProtectedCounts(second_counts, sums, frozenset(first)), THRESHOLD)
    assert set(first) <= set(second)


def test_too_many_counts_are_refused() -> None:
    parts = tuple(range(MAX_COUNTS))
    counts: dict[Any, Count] = {part: Count(3) for part in parts}
    counts["all"] = Count(3 * MAX_COUNTS)
    with pytest.raises(TooLargeError):
        protect(ProtectedCounts(counts, (Sum("all", parts),)), THRESHOLD)


def test_the_choice_is_the_same_every_time(table_with_margins: Callable[..., Any]) -> None:
    values, sums = table_with_margins(random_table(7))
    first = protect(build(values, sums), THRESHOLD)
    assert list(protect(build(values, sums), THRESHOLD).items()) == list(first.items())


@settings(max_examples=60, deadline=None)
@given(
    parts=st.lists(st.integers(0, 12), min_size=2, max_size=6),
    published=st.sets(st.integers(0, 5)),
    threshold=st.integers(2, 10),
)
def test_one_line_with_any_threshold_and_any_published_parts(
    parts: list[int], published: set[int], threshold: int, attacker: Any
) -> None:
    counts: dict[Any, Count] = {
        number: Count(value, fixed=number in published) for number, value in enumerate(parts)
    }
    counts["all"] = Count(sum(parts), weight=10)
    plan = protect(ProtectedCounts(counts, (Sum("all", tuple(range(len(parts)))),)), threshold)
    values = {key: count.value for key, count in counts.items()}
    sums = [("all", tuple(range(len(parts))))]
    widest = {key for key, count in counts.items() if not count.fixed}
    for key, count in counts.items():
        if count.fixed or not 0 < count.value < threshold:
            continue
        best_low, best_high = attacker(values, sums, widest, key)
        if best_low == best_high:
            continue
        assert key in plan
        low, high = attacker(values, sums, set(plan), key)
        assert low <= max(1, best_low)
        assert high >= min(threshold - 1, best_high)


def test_what_only_halves_can_move_is_made_safe_for_whole_people(attacker: Any) -> None:
    """Two counts that go up and down together move a third by two at a time, so it is even for who knows.

    ``b`` and ``c`` differ by what is published, and with ``a`` they are the whole: in halves ``a`` can be
    anything from 1 to 4, in whole people only 2 or 4. So one of the sums is withheld as well.
    """
    values = {"a": 2, "b": 7, "c": 7, "f": 9, "a+b+c": 16, "b+f": 16, "c+f": 16}
    sums = [("a+b+c", ("a", "b", "c")), ("b+f", ("b", "f")), ("c+f", ("c", "f"))]
    counts = {
        key: Count(value, fixed=key == "a+b+c", weight=10 if "+" in key else 1)
        for key, value in values.items()
    }
    hidden = set(protect(ProtectedCounts(counts, tuple(Sum(*total) for total in sums)), THRESHOLD))
    assert "a" in hidden
    assert hidden & {"b+f", "c+f"}
    assert_safe(values, sums, hidden, attacker)


@pytest.mark.parametrize("command", ["rapport", "publiceer"])
def test_a_year_that_stands_in_the_way_of_another_is_named(maatwerk: Any, small: Any, command: str) -> None:
    """The figures of 2029 divide people in more ways than can be made safe; those of 2030 do not."""
    names = [f"nr{number}" for number in range(7)]
    for name in names:
        small.proeftuin(name)
        small.candidate(name, "kandidaat")
    steps = ["kandidaat", "aan_de_slag", "contract", "uitgestroomd"]
    fine = small.figure("fijn", 9, stap=steps, plek="stage", contract="rijk", proeftuin=names)
    small.write("kerncijfers/2029.yaml", [fine])
    small.write("kerncijfers/2030.yaml", [small.figure("kandidaten", 9, stap="kandidaat")])
    output = small.root.parent / "uit"
    more = ("--datum", "2031-01-15", "--uitvoer", str(output)) if command == "publiceer" else ()
    done = maatwerk(command, "2030", *more, "--data", str(small.root))
    assert (done.returncode, output.exists()) == (2, False)
    assert done.stderr.startswith("De aantallen kandidaten van 2029 zijn te veel of te verweven"), done.stderr
