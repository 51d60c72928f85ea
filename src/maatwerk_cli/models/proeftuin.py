"""A proeftuin: room to learn and experiment with social return within a tender and its contract."""

from typing import Annotated, Any, Literal, Self, get_args

from pydantic import Field, PrivateAttr, model_validator
from pydantic.functional_validators import ModelWrapValidatorHandler

from maatwerk_cli.models.kandidaat import STAPPEN
from maatwerk_cli.models.meaning import SOURCE_WORD, Asked, CodeOf, Columns, Names, Parts
from maatwerk_cli.models.values import (
    Aantal,
    Afgeleid,
    Bronverwijzing,
    DatumVeld,
    EigenTekst,
    Id,
    Intrekking,
    Lijst,
    Maybe,
    Record,
    Tekst,
    Toelichting,
    in_dutch,
)

Soort = Literal["regulier", "partnerschap"]
Herkomst = Literal["leerformule"]
Bestuurslaag = Literal["rijk", "provincie", "gemeente", "waterschap", "overig"]
Fase = Literal["in_wording", "plan_ondertekend", "gestart", "decharge", "verduurzaamd", "afgesloten"]
OLD_KIND_WORD = "leerformule"
"""Once a kind; where a proeftuin comes from does not say what kind it is (see ``herkomst``)."""
FASEN: tuple[str, ...] = get_args(Fase)
"""The phases in the order in which they can follow each other (jaarverslag 2018, §2.4, §2.5 and §5)."""
IMPLIED_PHASES: dict[str, tuple[str, ...]] = {
    "decharge": ("gestart",),
    "verduurzaamd": ("decharge", "gestart"),
}
"""Phases that a phase means were reached too: a discharge approves the execution, and what is made lasting
was discharged (§2.4). That a plan was signed does not follow from a start: the report counts them apart."""


class Fasestap(Record):
    """One phase a proeftuin has reached, with since when and what the source calls it."""

    model_config = in_dutch("Fase in het verloop", "Een fase die de proeftuin heeft bereikt.")

    fase: Annotated[Fase, CodeOf("fase"), Asked("Fase die is bereikt"), Columns("status")] = Field(
        description="De fase die is bereikt"
    )
    sinds: Annotated[
        Maybe[DatumVeld], Asked("Sinds wanneer die fase"), Columns("datum", "startdatum", "start")
    ] = Field(None, description="Sinds wanneer, zo precies als de bron is")
    zegt: Annotated[Maybe[Tekst], SOURCE_WORD, Asked("Het woord van de bron zelf voor die fase")] = Field(
        None, description="Het woord van de bron zelf"
    )
    bron: Bronverwijzing = Field(description="Waar dit staat")


class GepubliceerdAantal(Record):
    """A number of candidates that a source states for one proeftuin."""

    model_config = in_dutch(
        "Gepubliceerd aantal", "Een aantal kandidaten dat een bron voor deze proeftuin noemt."
    )

    aantal: Aantal = Field(description="Aantal kandidaten dat de bron noemt")
    bron: Bronverwijzing = Field(description="Waar dit aantal staat")


class Proeftuin(Record):
    """One proeftuin that a source tells of on its own."""

    model_config = in_dutch("Proeftuin", "Een proeftuin waar een bron apart over vertelt.")

    id: Id = Field(description="Id, gelijk aan de naam van het bestand")
    naam: Annotated[Tekst, Columns("proeftuin", "naam proeftuin", "titel")] = Field(
        description="Naam van de proeftuin"
    )
    soort: Annotated[Maybe[Soort], CodeOf("soort"), Asked("Soort, als een bron die noemt")] = Field(
        None, description="Regulier of partnerschap; weggelaten waar geen bron dat zegt"
    )
    herkomst: Annotated[Maybe[Herkomst], CodeOf("herkomst"), Asked("Uit de leerformule")] = Field(
        None, description="leerformule, waar een deelnemer aan de leerformule de proeftuin opzet"
    )
    bestuurslaag: Annotated[
        Maybe[Bestuurslaag], CodeOf("bestuurslaag"), Asked("Overheid"), Columns("overheid")
    ] = Field(None, description="Overheid waar de proeftuin onder valt")
    categorie: Annotated[
        Maybe[Id], CodeOf("categorie"), Asked("Inkoopcategorie"), Columns("inkoopcategorie")
    ] = Field(None, description="Inkoopcategorie (codelijst categorie)")
    leveranciers: Annotated[
        Lijst[Id], Names("organisatie"), Asked("Leveranciers"), Columns("leverancier", "opdrachtnemer")
    ] = Field((), description="Organisaties die leveren")
    opdrachtgevers: Annotated[
        Lijst[Id], Names("organisatie"), Asked("Opdrachtgevers"), Columns("opdrachtgever", "ministerie")
    ] = Field((), description="Organisaties die opdrachtgever zijn")
    partners: Annotated[Lijst[Id], Names("organisatie"), Columns("partner")] = Field(
        (), description="Andere organisaties die meedoen"
    )
    doelgroepen: Annotated[Lijst[Id], CodeOf("doelgroep"), Asked("Doelgroepen"), Columns("doelgroep")] = (
        Field((), description="Doelgroepen (codelijst doelgroep)")
    )
    ambitie: Annotated[Maybe[EigenTekst], Columns("doel")] = Field(
        None, description="Wat de proeftuin wil bereiken, in eigen woorden"
    )
    beoogde_plaatsen: Annotated[Maybe[Aantal], Columns("aantal plaatsen", "aantal plekken", "plaatsen")] = (
        Field(None, description="Aantal plaatsen dat wordt beoogd")
    )
    kandidaten: Annotated[
        Maybe[GepubliceerdAantal],
        Asked("Aantal kandidaten dat de bron noemt"),
        Columns("aantal kandidaten"),
        Parts(*STAPPEN),
    ] = Field(None, description="Aantal kandidaten dat een bron noemt")
    verloop: Lijst[Fasestap] = Field((), description="De fasen die zijn bereikt")
    verwant: Annotated[Lijst[Id], Names("proeftuin"), Asked("Verwante proeftuinen", after_source=True)] = (
        Field((), description="Verwante proeftuinen, die dus niet dezelfde zijn")
    )
    mogelijk_dezelfde: Annotated[
        Lijst[Id], Names("proeftuin"), Asked("Misschien dezelfde proeftuin", after_source=True)
    ] = Field((), description="Proeftuinen die misschien dezelfde zijn: de bron laat beide toe")
    afgeleid: Afgeleid = ()
    toelichting: Toelichting = None
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
        if not isinstance(data, dict) or data.get("soort") != OLD_KIND_WORD:
            return handler(data)
        renewed = {key: value for key, value in data.items() if key != "soort"}
        record = handler({"herkomst": OLD_KIND_WORD, **renewed})
        record._in_old_words = True
        return record
