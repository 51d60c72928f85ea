"""Rules about the cases of frameworks: what a framework makes of each is what the case says."""

from collections.abc import Iterator
from pathlib import Path

from maatwerk_cli.tender.cases.case_file import CaseFile, case_files
from maatwerk_cli.tender.cases.case_run import CaseResult, run_cases
from maatwerk_cli.tender.frameworks.policy import Beleid, read_beleid
from maatwerk_cli.tender.verdict import Assessor
from maatwerk_cli.text.problem import Problem


def cases_are_right(root: Path) -> Iterator[Problem]:
    """Each case beside a framework comes out as it says; of a policy that is unfit, none is run."""
    assessor: Assessor | None = None
    known: set[str] | None = None
    for file in case_files(root):
        yield from file.problems
        if known is None:
            policy = read_beleid(root / "beleid")
            assessor = Assessor(policy) if isinstance(policy, Beleid) else None
            known = {*policy.kaders} if isinstance(policy, Beleid) else set()
        if assessor is not None and file.kader not in known:
            yield Problem("MW733", file.file, (), {"woord": file.kader, "keuzes": tuple(sorted(known))})
        elif assessor is not None:
            yield from case_problems(file, run_cases(file, assessor))


def case_problems(file: CaseFile, results: list[CaseResult]) -> Iterator[Problem]:
    """Tell which cases are not right: of each the first difference."""
    for one in results:
        here = (one.case.place,)
        if one.wrong:
            yield Problem("MW731", file.file, (*here, *one.loc), {"woord": one.wrong})
        elif one.open:
            yield Problem("MW734", file.file, (*here, "uitkomst"))
        elif one.differences:
            first = one.differences[0]
            params = {"woord": first.veld, "verwacht": first.verwacht, "gevonden": first.gevonden}
            place = (*here, first.veld) if first.veld in one.case.geval.model_fields_set else here
            yield Problem("MW730", file.file, place, params)
