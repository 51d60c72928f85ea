"""What a relation is with is told to be missing only where all that it can be is known."""

import shutil
from pathlib import Path

import pytest

from maatwerk_cli.checks.rules import programme_rules
from maatwerk_cli.register.loading import load_dataset

DATA = Path(__file__).parents[2] / "data"


@pytest.mark.parametrize(
    ("broken", "expected"),
    [((), 1), (("categorie",), 0), (("doelgroep",), 0), (("categorie", "doelgroep"), 0)],
)
def test_a_broken_list_may_hold_what_is_named(broken: tuple[str, ...], expected: int, tmp_path: Path) -> None:
    data = Path(shutil.copytree(DATA, tmp_path / "data"))
    file = data / "relaties.csv"
    head, first, *rest = file.read_text(encoding="utf-8").splitlines()
    van, rol, _, others = first.split(",", 3)
    file.write_text("\n".join([head, f"{van},{rol},bestaat-niet,{others}", *rest]) + "\n", encoding="utf-8")
    for name in broken:
        (data / f"codelijsten/{name}.csv").write_text("geen,codelijst\n1\n", encoding="utf-8")
    problems = list(programme_rules.relations_lead_somewhere(load_dataset(data).dataset))
    assert [finding.code for finding in problems] == ["MW230"] * expected
