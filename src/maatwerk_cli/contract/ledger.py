"""The ledger: every effort booked on the contract that carries the obligation, with what it is worth."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from maatwerk_cli.contract.obligation import bearer
from maatwerk_cli.contract.valuation import Valuation, Worth
from maatwerk_cli.models.contract.inspanning import Inspanning, Inspanningstand
from maatwerk_cli.models.contract.opdracht import Opdracht
from maatwerk_cli.models.contract.plan import Plan
from maatwerk_cli.models.kader import Kader
from maatwerk_cli.register.records import Dataset, Entry
from maatwerk_cli.register.since import known_since


class Booking(NamedTuple):
    """One effort in the ledger.

    Attributes:
        entry: the effort and where it lies.
        drager: the contract that carries the obligation it is for.
        waarde: what it is worth.
        afgeleid: what it is worth, or that it is for that obligation, was partly inferred.
    """

    entry: Entry[Inspanning]
    drager: str
    waarde: Worth
    afgeleid: bool = False

    @property
    def inspanning(self) -> Inspanning:
        """The effort."""
        return self.entry.value


@dataclass(frozen=True)
class Grootboek:
    """All that was done for obligations, as far as it is registered.

    Attributes:
        opdrachten: the contracts that count, by id.
        boekingen: the efforts, each on one contract.
        bijgehouden: efforts are registered at all; if not, what was done is unknown and not nothing.
    """

    opdrachten: Mapping[str, Entry[Opdracht]]
    boekingen: tuple[Booking, ...]
    bijgehouden: bool

    @cached_property
    def per_drager(self) -> Mapping[str, tuple[Booking, ...]]:
        """The efforts by the contract that carries the obligation."""
        carried: dict[str, list[Booking]] = {}
        for booking in self.boekingen:
            carried.setdefault(booking.drager, []).append(booking)
        return {contract: tuple(bookings) for contract, bookings in carried.items()}

    @property
    def onder_drager(self) -> Mapping[str, tuple[str, ...]]:
        """The contracts whose obligation a contract carries, itself among them if it is its own."""
        values = {id_: entry.value for id_, entry in self.opdrachten.items()}
        contracts: dict[str, list[str]] = {}
        for id_ in values:
            contracts.setdefault(bearer(values, id_), []).append(id_)
        return {carrier: tuple(ids) for carrier, ids in contracts.items()}


def ledger_of(dataset: Dataset) -> Grootboek:
    """Book every effort of a register; of what was withdrawn nothing counts."""
    contracts = {entry.id: entry for entry in dataset.records(Opdracht).counting}
    values = {id_: entry.value for id_, entry in contracts.items()}
    carriers = {id_: bearer(values, id_) for id_ in values}
    kaders = {id_: framework_of(dataset, values, id_) for id_ in values}
    inferred = {id_ for id_ in values if _framework_is_inferred(values, id_)}
    groups = _Groups(dataset)
    valuation = Valuation()
    efforts = dataset.records(Inspanning)

    def booked(entry: Entry[Inspanning]) -> Booking:
        contract = entry.value.opdracht
        of_groups = groups.of(entry.value)
        worth = valuation.worth(
            entry.value,
            kaders[contract],
            of_groups.groups,
            kader_inferred=contract in inferred,
            groups_inferred=of_groups.inferred,
        )
        placed = carriers[contract] != contract and "verplichting" in values[contract].afgeleid
        return Booking(entry, carriers[contract], worth, worth.afgeleid or placed)

    bookings = tuple(booked(entry) for entry in efforts if entry.value.opdracht in contracts)
    return Grootboek(contracts, bookings, bool(len(efforts)))


def framework_of(dataset: Dataset, contracts: Mapping[str, Opdracht], contract_id: str) -> Kader | None:
    """Give the framework by which a contract works: its own, or that of the agreement it is under."""
    *_, last = (None, *_up_to_framework(contracts, contract_id))
    return dataset.beleid.get(last.werkwijze) if last is not None and last.werkwijze is not None else None


def _framework_is_inferred(contracts: Mapping[str, Opdracht], contract_id: str) -> bool:
    """Tell whether the framework of a contract was inferred: itself, or what the contract hangs under."""
    *below, last = _up_to_framework(contracts, contract_id)
    return "werkwijze" in last.afgeleid or any("onder" in contract.afgeleid for contract in below)


def _up_to_framework(contracts: Mapping[str, Opdracht], contract_id: str) -> Iterator[Opdracht]:
    """Give a contract and what it is under, up to the first that names a framework."""
    seen: set[str] = set()
    bearer: str | None = contract_id
    while bearer is not None and bearer in contracts and bearer not in seen:
        seen.add(bearer)
        yield contracts[bearer]
        bearer = contracts[bearer].onder if contracts[bearer].werkwijze is None else None


class _GroupsOf(NamedTuple):
    """For which target groups an effort was, none where that is not known, and whether that was inferred."""

    groups: tuple[str, ...]
    inferred: bool


class _Groups:
    """For which target groups an effort was, by its plan or its proeftuin. Never by who took part."""

    def __init__(self, dataset: Dataset) -> None:
        self._plans = dataset.records(Plan).counting
        self._proeftuinen = dataset.proeftuinen.counting
        self._known: dict[tuple[str | None, str | None], _GroupsOf] = {}

    def of(self, effort: Inspanning) -> _GroupsOf:
        key = (effort.plan, effort.proeftuin)
        if key not in self._known:
            self._known[key] = self._find(*key)
        return self._known[key]

    def _find(self, plan_id: str | None, proeftuin_id: str | None) -> _GroupsOf:
        plan = self._plans.get(plan_id) if plan_id else None
        of_plan = plan is not None and proeftuin_id is None and "proeftuin" in plan.afgeleid
        if plan is not None:
            proeftuin_id = proeftuin_id or plan.proeftuin
        proeftuin = self._proeftuinen.get(proeftuin_id) if proeftuin_id else None
        others = tuple(proeftuin.doelgroepen or ()) if proeftuin else ()
        others_inferred = of_plan or (proeftuin is not None and "doelgroepen" in proeftuin.afgeleid)
        if plan is None or not plan.doelen:
            return _GroupsOf(others, bool(others) and others_inferred)
        aims = [aim.voor or others for aim in plan.doelen]
        # For whom one aim is, says nothing of an aim of which that is not told.
        if not all(aims):
            return _GroupsOf((), inferred=False)
        taken = not all(aim.voor for aim in plan.doelen)
        inferred = "doelen" in plan.afgeleid or (taken and others_inferred)
        return _GroupsOf(tuple(dict.fromkeys(group for aim in aims for group in aim)), inferred)


def standings(effort: Inspanning, day: date, dataset: Dataset) -> Iterator[tuple[Inspanningstand, bool]]:
    """Give how an effort stood on a day, each standing with whether that is sure.

    What was accepted or rejected later was until then proposed; what was proposed later was not yet. Where
    its day is not told, either may be so until the day of which its source tells. An effort that had not been
    done yet had no standing.

    Args:
        effort: the effort.
        day: the day.
        dataset: the register. By the day up to which it is kept, what is in it was reached.
    """
    if day == dataset.settings.peildatum.last:
        yield effort.stand, True
        return
    if effort.periode.first > day:
        return
    done = effort.periode.last <= day
    since = effort.sinds
    later = since is not None and since.first > day
    if effort.stand == "voorgesteld":
        if not later:
            yield "voorgesteld", done and (since is None or since.surely_by(day))
        return
    if later:
        yield "voorgesteld", done
        return
    sure = done and known_since(since, effort.bron, dataset).last <= day
    yield effort.stand, sure
    if not sure:
        yield "voorgesteld", False
