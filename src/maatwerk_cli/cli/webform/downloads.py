"""What can be kept of a verdict: the memo, the record, the outcome, the open questions, the command."""

import shlex
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from pydantic_core import PydanticCustomError

from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.tender.memo_writing import memo_of
from maatwerk_cli.cli.tender.tender_task import OutputForm, Task, read_options
from maatwerk_cli.cli.webform.answers import FormAnswers
from maatwerk_cli.cli.webform.judgement import Desk
from maatwerk_cli.models.dutch_input import read_datum
from maatwerk_cli.models.tender.dossier import Dossier
from maatwerk_cli.tender.judging import Result
from maatwerk_cli.tender.questions.next_question import questions
from maatwerk_cli.tender.views.tender_yaml import record_yaml
from maatwerk_cli.tender.views.verdict_json import JsonWriter
from maatwerk_cli.text.blocks import Block, html_of, title_of
from maatwerk_cli.text.dutch import joined, sentence
from maatwerk_cli.text.pdf.pdf_document import PdfLayout, pdf_of
from maatwerk_cli.text.personal_data.privacy import mask

_ANYBODY = "Uzelf"


class Download(NamedTuple):
    """A file to be kept."""

    name: str
    media_type: str
    content: str | bytes


def memo_faults(memo: Mapping[str, str], desk: Desk) -> dict[str, str]:
    """Tell by field of the memo what is wrong with what was filled in."""
    try:
        memo_dossiers(memo, desk)
    except UserError as error:
        option, _, said = error.message.partition(": ")
        name = option.removeprefix("--")
        if said and name in memo:
            return {name: sentence(said)}
        both = "Vul allebei in: door wie de memo is opgesteld en wanneer."
        return dict.fromkeys(("opgesteld-door", "opgesteld-op"), both)
    return {}


def memo_dossiers(memo: Mapping[str, str], desk: Desk) -> tuple[Dossier, ...]:
    """Give what was filled in for the memo; nothing where nothing was.

    Raises:
        UserError: it is wrong, or half.
    """
    if not memo:
        return ()
    from maatwerk_cli.cli.tender.dossier_file import read_dossiers  # the words of findings, only where asked

    given = {f"--{name}": _day(text) if name == "opgesteld-op" else text for name, text in memo.items()}
    return read_dossiers(None, given, desk.assessor.beleid)


def _day(text: str) -> str:
    """Give a date as a record writes it, from how people write it; what is none stays as it is."""
    try:
        return read_datum(text).text
    except PydanticCustomError:
        return text


def download(
    form: str, answers: FormAnswers, result: Result, desk: Desk, memo_fields: Mapping[str, str]
) -> Download:
    """Give a verdict as a file; of an unknown form as the memo, with what was filled in for it."""
    if form == "json":
        return Download(
            "uitkomst.json",
            "application/json",
            f"{JsonWriter(desk.assessor.beleid.sha256).line(result)}\n",
        )
    if form == "yaml":
        return Download("aanbesteding.yaml", "application/yaml; charset=utf-8", record_yaml(result.facts))
    if form == "vragen":
        return questions_file([result], desk)
    memo: Literal["pdf", "html"] = "pdf" if form == "pdf" else "html"
    task = _task(answers, memo)._replace(dossiers=memo_dossiers(memo_fields, desk))
    blocks, state = memo_of(task, [result], desk.assessor, desk.folder)
    return memo_file(memo, blocks, state)


def memo_file(form: Literal["pdf", "html"], blocks: Sequence[Block], state: str = "") -> Download:
    """Give a memo as a file; a PDF says its ``state`` on every page."""
    title = title_of(blocks) or "Memo"
    if form == "pdf":
        return Download("memo.pdf", "application/pdf", pdf_of(blocks, PdfLayout(title, state=state)))
    return Download("memo.html", "text/html; charset=utf-8", html_of(blocks, title))


def questions_by_who(results: Sequence[Result], desk: Desk) -> dict[str, list[str]]:
    """Give the open questions by who can answer them, the one that decides soonest first.

    A question that is open for some lots alone names those.
    """
    asked: dict[tuple[str, str], list[str]] = {}
    for result in results:
        for question in questions(result.besluit.facts, desk.assessor, frozenset()):
            asked.setdefault((question.who or _ANYBODY, question.text), []).append(result.perceel or "")
    grouped: dict[str, list[str]] = {}
    for (who, text), lots in asked.items():
        of_some = len(lots) < len(results)
        named = f"{'Perceel' if len(lots) == 1 else 'Percelen'} {joined(lots)}: " if of_some else ""
        grouped.setdefault(who, []).append(f"{named}{text}")
    return grouped


def questions_file(results: Sequence[Result], desk: Desk) -> Download:
    """Give the open questions as a file to send."""
    text = questions_text(questions_by_who(results, desk))
    return Download("vragen.txt", "text/plain; charset=utf-8", text)


def questions_text(grouped: dict[str, list[str]]) -> str:
    """Write open questions as a text to send."""
    lines = ["Open vragen over social return bij deze aanbesteding", ""]
    for who, texts in grouped.items():
        lines += [f"Aan: {who}", *(f"- {text}" for text in texts), ""]
    return "\n".join(lines)


def repeat_command(answers: FormAnswers) -> str:
    """Give the command that gives the same verdict; of no answers there is none, as it judges nothing."""
    words = ["maatwerk", "check-aanbesteding"]
    options = answers.options()
    if not options:
        return ""
    for option, text in options.items():
        words += [option, text]
    return mask(shlex.join(words))


def _task(answers: FormAnswers, form: OutputForm) -> Task:
    given = answers.options()
    both = read_options(given, "komma").two_ways
    return Task([], given, "komma", form, ask=False, explain=False, data=None, output=None, two_ways=both)
