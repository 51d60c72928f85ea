"""A text in Markdown stays a text: no layout, no link, no HTML, and nobody is called by name."""

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from maatwerk_cli.text import markdown_text
from maatwerk_cli.text.markdown_text import escaped

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@settings(max_examples=300)
@given(st.text(alphabet="ab1 .)*_#`<>[]()|~&;\\-+={}!", min_size=1, max_size=20).filter(str.strip))
def test_it_reads_back_as_the_text_itself(text: str) -> None:
    tokens = PARSER.parse(escaped(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    inline = tokens[1].children or []
    assert {token.type for token in inline} <= {"text", "text_special"}
    assert "".join(token.content for token in inline) == " ".join(text.split())


@pytest.mark.parametrize("text", ["@iemand kijk", "mail naar x@example.org"])
def test_nobody_is_called(text: str) -> None:
    assert "@<!-- -->" in escaped(text)


@pytest.mark.parametrize("text", ["&lt;b&gt;", "&#64;", "&#x40;", "&amp;"])
def test_what_would_be_read_as_another_sign_stays_what_it_is(text: str) -> None:
    (inline,) = (token for token in PARSER.parse(escaped(text)) if token.type == "inline")
    assert "".join(token.content for token in inline.children or []) == text


def test_a_sign_that_means_nothing_is_left_alone() -> None:
    assert escaped("Werving & selectie, R&D-werk") == "Werving & selectie, R&D-werk"


@settings(max_examples=300)
@given(st.text(alphabet="ab1 .)-+=#>*[&;\\\n\n\t\r\x0b\u2028\xa0§", max_size=16))
def test_a_text_without_marks_reads_the_same_without_the_parser(text: str) -> None:
    quick = markdown_text.to_paragraphs(text)
    with patch.object(markdown_text, "_MARK", ""):
        assert markdown_text.to_paragraphs(text) == quick
