"""``--vraag``: asks for what is missing, one question at a time, with a way back."""

import shlex
import shutil
import sys
import textwrap
from itertools import chain

from maatwerk_cli.cli.shell.asking import can_ask
from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.output import print_error
from maatwerk_cli.cli.tender.tender_options import OPTION_OF, OPTIONS
from maatwerk_cli.cli.tender.tender_task import Task, check_options, read_options
from maatwerk_cli.models.values import ONBEKEND
from maatwerk_cli.tender.facts import TENDER_FIELDS, Facts, says_nothing
from maatwerk_cli.tender.judging import ASSUMED_AS, facts_beside
from maatwerk_cli.tender.questions.next_question import (
    Question,
    assumptions,
    for_the_record,
    questions,
    ways_told,
)
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.text.dutch import joined

_HELP = "Enter: weet ik niet. ?: uitleg. t: terug naar de vorige vraag. s: stoppen met vragen."
_NO_DAY = (
    "Zonder die dag is niet te zeggen welk kader geldt. Daarom is er nu niets anders te vragen. Weet u de "
    "dag later wel, begin dan opnieuw."
)
_WIDEST = 80  # longer lines are hard to read, however wide the terminal is


def ask_what_is_open(task: Task, known: Facts, assessor: Assessor, *, recorded: bool) -> Task:
    """Ask until nothing is missing or the user stops, and give the task with the answers as options.

    Args:
        task: what was asked for.
        known: what is known of the tender.
        assessor: the policy.
        recorded: the answers go into a record or a memo, that says of which tender it is.

    Raises:
        UserError: there is no terminal to ask on.
    """
    if not can_ask():
        raise UserError(
            "--vraag werkt alleen op een terminal. Geef de gegevens als opties of in een bestand."
        )
    _say(_HELP)
    history: list[tuple[Task, frozenset[str]]] = []
    skipped: frozenset[str] = frozenset()
    while question := _next(_facts(task, known), assessor, skipped, recorded=recorded):
        answer = _answer(len(history) + 1, question)
        if answer is None or answer == "s":
            break
        if answer == "?":
            _say(explanation(question))
            continue
        if answer == "t":
            if history:
                task, skipped = history.pop()
            else:
                _say("Dit is de eerste vraag.")
            continue
        changed = task
        not_known = answer.lower() in ("", ONBEKEND)
        if not not_known or question.field in ASSUMED_AS:
            changed = task._replace(given=_with_answer(task, question, ONBEKEND if not_known else answer))
            problem = _no_reason(question, answer) or _problem(changed, known, assessor)
            if problem:
                _say(problem)
                continue
        history.append((task, skipped))
        if not_known:
            skipped |= {question.key}
        task = changed
        if "peildatum" in skipped:
            _say(_NO_DAY)
            break
    return task


def _next(facts: Facts, assessor: Assessor, skipped: frozenset[str], *, recorded: bool) -> Question | None:
    """Give what to ask next: what is missing first, then what was assumed, then what only a memo needs."""
    asked = questions(facts, assessor, skipped)
    last = for_the_record(facts, skipped) if recorded else ()
    return next(chain(asked, assumptions(facts, assessor, skipped), last), None)


def _with_answer(task: Task, question: Question, answer: str) -> dict[str, str]:
    option = OPTION_OF[question.field]
    if not question.reading:
        return {**task.given, option: answer}
    before = task.given.get(option)
    choice = f"{question.reading}={answer}"
    return {**task.given, option: f"{before} {choice}" if before else choice}


def _no_reason(question: Question, answer: str) -> str | None:
    """Say that an answer is no reason, where a reason is asked for."""
    if question.field != "motivering" or not says_nothing(answer):
        return None
    return "Uw antwoord zegt niet waarom de uitsluitingsgrond geldt. Weet u het nog niet? Druk dan op Enter."


def _problem(task: Task, known: Facts, assessor: Assessor) -> str | None:
    """Say what is wrong with an answer, in words of the question and not of an option."""
    try:
        given = read_options(task.given, task.decimal)
        check_options(given._replace(facts=given.choices().apply(known)), assessor)
    except UserError as error:
        named, _, said = error.message.partition(": ")
        return f"Uw antwoord: {said}" if named in OPTIONS else error.message
    return None


def _facts(task: Task, known: Facts) -> Facts:
    return facts_beside(read_options(task.given, task.decimal).choices().apply(known), task.dossiers)


def _said(question: Question) -> str:
    """Put a question as it stands on a terminal: with the ways to answer it."""
    ways = joined(ways_told(question), "of")
    if question.reading:
        return f"{question.text} Kies {ways}."
    return f"{question.text} Antwoord met {ways}." if ways else question.text


def _who_and_source(question: Question) -> str:
    """Tell who can answer and where the rule stands, or what whoever answers should know."""
    if question.remark:
        return question.remark
    return f"Te vragen aan: {question.who}. Bron: {question.source}." if question.source else ""


def explanation(question: Question) -> str:
    """Explain a question: what the answer is used for, and how it may be written."""
    from maatwerk_cli.models.tender.aanbesteding import Aanbesteding

    consequence = "Zolang hier niets over is gekozen, staan beide uitkomsten in het antwoord."
    if not question.reading:
        consequence = f"{Aanbesteding.model_fields[question.field].description}."
    return " ".join(
        part for part in (consequence, _WRITTEN.get(question.field, ""), _who_and_source(question)) if part
    )


_AMOUNT = "Schrijf een bedrag zoals 250000, 250.000,00 of 1,5 mln."
_DAY = "Schrijf een datum zoals 1-3-2018, 2018-03 of 2018."
_WRITTEN = {
    "loonsom_excl_btw": _AMOUNT,
    "opdrachtwaarde_excl_btw": _AMOUNT,
    "begin": _DAY,
    "einde": _DAY,
    "peildatum": _DAY,
    "looptijd_maanden": "Schrijf een heel getal.",
    "verlenging_maanden": "Schrijf een heel getal, 0 als er geen opties zijn, of onbekend.",
    "uitsluitingsgronden": "Noem elke grond die geldt, met een spatie ertussen, of antwoord nee.",
    "motivering": "Schrijf in een zin waarom die grond bij deze opdracht geldt, zonder namen van mensen. Een "
    "streepje of n.v.t. is geen reden.",
    "werkwijze": "Is er geen keuze gemaakt, of weet u het niet, druk dan op Enter. Dan is het kader gevolgd "
    "dat zonder keuze geldt, en staat dat erbij.",
}


def _say(text: str) -> None:
    """Write a text in lines that break between words."""
    width = min(shutil.get_terminal_size((_WIDEST, 24)).columns, _WIDEST)
    print_error(textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False))


def _answer(number: int, question: Question) -> str | None:
    """Ask, and give what was typed; ``None`` where there is no more to read."""
    print_error("")
    _say(f"Vraag {number}. {_said(question)}")
    if text := _who_and_source(question):
        _say(text)
    sys.stderr.write("> ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        print_error("")  # no Enter was typed: what follows would stand behind the prompt
        return None
    return line.strip()


def repeat(task: Task) -> str:
    """Give the command that does the same without questions."""
    words = ["maatwerk", "check-aanbesteding", *(str(file) for file in task.files)]
    for name, text in task.given.items():
        words += [name, text]
    if task.decimal != "komma":
        words += ["--decimaal", task.decimal]
    if task.form == "excel":
        words += ["--formaat", "csv", "--csv", "excel"]
    elif task.form != "tabel":
        words += ["--formaat", task.form]
    if task.explain:
        words.append("--uitleg")
    if task.show != "uitkomst":
        words.append(f"--{task.show}")
    if task.dossier:
        words += ["--dossier", str(task.dossier)]
    for name, text in task.memo.items():
        words += [name, text]
    for sheet in task.sheets:
        words += ["--antwoorden", str(sheet)]
    if task.data:
        words += ["--data", str(task.data)]
    if task.output:
        words += ["--uitvoer", str(task.output)]
    return shlex.join(words)


def completed(content: bytes, task: Task, facts: Facts) -> bytes | None:
    """Give a YAML record with the answers in it, and every other byte as it was; ``None`` where that fails.

    Args:
        content: the record.
        task: what was asked for, with the answers.
        facts: the tender with the answers.
    """
    from maatwerk_cli.tender.views.tender_yaml import as_written
    from maatwerk_cli.text.yaml.yaml_edit import EditError, YamlFile

    try:
        record = YamlFile(content)
        for option in task.given:
            field = OPTIONS[option]
            value = as_written(field, facts)
            if field in record.value:
                record.set((field,), value)
            else:
                record.add((), field, value, TENDER_FIELDS)
    except EditError:
        return None
    return record.data
