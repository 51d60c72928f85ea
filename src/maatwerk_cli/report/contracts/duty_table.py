"""Obligations by category: laid down, accepted and open, as far as may be told."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP

from maatwerk_cli.contract.ledger import Grootboek, ledger_of
from maatwerk_cli.contract.progress import AmountCell, ProgressLine, Voortgang, progress
from maatwerk_cli.contract.secrecy import efforts_registry
from maatwerk_cli.contract.term import surely_agreed
from maatwerk_cli.models.contract.inspanning import Inspanning
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.register.since import known_since
from maatwerk_cli.text.table import WITHHELD_CELL, AtLeast, DataTable, MarkedRow, TableCell, TableColumn


def duty_table(dataset: Dataset, day: date, *, intern: bool) -> DataTable:
    """Add obligations up by category, in whole euros; what is withheld is in no amount."""
    ledger = ledger_of(dataset)
    known = [id_ for id_ in ledger.opdrachten if _began_by(dataset, ledger, id_, day)]
    standing = None
    if known:
        threshold = dataset.settings.drempel_onthulling
        registry = efforts_registry(dataset.records(Inspanning), threshold, intern=intern)
        standing = progress(dataset, ledger, registry, day=day, per="categorie", only=known)
    there = {id_ for id_ in known if surely_agreed(ledger.opdrachten[id_].value, day, dataset)}
    ours = {id_ for id_ in known if "categorie" in ledger.opdrachten[id_].value.afgeleid}
    rows = [*_rows(standing, there, ours)] if standing else []
    return DataTable.of(
        "verplichtingen",
        "Verplichtingen",
        (
            TableColumn("categorie", "Categorie", "tekst"),
            TableColumn("opdrachten", "Opdrachten met een verplichting"),
            TableColumn("zonder_bedrag", "Waarvan zonder bedrag"),
            TableColumn("verplichting", "Vastgelegd, in euro"),
            TableColumn("aanvaard", "Aanvaard, in euro"),
            TableColumn("open", "Open, in euro"),
        ),
        rows,
        _notes(standing, rows, perhaps=standing is not None and _perhaps(standing, there)),
    )


def _rows(standing: Voortgang, there: Collection[str], ours: Collection[str]) -> Iterator[MarkedRow]:
    """Give a row for each category.

    Args:
        standing: how far obligations are.
        there: the contracts that were surely there on the day.
        ours: the contracts of which the category was inferred.
    """
    for line in standing.regels:
        owed = [id_ for id_ in line.opdrachten if standing.plichten[id_].owed]
        if owed:
            yield MarkedRow(
                (
                    line.naam,
                    _number(owed, there),
                    _number([id_ for id_ in owed if not _has_amount(standing, id_)], there),
                    _euros(line.stand.verplichting),
                    _euros(line.stand.gedaan["aanvaard"]),
                    _euros(line.stand.open),
                ),
                tuple(_inferred(standing, line, owed, ours)),
            )


def _inferred(
    standing: Voortgang, line: ProgressLine, owed: Sequence[str], ours: Collection[str]
) -> Iterator[str]:
    """Name the columns that rest on something inferred: a category, an obligation, or what was done."""
    category = any(id_ in ours for id_ in owed)
    duty = category or any(standing.plichten[id_].afgeleid for id_ in owed)
    if duty:
        yield from ("opdrachten", "zonder_bedrag", "verplichting")
    if category or line.stand.gedaan["aanvaard"].afgeleid:
        yield "aanvaard"
    if duty or line.stand.open.afgeleid:
        yield "open"


def _number(contracts: Sequence[str], there: Collection[str]) -> TableCell:
    """Count contracts; at least those that were surely there, where others perhaps were."""
    sure = sum(id_ in there for id_ in contracts)
    return sure if sure == len(contracts) else AtLeast(sure)


def _began_by(dataset: Dataset, ledger: Grootboek, contract: str, day: date) -> bool:
    own = ledger.opdrachten[contract].value
    return known_since(own.begin, own.bronnen[0], dataset).possibly_by(day)


def _has_amount(standing: Voortgang, contract: str) -> bool:
    amount = standing.plichten[contract].bereik
    return amount is not None and amount.bekend


def _perhaps(standing: Voortgang, there: Collection[str]) -> bool:
    """Tell whether a contract with an obligation perhaps was not there yet."""
    return any(duty.owed and id_ not in there for id_, duty in standing.plichten.items())


def _notes(standing: Voortgang | None, rows: Sequence[MarkedRow], *, perhaps: bool = False) -> Iterator[str]:
    if not rows or all(row.cells[3] is None for row in rows):
        yield "Van de opdrachten in het register noemt geen bron voor deze peildatum een bedrag."
    if rows:
        yield (
            "Alleen opdrachten die in het register staan. Bedragen zijn hele euro's. Van een verplichting "
            "zonder bedrag noemt geen bron een bedrag; zij staat dus niet in het bedrag."
        )
        yield "Wat bij de ene opdracht te veel is aanvaard, telt niet bij een andere."
    lines = standing.regels if standing else ()
    if perhaps:
        yield (
            "Een opdracht die er op de peildatum misschien nog niet was, telt niet mee. Het aantal is dan "
            "ten minste wat er staat, en het bedrag is onbekend als het anders nul zou zijn."
        )
    if any(cell.minder for line in lines for cell in (*line.stand.gedaan.values(), line.stand.open)):
        yield (
            "Een inspanning van te weinig mensen, of van een onbekend aantal, is niet meegeteld. Aanvaard is "
            "dan ten minste wat er staat; hoeveel er open staat, is niet te zeggen."
        )


def _euros(cell: AmountCell) -> TableCell:
    """Give an amount in whole euros: exact, at least, withheld, or unknown where only its most is known."""
    amount = cell.bereik
    if cell.afgeschermd or (cell.minder and amount is not None and amount.laag == 0 and not amount.exact):
        return WITHHELD_CELL
    if amount is None or not amount.bekend:
        return None
    if amount.exact:
        return int(amount.laag.to_integral_value(ROUND_HALF_UP))
    return AtLeast(int(amount.laag.to_integral_value(ROUND_FLOOR))) if amount.laag > 0 else None
