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
FOLDERS = ("proeftuinen", "verzamelposten", "kerncijfers", "mijlpalen", "opdrachten", "plannen")

PLACES = {
    "verzamelposten/2018/plannen-ondertekend-2018": "§2.4",
    "verzamelposten/2018/plannen-decharge-2018": "§2.4",
    "verzamelposten/2018/duurzaam-berenschot-2018": "pagina Proeftuin Berenschot",
    "opdrachten/atos-ict-inhuur/atos-ict-inhuur": "pagina Proeftuin ATOS",
    "plannen/berenschot-1/berenschot-1": "pagina Proeftuin Berenschot",
    "plannen/berenschot-2/berenschot-2": "pagina Proeftuin Berenschot",
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
    "kerncijfers/2018/kandidaten_contract": "§5; §2.5",
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
    "mijlpalen/2018/video-uitgebracht": "§5, §4.3",
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
    "mijlpalen/2019/aangekondigd-rijksambtenaren-betrekken": "§6",
}

# Numbers as the source gives them at those places; what is not here was computed by us and says so.
NUMBERS = {
    "verzamelposten/2018/duurzaam-berenschot-2018": {"aantal": 4},  # "vier mensen duurzaam aan het werk"
    "plannen/berenschot-2/berenschot-2": {"doelen.aantal": 3},
    "verzamelposten/2018/plannen-ondertekend-2018": {"aantal": 18},
    "proeftuinen/atos/atos": {"beoogde_plaatsen": 3, "kandidaten.aantal": 3},
    "proeftuinen/berenschot/berenschot": {"beoogde_plaatsen": 3, "kandidaten.aantal": 4},
    "proeftuinen/ey/ey": {"kandidaten.aantal": 5},
    "verzamelposten/2018/ict-inhuur-in-uitvoering-2018": {"aantal": 1},
    "verzamelposten/2018/leerformule-in-wording-2018": {"aantal": 8},
    "verzamelposten/2018/partnerschap-rijk-2018": {"aantal": 3},
    "verzamelposten/2018/partnerschap-andere-overheden-2018": {"aantal": 15},
    "verzamelposten/2018/decharge-2018": {"aantal": 3},
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

ONLY_LETTERS = " (alleen de afkorting; de volledige naam is aangevuld)"
"""Neither the text nor the appendix of the source writes this name in full."""

# Organisations: where the source first names each as what it is here, and where it writes the name in full.
ORGANISATIONS = {
    "§1.2": {"icia"},
    "§1.2, bijlage": {"ienw"},
    "§2.1": {"rijkswaterstaat", "icbr", "icop"},
    "§2.1, bijlage": {"bzk", "szw", "vws"},
    f"§2.1{ONLY_LETTERS}": {"coa", "ind"},
    "§2.3": {"dji", "kpmg"},
    "§2.5, bijlage": {"ocw"},
    f"§2.5{ONLY_LETTERS}": {"ezk"},
    "§3": {
        "adviesteam-social-return-rijk",
        "aeno-fonds-rijk", "directeurenoverleg-mvi", "projectorganisatie-maatwerk", "raad-van-opdrachtgevers",
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
    present = {value for path, value in leaves(RECORDS[name]) if path.endswith("vindplaats")}
    assert present == set(PLACES[name].split("; "))
    sources = {value for path, value in leaves(RECORDS[name]) if path.endswith(("bron.id", "bronnen.id"))}
    assert sources == {"jaarverslag-2018"}


@pytest.mark.parametrize("name", [name for name in PLACES if not name.startswith("kerncijfers")])
def test_each_number_is_the_source_s_or_says_that_it_was_inferred(name: str) -> None:
    record = RECORDS[name]
    given = {path: value for path, value in leaves(record) if isinstance(value, int)}
    inferred = set(record.get("afgeleid", ()))
    assert {path: value for path, value in given.items() if path not in inferred} == NUMBERS.get(name, {})


INFERENCE = ("afgeleid", "aangenomen", "nemen aan", "lezen wij", "gelezen")
"""Words with which a text says that something is ours. That it follows from the source says more."""


@pytest.mark.parametrize("name", [name for name in PLACES if RECORDS[name].get("afgeleid")])
def test_what_is_inferred_is_told_as_ours(name: str) -> None:
    text = RECORDS[name]["toelichting"]
    assert any(word in text for word in INFERENCE)
    assert "volgt uit het verslag" not in text


@pytest.mark.parametrize(
    "name",
    [
        "hoogwaardige-inhuur-overig-2018",
        "ict-inhuur-in-voorbereiding-overig-2018",
        "kandidaten-aan-de-slag-overig-2018",
    ],
)
def test_a_post_says_that_what_was_taken_from_it_is_assumed_to_be_in_it(name: str) -> None:
    """The source counts 18, 10 and 22 in §5 and does not say which they are."""
    assert "nemen wij aan" in RECORDS[f"verzamelposten/2018/{name}"]["toelichting"]


def test_whom_a_post_does_not_count_is_told_as_ours() -> None:
    """ATOS hopes to place its three in 2019: that none of them is among the 22 or the 13 no source says."""
    for name, record in RECORDS.items():
        assert ("zonder" in record) == ("zonder" in record.get("afgeleid", ())), name


def test_the_four_of_berenschot_are_read_to_be_the_four_at_work() -> None:
    """Its page names four candidates and four people at work, and does not say that they are the same."""
    record = RECORDS["proeftuinen/berenschot/berenschot"]
    assert "de vier kandidaten zijn, lezen wij" in record["toelichting"]
    assert "kandidaten.aan_de_slag" in record["afgeleid"]


@pytest.mark.parametrize(
    "name",
    [
        "begeleiding-leerformule",  # "worden georganiseerd" (§4.2)
        "intranet-media-nieuwsbrieven",  # "communiceert" (§4.3)
        "social-return-scan",  # "wordt uitgevoerd" (§4.2)
        "workshops-congressen",  # "geeft" (§4.3)
    ],
)
def test_what_the_source_tells_in_the_present_is_by_us_done(name: str) -> None:
    assert {"stand", "datum"} <= set(RECORDS[f"mijlpalen/2018/{name}"]["afgeleid"])


def test_a_year_of_the_video_is_of_its_mention_and_not_of_its_release() -> None:
    """§5 names it among what 2018 brought; that it was released says §4.3, without a date."""
    assert "datum" in RECORDS["mijlpalen/2018/video-uitgebracht"]["afgeleid"]


def test_what_was_closed_at_some_time_has_no_year() -> None:
    """The page of EY says that proeftuinen were closed, not when: a last year is no year of it."""
    assert "datum" not in RECORDS["mijlpalen/2018/proeftuinen-afgesloten"]


@pytest.mark.parametrize("name", [name for name in PLACES if name.startswith("proeftuinen")])
def test_a_word_of_the_source_is_of_this_very_proeftuin(name: str) -> None:
    assert {value for path, value in leaves(RECORDS[name]) if path.endswith("zegt")} == WORDS.get(name, set())


def test_every_organisation_has_its_place() -> None:
    with (DATA / "organisaties.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    collected: dict[str, set[str]] = {}
    for row in rows:
        assert row["bron"] == "jaarverslag-2018"
        collected.setdefault(row["vindplaats"], set()).add(row["id"])
    assert collected == ORGANISATIONS


WRITTEN_OUT = {"dji", "icbr", "icia", "icop"}
"""Organisations with an abbreviation that §1.2, §2.1 or §2.3 itself writes in full."""


def test_a_full_name_stands_in_the_text_in_the_appendix_or_is_ours() -> None:
    for row in rows(DATA / "organisaties.csv"):
        if row["afkorting"] and row["id"] not in WRITTEN_OUT:
            in_appendix = row["afkorting"] in LETTERS
            assert row["vindplaats"].endswith(", bijlage" if in_appendix else ONLY_LETTERS), row["id"]


def test_the_banenafpraak_is_told_of_no_group_beyond_the_source() -> None:
    """It aims at people with an occupational disability; §2.1 tells three other groups from them."""
    with (DATA / "codelijsten" / "doelgroep.csv").open(encoding="utf-8", newline="") as lines:
        fields = {row["code"]: row["banenafpraak"] for row in csv.DictReader(lines)}
    assert {code for code, value in fields.items() if value == "ja"} == {
        "arbeidsbeperking", "doelgroepenregister_hoger_opgeleid",
    }  # fmt: skip
    assert {code for code, value in fields.items() if value == "nee"} == {
        "langdurig_werklozen", "statushouders", "ex_topsporters",
    }  # fmt: skip
    assert fields["autisme"] == "onbekend"


CODES = {
    "aard": {"§1.1": {"werk", "dienst"}},
    "bestuurslaag": {"§2.5": {"rijk", "provincie", "overig"}, "§4.1": {"gemeente"}},
    "categorie": {"§2.1": {"catering"}, "§2.3": {"hoogwaardige_inhuur"}, "§2.5": {"ict_inhuur"}},
    "doelgroep": {
        "§2.1": {
            "arbeidsbeperking", "ex_topsporters", "gedetineerden", "langdurig_werklozen",
            "sociale_ondernemers", "statushouders", "vluchtelingen",
        },
        "§2.3": {"jeugd_justitiabelen"},
        "§2.4": {"ex_gedetineerden"},
        "pagina Proeftuin ATOS": {"diversiteit"},
        "pagina Proeftuin Berenschot": {"doelgroepenregister_hoger_opgeleid"},
        "pagina Proeftuin EY": {"autisme"},
    },
    "fase": {
        "§2.4": {"decharge", "plan_ondertekend", "verduurzaamd"},
        "§5": {"gestart", "in_wording"},
        "pagina Proeftuin EY": {"afgesloten"},
    },
    "herkomst": {"§4.2": {"leerformule"}},
    "inspanningsoort": {
        "§2": {"baan", "opleiding", "werkervaringsplek"},
        "pagina Proeftuin ATOS": {"stage"},
        "pagina Proeftuin EY": {"begeleiding"},
    },
    "planstap": {
        "§2.4": {"decharge", "gevraagd", "ondertekend", "opgesteld"},
        "pagina Proeftuin Berenschot": {"vervangen"},
    },
    "plek": {"§2": {"baan", "opleiding", "werkervaringsplek"}, "pagina Proeftuin ATOS": {"stage"}},
    "relatierol": {
        "§2.1": {"beheert_categorie", "genoemd_bij", "steunt", "wil_betrekken", "wil_werk_voor"},
        "§3": {"financiert", "opdracht"},
        "§4.1": {"afspraak", "partner"},
        "§4.2": {"ondersteunt", "ontwikkelt"},
    },
    "soort": {"§2.5": {"partnerschap", "regulier"}},
    "stap": {"§2.2": {"kandidaat"}, "§5": {"aan_de_slag", "contract"}},
}  # fmt: skip
"""Where the source first names what a code stands for."""
OUR_CODES = {
    "aard": {"levering"},
    "bestuurslaag": {"waterschap"},
    "bronstatus": {"geverifieerd", "onbevestigd"},
    "contract": {"elders", "leverancier", "rijk"},
    "mijlpaalsoort": {"activiteit", "gebeurtenis", "product", "toezegging", "voornemen"},
    "mijlpaalstand": {"aangekondigd", "gedaan", "vervallen"},
    "opdrachtgever_soort": {"decentraal", "overig", "rijk"},
    "organisatiesoort": {"leverancier", "ministerie", "overleg", "partner", "uitvoeringsorganisatie"},
    "raamovereenkomst": {"ja", "nadere_overeenkomst", "nee"},
    "stap": {"uitgestroomd"},
}
"""Codes that are words of the program and claim no source, as all of ``kenmerk`` and ``telt`` do."""
LETTERS = {
    "A&O",
    "BZK",
    "CDI",
    "CPO",
    "DJI",
    "ICBR",
    "ICIA",
    "ICOP",
    "IFHR",
    "I&W",
    "OCW",
    "P&O",
    "SG",
    "SZW",
    "VWS",
}
"""The appendix of the source."""
RELATIONS = {
    "§2.1": {
        "bzk steunt maatwerk", "icbr steunt maatwerk", "icia steunt maatwerk", "icop steunt maatwerk",
        "rijkswaterstaat beheert_categorie catering", "vws genoemd_bij ex_topsporters",
        "coa genoemd_bij statushouders", "ind genoemd_bij statushouders", "dji wil_werk_voor gedetineerden",
        "rijkswaterstaat wil_werk_voor vluchtelingen", "szw wil_betrekken sociale_ondernemers",
    },
    "§2.3": {"ienw beheert_categorie hoogwaardige_inhuur"},
    "§2.5": {"ezk beheert_categorie ict_inhuur"},
    "§3": {
        "aeno-fonds-rijk financiert projectorganisatie-maatwerk",
        "directeurenoverleg-mvi financiert projectorganisatie-maatwerk",
        "raad-van-opdrachtgevers opdracht adviesteam-social-return-rijk",
    },
    "§4.1": {
        "binnenwerk partner adviesteam-social-return-rijk",
        "interpactum partner adviesteam-social-return-rijk",
        "pianoo partner adviesteam-social-return-rijk", "teaminclusief partner adviesteam-social-return-rijk",
        "the-kirkman-company partner adviesteam-social-return-rijk",
        "werkgeversservicepunt-haaglanden afspraak adviesteam-social-return-rijk",
    },
    "§4.2": {
        "pianoo ondersteunt adviesteam-social-return-rijk",
        "the-kirkman-company ontwikkelt adviesteam-social-return-rijk",
    },
}  # fmt: skip
OUR_RELATIONS = {
    **{f"{name} steunt maatwerk": "naar" for name in ("bzk", "icbr", "icia", "icop")},
    "ezk beheert_categorie ict_inhuur": "rol",
    "ienw beheert_categorie hoogwaardige_inhuur": "rol",
    "rijkswaterstaat beheert_categorie catering": "rol",
    "the-kirkman-company ontwikkelt adviesteam-social-return-rijk": "naar",
    "werkgeversservicepunt-haaglanden afspraak adviesteam-social-return-rijk": "naar",
}
"""What of a relation no source says: it names one person's function, or not whom it was for or with."""
CANDIDATES = {"atos": 3, "berenschot": 4, "ey": 5}
"""How many the pages of the proeftuinen name, and at which page each therefore stands."""
WHOLE = {
    "beleid", "bronnen.yaml", "codelijsten", "dataset.yaml", "organisaties.csv", "rapporten", "relaties.csv",
    "kandidaten",
    *FOLDERS,
}  # fmt: skip
"""All that the register has; what comes beside it needs a table of places here."""


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def by_place(pairs: Iterator[tuple[str, str]]) -> dict[str, set[str]]:
    collected: dict[str, set[str]] = {}
    for place, name in pairs:
        collected.setdefault(place, set()).add(name)
    return collected


def test_nothing_in_the_register_is_without_a_table_of_places() -> None:
    assert {path.name for path in DATA.iterdir()} <= WHOLE


@pytest.mark.parametrize("name", sorted(path.stem for path in (DATA / "codelijsten").glob("*.csv")))
def test_every_code_has_its_place_or_is_a_word_of_the_program(name: str) -> None:
    if name in ("kenmerk", "telt"):
        assert all(not row["bron"] for row in rows(DATA / "codelijsten" / f"{name}.csv"))
        return
    if name == "afkorting":
        listed = rows(DATA / "codelijsten" / "afkorting.csv")
        assert {row["bron"] for row in listed} == {"jaarverslag-2018 bijlage"}
        assert {row["naam"] for row in listed} == LETTERS
        return
    rows_there = by_place(
        (row["bron"].removeprefix("jaarverslag-2018 "), row["code"])
        for row in rows(DATA / "codelijsten" / f"{name}.csv")
    )
    assert rows_there.pop("", set()) == OUR_CODES.get(name, set())
    assert rows_there == CODES.get(name, {})


def test_every_relation_has_its_place() -> None:
    listed = rows(DATA / "relaties.csv")
    assert {row["bron"] for row in listed} == {"jaarverslag-2018"}
    pairs = ((row["vindplaats"], f"{row['van']} {row['rol']} {row['naar']}") for row in listed)
    assert by_place(pairs) == RELATIONS
    ours = {f"{row['van']} {row['rol']} {row['naar']}": row["afgeleid"] for row in listed if row["afgeleid"]}
    assert ours == OUR_RELATIONS


def test_every_candidate_stands_at_the_page_that_names_their_number() -> None:
    counted: dict[str, int] = {}
    for path in (DATA / "kandidaten").glob("*.yaml"):
        record = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        owner = record["proeftuin"]
        counted[owner] = counted.get(owner, 0) + 1
        page = {"atos": "ATOS", "berenschot": "Berenschot", "ey": "EY"}[owner]
        places = {value for name, value in leaves(record) if name.endswith("vindplaats")}
        assert places == {f"pagina Proeftuin {page}"}
        # Of those of Berenschot alone it is told that all of them are at work.
        steps = {value for name, value in leaves(record) if name == "stappen.stap"}
        assert steps == ({"kandidaat", "aan_de_slag"} if owner == "berenschot" else {"kandidaat"})
    assert counted == CANDIDATES


def test_of_a_source_it_is_told_what_is_not_its_own() -> None:
    """No title was seen of an excerpt or of the motion, nor who published that; no day of the report."""
    sources = YAML(typ="safe").load((DATA / "bronnen.yaml").read_text("utf-8"))
    own = {"jaarverslag-2018": ["peildatum"], "motie-2018-10-18": ["titel", "uitgever"]}
    assert {entry["id"]: entry["afgeleid"] for entry in sources} == {
        entry["id"]: own.get(entry["id"], ["titel"]) for entry in sources
    }


def test_the_sources_are_the_report_and_what_was_seen_in_excerpts() -> None:
    sources = {
        entry["id"]: entry["status"]
        for entry in YAML(typ="safe").load((DATA / "bronnen.yaml").read_text("utf-8"))
    }
    assert [name for name, status in sources.items() if status == "geverifieerd"] == ["jaarverslag-2018"]


@pytest.mark.parametrize("name", ["generiek_kader", "maatwerk"])
def test_a_framework_names_sections_that_are_there(name: str) -> None:
    record = YAML(typ="safe").load((DATA / "beleid" / f"{name}.yaml").read_text(encoding="utf-8"))
    places = {value for path, value in leaves(record) if path.endswith("vindplaats")}
    sections = {"§1.1", "§1.2", "§2", "§2.1", "§2.1, punt 2d", "§2.2", "§2.4", "§2.5", "§3", "§4.1", "§4.2"}
    seen = {"uittreksel", "uittreksel, november 2018", "pagina Proeftuin ATOS"}
    assert places <= sections | seen


def test_every_day_of_a_number_is_ours() -> None:
    """The excerpt dates the framework alone; §1.1 dates none of its numbers, and §1.2 is of the new way."""
    record = YAML(typ="safe").load((DATA / "beleid" / "generiek_kader.yaml").read_text(encoding="utf-8"))
    days = [
        (value[day], day in value.get("afgeleid", ()), day == "vanaf" and "bron_vanaf" in value)
        for parameter in record["parameters"].values()
        for value in parameter["waarden"]
        for day in ("vanaf", "tot_en_met")
        if day in value
    ]
    assert {day for day, _, _ in days} == {"2011-07-01", "2017-12-31", "2018-01-01"}
    assert all(ours for _, ours, _ in days)
    assert all(sourced == (day == "2011-07-01") for day, _, sourced in days)


@pytest.mark.parametrize("advice", ["niveau", "plan_van_aanpak", "inspanning", "kandidaat"])
def test_what_the_source_only_tells_of_is_advice_of_ours(advice: str) -> None:
    """A level may be chosen (§2.1); the rest is told of proeftuinen (§2.2, §2.4, §2.5); no advice."""
    record = YAML(typ="safe").load((DATA / "beleid" / "maatwerk.yaml").read_text(encoding="utf-8"))
    points = {point["id"]: point["tekst"] for part in record["advies"] for point in part["punten"]}
    assert points[advice].rstrip().endswith("Dat dit is aan te raden, zeggen de makers van dit hulpmiddel.")
