"""Records that share their parts are the records they were, and one that is changed changes no other."""

from maatwerk_cli.models.kandidaat import Kandidaat
from maatwerk_cli.register.sharing import Sharing

RAW = {
    "id": "k-0123456789",
    "proeftuin": "zon",
    "stappen": [{"stap": "kandidaat", "sinds": "2018", "bron": {"id": "verslag", "vindplaats": "§1"}}],
    "bronnen": [{"id": "verslag", "vindplaats": "§1"}, {"id": "verslag", "vindplaats": "§2"}],
}


def test_what_is_the_same_is_held_once_and_says_what_it_said() -> None:
    sharing = Sharing()
    first, other = Kandidaat.model_validate(RAW), Kandidaat.model_validate({**RAW, "plek": "baan"})
    for record in (first, other):
        sharing.share(record)
    assert first == Kandidaat.model_validate(RAW)
    assert other.model_dump() == Kandidaat.model_validate({**RAW, "plek": "baan"}).model_dump()
    assert first.stappen[0].bron is first.bronnen[0] is other.bronnen[0]
    assert first.bronnen[0] is not first.bronnen[1]
    assert first.model_fields_set == set(RAW)
    assert other.model_fields_set == {*RAW, "plek"}


def test_a_copy_with_another_value_leaves_the_others_alone() -> None:
    sharing = Sharing()
    records = [Kandidaat.model_validate(RAW) for _ in range(2)]
    for record in records:
        sharing.share(record)
    changed = records[0].model_copy(update={"plek": "stage"})
    assert changed.model_fields_set == {*RAW, "plek"}
    assert records[1].model_fields_set == set(RAW)
