"""Whether the lots of a tender were all given: by what the file says, else one alone that says it is one."""

import pytest

from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.judging import RowError, TenderRead, _not_given


def read(stated: int = 0, lot: str | None = None) -> TenderRead:
    return TenderRead(Facts(perceel=lot), number_of_lots=stated)


@pytest.mark.parametrize(
    ("group", "missing"),
    [
        ([read()], ""),  # no lots at all
        ([read(stated=1)], ""),  # one lot is all of it
        ([read(stated=1, lot="1")], ""),
        ([read(stated=2)], "niet_gegeven"),
        ([read(lot="1")], "niet_gegeven"),  # a lot is a lot among others
        ([read(lot="1"), read(lot="2")], ""),  # several are taken for all
        ([read(stated=2, lot="1"), read(stated=2, lot="2")], ""),
        ([read(stated=3, lot="1"), read(lot="2")], "niet_gegeven"),
        ([read(stated=3, lot="1"), read(lot="2"), read(lot="3")], ""),
        ([RowError("a", 1, "fout")], ""),
        ([RowError("a", 1, "fout"), read(stated=3)], "niet_gegeven"),
    ],
)
def test_what_is_not_given_is_told(group: list[TenderRead | RowError], missing: str) -> None:
    assert _not_given(group) == missing
