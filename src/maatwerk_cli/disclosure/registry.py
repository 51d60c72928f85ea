"""What may be said about people: decided once for an edition, and asked by whatever speaks of a count."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from maatwerk_cli.disclosure.solver import WithholdReason
from maatwerk_cli.text.table import WITHHELD_CELL, Withheld


@dataclass(frozen=True)
class Registry:
    """Which counts of people an edition shows, and which it withholds.

    Attributes:
        withheld: keys with the reason.
        values: every count that some output of the edition has, by its key; the true value.
        applied: whether they are withheld here; not in the internal edition.
        has_proeftuinen: the table of proeftuinen could be made safe, so the published report has it.
        refused: nothing could be made safe, so there is no published report; of the internal edition only.
        recorded: the edition that was published with exactly these counts, if there is one.
    """

    withheld: Mapping[str, WithholdReason] = field(default_factory=dict)
    values: Mapping[str, int] = field(default_factory=dict)
    applied: bool = True
    has_proeftuinen: bool = True
    refused: bool = False
    recorded: str | None = None

    def cell_of(self, key: str, value: int) -> int | Withheld:
        """Give a count as this edition shows it."""
        return WITHHELD_CELL if self.applied and key in self.withheld else value

    @property
    def published(self) -> dict[str, int]:
        """Give every count that the edition shows."""
        return {key: value for key, value in self.values.items() if key not in self.withheld}
