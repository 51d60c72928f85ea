"""A number of a framework that differs by tender: which rows of its table can be meant."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from maatwerk_cli.models.policy.conditions import CONDITION_FIELDS
from maatwerk_cli.models.policy.parameters import Parameter, Parameterwaarde, least_step, turning_within
from maatwerk_cli.models.values import Datum
from maatwerk_cli.tender.facts import Bounds, Facts, firm_term, known_bounds
from maatwerk_cli.tender.frameworks.matching import cpv_match, matches_code

_MOST_KEPT = 4_096
"""How many choices are kept, so that memory does not grow with a list."""


class Chosen(NamedTuple):
    """The rows of a table that can be meant for a tender.

    Attributes:
        rows: their places in the table, in order; none where the table says nothing of it.
        none: the table may say nothing of it, since the tender may fall outside every row.
        fields: the fields to ask for, where more than one row can be meant.
    """

    rows: tuple[int, ...]
    none: bool = False
    fields: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether one row is meant."""
        return len(self.rows) == 1 and not self.none


class LimitTable:
    """A parameter on a peildatum.

    Args:
        parameter: the parameter, by table or not.
        peildatum: the date; of an imprecise one every day it can be is tried.
        categories: by code and by name the code of a category.
    """

    def __init__(self, parameter: Parameter, peildatum: Datum, categories: Mapping[str, str]) -> None:
        self.parameter = parameter
        self.rows: Sequence[Parameterwaarde] = parameter.waarden
        self._categories = categories
        unit = CONDITION_FIELDS[parameter.per].eenheid if parameter.per else None
        self._step = least_step(unit)
        days = turning_within(self.rows, peildatum)
        self._eras = [*dict.fromkeys(self._in_force(day) for day in days)]
        self.choose_by = lru_cache(_MOST_KEPT)(self._choose)

    def _in_force(self, day: date) -> tuple[int, ...]:
        return tuple(place for place, row in enumerate(self.rows) if row.holds_on(day))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LimitTable) and (self.parameter, self._eras) == (
            other.parameter,
            other._eras,
        )

    def __hash__(self) -> int:
        return hash((id(self.parameter), *self._eras))

    @property
    def by_tender(self) -> bool:
        """Whether it differs by tender."""
        return self.parameter.per is not None

    @property
    def in_force(self) -> tuple[int, ...]:
        """The rows that hold on any day the peildatum can be."""
        return tuple(sorted({place for era in self._eras for place in era}))

    def looked_at(self, facts: Facts) -> Any:
        """Give what it looks at of a tender: what a quantity can be, or a code; ``None`` where unknown."""
        field = self.parameter.per
        if field == "looptijd":
            return firm_term(facts)
        if field is not None and CONDITION_FIELDS[field].eenheid:
            return known_bounds(facts, field)
        return None if field is None else getattr(facts, field)

    def choose(self, facts: Facts) -> Chosen:
        """Give the rows that can be meant for a tender by itself."""
        return self.choose_by(self.looked_at(facts))

    def _choose(self, value: Any) -> Chosen:
        """Give the rows that can be meant for a code, or for what a quantity can be."""
        field = self.parameter.per
        each = [self._of_era(era, field, value) for era in self._eras]
        rows = tuple(sorted({row for numbers, _ in each for row in numbers}))
        none = any(missing for _, missing in each)
        if len(rows) == 1 and not none:
            return Chosen(rows)
        if all(len(numbers) + missing == 1 for numbers, missing in each):  # of each day one row, or none
            return Chosen(rows, none, ("peildatum",) if len(each) > 1 else ())
        asked = "looptijd_maanden" if field == "looptijd" else field
        return Chosen(rows, none, (asked,) if asked else ("peildatum",))

    def _of_era(self, era: tuple[int, ...], field: str | None, value: Any) -> tuple[list[int], bool]:
        """Give the rows that can be meant on one day, and whether none may be."""
        if field is None:
            return [*era], not era
        if isinstance(value, Bounds):
            return self._banded(era, value)
        rest = [place for place in era if not self.rows[place].voor]
        if value is None:
            if self._covers_all(era, field):
                return [place for place in era if self.rows[place].voor], False
            # Every code can be meant; that all codes that there are have a row, nothing tells.
            return [*era], not rest
        return self._coded(era, rest, field, value)

    def _coded(self, era: tuple[int, ...], rest: list[int], field: str, value: str) -> tuple[list[int], bool]:
        """Give the row of a code, and those of more precise codes that it can stand for."""
        sure: list[tuple[int, int]] = []
        maybe: list[int] = []
        for place in era:
            codes = self.rows[place].voor
            if not codes:
                continue
            if field == "cpv":
                precise, below = cpv_match(value, codes)
            else:
                truth = matches_code(field, value, codes, self._categories)
                precise, below = (1 if truth == "ja" else 0), truth == "onbekend"
            if precise:
                sure.append((precise, place))
            if below:
                maybe.append(place)
        best = [max(sure)[1]] if sure else rest
        rows = sorted({*best, *maybe})
        return rows, not best

    def _covers_all(self, era: tuple[int, ...], field: str) -> bool:
        codes = CONDITION_FIELDS[field].codes
        return bool(codes) and {*codes} <= {code for place in era for code in self.rows[place].voor}

    def _banded(self, era: tuple[int, ...], value: Bounds[Any]) -> tuple[list[int], bool]:
        """Give the bands that a range meets, and whether part of it is in none."""
        rest = [place for place in era if self.rows[place].band is None]
        step = self._step
        met = [
            (band.first(step), band.after(step), place)
            for place in era
            if (band := self.rows[place].band) is not None and band.meets(value.low, value.high, step)
        ]
        met.sort(key=lambda band: (band[0], band[2]))
        reached: Decimal | None = Decimal(value.low)
        for first, after, _ in met:
            if reached is None or first > reached:
                break
            reached = after
        outside = reached is not None and (value.high is None or reached <= value.high)
        rows = sorted({place for _, _, place in met} | ({*rest} if outside else set()))
        return rows, outside and not rest
