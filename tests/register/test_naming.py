"""Who names a record is found by looking closely only at records in which its id stands: none is missed."""

from pathlib import Path

import pytest

from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.register.references import references

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("folder", ["docs/voorbeelden/ministerie", "tests/checks/basis"])
def test_every_reference_is_found_from_the_id_that_it_names(folder: str) -> None:
    dataset = load_dataset(ROOT / folder).dataset
    every = list(references(dataset, codes=True))
    named = {reference.id for reference in every}
    assert len(named) > 20
    for record_id in named:
        present = [
            reference
            for reference in references(dataset, codes=True, to=record_id)
            if reference.id == record_id
        ]
        assert present == [reference for reference in every if reference.id == record_id]
