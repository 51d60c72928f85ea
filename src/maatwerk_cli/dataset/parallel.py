"""Reading many files in two processes. What comes out is the same as from one: each file stands by itself."""

import os
import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from maatwerk_cli.dataset.layout import Kind
from maatwerk_cli.dataset.reading import FileResult, read_record_file

MANY = 4_000
"""Files from which on a second process pays: starting it and handing over records costs some time too."""

_SHARE = 0.45
"""The part that the second process reads; handing over its records is work for the first."""
_BATCH = 500

Found = Sequence[tuple[Kind, str]]
Read = list[tuple[Kind, FileResult]]


def read_all(root: Path, found: Found, many: int = MANY) -> Read:
    """Read files, in their order; from ``many`` on in two processes where there are two processors."""
    if len(found) < many or not hasattr(os, "fork") or (os.cpu_count() or 1) < 2:
        return _read(root, found)
    split = int(len(found) * (1 - _SHARE))
    results = _read_in_two(root, found, split)
    return results if results is not None else _read(root, found)


def _read(root: Path, found: Found) -> Read:
    return [(kind, read_record_file(root, file, kind)) for kind, file in found]


def _read_in_two(root: Path, found: Found, split: int) -> Read | None:
    """Read the first part here and the rest in a child; ``None`` where the child did not finish."""
    reader, writer = os.pipe()
    try:
        child = os.fork()
    except OSError:
        os.close(reader)
        os.close(writer)
        return None
    if child == 0:
        os.close(reader)
        _be_the_child(root, found[split:], writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        try:
            mine = _read(root, found[:split])
            theirs = _receive(stream, len(found) - split)
        finally:
            stream.close()
            os.waitpid(child, 0)
    if theirs is None:
        return None
    return mine + [(kind, result) for (kind, _), result in zip(found[split:], theirs, strict=True)]


def _be_the_child(root: Path, found: Found, writer: int) -> None:
    """Read, hand over and end at once: nothing of the parent is cleaned up or flushed twice."""
    code = 1
    try:
        batches = [found[start : start + _BATCH] for start in range(0, len(found), _BATCH)]
        parts = [
            pickle.dumps(
                [read_record_file(root, file, kind) for kind, file in batch], pickle.HIGHEST_PROTOCOL
            )
            for batch in batches
        ]
        with os.fdopen(writer, "wb") as stream:
            for part in parts:
                stream.write(part)
        code = 0
    finally:
        os._exit(code)


def _receive(stream: BinaryIO, expected: int) -> list[FileResult] | None:
    results: list[FileResult] = []
    try:
        while len(results) < expected:
            results += pickle.load(stream)  # noqa: S301  written by our own child, through our own pipe
    except (EOFError, pickle.UnpicklingError):
        return None
    return results
