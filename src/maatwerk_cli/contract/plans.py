"""Which plans of approach belong to a contract, and how far each is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from maatwerk_cli.contract.ledger import Grootboek
from maatwerk_cli.models.contract.plan import Plan, Planstap
from maatwerk_cli.models.values import Datum
from maatwerk_cli.register.records import Dataset, Entry


def plans_of(dataset: Dataset, ledger: Grootboek, day: date) -> Mapping[str, tuple[Entry[Plan], ...]]:
    """Give by the contract that carries an obligation the plans that belong to it, in the order of files.

    A plan belongs to the contracts it names; one that names none belongs to those of its proeftuin. It is
    given as it stood on the day: without later steps. One that replaces another is there from its first step.
    """
    carriers = {id_: carrier for carrier, under in ledger.onder_drager.items() for id_ in under}
    of_proeftuin: dict[str, dict[str, None]] = {}
    for id_, entry in ledger.opdrachten.items():
        for proeftuin in entry.value.proeftuinen:
            of_proeftuin.setdefault(proeftuin, {})[carriers[id_]] = None
    by_proeftuin: dict[str, list[Entry[Plan]]] = {}
    for plan in _by(dataset.records(Plan).counting, day):
        named: Iterable[str] = [carriers[id_] for id_ in plan.value.opdrachten if id_ in carriers]
        if not plan.value.opdrachten and plan.value.proeftuin:
            named = of_proeftuin.get(plan.value.proeftuin, {})
        for carrier in dict.fromkeys(named):
            by_proeftuin.setdefault(carrier, []).append(plan)
    return {carrier: tuple(plans) for carrier, plans in by_proeftuin.items()}


def _by(plans: Iterable[Entry[Plan]], day: date) -> Iterator[Entry[Plan]]:
    for plan in plans:
        taken = tuple(step for step in plan.value.verloop if step.sinds is None or step.sinds.first <= day)
        if taken == plan.value.verloop:
            yield plan
        elif taken or plan.value.vervangt is None:
            yield replace(plan, value=plan.value.model_copy(update={"verloop": taken}))


def current(plans: Sequence[Entry[Plan]]) -> tuple[Entry[Plan], ...]:
    """Give the plans that no other replaces."""
    replaced = {plan.value.vervangt for plan in plans}
    return tuple(
        plan
        for plan in plans
        if plan.id not in replaced and all(step.stap != "vervangen" for step in plan.value.verloop)
    )


def plan_reached(plan: Plan, steps: Iterable[Planstap], day: date) -> tuple[bool, Datum | None]:
    """Tell whether a plan may have taken one of some steps by a day, and when, if that is told."""
    wanted = tuple(steps)
    for step in plan.verloop:
        if step.stap in wanted and (step.sinds is None or step.sinds.first <= day):
            return True, step.sinds
    return False, None
