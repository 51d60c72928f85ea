"""How far obligations are: owed, proposed, accepted, left, and what the present pace leads to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal, NamedTuple

from maatwerk_cli.contract.amount import (
    NO_AMOUNT_AT_ALL,
    UNKNOWN_AMOUNT,
    AmountRange,
    exactly,
    perhaps,
    rest,
    total,
)
from maatwerk_cli.contract.ledger import Booking, Grootboek, standings
from maatwerk_cli.contract.obligation import ContractDuty, obligation
from maatwerk_cli.contract.secrecy import hidden
from maatwerk_cli.contract.term import Looptijd, term, term_is_inferred
from maatwerk_cli.disclosure.registry import Registry
from maatwerk_cli.models.contract.inspanning import Inspanningstand
from maatwerk_cli.models.contract.opdracht import Opdracht
from maatwerk_cli.register.records import Dataset

ProgressPer = Literal["opdracht", "leverancier", "categorie", "raamovereenkomst", "opdrachtgever"]
STANDEN: tuple[Inspanningstand, ...] = ("voorgesteld", "aanvaard", "afgewezen")
_ESTIMATED: tuple[Inspanningstand, ...] = ("aanvaard", "voorgesteld")
"""On which standings an estimate rests."""
MEASURED_DAYS = 30
"""For a pace at least so many days must be over: of fewer one effort more or less says too much."""
_MONTH_DAYS = Decimal("30.4375")
"""A month on average: 365,25 days by 12."""


class AmountCell(NamedTuple):
    """An amount as it may be told.

    Attributes:
        bereik: what it lies between, by what may be told; ``None`` where there is no amount to tell.
        afgeschermd: nothing of it may be told.
        minder: a part is left out since it may not be told.
        afgeleid: what was done for it, as far as it is told, was partly inferred.
    """

    bereik: AmountRange | None
    afgeschermd: bool = False
    minder: bool = False
    afgeleid: bool = False


class Estimate(NamedTuple):
    """What is accepted at the end of the term at the present pace: an estimate, in whole euros.

    Attributes:
        laag: nothing more of what was proposed is accepted.
        hoog: all that was proposed is accepted, and goes on at the same pace.
    """

    laag: Decimal
    hoog: Decimal


class Stand(NamedTuple):
    """How far one obligation is, or some of them together.

    Attributes:
        verplichting: what is owed.
        gedaan: what was proposed, accepted and rejected.
        open: what is left.
        verwacht: where the present pace leads to.
        verwacht_afgeschermd: there is a pace, and where it leads to would rest on what is withheld.
        nodig: what each month that is left needs.
        looptijd_afgeleid: its term was partly inferred.
        verwacht_afgeleid: what the estimate rests on was: its term, or what was done.
    """

    verplichting: AmountCell
    gedaan: Mapping[Inspanningstand, AmountCell]
    open: AmountCell
    verwacht: Estimate | None = None
    verwacht_afgeschermd: bool = False
    nodig: Estimate | None = None
    looptijd_afgeleid: bool = False
    verwacht_afgeleid: bool = False


class ProgressLine(NamedTuple):
    """One line of progress.

    Attributes:
        id: the contract, or what contracts have in common; empty where they have nothing.
        naam: its name.
        stand: how far it is.
        opdrachten: the contracts of the line that carry an obligation.
    """

    id: str
    naam: str
    stand: Stand
    opdrachten: tuple[str, ...]


@dataclass(frozen=True)
class Voortgang:
    """Progress on a day.

    Attributes:
        peildatum: the day.
        per: what the lines are about.
        jaar: of which year the efforts are, where one was asked for.
        regels: the lines.
        totaal: all lines together.
        plichten: what each contract owes.
        standen: how far each contract is, over its whole term.
        intern: nothing is withheld.
    """

    peildatum: date
    per: ProgressPer
    jaar: int | None
    regels: tuple[ProgressLine, ...]
    totaal: Stand
    plichten: Mapping[str, ContractDuty] = field(default_factory=dict)
    standen: Mapping[str, Stand] = field(default_factory=dict)
    intern: bool = False


def progress(
    dataset: Dataset,
    ledger: Grootboek,
    registry: Registry,
    *,
    day: date,
    per: ProgressPer = "opdracht",
    year: int | None = None,
    only: Sequence[str] = (),
) -> Voortgang:
    """Give how far obligations are.

    Args:
        dataset: the register.
        ledger: its ledger.
        registry: what may be told of efforts.
        day: the day; what lies after it is not shown.
        per: what the lines are about.
        year: only efforts of this year. What is owed and what is left stay those of the whole term.
        only: these contracts, by whoever carries their obligation; else all.
    """
    chosen = _chosen(ledger, day, only)
    with exactly():
        duties = {id_: obligation(ledger.opdrachten[id_].value, day, dataset) for id_ in chosen}
        whole = {id_: _stand(dataset, ledger, registry, id_, duties[id_], day) for id_ in chosen}
        stands = whole
        if year is not None:
            of_year = {id_: _of_year(ledger.per_drager.get(id_, ()), year) for id_ in chosen}
            stands = {
                id_: whole[id_]._replace(gedaan=_sums(dataset, ledger, registry, of_year[id_], day))
                for id_ in chosen
            }
        lines = [
            ProgressLine(key, name, all_stands(stands[id_] for id_ in ids), tuple(ids))
            for key, (name, ids) in _grouped(dataset, ledger, chosen, per).items()
        ]
        all_lines = all_stands(stands.values())
    return Voortgang(day, per, year, tuple(lines), all_lines, duties, whole, intern=not registry.applied)


def _chosen(ledger: Grootboek, day: date, only: Sequence[str]) -> list[str]:
    """Give the contracts that carry an obligation or have efforts of their own, and had begun."""
    wanted = set(only)
    carriers = ledger.onder_drager
    named = {id_ for id_ in carriers if not wanted or id_ in wanted or not wanted.isdisjoint(carriers[id_])}
    return [id_ for id_ in ledger.opdrachten if id_ in named and _began(ledger, id_, day)]


def _began(ledger: Grootboek, contract: str, day: date) -> bool:
    begin = ledger.opdrachten[contract].value.begin
    return begin is None or begin.first <= day


def _stand(
    dataset: Dataset, ledger: Grootboek, registry: Registry, contract: str, duty: ContractDuty, day: date
) -> Stand:
    done = _sums(dataset, ledger, registry, ledger.per_drager.get(contract, ()), day)
    owed = AmountCell(duty.bereik)
    left = _left(owed, done["aanvaard"])
    own = ledger.opdrachten[contract].value
    times = term(own, day, dataset)
    if times is None:
        return Stand(owed, done, left)
    withheld = any(done[standing].minder for standing in _ESTIMATED)
    by_us = term_is_inferred(own, day, dataset)
    return Stand(
        owed,
        done,
        left,
        _expected(done, times, day) if duty.owed else None,
        duty.owed and withheld and bool(_paces(times, day)),
        _needed(left, times, day),
        by_us,
        by_us or any(done[standing].afgeleid for standing in _ESTIMATED),
    )


def _of_year(bookings: Iterable[Booking], year: int) -> list[Booking]:
    return [booking for booking in bookings if booking.inspanning.periode.first.year == year]


def _sums(
    dataset: Dataset, ledger: Grootboek, registry: Registry, bookings: Iterable[Booking], day: date
) -> dict[Inspanningstand, AmountCell]:
    """Add efforts up by their standing; what may not be told is left out, and said to be."""
    if not ledger.bijgehouden:
        return dict.fromkeys(STANDEN, AmountCell(UNKNOWN_AMOUNT))
    worths: dict[Inspanningstand, list[AmountRange]] = {standing: [] for standing in STANDEN}
    inferred: set[Inspanningstand] = set()
    less: set[Inspanningstand] = set()
    for booking in bookings:
        hides = hidden(registry, booking.entry)
        for standing, sure in standings(booking.inspanning, day, dataset):
            if hides:
                less.add(standing)
                continue
            worth = booking.waarde.bereik if sure else perhaps(booking.waarde.bereik)
            worths[standing].append(worth)
            if worth.bekend and booking.afgeleid:
                inferred.add(standing)
    return {
        standing: _sum(total(amounts), less=standing in less, inferred=standing in inferred)
        for standing, amounts in worths.items()
    }


def _sum(amount: AmountRange, *, less: bool, inferred: bool) -> AmountCell:
    """Give a sum as it may be told; with ``less`` a part of it is left out."""
    if not less:
        return AmountCell(amount, afgeleid=inferred)
    known = amount.laag > 0
    return AmountCell(AmountRange(amount.laag, None, known), not known, True, known and inferred)


def _left(owed: AmountCell, accepted: AmountCell) -> AmountCell:
    if owed.bereik is None or accepted.bereik is None:
        return AmountCell(None)
    left = rest(owed.bereik, accepted.bereik)
    if accepted.afgeschermd and left.hoog is None:
        return AmountCell(None, afgeschermd=True) if left.bekend else AmountCell(UNKNOWN_AMOUNT)
    return AmountCell(
        left,
        minder=accepted.minder,
        afgeleid=accepted.afgeleid and left.bekend and owed.bereik.hoog != 0,
    )


def _expected(sums: Mapping[Inspanningstand, AmountCell], times: Looptijd, day: date) -> Estimate | None:
    """Give where the pace until now leads to at the end of the term; ``None`` where there is no pace."""
    accepted, proposed = (sums[standing] for standing in _ESTIMATED)
    if accepted.minder or proposed.minder or accepted.bereik is None or proposed.bereik is None:
        return None
    most = accepted.bereik + proposed.bereik
    factors = _paces(times, day)
    if most.hoog is None or not factors:
        return None
    return Estimate(
        (accepted.bereik.laag * min(factors)).to_integral_value(ROUND_FLOOR),
        (most.hoog * max(factors)).to_integral_value(ROUND_CEILING),
    )


def _paces(times: Looptijd, day: date) -> list[Decimal]:
    """Give how many times as long as what is over of a term it can be; none where there is no pace."""
    if times.einde[0] <= day:
        return []
    factors = []
    for begin in times.begin:
        gone = (day - begin).days + 1
        if gone < MEASURED_DAYS:
            return []
        factors += [Decimal((end - begin).days + 1) / Decimal(gone) for end in times.einde]
    return factors


def _needed(left: AmountCell, times: Looptijd, day: date) -> Estimate | None:
    """Give what each month of the remaining term needs, on average."""
    if left.bereik is None or left.bereik.hoog is None or left.minder or times.einde[0] <= day:
        return None
    months = [Decimal((end - day).days) / _MONTH_DAYS for end in times.einde]
    return Estimate(
        (left.bereik.laag / max(months)).to_integral_value(ROUND_FLOOR),
        (left.bereik.hoog / min(months)).to_integral_value(ROUND_CEILING),
    )


def all_stands(stands: Iterable[Stand]) -> Stand:
    """Add up how far several obligations are: what is left of one is not made up by more of another."""
    parts = list(stands)
    if len(parts) == 1:
        return parts[0]
    if not parts:
        nothing = AmountCell(NO_AMOUNT_AT_ALL)
        return Stand(nothing, dict.fromkeys(STANDEN, nothing), nothing)
    expected = [part.verwacht for part in parts if part.verwacht is not None]
    return Stand(
        _all(part.verplichting for part in parts),
        {standing: _all(part.gedaan[standing] for part in parts) for standing in STANDEN},
        _all(part.open for part in parts),
        Estimate(sum((e.laag for e in expected), Decimal(0)), sum((e.hoog for e in expected), Decimal(0)))
        if len(expected) == len(parts)
        else None,
        any(part.verwacht_afgeschermd for part in parts)
        and all(part.verwacht_afgeschermd or part.verwacht is not None for part in parts),
        verwacht_afgeleid=any(part.verwacht_afgeleid for part in parts),
    )


def _all(cells: Iterable[AmountCell]) -> AmountCell:
    """Add cells up in one go; adding thousands of them one by one makes as many that nobody needs."""
    parts = list(cells)
    amounts = [cell.bereik for cell in parts if cell.bereik is not None]
    missing = len(amounts) < len(parts)
    hides = any(cell.afgeschermd for cell in parts)
    joined = total(amounts) if amounts else None
    if joined is not None and missing:
        joined += UNKNOWN_AMOUNT
    known = joined is not None and joined.laag > 0
    less, by_us = any(cell.minder for cell in parts), any(cell.afgeleid for cell in parts)
    return AmountCell(joined, hides and not known, hides or less, by_us)


def _grouped(
    dataset: Dataset, ledger: Grootboek, chosen: Sequence[str], per: ProgressPer
) -> dict[str, tuple[str, list[str]]]:
    """Put contracts together by what the lines are about, in the order of the lines."""
    groups: dict[str, tuple[str, list[str]]] = {}
    for id_ in chosen:
        contract = ledger.opdrachten[id_].value
        key, name = _heading(dataset, ledger, contract, per)
        groups.setdefault(key, (name, []))[1].append(id_)
    if per == "opdracht":
        return groups
    return dict(sorted(groups.items(), key=lambda item: (item[0] == "", item[1][0].casefold(), item[0])))


def _heading(dataset: Dataset, ledger: Grootboek, contract: Opdracht, per: ProgressPer) -> tuple[str, str]:
    if per == "leverancier":
        ids = sorted(contract.leveranciers)
        return " ".join(ids), " en ".join(_organisation(dataset, id_) for id_ in ids) or _NOT_TOLD
    if per == "opdrachtgever":
        id_ = contract.opdrachtgever or ""
        return id_, _organisation(dataset, id_) if id_ else _NOT_TOLD
    if per == "categorie":
        code = contract.categorie or ""
        return code, dataset.label("categorie", code) if code else _NOT_TOLD
    if per == "raamovereenkomst":
        above = contract.id if contract.soort == "raamovereenkomst" else contract.onder or ""
        above_contract = ledger.opdrachten.get(above)
        return above, above_contract.value.naam if above_contract else above or "Geen raamovereenkomst"
    return contract.id, contract.naam


_NOT_TOLD = "Niet vermeld"


def _organisation(dataset: Dataset, id_: str) -> str:
    """Give the name as it is: a line stands under its id too."""
    organisation = dataset.organisaties.get(id_)
    return organisation.naam if organisation else id_
