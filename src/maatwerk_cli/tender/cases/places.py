"""The places of a framework that a case can touch: limits, rows, ways, readings, days, authorities."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from maatwerk_cli.models.kader import Kader, Leesruimte
from maatwerk_cli.models.policy.conditions import CONDITION_FIELDS, Voorwaarde
from maatwerk_cli.models.policy.parameters import least_step, turning_days
from maatwerk_cli.tender.combination import TableRule
from maatwerk_cli.tender.frameworks.limit_tables import LimitTable
from maatwerk_cli.tender.verdicts.kader_test import KaderTest
from maatwerk_cli.tender.views.field_titles import as_subject
from maatwerk_cli.tender.words.condition_words import alone_words
from maatwerk_cli.tender.words.limit_words import quantity, row_text
from maatwerk_cli.tender.words.scope_sentences import AUTHORITY_NAMES
from maatwerk_cli.text import dutch

SpotKey = tuple[str, ...]
"""What names a place: the same for what a framework has and for what a verdict touches."""


class Spot(NamedTuple):
    """A place of a framework that a case can touch.

    Attributes:
        voorwaarde: the condition, the number or the part it is in.
        wat: what must happen there, in words.
    """

    voorwaarde: str
    wat: str


SIDES = {"op": "precies op", "onder": "net onder", "boven": "net boven"}


def spots_of(stands: Sequence[KaderTest]) -> Mapping[SpotKey, Spot]:
    """Give the places of a framework, those of each day on which something in it changes.

    Args:
        stands: the framework on those days, at least one.
    """
    by_key: dict[SpotKey, Spot] = {}
    for ready in stands:
        for key, spot in _of_stand(ready):
            by_key.setdefault(key, spot)
    kader = stands[0].stand.kader
    for key, spot in (*_of_authorities(kader), *_of_readings(kader), *_of_days(kader)):
        by_key.setdefault(key, spot)
    return by_key


def _of_stand(ready: KaderTest) -> Iterator[tuple[SpotKey, Spot]]:
    """Give the sides of each limit first: a case on a limit often touches more."""
    kader = ready.stand.kader
    for condition in kader.alle_voorwaarden:
        yield from _limits(ready, condition)
    for condition in kader.alle_voorwaarden:
        for truth, said in (("ja", "geldt"), ("nee", "geldt niet")):
            yield (condition.id, truth), Spot(condition.id, f"{condition.naam}: {said}")
        yield from _codes(condition)
        yield from _ways(kader, condition)
    for condition in kader.voorwaarden if len(kader.voorwaarden) > 1 else ():
        words = f"{condition.naam}: alleen deze voorwaarde geldt niet"
        yield ("beslist", condition.id), Spot(condition.id, words)
    yield from _of_duty(ready)


def _limits(ready: KaderTest, condition: Voorwaarde) -> Iterator[tuple[SpotKey, Spot]]:
    """Give the sides of each limit of a condition, and the rows of its table."""
    rule = ready.rules[condition.id]
    if condition.eenheid is None:
        return
    if isinstance(rule, TableRule):
        yield from _rows(condition.id, rule.table)
        for place in rule.table.in_force:
            row = rule.table.rows[place]
            yield from _sides(condition, row.waarde, f" (bij {row_text(row, rule.table.parameter.per)})")
    elif rule.limit.waarde is not None:
        yield from _sides(condition, Decimal(rule.limit.waarde), "")


def _sides(condition: Voorwaarde, limit: Decimal, about: str) -> Iterator[tuple[SpotKey, Spot]]:
    text = quantity(limit, condition.eenheid)
    top = 100 if condition.deel_van and condition.nooit_meer_dan == condition.deel_van else None
    there = {"onder": limit > 0, "op": True, "boven": top is None or limit < top}
    for side, possible in there.items():
        if possible:
            words = f"{condition.naam}: {SIDES[side]} de grens van {text}{about}"
            yield (condition.id, str(limit.normalize()), side), Spot(condition.id, words)


def _codes(condition: Voorwaarde) -> Iterator[tuple[SpotKey, Spot]]:
    """Give each code of a condition that has several; of one code, that it holds says as much."""
    if len(condition.waarden) < 2:
        return
    for code in condition.waarden:
        words = f"{condition.naam}: bij {code}"
        yield (condition.id, "code", code), Spot(condition.id, words)


def _ways(kader: Kader, condition: Voorwaarde) -> Iterator[tuple[SpotKey, Spot]]:
    """Give each part of a combination by which alone it comes out as it does."""
    names = kader.condition_names
    for part in condition.delen if len(condition.delen) > 1 else ():
        words = f"{condition.naam}: {alone_words(condition.samen or 'alle')}: {names[part]}"
        yield (condition.id, "alleen", part), Spot(condition.id, words)


def _rows(user: str, table: LimitTable) -> Iterator[tuple[SpotKey, Spot]]:
    """Give the rows of a table, the ends of each band, and what lies outside every row."""
    field = table.parameter.per or ""
    unit = CONDITION_FIELDS[table.parameter.per].eenheid if table.parameter.per else None
    step = least_step(unit)
    for place in table.in_force:
        row = table.rows[place]
        about = row_text(row, field)
        if sum(row_text(other, field) == about for other in table.rows) > 1:
            about += f", met ingang van {dutch.datum(row.vanaf.text)}"
        yield ("rij", user, str(place)), Spot(user, f"de rij van de tabel voor {about}")
        if row.band is None:
            continue
        first, after = row.band.first(step), row.band.after(step)
        if first > 0:
            words = f"de eerste waarde van de rij voor {about}: {quantity(first, unit)}"
            yield ("rij", user, str(place), "eerste"), Spot(user, words)
        if after is not None:
            words = f"de laatste waarde van de rij voor {about}: {quantity(after - step, unit)}"
            yield ("rij", user, str(place), "laatste"), Spot(user, words)
    for side, said in outside(table):
        yield ("buiten", user, side), Spot(user, f"{said} de tabel geen rij heeft")


def outside(table: LimitTable) -> Iterator[tuple[str, str]]:
    """Give the sides on which a tender can fall outside every row of a table, each in words."""
    field = table.parameter.per
    rows = [table.rows[place] for place in table.in_force]
    if field is None or any(row.band is None and not row.voor for row in rows):
        return
    kind = CONDITION_FIELDS[field]
    if kind.eenheid is None:
        used = {code for row in rows for code in row.voor}
        if not kind.codes or {*kind.codes} - used:
            yield "code", f"{_one(field)} waarvoor"
        return
    step = least_step(kind.eenheid)
    bands = [row.band for row in rows if row.band]
    least = min(band.first(step) for band in bands)
    if least > 0:
        yield "onder", f"{_one(field)} onder {quantity(least, kind.eenheid)}, waarvoor"
    if all(band.after(step) is not None for band in bands):
        yield "boven", f"{_one(field)} boven elke rij, waarvoor"


def _one(field: str) -> str:
    return f"een {as_subject(field).removeprefix('de ').removeprefix('het ')}"


def duty_tables(ready: KaderTest) -> Iterator[tuple[str, LimitTable]]:
    """Give the numbers of an obligation that stand in a table, by their names."""
    duty = ready.stand.kader.verplichting
    if duty is None:
        return
    for name in duty.getallen:
        if ready.stand.getallen[name].by_tender:
            yield name, ready.stand.getallen[name]


def _of_duty(ready: KaderTest) -> Iterator[tuple[SpotKey, Spot]]:
    duty = ready.stand.kader.verplichting
    if duty is None:
        return
    for name, table in duty_tables(ready):
        yield from _rows(name, table)
    for exception in duty.uitzonderingen:
        key = ("uitzondering", exception.als)
        yield key, Spot(exception.als, "de uitzondering op de verplichting geldt")
    if duty.uitzonderingen:
        yield ("gewoon",), Spot("verplichting", "geen uitzondering op de verplichting geldt")
    for name in ("minimum", "maximum"):
        if getattr(duty, name):
            yield (name,), Spot(getattr(duty, name), f"het {name} van de verplichting bepaalt het bedrag")
    if duty.afronding and duty.grondslag:
        yield ("afronding",), Spot("verplichting", "het bedrag is niet rond en wordt afgerond")
    if duty.per == "nadere_overeenkomst":
        yield ("per", "ja"), Spot("verplichting", "een raamovereenkomst als geheel")
        yield ("per", "nadere_overeenkomst"), Spot("verplichting", "een nadere overeenkomst")


def _of_authorities(kader: Kader) -> Iterator[tuple[SpotKey, Spot]]:
    scope = kader.werkingssfeer
    for kind in scope.opdrachtgever_soort:
        yield ("soort", kind), Spot("werkingssfeer", f"de opdrachtgever is {AUTHORITY_NAMES[kind]}")
    for name in scope.named:
        yield ("opdrachtgever", name), Spot("werkingssfeer", f"de opdrachtgever is {name}")
    if scope.named or len(scope.opdrachtgever_soort) < len(AUTHORITY_NAMES):
        unknown = ", of van wie dat niet bekend is" if scope.named else ""
        said = f"een opdrachtgever voor wie het kader niet geldt{unknown}"
        yield ("buiten",), Spot("werkingssfeer", said)


def _of_readings(kader: Kader) -> Iterator[tuple[SpotKey, Spot]]:
    for reading in kader.leesruimte:
        for choice in choices_of(reading):
            words = f"de lezing {reading.id}, gekozen is {choice}: {reading.keuzes[choice]}"
            yield ("lezing", reading.id, choice), Spot(reading.id, words)


def choices_of(reading: Leesruimte) -> Sequence[str]:
    """Give the choices under which a reading can still be read."""
    return [reading.gekozen] if reading.gekozen else [*reading.keuzes]


def _of_days(kader: Kader) -> Iterator[tuple[SpotKey, Spot]]:
    """Give the first and last day of the framework, and of every change of a number in it."""
    validity = kader.geldigheid
    begin, end = validity.vanaf.first, validity.tot_en_met.last if validity.tot_en_met else None
    yield _day(begin, "geldigheid", "de eerste dag waarop het kader geldt")
    if begin > date.min:
        yield _day(begin - timedelta(days=1), "geldigheid", "de dag voordat het kader gaat gelden")
    if end is not None and end < date.max:
        yield _day(end, "geldigheid", "de laatste dag waarop het kader geldt")
        yield _day(end + timedelta(days=1), "geldigheid", "de dag nadat het kader ophoudt te gelden")
    for day, names in turns(kader).items():
        what = dutch.joined(names)
        yield _day(day, names[0], f"de eerste dag waarop {what} anders is")
        yield _day(day - timedelta(days=1), names[0], f"de laatste dag voordat {what} anders is")


def _day(day: date, where: str, said: str) -> tuple[SpotKey, Spot]:
    return ("dag", day.isoformat()), Spot(where, f"{said}: {dutch.day(day)}")


def turns(kader: Kader) -> Mapping[date, Sequence[str]]:
    """Give the days within a framework on which a number of it changes, with the names of those numbers."""
    by_day: dict[date, list[str]] = {}
    for name, parameter in kader.parameters.items():
        for day in turning_days(parameter.waarden):
            if day > kader.geldigheid.vanaf.first and kader.geldigheid.holds_on(day):
                by_day.setdefault(day, []).append(name)
    return dict(sorted(by_day.items()))
