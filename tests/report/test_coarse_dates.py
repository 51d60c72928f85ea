"""Of everything that has a date only the year is told, 2029: which tables have it on the last day but one?

On the last day it surely was; the day before it perhaps was, and nobody can say so.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from maatwerk_cli.models.proeftuin import Proeftuin
from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.report.contracts.duty_table import duty_table
from maatwerk_cli.report.contracts.lasting_table import lasting_table
from maatwerk_cli.report.contracts.plan_table import plan_table
from maatwerk_cli.report.course import course_by_year
from maatwerk_cli.report.people import _most
from maatwerk_cli.report.programme.evaluation import with_evaluation
from maatwerk_cli.report.programme.intentions import intentions_table
from maatwerk_cli.report.programme.leerformule import ProgrammeTables
from maatwerk_cli.report.programme.network import network_table
from maatwerk_cli.report.programme.participants import participants
from maatwerk_cli.report.state import (
    perhaps_already,
    perhaps_there,
    proeftuin_features,
    undated_later,
)
from maatwerk_cli.report.tables import Provenance, Rapport
from maatwerk_cli.text.table import DataTable

BEFORE, EVE, END = date(2028, 12, 31), date(2029, 12, 30), date(2029, 12, 31)
COARSE = {"id": "jaarstuk", "vindplaats": "blz. 1"}
EARLIER = {"id": "eerder", "vindplaats": "blz. 1"}
NO_STEPS = DataTable("kandidaten_stap", "", (), (), ())


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory, register_in: Any) -> Dataset:
    small = register_in(tmp_path_factory.mktemp("grof"))
    small.write("bronnen.yaml", [
        {"id": "jaarstuk", "titel": "V", "datum": "2029", "status": "geverifieerd"},
        {"id": "eerder", "titel": "V", "datum": "2028-12-31", "status": "geverifieerd"},
    ])  # fmt: skip
    small.proeftuin("stil", kandidaten={"aantal": 4, "bron": COARSE})
    small.proeftuin("klaar", verloop=[{"fase": "verduurzaamd", "sinds": "2029", "bron": COARSE}])
    small.proeftuin("ooit", verloop=[{"fase": "gestart", "bron": COARSE}])
    small.candidate("stil", "kandidaat")
    small.write("opdrachten/contract.yaml", {
        "id": "contract", "naam": "Contract", "soort": "opdracht", "begin": "2029", "bronnen": [COARSE],
        "opdrachtgever": "vb-bv", "leveranciers": ["vb-bv"], "categorie": "voorbeeld",
        "verplichting": {"vorm": "inspanning", "bron": COARSE},
    })  # fmt: skip
    plan = {"id": "plan", "proeftuin": "stil", "bronnen": [COARSE]}
    plan |= {"afgeleid": ["verloop.ondertekend"], "toelichting": "V"}
    small.write("plannen/plan.yaml", {**plan, "verloop": [
        {"stap": "ondertekend", "sinds": "2028", "bron": COARSE},
        {"stap": "decharge", "sinds": "2029", "bron": COARSE},
    ]})  # fmt: skip
    intended = {"soort": "voornemen", "stand": "aangekondigd"}
    small.write("mijlpalen/2029.yaml", [
        {"id": "open", "omschrijving": "Open", "voor": "2029", "bron": EARLIER, **intended},
        {"id": "later", "omschrijving": "Later", "voor": "2031", "bron": COARSE, **intended},
        {"id": "af", "omschrijving": "Af", "voor": "2029", "bron": EARLIER, **intended},
        {"id": "daad", "omschrijving": "Daad", "soort": "activiteit", "stand": "gedaan", "datum": "2029",
         "uitkomst_van": ["af"], "bron": EARLIER},
    ])  # fmt: skip
    small.write("vragenlijsten/scan.yaml", {
        "id": "scan", "naam": "Scan", "versie": "2", "meet": "Iets.", "bronnen": [COARSE],
        "schaal": [{"id": "ja", "tekst": "Ja"}, {"id": "nee", "tekst": "Nee"}],
        "vragen": [{"id": "v", "tekst": "Lukt het?"}],
    })  # fmt: skip
    scan = {"vragenlijst": "scan", "moment": "2029", "deelnemers": 9, "totalen": {"v": {"ja": 4, "nee": 5}}}
    small.write("trajecten/traject.yaml", {
        "id": "traject", "organisatie": "vb-bv", "begin": "2028", "einde": "2029", "deelnemers": 9,
        "scans": [scan], "bronnen": [COARSE],
    })  # fmt: skip
    small.text("relaties.csv", "van,rol,naar,bron,vindplaats\nvb-bv,partner,vb-bv,jaarstuk,blz. 1\n")
    loaded = load_dataset(small.root)
    assert not loaded.problems
    return loaded.dataset


def record(dataset: Dataset, name: str) -> Proeftuin:
    proeftuin = dataset.proeftuinen.get(name)
    assert proeftuin is not None
    return proeftuin


def made_lasting(dataset: Dataset, day: date) -> list[object]:
    rows = lasting_table(dataset, 2029, day, NO_STEPS, intern=False).rows
    return [row[1] for row in rows if row[0] == "Proeftuinen die zijn verduurzaamd"]


def signed_is_ours(dataset: Dataset, day: date) -> bool:
    """On the last day its discharge, which the source gives, says that it was signed too."""
    return (0, "individueel") in plan_table(dataset, 2029, day).inferred


def what_was_done(dataset: Dataset, day: date) -> int:
    made = Provenance("V", "", None, "1")
    reports = [Rapport(when.year, when, made, (), (), (), ()) for when in (BEFORE, END)]
    tables = with_evaluation(dataset, [reports[0], reports[1]._replace(peildatum=day)])[1].evaluatie
    return len(next(table for table in tables if table.id == "evaluatie_gedaan").rows)


def outcomes(dataset: Dataset, day: date) -> dict[object, object]:
    return {row[1]: row[2] for row in intentions_table(dataset, day).rows}


def end_of_course(dataset: Dataset, day: date) -> object:
    tables = ProgrammeTables(dataset, 2029, day, intern=True).tables(())
    return next(table for table in tables if table.id == "leerformule_traject").rows[0][2]


def measured(dataset: Dataset, day: date) -> bool:
    return any(str(key).startswith("meting/") for key in participants(dataset, 2029, day).counts)


NOT_YET, UNKNOWN = "Nog niet aan de orde", "Geen uitkomst bekend"
# What is asked, and the answer on the last day of the year, and on the day before.
ASKED: dict[str, tuple[Callable[[Dataset, date], object], object, object]] = {
    "what was made lasting": (made_lasting, [1], []),
    "whether it was read that a plan was signed": (signed_is_ours, False, True),
    "how many a source states": (
        lambda dataset, day: _most(dataset, {}, day, (("proeftuin", ("stil",)),)), 4, None
    ),
    "what was done": (what_was_done, 1, 0),
    "what came of what was intended": (
        outcomes, {"Open": UNKNOWN, "Af": "Gedaan", "Later": NOT_YET}, {"Open": NOT_YET, "Af": NOT_YET}
    ),
    "who takes part": (lambda dataset, day: len(network_table(dataset, day).rows), 1, 0),
    "what was measured": (measured, True, False),
    "whether a phase may be of before": (
        lambda dataset, day: bool(perhaps_already(record(dataset, "ooit"), dataset, day)), False, True
    ),
    "whether a step may be of before": (
        lambda dataset, day: undated_later(
            [entry.value for entry in dataset.kandidaten], dataset, day
        ), False, True
    ),
}  # fmt: skip


@pytest.mark.parametrize("asked", ASKED)
def test_what_perhaps_was_is_not_told_as_what_was(dataset: Dataset, asked: str) -> None:
    ask, at_the_end, the_day_before = ASKED[asked]
    assert ask(dataset, END) == at_the_end
    assert ask(dataset, EVE) == the_day_before


# What may have begun or ended is there, since leaving it out would say that it was not.
THERE: dict[str, Callable[[Dataset, date], bool]] = {
    "a contract": lambda dataset, day: bool(duty_table(dataset, day, intern=False).rows),
    "a proeftuin": lambda dataset, day: any(
        ask(record(dataset, "stil"), dataset, day) is not None for ask in (proeftuin_features, perhaps_there)
    ),
    "the end of a course": lambda dataset, day: end_of_course(dataset, day) == "2029",
}


@pytest.mark.parametrize("asked", THERE)
def test_what_perhaps_was_there_is_not_left_out(dataset: Dataset, asked: str) -> None:
    there = THERE[asked]
    assert [there(dataset, day) for day in (BEFORE, EVE, END)] == [False, True, True]


def test_beyond_what_is_kept_a_year_has_a_row_only_where_a_phase_was_surely_reached(small: Any) -> None:
    small.write("dataset.yaml", {"naam": "V", "schema": 1, "openbaar": False, "peildatum": "2029-06-30"})
    phases = (("in_wording", "2028"), ("gestart", "2029"))
    small.proeftuin("een", verloop=[{"fase": name, "sinds": when, "bron": COARSE} for name, when in phases])
    loaded = load_dataset(small.root).dataset
    assert [row[0] for row in course_by_year(loaded, date(2029, 10, 1)).rows] == ["2028"]
