"""What is asked of ``check-aanbesteding``: its options, and what they say of a tender."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.output import print_error
from maatwerk_cli.cli.tender.tender_options import OPTION_OF, OPTIONS
from maatwerk_cli.models.dutch_input import Decimaalteken
from maatwerk_cli.models.tender.cell import AmountReader, cell_readers
from maatwerk_cli.tender.facts import Facts, FactsReader
from maatwerk_cli.tender.judging import Answers, Choices
from maatwerk_cli.tender.refusals import field_sentence
from maatwerk_cli.tender.verdicts.assessor import Assessor

if TYPE_CHECKING:
    from maatwerk_cli.cli.tender.answer_file import AnswerSheets
    from maatwerk_cli.models.tender.dossier import Dossier

OutputForm = Literal["tabel", "tekst", "markdown", "html", "pdf", "json", "jsonl", "csv", "excel", "yaml"]

MEMO_FORMS: tuple[OutputForm, ...] = ("markdown", "html", "pdf")
"""The forms that are a memo for the tender file."""


class Task(NamedTuple):
    """What the user asked for.

    Attributes:
        dossier: the file with what the tender file says beside its tenders.
        memo: what options say of a memo.
        dossiers: both, once read.
        sheets: filled in sheets of questions.
        answered: what they say, once read.
        show: what is shown of verdicts: themselves, the text blocks, or the open questions.
        meant: the files that were meant: of a folder those in it.
        stdin_sha256: hash of standard input, of which a memo says what was judged; empty where there is none.
        not_read: by file the columns of it that were not read, in words.
        two_ways: an amount could mean two things: of an option or a sheet, or of a list that was read.
    """

    files: list[Path]
    given: Mapping[str, str]
    decimal: Decimaalteken
    form: OutputForm
    ask: bool
    explain: bool
    data: Path | None
    output: Path | None
    dossier: Path | None = None
    memo: Mapping[str, str] = {}
    dossiers: "tuple[Dossier, ...]" = ()
    sheets: tuple[Path, ...] = ()
    answered: "AnswerSheets | None" = None
    show: Literal["uitkomst", "bestek", "vragenlijst"] = "uitkomst"
    meant: tuple[Path, ...] = ()
    stdin_sha256: str = ""
    not_read: Mapping[str, str] = {}
    two_ways: bool = False

    @property
    def answers(self) -> Answers:
        """What filled in sheets say, by the tender or lot it is about."""
        return self.answered.answers if self.answered else ()


class Given(NamedTuple):
    """What the options say of a tender: its facts, and which fields they fill in."""

    facts: Facts
    fields: tuple[str, ...]
    two_ways: bool

    def choices(self) -> Choices:
        """Give them as what goes before the fields of a row."""
        values = tuple((field, getattr(self.facts, field)) for field in self.fields if field != "lezingen")
        bounds = tuple(self.facts.bounds.items())
        return Choices(values, self.facts.lezingen, bounds, unknown=self.facts.unknown)

    def origins(self, places: Mapping[str, str]) -> Mapping[str, str]:
        """Say where each field was read: by which option, or in the record."""
        given = {field: f"optie {name}" for name, field in OPTIONS.items() if field in self.fields}
        return {**places, **given} if given else places


def read_options(given: Mapping[str, str], decimal: Decimaalteken) -> Given:
    """Read what the options say.

    Raises:
        UserError: a value is wrong; the option is named.
    """
    amounts = AmountReader(decimal)
    fields = [OPTIONS[option] for option in given]
    facts = FactsReader(fields, cell_readers(amounts)).facts(list(given.values()))
    if isinstance(facts, list):
        raise UserError(field_sentence(facts[0], OPTION_OF[facts[0].field]))
    filled = tuple(field for field, text in zip(fields, given.values(), strict=True) if text.strip())
    return Given(facts, filled, amounts.two_ways)


def check_options(given: Given, assessor: Assessor) -> None:
    """Check that what the options say can be judged.

    Raises:
        UserError: it contradicts itself, or names what the policy does not have.
    """
    problem = next(iter(assessor.objections(given.facts)), None)
    if problem:
        raise UserError(field_sentence(problem, OPTION_OF.get(problem.field)))


def say_two_ways(decimal: Decimaalteken) -> None:
    """Say how an amount was read that can mean two things."""
    if decimal == "komma":
        print_error(
            "Een bedrag als 250.000 is gelezen als 250 duizend. Bedoelt u de punt als decimaalteken: "
            "kies --decimaal punt."
        )
    else:
        print_error("Een bedrag als 250.000 is gelezen als 250, want de punt is als decimaalteken gekozen.")
