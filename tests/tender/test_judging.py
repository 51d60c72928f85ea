"""Tenders one after another: what options and answers do to a row, which rows are lots, what is told."""

from collections.abc import Sequence
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from tests.tender.test_reservations import ASSESSOR, SURE, facts_of

from maatwerk_cli.models.tender.reading_choice import Choice
from maatwerk_cli.tender.facts import NOTHING_KNOWN, Facts
from maatwerk_cli.tender.judging import (
    Choices,
    Overruled,
    Refused,
    Result,
    RowKey,
    TenderRead,
    _answer_for,
    _applied,
    _contradicted,
    judge,
    row_keys,
    row_names,
)
from maatwerk_cli.text.problem import Position

MAIL = "vraag@voorbeeld.nl"
WAGES, OPTIONS = "loonsom_excl_btw", "verlenging_maanden"
CHOSEN = Choice.of("samen", door="de inkoper")
NOTHING_CHOSEN = Choices()


def row(name: str = "vb-1", **cells: str) -> TenderRead:
    return TenderRead(facts_of({**SURE, "uitsluitingsgronden": "nee", "id": name, **cells}))


def codes(
    rows: Sequence[TenderRead | Refused], choices: Choices = NOTHING_CHOSEN, **how: Any
) -> list[set[str]]:
    """Judge rows, and give of each the codes of what its outcome rests on; of a refused row its own code."""
    return [
        {result.code} if isinstance(result, Refused) else {*result.besluit.onzeker}
        for result in judge(rows, ASSESSOR, choices, **how)
    ]


def test_what_looks_like_personal_data_is_not_shown_of_a_row() -> None:
    refused = Refused("fout", id=MAIL, perceel=MAIL)
    (result,) = judge([row(MAIL, perceel=MAIL)], ASSESSOR, Choices())
    assert isinstance(result, Result)
    for name in (refused.kenmerk, refused.perceelnaam, result.id, result.perceel):
        assert name
        assert MAIL not in name
    assert (Refused("fout").kenmerk, Refused("fout").perceelnaam) == (None, None)
    assert (Refused("fout", id="vb-1").kenmerk, Refused("fout", perceel="2").perceelnaam) == ("vb-1", "2")


def test_what_a_file_says_otherwise_than_an_option_is_told_with_who_chose_it() -> None:
    said = Overruled("aard", "werk", "dienst")
    assert said.sentence == "Het bestand zegt bij aard: werk. Opgegeven is dienst, en dat gaat voor."
    assert not said.is_reading
    said = Overruled("lezing percelen", CHOSEN, "apart")
    assert said.is_reading
    assert "Gekozen door: de inkoper." in said.sentence


# What the row says, what the options say of fields and readings; which names are told to be overruled.
OVERRULED: dict[str, tuple[dict[str, str], dict[str, object], dict[str, str], list[str]]] = {
    "another kind": ({"aard": "werk"}, {"aard": "dienst"}, {}, ["aard"]),
    "the same kind": ({"aard": "werk"}, {"aard": "werk"}, {}, []),
    "of what the row does not say": ({}, {"categorie": "ict"}, {}, []),
    "a name decides nothing": ({"titel": "Eén"}, {"titel": "Twee"}, {}, []),
    "another choice": ({"lezingen": "percelen=samen"}, {}, {"percelen": "apart"}, ["lezing percelen"]),
    "the same choice": ({"lezingen": "percelen=samen"}, {}, {"percelen": "samen"}, []),
    "a choice of another reading": ({"lezingen": "percelen=samen"}, {}, {"verlenging": "telt_mee"}, []),
    "a choice that the row does not make": ({}, {}, {"percelen": "apart"}, []),
}


@pytest.mark.parametrize("case", OVERRULED)
def test_an_option_goes_before_what_a_row_says_and_that_is_told(case: str) -> None:
    cells, fields, readings, names = OVERRULED[case]
    choices = Choices(tuple(fields.items()), tuple(readings.items()))
    applied = _applied(choices, row(**cells))
    assert [said.name for said in applied.overruled] == names
    assert {field: getattr(applied.facts, field) for field in fields} == fields
    assert dict(applied.facts.lezingen).items() >= readings.items()
    assert [("opgave_gaat_voor" in rests) for rests in codes([row(**cells)], choices)] == [bool(names)]


def test_who_made_a_choice_stays_known_where_the_option_says_the_same() -> None:
    facts = Facts(lezingen=(("percelen", CHOSEN),))
    same, other = (Choices(readings=(("percelen", choice),)).apply(facts) for choice in ("samen", "apart"))
    assert same.lezingen[0][1] is CHOSEN
    assert other.lezingen == (("percelen", "apart"),)
    assert Choices().apply(facts) is facts


def test_what_was_said_to_be_unknown_is_so_until_an_option_says_what_it_is() -> None:
    facts = Facts(unknown=frozenset({"werkwijze", "raamovereenkomst"}))
    answered = Choices((("raamovereenkomst", "nee"),)).apply(facts)
    assert answered.unknown == {"werkwijze"}
    asked = Choices((("opdrachtgever_soort", None),), unknown=frozenset({"opdrachtgever_soort"})).apply(facts)
    assert asked.unknown == {"werkwijze", "raamovereenkomst", "opdrachtgever_soort"}


# The row, and by what an answer can be about it: an id and a lot, or else its file and line.
KEYS = [
    (Facts(id="vb-1"), [RowKey("vb-1", "")]),
    (Facts(id="vb-1", perceel="2"), [RowKey("vb-1", ""), RowKey("vb-1", "2")]),
    (Facts(), [RowKey("", "", "lijst.csv", 7)]),
    (Facts(perceel="2"), [RowKey("", "", "lijst.csv", 7)]),
    (Facts(id=MAIL), [RowKey("", "", "lijst.csv", 7)]),
    (Facts(id="vb-1", perceel=MAIL), [RowKey("", "", "lijst.csv", 7)]),
]


@pytest.mark.parametrize(("facts", "keys"), KEYS)
def test_by_what_an_answer_is_about_a_row(facts: Facts, keys: list[RowKey]) -> None:
    assert [*row_keys(TenderRead(facts, 7, file="lijst.csv"))] == keys


def test_answers_of_a_tender_and_of_its_lot_count_both() -> None:
    whole = Choices(
        (("aard", "werk"),), (("percelen", "samen"),), ((OPTIONS, NOTHING_KNOWN),), unknown=frozenset({"a"})
    )
    own = Choices(
        ((WAGES, 5),), (("verlenging", "telt_mee"),), ((WAGES, NOTHING_KNOWN),), unknown=frozenset({"b"})
    )
    lot = TenderRead(Facts(id="vb-1", perceel="2"))
    both = {RowKey("vb-1", ""): whole, RowKey("vb-1", "2"): own}
    assert _answer_for(lot, both) == Choices(
        (("aard", "werk"), (WAGES, 5)),
        (("percelen", "samen"), ("verlenging", "telt_mee")),
        ((OPTIONS, NOTHING_KNOWN), (WAGES, NOTHING_KNOWN)),
        unknown=frozenset({"a", "b"}),
    )
    assert _answer_for(lot, {RowKey("vb-1", ""): whole}) is whole
    assert _answer_for(lot, {RowKey("vb-1", "2"): own}) is own
    assert _answer_for(lot, {RowKey("vb-1", "3"): own, RowKey("vb-2", ""): own}) is None


# What an answer says, and of which field the row says something else.
SAYS = Facts(aard="werk", motivering="-", lezingen=(("percelen", "samen"),))
CONTRADICTED: list[tuple[Choices, str | None]] = [
    (Choices((("aard", "werk"),)), None),
    (Choices((("aard", "dienst"),)), "aard"),
    (Choices((("categorie", "ict"), ("aard", "dienst"))), "aard"),  # of the category the row says nothing
    (Choices((("motivering", "Omdat het zo is"),)), None),  # nor of why: a sign is no reason
    (Choices(readings=(("percelen", "samen"),)), None),
    (Choices(readings=(("verlenging", "telt_mee"), ("percelen", "apart"))), "lezingen"),
    (Choices(readings=(("verlenging", "telt_mee"),)), None),
]


@pytest.mark.parametrize(("answer", "field"), CONTRADICTED)
def test_a_row_that_says_something_else_than_the_answer(answer: Choices, field: str | None) -> None:
    assert _contradicted(SAYS, answer) == field
    given = Choices(answers=((RowKey("vb-1", ""), answer),))
    read = [TenderRead(SAYS._replace(id="vb-1"))]
    assert ("antwoord_tegenspraak" in codes(read, given)[0]) == (field is not None)


# --- which rows are lots of one tender --------------------------------------------------------------------

ELSEWHERE = "percelen_elders"


@pytest.mark.parametrize(
    ("how", "places"),
    [
        ({}, []),
        ({"continued": True}, [0]),  # lots of the first tender went before
        ({"unfinished": True}, [2]),  # lots of the last follow
        ({"continued": True, "unfinished": True}, [0, 2]),
        ({"elsewhere": {"vb-2"}}, [1]),
        ({"elsewhere": {"vb-9"}}, []),
    ],
)
def test_of_which_tender_lots_may_stand_elsewhere(how: dict[str, Any], places: list[int]) -> None:
    rows = [row("vb-1"), row("VB-2"), row("vb-3")]
    assert [place for place, rests in enumerate(codes(rows, **how)) if ELSEWHERE in rests] == places
    (alone,) = codes([row("VB-2")], **how)
    assert (ELSEWHERE in alone) == (how != {} and how != {"elsewhere": {"vb-9"}})


def test_rows_that_are_no_tender_are_no_lots() -> None:
    """Of two lots the file says that there are two, and a row of totals is not the second."""
    total = Refused("totaal", id="vb-1", no_tender=True)
    low = {WAGES: "100000"}
    first = row(perceel="1", **low)
    rests, _ = codes([first._replace(number_of_lots=2), total])
    assert "percelen_niet_gegeven" in rests
    rests, _ = codes([row(**low), total])  # nor is one row beside it a lot among others
    assert not rests & {"percelen_niet_gegeven", "alle_percelen_aangenomen"}
    results = [*judge([first, total, row(perceel="2", **low)], ASSESSOR, Choices())]
    assert results[1] is total
    assert [
        "alle_percelen_aangenomen" in rests for rests in (*codes([first, total, row(perceel="2", **low)]),)
    ] == [*(True, False, True)]


def test_a_lot_that_is_read_otherwise_than_one_before_it_is_refused() -> None:
    readings = (
        "percelen=samen",
        "",
        "percelen=apart",
        "percelen=samen verlenging=telt_mee",
        "verlenging=telt_niet_mee",
    )
    rows: list[TenderRead | Refused] = [
        row(perceel=str(place), lezingen=chosen) for place, chosen in enumerate(readings)
    ]
    rows.insert(1, Refused("fout", id="vb-1"))
    results = [*judge(rows, ASSESSOR, Choices(), place=lambda *_: Position(9, 4))]
    refused = {place: own for place, own in enumerate(results) if isinstance(own, Refused)}
    assert {place: own.code for place, own in refused.items()} == {
        1: "",
        3: "lezingen_verschillen",
        5: "lezingen_verschillen",
    }
    assert (
        "percelen=apart gekozen, en bij een eerder perceel van deze aanbesteding percelen=samen"
        in refused[3].message
    )
    assert (refused[3].line, refused[3].column, refused[3].id, refused[3].perceel) == (9, 4, "vb-1", "2")


def test_of_a_row_that_cannot_be_judged_is_told_where_and_why() -> None:
    wrong = facts_of({**SURE, "id": "vb-1", "begin": "2018-02-01", "einde": "2018-01-01"})._replace(
        werkwijze="anders"
    )
    (refused,) = judge([TenderRead(wrong, 5)], ASSESSOR, Choices())
    assert isinstance(refused, Refused)
    assert (refused.line, refused.column) == (5, 1)
    asked: list[str] = []

    def place(field: str) -> Position:
        asked.append(field)
        return Position(6, 2)

    (refused,) = judge([TenderRead(wrong, 5, place=place)], ASSESSOR, Choices())
    assert isinstance(refused, Refused)
    assert (refused.line, refused.column, asked) == (6, 2, ["einde"])
    assert "kader_onbekend" in refused.code
    assert row_names([refused, Refused("fout", id="a", perceel="b")]) == [("vb-1", None), ("a", "b")]
    (result,) = judge([row(perceel="3")], ASSESSOR, Choices())
    assert row_names([result]) == [("vb-1", "3")]


def test_what_could_not_be_read_of_a_tender_may_be_a_lot_and_stands_at_the_first_line() -> None:
    low = row(perceel="1", lezingen="percelen=samen", **{WAGES: "100000"})
    refused = Refused("fout", id="vb-1", perceel="2")
    results = [*judge([low, refused], ASSESSOR, Choices())]
    assert isinstance(results[0], Result)
    assert results[0].besluit.uitkomst == "onbekend"
    assert (refused.line, refused.column) == (1, 1)
    (wrong,) = judge([TenderRead(Facts(werkwijze="anders"))], ASSESSOR, Choices())
    assert isinstance(wrong, Refused)
    assert (wrong.line, wrong.column) == (1, 1)


# --- what is told with a row ------------------------------------------------------------------------------


def texts_told(codes_told: tuple[str, ...] = (), **read: Any) -> tuple[str, ...]:
    facts = Facts(aard="werk")
    verdict: Any = SimpleNamespace(facts=facts, waarschuwingen=("Eigen.",), onzeker=codes_told)
    return Result(TenderRead(facts, **read), verdict).waarschuwingen


def test_what_its_reader_has_to_say_of_a_row_comes_after_what_is_unsure() -> None:
    assert texts_told() == ("Eigen.",)
    assert texts_told(remarks=("Gelezen.", "Eigen.")) == ("Eigen.", "Gelezen.")
    assert texts_told(unread={"cpv": "Onleesbaar."}) == ("Eigen.", "Onleesbaar.")
    assert texts_told(unread={"aard": "Onleesbaar."}) == ("Eigen.",)  # it is known all the same


@pytest.mark.parametrize(
    ("assumed", "said"), [(("geen_opties_aangenomen",), True), (("soort_aangenomen",), False)]
)
def test_a_column_that_was_not_read_is_named_where_something_was_assumed(
    assumed: tuple[str, ...], said: bool
) -> None:
    texts = texts_told(assumed, lookalikes=((OPTIONS, "De kolom 'opties' is niet gelezen"),))
    assert (
        any(
            text.startswith("De kolom 'opties' is niet gelezen, en dat gegeven is aangenomen.")
            for text in texts
        )
        is said
    )
    assert len(texts) == 1 + said


def test_an_amount_of_a_row_is_judged_as_it_is() -> None:
    (result,) = judge([row(**{WAGES: "250000"})], ASSESSOR, Choices())
    assert isinstance(result, Result)
    assert result.facts.loonsom_excl_btw == Decimal(250000)
