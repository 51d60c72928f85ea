"""Which efforts are withheld, since what they say follows from too few people.

It is decided for each effort by itself: one of fewer people than the threshold, or of a number that is not
told, is in no open figure at all. So no two figures differ by it, whatever is asked for, by whatever day, and
however the register grows; what is left out makes a sum a lower bound. People of two efforts may be the same,
so efforts are never taken together to be many enough.
"""

from collections.abc import Iterable

from maatwerk_cli.disclosure.registry import Registry
from maatwerk_cli.disclosure.solver import WithholdReason
from maatwerk_cli.models.contract.inspanning import Inspanning
from maatwerk_cli.models.values import Record
from maatwerk_cli.register.records import Dataset, Entry
from maatwerk_cli.text.table import Withheld

EFFORT_COUNTS = ("aantal", "mensen", "waarde")
"""The fields of an effort that tell on the people it is about: its hours, their number, its worth."""


def of_people(effort: Inspanning) -> bool:
    """Tell whether what an effort says follows from people: not where it is money and nobody is counted."""
    return effort.mensen != 0 and (effort.eenheid != "euro" or effort.mensen is not None)


def efforts_registry(efforts: Iterable[Entry[Inspanning]], threshold: int, *, intern: bool) -> Registry:
    """Decide for every effort whether its amount and its hours may be told.

    Args:
        efforts: every effort of the register.
        threshold: counts of people below this are protected.
        intern: nothing is withheld.
    """
    people = {_key(entry): entry.value.mensen or 0 for entry in efforts if of_people(entry.value)}
    withheld: dict[str, WithholdReason] = {
        key: "klein" for key, number in people.items() if number < threshold
    }
    return Registry(withheld, people, applied=not intern)


def hidden(registry: Registry, entry: Entry[Record]) -> bool:
    """Tell whether what an effort says is withheld."""
    key = _key(entry)
    return isinstance(registry.cell_of(key, registry.values.get(key, 0)), Withheld)


def hidden_efforts(dataset: Dataset) -> list[Entry[Inspanning]]:
    """Give the efforts of too few people: no public output tells their counts."""
    efforts = dataset.records(Inspanning)
    registry = efforts_registry(efforts, dataset.settings.drempel_onthulling, intern=False)
    return [entry for entry in efforts if hidden(registry, entry)]


def _key(entry: Entry[Record]) -> str:
    return f"inspanning/{entry.stem}/{entry.id}"
