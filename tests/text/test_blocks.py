"""Blocks that are taken over as they are, or that stay on one page, in every form."""

import html
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from maatwerk_cli.text import blocks
from maatwerk_cli.text.blocks import (
    BlockTable,
    Heading,
    Paragraph,
    PointList,
    SigningLines,
    Together,
    Verbatim,
    deeper,
)

LINES = 'id: "vb-1"\ntitel: "```een ~ <b> | & lange regel die nergens mag worden afgebroken ````"\n'


def test_what_is_to_be_taken_over_stands_there_line_by_line() -> None:
    block = Verbatim("Bewaar dit als invoer.yaml", LINES)
    for text in (blocks.text_of([block], 40), blocks.terminal_of([block], 40, colour=False)):
        assert [line.removeprefix("    ") for line in text.splitlines()[1:]] == LINES.splitlines()


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1))
def test_markdown_takes_it_over_whatever_it_holds(line: str) -> None:
    page = MarkdownIt().parse(blocks.markdown_of([Verbatim("Invoer", f"a\n{line}\n"), Heading("Einde")]))
    fences = [token for token in page if token.type == "fence"]
    assert [token.content for token in fences] == [f"a\n{line}\n"]


def test_html_takes_it_over_and_runs_nothing() -> None:
    page = blocks.html_of([Heading("Titel", 1), Verbatim("Invoer", LINES)], "Titel")
    assert html.unescape(page.split("<pre>")[1].split("</pre>")[0]) == LINES
    assert "<b>" not in page


INSIDE = [
    *(Heading("Ondertekening"), Paragraph("Wat u ondertekent."), PointList(["Een punt"])),
    *(BlockTable("Tabel", ("A", "B"), [("a", "b")]), SigningLines(("Handtekening",))),
]


def test_blocks_that_stay_together_say_the_same_as_without() -> None:
    alone, together = [Heading("Memo", 1), *INSIDE], [Heading("Memo", 1), Together(INSIDE)]
    assert blocks.text_of(together, 80) == blocks.text_of(alone, 80)
    assert blocks.terminal_of(together, 80, colour=True) == blocks.terminal_of(alone, 80, colour=True)
    assert blocks.markdown_of(together) == blocks.markdown_of(alone)
    page = blocks.html_of(together, "Memo")
    inside = page.split('<div class="samen">')[1]
    assert inside.index("Wat u ondertekent.") < inside.index("Handtekening") < inside.rindex("</div>")


def test_headings_under_another_heading_are_one_level_lower_wherever_they_are() -> None:
    outcome = list(deeper([Heading("Memo", 1), Together([Heading("Ondertekening")])]))
    assert outcome == [Heading("Memo", 2), Together([Heading("Ondertekening", 3)])]


def test_what_stays_together_is_on_one_page_of_the_pdf() -> None:
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    from maatwerk_cli.text.pdf.pdf_document import PdfLayout, pdf_of

    wide = BlockTable("Breed", ("Kolom",) * 8, [("eenlangwoordinderij",) * 8])
    for lines in range(30, 44):  # so that the end of the page falls everywhere
        before = [Heading("Memo", 1), *(Paragraph(f"Regel {n}") for n in range(lines))]
        made = pdf_of([*before, Together([*INSIDE, wide]), Verbatim("Invoer", LINES)], PdfLayout("Memo"))
        pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages]
        signed = [page for page in pages if "Handtekening" in page]
        assert len(signed) == 1
        assert "Wat u ondertekent." in signed[0]
    assert 'id: "vb-1"' in "".join(pages)


def test_markdown_calls_nobody_and_reads_no_sign_as_another() -> None:
    text = blocks.markdown_of([Heading("Voor @wie"), Paragraph("&#64; en _dit_")])
    assert "@wie" not in text
    (_, inline) = (token for token in MarkdownIt().parse(text) if token.type == "inline")
    assert "".join(part.content for part in inline.children or []) == "&#64; en _dit_"


def test_a_table_that_is_too_wide_divides_after_a_hyphen_before_it_divides_within_a_word() -> None:
    words = (
        "uitsluitingsgrond",
        "onbekend",
        "opdracht",
        "Voorbeeldgrond",
        "erboven",
        "jaarverslag-2018,",
    )
    table = blocks.BlockTable("Tabel", ("A", "B", "C", "D", "E", "F"), [words])
    drawn = blocks.terminal_of([table], 80, colour=False)
    assert max(map(len, drawn.splitlines())) <= 80
    assert all(word in drawn for word in (*words[:5], "jaarverslag-"))
    narrow = blocks.terminal_of([table], 40, colour=False)
    assert max(map(len, narrow.splitlines())) <= 40
    assert sorted("".join(narrow.split()).replace("─", "")) == sorted("ABCDEF" + "".join(words))
