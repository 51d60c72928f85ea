"""What would turn an outcome is told only as far as it would."""

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.tender.test_reservations import ASSESSOR, POLICY, SURE, decide, facts_of

from maatwerk_cli.tender.facts import Bounds
from maatwerk_cli.tender.lots import Lots
from maatwerk_cli.tender.verdict import Assessor

GROUNDS = SURE | {"motivering": "Voorbeeld van een motivering"}
CASES = {
    "ug-2": (
        "Als uitsluitingsgrond ug-2 niet gold en ug-1, ug-3 en ug-4 ook niet, zou het generieke kader wel "
        "van toepassing zijn. Of ug-1, ug-3 en ug-4 gelden, zegt de invoer niet; dat is dan nog te "
        "beoordelen."
    ),
    "ug-1 ug-2 ug-4": (
        "Als uitsluitingsgronden ug-1, ug-2 en ug-4 niet golden en ug-3 ook niet, zou het generieke kader "
        "wel van toepassing zijn. Of ug-3 geldt, zegt de invoer niet; dat is dan nog te beoordelen."
    ),
    "ug-1 ug-2 ug-3 ug-4": (
        "Als uitsluitingsgronden ug-1, ug-2, ug-3 en ug-4 niet golden, zou het generieke kader wel van "
        "toepassing zijn."
    ),
}


@pytest.mark.parametrize("given", CASES)
def test_a_ground_turns_the_outcome_only_if_the_others_do_not_apply(given: str) -> None:
    ruling = decide(GROUNDS | {"uitsluitingsgronden": given}).kader
    assert ruling is not None
    assert ruling.grensgeval == CASES[given]


APART = SURE | {"uitsluitingsgronden": "nee"}
TOGETHER = APART | {"lezingen": "percelen=samen"}
LOW = {"loonsom_excl_btw": "100000"}
SHORT = {"looptijd_maanden": "4"}
# What the two lots, named noord and zuid, have for their own; which change is told.
SUMS = {
    "wage sums": (
        LOW,
        "Bij een loonsom van perceel noord en zuid samen die € 50.000 hoger is, dus € 250.000,",
    ),
    "values": (
        {"loonsom_excl_btw": "", "opdrachtwaarde_excl_btw": "100000"},
        "Bij een loonsom van perceel noord en zuid samen van ten minste € 250.000",
    ),
    "terms": (SHORT, "Bij een looptijd van perceel noord en zuid samen die 2 maanden langer is,"),
}


@pytest.mark.parametrize("of_each", SUMS)
def test_a_sum_of_lots_is_told_as_one_and_of_which(of_each: str) -> None:
    changes, start = SUMS[of_each]
    lots = [facts_of(TOGETHER | changes | {"perceel": name}) for name in ("noord", "zuid")]
    for lot in lots:
        near = (ASSESSOR.decide(lot, Lots(lots)).kader or pytest.fail("none")).grensgeval or ""
        assert near.startswith(f"{start} zou het generieke kader wel van toepassing zijn.")


@pytest.mark.parametrize(
    ("changes", "start"),
    [
        (LOW | {"lezingen": "percelen=apart"}, "Bij een loonsom die € 150.000 hoger is,"),
        (TOGETHER | {"aard": "levering"}, "Bij aard werk of dienst"),
    ],
)
def test_what_is_judged_of_one_lot_names_no_other(changes: dict[str, str], start: str) -> None:
    lots = [facts_of(APART | changes | {"perceel": name}) for name in ("noord", "zuid")]
    near = (ASSESSOR.decide(lots[0], Lots(lots)).kader or pytest.fail("none")).grensgeval or ""
    assert near.startswith(start)
    assert "noord" not in near


def test_a_lot_that_does_not_count_is_not_named_among_those_that_do() -> None:
    chosen = TOGETHER | LOW | {"lezingen": "percelen=samen percelen_buiten_kader=telt_niet_mee"}
    kinds = {"noord": "dienst", "zuid": "dienst", "oost": "levering"}
    lots = [facts_of(chosen | {"perceel": name, "aard": kind}) for name, kind in kinds.items()]
    near = (ASSESSOR.decide(lots[0], Lots(lots)).kader or pytest.fail("none")).grensgeval or ""
    assert near.startswith("Bij een loonsom van perceel noord en zuid samen die € 50.000 hoger is")


def test_a_term_that_is_of_each_lot_by_itself_is_told_so_where_amounts_count_together() -> None:
    generic = POLICY.kaders["generiek_kader"]
    readings = tuple(
        reading.model_copy(update={"voorwaarden": ("loonsom",)}) if reading.id == "percelen" else reading
        for reading in generic.leesruimte
    )
    kaders = {"generiek_kader": generic.model_copy(update={"leesruimte": readings})}
    lots = [facts_of(TOGETHER | SHORT | {"perceel": name}) for name in ("noord", "zuid")]
    ruling = Assessor(replace(POLICY, kaders=kaders)).decide(lots[0], Lots(lots)).kader
    assert ruling is not None
    assert (ruling.grensgeval or "").startswith("Bij een looptijd van 2 maanden langer zou")


@pytest.mark.parametrize(("at_most", "said"), [(False, "€ 249.999,99"), (True, "hooguit € 249.999,99")])
def test_what_the_value_does_not_allow_is_told_with_that_value(at_most: bool, said: str) -> None:
    top = Decimal("249999.99")
    facts = facts_of(APART | {"loonsom_excl_btw": ""})
    facts = (
        facts._replace(bounds={"opdrachtwaarde_excl_btw": Bounds(Decimal(1000), top)})
        if at_most
        else facts._replace(opdrachtwaarde_excl_btw=top)
    )
    ruling = ASSESSOR.decide(facts).kader
    assert ruling is not None
    assert ruling.grensgeval == (
        "Bij een loonsom van ten minste € 250.000 zou het generieke kader wel van toepassing zijn. "
        f"De waarde van de opdracht, {said}, laat dat niet toe."
    )


# Where the wage sum is known, it is never more than the value either.
@pytest.mark.parametrize(
    ("value", "after"),
    [
        ("240000", " De waarde van de opdracht, € 240.000, laat dat niet toe."),
        ("249999.99", " De waarde van de opdracht, € 249.999,99, laat dat niet toe."),
        ("250000", ""),
        ("", ""),
    ],
)
def test_a_known_wage_sum_cannot_rise_above_the_value(value: str, after: str) -> None:
    ruling = decide(APART | {"loonsom_excl_btw": "180000", "opdrachtwaarde_excl_btw": value}).kader
    assert ruling is not None
    assert ruling.grensgeval == (
        "Bij een loonsom die € 70.000 hoger is, dus € 250.000, zou het generieke kader wel van toepassing "
        f"zijn.{after}"
    )


@pytest.mark.parametrize(("value", "allowed"), [("120000", False), ("125000", True)])
def test_wage_sums_that_count_together_cannot_rise_above_the_values_together(
    value: str, allowed: bool
) -> None:
    own = {"loonsom_excl_btw": "100000", "opdrachtwaarde_excl_btw": value}
    lots = [facts_of(TOGETHER | own | {"perceel": name}) for name in ("noord", "zuid")]
    ruling = ASSESSOR.decide(lots[0], Lots(lots)).kader
    assert ruling is not None
    assert ("laat dat niet toe" in (ruling.grensgeval or "")) != allowed
    assert ("€ 240.000, laat dat niet toe" in (ruling.grensgeval or "")) != allowed
