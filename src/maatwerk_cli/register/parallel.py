"""Reading many files with more than one process. What comes out is the same as from one.

The others find out what is in files; records are made of that here, since plain values are cheaper to hand
over than records.
"""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from maatwerk_cli.register.kinds import Kind, kind_of_file
from maatwerk_cli.register.reading import (
    Content,
    FileResult,
    hold_to_model,
    open_record_file,
    read_contents,
    read_record_file,
)
from maatwerk_cli.register.sharing import Sharing
from maatwerk_cli.text.processes import cores, results_in_order

MANY = 1_000
"""Files from which on another process pays."""
LOT = 64
"""Files that are read together: of a small file asking costs more than the answer."""

Found = Sequence[tuple[Kind, str]]
Read = list[tuple[Kind, FileResult]]


def read_all(root: Path, files: Found, many: int = MANY) -> Read:
    """Read files; from ``many`` on with more processes, where there are more processors."""
    tables = [(kind, file) for kind, file in files if file.endswith(".csv")]  # few, and they may be large
    rest = [(kind, file) for kind, file in files if not file.endswith(".csv")]
    names = [file for _, file in rest]
    lots = (names[start : start + LOT] for start in range(0, len(names), LOT))
    workers = cores() - 1 if len(rest) >= many and hasattr(os, "fork") else 0
    sharing = Sharing()
    read = [(kind, read_record_file(root, file, kind)) for kind, file in tables]
    contents = (
        content for lot in results_in_order(partial(_contents, root), lots, workers) for content in lot
    )
    for (kind, _), content in zip(rest, contents, strict=True):
        result = hold_to_model(kind, content)
        for entry in (*result.entries, *(left.entry for left in result.partial)):
            sharing.share(entry.value)
        read.append((kind, result))
    return read


def _contents(root: Path, files: Sequence[str]) -> list[Content]:
    return read_contents(
        [(kind, file, open_record_file(root, file)) for file in files if (kind := kind_of_file(file))]
    )
