"""How a tender is proposed for a place, step by step, worked out from the frameworks of the examples."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.tender.cases.test_coverage import EXAMPLES, ROOT, assessor_of
from tests.tender.test_following import framework
from tests.tender.test_framework_oracle import BRON

from maatwerk_cli.cli.policy.framework_choice import stands_of
from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.cases.neighbours import SHARE, Share, sound, values_of
from maatwerk_cli.tender.cases.places import SpotKey
from maatwerk_cli.tender.cases.proposals import (
    _bound_by_kind_only,
    _days,
    _direct,
    _on,
    _on_turn,
    _record,
    _with_a_lot_outside,
)
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.verdicts.kader_test import KaderTest


def stands(folder: str, name: str) -> list[KaderTest]:
    assessor = assessor_of(ROOT / "data" if folder == "data" else EXAMPLES / folder)
    return stands_of(assessor, assessor.beleid.kaders[name], None)


def kader_of(folder: str, name: str) -> Kader:
    return stands(folder, name)[0].stand.kader


RECORDS: list[tuple[Facts, set[str], dict[str, Any]]] = [
    (Facts(aard="dienst"), set(), {"aard": "dienst"}),
    (Facts(loonsom_excl_btw=Decimal("250000.00")), set(), {"loonsom_excl_btw": 250000}),
    (Facts(loonsom_excl_btw=Decimal("249999.9")), set(), {"loonsom_excl_btw": "249999.90"}),
    (Facts(loonsom_excl_btw=Decimal(0)), set(), {"loonsom_excl_btw": 0}),
    (Facts(verlenging_maanden=0, looptijd_maanden=0), set(), {"looptijd_maanden": 0}),
    (Facts(verlenging_maanden=12), set(), {"verlenging_maanden": 12}),
    (Facts(raamovereenkomst="nee"), set(), {}),
    (Facts(raamovereenkomst="nee"), {"raamovereenkomst"}, {"raamovereenkomst": "nee"}),
    (Facts(raamovereenkomst="ja"), set(), {"raamovereenkomst": "ja"}),
    (Facts(aard="nee"), set(), {"aard": "nee"}),
    (Facts(uitsluitingsgronden=(), motivering="Voorbeeld"), set(), {"uitsluitingsgronden": "nee"}),
    (Facts(motivering="Voorbeeld"), set(), {}),
    (
        Facts(uitsluitingsgronden=("a", "b"), motivering="Voorbeeld"), set(),
        {"uitsluitingsgronden": ["a", "b"], "motivering": "Voorbeeld"},
    ),
    (Facts(lezingen=(("verlenging", "telt_mee"),)), set(), {"lezingen": {"verlenging": "telt_mee"}}),
    (Facts(peildatum=parse_datum("2018-03")), set(), {"peildatum": "2018-03"}),
    (
        Facts(begin=parse_datum("2018-03-01"), looptijd_maanden=6), set(),
        {"begin": "2018-03-01", "looptijd_maanden": 6},
    ),
    (
        Facts(begin=parse_datum("2018-03-01"), einde=parse_datum("2018-08-31"), looptijd_maanden=6), set(),
        {"begin": "2018-03-01", "einde": "2018-08-31"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "looked_at", "record"), RECORDS)
def test_a_tender_as_a_case_has_it(facts: Facts, looked_at: set[str], record: dict[str, Any]) -> None:
    assert _record(facts, dict.fromkeys(looked_at)) == record


def test_the_newest_day_first() -> None:
    """The rate of the municipality changed on the first of 2022."""
    pairs = [*_days(stands("gemeente", "gemeente_voorbeeld"))]
    assert [day.text for _, day in pairs] == ["2022-01-01", "2020-01-01"]
    assert [ready.stand.getallen["percentage"].in_force for ready, _ in pairs] == [(1,), (0,)]
    (newest, _), _ = pairs
    assert [day.text for _, day in _days([newest])] == ["2022-01-01"]


@pytest.mark.parametrize(
    ("own", "stand", "day"),
    [
        ("2023-05-05", 1, "2023-05-05"),
        ("2022-01-01", 1, "2022-01-01"),
        ("2021-12-31", 1, "2022-01-01"),  # then another rate held
        ("2021-12-31", 0, "2021-12-31"),
        ("2022-01-01", 0, "2020-01-01"),
        ("2019-12-31", 0, "2020-01-01"),  # it was not in force
        ("2023", 1, "2022-01-01"),  # no day
        (None, 1, "2022-01-01"),
    ],
)
def test_a_day_on_which_the_framework_stands_so(own: str | None, stand: int, day: str) -> None:
    ready = stands("gemeente", "gemeente_voorbeeld")[stand]
    first = parse_datum(("2020-01-01", "2022-01-01")[stand])
    facts = _on(Facts(peildatum=None if own is None else parse_datum(own)), ready, first)
    assert facts.peildatum is not None
    assert facts.peildatum.text == day


@pytest.mark.parametrize(
    ("worth", "whole", "part"),
    [
        (400_000, 400_000, 120_000),
        (None, 1_000_000, 300_000),
        (0, 1_000_000, 300_000),
        (451, 500, 150),  # in whole hundreds, so that it reads as an example
        (40, 100, 30),
    ],
)
def test_a_share_at_its_limit_and_a_cent_beside_it(worth: int | None, whole: int, part: int) -> None:
    """Up to 30% of the value it is little labour."""
    start = Facts(opdrachtwaarde_excl_btw=None if worth is None else Decimal(worth))
    shares = values_of(stands("gemeente-met-banden", "voorbeeldhoven")[-1])[SHARE]
    outcome = [share.of(start, keep=False) for share in shares]
    assert {facts.opdrachtwaarde_excl_btw for facts in outcome} == {whole}
    assert [facts.loonsom_excl_btw for facts in outcome] == [
        Decimal(part) - Decimal("0.01"), Decimal(part), Decimal(part) + Decimal("0.01")
    ]  # fmt: skip
    assert SHARE not in values_of(stands("data", "generiek_kader")[-1])  # it asks for no share


START = {"aard": "werk", "opdrachtgever": "gm0001", "peildatum": "2024-03-01"}
WITHOUT = {"aard": "werk", "peildatum": "2024-03-01"}
HOVEN, DATA = ("gemeente-met-banden", "voorbeeldhoven"), ("data", "generiek_kader")
ELSEWHERE = "gm9999"
DIRECT: list[tuple[tuple[str, str], SpotKey, list[Any]]] = [
    (HOVEN, ("dag", "2024-06-30"), [START | {"peildatum": "2024-06-30"}]),
    (HOVEN, ("soort", "decentraal"), [WITHOUT | {"opdrachtgever_soort": "decentraal"}]),
    (HOVEN, ("opdrachtgever", "gm0002"), [START | {"opdrachtgever": "gm0002"}]),
    (HOVEN, ("per", "ja"), [START | {"raamovereenkomst": "ja"}]),
    (
        HOVEN,
        ("buiten",),
        [
            outcome
            for kind in ("rijk", "overig")
            for outcome in (
                WITHOUT | {"opdrachtgever_soort": kind},
                START | {"opdrachtgever_soort": kind, "opdrachtgever": ELSEWHERE},
            )
        ],
    ),
    (HOVEN, ("buiten", "percentage", "boven"), []),  # of a table, to which another tender comes
    (HOVEN, ("loonsom", "ja"), []),
    # A source chose how options are read, so that a tender chooses nothing.
    (HOVEN, ("lezing", "verlenging", "telt_niet_mee"), [START | {"verlenging_maanden": 12}]),
    (
        DATA,
        ("lezing", "verlenging", "telt_mee"),
        [START | {"verlenging_maanden": 12, "lezingen": {"verlenging": "telt_mee"}}],
    ),
    (
        DATA,
        ("lezing", "raamovereenkomst", "geheel"),
        [
            START | {"raamovereenkomst": kind, "lezingen": {"raamovereenkomst": "geheel"}}
            for kind in ("nadere_overeenkomst", "ja")
        ],
    ),
    (
        DATA,
        ("lezing", "percelen", "samen"),
        [
            [
                {"id": "voorbeeld", "perceel": lot} | START | {"lezingen": {"percelen": "samen"}}
                for lot in ("1", "2")
            ]
        ],
    ),
]


@pytest.mark.parametrize(("where", "key", "tenders"), DIRECT)
def test_a_tender_for_a_place_that_no_other_amount_or_code_comes_to(
    where: tuple[str, str], key: SpotKey, tenders: list[Any]
) -> None:
    assert [*_direct(kader_of(*where), key, START)] == tenders


TOOI = "https://identifier.overheid.nl/tooi/id/gemeente/"


@pytest.mark.parametrize(
    ("named", "other"),
    [(["gm0001"], "gm9999"), (["gm9999"], "gm9998"), ([f"{TOOI}gm9999", "gm0001"], "gm9998")],
)
def test_a_client_that_is_none_of_those_that_are_named(named: list[str], other: str) -> None:
    kader = framework("vb", "2020-01-01", None, default=False, kind="werk")
    content = kader.model_dump(mode="json", by_alias=True, exclude_unset=True)
    kader = Kader.model_validate(content | {"werkingssfeer": {"tooi": named, "bron": BRON}})
    outcome = [*_direct(kader, ("buiten",), START)]
    # And who is named by nothing but a kind, that is not the Rijk: of that nothing has to be said.
    kinds = [
        tender
        for kind in ("decentraal", "overig")
        for tender in (
            WITHOUT | {"opdrachtgever_soort": kind},
            START | {"opdrachtgever_soort": kind, "opdrachtgever": ELSEWHERE},
        )
    ]
    assert outcome == [START | {"opdrachtgever": other}, *kinds]


@pytest.mark.parametrize(
    ("folder", "of_rijk"), [(ROOT / "data", "bzk"), (EXAMPLES / "gemeente-met-banden", "mnre9999")]
)
def test_an_authority_that_only_its_kind_binds_is_of_that_kind(folder: Path, of_rijk: str) -> None:
    """It is of the register, or else made up; of another kind there is none to make up."""
    assessor = assessor_of(folder)
    kinds = ("rijk", "decentraal", "overig")
    assert [_bound_by_kind_only(kind, assessor) for kind in kinds] == [of_rijk, "gm9999", None]


def test_a_lot_of_a_kind_that_the_framework_does_not_bind_falls_outside_it() -> None:
    pairs = [*_with_a_lot_outside(kader_of(*HOVEN), "telt_mee", START, {})]
    assert [(own.get("opdrachtgever_soort"), other["opdrachtgever_soort"]) for own, other in pairs] == [
        (None, "rijk"),
        (None, "overig"),
    ]


def test_on_the_day_a_row_begins_or_ends_a_tender_of_that_row() -> None:
    """The highest band had a rate of its own up to and including 30 June 2024."""
    kader = kader_of(*HOVEN)
    rows = kader.parameters["percentage"].waarden
    searched: dict[SpotKey, dict[str, Any]] = {
        ("rij", "percentage", str(place)): {"row": place, "peildatum": "x"} for place in range(len(rows))
    }
    for day in ("2024-01-01", "2024-06-30", "2024-07-01", "2024-07-02"):
        of_day = [
            {"row": place, "peildatum": day}
            for place, row in enumerate(rows)
            if row.vanaf.text == day or (row.tot_en_met is not None and row.tot_en_met.text == day)
        ]
        assert [*_on_turn(kader, ("dag", day), searched)] == of_day
        assert bool(of_day) is (day != "2024-07-02")
    assert [*_on_turn(kader, ("dag", "2024-06-30"), {})] == []
    assert [*_on_turn(kader, ("soort", "decentraal"), searched)] == []


def test_on_the_day_a_row_begins_that_a_condition_looks_at_a_tender_of_that_row() -> None:
    """A row is known by the condition that looks at its table."""
    kader = kader_of("waterschap-met-cpv", "voorbeeldmeer")
    users = {condition.id: condition.parameter for condition in kader.alle_voorwaarden if condition.parameter}
    user, name = next((user, name) for user, name in users.items() if kader.parameters[name].per)
    searched: dict[SpotKey, dict[str, Any]] = {("rij", user, "0"): {"row": user, "peildatum": "x"}}
    day = kader.parameters[name].waarden[0].vanaf.text
    assert [*_on_turn(kader, ("dag", day), searched)] == [{"row": user, "peildatum": day}]


@pytest.mark.parametrize(
    ("percent", "parts"),
    [
        (0, ["0", "0", "0.01"]),  # no less than nothing
        (100, ["499.99", "500", "500"]),  # no more than the whole
    ],
)
def test_a_share_is_no_less_than_nothing_and_no_more_than_the_whole(percent: int, parts: list[str]) -> None:
    fields = "loonsom_excl_btw", "opdrachtwaarde_excl_btw"
    start = Facts(opdrachtwaarde_excl_btw=Decimal(500))
    shares = [Share(*fields, Decimal(percent), cents) for cents in (-1, 0, 1)]
    outcome = [sound(share.of(start, keep=False), SHARE) for share in shares]
    assert [facts.loonsom_excl_btw for facts in outcome] == [Decimal(part) for part in parts]
