"""Code, text, page and examples belong together, and the examples do what they say."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from maatwerk_cli.checks.catalogue import FindingRule, catalogue
from maatwerk_cli.checks.run import check
from maatwerk_cli.register.loading import DatasetError, load_dataset

RULES = catalogue()
SIGNALS = {code for code in RULES if code.startswith("MW6")}
"""What ``voortgang`` asks and ``valideer`` does not find; ``tests/contract/test_signals.py`` tries them."""
Made = dict[str, Callable[[Path], None]]
SOURCES = Path(__file__).parents[2] / "src" / "maatwerk_cli"


def codes_found(root: Path) -> set[str]:
    try:
        return {finding.code for finding in check(load_dataset(root))}
    except DatasetError as error:
        return {error.problem.code if error.problem else "geen dataset"}


def apply(rule: FindingRule, text: str, root: Path) -> None:
    path = root / rule.example.file
    if rule.example.before:
        content = path.read_text(encoding="utf-8")
        assert content.count(rule.example.before) >= 1
        text = content.replace(rule.example.before, text, 1)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_the_base_is_clean(basis: Path) -> None:
    assert codes_found(basis) == set()


@pytest.mark.parametrize("code", RULES)
def test_every_rule_is_whole(code: str, made: Made) -> None:
    rule = RULES[code]
    assert re.fullmatch(r"MW[0-7]\d\d", code)
    assert rule.severity in ("fout", "waarschuwing")
    for text in (rule.message, rule.remedy, rule.page):
        assert text[-1] in ".!}?"
        assert "  " not in text
    assert rule.title
    assert rule.title[-1] != "."
    assert bool(rule.example.wrong or rule.example.before) != bool(rule.example.made)
    if code not in SIGNALS:
        assert bool(rule.example.made) == (code in made)


@pytest.mark.parametrize("code", [code for code in RULES if code not in SIGNALS])
def test_the_wrong_example_triggers_its_rule_and_no_other(code: str, basis: Path, made: Made) -> None:
    rule = RULES[code]
    if rule.example.made:
        made[code](basis / rule.example.file)
    else:
        apply(rule, rule.example.wrong, basis)
    assert codes_found(basis) == {code}


@pytest.mark.parametrize("code", [code for code, rule in RULES.items() if rule.example.right])
def test_the_right_example_triggers_nothing(code: str, basis: Path) -> None:
    apply(RULES[code], RULES[code].example.right, basis)
    assert codes_found(basis) == set()


def test_every_code_in_the_program_is_in_the_catalogue_and_the_other_way_round() -> None:
    used: set[str] = set()
    for path in SOURCES.rglob("*.py"):
        used |= set(re.findall(r'"(MW\d{3})"', path.read_text(encoding="utf-8")))
    assert used == set(RULES)
