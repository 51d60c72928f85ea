"""A candidate: a pseudonymous record that says nothing of who it is or why.

A person's target group, name, dates finer than a quarter and free text have no place here: they would
be, or lead to, special personal data (GDPR art. 9 and 10).
"""

from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from maatwerk_cli.models.meaning import Asked, CodeOf, Columns, Names
from maatwerk_cli.models.values import (
    Bronverwijzing,
    Datum,
    DatumVeld,
    Id,
    InSchema,
    KandidaatId,
    Maybe,
    Record,
    Tekst,
    in_dutch,
)

MAX_PLACE_TEXT = 60  # characters: room for a page and a paragraph, none for a story
Plek = Literal["stage", "werkervaringsplek", "opleiding", "baan"]
Stap = Literal["kandidaat", "aan_de_slag", "contract", "uitgestroomd"]
Contract = Literal["leverancier", "rijk", "elders"]
Intrekreden = Literal["dubbel", "onjuist", "vervallen"]
STAPPEN: tuple[str, ...] = get_args(Stap)
"""The steps in the order in which they can follow each other."""
IMPLIED_STEPS: dict[str, tuple[str, ...]] = {
    "aan_de_slag": ("kandidaat",),
    "contract": ("kandidaat",),
    "uitgestroomd": ("kandidaat",),
}
"""Steps that a step means were reached too: who is at work, has a contract or left, took part. Whether a
contract means that one was at work is open (jaarverslag 2018, §2.5 against §5)."""


def _no_finer_than_a_quarter(value: Datum) -> Datum:
    if value.precisie in ("maand", "dag"):
        raise PydanticCustomError("datum_te_fijn", "datum")
    return value


GroveDatum = Annotated[
    DatumVeld,
    AfterValidator(_no_finer_than_a_quarter),
    InSchema(lambda schema: {"allOf": [schema, {"not": {"type": "string", "pattern": "^[0-9]{4}-[0-9]"}}]}),
]


class KandidaatBron(Bronverwijzing):
    """Where a fact on a candidate comes from. The place is short: in a long one a story can be told."""

    model_config = in_dutch("Bronverwijzing", "Waar een feit over een kandidaat vandaan komt, kort.")

    vindplaats: Annotated[Tekst, StringConstraints(max_length=MAX_PLACE_TEXT)] = Field(
        description=f"Plaats in de bron, bijvoorbeeld §2.4, in hoogstens {MAX_PLACE_TEXT} tekens"
    )


class Kandidaatstap(Record):
    """One step a candidate has reached."""

    model_config = in_dutch("Stap van een kandidaat", "Een stap die de kandidaat heeft bereikt.")

    stap: Annotated[
        Stap, CodeOf("stap"), Asked("Stap die is bereikt (anders: kandidaat)"), Columns("status")
    ] = Field(description="De stap die is bereikt; of die is afgeleid, zegt de proeftuin (kandidaten.STAP)")
    sinds: Annotated[
        Maybe[GroveDatum],
        Asked("Sinds wanneer die stap: een jaar of kwartaal"),
        Columns("datum", "startdatum"),
    ] = Field(None, description="Jaar of kwartaal, nooit fijner")
    bron: KandidaatBron = Field(description="Waar dit staat")


class KandidaatIntrekking(Record):
    """That a candidate's record is withdrawn. Why is one of a few words, since it is said of a person."""

    model_config = in_dutch("Intrekking", "Dat het record van een kandidaat is ingetrokken.")

    sinds: GroveDatum = Field(description="Jaar of kwartaal, nooit fijner")
    reden: Intrekreden = Field(description="dubbel, onjuist of vervallen")


class Kandidaat(Record):
    """One candidate of one proeftuin, under a random id."""

    about_one_person = True
    model_config = in_dutch(
        "Kandidaat", "Een kandidaat onder een willekeurig pseudoniem. Nooit iets wat zegt wie het is."
    )

    id: KandidaatId = Field(description="k- en tien willekeurige tekens, gelijk aan de bestandsnaam")
    proeftuin: Annotated[Id, Names("proeftuin"), Asked("Proeftuin")] = Field(
        description="De proeftuin waar de kandidaat bij hoort"
    )
    plek: Annotated[Maybe[Plek], CodeOf("plek"), Columns("soort plek")] = Field(
        None, description="Soort plek"
    )
    stappen: tuple[Kandidaatstap, ...] = Field(min_length=1, description="De stappen die zijn bereikt")
    contract: Annotated[
        Maybe[Contract], CodeOf("contract"), Asked("Bij wie het contract is"), Columns("contract bij")
    ] = Field(None, description="Bij wie het contract is, na stap contract")
    ingetrokken: Maybe[KandidaatIntrekking] = Field(None, description="Ingetrokken: telt niet meer mee")
    bronnen: tuple[KandidaatBron, ...] = Field(min_length=1, description="Waar de feiten vandaan komen")
