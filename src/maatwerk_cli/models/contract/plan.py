"""A plan of approach (plan van aanpak): its versions, marks, aims, signature and discharge."""

from typing import Annotated, Literal

from pydantic import Field

from maatwerk_cli.models.meaning import Asked, CodeOf, Names
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
    Toelichting,
    in_dutch,
)

JaNeeOnbekend = Literal["ja", "nee", "onbekend"]
Planstap = Literal["gevraagd", "opgesteld", "ondertekend", "vervangen", "decharge"]
"""The steps of a plan, in the order in which they follow each other (jaarverslag 2018, §2.4)."""


class Plankenmerken(Record):
    """Which of the seven marks of a proeftuin the plan has."""

    model_config = in_dutch("Kenmerken van het plan", "Welke kenmerken van een proeftuin het plan heeft.")

    open_vraag: JaNeeOnbekend = Field(
        "onbekend", description="De vraag is open, met ruimte voor maatwerk en overleg"
    )
    beleid: JaNeeOnbekend = Field("onbekend", description="Het past bij het beleid of bij eigen doelen")
    bestaand: JaNeeOnbekend = Field(
        "onbekend", description="Het gebruikt wat de leverancier al doet en heeft"
    )
    aanvullend: JaNeeOnbekend = Field("onbekend", description="Het komt boven op het beleid dat er al is")
    omvang: JaNeeOnbekend = Field("onbekend", description="Het is klein gehouden")
    tijd: JaNeeOnbekend = Field("onbekend", description="Het duurt kort en kan snel beginnen")
    blijvend: JaNeeOnbekend = Field("onbekend", description="Het kan duurzaam worden")


class Plandoel(Record):
    """What the plan aims at: how many places, of which kind, for whom."""

    model_config = in_dutch("Doel van het plan", "Hoeveel plekken het plan beoogt, en voor wie.")

    plek: Annotated[Maybe[Id], CodeOf("plek")] = Field(None, description="Soort plek (codelijst plek)")
    aantal: Maybe[Aantal] = Field(None, description="Hoeveel plekken")
    voor: Annotated[Lijst[Id], CodeOf("doelgroep")] = Field((), description="Voor welke doelgroepen")


class Stap(Record):
    """A step that the plan has taken."""

    model_config = in_dutch("Stap van het plan", "Een stap die het plan heeft gezet.")

    stap: Annotated[Planstap, CodeOf("planstap")] = Field(
        description="gevraagd, opgesteld, ondertekend, vervangen of decharge"
    )
    sinds: Maybe[DatumVeld] = Field(None, description="Sinds wanneer, zo precies als de bron is")
    bron: Bronverwijzing = Field(description="Waar dit staat")


class Plan(Record):
    """One version of a plan of approach."""

    model_config = in_dutch("Plan van aanpak", "Een plan van aanpak: wat een leverancier voorstelt.")

    id: Id = Field(description="Id, gelijk aan de naam van het bestand")
    proeftuin: Annotated[Maybe[Id], Names("proeftuin")] = Field(None, description="De proeftuin van dit plan")
    opdrachten: Annotated[Lijst[Id], Names("opdracht"), Asked("Opdrachten")] = Field(
        (), description="De opdrachten waar het plan bij hoort"
    )
    leveranciers: Annotated[Lijst[Id], Names("organisatie"), Asked("Leveranciers")] = Field(
        (), description="Wie het plan opstelt"
    )
    versie: Annotated[Maybe[Aantal], Asked("Versie")] = Field(None, description="Volgnummer van deze versie")
    vervangt: Annotated[Maybe[Id], Names("plan")] = Field(None, description="Het plan dat dit vervangt")
    gevraagd_door: Annotated[Maybe[Id], Names("organisatie", maybe=True), CodeOf("categorie", maybe=True)] = (
        Field(None, description="Wie om het plan vroeg: een organisatie of een inkoopcategorie")
    )
    kenmerken: Maybe[Plankenmerken] = Field(None, description="De kenmerken van een proeftuin")
    doelen: Lijst[Plandoel] = Field((), description="Wat het plan beoogt")
    inspanning: Maybe[Literal["ja", "nee"]] = Field(
        None, description="Of de inspanning voor een duurzame plek is afgesproken: ja, nee of onbekend"
    )
    verloop: Lijst[Stap] = Field((), description="De stappen die zijn gezet")
    omschrijving: Maybe[EigenTekst] = Field(None, description="Wat het plan wil, in eigen woorden")
    afgeleid: Afgeleid = ()
    toelichting: Toelichting = None
    ingetrokken: Maybe[Intrekking] = Field(None, description="Ingetrokken: telt niet meer mee")
    bronnen: tuple[Bronverwijzing, ...] = Field(min_length=1, description="Waar de feiten vandaan komen")
