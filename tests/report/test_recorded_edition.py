"""Which edition of a year a report is: the last, where it was made from these very data of that very day."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.report import people
from maatwerk_cli.report.people import decide, recorded_edition
from maatwerk_cli.report.programme import participants
from maatwerk_cli.report.programme.participants import decide_programme
from maatwerk_cli.report.tables import Uitgave
from maatwerk_cli.report.year import build_report

DAY = date(2029, 12, 31)
KEYS = {
    True: {"deelnemers/traject=a": 8, "deelnemers_samen": 20},
    False: {"individueel": 9, "individueel/stap=contract": 2},
}
"""The counts of a report: those of the leerformule, and those of candidates. An edition has both."""


def edition(number: int, **given: Any) -> SimpleNamespace:
    fields = {
        "jaar": 2029, "uitgave": number, "dataset_sha256": "nu", "peildatum": parse_datum("2029-12-31"),
        "getoond": {"deelnemers_samen": 20, "individueel": 9},
        "afgeschermd": ("deelnemers/traject=a", "individueel/stap=contract"),
    }  # fmt: skip
    return SimpleNamespace(**(fields | given))


def recorded(*editions: SimpleNamespace, programme: bool = True) -> int | None:
    dataset: Any = SimpleNamespace(sha256="nu", publicaties=[SimpleNamespace(value=own) for own in editions])
    outcome = recorded_edition(dataset, 2029, DAY, KEYS[programme], programme=programme)
    return None if outcome is None else outcome.uitgave


@pytest.mark.parametrize("programme", [True, False])
@pytest.mark.parametrize(
    "given",
    [
        {"jaar": 2028},
        {"dataset_sha256": "toen"},
        {"peildatum": parse_datum("2029-06-30")},
        {"afgeschermd": ()},  # it knew one count fewer of either
        {"afgeschermd": (  # or one more
            "deelnemers/traject=a", "deelnemers/traject=b", "individueel/stap=contract", "individueel/plek",
        )},
    ],
)  # fmt: skip
def test_an_edition_of_anything_else_is_another(given: dict[str, Any], programme: bool) -> None:
    assert recorded(edition(1), programme=programme) == 1  # what it has of the other changes nothing
    assert recorded(edition(1, **given), programme=programme) is None
    assert recorded(programme=programme) is None


def test_only_the_last_edition_is_looked_at() -> None:
    assert recorded(edition(2), edition(1)) == 2
    assert recorded(edition(1), edition(2, dataset_sha256="toen")) is None


def test_what_an_edition_withheld_is_withheld_again_and_nothing_beside_it(
    small: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two of nine are small, and would be withheld; the edition withheld all, of candidates and others."""
    small.proeftuin("een")
    for number in range(9):
        small.candidate("een", "kandidaat", *(["contract"] if number < 2 else []))
    of = {
        False: edition(1, id="2029-1", afgeschermd=("deelnemers", "individueel")),
        True: edition(1, afgeschermd=("deelnemers_samen", "individueel/stap=contract")),
    }
    for module in (people, participants):
        monkeypatch.setattr(module, "recorded_edition", lambda *_, programme: of[programme])
    dataset = load_dataset(small.root).dataset
    of_candidates = decide(dataset, 2029, DAY).registry
    assert of_candidates.withheld == {"individueel": "eerder"}
    assert of_candidates.recorded == "2029-1"
    assert of_candidates.published["individueel/stap=contract"] == 2
    assert not [key for key in of_candidates.values if key.startswith(("atoom/", "rest/"))]  # it shows none
    of_programme = [decide_programme(dataset, 2029, DAY, intern=intern).registry for intern in (False, True)]
    assert [registry.withheld for registry in of_programme] == [{"deelnemers_samen": "eerder"}] * 2
    assert [registry.applied for registry in of_programme] == [True, False]


@pytest.mark.parametrize("texts", [False, True])
def test_a_report_is_the_edition_that_it_was_published_as_and_an_internal_one_is_none(
    small: Any, monkeypatch: pytest.MonkeyPatch, texts: bool
) -> None:
    fields = {"id": "2029-1", "jaar": 2029, "uitgave": 1, "status": "gecorrigeerd"}
    days = {"peildatum": "2029-12-31", "datum": "2030-03-01", "dataset_sha256": "0" * 64}
    small.write("publicaties/2029-1.yaml", {**fields, **days})
    if texts:
        small.write("rapporten/2029.yaml", {"id": "2029", "status": "concept", "inleiding": "Een woord."})
    dataset = load_dataset(small.root).dataset
    of_editors = ("concept", "Een woord.") if texts else None

    def shown(*, intern: bool) -> tuple[Any, Any]:
        report = build_report(dataset, 2029, DAY, None, intern=intern)
        return report.uitgave, report.edited and (report.edited.status, report.edited.inleiding)

    assert not build_report(dataset, 2029, DAY, None).intern  # unless somebody asks for it
    assert shown(intern=False) == shown(intern=True) == (None, of_editors)  # it was of other data
    monkeypatch.setattr(people, "recorded_edition", lambda *_, **__: dataset.publicaties.get("2029-1"))
    own = ("gecorrigeerd", "Een woord." if texts else None)
    assert shown(intern=False) == (Uitgave("2029-1", date(2030, 3, 1)), own)
    assert shown(intern=True) == (None, of_editors)
