"""The closed choices of a tender, light to import: what a model and a policy both speak of."""

from typing import Literal

Aard = Literal["werk", "dienst", "levering"]
OpdrachtgeverSoort = Literal["rijk", "decentraal", "overig"]
Raamovereenkomst = Literal["ja", "nee", "nadere_overeenkomst"]
MAX_MAANDEN = 1200  # a hundred years: longer is a slip of the pen
Bedragveld = Literal["loonsom_excl_btw", "opdrachtwaarde_excl_btw"]
