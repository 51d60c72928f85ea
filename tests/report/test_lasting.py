"""Lasting work: what is told one by one and in posts is told apart and together, and people stay unknown."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.report.contracts.lasting_table import lasting_table
from maatwerk_cli.text.table import NOT_APPLICABLE_CELL, DataTable

BASE = Path(__file__).parents[1] / "checks" / "basis"
NO_STEPS = DataTable("kandidaten_stap", "", (), (), ())
POST = (
    "- {id: post, telt: proeftuinen, aantal: 2, kenmerken: {fase: verduurzaamd}, omschrijving: X, "
    "bron: {id: verslag-2020, vindplaats: §1}}\n"
)


@pytest.mark.parametrize(
    ("since", "post", "row"),
    [
        ("2020", POST, [1, 2, 3]),
        ("2020", "[]\n", [1, None, None]),  # how many there are beside it no source says
        ("2021", POST, [0, 2, 2]),  # made lasting a year later
        ("2021", "[]\n", None),
    ],
)
def test_proeftuinen_made_lasting(since: str, post: str, row: list[object] | None, tmp_path: Path) -> None:
    data = Path(shutil.copytree(BASE, tmp_path / "data"))
    (data / "proeftuinen/maan.yaml").write_text(
        f'id: maan\nnaam: Proeftuin Maan\nverloop:\n  - fase: verduurzaamd\n    sinds: "{since}"\n'
        "    bron: {id: verslag-2020, vindplaats: §1}\nbronnen:\n  - {id: verslag-2020, vindplaats: §1}\n",
        encoding="utf-8",
    )
    (data / "verzamelposten/2020.yaml").write_text(post, encoding="utf-8")
    table = lasting_table(load_dataset(data).dataset, 2020, date(2020, 12, 31), NO_STEPS)
    told = {name: counts for name, *counts in table.rijen}
    assert told.get("Proeftuinen die zijn verduurzaamd") == (None if row is None else [*row])
    assert told.get("Mensen die duurzaam aan het werk zijn", [None]) == (
        [None] if row is None else [NOT_APPLICABLE_CELL, None, None]
    )
