"""Ids that come back after others, however many there are."""

from io import BytesIO

import pytest

from maatwerk_cli.models.tender.cell import AmountReader
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.input.tender_input import TenderTable, read_input
from maatwerk_cli.tender.judging import Refused, TenderRead
from maatwerk_cli.tender.series.row_reader import RowReader
from maatwerk_cli.tender.series.scattered_ids import (
    Run,
    apart_sentences,
    scattered,
    table_names,
    table_runs,
    tender_runs,
)


def test_every_id_that_comes_back_is_found_among_many() -> None:
    first = [Run(f"vb-{number}", number) for number in range(2000)]
    again = [Run(f"VB-{number}", 2000 + number) for number in range(0, 2000, 2)]
    outcome = scattered(lambda: [*first, *again])
    lines = {runs[0].id: [run.line for run in runs] for runs in outcome.values()}
    assert lines == {f"vb-{number}": [number, 2000 + number] for number in range(0, 2000, 2)}


def test_of_ids_that_never_come_back_nothing_is_found() -> None:
    assert scattered(lambda: [Run(f"vb-{number}", number) for number in range(2000)]) == {}


def test_an_id_that_comes_back_only_among_the_names_is_of_one_run() -> None:
    """A name can be given more than once of one run, as where a file is read in pieces."""
    assert scattered(lambda: [Run("vb-1", 1), Run("vb-2", 3)], ["vb-1", "vb-1", "vb-2"]) == {}


@pytest.mark.parametrize(
    "text",
    [
        "id,aard\na,werk\n a ,dienst\n,werk\nb,werk\na,werk\n",
        "aard,id\nwerk,a\ndienst,a\nwerk,\nwerk,b\nwerk, a\n",
        'id,aard\n"a",werk\nb,werk\n"a",dienst\n',
    ],
    ids=["the first column", "another", "quoted"],
)
def test_the_id_of_every_run_of_a_table_is_given_wherever_its_column_stands(text: str) -> None:
    source = read_input(BytesIO(text.encode()), str)
    assert isinstance(source, TenderTable)
    assert [*table_names(source)] == ["a", "b", "a"]


def test_the_id_of_a_tender_that_goes_on_in_the_next_piece_of_a_file_is_given_once() -> None:
    source = read_input(BytesIO(b"id,aard\n" + 4_000 * (b"a," + 300 * b"x" + b"\n")), str)
    assert isinstance(source, TenderTable)
    assert len([*source.stretches()]) > 1
    assert [*table_names(source)] == ["a"]


A, B = TenderRead(Facts(id="a"), 3, file="x"), TenderRead(Facts(id="b"), 5)
NAMELESS, LOT_OF_A = TenderRead(Facts(), 7), Refused("fout", 4, id="a", file="x")
UNREADABLE, AGAIN = Refused("fout", 8), Refused("fout", 9, id="a")
RUNS = {
    "two tenders": ([A, B], [Run("a", 3, "x"), Run("b", 5)]),
    "lots, of which one does not read": ([A, LOT_OF_A, B], [Run("a", 3, "x"), Run("b", 5)]),
    "one that does not read goes first": ([AGAIN, A], [Run("a", 9)]),
    "it comes back": ([A, B, AGAIN], [Run("a", 3, "x"), Run("b", 5), Run("a", 9)]),
    "after one without an id": ([A, NAMELESS, AGAIN], [Run("a", 3, "x"), Run("a", 9)]),
    "after what does not read and can be a lot of it": ([A, UNREADABLE, AGAIN], [Run("a", 3, "x")]),
    "none with an id": ([NAMELESS, UNREADABLE], []),
}


@pytest.mark.parametrize("case", RUNS)
def test_the_runs_of_tenders(case: str) -> None:
    tenders, runs = RUNS[case]
    assert [*tender_runs(tenders)] == runs


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ("a,werk\na,dienst\nb,werk\n", [2, 4]),
        ("a,werk\n,dienst\na,werk\n", [2, 4]),  # a tender without an id parts them
        ("a,werk\n,iets\na,werk\n", [2]),  # what does not read can be a lot of it
        (",werk\n,werk\n", []),
    ],
)
def test_the_runs_of_a_table(rows: str, lines: list[int]) -> None:
    source = read_input(BytesIO(f"id,aard\n{rows}".encode()), str)
    assert isinstance(source, TenderTable)
    reader = RowReader(source.columns, ",", AmountReader("komma"))
    assert [run.line for run in table_runs(source, reader)] == lines


def test_of_each_run_that_comes_back_is_told_where_the_first_stands() -> None:
    first, again, capitals = Run("a", 2, "x"), Run("a", 9, "x"), Run("A", 4, "y")
    same = (
        "dit id staat ook op regel 2, met andere rijen ertussen. Percelen tellen alleen samen als hun rijen "
        "onder elkaar staan. Zet ze bij elkaar."
    )
    other = (
        "dit id staat ook op x, regel 2, met andere hoofdletters. Schrijf het gelijk en zet de rijen bij "
        "elkaar als het om dezelfde aanbesteding gaat; kies anders een ander id."
    )
    said = [*apart_sentences({"a": [first, again, capitals]})]
    assert said == [(again, same), (capitals, other)]


def test_they_are_told_in_the_order_of_the_file_whatever_the_ids() -> None:
    runs = {"b": [Run("b", 2), Run("b", 5), Run("b", 11)], "a": [Run("a", 3), Run("a", 9), Run("A", 4)]}
    assert [run.line for run, _ in apart_sentences(runs)] == [4, 5, 9, 11]
