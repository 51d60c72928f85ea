"""``check-aanbesteding``: JSON that is broken, empty or a list, and capitals in fixed choices."""

import json
from pathlib import Path

import pytest
from tests.conftest import Run

from maatwerk_cli.models.tender.aanbesteding import Aanbesteding
from maatwerk_cli.models.tender.cell import AmountReader, cell_readers
from maatwerk_cli.tender.facts import FactsReader, facts_of_record
from maatwerk_cli.tender.input.tender_input import read_input
from maatwerk_cli.tender.judging import Refused


def fault(text: str, tmp_path: Path) -> str:
    path = tmp_path / "invoer"
    path.write_text(text, "utf-8")
    with path.open("rb") as stream:
        outcome = read_input(stream, lambda problem: problem.code)
    assert isinstance(outcome, Refused), outcome
    return outcome.message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[{"id": "a", "aard": "dienst"}, {"id": "b"', "niet af"),
        ('{"id": "a", "aard": "dien', "niet af"),
        ("[]", "lijst"),
        ("[1, 2]", "lijst"),
        ('[{"id": "a"}, 3]', "lijst"),
        ('{"ocid": "ocds-1", "tag": ["tender"], "tender": {"id": "1"', "geen geldige JSON"),
        ('{"ocid": "ocds-1", "tag": ["tender"]} x', "geen geldige JSON"),
        ('{"uri": "x", "version": "1.1", "releases": []}', "geen enkel bericht"),
        ('{"records": []}', "geen enkel bericht"),
    ],
)
def test_json_that_cannot_be_judged_says_so_as_json(text: str, expected: str, tmp_path: Path) -> None:
    assert expected in fault(text, tmp_path)
    assert "YAML." not in fault(text, tmp_path)
    assert "CSV" not in fault(text, tmp_path)


@pytest.mark.parametrize(
    ("field", "given", "read"),
    [
        ("aard", "Dienst", "dienst"),
        ("opdrachtgever_soort", "RIJK", "rijk"),
        ("raamovereenkomst", "Ja", "ja"),
        ("uitsluitingsgronden", "Nee", ()),
    ],
)
def test_a_capital_in_a_fixed_choice_means_nothing_anywhere(field: str, given: str, read: object) -> None:
    cell = FactsReader([field], cell_readers(AmountReader("komma"))).facts([given])
    record = facts_of_record(Aanbesteding.model_validate({field: given}))
    assert getattr(cell, field) == getattr(record, field) == read


@pytest.mark.parametrize(
    ("faults", "more"), [(50, "Er zijn nog 47 andere fouten."), (4, "Er is nog 1 andere fout.")]
)
def test_a_record_with_many_faults_is_told_of_in_one_line_that_can_be_read(
    maatwerk: Run, tmp_path: Path, faults: int, more: str
) -> None:
    path = tmp_path / "veel.json"
    path.write_text(json.dumps({f"veld{number}": 1 for number in range(faults)}), "utf-8")
    done = maatwerk("check-aanbesteding", str(path))
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].endswith(more)
