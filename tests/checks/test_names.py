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


@pytest.mark.parametrize(
    ("old", "new", "remedy"),
    [
        ("  - voorbeeldbouw", "  - Voorbeeldbouw en Voorbeeldzorg", "Zet elk op een eigen regel"),
        ("categorie: schoonmaak", "categorie: Schoonmaak, schoonmaak", "Hier kan er maar één staan."),
        ("categorie: schoonmaak", "categorie: Schoonmaak, en meer", "Een id of code bestaat uit"),
    ],
)
def test_where_more_than_one_is_named_it_is_told_how_many_there_can_be(
    old: str, new: str, remedy: str, basis: Path
) -> None:
    path = basis / "proeftuinen/zon.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    (problem,) = [finding for finding in check(load_dataset(basis)) if finding.code == "MW107"]
    assert remedy in problem.remedy


@pytest.mark.parametrize(
    ("id_", "remedy"),
    [
        ("maan", "Er is al een bestand maan.yaml."),
        ("mars", "Noem het bestand mars.yaml,"),
    ],
)
def test_a_file_is_not_to_be_named_after_an_id_that_has_a_file(id_: str, remedy: str, basis: Path) -> None:
    path = basis / "proeftuinen/zon.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: zon", f"id: {id_}", 1), encoding="utf-8")
    (problem,) = [finding for finding in check(load_dataset(basis)) if finding.code == "MW120"]
    assert problem.remedy.startswith(remedy)
