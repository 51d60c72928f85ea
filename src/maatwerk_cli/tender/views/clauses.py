"""The text blocks of a framework for a contract, filled in; what is not known stays open and says so."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from maatwerk_cli.models.policy_texts import BLANKS_TO_FILL
from maatwerk_cli.models.tender.dossier import Dossier
from maatwerk_cli.tender.duty import Duty
from maatwerk_cli.tender.duty_terms import duty_terms
from maatwerk_cli.tender.facts import firm_term
from maatwerk_cli.tender.judging import Result
from maatwerk_cli.tender.verdicts.kader_verdict import Kaderbesluit
from maatwerk_cli.tender.views.duty_words import duty_amount, duty_blocks, duty_sentence, kept_by
from maatwerk_cli.tender.views.field_titles import in_sentence
from maatwerk_cli.tender.views.verdict_words import caveats, caveats_beside_duty, lead, unsure
from maatwerk_cli.text import dutch
from maatwerk_cli.text.blocks import Block, Heading, Paragraph, PointList
from maatwerk_cli.text.terminal.layout import clean


def clause_blocks(result: Result, dossier: Dossier, name: str) -> Iterator[Block]:
    """Give the text blocks of the framework that is followed, where it applies, and what they rest on.

    Args:
        result: the verdict.
        dossier: what a tender file says.
        name: what the tender is called.
    """
    yield Heading(f"Social return in het bestek: {name}", 1)
    yield from _clauses(result, dossier)
    applies = result.besluit.uitkomst == "van_toepassing"  # else the outcome stands above
    own = caveats_beside_duty if applies else caveats
    yield from unsure(result, own(result, dossier))


def _clauses(result: Result, dossier: Dossier) -> Iterator[Block]:
    verdict = result.besluit
    ruling = verdict.kader
    if ruling is None or ruling.uitkomst != "van_toepassing":
        yield from lead(verdict)
        yield Paragraph(
            "Er zijn dus geen teksten voor het bestek te geven."
            if ruling and ruling.uitkomst != "onbekend"
            else "Pas als de uitkomst bekend is, zijn er teksten voor het bestek te geven."
        )
        return
    kader = ruling.stand.kader
    if ruling.verplichting:
        yield Paragraph(duty_sentence(ruling), strong=True)
        yield from duty_blocks(ruling, dossier)
    if not kader.tekstblokken:
        yield Paragraph(
            f"{dutch.sentence(kader.naam)} heeft geen teksten voor het bestek, want geen bron geeft er "
            f"een. Hebt u er zelf een, zet hem dan met de bron bij tekstblokken in beleid/{kader.id}.yaml."
        )
        return
    known = _known(ruling, result, dossier)
    blanks = {**BLANKS_TO_FILL, **_open_amounts(ruling, dossier)}
    values = {name: known.get(name) or f"[nog in te vullen: {text}]" for name, text in blanks.items()}
    open_places: dict[str, str] = {}
    for clause in kader.tekstblokken:
        yield Heading(clause.titel)
        for name in clause.invulvelden:
            if not known.get(name):
                open_places[name] = blanks[name]
        yield Paragraph(clause.filled(values))
        yield Paragraph(f"Bron: {clause.bron.reference}.")
    if open_places:
        yield Heading("Nog in te vullen")
        yield PointList([f"{name}: {text}" for name, text in open_places.items()])


def _known(ruling: Kaderbesluit, result: Result, dossier: Dossier) -> Mapping[str, str | None]:
    """Give what stands in each place of a clause, where it is known."""
    facts, duty = result.facts, ruling.verplichting
    low, high = firm_term(facts)
    known: dict[str, str | None] = {
        "titel": facts.titel and clean(facts.titel),
        "opdrachtgever": facts.opdrachtgever and clean(facts.opdrachtgever),
        "looptijd": dutch.months(low) if low == high else None,
        "opties": _options(ruling, dossier),
        "begin": dutch.datum(facts.begin.text) if facts.begin else None,
        "einde": dutch.datum(facts.einde.text) if facts.einde else None,
        **{name: point.tekst.rstrip(".") for name, point in ruling.stand.kader.invulling.items()},
    }
    if duty:
        known |= {
            "percentage": _percentage(ruling, duty, dossier),
            "grondslag": _base_words(duty) if duty.grondslag and duty.per else None,
            **_amounts(ruling, duty, dossier),
        }
    return known


def _percentage(ruling: Kaderbesluit, duty: Duty, dossier: Dossier) -> str | None:
    """Give the percentage; with options in the amount it is not known where a band below can hold without."""
    if duty.percentage is None or (duty.lower_band and _with_options(ruling, duty, dossier)):
        return None
    return f"{dutch.number(duty.percentage)}%"


def _base_words(duty: Duty) -> str:
    """Name what the percentage is taken of, that of each call-off where it is owed for each of them."""
    base = in_sentence(duty.grondslag)
    return f"{base} van elke nadere overeenkomst" if duty.per_calloff else base


def _amounts(ruling: Kaderbesluit, duty: Duty, dossier: Dossier) -> Mapping[str, str | None]:
    """Give the amount over the firm term and what it is taken of: with options in it, never that of all."""
    if duty.no_whole:  # that of the whole agreement is of no call-off; what each call-off owes can be fixed
        return {"bedrag": duty_amount(duty) or None} if duty.per_calloff else {}
    base: Decimal | None = getattr(ruling.facts, duty.grondslag) if duty.grondslag else None
    if _with_options(ruling, duty, dossier):
        firm = duty_terms(duty, ruling.facts, dossier).parts[0]
        base, due = firm.base, firm.amount
        raw = None if base is None or duty.percentage is None else base * duty.percentage / 100
        duty = duty._replace(bedrag=due, hoeveelheid=due, onafgerond=raw)
    amount = duty_amount(duty)
    bound = kept_by(duty)
    return {
        "bedrag": f"{amount}, het {bound}" if amount and bound else amount or None,
        "grondslag_bedrag": None if base is None else dutch.euro(base),
    }


def _with_options(ruling: Kaderbesluit, duty: Duty, dossier: Dossier) -> bool:
    """Tell whether the amount is, or may be, that of the firm term with all options."""
    terms = duty_terms(duty, ruling.facts, dossier)
    return bool((duty.grondslag or duty.by_amount) and terms.parts) and terms.included is not False


def _open_amounts(ruling: Kaderbesluit, dossier: Dossier) -> Mapping[str, str]:
    """Say of the amounts that stay open why, and what is to be settled first where something is."""
    duty = ruling.verplichting
    if duty is None:
        return {}
    if duty.per_calloff:
        why = "; dat staat pas vast bij elke nadere overeenkomst"
    elif not duty.per:
        why = "; leg eerst vast of dit een raamovereenkomst is"
    elif _with_options(ruling, duty, dossier):
        why = f" over de vaste looptijd{_to_settle(ruling, duty, dossier)}"
    else:
        return {}
    names = ("bedrag", "grondslag_bedrag") if duty.grondslag else ("bedrag",)
    if not duty.per and duty.grondslag:
        names = ("grondslag", *names)
    if duty.grondslag and (duty.percentage is None if duty.no_whole else duty.lower_band):
        names = ("percentage", *names)
    return {name: f"{BLANKS_TO_FILL[name]}{why}" for name in names}


def _to_settle(ruling: Kaderbesluit, duty: Duty, dossier: Dossier) -> str:
    """Say what comes first, before the amount of the firm term is known, where options are the cause."""
    base = in_sentence(duty.grondslag or duty.by_amount)
    if not (dossier.raming and dossier.raming.opties):
        return f"; leg eerst vast of de opties in {base} zitten"
    if duty.grondslag and duty_terms(duty, ruling.facts, dossier).parts[0].base is None:
        return f"; leg eerst vast hoeveel van {base} elke optie is"
    if not (duty.by_base or duty.by_amount):
        return ""
    other = "het percentage" if duty.by_base else "de verplichting"
    return f"; toets de opdracht apart zonder opties, want dan is {base} lager en kan {other} anders zijn"


def _options(ruling: Kaderbesluit, dossier: Dossier) -> str | None:
    facts = ruling.facts
    if dossier.opties:
        return dutch.joined([dutch.months(option.maanden) for option in dossier.opties])
    if facts.unknown_options:
        return None
    return dutch.months(facts.verlenging_maanden) if facts.verlenging_maanden else "geen"
