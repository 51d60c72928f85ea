"""Progress says of an obligation that it was inferred: of ATOS one is told, and no contract."""

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize("per", ["opdracht", "leverancier", "categorie"])
def test_an_inferred_obligation_is_marked_in_the_overview(maatwerk: Run, register: Path, per: str) -> None:
    data = ("--data", str(register))
    text = " ".join(maatwerk("voortgang", "--per", per, "--formaat", "tekst", *data).stdout.split())
    assert (
        "Verplichting: zonder bedrag (afgeleid); Aanvaard: onbekend; Open: zonder bedrag (afgeleid);" in text
    )
    assert "Afgeleid, en niet letterlijk in een bron: de verplichting van atos-ict-inhuur." in text


def test_an_obligation_that_a_source_gives_has_no_mark(maatwerk: Run, register: Path) -> None:
    path = register / "opdrachten/atos-ict-inhuur.yaml"
    text = path.read_text(encoding="utf-8").replace("afgeleid:\n  - naam\n  - verplichting\n", "")
    path.write_text(text, encoding="utf-8")
    page = maatwerk("voortgang", "--formaat", "tekst", "--data", str(register)).stdout
    assert "afgeleid" not in page.lower()


def lines_of(content: dict[str, Any]) -> list[list[str]]:
    return [line["afgeleide_kolommen"] for line in (*content["regels"], content["totaal"])]


@pytest.mark.parametrize("per", ["leverancier", "categorie"])
def test_for_programs_the_keys_that_rest_on_it_are_named(maatwerk: Run, register: Path, per: str) -> None:
    data = ("--per", per, "--data", str(register))
    content = json.loads(maatwerk("voortgang", "--formaat", "json", *data).stdout)
    assert lines_of(content) == [["verplichting", "open"]] * 2
    # Without an amount is not the same as unknown: an effort is owed, and no source gives an amount.
    (line,) = content["regels"]
    assert line["zonder_bedrag"] == content["totaal"]["zonder_bedrag"] == ["verplichting", "open"]
    rows = list(csv.DictReader(io.StringIO(maatwerk("voortgang", "--formaat", "csv", *data).stdout)))
    assert [row["afgeleide_kolommen"] for row in rows] == ["verplichting;open"] * 2
    assert [row["zonder_bedrag"] for row in rows] == ["verplichting;open"] * 2


def test_the_name_that_we_gave_a_contract_is_marked(maatwerk: Run, register: Path) -> None:
    data = ("--data", str(register))
    (line,) = json.loads(maatwerk("voortgang", "--formaat", "json", *data).stdout)["regels"]
    assert line["afgeleide_kolommen"] == ["naam", "verplichting", "open"]
    text = " ".join(maatwerk("voortgang", "--formaat", "tekst", *data).stdout.split())
    assert text.count("Opdracht van ATOS in ICT Inhuur (atos-ict-inhuur) (afgeleid)") == 2


def test_every_sentence_about_it_has_the_mark(maatwerk: Run, register: Path) -> None:
    data = ("--formaat", "tekst", "--data", str(register))
    first = " ".join(maatwerk("voortgang", *data).stdout.split())
    assert "Verplichting: zonder bedrag (afgeleid). Aanvaard: onbekend." in first
    assert "Nog open: zonder bedrag (afgeleid)." in first
    detail = " ".join(maatwerk("voortgang", "atos-ict-inhuur", *data).stdout.split())
    assert detail.count("Nog open: zonder bedrag (afgeleid).") == 2
    assert detail.startswith("Voortgang: Opdracht van ATOS in ICT Inhuur (afgeleid) ")


def test_a_sheet_marks_an_inferred_amount_and_what_is_left_of_it(maatwerk: Run, register: Path) -> None:
    path = register / "opdrachten/atos-ict-inhuur.yaml"
    text = path.read_text(encoding="utf-8").replace("vorm: inspanning", "vorm: bedrag\n  bedrag: 1000")
    path.write_text(text, encoding="utf-8")
    target = register.parent / "uit.xlsx"
    done = maatwerk("voortgang", "--formaat", "xlsx", "--uitvoer", str(target), "--data", str(register))
    assert done.returncode == 0, done.stderr
    rows = [row for row in openpyxl.load_workbook(target)["voortgang"].iter_rows() if row[2].value == 1000]
    assert ['"*"' in row[2].number_format for row in rows] == [True, True]
