"""The PDF as other people's programs see it: qpdf and poppler."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from maatwerk_cli.text.blocks import Heading, Paragraph
from maatwerk_cli.text.pdf.pdf_document import PdfLayout, PdfTable, pdf_of

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
        pytest.importorskip("typst")


def seen(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_others_find_the_pdf_sound_and_tagged(maatwerk: Run, tmp_path: Path, programs: None) -> None:
    path = str(tmp_path / "r.pdf")
    done = maatwerk("rapport", "2018", "--formaat", "pdf", "--uitvoer", path, "--data", str(EXAMPLE))
    assert done.returncode == 0, done.stderr
    assert "No syntax or stream encoding errors found" in seen("qpdf", "--check", path)
    about = seen("pdfinfo", path)
    assert re.search(r"^Title: .*rapport 2018$", about, re.MULTILINE)
    assert re.search(r"^Tagged: +yes$", about, re.MULTILINE)
    assert re.search(r"^JavaScript: +no$", about, re.MULTILINE)
    described = ["qpdf", "--qdf", "--object-streams=disable", path, "-"]
    assert b"/Lang (nl-NL)" in subprocess.run(described, capture_output=True, timeout=240).stdout
    fonts = seen("pdffonts", path).splitlines()[2:]
    assert fonts
    for font in fonts:  # embedded, a subset, and with the characters behind the shapes
        assert font.split()[-5:-2] == ["yes", "yes", "yes"], font


def kinds_within(part: Any, kind: str) -> Iterator[list[str]]:
    """Give of each part of a kind in the structure of a PDF the kinds of what it holds, in order."""
    part = part.get_object()
    if not isinstance(part, dict):
        return
    inside = part.get("/K", [])
    inside = inside.get_object() if hasattr(inside, "get_object") else inside
    parts = inside if isinstance(inside, list) else [inside]
    if part.get("/S") == kind:
        yield [str(own.get_object().get("/S")) for own in parts if isinstance(own.get_object(), dict)]
    for own in parts:
        if hasattr(own, "get_object"):
            yield from kinds_within(own, kind)


@pytest.mark.slow
def test_a_caption_is_a_part_of_its_table_where_the_table_begins_on_a_new_page_too(
    maatwerk: Run, tmp_path: Path, programs: None
) -> None:
    from pypdf import PdfReader

    path = str(tmp_path / "r.pdf")
    done = maatwerk("rapport", "2018", "--formaat", "pdf", "--uitvoer", path, "--data", str(EXAMPLE))
    assert done.returncode == 0, done.stderr
    tables = [*kinds_within(PdfReader(path).trailer["/Root"]["/StructTreeRoot"], "/Table")]
    assert len(tables) > 10
    assert [table for table in tables if table[0] != "/Caption" or table.count("/Caption") != 1] == []


def words_outside(path: Path) -> list[str]:
    """Give each word of a PDF whose box is not wholly inside its page."""
    collected = []
    page = (0.0, 0.0)
    for line in seen("pdftotext", "-bbox", str(path), "-").splitlines():
        if about := re.search(r'<page width="([\d.]+)" height="([\d.]+)"', line):
            page = (float(about[1]), float(about[2]))
        if word := re.search(
            r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*)<', line
        ):
            left, top, right, bottom = (float(word[number]) for number in range(1, 5))
            if left < 0 or top < 0 or right > page[0] or bottom > page[1]:
                collected.append(word[5])
    return collected


@pytest.mark.parametrize("columns", [1, 5, 9, 12, 25, 60])
def test_no_word_is_off_the_page_at_any_number_of_columns(
    tmp_path: Path, programs: None, columns: int
) -> None:
    table = PdfTable(
        "Tabel: voorbeeld",
        ["Wat", *(f"Gepubliceerd {2000 + number}" for number in range(columns))],
        [
            ["Voorbeeld " * 22, *["1.234.567"] * columns],
            ["W" * 200, *["3,7"] * columns],
            ["Totaal", *["0"] * columns],
        ],
        [False, *[True] * columns],
        totals=1,
    )
    path = tmp_path / "r.pdf"
    path.write_bytes(pdf_of([Heading("Voorbeeld", 1), table], PdfLayout("Voorbeeld")))
    assert words_outside(path) == []
    text = seen("pdftotext", "-layout", str(path), "-")
    assert text.count("1.234.567") == columns
    assert text.count("3,7") == columns


def test_text_is_never_read_as_markup_and_every_character_is_there(tmp_path: Path, programs: None) -> None:
    path = tmp_path / "r.pdf"
    nasty = '#let x = 1 *vet* $y$ <label> @ref "\\u{1}" // weg'
    path.write_bytes(pdf_of([Heading(nasty, 1), Paragraph(f"{nasty} 한 end")], PdfLayout(nasty)))
    text = " ".join(seen("pdftotext", str(path), "-").split())
    assert nasty in text
    assert "[U+D55C] end" in text or "한 end" in text


def test_the_bytes_are_the_same_every_time_and_the_standard_is_named(programs: None) -> None:
    made = {pdf_of([Heading("Voorbeeld", 1), Paragraph("Tekst")], PdfLayout("Voorbeeld")) for _ in range(2)}
    assert len(made) == 1
    assert b"pdfuaid" in made.pop()
