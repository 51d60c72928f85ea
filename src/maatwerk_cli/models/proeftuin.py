"""A proeftuin: room to learn and experiment with social return within a tender and its contract."""

from typing import Any, Literal, Self, get_args

from pydantic import Field, PrivateAttr, model_validator
from pydantic.functional_validators import ModelWrapValidatorHandler

from maatwerk_cli.models.values import (
    Aantal,
    Bronverwijzing,
    DatumVeld,
    Id,
    Intrekking,
    Lijst,
    Maybe,
    Record,
    Tekst,
)

Soort = Literal["regulier", "partnerschap"]
Herkomst = Literal["leerformule"]
Bestuurslaag = Literal["rijk", "provincie", "gemeente", "waterschap", "overig"]
Fase = Literal["in_wording", "plan_ondertekend", "gestart", "decharge", "verduurzaamd", "afgesloten"]
OLD_SOORT = "leerformule"
"""Once a kind; where a proeftuin comes from does not say what kind it is (see ``herkomst``)."""
FASEN: tuple[str, ...] = get_args(Fase)
"""The phases in the order in which they can follow each other (jaarverslag 2018, §2.4, §2.5 and §5)."""
FASE_BETEKENT: dict[str, tuple[str, ...]] = {
    "decharge": ("gestart",),
    "verduurzaamd": ("decharge", "gestart"),
}
"""Phases that a phase means were reached too: a discharge approves the execution, and what is made lasting
was discharged (§2.4). That a plan was signed does not follow from a start: the report counts them apart."""


class Fasestap(Record):
    """One phase a proeftuin has reached, with since when and what the source calls it."""

    fase: Fase = Field(description="De fase die is bereikt")
    sinds: Maybe[DatumVeld] = Field(None, description="Sinds wanneer, zo precies als de bron is")
    zegt: Maybe[Tekst] = Field(None, description="Het woord van de bron zelf")
    bron: Bronverwijzing = Field(description="Waar dit staat")


class GepubliceerdAantal(Record):
    """A number of candidates that a source states for one proeftuin."""

    aantal: Aantal = Field(description="Aantal kandidaten dat de bron noemt")
    bron: Bronverwijzing = Field(description="Waar dit aantal staat")


class Proeftuin(Record):
    """One proeftuin that a source tells of on its own."""

    id: Id = Field(description="Id, gelijk aan de naam van het bestand")
    naam: Tekst = Field(description="Naam van de proeftuin")
    soort: Maybe[Soort] = Field(
        None, description="Regulier of partnerschap; weggelaten waar geen bron dat zegt"
    )
    herkomst: Maybe[Herkomst] = Field(
        None, description="leerformule, waar een deelnemer aan de leerformule de proeftuin opzet"
    )
    bestuurslaag: Maybe[Bestuurslaag] = Field(None, description="Overheid waar de proeftuin onder valt")
    categorie: Maybe[Id] = Field(None, description="Inkoopcategorie (codelijst categorie)")
    leveranciers: Lijst[Id] = Field((), description="Organisaties die leveren")
    opdrachtgevers: Lijst[Id] = Field((), description="Organisaties die opdrachtgever zijn")
    partners: Lijst[Id] = Field((), description="Andere organisaties die meedoen")
    doelgroepen: Lijst[Id] = Field((), description="Doelgroepen (codelijst doelgroep)")
    ambitie: Maybe[Tekst] = Field(None, description="Wat de proeftuin wil bereiken, in eigen woorden")
    beoogde_plaatsen: Maybe[Aantal] = Field(None, description="Aantal plaatsen dat wordt beoogd")
    kandidaten: Maybe[GepubliceerdAantal] = Field(None, description="Aantal kandidaten dat een bron noemt")
    verloop: Lijst[Fasestap] = Field((), description="De fasen die zijn bereikt")
    verwant: Lijst[Id] = Field((), description="Verwante proeftuinen, die dus niet dezelfde zijn")
    mogelijk_dezelfde: Lijst[Id] = Field(
        (), description="Proeftuinen die misschien dezelfde zijn: de bron laat beide toe"
    )
    afgeleid: Lijst[str] = Field(
        (), description="Velden die zijn afgeleid en niet letterlijk in de bron staan"
    )
    toelichting: Maybe[Tekst] = Field(None, description="Toelichting, verplicht bij afgeleid")
    ingetrokken: Maybe[Intrekking] = Field(None, description="Ingetrokken: telt niet meer mee")
    bronnen: tuple[Bronverwijzing, ...] = Field(min_length=1, description="Waar de feiten vandaan komen")
    _in_old_words: bool = PrivateAttr(default=False)

    @property
    def in_old_words(self) -> bool:
        """Whether the file still says ``soort: leerformule``, which is now ``herkomst: leerformule``."""
        return self._in_old_words

    @model_validator(mode="wrap")
    @classmethod
    def _read_old_words(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if not isinstance(data, dict) or data.get("soort") != OLD_SOORT:
            return handler(data)
        renewed = {key: value for key, value in data.items() if key != "soort"}
        record = handler({"herkomst": OLD_SOORT, **renewed})
        record._in_old_words = True
        return record
