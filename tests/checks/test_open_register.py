"""What an open register may say of candidates: nothing that its own report withholds."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from maatwerk_cli.checks.finding import Finding
from maatwerk_cli.checks.rules.disclosure_rules import Profile, _told_together, _unread, nobody_stands_alone
from maatwerk_cli.checks.run import check
from maatwerk_cli.register.kinds import kind_named
from maatwerk_cli.register.loading import load_dataset

Run = Callable[..., subprocess.CompletedProcess[str]]


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def findings_of(root: Path) -> list[Finding]:
    return [finding for finding in check(load_dataset(root)) if finding.code.startswith("MW42")]


STATED = "  aantal: 2\n  bron:\n    id: verslag-2020\n    vindplaats: §3"


def test_a_cell_that_the_report_withholds_is_an_error_that_names_it(basis: Path, maatwerk: Run) -> None:
    change(basis / "proeftuinen/zon.yaml", STATED, STATED.replace("§3", "§4"))
    cells = findings_of(basis)
    assert {finding.code for finding in cells} == {"MW421"}
    assert {finding.severity for finding in cells} == {"fout"}
    # The number of the proeftuin itself stays published; who of them are at work is told in another place.
    at_work = next(finding for finding in cells if finding.file == "kerncijfers/2020.yaml")
    assert "stap aan de slag" in at_work.message
    assert " 2 " not in at_work.message
    for way_out in ("maatwerk publiceer", "verzamelpost", "bron"):
        assert way_out in at_work.remedy
    done = maatwerk("rapport", "2020", "--data", str(basis))
    assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.parametrize("way_out", ["close", "post", "source"])
def test_each_way_out_is_one(basis: Path, way_out: str) -> None:
    change(basis / "proeftuinen/zon.yaml", STATED, STATED.replace("§3", "§4"))
    assert {finding.code for finding in findings_of(basis)} == {"MW421"}
    if way_out == "close":
        change(basis / "dataset.yaml", "openbaar: true", "openbaar: false")
    elif way_out == "post":
        for file in (basis / "kandidaten").iterdir():
            file.unlink()
    else:
        change(basis / "proeftuinen/zon.yaml", "§4", "§3")
    assert findings_of(basis) == []


FIGURE = ("kerncijfers/2020.yaml", "MW421")
ALONE = [
    # Two of one proeftuin that are no longer alike: each is a group of one.
    (
        'sinds: "2020-q2"', 'sinds: "2020-q3"',
        {(f"kandidaten/k-aaaaaaaaa{number}.yaml", "MW420") for number in (1, 2)},
    ),
    # Of the two at work one is told of elsewhere, so that the published number no longer gives both.
    ("vindplaats: §3\nbronnen", "vindplaats: §4\nbronnen", {FIGURE}),
    # One is left, of the register, of the proeftuin and of those at work.
    (
        "bronnen:\n", 'ingetrokken:\n  sinds: "2020"\n  reden: dubbel\nbronnen:\n',
        {FIGURE, ("dataset.yaml", "MW421"), ("proeftuinen/zon.yaml", "MW421")},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), ALONE, ids=("date", "place", "withdrawn"))
def test_whoever_differs_in_anything_stands_alone(
    basis: Path, old: str, new: str, expected: set[tuple[str, str]]
) -> None:
    assert findings_of(basis) == []
    change(basis / "kandidaten/k-aaaaaaaaa1.yaml", old, new)
    assert {(finding.file, finding.code) for finding in findings_of(basis)} == expected


def test_a_key_in_an_open_register_is_an_error(basis: Path) -> None:
    change(basis / "dataset.yaml", "openbaar: true", "openbaar: true\nsleutel: voorbeeldvaneensleutel0")
    assert [finding.code for finding in findings_of(basis)] == ["MW422"]
    change(basis / "dataset.yaml", "openbaar: true", "openbaar: false")
    assert findings_of(basis) == []


ONE, OTHER = "kandidaten/k-aaaaaaaaa1.yaml", "kandidaten/k-aaaaaaaaa2.yaml"


def alone(root: Path) -> set[str]:
    """Let two candidates be no longer alike, and give who then stands alone."""
    change(root / ONE, 'sinds: "2020-q2"', 'sinds: "2020-q3"')
    return {finding.file for finding in findings_of(root) if finding.code == "MW420"}


def test_a_group_that_is_large_enough_does_not_hide_one_after_it(basis: Path) -> None:
    text = (basis / ONE).read_text(encoding="utf-8").replace("proeftuin: zon", "proeftuin: maan")
    for number in range(5):
        name = f"k-000000000{number}"
        (basis / "kandidaten" / f"{name}.yaml").write_text(
            text.replace("k-aaaaaaaaa1", name), encoding="utf-8"
        )
    assert alone(basis) == {ONE, OTHER}


def test_while_it_is_not_known_where_somebody_is_nobody_stands_alone(basis: Path) -> None:
    change(basis / OTHER, "proeftuin: zon", "proeftuin: weg")
    assert findings_of(basis) == []


def test_a_proeftuin_that_does_not_read_may_say_how_many_there_are(basis: Path) -> None:
    (basis / "proeftuinen/zon.yaml").write_text("id: [\n", encoding="utf-8")
    assert alone(basis) == set()


@pytest.mark.parametrize("name", ["kandidaat", "proeftuin", "kerncijfer", "verzamelpost", "bron"])
def test_while_anything_that_counts_does_not_read_a_count_is_not_known(name: str) -> None:
    dataset, kind = load_dataset(Path(__file__).parent / "basis").dataset, kind_named(name)
    assert not _unread(dataset)
    for lacking in ({"broken": frozenset({"een"})}, {"unsure": frozenset({"een"})}):
        assert _unread(dataset.with_records(kind, replace(dataset.of(kind), **lacking)))


FIGURE_OF = """\
- code: kandidaten_van_een
  omschrijving: Kandidaten van een proeftuin
  waarde: {value}
  eenheid: kandidaten
  bron: {{id: verslag-2020, vindplaats: §5}}
"""
DERIVED = "  herleiding: {telt: kandidaten, kenmerken: {%s}}\n"


@pytest.mark.parametrize(
    ("value", "derived", "excused"),
    [
        (1, DERIVED % "proeftuin: zon, stap: aan_de_slag", True),
        (1, DERIVED % "proeftuin: maan, stap: aan_de_slag", False),
        (1, DERIVED % "stap: aan_de_slag", False),  # of all together, which is not this one
        (3, DERIVED % "proeftuin: zon, stap: aan_de_slag", False),
        (1, "", False),  # a number of something else
    ],
)
def test_whoever_is_counted_alone_by_a_source_does_not_stand_alone(
    value: int, derived: str, excused: bool, basis: Path
) -> None:
    with (basis / "kerncijfers/2020.yaml").open("a", encoding="utf-8") as file:
        file.write(FIGURE_OF.format(value=value) + derived)
    assert alone(basis) == (set() if excused else {ONE, OTHER})


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("contract: rijk", {OTHER}),
        ("contract: elders", {ONE, OTHER}),
        ("plek: werkervaringsplek", set()),
        ("plek: stage", {ONE, OTHER}),
    ],
)
def test_a_source_can_count_one_alone_by_the_contract_or_the_place(
    asked: str, expected: set[str], basis: Path
) -> None:
    """One of two has a contract; both have the same place."""
    with (basis / "kerncijfers/2020.yaml").open("a", encoding="utf-8") as file:
        file.write(FIGURE_OF.format(value=1) + DERIVED % f"proeftuin: zon, {asked}")
    step = "  - stap: contract\n    bron: {id: verslag-2020, vindplaats: §3}\ncontract: rijk\nbronnen:\n"
    change(basis / ONE, "bronnen:\n", step)
    problems = nobody_stands_alone(load_dataset(basis).dataset, ())
    assert {problem.file for problem in problems} == expected


HERE, ELSEWHERE = ("jaarstuk", "blz. 1"), ("jaarstuk", "blz. 9")


@pytest.mark.parametrize(
    ("step", "place", "contract", "record", "together"),
    [
        (HERE, None, None, ELSEWHERE, True),  # the record says nothing more
        (ELSEWHERE, None, None, HERE, False),
        (HERE, "baan", None, ELSEWHERE, False),
        (HERE, "baan", None, HERE, True),
        (HERE, None, "vast", ELSEWHERE, False),
        (HERE, None, "vast", HERE, True),
    ],
)
def test_a_number_is_published_with_all_that_the_records_say_where_one_place_tells_both(
    step: tuple[str, str], place: str | None, contract: str | None, record: tuple[str, str], together: bool
) -> None:
    steps = frozenset({("aan_de_slag", None, *step)})
    profile = Profile("een", place, steps, contract, None, frozenset({record}))
    assert _told_together(profile, HERE) is together
    elsewhere = profile._replace(stappen=steps | {("kandidaat", None, *ELSEWHERE)})
    assert not _told_together(elsewhere, HERE)
