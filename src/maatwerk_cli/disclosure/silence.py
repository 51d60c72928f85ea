"""Keep what compiled code prints out of the streams of the program.

Some versions of the solver print a banner to file descriptor 1 as soon as they are started, before any
option can be set. Python's own ``sys.stdout`` is not asked, so nothing less than the descriptor holds it
back; and the text may lie in a buffer of C until the process ends, so that is emptied first.
"""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

_STREAMS = (1, 2)
"""The numbers that a system gives standard output and standard error."""


@contextmanager
def silenced() -> Iterator[None]:
    """Let nothing written to file descriptors 1 and 2 come through. Not for use by several threads."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    with ExitStack() as stack:
        for descriptor in _STREAMS:
            stack.enter_context(_nowhere(descriptor))
        stack.callback(_empty_buffers)
        yield


@contextmanager
def _nowhere(descriptor: int) -> Iterator[None]:
    try:
        kept = os.dup(descriptor)
    except OSError:  # it is closed: nothing comes through
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, descriptor)
        yield
    finally:
        os.dup2(kept, descriptor)
        os.close(kept)
        os.close(nowhere)


def _empty_buffers() -> None:
    library = ctypes.CDLL("ucrtbase" if os.name == "nt" else None)
    library.fflush(None)
