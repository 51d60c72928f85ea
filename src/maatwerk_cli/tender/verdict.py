"""The verdict on a tender: every framework in force, under every reading that is still open."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import product
from typing import Literal, NamedTuple

from maatwerk_cli.models.kader import KEUZES
from maatwerk_cli.models.values import Datum
from maatwerk_cli.tender import reservations, sentences
from maatwerk_cli.tender.condition import Judgement, Lezing, Lots, Rule, Toetsing, Truth, Uitkomst
from maatwerk_cli.tender.facts import Facts, FieldRefusal, inconsistencies
from maatwerk_cli.tender.policy import Beleid, KaderInForce
from maatwerk_cli.tender.reservations import KaderReservations, Reservation

UITKOMSTEN: tuple[Uitkomst, ...] = ("van_toepassing", "niet_van_toepassing", "onbekend")
CENT = Decimal("0.01")
RIJK = "rijk"

_ASKED_FIRST = (
    # Any answer about a ground's motivation decides; the others from little to much work.
    "motivering",
    "peildatum",
    "aard",
    "raamovereenkomst",
    "categorie",
    "cpv",
    "looptijd_maanden",
    "begin",
    "einde",
    "verlenging_maanden",
    "opdrachtwaarde_excl_btw",
    "loonsom_excl_btw",
    "uitsluitingsgronden",
)
_MOST_SITUATIONS = 32_768
NOTHING_OPEN: Mapping[str, Mapping[str, Uitkomst]] = {}


class OpenQuestion(NamedTuple):
    """A question that is still to be asked, and who can answer it."""

    veld: str
    vraag: str
    wie: str


class Duty(NamedTuple):
    """What social return comes to; ``bedrag`` is ``None`` where the base is not known."""

    percentage: Decimal | None
    grondslag: str
    bedrag: Decimal | None


class Pattern:
    """What conditions come to together; a framework has one of each kind, so that they compare by identity.

    Attributes:
        uitkomst: whether the framework applies.
        beslissend: the conditions that decide: those not met, else those still unknown.
        vraagvelden: the fields still to be asked for, the question that decides soonest first.
        open_lezingen: by reading that is open and matters, the outcome of each choice.

    """

    __slots__ = ("beslissend", "open_lezingen", "uitkomst", "vraagvelden")

    def __init__(
        self,
        uitkomst: Uitkomst,
        beslissend: tuple[str, ...] = (),
        vraagvelden: tuple[str, ...] = (),
        open_lezingen: Mapping[str, Mapping[str, Uitkomst]] = NOTHING_OPEN,
    ) -> None:
        self.uitkomst = uitkomst
        self.beslissend = beslissend
        self.vraagvelden = vraagvelden
        self.open_lezingen = open_lezingen


def pattern_of(
    names: Sequence[str],
    verdicts: Sequence[Judgement],
    outcome: Uitkomst,
    readings: Mapping[str, Mapping[str, Uitkomst]] = NOTHING_OPEN,
) -> Pattern:
    """Tell what conditions come to.

    Args:
        names: the conditions.
        verdicts: what each of them comes to.
        outcome: of the framework: that of the conditions, or of its readings together.
        readings: by reading that is open and matters, the outcome of each choice.

    """
    if outcome == "van_toepassing":
        return Pattern(outcome, open_lezingen=readings)
    wanted = "nee" if outcome == "niet_van_toepassing" else "onbekend"
    deciding = [(name, one) for name, one in zip(names, verdicts, strict=True) if one.uitkomst == wanted]
    asked = {field for _, one in deciding for field in one.velden} if wanted == "onbekend" else ()
    return Pattern(
        outcome,
        tuple(name for name, _ in deciding),
        tuple(field for field in _ASKED_FIRST if field in asked),
        readings,
    )


class Kaderbesluit:
    """The verdict by one framework.

    Attributes:
        toets: the framework as it stands on the peildatum, ready.
        feiten: the tender.
        lots: the lots it is one of.
        lezingen: the readings that were tried; the conditions are shown by the first.
        pattern: what the conditions come to.

    """

    __slots__ = ("_reservations", "_toetsingen", "facts", "lezingen", "lots", "pattern", "toets")

    def __init__(
        self,
        toets: "KaderTest",
        facts: Facts,
        lots: Lots | None,
        lezingen: Sequence[Lezing],
        pattern: Pattern,
    ) -> None:
        self.toets = toets
        self.facts = facts
        self.lots = lots
        self.lezingen = lezingen
        self.pattern = pattern
        self._toetsingen: tuple[Toetsing, ...] | None = None
        self._reservations: list[Reservation] | None = None

    @property
    def stand(self) -> KaderInForce:
        """The framework with its parameters."""
        return self.toets.stand

    @property
    def toetsingen(self) -> tuple[Toetsing, ...]:
        """Every condition with the tender's value and the limit."""
        if self._toetsingen is None:
            self._toetsingen = self.toets.checks(self.facts, self.lots, self.lezingen)
        return self._toetsingen

    @property
    def id(self) -> str:
        """The framework's id."""
        return self.stand.kader.id

    @property
    def uitkomst(self) -> Uitkomst:
        """Whether it applies."""
        return self.pattern.uitkomst

    @property
    def beslissend(self) -> tuple[str, ...]:
        """The conditions that decide: those not met, else those still unknown."""
        return self.pattern.beslissend

    @property
    def vraagvelden(self) -> tuple[str, ...]:
        """The fields still to be asked for, the question that decides soonest first."""
        return self.pattern.vraagvelden

    @property
    def open_lezingen(self) -> Mapping[str, Mapping[str, Uitkomst]]:
        """By reading that is open and matters, the outcome of each choice."""
        return self.pattern.open_lezingen

    @property
    def te_vragen(self) -> tuple[OpenQuestion, ...]:
        """What is still to be asked, as long as it can matter."""
        return tuple(OpenQuestion(field, *self._question(field)) for field in self.vraagvelden)

    def _question(self, field: str) -> tuple[str, str]:
        check = next(check for check in self.toetsingen if field in check.velden)
        lots: tuple[str, ...] = ()
        if self.lots is not None and check.note == "percelen_onbekend":
            lots = check.rule.lots_asked(self.lots, telt_mee=self.lezingen[-1].telt_mee)
        text, who = sentences.question(check, field, lots)
        if check.voorwaarde.toets == "geen_van" and field == check.voorwaarde.veld:
            text = f"{text} {reservations.grounds_named(self.stand.kader, check.voorwaarde.waarden)}"
        return text, who

    @property
    def grensgeval(self) -> str | None:
        """Which change would turn the outcome, when exactly one condition stands in the way."""
        if self.uitkomst != "niet_van_toepassing":
            return None
        missed = [check for check in self.toetsingen if check.uitkomst != "ja"]
        if len(missed) > 1:
            return None
        return sentences.near_miss(self.stand.kader, self.facts, missed[0], self.lezingen[0])

    @property
    def verplichting(self) -> Duty | None:
        """What social return comes to, when it applies and the framework says so."""
        if self.pattern.uitkomst != "van_toepassing":
            return None
        rule = self.stand.kader.verplichting
        if rule is None:
            return None
        percentage = self.stand.percentage
        amount = amount_due(getattr(self.facts, rule.grondslag), percentage)
        return Duty(percentage, rule.grondslag, amount)

    @property
    def reservations(self) -> list[Reservation]:
        """What it rests on and a reader would not see."""
        if self._reservations is None:
            pattern = self.pattern
            self._reservations = self.toets.reservations.of(
                self.facts,
                pattern.uitkomst,
                pattern.beslissend,
                together=self.lots is not None and self.lezingen[0].samen,
                duty=pattern.uitkomst == "van_toepassing" and self.toets.has_duty,
            )
        return self._reservations

    @property
    def waarschuwingen(self) -> Iterator[str]:
        """What is unsure about the conditions, the readings and the obligation."""
        kader = self.stand.kader
        yield from sentences.check_warnings(kader, self.toetsingen)
        yield from (one.text for one in self.reservations)
        for name, outcomes in self.open_lezingen.items():
            yield sentences.open_reading(kader, name, outcomes)
        duty = self.verplichting
        if duty:
            yield from self.stand.voorbehouden
            if duty.bedrag is None:
                yield sentences.no_amount(kader)


def amount_due(base: Decimal | None, percentage: Decimal | None) -> Decimal | None:
    """Give a percentage of an amount in euros, to the cent, half a cent up; ``None`` where one is unknown."""
    if base is None or percentage is None:
        return None
    return (base * percentage / 100).quantize(CENT, ROUND_HALF_UP)


class Situation(NamedTuple):
    """What holds for every tender of one peildatum, kind of authority and chosen framework.

    Attributes:
        kaders: the frameworks that bind and are in force, ready to be applied.
        leading: the framework that gives the outcome, in force or not; ``None`` where none can.
        reden: why the framework that is followed gives no outcome; empty where it does.
        reservations: what that rests on and a reader would not see.
        waarschuwingen: what has to be said about it, those included.

    """

    kaders: tuple["KaderTest", ...]
    leading: str | None
    reden: Literal["", "peildatum", "opdrachtgever", "datum"]
    reservations: tuple[Reservation, ...]
    waarschuwingen: tuple[str, ...]


class Besluit(NamedTuple):
    """The verdict on one tender or lot.

    Attributes:
        feiten: what is known of it.
        lots: the lots it is one of.
        peildatum: the date for which the frameworks in force were looked up.
        peildatum_uit: the field it was taken from; empty where there is none.
        situatie: which frameworks that gave.
        kaders: the verdicts of all frameworks in force, in the order of their files.
        kader: the verdict by the framework that is followed; ``None`` where it gives none.

    """

    facts: Facts
    lots: Lots | None
    peildatum: Datum | None
    peildatum_uit: str
    situation: Situation
    kaders: Sequence[Kaderbesluit]
    kader: Kaderbesluit | None

    @property
    def uitkomst(self) -> Uitkomst:
        """The outcome by the framework that is followed."""
        return self.kader.pattern.uitkomst if self.kader else "onbekend"

    @property
    def vraagvelden(self) -> tuple[str, ...]:
        """The fields still to be asked for: those of the framework that is followed, or the peildatum."""
        if self.situation.reden == "peildatum":
            return ("peildatum",)
        leading = self.kader
        return leading.vraagvelden if leading else ()

    @property
    def lezingen(self) -> dict[str, str | Mapping[str, Uitkomst]]:
        """By reading the choice made, or the outcome of each choice where it is open and matters."""
        found: dict[str, str | Mapping[str, Uitkomst]] = dict(self.facts.lezingen)
        for verdict in self.kaders:
            for name, outcomes in verdict.open_lezingen.items():
                if name not in found or verdict.id == self.situation.leading:
                    found[name] = outcomes
        return found

    @property
    def reservations(self) -> list[Reservation]:
        """What the outcome rests on and a reader would not see."""
        facts = self.facts
        found = [*self.situation.reservations]
        if self.kaders and facts.verlenging_maanden is None and not facts.unknown_options:
            found.append(sentences.NO_OPTIONS)
        if facts.looptijd_maanden is not None:
            found += reservations.fact_reservations(facts)
        if self.kader:
            found += self.kader.reservations
        return found

    @property
    def waarschuwingen(self) -> tuple[str, ...]:
        """What was assumed, and what is wrong or unsure."""
        found = [*self.situation.waarschuwingen]
        found += (one.text for one in reservations.fact_reservations(self.facts))
        found += sentences.fact_warnings(self.facts, self.lots, bool(self.kaders))
        for verdict in self.kaders:
            found += verdict.waarschuwingen
        return tuple(dict.fromkeys(found))


class Assessor:
    """Holds tenders against a policy. One definition for a single tender and for a series.

    Args:
        beleid: the policy.

    """

    def __init__(self, beleid: Beleid) -> None:
        self.beleid = beleid
        self._situations: dict[tuple[str | None, str | None, str | None], Situation] = {}
        self._in_force: dict[tuple[int, int], tuple[KaderTest, ...]] = {}

    def objections(self, facts: Facts) -> list[FieldRefusal]:
        """Find what makes a tender unfit to be judged: contradictions, and names the policy does not have."""
        found = [*inconsistencies(facts)]
        if facts.werkwijze is not None and facts.werkwijze not in self.beleid.kaders:
            found.append(_unknown("werkwijze", "kader_onbekend", facts.werkwijze, self.beleid.kaders))
        if facts.uitsluitingsgronden:
            known = self.beleid.gronden
            found += [
                _unknown("uitsluitingsgronden", "grond_onbekend", ground, sorted(known))
                for ground in facts.uitsluitingsgronden
                if ground not in known
            ]
        for name, choice in facts.lezingen:
            if name not in KEUZES:
                found.append(_unknown("lezingen", "lezing_onbekend", name, KEUZES))
            elif choice not in KEUZES[name]:
                found.append(_unknown("lezingen", "keuze_onbekend", choice, KEUZES[name]))
        return found

    def decide(self, facts: Facts, group: Lots | None = None) -> Besluit:
        """Give the verdict on a tender without objections; as one lot of ``group`` where there are more."""
        peildatum, origin = date_of_reference(facts)
        situation = self._situation(peildatum, facts)
        leading = None
        verdicts = []
        for kader in situation.kaders:
            verdict = kader.decide(facts, group)
            verdicts.append(verdict)
            if kader.id == situation.leading:
                leading = verdict
        return Besluit(facts, group, peildatum, origin, situation, verdicts, leading)

    def _situation(self, peildatum: Datum | None, facts: Facts) -> Situation:
        key = (peildatum.text if peildatum else None, facts.opdrachtgever_soort, facts.werkwijze)
        found = self._situations.get(key)
        if found is None:
            if len(self._situations) >= _MOST_SITUATIONS:
                self._situations.clear()
            found = self._situations[key] = self._find_situation(peildatum, facts)
        return found

    def _find_situation(self, peildatum: Datum | None, facts: Facts) -> Situation:
        kaders = self.beleid.kaders
        authority = facts.opdrachtgever_soort or RIJK
        bound = [kader for kader in kaders.values() if authority in kader.werkingssfeer.opdrachtgever_soort]
        default = next((kader.id for kader in bound if kader.standaard), None)
        leading = facts.werkwijze or default or (bound[0].id if len(bound) == 1 else None)
        in_force = self._standing(peildatum) if peildatum else ()
        ids = [kader.id for kader in bound]
        reason: Literal["", "peildatum", "opdrachtgever", "datum"] = "" if peildatum else "peildatum"
        if leading not in ids:
            reason = "opdrachtgever"
        elif peildatum and leading not in [kader.id for kader in in_force]:
            reason = "datum"
        found = tuple(self._assumed(facts, leading))
        return Situation(
            tuple(kader for kader in in_force if kader.id in ids),
            leading,
            reason,
            found,
            tuple(
                dict.fromkeys(
                    (
                        *(one.text for one in found),
                        *sentences.scope_warnings(facts, kaders, leading),
                        *sentences.date_warnings(facts, kaders, peildatum, leading),
                    )
                )
            ),
        )

    def _assumed(self, facts: Facts, leading: str | None) -> Iterator[Reservation]:
        """Tell what was assumed to find the framework that is followed."""
        if facts.opdrachtgever_soort is None:
            yield Reservation("soort_aangenomen", sentences.SOORT_ASSUMED)
        kader = self.beleid.kaders.get(leading or "")
        if facts.werkwijze is None and kader is not None and kader.standaard is not None:
            yield reservations.default_framework(kader, self.beleid.unconfirmed)

    def _standing(self, peildatum: Datum) -> tuple["KaderTest", ...]:
        """Make the frameworks in force ready, once for all dates on which they stand the same."""
        era = self.beleid.era(peildatum)
        found = self._in_force.get(era)
        if found is None:
            found = self._in_force[era] = tuple(KaderTest(stand) for stand in self.beleid.on(peildatum))
        return found


def _unknown(field: str, kind: str, word: str, choices: Sequence[str] | Mapping[str, object]) -> FieldRefusal:
    return FieldRefusal(field, kind, {"keuzes": ", ".join(choices), "woord": word}, word)


def date_of_reference(facts: Facts) -> tuple[Datum | None, str]:
    """Give the peildatum and the field it comes from (afspraken: its own, of publication, the begin)."""
    if facts.peildatum is not None:
        return facts.peildatum, "peildatum"
    if facts.publicatiedatum is not None:
        return facts.publicatiedatum, "publicatiedatum"
    return facts.begin, "begin" if facts.begin is not None else ""


class KaderTest:
    """A framework as it stands on a date, ready to be applied to tenders.

    Args:
        stand: the framework with its parameters.

    """

    def __init__(self, stand: KaderInForce) -> None:
        self.stand = stand
        self.id = stand.kader.id
        self._rules = [
            Rule(stand.kader, condition, stand.grenzen.get(condition.id))
            for condition in stand.kader.voorwaarden
        ]
        self._names = [condition.id for condition in stand.kader.voorwaarden]
        self._patterns: dict[tuple[Judgement, ...], Pattern] = {}
        self._compared: dict[tuple[Sequence[Lezing], tuple[Sequence[Judgement], ...]], Pattern] = {}
        self._tried: dict[tuple[bool, bool, tuple[tuple[str, str], ...]], tuple[Lezing, ...]] = {}
        self._settled = {reading.id: reading.gekozen for reading in stand.kader.leesruimte}
        limits = {name: limit.waarde for name, limit in stand.grenzen.items()}
        self.reservations = KaderReservations(stand.kader, limits, stand.unconfirmed)
        self.has_duty = stand.kader.verplichting is not None

    def decide(self, facts: Facts, group: Lots | None) -> Kaderbesluit:
        """Hold a tender against the framework, under every reading that is open."""
        many = group is not None and (len(group.lots) > 1 or not group.complete)
        if not self._settled or not (many or facts.verlenging_maanden or facts.unknown_options):
            verdicts = [rule.judge(facts, group, _PLAIN) for rule in self._rules]
            return Kaderbesluit(self, facts, group, _ONLY_PLAIN, self._pattern(verdicts))
        return self._under_readings(facts, group, self._readings(facts, many=many))

    def _readings(self, facts: Facts, *, many: bool) -> tuple[Lezing, ...]:
        """Give the readings to try, the one that counts least first."""
        options = bool(facts.verlenging_maanden) or facts.unknown_options
        key = (options, many, facts.lezingen)
        found = self._tried.get(key)
        if found is None:
            if len(self._tried) >= _MOST_SITUATIONS:
                self._tried.clear()
            found = self._tried[key] = self._to_try(dict(facts.lezingen), options=options, many=many)
        return found

    def _to_try(self, choices: Mapping[str, str], *, options: bool, many: bool) -> tuple[Lezing, ...]:
        tried: dict[str, tuple[bool, ...]] = {"verlenging": (False,), "percelen": (False,)}
        for name, settled in self._settled.items():
            if options if name == "verlenging" else many:
                chosen = settled or choices.get(name)
                tried[name] = (False, True) if chosen is None else (chosen == KEUZES[name][1],)
        return tuple(Lezing(*pair) for pair in product(tried["verlenging"], tried["percelen"]))

    def _under_readings(self, facts: Facts, group: Lots | None, readings: Sequence[Lezing]) -> Kaderbesluit:
        found = tuple(
            [
                tuple([rule.judge(facts, group, reading) for reading in readings])
                if rule.leest
                else (rule.judge(facts, group, readings[0]),)
                for rule in self._rules
            ]
        )
        key = (readings, found)
        known = self._compared.get(key)
        if known is None:
            known = self._compared[key] = self._compare(readings, found)
        return Kaderbesluit(self, facts, group, readings, known)

    def _compare(self, readings: Sequence[Lezing], found: Sequence[Sequence[Judgement]]) -> Pattern:
        """Tell what conditions come to under all readings, and which readings matter."""
        verdicts = [_agreed_verdict(rule, own) for rule, own in zip(self._rules, found, strict=True)]
        if all(verdict is own[0] for own in found for verdict in own):
            return self._pattern(verdicts)
        outcomes = {
            reading: combine([own[at if len(own) > 1 else 0].uitkomst for own in found])
            for at, reading in enumerate(readings)
        }
        together = _agreed(list(outcomes.values()))
        return pattern_of(self._names, verdicts, together, _what_matters(outcomes))

    def checks(self, facts: Facts, group: Lots | None, readings: Sequence[Lezing]) -> tuple[Toetsing, ...]:
        """Give every condition as the first reading has it, with the verdict of all readings."""
        return tuple(
            rule.toets(facts, group, readings[0])._replace(
                judgement=_agreed_verdict(rule, [rule.judge(facts, group, reading) for reading in readings])
            )
            if rule.leest and len(readings) > 1
            else rule.toets(facts, group, readings[0])
            for rule in self._rules
        )

    def _pattern(self, verdicts: Sequence[Judgement]) -> Pattern:
        """Tell what conditions come to; the same again for the same verdicts."""
        key = tuple(verdicts)
        found = self._patterns.get(key)
        if found is None:
            outcome = combine([verdict.uitkomst for verdict in verdicts])
            found = self._patterns[key] = pattern_of(self._names, verdicts, outcome)
        return found


_PLAIN = Lezing()
_ONLY_PLAIN = (_PLAIN,)


def combine(truths: Sequence[Truth]) -> Uitkomst:
    """Give the outcome of conditions that must all hold: one ``nee`` decides, else one ``onbekend``."""
    if "nee" in truths:
        return "niet_van_toepassing"
    return "onbekend" if "onbekend" in truths else "van_toepassing"


def _agreed(outcomes: Sequence[Uitkomst]) -> Uitkomst:
    return outcomes[0] if len(set(outcomes)) == 1 else "onbekend"


_POSITION = {"verlenging": 0, "percelen": 1}


def _what_matters(outcomes: Mapping[Lezing, Uitkomst]) -> dict[str, Mapping[str, Uitkomst]]:
    """Give per open reading the outcome of each choice, where the choice can make a difference."""
    found: dict[str, Mapping[str, Uitkomst]] = {}
    for name, at in _POSITION.items():
        sides = [
            {reading[1 - at]: outcome for reading, outcome in outcomes.items() if reading[at] is side}
            for side in (False, True)
        ]
        if all(sides) and sides[0] != sides[1]:
            found[name] = {
                choice: _agreed(list(side.values())) for choice, side in zip(KEUZES[name], sides, strict=True)
            }
    return found


def _agreed_verdict(rule: Rule, verdicts: Sequence[Judgement]) -> Judgement:
    """Make one of what a condition comes to under several readings: where they differ, unknown."""
    first = verdicts[0]
    if all(verdict is first for verdict in verdicts):
        return first
    if first.uitkomst != "onbekend" and all(verdict.uitkomst == first.uitkomst for verdict in verdicts):
        return first
    asked = tuple(dict.fromkeys(field for verdict in verdicts for field in verdict.velden))
    notes = [verdict.note for verdict in verdicts if verdict.uitkomst == "onbekend" and verdict.note]
    return rule.judgement("onbekend", asked, notes[0] if notes else "")
