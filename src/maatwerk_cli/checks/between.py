"""Every rule on what records say together: what a file says by itself is told as it is read."""

from collections.abc import Collection, Iterator

from maatwerk_cli.checks.rules import (
    contract_rules,
    course_rules,
    disclosure_rules,
    duplicate_rules,
    figure_rules,
    policy_rules,
    programme_rules,
    record_rules,
    reference_rules,
)
from maatwerk_cli.models.meaning import Loc
from maatwerk_cli.register.kinds import KINDS
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.text.problem import Problem

ALL_RULES = (
    *record_rules.RULES,
    *reference_rules.RULES,
    *reference_rules.RULES_OF_REMAINDER,
    *duplicate_rules.RULES,
    *policy_rules.RULES,
    *course_rules.RULES,
    *contract_rules.RULES,
    *figure_rules.RULES,
    *programme_rules.RULES,
    *disclosure_rules.RULES,
)


def between_records(dataset: Dataset, doubtful: Collection[str] = ()) -> Iterator[Problem]:
    """Hold the records of a dataset to every rule about what they say together.

    Args:
        dataset: the dataset.
        doubtful: the files in which something else was found.
    """
    problems = [problem for rule in ALL_RULES for problem in rule(dataset)]
    yield from problems
    yield from _in_partial_records(dataset)
    wrong = {*doubtful, *(problem.file for problem in problems)}
    leaks = list(disclosure_rules.open_records_tell_nothing_withheld(dataset, wrong))
    yield from leaks or disclosure_rules.nobody_stands_alone(dataset, wrong)


_ALONE = (
    *record_rules.RULES,
    *reference_rules.RULES,
    *course_rules.RULES,
    *contract_rules.RULES,
    *figure_rules.RULES_ALONE,
)
"""Rules that hold a record to itself and to what it names: a field that does not fit stops only itself."""


def _in_partial_records(dataset: Dataset) -> Iterator[Problem]:
    """Hold what is left of records that do not read to the rules that do not need the rest."""
    partial = {(rest.entry.file, rest.entry.loc): rest for kind in KINDS for rest in dataset.of(kind).partial}
    if not partial:
        return
    whole = dataset.with_partial()
    for problem in (problem for rule in _ALONE for problem in rule(whole)):
        for size in (0, 1):
            rest = partial.get((problem.file, problem.loc[:size]))
            if rest is not None and not _needs(problem, size, rest.lacking):
                yield problem


def _needs(problem: Problem, size: int, lacking: frozenset[Loc]) -> bool:
    """Tell whether a problem may be there only because of what was left out of the record, or stands in."""
    inside = problem.loc[size:]
    if problem.code in _NEED_MORE or any(
        inside[: len(loc)] == loc or loc[: len(inside)] == inside for loc in lacking
    ):
        return True
    if problem.code in _OF_ONE_VALUE:
        return False
    named = {str(problem.params.get("woord", "")), *map(str, inside[:1])}
    return not named.isdisjoint({str(loc[0]) for loc in lacking})


_NEED_MORE = frozenset({"MW121"})
"""What a record is told to lack may be what was left out of it."""
_OF_ONE_VALUE = frozenset(
    (
        *("MW123", "MW201", "MW202", "MW203", "MW204", "MW205", "MW209", "MW210", "MW218"),
        *("MW304", "MW305", "MW501", "MW502", "MW506"),
    )
)
"""What is said of one value, whatever else there is in the record."""
