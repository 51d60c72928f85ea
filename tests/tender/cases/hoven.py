"""A tender that meets every condition of the example of Voorbeeldhoven: each fact that it asks for, once."""

from typing import Any

from maatwerk_cli.cli.tender.tender_options import TENDER_OPTIONS

HOVEN: dict[str, Any] = {
    "aard": "dienst",
    "opdrachtwaarde_excl_btw": 400000,
    "loonsom_excl_btw": 200000,
    "looptijd_maanden": 12,
    "cpv": "90910000",
    "uitsluitingsgronden": "nee",
    "peildatum": "2024-03-01",
}
"""A condition more asks here for its fact; whatever is judged by that framework then has it."""
_GIVEN_APART = ("opdrachtwaarde_excl_btw", "loonsom_excl_btw", "peildatum")
HOVEN_OPTIONS = tuple(
    word
    for option in TENDER_OPTIONS
    if option.field in HOVEN and option.field not in _GIVEN_APART
    for word in (option.name, str(HOVEN[option.field]))
)
"""The same as options of ``check-aanbesteding``, without the amounts and the day."""
