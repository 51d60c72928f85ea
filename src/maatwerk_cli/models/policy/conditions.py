"""A condition of a framework: one test of a field, or several conditions put together by name.

Conditions that are put together, or that a table or an exception names, stand in one flat list by id. So a
framework reads from top to bottom, each with its own source, and nothing nests.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

from pydantic import Field

from maatwerk_cli.models.tender.choices import Aard, Bedragveld, Raamovereenkomst
from maatwerk_cli.models.values import Bronverwijzing, EigenTekst, Id, Lijst, Maybe, Record, Tekst, in_dutch

Grenstoets = Literal["minstens", "meer_dan", "hoogstens", "minder_dan"]
Toets = Literal["is", "in", "niet_in", Grenstoets, "geen_van"]
Samenstelling = Literal["alle", "een_van", "tenzij"]
Veld = Literal[
    "aard",
    "loonsom_excl_btw",
    "opdrachtwaarde_excl_btw",
    "looptijd",
    "uitsluitingsgronden",
    "raamovereenkomst",
    "categorie",
    "cpv",
]
Eenheid = Literal["euro", "maanden", "procent", "uren", "fte"]

LIMIT_TESTS: tuple[Grenstoets, ...] = get_args(Grenstoets)
"""The tests that hold a quantity against a limit."""
MORE_MEETS: tuple[Grenstoets, ...] = ("minstens", "meer_dan")
"""Those of them that a quantity keeps meeting when there is more of it."""
OPPOSITE_TESTS: Mapping[str, Toets] = {
    "minstens": "minder_dan",
    "minder_dan": "minstens",
    "meer_dan": "hoogstens",
    "hoogstens": "meer_dan",
    "is": "niet_in",
    "in": "niet_in",
    "niet_in": "in",
}
"""Of each test the one that holds precisely when it does not; of grounds there is none."""
COMPOSED_TESTS: tuple[Samenstelling, ...] = get_args(Samenstelling)
"""The ways to put conditions together: all hold, at least one holds, none holds."""
_CODE: tuple[Toets, ...] = ("is", "in", "niet_in")
MOST_CONDITIONS = 200
"""More conditions than this nobody can read; a framework that has them is refused."""
MOST_LEVELS = 8
"""How many conditions can stand one in another."""
MOST_CONDITION_PARTS = 1000
"""How many conditions one can be put together of, all that stands in its parts counted."""


class Veldsoort(NamedTuple):
    """What a field of a tender holds, and by which tests it can be held against a rule.

    Attributes:
        toetsen: the tests that fit.
        eenheid: the unit of its limit, where it has one.
        codes: the values it can have, where these are closed.
    """

    toetsen: tuple[Toets, ...]
    eenheid: Eenheid | None = None
    codes: tuple[str, ...] = ()


CONDITION_FIELDS: Mapping[str, Veldsoort] = {
    "aard": Veldsoort(_CODE, codes=get_args(Aard)),
    "loonsom_excl_btw": Veldsoort(LIMIT_TESTS, "euro"),
    "opdrachtwaarde_excl_btw": Veldsoort(LIMIT_TESTS, "euro"),
    "looptijd": Veldsoort(LIMIT_TESTS, "maanden"),
    "uitsluitingsgronden": Veldsoort(("geen_van",)),
    "raamovereenkomst": Veldsoort(_CODE, codes=get_args(Raamovereenkomst)),
    "categorie": Veldsoort(_CODE),
    "cpv": Veldsoort(_CODE),
}
"""The fields a condition can look at. ``looptijd`` is found from ``begin``, ``einde`` and the months."""


class Vraag(Record):
    """A question to ask when a condition cannot be judged."""

    model_config = in_dutch("Vraag", "Wat te vragen als een voorwaarde niet is te beoordelen.")

    tekst: EigenTekst = Field(description="De vraag, in gewoon Nederlands")
    wie: Tekst = Field(description="Wie dit kan beantwoorden, een rol en nooit een persoon")


class Voorwaarde(Record):
    """One condition of a framework: a test of a field, or conditions put together."""

    model_config = in_dutch(
        "Voorwaarde", "Een voorwaarde van het kader: een toets van een gegeven, of voorwaarden samen."
    )

    id: Id = Field(description="Naam van de voorwaarde")
    naam: Tekst = Field(description="De voorwaarde in een paar woorden")
    veld: Maybe[Veld] = Field(None, description="Het gegeven van de aanbesteding dat wordt getoetst")
    deel_van: Maybe[Bedragveld] = Field(
        None, description="Het bedrag waarvan het gegeven een deel is, als het deel wordt getoetst"
    )
    toets: Maybe[Toets] = Field(
        None, description="is, in, niet_in, minstens, meer_dan, hoogstens, minder_dan of geen_van"
    )
    waarden: Lijst[Id] = Field((), description="De waarden bij is, in, niet_in en geen_van")
    parameter: Maybe[Id] = Field(
        None, description="De parameter met de grens, bij minstens, meer_dan, hoogstens en minder_dan"
    )
    nooit_meer_dan: Maybe[Bedragveld] = Field(
        None, description="Een ander gegeven waar dit gegeven nooit boven kan liggen"
    )
    alle: Lijst[Id] = Field((), description="Voorwaarden of omstandigheden die alle moeten gelden")
    een_van: Lijst[Id] = Field((), description="Voorwaarden of omstandigheden waarvan er een moet gelden")
    tenzij: Lijst[Id] = Field((), description="Voorwaarden of omstandigheden waarvan er geen mag gelden")
    bron: Bronverwijzing = Field(description="Waar de voorwaarde staat")
    vraag: Maybe[Vraag] = Field(None, description="Wat te vragen als dit gegeven onbekend is")
    toelichting: Maybe[EigenTekst] = Field(None, description="Toelichting")

    @property
    def samen(self) -> Samenstelling | None:
        """How it puts other conditions together; ``None`` where it tests a field."""
        return next((way for way in COMPOSED_TESTS if self.delen_van(way)), None)

    @property
    def delen(self) -> tuple[str, ...]:
        """The conditions it puts together."""
        return self.delen_van(self.samen) if self.samen else ()

    def delen_van(self, way: Samenstelling) -> tuple[str, ...]:
        """Give the conditions it puts together in one way."""
        return {"alle": self.alle, "een_van": self.een_van, "tenzij": self.tenzij}[way]

    @property
    def eenheid(self) -> Eenheid | None:
        """The unit of its limit; ``None`` where it has no limit."""
        if self.veld is None:
            return None
        return "procent" if self.deel_van else CONDITION_FIELDS[self.veld].eenheid
