"""What a verdict rests on and a reader would not see: said in every form, with a code for a table."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.policy.conditions import COMPOSED_TESTS, MORE_MEETS, Samenstelling, Voorwaarde
from maatwerk_cli.models.policy_texts import Tegenspraak
from maatwerk_cli.models.values import Bronverwijzing, Datum
from maatwerk_cli.tender.combination import TableRule, rule_of, rules_of
from maatwerk_cli.tender.condition import Judgement, Rule, Toetsing
from maatwerk_cli.tender.facts import (
    NOTHING_KNOWN,
    OPTIONS_BESIDE,
    OPTIONS_WITHIN,
    TEXT_ON_FILE,
    Facts,
    firm_term,
)
from maatwerk_cli.tender.frameworks.matching import Truth, matches_category
from maatwerk_cli.tender.frameworks.open_readings import Lezing
from maatwerk_cli.tender.frameworks.policy import KaderInForce
from maatwerk_cli.tender.lots import Lots, amount_bounds
from maatwerk_cli.tender.trial import Pattern
from maatwerk_cli.tender.words.limit_words import AMOUNTS
from maatwerk_cli.tender.words.source_words import (
    Doubt,
    RowOfNumber,
    cited,
    doubts_of_condition,
    doubts_of_duty,
    doubts_of_scope,
)
from maatwerk_cli.text import dutch


class Reservation(NamedTuple):
    """Something a verdict rests on that has to be told.

    Attributes:
        code: what it is, for a table and for counting.
        text: the same as sentences.
        order: the part of it that says what to do: who signs states no order.
        aside: the outcome does not rest on it, and only another source would have it otherwise.
    """

    code: str
    text: str
    order: str = ""
    aside: bool = False

    @property
    def statement(self) -> str:
        """What it states, without what to do."""
        return " ".join(self.text.replace(self.order, "").split()) if self.order else self.text


def ordering(code: str, said: str, order: str) -> Reservation:
    """Say something, and then what to do about it."""
    return Reservation(code, f"{said} {order}", order)


class Rests:
    """What a verdict rests on; there is one of each kind, so that they compare by identity.

    Attributes:
        reservations: what is to be told, in its order.
        codes: their codes, each once.
        texts: the same as sentences.
    """

    __slots__ = ("codes", "reservations", "texts")

    def __init__(self, reservations: tuple[Reservation, ...]) -> None:
        self.reservations = reservations
        self.codes = tuple(dict.fromkeys(reservation.code for reservation in reservations))
        self.texts = tuple(reservation.text for reservation in reservations)


OPTIONS_IN_AMOUNT = "opties_in_bedrag"
"""The code of what is told where options in an amount can turn what it is held against."""
_NONE_ON_FILE: frozenset[str] = frozenset()
_MOST_KEPT = 4_096
"""How many sentences are kept: there are few, and memory does not grow with a list."""


@lru_cache(_MOST_KEPT)
def resting_on(*reservations: Reservation) -> Rests:
    """Give the reservation of its kind that rests on these."""
    return Rests(reservations)


@lru_cache(_MOST_KEPT)
def resting_on_all(*parts: Rests) -> Rests:
    """Give what rests on all of these."""
    return resting_on(*(reservation for part in parts for reservation in part.reservations))


RESTING_ON_NOTHING = resting_on()


def default_framework(name: str, source: Bronverwijzing, unconfirmed: Collection[str]) -> Reservation:
    """Say that a framework leads only since nobody chose a way of working."""
    said = f"{_NONE_CHOSEN} Dan is {name} te volgen. Dat komt uit: {cited([source], unconfirmed)}."
    return ordering("werkwijze_aangenomen", said, "Koos de opdrachtgever een werkwijze? Vul die dan in.")


def choice_unknown(default: Reservation) -> Reservation:
    """Say the same where it is not known whether a way of working was chosen."""
    text = default.text.replace(_NONE_CHOSEN, "Of er een werkwijze is gekozen, is niet bekend.")
    return default._replace(text=text)


_NONE_CHOSEN = "Er is geen werkwijze gekozen."


def fact_reservations(facts: Facts) -> Iterator[Reservation]:
    """Tell where two inputs say something else, and which of them was judged."""
    months = facts.looptijd_maanden
    if months is None or facts.begin is None or facts.einde is None:
        return
    low, high = firm_term(facts)
    if low == high and low != months:
        yield ordering(
            "looptijd_tegenspraak",
            f"Volgens begin en einde duurt de opdracht {dutch.months(low)}, en volgens looptijd_maanden "
            f"{dutch.months(months)}. Getoetst is {dutch.months(low)}.",
            "Verbeter één van de drie.",
        )


def _unnamed(grounds: tuple[str, ...], on_file: Collection[str], *, applies: bool, who: str) -> Reservation:
    """Say that grounds were judged of which no source gives the text; of some the tender file has it."""
    alone = len(grounds) == 1
    names = dutch.joined(grounds)
    said = (
        f"{'Uitsluitingsgrond' if alone else 'Uitsluitingsgronden'} {names} {'geldt' if alone else 'gelden'}"
        if applies
        else f"Opgegeven is dat {names} niet {'geldt' if alone else 'gelden'}"
    )
    text = f"{said}, maar de bron noemt de tekst van {'deze grond' if alone else 'deze gronden'} niet."
    filed = [ground for ground in grounds if ground in on_file]
    bare = [ground for ground in grounds if ground not in on_file]
    if filed:
        text += f" Het dossier heeft de tekst waaraan {dutch.joined(filed)} is getoetst."
    if not bare:
        return Reservation("gronden_zonder_tekst", text)
    which = f"de tekst van {dutch.joined(bare)}" if filed else "de tekst"
    order = f"Vraag {which} na bij {who}, leg vast wat is beoordeeld, en zet de tekst in het beleid."
    return ordering("gronden_zonder_tekst", text, order)


def _not_named(given: Sequence[str], tested: Sequence[Sequence[str]]) -> Iterator[Reservation]:
    """Say which grounds are read not to apply since only one of another condition is named."""
    applying = [ground for ground in given if any(ground in grounds for grounds in tested)]
    other = dict.fromkeys(ground for grounds in tested if not {*grounds} & {*given} for ground in grounds)
    if applying and other:
        said = (
            f"Opgegeven is dat {dutch.joined(applying)} {_apply(applying)}. "
            f"Aangenomen is dat {dutch.joined([*other])} niet {_apply(other)}."
        )
        yield ordering("gronden_niet_genoemd", said, "Beoordeel ook die.")


def _apply(grounds: Collection[str]) -> str:
    return "geldt" if len(grounds) == 1 else "gelden"


def grounds_named(kader: Kader, checked: Sequence[str]) -> str:
    """Name the grounds a question is about: by their text where a source gives it."""
    grounds = [ground for ground in kader.uitsluitingsgronden if ground.id in checked]
    ground_texts = [
        f"{ground.id}: {ground.tekst.rstrip('.')}" for ground in grounds if ground.tekst is not None
    ]
    missing = [ground.id for ground in grounds if ground.tekst is None]
    parts = [f"{'; '.join(ground_texts)}."] if ground_texts else []
    if missing:
        which = dutch.joined(missing)
        parts.append(f"De bron noemt de tekst van {which} niet; vraag die eerst na.")
    return " ".join(parts)


def _contradicted(other: Tegenspraak, unconfirmed: Collection[str]) -> Reservation:
    """Say what another source says otherwise, and that the outcome stands."""
    return Reservation(
        f"tegenspraak_{other.id}",
        f"{other.tekst} Bron: {cited(other.bronnen, unconfirmed)}. De uitkomst volgt het kader en verandert "
        "hierdoor niet.",
        aside=other.soort != "werkwijze",  # that one casts doubt on what was assumed, and so on the outcome
    )


class OtherWays:
    """What a source tells of another way of working for some categories, where none was chosen.

    Args:
        kader: the framework that is followed for want of a choice.
        unconfirmed: the ids of the sources that are not confirmed.
        categories: gives by code and by name, as they are compared, the code of a category.
    """

    def __init__(
        self, kader: Kader, unconfirmed: Collection[str], categories: Callable[[], Mapping[str, str]]
    ) -> None:
        self._others = [
            (other, _contradicted(other, unconfirmed))
            for other in kader.tegenspraak
            if other.soort == "werkwijze"
        ]
        self._categories = categories
        self._about = lru_cache(_MOST_KEPT)(self._find)

    def of(self, category: str, day: Datum | None) -> Rests:
        """Tell it of one tender, by its category and the peildatum; where that is unknown it may hold."""
        about = self._about(category)
        return resting_on(
            *[
                reservation
                for other, reservation in about
                if not (day and other.vanaf and day.surely_before(other.vanaf))
            ]
        )

    def _find(self, category: str) -> Sequence[tuple[Tegenspraak, Reservation]]:
        return [
            (other, reservation)
            for other, reservation in self._others
            if matches_category(category, other.categorie, self._categories()) == "ja"
        ]


def _as_maximum(field: str, *, settled: bool) -> Reservation:
    """Say that an amount of a framework agreement was taken for that of all it can come to."""
    name = AMOUNTS[field]
    doubt = "" if settled else f" Geen bron zegt of de {name} die van het maximum is."
    return ordering(
        "maximum_aangenomen",
        f"Dit is een raamovereenkomst. De {name} is gelezen als die van het maximum van de hele "
        f"raamovereenkomst.{doubt}",
        f"Is het een andere {name}? Vul dan die van het maximum in.",
    )


class _Maximum(NamedTuple):
    """An amount that is taken for that of the maximum of a framework agreement.

    Attributes:
        condition: the condition it is held against.
        field: the amount.
        unless: the amount that goes before, where it is known.
        reservation: how it is told.
    """

    condition: str
    field: str
    unless: str | None
    reservation: Reservation

    def is_told(self, facts: Facts, lots: Lots | None) -> bool:  # noqa: ARG002
        """Tell whether this is the amount that was judged."""
        before = self.unless and getattr(facts, self.unless)
        return before is None and getattr(facts, self.field) is not None


Holding = Callable[[Facts, Lots | None], Truth]
"""Tells whether a condition holds under one reading."""


class _Otherwise:
    """A condition as another source has it, ready to be held against tenders.

    Args:
        stand: the framework.
        other: what the other source says otherwise.
        above: the same sources say of the same condition that the limit itself does not count.
    """

    def __init__(self, stand: KaderInForce, other: Tegenspraak, *, above: bool) -> None:
        conditions = stand.kader.voorwaarden
        self._place = [condition.id for condition in conditions].index(other.voorwaarde or "")
        self._own = conditions[self._place]
        changed: dict[str, object] = {"toets": "meer_dan"} if above else {}
        if other.soort == "gegeven":
            changed |= {"veld": other.veld, "nooit_meer_dan": None}
        self._rule: Rule = rule_of(stand, self._own.model_copy(update=changed))
        self._holdings: dict[Lezing, Holding] = {}
        self._sound: dict[Lezing, Holding] = {}

    def turning(self, pattern: Pattern) -> "_Cases":
        """Give what turns the condition: by what it is held, what it must come to where that matters.

        It does not where another condition decides, nor where anything else leaves the outcome open anyway.
        """
        cases: dict[_Case, None] = {}
        undecided, all_else = False, True
        for reading, truths in pattern.truths.items():
            own, others = truths[self._place], {*truths[: self._place], *truths[self._place + 1 :]}
            undecided |= own == "onbekend"
            all_else &= others <= {"ja"}
            if own == "nee" and "nee" not in others:
                cases[self._holding(reading), "ja"] = None
            elif own == "ja" and others <= {"ja"}:
                cases[self._holding(reading), "nee"] = None
        if undecided and all_else:
            holds = [*dict.fromkeys(self._sound_holding(reading) for reading in pattern.truths)]
            cases[lambda facts, lots: all(hold(facts, lots) == "ja" for hold in holds), True] = None
        return tuple(cases)

    def _sound_holding(self, reading: Lezing) -> Holding:
        """Give the same where the amount itself is open: of amounts that cannot be, it says nothing."""
        if reading not in self._sound:
            self._sound[reading] = self._without_impossible(self._holding(reading), reading)
        return self._sound[reading]

    def _without_impossible(self, hold: Holding, reading: Lezing) -> Holding:
        field, ceiling = self._own.veld or "", self._own.nooit_meer_dan
        together = reading.samen and self._rule.leest_percelen

        def possible(facts: Facts, lots: Lots | None) -> Truth:
            if lots is not None and together:
                counting = lots.counting(outside=reading.outside)
                if possible not in counting.decided:
                    counting.decided[possible] = counting.contradict(field, ceiling)
                impossible: bool = counting.decided[possible]
            else:
                impossible = amount_bounds(facts, field, ceiling) == NOTHING_KNOWN and (
                    getattr(facts, field) is not None
                )
            return "onbekend" if impossible else hold(facts, lots)

        return possible if ceiling else hold

    def _holding(self, reading: Lezing) -> Holding:
        """Give what holds the condition under a reading: the same for all that are the same to it."""
        if reading not in self._holdings:
            seen = self._rule.seen(reading)
            if seen not in self._holdings:
                judge = self._rule.judging(seen)
                self._holdings[seen] = lambda facts, lots: judge(facts, lots).uitkomst
            self._holdings[reading] = self._holdings[seen]
        return self._holdings[reading]


def _above(kader: Kader, other: Tegenspraak) -> bool:
    """Tell whether all sources that say something otherwise of a condition say that it is above its limit."""
    above = {
        source.id
        for own in kader.tegenspraak
        if own.soort == "grens" and own.voorwaarde == other.voorwaarde
        for source in own.bronnen
    }
    return above.issuperset(source.id for source in other.bronnen)


class _Known:
    """What is to be told of tenders that have the same in common.

    Args:
        reservations: what there is to tell.
        unsure: what depends on the values of a tender: by its place the cases in which it is told.
    """

    __slots__ = ("_reservations", "_rests", "_unsure")

    def __init__(self, reservations: Sequence[Reservation], unsure: Mapping[int, "_Cases"]) -> None:
        self._reservations = reservations
        self._unsure = unsure
        self._rests: dict[tuple[int, ...], Rests] = {}

    def of(self, facts: Facts, lots: Lots | None) -> Rests:
        """Give what a tender rests on."""
        untold = []
        for place, cases in self._unsure.items():
            for test, wanted in cases:
                if test(facts, lots) == wanted:
                    break
            else:
                untold.append(place)
        rests = self._rests.get(tuple(untold))
        if rests is None:
            kept = [own for place, own in enumerate(self._reservations) if place not in untold]
            rests = self._rests[tuple(untold)] = resting_on(*kept)
        return rests


class KaderReservations:
    """What verdicts by one framework on a date rest on and a reader would not see.

    Args:
        stand: the framework with its parameters.
    """

    def __init__(self, stand: KaderInForce) -> None:
        kader = stand.kader
        self._stand = stand
        named = {ground.id for ground in kader.uitsluitingsgronden if ground.tekst is not None}
        self._grounds = [
            (tuple(ground for ground in condition.waarden if ground not in named), _who(condition))
            for condition in kader.alle_voorwaarden
            if condition.toets == "geen_van"
        ]
        self._unnamed = frozenset(ground for grounds, _ in self._grounds for ground in grounds)
        self._tested = [
            condition.waarden for condition in kader.alle_voorwaarden if condition.toets == "geen_van"
        ]
        self._contradictions = [
            (
                None if other.soort == "grondslag" else _Otherwise(stand, other, above=_above(kader, other)),
                _contradicted(other, stand.unconfirmed),
            )
            for other in kader.tegenspraak
            if other.soort != "werkwijze"
        ]
        self._duty = kader.verplichting is not None
        self._maxima = list(_maxima(kader))
        self._doubts = UnconfirmedSources(stand)
        self.doubts_duty = bool([*doubts_of_duty(stand, _duty_numbers(stand))])
        self.of_options = OptionsInAmount(kader).of
        self._known = lru_cache(_MOST_KEPT)(self._find)

    def of(self, facts: Facts, lots: Lots | None, pattern: Pattern) -> Rests:
        """Tell it of one tender.

        Args:
            facts: the tender.
            lots: the lots it is one of.
            pattern: what the conditions come to.
        """
        on_file = self._on_file(facts) if facts.bounds else _NONE_ON_FILE
        known = self._known(facts.uitsluitingsgronden, pattern, facts.raamovereenkomst == "ja", on_file)
        return known.of(facts, lots)

    def _on_file(self, facts: Facts) -> frozenset[str]:
        """Give the grounds without a text of which the tender file has it."""
        return frozenset(ground for ground in self._unnamed if f"{TEXT_ON_FILE}{ground}" in facts.bounds)

    def of_duty(self, numbers: Iterable[RowOfNumber]) -> Rests:
        """Tell what an obligation rests on that no confirmed source says."""
        return resting_on(*map(_unconfirmed, doubts_of_duty(self._stand, numbers)))

    def _find(
        self, given: tuple[str, ...] | None, pattern: Pattern, agreement: bool, on_file: Collection[str]
    ) -> _Known:
        """Give what is to be told, and of what depends on the values of a tender by which of them."""
        reservations: list[Reservation] = []
        unsure: dict[int, _Cases] = {}
        for reservation, cases in self._doubts.of(given, pattern):
            if cases:
                unsure[len(reservations)] = cases
            reservations.append(reservation)
        if given is not None and self._unnamed:
            for grounds, who in self._grounds:
                rests_on = grounds if not given else tuple([ground for ground in given if ground in grounds])
                if rests_on:
                    reservations.append(_unnamed(rests_on, on_file, applies=bool(given), who=who))
        if given and pattern.uitkomst != "niet_van_toepassing":
            reservations += _not_named(given, self._tested)
        for otherwise, reservation in self._contradictions:
            if otherwise is None:
                if self._duty and pattern.uitkomst == "van_toepassing":
                    reservations.append(reservation)
            elif turning := otherwise.turning(pattern):
                unsure[len(reservations)] = turning
                reservations.append(reservation)
        missed = pattern.uitkomst == "niet_van_toepassing"
        for maximum in self._maxima if agreement else ():
            if not missed or pattern.beslissend == (maximum.condition,):
                unsure[len(reservations)] = ((maximum.is_told, True),)
                reservations.append(maximum.reservation)
        return _Known(reservations, unsure)


def of_scope(kader: Kader, unconfirmed: Collection[str]) -> Iterator[Reservation]:
    """Tell what of whom a framework binds, and since when, no confirmed source says."""
    return map(_unconfirmed, doubts_of_scope(kader, unconfirmed))


@lru_cache(_MOST_KEPT)
def reading_unconfirmed(text: str) -> Rests:
    """Give what rests on a choice that no confirmed source makes."""
    return resting_on(_unconfirmed(text))


def _unconfirmed(text: str) -> Reservation:
    return Reservation("bron_onbevestigd", text)


def _duty_numbers(stand: KaderInForce) -> Iterator[RowOfNumber]:
    """Give every number that an obligation can be reckoned with on a date."""
    duty = stand.kader.verplichting
    for name in duty.getallen if duty else ():
        table = stand.getallen[name]
        yield from ((table, place) for place in table.in_force)


class UnconfirmedSources:
    """What the conditions of a framework say by a source that is not confirmed; of most frameworks nothing.

    Args:
        stand: the framework with its parameters.
    """

    def __init__(self, stand: KaderInForce) -> None:
        conditions = stand.kader.alle_voorwaarden
        self._all = stand.kader.voorwaarden
        self._conditions = {condition.id: condition for condition in conditions}
        each = {condition.id: tuple(doubts_of_condition(stand, condition)) for condition in conditions}
        self._told = {name: doubts for name, doubts in each.items() if doubts}
        self._rules = rules_of(stand) if self._told else {}

    def of(self, given: tuple[str, ...] | None, pattern: Pattern) -> Iterator[tuple[Reservation, "_Cases"]]:
        """Give what an outcome rests on, and the cases in which, where that depends on the tender.

        Args:
            given: the grounds that apply.
            pattern: what the conditions come to.
        """
        if self._told:
            for name, doubt in self._together("alle", self._all, pattern.judgements, given):
                yield _unconfirmed(doubt.text), self._cases(name, doubt, pattern)

    def _together(
        self,
        how: Samenstelling,
        conditions: Sequence[Voorwaarde],
        judgements: Sequence[Judgement],
        given: tuple[str, ...] | None,
    ) -> "Sequence[_DoubtOf]":
        """Give what conditions put together rest on: where one decides, on that, and on no source of others.

        Where more than one decides, each of them would: then it rests on a source only if each of them does.
        """
        each = [self._of(*own, given) for own in zip(conditions, judgements, strict=True)]
        decides = COMPOSED_TESTS[how].deciding
        deciding = [
            doubts
            for doubts, judgement in zip(each, judgements, strict=True)
            if judgement.uitkomst == decides
        ]
        carrying = each if not deciding else deciding if all(deciding) else []
        return [doubt for doubts in carrying for doubt in doubts]

    def _of(
        self, condition: Voorwaarde, judgement: Judgement, given: tuple[str, ...] | None
    ) -> "Sequence[_DoubtOf]":
        own = [
            (condition.id, doubt)
            for doubt in self._told.get(condition.id, ())
            if not doubt.ground or not given or doubt.ground in given
        ]
        if not condition.samen:
            return own
        parts = [self._conditions[name] for name in condition.delen]
        return [*own, *self._together(condition.samen, parts, judgement.parts, given)]

    def _cases(self, name: str, doubt: Doubt, pattern: Pattern) -> "_Cases":
        """Give the cases in which a row of a table can be meant; nothing of what is no row."""
        rule, row = self._rules[name], doubt.row
        if row is None or not isinstance(rule, TableRule):
            return ()

        def is_meant(facts: Facts, lots: Lots | None) -> bool:
            return any(row in rule.rows_meant(facts, lots, reading) for reading in pattern.truths)

        return ((is_meant, True),)


_DoubtOf = tuple[str, Doubt]
"""A condition with what of it is not confirmed."""


class _Decided(NamedTuple):
    """An amount that a condition was decided by.

    Attributes:
        condition: the condition.
        field: the amount.
        name: the condition in words.
        outcome: what it came to.
        high: the amount lies at the upper side of the limit, so that less can turn it, and not more.
    """

    condition: str
    field: str
    name: str
    outcome: Truth
    high: bool


class OptionsInAmount:
    """Tells whether options to extend are in an amount, where that can turn what it is held against.

    Args:
        kader: the framework.
    """

    def __init__(self, kader: Kader) -> None:
        self._own = kader.voorwaarden
        self._conditions = {condition.id: condition for condition in kader.alle_voorwaarden}
        self._deciding = lru_cache(_MOST_KEPT)(self._find)

    def of(
        self, facts: Facts, pattern: Pattern, checks: Callable[[], Sequence[Toetsing]], *, counted: bool
    ) -> Rests:
        """Tell it of one tender that has options.

        Args:
            facts: the tender.
            pattern: what the conditions come to.
            checks: gives the conditions with their limits.
            counted: its lots count together, so that no amount of one of them tells.
        """
        within, beside = facts.bounds.get(OPTIONS_WITHIN), facts.bounds.get(OPTIONS_BESIDE)
        stated = _stated(facts)
        total = None if counted else (within or beside or NOTHING_KNOWN).high
        reservations = []
        for own in self._deciding(pattern):
            amount: Decimal | None = getattr(facts, own.field)
            if amount is None or stated == (OPTIONS_BESIDE if own.high else OPTIONS_WITHIN):
                continue
            other = None if total is None else amount - total if own.high else amount + total
            if other is None or other < 0:  # that the options are more than the whole is told by itself
                reservations.append(_options_told(stated, own))
            elif _leaf(checks(), own.condition).rule.truth_of(other) != own.outcome:
                reservations.append(_options_told(stated, own, amount, other))
        return resting_on(*reservations)

    def _find(self, pattern: Pattern) -> Sequence[_Decided]:
        """Give the amounts that decided a condition, where no other condition decides."""
        missed = pattern.uitkomst == "niet_van_toepassing"
        return [
            own
            for condition, judgement in zip(self._own, pattern.judgements, strict=True)
            if not missed or pattern.beslissend == (condition.id,)
            for own in self._amounts(condition, judgement)
        ]

    def _amounts(self, condition: Voorwaarde, judgement: Judgement) -> Iterator[_Decided]:
        for name, part in zip(condition.delen, judgement.parts, strict=True):
            yield from self._amounts(self._conditions[name], part)
        if condition.eenheid == "euro" and condition.veld and judgement.uitkomst != "onbekend":
            high = (judgement.uitkomst == "ja") == (condition.toets in MORE_MEETS)
            yield _Decided(condition.id, condition.veld, condition.naam, judgement.uitkomst, high)


def _leaf(checks: Sequence[Toetsing], name: str) -> Toetsing:
    return next(leaf for check in checks for leaf in check.bladen if leaf.voorwaarde.id == name)


def _stated(facts: Facts) -> str:
    """Tell where options are by what the file of a tender says: in its amount or beside it; else empty."""
    within, beside = OPTIONS_WITHIN in facts.bounds, OPTIONS_BESIDE in facts.bounds
    return "" if within == beside else OPTIONS_WITHIN if within else OPTIONS_BESIDE


def term_of_amount(facts: Facts, field: str) -> Rests:
    """Say over which term an amount owed is, where a tender has options and they are not beside its base."""
    return _unless_beside(facts, field, _term_told)


@lru_cache(_MOST_KEPT)
def _term_told(stated: str, name: str) -> Rests:
    if stated:
        text = (
            f"Het bedrag van de verplichting geldt met alle opties gelicht: zij zitten in de {name}. Over de "
            "vaste looptijd telt alleen het deel zonder opties."
        )
        return resting_on(Reservation("bedrag_en_opties", text))
    return resting_on(term_unknown(name))


def term_of_quantity(facts: Facts, field: str) -> Rests:
    """Say that a quantity goes by an amount that holds options, or may, where a tender has them."""
    return _unless_beside(facts, field, _quantity_told)


def _unless_beside(facts: Facts, field: str, tell: Callable[[str, str], Rests]) -> Rests:
    """Tell what rests on options in an amount; nothing where they are said to be beside it."""
    stated = _stated(facts)
    return RESTING_ON_NOTHING if stated == OPTIONS_BESIDE else tell(stated, AMOUNTS[field])


_RECORD_IT = "Leg dat vast in het dossier (raming)."


@lru_cache(_MOST_KEPT)
def _quantity_told(stated: str, name: str) -> Rests:
    if stated:
        text = (
            f"De verplichting geldt met alle opties gelicht: zij volgt uit de {name}, en daarin zitten de "
            "opties tot verlenging. Zonder opties kan zij anders zijn."
        )
        return resting_on(Reservation("bedrag_en_opties", text))
    text = (
        f"De verplichting volgt uit de {name}. Niet vastgelegd is of de opties tot verlenging daarin zitten. "
        "Zonder opties kan de verplichting anders zijn."
    )
    return resting_on(ordering("bedrag_en_opties", text, _RECORD_IT))


def term_unknown(name: str) -> Reservation:
    """Say that it is not known over which term an amount owed is, as nobody told whether options are in it.

    Args:
        name: what it is a percentage of, without its article.
    """
    text = (
        "Over welke looptijd het bedrag van de verplichting gaat, is niet bekend: niet vastgelegd is of de "
        f"opties tot verlenging in de {name} zitten."
    )
    return ordering("bedrag_en_opties", text, _RECORD_IT)


@lru_cache(_MOST_KEPT)
def _options_told(
    stated: str, own: _Decided, amount: Decimal | None = None, other: Decimal | None = None
) -> Reservation:
    """Say whether options are in an amount and what that can turn; with numbers where they are known."""
    name = f"de {AMOUNTS[own.field]}"
    state = {
        OPTIONS_WITHIN: f"In {name} zitten de opties tot verlenging.",
        OPTIONS_BESIDE: f"In {name} zitten de opties tot verlenging niet.",
        "": f"Niet vastgelegd is of de opties tot verlenging in {name} zitten. Leg dat vast in het dossier "
        "(raming).",
    }[stated]
    how = "Zonder" if own.high else "Met"
    turned = f"{how} opties kan het oordeel anders zijn"
    if amount is not None and other is not None:
        turned = (
            f"Getoetst is {dutch.euro(amount)}. {how} opties is {name} {dutch.euro(other)}. Dan is het "
            "oordeel anders"
        )
    return Reservation(
        OPTIONS_IN_AMOUNT,
        f"{state} Het kader zegt niet of opties meetellen in {name}. {turned} over de voorwaarde "
        f"'{own.name}'. Een lezing over opties in de looptijd verandert dat niet.",
        _RECORD_IT,
    )


def _maxima(kader: Kader) -> Iterator[_Maximum]:
    """Give the amounts that are those of the whole, where a limit can hold for a framework agreement."""
    for reading in kader.leesruimte:
        if reading.id != "raamovereenkomst":
            continue
        for condition in kader.alle_voorwaarden:
            if condition.id in reading.voorwaarden and condition.eenheid == "euro":
                for field in (condition.veld, condition.nooit_meer_dan):
                    if field:
                        reservation = _as_maximum(field, settled=reading.gekozen is not None)
                        before = None if field == condition.veld else condition.veld
                        yield _Maximum(condition.id, field, before, reservation)


def _who(condition: Voorwaarde) -> str:
    return condition.vraag.wie if condition.vraag else "de opdrachtgever"


_Case = tuple[Callable[[Facts, Lots | None], Truth | bool], Truth | bool]
"""What is asked of a tender, one of some lots, and the answer at which something is to be told of it."""
_Cases = tuple[_Case, ...]
