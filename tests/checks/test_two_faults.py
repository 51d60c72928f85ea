"""No fault hides another of its own: two faults in one record are two findings."""

from itertools import combinations
from pathlib import Path

import pytest

from maatwerk_cli.checks.between import _needs
from maatwerk_cli.checks.run import check
from maatwerk_cli.models.meaning import Loc
from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.text.problem import Problem

ZON = "proeftuinen/zon.yaml"
SINGLE = {
    "a word that is no choice": ("bestuurslaag: rijk", "bestuurslaag: rijkk", "MW104"),
    "a dangling organisation": ("  - voorbeeldbouw", "  - bestaat-niet", "MW203"),
    "a dangling category": ("categorie: schoonmaak", "categorie: bestaat_niet", "MW201"),
    "a wrong number": ("aantal: 2", "aantal: twee", "MW108"),
    "a dangling target group": ("  - langdurig_werklozen", "  - bestaat_niet", "MW202"),
    "a date after the day it is kept to": ('    sinds: "2020-01-15"', '    sinds: "2021-01-15"', "MW304"),
    "an unknown field": ("naam: Proeftuin", "zomaar: 1\nnaam: Proeftuin", "MW101"),
    "personal data": ("ambitie: Twee", "ambitie: Bel 06-12345678. Twee", "MW404"),
}


def broken(root: Path, *names: str) -> list[str]:
    path = root / ZON
    text = path.read_text(encoding="utf-8")
    for name in names:
        before, after, _ = SINGLE[name]
        assert text.count(before) >= 1, before
        text = text.replace(before, after, 1)
    path.write_text(text, encoding="utf-8")
    return sorted(finding.code for finding in check(load_dataset(root)))


@pytest.mark.parametrize("name", SINGLE)
def test_a_single_fault_is_one_finding(name: str, basis: Path) -> None:
    assert len(broken(basis, name)) == 1


@pytest.mark.parametrize(("first", "other"), list(combinations(SINGLE, 2)))
def test_two_faults_are_two_findings(first: str, other: str, basis: Path, tmp_path: Path) -> None:
    outcome = broken(basis, first, other)
    assert len(outcome) == 2


def test_of_a_record_in_a_list_that_does_not_read_the_rest_is_looked_at_too(basis: Path) -> None:
    """A figure of which the unit is no text still names a source that there is not."""
    path = basis / "kerncijfers/2020.yaml"
    text = path.read_text(encoding="utf-8")
    place = text.index("  eenheid: bezoekers")
    rest = text[place:].replace("bezoekers", "3.5").replace("verslag-2020", "verslag-2002")
    path.write_text(text[:place] + rest, encoding="utf-8")
    assert [(finding.code, finding.path) for finding in check(load_dataset(basis))] == [
        ("MW105", "[2].eenheid"),
        ("MW201", "[2].bron.id"),
    ]


@pytest.mark.parametrize(
    ("code", "loc", "lacking", "needs"),
    [
        ("MW332", ("verplichting", "bedrag"), ("naam",), False),
        ("MW332", ("verplichting", "bedrag"), ("bedrag",), False),  # a field of the record by that name
        ("MW332", ("verplichting", "bedrag"), ("verplichting", "belegd_bij"), True),
        ("MW332", ("verplichting", "bedrag"), ("verplichting",), True),
        ("MW332", ("verplichting",), ("verplichting", "bedrag"), True),
        (
            "MW201",
            ("bron", "id"),
            ("bron", "vindplaats"),
            False,
        ),  # said of this value, whatever else there is
        ("MW201", ("bron", "id"), ("bron",), True),
        ("MW121", ("afgeleid",), ("naam",), True),  # what it is told to lack may be what was left out
    ],
)
def test_what_may_be_said_of_a_record_only_because_something_was_left_out(
    code: str, loc: Loc, lacking: Loc, needs: bool
) -> None:
    besides: frozenset[Loc] = frozenset({lacking, ("soort",)})
    assert _needs(Problem(code, "opdrachten/deel.yaml", loc), 0, besides) is needs
    assert _needs(Problem(code, "opdrachten/lijst.yaml", (3, *loc)), 1, besides) is needs
