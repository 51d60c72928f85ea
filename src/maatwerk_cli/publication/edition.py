"""One edition: its record, its files, and the sums to check them with."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from maatwerk_cli.models.publicatie import Publicatie
from maatwerk_cli.models.rapport import Status
from maatwerk_cli.publication.edition_files import data_files, description, report_files
from maatwerk_cli.publication.public_register import public_register
from maatwerk_cli.register.kinds import PUBLICATIE
from maatwerk_cli.register.records import Dataset, Entry, Records
from maatwerk_cli.report.people import registry_of
from maatwerk_cli.report.programme.participants import decide_programme
from maatwerk_cli.report.tables import Rapport
from maatwerk_cli.report.year import build_report, telling_texts_of_all_years
from maatwerk_cli.text.yaml.yaml_edit import render_file
from maatwerk_cli.text.yaml.yaml_layout import format_yaml

SUMS = "sha256sums.txt"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an edition shows of people, and the register with that on record.

    Attributes:
        record: the record.
        dataset: the register with it.
    """

    record: Publicatie
    dataset: Dataset

    @property
    def file(self) -> str:
        """The place of the record in the register."""
        return f"publicaties/{self.record.id}.yaml"

    @property
    def content(self) -> bytes:
        """The record as the register keeps it."""
        return format_yaml(render_file(self.record.model_dump(mode="json", exclude_defaults=True)))


@dataclass(frozen=True, slots=True)
class Made:
    """An edition that is ready to go out.

    Attributes:
        recorded: what is recorded of it.
        files: its files by name.
        report: the report in it.
        telling_texts: where a text that goes out perhaps tells what is withheld, and what, without the count.
        missing: forms that could not be made here, since what makes them is not installed.
    """

    recorded: Recorded
    files: Mapping[str, bytes]
    report: Rapport
    telling_texts: Mapping[str, str]
    missing: tuple[str, ...]


def make_record(dataset: Dataset, year: int, day: date, issued: date, status: Status) -> Recorded:
    """Decide what the next edition of a year shows of people.

    Args:
        dataset: a dataset without errors.
        year: the year of the report.
        day: its date of reference.
        issued: the date of issue.
        status: what the edition is.

    Raises:
        TooLargeError: the counts of people are too many to be made safe.
    """
    registry = registry_of(dataset, year, day)
    programme = decide_programme(dataset, year, day).registry
    numbers = (entry.value.uitgave for entry in dataset.publicaties if entry.value.jaar == year)
    number = 1 + max(numbers, default=0)
    record = Publicatie.model_validate(
        {
            "id": f"{year}-{number}",
            "jaar": year,
            "uitgave": number,
            "peildatum": day.isoformat(),
            "datum": issued.isoformat(),
            "status": status,
            "dataset_sha256": dataset.sha256,
            "getoond": dict(sorted({**registry.published, **programme.published}.items())),
            "afgeschermd": sorted({*registry.withheld, *programme.withheld}),
        }
    )
    own = Entry(record.id, record, f"publicaties/{record.id}.yaml")
    return Recorded(record, dataset.with_records(PUBLICATIE, Records((*dataset.publicaties.entries, own))))


def make_edition(
    recorded: Recorded, files: Mapping[str, bytes], revision: str | None, *, proof: bool
) -> Made:
    """Make the files of an edition; nothing is written.

    Args:
        recorded: what it shows of people.
        files: the content of each file of the register.
        revision: the last commit that touched the dataset, if it is in git.
        proof: it is not issued, and its files say so.
    """
    record, dataset = recorded.record, recorded.dataset
    report = build_report(dataset, record.jaar, record.peildatum.last, revision)
    if proof:
        report = report._replace(uitgave=None, proof=True)
    forms, missing = report_files(report)
    register = public_register(dataset, files, record, proof=proof)
    figure_files = {**forms, **data_files(report)}
    edition_files = {
        **figure_files,
        **description(dataset, report, figure_files),
        **{f"register/{name}": content for name, content in register.items()},
    }
    sums = "".join(
        f"{hashlib.sha256(edition_files[name]).hexdigest()}  {name}\n" for name in sorted(edition_files)
    )
    telling = telling_texts_of_all_years(dataset, {record.jaar: record.peildatum.last})
    return Made(recorded, {**edition_files, SUMS: sums.encode()}, report, telling, missing)
