"""A code and where it comes from, as a cell holds it."""

import pytest
from pydantic import ValidationError

from maatwerk_cli.models.facts.code import Code
from maatwerk_cli.models.facts.organisatie import Organisatie


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("jaarverslag-2018 §2.1", ("jaarverslag-2018", "§2.1")),
        ("jaarverslag-2018 pagina Proeftuin EY", ("jaarverslag-2018", "pagina Proeftuin EY")),
        ("jaarverslag-2018, §2.1", ("jaarverslag-2018", "§2.1")),
        ("jaarverslag-2018: §2.1", ("jaarverslag-2018", "§2.1")),
        ("jaarverslag-2018", ("jaarverslag-2018", "onbekend")),
        ("jaarverslag-2018 ", ("jaarverslag-2018", "onbekend")),
    ],
)
def test_the_source_of_a_code_is_an_id_and_a_place(cell: str, expected: tuple[str, str]) -> None:
    source = Code.model_validate({"code": "werk", "naam": "Werk", "bron": cell}).bron
    assert source is not None
    assert (source.id, source.vindplaats) == expected


@pytest.mark.parametrize("unknown", ["", "onbekend"])
def test_an_empty_cell_and_onbekend_are_unknown(unknown: str) -> None:
    code = Code.model_validate(
        {"code": "werk", "naam": "Werk", "toelichting": unknown, "bron": unknown, "bijzonder": unknown}
    )
    assert (code.toelichting, code.bron, code.bijzonder) == (None, None, None)
    organisation = Organisatie.model_validate(
        {"id": "a", "naam": "A", "soort": "partner", "afkorting": unknown, "tooi": unknown, "kvk": unknown}
    )
    assert (organisation.afkorting, organisation.tooi, organisation.kvk) == (None, None, None)


def test_what_is_no_id_is_no_source() -> None:
    with pytest.raises(ValidationError):
        Code.model_validate({"code": "werk", "naam": "Werk", "bron": "Het jaarverslag"})
