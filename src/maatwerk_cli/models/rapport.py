"""The edition of a report: its status, its own texts, its corrections and what it withheld."""

from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints

from maatwerk_cli.models.values import DatumVeld, Id, Lijst, Maybe, Record, Tekst

Status = Literal["concept", "definitief", "gecorrigeerd"]
Tabelnaam = Literal[
    "kerncijfers",
    "categorie_fase",
    "doelgroep",
    "opdrachtgever",
    "kandidaten_stap",
    "kandidaten_proeftuin",
    "verloop",
    "verloop_jaar",
    "dekking",
    "mijlpalen",
]
TABELNAMEN: tuple[str, ...] = get_args(Tabelnaam)
"""The tables of a report, in reading order."""

Telsleutel = Annotated[
    str, StringConstraints(strict=True, pattern=r"^[a-z_]+(/[a-z0-9_=|&-]+)?$", max_length=300)
]
"""The key of a count of people, as the internal edition lists it: ``individueel/stap=contract``."""

Selection = tuple[tuple[str, tuple[str, ...]], ...]
"""Features with the values that count, in order: the canonical form of what a figure selects."""


def key_of(way: str, selection: Selection) -> str:
    """Give the key of a count: ``geregistreerd/stap=contract``; of all candidates just ``individueel``."""
    features = "&".join(f"{name}={'|'.join(values)}" if values else name for name, values in selection)
    return f"{way}/{features}" if features else way


def parts_of(key: str) -> tuple[str, Selection]:
    """Give what :func:`key_of` made a key of."""
    way, _, features = key.partition("/")
    pairs = (feature.partition("=") for feature in features.split("&") if feature)
    return way, tuple((name, tuple(values.split("|")) if values else ()) for name, _, values in pairs)


class Tabeltekst(Record):
    """A word under one table."""

    tabel: Tabelnaam = Field(description="De tabel waar de tekst onder komt")
    tekst: Tekst = Field(description="De tekst, in Markdown")


class Correctie(Record):
    """What was corrected in a report, when and why."""

    datum: DatumVeld = Field(description="Wanneer is gecorrigeerd")
    reden: Tekst = Field(description="Wat er is veranderd en waarom")


class Rapporttekst(Record):
    """What an editor adds to the report of one year (``rapporten/JAAR.yaml``)."""

    id: Id = Field(description="Het jaar, tussen aanhalingstekens, gelijk aan de naam van het bestand")
    status: Status = Field(description="concept, definitief of gecorrigeerd")
    inleiding: Maybe[Tekst] = Field(None, description="Inleiding van het rapport, in Markdown")
    contact: Maybe[Tekst] = Field(
        None, description="Wie vragen over het rapport beantwoordt: een organisatie of functie, geen persoon"
    )
    hoofdcijfers: Lijst[Id] = Field(
        (), description="De codes van de kerncijfers die vooraan staan: mensen eerst, hoogstens zes"
    )
    teksten: Lijst[Tabeltekst] = Field((), description="Teksten onder tabellen")
    correcties: Lijst[Correctie] = Field((), description="Wat is gecorrigeerd, met datum en reden")
    afgeschermd: Lijst[Telsleutel] = Field(
        (), description="Wat dit rapport heeft afgeschermd, zodat een volgend rapport het niet prijsgeeft"
    )
