"""A difference as a comment: nothing from the data becomes layout, a link or a mention; size is bounded."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from maatwerk_cli.difference.figure_difference import Figures
from maatwerk_cli.difference.people_difference import PeopleTold
from maatwerk_cli.difference.record_difference import Difference, FieldChange, RecordChange, Renaming
from maatwerk_cli.difference.views.difference_json import difference_json
from maatwerk_cli.difference.views.difference_markdown import MAX_SIZE, difference_markdown
from maatwerk_cli.difference.views.difference_text import difference_text
from maatwerk_cli.difference.views.difference_view import Comparison, Moment, notices
from maatwerk_cli.text.personal_data.safe import code_span, printable

NASTY = "@iedereen <script>alert(1)</script> ```\n# kop | x [a](http://x) #12 \x1b[31m \u202e `` `"


def comparison(*records: RecordChange, **parts: Any) -> Comparison:
    difference = Difference(records, parts.get("renamings", ()), (), parts.get("others", ()), ())
    return Comparison(
        *(Moment("main", "a" * 40), Moment(None, None), difference, Figures("geen")),
        *(PeopleTold(0, figures=True), "maatwerk valideer"),
    )


def changed(text: str, name: str = "atos") -> RecordChange:
    return RecordChange(
        "proeftuin", "gewijzigd", name, "proeftuinen/x.yaml", fields=(FieldChange("naam", "a", text),)
    )


def outside_code(markdown: str) -> Iterator[str]:
    """Give what an independent reader of Markdown takes for text, layout or HTML."""
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(markdown):
        if token.type == "html_block":
            yield re.sub(r"<code>[^<]*</code>", "", token.content)
        for child in token.children or ():
            if child.type != "code_inline":
                yield child.content + str(child.attrs)


def test_hostile_text_stays_within_code() -> None:
    page = difference_markdown(
        comparison(
            changed(NASTY, name=NASTY),
            renamings=(Renaming("proeftuin", NASTY, "b", "x", "y"),),
            others=(NASTY,),
        )
    )
    assert "iedereen" in page
    for text in outside_code(page):
        assert not re.search("@|script|http|alert|#12", text), text
    assert "\x1b" not in page
    assert "\u202e" not in page


@settings(max_examples=60)
@given(st.text(max_size=40))
def test_a_code_span_is_closed_by_its_own_fence_alone(text: str) -> None:
    span = code_span(text)
    match = re.match(r"`+", span)
    assert match is not None
    fence = match.group()
    assert span.endswith(fence)
    inner = span[len(fence) : -len(fence)]
    assert not re.search(rf"(?<!`){fence}(?!`)", inner)
    assert "\n" not in span


@settings(max_examples=60)
@given(st.text(max_size=40))
def test_no_character_steers_a_terminal(text: str) -> None:
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", printable(text))


def test_a_row_of_a_table_keeps_its_cells() -> None:
    assert code_span("a|b", in_table=True) == "`a\\|b`"


def test_the_size_is_bounded_and_the_rest_is_counted() -> None:
    records = [changed("woord " * 300, name=f"proeftuin-{number}") for number in range(500)]
    page = difference_markdown(comparison(*records))
    assert len(page.encode()) <= MAX_SIZE
    shown = page.count("<details")
    match = re.search(r"Hier staan (\d+) records niet", page)
    assert match is not None
    assert shown + int(match.group(1)) == 500


def test_one_value_that_is_too_long_is_said() -> None:
    page = difference_markdown(comparison(changed("woord " * 50_000)))
    assert "te lang om hier te tonen" in page
    assert len(page.encode()) <= MAX_SIZE


def test_few_changes_are_unfolded_and_many_are_folded() -> None:
    assert "<details open>" in difference_markdown(comparison(changed("b")))
    many = difference_markdown(comparison(*(changed("b", name=f"n{number}") for number in range(40))))
    assert "<details open>" not in many


def test_every_form_shows_every_value_whole() -> None:
    value = "een lang verhaal zonder einde " * 40 + "slot"
    single = comparison(changed(value))
    words = value.split()
    assert difference_text(single, 60).count("verhaal") == words.count("verhaal")
    assert difference_markdown(single).count("verhaal") == words.count("verhaal")
    assert value in difference_json(single)
    assert "…" not in difference_text(single, 60)


def test_what_could_not_be_counted_is_told_with_the_command_that_looks_at_that_dataset() -> None:
    seen = comparison()
    unread = replace(seen, figures=replace(seen.figures, unread=("proeftuinen/x.yaml",)), to_validate="KIJK")
    assert notices(unread)[-1].endswith("want dit leest niet: proeftuinen/x.yaml. Zie: KIJK")
