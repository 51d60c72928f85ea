"""``--vraag``: asks for what is missing, one question at a time, with a way back."""

import shlex
import sys
from collections.abc import Iterator
from typing import NamedTuple

from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.output import print_error
from maatwerk_cli.cli.tender.tender_task import OPTIONS, Task, check_options, read_options
from maatwerk_cli.models.kader import VELDEN
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.sentences import SOORTEN, date_question
from maatwerk_cli.tender.verdict import RIJK, Assessor, Kaderbesluit
from maatwerk_cli.text.phrases import joined

_HELP = "Enter: weet ik niet. t: terug naar de vorige vraag. s: stoppen met vragen."


class Vraag(NamedTuple):
    """A question on the terminal: what it fills in, what it says, and where it comes from."""

    option: str
    text: str
    source: str


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
    while question := next(_questions(_facts(task, known), assessor, skipped), None):
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
            changed = task._replace(given=_with_answer(task, question.option, answer))
            problem = _problem(changed, known, assessor)
            if problem:
                print_error(problem)
                continue
        history.append((task, skipped))
        if changed is task:
            skipped |= {question.option}
        task = changed
    return task


def _with_answer(task: Task, option: str, answer: str) -> dict[str, str]:
    name, _, reading = option.partition(" ")
    if not reading:
        return {**task.given, name: answer}
    before = task.given.get(name)
    choice = f"{reading}={answer}"
    return {**task.given, name: f"{before} {choice}" if before else choice}


def _problem(task: Task, known: Facts, assessor: Assessor) -> str | None:
    try:
        given = read_options(task.given, task.decimal)
        check_options(given._replace(facts=given.choices().apply(known)), assessor)
    except UserError as error:
        return error.message
    return None


def _facts(task: Task, known: Facts) -> Facts:
    return read_options(task.given, task.decimal).choices().apply(known)


def _questions(facts: Facts, assessor: Assessor, skipped: frozenset[str]) -> Iterator[Vraag]:
    """Give what to ask next, the question that decides soonest first."""
    names = {field: option for option, field in OPTIONS.items()}
    verdict = assessor.decide(facts)
    if verdict.peildatum is None and "--peildatum" not in skipped:
        yield Vraag("--peildatum", date_question(), "")
    if verdict.situation.reden == "opdrachtgever":
        yield from _scope_questions(facts, assessor, skipped)
    leading = verdict.kader
    others = [one for one in verdict.kaders if one is not leading]
    for one in ([leading] if leading else []) + others:
        for asked in one.te_vragen:
            if names[asked.veld] not in skipped:
                yield Vraag(names[asked.veld], _text(one, asked.veld, asked.vraag), _source(one, asked.veld))
        for reading in one.stand.kader.leesruimte:
            option = f"--lezing {reading.id}"
            if reading.id in one.open_lezingen and option not in skipped:
                ways = joined([f"{choice} ({text})" for choice, text in reading.keuzes.items()], "of")
                yield Vraag(option, f"{reading.vraag} Kies {ways}.", reading.toelichting)


def _scope_questions(facts: Facts, assessor: Assessor, skipped: frozenset[str]) -> Iterator[Vraag]:
    """Ask what decides which framework is followed."""
    if facts.opdrachtgever_soort is None and "--opdrachtgever-soort" not in skipped:
        ways = joined([f"{code} ({name})" for code, name in SOORTEN.items()], "of")
        yield Vraag("--opdrachtgever-soort", f"Wat voor opdrachtgever is dit? Antwoord met {ways}.", "")
    bound = [
        kader.id
        for kader in assessor.beleid.kaders.values()
        if (facts.opdrachtgever_soort or RIJK) in kader.werkingssfeer.opdrachtgever_soort
    ]
    if bound and "--werkwijze" not in skipped:
        text = f"Voor welk kader koos de opdrachtgever? Antwoord met {joined(bound, 'of')}."
        yield Vraag("--werkwijze", text, "")


def _text(one: Kaderbesluit, field: str, text: str) -> str:
    codes = VELDEN[field].codes if field in VELDEN else ()
    if field == "uitsluitingsgronden":
        codes = ("nee", *(ground.id for ground in one.stand.kader.uitsluitingsgronden))
    return f"{text} Antwoord met {joined(codes, 'of')}." if codes else text


def _source(one: Kaderbesluit, field: str) -> str:
    for check in one.toetsingen:
        if field in check.velden:
            source = check.voorwaarde.bron
            return f"Te vragen aan: {check.voorwaarde.vraag.wie}. Bron: {source.id}, {source.vindplaats}."
    return ""


def _answer(number: int, question: Vraag) -> str | None:
    """Ask, and give what was typed; ``None`` where there is no more to read."""
    print_error(f"\nVraag {number}. {question.text}")
    if question.source:
        print_error(question.source)
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
    if task.data:
        words += ["--data", str(task.data)]
    if task.output:
        words += ["--uitvoer", str(task.output)]
    return shlex.join(words)
