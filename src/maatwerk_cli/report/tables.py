"""The report of a year as values: key figures, tables and milestones. No words of layout, no files."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Cel = str | int | Decimal | None
"""A cell. ``None`` is unknown or does not apply, and is never shown as zero."""


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column: its key for programs, its heading for people, and what its cells are."""

    id: str
    titel: str
    soort: Literal["tekst", "getal"] = "getal"


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table with its title, columns, rows and the notes that belong under it."""

    id: str
    titel: str
    kolommen: tuple[Kolom, ...]
    rijen: tuple[tuple[Cel, ...], ...]
    noten: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cijfer:
    """A published key figure beside what the register gives.

    Attributes:
        gepubliceerd: the published value, exact.
        individueel: records registered one by one; ``None`` where the register cannot give the figure.
        verzameld: what is counted in posts; ``None`` likewise, or where a post says nothing of this date.
        noten: contradictions, reservations and what could not be counted.
        afgeschermd: names of the counts above that are withheld.

    """

    code: str
    omschrijving: str
    eenheid: str
    gepubliceerd: Decimal
    individueel: int | None
    verzameld: int | None
    bron: str
    vindplaats: str
    noten: tuple[str, ...] = ()
    afgeschermd: tuple[str, ...] = ()

    @property
    def geregistreerd(self) -> int | None:
        """Everything that is registered: one by one and in posts together."""
        if self.individueel is None or self.verzameld is None:
            return None
        return self.individueel + self.verzameld

    @property
    def verschil(self) -> Decimal | None:
        """Registered minus published."""
        return None if self.geregistreerd is None else self.geregistreerd - self.gepubliceerd


@dataclass(frozen=True, slots=True)
class Mijlpaalregel:
    """A milestone, with its date as precise as its source."""

    datum: str | None
    omschrijving: str
    bron: str
    vindplaats: str
    toelichting: str | None = None


@dataclass(frozen=True, slots=True)
class Herkomst:
    """What a report was made from: enough to make it again."""

    dataset_naam: str
    dataset_sha256: str
    git_revisie: str | None
    versie: str


@dataclass(frozen=True, slots=True)
class Rapport:
    """The report of one year."""

    jaar: int
    peildatum: date
    herkomst: Herkomst
    kerncijfers: tuple[Cijfer, ...]
    tabellen: tuple[Tabel, ...]
    mijlpalen: tuple[Mijlpaalregel, ...]
    bronnen: tuple[tuple[str, str], ...]
