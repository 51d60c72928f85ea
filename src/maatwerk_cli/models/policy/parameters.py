"""A number of a framework: by period, and by table where it differs by nature, band, category or CPV."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationInfo, ValidatorFunctionWrapHandler, field_validator

from maatwerk_cli.models.policy.conditions import Eenheid, Vraag
from maatwerk_cli.models.unit_values import in_unit
from maatwerk_cli.models.values import (
    CENT,
    Bronverwijzing,
    Datum,
    DatumVeld,
    EigenTekst,
    Getal,
    Id,
    Lijst,
    Maybe,
    Record,
    in_dutch,
)

Tabelveld = Literal[
    "aard",
    "raamovereenkomst",
    "categorie",
    "cpv",
    "loonsom_excl_btw",
    "opdrachtwaarde_excl_btw",
    "looptijd",
]


def least_step(unit: str | None) -> Decimal:
    """Give how far two values of a unit lie apart at least."""
    return CENT if unit == "euro" else Decimal(1)


class Periode(Record):
    """From and up to and including when something holds."""

    vanaf: DatumVeld = Field(description="Eerste dag waarop dit geldt")
    tot_en_met: Maybe[DatumVeld] = Field(
        None, description="Laatste dag waarop dit geldt; leeg als er geen einde is"
    )
    bron: Bronverwijzing = Field(description="Waar dit staat")

    def holds_on(self, day: date) -> bool:
        """Tell whether it holds on ``day``."""
        return self.vanaf.first <= day and (self.tot_en_met is None or day <= self.tot_en_met.last)

    def overlaps(self, first: date, last: date) -> bool:
        """Tell whether it holds on any day from ``first`` up to and including ``last``."""
        return self.vanaf.first <= last and (self.tot_en_met is None or first <= self.tot_en_met.last)


def turning_days(periods: Collection[Periode]) -> set[date]:
    """Give the days on which one of some periods begins, or is over since the day before."""
    over = {period.tot_en_met.last for period in periods if period.tot_en_met} - {date.max}
    return {period.vanaf.first for period in periods} | {last + timedelta(days=1) for last in over}


def turning_within(periods: Collection[Periode], day: Datum) -> list[date]:
    """Give the first day that a date can be, and each after it on which a period begins or is over."""
    return [day.first, *sorted(turn for turn in turning_days(periods) if day.first < turn <= day.last)]


class Geldigheid(Periode):
    """When a framework is in force, and how precisely that is confirmed."""

    model_config = in_dutch("Geldigheid", "Wanneer het kader geldt.")

    bevestigd: Maybe[DatumVeld] = Field(
        None, description="Begin zo precies als een geverifieerde bron het noemt, waar dat minder precies is"
    )
    bron_bevestigd: Maybe[Bronverwijzing] = Field(None, description="De bron van dat begin")
    bevestigd_tot: Maybe[DatumVeld] = Field(
        None,
        description="Tot wanneer een geverifieerde bron spreekt; wat later gold, zegt geen bron",
    )
    toelichting: Maybe[EigenTekst] = Field(None, description="Toelichting op de datum")


class Band(Record):
    """A part of the line of numbers, in the words of the tests."""

    model_config = in_dutch("Band", "Een band van waarden, in de woorden van de toetsen.")

    minstens: Maybe[Getal] = Field(None, description="De band begint bij deze waarde")
    meer_dan: Maybe[Getal] = Field(None, description="De band begint boven deze waarde")
    hoogstens: Maybe[Getal] = Field(None, description="De band eindigt bij deze waarde")
    minder_dan: Maybe[Getal] = Field(None, description="De band eindigt onder deze waarde")

    def first(self, step: Decimal) -> Decimal:
        """Give the least value in it; ``step`` is how far values can lie apart."""
        if self.minstens is not None:
            return self.minstens
        return Decimal(0) if self.meer_dan is None else self.meer_dan + step

    def after(self, step: Decimal) -> Decimal | None:
        """Give the least value above it; ``None`` where it has no end."""
        if self.minder_dan is not None:
            return self.minder_dan
        return None if self.hoogstens is None else self.hoogstens + step

    def meets(self, low: Decimal | int, high: Decimal | int | None, step: Decimal) -> bool:
        """Tell whether a value from ``low`` up to and including ``high`` can be in it."""
        after = self.after(step)
        return (after is None or low < after) and (high is None or high >= self.first(step))


class Periodewaarde(Periode):
    """A value and the period in which it holds."""

    model_config = in_dutch("Waarde", "Een waarde en de periode waarin zij geldt.")

    waarde: Getal = Field(description="De waarde, in de eenheid van de parameter")
    bron_vanaf: Maybe[Bronverwijzing] = Field(
        None, description="Waar de eerste dag staat, als dat een andere bron is dan die van de waarde"
    )
    afgeleid: Lijst[Literal["vanaf", "tot_en_met"]] = Field(
        (), description="Welke dag geen bron van deze waarde noemt: dat zij daar ligt, is van ons"
    )
    voorbehoud: Maybe[EigenTekst] = Field(
        None, description="Wat de bron niet zegt over deze waarde in deze periode, als hele zin"
    )


class Parameterwaarde(Periodewaarde):
    """A value and the period in which it holds; in a table also for what."""

    model_config = in_dutch("Rij", "Een waarde en de periode waarin zij geldt; in een tabel ook waarvoor.")

    voor: Lijst[Id] = Field(
        (), description="In een tabel: de codes waarvoor deze waarde geldt; leeg voor alle andere"
    )
    band: Maybe[Band] = Field(None, description="In een tabel: de band waarvoor deze waarde geldt")


class Parameter(Record):
    """A number of the policy, by period."""

    model_config = in_dutch("Parameter", "Een getal van het beleid, per periode.")

    omschrijving: EigenTekst = Field(description="Wat dit getal betekent")
    eenheid: Eenheid = Field(description="euro, maanden, procent, uren of fte")
    per: Maybe[Tabelveld] = Field(None, description="Het gegeven waarnaar dit getal verschilt, bij een tabel")
    vraag: Maybe[Vraag] = Field(None, description="Wat te vragen als dat gegeven onbekend is, bij een tabel")
    waarden: Annotated[tuple[Parameterwaarde, ...], Field(min_length=1)] = Field(
        description="De waarden, elk met de periode waarin zij geldt"
    )

    @field_validator("waarden", mode="wrap")
    @classmethod
    def _read_in_unit(cls, values: Any, read: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
        return in_unit(values, read, info.data.get("eenheid"))

    def within(self, day: Datum) -> Sequence[Parameterwaarde]:
        """Give the values that hold on any day that a date can be."""
        return [value for value in self.waarden if value.overlaps(day.first, day.last)]
