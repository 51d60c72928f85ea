"""Each part of a memo held to its whole text, for tenders of which every line has a reason to be there."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from tests.tender.test_reservations import ASSESSOR, POLICY, facts_of

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.tender.dossier import Dossier, MemoHerkomst
from maatwerk_cli.models.tender.reading_choice import Choice
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.frameworks.policy import Beleid
from maatwerk_cli.tender.judging import Choices, Refused, TenderRead, judge
from maatwerk_cli.tender.notices.notice import NoticeSignal
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.tender.views.memo.memo import memo_document, running_state
from maatwerk_cli.tender.views.memo.memo_repeat import dossier_hash, input_text
from maatwerk_cli.tender.views.verdict_words import Background
from maatwerk_cli.text.blocks import (
    Block,
    BlockTable,
    Heading,
    Paragraph,
    PointList,
    Together,
    Verbatim,
    markdown_of,
)

assert isinstance(POLICY, Beleid)
KADERS = tuple(POLICY.kaders.values())
BACKGROUND = Background({}, POLICY.sha256, "0", POLICY.unconfirmed, kaders=KADERS)
OPEN, NOT_NEEDED = "niet vastgelegd", "niet nodig"
NOBODY = (OPEN, OPEN)
NOT_ASKED = (NOT_NEEDED, NOT_NEEDED)
TENDER = {
    "id": "vb-1",
    "titel": "Voorbeeld van schoonmaak",
    "opdrachtgever": "Voorbeelddienst",
    "opdrachtgever_soort": "rijk",
    "aard": "dienst",
    "loonsom_excl_btw": "600000",
    "opdrachtwaarde_excl_btw": "900000",
    "begin": "2018-06-01",
    "einde": "2019-05-31",
    "verlenging_maanden": "24",
    "raamovereenkomst": "nee",
    "werkwijze": "generiek_kader",
    "uitsluitingsgronden": "nee",
    "publicatiedatum": "2018-03-15",
}


def by(who: str, what: str, day: str = "2018-02-01", **more: str) -> dict[str, str]:
    return {"wat": what, "door": who, "datum": day, **more}


def judged_by(*judged: dict[str, str], **more: Any) -> dict[str, Any]:
    return {"beoordelingen": [*judged], **more}


ESTIMATE = {
    "wijze": "Uren maal tarief",
    "opties": "inbegrepen",
    "door": "kostendeskundige",
    "datum": "2018-02-10",
}


def document(
    *rows: TenderRead | Refused | Mapping[str, str],
    said: Sequence[Mapping[str, Any]] = (),
    assessor: Assessor = ASSESSOR,
    background: Background = BACKGROUND,
    **options: Any,
) -> list[Block]:
    """Give the memo of rows, with what the tender file says of them."""
    entries = tuple(Dossier.model_validate(entry) for entry in said)
    read = [TenderRead(facts_of(row)) if isinstance(row, dict) else row for row in rows]
    results = judge(read, assessor, Choices(dossiers=entries, **options))  # type: ignore[arg-type]
    return memo_document([*results], entries, background)


def table(memo: Sequence[Block], title: str) -> Mapping[str, tuple[str, ...]]:
    """Give a table by the first column of its rows."""
    (block_table,) = [block for block in memo if isinstance(block, BlockTable) and block.title == title]
    return {row[0]: tuple(cell.replace("\xa0", " ") for cell in row[1:]) for row in block_table.rows}


def judges(memo: Sequence[Block]) -> Mapping[str, tuple[str, ...]]:
    """Give by fact who judged it and when."""
    return {name: row[1:] for name, row in table(memo, "Gegevens van de aanbesteding").items()}


def under(memo: Sequence[Block], heading: str) -> str:
    """Give what stands under a heading as Markdown, with each hash as dots."""
    memo = [part for block in memo for part in (block.blocks if isinstance(block, Together) else [block])]
    names = [block.text if isinstance(block, Heading) else "" for block in memo]
    start = names.index(heading) + 1
    end = next((place for place in range(start, len(memo)) if names[place]), len(memo))
    text = markdown_of(memo[start:end]).replace("\\", "").replace("\xa0", " ")
    return re.sub(r"[0-9a-f]{64}", "…", text)


def test_of_each_fact_it_says_who_judged_it_and_of_which_nobody_had_to() -> None:
    """Who judged the term judged the days that it is reckoned from; who estimated an amount, that amount.

    The value decides nothing beside a wage sum, nor does the way of working where each gives the same.
    """
    said = judged_by(
        by("jurist", "uitsluitingsgronden"),
        by("contractmanager", "looptijd"),
        raming=ESTIMATE | {"bedrag": "600000"},
    )
    planned = ("contractmanager", "1 februari 2018")
    expected = {
        "Kenmerk": NOT_ASKED,
        "Titel": NOT_ASKED,
        "Opdrachtgever": NOBODY,
        "Soort opdrachtgever": NOBODY,
        "Aard van de opdracht": NOBODY,
        "Loonsom, exclusief btw": ("kostendeskundige", "10 februari 2018"),
        "Waarde van de opdracht, exclusief btw": NOT_ASKED,
        "Eerste dag": planned,
        "Laatste dag": planned,
        "Looptijd": planned,
        "Opties tot verlenging": NOBODY,
        "Raamovereenkomst": NOBODY,
        "Gekozen werkwijze": NOBODY,
        "Uitsluitingsgronden die gelden": ("jurist", "1 februari 2018"),
        "Datum van publicatie": NOBODY,
        "Peildatum": NOBODY,
    }
    assert judges(document(TENDER, said=[said])) == expected
    # Of supplies both frameworks give the same; else the other asks no percentage.
    supplies = judges(document(TENDER | {"aard": "levering"}, said=[judged_by()]))
    assert supplies["Gekozen werkwijze"] == NOT_ASKED
    low = judges(document(TENDER | {"loonsom_excl_btw": "240000"}, said=[judged_by()]))
    assert low["Gekozen werkwijze"] == NOBODY
    assert low["Loonsom, exclusief btw"] == NOBODY
    # Without a wage sum the value stands in for it; without a last day the first says nothing of the term.
    value = judges(document(TENDER | {"loonsom_excl_btw": "", "opdrachtwaarde_excl_btw": "200000"}))
    assert value["Waarde van de opdracht, exclusief btw"] == NOBODY
    months = judges(document(TENDER | {"einde": "", "looptijd_maanden": "12"}, said=[said]))
    assert (months["Eerste dag"], months["Looptijd"]) == (NOT_ASKED, planned)


def test_what_a_notice_says_is_taken_over_and_nobody_had_to_judge_it() -> None:
    """Not what an option said, nor what names the tender; the peildatum where its day is of the notice."""
    origins = dict.fromkeys(("id", "opdrachtgever", "aard", "publicatiedatum"), "in de aankondiging")
    origins |= {"loonsom_excl_btw": "optie --loonsom"}
    said = [judged_by(by("inkoper", "opdrachtgever"))]
    signals = (NoticeSignal("Voorbehouden", "nee", "BT-71"),)
    taken = ("overgenomen uit de aankondiging", NOT_NEEDED)
    memo = document(TenderRead(facts_of(TENDER), origins=origins, signals=signals), said=said)
    assert judges(memo) == {
        "Kenmerk": NOT_ASKED,
        "Titel": NOT_ASKED,
        "Opdrachtgever": ("inkoper", "1 februari 2018"),
        "Soort opdrachtgever": NOBODY,
        "Aard van de opdracht": taken,
        "Loonsom, exclusief btw": NOBODY,
        "Waarde van de opdracht, exclusief btw": NOT_ASKED,
        "Eerste dag": NOBODY,
        "Laatste dag": NOBODY,
        "Looptijd": NOBODY,
        "Opties tot verlenging": NOBODY,
        "Raamovereenkomst": NOBODY,
        "Gekozen werkwijze": NOBODY,
        "Uitsluitingsgronden die gelden": NOBODY,
        "Datum van publicatie": taken,
        "Peildatum": taken,
    }
    table_read = judges(document(TenderRead(facts_of(TENDER), origins=origins), said=said))
    assert table_read["Aard van de opdracht"] == NOBODY  # no notice: a column says no more than the buyer


def test_who_judged_a_fact_judged_what_the_file_says() -> None:
    judged = [by("inkoper", "aard"), by("inkoper", "opdrachtwaarde_excl_btw"), by("inkoper", "loonsom")]
    given = {
        "aard": "werk",
        "loonsom_excl_btw": Decimal(500_000),
        "opdrachtwaarde_excl_btw": Decimal(800_000),
    }
    loose, inkoper = (f"{OPEN} voor dit bedrag", OPEN), ("inkoper", "1 februari 2018")

    def judged_now(estimated: str) -> tuple[tuple[str, ...], ...]:
        estimate = ESTIMATE | ({"bedrag": estimated} if estimated else {})
        memo = document(TENDER, said=[judged_by(*judged, raming=estimate)], fields=tuple(given.items()))
        rows = judges(memo)
        names = ("Aard van de opdracht", "Loonsom, exclusief btw", "Waarde van de opdracht, exclusief btw")
        return tuple(rows[name] for name in names)

    assert judged_now("") == (NOBODY, loose, loose)
    assert judged_now("500000") == (NOBODY, inkoper, loose)  # just that amount was estimated
    assert judged_now("600000") == (NOBODY, loose, loose)


GROUNDS = "Uitsluitingsgronden van het generieke kader"
ASK = "De bron noemt de tekst niet. Na te vragen bij de opdrachtgever, die beoordeelt of social return past."
REPORT = "jaarverslag-2018, §1.1"


def test_of_each_ground_it_says_the_text_the_judgement_who_and_why() -> None:
    """Who names one that applies says nothing yet of the others, but of one that somebody judged."""
    row = TENDER | {"uitsluitingsgronden": "ug-2", "motivering": "Het werk is geheim."}
    own = by("jurist", "ug-2", tekst="Werk dat geheim is", motivering="Nagegaan bij de beveiliging")
    memo = document(row, said=[judged_by(own, by("adviseur", "ug-3"))])
    why = "In de invoer: Het werk is geheim. Volgens wie beoordeelde: Nagegaan bij de beveiliging"
    text = "De bron noemt de tekst niet. Volgens jurist: Werk dat geheim is"
    day = "1 februari 2018"
    unanswered = (ASK, REPORT, "niet opgegeven of deze grond geldt", OPEN, OPEN, OPEN)
    assert table(memo, GROUNDS) == {
        "ug-1": unanswered,
        "ug-2": (text, REPORT, "geldt", "jurist", day, why),
        "ug-3": (ASK, REPORT, "geldt niet", "adviseur", day, OPEN),
        "ug-4": unanswered,
    }
    rows = judges(memo)
    assert rows["Uitsluitingsgronden die gelden"] == ("jurist", day)
    assert rows["Aard van de opdracht"] == NOBODY  # who judged a ground judged nothing else
    none = table(document(TENDER | {"uitsluitingsgronden": ""}), GROUNDS)
    assert {row[2] for row in none.values()} == {"nog niet beoordeeld"}
    other = document(TENDER | {"werkwijze": "maatwerk"}, said=[judged_by(by("jurist", "ug-1"))])
    aside = table(other, f"{GROUNDS}, ter vergelijking")
    turned = Assessor(replace(POLICY, kaders=dict(reversed(POLICY.kaders.items()))))
    assert table(document(TENDER, assessor=turned), GROUNDS)  # also after one that has none
    assert aside["ug-1"] == (ASK, REPORT, "geldt niet", "jurist", day, OPEN)
    assert aside["ug-2"] == (ASK, REPORT, "geldt niet", OPEN, OPEN, OPEN)  # the input says that none applies


# What the input says of why a ground applies, what the file says, and what the memo then says.
MOTIVES = [
    ("Geheim.", None, "Geheim."),
    ("Geheim.", "Geheim.", "Geheim."),
    (None, "Geheim.", "Het dossier: Geheim. Dit telt niet: alleen een motivering in de invoer telt."),
    (None, None, OPEN),
    ("n.v.t.", None, OPEN),
    ("Geheim", "-", "Geheim"),
]


def test_only_a_motivation_in_the_input_counts() -> None:
    for own, filed, said in MOTIVES:
        row = TENDER | {"uitsluitingsgronden": "ug-2", "motivering": own or ""}
        judgement = by("jurist", "ug-2", **({"motivering": filed} if filed else {}))
        assert table(document(row, said=[judged_by(judgement)]), GROUNDS)["ug-2"][-1] == said


CHOSEN = "Werkwijze en lezingen"
OPTIONS = "Tellen opties tot verlenging mee voor de looptijd?"
LOTS = "Tellen percelen van een aanbesteding één voor één of samen?"
LEVEL = "Geldt de grens per nadere overeenkomst of over de hele raamovereenkomst?"
SHORT = TENDER | {"einde": "2018-07-31"}  # two months: with the options of 24 it is long enough
NOBODY_CHOSE = ("niemand koos",) * 3
NOT_AT_ISSUE = ("speelt niet bij deze aanbesteding", *(NOT_NEEDED,) * 3)


def test_it_says_which_way_of_working_was_chosen_and_which_is_followed_if_none_was() -> None:
    def said(*judged: dict[str, str], **row: str) -> tuple[str, ...]:
        return table(document(TENDER | row, said=[judged_by(*judged)]), CHOSEN)["Werkwijze"]

    nobody = (OPEN, OPEN, OPEN)
    own = by("inkoper", "werkwijze", motivering="Nog niet besproken")
    judged = ("inkoper", "1 februari 2018", "Nog niet besproken")
    assert said(own) == ("het generieke kader", *judged)
    assert said(werkwijze="") == ("niet gekozen; gevolgd is het generieke kader", *nobody)
    assert said(own, werkwijze="") == ("niet gekozen; gevolgd is het generieke kader", *judged)
    unknown = said(werkwijze="onbekend")
    assert unknown == ("niet bekend of er een is gekozen; gevolgd is het generieke kader", *nobody)
    # Before 2018 there was one framework, so that there was nothing to choose.
    alone = said(werkwijze="", publicatiedatum="2015-01-05")
    assert alone == ("niet gekozen; gevolgd is het generieke kader", *(NOT_NEEDED,) * 3)
    assert said(own, werkwijze="", publicatiedatum="2015-01-05")[1:] == judged
    # Without a day nothing was judged by it yet; of an authority that no framework binds there is none.
    undated = said(werkwijze="", publicatiedatum="", begin="")
    assert undated == ("niet gekozen; te volgen is het generieke kader", *nobody)
    assert said(werkwijze="", opdrachtgever_soort="decentraal") == ("niet gekozen", *nobody)


def test_of_each_reading_it_says_whether_it_matters() -> None:
    """One month of options may turn a term that is not known, or may not: that is not known yet."""

    def state(**row: str) -> Mapping[str, tuple[str, ...]]:
        rows = table(document(SHORT | row), CHOSEN)
        return {name: rows[name] for name in (OPTIONS, LOTS, LEVEL)}

    # Of lots that no framework binds it asks only where there can be such.
    assert [*table(document(SHORT), CHOSEN)] == ["Werkwijze", OPTIONS, LOTS, LEVEL]
    rest = {LOTS: NOT_AT_ISSUE, LEVEL: NOT_AT_ISSUE}
    assert state() == {OPTIONS: ("open, en het maakt uit", *NOBODY_CHOSE), **rest}
    assert state(einde="2019-05-31") == {OPTIONS: ("open, en het maakt niet uit", *NOBODY_CHOSE), **rest}
    assert state(verlenging_maanden="0") == {OPTIONS: NOT_AT_ISSUE, **rest}
    unknown = state(einde="", verlenging_maanden="1")
    assert unknown[OPTIONS] == ("open; of het uitmaakt, is nog niet te zeggen", *NOBODY_CHOSE)
    aside = "open; voor deze uitkomst maakt het niet uit, wel voor het generieke kader"
    assert state(werkwijze="maatwerk") == {OPTIONS: (aside, *NOBODY_CHOSE), **rest}


def test_of_a_chosen_reading_it_says_who_chose_it_and_what_the_file_says_otherwise() -> None:
    """The same word names a fact and a reading: what the file says of the fact is no choice."""
    chosen = Choice.of("telt_niet_mee", "inkoper", "De vaste tijd telt.", parse_datum("2018-02-01"))
    own = Choice.of("geheel", "directeur")
    facts = facts_of(SHORT)._replace(lezingen=(("verlenging", chosen), ("raamovereenkomst", own)))
    counted = "'de opties tot verlenging tellen mee'"
    fixed = "'alleen de vaste looptijd telt'"
    whole = "'de hele raamovereenkomst telt, met de loonsom van het maximum'"
    plain = table(document(TenderRead(facts)), CHOSEN)
    maker = ("inkoper", "1 februari 2018", "De vaste tijd telt.")
    assert plain[OPTIONS] == (f"Gekozen: {fixed}", *maker)
    assert plain[LEVEL] == (f"Gekozen: {whole}", "directeur", OPEN, OPEN)
    assert plain[LOTS] == NOT_AT_ISSUE
    options: dict[str, Any] = {
        "readings": (("verlenging", "telt_mee"),),
        "fields": (("raamovereenkomst", "ja"),),
    }
    other = table(document(TenderRead(facts), **options), CHOSEN)
    filed = "Gekozen door: inkoper. Gekozen op: 1 februari 2018. Reden: De vaste tijd telt."
    assert other[OPTIONS] == (
        f"Gekozen: {counted}", OPEN, OPEN, f"{OPEN}. Het bestand zegt: {fixed}. {filed}",
    )  # fmt: skip
    assert other[LEVEL] == (f"Gekozen: {whole}", "directeur", OPEN, OPEN)
    unsaid = document(SHORT, said=[judged_by(by("directeur", "verlenging", motivering="De vaste tijd."))])
    state = "open, en het maakt uit; het dossier noemt wie koos, en de invoer niet wat"
    assert table(unsaid, CHOSEN)[OPTIONS] == (state, "directeur", "1 februari 2018", "De vaste tijd.")


def test_what_no_table_tells_of_who_judged_what_stands_below_them() -> None:
    """A reason to judge a fact so has no place in its table; nor has who judged a thing twice."""
    judged = judged_by(
        by("inkoper", "aard", motivering="Schoonmaak is een dienst."),
        by("contractmanager", "looptijd"),
        by("directeur", "looptijd", "2018-02-02"),
        by("directeur", "verlenging", motivering="De vaste tijd."),
        by("jurist", "ug-1", motivering="Niet geheim."),
        by("inkoper", "werkwijze", motivering="Zo is gekozen."),
    )
    below = under(document(SHORT, said=[judged]), "Gekozen werkwijze en lezingen")
    assert below.partition("Ook in het dossier beoordeeld:\n\n")[2] == (
        "- de aard van de opdracht: door inkoper, op 1 februari 2018. Reden: Schoonmaak is een dienst.\n"
        "- de looptijd: door directeur, op 2 februari 2018.\n"
    )
    plain = under(document(SHORT, said=[judged_by(by("jurist", "ug-1"))]), "Gekozen werkwijze en lezingen")
    assert "Ook in het dossier" not in plain


FILED = {
    "status": "definitief",
    "versie": "1.0",
    "opgesteld": {"door": "inkoper", "datum": "2018-03-01"},
    "akkoord": {"door": "directeur", "datum": "2018-03-08"},
}
WITHIN = judged_by(
    by("categoriemanager", "werkwijze"),
    by("jurist", "uitsluitingsgronden"),
    raming=ESTIMATE | {"bedrag": "600000"},
    opties=[{"maanden": 12, "bedrag": "200000"}, {"maanden": 12, "bedrag": "200000"}],
    **FILED,
)
NO_OPTIONS = {"verlenging_maanden": "0"}
ON = (
    "vb-1, volgens {}, op peildatum 15 maart 2018 (de datum van publicatie), bij de invoer met "
    "controlegetal …"
)
SIGNED = f"Wie tekent, stelt vast: social return is {{}} op Voorbeeld van schoonmaak, {ON}"
POLICY_TOO = ", en bij het beleid met controlegetal …."
FILE_TOO = " en het dossier met controlegetal …"
BY_HAND = "Datum: ____________________  \nHandtekening: ____________________  "
UNSIGNED = (
    "Deze memo is een concept.",
    f"Opgesteld door (functie): ____________________  \n{BY_HAND}",
    f"Akkoord opdrachtgever (functie): ____________________  \n{BY_HAND}",
)
AGREED = (
    *("Opgesteld door: inkoper, op 1 maart 2018.", "Handtekening: ____________________  "),
    *("Akkoord opdrachtgever: directeur, op 8 maart 2018.", "Handtekening: ____________________  "),
)
NO_TEXT = (
    "Opgegeven is dat ug-1, ug-2, ug-3 en ug-4 niet gelden, maar de bron noemt de tekst van deze gronden "
    "niet."
)
OF_PERCENTAGE = (
    "De bron zegt niet of de 5% na 2017 nog gold waar het generieke kader werd gebruikt. Dat is hier "
    "aangenomen.",
    "De bron zegt niet waarover het percentage wordt genomen. De loonsom is de eigen maat van het kader "
    "en is daarom hier de grondslag; dat is een lezing en geen feit.",
)
BY_WAY = (
    "De uitkomst hangt af van de gekozen werkwijze. Gekozen: het generieke kader. Met de werkwijze "
    "Maatwerk voor Mensen is de uitkomst: van toepassing. Gekozen door: categoriemanager. Gekozen op: 1 "
    "februari 2018. Reden: niet vastgelegd."
)
GENERIC, TAILORED = "het generieke kader", "de werkwijze Maatwerk voor Mensen"
BELONGS = "Dit hoort bij die vaststelling:"


def lines(memo: Sequence[Block], heading: str) -> list[str]:
    """Give the paragraphs under a heading; of a list each point."""
    parts = under(memo, heading).strip("\n").split("\n\n")
    return [
        line.removeprefix("- ")
        for part in parts
        for line in (part.split("\n") if part.startswith("- ") else [part])
    ]


def signed(*said: Mapping[str, Any], **row: str) -> list[str]:
    return lines(document(TENDER | row, said=said), "Ondertekening")


def test_who_signs_signs_what_the_outcome_rests_on_and_nothing_else() -> None:
    """Statements, no orders; of amounts, terms and grounds only where one of them decides."""
    applies = SIGNED.format("van toepassing", GENERIC)
    assert signed(WITHIN) == [
        f"{applies}{FILE_TOO}{POLICY_TOO}",
        "De verplichting: € 30.000. Hoe die over de looptijd is verdeeld, staat bij de uitkomst.",
        BELONGS,
        NO_TEXT,
        "In de loonsom zitten de opties tot verlenging. Het kader zegt niet of opties meetellen in de "
        "loonsom. Getoetst is € 600.000. Zonder opties is de loonsom € 200.000. Dan is het oordeel anders "
        "over de voorwaarde 'De loonsom is hoog genoeg'. Een lezing over opties in de looptijd "
        "verandert dat niet.",
        "Het bedrag van de verplichting geldt met alle opties gelicht: zij zitten in de loonsom. Over de "
        "vaste looptijd telt alleen het deel zonder opties.",
        *OF_PERCENTAGE,
        *AGREED,
    ]
    plain = f"{applies}{POLICY_TOO}"
    owed = "De verplichting: € 30.000."
    assert signed(**NO_OPTIONS) == [plain, owed, BELONGS, NO_TEXT, *OF_PERCENTAGE, *UNSIGNED]
    placed = "Of social return al bij de raamovereenkomst is belegd, is hier niet nagegaan."
    calloff = signed(raamovereenkomst="nadere_overeenkomst", **NO_OPTIONS)
    assert calloff == [plain, owed, BELONGS, NO_TEXT, placed, *OF_PERCENTAGE, *UNSIGNED]
    # No framework is about a delivery: by that alone, whatever it is worth and however long it lasts.
    delivery = signed(aard="levering", verlenging_maanden="", raamovereenkomst="")
    assert delivery == [f"{SIGNED.format('niet van toepassing', GENERIC)}{POLICY_TOO}", *UNSIGNED]
    ground = signed(WITHIN, uitsluitingsgronden="ug-2", motivering="Geheim.", verlenging_maanden="")
    assert ground == [
        f"{SIGNED.format('niet van toepassing', GENERIC)}{FILE_TOO}{POLICY_TOO}",
        BELONGS,
        BY_WAY,
        "De uitkomst rust op uitsluitingsgrond ug-2. Beoordeeld door: jurist. Beoordeeld op: 1 februari "
        "2018. Motivering in de invoer: Geheim.",
        "Uitsluitingsgrond ug-2 geldt, maar de bron noemt de tekst van deze grond niet.",
        *AGREED,
    ]
    # This framework asks no percentage, and gives the same outcome as the other: nothing goes with it.
    tailored = signed(werkwijze="maatwerk")
    assert tailored == [f"{SIGNED.format('van toepassing', TAILORED)}{POLICY_TOO}", *UNSIGNED]


def test_what_is_assumed_of_the_term_is_signed_where_the_term_decides() -> None:
    short = signed(einde="2018-07-31", verlenging_maanden="", raamovereenkomst="", werkwijze="")
    assert "Er is geen verlenging ingevuld. Aangenomen is dat er geen opties tot verlenging zijn." in short
    assert NO_TEXT not in short


def test_what_a_file_says_of_a_ground_or_against_itself_is_told_once() -> None:
    """A dash is no reason; an amount that is not known was not judged, whatever was estimated."""
    row = {"uitsluitingsgronden": "ug-2", "motivering": "Geheim.", **NO_OPTIONS}
    rests = (
        "De uitkomst rust op uitsluitingsgrond ug-2. Beoordeeld door: jurist. Beoordeeld op: 1 februari "
        "2018. Motivering in de invoer: Geheim."
    )
    agreed = FILED | {"akkoord": {"door": "directeur", "datum": "2018-02-08"}}
    backwards = (
        "Het akkoord is van 8 februari 2018, en de memo is pas opgesteld op 1 maart 2018. Eén van beide "
        "klopt niet."
    )
    for motive, own in (("Nagegaan.", " Volgens jurist: Nagegaan."), ("-", "")):
        judged = judged_by(
            by("inkoper", "aard"), by("jurist", "ug-2", motivering=motive), by("chef", "ug-1"), **agreed
        )
        memo = document(TENDER | row, said=[judged])
        for part in ("Aangenomen en onzeker", "Ondertekening"):
            points = lines(memo, part)
            assert points.count(f"{rests}{own}") == 1
            assert points.count(backwards) == 1
    unvalued = TENDER | {"loonsom_excl_btw": "", "opdrachtwaarde_excl_btw": ""}
    memo = document(unvalued, said=[judged_by(raming=ESTIMATE | {"bedrag": "300000"})])
    assert "Geraamd is" not in under(memo, "Raming van de loonsom")


def before(*said: Mapping[str, Any], **row: str) -> list[str]:
    return lines(document(TENDER | row, said=said), "Nog niet te ondertekenen")


def test_what_cannot_be_signed_yet_says_what_to_do_first_and_who_can() -> None:
    again = ", en maak de memo opnieuw. Is de uitkomst dan bekend, dan is er plaats om te ondertekenen."
    settle = f"De uitkomst is nog onbekend. Regel wat hier staat{again}"
    reading = f"Kies een lezing: {OPTIONS} (Te regelen door: de inkoper.)"
    wage_sum = "Hoe hoog is de loonsom van de opdracht in euro, exclusief btw?"
    asked = f"{wage_sum} (Te vragen aan: de inkoper, samen met wie de raming maakte.)"
    assert before(einde="2018-07-31") == [settle, reading]
    assert before(loonsom_excl_btw="") == [
        f"De uitkomst is nog onbekend. Beantwoord de vragen{again}", asked,
    ]  # fmt: skip
    agreed = FILED | {"akkoord": {"door": "directeur", "datum": "2018-02-08"}}
    assert before(agreed, loonsom_excl_btw="", einde="2018-07-31") == [
        f"De uitkomst is nog onbekend. Beantwoord de vragen en regel wat hier staat{again}",
        asked,
        reading,
        "Het akkoord is van 8 februari 2018, en de memo is pas opgesteld op 1 maart 2018. Eén van beide "
        "klopt niet.",
    ]
    assert before(opdrachtgever_soort="decentraal") == [
        settle,
        "Welk beleid voor social return geldt bij deze opdrachtgever? De kaders hier binden hem niet. "
        "(Te regelen door: de opdrachtgever.)",
    ]
    # In 2013 one framework was in force, and another was chosen; in 2009 none was, whatever is chosen.
    assert before(werkwijze="maatwerk", publicatiedatum="2013-03-15") == [
        settle,
        "Laat de opdrachtgever de keuze verbeteren: vul bij werkwijze een kader in dat op de peildatum "
        "geldt, of verbeter de peildatum als die niet klopt. (Te regelen door: de opdrachtgever.)",
    ]
    nothing = (
        "Op deze peildatum geldt geen kader dat hier te volgen is. Dit beleid zegt dus niet of social "
        "return moet."
    )
    assert before(publicatiedatum="2009-03-15") == [nothing]
    assert before(werkwijze="maatwerk", publicatiedatum="2009-03-15") == [nothing]


def headings(memo: Sequence[Block]) -> list[tuple[str, int]]:
    flat = [part for block in memo for part in (block.blocks if isinstance(block, Together) else [block])]
    return [(block.text, block.level) for block in flat if isinstance(block, Heading)]


RULES = "De regel zoals die gold op 15 maart 2018"
NOT_BOUND = "De kaders van dit beleid binden deze opdrachtgever niet. Het beleid heeft:"
POLICY_IN_WORDS = (
    "Het generieke kader. Voor wie: het Rijk (jaarverslag-2018, §1.1). Geldt vanaf 1 juli 2011 "
    "(evofenedex-2011, uittreksel, niet bevestigd).",
    "De werkwijze Maatwerk voor Mensen. Voor wie: het Rijk (jaarverslag-2018, §1.2). Geldt vanaf 1 januari "
    "2018 (jaarverslag-2018, §1.2).",
)


def test_a_memo_has_its_parts_in_their_order_and_no_part_without_something_in_it() -> None:
    memo = document(TENDER | NO_OPTIONS)
    aside = "De werkwijze Maatwerk voor Mensen, ter vergelijking: van toepassing"
    assert headings(memo) == [
        ("Toets social return: Voorbeeld van schoonmaak, vb-1", 1),
        ("Uitkomst", 2),
        ("Gegevens", 2),
        ("Raming van de loonsom", 3),
        ("Uitsluitingsgronden", 3),
        ("Onderbouwing", 2),
        ("Het generieke kader: van toepassing", 3),
        (aside, 3),
        ("Gekozen werkwijze en lezingen", 2),
        (RULES, 2),
        ("Aangenomen en onzeker", 2),
        ("Bronnen", 2),
        ("Zo herhaalt u deze toets", 2),
        ("Ondertekening", 2),
    ]
    assert "Advies" not in under(memo, aside)  # advice is of the framework that is followed
    followed = document(TENDER | {"werkwijze": "maatwerk"})
    ticked = [block.marks for block in followed if isinstance(block, PointList)]
    assert "Toetslijst daarbij:" in under(followed, "De werkwijze Maatwerk voor Mensen: van toepassing")
    assert "vakjes" not in ticked  # a record is not filled in any more
    strange = document(TENDER | {"opdrachtgever_soort": "decentraal"})
    assert headings(strange) == [
        ("Toets social return: Voorbeeld van schoonmaak, vb-1", 1),
        ("Uitkomst", 2),
        ("Gegevens", 2),
        ("Onderbouwing", 2),
        ("Wat verder openstaat", 3),
        ("Gekozen werkwijze en lezingen", 2),
        ("Bronnen", 2),
        ("Zo herhaalt u deze toets", 2),
        ("Nog niet te ondertekenen", 2),
    ]
    assert lines(strange, "Onderbouwing") == [NOT_BOUND, *POLICY_IN_WORDS]
    assert lines(strange, "Bronnen") == [
        "jaarverslag-2018. Vindplaatsen: §1.1; §1.2.",
        "evofenedex-2011. Vindplaats: uittreksel.",
    ]


def test_options_of_the_file_stand_by_themselves_only_where_no_obligation_is_told_over_them() -> None:
    title = "Opties tot verlenging in het dossier"

    def options(said: Mapping[str, Any], **row: str) -> list[Sequence[Sequence[str]]]:
        memo = document(TENDER | row, said=[said])
        return [block.rows for block in memo if isinstance(block, BlockTable) and block.title == title]

    assert options(WITHIN) == []
    assert options(FILED, aard="levering") == []
    each = [("Optie 1", "12 maanden", "€ 200.000"), ("Optie 2", "12 maanden", "€ 200.000")]
    assert options(WITHIN, aard="levering") == [each]
    assert options(WITHIN, opdrachtgever_soort="decentraal") == [each]


def test_a_series_begins_with_what_each_tender_comes_to_and_by_what() -> None:
    unread = BACKGROUND._replace(not_read={"a/z.csv": "datum 2", "map/x.csv": "prijs"})
    entries = [{"id": "vb-9"}, {"id": "vb-1", "perceel": "B"}]

    def row(number: int, file: str, **changed: str) -> TenderRead:
        return TenderRead(facts_of(TENDER | NO_OPTIONS | {"id": f"vb-{number}"} | changed), number, file=file)

    memo = document(
        row(1, "map/x.csv"),
        Refused("De datum klopt niet.", 2, id="vb-2", perceel="A", file="map/y.csv"),
        row(3, "a/z.csv", aard="levering"),
        row(4, "b/z.csv", werkwijze="maatwerk"),
        row(5, "map/x.csv", loonsom_excl_btw=""),
        Refused("De regel is leeg.", 6, file="map/y.csv", no_tender=True),
        row(7, "map/x.csv", opdrachtgever_soort="decentraal"),
        Refused("De datum klopt niet.", 8, file="map/x.csv"),
        said=entries,
        background=unread,
    )
    name = "Voorbeeld van schoonmaak, vb-"
    met, wrong = "alle voorwaarden voldaan", "De datum klopt niet."
    no_kind = "niet voldaan: De opdracht is een werk of een dienst"
    unbound = "het kader geldt niet voor deze opdrachtgever"
    tailored = "geen percentage in het kader"
    assert table(memo, "Alle aanbestedingen en percelen") == {
        "1": (f"{name}1", "van toepassing", met, "€ 30.000", "concept", "x.csv"),
        "2": ("vb-2, perceel A", "niet beoordeeld", wrong, "onbekend", "geen memo", "y.csv"),
        "3": (f"{name}3", "niet van toepassing", no_kind, "geen", "concept", "a/z.csv"),
        "4": (f"{name}4", "van toepassing", met, tailored, "concept", "b/z.csv"),
        "5": (
            f"{name}5", "nog onbekend", "nog onbekend: De loonsom is hoog genoeg", "nog onbekend", "concept",
            "x.csv",
        ),
        "6": (f"{name}7", "nog onbekend", unbound, "nog onbekend", "concept", "x.csv"),
        "7": ("regel 8", "niet beoordeeld", wrong, "onbekend", "geen memo", "x.csv"),
    }  # fmt: skip
    (overview_table,) = [
        block for block in memo if isinstance(block, BlockTable) and "Nummer" in block.columns
    ]
    assert overview_table.columns == (
        *("Nummer", "Aanbesteding", "Uitkomst", "Waardoor", "Verplichting", "Status", "Bestand"),
    )
    begin, *rest = headings(memo)
    assert begin == ("Toets social return: 7 aanbestedingen, 1 perceel", 1)
    assert [text for text, level in rest if level == 2] == [
        "Overzicht",
        f"1. Toets social return: {name}1",
        "2. Regel 2 van y.csv, vb-2: niet beoordeeld",
        f"3. Toets social return: {name}3",
        f"4. Toets social return: {name}4",
        f"5. Toets social return: {name}5",
        f"6. Toets social return: {name}7",
        "7. Regel 8 van x.csv: niet beoordeeld",
        "Zo herhaalt u deze toets",
    ]
    overview = lines(memo, "Overzicht")
    start = overview.index("Voorbehoud bij elke verplichting in dit overzicht:")
    ask_text = (
        " Vraag de tekst na bij de opdrachtgever, die beoordeelt of social return past, leg vast wat is "
        "beoordeeld, en zet de tekst in het beleid."
    )
    assert "Niet meegeteld, want leeg, alleen streepjes of een totaal: regel 6 van y.csv." in overview[:start]
    assert [line for line in overview[:start] if line.startswith("Niet gelezen in")] == [
        "Niet gelezen in a/z.csv: datum 2.", "Niet gelezen in x.csv: prijs.",
    ]  # fmt: skip
    of_none = "Dat hoort bij geen van de aanbestedingen in deze memo, en is dus niet gebruikt."
    assert [line for line in overview[:start] if line.startswith("Het dossier")] == [
        f"Het dossier heeft een onderdeel voor id vb-9. {of_none}",
        f"Het dossier heeft een onderdeel voor id vb-1, perceel B. {of_none}",
    ]
    reserved = overview[start + 1 : overview.index("Waar deze uitkomsten verder op rusten, per nummer:")]
    assert reserved == [*OF_PERCENTAGE]
    resting = overview[start + len(reserved) + 2 :]
    assert f"1 en 5: {NO_TEXT}{ask_text}" in resting
    assert not any(line.startswith(("2", "3", "4", "7")) for line in resting)
    # In one file there is nothing to tell of files.
    alone = document(row(1, "map/x.csv"), row(2, "map/x.csv"))
    assert all(len(cells) == 5 for cells in table(alone, "Alle aanbestedingen en percelen").values())


def source(name: str) -> dict[str, str]:
    return {"id": name, "vindplaats": "artikel 1"}


def own_kader(**more: Any) -> Kader:
    """Owe a share of a value from 1000 euro, with a source of its own for each thing that is said."""
    asked = {"tekst": "Wat is het?", "wie": "de inkoper"}
    old = {"waarde": 900, "vanaf": "2010-01-01", "tot_en_met": "2017-12-31", "bron": source("oude-grens")}
    limit = {
        "waarde": 1000,
        "vanaf": "2018-01-01",
        "bron": source("grens"),
        "bron_vanaf": source("eerste-dag"),
    }
    share = {"waarde": 5, "vanaf": "2010-01-01", "bron": source("tarief")}
    point = {"id": "punt", "tekst": "Doe het."}
    kader = {
        "id": "vb",
        "naam": "het voorbeeld",
        "omschrijving": "Een voorbeeld.",
        "werkingssfeer": {"opdrachtgever_soort": ["rijk"], "bron": source("voor-wie")},
        "geldigheid": {"vanaf": "2010-01-01", "bron": source("sinds")},
        "standaard": source("standaard"),
        "parameters": {
            "grens": {"omschrijving": "De grens", "eenheid": "euro", "waarden": [old, limit]},
            "tarief": {"omschrijving": "Het tarief", "eenheid": "procent", "waarden": [share]},
        },
        "voorwaarden": [
            {
                "id": "groot",
                "naam": "De opdracht is groot",
                "bron": source("voorwaarde"),
                "vraag": asked,
                "veld": "opdrachtwaarde_excl_btw",
                "toets": "minstens",
                "parameter": "grens",
            }
        ],
        "leesruimte": [
            {
                "id": "percelen",
                "vraag": "Tellen percelen samen?",
                "keuzes": {"apart": "elk telt apart.", "samen": "alle tellen samen."},
                "voorwaarden": ["groot"],
                "toelichting": "Open.",
            }
        ],
        "vraagt": [point | {"bron": source("vraagt")}],
        "advies": [
            {
                "id": "advies",
                "wanneer": "u kiest",
                "punten": [point | {"bron": source("advies")}],
                "toetslijst": [point | {"id": "lijst", "bron": source("toetslijst")}],
            }
        ],
        "verplichting": {
            "percentage": "tarief", "grondslag": "opdrachtwaarde_excl_btw", "bron": source("verplichting"),
        },
        **more,
    }  # fmt: skip
    return Kader.model_validate({name: said for name, said in kader.items() if said is not None})


def framework(**more: Any) -> Assessor:
    return Assessor(Beleid({"vb": own_kader(**more)}, "0" * 64))


VALUED = {"id": "vb-1", "opdrachtgever_soort": "rijk", "peildatum": "2018-03-15"}
KNOWN = BACKGROUND._replace(
    bronnen={"grens": "Voorbeeldtitel"},
    about={"grens": "Status: bevestigd."},
    unconfirmed=frozenset({"eerste-dag"}),
    published={name: parse_datum("2019-04") for name in ("grens", "advies")},
)


def test_the_sources_are_those_of_what_the_outcome_rests_on_as_it_was_in_force() -> None:
    """Of what was not in force nothing, nor of what is owed, asked or advised where it does not apply."""

    def sources(worth: str) -> list[str]:
        row = VALUED | {"opdrachtwaarde_excl_btw": worth}
        named = lines(document(row, assessor=framework(), background=KNOWN), "Bronnen")
        assert "grens: Voorbeeldtitel. Vindplaats: artikel 1. Status: bevestigd." in named
        return [name for name in (line.split(".")[0].split(":")[0] for line in named) if name]

    always = ["voor-wie", "sinds", "standaard", "voorwaarde", "grens", "eerste-dag", "tarief"]
    assert sources("5000") == [*always, "verplichting", "vraagt", "advies", "toetslijst"]
    assert sources("") == [*always, "vraagt", "advies", "toetslijst"]
    assert sources("10") == always


def test_what_was_done_before_a_source_was_published_is_told_of_what_the_outcome_rests_on() -> None:
    memo = document(
        VALUED | {"opdrachtwaarde_excl_btw": "5000"}, said=[FILED], assessor=framework(), background=KNOWN
    )
    earlier = [line for line in lines(memo, "Aangenomen en onzeker") if "van daarna" in line]
    assert earlier == [
        "Opgesteld: 1 maart 2018. Akkoord gegeven: 8 maart 2018. De bron grens, waarop de uitkomst rust, "
        "is van april 2019, en dus van daarna."
    ]


def test_the_rule_is_quoted_as_it_was_in_force_with_where_it_stands() -> None:
    """A reading that a source of the framework settles is none that is open, and nobody chose it."""
    chosen = {
        "id": "percelen",
        "vraag": "Tellen percelen samen?",
        "keuzes": {"apart": "elk telt apart.", "samen": "alle tellen samen."},
        "voorwaarden": ["groot"],
        "toelichting": "Zo staat het er.",
        "gekozen": "samen",
        "bron": source("lezing"),
    }
    row = VALUED | {"opdrachtwaarde_excl_btw": "5000"}
    always = "zolang het kader geldt"
    rule = {
        "Voor wie": ("het Rijk", always, "voor-wie, artikel 1"),
        "Geldigheid": ("het kader is van kracht", "vanaf 1 januari 2010", "sinds, artikel 1"),
        "Als geen werkwijze is gekozen": ("dit kader geldt", always, "standaard, artikel 1"),
        "De opdracht is groot": (
            "de waarde van de opdracht is minstens € 1.000, exclusief btw",
            "vanaf 1 januari 2018 (eerste-dag, artikel 1, niet bevestigd)",
            "grens, artikel 1",
        ),
    }
    duty = {"Verplichting": ("5% van de waarde van de opdracht", "vanaf 1 januari 2010", "tarief, artikel 1")}
    memo = document(row, assessor=framework(), background=KNOWN)
    open_lots = {
        "Leesruimte: Tellen percelen samen?": ("elk telt apart; of: alle tellen samen", always, "geen bron")
    }
    assert (RULES, 2) in headings(memo)
    assert table(memo, "Het voorbeeld") == rule | open_lots | duty
    assert table(memo, CHOSEN)["Tellen percelen samen?"] == NOT_AT_ISSUE
    settled = document(row, assessor=framework(leesruimte=[chosen]), background=KNOWN)
    by_source = {
        "Lezing: Tellen percelen samen?": ("de bron kiest: alle tellen samen", always, "lezing, artikel 1")
    }
    assert table(settled, "Het voorbeeld") == rule | by_source | duty
    nobody = "niemand koos"
    says = ("De bron zegt: 'alle tellen samen'", nobody, nobody, "lezing, artikel 1")
    assert table(settled, CHOSEN)["Tellen percelen samen?"] == says
    year = document(row | {"peildatum": "2018"}, assessor=framework(), background=KNOWN)
    assert ("De regel zoals die gold in 2018", 2) in headings(year)
    # A reading that no framework here asks after, is told as it was chosen, and that nothing rests on it.
    asked = document(
        TenderRead(facts_of(row)._replace(lezingen=(("verlenging", "telt_mee"),))), assessor=framework()
    )
    none = "telt_mee. Geen kader dat hier is getoetst, kent deze lezing."
    assert table(asked, CHOSEN)["verlenging"] == (none, OPEN, OPEN, "")


def test_of_the_amount_that_is_judged_it_says_how_it_was_estimated_and_for_what() -> None:
    """Two lots of 600 000 and 400 000 were estimated together as a million; half of one was not."""
    name = "Raming van de loonsom"
    (missing,) = lines(document(TENDER), name)
    assert missing == (
        "Niet vastgelegd is hoe de loonsom is geraamd, door wie, wanneer, en of de opties tot verlenging "
        "erin zitten. Leg het vast in het dossier (raming)."
    )
    rows = {
        "Wijze": ("Uren maal tarief",),
        "Bedrag": ("€ 600.000",),
        "Opties tot verlenging": ("zitten erin",),
        "Geraamd door (functie)": ("kostendeskundige",),
        "Geraamd op": ("10 februari 2018",),
    }
    title = "Hoe de loonsom is geraamd"
    assert table(document(TENDER, said=[WITHIN]), title) == rows
    lots = [TENDER | {"perceel": "1"}, TENDER | {"perceel": "2", "loonsom_excl_btw": "400000"}]
    together = judged_by(raming=ESTIMATE | {"bedrag": "1000000"})
    read = [TenderRead(facts_of(lot), place) for place, lot in enumerate(lots, 1)]
    memo = document(*read, said=[together])
    amounts = [block.rows[1] for block in memo if isinstance(block, BlockTable) and block.title == title]
    assert amounts == [("Bedrag", "€ 1.000.000, voor alle percelen samen")] * 2
    rough = {what: text for what, text in ESTIMATE.items() if what != "opties"} | {"bedrag": "300000"}
    half = document(TENDER, said=[judged_by(raming=rough)])
    untied = "Geraamd is € 300.000, en getoetst is € 600.000. Wie € 600.000 raamde, is niet vastgelegd."
    assert lines(half, name)[0] == untied
    assert table(half, title) == rows | {
        "Bedrag": ("€ 300.000",), "Opties tot verlenging": ("niet vastgelegd of zij erin zitten",),
    }  # fmt: skip


def about(*said: Mapping[str, Any], **row: str) -> Mapping[str, tuple[str, ...]]:
    return table(document(TENDER | row, said=said), "Over deze memo")


def test_a_memo_names_the_framework_that_gives_the_outcome_or_is_to_be_followed() -> None:
    name = "Kader dat de uitkomst geeft"
    assert about()[name] == (GENERIC,)
    assert about(werkwijze="maatwerk", publicatiedatum="2013-03-15")[name] == (
        f"geen; gekozen is {TAILORED}",
    )
    undated = about(werkwijze="", publicatiedatum="", begin="")
    assert undated[name] == (f"nog geen; te volgen is {GENERIC}",)
    assert about(werkwijze="", opdrachtgever_soort="decentraal")[name] == ("geen",)
    made = about(FILED)
    assert [made[what] for what in ("Versie", "Opgesteld door (functie)", "Akkoord op")] == [
        ("1.0",), ("inkoper",), ("8 maart 2018",),
    ]  # fmt: skip


def test_on_every_page_stands_what_a_memo_calls_itself_or_how_many_call_themselves_so() -> None:
    rows = [TenderRead(facts_of(TENDER | {"id": name})) for name in ("vb-1", "vb-2")]
    final = Dossier.model_validate({"id": "vb-1"} | WITHIN)
    results = [*judge(rows, ASSESSOR, Choices(dossiers=(final,)))]
    assert running_state(results[:1], [final], BACKGROUND) == "definitief, versie 1.0"
    assert running_state(results[1:], [final], BACKGROUND) == "concept"
    assert running_state(results, [final], BACKGROUND) == "1 concept, 1 definitief"
    refused = Refused("De datum klopt niet.")
    assert running_state([*results[:1], refused], [final], BACKGROUND) == "definitief, versie 1.0"


def test_an_empty_row_beside_one_tender_leaves_it_one_record() -> None:
    row, nothing = TenderRead(facts_of(TENDER)), Refused("De regel is leeg.", 3, no_tender=True)
    (result,) = judge([row], ASSESSOR, Choices())
    assert input_text([result, nothing]) == input_text([result])
    assert '\nid: "vb-1"\n' in input_text([result])
    assert input_text([result, result]).count('\n- id: "vb-1"\n') == 2


ANSWERED = (
    "Er zijn vragen beantwoord op een terminal (--vraag). De antwoorden staan {}. Dat commando vraagt "
    "niets meer."
)
ALL_IN_IT = "Alles wat eruit is gelezen en getoetst, staat in invoer.yaml."
PIPED_IN = "De gegevens kwamen binnen via de standaardinvoer, en staan dus in geen bestand."
COMMAND = "maatwerk check-aanbesteding a.xml"
# The names of the files that it was made from, the command if it says more than the record, and what is said.
MADE_FROM: list[tuple[list[str], str, list[str]]] = [
    ([], "", []),
    (["a.csv"], "", [f"Deze memo is gemaakt uit a.csv. {ALL_IN_IT}"]),
    (["a.csv", "b.csv", "c.csv"], "", [f"Deze memo is gemaakt uit a.csv, b.csv en c.csv. {ALL_IN_IT}"]),
    (
        ["a.csv", "b.csv", "c.csv", "d.csv"],
        "",
        [f"Deze memo is gemaakt uit 4 bestanden. Hun namen staan bij de controlegetallen. {ALL_IN_IT}"],
    ),
    (["standaardinvoer"], "", [PIPED_IN, ALL_IN_IT]),
    (
        ["standaardinvoer", "dossier.yaml"],
        "",
        [PIPED_IN, f"Deze memo is gemaakt uit standaardinvoer en dossier.yaml. {ALL_IN_IT}"],
    ),
    (
        ["a.xml"],
        COMMAND,
        [
            "Deze memo is gemaakt uit a.xml. Bewaar dat bestand ook, onder dezelfde naam: er staat meer "
            "in dan invoer.yaml kan zeggen. In invoer.yaml staat wat eruit is gelezen en getoetst."
        ],
    ),
    (
        ["a.xml", "b.xml"],
        COMMAND,
        [
            "Deze memo is gemaakt uit a.xml en b.xml. Bewaar die bestanden ook, onder dezelfde naam: er "
            "staat meer in dan invoer.yaml kan zeggen. In invoer.yaml staat wat eruit is gelezen en "
            "getoetst."
        ],
    ),
    (
        ["standaardinvoer"],
        COMMAND,
        [
            PIPED_IN,
            "Deze memo kan ze niet teruggeven. Bewaar zelf wat u doorgaf, in een bestand met de naam "
            "standaardinvoer; aan het controlegetal ziet u of het hetzelfde is. Hebt u het niet meer? "
            "Dan is alleen te herhalen wat in invoer.yaml staat. Een rij die niet klopte, is daar een "
            "aanbesteding waarvan niets bekend is.",
        ],
    ),
]


def test_a_memo_says_what_it_was_made_from_and_whether_that_is_repeated_in_it() -> None:
    for names, command, said in MADE_FROM:
        for asked in ("", "ja"):
            origin: dict[str, Any] = {"bestanden": [{"naam": name} for name in names]}
            origin |= {"gevraagd": "ja"} if asked else {}
            filed = MemoHerkomst.model_validate(origin)
            background = BACKGROUND._replace(origin=filed, command=command)
            where = "als opties in het commando hieronder" if command else "in invoer.yaml"
            repeated = lines(document(TENDER, background=background), "Zo herhaalt u deze toets")
            begin = repeated.index("invoer.yaml:")
            assert repeated[1:begin] == [*said, *([ANSWERED.format(where)] if asked else [])]


def test_a_memo_repeats_the_command_and_the_hash_of_all_that_it_rests_on() -> None:
    def repeated(*said: Mapping[str, Any], **more: Any) -> tuple[list[Block], str]:
        memo = document(TENDER, said=said, background=BACKGROUND._replace(**more))
        return memo, under(memo, "Zo herhaalt u deze toets")

    def files(memo: Sequence[Block]) -> list[tuple[str, bool]]:
        return [(block.title, block.is_file) for block in memo if isinstance(block, Verbatim)]

    memo, text = repeated()
    assert files(memo) == [("invoer.yaml", True), ("Commando", False)]
    assert "\nmaatwerk check-aanbesteding invoer.yaml --formaat markdown --uitvoer memo.md\n" in text
    of_input, of_policy = "Controlegetal van de invoer (invoer.yaml)", "Controlegetal van het beleid"
    assert [*table(memo, "Controlegetallen")] == [of_input, of_policy]
    assert "PDF" not in text
    used = MemoHerkomst.model_validate(
        {"bestanden": [{"naam": "a.csv", "sha256": "a" * 64}, {"naam": "b.csv"}], "bronnen_sha256": "b" * 64}
    )
    filed = MemoHerkomst(beleid_sha256="c" * 64, dataset="voorbeeld", revisie="abc123")
    memo, text = repeated(FILED, form="pdf", used=used, origin=filed, command=COMMAND)
    assert files(memo) == [("invoer.yaml", True), ("dossier.yaml", True), ("Commando", False)]
    assert f"\n{COMMAND} --dossier dossier.yaml --formaat pdf --uitvoer memo.pdf\n" in text
    assert "\ninvoer.yaml en dossier.yaml zitten ook als bijlage in deze PDF, teken voor teken." in text
    assert [*table(memo, "Controlegetallen").items()] == [
        ("Controlegetal van a.csv", ("a" * 64,)),
        ("Controlegetal van b.csv", ("niet te lezen",)),
        (of_input, (input_hash_of(memo),)),
        ("Controlegetal van het dossier (dossier.yaml)", (dossier_hash([Dossier.model_validate(FILED)]),)),
        (of_policy, (POLICY.sha256,)),
        ("Controlegetal van de bronnenlijst (bronnen.yaml)", ("b" * 64,)),
    ]
    named = [block.text for block in memo if isinstance(block, Paragraph) and "Wijs met --data" in block.text]
    assert named[0].endswith(f"controlegetal {'c' * 64}, dataset voorbeeld, git-revisie abc123.")


def input_hash_of(memo: Sequence[Block]) -> str:
    (record,) = [block.text for block in memo if isinstance(block, Verbatim) and block.title == "invoer.yaml"]
    return hashlib.sha256(record.encode()).hexdigest()
