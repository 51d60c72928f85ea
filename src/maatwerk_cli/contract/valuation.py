"""What an effort is worth: what it says itself, or what the framework of its contract says in its period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from maatwerk_cli.contract.amount import UNKNOWN_AMOUNT, AmountRange, precies
from maatwerk_cli.models.contract.inspanning import Inspanning
from maatwerk_cli.models.kader import Kader, Waardering
from maatwerk_cli.models.policy.parameters import turning_within
from maatwerk_cli.models.values import Bronverwijzing, Datum

WorthBasis = Literal["opgegeven", "euro", "waardering", "onbekend"]
"""How a worth is known: told with the effort; it is money; by the framework; not at all."""


class Worth(NamedTuple):
    """What an effort is worth, how that is known, where the rates stand, and whether any was inferred."""

    bereik: AmountRange
    wijze: WorthBasis
    bronnen: tuple[Bronverwijzing, ...] = ()
    afgeleid: bool = False


class Tarief(NamedTuple):
    """What one unit is worth in a period.

    Attributes:
        laag: what it is at least.
        hoog: what it is at most; ``None`` where a part of the period has no rate.
        bronnen: where the rates stand.
        per_groep: it may be another for another target group.
        afgeleid: a day on which a rate begins or ends was inferred.
    """

    laag: Decimal
    hoog: Decimal | None
    bronnen: tuple[Bronverwijzing, ...]
    per_groep: bool = False
    afgeleid: bool = False


_Key = tuple[str, str, str, tuple[str, ...], str]


@dataclass
class Valuation:
    """Finds what efforts are worth; what was found once is kept.

    Attributes:
        known: rates by framework, kind, unit, target groups and period.
    """

    known: dict[_Key, Tarief | None] = field(default_factory=dict)

    def worth(
        self,
        effort: Inspanning,
        kader: Kader | None,
        groups: Sequence[str],
        *,
        kader_inferred: bool = False,
        groups_inferred: bool = False,
    ) -> Worth:
        """Give what an effort is worth.

        Args:
            effort: the effort.
            kader: the framework of its contract, if one is known.
            groups: for which target groups it can have been; none where that is not known.
            kader_inferred: which framework that is, was inferred.
            groups_inferred: which groups those are, was inferred.
        """
        if effort.waarde is not None:
            return Worth(precies(effort.waarde), "opgegeven")
        rate = self.rate(effort, kader, groups)
        if rate is not None:
            if rate.hoog is None:
                return Worth(UNKNOWN_AMOUNT, "onbekend", rate.bronnen)
            amount = AmountRange(effort.aantal * rate.laag, effort.aantal * rate.hoog)
            inferred = kader_inferred or rate.afgeleid or (groups_inferred and rate.per_groep)
            return Worth(amount, "waardering", rate.bronnen, inferred)
        if effort.eenheid == "euro":
            return Worth(precies(effort.aantal), "euro")
        return Worth(UNKNOWN_AMOUNT, "onbekend")

    def rate(self, effort: Inspanning, kader: Kader | None, groups: Sequence[str]) -> Tarief | None:
        """Give what one unit of an effort is worth by its framework; ``None`` where that says nothing."""
        if kader is None or not kader.waardering:
            return None
        key = (kader.id, effort.soort, effort.eenheid, tuple(groups), effort.periode.text)
        if key not in self.known:
            self.known[key] = _rate(kader, effort, groups)
        return self.known[key]


def _rate(kader: Kader, effort: Inspanning, groups: Sequence[str]) -> Tarief | None:
    fitting = [
        worth
        for worth in kader.waardering
        if worth.eenheid == effort.eenheid and worth.soort in (None, effort.soort)
    ]
    named = dict.fromkeys(group for worth in fitting for group in worth.doelgroepen)
    # Of an unknown target group every one that makes a difference is possible, and another one too.
    rates = [_for_group(fitting, group, effort.periode) for group in (groups or (*named, ""))]
    known = [rate for rate in rates if rate is not None]
    if not known:
        return None
    highs = [rate.hoog for rate in known if rate.hoog is not None]
    most = max(highs) if len(highs) == len(rates) else None
    sources = dict.fromkeys((s.id, s.vindplaats) for rate in known for s in rate.bronnen)
    return Tarief(
        min(rate.laag for rate in known),
        most,
        tuple(Bronverwijzing(id=id_, vindplaats=place) for id_, place in sources),
        bool(named),
        any(rate.afgeleid for rate in known),
    )


def _for_group(fitting: Iterable[Waardering], group: str, period: Datum) -> Tarief | None:
    """Give the rate for one target group: on each day by the most precise valuations that hold on it."""
    named = [worth for worth in fitting if not worth.doelgroepen or group in worth.doelgroepen]
    values = [(_precision(worth), value) for worth in named for value in worth.waarden]
    whole, used = True, set[int]()
    for day in turning_within([value for _, value in values], period):
        holding = [(precise, place) for place, (precise, value) in enumerate(values) if value.holds_on(day)]
        most = max(holding, default=(0, 0))[0]
        used |= {place for precise, place in holding if precise == most}
        whole = whole and bool(holding)
    if not used:
        return None
    taken = [value for place, (_, value) in enumerate(values) if place in used]
    amounts = [value.waarde for value in taken]
    return Tarief(
        min(amounts),
        max(amounts) if whole else None,
        tuple(value.bron for value in taken),
        afgeleid=any(value.afgeleid for value in taken),
    )


def _precision(worth: Waardering) -> int:
    """Tell how precise a valuation is: no source puts one for a kind above one for a group."""
    return (worth.soort is not None) + bool(worth.doelgroepen)
