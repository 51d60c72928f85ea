"""What is said of one lot goes before what is said of its tender, and that before what is said of all."""

from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from maatwerk_cli.models.tender.dossier import Dossier
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.dossiers import dossier_of, unmatched, value_without_options
from maatwerk_cli.tender.facts import NOTHING_KNOWN, UNKNOWN_OPTIONS, VALUE_WITHOUT_OPTIONS, Facts
from maatwerk_cli.tender.frameworks.policy import Beleid, read_beleid
from maatwerk_cli.tender.judging import facts_beside
from maatwerk_cli.tender.sentences import OPTIONS_INCLUDED
from maatwerk_cli.tender.verdict import Assessor

OF_ALL = Dossier.model_validate({"versie": "1.0", "status": "concept"})
OF_TENDER = Dossier.model_validate({"id": "a", "versie": "2.0"})
OF_LOT = Dossier.model_validate({"id": "a", "perceel": "1", "versie": "3.0"})


@pytest.mark.parametrize("entries", [*permutations((OF_ALL, OF_TENDER, OF_LOT))])
def test_the_narrowest_goes_first_in_whatever_order_they_stand(entries: tuple[Dossier, ...]) -> None:
    said = {
        place: dossier_of(entries, *place) for place in (("a", "1"), ("a", "2"), ("b", "1"), (None, None))
    }
    assert [cells.versie for cells in said.values()] == ["3.0", "2.0", "1.0", "1.0"]
    assert {cells.status for cells in said.values()} == {"concept"}, (
        "what the narrow one does not say is kept"
    )
    assert all(cells.id is None and cells.perceel is None for cells in said.values())


def test_what_is_about_no_tender_is_told() -> None:
    assert unmatched([OF_ALL, OF_TENDER, OF_LOT], [("b", None)]) == [1, 2]
    assert unmatched([OF_ALL, OF_TENDER, OF_LOT], [("a", "2")]) == [2]


BESIDE = {"door": "de inkoper", "datum": "2018-03-01", "wijze": "Voorbeeld", "opties": "niet_inbegrepen"}
WITHIN = BESIDE | {"opties": "inbegrepen"}
VALUE = Facts(opdrachtwaarde_excl_btw=Decimal(100), verlenging_maanden=12)
ESTIMATES = {
    "options beside the value": (VALUE, {"raming": BESIDE}, True),
    "options within the value": (VALUE, {"raming": WITHIN}, False),
    "nobody told": (VALUE, {"raming": {name: BESIDE[name] for name in ("door", "datum", "wijze")}}, False),
    "no estimate": (VALUE, {}, False),
    "an estimate of the wage sum": (VALUE._replace(loonsom_excl_btw=Decimal(9)), {"raming": BESIDE}, False),
    "no value": (VALUE._replace(opdrachtwaarde_excl_btw=None), {"raming": BESIDE}, False),
    "no options": (VALUE._replace(verlenging_maanden=0), {"raming": BESIDE}, False),
    "options of which the length is unknown": (
        VALUE._replace(verlenging_maanden=None, bounds=UNKNOWN_OPTIONS), {"raming": BESIDE}, True,
    ),
    "options that only the file tells of": (
        VALUE._replace(verlenging_maanden=None), {"raming": BESIDE, "opties": [{"maanden": 12}]}, True,
    ),
    "of another tender": (VALUE._replace(id="a"), {"id": "b", "raming": BESIDE}, False),
}  # fmt: skip


@pytest.mark.parametrize(("facts", "said", "without"), ESTIMATES.values(), ids=ESTIMATES)
def test_a_value_without_the_options_that_there_are(
    facts: Facts, said: dict[str, Any], without: bool
) -> None:
    dossiers = (Dossier.model_validate(said),)
    assert value_without_options(facts, dossiers) is without
    beside = facts_beside(facts, dossiers)
    assert (VALUE_WITHOUT_OPTIONS in beside.bounds) is without
    assert beside.bounds.items() >= facts.bounds.items()
    assert beside._replace(bounds=facts.bounds) == facts


@pytest.mark.parametrize("without", [True, False])
def test_only_a_wage_sum_beside_a_value_without_options_is_asked_with_where_the_options_are(
    without: bool,
) -> None:
    policy = read_beleid(Path(__file__).parents[2] / "data" / "beleid")
    assert isinstance(policy, Beleid)
    bounds = {VALUE_WITHOUT_OPTIONS: NOTHING_KNOWN} if without else {}
    facts = VALUE._replace(
        opdrachtwaarde_excl_btw=Decimal(300_000), peildatum=parse_datum("2018-03-01"), bounds=bounds
    )
    ruling = Assessor(policy).decide(facts).kader
    assert ruling is not None
    with_it = {asked.veld for asked in ruling.te_vragen if asked.vraag.endswith(f" {OPTIONS_INCLUDED}")}
    assert {"aard", "loonsom_excl_btw"} <= {*ruling.vraagvelden}
    assert with_it == ({"loonsom_excl_btw"} if without else set())
