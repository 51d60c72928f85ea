"""The sentences of a verdict: warnings, questions, and what would turn the outcome."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from maatwerk_cli.models.kader import Kader, Leesruimte
from maatwerk_cli.models.tender.choices import Uitkomst
from maatwerk_cli.models.values import Datum
from maatwerk_cli.tender.condition import Rule, Toetsing
from maatwerk_cli.tender.duty import Duty
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.frameworks.open_readings import DecidingChoice
from maatwerk_cli.tender.frameworks.policy import KaderInForce, LimitStep, value_steps
from maatwerk_cli.tender.lots import Lots, Missing
from maatwerk_cli.tender.masking import shown_text
from maatwerk_cli.tender.reservations import Reservation, Rests, ordering, resting_on
from maatwerk_cli.tender.words.limit_words import AMOUNTS, period_words, quantity
from maatwerk_cli.tender.words.source_words import RowOfNumber
from maatwerk_cli.text import dutch
from maatwerk_cli.text.terminal.layout import clean

_MOST_REMEMBERED = 4_096
"""How many sentences are kept; memory does not grow with a list."""
NO_OPTIONS_ASSUMED = "Er is geen verlenging ingevuld. Aangenomen is dat er geen opties tot verlenging zijn."
NO_OPTIONS = Reservation("geen_opties_aangenomen", NO_OPTIONS_ASSUMED)
NO_DATE = (
    "De peildatum is onbekend. Vul de peildatum, de publicatiedatum of de begindatum in: pas dan staat vast "
    "welk kader geldt."
)
PUBLISHED_TWICE = (
    "De peildatum is onbekend, want de aankondiging zegt niet eenduidig wanneer zij is gepubliceerd. Vul de "
    "peildatum in: pas dan staat vast welk kader geldt."
)
_GIVE_ALL_LOTS = (
    "Geef alle percelen van deze aanbesteding, of kies met percelen=apart dat elk perceel voor zich telt."
)
LOT_ALONE = ordering(
    "percelen_niet_gegeven",
    "Dit is één perceel. Of er meer percelen zijn, is niet gegeven.",
    _GIVE_ALL_LOTS,
)
NOT_ALL_LOTS = ordering(
    "percelen_niet_gegeven",
    "Niet alle percelen zijn gegeven: volgens hun namen, of volgens het bestand, zijn er meer.",
    _GIVE_ALL_LOTS,
)
LOTS_TAKEN_AS_ALL = ordering(
    "alle_percelen_aangenomen",
    "Aangenomen is dat dit alle percelen van deze aanbesteding zijn. Tellen percelen samen, dan kan een "
    "perceel dat niet is gegeven de uitkomst veranderen.",
    "Zijn er meer? Geef die dan ook.",
)
LOTS_ELSEWHERE = ordering(
    "percelen_elders",
    "Andere rijen met dit id staan elders in het bestand, of zijn met andere hoofdletters geschreven. Zij "
    "zijn hier niet meegeteld.",
    "Zet de rijen onder elkaar en schrijf het id gelijk.",
)
NO_AGREEMENT = Reservation(
    "geen_raamovereenkomst_aangenomen",
    "Of dit een raamovereenkomst is, is niet ingevuld. Aangenomen is dat dit geen raamovereenkomst is, en "
    "ook niet onder een raamovereenkomst valt.",
)
EMPTY_MOTIVATION = ordering(
    "motivering_leeg",
    "De motivering zegt niets, en telt daarom niet.",
    "Schrijf op waarom de uitsluitingsgrond geldt.",
)
WITHOUT_OPTIONS = ordering(
    "waarde_zonder_opties",
    "Volgens het dossier zitten de opties tot verlenging niet in de waarde van de opdracht. Een loonsom met "
    "opties kan daarom hoger zijn dan die waarde.",
    "Vul de loonsom in.",
)
_ONE_TOO_MANY = "Haal de rij weg die te veel is, of verbeter de naam van het perceel."
LOT_TWICE = ordering(
    "perceel_dubbel",
    "Dit perceel komt bij deze aanbesteding meer dan één keer voor. Het telt in een som maar één keer.",
    _ONE_TOO_MANY,
)
ANOTHER_TWICE = ordering(
    "perceel_dubbel",
    "Een ander perceel van deze aanbesteding komt meer dan één keer voor. Het telt in een som maar één keer.",
    _ONE_TOO_MANY,
)
_NAME_OR_LEAVE_OUT = "Haal die rij dan weg. Is het een perceel, vul dan de naam in."
WHOLE_BESIDE_LOTS = Reservation(
    "geheel_of_perceel",
    "Deze rij noemt geen perceel, en andere rijen van deze aanbesteding wel. Is dit het geheel, dan telt zij "
    f"in een som niet mee. {_NAME_OR_LEAVE_OUT}",
    _NAME_OR_LEAVE_OUT,
)
LOT_BESIDE_WHOLE = Reservation(
    "geheel_of_perceel",
    "Een andere rij van deze aanbesteding noemt geen perceel. Is dat het geheel, dan telt zij in een som "
    f"niet mee. {_NAME_OR_LEAVE_OUT}",
    _NAME_OR_LEAVE_OUT,
)
LOTS_UNKNOWN = (
    "Als percelen samen tellen, hangt de uitkomst ook af van andere percelen. Daarvan is nog niet genoeg "
    "bekend."
)
WAGE_ABOVE_VALUE = Reservation(
    "loonsom_boven_waarde",
    "De loonsom is hoger dan de waarde van de opdracht. Eén van de twee klopt dus niet.",
)
PUBLISHED_AFTER_BEGIN = Reservation(
    "publicatie_na_begin",
    "De datum van publicatie ligt na de eerste dag van de opdracht. Eén van beide klopt niet.",
)
_GROUND_ANYWAY = "Geldt er toch één? Vul die dan in."
_CHOOSE = "Kies een lezing en leg die vast."
_EXACT = "Geef de peildatum nauwkeuriger."
NAME_COLUMN = "Staat het in die kolom? Geef die kolom dan de naam van het gegeven."
UNUSED_MOTIVATION = (
    f"De motivering is niet gebruikt, want opgegeven is dat geen uitsluitingsgrond geldt. {_GROUND_ANYWAY}"
)
NO_MOTIVATION = (
    "Er geldt een uitsluitingsgrond, maar de motivering ontbreekt in de invoer. Zonder motivering telt de "
    "grond niet."
)

_MISSING: tuple[Missing, ...] = ("", "niet_gegeven", "niet_alle", "elders")
_QUESTIONS = {
    "verlenging_maanden": "Hoeveel maanden kunnen alle opties tot verlenging samen duren?",
    "begin": "Wat is de eerste dag van de opdracht?",
    "einde": "Wat is de laatste dag van de opdracht?",
    "peildatum": "Op welke dag moet worden bekeken welk kader geldt? Bijvoorbeeld de dag van publicatie.",
}
_MOST_LOTS_NAMED = 10  # more in one sentence is not read
_BOTH = (
    "De loonsom kan niet hoger zijn dan de waarde van de opdracht, en dat staat er nu wel. Wat is de juiste "
    "loonsom in euro, exclusief btw?"
)


def question(check: Toetsing, field: str, lots: Sequence[str] = (), explained: str = "") -> tuple[str, str]:
    """Give the question that asks for a field of an undecided condition, and who can answer it.

    Args:
        check: the condition.
        field: the field.
        lots: the names of the lots it is to be asked of, where it is not of the tender itself alone.
        explained: what is said after the question itself.
    """
    asked = check.voorwaarde.vraag
    own_text, who = plain_question(field)
    if asked:
        own_text = own_text if field == check.voorwaarde.deel_van else asked.tekst
        who = who if field == "peildatum" else asked.wie  # who knows a wage sum does not choose the day
    if check.note == "boven_plafond":
        text = _BOTH
    elif field == "motivering":
        text = why_grounds(grounds_given(check.voorwaarde.waarden, str(check.gegeven).split()))
    else:
        text = _QUESTIONS.get(field, own_text)
    return of_which_lots(f"{text} {explained}".rstrip(), lots), who


def grounds_given(known: Collection[str], given: Iterable[str]) -> tuple[str, ...]:
    """Give which of the grounds that were given are those of a framework."""
    return tuple(dict.fromkeys(ground for ground in given if ground in known))


def why_grounds(grounds: Sequence[str]) -> str:
    """Ask why grounds apply, each by its name."""
    if len(grounds) == 1:
        return f"Waarom geldt uitsluitingsgrond {grounds[0]}?"
    return f"Waarom gelden uitsluitingsgronden {dutch.joined(grounds)}?"


def of_which_lots(text: str, lots: Sequence[str]) -> str:
    """Say after a question which lots it is about, where it is not of the tender itself alone."""
    return f"{text} Het gaat om {named_lots(lots)}." if lots else text


_PLAIN_QUESTIONS = {
    "aard": "Is de opdracht een werk, een dienst of een levering?",
    "loonsom_excl_btw": "Hoe hoog is de loonsom van de opdracht in euro, exclusief btw?",
    "opdrachtwaarde_excl_btw": "Hoe hoog is de waarde van de opdracht in euro, exclusief btw?",
    "looptijd_maanden": "Hoeveel hele maanden duurt de opdracht, zonder opties tot verlenging?",
    "raamovereenkomst": "Is dit een raamovereenkomst, of een nadere overeenkomst die daaronder valt?",
    "categorie": "In welke inkoopcategorie valt de opdracht?",
    "cpv": "Welke CPV-code heeft de opdracht?",
}


OPTIONS_INCLUDED = "Leg in het dossier (raming) vast of de opties tot verlenging erin zitten."
"""What is said where an amount is asked for and another was estimated without options."""
OF_MAXIMUM = "Het gaat om het maximum van de hele raamovereenkomst."
"""What is said where an amount of a framework agreement is asked for."""


BUYER = "de inkoper"
"""Who can answer where a framework names nobody."""
EXACT_DAY = "Op welke dag precies moet worden bekeken welk kader geldt? De peildatum is nu te onnauwkeurig."


def plain_question(field: str) -> tuple[str, str]:
    """Give the question for a field of which a framework itself asks nothing, and who can answer it."""
    text = _QUESTIONS.get(field) or _PLAIN_QUESTIONS.get(field, f"Wat is {field}?")
    return text, BUYER


def named_lots(names: Sequence[str]) -> str:
    """Name some lots, one entered more than once with how often; of many, or without a name, how many."""
    named = [dutch.bare_lot(name) for name in names if name]
    if len(named) == len(names) and len(names) <= _MOST_LOTS_NAMED:
        often = [
            f"{name} ({times} keer)" if (times := named.count(name)) > 1 else name
            for name in dict.fromkeys(named)
        ]
        return f"perceel {dutch.joined(often)}" if named else ""
    some = f", waaronder perceel {named[0]}" if named else ""
    return f"{dutch.so_many(len(names), 'perceel', 'percelen')}{some}"


def date_warnings(
    bound: Sequence[Kader],
    peildatum: Datum | None,
    followed: Collection[str | None],
    unknown: Collection[str] = (),
) -> Iterator[str]:
    """Say where no framework, or none of those that may be followed, is in force on the peildatum."""
    if peildatum is None:
        yield PUBLISHED_TWICE if "publicatiedatum" in unknown else NO_DATE
        return
    for kader in bound:
        if kader.id in followed:
            yield from _not_in_force(kader, peildatum)
        sure = kader.geldigheid.bevestigd
        if sure and sure.first <= peildatum.last and peildatum.first <= sure.last:
            yield (
                f"De dag waarop {kader.naam} inging, {dutch.datum(kader.geldigheid.vanaf.text)}, is niet "
                f"bevestigd. Bevestigd is alleen {dutch.datum(sure.text)}."
            )
        until = kader.geldigheid.bevestigd_tot
        if until and until.surely_before(peildatum):
            yield (
                f"De bron over {kader.naam} is van {dutch.datum(until.text)}. Of het kader en zijn grenzen "
                "daarna nog zo golden, zegt zij niet. Dat is hier aangenomen."
            )


def _not_in_force(kader: Kader, peildatum: Datum) -> Iterator[str]:
    period = kader.geldigheid
    first, last = period.holds_on(peildatum.first), period.holds_on(peildatum.last)
    if first and last:
        return
    term = period_words(period)
    if first or last:
        yield (
            f"{dutch.sentence(kader.naam)} geldt {term}. De peildatum ({dutch.datum(peildatum.text)}) is "
            "te onnauwkeurig om te zeggen of het dan geldt."
        )
    else:
        yield (
            f"{dutch.sentence(kader.naam)} geldt {term}, en dus niet op de peildatum "
            f"({dutch.datum(peildatum.text)})."
        )


class LooksAt(NamedTuple):
    """What a framework looks at: what is assumed of anything else is nothing that its verdict rests on.

    Attributes:
        quantities: amounts or terms, in a condition or for the obligation.
        agreement: at which level of a framework agreement a limit holds.
        grounds: which grounds apply.
    """

    quantities: bool
    agreement: bool
    grounds: bool


LOOKS_AT_ALL = LooksAt(quantities=True, agreement=True, grounds=True)


def contradicting_facts(facts: Facts, *, quantities: bool = True) -> Sequence[Reservation]:
    """Say which facts of the tender cannot be true together, as far as a framework looks at them."""
    wage, value = facts.loonsom_excl_btw, facts.opdrachtwaarde_excl_btw
    said = []
    if quantities and wage is not None and value is not None and wage > value:
        said.append(WAGE_ABOVE_VALUE)
    if facts.publicatiedatum and facts.begin and facts.begin.surely_before(facts.publicatiedatum):
        said.append(PUBLISHED_AFTER_BEGIN)
    return said


def ground_warnings(facts: Facts) -> Iterator[str]:
    """Say which words about the exclusion grounds are missing, or do not count."""
    if facts.uitsluitingsgronden and facts.motivering is None:
        yield NO_MOTIVATION
    if facts.uitsluitingsgronden == () and facts.motivering is not None:
        yield UNUSED_MOTIVATION


def day_rest(begin: Datum, outcome: Uitkomst) -> Rests:
    """Say that the day of publication was followed, and what the outcome is by the first day."""
    text = (
        "De peildatum is de datum van publicatie, en die keuze beslist. Op de eerste dag van de opdracht "
        f"({dutch.datum(begin.text)}) gelden andere regels. Met die peildatum is de uitkomst: "
        f"{dutch.outcome(outcome)}."
    )
    return resting_on(ordering("peildatum_uit_publicatie", text, _OTHER_DAY))


_OTHER_DAY = "Is een andere dag gekozen? Vul dan de peildatum in."


def outside_rest(kader: Kader, inside: Lots, *, is_open: bool) -> Rests:
    """Say which lots fall outside a framework or may, and that the outcome depends on whether they count."""
    said = [*_outside(kader, inside)]
    said.append(
        "Als percelen samen tellen, hangt de uitkomst ervan af of zo'n perceel meetelt."
        if is_open
        else "Gekozen is of zo'n perceel meetelt als percelen samen tellen. Geen bron zegt het, en met de "
        "andere keuze is de uitkomst anders."
    )
    return resting_on(Reservation("percelen_buiten_kader", " ".join(said)))


def _outside(kader: Kader, inside: Lots) -> Iterator[str]:
    if inside.out:
        names = named_lots(inside.names(sorted(inside.out)))
        verb = "valt" if len(inside.out) == 1 else "vallen"
        yield f"{dutch.sentence(names)} {verb} zelf buiten {kader.naam}."
    if inside.unsure:
        names = named_lots(inside.names(inside.unsure))
        they, verb = ("het", "valt") if len(inside.unsure) == 1 else ("zij", "vallen")
        yield f"Van {names} is niet bekend of {they} buiten {kader.naam} {verb}."


def doubled_rest(facts: Facts, group: Lots) -> Rests:
    """Say that a lot was entered more than once: this one, or another of the same tender."""
    return resting_on(LOT_TWICE if group.is_doubled(facts) else ANOTHER_TWICE)


def whole_rest(facts: Facts) -> Rests:
    """Say that a row beside the lots may be the whole tender: this one, or another."""
    return resting_on(LOT_BESIDE_WHOLE if facts.perceel else WHOLE_BESIDE_LOTS)


_UNDECIDED: Mapping[str, str] = {
    "percelen_onbekend": LOTS_UNKNOWN,
    "waarde_onbekend": (
        "Van een gegeven categorie of CPV-code is niet te zeggen of zij onder de voorwaarde valt. Gebruik "
        "een code of naam uit de codelijst, of een preciezere CPV-code."
    ),
    "geen_rij": "De tabel van het kader noemt voor deze opdracht geen grens. Vraag na wat dan geldt.",
    "deel_van_nul": "De waarde van de opdracht is nul. Wat de loonsom daarvan is, valt niet te zeggen.",
    "percelen_niet_gegeven": (
        "Als percelen samen tellen, hangt de uitkomst ook af van percelen die niet zijn gegeven."
    ),
    "percelen_elders": (
        "Als percelen samen tellen, hangt de uitkomst ook af van percelen die elders in het bestand staan."
    ),
    "perceel_dubbel": (
        "Als percelen samen tellen, hangt de uitkomst af van een perceel dat meer dan één keer is ingevuld."
    ),
    "geheel_of_perceel": (
        "Als percelen samen tellen, hangt de uitkomst af van een rij zonder perceel: die kan ook het "
        "geheel zijn."
    ),
    "per_nadere_overeenkomst": (
        "Als de grens per nadere overeenkomst geldt, is elke nadere overeenkomst apart te toetsen. Geef die "
        "als eigen aanbesteding, met raamovereenkomst: nadere_overeenkomst."
    ),
    "hele_raamovereenkomst": (
        "Als de grens over de hele raamovereenkomst geldt, is de raamovereenkomst zelf te toetsen. Geef die "
        "als eigen aanbesteding, met raamovereenkomst: ja en de loonsom van het maximum."
    ),
}
"""Why a condition is undecided by what is not of the tender itself, and what to do about it."""


LEVEL_WORDS: Mapping[str, str] = {
    "geheel": "over de hele raamovereenkomst",
    "nadere_overeenkomst": "per nadere overeenkomst",
}
"""At what level a limit holds, by the choice of that reading."""
_LEVELS: Mapping[str, tuple[str, str, str]] = {
    "per_nadere_overeenkomst": (
        LEVEL_WORDS["nadere_overeenkomst"],
        LEVEL_WORDS["geheel"],
        "Toets elke nadere overeenkomst apart. Geef die als eigen aanbesteding, met raamovereenkomst: "
        "nadere_overeenkomst.",
    ),
    "hele_raamovereenkomst": (
        LEVEL_WORDS["geheel"],
        LEVEL_WORDS["nadere_overeenkomst"],
        "Toets de raamovereenkomst zelf. Geef die als eigen aanbesteding, met raamovereenkomst: ja en de "
        "loonsom van het maximum.",
    ),
}
"""Where the level of the limit is settled: which it is, which it is not, and what to do about it."""


def _settled_level(note: str, chosen: str | None) -> str:
    """Say at which level the limit holds, by the framework or by who chose it, and what to do about it."""
    level, other, remedy = _LEVELS[note]
    if chosen is None:
        return f"De grens geldt {level}. {remedy}"
    return f"Gekozen is dat de grens {level} geldt, en niet {other}. {remedy}"


def category_unknown(given: str, known: Sequence[str]) -> str:
    """Say that a given category stands in no code list, and which do."""
    some = f" (bekend: {', '.join(known[:_MOST_CATEGORIES])}{', …' if len(known) > _MOST_CATEGORIES else ''})"
    where = f"staat niet in codelijsten/categorie.csv{some if known else ', want die lijst is er niet'}"
    return f"De categorie '{clean(shown_text(given))}' {where}."


_MOST_CATEGORIES = 20
"""More in one sentence is not read."""


def level_is_settled(kader: Kader) -> bool:
    """Tell whether a framework itself says at which level of a framework agreement a limit holds."""
    return any(reading.id == "raamovereenkomst" and reading.gekozen for reading in kader.leesruimte)


def limit_changes(rule: Rule) -> str:
    """Say that a limit changes within the peildatum, and which values it has."""
    return (
        f"Binnen de peildatum wisselt de grens van de voorwaarde '{rule.voorwaarde.naam}': "
        f"{limit_values(rule)}. {_EXACT}"
    )


def limit_values(rule: Rule) -> str:
    """Name the values that a limit has within the peildatum, each with its days; nothing of only one."""
    return values_by_day(rule.limit.steps, rule.eenheid)


def values_by_day(steps: Sequence[LimitStep], unit: str | None) -> str:
    """Name values one after another, each with its days."""
    return dutch.joined([f"{quantity(step.value, unit)} {_period(step)}" for step in steps])


def values_in_brackets(rule: Rule) -> str:
    """Give them to stand after the limit in a sentence."""
    return f" ({limit_values(rule)})" if rule.limit.steps else ""


def _period(step: LimitStep) -> str:
    begin = f"vanaf {dutch.datum(step.vanaf)}"
    return f"{begin} tot en met {dutch.datum(step.tot_en_met)}" if step.tot_en_met else begin


def _assumed(missing: Missing, no_options: bool, no_agreement: bool, empty_motivation: bool) -> Rests:
    lots = {"niet_gegeven": LOT_ALONE, "niet_alle": NOT_ALL_LOTS, "elders": LOTS_ELSEWHERE}
    assumptions = [lots[missing]] if missing else []
    assumptions += [NO_OPTIONS] if no_options else []
    assumptions += [NO_AGREEMENT] if no_agreement else []
    assumptions += [EMPTY_MOTIVATION] if empty_motivation else []
    return resting_on(*assumptions)


_TRUTHS = (False, True)
ASSUMED: Mapping[tuple[Missing, bool, bool, bool], Rests] = {
    key: _assumed(*key) for key in product(_MISSING, _TRUTHS, _TRUTHS, _TRUTHS)
}
"""What was assumed of a tender: of other lots, of options, of agreements; and what says nothing."""


def check_warnings(kader: Kader, checks: Sequence[Toetsing], level: str | None) -> Iterator[str]:
    """Say why a condition is undecided though its field was given.

    Args:
        kader: the framework.
        checks: its conditions.
        level: at which level of a framework agreement the limit holds, where that was chosen.
    """
    decided = any(check.uitkomst == "nee" for check in checks)
    matters = [] if decided else [*open_leaves(checks)]
    for check in _leaves(checks):
        if check.note == "geen_rij" and check not in matters:
            continue  # whatever the table would say, another condition decides
        if check.note == "andere_gronden":
            yield (
                f"De gegeven uitsluitingsgronden horen niet bij {kader.naam}. "
                "Beoordeel ook de gronden van dat kader."
            )
        elif text := check_warning(kader, check, level):
            yield text
        if check.rule.limit.steps:
            yield limit_changes(check.rule)


def check_warning(kader: Kader, check: Toetsing, level: str | None) -> str:
    """Say why a condition is undecided by what is not of the tender itself; else nothing."""
    if check.note in _LEVELS and (level is not None or level_is_settled(kader)):
        return _settled_level(check.note, None if level_is_settled(kader) else level)
    return _UNDECIDED.get(check.note, "")


def _leaves(checks: Sequence[Toetsing]) -> Iterator[Toetsing]:
    for check in checks:
        yield from check.bladen


def open_leaves(checks: Sequence[Toetsing]) -> Iterator[Toetsing]:
    """Give the undecided conditions that can still decide what they are put together in."""
    for check in checks:
        if check.uitkomst == "onbekend":
            yield from open_leaves(check.delen) if check.delen else (check,)


def duty_warnings(kader: Kader, duty: Duty, by_day: Sequence[RowOfNumber] = ()) -> Iterator[str]:
    """Say that an obligation cannot be put in a number, and why.

    Args:
        kader: the framework.
        duty: the obligation.
        by_day: the numbers that it can be reckoned with, where only the day is too imprecise to tell which.
    """
    for name, owed in duty.by_reading.items():
        ends = {choice: _owed(each) for choice, each in owed.items()}
        yield _open(_reading(kader, name), "het maakt uit voor de verplichting", ends)
    if not duty.per:
        yield _LEVEL_UNKNOWN
    if duty.hoeveelheid is not None or duty.per_calloff or (not duty.per and duty.percentage is not None):
        return
    if duty.by_reading:
        return
    if by_day:
        yield " ".join(["Welke verplichting geldt, hangt af van de peildatum.", *_changing(by_day), _EXACT])
    elif duty.velden:
        yield "Welke verplichting geldt, hangt af van gegevens die nog niet bekend zijn."
    elif not duty.rows and duty.percentage is None:
        yield "Het kader noemt voor deze opdracht geen verplichting: zij valt buiten elke rij van de tabel."
    elif duty.grondslag:
        yield _NO_AMOUNT.format(base=AMOUNTS[duty.grondslag])


_LEVEL_UNKNOWN = (
    "Of dit een raamovereenkomst is, is niet bekend. Is het er een, dan geldt de verplichting per nadere "
    "overeenkomst, en anders voor de opdracht zelf."
)


def _changing(numbers: Sequence[RowOfNumber]) -> Iterator[str]:
    """Say of each number that changes within the peildatum which values it has."""
    for table in dict.fromkeys(table for table, _ in numbers):
        values = [table.rows[place] for own, place in numbers if own is table]
        if len({value.waarde for value in values}) > 1:
            named, unit = table.parameter.omschrijving, table.parameter.eenheid
            yield f"Daarbinnen wisselt '{named}': {values_by_day(value_steps(values), unit)}."


def _owed(duty: Duty) -> str:
    """Say what an obligation is, as far as it is known."""
    if duty.hoeveelheid is not None:
        return quantity(duty.hoeveelheid, duty.eenheid)
    if duty.percentage is not None and duty.grondslag:
        return f"{dutch.number(duty.percentage)}% van de {AMOUNTS[duty.grondslag]}"
    return "nog niet bekend"


def _reading(kader: Kader, name: str) -> Leesruimte:
    return next(reading for reading in kader.leesvragen if reading.id == name)


def choice_words(reading: Leesruimte, choice: str) -> str:
    """Say what a choice means, within a sentence."""
    return f"'{reading.keuzes[choice].rstrip('.')}'"


def stated(text: str) -> str:
    """Give what a warning states, without what it says to do: who signs states no order and asks nothing."""
    for order in (_GROUND_ANYWAY, _CHOOSE, _EXACT, NAME_COLUMN):
        text = text.replace(f" {order}", "")
    return text


READING_OF_NONE = "Geen kader dat hier is getoetst, kent deze lezing."
"""What is said of a choice that nothing rests on."""

NOT_LOOKED_INTO = "Of social return al bij de raamovereenkomst is belegd, is hier niet nagegaan."
"""What who signs for a call-off states, in place of what its framework says to look into."""


def _open(reading: Leesruimte, matters: str, ends: Mapping[str, str]) -> str:
    """Say what each choice of a reading comes to, with how to choose it."""
    choices = " ".join(
        f"Keuze {choice_words(reading, choice)} ({reading.id}={choice}): {end}."
        for choice, end in ends.items()
    )
    return f"{reading.vraag} Geen bron zegt het, en {matters}. {choices} {_CHOOSE}"


def open_reading(reading: Leesruimte, outcomes: Mapping[str, Uitkomst]) -> str:
    """Say that the outcome depends on how the framework is read, and show both."""
    ends = {choice: dutch.outcome(end) for choice, end in outcomes.items()}
    return _open(reading, "het maakt uit", ends)


def chosen_reading(chosen: DecidingChoice) -> str:
    """Say that the outcome depends on a reading that was chosen, and what it is with another choice."""
    reading, choice = chosen.reading, chosen.choice
    ends = [
        f"Bij de keuze {choice_words(reading, other)} is de uitkomst: {dutch.outcome(end)}."
        for other, end in chosen.otherwise
    ]
    return (
        f"De uitkomst hangt af van een gekozen lezing. Geen bron beslist die. {reading.vraag} Gekozen: "
        f"{choice_words(reading, choice)}. {' '.join(ends)}"
    )


def chosen_way(name: str, otherwise: Sequence[tuple[str, Uitkomst]]) -> str:
    """Say that the outcome depends on the way of working that was chosen, and what it is by another."""
    ends = [f"Met {other} is de uitkomst: {dutch.outcome(end)}." for other, end in otherwise]
    return f"De uitkomst hangt af van de gekozen werkwijze. Gekozen: {name}. {' '.join(ends)}"


@lru_cache(_MOST_REMEMBERED)
def way_rest(name: str, otherwise: Sequence[tuple[str, Uitkomst]]) -> Rests:
    """Give the same as what an outcome rests on."""
    return resting_on(Reservation("werkwijze_gekozen", chosen_way(name, otherwise)))


NOT_ON_FILE = "niet vastgelegd"


def deciding_grounds(grounds: Sequence[str], who: str = NOT_ON_FILE, when: str = NOT_ON_FILE) -> str:
    """Say that the outcome rests on grounds that apply, who judged so, and when."""
    word = "uitsluitingsgrond" if len(grounds) == 1 else "uitsluitingsgronden"
    return (
        f"De uitkomst rust op {word} {dutch.joined(grounds)}. Beoordeeld door: {who}. Beoordeeld op: {when}."
    )


def not_followed(text: str) -> str:
    """Say of what a framework comes to that is not followed what is said of an outcome."""
    for of_outcome, of_framework in _NOT_FOLLOWED.items():
        if text.startswith(of_outcome):
            return f"{of_framework}{text.removeprefix(of_outcome)}"
    return text


_NOT_FOLLOWED = {
    "De uitkomst rust op ": "Wat het kader geeft, rust op ",
    "De uitkomst hangt af van ": "Wat het kader geeft, hangt af van ",
}


@lru_cache(_MOST_REMEMBERED)
def grounds_rest(grounds: Sequence[str]) -> Rests:
    """Say it as what an outcome rests on, where nobody is known to have judged."""
    return resting_on(Reservation("grond_niet_beoordeeld", deciding_grounds(grounds)))


def chosen_rest(chosen: DecidingChoice) -> Rests:
    """Give the same as what an outcome rests on."""
    return resting_on(Reservation("lezing_gekozen", chosen_reading(chosen)))


def choice_against_source(reading: Leesruimte, choice: str, source: str) -> Rests:
    """Say that a reading was chosen otherwise than a source of the framework decides, which is followed."""
    text = (
        f"{reading.vraag} Opgegeven is de keuze {choice_words(reading, choice)}. Het kader beslist zelf: "
        f"{choice_words(reading, reading.gekozen or '')}. Bron: {source}. Dat is gevolgd."
    )
    return resting_on(ordering("lezing_tegenspraak", text, "Haal de keuze weg, of kijk de bron na."))


def open_together(
    kader: Kader,
    readings: Mapping[str, Leesruimte],
    outcomes: Mapping[tuple[tuple[str, str], ...], Uitkomst],
) -> str:
    """Say what readings of a framework, by their names, come to together, where more than one matters."""
    ends = [
        f"{dutch.joined([choice_words(readings[name], choice) for name, choice in choices])}: "
        f"{dutch.outcome(end)}"
        for choices, end in outcomes.items()
    ]
    return f"Deze lezingen van {kader.naam} beslissen samen. Keuze {'; keuze '.join(ends)}."


def no_amount(stand: KaderInForce, base: str) -> str:
    """Say that an obligation, a percentage of a base, cannot be put in euros, and why."""
    if stand.percentages:
        return (
            "Het bedrag van de verplichting is niet te berekenen, want binnen de peildatum wisselt het "
            f"percentage: {values_by_day(stand.percentages, 'procent')}. {_EXACT}"
        )
    return _NO_AMOUNT.format(base=AMOUNTS[base])


_NO_AMOUNT = "Het bedrag van de verplichting is niet te berekenen, want de {base} is niet bekend."


def date_question() -> str:
    """Give the question for the peildatum."""
    return _QUESTIONS["peildatum"]
