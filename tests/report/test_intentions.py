"""What was intended and what came of it, in the table of a report and in what valideer says."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from maatwerk_cli.checks.run import check
from maatwerk_cli.models.facts.mijlpaal import Mijlpaal
from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.report.programme.intentions import intentions_table, is_intention

SOURCES = """\
- {id: vb-2018, titel: Voorbeeldverslag 2018, datum: "2019-02", peildatum: "2018-12-31", status: geverifieerd}
- {id: vb-2019, titel: Voorbeeldverslag 2019, datum: "2020-02", peildatum: "2019-12-31", status: geverifieerd}
"""
PLANS = """\
- {id: plan-dag, soort: voornemen, stand: aangekondigd, voor: "2019-q1", omschrijving: Een voorbeelddag,
   bron: {id: vb-2018, vindplaats: blz. 3}}
- {id: plan-boek, soort: voornemen, stand: aangekondigd, voor: "2019", omschrijving: Een voorbeeldboek,
   bron: {id: vb-2018, vindplaats: blz. 3}}
- {id: plan-film, soort: toezegging, stand: aangekondigd, voor: "2019", omschrijving: Een voorbeeldfilm,
   bron: {id: vb-2018, vindplaats: blz. 3}}
"""
OPEN = """\
- {id: plan-ooit, soort: voornemen, stand: aangekondigd, omschrijving: Ooit een voorbeeldreis,
   bron: {id: vb-2018, vindplaats: blz. 3}}
"""
LATER = """\
- {id: plan-2020, soort: voornemen, stand: aangekondigd, voor: "2020", omschrijving: Iets van later,
   bron: {id: vb-2019, vindplaats: blz. 9}}
"""
TOLD = """\
- {id: dag-was-er, soort: activiteit, stand: gedaan, datum: "2019-03", uitkomst_van: [plan-dag],
   omschrijving: De dag was er, bron: {id: vb-2019, vindplaats: blz. 5}}
- {id: boek-niet, soort: product, stand: vervallen, uitkomst_van: [plan-boek],
   omschrijving: Het boek kwam er niet, toelichting: Er was geen geld.,
   bron: {id: vb-2019, vindplaats: blz. 5}}
"""


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    (tmp_path / "mijlpalen").mkdir()
    (tmp_path / "dataset.yaml").write_text(
        'naam: Verzonnen\nschema: 1\nopenbaar: true\npeildatum: "2019-12-31"\ndrempel_onthulling: 5\n'
    )
    (tmp_path / "bronnen.yaml").write_text(SOURCES)
    (tmp_path / "mijlpalen" / "2018.yaml").write_text(OPEN)
    (tmp_path / "mijlpalen" / "2019.yaml").write_text(PLANS + TOLD)
    (tmp_path / "mijlpalen" / "2020.yaml").write_text(LATER)
    return tmp_path


def rows(root: Path, day: date) -> dict[str, dict[str, Any]]:
    table = intentions_table(load_dataset(root).dataset, day)
    names = [column.id for column in table.columns]
    present = [dict(zip(names, row, strict=True)) for row in table.rows]
    return {str(row["omschrijving"]): row for row in present}


def test_the_year_itself_knows_only_the_plans(plans: Path) -> None:
    listed = rows(plans, date(2018, 12, 31))
    assert set(listed) == {
        "Een voorbeelddag",
        "Een voorbeeldboek",
        "Een voorbeeldfilm",
        "Ooit een voorbeeldreis",
    }
    assert {name: row["uitkomst"] for name, row in listed.items()} == {
        "Een voorbeelddag": "Nog niet aan de orde",
        "Een voorbeeldboek": "Nog niet aan de orde",
        "Een voorbeeldfilm": "Nog niet aan de orde",
        "Ooit een voorbeeldreis": "Open: geen datum genoemd",
    }


def test_the_next_year_tells_what_came_of_them_and_what_is_not_known(plans: Path) -> None:
    listed = rows(plans, date(2019, 12, 31))
    assert {name: row["uitkomst"] for name, row in listed.items()} == {
        "Een voorbeelddag": "Gedaan",
        "Een voorbeeldboek": "Vervallen",
        "Een voorbeeldfilm": "Geen uitkomst bekend",
        "Ooit een voorbeeldreis": "Open: geen datum genoemd",
        "Iets van later": "Nog niet aan de orde",
    }
    day = listed["Een voorbeelddag"]
    assert (day["datum"], day["wat"], day["bron"]) == ("2019-03", "De dag was er.", "vb-2019, blz. 5")
    assert listed["Een voorbeeldboek"]["wat"] == "Het boek kwam er niet. Er was geen geld."
    assert listed["Een voorbeeldfilm"]["bron"] == "vb-2018, blz. 3"


def test_a_note_on_a_plan_does_not_stand_under_what_came_of_it(plans: Path) -> None:
    """Of 2018 the source says that an evaluation gives input for the policy: a plan, no outcome yet."""
    note = "De ervaringen zijn inbreng voor het beleid."
    (plans / "mijlpalen" / "2018.yaml").write_text(f"{OPEN.rstrip()[:-1]}, toelichting: {note}}}\n")
    table = intentions_table(load_dataset(plans).dataset, date(2018, 12, 31))
    heading = next(column.title for column in table.columns if column.id == "wat")
    assert rows(plans, date(2018, 12, 31))["Ooit een voorbeeldreis"]["wat"] == note
    assert heading == "Toelichting"


def test_no_outcome_is_a_warning_and_no_error(plans: Path) -> None:
    (problem,) = check(load_dataset(plans))
    assert (problem.code, problem.severity, problem.file) == ("MW342", "waarschuwing", "mijlpalen/2019.yaml")
    settings = plans / "dataset.yaml"
    settings.write_text(settings.read_text().replace("2019-12-31", "2018-12-31"))
    # Kept until the plans were made: nobody can know yet.
    (plans / "mijlpalen" / "2019.yaml").write_text(PLANS)
    assert [finding.code for finding in check(load_dataset(plans)) if finding.code == "MW342"] == []


@pytest.mark.parametrize(
    ("kind", "stand", "intended"),
    [
        ("voornemen", None, True),
        ("toezegging", "gedaan", True),  # it was promised, and what came of it is told
        ("activiteit", "aangekondigd", True),  # whatever it is, it was announced
        ("activiteit", "gedaan", False),
        ("product", "vervallen", False),
        (None, None, False),
    ],
)
def test_an_intention_is_what_was_intended_promised_or_announced(
    kind: str | None, stand: str | None, intended: bool
) -> None:
    given = {"soort": kind, "stand": stand}
    fields = {"id": "m", "omschrijving": "Iets", "bron": {"id": "vb-2018", "vindplaats": "blz. 3"}}
    milestone = Mijlpaal.model_validate({**fields, **{name: own for name, own in given.items() if own}})
    assert is_intention(milestone) is intended


def test_what_was_to_be_done_first_stands_first_and_what_has_no_date_last(plans: Path) -> None:
    rows = intentions_table(load_dataset(plans).dataset, date(2019, 12, 31)).rows
    assert [row[0] for row in rows] == ["2019-q1", "2019", "2019", "2020", None]
