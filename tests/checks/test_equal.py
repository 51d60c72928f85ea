"""Very many findings that say the same are one, with their number and the first places; in every form."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

HOW_MANY = 120


@pytest.fixture
def alike(basis: Path) -> Path:
    """Give a register in which many records have the same wrong code, and one has another fault."""
    text = (basis / "proeftuinen/maan.yaml").read_text().replace("verwant:\n  - zon\n", "")
    (basis / "proeftuinen/zon.yaml").write_text((basis / "proeftuinen/zon.yaml").read_text() + "zomaar: 1\n")
    for number in range(HOW_MANY):
        wrong = text.replace("id: maan", f"id: p-{number:03d}").replace(
            "categorie: schoonmaak", "categorie: schoon"
        )
        name = "Proeftuin " + "".join("abcdefghijkl"[int(digit)] * 5 for digit in f"{number:03d}")
        wrong = wrong.replace("Proeftuin Maansteen", name)
        (basis / f"proeftuinen/p-{number:03d}.yaml").write_text(wrong)
    return basis


def test_one_in_every_form_and_each_when_asked(maatwerk, alike) -> None:
    @cache
    def output(form: str, *more: str) -> str:
        done = maatwerk("valideer", "--formaat", form, "--data", str(alike), *more)
        assert done.returncode == 1
        return done.stdout

    of_code = [finding for finding in json.loads(output("json")) if finding["code"] == "MW204"]
    assert [finding["aantal"] for finding in of_code] == [HOW_MANY]
    assert of_code[0]["plaatsen"][:2] == [
        {"bestand": "proeftuinen/p-000.yaml", "regel": 5, "kolom": 12},
        {"bestand": "proeftuinen/p-001.yaml", "regel": 5, "kolom": 12},
    ]
    assert len(of_code[0]["plaatsen"]) == 20
    others = [finding for finding in json.loads(output("json")) if finding["code"] != "MW204"]
    assert ["aantal" in finding for finding in others] == [False]
    (result,) = [
        finding
        for finding in json.loads(output("sarif"))["runs"][0]["results"]
        if finding["ruleId"] == "MW204"
    ]
    assert (result["occurrenceCount"], len(result["locations"])) == (HOW_MANY, 20)
    assert output("github").count("MW204") == 1
    assert f"Dit komt {HOW_MANY} keer voor, ook op: proeftuinen/p-001.yaml:5" in output("github")
    assert len(re.findall(r"<testcase[^>]*MW204", output("junit"))) == 1
    assert f"Dit komt {HOW_MANY} keer voor" in output("junit")
    assert output("tekst").count("MW204") == 21
    for form in ("json", "sarif", "github", "junit"):
        assert len(re.findall(r"p-\d+\.yaml", output(form, "--alles"))) >= HOW_MANY
    every = [finding for finding in json.loads(output("json", "--alles")) if finding["code"] == "MW204"]
    assert len(every) == HOW_MANY
    assert "aantal" not in every[0]
