"""Loading the dataset for a command, with its failures as lines for the user."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.options import dataset_location, no_dataset, to_validate
from maatwerk_cli.cli.shell.output import print_error
from maatwerk_cli.register.location import STAGING

if TYPE_CHECKING:
    from maatwerk_cli.keeping.workspace import RefusedError
    from maatwerk_cli.register.loading import Files, Loaded
    from maatwerk_cli.register.records import Dataset
    from maatwerk_cli.text.problem import Problem


def load(given: Path | None) -> "Loaded":
    """Load the dataset with everything that is wrong with its files.

    Raises:
        UserError: there is no dataset, or its settings cannot be used.
    """
    return load_from(dataset_location(given).root)


def load_from(root: Path) -> "Loaded":
    """Load the dataset in a folder.

    Raises:
        UserError: there is no dataset, or its settings cannot be used.
    """
    return read_from(root).together()


def read_from(root: Path) -> "Files":
    """Read the files of the dataset in a folder.

    Raises:
        UserError: there is no dataset, or its settings cannot be used.
    """
    from maatwerk_cli.register.loading import DatasetError, read_files

    if (root / STAGING).exists():
        _finish_half_done(root)
    try:
        return read_files(root)
    except DatasetError as error:
        if error.problem is None:
            raise no_dataset(root) from None
        from maatwerk_cli.checks.run import findings
        from maatwerk_cli.checks.views.findings_text import finding_line

        raise UserError(finding_line(findings([error.problem], root)[0])) from None


def _finish_half_done(root: Path) -> None:
    """Finish or take back what a stopped command left half done."""
    from maatwerk_cli.cli.shell.write_refusals import refusal
    from maatwerk_cli.keeping.transaction import WriteRefusedError, finish_interrupted

    try:
        finish_interrupted(root)
    except WriteRefusedError as error:
        raise refusal(error) from None


def say_findings(problems: "Sequence[Problem]", root: Path) -> None:
    """Say what is wrong in the files of a dataset, a line for each."""
    from maatwerk_cli.checks.run import findings
    from maatwerk_cli.checks.views.findings_text import finding_line

    for finding in findings(problems, root):
        print_error(finding_line(finding))


def refused(error: "RefusedError", loaded: "Loaded") -> UserError:
    """Give what a change was refused for; of a record that does not read what is wrong with it, and where."""
    from maatwerk_cli.checks.run import findings
    from maatwerk_cli.checks.views.findings_text import finding_line
    from maatwerk_cli.keeping.absent import MEND_IT, BrokenRecordError

    root = loaded.dataset.root
    look = to_validate(root)
    if isinstance(error, BrokenRecordError):
        wrong = next(
            (own for own in findings(error.of_it(loaded.problems), root) if own.severity == "fout"), None
        )
        if wrong is not None:
            return UserError(f"{finding_line(wrong)} {MEND_IT} {look}")
    return UserError(error.said(look))


def load_with_warning(given: Path | None) -> "Dataset":
    """Load what can be read of a dataset, and say on stderr that it has errors.

    Raises:
        UserError: there is no dataset, or its settings cannot be used.
    """
    loaded = load(given)
    if not loaded.problems:
        return loaded.dataset
    from maatwerk_cli.checks.catalogue import catalogue

    errors = sum(catalogue()[problem.code].severity == "fout" for problem in loaded.problems)
    if errors:
        print_error(
            "De dataset heeft fouten, dus hier kan iets ontbreken of niet kloppen. "
            f"Zie: {to_validate(loaded.dataset.root)}"
        )
    return loaded.dataset


def load_sound(given: Path | None) -> "Dataset":
    """Load a dataset that can be counted.

    Raises:
        UserError: there is no dataset, or it has errors.
    """
    from maatwerk_cli.checks.run import check
    from maatwerk_cli.checks.views.findings_text import finding_line
    from maatwerk_cli.text.dutch import so_many

    loaded = load(given)
    errors = [finding for finding in check(loaded) if finding.severity == "fout"]
    if errors:
        count = so_many(len(errors), "fout", "fouten")
        raise UserError(
            f"De dataset heeft {count} en wordt niet geteld. De eerste: {finding_line(errors[0])} "
            f"Zie ze alle met: {to_validate(loaded.dataset.root)}"
        )
    return loaded.dataset


def check_years(wanted: Sequence[int], dataset: "Dataset") -> None:
    """Refuse a year of which nothing is registered.

    Raises:
        UserError: there is one; it names the years that are there.
    """
    from maatwerk_cli.report.year import registered_years

    known = registered_years(dataset)
    others = ", ".join(str(year) for year in known) or "geen enkel jaar"
    for year in wanted:
        if year not in known:
            raise UserError(f"Voor {year} staat er niets in het register. Wel voor: {others}.")
