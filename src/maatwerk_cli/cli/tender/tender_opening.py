"""The files of ``check-aanbesteding``: found and opened."""

import codecs
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.output import print_error
from maatwerk_cli.tender.input.columns import columns_sentence
from maatwerk_cli.tender.input.tender_input import PIPED, TenderInput, TenderTable
from maatwerk_cli.tender.judging import Refused
from maatwerk_cli.tender.masking import shown_path
from maatwerk_cli.tender.series.series import SeriesFile

_SUFFIXES = (".yaml", ".yml", ".csv", ".xml", ".json", ".jsonl", ".xlsx", ".ods")
"""Of a file in a folder that can hold a tender."""

_HELD = "~$"
"""How the name begins of what Excel puts beside a file that is open; the name of who opened it is in it."""

STDIN = Path("-")

_IN_MEMORY = 16 * 1024 * 1024  # of standard input; what is more waits on disk


class OpenFile(NamedTuple):
    """An open file: its name for the user, its content and its size in bytes."""

    name: str
    stream: BinaryIO
    size: int


def find_tender_files(given: list[Path]) -> list[Path]:
    """Give the files that are meant; of a folder all that are in it, in order of name.

    Raises:
        UserError: one does not exist, or a folder is empty.
    """
    files: list[Path] = []
    for path in given:
        if path != STDIN and path.is_dir():
            inside = _inside(path)
            if not inside and len(given) > 1:
                print_error(f"{path}: {_NOTHING_INSIDE}")
            elif not inside:
                raise UserError(f"{path}: {_NOTHING_INSIDE}")
            files += inside
        else:
            files.append(path)
    if not files:
        raise UserError(f"{given[0]}: {_NOTHING_INSIDE}")
    return files


_NOTHING_INSIDE = "in deze map staat geen bestand met een aanbesteding."


def _inside(folder: Path) -> list[Path]:
    """Give the files of a folder that can hold a tender; a link to nowhere is one that cannot be opened."""
    inside = []
    for file in _files_of(folder):
        if file.name.startswith(_HELD):
            print_error(f"{file}: overgeslagen. Een programma maakt dit zolang het bestand open is.")
        elif _can_hold_tender(file):
            inside.append(file)
        else:
            print_error(f"{file}: overgeslagen, want dit is geen bestand met een aanbesteding.")
    return inside


def _files_of(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if not hidden and (file.is_file() or (file.is_symlink() and not file.exists())):
            yield file


def _can_hold_tender(file: Path) -> bool:
    return file.suffix.lower() in _SUFFIXES and not file.name.startswith(_HELD)


def refuse_loss(output: Path | None, given: Iterable[Path | None], *, of_record: bool = False) -> None:
    """Check that what comes out does not take the place of what goes in.

    Args:
        output: where it goes.
        given: the files and folders that are read.
        of_record: what comes out is a record that keeps what it said, where no more than that is read.

    Raises:
        UserError: it would.
    """
    if output is None or not output.exists():
        return
    read: list[Path] = []
    for path in given:
        if path is not None and path.is_dir():
            read += filter(_can_hold_tender, _files_of(path))
        elif path is not None:
            read.append(path)
    same = any(path.exists() and path.samefile(output) for path in read)
    if same and not (of_record and len(read) == 1 and not _is_list(output)):
        raise UserError(
            f"--uitvoer: {output} is ook een bestand dat wordt gelezen, en wat erin staat, zou weg zijn."
            " Geef een andere naam."
        )


def refuse_inside(output: Path | None, given: Iterable[Path]) -> None:
    """Check that what comes out is not read itself the next time, as a file of a folder that is read.

    Raises:
        UserError: it would be.
    """
    if output is None or output.exists() or not _can_hold_tender(output):
        return
    place = output.resolve()
    for folder in given:
        root = folder.resolve()
        if folder == STDIN or not root.is_dir() or root not in place.parents:
            continue
        if not any(part.startswith(".") for part in place.relative_to(root).parts):
            raise UserError(
                f"--uitvoer: {output} komt in een map die wordt gelezen, en zou de volgende keer zelf worden "
                "getoetst. Kies een plek buiten die map."
            )


def refuse_lost_comments(output: Path, given: Sequence[Path]) -> None:
    """Check that a record that is written where it was read has no comment that would be lost.

    Raises:
        UserError: it has one.
    """
    from maatwerk_cli.tender.views.tender_yaml import has_own_comments

    same = output.is_file() and any(path.is_file() and path.samefile(output) for path in given)
    if same and has_own_comments(output.read_text(encoding="utf-8", errors="replace")):
        raise UserError(
            f"--uitvoer: {output} is ook het record dat wordt gelezen, en de opmerkingen (#) erin zouden weg "
            "zijn. Geef een andere naam, of vul aan met --vraag: dan blijft staan wat er staat."
        )


def _is_list(file: Path) -> bool:
    """Tell whether a file of YAML begins as a list of records: what is wrong in one would be lost."""
    with file.open("rb") as stream:
        lines = (line.strip() for line in stream.read(_CHUNK).removeprefix(codecs.BOM_UTF8).splitlines())
    first = next((line for line in lines if line and not line.startswith((b"#", b"---", b"%"))), b"")
    return first.startswith((b"-", b"["))


@contextmanager
def _spooled(stream: BinaryIO) -> Iterator[BinaryIO]:
    """Copy what can be read only once."""
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        shutil.copyfileobj(stream, spool)
        yield cast(BinaryIO, spool)


@contextmanager
def open_tender_file(path: Path) -> Iterator[OpenFile]:
    """Open a file, or standard input, so that it can be read more than once.

    Raises:
        UserError: it cannot be opened.
    """
    if path == STDIN:
        with _spooled(sys.stdin.buffer) as spool:
            yield OpenFile(PIPED, spool, spool.tell())
        return
    name = shown_path(str(path))
    try:
        with path.open("rb") as stream:
            if not stream.seekable():
                with _spooled(stream) as spool:
                    yield OpenFile(name, spool, spool.tell())
                return
            yield OpenFile(name, stream, os.fstat(stream.fileno()).st_size)
    except OSError as error:
        reason = _NOT_OPENED.get(error.errno or 0)
        if reason is None:
            raise
        raise UserError(f"{name}: {reason}", name) from None


_NOT_ALLOWED = "dit bestand mag niet worden gelezen. Controleer de rechten."
_NOT_OPENED = {
    errno.ENOENT: "dit bestand bestaat niet. Controleer de naam.",
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EISDIR: "dit is een map.",
    errno.ELOOP: "deze verwijzing verwijst naar zichzelf. Haal die weg.",
}


def digest(file: OpenFile) -> str:
    """Give the hash of an open file."""
    file.stream.seek(0)
    content_hash = sha256()
    while chunk := file.stream.read(_CHUNK):
        content_hash.update(chunk)
    file.stream.seek(0)
    return content_hash.hexdigest()


_CHUNK = 1024 * 1024
"""Read at a time, so that memory does not grow with a file."""


def say_how_read(file: OpenFile, content: TenderInput) -> None:
    """Say that a file is no UTF-8 and was read all the same, and what of a table was not read."""
    if isinstance(content, Refused):
        return
    if content.read_as:
        print_error(f"{file.name}: {content.read_as}", file.name)
    if not isinstance(content, TenderTable):
        return
    for note in content.notes:
        print_error(f"{file.name}: {note}", file.name)
    if content.unknown:
        print_error(f"{file.name}: {columns_sentence(content.unknown)}", file.name)


def series_file(file: OpenFile, content: TenderInput) -> SeriesFile:
    """Give a file as one of a series; a workbook is as large as the rows that are read of it."""
    size = content.sheet_size if isinstance(content, TenderTable) else None
    return SeriesFile(file.name, file.size if size is None else size, content)
