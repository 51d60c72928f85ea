"""The edition of a report: its status, its own texts, its corrections and what it withheld."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from maatwerk_cli.models.kenmerken import KENMERKEN
from maatwerk_cli.models.meaning import Loc, Names, Points, Target
from maatwerk_cli.models.values import DatumVeld, EigenTekst, Id, Lijst, Maybe, Record, Tekst, in_dutch

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
    "leerformule",
    "leerformule_traject",
    "leerformule_scan",
    "wie_doet_mee",
    "dekking",
    "activiteiten",
    "vooruitblik",
    "voornemens",
    "mijlpalen",
]
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


PROGRAMME_WAYS = ("deelnemers", "deelnemers_verzameld", "deelnemers_samen", "deelnemers_post", "meting")
"""The ways of the keys that count people in the leerformule; all others count candidates."""


def of_programme(key: str) -> bool:
    """Tell whether a key is of a count of people in the leerformule."""
    return key.partition("/")[0] in PROGRAMME_WAYS


class CountKeys(Points):
    """A key of a count of people names what its features name: proeftuinen and codes."""

    maybe = True

    def targets(self, value: str, record: object) -> Iterator[tuple[Loc, Target]]:  # noqa: ARG002
        """Give what the values of its features name."""
        for feature, values in parts_of(value)[1]:
            domain = KENMERKEN["kandidaten"].get(feature)
            if domain is not None and domain.soort:
                for item in values:
                    yield (), domain.target(item)
            elif feature in ("traject", "vragenlijst"):
                for item in values:
                    yield (), Target((feature,), item)

    def renamed(self, value: str, old: str, new: str) -> str:
        """Give the key with another id in it, its values in order."""
        way, selection = parts_of(value)
        return key_of(
            way,
            tuple(
                (name, tuple(sorted({new if item == old else item for item in values})))
                for name, values in selection
            ),
        )


class Tabeltekst(Record):
    """A word under one table."""

    model_config = in_dutch("Tekst onder een tabel", "Een tekst die onder een tabel van het rapport komt.")

    tabel: Tabelnaam = Field(description="De tabel waar de tekst onder komt")
    tekst: EigenTekst = Field(description="De tekst, in Markdown")


class Correctie(Record):
    """What was corrected in a report, when and why."""

    model_config = in_dutch("Correctie", "Wat er in het rapport is gecorrigeerd, wanneer en waarom.")

    datum: DatumVeld = Field(description="Wanneer is gecorrigeerd")
    reden: EigenTekst = Field(description="Wat er is veranderd en waarom")


class Rapporttekst(Record):
    """What an editor adds to the report of one year (``rapporten/JAAR.yaml``)."""

    model_config = in_dutch("Rapport", "Wat een redacteur aan het rapport van een jaar toevoegt.")

    id: Id = Field(description="Het jaar, tussen aanhalingstekens, gelijk aan de naam van het bestand")
    status: Status = Field(description="concept, definitief of gecorrigeerd")
    inleiding: Maybe[EigenTekst] = Field(None, description="Inleiding van het rapport, in Markdown")
    contact: Maybe[Tekst] = Field(
        None, description="Wie vragen over het rapport beantwoordt: een organisatie of functie, geen persoon"
    )
    hoofdcijfers: Annotated[Lijst[Id], Names("kerncijfer", same_year=True, maybe=True)] = Field(
        (), description="De codes van de kerncijfers die vooraan staan: mensen eerst, hoogstens zes"
    )
    teksten: Lijst[Tabeltekst] = Field((), description="Teksten onder tabellen")
    correcties: Lijst[Correctie] = Field((), description="Wat is gecorrigeerd, met datum en reden")
    afgeschermd: Annotated[Lijst[Telsleutel], CountKeys()] = Field(
        (), description="Wat dit rapport heeft afgeschermd, zodat een volgend rapport het niet prijsgeeft"
    )
