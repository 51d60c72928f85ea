"""What an option says otherwise than the file goes before it, and every form says so."""

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).parents[2]
DATA = ("--data", str(ROOT / "data"))
NOTICE = ROOT / "docs" / "voorbeelden" / "aankondiging.xml"
RECORD = """id: vb
opdrachtgever_soort: rijk
aard: dienst
loonsom_excl_btw: 310000
looptijd_maanden: 12
peildatum: "2018-03-01"
werkwijze: generiek_kader
uitsluitingsgronden: [ug-1]
motivering: Een voorbeeld van een reden
lezingen: {percelen: apart}
"""
CODE = "opgave_gaat_voor"
BEFORE = ", en dat gaat voor."
OVERRULED = {
    "unknown": ("--loonsom", "onbekend", "loonsom_excl_btw: € 310.000. Opgegeven is onbekend, en dat gaat"),
    "an amount": ("--loonsom", "100000", "loonsom_excl_btw: € 310.000. Opgegeven is € 100.000, en dat gaat"),
    "a code": ("--aard", "levering", "aard: dienst. Opgegeven is levering, en dat gaat voor."),
    "months": ("--looptijd", "5", "looptijd_maanden: 12 maanden. Opgegeven is 5 maanden, en dat gaat voor."),
    "a day": ("--peildatum", "2018", "peildatum: 1 maart 2018. Opgegeven is 2018, en dat gaat voor."),
    "grounds": (
        "--uitsluitingsgrond",
        "nee",
        "uitsluitingsgronden: ug-1. Opgegeven is geen, en dat gaat voor.",
    ),
    "a reading": (
        "--lezing",
        "percelen=samen",
        "lezing percelen: apart. Opgegeven is samen, en dat gaat voor.",
    ),
    "a way": (
        "--werkwijze",
        "maatwerk",
        "werkwijze: generiek_kader. Opgegeven is maatwerk, en dat gaat voor.",
    ),
    "the same": ("--loonsom", "310000", ""),
    "the same reading": ("--lezing", "percelen=apart", ""),
    "what the file does not say": ("--opdrachtwaarde", "900000", ""),
    "a name, on which nothing rests": ("--titel", "Voorbeeld", ""),
}


@pytest.mark.parametrize("case", OVERRULED)
def test_an_option_over_a_record_is_told_in_every_form(maatwerk: Run, tmp_path: Path, case: str) -> None:
    option, value, text = OVERRULED[case]
    (tmp_path / "t.yaml").write_text(RECORD, encoding="utf-8")
    given = ("check-aanbesteding", "t.yaml", option, value, *DATA, "--formaat")
    warnings = json.loads(maatwerk(*given, "json", cwd=tmp_path).stdout)["waarschuwingen"]
    assert any("Het bestand zegt bij " in warning and text in warning for warning in warnings) == bool(text)
    row = next(csv.DictReader(io.StringIO(maatwerk(*given, "csv", cwd=tmp_path).stdout)))
    assert (CODE in row["onzeker"].split()) == bool(text)
    for form in ("tekst", "markdown"):
        plain = " ".join(maatwerk(*given, form, cwd=tmp_path).stdout.replace("\\", "").split())
        assert ("Het bestand zegt bij " in plain) == bool(text)
        assert text in plain


def test_an_option_over_a_list_and_over_a_notice_is_told(maatwerk: Run, tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text("id;aard;werkwijze\na;dienst;maatwerk\nb;dienst;\n", encoding="utf-8")
    given = ("check-aanbesteding", "l.csv", "--werkwijze", "generiek_kader", *DATA, "--formaat", "csv")
    done = maatwerk(*given, cwd=tmp_path)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [CODE in row["onzeker"].split() for row in rows] == [True, False]
    assert "opgave gaat voor (1)" in done.stderr
    options = ("--opdrachtgever-soort", "overig", "--formaat", "json")
    notice = maatwerk("check-aanbesteding", str(NOTICE), *options, *DATA).stdout
    assert "opdrachtgever_soort: rijk. Opgegeven is overig, en dat gaat voor." in notice


def test_a_memo_of_what_was_overruled_is_made_again_from_that_file(
    maatwerk: Run, repeat: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "t.yaml").write_text(RECORD, encoding="utf-8")
    given = ("check-aanbesteding", "t.yaml", "--loonsom", "100000", "--formaat", "markdown")
    first = maatwerk(*given, *DATA, cwd=tmp_path).stdout
    assert repeat(first, tmp_path) == first


CHOSEN = """id: vb-1
opdrachtgever: Voorbeelddienst
loonsom_excl_btw: 200000
looptijd_maanden: 4
verlenging_maanden: 12
raamovereenkomst: nee
uitsluitingsgronden: nee
peildatum: "2018-03-01"
opdrachtgever_soort: rijk
werkwijze: generiek_kader
aard: dienst
lezingen:
  verlenging: {keuze: telt_niet_mee, door: jurist, reden: Opties zijn onzeker}
"""
FINAL = """status: definitief
versie: "1.0"
opgesteld: {door: inkoper, datum: "2018-02-20"}
raming: {wijze: Uren maal tarief, door: kostendeskundige, datum: "2018-02-01"}
beoordelingen:
  - {wat: opdrachtwaarde_excl_btw, door: adviseur, datum: "2018-02-02"}
  - {wat: uitsluitingsgronden, door: jurist, datum: "2018-02-02"}
  - {wat: werkwijze, door: categoriemanager, datum: "2018-02-02"}
"""
OPEN = "niet vastgelegd voor dit bedrag | niet vastgelegd |"
# Options, what was estimated: in whose name the amount is then, which sentence, whether it is final.
ESTIMATES = {
    "of the file": ((), "", "| € 200.000 | kostendeskundige | 1 februari 2018 |", "", True),
    "an option says the same": (
        ("--loonsom", "200000"), "", "| € 200.000 | kostendeskundige | 1 februari 2018 |", "", True,
    ),
    "another amount": (
        ("--loonsom", "450000"), "", f"| € 450.000 | {OPEN}",
        "In het bestand staat € 200.000, en getoetst is € 450.000. Wie € 450.000 raamde, is niet vast", False,
    ),
    "another, and that was estimated": (
        ("--loonsom", "450000"), "450000", "| € 450.000 | kostendeskundige | 1 februari 2018 |", "", True,
    ),
    "another, and not what was estimated": (
        ("--loonsom", "450000"), "400000", f"| € 450.000 | {OPEN}",
        "Geraamd is € 400.000, en getoetst is € 450.000. Wie € 450.000 raamde, is niet vastgelegd.", False,
    ),
    "the file has another": (
        (), '"199999.99"', f"| € 200.000 | {OPEN}",
        "Geraamd is € 199.999,99, en getoetst is € 200.000. Wie € 200.000 raamde, is niet vastgelegd.", False,
    ),
    "the value in place of the wage sum": (
        ("--loonsom", "onbekend", "--opdrachtwaarde", "240000"), "", f"| € 240.000 | {OPEN}",
        "In het bestand staat € 200.000, en getoetst is € 240.000. Wie € 240.000 raamde, is niet vast", False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ESTIMATES)
def test_an_estimate_is_of_the_amount_that_was_judged(maatwerk: Run, tmp_path: Path, case: str) -> None:
    options, amount, row, sentence, final = ESTIMATES[case]
    (tmp_path / "t.yaml").write_text(CHOSEN, encoding="utf-8")
    estimated = FINAL.replace("raming: {", f"raming: {{bedrag: {amount}, " if amount else "raming: {")
    (tmp_path / "d.yaml").write_text(estimated, encoding="utf-8")
    given = ("check-aanbesteding", "t.yaml", *options, "--dossier", "d.yaml", *DATA, "--formaat")
    memo = maatwerk(*given, "markdown", cwd=tmp_path).stdout
    assert row in memo
    assert ("| Status | definitief |" in memo) == final
    if sentence:
        assert f"- {sentence}" in memo.partition("Dat kan nog niet:")[2].partition("## Uitkomst")[0]
        assert f"- {sentence}" in memo.split("## Ondertekening", 1)[1]  # above the signature


def test_who_judged_another_amount_is_not_recorded_for_that_of_an_option(
    maatwerk: Run, tmp_path: Path
) -> None:
    (tmp_path / "t.yaml").write_text(f"{CHOSEN}opdrachtwaarde_excl_btw: 500000\n", encoding="utf-8")
    (tmp_path / "d.yaml").write_text(FINAL, encoding="utf-8")
    given = ("check-aanbesteding", "t.yaml", "--dossier", "d.yaml", *DATA, "--formaat", "markdown")
    assert "| € 500.000 | adviseur | 2 februari 2018 |" in maatwerk(*given, cwd=tmp_path).stdout
    memo = maatwerk(*given, "--opdrachtwaarde", "600000", cwd=tmp_path).stdout
    assert f"| € 600.000 | {OPEN}" in memo
    assert "| € 200.000 | kostendeskundige | 1 februari 2018 |" in memo  # what was estimated stays


# By option: the row of the fact, who judged what the file says, and whether nobody else has to be recorded.
JUDGED = {
    "the nature": (("--aard", "werk"), "| Aard van de opdracht | werk |", "aard", True),
    "the way": (("--werkwijze", "maatwerk"), "| Gekozen werkwijze | de werkwijze", "werkwijze", False),
    "the grounds": (
        ("--uitsluitingsgrond", "ug-1", "--motivering", "Een voorbeeld"),
        "| Uitsluitingsgronden die gelden | ug-1 |",
        "uitsluitingsgronden",
        False,
    ),
    "the first day": (("--begin", "2018-04"), "| Looptijd |", "looptijd", True),
    "the day": (("--peildatum", "2018-03-02"), "| Peildatum | 2 maart 2018", "peildatum", True),
}


@pytest.mark.parametrize("case", JUDGED)
def test_who_judged_what_the_file_says_did_not_judge_what_an_option_says(
    maatwerk: Run, tmp_path: Path, case: str
) -> None:
    """By the rule of an amount: the record says what was judged, and an option says otherwise."""
    options, row, judged, final = JUDGED[case]
    record = CHOSEN.replace("looptijd_maanden: 4", "begin: 2018-03-01\neinde: 2018-08-31")
    record = record.partition("lezingen")[0]
    if case == "the grounds":  # and then no amount decides
        record = record.replace("200000", "300000")
    (tmp_path / "t.yaml").write_text(record, encoding="utf-8")
    filed = FINAL.partition("beoordelingen")[0] + "beoordelingen:\n"
    for what in ("aard", "werkwijze", "uitsluitingsgronden", "looptijd", "peildatum"):
        who = "jurist" if what == judged else "adviseur"
        filed += f'  - {{wat: {what}, door: {who}, datum: "2018-02-02", motivering: Past beter}}\n'
    (tmp_path / "d.yaml").write_text(filed, encoding="utf-8")
    given = ("check-aanbesteding", "t.yaml", "--dossier", "d.yaml", *DATA, "--formaat", "markdown")
    as_filed = maatwerk(*given, cwd=tmp_path).stdout
    assert "| Status | definitief |" in as_filed
    assert "zoals het bestand zegt" not in as_filed
    memo = maatwerk(*given, *options, cwd=tmp_path).stdout
    (line,) = [line for line in memo.partition("## Gegevens")[2].splitlines() if line.startswith(row)]
    assert "jurist" not in line
    beside = [line for line in memo.splitlines() if ", zoals het bestand zegt: door jurist, op 2 feb" in line]
    assert len(beside) == 1
    assert memo.count("jurist") == 2  # there, and in the file that is printed: nowhere as who judged this
    assert "Reden: Past beter." in beside[0]
    assert ("| Status | definitief |" in memo) == final


@pytest.mark.parametrize(("option", "is_judged"), [("ug-1", True), ("ug-2", False)])
def test_who_judged_the_grounds_of_the_file_did_not_judge_those_of_an_option(
    maatwerk: Run, tmp_path: Path, option: str, is_judged: bool
) -> None:
    (tmp_path / "t.yaml").write_text(RECORD, encoding="utf-8")
    filed = '- {wat: uitsluitingsgronden, door: jurist, datum: "2018-02-02"}'
    (tmp_path / "d.yaml").write_text(f"beoordelingen:\n  {filed}\n", encoding="utf-8")
    given = ("check-aanbesteding", "t.yaml", "--dossier", "d.yaml", *DATA, "--formaat", "csv")
    done = maatwerk(*given, "--uitsluitingsgrond", option, cwd=tmp_path)
    row = next(csv.DictReader(io.StringIO(done.stdout)))
    assert row["uitkomst"] == "niet_van_toepassing"
    assert ("grond_niet_beoordeeld" not in row["onzeker"].split()) == is_judged


def test_an_estimate_of_all_lots_together_is_of_each(maatwerk: Run, tmp_path: Path) -> None:
    lots = "id;perceel;aard;loonsom_excl_btw\na;1;dienst;100000\na;2;dienst;150000\n"
    (tmp_path / "l.csv").write_text(lots, encoding="utf-8")
    for amount, together in (("250000", True), ("250001", False)):
        (tmp_path / "d.yaml").write_text(
            FINAL.replace("raming: {", f"raming: {{bedrag: {amount}, "), encoding="utf-8"
        )
        given = ("check-aanbesteding", "l.csv", "--dossier", "d.yaml", "--peildatum", "2018-03-01", *DATA)
        memo = maatwerk(*given, "--formaat", "markdown", cwd=tmp_path).stdout
        assert ("| € 100.000 | kostendeskundige |" in memo) == together
        assert ("| Bedrag | € 250.000, voor alle percelen samen |" in memo) == together
        assert (f"| € 100.000 | {OPEN}" in memo) != together


@pytest.mark.parametrize("choice", ["telt_niet_mee", "telt_mee"])
def test_a_reading_of_the_file_keeps_who_chose_it_beside_an_option(
    maatwerk: Run, tmp_path: Path, choice: str
) -> None:
    (tmp_path / "t.yaml").write_text(CHOSEN, encoding="utf-8")
    given = ("check-aanbesteding", "t.yaml", "--lezing", f"verlenging={choice}", *DATA, "--formaat")
    memo = maatwerk(*given, "markdown", cwd=tmp_path).stdout.replace("\\", "")
    if choice == "telt_niet_mee":
        assert "'alleen de vaste looptijd telt' | jurist | niet vastgelegd | Opties zijn onzeker |" in memo
        assert 'lezingen: {verlenging: {keuze: "telt_niet_mee", door: "jurist", reden:' in memo
    else:
        by = "Gekozen door: jurist. Reden: Opties zijn onzeker."
        assert (
            "'de opties tot verlenging tellen mee' | niet vastgelegd | niet vastgelegd | "
            f"niet vastgelegd. Het bestand zegt: 'alleen de vaste looptijd telt'. {by} |"
        ) in memo
        assert f"lezing verlenging: telt_niet_mee. {by} Opgegeven is telt_mee, en dat gaat voor." in memo


@pytest.mark.parametrize("reading", ["verlenging", "raamovereenkomst"])
def test_who_chose_by_the_tender_file_did_not_choose_what_an_option_says_otherwise(
    maatwerk: Run, tmp_path: Path, reading: str
) -> None:
    """Nor did who judged a fact of that name, where the record no longer says who chose."""
    choices = {
        "verlenging": ("telt_niet_mee", "telt_mee"),
        "raamovereenkomst": ("geheel", "nadere_overeenkomst"),
    }
    own, other = choices[reading]
    record = CHOSEN.partition("lezingen")[0].replace("raamovereenkomst: nee", "raamovereenkomst: ja")
    (tmp_path / "t.yaml").write_text(f"{record}lezingen: {{{reading}: {own}}}\n", encoding="utf-8")
    filed = f'{FINAL}  - {{wat: {reading}, door: directeur, datum: "2018-02-03"}}\n'
    (tmp_path / "d.yaml").write_text(filed, encoding="utf-8")
    given = ("check-aanbesteding", "t.yaml", "--dossier", "d.yaml", *DATA)
    over = (*given, "--lezing", f"{reading}={other}", "--formaat")
    as_filed = json.loads(maatwerk(*given, "--formaat", "json", cwd=tmp_path).stdout)
    assert as_filed["lezingen_gekozen"][reading]["door"] == "directeur"
    verdict = json.loads(maatwerk(*over, "json", cwd=tmp_path).stdout)
    assert verdict["lezingen"][reading] == other
    assert "lezingen_gekozen" not in verdict
    memo = maatwerk(*over, "markdown", cwd=tmp_path).stdout
    (row,) = [line for line in memo.splitlines() if "Gekozen: '" in line and line.startswith("|")]
    assert "directeur" not in row
    assert "Gekozen door: directeur" not in memo
    assert ", zoals het bestand zegt: door directeur" in memo or reading == "raamovereenkomst"
