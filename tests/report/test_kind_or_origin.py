"""A kind and an origin are called by the names of two lists; one withheld count marks the whole report."""

from datetime import date
from pathlib import Path

from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.report.year import build_report

EXAMPLE = Path(__file__).parents[2] / "docs" / "voorbeelden" / "twee-jaren"


def test_names_of_two_lists_and_one_mark_for_all() -> None:
    report = build_report(load_dataset(EXAMPLE).dataset, 2019, date(2019, 12, 31), None)
    table = next(made for made in report.tabellen if made.id == "categorie_fase")
    assert {row[0] for row in table.rows} == {"Leerformule", "Partnerschap", "Regulier", "Totaal"}
    withheld = [bool(figure.afgeschermd) for figure in report.kerncijfers]
    assert any(withheld)
    assert not all(withheld)
    assert report._replace(tabellen=(), evaluatie=()).has_withheld
    assert report._replace(kerncijfers=()).has_withheld
    assert not report._replace(kerncijfers=(), tabellen=(), evaluatie=()).has_withheld
