"""Rules about the cases of frameworks: what a framework makes of each is what the case says."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from maatwerk_cli.checks.catalogue import texts
from maatwerk_cli.checks.rules.reference_rules import missing_beside
from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.policy.policy_problem import PolicyProblem
from maatwerk_cli.register.kinds import kind_named
from maatwerk_cli.register.records import Dataset, Entry
from maatwerk_cli.tender.cases.case_file import CaseFile, case_files, cases_in
from maatwerk_cli.tender.cases.case_run import CaseResult, run_cases
from maatwerk_cli.tender.cases.inspection import between, doubts, last_change
from maatwerk_cli.tender.frameworks.policy import Beleid, KaderInForce, policy_files, read_beleid
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.tender.verdicts.kader_test import KaderTest
from maatwerk_cli.text.problem import Problem


def cases_are_right(root: Path, dataset: Dataset, changed: Mapping[str, bytes | None]) -> Iterator[Problem]:
    """Each case beside a framework comes out as it says; of a policy that is unfit, none is run.

    Args:
        root: where the policy lies.
        dataset: the records that a case can name.
        changed: what is in files of which the content is not as it lies there; what they name is of that.
    """
    assessor: Assessor | None = None
    known: set[str] | None = None
    for file in case_files(root):
        yield from (*file.problems, *file.signs)
        to_be = changed.get(file.file)
        for case in (cases_in(to_be, file.file, file.kader) if to_be else file).cases:
            entry = Entry(case.geval.naam, case.geval, file.file, (case.place,))
            yield from missing_beside(dataset, kind_named("kader"), entry)
        if known is None:
            policy = read_beleid(root / "beleid")
            assessor = Assessor(policy) if isinstance(policy, Beleid) else None
            known = {*policy.kaders} if isinstance(policy, Beleid) else set()
        if assessor is not None and file.kader not in known:
            yield Problem("MW733", file.file, (), {"woord": file.kader, "keuzes": tuple(sorted(known))})
        elif assessor is not None:
            yield from case_problems(file, run_cases(file, assessor))


def frameworks_are_meant(root: Path) -> Iterator[Problem]:
    """What stands in a framework can matter, and no two bind one authority without a choice between them."""
    if not policy_files(root / "beleid"):
        return
    policy = read_beleid(root / "beleid")
    if not isinstance(policy, Beleid):
        return  # what is wrong with it is told first
    for kader in policy.kaders.values():
        stand = KaderInForce.of(kader, last_change(kader), policy.categories)
        for doubt in doubts(KaderTest(stand)):
            yield _doubted(kader, doubt)
    for kader, doubt in between([*policy.kaders.values()]):
        yield _doubted(kader, doubt)


def _doubted(kader: Kader, doubt: PolicyProblem) -> Problem:
    return Problem(doubt.code, f"beleid/{kader.id}.yaml", doubt.loc, doubt.params)


def case_problems(file: CaseFile, results: list[CaseResult]) -> Iterator[Problem]:
    """Tell which cases are not right: of each the first difference."""
    for result in results:
        here = (result.case.place,)
        if result.wrong:
            cause = " ".join(texts(result.problem)) if result.problem else result.cause
            params = {"woord": result.wrong, "oorzaak": cause and f" {cause}"}
            params["geval"] = "twee_dagen" if result.two_days else ""
            yield Problem("MW731", file.file, (*here, *result.loc), params)
        elif result.open:
            yield Problem("MW734", file.file, (*here, "uitkomst"))
        elif result.differences:
            first = result.differences[0]
            params = {"woord": first.veld, "verwacht": first.verwacht, "gevonden": first.with_advice}
            yield Problem("MW730", file.file, (*here, first.veld), params)
