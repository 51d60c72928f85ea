"""Quantities, limits and rows of tables in words: the same in a verdict, a memo and the page of a policy."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from maatwerk_cli.models.policy.conditions import CONDITION_FIELDS, Voorwaarde
from maatwerk_cli.models.policy.parameters import (
    Band,
    Geldigheid,
    Parameterwaarde,
    Periode,
    Periodewaarde,
    least_step,
)
from maatwerk_cli.models.values import Bronverwijzing, Datum
from maatwerk_cli.tender.masking import shown_text
from maatwerk_cli.text import dutch
from maatwerk_cli.text.terminal.layout import clean

REST = "al het andere"
AMOUNTS: Mapping[str, str] = {
    "loonsom_excl_btw": "loonsom",
    "opdrachtwaarde_excl_btw": "waarde van de opdracht",
}
"""The amounts of a tender, without an article."""
PER_WORDS = {"opdracht": "", "nadere_overeenkomst": " per nadere overeenkomst", "jaar": " per jaar"}
"""For what an obligation is owed each time."""


def quantity(value: Decimal | int, unit: str | None) -> str:
    """Write a value in its unit."""
    if unit == "euro":
        return dutch.euro(Decimal(value))
    if unit == "maanden":
        return dutch.months(int(value)) if value == int(value) else f"{dutch.number(Decimal(value))} maanden"
    if unit == "procent":
        return f"{dutch.number(round(Decimal(value), _READ))}%"
    if unit == "uren":
        return f"{dutch.number(Decimal(value))} uur"
    return f"{dutch.number(Decimal(value))} {unit or ''}".rstrip()


def value_words(value: object) -> str:
    """Write a fact of a tender as a reader expects it."""
    if value is None:
        return "onbekend"
    if isinstance(value, Decimal):
        return dutch.euro(value)
    if isinstance(value, int):
        return dutch.months(value)
    if isinstance(value, Datum):
        return dutch.datum(value.text)
    if isinstance(value, tuple):
        return dutch.joined(value) or "geen"
    return clean(shown_text(str(value)))


def apart(value: Decimal, other: Decimal) -> Decimal:
    """Round a share as far as people read it, but never onto another number than it is.

    Args:
        value: the share.
        other: the number, a limit, from which it must stay apart unless it is that.
    """
    digits = (round(value, number) for number in range(_READ, _MOST_DECIMALS))
    return value if value == other else next((short for short in digits if short != other), value)


_READ = 4
"""More decimals of a share nobody reads, unless it lies that near a limit."""
_MOST_DECIMALS = 15
"""Amounts are to the cent and below 100 billion, so that shares differ sooner than this."""


def codes_wanted(condition: Voorwaarde) -> str:
    """Write the codes of a condition: ``werk of dienst``, or ``geen levering``."""
    codes = dutch.joined(condition.waarden, "of")
    return f"geen {codes}" if condition.toets == "niet_in" else codes


def band_text(band: Band, unit: str | None) -> str:
    """Write a band: ``van € 250.000 tot € 1.000.000``; ``tot`` does not count that value itself."""
    sides = {
        "vanaf": band.minstens,
        "boven": band.meer_dan,
        "tot": band.minder_dan,
        "tot en met": band.hoogstens,
    }
    return " ".join(f"{word} {quantity(end, unit)}" for word, end in sides.items() if end is not None)


def row_text(row: Parameterwaarde, field: str | None) -> str:
    """Write what a row of a table is for; nothing where it is no row of a table."""
    if field is None:
        return ""
    if row.band is not None:
        return band_text(row.band, CONDITION_FIELDS[field].eenheid)
    return dutch.joined(row.voor, "of") if row.voor else REST


def next_band(rows: Sequence[Parameterwaarde], row: Parameterwaarde, field: str) -> Band | None:
    """Give the band above another; ``None`` where there is none."""
    step = least_step(CONDITION_FIELDS[field].eenheid)
    own = row.band.first(step) if row.band else Decimal(0)
    above = [other.band for other in rows if other.band and other.band.first(step) > own]
    return min(above, key=lambda band: band.first(step), default=None)


def period_words(period: Periode) -> str:
    """Write from and up to when something holds, and which of the two days is ours."""
    ours = period.afgeleid if isinstance(period, Periodewaarde) else ()
    days = {"vanaf": ("vanaf", period.vanaf), "tot_en_met": ("tot en met", period.tot_en_met)}
    return " ".join(
        f"{word} {dutch.datum(day.text)}{dutch.IS_INFERRED if name in ours else ''}"
        for name, (word, day) in days.items()
        if day
    )


def in_force_words(term: Geldigheid, cite: Callable[[Bronverwijzing], str]) -> str:
    """Say that a framework is in force, and how much of its first day a source confirms."""
    if term.bevestigd is None or term.bron_bevestigd is None:
        return "het kader is van kracht"
    sure = term.bevestigd.text
    day = f"{'het jaar ' if sure.isdigit() else ''}{dutch.datum(sure)}"
    return (
        f"het kader is van kracht; van de eerste dag is alleen {day} bevestigd ({cite(term.bron_bevestigd)})"
    )
