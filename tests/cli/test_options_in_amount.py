"""Whether options to extend are in the wage sum is told in every form, where it can turn the outcome."""

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
DATA = Path(__file__).parents[2] / "data"
CODE = "opties_in_bedrag"
SILENT = "Het kader zegt niet of opties meetellen in de loonsom"
IN_SHORT = "het maakt uit of opties meetellen in het bedrag"
UNRECORDED = "Niet vastgelegd is of de opties tot verlenging in de loonsom zitten."
ESTIMATE = "raming: {{wijze: uren, {opties}door: kostendeskundige, datum: 2018-05-10}}\n"
WITHIN = ESTIMATE.format(opties="opties: inbegrepen, ")
BESIDE = ESTIMATE.format(opties="opties: niet_inbegrepen, ")
HEAD = (
    "id,perceel,aard,loonsom_excl_btw,opdrachtwaarde_excl_btw,looptijd_maanden,verlenging_maanden,peildatum,"
    "uitsluitingsgronden,motivering,lezingen\n"
)


def row(
    wage: str, options: str = "12", value: str = "", kind: str = "dienst", months: str = "12", lot: str = ""
) -> str:
    readings = "percelen=samen" if lot else ""
    return f"vb,{lot},{kind},{wage},{value},{months},{options},2018-03-01,nee,,{readings}\n"


def forms(maatwerk: Run, folder: Path, rows: str, dossier: str = "") -> dict[str, str]:
    """Give what each form says of a list."""
    (folder / "lijst.csv").write_text(HEAD + rows, encoding="utf-8")
    (folder / "dossier.yaml").write_text(dossier, encoding="utf-8")
    extra = ("--dossier", "dossier.yaml") if dossier else ()
    pages = {}
    for form in ("json", "jsonl", "csv", "tekst", "markdown"):
        done = maatwerk(
            *("check-aanbesteding", "lijst.csv", *extra, "--formaat", form, "--data", str(DATA)), cwd=folder
        )
        assert done.returncode in (0, 1), done.stderr
        pages[form] = done.stdout
    return pages


# rows, what the file says, and what is told: nothing, or a text
CASES: dict[str, tuple[str, str, str]] = {
    "not recorded, and less can turn it": (row("300000"), "", UNRECORDED),
    "not recorded, and more can turn it": (row("200000"), "", "Met opties kan het oordeel"),
    "options of an unknown length": (row("300000", "onbekend"), "", UNRECORDED),
    "recorded to be in it": (row("300000"), WITHIN, "In de loonsom zitten de opties tot verlenging."),
    "recorded not to be in it": (
        row("200000"),
        BESIDE,
        "In de loonsom zitten de opties tot verlenging niet.",
    ),
    "in it, and what is left lies below": (
        row("300000"),
        f"{WITHIN}opties: [{{maanden: 12, bedrag: 50001}}]\n",
        "Getoetst is € 300.000. Zonder opties is de loonsom € 249.999. Dan is het oordeel anders over de "
        "voorwaarde 'De loonsom is hoog genoeg'.",
    ),
    "in it, and what is left is just enough": (
        row("300000"),
        f"{WITHIN}opties: [{{maanden: 12, bedrag: 50000}}]\n",
        "",
    ),
    "one option of two without an amount": (
        row("300000"),
        f"{WITHIN}opties: [{{maanden: 6, bedrag: 1}}, {{maanden: 6}}]\n",
        "Zonder opties kan het oordeel",
    ),
    "options only in the file": (row("300000", ""), "opties: [{maanden: 12}]\n", UNRECORDED),
    "in it, and less changes nothing": (row("200000"), WITHIN, ""),
    "not in it, and more changes nothing": (row("300000"), BESIDE, ""),
    "no options": (row("300000", "0"), "", ""),
    "no options, and an estimate that speaks of them": (row("300000", "0"), WITHIN, ""),
    "no options named": (row("300000", ""), "", ""),
    "another condition decides": (row("300000", kind="levering"), "", ""),
    "two conditions decide": (row("200000", months="3", options="1"), "", ""),
    "the wage sum is not known": (row(""), "", ""),
    "it is decided by the value": (row("", value="100000"), "", ""),
    "lots that count together": (
        row("200000", lot="1") + row("100000", lot="2"),
        WITHIN,
        "Zonder opties kan",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_told_in_every_form(maatwerk: Run, tmp_path: Path, case: str) -> None:
    rows, dossier, text = CASES[case]
    pages = forms(maatwerk, tmp_path, rows, dossier)
    verdicts = json.loads(pages["json"])
    assert [json.loads(line) for line in pages["jsonl"].splitlines()] == verdicts
    # with the outcome itself: in a table in short, else as it is
    page, screen = (" ".join(pages[form].replace("\\", "").split()) for form in ("markdown", "tekst"))
    decided = next(csv.DictReader(io.StringIO(pages["csv"])))["beslissend_tekst"]
    assert (IN_SHORT in decided) == bool(text)
    many = rows.count("vb,") > 1
    beside = IN_SHORT if many else SILENT
    assert (beside in page.partition("Waar deze uitkomsten" if many else "## Gegevens")[0]) == bool(text)
    assert (beside in (screen if many else screen.partition("Peildatum:")[0])) == bool(text)
    warnings = verdicts[0]["waarschuwingen"]
    assert any(SILENT in warning and text in warning for warning in warnings) == bool(text), warnings
    codes = next(csv.DictReader(io.StringIO(pages["csv"])))["onzeker"].split()
    assert (CODE in codes) == bool(text)
    for form in ("tekst", "markdown"):
        plain = " ".join(pages[form].replace("\\", "").split())
        if form == "markdown":
            assert (SILENT in plain and text in plain) == bool(text)
        assert bool(text) == (SILENT in plain or "opties in bedrag (" in plain)


def test_of_a_framework_without_a_limit_of_an_amount_nothing_is_told(maatwerk: Run, tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(
        "aard: dienst\nloonsom_excl_btw: 300000\nlooptijd_maanden: 12\nverlenging_maanden: 12\n"
        "werkwijze: maatwerk\nuitsluitingsgronden: nee\npeildatum: 2018-03-01\n",
        encoding="utf-8",
    )
    given = ("check-aanbesteding", "t.yaml", "--data", str(DATA), "--formaat")
    assert CODE not in maatwerk(*given, "csv", cwd=tmp_path).stdout
    aside = maatwerk(*given, "tekst", cwd=tmp_path).stdout.split(
        "Aangenomen en onzeker bij het generieke kader"
    )
    assert SILENT not in " ".join(aside[0].split())
    assert SILENT in " ".join(aside[1].split())


@pytest.mark.parametrize("wage", ["300000", "900000"])
def test_over_which_term_the_amount_is_stands_once_beside_it(
    maatwerk: Run, tmp_path: Path, wage: str
) -> None:
    """With the obligation, and not again among what was assumed; who signs is told it too."""
    record = "id: vb\naard: dienst\nlooptijd_maanden: 12\nverlenging_maanden: 12\nuitsluitingsgronden: nee\n"
    (tmp_path / "t.yaml").write_text(
        f"{record}loonsom_excl_btw: {wage}\npeildatum: 2018-03-01\n", encoding="utf-8"
    )
    given = ("check-aanbesteding", "t.yaml", "--data", str(DATA), "--formaat")
    screen = " ".join(maatwerk(*given, "tekst", cwd=tmp_path).stdout.split())
    memo = maatwerk(*given, "markdown", cwd=tmp_path).stdout
    read, signed = memo.partition("## Ondertekening")[::2]
    term = "Over welke looptijd het bedrag van de verplichting gaat, is niet bekend"
    assert (screen.count(term), read.count(term), signed.count(term)) == (1, 1, 1)
    assert term in screen.partition("Peildatum:")[0]
    assert term in read.partition("## Gegevens")[0]
