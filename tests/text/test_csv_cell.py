"""No cell runs as a formula, and every cell reads back as it was: the two go together in one place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk_cli.text.csv.csv_cell import guarded, unguarded

STARTS = "=+-@\t\r＝＋－＠"
NEAR = st.text(alphabet="'=+-@\t\r＝＋－＠a1 ", max_size=6)


@given(st.one_of(st.text(max_size=20), NEAR))
def test_what_is_written_reads_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.one_of(st.text(max_size=20), NEAR))
def test_no_cell_starts_as_a_formula(text: str) -> None:
    assert not guarded(text).startswith(tuple(STARTS))


@given(NEAR, NEAR)
def test_two_texts_are_never_written_alike(first: str, other: str) -> None:
    assert (guarded(first) == guarded(other)) == (first == other)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1", "'=1"),
        ("'=1", "''=1"),
        ("'s-Gravenhage", "'s-Gravenhage"),
        ("", ""),
        ("-", "'-"),
        ("a=1", "a=1"),
    ],
)
def test_only_what_needs_it_gets_an_apostrophe(text: str, cell: str) -> None:
    assert guarded(text) == cell
