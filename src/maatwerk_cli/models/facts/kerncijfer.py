"""A published figure, and how the register gives it."""

from typing import Annotated

from pydantic import Field

from maatwerk_cli.models.kenmerken import FEATURES, Kenmerkwaarde, MetKenmerken, Natelbaar
from maatwerk_cli.models.values import (
    Bronverwijzing,
    EigenTekst,
    Getal,
    Id,
    Lijst,
    Maybe,
    Record,
    Tekst,
    in_dutch,
)


class Herleiding(MetKenmerken):
    """What to count in the register for a key figure: all that have every one of these features."""

    model_config = in_dutch(
        "Herleiding", "Wat er voor een kerncijfer wordt geteld: alles met al deze kenmerken."
    )

    telt: Natelbaar = Field(description="Wat wordt geteld: proeftuinen of kandidaten")
    kenmerken: Annotated[dict[str, Kenmerkwaarde], FEATURES] = Field(
        default_factory=dict, description="De kenmerken waarop wordt geselecteerd"
    )


class Tegenspraak(Record):
    """What another place in the sources says that a figure cannot go with."""

    model_config = in_dutch("Tegenspraak", "Wat een andere plaats in de bronnen anders zegt.")

    zegt: EigenTekst = Field(description="Wat daar staat, in eigen woorden")
    bron: Bronverwijzing = Field(description="Waar dat staat")


class Kerncijfer(Record):
    """A published figure, and how the register gives it."""

    model_config = in_dutch("Kerncijfer", "Een gepubliceerd cijfer, en hoe het register dat natelt.")

    code: Id = Field(description="Code van het kerncijfer")
    omschrijving: EigenTekst = Field(description="Wat het cijfer telt, in eigen woorden")
    waarde: Getal = Field(description="De gepubliceerde waarde")
    eenheid: Tekst = Field(description="Eenheid, bijvoorbeeld proeftuinen, kandidaten of fte")
    bron: Bronverwijzing = Field(description="Waar het cijfer is gepubliceerd")
    herleiding: Maybe[Herleiding] = Field(
        None, description="Wat het register telt voor dit cijfer; weggelaten waar dat niet kan"
    )
    delen: Lijst[Id] = Field(
        (), description="Kerncijfers die de bron in dezelfde zin als de delen van dit cijfer noemt"
    )
    tegenspraak: Lijst[Tegenspraak] = Field(
        (), description="Wat een andere plaats in de bronnen zegt dat met dit cijfer botst"
    )
    noot: Maybe[EigenTekst] = Field(None, description="Noot: tegenspraak, voorbehoud of verklaring")
