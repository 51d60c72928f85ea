"""What can be wrong with a file, as a value: a code and a place. The words are data of ``checks``."""

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from maatwerk_cli.models.meaning import Loc


class Position(NamedTuple):
    """A place in a file, counted from 1."""

    line: int
    column: int


class Placed(Protocol):
    """What has a place in a file: a finding, or why something was not read."""

    @property
    def line(self) -> int:
        """The line, from 1."""

    @property
    def column(self) -> int:
        """The column in it, from 1."""


def place_in(file: object, place: Placed) -> str:
    """Write where something is, as every message of a file begins: ``data/bronnen.yaml:3:5``."""
    return f"{file}:{place.line}:{place.column}"


class Problem(NamedTuple):
    """Something wrong at one place of one file, or of a text of which the file is not known.

    Attributes:
        code: the code of the finding (``MW001`` …), explained by the catalogue.
        file: path relative to the dataset, with forward slashes; empty of a text by itself.
        loc: path within the file; a position is looked up from it when none is given.
        params: the values the text needs.
        position: known for what was found while reading; else ``None``.
        on_key: the finding is about the key itself, not about its value.
        also: files, each with a line (0 for any), that are as much its cause as its own place is.
    """

    code: str
    file: str = ""
    loc: Loc = ()
    params: Mapping[str, object] = {}
    position: Position | None = None
    on_key: bool = False
    also: tuple[tuple[str, int], ...] = ()

    @property
    def place(self) -> Position:
        """Where it was found while reading; the beginning of the file where that is not known."""
        return self.position or Position(1, 1)


def text_problem(code: str, position: Position, params: Mapping[str, object] | None = None) -> Problem:
    """Say what is wrong in a text, whatever file it is in."""
    return Problem(code, position=position, params=params or {})
