"""Rules on contracts, plans and efforts: what hangs under what, and what was done within which term."""

from collections.abc import Iterator

from maatwerk_cli.models.contract.inspanning import Inspanning
from maatwerk_cli.models.contract.opdracht import Opdracht
from maatwerk_cli.models.contract.plan import Plan
from maatwerk_cli.register.records import Dataset
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


def an_obligation_is_placed_once(dataset: Dataset) -> Iterator[Problem]:
    """An obligation that another contract carries has no amount of its own; a percentage has a base."""
    for entry in dataset.records(Opdracht):
        duty = entry.value.verplichting
        if duty is None:
            continue
        loc = (*entry.loc, "verplichting")
        if duty.belegd_bij is not None and duty.bedrag is not None:
            yield Problem("MW332", entry.file, (*loc, "bedrag"), {"id": duty.belegd_bij})
        if duty.percentage is not None and duty.grondslag is None:
            yield Problem("MW333", entry.file, (*loc, "percentage"))


def plans_replace_in_a_line(dataset: Dataset) -> Iterator[Problem]:
    """A plan that replaces another is not, further on, replaced by it."""
    plans = dataset.records(Plan)
    for entry in plans:
        seen = {entry.id}
        before = entry.value.vervangt
        while before is not None and before not in seen:
            seen.add(before)
            earlier = plans.get(before)
            before = earlier.vervangt if earlier else None
        if before == entry.id and entry.value.vervangt != entry.id:
            yield Problem("MW334", entry.file, (*entry.loc, "vervangt"), {"id": entry.id})


def efforts_lie_within_their_contract(dataset: Dataset) -> Iterator[Problem]:
    """What was done for a contract was done between its first day and its last, options included."""
    contracts = dataset.records(Opdracht)
    for entry in dataset.records(Inspanning):
        contract = contracts.get(entry.value.opdracht)
        if contract is None:
            continue
        period = entry.value.periode
        if contract.begin is not None and period.surely_before(contract.begin):
            yield Problem("MW335", entry.file, (*entry.loc, "periode"), {"id": entry.value.opdracht})
        elif (
            contract.einde is not None and not contract.verlengingen and contract.einde.surely_before(period)
        ):
            yield Problem("MW336", entry.file, (*entry.loc, "periode"), {"id": entry.value.opdracht})


def efforts_are_more_than_nothing(dataset: Dataset) -> Iterator[Problem]:
    """An effort is a number above nothing."""
    for entry in dataset.records(Inspanning):
        if entry.value.aantal <= 0:
            yield Problem("MW337", entry.file, (*entry.loc, "aantal"))


RULES = (
    contracts_hang_under_frameworks,
    an_obligation_is_placed_once,
    plans_replace_in_a_line,
    efforts_lie_within_their_contract,
    efforts_are_more_than_nothing,
)
