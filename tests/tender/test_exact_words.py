"""What is said of a verdict is exact: no number lands on another by rounding, and nothing is said twice."""

from decimal import Decimal
from typing import Any

import pytest
from tests.tender.test_duty_in_words import WORK, kader, number
from tests.tender.test_framework_oracle import BRON, VRAAG, assessor_of, verdict_of

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.policy.parameters import Band, Geldigheid, Parameterwaarde, Periodewaarde
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.reservations import Reservation
from maatwerk_cli.tender.sentences import (
    NO_MOTIVATION,
    PUBLISHED_AFTER_BEGIN,
    UNUSED_MOTIVATION,
    WAGE_ABOVE_VALUE,
    category_unknown,
    contradicting_facts,
    ground_warnings,
)
from maatwerk_cli.tender.verdict import _looked_at
from maatwerk_cli.tender.views.verdict_words import conditions, lead
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
    assert _looked_at(Kader.model_validate(content), agreement=False).quantities is (limits or owes)
