"""How much of what is promised is found, and how much is found that is none, on strings made by others."""

import sys
from collections import Counter
from functools import cache
from pathlib import Path

import faker
import pytest

from maatwerk_cli.text.personal_data import privacy

sys.path.insert(0, str(Path(__file__).parent))

import privacy_forms

PAGE = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text(encoding="utf-8")

MEASURED_WITH = next(
    line.removeprefix("Faker==")
    for line in (Path(__file__).parents[2] / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if line.startswith("Faker==")
)


@cache
def forms() -> list[tuple[str, str]]:
    return list(privacy_forms.everything())


@cache
def look_alikes() -> list[str]:
    return list(privacy_forms.look_alikes())


def is_seen(text: str) -> bool:
    """A clean file costs one look, so what that look lets pass is not found."""
    return privacy.may_hold(text) and bool(privacy.hits(text))


@pytest.mark.parametrize("code", privacy_forms.PROMISED)
def test_of_every_promised_kind_nearly_all_is_found(code: str) -> None:
    texts = [text for kind, text in forms() if kind == code]
    missed = [text for text in texts if not is_seen(text)]
    assert len(texts) >= 50
    assert len(missed) <= 0.05 * len(texts), missed[:10]
    if faker.VERSION != MEASURED_WITH:
        return  # another version makes other strings
    share = int(100 * (1 - len(missed) / len(texts)))
    assert f"| {code} | {share}% van {len(texts)} |" in PAGE


def test_what_only_looks_like_it_is_let_be() -> None:
    wrong = Counter(text for text in look_alikes() if privacy.hits(text))
    assert sum(wrong.values()) <= 0.02 * len(look_alikes()), list(wrong)[:20]
    if faker.VERSION != MEASURED_WITH:
        return
    assert f"| {sum(wrong.values())} van {len(look_alikes())} |" in PAGE


@pytest.mark.parametrize("around", ["{}", "Zie {} voor meer.", "a\n      {}\nb"])
def test_the_quick_look_hides_nothing(around: str) -> None:
    hidden = [
        text
        for text in (*(t for _, t in forms()), *look_alikes())
        if not privacy.may_hold(around.format(text)) and privacy.hits(around.format(text))
    ]
    assert hidden == []


@pytest.mark.parametrize(
    "text",
    [
        "xlinkedin.com/in/voorbeeld",
        "perceel Ë. Schoonmaak",
        "P:J. van Voorbeeld",
        "W:K. Voorbeeld",
        "É. Voorbeeld",
    ],
)
def test_what_stands_before_it_makes_no_difference_to_the_quick_look(text: str) -> None:
    assert privacy.may_hold(text) or not privacy.hits(text)
