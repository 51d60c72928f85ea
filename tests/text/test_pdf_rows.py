"""A row of a table in a PDF stays on one page, with the head above it; only one that fits on none goes on."""

import io
import re

import pytest

from maatwerk_cli.text.blocks import BlockTable, Heading
from maatwerk_cli.text.pdf.pdf_document import PdfLayout, pdf_of

pytest.importorskip("typst")


def pages_of(rows: list[tuple[str, str]]) -> list[str]:
    """Give the text of each page of a document with one table."""
    pypdf = pytest.importorskip("pypdf")
    made = pdf_of([Heading("Memo", 1), BlockTable("Tabel", ("Kopregel", "Tekst"), rows)], PdfLayout("Memo"))
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages]


def words(row: int, number: int) -> str:
    """Give a text of words that are nowhere else, each short enough for a line."""
    return " ".join(f"r{row}w{place}." for place in range(number))


def test_a_row_is_never_cut_by_the_end_of_a_page_and_each_page_has_the_head() -> None:
    numbers = [40 + 37 * row % 160 for row in range(30)]  # so that the end of a page falls anywhere in a row
    pages = pages_of([(f"rij {row}", words(row, number)) for row, number in enumerate(numbers)])
    assert len(pages) > 2
    assert all("Kopregel" in page for page in pages)
    for row, number in enumerate(numbers):
        (page,) = (page for page in pages if f"r{row}w0." in page)
        assert f"r{row}w{number - 1}." in page


def test_a_row_that_fits_on_no_page_goes_on_and_nothing_of_it_is_lost() -> None:
    number = 1800  # some twelve on a line of the wide column: more than two pages
    pages = pages_of([("rij 0", words(0, number)), ("rij 1", words(1, 90))])
    shown = re.findall(r"r0w(\d+)\.", " ".join(pages))
    assert sorted(map(int, shown)) == list(range(number))
    assert sum("r0w" in page for page in pages) > 2
    assert all("Kopregel" in page for page in pages)
    assert sum("r1w" in page for page in pages) == 1
