"""What goes wrong in a ledger: each one finding at its row and column, gone when the remedy is followed."""

import shutil
from pathlib import Path

import pytest

from maatwerk_cli.checks.run import check
from maatwerk_cli.register.loading import load_dataset

BASIS = Path(__file__).parents[1] / "checks" / "basis"
EFFORTS = "inspanningen/2020.csv"
ROW = "i-1,raam,zon,zon-2,2020-q2,begeleiding,40,uur,1000.00,aanvaard,2020-08,verslag-2020,§4"

OPTION = (
    'verlengingen:\n  - maanden: 6\n    verhoging: "{}"\n    bron:\n      id: verslag-2020\n'
    "      vindplaats: §4\nverplichting:\n"
)


@pytest.fixture
def basis(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASIS, tmp_path / "data"))


def findings_of(root: Path) -> list[tuple[str, str, int, int]]:
    return [
        (finding.code, finding.file, finding.line, finding.column) for finding in check(load_dataset(root))
    ]


def changed(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "code", "column"),
    [
        ("2020-q2", "2019-q3", "MW335", 20),  # outside the term of its contract
        ("2020-q2", "2020-01", "MW338", 20),  # before its plan
        (",uur,", ",dag,", "MW104", 43),  # an unknown unit
        (",40,", ",-40,", "MW337", 40),  # negative
        ("1000.00", "800.00", "MW339", 47),  # 40 hours at the 20 euros of 2019
        ("i-1,raam", "i-1,ram", "MW218", 5),  # no such contract
        ("1000.00", "-1000.00", "MW111", 47),  # an amount below nothing
    ],
)
def test_a_slip_in_a_row(basis: Path, old: str, new: str, code: str, column: int) -> None:
    changed(basis, EFFORTS, ROW, ROW.replace(old, new))
    assert findings_of(basis) == [(code, EFFORTS, 2, column)]
    changed(basis, EFFORTS, ROW.replace(old, new), ROW)
    assert findings_of(basis) == []


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (ROW, "MW207", 1),  # the same row twice
        (ROW.replace("i-1", "i-2"), "MW350", 1),  # the same effort under another id
        ("Totaal,,,,,,40,,1000.00,,,,", "MW049", 1),
        (",,,,,,40,,1000.00,,,,", "MW049", 7),
        ("Subtotaal:,,,,,,40,uur,1000.00,aanvaard,,,", "MW049", 1),
    ],
)
def test_a_row_too_many(basis: Path, row: str, code: str, column: int) -> None:
    path = basis / EFFORTS
    whole = path.read_text(encoding="utf-8")
    path.write_text(f"{whole}{row}\n", encoding="utf-8")
    assert findings_of(basis) == [(code, EFFORTS, 3, column)]
    path.write_text(whole, encoding="utf-8")
    assert findings_of(basis) == []


def test_an_effort_for_a_contract_that_was_withdrawn(basis: Path) -> None:
    gone = 'categorie: schoonmaak\ningetrokken:\n  sinds: "2020-12"\n  reden: Dubbel\n'
    changed(basis, "opdrachten/raam.yaml", "categorie: schoonmaak\n", gone)
    below = ("MW219", "opdrachten/deel.yaml", 4, 8)  # a call-off of what was withdrawn
    assert sorted(findings_of(basis)) == [below, ("MW351", EFFORTS, 2, 5)]


def test_an_effort_after_every_option_was_lifted(basis: Path) -> None:
    """The term ends in March; an option of three months that is not refused reaches the end of June."""
    option = "verlengingen:\n  - maanden: {}\n    bron:\n      id: verslag-2020\n      vindplaats: §4\n"
    changed(basis, "opdrachten/raam.yaml", 'einde: "2021-12-31"\n', 'einde: "2020-03-31"\n')
    assert findings_of(basis) == [("MW336", EFFORTS, 2, 20)]
    changed(
        basis, "opdrachten/raam.yaml", 'einde: "2020-03-31"\n', f'einde: "2020-03-31"\n{option.format(3)}'
    )
    assert findings_of(basis) == []


def test_a_framework_agreement_under_a_framework_agreement(basis: Path) -> None:
    changed(basis, "opdrachten/deel.yaml", "soort: nadere_overeenkomst", "soort: raamovereenkomst")
    assert findings_of(basis) == [("MW330", "opdrachten/deel.yaml", 4, 8)]


def test_a_circle_of_plans_is_told_once(basis: Path) -> None:
    changed(basis, "plannen/zon-1.yaml", "versie: 1\n", "versie: 1\nvervangt: zon-2\n")
    assert findings_of(basis) == [("MW334", "plannen/zon-1.yaml", 8, 11)]


@pytest.mark.parametrize(
    ("file", "was", "now", "code", "column"),
    [
        ("raam", "  vorm: bedrag\n", "  vorm: geen\n", "MW353", None),
        ("deel", "  vorm: inspanning\n", "  vorm: inspanning\n  percentage: 5\n", "MW332", 15),
        ("deel", "verplichting:\n", OPTION.format("0.01"), "MW332", 16),
        ("deel", "verplichting:\n", OPTION.format("0.00"), "", None),
    ],
)
def test_no_amount_stands_where_it_would_count_nowhere(
    basis: Path, file: str, was: str, now: str, code: str, column: int | None
) -> None:
    changed(basis, f"opdrachten/{file}.yaml", was, now)
    findings = [finding for finding in findings_of(basis) if finding[0] != "MW333"]
    assert {finding[0] for finding in findings} == ({code} if code else set())
    assert column is None or [finding[3] for finding in findings] == [column]


def test_an_obligation_without_a_base(basis: Path) -> None:
    changed(basis, "opdrachten/raam.yaml", "  grondslag: loonsom_excl_btw\n", "")
    assert [finding[0] for finding in findings_of(basis)] == ["MW333"]


@pytest.mark.parametrize(("step", "code"), [("ondertekend", []), ("decharge", ["MW352"]), ("opgesteld", [])])
def test_a_plan_and_its_proeftuin_say_the_same(basis: Path, step: str, code: list[str]) -> None:
    changed(basis, "plannen/zon-2.yaml", "stap: ondertekend", f"stap: {step}")
    assert [finding[0] for finding in findings_of(basis)] == code


@pytest.mark.parametrize(
    ("share", "code"),
    [('"-5"', "MW109"), ("101", "MW109"), ('"3,5"', "MW118"), ("0", None), ('"2.50"', None), ("100", None)],
)
def test_a_share_of_a_base_is_a_part_of_a_hundred(basis: Path, share: str, code: str | None) -> None:
    """Of less than nothing an obligation would be below nothing, and be exceeded by whoever did nothing."""
    changed(basis, "opdrachten/raam.yaml", "percentage: 5\n", f"percentage: {share}\n")
    assert [finding[0] for finding in findings_of(basis)] == ([code] if code else [])


@pytest.mark.parametrize(("amount", "code"), [('"-25.00"', "MW109"), ("-1", "MW109"), ('"25.0125"', None)])
def test_what_an_hour_counts_for_is_not_below_nothing(basis: Path, amount: str, code: str | None) -> None:
    """Whoever did more would owe more."""
    path = basis / "beleid" / "voorbeeldkader.yaml"
    before, rates = path.read_text(encoding="utf-8").split("waardering:", 1)
    old = next(line for line in rates.splitlines() if "waarde:" in line)
    new = f"{old.split('waarde:')[0]}waarde: {amount}"
    path.write_text(f"{before}waardering:{rates.replace(old, new, 1)}", encoding="utf-8")
    assert [finding[0] for finding in findings_of(basis) if finding[0] != "MW339"] == ([code] if code else [])


def test_of_a_worth_that_can_be_more_than_one_it_is_said_what_it_lies_between(basis: Path) -> None:
    """40 hours at the 20 euros of 2019; in 2020 an hour is 25 euros, or 30 for one target group."""
    path = basis / "beleid" / "voorbeeldkader.yaml"
    group = (
        "waardering:\n  - id: groep\n    eenheid: uur\n    doelgroepen: [langdurig_werklozen]\n    waarden:\n"
        '      - waarde: 30\n        vanaf: "2020-01-01"\n'
        '        bron: {id: verslag-2020, vindplaats: "§7"}\n'
    )
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("waardering:\n", group, 1), encoding="utf-8")
    changed(basis, EFFORTS, ROW, ROW.replace("1000.00", "800.00"))
    (finding,) = [finding for finding in check(load_dataset(basis)) if finding.code == "MW339"]
    assert "is de waarde in 2020-q2 € 1.000 tot € 1.200." in finding.message


PLACED = "  vorm: inspanning\n  belegd_bij: raam\n"
DUTY = "verplichting:\n{}  bron:\n    id: verslag-2020\n    vindplaats: §4\n"
OWN = '  vorm: bedrag\n  bedrag: "15000.00"\n  percentage: 5\n  grondslag: loonsom_excl_btw\n'


def test_an_obligation_is_placed_at_another_framework_agreement(basis: Path) -> None:
    """Placed at itself, at a contract that is none, or in a circle, it would be owed nowhere."""
    part, whole = "opdrachten/deel.yaml", "opdrachten/raam.yaml"
    changed(basis, part, PLACED, PLACED.replace("raam", "deel"))
    assert [finding[:2] for finding in findings_of(basis)] == [("MW209", part)]
    changed(basis, part, PLACED.replace("raam", "deel"), PLACED.replace("raam", "los"))
    frame = (basis / whole).read_text(encoding="utf-8")
    other = frame.replace("id: raam\n", "id: los\n").replace("soort: raamovereenkomst", "soort: opdracht")
    (basis / "opdrachten" / "los.yaml").write_text(other, encoding="utf-8")
    assert [finding[:2] for finding in findings_of(basis)] == [("MW331", part)]
    (basis / "opdrachten" / "los.yaml").unlink()
    changed(basis, part, PLACED.replace("raam", "los"), PLACED)
    changed(basis, part, "soort: nadere_overeenkomst\nonder: raam\n", "")
    changed(basis, whole, OWN, PLACED.replace("raam", "deel"))
    (circle,) = [finding for finding in check(load_dataset(basis)) if finding.code == "MW331"]
    assert circle.file == part
    assert "weer hier" in circle.message


@pytest.mark.parametrize(
    "before",
    [
        "",  # nothing is told of what it owes
        "  vorm: bedrag\n  bedrag: 100\n",  # it carries its own
        f"{PLACED}  percentage: 5\n",  # that has its own finding
    ],
    ids=["untold", "own", "both"],
)
def test_where_an_obligation_is_placed_is_asked_of_each_contract(basis: Path, before: str) -> None:
    """Of 'deel', the first, nothing is asked; 'fout', the next, is placed at 'deel': no framework."""
    text = (basis / "opdrachten" / "deel.yaml").read_text(encoding="utf-8")
    wrong = text.replace("id: deel\n", "id: fout\n").replace(PLACED, PLACED.replace("raam", "deel"))
    (basis / "opdrachten" / "fout.yaml").write_text(wrong, encoding="utf-8")
    changed(basis, "opdrachten/deel.yaml", DUTY.format(PLACED), DUTY.format(before) if before else "")
    assert [file for code, file, *_ in findings_of(basis) if code == "MW331"] == ["opdrachten/fout.yaml"]
