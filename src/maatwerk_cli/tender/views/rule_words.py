"""The rules of a framework in words, as they are in force on a day: for a memo and for its own page."""

from collections.abc import Iterator
from typing import NamedTuple

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.policy.conditions import Voorwaarde
from maatwerk_cli.models.policy.duty_forms import Uitzondering, Verplichting
from maatwerk_cli.models.policy.parameters import Parameterwaarde, Periode, Periodewaarde
from maatwerk_cli.models.values import Bronverwijzing, Datum
from maatwerk_cli.tender.views.field_titles import as_subject, in_sentence, subject_of
from maatwerk_cli.tender.words.condition_words import parts_words, words_of_test
from maatwerk_cli.tender.words.limit_words import PER_WORDS, quantity, row_text
from maatwerk_cli.text import dutch

WITHOUT_VAT = "exclusief btw"


class RuleLine(NamedTuple):
    """One rule in words.

    Attributes:
        name: what it is about.
        text: what it says.
        period: when that holds; ``None`` where it holds as long as the framework.
        source: where it stands.
        reservations: what the source does not say of a number in it.
    """

    name: str
    text: str
    period: Periode | None
    source: Bronverwijzing
    reservations: tuple[str, ...] = ()

    @property
    def with_reservations(self) -> str:
        """What it says, with what the source does not say: a number never stands without it."""
        return (
            ". Voorbehoud: ".join((self.text, " ".join(self.reservations)))
            if self.reservations
            else self.text
        )

    @property
    def first_day_source(self) -> Bronverwijzing | None:
        """Where the first day stands, if that is another source than that of the rule."""
        return self.period.bron_vanaf if isinstance(self.period, Periodewaarde) else None


def in_force(kader: Kader, parameter: str, day: Datum) -> list[Parameterwaarde]:
    """Give the values of a number on any day that a date can be."""
    return [value for value in kader.parameters[parameter].waarden if value.overlaps(day.first, day.last)]


def condition_lines(kader: Kader, condition: Voorwaarde, day: Datum) -> Iterator[RuleLine]:
    """Say what a condition asks; a limit of a table row by row."""
    if text := _without_number(kader, condition):
        yield RuleLine(condition.naam, text, None, condition.bron)
        return
    field, number, cap = condition.veld or "", condition.parameter or "", condition.nooit_meer_dan
    # No source has this: it is reasoning of ours, for every framework that uses it.
    most = f"; {in_sentence(field)} is nooit meer dan {in_sentence(cap)}{dutch.IS_INFERRED}" if cap else ""
    net = f", {WITHOUT_VAT}" if field.endswith("_excl_btw") and not condition.deel_van else ""
    asked = f"{subject_of(condition)} {words_of_test(condition)}"
    for value in in_force(kader, number, day):
        text = f"{asked} {amount_text(kader, number, value)}{net}{most}"
        yield RuleLine(condition.naam, text, value, value.bron, _reserved(value))


def _without_number(kader: Kader, condition: Voorwaarde) -> str:
    """Say what a condition asks that is held against no number; nothing of another."""
    if condition.samen:
        parts = "; ".join(kader.condition_names[part] for part in condition.delen)
        return f"{parts_words(condition.samen)}: {parts}"
    if condition.toets == "geen_van":
        ground_texts = {ground.id: ground.tekst for ground in kader.uitsluitingsgronden}
        grounds = [
            f"{name} ({text.rstrip('.')})" if (text := ground_texts.get(name)) else name
            for name in condition.waarden
        ]
        return f"geen van deze gronden geldt: {dutch.joined(grounds)}"
    if condition.parameter is None:
        return f"{subject_of(condition)} {words_of_test(condition)} {dutch.joined(condition.waarden, 'of')}"
    return ""


def amount_text(kader: Kader, name: str, value: Parameterwaarde, of: str = "") -> str:
    """Write a value of a number in its unit, and of what it is; in a table with what it is for."""
    parameter = kader.parameters[name]
    about = row_text(value, parameter.per)
    text = f"{quantity(value.waarde, parameter.eenheid)}{of}"
    if not about or parameter.per is None:
        return text
    return f"{text} (bij {as_subject(parameter.per)}: {about})"


def number_lines(kader: Kader, name: str) -> Iterator[RuleLine]:
    """Say a number by itself, for each period that it has a value for."""
    parameter = kader.parameters[name]
    for value in parameter.waarden:
        text = amount_text(kader, name, value)
        yield RuleLine(parameter.omschrijving, text, value, value.bron, _reserved(value))


def duty_lines(kader: Kader, day: Datum) -> Iterator[RuleLine]:
    """Say what the obligation is, with all that bounds it and that fulfils it."""
    duty = kader.verplichting
    if duty is None:
        return
    names = kader.condition_names
    when = "als dit geldt"
    for exception in duty.uitzonderingen:
        yield from _form_lines(kader, duty, exception, f"Verplichting, {when}: {names[exception.als]}", day)
        when = "en anders als dit geldt"
    name = "Verplichting, in alle andere gevallen" if duty.uitzonderingen else "Verplichting"
    yield from _form_lines(kader, duty, duty, name, day)
    for title, reference in (("ten minste", duty.minimum), ("ten hoogste", duty.maximum)):
        for value in in_force(kader, reference, day) if reference else ():
            not_for = _other_units(kader, duty, kader.parameters[reference or ""].eenheid)
            apart = f"; dit geldt niet voor een verplichting in {not_for}" if not_for else ""
            text = f"{title} {amount_text(kader, reference or '', value)}{apart}"
            yield RuleLine("Verplichting", text, value, value.bron, _reserved(value))
    if duty.afronding:
        yield RuleLine("Afronding", _rounding_line(kader, duty), None, duty.bron)
    for way in duty.vervulling:
        for value in in_force(kader, way.deel, day) if way.deel else ():
            text = f"{way.tekst} Het deel: {amount_text(kader, way.deel or '', value)}."
            yield RuleLine(f"Vervulling: {way.naam}", text, value, way.bron, _reserved(value))
        if way.deel is None:
            yield RuleLine(f"Vervulling: {way.naam}", way.tekst, None, way.bron)


def _form_lines(
    kader: Kader, duty: Verplichting, form: Verplichting | Uitzondering, name: str, day: Datum
) -> Iterator[RuleLine]:
    reference = form.percentage or form.vast or ""
    base = f" van {in_sentence(duty.grondslag)}" if form.percentage and duty.grondslag else ""
    for value in in_force(kader, reference, day):
        per = PER_WORDS[duty.per or "opdracht"]
        text = amount_text(kader, reference, value, f"{base}{per}")
        yield RuleLine(name, text, value, value.bron, _reserved(value, duty.voorbehoud))


def _reserved(value: Parameterwaarde, *more: str | None) -> tuple[str, ...]:
    """Give what the source does not say of a number, and of what it is a part of."""
    return tuple(text for text in (value.voorbehoud, *more) if text)


def unit_of(kader: Kader, duty: Verplichting) -> str:
    """Give the unit of an obligation: of a percentage euros."""
    return kader.parameters[duty.vast].eenheid if duty.vast else "euro"


def rounding_text(kader: Kader, duty: Verplichting) -> str:
    """Say how an obligation is rounded."""
    if duty.afronding is None:
        return ""
    step = quantity(duty.afronding.op, unit_of(kader, duty))
    way = {"boven": "naar boven", "beneden": "naar beneden", "dichtstbij": "naar het dichtstbijzijnde"}
    return f"{way[duty.afronding.naar]} op {step}"


def _rounding_line(kader: Kader, duty: Verplichting) -> str:
    """Say how it is rounded, and what is not: a form in another unit."""
    others = _other_units(kader, duty, unit_of(kader, duty))
    apart = f"; een verplichting in {others} wordt zo niet afgerond" if others else ""
    return f"{rounding_text(kader, duty)}{apart}"


def _other_units(kader: Kader, duty: Verplichting, own: str) -> str:
    """Name the units but one in which an obligation can be."""
    forms: list[Verplichting | Uitzondering] = [duty, *duty.uitzonderingen]
    units = (kader.parameters[form.vast].eenheid if form.vast else "euro" for form in forms)
    return dutch.joined([*dict.fromkeys(unit for unit in units if unit != own)], "of")
