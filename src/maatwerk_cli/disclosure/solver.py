"""Disclosure control: which counts of people are withheld, so that nobody can compute them back.

A set of counts is tied together by sums. Some counts are small and are withheld. Whoever knows the sums and
the other counts could compute them back, so further counts are withheld: the cheapest set for which each
small count can still be everything the rule allows. The choice is an integer program (after Fischetti and
Salazar's model of cell suppression): a master problem chooses what to withhold, an attacker tries to narrow
each withheld count, and what the attacker finds becomes a new condition of the master problem.

The attacker knows more than a reader can: beside all sums, bounds and what is shown, also which of the
withheld counts are small and which only support them. Whoever runs this program on every alternative learns
no more than that. Which of several equally good sets is withheld is drawn with the key of the register.

Nothing here knows what is counted; ``people`` does.
"""

import hashlib
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from maatwerk_cli.disclosure.silence import silenced

MAX_COUNTS = 4_000
"""More cannot be protected while a person waits."""
MAX_SENSITIVE = 400
"""Each asks for an attack of its own in every round."""
MAX_ROUNDS = 400
"""Each round adds one way of attack; what is not safe after so many cannot be protected."""
MAX_STEPS = 1_000_000
"""Beyond these a table is refused: a choice that cannot be proven safe is not published. Steps of the solver
are counted, not seconds: a clock would give another answer on another machine."""

_ROOM = 4
"""How far, in thresholds, the attacker's answers may lie above the true counts. A narrower attacker only
makes us withhold more, and a finite one keeps the programs bounded."""
_EPSILON = 1e-6
"""What a solver with floating point calls equal; counts are whole numbers."""
_TIE = 10.0
"""What a lot can weigh at most; what a reader loses weighs a thousand and more."""

_DEAR = 8
"""What a count weighs that is withheld last: a total, or what is registered in all."""
_IN_SO_MANY = 8
"""Of so many dear counts one is withheld without need; which one, nobody knows without the key."""
_IN_SO_MANY_LIGHT = 16
"""And of so many others: that one part more is withheld than need be, must be possible too."""

CellKey = Hashable


WithholdReason = Literal["klein", "nul", "vol", "steun", "eerder"]
"""Why a count is withheld: it is small; it is a zero or the whole of a group and so tells on the people in
it; it would give another away; an earlier report withheld it."""


class TooLargeError(Exception):
    """The counts are too many, or too entangled, to be made safe.

    Attributes:
        year: an earlier year of which that holds, where it stands in the way of another.
    """

    year: int | None = None


class Count(NamedTuple):
    """One count of people.

    Attributes:
        value: the true count, zero or more; of what an earlier edition withheld any value that fits.
        in_report: the report would show it. What it does not can be anything to the attacker, unless fixed.
        fixed: it is published elsewhere or for certain known: it cannot be withheld.
        weight: what withholding it costs the reader, one or more.
        low: everybody knows that it is at least this, since a row exists for instance.
        high: everybody knows that it is at most this, since it is a part of something; ``None`` is no limit.
    """

    value: int
    in_report: bool = True
    fixed: bool = False
    weight: int = 1
    low: int = 0
    high: int | None = None


class Sum(NamedTuple):
    """A count that is the sum of others. A breakdown divides a group of people by what they are or did."""

    total: CellKey
    parts: tuple[CellKey, ...]
    breakdown: bool = False


class ProtectedCounts(NamedTuple):
    """Everything an attacker knows of: the counts and the sums between them.

    Attributes:
        counts: every count, of this report and of what it can be compared with.
        sums: how they hang together.
        earlier: what is withheld in any case, since somebody decided so before.
        guarded: counts that an earlier edition withheld. Whether they were small is not known here, so
            nothing may be learned of any of them that the earlier editions do not tell by themselves.
        assumed: counts that are only taken to be zero or more, each with how bold that is; a less bold
            attacker takes them for anything at all.
        believed: counts of which the most is only what a bold attacker believes.
    """

    counts: Mapping[CellKey, Count]
    sums: tuple[Sum, ...]
    earlier: frozenset[CellKey] = frozenset()
    guarded: frozenset[CellKey] = frozenset()
    assumed: Mapping[CellKey, int] = {}
    believed: frozenset[CellKey] = frozenset()


class _Need(NamedTuple):
    """What an attacker must still believe possible of one withheld count."""

    low: int
    high: int


class _Attacker(NamedTuple):
    """What somebody takes each withheld count to lie between, and what he must still believe possible."""

    limits: Sequence[tuple[int, int]]
    needs: Mapping[CellKey, _Need]


class _Reach(NamedTuple):
    """How far an attacker can move a count, whether in whole numbers, and the prices that prove it."""

    reach: float
    whole: bool
    duals: tuple[float, ...]


def protect(
    problem: ProtectedCounts, threshold: int, secret: bytes = b"", occasion: str = ""
) -> dict[CellKey, WithholdReason]:
    """Choose what to withhold.

    Args:
        problem: counts and sums; every sum must hold for the true counts.
        threshold: counts of 1 up to but not including this are withheld.
        secret: what decides between equally good choices; without it the same one is always made.
        occasion: what is published, such as a year: on another occasion other counts are drawn.

    Returns:
        The keys of the withheld counts, each with the reason. Counts that follow from what is published
        elsewhere are not among them: they are known already.

    Raises:
        TooLargeError: the counts cannot be made safe within the limits of this module.
    """
    needs, reasons = _sensitive(problem, threshold)
    earlier = {key for key in problem.earlier if key in problem.counts and _can_withhold(problem.counts[key])}
    if not needs and not problem.guarded:
        return {**dict.fromkeys(_ordered(problem, earlier), "eerder")}
    if len(problem.counts) > MAX_COUNTS or len(needs) > MAX_SENSITIVE:
        raise TooLargeError
    with silenced():
        solver = _Solver(problem, threshold, reasons, secret)
        needs = solver.unknown(needs)
        needs |= {key: _Need(1, threshold - 1) for key in problem.counts if key in problem.guarded}
        small = set(needs) - problem.guarded
        drawn = _drawn(problem, secret, occasion) if small else set()
        chosen = solver.cheapest(solver.attackers(needs), small, earlier | drawn)
        chosen -= solver.told_all_the_same(drawn - earlier - small, chosen)
    result: dict[CellKey, WithholdReason] = {}
    for key in _ordered(problem, chosen):
        result[key] = reasons[key] if key in small else "eerder" if key in earlier else "steun"
    return result


def _drawn(problem: ProtectedCounts, secret: bytes, occasion: str) -> set[CellKey]:
    """Draw by the key of the register which counts are withheld without need.

    Else one that is withheld would tell that every cheaper choice gave somebody away. Counts that tell each
    other are drawn together: one that is shown would make it of no use that the other is withheld. What was
    shown on one occasion tells nothing of the draw on another.
    """
    drawn: set[CellKey] = set()
    for alike in _telling_each_other(problem) if secret else ():
        dear = any(problem.counts[key].weight >= _DEAR for key in alike)
        name = "\n".join((occasion, *sorted(map(str, alike))))
        lot = hashlib.blake2b(name.encode(), key=secret, digest_size=4, person=b"lot").digest()
        if int.from_bytes(lot, "big") % (_IN_SO_MANY if dear else _IN_SO_MANY_LIGHT) == 0:
            drawn |= alike
    return drawn


def _telling_each_other(problem: ProtectedCounts) -> list[set[CellKey]]:
    """Put the counts together that can be withheld and that follow from one another, whatever they are."""
    group_of: dict[CellKey, set[CellKey]] = {key: {key} for key in problem.counts}
    by_parts: dict[frozenset[CellKey], CellKey] = {}
    for line in problem.sums:
        parts = frozenset(part for part in line.parts if not problem.counts[part].fixed)
        if not parts:
            continue
        same = next(iter(parts)) if len(parts) == 1 else by_parts.setdefault(parts, line.total)
        if group_of[same] is not group_of[line.total]:
            group_of[same] |= group_of[line.total]
            for key in group_of[line.total]:
                group_of[key] = group_of[same]
    distinct = {id(group): group for group in group_of.values()}.values()
    free = ({key for key in group if _can_withhold(problem.counts[key])} for group in distinct)
    return [group for group in free if group]


def solution(problem: ProtectedCounts, unknown: Sequence[CellKey]) -> dict[CellKey, int] | None:
    """Find whole values for counts that are not known, with which every sum holds.

    Args:
        problem: counts and sums; the values of all other counts are true.
        unknown: the keys of the counts to find a value for.

    Returns:
        The values; ``None`` where there are none, or none is found within the limits of this module.
    """
    wanted = {key: number for number, key in enumerate(unknown)}
    solver = _highs()
    for key in unknown:
        count = problem.counts[key]
        solver.addVar(float(count.low), float("inf") if count.high is None else float(count.high))
        # What is least is found first: without a direction the search has nothing to hold on to.
        solver.changeColCost(wanted[key], 1.0)
    _only_whole(solver, len(wanted))
    for line in problem.sums:
        signs = [(line.total, 1.0), *((part, -1.0) for part in line.parts)]
        inside = [(wanted[key], sign) for key, sign in signs if key in wanted]
        outside = -sum(sign * problem.counts[key].value for key, sign in signs if key not in wanted)
        if not inside and outside:
            return None
        if inside:
            solver.addRow(
                outside, outside, len(inside), [key for key, _ in inside], [sign for _, sign in inside]
            )
    if not wanted:
        return {}
    solver.setOptionValue("simplex_iteration_limit", MAX_STEPS)
    solver.run()
    if not _optimal(solver):
        return None
    values = solver.getSolution().col_value
    return {key: round(values[number]) for key, number in wanted.items()}


def _ordered(problem: ProtectedCounts, keys: Iterable[CellKey]) -> list[CellKey]:
    wanted = set(keys)
    return [key for key in problem.counts if key in wanted]


def _can_withhold(count: Count) -> bool:
    return count.in_report and not count.fixed


def sensitive(problem: ProtectedCounts, threshold: int) -> tuple[CellKey, ...]:
    """Give the counts that tell on people by themselves, whatever else is withheld."""
    return tuple(_sensitive(problem, threshold)[0])


def _sensitive(
    problem: ProtectedCounts, threshold: int
) -> tuple[dict[CellKey, _Need], dict[CellKey, WithholdReason]]:
    """Find the counts that tell on people by themselves, and what must stay possible of each."""
    needs: dict[CellKey, _Need] = {}
    reasons: dict[CellKey, WithholdReason] = {}
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
                needs[key] = _Need(whole - threshold + 1, whole)
                reasons[key] = "vol"
    return needs, reasons


class _Solver:
    """The attacker and the master problem, on HiGHS. Single-threaded and seeded: same input, same choice."""

    def __init__(
        self,
        problem: ProtectedCounts,
        threshold: int,
        reasons: Mapping[CellKey, WithholdReason],
        secret: bytes,
    ) -> None:
        self._problem = problem
        self._secret = secret
        self._keys = list(problem.counts)
        self._index = {key: index for index, key in enumerate(self._keys)}
        self._counts = [problem.counts[key] for key in self._keys]
        self._room = _ROOM * threshold
        self._plain = [self._possible(count) for count in self._counts]
        self._limits = [
            self._known_why(count, reasons.get(key), threshold) for key, count in problem.counts.items()
        ]
        self._against: Sequence[tuple[int, int]] = self._limits
        self._rows = [
            [(self._index[line.total], 1.0), *((self._index[part], -1.0) for part in line.parts)]
            for line in problem.sums
        ]
        self._by_column: list[list[tuple[int, float]]] = [[] for _ in self._keys]
        for number, row in enumerate(self._rows):
            for column, coefficient in row:
                self._by_column[column].append((number, coefficient))
        self._latent = [not count.in_report and not count.fixed for count in self._counts]
        self._steps = 0
        self._attacker = self._new_attacker()
        self._open: set[int] = {index for index, latent in enumerate(self._latent) if latent}

    def _possible(self, count: Count) -> tuple[int, int]:
        """Give what a count that is not shown can be to who knows nothing more."""
        highest = count.value + self._room
        return count.low, highest if count.high is None else min(highest, count.high)

    def _known_why(self, count: Count, reason: WithholdReason | None, threshold: int) -> tuple[int, int]:
        """Give what a withheld count can be to the attacker, who knows why it is withheld."""
        low, high = self._possible(count)
        if not _can_withhold(count):
            return low, high
        if reason in ("klein", "nul"):
            return max(low, int(reason == "klein")), min(high, threshold - 1)
        if reason is None:  # a count that only supports is large, or a zero
            return (max(low, threshold), high) if count.value >= threshold else (0, 0)
        return low, high

    def unknown(self, needs: Mapping[CellKey, _Need]) -> dict[CellKey, _Need]:
        """Leave out what anybody can compute from what is published elsewhere, whatever is withheld."""
        if not any(count.fixed for count in self._counts):
            return dict(needs)
        self._withhold_all(self._plain)
        return {key: need for key, need in needs.items() if not self._is_determined(self._index[key])}

    def told_all_the_same(self, drawn: set[CellKey], chosen: set[CellKey]) -> set[CellKey]:
        """Give what was drawn and follows from what is shown: to withhold that hides nothing."""
        self._withhold({self._index[key] for key in chosen}, self._plain)
        return {key for key in _ordered(self._problem, drawn) if self._is_determined(self._index[key])}

    def attackers(self, needs: Mapping[CellKey, _Need]) -> list["_Attacker"]:
        """Give who must not learn what: who knows why each count is withheld, and who does not.

        The first can narrow a count where even withholding everything is of no use, as the parts of a small
        count. Of those counts the second must still believe all that he can. So must who takes less for
        granted of earlier editions: what a bold reader takes for known may not be so.
        """
        attackers: list[_Attacker] = []
        rest = dict(needs)
        for limits in (self._limits, *self._less_bold()):
            attacker = _Attacker(limits, self._attainable(rest, limits))
            attackers.append(attacker)
            rest = {key: need for key, need in rest.items() if attacker.needs.get(key) != need}
            if not rest:
                break
        return attackers

    def _less_bold(self) -> Iterator[list[tuple[int, int]]]:
        """Give what counts can be to who does not know why they are withheld, the boldest first."""
        yield self._plain
        limits = list(self._plain)
        if self._problem.believed:
            for key in self._problem.believed:
                index = self._index[key]
                limits[index] = (limits[index][0], self._counts[index].value + self._room)
            yield list(limits)
        for boldness in sorted(set(self._problem.assumed.values()), reverse=True):
            for key, own in self._problem.assumed.items():
                if own == boldness:
                    limits[self._index[key]] = (-self._room, self._room)
            yield list(limits)

    def _attainable(
        self, needs: Mapping[CellKey, _Need], limits: Sequence[tuple[int, int]]
    ) -> dict[CellKey, _Need]:
        """Limit the needs to what is possible with everything withheld; leave out what never can move."""
        self._withhold_all(limits)
        possible: dict[CellKey, _Need] = {}
        for key, need in needs.items():
            column = self._index[key]
            low = max(need.low, self._integer_extreme(column, need.low, down=True))
            high = min(need.high, self._integer_extreme(column, need.high, down=False))
            if low < high:
                possible[key] = _Need(low, high)
        return possible

    def _withhold_all(self, limits: Sequence[tuple[int, int]]) -> None:
        self._withhold({index for index, count in enumerate(self._counts) if _can_withhold(count)}, limits)

    def _is_determined(self, column: int) -> bool:
        """Tell whether a count can have no other value than its own, whatever is withheld."""
        value = self._counts[column].value
        if value and self._integer_extreme(column, value - 1, down=True) < value:
            return False
        return self._integer_extreme(column, value + 1, down=False) == value

    def cheapest(
        self, attackers: Sequence["_Attacker"], small: set[CellKey], earlier: set[CellKey]
    ) -> set[CellKey]:
        """Find the cheapest set to withhold under which every need is met; what is small is always in it."""
        forced = {self._index[key] for key in (*small, *earlier) if _can_withhold(self._problem.counts[key])}
        free = [
            index for index, count in enumerate(self._counts) if _can_withhold(count) and index not in forced
        ]
        master = self._new_master(free)
        position = {index: number for number, index in enumerate(free)}
        sensitive = {self._index[key] for attacker in attackers for key in attacker.needs}
        for lower, columns, coefficients in self._no_bridges(sensitive, forced, position):
            master.addRow(lower, float("inf"), len(columns), columns, coefficients)
        chosen = set(forced)
        for _ in range(MAX_ROUNDS):
            cuts = [cut for attacker in attackers for cut in self._cuts(attacker, chosen, position)]
            if not cuts:
                return {self._keys[index] for index in chosen}
            for lower, columns, coefficients in cuts:
                master.addRow(lower, float("inf"), len(columns), columns, coefficients)
            self._solve(master)
            values = master.getSolution().col_value
            # Each value is 0 or 1, but for rounding.
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
        self, attacker: "_Attacker", chosen: set[int], position: Mapping[int, int]
    ) -> list[tuple[float, Sequence[int], Sequence[float]]]:
        """Give conditions that the present choice breaks; whole numbers are looked at last."""
        self._withhold(chosen, attacker.limits)
        cuts = []
        fractional: list[tuple[int, int, bool]] = []
        for key, need in attacker.needs.items():
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
        # No further is looked than the target: any other value falls short of it.
        if any(
            self._integer_extreme(column, target, down=down) != target for column, target, down in fractional
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
            lowest, highest = self._against[index]
            move = cost * (count.value - lowest) if cost > 0 else cost * (count.value - highest)
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

    def _withhold(self, chosen: set[int], limits: Sequence[tuple[int, int]]) -> None:
        wanted = chosen | {index for index, latent in enumerate(self._latent) if latent}
        changed = wanted ^ self._open
        changed |= {index for index in wanted & self._open if limits[index] != self._against[index]}
        self._against = limits
        for index in changed:
            lower, upper = self._bounds(index, is_open=index in wanted)
            self._attacker.changeColBounds(index, lower, upper)
        self._open = wanted

    def _bounds(self, index: int, *, is_open: bool) -> tuple[float, float]:
        value = self._counts[index].value
        lowest, highest = self._against[index] if is_open else (value, value)
        return float(lowest), float(highest)

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
        tightest = self._linear_extreme(column, down=down)
        value = self._counts[column].value
        # Floating point must not round a reach down: the margin is far below one.
        reach = int(tightest.reach + _EPSILON)
        extreme = value - reach if down else value + reach
        if tightest.whole:
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
        solver = self._new_attacker()
        for index in self._open:
            solver.changeColBounds(index, *self._bounds(index, is_open=True))
        _only_whole(solver, len(self._keys))
        return solver

    def _lot(self, index: int) -> float:
        """Draw what breaks a tie between equally cheap choices: the same for the same key and count."""
        drawn = hashlib.blake2b(str(self._keys[index]).encode(), key=self._secret, digest_size=4).digest()
        return int.from_bytes(drawn, "big") / 2**32 * _TIE

    def _new_master(self, free: Sequence[int]) -> Any:
        solver = _highs()
        for number, index in enumerate(free):
            solver.addVar(0.0, 1.0)
            solver.changeColCost(number, float(self._counts[index].weight * 1000) + self._lot(index))
        _only_whole(solver, len(free))
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


def _only_whole(solver: Any, number: int) -> None:
    """Let so many columns, the first, hold whole numbers only."""
    import numpy as np

    columns = np.arange(number, dtype=np.int32)
    solver.changeColsIntegrality(number, columns, np.ones(number, dtype=np.uint8))


def _optimal(solver: Any) -> bool:
    import highspy

    return bool(solver.getModelStatus() == highspy.HighsModelStatus.kOptimal)
