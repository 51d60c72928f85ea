"""What to ask next of a tender: the question that decides soonest, for a terminal and for a form."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.policy.conditions import CONDITION_FIELDS
from maatwerk_cli.tender.facts import UNKNOWN_OPTIONS, Facts, firm_term, value_said
from maatwerk_cli.tender.frameworks.authorities import (
    BY_KIND_ONLY,
    kind_of_authority,
    kinds_that_may_be_bound,
)
from maatwerk_cli.tender.reservations import grounds_named
from maatwerk_cli.tender.sentences import date_question
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.tender.verdicts.kader_verdict import Kaderbesluit
from maatwerk_cli.tender.verdicts.verdict import Besluit
from maatwerk_cli.tender.words.scope_sentences import AUTHORITY_NAMES
from maatwerk_cli.tender.words.source_words import referred

NO_GROUND = "nee"


class Question(NamedTuple):
    """One question.

    Attributes:
        field: the field of a tender that the answer fills in; of a reading ``lezingen``.
        text: the question itself, without the ways to answer it.
        ways: the answers where these are closed, each with what it means; nothing where the code says it.
        reading: the reading that is chosen, where that is what is asked.
        who: who can answer it; empty where nobody in particular.
        source: where the rule stands that asks it; empty where no rule does.
        remark: what whoever answers should know.
    """

    field: str
    text: str
    ways: Mapping[str, str] = {}
    reading: str = ""
    who: str = ""
    source: str = ""
    remark: str = ""

    @property
    def key(self) -> str:
        """What tells it from other questions."""
        return f"{self.field} {self.reading}" if self.reading else self.field


def ways_told(question: Question) -> list[str]:
    """Give the ways to answer, each with what it means where its code does not say it."""
    return [f"{code} ({meaning})" if meaning else code for code, meaning in question.ways.items()]


_WITH_MEANING = ("opdrachtgever_soort", "raamovereenkomst", "werkwijze", "lezingen")
"""Fields of which an answer can be one of those ways."""


def without_meaning(field: str, answer: str) -> str:
    """Give an answer as its code, where its meaning was copied with it."""
    code, bracket, _ = answer.partition(" (")
    return code if bracket and answer.endswith(")") and field in _WITH_MEANING else answer


def questions(facts: Facts, assessor: Assessor, skipped: frozenset[str]) -> Iterator[Question]:
    """Give what to ask, the question that decides soonest first; none whose key is among ``skipped``."""
    return (question for question in _all_questions(facts, assessor) if question.key not in skipped)


class BoundKader(NamedTuple):
    """A framework as a question names it: its id, its name, and what kinds of authority it may bind."""

    id: str
    naam: str
    soorten: tuple[str, ...]


def bound_by(kaders: Iterable[Kader]) -> tuple[BoundKader, ...]:
    """Give frameworks as a question names them."""
    return tuple(BoundKader(kader.id, kader.naam, kinds_that_may_be_bound(kader)) for kader in kaders)


def _all_questions(facts: Facts, assessor: Assessor) -> Iterator[Question]:
    verdict = assessor.decide(facts)
    leading = verdict.kader
    yield from open_questions(verdict, bound_by(assessor.beleid.kaders.values()))
    for kader in verdict.kaders:
        if kader is not leading:
            yield from _by_framework(kader)


def open_questions(verdict: Besluit, kaders: Sequence[BoundKader]) -> Iterator[Question]:
    """Give what the outcome still rests on: what decides which framework is followed, and what that asks."""
    if verdict.peildatum is None:
        yield Question("peildatum", date_question())
    if verdict.situation.reden == "opdrachtgever_onbekend" and verdict.facts.opdrachtgever is None:
        yield Question("opdrachtgever", _WHO)
    if verdict.situation.reden == "soort_onbekend":
        yield Question("opdrachtgever_soort", KIND_QUESTION, AUTHORITY_NAMES)
    if verdict.situation.reden == "opdrachtgever":
        yield from _scope_questions(verdict.facts, kaders)
    if verdict.situation.choose_from:
        yield Question("werkwijze", _WHICH_CHOSEN, verdict.situation.choose_from)
    if verdict.kader:
        yield from _by_framework(verdict.kader)


def next_questions(verdict: Besluit, kaders: Sequence[BoundKader]) -> Iterator[Question]:
    """Give the open questions, and where the day is not known also what will be asked once it is."""
    yield from open_questions(verdict, kaders)
    if verdict.peildatum is None and verdict.situation.followed:
        yield from _asked_then(verdict.situation.followed, verdict.facts)


def _asked_then(kader: Kader, facts: Facts) -> Iterator[Question]:
    for condition in kader.alle_voorwaarden:
        field = "looptijd_maanden" if condition.veld == "looptijd" else condition.veld
        if condition.vraag is None or field is None or not lacks(facts, field):
            continue
        codes = CONDITION_FIELDS[field].codes if field in CONDITION_FIELDS else ()
        named = ""
        if condition.toets == "geen_van":
            codes = (NO_GROUND, *condition.waarden)
            named = grounds_named(kader, condition.waarden)
        text = f"{condition.vraag.tekst} {named}".rstrip()
        yield Question(field, text, dict.fromkeys(codes, ""), who=condition.vraag.wie)


def lacks(facts: Facts, field: str) -> bool:
    """Tell whether a field is still unknown; of a term also where the dates do not tell it."""
    if field == "looptijd_maanden":
        low, high = firm_term(facts)
        return low != high
    return value_said(facts, field) is None


def _by_framework(kader: Kaderbesluit) -> Iterator[Question]:
    for asked in kader.te_vragen:
        yield _about_a_condition(kader, asked.veld, asked.vraag, asked.wie)
    owed = kader.verplichting.by_reading if kader.verplichting else {}
    for reading in kader.stand.kader.leesvragen:
        if reading.id in kader.open_lezingen or reading.id in owed:
            yield Question("lezingen", reading.vraag, reading.keuzes, reading.id, remark=reading.toelichting)


def _scope_questions(facts: Facts, kaders: Sequence[BoundKader]) -> Iterator[Question]:
    """Ask what decides which framework is followed."""
    if facts.opdrachtgever_soort is None:
        yield Question("opdrachtgever_soort", KIND_QUESTION, AUTHORITY_NAMES)
    kind = kind_of_authority(facts, BY_KIND_ONLY)
    bound = {kader.id: kader.naam for kader in kaders if kind in kader.soorten}
    if bound:
        yield Question("werkwijze", _WHICH_CHOSEN, bound)


def _about_a_condition(kader: Kaderbesluit, field: str, text: str, who: str) -> Question:
    codes = CONDITION_FIELDS[field].codes if field in CONDITION_FIELDS else ()
    if field == "uitsluitingsgronden":
        codes = (NO_GROUND, *(ground.id for ground in kader.stand.kader.uitsluitingsgronden))
    check = kader.asking(field)
    duty = kader.stand.kader.verplichting
    sources = check.bronnen if check else (duty.bron,) if duty else ()
    source = referred(sources, kader.stand.unconfirmed)
    return Question(field, text, dict.fromkeys(codes, ""), who=who if source else "", source=source)


_WHO = "Welke organisatie is de opdrachtgever? Antwoord met het id, de naam of de TOOI-identificatie."
_WHICH_CHOSEN = "Voor welk kader koos de opdrachtgever?"
KIND_QUESTION = "Wat voor opdrachtgever is dit?"
_AGREEMENT = "Is dit een raamovereenkomst, of een nadere overeenkomst die daaronder valt?"
_OPTIONS = (
    "Hoeveel maanden kunnen alle opties tot verlenging samen duren? Zonder opties is dat 0. Weet u niet of "
    "er opties zijn, of hoe lang zij duren, dan is het onbekend."
)
_LEVELS = {"nee": "geen van beide", "ja": "een raamovereenkomst", "nadere_overeenkomst": "valt eronder"}


def assumptions(facts: Facts, assessor: Assessor, skipped: frozenset[str]) -> Iterator[Question]:
    """Ask for what was assumed, where nothing else is left to ask; none whose key is among ``skipped``."""
    return (question for question in _assumed(facts, assessor) if question.key not in skipped)


def _assumed(facts: Facts, assessor: Assessor) -> Iterator[Question]:
    """Ask whom and what is followed, and what could turn the outcome."""
    verdict = assessor.decide(facts)
    if verdict.kader is None:
        return
    if any(reservation.code == "soort_aangenomen" for reservation in verdict.situation.rests.reservations):
        yield Question("opdrachtgever_soort", KIND_QUESTION, AUTHORITY_NAMES)
    if facts.werkwijze is None and len(verdict.kaders) > 1:
        names = {kader.id: kader.stand.kader.naam for kader in verdict.kaders}
        yield Question("werkwijze", _WHICH_CHOSEN, names)
    others = [facts._replace(raamovereenkomst=level) for level in ("ja", "nadere_overeenkomst")]
    if facts.raamovereenkomst is None and _could_turn(verdict, assessor, others):
        yield Question("raamovereenkomst", _AGREEMENT, _LEVELS)
    with_options = facts._replace(bounds={**facts.bounds, **UNKNOWN_OPTIONS})
    none_named = facts.verlenging_maanden is None and not facts.unknown_options
    if none_named and (_owes_a_share(verdict) or _could_turn(verdict, assessor, [with_options])):
        yield Question("verlenging_maanden", _OPTIONS)


_FREE = "U mag dit overslaan met Enter. Het staat in het record en in de memo; de uitkomst volgt er niet uit."
_OF_RECORD: Mapping[str, tuple[str, str]] = {
    "id": ("Welk kenmerk heeft de aanbesteding?", _FREE),
    "titel": ("Hoe heet de aanbesteding?", _FREE),
    "opdrachtgever": (_WHO, "U mag dit overslaan met Enter. Het staat in het record en in de memo."),
}


def for_the_record(facts: Facts, skipped: frozenset[str]) -> Iterator[Question]:
    """Ask of which tender it is and of whom, as a record or a memo says; an outcome can do without."""
    for field, (text, remark) in _OF_RECORD.items():
        if getattr(facts, field) is None and field not in skipped:
            yield Question(field, text, remark=remark)


def _owes_a_share(verdict: Besluit) -> bool:
    """Tell whether an obligation holds that options can add to: a part of an amount."""
    duty = verdict.kader.verplichting if verdict.kader else None
    return duty is not None and bool(duty.grondslag)


def _could_turn(verdict: Besluit, assessor: Assessor, others: Sequence[Facts]) -> bool:
    """Tell whether another answer than the one assumed would give another outcome, or obligation."""
    own = _comes_to(verdict)
    return any(_comes_to(assessor.decide(other, verdict.lots)) != own for other in others)


def _comes_to(verdict: Besluit) -> tuple[object, ...]:
    """Give the outcome, and what is owed or between which bounds that lies, and for what."""
    duty = verdict.kader.verplichting if verdict.kader else None
    if duty is None:
        return (verdict.uitkomst,)
    owed = (duty.percentage, duty.bedrag, duty.hoeveelheid, duty.laag, duty.hoog, duty.per)
    return (verdict.uitkomst, *owed)
