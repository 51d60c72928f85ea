"""Sources in words: how they are cited, and which that a verdict can rest on are not confirmed."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from maatwerk_cli.models.kader import Kader, Leesruimte
from maatwerk_cli.models.policy.conditions import Voorwaarde
from maatwerk_cli.models.values import Bronverwijzing
from maatwerk_cli.tender.frameworks.limit_tables import LimitTable
from maatwerk_cli.tender.frameworks.policy import KaderInForce
from maatwerk_cli.tender.words.limit_words import row_text
from maatwerk_cli.text import dutch

_DOUBT = ", niet bevestigd"
RowOfNumber = tuple[LimitTable, int]
"""A number with the place of the row of it that holds, or can hold."""


def cited(sources: Sequence[Bronverwijzing], unconfirmed: Collection[str]) -> str:
    """Name sources with their places, and say of which that they are not confirmed."""
    doubtful = [source.id in unconfirmed for source in sources]
    named = [f"{source.id} ({source.vindplaats})" for source in sources]
    if all(doubtful) and len(named) > 1:
        return f"{dutch.joined(named)}, {'beide' if len(named) == 2 else 'alle'} niet bevestigd"
    return dutch.joined(
        [f"{name}{_DOUBT}" if doubt else name for name, doubt in zip(named, doubtful, strict=True)]
    )


def referred(sources: Iterable[Bronverwijzing], unconfirmed: Collection[str]) -> str:
    """Write where a fact stands, and of which source that it is not confirmed."""
    return "; ".join(f"{source.reference}{_DOUBT if source.id in unconfirmed else ''}" for source in sources)


class Doubt(NamedTuple):
    """A source that is not confirmed, as a sentence, and when a condition rests on it.

    Attributes:
        text: what comes from it.
        ground: the exclusion ground that does; empty where it is no ground.
        row: the place of the row of a table that does; ``None`` where it is no row.
    """

    text: str
    ground: str = ""
    row: int | None = None


def doubts_of_condition(stand: KaderInForce, condition: Voorwaarde) -> Iterator[Doubt]:
    """Tell what of a condition comes from a source that is not confirmed."""
    unconfirmed = stand.unconfirmed
    name = f"de voorwaarde '{condition.naam}'"
    if condition.bron.id in unconfirmed:
        yield Doubt(f"{dutch.sentence(name)} komt uit {cited([condition.bron], unconfirmed)}.")
    table = stand.getallen.get(condition.parameter or "")
    if table is not None:
        places = [place for place in table.in_force if table.rows[place].bron.id in unconfirmed]
        limit = f"De grens van {name}"
        for place in places if table.by_tender else ():
            row = table.rows[place]
            what = f"{limit} bij {row_text(row, table.parameter.per)}"
            yield Doubt(f"{what} komt uit {cited([row.bron], unconfirmed)}.", row=place)
        if places and not table.by_tender:
            sources = tuple(dict.fromkeys(table.rows[place].bron for place in places))
            yield Doubt(f"{limit} komt uit {cited(sources, unconfirmed)}.")
    for ground in stand.kader.uitsluitingsgronden if condition.toets == "geen_van" else ():
        if ground.id in condition.waarden and ground.bron.id in unconfirmed:
            what = f"De tekst van {ground.id}" if ground.tekst else f"Dat er een {ground.id} is,"
            yield Doubt(f"{what} komt uit {cited([ground.bron], unconfirmed)}.", ground=ground.id)


def doubts_of_scope(kader: Kader, unconfirmed: Collection[str]) -> Iterator[str]:
    """Tell what of whom a framework binds, and since when, comes from a source that is not confirmed."""
    if kader.werkingssfeer.bron.id in unconfirmed:
        yield f"Voor wie {kader.naam} geldt, komt uit {cited([kader.werkingssfeer.bron], unconfirmed)}."
    term = kader.geldigheid
    if (
        term.bron.id in unconfirmed and term.bevestigd is None
    ):  # else what is sure of the day is told by itself
        yield f"Wanneer {kader.naam} geldt, komt uit {cited([term.bron], unconfirmed)}."


def doubt_of_reading(reading: Leesruimte, unconfirmed: Collection[str]) -> str:
    """Tell that what a framework says on a reading comes from such a source; empty where it does not."""
    if reading.gekozen is None or reading.bron is None or reading.bron.id not in unconfirmed:
        return ""
    return f"De keuze bij de vraag '{reading.vraag}' komt uit {cited([reading.bron], unconfirmed)}."


def doubts_of_duty(stand: KaderInForce, numbers: Iterable[RowOfNumber]) -> Iterator[str]:
    """Tell what of an obligation comes from a source that is not confirmed.

    Args:
        stand: the framework as it stands.
        numbers: those that it is, or may be, reckoned with.
    """
    duty, unconfirmed = stand.kader.verplichting, stand.unconfirmed
    if duty is None:
        return
    if duty.bron.id in unconfirmed:
        yield f"De verplichting komt uit {cited([duty.bron], unconfirmed)}."
    conditions = {condition.id: condition for condition in stand.kader.alle_voorwaarden}
    for exception in duty.uitzonderingen:
        condition = conditions[exception.als]
        if exception.bron.id in unconfirmed:
            source = cited([exception.bron], unconfirmed)
            yield f"De uitzondering bij '{condition.naam}' komt uit {source}."
        yield from (doubt.text for doubt in doubts_of_condition(stand, condition))
    for table, place in numbers:
        source_of_number = table.rows[place].bron
        if source_of_number.id in unconfirmed:
            source, what = cited([source_of_number], unconfirmed), table.parameter.omschrijving.rstrip(".")
            yield f"Dit getal van de verplichting komt uit {source}: {what}."
