"""An obligation told over the firm term, each option as it is lifted, and each call-off.

Nothing is shared out that nobody told: an option or call-off of which the amount is not known has a
percentage and no amount. Amounts follow one another to the cent: what an option adds is the obligation
with it less the obligation without it, so that the parts are always exactly the whole.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from maatwerk_cli.tender.duty import Duty
from maatwerk_cli.tender.facts import Facts, firm_term

if TYPE_CHECKING:
    from maatwerk_cli.models.tender.dossier import Dossier, Optie

Clash = Literal["", "opties_boven_geheel", "opties_andere_duur", "nadere_boven_geheel"]
CLASHES: dict[Clash, str] = {
    "opties_boven_geheel": (
        "De bedragen van de opties zijn samen hoger dan {base}, terwijl de opties daarin zouden zitten. Eén "
        "van beide klopt niet, en daarom staat er geen bedrag voor de vaste looptijd."
    ),
    "opties_andere_duur": (
        "De opties van het dossier duren samen een ander aantal maanden dan de verlenging van de "
        "aanbesteding. Eén van beide klopt niet."
    ),
    "nadere_boven_geheel": (
        "De nadere overeenkomsten zijn samen hoger dan {base} van de hele opdracht. Eén van beide klopt niet."
    ),
}
"""What was told and cannot be true together, in words."""


class DutyPart(NamedTuple):
    """What one part of a contract comes to.

    Attributes:
        name: the part: ``vast``, ``optie``, ``alles``, or what a call-off is about.
        number: of an option, from 1.
        months: how long it is, where known.
        base: the amount that the percentage is taken of, where known.
        amount: what the obligation is, where known.
    """

    name: str
    number: int = 0
    months: int | None = None
    base: Decimal | None = None
    amount: Decimal | None = None


class DutyTerms(NamedTuple):
    """An obligation over the parts of a contract.

    Attributes:
        parts: the firm term, each option, and all together; empty where no options are known, or where
            it is owed for each call-off or may be.
        calloffs: each call-off that is foreseen.
        included: whether the base holds the options; ``None`` where nobody told.
        clashes: what was told and cannot be true together.
    """

    parts: Sequence[DutyPart]
    calloffs: Sequence[DutyPart]
    included: bool | None
    clashes: Sequence[Clash]


def duty_terms(duty: Duty, facts: Facts, dossier: "Dossier | None") -> DutyTerms:
    """Tell an obligation over the parts of a contract; without a dossier nothing is told of any part."""
    base = _base(duty.grondslag, facts)
    options = dossier.opties if dossier else ()
    foreseen = dossier.nadere_overeenkomsten if dossier else ()
    included = _included(dossier)
    clashing = clashes(duty.grondslag, facts, dossier)
    parts: Sequence[DutyPart] = ()
    if not duty.no_whole and (options or facts.verlenging_maanden or facts.unknown_options):
        firm = None if "opties_boven_geheel" in clashing else _firm(base, dossier)
        parts = [*_terms(duty, facts, options, firm, base if included else None)]
    calloffs = [
        DutyPart(call_off.naam, 0, call_off.maanden, call_off.bedrag, duty.due(call_off.bedrag))
        for call_off in foreseen
    ]
    return DutyTerms(parts, calloffs, included, clashing)


def clashes(field: str, facts: Facts, dossier: "Dossier | None") -> "Sequence[Clash]":
    """Give what is told of the parts of a contract and cannot be true together.

    Args:
        field: the amount that the obligation is a percentage of; empty where it is of none.
        facts: the tender.
        dossier: what the tender file says.
    """
    if dossier is None:
        return ()
    return [*_clashes(_base(field, facts), facts, dossier)]


def _base(field: str, facts: Facts) -> Decimal | None:
    amount: Decimal | None = getattr(facts, field) if field else None
    return amount


def _included(dossier: "Dossier | None") -> bool | None:
    estimated = dossier.raming.opties if dossier and dossier.raming else None
    return None if estimated is None else estimated == "inbegrepen"


def _clashes(base: Decimal | None, facts: Facts, dossier: "Dossier") -> Iterator[Clash]:
    options, included = dossier.opties, _included(dossier)
    months = sum(option.maanden for option in options)
    if options and facts.verlenging_maanden not in (None, months):
        yield "opties_andere_duur"
    of_options = sum(option.bedrag or Decimal(0) for option in options)
    if included and base is not None and of_options > base:
        yield "opties_boven_geheel"
    of_calloffs = sum(call_off.bedrag or Decimal(0) for call_off in dossier.nadere_overeenkomsten)
    if base is not None and of_calloffs > base + (0 if included else of_options):
        yield "nadere_boven_geheel"


def _firm(base: Decimal | None, dossier: "Dossier | None") -> Decimal | None:
    """Give the amount of the firm term; ``None`` where it is not known."""
    included = _included(dossier)
    if base is None or dossier is None or included is None:
        return None
    within = options_together(dossier.opties) if included else Decimal(0)
    return None if within is None else base - within


def options_together(options: "Sequence[Optie]") -> Decimal | None:
    """Give what options come to together; ``None`` where there are none, or of one it is not known."""
    amounts = [option.bedrag for option in options if option.bedrag is not None]
    return sum(amounts, Decimal(0)) if amounts and len(amounts) == len(options) else None


def _terms(
    duty: Duty, facts: Facts, options: "Sequence[Optie]", firm: Decimal | None, whole: Decimal | None
) -> Iterator[DutyPart]:
    """Give the firm term, each option, and all together, each added to those before it.

    Args:
        duty: the obligation.
        facts: the tender.
        options: the options that its file names.
        firm: the amount of the firm term, where it is known.
        whole: that of all together, where it is given.
    """
    low, high = firm_term(facts)
    months = low if low == high else None
    so_far, due = firm, duty.due(firm)
    yield DutyPart("vast", 0, months, firm, due)
    for number, option in enumerate(options, 1):
        added: Decimal | None = duty.due(option.bedrag)
        if so_far is not None and option.bedrag is not None:
            so_far += option.bedrag
            now = duty.due(so_far)
            added, due = (None if now is None or due is None else now - due), now
        else:
            so_far = due = None
        yield DutyPart("optie", number, option.maanden, option.bedrag, added)
    if not options:
        yield DutyPart("optie", 0, facts.verlenging_maanden)
    if whole is None and options:
        whole = so_far
    extra = sum(option.maanden for option in options) or facts.verlenging_maanden
    length = None if months is None or extra is None else months + extra
    yield DutyPart("alles", 0, length, whole, duty.due(whole))
