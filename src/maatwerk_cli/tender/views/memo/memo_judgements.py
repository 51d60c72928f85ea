"""Who judged or chose what, when and why, as a tender file tells it."""

from maatwerk_cli.models.tender.dossier import Beoordeling
from maatwerk_cli.tender.words.choice_makers import reason_given
from maatwerk_cli.text import dutch

NOT_RECORDED = "niet vastgelegd"
NOT_NEEDED = "niet nodig"
"""In place of who judged what, where no outcome rests on it; an empty cell would leave that open."""


def who_when_why(judgement: Beoordeling | None) -> tuple[str, str, str]:
    """Give who judged something, when, and why, as far as that is told."""
    if judgement is None:
        return NOT_RECORDED, NOT_RECORDED, ""  # where no reason is needed, its absence says nothing
    return judgement.door, dutch.datum(judgement.datum.text), reason_given(judgement.motivering)
