"""An obligation over the firm term, each option and each call-off: exactly the whole, and nothing made up."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from maatwerk_cli.tender.duty_terms import DutyPart, DutyTerms, duty_terms
from maatwerk_cli.tender.facts import UNKNOWN_OPTIONS, Facts

BASE = "opdrachtwaarde_excl_btw"


def five_percent(base: Decimal | None) -> Decimal | None:
    return None if base is None else base * 5 / 100


def exact(amount: int | None) -> Decimal | None:
    return None if amount is None else Decimal(amount)


def output(
    base: int | None = 100_000,
    options: tuple[tuple[int, int | None], ...] = (),
    calloffs: tuple[tuple[str, int | None], ...] = (),
    estimate: str | None = None,
    **given: Any,
) -> DutyTerms:
    facts = Facts(
        opdrachtwaarde_excl_btw=None if base is None else Decimal(base), **{"looptijd_maanden": 24, **given}
    )
    dossier: Any = SimpleNamespace(
        opties=[SimpleNamespace(maanden=months, bedrag=exact(amount)) for months, amount in options],
        nadere_overeenkomsten=[
            SimpleNamespace(naam=name, bedrag=exact(amount), maanden=None) for name, amount in calloffs
        ],
        raming=None if estimate is None else SimpleNamespace(opties=estimate),
    )
    duty: Any = SimpleNamespace(grondslag=BASE, due=five_percent, no_whole=False)
    return duty_terms(duty, facts, dossier)


TWO = ((12, 20_000), (6, 30_000))
UNKNOWN = ((12, 20_000), (6, None))
PARTS = {
    "within the estimate": (
        "inbegrepen",
        TWO,
        [
            ("vast", 0, 24, 50_000, 2_500),
            ("optie", 1, 12, 20_000, 1_000),
            ("optie", 2, 6, 30_000, 1_500),
            ("alles", 0, 42, 100_000, 5_000),
        ],
    ),
    "beside the estimate": (
        "niet_inbegrepen",
        TWO,
        [
            ("vast", 0, 24, 100_000, 5_000),
            ("optie", 1, 12, 20_000, 1_000),
            ("optie", 2, 6, 30_000, 1_500),
            ("alles", 0, 42, 150_000, 7_500),
        ],
    ),
    "nobody told": (
        None,
        TWO,
        [
            ("vast", 0, 24, None, None),
            ("optie", 1, 12, 20_000, 1_000),
            ("optie", 2, 6, 30_000, 1_500),
            ("alles", 0, 42, None, None),
        ],
    ),
    "within it, one without an amount": (
        "inbegrepen",
        UNKNOWN,
        [
            ("vast", 0, 24, None, None),
            ("optie", 1, 12, 20_000, 1_000),
            ("optie", 2, 6, None, None),
            ("alles", 0, 42, 100_000, 5_000),
        ],
    ),
    "beside it, one without an amount": (
        "niet_inbegrepen",
        UNKNOWN,
        [
            ("vast", 0, 24, 100_000, 5_000),
            ("optie", 1, 12, 20_000, 1_000),
            ("optie", 2, 6, None, None),
            ("alles", 0, 42, None, None),
        ],
    ),
    "more than the whole": (
        "inbegrepen",
        ((12, 100_001),),
        [
            ("vast", 0, 24, None, None),
            ("optie", 1, 12, 100_001, Decimal("5000.05")),
            ("alles", 0, 36, 100_000, 5_000),
        ],
    ),
    "an option for nothing": (
        "inbegrepen",
        ((12, 0),),
        [("vast", 0, 24, 100_000, 5_000), ("optie", 1, 12, 0, 0), ("alles", 0, 36, 100_000, 5_000)],
    ),
    "just the whole": (
        "inbegrepen",
        ((12, 100_000),),
        [("vast", 0, 24, 0, 0), ("optie", 1, 12, 100_000, 5_000), ("alles", 0, 36, 100_000, 5_000)],
    ),
}


@pytest.mark.parametrize(("estimate", "options", "parts"), PARTS.values(), ids=PARTS)
def test_the_parts_of_an_obligation(estimate: str | None, options: Any, parts: list[Any]) -> None:
    outcome = output(options=options, estimate=estimate)
    assert outcome.parts == [DutyPart(*part) for part in parts]
    assert outcome.included is (None if estimate is None else estimate == "inbegrepen")


def test_without_options_of_their_own_only_their_months_are_told() -> None:
    firm, option, whole = output(verlenging_maanden=12).parts
    assert (firm, option) == (DutyPart("vast", 0, 24), DutyPart("optie", 0, 12))
    assert whole == DutyPart("alles", 0, 36)
    assert output(verlenging_maanden=12, estimate="inbegrepen").parts[-1] == DutyPart(
        "alles", 0, 36, Decimal(100_000), Decimal(5_000)
    )
    unknown = output(bounds=UNKNOWN_OPTIONS).parts
    assert [part.months for part in unknown] == [24, None, None]
    assert output().parts == output(verlenging_maanden=0).parts == ()


CLASHES = {
    "nothing": ({}, []),
    "months that are the same": ({"options": TWO, "verlenging_maanden": 18}, []),
    "other months": ({"options": TWO, "verlenging_maanden": 17}, ["opties_andere_duur"]),
    "months without options": ({"verlenging_maanden": 17}, []),
    "options as large as the whole": ({"options": ((1, 100_000),), "estimate": "inbegrepen"}, []),
    "options larger than the whole": (
        {"options": ((1, 100_001),), "estimate": "inbegrepen"},
        ["opties_boven_geheel"],
    ),
    "options as large as the whole, and one without an amount": (
        {"options": ((1, 100_000), (1, None)), "estimate": "inbegrepen"},
        [],
    ),
    "options beside it that are larger": ({"options": ((1, 100_001),), "estimate": "niet_inbegrepen"}, []),
    "of a whole that is not known": (
        {"base": None, "options": ((1, 100_001),), "estimate": "inbegrepen"},
        [],
    ),
    "call-offs as large as the whole": ({"calloffs": (("a", 60_000), ("b", 40_000))}, []),
    "call-offs larger than the whole": (
        {"calloffs": (("a", 60_000), ("b", 40_001))},
        ["nadere_boven_geheel"],
    ),
    "one without an amount": ({"calloffs": (("a", 100_000), ("b", None))}, []),
    "call-offs as large as the whole with its options": (
        {"calloffs": (("a", 120_000),), "options": ((1, 20_000),), "estimate": "niet_inbegrepen"},
        [],
    ),
    "call-offs larger than that": (
        {"calloffs": (("a", 120_001),), "options": ((1, 20_000),), "estimate": "niet_inbegrepen"},
        ["nadere_boven_geheel"],
    ),
    "call-offs as large, with options within the whole": (
        {"calloffs": (("a", 100_000),), "options": ((1, 20_000),), "estimate": "inbegrepen"},
        [],
    ),
    "call-offs larger, with options within the whole": (
        {"calloffs": (("a", 100_001),), "options": ((1, 20_000),), "estimate": "inbegrepen"},
        ["nadere_boven_geheel"],
    ),
}


@pytest.mark.parametrize(("given", "clashes"), CLASHES.values(), ids=CLASHES)
def test_what_cannot_be_true_together_is_told(given: dict[str, Any], clashes: list[str]) -> None:
    assert list(output(**given).clashes) == clashes


def test_each_call_off_has_its_own_amount() -> None:
    assert output(calloffs=(("a", 60_000), ("b", None))).calloffs == [
        DutyPart("a", 0, None, Decimal(60_000), Decimal(3_000)), DutyPart("b")
    ]  # fmt: skip


def test_without_a_dossier_nothing_is_told_of_any_part() -> None:
    duty: Any = SimpleNamespace(grondslag=BASE, due=five_percent, no_whole=False)
    assert duty_terms(duty, Facts(), None) == DutyTerms((), [], None, ())
