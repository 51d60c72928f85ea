"""Disclosure control: which counts of people are withheld, so that nobody can compute them back.

A set of counts is tied together by sums. Some counts are small and are withheld. Whoever knows the sums and
the other counts could compute them back, so further counts are withheld: the cheapest set for which each
small count can still be everything the rule allows. The choice is an integer program (after Fischetti and
Salazar's model of cell suppression): a master problem chooses what to withhold, an attacker tries to narrow
each withheld count, and what the attacker finds becomes a new condition of the master problem.

Nothing here knows what is counted; ``people`` does.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from maatwerk_cli.disclosure.silence import silenced

MAX_COUNTS = 4_000
MAX_SENSITIVE = 400
MAX_ROUNDS = 400
MAX_STEPS = 1_000_000
"""Beyond these a table is refused: a choice that cannot be proven safe is not published. Steps of the solver
are counted, not seconds: a clock would give another answer on another machine."""

_ROOM = 4
"""How far, in thresholds, the attacker's answers may lie above the true counts. A narrower attacker only
makes us withhold more, and a finite one keeps the programs bounded."""
_EPSILON = 1e-6

Key = Hashable


Reden = Literal["klein", "nul", "vol", "steun", "eerder"]
"""Why a count is withheld: it is small; it is a zero or the whole of a group and so tells on the people in
it; it would give another away; an earlier report withheld it."""


class TooLargeError(Exception):
    """The counts are too many, or too entangled, to be made safe."""


@dataclass(frozen=True, slots=True)
class Count:
    """One count of people.

    Attributes:
        value: the true count, zero or more.
        shown: the report would show it. What is not shown can be anything to the attacker, unless fixed.
        fixed: it is published elsewhere or for certain known: it cannot be withheld.
        weight: what withholding it costs the reader, one or more.

    """

    value: int
    shown: bool = True
    fixed: bool = False
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Sum:
    """A count that is the sum of others. A breakdown divides a group of people by what they are or did."""

    total: Key
    parts: tuple[Key, ...]
    breakdown: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything an attacker knows of: the counts and the sums between them.

    Attributes:
        counts: every count, of this report and of what it can be compared with.
        sums: how they hang together.
        earlier: what is withheld in any case, since an earlier report withheld it.
        guarded: small counts that an earlier report withheld, and that this one must not give away.

    """

    counts: Mapping[Key, Count]
    sums: tuple[Sum, ...]
    earlier: frozenset[Key] = frozenset()
    guarded: frozenset[Key] = frozenset()


@dataclass(frozen=True, slots=True)
class _Need:
    """What an attacker must still believe possible of one withheld count."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class _Reach:
    """How far an attacker can move a count, whether in whole numbers, and the prices that prove it."""

    reach: float
    whole: bool
    duals: tuple[float, ...]


def protect(problem: Problem, threshold: int) -> dict[Key, Reden]:
    """Choose what to withhold.

    Args:
        problem: counts and sums; every sum must hold for the true counts.
        threshold: counts of 1 up to but not including this are withheld.

    Returns:
        The keys of the withheld counts, each with the reason. Counts that follow from what is published
        elsewhere are not among them: they are known already.

    Raises:
        TooLargeError: the counts cannot be made safe within the limits of this module.

    """
    needs, reasons = _sensitive(problem, threshold)
    needs |= {key: _Need(1, threshold - 1) for key in problem.counts if key in problem.guarded}
    earlier = {key for key in problem.earlier if key in problem.counts and _can_withhold(problem.counts[key])}
    if not needs:
        return {**dict.fromkeys(_ordered(problem, earlier), "eerder")}
    if len(problem.counts) > MAX_COUNTS or len(needs) > MAX_SENSITIVE:
        raise TooLargeError
    with silenced():
        solver = _Solver(problem, threshold)
        needs = solver.attainable(needs)
        chosen = solver.cheapest(needs, earlier)
    result: dict[Key, Reden] = {}
    for key in _ordered(problem, chosen):
        result[key] = reasons[key] if key in needs else "eerder" if key in earlier else "steun"
    return result


def _ordered(problem: Problem, keys: Iterable[Key]) -> list[Key]:
    wanted = set(keys)
    return [key for key in problem.counts if key in wanted]


def _can_withhold(count: Count) -> bool:
    return count.shown and not count.fixed


def _sensitive(problem: Problem, threshold: int) -> tuple[dict[Key, _Need], dict[Key, Reden]]:
    """Find the counts that tell on people by themselves, and what must stay possible of each."""
    needs: dict[Key, _Need] = {}
    reasons: dict[Key, Reden] = {}
    for key, count in problem.counts.items():
        if _can_withhold(count) and 0 < count.value < threshold:
            needs[key], reasons[key] = _Need(1, threshold - 1), "klein"
    for line in problem.sums:
        whole = problem.counts[line.total].value
        if not line.breakdown or whole == 0 or len(line.parts) < 2:
            continue
        for key in line.parts:
            count = problem.counts[key]
            if not _can_withhold(count) or key in needs:
                continue
            if count.value == 0 and whole < threshold:
                needs[key], reasons[key] = _Need(0, threshold - 1), "nul"
            elif count.value == whole:
                needs[key] = _Need(max(whole - threshold + 1, 0), whole)
                reasons[key] = "vol"
    return needs, reasons


class _Solver:
    """The attacker and the master problem, on HiGHS. Single-threaded and seeded: same input, same choice."""

    def __init__(self, problem: Problem, threshold: int) -> None:
        self._problem = problem
        self._keys = list(problem.counts)
        self._index = {key: index for index, key in enumerate(self._keys)}
        self._counts = [problem.counts[key] for key in self._keys]
        self._room = _ROOM * threshold
        self._rows = [
            [(self._index[line.total], 1.0), *((self._index[part], -1.0) for part in line.parts)]
            for line in problem.sums
        ]
        self._by_column: list[list[tuple[int, float]]] = [[] for _ in self._keys]
        for number, row in enumerate(self._rows):
            for column, coefficient in row:
                self._by_column[column].append((number, coefficient))
        self._latent = [not count.shown and not count.fixed for count in self._counts]
        self._steps = 0
        self._attacker = self._new_attacker()
        self._open: set[int] = {index for index, latent in enumerate(self._latent) if latent}

    def attainable(self, needs: Mapping[Key, _Need]) -> dict[Key, _Need]:
        """Limit the needs to what is possible with everything withheld; drop what is known already."""
        if not any(count.fixed for count in self._counts):
            return dict(needs)
        self._withhold({index for index, count in enumerate(self._counts) if _can_withhold(count)})
        possible: dict[Key, _Need] = {}
        for key, need in needs.items():
            column = self._index[key]
            if not self._is_determined(column):
                low = max(need.low, self._integer_extreme(column, need.low, down=True))
                high = min(need.high, self._integer_extreme(column, need.high, down=False))
                possible[key] = _Need(low, high)
        return possible

    def _is_determined(self, column: int) -> bool:
        """Tell whether a count can have no other value than its own, whatever is withheld."""
        value = self._counts[column].value
        if value and self._integer_extreme(column, value - 1, down=True) < value:
            return False
        return self._integer_extreme(column, value + 1, down=False) == value

    def cheapest(self, needs: Mapping[Key, _Need], earlier: set[Key]) -> set[Key]:
        """Find the cheapest set to withhold under which every need is met."""
        forced = {self._index[key] for key in (*needs, *earlier) if _can_withhold(self._problem.counts[key])}
        free = [
            index for index, count in enumerate(self._counts) if _can_withhold(count) and index not in forced
        ]
        master = self._new_master(free)
        position = {index: number for number, index in enumerate(free)}
        sensitive = {self._index[key] for key in needs}
        for lower, columns, coefficients in self._no_bridges(sensitive, forced, position):
            master.addRow(lower, float("inf"), len(columns), columns, coefficients)
        chosen = set(forced)
        for _ in range(MAX_ROUNDS):
            self._withhold(chosen)
            cuts = self._cuts(needs, chosen, position)
            if not cuts:
                return {self._keys[index] for index in chosen}
            for lower, columns, coefficients in cuts:
                master.addRow(lower, float("inf"), len(columns), columns, coefficients)
            self._solve(master)
            values = master.getSolution().col_value
            chosen = forced | {index for index in free if values[position[index]] > 0.5}
        raise TooLargeError

    def _no_bridges(
        self, sensitive: set[int], forced: set[int], position: Mapping[int, int]
    ) -> Iterator[tuple[float, Sequence[int], Sequence[float]]]:
        """Say beforehand that a count alone in a sum cannot move: it needs another, or is of no use."""
        for row in self._rows:
            members = [index for index, _ in row]
            if any(self._latent[index] for index in members):
                continue
            for index in members:
                others = [position[other] for other in members if other != index and other in position]
                if not others or any(other in forced for other in members if other != index):
                    continue
                if index in sensitive:
                    yield 1.0, others, [1.0] * len(others)
                elif index in position:
                    yield 0.0, [*others, position[index]], [*([1.0] * len(others)), -1.0]

    def _cuts(
        self, needs: Mapping[Key, _Need], chosen: set[int], position: Mapping[int, int]
    ) -> list[tuple[float, Sequence[int], Sequence[float]]]:
        """Give conditions that the present choice breaks; whole numbers are looked at last."""
        cuts = []
        fractional: list[tuple[int, int, bool]] = []
        for key, need in needs.items():
            column = self._index[key]
            value = self._counts[column].value
            for target, down in ((need.low, True), (need.high, False)):
                gap = value - target if down else target - value
                if gap <= 0:
                    continue
                answer = self._linear_extreme(column, down=down)
                if answer.reach < gap - _EPSILON:
                    cuts.append(self._cut(column, gap, position, answer.duals, down=down))
                elif not answer.whole:
                    fractional.append((column, target, down))
        if cuts:
            return cuts
        if any(
            (self._integer_extreme(column, target, down=down) > target)
            if down
            else (self._integer_extreme(column, target, down=down) < target)
            for column, target, down in fractional
        ):
            # With whole numbers this choice, and so each part of it, falls short: something must be added.
            others = [number for index, number in position.items() if index not in chosen]
            if not others:
                raise TooLargeError
            return [(1.0, others, [1.0] * len(others))]
        return []

    def _cut(
        self,
        column: int,
        gap: int,
        position: Mapping[int, int],
        duals: Sequence[float],
        *,
        down: bool,
    ) -> tuple[float, Sequence[int], Sequence[float]]:
        """Turn the attacker's dual solution into a condition on what is withheld.

        For any multipliers of the sums the reach of the attacker is at most the total, over the counts that
        are open, of their reduced cost times how far they can move. That total must cover the gap.
        """
        sign = 1.0 if down else -1.0
        remaining = float(gap)
        columns: list[int] = []
        coefficients: list[float] = []
        for index, count in enumerate(self._counts):
            cost = (sign if index == column else 0.0) - sum(
                coefficient * duals[row] for row, coefficient in self._by_column[index]
            )
            if abs(cost) < _EPSILON:
                continue
            # The attacker minimises: a positive reduced cost gains by going down, a negative by going up.
            move = cost * count.value if cost > 0 else -cost * self._room
            if index in position:
                if move > _EPSILON:
                    columns.append(position[index])
                    coefficients.append(move)
            elif index in self._open:
                remaining -= move
        if remaining <= _EPSILON or not columns:
            others = [number for index, number in position.items() if index not in self._open]
            if not others:
                raise TooLargeError
            return 1.0, others, [1.0] * len(others)
        return remaining, columns, [min(coefficient, remaining) for coefficient in coefficients]

    def _withhold(self, chosen: set[int]) -> None:
        wanted = chosen | {index for index, latent in enumerate(self._latent) if latent}
        for index in wanted ^ self._open:
            lower, upper = self._bounds(index, is_open=index in wanted)
            self._attacker.changeColBounds(index, lower, upper)
        self._open = wanted

    def _bounds(self, index: int, *, is_open: bool) -> tuple[float, float]:
        value = self._counts[index].value
        return (0.0, float(value + self._room)) if is_open else (float(value), float(value))

    def _linear_extreme(self, column: int, *, down: bool) -> "_Reach":
        """Find how far a count can be moved when it need not be a whole number."""
        solver = self._attacker
        solver.changeColCost(column, 1.0 if down else -1.0)
        self._solve(solver)
        solution = solver.getSolution()
        answer = solution.col_value
        duals = tuple(round(dual, 6) for dual in solution.row_dual)
        solver.changeColCost(column, 0.0)
        whole = all(abs(value - round(value)) < _EPSILON for value in answer)
        return _Reach(abs(answer[column] - self._counts[column].value), whole, duals)

    def _integer_extreme(self, column: int, target: int, *, down: bool) -> int:
        """Give the lowest or highest whole value of a count, but no further than ``target``."""
        found = self._linear_extreme(column, down=down)
        value = self._counts[column].value
        # Floating point must not round a reach down: the margin is far below one.
        reach = int(found.reach + _EPSILON)
        extreme = value - reach if down else value + reach
        if found.whole:
            return max(extreme, target) if down else min(extreme, target)
        solver = self._integer_attacker()
        bound = max(extreme, target) if down else min(extreme, target)
        solver.changeColBounds(column, float(min(bound, value)), float(max(bound, value)))
        solver.changeColCost(column, 1.0 if down else -1.0)
        self._solve(solver)
        found_value: float = solver.getSolution().col_value[column]
        return round(found_value)

    def _solve(self, solver: Any) -> None:
        """Run a solver to a proven end; what it does not finish, or not within the steps, is refused."""
        solver.setOptionValue("simplex_iteration_limit", max(MAX_STEPS - self._steps, 1))
        solver.run()
        self._steps += max(int(solver.getInfo().simplex_iteration_count), 1)
        if self._steps > MAX_STEPS or not _optimal(solver):
            raise TooLargeError

    def _new_attacker(self) -> Any:
        solver = _highs()
        for index, latent in enumerate(self._latent):
            lower, upper = self._bounds(index, is_open=latent)
            solver.addVar(lower, upper)
        for row in self._rows:
            solver.addRow(0.0, 0.0, len(row), [column for column, _ in row], [value for _, value in row])
        return solver

    def _integer_attacker(self) -> Any:
        import numpy as np

        solver = self._new_attacker()
        for index in self._open:
            solver.changeColBounds(index, *self._bounds(index, is_open=True))
        columns = np.arange(len(self._keys), dtype=np.int32)
        solver.changeColsIntegrality(len(columns), columns, np.ones(len(columns), dtype=np.uint8))
        return solver

    def _new_master(self, free: Sequence[int]) -> Any:
        import numpy as np

        solver = _highs()
        for number, index in enumerate(free):
            solver.addVar(0.0, 1.0)
            # The position breaks ties between equally cheap choices, always in the same way.
            solver.changeColCost(number, float(self._counts[index].weight * 1000) + number % 97 * 0.01)
        columns = np.arange(len(free), dtype=np.int32)
        solver.changeColsIntegrality(len(free), columns, np.ones(len(free), dtype=np.uint8))
        return solver


def _highs() -> Any:
    import highspy

    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("random_seed", 0),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", 0.0),
        ("mip_max_nodes", 2_000),
    ):
        solver.setOptionValue(option, value)
    return solver


def _optimal(solver: Any) -> bool:
    import highspy

    return bool(solver.getModelStatus() == highspy.HighsModelStatus.kOptimal)
