"""Rules on figures count as the report does, without its tables: one meaning, held together here."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from maatwerk_cli.checks.rules import figure_rules
from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.report.counting import count_kandidaten, count_proeftuinen
from maatwerk_cli.report.posts import posts_of

ROOT = Path(__file__).parents[2]
REGISTERS = [(ROOT / "data", 2018), (Path(__file__).parent / "basis", 2020)]


@pytest.mark.parametrize(("root", "year"), REGISTERS)
@pytest.mark.parametrize("since", ["", "2016", "2040-q1"])
def test_rules_and_report_count_alike(root: Path, year: int, since: str, tmp_path: Path) -> None:
    data = Path(shutil.copytree(root, tmp_path / "data"))
    if since:  # move every dated phase and step, so that some are surely, perhaps and not yet reached
        for file in [*data.glob("proeftuinen/*.yaml"), *data.glob("kandidaten/*.yaml")]:
            lines = file.read_text(encoding="utf-8").splitlines()
            moved = [f'    sinds: "{since}"' if "sinds:" in line else line for line in lines]
            file.write_text("\n".join(moved) + "\n", encoding="utf-8")
    dataset = load_dataset(data).dataset
    day = date(year, 12, 31)
    telling = {"proeftuinen": count_proeftuinen(dataset, day), "kandidaten": count_kandidaten(dataset, day)}
    profiles = figure_rules._profiles(dataset, day)
    posts = posts_of(dataset, year)
    compared = 0
    for entry in dataset.kerncijfers.by_stem[str(year)]:
        selection = entry.value.herleiding
        if selection is not None:
            sure, _ = telling[selection.telt].count(selection.kenmerken)
            counted = sure + sum(post.aantal for post in posts.counted(selection))
            assert figure_rules.registered(selection, profiles[selection.telt], posts) == counted
            compared += 1
    assert compared >= 2
