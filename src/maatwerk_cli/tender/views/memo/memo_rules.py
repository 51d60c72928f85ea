"""The rules that a memo quotes, and the sources it rests on."""

from collections.abc import Collection, Iterator
from functools import partial

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.tender.dossier import Dossier
from maatwerk_cli.models.values import Bronverwijzing, Datum
from maatwerk_cli.tender.judging import Result
from maatwerk_cli.tender.verdicts.kader_verdict import Kaderbesluit
from maatwerk_cli.tender.verdicts.verdict import Besluit
from maatwerk_cli.tender.views.memo.memo_notes import day_notes, memo_notes
from maatwerk_cli.tender.views.rule_words import RuleLine, condition_lines, duty_lines
from maatwerk_cli.tender.views.verdict_words import Background
from maatwerk_cli.tender.words.limit_words import in_force_words, period_words
from maatwerk_cli.tender.words.scope_sentences import whom
from maatwerk_cli.tender.words.source_words import referred
from maatwerk_cli.text import dutch
from maatwerk_cli.text.blocks import Block, BlockTable, Heading
from maatwerk_cli.text.terminal.layout import clean

_WHILE_IN_FORCE = "zolang het kader geldt"


def rule_blocks(verdict: Besluit, background: Background) -> Iterator[Block]:
    """Quote the rule as it was in force on the peildatum."""
    if verdict.peildatum is None or not verdict.kaders:
        return
    day = verdict.peildatum
    when = f"{'op' if day.first == day.last else 'in'} {dutch.datum(day.text)}"
    yield Heading(f"De regel zoals die gold {when}")
    for ruling in verdict.kaders:
        kader = ruling.stand.kader
        yield BlockTable(
            dutch.sentence(kader.naam),
            ("Regel", "Inhoud", "Geldt", "Bron"),
            list(_rule_rows(ruling, verdict.peildatum, background)),
        )


def _rule_rows(
    ruling: Kaderbesluit, day: Datum, background: Background
) -> Iterator[tuple[str, str, str, str]]:
    kader, cite = ruling.stand.kader, partial(_cite, background=background)
    yield "Voor wie", whom(kader), _WHILE_IN_FORCE, cite(kader.werkingssfeer.bron)
    term = kader.geldigheid
    yield "Geldigheid", in_force_words(term, cite), period_words(term), cite(term.bron)
    if kader.standaard:
        yield "Als geen werkwijze is gekozen", "dit kader geldt", _WHILE_IN_FORCE, cite(kader.standaard)
    for condition in kader.alle_voorwaarden:
        for line in condition_lines(kader, condition, day):
            yield _row(line, background)
    for reading in kader.leesvragen if ruling.lots_outside else kader.leesruimte:
        name, ways = "Leesruimte", "; of: ".join(text.rstrip(".") for text in reading.keuzes.values())
        if reading.gekozen is not None:
            name, ways = "Lezing", f"de bron kiest: {reading.keuzes[reading.gekozen].rstrip('.')}"
        source = cite(reading.bron) if reading.bron else "geen bron"
        yield f"{name}: {reading.vraag}", ways, _WHILE_IN_FORCE, source
    for line in duty_lines(kader, day):
        yield _row(line, background)


def _row(line: RuleLine, background: Background) -> tuple[str, str, str, str]:
    return line.name, line.with_reservations, _period_of(line, background), _cite(line.source, background)


def _period_of(line: RuleLine, background: Background) -> str:
    """Say when a rule holds, and where its first day stands if that is another source."""
    if line.period is None:
        return _WHILE_IN_FORCE
    source = line.first_day_source
    return f"{period_words(line.period)}{f' ({_cite(source, background)})' if source else ''}"


def _cite(source: Bronverwijzing, background: Background) -> str:
    return referred([source], background.unconfirmed)


def not_held_against(background: Background) -> Iterator[str]:
    """Say of frameworks that a tender was not held against whom they bind and since when, and who says so."""
    for kader in background.kaders:
        scope, term = kader.werkingssfeer, kader.geldigheid
        yield (
            f"{dutch.sentence(kader.naam)}. Voor wie: {whom(kader)} ({_cite(scope.bron, background)}). "
            f"Geldt {period_words(term)} ({_cite(term.bron, background)})."
        )


def all_notes(result: Result, dossier: Dossier, background: Background) -> list[str]:
    """Give what only a memo can tell of an outcome, with what came before its sources or after it began."""
    leading = result.besluit.kader
    day = result.besluit.peildatum
    cited = dict.fromkeys(
        reference.id for reference in (_references(leading, day, leading=False) if leading else ())
    )
    sources = {name: background.published[name] for name in cited if name in background.published}
    return [*memo_notes(result, dossier), *day_notes(result.besluit, dossier, sources)]


def source_lines(verdict: Besluit, background: Background) -> Iterator[str]:
    """Name each source that a verdict rests on, with the places in it."""
    places: dict[str, list[str]] = {}
    references = [
        reference
        for ruling in verdict.kaders
        for reference in _references(ruling, verdict.peildatum, leading=ruling is verdict.kader)
    ]
    if verdict.situation.followed:
        references += _contradicting(verdict.situation.followed, verdict.onzeker)
    for kader in () if verdict.kaders else background.kaders:
        references += (kader.werkingssfeer.bron, kader.geldigheid.bron)
        if kader.standaard and "werkwijze_aangenomen" in verdict.onzeker:
            references.append(kader.standaard)
    for reference in references:
        vindplaatsen = places.setdefault(reference.id, [])
        if reference.vindplaats not in vindplaatsen:
            vindplaatsen.append(reference.vindplaats)
    for source, vindplaatsen in places.items():
        title = f"{source}: {background.bronnen[source]}" if source in background.bronnen else source
        places_word = "Vindplaatsen" if len(vindplaatsen) > 1 else "Vindplaats"
        about = f" {background.about[source]}" if source in background.about else ""
        yield clean(f"{title}. {places_word}: {'; '.join(vindplaatsen)}.{about}")


def _contradicting(kader: Kader, codes: Collection[str]) -> Iterator[Bronverwijzing]:
    """Give where it stands what sources say otherwise, as far as that is told."""
    for other in kader.tegenspraak:
        if f"tegenspraak_{other.id}" in codes:
            yield from other.bronnen


def _references(ruling: Kaderbesluit, day: Datum | None, *, leading: bool) -> Iterator[Bronverwijzing]:
    """Give where it stands what a verdict was reached by: of a number the values that hold on the day."""
    kader = ruling.stand.kader
    yield from (kader.werkingssfeer.bron, kader.geldigheid.bron)
    if kader.standaard:
        yield kader.standaard
    yield from (source for check in ruling.toetsingen for source in (check.voorwaarde.bron, *check.bronnen))
    for parameter in kader.parameters.values():
        for value in (value for value in parameter.waarden if day and value.overlaps(day.first, day.last)):
            yield from (value.bron, *([value.bron_vanaf] if value.bron_vanaf else []))
    yield from (ground.bron for ground in kader.uitsluitingsgronden)
    yield from _contradicting(kader, [reservation.code for reservation in ruling.reservations])
    if ruling.verplichting and kader.verplichting:
        yield kader.verplichting.bron
    if ruling.uitkomst != "niet_van_toepassing":
        yield from (point.bron for point in kader.vraagt)
        if leading:
            for advice in kader.advies:
                yield from (point.bron for point in (*advice.punten, *advice.toetslijst))
