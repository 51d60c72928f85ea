"""What would turn an outcome, and the next band of a table: expectations worked out by hand."""

from decimal import Decimal
from typing import Any

import pytest
from tests.tender.test_framework_oracle import BRON, VRAAG, Row, assessor_of, dated, verdict_of
from tests.tender.test_lots_in_tables import framework as framework_of_lots
from tests.tender.test_lots_in_tables import reading

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.policy.parameters import Band, Parameter
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.cases.views.framework_page import _readings
from maatwerk_cli.tender.views.duty_words import duty_blocks
from maatwerk_cli.tender.views.rule_words import amount_text, condition_lines
from maatwerk_cli.tender.views.verdict_reason import reasons
from maatwerk_cli.tender.views.verdict_words import lead
from maatwerk_cli.tender.words.limit_words import next_band
from maatwerk_cli.text.blocks import Heading, Paragraph, PointList

AMOUNT = {"omschrijving": "x", "eenheid": "euro", "waarden": dated([{"waarde": 100000}], False)}
MONTHS = {"omschrijving": "x", "eenheid": "maanden", "waarden": dated([{"waarde": 6}], False)}
SHARE = {"omschrijving": "x", "eenheid": "procent", "waarden": dated([{"waarde": 30}], False)}
END = " zou het voorbeeld wel van toepassing zijn."


def test_of(name: str, test: str) -> dict[str, Any]:
    base = {"id": name, "naam": name, "bron": BRON, "vraag": VRAAG, "toets": test}
    if name == "aard":
        return base | {"veld": "aard", "waarden": ["levering"]}
    if name == "looptijd":
        return base | {"veld": "looptijd", "parameter": "maanden"}
    if name == "deel":
        whole = {"deel_van": "opdrachtwaarde_excl_btw"}
        return base | {"veld": "loonsom_excl_btw", "parameter": "procent"} | whole
    return base | {"veld": "loonsom_excl_btw", "parameter": "bedrag"}


test_of.__test__ = False  # type: ignore[attr-defined]


def near(conditions: list[Any], others: list[Any], row: Row) -> str | None:
    kader = {
        "id": "vb",
        "naam": "het voorbeeld",
        "omschrijving": "x",
        "parameters": {"bedrag": AMOUNT, "maanden": MONTHS, "procent": SHARE},
        "werkingssfeer": {"opdrachtgever_soort": ["decentraal"], "bron": BRON},
        "geldigheid": {"vanaf": "2020-01-01", "bron": BRON},
        "voorwaarden": conditions,
        "omstandigheden": others,
    }
    verdict = verdict_of(assessor_of(kader), {"peildatum": "2020-09-01", **row})[1]
    assert verdict.uitkomst == "niet_van_toepassing"
    return verdict.grensgeval


@pytest.mark.parametrize(
    ("condition", "row", "said"),
    [
        (
            test_of("loonsom", "minstens"),
            {"loonsom_excl_btw": "90000"},
            "Bij een loonsom die € 10.000 hoger is, dus € 100.000,",
        ),
        (
            test_of("loonsom", "meer_dan"),
            {"loonsom_excl_btw": "100000"},
            "Bij een loonsom van meer dan € 100.000",
        ),
        (
            test_of("loonsom", "meer_dan"),
            {"loonsom_excl_btw": "90000"},
            "Bij een loonsom die meer dan € 10.000 hoger is, dus meer dan € 100.000,",
        ),
        (
            test_of("loonsom", "hoogstens"),
            {"loonsom_excl_btw": "120000"},
            "Bij een loonsom die € 20.000 lager is, dus ten hoogste € 100.000,",
        ),
        (
            test_of("loonsom", "minder_dan"),
            {"loonsom_excl_btw": "100000"},
            "Bij een loonsom van minder dan € 100.000",
        ),
        (
            test_of("looptijd", "hoogstens"),
            {"looptijd_maanden": "8"},
            "Bij een looptijd die 2 maanden korter is, dus ten hoogste 6 maanden,",
        ),
        (test_of("aard", "niet_in"), {"aard": "levering"}, "Bij een andere aard dan levering"),
        (
            test_of("deel", "minstens"),
            {"loonsom_excl_btw": "1", "opdrachtwaarde_excl_btw": "100"},
            "Als de loonsom ten minste 30% van de waarde van de opdracht was,",
        ),
    ],
)
def test_what_would_turn_one_condition(condition: Any, row: Row, said: str) -> None:
    assert near([condition], [], row) == f"{said}{END}"


def together(how: str, *parts: str) -> dict[str, Any]:
    return {"id": "samen", "naam": "samen", "bron": BRON, how: [*parts]}


WAGE, TERM, KIND = test_of("loonsom", "minstens"), test_of("looptijd", "minstens"), test_of("aard", "is")


def test_of_several_ways_the_nearest() -> None:
    ways = [together("een_van", "loonsom", "looptijd")]
    # Of the wage sum a tenth is missing, of the term a half; and the other way round.
    assert near(ways, [WAGE, TERM], {"loonsom_excl_btw": "90000", "looptijd_maanden": "3"}) == (
        f"De kortste weg: bij een loonsom die € 10.000 hoger is, dus € 100.000,{END}"
    )
    assert near(ways, [WAGE, TERM], {"loonsom_excl_btw": "10000", "looptijd_maanden": "5"}) == (
        f"De kortste weg: bij een looptijd van 1 maand langer{END}"
    )


def test_of_all_the_only_one_that_is_missing_and_of_two_none() -> None:
    both = [together("alle", "loonsom", "looptijd")]
    assert near(both, [WAGE, TERM], {"loonsom_excl_btw": "90000", "looptijd_maanden": "6"}) == (
        f"Bij een loonsom die € 10.000 hoger is, dus € 100.000,{END}"
    )
    assert near(both, [WAGE, TERM], {"loonsom_excl_btw": "90000", "looptijd_maanden": "3"}) is None
    assert near(both, [WAGE, TERM], {"loonsom_excl_btw": "90000"}) is None


def test_of_unless_the_one_that_holds_must_not() -> None:
    unless = [together("tenzij", "loonsom", "aard")]
    assert near(unless, [WAGE, KIND], {"loonsom_excl_btw": "90000", "aard": "levering"}) == (
        f"Bij een andere aard dan levering{END}"
    )
    assert near(unless, [WAGE, KIND], {"loonsom_excl_btw": "120000", "aard": "dienst"}) == (
        f"Bij een loonsom die meer dan € 20.000 lager is, dus minder dan € 100.000,{END}"
    )
    assert near(unless, [WAGE, KIND], {"loonsom_excl_btw": "120000", "aard": "levering"}) is None


def test_the_next_band_is_the_first_above() -> None:
    bands = [{"minder_dan": 100}, {"minstens": 100, "hoogstens": 200}, {"meer_dan": 200}]
    rows = dated([{"waarde": place, "band": band} for place, band in enumerate(bands)], False)
    extra = {"per": "opdrachtwaarde_excl_btw", "vraag": VRAAG}
    table = Parameter.model_validate({"omschrijving": "x", "eenheid": "procent", "waarden": rows, **extra})
    present = [next_band(table.waarden, row, "opdrachtwaarde_excl_btw") for row in table.waarden]
    begins = [band and band.first(Decimal("0.01")) for band in present]
    assert begins == [Decimal(100), Decimal("200.01"), None]
    above_nothing, beside_bands = (
        table.waarden[0].model_copy(update={"band": band})
        for band in (Band.model_validate({"meer_dan": 0}), None)
    )
    assert next_band([above_nothing], beside_bands, "opdrachtwaarde_excl_btw") == above_nothing.band


TURNS = [
    {"waarde": 100000, "vanaf": "2020-01-01", "tot_en_met": "2020-06-30", "bron": BRON},
    {"waarde": 80000, "vanaf": "2020-07-01", "bron": BRON},
]
OF_AARD = [
    {"waarde": 100000, "vanaf": "2020-01-01", "tot_en_met": "2020-06-30", "bron": BRON, "voor": ["dienst"]},
    {"waarde": 80000, "vanaf": "2020-07-01", "bron": BRON, "voor": ["dienst"]},
    {"waarde": 50000, "vanaf": "2020-01-01", "bron": BRON, "voor": ["werk"]},
]
LIMITS = "(€ 100.000 vanaf 1 januari 2020 tot en met 30 juni 2020 en € 80.000 vanaf 1 juli 2020)"


@pytest.mark.parametrize(
    "table", [{"waarden": TURNS}, {"waarden": OF_AARD, "per": "aard", "vraag": VRAAG}], ids=["one", "rows"]
)
@pytest.mark.parametrize("together", [False, True], ids=["by itself", "with another"])
def test_a_limit_that_changes_within_the_peildatum_is_named_with_its_day(
    table: dict[str, Any], together: bool
) -> None:
    own = test_of("loonsom", "minstens")
    both = {"id": "s", "naam": "s", "alle": ["loonsom", "looptijd"], "bron": BRON}
    kader = {
        "id": "vb",
        "naam": "het voorbeeld",
        "omschrijving": "x",
        "parameters": {"bedrag": {"omschrijving": "x", "eenheid": "euro"} | table, "maanden": MONTHS},
        "werkingssfeer": {"opdrachtgever_soort": ["decentraal"], "bron": BRON},
        "geldigheid": {"vanaf": "2020-01-01", "bron": BRON},
        "voorwaarden": [both] if together else [own],
        "omstandigheden": [own, test_of("looptijd", "minstens")] if together else [],
    }
    row = {"peildatum": "2020", "loonsom_excl_btw": "90000", "looptijd_maanden": "12", "aard": "dienst"}
    result, verdict = verdict_of(assessor_of(kader), row)
    assert verdict.uitkomst == "onbekend"
    assert verdict.vraagvelden == ("peildatum",)
    cause = f"de grens voor de loonsom binnen de peildatum wisselt {LIMITS}"
    assert f"Dat komt doordat {cause}." in [block.text for block in lead(result.besluit)]
    why = reasons(result.besluit)
    assert f"binnen de peildatum wisselt de grens voor de loonsom {LIMITS}" in why.text
    assert "grens_wisselt" in why.codes.split()


OTHERWISE = {"id": "anders", "soort": "grondslag", "veld": "loonsom_excl_btw", "tekst": "Een ander deel."}


def test_the_page_of_a_framework_has_each_reading_below_that_of_them_all() -> None:
    chosen = {"gekozen": "geheel", "bron": BRON}
    readings = [reading("percelen", ["groot"]), reading("raamovereenkomst", ["groot"], **chosen)]
    kader = Kader.model_validate(
        framework_of_lots(leesruimte=readings, tegenspraak=[{**OTHERWISE, "bronnen": [BRON]}])
    )
    blocks = [*_readings(kader, lambda source: source.vindplaats)]
    assert [block for block in blocks if isinstance(block, Heading)] == [
        Heading("Lezingen", 2),
        Heading("Telt het samen?", 3),
        Heading("Telt het samen?", 3),
        Heading("Wat andere bronnen anders zeggen", 3),
    ]
    points = [block.points for block in blocks if isinstance(block, PointList)]
    assert [own[0] for own in points] == [
        "apart: elk perceel apart", "Gekozen is: het geheel (artikel 1).", "Een ander deel. (artikel 1)"
    ]  # fmt: skip
    plain = Kader.model_validate(framework_of_lots(leesruimte=[]))
    assert [*_readings(plain, lambda source: source.vindplaats)] == []


def of_code(field: str, test: str, *codes: str) -> dict[str, Any]:
    rest = {"id": field, "naam": field, "bron": BRON, "vraag": VRAAG}
    return rest | {"veld": field, "toets": test, "waarden": [*codes]}


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (
            of_code("raamovereenkomst", "is", "nadere_overeenkomst"),
            "het veld raamovereenkomst is nadere_overeenkomst",
        ),
        (of_code("raamovereenkomst", "niet_in", "ja"), "het veld raamovereenkomst is geen ja"),
        (of_code("aard", "niet_in", "levering"), "de aard van de opdracht is geen levering"),
        (of_code("aard", "niet_in", "werk", "levering"), "de aard van de opdracht is geen werk of levering"),
        (of_code("cpv", "niet_in", "85"), "de CPV-code begint niet met 85"),
    ],
)
def test_a_condition_on_a_code_is_said_in_a_sentence(condition: Any, said: str) -> None:
    kader = Kader.model_validate(framework_of_lots(voorwaarden=[condition], leesruimte=[]))
    (line,) = condition_lines(kader, kader.voorwaarden[0], parse_datum("2020-09-01"))
    assert line.text == said


@pytest.mark.parametrize(
    ("level", "cause"),
    [
        ("nee", "het veld raamovereenkomst nee is, en geen nadere_overeenkomst"),
        ("onbekend", "niet bekend is of dit een raamovereenkomst is"),
        ("", "niet bekend is of dit een raamovereenkomst is"),
    ],
)
def test_why_a_condition_on_a_framework_agreement_does_not_hold(level: str, cause: str) -> None:
    condition = of_code("raamovereenkomst", "is", "nadere_overeenkomst")
    kader = framework_of_lots(voorwaarden=[condition], leesruimte=[])
    result, verdict = verdict_of(assessor_of(kader), {"peildatum": "2020-09-01", "raamovereenkomst": level})
    assert verdict.uitkomst == ("niet_van_toepassing" if level == "nee" else "onbekend")
    assert f"Dat komt doordat {cause}." in [block.text for block in lead(result.besluit)]


def test_a_row_by_framework_agreement_is_said_in_a_sentence() -> None:
    rows = [{"waarde": 3, "voor": ["ja"]}, {"waarde": 5, "voor": ["nee", "nadere_overeenkomst"]}]
    table = SHARE | {"per": "raamovereenkomst", "vraag": VRAAG, "waarden": dated(rows, False)}
    kader = Kader.model_validate(framework_of_lots(leesruimte=[], parameters={"tarief": table}))
    first = kader.parameters["tarief"].waarden[0]
    assert amount_text(kader, "tarief", first) == "3% (bij het veld raamovereenkomst: ja)"


SENTENCE = "Per nadere overeenkomst is zij {} van de loonsom van die nadere overeenkomst."


@pytest.mark.parametrize(
    ("per", "rows", "share"),
    [
        ("aard", [{"waarde": 3, "voor": ["dienst"]}], "3%"),
        # Of an agreement 3%, and of a call-off by itself 5%.
        (
            "raamovereenkomst",
            [{"waarde": 3, "voor": ["ja"]}, {"waarde": 5}],
            "het percentage dat daarvoor geldt",
        ),
        ("looptijd", [{"waarde": 3, "band": {"minstens": 6}}], "het percentage dat daarvoor geldt"),
    ],
)
def test_of_a_calloff_no_percentage_is_said_that_can_be_another(
    per: str, rows: list[Any], share: str
) -> None:
    table = SHARE | {"per": per, "vraag": VRAAG, "waarden": dated(rows, False)}
    duty = {"percentage": "tarief", "grondslag": "loonsom_excl_btw", "bron": BRON}
    condition = of_code("aard", "is", "dienst")
    kader = framework_of_lots(
        voorwaarden=[condition], leesruimte=[], parameters={"tarief": table}, verplichting=duty
    )
    facts = {
        "aard": "dienst",
        "loonsom_excl_btw": "100000",
        "looptijd_maanden": "12",
        "verlenging_maanden": "0",
    }
    row = {"peildatum": "2020-09-01", "raamovereenkomst": "ja", **facts}
    _, verdict = verdict_of(assessor_of(kader), row)
    assert verdict.verplichting is not None
    assert str(verdict.verplichting.percentage) == "3"
    said = " ".join(block.text for block in duty_blocks(verdict, None) if isinstance(block, Paragraph))
    assert SENTENCE.format(share) in said
