"""The register of 2018: every file fits its model, every reference exists, every figure is the source's."""

import csv
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel
from ruamel.yaml import YAML

from maatwerk_cli.models import kandidaat, kenmerken, proeftuin
from maatwerk_cli.models.facts.bron import Bron
from maatwerk_cli.models.facts.code import Code
from maatwerk_cli.models.facts.kerncijfer import Herleiding, Kerncijfer
from maatwerk_cli.models.facts.mijlpaal import Mijlpaal, Mijlpaalsoort, Mijlpaalstand
from maatwerk_cli.models.facts.organisatie import Organisatie
from maatwerk_cli.models.facts.verzamelpost import Verzamelpost
from maatwerk_cli.models.inferred import field_named
from maatwerk_cli.models.kandidaat import Kandidaat
from maatwerk_cli.models.proeftuin import Proeftuin
from maatwerk_cli.models.settings import Instellingen
from maatwerk_cli.models.tender import aanbesteding

DATA = Path(__file__).parents[1] / "data"

ONE_A_FILE: dict[str, type[BaseModel]] = {"proeftuinen": Proeftuin, "kandidaten": Kandidaat}
LISTS: dict[str, type[BaseModel]] = {
    "verzamelposten": Verzamelpost,
    "kerncijfers": Kerncijfer,
    "mijlpalen": Mijlpaal,
}

PUBLISHED = {
    "proeftuinen_hoogwaardige_inhuur": "18",
    "proeftuinen_ict_inhuur": "11",
    "proeftuinen_ict_inhuur_in_voorbereiding": "10",
    "proeftuinen_ict_inhuur_in_uitvoering": "1",
    "proeftuinen_ict_inhuur_voorstellen": "10",
    "plannen_ondertekend": "18",
    "leerformule_deelnemers": "18",
    "leerformule_organisaties": "7",
    "leerformule_proeftuinen": "8",
    "proeftuinen_totaal": "42",
    "proeftuinen_decharge": "3",
    "kandidaten_aan_de_slag": "22",
    "kandidaten_contract": "13",
    "partnerschap_rijk": "3",
    "partnerschap_andere_overheden": "15",
    "partnerschap_totaal": "18",
    "websitebezoekers": "3541",
    "adviesverzoeken": "70",
    "adviesteam_medewerkers": "10",
    "adviesteam_fte": "3.7",
}
DERIVED = ("proeftuinen_", "leerformule_proeftuinen", "kandidaten_", "partnerschap_")

CLOSED_CODES: dict[str, Any] = {
    "fase": proeftuin.Fase,
    "soort": proeftuin.Soort,
    "herkomst": proeftuin.Herkomst,
    "bestuurslaag": proeftuin.Bestuurslaag,
    "stap": kandidaat.Stap,
    "plek": kandidaat.Plek,
    "contract": kandidaat.Contract,
    "aard": aanbesteding.Aard,
    "opdrachtgever_soort": aanbesteding.OpdrachtgeverSoort,
    "raamovereenkomst": aanbesteding.Raamovereenkomst,
    "telt": kenmerken.Telbaar,
    "mijlpaalsoort": Mijlpaalsoort,
    "mijlpaalstand": Mijlpaalstand,
    "bronstatus": Bron.model_fields["status"].annotation,
}
CODE_LIST_OF = {
    "soort": "soort",
    "herkomst": "herkomst",
    "bestuurslaag": "bestuurslaag",
    "categorie": "categorie",
    "fase": "fase",
    "bereikt": "fase",
    "doelgroep": "doelgroep",
    "stap": "stap",
    "contract": "contract",
    "plek": "plek",
    "planstap": "planstap",
}


def read_yaml(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def files(folder: str) -> list[Path]:
    outcome = sorted(path for path in (DATA / folder).glob("*.yaml") if ".gevallen" not in path.name)
    assert outcome
    return outcome


def listed(folder: str) -> list[Any]:
    return [LISTS[folder].model_validate(item) for path in files(folder) for item in read_yaml(path)]


def codes(name: str) -> list[Code]:
    return [Code.model_validate(row) for row in read_csv(DATA / "codelijsten" / f"{name}.csv")]


def code_set(name: str) -> set[str]:
    return {code.code for code in codes(name)}


@pytest.fixture(scope="module")
def proeftuinen() -> dict[str, Proeftuin]:
    return {path.stem: Proeftuin.model_validate(read_yaml(path)) for path in files("proeftuinen")}


@pytest.fixture(scope="module")
def kandidaten() -> list[Kandidaat]:
    return [Kandidaat.model_validate(read_yaml(path)) for path in files("kandidaten")]


@pytest.fixture(scope="module")
def posten() -> dict[str, Verzamelpost]:
    return {post.id: post for post in listed("verzamelposten")}


@pytest.fixture(scope="module")
def kerncijfers() -> dict[str, Kerncijfer]:
    return {figure.code: figure for figure in listed("kerncijfers")}


def raw_records() -> Iterator[Any]:
    """Everything this register holds in YAML, as read."""
    for folder in (*ONE_A_FILE, *LISTS):
        for path in files(folder):
            content = read_yaml(path)
            yield from content if isinstance(content, list) else [content]
    yield from read_yaml(DATA / "bronnen.yaml")


def walk(value: Any) -> Iterator[Any]:
    yield value
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from walk(child)


def test_settings_and_sources_fit() -> None:
    settings = Instellingen.model_validate(read_yaml(DATA / "dataset.yaml"))
    sources = {source["id"]: Bron.model_validate(source) for source in read_yaml(DATA / "bronnen.yaml")}
    assert settings.openbaar
    report = sources["jaarverslag-2018"]
    assert (report.status, str(report.datum), str(report.peildatum)) == (
        "geverifieerd",
        "2019-04",
        "2018-12-31",
    )
    assert {id_ for id_, source in sources.items() if source.status == "geverifieerd"} == {"jaarverslag-2018"}


@pytest.mark.parametrize("folder", ONE_A_FILE)
def test_one_a_file_fits_and_is_named_after_its_id(folder: str) -> None:
    for path in files(folder):
        record = ONE_A_FILE[folder].model_validate(read_yaml(path))
        assert record.model_dump()["id"] == path.stem


@pytest.mark.parametrize(("folder", "key"), [("verzamelposten", "id"), ("kerncijfers", "code")])
def test_listed_records_fit_and_are_unique(folder: str, key: str) -> None:
    ids = [getattr(record, key) for record in listed(folder)]
    assert len(ids) == len(set(ids))


def test_milestones_stand_in_the_file_of_their_year() -> None:
    ids: list[str] = []
    for path in files("mijlpalen"):
        for item in read_yaml(path):
            milestone = Mijlpaal.model_validate(item)
            ids.append(milestone.id)
            assert milestone.datum is None or str(milestone.datum).startswith(path.stem)
    assert len(ids) == len(set(ids))


def test_what_has_not_happened_yet_has_no_date() -> None:
    for item in read_yaml(DATA / "mijlpalen" / "2019.yaml"):
        assert "datum" not in item
        assert item["stand"] == "aangekondigd"


def test_organisations_fit() -> None:
    rows = read_csv(DATA / "organisaties.csv")
    assert list(rows[0]) == [
        "id", "naam", "afkorting", "soort", "tooi", "kvk", "url", "bron", "vindplaats",
    ]  # fmt: skip
    assert all(row["bron"] and row["vindplaats"] for row in rows)
    organisations = [Organisatie.model_validate(row) for row in rows]
    assert len({organisation.id for organisation in organisations}) == len(organisations)
    assert {organisation.soort for organisation in organisations} <= code_set("organisatiesoort")


def test_code_lists_fit() -> None:
    for path in sorted((DATA / "codelijsten").glob("*.csv")):
        later = ["valt_onder", "banenafpraak"] if path.stem == "doelgroep" else []
        assert list(read_csv(path)[0]) == ["code", "naam", "toelichting", "bron", "bijzonder", *later]
        assert len(code_set(path.stem)) == len(codes(path.stem))


@pytest.mark.parametrize("name", CLOSED_CODES)
def test_each_closed_code_has_a_name_in_the_order_of_the_model(name: str) -> None:
    assert tuple(code.code for code in codes(name)) == get_args(CLOSED_CODES[name])


def test_each_feature_has_a_name() -> None:
    assert code_set("kenmerk") == {name for names in kenmerken.KENMERKEN.values() for name in names}


def test_special_target_groups_are_marked() -> None:
    assert {code.code for code in codes("doelgroep") if code.bijzonder == "ja"} == {
        "arbeidsbeperking",
        "statushouders",
        "vluchtelingen",
        "jeugd_justitiabelen",
        "gedetineerden",
        "ex_gedetineerden",
        "autisme",
        "doelgroepenregister_hoger_opgeleid",
        "diversiteit",
    }


def test_every_source_is_known() -> None:
    known = {source["id"] for source in read_yaml(DATA / "bronnen.yaml")}
    used = {
        value["id"]
        for record in raw_records()
        for value in walk(record)
        if isinstance(value, dict) and "vindplaats" in value
    }
    used |= {
        code.bron.id
        for path in (DATA / "codelijsten").glob("*.csv")
        for code in codes(path.stem)
        if code.bron is not None
    }
    assert used <= known


def test_nothing_is_null_or_empty() -> None:
    for record in raw_records():
        assert all(value not in (None, "", [], {}) for value in walk(record))


def test_what_is_inferred_is_a_field_and_explained(
    proeftuinen: dict[str, Proeftuin], posten: dict[str, Verzamelpost]
) -> None:
    for record in (*proeftuinen.values(), *posten.values(), *listed("mijlpalen")):
        assert set(map(field_named, record.afgeleid)) <= record.model_fields_set
        assert record.toelichting or not record.afgeleid


def test_references_of_proeftuinen_exist(proeftuinen: dict[str, Proeftuin]) -> None:
    organisations = {row["id"]: row["soort"] for row in read_csv(DATA / "organisaties.csv")}
    for record in proeftuinen.values():
        assert {*record.leveranciers, *record.opdrachtgevers, *record.partners} <= set(organisations)
        assert {organisations[supplier] for supplier in record.leveranciers} == {"leverancier"}
        assert record.categorie in code_set("categorie")
        assert set(record.doelgroepen) <= code_set("doelgroep")
        for other in record.verwant:
            assert record.id in proeftuinen[other].verwant


PROEFTUIN_IDS = {path.stem for path in (DATA / "proeftuinen").glob("*.yaml")}


def test_references_of_posts_and_figures_exist(
    posten: dict[str, Verzamelpost], kerncijfers: dict[str, Kerncijfer]
) -> None:
    derivations = [figure.herleiding for figure in kerncijfers.values() if figure.herleiding]
    counts: list[Verzamelpost | Herleiding] = [*posten.values(), *derivations]
    for count in counts:
        assert set(count.kenmerken) <= set(kenmerken.KENMERKEN[count.telt])
        for feature, values in count.kenmerken.items():
            known = set(PROEFTUIN_IDS) if feature == "proeftuin" else code_set(CODE_LIST_OF[feature])
            assert set(values) <= known
    for post in posten.values():
        assert post.deel_van in (None, post.telt, *posten)


def test_published_figures_are_those_of_the_source(kerncijfers: dict[str, Kerncijfer]) -> None:
    assert {code: figure.waarde for code, figure in kerncijfers.items()} == {
        code: Decimal(value) for code, value in PUBLISHED.items()
    }


def test_only_what_records_can_give_has_a_derivation(kerncijfers: dict[str, Kerncijfer]) -> None:
    for code, figure in kerncijfers.items():
        assert (figure.herleiding is not None) == code.startswith(DERIVED)


def test_proeftuinen_told_of_one_by_one(proeftuinen: dict[str, Proeftuin]) -> None:
    fields = {
        record.id: (record.categorie, [step.fase for step in record.verloop])
        for record in proeftuinen.values()
    }
    assert fields == {
        "kpmg": ("hoogwaardige_inhuur", ["plan_ondertekend", "gestart"]),
        "atos": ("hoogwaardige_inhuur", ["gestart"]),
        "atos-ict": ("ict_inhuur", ["in_wording"]),
        "berenschot": ("hoogwaardige_inhuur", ["gestart"]),
        "ey": ("hoogwaardige_inhuur", ["gestart"]),
    }
    assert not any(record.opdrachtgevers for record in proeftuinen.values())


def test_records_and_posts_of_the_rijk_make_forty(posten: dict[str, Verzamelpost]) -> None:
    by_hand = {
        "hoogwaardige-inhuur-overig-2018": 14,
        "ict-inhuur-in-voorbereiding-overig-2018": 9,
        "ict-inhuur-in-uitvoering-2018": 1,
        "leerformule-in-wording-2018": 8,
        "partnerschap-rijk-2018": 3,
    }
    whole = {
        id_: post.aantal
        for id_, post in posten.items()
        if post.telt == "proeftuinen" and not post.deel_van and post.kenmerken["bestuurslaag"] == ("rijk",)
    }
    assert whole == by_hand
    assert (4 + 14) + (1 + 9 + 1) + 8 + 3 == 18 + 11 + 8 + 3 == 40
    assert sum(whole.values()) + len(files("proeftuinen")) == 40


def test_other_posts(posten: dict[str, Verzamelpost]) -> None:
    parts = {id_: (post.aantal, post.deel_van) for id_, post in posten.items() if post.deel_van}
    assert parts == {
        "plannen-van-aanpak-2018": (18, "proeftuinen"),
        "decharge-2018": (3, "plannen-van-aanpak-2018"),
        "digitaal-platform-2018": (1, "plannen-van-aanpak-2018"),
        "gezamenlijke-proeftuin-2018": (1, "plannen-van-aanpak-2018"),
        "plannen-decharge-2018": (3, "plannen-ondertekend-2018"),
    }
    assert posten["partnerschap-andere-overheden-2018"].aantal == 15
    assert {post.kenmerken["stap"]: post.aantal for post in posten.values() if post.telt == "kandidaten"} == {
        ("aan_de_slag",): 18,
        ("contract",): 13,
    }


def test_candidates_of_one_proeftuin_are_alike(
    kandidaten: list[Kandidaat], proeftuinen: dict[str, Proeftuin]
) -> None:
    assert Counter(record.proeftuin for record in kandidaten) == {"atos": 3, "berenschot": 4, "ey": 5}
    for id_, record in proeftuinen.items():
        alike = {
            candidate.model_copy(update={"id": ""}) for candidate in kandidaten if candidate.proeftuin == id_
        }
        assert len(alike) == (1 if record.kandidaten else 0)
    steps = {record.proeftuin: [step.stap for step in record.stappen] for record in kandidaten}
    assert steps == {"atos": ["kandidaat"], "berenschot": ["kandidaat", "aan_de_slag"], "ey": ["kandidaat"]}


def test_a_candidate_holds_nothing_but_what_is_told() -> None:
    for path in files("kandidaten"):
        record = read_yaml(path)
        assert set(record) == {"id", "proeftuin", "stappen", "bronnen"}
        assert all(set(step) == {"stap", "bron"} for step in record["stappen"])


def test_what_the_sources_tell_of_the_frameworks_is_there_with_its_place() -> None:
    """Every fact of the two frameworks that is no condition, mark or duty, by the section that tells it."""
    fields = {
        path.stem: {point["id"]: point["bron"]["vindplaats"] for point in read_yaml(path)["achtergrond"]}
        for path in files("beleid")
    }
    assert fields == {
        "generiek_kader": {"evaluatie": "§1.1", "leveranciers": "§1.2"},
        "maatwerk": {
            "besluit": "§1.2",
            "steun": "§2.1",
            "impact": "§2.1",
            "sociale_impact": "§2",
            "doelgroepen": "§2.1",
            "proeftuin": "§2.2",
            "na_decharge": "§2.4",
            "banenafpraak": "§2.1",
            "adviesteam": "§3",
            "geld": "§3",
            "partners": "§4.1",
            "leerformule": "§4.2",
            "verantwoordelijk": "§4.2",
        },
    }
