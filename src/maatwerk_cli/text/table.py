"""A table as values: columns, cells, notes, and what stands where there is no plain count.

Four things are never mixed up: zero, what is not known (``None``), what does not apply
(``NOT_APPLICABLE_CELL``) and what is withheld (``WITHHELD_CELL``). A count that is only a lower bound
(``AtLeast``) is a fifth.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Literal, NamedTuple


class Withheld(Enum):
    """What stands in the place of a count that is withheld."""

    CEL = "afgeschermd"


WITHHELD_CELL = Withheld.CEL


class NotApplicable(Enum):
    """What stands in a cell that has nothing to say: the number of all does not apply to one."""

    CEL = "niet van toepassing"


NOT_APPLICABLE_CELL = NotApplicable.CEL


class AtLeast(NamedTuple):
    """A count that is only a lower bound: what is counted may overlap, or not be known well enough."""

    value: int


ShownCount = int | AtLeast | Withheld | None
"""A count as it may be shown; ``None`` is unknown."""
TableCell = str | int | Decimal | AtLeast | Withheld | NotApplicable | None
"""A cell. ``None`` is unknown, and is never shown as zero."""
NOT_APPLICABLE_MARK = "n.v.t."
WITHHELD_MARK = "x"
"""What stands for a count that is withheld; nothing at all would mean that it is unknown."""


class TableColumn(NamedTuple):
    """A column: its key for programs, its heading for people, and what its cells are."""

    id: str
    title: str
    kind: Literal["tekst", "getal", "datum", "bedrag"] = "getal"

    @property
    def numeric(self) -> bool:
        """Whether its cells are numbers, that stand under each other by their last digit."""
        return self.kind in ("getal", "bedrag")


class MarkedRow(NamedTuple):
    """A row of a table, with the columns of its cells that rest on inferred fields."""

    cells: tuple[TableCell, ...]
    inferred: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table with its title, columns, rows and the notes that belong under it.

    Attributes:
        inferred: the places (row from 0, column) of cells that rest on inferred fields.
        refused: why the report does not give this table, and what to do; also one of the notes.
    """

    id: str
    title: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    notes: tuple[str, ...] = ()
    refused: str | None = None
    inferred: frozenset[tuple[int, str]] = frozenset()

    @classmethod
    def of(
        cls,
        table_id: str,
        title: str,
        columns: tuple[TableColumn, ...],
        rows: Iterable[MarkedRow],
        notes: Iterable[str] = (),
        refused: str | None = None,
    ) -> "DataTable":
        """Make a table of rows that say themselves what in them was inferred."""
        every = [*rows]
        inferred = frozenset((place, name) for place, row in enumerate(every) for name in row.inferred)
        return cls(
            table_id, title, columns, tuple(row.cells for row in every), tuple(notes), refused, inferred
        )

    def __post_init__(self) -> None:
        """Keep of what is inferred only what there is: nothing was inferred where nothing is known."""
        if self.inferred:
            places = {column.id: place for place, column in enumerate(self.columns)}
            shown = frozenset(
                (row, name)
                for row, name in self.inferred
                if name not in places
                or not (
                    self.rows[row][places[name]] is None
                    or self.rows[row][places[name]] is NOT_APPLICABLE_CELL
                )
            )
            object.__setattr__(self, "inferred", shown)

    @property
    def withheld(self) -> tuple[tuple[int, str], ...]:
        """Which cells are withheld: the number of the row from 0, and the column."""
        return self._places(Withheld)

    @property
    def at_least(self) -> tuple[tuple[int, str], ...]:
        """Which cells are only a lower bound: the number of the row from 0, and the column."""
        return self._places(AtLeast)

    @property
    def not_applicable(self) -> tuple[tuple[int, str], ...]:
        """Which cells have nothing to say: the number of the row from 0, and the column."""
        return self._places(NotApplicable)

    def inferred_in(self, row: int) -> tuple[str, ...]:
        """Name the columns that rest on something inferred in a row, in their order."""
        return tuple(column.id for column in self.columns if (row, column.id) in self.inferred)

    def bounds_in(self, row: int) -> tuple[str, ...]:
        """Name the columns that are only a lower bound in a row, in their order."""
        cells = zip(self.columns, self.rows[row], strict=True)
        return tuple(column.id for column, value in cells if isinstance(value, AtLeast))

    def _places(self, kind: type) -> tuple[tuple[int, str], ...]:
        return tuple(
            (number, column.id)
            for number, row in enumerate(self.rows)
            for column, value in zip(self.columns, row, strict=True)
            if isinstance(value, kind)
        )
