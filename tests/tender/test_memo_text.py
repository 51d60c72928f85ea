"""Each part of a memo held to its whole text, for tenders chosen so that every line has a reason to be there."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.tender.test_reservations import ASSESSOR, POLICY, SURE, facts_of

from maatwerk_cli.models.tender.dossier import Dossier
from maatwerk_cli.models.tender.reading_choice import Choice
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.judging import Choices, Refused, TenderRead, judge
from maatwerk_cli.tender.notices.notice import NoticeSignal
from maatwerk_cli.tender.verdict import Assessor
from maatwerk_cli.tender.views.memo import memo_document
from maatwerk_cli.tender.views.verdict_words import Background
from maatwerk_cli.text.blocks import Block, BlockTable, Heading, Paragraph, PointList, markdown_of

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


ESTIMATE = {"wijze": "Uren maal tarief", "opties": "inbegrepen", "door": "kostendeskundige", "datum": "2018-02-10"}


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
    (found_table,) = [block for block in memo if isinstance(block, BlockTable) and block.title == title]
    return {row[0]: tuple(cell.replace("\xa0", " ") for cell in row[1:]) for row in found_table.rows}


def judges(memo: Sequence[Block]) -> Mapping[str, tuple[str, ...]]:
    """Give by fact who judged it and when."""
    return {name: row[1:] for name, row in table(memo, "Gegevens van de aanbesteding").items()}


def under(memo: Sequence[Block], heading: str) -> str:
    """Give what stands under a heading as Markdown, with each hash as dots."""
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
        by("jurist", "uitsluitingsgronden"), by("contractmanager", "looptijd"), raming=ESTIMATE | {"bedrag": "600000"}
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
        "Gekozen werkwijze": NOT_ASKED,
        "Uitsluitingsgronden die gelden": ("jurist", "1 februari 2018"),
        "Datum van publicatie": NOBODY,
        "Peildatum": NOBODY,
    }
    assert judges(document(TENDER, said=[said])) == expected
    # With too low a wage sum the other framework gives another outcome.
    low = judges(document(TENDER | {"loonsom_excl_btw": "240000"}, said=[judged_by()]))
    assert low["Gekozen werkwijze"] == NOBODY
    assert low["Loonsom, exclusief btw"] == NOBODY
    # Without a wage sum the value stands in for it; without a last day the first says nothing of the term.
    value = judges(document(TENDER | {"loonsom_excl_btw": "", "opdrachtwaarde_excl_btw": "200000"}))
    assert value["Waarde van de opdracht, exclusief btw"] == NOBODY
    months = judges(document(TENDER | {"einde": "", "looptijd_maanden": "12"}, said=[said]))
    assert (months["Eerste dag"], months["Looptijd"]) == (NOT_ASKED, planned)


def test_what_a_notice_says_is_taken_over_and_nobody_had_to_judge_it() -> None:
    """Not what an option said, nor what names the tender; the peildatum where its day is that of the notice."""
    origins = {name: "in de aankondiging" for name in ("id", "opdrachtgever", "aard", "publicatiedatum")}
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
        "Gekozen werkwijze": NOT_ASKED,
        "Uitsluitingsgronden die gelden": NOBODY,
        "Datum van publicatie": taken,
        "Peildatum": taken,
    }
    table_read = judges(document(TenderRead(facts_of(TENDER), origins=origins), said=said))
    assert table_read["Aard van de opdracht"] == NOBODY  # no notice: a column says no more than the buyer


def test_who_judged_an_amount_judged_the_one_that_the_file_says() -> None:
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

    assert judged_now("") == (inkoper, loose, loose)
    assert judged_now("500000") == (inkoper, inkoper, loose)  # just that amount was estimated
    assert judged_now("600000") == (inkoper, loose, loose)


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
    # Without a day nothing was judged by it yet; of an authority that no framework binds there is none.
    undated = said(werkwijze="", publicatiedatum="", begin="")
    assert undated == ("niet gekozen; te volgen is het generieke kader", *nobody)
    assert said(werkwijze="", opdrachtgever_soort="decentraal") == ("niet gekozen", *nobody)


def test_of_each_reading_it_says_whether_it_matters() -> None:
    """One month of options turns no term that is not known, whichever way they count: that is not known yet."""

    def state(**row: str) -> Mapping[str, tuple[str, ...]]:
        rows = table(document(SHORT | row), CHOSEN)
        return {name: rows[name] for name in (OPTIONS, LOTS, LEVEL)}

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
    told = ("inkoper", "1 februari 2018", "De vaste tijd telt.")
    assert plain[OPTIONS] == (f"Gekozen: {fixed}", *told)
    assert plain[LEVEL] == (f"Gekozen: {whole}", "directeur", OPEN, OPEN)
    assert plain[LOTS] == NOT_AT_ISSUE
    options = {"readings": (("verlenging", "telt_mee"),), "fields": (("raamovereenkomst", "ja"),)}
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
    told = under(document(SHORT, said=[judged]), "Gekozen werkwijze en lezingen")
    assert told.partition("Ook in het dossier beoordeeld:\n\n")[2] == (
        "- de aard van de opdracht: door inkoper, op 1 februari 2018. Reden: Schoonmaak is een dienst.\n"
        "- de looptijd: door directeur, op 2 februari 2018.\n"
    )
    plain = under(document(SHORT, said=[judged_by(by("jurist", "ug-1"))]), "Gekozen werkwijze en lezingen")
    assert "Ook in het dossier" not in plain
