"""The example of every signal gives that signal, and the small valid dataset gives none."""

import shutil
from pathlib import Path

import pytest

from maatwerk_cli.checks.catalogue import catalogue, texts
from maatwerk_cli.contract.ledger import ledger_of
from maatwerk_cli.contract.progress import progress
from maatwerk_cli.contract.secrecy import efforts_registry
from maatwerk_cli.contract.signals import signals
from maatwerk_cli.models.contract.inspanning import Inspanning
from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.text.problem import Problem

BASIS = Path(__file__).parents[1] / "checks" / "basis"
SIGNALS = {code: rule for code, rule in catalogue().items() if code.startswith("MW6")}


def asked(root: Path) -> list[Problem]:
    """Give the signals for whoever may see everything, on the day up to which the register is kept."""
    loaded = load_dataset(root)
    assert not loaded.problems
    dataset = loaded.dataset
    registry = efforts_registry(dataset.records(Inspanning), 5, intern=True)
    ledger = ledger_of(dataset)
    progress_now = progress(dataset, ledger, registry, day=dataset.settings.peildatum.last)
    return [signal.problem for signal in signals(dataset, ledger, registry, progress_now)]


@pytest.fixture
def basis(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASIS, tmp_path / "data"))


def twice(root: Path) -> None:
    """Count the effort of the base for a second obligation too."""
    other = root / "opdrachten" / "los.yaml"
    other.write_text(SIGNALS["MW601"].example.wrong, encoding="utf-8")
    path = root / "inspanningen" / "2020.csv"
    header, row = path.read_text(encoding="utf-8").splitlines()
    path.write_text(f"{header}\n{row}\n{row.replace('i-1,raam', 'i-2,los')}\n", encoding="utf-8")


def test_the_base_asks_nothing(basis: Path) -> None:
    assert asked(basis) == []


@pytest.mark.parametrize("code", SIGNALS)
def test_the_example_gives_its_signal(code: str, basis: Path) -> None:
    example = SIGNALS[code].example
    path = basis / example.file
    if example.made:
        twice(basis)
    elif example.before:
        text = path.read_text(encoding="utf-8")
        assert text.count(example.before) == 1
        path.write_text(text.replace(example.before, example.wrong), encoding="utf-8")
    else:
        path.write_text(example.wrong, encoding="utf-8")
    present = [problem for problem in asked(basis) if problem.code == code]
    assert present
    for problem in present:
        for text in texts(problem):
            assert "{" not in text
