"""OpenFisca over a series of tenders, called for each tender apart, CSV in and CSV out.

    python benchmarks/peer_model.py SERIE.csv > UITKOMST.csv

The same as ``peer_table.py``: four conditions of the generic framework, read one way. OpenFisca is made to
compute for many at once; this is what asking it of one tender at a time costs.
"""

import csv
import sys
from pathlib import Path
from typing import Any

from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from peer_table import amount, months

TENDER = build_entity("tender", "tenders", "tender", is_person=True)
DAY = "2018-01-01"
UNKNOWN, NO, YES = 0, 1, 2
OUTCOMES = ("onbekend", "niet_van_toepassing", "van_toepassing")


def variable(name: str, formula: Any = None) -> type[Variable]:
    """Make a number of a tender, given or computed; less than zero is unknown."""
    content: dict[str, Any] = {
        "value_type": float,
        "entity": TENDER,
        "definition_period": DateUnit.ETERNITY,
        "default_value": -1,
        "label": name,
    }
    return type(name, (Variable,), content | ({"formula": formula} if formula else {}))


def outcome(tenders: Any, period: Any) -> Any:
    """Give the outcome of tenders: one condition that is not met decides, else one that is unknown."""
    nature, wage, term, ground = (tenders(name, period) for name in ("aard", "loonsom", "maanden", "grond"))
    missed = (nature == NO) | ((wage >= 0) & (wage < 250_000)) | ((term >= 0) & (term < 6)) | (ground == YES)
    unknown = (nature < 0) | (wage < 0) | (term < 0) | (ground < 0)
    return missed * NO + (~missed & ~unknown) * YES


def system() -> TaxBenefitSystem:
    """Give the rules."""
    rules = TaxBenefitSystem([TENDER])
    for name in ("aard", "loonsom", "maanden", "grond"):
        rules.add_variable(variable(name))
    rules.add_variable(variable("uitkomst", outcome))
    return rules


def main() -> None:
    """Judge each row and write its outcome."""
    rules = system()
    builder = SimulationBuilder()
    written = csv.writer(sys.stdout)
    natures, grounds = {"levering": NO, "werk": YES, "dienst": YES}, {"": -1, "nee": NO}
    with Path(sys.argv[1]).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            wage = amount(row["loonsom_excl_btw"])
            given = {
                "aard": natures.get(row["aard"], -1),
                "loonsom": -1 if wage is None else wage,
                "maanden": months(row["begin"], row["einde"]),
                "grond": grounds.get(row["uitsluitingsgronden"], YES),
            }
            facts = {name: {"ETERNITY": value} for name, value in given.items()}
            simulation = builder.build_from_entities(rules, {"tenders": {"t": facts}})
            (code,) = simulation.calculate("uitkomst", DAY)
            written.writerow((row["id"], OUTCOMES[int(code)]))


if __name__ == "__main__":
    main()
