"""Typer in Dutch: help without frames for a screen reader, and its errors told on their type.

Typer's own messages are written into it in English and cannot be translated from outside; these classes
override only where they are made. Commands are imported when they run, so ``--help`` stays fast.

All that is used of Typer's private modules is imported here and nowhere else: it has no public way to read a
value later, to complete without importing, or to tell one misuse from another. ``test_program`` has each
message, so that a version of Typer that makes them otherwise is found by it.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from typer import core
from typer._click import exceptions as click
from typer._click.core import Command
from typer._click.shell_completion import CompletionItem
from typer._coercion import RuntimeParam, TypeDescriptor, build_runtime_param
from typer.main import get_command_from_info
from typer.models import CommandInfo

from maatwerk_cli.cli.shell.errors import UserError

NoArgsIsHelpError, UsageError = click.NoArgsIsHelpError, click.UsageError
"""What Typer raises where a command is used in a way that cannot be."""


def paragraphs(text: str) -> list[str]:
    """Join the lines of a paragraph, which were broken for the source; examples and empty lines stay."""
    pieces: list[str] = []
    for line in text.split("\n"):
        if (
            pieces
            and line
            and pieces[-1]
            and not line.startswith("    ")
            and not pieces[-1].startswith("    ")
        ):
            pieces[-1] += f" {line}"
        else:
            pieces.append(line)
    return pieces


class Formatter:
    """Writes help text: headings, indented entries, wrapped to the width of the terminal."""

    def __init__(self, width: int) -> None:
        self._width = max(40, min(width, 100))
        self._lines: list[str] = []

    def text(self, text: str, indent: int = 0) -> None:
        """Write paragraphs; a line that starts with four spaces is an example and is kept as it is."""
        import textwrap

        for paragraph in paragraphs(text):
            if paragraph.startswith("    ") or not paragraph:
                self._lines.append(paragraph.rstrip())
                continue
            self._lines += textwrap.wrap(
                paragraph,
                self._width,
                initial_indent=" " * indent,
                subsequent_indent=" " * indent,
                break_on_hyphens=False,
                break_long_words=False,
            )

    def section(self, title: str, entries: Sequence[tuple[str, str]]) -> None:
        """Write a heading and its entries: the name on one line, what it does indented under it."""
        if not entries:
            return
        self._lines += ["", f"{title}:"]
        for name, text in entries:
            self._lines.append(f"  {name}")
            self.text(text, indent=6)

    def result(self) -> str:
        """Give all that was written."""
        return "\n".join(self._lines) + "\n"


def parameter_entry(param: Any) -> tuple[str, str] | None:
    """Give the name of an option or argument as help shows it, and what it does; nothing of a hidden one."""
    if getattr(param, "hidden", False):
        return None
    if param.param_type_name == "argument":
        name = _argument_name(param)
    else:
        name = ", ".join([*param.opts, *param.secondary_opts])
        if not param.is_flag:
            name += f" {param.metavar or 'WAARDE'}"
    text = param.help or ""
    default = param.default
    if default not in (None, (), [], False, ...) and not callable(default) and not param.is_flag:
        text += f" [standaard: {default}]"
    if param.required and param.param_type_name == "option":
        text += " [verplicht]"
    return name, text.strip()


class DutchCommand(core.TyperCommand):
    """A command whose help is Dutch."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Give the parameters, those that Typer adds itself in Dutch."""
        return own_parameters(super().get_params(ctx))

    def get_help(self, ctx: Any) -> str:
        """Give the help text: use, what it does, arguments, options, examples."""
        return _help(self, ctx, ())


class OnUse(RuntimeParam):
    """Reads the value of an option; what that takes is made only where there is a value.

    Typer makes a validator for every option of a command, given or not, which takes longer than a check.
    """

    descriptor: TypeDescriptor

    def __init__(self, descriptor: TypeDescriptor) -> None:
        super().__init__(descriptor.parameter_info, descriptor.annotation)
        object.__setattr__(self, "descriptor", descriptor)  # of Typer it is a frozen dataclass

    def _coerce_value(self, value: Any, param: Any, ctx: Any) -> Any:
        if self.annotation is str or value is param.default:
            return value
        if self.annotation == list[str]:
            return list(value)
        return build_runtime_param(self.descriptor).coerce(value, param, ctx)


def command_of(name: str, function: Callable[..., Any]) -> Any:
    """Build the command of a function, of which the docstring is the help."""
    info = CommandInfo(name=name, cls=DutchCommand, callback=function, help=function.__doc__)
    return get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)


class LazyGroup(core.TyperGroup):
    """The commands by name; a command's module is imported only when that command is used."""

    commands_by_name: dict[str, tuple[str, str]] = {}  # noqa: RUF012  overridden by a subclass

    def get_params(self, ctx: Any) -> list[Any]:
        """Give the parameters, those that Typer adds itself in Dutch."""
        return own_parameters(super().get_params(ctx))

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """Give the names in the order of the table."""
        return list(self.commands_by_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that was asked for, or tell which one may have been meant."""
        if args[0] not in self.commands_by_name and not args[0].startswith("-"):
            meant = closest(args[0], list(self.commands_by_name))
            raise UserError(f"Het commando '{args[0]}' bestaat niet.{meant} Zie: {ctx.command_path} --help")
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """Import and build one command."""
        if cmd_name not in self.commands_by_name:
            return None
        module, _ = self.commands_by_name[cmd_name]
        loaded = import_module(f"maatwerk_cli.cli.{module}")
        if hasattr(loaded, "build"):
            return loaded.build(cmd_name)  # a command with commands of its own
        return command_of(cmd_name, loaded.command)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Complete a command's name without importing any."""
        items = [
            CompletionItem(name, help=text)
            for name, (_, text) in self.commands_by_name.items()
            if name.startswith(incomplete)
        ]
        return [*items, *Command.shell_complete(self, ctx, incomplete)]

    def get_help(self, ctx: Any) -> str:
        """Give the help text with the table of commands."""
        return _help(self, ctx, [(name, text) for name, (_, text) in self.commands_by_name.items()])


def _help(command: Any, ctx: Any, commands: Sequence[tuple[str, str]]) -> str:
    import shutil

    entries = [(p.param_type_name, parameter_entry(p)) for p in command.get_params(ctx)]
    arguments = [entry for kind, entry in entries if entry and kind == "argument"]
    options = [entry for kind, entry in entries if entry and kind == "option"]
    formatter = Formatter(shutil.get_terminal_size((80, 24)).columns)
    rest = " COMMANDO …" if commands else "".join(f" {name}" for name, _ in arguments)
    formatter.text(f"Gebruik: {ctx.command_path} [OPTIES]{rest}")
    formatter.text("")
    formatter.text(command.help or "")
    formatter.section("Commando's", commands)
    formatter.section("Argumenten", [entry for entry in arguments if entry[1]])
    formatter.section("Opties", options)
    return formatter.result()


_OWN_HELP = {
    "help": "Toon deze hulp en stop.",
    "install_completion": "Installeer het aanvullen van commando's in deze shell.",
    "show_completion": "Toon het script voor het aanvullen van commando's.",
}


def own_parameters(params: list[Any]) -> list[Any]:
    """Give the parameters that Typer adds itself a Dutch text, and let all be read on use."""
    for param in params:
        if param._runtime_param is None:
            described = param.type_descriptor
            param._runtime_param = OnUse(described)
        if param.name in _OWN_HELP:
            param.help = _OWN_HELP[param.name]
    return params


def closest(word: str, words: Sequence[str]) -> str:
    """Give " Bedoelde u …?" for the nearest of ``words``, or nothing."""
    from maatwerk_cli.text.suggestion import did_you_mean

    return did_you_mean(word, dict.fromkeys(words))


def usage_message(error: Any) -> str:
    """Tell a usage error of Typer in Dutch, on its type and fields, never on its English text."""
    path = error.ctx.command_path if error.ctx else "maatwerk"
    hint = f" Zie: {path} --help"
    if isinstance(error, click.NoSuchOption):
        names = [o for p in error.ctx.command.get_params(error.ctx) for o in p.opts] if error.ctx else []
        return f"De optie {error.option_name} bestaat niet.{closest(error.option_name, names)}{hint}"
    if isinstance(error, click.MissingParameter):
        name = _parameter_name(error)
        return f"Er ontbreekt een waarde: {name}.{hint}"
    if isinstance(error, click.BadParameter):
        return f"De waarde voor {_parameter_name(error)} kan niet: {_bad_value(error)}.{hint}"
    if isinstance(error, click.BadOptionUsage):
        return f"Bij de optie {error.option_name} ontbreekt een waarde, of staat er één te veel.{hint}"
    if error.ctx and isinstance(error.ctx.command, LazyGroup):
        return f"Er ontbreekt een commando.{hint}"
    return f"De argumenten kloppen niet: er is er één te veel of te weinig.{hint}"


def _parameter_name(error: Any) -> str:
    param = error.param
    if param is None:
        return "een argument"
    return (
        str(param.opts[0]) if param.param_type_name == "option" else str(param.metavar or param.name).upper()
    )


def _argument_name(param: Any) -> str:
    name = str(param.metavar or param.name).upper()
    many = " …" if param.nargs != 1 else ""
    return f"{name}{many}" if param.required else f"[{name}{many}]"


def _bad_value(error: Any) -> str:
    from pydantic import ValidationError

    descriptor = getattr(error.param, "type_descriptor", None)
    choices = _choices(getattr(descriptor, "annotation", None))
    if choices:
        return "kies uit " + ", ".join(choices)
    cause = error.__cause__
    if isinstance(cause, ValidationError):
        kind = cause.errors(include_url=False, include_input=False)[0]["type"]
        if kind.startswith("int"):
            return "geef een geheel getal"
        if kind.startswith(("greater_than", "less_than")):
            return "het getal valt buiten het bereik"
    if _is_path(getattr(descriptor, "annotation", None)):  # of a path nothing else is looked at
        return "dat mag niet worden gelezen. Controleer de rechten"
    return "de waarde past niet"


def _is_path(annotation: Any) -> bool:
    """Tell whether a value is a path, also inside ``list[…]`` or ``… | None``."""
    return annotation is Path or any(map(_is_path, get_args(annotation)))


def _choices(annotation: Any) -> list[str]:
    """Give the choices of a ``Literal``, also inside ``list[…]`` or ``… | None``."""
    if get_origin(annotation) is Literal:
        return [str(choice) for choice in get_args(annotation)]
    return [choice for part in get_args(annotation) for choice in _choices(part)]
