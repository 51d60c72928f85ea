"""Whether the lots of a tender were all given: by what the file says, else one alone that says it is one."""

from decimal import Decimal

import pytest
from tests.tender.test_reservations import ASSESSOR, SURE, facts_of

from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.facts import Facts, firm_term
from maatwerk_cli.tender.frameworks.policy import Beleid
from maatwerk_cli.tender.judging import Choices, Refused, Result, TenderRead, _lacking, _not_given, judge
from maatwerk_cli.tender.lots import Lots, lots_lacking
from maatwerk_cli.tender.sentences import named_lots
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.tender.verdicts.verdict import Besluit


def read(stated: int = 0, lot: str | None = None) -> TenderRead:
    return TenderRead(Facts(perceel=lot), number_of_lots=stated)


@pytest.mark.parametrize(
    ("group", "missing"),
    [
        ([read()], ""),  # no lots at all
        ([read(stated=1)], ""),  # one lot is all of it
        ([read(stated=1, lot="1")], ""),
        ([read(stated=2)], "niet_alle"),  # the file says that there is another
        ([read(lot="1")], "niet_gegeven"),  # a lot is a lot among others
        ([read(lot="1"), read(lot="2")], ""),  # several are taken for all
        ([read(stated=2, lot="1"), read(stated=2, lot="2")], ""),
        ([read(stated=3, lot="1"), read(lot="2")], "niet_alle"),
        ([read(stated=3, lot="1"), read(lot="2"), read(lot="3")], ""),
        ([read(stated=2, lot="1"), read(stated=2, lot="3")], ""),  # what the file says goes before its names
        ([read(lot="1"), read(lot="3")], ""),  # a number that is skipped says nothing
        ([read(lot="1 van 3"), Refused("fout", perceel="3 van 3")], "niet_alle"),
        ([read(lot="perceel 1 van 2")], "niet_alle"),
        ([read(lot="perceel 1 van 1")], ""),  # it says that it is the only one
        ([Refused("fout", id="a")], ""),
        ([Refused("fout", id="a"), read(stated=3)], "niet_alle"),
        ([Refused("fout", perceel="1 van 3"), Refused("fout", perceel="2 van 3")], "niet_alle"),
        ([read(lot="1 van 3"), read()], "niet_alle"),
    ],
)
def test_what_is_not_given_is_told(group: list[TenderRead | Refused], missing: str) -> None:
    assert _not_given(group, _lacking(group)) == missing


LACKING = {
    "a number that is skipped says nothing": (["1", "3"], None),
    "nor do words": (["A", "C", "noord"], None),
    "entered twice it is one": (["1 van 3", "1 van 3", "2 van 3"], 1),
    "how many there are": (["perceel 1 van 4", "perceel 2 van 4"], 2),
    "all that there are": (["1 van 2", "2 van 2"], 0),
    "they do not agree on how many": (["1 van 2", "2 van 3"], None),
    "more than there can be": (["5 van 4", "1 van 4"], None),
    "nameless among how many there are": (["1 van 3", None], 1),
    "no names": ([None, None], None),
}


@pytest.mark.parametrize(("names", "lacking"), LACKING.values(), ids=LACKING)
def test_names_tell_of_lots_that_lack(names: list[str | None], lacking: int | None) -> None:
    assert lots_lacking(names) == lacking


def outcomes(*rows: dict[str, str], reading: str = "samen") -> list[tuple[str, bool]]:
    """Judge lots of one tender; of each its outcome, and whether is told that one was entered twice."""
    whole = {"id": "vb-1", "begin": "2018-03-01", "einde": "2019-02-28", "uitsluitingsgronden": "nee"}
    lots = [TenderRead(facts_of({**SURE, **whole, "looptijd_maanden": "", **row})) for row in rows]
    results = judge(lots, ASSESSOR, Choices(readings=(("percelen", reading),)))
    return [
        (row.besluit.uitkomst, "perceel_dubbel" in row.besluit.onzeker)
        for row in results
        if isinstance(row, Result)
    ]


def lot(name: str, wages: str, **more: str) -> dict[str, str]:
    return {"perceel": name, "loonsom_excl_btw": wages, **more}


def test_a_lot_entered_twice_does_not_decide_by_its_sum() -> None:
    # Once it is 150 000, twice 300 000: below and above 250 000, and which was meant is not known.
    assert outcomes(lot("1", "150000"), lot("1", "150000")) == [("onbekend", True)] * 2
    assert outcomes(lot("A", "150000"), lot("a ", "150000")) == [("onbekend", True)] * 2
    # Twice is no more than 200 000; once is 300 000 already.
    assert outcomes(lot("1", "100000"), lot("1", "100000")) == [("niet_van_toepassing", True)] * 2
    assert outcomes(lot("1", "300000"), lot("1", "300000")) == [("van_toepassing", True)] * 2
    # Another lot of the tender rests on it too; with both it decides, or it does not matter.
    assert outcomes(lot("1", "100000"), lot("1", "100000"), lot("2", "100000")) == [("onbekend", True)] * 3
    assert (
        outcomes(lot("1", "100000"), lot("1", "100000"), lot("2", "150000")) == [("van_toepassing", True)] * 3
    )
    assert outcomes(lot("1", "150000"), lot("2", "150000")) == [("van_toepassing", False)] * 2


def test_a_row_without_a_lot_may_be_the_whole_of_the_lots_beside_it() -> None:
    whole, half = lot("", "200000"), lot("1", "100000")
    # As the whole 200 000, as a lot too 400 000: below and above 250 000.
    assert outcomes(whole, half, lot("2", "100000")) == [("onbekend", False)] * 3
    assert outcomes(half, lot("2", "100000"), whole) == [("onbekend", False)] * 3
    # In both ways above it, by the lots alone or by the whole alone; in both ways below it.
    assert outcomes(whole, half, lot("2", "150000")) == [("van_toepassing", False)] * 3
    assert outcomes(lot("", "300000"), half, lot("2", "onbekend")) == [("van_toepassing", False)] * 3
    assert (
        outcomes(lot("", "90000"), lot("1", "60000"), lot("2", "30000"))
        == [("niet_van_toepassing", False)] * 3
    )
    # Where no row has a lot, each is one; each by itself there is no sum.
    assert outcomes(whole, lot("", "100000")) == [("van_toepassing", False)] * 2
    assert outcomes(whole, half, reading="apart") == [("niet_van_toepassing", False)] * 2


def test_a_row_that_may_be_the_whole_is_told_of_with_what_to_do() -> None:
    whole, other = verdicts(lot("", "200000"), lot("1", "100000"), percelen="samen")
    for result, here in ((whole, True), (other, False)):
        assert "geheel_of_perceel" in result.onzeker
        (said,) = [text for text in result.waarschuwingen if "noemt geen perceel" in text]
        assert said.startswith("Deze rij" if here else "Een andere rij")
        assert said.endswith("Haal die rij dan weg. Is het een perceel, vul dan de naam in.")
    for result in verdicts(lot("1", "200000"), lot("2", "100000"), percelen="samen"):
        assert "geheel_of_perceel" not in result.onzeker


def test_a_lot_entered_twice_with_other_dates_does_not_decide_how_long_all_last() -> None:
    early = {"begin": "2018-03-01", "einde": "2018-06-30"}
    late = {"begin": "2018-07-01", "einde": "2018-10-31"}
    assert outcomes(lot("1", "300000", **early), lot("1", "300000", **late)) == [("onbekend", True)] * 2
    assert (
        outcomes(lot("1", "300000", **early), lot("2", "300000", **late)) == [("van_toepassing", False)] * 2
    )


def verdicts(*rows: dict[str, str], **readings: str) -> list[Besluit]:
    """Judge lots of one tender under some readings, and under each choice of the others."""
    whole = {"id": "vb-1", "uitsluitingsgronden": "nee"}
    read_rows = [TenderRead(facts_of({**SURE, **whole, **row})) for row in rows]
    results = judge(read_rows, ASSESSOR, Choices(readings=tuple(readings.items())))
    return [row.besluit for row in results if isinstance(row, Result)]


OUTSIDE = [
    lot("2", "150000", aard="levering"),
    lot("2", "150000", opdrachtgever_soort="decentraal"),
    lot("2", "150000", werkwijze="maatwerk"),
    lot("2", "150000", werkwijze="maatwerk", opdrachtgever_soort=""),
    lot("2", "150000", werkwijze="", opdrachtgever_soort="decentraal"),
    lot("2", "150000", uitsluitingsgronden="ug-1", motivering="Het werk vraagt een vergunning"),
]


@pytest.mark.parametrize("other", OUTSIDE)
def test_no_source_says_whether_a_lot_outside_the_framework_counts_so_it_is_a_reading(
    other: dict[str, str],
) -> None:
    # With the other 300 000, without it 150 000: above and below 250 000.
    first = verdicts(lot("1", "150000"), other, percelen="samen")[0]
    assert first.uitkomst == "onbekend"
    assert first.lezingen["percelen_buiten_kader"] == {
        "telt_niet_mee": "niet_van_toepassing",
        "telt_mee": "van_toepassing",
    }
    assert "percelen_buiten_kader" in first.onzeker
    said = " ".join(first.waarschuwingen)
    assert "Perceel 2 valt zelf buiten het generieke kader." in said
    assert "telt mee' (percelen_buiten_kader=telt_mee): van toepassing." in said


@pytest.mark.parametrize("other", OUTSIDE)
@pytest.mark.parametrize(
    ("choice", "outcome"), [("telt_mee", "van_toepassing"), ("telt_niet_mee", "niet_van_toepassing")]
)
def test_who_chooses_decides_and_it_is_told_which_lot_it_is_about(
    other: dict[str, str], choice: str, outcome: str
) -> None:
    first = verdicts(lot("1", "150000"), other, percelen="samen", percelen_buiten_kader=choice)[0]
    assert first.uitkomst == outcome
    assert "percelen_buiten_kader" in first.onzeker
    assert "Perceel 2 valt zelf buiten" in " ".join(first.waarschuwingen)


@pytest.mark.parametrize(
    ("first", "other", "outcome"),
    [
        (lot("1", "150000"), lot("2", "150000"), "van_toepassing"),  # it falls inside
        (lot("1", "150000"), lot("2", "150000", werkwijze="", opdrachtgever_soort=""), "van_toepassing"),
        (lot("1", "150000"), lot("2", "50000", aard="levering"), "niet_van_toepassing"),  # nor with it
        (lot("1", "300000"), lot("2", "150000", aard="levering"), "van_toepassing"),  # enough without it
    ],
)
def test_a_lot_that_turns_nothing_is_no_question(
    first: dict[str, str], other: dict[str, str], outcome: str
) -> None:
    verdict = verdicts(first, other, percelen="samen")[0]
    assert verdict.uitkomst == outcome
    assert "percelen_buiten_kader" not in verdict.onzeker
    assert "percelen_buiten_kader" not in verdict.lezingen
    for choice in ("telt_mee", "telt_niet_mee"):  # nor where somebody chose all the same
        chosen = verdicts(first, other, percelen="samen", percelen_buiten_kader=choice)[0]
        assert (chosen.uitkomst, "percelen_buiten_kader" in chosen.onzeker) == (outcome, False)


def test_lots_apart_rest_on_no_lot_outside() -> None:
    verdict = verdicts(lot("1", "150000"), lot("2", "150000", aard="levering"), percelen="apart")[0]
    assert verdict.uitkomst == "niet_van_toepassing"
    assert "percelen_buiten_kader" not in verdict.onzeker


def test_both_readings_open_are_told_together() -> None:
    verdict = verdicts(lot("1", "150000"), lot("2", "150000", aard="levering"))[0]
    assert verdict.uitkomst == "onbekend"
    assert verdict.kader is not None
    ends = {tuple(dict(choices).values()): end for choices, end in verdict.kader.combinaties.items()}
    assert ends[("samen", "telt_mee")] == "van_toepassing"
    assert ends[("samen", "telt_niet_mee")] == "niet_van_toepassing"


@pytest.mark.parametrize(
    ("unknown", "field", "asked"),
    [
        ({"aard": ""}, "aard", "Is de opdracht een werk, een dienst of een levering?"),
        ({"uitsluitingsgronden": ""}, "uitsluitingsgronden", "Geldt één van de vier uitsluitingsgronden"),
    ],
)
def test_a_lot_that_may_fall_outside_is_asked_about(unknown: dict[str, str], field: str, asked: str) -> None:
    rows = (lot("1", "150000"), {**lot("2", "150000"), **unknown})
    first = verdicts(*rows, percelen="samen")[0]
    assert first.uitkomst == "onbekend"
    assert first.kader is not None
    (question,) = first.kader.te_vragen
    assert question.veld == field
    assert question.vraag.startswith(asked)
    assert question.vraag.endswith("Het gaat om perceel 2.")
    assert "Van perceel 2 is niet bekend of het buiten het generieke kader valt." in " ".join(
        first.waarschuwingen
    )
    # Whoever lets it count needs no answer; and enough without it is enough.
    assert verdicts(*rows, percelen="samen", percelen_buiten_kader="telt_mee")[0].uitkomst == "van_toepassing"
    assert verdicts(lot("1", "300000"), rows[1], percelen="samen")[0].uitkomst == "van_toepassing"


def test_how_long_all_last_without_a_lot_outside() -> None:
    early = {"begin": "2018-03-01", "einde": "2018-06-30", "looptijd_maanden": ""}
    late = {"begin": "2018-07-01", "einde": "2018-10-31", "looptijd_maanden": "", "aard": "levering"}
    rows = (lot("1", "300000", **early), lot("2", "300000", **late))
    choices = {"telt_mee": "van_toepassing", "telt_niet_mee": "niet_van_toepassing"}  # eight months, or four
    for choice, outcome in choices.items():
        assert verdicts(*rows, percelen="samen", percelen_buiten_kader=choice)[0].uitkomst == outcome


@pytest.mark.parametrize(
    ("choice", "outcome"), [("telt_mee", "van_toepassing"), ("telt_niet_mee", "niet_van_toepassing")]
)
def test_a_framework_whose_source_decides_leaves_nothing_to_choose(choice: str, outcome: str) -> None:
    kader = ASSESSOR.beleid.kaders["generiek_kader"]
    settled = kader.leesvragen[-1].model_copy(update={"gekozen": choice, "bron": kader.werkingssfeer.bron})
    own = kader.model_copy(update={"leesruimte": (*kader.leesruimte, settled)})
    assessor = Assessor(Beleid({"generiek_kader": own}, "0" * 64))
    rows = [lot("1", "150000"), lot("2", "150000", aard="levering")]
    whole = {"id": "vb-1", "uitsluitingsgronden": "nee"}
    lots = [TenderRead(facts_of({**SURE, **whole, **row})) for row in rows]
    first = next(judge(lots, assessor, Choices(readings=(("percelen", "samen"),))))
    assert isinstance(first, Result)
    assert first.besluit.uitkomst == outcome
    assert "percelen_buiten_kader" not in first.besluit.onzeker


def test_as_long_as_it_is_not_known_of_a_lot_itself_others_are_not_asked_about() -> None:
    rows = [{**lot(name, "150000"), "uitsluitingsgronden": ""} for name in ("1", "2")]
    first = verdicts(*rows, percelen="samen")[0]
    assert first.kader is not None
    (question,) = first.kader.te_vragen
    assert question.vraag.endswith("Het gaat om perceel 1.")
    assert "percelen_buiten_kader" not in first.lezingen


def test_a_lot_entered_twice_is_named_once_with_how_often() -> None:
    assert named_lots(["1", "1", "2"]) == "perceel 1 (2 keer) en 2"
    assert named_lots(["noord", "zuid"]) == "perceel noord en zuid"
    many = [f"{number}" for number in range(1, 12)]
    assert named_lots(many[:10]) == f"perceel {', '.join(many[:9])} en 10"
    assert named_lots(many) == "11 percelen, waaronder perceel 1"
    assert named_lots(["Perceel 1 van 4", "perceel 2 van 4"]) == "perceel 1 van 4 en 2 van 4"


TAKEN_AS_ALL = {
    # Together 200 000; a third can make it 250 000.
    "more could be enough": ([lot("1", "100000"), lot("2", "100000")], {}, True),
    "they are not counted together": ([lot("1", "100000"), lot("2", "100000")], {"percelen": "apart"}, False),
    "it is enough already": ([lot("1", "300000"), lot("2", "300000")], {}, False),
    "supplies fall outside, whatever more there is": (
        [lot("1", "100000", aard="levering"), lot("2", "100000", aard="levering")],
        {},
        False,
    ),
    "a number is skipped": ([lot("1", "100000"), lot("3", "100000")], {}, True),
    "that they are not all is told already": (
        [lot("1 van 3", "100000"), lot("3 van 3", "100000")],
        {},
        False,
    ),
    "their names say that they are all": ([lot("1 van 2", "100000"), lot("2 van 2", "100000")], {}, False),
    "one without lots": ([{"loonsom_excl_btw": "100000"}], {}, False),
}


@pytest.mark.parametrize(("rows", "readings", "is_assumed"), TAKEN_AS_ALL.values(), ids=TAKEN_AS_ALL)
def test_that_they_are_all_is_told_where_more_could_turn_the_outcome(
    rows: list[dict[str, str]], readings: dict[str, str], is_assumed: bool
) -> None:
    for verdict in verdicts(*rows, **readings):
        assert ("alle_percelen_aangenomen" in verdict.onzeker) == is_assumed
        assert any("dit alle percelen van deze" in text for text in verdict.waarschuwingen) == is_assumed


def test_lots_that_lack_by_their_names_can_turn_it() -> None:
    names = ("perceel 1 van 4", "perceel 2 van 4")
    for verdict in verdicts(*(lot(name, "100000") for name in names)):
        assert (verdict.uitkomst, verdict.kader.open_lezingen if verdict.kader else {}) == (
            "onbekend",
            {"percelen": {"apart": "niet_van_toepassing", "samen": "onbekend"}},
        )
        assert "percelen_niet_gegeven" in verdict.onzeker
    for verdict in verdicts(*(lot(name, "300000") for name in names)):
        assert verdict.uitkomst == "van_toepassing"  # enough by itself and together


@pytest.mark.parametrize(
    ("out", "unsure", "ends"),
    [
        (set(), (), (300, 400)),  # entered twice, it is sure to be there once
        (set(), (0, 1), (200, 400)),
        (set(), (0,), (200, 400)),  # which of the two it is, is not known
        ({0}, (1,), (200, 300)),
        ({2}, (), (100, 200)),
        (set(), (2,), (100, 400)),
    ],
)
def test_what_lots_come_to_of_which_one_is_entered_twice_and_some_may_not_count(
    out: set[int], unsure: tuple[int, ...], ends: tuple[int, int]
) -> None:
    wages = ((100, "1"), (100, "1"), (200, "2"))
    lots = Lots([Facts(perceel=name, loonsom_excl_btw=Decimal(wage)) for wage, name in wages])
    inside = lots.beside(out, dict.fromkeys(unsure, ("aard",))).inside
    assert inside is not None
    assert inside.amount("loonsom_excl_btw", None) == ends


@pytest.mark.parametrize("counted", [False, True])
def test_of_days_that_are_not_known_the_term_of_lots_is_no_surer_than_that_of_one(counted: bool) -> None:
    """From some day in January to some day in June; there are no options to count."""
    lot = Facts(begin=parse_datum("2018-01"), einde=parse_datum("2018-06"))
    term = Lots([lot]).term(telt_mee=counted)
    assert term == firm_term(lot)
    assert term.high == 6
    assert term.low < 6
    exact = Facts(begin=parse_datum("2018-01-01"), einde=parse_datum("2018-06-30"))
    assert Lots([exact]).term(telt_mee=counted) == (6, 6)
