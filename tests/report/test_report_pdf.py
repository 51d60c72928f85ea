"""The PDF as other people's programs see it: qpdf and poppler."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
EXAMPLE = Path(__file__).parents[2] / "docs" / "voorbeelden" / "twee-jaren"


@pytest.fixture(scope="module")
def programs() -> None:
    for name in ("qpdf", "pdfinfo", "pdffonts"):
        if shutil.which(name) is None:
            if os.environ.get("CI") == "true":
                pytest.fail(f"{name} ontbreekt")
            pytest.skip(f"{name} ontbreekt")
    if os.environ.get("CI") != "true":  # there it must run, so there it fails without
        pytest.importorskip("weasyprint", exc_type=(ImportError, OSError))


def seen(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_others_find_the_pdf_sound_tagged_and_complete(maatwerk: Run, tmp_path: Path, programs: None) -> None:
    path = str(tmp_path / "r.pdf")
    done = maatwerk("rapport", "2018", "--formaat", "pdf", "--uitvoer", path, "--data", str(EXAMPLE))
    assert done.returncode == 0, done.stderr
    assert "No syntax or stream encoding errors found" in seen("qpdf", "--check", path)
    about = seen("pdfinfo", path)
    assert re.search(r"^Title: .*rapport 2018$", about, re.MULTILINE)
    assert re.search(r"^Tagged: +yes$", about, re.MULTILINE)
    assert re.search(r"^JavaScript: +no$", about, re.MULTILINE)
    assert b"/Lang (nl)" in subprocess.run(
        ["qpdf", "--qdf", "--object-streams=disable", path, "-"], capture_output=True, timeout=60
    ).stdout.replace(b"/Lang <feff006e006c>", b"/Lang (nl)")
    fonts = seen("pdffonts", path).splitlines()[2:]
    assert fonts
    for font in fonts:  # embedded, a subset, and with the characters behind the shapes
        assert font.split()[-5:-2] == ["yes", "yes", "yes"], font
    tags = [line.strip() for line in seen("pdfinfo", "-struct-text", path).splitlines()]
    kinds = [tag.split()[0].rstrip(":") for tag in tags if tag and not tag.startswith('"')]
    assert kinds.count("H1") == 1
    assert kinds.count("Figure") == 3
    assert kinds.count("Table") == kinds.count("THead") >= 10
    assert kinds.count("TH") > kinds.count("Table")
    spoken = " ".join(tag.strip('"') for tag in tags if tag.startswith('"'))
    order = ["Kerncijfers", "Kandidaten naar stap", "Mijlpalen", "Zo leest u dit rapport", "Herkomst"]
    places = [spoken.rindex(title) for title in order]
    assert places == sorted(places)
