"""A post: what a source counts without naming."""

from typing import Annotated

from pydantic import Field

from maatwerk_cli.models.kenmerken import COUNTED_PEOPLE, FEATURES, Kenmerkwaarde, MetKenmerken, Telbaar
from maatwerk_cli.models.meaning import NOT_ASKED, Asked, CodeOf, Columns, Names
from maatwerk_cli.models.values import (
    Aantal,
    Afgeleid,
    Bronverwijzing,
    EigenTekst,
    Id,
    Intrekking,
    Lijst,
    Maybe,
    Toelichting,
    in_dutch,
)


class Verzamelpost(MetKenmerken):
    """What a source counts without naming. With ``deel_van`` it is never added to its whole."""

    model_config = in_dutch(
        "Verzamelpost",
        "Wat een bron telt zonder namen te noemen. Met deel_van telt een post nooit bij zijn geheel op.",
    )

    id: Id = Field(description="Id van de post")
    telt: Annotated[Telbaar, CodeOf("telt"), Asked("Wat wordt geteld"), Columns("soort telling")] = Field(
        description="Wat wordt geteld: proeftuinen, kandidaten, plannen, of deelnemers of organisaties van "
        "de leerformule, of mensen die duurzaam aan het werk zijn"
    )
    aantal: Annotated[Aantal, Asked("Hoeveel de bron er telt die niet apart in het register staan")] = Field(
        description="Hoeveel de bron er telt die niet apart in het register staan"
    )
    kenmerken: Annotated[
        dict[str, Kenmerkwaarde],
        FEATURES,
        Asked("Wat de bron van alle getelde zegt, als kenmerk=waarde"),
    ] = Field(default_factory=dict, description="Wat de bron van alle getelde zegt")
    deel_van: Annotated[
        Maybe[Id],
        Names("verzamelpost", "kerncijfer", same_year=True, unless="telt"),
        Asked("Post of kerncijfer waar dit een deel van is"),
    ] = Field(
        None,
        description="Post of kerncijfer waar dit een deel van is, of proeftuinen of kandidaten voor alle; "
        "telt dan nooit daarbij op",
    )
    zonder: Annotated[Lijst[Id], Names("proeftuin"), NOT_ASKED] = Field(
        (),
        description="Proeftuinen waarvan dat wat apart in het register staat, zeker niet in deze post zit",
    )
    omschrijving: EigenTekst = Field(description="Wat er wordt geteld, in eigen woorden")
    bron: Bronverwijzing = Field(description="Waar dit staat")
    afgeleid: Afgeleid = ()
    toelichting: Toelichting = None
    ingetrokken: Maybe[Intrekking] = Field(None, description="Ingetrokken: telt niet meer mee")

    @property
    def of_people(self) -> bool:
        """Whether it counts people: its number passes the registry of what is withheld."""
        return self.telt in COUNTED_PEOPLE
