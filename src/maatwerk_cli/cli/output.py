"""Where results go: standard output, or a file that is written whole or not at all."""

import os
import sys
from pathlib import Path

from maatwerk_cli.cli.errors import UserError
from maatwerk_cli.dataset.files import write_whole


def write_result(content: str | bytes, path: Path | None) -> None:
    """Write a result to ``path``, or to standard output when there is none.

    A file appears whole or not at all: a temporary file beside it takes its place at the end.

    Raises:
        UserError: the folder does not exist or cannot be written.

    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    if path is None:
        sys.stdout.flush()
        buffer = getattr(sys.stdout, "buffer", None)
        if buffer is None:
            sys.stdout.write(data.decode("utf-8"))
        else:
            buffer.write(data)
            buffer.flush()
        return
    try:
        write_whole(path, data)
    except FileNotFoundError:
        raise UserError(f"{path.parent}: deze map bestaat niet. Maak haar eerst aan.") from None
    except IsADirectoryError:
        raise UserError(f"{path}: dit is een map. Geef met --uitvoer de naam van een bestand.") from None


def use_colour() -> bool:
    """Tell whether results may have colour: only on a terminal, and not with ``NO_COLOR``."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def print_error(message: str) -> None:
    """Write one line to stderr."""
    print(message, file=sys.stderr)  # noqa: T201
