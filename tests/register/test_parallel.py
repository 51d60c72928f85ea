"""More processes read what one does."""

import os
import shutil
from pathlib import Path

import pytest

from maatwerk_cli.register import parallel
from maatwerk_cli.register.loading import find_record_files

ROOT = Path(__file__).parents[1] / "checks"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_two_processes_give_the_results_of_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "cores", lambda: 2)
    root = Path(shutil.copytree(ROOT / "basis", tmp_path / "data"))
    for number, case in enumerate(sorted((ROOT / "stuk").iterdir())):
        shutil.copytree(case, root, dirs_exist_ok=True)
        if number % 20 == 0:
            outcome, _ = find_record_files(root)
            assert parallel.read_all(root, outcome, many=1) == parallel.read_all(root, outcome, many=10**9)
