"""Code, text, page and examples belong together, and the examples do what they say."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from maatwerk_cli.checks.catalogue import FindingRule, catalogue
from maatwerk_cli.checks.run import check
from maatwerk_cli.register.kinds import kind_of_file
from maatwerk_cli.register.loading import DatasetError, Files, load_dataset, read_files

RULES = catalogue()
SIGNALS = {code for code in RULES if code.startswith("MW6")}
"""What ``voortgang`` asks and ``valideer`` does not find; ``tests/contract/test_signals.py`` tries them."""
CHECKED = [code for code in RULES if code not in SIGNALS]
BASIS = Path(__file__).parent / "basis"
Made = dict[str, Callable[[Path], None]]
CodesWith = Callable[[FindingRule, str], set[str]]
SOURCES = Path(__file__).parents[2] / "src" / "maatwerk_cli"


def codes_found(root: Path) -> set[str]:
    try:
        return {finding.code for finding in check(load_dataset(root))}
    except DatasetError as error:
        return {error.problem.code if error.problem else "geen dataset"}


@pytest.fixture(scope="module")
def whole() -> Files:
    return read_files(BASIS)


@pytest.fixture
def codes_with(whole: Files, request: pytest.FixtureRequest) -> CodesWith:
    """Give what gives the codes found in the valid dataset where the file of an example holds a text.

    What is no file of records, and what is looked up for a framework, has to lie in the folder.
    """

    def codes(rule: FindingRule, text: str) -> set[str]:
        file, before = rule.example.file, rule.example.before
        if before:
            content = (BASIS / file).read_text(encoding="utf-8")
            assert content.count(before) >= 1
            text = content.replace(before, text, 1)
        if kind_of_file(file) is not None and not file.startswith("beleid/"):
            changed = {file: text.encode()}
            return {finding.code for finding in check(whole.changed(changed).together(), changed)}
        root: Path = request.getfixturevalue("basis")
        (root / file).parent.mkdir(exist_ok=True)
        (root / file).write_text(text, encoding="utf-8")
        return codes_found(root)

    return codes


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


@pytest.mark.parametrize("code", [code for code in CHECKED if not RULES[code].example.made])
def test_the_wrong_example_triggers_its_rule_and_no_other(code: str, codes_with: CodesWith) -> None:
    assert codes_with(RULES[code], RULES[code].example.wrong) == {code}


@pytest.mark.parametrize("code", [code for code in CHECKED if RULES[code].example.made])
def test_what_no_text_can_show_triggers_its_rule_and_no_other(code: str, basis: Path, made: Made) -> None:
    made[code](basis / RULES[code].example.file)
    assert codes_found(basis) == {code}


@pytest.mark.parametrize("code", [code for code, rule in RULES.items() if rule.example.right])
def test_the_right_example_triggers_nothing(code: str, codes_with: CodesWith) -> None:
    assert codes_with(RULES[code], RULES[code].example.right) == set()


def test_every_code_in_the_program_is_in_the_catalogue_and_the_other_way_round() -> None:
    used: set[str] = set()
    for path in SOURCES.rglob("*.py"):
        used |= set(re.findall(r'"(MW\d{3})"', path.read_text(encoding="utf-8")))
    assert used == set(RULES)
