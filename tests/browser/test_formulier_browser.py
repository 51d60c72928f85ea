"""The form in a real browser: by keyboard, with and without a script, back and forward, axe on all of it."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette")
HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MODULES = Path(os.environ.get("MAATWERK_NODE_MODULES", HERE / "node_modules"))


def missing(what: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} ontbreekt")
    pytest.skip(f"{what} ontbreekt")


@pytest.fixture
def address() -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "maatwerk_cli", "formulier", "--geen-browser", "--data", str(ROOT / "data")],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout
    yield process.stdout.readline().strip()
    process.kill()
    process.communicate(timeout=30)


RECORD = """id: vb-2018-01
titel: Voorbeeld van een dienst
aard: dienst
loonsom_excl_btw: "312500.00"
begin: "2018-03-01"
einde: "2019-02-28"
"""


@pytest.mark.slow
def test_a_person_fills_in_the_form(address: str, tmp_path: Path) -> None:
    node = shutil.which("node")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if node is None or chromium is None or not (MODULES / "playwright-core").is_dir():
        missing("node, chromium of npm install in tests/browser")
    record = tmp_path / "record.yaml"
    record.write_text(RECORD, encoding="utf-8")
    shots = os.environ.get("MAATWERK_SCHERMEN")
    command = [str(node), str(HERE / "formulier.cjs"), str(chromium), address, str(record)]
    done = subprocess.run(
        [*command, *([shots] if shots else [])],
        capture_output=True, text=True, timeout=300, env={**os.environ, "NODE_PATH": str(MODULES)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    content = json.loads(done.stdout)
    assert content["problems"] == []
    assert content["asked"][:5] == ["peildatum", "aard", "looptijd", "loonsom", "uitsluitingsgrond"]
    assert content["asked"][5:7] == ["opdrachtgever-soort", "werkwijze"]
    assert content["end"] == "De uitkomst"
    assert "van toepassing" in content["verdict"]
    assert json.loads(content["json"])["kaders"][0]["verplichting"]["bedrag"] == "15000.00"
    assert content["memo"] > 1_000
    assert re.search(r"312500,00.*regel 4", content["read"], re.DOTALL)
    assert len(content["lots"]) == 2
    assert all("Lezingen naast elkaar, perceel 2" in text for text in content["lots"])
