"""A number of a policy is one in its unit: euros to the cent, whole months, a part of a hundred."""

from pathlib import Path

import pytest
from tests.checks.conftest import euros, with_duty

from maatwerk_cli.checks.finding import Finding
from maatwerk_cli.checks.run import check
from maatwerk_cli.register.loading import load_dataset

FILE = "beleid/voorbeeldkader.yaml"
MONTHS = """\
  duur:
    omschrijving: Kortste duur
    eenheid: maanden
    waarden:
      - waarde: 6
        vanaf: "2019-01-01"
        bron: {id: verslag-2020, vindplaats: "§7"}
"""
WRITTEN = {"euro": "- waarde: 100000", "maanden": "- waarde: 6", "procent": "- waarde: 4"}


def findings_with(root: Path, unit: str, written: str, beside: str = "") -> list[Finding]:
    path = root / FILE
    text = path.read_text(encoding="utf-8").replace("  percentage:\n", f"{MONTHS}  percentage:\n", 1)
    path.write_text(text.replace(WRITTEN[unit], f"- waarde: {written}{beside}", 1), encoding="utf-8")
    return [finding for finding in check(load_dataset(root)) if finding.severity == "fout"]


@pytest.mark.parametrize(
    ("unit", "written", "code", "says"),
    [
        ("maanden", "6.5", "MW108", "Een breuk kan hier niet staan"),
        ("maanden", '"6.5"', "MW108", "geheel getal"),
        ("maanden", "6.0", "MW108", "geheel getal"),
        ("maanden", "1.200", "MW108", "geheel getal"),  # never 1 200 months, nor 1
        ("maanden", "-1", "MW109", "0"),
        ("maanden", "1201", "MW109", "1200"),
        ("euro", "250.000", "MW110", '"250000.00"'),
        ("euro", '"250.000"', "MW111", '"250000.00"'),  # asked: it is no 250
        ("euro", '"250.000,00"', "MW111", "twee decimalen"),
        ("euro", '"0.125"', "MW111", "twee decimalen"),
        ("euro", "-5", "MW111", "nul of meer"),
        ("procent", "2.5", "MW118", 'Bedoelt u 2.5 procent, schrijf dan "2.5"'),
        ("procent", '"2.500"', "MW118", 'schrijf dan "2.5"'),
        ("procent", "250.000", "MW118", "geheel getal"),  # 250 per cent cannot be, and neither can 250 000
        ("procent", "3,5", "MW118", 'schrijf dan "3.5"'),
        ("procent", '"3,5"', "MW118", 'schrijf dan "3.5"'),
        ("procent", "5%", "MW118", "Bedoelt u 5 procent, schrijf dan 5."),
        ("procent", '"2,5 procent"', "MW118", 'schrijf dan "2.5"'),
        ("procent", "0.05", "MW118", "Bedoelt u 5 procent, schrijf dan 5. Bedoelt u 0.05 procent"),
        ("procent", "0,025", "MW118", 'Bedoelt u 2.5 procent, schrijf dan "2.5".'),
        ("procent", '"0,05%"', "MW118", 'Bedoelt u 0.05 procent, schrijf dan "0.05"'),
        ("procent", '"5 euro"', "MW118", "geheel getal"),
        ("procent", "250", "MW109", "100"),
        ("procent", "-1", "MW109", "0"),
    ],
)
def test_what_is_no_number_in_its_unit_is_refused(
    unit: str, written: str, code: str, says: str, basis: Path
) -> None:
    findings = findings_with(basis, unit, written)
    assert [finding.code for finding in findings] == [code]
    assert says in findings[0].remedy
    assert "6500" not in findings[0].remedy
    assert findings[0].path.endswith(".waarden[0].waarde")


TURNED = 'Bedoelt u 1500, schrijf dan 1500. Bedoelt u 1.5, schrijf dan "1.5", met de aanhalingstekens.'
OTHER_PLACES = {
    "hours": ("- waarde: 6", "- waarde: 1.500", "eenheid: maanden", "eenheid: uren"),
    "full-time jobs": ("- waarde: 6", '- waarde: "1.500"', "eenheid: maanden", "eenheid: fte"),
    "a rounding": ("  grondslag:", "  afronding: {op: 1.500, naar: boven}\n  grondslag:"),
    "a quoted rounding": ("  grondslag:", '  afronding: {op: "1.500", naar: boven}\n  grondslag:'),
    "the edge of a band": (
        "- waarde: 100000",
        "- waarde: 100000\n        band: {minstens: 1.500}",
    ),
}


@pytest.mark.parametrize("place", OTHER_PLACES)
def test_a_number_that_is_no_percentage_is_not_taken_for_one(place: str, basis: Path) -> None:
    """Who writes 1.500 for a thousand and a half is not led to write one and a half."""
    path = basis / FILE
    text = path.read_text(encoding="utf-8").replace("  percentage:\n", f"{MONTHS}  percentage:\n", 1)
    changes = OTHER_PLACES[place]
    for was, now in zip(changes[::2], changes[1::2], strict=True):
        assert was in text
        text = text.replace(was, now, 1)
    path.write_text(text, encoding="utf-8")
    remedies = [finding.remedy for finding in check(load_dataset(basis)) if finding.code == "MW118"]
    assert remedies == [TURNED]


@pytest.mark.parametrize(
    ("unit", "written"),
    [
        ("maanden", "0"),
        ("maanden", "1200"),
        ("maanden", '"6"'),
        ("euro", '"250000.00"'),
        ("euro", "0"),
        ("procent", '"2.5"'),
        ("procent", "100"),
    ],
)
def test_what_is_one_is_not(unit: str, written: str, basis: Path) -> None:
    (basis / "beleid/voorbeeldkader.gevallen.yaml").unlink()  # its cases are of the number that stood there
    assert findings_with(basis, unit, written) == []


def test_a_refused_number_hides_nothing_beside_it(basis: Path) -> None:
    codes = [finding.code for finding in findings_with(basis, "maanden", "6.5", "\n        zolang: altijd")]
    assert sorted(codes) == ["MW101", "MW108"]


@pytest.mark.parametrize(("first", "then", "doubted"), [(300_000, 500_000, True), (500_000, 300_000, False)])
def test_a_framework_is_doubted_as_it_stands_since_its_last_change(
    first: int, then: int, doubted: bool, basis: Path
) -> None:
    """A minimum that is above the maximum of 400 000: since 2020, or only until then."""
    least, most = euros("ten-minste", first), euros("ten-hoogste", 400_000)
    from_2020 = least[least.index("      - waarde") :].replace("2019", "2020").replace(f"{first}", f"{then}")
    until = 'vanaf: "2019-01-01"\n        tot_en_met: "2019-12-31"\n'
    least = least.replace('vanaf: "2019-01-01"\n', until) + from_2020
    with_duty(basis / FILE, least + most, "  minimum: ten-minste\n  maximum: ten-hoogste\n")
    assert [finding.code for finding in check(load_dataset(basis))] == ["MW729"] * doubted


ROW = """\
      - waarde: 5
        vanaf: "2020-01-01"
        bron: {id: verslag-2020, vindplaats: "§7"}
"""


@pytest.mark.parametrize("cut", ["3,5", "3,05", "0,0"])
def test_what_a_comma_cuts_off_a_number_is_not_to_be_taken_away(cut: str, basis: Path) -> None:
    """``{waarde: 3,5}`` is read as 3 and a field 5: without that field a wrong number would be right."""
    path = basis / FILE
    text = path.read_text(encoding="utf-8")
    assert ROW in text
    row = f'      - {{waarde: {cut}, vanaf: "2020-01-01", bron: {{id: verslag-2020, vindplaats: "§7"}}}}\n'
    path.write_text(text.replace(ROW, row, 1), encoding="utf-8")
    (finding,) = (finding for finding in check(load_dataset(basis)) if finding.severity == "fout")
    assert (finding.code, finding.message) == ("MW101", "Hier staat een getal als veld.")
    assert "Haal" not in finding.remedy
    assert 'schrijf een getal met een punt, zoals "3.5"' in finding.remedy


@pytest.mark.parametrize(
    ("was", "now", "code", "says"),
    [
        ("parameter: loonsom_minimum", "parameter: 100000", "MW105", "Noem hier de naam van een parameter"),
        ("waarden: [werk, dienst]", "waarden: nee", "MW114", "[a, b]"),  # of a framework agreement a code
    ],
)
def test_what_a_policy_names_is_not_to_be_left_out_or_quoted(
    was: str, now: str, code: str, says: str, basis: Path
) -> None:
    path = basis / FILE
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, now, 1), encoding="utf-8")
    (finding,) = (finding for finding in check(load_dataset(basis)) if finding.severity == "fout")
    assert finding.code == code
    assert says in finding.remedy
