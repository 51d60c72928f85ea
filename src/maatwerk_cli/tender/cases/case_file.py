"""The cases of a framework as they stand beside it: ``beleid/ID.gevallen.yaml``."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from maatwerk_cli.models.kader import CASES_SUFFIX
from maatwerk_cli.models.policy.geval import Geval
from maatwerk_cli.text.problem import Position, Problem
from maatwerk_cli.text.yaml.yaml_reader import read_yaml

MOST_CASES = 2000
"""More cases than this nobody has written; a file that has them is not run."""
MOST_BYTES = 2_000_000
"""As of any YAML file of the register."""


class Case(NamedTuple):
    """A case, and its place in its file."""

    place: int
    geval: Geval


class CaseFile(NamedTuple):
    """The cases of one framework.

    Attributes:
        file: the file, relative to the dataset.
        kader: the id of the framework.
        cases: the cases that read.
        problems: what is wrong with the others.
        signs: signs in its text of which its writer should know.
    """

    file: str
    kader: str
    cases: Sequence[Case] = ()
    problems: Sequence[Problem] = ()
    signs: Sequence[Problem] = ()


def case_files(root: Path) -> Iterator[CaseFile]:
    """Read the cases of every framework of a dataset, in the order of their files."""
    folder = root / "beleid"
    for path in sorted(folder.glob(f"*{CASES_SUFFIX}")) if folder.is_dir() else ():
        yield read_cases(path, f"beleid/{path.name}")


def read_cases(path: Path, file: str) -> CaseFile:
    """Read one file of cases. What is wrong with a case is a problem, and hides no other case."""
    kader = path.name.removesuffix(CASES_SUFFIX)
    try:
        if path.stat().st_size > MOST_BYTES:
            return CaseFile(file, kader, (), (Problem("MW002", file, params={"grens": "2 MB"}),))
        data = path.read_bytes()
    except OSError:
        return CaseFile(file, kader, (), (Problem("MW018", file, position=Position(1, 1)),))
    return cases_in(data, file, kader)


def cases_in(data: bytes, file: str, kader: str) -> CaseFile:
    """Read the cases of a framework from what is in their file."""
    document = read_yaml(data)
    if isinstance(document, Problem):
        return CaseFile(file, kader, (), (document._replace(file=file),))
    signs = tuple(warning._replace(file=file) for warning in document.warnings)
    problems: list[Problem] = []  # personal data is found where every file of a dataset is read
    if not isinstance(document.value, list) or len(document.value) > MOST_CASES:
        number = len(document.value) if isinstance(document.value, list) else 0
        params = {"geval": "te_veel" if number else "", "aantal": number, "meeste": MOST_CASES}
        return CaseFile(file, kader, (), (Problem("MW732", file, (), params),), signs)
    cases = []
    for place, raw in enumerate(document.value):
        try:
            cases.append(Case(place, Geval.model_validate(raw)))
        except ValidationError as error:
            from maatwerk_cli.register.validation import field_problems

            problems += _of_its_form(field_problems(error, Geval, file, (place,)), raw)
    return CaseFile(file, kader, cases, problems, signs)


def _of_its_form(problems: Sequence[Problem], raw: Any) -> Iterator[Problem]:
    """Tell what is wrong with a tender once: as lots where it is a list, and else as one."""
    lots = isinstance(raw, dict) and isinstance(raw.get("invoer"), list)
    forms = ("list[", "dict[") if lots else ("dict[", "list[")
    for problem in problems:
        if not any(str(step).startswith(forms[1]) for step in problem.loc):
            loc = tuple(step for step in problem.loc if not str(step).startswith(forms[0]))
            params: dict[str, object] = {"veld": loc[1:]} if loc != problem.loc else {}
            if problem.code in ("MW102", "MW103") and problem.params.get("geval") in (None, "verplicht"):
                params["geval"] = "verwacht" if loc[-1] == "uitkomst" else "beleid"  # a case is no record
            yield problem._replace(loc=loc, params={**problem.params, **params})
