"""The verdict on a tender: which framework is followed, and what all that are in force come to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.tender.choices import Uitkomst
from maatwerk_cli.models.values import Datum
from maatwerk_cli.tender import reservations, sentences
from maatwerk_cli.tender.facts import VALUE_WITHOUT_OPTIONS, Facts
from maatwerk_cli.tender.lots import Lots, Missing
from maatwerk_cli.tender.reservations import (
    RESTING_ON_NOTHING,
    OtherWays,
    Reservation,
    Rests,
    resting_on,
    resting_on_all,
)
from maatwerk_cli.tender.sentences import LooksAt
from maatwerk_cli.tender.verdicts.kader_test import KaderTest
from maatwerk_cli.tender.verdicts.kader_verdict import Kaderbesluit

NoFramework = Literal[
    "", "peildatum", "opdrachtgever", "opdrachtgever_onbekend", "soort_onbekend", "werkwijze", "datum"
]
"""Why no framework gives an outcome; empty where one does."""
_ASKED_FOR: Mapping[NoFramework, tuple[str, ...]] = {
    "peildatum": ("peildatum",),
    "soort_onbekend": ("opdrachtgever_soort",),
    "werkwijze": ("werkwijze",),
}
"""What is to be asked where no framework gives an outcome, by why none does."""


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
        if self.kader:
            return self.kader.vraagvelden
        if self.situation.reden == "opdrachtgever_onbekend" and self.facts.opdrachtgever is None:
            return ("opdrachtgever",)
        return _ASKED_FOR.get(self.situation.reden, ())

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
        if lots and lots.whole:
            rests = resting_on_all(rests, sentences.whole_rest(facts))
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
