"""A change of a framework told in words by ``verschil``."""

import json
import shutil
import subprocess
from pathlib import Path

from tests.conftest import ROOT, Run


def test_a_changed_threshold_rate_and_period_are_told_as_rules(maatwerk: Run, tmp_path: Path) -> None:
    root = Path(shutil.copytree(ROOT / "docs" / "voorbeelden" / "gemeente-met-banden", tmp_path / "data"))
    git = ("git", "-C", str(tmp_path), "-c", "user.name=x", "-c", "user.email=x@x.invalid")
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "x"], check=True)
    file = root / "beleid" / "voorbeeldhoven.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("waarde: 100000\n", "waarde: 150000\n").replace(
        'toets: niet_in\n    waarden: ["85"]', 'toets: in\n    waarden: ["85"]'
    )
    text = text.replace("een_van: [groot_werk, grote_levering]", "alle: [groot_werk, grote_levering]")
    file.write_text(text.replace("waarde: 5\n", "waarde: 6\n"), encoding="utf-8")
    said = maatwerk("verschil", "HEAD", "--data", str(root), "--formaat", "json", cwd=tmp_path)
    words = next(item for item in json.loads(said.stdout)["records"] if item["soort"] == "kader")[
        "in_woorden"
    ]
    assert any("was: de waarde van de opdracht is minstens € 100.000" in item for item in words)
    assert any("is nu: de waarde van de opdracht is minstens € 150.000" in item for item in words)
    assert any("de CPV-code begint niet met 85; is nu: de CPV-code begint met 85" in item for item in words)
    assert any("is nu: 6% van de waarde van de opdracht" in item for item in words)
    assert any(
        "ten minste één hiervan geldt" in item and "is nu: dit geldt allemaal" in item for item in words
    )
    assert len(words) == 4
    for form in ("tekst", "markdown"):
        page = maatwerk("verschil", "HEAD", "--data", str(root), "--formaat", form, cwd=tmp_path).stdout
        assert "150.000" in page.replace("\\", "")
