"""``--vraag``: asks for what is missing, one question at a time, with a way back."""

import shlex
import sys

from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.output import print_error
from maatwerk_cli.cli.tender.tender_task import OPTIONS, Task, check_options, read_options
from maatwerk_cli.tender.asking import Question, questions
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.verdict import Assessor
from maatwerk_cli.text.phrases import joined

_OPTIONS = {field: option for option, field in OPTIONS.items()}
_HELP = "Enter: weet ik niet. t: terug naar de vorige vraag. s: stoppen met vragen."


def ask(task: Task, known: Facts, assessor: Assessor) -> Task:
    """Ask until nothing is missing or the user stops, and give the task with the answers as options.

    Raises:
        UserError: there is no terminal to ask on.

    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UserError(
            "--vraag werkt alleen op een terminal. Geef de gegevens als opties of in een bestand."
        )
    print_error(_HELP)
    history: list[tuple[Task, frozenset[str]]] = []
    skipped: frozenset[str] = frozenset()
    while question := next(questions(_facts(task, known), assessor, skipped), None):
        answer = _answer(len(history) + 1, question)
        if answer is None or answer == "s":
            break
        if answer == "t":
            if history:
                task, skipped = history.pop()
            else:
                print_error("Dit is de eerste vraag.")
            continue
        changed = task
        if answer and answer != "onbekend":
            changed = task._replace(given=_with_answer(task, question, answer))
            problem = _problem(changed, known, assessor)
            if problem:
                print_error(problem)
                continue
        history.append((task, skipped))
        if changed is task:
            skipped |= {question.key}
        task = changed
    return task


def _with_answer(task: Task, question: Question, answer: str) -> dict[str, str]:
    option = _OPTIONS[question.field]
    if not question.reading:
        return {**task.given, option: answer}
    before = task.given.get(option)
    choice = f"{question.reading}={answer}"
    return {**task.given, option: f"{before} {choice}" if before else choice}


def _problem(task: Task, known: Facts, assessor: Assessor) -> str | None:
    try:
        given = read_options(task.given, task.decimal)
        check_options(given._replace(facts=given.choices().apply(known)), assessor)
    except UserError as error:
        return error.message
    return None


def _facts(task: Task, known: Facts) -> Facts:
    return read_options(task.given, task.decimal).choices().apply(known)


def _said(question: Question) -> str:
    """Put a question as it stands on a terminal: with the ways to answer it."""
    ways = joined([f"{code} ({text})" if text else code for code, text in question.ways.items()], "of")
    if question.reading:
        return f"{question.text} Kies {ways}."
    return f"{question.text} Antwoord met {ways}." if ways else question.text


def _told(question: Question) -> str:
    """Tell who can answer and where the rule stands, or what whoever answers should know."""
    if question.remark:
        return question.remark
    return f"Te vragen aan: {question.who}. Bron: {question.source}." if question.source else ""


def _answer(number: int, question: Question) -> str | None:
    """Ask, and give what was typed; ``None`` where there is no more to read."""
    print_error(f"\nVraag {number}. {_said(question)}")
    if told := _told(question):
        print_error(told)
    sys.stderr.write("> ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    return line.strip() if line else None


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
