"""Value types shared by all records: dates as precise as their source, money, ids, references.

Every refusal raises ``PydanticCustomError`` with a Dutch *type* (``bedrag_float``, ``datum_vorm`` …) and
the values its explanation needs as context. The texts themselves are data, kept with the findings:
nothing here is written for a user to read.
"""

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic_core import CoreSchema, PydanticCustomError

from maatwerk_cli.models.meaning import AMOUNT, OWN_TEXT, TOOI_MARK, WEB_ADDRESS, Asked, Columns, Names

LONGEST_NUMBER = 40
"""Signs: what is longer is no amount, and is not computed with."""

ID_PATTERN = r"^[a-z0-9]+([-_][a-z0-9]+)*$"
MAX_ID = 80  # characters; names of files have to fit every file system
RESERVED_STEMS = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)))
)
"""Names that Windows keeps for devices: a file of that name, whatever its suffix, cannot be there."""
KANDIDAAT_ID_PATTERN = r"^k-[a-z0-9]{10}$"
ONBEKEND = "onbekend"
SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"
"""The version of JSON Schema in which every schema that goes out is written."""

Precisie = Literal["jaar", "kwartaal", "maand", "dag"]

_DATE_PATTERN = re.compile(r"^(\d{4})(?:-(?:q([1-4])|(\d{2})(?:-(\d{2}))?))?$", re.ASCII)
_AMOUNT_PATTERN = re.compile(r"^-?\d+(\.\d{1,2})?$", re.ASCII)
_NUMBER_PATTERN = re.compile(r"^(?!-?[1-9]\d{0,2}\.\d{3}$)-?\d+(\.\d+)?$", re.ASCII)
"""A number; ``250.000`` is none, since it is written for 250 thousand and would be read as 250."""
CENT = Decimal("0.01")
"""The least by which two amounts of euros differ."""
MAX_AMOUNT = Decimal(100_000_000_000)
"""A hundred billion euros: what is larger is a slip of the pen."""
YEARS = range(1000, 10_000)
"""Years that are written in four digits."""
MAX_RECORD_TEXT = 5000  # characters: a page of text, and no document


@dataclass(frozen=True, slots=True)
class Datum:
    """A date as precise as its source: a year, a quarter, a month or a day.

    It stands for every day from ``first`` up to and including ``last``. Two dates of unequal precision
    can be compared only as far as that goes: use :meth:`surely_before` and :meth:`surely_by`.
    """

    text: str
    first: date
    last: date

    @property
    def precisie(self) -> Precisie:
        """How precise the source is."""
        if "q" in self.text:
            return "kwartaal"
        return _PRECISION_BY_LENGTH[len(self.text)]

    def surely_before(self, other: "Datum") -> bool:
        """Tell whether every day this date can be lies before every day that ``other`` can be."""
        return self.last < other.first

    def surely_by(self, day: date) -> bool:
        """Tell whether this date has certainly been reached on ``day``."""
        return self.last <= day

    def possibly_by(self, day: date) -> bool:
        """Tell whether this date may have been reached on ``day``."""
        return self.first <= day

    def __str__(self) -> str:
        return self.text


def known_before(first: Datum | None, second: Datum | None) -> bool:
    """Tell whether two dates are both known, and the first surely lies before the second."""
    return first is not None and second is not None and first.surely_before(second)


_PRECISION_BY_LENGTH: dict[int, Precisie] = {4: "jaar", 7: "maand", 10: "dag"}


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


@lru_cache(maxsize=4096)
def datum_from_text(text: str) -> Datum | None:
    """Read a date as the records write it; ``None`` for another form or a day that does not exist."""
    match = _DATE_PATTERN.fullmatch(text)
    if match is None:
        return None
    year, quarter, month, day = (int(group) if group else None for group in match.groups())
    try:
        if quarter:
            return Datum(text, date(year or 0, 3 * quarter - 2, 1), _month_end(year or 0, 3 * quarter))
        if month is None:
            return Datum(text, date(year or 0, 1, 1), date(year or 0, 12, 31))
        if day is None:
            return Datum(text, date(year or 0, month, 1), _month_end(year or 0, month))
        exact = date(year or 0, month, day)
    except (ValueError, calendar.IllegalMonthError):
        return None
    return Datum(text, exact, exact)


def parse_datum(value: object) -> Datum:
    """Read ``"2018"``, ``"2018-q3"``, ``"2018-08"`` or ``"2018-08-01"``; a bare year may be a number.

    Raises:
        PydanticCustomError: ``datum_vorm`` for another form, ``datum_bestaat_niet`` for a day or a month that
            does not exist.
    """
    if isinstance(value, Datum):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and value in YEARS:
        value = str(value)
    datum = datum_from_text(value) if isinstance(value, str) else None
    if datum is None:
        exists_not = isinstance(value, str) and _DATE_PATTERN.fullmatch(value)
        raise PydanticCustomError("datum_bestaat_niet" if exists_not else "datum_vorm", "datum")
    return datum


def of_our_era(datum: Datum) -> Datum:
    """Give a date of a contract: of a year before 1000 a figure was forgotten, as in ``1-3-0018``.

    Raises:
        PydanticCustomError: ``datum_vorm``.
    """
    if datum.first.year not in YEARS:
        raise PydanticCustomError("datum_vorm", "datum")
    return datum


def _parse_contract_day(value: object) -> Datum:
    return of_our_era(parse_datum(value))


def parse_bedrag(value: object) -> Decimal:
    """Read an amount in euros: a whole number, or a quoted decimal string with a point.

    Raises:
        PydanticCustomError: ``bedrag_float`` (YAML reads ``250.000`` as 250), ``bedrag_vorm``,
            ``bedrag_negatief`` or ``bedrag_te_groot`` (100 billion and up).
    """
    if isinstance(value, float):
        raise PydanticCustomError("bedrag_float", "bedrag")
    amount = _decimal(value, _AMOUNT_PATTERN, "bedrag_vorm")
    if amount < 0:
        raise PydanticCustomError("bedrag_negatief", "bedrag")
    if amount >= MAX_AMOUNT:
        raise PydanticCustomError("bedrag_te_groot", "bedrag")
    return amount


def plain_number(value: Decimal) -> str:
    """Write a number as a file holds it, without needless zeros: ``5`` or ``2.5``."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def share_in_percent(share: Decimal) -> dict[str, str]:
    """Give a part of one as a percentage: what it is, and how a file holds that (``5``, or ``"2.5"``)."""
    text = plain_number(share * 100)
    return {"honderd": text, "geschreven": f'"{text}"' if "." in text else text}


def parse_getal(value: object) -> Decimal:
    """Read an exact number: a whole number, or a quoted decimal string with a point.

    Raises:
        PydanticCustomError: ``getal_float`` or ``getal_vorm``.
    """
    if isinstance(value, float):
        raise PydanticCustomError("getal_float", "getal")
    return _decimal(value, _NUMBER_PATTERN, "getal_vorm")


def _decimal(value: object, pattern: re.Pattern[str], error_type: str) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, str) and len(value) <= LONGEST_NUMBER and pattern.fullmatch(value):
        return Decimal(value)
    raise PydanticCustomError(error_type, "getal")


def _known(value: Any) -> Any:
    if value is None:
        raise PydanticCustomError("leeg", "leeg")
    return None if value == ONBEKEND else value


def _known_items(value: Any) -> Any:
    return () if value == ONBEKEND else _known(value)


def as_items(value: Any) -> Any:
    """Make a list of one of a single value, so that one and several are written alike."""
    return [value] if isinstance(value, str) else value


class InSchema:
    """How a value may be written, told to JSON Schema where a validator takes more forms than the type says.

    Attributes:
        change: gives the schema of what may be written from the schema of what it is read as.
    """

    def __init__(self, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        self.change = change

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Give the schema, as Pydantic asks for it."""
        return self.change(handler(core_schema))


def _one_or_more(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema["items"], schema]}


ONE_OR_MORE = InSchema(_one_or_more)


class OrUnknown:
    """A field that may be written as unknown: by one of these texts, and never as null.

    It tells Pydantic so itself: hundreds of fields have it, and of a ``BeforeValidator`` the signature is
    looked at anew for each.

    Attributes:
        read: gives what the field holds, of unknown too, from what was written.
        texts: how unknown is written.
    """

    def __init__(self, read: Callable[[Any], Any], *texts: str) -> None:
        self.read, self.texts = read, texts

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Give how it is read, as Pydantic asks for it."""
        from pydantic_core.core_schema import no_info_before_validator_function

        return no_info_before_validator_function(self.read, handler(source))

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Give the schema, as Pydantic asks for it."""
        schema = handler(core_schema)
        known = [part for part in schema.get("anyOf", [schema]) if part != {"type": "null"}]
        return {"anyOf": [*known, *({"const": text} for text in self.texts)]}


T = TypeVar("T")

Maybe = Annotated[T | None, OrUnknown(_known, ONBEKEND)]
"""A field that may be left out or say ``onbekend``; both read as ``None``. Empty is refused."""

Lijst = Annotated[tuple[T, ...], OrUnknown(_known_items, ONBEKEND)]
"""A list that may be left out or say ``onbekend``; both read as no items known."""

_MONTH = "(0[1-9]|1[0-2])"
_DAY = "(0[1-9]|[12][0-9]|3[01])"


class ReadAs:
    """A value that a function reads from what was written; JSON Schema is told how that may be written.

    Attributes:
        read: gives the value from what was written.
        schemas: the forms in which it may be written, as JSON Schema says them.
        write: gives what is written of it, where that is a text; else as Pydantic writes such a value.
    """

    def __init__(
        self,
        read: Callable[[object], Any],
        *schemas: Mapping[str, Any],
        write: Callable[[Any], str] | None = None,
    ) -> None:
        self.read, self.schemas, self.write = read, schemas, write

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Give how it is read and written, as Pydantic asks for it."""
        from pydantic_core import core_schema as made

        writing = made.plain_serializer_function_ser_schema(self.write) if self.write else None
        return made.no_info_plain_validator_function(self.read, serialization=writing)

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Give the schema, as Pydantic asks for it."""
        return {"anyOf": [dict(schema) for schema in self.schemas]}


def _datum_as(read: Callable[[object], Datum], year: str) -> ReadAs:
    return ReadAs(
        read,
        {"type": "string", "pattern": f"^{year}(-(q[1-4]|{_MONTH}(-{_DAY})?))?$"},
        {"type": "integer", "minimum": YEARS[0], "maximum": YEARS[-1]},
        write=str,
    )


DatumVeld = Annotated[Datum, _datum_as(parse_datum, "(?!0000)[0-9]{4}")]
Contractdatum = Annotated[Datum, _datum_as(_parse_contract_day, "[1-9][0-9]{3}")]
"""A date of a tender: of a year that is written in four digits."""
Bedrag = Annotated[
    Decimal,
    ReadAs(
        parse_bedrag,
        {
            "type": "string",
            "pattern": r"^(0*[0-9]{1,11}(\.[0-9]{1,2})?|-0+(\.0{1,2})?)$",
            "maxLength": LONGEST_NUMBER,
        },
        {"type": "integer", "minimum": 0, "exclusiveMaximum": int(MAX_AMOUNT)},
    ),
    AMOUNT,
]
Getal = Annotated[
    Decimal,
    ReadAs(
        parse_getal,
        {
            "type": "string",
            "pattern": r"^(?!-?[1-9][0-9]{0,2}\.[0-9]{3}$)-?[0-9]+(\.[0-9]+)?$",
            "maxLength": LONGEST_NUMBER,
        },
        {"type": "integer"},
    ),
    AMOUNT,
]
Aantal = Annotated[int, Field(strict=True, ge=0, le=100_000_000), AMOUNT]
Id = Annotated[str, StringConstraints(strict=True, pattern=ID_PATTERN, max_length=MAX_ID)]
Sha256 = Annotated[str, StringConstraints(strict=True, pattern=r"^[0-9a-f]{64}$")]
KandidaatId = Annotated[str, StringConstraints(strict=True, pattern=KANDIDAAT_ID_PATTERN)]
Tooi = Annotated[
    str,
    StringConstraints(
        strict=True,
        max_length=200,
        pattern=r"^(https://identifier\.overheid\.nl/tooi/id/[a-z_]+/)?[a-z_]+[0-9]+$",
    ),
    TOOI_MARK,
]
"""An identification in TOOI, with or without the address that goes before it: ``gm0000``."""
Tekst = Annotated[
    str, StringConstraints(strict=True, min_length=1, max_length=MAX_RECORD_TEXT, pattern=r"\S")
]
EigenTekst = Annotated[Tekst, OWN_TEXT]
"""A text in our own words; a name, a title and the words of a source are none."""


def in_dutch(title: str, text: str) -> ConfigDict:
    """Give the title of a model, and what it is, as its JSON Schema says them."""
    return ConfigDict(title=title, json_schema_extra={"description": text})


class Record(BaseModel):
    """The base of every record: unknown keys are refused, and nothing changes after reading.

    Attributes:
        about_one_person: a record is about one person, who is nowhere to be recognised.
        of_policy: a record is a policy: what is said of a number in it is what policies need to know.
        of_settings: a record holds the settings of a register: what is left out of it is made whole.
    """

    about_one_person: ClassVar[bool] = False
    of_policy: ClassVar[bool] = False
    of_settings: ClassVar[bool] = False
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


WITHDRAWN = "ingetrokken"
"""The field of a record that says that it is withdrawn."""


class Intrekking(Record):
    """That a record is withdrawn: it stays where it is and is not counted any more."""

    model_config = in_dutch(
        "Intrekking", "Dat een record is ingetrokken, en waarom. Het telt dan niet meer mee."
    )

    sinds: DatumVeld = Field(description="Sinds wanneer het record is ingetrokken")
    reden: EigenTekst = Field(description="Waarom het record is ingetrokken, zonder persoonsgegevens")


class Bronverwijzing(Record):
    """Where a fact comes from: a source of the register and the place in it."""

    model_config = in_dutch("Bronverwijzing", "Waar een feit vandaan komt: een bron en de plaats daarin.")

    id: Annotated[Id, Names("bron")] = Field(description="Id van de bron in bronnen.yaml")
    vindplaats: Tekst = Field(description="Plaats in de bron, bijvoorbeeld §2.4 of een bladzijde")

    @property
    def reference(self) -> str:
        """The source and the place in it, as every output writes where a fact stands."""
        return f"{self.id}, {self.vindplaats}"


Afgeleid = Annotated[
    Lijst[str],
    Asked("Velden die niet letterlijk in de bron staan", after_source=True),
    Field(description="Velden die zijn afgeleid en niet letterlijk in de bron staan"),
]
"""The fields of a record that were inferred, by name."""
Toelichting = Annotated[
    Maybe[EigenTekst],
    Asked("Toelichting, verplicht bij afgeleide velden", after_source=True),
    Columns("opmerking", "opmerkingen"),
    Field(description="Toelichting, verplicht bij afgeleid"),
]
"""From what they were inferred."""


def empty_cell(value: Any) -> Any:
    """Read a cell of a CSV file that is empty or says ``onbekend`` as unknown."""
    return None if value in ("", ONBEKEND) else value


UNKNOWN_CELL = OrUnknown(empty_cell, "", ONBEKEND)

Webadres = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=500), WEB_ADDRESS]
Cel = Annotated[Tekst | None, UNKNOWN_CELL]
"""A CSV cell that may be empty or say ``onbekend``; both mean unknown."""
