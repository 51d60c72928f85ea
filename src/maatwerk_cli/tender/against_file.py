"""What the file of a tender says and cannot be true together with the tender that is judged."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from maatwerk_cli.tender.dossiers import dossier_of
from maatwerk_cli.tender.duty_terms import CLASHES, clashes
from maatwerk_cli.tender.reservations import RESTING_ON_NOTHING, Reservation, Rests, resting_on
from maatwerk_cli.tender.words.limit_words import AMOUNTS
from maatwerk_cli.text import dutch

if TYPE_CHECKING:
    from maatwerk_cli.models.tender.dossier import Dossier
    from maatwerk_cli.tender.condition import Toetsing
    from maatwerk_cli.tender.facts import Facts
    from maatwerk_cli.tender.verdicts.kader_verdict import Kaderbesluit
    from maatwerk_cli.tender.verdicts.verdict import Besluit


def file_rest(verdict: "Besluit", entries: "Sequence[Dossier]") -> Rests:
    """Say what the file says otherwise than the tender, of which the verdict followed the tender."""
    leading = verdict.kader
    own = dossier_of(entries, verdict.facts.id, verdict.facts.perceel)
    if leading is None or amount_looked_at(verdict, leading) is None:
        return RESTING_ON_NOTHING
    texts = [text for text in (other_estimate(verdict, own), *options_otherwise(verdict, own)) if text]
    return resting_on(*(Reservation("dossier_tegenspraak", text) for text in texts))


def other_estimate(verdict: "Besluit", dossier: "Dossier") -> str:
    """Say that another amount was judged than was estimated; empty where it was not.

    An estimate can be that of all lots together.
    """
    field = estimated_field(verdict, dossier)
    amount = getattr(verdict.facts, field) if field else None
    estimated = dossier.raming.bedrag if dossier.raming else None
    if field is None or amount is None or estimated in (None, amount):
        return ""
    together = verdict.lots.amount(field, None) if verdict.lots else None
    return "" if together == (estimated, estimated) else amounts_differ("Geraamd is", estimated, amount)


def amounts_differ(where: str, before: Decimal, amount: Decimal) -> str:
    """Say that nobody is known to have estimated an amount, as another was estimated or stands elsewhere."""
    return (
        f"{where} {dutch.euro(before)}, en getoetst is {dutch.euro(amount)}. Wie {dutch.euro(amount)} "
        "raamde, is niet vastgelegd."
    )


def options_otherwise(verdict: "Besluit", dossier: "Dossier") -> Iterator[str]:
    """Say what the file tells of options and call-offs that cannot be true together with the tender."""
    if dossier.raming and dossier.raming.opties == "inbegrepen":
        yield from _options_nowhere(verdict.facts, named=bool(dossier.opties))
    duty = verdict.kader.stand.kader.verplichting if verdict.kader else None
    if duty and duty.grondslag:
        base = f"de {AMOUNTS[duty.grondslag]}"
        for clash in clashes(duty.grondslag, verdict.facts, dossier):
            yield CLASHES[clash].format(base=base)


def _options_nowhere(facts: "Facts", *, named: bool) -> Iterator[str]:
    """Tell that options are estimated within an amount, and that there are none: by the input, or assumed.

    Args:
        facts: the tender.
        named: the file itself names options.
    """
    within = "Volgens de raming zitten de opties tot verlenging in het bedrag, en"
    if facts.verlenging_maanden == 0:
        yield f"{within} volgens de invoer zijn er geen opties. Eén van beide klopt niet."
    elif not facts.has_options and not named:
        yield (
            f"{within} de invoer noemt geen opties. Aangenomen is dat er geen zijn. Eén van beide klopt niet."
        )


def estimated_field(verdict: "Besluit", dossier: "Dossier") -> str | None:
    """Give the amount that the framework that is followed looks at, or takes its percentage of.

    Where only another framework looks at one, the amount that the tender file tells the estimate of.
    """
    own = amount_looked_at(verdict, verdict.kader) if verdict.kader else None
    if own is not None or dossier.raming is None:
        return own
    return next((field for ruling in verdict.kaders if (field := amount_looked_at(verdict, ruling))), None)


def amount_looked_at(verdict: "Besluit", ruling: "Kaderbesluit") -> str | None:
    """Give the amount that a framework looks at, or else takes its percentage of."""
    for own in ruling.toetsingen:
        if field := amount_judged(verdict, own):
            return field
    duty = ruling.stand.kader.verplichting
    return duty.grondslag if duty else None


def amount_judged(verdict: "Besluit", own: "Toetsing") -> str | None:
    """Give the amount that a condition was held against, if it was one."""
    for check in own.bladen:
        if check.rule.eenheid == "euro":
            most = check.voorwaarde.nooit_meer_dan
            return most if most and stands_in(verdict, check.rule.veld, most) else check.rule.veld
    return None


def stands_in(verdict: "Besluit", field: str | None, most: str) -> bool:
    """Tell whether an amount that is not known was held against the limit by what it can never exceed."""
    return (
        getattr(verdict.facts, field or "", None) is None and getattr(verdict.facts, most, None) is not None
    )
