"""An amount is rounded first, then kept within its least and its most; a tender is written as its record."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from maatwerk_cli.tender.cases.inspection import facts_in_words
from maatwerk_cli.tender.duty import Duty, Frame
from maatwerk_cli.tender.facts import Facts

ROUNDED = [
    # amount, rounded to, which way, the least, the most: what it comes to
    ("100.004", None, "", None, None, "100.00"),
    ("100.005", None, "", None, None, "100.01"),  # half a cent counts as a whole one
    ("1049.99", 100, "beneden", None, None, "1000"),
    ("1099.99", 100, "beneden", None, None, "1000"),
    ("1000.01", 100, "boven", None, None, "1100"),
    ("1000", 100, "boven", None, None, "1000"),
    ("1049.99", 100, "dichtstbij", None, None, "1000"),
    ("1050", 100, "dichtstbij", None, None, "1100"),
    ("999", None, "", 1000, None, "1000"),
    ("1000", None, "", 1000, None, "1000.00"),
    ("1001", None, "", 1000, 2000, "1001.00"),
    ("2001", None, "", 1000, 2000, "2000"),
    ("1951", 100, "boven", None, 1999, "1999"),  # rounded, and then kept within its most
    ("1049", 100, "beneden", 1010, None, "1010"),
]


@pytest.mark.parametrize(("amount", "step", "way", "least", "most", "result"), ROUNDED)
def test_an_amount_is_rounded_and_then_bounded(
    amount: str, step: int | None, way: str, least: int | None, most: int | None, result: str
) -> None:
    rounding: Any = None if step is None else SimpleNamespace(op=Decimal(step), naar=way)
    bounds = (None if value is None else Decimal(value) for value in (least, most))
    assert str(Frame(rounding, *bounds).of(Decimal(amount)).normalize()) == str(Decimal(result).normalize())


def test_what_is_due_of_another_base() -> None:
    duty = Duty(Decimal(5), "loonsom_excl_btw", None, frame=Frame())
    assert duty.due(Decimal(1000)) == Decimal(50)
    assert duty.due(None) is None
    assert duty._replace(percentage=None).due(Decimal(1000)) is None
    assert duty._replace(frame=None).due(Decimal(1000)) is None
    # Where the percentage differs by band of the base itself, it is that of the whole only.
    for per, known in (("loonsom_excl_btw", False), ("looptijd", True), (None, True)):
        row: Any = SimpleNamespace(table=SimpleNamespace(parameter=SimpleNamespace(per=per)))
        assert (duty._replace(rows=(row,)).due(Decimal(1000)) is not None) is known


WRITTEN = [
    (Facts(), ""),
    (Facts(aard="dienst"), "aard dienst"),
    (Facts(aard="dienst", loonsom_excl_btw=Decimal(250_000)), "aard dienst, loonsom_excl_btw 250000"),
    (Facts(aard="dienst", verlenging_maanden=0, looptijd_maanden=6), "aard dienst, looptijd_maanden 6"),
    (Facts(verlenging_maanden=12), "verlenging_maanden 12"),
    (Facts(raamovereenkomst="nee", uitsluitingsgronden=()), "uitsluitingsgronden nee"),
    (Facts(raamovereenkomst="ja"), "raamovereenkomst ja"),
    (Facts(uitsluitingsgronden=("ug-1", "ug-2")), "uitsluitingsgronden ug-1 ug-2"),
    (Facts(aard="nee", titel="Niet", looptijd_maanden=0), "aard nee, looptijd_maanden 0"),
]


@pytest.mark.parametrize(("facts", "words"), WRITTEN)
def test_a_tender_is_written_as_the_fields_of_its_record(facts: Facts, words: str) -> None:
    assert facts_in_words(facts) == words
