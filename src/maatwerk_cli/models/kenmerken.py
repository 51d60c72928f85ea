"""The closed set of features (kenmerken) by which proeftuinen and kandidaten can be counted."""

from typing import Literal

Telbaar = Literal["proeftuinen", "kandidaten"]

KENMERKEN: dict[str, tuple[str, ...]] = {
    "proeftuinen": (
        "soort",
        "bestuurslaag",
        "categorie",
        "fase",
        "bereikt",
        "doelgroep",
        "leverancier",
        "opdrachtgever",
    ),
    "kandidaten": ("stap", "contract", "plek", "proeftuin"),
}
"""Per thing to count the features it has.

``fase`` is the phase a proeftuin is in on the date of reference, ``bereikt`` a phase it has reached by
then; ``stap`` is cumulative in the same way: a step the candidate has reached.
"""
