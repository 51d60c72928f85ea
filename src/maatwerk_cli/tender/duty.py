"""What social return comes to for one tender: the form that holds, the row of its table, and the amount.

Where it is not known which form or row holds, or how much it is of, every one that can be meant is tried: the
amount lies between the least and the most of them.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.policy.conditions import Voorwaarde
from maatwerk_cli.models.policy.duty_forms import Afronding, Uitzondering, Verplichting
from maatwerk_cli.models.policy.parameters import Parameterwaarde
from maatwerk_cli.models.values import CENT
from maatwerk_cli.tender.combination import Looked, TableReading, merged, under_all_readings
from maatwerk_cli.tender.condition import Rule, Toetsing, judged
from maatwerk_cli.tender.facts import Bounds, Facts, known_bounds
from maatwerk_cli.tender.frameworks.limit_tables import Chosen, LimitTable
from maatwerk_cli.tender.frameworks.open_readings import Lezing
from maatwerk_cli.tender.frameworks.policy import KaderInForce
from maatwerk_cli.tender.lots import LotQuestion, Lots, amount_bounds, asked_together
from maatwerk_cli.tender.words.limit_words import AMOUNTS

_WAYS = {"boven": ROUND_CEILING, "beneden": ROUND_FLOOR, "dichtstbij": ROUND_HALF_UP}


class Frame(NamedTuple):
    """How an amount is rounded and bounded, after the percentage is taken."""

    afronding: Afronding | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None

    def of(self, amount: Decimal) -> Decimal:
        """Round an amount, and then keep it within its least and its most."""
        if self.afronding is None:
            rounded = amount.quantize(CENT, ROUND_HALF_UP)
        else:
            step = self.afronding.op
            rounded = (amount / step).quantize(Decimal(1), _WAYS[self.afronding.naar]) * step
        if self.minimum is not None:
            rounded = max(rounded, self.minimum)
        return rounded if self.maximum is None else min(rounded, self.maximum)


class TableRowMeant(NamedTuple):
    """A row of a table that can be meant, with the table it is of."""

    table: LimitTable
    place: int

    @property
    def value(self) -> Parameterwaarde:
        """The row as the policy has it."""
        return self.table.rows[self.place]


class FormMeant(NamedTuple):
    """A form of an obligation that can hold, and what it comes to.

    Attributes:
        uitzondering: the exception it is by; ``None`` for the obligation itself.
        eenheid: its own unit: euro, uren or fte.
        laag: the least it can be.
        hoog: the most it can be; ``None`` where that is not known.
    """

    uitzondering: Uitzondering | None
    eenheid: str
    laag: Decimal | None
    hoog: Decimal | None


_BY_NO_READING: "Mapping[str, Mapping[str, Duty]]" = {}


class Duty(NamedTuple):
    """What social return comes to; ``bedrag`` is ``None`` where it is not known, or is not in euros.

    Attributes:
        percentage: of the base; ``None`` where it is none, or not known.
        grondslag: the base; empty where it is no percentage.
        bedrag: the amount in euros.
        plain: it is one percentage of a base and nothing else.
        hoeveelheid: the amount in its own unit.
        eenheid: euro, uren or fte; empty where that is not known.
        per: for what it is owed each time; empty where that is not known.
        laag: the least it can be, where the amount is not known.
        hoog: the most it can be.
        frame: how it is rounded and bounded; ``None`` where that is not known.
        rows: the rows of the table that can be meant, where there is one.
        uitzondering: the exception that holds, where one does.
        velden: what to ask before it is known which form or row holds.
        checks: the conditions of the exceptions, as far as they were looked at.
        per_calloff: it is owed for each call-off, so that no amount can be given for the whole.
        of_lots: of which lots the fields of a table are to be asked, where lots are read together.
        by_reading: by open reading that it depends on, what it is by each choice.
        onafgerond: the amount before it is rounded and bounded; ``None`` where that is not one amount.
        vormen: the forms that can hold, where they are not in one unit.
        mogelijk: the amounts that it can be, least first, where it is one of these and of nothing between.
        by_exception: the amount by which another form can hold of a tender of another amount; else empty.
        below: the same of a tender of a lower amount only.
    """

    percentage: Decimal | None
    grondslag: str
    bedrag: Decimal | None
    plain: bool = True
    hoeveelheid: Decimal | None = None
    eenheid: str = "euro"
    per: str = "opdracht"
    laag: Decimal | None = None
    hoog: Decimal | None = None
    frame: Frame | None = Frame()
    rows: tuple[TableRowMeant, ...] = ()
    uitzondering: Uitzondering | None = None
    velden: tuple[str, ...] = ()
    checks: tuple[Toetsing, ...] = ()
    per_calloff: bool = False
    of_lots: LotQuestion | None = None
    by_reading: "Mapping[str, Mapping[str, Duty]]" = _BY_NO_READING
    onafgerond: Decimal | None = None
    vormen: tuple[FormMeant, ...] = ()
    mogelijk: tuple[Decimal, ...] = ()
    by_exception: str = ""
    below: str = ""

    def due(self, base: Decimal | None) -> Decimal | None:
        """Give what it is of another base; ``None`` where that cannot be said."""
        if base is None or self.percentage is None or self.frame is None or self.by_base:
            return None
        return self.frame.of(base * self.percentage / 100)

    @property
    def by_amount(self) -> str:
        """The amount by which a quantity is owed, where a lower one can give another; else empty."""
        return "" if self.grondslag or self.hoeveelheid is None else self.lower_band

    @property
    def lower_band(self) -> str:
        """The amount by whose band, or by which exception, it is owed, where a lower one can give another."""
        bands = [(row.table.parameter, row.value.band) for row in self.rows]
        return next(
            (of.per or "" for of, band in bands if of.per in AMOUNTS and band and band.first(CENT) > 0),
            self.below,
        )

    @property
    def no_whole(self) -> bool:
        """Whether no share of the contract as a whole can be given: it has call-offs, or may have them."""
        return self.per_calloff or not self.per

    @property
    def by_base(self) -> bool:
        """Whether the percentage differs by an amount, so that it is that of the whole only."""
        by_band = any(row.table.parameter.per in AMOUNTS for row in self.rows)
        return bool(self.grondslag) and (by_band or bool(self.by_exception))


class _Form(NamedTuple):
    """A form of the obligation that can hold: its number, and the values it can have."""

    exception: Uitzondering | None
    share: bool
    table: LimitTable
    looked: Looked

    @property
    def chosen(self) -> Chosen:
        """The rows that can be meant."""
        return self.looked.chosen


_AGREEMENT = "raamovereenkomst"


def reads_agreement(kader: Kader) -> bool:
    """Tell whether it is a reading of a framework whether a limit holds for each call-off."""
    return any(reading.id == _AGREEMENT for reading in kader.leesruimte)


def asks_agreement(kader: Kader) -> bool:
    """Tell whether a framework itself asks if a tender is an agreement, so that nothing of it is assumed.

    Where a limit is also read at one level or the other, none is assumed for that, and so for all of it.
    """
    tested = any(condition.veld == _AGREEMENT for condition in kader.alle_voorwaarden)
    tabled = any(parameter.per == _AGREEMENT for parameter in kader.parameters.values())
    return (tested or tabled) and not reads_agreement(kader)


def _owed_for(facts: Facts) -> str:
    """Tell for what an obligation per call-off is owed; empty where it may have call-offs or be one."""
    if facts.raamovereenkomst in ("ja", "nadere_overeenkomst"):
        return "nadere_overeenkomst"
    return "" if _AGREEMENT in facts.unknown else "opdracht"  # not filled in: none is assumed


def _under_all(rule: Rule, facts: Facts, lots: Lots | None, readings: Sequence[Lezing]) -> Toetsing:
    """Hold a condition against a tender under each reading."""
    checks = [rule.toets(facts, lots, reading) for reading in readings]
    return under_all_readings(checks, merged([each.judgement for each in checks]))


def _amount_tested(conditions: Mapping[str, Voorwaarde], name: str) -> str:
    """Give the first amount that a condition tests, itself or in what it puts together; else nothing."""
    condition = conditions[name]
    if condition.veld in AMOUNTS:
        return str(condition.veld)
    return next((field for part in condition.delen if (field := _amount_tested(conditions, part))), "")


def _of_less(facts: Facts) -> Facts:
    """Give a tender of any amount up to its own."""
    most = {field: Bounds(Decimal(0), known_bounds(facts, field).high) for field in AMOUNTS}
    return facts._replace(
        loonsom_excl_btw=None, opdrachtwaarde_excl_btw=None, bounds={**facts.bounds, **most}
    )


def _of_any_amount(facts: Facts) -> Facts:
    """Give a tender of any amount."""
    others = {name: bounds for name, bounds in facts.bounds.items() if name not in AMOUNTS}
    return facts._replace(loonsom_excl_btw=None, opdrachtwaarde_excl_btw=None, bounds=others)


def _any_calloff(facts: Facts) -> Facts:
    """Give what a call-off of an agreement can be: of no higher amount, and of any term."""
    if facts.raamovereenkomst == "nadere_overeenkomst":
        return facts
    less = _of_less(facts)
    others = {name: bounds for name, bounds in less.bounds.items() if name != "looptijd_maanden"}
    return less._replace(begin=None, einde=None, looptijd_maanden=None, bounds=others)


class DutyRule:
    """The obligation of a framework on a date, ready to be applied to tenders.

    Args:
        stand: the framework as it stands.
        rules: its conditions, ready.
    """

    def __init__(self, stand: KaderInForce, duty: Verplichting, rules: Mapping[str, Rule]) -> None:
        self._duty = duty
        self._exceptions = [(exception, rules[exception.als]) for exception in duty.uitzonderingen]
        by_table = {
            name: {reading.id for reading in stand.kader.leesvragen if name in reading.tabellen}
            for name in stand.getallen
        }
        self._tables = {name: TableReading(table, by_table[name]) for name, table in stand.getallen.items()}
        self._of_calloff = {
            name: TableReading(table, by_table[name] | {_AGREEMENT})
            for name, table in stand.getallen.items()
            if duty.per == "nadere_overeenkomst" and _AGREEMENT not in by_table[name]
        }
        self._at_calloffs = duty.per == "nadere_overeenkomst" and not reads_agreement(stand.kader)
        conditions = {condition.id: condition for condition in stand.kader.alle_voorwaarden}
        self._of_amounts = [
            (field, exception, rule)
            for exception, rule in self._exceptions
            if (field := _amount_tested(conditions, exception.als))
        ]
        self._assumes_none = not asks_agreement(stand.kader)
        wage = duty.grondslag == "loonsom_excl_btw"
        self._ceiling = "opdrachtwaarde_excl_btw" if wage else None  # a wage sum cannot exceed the value

    def of(self, facts: Facts, lots: Lots | None, readings: Sequence[Lezing]) -> Duty:
        """Give what it comes to for a tender to which the framework applies."""
        duty = self._of(facts, lots, readings)
        if len(readings) == 1 or (duty.hoeveelheid is not None and not duty.velden):
            return duty
        by_reading: dict[str, dict[str, Duty]] = {}
        for name in Lezing._fields:
            choices = dict.fromkeys(getattr(reading, name) for reading in readings)
            owed = {
                choice: self._of(facts, lots, [each for each in readings if getattr(each, name) == choice])
                for choice in choices
            }
            if len({(each.percentage, each.laag, each.hoog, each.velden) for each in owed.values()}) > 1:
                by_reading[name] = owed
        return duty._replace(by_reading=by_reading) if by_reading else duty

    def _not_assumed(self, facts: Facts) -> Facts:
        """Give a tender as one that may be an agreement, where the framework assumes nothing of that."""
        if self._assumes_none or facts.raamovereenkomst is not None:
            return facts
        return facts._replace(unknown=facts.unknown | {_AGREEMENT})

    def look(self, name: str, facts: Facts, lots: Lots | None, readings: Sequence[Lezing]) -> Looked:
        """Give the rows of a number that can be meant, under every reading that is open."""
        table, facts = self._tables[name], self._not_assumed(facts)
        # At each call-off, of the agreement too.
        if name in self._of_calloff and _owed_for(facts) != "opdracht":
            table = self._of_calloff[name]
            readings = [each._replace(raamovereenkomst="nadere_overeenkomst") for each in readings]
        looks = [*dict.fromkeys(table.look(facts, lots, reading) for reading in readings)]
        if len(looks) == 1:
            return looks[0]
        rows = sorted({row for look in looks for row in look.chosen.rows})
        asked = dict.fromkeys(field for look in looks for field in look.chosen.fields)
        none = any(look.chosen.none for look in looks)
        of_lots = asked_together(look.of_lots for look in looks if look.chosen.fields)
        return Looked(Chosen(tuple(rows), none, tuple(asked)), of_lots=of_lots)

    def _of(self, facts: Facts, lots: Lots | None, readings: Sequence[Lezing]) -> Duty:
        forms, checks = self._forms(facts, lots, readings)
        duty = self._duty
        units = {self._unit(form) for form in forms}
        unit = units.pop() if len(units) == 1 else ""
        rows = tuple(
            dict.fromkeys(TableRowMeant(form.table, row) for form in forms for row in form.chosen.rows)
        )
        values = {(form.share, form.table.rows[row].waarde) for form in forms for row in form.chosen.rows}
        unsure = any(form.chosen.none for form in forms)
        is_one = len(values) == 1 and not unsure
        percentages = [value if share else None for share, value in values]
        least, most, framed = self._frames(facts, lots, readings, unit)
        per = (
            _owed_for(self._not_assumed(facts))
            if duty.per == "nadere_overeenkomst"
            else duty.per or "opdracht"
        )
        calloff = per == "nadere_overeenkomst" and facts.raamovereenkomst == "ja"
        no_whole = calloff or not per
        low, high = (
            (None, None)
            if unsure or not unit or (no_whole and any(form.share for form in forms))
            else self._range(forms, facts, least, most)
        )
        amount = low if low == high else None
        raw = {end for form in forms for end in self._ends(form, facts)} if low is not None else set()
        known = {start for start, _ in raw} if all(start == end for start, end in raw) else set()
        plain = next(iter(known)) if len(known) == 1 and amount is not None else None
        meant = () if unit or no_whole else tuple(self._meant(form, facts, lots, readings) for form in forms)
        asked = (
            *(field for check in checks for field in check.velden),
            *(field for form in forms for field in form.chosen.fields),
        )
        level = () if per else (_AGREEMENT,)
        certain = forms[0].exception if len(forms) == 1 else None
        return Duty(
            percentages[0] if is_one else None,
            (duty.grondslag or "") if any(form.share for form in forms) else "",
            amount if unit == "euro" else None,
            plain=False,
            hoeveelheid=amount,
            eenheid=unit,
            per=per,
            laag=low,
            hoog=high,
            frame=least if least == most else None,
            rows=tuple(row for row in rows if row.table.parameter.per),
            uitzondering=certain,
            velden=tuple(dict.fromkeys((*level, *(() if is_one else asked), *framed))),
            checks=tuple(checks),
            per_calloff=calloff,
            of_lots=asked_together(form.looked.of_lots for form in forms),
            onafgerond=plain,
            vormen=meant,
            mogelijk=tuple(sorted(set(map(least.of, known)))) if least == most else (),
            by_exception=self._turned(facts, _of_any_amount(facts), lots, readings, values),
            below=self._turned(facts, _of_less(facts), lots, readings, values),
        )

    def _meant(self, form: _Form, facts: Facts, lots: Lots | None, readings: Sequence[Lezing]) -> FormMeant:
        """Give what one form comes to by itself."""
        unit = self._unit(form)
        if form.chosen.none:
            return FormMeant(form.exception, unit, None, None)
        least, most, _ = self._frames(facts, lots, readings, unit)
        return FormMeant(form.exception, unit, *self._range([form], facts, least, most))

    def _forms(
        self, facts: Facts, lots: Lots | None, readings: Sequence[Lezing]
    ) -> tuple[list[_Form], list[Toetsing]]:
        """Give the forms that can hold: the first exception that does, and those before it that may."""
        forms: list[_Form] = []
        unknown: list[Toetsing] = []
        for exception, rule in self._exceptions:
            check = self._check(rule, facts, lots, readings)
            if check.uitkomst == "nee":
                continue
            forms.append(self._form(exception, exception, facts, lots, readings))
            if check.uitkomst == "ja":
                return forms, unknown
            unknown.append(check)
        return [*forms, self._form(None, self._duty, facts, lots, readings)], unknown

    def _check(self, rule: Rule, facts: Facts, lots: Lots | None, readings: Sequence[Lezing]) -> Toetsing:
        """Tell whether the condition of an exception holds; of an agreement, for each call-off alike."""
        check = _under_all(rule, facts, lots, readings)
        if self._at_calloffs and _owed_for(self._not_assumed(facts)) != "opdracht":
            of_any = _under_all(rule, _any_calloff(facts), lots, readings)
            if of_any.uitkomst != check.uitkomst:
                return check._replace(judgement=judged("onbekend", (), "per_nadere_overeenkomst"), delen=())
        return check

    def _turned(
        self,
        facts: Facts,
        otherwise: Facts,
        lots: Lots | None,
        readings: Sequence[Lezing],
        values: Set[tuple[bool, Decimal]],
    ) -> str:
        """Give the amount by which an exception to or from another number turns at other amounts."""
        for field, exception, rule in self._of_amounts:
            now = _under_all(rule, facts, lots, readings).uitkomst
            if now == _under_all(rule, otherwise, lots, readings).uitkomst:
                continue
            table = self._tables[exception.percentage or exception.vast or ""].table
            own = {(exception.percentage is not None, row.waarde) for row in table.rows}
            if now != "nee" or own != values:
                return field
        return ""

    def _form(
        self,
        exception: Uitzondering | None,
        form: Verplichting | Uitzondering,
        facts: Facts,
        lots: Lots | None,
        readings: Sequence[Lezing],
    ) -> _Form:
        name = form.percentage or form.vast or ""
        looked = self.look(name, facts, lots, readings)
        return _Form(exception, form.percentage is not None, self._tables[name].table, looked)

    @property
    def _own_unit(self) -> str:
        """The unit of the obligation itself, and so of its rounding."""
        return self._tables[self._duty.vast].table.parameter.eenheid if self._duty.vast else "euro"

    def _unit(self, form: _Form) -> str:
        return "euro" if form.share else form.table.parameter.eenheid

    def _frames(
        self, facts: Facts, lots: Lots | None, readings: Sequence[Lezing], unit: str
    ) -> tuple[Frame, Frame, tuple[str, ...]]:
        """Give the frames that make the obligation least and most, and what to ask where they differ.

        A minimum or maximum in another unit than what is owed has no bearing on it; nor has the rounding,
        which is in the unit of the obligation itself.
        """
        bounds: dict[str, tuple[Decimal | None, Decimal | None]] = {"minimum": (None, None)}
        bounds["maximum"] = (None, None)
        asked: list[str] = []
        for name, reference in (("minimum", self._duty.minimum), ("maximum", self._duty.maximum)):
            table = self._tables[reference].table if reference else None
            if table is None or table.parameter.eenheid != unit:
                continue
            chosen = self.look(reference or "", facts, lots, readings).chosen
            values = [table.rows[row].waarde for row in chosen.rows]
            least, most = min(values, default=None), max(values, default=None)
            bounds[name] = (least, most)
            if chosen.none:
                bounds[name] = (None, most) if name == "minimum" else (least, None)
            if len({*values}) + chosen.none > 1:
                asked += chosen.fields
        (least_low, least_high), (most_low, most_high) = bounds["minimum"], bounds["maximum"]
        rounding = self._duty.afronding if unit == self._own_unit else None
        return Frame(rounding, least_low, most_low), Frame(rounding, least_high, most_high), tuple(asked)

    def _range(
        self, forms: Sequence[_Form], facts: Facts, least: Frame, most: Frame
    ) -> tuple[Decimal | None, Decimal | None]:
        """Give the least and the most that it can be."""
        ends = [end for form in forms for end in self._ends(form, facts)]
        highs = [high for _, high in ends if high is not None]
        top = most.maximum if len(highs) < len(ends) else max(map(most.of, highs), default=None)
        return min((least.of(low) for low, _ in ends), default=None), top

    def _ends(self, form: _Form, facts: Facts) -> Iterator[tuple[Decimal, Decimal | None]]:
        """Give the least and the most by each row that can be meant, before it is rounded and bounded."""
        for place in form.chosen.rows:
            value = form.table.rows[place].waarde
            if not form.share:
                yield value, value
                continue
            low, high = amount_bounds(facts, self._duty.grondslag or "", self._ceiling)
            yield Decimal(low) * value / 100, None if high is None else Decimal(high) * value / 100

    def numbers(self, facts: Facts, lots: Lots | None, readings: Sequence[Lezing]) -> Sequence[TableRowMeant]:
        """Give the numbers that it is reckoned with, each row that can be meant."""
        forms, _ = self._forms(facts, lots, readings)
        used = [(form.table, form.chosen) for form in forms]
        used += [
            (self._tables[name].table, self.look(name, facts, lots, readings).chosen)
            for name in (self._duty.minimum, self._duty.maximum)
            if name
        ]
        return [*dict.fromkeys(TableRowMeant(table, row) for table, chosen in used for row in chosen.rows)]

    def reservations(self, duty: Duty) -> Iterator[str]:
        """Tell what the sources do not say about the values that hold."""
        yield from (row.value.voorbehoud for row in duty.rows if row.value.voorbehoud)
        if self._duty.voorbehoud:
            yield self._duty.voorbehoud
