"""The failures a command tells its user, and the one place where they become a line and an exit code."""

from typing import Literal


class UserError(Exception):
    """The command could not do its work: one Dutch line on stderr, exit code 2.

    Attributes:
        message: what is wrong and what to do, without a full path where a relative one will do.
        name: the name of a file that the message begins with, as it may be shown.
    """

    def __init__(self, message: str, name: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.name = name


_PARTS = {"pdf": ("typst", "html en druk die af in een browser"), "ods": ("odfdo", "xlsx")}


def not_installed(form: Literal["pdf", "ods"]) -> UserError:
    """Say that the part of the program that makes a form is not there, and what to make instead."""
    part, instead = _PARTS[form]
    return UserError(
        f"--formaat {form}: dit onderdeel is niet geïnstalleerd ({part}). Installeer het met: pip install "
        f"'maatwerk-cli[{form}]'. Of maak {instead}."
    )


class ReaderGoneError(Exception):
    """Who read the result has stopped reading: it has what it wanted. No OSError, which Typer ends with 1."""
