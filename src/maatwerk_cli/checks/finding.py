"""A finding: what is wrong at one place of one file, ready to be shown."""

from dataclasses import dataclass, field
from typing import Literal

Ernst = Literal["fout", "waarschuwing"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong, with what to do about it.

    Attributes:
        file: path with forward slashes, relative to the dataset.
        line: line in the file, from 1.
        column: column in the line, from 1.
        code: code of the catalogue, ``MW001`` and on.
        severity: ``fout`` or ``waarschuwing``.
        path: path within the file, as ``verloop[0].fase``; empty for the whole file.
        message: what is wrong, in Dutch.
        remedy: what to do, in Dutch.
        also: files, each with a line (0 for any), that are as much its cause as its own place is.

    """

    file: str
    line: int
    column: int
    code: str
    severity: Ernst
    path: str
    message: str
    remedy: str
    also: tuple[tuple[str, int], ...] = field(default=(), compare=False)
