"""Where results go: standard output, or a file that is written whole or not at all."""

import errno
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.register.location import writing_whole

if TYPE_CHECKING:
    from maatwerk_cli.text.blocks import Block


def blocks_as(form: str, blocks: "Sequence[Block]", title: str, path: Path | None) -> str:
    """Write blocks as text.

    Args:
        form: ``markdown``, ``html`` or ``tekst``; anything else is drawn as on a terminal.
        blocks: what is told.
        title: the title of a page.
        path: where it goes; colour is for standard output alone.
    """
    from maatwerk_cli.text.blocks import html_of, markdown_of, terminal_of, text_of

    if form == "markdown":
        text = markdown_of(blocks)
    elif form == "html":
        text = html_of(blocks, title)
    else:
        width = terminal_width()
        drawn = form != "tekst"
        colour = path is None and use_colour()
        text = terminal_of(blocks, width, colour=colour) if drawn else text_of(blocks, width)
    return text if text.endswith("\n") else f"{text}\n"


def write_result(content: str | bytes, path: Path | None) -> None:
    """Write a result to ``path``, or to standard output when there is none.

    A file appears whole or not at all: a temporary file beside it takes its place at the end.

    Raises:
        UserError: the folder does not exist or cannot be written.
    """
    with result_stream(path) as stream:
        stream.write(_encoded(content) if isinstance(content, str) else content)


def _encoded(text: str) -> bytes:
    """Give text as UTF-8; a byte of a file's name that is no text stands as an escape."""
    return text.encode("utf-8", "backslashreplace")


def write_lines(lines: Iterable[str]) -> None:
    """Print a result that comes line by line, many at a time."""
    left = iter(lines)
    with result_stream(None) as stream:
        while some := [*islice(left, _LINES)]:
            stream.write(_encoded("".join(f"{line}\n" for line in some)))


_LINES = 500
"""How many lines are written together: one by one costs more than making them."""


STDOUT = "De uitvoer"
"""How standard output is called where it cannot be written."""


@contextmanager
def of_full_disk(name: str) -> Iterator[None]:
    """Say of what is written that it did not fit: the error of an open stream does not name it."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EFBIG) and error.filename is None:
            error.filename = name
        raise


@contextmanager
def result_stream(path: Path | None) -> Iterator[BinaryIO]:
    """Give the stream for a result that is written as it comes, with the promises of ``write_result``.

    Raises:
        UserError: the folder does not exist or cannot be written.
    """
    if path is None:
        with of_full_disk(STDOUT):
            sys.stdout.flush()
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        return
    try:
        with of_full_disk(str(path)), writing_whole(path) as stream:
            yield stream
    except FileNotFoundError:
        raise UserError(f"{path.parent}: deze map bestaat niet. Maak die eerst aan.") from None
    except IsADirectoryError:
        raise UserError(f"{path}: dit is een map. Geef met --uitvoer de naam van een bestand.") from None


def terminal_width() -> int:
    """Give how many signs fit on a line of the terminal; 80 where there is none."""
    return shutil.get_terminal_size((80, 24)).columns


def use_colour() -> bool:
    """Tell whether results may have colour: only on a terminal that can, and not with ``NO_COLOR``."""
    # Windows names no terminal and draws colour; elsewhere one without a name is not known to.
    unnamed = "xterm" if sys.platform == "win32" else "dumb"
    plain = os.environ.get("NO_COLOR") or (os.environ.get("TERM") or unnamed) == "dumb"
    return sys.stdout.isatty() and not plain


def print_error(message: str, name: str = "") -> None:
    """Write one line to stderr; what looks like personal data, in an argument too, is masked.

    What would steer a terminal is written as its number.

    Args:
        message: the line.
        name: the name of a file that the line begins with, as it may be shown.
    """
    from maatwerk_cli.tender.masking import shown_path
    from maatwerk_cli.text.personal_data.privacy import mask
    from maatwerk_cli.text.personal_data.safe import printable

    begin = name if message.startswith(f"{name}:") else ""
    if begin and (place := _PLACE.match(message, len(begin))):
        begin += place[0]
    rest = re.sub(_PATH, lambda match: shown_path(match[0]), message[len(begin) :])
    lines = (begin + mask(rest)).split("\n")
    print("\n".join(map(printable, lines)), file=sys.stderr)  # noqa: T201


_PATH = r"(?<!\S)(?![a-z]+://)[^\s:]*/[^\s:]*[^\s:.,)]"
"""A path, no address: the folders before a name would keep a number in it from being seen."""
_PLACE = re.compile(r":[0-9]+:[0-9]+:", re.ASCII)
"""A line and a column, after the name of a file: no address of a machine, though it has the form of one."""
