"""Why the outcome of a tender in a series is still unknown, in a few words."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from maatwerk_cli.tender.condition import Judgement
from maatwerk_cli.tender.sentences import choice_words, named_lots, values_in_brackets
from maatwerk_cli.tender.trial import Pattern
from maatwerk_cli.tender.verdicts.kader_test import KaderTest
from maatwerk_cli.tender.verdicts.kader_verdict import Kaderbesluit
from maatwerk_cli.tender.verdicts.verdict import Besluit
from maatwerk_cli.tender.views.field_titles import in_sentence, named_fields, subject_of
from maatwerk_cli.text import dutch

_MOST_KEPT = 4_096
"""Of so many patterns the words of their open readings are kept, so that memory does not grow with a list."""
_WITHOUT = {
    "peildatum": "de peildatum is onbekend",
    "opdrachtgever": "het kader geldt niet voor deze opdrachtgever",
    "opdrachtgever_onbekend": "van de opdrachtgever is niet te zeggen of het kader hem bindt",
    "soort_onbekend": "niet bekend is wat voor opdrachtgever dit is",
    "werkwijze": "er is nog geen werkwijze gekozen",
    "datum": "het kader geldt niet op de peildatum",
}


_OF_OTHERS = {
    "percelen_niet_gegeven": "andere percelen zijn niet gegeven",
    "percelen_elders": "andere percelen staan elders in het bestand",
    "perceel_dubbel": "een perceel staat er dubbel",
    "geheel_of_perceel": "een rij zonder perceel kan ook het geheel zijn",
    "per_nadere_overeenkomst": "toets ook elke nadere overeenkomst apart",
    "hele_raamovereenkomst": "toets ook de raamovereenkomst zelf",
    "geen_rij": "de tabel van het kader noemt geen grens",
    "deel_van_nul": "de waarde van de opdracht is nul",
}
"""What is unknown though no field of the tender itself can be asked for."""


@cache
def notes_of(judgement: Judgement) -> frozenset[str]:
    """Give what there is to say of a condition, and of all that it puts together.

    That a table says nothing is left out where another condition decides.
    """
    notes = frozenset({judgement.note}).union(*map(notes_of, judgement.parts))
    return notes if judgement.uitkomst == "onbekend" else notes - {"geen_rij"}


def questions_named(verdict: Besluit) -> str:
    """Name what is still to be asked, of lots with the lots it is to be asked of."""
    leading = verdict.kader
    if leading is None or leading.lots is None:
        return named_fields(verdict.vraagvelden)
    parts = []
    for field in leading.vraagvelden:
        lots = named_lots(leading.names_asked(field))
        parts.append(f"{in_sentence(field)} ({lots})" if lots else in_sentence(field))
    return dutch.joined(parts)


class Reasons(NamedTuple):
    """Why an outcome is unknown; of an outcome that is known, nothing.

    Attributes:
        text: in a few words.
        codes: a code for each part of that.
    """

    text: str
    codes: str


def reason(verdict: Besluit) -> str:
    """Say why an outcome is unknown; of an outcome that is known, nothing."""
    return reasons(verdict).text


def reasons(verdict: Besluit) -> Reasons:
    """Say it, and give a code for each part of that."""
    each = _reasons(verdict)
    return Reasons("; ".join([text for _, text in each]), " ".join([code for code, _ in each]))


def deciding_names(leading: Kaderbesluit | None) -> str:
    """Name the conditions that decide, as the framework does, and what they come to.

    With what can turn that though it is no condition: options in an amount.
    """
    if leading is None:
        return ""
    conditions = leading.stand.kader.voorwaarden
    names = [condition.naam for condition in conditions if condition.id in leading.beslissend]
    decides = (_IN_TURN if leading.pattern.in_turn else _COMES_TO[leading.uitkomst]) + "; ".join(names)
    return f"{decides}; {_BY_OPTIONS}" if leading.turned_by_options else decides


_BY_OPTIONS = "het maakt uit of opties meetellen in het bedrag"


_COMES_TO = {
    "van_toepassing": "alle voorwaarden voldaan",
    "niet_van_toepassing": "niet voldaan: ",
    "onbekend": "nog onbekend: ",
}
_IN_TURN = "per lezing een andere niet voldaan: "


def _changing_limits(leading: Kaderbesluit) -> Iterator[str]:
    """Say which limits change within the peildatum, so that it is not known which of their values holds."""
    for own in leading.toetsingen:
        for check in own.bladen:
            if check.note == "grens_wisselt":
                name = subject_of(check.voorwaarde)
                yield f"binnen de peildatum wisselt de grens voor {name}{values_in_brackets(check.rule)}"


@lru_cache(_MOST_KEPT)
def _open_readings(toets: KaderTest, pattern: Pattern) -> Sequence[tuple[str, str]]:
    """Give each reading that is open and matters, and those that matter together, as reasons."""
    readings = toets.readings
    reasons = []
    for name, outcomes in pattern.readings.alone.items():
        ends = [
            f"{choice_words(readings[name], choice)} geeft {dutch.outcome(end)}"
            for choice, end in outcomes.items()
        ]
        said = "" if {*outcomes.values()} == {"onbekend"} else f" {dutch.joined(ends)}"
        reasons.append((f"lezing:{name}", f"open lezing: {readings[name].vraag}{said}"))
    if pattern.readings.together:
        ends = [
            f"{' met '.join([choice_words(readings[name], choice) for name, choice in choices])} geeft "
            f"{dutch.outcome(end)}"
            for choices, end in pattern.readings.together.items()
        ]
        reasons.append(("lezingen_samen", f"lezingen samen: {dutch.joined(ends)}"))
    return tuple(reasons)


def _reasons(verdict: Besluit) -> list[tuple[str, str]]:
    """Give each reason why an outcome is unknown: its code, and the same in words."""
    if verdict.uitkomst != "onbekend":
        return []
    leading = verdict.kader
    if leading is None:
        return [(verdict.situation.reden, _WITHOUT[verdict.situation.reden])]
    reasons: list[tuple[str, str]] = []
    if leading.open_lezingen:
        reasons += _open_readings(leading.toets, leading.pattern)
    notes = frozenset[str]().union(*map(notes_of, leading.pattern.judgements))
    reasons += [(note, text) for note, text in _OF_OTHERS.items() if note in notes]
    if "grens_wisselt" in notes:
        reasons.append(("grens_wisselt", "; ".join(_changing_limits(leading))))
    if leading.vraagvelden:
        codes = " ".join(f"vraag:{field}" for field in leading.vraagvelden)
        reasons.append((codes, f"nog te vragen: {questions_named(verdict)}"))
    if reasons:
        return reasons
    return [(" ".join(leading.beslissend), f"onbekend is nog: {dutch.joined(leading.beslissend)}")]
