"""What is said to be unknown stays so: nothing is assumed of it, and no form calls it left out."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]
DATA = ("--data", str(Path(__file__).parents[2] / "data"))
FIELDS = {
    "opdrachtgever_soort": "--opdrachtgever-soort",
    "werkwijze": "--werkwijze",
    "raamovereenkomst": "--raamovereenkomst",
    "verlenging_maanden": "--verlenging",
}
"""What is assumed where it is not given, each with its option."""
FALSE = ("Aangenomen is", "niet ingevuld; gelezen", "geen werkwijze gekozen", "niet gekozen", "geen genoemd")
"""What only of a field that is left out can be said."""
WHOLE = {"opdrachtgever_soort": "rijk", "werkwijze": "generiek_kader", "raamovereenkomst": "nee"}
HEAD = "aard,loonsom_excl_btw,looptijd_maanden,uitsluitingsgronden,peildatum"
TENDER = "dienst,300000,12,nee,2018-06-01"


def verdict(maatwerk: Run, folder: Path, cells: dict[str, str], *options: str) -> dict[str, str]:
    """Judge one row of a list; a cell that is not named is empty."""
    names = [*WHOLE, "verlenging_maanden"]
    row = {**WHOLE, "verlenging_maanden": "0", **cells}
    table = folder / "lijst.csv"
    table.write_text(f"{HEAD},{','.join(names)}\n{TENDER},{','.join(row[name] for name in names)}\n", "utf-8")
    done = maatwerk("check-aanbesteding", str(table), *options, "--formaat", "csv", *DATA)
    (outcome,) = csv.DictReader(io.StringIO(done.stdout))
    return outcome


def by_options(maatwerk: Run, given: dict[str, str], *options: str) -> CompletedProcess[str]:
    """Judge one tender by options; a field that is not named is not given."""
    heads = {"aard": "--aard", "loonsom_excl_btw": "--loonsom", "looptijd_maanden": "--looptijd"}
    heads |= {"uitsluitingsgronden": "--uitsluitingsgrond", "peildatum": "--peildatum", **FIELDS}
    fields = {**dict(zip(HEAD.split(","), TENDER.split(","), strict=True)), **given}
    words = [word for field, text in fields.items() for word in (heads[field], text)]
    return maatwerk("check-aanbesteding", *words, *options, *DATA)


AGREEMENT = {
    # Of a call-off € 300 000 lies above the limit, and so does its whole; of a whole nothing is known of each
    # call-off, so that the kind of agreement can turn it.
    "a wage sum above the limit": ({"loonsom_excl_btw": "300000"}, "onbekend"),
    # The whole of which € 180 000 is one call-off can lie above it.
    "a wage sum below the limit": ({"loonsom_excl_btw": "180000"}, "onbekend"),
    "supplies fall outside, whatever it is": ({"aard": "levering"}, "niet_van_toepassing"),
    "no limit holds by the other way of working": ({"werkwijze": "maatwerk"}, "van_toepassing"),
}


@pytest.mark.parametrize(("given", "outcome"), AGREEMENT.values(), ids=AGREEMENT)
def test_an_agreement_that_is_not_known_is_open_where_it_can_turn_the_outcome(
    maatwerk: Run, given: dict[str, str], outcome: str
) -> None:
    by_level = set()
    for level in ("nee", "ja", "nadere_overeenkomst"):
        done = by_options(maatwerk, {**WHOLE, **given, "raamovereenkomst": level}, "--formaat", "json")
        by_level.add(json.loads(done.stdout)["uitkomst"])
    unknown = json.loads(
        by_options(maatwerk, {**WHOLE, **given, "raamovereenkomst": "onbekend"}, "--formaat", "json").stdout
    )
    assert unknown["uitkomst"] == outcome == (by_level.pop() if len(by_level) == 1 else "onbekend")
    followed = next(own for own in unknown["kaders"] if own["kader"] == {**WHOLE, **given}["werkwijze"])
    asked = [question["veld"] for question in followed["te_vragen"]]
    assert ("raamovereenkomst" in asked) == (outcome == "onbekend")


def test_a_reading_settles_what_the_agreement_would_tell(maatwerk: Run) -> None:
    given = {**WHOLE, "raamovereenkomst": "onbekend"}
    done = by_options(maatwerk, given, "--lezing", "raamovereenkomst=geheel", "--formaat", "json")
    assert json.loads(done.stdout)["uitkomst"] == "van_toepassing"  # the whole is no less than its part


@pytest.mark.parametrize("field", FIELDS)
def test_left_out_is_assumed_and_unknown_is_not(maatwerk: Run, tmp_path: Path, field: str) -> None:
    absent, unknown = (verdict(maatwerk, tmp_path, {field: cell}) for cell in ("", "onbekend"))
    assumed = {code for code in absent["onzeker"].split() if code.endswith("_aangenomen")}
    assert assumed
    if field == "werkwijze":  # the outcome is that of the generic framework unless another is named
        assert unknown["uitkomst"] == absent["uitkomst"] == "van_toepassing"
        return
    assert assumed.isdisjoint(unknown["onzeker"].split())
    if field != "verlenging_maanden":  # a term of a year is long enough, whatever may be added to it
        assert (absent["uitkomst"], unknown["uitkomst"]) == ("van_toepassing", "onbekend")
        assert field in unknown["te_vragen"].split()


def test_options_that_may_be_there_can_turn_a_short_term(maatwerk: Run) -> None:
    short = {**WHOLE, "looptijd_maanden": "4"}
    outcomes = [
        json.loads(by_options(maatwerk, {**short, "verlenging_maanden": own}, "--formaat", "json").stdout)[
            "uitkomst"
        ]
        for own in ("0", "onbekend")
    ]
    assert outcomes == ["niet_van_toepassing", "onbekend"]


@pytest.mark.parametrize("form", ["tabel", "tekst", "markdown", "json"])
@pytest.mark.parametrize("field", FIELDS)
def test_no_form_calls_it_left_out_or_not_chosen(maatwerk: Run, field: str, form: str) -> None:
    given = {**WHOLE, "verlenging_maanden": "0", field: "onbekend"}
    text = " ".join(by_options(maatwerk, given, "--formaat", form).stdout.split())
    said = [sentence for sentence in FALSE if sentence in text]
    assert not said


def test_an_option_and_a_cell_go_before_each_other_as_any_other(maatwerk: Run, tmp_path: Path) -> None:
    kind = "--opdrachtgever-soort"
    assert verdict(maatwerk, tmp_path, {"opdrachtgever_soort": "onbekend"}, kind, "rijk")["uitkomst"] == (
        "van_toepassing"
    )
    said = verdict(maatwerk, tmp_path, {"opdrachtgever_soort": "rijk"}, kind, "onbekend")
    assert (said["uitkomst"], said["reden_code"]) == ("onbekend", "soort_onbekend")


@pytest.mark.parametrize("text", ["onbekend", None])
@pytest.mark.parametrize("field", FIELDS)
def test_what_is_written_comes_to_the_same(
    maatwerk: Run, tmp_path: Path, field: str, text: str | None
) -> None:
    given = {**WHOLE, "verlenging_maanden": "0", "looptijd_maanden": "4"} | ({field: text} if text else {})
    given = {name: value for name, value in given.items() if text or name != field}
    first = by_options(maatwerk, given, "--formaat", "json").stdout
    record = tmp_path / "invoer.yaml"
    record.write_text(by_options(maatwerk, given, "--formaat", "yaml").stdout, "utf-8")
    again = maatwerk("check-aanbesteding", str(record), "--formaat", "json", *DATA).stdout
    assert again == first


def test_a_kind_that_is_not_known_leaves_the_frameworks_of_every_kind_open(maatwerk: Run) -> None:
    folder = Path(__file__).parents[2] / "docs" / "voorbeelden" / "gemeente"
    words = (
        "--aard",
        "dienst",
        "--opdrachtwaarde",
        "200000",
        "--looptijd",
        "12",
        "--peildatum",
        "2022-03-01",
    )
    grounds = ("--uitsluitingsgrond", "nee", "--formaat", "json", "--data", str(folder))
    done = maatwerk("check-aanbesteding", *words, "--opdrachtgever-soort", "onbekend", *grounds)
    outcome = json.loads(done.stdout)
    assert (outcome["uitkomst"], outcome["kaders"][0]["uitkomst"]) == ("onbekend", "van_toepassing")
    assert any("geldt alleen voor een decentrale overheid" in text for text in outcome["waarschuwingen"])
