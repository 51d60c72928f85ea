"""What a memo rests on beyond the verdict: chosen readings that decide, and what the tender file says."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from maatwerk_cli.models.tender.dossier import Dossier
from maatwerk_cli.models.values import Datum
from maatwerk_cli.tender.against_file import (
    amount_judged,
    amount_looked_at,
    amounts_differ,
    estimated_field,
    options_otherwise,
    other_estimate,
)
from maatwerk_cli.tender.condition import Toetsing
from maatwerk_cli.tender.judging import Overruled, Result
from maatwerk_cli.tender.masking import shown_text
from maatwerk_cli.tender.reservations import fact_reservations
from maatwerk_cli.tender.sentences import (
    NO_MOTIVATION,
    chosen_reading,
    chosen_way,
    contradicting_facts,
    deciding_grounds,
    ground_warnings,
)
from maatwerk_cli.tender.verdicts.kader_verdict import Kaderbesluit
from maatwerk_cli.tender.verdicts.verdict import Besluit
from maatwerk_cli.tender.views.field_titles import in_sentence
from maatwerk_cli.tender.views.memo.memo_judgements import NOT_RECORDED
from maatwerk_cli.tender.words.choice_makers import (
    ChoiceMaker,
    chosen_by,
    filed_judgement,
    made_by,
    reason_given,
)
from maatwerk_cli.text import dutch
from maatwerk_cli.text.terminal.layout import clean


def memo_notes(result: Result, dossier: Dossier) -> list[str]:
    """Give what the outcome rests on that only a memo can tell, for the reader and for who signs."""
    verdict = result.besluit
    leading = verdict.kader
    notes = [*_deciding_way(verdict, dossier)]
    notes += [*_deciding_readings(leading, dossier), *_deciding_grounds(leading, dossier)] if leading else []
    of_input = {*_of_the_input(verdict)}  # told already
    notes += [text for text in contradictions(verdict, dossier) if text not in of_input]
    notes += [*_by_stated_months(leading)] if leading else []
    untied = untied_estimate(verdict, dossier, result.tender.overruled)
    notes += [untied] if untied else []
    if dossier.opgesteld and dossier.akkoord and dossier.opgesteld.door == dossier.akkoord.door:
        notes.append(f"Dezelfde functie ({dossier.akkoord.door}) stelde de memo op en ging akkoord.")
    end = verdict.facts.einde
    if dossier.opgesteld and end and end.surely_before(dossier.opgesteld.datum):
        notes.append(
            f"De memo is opgesteld op {_day(dossier.opgesteld.datum)}, na de laatste dag van de opdracht "
            f"({_day(end)})."
        )
    return notes


def day_notes(verdict: Besluit, dossier: Dossier, sources: Mapping[str, Datum]) -> Iterator[str]:
    """Tell what was done before a source was published that the outcome rests on, or after the first day.

    Args:
        verdict: the outcome.
        dossier: what was done, and when.
        sources: by id the dates of the sources, as far as they are known.
    """
    made = [("Opgesteld", dossier.opgesteld), ("Akkoord gegeven", dossier.akkoord)]
    for name, day in sources.items():
        before = [(what, done.datum) for what, done in made if done and done.datum.surely_before(day)]
        if before:
            yield (
                f"{_done(before)} De bron {name}, waarop de uitkomst rust, is van {_day(day)}, en dus van "
                "daarna."
            )
    begin = verdict.facts.begin
    later = [*made, ("Geraamd", dossier.raming)]
    later += [(f"Beoordeeld ({in_sentence(own.wat)})", own) for own in dossier.beoordelingen]
    after = [(what, done.datum) for what, done in later if done and begin and begin.surely_before(done.datum)]
    if begin and after:
        yield f"De eerste dag van de opdracht is {_day(begin)}. Dit is van daarna. {_done(after)}"


def _done(acts: Sequence[tuple[str, Datum]]) -> str:
    return " ".join(f"{what}: {_day(day)}." for what, day in acts)


def contradictions(verdict: Besluit, dossier: Dossier) -> list[str]:
    """Give what the input or its file says that cannot be true together; until then no memo is final."""
    return [*_backwards(dossier), *_of_the_input(verdict), *options_otherwise(verdict, dossier)]


def _of_the_input(verdict: Besluit) -> Iterator[str]:
    """Tell what in the input itself cannot be true together."""
    facts = verdict.facts
    yield from (said.text for said in verdict.reservations if said.code == "soort_tegenspraak")
    yield from (text for text in ground_warnings(facts) if text != NO_MOTIVATION)
    yield from (said.text for said in (*contradicting_facts(facts), *fact_reservations(facts)))


def _by_stated_months(leading: Kaderbesluit) -> Iterator[str]:
    """Tell the outcome by the months that were stated, where the dates say otherwise and that turns it."""
    facts, months = leading.facts, leading.facts.looptijd_maanden
    if months is None or leading.lots is not None or not [*fact_reservations(facts)]:
        return
    outcome = leading.toets.decide(facts._replace(begin=None, einde=None), None).uitkomst
    if outcome != leading.uitkomst:
        yield (
            f"Is de looptijd {dutch.months(months)}, zoals looptijd_maanden zegt, dan is de uitkomst: "
            f"{dutch.outcome(outcome)}."
        )


def _deciding_grounds(leading: Kaderbesluit, dossier: Dossier) -> Iterator[str]:
    """Tell that the outcome rests on grounds that apply, who judged so, when and why."""
    for name, grounds in leading.deciding_grounds:
        about = (*grounds, name, "uitsluitingsgronden")
        judged = filed_judgement(dossier, *about)
        by_whom = (judged.door, _day(judged.datum)) if judged else ()
        why = clean(shown_text(leading.facts.motivering or NOT_RECORDED)).rstrip(".")
        filed = reason_given(judged.motivering) if judged else ""
        own = f" Volgens {judged.door}: {filed.rstrip('.')}." if judged and filed else ""
        given = filed_judgement(dossier, "motivering")
        by = f" Motivering van: {given.door}, op {_day(given.datum)}." if given else ""
        yield f"{deciding_grounds(grounds, *by_whom)} Motivering in de invoer: {why}.{by}{own}"


def _day(day: Datum) -> str:
    return dutch.datum(day.text)


def unrecorded(verdict: Besluit, dossier: Dossier) -> Iterator[str]:
    """Say what is not on file and has to be before a memo is final: of which tender it is, and who judged.

    Only who judged what the outcome rests on is asked for.
    """
    facts, leading = verdict.facts, verdict.kader
    if facts.id is None and facts.titel is None:
        yield "De aanbesteding heeft geen kenmerk (id) en geen titel."
    if facts.opdrachtgever is None:
        yield "Niet is ingevuld wie de opdrachtgever is."
    if leading and leading.uitkomst == "van_toepassing":
        each = [_unjudged(own, dossier) for own in leading.toetsingen]
        yield from _unestimated(amount_looked_at(verdict, leading), dossier)
        yield from (text for texts in each for text in texts)
    elif leading and leading.uitkomst == "niet_van_toepassing":
        deciding = [own for own in leading.toetsingen if own.voorwaarde.id in leading.beslissend]
        needs = [
            [*_unestimated(amount_judged(verdict, own), dossier), *_unjudged(own, dossier)]
            for own in deciding
        ]
        # Of more than one that decides, one on file is enough; not where each does by its own reading.
        if all(needs) or leading.pattern.in_turn:
            yield from (text for texts in needs for text in texts)
    yield from _unchosen(verdict, dossier)


def _unchosen(verdict: Besluit, dossier: Dossier) -> Iterator[str]:
    """Say of choices that the outcome depends on that nobody is known to have made them."""
    judged = {judgement.wat for judgement in dossier.beoordelingen}
    if verdict.otherwise and "werkwijze" not in judged:
        yield "Niet is vastgelegd wie de werkwijze koos, en wanneer (beoordelingen)."
    for chosen in verdict.kader.deciding if verdict.kader else ():
        if not chosen_by(dossier, chosen.reading.id, chosen.choice).who:
            yield f"Niet is vastgelegd wie deze lezing koos: {chosen.reading.vraag}"


def _unestimated(field: str | None, dossier: Dossier) -> Iterator[str]:
    if field is not None and dossier.raming is None:
        yield f"Niet is vastgelegd hoe {in_sentence(field)} is geraamd, door wie en wanneer (raming)."


def _unjudged(own: Toetsing, dossier: Dossier) -> Iterator[str]:
    """Say that nobody is known to have judged exclusion grounds, each by itself or all together."""
    judged = {judgement.wat for judgement in dossier.beoordelingen}
    for check in own.bladen:
        if check.voorwaarde.toets != "geen_van":
            continue
        grounds = str(check.gegeven).split() if check.uitkomst == "nee" else check.voorwaarde.waarden
        if judged.isdisjoint((check.voorwaarde.id, "uitsluitingsgronden")) and not judged.issuperset(grounds):
            which = (
                f"uitsluitingsgrond {dutch.joined(grounds)}"
                if len(grounds) == 1
                else "de uitsluitingsgronden"
            )
            yield f"Niet is vastgelegd wie {which} beoordeelde, en wanneer (beoordelingen)."


def untied_estimate(verdict: Besluit, dossier: Dossier, overruled: Sequence[Overruled]) -> str:
    """Say that another amount was judged than was estimated, or than the file has; empty where it was not.

    Who estimated an amount did so for that amount, or for that of all lots together.
    """
    if dossier.raming and dossier.raming.bedrag is not None:
        return other_estimate(verdict, dossier)
    field = estimated_field(verdict, dossier)
    amount = getattr(verdict.facts, field) if field else None
    filed = {own.name: own.own for own in overruled}
    before = filed.get(field or "") or filed.get("loonsom_excl_btw")
    if amount is None or not isinstance(before, Decimal):
        return ""
    return amounts_differ("In het bestand staat", before, amount)


def _backwards(dossier: Dossier) -> Iterator[str]:
    """Tell which days of a tender file come in an order that cannot be."""
    made, agreed = dossier.opgesteld, dossier.akkoord
    if made and agreed and agreed.datum.surely_before(made.datum):
        yield (
            f"Het akkoord is van {_day(agreed.datum)}, en de memo is pas opgesteld op {_day(made.datum)}. "
            "Eén van beide klopt niet."
        )
    if made is None:
        return
    estimate = dossier.raming
    if estimate and made.datum.surely_before(estimate.datum):
        yield (
            f"De raming is van {_day(estimate.datum)}, en de memo is al opgesteld op {_day(made.datum)}. Eén "
            "van beide klopt niet."
        )
    for judged in dossier.beoordelingen:
        if made.datum.surely_before(judged.datum):
            yield (
                f"De beoordeling ({in_sentence(judged.wat)}) is van {_day(judged.datum)}, en de memo is al "
                f"opgesteld op {_day(made.datum)}. Eén van beide klopt niet."
            )


def _deciding_way(verdict: Besluit, dossier: Dossier) -> Iterator[str]:
    """Tell that the outcome depends on the way of working that was chosen, by whom, when and why."""
    if verdict.kader and verdict.otherwise:
        judged = filed_judgement(dossier, "werkwijze")
        maker = made_by(judged) if judged else ChoiceMaker()
        yield f"{chosen_way(verdict.kader.stand.kader.naam, verdict.otherwise)} {_told(maker)}"


def _told(maker: ChoiceMaker) -> str:
    """Say who made a choice, when and why, and of what is not known that it is not on file."""
    return maker.said(NOT_RECORDED).lstrip()


def _deciding_readings(leading: Kaderbesluit, dossier: Dossier) -> Iterator[str]:
    """Tell which chosen readings the outcome depends on, who chose them, when and why."""
    for chosen in leading.deciding:
        maker = chosen_by(dossier, chosen.reading.id, chosen.choice)
        yield f"{chosen_reading(chosen)} {_told(maker)}"
