"""Personal data is found, and little else: measured on a corpus of true and false examples."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from maatwerk_cli.models import privacy

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
    assert privacy.MASKER in masked
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
        "1234",
        "AB",
    ]
)


@given(st.one_of(st.lists(PIECES, max_size=5).map("".join), st.text(max_size=60)))
def test_the_prefilter_never_hides_a_hit(text: str) -> None:
    found = privacy.hits(text)
    assert privacy.may_hold(text) or not found
    assert all(0 <= hit.start < hit.end <= len(text) for hit in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_the_documentation_gives_these_counts() -> None:
    page = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text(encoding="utf-8")
    for code, texts in CORPUS["wel"].items():
        assert f"| {code} | {len(texts)} van {len(texts)} |" in page
    assert f"| samen | | {len(TRUE)} van {len(TRUE)} |" in page
    assert f"| 0 van {len(CORPUS['niet'])} gevonden |" in page
