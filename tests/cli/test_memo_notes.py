"""What decides unseen, and what a tender file says that cannot be, stands above the signature."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
DATA = Path(__file__).parents[2] / "data"

# five months firm and six of options: of six months only with the options
RECORD = """id: vb-2018-14
titel: "Voorbeeld: onderhoud van een brug"
opdrachtgever: Voorbeelddienst
opdrachtgever_soort: rijk
aard: werk
loonsom_excl_btw: "300000.00"
begin: "2018-09-01"
einde: "2019-01-31"
verlenging_maanden: 6
raamovereenkomst: nee
uitsluitingsgronden: nee
werkwijze: generiek_kader
"""
DOSSIER = """status: definitief
versie: "1.0"
opgesteld: {door: inkoper, datum: "2018-06-01"}
akkoord: {door: directeur bedrijfsvoering, datum: "2018-06-08"}
raming: {wijze: uren, opties: inbegrepen, door: kostendeskundige, datum: "2018-05-10"}
opties: [{maanden: 6, bedrag: 20000}]
"""
JUDGED = 'beoordelingen: [{wat: uitsluitingsgronden, door: jurist, datum: "2018-05-11"}]\n'
READING = "lezingen: {verlenging: {keuze: telt_mee, door: categoriemanager, reden: Zij worden gelicht.}}\n"
DECIDES = "De uitkomst hangt af van een gekozen lezing"


def memo(maatwerk: Run, folder: Path, record: str, dossier: str, *options: str) -> str:
    (folder / "tender.yaml").write_text(record, encoding="utf-8")
    (folder / "dossier.yaml").write_text(dossier, encoding="utf-8")
    done = maatwerk(
        *("check-aanbesteding", "tender.yaml", "--dossier", "dossier.yaml", "--formaat", "markdown"),
        *(*options, "--data", str(DATA)),
        cwd=folder,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout.replace("\\", "")


def twice(page: str) -> tuple[str, str]:
    """Give what is assumed, and what the signature rests on."""
    return page.split("## Aangenomen en onzeker")[1].split("## Bronnen")[0], page.split("## Ondertekening")[1]


def test_a_chosen_reading_that_decides_is_told_with_the_other_outcome(maatwerk: Run, tmp_path: Path) -> None:
    for part in twice(memo(maatwerk, tmp_path, RECORD + READING, DOSSIER)):
        assert DECIDES in part
        assert "Bij de keuze 'alleen de vaste looptijd telt' is de uitkomst: niet van toepassing." in part
        assert (
            "Gekozen door: categoriemanager. Gekozen op: niet vastgelegd. Reden: Zij worden gelicht." in part
        )


def test_a_chosen_reading_that_changes_nothing_is_no_ground(maatwerk: Run, tmp_path: Path) -> None:
    longer = RECORD.replace("2019-01-31", "2019-08-31")
    assert DECIDES not in memo(maatwerk, tmp_path, longer + READING, DOSSIER)


def test_a_chosen_way_of_working_that_decides_is_told_with_the_other_outcome(
    maatwerk: Run, tmp_path: Path
) -> None:
    # below the limit of the generic framework; the other way of working has none
    record = RECORD.replace("generiek_kader", "maatwerk").replace("300000.00", "200000.00")
    judged = "beoordelingen: [{wat: werkwijze, door: categoriemanager, datum: 2018-05-01}]\n"
    who = "Gekozen door: categoriemanager. Gekozen op: 1 mei 2018. Reden: niet vastgelegd."
    for part in twice(memo(maatwerk, tmp_path, record, DOSSIER + judged)):
        assert "De uitkomst hangt af van de gekozen werkwijze." in part
        assert f"Met het generieke kader is de uitkomst: niet van toepassing. {who}" in part


def test_a_chosen_way_of_working_that_changes_nothing_is_no_ground(maatwerk: Run, tmp_path: Path) -> None:
    longer = RECORD.replace("2019-01-31", "2019-08-31").replace("2018-09-01", "2018")
    page = memo(maatwerk, tmp_path, longer + "peildatum: 2018\n", DOSSIER)
    assert "hangt af van de gekozen werkwijze" not in page
    assert "De regel zoals die gold in 2018" in page


@pytest.mark.parametrize(
    ("wage", "stated", "option", "expected"),
    [
        ("300000", "opties: inbegrepen, ", "100000", "Zonder opties is de loonsom € 200.000."),
        ("200000", "opties: niet_inbegrepen, ", "50000", "Met opties is de loonsom € 250.000."),
        ("300000", "", "100000", "Niet vastgelegd is of de opties tot verlenging in de loonsom zitten."),
        ("300000", "opties: inbegrepen, ", "50000", None),  # the rest is just 250 000
        ("200000", "opties: niet_inbegrepen, ", "49999", None),
        ("300000", "opties: niet_inbegrepen, ", "100000", None),  # more only helps
        ("200000", "opties: inbegrepen, ", "100000", None),  # less only helps
    ],
)
def test_whether_options_are_in_the_wage_sum_is_told_where_it_can_decide(
    maatwerk: Run, tmp_path: Path, wage: str, stated: str, option: str, expected: str | None
) -> None:
    dossier = DOSSIER.replace("opties: inbegrepen, ", stated).replace("20000}", f"{option}}}")
    record = RECORD.replace("300000.00", wage)
    page = memo(maatwerk, tmp_path, record + READING, dossier)
    unsure, signed = twice(page)
    assert "Het kader zegt niet of opties" not in unsure  # it stands with the outcome, and once
    for part in (page.split("## Uitkomst")[1].split("## Gegevens")[0], signed):
        assert ("Het kader zegt niet of opties meetellen in de loonsom" in part) == (expected is not None)
        assert expected is None or expected in part


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("2018-06-08", "2018-05-31", "Het akkoord is van 31 mei 2018, en de memo is pas opgesteld op 1 juni"),
        ("2018-05-10", "2018-06-02", "De raming is van 2 juni 2018, en de memo is al opgesteld op 1 juni"),
        ('"2018-05-11"', "2019", "De beoordeling (of een uitsluitingsgrond geldt) is van 2019, en de memo"),
        ("20000}", "300001}", "De bedragen van de opties zijn samen hoger dan de loonsom"),
        ("maanden: 6", "maanden: 7", "duren samen een ander aantal maanden"),
    ],
)
def test_no_memo_is_final_as_long_as_its_file_contradicts_itself(
    maatwerk: Run, tmp_path: Path, was: str, now: str, expected: str
) -> None:
    page = memo(maatwerk, tmp_path, RECORD + READING, (DOSSIER + JUDGED).replace(was, now))
    assert "| Status | concept |" in page
    assert expected in page.partition("Dat kan nog niet:")[2].partition("## Uitkomst")[0]
    assert all(expected in part for part in twice(page))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--memo-versie", "-"), "De versie is geen nummer, zoals 1.0."),
        (("--memo-versie", "concept"), "De versie is geen nummer, zoals 1.0."),
        (
            ("--opgesteld-door", "inkoper", "--opgesteld-op", "2018"),
            "De datum van opstellen is geen dag, zoals 2018-03-01.",
        ),
        (("--memo-versie", "2"), ""),
        ((), ""),
    ],
)
def test_a_final_memo_has_a_number_and_a_day(
    maatwerk: Run, tmp_path: Path, options: tuple[str, ...], expected: str
) -> None:
    page = memo(maatwerk, tmp_path, RECORD + READING, DOSSIER + JUDGED, *options)
    assert f"| Status | {'concept' if expected else 'definitief'} |" in page
    assert expected in page


def test_what_may_be_and_is_odd_is_told(maatwerk: Run, tmp_path: Path) -> None:
    dossier = DOSSIER.replace("2018-06", "2099-06").replace("directeur bedrijfsvoering", "inkoper")
    for part in twice(memo(maatwerk, tmp_path, RECORD + READING, dossier)):
        assert "Dezelfde functie (inkoper) stelde de memo op en ging akkoord" in part
        assert "De memo is opgesteld op 1 juni 2099, na de laatste dag van de opdracht" in part


@pytest.mark.parametrize(("day", "late"), [("2019-04-30", False), ("2019-05-01", True), ("2031-01-01", True)])
def test_past_its_source_no_limit_is_told_as_a_fact(
    maatwerk: Run, tmp_path: Path, day: str, late: bool
) -> None:
    page = memo(maatwerk, tmp_path, f'{RECORD}{READING}peildatum: "{day}"\n', DOSSIER)
    for part in twice(page):
        assert ("De bron over het generieke kader is van april 2019. Of het kader" in part) == late


def test_the_first_day_of_a_limit_has_its_own_source_that_is_not_confirmed(
    maatwerk: Run, tmp_path: Path
) -> None:
    """§1.1 dates no limit, and the excerpt only the framework: that a limit held from that day is ours."""
    first = "vanaf 1 juli 2011 (afgeleid) (evofenedex-2011, uittreksel, niet bevestigd)"
    assert memo(maatwerk, tmp_path, RECORD + READING, DOSSIER).count(first) == 2
    shown = maatwerk("kader", "toon", "generiek_kader", "--formaat", "markdown", "--data", str(DATA))
    assert shown.stdout.replace("\\", "").count(first) == 2


def test_the_amount_that_was_judged_is_the_one_that_was_estimated(maatwerk: Run, tmp_path: Path) -> None:
    record = RECORD.replace('loonsom_excl_btw: "300000.00"', "opdrachtwaarde_excl_btw: 249999")
    page = memo(maatwerk, tmp_path, record + READING, DOSSIER)
    assert "| Waarde van de opdracht, exclusief btw | € 249.999 | kostendeskundige | 10 mei 2018 |" in page
    assert "| Loonsom, exclusief btw | onbekend | niet vastgelegd |" in page
    assert "### Raming van de waarde van de opdracht" in page
    assert "exclusief btw; de loonsom is nooit meer dan de waarde van de opdracht (afgeleid) |" in page


def test_what_comes_only_with_options_is_told_beside_the_whole(maatwerk: Run, tmp_path: Path) -> None:
    page = memo(maatwerk, tmp_path, RECORD + READING, DOSSIER)
    assert (
        "De € 15.000 geldt met alle opties gelicht. Over de vaste looptijd is de verplichting € 14.000"
        in page
    )
    assert "een cent afwijken" not in page
    cents = DOSSIER.replace("[{maanden: 6, bedrag: 20000}]", CENTS).replace("inbegrepen", "niet_inbegrepen")
    page = memo(maatwerk, tmp_path, RECORD + READING, cents)
    assert "| € 33.333,33 | € 1.666,66 |" in page  # 19 166,671 - 17 500,005, each to the cent
    assert "het verschil tussen de verplichting met en zonder die optie" in page
    assert "geldt met alle opties gelicht" not in page


CENTS = '[{maanden: 3, bedrag: "50000.10"}, {maanden: 3, bedrag: "33333.33"}]'


def test_no_option_is_called_unknown_that_has_its_amount(maatwerk: Run, tmp_path: Path) -> None:
    over = DOSSIER.replace("20000}", "300001}")
    page = memo(
        maatwerk,
        tmp_path,
        RECORD + READING,
        f"{over}nadere_overeenkomsten: [{{naam: Noord, bedrag: 900000}}]\n",
    )
    assert "Van een optie is" not in page
    assert "hoger dan de loonsom van de hele opdracht" in page
    unknown = DOSSIER.replace(", bedrag: 20000", "")
    assert "Van een optie is de loonsom niet bekend" in memo(maatwerk, tmp_path, RECORD + READING, unknown)


def test_who_judged_a_ground_judged_what_applies_and_which_motivation_counts(
    maatwerk: Run, tmp_path: Path
) -> None:
    record = RECORD.replace("gronden: nee", "gronden: [ug-2]\nmotivering: Screening nodig")
    judged = "beoordelingen: [{wat: ug-2, door: jurist, datum: 2018-05-01, motivering: Ander werk}]\n"
    page = memo(maatwerk, tmp_path, record, DOSSIER + judged)
    assert "| Uitsluitingsgronden die gelden | ug-2 | jurist | 1 mei 2018 |" in page
    assert "| In de invoer: Screening nodig. Volgens wie beoordeelde: Ander werk |" in page


def test_a_stated_term_that_would_turn_the_outcome_is_told_with_it(maatwerk: Run, tmp_path: Path) -> None:
    """By its dates five months, stated are six: with six it would apply."""
    no_options = RECORD.replace("verlenging_maanden: 6", "verlenging_maanden: 0")
    plain = DOSSIER.replace("opties: [{maanden: 6, bedrag: 20000}]\n", "").replace(" opties: inbegrepen,", "")
    plain += 'beoordelingen: [{wat: werkwijze, door: categoriemanager, datum: "2018-05-11"}]\n'
    page = memo(maatwerk, tmp_path, no_options + "looptijd_maanden: 6\n", plain)
    assert "| Status | concept |" in page
    for part in twice(page):
        assert part.count("volgens looptijd_maanden 6 maanden") == 1
        assert (
            "Is de looptijd 6 maanden, zoals looptijd_maanden zegt, dan is de uitkomst: van toepassing."
            in part
        )
    page = memo(maatwerk, tmp_path, no_options + "looptijd_maanden: 4\n", plain)  # neither is enough
    assert "dan is de uitkomst:" not in page
    page = memo(maatwerk, tmp_path, no_options + "looptijd_maanden: 5\n", plain)
    assert "| Status | definitief |" in page


def test_a_motivation_in_the_file_alone_is_told_not_to_count(maatwerk: Run, tmp_path: Path) -> None:
    record = RECORD.replace("gronden: nee", "gronden: [ug-2]").replace("maanden: 6", "maanden: 12")
    judged = "beoordelingen: [{wat: ug-2, door: jurist, datum: 2018-05-01, motivering: Ander werk.}]\n"
    page = memo(maatwerk, tmp_path, record.replace("2019-01-31", "2019-08-31"), DOSSIER + judged)
    assert "uitsluitingsgrond ug-2 geldt, maar de motivering ontbreekt in de invoer" in page
    assert "Het dossier: Ander werk. Dit telt niet: alleen een motivering in de invoer telt." in page


def test_two_motivations_have_one_full_stop(maatwerk: Run, tmp_path: Path) -> None:
    record = RECORD.replace("gronden: nee", "gronden: [ug-2]\nmotivering: Screening nodig.")
    judged = "beoordelingen: [{wat: ug-2, door: jurist, datum: 2018-05-01, motivering: Ander werk}]\n"
    page = memo(maatwerk, tmp_path, record, DOSSIER + judged)
    assert "In de invoer: Screening nodig. Volgens wie beoordeelde: Ander werk" in page


def test_what_contradicts_in_the_record_itself_is_told(maatwerk: Run, tmp_path: Path) -> None:
    for extra, warning in (
        ('publicatiedatum: "2020-01-01"\n', "De datum van publicatie ligt na de eerste dag van de opdracht."),
        ("motivering: Ug-1 geldt wel\n", "De motivering is niet gebruikt, want opgegeven is dat geen"),
    ):
        assert all(
            warning in part for part in twice(memo(maatwerk, tmp_path, RECORD + READING + extra, DOSSIER))
        )
        assert warning not in memo(maatwerk, tmp_path, RECORD + READING, DOSSIER)


def test_a_title_that_we_gave_a_source_is_told_as_ours(maatwerk: Run) -> None:
    """Of the excerpts no title was seen; the annual report has its own."""
    options = ("--aard", "dienst", "--loonsom", "300000", "--begin", "2018-03-01", "--einde", "2019-02-28")
    said = maatwerk("check-aanbesteding", *options, "--formaat", "markdown").stdout
    assert (
        "- evofenedex-2011: Bericht van evofenedex over social return bij het Rijk (afgeleid) (evof" in said
    )
    assert "- jaarverslag-2018: Maatwerk voor Mensen: jaarverslag 2018 (Ministerie" in said


GROUND = RECORD.replace("uitsluitingsgronden: nee", "uitsluitingsgronden: [ug-2]") + (
    "motivering: De opdracht vraagt een screening die zes maanden duurt\n"
)


@pytest.mark.parametrize(
    ("judged", "by"),
    [
        ("", "Beoordeeld door: niet vastgelegd. Beoordeeld op: niet vastgelegd."),
        (
            "beoordelingen: [{wat: ug-2, door: jurist, datum: 2018-05-02}]\n",
            "Beoordeeld door: jurist. Beoordeeld op: 2 mei 2018.",
        ),
        (
            "beoordelingen: [{wat: uitsluitingsgronden, door: adviseur, datum: 2018-05}]\n",
            "Beoordeeld door: adviseur. Beoordeeld op: mei 2018.",
        ),
    ],
)
def test_who_signs_is_told_by_whom_the_ground_was_judged_that_decides(
    maatwerk: Run, tmp_path: Path, judged: str, by: str
) -> None:
    longer = GROUND.replace("2019-01-31", "2019-08-31")
    for part in twice(memo(maatwerk, tmp_path, longer, DOSSIER + judged)):
        why = "Motivering in de invoer: De opdracht vraagt een"
        assert f"De uitkomst rust op uitsluitingsgrond ug-2. {by} {why}" in part


def test_who_signs_is_told_who_gave_the_motivation(maatwerk: Run, tmp_path: Path) -> None:
    longer = GROUND.replace("2019-01-31", "2019-08-31")
    judged = "beoordelingen: [{wat: motivering, door: jurist, datum: 2018-05-02}]\n"
    for part in twice(memo(maatwerk, tmp_path, longer, DOSSIER + judged)):
        assert "duurt. Motivering van: jurist, op 2 mei 2018." in part
    assert "Motivering van:" not in memo(maatwerk, tmp_path, longer, DOSSIER)


def test_a_ground_beside_another_condition_that_is_not_met_is_no_ground_of_the_outcome(
    maatwerk: Run, tmp_path: Path
) -> None:
    supply = GROUND.replace("aard: werk", "aard: levering")
    assert "De uitkomst rust op" not in memo(maatwerk, tmp_path, supply, DOSSIER)


def test_a_tender_without_a_name_says_so_and_is_signed_as_this_one(maatwerk: Run, tmp_path: Path) -> None:
    nameless = "".join(
        line for line in RECORD.splitlines(keepends=True) if not line.startswith(("id:", "titel:"))
    )
    page = memo(maatwerk, tmp_path, nameless + READING, DOSSIER + JUDGED)
    assert "| Kenmerk | niet ingevuld |" in page
    assert "| Titel | niet ingevuld |" in page
    assert "De aanbesteding heeft geen kenmerk (id) en geen titel." in page
    assert "social return is van toepassing op deze aanbesteding, volgens" in page


WAY = '  - {wat: werkwijze, door: categoriemanager, datum: "2018-05-11"}\n'
BY_NOBODY = "Niet is vastgelegd wie de werkwijze koos, en wanneer (beoordelingen)."


def test_a_way_of_working_that_decides_and_that_nobody_chose_keeps_a_memo_a_concept(
    maatwerk: Run, tmp_path: Path
) -> None:
    short = RECORD.replace("verlenging_maanden: 6", "verlenging_maanden: 0")  # five months: too short
    plain = DOSSIER.replace("opties: [{maanden: 6, bedrag: 20000}]\n", "").replace(" opties: inbegrepen,", "")
    by_nobody = memo(maatwerk, tmp_path, short, plain)
    assert "| Status | concept |" in by_nobody
    assert BY_NOBODY in by_nobody
    chosen = memo(maatwerk, tmp_path, short, f"{plain}beoordelingen:\n{WAY}")
    assert "| Status | definitief |" in chosen
    assert BY_NOBODY not in chosen


def test_a_reading_that_decides_and_that_nobody_chose_keeps_a_memo_a_concept(
    maatwerk: Run, tmp_path: Path
) -> None:
    asked = "Niet is vastgelegd wie deze lezing koos: Tellen opties tot verlenging mee voor de looptijd?"
    filed = (
        f"{DOSSIER}beoordelingen:\n{WAY}  - {{wat: uitsluitingsgronden, door: jurist, datum: 2018-05-11}}\n"
    )
    by_nobody = memo(maatwerk, tmp_path, RECORD + "lezingen: {verlenging: telt_mee}\n", filed)
    assert "| Status | concept |" in by_nobody
    assert asked in by_nobody
    in_record = memo(maatwerk, tmp_path, RECORD + READING, filed)
    assert asked not in in_record
    assert "| Status | definitief |" in in_record
    in_file = f"{filed}  - {{wat: verlenging, door: categoriemanager, datum: 2018-05-11}}\n"
    assert asked not in memo(maatwerk, tmp_path, RECORD + "lezingen: {verlenging: telt_mee}\n", in_file)


def test_an_estimate_with_options_where_there_are_none_contradicts_the_input(
    maatwerk: Run, tmp_path: Path
) -> None:
    none = RECORD.replace("verlenging_maanden: 6", "verlenging_maanden: 0")
    plain = DOSSIER.replace("opties: [{maanden: 6, bedrag: 20000}]\n", "")
    said = "en volgens de invoer zijn er geen opties."
    assert said in memo(maatwerk, tmp_path, none, plain)
    assert said not in memo(maatwerk, tmp_path, none, plain.replace("inbegrepen", "niet_inbegrepen"))
    assumed = "en de invoer noemt geen opties. Aangenomen is dat er geen zijn."
    silent = none.replace("verlenging_maanden: 0\n", "")
    page = memo(maatwerk, tmp_path, silent, plain)
    assert assumed in page
    assert "| Status | concept |" in page
    assert assumed not in memo(maatwerk, tmp_path, silent, DOSSIER)  # the file names them
    unknown = none.replace("verlenging_maanden: 0", "verlenging_maanden: onbekend")
    assert assumed not in memo(maatwerk, tmp_path, unknown, plain)
    assert said not in memo(maatwerk, tmp_path, RECORD, DOSSIER)


def test_who_signs_states_the_amount_that_is_owed(maatwerk: Run, tmp_path: Path) -> None:
    longer = RECORD.replace("2019-01-31", "2019-08-31")
    signed = twice(memo(maatwerk, tmp_path, longer, DOSSIER + JUDGED))[1]
    assert "De verplichting: € 15.000." in signed  # 5% of 300 000


# A call-off below the limit. Both a fact and a reading bear the name raamovereenkomst.
CALL_OFF = (
    RECORD.replace("raamovereenkomst: nee", "raamovereenkomst: nadere_overeenkomst")
    .replace("300000.00", "200000.00")
    .replace("2019-01-31", "2019-08-31")
)
LEVEL = (
    "lezingen: {raamovereenkomst: {keuze: nadere_overeenkomst, door: categoriemanager, reden: Zo bedoeld.}}\n"
)
OF_FACT = '  - {wat: raamovereenkomst, door: jurist, datum: "2018-05-12"}\n'


@pytest.mark.parametrize(
    ("choice", "judged", "who"),
    [
        (LEVEL, OF_FACT, "categoriemanager"),  # who judged the fact did not choose the reading
        (LEVEL, OF_FACT + OF_FACT.replace("raam", "lezing_raam").replace("jurist", "inkoper"), "inkoper"),
        ("lezingen: {raamovereenkomst: nadere_overeenkomst}\n", OF_FACT, "jurist"),  # nobody else is named
    ],
)
def test_who_judged_a_fact_did_not_choose_the_reading_of_that_name(
    maatwerk: Run, tmp_path: Path, choice: str, judged: str, who: str
) -> None:
    page = memo(maatwerk, tmp_path, CALL_OFF + choice, f"{DOSSIER}beoordelingen:\n{WAY}{judged}")
    (fact,) = [line for line in page.splitlines() if line.startswith("| Raamovereenkomst |")]
    assert "| jurist | 12 mei 2018 |" in fact
    for part in twice(page):
        assert f"Gekozen door: {who}." in part.split("Geldt de grens per nadere overeenkomst")[1]


def test_the_text_of_a_ground_that_no_source_gives_is_shown_with_who_gave_it(
    maatwerk: Run, tmp_path: Path
) -> None:
    text = "Het werk kan alleen met een bevoegdheid worden gedaan; bel 0612345678"
    judged = f"beoordelingen: [{{wat: ug-2, door: jurist, datum: 2018-05-11, tekst: {text}}}]\n"
    page = memo(maatwerk, tmp_path, GROUND, DOSSIER + judged)
    by_ground = {line.split(" | ")[0]: line for line in page.splitlines() if line.startswith("| ug-")}
    assert "De bron noemt de tekst niet. Volgens jurist: Het werk kan alleen met" in by_ground["| ug-2"]
    assert "Na te vragen bij" in by_ground["| ug-1"]
    assert "0612345678" not in page


TO_ASK = "Vraag de tekst"
ON_FILE = "Het dossier heeft de tekst waaraan"


@pytest.mark.parametrize(
    ("grounds", "filed", "on_file", "to_ask"),
    [
        ("nee", (), "", "Vraag de tekst na bij"),
        (
            "nee",
            ("ug-1", "ug-3"),
            f"{ON_FILE} ug-1 en ug-3 is getoetst.",
            "Vraag de tekst van ug-2 en ug-4 na",
        ),
        ("nee", ("ug-1", "ug-2", "ug-3", "ug-4"), f"{ON_FILE} ug-1, ug-2, ug-3 en ug-4 is getoetst.", ""),
        ("[ug-2]", ("ug-2",), f"{ON_FILE} ug-2 is getoetst.", ""),
        ("[ug-2]", ("ug-1",), "", "Vraag de tekst na bij"),  # that one does not apply, and decides nothing
    ],
)
def test_who_has_the_text_of_a_ground_on_file_is_not_told_to_ask_for_it(
    maatwerk: Run, tmp_path: Path, grounds: str, filed: tuple[str, ...], on_file: str, to_ask: str
) -> None:
    longer = GROUND.replace("2019-01-31", "2019-08-31")
    record = longer.replace("uitsluitingsgronden: [ug-2]", f"uitsluitingsgronden: {grounds}")
    judged = "".join(
        f"  - {{wat: {name}, door: jurist, datum: 2018-05-11, tekst: Een voorbeeld}}\n" for name in filed
    )
    dossier = DOSSIER + (f"beoordelingen:\n{judged}" if filed else "")
    page = memo(maatwerk, tmp_path, record, dossier)
    unsure, signed = twice(page)
    for part in (unsure, signed):
        assert "maar de bron noemt de tekst van dez" in part
        assert (on_file in part) if on_file else (ON_FILE not in part)
    assert (to_ask in unsure) if to_ask else (TO_ASK not in unsure)
    assert TO_ASK not in signed


CALL_OFF = RECORD.replace("raamovereenkomst: nee", "raamovereenkomst: nadere_overeenkomst")
CALL_OFF = CALL_OFF.replace("300000", "100000").replace("2019-01-31", "2019-08-31")


@pytest.mark.parametrize(
    ("wat", "state", "also"),
    [
        ("lezing_raamovereenkomst", "; het dossier noemt wie koos, en de invoer niet wat | jurist |", False),
        ("raamovereenkomst", " | niemand koos |", True),  # who judged the fact did not choose the reading
    ],
)
def test_who_chose_a_reading_that_the_input_does_not_choose_is_told(
    maatwerk: Run, tmp_path: Path, wat: str, state: str, also: bool
) -> None:
    judged = (
        f"beoordelingen: [{{wat: {wat}, door: jurist, datum: 2018-05-11, motivering: Als geheel bedoeld}}]\n"
    )
    page = memo(maatwerk, tmp_path, CALL_OFF, DOSSIER + judged)
    (row,) = [line for line in page.splitlines() if line.startswith("| Geldt de grens per nadere")]
    assert f"| open, en het maakt uit{state}" in row
    fact = "- of dit een raamovereenkomst is: door jurist, op 11 mei 2018. Reden: Als geheel bedoeld."
    assert (fact in page) == also
    assert ("Als geheel bedoeld" in row) != also


def test_the_grounds_of_a_framework_that_is_not_followed_are_told_as_such(
    maatwerk: Run, tmp_path: Path
) -> None:
    own = "Uitsluitingsgronden van het generieke kader"
    assert f"{own}:" in memo(maatwerk, tmp_path, RECORD, DOSSIER)
    other = RECORD.replace("werkwijze: generiek_kader", "werkwijze: maatwerk")
    assert f"{own}, ter vergelijking:" in memo(maatwerk, tmp_path, other, DOSSIER)
