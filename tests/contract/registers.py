"""Small fictional registers in memory, for the tests of the ledger."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from maatwerk_cli.models.contract.inspanning import Inspanning
from maatwerk_cli.models.contract.opdracht import Opdracht
from maatwerk_cli.models.contract.plan import Plan
from maatwerk_cli.models.kader import Kader, Waardering
from maatwerk_cli.models.proeftuin import Proeftuin
from maatwerk_cli.models.settings import Instellingen
from maatwerk_cli.models.values import Record
from maatwerk_cli.register.records import Dataset, Entry, Records

BRON = {"id": "voorbeeld", "vindplaats": "blz. 1"}


def contract(id_: str, **fields: Any) -> Opdracht:
    given = {"id": id_, "naam": f"Voorbeeldopdracht {id_}", "bronnen": [BRON], **fields}
    return Opdracht.model_validate(given)


def owes(amount: str, **fields: Any) -> dict[str, Any]:
    return {"vorm": "bedrag", "bedrag": amount, "bron": BRON, **fields}


def option(months: int, **fields: Any) -> dict[str, Any]:
    return {"maanden": months, "bron": BRON, **fields}


def effort(id_: str, opdracht: str, **fields: Any) -> Inspanning:
    given = {
        "periode": "2020-q2", "soort": "begeleiding", "aantal": 10, "eenheid": "uur", "mensen": 9,
        "stand": "aanvaard", "sinds": "2020-08", "bron": BRON, **fields,
    }  # fmt: skip
    known = {name: value for name, value in given.items() if value is not None}
    return Inspanning.model_validate({"id": id_, "opdracht": opdracht, **known})


def rate(id_: str, *values: tuple[str, str, str | None], **fields: Any) -> dict[str, Any]:
    """Give a valuation: of each value the amount, the first day and the last."""
    periods = [
        {"waarde": amount, "vanaf": first, "bron": BRON, **({"tot_en_met": last} if last else {})}
        for amount, first, last in values
    ]
    return {"id": id_, "eenheid": "uur", "waarden": periods, **fields}


def framework(*rates: dict[str, Any]) -> Kader:
    """Give a framework of which nothing but the valuation matters."""
    return Kader.model_construct(
        id="voorbeeldkader", waardering=tuple(Waardering.model_validate(row) for row in rates)
    )


def plan(id_: str, **fields: Any) -> Plan:
    return Plan.model_validate({"id": id_, "bronnen": [BRON], **fields})


def proeftuin(id_: str, **fields: Any) -> Proeftuin:
    given = {"id": id_, "naam": f"Voorbeeldproeftuin {id_}", "bronnen": [BRON], **fields}
    return Proeftuin.model_validate(given)


def register(
    *records: Record, efforts: Iterable[Inspanning] = (), until: str = "2020-12-31", threshold: int = 5
) -> Dataset:
    """Give a dataset of these records."""
    settings = Instellingen.model_validate(
        {"naam": "Voorbeeld", "schema": 1, "openbaar": False, "peildatum": until,
         "drempel_onthulling": threshold}
    )  # fmt: skip
    plurals = {Opdracht: "opdrachten", Plan: "plannen", Kader: "beleid", Proeftuin: "proeftuinen"}
    collected: dict[str, list[Entry[Any]]] = {}
    for record in records:
        plural = plurals[type(record)]
        id_ = str(record.id)  # type: ignore[attr-defined]
        collected.setdefault(plural, []).append(Entry(id_, record, f"{plural}/{id_}.yaml"))
    for line, row in enumerate(efforts, start=2):
        year = row.periode.text[:4]
        collected.setdefault("inspanningen", []).append(
            Entry(row.id, row, f"inspanningen/{year}.csv", (line,))
        )
    return Dataset(
        Path(), settings, by_plural={name: Records(tuple(all_)) for name, all_ in collected.items()}
    )
