"""Tables where lots count together: by the value of the whole where the framework says so."""

from decimal import Decimal
from typing import Any

import pytest
from tests.tender.test_framework_oracle import BRON, VRAAG, assessor_of, facts_of

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.policy.problems import beleidsproblemen
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.cases.inspection import doubts
from maatwerk_cli.tender.frameworks.policy import KaderInForce
from maatwerk_cli.tender.judging import Choices, Result, TenderRead, judge
from maatwerk_cli.tender.questions.next_question import open_questions
from maatwerk_cli.tender.verdicts.kader_test import KaderTest
from maatwerk_cli.tender.verdicts.kader_verdict import Kaderbesluit
from maatwerk_cli.tender.views.duty_words import duty_sentence


def value(waarde: int, **rest: Any) -> dict[str, Any]:
    return {"waarde": waarde, "vanaf": "2020-01-01", "bron": BRON, **rest}


def bands(low: int, high: int, per: str = "opdrachtwaarde_excl_btw", turn: int = 250_000) -> dict[str, Any]:
    rows = [value(low, band={"minder_dan": turn}), value(high, band={"minstens": turn})]
    return {"omschrijving": "x", "per": per, "vraag": VRAAG, "waarden": rows}


READINGS = {
    "percelen": {"apart": "elk perceel apart", "samen": "alle percelen samen"},
    "verlenging": {"telt_niet_mee": "nee", "telt_mee": "ja"},
    "raamovereenkomst": {"nadere_overeenkomst": "elk apart", "geheel": "het geheel"},
}


def reading(name: str, conditions: list[str], **rest: Any) -> dict[str, Any]:
    about = {"vraag": "Telt het samen?", "keuzes": READINGS[name], "toelichting": "Open."}
    return {"id": name, "voorwaarden": conditions, **about, **rest}


def framework(**changes: Any) -> dict[str, Any]:
    """Two percent below 250 000 and five from there, by the value; a limit of months by the value too."""
    return {
        "id": "vb",
        "naam": "het voorbeeld",
        "omschrijving": "x",
        "werkingssfeer": {"opdrachtgever_soort": ["decentraal"], "bron": BRON},
        "geldigheid": {"vanaf": "2020-01-01", "bron": BRON},
        "parameters": {
            "waarde": {"omschrijving": "x", "eenheid": "euro", "waarden": [value(100_000)]},
            "maanden": {"eenheid": "maanden", **bands(12, 6)},
            "tarief": {"eenheid": "procent", **bands(2, 5)},
        },
        "voorwaarden": [
            {
                "id": "groot",
                "naam": "groot",
                "bron": BRON,
                "vraag": VRAAG,
                "veld": "opdrachtwaarde_excl_btw",
                "toets": "minstens",
                "parameter": "waarde",
            },
        ],
        "leesruimte": [reading("percelen", ["groot"], tabellen=["tarief"])],
        "verplichting": {"percentage": "tarief", "grondslag": "opdrachtwaarde_excl_btw", "bron": BRON},
        **changes,
    }


LONG = {
    "id": "lang",
    "naam": "lang",
    "bron": BRON,
    "vraag": VRAAG,
    "veld": "looptijd",
    "toets": "minstens",
    "parameter": "maanden",
}


def lot(worth: int | None, **rest: str) -> dict[str, str]:
    row = {"peildatum": "2020-03-01", "looptijd_maanden": "8", **rest}
    return row if worth is None else {**row, "opdrachtwaarde_excl_btw": str(worth)}


def ruled(kader: Any, rows: list[dict[str, str]], **chosen: str) -> tuple[Result, Kaderbesluit]:
    """Judge the first of some lots."""
    read = [
        TenderRead(facts_of({**row, "perceel": str(place)})._replace(lezingen=tuple(chosen.items())))
        for place, row in enumerate(rows, 1)
    ]
    result = next(judge(read, assessor_of(kader), Choices()))
    assert isinstance(result, Result)
    assert result.besluit.kader is not None
    return result, result.besluit.kader


def owed(ruling: Kaderbesluit) -> tuple[Decimal | None, Decimal | None]:
    assert ruling.verplichting is not None
    return ruling.verplichting.laag, ruling.verplichting.hoog


@pytest.mark.parametrize(("choice", "amount"), [("samen", 7_500), ("apart", 3_000)])
def test_the_rate_is_that_of_the_whole_over_the_value_of_the_lot(choice: str, amount: int) -> None:
    """Two lots of 150 000 are 300 000 together: 5% of 150 000 is 7 500; by itself 2% is 3 000."""
    _, ruling = ruled(framework(), [lot(150_000), lot(150_000)], percelen=choice)
    assert ruling.uitkomst == "van_toepassing"
    assert owed(ruling) == (amount, amount)
    said = duty_sentence(ruling)
    assert ("de waarde van de opdracht van alle percelen samen" in said) == (choice == "samen")
    assert ("nog € 100.000 hoger" in said) == (choice == "apart")  # from 150 000 to the band at 250 000


def test_a_table_that_no_reading_names_looks_at_the_lot_itself() -> None:
    kader = framework(leesruimte=[reading("percelen", ["groot"])])
    _, ruling = ruled(kader, [lot(150_000), lot(150_000)], percelen="samen")
    assert owed(ruling) == (3_000, 3_000)


def test_an_open_reading_bounds_the_obligation_and_says_what_each_choice_gives() -> None:
    result, ruling = ruled(framework(), [lot(150_000), lot(150_000)])
    assert ruling.uitkomst == "van_toepassing"
    assert owed(ruling) == (3_000, 7_500)
    assert ruling.verplichting is not None
    assert ruling.verplichting.hoeveelheid is None
    assert ruling.vraagvelden == ()
    (said,) = [text for text in result.waarschuwingen if "verplichting" in text]
    assert (
        "'elk perceel apart' (percelen=apart): € 3.000. Keuze 'alle percelen samen' (percelen=samen): "
        "€ 7.500." in said
    )
    asked = [question.key for question in open_questions(result.besluit, [])]
    assert [key for key in asked if "percelen" in str(key)]


@pytest.mark.parametrize("first", ["apart", "samen"])
def test_a_rate_that_one_choice_does_not_have_leaves_open_what_is_owed(first: str) -> None:
    """Two lots of 150 000: together in the band from 250 000, by itself in no band at all."""
    kader = framework()
    del kader["parameters"]["tarief"]["waarden"][0]
    _, ruling = ruled(kader, [lot(150_000), lot(150_000)])
    assert owed(ruling) == (None, None)
    _, ruling = ruled(kader, [lot(150_000), lot(150_000)], percelen=first)
    assert owed(ruling) == ((7_500, 7_500) if first == "samen" else (None, None))


@pytest.mark.parametrize(("chosen", "ends"), [({}, (500, 3_000)), ({"percelen": "apart"}, (3_000, 3_000))])
def test_an_exception_that_holds_by_one_choice_may_hold(
    chosen: dict[str, str], ends: tuple[int, int]
) -> None:
    """Two lots of 150 000: together they are large, and owe 500 each; by itself a lot owes 2%."""
    kader = framework(leesruimte=[reading("percelen", ["groot", "heel_groot"])])
    kader["parameters"] |= {
        name: {"omschrijving": "x", "eenheid": "euro", "waarden": [value(number)]}
        for name, number in (("groot_vanaf", 250_000), ("vast", 500))
    }
    large = {**kader["voorwaarden"][0], "id": "heel_groot", "naam": "heel groot", "parameter": "groot_vanaf"}
    kader["omstandigheden"] = [large]
    kader["verplichting"]["uitzonderingen"] = [{"als": "heel_groot", "vast": "vast", "bron": BRON}]
    _, ruling = ruled(kader, [lot(150_000), lot(150_000)], **chosen)
    assert owed(ruling) == ends


def test_what_each_choice_gives_is_that_of_the_tender_itself_whatever_came_before_it() -> None:
    rows = [
        TenderRead(facts_of({**lot(worth), "id": name, "perceel": place}))
        for name, worth in (("vb-1", 150_000), ("vb-2", 160_000))
        for place in "12"
    ]
    results = [*judge(rows, assessor_of(framework()), Choices())]
    for result, amounts in zip(results[::2], (("€ 3.000", "€ 7.500"), ("€ 3.200", "€ 8.000")), strict=True):
        assert isinstance(result, Result)
        (said,) = [text for text in result.waarschuwingen if "verplichting" in text]
        assert all(f"): {amount}." in said for amount in amounts)


def test_where_both_readings_give_one_row_nothing_is_open() -> None:
    result, ruling = ruled(framework(), [lot(300_000), lot(150_000)])
    assert owed(ruling) == (15_000, 15_000)
    assert not [text for text in result.waarschuwingen if "verplichting" in text]


def test_what_is_not_known_of_another_lot_is_asked_of_that_lot() -> None:
    result, ruling = ruled(framework(), [lot(150_000), lot(None)], percelen="samen")
    assert owed(ruling) == (3_000, 7_500)
    assert [*ruling.questions] == [("opdrachtwaarde_excl_btw", 1)]
    assert ruling.te_vragen[0].vraag.endswith("Het gaat om perceel 2.")
    result, ruling = ruled(framework(), [lot(260_000), lot(None)], percelen="samen")
    assert owed(ruling) == (13_000, 13_000)  # whatever the other is worth
    assert result.besluit.vraagvelden == ()


def test_lots_that_were_not_given_can_bring_the_whole_into_another_band() -> None:
    read = [
        TenderRead(facts_of({**lot(150_000), "perceel": "1"})._replace(lezingen=(("percelen", "samen"),)))
    ]
    result = next(judge(read, assessor_of(framework()), Choices()))
    assert isinstance(result, Result)
    ruling = result.besluit.kader
    assert ruling is not None
    assert owed(ruling) == (3_000, 7_500)
    assert ruling.vraagvelden == ()  # nothing about this lot is left to ask


def test_the_table_of_a_condition_follows_the_condition() -> None:
    """Eight months: enough from 250 000, too short below it; the two lots together are 300 000."""
    kader = framework(voorwaarden=[LONG], leesruimte=[reading("percelen", ["lang"], tabellen=[])])
    rows = [lot(150_000), lot(150_000)]
    assert ruled(kader, rows, percelen="samen")[1].uitkomst == "van_toepassing"
    assert ruled(kader, rows, percelen="apart")[1].uitkomst == "niet_van_toepassing"
    result, ruling = ruled(kader, rows)
    assert ruling.uitkomst == "onbekend"
    assert result.besluit.lezingen == {
        "percelen": {"apart": "niet_van_toepassing", "samen": "van_toepassing"}
    }
    _, ruling = ruled(kader, [lot(150_000), lot(None)], percelen="samen")
    assert ruling.uitkomst == "onbekend"
    assert [*ruling.questions] == [("opdrachtwaarde_excl_btw", 1)]
    assert ruling.te_vragen[0].vraag.endswith("Het gaat om perceel 2.")


def test_where_the_row_is_known_the_lot_is_asked_of_which_the_quantity_is_not() -> None:
    """Together 300 000, so six months: how long the second lasts is asked, and not of the first."""
    kader = framework(voorwaarden=[LONG], leesruimte=[reading("percelen", ["lang"], tabellen=[])])
    second = lot(150_000)
    del second["looptijd_maanden"]
    first = lot(150_000) | {"looptijd_maanden": "3"}
    _, ruling = ruled(kader, [first, second], percelen="samen")
    assert ruling.uitkomst == "onbekend"
    assert [*ruling.questions] == [("looptijd_maanden", 1)]


def test_a_condition_that_counts_lots_together_in_a_part_puts_no_lot_outside() -> None:
    """At most 100 000 together, and a work: the second is too much by itself, and no less a lot for that."""
    about = {"naam": "x", "bron": BRON, "vraag": VRAAG}
    small = {
        "id": "klein",
        **about,
        "veld": "opdrachtwaarde_excl_btw",
        "toets": "hoogstens",
        "parameter": "waarde",
    }
    work = {"id": "werk", **about, "veld": "aard", "toets": "is", "waarden": ["werk"]}
    kader = framework(
        voorwaarden=[{"id": "beide", "naam": "x", "bron": BRON, "alle": ["klein", "werk"]}],
        omstandigheden=[small, work],
        leesruimte=[reading("percelen", ["klein"], tabellen=["tarief"])],
    )
    _, ruling = ruled(kader, [lot(50_000, aard="werk"), lot(150_000, aard="werk")], percelen="samen")
    assert ruling.uitkomst == "niet_van_toepassing"
    assert not ruling.lots_outside


def test_the_table_of_a_condition_that_no_reading_names_looks_at_the_lot_itself() -> None:
    groot = framework()["voorwaarden"][0]
    kader = framework(voorwaarden=[groot, LONG], leesruimte=[reading("percelen", ["groot"], tabellen=[])])
    _, ruling = ruled(kader, [lot(150_000), lot(150_000)], percelen="samen")
    assert ruling.beslissend == ("lang",)


def test_a_table_by_code_looks_at_the_lot_itself() -> None:
    by_kind = [value(100_000, voor=["werk"]), value(200_000, voor=["dienst"])]
    number = {"omschrijving": "x", "eenheid": "euro", "per": "aard", "vraag": VRAAG, "waarden": by_kind}
    kader = framework()
    kader["parameters"]["waarde"] = number
    rows = [lot(90_000, aard="dienst"), lot(90_000, aard="werk")]
    assert ruled(kader, rows, percelen="samen")[1].uitkomst == "niet_van_toepassing"  # 180 000 < 200 000
    assert ruled(kader, rows[::-1], percelen="samen")[1].uitkomst == "van_toepassing"


def test_what_tells_the_row_is_asked_in_the_words_of_the_table() -> None:
    """By kind the limit is 100 000 or 200 000, and 150 000 lies between them."""
    by_kind = [value(100_000, voor=["werk"]), value(200_000, voor=["dienst", "levering"])]
    words = {"tekst": "Welke soort is het?", "wie": "de jurist"}
    number = {"omschrijving": "x", "eenheid": "euro", "per": "aard", "vraag": words, "waarden": by_kind}
    kader = framework(leesruimte=[], parameters={**framework()["parameters"], "waarde": number})
    _, ruling = ruled(kader, [lot(150_000)])
    assert [tuple(asked) for asked in ruling.te_vragen] == [("aard", "Welke soort is het?", "de jurist")]


def test_a_call_off_read_as_a_part_of_the_whole_has_no_band_of_its_own() -> None:
    kader = framework(voorwaarden=[LONG], leesruimte=[reading("raamovereenkomst", ["lang"])])
    row = {**lot(150_000), "raamovereenkomst": "nadere_overeenkomst", "looptijd_maanden": "8"}
    _, ruling = ruled(kader, [row], raamovereenkomst="geheel")
    assert ruling.uitkomst == "onbekend"
    assert ruling.vraagvelden == ()
    assert ruled(kader, [row], raamovereenkomst="nadere_overeenkomst")[1].uitkomst == "niet_van_toepassing"


@pytest.mark.parametrize("most", [None, 1_000])
def test_a_reading_under_which_another_rate_comes_to_the_same_amount_is_not_told(most: int | None) -> None:
    """By itself 3 000 and together 7 500, and with that much at most 1 000 by each reading."""
    kader = framework()
    if most is not None:
        kader["parameters"]["top"] = {"omschrijving": "x", "eenheid": "euro", "waarden": [value(most)]}
        kader["verplichting"]["maximum"] = "top"
    duty = ruled(kader, [lot(150_000), lot(150_000)])[1].verplichting
    assert duty is not None
    assert duty.hoeveelheid == most
    assert [*duty.by_reading] == ([] if most else ["percelen"])


@pytest.mark.parametrize("conditions", [["lang"], []])
@pytest.mark.parametrize(("choice", "amount"), [("telt_niet_mee", 2), ("telt_mee", 5)])
def test_a_table_by_duration_counts_options_where_the_reading_names_it(
    choice: str, amount: int, conditions: list[str]
) -> None:
    """The duration may matter for what is owed only, and for no condition."""
    kader = framework(voorwaarden=[LONG], leesruimte=[reading("verlenging", conditions, tabellen=["tarief"])])
    kader["parameters"]["maanden"] = {"omschrijving": "x", "eenheid": "maanden", "waarden": [value(6)]}
    kader["parameters"]["tarief"] = {"eenheid": "procent", **bands(2, 5, "looptijd", 12)}
    _, ruling = ruled(kader, [lot(100, verlenging_maanden="6")], verlenging=choice)
    assert owed(ruling) == (amount, amount)  # of 100 euros


def problems(**changes: Any) -> list[tuple[str, Any]]:
    kader = Kader.model_validate(framework(**changes))
    return [(problem.code, problem.loc) for problem in beleidsproblemen(kader)]


@pytest.mark.parametrize(
    ("tables", "code"),
    [
        (["tarief"], None),
        (["nergens"], "MW215"),
        (["waarde"], "MW712"),  # no table
        (["maanden"], "MW712"),  # not of the obligation
    ],
)
def test_a_reading_names_only_tables_that_it_can_bear_on(tables: list[str], code: str | None) -> None:
    text = problems(leesruimte=[reading("percelen", ["groot"], tabellen=tables)])
    assert text == ([] if code is None else [(code, ("leesruimte", 0, "tabellen", 0))])


def test_a_reading_is_about_a_condition_or_a_table() -> None:
    about_nothing = [reading("percelen", [], tabellen=[])]
    assert problems(leesruimte=about_nothing) == [("MW102", ("leesruimte", 0, "voorwaarden"))]
    assert problems(leesruimte=[reading("percelen", [], tabellen=["tarief"])]) == []


def test_a_reading_about_options_bears_on_no_table_by_value() -> None:
    text = problems(voorwaarden=[LONG], leesruimte=[reading("verlenging", ["lang"], tabellen=["tarief"])])
    assert text == [("MW712", ("leesruimte", 0, "tabellen", 0))]


def codes(kader: Any) -> set[str]:
    outcome = Kader.model_validate(kader)
    ready = KaderTest(KaderInForce.of(outcome, parse_datum("2020-03-01")))
    return {doubt.code for doubt in doubts(ready)}


def test_that_nothing_is_said_of_a_rate_by_what_counts_together_is_a_doubt() -> None:
    assert "MW727" in codes(framework(leesruimte=[reading("percelen", ["groot"])]))
    assert "MW727" not in codes(framework(leesruimte=[reading("percelen", ["groot"], tabellen=[])]))
    assert "MW727" not in codes(framework())


def test_a_reading_that_only_changes_what_is_owed_matters() -> None:
    assert "MW724" not in codes(framework())
    assert "MW724" in codes(
        framework(
            leesruimte=[reading("percelen", ["groot"], tabellen=[])],
            parameters={
                **framework()["parameters"],
                "waarde": {"omschrijving": "x", "eenheid": "euro", "waarden": [value(0)]},
            },
        )
    )


@pytest.mark.parametrize(
    ("test", "months"), [("minstens", 5), ("meer_dan", 6), ("hoogstens", 6), ("minder_dan", 5)]
)
def test_options_of_an_unknown_length_are_asked_for_where_they_decide(test: str, months: int) -> None:
    """At the limit itself too: six months are not more than six, and with any option they are."""
    long = {**LONG, "toets": test}
    kader = framework(
        voorwaarden=[long], leesruimte=[reading("verlenging", ["lang"], gekozen="telt_mee", bron=BRON)]
    )
    kader["parameters"]["maanden"] = {"omschrijving": "x", "eenheid": "maanden", "waarden": [value(6)]}
    row = {**lot(100), "looptijd_maanden": str(months), "verlenging_maanden": "onbekend"}
    _, ruling = ruled(kader, [row])
    assert ruling.uitkomst == "onbekend"
    assert ruling.vraagvelden == ("verlenging_maanden",)


def test_a_condition_that_is_open_is_shown_as_the_first_reading_has_it() -> None:
    """Five months by themselves, and eight with the options; whether these count is open."""
    kader = framework(voorwaarden=[LONG], leesruimte=[reading("verlenging", ["lang"])])
    kader["parameters"]["maanden"] = {"omschrijving": "x", "eenheid": "maanden", "waarden": [value(6)]}
    _, ruling = ruled(kader, [{**lot(100), "looptijd_maanden": "5", "verlenging_maanden": "3"}])
    (check,) = ruling.toetsingen
    assert (check.uitkomst, check.gegeven, check.verschil) == ("onbekend", 5, -1)


def test_a_share_of_nothing_is_unknown_with_one_reason_and_no_question() -> None:
    labour = {
        "id": "arbeid",
        "naam": "arbeid",
        "bron": BRON,
        "vraag": VRAAG,
        "toets": "minder_dan",
        "veld": "loonsom_excl_btw",
        "deel_van": "opdrachtwaarde_excl_btw",
        "parameter": "deel",
    }
    kader = framework(voorwaarden=[labour], leesruimte=[])
    kader["parameters"]["deel"] = {"omschrijving": "x", "eenheid": "procent", "waarden": [value(30)]}
    result, ruling = ruled(kader, [lot(0, loonsom_excl_btw="0")])
    assert (ruling.uitkomst, ruling.vraagvelden) == ("onbekend", ())
    (reason,) = [text for text in result.waarschuwingen if "nul" in text]
    assert "waarde van de opdracht" in reason


@pytest.mark.parametrize(
    ("given", "motivated", "outcome"),
    [
        ("nee", False, "van_toepassing"),
        ("ug-1", True, "niet_van_toepassing"),
        ("ug-1", False, "onbekend"),
        ("ug-2", True, "onbekend"),  # of the ground that this condition is about nobody says a thing
        ("ug-1 ug-2", True, "niet_van_toepassing"),
    ],
)
def test_a_ground_counts_with_a_motivation_and_only_where_the_condition_names_it(
    given: str, motivated: bool, outcome: str
) -> None:
    none = {
        "id": "geen",
        "naam": "geen",
        "bron": BRON,
        "vraag": VRAAG,
        "veld": "uitsluitingsgronden",
        "toets": "geen_van",
        "waarden": ["ug-1"],
    }
    grounds = [{"id": name, "status": "niet_in_bron", "bron": BRON} for name in ("ug-1", "ug-2")]
    kader = framework(voorwaarden=[none], leesruimte=[], uitsluitingsgronden=grounds)
    row = lot(100, uitsluitingsgronden=given) | ({"motivering": "Omdat het zo is"} if motivated else {})
    assert ruled(kader, [row])[1].uitkomst == outcome


@pytest.mark.parametrize(
    ("given", "motivated", "outcome", "assumed"),
    [
        ("nee", False, "van_toepassing", False),
        ("ug-1", True, "niet_van_toepassing", False),
        ("ug-2", True, "van_toepassing", True),  # of a work ug-2 keeps nothing out
        ("ug-2", False, "van_toepassing", True),
        ("ug-1 ug-2", True, "niet_van_toepassing", False),
    ],
)
def test_a_ground_of_one_condition_settles_those_of_another(
    given: str, motivated: bool, outcome: str, assumed: bool
) -> None:
    """Which grounds apply is one list: with a ground in each of two conditions no tender could be decided."""
    own: dict[str, Any] = {"bron": BRON, "vraag": VRAAG, "veld": "uitsluitingsgronden", "toets": "geen_van"}
    kader = framework(
        voorwaarden=[
            own | {"id": "hard", "naam": "hard", "waarden": ["ug-1"]},
            {"id": "zacht_of_werk", "naam": "een", "een_van": ["zacht", "werk"], "bron": BRON},
        ],
        omstandigheden=[
            own | {"id": "zacht", "naam": "zacht", "waarden": ["ug-2"]},
            {"id": "werk", "naam": "w", "veld": "aard", "toets": "is", "waarden": ["werk"]}
            | {"bron": BRON, "vraag": VRAAG},
        ],
        leesruimte=[],
        uitsluitingsgronden=[
            {"id": name, "status": "niet_in_bron", "bron": BRON} for name in ("ug-1", "ug-2")
        ],
    )
    row = lot(100, uitsluitingsgronden=given) | ({"motivering": "Omdat het zo is"} if motivated else {})
    verdict = ruled(kader, [row | {"aard": "werk"}])[0].besluit
    assert verdict.uitkomst == outcome
    said = "Opgegeven is dat ug-2 geldt. Aangenomen is dat ug-1 niet geldt. Beoordeel ook die."
    assert (said in verdict.waarschuwingen) is assumed
    assert ("gronden_niet_genoemd" in verdict.onzeker) is assumed


def labour(test: str, limit: int, **rest: Any) -> dict[str, Any]:
    """A framework about the share of labour in the value."""
    single = {
        "id": "arbeid",
        "naam": "arbeid",
        "bron": BRON,
        "vraag": VRAAG,
        "toets": test,
        "veld": "loonsom_excl_btw",
        "deel_van": "opdrachtwaarde_excl_btw",
        "parameter": "deel",
        "nooit_meer_dan": "opdrachtwaarde_excl_btw",
    }
    kader = framework(voorwaarden=[single], leesruimte=[], **rest)
    kader["parameters"]["deel"] = {"omschrijving": "x", "eenheid": "procent", "waarden": [value(limit)]}
    return kader


@pytest.mark.parametrize(
    ("test", "limit", "outcome"),
    [
        ("hoogstens", 100, "van_toepassing"),
        ("hoogstens", 99, "onbekend"),
        ("meer_dan", 100, "niet_van_toepassing"),
    ],
)
def test_a_wage_sum_is_at_most_all_of_a_value_that_is_not_known(test: str, limit: int, outcome: str) -> None:
    row = lot(None, loonsom_excl_btw="50")
    together = {**labour(test, limit), "leesruimte": [reading("percelen", ["arbeid"], tabellen=[])]}
    for ruling in (ruled(labour(test, limit), [row])[1], ruled(together, [row, row], percelen="samen")[1]):
        assert ruling.uitkomst == outcome
        assert outcome != "onbekend" or ruling.vraagvelden == ("opdrachtwaarde_excl_btw",)


@pytest.mark.parametrize(
    ("other", "asked"),
    [
        (lot(None, loonsom_excl_btw="50"), "opdrachtwaarde_excl_btw"),
        (lot(100), "loonsom_excl_btw"),
    ],
)
def test_of_a_share_of_lots_is_asked_what_is_not_known(other: dict[str, str], asked: str) -> None:
    kader = {**labour("minstens", 60), "leesruimte": [reading("percelen", ["arbeid"], tabellen=[])]}
    _, ruling = ruled(kader, [lot(100, loonsom_excl_btw="50"), other], percelen="samen")
    assert (ruling.uitkomst, ruling.vraagvelden) == ("onbekend", (asked,))


def test_of_lots_of_which_one_contradicts_itself_no_share_is_known() -> None:
    """The wage sum of the first lies above its value: one of the two is wrong, and either moves the share."""
    together = [reading("percelen", ["arbeid"], tabellen=[])]
    kader = {**labour("minstens", 20), "leesruimte": together}
    wrong, right = lot(0, loonsom_excl_btw="100"), lot(100, loonsom_excl_btw="100")
    assert ruled(kader, [wrong, right], percelen="samen")[1].uitkomst == "onbekend"
    assert ruled(kader, [right, right], percelen="samen")[1].uitkomst == "van_toepassing"


def test_of_lots_that_are_worth_nothing_together_no_share_is_known_and_that_is_told() -> None:
    kader = {**labour("minstens", 20), "leesruimte": [reading("percelen", ["arbeid"], tabellen=[])]}
    for worth, wages, outcome, warnings in ((0, "0", "onbekend", 1), (100, "50", "van_toepassing", 0)):
        result, ruling = ruled(kader, [lot(worth, loonsom_excl_btw=wages)] * 2, percelen="samen")
        assert (ruling.uitkomst, ruling.vraagvelden) == (outcome, ())
        texts = [text for text in result.waarschuwingen if "waarde van de opdracht is nul" in text]
        assert len(texts) == warnings


@pytest.mark.parametrize(
    ("test", "field", "outcome"),
    [
        ("hoogstens", "looptijd", "onbekend"),  # a call-off can last longer than its agreement
        ("hoogstens", "opdrachtwaarde_excl_btw", "van_toepassing"),  # and is never worth more
        ("minstens", "opdrachtwaarde_excl_btw", "onbekend"),
    ],
)
def test_of_an_agreement_a_call_off_is_worth_no_more_and_can_last_longer(
    test: str, field: str, outcome: str
) -> None:
    number = "maanden" if field == "looptijd" else "waarde"
    single = {
        "id": "een",
        "naam": "een",
        "bron": BRON,
        "vraag": VRAAG,
        "veld": field,
        "toets": test,
        "parameter": number,
    }
    kader = framework(voorwaarden=[single], leesruimte=[reading("raamovereenkomst", ["een"])])
    kader["parameters"]["maanden"] = {"omschrijving": "x", "eenheid": "maanden", "waarden": [value(12)]}
    row = lot(100_000, raamovereenkomst="ja", looptijd_maanden="8")
    assert ruled(kader, [row], raamovereenkomst="nadere_overeenkomst")[1].uitkomst == outcome


def owing(parameters: dict[str, Any], duty: dict[str, Any], row: dict[str, str]) -> Kaderbesluit:
    """Give what a tender of a framework without conditions to speak of comes to."""
    kader = framework(leesruimte=[], verplichting={"bron": BRON, **duty})
    kader["parameters"] |= parameters
    return ruled(kader, [row])[1]


BY_VALUE = {"percentage": "tarief", "grondslag": "loonsom_excl_btw"}


def test_a_minimum_in_another_unit_has_no_bearing() -> None:
    hours = {"omschrijving": "x", "eenheid": "uren", "waarden": [value(40)]}
    least = {"omschrijving": "x", "eenheid": "uren", "waarden": [value(60)]}
    exception = {"als": "groot", "percentage": "tarief", "bron": BRON}
    duty = {
        "vast": "uren",
        "minimum": "least",
        "grondslag": "loonsom_excl_btw",
        "uitzonderingen": [exception],
    }
    numbers = {"uren": hours, "least": least}
    ruling = owing(numbers, duty, lot(150_000, loonsom_excl_btw="1000"))
    assert ruling.verplichting is not None
    assert (ruling.verplichting.hoeveelheid, ruling.verplichting.eenheid) == (
        20,
        "euro",
    )  # 2% of 1 000, not 60


def test_a_maximum_bounds_what_has_no_other_end() -> None:
    most = {"omschrijving": "x", "eenheid": "euro", "waarden": [value(4_000)]}
    kader = framework(leesruimte=[], verplichting={**BY_VALUE, "maximum": "most", "bron": BRON})
    kader["parameters"]["most"] = most
    kader["parameters"]["tarief"] = {"omschrijving": "x", "eenheid": "procent", "waarden": [value(5)]}
    groot = kader["voorwaarden"][0]
    kader["voorwaarden"] = [{**groot, "veld": "looptijd", "toets": "minstens", "parameter": "kort"}]
    kader["parameters"]["kort"] = {"omschrijving": "x", "eenheid": "maanden", "waarden": [value(1)]}
    assert owed(ruled(kader, [lot(None)])[1]) == (0, 4_000)


def test_where_a_table_of_a_minimum_may_say_nothing_there_may_be_none() -> None:
    """From 250 000 there is a minimum of 9 000; below it none; what the tender is worth is not known."""
    rows = [value(9_000, band={"minstens": 250_000})]
    least = {"omschrijving": "x", "eenheid": "euro", "per": "opdrachtwaarde_excl_btw", "vraag": VRAAG}
    flat = {"omschrijving": "x", "eenheid": "euro", "waarden": [value(5_000)]}
    duty = {"vast": "plat", "minimum": "least"}
    numbers = {"plat": flat, "least": {**least, "waarden": rows}}
    assert owed(owing(numbers, duty, lot(100_000))) == (5_000, 5_000)
    assert owed(owing(numbers, duty, lot(300_000))) == (9_000, 9_000)
    kader = framework(leesruimte=[], verplichting={"bron": BRON, **duty})
    kader["parameters"] |= {
        **numbers,
        "waarde": {"omschrijving": "x", "eenheid": "euro", "waarden": [value(0)]},
    }
    ruling = ruled(kader, [lot(None)])[1]
    assert owed(ruling) == (5_000, 9_000)
    assert ruling.vraagvelden == ("opdrachtwaarde_excl_btw",)


def test_outside_every_row_nothing_is_known_and_nothing_is_asked() -> None:
    rows = [value(100_000, voor=["45"]), value(50_000, voor=["90"])]
    number = {"omschrijving": "x", "eenheid": "euro", "per": "cpv", "vraag": VRAAG, "waarden": rows}
    kader = framework(leesruimte=[])
    kader["parameters"]["waarde"] = number
    assert ruled(kader, [lot(60_000, cpv="90910000")])[1].uitkomst == "van_toepassing"
    assert ruled(kader, [lot(60_000, cpv="45211000")])[1].uitkomst == "niet_van_toepassing"
    result, ruling = ruled(kader, [lot(60_000, cpv="72000000")])
    assert (ruling.uitkomst, ruling.vraagvelden) == ("onbekend", ())
    assert [text for text in result.waarschuwingen if "noemt voor deze opdracht geen grens" in text]
    _, ruling = ruled(kader, [lot(60_000)])
    assert (ruling.uitkomst, ruling.vraagvelden) == ("onbekend", ("cpv",))


def test_a_table_that_another_reading_names_does_not_look_at_all_lots() -> None:
    """The rate is named where levels are read; that lots count together is about the limit."""
    levels = reading("raamovereenkomst", ["groot"], tabellen=["tarief"])
    kader = framework(leesruimte=[reading("percelen", ["groot"], tabellen=[]), levels])
    rows = [lot(150_000, raamovereenkomst="nee"), lot(150_000, raamovereenkomst="nee")]
    assert owed(ruled(kader, rows, percelen="samen")[1]) == (3_000, 3_000)


def test_the_rate_of_a_call_off_read_by_the_whole_is_that_of_the_whole() -> None:
    """The whole is worth no less than the call-off, and that can bring it into a higher band."""
    kader = framework(leesruimte=[reading("raamovereenkomst", ["groot"], tabellen=["tarief"])])
    call_off = lot(150_000, raamovereenkomst="nadere_overeenkomst")
    assert owed(ruled(kader, [call_off], raamovereenkomst="geheel")[1]) == (3_000, 7_500)
    assert owed(ruled(kader, [call_off], raamovereenkomst="nadere_overeenkomst")[1]) == (3_000, 3_000)
    large = lot(300_000, raamovereenkomst="nadere_overeenkomst")
    assert owed(ruled(kader, [large], raamovereenkomst="geheel")[1]) == (15_000, 15_000)


@pytest.mark.parametrize(
    ("field", "worth", "rates"),
    [
        ("opdrachtwaarde_excl_btw", 150_000, (3_000, 3_000)),  # a call-off is worth no more: 2%
        ("opdrachtwaarde_excl_btw", 300_000, (6_000, 15_000)),  # and may be worth less: 2% or 5%
        ("looptijd", 150_000, (3_000, 7_500)),  # it can last longer than its agreement
    ],
)
def test_the_rate_of_an_agreement_read_by_call_off_is_that_of_any_call_off(
    field: str, worth: int, rates: tuple[int, int]
) -> None:
    kader = framework(leesruimte=[reading("raamovereenkomst", ["groot"], tabellen=["tarief"])])
    kader["parameters"]["waarde"] = {"omschrijving": "x", "eenheid": "euro", "waarden": [value(0)]}
    kader["parameters"]["tarief"] = {
        "eenheid": "procent", **bands(2, 5, field, 250_000 if field != "looptijd" else 12)
    }  # fmt: skip
    row = lot(worth, raamovereenkomst="ja")
    assert owed(ruled(kader, [row], raamovereenkomst="nadere_overeenkomst")[1]) == rates


def test_a_row_for_the_rest_is_not_meant_where_every_code_has_a_row() -> None:
    """Works and services 2%, supplies 3%: of an unknown kind it is never the 9% of all else."""
    rows = [value(2, voor=["werk", "dienst"]), value(3, voor=["levering"]), value(9)]
    number = {"omschrijving": "x", "eenheid": "procent", "per": "aard", "vraag": VRAAG, "waarden": rows}
    kader = framework(leesruimte=[])
    kader["parameters"]["tarief"] = number
    ruling = ruled(kader, [lot(100_000)])[1]
    assert owed(ruling) == (2_000, 3_000)
    assert ruling.vraagvelden == ("aard",)
    number["waarden"] = [rows[0], rows[2]]
    assert owed(ruled(kader, [lot(100_000)])[1]) == (2_000, 9_000)
    assert owed(ruled(kader, [lot(100_000, aard="levering")])[1]) == (9_000, 9_000)


@pytest.mark.parametrize(
    ("chosen", "out", "unsure"),
    [
        ({}, set(), {1}),
        ({"verlenging": "telt_niet_mee"}, {1}, set()),
        ({"verlenging": "telt_mee"}, set(), set()),
    ],
)
def test_whether_a_lot_falls_outside_is_open_where_a_reading_of_its_own_conditions_is(
    chosen: dict[str, str], out: set[int], unsure: set[int]
) -> None:
    """The second lasts four months, and sixteen with its options; six are enough. Its kind reads nothing."""
    readings = [reading("percelen", ["groot"]), reading("verlenging", ["lang"])]
    kader = framework(leesruimte=readings)
    kader["parameters"]["maanden"] = {"omschrijving": "x", "eenheid": "maanden", "waarden": [value(6)]}
    kind = {"id": "soort", "naam": "soort", "bron": BRON, "vraag": VRAAG, "veld": "aard"}
    kader["voorwaarden"] += [LONG, {**kind, "toets": "is", "waarden": ["dienst"]}]
    short = lot(150_000, aard="dienst", looptijd_maanden="4", verlenging_maanden="12")
    _, ruling = ruled(kader, [lot(150_000, aard="dienst"), short], percelen="samen", **chosen)
    assert ruling.lots is not None
    inside = ruling.lots.inside
    assert (inside is not None) == bool(out or unsure)
    assert inside is None or ({*inside.out}, {*inside.unsure}) == (out, unsure)
