"""The word that is asked for where one is not known."""

import pytest

from maatwerk_cli.text.suggestion import nearest

FIELDS = ("aard", "raamovereenkomst", "categorie", "cpv", "loonsom_excl_btw", "opdrachtwaarde_excl_btw")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("waarde", "opdrachtwaarde_excl_btw"),  # a part of this name, while another is only a part of it
        ("aarde", "aard"),  # that with a letter more
        ("de_aard", "aard"),
        ("loonsom", "loonsom_excl_btw"),
        ("opdrachtwarde", "opdrachtwaarde_excl_btw"),
        ("aard", "aard"),
        ("prijs", None),
    ],
)
def test_what_a_word_is_a_part_of_goes_before_what_is_a_part_of_it(word: str, meant: str | None) -> None:
    assert nearest(word, FIELDS) == meant


def test_of_several_names_that_a_word_is_a_part_of_none_was_meant_more() -> None:
    assert nearest("waarde", ("aard", "opdrachtwaarde_excl_btw", "restwaarde_excl_btw")) is None
