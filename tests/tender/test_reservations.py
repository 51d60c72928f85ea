"""Nothing decides unseen: what a verdict rests on is told, and only where it does rest on it."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tender.test_framework_oracle import BRON
from tests.tender.test_lots_in_tables import framework, reading

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.tender.cell import AmountReader, cell_readers
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.facts import (
    JUDGED_BY_SOMEBODY,
    NOTHING_KNOWN,
    OPTIONS_BESIDE,
    OPTIONS_WITHIN,
    Bounds,
    Facts,
    FactsReader,
    inconsistencies,
)
from maatwerk_cli.tender.frameworks.open_readings import Lezing
from maatwerk_cli.tender.frameworks.policy import Beleid, KaderInForce, read_beleid
from maatwerk_cli.tender.lots import Lots
from maatwerk_cli.tender.reservations import (
    Reservation,
    _as_maximum,
    _maxima,
    _Otherwise,
    _unnamed,
    fact_reservations,
    resting_on,
    term_of_amount,
)
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.tender.verdicts.verdict import Besluit
from maatwerk_cli.tender.views.verdict_words import conditions, lead
from maatwerk_cli.text.blocks import Paragraph

FOLDER = Path(__file__).parents[2] / "data" / "beleid"
POLICY = read_beleid(FOLDER)
assert isinstance(POLICY, Beleid)
ASSESSOR = Assessor(POLICY)
SURE = {
    "opdrachtgever_soort": "rijk",
    "werkwijze": "generiek_kader",
    "aard": "dienst",
    "loonsom_excl_btw": "300000",
    "looptijd_maanden": "12",
    "verlenging_maanden": "0",
    "raamovereenkomst": "nee",
    "peildatum": "2017-01-01",
}


def facts_of(cells: Mapping[str, str]) -> Facts:
    filled = {name: text for name, text in cells.items() if text}
    facts = FactsReader(list(filled), cell_readers(AmountReader("komma"))).facts(list(filled.values()))
    assert isinstance(facts, Facts)
    return facts


def decide(cells: Mapping[str, str], assessor: Assessor = ASSESSOR) -> Besluit:
    return assessor.decide(facts_of(cells))


def named(policy: Beleid) -> Beleid:
    """Give a policy of which somebody filled in the grounds."""
    filled: dict[str, Kader] = {}
    for name, kader in policy.kaders.items():
        grounds = tuple(
            ground.model_copy(update={"status": "ingevuld", "tekst": f"Voorbeeld van {ground.id}."})
            for ground in kader.uitsluitingsgronden
        )
        filled[name] = kader.model_copy(update={"uitsluitingsgronden": grounds})
    return replace(policy, kaders=filled)


CHOSEN = "lezing_gekozen"
WAY = "werkwijze_gekozen"
NAMED = Assessor(named(POLICY))
BASE = "tegenspraak_grondslag"  # told with every obligation

LIMIT, BASE_OF_LIMIT = "tegenspraak_boven_of_vanaf", "tegenspraak_bedrag_of_loonsom"
GROUNDS = "gronden_zonder_tekst"
JUDGED = {"uitsluitingsgronden": "nee"}
PROEFTUINEN = "tegenspraak_proeftuinen_ict_inhuur"
ICT = {"categorie": "ict_inhuur", "peildatum": "2018-03-01"}
NO_GROUND = {GROUNDS, BASE}

# What differs from a tender that is sure in all; the codes; why.
CASES: dict[str, tuple[dict[str, str], set[str]]] = {
    "nothing judged of the grounds rests on no ground": ({}, set()),
    "none of four grounds without a text applies": (
        {"uitsluitingsgronden": "nee"},
        {"gronden_zonder_tekst", BASE},
    ),
    "a ground without a text decides": (
        {"uitsluitingsgronden": "ug-2", "motivering": "Voorbeeld van een motivering"},
        {"gronden_zonder_tekst", "grond_niet_beoordeeld"},
    ),
    "nobody chose a way of working": ({"werkwijze": ""}, {"werkwijze_aangenomen"}),
    "nobody chose, and a source tells of another way for the category since that day": (
        ICT | {"werkwijze": ""},
        {"werkwijze_aangenomen", PROEFTUINEN},
    ),
    "the same by the name of the category, on a day that may lie in it": (
        ICT | {"werkwijze": "", "categorie": "ICT Inhuur", "peildatum": "2018"},
        {"werkwijze_aangenomen", PROEFTUINEN},
    ),
    "the same where it is not known whether a way of working was chosen": (
        ICT | {"werkwijze": "onbekend"},
        {"werkwijze_aangenomen", PROEFTUINEN},
    ),
    "the same on a day that is not known": (
        ICT | {"werkwijze": "", "peildatum": ""},
        {"werkwijze_aangenomen", PROEFTUINEN},
    ),
    "the day before that": (
        ICT | {"werkwijze": "", "peildatum": "2017-12-31"},
        {"werkwijze_aangenomen"},
    ),
    "another category": (
        ICT | {"werkwijze": "", "categorie": "catering"},
        {"werkwijze_aangenomen"},
    ),
    "a category that no list has": (
        ICT | {"werkwijze": "", "categorie": "voorbeeld"},
        {"werkwijze_aangenomen"},
    ),
    "that category, where the framework was chosen": (ICT, {WAY}),
    "nobody said who the authority is": ({"opdrachtgever_soort": ""}, {"soort_aangenomen"}),
    "nobody named options": ({"verlenging_maanden": ""}, {"geen_opties_aangenomen"}),
    "nobody said whether it is a framework agreement": (
        {"raamovereenkomst": ""},
        {"geen_raamovereenkomst_aangenomen"},
    ),
    "a framework agreement, whose wage sum is taken for all it can come to": (
        {"raamovereenkomst": "ja"},
        {"maximum_aangenomen"},
    ),
    "a motivation of nothing but signs": (
        {"uitsluitingsgronden": "ug-2", "motivering": "n.v.t."},
        {"motivering_leeg", "gronden_zonder_tekst"},
    ),
    "dates of five months beside six": (
        {"begin": "2017-01-01", "einde": "2017-05-31", "looptijd_maanden": "6"},
        {"looptijd_tegenspraak"},
    ),
    "dates of six months beside six": (
        {"begin": "2017-01-01", "einde": "2017-06-30", "looptijd_maanden": "6"},
        set(),
    ),
    "exactly at the limit": (JUDGED | {"loonsom_excl_btw": "250000"}, {LIMIT, *NO_GROUND}),
    "exactly at the limit, but the grounds leave it open": ({"loonsom_excl_btw": "250000"}, set()),
    "a cent above the limit": (JUDGED | {"loonsom_excl_btw": "250000.01"}, NO_GROUND),
    "at the limit, but supplies fall outside anyway": (
        {"loonsom_excl_btw": "250000", "aard": "levering"},
        set(),
    ),
    "a value above and a wage sum below": (
        {"loonsom_excl_btw": "249999.99", "opdrachtwaarde_excl_btw": "250000.01"},
        {BASE_OF_LIMIT},
    ),
    "a value of exactly the limit, which those sources want above it": (
        {"loonsom_excl_btw": "249999.99", "opdrachtwaarde_excl_btw": "250000"},
        set(),
    ),
    "a value and a wage sum below": (
        {"loonsom_excl_btw": "249999.98", "opdrachtwaarde_excl_btw": "249999.99"},
        set(),
    ),
    "a value above and a wage sum unknown": (
        JUDGED | {"loonsom_excl_btw": "", "opdrachtwaarde_excl_btw": "400000"},
        {BASE_OF_LIMIT, GROUNDS},
    ),
    "the same, but the grounds leave it open too": (
        {"loonsom_excl_btw": "", "opdrachtwaarde_excl_btw": "400000"},
        set(),
    ),
    "a value above, and a wage sum that cannot be": (
        JUDGED | {"loonsom_excl_btw": "500000", "opdrachtwaarde_excl_btw": "400000"},
        {GROUNDS, "loonsom_boven_waarde"},
    ),
    "a wage sum above a value that is below the limit anyway": (
        {"loonsom_excl_btw": "100000.01", "opdrachtwaarde_excl_btw": "100000"},
        {"loonsom_boven_waarde"},
    ),
    "the same, but a framework is followed that looks at no amount": (
        {"loonsom_excl_btw": "100000.01", "opdrachtwaarde_excl_btw": "100000"}
        | {"werkwijze": "maatwerk", "peildatum": "2018-03-01"},
        {WAY},
    ),
    "published after its first day": (
        {"publicatiedatum": "2017-02-02", "begin": "2017-02-01"},
        {"publicatie_na_begin"},
    ),
    "published on its first day": ({"publicatiedatum": "2017-02-01", "begin": "2017-02-01"}, set()),
    "a value below and a wage sum unknown": (
        {"loonsom_excl_btw": "", "opdrachtwaarde_excl_btw": "200000"},
        set(),
    ),
    "a value above and a wage sum below, but too short anyway": (
        {"loonsom_excl_btw": "100000", "opdrachtwaarde_excl_btw": "400000", "looptijd_maanden": "3"},
        set(),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_a_verdict_rests_on(case: str) -> None:
    changes, codes = CASES[case]
    verdict = decide(SURE | changes)
    assert {reservation.code for reservation in verdict.reservations} == codes
    texts = {reservation.text for reservation in verdict.reservations}
    assert texts <= set(verdict.waarschuwingen)
    assert all(len(text) > 40 for text in texts)


def test_the_texts_name_what_who_and_by_which_source() -> None:
    verdict = decide(SURE | {"uitsluitingsgronden": "nee", "werkwijze": ""})
    fields = {reservation.code: reservation.text for reservation in verdict.reservations}
    for word in ("ug-1", "ug-4", "opdrachtgever, die beoordeelt of social return past"):
        assert word in fields["gronden_zonder_tekst"]
    assert "pianoo (uittreksel), niet bevestigd" in fields["werkwijze_aangenomen"]
    assert "rijksinkoopsamenwerking (uittreksel), niet bevestigd" in fields[BASE]


def test_once_the_grounds_have_a_text_the_question_carries_it_and_nothing_is_amiss() -> None:
    verdict = decide(SURE | {"uitsluitingsgronden": "nee"}, NAMED)
    assert {reservation.code for reservation in verdict.reservations} == {BASE}
    asked = {kader.veld: kader.vraag for kader in (decide(SURE, NAMED).kader or verdict.kaders[0]).te_vragen}
    assert "ug-3: Voorbeeld van ug-3" in asked["uitsluitingsgronden"]
    bare = decide(SURE).kader
    assert bare is not None
    assert "De bron noemt de tekst van ug-1, ug-2, ug-3 en ug-4 niet" in bare.te_vragen[0].vraag


cells = st.fixed_dictionaries(
    {"peildatum": st.sampled_from(["2013-05-01", "2017", "2019-01-01"])},
    optional={
        "opdrachtgever_soort": st.sampled_from(["rijk", "decentraal"]),
        "werkwijze": st.sampled_from(["generiek_kader", "maatwerk"]),
        "aard": st.sampled_from(["werk", "dienst", "levering"]),
        "loonsom_excl_btw": st.sampled_from(["249999.99", "250000", "250000.01", "900000"]),
        "opdrachtwaarde_excl_btw": st.sampled_from(["249999.99", "250000", "900000"]),
        "looptijd_maanden": st.integers(4, 8).map(str),
        "begin": st.just("2017-01-01"),
        "einde": st.sampled_from(["2017-05-31", "2017-06-30", "2017-07-31"]),
        "verlenging_maanden": st.sampled_from(["0", "6", "onbekend"]),
        "uitsluitingsgronden": st.sampled_from(["nee", "ug-1", "ug-1 ug-2"]),
        "motivering": st.just("Voorbeeld van een motivering"),
    },
)


AGREEMENT = SURE | {"raamovereenkomst": "ja"}
TOGETHER = SURE | {"lezingen": "percelen=samen"}
IMPOSSIBLE = {"loonsom_excl_btw": "300000", "opdrachtwaarde_excl_btw": "200000"}
# Two lots or one tender; which of the two contradictions is told; why.
OTHERWISE: dict[str, tuple[list[dict[str, str]], set[str]]] = {
    "lots that together come to exactly the limit": (
        [TOGETHER | {"loonsom_excl_btw": "200000"}, TOGETHER | {"loonsom_excl_btw": "50000"}],
        {LIMIT},
    ),
    "lots without wage sums whose values are enough only together, and it is open whether they count so": (
        [SURE | {"loonsom_excl_btw": "", "opdrachtwaarde_excl_btw": "200000"}] * 2,
        set(),
    ),
    "lots without wage sums whose values are each enough": (
        [SURE | {"loonsom_excl_btw": "", "opdrachtwaarde_excl_btw": "260000"}] * 2,
        {BASE_OF_LIMIT},
    ),
    "the same, where it is open whether they count together": (
        [SURE | {"loonsom_excl_btw": "200000"}, SURE | {"loonsom_excl_btw": "50000"}],
        {LIMIT},
    ),
    "one lot of exactly the limit, that is judged with another": (
        [TOGETHER | {"loonsom_excl_btw": "250000"}, TOGETHER | {"loonsom_excl_btw": "50000"}],
        set(),
    ),
    "lots whose values come to the limit, and their wage sums do not": (
        [TOGETHER | {"loonsom_excl_btw": "100000", "opdrachtwaarde_excl_btw": "150000"}] * 2,
        {BASE_OF_LIMIT},
    ),
    "lots whose values come to exactly the limit": (
        [TOGETHER | {"loonsom_excl_btw": "100000", "opdrachtwaarde_excl_btw": "125000"}] * 2,
        set(),
    ),
    "lots whose values come to more, and one of which has a wage sum that cannot be": (
        [TOGETHER | {"loonsom_excl_btw": "1000", "opdrachtwaarde_excl_btw": "150000"}, TOGETHER | IMPOSSIBLE],
        set(),
    ),
    "a value above in each lot, and wage sums that come to the limit together": (
        [TOGETHER | {"loonsom_excl_btw": "150000", "opdrachtwaarde_excl_btw": "300000"}] * 2,
        set(),
    ),
    "exactly the limit for a whole agreement, where the level is open": (
        [AGREEMENT | {"loonsom_excl_btw": "250000"}],
        {LIMIT},
    ),
    "a value and a wage sum above, where only the level is open": (
        [AGREEMENT | {"loonsom_excl_btw": "400000", "opdrachtwaarde_excl_btw": "600000"}],
        set(),
    ),
    "the same, where the limit holds for each call-off": (
        [
            AGREEMENT
            | {"loonsom_excl_btw": "400000", "opdrachtwaarde_excl_btw": "600000"}
            | {"lezingen": "raamovereenkomst=nadere_overeenkomst"}
        ],
        set(),
    ),
    "a value above and a wage sum below, over the whole agreement": (
        [
            AGREEMENT
            | {"loonsom_excl_btw": "200000", "opdrachtwaarde_excl_btw": "600000"}
            | {"lezingen": "raamovereenkomst=geheel"}
        ],
        {BASE_OF_LIMIT},
    ),
}


@pytest.mark.parametrize("case", OTHERWISE)
def test_another_source_is_held_against_what_was_judged(case: str) -> None:
    tenders, codes = OTHERWISE[case]
    lots = [facts_of(tender | JUDGED)._replace(perceel=str(place)) for place, tender in enumerate(tenders, 1)]
    for lot in lots:
        verdict = ASSESSOR.decide(lot, Lots(lots) if len(lots) > 1 else None)
        assert {*verdict.onzeker} & {LIMIT, BASE_OF_LIMIT} == codes


def test_an_outcome_rests_on_nothing_of_another_way_of_working() -> None:
    agreement = AGREEMENT | {"peildatum": "2018-06-01", "uitsluitingsgronden": "nee"}
    verdict = decide(agreement | {"werkwijze": "maatwerk", "loonsom_excl_btw": "250000"})
    assert {*verdict.onzeker} <= {WAY}
    ((other, texts),) = verdict.elsewhere
    assert other.id == "generiek_kader"
    assert {*other.rests.texts} <= {*texts}
    assert {*texts} <= {*verdict.waarschuwingen}


@pytest.mark.parametrize(
    "changes",
    [
        {"verlenging_maanden": ""},
        {"raamovereenkomst": ""},
        {"uitsluitingsgronden": "ug-2", "motivering": "n.v.t."},
        {"uitsluitingsgronden": "ug-2"},
        {"begin": "2018-01-01", "einde": "2018-05-31", "looptijd_maanden": "6"},
        {"loonsom_excl_btw": "400000", "opdrachtwaarde_excl_btw": "300000"},
    ],
    ids=str,
)
def test_what_is_assumed_of_what_only_another_framework_looks_at_decides_nothing(
    changes: dict[str, str],
) -> None:
    tender = SURE | {"peildatum": "2018-06-01"} | changes
    generic, own = decide(tender), decide(tender | {"werkwijze": "maatwerk"})
    assert {*own.onzeker} <= {WAY}  # of the nature alone nothing was assumed
    of_own, of_generic = ({*verdict.waarschuwingen} - way_of(verdict) for verdict in (own, generic))
    assert of_own == of_generic
    ((other, texts),) = own.elsewhere
    assert other.id == "generiek_kader"
    assert {*texts} == of_generic


def way_of(verdict: Besluit) -> set[str]:
    """Give what is told of the way of working that was chosen, which is of no framework by itself."""
    return {own.text for own in verdict.reservations if own.code == WAY}


def test_a_lot_alone_may_have_others_only_where_a_framework_counts_them() -> None:
    tender = SURE | {"peildatum": "2018-06-01", "perceel": "1", "loonsom_excl_btw": "100000"}
    lot = facts_of(tender)
    by_nature = lot._replace(werkwijze="maatwerk")
    assert "percelen_niet_gegeven" in ASSESSOR.decide(lot, Lots([lot], "niet_gegeven")).onzeker
    assert ASSESSOR.decide(by_nature, Lots([by_nature], "niet_gegeven")).onzeker == (WAY,)
    assert "perceel_dubbel" in ASSESSOR.decide(lot, Lots([lot, lot])).onzeker
    assert ASSESSOR.decide(by_nature, Lots([by_nature, by_nature])).onzeker == (WAY,)


@settings(max_examples=150)
@given(cells)
def test_another_source_and_a_filled_in_text_change_no_outcome(tender: dict[str, str]) -> None:
    facts = facts_of(tender)
    if list(inconsistencies(facts)):
        return
    silent = {name: kader.model_copy(update={"tegenspraak": ()}) for name, kader in POLICY.kaders.items()}
    outcomes = {
        assessor.decide(facts).uitkomst
        for assessor in (ASSESSOR, NAMED, Assessor(replace(POLICY, kaders=silent)))
    }
    assert len(outcomes) == 1


OTHER_MEASURE = {"veld": "opdrachtwaarde_excl_btw", "toets": "meer_dan", "nooit_meer_dan": None}


@settings(max_examples=150)
@given(cells)
def test_where_another_measure_would_turn_the_outcome_it_is_told(tender: dict[str, str]) -> None:
    """Held against a policy that says what the other source says: the value, and above the limit.

    What is open for want of the wage sum is told only where that source would have social return apply.
    """
    facts = facts_of(tender | {"werkwijze": "generiek_kader", "opdrachtgever_soort": "rijk"})
    value, wages = facts.opdrachtwaarde_excl_btw, facts.loonsom_excl_btw
    if list(inconsistencies(facts)) or value is None or (wages is not None and wages > value):
        return
    verdict = ASSESSOR.decide(facts)
    fields = {reservation.code for reservation in verdict.reservations}
    generic = POLICY.kaders["generiek_kader"]
    measured = tuple(
        condition.model_copy(update=OTHER_MEASURE) if condition.id == "loonsom" else condition
        for condition in generic.voorwaarden
    )
    other = replace(POLICY, kaders={"generiek_kader": generic.model_copy(update={"voorwaarden": measured})})
    elsewhere = Assessor(other).decide(facts)
    differs = elsewhere.uitkomst != verdict.uitkomst
    if differs and (verdict.uitkomst != "onbekend" or elsewhere.uitkomst == "van_toepassing"):
        assert BASE_OF_LIMIT in fields
    elif not differs:
        assert BASE_OF_LIMIT not in fields


# No reason: what people write in a field that they still have to fill in, or that was a question.
NO_REASON = (
    *(
        "n.t.b.",
        "NTB",
        "volgt",
        "Volgt nog.",
        "PM",
        "p.m.",
        "todo",
        "TBD",
        "nee",
        "Ja",
        "n.n.b.",
        "niet bekend",
    ),
    *("geen motivering", "nog in te vullen", "nader te bepalen", "-", "...", "n.v.t.", "x", "0"),
    *("[hier de motivering invullen]", "<reden waarom deze grond geldt>", "{{ motivering }}", "lorem ipsum"),
    *("nader te bepalen door de opdrachtgever", "wordt nog aangeleverd", "zie dossier", "Zie bijlage."),
    *(
        "[geen bijzonderheden]",
        "[vul hier in waarom].",
        "Motivering: [hier de wet noemen]",
        "zie [bijlage X]",
    ),
    *(
        "omdat <artikel>",
        "Vanwege {{ reden van de dienst }}",
        "zie [artikel [nummer] van de wet]",
        "«artikel»",
    ),
    *("%REDEN VAN UITSLUITING%", "##artikel uit de wet##", "${artikel}", "[artikel uit de wet", "{wet"),
    *("TODO: bespreken met Defensie", "n.t.b. na overleg", "PLACEHOLDER artikel", "artikel volgt (TBD)"),
    *("Onderbouwing:", "Geef hier aan waarom de grond geldt", "wordt nog aangeleverd door het team"),
    *("ja, geldt", "Lorem ipsum dolor sit amet.", "volgt (n.t.b.)", "nog aan te leveren door de inkoper"),
)
# A reason, however short; it may begin or end with words as above.
A_REASON = (
    *("te klein team", "nee, want de wet eist een diploma", "beveiliging volgt een eigen regel", "Ug-1"),
    *("veiligheid", "zie bijlage 2, onder screening", "het werk is geheim [zie dossier]"),
    "de opdrachtgever heeft geen personeel",
    *("<p>De wet eist een diploma</p>", "[ug-2] de wet eist een diploma", "20% van het werk is 30% duurder"),
    *("< 5 mensen", "minder dan <5 mensen", "de todo-lijst is geheim", "**De wet eist screening**"),
    *(
        "(de wet eist screening)",
        "wet [artikel 5] en besluit [2018]",
        "het team is te klein",
        "lichte arbeid",
        "EU",
    ),
)


@pytest.mark.parametrize("text", NO_REASON)
def test_what_only_fills_the_field_is_no_motivation(text: str) -> None:
    verdict = decide(SURE | {"uitsluitingsgronden": "ug-2", "motivering": text})
    assert verdict.uitkomst == "onbekend"
    assert "motivering_leeg" in verdict.onzeker


@pytest.mark.parametrize("text", A_REASON)
def test_a_short_reason_is_a_motivation(text: str) -> None:
    verdict = decide(SURE | {"uitsluitingsgronden": "ug-2", "motivering": text})
    assert verdict.uitkomst == "niet_van_toepassing"
    assert "motivering_leeg" not in verdict.onzeker


@pytest.mark.parametrize(
    ("motivation", "cause"),
    [
        ("", "de motivering ontbreekt in de invoer"),
        ("n.v.t.", "wat er als motivering staat, geen motivering is"),
        ("[reden van de dienst]", "wat er als motivering staat, geen motivering is"),
    ],
)
def test_a_motivation_that_is_none_is_not_said_to_be_missing(motivation: str, cause: str) -> None:
    verdict = decide(SURE | {"uitsluitingsgronden": "ug-2", "motivering": motivation})
    said = [block.text for block in lead(verdict) if isinstance(block, Paragraph)]
    assert f"Dat komt doordat uitsluitingsgrond ug-2 geldt, maar {cause}." in said
    assert any("ontbreekt" in text for text in verdict.waarschuwingen) == (not motivation)


@pytest.mark.parametrize(
    ("cells", "told_of"),
    [
        # four months firm and twelve of options: six months only with the options
        (
            {"looptijd_maanden": "4", "verlenging_maanden": "12", "lezingen": "verlenging=telt_mee"},
            "Bij de keuze 'alleen de vaste looptijd telt' is de uitkomst: niet van toepassing.",
        ),
        (
            {"looptijd_maanden": "4", "verlenging_maanden": "12", "lezingen": "verlenging=telt_niet_mee"},
            "Bij de keuze 'de opties tot verlenging tellen mee' is de uitkomst: van toepassing.",
        ),
        ({"verlenging_maanden": "12", "lezingen": "verlenging=telt_mee"}, ""),  # long enough without
        ({"looptijd_maanden": "4", "lezingen": "verlenging=telt_mee"}, ""),  # there are no options
        ({"looptijd_maanden": "4", "verlenging_maanden": "12"}, ""),  # open, and told as open
        (
            {"raamovereenkomst": "nadere_overeenkomst", "loonsom_excl_btw": "100000"}
            | {"lezingen": "raamovereenkomst=nadere_overeenkomst"},
            "Bij de keuze 'de hele raamovereenkomst telt, met de loonsom van het maximum' is de uitkomst: "
            "nog onbekend.",
        ),
    ],
)
def test_a_chosen_reading_that_decides_is_told(cells: Mapping[str, str], told_of: str) -> None:
    verdict = decide(SURE | {"uitsluitingsgronden": "nee"} | cells)
    assert (CHOSEN in verdict.onzeker) == bool(told_of)
    assert any(told_of in text for text in verdict.waarschuwingen) or not told_of


def test_lots_that_only_together_reach_the_limit_tell_that_the_choice_decides() -> None:
    tender = SURE | {"uitsluitingsgronden": "nee", "lezingen": "percelen=samen"}
    lots = [
        facts_of(tender | {"perceel": name, "loonsom_excl_btw": wage})
        for name, wage in [("1", "130000"), ("2", "120000.01")]
    ]
    for lot in lots:
        verdict = ASSESSOR.decide(lot, Lots(lots))
        assert verdict.uitkomst == "van_toepassing"
        assert CHOSEN in verdict.onzeker
        assert verdict.kader
        assert "€ 250.000,01 (van perceel 1 en 2 samen)" in {row[2] for row in conditions(verdict.kader).rows}


OTHER_DAY = "peildatum_uit_publicatie"


@pytest.mark.parametrize(
    ("published", "begin", "way", "expected"),
    [
        # the way of working Maatwerk voor Mensen began on 1 January 2018
        ("2017-12-15", "2018-03-01", "maatwerk", "Met die peildatum is de uitkomst: van toepassing."),
        ("2018-01-15", "2018-03-01", "maatwerk", ""),
        ("2017-12-15", "2017-12-31", "maatwerk", ""),
        ("2017-12-15", "2018-03-01", "generiek_kader", ""),  # the same by both
        ("2017-12-15", "", "maatwerk", ""),
    ],
)
def test_that_the_day_of_publication_decides_is_told(
    published: str, begin: str, way: str, expected: str
) -> None:
    dates = {"peildatum": "", "publicatiedatum": published, "begin": begin}
    tender = SURE | dates | {"werkwijze": way, "uitsluitingsgronden": "nee"}
    verdict = decide(tender)
    assert (OTHER_DAY in verdict.onzeker) == bool(expected)
    assert any(expected in text for text in verdict.waarschuwingen) or not expected
    chosen = decide(tender | {"peildatum": published})
    assert chosen.uitkomst == verdict.uitkomst
    assert OTHER_DAY not in chosen.onzeker  # somebody chose that day


@pytest.mark.parametrize(("day", "assumed"), [("2017-01-01", True), ("2005-01-01", False)])
def test_of_an_agreement_something_is_assumed_only_where_a_framework_looks_at_it(
    day: str, assumed: bool
) -> None:
    """In 2005 no framework was in force, so that nothing is held against one level or the other."""
    verdict = decide(SURE | {"raamovereenkomst": "", "peildatum": day})
    assert ("geen_raamovereenkomst_aangenomen" in verdict.onzeker) is assumed


@pytest.mark.parametrize("way", [{"werkwijze": "maatwerk"}, {"opdrachtgever_soort": "onbekend"}])
def test_nothing_is_called_the_outcome_of_a_framework_that_is_not_followed(way: dict[str, str]) -> None:
    """It stands under: the outcome does not rest on this."""
    options = {"looptijd_maanden": "4", "verlenging_maanden": "12", "lezingen": "verlenging=telt_mee"}
    given = SURE | {"peildatum": "2018-06-01", "uitsluitingsgronden": "nee", "einde": "", "begin": ""} | way
    grounds = {"uitsluitingsgronden": "ug-1", "motivering": "De markt kan dit niet"}
    for own, said in (
        (options, "hangt af van een gekozen lezing."),
        (grounds, "rust op uitsluitingsgrond ug-1."),
    ):
        verdict = decide(given | own)
        assert any(text.startswith(f"Wat het kader geeft, {said}") for text in verdict.waarschuwingen)
        assert not any(text.startswith(f"De uitkomst {said}") for text in verdict.waarschuwingen)
        assert {text for _, texts in verdict.elsewhere for text in texts} <= {*verdict.waarschuwingen}


def test_where_a_person_still_has_to_choose_all_is_told_that_any_framework_looks_at() -> None:
    """Of two frameworks without a default the generic one looks at options and grounds, the other not."""
    kaders = {
        name: kader.model_copy(update={"standaard": None}) for name, kader in ASSESSOR.beleid.kaders.items()
    }
    assessor = Assessor(replace(ASSESSOR.beleid, kaders=kaders))
    open_way = SURE | {"werkwijze": "", "peildatum": "2018-06-01", "verlenging_maanden": ""}
    verdict = decide(open_way | {"uitsluitingsgronden": "ug-1", "motivering": "-"}, assessor)
    assert (verdict.kader, verdict.uitkomst, len(verdict.kaders)) == (None, "onbekend", 2)
    assert {"geen_opties_aangenomen", "motivering_leeg"} <= {*verdict.onzeker}
    assert any("geen opties tot verlenging" in text for text in verdict.waarschuwingen)
    assert verdict.elsewhere == ()
    # Where none is in force nothing is known of what is looked at, but of no level of any agreement.
    early = decide(open_way | {"raamovereenkomst": "", "peildatum": "1990-01-01"}, assessor)
    assert (early.kaders, early.uitkomst) == ([], "onbekend")
    assert "geen_raamovereenkomst_aangenomen" not in early.onzeker


@pytest.mark.parametrize(
    ("options", "known", "is_told"),
    [
        ("12", {}, True),
        ("onbekend", {}, True),
        ("0", {}, False),
        ("0", {f"{JUDGED_BY_SOMEBODY}aard": NOTHING_KNOWN}, False),  # that somebody judged adds no option
        ("", {OPTIONS_WITHIN: NOTHING_KNOWN}, True),
    ],
)
def test_whether_options_are_in_an_amount_is_told_where_there_are_options(
    options: str, known: dict[str, Any], is_told: bool
) -> None:
    """By 300 000 it applies, and without its options it can be less than 250 000."""
    facts = facts_of(SURE | {"uitsluitingsgronden": "nee", "verlenging_maanden": options})
    verdict = ASSESSOR.decide(facts._replace(bounds={**facts.bounds, **known}))
    assert verdict.uitkomst == "van_toepassing"
    assert ("opties_in_bedrag" in verdict.onzeker) is is_told


@pytest.mark.parametrize(("choice", "named"), [("apart", True), ("samen", False)])
def test_what_an_amount_is_without_its_options_is_named_where_it_is_of_this_lot_alone(
    choice: str, named: bool
) -> None:
    """Of 300 000 the options are 100 000; of lots together no amount of one of them tells."""
    facts = facts_of(SURE | {"uitsluitingsgronden": "nee", "verlenging_maanden": "12"})
    within = {OPTIONS_WITHIN: Bounds(Decimal(100_000), Decimal(100_000))}
    lots = [facts._replace(perceel=name, lezingen=(("percelen", choice),), bounds=within) for name in "ab"]
    verdict = ASSESSOR.decide(lots[0], Lots(lots))
    assert "opties_in_bedrag" in verdict.onzeker
    assert ("Zonder opties is de loonsom € 200.000." in " ".join(verdict.waarschuwingen)) is named


def test_what_decides_beside_a_ground_is_not_said_to_be_one() -> None:
    """Supplies fall outside, whatever a ground without a reason comes to."""
    verdict = decide(SURE | {"aard": "levering", "uitsluitingsgronden": "ug-1"})
    assert verdict.uitkomst == "niet_van_toepassing"
    assert "grond_niet_beoordeeld" not in verdict.onzeker
    motivated = {"uitsluitingsgronden": "ug-1", "motivering": "Het werk vraagt een vergunning"}
    assert "grond_niet_beoordeeld" in decide(SURE | motivated).onzeker
    assert "grond_niet_beoordeeld" not in decide(SURE | motivated | {"aard": "levering"}).onzeker


@pytest.mark.parametrize("agreement", ["nadere_overeenkomst", "ja", "nee", ""])
def test_what_a_framework_says_of_call_offs_is_told_of_a_call_off_only(agreement: str) -> None:
    note = ASSESSOR.beleid.kaders["generiek_kader"].nadere_overeenkomst
    assert note is not None
    verdict = decide(SURE | {"uitsluitingsgronden": "nee", "raamovereenkomst": agreement})
    assert (note.tekst in verdict.waarschuwingen) is (agreement == "nadere_overeenkomst")


@pytest.mark.parametrize(
    ("chosen", "day", "out_of_force"),
    [
        ("maatwerk", "2017-06-01", True),  # it began in 2018
        ("maatwerk", "2017", True),
        ("maatwerk", "2018-06-01", False),
        ("generiek_kader", "2011", False),  # it began in July of that year: on which side is not known
        ("", "1990-01-01", False),  # nobody chose
        ("maatwerk", "", False),
    ],
)
def test_that_what_was_chosen_is_not_in_force_is_told_where_no_day_of_it_can_be(
    chosen: str, day: str, out_of_force: bool
) -> None:
    verdict = decide(SURE | {"werkwijze": chosen, "peildatum": day})
    followed = verdict.chosen_out_of_force
    assert (followed is not None and followed.id == chosen) is out_of_force
    assert (followed is not None) is out_of_force


def test_without_a_framework_that_is_followed_the_day_is_asked_of_the_tender_itself() -> None:
    assert [*decide(SURE | {"peildatum": ""}).questions] == [("peildatum", 0)]
    wage = decide(SURE | {"uitsluitingsgronden": "nee", "loonsom_excl_btw": ""})
    assert [*wage.questions] == [("loonsom_excl_btw", 0)]


def test_that_no_options_were_named_is_told_whatever_else_is_known() -> None:
    facts = facts_of(SURE | {"uitsluitingsgronden": "nee", "verlenging_maanden": ""})
    for known in ({}, {f"{JUDGED_BY_SOMEBODY}aard": NOTHING_KNOWN}):
        assert "geen_opties_aangenomen" in ASSESSOR.decide(facts._replace(bounds=known)).onzeker
    unknown = facts_of(SURE | {"uitsluitingsgronden": "nee", "verlenging_maanden": "onbekend"})
    assert "geen_opties_aangenomen" not in ASSESSOR.decide(unknown).onzeker


def test_where_lots_count_for_themselves_nothing_rests_on_lots_that_were_not_given() -> None:
    for choice, told_of in (("percelen=apart", False), ("percelen=samen", True), ("", True)):
        lot = facts_of(SURE | {"uitsluitingsgronden": "nee", "perceel": "1", "lezingen": choice})
        verdict = ASSESSOR.decide(lot, Lots([lot], "niet_gegeven"))
        assert ("percelen_niet_gegeven" in verdict.onzeker) is told_of


NOBODY_CHOSE, NOT_KNOWN = (
    "Er is geen werkwijze gekozen. Dan",
    "Of er een werkwijze is gekozen, is niet bekend. Dan",
)


@pytest.mark.parametrize(
    ("chosen", "day", "said"),
    [
        ("", "2017-01-01", NOBODY_CHOSE),
        ("onbekend", "2017-01-01", NOT_KNOWN),
        ("", "", NOBODY_CHOSE),  # whatever the day is
        ("", "1990-01-01", None),  # then nothing is followed
        ("generiek_kader", "2017-01-01", None),
    ],
)
def test_that_a_framework_is_followed_as_nobody_chose_is_told_as_it_is_known(
    chosen: str, day: str, said: str | None
) -> None:
    verdict = decide(SURE | {"werkwijze": chosen, "peildatum": day})
    starts = {
        start for start in (NOBODY_CHOSE, NOT_KNOWN) if any(start in text for text in verdict.waarschuwingen)
    }
    assert starts == ({said} if said else set())
    assert ("werkwijze_aangenomen" in verdict.onzeker) is (said is not None)


ASK = "Vraag de tekst na bij de jurist, leg vast wat is beoordeeld, en zet de tekst in het beleid."
# The grounds, those of which the tender file has the text, whether they apply; what is said, and what to do.
UNNAMED: list[tuple[tuple[str, ...], tuple[str, ...], bool, str, str]] = [
    (
        ("ug-1",), (), True,
        "Uitsluitingsgrond ug-1 geldt, maar de bron noemt de tekst van deze grond niet.", ASK,
    ),
    (
        ("ug-1", "ug-2"), (), True,
        "Uitsluitingsgronden ug-1 en ug-2 gelden, maar de bron noemt de tekst van deze gronden niet.", ASK,
    ),
    (
        ("ug-1",), (), False,
        "Opgegeven is dat ug-1 niet geldt, maar de bron noemt de tekst van deze grond niet.", ASK,
    ),
    (
        ("ug-1", "ug-2"), (), False,
        "Opgegeven is dat ug-1 en ug-2 niet gelden, maar de bron noemt de tekst van deze gronden niet.", ASK,
    ),
    (
        ("ug-1", "ug-2"), ("ug-2",), False,
        "Opgegeven is dat ug-1 en ug-2 niet gelden, maar de bron noemt de tekst van deze gronden niet. Het "
        "dossier heeft de tekst waaraan ug-2 is getoetst.",
        ASK.replace("de tekst na", "de tekst van ug-1 na"),
    ),
    (
        ("ug-1",), ("ug-1",), True,
        "Uitsluitingsgrond ug-1 geldt, maar de bron noemt de tekst van deze grond niet. Het dossier heeft de "
        "tekst waaraan ug-1 is getoetst.", "",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("grounds", "filed", "applies", "text", "order"), UNNAMED)
def test_what_is_said_of_grounds_without_a_text(
    grounds: tuple[str, ...], filed: tuple[str, ...], applies: bool, text: str, order: str
) -> None:
    reservation = _unnamed(grounds, filed, applies=applies, who="de jurist")
    assert (reservation.statement, reservation.order) == (text, order)
    assert reservation.text == f"{text} {order}".rstrip()


HALF_YEAR = {"begin": parse_datum("2020-01-01"), "einde": parse_datum("2020-06-30")}


@pytest.mark.parametrize(
    ("given", "is_told"),
    [
        (HALF_YEAR | {"looptijd_maanden": 7}, True),
        (HALF_YEAR | {"looptijd_maanden": 6}, False),
        (HALF_YEAR, False),
        ({"begin": HALF_YEAR["begin"], "looptijd_maanden": 7}, False),
        ({"einde": HALF_YEAR["einde"], "looptijd_maanden": 7}, False),
        (
            {**HALF_YEAR, "einde": parse_datum("2020-06"), "looptijd_maanden": 7},
            False,
        ),  # which day is not known
    ],
)
def test_that_a_number_of_months_contradicts_the_days_is_told(given: dict[str, Any], is_told: bool) -> None:
    texts = [reservation.statement for reservation in fact_reservations(Facts(**given))]
    assert texts == is_told * [
        "Volgens begin en einde duurt de opdracht 6 maanden, en volgens looptijd_maanden 7 maanden. "
        "Getoetst is 6 maanden."
    ]


@pytest.mark.parametrize(
    ("known", "field", "said"),
    [
        ((), "loonsom_excl_btw", "niet vastgelegd is of de opties tot verlenging in de loonsom zitten"),
        ((OPTIONS_WITHIN,), "loonsom_excl_btw", "zij zitten in de loonsom"),
        ((OPTIONS_BESIDE,), "loonsom_excl_btw", None),
        ((OPTIONS_WITHIN, OPTIONS_BESIDE), "opdrachtwaarde_excl_btw", "niet vastgelegd is of de opties"),
    ],
)
def test_over_which_term_an_amount_is_owed(known: tuple[str, ...], field: str, said: str | None) -> None:
    texts = term_of_amount(Facts(bounds=dict.fromkeys(known, NOTHING_KNOWN)), field).texts
    assert len(texts) == (said is not None)
    assert all(said in text for text in texts if said)


@pytest.mark.parametrize("chosen", ["", "raamovereenkomst=geheel"])
@pytest.mark.parametrize(
    ("wage", "worth", "said"),
    [
        ("300000", "", "De loonsom is gelezen als die van het maximum"),
        ("300000", "400000", "De loonsom is gelezen als die van het maximum"),
        ("", "300000", "De waarde van de opdracht is gelezen als die van het maximum"),
        ("", "", None),
    ],
)
def test_which_amount_of_an_agreement_is_taken_for_that_of_the_maximum(
    chosen: str, wage: str, worth: str, said: str | None
) -> None:
    amounts = {"loonsom_excl_btw": wage, "opdrachtwaarde_excl_btw": worth}
    verdict = decide(SURE | amounts | {"raamovereenkomst": "ja", "lezingen": chosen})
    texts = [own.text for own in verdict.reservations if own.code == "maximum_aangenomen"]
    assert len(texts) == (said is not None)
    assert all(said in text for text in texts if said)
    for level in ("nee", "nadere_overeenkomst"):
        assert "maximum_aangenomen" not in decide(SURE | amounts | {"raamovereenkomst": level}).onzeker


# The options in the amount or beside it, the wage sum of at least 250 000; whether that they are is told.
AMOUNTS_WITH_OPTIONS: dict[str, tuple[str, int, int, str | None]] = {
    "enough without them too": (OPTIONS_WITHIN, 300_000, 50_000, None),
    "enough only with them": (OPTIONS_WITHIN, 300_000, 50_001, "Zonder opties is de loonsom € 249.999."),
    "enough without them, which come on top": (OPTIONS_BESIDE, 300_000, 50_001, None),
    "not enough with them": (OPTIONS_WITHIN, 200_000, 50_000, None),
    "not enough without them, and they come on top": (
        OPTIONS_BESIDE, 200_000, 50_000, "Met opties is de loonsom € 250.000."
    ),
    "not enough with those on top": (OPTIONS_BESIDE, 200_000, 49_999, None),
    "they are the whole": (OPTIONS_WITHIN, 300_000, 300_000, "Zonder opties is de loonsom € 0."),
    "they are more than the whole": (OPTIONS_WITHIN, 300_000, 300_001, "kan het oordeel anders zijn"),
}  # fmt: skip


@pytest.mark.parametrize("case", AMOUNTS_WITH_OPTIONS)
def test_that_options_are_in_an_amount_is_told_where_that_turns_it(case: str) -> None:
    where, wage, options, said = AMOUNTS_WITH_OPTIONS[case]
    facts = facts_of(
        SURE | {"uitsluitingsgronden": "nee", "verlenging_maanden": "12", "loonsom_excl_btw": str(wage)}
    )
    known = {where: Bounds(Decimal(options), Decimal(options))}
    verdict = ASSESSOR.decide(facts._replace(bounds=known))
    texts = [own.text for own in verdict.reservations if own.code == "opties_in_bedrag"]
    assert len(texts) == (said is not None)
    assert all(said in text for text in texts if said)


def test_what_another_source_says_casts_doubt_on_an_outcome_only_where_that_was_assumed() -> None:
    """Of another way of working, where none was chosen; of a limit or a base the framework is followed."""
    other_way = decide(SURE | ICT | {"werkwijze": ""})
    other_limit = decide(SURE | {"uitsluitingsgronden": "nee", "loonsom_excl_btw": "250000"})
    aside = {
        own.code: own.aside
        for verdict in (other_way, other_limit)
        for own in verdict.reservations
        if own.code.startswith("tegenspraak_")
    }
    assert aside.items() >= {PROEFTUINEN: False, LIMIT: True, BASE: True}.items()
    (text,) = [own.text for own in other_way.reservations if own.code == PROEFTUINEN]
    assert text in other_way.waarschuwingen
    assert text not in decide(SURE | ICT).waarschuwingen  # there the framework was chosen


def test_that_no_source_says_of_what_an_amount_is_is_told_where_it_is_open() -> None:
    for settled in (True, False):
        assert ("Geen bron zegt" in _as_maximum("loonsom_excl_btw", settled=settled).text) is not settled


def amounts(wage: int | None, value: int | None) -> Facts:
    given = {"loonsom_excl_btw": wage, "opdrachtwaarde_excl_btw": value}
    return Facts(**{name: amount if amount is None else Decimal(amount) for name, amount in given.items()})  # type: ignore[arg-type]


IMPOSSIBLE = amounts(300, 200)
# A tender, another lot of it, whether lots count together; and whether anything can be said by its amounts.
SOUND: dict[str, tuple[Facts, Facts | None, str, bool]] = {
    "an amount alone": (amounts(100, None), None, "apart", True),
    "no amount": (amounts(None, None), None, "apart", True),
    "a wage sum up to the value": (amounts(200, 200), None, "apart", True),
    "a wage sum above the value": (IMPOSSIBLE, None, "apart", False),
    "of another lot that does not count with it": (amounts(100, 200), IMPOSSIBLE, "apart", True),
    "of another lot that counts with it": (amounts(100, 200), IMPOSSIBLE, "samen", False),
    "of lots that can be": (amounts(100, 200), amounts(None, 200), "samen", True),
}


@pytest.mark.parametrize("reads_lots", [True, False])
@pytest.mark.parametrize("case", SOUND)
def test_of_amounts_that_cannot_be_another_source_says_nothing(case: str, reads_lots: bool) -> None:
    own, beside, percelen, sound = SOUND[case]
    assert isinstance(POLICY, Beleid)
    kader = POLICY.kaders["generiek_kader"]
    if not reads_lots:
        kader = kader.model_copy(update={"leesruimte": ()})
    other = next(each for each in kader.tegenspraak if each.id == "boven_of_vanaf")
    otherwise = _Otherwise(KaderInForce.of(kader, parse_datum("2018-03-01")), other, above=True)
    hold = otherwise._without_impossible(lambda *_: "ja", Lezing(percelen=percelen))
    lots = None if beside is None else Lots([own, beside])
    alone = own is not IMPOSSIBLE and not reads_lots
    assert hold(own, lots) == ("ja" if sound or alone else "onbekend")


def test_only_a_limit_of_a_framework_agreement_takes_an_amount_for_that_of_the_maximum() -> None:
    """That no source says whether it is, is told as long as the framework does not settle the level."""
    of_agreement = reading("raamovereenkomst", ["groot"])
    chosen = {**of_agreement, "gekozen": "geheel", "bron": BRON}
    for own, doubtful in ((reading("percelen", ["groot"]), None), (of_agreement, True), (chosen, False)):
        maxima = [*_maxima(Kader.model_validate(framework(leesruimte=[own])))]
        doubts = ["Geen bron zegt of" in maximum.reservation.text for maximum in maxima]
        assert doubts == ([] if doubtful is None else [doubtful])


def test_a_code_that_is_told_of_twice_counts_once() -> None:
    """A list of codes says what an outcome rests on, so that they can be counted over a series."""
    twice = resting_on(*(Reservation("bron_onbevestigd", text, "") for text in ("Een.", "Twee.")))
    assert (twice.codes, twice.texts) == (("bron_onbevestigd",), ("Een.", "Twee."))
