"""The texts of a framework: what it asks and advises, what contradicts it, and clauses for a contract."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from maatwerk_cli.models.meaning import CodeOf
from maatwerk_cli.models.tender.choices import Bedragveld
from maatwerk_cli.models.values import (
    Bronverwijzing,
    DatumVeld,
    EigenTekst,
    Id,
    Lijst,
    Maybe,
    Record,
    Tekst,
    in_dutch,
)

Tegenspraaksoort = Literal["grens", "gegeven", "grondslag", "werkwijze"]
Invulling = Literal["rapportage", "bewijs"]

BLANKS_TO_FILL: Mapping[str, str] = {
    "titel": "de titel van de aanbesteding",
    "opdrachtgever": "de opdrachtgever",
    "bedrag": "het bedrag van de verplichting",
    "percentage": "het percentage",
    "grondslag": "waarover het percentage wordt genomen",
    "grondslag_bedrag": "het bedrag waarover het percentage wordt genomen",
    "looptijd": "de vaste looptijd",
    "opties": "de opties tot verlenging",
    "begin": "de eerste dag",
    "einde": "de laatste dag",
    "rapportage": "hoe en wanneer de opdrachtnemer rapporteert",
    "bewijs": "waarmee de opdrachtnemer aantoont wat is gedaan",
}
"""What a clause can leave open, between braces, and what stands there."""

_OPEN = re.compile(r"\{([^{}]*)\}")
_BRACES = re.compile(r"[{}]")


class Punt(Record):
    """Something a framework asks for, or looks at."""

    model_config = in_dutch("Punt", "Iets wat het kader vraagt, of waar het naar kijkt.")

    id: Id = Field(description="Id van het punt")
    tekst: EigenTekst = Field(description="Het punt, in eigen woorden")
    bron: Bronverwijzing = Field(description="Waar dit staat")


class Advies(Record):
    """What a source advises in a certain case; never what a framework asks of every tender."""

    model_config = in_dutch("Advies", "Wat een bron aanraadt in een bepaald geval. Nooit een plicht.")

    id: Id = Field(description="Id van het advies")
    wanneer: Tekst = Field(
        description="Wanneer dit wordt aangeraden, na het woord als: u voor een proeftuin kiest"
    )
    punten: Lijst[Punt] = Field((), description="Wat er dan wordt aangeraden")
    toetslijst: Lijst[Punt] = Field((), description="Waar dan op te letten is, als toetslijst")


class Tegenspraak(Record):
    """What another source says otherwise: told where it would matter, and never followed."""

    model_config = in_dutch(
        "Tegenspraak",
        "Wat een andere bron anders zegt. Het staat erbij waar het uitmaakt, en verandert de uitkomst niet.",
    )

    id: Id = Field(description="Id van de tegenspraak")
    soort: Tegenspraaksoort = Field(
        description="grens (boven in plaats van vanaf), gegeven (een ander bedrag), grondslag, of werkwijze "
        "(een andere werkwijze dan dit kader, waar niemand koos)"
    )
    voorwaarde: Maybe[Id] = Field(
        None, description="De voorwaarde die de andere bron anders zegt, bij grens en gegeven"
    )
    veld: Maybe[Bedragveld] = Field(
        None, description="Het bedrag dat de andere bron noemt, bij gegeven en grondslag"
    )
    categorie: Annotated[Lijst[Id], CodeOf("categorie")] = Field(
        (), description="De categorieën waarover de bron het heeft, bij werkwijze"
    )
    vanaf: Maybe[DatumVeld] = Field(None, description="Sinds wanneer de bron dat zegt, bij werkwijze")
    tekst: EigenTekst = Field(description="Wat de andere bron anders zegt, als hele zin")
    bronnen: Annotated[tuple[Bronverwijzing, ...], Field(min_length=1)] = Field(
        description="De bronnen die dit anders zeggen"
    )


class Tekstblok(Record):
    """A clause for a contract, with places to fill in between braces."""

    model_config = in_dutch("Tekstblok", "Een tekst voor de overeenkomst, met invulvelden tussen accolades.")

    id: Id = Field(description="Id van het tekstblok")
    titel: Tekst = Field(description="Kop boven het tekstblok")
    tekst: EigenTekst = Field(
        description=f"De tekst, met invulvelden tussen accolades: {', '.join(BLANKS_TO_FILL)}"
    )
    bron: Bronverwijzing = Field(description="Waar de tekst staat")

    @property
    def invulvelden(self) -> tuple[str, ...]:
        """The names between braces, in their order."""
        return tuple(dict.fromkeys(_OPEN.findall(self.tekst)))

    def filled(self, values: Mapping[str, str]) -> str:
        """Give the text with the places filled in."""
        return _OPEN.sub(lambda match: values[match[1]], self.tekst)


def unknown_places(clause: Tekstblok) -> Iterator[str]:
    """Give what stands between braces and is no place to fill in, a brace on its own too."""
    yield from (name for name in clause.invulvelden if name not in BLANKS_TO_FILL)
    yield from dict.fromkeys(_BRACES.findall(_OPEN.sub("", clause.tekst)))
