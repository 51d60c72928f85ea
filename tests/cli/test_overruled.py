"""What an option says otherwise than the file goes before it, and every form says so."""

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

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


def test_a_memo_of_what_was_overruled_is_made_again_from_that_file(maatwerk: Run, tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(RECORD, encoding="utf-8")
    given = ("check-aanbesteding", "t.yaml", "--loonsom", "100000", "--formaat", "markdown")
    first = maatwerk(*given, *DATA, cwd=tmp_path).stdout
    command = [token.content for token in MarkdownIt().parse(first) if token.type == "fence"][-1]
    maatwerk(*command.split()[1:], *DATA, cwd=tmp_path)
    assert (tmp_path / "memo.md").read_text(encoding="utf-8") == first
