"""The wheel by itself, in an empty folder, gives the same report."""

import json
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def _report(python: Path | str, cwd: Path, *options: str) -> dict[str, object]:
    command = [str(python), "-m", "maatwerk_cli", "rapport", "2018", "--formaat", "json", *options]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=True)
    report: dict[str, object] = json.loads(done.stdout)
    return report


@pytest.mark.slow
def test_the_wheel_alone_gives_the_same_report(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(tmp_path), str(ROOT)], check=True)
    (wheel,) = tmp_path.glob("maatwerk_cli-*.whl")
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    constraints = ["-c", str(ROOT / "constraints.txt")]
    install = [str(python), *pip[1:], "install", *constraints, str(wheel)]
    subprocess.run(install, check=True)
    (tmp_path / "leeg").mkdir()
    from_wheel = _report(python, tmp_path / "leeg")
    from_checkout = _report(sys.executable, ROOT, "--data", str(ROOT / "data"))
    for report in (from_wheel, from_checkout):
        origin = report["herkomst"]
        assert isinstance(origin, dict)
        del origin["git_revisie"]
    assert from_wheel == from_checkout
