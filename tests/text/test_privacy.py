"""Personal data is found, and little else: measured on a corpus of true and false examples."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from maatwerk_cli.text.personal_data import privacy

CORPUS = YAML(typ="safe").load((Path(__file__).parent / "privacy_corpus.yaml").read_text(encoding="utf-8"))
TRUE = [(code, text) for code, texts in CORPUS["wel"].items() for text in texts]


@pytest.mark.parametrize(("code", "text"), TRUE)
def test_true_examples_are_found_by_their_own_rule_only(code: str, text: str) -> None:
    assert {hit.code for hit in privacy.hits(text)} == {code}


@pytest.mark.parametrize("text", CORPUS["niet"])
def test_false_examples_are_not_found(text: str) -> None:
    assert privacy.hits(text) == []


@pytest.mark.parametrize("text", [text for _, text in TRUE])
@pytest.mark.parametrize("around", ["{}", "Zie {} voor meer.", "a\n{}\nb"])
def test_what_is_found_is_masked_and_the_prefilter_lets_it_through(text: str, around: str) -> None:
    whole = around.format(text)
    assert privacy.may_hold(whole)
    masked = privacy.mask(whole)
    assert privacy.MASK in masked
    assert privacy.hits(masked) == []


PIECES = st.sampled_from(
    [
        *(text for _, text in TRUE),
        *CORPUS["niet"],
        " ",
        ", ",
        "\n",
        "\n      ",
        "bsn",
        "geb. ",
        "heer ",
        "1-2-2020",
        "mw ",
        "mw\x1c",
        "Jansen",
        "x",
        "1234",
        "AB",
    ]
)


@given(st.one_of(st.lists(PIECES, max_size=5).map("".join), st.text(max_size=60)))
def test_the_prefilter_never_hides_a_hit(text: str) -> None:
    outcome = privacy.hits(text)
    assert privacy.may_hold(text) or not outcome
    assert all(0 <= hit.start < hit.end <= len(text) for hit in outcome)
    assert all(entry.end <= other.start for entry, other in pairwise(outcome))


@given(
    st.one_of(
        st.from_regex(r"\Ak-[a-z0-9]{10}\Z"),
        st.builds(
            "k-{}{:0>10}".format,
            st.sampled_from(["bsn", "dhr", "mej", "geb", "heer", "sofi", "nl9", "061", "mw"]),
            st.integers(0, 9_999_999_999),
        ).map(lambda name: name[:12]),
        st.integers(0, 9_999_999_999).map("k-{:0>10}".format),
    )
)
def test_there_is_nothing_personal_in_a_pseudonym(name: str) -> None:
    assert privacy.is_pseudonym(name)
    assert privacy.hits(name) == privacy.hits(f"id: {name}") == []
