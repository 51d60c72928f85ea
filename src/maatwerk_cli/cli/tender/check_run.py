"""``check-aanbesteding`` from its options on: the policy, then one tender or files."""

import os
import sys
from pathlib import Path

from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.options import as_typed, dataset_location, no_dataset
from maatwerk_cli.cli.shell.output import print_error
from maatwerk_cli.cli.tender.one_tender import is_record, run_one
from maatwerk_cli.cli.tender.tender_task import (
    MEMO_FORMS,
    Task,
    check_options,
    read_options,
    say_two_ways,
)
from maatwerk_cli.register.location import SETTINGS, carried_dataset
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.frameworks.policy import Beleid, policy_files, read_beleid
from maatwerk_cli.tender.judging import TenderRead
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.text.problem import place_in


def run_check(task: Task) -> int:
    """Do what was asked and give the exit code: 1 where an outcome is unknown or a row is wrong."""
    _check_form(task)
    _check_show(task)
    if task.output is not None and (task.output.exists() or task.files):
        _check_output(task, task.output)
    policy, folder = load_policy(task.data)
    assessor = Assessor(policy)
    if task.dossier or task.memo:
        from maatwerk_cli.cli.tender.dossier_file import read_dossiers

        task = task._replace(dossiers=read_dossiers(task.dossier, task.memo, policy))
        if any(entry.herkomst for entry in task.dossiers):
            from maatwerk_cli.cli.tender.memo_writing import say_other_policy

            say_other_policy(task, policy, folder)
    if task.sheets:
        from maatwerk_cli.cli.tender.answer_file import read_answer_sheets

        task = task._replace(answered=read_answer_sheets(task.sheets, task.decimal, assessor))
    given = read_options(task.given, task.decimal)
    if given.two_ways or (task.answered and task.answered.two_ways):
        task = task._replace(two_ways=True)
        say_two_ways(task.decimal)
    check_options(given, assessor)
    if task.files:
        from maatwerk_cli.cli.tender.tender_files import run_files

        return run_files(task, given, assessor, folder)
    if not given.fields and not task.ask:
        raise UserError("Geef een bestand, of gegevens als opties. Zie: maatwerk check-aanbesteding --help")
    return run_one(task, given, assessor, folder, "", TenderRead(Facts()))


def _check_output(task: Task, output: Path) -> None:
    """Check that what is read is not lost by what is written, nor grows by it.

    Raises:
        UserError: it would.
    """
    from maatwerk_cli.cli.tender.tender_opening import refuse_inside, refuse_loss, refuse_lost_comments

    of_record = is_record(output) and (task.ask or task.form == "yaml")
    refuse_loss(output, task.files, of_record=of_record)
    refuse_loss(output, (*task.sheets, task.dossier))
    refuse_inside(output, task.files)
    if of_record and not task.ask:
        refuse_lost_comments(output, task.files)


def _check_form(task: Task) -> None:
    """Check that the options go with the form.

    Raises:
        UserError: a PDF would go to the screen, or an option of a memo goes with a form that is none.
    """
    if task.form == "pdf" and task.output is None and sys.stdout.isatty():
        raise UserError("--formaat pdf: geef met --uitvoer een bestand, bijvoorbeeld --uitvoer memo.pdf.")
    if task.memo and task.form not in MEMO_FORMS:
        names = ", ".join(MEMO_FORMS)
        raise UserError(f"{next(iter(task.memo))} hoort bij een memo. Kies --formaat {names}.")


def _check_show(task: Task) -> None:
    """Check that what is shown goes with the form.

    Raises:
        UserError: it does not.
    """
    fits = {
        "uitkomst": (task.form,),
        "bestek": ("tabel", "tekst", *MEMO_FORMS),
        "vragenlijst": ("tabel", "tekst", *MEMO_FORMS, "csv", "excel"),
    }[task.show]
    if task.form not in fits:
        ways = ", ".join(form for form in fits if form != "excel")
        raise UserError(f"--{task.show} gaat niet samen met --formaat {task.form}. Kies uit: {ways}.")


def load_policy(data: Path | None) -> tuple[Beleid, Path]:
    """Read the frameworks: of the dataset, or, where that has none, those that the program carries.

    Raises:
        UserError: the folder does not exist, or the policy has an error.
    """
    location = dataset_location(data)
    root = location.root
    _check_settings(root)
    folder = root / "beleid"
    if not policy_files(folder):
        if data is not None or os.environ.get("MAATWERK_DATA"):
            raise UserError(
                f"{folder}: hier staat geen beleid. Zet er een kader (YAML) in, of laat --data en "
                "MAATWERK_DATA weg om het meegeleverde beleid te gebruiken."
            )
        carried = carried_dataset() / "beleid"
        print_error(f"{root}: hier staat geen beleid. Het meegeleverde beleid wordt gebruikt ({carried}).")
        folder = carried
    policy = read_beleid(folder)
    if not isinstance(policy, Beleid):
        raise UserError(
            f"{place_in(*policy)}: dit beleid heeft een fout en wordt niet gebruikt. "
            f"Zie wat er mis is met: maatwerk valideer --data {as_typed(folder.parent)}"
        )
    return policy, folder


def _check_settings(root: Path) -> None:
    """Check that a folder is a dataset whose settings can be used.

    Raises:
        UserError: it is none, or ``dataset.yaml`` is broken.
    """
    from maatwerk_cli.models.settings import Instellingen
    from maatwerk_cli.register.light_reading import read_record
    from maatwerk_cli.text.problem import Position

    file = root / SETTINGS
    if not file.is_file():
        raise no_dataset(root)
    place = read_record(file.read_bytes(), Instellingen)
    if not isinstance(place, Position):
        return
    raise UserError(
        f"{place_in(file, place)}: dit bestand heeft een fout. De dataset is niet te "
        f"gebruiken. Zie wat er mis is met: maatwerk valideer --data {as_typed(root)}"
    )
