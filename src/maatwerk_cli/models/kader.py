"""A policy framework (kader): when social return applies to a tender, by which rule of which source.

A framework is data. What it can say is closed: a few tests over named fields, put together by name, numbers
by period and table, an obligation, and a few readings (``leesruimte``) where sources leave room. Everything
carries its source. Its parts are in ``models.policy``.
"""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from maatwerk_cli.models.meaning import CodeOf, Names
from maatwerk_cli.models.policy.conditions import Eenheid, Voorwaarde
from maatwerk_cli.models.policy.duty_forms import Verplichting
from maatwerk_cli.models.policy.parameters import Geldigheid, Parameter, Periodewaarde
from maatwerk_cli.models.policy_texts import Advies, Invulling, Punt, Tegenspraak, Tekstblok
from maatwerk_cli.models.tender.choices import Inspanningseenheid, OpdrachtgeverSoort
from maatwerk_cli.models.unit_values import Eenheidswaarde
from maatwerk_cli.models.values import (
    Bronverwijzing,
    EigenTekst,
    Id,
    Lijst,
    Maybe,
    Record,
    Tekst,
    Tooi,
    in_dutch,
)

CASES_SUFFIX = ".gevallen.yaml"
"""How the name of a file of cases ends; before it stands the id of the framework."""
Leesvraag = Literal["verlenging", "percelen", "raamovereenkomst", "percelen_buiten_kader"]


READING_CHOICES: Mapping[str, tuple[str, str]] = {
    "verlenging": ("telt_niet_mee", "telt_mee"),
    "percelen": ("apart", "samen"),
    "raamovereenkomst": ("nadere_overeenkomst", "geheel"),
    "percelen_buiten_kader": ("telt_niet_mee", "telt_mee"),
}
"""The readings, with the choice that counts less first."""

READABLE_UNITS: Mapping[str, tuple[Eenheid, ...]] = {
    "verlenging": ("maanden",),
    "percelen": ("euro", "maanden", "procent"),
    "raamovereenkomst": ("euro", "maanden", "procent"),
    "percelen_buiten_kader": ("euro", "maanden", "procent"),
}
"""The units of the conditions on which a reading can have a bearing."""


class Werkingssfeer(Record):
    """Whom a framework binds: every authority of a kind, or the authorities it names."""

    model_config = in_dutch("Werkingssfeer", "Wie aan het kader is gebonden.")

    opdrachtgever_soort: Lijst[OpdrachtgeverSoort] = Field(
        (), description="De soorten opdrachtgever die aan dit kader zijn gebonden"
    )
    opdrachtgevers: Annotated[Lijst[Id], Names("organisatie")] = Field(
        (), description="De opdrachtgevers die aan dit kader zijn gebonden, met hun id"
    )
    tooi: Lijst[Tooi] = Field(
        (), description="De opdrachtgevers die aan dit kader zijn gebonden, met hun identificatie in TOOI"
    )
    bron: Bronverwijzing = Field(description="Waar dit staat")

    @property
    def named(self) -> tuple[str, ...]:
        """The authorities it names, by id or TOOI; empty where it binds kinds of authority."""
        return (*self.opdrachtgevers, *self.tooi)


class Waarderingswaarde(Periodewaarde):
    """What one unit of an effort is worth, and the period in which that holds."""

    model_config = in_dutch("Waarde", "Wat een eenheid waard is, en de periode waarin dat geldt.")

    waarde: Eenheidswaarde = Field(description="De waarde in euro van één eenheid")


class Waardering(Record):
    """What one unit of an effort is worth, by period: for every kind of effort, or for one.

    Of several that fit an effort the most precise holds: one that names the kind and the target group goes
    before one that names the kind, and that before one that names the target group.
    """

    model_config = in_dutch("Waardering", "Wat een inspanning waard is, per eenheid en per periode.")

    id: Id = Field(description="Naam van de waardering")
    soort: Annotated[Maybe[Id], CodeOf("inspanningsoort")] = Field(
        None, description="Alleen voor deze soort inspanning (codelijst inspanningsoort)"
    )
    doelgroepen: Annotated[Lijst[Id], CodeOf("doelgroep")] = Field(
        (), description="Alleen voor deze doelgroepen (codelijst doelgroep)"
    )
    eenheid: Inspanningseenheid = Field(description="uur, maand, plek of euro")
    waarden: Annotated[tuple[Waarderingswaarde, ...], Field(min_length=1)] = Field(
        description="Hoeveel euro een eenheid telt, elk met de periode waarin dat geldt"
    )


class Leesruimte(Record):
    """A question on which the framework can be read in two ways, as long as no source answers it."""

    model_config = in_dutch(
        "Leesruimte", "Een vraag die geen bron beantwoordt: het kader is op twee manieren te lezen."
    )

    id: Leesvraag = Field(description="verlenging, percelen, raamovereenkomst of percelen_buiten_kader")
    vraag: Tekst = Field(description="De vraag die de bron open laat")
    keuzes: dict[Id, Tekst] = Field(description="Per keuze wat zij betekent")
    voorwaarden: Lijst[Id] = Field((), description="De voorwaarden waarvoor dit uitmaakt")
    tabellen: Lijst[Id] = Field(
        (),
        description="De tabellen van de verplichting waarvoor dit uitmaakt",
    )
    toelichting: EigenTekst = Field(description="Waarom dit open is, of waarom er is gekozen")
    gekozen: Maybe[Id] = Field(None, description="De keuze, als een bron van dit kader die maakt")
    bron: Maybe[Bronverwijzing] = Field(None, description="Waar die keuze staat; verplicht bij gekozen")


class Grond(Record):
    """An exclusion ground, or the place of one whose text no source at hand gives."""

    model_config = in_dutch(
        "Uitsluitingsgrond", "Een uitsluitingsgrond, of de plaats voor een waarvan geen bron de tekst geeft."
    )

    id: Id = Field(description="Id van de grond")
    status: Literal["niet_in_bron", "ingevuld"] = Field(
        description="niet_in_bron zolang geen bron de tekst geeft, anders ingevuld"
    )
    tekst: Maybe[EigenTekst] = Field(None, description="De grond zelf, alleen als de status ingevuld is")
    bron: Bronverwijzing = Field(description="Waar de grond, of het bestaan ervan, staat")


class Kader(Record):
    """A policy framework for social return."""

    of_policy: ClassVar[bool] = True
    model_config = in_dutch("Beleidskader", "Een beleidskader voor social return.")

    id: Id = Field(description="Id van het kader, gelijk aan de bestandsnaam")
    naam: Tekst = Field(description="Naam zoals die midden in een zin staat")
    omschrijving: EigenTekst = Field(description="Wat het kader is, in eigen woorden")
    werkingssfeer: Werkingssfeer = Field(description="Wie aan het kader is gebonden")
    geldigheid: Geldigheid = Field(description="Wanneer het kader geldt")
    standaard: Maybe[Bronverwijzing] = Field(
        None, description="Bron die zegt dat dit kader geldt voor wie geen werkwijze koos"
    )
    parameters: dict[Id, Parameter] = Field(default_factory=dict, description="De getallen van het beleid")
    uitsluitingsgronden: Lijst[Grond] = Field((), description="De uitsluitingsgronden")
    voorwaarden: Annotated[tuple[Voorwaarde, ...], Field(min_length=1)] = Field(
        description="De voorwaarden, die alle moeten gelden"
    )
    omstandigheden: Lijst[Voorwaarde] = Field(
        (), description="Voorwaarden die niet zelf hoeven te gelden, en die elders bij hun id worden genoemd"
    )
    leesruimte: Lijst[Leesruimte] = Field((), description="Wat de bron open laat")
    verplichting: Maybe[Verplichting] = Field(None, description="Waar social return op neerkomt")
    waardering: Lijst[Waardering] = Field(
        (), description="Wat een inspanning voor een verplichting waard is; leeg als geen bron dat zegt"
    )
    vraagt: Lijst[Punt] = Field((), description="Wat het kader vraagt als het van toepassing is")
    advies: Lijst[Advies] = Field((), description="Wat een bron aanraadt in een bepaald geval; geen plicht")
    tegenspraak: Lijst[Tegenspraak] = Field(
        (), description="Wat een andere bron anders zegt; het verandert de uitkomst niet"
    )
    tekstblokken: Lijst[Tekstblok] = Field(
        (), description="Teksten voor de overeenkomst; leeg als geen bron er een geeft"
    )
    invulling: dict[Invulling, Punt] = Field(
        default_factory=dict, description="Wat het kader zegt over rapportage en bewijs, voor de tekstblokken"
    )
    nadere_overeenkomst: Maybe[Punt] = Field(
        None, description="Wat bij een nadere overeenkomst is na te gaan over haar raamovereenkomst"
    )
    achtergrond: Lijst[Punt] = Field((), description="Wat bronnen verder over het kader vertellen")
    toelichting: Maybe[EigenTekst] = Field(None, description="Toelichting")

    @property
    def leesvragen(self) -> tuple[Leesruimte, ...]:
        """All readings: where lots can count together, also whether one that falls outside counts with them.

        That question is open as long as the framework does not settle it itself.
        """
        lots = next((reading for reading in self.leesruimte if reading.id == "percelen"), None)
        if lots is None or any(reading.id == "percelen_buiten_kader" for reading in self.leesruimte):
            return self.leesruimte
        outside = lots.model_copy(
            update={
                "id": "percelen_buiten_kader",
                "vraag": "Als percelen samen tellen: telt een perceel mee dat zelf buiten het kader valt?",
                "keuzes": {
                    "telt_niet_mee": "een perceel dat zelf buiten het kader valt, telt niet mee",
                    "telt_mee": "een perceel dat zelf buiten het kader valt, telt mee",
                },
                "toelichting": "Geen bron van het kader zegt of zo'n perceel meetelt.",
                "gekozen": None,
                "bron": None,
            }
        )
        return (*self.leesruimte, outside)

    @property
    def alle_voorwaarden(self) -> tuple[Voorwaarde, ...]:
        """All conditions, those that need not hold by themselves last."""
        return (*self.voorwaarden, *self.omstandigheden)

    @property
    def condition_names(self) -> dict[str, str]:
        """What each condition is called, by its id."""
        return {condition.id: condition.naam for condition in self.alle_voorwaarden}
