"""What is said of a verdict is exact: no number lands on another by rounding, and nothing is said twice."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from tests.tender.test_duty_in_words import WORK, kader, number
from tests.tender.test_framework_oracle import BRON, VRAAG, assessor_of, dated, verdict_of
from tests.tender.test_lots_in_tables import framework, reading

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.policy.parameters import Band, Geldigheid, Parameterwaarde, Periodewaarde
from maatwerk_cli.models.tender.choices import Uitkomst
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.duty import Duty
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.frameworks.open_readings import OpenReadings
from maatwerk_cli.tender.lots import Lots
from maatwerk_cli.tender.reservations import Reservation
from maatwerk_cli.tender.sentences import (
    ANOTHER_TWICE,
    BUYER,
    LOT_TWICE,
    NO_MOTIVATION,
    PUBLISHED_AFTER_BEGIN,
    UNUSED_MOTIVATION,
    WAGE_ABOVE_VALUE,
    category_unknown,
    check_warnings,
    contradicting_facts,
    doubled_rest,
    duty_warnings,
    ground_warnings,
    level_is_settled,
    outside_rest,
)
from maatwerk_cli.tender.verdicts.kader_test import _looked_at
from maatwerk_cli.tender.views.verdict_reason import _open_readings
from maatwerk_cli.tender.views.verdict_words import _limit, _reasons, conditions, lead
from maatwerk_cli.tender.words.limit_words import (
    apart,
    band_text,
    codes_wanted,
    in_force_words,
    period_words,
    quantity,
    row_text,
    value_words,
)
from maatwerk_cli.text.blocks import Paragraph


def said(content: dict[str, Any], row: dict[str, str]) -> tuple[str, list[tuple[str, ...]]]:
    verdict, ruling = verdict_of(assessor_of(content), row)
    text = " ".join(block.text for block in lead(verdict.besluit) if isinstance(block, Paragraph))
    return text.replace("\xa0", " "), [*conditions(ruling).rows]


@pytest.mark.parametrize(
    ("value", "limit", "written"),
    [
        ("29.99999666", "30", "29.999997"),
        ("30", "30", "30"),
        ("30.00000333", "30", "30.000003"),
        ("33.33333333", "30", "33.3333"),
        ("0.0000033", "0", "0.000003"),
    ],
)
def test_a_share_is_never_rounded_onto_its_limit(value: str, limit: str, written: str) -> None:
    assert apart(Decimal(value), Decimal(limit)).normalize() == Decimal(written)


def test_a_share_just_below_its_limit_is_told_as_less() -> None:
    """A cent below 90 000 of 300 000 is 29.999997%."""
    content = kader(uitzonderingen=None)
    share = {"veld": "loonsom_excl_btw", "deel_van": "opdrachtwaarde_excl_btw", "parameter": "deel"}
    rest = {"bron": BRON, "vraag": VRAAG}
    content["voorwaarden"] = [{"id": "arbeid", "naam": "arbeid", "toets": "minstens", **share, **rest}]
    content["parameters"]["deel"] = number("procent", 30)
    row = {**WORK, "loonsom_excl_btw": "89999.99", "opdrachtwaarde_excl_btw": "300000"}
    text, rows = said(content, row)
    assert "(29,999997%) onder de grens van 30% ligt" in text
    assert rows[0][4] == "0,000003 procentpunt eronder"


@pytest.mark.parametrize("together", [True, False])
def test_one_cause_of_several_conditions_is_told_once(together: bool) -> None:
    content = kader(uitzonderingen=None)
    rest = {"bron": BRON, "vraag": VRAAG}
    kinds = [
        {"id": f"aard-{part}", "naam": f"aard {part}", "veld": "aard", "toets": "is", "waarden": ["levering"]}
        | rest
        for part in ("een", "twee")
    ]
    if together:
        content["omstandigheden"] = kinds
        content["voorwaarden"] = [
            {"id": "een", "naam": "een", "een_van": ["aard-een", "aard-twee"], "bron": BRON}
        ]
    else:
        content["omstandigheden"] = []
        content["voorwaarden"] = kinds
    text, _ = said(content, WORK)
    assert text.count("de aard van de opdracht werk is, en geen levering") == 1


AMOUNT, MORE = Decimal(100), Decimal("100.01")
MAY, JUNE = parse_datum("2020-05"), parse_datum("2020-06-01")
CONTRADICTIONS: list[tuple[dict[str, Any], list[Reservation | str]]] = [
    ({}, []),
    ({"loonsom_excl_btw": MORE, "opdrachtwaarde_excl_btw": AMOUNT}, [WAGE_ABOVE_VALUE]),
    ({"loonsom_excl_btw": AMOUNT, "opdrachtwaarde_excl_btw": AMOUNT}, []),
    ({"loonsom_excl_btw": AMOUNT}, []),
    ({"opdrachtwaarde_excl_btw": AMOUNT}, []),
    ({"uitsluitingsgronden": ("ug-1",)}, [NO_MOTIVATION]),
    ({"uitsluitingsgronden": ("ug-1",), "motivering": "Voorbeeld"}, []),
    ({"uitsluitingsgronden": (), "motivering": "Voorbeeld"}, [UNUSED_MOTIVATION]),
    ({"uitsluitingsgronden": ()}, []),
    ({"motivering": "Voorbeeld"}, []),  # which grounds apply is not known: it may still be used
    ({"publicatiedatum": JUNE, "begin": MAY}, [PUBLISHED_AFTER_BEGIN]),
    ({"publicatiedatum": MAY, "begin": MAY}, []),  # both may be any day of the month
    ({"publicatiedatum": JUNE}, []),
    ({"begin": MAY}, []),
]


@pytest.mark.parametrize(("fields", "said"), CONTRADICTIONS)
def test_what_cannot_be_true_together_is_said_where_a_framework_looks_at_it(
    fields: dict[str, Any], said: list[Reservation | str]
) -> None:
    facts = Facts(**fields)
    assert [*contradicting_facts(facts), *ground_warnings(facts)] == said
    without_amounts = [*contradicting_facts(facts, quantities=False), *ground_warnings(facts)]
    assert without_amounts == [text for text in said if text != WAGE_ABOVE_VALUE]


@pytest.mark.parametrize(("known", "more"), [(20, False), (21, True)])
def test_of_an_unknown_category_no_more_others_are_named_than_are_read(known: int, more: bool) -> None:
    text = category_unknown("x", [f"c{number:02d}" for number in range(1, known + 1)])
    assert "c01, " in text
    assert ", c20" in text
    assert "c21" not in text
    assert ("…" in text) is more


@pytest.mark.parametrize(
    ("term", "cause"),
    [
        ({"begin": "2020-01", "einde": "2020-07"}, "de datums te ruim zijn"),
        ({"begin": "2020-01-01"}, "de looptijd niet bekend is"),
        ({}, "de looptijd niet bekend is"),
    ],
)
def test_why_a_term_is_not_known(term: dict[str, str], cause: str) -> None:
    """From January up to July can be half a year and a day less than that; without an end nothing is told."""
    content = kader()
    (condition,) = content["voorwaarden"]
    content["voorwaarden"] = [condition | {"veld": "looptijd", "parameter": "maanden"}]
    content["parameters"]["maanden"] = number("maanden", 6)
    text, _ = said(content, WORK | term)
    assert cause in text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (Decimal(250_000), "euro", "€ 250.000"),
        (Decimal("249999.99"), "euro", "€ 249.999,99"),
        (6, "maanden", "6 maanden"),
        (1, "maanden", "1 maand"),
        (Decimal("0.5"), "maanden", "0,5 maanden"),
        (Decimal("33.33333"), "procent", "33,3333%"),
        (Decimal(1_450), "uren", "1.450 uur"),
        (Decimal("1.5"), "fte", "1,5 fte"),
        (Decimal(3), None, "3"),
    ],
)
def test_a_quantity_is_written_in_its_unit(value: Decimal | int, unit: str | None, text: str) -> None:
    assert quantity(value, unit).replace("\xa0", " ") == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "onbekend"),
        (Decimal(300_000), "€ 300.000"),
        (12, "12 maanden"),
        (parse_datum("2018-03-01"), "1 maart 2018"),
        ((), "geen"),
        (("ug-1", "ug-2"), "ug-1 en ug-2"),
        ("dienst", "dienst"),
    ],
)
def test_a_fact_is_written_as_a_reader_expects_it(value: object, text: str) -> None:
    assert value_words(value).replace("\xa0", " ") == text


@pytest.mark.parametrize(
    ("ends", "text"),
    [
        ({"minder_dan": 100}, "tot € 100"),
        ({"hoogstens": 100}, "tot en met € 100"),
        ({"minstens": 100}, "vanaf € 100"),
        ({"meer_dan": 100, "hoogstens": 200}, "boven € 100 tot en met € 200"),
        ({"minstens": 100, "minder_dan": 200}, "vanaf € 100 tot € 200"),
    ],
)
def test_a_band_is_written_by_its_ends(ends: dict[str, int], text: str) -> None:
    assert band_text(Band.model_validate(ends), "euro").replace("\xa0", " ") == text


PERIODS: list[tuple[dict[str, object], str]] = [
    ({}, "vanaf 1 juli 2020"),
    ({"tot_en_met": "2021-12-31"}, "vanaf 1 juli 2020 tot en met 31 december 2021"),
    ({"afgeleid": ["vanaf"]}, "vanaf 1 juli 2020 (afgeleid)"),
    (
        {"tot_en_met": "2021-12-31", "afgeleid": ["tot_en_met"]},
        "vanaf 1 juli 2020 tot en met 31 december 2021 (afgeleid)",
    ),
]


@pytest.mark.parametrize(("given", "text"), PERIODS)
def test_a_period_says_which_of_its_days_is_ours(given: dict[str, object], text: str) -> None:
    period = {"vanaf": "2020-07-01", "bron": BRON, **given}
    assert period_words(Periodewaarde.model_validate({"waarde": 5, **period})) == text
    if "afgeleid" not in given:
        assert period_words(Geldigheid.model_validate(period)) == text


IN_FORCE: list[tuple[dict[str, object], str]] = [
    ({}, ""),
    ({"bevestigd": "2020"}, ""),  # nobody says by which source
    ({"bron_bevestigd": BRON}, ""),
    ({"bevestigd": "2020", "bron_bevestigd": BRON}, "het jaar 2020"),
    ({"bevestigd": "2020-07", "bron_bevestigd": BRON}, "juli 2020"),
]


@pytest.mark.parametrize(("given", "confirmed"), IN_FORCE)
def test_of_a_framework_in_force_is_told_how_much_of_its_first_day_is_confirmed(
    given: dict[str, object], confirmed: str
) -> None:
    term = Geldigheid.model_validate({"vanaf": "2020-07-01", "bron": BRON, **given})
    more = f"; van de eerste dag is alleen {confirmed} bevestigd (vb)" if confirmed else ""
    assert in_force_words(term, lambda source: source.id) == f"het kader is van kracht{more}"


ROWS: list[tuple[dict[str, object], str | None, str]] = [
    ({}, None, ""),
    ({"voor": ["werk", "dienst"]}, "aard", "werk of dienst"),
    ({}, "aard", "al het andere"),
    ({"band": {"minstens": 12}}, "looptijd", "vanaf 12 maanden"),
    ({"band": {"meer_dan": 100}}, "loonsom_excl_btw", "boven € 100"),
]


@pytest.mark.parametrize(("given", "field", "text"), ROWS)
def test_a_row_is_written_by_what_it_is_for(given: dict[str, object], field: str | None, text: str) -> None:
    row = Parameterwaarde.model_validate({"waarde": 5, "vanaf": "2020-07-01", "bron": BRON, **given})
    assert row_text(row, field).replace("\xa0", " ") == text


@pytest.mark.parametrize(
    ("test", "text"), [("is", "werk of dienst"), ("in", "werk of dienst"), ("niet_in", "geen werk of dienst")]
)
def test_the_codes_of_a_condition_are_written_as_they_are_wanted(test: str, text: str) -> None:
    (condition,) = Kader.model_validate(kader()).omstandigheden
    assert codes_wanted(condition.model_copy(update={"toets": test, "waarden": ("werk", "dienst")})) == text


@pytest.mark.parametrize("limits", [False, True])
@pytest.mark.parametrize("owes", [False, True])
def test_a_framework_looks_at_quantities_for_a_limit_and_for_what_is_owed(limits: bool, owes: bool) -> None:
    content = kader()
    if not limits:
        content["voorwaarden"] = [{**content["omstandigheden"][0], "id": "aard"}]
    if not owes:
        del content["verplichting"]
    looks_at = _looked_at(Kader.model_validate(content))
    assert (looks_at.quantities, looks_at.grounds) == (limits or owes, False)
    content["uitsluitingsgronden"] = [{"id": "ug-1", "status": "niet_in_bron", "bron": BRON}]
    grounds = {"id": "gronden", "naam": "geen grond", "toets": "geen_van", "waarden": ["ug-1"]}
    content["voorwaarden"].append({**grounds, "veld": "uitsluitingsgronden", "bron": BRON, "vraag": VRAAG})
    assert _looked_at(Kader.model_validate(content)).grounds
    content["voorwaarden"].reverse()
    assert _looked_at(Kader.model_validate(content)).grounds


def test_a_condition_asks_for_its_own_field_and_plainly_for_another() -> None:
    """Who knows the wage sum is asked what it is a part of too; what day is meant, whoever buys knows."""
    asked = {"tekst": "Wat kost het werk?", "wie": "de financiële afdeling"}
    content = kader(uitzonderingen=None)
    share = {"veld": "loonsom_excl_btw", "deel_van": "opdrachtwaarde_excl_btw", "parameter": "grens"}
    rest = {"bron": BRON, "vraag": asked, "toets": "minstens"}
    content["voorwaarden"] = [{"id": "arbeid", "naam": "arbeid", **share, **rest}]
    content["parameters"]["grens"] = {**number("procent", 30), "waarden": dated([{"waarde": 30}], True)}
    worth = "opdrachtwaarde_excl_btw"
    value = "Hoe hoog is de waarde van de opdracht in euro, exclusief btw?"
    day = "Op welke dag moet worden bekeken welk kader geldt? Bijvoorbeeld de dag van publicatie."
    for row, question in (
        ({worth: "300000"}, ("loonsom_excl_btw", asked["tekst"], asked["wie"])),
        ({"loonsom_excl_btw": "90000"}, (worth, value, asked["wie"])),
        ({"loonsom_excl_btw": "91000", worth: "300000", "peildatum": "2020"}, ("peildatum", day, BUYER)),
    ):
        ruling = verdict_of(assessor_of(content), {"peildatum": "2020-03-01", "aard": "werk", **row})[1]
        assert [*map(tuple, ruling.te_vragen)] == [question]


def of_lots(**rest: Any) -> Any:
    return framework(
        leesruimte=[reading("percelen", ["groot"]), reading("raamovereenkomst", ["groot"], **rest)]
    )


def test_a_framework_says_at_which_level_a_limit_holds_only_where_it_chose() -> None:
    chosen = {"gekozen": "geheel", "bron": BRON}
    assert level_is_settled(Kader.model_validate(of_lots(**chosen)))
    assert not level_is_settled(Kader.model_validate(of_lots()))
    assert not level_is_settled(Kader.model_validate(framework(leesruimte=[])))


WAGES = "loonsom_excl_btw"
DEPENDS = "Welke verplichting geldt, hangt af van gegevens die nog niet bekend zijn."
OUTSIDE = "Het kader noemt voor deze opdracht geen verplichting: zij valt buiten elke rij van de tabel."
NO_WAGES = "Het bedrag van de verplichting is niet te berekenen, want de loonsom is niet bekend."
OWED = Duty(Decimal(5), WAGES, None, plain=False)
NOT_OWED = Duty(None, "", None, plain=False)
ROW: Any = ("een rij",)
BOTH = "Telt het samen? Geen bron zegt het, en het maakt uit voor de verplichting."
DUTIES: dict[str, tuple[Duty, list[str]]] = {
    "it is known": (OWED._replace(hoeveelheid=Decimal(50)), []),
    "of each call-off": (OWED._replace(per_calloff=True), []),
    "asked of the tender": (OWED._replace(velden=("aard",)), [DEPENDS]),
    "in no row": (NOT_OWED, [OUTSIDE]),
    "in a row of hours": (NOT_OWED._replace(rows=ROW), []),
    "a rate of what is not known": (OWED, [NO_WAGES]),
    "a rate of a row": (OWED._replace(rows=ROW), [NO_WAGES]),
    "one of some rates": (OWED._replace(percentage=None, rows=ROW), [NO_WAGES]),
    "by a reading": (
        NOT_OWED._replace(
            by_reading={
                "percelen": {
                    "apart": OWED,
                    "samen": NOT_OWED._replace(hoeveelheid=Decimal(9), eenheid="uren"),
                }
            }
        ),
        [
            f"{BOTH} Keuze 'elk perceel apart' (percelen=apart): 5% van de loonsom. Keuze 'alle percelen "
            "samen' (percelen=samen): 9 uur. Kies een lezing en leg die vast."
        ],
    ),
    "by a reading, of which not all is known": (
        NOT_OWED._replace(
            by_reading={"percelen": {"apart": NOT_OWED, "samen": OWED._replace(percentage=None)}}
        ),
        [
            f"{BOTH} Keuze 'elk perceel apart' (percelen=apart): nog niet bekend. Keuze 'alle percelen "
            "samen' (percelen=samen): nog niet bekend. Kies een lezing en leg die vast."
        ],
    ),
}


@pytest.mark.parametrize("case", DUTIES)
def test_why_an_obligation_has_no_number(case: str) -> None:
    duty, texts = DUTIES[case]
    assert [*duty_warnings(Kader.model_validate(of_lots()), duty)] == texts


@pytest.mark.parametrize(
    ("given", "base", "name"),
    [
        (WAGES, "opdrachtwaarde_excl_btw", "waarde van de opdracht"),
        ("opdrachtwaarde_excl_btw", WAGES, "loonsom"),
    ],
)
def test_of_one_percentage_is_told_of_which_amount_that_is_not_known_it_is(
    given: str, base: str, name: str
) -> None:
    content = kader(uitzonderingen=None, afronding=None, grondslag=base)
    content["voorwaarden"][0]["veld"] = given
    row = {"peildatum": "2020-09-01", "aard": "werk", given: "900000"}
    ruling = verdict_of(assessor_of(content), row)[1]
    no_amount = f"Het bedrag van de verplichting is niet te berekenen, want de {name} is niet bekend."
    assert [text for text in ruling.waarschuwingen if "bedrag van de verplichting" in text] == [no_amount]


def undecided(outcome: str, note: str = "") -> Any:
    leaf = SimpleNamespace(
        uitkomst=outcome, note=note, delen=(), rule=SimpleNamespace(limit=SimpleNamespace(steps=()))
    )
    leaf.bladen = (leaf,)
    return leaf


def test_that_a_table_has_no_row_is_told_where_nothing_else_decides_and_hides_nothing_after_it() -> None:
    kader_of_lots = Kader.model_validate(of_lots())
    no_row, yes, no = undecided("onbekend", "geen_rij"), undecided("ja"), undecided("nee")
    others = undecided("nee", "andere_gronden")
    without_row = "De tabel van het kader noemt voor deze opdracht geen grens. Vraag na wat dan geldt."
    of_others = (
        "De gegeven uitsluitingsgronden horen niet bij het voorbeeld. Beoordeel ook de gronden van dat kader."
    )
    for checks, texts in (
        ([no_row, yes], [without_row]),
        ([no_row, no], []),
        ([no_row, yes, others], [of_others]),
        ([yes, no], []),
    ):
        assert [*check_warnings(kader_of_lots, checks, None)] == texts


ENDS = {
    True: "Als percelen samen tellen, hangt de uitkomst ervan af of zo'n perceel meetelt.",
    False: "Gekozen is of zo'n perceel meetelt als percelen samen tellen. Geen bron zegt het, en met de "
    "andere keuze is de uitkomst anders.",
}


@pytest.mark.parametrize("is_open", [True, False])
@pytest.mark.parametrize(
    ("out", "unsure", "told_first"),
    [
        ({0}, [], "Perceel 1 valt zelf buiten het voorbeeld."),
        ({2, 0}, [], "Perceel 1 en 3 vallen zelf buiten het voorbeeld."),
        (set(), [1], "Van perceel 2 is niet bekend of het buiten het voorbeeld valt."),
        (
            {0},
            [1, 2],
            "Perceel 1 valt zelf buiten het voorbeeld. Van perceel 2 en 3 is niet bekend of zij buiten het "
            "voorbeeld vallen.",
        ),
    ],
)
def test_which_lots_fall_outside_is_told_with_what_that_matters(
    out: set[int], unsure: list[int], told_first: str, is_open: bool
) -> None:
    lots = Lots([Facts(perceel=name) for name in ("1", "2", "3")])
    inside = lots.beside(out, dict.fromkeys(unsure, ("aard",))).inside
    assert inside is not None
    rests = outside_rest(Kader.model_validate(of_lots()), inside, is_open=is_open)
    assert rests.texts == (f"{told_first} {ENDS[is_open]}",)


def test_whether_it_is_this_lot_that_was_entered_twice_is_told() -> None:
    once, again, other = (Facts(perceel=name, titel=name) for name in ("1", "1 ", "2"))
    lots = Lots([once, again, other])
    assert [doubled_rest(lot, lots).reservations for lot in (once, again, other)] == [
        (LOT_TWICE,),
        (LOT_TWICE,),
        (ANOTHER_TWICE,),
    ]


STEPS = (SimpleNamespace(value=Decimal(100_000)), SimpleNamespace(value=Decimal(80_000)))
TABLE = "naar de tabel van het kader"
LIMITS: list[tuple[Decimal | None, tuple[Any, ...], str, str]] = [
    (None, (), "geen_rij", TABLE),
    (None, (), "", TABLE),
    (None, STEPS, "rij_onbekend", TABLE),
    (None, STEPS, "geen_rij", TABLE),
    (None, STEPS, "grens_wisselt", "ten minste € 100.000 of € 80.000, naar de peildatum"),
]


@pytest.mark.parametrize(("limit", "steps", "note", "text"), LIMITS)
def test_a_limit_that_is_not_one_is_told_by_the_table_or_by_the_day(
    limit: Decimal | None, steps: tuple[Any, ...], note: str, text: str
) -> None:
    rule = SimpleNamespace(eenheid="euro", limit=SimpleNamespace(steps=steps))
    condition = SimpleNamespace(samen=None, toets="minstens")
    check: Any = SimpleNamespace(voorwaarde=condition, rule=rule, grens=limit, note=note)
    assert _limit(check).replace("\xa0", " ") == text


def test_what_is_met_and_should_not_be_is_named_alone() -> None:
    parts = [
        SimpleNamespace(uitkomst=outcome, voorwaarde=SimpleNamespace(naam=name))
        for outcome, name in (
            ("ja", "Het is een werk"),
            ("nee", "Het is duur"),
            ("onbekend", "Het duurt lang"),
        )
    ]
    unless = SimpleNamespace(samen="tenzij")
    check: Any = SimpleNamespace(uitkomst="nee", delen=parts, voorwaarde=unless)
    assert [*_reasons(check, None, "")] == ["dit geldt: het is een werk"]


CALL = "open lezing: Telt het samen?"
NOT_BOTH = "'elk perceel apart' geeft niet van toepassing en 'alle percelen samen' geeft van toepassing"


@pytest.mark.parametrize(
    ("ends", "text"),
    [
        ({"apart": "niet_van_toepassing", "samen": "van_toepassing"}, f"{CALL} {NOT_BOTH}"),
        ({"apart": "onbekend", "samen": "onbekend"}, CALL),  # it matters only with another
        (
            {"apart": "onbekend", "samen": "van_toepassing"},
            f"{CALL} 'elk perceel apart' geeft nog onbekend en 'alle percelen samen' geeft van toepassing",
        ),
    ],
)
def test_an_open_reading_is_told_with_what_its_choices_give_where_that_is_known(
    ends: dict[str, Uitkomst], text: str
) -> None:
    readings = {reading.id: reading for reading in Kader.model_validate(of_lots()).leesvragen}
    toets: Any = SimpleNamespace(readings=readings)
    pattern: Any = SimpleNamespace(readings=OpenReadings({"percelen": ends}, {}))
    assert [*_open_readings.__wrapped__(toets, pattern)] == [("lezing:percelen", text)]
