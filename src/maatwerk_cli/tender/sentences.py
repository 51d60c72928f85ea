"""The sentences of a verdict: warnings, questions, and what would turn the outcome."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.values import Datum
from maatwerk_cli.tender.condition import Toetsing
from maatwerk_cli.tender.facts import Facts, add_months
from maatwerk_cli.tender.lots import Lots
from maatwerk_cli.tender.reading import Lezing, Uitkomst
from maatwerk_cli.tender.reservations import Reservation
from maatwerk_cli.text import phrases

SOORT_ASSUMED = "Het soort opdrachtgever is niet ingevuld. Aangenomen is dat het Rijk de opdrachtgever is."
NO_OPTIONS_ASSUMED = "Er is geen verlenging ingevuld. Aangenomen is dat er geen opties tot verlenging zijn."
NO_OPTIONS = Reservation("geen_opties_aangenomen", NO_OPTIONS_ASSUMED)
NO_DATE = (
    "De peildatum is onbekend. Vul de peildatum, de publicatiedatum of de begindatum in: pas dan staat vast "
    "welk kader geldt."
)
LOT_ALONE = (
    "Dit is één perceel. De andere percelen van deze aanbesteding zijn niet gegeven, dus of percelen samen "
    "tellen is niet bekeken."
)
LOT_TWICE = "Dit perceel komt bij deze aanbesteding meer dan een keer voor."
LOTS_UNKNOWN = (
    "Als percelen samen tellen, hangt de uitkomst ook af van andere percelen. Daarvan is nog niet genoeg "
    "bekend."
)
WAGE_ABOVE_VALUE = "De loonsom is hoger dan de waarde van de opdracht. Een van de twee klopt dus niet."
NO_MOTIVATION = (
    "Er geldt een uitsluitingsgrond, maar de motivering ontbreekt. Zonder motivering telt de grond niet."
)
_ANOTHER = (
    " Is de opdrachtgever een andere overheid of organisatie? Vul dat dan in bij opdrachtgever_soort "
    "(decentraal of overig)."
)
SOORTEN = {"rijk": "het Rijk", "decentraal": "een decentrale overheid", "overig": "een andere organisatie"}

_QUESTIONS = {
    "motivering": "Waarom geldt deze uitsluitingsgrond?",
    "verlenging_maanden": "Hoeveel maanden kunnen alle opties tot verlenging samen duren?",
    "begin": "Wat is de eerste dag van de opdracht?",
    "einde": "Wat is de laatste dag van de opdracht?",
    "peildatum": "Op welke dag moet worden bekeken welk kader geldt? Bijvoorbeeld de dag van publicatie.",
}
_MOST_LOTS_NAMED = 10
_BOTH = (
    "De loonsom kan niet hoger zijn dan de waarde van de opdracht, en dat staat er nu wel. Wat is de juiste "
    "loonsom in euro, exclusief btw?"
)


def question(check: Toetsing, field: str, lots: Sequence[str] = ()) -> tuple[str, str]:
    """Give the question that asks for a field of an undecided condition, and who can answer it.

    Args:
        check: the condition.
        field: the field.
        lots: the names of the lots it is to be asked of, where it is not of the tender itself alone.

    """
    asked = check.voorwaarde.vraag
    if check.note == "boven_plafond":
        return _BOTH, asked.wie
    text = _QUESTIONS.get(field, asked.tekst)
    return (f"{text} {_which_lots(lots)}" if lots else text), asked.wie


def _which_lots(names: Sequence[str]) -> str:
    """Say which lots a question is about."""
    named = [name for name in names if name]
    if named == [*names] and len(names) <= _MOST_LOTS_NAMED:
        return f"Het gaat om perceel {phrases.joined(named)}."
    some = f", waaronder perceel {named[0]}" if named else ""
    return f"Het gaat om {'1 perceel' if len(names) == 1 else f'{len(names)} percelen'}{some}."


def scope_warnings(facts: Facts, kaders: Mapping[str, Kader], leading: str | None) -> Iterator[str]:
    """Say whom the tender was read to be of, and which frameworks do not bind them."""
    authority = facts.opdrachtgever_soort
    if authority is None:
        yield SOORT_ASSUMED
        authority = "rijk"
    bound = [kader for kader in kaders.values() if authority in kader.werkingssfeer.opdrachtgever_soort]
    chosen = kaders.get(leading or "")
    who = SOORTEN[authority]
    if not bound:
        another = _ANOTHER if facts.opdrachtgever_soort is None else ""
        yield f"Geen van de bekende kaders geldt voor {who}.{another}"
    elif chosen and chosen not in bound:
        yield f"De opdrachtgever is {who}. {phrases.sentence(chosen.naam)} geldt daar niet voor."
    elif leading is None:
        names = phrases.joined([kader.id for kader in bound], "of")
        yield f"Er is geen werkwijze gekozen. Kies met werkwijze uit {names}."


def date_warnings(
    facts: Facts, kaders: Mapping[str, Kader], peildatum: Datum | None, leading: str | None
) -> Iterator[str]:
    """Say where no framework, or not the one that is followed, is in force on the peildatum."""
    if peildatum is None:
        yield NO_DATE
        return
    authority = facts.opdrachtgever_soort or "rijk"
    for kader in kaders.values():
        if authority not in kader.werkingssfeer.opdrachtgever_soort:
            continue
        if kader.id == leading:
            yield from _not_in_force(kader, peildatum)
        sure = kader.geldigheid.bevestigd
        if sure and sure.first <= peildatum.last and peildatum.first <= sure.last:
            yield (
                f"De dag waarop {kader.naam} inging, {phrases.datum(kader.geldigheid.vanaf.text)}, is niet "
                f"bevestigd. Bevestigd is alleen {phrases.datum(sure.text)}."
            )


def _not_in_force(kader: Kader, peildatum: Datum) -> Iterator[str]:
    period = kader.geldigheid
    first, last = period.holds_on(peildatum.first), period.holds_on(peildatum.last)
    if first and last:
        return
    term = f"vanaf {phrases.datum(period.vanaf.text)}"
    if period.tot_en_met:
        term += f" tot en met {phrases.datum(period.tot_en_met.text)}"
    if first or last:
        yield (
            f"{phrases.sentence(kader.naam)} geldt {term}. De peildatum ({phrases.datum(peildatum.text)}) is "
            "te onnauwkeurig om te zeggen of het dan geldt."
        )
    else:
        yield (
            f"{phrases.sentence(kader.naam)} geldt {term}, en dus niet op de peildatum "
            f"({phrases.datum(peildatum.text)})."
        )


def fact_warnings(facts: Facts, group: Lots | None, judged: bool) -> Iterator[str]:
    """Say what was assumed of the facts of the tender."""
    if facts.verlenging_maanden is None and not facts.unknown_options and judged:
        yield NO_OPTIONS_ASSUMED
    wage, value = facts.loonsom_excl_btw, facts.opdrachtwaarde_excl_btw
    if wage is not None and value is not None and wage > value:
        yield WAGE_ABOVE_VALUE
    if facts.uitsluitingsgronden and facts.motivering is None:
        yield NO_MOTIVATION
    if facts.perceel is not None and (group is None or len(group.lots) < 2):
        yield LOT_ALONE
    if group is not None and facts.perceel is not None and len(group.lots) > 1:
        same = sum(lot is not None and lot.perceel == facts.perceel for lot in group.lots)
        if same > 1:
            yield LOT_TWICE


def check_warnings(kader: Kader, checks: Sequence[Toetsing]) -> Iterator[str]:
    """Say why a condition is undecided though its field was given."""
    for check in checks:
        if check.note == "andere_gronden":
            yield (
                f"De gegeven uitsluitingsgronden horen niet bij {kader.naam}. "
                "Beoordeel ook de gronden van dat kader."
            )
        elif check.note == "percelen_onbekend":
            yield LOTS_UNKNOWN


@lru_cache(maxsize=256)
def _reading_text(question_text: str, parts: tuple[tuple[str, str], ...], name: str) -> str:
    told = phrases.joined(
        [f"bij {name}={choice} is de uitkomst {phrases.outcome(end)}" for choice, end in parts]
    )
    return f"{question_text} Geen bron zegt het, en het maakt uit: {told}. Kies een lezing en leg haar vast."


def open_reading(kader: Kader, name: str, outcomes: Mapping[str, Uitkomst]) -> str:
    """Say that the outcome depends on how the framework is read, and show both."""
    reading = next(reading for reading in kader.leesruimte if reading.id == name)
    return _reading_text(reading.vraag, tuple(outcomes.items()), name)


def no_amount(kader: Kader) -> str:
    """Say that an obligation cannot be put in euros."""
    base = {"loonsom_excl_btw": "loonsom", "opdrachtwaarde_excl_btw": "waarde van de opdracht"}
    field = kader.verplichting.grondslag if kader.verplichting else "loonsom_excl_btw"
    return f"Het bedrag van de verplichting is niet te berekenen, want de {base[field]} is niet bekend."


def near_miss(kader: Kader, facts: Facts, check: Toetsing, reading: Lezing) -> str | None:
    """Say which change of the one condition that is not met would make the framework apply."""
    end = f"zou {kader.naam} wel van toepassing zijn."
    if check.voorwaarde.toets in ("is", "in"):
        return f"Bij {check.voorwaarde.veld} {phrases.joined(check.voorwaarde.waarden, 'of')} {end}"
    if check.voorwaarde.toets == "geen_van":
        grounds = (facts.uitsluitingsgronden or ()) and str(check.gegeven).split()
        many = "" if len(grounds) == 1 else "en"
        which = f"uitsluitingsgrond{many} {phrases.joined(list(grounds))}"
        return f"Als {which} niet {'gold' if len(grounds) == 1 else 'golden'}, {end}"
    if (
        check.bounds is None
        or check.bounds.high is None
        or check.grens is None
        or isinstance(check.grens, str)
    ):
        return None
    short = check.grens - check.bounds.high
    if check.voorwaarde.veld == "looptijd":
        longer = phrases.months(int(short))
        return f"Bij een looptijd van {longer} langer {end}{_last_day(facts, check, reading)}"
    name = "loonsom" if check.voorwaarde.veld == "loonsom_excl_btw" else "waarde van de opdracht"
    limit, more = phrases.euro(Decimal(check.grens)), phrases.euro(Decimal(short))
    if check.note == "onder_plafond":
        top = phrases.euro(Decimal(check.bounds.high))
        return (
            f"Bij een {name} van ten minste {limit} {end} "
            f"De waarde van de opdracht, {top}, laat dat niet toe."
        )
    return f"Bij een {name} die {more} hoger is, dus {limit}, {end}"


def _last_day(facts: Facts, check: Toetsing, reading: Lezing) -> str:
    begin, einde = facts.begin, facts.einde
    if reading != Lezing() or begin is None or einde is None or not isinstance(check.grens, int):
        return ""
    if begin.first != begin.last or einde.first != einde.last or begin.first.year > 9000:
        return ""
    last = add_months(begin.first, check.grens) - timedelta(days=1)
    return f" Daarvoor moet de opdracht duren tot en met {phrases.day(last)} of langer."


def date_question() -> str:
    """Give the question for the peildatum."""
    return _QUESTIONS["peildatum"]
