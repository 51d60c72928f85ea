"""The page from spreadsheet to register, followed to the letter."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "van-spreadsheet-naar-register.md"
MAKE = ROOT / "docs" / "voorbeelden" / "maak_lijst.py"
_BLOCK = re.compile(
    r"(?:<!-- bestand: (?P<file>\S+) -->\n)?```(?P<kind>yaml|console)\n(?P<text>.*?)```", re.DOTALL
)


@pytest.mark.slow
def test_whoever_follows_the_page_has_a_register_with_a_report(maatwerk, tmp_path) -> None:
    subprocess.run([sys.executable, str(MAKE)], cwd=tmp_path, check=True)
    shown = ""
    for block in _BLOCK.finditer(PAGE.read_text()):
        if block["file"]:
            target = tmp_path / block["file"]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block["text"])
            continue
        for line in block["text"].splitlines():
            words = shlex.split(line)
            assert words[0] == "maatwerk"
            done = maatwerk(*words[1:])
            first_look = (
                "voorbeeldlijst.xlsx" in words and "--schrijf" not in words and "--vertaling" not in words
            )
            assert done.returncode == (1 if first_look else 0), line + done.stdout + done.stderr
            if first_look:
                assert "rij 9: fout, kolom Categorie (cel C9)" in done.stdout
                assert "Contactpersoon: geweigerd" in done.stdout
                assert "Voorbeeldpersoon" not in done.stdout
                subprocess.run([sys.executable, str(MAKE), "--goed"], cwd=tmp_path, check=True)
            if words[1] == "rapport":
                shown = done.stdout
            if words[1] == "valideer":
                assert "niets gevonden" in done.stdout + done.stderr
    assert len(list((tmp_path / "data" / "proeftuinen").glob("*.yaml"))) == 20
    assert re.search(r"\b21\b.*\b20\b", shown)
