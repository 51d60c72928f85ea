"""A spool gives back what was put away, in order, as often as asked."""

from datetime import date

import pytest

from maatwerk_cli.text.spool import Spool


@pytest.mark.parametrize("count", [0, 1, 499, 500, 501, 20_000])
def test_everything_comes_back_in_order_and_again(count: int):
    spool: Spool[tuple[int, list[object]]] = Spool()
    things: list[tuple[int, list[object]]] = [(n, [f"rij {n}", None, date(2020, 1, 1)]) for n in range(count)]
    for thing in things:
        spool.add(thing)
    assert [*spool] == things
    assert [*spool] == things


def test_two_may_go_through_it_at_once_and_more_is_added_after():
    spool: Spool[int] = Spool()
    for number in range(1_200):
        spool.add(number)
    assert [*zip(spool, spool, strict=True)] == [(n, n) for n in range(1_200)]
    next(iter(spool))
    spool.add(1_200)
    assert [*spool] == [*range(1_201)]
