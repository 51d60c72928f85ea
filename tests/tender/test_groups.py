"""Which rows are lots of one tender: those of one id that lie together, and what is unreadable between."""

import pytest

from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.judging import Refused, TenderRead, _groups

BAD = "!"
"""A row that cannot be read, without an id; ``!a`` has one."""


def row(name: str) -> TenderRead | Refused:
    if name.startswith(BAD):
        return Refused("fout", id=name[1:] or None)
    return TenderRead(Facts(id=None if name == "-" else name))


def called(given: TenderRead | Refused) -> str:
    return f"{BAD}{given.id or ''}" if isinstance(given, Refused) else given.facts.id or "-"


GROUPS = {
    "": [],
    "a": ["a"],
    "a a": ["a a"],
    "a b": ["a", "b"],
    "a b a": ["a", "b", "a"],
    "a a b b": ["a a", "b b"],
    "- -": ["-", "-"],  # rows without an id are tenders by themselves
    "a - a": ["a", "-", "a"],
    "a ! a": ["a ! a"],  # what cannot be read between two lots may be one of them
    "a ! ! a": ["a ! ! a"],
    "a !": ["a", "!"],  # and at the end it may be anything
    "a ! !": ["a", "!", "!"],
    "a ! b": ["a", "!", "b"],
    "a a ! ! b b": ["a a", "!", "!", "b b"],
    "a !a": ["a !a"],
    "a !b": ["a", "!b"],
    "! a": ["!", "a"],
    "! !": ["!", "!"],
    "a ! a !": ["a ! a", "!"],
    "a ! a ! b": ["a ! a", "!", "b"],
    "- !": ["-", "!"],
}


@pytest.mark.parametrize(("rows", "groups"), GROUPS.items())
def test_rows_of_one_tender_go_together(rows: str, groups: list[str]) -> None:
    present = [
        (" ".join(map(called, group)), first, last) for group, first, last in _groups(map(row, rows.split()))
    ]
    assert [group for group, _, _ in present] == groups
    # A tender that was cut off can only be the first or the last of a part of a table.
    assert [first for _, first, _ in present] == [place == 0 for place in range(len(groups))]
    assert [last for _, _, last in present] == [place == len(groups) - 1 for place in range(len(groups))]
