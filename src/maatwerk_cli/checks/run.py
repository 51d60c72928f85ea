"""From problems to findings: every rule is run, every path gets a position, every code its text."""

from collections.abc import Iterable
from pathlib import Path

from maatwerk_cli.checks import records, references
from maatwerk_cli.checks.catalogue import catalogue, texts
from maatwerk_cli.checks.finding import Finding
from maatwerk_cli.dataset.loading import Loaded
from maatwerk_cli.dataset.problem import Loc, Position, Problem
from maatwerk_cli.dataset.yaml_reader import Marks, read_marks

RULES = (*records.RULES, *references.RULES)


def check(loaded: Loaded) -> list[Finding]:
    """Give everything that is wrong with a dataset, in order of file and place."""
    problems = [*loaded.problems]
    for rule in RULES:
        problems += rule(loaded.dataset)
    return findings(problems, loaded.dataset.root)


def findings(problems: Iterable[Problem], root: Path) -> list[Finding]:
    """Turn problems into findings. Only files that have a problem without a position are read again."""
    marks: dict[str, Marks] = {}
    found = []
    for problem in problems:
        position = problem.position or _position(problem, root, marks)
        message, remedy = texts(problem)
        severity = catalogue()[problem.code].severity
        path = path_text(problem.loc)
        found.append(
            Finding(
                problem.file, position.line, position.column, problem.code, severity, path, message, remedy
            )
        )
    return sorted(set(found))


def _position(problem: Problem, root: Path, marks: dict[str, Marks]) -> Position:
    if problem.file.endswith(".csv"):
        line = problem.loc[0] if problem.loc and isinstance(problem.loc[0], int) else 1
        return Position(line, 1)
    if problem.file not in marks:
        marks[problem.file] = read_marks((root / problem.file).read_bytes())
    return marks[problem.file].find(problem.loc, on_key=problem.on_key)


def path_text(loc: Loc) -> str:
    """Write a path as ``verloop[0].fase``."""
    text = ""
    for step in loc:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text
