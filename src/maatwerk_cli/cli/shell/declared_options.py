"""Options that are declared as data: a command takes them without naming each again."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, NamedTuple, TypeVar

import typer

C = TypeVar("C", bound=Callable[..., int])


class DeclaredOption(NamedTuple):
    """An option, and what it fills in.

    Attributes:
        name: as it is typed, with its dashes.
        field: the field that it fills in.
        metavar: what stands for its value in the help.
        text: what it means, in Dutch.
        several: it may be given more than once.
        of_all: it can be meant for many at once, and not only for one.
    """

    name: str
    field: str
    metavar: str
    text: str
    several: bool = False
    of_all: bool = False

    @property
    def parameter(self) -> str:
        """The name under which a command gets its value."""
        return self.name[2:].replace("-", "_")


def option_parameter(name: str, annotation: Any, option: str, metavar: str, text: str) -> inspect.Parameter:
    """Give the parameter of a command that takes an option, empty where it is not given."""
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[annotation, typer.Option(option, metavar=metavar, help=text)],
    )


def take(command: Callable[..., Any], parameters: Iterable[inspect.Parameter]) -> None:
    """Let a command be read as one with these parameters."""
    known = list(parameters)
    command.__signature__ = inspect.Signature(known)  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in known}


def taking_options(**before: Iterable[DeclaredOption]) -> Callable[[C], C]:
    """Let a command take declared options, each group before the parameter it is named after.

    The command gets them as keywords, by the names of their parameters.
    """

    def taken(command: C) -> C:
        parameters: list[inspect.Parameter] = []
        for own in inspect.signature(command).parameters.values():
            if own.kind is inspect.Parameter.VAR_KEYWORD:
                continue
            for value in before.get(own.name, ()):
                holds = list[str] | None if value.several else str | None
                parameters.append(
                    option_parameter(value.parameter, holds, value.name, value.metavar, value.text)
                )
            parameters.append(own.replace(kind=inspect.Parameter.KEYWORD_ONLY))
        take(command, parameters)
        return command

    return taken


def given_texts(options: Iterable[DeclaredOption], values: Mapping[str, Any]) -> dict[str, str]:
    """Give what was said with declared options, by their names; what was given more than once in one text."""
    said = {option.name: values.get(option.parameter) for option in options}
    return {
        name: " ".join(text) if isinstance(text, list) else text
        for name, text in said.items()
        if text is not None and text != []
    }
