"""The wheel by itself, in an empty folder, gives the same report."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def _report(cwd: Path, env: dict[str, str], *options: str) -> dict[str, object]:
    arguments = ["rapport", "2018", "--formaat", "json", *options]
    code = "import maatwerk_cli.cli.main as m, sys; print(m.__file__, file=sys.stderr); m.main()"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=cwd, env={**os.environ, **env}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    # What is tried is the program that was installed there, and nothing of the checkout.
    assert done.stderr.startswith(env.get("PYTHONPATH", ""))
    report: dict[str, object] = json.loads(done.stdout)
    return report


@pytest.mark.slow
def test_the_wheel_alone_gives_the_same_report(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(tmp_path), str(ROOT)], check=True)
    (wheel,) = tmp_path.glob("maatwerk_cli-*.whl")
    only = tmp_path / "los"
    subprocess.run(
        [*pip, "install", "--no-deps", "--no-compile", "--target", str(only), str(wheel)], check=True
    )
    (tmp_path / "leeg").mkdir()
    from_wheel = _report(tmp_path / "leeg", {"PYTHONPATH": str(only)})
    from_checkout = _report(ROOT, {}, "--data", str(ROOT / "data"))
    for report in (from_wheel, from_checkout):
        origin = report["herkomst"]
        assert isinstance(origin, dict)
        del origin["git_revisie"]
    assert from_wheel == from_checkout
