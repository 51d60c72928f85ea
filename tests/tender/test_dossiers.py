"""What is said of one lot goes before what is said of its tender, and that before what is said of all."""

from itertools import permutations

import pytest

from maatwerk_cli.models.tender.dossier import Dossier
from maatwerk_cli.tender.dossiers import dossier_of, unmatched

OF_ALL = Dossier.model_validate({"versie": "1.0", "status": "concept"})
OF_TENDER = Dossier.model_validate({"id": "a", "versie": "2.0"})
OF_LOT = Dossier.model_validate({"id": "a", "perceel": "1", "versie": "3.0"})


@pytest.mark.parametrize("entries", [*permutations((OF_ALL, OF_TENDER, OF_LOT))])
def test_the_narrowest_goes_first_in_whatever_order_they_stand(entries: tuple[Dossier, ...]) -> None:
    said = {
        place: dossier_of(entries, *place) for place in (("a", "1"), ("a", "2"), ("b", "1"), (None, None))
    }
    assert [found.versie for found in said.values()] == ["3.0", "2.0", "1.0", "1.0"]
    assert {found.status for found in said.values()} == {"concept"}, (
        "what the narrow one does not say is kept"
    )
    assert all(found.id is None and found.perceel is None for found in said.values())


def test_what_is_about_no_tender_is_told() -> None:
    assert unmatched([OF_ALL, OF_TENDER, OF_LOT], [("b", None)]) == [1, 2]
    assert unmatched([OF_ALL, OF_TENDER, OF_LOT], [("a", "2")]) == [2]
