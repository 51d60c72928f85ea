"""What an outcome rests on that only one of several conditions, rows or sources says: told then, and "
"only then."""

from collections.abc import Sequence
from typing import Any

import pytest
from tests.tender.test_memo_text import (
    ESTIMATE,
    KADERS,
    TENDER,
    VALUED,
    document,
    judged_by,
    own_kader,
    source,
    under,
)
from tests.tender.test_reservations import facts_of

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.policy.problems import beleidsproblemen
from maatwerk_cli.models.tender.dossier import Dossier
from maatwerk_cli.tender.frameworks.policy import Beleid
from maatwerk_cli.tender.judging import Choices, Result, TenderRead, judge
from maatwerk_cli.tender.reservations import _above
from maatwerk_cli.tender.verdicts.assessor import Assessor

ASKED = {"tekst": "Wat is het?", "wie": "de inkoper"}


def rests(
    kader: Kader, *lots: dict[str, str], said: Sequence[dict[str, Any]] = (), unconfirmed: str = ""
) -> tuple[str, ...]:
    """Give the codes of what an outcome that applies rests on; of lots, that of the first."""
    assert [*beleidsproblemen(kader)] == []
    assessor = Assessor(Beleid({"vb": kader}, "0" * 64, frozenset({unconfirmed})))
    entries = tuple(Dossier.model_validate(entry) for entry in said)
    names = [{"perceel": str(place)} for place in range(1, len(lots) + 1)] if len(lots) > 1 else [{}]
    rows = [facts_of(VALUED | lot | name) for lot, name in zip(lots, names, strict=True)]
    result = next(judge([*map(TenderRead, rows)], assessor, Choices(dossiers=entries)))
    assert isinstance(result, Result)
    assert result.besluit.uitkomst == "van_toepassing"
    return result.besluit.onzeker


def amount(name: str, field: str, test: str, parameter: str, **more: str) -> dict[str, Any]:
    own = {"id": name, "naam": name, "bron": source("voorwaarde"), "vraag": ASKED, "toets": test}
    return own | {"veld": field, "parameter": parameter, **more}


def test_options_in_an_amount_are_told_also_after_one_that_they_cannot_turn() -> None:
    """A wage sum of a million at most, a value of 250 000 at least: options in the value can turn the second.

    The wage sum is not known, or is less without options: either way they do not turn the first.
    """

    def number(value: int) -> dict[str, Any]:
        row = {"waarde": value, "vanaf": "2010-01-01", "bron": source("grens")}
        return {"omschrijving": "x", "eenheid": "euro", "waarden": [row]}

    most = amount("klein", "loonsom_excl_btw", "hoogstens", "hoog", nooit_meer_dan="opdrachtwaarde_excl_btw")
    least = amount("groot", "opdrachtwaarde_excl_btw", "minstens", "laag")
    kader = own_kader(
        parameters={"hoog": number(1_000_000), "laag": number(250_000)},
        voorwaarden=[most, least],
        leesruimte=[],
        verplichting=None,
    )
    row = {"opdrachtwaarde_excl_btw": "300000", "verlenging_maanden": "12"}
    within = judged_by(raming=ESTIMATE, opties=[{"maanden": 12, "bedrag": "100000"}])
    for given in (row, row | {"loonsom_excl_btw": "200000"}):
        assert "opties_in_bedrag" in rests(kader, given)
        assert "opties_in_bedrag" in rests(kader, given, said=[within])
        assert "opties_in_bedrag" not in rests(kader, given | {"verlenging_maanden": "0"})
        enough = given | {"opdrachtwaarde_excl_btw": "350000"}  # without the option just 250 000
        assert "opties_in_bedrag" not in rests(kader, enough, said=[within])


@pytest.mark.parametrize(
    ("values", "doubtful"),
    [(("150000",), True), (("150000", "150000"), True), (("300000", "300000"), False), (("50000",), True)],
)
def test_a_row_of_a_source_that_is_not_confirmed_is_told_where_it_can_be_meant(
    values: tuple[str, ...], doubtful: bool
) -> None:
    """Of two lots of 150 000 the row below 250 000 is meant by one of both readings: if each counts apart."""
    rows = [
        {"waarde": 6, "vanaf": "2010-01-01", "bron": source("oud"), "band": {"minder_dan": 250_000}},
        {"waarde": 3, "vanaf": "2010-01-01", "bron": source("nieuw"), "band": {"minstens": 250_000}},
    ]
    by_value = {"per": "opdrachtwaarde_excl_btw", "vraag": ASKED, "waarden": rows}
    lots = {
        "id": "percelen",
        "vraag": "Tellen percelen samen?",
        "voorwaarden": ["lang"],
        "toelichting": "Open.",
    }
    kader = own_kader(
        parameters={"maanden": {"omschrijving": "x", "eenheid": "maanden", **by_value}},
        voorwaarden=[amount("lang", "looptijd", "minstens", "maanden")],
        leesruimte=[lots | {"keuzes": {"apart": "apart", "samen": "samen"}}],
        verplichting=None,
    )
    several = [{"opdrachtwaarde_excl_btw": value, "looptijd_maanden": "12"} for value in values]
    assert ("bron_onbevestigd" in rests(kader, *several, unconfirmed="oud")) is doubtful
    assert "bron_onbevestigd" not in rests(kader, *several)
    assert "bron_onbevestigd" in rests(kader, *several, unconfirmed="voorwaarde")  # of whichever row


def test_a_condition_is_above_its_limit_only_where_each_source_says_so_of_that_condition() -> None:
    generic = next(kader for kader in KADERS if kader.id == "generiek_kader")
    by_name = {other.id: other for other in generic.tegenspraak}
    other, above = by_name["bedrag_of_loonsom"], by_name["boven_of_vanaf"]
    assert {source.id for source in other.bronnen} == {source.id for source in above.bronnen}

    def with_above(**changed: object) -> Kader:
        return generic.model_copy(update={"tegenspraak": (other, above.model_copy(update=changed))})

    assert _above(with_above(), other)
    assert not _above(with_above(voorwaarde="looptijd"), other)
    assert not _above(with_above(soort="gegeven"), other)
    assert not _above(with_above(bronnen=above.bronnen[:1]), other)
    assert not _above(generic.model_copy(update={"tegenspraak": (other,)}), other)


def test_a_text_of_a_ground_in_the_file_is_told_of_as_such() -> None:
    own = {"wat": "ug-2", "door": "jurist", "datum": "2018-02-01", "tekst": "Werk dat geheim is"}
    row = TENDER | {"uitsluitingsgronden": "ug-2", "motivering": "Geheim.", "verlenging_maanden": "0"}
    filed = under(document(row, said=[judged_by(own)]), "Aangenomen en onzeker")
    assert "Het dossier heeft de tekst waaraan ug-2 is getoetst." in filed
    bare = under(document(row, said=[judged_by(own | {"wat": "ug-3"})]), "Aangenomen en onzeker")
    assert "Het dossier heeft de tekst" not in bare
