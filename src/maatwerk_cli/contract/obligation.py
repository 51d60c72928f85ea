"""What is owed: the obligation of a contract, who carries it, and what lifted options add."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from maatwerk_cli.contract.amount import (
    NO_AMOUNT_AT_ALL,
    UNKNOWN_AMOUNT,
    ZERO,
    AmountRange,
    exactly,
    perhaps,
    precies,
)
from maatwerk_cli.contract.term import lifted, surely_agreed
from maatwerk_cli.models.contract.opdracht import Opdracht, Verplichting
from maatwerk_cli.models.values import Bronverwijzing
from maatwerk_cli.register.records import Dataset

ObligationForm = Literal["bedrag", "inspanning", "geen", "onbekend"]


class ContractDuty(NamedTuple):
    """What a contract owes on a day.

    Attributes:
        vorm: an amount, an effort without an amount, none, or not told.
        bereik: the amount in euros; ``None`` where the obligation is no amount.
        berekend: the amount follows from a percentage and its base; no source says the amount itself.
        zonder_verhoging: how many options that were surely lifted raise it by an amount that is not told.
        bronnen: where the obligation and what raised it stand.
        afgeleid: it, its base or what raised it was inferred, and stands in no source as it stands here.
    """

    vorm: ObligationForm
    bereik: AmountRange | None
    berekend: bool = False
    zonder_verhoging: int = 0
    bronnen: tuple[Bronverwijzing, ...] = ()
    afgeleid: bool = False

    @property
    def owed(self) -> bool:
        """Whether something is owed."""
        return self.vorm in ("bedrag", "inspanning")


def obligation(contract: Opdracht, day: date, dataset: Dataset) -> ContractDuty:
    """Give what a contract owes on a day.

    An option raises the obligation by what its source says, from the day on which it was lifted. Where no
    source says by how much, the obligation is at least what it was. Where no source says whether it was
    lifted, it may be raised. Where it is not sure that the contract was there on the day, nothing may be owed
    yet.
    """
    duty = contract.verplichting
    if duty is None:
        return ContractDuty("onbekend", UNKNOWN_AMOUNT)
    owed = _obligation(contract, duty, day, dataset)
    if owed.bereik is not None and not surely_agreed(contract, day, dataset):
        most = owed.bereik.hoog
        owed = owed._replace(bereik=UNKNOWN_AMOUNT if most is None else perhaps(owed.bereik))
    rests_on = {"verplichting"}
    if owed.berekend and duty.grondslag:
        rests_on.add(duty.grondslag)
    if owed.vorm == "bedrag" and lifted(contract, day, dataset):
        rests_on.add("verlengingen")
    return owed._replace(afgeleid=not rests_on.isdisjoint(contract.afgeleid))


def _obligation(contract: Opdracht, duty: Verplichting, day: date, dataset: Dataset) -> ContractDuty:
    if duty.vorm == "geen":
        return ContractDuty("geen", NO_AMOUNT_AT_ALL, bronnen=(duty.bron,))
    own_amount, computed = _amount(contract, duty)
    amount, untold = UNKNOWN_AMOUNT if own_amount is None else precies(own_amount), 0
    sources = [duty.bron]
    for option, sure in lifted(contract, day, dataset):
        if option.verhoging is None:
            untold += sure
            amount += UNKNOWN_AMOUNT
        else:
            raised = precies(option.verhoging)
            amount += raised if sure else perhaps(raised)
        sources.append(option.bron)
    if amount.hoog is None and amount.laag == 0:
        if duty.vorm == "inspanning" and own_amount is None:
            return ContractDuty("inspanning", None, bronnen=(duty.bron,))
        amount = UNKNOWN_AMOUNT
    return ContractDuty("bedrag", amount, computed, untold, tuple(sources))


def _amount(contract: Opdracht, duty: Verplichting) -> tuple[Decimal | None, bool]:
    """Give the amount of an obligation, and whether it was computed."""
    if duty.bedrag is not None:
        return duty.bedrag, False
    base = getattr(contract, duty.grondslag) if duty.grondslag else None
    if duty.percentage is None or base is None:
        return None, False
    return share_of(base, duty), True


def share_of(base: Decimal, duty: Verplichting) -> Decimal:
    """Give the share of a base that is owed; of none told nothing. Not rounded."""
    with exactly():
        return base * (duty.percentage or ZERO) / 100


def bearer(contracts: Mapping[str, Opdracht], contract_id: str) -> str:
    """Give the contract that carries the obligation for which something is done under a contract.

    Args:
        contracts: every contract that counts, by its id.
        contract_id: the contract for which it was done.
    """
    seen = {contract_id}
    bearer = contract_id
    while True:
        contract = contracts.get(bearer)
        above = contract.verplichting.belegd_bij if contract and contract.verplichting else None
        if above is None or above in seen or above not in contracts:
            return bearer
        seen.add(above)
        bearer = above
