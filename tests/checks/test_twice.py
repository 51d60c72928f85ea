"""What is there twice: names that are the same but for how they are written, or for one letter."""

from pathlib import Path

import pytest

from maatwerk_cli.checks.rules.duplicate_rules import _alike, may_be_alike
from maatwerk_cli.checks.run import check
from maatwerk_cli.register.loading import load_dataset

SAME = [
    ("Proeftuin Zonnebloem", "proeftuin zonnebloem"),
    ("Zonnebloem", "De Zonnebloem B.V."),  # words that say nothing
    ("Café Één", "Cafe Een"),
    ("Jansen & Zoon", "Jansen en Zoon"),
    ("Zonnebloem", "Zonneblom"),  # one letter left out
    ("Zonneblom", "Zonnebloem"),
    ("Zonnebloem", "Zonnebloom"),  # one other letter
    ("Zonnebloem", "Zonnebleom"),  # two that changed places
    ("Zonnebloem", "Zonnebloeme"),
    ("Zonnebloem", "onnebloem"),
    ("zonneb", "zonnep"),  # six letters are enough
    ("zonneb", "zonne b"),
    ("De", "de"),  # of nothing but such words the words themselves
    ("Groep 12 zon", "Groep 12 zom"),
]
OTHER = [
    ("Zonnebloem", "Maansteen"),
    ("Proeftuin 1", "Proeftuin 2"),  # numbers count
    ("Groep 12 zon", "Groep 13 zon"),
    ("Groep 1 zon", "Groep 12 zon"),
    ("zonne", "zonna"),  # of five letters one apart is often another name
    ("zonnep", "zonne"),
    ("Zonnebloem", "Zonnblem"),  # two letters
    ("Zonnebloem", "Zobnebloum"),
    ("Zonnebloem", "Zonnebleomen"),
    ("Zonnebloem", "Oxnnebloem"),  # the first two changed places, and one of them is another letter
    ("Azonnebloem", "Aoxnnebloem"),
    ("De", "Het"),
]


@pytest.mark.parametrize("pair", SAME)
def test_two_names_are_one(pair: tuple[str, str]) -> None:
    assert list(_alike([(pair[0], 1), (pair[1], 2)])) == [(1, 2)]


@pytest.mark.parametrize("pair", OTHER)
def test_two_names_are_two(pair: tuple[str, str]) -> None:
    assert list(_alike([(pair[0], 1), (pair[1], 2)])) == []


def test_each_name_is_held_to_those_before_it() -> None:
    names = [("Zonnebloem", 1), ("Maansteen", 2), ("Zonnebloom", 3), ("Maanstee", 4), ("Zonnebloem", 5)]
    pairs = list(_alike(names))
    assert {pair for pair in pairs if pair[0] == 2} == {(2, 4)}
    assert {(1, 3), (1, 5)} <= set(pairs)


def test_whether_a_name_can_have_to_do_with_others() -> None:
    assert may_be_alike(["Maansteen", "Zonnebloem"], ["Iets anders", "Zonneblom"])
    assert may_be_alike(["Zonnebloem"], ["Zonneblom", "Iets anders"])
    assert not may_be_alike(["Zonnebloem"], ["Iets anders", "Maansteen"])
    assert not may_be_alike(["Zonnebloem"], [])


ZON, MAAN = "proeftuinen/zon.yaml", "proeftuinen/maan.yaml"
RELATED = {
    "nobody names the other": (("", ""), True),
    "each names the other": (("verwant: [zon]\n", "verwant: [maan]\n"), False),
    "the first names the other": (("verwant: [zon]\n", ""), False),
    "the second does": (("", "verwant: [maan]\n"), False),
    "as perhaps the same": (("", "mogelijk_dezelfde: [maan]\n"), False),
}


@pytest.mark.parametrize(("names", "twice"), RELATED.values(), ids=RELATED)
def test_proeftuinen_of_one_name_are_one_unless_one_names_the_other(
    names: tuple[str, str], twice: bool, basis: Path
) -> None:
    """Both are told of, wherever a change is, as each can be the one to mend."""
    for file, other, name in ((MAAN, "zon", names[0]), (ZON, "maan", names[1])):
        text = (basis / file).read_text(encoding="utf-8").replace("Maansteen", "Zonnebloem")
        (basis / file).write_text(text.replace(f"verwant:\n  - {other}\n", name), encoding="utf-8")
    doubles = [(f.file, f.also) for f in check(load_dataset(basis)) if f.code == "MW211"]
    assert doubles == ([(ZON, ((MAAN, 0), (ZON, 0)))] if twice else [])


HEAD = "id,naam,afkorting,soort,tooi,kvk\n"
ORGANISATIONS = {
    "nearly one name": (
        "a,Voorbeeldbouw Noord,,leverancier,,\nb,Voorbeeldbouw Nord,,leverancier,,\n",
        {"MW212"},
    ),
    "with the same number": (
        "a,Voorbeeldbouw Noord,,leverancier,,12345670\nb,Voorbeeldbouw Nord,,leverancier,,12345670\n",
        {"MW213"},
    ),
    "with two numbers they are two": (
        "a,Voorbeeldbouw Noord,,leverancier,,12345670\nb,Voorbeeldbouw Nord,,leverancier,,12345671\n",
        set(),
    ),
    "with a number and none they may be one": (
        "a,Voorbeeldbouw Noord,,leverancier,,12345670\nb,Voorbeeldbouw Nord,,leverancier,,\n",
        {"MW212"},
    ),
    "with two abbreviations they are two": (
        "a,Voorbeeldbouw Noord,VN,leverancier,,\nb,Voorbeeldbouw Nord,VO,leverancier,,\n",
        set(),
    ),
    "with one abbreviation they may be one": (
        "a,Voorbeeldbouw Noord,VN,leverancier,,\nb,Voorbeeldbouw Nord,VN,leverancier,,\n",
        {"MW212"},
    ),
    "two names with one number": (
        "a,Voorbeeldbouw,,leverancier,,12345670\nb,Iets anders,,leverancier,,12345670\n",
        {"MW213"},
    ),
    "two names without a number": ("a,Voorbeeldbouw,,leverancier,,\nb,Iets anders,,leverancier,,\n", set()),
}


@pytest.mark.parametrize(("rows", "expected"), ORGANISATIONS.values(), ids=ORGANISATIONS)
def test_organisations_are_there_once(rows: str, expected: set[str], tmp_path: Path) -> None:
    (tmp_path / "dataset.yaml").write_text('naam: V\nschema: 1\nopenbaar: true\npeildatum: "2020-12-31"\n')
    (tmp_path / "codelijsten").mkdir()
    (tmp_path / "codelijsten" / "organisatiesoort.csv").write_text(
        "code,naam,toelichting,bron,bijzonder\nleverancier,Leverancier,,,\n"
    )
    (tmp_path / "organisaties.csv").write_text(HEAD + rows)
    assert {
        finding.code for finding in check(load_dataset(tmp_path)) if finding.code in ("MW212", "MW213")
    } == expected
