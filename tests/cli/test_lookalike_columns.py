"""A column that was not read and resembles what was then assumed keeps a memo from being final."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]
DATA = ("--data", str(Path(__file__).parents[2] / "data"))
FINAL = """status: definitief
versie: "1.0"
opgesteld: {door: inkoper, datum: "2018-02-20"}
raming: {wijze: Uren maal tarief, door: kostendeskundige, datum: "2018-02-01"}
beoordelingen: [{wat: uitsluitingsgronden, door: jurist, datum: "2018-02-01"}]
"""
GIVEN = {
    "id": "vb-1", "opdrachtgever": "Voorbeelddienst", "aard": "dienst",
    "loonsom_excl_btw": "400000", "looptijd_maanden": "12",
    "uitsluitingsgronden": "nee", "peildatum": "2018-03-01", "opdrachtgever_soort": "rijk",
    "verlenging_maanden": "0", "raamovereenkomst": "nee", "werkwijze": "generiek_kader",
}  # fmt: skip
KIND = "De kolom 'Soort opdrachtgever' lijkt op opdrachtgever_soort en is niet gelezen, en dat gegeven is"
# The head that is not read and its cell; the field that is left out; how the column is told; why.
SKIPPED: dict[str, tuple[str, str, str, str]] = {
    "the kind of authority": ("Soort opdrachtgever", "decentraal", "opdrachtgever_soort", KIND),
    "options to extend": (
        "opties", "12", "verlenging_maanden", "De kolom 'opties' lijkt op verlenging_maanden en is niet",
    ),
    "options to extend in years": (
        "verlenging (jaren)", "1", "verlenging_maanden",
        "De kolom 'verlenging (jaren)' lijkt op verlenging_maanden en is niet",
    ),
    "a framework agreement": (
        "raamcontract", "ja", "raamovereenkomst", "De kolom 'raamcontract' lijkt op raamovereenkomst en is",
    ),
    "the way of working": ("regeling", "maatwerk", "werkwijze", "De kolom 'regeling' lijkt op werkwijze en"),
    "a head that is personal": (
        "opties 0612345678", "12", "verlenging_maanden",
        "Een kolom waarvan de kop op een persoonsgegeven lijkt, lijkt op verlenging_maanden en is niet",
    ),
}  # fmt: skip
READ: dict[str, tuple[str, str, str]] = {
    "the field itself is there too": ("Soort opdrachtgever", "decentraal", ""),
    "it resembles what was not assumed": ("contractduur", "12", "opdrachtgever_soort"),
    "it resembles nothing": ("kleur", "rood", "opdrachtgever_soort"),
}


def table(folder: Path, head: str, cell: str, without: str, rows: int = 1) -> None:
    given = {name: text for name, text in GIVEN.items() if name != without}
    lines = [";".join((*given, head))]
    lines += [";".join((*(given | {"id": f"vb-{row}"}).values(), cell)) for row in range(1, rows + 1)]
    (folder / "lijst.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "dossier.yaml").write_text(FINAL, encoding="utf-8")


def run(maatwerk: Run, folder: Path, *options: str) -> str:
    done = maatwerk("check-aanbesteding", "lijst.csv", *options, *DATA, cwd=folder)
    assert done.returncode in (0, 1), done.stderr
    return " ".join(done.stdout.replace("\\", "").split())


@pytest.mark.parametrize("case", SKIPPED)
def test_a_memo_is_not_final_and_every_form_in_words_says_why(
    maatwerk: Run, tmp_path: Path, case: str
) -> None:
    head, cell, field, text = SKIPPED[case]
    table(tmp_path, head, cell, field)
    memo = run(maatwerk, tmp_path, "--dossier", "dossier.yaml", "--formaat", "markdown")
    assert "| Status | concept |" in memo
    reason = memo.partition("Dat kan nog niet:")[2].partition(" ## ")[0]
    assert text in reason
    signed = memo.partition("Dit hoort bij die vaststelling:")[2].partition("Handtekening")[0]
    assert text in signed
    assert "Staat het in die kolom?" not in signed
    assert "0612345678" not in memo
    assert text in run(maatwerk, tmp_path, "--formaat", "tekst")
    (verdict,) = json.loads(run(maatwerk, tmp_path, "--formaat", "json"))
    assert [text in warning for warning in verdict["waarschuwingen"]].count(True) == 1


@pytest.mark.parametrize("case", READ)
def test_a_column_that_says_nothing_of_what_was_assumed_changes_nothing(
    maatwerk: Run, tmp_path: Path, case: str
) -> None:
    head, cell, without = READ[case]
    table(tmp_path, head, cell, without)
    memo = run(maatwerk, tmp_path, "--dossier", "dossier.yaml", "--formaat", "markdown")
    assert "| Status | definitief |" in memo
    assert "en dat gegeven is aangenomen" not in memo


def test_an_option_that_fills_it_in_assumes_nothing(maatwerk: Run, tmp_path: Path) -> None:
    table(tmp_path, "Soort opdrachtgever", "decentraal", "opdrachtgever_soort")
    memo = run(
        maatwerk,
        tmp_path,
        "--opdrachtgever-soort",
        "rijk",
        "--dossier",
        "dossier.yaml",
        "--formaat",
        "markdown",
    )
    assert "| Status | definitief |" in memo


def test_of_a_series_every_row_that_was_assumed_says_it(maatwerk: Run, tmp_path: Path) -> None:
    table(tmp_path, "Soort opdrachtgever", "decentraal", "opdrachtgever_soort", rows=2)
    memo = run(maatwerk, tmp_path, "--dossier", "dossier.yaml", "--formaat", "markdown")
    assert memo.count("| Status | concept |") == 2
    done = maatwerk("check-aanbesteding", "lijst.csv", "--formaat", "jsonl", *DATA, cwd=tmp_path)
    for line in done.stdout.splitlines():
        assert KIND in " ".join(json.loads(line)["waarschuwingen"])


def test_the_overview_of_a_series_names_the_column_beside_what_was_assumed(
    maatwerk: Run, tmp_path: Path
) -> None:
    table(tmp_path, "verlenging", "24", "verlenging_maanden", rows=2)
    memo = run(maatwerk, tmp_path, "--formaat", "markdown")
    overview = memo.partition("per nummer:")[2].partition(" ## 1")[0]
    assert "1 en 2: Er is geen verlenging ingevuld." in overview
    assert (
        "1 en 2: De kolom 'verlenging' lijkt op verlenging_maanden en is niet gelezen, en dat gegeven is "
        "aangenomen." in overview
    )


ORDERS = {
    "a motivation that is not used": ({"motivering": "Het werk is geheim"}, "De motivering is niet gebruikt"),
    "a call-off": (
        {"raamovereenkomst": "nadere_overeenkomst", "lezingen": "raamovereenkomst=nadere_overeenkomst"},
        "Of social return al bij de raamovereenkomst is belegd, is hier niet nagegaan.",
    ),
    "a year for a day": (
        {"peildatum": "2017", "werkwijze": ""}, "De bron zegt niet waarover het percentage wordt genomen.",
    ),
    "nothing was chosen or filled in": (
        {"verlenging_maanden": "", "raamovereenkomst": "", "werkwijze": "", "opdrachtgever_soort": ""},
        "Er is geen werkwijze gekozen.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ORDERS)
def test_who_signs_states_no_order_and_asks_nothing(maatwerk: Run, tmp_path: Path, case: str) -> None:
    changed, text = ORDERS[case]
    given = GIVEN | changed
    lines = (";".join(given), ";".join(given.values()))
    (tmp_path / "lijst.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    memo = run(maatwerk, tmp_path, "--formaat", "markdown")
    signed = memo.partition("Dit hoort bij die vaststelling:")[2].partition("Opgesteld door")[0]
    assert text in signed
    sentences = signed.replace("- ", "").split(". ")
    orders = ("Vul ", "Kies ", "Geef ", "Ga ", "Leg ", "Vraag ", "Zet ", "Haal ", "Schrijf ", "Toets ")
    own = [part for part in sentences if part.strip().startswith(orders)]
    assert own == []
    asking = [part for part in sentences if part.endswith("?") or "? " in part]
    assert [part for part in asking if "Gekozen: " not in part] == []
