"""Why the outcome of a tender in a series is still unknown, in a few words."""

from maatwerk_cli.tender.verdict import Besluit
from maatwerk_cli.tender.views.field_titles import named_fields
from maatwerk_cli.text import phrases

_WITHOUT = {
    "peildatum": "de peildatum is onbekend",
    "opdrachtgever": "het kader geldt niet voor deze opdrachtgever",
    "datum": "het kader geldt niet op de peildatum",
}


def reason(verdict: Besluit) -> str:
    """Say why an outcome is unknown; of an outcome that is known, nothing."""
    if verdict.uitkomst != "onbekend":
        return ""
    leading = verdict.kader
    if leading is None:
        return _WITHOUT[verdict.situation.reden]
    parts = []
    for name, outcomes in leading.open_lezingen.items():
        ends = [f"{choice} geeft {phrases.outcome(end)}" for choice, end in outcomes.items()]
        parts.append(f"open lezing {name}: {phrases.joined(ends)}")
    if leading.vraagvelden:
        parts.append(f"nog te vragen: {named_fields(leading.vraagvelden)}")
    return "; ".join(parts) or f"onbekend is nog: {phrases.joined(leading.beslissend)}"
