"""Every sentence of the facts about the programme stands in a record, or is left out with a reason."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from maatwerk_cli.register.kinds import kind_named
from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.register.records import Dataset

ROOT = Path(__file__).parents[1]
FACTS: list[dict[str, Any]] = YAML(typ="safe").load(
    (ROOT / "tests" / "feiten_programma.yaml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def rijk() -> Dataset:
    return load_dataset(ROOT / "data").dataset


def all_said(dataset: Dataset, place: str) -> str:
    """Give all that a record says, as one line of text."""
    kind, _, name = place.partition(" ")
    entries = dataset.of(kind_named(kind)).entries
    code_list, slash, code = name.partition("/")
    present = [
        entry
        for entry in entries
        if (entry.id == name or (slash and (entry.stem, entry.id) == (code_list, code)))
    ]
    assert len(present) == 1, place
    return " ".join(repr(present[0].value).replace("\\n", " ").split())


def test_every_sentence_has_a_place_or_a_reason() -> None:
    assert len(FACTS) == 82
    assert all(("staat" in fact) != ("weggelaten" in fact) for fact in FACTS)


@pytest.mark.parametrize("number", range(len(FACTS)))
def test_the_place_tells_it(number: int, rijk: Dataset) -> None:
    for line in FACTS[number].get("staat", ()):
        place, *words = line.split(" | ")
        text = all_said(rijk, place)
        for word in words:
            assert word in text, (FACTS[number]["zin"], place, word)


def test_what_is_left_out_is_told_with_its_reason_in_the_docs() -> None:
    page = " ".join((ROOT / "docs" / "programma.md").read_text(encoding="utf-8").split())
    left = [fact["weggelaten"] for fact in FACTS if "weggelaten" in fact]
    assert len(left) == 2
    assert all(reason in page for reason in left)
