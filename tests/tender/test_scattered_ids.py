"""Ids that come back after others, however many there are."""

from io import BytesIO

import pytest

from maatwerk_cli.tender.input.tender_input import TenderTable, read_input
from maatwerk_cli.tender.series.scattered_ids import Run, scattered, table_names


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
