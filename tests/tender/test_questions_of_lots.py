"""A question about lots is asked of those of which the answer is not known, and of no others."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.frameworks.policy import Beleid, read_beleid
from maatwerk_cli.tender.judging import Choices, Refused, Result, TenderRead, judge
from maatwerk_cli.tender.questions.series_questions import series_questions
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.tender.verdicts.kader_verdict import Kaderbesluit
from maatwerk_cli.tender.views.verdict_json import JsonWriter

POLICY = read_beleid(Path(__file__).parents[2] / "data" / "beleid")
assert isinstance(POLICY, Beleid)
ASSESSOR = Assessor(POLICY)
SURE = Facts(
    id="vb",
    opdrachtgever_soort="rijk",
    aard="dienst",
    loonsom_excl_btw=Decimal(200_000),
    looptijd_maanden=12,
    uitsluitingsgronden=(),
    peildatum=parse_datum("2018-03-01"),
)


def rulings(*lots: Facts) -> list[Kaderbesluit]:
    named = [lot._replace(perceel=f"p{place}") for place, lot in enumerate(lots, 1)]
    results = judge([TenderRead(lot) for lot in named], ASSESSOR, Choices())
    return [result.besluit.kader for result in results if isinstance(result, Result) and result.besluit.kader]


def asked(ruling: Kaderbesluit) -> dict[str, tuple[str, ...]]:
    return {field: ruling.lots_asked(ruling.asking(field), field) for field in ruling.vraagvelden}


def test_two_fields_of_two_lots_are_each_asked_of_their_own() -> None:
    first, second = rulings(SURE._replace(aard=None), SURE._replace(loonsom_excl_btw=None))
    assert asked(second) == {"aard": ("p1",), "loonsom_excl_btw": ("p2",)}
    assert asked(first) == {"aard": ("p1",), "loonsom_excl_btw": ("p2",)}
    assert [question.vraag.rsplit(". ", 1)[-1].rsplit("? ")[-1] for question in second.te_vragen] == [
        "Het gaat om perceel p1.",
        "Het gaat om perceel p2.",
    ]
    assert [*second.questions] == [("aard", 0), ("loonsom_excl_btw", 1)]


def test_a_lot_that_counts_for_itself_is_asked_about_itself() -> None:
    apart = SURE._replace(lezingen=(("percelen", "apart"),))
    enough = apart._replace(loonsom_excl_btw=Decimal(300_000))
    lots = (apart, apart._replace(loonsom_excl_btw=None), enough._replace(looptijd_maanden=None))
    assert [[*ruling.questions] for ruling in rulings(*lots)] == [
        [],
        [("loonsom_excl_btw", 1)],
        [("looptijd_maanden", 2)],
    ]


UNKNOWN = ("aard", "loonsom_excl_btw", "looptijd_maanden", "uitsluitingsgronden")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sets(st.sampled_from(UNKNOWN)), min_size=2, max_size=4), st.sampled_from([90_000, 300_000])
)
def test_a_field_is_asked_of_lots_that_lack_it(unknown: list[set[str]], wage: int) -> None:
    sure = SURE._replace(loonsom_excl_btw=Decimal(wage))
    lots = [sure._replace(**dict.fromkeys(fields)) for fields in unknown]
    for ruling in rulings(*lots):
        for field, names in asked(ruling).items():
            assert names
            assert all(field in unknown[int(name[1:]) - 1] for name in names), (
                field,
                names,
                ruling.facts.perceel,
            )


@pytest.mark.parametrize("field", UNKNOWN)
def test_of_lots_that_all_lack_it_each_or_all_are_asked(field: str) -> None:
    without = SURE._replace(**{field: None})
    for place, ruling in enumerate(rulings(without, without), 1):
        assert f"p{place}" in asked(ruling)[field]


SHORT = SURE._replace(
    loonsom_excl_btw=Decimal(300_000), looptijd_maanden=4, verlenging_maanden=12, werkwijze="generiek_kader"
)
OF_OPTIONS, OF_WAGES = "lezingen verlenging", "loonsom_excl_btw"
LACKING = SURE._replace(loonsom_excl_btw=None, werkwijze="generiek_kader", verlenging_maanden=0)
# The tenders, and which of two questions is told at which of them.
SERIES: dict[str, tuple[list[Facts], list[tuple[int, str]]]] = {
    "of two tenders each": (
        [SHORT._replace(id="a"), SHORT._replace(id="b")], [(0, OF_OPTIONS), (1, OF_OPTIONS)]
    ),
    "of two without an id each": ([SHORT._replace(id=None)] * 2, [(0, OF_OPTIONS), (1, OF_OPTIONS)]),
    "of lots of one tender once": (
        [SHORT._replace(perceel="1"), SHORT._replace(perceel="2")], [(0, OF_OPTIONS)]
    ),
    "of the tender after lots again": (
        [SHORT._replace(perceel="1"), SHORT._replace(perceel="2"), SHORT._replace(id="b")],
        [(0, OF_OPTIONS), (2, OF_OPTIONS)],
    ),
    "a wage sum of each lot that lacks it": (
        [LACKING._replace(perceel="1"), LACKING._replace(perceel="2")], [(0, OF_WAGES), (1, OF_WAGES)]
    ),
    "nothing of what is decided": ([SURE._replace(aard="levering")], []),
}  # fmt: skip


@pytest.mark.parametrize("case", SERIES)
def test_each_question_of_a_series_is_told_once_where_it_can_be_answered(case: str) -> None:
    tenders, told_at = SERIES[case]
    results = list(judge([TenderRead(facts) for facts in tenders], ASSESSOR, Choices()))
    assert all(isinstance(result, Result) for result in results)
    present = [
        (next(place for place, result in enumerate(results) if result is asked.result), asked.question.key)
        for asked in series_questions(results, ())
        if asked.question.key in (OF_OPTIONS, OF_WAGES)
    ]
    assert present == told_at


def test_what_no_field_can_answer_is_told_once_and_not_to_be_filled_in() -> None:
    """Of a lot that stands alone the others are to be given: nothing on a sheet says that."""
    lot = SURE._replace(perceel="2", loonsom_excl_btw=Decimal(100_000), lezingen=(("percelen", "samen"),))
    results = list(judge([Refused("fout", id="vb-0"), TenderRead(lot)], ASSESSOR, Choices()))
    (point,) = [asked for asked in series_questions(results, ()) if not asked.question.field]
    assert point.question.text.startswith("Welke andere percelen heeft deze aanbesteding")
    assert not point.fillable


@pytest.mark.parametrize(
    ("name", "stated", "is_lot"),
    [
        (None, 0, False),
        (None, 1, False),
        (None, 2, True),
        ("1", 0, True),
        ("1", 1, False),
        ("1 van 1", 0, False),
    ],
)
def test_a_tender_that_stands_alone_is_a_lot_only_where_it_says_that_there_are_others(
    name: str | None, stated: int, is_lot: bool
) -> None:
    (result,) = judge([TenderRead(SURE._replace(perceel=name), number_of_lots=stated)], ASSESSOR, Choices())
    assert isinstance(result, Result)
    assert (result.besluit.lots is not None) is is_lot


def test_in_json_lines_each_tender_asks_of_its_own_lots() -> None:
    """Two tenders of which the same is unknown, of lots that are called otherwise."""
    open_lots = [
        TenderRead(SURE._replace(id=f"vb-{name[0]}", perceel=name, looptijd_maanden=None))
        for name in ("a1", "a2", "b1", "b2")
    ]
    writer = JsonWriter(POLICY.sha256)
    lines = [json.loads(writer.line(result)) for result in judge(open_lots, ASSESSOR, Choices())]
    asked_of = [own["vraag"] for line in lines for own in line["kaders"][0]["te_vragen"]]
    assert ["a1" in text for text in asked_of] == [True, True, False, False]
    assert ["b2" in text for text in asked_of] == [False, False, True, True]
