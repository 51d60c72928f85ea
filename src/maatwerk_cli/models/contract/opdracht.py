"""A contract, a framework agreement or a call-off, with the obligation that was laid down in it."""

from typing import Annotated, Literal

from pydantic import Field

from maatwerk_cli.models.meaning import Asked, CodeOf, Names, Unit
from maatwerk_cli.models.tender.aanbesteding import Maanden
from maatwerk_cli.models.unit_values import Percentage
from maatwerk_cli.models.values import (
    Afgeleid,
    Bedrag,
    Bronverwijzing,
    DatumVeld,
    Id,
    Intrekking,
    Lijst,
    Maybe,
    Record,
    Sha256,
    Tekst,
    Toelichting,
    in_dutch,
)

Opdrachtsoort = Literal["opdracht", "raamovereenkomst", "nadere_overeenkomst"]
Opdrachtstand = Literal["gegund", "lopend", "afgerond", "beeindigd"]
Plichtvorm = Literal["bedrag", "inspanning", "geen"]
Grondslag = Literal["loonsom_excl_btw", "opdrachtwaarde_excl_btw"]
JaNee = Literal["ja", "nee"]


class Verlenging(Record):
    """An option to extend: how long, and whether it was lifted."""

    model_config = in_dutch("Optie tot verlenging", "Een optie om de opdracht te verlengen.")

    maanden: Annotated[Maanden, Unit("maanden")] = Field(description="Hoeveel hele maanden de optie duurt")
    gelicht: Maybe[JaNee] = Field(None, description="Of de optie is gebruikt: ja, nee of onbekend")
    sinds: Maybe[DatumVeld] = Field(None, description="Wanneer dat is besloten")
    verhoging: Annotated[Maybe[Bedrag], Unit("euro")] = Field(
        None, description="Met hoeveel euro de optie de verplichting verhoogt als zij wordt gelicht"
    )
    bron: Bronverwijzing = Field(description="Waar dit staat")


class Besluitvorming(Record):
    """By which verdict the obligation was laid down, so that it can be judged again."""

    model_config = in_dutch("Besluit", "Het oordeel waarop de verplichting rust.")

    datum: DatumVeld = Field(description="De peildatum van het oordeel")
    uitkomst: Literal["van_toepassing", "niet_van_toepassing", "onbekend"] = Field(description="De uitkomst")
    beleid_sha256: Maybe[Sha256] = Field(None, description="Controlegetal van het beleid waarmee is getoetst")
    invoer_sha256: Maybe[Sha256] = Field(None, description="Controlegetal van wat is getoetst")
    lezingen: dict[str, Tekst] = Field(default_factory=dict, description="De lezingen die zijn gekozen")


class Verplichting(Record):
    """What the supplier owes of social return."""

    model_config = in_dutch("Verplichting", "Wat de leverancier aan social return moet doen.")

    vorm: Plichtvorm = Field(
        description="bedrag (een bedrag), inspanning (zonder bedrag) of geen (er is geen verplichting)"
    )
    bedrag: Annotated[Maybe[Bedrag], Unit("euro")] = Field(None, description="De verplichting in euro")
    percentage: Annotated[Maybe[Percentage], Unit("procent")] = Field(
        None, description="Percentage van de grondslag"
    )
    grondslag: Maybe[Grondslag] = Field(None, description="Waarover het percentage is genomen")
    belegd_bij: Annotated[Maybe[Id], Names("opdracht")] = Field(
        None, description="De raamovereenkomst die de verplichting draagt"
    )
    besluit: Maybe[Besluitvorming] = Field(None, description="Het oordeel waarop de verplichting rust")
    bron: Bronverwijzing = Field(description="Waar de verplichting staat")


class Opdrachtstap(Record):
    """One standing that a contract has reached."""

    model_config = in_dutch("Stand van de opdracht", "Een stand die de opdracht heeft bereikt.")

    stand: Annotated[Opdrachtstand, CodeOf("opdrachtstand")] = Field(
        description="gegund, lopend, afgerond of beeindigd"
    )
    sinds: Maybe[DatumVeld] = Field(None, description="Sinds wanneer, zo precies als de bron is")
    bron: Bronverwijzing = Field(description="Waar dit staat")


class Opdracht(Record):
    """One contract, framework agreement or call-off."""

    model_config = in_dutch(
        "Opdracht", "Een opdracht, raamovereenkomst of nadere overeenkomst, met wat er is afgesproken."
    )

    id: Id = Field(description="Id, gelijk aan de naam van het bestand")
    naam: Tekst = Field(description="Naam van de opdracht")
    soort: Annotated[Maybe[Opdrachtsoort], Asked("Soort opdracht")] = Field(
        None, description="opdracht, raamovereenkomst of nadere_overeenkomst, voor zover een bron dat zegt"
    )
    onder: Annotated[Maybe[Id], Names("opdracht"), Asked("Onder welke raamovereenkomst")] = Field(
        None, description="De raamovereenkomst waar een nadere overeenkomst onder valt"
    )
    aanbesteding: Annotated[Maybe[Id], Names("aanbesteding", maybe=True)] = Field(
        None, description="De aanbesteding waar de opdracht uit komt"
    )
    opdrachtgever: Annotated[Maybe[Id], Names("organisatie")] = Field(
        None, description="Wie de opdracht geeft"
    )
    leveranciers: Annotated[Lijst[Id], Names("organisatie"), Asked("Leveranciers")] = Field(
        (), description="Wie de opdracht uitvoert"
    )
    categorie: Annotated[Maybe[Id], CodeOf("categorie"), Asked("Inkoopcategorie")] = Field(
        None, description="Inkoopcategorie (codelijst categorie)"
    )
    begin: Maybe[DatumVeld] = Field(None, description="De eerste dag")
    einde: Maybe[DatumVeld] = Field(None, description="De laatste dag, zonder opties")
    verlengingen: Lijst[Verlenging] = Field((), description="De opties tot verlenging")
    opdrachtwaarde_excl_btw: Annotated[Maybe[Bedrag], Unit("euro")] = Field(
        None, description="De waarde van de opdracht in euro, zonder btw"
    )
    loonsom_excl_btw: Annotated[Maybe[Bedrag], Unit("euro")] = Field(
        None, description="De loonsom in euro, zonder btw"
    )
    werkwijze: Annotated[Maybe[Id], Names("kader")] = Field(None, description="Het kader dat is gevolgd")
    verplichting: Maybe[Verplichting] = Field(None, description="De verplichting tot social return")
    proeftuinen: Annotated[Lijst[Id], Names("proeftuin"), Asked("Proeftuinen")] = Field(
        (), description="De proeftuinen bij deze opdracht"
    )
    bouwt_voort_op: Annotated[Lijst[Id], Names("proeftuin"), Asked("Bouwt voort op")] = Field(
        (), description="Proeftuinen met decharge waarop de leverancier voortbouwt"
    )
    verloop: Lijst[Opdrachtstap] = Field((), description="De standen die zijn bereikt")
    afgeleid: Afgeleid = ()
    toelichting: Toelichting = None
    ingetrokken: Maybe[Intrekking] = Field(None, description="Ingetrokken: telt niet meer mee")
    bronnen: tuple[Bronverwijzing, ...] = Field(min_length=1, description="Waar de feiten vandaan komen")
