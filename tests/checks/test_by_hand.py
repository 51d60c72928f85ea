"""What the verbs refuse is refused of a change by hand too."""

from pathlib import Path

import pytest

from maatwerk_cli.checks.run import check
from maatwerk_cli.register.loading import load_dataset

WITHDRAWN = 'ingetrokken:\n  sinds: "2020-12"\n  reden: Dubbel geregistreerd\n'


def changed(root: Path, file: str, before: str, after: str) -> list[tuple[str, int, str]]:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return [(f.file, f.line, f.code) for f in check(load_dataset(root)) if f.severity == "fout"]


def test_a_proeftuin_that_candidates_count_on_is_not_withdrawn(basis: Path) -> None:
    findings = changed(basis, "proeftuinen/zon.yaml", "bronnen:\n", f"{WITHDRAWN}bronnen:\n")
    assert [finding for finding in findings if finding[2] == "MW219"] == [
        ("kandidaten/k-aaaaaaaaa1.yaml", 2, "MW219"),
        ("kandidaten/k-aaaaaaaaa2.yaml", 2, "MW219"),
        ("plannen/zon-1.yaml", 2, "MW219"),
        ("plannen/zon-2.yaml", 2, "MW219"),
    ]


def test_a_candidate_that_is_withdrawn_counts_on_nothing(basis: Path) -> None:
    for name in ("k-aaaaaaaaa1", "k-aaaaaaaaa2"):
        file = f"kandidaten/{name}.yaml"
        gone = 'ingetrokken:\n  sinds: "2020-q4"\n  reden: vervallen\n'
        changed(basis, file, "bronnen:\n", f"{gone}bronnen:\n")
    findings = changed(basis, "proeftuinen/zon.yaml", "bronnen:\n", f"{WITHDRAWN}bronnen:\n")
    assert [finding for finding in findings if finding[2] == "MW219" and "kandidaten" in finding[0]] == []


def test_a_post_that_others_are_a_part_of_is_not_withdrawn(basis: Path) -> None:
    gone = WITHDRAWN.replace("\n", "\n  ").rstrip() + "\n"
    findings = changed(basis, "verzamelposten/2020.yaml", "  bron:\n", f"  {gone}  bron:\n")
    assert ("verzamelposten/2020.yaml", 20, "MW219") in findings


@pytest.mark.parametrize("whole", ["websitebezoekers", "kandidaten_aan_de_slag"])
def test_a_part_is_counted_as_its_whole_is(whole: str, basis: Path) -> None:
    findings = changed(
        basis, "verzamelposten/2020.yaml", "deel_van: proeftuinen_schoonmaak", f"deel_van: {whole}"
    )
    assert findings == [("verzamelposten/2020.yaml", 27, "MW507")]


@pytest.mark.parametrize(
    ("unit", "telt", "wrong"),
    [
        ("personen", "kandidaten", False),
        ("mensen", "deelnemers", False),
        ("personen", "proeftuinen", True),
        ("bezoekers", "kandidaten", True),
    ],
)
def test_people_are_a_part_of_a_number_of_people(unit: str, telt: str, wrong: bool, basis: Path) -> None:
    with (basis / "verzamelposten/2020.yaml").open("a", encoding="utf-8") as file:
        file.write(f"- id: deel\n  telt: {telt}\n  aantal: 9\n  deel_van: websitebezoekers\n")
        file.write("  omschrijving: Een deel\n  bron: {id: verslag-2020, vindplaats: §6}\n")
    findings = changed(basis, "kerncijfers/2020.yaml", "eenheid: bezoekers", f"eenheid: {unit}")
    assert ("MW507" in {code for _, _, code in findings}) is wrong


def test_a_contract_does_not_go_back_in_time(basis: Path) -> None:
    course = (
        'verloop:\n  - stand: gegund\n    sinds: "2020-02"\n    bron: {id: verslag-2020, vindplaats: "§4"}\n'
        '  - stand: lopend\n    sinds: "2019-11"\n    bron: {id: verslag-2020, vindplaats: "§4"}\n'
    )
    findings = changed(basis, "opdrachten/raam.yaml", "bronnen:\n", f"{course}bronnen:\n")
    lines = (basis / "opdrachten/raam.yaml").read_text(encoding="utf-8").splitlines()
    assert findings == [("opdrachten/raam.yaml", lines.index('    sinds: "2019-11"') + 1, "MW301")]


def test_a_contract_ends_once(basis: Path) -> None:
    course = (
        'verloop:\n  - stand: beeindigd\n    bron: {id: verslag-2020, vindplaats: "§4"}\n'
        '  - stand: beeindigd\n    bron: {id: verslag-2020, vindplaats: "§5"}\n'
    )
    assert [
        entry[2] for entry in changed(basis, "opdrachten/raam.yaml", "bronnen:\n", f"{course}bronnen:\n")
    ] == ["MW303"]


def test_a_proeftuin_with_a_plan_is_not_withdrawn(basis: Path) -> None:
    findings = changed(basis, "proeftuinen/zon.yaml", "bronnen:\n", f"{WITHDRAWN}bronnen:\n")
    assert {finding[0] for finding in findings if finding[2] == "MW219"} >= {"plannen/zon-2.yaml"}


def test_a_framework_agreement_with_calls_off_under_it_is_not_withdrawn(basis: Path) -> None:
    findings = changed(basis, "opdrachten/raam.yaml", "bronnen:\n", f"{WITHDRAWN}bronnen:\n")
    assert ("opdrachten/deel.yaml", 4, "MW219") in findings


def test_a_contract_that_ends_before_it_begins_is_told_at_the_contract(basis: Path) -> None:
    findings = changed(basis, "opdrachten/raam.yaml", 'einde: "2021-12-31"', 'einde: "2019-12-31"')
    assert findings == [("opdrachten/raam.yaml", 9, "MW340")]


def test_a_field_is_named_without_the_place_of_its_record(basis: Path) -> None:
    (basis / "bronnen.yaml").write_text(
        (basis / "bronnen.yaml").read_text(encoding="utf-8").replace('"2021-03"', '"2019-03"'),
        encoding="utf-8",
    )
    late = [finding for finding in check(load_dataset(basis)) if finding.code == "MW305"]
    assert late
    assert not [finding.message for finding in late if "datum van [" in finding.message]


def test_the_step_of_a_candidate_is_the_programs_own_word(basis: Path) -> None:
    path = basis / "kandidaten/k-aaaaaaaaa2.yaml"
    text = path.read_text(encoding="utf-8").replace("stap: aan_de_slag", "stap: kandidaat")
    path.write_text(text, encoding="utf-8")
    (finding,) = check(load_dataset(basis))
    assert finding.code == "MW303"
    assert "'kandidaat'" in finding.message
