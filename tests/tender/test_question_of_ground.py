"""The question why a ground applies names the ground, and says whether the source has its text."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from maatwerk_cli.models.tender.cell import AmountReader, cell_readers
from maatwerk_cli.tender.facts import Facts, FactsReader
from maatwerk_cli.tender.frameworks.policy import Beleid, read_beleid
from maatwerk_cli.tender.lots import Lots
from maatwerk_cli.tender.questions.next_question import questions
from maatwerk_cli.tender.verdicts.assessor import Assessor

Run = Callable[..., CompletedProcess[str]]
DATA = Path(__file__).parents[2] / "data"
POLICY = read_beleid(DATA / "beleid")
assert isinstance(POLICY, Beleid)
HEAD = "id,aard,loonsom_excl_btw,looptijd_maanden,verlenging_maanden,uitsluitingsgronden,peildatum"
LINE = "dienst,500000,12,0,{grounds},2018-03-01"
TENDER = {
    "opdrachtgever_soort": "rijk", "werkwijze": "generiek_kader", "aard": "dienst",
    "loonsom_excl_btw": "500000", "looptijd_maanden": "12", "verlenging_maanden": "0",
    "raamovereenkomst": "nee", "peildatum": "2018-03-01",
}  # fmt: skip
WHO = "de opdrachtgever, die beoordeelt of social return past"
ONE = "Waarom geldt uitsluitingsgrond ug-3? De bron noemt de tekst van ug-3 niet; vraag die eerst na."
TWO = (
    "Waarom gelden uitsluitingsgronden ug-2 en ug-3? De bron noemt de tekst van ug-2 en ug-3 niet; vraag die "
    "eerst na."
)
FILLED = "Waarom geldt uitsluitingsgrond ug-3? ug-3: Voorbeeld van ug-3."


def facts_of(changes: Mapping[str, str]) -> Facts:
    cells = TENDER | dict(changes)
    facts = FactsReader(list(cells), cell_readers(AmountReader("komma"))).facts(list(cells.values()))
    assert isinstance(facts, Facts)
    return facts


def with_texts() -> Beleid:
    """Give the policy of which somebody filled in the grounds."""
    generic = POLICY.kaders["generiek_kader"]
    grounds = tuple(
        ground.model_copy(update={"status": "ingevuld", "tekst": f"Voorbeeld van {ground.id}."})
        for ground in generic.uitsluitingsgronden
    )
    filled = generic.model_copy(update={"uitsluitingsgronden": grounds})
    return replace(POLICY, kaders={**POLICY.kaders, "generiek_kader": filled})


@pytest.mark.parametrize(
    ("policy", "grounds", "text"),
    [(POLICY, "ug-3", ONE), (POLICY, "ug-2 ug-3", TWO), (with_texts(), "ug-3", FILLED)],
    ids=["one", "two", "with its text"],
)
def test_it_names_the_grounds_that_apply(policy: Beleid, grounds: str, text: str) -> None:
    facts, assessor = facts_of({"uitsluitingsgronden": grounds}), Assessor(policy)
    leading = assessor.decide(facts).kader
    assert leading is not None
    assert [(*asked,) for asked in leading.te_vragen] == [("motivering", text, WHO)]
    on_a_terminal = next(questions(facts, assessor, frozenset()))
    assert (on_a_terminal.text, on_a_terminal.who) == (text, WHO)


def test_of_another_lot_it_names_the_ground_of_that_lot() -> None:
    """Whether lot 2 falls outside is open: only then it counts in the sum that lot 1 needs."""
    both = {"loonsom_excl_btw": "200000", "lezingen": "percelen=samen percelen_buiten_kader=telt_niet_mee"}
    first = facts_of(both | {"perceel": "1", "uitsluitingsgronden": "nee"})
    other = facts_of(both | {"perceel": "2", "uitsluitingsgronden": "ug-3"})
    leading = Assessor(POLICY).decide(first, Lots([first, other])).kader
    assert leading is not None
    (asked,) = leading.te_vragen
    assert (asked.vraag, asked.wie) == (f"{ONE} Het gaat om perceel 2.", WHO)


def test_every_form_names_it(maatwerk: Run, tmp_path: Path) -> None:
    file = tmp_path / "reeks.csv"
    rows = [f"vb-{place},{LINE.format(grounds=ground)}" for place, ground in enumerate(["ug-3", "ug-1"], 1)]
    file.write_text("\n".join((HEAD, *rows)) + "\n", encoding="utf-8")
    command = ("check-aanbesteding", str(file), "--data", str(DATA))
    sheet = maatwerk(*command, "--vragenlijst", "--formaat", "csv").stdout
    asked = {row["id"]: (row["wie"], row["vraag"]) for row in csv.DictReader(io.StringIO(sheet))}
    other = ONE.replace("ug-3", "ug-1")
    assert asked == {"vb-1": (WHO, ONE), "vb-2": (WHO, other)}
    lines = maatwerk(*command, "--formaat", "jsonl").stdout.splitlines()
    texts = [json.loads(line)["kaders"][0]["te_vragen"][0]["vraag"] for line in lines]
    assert texts == [ONE, other]
    for form in ("tekst", "markdown"):
        words = " ".join(maatwerk(*command, "--vragenlijst", "--formaat", form).stdout.split())
        assert ONE in words
    memo = " ".join(maatwerk(*command, "--formaat", "markdown").stdout.replace("\\", "").split())
    assert f"{ONE} (Te vragen aan: {WHO}.)" in memo
    assert f"{other} (Te vragen aan: {WHO}.)" in memo
