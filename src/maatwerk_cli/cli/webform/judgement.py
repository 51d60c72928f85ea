"""What the answers come to: a verdict and the next question, by the same rules as the command's own."""

from itertools import chain
from pathlib import Path
from typing import NamedTuple

from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.tender.tender_options import OPTION_OF
from maatwerk_cli.cli.tender.tender_task import check_options, read_options
from maatwerk_cli.cli.webform.answers import FormAnswers
from maatwerk_cli.cli.webform.form_fields import READING, WebField, web_fields
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.judging import Choices, Refused, Result, TenderRead, judge
from maatwerk_cli.tender.questions.next_question import Question, assumptions, questions
from maatwerk_cli.tender.refusals import field_sentence
from maatwerk_cli.tender.series.series import Series
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.text.dutch import sentence

_NAMES = {field: option.removeprefix("--") for field, option in OPTION_OF.items()}


class Desk(NamedTuple):
    """What a form is answered at: a policy, and where it lies.

    Attributes:
        assessor: holds tenders against the policy.
        folder: the folder of the policy.
        fields: the fields of the form.
    """

    assessor: Assessor
    folder: Path
    fields: tuple[WebField, ...]

    @property
    def by_name(self) -> dict[str, WebField]:
        """Give the fields by their name."""
        return {field.name: field for field in self.fields}

    def series(self) -> Series:
        """Make what judges many tenders; a form has no lines to say things in, nor files to name."""
        return Series(
            self.assessor,
            self.folder,
            Choices(),
            "komma",
            lambda _text, _name: None,
            lambda _file, _rows: None,
            many=False,
            origins=False,
        )


def desk_of(assessor: Assessor, folder: Path) -> Desk:
    """Make a desk for a policy."""
    return Desk(assessor, folder, tuple(web_fields(assessor)))


class FormJudgement(NamedTuple):
    """What answers come to.

    Attributes:
        result: the verdict; ``None`` where an answer cannot be read.
        faults: by name of a field what is wrong with its answer; under the empty name what is wrong with all.
        question: what to ask next, as the field and the question; ``None`` where nothing can matter any more.
    """

    result: Result | None
    faults: dict[str, str]
    question: tuple[WebField, Question] | None = None


def judgement_of(answers: FormAnswers, desk: Desk) -> FormJudgement:
    """Judge answers."""
    faults = faults_of(answers, desk)
    if faults:
        return FormJudgement(None, faults)
    given = read_options(answers.options(), "komma")
    row = TenderRead(Facts(), origins=given.origins({}))
    result = next(judge([row], desk.assessor, given.choices()))
    if isinstance(result, Refused):
        return FormJudgement(None, {"": result.message})
    skipped = frozenset(_key(desk.by_name[name]) for name in answers.not_known if name in desk.by_name)
    facts = result.besluit.facts
    to_ask = chain(questions(facts, desk.assessor, skipped), assumptions(facts, desk.assessor, skipped))
    asked = next(to_ask, None)
    return FormJudgement(result, {}, (desk.by_name[_name(asked)], asked) if asked else None)


def faults_of(answers: FormAnswers, desk: Desk) -> dict[str, str]:
    """Tell of each answer that cannot be read what is wrong with it, and what contradicts another."""
    faults: dict[str, str] = {}
    for name, text in answers.given.items():
        single = FormAnswers({name: text}).options()
        try:
            read_options(single, "komma")
        except UserError as error:
            faults[name] = _without_option(error.message, next(iter(single)))
    if faults:
        return faults
    given = read_options(answers.options(), "komma")
    for problem in desk.assessor.objections(given.facts):
        name = _NAMES.get(problem.field, "")
        said = field_sentence(problem)
        if name in desk.by_name:
            faults.setdefault(name, _without_option(said, problem.field))
        else:
            faults.setdefault("", said)
    if not faults:
        try:
            check_options(given, desk.assessor)
        except UserError as error:
            return {"": error.message}
    return faults


def _without_option(message: str, option: str) -> str:
    """Leave out of a sentence the option or field that it names: on a page it stands beside its field."""
    return sentence(message.removeprefix(f"{option}: "))


def _key(field: WebField) -> str:
    return f"lezingen {field.name.removeprefix(READING)}" if field.name.startswith(READING) else field.field


def _name(question: Question) -> str:
    return f"{READING}{question.reading}" if question.reading else _NAMES[question.field]
