"""A reading that is chosen otherwise than a source of the framework decides: told, and not followed."""

import json
from pathlib import Path

import pytest
from tests.conftest import Run

HOVEN = str(Path(__file__).parents[2] / "docs" / "voorbeelden" / "gemeente-met-banden")
TENDER = (
    *("--aard", "dienst", "--opdrachtwaarde", "400000", "--loonsom", "200000", "--looptijd", "2"),
    *("--cpv", "90910000", "--uitsluitingsgrond", "nee", "--opdrachtgever-soort", "decentraal"),
    *("--peildatum", "2024-03-01", "--data", HOVEN),
)
WITH_OPTIONS = (*TENDER, "--verlenging", "12")


@pytest.mark.parametrize(
    ("tender", "choice", "contradicts"),
    [
        (WITH_OPTIONS, "telt_mee", True),
        (WITH_OPTIONS, "telt_niet_mee", False),
        ((*TENDER, "--verlenging", "0"), "telt_mee", False),  # without options there is nothing to choose
    ],
)
def test_what_the_source_decides_is_followed_and_told(
    tender: tuple[str, ...], choice: str, contradicts: bool, maatwerk: Run
) -> None:
    """Article 1, paragraph 4: options do not count, and two months are not more than three."""
    done = maatwerk("check-aanbesteding", *tender, "--lezing", f"verlenging={choice}", "--formaat", "json")
    verdict = json.loads(done.stdout)
    assert verdict["uitkomst"] == "niet_van_toepassing"
    about = [text for text in verdict["waarschuwingen"] if "Opgegeven is de keuze" in text]
    assert len(about) == contradicts
    assert all(
        "'alleen de vaste looptijd telt'. Bron: vb-regeling-2024 (artikel 1, lid 4)" in text for text in about
    )


@pytest.mark.parametrize("form", ["tekst", "markdown"])
def test_it_is_nowhere_said_to_be_chosen(form: str, maatwerk: Run) -> None:
    options = (*WITH_OPTIONS, "--lezing", "verlenging=telt_mee", "--formaat", form)
    text = " ".join(maatwerk("check-aanbesteding", *options).stdout.split())
    assert "Gekozen: 'de opties tot verlenging tellen mee'" not in text
    assert "Niet gevolgd is: 'de opties tot verlenging tellen mee'" in text


def test_a_table_has_its_code(maatwerk: Run) -> None:
    options = (*WITH_OPTIONS, "--lezing", "verlenging=telt_mee", "--formaat", "csv")
    assert "lezing_tegenspraak" in maatwerk("check-aanbesteding", *options).stdout
