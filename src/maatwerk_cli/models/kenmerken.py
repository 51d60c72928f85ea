"""The closed set of features (kenmerken) by which proeftuinen and kandidaten can be counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from maatwerk_cli.models.kandidaat import STAPPEN, Contract, Plek
from maatwerk_cli.models.proeftuin import FASEN, OLD_SOORT, Bestuurslaag, Herkomst, Soort

Telbaar = Literal["proeftuinen", "kandidaten"]


@dataclass(frozen=True, slots=True)
class Domein:
    """What values a feature can have.

    Attributes:
        lijst: the code list with the names of its values; ``""`` where records have those names.
        codes: the values, where they are closed.
        soort: the records (by plural) whose ids are its values, where it names records.

    """

    lijst: str = ""
    codes: tuple[str, ...] = ()
    soort: str = ""


KENMERKEN: Mapping[str, Mapping[str, Domein]] = {
    "proeftuinen": {
        "soort": Domein("soort", get_args(Soort)),
        "herkomst": Domein("herkomst", get_args(Herkomst)),
        "bestuurslaag": Domein("bestuurslaag", get_args(Bestuurslaag)),
        "categorie": Domein("categorie"),
        "fase": Domein("fase", FASEN),
        "bereikt": Domein("fase", FASEN),
        "doelgroep": Domein("doelgroep"),
        "leverancier": Domein(soort="organisaties"),
        "opdrachtgever": Domein(soort="organisaties"),
    },
    "kandidaten": {
        "stap": Domein("stap", STAPPEN),
        "contract": Domein("contract", get_args(Contract)),
        "plek": Domein("plek", get_args(Plek)),
        "proeftuin": Domein(soort="proeftuinen"),
    },
}
"""Per thing to count the features it has.

``fase`` is the phase a proeftuin is in on the date of reference, ``bereikt`` a phase it has reached by
then. ``stap`` is cumulative in the same way: a step the candidate has reached.
"""


def in_new_words(kenmerken: Any) -> Any:
    """Give features as they are written now: ``soort: leerformule`` is ``herkomst: leerformule``."""
    if isinstance(kenmerken, dict) and kenmerken.get("soort") in (OLD_SOORT, [OLD_SOORT]):
        rest = {key: value for key, value in kenmerken.items() if key != "soort"}
        return {"herkomst": OLD_SOORT, **rest}
    return kenmerken
