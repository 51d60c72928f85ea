"""What would turn an outcome is told only as far as it would."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from tests.tender.test_conditions import condition, dated, held
from tests.tender.test_framework_oracle import BRON, assessor_of
from tests.tender.test_lots_in_tables import framework, reading, value
from tests.tender.test_reservations import ASSESSOR, POLICY, SURE, decide, facts_of

from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.facts import Bounds, Facts
from maatwerk_cli.tender.lots import Lots
from maatwerk_cli.tender.verdicts.assessor import Assessor

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


def test_the_wage_sum_of_a_lot_that_counts_for_itself_cannot_rise_above_its_own_value() -> None:
    own = {"loonsom_excl_btw": "100000", "opdrachtwaarde_excl_btw": "120000", "lezingen": "percelen=apart"}
    lots = [facts_of(APART | own | {"perceel": name}) for name in ("noord", "zuid")]
    said = (ASSESSOR.decide(lots[0], Lots(lots)).kader or pytest.fail("none")).grensgeval or ""
    assert said.endswith(" De waarde van de opdracht, € 120.000, laat dat niet toe.")


WAGES, VALUE, MONTHS = "loonsom_excl_btw", "opdrachtwaarde_excl_btw", "looptijd_maanden"
LIMITS = {"grens": ("euro", 100), "tijd": ("maanden", 6), "deel": ("procent", 50)}
BELOW = {"nooit_meer_dan": VALUE}


def near(conditions: list[dict[str, Any]], parts: list[dict[str, Any]], **given: Any) -> str | None:
    """Judge a tender by a framework, and give what would turn the outcome."""
    numbers = {
        name: {"omschrijving": "x", "eenheid": unit, "waarden": [value(limit)]}
        for name, (unit, limit) in LIMITS.items()
    }
    numbers["wisselt"] = {
        "omschrijving": "x",
        "eenheid": "euro",
        "waarden": [value(100, tot_en_met="2020-06-30"), value(200) | {"vanaf": "2020-07-01"}],
    }
    used = {each.get("parameter") for each in (*conditions, *parts)}
    kader = framework(
        voorwaarden=conditions,
        omstandigheden=parts,
        leesruimte=[],
        parameters={name: own for name, own in numbers.items() if name in used},
        uitsluitingsgronden=[{"id": "ug-1", "status": "niet_in_bron", "bron": BRON}],
    )
    del kader["verplichting"]
    own = {name: Decimal(own) if name in (WAGES, VALUE) else own for name, own in given.items()}
    facts = Facts(**{"peildatum": parse_datum("2020-03-01"), "opdrachtgever_soort": "decentraal", **own})
    ruling = assessor_of(kader).decide(facts).kader
    assert ruling is not None
    assert ruling.uitkomst == "niet_van_toepassing"
    return ruling.grensgeval


def months(test: str) -> dict[str, Any]:
    return condition("een", veld="looptijd", toets=test, parameter="tijd")


def kinds(test: str, *codes: str) -> dict[str, Any]:
    return condition("een", veld="aard", toets=test, waarden=list(codes))


LABOUR = condition("een", veld=WAGES, deel_van=VALUE, toets="minstens", parameter="deel")
# The condition, the tender, and what is said before and after that the framework would apply.
TURNED: dict[str, Any] = {
    "more": (held("minstens", WAGES), {WAGES: 50}, "Bij een loonsom die € 50 hoger is, dus € 100,"),
    "of nothing": (held("minstens", WAGES), {WAGES: 0}, "Bij een loonsom die € 100 hoger is, dus € 100,"),
    "of the value": (
        held("minstens", VALUE), {VALUE: 50}, "Bij een waarde van de opdracht die € 50 hoger is, dus € 100,"
    ),
    "at least so much is known": (
        held("minstens", WAGES), {"bounds": {WAGES: Bounds(Decimal(40), Decimal(60))}},
        "Bij een loonsom die € 40 hoger is, dus € 100,",
    ),
    "at most so much is known": (
        held("minstens", WAGES, **BELOW), {VALUE: 60}, "Bij een loonsom van ten minste € 100",
        " De waarde van de opdracht, € 60, laat dat niet toe.",
    ),
    "more than": (
        held("meer_dan", WAGES), {WAGES: 50},
        "Bij een loonsom die meer dan € 50 hoger is, dus meer dan € 100,"
    ),
    "more than, at the limit": (held("meer_dan", WAGES), {WAGES: 100}, "Bij een loonsom van meer dan € 100"),
    "more than, a euro below": (
        held("meer_dan", WAGES), {WAGES: 99},
        "Bij een loonsom die meer dan € 1 hoger is, dus meer dan € 100,"
    ),
    "more than the value allows": (
        held("meer_dan", WAGES, **BELOW), {WAGES: 50, VALUE: 100},
        "Bij een loonsom die meer dan € 50 hoger is, dus meer dan € 100,",
        " De waarde van de opdracht, € 100, laat dat niet toe.",
    ),
    "more than, as the value allows": (
        held("meer_dan", WAGES, **BELOW), {WAGES: 50, VALUE: 101},
        "Bij een loonsom die meer dan € 50 hoger is, dus meer dan € 100,",
    ),
    "more than, of at most so much": (
        held("meer_dan", WAGES, **BELOW), {VALUE: 60}, "Bij een loonsom van meer dan € 100",
        " De waarde van de opdracht, € 60, laat dat niet toe.",
    ),
    "at most": (
        held("hoogstens", WAGES, **BELOW), {WAGES: 150, VALUE: 150},
        "Bij een loonsom die € 50 lager is, dus ten hoogste € 100,",
    ),
    "less than": (
        held("minder_dan", WAGES, **BELOW), {WAGES: 150, VALUE: 150},
        "Bij een loonsom die meer dan € 50 lager is, dus minder dan € 100,",
    ),
    "less than, at the limit": (
        held("minder_dan", WAGES),
        {WAGES: 100},
        "Bij een loonsom van minder dan € 100",
    ),
    "longer": (months("minstens"), {MONTHS: 4}, "Bij een looptijd van 2 maanden langer"),
    "longer, from a day": (
        months("minstens"), dated("2020-01-01", "2020-04-30"), "Bij een looptijd van 2 maanden langer",
        " Daarvoor moet de opdracht duren tot en met 30 juni 2020 of langer.",
    ),
    "longer, from some day of a month": (
        months("minstens"), dated("2020-01", "2020-04-30"), "Bij een looptijd van 2 maanden langer"
    ),
    "longer, to some day of a month": (
        months("minstens"), dated("2020-01-01", "2020-04"), "Bij een looptijd van 2 maanden langer"
    ),
    "longer, from a day and so many months": (
        months("minstens"), {"begin": parse_datum("2020-01-01"), MONTHS: 4},
        "Bij een looptijd van 2 maanden langer",
    ),
    "longer, to a day and so many months": (
        months("minstens"), {"einde": parse_datum("2020-04-30"), MONTHS: 4},
        "Bij een looptijd van 2 maanden langer",
    ),
    "longer, where the calendar nearly ends": (
        months("minstens"), dated("9998-01-01", "9998-04-30"), "Bij een looptijd van 2 maanden langer"
    ),
    "longer than": (
        months("meer_dan"), {MONTHS: 4},
        "Bij een looptijd die meer dan 2 maanden langer is, dus meer dan 6 maanden,"
    ),
    "longer than, at the limit": (months("meer_dan"), {MONTHS: 6}, "Bij een looptijd van meer dan 6 maanden"),
    "no longer than": (
        months("hoogstens"), {MONTHS: 8},
        "Bij een looptijd die 2 maanden korter is, dus ten hoogste 6 maanden,"
    ),
    "a larger share": (
        LABOUR, {WAGES: 40, VALUE: 100}, "Als de loonsom ten minste 50% van de waarde van de opdracht was,"
    ),
    "a smaller share": (
        {**LABOUR, "toets": "minder_dan"}, {WAGES: 60, VALUE: 100},
        "Als de loonsom minder dan 50% van de waarde van de opdracht was,",
    ),
    "another kind": (kinds("in", "werk", "dienst"), {"aard": "levering"}, "Bij aard werk of dienst"),
    "one kind": (kinds("is", "werk"), {"aard": "levering"}, "Bij aard werk"),
    "any other kind": (
        kinds("niet_in", "werk", "dienst"), {"aard": "werk"}, "Bij een andere aard dan werk of dienst"
    ),
    "no limit that is sure": (
        condition("een", veld=WAGES, toets="minstens", parameter="wisselt"),
        {WAGES: 50, "peildatum": "2020"}, None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TURNED)
def test_what_would_turn_one_condition(case: str) -> None:
    own, given, before, *after = TURNED[case]
    if "peildatum" in given:
        given = given | {"peildatum": parse_datum(given["peildatum"])}
    said = None if before is None else f"{before} zou het voorbeeld wel van toepassing zijn.{''.join(after)}"
    assert near([own], [], **given) == said


def test_what_would_turn_a_term_with_options_names_no_last_day() -> None:
    """The options begin after the firm term: which day the contract has to last until is not told by it."""
    kader = framework(
        voorwaarden=[months("minstens")],
        leesruimte=[reading("verlenging", ["een"], gekozen="telt_mee", bron=BRON)],
        parameters={"tijd": {"omschrijving": "x", "eenheid": "maanden", "waarden": [value(6)]}},
    )
    del kader["verplichting"]
    facts = Facts(
        peildatum=parse_datum("2020-03-01"),
        opdrachtgever_soort="decentraal",
        verlenging_maanden=1,
        **dated("2020-01-01", "2020-04-30"),
    )
    ruling = assessor_of(kader).decide(facts).kader
    assert ruling is not None
    assert (
        ruling.grensgeval == "Bij een looptijd van 1 maand langer zou het voorbeeld wel van toepassing zijn."
    )


PAID = condition("loon", veld=WAGES, toets="minstens", parameter="grens")
LONG = condition("lang", veld="looptijd", toets="minstens", parameter="tijd")
WORK = condition("werk", veld="aard", toets="is", waarden=["werk"])
NO_GROUND = condition("geen", veld="uitsluitingsgronden", toets="geen_van", waarden=["ug-1"])
MORE, LONGER = "een loonsom die € 10 hoger is, dus € 100,", "een looptijd van 1 maand langer"
# How the parts are put together, the parts, the tender, and what is said.
TOGETHER_TURNED: dict[str, Any] = {
    "one of all": ("alle", [PAID, LONG], {WAGES: 90, MONTHS: 8}, f"Bij {MORE}"),
    "the other of all": ("alle", [PAID, LONG], {WAGES: 100, MONTHS: 5}, f"Bij {LONGER}"),
    "both of all": ("alle", [PAID, LONG], {WAGES: 90, MONTHS: 5}, None),
    "one of all, and another is not known": ("alle", [PAID, LONG], {WAGES: 90}, None),
    "two of three": ("alle", [PAID, LONG, WORK], {WAGES: 90, MONTHS: 5, "aard": "werk"}, None),
    # Of 100 euros 10 is a tenth, and of 6 months one is a sixth.
    "the nearest of some": ("een_van", [PAID, LONG], {WAGES: 90, MONTHS: 5}, f"De kortste weg: bij {MORE}"),
    "the nearest of some, in another order": (
        "een_van", [LONG, PAID], {WAGES: 90, MONTHS: 5}, f"De kortste weg: bij {MORE}"
    ),
    "another is nearer": ("een_van", [PAID, LONG], {WAGES: 50, MONTHS: 5}, f"De kortste weg: bij {LONGER}"),
    "what is no quantity is farthest": (
        "een_van", [WORK, LONG], {"aard": "dienst", MONTHS: 1},
        "De kortste weg: bij een looptijd van 5 maanden langer",
    ),
    "of one there is nothing to choose": ("een_van", [PAID], {WAGES: 90}, f"Bij {MORE}"),
    "none of some": (
        "tenzij", [PAID, LONG], {WAGES: 120, MONTHS: 5},
        "Bij een loonsom die meer dan € 20 lager is, dus minder dan € 100,",
    ),
    "none of some, of which two hold": ("tenzij", [PAID, LONG], {WAGES: 120, MONTHS: 8}, None),
    "none of some, of which one is not known": ("tenzij", [PAID, LONG], {WAGES: 120}, None),
    "unless a kind": ("tenzij", [WORK, LONG], {"aard": "werk", MONTHS: 5}, "Bij een andere aard dan werk"),
    "unless no ground applies": ("tenzij", [NO_GROUND, LONG], {"uitsluitingsgronden": (), MONTHS: 5}, None),
}  # fmt: skip


@pytest.mark.parametrize("case", TOGETHER_TURNED)
def test_what_would_turn_conditions_that_are_put_together(case: str) -> None:
    how, parts, given, before = TOGETHER_TURNED[case]
    own = {"id": "samen", "naam": "samen", "bron": BRON, how: [part["id"] for part in parts]}
    said = None if before is None else f"{before} zou het voorbeeld wel van toepassing zijn."
    assert near([own], parts, **given) == said


def test_what_would_turn_a_part_of_a_part() -> None:
    """Unless it is a work, or both paid well and long: a service of 120 euros and 8 months has the second."""
    parts = [WORK, PAID, LONG, {"id": "beide", "naam": "beide", "bron": BRON, "alle": ["loon", "lang"]}]
    own = {"id": "samen", "naam": "samen", "bron": BRON, "tenzij": ["werk", "beide"]}
    said = near([own], parts, **{"aard": "dienst", WAGES: 120, MONTHS: 8})
    # 20 of 100 is nearer than 2 of 6, and which was chosen is said.
    assert said == (
        "De kortste weg: bij een loonsom die meer dan € 20 lager is, dus minder dan € 100, zou het voorbeeld "
        "wel van toepassing zijn."
    )
