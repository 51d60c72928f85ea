"""Amounts of euros that are known, known to lie between two, known to be at least something, or unknown."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from maatwerk_cli.models.values import CENT

ZERO = Decimal(0)
_DIGITS = 200
"""More than any sum of products of what a register can hold, so that no cent is lost on the way."""


@dataclass(frozen=True, slots=True)
class AmountRange:
    """What an amount lies between.

    Attributes:
        laag: what it is at least, in euros.
        hoog: what it is at most; ``None`` where nobody can say.
        bekend: something of it is known. Of what is unknown ``laag`` is zero, and is never shown as zero.
    """

    laag: Decimal
    hoog: Decimal | None
    bekend: bool = True

    @property
    def exact(self) -> bool:
        """Whether it is one amount, to the cent."""
        return self.hoog is not None and cents(self.laag) == cents(self.hoog)

    def __add__(self, other: "AmountRange") -> "AmountRange":
        hoog = None if self.hoog is None or other.hoog is None else self.hoog + other.hoog
        return AmountRange(self.laag + other.laag, hoog, self.bekend or other.bekend)


NO_AMOUNT_AT_ALL = AmountRange(ZERO, ZERO)
"""Nothing: that is known, and is not the same as unknown."""
UNKNOWN_AMOUNT = AmountRange(ZERO, None, bekend=False)


def precies(amount: Decimal) -> AmountRange:
    """Give an amount that is known."""
    return AmountRange(amount, amount)


def perhaps(amount: AmountRange) -> AmountRange:
    """Give an amount that may be there wholly or not at all."""
    return AmountRange(ZERO, amount.hoog, amount.bekend)


def total(parts: Iterable[AmountRange]) -> AmountRange:
    """Add amounts up in one go; of nothing the sum is nothing."""
    parts = list(parts)
    if not parts:
        return NO_AMOUNT_AT_ALL
    most = [part.hoog for part in parts if part.hoog is not None]
    return AmountRange(
        sum((part.laag for part in parts), ZERO),
        sum(most, ZERO) if len(most) == len(parts) else None,
        any(part.bekend for part in parts),
    )


def rest(owed: AmountRange, done: AmountRange) -> AmountRange:
    """Give what is left of what is owed; never less than nothing.

    Args:
        owed: the obligation.
        done: what was accepted for it.
    """
    least = ZERO if done.hoog is None else max(ZERO, owed.laag - done.hoog)
    most = None if owed.hoog is None else max(ZERO, owed.hoog - done.laag)
    return AmountRange(least, most, owed.bekend)


def cents(amount: Decimal) -> Decimal:
    """Round to the cent, half a cent up. Only for showing: sums are made of what is not rounded."""
    with exactly():
        return amount.quantize(CENT, ROUND_HALF_UP)


@contextmanager
def exactly() -> Iterator[None]:
    """Let every sum and product of decimals be exact."""
    with localcontext(Context(prec=_DIGITS)):
        yield
