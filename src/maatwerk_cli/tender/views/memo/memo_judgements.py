"""Who judged or chose what, when and why, as a tender file tells it."""

from maatwerk_cli.models.tender.dossier import Beoordeling, Dossier
from maatwerk_cli.tender.facts import says_nothing
from maatwerk_cli.tender.masking import shown_text
from maatwerk_cli.text import dutch
from maatwerk_cli.text.terminal.layout import clean

NOT_RECORDED = "niet vastgelegd"


NOT_NEEDED = "niet nodig"
"""In place of who judged what, where no outcome rests on it; an empty cell would leave that open."""


def reason_given(text: str | None) -> str:
    """Give why something was judged or chosen so; a text that says nothing is no reason."""
    return "" if text is None or says_nothing(text) else clean(shown_text(text))


def filed_judgement(dossier: Dossier, *names: str) -> Beoordeling | None:
    """Give what the file says of who judged something: by the first of its names that it has."""
    return next((own for name in names for own in dossier.beoordelingen if own.wat == name), None)


def who_when_why(judgement: Beoordeling | None) -> tuple[str, str, str]:
    """Give who judged something, when, and why, as far as that is told."""
    if judgement is None:
        return NOT_RECORDED, NOT_RECORDED, ""  # where no reason is needed, its absence says nothing
    return judgement.door, dutch.datum(judgement.datum.text), reason_given(judgement.motivering)
