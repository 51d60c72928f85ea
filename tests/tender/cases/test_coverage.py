"""What cases touch of a framework, and the cases that are proposed for what none of them touches."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.conftest import ROOT, Run
from tests.tender.cases.hoven import HOVEN
from tests.tender.test_duty_in_words import kader as framework
from tests.tender.test_duty_in_words import number
from tests.tender.test_framework_oracle import BRON, VRAAG, verdict_of
from tests.tender.test_framework_oracle import assessor_of as framework_assessor

from maatwerk_cli.cli.policy.framework_choice import stands_of
from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.policy.geval import Geval
from maatwerk_cli.models.policy.parameters import Parameter
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.cases.case_file import Case
from maatwerk_cli.tender.cases.case_run import run_case
from maatwerk_cli.tender.cases.coverage import _said, coverage
from maatwerk_cli.tender.cases.places import (
    SpotKey,
    _of_days,
    _rows,
    _sides,
    _ways,
    duty_tables,
    outside,
    spots_of,
    turns,
)
from maatwerk_cli.tender.cases.proposals import Proposal, proposals
from maatwerk_cli.tender.cases.touching import _of_codes, _of_row, touched_spots
from maatwerk_cli.tender.cases.turning import rests_on
from maatwerk_cli.tender.facts import Bounds, Facts
from maatwerk_cli.tender.frameworks.limit_tables import Chosen, LimitTable
from maatwerk_cli.tender.frameworks.policy import Beleid, read_beleid
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.text.yaml.yaml_reader import YamlDocument, read_yaml

EXAMPLES = ROOT / "docs" / "voorbeelden"
FRAMEWORKS = [
    (ROOT / "data", "generiek_kader"),
    (ROOT / "data", "maatwerk"),
    (EXAMPLES / "gemeente", "gemeente_voorbeeld"),
    (EXAMPLES / "gemeente-met-banden", "voorbeeldhoven"),
    (EXAMPLES / "provincie-met-uren", "voorbeeldland"),
    (EXAMPLES / "waterschap-met-cpv", "voorbeeldmeer"),
]
CANNOT_BE = {
    # Outside the divisions named, no limit is known either: the condition never stands alone in the way, and
    # no tender outside them comes to the rate.
    "voorbeeldmeer": {("beslist", "afdeling"), ("buiten", "percentage", "code")},
}


@cache
def assessor_of(folder: Path) -> Assessor:
    policy = read_beleid(folder / "beleid")
    assert isinstance(policy, Beleid)
    return Assessor(policy)


@cache
def proposed(folder: Path, name: str) -> tuple[Sequence[Proposal], frozenset[SpotKey]]:
    """Propose cases for a framework of which there is none yet; with all its places."""
    assessor = assessor_of(folder)
    stands = stands_of(assessor, assessor.beleid.kaders[name], None)
    covered = coverage(stands, [])
    return [*proposals(assessor, stands, covered.missed, {})], frozenset(covered.spots)


def keys(folder: Path, name: str, given: Any) -> set[SpotKey]:
    """Give what one tender touches."""
    assessor = assessor_of(folder)
    kader = assessor.beleid.kaders[name]
    case = Geval.model_validate({"naam": "x", "invoer": given, "uitkomst": "open"})
    result = run_case(Case(0, case), kader, assessor)
    assert result.result is not None
    return {*touched_spots(kader, result.result.besluit)}


@pytest.mark.parametrize(("folder", "name"), FRAMEWORKS, ids=lambda part: getattr(part, "name", part))
def test_proposed_cases_touch_all_that_can_be_touched_and_leave_the_outcome_open(
    folder: Path, name: str
) -> None:
    cases, places = proposed(folder, name)
    assert {case.case["uitkomst"] for case in cases} == {"open"}
    assert len({case.case["naam"] for case in cases}) == len(cases)
    reached: set[SpotKey] = set().union(*(keys(folder, name, case.case["invoer"]) for case in cases))
    assert places - reached == CANNOT_BE.get(name, set())


def test_there_is_a_place_for_every_part_of_a_framework() -> None:
    _, places = proposed(EXAMPLES / "gemeente-met-banden", "voorbeeldhoven")
    for wanted in (
        *[("weinig_arbeid", "3E+1", side) for side in ("onder", "op", "boven")],  # a ratio
        ("werk_of_dienst", "code", "werk"),
        ("omvang", "alleen", "grote_levering"),  # each way of een_van by itself
        ("groot_werk", "alleen", "waarde"),
        ("beslist", "geen_zorg"),
        ("rij", "percentage", "1"),
        ("rij", "percentage", "1", "eerste"),
        ("rij", "percentage", "2"),  # a row of an earlier period
        ("uitzondering", "weinig_arbeid"),
        ("gewoon",),
        ("minimum",),
        ("afronding",),
        ("soort", "decentraal"),
        ("buiten",),
        ("lezing", "verlenging", "telt_niet_mee"),
        *[("dag", day) for day in ("2023-12-31", "2024-01-01", "2024-06-30", "2024-07-01")],
    ):
        assert wanted in places, wanted
    assert ("lezing", "verlenging", "telt_mee") not in places  # a source chose
    assert ("rij", "percentage", "0", "eerste") not in places  # the first band begins at nothing
    _, places = proposed(ROOT / "data", "generiek_kader")
    for choice in ("apart", "samen"):
        assert ("lezing", "percelen", choice) in places
    _, places = proposed(EXAMPLES / "waterschap-met-cpv", "voorbeeldmeer")
    assert {("per", "ja"), ("per", "nadere_overeenkomst"), ("buiten", "percentage", "code")} <= places


@pytest.mark.parametrize(
    ("change", "touches", "not_touched"),
    [
        ({"loonsom_excl_btw": 120000}, ("weinig_arbeid", "3E+1", "op"), ("weinig_arbeid", "3E+1", "onder")),
        ({"loonsom_excl_btw": 119999}, ("weinig_arbeid", "3E+1", "onder"), ("weinig_arbeid", "3E+1", "op")),
        ({"loonsom_excl_btw": 120001}, ("weinig_arbeid", "3E+1", "boven"), ("weinig_arbeid", "3E+1", "op")),
        ({"loonsom_excl_btw": 100000}, ("uitzondering", "weinig_arbeid"), ("gewoon",)),
        ({}, ("gewoon",), ("uitzondering", "weinig_arbeid")),
        # Which part of nothing the wage sum is, nobody can tell.
        (
            {"opdrachtwaarde_excl_btw": 0, "loonsom_excl_btw": 0},
            ("weinig_arbeid", "onbekend"),
            ("weinig_arbeid", "ja"),
        ),
        ({}, ("omvang", "alleen", "groot_werk"), ("omvang", "alleen", "grote_levering")),
        ({"aard": None}, ("omvang", "onbekend"), ("omvang", "alleen", "groot_werk")),
        ({"cpv": "85000000"}, ("beslist", "geen_zorg"), ("beslist", "looptijd")),
        ({"cpv": None, "looptijd_maanden": 1}, ("looptijd", "nee"), ("beslist", "looptijd")),
        (
            {"opdrachtwaarde_excl_btw": 250000},
            ("rij", "percentage", "1", "eerste"),
            ("rij", "percentage", "0"),
        ),
        (
            {"opdrachtwaarde_excl_btw": "249999.99"},
            ("rij", "percentage", "0", "laatste"),
            ("rij", "percentage", "1"),
        ),
        ({"opdrachtwaarde_excl_btw": 400001}, ("afronding",), ("minimum",)),
        ({}, ("gewoon",), ("afronding",)),
        ({"verlenging_maanden": 12}, ("lezing", "verlenging", "telt_niet_mee"), ("dag", "2024-01-01")),
        ({"verlenging_maanden": 0}, ("soort", "decentraal"), ("lezing", "verlenging", "telt_niet_mee")),
        ({"peildatum": "2024-06-30"}, ("dag", "2024-06-30"), ("dag", "2024-07-01")),
        ({"peildatum": "2024"}, ("soort", "decentraal"), ("dag", "2024-01-01")),
        ({"opdrachtgever_soort": "rijk"}, ("buiten",), ("soort", "decentraal")),
    ],
)
def test_what_one_tender_touches(change: dict[str, Any], touches: SpotKey, not_touched: SpotKey) -> None:
    given = {name: value for name, value in {**HOVEN, **change}.items() if value is not None}
    reached = keys(EXAMPLES / "gemeente-met-banden", "voorbeeldhoven", given)
    assert touches in reached
    assert not_touched not in reached


def test_proposed_cases_are_a_file_that_reads_lots_and_readings_included(
    maatwerk: Run, register: Path
) -> None:
    cases = register / "beleid" / "generiek_kader.gevallen.yaml"
    arguments = ("kader", "dekking", "generiek_kader", "--data", str(register))
    text = maatwerk(*arguments, "--formaat", "yaml").stdout
    document = read_yaml(text.encode())
    assert isinstance(document, YamlDocument)
    lots = [case["invoer"] for case in document.value if isinstance(case["invoer"], list)]
    assert [len(lot) for lot in lots] == [2, 2]
    single = [case for case in document.value if not isinstance(case["invoer"], list)]
    assert all("peildatum" in case and "peildatum" not in case["invoer"] for case in single)
    assert lots[0][0]["lezingen"] == {"percelen": "apart"}
    cases.write_text(text, encoding="utf-8")
    done = maatwerk("kader", "toets", "generiek_kader", "--data", str(register), "--formaat", "tekst")
    assert f"{len(document.value)} gevallen: {len(document.value)} nog open." in done.stdout
    assert maatwerk("formatteer", "--controle", "--data", str(register)).returncode == 0


def test_what_no_tender_comes_to_is_told_apart(maatwerk: Run) -> None:
    data = str(EXAMPLES / "waterschap-met-cpv")
    said = maatwerk("kader", "dekking", "voorbeeldmeer", "--data", data, "--formaat", "tekst").stdout
    reachable, _, rest = said.partition("Ook dit raakt geen geval.")
    assert "net onder de grens van € 250.000 (bij 45)" in " ".join(reachable.split())
    assert "een CPV-code waarvoor de tabel geen rij heeft" in " ".join(rest.split())


def test_on_the_day_before_a_rate_changes_a_tender_of_that_rate_is_proposed() -> None:
    """Up to 1 July 2024 the highest band, from 1 000 000, has a rate of its own."""
    cases, _ = proposed(EXAMPLES / "gemeente-met-banden", "voorbeeldhoven")
    of_day = [case.case["invoer"] for case in cases if case.case["invoer"].get("peildatum") == "2024-06-30"]
    assert len(of_day) == 1
    assert Decimal(str(of_day[0]["opdrachtwaarde_excl_btw"])) >= 1_000_000


def test_lots_that_are_proposed_begin_with_what_names_them_and_choose_only_what_is_open() -> None:
    cases, _ = proposed(ROOT / "data", "generiek_kader")
    lots = next(case.case["invoer"] for case in cases if isinstance(case.case["invoer"], list))
    assert [*lots[0]][:2] == ["id", "perceel"]
    cases, _ = proposed(EXAMPLES / "gemeente-met-banden", "voorbeeldhoven")
    assert not [case for case in cases if "lezingen" in case.case["invoer"]]


def test_a_client_that_is_not_bound_is_another_one_by_name(tmp_path: Path) -> None:
    """Where a framework names its clients, the kind alone says nothing of who the client is."""
    folder = tmp_path / "data"
    shutil.copytree(EXAMPLES / "gemeente-met-banden", folder)
    (folder / "beleid" / "voorbeeldhoven.gevallen.yaml").unlink()
    path = folder / "beleid" / "voorbeeldhoven.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("opdrachtgever_soort: [decentraal]", "tooi: [gm9999]"), encoding="utf-8")
    cases, _ = proposed(folder, "voorbeeldhoven")
    (outside,) = [case for case in cases if "voor wie het kader niet geldt" in case.case["naam"]]
    assert outside.case["naam"].endswith(", of van wie dat niet bekend is")
    assert outside.case["invoer"]["opdrachtgever"] == "gm9998"


def three(name: str, limit: str) -> list[SpotKey]:
    return [(name, limit, side) for side in ("onder", "op", "boven")]


@pytest.mark.parametrize("name", ["een", "twee"])
def test_of_several_authorities_only_the_one_of_the_tender_is_touched(name: str) -> None:
    content = framework() | {"werkingssfeer": {"opdrachtgevers": ["een", "twee"], "bron": BRON}}
    assessor = framework_assessor(content)
    given = {"aard": "werk", "loonsom_excl_btw": 900000, "peildatum": "2020-09-01", "opdrachtgever": name}
    case = Geval.model_validate({"naam": "x", "invoer": given, "uitkomst": "open"})
    result = run_case(Case(0, case), assessor.beleid.kaders["vb"], assessor)
    assert result.result is not None
    reached = {*touched_spots(assessor.beleid.kaders["vb"], result.result.besluit)}
    assert {place for place in reached if place[0] == "opdrachtgever"} == {("opdrachtgever", name)}


PLACES: list[tuple[Path, str, list[SpotKey]]] = [
    (
        ROOT / "data",
        "generiek_kader",
        [
            *three("loonsom", "2.5E+5"),
            *three("looptijd", "6"),
            *[
                (name, what)
                for name in ("aard", "loonsom", "looptijd", "uitsluitingsgronden")
                for what in ("ja", "nee")
            ],
            *[("beslist", name) for name in ("aard", "loonsom", "looptijd", "uitsluitingsgronden")],
            *[("aard", "code", code) for code in ("werk", "dienst")],
            *[("uitsluitingsgronden", "code", f"ug-{number}") for number in (1, 2, 3, 4)],
            ("soort", "rijk"),
            ("buiten",),
            *[("lezing", "verlenging", choice) for choice in ("telt_mee", "telt_niet_mee")],
            *[("lezing", "percelen", choice) for choice in ("apart", "samen")],
            *[("lezing", "raamovereenkomst", choice) for choice in ("nadere_overeenkomst", "geheel")],
            # It begins on the first; from 2018 on the rate has a row of its own.
            *[("dag", day) for day in ("2011-06-30", "2011-07-01", "2017-12-31", "2018-01-01")],
        ],
    ),
    (
        EXAMPLES / "provincie-met-uren",
        "voorbeeldland",
        [
            *three("groot", "1.5E+5"),
            *three("lang", "24"),
            *[
                (name, what)
                for name in ("groot_of_lang", "gronden", "groot", "lang", "levering")
                for what in ("ja", "nee")
            ],
            *[("groot_of_lang", "alleen", name) for name in ("groot", "lang")],
            *[("beslist", name) for name in ("groot_of_lang", "gronden")],
            *[("gronden", "code", name) for name in ("vb-spoed", "vb-vertrouwelijk")],
            # The first band begins at nothing and the last has no end.
            *[("rij", "uren", place) for place in ("0", "1", "2")],
            ("rij", "uren", "0", "laatste"),
            ("rij", "uren", "1", "eerste"),
            ("rij", "uren", "1", "laatste"),
            ("rij", "uren", "2", "eerste"),
            ("uitzondering", "levering"),
            ("gewoon",),
            ("soort", "decentraal"),
            ("buiten",),
            *[("dag", day) for day in ("2023-12-31", "2024-01-01")],
        ],
    ),
]


@pytest.mark.parametrize(("folder", "name", "wanted"), PLACES, ids=lambda part: getattr(part, "name", ""))
def test_the_places_of_a_framework_are_these_and_no_others(
    folder: Path, name: str, wanted: list[SpotKey]
) -> None:
    assessor = assessor_of(folder)
    covered = coverage(stands_of(assessor, assessor.beleid.kaders[name], None), [])
    assert sorted(covered.spots) == sorted(wanted)
    assert covered.missed == covered.spots


LAND: dict[str, Any] = {
    "aard": "dienst", "loonsom_excl_btw": 150000, "looptijd_maanden": 12, "uitsluitingsgronden": "nee",
    "peildatum": "2024-03-01",
}  # fmt: skip
ALWAYS: set[SpotKey] = {("soort", "decentraal")}
GROUPS: set[SpotKey] = {("groot_of_lang", "ja"), ("gronden", "ja"), ("levering", "nee"), ("gewoon",)}
WHOLE: list[tuple[dict[str, Any], set[SpotKey]]] = [
    (
        {},
        GROUPS
        | {("groot", "ja"), ("lang", "nee"), ("groot", "1.5E+5", "op"), ("groot_of_lang", "alleen", "groot")}
        | {("rij", "uren", "0")},
    ),
    (
        {"raamovereenkomst": "ja"},  # the hours are owed for the contract, whatever it is
        GROUPS
        | {("groot", "ja"), ("lang", "nee"), ("groot", "1.5E+5", "op"), ("groot_of_lang", "alleen", "groot")}
        | {("rij", "uren", "0")},
    ),
    (
        {"loonsom_excl_btw": "500000.00", "looptijd_maanden": 23},
        GROUPS
        | {("groot", "ja"), ("lang", "nee"), ("groot_of_lang", "alleen", "groot")}
        | {("rij", "uren", "0"), ("rij", "uren", "0", "laatste")},
    ),
    (
        {"loonsom_excl_btw": "500000.01", "looptijd_maanden": 24},
        GROUPS | {("groot", "ja"), ("lang", "ja")} | {("rij", "uren", "1"), ("rij", "uren", "1", "eerste")},
    ),
    (
        {"loonsom_excl_btw": "2000000.02", "looptijd_maanden": 25},
        GROUPS | {("groot", "ja"), ("lang", "ja"), ("rij", "uren", "2")},
    ),
    (
        {"loonsom_excl_btw": "149999.98", "looptijd_maanden": 24},  # not large, so the length decides
        GROUPS
        | {("groot", "nee"), ("lang", "ja"), ("lang", "24", "op"), ("groot_of_lang", "alleen", "lang")}
        | {("rij", "uren", "0")},
    ),
    (
        {"loonsom_excl_btw": "149999.99"},
        {("groot_of_lang", "nee"), ("gronden", "ja"), ("levering", "nee"), ("groot", "nee"), ("lang", "nee")}
        | {("groot", "1.5E+5", "onder"), ("beslist", "groot_of_lang")},
    ),
    (
        {"loonsom_excl_btw": "149999.98", "uitsluitingsgronden": ["vb-spoed"], "motivering": "Voorbeeld."},
        {("groot_of_lang", "nee"), ("gronden", "nee"), ("levering", "nee"), ("groot", "nee"), ("lang", "nee")}
        | {("gronden", "code", "vb-spoed")},
    ),
    (
        {"aard": "levering", "loonsom_excl_btw": None, "looptijd_maanden": 36},
        {
            ("groot_of_lang", "ja"),
            ("gronden", "ja"),
            ("levering", "ja"),
            ("groot", "onbekend"),
            ("lang", "ja"),
        }
        | {("uitzondering", "levering")},
    ),
    (
        {"aard": None, "loonsom_excl_btw": 200000},
        {
            ("groot_of_lang", "ja"),
            ("gronden", "ja"),
            ("levering", "onbekend"),
            ("groot", "ja"),
            ("lang", "nee"),
        }
        | {("groot_of_lang", "alleen", "groot")},
    ),
]


@pytest.mark.parametrize(("change", "wanted"), WHOLE)
def test_all_that_a_tender_touches(change: dict[str, Any], wanted: set[SpotKey]) -> None:
    given = {name: value for name, value in (LAND | change).items() if value is not None}
    reached = keys(EXAMPLES / "provincie-met-uren", "voorbeeldland", given)
    assert reached == wanted | ALWAYS | {("dag", "2024-03-01")}


def test_a_proposal_names_all_that_it_is_the_first_to_touch() -> None:
    folder, name = FRAMEWORKS[0]
    assessor = assessor_of(folder)
    spots = coverage(stands_of(assessor, assessor.beleid.kaders[name], None), []).spots
    before: set[SpotKey] = set()
    for case in proposed(folder, name)[0]:
        touched = case.places & spots.keys()
        assert {case.case["naam"], *case.also} == {spots[key].wat for key in touched - before}
        before |= touched


@pytest.mark.parametrize(
    ("chosen", "value", "touched"),
    [
        (Chosen((1,)), 300_000, [("rij", "u", "1")]),
        (Chosen((1,)), 250_000, [("rij", "u", "1"), ("rij", "u", "1", "eerste")]),
        (Chosen((0, 1), False, ("opdrachtwaarde_excl_btw",)), None, []),  # it may be in either
        (Chosen((0,), True), 5, []),  # in a row, or in none: that is for the day to tell
        (Chosen((), True, ("peildatum",)), 5, []),  # on another day it may be in one
        (Chosen((), True), 5, [("buiten", "u", "boven")]),
        (Chosen((), True), -1, [("buiten", "u", "onder")]),
    ],
)
def test_a_row_is_touched_where_it_is_known_which(
    chosen: Chosen, value: int | None, touched: list[SpotKey]
) -> None:
    """The rows are below 250 000 (from nothing), from there below a million, and from a million."""
    assessor = assessor_of(EXAMPLES / "gemeente-met-banden")
    stands = stands_of(assessor, assessor.beleid.kaders["voorbeeldhoven"], None)
    ((_, table),) = duty_tables(stands[-1])
    bounds = Bounds(0, None) if value is None else Bounds(Decimal(value), Decimal(value))
    assert [*_of_row("u", table, chosen, bounds)] == touched


@pytest.mark.parametrize(
    ("folder", "name", "words"),
    [
        # "tot € 250.000" ends a cent below it, and "boven € 500.000" begins a cent above.
        (
            "gemeente-met-banden",
            "voorbeeldhoven",
            "laatste waarde van de rij voor tot € 250.000: € 249.999,99",
        ),
        ("gemeente-met-banden", "voorbeeldhoven", "vanaf € 250.000 tot € 1.000.000: € 250.000"),
        ("provincie-met-uren", "voorbeeldland", "voor tot en met € 500.000: € 500.000"),
        ("provincie-met-uren", "voorbeeldland", "boven € 2.000.000: € 2.000.000,01"),
    ],
)
def test_the_ends_of_a_band_are_told_in_euros_and_cents(folder: str, name: str, words: str) -> None:
    assessor = assessor_of(EXAMPLES / folder)
    stands = stands_of(assessor, assessor.beleid.kaders[name], None)
    texts = [spot.wat.replace("\xa0", " ") for spot in coverage(stands, []).spots.values()]
    assert any(text.endswith(words) for text in texts)


SIDES = ("onder", "op", "boven")


SHARE_OF_VALUE = {"deel_van": "opdrachtwaarde_excl_btw"}


@pytest.mark.parametrize(
    ("more", "limit", "sides"),
    [
        ({}, 0, ("op", "boven")),  # below nothing there is nothing
        ({}, 1, SIDES),
        (SHARE_OF_VALUE | {"nooit_meer_dan": "opdrachtwaarde_excl_btw"}, 99, SIDES),
        (
            SHARE_OF_VALUE | {"nooit_meer_dan": "opdrachtwaarde_excl_btw"},
            100,
            ("onder", "op"),
        ),  # nor above all
        (SHARE_OF_VALUE, 100, SIDES),
    ],
)
def test_a_limit_has_the_sides_that_can_be(more: dict[str, str], limit: int, sides: tuple[str, ...]) -> None:
    (condition,) = Kader.model_validate(framework()).voorwaarden
    outcome = _sides(condition.model_copy(update=more), Decimal(limit), "")
    assert [key[2] for key, _ in outcome] == [*sides]


@pytest.mark.parametrize(
    ("per", "rows", "sides"),
    [
        ("aard", [["werk", "dienst"], ["levering"]], []),
        ("aard", [["werk", "dienst"]], ["code"]),
        ("aard", [["werk"], []], []),  # a row for the rest
        ("cpv", [["45000000"]], ["code"]),  # of which nobody lists all
        ("looptijd", [{"minder_dan": 6}, {"minstens": 6}], []),
        ("looptijd", [{"minstens": 1}], ["onder"]),
        ("looptijd", [{"minder_dan": 6}, {"minstens": 6, "hoogstens": 12}], ["boven"]),
        (
            "looptijd",
            [{"minstens": 6, "hoogstens": 12}, {"meer_dan": 12, "minder_dan": 24}],
            ["onder", "boven"],
        ),
        ("looptijd", [{"minstens": 6, "hoogstens": 12}, []], []),
    ],
)
def test_on_which_sides_a_tender_can_lie_outside_a_table(per: str, rows: list[Any], sides: list[str]) -> None:
    assert [side for side, _ in outside(table_of(per, rows))] == sides


def table_of(per: str, rows: list[Any]) -> LimitTable:
    parts = [{"band": row} if isinstance(row, dict) else {"voor": row} if row else {} for row in rows]
    values = [{"waarde": 5, "vanaf": "2020-01-01", "bron": BRON, **part} for part in parts]
    content = {"omschrijving": "x", "eenheid": "procent", "per": per, "vraag": VRAAG, "waarden": values}
    return LimitTable(Parameter.model_validate(content), parse_datum("2020-03-01"), {})


def test_the_ends_of_a_band_in_months_are_a_month_beside_what_is_left_out() -> None:
    """The rest has no ends, and neither does what begins with nothing or goes on."""
    bands = [
        {"minstens": 1, "hoogstens": 12}, {"meer_dan": 12, "minder_dan": 24}, {"minstens": 24},
        {"minder_dan": 1},
    ]  # fmt: skip
    places = dict(_rows("u", table_of("looptijd", [[], *bands])))
    ends = {key[2:]: spot.wat.rpartition(": ")[2] for key, spot in places.items() if len(key) == 4}
    assert ends == {
        ("1", "eerste"): "1 maand", ("1", "laatste"): "12 maanden", ("2", "eerste"): "13 maanden",
        ("2", "laatste"): "23 maanden", ("3", "eerste"): "24 maanden", ("4", "laatste"): "0 maanden",
    }  # fmt: skip
    assert [key[2] for key in places if len(key) == 3] == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("band", "words"),
    [
        ({"meer_dan": 12}, "onder 13 maanden"),
        ({"minstens": 12}, "onder 12 maanden"),
        ({"minstens": 1}, "onder 1 maand"),
    ],
)
def test_what_lies_below_every_row_is_told_in_whole_months(band: dict[str, int], words: str) -> None:
    (text,) = [text for _, text in outside(table_of("looptijd", [band]))]
    assert words in text


ALL_KINDS = ["rijk", "decentraal", "overig"]


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        ({"opdrachtgever_soort": ["rijk"]}, "een opdrachtgever voor wie het kader niet geldt"),
        ({"opdrachtgever_soort": ALL_KINDS}, ""),
        (
            {"tooi": ["gm0001"]},
            "een opdrachtgever voor wie het kader niet geldt, of van wie dat niet bekend is",
        ),
    ],
)
def test_whom_a_framework_does_not_bind_is_a_place_where_there_is_anybody(
    scope: dict[str, Any], words: str
) -> None:
    assessor = framework_assessor(framework() | {"werkingssfeer": scope | {"bron": BRON}})
    places = spots_of(stands_of(assessor, assessor.beleid.kaders["vb"], None))
    assert [spot.wat for key, spot in places.items() if key == ("buiten",)] == ([words] if words else [])


DAYS_OF_FRAMEWORK: list[tuple[str, str | None, list[str]]] = [
    ("2020-01-01", None, ["2019-12-31", "2020-01-01"]),
    ("2020-01-01", "2020-12-31", ["2019-12-31", "2020-01-01", "2020-12-31", "2021-01-01"]),
    ("2020-01-01", "9999-12-31", ["2019-12-31", "2020-01-01"]),  # behind the last day there is none
    # Nor before the first; there the numbers begin later.
    ("0001-01-01", None, ["0001-01-01", "2019-12-31", "2020-01-01"]),
]


@pytest.mark.parametrize(("begin", "end", "days"), DAYS_OF_FRAMEWORK)
def test_the_days_around_a_framework_are_places_where_there_are_such_days(
    begin: str, end: str | None, days: list[str]
) -> None:
    period = {"vanaf": begin, "bron": BRON} | ({"tot_en_met": end} if end else {})
    kader = Kader.model_validate(framework() | {"geldigheid": period})
    outcome = [key[1] for key, _ in _of_days(kader) if key[0] == "dag"]
    assert sorted(outcome) == days


def test_the_days_on_which_a_number_begins_or_is_no_more() -> None:
    """What goes on to the last day there is never ends."""
    content = framework()
    content["parameters"]["tarief"]["waarden"] = [
        {"waarde": 5, "vanaf": "2020-01-01", "tot_en_met": "2020-06-30", "bron": BRON},
        {"waarde": 6, "vanaf": "2020-09-01", "tot_en_met": "9999-12-31", "bron": BRON},
    ]
    days = turns(Kader.model_validate(content))
    assert {day.isoformat(): names for day, names in days.items()} == {
        "2020-07-01": ["tarief"],
        "2020-09-01": ["tarief"],
    }


@pytest.mark.parametrize(
    ("given", "touched"),
    [
        ({"uitkomst": "van_toepassing"}, True),
        ({"uitkomst": "niet_van_toepassing"}, True),  # it is wrong, and says something of that place
        ({"uitkomst": "open"}, False),
        ({"uitkomst": "van_toepassing", "lezingen": {"bestaat_niet": "zo"}}, False),  # it cannot be judged
    ],
)
def test_a_case_touches_a_place_where_it_says_what_comes_out(given: dict[str, Any], touched: bool) -> None:
    assessor = framework_assessor(framework())
    kader = assessor.beleid.kaders["vb"]
    tender = {"aard": "werk", "loonsom_excl_btw": 900_000, "peildatum": "2020-09-01"}
    tender |= {"lezingen": given["lezingen"]} if "lezingen" in given else {}
    case = Geval.model_validate({"naam": "x", "invoer": tender, "uitkomst": given["uitkomst"]})
    results = [run_case(Case(0, case), kader, assessor)]
    assert (results[0].result is None) is ("lezingen" in given)
    missed = coverage(stands_of(assessor, kader, None), results).missed
    assert (("groot", "ja") not in missed) is touched


def test_of_one_condition_it_is_no_place_that_it_decides_alone() -> None:
    """That it does not hold says as much."""
    assessor = framework_assessor(framework())
    keys = {*spots_of(stands_of(assessor, assessor.beleid.kaders["vb"], None))}
    assert {("groot", "ja"), ("groot", "nee"), ("dienst", "ja"), ("dienst", "nee")} <= keys
    assert not [key for key in keys if key[0] == "beslist"]


@pytest.mark.parametrize(
    ("combined", "words"),
    [
        ("alle", "Samen: geldt niet, alleen omdat dit niet geldt: a"),
        ("een_van", "Samen: geldt, alleen door: a"),
        ("tenzij", "Samen: geldt niet, alleen door: a"),
    ],
)
def test_how_a_part_alone_decides_is_told(combined: str, words: str) -> None:
    names: Any = SimpleNamespace(condition_names={name: name for name in "ab"})
    condition: Any = SimpleNamespace(id="samen", naam="Samen", samen=combined, delen=("a", "b"))
    assert next(iter(_ways(names, condition)))[1].wat == words


def sides(folder: Path, name: str, condition: str, given: Any, said: frozenset[Any]) -> set[str]:
    """Give the sides of the limit of a condition that one tender touches."""
    assessor = assessor_of(folder)
    case = Geval.model_validate({"naam": "x", "invoer": given, "uitkomst": "open"})
    result = run_case(Case(0, case), assessor.beleid.kaders[name], assessor).result
    assert result is not None
    reached = touched_spots(assessor.beleid.kaders[name], result.besluit, said)
    return {key[2] for key in reached if key[0] == condition and len(key) == 3 and key[2] in SIDES}


@pytest.mark.parametrize(
    ("given", "more"),
    [
        ({}, set()),
        ({"beslissend": []}, {"beslissend"}),
        ({"bedrag": 15000}, {"verplichting"}),
        ({"hoeveelheid": 200, "eenheid": "uren"}, {"verplichting"}),
    ],
)
def test_what_a_case_says_is_what_is_compared(given: dict[str, Any], more: set[str]) -> None:
    case = {"naam": "x", "invoer": {"aard": "werk"}, "uitkomst": "van_toepassing", **given}
    assert _said(Geval.model_validate(case)) == {"uitkomst", *more}


OUTCOME, AMOUNT = frozenset({"uitkomst"}), frozenset({"verplichting"})


@pytest.mark.parametrize(
    ("value", "side"), [("499999.99", "onder"), ("500000", "op"), ("500000.01", "boven")]
)
def test_a_limit_is_touched_only_where_it_matters(value: str, side: str) -> None:
    """Above 500 000 only supplies are looked at: of a service that limit says nothing."""
    hoven = EXAMPLES / "gemeente-met-banden"
    tender = HOVEN | {"opdrachtwaarde_excl_btw": value}
    assert sides(hoven, "voorbeeldhoven", "waarde_van_levering", tender, OUTCOME | AMOUNT) == set()
    tender |= {"aard": "levering"}
    assert sides(hoven, "voorbeeldhoven", "waarde_van_levering", tender, OUTCOME) == {side}


def test_a_limit_of_the_obligation_is_touched_by_a_case_that_says_the_amount() -> None:
    """On 30% of wages the rate is the plain one; the outcome is the same on either side."""
    hoven = EXAMPLES / "gemeente-met-banden"
    tender = HOVEN | {"loonsom_excl_btw": 120000}
    assert sides(hoven, "voorbeeldhoven", "weinig_arbeid", tender, AMOUNT) == {"op"}
    assert sides(hoven, "voorbeeldhoven", "weinig_arbeid", tender, OUTCOME) == set()


def test_on_a_comparison_rests_how_many_hours_are_owed() -> None:
    """Owed are 450 hours, and 200 for a service: the outcome is the same either way."""
    rules = [{"als": "dienst", "vast": "minder", "bron": BRON}]
    content = framework(percentage=None, grondslag=None, afronding=None, vast="uren", uitzonderingen=rules)
    content["parameters"]["minder"] = number("uren", 200)
    assessor = framework_assessor(content)
    row = {"aard": "dienst", "loonsom_excl_btw": "900000", "peildatum": "2020-09-01"}
    _, verdict = verdict_of(assessor, row)
    large, service = assessor.beleid.kaders["vb"].alle_voorwaarden
    assert rests_on(verdict, service) == {"verplichting"}
    assert rests_on(verdict, large) == {"uitkomst", "beslissend", "verplichting"}


STRICT = {
    "minstens": "meer_dan",
    "meer_dan": "minstens",
    "hoogstens": "minder_dan",
    "minder_dan": "hoogstens",
}


def differing(policy: Beleid, name: str, cases: Sequence[Geval]) -> list[str]:
    results = [run_case(Case(0, case), policy.kaders[name], Assessor(policy)) for case in cases]
    return [result.case.geval.naam for result in results if not result.right]


def filled_in(folder: Path, name: str) -> Sequence[Geval]:
    """Give the proposed cases as a person fills them in: the outcome, and what is owed."""
    assessor = assessor_of(folder)
    cases = []
    for proposal in proposed(folder, name)[0]:
        case = Geval.model_validate(proposal.case)
        result = run_case(Case(0, case), assessor.beleid.kaders[name], assessor).result
        assert result is not None
        leading = result.besluit.kader
        duty = leading.verplichting if leading else None
        amount = None if duty is None else duty.bedrag if duty.plain else duty.hoeveelheid
        owed = {} if amount is None else {"hoeveelheid": amount}
        cases.append(case.model_copy(update={"uitkomst": result.besluit.uitkomst, **owed}))
    return cases


@pytest.mark.parametrize(("folder", "name"), FRAMEWORKS[3:], ids=lambda part: getattr(part, "name", part))
def test_with_the_proposed_cases_filled_in_every_limit_that_is_read_otherwise_is_seen(
    folder: Path, name: str
) -> None:
    """From "boven" to "vanaf" and back, of each comparison by itself, as an article is easily misread."""
    policy = assessor_of(folder).beleid
    cases = filled_in(folder, name)
    assert differing(policy, name, cases) == []
    kader = policy.kaders[name]
    limits = [condition for condition in kader.alle_voorwaarden if condition.toets in STRICT]
    assert limits
    for limit in limits:
        changes = {
            field: tuple(
                condition.model_copy(update={"toets": STRICT[condition.toets or ""]})
                if condition.id == limit.id
                else condition
                for condition in getattr(kader, field)
            )
            for field in ("voorwaarden", "omstandigheden")
        }
        other = replace(policy, kaders={**policy.kaders, name: kader.model_copy(update=changes)})
        assert differing(other, name, cases), limit.id


@pytest.mark.parametrize(("parts", "alone"), [("a", []), ("ab", ["a", "b"])])
def test_a_part_decides_alone_only_where_there_are_others(parts: str, alone: list[str]) -> None:
    names: Any = SimpleNamespace(condition_names={name: name for name in parts})
    condition: Any = SimpleNamespace(id="samen", naam="Samen", samen="een_van", delen=tuple(parts))
    assert [key for key, _ in _ways(names, condition)] == [("samen", "alleen", name) for name in alone]


@pytest.mark.parametrize(
    ("field", "codes", "value", "touched"),
    [
        ("cpv", ("45", "72"), "45240000", ["45"]),
        ("cpv", ("45", "452"), "45240000", ["45", "452"]),
        ("cpv", ("45", "452"), "45000000", ["45"]),  # of a division it may be the group, or not
        ("categorie", ("schoonmaak", "groen"), "Schoonmaak en zorg", ["schoonmaak"]),
        ("categorie", ("schoonmaak", "groen"), "iets", []),
        ("raamovereenkomst", ("ja", "nee"), "nee", ["nee"]),
        ("uitsluitingsgronden", ("a", "b"), ("b",), ["b"]),
        ("uitsluitingsgronden", ("a", "b"), (), []),
        ("aard", ("werk",), "werk", []),  # of one code, that the condition holds says as much
        ("aard", ("werk", "dienst"), None, []),
    ],
)
def test_a_code_is_touched_by_a_tender_of_it(
    field: str, codes: tuple[str, ...], value: Any, touched: list[str]
) -> None:
    condition: Any = SimpleNamespace(id="x", veld=field, waarden=codes)
    known = {"schoonmaak": "schoonmaak", "schoonmaakenzorg": "schoonmaak", "groen": "groen"}
    verdict: Any = SimpleNamespace(facts=Facts(**{field: value}), stand=SimpleNamespace(categories=known))
    assert [*_of_codes(condition, verdict)] == [("x", "code", code) for code in touched]


def touched_of(content: dict[str, Any], given: dict[str, Any]) -> set[SpotKey]:
    assessor = framework_assessor(content)
    kader = assessor.beleid.kaders["vb"]
    case = Geval.model_validate({"naam": "x", "invoer": given, "uitkomst": "open"})
    result = run_case(Case(0, case), kader, assessor).result
    assert result is not None
    return {*touched_spots(kader, result.besluit)}


@pytest.mark.parametrize(
    ("given", "is_outside"),
    [
        ({"opdrachtgever_soort": "rijk", "peildatum": "2020-09-01"}, True),
        ({"opdrachtgever": "gm0001", "opdrachtgever_soort": "rijk", "peildatum": "2020-09-01"}, True),
        ({"opdrachtgever_soort": "rijk", "peildatum": "2019-12-31"}, False),  # then it held for nobody
        ({"opdrachtgever_soort": "rijk"}, False),  # on which day, nobody knows
        ({"opdrachtgever_soort": "decentraal", "peildatum": "2020-09-01"}, False),
    ],
)
def test_whom_a_framework_does_not_bind_is_touched_on_a_day_on_which_it_holds(
    given: dict[str, Any], is_outside: bool
) -> None:
    keys_touched = touched_of(framework(), {"aard": "werk", "loonsom_excl_btw": 900_000} | given)
    assert (("buiten",) in keys_touched) is is_outside


def with_length(limit: int) -> dict[str, Any]:
    """Give a framework that asks for a length, with or without the options."""
    content = framework()
    length = {"id": "lang", "naam": "lang", "veld": "looptijd", "toets": "minstens", "parameter": "duur"}
    content["voorwaarden"].append(length | {"bron": BRON, "vraag": VRAAG})
    content["parameters"]["duur"] = number("maanden", limit)
    choices = {"telt_mee": "Zo.", "telt_niet_mee": "Anders."}
    reading = {"id": "verlenging", "vraag": "Hoe?", "toelichting": "x", "voorwaarden": ["lang"]}
    return content | {"leesruimte": [reading | {"keuzes": choices}]}


LARGE: dict[str, Any] = {
    "aard": "werk", "loonsom_excl_btw": 900_000, "opdrachtgever_soort": "decentraal",
    "peildatum": "2020-09-01", "looptijd_maanden": 4,
}  # fmt: skip


@pytest.mark.parametrize(
    ("more", "choices"),
    [
        ({"verlenging_maanden": 12}, {"telt_mee", "telt_niet_mee"}),
        ({"verlenging_maanden": 12, "lezingen": {"verlenging": "telt_mee"}}, {"telt_mee"}),
        ({"verlenging_maanden": 0}, set()),  # without options there is nothing to choose
    ],
)
def test_each_choice_of_a_reading_that_was_tried_is_touched(more: dict[str, Any], choices: set[str]) -> None:
    keys_touched = touched_of(with_length(6), LARGE | more)
    assert {key[2] for key in keys_touched if key[0] == "lezing"} == choices


@pytest.mark.parametrize(
    ("limit", "months", "side"),
    [
        (1, 0, "onder"), (1, 1, "op"), (1, 2, "boven"), (1, 3, None),
        (6, 4, None), (6, 5, "onder"), (6, 6, "op"), (6, 7, "boven"), (6, 8, None),
    ],
)  # fmt: skip
def test_a_month_beside_a_limit_is_a_side_of_it(limit: int, months: int, side: str | None) -> None:
    keys_touched = touched_of(
        with_length(limit), LARGE | {"looptijd_maanden": months, "verlenging_maanden": 0}
    )
    assert [key[2] for key in keys_touched if key[:2] == ("lang", str(limit))] == ([side] if side else [])


def by_rows(per: str, *rows: dict[str, Any]) -> dict[str, Any]:
    """Give a framework of which the limit differs by kind or by length."""
    content = framework()
    content["parameters"]["grens"] = number("euro", 1) | {
        "per": per, "vraag": VRAAG, "waarden": [row | {"vanaf": "2020-01-01", "bron": BRON} for row in rows],
    }  # fmt: skip
    return content


BY_KIND = by_rows("aard", {"waarde": 1000, "voor": ["werk"]}, {"waarde": 2000, "voor": ["dienst"]})
BY_LENGTH = by_rows(
    "looptijd",
    {"waarde": 1000, "band": {"minstens": 2, "hoogstens": 6}},
    {"waarde": 2000, "band": {"meer_dan": 6, "minder_dan": 12}},
)


@pytest.mark.parametrize(
    ("content", "more", "touched"),
    [
        (BY_KIND, {}, {("rij", "groot", "0")}),
        (BY_KIND, {"aard": "dienst"}, {("rij", "groot", "1")}),
        (BY_KIND, {"aard": "levering"}, {("buiten", "groot", "code")}),
        (BY_LENGTH, {"looptijd_maanden": 1}, {("buiten", "groot", "onder")}),
        (BY_LENGTH, {"looptijd_maanden": 2}, {("rij", "groot", "0"), ("rij", "groot", "0", "eerste")}),
        (BY_LENGTH, {"looptijd_maanden": 3}, {("rij", "groot", "0")}),
        (BY_LENGTH, {"looptijd_maanden": 6}, {("rij", "groot", "0"), ("rij", "groot", "0", "laatste")}),
        (BY_LENGTH, {"looptijd_maanden": 7}, {("rij", "groot", "1"), ("rij", "groot", "1", "eerste")}),
        (BY_LENGTH, {"looptijd_maanden": 11}, {("rij", "groot", "1"), ("rij", "groot", "1", "laatste")}),
        (BY_LENGTH, {"looptijd_maanden": 12}, {("buiten", "groot", "boven")}),
    ],
)
def test_which_row_of_a_limit_a_tender_comes_to(
    content: dict[str, Any], more: dict[str, Any], touched: set[SpotKey]
) -> None:
    """With a wage sum of 1 500, that is enough by one row and not by the other."""
    tender = LARGE | {"loonsom_excl_btw": 1500, "verlenging_maanden": 0} | more
    keys_touched = touched_of(content, tender)
    assert {key for key in keys_touched if key[0] in ("rij", "buiten")} == touched
