"""What to ask about at the next meeting: each a problem with a code, as a finding has, and a page.

A signal is no mistake in the register. It speaks only of what is sure on the day, and never of an amount that
is withheld.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from maatwerk_cli.contract.amount import cents
from maatwerk_cli.contract.ledger import Booking, Grootboek, standings
from maatwerk_cli.contract.obligation import ContractDuty
from maatwerk_cli.contract.plans import current, plan_reached, plans_of
from maatwerk_cli.contract.progress import Stand, Voortgang
from maatwerk_cli.contract.secrecy import hidden
from maatwerk_cli.contract.term import surely_agreed, term
from maatwerk_cli.disclosure.registry import Registry
from maatwerk_cli.models.contract.opdracht import Opdracht
from maatwerk_cli.models.contract.plan import Plan
from maatwerk_cli.models.proeftuin import Proeftuin
from maatwerk_cli.models.values import known_before
from maatwerk_cli.register.records import Dataset, Entry
from maatwerk_cli.text.dutch import euro
from maatwerk_cli.text.problem import Problem


@dataclass(frozen=True, slots=True)
class Signaal:
    """A signal about one contract.

    Attributes:
        opdracht: the contract that carries the obligation.
        problem: the code and the values that its text needs.
    """

    opdracht: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class _Case:
    """One contract as the signals look at it."""

    dataset: Dataset
    ledger: Grootboek
    registry: Registry
    entry: Entry[Opdracht]
    duty: ContractDuty
    stand: Stand
    plans: tuple[Entry[Plan], ...]
    doubles: Mapping[str, tuple[str, ...]]
    day: date

    @property
    def contract(self) -> Opdracht:
        return self.entry.value

    @property
    def bookings(self) -> tuple[Booking, ...]:
        return self.ledger.per_drager.get(self.entry.id, ())


def signals(
    dataset: Dataset, ledger: Grootboek, registry: Registry, progress: Voortgang
) -> tuple[Signaal, ...]:
    """Give the signals about the contracts of a progress, in the order of contracts and codes.

    Of a contract that perhaps was not there yet nothing is asked.

    Args:
        dataset: the register.
        ledger: its ledger.
        registry: what may be told of efforts.
        progress: the progress.
    """
    plans = plans_of(dataset, ledger, progress.peildatum)
    doubles = _doubles(dataset, ledger, progress.peildatum)
    result = []
    for id_, duty in progress.plichten.items():
        if not surely_agreed(ledger.opdrachten[id_].value, progress.peildatum, dataset):
            continue
        case = _Case(
            dataset,
            ledger,
            registry,
            ledger.opdrachten[id_],
            duty,
            progress.standen[id_],
            plans.get(id_, ()),
            doubles,
            progress.peildatum,
        )
        result += [Signaal(id_, problem) for rule in SIGNAL_RULES for problem in rule(case)]
    return tuple(result)


def _without_plan(case: _Case) -> Iterator[Problem]:
    if case.duty.owed and not case.plans:
        yield Problem("MW601", case.entry.file, ("verplichting",))


def _signed_late(case: _Case) -> Iterator[Problem]:
    """A first plan is signed before the contract begins; without a date of signing nothing is known."""
    begin = case.contract.begin
    if begin is None or not case.duty.owed:
        return
    for plan in current(case.plans):
        if plan.value.vervangt is not None:
            continue
        signed, since = plan_reached(plan.value, ("ondertekend", "decharge"), case.day)
        late = known_before(begin, since)
        if late or (not signed and begin.last <= case.day):
            params = {"id": plan.id, "geval": "te_laat" if late else "niet"}
            yield Problem("MW602", case.entry.file, ("begin",), params)


def _nothing_accepted(case: _Case) -> Iterator[Problem]:
    times = term(case.contract, case.day, case.dataset)
    if not case.duty.owed or times is None or case.day < times.surely_half:
        return
    for booking in case.bookings:
        for standing, _ in standings(booking.inspanning, case.day, case.dataset):
            if standing == "aanvaard":
                return
    yield Problem("MW603", case.entry.file, ("verplichting",))


def _above(case: _Case) -> Iterator[Problem]:
    owed, accepted = case.duty.bereik, case.stand.gedaan["aanvaard"].bereik
    if owed is None or owed.hoog is None or accepted is None or case.duty.vorm == "geen":
        return
    over = accepted.laag - owed.hoog
    if cents(over) > 0:
        least = "" if owed.exact and accepted.exact else "ten minste "
        params = {"bedrag": f"{least}{euro(cents(over))}"}
        yield Problem("MW604", case.entry.file, ("verplichting", "bedrag"), params)


def _built_on(case: _Case) -> Iterator[Problem]:
    for index, id_ in enumerate(case.contract.bouwt_voort_op):
        proeftuin = case.dataset.proeftuinen.get(id_)
        if proeftuin is None:
            continue
        phases = _phases(proeftuin, case.day)
        plans = (plan.value for plan in case.dataset.records(Plan).counting if plan.value.proeftuin == id_)
        discharged = any(plan_reached(plan, ("decharge",), case.day)[0] for plan in plans)
        if not discharged and phases.isdisjoint(("decharge", "verduurzaamd")):
            yield Problem("MW605", case.entry.file, ("bouwt_voort_op", index), {"id": id_})


def _phases(proeftuin: Proeftuin, day: date) -> set[str]:
    """Give the phases that a proeftuin may have reached by a day."""
    return {step.fase for step in proeftuin.verloop if step.sinds is None or step.sinds.first <= day}


def _twice(case: _Case) -> Iterator[Problem]:
    for booking in case.bookings:
        if hidden(case.registry, booking.entry):
            continue
        for other in case.doubles.get(_name(booking), ()):
            params = {"id": booking.entry.id, "ander": other}
            yield Problem("MW606", booking.entry.file, (*booking.entry.loc, "opdracht"), params)


def _no_outcome(case: _Case) -> Iterator[Problem]:
    """A lasting place was promised, what it was promised for is over, and nothing is told of it."""
    times = term(case.contract, case.day, case.dataset)
    over = times is not None and times.einde[1] < case.day
    for plan in current(case.plans):
        promised = plan.value.inspanning == "ja" or (
            plan.value.kenmerken is not None and plan.value.kenmerken.blijvend == "ja"
        )
        ended = over or plan_reached(plan.value, ("decharge",), case.day)[0]
        proeftuin = case.dataset.proeftuinen.get(plan.value.proeftuin or "")
        lasting = proeftuin is not None and "verduurzaamd" in _phases(proeftuin, case.day)
        if promised and ended and not lasting:
            yield Problem("MW607", case.entry.file, ("verplichting",), {"id": plan.id})


def _placed_twice(case: _Case) -> Iterator[Problem]:
    above = case.ledger.opdrachten.get(case.contract.onder or "")
    duty = case.contract.verplichting
    if above is None or duty is None or duty.belegd_bij is not None or duty.vorm == "geen":
        return
    whole = above.value.verplichting
    if whole is not None and whole.vorm != "geen":
        yield Problem("MW608", case.entry.file, ("verplichting",), {"id": above.id})


def _option_without_amount(case: _Case) -> Iterator[Problem]:
    if case.duty.zonder_verhoging:
        number = case.duty.zonder_verhoging
        params = {"aantal": "een optie" if number == 1 else f"{number} opties"}
        yield Problem("MW609", case.entry.file, ("verlengingen",), params)


def _without_worth(case: _Case) -> Iterator[Problem]:
    if not case.duty.owed or case.duty.bereik is None:
        return
    unknown = [
        booking
        for booking in case.bookings
        if not booking.waarde.bereik.bekend
        and booking.inspanning.stand != "afgewezen"
        and booking.inspanning.periode.first <= case.day
        and not hidden(case.registry, booking.entry)
    ]
    if unknown:
        number = len(unknown)
        params = {"aantal": "een inspanning" if number == 1 else f"{number} inspanningen"}
        yield Problem("MW610", case.entry.file, ("verplichting",), params)


def _doubles(dataset: Dataset, ledger: Grootboek, day: date) -> Mapping[str, tuple[str, ...]]:
    """Give of each effort that seems to be counted on a day for another obligation too where else it is.

    The same when all is that tells what was done; an effort that names no plan, no proeftuin and no evidence
    may just look like another.
    """
    alike: dict[tuple[object, ...], list[Booking]] = {}
    for booking in ledger.boekingen:
        own = booking.inspanning
        identity = (own.proeftuin, own.plan, own.bewijs)
        counts = any(True for _ in standings(own, day, dataset))
        if counts and own.stand != "afgewezen" and any(identity):
            key = (own.periode.text, own.soort, own.aantal, own.eenheid, own.mensen, *identity)
            alike.setdefault(key, []).append(booking)
    doubles: dict[str, tuple[str, ...]] = {}
    for group in alike.values():
        if len({booking.drager for booking in group}) > 1:
            for booking in group:
                others = [other for other in group if other.drager != booking.drager]
                doubles[_name(booking)] = tuple(dict.fromkeys(other.drager for other in others))
    return doubles


def _name(booking: Booking) -> str:
    return f"{booking.entry.stem}/{booking.entry.id}"


SIGNAL_RULES: tuple[Callable[[_Case], Iterator[Problem]], ...] = (
    _without_plan,
    _signed_late,
    _nothing_accepted,
    _above,
    _built_on,
    _twice,
    _no_outcome,
    _placed_twice,
    _option_without_amount,
    _without_worth,
)
