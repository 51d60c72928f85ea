"""Whether the lots of a tender were all given: by what the file says, else one alone that says it is one."""

import pytest
from tests.tender.test_reservations import ASSESSOR, SURE, facts_of

from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.judging import Choices, Result, RowError, TenderRead, _not_given, judge


def read(stated: int = 0, lot: str | None = None) -> TenderRead:
    return TenderRead(Facts(perceel=lot), number_of_lots=stated)


@pytest.mark.parametrize(
    ("group", "missing"),
    [
        ([read()], ""),  # no lots at all
        ([read(stated=1)], ""),  # one lot is all of it
        ([read(stated=1, lot="1")], ""),
        ([read(stated=2)], "niet_gegeven"),
        ([read(lot="1")], "niet_gegeven"),  # a lot is a lot among others
        ([read(lot="1"), read(lot="2")], ""),  # several are taken for all
        ([read(stated=2, lot="1"), read(stated=2, lot="2")], ""),
        ([read(stated=3, lot="1"), read(lot="2")], "niet_gegeven"),
        ([read(stated=3, lot="1"), read(lot="2"), read(lot="3")], ""),
        ([RowError("a", 1, "fout")], ""),
        ([RowError("a", 1, "fout"), read(stated=3)], "niet_gegeven"),
    ],
)
def test_what_is_not_given_is_told(group: list[TenderRead | RowError], missing: str) -> None:
    assert _not_given(group) == missing


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


def test_a_lot_entered_twice_with_other_dates_does_not_decide_how_long_all_last() -> None:
    early = {"begin": "2018-03-01", "einde": "2018-06-30"}
    late = {"begin": "2018-07-01", "einde": "2018-10-31"}
    assert outcomes(lot("1", "300000", **early), lot("1", "300000", **late)) == [("onbekend", True)] * 2
    assert (
        outcomes(lot("1", "300000", **early), lot("2", "300000", **late)) == [("van_toepassing", False)] * 2
    )


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (lot("2", "150000", aard="levering"), True),
        (lot("2", "150000", opdrachtgever_soort="decentraal"), True),
        (lot("2", "150000", werkwijze="maatwerk"), True),
        (lot("2", "150000"), False),  # it falls inside
        (lot("2", "50000", aard="levering"), False),  # it does not reach the limit with it either
    ],
)
def test_a_lot_outside_the_framework_does_not_help_unseen(other: dict[str, str], told: bool) -> None:
    whole = {"id": "vb-1", "uitsluitingsgronden": "nee"}
    rows = [TenderRead(facts_of({**SURE, **whole, **row})) for row in (lot("1", "150000"), other)]
    first = next(judge(rows, ASSESSOR, Choices(readings=(("percelen", "samen"),))))
    assert isinstance(first, Result)
    assert ("percelen_buiten_kader" in first.besluit.onzeker) is told
    said = " ".join(first.besluit.waarschuwingen)
    assert ("Samen tellen mee: perceel 1 en 2. Daarvan valt perceel 2 zelf buiten" in said) is told


def test_a_lot_that_is_enough_without_it_rests_on_no_lot_outside() -> None:
    whole = {"id": "vb-1", "uitsluitingsgronden": "nee"}
    lots = (lot("1", "300000"), lot("2", "150000", aard="levering"))
    rows = [TenderRead(facts_of({**SURE, **whole, **row})) for row in lots]
    first = next(judge(rows, ASSESSOR, Choices(readings=(("percelen", "samen"),))))
    assert isinstance(first, Result)
    assert "percelen_buiten_kader" not in first.besluit.onzeker
