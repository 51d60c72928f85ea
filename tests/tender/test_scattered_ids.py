"""Ids that come back after others, however many there are."""

from maatwerk_cli.tender.series.scattered_ids import Run, scattered


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
