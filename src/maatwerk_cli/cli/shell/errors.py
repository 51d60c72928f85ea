"""The failures a command tells its user, and the one place where they become a line and an exit code."""


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


class ReaderGoneError(Exception):
    """Who read the result has stopped reading: it has what it wanted. No OSError, which Typer ends with 1."""
