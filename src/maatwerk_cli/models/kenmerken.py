"""The closed set of features (kenmerken) by which proeftuinen and kandidaten can be counted."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, NamedTuple, Self, get_args

from pydantic import BeforeValidator, Field, PrivateAttr, model_validator
from pydantic.functional_validators import ModelWrapValidatorHandler

from maatwerk_cli.models.contract.plan import Planstap
from maatwerk_cli.models.kandidaat import STAPPEN, Contract, Plek
from maatwerk_cli.models.meaning import Loc, Points, Target
from maatwerk_cli.models.proeftuin import FASEN, OLD_KIND_WORD, Bestuurslaag, Herkomst, Soort
from maatwerk_cli.models.values import ONE_OR_MORE, Id, Record, as_items

Natelbaar = Literal["proeftuinen", "kandidaten"]
"""What the register can count for a key figure."""
Telbaar = Literal[
    "proeftuinen", "kandidaten", "deelnemers", "organisaties", "plannen", "duurzaam_aan_het_werk"
]  # fmt: skip
"""What a source can count without naming: deelnemers and organisaties are those of the leerformule.

Who is lastingly at work (``DUURZAAM``) is a count of its own and no step of candidates: no record tells it
of one of them, and it is never added to them.
"""
DUURZAAM = "duurzaam_aan_het_werk"


class Domein(NamedTuple):
    """What values a feature can have.

    Attributes:
        lijst: the code list with the names of its values; ``""`` where records have those names.
        codes: the values, where they are closed.
        soort: the kind of record whose ids are its values, where it names records.
    """

    lijst: str = ""
    codes: tuple[str, ...] = ()
    soort: str = ""

    def target(self, value: str) -> Target:
        """Give what one of its values names."""
        if self.soort:
            return Target((self.soort,), value)
        return Target(("code",), value, self.lijst, closed=bool(self.codes))


COUNTED_PEOPLE = ("kandidaten", "deelnemers", DUURZAAM)
"""Of what can be counted, what is people: their numbers pass the registry of what is withheld."""
KENMERKEN: Mapping[str, Mapping[str, Domein]] = {
    "proeftuinen": {
        "soort": Domein("soort", get_args(Soort)),
        "herkomst": Domein("herkomst", get_args(Herkomst)),
        "bestuurslaag": Domein("bestuurslaag", get_args(Bestuurslaag)),
        "categorie": Domein("categorie"),
        "fase": Domein("fase", FASEN),
        "bereikt": Domein("fase", FASEN),
        "doelgroep": Domein("doelgroep"),
        "leverancier": Domein(soort="organisatie"),
        "opdrachtgever": Domein(soort="organisatie"),
    },
    "kandidaten": {
        "stap": Domein("stap", STAPPEN),
        "contract": Domein("contract", get_args(Contract)),
        "plek": Domein("plek", get_args(Plek)),
        "proeftuin": Domein(soort="proeftuin"),
    },
    "deelnemers": {"herkomst": Domein("herkomst", get_args(Herkomst))},
    "organisaties": {"herkomst": Domein("herkomst", get_args(Herkomst))},
    DUURZAAM: {"proeftuin": Domein(soort="proeftuin")},
    "plannen": {"planstap": Domein("planstap", get_args(Planstap))},
}
"""Per thing to count the features it has.

``fase`` is the phase a proeftuin is in on the date of reference, ``bereikt`` a phase it has reached by
then. ``stap`` is cumulative in the same way: a step the candidate has reached.
"""

Kenmerkwaarde = Annotated[tuple[Id, ...], Field(min_length=1), BeforeValidator(as_items), ONE_OR_MORE]
"""One value, or several of which one holds without the source saying which."""


class Features(Points):
    """Features by name, of what the record says it counts (``telt``): their values name codes and records."""

    def targets(self, value: Mapping[str, Sequence[str]], record: Any) -> Iterator[tuple[Loc, Target]]:
        """Give what the values of each feature name."""
        for feature, values in value.items():
            domain = KENMERKEN[record.telt].get(feature)
            yield (feature,), Target(("code",), feature, "kenmerk", closed=True)
            if domain is not None:
                for index, item in enumerate(values):
                    yield (feature, index), domain.target(item)

    def renamed(self, value: str, old: str, new: str) -> str:  # noqa: ARG002
        """Give the new id."""
        return new


FEATURES = Features()


def in_new_words(kenmerken: Any) -> Any:
    """Give features as they are written now: ``soort: leerformule`` is ``herkomst: leerformule``."""
    if isinstance(kenmerken, dict) and kenmerken.get("soort") in (OLD_KIND_WORD, [OLD_KIND_WORD]):
        rest = {key: value for key, value in kenmerken.items() if key != "soort"}
        return {"herkomst": OLD_KIND_WORD, **rest}
    return kenmerken


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
