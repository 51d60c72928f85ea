"""Who takes part: which organisation does what for whom, since when, by which source."""

from datetime import date

from maatwerk_cli.models.facts.organisatie import Organisatie
from maatwerk_cli.models.programme.relatie import Relatie
from maatwerk_cli.register.records import Dataset, Entry
from maatwerk_cli.register.since import known_since
from maatwerk_cli.text.dutch import sentence
from maatwerk_cli.text.table import DataTable, MarkedRow, TableCell, TableColumn

NETWORK_TABLE = "wie_doet_mee"
_LISTS = ("categorie", "doelgroep")


def network_table(dataset: Dataset, day: date) -> DataTable:
    """List the relations that held in the year of a day, as far as they were known by that day."""
    roles = list(dataset.codes("relatierol"))
    held = [entry for entry in dataset.records(Relatie) if _held(entry.value, dataset, day)]
    held.sort(key=lambda entry: _place(entry, roles, dataset))
    return DataTable.of(
        NETWORK_TABLE,
        "Wie doet mee",
        (
            TableColumn("van", "Wie", "tekst"),
            TableColumn("rol", "Wat", "tekst"),
            TableColumn("naar", "Voor wie of wat", "tekst"),
            TableColumn("sinds", "Sinds", "datum"),
            TableColumn("tot", "Tot en met", "datum"),
            TableColumn("toelichting", "Toelichting", "tekst"),
            TableColumn("bron", "Bron", "tekst"),
        ),
        (MarkedRow(_row(entry.value, dataset), entry.value.afgeleid) for entry in held),
        (
            "Geen datum bij Sinds: de bron zegt niet sinds wanneer. Geen datum bij Tot en met: geen bron "
            "zegt dat het is gestopt. Een relatie die vóór dit jaar is gestopt, staat hier niet.",
            *_abbreviations(held, dataset),
        ),
    )


def _abbreviations(held: list[Entry[Relatie]], dataset: Dataset) -> tuple[str, ...]:
    """Explain the abbreviations in the table, in one note, each with where its name stands."""
    names = {name for entry in held for name in (entry.value.van, entry.value.naar)}
    organisations = {name: dataset.organisaties.get(name) for name in names}
    explained = sorted(
        f"{shown_name(dataset, name)} is {organisation.naam}{_place_of(organisation)}"
        for name, organisation in organisations.items()
        if organisation is not None and organisation.afkorting
    )
    return (f"Afkortingen: {'; '.join(explained)}.",) if explained else ()


def _place_of(organisation: Organisatie) -> str:
    place = ", ".join(part for part in (organisation.bron, organisation.vindplaats) if part)
    return f" ({place})" if place else ""


def _held(relation: Relatie, dataset: Dataset, day: date) -> bool:
    if not known_since(relation.sinds, relation.bron, dataset).surely_by(day):
        return False
    return relation.tot is None or relation.tot.last >= date(day.year, 1, 1)


def _place(entry: Entry[Relatie], roles: list[str], dataset: Dataset) -> tuple[int, str, str, str]:
    relation = entry.value
    order = roles.index(relation.rol) if relation.rol in roles else len(roles)
    return order, relation.rol, shown_name(dataset, relation.naar), shown_name(dataset, relation.van)


def _row(relation: Relatie, dataset: Dataset) -> tuple[TableCell, ...]:
    return (
        shown_name(dataset, relation.van),
        dataset.label("relatierol", relation.rol),
        shown_name(dataset, relation.naar),
        str(relation.sinds) if relation.sinds else None,
        str(relation.tot) if relation.tot else None,
        relation.toelichting or "",
        relation.bron.reference,
    )


def shown_name(dataset: Dataset, name: str) -> str:
    """Give how the organisation, framework, category or target group with an id is called."""
    if dataset.organisaties.get(name) is not None:
        return dataset.organisation(name, short=True)
    framework = dataset.beleid.get(name)
    if framework is not None:
        return sentence(framework.naam)
    for code_list in _LISTS:
        if name in dataset.codes(code_list):
            return dataset.label(code_list, name)
    return name
