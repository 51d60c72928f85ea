"""That a table of limits has no row is told only where it can still decide. The framework is fictional."""

from typing import Any

import pytest

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.frameworks.policy import Beleid
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.tender.views.verdict_reason import reason

SOURCE = {"id": "vb-besluit", "vindplaats": "artikel 2"}
ASKED = {"vraag": {"tekst": "Hoeveel?", "wie": "de inkoper"}}


def condition(name: str, **given: Any) -> dict[str, Any]:
    return {"id": name, "naam": name, "bron": SOURCE, **given}


def number(*rows: dict[str, Any], **given: Any) -> dict[str, Any]:
    values = [{"vanaf": "2020-01-01", "bron": SOURCE, **row} for row in rows]
    return {"omschrijving": "Een grens", "eenheid": "euro", "waarden": values, **given}


def framework(kinds: list[str]) -> Kader:
    """A large work, or much labour: the limit of a work is in a table with a row for works only."""
    limits = number({"waarde": 100000, "voor": ["werk"]}, per="aard", **ASKED)
    return Kader.model_validate(
        {
            "id": "vb",
            "naam": "het kader van het voorbeeld",
            "omschrijving": "Een verzonnen kader.",
            "werkingssfeer": {"opdrachtgever_soort": ["decentraal"], "bron": SOURCE},
            "geldigheid": {"vanaf": "2020-01-01", "bron": SOURCE},
            "parameters": {"per_aard": limits, "loonsom": number({"waarde": 50000})},
            "voorwaarden": [condition("omvang", een_van=["groot", "arbeid"])],
            "omstandigheden": [
                condition("groot", alle=["soort", "waarde"]),
                condition("soort", veld="aard", toets="in", waarden=kinds, **ASKED),
                condition(
                    "waarde", veld="opdrachtwaarde_excl_btw", toets="minstens", parameter="per_aard", **ASKED
                ),
                condition("arbeid", veld="loonsom_excl_btw", toets="minstens", parameter="loonsom", **ASKED),
            ],
        }
    )


@pytest.mark.parametrize(
    ("kinds", "wage", "expected"),
    [
        (["werk"], None, False),  # a service is no work, whatever its value: only the wage sum can decide
        (["werk"], 10000, False),
        (["werk", "dienst"], None, True),
        (["werk", "dienst"], 10000, True),
        (["werk", "dienst"], 60000, False),  # much labour is enough
    ],
)
def test_of_a_table_without_a_row_is_told_only_where_it_can_decide(
    kinds: list[str], wage: int | None, expected: bool
) -> None:
    facts = Facts(
        aard="dienst",
        opdrachtwaarde_excl_btw=200000,  # type: ignore[arg-type]
        loonsom_excl_btw=wage,  # type: ignore[arg-type]
        opdrachtgever_soort="decentraal",
        peildatum=parse_datum("2024-01-01"),
    )
    verdict = Assessor(Beleid({"vb": framework(kinds)}, "")).decide(facts)
    assert any("noemt voor deze opdracht geen grens" in text for text in verdict.waarschuwingen) is expected
    assert ("noemt geen grens" in reason(verdict)) is expected
