"""Rules on contracts, plans and efforts: what hangs under what, and what was done within which term."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from maatwerk_cli.checks.circles import circles
from maatwerk_cli.contract.amount import cents
from maatwerk_cli.contract.ledger import framework_of
from maatwerk_cli.contract.plans import current
from maatwerk_cli.contract.term import last_possible
from maatwerk_cli.models.contract.inspanning import Inspanning
from maatwerk_cli.models.contract.opdracht import Opdracht, Verplichting
from maatwerk_cli.models.contract.plan import Plan
from maatwerk_cli.models.kader import Waardering
from maatwerk_cli.models.meaning import Loc
from maatwerk_cli.models.proeftuin import FASEN, Fase
from maatwerk_cli.models.values import Datum, known_before
from maatwerk_cli.register.records import Dataset, Entry, counts
from maatwerk_cli.text.dutch import euro
from maatwerk_cli.text.problem import Problem

FRAMEWORK = "raamovereenkomst"
CALL_OFF = "nadere_overeenkomst"


def contracts_hang_under_frameworks(dataset: Dataset) -> Iterator[Problem]:
    """A call-off hangs under a framework agreement, and nothing else hangs under anything."""
    contracts = dataset.records(Opdracht)
    for entry in contracts:
        kind, above = entry.value.soort, entry.value.onder
        if above is None:
            continue
        if kind not in (None, CALL_OFF):
            yield Problem("MW330", entry.file, (*entry.loc, "onder"), {"soort": kind})
        whole = contracts.get(above)
        if whole is not None and whole.soort not in (None, FRAMEWORK):
            yield Problem("MW331", entry.file, (*entry.loc, "onder"), {"id": above})


def an_obligation_is_placed_at_a_framework_agreement(dataset: Dataset) -> Iterator[Problem]:
    """Where an obligation is placed is a framework agreement, another contract, and carries it."""
    contracts = dataset.records(Opdracht)
    telling = {min(circle) for circle in circles({entry.id: _placed_at(entry.value) for entry in contracts})}
    for entry in contracts:
        duty = entry.value.verplichting
        if duty is None or duty.belegd_bij is None or any(_amounts(entry.value, duty)):
            continue  # an amount beside it has its own finding
        loc, params = (*entry.loc, "verplichting", "belegd_bij"), {"id": duty.belegd_bij}
        carrier = contracts.get(duty.belegd_bij)
        if duty.belegd_bij == entry.id:
            yield Problem("MW209", entry.file, loc, {"woord": entry.id, "veld": "belegd_bij"})
        elif carrier is not None and carrier.soort not in (None, FRAMEWORK):
            yield Problem("MW331", entry.file, loc, {**params, "geval": "belegd"})
        elif entry.id in telling:
            yield Problem("MW331", entry.file, loc, {**params, "geval": "kring"})


def _placed_at(contract: Opdracht) -> str | None:
    return contract.verplichting.belegd_bij if contract.verplichting else None


def an_obligation_is_placed_once(dataset: Dataset) -> Iterator[Problem]:
    """What is owed stands once: at who carries it, where anything is owed; a percentage has a base."""
    for entry in dataset.records(Opdracht):
        duty = entry.value.verplichting
        if duty is None:
            continue
        loc = (*entry.loc, "verplichting")
        for place, what in _amounts(entry.value, duty):
            if duty.belegd_bij is not None:
                params = {"id": duty.belegd_bij, "wat": what}
                yield Problem("MW332", entry.file, (*entry.loc, *place), params)
            elif duty.vorm == "geen":
                yield Problem("MW353", entry.file, (*entry.loc, *place), {"wat": what})
        if duty.percentage is not None and duty.grondslag is None:
            yield Problem("MW333", entry.file, (*loc, "percentage"))


def _amounts(contract: Opdracht, duty: Verplichting) -> Iterator[tuple[Loc, str]]:
    """Give where a contract says that something is owed, and in which field."""
    if duty.bedrag:
        yield ("verplichting", "bedrag"), "bedrag"
    if duty.percentage:
        yield ("verplichting", "percentage"), "percentage"
    for index, option in enumerate(contract.verlengingen):
        if option.verhoging:
            yield ("verlengingen", index, "verhoging"), "verhoging"


def plans_replace_in_a_line(dataset: Dataset) -> Iterator[Problem]:
    """A plan that replaces another is not, further on, replaced by it; a circle is told once."""
    plans = {entry.id: entry for entry in dataset.records(Plan)}
    for circle in circles({id_: entry.value.vervangt for id_, entry in plans.items()}):
        if len(circle) > 1:  # a plan that replaces itself has a finding of its own
            first = plans[circle[0]]
            yield Problem("MW334", first.file, (*first.loc, "vervangt"), {"id": first.id})


def efforts_lie_within_their_contract(dataset: Dataset) -> Iterator[Problem]:
    """What was done for a contract was done between its first day and its last, options included."""
    contracts = dataset.records(Opdracht)
    ends = {entry.id: last_possible(entry.value) for entry in contracts}
    for entry in dataset.records(Inspanning):
        contract = contracts.get(entry.value.opdracht)
        if contract is None:
            continue
        period, params = entry.value.periode, {"id": entry.value.opdracht}
        end = ends[entry.value.opdracht]
        if not counts(contract):
            yield Problem("MW351", entry.file, (*entry.loc, "opdracht"), params)
        elif known_before(period, contract.begin):
            yield Problem("MW335", entry.file, (*entry.loc, "periode"), params)
        # A contract that ends before it begins has a finding of its own.
        elif end is not None and end < period.first and not known_before(contract.einde, contract.begin):
            yield Problem("MW336", entry.file, (*entry.loc, "periode"), params)


def efforts_come_after_their_plan(dataset: Dataset) -> Iterator[Problem]:
    """What was done by a plan was done after the plan was signed, or else drawn up."""
    plans = dataset.records(Plan)
    made = {entry.id: _made(entry.value) for entry in plans}
    contracts = dataset.records(Opdracht)
    for entry in dataset.records(Inspanning):
        since = made.get(entry.value.plan or "")
        if not known_before(entry.value.periode, since):
            continue
        contract = contracts.get(entry.value.opdracht)
        if contract is None or not known_before(entry.value.periode, contract.begin):  # has its own finding
            params = {"id": entry.value.plan, "datum": str(since)}
            yield Problem("MW338", entry.file, (*entry.loc, "periode"), params)


def _made(plan: Plan) -> Datum | None:
    """Give since when a plan is there: its signing, or else its drawing up."""
    dates = {step.stap: step.sinds for step in plan.verloop}
    return dates.get("ondertekend") or dates.get("opgesteld")


def a_worth_is_that_of_its_own_period(dataset: Dataset) -> Iterator[Problem]:
    """A worth that is told is not what the same effort would be worth in another period."""
    contracts = {entry.id: entry.value for entry in dataset.records(Opdracht).counting}
    rates: dict[str, tuple[Waardering, ...]] = {}
    for entry in dataset.records(Inspanning):
        own = entry.value
        contract = contracts.get(own.opdracht)
        if own.waarde is None or contract is None or _outside(own, contract):
            continue
        if own.opdracht not in rates:
            kader = framework_of(dataset, contracts, own.opdracht)
            rates[own.opdracht] = kader.waardering if kader else ()
        now, other = _worths(own, rates[own.opdracht])
        if own.waarde in other and own.waarde not in now and now:
            least, most = min(now), max(now)
            amount = euro(least) if least == most else f"{euro(least)} tot {euro(most)}"
            params = {"bedrag": amount, "periode": own.periode.text}
            yield Problem("MW339", entry.file, (*entry.loc, "waarde"), params)


def _outside(effort: Inspanning, contract: Opdracht) -> bool:
    """Tell whether an effort lies outside the term of its contract, which has its own finding."""
    end = last_possible(contract)
    return known_before(effort.periode, contract.begin) or (end is not None and end < effort.periode.first)


def _worths(effort: Inspanning, rates: Iterable[Waardering]) -> tuple[set[Decimal], set[Decimal]]:
    """Give what an effort could be worth in its own period, and in others."""
    now: set[Decimal] = set()
    other: set[Decimal] = set()
    for rate in rates:
        if rate.eenheid == effort.eenheid and rate.soort in (None, effort.soort):
            for value in rate.waarden:
                amount = cents(effort.aantal * value.waarde)
                own = value.overlaps(effort.periode.first, effort.periode.last)
                (now if own else other).add(amount)
    return now, other


def efforts_are_told_once(dataset: Dataset) -> Iterator[Problem]:
    """Two rows that say the same of one contract, but for their id, are likely one effort."""
    seen: dict[tuple[object, ...], str] = {}
    for entry in dataset.records(Inspanning):
        own = entry.value
        identity = (
            own.opdracht,
            own.periode.text,
            own.soort,
            own.aantal,
            own.eenheid,
            own.mensen,
            own.waarde,
        )
        key = (*identity, own.proeftuin, own.plan, own.stand, str(own.sinds), own.bewijs, own.bron.vindplaats)
        first = seen.setdefault(key, entry.id)
        if first != entry.id:
            yield Problem("MW350", entry.file, (*entry.loc, "id"), {"id": entry.id, "ander": first})


def a_plan_and_its_proeftuin_say_the_same(dataset: Dataset) -> Iterator[Problem]:
    """A proeftuin whose plan is signed or discharged has reached that phase, and the other way round."""
    plans: dict[str, list[Entry[Plan]]] = {}
    for plan in dataset.records(Plan).counting:
        if plan.value.proeftuin is not None:
            plans.setdefault(plan.value.proeftuin, []).append(plan)
    for id_, own in plans.items():
        proeftuin = dataset.proeftuinen.by_id.get(id_)
        if proeftuin is None or not proeftuin.value.verloop:
            continue
        phases = {phase.fase: phase.sinds for phase in proeftuin.value.verloop}
        if list(phases) != [phase.fase for phase in proeftuin.value.verloop] or list(phases) != sorted(
            phases, key=FASEN.index
        ):
            continue  # a course that cannot be has its own finding
        reached = max(FASEN.index(phase) for phase in phases)
        for plan in own:
            yield from _behind(plan, phases, reached)
        now = [plan for plan in current(own) if plan.value.verloop]
        steps = {step.stap for plan in now for step in plan.value.verloop}
        if now and "decharge" in phases and "decharge" not in steps:
            place = next(n for n, phase in enumerate(proeftuin.value.verloop) if phase.fase == "decharge")
            params = {"id": now[-1].id, "geval": "plan"}
            yield Problem("MW352", proeftuin.file, (*proeftuin.loc, "verloop", place, "fase"), params)


def _behind(plan: Entry[Plan], phases: Mapping[Fase, Datum | None], reached: int) -> Iterator[Problem]:
    for index, step in enumerate(plan.value.verloop):
        loc = (*plan.loc, "verloop", index)
        if step.stap == "ondertekend":
            since = phases.get("plan_ondertekend")
            if reached < FASEN.index("plan_ondertekend"):
                yield Problem("MW352", plan.file, (*loc, "stap"), {"id": plan.value.proeftuin})
            elif since and step.sinds and plan.value.vervangt is None and _apart(since, step.sinds):
                params = {"id": plan.value.proeftuin, "geval": "datum"}
                yield Problem("MW352", plan.file, (*loc, "sinds"), params)
        elif step.stap == "decharge" and not phases.keys() & {"decharge", "verduurzaamd"}:
            yield Problem("MW352", plan.file, (*loc, "stap"), {"id": plan.value.proeftuin})


def _apart(date: Datum, other: Datum) -> bool:
    return date.surely_before(other) or other.surely_before(date)


def efforts_are_more_than_nothing(dataset: Dataset) -> Iterator[Problem]:
    """An effort is a number above nothing."""
    for entry in dataset.records(Inspanning):
        if entry.value.aantal <= 0:
            yield Problem("MW337", entry.file, (*entry.loc, "aantal"))


RULES = (
    contracts_hang_under_frameworks,
    an_obligation_is_placed_once,
    an_obligation_is_placed_at_a_framework_agreement,
    plans_replace_in_a_line,
    efforts_lie_within_their_contract,
    efforts_are_more_than_nothing,
    efforts_come_after_their_plan,
    a_worth_is_that_of_its_own_period,
    efforts_are_told_once,
    a_plan_and_its_proeftuin_say_the_same,
)
