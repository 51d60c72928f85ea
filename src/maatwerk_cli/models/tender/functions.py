"""The function of whoever did something: never the name of a person.

A name cannot be told from a word, so a function is held to words that are known: one for a function, and
beside it only words for a field of work or an authority, small words between them, and abbreviations in
capitals. Of a word with a capital that may be a surname too, it is not known which it is: it is refused.
"""

import re
from functools import cache

from pydantic_core import PydanticCustomError

_FUNCTIONS = (
    *("accountant", "adviseur", "afdeling", "ambtenaar", "analist", "architect", "auditor", "begeleider"),
    *("beheerder", "bestuurder", "budgethouder", "bureau", "calculator", "chef", "commissie", "consultant"),
    *(
        "controller",
        "coordinator",
        "coördinator",
        "deskundige",
        "directeur",
        "directie",
        "eigenaar",
        "expert",
    ),
    *("functionaris", "hoofd", "ingenieur", "inkoop", "inkoper", "jurist", "leider", "manager", "medewerker"),
    *("officier", "opdrachtgever", "planner", "regisseur", "secretaris", "specialist", "team", "voorzitter"),
    *("werkgroep", "wethouder", "minister", "burgemeester", "gedeputeerde", "dijkgraaf", "heemraad"),
    *("griffier", "commissaris", "rentmeester", "college", "teamlead", "coach", "ondernemer", "referent"),
)
"""What a word for a function, or for a group that judges together, ends with."""

_ABBREVIATED = frozenset(("SG", "PSG", "DG", "PDG", "CPO", "CIO", "CDI", "CFO", "COO", "CEO", "CTO", "CISO"))
"""Functions that are written as an abbreviation; the p of a deputy may be small."""

_FIELDS = (
    *("algemeen", "algemene", "bedrijfsvoering", "beheer", "beleid", "beveiliging", "bevoegd", "bouw"),
    *("catering", "categorie", "communicatie", "contract", "contracten", "control", "dienst", "diensten"),
    *("digitaal", "digitale", "domein", "duurzaam", "duurzaamheid", "economische", "eerste", "energie"),
    *("extern", "externe", "facilitair", "facilitaire", "financieel", "financiële", "financiën", "generaal"),
    *("gemachtigd", "gemandateerd", "gemeente", "gezag", "groen", "hoogwaardige", "huisvesting", "ict"),
    *("informatie", "informatievoorziening", "infrastructuur", "inhuur", "innovatie", "integraal", "interim"),
    *("intern", "interne", "investeringen", "it", "juridisch", "juridische", "kosten", "kwaliteit", "lead"),
    *("leveranciers", "leveringen", "logistiek", "maatschappelijk", "ministerie", "mobiliteit", "natuur"),
    *("ondersteuning", "onderwijs", "ontwikkeling", "operationeel", "operationele", "opleidingen"),
    *("organisatie", "participatie", "personeel", "plaatsvervangend", "portfolio", "post", "privacy"),
    *(
        "procedures",
        "projecten",
        "provincie",
        "realisatie",
        "recht",
        "return",
        "rijk",
        "ruimte",
        "schoonmaak",
    ),
    *("sector", "senior", "junior", "medior", "sociaal", "sociale", "social", "strategisch", "strategische"),
    *("tactisch", "tactische", "techniek", "tweede", "uitvoering", "vakgebied", "vastgoed", "veiligheid"),
    *("vervoer", "verwerving", "waterschap", "waterstaat", "werk", "werken", "werving", "wegen", "zaken"),
    *("zorg", "aanbesteding", "aanbestedingen", "hr", "hrm", "onderhoud", "water", "werkgelegenheid"),
)
"""What a word for a field of work, a rank or an authority is, or ends with where it is long enough."""

_SMALL = frozenset(("aan", "bij", "de", "der", "en", "het", "in", "namens", "of", "op", "over", "te"))
_SMALL |= {"tot", "van", "voor", "voormalig", "waarnemend", "wnd", "plv"}
_ALSO_SURNAMES = frozenset(
    (
        *("bouw", "control", "coach", "dienst", "groen", "hoofd", "lead", "natuur", "planner", "post"),
        *("recht", "rijk", "ruimte", "water", "wegen", "werk", "werken", "zorg"),
    )
)
"""Words that with a capital may be somebody's surname."""
_LONG_ENOUGH = 4
"""Letters of a word for a field that another word may end with: ``aanbestedingsrecht``."""

_BETWEEN = re.compile(r"[^\w]+", re.UNICODE)
_LONGEST, _LONGEST_ABBREVIATION = 80, 6
"""The longest name of a function, and the longest of capitals alone, such as an office of a ministry."""


@cache
def _words() -> re.Pattern[str]:
    """Give the form of words with what may stand between them, made only where a function is read."""
    return re.compile(r"[^\W\d_]+(?:[ '’/&(),-]+[^\W\d_]+)*\)?", re.UNICODE)


def as_function(text: str) -> str:
    """Take a text for a function.

    Raises:
        PydanticCustomError: ``functie_vorm`` where it has no word for a function, or may hold a name.
    """
    if len(text) > _LONGEST or not _words().fullmatch(text):
        raise PydanticCustomError("functie_vorm", "functie")
    words = [word for word in _BETWEEN.split(text.rstrip(")")) if word]
    if not any(word.lower().endswith(_FUNCTIONS) or word.upper() in _ABBREVIATED for word in words):
        raise PydanticCustomError("functie_vorm", "functie")
    if not all(_is_known(word, first=index == 0) for index, word in enumerate(words)):
        raise PydanticCustomError("functie_vorm", "functie")
    return text


_OF_A_FIELD = tuple(word for word in _FIELDS if len(word) >= _LONG_ENOUGH)


def _is_known(word: str, *, first: bool) -> bool:
    """Tell whether a word belongs in a function: a name is in no list."""
    if (word.isupper() and 1 < len(word) <= _LONGEST_ABBREVIATION) or word in ("pSG", "pDG"):
        return True
    lowered = word.lower()
    if word != lowered:
        may_be_surname = lowered in _ALSO_SURNAMES and not (first and lowered in _FUNCTIONS)
        if may_be_surname or not word[1:].islower():
            return False
        if not first:
            return lowered in _FIELDS or lowered in _FUNCTIONS
    return lowered in _SMALL or lowered in _FIELDS or lowered.endswith((*_FUNCTIONS, *_OF_A_FIELD))
