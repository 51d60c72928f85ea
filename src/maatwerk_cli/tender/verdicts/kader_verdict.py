"""The verdict on a tender by one framework, with what it rests on and what is still to be asked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from maatwerk_cli.models.kader import Leesruimte
from maatwerk_cli.models.tender.choices import Uitkomst
from maatwerk_cli.models.values import CENT
from maatwerk_cli.tender import reservations, sentences
from maatwerk_cli.tender.condition import Toetsing
from maatwerk_cli.tender.duty import Duty
from maatwerk_cli.tender.facts import JUDGED_BY_SOMEBODY, VALUE_WITHOUT_OPTIONS, Facts
from maatwerk_cli.tender.frameworks.matching import as_compared
from maatwerk_cli.tender.frameworks.open_readings import OUTSIDE, AtIssue, DecidingChoice, Lezing
from maatwerk_cli.tender.frameworks.policy import KaderInForce
from maatwerk_cli.tender.lots import LotQuestion, Lots
from maatwerk_cli.tender.masking import shown_text
from maatwerk_cli.tender.reservations import (
    OPTIONS_IN_AMOUNT,
    RESTING_ON_NOTHING,
    Reservation,
    Rests,
    resting_on,
    resting_on_all,
)
from maatwerk_cli.tender.trial import ASKED_FIRST, Pattern, Trial
from maatwerk_cli.tender.words.limit_words import AMOUNTS
from maatwerk_cli.tender.words.source_words import RowOfNumber, cited

if TYPE_CHECKING:
    from maatwerk_cli.tender.verdicts.kader_test import KaderTest


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
                rests += self._against_source(issue)
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

    def _against_source(self, issue: AtIssue) -> Iterator[Rests]:
        """Say which readings were chosen otherwise than a source decides, where they are at issue."""
        chosen = dict(issue.chosen)
        at_issue: Mapping[str, bool] = {
            "verlenging": issue.options,
            "percelen": issue.many_lots,
            "raamovereenkomst": bool(issue.agreement),
            OUTSIDE: self.lots_outside,
        }
        for reading in self.stand.kader.leesruimte:
            other = chosen.get(reading.id, reading.gekozen)
            if reading.bron and other != reading.gekozen and at_issue[reading.id]:
                source = cited([reading.bron], self.stand.unconfirmed)
                yield sentences.choice_against_source(reading, str(other), source)

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
        if duty is not None and duty.by_amount:
            return resting_on_all(rests, reservations.term_of_quantity(self.facts, duty.by_amount))
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
