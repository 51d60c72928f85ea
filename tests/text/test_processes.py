"""What is done in other processes comes out in order, and whole."""

import os
from collections.abc import Iterator
from functools import partial

import pytest

from maatwerk_cli.text.processes import results_in_order

pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")


def _named(here: int, number: int) -> tuple[int, bool]:
    return number, os.getpid() == here


def _lost(here: int, number: int) -> int:
    if number == 5 and os.getpid() != here:
        os._exit(1)
    return number


@pytest.mark.parametrize("workers", [0, 1, 3])
def test_all_comes_out_in_order(workers: int) -> None:
    done = list(results_in_order(partial(_named, os.getpid()), range(20), workers))
    assert done == [(number, workers == 0) for number in range(20)]


def test_a_process_that_is_lost_costs_nothing() -> None:
    assert list(results_in_order(partial(_lost, os.getpid()), iter(range(20)), 2)) == list(range(20))


def test_only_a_few_tasks_are_taken_ahead() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(1_000):
            taken.append(number)
            yield number

    done = results_in_order(partial(_named, 0), tasks(), 1)
    next(done)
    assert len(taken) <= 4
    done.close()
