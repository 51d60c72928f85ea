"""What stands open though no field can be asked for: lots to give, what to judge by itself, a day."""

from collections.abc import Iterator
from typing import NamedTuple

from maatwerk_cli.tender.sentences import BUYER, EXACT_DAY, check_warning, open_leaves
from maatwerk_cli.tender.verdicts.kader_verdict import Kaderbesluit
from maatwerk_cli.tender.verdicts.verdict import Besluit
from maatwerk_cli.tender.words.scope_sentences import CORRECT_THE_CHOICE


class OpenPoint(NamedTuple):
    """Something to settle before an outcome can be known.

    Attributes:
        text: what, and what to do about it.
        who: who can.
    """

    text: str
    who: str


AUTHORITY = "de opdrachtgever"
OTHER_POLICY = "Welk beleid voor social return geldt bij deze opdrachtgever? De kaders hier binden hem niet."
_OF_LOTS = {
    "percelen_niet_gegeven": (
        "Welke andere percelen heeft deze aanbesteding, en wat is daarvan bekend? Zet ze in hetzelfde "
        "bestand, als rijen onder elkaar met hetzelfde id, of kies met percelen=apart dat elk perceel voor "
        "zich telt."
    ),
    "percelen_elders": (
        "Welke rijen horen nog meer bij deze aanbesteding? Zet ze onder elkaar en schrijf het id gelijk."
    ),
    "perceel_dubbel": (
        "Een perceel staat er meer dan één keer. Welke rij geldt? Haal de andere weg, of verbeter de naam."
    ),
    "geheel_of_perceel": (
        "Eén rij noemt geen perceel en andere wel. Is dat het geheel, haal die rij dan weg. Vul anders het "
        "perceel in."
    ),
}
_AS_TOLD = ("per_nadere_overeenkomst", "hele_raamovereenkomst", "deel_van_nul", "geen_rij")
"""What a warning already tells with what to do about it."""


def open_points(verdict: Besluit) -> Iterator[OpenPoint]:
    """Give what stands open of a tender with an unknown outcome, beside its questions and open readings."""
    if verdict.uitkomst != "onbekend":
        return
    if verdict.kader is not None:
        yield from dict.fromkeys(_of_framework(verdict.kader))
    elif verdict.situation.reden == "datum" and not verdict.situation.closed:
        yield OpenPoint(EXACT_DAY, BUYER)
    elif verdict.chosen_out_of_force and verdict.kaders:
        yield OpenPoint(CORRECT_THE_CHOICE, AUTHORITY)
    elif verdict.situation.reden == "opdrachtgever" and verdict.facts.opdrachtgever_soort:
        yield OpenPoint(OTHER_POLICY, AUTHORITY)


def _of_framework(ruling: Kaderbesluit) -> Iterator[OpenPoint]:
    for check in open_leaves(ruling.toetsingen):
        if check.note in _OF_LOTS:
            yield OpenPoint(_OF_LOTS[check.note], BUYER)
        elif check.note in _AS_TOLD:
            asked = check.voorwaarde.vraag
            text = check_warning(ruling.stand.kader, check, ruling.level)
            yield OpenPoint(text, asked.wie if asked and check.note == "geen_rij" else BUYER)
