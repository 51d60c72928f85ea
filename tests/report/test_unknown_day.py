"""What the report says of a day of which the sources tell little; by hand from the annual report of 2018."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

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
    """The Adviesteam is page of as it was at the end; the projectorganisatie began in June (§4.1)."""
    early = text(maatwerk, register, "2018", "--peildatum", "2018-03-01")
    assert "In het Adviesteam werken" not in early
    assert "De teksten onder de tabellen gaan over het eind van 2018." in early
    whole = text(maatwerk, register, "2018")
    assert "In het Adviesteam werken" in whole
    assert "De teksten onder de tabellen" not in whole
