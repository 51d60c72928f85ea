"""A tender, as far as it matters for social return. Every field may be unknown."""

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WrapValidator
from pydantic_core import PydanticCustomError

from maatwerk_cli.models.meaning import (
    CASE_MARK,
    CPV_CODE,
    LOT_NUMBER,
    NOT_ASKED,
    Asked,
    CodeOf,
    Columns,
    Names,
    Unit,
)
from maatwerk_cli.models.tender.choices import MAX_TERM_MONTHS, Aard, OpdrachtgeverSoort, Raamovereenkomst
from maatwerk_cli.models.tender.cpv import checked_cpv
from maatwerk_cli.models.tender.reading_choice import as_choice
from maatwerk_cli.models.values import (
    MAX_ID,
    ONBEKEND,
    Bedrag,
    Contractdatum,
    DatumVeld,
    EigenTekst,
    Id,
    InSchema,
    Maybe,
    Record,
    Tekst,
    as_items,
    in_dutch,
)

Maanden = Annotated[int, Field(strict=True, ge=0, le=MAX_TERM_MONTHS)]


def _without_case(value: Any) -> Any:
    """Read a code without its capitals and with no spaces in it; what is no text stays as it is."""
    return value.lower().replace(" ", "_") if isinstance(value, str) else value


def _keys_without_case(value: Any) -> Any:
    """Read the names of readings as codes; two that are one then are left for what refuses them."""
    if not isinstance(value, dict):
        return value
    read = {_without_case(key): choice for key, choice in value.items()}
    return read if len(read) == len(value) else value


def _any_case(words: Iterable[str]) -> str:
    """Give a pattern of words in whatever case, with spaces where a code has none."""
    each = (
        "".join(
            f"[{letter.upper()}{letter}]" if letter.isalpha() else "[_ ]" if letter == "_" else letter
            for letter in word
        )
        for word in words
    )
    return f"^({'|'.join(each)})$"


Klein = InSchema(lambda schema: {"anyOf": [schema, {"type": "string", "pattern": _any_case(schema["enum"])}]})
"""A fixed choice, in which capitals mean nothing."""


def _id_in_any_case(schema: dict[str, Any]) -> dict[str, Any]:
    pattern = "^[A-Za-z0-9]+([-_ ][A-Za-z0-9]+)*$"
    return {"anyOf": [schema, {"type": "string", "pattern": pattern, "maxLength": MAX_ID}]}


IdInAnyCase = Annotated[Id, BeforeValidator(_without_case), InSchema(_id_in_any_case)]
"""An id in which capitals mean nothing."""


def _judged(value: Any) -> Any:
    if _without_case(value) == "nee":
        return ()
    if isinstance(value, list | tuple):
        if not value:
            raise PydanticCustomError("leeg", "leeg")
        read = [_without_case(item) for item in value]
        if read == ["nee"]:
            return ()
        if "nee" in read or (ONBEKEND in read and len(read) > 1):
            raise PydanticCustomError("gronden_gemengd", "gronden")
    return as_items(value)


Uitsluitingsgronden = Annotated[
    tuple[IdInAnyCase, ...],
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


Lezingkeuze = Annotated[
    IdInAnyCase,
    WrapValidator(as_choice),
    InSchema(
        lambda schema: {
            "anyOf": [
                schema,
                {
                    "type": "object",
                    "properties": {
                        "keuze": schema,
                        "door": {"type": "string", "description": "De functie van wie koos, nooit een naam"},
                        "datum": {"type": "string", "description": "Wanneer, zo precies als bekend is"},
                        "reden": {"type": "string", "description": "Waarom, zonder persoonsgegevens"},
                    },
                    "required": ["keuze"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
"""A choice, or a choice with who made it, when and why."""


class Aanbesteding(Record):
    """A tender (or one lot of one) to hold against a policy framework."""

    model_config = in_dutch(
        "Aanbesteding", "Een aanbesteding, of een perceel ervan. Elk gegeven voor de toets mag onbekend zijn."
    )

    id: Annotated[Maybe[Kenmerk], CASE_MARK, Columns("kenmerk")] = Field(
        None, description="Kenmerk van de aanbesteding"
    )
    titel: Annotated[Maybe[Tekst], Asked(required=True), Columns("naam")] = Field(None, description="Titel")
    opdrachtgever: Annotated[Maybe[Tekst], Names("organisatie", maybe=True)] = Field(
        None, description="Aanbestedende dienst, nooit een persoon"
    )
    opdrachtgever_soort: Annotated[
        Maybe[Annotated[OpdrachtgeverSoort, BeforeValidator(_without_case), Klein]],
        CodeOf("opdrachtgever_soort"),
        Asked("Soort opdrachtgever"),
    ] = Field(
        None, description="Rijk, decentraal of overig; niet ingevuld wordt gelezen als rijk, onbekend niet"
    )
    perceel: Annotated[Maybe[Kenmerk], LOT_NUMBER, Asked("Perceel")] = Field(
        None, description="Perceel van de aanbesteding"
    )
    aard: Annotated[Maybe[Annotated[Aard, BeforeValidator(_without_case), Klein]], CodeOf("aard")] = Field(
        None, description="Werk, dienst of levering"
    )
    loonsom_excl_btw: Annotated[Maybe[Bedrag], Unit("euro"), Columns("loonsom")] = Field(
        None, description="Loonsom in euro, exclusief btw"
    )
    opdrachtwaarde_excl_btw: Annotated[
        Maybe[Bedrag],
        Unit("euro"),
        Asked("Totale waarde in euro, exclusief btw"),
        Columns("waarde", "opdrachtwaarde"),
    ] = Field(None, description="Totale waarde in euro, exclusief btw; nooit de loonsom")
    begin: Annotated[Maybe[Contractdatum], Columns("startdatum")] = Field(
        None, description="Eerste dag van de opdracht"
    )
    einde: Annotated[Maybe[Contractdatum], Asked("Laatste dag van de opdracht"), Columns("einddatum")] = (
        Field(None, description="Laatste dag van de opdracht, die dag inbegrepen")
    )
    looptijd_maanden: Annotated[Maybe[Maanden], Unit("maanden"), Columns("looptijd")] = Field(
        None, description="Looptijd in hele maanden, zonder opties"
    )
    verlenging_maanden: Annotated[
        Maybe[Maanden], Unit("maanden"), Asked("Maanden verlenging, alle opties samen"), Columns("verlenging")
    ] = Field(
        None,
        description="Maanden die alle opties tot verlenging samen kunnen duren; "
        "weggelaten betekent geen opties, onbekend betekent dat niet bekend is of er opties zijn, of hoe "
        "lang die duren",
    )
    raamovereenkomst: Annotated[
        Maybe[Annotated[Raamovereenkomst, BeforeValidator(_without_case), Klein]],
        CodeOf("raamovereenkomst"),
        Asked("Raamovereenkomst, of nadere overeenkomst daaronder"),
    ] = Field(
        None,
        description="Of dit een raamovereenkomst is, of een nadere overeenkomst daaronder; niet ingevuld "
        "wordt gelezen als nee, onbekend niet",
    )
    categorie: Annotated[Maybe[Tekst], CodeOf("categorie", maybe=True)] = Field(
        None, description="Inkoopcategorie"
    )
    cpv: Annotated[
        Maybe[
            Annotated[
                str,
                Field(pattern=r"^[0-9]{8}(-[0-9])?$"),
                BeforeValidator(_written),
                AfterValidator(checked_cpv),
                _EIGHT_DIGITS,
            ]
        ],
        CPV_CODE,
        Columns("cpv code"),
    ] = Field(None, description="CPV-code, acht cijfers")
    werkwijze: Annotated[
        Maybe[IdInAnyCase], Names("kader"), Asked("Kader waar de opdrachtgever voor koos")
    ] = Field(None, description="Het kader waar de opdrachtgever voor koos")
    uitsluitingsgronden: Annotated[Maybe[Uitsluitingsgronden], Asked("nee, of de gronden die gelden")] = (
        Field(None, description="nee (alle beoordeeld, geen van toepassing) of de gronden die gelden")
    )
    motivering: Maybe[EigenTekst] = Field(None, description="Waarom een uitsluitingsgrond geldt")
    lezingen: Annotated[
        dict[Id, Lezingkeuze],
        BeforeValidator(_keys_without_case),
        NOT_ASKED,
    ] = Field(
        default_factory=dict,
        description="Keuzes waar de bron ruimte laat, bijvoorbeeld percelen: apart; met keuze, door (een "
        "functie), datum en reden staat erbij wie koos, wanneer en waarom",
    )
    publicatiedatum: Maybe[Contractdatum] = Field(None, description="Datum van publicatie")
    peildatum: Maybe[DatumVeld] = Field(None, description="Datum waarop het geldende kader wordt gezocht")
