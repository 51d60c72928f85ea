"""What is said of one lot goes before what is said of its tender, and that before what is said of all."""

from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from maatwerk_cli.models.tender.dossier import Dossier, MemoHerkomst
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.dossiers import (
    dossier_of,
    grounds_judged,
    options_in_amount,
    other_origins,
    unmatched,
    value_without_options,
)
from maatwerk_cli.tender.facts import (
    JUDGED_BY_SOMEBODY,
    NOTHING_KNOWN,
    OPTIONS_BESIDE,
    OPTIONS_WITHIN,
    TEXT_ON_FILE,
    UNKNOWN_OPTIONS,
    VALUE_WITHOUT_OPTIONS,
    Bounds,
    Facts,
)
from maatwerk_cli.tender.frameworks.policy import Beleid, read_beleid
from maatwerk_cli.tender.judging import facts_beside
from maatwerk_cli.tender.sentences import OPTIONS_INCLUDED
from maatwerk_cli.tender.verdicts.assessor import Assessor

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


TEN = {"maanden": 12, "bedrag": "10"}
WITHOUT_WORD = {name: BESIDE[name] for name in ("door", "datum", "wijze")}
NO_OPTIONS = VALUE._replace(verlenging_maanden=0)
AMOUNTS: dict[str, tuple[Facts, dict[str, Any], tuple[str, ...], int | None]] = {
    "within the amount": (VALUE, {"raming": WITHIN, "opties": [TEN]}, (OPTIONS_WITHIN,), 10),
    "beside it": (VALUE, {"raming": BESIDE, "opties": [TEN, TEN]}, (OPTIONS_BESIDE,), 20),
    "nobody says which": (
        VALUE, {"raming": WITHOUT_WORD, "opties": [TEN]}, (OPTIONS_WITHIN, OPTIONS_BESIDE), 10
    ),
    "no estimate": (VALUE, {"opties": [TEN]}, (OPTIONS_WITHIN, OPTIONS_BESIDE), 10),
    "of one the amount is not known": (
        VALUE, {"raming": WITHIN, "opties": [TEN, {"maanden": 12}]}, (OPTIONS_WITHIN,), None
    ),
    "of none it is": (VALUE, {"raming": WITHIN}, (OPTIONS_WITHIN,), None),
    "only the file tells of options": (
        NO_OPTIONS, {"raming": WITHIN, "opties": [TEN]}, (OPTIONS_WITHIN,), 10
    ),
    "there are none": (NO_OPTIONS, {"raming": WITHIN}, (), None),
}  # fmt: skip


@pytest.mark.parametrize("case", AMOUNTS)
def test_what_the_options_in_an_amount_come_to(case: str) -> None:
    facts, entry, places, total = AMOUNTS[case]
    known = NOTHING_KNOWN if total is None else Bounds(Decimal(total), Decimal(total))
    assert options_in_amount(facts, (Dossier.model_validate(entry),)) == dict.fromkeys(places, known)


JUDGED = {"door": "de inkoper", "datum": "2018-03-01", "wat": "ug-1"}
BY_SOMEBODY, ITS_TEXT = f"{JUDGED_BY_SOMEBODY}ug-1", f"{TEXT_ON_FILE}ug-1"
BY_ANOTHER = f"{JUDGED_BY_SOMEBODY}ug-2"
JUDGEMENTS: list[tuple[tuple[str, ...] | None, list[dict[str, str]], set[str]]] = [
    (("ug-1",), [JUDGED], {BY_SOMEBODY}),
    (
        ("ug-1",),
        [{**JUDGED, "tekst": "Voorbeeld"}, {**JUDGED, "wat": "ug-2"}],
        {BY_SOMEBODY, ITS_TEXT, BY_ANOTHER},
    ),
    ((), [{**JUDGED, "tekst": "Voorbeeld"}], {ITS_TEXT}),  # none applies: nobody need have judged so
    ((), [JUDGED], set()),
    (None, [{**JUDGED, "tekst": "Voorbeeld"}], set()),
    (("ug-1",), [], set()),
]


@pytest.mark.parametrize(("grounds", "judgements", "names"), JUDGEMENTS)
def test_of_which_grounds_the_file_has_a_text_and_a_judgement(
    grounds: tuple[str, ...] | None, judgements: list[dict[str, str]], names: set[str]
) -> None:
    entry = Dossier.model_validate({"beoordelingen": judgements})
    assert {*grounds_judged(Facts(uitsluitingsgronden=grounds), (entry,))} == names


ONE, TWO = "1" * 64, "2" * 64
FILED: dict[str, Any] = {
    "dataset": "voorbeeld", "revisie": "abc123", "beleid_sha256": ONE, "bronnen_sha256": ONE,
    "invoer_sha256": ONE, "bestanden": [{"naam": "a.csv", "sha256": ONE}, {"naam": "b.csv", "sha256": ONE}],
}  # fmt: skip
OTHER_FILE = [
    {"naam": "a.csv", "sha256": ONE},
    {"naam": "b.csv", "sha256": TWO},
    {"naam": "c.csv", "sha256": TWO},
]
ORIGINS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    (dict.fromkeys(("beleid_sha256", "bronnen_sha256", "invoer_sha256")), []),  # of that nothing is known
    ({"beleid_sha256": TWO}, ["ander beleid"]),
    ({"bronnen_sha256": TWO}, ["een andere bronnenlijst"]),
    ({"beleid_sha256": TWO, "bronnen_sha256": TWO}, ["ander beleid", "een andere bronnenlijst"]),
    ({"bestanden": OTHER_FILE}, ["een ander bestand b.csv"]),
    ({"invoer_sha256": TWO, "bestanden": OTHER_FILE}, ["andere invoer"]),  # that says it of all files
]


@pytest.mark.parametrize(("changes", "others"), ORIGINS)
def test_what_a_file_belongs_to_and_was_not_judged_is_told(
    changes: dict[str, Any], others: list[str]
) -> None:
    filed = MemoHerkomst.model_validate(FILED)
    used = MemoHerkomst.model_validate({name: value for name, value in {**FILED, **changes}.items() if value})
    differing = [*other_origins(filed, used)]
    assert [other.text.split(":")[0] for other in differing] == [
        f"Het dossier hoort bij {name}" for name in others
    ]
    policies = [other.text for other in differing if "beleid" in other.what]
    assert all(f"controlegetal {ONE}, dataset voorbeeld, git-revisie abc123. De" in text for text in policies)
    assert bool([*other_origins(used, filed)]) == bool(others)
