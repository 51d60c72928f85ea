"""Every case of the table of scenarios, through the record's own model."""

from typing import Any

import pytest

from maatwerk_cli.models.tender.aanbesteding import Aanbesteding
from maatwerk_cli.register.location import carried_dataset
from maatwerk_cli.tender.facts import facts_of_record
from maatwerk_cli.tender.frameworks.policy import Beleid, read_beleid
from maatwerk_cli.tender.judging import Choices, Result, TenderRead, judge
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.text.yaml.yaml_reader import YamlDocument, read_yaml

TABLE = read_yaml((carried_dataset() / "beleid" / "generiek_kader.gevallen.yaml").read_bytes())
CASES: list[dict[str, Any]] = TABLE.value if isinstance(TABLE, YamlDocument) else []
KEYS = {
    *("naam", "reden", "peildatum", "invoer", "uitkomst", "beslissend", "vragen", "grensgeval", "kaders"),
    *("lezingen", "bedrag", "melding"),
}


@pytest.fixture(scope="module")
def assessor() -> Assessor:
    policy = read_beleid(carried_dataset() / "beleid")
    assert isinstance(policy, Beleid)
    return Assessor(policy)


def test_the_table_is_long_enough_and_well_formed() -> None:
    assert len(CASES) >= 60
    assert len({case["naam"] for case in CASES}) == len(CASES)
    for case in CASES:
        assert set(case) <= KEYS
        assert case["naam"]
        assert case["reden"]


@pytest.mark.parametrize("case", CASES, ids=[case["naam"] for case in CASES])
def test_scenario(case: dict[str, Any], assessor: Assessor) -> None:
    rows = case["invoer"] if isinstance(case["invoer"], list) else [case["invoer"]]
    extra = {"peildatum": case["peildatum"]} if "peildatum" in case else {}
    read = [TenderRead(facts_of_record(Aanbesteding.model_validate(row | extra))) for row in rows]
    result = next(judge(read, assessor, Choices()))
    assert isinstance(result, Result)
    verdict, leading = result.besluit, result.besluit.kader
    assert verdict.uitkomst == case["uitkomst"]
    assert (leading.beslissend if leading else ()) == tuple(case.get("beslissend", ()))
    assert verdict.vraagvelden == tuple(case.get("vragen", ()))
    near = leading.grensgeval if leading else None
    if "grensgeval" in case:
        assert case["grensgeval"] in (near or "")
    else:
        assert near is None
    outcome = {kader.id: kader.uitkomst for kader in verdict.kaders}
    assert {name: outcome.get(name) for name in case.get("kaders", {})} == case.get("kaders", {})
    chosen = dict(rows[0].get("lezingen", {}))
    assert verdict.lezingen == chosen | case.get("lezingen", {})
    duty = leading.verplichting if leading else None
    assert (str(duty.bedrag) if duty else None) == case.get("bedrag")
    assert case.get("melding", "") in " ".join(result.waarschuwingen)
