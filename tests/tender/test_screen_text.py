"""What the screen says of a tender, of the questions that stand open and of a rule that changed, word "
"by word."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.tender.plain_json import plain_json
from tests.tender.test_duty_in_words import kader, number
from tests.tender.test_memo_text import (
    ASSESSOR,
    BACKGROUND,
    FILED,
    KADERS,
    NO_OPTIONS,
    NO_TEXT,
    OF_PERCENTAGE,
    TENDER,
    VALUED,
    by,
    document,
    framework,
    headings,
    judged_by,
    lines,
    own_kader,
    table,
)
from tests.tender.test_reservations import facts_of
from tests.tender.test_reservations_decided import amount

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.tender.dossier import Dossier
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.judging import Choices, Refused, Result, TenderRead, judge
from maatwerk_cli.tender.questions.next_question import bound_by
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.tender.views.clauses import _options, clause_blocks
from maatwerk_cli.tender.views.question_sheet import question_blocks
from maatwerk_cli.tender.views.rule_changes import _sentences, rule_changes
from maatwerk_cli.tender.views.rule_words import duty_lines
from maatwerk_cli.tender.views.series_summary import series_row
from maatwerk_cli.tender.views.tender_yaml import _quoted, rows_yaml
from maatwerk_cli.tender.views.verdict_json import JsonWriter
from maatwerk_cli.tender.views.verdict_words import (
    fact_text,
    source_about,
    source_date,
    source_title,
    verdict_blocks,
)
from maatwerk_cli.text.blocks import Block, BlockTable, Paragraph, markdown_of

REPORT = "jaarverslag-2018, §1.1"
GROUNDS = ("geen van ug-1, ug-2, ug-3 en ug-4; tekst niet in de bron", "", REPORT)
NAME = "Voorbeeld van schoonmaak, vb-1"


def screen(*, explain: bool = False, assessor: Assessor = ASSESSOR, **row: str) -> list[Block]:
    read = TenderRead(
        facts_of(TENDER | row),
        origins={"aard": "kolom aard", "titel": "kolom titel"},
        unread={"einde": "geen datum"} if row.get("einde") == "" else {},
    )
    (result,) = judge([read], assessor, Choices())
    assert isinstance(result, Result)
    return [*verdict_blocks(result, BACKGROUND, None, explain=explain)]


def test_the_screen_says_first_what_decides_and_then_each_condition() -> None:
    blocks = screen(**NO_OPTIONS)
    generic, aside = (
        "Het generieke kader: van toepassing",
        "De werkwijze Maatwerk voor Mensen, ter vergelijking",
    )
    assert headings(blocks) == [
        (NAME, 1), (generic, 2), (f"{aside}: van toepassing", 2), ("Aangenomen en onzeker", 2),
    ]  # fmt: skip
    assert lines(blocks, NAME) == [
        "**Social return is van toepassing volgens het generieke kader.**",
        "De opdracht voldoet aan elke voorwaarde.",
        "De verplichting is 5% van de loonsom: 5% van € 600.000 is € 30.000, afgerond op hele centen "
        "(een halve cent naar boven).",
        "Peildatum: 15 maart 2018 (de datum van publicatie).",
    ]
    assert table(blocks, "Voorwaarden van het generieke kader") == {
        "De opdracht is een werk of een dienst": ("voldaan", "dienst", "werk of dienst", "", REPORT),
        "De loonsom is hoog genoeg": (
            "voldaan", "€ 600.000", "ten minste € 250.000", "€ 350.000 erboven", REPORT,
        ),
        "De looptijd is lang genoeg": (
            "voldaan", "12 maanden", "ten minste 6 maanden", "6 maanden langer", REPORT,
        ),
        "Geen uitsluitingsgrond geldt": ("voldaan", "geen", *GROUNDS),
    }  # fmt: skip
    asked = "Maak de voorwaarde passend bij de kansen van de categorie, de markt en de sector, binnen de wet."
    assert lines(blocks, f"{aside}: van toepassing")[-2:] == [
        "Wat de werkwijze Maatwerk voor Mensen vraagt:",
        asked,
    ]
    unsure = lines(blocks, "Aangenomen en onzeker")
    assert unsure[0].startswith(NO_TEXT)
    assert unsure[-2:] == [*OF_PERCENTAGE]
    ticked = "\n".join(
        lines(screen(werkwijze="maatwerk"), "De werkwijze Maatwerk voor Mensen: van toepassing")
    )
    assert (
        "- [ ] De proeftuin is klein gehouden." in ticked or "[ ] De proeftuin is klein gehouden." in ticked
    )


def test_why_it_does_not_apply_or_is_not_known_yet() -> None:
    def why(**row: str) -> list[str]:
        return lines(screen(**NO_OPTIONS | row), NAME)[1:-1]

    assert why(aard="levering")[:1] == [
        "Dat komt doordat de aard van de opdracht levering is, en geen werk of dienst."
    ]
    low = why(loonsom_excl_btw="249999.99", einde="2018-07-31")
    assert low[0] == (
        "Dat komt doordat de loonsom (€ 249.999,99) onder de grens van € 250.000 ligt en de looptijd (2 "
        "maanden) korter is dan de grens van 6 maanden."
    )
    under = why(loonsom_excl_btw="", opdrachtwaarde_excl_btw="200000")
    assert under[0] == (
        "Dat komt doordat de waarde van de opdracht (€ 200.000) onder de grens van € 250.000 ligt, en de "
        "loonsom niet hoger kan zijn dan die waarde."
    )
    grounds = why(uitsluitingsgronden="ug-1 ug-3", motivering="Geheim")
    assert grounds[0] == "Dat komt doordat uitsluitingsgronden ug-1 en ug-3 gelden."
    single = why(uitsluitingsgronden="ug-1", motivering="Geheim")
    assert single[0] == "Dat komt doordat uitsluitingsgrond ug-1 geldt."
    unsaid = why(uitsluitingsgronden="ug-1")
    assert (
        unsaid[0]
        == "Dat komt doordat uitsluitingsgrond ug-1 geldt, maar de motivering ontbreekt in de invoer."
    )
    none_said = why(uitsluitingsgronden="ug-1", motivering="n.v.t.")
    assert none_said[0] == (
        "Dat komt doordat uitsluitingsgrond ug-1 geldt, maar wat er als motivering staat, geen motivering is."
    )
    above = why(opdrachtwaarde_excl_btw="500000")
    assert above[0] == "Dat komt doordat de loonsom hoger is dan de waarde van de opdracht, en dat niet kan."
    two_ways = why(einde="2018-07-31", verlenging_maanden="24")
    assert two_ways[0] == "Dat komt doordat de bron op twee manieren is te lezen voor de looptijd."
    agreement = why(raamovereenkomst="onbekend")
    assert (
        agreement[0] == "Dat komt doordat niet bekend is of dit een raamovereenkomst is, of daaronder valt."
    )
    wide = why(begin="2018-01", einde="2018-07")
    assert wide[0] == "Dat komt doordat de datums te ruim zijn om de looptijd te weten."
    nothing = why(loonsom_excl_btw="", uitsluitingsgronden="", einde="")
    assert nothing[0] == (
        "Dat komt doordat de loonsom niet bekend is, de looptijd niet bekend is en niet bekend is of een "
        "uitsluitingsgrond geldt."
    )


def test_an_open_reading_is_told_with_the_framework_that_it_is_of() -> None:
    """Of the one that is followed with the outcome; of another with what it comes to itself."""
    asks = (
        "Tellen opties tot verlenging mee voor de looptijd? Geen bron zegt het, en het maakt uit. Keuze "
        "'alleen de vaste looptijd telt' (verlenging=telt_niet_mee): niet van toepassing. Keuze 'de "
        "opties tot verlenging tellen mee' (verlenging=telt_mee): van toepassing. Kies een lezing en leg "
        "die vast."
    )
    why = (
        "Dat een oordeel onbekend is waar wel een gegeven staat, komt doordat de bron op twee manieren is te "
        "lezen voor de looptijd."
    )
    followed = screen(einde="2018-07-31")
    assert why not in lines(followed, "Het generieke kader: nog onbekend")
    assert asks in lines(followed, NAME)
    assert asks not in lines(followed, "Het generieke kader: nog onbekend")
    aside = screen(einde="2018-07-31", werkwijze="maatwerk")
    assert asks not in lines(aside, NAME)
    assert asks in lines(aside, "Het generieke kader, ter vergelijking: nog onbekend")
    assert why in lines(aside, "Het generieke kader, ter vergelijking: nog onbekend")


def test_each_step_is_explained_and_where_each_fact_stands() -> None:
    blocks = screen(explain=True, einde="", opdrachtgever_soort="", **NO_OPTIONS)
    assert table(blocks, "Gelezen gegevens") == {
        "Titel": ("Voorbeeld van schoonmaak", "kolom titel"),
        "Aard van de opdracht": ("dienst", "kolom aard"),
        "Laatste dag": ("onbekend", "niet gelezen: geen datum"),
    }
    assert lines(blocks, "Uitleg: elke stap") == [
        "1. Peildatum: 15 maart 2018, uit het veld publicatiedatum.\n"
        "2. Soort opdrachtgever: het Rijk, want niet ingevuld.\n"
        "3. Kaders die dan gelden en daarvoor zijn: generiek_kader en maatwerk.\n"
        "4. De uitkomst volgt het kader generiek_kader.\n"
        "5. generiek_kader, aard: aard: werk of dienst; gegeven dienst: ja.\n"
        "6. generiek_kader, loonsom: loonsom_excl_btw: ten minste € 250.000; gegeven € 600.000: ja.\n"
        "7. generiek_kader, looptijd: looptijd: ten minste 6 maanden; gegeven onbekend: onbekend.\n"
        "8. generiek_kader, uitsluitingsgronden: uitsluitingsgronden: geen; gegeven geen: ja.\n"
        "9. generiek_kader: nog onbekend.\n"
        "10. maatwerk, aard: aard: werk of dienst; gegeven dienst: ja.\n"
        "11. maatwerk: van toepassing.",
        "Controlegetal van het beleid (SHA-256): …",
    ]
    undated = screen(explain=True, publicatiedatum="", begin="")
    assert lines(undated, "Uitleg: elke stap")[0] == (
        "1. Peildatum: niet bekend, want peildatum, publicatiedatum en begin ontbreken."
    )
    known = lines(
        screen(explain=True, loonsom_excl_btw="", opdrachtwaarde_excl_btw="200000"), "Uitleg: elke stap"
    )
    inferred = (
        "loonsom_excl_btw: ten minste € 250.000; gegeven onbekend, hoogstens € 200.000: nee (afgeleid)."
    )
    assert inferred in known[0]
    strange = lines(
        screen(explain=True, opdrachtgever_soort="decentraal", werkwijze=""), "Uitleg: elke stap"
    )[0]
    assert (
        "3. Kaders die dan gelden en daarvoor zijn: geen.\n4. De uitkomst volgt het kader (geen)." in strange
    )


def test_what_can_turn_the_outcome_stands_in_a_contract_text_once() -> None:
    """With the outcome where that is told; where only the obligation is, with what that rests on."""
    begin = "Niet vastgelegd is of de opties tot verlenging in de loonsom zitten."
    for wage_sum, under_name in (("600000", "Aangenomen en onzeker"), ("240000", None)):
        (result,) = judge(
            [TenderRead(facts_of(TENDER | {"loonsom_excl_btw": wage_sum}))],
            ASSESSOR,
            Choices(dossiers=(Dossier(),)),
        )
        assert isinstance(result, Result)
        blocks = [*clause_blocks(result, Dossier(), NAME)]
        title = f"Social return in het bestek: {NAME}"
        assert headings(blocks)[0] == (title, 1)
        told_lines = [line for line in lines(blocks, under_name or title) if line.startswith(begin)]
        assert len(told_lines) == 1
        whole = markdown_of(blocks).replace("\\", "")
        assert whole.count(begin) == 1
        if under_name is None:
            assert (
                lines(blocks, title)[0]
                == "**Social return is niet van toepassing volgens het generieke kader.**"
            )
            assert "Er zijn dus geen teksten voor het bestek te geven." in whole
        else:
            assert lines(blocks, title)[0].startswith("**De verplichting is 5% van de loonsom: ")
    (unknown,) = judge([TenderRead(facts_of(TENDER | {"aard": ""}))], ASSESSOR, Choices())
    assert isinstance(unknown, Result)
    open_text = markdown_of(clause_blocks(unknown, Dossier(), NAME))
    assert "Pas als de uitkomst bekend is, zijn er teksten voor het bestek te geven." in open_text


def facts_told(**row: str) -> dict[str, str]:
    rows = table(document(TENDER | row), "Gegevens van de aanbesteding")
    return {name: cells[0] for name, cells in rows.items()}


def test_each_fact_is_told_as_it_was_given_and_as_it_was_read() -> None:
    given = {
        "Kenmerk": "vb-1",
        "Titel": "Voorbeeld van schoonmaak",
        "Opdrachtgever": "Voorbeelddienst",
        "Soort opdrachtgever": "het Rijk",
        "Aard van de opdracht": "dienst",
        "Loonsom, exclusief btw": "€ 600.000",
        "Waarde van de opdracht, exclusief btw": "€ 900.000",
        "Eerste dag": "1 juni 2018",
        "Laatste dag": "31 mei 2019",
        "Looptijd": "12 maanden (uit begin en einde)",
        "Opties tot verlenging": "24 maanden",
        "Raamovereenkomst": "nee",
        "Gekozen werkwijze": "het generieke kader",
        "Uitsluitingsgronden die gelden": "geen",
        "Datum van publicatie": "15 maart 2018",
        "Peildatum": "15 maart 2018 (de datum van publicatie)",
    }
    assert facts_told() == given
    none = ("id", "titel", "opdrachtgever", "opdrachtgever_soort", "aard", "werkwijze")
    none += ("verlenging_maanden", "raamovereenkomst", "uitsluitingsgronden")
    absent = {
        "Kenmerk": "niet ingevuld",
        "Titel": "niet ingevuld",
        "Opdrachtgever": "niet ingevuld",
        "Soort opdrachtgever": "niet ingevuld; gelezen als het Rijk",
        "Aard van de opdracht": "onbekend",
        "Opties tot verlenging": "geen genoemd",
        "Raamovereenkomst": "niet ingevuld; gelezen als nee",
        "Uitsluitingsgronden die gelden": "onbekend",
    }
    rest = {name: text for name, text in given.items() if name != "Gekozen werkwijze"}
    assert facts_told(**dict.fromkeys(none, "")) == rest | absent
    unknown = facts_told(verlenging_maanden="onbekend", raamovereenkomst="onbekend", looptijd_maanden="11")
    assert unknown["Opties tot verlenging"] == "onbekend, en er kunnen opties zijn"
    assert unknown["Raamovereenkomst"] == "onbekend"
    assert unknown["Looptijd"] == "opgegeven 11 maanden; getoetst 12 maanden (uit begin en einde)"
    assert facts_told(looptijd_maanden="12")["Looptijd"] == "12 maanden"
    wide = facts_told(begin="2018-01", einde="2018-07", raamovereenkomst="nadere_overeenkomst", perceel="2")
    assert wide["Looptijd"] == "tussen 5 maanden en 7 maanden (uit begin en einde)"
    assert (wide["Raamovereenkomst"], wide["Perceel"]) == ("nadere overeenkomst", "2")
    assert facts_told(begin="", einde="")["Looptijd"] == "onbekend"
    own_day = facts_told(publicatiedatum="", peildatum="2018-02-01")
    assert own_day["Peildatum"] == "1 februari 2018"
    chosen = facts_of(TENDER)._replace(lezingen=(("verlenging", "telt_mee"), ("percelen", "apart")))
    assert fact_text("lezingen", chosen, {}) == "verlenging=telt_mee, percelen=apart"
    assert fact_text("lezingen", facts_of(TENDER), {}) == "geen"
    assert facts_told(publicatiedatum="")["Peildatum"] == "1 juni 2018 (de eerste dag van de opdracht)"


def test_a_source_is_cited_with_what_is_known_of_it() -> None:
    whole = {"titel": "Voorbeeld", "uitgever": "Uitgever", "datum": "2019-04", "status": "onbevestigd"}
    assert source_title(whole) == "Voorbeeld (Uitgever, april 2019, onbevestigd)"
    assert source_title({"titel": "Voorbeeld", "status": "bevestigd"}) == "Voorbeeld"
    assert source_title({"titel": "Voorbeeld", "afgeleid": ["titel"]}) == "Voorbeeld (afgeleid)"
    assert source_title({"titel": "Voorbeeld", "afgeleid": ["datum"], "datum": "ooit"}) == "Voorbeeld (ooit)"
    assert source_about({}) == "Status: onbekend. Het adres is niet bekend."
    seen = {"status": "bevestigd", "url": "https://voorbeeld.nl", "toelichting": "Gezien in 2019."}
    assert source_about(seen) == (
        "Status: bevestigd. Adres: https://voorbeeld.nl. De bronnenlijst zegt erbij: Gezien in 2019."
    )
    assert source_date({}) is None
    assert source_date({"datum": "ooit"}) is None
    day = source_date(whole)
    assert day is not None
    assert day.text == "2019-04"


def questions(*rows: dict[str, str] | Refused) -> list[Block]:
    read = [
        row if isinstance(row, Refused) else TenderRead(facts_of(TENDER | NO_OPTIONS | row), place)
        for place, row in enumerate(rows, 2)
    ]
    return [*question_blocks([*judge(read, ASSESSOR, Choices())], bound_by(KADERS))]


def test_the_open_questions_say_of_which_tenders_nothing_is_to_be_asked() -> None:
    wage_sum = {"loonsom_excl_btw": ""}
    for name in ("vb-1", ""):
        blocks = questions(wage_sum | {"id": name})
        title = "Open vragen over social return"
        assert headings(blocks)[0] == (title, 1)
        assert lines(blocks, title) == [
            "1 open vraag, bij 1 aanbesteding of perceel met een onbekende uitkomst."
        ]
        before = {"publicatiedatum": "2009-03-15", "id": name}
        rest = questions(wage_sum | {"id": "vb-2"}, before)
        assert lines(rest, title)[1:] == [
            "Nog onbekend, en hier is niets over te vragen:",
            f"{NAME if name else 'Voorbeeld van schoonmaak'}: het kader geldt niet op de peildatum.",
        ]
    (none,) = [block for block in questions({}) if isinstance(block, Paragraph)]
    assert none == Paragraph("Er zijn geen open vragen.", strong=True)
    wrong = questions(Refused("De datum klopt niet."), Refused("Leeg.", no_tender=True))
    assert lines(wrong, "Open vragen over social return")[1:] == [
        "Niet beoordeeld omdat de regel niet klopt: 1. Daar zijn nog geen vragen over te stellen."
    ]
    who = "Te vragen aan de inkoper, samen met wie de raming maakte (2)"
    both = questions(wage_sum | {"id": "vb-1"}, wage_sum | {"id": "vb-2"})
    assert (who, 2) in headings(both)


def test_an_open_question_names_the_lot_only_where_it_is_of_that_lot() -> None:
    first, second = ({"id": "vb-1", "perceel": name, "loonsom_excl_btw": "150000"} for name in "12")
    blocks = questions(first, second | {"loonsom_excl_btw": ""})
    rows = [row for block in blocks if isinstance(block, BlockTable) for row in block.rows]
    whole = "Voorbeeld van schoonmaak, vb-1"
    assert {(row[1], row[2].split("?")[0]) for row in rows} == {
        (whole, "Tellen percelen van een aanbesteding één voor één of samen"),
        (f"{whole}, perceel 2", "Hoe hoog is de loonsom van de opdracht in euro, exclusief btw"),
    }


Rule = tuple[str, str, str]
# What a rule was, what it is now, and how that is told.
CHANGES: list[tuple[Sequence[Rule], Sequence[Rule], list[str]]] = [
    ([("Grens", "250", "")], [("Grens", "300", "")], ["Grens: was: 250; is nu: 300."]),
    (
        [("Grens", "250", "in 2018")],
        [("Grens", "300", "in 2018")],
        ["Grens (in 2018): was: 250; is nu: 300."],
    ),
    (
        [("Grens", "250", "in 2018")],
        [("Grens", "250", "in 2019")],
        ["Grens: 250. Dit gold in 2018, en geldt nu in 2019."],
    ),
    (
        [("Grens", "250", "")],
        [("Grens", "250", "in 2019")],
        ["Grens: 250. Dit gold steeds, en geldt nu in 2019."],
    ),
    (
        [("Grens", "250", "in 2018")],
        [("Grens", "250", "")],
        ["Grens: 250. Dit gold in 2018, en geldt nu steeds."],
    ),
    ([("Grens", "250", "")], [], ["Grens: vervallen: 250."]),
    ([("Grens", "250", "in 2018")], [], ["Grens: vervallen: 250 (in 2018)."]),
    ([], [("Grens", "250", "")], ["Grens: nieuw: 250."]),
    ([], [("Grens", "250", "in 2018")], ["Grens: nieuw: 250 (in 2018)."]),
    ([("Grens", "250", "")], [("Duur", "250", "")], ["Grens: vervallen: 250.", "Duur: nieuw: 250."]),
    (  # a value that only moved is told so, beside another that is new in its period
        [("Grens", "250", "in 2018")],
        [("Grens", "300", "in 2018"), ("Grens", "250", "in 2019")],
        ["Grens: 250. Dit gold in 2018, en geldt nu in 2019.", "Grens: nieuw: 300 (in 2018)."],
    ),
]


def test_a_change_of_a_rule_is_told_by_what_stayed_the_same() -> None:
    for gone, come, sentences in CHANGES:
        assert [*_sentences(gone, come)] == sentences


def test_also_a_change_of_what_held_long_ago_is_told_and_nothing_of_what_is_not_sound() -> None:
    kader = own_kader()
    assert rule_changes(kader, kader) == ()
    old, *rest = kader.parameters["grens"].waarden
    limit = kader.parameters["grens"].model_copy(
        update={"waarden": (old.model_copy(update={"waarde": 800}), *rest)}
    )
    after = kader.model_copy(update={"parameters": {**kader.parameters, "grens": limit}})
    term = "vanaf 1 januari 2010 tot en met 31 december 2017"
    name = f"Voorwaarde 'De opdracht is groot' ({term})"
    least = "de waarde van de opdracht is minstens € {}, exclusief btw"
    assert rule_changes(kader, after) == (f"{name}: was: {least.format(900)}; is nu: {least.format(800)}.",)
    unsound = kader.model_copy(update={"parameters": {}})
    assert rule_changes(unsound, after) == rule_changes(kader, unsound) == ()


def part(name: str, **asks: Any) -> dict[str, Any]:
    return {"id": name, "naam": f"Het {name}", "bron": {"id": "vb", "vindplaats": "§ één"}, **asks}


def leaf(name: str, value: str) -> dict[str, Any]:
    asked = {"tekst": "Wat is het?", "wie": "de inkoper"}
    return part(name, veld="aard", toets="is", waarden=[value], vraag=asked)


COMPOSED = {
    "voorwaarden": [part("geheel", een_van=["werk", "rest"])],
    "omstandigheden": [
        leaf("werk", "werk"),
        part("rest", alle=["dienst", "nooit"]),
        leaf("dienst", "dienst"),
        part("nooit", tenzij=["levering"]),
        leaf("levering", "levering"),
    ],
    "leesruimte": [],
}


def test_of_conditions_put_together_each_part_is_told_with_how_deep_it_stands() -> None:
    """A service is no work, and a service that is no delivery: so the whole is met, by its second part."""
    (result,) = judge([TenderRead(facts_of(VALUED | {"aard": "dienst"}))], framework(**COMPOSED), Choices())
    assert isinstance(result, Result)
    blocks = [*verdict_blocks(result, BACKGROUND, None, explain=False)]
    rows = table(blocks, "Voorwaarden van het voorbeeld")
    assert [(name, cells[0]) for name, cells in rows.items()] == [
        ("Het geheel", "voldaan"),
        ("Deel: Het werk", "niet voldaan"),
        ("Deel: Het rest", "voldaan"),
        ("Deel van een deel: Het dienst", "voldaan"),
        ("Deel van een deel: Het nooit", "voldaan"),
        ("Deel van een deel: Het levering", "niet voldaan"),
    ]
    assert JsonWriter("0" * 64).line(result) == plain_json(result, "0" * 64)


def test_who_judged_a_ground_is_asked_also_where_it_is_a_part_of_a_condition() -> None:
    ground = {"status": "ingevuld", "tekst": "Geheim werk.", "bron": {"id": "vb", "vindplaats": "§ 1"}}
    asked = {"tekst": "Geldt er een?", "wie": "de opdrachtgever"}
    of_grounds = {
        "veld": "uitsluitingsgronden",
        "toets": "geen_van",
        "waarden": ["ug-a", "ug-b"],
        "vraag": asked,
    }
    composed = {
        "voorwaarden": [part("geheel", alle=["dienst", "gronden"])],
        "omstandigheden": [leaf("dienst", "dienst"), part("gronden", **of_grounds)],
        "uitsluitingsgronden": [ground | {"id": "ug-a"}, ground | {"id": "ug-b"}],
        "leesruimte": [],
    }
    row = TENDER | {"uitsluitingsgronden": "nee", "werkwijze": "vb"} | NO_OPTIONS
    missing = "Niet is vastgelegd wie de uitsluitingsgronden beoordeelde, en wanneer (beoordelingen)."
    title = f"Toets social return: {NAME}"
    memo = document(row, said=[FILED], assessor=framework(**composed))
    assert missing in lines(memo, title)
    judged = FILED | judged_by(by("jurist", "ug-a"), by("jurist", "ug-b"))
    assert missing not in lines(document(row, said=[judged], assessor=framework(**composed)), title)


def test_a_row_that_could_not_be_read_is_of_the_tender_that_its_neighbours_are_of() -> None:
    """Only between two rows of one tender: at an end of a list it may be of any."""
    own, other = (TenderRead(facts_of(TENDER | {"id": name, "perceel": name})) for name in ("vb-1", "vb-2"))
    first, last = judge([own, other], ASSESSOR, Choices())
    wrong = Refused("De datum klopt niet.", 3)

    def ids(*rows: Result | Refused) -> list[str]:
        return [
            line.split(" ", 2)[2].split("  ")[0] for line in rows_yaml(rows).splitlines() if "- id" in line
        ]

    assert ids(first, wrong, first) == ['"vb-1"', '"vb-1"', '"vb-1"']
    assert ids(first, wrong, last) == ['"vb-1"', "onbekend", '"vb-2"']
    assert ids(first, wrong) == ['"vb-1"', "onbekend"]
    assert ids(wrong, first) == ["onbekend", '"vb-1"']
    assert ids(wrong, first, first) == ["onbekend", '"vb-1"', '"vb-1"']


def test_a_line_of_a_series_names_a_row_by_its_place_only_where_it_has_no_name() -> None:
    wrong, nameless = (
        Refused("De datum klopt niet.", 3, id="vb-2", perceel="A"),
        Refused("De datum klopt niet.", 4),
    )
    said = ("niet beoordeeld", "De datum klopt niet.", "")
    assert series_row(wrong, "x.csv") == ("3", "vb-2 perceel A", *said)
    assert series_row(nameless, "x.csv") == ("4", "regel 4 van x.csv", *said)
    assert series_row(nameless) == ("4", "", *said)
    (result,) = judge([TenderRead(facts_of(TENDER | NO_OPTIONS))], ASSESSOR, Choices())
    assert series_row(result, "x.csv") == ("1", "vb-1", "van toepassing", "alle voorwaarden voldaan", "")


def test_a_least_holds_only_for_an_obligation_in_its_unit() -> None:
    """A service owes hours: a least in euros is nothing for it. Where all is euros there is nothing to "
    "except."""
    day = parse_datum("2020-09-01")

    def least(**duty: Any) -> list[str]:
        rule = kader(minimum="minst", afronding=None, **duty)
        rule["parameters"]["minst"] = number("euro", 5000)
        words = [line.text for line in duty_lines(Kader.model_validate(rule), day)]
        return [text for text in words if text.startswith("ten minste")]

    assert least() == ["ten minste € 5.000; dit geldt niet voor een verplichting in uren"]
    assert least(uitzonderingen=None) == ["ten minste € 5.000"]


def test_that_a_choice_is_not_in_force_stands_out_with_what_the_others_give() -> None:
    assert lines(screen(werkwijze="maatwerk", publicatiedatum="2013-03-15", **NO_OPTIONS), NAME)[:3] == [
        "**De gekozen werkwijze (de werkwijze Maatwerk voor Mensen) bestond op deze peildatum nog niet. "
        "Daarnaar is er geen uitkomst.**",
        "Het generieke kader geldt dan wel. De uitkomst daarnaar is: van toepassing.",
        "Laat de opdrachtgever de keuze verbeteren: vul bij werkwijze een kader in dat op de peildatum "
        "geldt, of verbeter de peildatum als die niet klopt.",
    ]
    undated = lines(screen(publicatiedatum="", begin=""), NAME)
    assert undated[0] == "**Het is nog niet te zeggen of social return van toepassing is.**"


def test_that_the_state_is_assumed_to_be_the_authority_is_explained_also_where_nothing_else_is() -> None:
    own = screen(explain=True, assessor=framework(), opdrachtgever_soort="", werkwijze="vb", **NO_OPTIONS)
    assert "2. Soort opdrachtgever: het Rijk, want niet ingevuld." in lines(own, "Uitleg: elke stap")[0]


def test_a_rule_in_words_says_of_each_form_what_it_is_of() -> None:
    """Hours are no part of an amount, and months have no tax; a character that does not print is "
    "written out."""
    day = parse_datum("2020-09-01")
    forms = [line.text for line in duty_lines(Kader.model_validate(kader(afronding=None)), day)]
    assert forms == ["450 uur", "5% van de loonsom"]
    rules = table(document(TENDER | NO_OPTIONS), "Het generieke kader")
    assert rules["De looptijd is lang genoeg"][0] == "de looptijd is minstens 6 maanden"
    ground = {"status": "ingevuld", "tekst": "Geheim werk", "bron": {"id": "vb", "vindplaats": "§ 1"}}
    untold = {"status": "niet_in_bron", "bron": ground["bron"]}
    after = own_kader(uitsluitingsgronden=[ground | {"id": "ug-a"}, untold | {"id": "ug-b"}])
    assert rule_changes(own_kader(), after) == (
        "Uitsluitingsgrond ug-a: nieuw: Geheim werk.",
        "Uitsluitingsgrond ug-b: nieuw: de bron noemt de tekst niet.",
    )
    assert (_quoted("a\u200bb"), _quoted("\U000e0001")) == ('"a\\u200bb"', '"\\U000e0001"')


def test_the_options_of_a_contract_text_are_those_of_the_file_or_else_of_the_input() -> None:
    def options(said: Mapping[str, Any], **row: str) -> str | None:
        (result,) = judge([TenderRead(facts_of(TENDER | row))], ASSESSOR, Choices())
        assert isinstance(result, Result)
        assert result.besluit.kader is not None
        return _options(result.besluit.kader, Dossier.model_validate(said))

    each = {"opties": [{"maanden": 12}, {"maanden": 6}]}
    assert options({}) == "24 maanden"
    assert options({}, **NO_OPTIONS) == "geen"
    assert options({}, verlenging_maanden="onbekend") is None
    assert options(each) == options(each, **NO_OPTIONS) == "12 maanden en 6 maanden"


def test_a_reading_that_a_source_settles_later_is_told_as_a_change() -> None:
    (reading,) = own_kader().leesruimte
    settled = reading.model_copy(update={"gekozen": "samen", "bron": own_kader().werkingssfeer.bron})
    after = own_kader().model_copy(update={"leesruimte": (settled,)})
    assert rule_changes(own_kader(), after) == (
        "Lezing percelen: was: open; voor groot; is nu: gekozen is samen; voor groot.",
    )


def test_a_limit_of_a_table_is_told_with_the_row_it_is_by() -> None:
    rows = [{"waarde": 9, "voor": ["werk"]}, {"waarde": 6}]
    dated_rows = [row | {"vanaf": "2010-01-01", "bron": {"id": "vb", "vindplaats": "§ 1"}} for row in rows]
    by_kind = {"per": "aard", "vraag": {"tekst": "Wat is het?", "wie": "de inkoper"}, "waarden": dated_rows}
    own = framework(
        parameters={"maanden": {"omschrijving": "x", "eenheid": "maanden", **by_kind}},
        voorwaarden=[amount("lang", "looptijd", "minstens", "maanden")],
        leesruimte=[],
        verplichting=None,
    )
    limits = table(
        screen(assessor=own, werkwijze="vb", aard="werk", **NO_OPTIONS), "Voorwaarden van het voorbeeld"
    )
    assert limits["lang"][2] == "ten minste 9 maanden (bij de aard van de opdracht: werk)"
