"""The verdict on a tender: every framework in force, under every reading that is still open."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from copy import copy
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from maatwerk_cli.models.kader import READING_CHOICES, Kader, Leesruimte
from maatwerk_cli.models.policy.conditions import COMPOSED_TESTS, LIMIT_TESTS, MORE_MEETS, Voorwaarde
from maatwerk_cli.models.tender.choices import Uitkomst
from maatwerk_cli.models.values import CENT, Datum
from maatwerk_cli.tender import reservations, sentences
from maatwerk_cli.tender.combination import rules_of
from maatwerk_cli.tender.condition import Toetsing
from maatwerk_cli.tender.duty import Duty, DutyRule
from maatwerk_cli.tender.facts import (
    JUDGED_BY_SOMEBODY,
    VALUE_WITHOUT_OPTIONS,
    Facts,
    FieldRefusal,
    inconsistencies,
)
from maatwerk_cli.tender.frameworks.authorities import (
    Authorities,
    Binding,
    binds_all_kinds,
    bound_kaders,
    kind_is_open,
    kind_of_authority,
)
from maatwerk_cli.tender.frameworks.following import followed
from maatwerk_cli.tender.frameworks.matching import Truth, as_compared
from maatwerk_cli.tender.frameworks.open_readings import (
    OUTSIDE,
    PLAIN,
    AtIssue,
    DecidingChoice,
    Lezing,
    Otherwise,
    at_issue,
    readings_to_try,
)
from maatwerk_cli.tender.frameworks.policy import Beleid, Era, KaderInForce
from maatwerk_cli.tender.lots import LotQuestion, Lots, Missing
from maatwerk_cli.tender.masking import shown_text
from maatwerk_cli.tender.reservations import (
    OPTIONS_IN_AMOUNT,
    RESTING_ON_NOTHING,
    KaderReservations,
    OtherWays,
    Reservation,
    Rests,
    resting_on,
    resting_on_all,
)
from maatwerk_cli.tender.sentences import LOOKS_AT_ALL, LooksAt
from maatwerk_cli.tender.trial import ASKED_FIRST, OwnConditions, Pattern, Trial
from maatwerk_cli.tender.words.limit_words import AMOUNTS
from maatwerk_cli.tender.words.scope_sentences import (
    KIND_ASSUMED,
    contradicted_kind,
    framework_of_another,
    scope_warnings,
)
from maatwerk_cli.tender.words.source_words import RowOfNumber, doubt_of_reading

_MOST_SITUATIONS = 32_768
"""How many situations are kept; then it begins anew, so that memory does not grow with a list."""


class OpenQuestion(NamedTuple):
    """A question that is still to be asked, and who can answer it."""

    veld: str
    vraag: str
    wie: str


class Deciding(NamedTuple):
    """The chosen readings that an outcome depends on, and what it rests on by that."""

    choices: Sequence[DecidingChoice]
    rests: Sequence[Rests]


NOTHING_DECIDES = Deciding((), ())


class Kaderbesluit:
    """The verdict by one framework.

    Attributes:
        toets: the framework as it stands on the peildatum, ready.
        facts: the tender.
        lots: the lots it is one of.
        issue: which readings are at issue; ``None`` where none is.
        lezingen: the readings that were tried; the conditions are shown by the first.
        pattern: what the conditions come to.
    """

    __slots__ = (
        *("_asked_by", "_checks", "_duty", "_rests", "_trial"),
        *("facts", "issue", "lots", "pattern", "toets"),
    )

    def __init__(
        self,
        toets: "KaderTest",
        facts: Facts,
        lots: Lots | None,
        issue: AtIssue | None,
        trial: "Trial",
        pattern: Pattern,
    ) -> None:
        self.toets = toets
        self.facts = facts
        self.lots = lots
        self.issue = issue
        self._trial = trial
        self.pattern = pattern
        self._asked_by: dict[str, Toetsing | None] | None = None
        self._checks: Sequence[Toetsing] | None = None
        self._rests: Rests | None = None
        self._duty: Duty | None = None

    @property
    def lezingen(self) -> Sequence[Lezing]:
        """The readings that were tried; the conditions are shown by the first."""
        return self._trial.readings

    @property
    def toetsingen(self) -> Sequence[Toetsing]:
        """Every condition with the tender's value and the limit."""
        if self._checks is None:
            self._checks = self._trial.checks(self.facts, self.lots, self.pattern)
        return self._checks

    def _check(self, place: int) -> Toetsing:
        """Give one condition, by its place among them."""
        if self._checks is not None:
            return self._checks[place]
        return self._trial.check(place, self.facts, self.lots, self.pattern)

    @property
    def stand(self) -> KaderInForce:
        """The framework with its parameters."""
        return self.toets.stand

    @property
    def id(self) -> str:
        """The framework's id."""
        return self.stand.kader.id

    @property
    def uitkomst(self) -> Uitkomst:
        """Whether it applies."""
        return self.pattern.uitkomst

    def is_settled_by_any(self, reading: Leesruimte) -> bool:
        """Tell whether what a reading bears on comes to the same by each choice, whatever is unknown."""
        conditions = [condition.id for condition in self.stand.kader.voorwaarden]
        if reading.tabellen or not set(reading.voorwaarden) <= set(conditions):
            return False
        comes_to = [
            {truths[conditions.index(name)] for truths in self.pattern.truths.values()}
            for name in reading.voorwaarden
        ]
        return all(truths in ({"ja"}, {"nee"}) for truths in comes_to)

    @property
    def beslissend(self) -> tuple[str, ...]:
        """The conditions that decide: those not met, else those still unknown."""
        return self.pattern.beslissend

    @property
    def vraagvelden(self) -> tuple[str, ...]:
        """The fields still to be asked for, the question that decides soonest first.

        Of a tender to which the framework applies: what decides which obligation holds.
        """
        return self.pattern.vraagvelden or self.duty_fields

    @property
    def level(self) -> str | None:
        """At which level of a framework agreement the limit holds, where that was chosen for this tender."""
        return dict(self.facts.lezingen).get("raamovereenkomst") if self.facts.lezingen else None

    @property
    def lots_outside(self) -> bool:
        """Whether it has lots that fall outside the framework or may, and that could count with it."""
        return self.lots is not None and self.lots.inside is not None

    @property
    def duty_fields(self) -> tuple[str, ...]:
        """The fields that decide which obligation holds, where it applies and that is not known."""
        if self.toets.duty is None or self.verplichting is None:
            return ()
        return tuple(field for field in ASKED_FIRST if field in self.verplichting.velden)

    @property
    def open_lezingen(self) -> Mapping[str, Mapping[str, Uitkomst]]:
        """By reading that is open and matters, the outcome of each choice."""
        return self.pattern.readings.alone

    @property
    def combinaties(self) -> Mapping[tuple[tuple[str, str], ...], Uitkomst]:
        """Where more than one open reading matters, the outcome of each combination of their choices."""
        return self.pattern.readings.together

    @property
    def te_vragen(self) -> tuple[OpenQuestion, ...]:
        """What is still to be asked, as long as it can matter."""
        return tuple(OpenQuestion(field, *self._question(field)) for field in self.vraagvelden)

    def asking(self, field: str) -> Toetsing | None:
        """Give the condition that asks for a field; ``None`` where it is a table of the obligation."""
        duty = self.verplichting if self.toets.duty else None
        if duty is None:
            if self._asked_by is None:
                self._asked_by = {}
            if field not in self._asked_by:
                self._asked_by[field] = self._asks(field)
            return self._asked_by[field]
        asking_check = next((check for check in duty.checks if field in check.velden), None)
        return asking_check and asking_check.asking(field)

    def _asks(self, field: str) -> Toetsing | None:
        """Give the first condition that asks for a field."""
        for place, judgement in enumerate(self.pattern.judgements):
            if field in judgement.fields:
                return self._check(place).asking(field)
        return None

    def _question(self, field: str) -> tuple[str, str]:
        check = self.asking(field)
        if check is not None and (of_itself := self._of_itself(check, field)):
            return sentences.of_which_lots(of_itself[0], self.lots_asked(check, field)), of_itself[1]
        if field == "raamovereenkomst" and check is not None and field != check.voorwaarde.veld:
            text, who = sentences.plain_question(field)
            return text, check.voorwaarde.vraag.wie if check.voorwaarde.vraag else who
        if check is None or check.note in ("rij_onbekend", "geen_rij"):
            text, who = self._table_question(field) or sentences.plain_question(field)
            return sentences.of_which_lots(text, self.lots_asked(check, field)), who
        explained = ""
        if check.voorwaarde.toets == "geen_van" and field == check.voorwaarde.veld:
            explained = reservations.grounds_named(self.stand.kader, check.voorwaarde.waarden)
        elif field == "motivering":
            explained = reservations.grounds_named(self.stand.kader, str(check.gegeven).split())
        elif self.facts.raamovereenkomst == "ja" and field in AMOUNTS:
            explained = sentences.OF_MAXIMUM if "raamovereenkomst" in check.rule.reads else ""
        if field == "loonsom_excl_btw" and VALUE_WITHOUT_OPTIONS in self.facts.bounds:
            explained = f"{explained} {sentences.OPTIONS_INCLUDED}".strip()
        return sentences.question(check, field, self.lots_asked(check, field), explained)

    def _of_itself(self, check: Toetsing, field: str) -> tuple[str, str] | None:
        """Give the question that tells whether a lot counts in a sum, where a sum asks for it."""
        inside = self.lots.inside if self.lots else None
        of_lots = check.of_lots and check.of_lots.about(field)
        if inside is None or not of_lots:
            return None
        if not any(field in inside.unsure.get(place, ()) for place in of_lots.places):
            return None
        conditions = self.stand.kader.alle_voorwaarden
        about = "looptijd" if field == "looptijd_maanden" else field
        condition = next((own for own in conditions if own.veld == about and own.vraag), None)
        if field == "motivering":
            lots = (self.lots.lots[place] for place in of_lots.places) if self.lots else ()
            return self._why_grounds(
                [ground for lot in lots if lot for ground in lot.uitsluitingsgronden or ()]
            )
        if condition is None or condition.vraag is None:
            return sentences.plain_question(field)
        if condition.toets == "geen_van":
            named = reservations.grounds_named(self.stand.kader, condition.waarden)
            return f"{condition.vraag.tekst} {named}".rstrip(), condition.vraag.wie
        return condition.vraag.tekst, condition.vraag.wie

    def _why_grounds(self, given: Sequence[str]) -> tuple[str, str]:
        """Ask why grounds of other lots apply."""
        kader = self.stand.kader
        own = sentences.grounds_given([ground.id for ground in kader.uitsluitingsgronden], given)
        asked = next(own.vraag for own in kader.alle_voorwaarden if own.toets == "geen_van")
        text = f"{sentences.why_grounds(own)} {reservations.grounds_named(kader, own)}"
        return text, asked.wie if asked else sentences.BUYER

    def _table_question(self, field: str) -> tuple[str, str] | None:
        """Give the question of a table that differs by a field."""
        for parameter in self.stand.kader.parameters.values():
            per = "looptijd_maanden" if parameter.per == "looptijd" else parameter.per
            if per == field and parameter.vraag:
                return parameter.vraag.tekst, parameter.vraag.wie
        return None

    def lots_asked(self, check: Toetsing | None, field: str) -> tuple[str, ...]:
        """Give the names of the lots that a question is about, where there are several.

        Args:
            check: the condition that asks; ``None`` where it is a table of the obligation.
            field: what it asks.
        """
        if self.lots is None or len(self.lots.lots) < 2 or (check and check.note == "grens_wisselt"):
            return ()
        of_lots = None if field in self.pattern.of_itself else self._of_lots(check, field)
        return of_lots.names if of_lots else (shown_text(self.facts.perceel or ""),)

    def names_asked(self, field: str) -> tuple[str, ...]:
        """Give the names of the lots that a field is asked of, where there are several."""
        check = None if field in self.pattern.of_itself else self.asking(field)
        return self.lots_asked(check, field)

    def _of_lots(self, check: Toetsing | None, field: str) -> LotQuestion | None:
        asked = check or self.verplichting
        return asked.of_lots.about(field) if asked and asked.of_lots else None

    @property
    def questions(self) -> Iterator[tuple[str, int]]:
        """Give each field to ask for with the place of each lot to ask it of; 0 where there are no lots."""
        lots, of_itself = self.lots, self.pattern.of_itself
        for field in self.vraagvelden:
            check = self.asking(field) if lots and field not in of_itself else None
            of_lots = self._of_lots(check, field) if lots and field not in of_itself else None
            if lots is None or field == "peildatum" or (check and check.note == "grens_wisselt"):
                yield field, 0
            elif of_lots:
                for place in of_lots.places:
                    yield field, place
            else:
                yield field, [*map(id, lots.lots)].index(id(self.facts))

    @property
    def grensgeval(self) -> str | None:
        """Which change would turn the outcome, when exactly one condition stands in the way."""
        if self.uitkomst != "niet_van_toepassing":
            return None
        missed = [
            place for place, judgement in enumerate(self.pattern.judgements) if judgement.uitkomst != "ja"
        ]
        if len(missed) > 1:
            return None
        from maatwerk_cli.tender.near_miss import AsJudged, near_miss

        judged = AsJudged(self.facts, self.lezingen[0], self.counted_together, self.lots)
        return near_miss(self.stand.kader, judged, self._check(missed[0]))

    @property
    def counted_together(self) -> str:
        """Which lots a quantity was judged of, where they count together; nothing of one alone."""
        reading = self.lezingen[0]
        if self.lots is None or not reading.samen:
            return ""
        counting = self.lots.counting(outside=reading.outside)
        places = [place for place, _ in enumerate(counting.lots) if place not in counting.out]
        return f" van {sentences.named_lots(counting.names(places))} samen" if len(places) > 1 else ""

    @property
    def verplichting(self) -> Duty | None:
        """What social return comes to, when it applies and the framework says so."""
        return self.owed if self.pattern.uitkomst == "van_toepassing" else None

    @property
    def owed(self) -> Duty | None:
        """What social return comes to wherever the framework applies; it may not be known whether it does."""
        rule = self.stand.kader.verplichting
        if rule is None:
            return None
        if self._duty is None and self.toets.duty is not None:
            self._duty = self.toets.duty.of(self.facts, self.lots, self.lezingen)
        elif self._duty is None:
            percentage = self.stand.percentage
            amount = amount_due(getattr(self.facts, rule.grondslag or ""), percentage)
            self._duty = Duty(percentage, rule.grondslag or "", amount)
        return self._duty

    @property
    def rests(self) -> Rests:
        """What it rests on and a reader would not see."""
        if self._rests is None:
            toets, facts, lots, issue = self.toets, self.facts, self.lots, self.issue
            rests = [toets.reservations.of(facts, lots, self.pattern)]
            if facts.has_options:
                rests.append(self._options_rests)
            if lots is not None and lots.inside is not None:
                rests.append(self._outside_rests(lots.inside))
            if lots is not None and lots.taken_as_all and toets.turned_by_more(self):
                rests.append(resting_on(sentences.LOTS_TAKEN_AS_ALL))
            if issue is not None and issue.chosen:
                rests += toets.deciding(self).rests
            if issue is not None and toets.doubtful_readings:
                rests += toets.resting_on_readings(self)
            if facts.uitsluitingsgronden and self.pattern.uitkomst == "niet_van_toepassing":
                rests += [
                    sentences.grounds_rest(grounds)
                    for name, grounds in self.deciding_grounds
                    if facts.bounds.keys().isdisjoint(
                        f"{JUDGED_BY_SOMEBODY}{own}" for own in (*grounds, name, "uitsluitingsgronden")
                    )
                ]
            if toets.reservations.doubts_duty and self.verplichting is not None:
                rests.append(toets.reservations.of_duty(self.duty_numbers))
            self._rests = resting_on_all(*rests) if len(rests) > 1 else rests[0]
        return self._rests

    @property
    def duty_numbers(self) -> Sequence[RowOfNumber]:
        """The numbers that its obligation is reckoned with, each row of them that can be meant."""
        if self.toets.duty is not None:
            return self.toets.duty.numbers(self.facts, self.lots, self.lezingen)
        duty = self.stand.kader.verplichting
        table = self.stand.getallen[duty.percentage or ""] if duty else None
        return [(table, place) for place in table.in_force] if table else []

    @property
    def turned_by_options(self) -> tuple[str, ...]:
        """What to say beside its outcome of options in an amount, where they can turn that."""
        return tuple([said.text for said in self.reservations if said.code == OPTIONS_IN_AMOUNT])

    @property
    def deciding_grounds(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Give the condition of grounds that alone makes it not apply, and which apply."""
        if self.pattern.uitkomst != "niet_van_toepassing" or len(self.beslissend) > 1:
            return
        judgements = self.pattern.judgements
        missed = next(place for place, judgement in enumerate(judgements) if judgement.uitkomst == "nee")
        for check in self._check(missed).bladen:
            if check.voorwaarde.toets == "geen_van" and check.uitkomst == "nee":
                yield check.voorwaarde.id, tuple(str(check.gegeven).split())

    @property
    def _options_rests(self) -> Rests:
        """Tell whether options are in an amount, where that can turn the outcome."""
        counted = self.lots is not None and self.lezingen[0].samen
        tell = self.toets.reservations.of_options
        rests = tell(self.facts, self.pattern, lambda: self.toetsingen, counted=counted)
        duty = self.verplichting
        if duty is None or not duty.grondslag or duty.bedrag is None:
            return rests
        return resting_on_all(rests, reservations.term_of_amount(self.facts, duty.grondslag))

    @property
    def deciding(self) -> Sequence[DecidingChoice]:
        """The readings that were chosen and that the outcome depends on."""
        return self.toets.deciding(self).choices

    def _outside_rests(self, inside: Lots) -> Rests:
        """Name the lots that fall outside the framework, where it matters whether they count."""
        is_open = OUTSIDE in self.open_lezingen
        if not is_open and not (OUTSIDE in dict(self.facts.lezingen) and self.toets.turns(self, OUTSIDE)):
            return RESTING_ON_NOTHING
        key = ("outside_rest", is_open)
        if key not in inside.decided:
            inside.decided[key] = sentences.outside_rest(self.stand.kader, inside, is_open=is_open)
        rests: Rests = inside.decided[key]
        return rests

    @property
    def reservations(self) -> Sequence[Reservation]:
        """The same, each by itself."""
        return self.rests.reservations

    @property
    def waarschuwingen(self) -> tuple[str, ...]:
        """What is unsure about the conditions, the readings and the obligation."""
        duty = self.verplichting
        if duty and not duty.plain:
            return tuple(self._warnings(duty))
        if self._unlisted_category:  # told by its own word, so not kept for others
            return tuple(self._warnings(duty))
        key = (
            self.pattern,
            self.rests,
            self.facts.raamovereenkomst,
            self.level,
            duty and duty.bedrag is None,
        )
        return self.toets.once(key, lambda: tuple(self._warnings(duty)))

    def reserved(self, duty: Duty) -> Iterable[str]:
        """Give what the sources do not say of the numbers of an obligation."""
        return self.toets.duty.reservations(duty) if self.toets.duty else self.stand.voorbehouden

    @property
    def _unlisted_category(self) -> str:
        """The category as it was given, where it is asked for and no code list has it; else empty."""
        given = self.facts.categorie
        if given is None or "categorie" not in self.vraagvelden:
            return ""
        return "" if as_compared(given) in self.stand.categories else given

    def _warnings(self, duty: Duty | None) -> Iterator[str]:
        kader = self.stand.kader
        if self._unlisted_category:
            known = sorted({*self.stand.categories.values()})
            yield sentences.category_unknown(self._unlisted_category, known)
        yield from sentences.check_warnings(kader, self.toetsingen, self.level)
        yield from self.rests.texts
        for name, outcomes in self.open_lezingen.items():
            yield sentences.open_reading(self.toets.readings[name], outcomes)
        if self.combinaties:
            yield sentences.open_together(kader, self.toets.readings, self.combinaties)
        if kader.nadere_overeenkomst and self.facts.raamovereenkomst == "nadere_overeenkomst":
            yield kader.nadere_overeenkomst.tekst
        if duty is None:
            return
        yield from self.reserved(duty)
        if self.toets.duty is not None:
            changing = self.duty_numbers if duty.velden == ("peildatum",) else ()
            yield from sentences.duty_warnings(kader, duty, changing)
        elif duty.bedrag is None:
            yield sentences.no_amount(self.stand, duty.grondslag)


def amount_due(base: Decimal | None, percentage: Decimal | None) -> Decimal | None:
    """Give a percentage of an amount in euros, to the cent, half a cent up; ``None`` where one is unknown."""
    if base is None or percentage is None:
        return None
    return (base * percentage / 100).quantize(CENT, ROUND_HALF_UP)


def _looked_at(kader: Kader, *, agreement: bool) -> LooksAt:
    """Tell what a framework looks at, in its conditions and for its obligation."""
    conditions = kader.alle_voorwaarden
    return LooksAt(
        quantities=kader.verplichting is not None or any(condition.eenheid for condition in conditions),
        agreement=agreement,
        grounds=any(condition.toets == "geen_van" for condition in conditions),
    )


NoFramework = Literal[
    "", "peildatum", "opdrachtgever", "opdrachtgever_onbekend", "soort_onbekend", "werkwijze", "datum"
]
"""Why no framework gives an outcome; empty where one does."""


class Situation(NamedTuple):
    """What holds for every tender of one era, kind of authority and chosen framework.

    Attributes:
        kaders: the frameworks that bind and are in force, ready to be applied.
        leading: the framework that gives the outcome, in force or not; ``None`` where none can.
        followed: the same with all it says; ``None`` where it is not known, or is none of the policy.
        reden: why the framework that is followed gives no outcome; empty where it does.
        closed: the peildatum lies outside the term of all that may be followed, whichever day it is.
        looks_at: what any of the frameworks that bind looks at; where none does, what any may.
        rests: what that rests on and a reader would not see.
        warnings: gives what has to be said about it on a peildatum, those included.
        choose_from: the frameworks between which a person has to choose, with what they are called.
        other_ways: what a source tells of another way of working for a category; nothing where one is chosen.
    """

    kaders: tuple["KaderTest", ...]
    leading: str | None
    followed: Kader | None
    reden: "NoFramework"
    closed: bool
    looks_at: LooksAt
    rests: Rests
    warnings: Callable[[Datum | None], tuple[str, ...]]
    choose_from: Mapping[str, str]
    other_ways: OtherWays | None = None


class Besluit:
    """The verdict on one tender or lot.

    Attributes:
        facts: what is known of it.
        lots: the lots it is one of.
        peildatum: the date for which the frameworks in force were looked up.
        peildatum_uit: the field it was taken from; empty where there is none.
        situation: which frameworks that gave.
        kaders: the verdicts of all frameworks in force, in the order of their files.
        kader: the verdict by the framework that is followed; ``None`` where it gives none.
        uitkomst: the outcome by that framework.
        by_begin: the outcome by the first day, where the day of publication was followed and gives another.
    """

    __slots__ = (
        *("_rests", "by_begin", "facts", "kader", "kaders", "lots", "peildatum"),
        *("peildatum_uit", "situation", "uitkomst"),
    )

    def __init__(
        self,
        facts: Facts,
        lots: Lots | None,
        peildatum: Datum | None,
        peildatum_uit: str,
        situation: Situation,
        kaders: Sequence[Kaderbesluit],
        kader: Kaderbesluit | None,
    ) -> None:
        self.facts = facts
        self.lots = lots
        self.peildatum = peildatum
        self.peildatum_uit = peildatum_uit
        self.situation = situation
        self.kaders = kaders
        self.kader = kader
        self.uitkomst: Uitkomst = kader.pattern.uitkomst if kader else "onbekend"
        self.by_begin: Uitkomst | None = None
        self._rests: Rests | None = None

    @property
    def vraagvelden(self) -> tuple[str, ...]:
        """The fields still to be asked for: those of the framework that is followed, or the peildatum."""
        if self.situation.reden == "peildatum":
            return ("peildatum",)
        if self.situation.reden == "opdrachtgever_onbekend" and self.facts.opdrachtgever is None:
            return ("opdrachtgever",)
        if self.situation.reden == "soort_onbekend":
            return ("opdrachtgever_soort",)
        if self.situation.reden == "werkwijze":
            return ("werkwijze",)
        leading = self.kader
        return leading.vraagvelden if leading else ()

    @property
    def chosen_out_of_force(self) -> Kader | None:
        """The framework that was chosen, where it is not in force on the peildatum, whichever day that is."""
        return self.situation.followed if self.situation.closed and self.facts.werkwijze else None

    @property
    def questions(self) -> Iterable[tuple[str, int]]:
        """Give each field to ask for with the place of the lot to ask it of; 0 where there are no lots."""
        return self.kader.questions if self.kader else [(field, 0) for field in self.vraagvelden]

    @property
    def lezingen(self) -> dict[str, str | Mapping[str, Uitkomst]]:
        """By reading the choice made, or the outcome of each choice where it is open and matters."""
        readings: dict[str, str | Mapping[str, Uitkomst]] = dict(self.facts.lezingen)
        for verdict in self.kaders:
            for name, outcomes in verdict.open_lezingen.items():
                if name not in readings or verdict.id == self.situation.leading:
                    readings[name] = outcomes
        if self.kader and self.kader.combinaties:
            names = "+".join(self.kader.open_lezingen)
            readings[names] = {
                "+".join(choice for _, choice in choices): outcome
                for choices, outcome in self.kader.combinaties.items()
            }
        return readings

    @property
    def rests(self) -> Rests:
        """What the outcome rests on and a reader would not see."""
        if self._rests is None:
            leading, facts = self.kader, self.facts
            of_way = RESTING_ON_NOTHING
            if facts.werkwijze or facts.categorie:
                of_way = self._way_rest if facts.werkwijze else self._category_rest
            self._rests = resting_on_all(
                self.situation.rests,
                self._day_rest if self.by_begin else RESTING_ON_NOTHING,
                of_way,
                self._assumed_for((leading.toets if leading else self.situation).looks_at),
                leading.rests if leading else RESTING_ON_NOTHING,
            )
        return self._rests

    def rest_also(self, rests: Rests) -> None:
        """Let it rest on what is known only where the tender was read."""
        self._rests = resting_on_all(rests, self.rests)

    @property
    def _day_rest(self) -> Rests:
        """Say that the day that was followed decides, though nobody chose it."""
        if self.by_begin is None or self.facts.begin is None:
            return RESTING_ON_NOTHING
        return sentences.day_rest(self.facts.begin, self.by_begin)

    @property
    def otherwise(self) -> Sequence[tuple[str, Uitkomst]]:
        """What the outcome is by another framework, by its name, where one was chosen and that differs."""
        leading = self.kader
        if leading is None or self.facts.werkwijze is None:
            return ()
        return tuple(
            [
                (other.stand.kader.naam, other.uitkomst)
                for other in self.kaders
                if other.uitkomst != leading.uitkomst
            ]
        )

    @property
    def way_decides(self) -> bool:
        """Whether another way of working gives another outcome or obligation, or may as this gives none."""
        if self.kader is None:
            return bool(self.kaders)
        owed = self.kader.verplichting
        return bool(self.otherwise) or any(other.verplichting != owed for other in self.kaders)

    @property
    def _way_rest(self) -> Rests:
        """Say that the way of working that was chosen decides."""
        leading, otherwise = self.kader, self.otherwise
        if leading is None or not otherwise:
            return RESTING_ON_NOTHING
        return sentences.way_rest(leading.stand.kader.naam, otherwise)

    @property
    def _category_rest(self) -> Rests:
        """Say what a source tells of another way of working for its category, where none was chosen."""
        ways, category = self.situation.other_ways, self.facts.categorie
        return RESTING_ON_NOTHING if ways is None or category is None else ways.of(category, self.peildatum)

    @property
    def reservations(self) -> Sequence[Reservation]:
        """The same, each by itself."""
        return self.rests.reservations

    @property
    def onzeker(self) -> tuple[str, ...]:
        """The codes of what the outcome rests on and a reader would not see."""
        return self.rests.codes

    def _assumed_for(self, looks_at: LooksAt) -> Rests:
        """Give what was assumed of what is looked at, and what of it contradicts itself or says nothing."""
        facts = self.facts
        quantities, agreement, grounds = looks_at
        lots = self.lots if quantities else None
        rests = sentences.ASSUMED[
            self._missing if lots and lots.missing else "",
            quantities
            and facts.verlenging_maanden is None
            and bool(self.kaders)
            and not (facts.bounds and facts.unknown_options),
            agreement and facts.raamovereenkomst is None and "raamovereenkomst" not in facts.unknown,
            grounds
            and facts.motivering is not None
            and bool(facts.uitsluitingsgronden)
            and not facts.motivated,
        ]
        if lots and lots.doubled:
            rests = resting_on_all(rests, sentences.doubled_rest(facts, lots))
        if quantities and VALUE_WITHOUT_OPTIONS in facts.bounds:
            rests = resting_on_all(rests, resting_on(sentences.WITHOUT_OPTIONS))
        if quantities and facts.looptijd_maanden is not None:
            rests = resting_on_all(rests, resting_on(*reservations.fact_reservations(facts)))
        impossible = sentences.contradicting_facts(facts, quantities=quantities)
        return resting_on_all(rests, resting_on(*impossible)) if impossible else rests

    def _of_input(self, looks_at: LooksAt) -> list[str]:
        """Give what was assumed of the tender, and what in it cannot be or does not count, as sentences."""
        of_grounds = sentences.ground_warnings(self.facts) if looks_at.grounds else ()
        return [*self._assumed_for(looks_at).texts, *of_grounds]

    @property
    def _missing(self) -> Missing:
        """Why lots may be missing on which it rests: on none, where each counts for itself by choice."""
        apart = ("percelen", "apart") in self.facts.lezingen
        return "" if self.lots is None or apart else self.lots.missing

    @property
    def of_situation(self) -> tuple[str, ...]:
        """What has to be said of which frameworks bind and are in force, what that rests on included."""
        return self.situation.warnings(self.peildatum)

    @property
    def _of_choice(self) -> tuple[str, ...]:
        """What has to be said of which framework is followed, and of the choices that decide that."""
        return (
            *self.of_situation,
            *self._category_rest.texts,
            *self._day_rest.texts,
            *self._way_rest.texts,
        )

    @property
    def waarschuwingen(self) -> tuple[str, ...]:
        """What was assumed, and what is wrong or unsure."""
        warnings = [*self._of_choice]
        warnings += self._of_input(self.situation.looks_at)
        for verdict in self.kaders:
            warnings += self._warned_of(verdict)
        return tuple(dict.fromkeys(warnings))

    def _warned_of(self, ruling: Kaderbesluit) -> Sequence[str]:
        """Give the warnings of a framework; of one that is not followed no sentence is about the outcome."""
        if ruling is self.kader:
            return ruling.waarschuwingen
        own = self.kader.waarschuwingen if self.kader else ()
        return [sentences.not_followed(text) for text in ruling.waarschuwingen if text not in own]

    @property
    def elsewhere(self) -> Sequence[tuple[Kaderbesluit, Sequence[str]]]:
        """What is unsure only about the verdicts of other frameworks than the one that is followed.

        The outcome does not rest on it.
        """
        if self.kader is None:
            return ()
        said = {
            verdict: [*self._of_input(verdict.toets.looks_at), *self._warned_of(verdict)]
            for verdict in self.kaders
        }
        own = {*self._of_choice, *said.pop(self.kader)}
        others = [
            (verdict, [text for text in dict.fromkeys(texts) if text not in own])
            for verdict, texts in said.items()
        ]
        return [(verdict, texts) for verdict, texts in others if texts]


class Assessor:
    """Holds tenders against a policy. One definition for a single tender and for a series.

    Args:
        beleid: the policy.
    """

    def __init__(self, beleid: Beleid) -> None:
        self.beleid = beleid
        self._authorities = Authorities(beleid.kaders, lambda: beleid.organisations)
        self._situations: dict[
            tuple[Era | None, str | None, str | None, frozenset[str], Binding], Situation
        ] = {}
        self._in_force: dict[Era, tuple[KaderTest, ...]] = {}
        self._defaults: Mapping[str | None, Reservation] = {
            kader.id: reservations.default_framework(kader.naam, kader.standaard, beleid.unconfirmed)
            for kader in beleid.kaders.values()
            if kader.standaard is not None
        }

    def objections(self, facts: Facts) -> list[FieldRefusal]:
        """Find what makes a tender unfit to be judged: contradictions, and names the policy does not have."""
        problems = [*inconsistencies(facts)]
        if facts.werkwijze is not None and facts.werkwijze not in self.beleid.kaders:
            problems.append(_unknown("werkwijze", "kader_onbekend", facts.werkwijze, self.beleid.kaders))
        if facts.uitsluitingsgronden:
            known = self.beleid.gronden
            problems += [
                _unknown("uitsluitingsgronden", "grond_onbekend", ground, sorted(known))
                for ground in facts.uitsluitingsgronden
                if ground not in known
            ]
        for name, choice in facts.lezingen:
            if name not in READING_CHOICES:
                problems.append(_unknown("lezingen", "lezing_onbekend", name, READING_CHOICES))
            elif choice not in READING_CHOICES[name]:
                problems.append(_unknown("lezingen", "keuze_onbekend", choice, READING_CHOICES[name]))
        return problems

    def decide(self, facts: Facts, group: Lots | None = None) -> Besluit:
        """Give the verdict on a tender without objections; as one lot of ``group`` where there are more."""
        peildatum, origin = date_of_reference(facts)
        situation = self._situation(peildatum, facts)
        issue = at_issue(facts, many_lots=group is not None and group.many)
        leading = None
        verdicts = []
        for kader in situation.kaders:
            verdict = kader.under(issue, facts, group)
            verdicts.append(verdict)
            if kader.id == situation.leading and not situation.reden:
                leading = verdict
        decided = Besluit(facts, group, peildatum, origin, situation, verdicts, leading)
        if origin == "publicatiedatum" and peildatum and facts.begin and self._differ(peildatum, facts.begin):
            by_begin = self.decide(facts._replace(peildatum=facts.begin), group).uitkomst
            if by_begin != decided.uitkomst:
                decided.by_begin = by_begin
        return decided

    def _differ(self, day: Datum, other: Datum) -> bool:
        return self.beleid.era(day) != self.beleid.era(other)

    def _situation(self, peildatum: Datum | None, facts: Facts) -> Situation:
        binding = self._authorities.binding(facts.opdrachtgever)
        era = self.beleid.era(peildatum) if peildatum else None
        key = (era, facts.opdrachtgever_soort, facts.werkwijze, facts.unknown, binding)
        situation = self._situations.get(key)
        if situation is None:
            if len(self._situations) >= _MOST_SITUATIONS:
                self._situations.clear()
            situation = self._situations[key] = self._find_situation(peildatum, facts, binding)
        return situation

    def _find_situation(self, peildatum: Datum | None, facts: Facts, binding: Binding) -> Situation:
        kaders = self.beleid.kaders
        bound = bound_kaders(kaders, facts, binding)
        perhaps = [*bound[: len(binding.named)], *(kaders[name] for name in binding.unsure)]
        perhaps += bound[len(binding.named) :]
        follows = followed(perhaps, peildatum, facts.werkwijze)
        leading = follows.leading
        in_force = self._standing(peildatum) if peildatum else ()
        ids = [kader.id for kader in bound]
        open_kind = bool(bound) and kind_is_open(facts, binding)
        reason: NoFramework = "" if peildatum else "peildatum"
        if {leading, *follows.choose_from} & {*binding.unsure}:
            reason = "opdrachtgever_onbekend"
        elif follows.by_date:
            reason = reason or "datum"
        elif follows.choose_from and not open_kind:
            reason = reason or "werkwijze"
        elif leading not in ids:
            reason = "soort_onbekend" if open_kind else "opdrachtgever"
        elif peildatum and leading not in [kader.id for kader in in_force]:
            reason = "datum"
        elif open_kind and not binds_all_kinds(kaders[leading or ""]):
            reason = reason or "soort_onbekend"
        # Of those that the day tells apart all may be in force, or none: the first tells it of them all.
        candidates = [kader for name, kader in kaders.items() if name in (leading, *follows.by_date)]
        closed = (
            reason == "datum"
            and peildatum is not None
            and not candidates[0].geldigheid.overlaps(peildatum.first, peildatum.last)
        )
        rests = resting_on(*self._assumed(facts, leading, binding, reason))
        ready = tuple(kader for kader in in_force if kader.id in ids)

        @lru_cache(_MOST_SITUATIONS)
        def warnings(day: Datum | None) -> tuple[str, ...]:
            of_scope = scope_warnings(facts, kaders, follows, binding)
            of_date = sentences.date_warnings(bound, day, (leading, *follows.by_date))
            return tuple(dict.fromkeys((*rests.texts, *of_scope, *of_date)))

        seen = [kader.looks_at for kader in ready] or [LOOKS_AT_ALL._replace(agreement=False)]
        looks_at = LooksAt(*map(any, zip(*seen, strict=True)))
        followed_kader = kaders.get(leading or "")
        ways = None
        if followed_kader is not None and self._assumes_default(facts, leading, reason):
            ways = OtherWays(followed_kader, self.beleid.unconfirmed, lambda: self.beleid.listed_categories)
        choice = {name: kaders[name].naam for name in follows.choose_from if reason == "werkwijze"}
        return Situation(
            ready, leading, followed_kader, reason, closed, looks_at, rests, warnings, choice, ways
        )

    def _assumes_default(self, facts: Facts, leading: str | None, reason: NoFramework) -> bool:
        """Tell whether a framework is followed only since no way of working was chosen."""
        return facts.werkwijze is None and leading in self._defaults and reason in ("", "peildatum")

    def _assumed(
        self, facts: Facts, leading: str | None, binding: Binding, reason: NoFramework
    ) -> Iterator[Reservation]:
        """Tell what was assumed to find the framework that is followed, where one is or a day is lacking."""
        by_kind = any(kader.werkingssfeer.opdrachtgever_soort for kader in self.beleid.kaders.values())
        assumed = facts.opdrachtgever_soort is None and not kind_is_open(facts, binding)
        if assumed and by_kind and kind_of_authority(facts, binding):
            yield Reservation("soort_aangenomen", KIND_ASSUMED)
        read = None if kind_is_open(facts, binding) else kind_of_authority(facts, binding)
        if binding.kind and by_kind and read not in (None, binding.kind):
            yield contradicted_kind(facts.opdrachtgever_soort, binding.kind)
        if leading is not None and not reason and leading in self.beleid.kaders:
            yield from reservations.of_scope(self.beleid.kaders[leading], self.beleid.unconfirmed)
        if leading in binding.of_others:
            yield framework_of_another(self.beleid.kaders[leading])
        if self._assumes_default(facts, leading, reason):
            default = self._defaults[leading]
            yield reservations.choice_unknown(default) if "werkwijze" in facts.unknown else default

    def _standing(self, peildatum: Datum) -> tuple["KaderTest", ...]:
        """Make the frameworks in force ready, once for all dates on which they stand the same."""
        era = self.beleid.era(peildatum)
        standing = self._in_force.get(era)
        if standing is None:
            ready = [test for tests in self._in_force.values() for test in tests]
            standing = self._in_force[era] = tuple(
                next((test.on(stand) for test in ready if test.stand.judges_as(stand)), None)
                or KaderTest(stand)
                for stand in self.beleid.on(peildatum)
            )
        return standing


def _unknown(field: str, kind: str, word: str, choices: Sequence[str] | Mapping[str, object]) -> FieldRefusal:
    return FieldRefusal(field, kind, {"keuzes": ", ".join(choices), "woord": word}, word)


def date_of_reference(facts: Facts) -> tuple[Datum | None, str]:
    """Give the peildatum and the field it comes from (afspraken: its own, of publication, the begin)."""
    if facts.peildatum is not None:
        return facts.peildatum, "peildatum"
    if facts.publicatiedatum is not None:
        return facts.publicatiedatum, "publicatiedatum"
    return facts.begin, "begin" if facts.begin is not None else ""


class Framed:
    """Lots as each of them counts them: with, beside all, those that do not fall outside a framework.

    Args:
        lots: the lots.
        out: the places of those that do not meet a condition of the framework that is of each lot by itself.
        unsure: the places of those of which that is not known, with what to ask of them.
        away: the places of those that the framework is not about at all.
        others_can_undo: what is met without a lot can be not met with it.

    Attributes:
        by_lot: by the identity of the facts of each lot the lots as it counts them; ``None`` where it counts
            all of them.
    """

    def __init__(
        self,
        lots: Lots,
        out: Set[int],
        unsure: Mapping[int, tuple[str, ...]],
        away: Set[int],
        *,
        others_can_undo: bool,
    ) -> None:
        self._lots = lots
        self._out = out
        self._unsure = unsure
        self._gone = out | away
        self._others_can_undo = others_can_undo
        self._seen: dict[tuple[str, int], Lots] = {}
        self.by_lot: dict[int, Lots | None] = {}

    def of(self, place: int, met: Truth, *, away: bool) -> Lots:
        """Give the lots as one of them counts them.

        Args:
            place: of the lot among the lots; -1 of a tender that is none of them.
            met: whether it meets the conditions that are of each lot by itself.
            away: the framework is not about it at all.
        """
        if met == "nee":
            return self._lots
        if away:
            return self._as("away", self._out, {})
        if met == "ja":
            return self._as("inside", self._gone, self._unsure)
        if not self._others_can_undo:
            return self._as("unsure", self._gone, {})
        unsure = {other: asked for other, asked in self._unsure.items() if other != place}
        return self._as("unsure", self._gone, unsure, place)

    def _as(self, name: str, out: Set[int], unsure: Mapping[int, tuple[str, ...]], place: int = -1) -> Lots:
        if not out and not unsure:
            return self._lots
        if (name, place) not in self._seen:
            self._seen[name, place] = self._lots.beside(out, unsure)
        return self._seen[name, place]


def _can_be_undone(kader: Kader, condition: Voorwaarde) -> bool:
    """Tell whether a condition can be met by some lots and not by those and others together."""
    parameter = kader.parameters.get(condition.parameter or "")
    return (
        (condition.toets in LIMIT_TESTS and condition.toets not in MORE_MEETS)
        or (condition.samen is not None and COMPOSED_TESTS[condition.samen].turns)
        or (parameter is not None and parameter.per is not None)
    )


class KaderTest:
    """A framework as it stands on a date, ready to be applied to tenders.

    Args:
        stand: the framework with its parameters.
    """

    def __init__(self, stand: KaderInForce) -> None:
        self.id = stand.kader.id
        self.rules = rules_of(stand)
        self._rules = [self.rules[condition.id] for condition in stand.kader.voorwaarden]
        self._names = [condition.id for condition in stand.kader.voorwaarden]
        self.reservations = KaderReservations(stand)
        self.reads_agreement = "raamovereenkomst" in [reading.id for reading in stand.kader.leesruimte]
        self.looks_at = _looked_at(stand.kader, agreement=self.reads_agreement)
        self.readings: Mapping[str, Leesruimte] = {reading.id: reading for reading in stand.kader.leesvragen}
        self._settled: Mapping[str, str | None] = {
            name: reading.gekozen for name, reading in self.readings.items()
        }
        doubts = {
            reading.id: doubt_of_reading(reading, stand.unconfirmed) for reading in stand.kader.leesruimte
        }
        self.doubtful_readings = {name: text for name, text in doubts.items() if text}
        alone = [rule for rule in self._rules if not rule.leest_percelen]
        self._reads_lots = "percelen" in self._settled
        self._others_can_undo = any(
            _can_be_undone(stand.kader, each) for each in stand.kader.alle_voorwaarden
        )
        self._own_conditions = OwnConditions(alone, self._alone)
        self._plain = Trial(self._rules, self._names, PLAIN)
        self._trials: dict[tuple[AtIssue, bool], Trial] = {}
        self._by_lots: dict[Pattern, bool] = {}
        self._deciding: dict[tuple[Pattern, tuple[tuple[str, str], ...]], Deciding] = {}
        self._oblige(stand)

    def _oblige(self, stand: KaderInForce) -> None:
        """Make ready what depends on the numbers of the obligation."""
        self.stand = stand
        duty = stand.kader.verplichting
        self.duty = DutyRule(stand, duty, self.rules) if duty and not stand.plain_duty else None
        self._warnings: dict[Hashable, tuple[str, ...]] = {}

    def on(self, stand: KaderInForce) -> "KaderTest":
        """Give it as it stands on dates on which it judges the same, with what is known of its conditions."""
        other = copy(self)
        other._oblige(stand)
        return other

    def decide(self, facts: Facts, lots: Lots | None) -> Kaderbesluit:
        """Hold a tender against the framework, under every reading that is open."""
        return self.under(at_issue(facts, many_lots=lots is not None and lots.many), facts, lots)

    def under(self, issue: AtIssue | None, facts: Facts, lots: Lots | None) -> Kaderbesluit:
        """Hold a tender against the framework, once it is known which readings are at issue."""
        if issue is not None and issue.many_lots and self._reads_lots and lots is not None:
            lots = self._framed(issue, facts, lots)
        outside = lots is not None and lots.inside is not None
        trial = self._plain if issue is None else self._trial(issue, outside=outside)
        return Kaderbesluit(self, facts, lots, issue, trial, trial.pattern(facts, lots))

    def turns(self, verdict: Kaderbesluit, name: str) -> bool:
        """Tell whether another choice of a reading that was chosen gives another outcome."""
        issue = verdict.issue
        if issue is None:
            return False
        chosen = tuple((key, choice) for key, choice in issue.chosen if key != name)
        return name in self.under(issue._replace(chosen=chosen), verdict.facts, verdict.lots).open_lezingen

    def resting_on_readings(self, verdict: Kaderbesluit) -> Iterator[Rests]:
        """Tell of which choices that no confirmed source makes the other gives another outcome."""
        issue = verdict.issue
        for name, text in self.doubtful_readings.items() if issue else ():
            without = tuple(own for own in issue.chosen if own[0] != name) if issue else ()
            left_open = self._left_open(name).under(
                issue and issue._replace(chosen=without), verdict.facts, verdict.lots
            )
            if name in left_open.open_lezingen:
                yield reservations.reading_unconfirmed(text)

    def _left_open(self, name: str) -> "KaderTest":
        """Give the framework as it would be read if it did not settle a reading itself."""
        other = copy(self)
        other._settled = {**self._settled, name: None}
        other._trials = {}
        return other

    def turned_by_more(self, verdict: Kaderbesluit) -> bool:
        """Tell whether an outcome could be another if there were more lots; once for lots of one pattern."""
        lots, pattern = verdict.lots, verdict.pattern
        if pattern not in self._by_lots:
            self._by_lots[pattern] = self._looks_at_lots(pattern)
        if lots is None or not self._by_lots[pattern]:
            return False
        key = (KaderTest.turned_by_more, pattern)
        if key not in lots.decided:
            more = self.under(verdict.issue, verdict.facts, lots.with_more())
            lots.decided[key] = more.uitkomst != pattern.uitkomst
        turned: bool = lots.decided[key]
        return turned

    def _looks_at_lots(self, pattern: Pattern) -> bool:
        """Tell whether lots together can turn an outcome: no condition of each lot by itself decides it."""
        if pattern.uitkomst == "onbekend" or (
            pattern.uitkomst == "van_toepassing" and not self._others_can_undo
        ):
            return False
        return any(
            all(
                truth != "nee" or "percelen" in rule.reads
                for rule, truth in zip(self._rules, truths, strict=True)
            )
            for reading, truths in pattern.truths.items()
            if reading.samen
        )

    def deciding(self, verdict: Kaderbesluit) -> Deciding:
        """Give which chosen readings an outcome depends on, with the outcome of each other choice."""
        issue = verdict.issue
        if issue is None or not issue.chosen:
            return NOTHING_DECIDES
        free = self.under(issue._replace(chosen=()), verdict.facts, verdict.lots).pattern
        if not free.readings.alone:
            return NOTHING_DECIDES
        key = (free, issue.chosen)
        deciding = self._deciding.get(key)
        if deciding is None:
            if len(self._deciding) >= _MOST_SITUATIONS:
                self._deciding.clear()
            chosen = dict(issue.chosen)
            choices = [
                DecidingChoice(reading, chosen[reading.id], otherwise)
                for reading, otherwise in self._otherwise(free, chosen)
            ]
            rests = [sentences.chosen_rest(choice) for choice in choices if choice.reading.id != OUTSIDE]
            deciding = self._deciding[key] = Deciding(choices, rests)
        return deciding

    def _otherwise(self, free: Pattern, chosen: Mapping[str, str]) -> Sequence[Otherwise]:
        """Give the chosen readings that matter, each with the outcome of each other choice."""
        return [
            (
                reading,
                tuple(
                    (other, free.outcome_with({**chosen, reading.id: other}))
                    for other in reading.keuzes
                    if other != chosen[reading.id]
                ),
            )
            for reading in self.readings.values()
            if reading.id in chosen and reading.id in free.readings.alone
        ]

    def _framed(self, issue: AtIssue, facts: Facts, lots: Lots) -> Lots:
        """Give lots with, beside them, those that do not fall outside the framework, as one of them sees it.

        It counts itself, whatever it is: if it falls outside, no sum can decide otherwise. And as long as
        that is not known of itself, what is not known of others changes nothing, unless more can be
        too much.
        """
        chosen = self._settled["percelen"] or (issue.chosen and dict(issue.chosen).get("percelen"))
        if chosen == "apart":
            return lots
        by_lot = lots.framed.get(self._own_conditions)
        if by_lot is None:
            framed = self._frame(lots)
            by_lot = lots.framed[self._own_conditions] = framed.by_lot if framed else {}
        if not by_lot:
            return lots
        if id(facts) in by_lot:
            return by_lot[id(facts)] or lots
        framed, own = self._frame(lots), self._own_conditions.standing(facts)[0]
        return framed.of(-1, own, away=self._not_about(facts)) if framed else lots

    def _frame(self, lots: Lots) -> Framed | None:
        """Tell of each lot whether it falls outside; ``None`` where none can, as of almost all.

        Of a lot that could not be read the amount is unknown.
        """
        out: set[int] = set()
        unsure: dict[int, tuple[str, ...]] = {}
        away: set[int] = set()
        met: list[tuple[int, Facts, Truth]] = []
        for place, lot in enumerate(lots.lots):
            if lot is None:
                continue
            truth, asked = self._own_conditions.standing(lot)
            met.append((place, lot, truth))
            if truth == "nee":
                out.add(place)
            if self._not_about(lot):
                away.add(place)
            elif truth == "onbekend":
                unsure[place] = asked
        if not (out or unsure or away):
            return None
        framed = Framed(lots, out, unsure, away, others_can_undo=self._others_can_undo)
        for place, lot, truth in met:
            seen = framed.of(place, truth, away=place in away)
            framed.by_lot[id(lot)] = None if seen is lots else seen
        return framed

    def _alone(self, lot: Facts) -> Sequence[Lezing]:
        """Give the readings under which a lot by itself can be read."""
        return readings_to_try(self._settled, at_issue(lot, many_lots=False))

    def _not_about(self, lot: Facts) -> bool:
        """Tell whether a lot is of another kind of authority, or of another way of working."""
        if lot.werkwijze is None and lot.opdrachtgever_soort is None:
            return False
        if lot.werkwijze is not None and lot.werkwijze != self.id:
            return True
        kinds = self.stand.kader.werkingssfeer.opdrachtgever_soort
        return bool(kinds) and lot.opdrachtgever_soort is not None and lot.opdrachtgever_soort not in kinds

    def once(self, key: Hashable, find: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
        """Find the warnings of verdicts that have the same in common, once for all of them."""
        warnings = self._warnings.get(key)
        if warnings is None:
            if len(self._warnings) >= _MOST_SITUATIONS:
                self._warnings.clear()
            warnings = self._warnings[key] = find()
        return warnings

    def _trial(self, issue: AtIssue, *, outside: bool) -> Trial:
        if not self._settled:
            return self._plain
        trial = self._trials.get((issue, outside))
        if trial is None:
            if len(self._trials) >= _MOST_SITUATIONS:
                self._trials.clear()
            readings = readings_to_try(self._settled, issue, outside=outside)
            trial = self._trials[issue, outside] = Trial(self._rules, self._names, readings)
        return trial
