"""A PDF carries the files that it shows, whole; its title is a heading; a hash breaks at fixed places."""

import hashlib
import io
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from maatwerk_cli.text.blocks import Heading, Paragraph, Verbatim
from maatwerk_cli.text.pdf.pdf_document import PdfLayout, pdf_of

Run = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).parents[2]
HASH = "0123456789abcdef" * 4
FILE = f"a:  twee spaties\nhash: {HASH}{' en nog veel meer' * 9}\n\n"

pytest.importorskip("typst")


def opened(content: bytes) -> Any:
    return pytest.importorskip("pypdf").PdfReader(io.BytesIO(content))


def test_a_file_that_is_shown_is_attached_with_every_sign_of_it() -> None:
    made = opened(pdf_of([Heading("Memo", 1), Verbatim("a.yaml", FILE, is_file=True)], PdfLayout("Memo")))
    assert made.attachments["a.yaml"] == [FILE.encode()]
    assert not opened(pdf_of([Heading("Memo", 1), Verbatim("a.yaml", FILE)], PdfLayout("Memo"))).attachments


def test_the_title_is_a_heading_and_the_document_stays_accessible() -> None:
    made = opened(pdf_of([Heading("Memo", 1), Heading("Deel"), Paragraph("Tekst.")], PdfLayout("Memo")))
    assert b"<pdfuaid:part>1" in made.xmp_metadata.stream.get_data()
    assert [tag for tag in tags(made) if tag.startswith("/H")] == ["/H1", "/H2"]


def tags(made: Any) -> list[str]:
    """Give the tags of a document in their order."""

    def below(node: Any) -> list[str]:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            return [tag for child in node for tag in below(child)]
        if not hasattr(node, "get"):
            return []
        own = [str(node["/S"])] if "/S" in node else []
        return own + (below(node["/K"]) if "/K" in node else [])

    return below(made.trailer["/Root"]["/StructTreeRoot"])


@pytest.mark.parametrize("before", [0, 40, 70])
@pytest.mark.parametrize("quoted", ["{}", '"{}",'])
def test_a_hash_breaks_after_sixteen_signs_and_has_no_hyphen(before: int, quoted: str) -> None:
    text = f"{'x ' * before}{quoted.format(HASH)}{' y' * 60}"
    made = opened(pdf_of([Heading("Memo", 1), Paragraph(text), Verbatim("a", text)], PdfLayout("Memo")))
    page = "\n".join(page.extract_text() for page in made.pages)
    pieces = re.findall(r"[0-9a-f]{8,}", page)
    assert "".join(pieces) == HASH * 2
    assert all(len(piece) % 16 == 0 for piece in pieces)


def test_the_files_in_a_memo_have_the_hash_that_it_prints(maatwerk: Run, tmp_path: Path) -> None:
    """What is taken out of the PDF by a program of others gives the same memo again."""
    program = shutil.which("pdfdetach")
    if program is None:
        pytest.skip("pdfdetach is missing (poppler-utils)")
    (tmp_path / "t.yaml").write_text("id: vb-1\ntitel: 'Twee  spaties'\naard: dienst\n", encoding="utf-8")
    command = ("check-aanbesteding", "t.yaml", "--data", str(ROOT / "data"), "--uitvoer", "memo.pdf")
    maatwerk(*command, "--formaat", "pdf", cwd=tmp_path)
    subprocess.run([program, "-saveall", "memo.pdf"], cwd=tmp_path, check=True, capture_output=True)
    page = "".join(text.extract_text() for text in opened((tmp_path / "memo.pdf").read_bytes()).pages)
    bare = re.sub(r"\s", "", page)
    assert "invoer.yamlendossier.yamlzittenookalsbijlageindezePDF" in bare
    for name, label in (
        ("invoer.yaml", "deinvoer(invoer.yaml)"),
        ("dossier.yaml", "hetdossier(dossier.yaml)"),
    ):
        assert f"{label}{hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()}" in bare
    again = maatwerk(
        *("check-aanbesteding", "invoer.yaml", "--dossier", "dossier.yaml", "--formaat", "pdf"),
        *("--data", str(ROOT / "data"), "--uitvoer", "again.pdf"),
        cwd=tmp_path,
    )
    assert again.returncode == 1, again.stderr  # unknown, as it was
    assert (tmp_path / "again.pdf").read_bytes() == (tmp_path / "memo.pdf").read_bytes()
