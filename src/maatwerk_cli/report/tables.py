"""The report of a year as values: key figures, tables and milestones. No words of layout, no files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from maatwerk_cli.disclosure.solver import WithholdReason
from maatwerk_cli.models.rapport import Rapporttekst
from maatwerk_cli.text import dutch
from maatwerk_cli.text.table import (
    NOT_APPLICABLE_CELL,
    WITHHELD_CELL,
    AtLeast,
    DataTable,
    ShownCount,
    TableCell,
)


@dataclass(frozen=True, slots=True)
class ReportFigure:
    """A published key figure beside what the register gives.

    Attributes:
        gepubliceerd: the published value, exact.
        individueel: records registered one by one; ``None`` where the register cannot give the figure.
        verzameld: what is counted in posts; ``None`` likewise, or where a post says nothing of this date.
        geregistreerd: one by one and in posts together; ``None`` likewise.
        toetsbaar: the count can differ from what was published: it is not copied or subtracted from the very
            place that gives the figure.
        afgeleid: fields of records and posts that the count rests on and that were inferred.
        ten_minste: names of the counts above (and ``verschil``) that are only a lower bound.
        telt: what the register counts for it (proeftuinen or kandidaten), if it can.
        kenmerken: the features of what is counted, with their values.
        noten: contradictions, reservations and what could not be counted.
        afgeschermd: names of what is withheld, and so ``None`` here: the counts above, ``verschil``.
    """

    code: str
    omschrijving: str
    eenheid: str
    gepubliceerd: Decimal
    individueel: int | None
    verzameld: int | None
    geregistreerd: int | None
    bron: str
    vindplaats: str
    noten: tuple[str, ...] = ()
    afgeschermd: tuple[str, ...] = ()
    toetsbaar: bool = False
    afgeleid: tuple[str, ...] = ()
    ten_minste: tuple[str, ...] = ()
    telt: str | None = None
    kenmerken: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def verschil(self) -> Decimal | None:
        """Registered minus published."""
        return None if self.geregistreerd is None else self.geregistreerd - self.gepubliceerd

    def count(self, name: str) -> ShownCount:
        """Give one of the counts as it may be shown: it may be withheld or a bound."""
        if name in self.afgeschermd:
            return WITHHELD_CELL
        value: int | None = getattr(self, name)
        return AtLeast(value) if name in self.ten_minste and value is not None else value

    def cell(self, name: str) -> TableCell:
        """Give one of the counts, or ``verschil``, as a cell of a table."""
        if name != "verschil":
            shown: TableCell = self.count(name)
        elif name in self.afgeschermd:
            shown = WITHHELD_CELL
        else:
            gap = self.verschil
            shown = AtLeast(int(gap)) if name in self.ten_minste and gap is not None else gap
        return NOT_APPLICABLE_CELL if shown is None and self.telt is None else shown


class MilestoneLine(NamedTuple):
    """A milestone, with its date as precise as its source.

    Attributes:
        datum: when it happened.
        soort: what kind of thing it is, if that is told.
        stand: done, announced or dropped, if that is told.
        voor: for when it was announced.
        afgeleid: the fields above that were inferred.
    """

    datum: str | None
    omschrijving: str
    bron: str
    vindplaats: str
    toelichting: str | None = None
    soort: str | None = None
    stand: str | None = None
    voor: str | None = None
    afgeleid: tuple[str, ...] = ()

    @property
    def part(self) -> str:
        """The part of the report that it stands in."""
        if self.stand in ("aangekondigd", "vervallen"):
            return "vooruitblik"
        return "activiteiten" if self.soort in ("activiteit", "product") else "mijlpalen"


class SourceLine(NamedTuple):
    """A source, as a report names it.

    Attributes:
        peildatum: the day that it tells of where it names none.
        unconfirmed: only an excerpt of it was seen.
        afgeleid: the fields that are not the source's own.
    """

    id: str
    titel: str
    uitgever: str | None = None
    datum: str | None = None
    url: str | None = None
    peildatum: str | None = None
    unconfirmed: bool = False
    afgeleid: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Name the source in one line, and say what of that is not its own."""
        day = dutch.when(self.datum) if self.datum else None
        parts = {"titel": self.titel, "uitgever": self.uitgever, "datum": day}
        line = ", ".join(
            f"{part}{dutch.IS_INFERRED if name in self.afgeleid else ''}"
            for name, part in parts.items()
            if part
        )
        return f"{line} (onbevestigd)" if self.unconfirmed else line


class Uitgave(NamedTuple):
    """The edition that a report is, or is about to be: its id (``2018-1``) and its date of issue."""

    id: str
    datum: date


class Provenance(NamedTuple):
    """What a report was made from: enough to make it again."""

    dataset_name: str
    dataset_sha256: str
    git_revisie: str | None
    versie: str


class WithheldLine(NamedTuple):
    """A count that is withheld from the published report, for the internal edition only."""

    key: str
    description: str
    value: int
    reason: WithholdReason


class Rapport(NamedTuple):
    """The report of one year.

    Attributes:
        intern: nothing is withheld; the report is not to be published.
        threshold: counts of people below it are withheld.
        edited: what an editor added, if anything.
        withheld_lines: in the internal edition, what the published report withholds.
        telling_texts: where a text of editors perhaps tells what is withheld, and what, without the count.
        phase_names: how each phase of a proeftuin is called.
        uitgave: the edition that this is; a report that is not published is none.
        proof: it shows what an edition would be, and is not issued.
        evaluatie: of the last of several years the chapter for an evaluation of all of them.
        about_people: codes of figures, and ids of tables, that count people.
        abbreviations: abbreviations with what they stand for.
        kept: the last day that the register is kept for, where the report is of a later day.
        unsafe: of an internal edition: there is no published report, since nothing could be made safe.
    """

    jaar: int
    peildatum: date
    herkomst: Provenance
    kerncijfers: tuple[ReportFigure, ...]
    tabellen: tuple[DataTable, ...]
    mijlpalen: tuple[MilestoneLine, ...]
    bronnen: tuple[SourceLine, ...]
    intern: bool = False
    threshold: int = 5
    edited: Rapporttekst | None = None
    withheld_lines: tuple[WithheldLine, ...] = ()
    unsafe: bool = False
    telling_texts: Mapping[str, str] = {}
    uitgave: Uitgave | None = None
    proof: bool = False
    phase_names: Mapping[str, str] = {}
    about_people: frozenset[str] = frozenset()
    evaluatie: tuple[DataTable, ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()
    kept: date | None = None

    @property
    def status(self) -> str | None:
        """What it is: a proof, else what its editors or its edition say."""
        return "proef" if self.proof else self.edited.status if self.edited else None

    @property
    def has_withheld(self) -> bool:
        """Whether anything at all is withheld."""
        return any(figure.afgeschermd for figure in self.kerncijfers) or any(
            table.withheld for table in (*self.tabellen, *self.evaluatie)
        )
