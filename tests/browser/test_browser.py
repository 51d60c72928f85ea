"""The report and the memo in a real browser: axe-core and our own eyes, light, dark, narrow, wide; markup.

Needs chromium, node, java and the packages of ``package.json`` beside this file (``npm install``), or
``MAATWERK_NODE_MODULES`` naming the folder that has them. ``MAATWERK_SCHERMEN`` keeps the screenshots.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MODULES = Path(os.environ.get("MAATWERK_NODE_MODULES", HERE / "node_modules"))
EXAMPLE = ROOT / "docs" / "voorbeelden" / "twee-jaren"
Run = Callable[..., subprocess.CompletedProcess[str]]

CASES = {
    "2018": ("rapport", "2018", "--data", str(ROOT / "data")),
    "twee-jaren": ("rapport", "2018", "2019", "--data", str(EXAMPLE)),
    "intern": ("rapport", "2019", "--intern", "--data", str(EXAMPLE)),
    "proeftuin": ("toon", "atos", "--data", str(ROOT / "data")),
    "memo": (
        *("check-aanbesteding", "--data", str(ROOT / "data"), "--aard", "dienst", "--loonsom", "300000"),
        *("--titel", "Voorbeeld <van> een titel", "--begin", "2018-03-01", "--looptijd", "4"),
        *("--verlenging", "12", "--uitsluitingsgrond", "nee", "--lezing", "verlenging=telt_mee"),
        *("--lezing", "raamovereenkomst=geheel"),
        *("--dossier", str(HERE / "dossier.yaml"), "--raamovereenkomst", "ja"),
    ),
    "memo-onbekend": ("check-aanbesteding", "--data", str(ROOT / "data"), "--aard", "werk"),
    "memo-percelen": ("check-aanbesteding", str(HERE / "percelen.csv"), "--data", str(ROOT / "data")),
}


UNKNOWN = ("memo-onbekend", "memo-percelen")
"""Where an outcome is still unknown, which the exit code says."""


def tool(*names: str) -> str:
    """Find a program; skip without it, but not where all must run."""
    for name in names:
        found = shutil.which(name)
        if found:
            return found
    return missing(names[0])


def missing(what: str) -> str:
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} ontbreekt")
    pytest.skip(f"{what} ontbreekt")


@pytest.fixture(scope="module")
def modules() -> Path:
    if not (MODULES / "playwright-core").is_dir():
        missing("npm install in tests/browser")
    return MODULES


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_the_page_in_a_browser(maatwerk: Run, tmp_path: Path, modules: Path, case: str) -> None:
    node, chromium = tool("node"), tool("chromium", "chromium-browser", "google-chrome")
    page = tmp_path / f"{case}.html"
    done = maatwerk(*CASES[case], "--formaat", "html", "--uitvoer", str(page))
    assert done.returncode == (1 if case in UNKNOWN else 0), done.stderr
    shots = os.environ.get("MAATWERK_SCHERMEN")
    arguments = [node, str(HERE / "controleer.cjs"), chromium, str(page), *([shots] if shots else [])]
    checked = subprocess.run(
        arguments,
        capture_output=True,
        text=True,
        timeout=240,
        env={**os.environ, "NODE_PATH": str(modules)},
    )
    assert checked.returncode == 0, checked.stderr
    results = json.loads(checked.stdout)
    assert [(result["colorScheme"], result["width"]) for result in results] == [
        (scheme, width) for scheme in ("light", "dark") for width in (320, 768, 1280)
    ]
    for result in results:
        assert result["violations"] == []
        assert result["problems"] == []
        assert result["outside"] == []
        assert result["passes"] > 20
        if case == "2018":  # the answer is on the first screen, that of a telephone too
            assert len(result["cards"]) == 4
            assert all(bottom <= 640 for bottom in result["cards"])


@pytest.mark.slow
def test_the_markup_is_valid(maatwerk: Run, tmp_path: Path, modules: Path) -> None:
    java = tool("java")
    pages = []
    for case, arguments in CASES.items():
        pages.append(tmp_path / f"{case}.html")
        maatwerk(*arguments, "--formaat", "html", "--uitvoer", str(pages[-1]))
    jar = next(modules.glob("vnu-jar/build/dist/vnu.jar"))
    command = [java, "-jar", str(jar), "--stdout", "--format", "json", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240)
    assert json.loads(done.stdout)["messages"] == []
