"""Finding a record by what people call it, where no id is exactly that: its name, or how its id begins."""

from maatwerk_cli.models.values import Record
from maatwerk_cli.register.kinds import KINDS, Kind
from maatwerk_cli.register.records import Dataset, Entry, names_of_record

MOST_MEANT = 5
"""Of more than this nobody can be meant in particular."""
_FIRST = "organisatie"
"""Who takes part is asked for by a short name; figures about it begin with that name too."""

CalledRecord = tuple[Kind, Entry[Record]]


def find_called(dataset: Dataset, text: str) -> list[CalledRecord]:
    """Give the records that are called so; organisations alone, where there are any. No candidates.

    Args:
        dataset: the register.
        text: what a user typed.
    """
    wanted = text.strip().casefold()
    if not wanted:
        return []
    matches = [
        (kind, entry)
        for kind in KINDS
        if not kind.of_people
        for entry in dataset.of(kind)
        if _is_called(entry, wanted)
    ]
    first = [match for match in matches if match[0].name == _FIRST]
    meant = first or matches
    return meant if len(meant) <= MOST_MEANT else []


def _is_called(entry: Entry[Record], wanted: str) -> bool:
    if entry.id.startswith((f"{wanted}-", f"{wanted}_")):
        return True
    return any(name.casefold() == wanted for name in names_of_record(entry.value))
