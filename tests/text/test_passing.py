"""Asking many texts at once tells of each what asking it alone tells, or asks it alone."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from maatwerk_cli.register import personal
from maatwerk_cli.text.passing import passing
from maatwerk_cli.text.yaml import yaml_reader

_texts = st.lists(
    st.one_of(
        st.text(alphabet="ab:-[]{},'\"#|> \n0 1_b&*!%é\t@\\+.", max_size=30),
        st.sampled_from(
            [
                "id: x\n",
                "a: >-\n  tekst\n",
                "--- \n",
                "0b1: x\n",
                "a: 1234\n",
                "567 89\n",
                "1234\n",
                "AB 12\n",
                "a: de\xa0heer B\n",
                "mail (at) x\n",
            ]
        ),
    ),
    max_size=20,
)


@settings(max_examples=300, deadline=None)
@given(_texts)
def test_what_passes_together_passes_apart(texts: list[str]) -> None:
    for test in (yaml_reader.surely_plain, yaml_reader.surely_simple, personal.innocent):
        for passed, text in zip(passing(texts, test), texts, strict=True):
            assert test(text) or not passed


def test_a_text_that_fails_is_asked_alone_and_keeps_no_other_from_passing() -> None:
    texts = ["a"] * 200
    texts[77] = "b"
    asked: list[str] = []

    def passes(text: str) -> bool:
        asked.append(text)
        return "b" not in text

    assert passing(texts, passes) == [text == "a" for text in texts]
    assert len(asked) < 30
    assert passing([], passes) == []


@given(st.text(alphabet="0127eExXoO+-\\ab\n é٣", max_size=12))
def test_a_number_written_otherwise_is_seen_in_any_text(text: str) -> None:
    assert personal.written_otherwise(text) == bool(re.search(r"\\|0[xo]|[0-9][eE]\+?[0-9]", text))
