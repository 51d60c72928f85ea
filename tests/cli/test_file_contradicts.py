"""A tender file that says otherwise than the tender that is judged: every form tells."""

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
DATA = ("--data", str(Path(__file__).parents[2] / "data"))
CODE = "dossier_tegenspraak"
# four months firm and twelve of options, so that it is long enough by the options alone
RECORD = """id: vb-1
opdrachtgever: Voorbeelddienst
opdrachtgever_soort: rijk
aard: dienst
loonsom_excl_btw: 300000
looptijd_maanden: 4
verlenging_maanden: 12
raamovereenkomst: nee
uitsluitingsgronden: nee
peildatum: "2018-03-01"
werkwijze: generiek_kader
lezingen: {verlenging: telt_mee}
"""
ESTIMATE = 'raming: {{wijze: Uren, {}door: kostendeskundige, datum: "2018-02-01"}}\n'
# Of a file: what of it cannot be true together with the record, and else nothing.
FILES = {
    "another amount": (
        ESTIMATE.format("bedrag: 200000, "),
        "Geraamd is € 200.000, en getoetst is € 300.000.",
    ),
    "the same amount": (ESTIMATE.format("bedrag: 300000, "), ""),
    "an estimate without an amount": (ESTIMATE.format(""), ""),
    "options of another term": (
        "opties: [{maanden: 1, bedrag: 5000}]\n",
        "De opties van het dossier duren samen een ander aantal maanden dan de verlenging",
    ),
    "options of that term": ("opties: [{maanden: 6}, {maanden: 6}]\n", ""),
    "options of more than the whole": (
        ESTIMATE.format("opties: inbegrepen, ") + "opties: [{maanden: 12, bedrag: 300001}]\n",
        "De bedragen van de opties zijn samen hoger dan de loonsom",
    ),
    "about another tender": ("id: vb-2\n" + ESTIMATE.format("bedrag: 200000, "), ""),
}


def forms(maatwerk: Run, folder: Path, record: str, filed: str) -> tuple[list[str], list[str], str, str]:
    """Give the warnings of JSON, the codes of CSV, and what a screen and a memo say."""
    (folder / "t.yaml").write_text(record, encoding="utf-8")
    (folder / "d.yaml").write_text(filed, encoding="utf-8")
    given = ("check-aanbesteding", "t.yaml", "--dossier", "d.yaml", *DATA, "--formaat")
    said = {form: maatwerk(*given, form, cwd=folder).stdout for form in ("json", "csv", "tekst", "markdown")}
    codes = next(csv.DictReader(io.StringIO(said["csv"])))["onzeker"].split()
    screen, memo = (" ".join(said[form].replace("\\", "").split()) for form in ("tekst", "markdown"))
    return json.loads(said["json"])["waarschuwingen"], codes, screen, memo


@pytest.mark.parametrize("case", FILES)
def test_what_a_file_says_otherwise_is_told_in_every_form(maatwerk: Run, tmp_path: Path, case: str) -> None:
    filed, text = FILES[case]
    warnings, codes, screen, memo = forms(maatwerk, tmp_path, RECORD, filed)
    assert (CODE in codes) == bool(text)
    assert [text in warning for warning in warnings].count(True) == (1 if text else len(warnings))
    if text:
        assert screen.count(text) == 1
        assert text in memo.split("## Ondertekening")[1]


def test_options_within_an_amount_of_a_tender_without_options(maatwerk: Run, tmp_path: Path) -> None:
    record = RECORD.replace("looptijd_maanden: 4", "looptijd_maanden: 12").replace(
        "maanden: 12\nraam", "maanden: 0\nraam"
    )
    warnings, codes, screen, _ = forms(maatwerk, tmp_path, record, ESTIMATE.format("opties: inbegrepen, "))
    text = "volgens de invoer zijn er geen opties. Eén van beide klopt niet."
    assert CODE in codes
    assert any(text in warning for warning in warnings)
    assert screen.count(text) == 1


def test_a_series_counts_it_and_an_estimate_of_all_lots_together_is_none(
    maatwerk: Run, tmp_path: Path
) -> None:
    head = "id;perceel;aard;loonsom_excl_btw;looptijd_maanden;verlenging_maanden;raamovereenkomst;"
    rows = [f"{name};dienst;200000;12;0;nee;nee" for name in ("a;1", "a;2", "b;")]
    (tmp_path / "l.csv").write_text("\n".join([f"{head}uitsluitingsgronden", *rows]), encoding="utf-8")
    estimate = ESTIMATE.format("bedrag: 400000, ").removeprefix("raming: ").strip()
    (tmp_path / "d.yaml").write_text(f"- raming: {estimate}\n", encoding="utf-8")
    options = ("--opdrachtgever-soort", "rijk", "--peildatum", "2018", "--formaat", "csv")
    done = maatwerk("check-aanbesteding", "l.csv", "--dossier", "d.yaml", *options, *DATA, cwd=tmp_path)
    codes = [row["onzeker"].split() for row in csv.DictReader(io.StringIO(done.stdout))]
    assert [CODE in own for own in codes] == [False, False, True]
    assert "dossier tegenspraak (1)" in done.stderr
