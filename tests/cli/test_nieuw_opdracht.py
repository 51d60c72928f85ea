"""A contract made from a tender with its verdict, and a call-off under a framework agreement."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
SOURCE = ("--bron", "vb-besluit-2022", "--vindplaats", "bijlage 1")
PLACE = {"id": "vb-besluit-2022", "vindplaats": "bijlage 1"}


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "docs" / "voorbeelden" / "gemeente", tmp_path / "data"))


def record(root: Path, name: str) -> Any:
    path = root / "opdrachten" / f"{name}.yaml"
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


def from_tender(maatwerk: Any, root: Path, *more: str) -> Any:
    return maatwerk(
        "nieuw", "opdracht", "--uit-aanbesteding", "vb-2022-07", "--id", "groen", *SOURCE, *more,
        "--data", str(root),
    )  # fmt: skip


def test_a_contract_takes_over_its_tender_and_the_verdict(maatwerk: Any, town: Path) -> None:
    done = from_tender(maatwerk, town)
    assert done.returncode == 0
    made = record(town, "groen")
    assert made["aanbesteding"] == "vb-2022-07"
    assert made["begin"] == "2022-03-01"
    assert made["einde"] == "2023-02-28"
    assert made["werkwijze"] == "gemeente_voorbeeld"
    duty = made["verplichting"]
    # Published in December 2021, when the percentage was 2: 2% of 180.000 is 3.600.
    assert (duty["vorm"], duty["bedrag"], duty["percentage"]) == ("bedrag", "3600.00", "2")
    assert duty["grondslag"] == "opdrachtwaarde_excl_btw"
    assert duty["bron"] == PLACE
    assert duty["besluit"]["datum"] == "2021-12-20"
    assert duty["besluit"]["uitkomst"] == "van_toepassing"
    for name in ("beleid_sha256", "invoer_sha256"):
        assert len(duty["besluit"][name]) == 64
    assert made["afgeleid"] == ["verplichting"]
    assert "Aangenomen is dat er geen opties tot verlenging zijn." in made["toelichting"]
    assert maatwerk("valideer", "--strikt", "--data", str(town)).returncode == 0
    assert maatwerk("formatteer", "--controle", "--data", str(town)).returncode == 0


def test_the_hash_is_that_of_the_memo(maatwerk: Any, town: Path) -> None:
    from_tender(maatwerk, town)
    made = record(town, "groen")["verplichting"]["besluit"]
    tender = town / "aanbestedingen" / "groenonderhoud.yaml"
    memo = maatwerk("check-aanbesteding", str(tender), "--formaat", "markdown", "--data", str(town)).stdout
    assert made["invoer_sha256"] in memo
    assert made["beleid_sha256"] in memo


def test_the_hash_of_a_lot_is_of_all_that_its_outcome_can_rest_on(maatwerk: Any, town: Path) -> None:
    tender = town / "aanbestedingen" / "groenonderhoud.yaml"
    lot = tender.read_text(encoding="utf-8")
    tender.write_text(lot + "perceel: een\n", encoding="utf-8")
    hashes = set()
    for amount in ("180000.00", "90000.00"):
        second = lot.replace("180000.00", amount) + "perceel: twee\n"
        (town / "aanbestedingen" / "twee.yaml").write_text(second, encoding="utf-8")
        assert from_tender(maatwerk, town, "--perceel", "een").returncode == 0
        hashes.add(record(town, "groen")["verplichting"]["besluit"]["invoer_sha256"])
        (town / "opdrachten" / "groen.yaml").unlink()
    assert len(hashes) == 2


def test_what_is_given_goes_first(maatwerk: Any, town: Path) -> None:
    arguments = (
        "--naam",
        "Groen in de wijk",
        "--verplichting-vorm",
        "bedrag",
        "--verplichting-bedrag",
        "4000",
    )
    assert from_tender(maatwerk, town, *arguments).returncode == 0
    made = record(town, "groen")
    assert made["naam"] == "Groen in de wijk"
    assert made["verplichting"] == {"vorm": "bedrag", "bedrag": "4000", "bron": PLACE}
    assert "afgeleid" not in made


def test_of_an_unknown_outcome_no_obligation_is_laid_down(maatwerk: Any, town: Path) -> None:
    path = town / "aanbestedingen" / "groenonderhoud.yaml"
    text = path.read_text(encoding="utf-8").replace('opdrachtwaarde_excl_btw: "180000.00"\n', "")
    path.write_text(text, encoding="utf-8")
    done = from_tender(maatwerk, town)
    assert done.returncode == 0
    assert "Er is dus geen verplichting vastgelegd." in done.stderr
    assert "verplichting" not in record(town, "groen")


def test_options_of_the_tender_are_options_of_the_contract(maatwerk: Any, town: Path) -> None:
    path = town / "aanbestedingen" / "groenonderhoud.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "verlenging_maanden: 24\n", encoding="utf-8")
    assert from_tender(maatwerk, town).returncode == 0
    assert record(town, "groen")["verlengingen"] == [{"maanden": 24, "bron": PLACE}]


def test_a_call_off_has_no_obligation_of_its_own_where_the_framework_has(maatwerk: Any, town: Path) -> None:
    from_tender(maatwerk, town, "--soort", "raamovereenkomst")
    call_off = ("nieuw", "opdracht", "--naam", "Plantsoen", "--onder", "groen", *SOURCE, "--data", str(town))
    done = maatwerk(*call_off)
    assert done.returncode == 0
    assert "De verplichting is belegd bij groen." in done.stderr
    made = record(town, "plantsoen")
    assert made["soort"] == "nadere_overeenkomst"
    assert made["verplichting"] == {"vorm": "inspanning", "belegd_bij": "groen", "bron": PLACE}
    assert maatwerk("valideer", "--strikt", "--data", str(town)).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--uit-aanbesteding", "vb-2022-7"), "Bedoelde u 'vb-2022-07'?"),
        (("--uit-aanbesteding", "vb-2022-07", "--perceel", "2"), "--perceel: dit perceel is er niet."),
        (("--naam", "Iets", "--perceel", "2"), "--perceel: geef die bij --uit-aanbesteding."),
        (("--naam", "Iets", "--onder", "groen"), "--onder: Dit staat niet bij de opdrachten"),
    ],
)
def test_a_slip_is_one_line_and_writes_nothing(
    maatwerk: Any, town: Path, arguments: tuple[str, ...], message: str
) -> None:
    done = maatwerk("nieuw", "opdracht", *arguments, *SOURCE, "--data", str(town))
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (town / "opdrachten").exists()


def test_what_is_told_of_a_contract_from_a_tender_is_so(maatwerk: Any, tmp_path: Path) -> None:
    """Its authority was given, its obligation is no words of a source, and no post counts contracts."""
    root = Path(shutil.copytree(ROOT / "docs" / "voorbeelden" / "ministerie", tmp_path / "data"))
    data = ("--data", str(root))
    notice = str(ROOT / "docs" / "voorbeelden" / "aankondiging.xml")
    tender = ("--loonsom", "320000", "--werkwijze", "vb_kader", "--formaat", "yaml", "--uitvoer")
    path = root / "aanbestedingen" / "00000001-2020.yaml"
    assert maatwerk("check-aanbesteding", notice, *tender, str(path), *data).returncode == 0
    source = ("--bron", "voorbeeld-contractregister", "--vindplaats", "regel 41")
    given = ("nieuw", "opdracht", "--uit-aanbesteding", "00000001-2020", *source, *data, "--id")
    not_taken = "De opdrachtgever staat niet bij de organisaties en is niet overgenomen."
    assert not_taken in maatwerk(*given, "zonder").stderr
    assert not_taken not in maatwerk(*given, "met", "--opdrachtgever", "vb-ministerie").stderr
    page = " ".join(maatwerk("voortgang", "met", *data).stdout.replace("\xa0", " ").split())
    assert "- Dat is 4% van de loonsom, dat is € 320.000." in page
    assert "De verplichting is afgeleid en staat niet letterlijk in de bron." in page
    done = maatwerk("trek-terug", "met", "--sinds", "2019", "--reden", "Voorbeeld", "--ja", *data)
    assert done.returncode == 0
    assert "verzamelpost" not in done.stderr


# for what the framework owes it, what the tender is, the obligation of the contract, and what is said of it
OWED_FOR: dict[str, tuple[str, str, str, str | None, str]] = {
    "for the contract": ("opdracht", "nee", "bedrag", "3600.00", ""),
    "for each call-off, of one": ("nadere_overeenkomst", "nadere_overeenkomst", "bedrag", "3600.00", ""),
    "for each call-off, of the agreement": (
        "nadere_overeenkomst", "ja", "geen", None,
        "De verplichting is 2% van de waarde van de opdracht van elke nadere overeenkomst. De "
        "raamovereenkomst heeft zelf geen verplichting: leg haar vast bij elke nadere overeenkomst.",
    ),
    "for each year": (
        "jaar", "nee", "bedrag", None,
        "€ 3.600 per jaar. Vul bij de verplichting in wat dat over de hele looptijd is.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", OWED_FOR)
def test_what_is_owed_each_time_is_no_amount_of_the_whole_contract(
    maatwerk: Any, town: Path, case: str
) -> None:
    """2% of 180.000 is 3.600: of a year or a call-off that is not what the contract owes in all."""
    per, level, form, amount, said = OWED_FOR[case]
    policy = town / "beleid" / "gemeente_voorbeeld.yaml"
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text.replace("\nverplichting:\n", f"\nverplichting:\n  per: {per}\n"), encoding="utf-8")
    tender = town / "aanbestedingen" / "groenonderhoud.yaml"
    tender.write_text(f"{tender.read_text(encoding='utf-8')}raamovereenkomst: {level}\n", encoding="utf-8")
    assert from_tender(maatwerk, town).returncode == 0
    made = record(town, "groen")
    assert (made["verplichting"]["vorm"], made["verplichting"].get("bedrag")) == (form, amount)
    assert said in made["toelichting"]
    assert ("leg haar vast" in made["toelichting"]) is (form == "geen")
    assert maatwerk("valideer", "--strikt", "--data", str(town)).returncode == 0
