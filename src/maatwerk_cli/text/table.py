"""A table as values: columns, cells, notes, and what stands where there is no plain count.

Four things are never mixed up: zero, what is not known (``None``), what does not apply (``NVT``) and what is
withheld (``AFGESCHERMD``). A count that is only a lower bound (``TenMinste``) is a fifth.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Literal


class Afgeschermd(Enum):
    """What stands in the place of a count that is withheld."""

    CEL = "afgeschermd"


AFGESCHERMD = Afgeschermd.CEL


class NietVanToepassing(Enum):
    """What stands in a cell that has nothing to say: the number of all does not apply to one."""

    CEL = "niet van toepassing"


NVT = NietVanToepassing.CEL


@dataclass(frozen=True, slots=True)
class TenMinste:
    """A count that is only a lower bound: what is counted may overlap, or not be known well enough."""

    value: int


Cel = str | int | Decimal | TenMinste | Afgeschermd | NietVanToepassing | None
"""A cell. ``None`` is unknown, and is never shown as zero."""
NVT_MARK = "n.v.t."
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
        afgeleid: the places (row from 0, column) of cells that rest on inferred fields.
        geweigerd: why the report does not give this table, and what to do; also one of the notes.

    """

    id: str
    titel: str
    kolommen: tuple[Kolom, ...]
    rijen: tuple[tuple[Cel, ...], ...]
    noten: tuple[str, ...] = ()
    geweigerd: str | None = None
    afgeleid: frozenset[tuple[int, str]] = frozenset()

    def __post_init__(self) -> None:
        """Keep of what is inferred only what there is: nothing was inferred where nothing is known."""
        if self.afgeleid:
            places = {column.id: place for place, column in enumerate(self.kolommen)}
            shown = frozenset(
                (row, name)
                for row, name in self.afgeleid
                if name not in places
                or not (self.rijen[row][places[name]] is None or self.rijen[row][places[name]] is NVT)
            )
            object.__setattr__(self, "afgeleid", shown)

    @property
    def afgeschermd(self) -> tuple[tuple[int, str], ...]:
        """Which cells are withheld: the number of the row from 0, and the column."""
        return self._places(Afgeschermd)

    @property
    def ten_minste(self) -> tuple[tuple[int, str], ...]:
        """Which cells are only a lower bound: the number of the row from 0, and the column."""
        return self._places(TenMinste)

    @property
    def niet_van_toepassing(self) -> tuple[tuple[int, str], ...]:
        """Which cells have nothing to say: the number of the row from 0, and the column."""
        return self._places(NietVanToepassing)

    def _places(self, kind: type) -> tuple[tuple[int, str], ...]:
        return tuple(
            (number, column.id)
            for number, row in enumerate(self.rijen)
            for column, value in zip(self.kolommen, row, strict=True)
            if isinstance(value, kind)
        )
