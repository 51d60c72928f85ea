"""A condition of a framework: one test of a field, or several conditions put together by name.

Conditions that are put together, or that a table or an exception names, stand in one flat list by id. So a
framework reads from top to bottom, each with its own source, and nothing nests.
"""

from collections.abc import Mapping, Sequence
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


class LimitTest(NamedTuple):
    """How a quantity is held against a limit.

    Attributes:
        more_meets: what is above the limit meets it; else what is below.
        limit_meets: the limit itself meets it.
    """

    more_meets: bool
    limit_meets: bool


class Combining(NamedTuple):
    """How conditions are put together: one of them can decide; where none does, it comes to the opposite.

    Attributes:
        deciding: what one of them must come to, to decide.
        outcome: what the whole comes to then.
    """

    deciding: Literal["ja", "nee"]
    outcome: Literal["ja", "nee"]

    @property
    def turns(self) -> bool:
        """Whether the whole comes to the opposite of what its parts come to."""
        return self.deciding != self.outcome


LIMIT_TESTS: Mapping[str, LimitTest] = {
    "minstens": LimitTest(more_meets=True, limit_meets=True),
    "meer_dan": LimitTest(more_meets=True, limit_meets=False),
    "hoogstens": LimitTest(more_meets=False, limit_meets=True),
    "minder_dan": LimitTest(more_meets=False, limit_meets=False),
}
"""The tests that hold a quantity against a limit."""
MORE_MEETS = frozenset(name for name, how in LIMIT_TESTS.items() if how.more_meets)
"""Those of them that a quantity keeps meeting when there is more of it."""
COMPOSED_TESTS: Mapping[Samenstelling, Combining] = {
    "alle": Combining(deciding="nee", outcome="nee"),
    "een_van": Combining(deciding="ja", outcome="ja"),
    "tenzij": Combining(deciding="ja", outcome="nee"),
}
"""The ways to put conditions together: all hold, at least one holds, none holds."""


def _opposite_limit_test(name: str) -> str:
    how = LIMIT_TESTS[name]
    opposite = LimitTest(not how.more_meets, not how.limit_meets)
    return next(other for other, its in LIMIT_TESTS.items() if its == opposite)


OPPOSITE_TESTS: Mapping[str, str] = {
    **{name: _opposite_limit_test(name) for name in LIMIT_TESTS},
    "is": "niet_in",
    "in": "niet_in",
    "niet_in": "in",
}
"""Of each test the one that holds precisely when it does not; of grounds there is none."""
_CODE: tuple[Toets, ...] = ("is", "in", "niet_in")
_GROUNDS: Toets = "geen_van"
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
    "loonsom_excl_btw": Veldsoort(get_args(Grenstoets), "euro"),
    "opdrachtwaarde_excl_btw": Veldsoort(get_args(Grenstoets), "euro"),
    "looptijd": Veldsoort(get_args(Grenstoets), "maanden"),
    "uitsluitingsgronden": Veldsoort((_GROUNDS,)),
    "raamovereenkomst": Veldsoort(_CODE, codes=get_args(Raamovereenkomst)),
    "categorie": Veldsoort(_CODE),
    "cpv": Veldsoort(_CODE),
}
"""The fields a condition can look at. ``looptijd`` is found from ``begin``, ``einde`` and the months."""


def _named(tests: Sequence[str], last: str) -> str:
    return f"{', '.join(tests[:-1])} {last} {tests[-1]}"


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
    toets: Maybe[Toets] = Field(None, description=_named(get_args(Toets), "of"))
    waarden: Lijst[Id] = Field((), description=f"De waarden bij {_named((*_CODE, _GROUNDS), 'en')}")
    parameter: Maybe[Id] = Field(
        None, description=f"De parameter met de grens, bij {_named(get_args(Grenstoets), 'en')}"
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
        parts: tuple[str, ...] = getattr(self, way)
        return parts

    @property
    def eenheid(self) -> Eenheid | None:
        """The unit of its limit; ``None`` where it has no limit."""
        if self.veld is None:
            return None
        return "procent" if self.deel_van else CONDITION_FIELDS[self.veld].eenheid
