"""A category and a CPV code are compared as what they are, and what matches nothing known is unknown."""

from pathlib import Path

import pytest
from pydantic_core import PydanticCustomError

from maatwerk_cli.models.tender.cpv import CPV_DIVISIONS, checked_cpv
from maatwerk_cli.models.values import parse_datum, parse_getal
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.frameworks.matching import as_compared, cpv_match, matches_category, matches_cpv
from maatwerk_cli.tender.frameworks.policy import Beleid, read_beleid
from maatwerk_cli.tender.verdicts.assessor import Assessor

KNOWN = {
    as_compared(text): code
    for code, name in (("ict_inhuur", "ICT Inhuur"), ("catering", "Catering"))
    for text in (code, name)
}
CATEGORIES = {
    ("ict_inhuur", "ict_inhuur"): "ja",
    ("ICT Inhuur", "ict_inhuur"): "ja",  # the name of the code list
    ("ict-inhuur", "ict_inhuur"): "ja",
    ("Catering", "ict_inhuur"): "nee",  # another category of the list
    ("Automatisering", "ict_inhuur"): "onbekend",  # in no list: it can be another word for it
    ("Kantine", "kantine"): "ja",  # what the policy itself names is known
}


@pytest.mark.parametrize(("pair", "truth"), CATEGORIES.items())
def test_a_category_is_compared_by_code_or_name(pair: tuple[str, str], truth: str) -> None:
    assert matches_category(pair[0], {pair[1]}, KNOWN) == truth


CPV = {
    ("45000000", "45000000"): "ja",
    ("45000000-7", "45000000"): "ja",  # with or without the check digit
    ("45210000", "45000000-7"): "ja",  # a group is in its division
    ("45210000", "45"): "ja",
    ("45000000", "45210000"): "onbekend",  # a division can be any of its groups
    ("45100000", "45200000"): "nee",
    ("72000000", "45000000"): "nee",
    ("30000000", "30000000"): "ja",  # the zero of a division counts
    ("39000000", "30000000"): "nee",
    ("30200000", "30000000"): "ja",
    ("03000000", "03"): "ja",
    ("99000000", "45000000"): "onbekend",  # no division has this number
}


@pytest.mark.parametrize(("pair", "truth"), CPV.items())
def test_a_cpv_code_is_compared_at_the_level_of_the_condition(pair: tuple[str, str], truth: str) -> None:
    assert matches_cpv(pair[0], {pair[1]}) == truth


OF_MORE = {
    ("45210000", ("72", "45")): "ja",
    ("45000000", ("72", "45210000")): "onbekend",  # it can be that of one of them
    ("45000000", ("45210000", "45220000")): "onbekend",
    ("45000000", ("72", "79")): "nee",
    ("99000000", ("72", "45")): "onbekend",
}


@pytest.mark.parametrize(("given", "truth"), OF_MORE.items())
def test_a_cpv_code_is_held_against_each_that_is_wanted(
    given: tuple[str, tuple[str, ...]], truth: str
) -> None:
    assert matches_cpv(*given) == truth


PRECISE: dict[tuple[str, tuple[str, ...]], tuple[int, bool]] = {
    ("45210000", ("45", "45200000")): (3, False),  # of the group more precisely than of the division
    ("45210000", ("45210000", "45")): (4, False),
    ("45000000", ("45", "45210000")): (2, True),  # it can be the class that has a row of its own
    ("45000000", ("45210000",)): (0, True),
    ("45000000", ("72",)): (0, False),
    ("99000000", ("72",)): (0, True),  # no division has this number: it is none of them, or any
    ("99000000", ()): (0, False),
}


@pytest.mark.parametrize(("given", "match"), PRECISE.items())
def test_how_precisely_a_cpv_code_is_one_of_some(
    given: tuple[str, tuple[str, ...]], match: tuple[int, bool]
) -> None:
    assert cpv_match(*given) == match


def test_there_are_45_divisions() -> None:
    assert len(CPV_DIVISIONS) == 45


def test_a_framework_on_categories_uses_the_code_list(tmp_path: Path) -> None:
    data = Path(__file__).parents[2] / "data"
    text = (data / "beleid" / "maatwerk.yaml").read_text("utf-8")
    changed = text.replace("    veld: aard\n", "    veld: categorie\n", 1).replace(
        "waarden: [werk, dienst]", "waarden: [catering]", 1
    )
    assert changed != text
    (tmp_path / "beleid").mkdir()
    (tmp_path / "codelijsten").mkdir()
    (tmp_path / "beleid" / "maatwerk.yaml").write_text(changed, "utf-8")
    (tmp_path / "codelijsten" / "categorie.csv").write_bytes(
        (data / "codelijsten" / "categorie.csv").read_bytes()
    )
    policy = read_beleid(tmp_path / "beleid")
    assert isinstance(policy, Beleid)
    assessor = Assessor(policy)
    for category, outcome in (
        ("CATERING", "van_toepassing"),
        ("ICT Inhuur", "niet_van_toepassing"),
        ("Broodjes", "onbekend"),
    ):
        verdict = assessor.decide(Facts(categorie=category, peildatum=parse_datum("2018-03-01")))
        assert verdict.uitkomst == outcome
        assert verdict.vraagvelden == (("categorie",) if outcome == "onbekend" else ())


@pytest.mark.parametrize("text", ["250.000", "1.000", "999.999"])
def test_a_number_that_can_be_thousands_is_refused_in_quotes_too(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        parse_getal(text)


@pytest.mark.parametrize("text", ["5", "5.5", "0.125", "2.25", "1000.125"])
def test_a_number_that_can_only_be_one_thing_is_read(text: str) -> None:
    assert str(parse_getal(text)) == text


CHECK_DIGITS: dict[str, tuple[str, bool]] = {
    "45000000-7": ("the division as the regulation lists it", True),
    "45000000-1": ("another digit than the regulation lists", False),
    "45000000": ("no digit, nothing to guard", True),
    "51000000-9": ("the regulation's own digit, though its makers' rule would give 2", True),
    "51000000-2": ("what that rule would give is not what the regulation lists", False),
    "45233130-1": ("of a more precise code the digit cannot be told: neither right nor wrong", True),
    "74000000-9": ("a division of the vocabulary before 2008: nothing is known of its digit", True),
}


@pytest.mark.parametrize("code", CHECK_DIGITS)
def test_a_check_digit_is_refused_only_where_it_is_surely_wrong(code: str) -> None:
    _, right = CHECK_DIGITS[code]
    if right:
        assert checked_cpv(code) == code
        return
    with pytest.raises(PydanticCustomError) as refused:
        checked_cpv(code)
    remedy = (refused.value.context or {})["juist"]
    assert checked_cpv(remedy) == remedy
    assert remedy[:8] == code[:8]


def test_the_digits_of_the_divisions_follow_their_makers_rule_but_for_one() -> None:
    """The weights are 3 and 7; that 51 has a 9 all the same is as the regulation has it."""
    reckoned = {code: str((3 * int(code[0]) + 7 * int(code[1])) % 10) for code in CPV_DIVISIONS}
    assert {code for code, digit in CPV_DIVISIONS.items() if reckoned[code] != digit} == {"51"}
