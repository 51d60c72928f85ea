"""Which framework is meant, ready to be looked at: what the commands about frameworks share."""

from pathlib import Path

from maatwerk_cli.cli.shell.dataset_loading import say_findings
from maatwerk_cli.cli.shell.day_options import given_date
from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.typer_dutch import closest
from maatwerk_cli.cli.tender.check_run import load_policy
from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.values import Datum, parse_datum
from maatwerk_cli.tender.cases.case_file import CaseFile, case_files
from maatwerk_cli.tender.cases.inspection import last_change
from maatwerk_cli.tender.cases.places import turns
from maatwerk_cli.tender.frameworks.policy import KaderInForce
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.tender.verdicts.kader_test import KaderTest


def chosen(name: str | None, data: Path | None) -> tuple[Assessor, Path, list[Kader]]:
    """Read the policy, and give the framework that is asked for, or all of them.

    Raises:
        UserError: there is none of that name, or the policy has an error.
    """
    policy, folder = load_policy(data)
    if name is not None and name not in policy.kaders:
        known = list(policy.kaders)
        raise UserError(
            f"Er is geen kader '{name[:40]}'.{closest(name, known)} Kies uit: {', '.join(known)}."
        )
    return Assessor(policy), folder, [policy.kaders[name]] if name else [*policy.kaders.values()]


def files_of(folder: Path, kaders: list[Kader]) -> list[CaseFile]:
    """Give the files of cases of some frameworks."""
    wanted = {kader.id for kader in kaders}
    return [file for file in case_files(folder.parent) if file.kader in wanted]


def say_unread(file: CaseFile, folder: Path) -> bool:
    """Say of each case that does not read where it stands and what is wrong; tell whether there is one."""
    say_findings(file.problems, folder.parent)
    return bool(file.problems)


def day_of(kader: Kader, given: str | None) -> Datum:
    """Give the day that is asked for; else the last on which anything in the framework changes.

    Raises:
        UserError: it is no date, or the framework is not in force then.
    """
    if given is not None:
        day = given_date("--peildatum", given)
        if not (kader.geldigheid.holds_on(day.first) and kader.geldigheid.holds_on(day.last)):
            raise UserError(f"--peildatum: {kader.id} geldt dan niet. Kies een dag waarop het kader geldt.")
        return day
    return last_change(kader)


def stands_of(assessor: Assessor, kader: Kader, given: str | None) -> list[KaderTest]:
    """Make a framework ready as it stands on a day; without one, from each day on which something changes.

    Raises:
        UserError: it is no date, or the framework is not in force then.
    """
    if given is not None:
        return [ready_on(assessor, kader, day_of(kader, given))]
    days = [kader.geldigheid.vanaf.first, *turns(kader)]
    return [ready_on(assessor, kader, parse_datum(day.isoformat())) for day in days]


def ready_on(assessor: Assessor, kader: Kader, day: Datum) -> KaderTest:
    """Make a framework ready as it stands on a day."""
    return KaderTest(KaderInForce.of(kader, day, assessor.beleid.categories))
