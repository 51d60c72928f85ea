"""What was intended, promised or announced, and what came of it by a day."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from maatwerk_cli.models.facts.mijlpaal import Mijlpaal
from maatwerk_cli.register.records import Dataset, Entry
from maatwerk_cli.register.since import known_since
from maatwerk_cli.text.table import DataTable, MarkedRow, TableColumn

INTENDED = ("voornemen", "toezegging")
DONE, DROPPED, ANNOUNCED = "gedaan", "vervallen", "aangekondigd"

_NOT_YET = "Nog niet aan de orde"
UNKNOWN_OUTCOME = "Geen uitkomst bekend"
_NO_DATE = "Open: geen datum genoemd"
_OF_STAND = {DONE: "Gedaan", DROPPED: "Vervallen"}
OUTCOMES = (*_OF_STAND.values(), UNKNOWN_OUTCOME, _NO_DATE, _NOT_YET)
"""What can be said of an intention, in the order in which it is told."""


class FollowedUp(NamedTuple):
    """An intention with what came of it.

    Attributes:
        entry: the intention.
        outcome: the milestone that tells what came of it; the intention itself where that says so; ``None``
            where the register says nothing.
        stand: ``gedaan``, ``vervallen`` or ``aangekondigd``.
    """

    entry: Entry[Mijlpaal]
    outcome: Entry[Mijlpaal] | None
    stand: str


def is_intention(milestone: Mijlpaal) -> bool:
    """Tell whether a milestone is something that was intended, promised or announced."""
    return milestone.soort in INTENDED or milestone.stand == ANNOUNCED


def followed_up(dataset: Dataset, day: date) -> Iterator[FollowedUp]:
    """Give every intention known by a day, those for the earliest first, with its outcome by then."""
    outcomes = _outcomes(dataset, day)
    known = [
        entry
        for entry in dataset.mijlpalen.counting
        if is_intention(entry.value) and known_since(None, entry.value.bron, dataset).surely_by(day)
    ]
    for entry in sorted(known, key=_when):
        outcome = outcomes.get(entry.id)
        own = entry.value.stand if entry.value.stand in (DONE, DROPPED) else None
        if outcome is not None:
            yield FollowedUp(entry, outcome, DROPPED if outcome.value.stand == DROPPED else DONE)
        elif own is not None and _happened(entry, dataset, day):
            yield FollowedUp(entry, entry, own)
        else:
            yield FollowedUp(entry, None, ANNOUNCED)


def _when(entry: Entry[Mijlpaal]) -> tuple[date, str, str]:
    voor = entry.value.voor
    return (voor.last if voor else date.max, entry.stem, entry.id)


def _happened(entry: Entry[Mijlpaal], dataset: Dataset, day: date) -> bool:
    return known_since(entry.value.datum, entry.value.bron, dataset).surely_by(day)


def _outcomes(dataset: Dataset, day: date) -> Mapping[str, Entry[Mijlpaal]]:
    """Give per intention the last that a milestone tells of it; what is only announced is no outcome."""
    outcomes: dict[str, Entry[Mijlpaal]] = {}
    for entry in dataset.mijlpalen.counting:
        if entry.value.stand != ANNOUNCED and _happened(entry, dataset, day):
            for name in entry.value.uitkomst_van:
                outcomes[name] = entry
    return outcomes


def intentions_table(dataset: Dataset, day: date) -> DataTable:
    """List what was intended with what came of it; what has no outcome is said to have none."""
    return DataTable.of(
        "voornemens",
        "Voornemens en wat ervan kwam",
        (
            TableColumn("voor", "Aangekondigd voor", "datum"),
            TableColumn("omschrijving", "Plan", "tekst"),
            TableColumn("uitkomst", "Uitkomst", "tekst"),
            TableColumn("datum", "Wanneer", "datum"),
            TableColumn("wat", "Toelichting", "tekst"),
            TableColumn("bron", "Bron", "tekst"),
        ),
        (_followed(intention, day) for intention in followed_up(dataset, day)),
        (
            "Geen uitkomst bekend: de tijd waarvoor het was aangekondigd, is voorbij, en geen bron in het "
            "register zegt of het is gedaan. Dat betekent niet dat het niet is gedaan.",
            "De bron is die van de uitkomst. Is er geen uitkomst bekend, dan is het de bron van het plan.",
        ),
    )


def _followed(intention: FollowedUp, day: date) -> MarkedRow:
    intended = intention.entry.value
    outcome = intention.outcome.value if intention.outcome else None
    return MarkedRow(
        (
            str(intended.voor) if intended.voor else None,
            intended.omschrijving,
            outcome_of(intention, day),
            str(outcome.datum) if outcome and outcome.datum else None,
            _words(intended, outcome),
            (outcome or intended).bron.reference,
        ),
        {"voor"}.intersection(intended.afgeleid)
        | {"datum"}.intersection(outcome.afgeleid if outcome else ()),
    )


def _words(intended: Mijlpaal, outcome: Mijlpaal | None) -> str:
    """Tell what came of it, or what the register says of the plan; of what was dropped also why."""
    texts = [] if outcome is None or outcome is intended else [outcome.omschrijving]
    note = (outcome or intended).toelichting
    return " ".join(text if text[-1] in ".!?" else f"{text}." for text in [*texts, note] if text)


def outcome_of(intention: FollowedUp, day: date) -> str:
    """Say in a few words what came of an intention by a day."""
    if intention.stand != ANNOUNCED:
        return _OF_STAND[intention.stand]
    voor = intention.entry.value.voor
    if voor is None:
        return _NO_DATE
    return UNKNOWN_OUTCOME if voor.surely_by(day) else _NOT_YET
