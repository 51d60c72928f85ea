"""How many places may count for the Banenafpraak too, told by hand."""

import pytest
from tests.contract import registers as made

from maatwerk_cli.contract.banenafpraak import for_both, places_sentence
from maatwerk_cli.models.facts.code import Code

GROUPS = {
    code: Code.model_validate(
        {"code": code, "naam": code, "toelichting": "", "bron": "", "bijzonder": "nee", "banenafpraak": said}
    )
    for code, said in (("wel", "ja"), ("niet", "nee"), ("open", "onbekend"))
}


@pytest.mark.parametrize(
    ("aims", "expected"),
    [
        ([(3, ["wel"])], (3, 3, 3)),
        ([(3, ["niet"])], (0, 0, 3)),
        ([(3, ["open"])], (0, 3, 3)),
        ([(3, ["wel", "niet"])], (0, 3, 3)),
        ([(3, [])], (0, 3, 3)),
        ([(3, ["wel"]), (4, ["niet"]), (5, ["open"])], (3, 8, 12)),
    ],
)
def test_places_are_a_range(aims: list[tuple[int, list[str]]], expected: tuple[int, int, int]) -> None:
    doelen = [{"aantal": number, **({"voor": groups} if groups else {})} for number, groups in aims]
    assert for_both(made.plan("p", doelen=doelen), GROUPS) == expected


def test_without_a_number_nothing_is_told() -> None:
    assert for_both(made.plan("p", doelen=[{"voor": ["wel"]}]), GROUPS) is None


def test_it_is_said_of_groups_and_not_of_a_person() -> None:
    own = made.plan("p", doelen=[{"aantal": 3, "voor": ["open"]}])
    places = for_both(own, GROUPS)
    assert places is not None
    said = places_sentence(places, own)
    assert "Van de 3 plekken in dit plan tellen er 0 tot 3" in said
    assert "niets over een persoon" in said
    ours = own.model_copy(update={"afgeleid": ("doelen",)})
    assert "Van de 3 plekken in dit plan (afgeleid) tellen er 0 tot 3" in places_sentence(places, ours)
