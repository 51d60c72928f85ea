"""A reading that was chosen carries who chose it, when and why, into every form and back into a record."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError
from typer.testing import CliRunner

from maatwerk_cli.cli.main import app
from maatwerk_cli.models.tender.aanbesteding import Aanbesteding

RECORD = """\
id: vb-1
aard: dienst
loonsom_excl_btw: 300000
looptijd_maanden: 4
verlenging_maanden: 12
uitsluitingsgronden: nee
peildatum: "2018-03-01"
lezingen:
  verlenging:
    keuze: telt_mee
    door: categoriemanager
    datum: "2018-02-20"
    reden: De opties worden zo goed als zeker gelicht.
"""


def _run(file: Path, *options: str) -> str:
    done = CliRunner().invoke(app, ["check-aanbesteding", str(file), *options])
    assert done.exit_code in (0, 1), done.output
    return done.stdout


def test_who_chose_when_and_why_is_in_every_form(tmp_path: Path) -> None:
    file = tmp_path / "vb.yaml"
    file.write_text(RECORD, encoding="utf-8")
    assert '"uitkomst": "van_toepassing"' in _run(file, "--formaat", "json")
    for form in ("markdown", "html", "tekst", "yaml"):
        text = _run(file, "--formaat", form)
        assert "categoriemanager" in text, form
        assert "zo goed als zeker" in " ".join(text.split()), form
        assert ("2018-02-20" if form == "yaml" else "20 februari 2018") in " ".join(text.split()), form


BARE = RECORD.partition("lezingen:")[0]


@pytest.mark.parametrize(
    ("readings", "choice"),
    [
        ("", None),
        ("lezingen: {verlenging: telt_mee}\n", None),
        ("lezingen: {verlenging: {keuze: telt_mee}}\n", None),
        ("lezingen: {verlenging: {keuze: telt_mee, reden: '-'}}\n", None),  # no reason
        (
            "lezingen: {percelen: apart, verlenging: {keuze: telt_mee, door: jurist}}\n",
            {"keuze": "telt_mee", "door": "jurist", "datum": None, "reden": None},
        ),
        (
            "lezingen: {verlenging: {keuze: telt_mee, door: jurist, datum: '2018', reden: Zo gelezen}}\n",
            {"keuze": "telt_mee", "door": "jurist", "datum": "2018", "reden": "Zo gelezen"},
        ),
    ],
)
def test_json_tells_who_chose_a_reading_where_the_record_does(
    tmp_path: Path, readings: str, choice: dict[str, str | None] | None
) -> None:
    """Beside the choice, which stays as it is; the same in a list."""
    file = tmp_path / "vb.yaml"
    file.write_text(BARE + readings, encoding="utf-8")
    verdict = json.loads(_run(file, "--formaat", "json"))
    assert verdict.get("lezingen_gekozen") == (choice and {"verlenging": choice})
    assert (verdict["lezingen"].get("verlenging") == "telt_mee") == bool(readings)
    listed = tmp_path / "lijst.yaml"
    listed.write_text(
        "".join(
            f"- {line}" if line.startswith("id") else f"  {line}"
            for line in (BARE + readings).splitlines(keepends=True)
        ),
        encoding="utf-8",
    )
    assert json.loads(_run(listed, "--formaat", "jsonl")) == verdict


@pytest.mark.parametrize(
    ("readings", "by_record"),
    [("lezingen: {verlenging: telt_mee}\n", ""), (RECORD.removeprefix(BARE), "categoriemanager")],
)
def test_json_tells_who_chose_a_reading_where_the_tender_file_does(
    tmp_path: Path, readings: str, by_record: str
) -> None:
    """As a memo does: what the file says goes before, and whom the record names is not lost."""
    (tmp_path / "vb.yaml").write_text(BARE + readings, encoding="utf-8")
    (tmp_path / "nog.yaml").write_text((BARE + readings).replace("vb-1", "vb-2"), encoding="utf-8")
    (tmp_path / "dossier.yaml").write_text(
        "id: vb-1\nbeoordelingen:\n"
        "  - {wat: verlenging, door: jurist, datum: '2018-02', motivering: Zo gelezen}\n",
        encoding="utf-8",
    )
    beside = ("--dossier", str(tmp_path / "dossier.yaml"))
    verdict = json.loads(_run(tmp_path / "vb.yaml", "--formaat", "json", *beside))
    own = verdict["lezingen_gekozen"]["verlenging"]
    assert (own["keuze"], own["door"], own["datum"]) == ("telt_mee", "jurist", "2018-02")
    assert own["reden"].startswith("Zo gelezen")
    assert by_record in own["reden"]
    listed = _run(tmp_path / "vb.yaml", str(tmp_path / "nog.yaml"), "--formaat", "jsonl", *beside)
    first, second = map(json.loads, listed.splitlines())
    assert first == verdict
    assert second.get("lezingen_gekozen", {}).get("verlenging", {}).get("door", "") == by_record


def test_the_row_of_the_reading_in_a_memo_has_who_when_and_why(tmp_path: Path) -> None:
    file = tmp_path / "vb.yaml"
    file.write_text(RECORD, encoding="utf-8")
    lines = _run(file, "--formaat", "markdown").splitlines()
    row = next(line for line in lines if line.startswith("|") and "Tellen opties" in line)
    assert "| categoriemanager | 20 februari 2018 | De opties worden" in row


def test_what_is_written_back_reads_the_same(tmp_path: Path) -> None:
    file, again = tmp_path / "vb.yaml", tmp_path / "weer.yaml"
    file.write_text(RECORD, encoding="utf-8")
    again.write_text(_run(file, "--formaat", "yaml"), encoding="utf-8")
    assert _run(again, "--formaat", "yaml") == _run(file, "--formaat", "yaml")
    assert _run(again, "--formaat", "json") == _run(file, "--formaat", "json")


def test_what_the_file_says_goes_before_what_the_record_says(tmp_path: Path) -> None:
    file, dossier = tmp_path / "vb.yaml", tmp_path / "dossier.yaml"
    file.write_text(RECORD, encoding="utf-8")
    dossier.write_text(
        "beoordelingen:\n  - wat: verlenging\n    door: jurist\n    datum: '2018-02-01'\n", encoding="utf-8"
    )
    text = _run(file, "--formaat", "markdown", "--dossier", str(dossier))
    row = next(line for line in text.splitlines() if "Tellen opties" in line and "Gekozen" in line)
    # The reason is of who gave it, and that the two differ is shown.
    other = "Het record noemt een ander: categoriemanager op 20 februari 2018. Reden daar: De opties worden"
    assert f"| jurist | 1 februari 2018 | {other}" in row
    for form in ("tekst", "tabel"):  # the same order on the screen
        screen = " ".join(_run(file, "--formaat", form, "--dossier", str(dossier)).split())
        assert f"Gekozen door: jurist. Gekozen op: 1 februari 2018. {other}" in screen


def test_a_reason_in_the_record_is_of_whom_the_file_names_where_that_is_the_same(tmp_path: Path) -> None:
    file, dossier = tmp_path / "vb.yaml", tmp_path / "dossier.yaml"
    dossier.write_text(
        "beoordelingen:\n  - wat: verlenging\n    door: categoriemanager\n    datum: '2018-02-20'\n"
    )
    for record in (RECORD, RECORD.replace("    door: categoriemanager\n", "")):
        file.write_text(record, encoding="utf-8")
        page = _run(file, "--formaat", "markdown", "--dossier", str(dossier))
        assert "| categoriemanager | 20 februari 2018 | De opties worden" in page
        assert "noemt een ander" not in page


def test_a_level_that_was_chosen_names_by_the_file_who_chose_it(tmp_path: Path) -> None:
    file, dossier = tmp_path / "vb.yaml", tmp_path / "dossier.yaml"
    choice = "lezingen: {raamovereenkomst: {keuze: geheel, door: categoriemanager}}\n"
    record = RECORD.partition("lezingen:")[0] + "raamovereenkomst: nadere_overeenkomst\n" + choice
    file.write_text(record, encoding="utf-8")
    dossier.write_text(
        "beoordelingen:\n  - wat: lezing_raamovereenkomst\n    door: jurist\n    datum: '2018-02-01'\n",
        encoding="utf-8",
    )
    for form in ("tekst", "markdown"):
        page = _run(file, "--formaat", form, "--dossier", str(dossier))
        assert "jurist" in page
        shown = page.partition("invoer.yaml:")[0]  # below that stands the record as it is
        assert "Gekozen door: categoriemanager" not in shown
        assert "noemt een ander: categoriemanager." in " ".join(shown.split())


@pytest.mark.parametrize(
    "choice",
    [
        {"door": "inkoper"},
        {"keuze": "telt_mee", "door": "inkoper jan voorbeeld"},
        {"keuze": "telt_mee", "wie": "inkoper"},
        {"keuze": "telt_mee", "reden": 5},
        {"keuze": "telt_mee", "datum": "20-02-2018"},
        {"keuze": 3},
        ["telt_mee"],
    ],
)
def test_what_is_no_choice_is_refused(choice: object) -> None:
    with pytest.raises(ValidationError):
        Aanbesteding.model_validate({"lezingen": {"verlenging": choice}})


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ("dag: 1", 'datum: "2018-03-20", reden: …}. Andere velden kan een keuze niet hebben.'),
        ("door: Jan Voorbeeld", "Schrijf een functie, zoals categoriemanager, en geen naam."),
        ("datum: 20-02-2018", 'of dag ("2018-08-01") die bestaat'),
    ],
)
def test_what_is_wrong_in_a_choice_is_said_with_what_can_stand_there(
    tmp_path: Path, part: str, says: str
) -> None:
    file = tmp_path / "vb.yaml"
    kept = RECORD.partition("    door:")[0]
    file.write_text(f"{kept}    {part}\n", encoding="utf-8")
    refused = str(CliRunner().invoke(app, ["check-aanbesteding", str(file)]).exception)
    assert says in refused
    assert "Jan" not in refused
