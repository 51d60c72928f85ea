"""What the fields of a tender are called in Dutch."""

from collections.abc import Mapping

from maatwerk_cli.models.policy.conditions import Voorwaarde
from maatwerk_cli.text import dutch

FIELD_TITLES: Mapping[str, str] = {
    "id": "Kenmerk",
    "titel": "Titel",
    "opdrachtgever": "Opdrachtgever",
    "opdrachtgever_soort": "Soort opdrachtgever",
    "perceel": "Perceel",
    "aard": "Aard van de opdracht",
    "loonsom_excl_btw": "Loonsom, exclusief btw",
    "opdrachtwaarde_excl_btw": "Waarde van de opdracht, exclusief btw",
    "begin": "Eerste dag",
    "einde": "Laatste dag",
    "looptijd_maanden": "Looptijd",
    "verlenging_maanden": "Opties tot verlenging",
    "raamovereenkomst": "Raamovereenkomst",
    "categorie": "Categorie",
    "cpv": "CPV-code",
    "werkwijze": "Gekozen werkwijze",
    "uitsluitingsgronden": "Uitsluitingsgronden die gelden",
    "motivering": "Motivering van de uitsluitingsgrond",
    "lezingen": "Gekozen lezingen",
    "publicatiedatum": "Datum van publicatie",
    "peildatum": "Peildatum",
}

_IN_A_SENTENCE: Mapping[str, str] = {
    "opdrachtgever": "de opdrachtgever",
    "opdrachtgever_soort": "het soort opdrachtgever",
    "aard": "de aard van de opdracht",
    "loonsom_excl_btw": "de loonsom",
    "opdrachtwaarde_excl_btw": "de waarde van de opdracht",
    "begin": "de eerste dag",
    "einde": "de laatste dag",
    "looptijd": "de looptijd",
    "looptijd_maanden": "de looptijd",
    "verlenging_maanden": "de duur van de opties tot verlenging",
    "raamovereenkomst": "of dit een raamovereenkomst is",
    "categorie": "de categorie",
    "cpv": "de CPV-code",
    "werkwijze": "de werkwijze",
    "uitsluitingsgronden": "of een uitsluitingsgrond geldt",
    "motivering": "de motivering van de uitsluitingsgrond",
    "publicatiedatum": "de datum van publicatie",
    "peildatum": "de peildatum",
}
"""A field, or the quantity of a condition, as it stands within a sentence."""


def in_sentence(field: str) -> str:
    """Name a field within a sentence; of one without a name of its own, its words."""
    return _IN_A_SENTENCE.get(field, field.replace("_", " "))


def as_subject(field: str) -> str:
    """Name a field where something is said of its value: one named by a question cannot stand there."""
    name = in_sentence(field)
    return f"het veld {field}" if name.startswith("of ") else name


def subject_of(condition: Voorwaarde) -> str:
    """Name what a condition looks at."""
    field = as_subject(condition.veld or "")
    return f"{field} als deel van {in_sentence(condition.deel_van)}" if condition.deel_van else field


def named_fields(fields: tuple[str, ...]) -> str:
    """Name fields one after another."""
    return dutch.joined([in_sentence(field) for field in fields])
