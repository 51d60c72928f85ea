"""A table as values: columns, cells, notes, and what stands for a count that is withheld."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Literal


class Afgeschermd(Enum):
    """What stands in the place of a count that is withheld."""

    CEL = "afgeschermd"


AFGESCHERMD = Afgeschermd.CEL


Cel = str | int | Decimal | Afgeschermd | None
"""A cell. ``None`` is unknown or does not apply, and is never shown as zero."""
WITHHELD_MARK = "x"
"""What stands for a count that is withheld; nothing at all would mean that it is unknown."""


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column: its key for programs, its heading for people, and what its cells are."""

    id: str
    titel: str
    soort: Literal["tekst", "getal", "datum"] = "getal"


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table with its title, columns, rows and the notes that belong under it.

    Attributes:
        geweigerd: why the report does not give this table, and what to do; also one of the notes.

    """

    id: str
    titel: str
    kolommen: tuple[Kolom, ...]
    rijen: tuple[tuple[Cel, ...], ...]
    noten: tuple[str, ...] = ()
    geweigerd: str | None = None

    @property
    def afgeschermd(self) -> tuple[tuple[int, str], ...]:
        """Which cells are withheld: the number of the row from 0, and the column."""
        return tuple(
            (number, column.id)
            for number, row in enumerate(self.rijen)
            for column, value in zip(self.kolommen, row, strict=True)
            if isinstance(value, Afgeschermd)
        )
