"""A proeftuin of the leerformule is told by where it comes from; the old words still read, with a warning."""

from pathlib import Path

from maatwerk_cli.checks.run import check
from maatwerk_cli.models.facts.kerncijfer import Herleiding
from maatwerk_cli.models.facts.verzamelpost import Verzamelpost
from maatwerk_cli.models.proeftuin import Proeftuin
from maatwerk_cli.register.loading import load_dataset

PLACE = {"id": "b", "vindplaats": "c"}
BASIS = Path(__file__).parents[1] / "checks" / "basis"


def test_the_old_kind_is_read_as_where_it_comes_from() -> None:
    old = Proeftuin.model_validate({"id": "a", "naam": "A", "soort": "leerformule", "bronnen": [PLACE]})
    assert (old.soort, old.herkomst, old.in_old_words) == (None, "leerformule", True)
    new = Proeftuin.model_validate({"id": "a", "naam": "A", "herkomst": "leerformule", "bronnen": [PLACE]})
    assert (new.soort, new.herkomst, new.in_old_words) == (None, "leerformule", False)


def test_features_in_old_words_select_the_same() -> None:
    for old in ("leerformule", ["leerformule"]):
        counted = Herleiding.model_validate({"telt": "proeftuinen", "kenmerken": {"soort": old}})
        assert counted.kenmerken == {"herkomst": ("leerformule",)}
        assert counted.in_old_words
    post = {"id": "p", "telt": "proeftuinen", "aantal": 2, "omschrijving": "P", "bron": PLACE}
    assert not Verzamelpost.model_validate({**post, "kenmerken": {"soort": "regulier"}}).in_old_words


def test_a_dataset_without_the_later_columns_reads_without_a_finding() -> None:
    assert check(load_dataset(BASIS)) == []
