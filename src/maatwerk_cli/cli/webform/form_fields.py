"""The fields of the form: what they are called, how they are answered, and an example of an answer."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from maatwerk_cli.cli.tender.tender_options import OPTIONS
from maatwerk_cli.models.kader import Leesruimte
from maatwerk_cli.models.policy.conditions import CONDITION_FIELDS
from maatwerk_cli.tender.judging import ASSUMED_AS
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.tender.views.field_titles import FIELD_TITLES
from maatwerk_cli.tender.words.scope_sentences import AUTHORITY_NAMES

READING = "lezing."
"""What the name of a field begins with that chooses a reading."""

FREE_TEXTS = frozenset({"id", "titel", "opdrachtgever", "categorie", "motivering"})
"""The fields of a tender in which anything can be typed."""

LOT_NAME = "naam"
"""What the name of a lot is called in the address."""

LOT_NAMES = ("aard", "loonsom", "opdrachtwaarde", "begin", "einde", "looptijd", "verlenging")
"""The fields that each lot has of its own; the others are the same for every lot of a tender."""

FieldShape = Literal["regel", "tekst", "keuze", "meerkeuze"]


class WebField(NamedTuple):
    """One field of the form.

    Attributes:
        name: as it is called in the address: the option without its dashes.
        field: the field of a tender that it fills in.
        title: what it is called on the page.
        shape: a line, a longer text, one choice or several.
        choices: by code what it means.
        hint: what is expected, with an example.
        keyboard: which keyboard a telephone shows.
        assumed: something is assumed of it where it is not filled in, so not to know it is another answer.
    """

    name: str
    field: str
    title: str
    shape: FieldShape = "regel"
    choices: Mapping[str, str] = {}
    hint: str = ""
    keyboard: Literal["text", "decimal", "numeric"] = "text"
    assumed: bool = False


_HINTS: Mapping[str, str] = {
    "loonsom_excl_btw": "In euro, zonder btw. Bijvoorbeeld 250.000 of €\u00a0312.500,50.",
    "opdrachtwaarde_excl_btw": "De hele waarde in euro, zonder btw. Bijvoorbeeld 1.200.000.",
    "begin": "Bijvoorbeeld 1-3-2018. Weet u de dag niet? Dan is maart 2018 als 2018-03 genoeg.",
    "einde": "De laatste dag zelf. Bijvoorbeeld 28-2-2019.",
    "looptijd_maanden": "In hele maanden, zonder opties tot verlenging. Bijvoorbeeld 12.",
    "verlenging_maanden": "Alle opties samen, in hele maanden. Geen opties: 0. Niet bekend: onbekend.",
    "peildatum": "De dag waarvoor u toetst. Bijvoorbeeld 1-3-2018.",
    "uitsluitingsgronden": "Kies nee als alle gronden zijn bekeken en er geen geldt.",
    "motivering": "Waarom de grond geldt, in een paar zinnen. Noem geen personen.",
    "cpv": "Acht cijfers. Bijvoorbeeld 79620000.",
    "categorie": "De inkoopcategorie. Bijvoorbeeld ICT Inhuur.",
    "opdrachtgever": "De aanbestedende dienst, met naam, id of TOOI-identificatie. Nooit een persoon.",
    "id": "Uw eigen kenmerk. Bijvoorbeeld vb-2018-01.",
    "titel": "Zoals de aanbesteding heet.",
}
_KEYBOARDS: Mapping[str, Literal["decimal", "numeric"]] = {
    "loonsom_excl_btw": "decimal",
    "opdrachtwaarde_excl_btw": "decimal",
    "looptijd_maanden": "numeric",
}
_CODES: Mapping[str, Mapping[str, str]] = {
    "aard": {"werk": "werk", "dienst": "dienst", "levering": "levering"},
    "raamovereenkomst": {"ja": "ja", "nee": "nee", "nadere_overeenkomst": "nadere overeenkomst"},
    "opdrachtgever_soort": AUTHORITY_NAMES,
}


def web_fields(assessor: Assessor) -> list[WebField]:
    """Give the fields of the form under a policy, in the order of the page."""
    own = [(option.removeprefix("--"), field) for option, field in OPTIONS.items() if field != "lezingen"]
    return [
        *(_field(name, field, assessor) for name, field in own),
        *(
            WebField(
                f"{READING}{name}", "lezingen", reading.vraag, "keuze", reading.keuzes, reading.toelichting
            )
            for name, reading in _readings(assessor).items()
        ),
    ]


def _field(name: str, field: str, assessor: Assessor) -> WebField:
    choices = _choices(field, assessor)
    shape: FieldShape = "regel"
    if field == "uitsluitingsgronden":
        shape = "meerkeuze"
    elif choices:
        shape = "keuze"
    elif field == "motivering":
        shape = "tekst"
    return WebField(
        *(name, field, FIELD_TITLES[field], shape, choices),
        hint=_HINTS.get(field, ""),
        keyboard=_KEYBOARDS.get(field, "text"),
        assumed=field in ASSUMED_AS,
    )


def _choices(field: str, assessor: Assessor) -> Mapping[str, str]:
    if field == "werkwijze":
        return {kader.id: kader.naam for kader in assessor.beleid.kaders.values()}
    if field == "uitsluitingsgronden":
        return {"nee": "nee, geen enkele grond geldt", **dict.fromkeys(sorted(assessor.beleid.gronden), "")}
    if field in _CODES:
        return _CODES[field]
    return dict.fromkeys(CONDITION_FIELDS[field].codes, "") if field in CONDITION_FIELDS else {}


def _readings(assessor: Assessor) -> dict[str, Leesruimte]:
    """Give every reading that a framework leaves open; of the same one in two, the first."""
    readings: dict[str, Leesruimte] = {}
    for kader in assessor.beleid.kaders.values():
        for reading in kader.leesvragen:
            readings.setdefault(reading.id, reading)
    return readings


MEMO_FORM: tuple[WebField, ...] = (
    WebField("status", "", "Status van de memo", "keuze", {"concept": "concept", "definitief": "definitief"}),
    WebField("memo-versie", "", "Versie van de memo", hint="Bijvoorbeeld 1.0."),
    WebField(
        "opgesteld-door",
        "",
        "Opgesteld door",
        hint="Een functie, nooit een naam. Bijvoorbeeld inkoper of adviseur social return.",
    ),
    WebField("opgesteld-op", "", "Opgesteld op", hint="Een datum. Bijvoorbeeld 1-3-2018."),
)
"""What can be filled in for the memo; each is the option of that name."""
