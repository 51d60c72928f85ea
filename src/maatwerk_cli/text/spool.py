"""Things put away in order, to be gone through as often as asked: many take no memory but a file."""

import pickle
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile
from typing import Generic, TypeVar

_TOGETHER = 500
"""How many are written at once: one by one costs more."""
_IN_MEMORY = 1 << 20
"""Bytes that are held before a file is made; it has no name, and is gone when it is closed."""

T = TypeVar("T")


class Spool(Generic[T]):
    """What was added, in order.

    Nobody else can write into the file, so what is read back is what was put away. While it is gone through
    nothing is added.

    Args:
        things: what is added at once.
    """

    def __init__(self, things: Iterable[T] = ()) -> None:
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - open as long as this is there
        self._last: list[T] = []
        self._count = 0
        for thing in things:
            self.add(thing)

    def __del__(self) -> None:
        """Let the file go."""
        self._file.close()

    def add(self, thing: T) -> None:
        """Put a thing away."""
        self._count += 1
        self._last.append(thing)
        if len(self._last) == _TOGETHER:
            pickle.dump(self._last, self._file, pickle.HIGHEST_PROTOCOL)
            self._last = []

    def __len__(self) -> int:
        """Count them."""
        return self._count

    def __iter__(self) -> Iterator[T]:
        """Give them all, from the first."""
        self._file.seek(0, 2)
        end = self._file.tell()
        place = 0
        while place < end:
            self._file.seek(place)  # others may go through them at the same time
            things = pickle.load(self._file)  # noqa: S301 - written above, in a file without a name
            place = self._file.tell()
            yield from things
        self._file.seek(0, 2)
        yield from self._last
