"""What a sheet says beside the values of its cells, and how large a spreadsheet may be."""

from dataclasses import dataclass, field

MAX_UNPACKED = 1_500_000_000
"""Bytes that a spreadsheet, or the table of its texts, may unpack to."""


@dataclass(slots=True)
class SheetDetails:
    """What a sheet says beside the values of its cells; filled while its rows are read.

    Attributes:
        uncalculated: formulas (row and column, from 1) whose outcome is not in the file, which would
            otherwise read as empty or as 0.
        errors: formulas without an outcome.
        hidden: rows that are not shown.
        merged: the first rows of merged cells; of many at least the last.
        comments: whether there are comments at cells.
        marked: the last row with a colour or with text that is struck out; 0 where there is none.
    """

    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    errors: set[tuple[int, int]] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    merged: set[int] = field(default_factory=set)
    comments: bool = False
    marked: int = 0
