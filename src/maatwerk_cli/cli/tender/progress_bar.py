"""How far a long series is, on a terminal."""

import sys
import time
from collections.abc import Callable


class ProgressBar:
    """A line on a terminal that says how far it is.

    Args:
        clock: gives seconds; only for how often the line is written, never for a result.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._next = clock() + 0.5
        self._shown = False

    def show(self, done: int, size: int, rows: int) -> None:
        """Write the line anew, a few times a second.

        Args:
            done: the bytes that were read.
            size: the bytes that there are.
            rows: the rows that were judged.
        """
        if not sys.stderr.isatty() or self._clock() < self._next:
            return
        self._next = self._clock() + 0.2
        self._shown = True
        share = 100 * done // max(size, 1)
        bar = "#" * (share // 5)
        sys.stderr.write(f"\r[{bar:<20}] {share}%  {rows} rijen")
        sys.stderr.flush()

    def clear(self) -> None:
        """Clear the line."""
        if self._shown:
            sys.stderr.write("\r" + " " * 50 + "\r")
            sys.stderr.flush()
            self._shown = False
