"""The page of commands is made from the program's own help. Run as a script, this file writes it anew."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from maatwerk_cli.cli.main import COMMANDS, app
from maatwerk_cli.cli.shell.typer_dutch import paragraphs, parameter_entry

PAGE = Path(__file__).parents[1] / "docs" / "opdrachten.md"
HEAD = """# Elk commando en elke optie

Deze bladzijde is gemaakt uit de hulp van het programma zelf. `python tests/test_opdrachten.py` maakt
deze bladzijde opnieuw. Dezelfde tekst geeft `maatwerk COMMANDO --help`.
"""


def commands() -> Iterator[tuple[str, Any, Any]]:
    """Give every command with its path and its context, commands of a command after it."""
    yield from _from("maatwerk", typer.main.get_command(app), None)


def _from(path: str, command: Any, parent: Any) -> Iterator[tuple[str, Any, Any]]:
    context = command.context_class(
        command, info_name=path.split()[-1], parent=parent, resilient_parsing=True
    )
    yield path, command, context
    for name in command.list_commands(context) if hasattr(command, "list_commands") else ():
        yield from _from(f"{path} {name}", command.get_command(context, name), context)


def page() -> str:
    """Write the page."""
    parts = [HEAD]
    for path, command, context in commands():
        entries = [
            (param.param_type_name, entry)
            for param in command.get_params(context)
            if param.name != "help" and (entry := parameter_entry(param))
        ]
        words = "".join(f" {name}" for kind, (name, _) in entries if kind == "argument")
        parts.append(f"\n## `{path}`\n\n```text\n{path} [OPTIES]{words}\n```\n")
        parts.append(_prose(command.help or ""))
        for title, kind in (("Argumenten", "argument"), ("Opties", "option")):
            rows = [f"- `{name}`: {text}" for cells, (name, text) in entries if cells == kind and text]
            if rows:
                parts.append(f"\n{title}:\n\n" + "\n".join(rows) + "\n")
    return "".join(parts)


def _prose(text: str) -> str:
    """Write a help text as Markdown: what is indented by four is an example."""
    lines = [*paragraphs(text.strip()), ""]
    out: list[str] = []
    example = False
    for line in lines:
        is_example = line.startswith("    ")
        if is_example != example and (is_example or line.strip()):
            out += ["```console"] if is_example else ["```", ""]
            example = is_example
        if example and not line.strip():
            continue
        goes_on = example and bool(out) and out[-1].endswith("\\")
        prompt = "      " if goes_on else "$ "
        out.append(f"{prompt}{line.strip()}" if is_example else line)
    if example:
        out.append("```")
    return re.sub(r"\n{3,}", "\n\n", "\n" + "\n".join(out).strip() + "\n")


def test_the_page_of_commands_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python tests/test_opdrachten.py"


def test_every_command_is_on_it_with_a_text_for_every_option() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"\n## `maatwerk {name}`\n" in text
    for path, command, context in commands():
        assert command.help, path
        for param in command.get_params(context):
            assert getattr(param, "hidden", False) or param.help, f"{path} {param.name}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
