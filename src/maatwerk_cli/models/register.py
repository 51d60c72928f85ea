"""The other records of the register: sources, organisations, code lists, posts, figures."""

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, PrivateAttr, StringConstraints, model_validator
from pydantic.functional_validators import ModelWrapValidatorHandler

from maatwerk_cli.models.kenmerken import Telbaar, in_new_words
from maatwerk_cli.models.values import (
    ID_PATTERN,
    MAX_ID,
    ONBEKEND,
    ONE_OR_MORE,
    Aantal,
    Bronverwijzing,
    DatumVeld,
    Getal,
    Id,
    InSchema,
    Intrekking,
    Lijst,
    Maybe,
    Record,
    Tekst,
    as_items,
    instead_of_null,
)

Webadres = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=500)]


class Bron(Record):
    """A source. Everything in the register points at one."""

    id: Id = Field(description="Id van de bron")
    titel: Tekst = Field(description="Titel van de bron")
    uitgever: Maybe[Tekst] = Field(None, description="Wie de bron heeft uitgegeven")
    datum: Maybe[DatumVeld] = Field(None, description="Datum van de bron")
    peildatum: Maybe[DatumVeld] = Field(
        None, description="De stand waarop de bron ziet, waar die van haar datum afwijkt"
    )
    url: Maybe[Webadres] = Field(None, description="Webadres")
    status: Literal["geverifieerd", "onbevestigd"] = Field(
        description="Of de bron zelf is gezien (geverifieerd) of alleen een uittreksel (onbevestigd)"
    )
    toelichting: Maybe[Tekst] = Field(None, description="Toelichting op de bron")


def _empty_cell(value: Any) -> Any:
    return None if value in ("", ONBEKEND) else value


_UNKNOWN_CELL = instead_of_null("", ONBEKEND)


Cel = Annotated[Tekst | None, BeforeValidator(_empty_cell), _UNKNOWN_CELL]
"""A CSV cell that may be empty or say ``onbekend``; both mean unknown."""


_REFERENCE_PATTERN = rf"^$|^(?![^ ,:;]{{{MAX_ID + 1}}}){ID_PATTERN[1:-1]}[,:;]*( .*)?$"


def _split_reference(value: Any) -> Any:
    """Read a cell with the id of a source and the place in it; of an id alone the place is unknown."""
    if isinstance(value, str) and value not in ("", ONBEKEND):
        source, _, place = value.partition(" ")
        return {"id": source.rstrip(",:;"), "vindplaats": place.strip() or ONBEKEND}
    return _empty_cell(value)


class Organisatie(Record):
    """An organisation: authority, supplier or partner. Never a person."""

    id: Id = Field(description="Id van de organisatie")
    naam: Tekst = Field(description="Volledige naam")
    afkorting: Cel = Field(None, description="Afkorting")
    soort: Id = Field(description="Soort organisatie (codelijst organisatiesoort)")
    tooi: Cel = Field(None, description="Identificatie in TOOI, waar bekend")
    kvk: Annotated[
        Annotated[str, StringConstraints(pattern=r"^\d{8}$")] | None,
        BeforeValidator(_empty_cell),
        _UNKNOWN_CELL,
    ] = Field(None, description="Nummer in het Handelsregister, acht cijfers")
    url: Annotated[Webadres | None, BeforeValidator(_empty_cell), _UNKNOWN_CELL] = Field(
        None, description="Webadres van de organisatie"
    )
    bron: Annotated[Id | None, BeforeValidator(_empty_cell), _UNKNOWN_CELL] = Field(
        None, description="Id van de bron die de organisatie noemt"
    )
    vindplaats: Cel = Field(None, description="Plaats in die bron, bijvoorbeeld §2.4")


class Code(Record):
    """One code of a code list."""

    code: Id = Field(description="De code")
    naam: Tekst = Field(description="Naam zoals in het rapport getoond")
    toelichting: Cel = Field(None, description="Toelichting")
    bron: Annotated[
        Bronverwijzing | None,
        BeforeValidator(_split_reference),
        InSchema(lambda _: {"type": "string", "pattern": _REFERENCE_PATTERN}),
    ] = Field(
        None, description="Id van de bron, een spatie en de vindplaats; zonder vindplaats is die onbekend"
    )
    bijzonder: Annotated[Literal["ja", "nee"] | None, BeforeValidator(_empty_cell), _UNKNOWN_CELL] = Field(
        None, description="ja waar de AVG dit een bijzonder of strafrechtelijk gegeven noemt"
    )
    valt_onder: Annotated[Id | None, BeforeValidator(_empty_cell), _UNKNOWN_CELL] = Field(
        None, description="De ruimere code waar deze een deel van is; alleen bij doelgroepen"
    )
    banenafpraak: Annotated[Literal["ja", "nee"] | None, BeforeValidator(_empty_cell), _UNKNOWN_CELL] = Field(
        None,
        description="Of de groep onder de Banenafpraak valt: ja, nee of onbekend; alleen bij doelgroepen",
    )


Kenmerkwaarde = Annotated[tuple[Id, ...], Field(min_length=1), BeforeValidator(as_items), ONE_OR_MORE]
"""One value, or several of which one holds without the source saying which."""


class MetKenmerken(Record):
    """A record that selects by features, which may still be in the words of before."""

    _in_old_words: bool = PrivateAttr(default=False)

    @property
    def in_old_words(self) -> bool:
        """Whether the file still says ``soort: leerformule`` among its features."""
        return self._in_old_words

    @model_validator(mode="wrap")
    @classmethod
    def _read_old_words(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if not isinstance(data, dict) or "kenmerken" not in data:
            return handler(data)
        renewed = in_new_words(data["kenmerken"])
        if renewed is data["kenmerken"]:
            return handler(data)
        record = handler({**data, "kenmerken": renewed})
        record._in_old_words = True
        return record


class Verzamelpost(MetKenmerken):
    """What a source counts without naming. With ``deel_van`` it is never added to its whole."""

    id: Id = Field(description="Id van de post")
    telt: Telbaar = Field(description="Wat wordt geteld: proeftuinen of kandidaten")
    aantal: Aantal = Field(description="Hoeveel de bron er telt die niet een voor een in het register staan")
    kenmerken: dict[str, Kenmerkwaarde] = Field(
        default_factory=dict, description="Wat de bron van alle getelde zegt"
    )
    deel_van: Maybe[Id] = Field(
        None,
        description="Post of kerncijfer waar dit een deel van is, of proeftuinen of kandidaten voor alle; "
        "telt dan nooit daarbij op",
    )
    zonder: Lijst[Id] = Field(
        (),
        description="Proeftuinen waarvan dat wat apart in het register staat, zeker niet in deze post zit",
    )
    omschrijving: Tekst = Field(description="Wat er wordt geteld, in eigen woorden")
    bron: Bronverwijzing = Field(description="Waar dit staat")
    afgeleid: Lijst[str] = Field(
        (), description="Velden die zijn afgeleid en niet letterlijk in de bron staan"
    )
    toelichting: Maybe[Tekst] = Field(None, description="Toelichting, verplicht bij afgeleid")
    ingetrokken: Maybe[Intrekking] = Field(None, description="Ingetrokken: telt niet meer mee")


class Herleiding(MetKenmerken):
    """What to count in the register for a key figure: all that have every one of these features."""

    telt: Telbaar = Field(description="Wat wordt geteld: proeftuinen of kandidaten")
    kenmerken: dict[str, Kenmerkwaarde] = Field(
        default_factory=dict, description="De kenmerken waarop wordt geselecteerd"
    )


class Kerncijfer(Record):
    """A published figure, and how the register gives it."""

    code: Id = Field(description="Code van het kerncijfer")
    omschrijving: Tekst = Field(description="Wat het cijfer telt, in eigen woorden")
    waarde: Getal = Field(description="De gepubliceerde waarde")
    eenheid: Tekst = Field(description="Eenheid, bijvoorbeeld proeftuinen, kandidaten of fte")
    bron: Bronverwijzing = Field(description="Waar het cijfer is gepubliceerd")
    herleiding: Maybe[Herleiding] = Field(
        None, description="Wat het register telt voor dit cijfer; weggelaten waar dat niet kan"
    )
    noot: Maybe[Tekst] = Field(None, description="Noot: tegenspraak, voorbehoud of verklaring")


Mijlpaalsoort = Literal["gebeurtenis", "activiteit", "product", "toezegging", "voornemen"]
Mijlpaalstand = Literal["gedaan", "aangekondigd", "vervallen"]


class Mijlpaal(Record):
    """Something that happened, was made, was done or was announced, as precisely dated as its source."""

    id: Id = Field(description="Id van de mijlpaal")
    soort: Maybe[Mijlpaalsoort] = Field(
        None, description="gebeurtenis, activiteit, product, toezegging of voornemen"
    )
    stand: Maybe[Mijlpaalstand] = Field(
        None, description="gedaan, aangekondigd of vervallen, voor zover een bron dat zegt"
    )
    datum: Maybe[DatumVeld] = Field(None, description="Wanneer het is gedaan, zo precies als de bron is")
    voor: Maybe[DatumVeld] = Field(None, description="Voor wanneer het was aangekondigd")
    omschrijving: Tekst = Field(description="Wat er gebeurde of is aangekondigd, in eigen woorden")
    bron: Bronverwijzing = Field(description="Waar dit staat")
    afgeleid: Lijst[str] = Field(
        (), description="Velden die zijn afgeleid en niet letterlijk in de bron staan"
    )
    toelichting: Maybe[Tekst] = Field(None, description="Toelichting, verplicht bij afgeleid")
    ingetrokken: Maybe[Intrekking] = Field(None, description="Ingetrokken: wordt niet meer getoond")
