"""What the attacker takes each count to be, and what he can make of it, worked out by hand.

The threshold is 5. A withheld count can lie up to four thresholds above its true value: twenty.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

from maatwerk_cli.disclosure import solver
from maatwerk_cli.disclosure.solver import (
    CellKey,
    Count,
    ProtectedCounts,
    Sum,
    TooLargeError,
    WithholdReason,
    _Attacker,
    _highs,
    _Need,
    _Solver,
    protect,
)

THRESHOLD = 5


def made(
    counts: Mapping[CellKey, Count],
    *sums: Sum,
    reasons: Mapping[CellKey, WithholdReason] | None = None,
    **more: Any,
) -> _Solver:
    return _Solver(ProtectedCounts(counts, sums, **more), THRESHOLD, reasons or {}, b"")


POSSIBLE = [
    (Count(3), (0, 23)),
    (Count(3, low=2), (2, 23)),
    (Count(3, high=10), (0, 10)),
    (Count(3, high=50), (0, 23)),
    (Count(3, low=1, high=3), (1, 3)),
]


@pytest.mark.parametrize(("count", "ends"), POSSIBLE)
def test_what_a_count_can_be_to_who_knows_nothing_more(count: Count, ends: tuple[int, int]) -> None:
    assert made({"a": count})._plain == [ends]


KNOWN: list[tuple[Count, WithholdReason | None, tuple[int, int]]] = [
    (Count(3), "klein", (1, 4)),
    (Count(3, low=2), "klein", (2, 4)),
    (Count(3, high=3), "klein", (1, 3)),
    (Count(0), "nul", (0, 4)),
    (Count(0, high=2), "nul", (0, 2)),
    (Count(13), "vol", (0, 33)),
    (Count(13, low=3, high=14), "vol", (3, 14)),
    # What only supports is not small: it is large, or none.
    (Count(7), None, (5, 27)),
    (Count(5), None, (5, 25)),
    (Count(7, low=6), None, (6, 27)),
    (Count(0), None, (0, 0)),
    # Of what cannot be withheld no reason is known.
    (Count(7, in_report=False), None, (0, 27)),
    (Count(7, fixed=True), None, (0, 27)),
]


@pytest.mark.parametrize(("count", "reason", "ends"), KNOWN)
def test_what_a_count_can_be_to_who_knows_why_it_is_withheld(
    count: Count, reason: WithholdReason | None, ends: tuple[int, int]
) -> None:
    reasons: dict[CellKey, WithholdReason] = {"a": reason} if reason else {}
    assert made({"a": count}, reasons=reasons)._limits == [ends]


def test_who_takes_less_for_granted_the_boldest_first() -> None:
    """First the most of a count is only believed, then of each count that it is no less than none."""
    outcome = made(
        {"a": Count(3, high=5), "b": Count(2), "c": Count(9, low=4)},
        believed=frozenset("a"),
        assumed={"c": 1, "b": 2},
    )
    a, b, c, wide, anything = (0, 5), (0, 22), (4, 29), (0, 23), (-20, 20)
    assert [*outcome._less_bold()] == [
        [a, b, c],
        [wide, b, c],
        [wide, anything, c],
        [wide, anything, anything],
    ]
    plain = made({"a": Count(3, high=5)})
    assert [*plain._less_bold()] == [[a]]


WHOLE = Sum("all", ("a", "b"))


@pytest.mark.parametrize(
    ("counts", "determined"),
    [
        ({"all": Count(10, fixed=True), "a": Count(4), "b": Count(6)}, False),
        ({"all": Count(10, fixed=True), "a": Count(4), "b": Count(6, fixed=True)}, True),
        ({"all": Count(10, fixed=True), "a": Count(10), "b": Count(0)}, False),  # it can only be less
        ({"all": Count(10, fixed=True), "a": Count(0), "b": Count(10)}, False),  # it can only be more
        ({"all": Count(0, fixed=True), "a": Count(0), "b": Count(0)}, True),
        ({"all": Count(10, fixed=True), "a": Count(9), "b": Count(1, high=2)}, False),  # one more or less
        ({"all": Count(10, fixed=True), "a": Count(9), "b": Count(1, low=1, high=1)}, True),
        ({"all": Count(10), "a": Count(4), "b": Count(6, fixed=True)}, False),  # the whole can be withheld
    ],
)
def test_what_anybody_can_compute_from_what_is_published(
    counts: dict[CellKey, Count], determined: bool
) -> None:
    outcome = made(counts, WHOLE)
    outcome._withhold_all(outcome._plain)
    assert outcome._is_determined(outcome._index["a"]) is determined
    needs: dict[CellKey, _Need] = {"a": _Need(1, 4)}
    assert outcome.unknown(needs) == ({} if determined else needs)


def test_where_nothing_is_published_nothing_is_left_out() -> None:
    needs: dict[CellKey, _Need] = {"a": _Need(1, 4)}
    counts: dict[CellKey, Count] = {"all": Count(0, in_report=False, high=0), "a": Count(0), "b": Count(0)}
    assert made(counts, WHOLE).unknown(needs) == needs


@pytest.mark.parametrize(
    ("target", "down", "extreme"),
    [
        (2, True, 2),
        (0, True, 0),
        (-9, True, 0),
        (7, False, 7),
        (10, False, 10),
        (99, False, 10),
        (4, True, 4),
    ],
)
def test_how_far_a_count_can_be_moved_and_no_further_than_is_asked(
    target: int, down: bool, extreme: int
) -> None:
    """Of two that are ten together, the first is four."""
    outcome = made({"all": Count(10, fixed=True), "a": Count(4), "b": Count(6)}, WHOLE)
    outcome._withhold_all(outcome._plain)
    assert outcome._integer_extreme(outcome._index["a"], target, down=down) == extreme
    assert outcome._linear_extreme(outcome._index["a"], down=down).whole  # so nothing more is asked


def test_a_count_of_people_moves_by_whole_ones() -> None:
    """The first is four with either other: those two together are even, and here no more than seven."""
    counts: dict[CellKey, Count] = {
        "a": Count(2), "b": Count(2), "c": Count(2),
        "x": Count(4, fixed=True), "y": Count(4, fixed=True), "z": Count(4, high=7),
    }  # fmt: skip
    outcome = made(counts, Sum("x", ("a", "b")), Sum("y", ("a", "c")), Sum("z", ("b", "c")))
    outcome._withhold_all(outcome._plain)
    a, z = outcome._index["a"], outcome._index["z"]
    most = outcome._linear_extreme(z, down=False)
    assert (most.reach, most.whole) == (pytest.approx(3), False)
    assert outcome._integer_extreme(z, 9, down=False) == 6
    assert outcome._integer_extreme(z, 5, down=False) == 4
    assert outcome._linear_extreme(a, down=True).reach == pytest.approx(1.5)
    assert outcome._integer_extreme(a, 0, down=True) == 1
    assert outcome._integer_extreme(a, 9, down=False) == 4


def test_a_count_of_people_moves_no_further_down_than_is_asked() -> None:
    """The first is eight with either other: it can be one, as each of those can be seven of their fifteen."""
    counts: dict[CellKey, Count] = {
        "a": Count(4), "b": Count(4), "c": Count(4),
        "x": Count(8, fixed=True), "y": Count(8, fixed=True), "z": Count(8, high=15),
    }  # fmt: skip
    outcome = made(counts, Sum("x", ("a", "b")), Sum("y", ("a", "c")), Sum("z", ("b", "c")))
    outcome._withhold_all(outcome._plain)
    a = outcome._index["a"]
    assert not outcome._linear_extreme(a, down=True).whole
    assert outcome._integer_extreme(a, 0, down=True) == 1
    assert outcome._integer_extreme(a, 3, down=True) == 3


def test_what_must_stay_possible_is_limited_to_what_can_be() -> None:
    """Of two that are six together neither is more than six; what is alone in a known sum cannot move."""
    counts: dict[CellKey, Count] = {
        "all": Count(6, fixed=True), "a": Count(2), "b": Count(4),
        "known": Count(3, fixed=True), "c": Count(3),
    }  # fmt: skip
    outcome = made(counts, WHOLE, Sum("known", ("c",)))
    needs: dict[CellKey, _Need] = {"a": _Need(-3, 9), "b": _Need(1, 4), "c": _Need(1, 4)}
    assert outcome._attainable(needs, outcome._plain) == {"a": _Need(0, 6), "b": _Need(1, 4)}
    single: dict[CellKey, _Need] = {"a": _Need(2, 3)}
    assert outcome._attainable(single, outcome._plain) == single  # it can move, though by one only


def test_who_knows_why_comes_first_and_the_rest_is_for_who_does_not() -> None:
    """Four are split in one and three: who knows that both are small can make of them one to three."""
    counts: dict[CellKey, Count] = {"all": Count(4, fixed=True), "a": Count(1), "b": Count(3)}
    reasons: dict[CellKey, WithholdReason] = {"a": "klein", "b": "klein"}
    outcome = made(counts, WHOLE, reasons=reasons)
    needs: dict[CellKey, _Need] = {"a": _Need(1, 4), "b": _Need(1, 4)}
    knows, not_ = outcome.attackers(needs)
    assert knows == _Attacker([(0, 24), (1, 4), (1, 4)], {"a": _Need(1, 3), "b": _Need(1, 3)})
    assert not_ == _Attacker(outcome._plain, needs)
    # Where the first need not give in, there is nobody else.
    (only,) = outcome.attackers({"a": _Need(1, 3)})
    assert only.needs == {"a": _Need(1, 3)}


def bridges(
    given: _Solver, sensitive: set[str], forced: set[str], free: Sequence[str]
) -> Iterator[tuple[float, Sequence[str], Sequence[float]]]:
    position = {given._index[name]: number for number, name in enumerate(free)}
    indexes = ({given._index[name] for name in names} for names in (sensitive, forced))
    for lower, columns, coefficients in given._no_bridges(*indexes, position):
        yield lower, [free[column] for column in columns], coefficients


def test_a_count_alone_in_a_sum_needs_another_or_is_of_no_use() -> None:
    counts: dict[CellKey, Count] = {
        "all": Count(30, fixed=True),
        "a": Count(2),
        "b": Count(9),
        "c": Count(19),
    }
    outcome = made(counts, Sum("all", ("a", "b", "c")))
    assert [*bridges(outcome, {"a"}, {"a"}, ["b", "c"])] == [(1.0, ["b", "c"], [1.0, 1.0])]
    assert [*bridges(outcome, set(), set(), ["b", "c"])] == [
        (0.0, ["c", "b"], [1.0, -1.0]),
        (0.0, ["b", "c"], [1.0, -1.0]),
    ]
    # Two that are withheld in any case hide each other, and there is nothing to choose.
    assert [*bridges(outcome, {"a", "b"}, {"a", "b"}, ["c"])] == []
    assert [*bridges(outcome, {"a"}, {"a"}, [])] == []
    # Beside what is in no table anything can move.
    latent = made(counts | {"b": Count(9, in_report=False)}, Sum("all", ("a", "b", "c")))
    assert [*bridges(latent, {"a"}, {"a"}, ["c"])] == []


def test_where_rounding_leaves_no_condition_one_count_more_must_be_withheld() -> None:
    """Without prices nothing says which; and where there is none left, there is nothing to be done."""
    outcome = made({"all": Count(10), "a": Count(3), "b": Count(7)}, WHOLE)
    column, position = outcome._index["a"], {outcome._index["all"]: 0, outcome._index["b"]: 1}
    outcome._withhold({column}, outcome._plain)
    assert outcome._cut(column, 2, position, (0.0,), down=True) == (1.0, [0, 1], [1.0, 1.0])
    outcome._withhold({column, outcome._index["b"]}, outcome._plain)
    assert outcome._cut(column, 2, position, (0.0,), down=True) == (1.0, [0], [1.0])
    outcome._withhold_all(outcome._plain)
    with pytest.raises(TooLargeError):
        outcome._cut(column, 2, position, (0.0,), down=True)


CUTS = [
    # All is ten, of which four are known; a is three, b seven. A alone is withheld. All can be six less or
    # b twenty more, and each of a price of one lets a be so many less.
    (2, -1.0, True, (2.0, [2.0, 2.0])),
    (7, -1.0, True, (7.0, [6.0, 7.0])),
    # For nine more all must do: b can be only seven less.
    (9, 1.0, False, (9.0, [9.0, 7.0])),
    # At half the price a itself counts for half of the three that it can be less.
    (3, -0.5, True, (1.5, [1.5, 1.5])),
    # At a tenth it would cover the two by itself, which it does not: the price tells nothing.
    (2, -0.1, True, (1.0, [1.0, 1.0])),
]


@pytest.mark.parametrize(("gap", "price", "down", "condition"), CUTS)
def test_what_is_to_be_withheld_must_move_a_count_as_far_as_is_asked(
    gap: int, price: float, down: bool, condition: tuple[float, list[float]]
) -> None:
    outcome = made({"all": Count(10, low=4), "a": Count(3), "b": Count(7)}, WHOLE)
    column, position = outcome._index["a"], {outcome._index["all"]: 0, outcome._index["b"]: 1}
    outcome._withhold({column}, outcome._plain)
    lower, coefficients = condition
    assert outcome._cut(column, gap, position, (price,), down=down) == (lower, [0, 1], coefficients)


HALVES = [
    # The first is four with either other, so those two are even together: below eight no more than six, above
    # one no less than two, though with halves of people seven and one could be reached.
    (Count(4, high=7), _Need(4, 6), []),
    (Count(4, high=7), _Need(4, 7), [(1.0, [0], [1.0])]),
    (Count(4, low=1), _Need(2, 4), []),
    (Count(4, low=1), _Need(1, 4), [(1.0, [0], [1.0])]),
]


@pytest.mark.parametrize(("both", "need", "conditions"), HALVES)
def test_what_only_halves_of_people_reach_needs_one_count_more(
    both: Count, need: _Need, conditions: list[tuple[float, list[int], list[float]]]
) -> None:
    counts: dict[CellKey, Count] = {
        "a": Count(2), "b": Count(2), "c": Count(2), "z": both, "more": Count(9),
        "x": Count(4, fixed=True), "y": Count(4, fixed=True),
    }  # fmt: skip
    outcome = made(counts, Sum("x", ("a", "b")), Sum("y", ("a", "c")), Sum("z", ("b", "c")))
    attacker = _Attacker(outcome._plain, {"z": need})
    chosen, free = ({outcome._index[name] for name in names} for names in ("abcz", ["more"]))
    position = {outcome._index["more"]: 0, outcome._index["b"]: 1}
    assert outcome._cuts(attacker, chosen, position) == conditions
    if conditions:  # and where there is none more, there is nothing to be done
        with pytest.raises(TooLargeError):
            outcome._cuts(attacker, chosen | free, position)


class Steps:
    """Stands in for a solver: tells how many steps each run takes."""

    def __init__(self, *taken: int) -> None:
        self._taken = iter(taken)
        self.allowed: list[int] = []

    def setOptionValue(self, name: str, value: int) -> None:  # noqa: N802
        assert name == "simplex_iteration_limit"
        self.allowed.append(value)

    def run(self) -> None:
        self.simplex_iteration_count = next(self._taken)

    def getInfo(self) -> "Steps":  # noqa: N802
        return self


def test_steps_are_counted_together_and_a_run_without_any_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver, "MAX_STEPS", 10)
    monkeypatch.setattr(solver, "_optimal", lambda _: True)
    outcome, steps = made({"a": Count(7)}), Steps(4, 5, 0, 0)
    for _ in range(3):
        outcome._solve(steps)
    with pytest.raises(TooLargeError):
        outcome._solve(steps)
    assert steps.allowed == [10, 6, 1, 1]


def test_what_is_not_solved_to_its_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver, "_optimal", lambda _: False)
    with pytest.raises(TooLargeError):
        made({"a": Count(7)})._solve(Steps(1))


def test_a_lot_weighs_less_than_a_hundredth_of_what_a_reader_loses() -> None:
    lots = [_lot(f"telling {number}") for number in range(500)]
    assert 0 <= min(lots) < 0.5
    assert 9.5 < max(lots) < 10
    assert len(set(lots)) == 500
    assert lots == [_lot(f"telling {number}") for number in range(500)]
    assert lots != [_lot(f"telling {number}", b"sleutel") for number in range(500)]


def _lot(name: str, secret: bytes = b"") -> float:
    return _Solver(ProtectedCounts({name: Count(7)}, ()), THRESHOLD, {}, secret)._lot(0)


@pytest.mark.parametrize(
    ("option", "value"),
    [("output_flag", False), ("threads", 1), ("random_seed", 0), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.0)],
)
def test_a_solver_is_silent_and_gives_one_answer_on_every_machine(option: str, value: object) -> None:
    assert _highs().getOptionValue(option)[1] == value


def test_what_is_withheld_before_stays_so_where_it_can_be() -> None:
    """Also where nothing tells on anybody; but not what is published, nor what there is not."""
    counts: dict[CellKey, Count] = {"all": Count(20, fixed=True), "a": Count(9), "b": Count(11)}
    problem = ProtectedCounts(counts, (WHOLE,), earlier=frozenset({"all", "b", "weg"}))
    assert protect(problem, THRESHOLD) == {"b": "eerder"}


def test_a_choice_that_needs_more_rounds_than_there_are_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    counts: dict[CellKey, Count] = {
        "all": Count(30, fixed=True),
        "a": Count(2),
        "b": Count(9),
        "c": Count(19),
    }
    problem = ProtectedCounts(counts, (Sum("all", ("a", "b", "c")),))
    assert "a" in protect(problem, THRESHOLD)
    monkeypatch.setattr(solver, "MAX_ROUNDS", 0)
    with pytest.raises(TooLargeError):
        protect(problem, THRESHOLD)


def test_a_small_count_that_nothing_can_hide_is_refused_unless_all_can_be_computed() -> None:
    """Of three that are published together two are; nobody learns anything new of the third."""
    counts: dict[CellKey, Count] = {"all": Count(20, fixed=True), "a": Count(3), "b": Count(17, fixed=True)}
    assert protect(ProtectedCounts(counts, (WHOLE,)), THRESHOLD) == {}
