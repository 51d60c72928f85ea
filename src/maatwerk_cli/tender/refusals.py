"""What is wrong with a value of a tender, as one Dutch sentence with what to do. Never the value itself."""

from collections.abc import Iterable

from maatwerk_cli.tender.facts import FieldRefusal

_AMOUNT = "Schrijf bijvoorbeeld 250000 of 250.000,00. Laat weg wat niet bekend is."
_DATE = "Schrijf bijvoorbeeld 2018-03-01, 1-3-2018, 2018-03 of 2018. Laat weg wat niet bekend is."
_TEXTS = {
    "foutmelding": (
        "{naam}: hier staat een foutmelding van de spreadsheet. Herstel de formule of schrijf de waarde."
    ),
    "herhaling": (
        "{naam}: hier staat een teken voor hetzelfde als in de rij erboven. Schrijf de waarde zelf, want "
        "rijen kunnen verschuiven."
    ),
    "getal_afgekapt": (
        "{naam}: van dit lange getal liet een spreadsheet de laatste cijfers weg. Maak van de cel tekst en "
        "typ het nummer opnieuw."
    ),
    "bedrag_vorm": f"{{naam}}: dit is geen bedrag. {_AMOUNT}",
    "bedrag_met_btw": "{naam}: dit bedrag is met btw. Vraag het bedrag zonder btw na, en vul dat in.",
    "bedrag_per_tijd": (
        "{naam}: dit is een bedrag per jaar, maand of uur. Vul het bedrag van de hele looptijd in."
    ),
    "bedrag_niet_een": (
        "{naam}: dit is een schatting, een grens of meer dan één bedrag. Vraag na van welk bedrag is "
        "uitgegaan, en vul dat in. Laat weg wat niet bekend is."
    ),
    "bedrag_dubbelzinnig": "{naam}: dit bedrag is op twee manieren te lezen. Schrijf 250000 of 250000,00.",
    "bedrag_negatief": "{naam}: dit bedrag is lager dan nul. Vul een bedrag van nul of meer in.",
    "bedrag_te_groot": "{naam}: dit bedrag is 100 miljard euro of meer. Dat kan niet kloppen.",
    "datum_vorm": f"{{naam}}: dit is geen datum. {_DATE}",
    "datum_bestaat_niet": "{naam}: deze datum bestaat niet. Kijk op de kalender welke het is.",
    "maanden_vorm": "{naam}: dit is geen heel aantal maanden van 0 tot en met {le}. Schrijf bijvoorbeeld 12.",
    "gronden_gemengd": "{naam}: nee of onbekend staat naast een grond. Kies één van de twee.",
    "grond_vorm": "{naam}: dit is geen id van een grond. Schrijf bijvoorbeeld ug-1, of nee.",
    "grond_onbekend": "{naam}: deze grond bestaat niet.{bedoeld} Kies uit: nee, onbekend, {keuzes}.",
    "kader_onbekend": "{naam}: dit kader bestaat niet.{bedoeld} Kies uit: {keuzes}.",
    "lezing_vorm": "{naam}: schrijf een naam en een keuze, zoals percelen=apart, en elke naam één keer.",
    "lezing_onbekend": "{naam}: deze lezing bestaat niet.{bedoeld} Kies uit: {keuzes}.",
    "keuze_onbekend": "{naam}: deze keuze bestaat niet.{bedoeld} Kies uit: {keuzes}.",
    "literal_error": "{naam}: deze waarde bestaat niet.{bedoeld} Kies uit: {expected}.",
    "cpv_vorm": "{naam}: een CPV-code heeft acht cijfers, en eventueel een streepje en een controlecijfer.",
    "cpv_controlecijfer": (
        "{naam}: het controlecijfer van deze CPV-code klopt niet. Schrijf {juist}, of {kaal} zonder "
        "controlecijfer."
    ),
    "string_too_long": "{naam}: deze tekst is langer dan {max_length} tekens. Kort hem in.",
    "einde_voor_begin": "{naam}: de einddatum ligt vóór de begindatum. Verbeter één van de twee.",
    "looptijd_tegenspraak": (
        "{naam}: dit aantal maanden verschilt meer dan één maand van de tijd tussen begin en einde. "
        "Verbeter één van de drie."
    ),
}


def field_sentence(problem: FieldRefusal, name: str | None = None) -> str:
    """Say what is wrong with one value.

    Args:
        problem: what is wrong.
        name: what the user knows the field as, when not by its own name.
    """
    from maatwerk_cli.text.suggestion import did_you_mean

    params = {key: str(value) for key, value in problem.params.items()}
    choices = params.get("keuzes") or params.get("expected", "")
    return _TEXTS[problem.kind].format_map(
        params | {"naam": name or problem.field, "bedoeld": did_you_mean(problem.word, choices.split(", "))}
    )


def field_sentences(problems: Iterable[FieldRefusal]) -> str:
    """Say all that is wrong with a row."""
    return " ".join(field_sentence(problem) for problem in problems)


def field_codes(problems: Iterable[FieldRefusal]) -> str:
    """Give the code of each thing that is wrong with a row, with the field it is about."""
    return " ".join(f"{problem.field}:{problem.kind}" for problem in problems)
