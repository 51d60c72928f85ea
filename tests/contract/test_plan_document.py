"""A plan of approach as a document: what it says, and what is still to be filled in."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def shown(maatwerk: Any, plan: str, form: str, data: str) -> str:
    done = maatwerk("toon", plan, "--formaat", form, "--data", str(ROOT / data))
    assert done.returncode == 0, done.stderr
    return str(done.stdout)


def test_a_plan_of_2018_says_what_the_source_does_not(maatwerk: Any) -> None:
    text = shown(maatwerk, "berenschot-2", "markdown", "data")
    assert text.startswith("# Plan van aanpak: Proeftuin Berenschot (afgeleid), versie 2 (afgeleid)\n")
    assert "Het register zegt niet dat dit plan is ondertekend." in text
    assert "| Werkervaringsplek | 3 | Hoger opgeleiden in het doelgroepenregister |" in text
    # Of the contract, who asked, what it wants, the lasting place and seven marks nothing is told.
    assert text.count("- [ ] ") == 4 + 7


def test_a_signed_plan_has_nothing_to_fill_in(maatwerk: Any) -> None:
    text = shown(maatwerk, "vb-plan-schoon-2", "html", "docs/voorbeelden/ministerie")
    assert "Nog in te vullen" not in text
    assert "Ondertekening" not in text
    assert "Decharge, 30 september 2021" in text
    assert '<html lang="nl">' in text


def test_each_line_to_sign_on_has_a_name_of_its_own(maatwerk: Any) -> None:
    """Two that are called "Datum" are one name twice in a list of names: read aloud they are the same."""
    page = shown(maatwerk, "berenschot-2", "html", "data")
    names = re.findall(r"<dt>(.*?)</dt>", page.partition("<h2>Ondertekening</h2>")[2])
    assert len(set(names)) == len(names) == 4


def test_a_plan_that_gave_way_says_so(maatwerk: Any) -> None:
    text = shown(maatwerk, "berenschot-1", "markdown", "data")
    assert "Dit plan is vervangen door een ander plan." in text
    assert "- [ ] " not in text


@pytest.mark.parametrize("record", ["kpmg", "jaarverslag-2018", "nergens"])
def test_another_record_has_no_such_document(maatwerk: Any, record: str) -> None:
    done = maatwerk("toon", record, "--formaat", "markdown", "--data", str(ROOT / "data"))
    assert done.returncode == 2
    assert done.stdout == ""
    assert "alleen voor een plan van aanpak" in done.stderr


def test_signing_and_discharge_are_steps_with_their_date_and_source(maatwerk: Any, tmp_path: Path) -> None:
    data = Path(shutil.copytree(ROOT / "docs" / "voorbeelden" / "ministerie", tmp_path / "data"))
    place = ("--bron", "voorbeeld-contractregister", "--vindplaats", "bijlage x", "--data", str(data))
    done = maatwerk("stap", "vb-plan-catering", "ondertekend", "--sinds", "2020-03", *place)
    assert done.returncode == 0, done.stderr
    text = (data / "plannen" / "vb-plan-catering.yaml").read_text(encoding="utf-8")
    assert '  - stap: ondertekend\n    sinds: "2020-03"\n' in text
    for arguments, message in (
        (("vb-plan-catering", "gevraagd"), "heeft de stap gevraagd al"),
        (("vb-plan-catering", "decharge", "--sinds", "2019-01"), "kan niet vóór gevraagd"),
        (("vb-plan-catering", "decharg"), "STAP: "),
        (("vb-plan-catering", "decharge", "--contract", "rijk"), "hoort bij een kandidaat"),
    ):
        done = maatwerk("stap", *arguments, *place)
        assert done.returncode == 2
        assert message in done.stderr
        assert done.stderr.count("\n") == 1
