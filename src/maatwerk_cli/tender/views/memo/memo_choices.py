"""The way of working and the readings in a memo: who chose them, when and why."""

from collections.abc import Iterator, Sequence

from maatwerk_cli.models.kader import Leesruimte
from maatwerk_cli.models.tender.dossier import Beoordeling, Dossier
from maatwerk_cli.tender.frameworks.open_readings import OUTSIDE
from maatwerk_cli.tender.judging import OF_READING, Overruled, Result
from maatwerk_cli.tender.sentences import READING_OF_NONE, choice_words
from maatwerk_cli.tender.verdicts.kader_verdict import Kaderbesluit
from maatwerk_cli.tender.verdicts.verdict import Besluit
from maatwerk_cli.tender.views.field_titles import in_sentence
from maatwerk_cli.tender.views.memo.memo_facts import judged_as, tested_by
from maatwerk_cli.tender.views.memo.memo_grounds import ground_checks, ground_judged_as
from maatwerk_cli.tender.views.memo.memo_judgements import NOT_NEEDED, NOT_RECORDED, who_when_why
from maatwerk_cli.tender.views.verdict_words import FactNames, fact_rows, framework_name
from maatwerk_cli.tender.words.choice_makers import (
    chosen_by,
    filed_judgement,
    judged_choice,
    judged_unchosen,
    of_record,
    reason_given,
)
from maatwerk_cli.text.blocks import Block, BlockTable, Paragraph, PointList

_BY_NOBODY = "niemand koos"
_NOT_AT_ISSUE = "speelt niet bij deze aanbesteding"


def choices_table(verdict: Besluit, dossier: Dossier, overruled: Sequence[Overruled]) -> BlockTable:
    """Give the way of working and the readings, who chose them, when and why."""
    facts = verdict.facts
    filed = {
        said.name.removeprefix(OF_READING): said.own
        for said in overruled
        if said.is_reading and isinstance(said.own, str)
    }
    leading = verdict.situation.followed and verdict.situation.followed.naam
    who, when, why = who_when_why(filed_judgement(dossier, "werkwijze"))
    by = (who, when, why or NOT_RECORDED)
    judged_by_one = facts.werkwijze is not None or verdict.kader is not None
    if who == NOT_RECORDED and judged_by_one and not verdict.way_decides:  # as among the facts
        by = (NOT_NEEDED, NOT_NEEDED, NOT_NEEDED)
    if facts.werkwijze is None:
        state = "niet bekend of er een is gekozen" if "werkwijze" in facts.unknown else "niet gekozen"
        way = f"{state}; {'gevolgd' if verdict.kader else 'te volgen'} is {leading}" if leading else state
    else:
        way = framework_name(verdict, facts.werkwijze)
    rows = [("Werkwijze", way, *by)]
    chosen = dict(facts.lezingen)
    for ruling in verdict.kaders:
        for reading in _readings(ruling):
            if reading.id in chosen:
                choice = chosen.pop(reading.id)
                maker = chosen_by(dossier, reading.id, choice)
                who, when, why = (text or NOT_RECORDED for text in (maker.who, maker.when, maker.reason))
                text = f"Gekozen: {choice_words(reading, choice)}"
                if reading.gekozen not in (None, choice) and reading.bron is not None:
                    own = f"{choice_words(reading, reading.gekozen)} ({reading.bron.reference})"
                    text = f"De bron zegt: {own}. Niet gevolgd is: {choice_words(reading, choice)}"
                if reading.id in filed:
                    own = filed[reading.id]
                    said = f"{choice_words(reading, own)}.{of_record(own).said()}"
                    why = f"{why.rstrip('.')}. Het bestand zegt: {said}"
                rows.append((reading.vraag, text, who, when, why))
            elif reading.gekozen is not None and reading.bron is not None:
                text = choice_words(reading, reading.gekozen)
                where = reading.bron.reference
                rows.append((reading.vraag, f"De bron zegt: {text}", _BY_NOBODY, _BY_NOBODY, where))
            else:
                state = _state(ruling, reading)
                if verdict.kader is not ruling and reading.id in ruling.open_lezingen:
                    state = f"open; voor deze uitkomst maakt het niet uit, wel voor {ruling.stand.kader.naam}"
                judged = judged_unchosen(dossier, reading.id)
                if judged is None:
                    nobody = NOT_NEEDED if state == _NOT_AT_ISSUE else _BY_NOBODY
                    rows.append((reading.vraag, state, nobody, nobody, nobody))
                    continue
                who, when, why = who_when_why(judged)
                rows.append((reading.vraag, f"{state}; {_CHOICE_NOT_GIVEN}", who, when, why or NOT_RECORDED))
    rows += [
        (name, f"{choice}. {READING_OF_NONE}", *who_when_why(filed_judgement(dossier, name)))
        for name, choice in chosen.items()
    ]
    return BlockTable("Werkwijze en lezingen", ("Vraag", "Keuze", "Gekozen door", "Op", "Waarom"), rows)


def _readings(ruling: Kaderbesluit) -> Iterator[Leesruimte]:
    """Give the readings of a framework to tell of; that of lots outside it only where there can be such."""
    chosen = dict(ruling.facts.lezingen)
    for reading in ruling.stand.kader.leesvragen:
        if reading.id != OUTSIDE or reading.id in chosen or ruling.lots_outside:
            yield reading


_CHOICE_NOT_GIVEN = "het dossier noemt wie koos, en de invoer niet wat"


def also_judged(
    result: Result, dossier: Dossier, names: FactNames, overtaken: Sequence[Beoordeling]
) -> Iterator[Block]:
    """Give what the file says of who judged what, as far as no table above tells all of it."""
    shown = [*_judgements_shown(result, dossier, names)]
    others = [_judgement_told(own) for own in dossier.beoordelingen if own not in shown]
    others += [_judgement_told(own, ", zoals het bestand zegt") for own in overtaken]
    if not others:
        return
    yield Paragraph("Ook in het dossier beoordeeld:")
    yield PointList(others)


def _judgement_told(own: Beoordeling, of_which: str = "") -> str:
    who, when, why = who_when_why(own)
    said = f"{in_sentence(own.wat)}{of_which}: door {who}, op {when}."
    return f"{said} Reden: {why.rstrip('.')}." if why else said


def _judgements_shown(result: Result, dossier: Dossier, names: FactNames) -> Iterator[Beoordeling | None]:
    """Give the judgements that the tables of a memo tell all of; that of facts has no place for a reason."""
    verdict = result.besluit
    tested = tested_by(verdict)
    for field, _, _ in fact_rows(verdict, result.facts, names):
        judged = filed_judgement(dossier, *judged_as(verdict, tested, field))
        if judged and not reason_given(judged.motivering):
            yield judged
    yield filed_judgement(dossier, "werkwijze")
    chosen = dict(verdict.facts.lezingen)
    for ruling in verdict.kaders:
        if checks := ground_checks(ruling):
            for ground in ruling.stand.kader.uitsluitingsgronden:
                yield filed_judgement(dossier, *ground_judged_as(ground.id, checks))
        for reading in _readings(ruling):
            if reading.id in chosen:
                yield judged_choice(dossier, reading.id, chosen[reading.id])
            elif reading.gekozen is None:
                yield judged_unchosen(dossier, reading.id)


def _state(ruling: Kaderbesluit, reading: Leesruimte) -> str:
    """Say of an open reading whether it matters; as long as another thing is unknown it still may."""
    if reading.id in ruling.open_lezingen:
        return "open, en het maakt uit"
    at_issue = len({getattr(tried, reading.id) for tried in ruling.lezingen}) > 1
    if at_issue and ruling.uitkomst == "onbekend" and not ruling.is_settled_by_any(reading):
        return "open; of het uitmaakt, is nog niet te zeggen"
    return "open, en het maakt niet uit" if at_issue else _NOT_AT_ISSUE
