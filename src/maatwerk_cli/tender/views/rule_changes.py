"""What changed between two versions of a framework, told as its rules are told: in plain Dutch."""

from collections.abc import Iterator, Sequence
from datetime import date

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.policy.problems import beleidsproblemen
from maatwerk_cli.models.values import Datum
from maatwerk_cli.tender.views.rule_words import condition_lines, duty_lines
from maatwerk_cli.tender.words.limit_words import period_words
from maatwerk_cli.text import dutch

_EVER = Datum("", date.min, date.max)
RuleInWords = tuple[str, str, str]
"""What a rule is about, what it says, and when."""


def rule_changes(before: Kader, after: Kader) -> tuple[str, ...]:
    """Tell what changed in the rules; of a framework that is not sound, nothing."""
    if any(next(beleidsproblemen(kader), None) for kader in (before, after)):
        return ()
    old, new = [*_rules(before)], [*_rules(after)]
    gone, come = [rule for rule in old if rule not in new], [rule for rule in new if rule not in old]
    return tuple(_sentences(gone, come))


def _sentences(gone: Sequence[RuleInWords], come: Sequence[RuleInWords]) -> Iterator[str]:
    left = [*come]
    for name, text, term in gone:
        same_term = next((rule for rule in left if (rule[0], rule[2]) == (name, term)), None)
        same_text = next((rule for rule in left if rule[:2] == (name, text)), None)
        if same_text is not None:
            left.remove(same_text)
            yield f"{name}: {text}. Dit gold {term or 'steeds'}, en geldt nu {same_text[2] or 'steeds'}."
        elif same_term is not None:
            left.remove(same_term)
            when = f" ({term})" if term else ""
            yield f"{name}{when}: was: {text}; is nu: {same_term[1]}."
        else:
            yield f"{name}: vervallen: {text}{f' ({term})' if term else ''}."
    for name, text, term in left:
        yield f"{name}: nieuw: {text}{f' ({term})' if term else ''}."


def _rules(kader: Kader) -> Iterator[RuleInWords]:
    """Give every rule of a framework with the period it holds in, whatever the day."""
    scope = kader.werkingssfeer
    yield "Voor wie", dutch.joined([*scope.opdrachtgever_soort, *scope.named]), ""
    yield "Geldigheid van het kader", "het kader is van kracht", period_words(kader.geldigheid)
    for what, conditions in (("Voorwaarde", kader.voorwaarden), ("Omstandigheid", kader.omstandigheden)):
        for line in (line for own in conditions for line in condition_lines(kader, own, _EVER)):
            yield f"{what} '{line.name}'", line.text, period_words(line.period) if line.period else ""
    for line in duty_lines(kader, _EVER):
        yield line.name, line.text, period_words(line.period) if line.period else ""
    for ground in kader.uitsluitingsgronden:
        text = ground.tekst.rstrip(".") if ground.tekst else "de bron noemt de tekst niet"
        yield f"Uitsluitingsgrond {ground.id}", text, ""
    for reading in kader.leesruimte:
        said = f"gekozen is {reading.gekozen}" if reading.gekozen else "open"
        about = dutch.joined([*reading.voorwaarden, *(f"tabel {name}" for name in reading.tabellen)])
        yield f"Lezing {reading.id}", f"{said}; voor {about}", ""
