"""Every record of the register of 2018 has its place in the source; every number is there, or was inferred.

The table is written by hand from the annual report over 2018, by its own section numbers. A record, or a
place in one, that is not in the table fails, and so does a number that the place does not give.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

DATA = Path(__file__).parents[1] / "data"
FOLDERS = ("proeftuinen", "verzamelposten", "kerncijfers", "mijlpalen")

PLACES = {
    "proeftuinen/atos-ict/atos-ict": "pagina Proeftuin ATOS; §5",
    "proeftuinen/atos/atos": "pagina Proeftuin ATOS",
    "proeftuinen/berenschot/berenschot": "pagina Proeftuin Berenschot; §5",
    "proeftuinen/ey/ey": "pagina Proeftuin EY; §5",
    "proeftuinen/kpmg/kpmg": "§2.3; §2.4",
    "verzamelposten/2018/hoogwaardige-inhuur-overig-2018": "§5",
    "verzamelposten/2018/ict-inhuur-in-voorbereiding-overig-2018": "§5",
    "verzamelposten/2018/ict-inhuur-in-uitvoering-2018": "§5",
    "verzamelposten/2018/leerformule-in-wording-2018": "§5, §4.2",
    "verzamelposten/2018/partnerschap-rijk-2018": "§5, §2.5",
    "verzamelposten/2018/partnerschap-andere-overheden-2018": "§5, §2.5",
    "verzamelposten/2018/plannen-van-aanpak-2018": "§2.4",
    "verzamelposten/2018/decharge-2018": "§2.4, §5",
    "verzamelposten/2018/digitaal-platform-2018": "§2.4",
    "verzamelposten/2018/gezamenlijke-proeftuin-2018": "§2.4",
    "verzamelposten/2018/kandidaten-aan-de-slag-overig-2018": "§5",
    "verzamelposten/2018/kandidaten-contract-2018": "§5, §2.5",
    "verzamelposten/2018/leerformule-deelnemers-2018": "§5",
    "verzamelposten/2018/leerformule-organisaties-2018": "§5",
    "kerncijfers/2018/proeftuinen_hoogwaardige_inhuur": "§5",
    "kerncijfers/2018/proeftuinen_ict_inhuur": "§5; §2.5",
    "kerncijfers/2018/proeftuinen_ict_inhuur_in_voorbereiding": "§5; §2.5",
    "kerncijfers/2018/proeftuinen_ict_inhuur_in_uitvoering": "§5",
    "kerncijfers/2018/proeftuinen_ict_inhuur_voorstellen": "§2.5; §5",
    "kerncijfers/2018/leerformule_deelnemers": "§5",
    "kerncijfers/2018/leerformule_organisaties": "§5",
    "kerncijfers/2018/leerformule_proeftuinen": "§5, §4.2",
    "kerncijfers/2018/proeftuinen_totaal": "§5",
    "kerncijfers/2018/proeftuinen_decharge": "§5, §2.4",
    "kerncijfers/2018/plannen_ondertekend": "§2.4",
    "kerncijfers/2018/kandidaten_aan_de_slag": "§5",
    "kerncijfers/2018/kandidaten_contract": "§5; §2.5; pagina Proeftuin Berenschot",
    "kerncijfers/2018/partnerschap_rijk": "§5, §2.5",
    "kerncijfers/2018/partnerschap_andere_overheden": "§5",
    "kerncijfers/2018/partnerschap_totaal": "§2.5",
    "kerncijfers/2018/websitebezoekers": "§5, §4.3",
    "kerncijfers/2018/adviesverzoeken": "§5",
    "kerncijfers/2018/adviesteam_medewerkers": "§3",
    "kerncijfers/2018/adviesteam_fte": "§3",
    "mijlpalen/2015/wet-banenafpraak": "§2.1",
    "mijlpalen/2016/gesprekken-hoogwaardige-inhuur": "§2.3",
    "mijlpalen/2017/eerste-proeftuin-getekend": "§2.3",
    "mijlpalen/2017/besluit-icia": "§1.2",
    "mijlpalen/2018/nieuwe-werkwijze": "§1.2",
    "mijlpalen/2018/proeftuinen-in-aanbestedingen-ict-inhuur": "pagina Proeftuin ATOS",
    "mijlpalen/2018/start-projectorganisatie": "§4.1",
    "mijlpalen/2018/website-online": "§4.3",
    "mijlpalen/2018/start-partnerschap": "§2.5",
    "mijlpalen/2018/motie-ervaringen-delen": "§6",
    "mijlpalen/2018/werkwijze-officieel": "§5",
    "mijlpalen/2018/samenwerking-ministeries-en-vakgebieden": "§5",
    "mijlpalen/2018/start-netwerk-social-return-rijk": "§5",
    "mijlpalen/2018/video-uitgebracht": "§5",
    "mijlpalen/2018/gesprekken-ict-inhuur": "§2.5",
    "mijlpalen/2018/ict-inhuur-andere-ministeries": "§2.5",
    "mijlpalen/2018/leerformule-ontwikkeld": "§4.2",
    "mijlpalen/2018/social-return-scan": "§4.2",
    "mijlpalen/2018/gesprekken-gemeenten-provincies": "§4.1",
    "mijlpalen/2018/afspraken-werkgeversservicepunt": "§4.1",
    "mijlpalen/2018/digitaal-platform-netwerk": "§4.3",
    "mijlpalen/2018/kaarten-en-brochure": "§4.3",
    "mijlpalen/2018/intranet-media-nieuwsbrieven": "§4.3",
    "mijlpalen/2018/workshops-congressen": "§4.3",
    "mijlpalen/2018/ruimte-binnen-de-regels": "§2.4",
    "mijlpalen/2018/proeftuinen-afgesloten": "pagina Proeftuin EY",
    "mijlpalen/2018/geld-projectorganisatie": "§3",
    "mijlpalen/2018/begeleiding-leerformule": "§4.2",
    "mijlpalen/2018/toezegging-vervolg-beleid": "§1.1",
    "mijlpalen/2019/aangekondigd-evaluatie": "§6",
    "mijlpalen/2019/aangekondigd-community-management": "§4.1",
    "mijlpalen/2019/aangekondigd-liaison-manager": "§4.1",
    "mijlpalen/2019/aangekondigd-leerformule": "§4.2",
    "mijlpalen/2019/aangekondigd-meer-proeftuinen": "§6",
    "mijlpalen/2019/aangekondigd-rest-ict-inhuur": "§2.5",
    "mijlpalen/2019/aangekondigd-dag-van-de-rijksinkoop": "§6",
    "mijlpalen/2019/aangekondigd-social-return-festival": "§6",
    "mijlpalen/2019/aangekondigd-diner-pensant": "§6",
    "mijlpalen/2019/aangekondigd-online-community": "§6",
    "mijlpalen/2019/gevraagd-ervaringen-delen": "§6",
}

# Numbers as the source gives them at those places; what is not here was computed by us and says so.
NUMBERS = {
    "proeftuinen/atos/atos": {"beoogde_plaatsen": 3, "kandidaten.aantal": 3},
    "proeftuinen/berenschot/berenschot": {"beoogde_plaatsen": 3, "kandidaten.aantal": 4},
    "proeftuinen/ey/ey": {"kandidaten.aantal": 5},
    "verzamelposten/2018/ict-inhuur-in-uitvoering-2018": {"aantal": 1},
    "verzamelposten/2018/leerformule-in-wording-2018": {"aantal": 8},
    "verzamelposten/2018/partnerschap-rijk-2018": {"aantal": 3},
    "verzamelposten/2018/partnerschap-andere-overheden-2018": {"aantal": 15},
    "verzamelposten/2018/plannen-van-aanpak-2018": {"aantal": 18},
    "verzamelposten/2018/decharge-2018": {"aantal": 3},
    "verzamelposten/2018/digitaal-platform-2018": {"aantal": 1},
    "verzamelposten/2018/gezamenlijke-proeftuin-2018": {"aantal": 1},
    "verzamelposten/2018/kandidaten-contract-2018": {"aantal": 13},
    "verzamelposten/2018/leerformule-deelnemers-2018": {"aantal": 18},
    "verzamelposten/2018/leerformule-organisaties-2018": {"aantal": 7},
}

# The words of the source itself for a phase, of this very proeftuin.
WORDS = {
    "proeftuinen/kpmg/kpmg": {"getekend", "start"},
    "proeftuinen/atos/atos": {"opgestart"},
    "proeftuinen/atos-ict/atos-ict": {"in ontwikkeling"},
}

# Organisations: where the source first names each as what it is here.
ORGANISATIONS = {
    "§1.2": {"ienw", "icia"},
    "§2.1": {"szw", "vws", "coa", "ind", "rijkswaterstaat", "icbr", "icop"},
    "§2.3": {"dji", "kpmg"},
    "§2.5": {"bzk", "ezk", "ocw"},
    "§3": {
        "aeno-fonds-rijk", "adviesteam-social-return-rijk", "directeurenoverleg-mvi",
        "raad-van-opdrachtgevers",
    },
    "§4.1": {
        "binnenwerk", "interpactum", "pianoo", "teaminclusief", "the-kirkman-company",
        "werkgeversservicepunt-haaglanden",
    },
    "pagina Proeftuin ATOS": {"atos"},
    "pagina Proeftuin Berenschot": {"berenschot"},
    "pagina Proeftuin EY": {"ey", "itvitae"},
}  # fmt: skip


def records() -> Iterator[tuple[str, dict[str, Any]]]:
    for folder in FOLDERS:
        for path in sorted(path for path in (DATA / folder).glob("*.yaml") if ".gevallen" not in path.name):
            content = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
            for record in content if isinstance(content, list) else [content]:
                yield f"{folder}/{path.stem}/{record.get('id') or record.get('code')}", record


RECORDS = dict(records())


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from leaves(inside, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for inside in value:
            yield from leaves(inside, path)
    else:
        yield path, value


def test_every_record_is_in_the_table_and_the_other_way_round() -> None:
    assert set(RECORDS) == set(PLACES)


@pytest.mark.parametrize("name", PLACES)
def test_each_fact_stands_where_the_table_says(name: str) -> None:
    found = {value for path, value in leaves(RECORDS[name]) if path.endswith("vindplaats")}
    assert found == set(PLACES[name].split("; "))
    sources = {value for path, value in leaves(RECORDS[name]) if path.endswith(("bron.id", "bronnen.id"))}
    assert sources == {"jaarverslag-2018"}


@pytest.mark.parametrize("name", [name for name in PLACES if not name.startswith("kerncijfers")])
def test_each_number_is_the_source_s_or_says_that_it_was_inferred(name: str) -> None:
    record = RECORDS[name]
    given = {path: value for path, value in leaves(record) if isinstance(value, int)}
    inferred = set(record.get("afgeleid", ()))
    assert {path: value for path, value in given.items() if path not in inferred} == NUMBERS.get(name, {})


@pytest.mark.parametrize("name", [name for name in PLACES if name.startswith("proeftuinen")])
def test_a_word_of_the_source_is_of_this_very_proeftuin(name: str) -> None:
    assert {value for path, value in leaves(RECORDS[name]) if path.endswith("zegt")} == WORDS.get(name, set())


def test_every_organisation_has_its_place() -> None:
    with (DATA / "organisaties.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    found: dict[str, set[str]] = {}
    for row in rows:
        assert row["bron"] == "jaarverslag-2018"
        found.setdefault(row["vindplaats"], set()).add(row["id"])
    assert found == ORGANISATIONS


def test_the_banenafpraak_is_told_of_no_group_beyond_the_source() -> None:
    """It aims at people with an occupational disability; §2.1 tells three other groups from them."""
    with (DATA / "codelijsten" / "doelgroep.csv").open(encoding="utf-8", newline="") as lines:
        told = {row["code"]: row["banenafpraak"] for row in csv.DictReader(lines)}
    assert {code for code, value in told.items() if value == "ja"} == {
        "arbeidsbeperking", "doelgroepenregister_hoger_opgeleid",
    }  # fmt: skip
    assert {code for code, value in told.items() if value == "nee"} == {
        "langdurig_werklozen", "statushouders", "ex_topsporters",
    }  # fmt: skip
    assert told["autisme"] == "onbekend"
