"""What a difference may tell of people: decided by how many candidates change, and by nothing they did.

A change of one candidate's record shows, in the figures that move, what that candidate did. So where fewer
candidates change than the threshold, no figure of people is told, not even which of them moved, and nothing
that was changed along with it; and never which candidate it was.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from maatwerk_cli.contract.secrecy import EFFORT_COUNTS
from maatwerk_cli.difference.record_difference import Difference, RecordChange
from maatwerk_cli.register.kinds import holds_people, kind_named

_OF_PEOPLE_INSIDE = {"traject": ("deelnemers", "scans")}
"""Fields of records that say how many people did what: a report tells them in totals alone."""
_LATER = re.compile(r"[.\[\s]")
"""What ends the name of a field in a path to something inside it."""


@dataclass(frozen=True, slots=True)
class PeopleTold:
    """What is told of people.

    Attributes:
        changed: how many records of candidates change; ``None`` where those are few and it is not told.
        figures: whether figures of people are told at all.
        intern: everything is told.
        threshold: counts of people below this are protected.
    """

    changed: int | None
    figures: bool
    intern: bool = False
    threshold: int = 0


def people_told(difference: Difference, threshold: int, *, intern: bool) -> PeopleTold:
    """Decide what a difference tells of people."""
    changed = sum(kind_named(change.kind).of_people for change in difference.records)
    changed += sum(holds_people(file.file) for file in difference.unread)
    if intern:
        return PeopleTold(changed, figures=True, intern=True)
    few = 0 < changed < threshold
    return PeopleTold(None if few else changed, figures=not few, threshold=threshold)


def without_people(difference: Difference, people: PeopleTold) -> Difference:
    """Leave out which candidates change and, where those are few, the posts that count people."""
    if people.intern:
        return difference
    records = tuple(_records(difference, people))
    kept = {file for change in records for file in (change.file, change.file_before)}
    left = {change.file for change in difference.records} - kept
    return replace(
        difference,
        records=records,
        unread=tuple(file for file in difference.unread if not holds_people(file.file)),
        files=tuple(file for file in difference.files if not holds_people(file) and file not in left),
    )


def without_names(files: Iterable[str]) -> tuple[str, ...]:
    """Leave the names of candidates' files, which are their ids, out of a list of files."""
    names = ("het record van een kandidaat" if holds_people(file) else file for file in files)
    return tuple(dict.fromkeys(names))


def _records(difference: Difference, people: PeopleTold) -> Iterator[RecordChange]:
    for change in difference.records:
        if kind_named(change.kind).of_people or (change.counts_people and not people.figures):
            continue
        hidden = _hidden(change, people.threshold)
        kept = tuple(field for field in change.fields if _LATER.split(field.path)[0] not in hidden)
        yield replace(change, fields=kept)


def _hidden(change: RecordChange, threshold: int) -> Collection[str]:
    """Name the fields of a record that tell on people."""
    if change.counts_people:  # a number that was computed may be one that the report withholds
        return ("aantal",) if change.computed else ()
    if change.people is not None and change.people < threshold:
        return EFFORT_COUNTS
    return _OF_PEOPLE_INSIDE.get(change.kind, ())
