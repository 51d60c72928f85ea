"""When a contract runs: from its first day to its last, lifted options included."""

import calendar
from datetime import date, timedelta
from typing import NamedTuple

from maatwerk_cli.models.contract.opdracht import Opdracht, Opdrachtstap, Verlenging
from maatwerk_cli.models.inferred import is_inferred
from maatwerk_cli.models.values import Datum
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.register.since import known_since


class Looptijd(NamedTuple):
    """The days on which a contract can begin and end, as far as its source is precise.

    Attributes:
        begin: the earliest and the latest first day.
        einde: the earliest and the latest last day, with the options that were surely lifted.
    """

    begin: tuple[date, date]
    einde: tuple[date, date]

    @property
    def surely_half(self) -> date:
        """The first day on which half of the term is surely over."""
        begin, end = self.begin[1], self.einde[1]
        return begin + timedelta(days=((end - begin).days + 1 + 1) // 2)


def later(last: date, months: int) -> date:
    """Give the last day of a term that goes on for so many months after ``last``.

    >>> later(date(2020, 6, 30), 6)
    datetime.date(2020, 12, 31)
    """
    if last == date.max:
        return last
    following = last + timedelta(days=1)
    index = following.year * 12 + following.month - 1 + months
    year, month = divmod(index, 12)
    if year > date.max.year:
        return date.max
    day = min(following.day, calendar.monthrange(year, month + 1)[1])
    return date(year, month + 1, day) - timedelta(days=1)


def lifted(contract: Opdracht, day: date, dataset: Dataset) -> tuple[tuple[Verlenging, bool], ...]:
    """Give the options that were or may have been lifted by a day, each with whether that is sure.

    Of one without a day it is sure from the day of which its source tells; before that it may have been. Of
    one of which the register does not tell whether it was lifted, it is never sure.
    """
    return tuple(
        (option, option.gelicht == "ja" and known_since(option.sinds, option.bron, dataset).surely_by(day))
        for option in contract.verlengingen
        if option.gelicht != "nee" and (option.sinds is None or option.sinds.possibly_by(day))
    )


def ended(contract: Opdracht, day: date, dataset: Dataset) -> tuple[tuple[Opdrachtstap, Datum], ...]:
    """Give the steps by which a contract ended or may have by a day, each with since when that is known."""
    return tuple(
        (step, known_since(step.sinds, step.bron, dataset))
        for step in contract.verloop
        if step.stand in ("afgerond", "beeindigd") and (step.sinds is None or step.sinds.possibly_by(day))
    )


def surely_agreed(contract: Opdracht, day: date, dataset: Dataset) -> bool:
    """Tell whether a contract was surely there on a day: by its begin or its course, else by its source."""
    reached = [(contract.begin, contract.bronnen[0]), *((step.sinds, step.bron) for step in contract.verloop)]
    return any(known_since(since, source, dataset).surely_by(day) for since, source in reached)


def term(contract: Opdracht, day: date, dataset: Dataset) -> Looptijd | None:
    """Give the term of a contract as it was known on a day; ``None`` where its begin or end is not told.

    One that ended before its last day went on no longer than that.
    """
    if contract.begin is None or contract.einde is None:
        return None
    options = lifted(contract, day, dataset)
    sure = sum(option.maanden for option, known in options if known)
    most = sum(option.maanden for option, _ in options)
    begin = contract.begin
    first, last = later(contract.einde.first, sure), later(contract.einde.last, most)
    for step, since in ended(contract, day, dataset):
        first = min(first, since.first if step.sinds else begin.first)
        last = min(last, since.last) if since.surely_by(day) else last
    return Looptijd((begin.first, begin.last), (first, last))


def term_is_inferred(contract: Opdracht, day: date, dataset: Dataset) -> bool:
    """Tell whether the term of a contract on a day rests on something that was inferred."""
    return (
        not {"begin", "einde"}.isdisjoint(contract.afgeleid)
        or ("verlengingen" in contract.afgeleid and bool(lifted(contract, day, dataset)))
        or any(
            is_inferred(contract.afgeleid, "verloop", step.stand) for step, _ in ended(contract, day, dataset)
        )
    )


def last_possible(contract: Opdracht) -> date | None:
    """Give the last day on which anything can be done for a contract: options that can be lifted included."""
    if contract.einde is None:
        return None
    months = sum(option.maanden for option in contract.verlengingen if option.gelicht != "nee")
    return later(contract.einde.last, months)
