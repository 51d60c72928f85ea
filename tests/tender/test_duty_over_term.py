"""An obligation told over its term, its options and its call-offs: what each part comes to, and what is "
"open."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest
from tests.tender.test_duty_in_words import TENDER as OF_KIND_UNKNOWN
from tests.tender.test_duty_in_words import WORK, kader, number
from tests.tender.test_framework_oracle import BRON, VRAAG, assessor_of, dated, verdict_of
from tests.tender.test_memo_text import (
    ESTIMATE,
    NO_OPTIONS,
    TENDER,
    VALUED,
    document,
    framework,
    judged_by,
    lines,
    source,
    table,
)
from tests.tender.test_reservations import facts_of

from maatwerk_cli.tender.judging import TenderRead
from maatwerk_cli.tender.views.duty_words import duty_sentence, fulfilments
from maatwerk_cli.text.blocks import BlockTable

TERM = "De verplichting over de looptijd"
CALLOFFS = "De verplichting per nadere overeenkomst"
NOT_RECKONED = "5% van de loonsom van {}; het bedrag is niet te berekenen"
NO_AMOUNT = "Van een optie is de loonsom niet bekend."
RECORD_EACH = "Leg per optie de duur en het bedrag vast in het dossier (opties)."
ONE_UNKNOWN = [{"maanden": 12, "bedrag": "200000"}, {"maanden": 12}]


def outcome(row: Mapping[str, str], *said: Mapping[str, Any], **more: Any) -> list[str]:
    return lines(document(row, said=said, **more), "Uitkomst")


def test_of_options_of_which_nothing_is_on_file_the_term_is_told_and_no_amount() -> None:
    memo = document(TENDER)
    assert table(memo, TERM) == {
        "Vaste looptijd": ("12 maanden", "onbekend", NOT_RECKONED.format("de vaste looptijd")),
        "Opties, zodra zij worden gelicht": ("24 maanden", "onbekend", NOT_RECKONED.format("die optie")),
        "Met alle opties gelicht": ("36 maanden", "onbekend", NOT_RECKONED.format("het geheel")),
    }
    assert lines(memo, "Uitkomst")[-1] == (
        "Over welke looptijd het bedrag van de verplichting gaat, is niet bekend: niet vastgelegd is of "
        "de opties tot verlenging in de loonsom zitten. Leg dat vast in het dossier (raming). Zitten zij "
        "erin, dan is € 30.000 de verplichting met alle opties gelicht. Zitten zij er niet in, dan is "
        "het de verplichting over de vaste looptijd. Bij elke optie die wordt gelicht, komt er dan 5% "
        "van de loonsom van die optie bij. Leg ook elke optie vast (opties)."
    )
    undated = VALUED | {"opdrachtwaarde_excl_btw": "5000", "verlenging_maanden": "12"}
    terms = table(document(undated, assessor=framework()), TERM)
    assert [terms[name][0] for name in terms] == ["", "12 maanden", ""]  # how long it lasts is not known


def test_of_an_option_without_an_amount_the_firm_term_has_none_where_options_are_within() -> None:
    """600 000 with options of which one is 200 000: what the firm term is worth is not known."""
    within = outcome(TENDER, judged_by(raming=ESTIMATE, opties=ONE_UNKNOWN))
    part = "Welk deel van de € 30.000 over de vaste looptijd geldt, is dus ook niet bekend."
    assert within[-1] == f"{NO_AMOUNT} {part} {RECORD_EACH}"
    beside = judged_by(raming=ESTIMATE | {"opties": "niet_inbegrepen"}, opties=ONE_UNKNOWN)
    assert outcome(TENDER, beside)[-1] == f"{NO_AMOUNT} {RECORD_EACH}"
    assert table(document(TENDER, said=[beside]), TERM) == {
        "Vaste looptijd": ("12 maanden", "€ 600.000", "€ 30.000"),
        "Optie 1, zodra zij wordt gelicht": ("12 maanden", "€ 200.000", "€ 10.000"),
        "Optie 2, zodra zij wordt gelicht": ("12 maanden", "onbekend", NOT_RECKONED.format("die optie")),
        "Met alle opties gelicht": ("36 maanden", "onbekend", NOT_RECKONED.format("het geheel")),
    }


AGREEMENT = TENDER | NO_OPTIONS | {"raamovereenkomst": "ja"}
FORESEEN = {"nadere_overeenkomsten": [{"naam": "Noord", "bedrag": "300000", "maanden": 12}, {"naam": "Zuid"}]}
LEVELS = (
    "Over de hele raamovereenkomst is de verplichting {}. Per nadere overeenkomst is zij 5% van {} van "
    "die nadere overeenkomst. Geen bron zegt op welk van de twee niveaus zij geldt. Zij telt niet dubbel."
)


def test_of_a_framework_agreement_both_levels_are_told_and_each_calloff() -> None:
    """Noord is long and large enough by itself as well; of Zuid nothing is known. Long enough is the "
    "whole."""
    chosen = TenderRead(facts_of(AGREEMENT)._replace(lezingen=(("raamovereenkomst", "geheel"),)))
    memo = document(chosen, said=[FORESEEN])
    assert LEVELS.format("samen € 30.000 bij de loonsom van nu", "de loonsom") in lines(memo, "Uitkomst")
    assert table(memo, CALLOFFS) == {
        "Noord": ("12 maanden", "€ 300.000", "€ 15.000"),
        "Zuid": ("onbekend", "onbekend", "niet te berekenen"),
    }
    untimed = {"nadere_overeenkomsten": [{"naam": "Noord", "bedrag": "300000"}]}
    assert table(document(chosen, said=[untimed]), CALLOFFS) == {"Noord": ("€ 300.000", "€ 15.000")}
    # While it is open which level holds, and the whole is known to be enough, a call-off owes by itself too.
    open_level = document(AGREEMENT, said=[FORESEEN])
    assert table(open_level, CALLOFFS)["Noord"] == ("12 maanden", "€ 300.000", "€ 15.000")
    small = {"nadere_overeenkomsten": [{"naam": "Noord", "bedrag": "100000", "maanden": 12}]}
    owed = "€ 5.000 als de grens over de hele raamovereenkomst geldt, anders geen"
    assert table(document(AGREEMENT, said=[small]), CALLOFFS)["Noord"][2] == owed


WITHOUT_SHARE = (
    "de werkwijze Maatwerk voor Mensen geeft geen percentage dat per nadere overeenkomst te nemen is"
)
# What differs from a contract that is known, and why call-offs of the file are not used; empty: they are.
UNUSED: list[tuple[dict[str, str], str]] = [
    ({"aard": "levering"}, "social return is niet van toepassing"),
    ({"werkwijze": "maatwerk"}, WITHOUT_SHARE),
    ({}, "dit is geen raamovereenkomst"),
    ({"raamovereenkomst": "nadere_overeenkomst"}, "dit is zelf een nadere overeenkomst"),
    ({"raamovereenkomst": "", "loonsom_excl_btw": ""}, "de uitkomst is nog onbekend"),
    ({"raamovereenkomst": "ja", "loonsom_excl_btw": ""}, ""),
    ({"raamovereenkomst": "ja"}, ""),
]


def test_why_calloffs_of_the_file_are_not_used() -> None:
    begin = "Het dossier noemt nadere overeenkomsten. Die zijn niet gebruikt, want"
    for changed, why in UNUSED:
        paragraphs = outcome(TENDER | NO_OPTIONS | changed, FORESEEN)
        assert [line for line in paragraphs if line.startswith(begin)] == ([f"{begin} {why}."] if why else [])
        assert not any(line.startswith(begin) for line in outcome(TENDER | NO_OPTIONS | changed))
    # Owed for each call-off by the framework itself: then they are told, but of what can have none.
    each = assessor_of(kader(per="nadere_overeenkomst", afronding=None))
    row = WORK | {"opdrachtgever_soort": "decentraal"}
    calloffs = table(document(row | {"raamovereenkomst": "ja"}, said=[FORESEEN], assessor=each), CALLOFFS)
    assert calloffs["Noord"] == ("12 maanden", "€ 300.000", "€ 15.000")
    plain = outcome(row | {"raamovereenkomst": "nee"}, FORESEEN, assessor=each)
    assert plain[-1] == f"{begin} dit is geen raamovereenkomst."


@pytest.mark.parametrize(
    ("agreement", "is_shared_out"), [("", True), ("nee", True), ("ja", False), ("onbekend", False)]
)
def test_what_has_or_may_have_call_offs_owes_no_share_of_its_term(
    agreement: str, is_shared_out: bool
) -> None:
    """Owed for each call-off there is no amount of the whole, and so none of its firm term or its options."""
    each = assessor_of(kader(per="nadere_overeenkomst", afronding=None))
    row = WORK | {
        "opdrachtgever_soort": "decentraal",
        "verlenging_maanden": "12",
        "raamovereenkomst": agreement,
    }
    memo = document(row, assessor=each)
    titles = [block.title for block in memo if isinstance(block, BlockTable)]
    assert ("De verplichting over de looptijd" in titles) is is_shared_out


def sentence(rule: Mapping[str, Any], row: Mapping[str, str]) -> str:
    return duty_sentence(verdict_of(assessor_of(rule), dict(row))[1]).replace("\xa0", " ")


def test_the_sources_of_its_numbers_are_named_where_they_are_not_its_own() -> None:
    """Of a percentage, of hours, and of a percentage with a least: numbers of more than one kind."""

    def said(row: Mapping[str, str], *own: str, **duty: Any) -> str:
        rule = kader(afronding=None, **duty)
        rule["parameters"]["minst"] = number("euro", 1000)
        for name in own:
            rule["parameters"][name]["waarden"][0] = rule["parameters"][name]["waarden"][0] | {
                "bron": source(f"van-{name}")
            }
        text = sentence(rule, row)
        return text[text.find("Bron van") :] if "Bron van" in text else ""

    service = OF_KIND_UNKNOWN | {"aard": "dienst"}
    assert said(WORK) == ""
    assert said(WORK, "tarief") == "Bron van het percentage: van-tarief (artikel 1)."
    assert said(service, "uren") == "Bron van het getal: van-uren (artikel 1)."
    both = said(WORK, "tarief", "minst", minimum="minst")
    assert both == "Bron van de getallen: van-tarief (artikel 1) en van-minst (artikel 1)."


def by_term(*amounts: int) -> dict[str, Any]:
    """Owe an amount by how long it lasts: the next from each twelve months on."""
    rule = kader(percentage=None, vast="plat", uitzonderingen=None, afronding=None, grondslag=None)
    rows = [
        {"waarde": amount, "band": {"minder_dan": 12} if place == 0 else {"minstens": 12 * place}}
        for place, amount in enumerate(amounts)
    ]
    for place, row in enumerate(rows[1:-1], 2):
        row["band"] |= {"minder_dan": 12 * place}  # type: ignore[operator]
    about = {"omschrijving": "x", "eenheid": "euro", "per": "looptijd", "vraag": VRAAG}
    rule["parameters"]["plat"] = about | {"waarden": dated(rows, False)}
    return rule


def test_of_some_amounts_that_it_can_be_each_is_told_and_of_more_the_least_and_the_most() -> None:
    unknown = "Welke verplichting geldt, is nog niet bekend. Zij "
    four = by_term(1000, 2000, 3000, 4000)
    assert sentence(four, OF_KIND_UNKNOWN) == f"{unknown}is € 1.000, € 2.000, € 3.000 of € 4.000."
    five = by_term(1000, 2000, 3000, 4000, 5000)
    assert sentence(five, OF_KIND_UNKNOWN) == f"{unknown}ligt tussen € 1.000 en € 5.000."
    # Of a term no distance to the next band is told: half a month more is no whole month.
    assert sentence(four, OF_KIND_UNKNOWN | {"looptijd_maanden": "6"}) == (
        "De verplichting is € 1.000. Dat is het tarief bij de looptijd: tot 12 maanden. De volgende band "
        "begint bij 12 maanden."
    )


def ways(rule: Mapping[str, Any], row: Mapping[str, str]) -> Sequence[Decimal | None]:
    decided = verdict_of(assessor_of(rule), dict(row))[1]
    assert decided.verplichting is not None
    return [rest for _, rest in fulfilments(decided, decided.verplichting)]


def test_what_is_left_of_an_obligation_that_is_met_is_known_where_both_are() -> None:
    """A way that meets all of it leaves nothing; one that meets a part by kind leaves that of the kind."""
    whole = {"id": "keurmerk", "naam": "Keurmerk", "tekst": "Dat telt.", "bron": BRON}
    rule = kader(uitzonderingen=None, afronding=None, vervulling=[whole, whole | {"id": "a", "deel": "deel"}])
    rows = [{"waarde": 40, "voor": ["werk"]}, {"waarde": 20}]
    about = {"omschrijving": "x", "eenheid": "procent", "per": "aard", "vraag": VRAAG}
    rule["parameters"]["deel"] = about | {"waarden": dated(rows, False)}
    assert ways(rule, WORK) == [0, 27_000]  # 60% of 45 000
    assert ways(rule, OF_KIND_UNKNOWN) == [0, None]
    rule["voorwaarden"][0] |= {"veld": "opdrachtwaarde_excl_btw"}
    unvalued = {"peildatum": "2020-09-01", "aard": "werk", "opdrachtwaarde_excl_btw": "900000"}
    assert ways(rule, unvalued) == [None, None]


def test_of_a_calloff_it_is_told_what_else_must_be_known_at_either_level() -> None:
    """A limit of 250 000: Noord reaches it by itself too, so that only what the contract is about is open."""
    kind = table(document(AGREEMENT | {"aard": ""}, said=[FORESEEN]), CALLOFFS)
    assert kind["Noord"][2] == "€ 15.000 als het kader geldt; aard van de opdracht niet gegeven"


def test_a_rate_by_a_row_is_told_with_its_row_also_where_its_base_is_not_known() -> None:
    rule = kader(uitzonderingen=None, afronding=None)
    rows = [{"waarde": 4, "voor": ["werk"]}, {"waarde": 2}]
    about = {"omschrijving": "x", "eenheid": "procent", "per": "aard", "vraag": VRAAG}
    rule["parameters"]["tarief"] = about | {"waarden": dated(rows, False)}
    rule["voorwaarden"][0] |= {"veld": "opdrachtwaarde_excl_btw"}
    row = {"peildatum": "2020-09-01", "aard": "werk", "opdrachtwaarde_excl_btw": "900000"}
    assert sentence(rule, row) == (
        "De verplichting is 4% van de loonsom. Het bedrag is nog niet te berekenen. Zij ligt tussen € 0 en "
        "€ 36.000. Dat is het tarief bij de aard van de opdracht: werk."
    )


def test_a_calloff_owes_by_the_whole_of_all_lots_where_these_count_together() -> None:
    """Two lots of 150 000 under one agreement: together they reach 250 000, each by itself does not."""
    chosen = (("percelen", "samen"), ("raamovereenkomst", "geheel"))
    lots = [AGREEMENT | {"perceel": name, "loonsom_excl_btw": "150000"} for name in ("1", "2")]
    small = {"nadere_overeenkomsten": [{"naam": "Noord", "bedrag": "100000", "maanden": 12}]}
    read = [TenderRead(facts_of(lot)._replace(lezingen=chosen), place) for place, lot in enumerate(lots, 1)]
    memo = document(*read, said=[small])
    owed = [block.rows for block in memo if isinstance(block, BlockTable) and block.title == CALLOFFS]
    assert owed == [[("Noord", "12 maanden", "€ 100.000", "€ 5.000")]] * 2


def test_of_a_bound_that_is_not_known_nothing_is_told_where_no_bound_is_reached() -> None:
    """5% of 900 000 is 45 000: more than the least of any kind, and less than the most of any."""
    for name, amounts in (("minimum", (30_000, 20_000, 25_000)), ("maximum", (50_000, 60_000, 55_000))):
        rule = kader(uitzonderingen=None, afronding=None, **{name: "per_aard"})
        kinds = ("werk", "dienst", "levering")
        rows = [{"waarde": own, "voor": [kind]} for own, kind in zip(amounts, kinds, strict=True)]
        about = {"omschrijving": "x", "eenheid": "euro", "per": "aard", "vraag": VRAAG}
        rule["parameters"]["per_aard"] = about | {"waarden": dated(rows, False)}
        assert sentence(rule, OF_KIND_UNKNOWN) == "De verplichting is 5% van de loonsom: € 45.000."
