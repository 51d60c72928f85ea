"""Asking on a terminal, field by field, with the choices shown and every answer checked at once."""

import sys
import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer

from maatwerk_cli.cli.shell.output import print_error, terminal_width

if TYPE_CHECKING:
    from maatwerk_cli.keeping.form import FormField, Value
    from maatwerk_cli.register.records import Dataset


BACK = "t"
HELP = "t: terug naar de vorige vraag. Ctrl-C: stoppen, dan wordt er niets geschreven."
_LONGEST_CHOICE = 5
"""Digits of the number of a choice: no question has a hundred thousand."""


class BackError(Exception):
    """Whoever is asked wants to answer an earlier question again."""


def can_ask() -> bool:
    """Tell whether there is somebody to ask: both what is read and what is shown is a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask_field(field: "FormField", dataset: "Dataset", *, back: bool = False) -> "Value | None":
    """Ask for one field until the answer fits; only Enter means unknown, where that can be.

    Args:
        field: what is asked.
        dataset: whose codes and records can be chosen.
        back: there may be an earlier question to go back to.

    Raises:
        BackError: the answer is to go back.
        typer.Abort: the input has ended.
    """
    from maatwerk_cli.keeping.form import AnswerError, choices, read_answer

    known = choices(field, dataset)
    _show(field, known)
    while True:
        answer = read_line("> ")
        if back and answer == BACK:
            raise BackError
        try:
            value = read_answer(field, _numbered(answer, known), dataset) if answer else None
        except AnswerError as error:
            print_error(error.message)
            continue
        if value is not None or not field.required:
            return value
        print_error("Dit is nodig om het record te kunnen maken.")


def _show(field: "FormField", known: list[tuple[str, str]]) -> None:
    width = min(max(40, terminal_width()), 100)
    hints = []
    if field.many:
        hints.append("meer dan één: met ; ertussen")
    if not field.required:
        hints.append("Enter: niet bekend")
    question = field.text + (f" ({', '.join(hints)})" if hints else "")
    print_error("\n".join(textwrap.wrap(question, width, break_on_hyphens=False)))
    for number, (code, name) in enumerate(known, 1):
        line = f"{number}. {code}" + (f": {name}" if name and name != code else "")
        print_error("\n".join(textwrap.wrap(line, width, initial_indent="  ", subsequent_indent="     ")))


def _numbered(answer: str, known: list[tuple[str, str]]) -> str:
    """Let the number of a choice stand for its code."""
    codes = [code for code, _ in known]

    def code(part: str) -> str:
        number = int(part) if part.isdecimal() and len(part) <= _LONGEST_CHOICE and part not in codes else 0
        return codes[number - 1] if 1 <= number <= len(codes) else part

    return ";".join(code(part.strip()) for part in answer.split(";")) if known else answer


def confirm(question: str) -> bool:
    """Ask for a yes; anything else is a no."""
    return read_line(f"{question} [j/N] ").lower() in ("j", "ja")


def choose(question: str, options: Iterable[str]) -> int:
    """Let one of a few be chosen; give its index."""
    listed = list(options)
    print_error(question)
    for number, option in enumerate(listed, 1):
        print_error(f"  {number}. {option}")
    while True:
        answer = read_line("> ")
        if answer.isdecimal() and 1 <= int(answer[:6]) <= len(listed):
            return int(answer) - 1
        print_error(f"Kies een getal van 1 tot en met {len(listed)}.")


def read_line(prompt: str) -> str:
    """Read one line from the terminal.

    Raises:
        typer.Abort: the input has ended.
    """
    try:
        sys.stderr.write(prompt)
        sys.stderr.flush()
        line = sys.stdin.readline()
    except KeyboardInterrupt:
        line = ""
    if not line:
        sys.stderr.write("\n")
        raise typer.Abort
    return line.strip()
