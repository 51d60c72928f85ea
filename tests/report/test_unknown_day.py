"""What the report says of a day of which the sources tell little; by hand from the annual report of 2018."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk_cli.models.proeftuin import Proeftuin
from maatwerk_cli.report.sureness import fewest

Run = Callable[..., subprocess.CompletedProcess[str]]


def text(maatwerk: Run, data: Path, *options: str) -> str:
    done = maatwerk("rapport", *options, "--formaat", "tekst", "--data", str(data))
    assert done.returncode == 0, done.stderr
    return " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("options", "title"),
    [
        # There were candidates and partners before, or after, or not: no source gives a date.
        (("2017",), "Kandidaten naar stap"),
        # The four of Berenschot may still be at work in 2019.
        (("2019",), "Duurzaam aan het werk"),
        (("2018", "--peildatum", "2018-03-01"), "Wie doet mee"),
        (("2018", "--peildatum", "2018-03-01"), "Vooruitblik"),  # the Wet Banenafpraak is of 2015 (§2.1)
        (("2018", "--peildatum", "2018-09-30"), "Verplichtingen"),
    ],
)
def test_what_no_source_dates_is_unknown_and_not_none(
    maatwerk: Run, register: Path, options: tuple[str, ...], title: str
) -> None:
    page = text(maatwerk, register, *options)
    assert f"{title} Onbekend: " in page
    assert " Geen. " not in page


def test_texts_on_the_end_of_the_year_are_held_back_before_it(maatwerk: Run, register: Path) -> None:
    """The Adviesteam is described as it was at the end; the projectorganisatie began in June (§4.1)."""
    early = text(maatwerk, register, "2018", "--peildatum", "2018-03-01")
    assert "In het Adviesteam werken" not in early
    assert "De teksten onder de tabellen gaan over het eind van 2018." in early
    whole = text(maatwerk, register, "2018")
    assert "In het Adviesteam werken" in whole
    assert "De teksten onder de tabellen" not in whole


def test_a_report_after_the_last_day_kept_gives_the_last_known_state(maatwerk: Run, register: Path) -> None:
    """The source says nothing of 2019. In 2018 five partners were partners (§4.1)."""
    late = text(maatwerk, register, "2019")
    assert "Stand op: 31 december 2019. Laatst bekende stand: 31 december 2018." in late
    assert "Het register is bijgehouden tot en met 31 december 2018. Dit rapport geeft die stand." in late
    network = late[late.index("Wie doet mee") :]
    assert "Laatst bekende stand: 31 december 2018." in network[: network.index("Volledigheid")]
    assert "Laatst bekende stand" not in text(maatwerk, register, "2018")
    # For programs too: null where the day of the report was kept.
    years = maatwerk("rapport", "2018", "2019", "--formaat", "json", "--data", str(register))
    days = [(rapport["peildatum"], rapport["laatst_bekende_stand"]) for rapport in json.loads(years.stdout)]
    assert days == [("2018-12-31", None), ("2019-12-31", "2018-12-31")]


def table(maatwerk: Run, data: Path, name: str, *options: str) -> list[dict[str, object]]:
    done = maatwerk("rapport", *options, "--formaat", "json", "--data", str(data))
    assert done.returncode == 0, done.stderr
    chosen = next(own for own in json.loads(done.stdout)["tabellen"] if own["id"] == name)
    names = [column["id"] for column in chosen["kolommen"]]
    return [dict(zip(names, row, strict=True)) for row in chosen["rijen"]]


def test_what_may_be_one_proeftuin_makes_no_bound_higher(maatwerk: Run, register: Path) -> None:
    """Atos and atos-ict may be the same one: of five that are told of there are at least four."""
    total = table(maatwerk, register, "categorie_fase", "2019")[-1]
    assert (total["gestart"], total["totaal"]) == (4, 4)


def test_a_course_names_its_last_day_and_nothing_after_what_is_kept(maatwerk: Run, register: Path) -> None:
    years = [row["jaar"] for row in table(maatwerk, register, "verloop_jaar", "2019")]
    assert years == ["2017", "2018"]
    early = table(maatwerk, register, "verloop_jaar", "2018", "--peildatum", "2018-03-01")
    assert [row["jaar"] for row in early] == ["2017", "1 maart 2018"]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=6))
def test_the_fewest_are_as_many_as_there_are_groups_that_no_link_joins(links: list[tuple[int, int]]) -> None:
    """Held against the groups found by following every link from every proeftuin."""
    proeftuinen = [
        Proeftuin.model_construct(
            id=str(own), mogelijk_dezelfde=tuple(str(b) for a, b in links if a == own and b != own)
        )
        for own in range(6)
    ]
    groups = {own: {own} for own in range(6)}
    for _ in range(6):
        for first, second in links:
            joined = groups[first] | groups[second]
            for own in joined:
                groups[own] = groups[own] | joined
    assert fewest(proeftuinen) == len({frozenset(group) for group in groups.values()})


def test_that_undated_facts_hold_on_the_day_of_their_source_is_said_to_be_ours(
    maatwerk: Run, register: Path
) -> None:
    """Only the plans (§2.4) and the proposals (§2.5) are of the end of 2018; the report is of April 2019."""
    page = text(maatwerk, register, "2018")
    sure = page[page.index("Hoe zeker zijn deze cijfers?") : page.index("Inleiding")]
    assert "Noemt een bron geen datum, dan nemen wij aan" in sure
