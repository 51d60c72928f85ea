"""Rules on policy frameworks: what their own module finds wrong, as problems of this catalogue."""

from collections.abc import Callable, Iterator, Sequence

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.meaning import Loc
from maatwerk_cli.models.policy.condition_problems import conditions_with_places
from maatwerk_cli.models.policy.policy_problem import PolicyProblem
from maatwerk_cli.models.policy.problems import beleidsproblemen, standaardproblemen
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.text.problem import Problem

_CATEGORY = "categorie"
_UNCOVERED = "MW322"
_PERIODS = ("MW320", "MW321")
_QUOTED = ("parameter", "waarde", "id")


def frameworks_are_sound(dataset: Dataset) -> Iterator[Problem]:
    """A framework uses only what it defines, in ways that fit, for periods that can be."""
    for entry in dataset.beleid:
        problems = list(beleidsproblemen(entry.value))
        wrong = {problem.loc[:2] for problem in problems if problem.code in _PERIODS}
        for problem in problems:
            # A period that cannot be leaves a gap too; that is no second mistake.
            if problem.code != _UNCOVERED or problem.loc not in wrong:
                yield _problem(entry.file, problem)
    files = {entry.file: entry.value for entry in dataset.beleid}
    for file, problem in standaardproblemen(files):
        yield _problem(file, problem)


def _problem(file: str, problem: PolicyProblem) -> Problem:
    params = dict(problem.params)
    word = next((params[key] for key in _QUOTED if key in params), None)
    if word is not None:
        params["woord"] = word
    if "keuzes" in params:
        params["keuzes"] = tuple(str(params["keuzes"]).split(", "))
    on_key = problem.code == _UNCOVERED
    return Problem(problem.code, file, problem.loc, params, on_key=on_key)


def categories_of_frameworks_exist(dataset: Dataset) -> Iterator[Problem]:
    """A category in a condition or a table stands in the code list, where the register has that."""
    known = dataset.codes(_CATEGORY)
    if not known or not dataset.codelijsten.complete_in(_CATEGORY):
        return
    for entry in dataset.beleid:
        for loc, codes in _categories(entry.value):
            for index, code in enumerate(codes):
                if code not in known:
                    params = {"woord": code, "lijst": _CATEGORY, "keuzes": known}
                    yield Problem("MW204", entry.file, (*loc, index), params)


def _categories(kader: Kader) -> Iterator[tuple[Loc, Sequence[str]]]:
    """Give the categories that a framework names, each with its place."""
    for loc, condition in conditions_with_places(kader):
        if condition.veld == _CATEGORY:
            yield (*loc, "waarden"), condition.waarden
    for name, parameter in kader.parameters.items():
        if parameter.per == _CATEGORY:
            for index, value in enumerate(parameter.waarden):
                yield ("parameters", name, "waarden", index, "voor"), value.voor


RULES: tuple[Callable[[Dataset], Iterator[Problem]], ...] = (
    frameworks_are_sound,
    categories_of_frameworks_exist,
)
