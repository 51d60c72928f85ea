"""What all tests share: the program as a command, and the register to break."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]
settings.register_profile("maatwerk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("maatwerk")
# The program is started thousands of times: let it keep what it compiled, as after an installation.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def maatwerk(tmp_path: Path) -> Run:
    """Run the program as its user does, from an empty folder unless told otherwise."""

    def run(
        *arguments: str, cwd: Path | None = None, stdin: str = "", env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        clean = {k: v for k, v in os.environ.items() if k not in ("MAATWERK_DATA", "COLUMNS", "NO_COLOR")}
        return subprocess.run(
            [sys.executable, "-m", "maatwerk_cli", *arguments],
            cwd=cwd or tmp_path,
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**clean, "COLUMNS": "80", **(env or {})},
            timeout=120,
        )

    return run


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Give a copy of the project's own register, to change."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
