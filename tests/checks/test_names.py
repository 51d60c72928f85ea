"""A name where an id or a code belongs is answered with the id or code that has it."""

from pathlib import Path

import pytest

from maatwerk_cli.checks.catalogue import shown_word
from maatwerk_cli.checks.names import _several
from maatwerk_cli.checks.run import check
from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.text.personal_data.privacy import MASK


@pytest.mark.parametrize(
    ("file", "old", "new", "meant"),
    [
        ("proeftuinen/zon.yaml", "- langdurig_werklozen", "- Langdurig werklozen", "langdurig_werklozen"),
        ("proeftuinen/zon.yaml", "categorie: schoonmaak", "categorie: Schoonmaak", "schoonmaak"),
        ("proeftuinen/zon.yaml", "- voorbeeldministerie", "- MVV", "voorbeeldministerie"),
        (
            "proeftuinen/zon.yaml",
            "- voorbeeldministerie",
            "- Ministerie van Voorbelden",
            "voorbeeldministerie",
        ),
        ("proeftuinen/zon.yaml", "- maan", "- Proeftuin Maansteen", "maan"),
        ("mijlpalen/2020.yaml", "id: verslag-2020", "id: Voorbeeldverslag over 2020", "verslag-2020"),
        # In what a figure counts, a feature is a code of its own list, or the id of its own kind.
        ("kerncijfers/2020.yaml", "categorie: schoonmaak", "categorie: Schoonmaak", "schoonmaak"),
        ("kerncijfers/2020.yaml", "categorie: schoonmaak", "opdrachtgever: MVV", "voorbeeldministerie"),
        ("proeftuinen/zon.yaml", "- langdurig_werklozen", "- Iets heel anders", None),
        ("kandidaten/k-aaaaaaaaa1.yaml", "proeftuin: zon", "proeftuin: Proeftuin Zonnebloem", None),
    ],
)
def test_the_one_that_has_this_name_is_meant(
    file: str, old: str, new: str, meant: str | None, basis: Path
) -> None:
    path = basis / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    (problem,) = [finding for finding in check(load_dataset(basis)) if finding.file == file]
    assert problem.code == "MW107"
    assert ("Bedoelde u" in problem.message) == (meant is not None)
    assert meant is None or f"Bedoelde u '{meant}'?" in problem.message


def test_a_word_is_shown_as_long_as_an_id_can_be_and_no_longer() -> None:
    assert shown_word("a" * 80) == "a" * 80
    assert shown_word("a" * 81) == MASK


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("Maan", False), ("Maan, Zon", True), ("maan en zon", True), ("maan zon", True), ("maan/zon", True),
        ("Maan & Zon", True), ("maan, mars", False), ("maan steen", False), ("mars, venus", False),
    ],
)  # fmt: skip
def test_a_text_that_names_more_than_one_means_none_of_them(text: str, several: bool) -> None:
    assert _several(text, {"maan": "maan", "zon": "zon"}) is several
