"""A row that is no tender, the days on which something is in force, and what is said of those unsure."""

from types import SimpleNamespace
from typing import Any

import pytest

from maatwerk_cli.models.policy.parameters import Parameter
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.frameworks.limit_tables import LimitTable
from maatwerk_cli.tender.sentences import date_warnings
from maatwerk_cli.tender.series.row_reader import no_tender

COLUMNS = ("id", "titel", "loonsom_excl_btw", "looptijd_maanden")
ROWS = [
    (("", "", "", ""), "leeg"),
    (("  ", "", "\t", ""), "leeg"),
    (("--", "", "---", "..."), "streepjes"),
    (("", "—", "", "_"), "streepjes"),
    (("-", "Schoonmaak", "", ""), ""),  # dashes and something else
    (("Totaal", "", "900000", ""), "totaal"),
    (("", "Totaal", "900000", "12"), "totaal"),
    (("subtotaal", "", "", ""), "totaal"),
    (("Eindsom", "", "1", ""), "totaal"),
    (("Saldo", "", "1", ""), "totaal"),
    (("Totaal", "Schoonmaak", "1", ""), ""),  # two words: it may be one
    (("Totaalrenovatie", "", "1", ""), ""),
    (("", "Groene gevel", "1", ""), ""),
    (("2018-1", "", "", ""), ""),
    (("", "", "900000", ""), ""),
    (("", "", "-", "900000"), ""),
    (("Totaal", "-", "1", ""), ""),
]


@pytest.mark.parametrize(("cells", "what"), ROWS)
def test_a_row_that_holds_no_tender(cells: tuple[str, ...], what: str) -> None:
    assert no_tender(cells, COLUMNS) == what


SOURCE = {"id": "b", "vindplaats": "§1"}


def eras(day: str, *values: tuple[int, str, str | None]) -> list[tuple[int, ...]]:
    """Give which values hold on the days that a peildatum can be, one after another."""
    rows = [
        {"waarde": value, "vanaf": first, "bron": SOURCE, **({"tot_en_met": last} if last else {})}
        for value, first, last in values
    ]
    parameter = Parameter.model_validate({"omschrijving": "G", "eenheid": "euro", "waarden": rows})
    return LimitTable(parameter, parse_datum(day), {})._eras


GAP = ((1, "2019-01-01", "2019-06-29"), (2, "2020-01-01", None))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2018-12-31", [()]),
        ("2019-01-01", [(0,)]),
        ("2018", [()]),
        ("2019-06-29", [(0,)]),
        ("2019-06-30", [()]),  # the day after its last
        ("2019-06", [(0,), ()]),
        ("2019", [(0,), ()]),
        ("2019-07", [()]),
        ("2019-12-31", [()]),
        ("2020-01-01", [(1,)]),
        ("2020", [(1,)]),
        ("2019-q4", [()]),
    ],
)
def test_which_values_hold_on_each_day_that_it_can_be(day: str, expected: list[tuple[int, ...]]) -> None:
    assert eras(day, *GAP) == expected


def test_two_values_that_follow_each_other_leave_no_day_between() -> None:
    assert eras("2019", (1, "2019-01-01", "2019-06-30"), (2, "2019-07-01", None)) == [(0,), (1,)]
    assert eras("2019-06-30", (1, "2019-01-01", "2019-06-30"), (2, "2019-07-01", None)) == [(0,)]


def kader(**given: Any) -> Any:
    def holds_on(day: Any) -> bool:
        return parse_datum("2011-07-01").first <= day <= parse_datum("2019-12-31").last

    period = SimpleNamespace(
        vanaf=parse_datum("2011-07-01"), tot_en_met=parse_datum("2019-12-31"), holds_on=holds_on,
        bevestigd=parse_datum("2018-03"), bevestigd_tot=None, **given,
    )  # fmt: skip
    return SimpleNamespace(id="kader", naam="het kader", geldigheid=period)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2018-02-28", False), ("2018-03-01", True), ("2018-03-31", True), ("2018-04-01", False),
        ("2018", True), ("2018-q1", True), ("2018-q2", False), ("2017", False),
    ],
)  # fmt: skip
def test_that_only_some_days_are_confirmed_is_told_of_those_days(day: str, expected: bool) -> None:
    said = list(date_warnings([kader()], parse_datum(day), ()))
    assert any("is niet bevestigd" in " ".join(text.split()) for text in said) is expected


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2011-06-30", "en dus niet op de peildatum"), ("2011-07-01", None), ("2019-12-31", None),
        ("2020-01-01", "en dus niet op de peildatum"), ("2011", "te onnauwkeurig"), ("2011-07", None),
        ("2019-q4", None), ("2010", "en dus niet op de peildatum"),
    ],
)  # fmt: skip
def test_that_the_framework_that_is_followed_is_not_in_force_is_told(day: str, said: str | None) -> None:
    present = [
        text for text in date_warnings([kader()], parse_datum(day), ("kader",)) if "bevestigd" not in text
    ]
    assert len(present) == (said is not None)
    assert all(said is not None and said in text for text in present)
    assert not [text for text in date_warnings([kader()], parse_datum(day), ("ander",)) if "geldt" in text]


def test_without_a_day_that_is_all_that_is_said() -> None:
    assert len(list(date_warnings([kader()], None, ("kader",)))) == 1
