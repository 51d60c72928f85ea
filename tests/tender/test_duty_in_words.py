"""An obligation in euros or in hours, rounded, per call-off: expectations worked out by hand."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.tender.test_framework_oracle import BRON, VRAAG, assessor_of, dated, verdict_of

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.values import Datum
from maatwerk_cli.tender.duty import _any_calloff
from maatwerk_cli.tender.facts import Bounds, Facts
from maatwerk_cli.tender.frameworks.matching import as_compared
from maatwerk_cli.tender.frameworks.policy import Beleid
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.tender.verdicts.kader_verdict import Kaderbesluit
from maatwerk_cli.tender.views.duty_words import duty_blocks, duty_sentence, fulfilments
from maatwerk_cli.tender.views.rule_words import duty_lines
from maatwerk_cli.tender.views.verdict_words import lead
from maatwerk_cli.text.blocks import Paragraph

TENDER = {"peildatum": "2020-09-01", "loonsom_excl_btw": "900000"}
WORK = TENDER | {"aard": "werk"}
SERVICE = TENDER | {"aard": "dienst"}


def number(unit: str, value: int) -> dict[str, Any]:
    return {"omschrijving": "x", "eenheid": unit, "waarden": dated([{"waarde": value}], False)}


def kader(**duty: Any) -> dict[str, Any]:
    """Owe 5% of the wage sum, but for a service 450 hours; rounded down to hundreds of euros."""
    base = {"id": "groot", "naam": "grote opdracht", "bron": BRON, "vraag": VRAAG, "toets": "minstens"}
    service = {"id": "dienst", "naam": "het is een dienst", "bron": BRON, "vraag": VRAAG, "toets": "is"}
    rule = {
        "percentage": "tarief",
        "grondslag": "loonsom_excl_btw",
        "afronding": {"op": 100, "naar": "beneden"},
        "uitzonderingen": [{"als": "dienst", "vast": "uren", "bron": BRON}],
        "bron": BRON,
    }
    return {
        "id": "vb",
        "naam": "het voorbeeld",
        "omschrijving": "x",
        "parameters": {
            "grens": number("euro", 1000),
            "tarief": number("procent", 5),
            "uren": number("uren", 450),
        },
        "werkingssfeer": {"opdrachtgever_soort": ["decentraal"], "bron": BRON},
        "geldigheid": {"vanaf": "2020-01-01", "bron": BRON},
        "voorwaarden": [base | {"veld": "loonsom_excl_btw", "parameter": "grens"}],
        "omstandigheden": [service | {"veld": "aard", "waarden": ["dienst"]}],
        "verplichting": {name: value for name, value in (rule | duty).items() if value is not None},
    }


def ruling(row: Mapping[str, str], **duty: Any) -> Kaderbesluit:
    return verdict_of(assessor_of(kader(**duty)), dict(row))[1]


def owed(row: Mapping[str, str], **duty: Any) -> str:
    return duty_sentence(ruling(row, **duty)).replace("\\xa0", " ")


def halfway(name: str, unit: str, before: int, after: int) -> dict[str, Any]:
    """Give a number that changes on 1 July 2020."""
    first = {"waarde": before, "vanaf": "2020-01-01", "tot_en_met": "2020-06-30", "bron": BRON}
    then = {"waarde": after, "vanaf": "2020-07-01", "bron": BRON}
    return {"omschrijving": name, "eenheid": unit, "waarden": [first, then]}


# which number of the framework it is, and what is said of it in a year within which it changes
CHANGING: dict[str, tuple[str, dict[str, Any], Mapping[str, str], str]] = {
    "the percentage": (
        "tarief",
        halfway("Het deel", "procent", 5, 7),
        WORK,
        "Daarbinnen wisselt 'Het deel': 5% vanaf 1 januari 2020 tot en met 30 juni 2020 en 7% vanaf 1 juli "
        "2020.",
    ),
    "the hours": (
        "uren",
        halfway("Uren", "uren", 450, 500),
        SERVICE,
        "Daarbinnen wisselt 'Uren': 450 uur vanaf 1 januari 2020 tot en met 30 juni 2020 en 500 uur vanaf "
        "1 juli 2020.",
    ),
    "the least": (
        "minst",
        halfway("Het minste", "euro", 50000, 60000),
        WORK,
        "Daarbinnen wisselt 'Het minste': € 50.000 vanaf 1 januari 2020 tot en met 30 juni 2020 en € 60.000 "
        "vanaf 1 juli 2020.",
    ),
}


@pytest.mark.parametrize("case", CHANGING)
def test_a_number_that_changes_within_the_peildatum_is_the_cause(case: str) -> None:
    name, changing, row, said = CHANGING[case]
    framework = kader(**({"minimum": "minst"} if name == "minst" else {}))
    framework["parameters"][name] = changing
    year = verdict_of(assessor_of(framework), {**row, "peildatum": "2020"})[1]
    exact = f"Welke verplichting geldt, hangt af van de peildatum. {said} Geef de peildatum nauwkeuriger."
    warnings = [text.replace("\xa0", " ") for text in year.waarschuwingen]
    assert exact in warnings
    assert not any("gegevens die nog niet bekend zijn" in text for text in warnings)
    later = verdict_of(assessor_of(framework), dict(row))[1]
    assert not any("hangt af van" in text for text in later.waarschuwingen)


def test_rounding_in_euros_leaves_hours_alone() -> None:
    outcome = ruling(SERVICE).verplichting
    assert outcome is not None
    assert (outcome.hoeveelheid, outcome.eenheid) == (450, "uren")
    assert "afgerond" not in owed(SERVICE)


def test_rounding_in_hours_leaves_euros_alone() -> None:
    """Owed are 450 hours, rounded down to hundreds, but for a service 5% of 901,000: that is 45,050."""
    turned: dict[str, Any] = {
        "percentage": None,
        "vast": "uren",
        "uitzonderingen": [{"als": "dienst", "percentage": "tarief", "bron": BRON}],
    }
    for row, amount, unit in ((WORK, 400, "uren"), (SERVICE, 45_050, "euro")):
        outcome = ruling(row | {"loonsom_excl_btw": "901000"}, **turned).verplichting
        assert outcome is not None
        assert (outcome.hoeveelheid, outcome.eenheid) == (amount, unit)


def test_the_page_says_what_is_not_rounded() -> None:
    read = Kader.model_validate(kader())
    (line,) = [
        line
        for line in duty_lines(read, Datum("2020-09-01", date(2020, 9, 1), date(2020, 9, 1)))
        if line.name == "Afronding"
    ]
    assert line.text == "naar beneden op € 100; een verplichting in uren wordt zo niet afgerond"


def test_that_it_is_rounded_is_said_only_where_it_is() -> None:
    assert "afgerond" not in owed(WORK)  # 5% of 900,000 is 45,000
    odd = owed(WORK | {"loonsom_excl_btw": "901000"})  # 45,050
    assert "De verplichting is 5% van de loonsom: € 45.000." in odd
    assert "Er is afgerond: naar beneden op € 100." in odd


def test_cents_are_said_only_where_they_are_rounded() -> None:
    assert "afgerond" not in owed(WORK, afronding=None)
    cents = owed(WORK | {"loonsom_excl_btw": "900000.10"}, afronding=None)  # 45,000.005
    assert "Er is afgerond: op hele centen (een halve cent naar boven)." in cents


def test_an_exception_that_may_hold_says_nothing_of_the_least_where_the_rule_itself_has_no_row() -> None:
    """A service owes 500 euros; anything else a rate that its table has only from a million."""
    rule = kader(uitzonderingen=[{"als": "dienst", "vast": "bedrag", "bron": BRON}])
    rule["parameters"]["bedrag"] = number("euro", 500)
    rows = dated([{"waarde": 5, "band": {"minstens": 1_000_000}}], False)
    rule["parameters"]["tarief"] |= {"per": "loonsom_excl_btw", "vraag": VRAAG, "waarden": rows}
    for row, amount, text in (
        (SERVICE, 500, "De verplichting is € 500."),
        (WORK, None, "Het kader noemt voor deze opdracht geen verplichting."),
        (TENDER, None, "Welke verplichting geldt, is nog niet bekend."),
    ):
        decided = verdict_of(assessor_of(rule), row)[1]
        assert decided.verplichting is not None
        assert (decided.verplichting.laag, decided.verplichting.hoog) == (amount, amount)
        assert duty_sentence(decided).replace("\xa0", " ").startswith(text)


@pytest.mark.parametrize(("row", "rest"), [(WORK, "30150.01"), (SERVICE, "301.5")])
def test_what_is_left_after_a_part_is_met_is_rounded_to_cents_and_hours_are_not(
    row: dict[str, str], rest: str
) -> None:
    """Of 900,000.10 5% is 45,000.01 to the cent; what is left of that is 67%, and so of 450 hours."""
    way = {
        "id": "keurmerk",
        "naam": "Keurmerk",
        "tekst": "Dat telt voor een deel.",
        "deel": "deel",
        "bron": BRON,
    }
    rule = kader(afronding=None, vervulling=[way])
    rule["parameters"]["deel"] = number("procent", 33)
    decided = verdict_of(assessor_of(rule), row | {"loonsom_excl_btw": "900000.10"})[1]
    assert decided.verplichting is not None
    assert [left for _, left in fulfilments(decided, decided.verplichting)] == [Decimal(rest)]


BOUNDED: dict[tuple[str, tuple[int, ...]], tuple[int, int, tuple[str, ...]]] = {
    ("minimum", (50_000, 60_000, 55_000)): (50_000, 60_000, ("aard",)),
    ("minimum", (60_000, 50_000, 55_000)): (50_000, 60_000, ("aard",)),
    ("minimum", (50_000, 50_000, 50_000)): (50_000, 50_000, ()),
    ("minimum", (60_000, 50_000)): (45_000, 60_000, ("aard",)),  # of a supply the table says nothing
    ("minimum", (60_000,)): (45_000, 60_000, ("aard",)),
    ("maximum", (30_000, 20_000, 25_000)): (20_000, 30_000, ("aard",)),
    ("maximum", (20_000, 30_000, 25_000)): (20_000, 30_000, ("aard",)),
    ("maximum", (30_000, 30_000, 30_000)): (30_000, 30_000, ()),
    ("maximum", (20_000,)): (20_000, 45_000, ("aard",)),
}
"""By a least or most of a work, a service and a supply: what 45 000 can come to, and what to ask."""


@pytest.mark.parametrize("bound", BOUNDED)
def test_a_bound_that_differs_by_kind_is_the_least_and_the_most_of_those_that_can_be_meant(
    bound: tuple[str, tuple[int, ...]],
) -> None:
    name, values = bound
    rule = kader(uitzonderingen=None, afronding=None, **{name: "grens_per_aard"})
    rows = [
        {"waarde": own, "voor": [kind]}
        for own, kind in zip(values, ("werk", "dienst", "levering"), strict=False)
    ]
    rule["parameters"]["grens_per_aard"] = {
        "omschrijving": "x", "eenheid": "euro", "per": "aard", "vraag": VRAAG, "waarden": dated(rows, False)
    }  # fmt: skip
    outcome = verdict_of(assessor_of(rule), TENDER)[1].verplichting
    assert outcome is not None
    assert (outcome.laag, outcome.hoog, outcome.velden) == BOUNDED[bound]


@pytest.mark.parametrize(("row", "amount"), [(SERVICE, 500), (WORK, None), (TENDER, None)])
def test_a_share_that_may_be_owed_of_each_calloff_has_no_amount_of_the_whole(
    row: dict[str, str], amount: int | None
) -> None:
    """A fixed amount is known for each call-off; 5% of what that comes to is not."""
    rule = kader(
        per="nadere_overeenkomst", uitzonderingen=[{"als": "dienst", "vast": "bedrag", "bron": BRON}]
    )
    rule["parameters"]["bedrag"] = number("euro", 500)
    outcome = verdict_of(assessor_of(rule), row | {"raamovereenkomst": "ja"})[1].verplichting
    assert outcome is not None
    assert (outcome.laag, outcome.hoog) == (amount, amount)
    assert outcome.grondslag == ("" if amount else "loonsom_excl_btw")  # as long as it may be of that


def test_euros_or_hours_are_both_told() -> None:
    assert "Zij is € 45.000, of 450 uur als dit geldt: het is een dienst." in owed(TENDER)


@pytest.mark.parametrize(("agreement", "said"), [("nee", False), ("nadere_overeenkomst", True)])
def test_an_ordinary_contract_has_no_calloffs(agreement: str, said: bool) -> None:
    text = owed(WORK | {"raamovereenkomst": agreement}, per="nadere_overeenkomst")
    assert ("per nadere overeenkomst" in text) is said
    assert "€ 45.000" in text


def test_while_no_agreement_is_assumed_none_is_spoken_of_as_if_it_were_there() -> None:
    """What is assumed is that it is no framework agreement: then it is owed for the contract itself."""
    text = owed(WORK, per="nadere_overeenkomst")
    assert "De verplichting is 5% van de loonsom: € 45.000." in text
    assert "Is dit een raamovereenkomst, dan geldt zij per nadere overeenkomst." in text
    assert "raamovereenkomst" not in owed(WORK)
    assert "raamovereenkomst" not in owed(WORK | {"raamovereenkomst": "nee"}, per="nadere_overeenkomst")


def test_a_fixed_amount_is_known_while_it_is_not_known_for_what() -> None:
    rule = kader(
        per="nadere_overeenkomst", vast="bedrag", percentage=None, grondslag=None, afronding=None,
        uitzonderingen=None,
    )  # fmt: skip
    rule["parameters"]["bedrag"] = number("euro", 500)
    outcome = verdict_of(assessor_of(rule), WORK | {"raamovereenkomst": "onbekend"})[1]
    assert outcome.verplichting is not None
    assert (outcome.verplichting.hoeveelheid, outcome.verplichting.per) == (500, "")
    assert outcome.vraagvelden == ("raamovereenkomst",)
    text = duty_sentence(outcome).replace("\xa0", " ")
    said = "De verplichting is € 500. Is dit een raamovereenkomst, dan geldt zij per nadere overeenkomst."
    assert text.startswith(said)


@pytest.mark.parametrize(
    ("agreement", "tested", "per"),
    [("", True, ""), ("onbekend", True, ""), ("nee", True, "opdracht"), ("", False, "opdracht")],
)
def test_of_an_agreement_nothing_is_assumed_where_the_framework_itself_asks_for_it(
    agreement: str, tested: bool, per: str
) -> None:
    """A large contract is enough; one call-off is too: what it is decides only for what 5% is owed."""
    rule = kader(per="nadere_overeenkomst")
    large = rule["voorwaarden"]
    if tested:
        test = {"veld": "raamovereenkomst", "toets": "is", "waarden": ["nadere_overeenkomst"]}
        calloff = {"id": "afroep", "naam": "afroep", "bron": BRON, "vraag": VRAAG, **test}
        rule["omstandigheden"] += [*large, calloff]
        rule["voorwaarden"] = [{"id": "een", "naam": "een", "een_van": ["groot", "afroep"], "bron": BRON}]
    verdict, ruled = verdict_of(assessor_of(rule), WORK | {"raamovereenkomst": agreement})
    assert ruled.uitkomst == "van_toepassing"
    assert ruled.verplichting is not None
    assert ruled.verplichting.per == per
    assert ruled.verplichting.bedrag == (45_000 if per else None)
    assert ("raamovereenkomst" in ruled.vraagvelden) is (not per)
    assumed = [text for text in verdict.waarschuwingen if "Aangenomen is dat dit geen raam" in text]
    assert bool(assumed) is (not tested)


# whether it is an agreement, the level that the framework itself names, and the least and the most it can be
BANDED: dict[str, tuple[str, str, tuple[int, int]]] = {
    "an agreement": ("ja", "", (1500, 9000)),
    "an agreement, by its whole": ("ja", "geheel", (9000, 9000)),
    "it may be one": ("onbekend", "", (1500, 9000)),
    "a call-off": ("nadere_overeenkomst", "", (9000, 9000)),
    "neither": ("nee", "", (9000, 9000)),
    "assumed to be neither": ("", "", (9000, 9000)),
    "asked by the framework itself": ("", "", (1500, 9000)),
}


@pytest.mark.parametrize("case", BANDED)
def test_what_each_calloff_owes_follows_the_band_of_that_calloff(case: str) -> None:
    """Of an agreement of 900.000 a call-off can be 10.000, and then owes what the lowest band says."""
    agreement, level, ends = BANDED[case]
    rule = kader(
        per="nadere_overeenkomst", vast="bedrag", percentage=None, grondslag=None, afronding=None,
        uitzonderingen=None,
    )  # fmt: skip
    rows = [{"waarde": 1500, "band": {"minder_dan": 50000}}, {"waarde": 9000, "band": {"minstens": 50000}}]
    rule["parameters"]["bedrag"] = number("euro", 1) | {
        "per": "loonsom_excl_btw", "vraag": VRAAG, "waarden": dated(rows, False)
    }  # fmt: skip
    if level:
        reading = {
            "id": "raamovereenkomst", "vraag": "Hoe?", "toelichting": "Zo.", "tabellen": ["bedrag"],
            "keuzes": {"nadere_overeenkomst": "per afroep", "geheel": "het geheel"}, "gekozen": level,
        }  # fmt: skip
        rule["leesruimte"] = [reading | {"bron": BRON}]
    if case.startswith("asked"):  # so nothing is assumed of it, as its page says
        test = {"veld": "raamovereenkomst", "toets": "is", "waarden": ["nadere_overeenkomst"]}
        calloff = {"id": "afroep", "naam": "afroep", "bron": BRON, "vraag": VRAAG, **test}
        rule["omstandigheden"] += [*rule["voorwaarden"], calloff]
        rule["voorwaarden"] = [{"id": "een", "naam": "een", "een_van": ["groot", "afroep"], "bron": BRON}]
    ruled = verdict_of(assessor_of(rule), WORK | {"raamovereenkomst": agreement})[1]
    assert ruled.verplichting is not None
    assert (ruled.verplichting.laag, ruled.verplichting.hoog) == ends
    # What it is of the tender itself is known, and not asked again.
    is_asked = agreement == "onbekend" or case.startswith("asked")
    assert ruled.vraagvelden == (("raamovereenkomst",) if is_asked else ())
    text = duty_sentence(ruled).replace("\xa0", " ")
    assert ("Zij is € 1.500 of € 9.000." in text) is (ends == (1500, 9000))
    assert ("Dat hangt af van de loonsom van elke nadere overeenkomst." in text) is (case == "an agreement")


@pytest.mark.parametrize(
    ("agreement", "field", "ends"),
    [
        ("ja", "loonsom_excl_btw", (500, 9000)),
        ("ja", "looptijd", (500, 9000)),
        ("ja", "aard", (9000, 9000)),  # each call-off is a work as the agreement is
        ("onbekend", "loonsom_excl_btw", (500, 9000)),
        ("nadere_overeenkomst", "loonsom_excl_btw", (9000, 9000)),
        ("nee", "loonsom_excl_btw", (9000, 9000)),
    ],
)
def test_an_exception_for_what_is_small_can_hold_for_a_calloff(
    agreement: str, field: str, ends: tuple[int, int]
) -> None:
    """Of 900.000 in three years it holds for neither; a call-off can be of 10.000, or of a month."""
    rule = kader(
        per="nadere_overeenkomst", vast="bedrag", percentage=None, grondslag=None, afronding=None,
        uitzonderingen=[{"als": "klein", "vast": "weinig", "bron": BRON}],
    )  # fmt: skip
    rule["parameters"] |= {"bedrag": number("euro", 9000), "weinig": number("euro", 500)}
    small = {"id": "klein", "naam": "een kleine", "bron": BRON, "vraag": VRAAG, "veld": field}
    if field == "aard":
        rule["omstandigheden"] = [small | {"toets": "is", "waarden": ["dienst"]}]
    else:
        rule["parameters"]["klein"] = number("maanden" if field == "looptijd" else "euro", 12)
        rule["omstandigheden"] = [small | {"toets": "minder_dan", "parameter": "klein"}]
    ruled = verdict_of(assessor_of(rule), WORK | {"raamovereenkomst": agreement, "looptijd_maanden": "36"})[1]
    assert ruled.verplichting is not None
    assert (ruled.verplichting.laag, ruled.verplichting.hoog) == ends
    assert set(ruled.vraagvelden) <= {"raamovereenkomst"}  # what is known of the agreement is not asked again
    said = "Bij elke nadere overeenkomst kan anders zijn of dit geldt: een kleine."
    assert (said in duty_sentence(ruled)) is (agreement == "ja" and field != "aard")


# an exception of 2%; the amount by which it turns, by which it does at less, and what 500.000 owes
TURNING: dict[str, tuple[dict[str, Any], str, str, int | None]] = {
    "what is small": (
        {"veld": "loonsom_excl_btw", "toets": "minder_dan"}, "loonsom_excl_btw", "loonsom_excl_btw", None,
    ),
    "what is large": ({"veld": "loonsom_excl_btw", "toets": "meer_dan"}, "loonsom_excl_btw", "", None),
    "a kind": ({"veld": "aard", "toets": "is", "waarden": ["dienst"]}, "", "", 25_000),
}  # fmt: skip


@pytest.mark.parametrize("case", TURNING)
def test_a_percentage_by_an_exception_is_that_of_the_whole_amount_only(case: str) -> None:
    """Of 900.000 it is 5%; whether it is of the firm term too is not known where an exception may hold."""
    test, turns, below, due = TURNING[case]
    rule = kader(uitzonderingen=[{"als": "ander", "percentage": "laag", "bron": BRON}], afronding=None)
    rule["parameters"] |= {"laag": number("procent", 2), "ander": number("euro", 900_000)}
    limit = {} if "waarden" in test else {"parameter": "ander"}
    rule["omstandigheden"] = [{"id": "ander", "naam": "x", "bron": BRON, "vraag": VRAAG, **test, **limit}]
    owed = verdict_of(assessor_of(rule), WORK | {"raamovereenkomst": "nee"})[1].verplichting
    assert owed is not None
    assert (owed.percentage, owed.bedrag) == (5, 45_000)
    assert (owed.by_exception, owed.below, owed.lower_band) == (turns, below, below)
    assert owed.due(Decimal(500_000)) == due


def test_a_calloff_can_be_of_any_term_also_where_that_of_the_agreement_is_known_within_bounds() -> None:
    bounds = {"looptijd_maanden": Bounds(24, 36), "verlenging_maanden": Bounds(0, None)}
    of_any = _any_calloff(Facts(raamovereenkomst="ja", loonsom_excl_btw=Decimal(9000), bounds=bounds))
    assert (of_any.bounds["loonsom_excl_btw"].low, of_any.bounds["loonsom_excl_btw"].high) == (0, 9000)
    assert "looptijd_maanden" not in of_any.bounds
    assert of_any.bounds["verlenging_maanden"] == Bounds(0, None)


def with_bounds(wage: str, **bounds: int) -> str:
    content = kader(afronding=None)
    for name, amount in bounds.items():
        content["parameters"][name] = number("euro", amount)
        content["verplichting"][name] = name
    result = verdict_of(assessor_of(content), {**WORK, "loonsom_excl_btw": wage})[1]
    return duty_sentence(result).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("wage", "bounds", "said"),
    [
        (
            "72000",  # 5% is 3 600
            {"minimum": 5000},
            "De verplichting is € 5.000. Dat is het minimum: 5% van de loonsom is € 3.600, en dat is minder.",
        ),
        (
            "240000",  # 5% is 12 000
            {"maximum": 5000},
            "De verplichting is € 5.000. Dat is het maximum: 5% van de loonsom is € 12.000, en dat is meer.",
        ),
        (
            "100000",  # 5% is 5 000 itself
            {"minimum": 5000},
            "De verplichting is 5% van de loonsom: € 5.000. Dat is het minimum van € 5.000.",
        ),
        ("110000", {"minimum": 5000}, "De verplichting is 5% van de loonsom: € 5.500."),
    ],
)
def test_a_minimum_that_replaces_a_percentage_is_told_with_what_that_is_itself(
    wage: str, bounds: dict[str, int], said: str
) -> None:
    assert with_bounds(wage, **bounds) == said


def test_a_minimum_of_a_wage_sum_that_is_not_known_says_nothing_of_that_sum() -> None:
    """It is 72 000 at most, of which 5% is 3 600: the minimum holds, and what it replaces is not known."""
    content = kader(minimum="minimum")
    content["parameters"]["minimum"] = number("euro", 5000)
    content["voorwaarden"][0] |= {"veld": "opdrachtwaarde_excl_btw"}
    row = {"peildatum": "2020-09-01", "aard": "werk", "opdrachtwaarde_excl_btw": "72000"}
    outcome = verdict_of(assessor_of(content), row)[1]
    text = duty_sentence(outcome).replace("\xa0", " ")
    assert text == "De verplichting is € 5.000. Dat is het minimum van € 5.000."
    assert outcome.verplichting is not None
    assert outcome.verplichting.onafgerond is None


def test_of_two_amounts_that_can_be_it_nothing_between_is_told() -> None:
    """5% or 2% of 900 000, as it is a service or not; of a wage sum that is not known it is a range."""
    low = {"uitzonderingen": [{"als": "dienst", "percentage": "laag", "bron": BRON}], "afronding": None}
    content = kader(**low)
    content["parameters"]["laag"] = number("procent", 2)
    row = {name: value for name, value in WORK.items() if name != "aard"}
    text = duty_sentence(verdict_of(assessor_of(content), row)[1]).replace("\xa0", " ")
    assert "Zij is € 18.000 of € 45.000." in text
    assert "tussen" not in text
    row = row | {"opdrachtwaarde_excl_btw": "900000"}
    del row["loonsom_excl_btw"]
    content["voorwaarden"][0] |= {"veld": "opdrachtwaarde_excl_btw"}
    text = duty_sentence(verdict_of(assessor_of(content), row)[1]).replace("\xa0", " ")
    assert "Zij ligt tussen € 0 en € 45.000." in text


@pytest.mark.parametrize(("per", "said"), [("nadere_overeenkomst", False), ("opdracht", True)])
def test_a_calloff_is_not_doubted_where_the_framework_says_it(per: str, said: bool) -> None:
    outcome = ruling(WORK | {"raamovereenkomst": "nadere_overeenkomst"}, per=per)
    texts = [block.text for block in duty_blocks(outcome, None) if isinstance(block, Paragraph)]
    assert any("al bij de raamovereenkomst belegd" in text for text in texts) is said


def test_of_a_framework_agreement_no_level_is_left_to_choose() -> None:
    outcome = ruling(WORK | {"raamovereenkomst": "ja"}, per="nadere_overeenkomst")
    texts = [block.text for block in duty_blocks(outcome, None) if isinstance(block, Paragraph)]
    assert texts == [
        "Per nadere overeenkomst is de verplichting 5% van de loonsom van die nadere overeenkomst."
    ]


def levels(*, chosen: bool) -> dict[str, Any]:
    """Have a limit that holds for each call-off, or of which no source says at which level it holds."""
    choices = {"nadere_overeenkomst": "per nadere overeenkomst", "geheel": "over het geheel"}
    reading = {"id": "raamovereenkomst", "vraag": "Waarvoor geldt de grens?", "keuzes": choices}
    reading |= {"toelichting": "x", "voorwaarden": ["groot"]}
    settled = {"gekozen": "nadere_overeenkomst", "bron": BRON} if chosen else {}
    return kader() | {"leesruimte": [reading | settled]}


@pytest.mark.parametrize("chosen", [True, False])
def test_that_a_limit_holds_for_each_calloff_is_doubted_only_where_it_is_open(chosen: bool) -> None:
    whole = {**WORK, "raamovereenkomst": "ja"}
    verdict, outcome = verdict_of(assessor_of(levels(chosen=chosen)), whole)
    warnings = " ".join(verdict.waarschuwingen)
    reasons = " ".join(block.text for block in lead(verdict.besluit) if isinstance(block, Paragraph))
    assert outcome.uitkomst == "onbekend"
    assert ("De grens geldt per nadere overeenkomst. Toets elke" in warnings) is chosen
    assert ("Als de grens per nadere overeenkomst geldt" in warnings) is not chosen
    assert ("doordat de grens voor de loonsom per nadere overeenkomst geldt" in reasons) is chosen
    assert "ook per nadere overeenkomst kan gelden" not in reasons or not chosen


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ("code,naam\ngroen,Groen\nschoonmaak,Schoonmaak\n", " (bekend: groen, schoonmaak)."),
        ("", ", want die lijst is er niet."),
    ],
)
def test_a_category_that_no_list_has_is_named(known: str, said: str) -> None:
    cleaning = {"veld": "categorie", "toets": "is", "waarden": ["schoonmaak"]}
    read = kader()
    read["omstandigheden"][0] |= cleaning
    rows = [line.split(",") for line in known.splitlines()[1:]]
    categories = {as_compared(name): code for code, title in rows for name in (code, title)}
    assessor = Assessor(Beleid({"vb": Kader.model_validate(read)}, "", frozenset(), categories))
    fields = {
        given: " ".join(verdict_of(assessor, {**TENDER, "categorie": given})[0].waarschuwingen)
        for given in ("Tuinen", "schoonmaak")
    }
    assert f"De categorie 'Tuinen' staat niet in codelijsten/categorie.csv{said}" in fields["Tuinen"]
    assert "categorie.csv" not in fields["schoonmaak"]


def test_a_percentage_that_changes_within_the_peildatum_is_named_with_its_days() -> None:
    first = {"waarde": 5, "vanaf": "2020-01-01", "tot_en_met": "2020-06-30", "bron": BRON}
    later = {"waarde": "2.5", "vanaf": "2020-07-01", "bron": BRON}
    value = kader(afronding=None, uitzonderingen=None)
    value["parameters"]["tarief"]["waarden"] = [first, later]
    del value["parameters"]["uren"]
    result, verdict = verdict_of(assessor_of(value), {"peildatum": "2020", "loonsom_excl_btw": "900000"})
    both = "5% vanaf 1 januari 2020 tot en met 30 juni 2020 en 2,5% vanaf 1 juli 2020"
    assert duty_sentence(verdict) == (
        f"De verplichting is een percentage van de loonsom. Binnen de peildatum wisselt dat: {both}."
    )
    warning = (
        f"Het bedrag van de verplichting is niet te berekenen, want binnen de peildatum wisselt het "
        f"percentage: {both}. Geef de peildatum nauwkeuriger."
    )
    assert warning in result.waarschuwingen
    assert not [text for text in result.waarschuwingen if "loonsom is niet bekend" in text]


@pytest.mark.parametrize(
    ("wages", "amounts"),
    [
        ("900000", (1_000, 45_000)),  # of a service a flat 1 000, else 5%
        ("20000", (1_000,)),  # either way the same
        ("", ()),  # 5% of what is not known can be anything
    ],
)
def test_it_is_one_of_some_amounts_only_where_each_of_them_is_known(
    wages: str, amounts: tuple[int, ...]
) -> None:
    content = kader(uitzonderingen=[{"als": "dienst", "vast": "plat", "bron": BRON}])
    content["parameters"]["plat"] = number("euro", 1_000)
    (condition,) = content["voorwaarden"]
    content["voorwaarden"] = [condition | {"veld": "looptijd", "parameter": "maanden"}]
    content["parameters"]["maanden"] = number("maanden", 6)
    row = {"peildatum": "2020-09-01", "looptijd_maanden": "12", "loonsom_excl_btw": wages}
    _, outcome = verdict_of(assessor_of(content), row)
    assert outcome.verplichting is not None
    assert outcome.verplichting.mogelijk == amounts
