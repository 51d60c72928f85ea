"""A tender, as far as it matters for social return. Every field may be unknown."""

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from maatwerk_cli.models.choices import MAX_MAANDEN, Aard, OpdrachtgeverSoort, Raamovereenkomst
from maatwerk_cli.models.values import Bedrag, DatumVeld, Id, InSchema, Maybe, Record, Tekst, as_items

Maanden = Annotated[int, Field(strict=True, ge=0, le=MAX_MAANDEN)]


def lowered(value: Any) -> Any:
    """Read a fixed choice without its capitals; anything else stays as it is."""
    return value.lower() if isinstance(value, str) else value


def _any_case(words: Iterable[str]) -> str:
    """Give a pattern of words in whatever case."""
    each = (
        "".join(f"[{letter.upper()}{letter}]" if letter.isalpha() else letter for letter in word)
        for word in words
    )
    return f"^({'|'.join(each)})$"


Klein = InSchema(lambda schema: {"anyOf": [schema, {"type": "string", "pattern": _any_case(schema["enum"])}]})
"""A fixed choice, in which capitals mean nothing."""


def _judged(value: Any) -> Any:
    if lowered(value) == "nee":
        return ()
    if isinstance(value, list | tuple) and not value:
        raise PydanticCustomError("leeg", "leeg")
    return as_items(value)


Uitsluitingsgronden = Annotated[
    tuple[Id, ...],
    BeforeValidator(_judged),
    InSchema(
        lambda schema: {
            "anyOf": [
                schema["items"],
                {**schema, "minItems": 1},
                {"type": "string", "pattern": _any_case(["nee"])},
            ]
        }
    ),
]
"""The ids of the grounds that apply; empty (written ``nee``): all were judged and none applies."""


def _written(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Kenmerk = Annotated[
    Tekst,
    BeforeValidator(_written),
    InSchema(lambda schema: {"anyOf": [schema, {"type": "integer"}]}),
]
"""A reference that people also write as a bare number."""

_EIGHT_DIGITS = InSchema(
    lambda schema: {"anyOf": [schema, {"type": "integer", "minimum": 10_000_000, "maximum": 99_999_999}]}
)


class Aanbesteding(Record):
    """A tender (or one lot of one) to hold against a policy framework."""

    id: Maybe[Kenmerk] = Field(None, description="Kenmerk van de aanbesteding")
    titel: Maybe[Tekst] = Field(None, description="Titel")
    opdrachtgever: Maybe[Tekst] = Field(None, description="Aanbestedende dienst, nooit een persoon")
    opdrachtgever_soort: Maybe[Annotated[OpdrachtgeverSoort, BeforeValidator(lowered), Klein]] = Field(
        None, description="Rijk, decentraal of overig; niet ingevuld wordt gelezen als rijk"
    )
    perceel: Maybe[Kenmerk] = Field(None, description="Perceel van de aanbesteding")
    aard: Maybe[Annotated[Aard, BeforeValidator(lowered), Klein]] = Field(
        None, description="Werk, dienst of levering"
    )
    loonsom_excl_btw: Maybe[Bedrag] = Field(None, description="Loonsom in euro, exclusief btw")
    opdrachtwaarde_excl_btw: Maybe[Bedrag] = Field(
        None, description="Totale waarde in euro, exclusief btw; nooit de loonsom"
    )
    begin: Maybe[DatumVeld] = Field(None, description="Eerste dag van de opdracht")
    einde: Maybe[DatumVeld] = Field(None, description="Laatste dag van de opdracht, die dag inbegrepen")
    looptijd_maanden: Maybe[Maanden] = Field(None, description="Looptijd in hele maanden, zonder opties")
    verlenging_maanden: Maybe[Maanden] = Field(
        None,
        description="Maanden die alle opties tot verlenging samen kunnen duren; "
        "weggelaten betekent geen opties, onbekend betekent dat er opties zijn van onbekende duur",
    )
    raamovereenkomst: Maybe[Annotated[Raamovereenkomst, BeforeValidator(lowered), Klein]] = Field(
        None, description="Of dit een raamovereenkomst is, of een nadere overeenkomst daaronder"
    )
    categorie: Maybe[Tekst] = Field(None, description="Inkoopcategorie")
    cpv: Maybe[
        Annotated[str, Field(pattern=r"^[0-9]{8}(-[0-9])?$"), BeforeValidator(_written), _EIGHT_DIGITS]
    ] = Field(None, description="CPV-code, acht cijfers")
    werkwijze: Maybe[Id] = Field(None, description="Het kader waar de opdrachtgever voor koos")
    uitsluitingsgronden: Maybe[Uitsluitingsgronden] = Field(
        None, description="nee (alle beoordeeld, geen van toepassing) of de gronden die gelden"
    )
    motivering: Maybe[Tekst] = Field(None, description="Waarom een uitsluitingsgrond geldt")
    lezingen: dict[Id, Id] = Field(
        default_factory=dict,
        description="Keuzes waar de bron ruimte laat, bijvoorbeeld percelen: apart",
    )
    publicatiedatum: Maybe[DatumVeld] = Field(None, description="Datum van publicatie")
    peildatum: Maybe[DatumVeld] = Field(None, description="Datum waarop het geldende kader wordt gezocht")
