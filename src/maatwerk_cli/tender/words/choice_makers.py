"""Who chose a reading, when and why: by the tender file, else by the record. One order for every form."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from maatwerk_cli.models.tender.reading_choice import Choice
from maatwerk_cli.models.values import Datum
from maatwerk_cli.tender.facts import TENDER_FIELDS, says_nothing
from maatwerk_cli.tender.masking import shown_text
from maatwerk_cli.text import dutch
from maatwerk_cli.text.terminal.layout import clean

if TYPE_CHECKING:
    from maatwerk_cli.models.tender.dossier import Beoordeling, Dossier

OF_A_READING = "lezing_"
"""Before the name of a reading that is called as a fact is: who judged the one did not choose the other."""


class ChoiceMaker(NamedTuple):
    """Who made a choice, when and why; empty where that was not told.

    Attributes:
        who: the function.
        day: the day.
        why: the reason, as it may be shown.
        otherwise: that the record names somebody else, in a sentence.
    """

    who: str = ""
    day: Datum | None = None
    why: str = ""
    otherwise: str = ""

    @property
    def when(self) -> str:
        """The day in words."""
        return dutch.datum(self.day.text) if self.day else ""

    @property
    def reason(self) -> str:
        """The reason, and whom the record names instead."""
        return (
            f"{self.why.rstrip('.')}. {self.otherwise}"
            if self.why and self.otherwise
            else self.why or self.otherwise
        )

    def said(self, absent: str = "") -> str:
        """Say what was told, with a space before it; ``absent`` stands for what was not."""
        who, when, why = (text or absent for text in (self.who, self.when, self.why.rstrip(".")))
        parts = [("Gekozen door", who), ("Gekozen op", when), ("Reden", why)]
        said = "".join([f" {what}: {text}." for what, text in parts if text])
        return f"{said} {self.otherwise}" if self.otherwise else said


def chosen_by(dossier: "Dossier | None", reading: str, choice: str) -> ChoiceMaker:
    """Tell who chose a reading: what the tender file says goes before the record.

    Args:
        dossier: the file, where there is one.
        reading: the reading.
        choice: the choice, as the record has it.
    """
    own = of_record(choice)
    judged = judged_choice(dossier, reading, choice) if dossier else None
    if judged is None:
        return own
    made = made_by(judged)
    if own.who not in ("", made.who):
        return made._replace(otherwise=_otherwise(own))
    return made if made.why else made._replace(why=own.why)


def _otherwise(own: ChoiceMaker) -> str:
    """Tell whom the record names where the file names another: a reason is of who gave it."""
    day = f" op {own.when}" if own.when else ""
    reason = f" Reden daar: {own.why.rstrip('.')}." if own.why else ""
    return f"Het record noemt een ander: {own.who}{day}.{reason}"


def of_record(choice: str) -> ChoiceMaker:
    """Tell what the record itself says of a choice."""
    if not isinstance(choice, Choice):
        return ChoiceMaker()
    return ChoiceMaker(choice.door, choice.datum, reason_given(choice.reden))


def made_by(judged: "Beoordeling") -> ChoiceMaker:
    """Tell what a tender file says of one judgement or choice."""
    return ChoiceMaker(judged.door, judged.datum, reason_given(judged.motivering))


def called_as_judged(reading: str) -> str:
    """Give what a file calls the judgement of a reading: that of a fact of the same name is another."""
    return f"{OF_A_READING}{reading}" if reading in TENDER_FIELDS else reading


def choosing(reading: str) -> Sequence[str]:
    """Give the names of the judgement that a reading was chosen: that of a fact of its name is another."""
    return (f"{OF_A_READING}{reading}", *(() if reading in TENDER_FIELDS else (reading,)))


def judged_unchosen(dossier: "Dossier", reading: str) -> "Beoordeling | None":
    """Give who chose a reading by the file, where the record has no choice: then nothing says which."""
    return filed_judgement(dossier, *choosing(reading))


def judged_choice(dossier: "Dossier", reading: str, choice: str) -> "Beoordeling | None":
    """Give who made a choice by the file: nobody where an option made it over another choice.

    Where the record says by whom, who judged a fact of the same name is another.
    """
    if isinstance(choice, Choice) and choice.overruling:
        return None
    by_name = {judgement.wat: judgement for judgement in reversed(dossier.beoordelingen)}
    by_itself = by_name.get(f"{OF_A_READING}{reading}")
    if by_itself is not None or (reading in TENDER_FIELDS and of_record(choice).who):
        return by_itself
    return by_name.get(reading)


def filed_judgement(dossier: "Dossier", *names: str) -> "Beoordeling | None":
    """Give what the file says of who judged something: by the first of its names that it has."""
    return next((own for name in names for own in dossier.beoordelingen if own.wat == name), None)


def reason_given(text: str | None) -> str:
    """Give why something was judged or chosen so; a text that says nothing is no reason."""
    return "" if text is None or says_nothing(text) else clean(shown_text(text))
