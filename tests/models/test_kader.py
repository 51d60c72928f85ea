"""What is wrong within a framework and its model cannot see."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.policy.problems import beleidsproblemen, standaardproblemen
from maatwerk_cli.register.location import carried_dataset
from maatwerk_cli.text.yaml.yaml_reader import YamlDocument, read_yaml

BELEID = carried_dataset() / "beleid"


def raw(name: str = "generiek_kader") -> Any:
    document = read_yaml((BELEID / f"{name}.yaml").read_bytes())
    assert isinstance(document, YamlDocument)
    return deepcopy(document.value)


def codes(value: Any) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(problem.code, problem.loc) for problem in beleidsproblemen(Kader.model_validate(value))]


@pytest.mark.parametrize(
    "path",
    sorted(path for path in BELEID.glob("*.yaml") if ".gevallen" not in path.name),
    ids=lambda path: path.stem,
)
def test_the_shipped_frameworks_have_no_problem(path: Path) -> None:
    assert path.stem == raw(path.stem)["id"]
    assert codes(raw(path.stem)) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("voorwaarden", 0, "veld"), "omzet"),
        (("voorwaarden", 0, "toets"), "ongeveer"),
        (("voorwaarden", 0, "bron"), None),
        (("voorwaarden", 0, "vraag", "wie"), None),
        (("parameters", "percentage", "waarden", 0, "bron"), None),
        (("werkingssfeer",), None),
        (("onbekend_veld",), "x"),
    ],
)
def test_the_model_refuses(path: tuple[str | int, ...], value: Any) -> None:
    policy = raw()
    target = policy
    for step in path[:-1]:
        target = target[step]
    if value is None:
        del target[path[-1]]
    else:
        target[path[-1]] = value
    with pytest.raises(ValidationError):
        Kader.model_validate(policy)


def changed(path: tuple[str | int, ...], value: Any) -> Any:
    policy = raw()
    target = policy
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    return policy


BRON = {"id": "x", "vindplaats": "y"}
LOONSOM = ("parameters", "loonsom_minimum", "waarden")


@pytest.mark.parametrize(
    ("path", "value", "code", "loc"),
    [
        (("voorwaarden", 1, "parameter"), "drempel", "MW215", ("voorwaarden", 1, "parameter")),
        (("voorwaarden", 1, "parameter"), "percentage", "MW132", ("voorwaarden", 1, "parameter")),
        (("voorwaarden", 0, "toets"), "minstens", "MW131", ("voorwaarden", 0, "toets")),
        (("voorwaarden", 1, "toets"), "is", "MW131", ("voorwaarden", 1, "toets")),
        (
            ("voorwaarden", 0, "waarden"),
            ["werk", "zorg"],
            "MW139",
            ("voorwaarden", 0, "waarden", 1),
        ),
        (("voorwaarden", 0, "waarden"), [], "MW136", ("voorwaarden", 0)),
        (("voorwaarden", 0, "toets"), "is", "MW138", ("voorwaarden", 0, "waarden")),
        (("voorwaarden", 3, "waarden"), ["ug-9"], "MW215", ("voorwaarden", 3, "waarden", 0)),
        (("voorwaarden", 2, "id"), "aard", "MW214", ("voorwaarden", 2, "id")),
        (("voorwaarden", 1, "parameter"), "onbekend", "MW136", ("voorwaarden", 1)),
        (
            ("voorwaarden", 2, "nooit_meer_dan"),
            "loonsom_excl_btw",
            "MW133",
            ("voorwaarden", 2, "nooit_meer_dan"),
        ),
        (("uitsluitingsgronden", 0, "status"), "ingevuld", "MW140", ("uitsluitingsgronden", 0)),
        (("uitsluitingsgronden", 0, "tekst"), "x", "MW140", ("uitsluitingsgronden", 0)),
        (("verplichting", "percentage"), "tarief", "MW215", ("verplichting", "percentage")),
        (("leesruimte", 0, "keuzes"), {"ja": "x"}, "MW135", ("leesruimte", 0, "keuzes")),
        (("leesruimte", 0, "gekozen"), "telt_mee", "MW147", ("leesruimte", 0, "gekozen")),
        (("leesruimte", 0, "bron"), {"id": "x", "vindplaats": "x"}, "MW147", ("leesruimte", 0, "bron")),
        (("leesruimte", 0, "voorwaarden"), ["x"], "MW215", ("leesruimte", 0, "voorwaarden", 0)),
        (
            ("leesruimte", 0, "voorwaarden"),
            ["loonsom"],
            "MW134",
            ("leesruimte", 0, "voorwaarden", 0),
        ),
        (("geldigheid", "tot_en_met"), "2010", "MW320", ("geldigheid", "tot_en_met")),
        (
            LOONSOM,
            [{"waarde": 1, "vanaf": "2012-01-01", "bron": BRON}],
            "MW322",
            ("parameters", "loonsom_minimum"),
        ),
        (
            LOONSOM,
            [{"waarde": 1, "vanaf": "2011-07-01", "tot_en_met": "2019-12-31", "bron": BRON}],
            "MW322",
            ("parameters", "loonsom_minimum"),
        ),
        (
            LOONSOM,
            [
                {"waarde": 1, "vanaf": "2011-07-01", "tot_en_met": "2014-01-01", "bron": BRON},
                {"waarde": 2, "vanaf": "2014-01-01", "bron": BRON},
            ],
            "MW321",
            ("parameters", "loonsom_minimum", "waarden", 1, "vanaf"),
        ),
    ],
)
def test_a_problem_and_its_place(
    path: tuple[str | int, ...], value: Any, code: str, loc: tuple[str | int, ...]
) -> None:
    assert (code, loc) in codes(changed(path, value))


def test_periods_that_follow_each_other_leave_no_gap() -> None:
    values = [
        {"waarde": 1, "vanaf": "2014-01-01", "bron": BRON},
        {"waarde": 2, "vanaf": "2011-07-01", "tot_en_met": "2013-12-31", "bron": BRON},
    ]
    assert codes(changed(LOONSOM, values)) == []


def test_two_defaults_for_one_authority() -> None:
    generic = Kader.model_validate(raw())
    other = Kader.model_validate(raw() | {"id": "ander"})
    findings = list(standaardproblemen({"a": generic, "b": other}))
    assert [(file, problem.code) for file, problem in findings] == [("b", "MW216")]
    sphere = {"opdrachtgever_soort": ["decentraal"], "bron": BRON}
    elsewhere = Kader.model_validate(raw() | {"werkingssfeer": sphere})
    assert list(standaardproblemen({"a": generic, "b": elsewhere})) == []


OTHER = {"id": "x", "soort": "grens", "voorwaarde": "loonsom", "tekst": "Anders.", "bronnen": [BRON]}
WAY = {"soort": "werkwijze", "voorwaarde": "onbekend", "categorie": ["ict_inhuur"]}


@pytest.mark.parametrize(
    ("changes", "code", "loc"),
    [
        ({}, None, ()),
        ({"soort": "gegeven", "veld": "opdrachtwaarde_excl_btw"}, None, ()),
        (
            {"soort": "grondslag", "voorwaarde": "onbekend", "veld": "opdrachtwaarde_excl_btw"},
            None,
            (),
        ),
        ({"voorwaarde": "loonsm"}, "MW215", ("tegenspraak", 0, "voorwaarde")),
        ({"voorwaarde": "aard"}, "MW145", ("tegenspraak", 0)),
        ({"voorwaarde": "onbekend"}, "MW145", ("tegenspraak", 0)),
        ({"veld": "opdrachtwaarde_excl_btw"}, "MW145", ("tegenspraak", 0)),
        ({"soort": "gegeven"}, "MW145", ("tegenspraak", 0)),
        (
            {"soort": "gegeven", "veld": "loonsom_excl_btw"},
            "MW145",
            ("tegenspraak", 0),
        ),
        (
            {"soort": "gegeven", "voorwaarde": "looptijd", "veld": "opdrachtwaarde_excl_btw"},
            "MW145",
            ("tegenspraak", 0),
        ),
        (
            {"soort": "grondslag", "veld": "opdrachtwaarde_excl_btw"},
            "MW145",
            ("tegenspraak", 0),
        ),
        (
            {"soort": "grondslag", "voorwaarde": "onbekend", "veld": "loonsom_excl_btw"},
            "MW145",
            ("tegenspraak", 0),
        ),
        (WAY, None, ()),
        (WAY | {"vanaf": "2018"}, None, ()),
        (WAY | {"categorie": []}, "MW145", ("tegenspraak", 0)),
        (WAY | {"veld": "opdrachtwaarde_excl_btw"}, "MW145", ("tegenspraak", 0)),
        (WAY | {"voorwaarde": "loonsom"}, "MW145", ("tegenspraak", 0)),
        ({"categorie": ["ict_inhuur"]}, "MW145", ("tegenspraak", 0)),
        ({"vanaf": "2018"}, "MW145", ("tegenspraak", 0)),
    ],
)
def test_a_contradiction_is_about_what_the_framework_has(
    changes: dict[str, Any], code: str | None, loc: tuple[str | int, ...]
) -> None:
    assert codes(changed(("tegenspraak",), [OTHER | changes])) == ([(code, loc)] if code else [])


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Besteed {percentage} van {grondslag}, dat is {bedrag}.", 0),
        ("Besteed {bedrg}.", 1),
        ("Besteed {}.", 1),
        ("Besteed {bedrag.", 1),
        ("Besteed bedrag}.", 1),
        ("Zonder invulveld.", 0),
    ],
)
def test_a_clause_leaves_open_only_what_can_be_filled_in(text: str, wrong: int) -> None:
    clause = {"id": "a", "titel": "A", "tekst": text, "bron": BRON}
    findings = codes(changed(("tekstblokken",), [clause]))
    assert findings == [("MW215", ("tekstblokken", 0, "tekst"))] * wrong


def test_the_shipped_frameworks_give_no_clause_that_no_source_gives() -> None:
    assert [
        raw(path.stem)["tekstblokken"]
        for path in sorted(path for path in BELEID.glob("*.yaml") if ".gevallen" not in path.name)
    ] == [[], []]


def test_what_is_told_of_proeftuinen_is_advice_and_no_duty() -> None:
    policy = Kader.model_validate(raw("maatwerk"))
    advised = {point.id for advice in policy.advies for point in (*advice.punten, *advice.toetslijst)}
    assert {"plan_van_aanpak", "inspanning", "niveau", "open_vraag", "blijvend"} <= advised
    assert [point.id for point in policy.vraagt] == ["passend"]


def test_contradicting_sources_are_unconfirmed() -> None:
    document = read_yaml((BELEID.parent / "bronnen.yaml").read_bytes())
    assert isinstance(document, YamlDocument)
    status = {source["id"]: source["status"] for source in document.value}  # type: ignore[union-attr,index,call-overload]
    others = Kader.model_validate(raw()).tegenspraak
    assert {other.soort for other in others} == {"grens", "gegeven", "grondslag", "werkwijze"}
    looser = [other for other in others if other.soort != "werkwijze"]
    assert {status[source.id] for other in looser for source in other.bronnen} == {"onbevestigd"}


def test_another_way_of_working_can_only_be_told_of_a_framework_that_nobody_has_to_choose() -> None:
    framework = raw() | {"tegenspraak": [OTHER | WAY]}
    del framework["standaard"]
    assert codes(framework) == [("MW145", ("tegenspraak", 0))]
