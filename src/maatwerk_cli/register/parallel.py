"""Reading many files with a second process. What comes out is the same as from one process.

The child finds out what is in files; records are made of that here, since plain values are cheaper to hand
over than records. Neither waits for the other: each takes the next lot while there is one, the first process
from the front, the child from the back.
"""

import os
import pickle
import select
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NoReturn

from maatwerk_cli.register.kinds import Kind
from maatwerk_cli.register.reading import (
    Content,
    FileResult,
    hold_to_model,
    open_file,
    read_contents,
    read_record_file,
)
from maatwerk_cli.register.sharing import Sharing

MANY = 1_000
"""Files from which on a second process pays."""

LOT = 64
"""Files that are read together."""
_MOST_LOTS = 4_000
"""So many tickets, of a byte each, fit in any pipe."""

FoundFile = Sequence[tuple[Kind, str]]
Read = list[tuple[Kind, FileResult]]
_Lots = Sequence[FoundFile]
_Message = tuple[int, list[Content]]
"""The number of a lot, and what is in its files."""


def read_all(root: Path, files: FoundFile, many: int = MANY) -> Read:
    """Read files; from ``many`` on with a second process where there are two processors."""
    tables = [(kind, file) for kind, file in files if file.endswith(".csv")]  # few, and they may be large
    rest = [(kind, file) for kind, file in files if not file.endswith(".csv")]
    size = max(LOT, -(-len(rest) // _MOST_LOTS))
    lots = [rest[start : start + size] for start in range(0, len(rest), size)]
    alone = len(rest) < many or not hasattr(os, "fork") or (os.cpu_count() or 1) < 2
    messages = _these(root, lots, range(len(lots))) if alone else _with_a_child(root, lots)
    sharing = Sharing()
    records = {number: _records(lots[number], contents, sharing) for number, contents in messages}
    read = [(kind, read_record_file(root, file, kind)) for kind, file in tables]
    return read + [result for number in range(len(lots)) for result in records[number]]


def _records(lot: FoundFile, contents: Sequence[Content], sharing: Sharing) -> Read:
    read = [(kind, hold_to_model(kind, content)) for (kind, _), content in zip(lot, contents, strict=True)]
    for _, result in read:
        for entry in (*result.entries, *(rest.entry for rest in result.partial)):
            sharing.share(entry.value)
    return read


def _these(root: Path, lots: _Lots, numbers: Iterable[int]) -> Iterator[_Message]:
    for number in numbers:
        yield number, read_contents([(kind, file, open_file(root, file)) for kind, file in lots[number]])


def _with_a_child(root: Path, lots: _Lots) -> Iterator[_Message]:
    """Read lots here and in a child, in the order in which they are done."""
    tickets, giving = os.pipe()
    os.write(giving, bytes(len(lots)))
    os.close(giving)
    reader, writer = os.pipe()
    try:
        child = os.fork()
    except OSError:  # no room for a second process
        for handle in (tickets, reader, writer):
            os.close(handle)
        yield from _these(root, lots, range(len(lots)))
        return
    if child == 0:
        os.close(reader)
        _be_the_child(root, lots, tickets, writer)
    os.close(writer)
    missing = set(range(len(lots)))
    try:
        with os.fdopen(reader, "rb") as stream:
            for message in _as_they_come(stream, _these(root, lots, _taken(tickets, range(len(lots))))):
                missing.discard(message[0])
                yield message
    finally:
        os.close(tickets)
        os.waitpid(child, 0)
    yield from _these(root, lots, sorted(missing))  # of a child that did not finish


def _taken(tickets: int, numbers: Iterable[int]) -> Iterator[int]:
    """Give numbers for as long as there is a ticket: there are as many as lots, so no lot is taken twice."""
    for number in numbers:
        if not os.read(tickets, 1):
            return
        yield number


def _as_they_come(stream: BinaryIO, mine: Iterator[_Message]) -> Iterator[_Message]:
    """Give what the child has ready, and while it has nothing, what is read here."""
    theirs: _Message | None
    while True:
        if select.select([stream], [], [], 0)[0]:
            if (theirs := _received(stream)) is None:
                break
            yield theirs
        elif (own := next(mine, None)) is not None:
            yield own
        else:
            break
    yield from mine
    while (theirs := _received(stream)) is not None:
        yield theirs


def _received(stream: BinaryIO) -> _Message | None:
    try:
        message: _Message = pickle.load(stream)  # noqa: S301  written by our own child, through our own pipe
    except (EOFError, pickle.UnpicklingError):
        return None
    return message


def _be_the_child(root: Path, lots: _Lots, tickets: int, writer: int) -> NoReturn:
    """Read, hand over and end at once: nothing of the parent is cleaned up or flushed twice."""
    code = 1
    try:
        with os.fdopen(writer, "wb") as stream:
            for message in _these(root, lots, _taken(tickets, reversed(range(len(lots))))):
                pickle.dump(message, stream, pickle.HIGHEST_PROTOCOL)
                stream.flush()
        code = 0
    finally:
        os._exit(code)
