"""Progress says of an obligation that it was inferred: of ATOS one is told, and no contract."""

import subprocess
from collections.abc import Callable
from pathlib import Path

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
    text = path.read_text(encoding="utf-8").replace("  - verplichting\n", "")
    path.write_text(text, encoding="utf-8")
    page = maatwerk("voortgang", "--formaat", "tekst", "--data", str(register)).stdout
    assert "afgeleid" not in page.lower()
