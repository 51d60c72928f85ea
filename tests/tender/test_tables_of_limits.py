"""Which rows of a table can be meant: those of a value that the tender can have, on a day that it can be."""

from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from maatwerk_cli.models.policy.parameters import Parameter
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.combination import TableReading
from maatwerk_cli.tender.facts import UNKNOWN_OPTIONS, Bounds, Facts
from maatwerk_cli.tender.frameworks.limit_tables import Chosen, LimitTable
from maatwerk_cli.tender.frameworks.open_readings import Lezing
from maatwerk_cli.tender.lots import Lots

SOURCE = {"id": "b", "vindplaats": "§1"}


def table(per: str | None, *rows: dict[str, Any], day: str = "2020-06-01", unit: str = "euro") -> LimitTable:
    asked = {"per": per, "vraag": {"tekst": "Wat?", "wie": "de inkoper"}} if per else {}
    made = [{"waarde": place, "vanaf": "2020-01-01", "bron": SOURCE, **row} for place, row in enumerate(rows)]
    parameter = Parameter.model_validate({"omschrijving": "G", "eenheid": unit, "waarden": made, **asked})
    return LimitTable(parameter, parse_datum(day), {})


BANDS = [{"band": {"hoogstens": 2}}, {"band": {"meer_dan": 2, "minder_dan": 5}}, {"band": {"minstens": 7}}]


@pytest.mark.parametrize("rest", [False, True], ids=["nothing else", "all else"])
def test_of_bands_those_that_some_value_is_in(rest: bool) -> None:
    """Months are whole, so every value from the least to the most can be tried; 5 and 6 are in no band."""
    own = table("looptijd", *BANDS, *([{}] if rest else []))

    def row_of(months: int) -> int | None:
        if months <= 2:
            return 0
        if 2 < months < 5:
            return 1
        return 2 if months >= 7 else 3 if rest else None

    for low, high in product(range(9), [*range(9), None]):
        if high is not None and high < low:
            continue
        met = {row_of(months) for months in range(low, 12 if high is None else high + 1)}
        rows = tuple(sorted(row for row in met if row is not None))
        outcome = own.choose_by(Bounds(low, high))
        assert (outcome.rows, outcome.none) == (rows, None in met), (low, high)
        assert outcome.sure is (len(met) == 1 and None not in met)
        assert outcome.fields == (() if len(met) == 1 else ("looptijd_maanden",))


def test_of_amounts_a_band_ends_at_a_cent() -> None:
    own = table("loonsom_excl_btw", {"band": {"minder_dan": 100}}, {"band": {"minstens": 100}})
    cent = Decimal("0.01")
    for value, row in ((100 - cent, 0), (Decimal(100), 1), (100 + cent, 1), (Decimal(0), 0)):
        assert own.choose_by(Bounds(value, value)) == Chosen((row,))
    assert own.choose_by(Bounds(100 - cent, Decimal(100))).rows == (0, 1)
    assert not own.choose_by(Bounds(Decimal(0), None)).none


CODES = {
    "a row of its own": ("aard", [{"voor": ["werk"]}, {"voor": ["dienst"]}], "werk", ((0,), False, ())),
    "no row": ("aard", [{"voor": ["werk"]}, {"voor": ["dienst"]}], "levering", ((), True, ())),
    "all else": ("aard", [{"voor": ["werk"]}, {}], "levering", ((1,), False, ())),
    "not known": ("aard", [{"voor": ["werk"]}, {"voor": ["dienst"]}], None, ((0, 1), True, ("aard",))),
    "not known, with all else": ("aard", [{"voor": ["werk"]}, {}], None, ((0, 1), False, ("aard",))),
    "not known, and every code has a row": (
        "aard",
        [{"voor": ["werk"]}, {"voor": ["dienst", "levering"]}],
        None,
        ((0, 1), False, ("aard",)),
    ),
    "not known, every code has a row, so all else is nothing": (
        "aard",
        [{"voor": ["werk"]}, {"voor": ["dienst", "levering"]}, {}],
        None,
        ((0, 1), False, ("aard",)),
    ),
    "the more precise of two": ("cpv", [{"voor": ["45"]}, {"voor": ["4521"]}], "45210000", ((1,), False, ())),
    "the less precise": ("cpv", [{"voor": ["45"]}, {"voor": ["4521"]}], "45100000", ((0,), False, ())),
    "one that can stand for a more precise one": (
        "cpv",
        [{"voor": ["45"]}, {"voor": ["4521"]}],
        "45000000",
        ((0, 1), False, ("cpv",)),
    ),
    "no table": (None, [{}], None, ((0,), False, ())),
}


@pytest.mark.parametrize(("per", "rows", "value", "chosen"), CODES.values(), ids=CODES)
def test_of_codes_the_row_that_is_meant(per: str | None, rows: Any, value: str | None, chosen: Any) -> None:
    assert table(per, *rows).choose_by(value) == Chosen(*chosen)


@pytest.mark.parametrize(
    ("day", "chosen"),
    [
        ("2019", ((), True, ())),  # nothing holds yet
        ("2020-01", ((0,), False, ())),
        ("2020", ((0, 1), False, ("peildatum",))),
        ("2020-07", ((1,), False, ())),
        ("2021", ((), True, ())),
        ("2020-12-31", ((1,), False, ())),
    ],
)
def test_of_a_day_that_is_not_sure_the_rows_of_every_day(day: str, chosen: Any) -> None:
    rows = (
        {"vanaf": "2020-01-01", "tot_en_met": "2020-06-30"},
        {"vanaf": "2020-07-01", "tot_en_met": "2020-12-31"},
    )
    assert table(None, *rows, day=day).choose_by(None) == Chosen(*chosen)


def test_where_nothing_holds_on_some_day_that_is_told() -> None:
    outcome = table(None, {"vanaf": "2020-07-01"}, day="2020").choose_by(None)
    assert outcome == Chosen((0,), True, ("peildatum",))
    assert not outcome.sure


VALUE, MONTHS = "opdrachtwaarde_excl_btw", "looptijd_maanden"
WITH_OPTIONS, TOGETHER = Lezing(verlenging="telt_mee"), Lezing(percelen="samen")
WHOLE, CALL_OFF = Lezing(raamovereenkomst="geheel"), Lezing(raamovereenkomst="nadere_overeenkomst")


def worth(value: int | None, agreement: str | None = None) -> Facts:
    own = None if value is None else Decimal(value)
    return Facts(opdrachtwaarde_excl_btw=own, raamovereenkomst=agreement)


def lasting(months: int | None, **rest: Any) -> Facts:
    return Facts(looptijd_maanden=months, **rest)


# A table that turns at 12, months or euros: the readings that bear on it, the lots (judged is the first), the
# reading; the rows that can be meant, what to ask, whether it looked at all lots, and why it is not known.
LOOKS: dict[str, Any] = {
    "options count": ("looptijd", "verlenging", [lasting(8, verlenging_maanden=6)], WITH_OPTIONS, (1,)),
    "options do not": ("looptijd", "verlenging", [lasting(8, verlenging_maanden=6)], Lezing(), (0,)),
    "not for this table": ("looptijd", "percelen", [lasting(8, verlenging_maanden=6)], WITH_OPTIONS, (0,)),
    "no option adds to an amount": (
        VALUE, "verlenging", [worth(8)._replace(verlenging_maanden=6)], WITH_OPTIONS, (0,)
    ),
    "how long the options are decides": (
        *("looptijd", "verlenging", [lasting(8, bounds=UNKNOWN_OPTIONS)], WITH_OPTIONS, (0, 1)),
        "verlenging_maanden",
    ),
    "how long the firm term is decides": (
        "looptijd", "verlenging", [lasting(None, verlenging_maanden=6)], WITH_OPTIONS, (0, 1), MONTHS
    ),
    "however long the firm term is": (
        "looptijd", "verlenging", [lasting(None, verlenging_maanden=12)], WITH_OPTIONS, (1,)
    ),
    "a tender without lots": (VALUE, "percelen", [worth(None)], TOGETHER, (0, 1), VALUE),
    "a term without lots": ("looptijd", "percelen", [lasting(None)], TOGETHER, (0, 1), MONTHS),
    "lots together": (VALUE, "percelen", [worth(8), worth(8)], TOGETHER, (1,), "", True),
    "each lot by itself": (VALUE, "percelen", [worth(8), worth(8)], Lezing(), (0,)),
    "lots together, not for this table": (VALUE, "raamovereenkomst", [worth(8), worth(8)], TOGETHER, (0,)),
    "terms of lots together": (
        "looptijd", "percelen", [lasting(8), lasting(14)], TOGETHER, (1,), "", True
    ),
    "with the options of each": (
        *("looptijd", "percelen verlenging", [lasting(8), lasting(8, verlenging_maanden=6)]),
        *(TOGETHER._replace(verlenging="telt_mee"), (1,), "", True),
    ),
    "another lot that is not known": (
        VALUE, "percelen", [worth(8), worth(None)], TOGETHER, (0, 1), VALUE, True
    ),
    "the whole of a call-off": (
        VALUE, "raamovereenkomst", [worth(8, "nadere_overeenkomst")], WHOLE, (0, 1), "", False,
        "hele_raamovereenkomst",
    ),
    "the whole is more than a call-off that is enough": (
        VALUE, "raamovereenkomst", [worth(14, "nadere_overeenkomst")], WHOLE, (1,)
    ),
    "a call-off is not worth more than the whole": (
        VALUE, "raamovereenkomst", [worth(8, "ja")], CALL_OFF, (0,)
    ),
    "and can last longer": (
        "looptijd", "raamovereenkomst", [lasting(8, raamovereenkomst="ja")], CALL_OFF, (0, 1), "", False,
        "per_nadere_overeenkomst",
    ),
    "no level for this table": (VALUE, "percelen", [worth(8, "nadere_overeenkomst")], WHOLE, (0,)),
}  # fmt: skip


@pytest.mark.parametrize("case", LOOKS)
def test_a_table_looks_at_a_tender_as_the_readings_say_that_bear_on_it(case: str) -> None:
    per, readings, lots, reading, rows, *rest = LOOKS[case]
    asked, together, note = (*rest, *("", False, "")[len(rest) :])
    own = table(per, {"band": {"minder_dan": 12}}, {"band": {"minstens": 12}})
    group = Lots(lots) if len(lots) > 1 else None
    seen = TableReading(own, {*readings.split()}).look(lots[0], group, reading)
    assert (seen.chosen.rows, seen.chosen.none) == (rows, False)
    assert seen.chosen.fields == ((asked,) if asked else ())
    assert (seen.together, seen.note) == (together, note)


def test_where_the_day_tells_the_row_it_is_asked_and_no_amount() -> None:
    first, then = {"tot_en_met": "2020-05-31"}, {"vanaf": "2020-06-01"}
    own = table(VALUE, *({"band": {"minder_dan": 12}, **days} for days in (first, then)), day="2020")
    seen = TableReading(own, {"percelen"}).look(worth(8), None, Lezing())
    assert (seen.chosen.rows, seen.chosen.fields) == ((0, 1), ("peildatum",))


def test_of_another_lot_that_is_not_known_is_told_which() -> None:
    own = table(VALUE, {"band": {"minder_dan": 12}}, {"band": {"minstens": 12}})
    seen = TableReading(own, {"percelen"}).look(worth(8), Lots([worth(8), worth(None)]), TOGETHER)
    assert seen.of_lots is not None
    assert (seen.of_lots.fields, seen.of_lots.places) == ((VALUE,), (1,))


def test_a_table_is_the_same_on_days_on_which_the_same_rows_hold() -> None:
    rows = ({"tot_en_met": "2020-06-30"}, {"vanaf": "2020-07-01"})
    first = table(None, *rows, day="2020-02-01")
    assert first == table(None, *rows, day="2020-06-30")
    assert first != table(None, *rows, day="2020-07-01")
    assert first != table(None, *rows, day="2020")
    assert first != table(None, {}, day="2020-02-01")
    assert first != 0


def test_where_on_some_day_more_rows_can_be_meant_the_amount_is_asked_and_not_the_day() -> None:
    later = {"vanaf": "2020-07-01"}
    bands = ({"band": {"minder_dan": 12}, **later}, {"band": {"minstens": 12}, **later})
    own = table(VALUE, {"tot_en_met": "2020-06-30"}, *bands, day="2020")
    assert own.choose_by(Bounds(0, None)) == Chosen((0, 1, 2), False, (VALUE,))
    assert own.choose_by(Bounds(8, 8)) == Chosen((0, 1), False, ("peildatum",))


def test_a_row_may_hold_until_the_calendar_ends() -> None:
    assert table(None, {"tot_en_met": "9999-12-31"}).choose_by(None) == Chosen((0,))
