"""Make the fictional register of a ministry: contracts, plans and three years of efforts, all an example.

Use: ``python docs/voorbeelden/maak_ministerie.py [MAP]``

Nothing in it exists, and no amount in it is of the Rijk. The same script always makes the same files.
"""

import csv
import io
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from maatwerk_cli.text.yaml.yaml_edit import render
from maatwerk_cli.text.yaml.yaml_layout import format_yaml

HERE = Path(__file__).parent
YEARS = (2020, 2021, 2022)
SUPPLIERS = ("vb-noord", "vb-oost", "vb-zuid", "vb-west", "vb-midden")
CATEGORIES = ("schoonmaak", "catering", "beveiliging", "ict", "groen", "advies")
KINDS = ("werkervaringsplek", "begeleiding", "opleiding", "baan", "inkoop")


def told(source: str, place: str) -> dict[str, str]:
    """Say where something stands."""
    return {"id": source, "vindplaats": place}


CONTRACT = "voorbeeld-contractregister"


def sources() -> list[dict[str, Any]]:
    """Give the sources."""
    found = [
        {
            "id": CONTRACT,
            "titel": "Voorbeeld van een contractregister (verzonnen)",
            "uitgever": "Voorbeeldministerie",
            "datum": "2023-01-31",
            "status": "geverifieerd",
        },
        {
            "id": "voorbeeld-besluit-2019",
            "titel": "Voorbeeldbesluit over social return (verzonnen)",
            "uitgever": "Voorbeeldministerie",
            "datum": "2019-11-01",
            "status": "geverifieerd",
            "toelichting": "Dit besluit bestaat niet. De bedragen erin zijn verzonnen en gelden nergens.",
        },
        {
            "id": "voorbeeld-besluit-2021",
            "titel": "Voorbeeldbesluit over de waardering vanaf juli 2021 (verzonnen)",
            "uitgever": "Voorbeeldministerie",
            "datum": "2021-06-01",
            "status": "geverifieerd",
            "toelichting": "Dit besluit bestaat niet. De bedragen erin zijn verzonnen en gelden nergens.",
        },
    ]
    return found + [
        {
            "id": f"voorbeeld-voortgang-{year}",
            "titel": f"Voorbeeld van een voortgangsrapportage over {year} (verzonnen)",
            "uitgever": "Voorbeeldministerie",
            "datum": f"{year + 1}-01-31",
            "status": "geverifieerd",
        }
        for year in YEARS
    ]


def nature(place: dict[str, str]) -> dict[str, Any]:
    """Give the condition that both frameworks begin with."""
    return {
        "id": "aard",
        "naam": "De opdracht is een werk of een dienst",
        "veld": "aard",
        "toets": "in",
        "waarden": ["werk", "dienst"],
        "bron": place,
        "vraag": {"tekst": "Is de opdracht een werk, een dienst of een levering?", "wie": "de inkoper"},
    }


def framework() -> dict[str, Any]:
    """Give the framework with a percentage and a valuation in two versions."""
    first, second = told("voorbeeld-besluit-2019", "artikel 6"), told("voorbeeld-besluit-2021", "artikel 1")

    def worth(name: str, unit: str, before: str, after: str, **more: Any) -> dict[str, Any]:
        return {
            "id": name,
            **more,
            "eenheid": unit,
            "waarden": [
                {"waarde": before, "vanaf": "2020-01-01", "tot_en_met": "2021-06-30", "bron": first},
                {"waarde": after, "vanaf": "2021-07-01", "bron": second},
            ],
        }

    place = told("voorbeeld-besluit-2019", "artikel 2")
    return {
        "id": "vb_kader",
        "naam": "het voorbeeldkader van het Voorbeeldministerie",
        "omschrijving": "Een verzonnen kader: een deel van de loonsom, en een waardering per bouwblok.",
        "werkingssfeer": {
            "opdrachtgever_soort": ["rijk"],
            "bron": told("voorbeeld-besluit-2019", "artikel 1"),
        },
        "geldigheid": {"vanaf": "2020-01-01", "bron": told("voorbeeld-besluit-2019", "artikel 9")},
        "standaard": told("voorbeeld-besluit-2019", "artikel 1"),
        "parameters": {
            "loonsom_minimum": {
                "omschrijving": "Laagste loonsom waarbij het kader geldt",
                "eenheid": "euro",
                "waarden": [{"waarde": 100000, "vanaf": "2020-01-01", "bron": place}],
            },
            "percentage": {
                "omschrijving": "Deel van de loonsom dat naar social return gaat",
                "eenheid": "procent",
                "waarden": [{"waarde": 4, "vanaf": "2020-01-01", "bron": place}],
            },
        },
        "voorwaarden": [
            nature(place),
            {
                "id": "loonsom",
                "naam": "De loonsom is hoog genoeg",
                "veld": "loonsom_excl_btw",
                "toets": "minstens",
                "parameter": "loonsom_minimum",
                "nooit_meer_dan": "opdrachtwaarde_excl_btw",
                "bron": place,
                "vraag": {"tekst": "Hoe hoog is de loonsom, exclusief btw?", "wie": "de inkoper"},
            },
        ],
        "verplichting": {"percentage": "percentage", "grondslag": "loonsom_excl_btw", "bron": place},
        "waardering": [
            worth("uren", "uur", "21.50", "23.25"),
            worth("uren-langdurig", "uur", "24.00", "26.40", doelgroepen=["langdurig_werklozen"]),
            worth("maanden", "maand", "1450.00", "1525.00", soort="werkervaringsplek"),
            worth("banen", "plek", "9000.00", "9600.00", soort="baan"),
            worth("inkoop", "euro", "1", "0.75", soort="inkoop"),
        ],
    }


def free_framework() -> dict[str, Any]:
    """Give the framework without a percentage and without a valuation."""
    place = told("voorbeeld-besluit-2019", "artikel 8")
    return {
        "id": "vb_vrij",
        "naam": "de vrije werkwijze van het Voorbeeldministerie",
        "omschrijving": "Een verzonnen werkwijze zonder percentage: de leverancier doet een voorstel.",
        "werkingssfeer": {"opdrachtgever_soort": ["rijk"], "bron": place},
        "geldigheid": {"vanaf": "2020-01-01", "bron": place},
        "voorwaarden": [nature(place)],
    }


def amount(value: str, place: str) -> dict[str, Any]:
    """Give an obligation of an amount."""
    return {"vorm": "bedrag", "bedrag": value, "bron": told(CONTRACT, place)}


def contracts() -> list[dict[str, Any]]:
    """Give six framework agreements and twenty contracts: fourteen call-offs and six by themselves."""
    found = []
    for number, category in enumerate(CATEGORIES, 1):
        place = f"regel {number}"
        contract: dict[str, Any] = {
            "id": f"vb-raam-{category}",
            "naam": f"Voorbeeldraamovereenkomst {category}",
            "soort": "raamovereenkomst",
            "opdrachtgever": "vb-ministerie",
            "leveranciers": [SUPPLIERS[number % 5]] if number != 4 else ["vb-noord", "vb-west"],
            "categorie": category,
            "begin": "2020-01-01",
            "einde": "2022-12-31",
        }
        if number == 1:  # raised by an option that was lifted, and one that is still open
            contract["verlengingen"] = [
                {
                    "maanden": 12,
                    "gelicht": "ja",
                    "sinds": "2022-09-15",
                    "verhoging": "24000.00",
                    "bron": told(CONTRACT, f"{place}, optie 1"),
                },
                {  # whether it was lifted, nobody wrote down
                    "maanden": 12,
                    "verhoging": "24000.00",
                    "bron": told(CONTRACT, f"{place}, optie 2"),
                },
            ]
        if number == 2:  # lifted, and nobody wrote down what that adds
            contract["verlengingen"] = [
                {
                    "maanden": 6,
                    "gelicht": "ja",
                    "sinds": "2022-11",
                    "bron": told(CONTRACT, f"{place}, optie 1"),
                }
            ]
        if number == 5:
            contract["verlengingen"] = [
                {
                    "maanden": 12,
                    "gelicht": "nee",
                    "sinds": "2022-10",
                    "bron": told(CONTRACT, f"{place}, optie 1"),
                }
            ]
        contract["werkwijze"] = "vb_vrij" if category == "advies" else "vb_kader"
        if number in (1, 2, 4):
            contract["verplichting"] = amount(f"{number * 24000}.00", place)
        elif category == "advies":
            contract["verplichting"] = {"vorm": "inspanning", "bron": told(CONTRACT, place)}
        else:
            contract["verplichting"] = {
                "vorm": "geen",
                "bron": told(CONTRACT, f"{place}: per afroep"),
            }
        if category == "schoonmaak":
            contract["proeftuinen"] = ["vb-tuin-schoon"]
        contract["bronnen"] = [told(CONTRACT, place)]
        found.append(contract)
    for number in range(1, 15):
        category = CATEGORIES[number % 6]
        above = found[number % 6]
        begin = 2020 + number % 2
        place = f"regel {10 + number}"
        contract = {
            "id": f"vb-afroep-{number}",
            "naam": f"Voorbeeldafroep {number} ({category})",
            "soort": "nadere_overeenkomst",
            "onder": above["id"],
            "opdrachtgever": "vb-dienst" if number % 3 else "vb-ministerie",
            "leveranciers": [above["leveranciers"][number % len(above["leveranciers"])]],
            "categorie": category,
            "begin": f"{begin}-04-01",
            "einde": "2022-12-31",
        }
        if category in ("schoonmaak", "catering", "ict"):
            contract["verplichting"] = {
                "vorm": "inspanning",
                "belegd_bij": above["id"],
                "bron": told(CONTRACT, place),
            }
        elif category == "advies":
            contract["verplichting"] = {"vorm": "inspanning", "bron": told(CONTRACT, place)}
        else:
            contract["loonsom_excl_btw"] = f"{number * 61250}.00"
            contract["verplichting"] = {
                "vorm": "bedrag",
                "percentage": 4,
                "grondslag": "loonsom_excl_btw",
                "bron": told(CONTRACT, place),
            }
        contract["bronnen"] = [told(CONTRACT, place)]
        found.append(contract)
    for number in range(1, 7):
        place = f"regel {30 + number}"
        contract = {
            "id": f"vb-los-{number}",
            "naam": f"Voorbeeldopdracht {number}",
            "soort": "opdracht",
            "opdrachtgever": "vb-ministerie",
            "leveranciers": [SUPPLIERS[(number + 1) % 5]],
            "categorie": CATEGORIES[(number + 2) % 6],
            "begin": f"{2019 + number // 2}-07-01" if number > 1 else "2020-07-01",
            "einde": "2023-06-30",
            "werkwijze": "vb_kader",
            "verplichting": amount(f"{number * 4500}.50", place),
            "bronnen": [told(CONTRACT, place)],
        }
        if number == 1:
            contract["aanbesteding"] = "vb-aanbesteding-1"
        if number == 5:
            contract["bouwt_voort_op"] = ["vb-tuin-ict"]
        if number == 6:
            contract["begin"] = "2022-01-01"
            contract["bouwt_voort_op"] = ["vb-tuin-groen"]
        found.append(contract)
    return found


def tuin(
    name: str, category: str, supplier: str, group: str, phases: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    """Give a proeftuin."""
    source = told(CONTRACT, f"bijlage {name}")
    return {
        "id": f"vb-tuin-{name}",
        "naam": f"Voorbeeldproeftuin {name}",
        "soort": "regulier",
        "bestuurslaag": "rijk",
        "categorie": category,
        "leveranciers": [supplier],
        "opdrachtgevers": ["vb-ministerie"],
        "doelgroepen": [group],
        "verloop": [{"fase": phase, "sinds": since, "bron": source} for phase, since in phases],
        "bronnen": [source],
    }


def proeftuinen() -> list[dict[str, Any]]:
    """Give four proeftuinen: one made lasting, one discharged, two running."""
    return [
        tuin(
            "schoon",
            "schoonmaak",
            "vb-oost",
            "langdurig_werklozen",
            [
                ("plan_ondertekend", "2019-12-02"),
                ("gestart", "2020-02"),
                ("decharge", "2021-09-30"),
                ("verduurzaamd", "2022-q1"),
            ],
        ),
        tuin(
            "ict",
            "ict",
            "vb-noord",
            "statushouders",
            [("plan_ondertekend", "2020-01-15"), ("gestart", "2020-05"), ("decharge", "2021-06-30")],
        ),
        tuin("groen", "groen", "vb-noord", "langdurig_werklozen", [("gestart", "2020-09")]),
        tuin("advies", "advies", "vb-midden", "statushouders", [("in_wording", "2022-05")]),
    ]


def plan(name: str, steps: Sequence[tuple[str, str]], **fields: Any) -> dict[str, Any]:
    """Give a plan of approach."""
    source = told(CONTRACT, f"bijlage {name}")
    course = [{"stap": step, "sinds": since, "bron": source} for step, since in steps]
    return {"id": f"vb-plan-{name}", **fields, "verloop": course, "bronnen": [source]}


def plans() -> list[dict[str, Any]]:
    """Give the plans: one that gave way to another, one discharged, one signed after the start."""
    marks = {
        "open_vraag": "ja",
        "beleid": "ja",
        "bestaand": "ja",
        "aanvullend": "ja",
        "omvang": "ja",
        "tijd": "ja",
        "blijvend": "ja",
    }
    aim = [{"plek": "werkervaringsplek", "aantal": 8, "voor": ["langdurig_werklozen"]}]
    return [
        plan(
            "schoon-1",
            [("opgesteld", "2019-11"), ("ondertekend", "2019-12-02"), ("vervangen", "2020-06")],
            proeftuin="vb-tuin-schoon",
            opdrachten=["vb-raam-schoonmaak"],
            leveranciers=["vb-oost"],
            versie=1,
        ),
        plan(
            "schoon-2",
            [("ondertekend", "2020-06-15"), ("decharge", "2021-09-30")],
            proeftuin="vb-tuin-schoon",
            opdrachten=["vb-raam-schoonmaak"],
            leveranciers=["vb-oost"],
            versie=2,
            vervangt="vb-plan-schoon-1",
            kenmerken=marks,
            doelen=aim,
            inspanning="ja",
        ),
        plan(
            "ict",
            [("ondertekend", "2020-01-15"), ("decharge", "2021-06-30")],
            proeftuin="vb-tuin-ict",
            opdrachten=["vb-raam-ict"],
            leveranciers=["vb-noord"],
            versie=1,
            inspanning="ja",
        ),
        plan(
            "groen",
            [("gevraagd", "2019-11"), ("ondertekend", "2020-08")],
            proeftuin="vb-tuin-groen",
            opdrachten=["vb-afroep-4", "vb-afroep-10"],
            leveranciers=["vb-noord"],
            versie=1,
        ),
        plan(
            "catering",
            [("gevraagd", "2019-10"), ("opgesteld", "2020-02")],
            opdrachten=["vb-raam-catering"],
            leveranciers=["vb-zuid"],
            versie=1,
            gevraagd_door="catering",
        ),
        plan(
            "los",
            [("ondertekend", "2020-06")],
            opdrachten=["vb-los-1", "vb-los-2"],
            leveranciers=["vb-zuid"],
            versie=1,
        ),
    ]


def tender() -> dict[str, Any]:
    """Give the tender that the first contract by itself comes from."""
    return {
        "id": "vb-aanbesteding-1",
        "titel": "Voorbeeldaanbesteding 1",
        "opdrachtgever": "vb-ministerie",
        "opdrachtgever_soort": "rijk",
        "aard": "dienst",
        "loonsom_excl_btw": "112512.50",
        "opdrachtwaarde_excl_btw": "180000.00",
        "begin": "2020-07-01",
        "einde": "2023-06-30",
        "categorie": "ict",
        "werkwijze": "vb_kader",
        "publicatiedatum": "2020-02-03",
    }


DONE_FOR = (
    *("vb-raam-schoonmaak", "vb-raam-ict", "vb-afroep-4", "vb-afroep-10", "vb-los-1", "vb-los-2"),
    *("vb-afroep-1", "vb-afroep-3", "vb-afroep-9", "vb-afroep-6", "vb-los-3"),
)
FROM_2021 = ("vb-afroep-1", "vb-afroep-3", "vb-afroep-9")
WHERE = {
    "vb-raam-schoonmaak": ("vb-tuin-schoon", "vb-plan-schoon-2"),
    "vb-raam-ict": ("vb-tuin-ict", "vb-plan-ict"),
    "vb-afroep-4": ("vb-tuin-groen", "vb-plan-groen"),
    "vb-afroep-10": ("vb-tuin-groen", "vb-plan-groen"),
}
UNITS = {"werkervaringsplek": "maand", "baan": "plek", "inkoop": "euro"}


def efforts(year: int) -> Iterable[dict[str, Any]]:
    """Give the efforts of one year, by a rule without chance."""
    for number in range(1, 34):
        contract = DONE_FOR[(number + year) % len(DONE_FOR)]
        if year == 2020 and contract in FROM_2021:
            contract = "vb-raam-schoonmaak"
        quarter = 4 if year == 2020 else number % 4 + 1
        if year == 2021 and quarter == 1:
            quarter = 2
        kind = KINDS[number % 5]
        unit = UNITS.get(kind, "uur")
        many = {"maand": 1 + number % 5, "plek": 1, "euro": 250 * (number % 7 + 1)}.get(
            unit, 20 + number * 7 % 63
        )
        people = None if unit == "euro" else 2 + (number * 5 + year) % 11
        place, by = WHERE.get(contract, (None, None))
        state, since = "aanvaard", f"{year}-12"
        if number % 13 == 0:
            state = "afgewezen"
        elif contract == "vb-afroep-6" or (year == 2022 and number % 4 == 0):
            state, since = "voorgesteld", ""
        yield {
            "id": f"vb-{year}-{number}",
            "opdracht": contract,
            "proeftuin": place,
            "plan": by,
            "periode": f"{year}-q{quarter}",
            "soort": kind,
            "aantal": many,
            "eenheid": unit,
            "mensen": people,
            "waarde": None,
            "stand": state,
            "sinds": since,
            "bewijs": f"voorbeeldverklaring {year}/{number}",
            "bron": f"voorbeeld-voortgang-{year}",
            "vindplaats": f"rij {number}",
            "toelichting": None,
        }


ORGANISATIONS = [
    ("vb-ministerie", "Voorbeeldministerie", "VBM", "ministerie"),
    ("vb-dienst", "Voorbeelddienst", "", "uitvoeringsorganisatie"),
    *((name, f"Voorbeeldleverancier {name[3:].capitalize()}", "", "leverancier") for name in SUPPLIERS),
]
LISTS = {
    "categorie": [(name, name.capitalize() if name != "ict" else "ICT") for name in CATEGORIES],
    "doelgroep": [("langdurig_werklozen", "Langdurig werklozen"), ("statushouders", "Statushouders")],
    "inspanningsoort": [
        ("werkervaringsplek", "Werkervaringsplek"),
        ("begeleiding", "Begeleiding"),
        ("opleiding", "Opleiding"),
        ("baan", "Baan"),
        ("inkoop", "Inkoop bij een sociale onderneming"),
    ],
    "organisatiesoort": [
        ("ministerie", "Ministerie"),
        ("uitvoeringsorganisatie", "Uitvoeringsorganisatie"),
        ("leverancier", "Leverancier"),
    ],
    "plek": [("werkervaringsplek", "Werkervaringsplek"), ("baan", "Baan")],
}
SPECIAL = {"langdurig_werklozen": "nee", "statushouders": "ja"}
COPIED = ("bestuurslaag", "fase", "soort", "stap", "contract")


def _yaml(value: Any) -> bytes:
    return format_yaml(("\n".join(render(value)) + "\n").encode())


def _csv(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([["" if cell is None else cell for cell in row] for row in rows])
    return stream.getvalue().encode()


def files() -> dict[str, bytes]:
    """Give every file of the register but its page."""
    settings = {
        "naam": "Voorbeeldregister van een ministerie (verzonnen)",
        "schema": 1,
        "openbaar": False,
        "peildatum": "2022-12-31",
        "drempel_onthulling": 5,
    }
    made = {
        "dataset.yaml": _yaml(settings),
        "bronnen.yaml": _yaml(sources()),
        "organisaties.csv": _csv(
            ("id", "naam", "afkorting", "soort", "tooi", "kvk"), [(*one, "", "") for one in ORGANISATIONS]
        ),
        "aanbestedingen/vb-aanbesteding-1.yaml": _yaml(tender()),
    }
    for one in (framework(), free_framework()):
        made[f"beleid/{one['id']}.yaml"] = _yaml(one)
    for folder, records in (
        ("opdrachten", contracts()),
        ("plannen", plans()),
        ("proeftuinen", proeftuinen()),
    ):
        made |= {f"{folder}/{record['id']}.yaml": _yaml(record) for record in records}
    for year in YEARS:
        rows = list(efforts(year))
        made[f"inspanningen/{year}.csv"] = _csv(list(rows[0]), [list(row.values()) for row in rows])
    head = ("code", "naam", "toelichting", "bron", "bijzonder")
    for name, codes in LISTS.items():
        made[f"codelijsten/{name}.csv"] = _csv(
            head, [(code, text, "", "", SPECIAL.get(code, "")) for code, text in codes]
        )
    for name in COPIED:
        made[f"codelijsten/{name}.csv"] = (HERE / "twee-jaren" / "codelijsten" / f"{name}.csv").read_bytes()
    return made


def make(folder: Path) -> None:
    """Write the register."""
    for name, content in files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "ministerie")
