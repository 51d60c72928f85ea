"""Closed choices, light to import: what more than one model, or a model and a verdict, speak of."""

from typing import Literal

Aard = Literal["werk", "dienst", "levering"]
OpdrachtgeverSoort = Literal["rijk", "decentraal", "overig"]
Raamovereenkomst = Literal["ja", "nee", "nadere_overeenkomst"]
MAX_TERM_MONTHS = 1200  # a hundred years: longer is a slip of the pen
Bedragveld = Literal["loonsom_excl_btw", "opdrachtwaarde_excl_btw"]
Uitkomst = Literal["van_toepassing", "niet_van_toepassing", "onbekend"]
Inspanningseenheid = Literal["uur", "maand", "plek", "euro"]
