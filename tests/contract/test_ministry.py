"""The fictional register of a ministry: made by its script, in order, and walked through by its page."""

import importlib.util
import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from maatwerk_cli.register.location import SETTINGS

Run = Callable[..., subprocess.CompletedProcess[str]]

ROOT = Path(__file__).parents[2]
MINISTRY = ROOT / "docs" / "voorbeelden" / "ministerie"
NOTICE = ROOT / "docs" / "voorbeelden" / "aankondiging.xml"
PAGE = ROOT / "docs" / "van-aankondiging-tot-decharge.md"


def commands() -> list[list[str]]:
    """Give every command of the program on the page, in order."""
    blocks = "\n".join(re.findall(r"(?ms)^```sh\n(.*?)^```", PAGE.read_text(encoding="utf-8")))
    lines = blocks.replace("\\\n", " ").splitlines()
    return [shlex.split(line)[1:] for line in lines if line.startswith("maatwerk ")]


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    shutil.copytree(MINISTRY, tmp_path / "mijn-register")
    (tmp_path / "docs" / "voorbeelden").mkdir(parents=True)
    shutil.copy(NOTICE, tmp_path / "docs" / "voorbeelden" / NOTICE.name)
    return tmp_path


def test_the_script_makes_these_files() -> None:
    path = MINISTRY.with_name("maak_ministerie.py")
    spec = importlib.util.spec_from_file_location("maak_ministerie", path)
    assert spec is not None
    assert spec.loader is not None
    script: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    there = {
        path.relative_to(MINISTRY).as_posix(): path.read_bytes()
        for path in MINISTRY.rglob("*")
        if path.is_file() and path.suffix != ".md"
    }
    assert script.files() == there


def test_every_record_says_that_it_is_an_example() -> None:
    for path in MINISTRY.rglob("*.yaml"):
        if path.name != SETTINGS:
            assert "voorbeeld" in path.read_text(encoding="utf-8").lower(), path


def test_it_has_what_it_says() -> None:
    yaml = YAML(typ="safe", pure=True)
    contracts = [yaml.load(path.read_text(encoding="utf-8")) for path in MINISTRY.glob("opdrachten/*.yaml")]
    frameworks = [contract for contract in contracts if contract["soort"] == "raamovereenkomst"]
    assert (len(frameworks), len(contracts) - len(frameworks)) == (6, 20)
    assert len(list(MINISTRY.glob("beleid/*.yaml"))) == 2
    assert len(list(MINISTRY.glob("inspanningen/*.csv"))) == 3


def test_it_is_in_order(maatwerk: Any) -> None:
    assert maatwerk("valideer", "--strikt", "--data", str(MINISTRY)).returncode == 0
    assert maatwerk("formatteer", "--controle", "--data", str(MINISTRY)).returncode == 0


def test_sums_agree_from_every_side(maatwerk: Any) -> None:
    """Obligations were added by hand: 48.000 + 48.000 + 96.000 placed at framework agreements, 94.500,50 of
    contracts by themselves (4.500 x 21 + 6 x 0,50 = 94.503) and 4% of the wage sums of six call-offs."""
    wages = sum(number * 61250 for number in (2, 4, 8, 10, 14))
    owed = 48_000 + 48_000 + 96_000 + 4_500 * 21 + 3 + wages * 4 // 100
    for per in ("opdracht", "leverancier", "categorie", "raamovereenkomst", "opdrachtgever"):
        done = maatwerk("voortgang", "--per", per, "--formaat", "json", "--intern", "--data", str(MINISTRY))
        whole = json.loads(done.stdout)["totaal"]
        assert whole["verplichting"] == f"{owed}.00"
        assert whole["ten_minste"] == ["verplichting", "voorgesteld", "aanvaard", "open"]


def test_the_page_can_be_followed_to_the_letter(maatwerk: Any, mine: Path) -> None:
    env = {"MAATWERK_DATA": "mijn-register"}
    notice, *rest = commands()
    done = maatwerk(*notice, cwd=mine, env=env)
    assert done.returncode == 1  # unknown, for want of the wage sum
    assert "de loonsom niet bekend is" in done.stdout
    for command in rest:
        done = maatwerk(*command, cwd=mine, env=env)
        assert done.returncode == 0, (command, done.stderr)
    done = maatwerk("voortgang", "mijn-raam", "--formaat", "json", cwd=mine, env=env)
    (line,) = json.loads(done.stdout)["regels"]
    # 4% of 320.000 is 12.800; 40 hours at 23,25 to 26,40.
    assert line["verplichting"] == "12800.00"
    assert line["bereik"]["aanvaard"] == {"laag": "930.00", "hoog": "1056.00"}
    done = maatwerk("voortgang", "mijn-volgende", "--formaat", "json", cwd=mine, env=env)
    (line,) = json.loads(done.stdout)["regels"]
    assert [signal["code"] for signal in line["signalen"]] == ["MW601"]
    assert maatwerk("valideer", cwd=mine, env=env).returncode == 0


def test_the_commands_of_the_page_on_progress_work(maatwerk: Any) -> None:
    text = (ROOT / "docs" / "voortgang.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"(?ms)^```sh\n(.*?)^```", text)
    for line in block.splitlines():
        done = maatwerk(*shlex.split(line)[1:], cwd=ROOT)
        assert done.returncode == 0, (line, done.stderr)


def test_its_public_edition_has_nothing_of_contracts_and_is_in_order(maatwerk: Any, mine: Path) -> None:
    """Nobody published figures of 2021: the edition has what is registered, as the report has."""
    here = ("--data", "mijn-register")
    made = maatwerk("publiceer", "2021", "--datum", "2022-03-01", "--uitvoer", "uit", *here, cwd=mine)
    assert made.returncode == 0, made.stderr
    public = mine / "uit" / "register"
    assert maatwerk("valideer", "--strikt", "--data", str(public)).returncode == 0
    assert not any((public / name).exists() for name in ("opdrachten", "plannen", "inspanningen"))
    # Only contracts name this supplier; a proeftuin names the other.
    organisations = (public / "organisaties.csv").read_text(encoding="utf-8")
    assert "vb-zuid" not in organisations
    assert "vb-oost" in organisations
    none = maatwerk("publiceer", "2099", "--datum", "2100-01-01", "--uitvoer", "niets", *here, cwd=mine)
    assert none.returncode == 2
    assert "Voor 2099 staat er niets in het register. Wel voor: 2019, 2020, 2021, 2022." in none.stderr


def test_a_page_of_an_earlier_day_tells_of_no_later_step(maatwerk: Run) -> None:
    """The second plan was signed in June 2020 and took the place of the first; one option is undecided."""
    page = maatwerk(
        "voortgang", "vb-raam-schoonmaak", "--peildatum", "2020-01-31", "--formaat", "tekst",
        "--data", str(MINISTRY),
    )  # fmt: skip
    text = " ".join(page.stdout.split())
    assert "Plan van aanpak vb-plan-schoon-1: opgesteld november 2019, ondertekend 2 december 2019." in text
    assert "vb-plan-schoon-2" not in text
    assert (
        "Of de optie van 12 maanden is gelicht, zegt het register niet. Is zij gelicht, dan verhoogt zij de "
        "verplichting met € 24.000. Is zij dat (nog) niet, zet er dan 'gelicht: nee' bij."
    ) in text
    # Lifted or not: 24 000 or 48 000 is owed, until the last day of 2022 or of 2023.
    assert "Verplichting: € 24.000 tot € 48.000." in text
    assert (
        "De looptijd eindigt op een dag van 31 december 2022 tot en met 31 december 2023, met de opties die "
        "zijn of kunnen zijn gelicht."
    ) in text


def test_a_page_says_that_a_contract_has_ended_and_estimates_nothing(maatwerk: Run, mine: Path) -> None:
    """Until the end of 2023 was agreed; it ended in March 2021, and the source of its award is of 2023."""
    data = mine / "mijn-register"
    (data / "opdrachten" / "vb-voorbij.yaml").write_text(
        "id: vb-voorbij\nnaam: Voorbeeldopdracht die stopte\nbegin: '2020'\neinde: '2023-12-31'\n"
        "verplichting:\n  vorm: bedrag\n  bedrag: 4000\n"
        "  bron: {id: voorbeeld-contractregister, vindplaats: regel 60}\n"
        "verloop:\n  - stand: beeindigd\n    sinds: '2021-03'\n"
        "    bron: {id: voorbeeld-contractregister, vindplaats: regel 60}\n"
        "bronnen:\n  - {id: voorbeeld-contractregister, vindplaats: regel 60}\n",
        encoding="utf-8",
    )
    text = _on_days(maatwerk, data, "vb-voorbij", ("2020-06-30", "2021-03-15", "2021-04-30"))
    perhaps = "Of de opdracht er op deze dag al was, is niet precies bekend."
    assert f"Verplichting: ten hoogste € 4.000. - {perhaps}" in text["2020-06-30"]
    assert "Verplichting: € 4.000." in text["2021-04-30"]
    assert perhaps not in text["2021-04-30"]
    ended = "De opdracht is beëindigd (maart 2021)."
    assert ended not in text["2020-06-30"]
    assert f"{ended} Of dat op deze dag al zo was, is niet precies bekend." in text["2021-03-15"]
    assert f"{ended} Wat vraagt u" in text["2021-04-30"]


def _on_days(maatwerk: Run, data: Path, contract: str, days: Iterable[str]) -> Mapping[str, str]:
    """Give what is said of a contract on each of some days, on one line."""
    options = ("--formaat", "tekst", "--data", str(data))
    texts = {day: maatwerk("voortgang", contract, "--peildatum", day, *options).stdout for day in days}
    return {day: " ".join(text.split()) for day, text in texts.items()}


def test_a_percentage_is_not_said_to_give_what_an_option_added(maatwerk: Run, mine: Path) -> None:
    """4% of € 100.000 is € 4.000; with an option of € 2.000 more is owed, and no percentage gives that."""
    data = mine / "mijn-register"
    (data / "opdrachten" / "vb-met-optie.yaml").write_text(
        "id: vb-met-optie\nnaam: Voorbeeldopdracht met optie\nbegin: '2020-01-01'\nloonsom_excl_btw: 100000\n"
        "verlengingen:\n  - maanden: 12\n    gelicht: ja\n    sinds: '2022-01-01'\n    verhoging: 2000\n"
        "    bron: {id: voorbeeld-contractregister, vindplaats: regel 60}\n"
        "verplichting:\n  vorm: bedrag\n  percentage: 4\n  grondslag: loonsom_excl_btw\n"
        "  bron: {id: voorbeeld-contractregister, vindplaats: regel 60}\n"
        "bronnen:\n  - {id: voorbeeld-contractregister, vindplaats: regel 60}\n",
        encoding="utf-8",
    )
    text = _on_days(maatwerk, data, "vb-met-optie", ("2021-12-31", "2022-12-31"))
    share = "berekend uit 4% van de loonsom, dat is € 100.000."
    assert f"Verplichting: € 4.000. - Dat is {share}" in text["2021-12-31"]
    assert f"Verplichting: € 6.000. - Zonder opties is dat {share}" in text["2022-12-31"]


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [
        ("", "Dat is berekend uit 4% van de loonsom, dat is € 100.000."),
        ("  bedrag: 4000\n", "Dat is volgens de bron 4% van de loonsom, dat is € 100.000."),
        ("  bedrag: 5000\n", "Ook is er een percentage vastgelegd, en dat geeft een ander bedrag: 4% van de "
         "loonsom, dat is € 100.000."),
    ],
)  # fmt: skip
def test_a_share_that_gives_another_amount_is_not_said_to_be_it(
    maatwerk: Run, mine: Path, amount: str, sentence: str
) -> None:
    """4% of € 100.000 is € 4.000, and not € 5.000."""
    data = mine / "mijn-register"
    (data / "opdrachten" / "vb-deel.yaml").write_text(
        "id: vb-deel\nnaam: Voorbeeldopdracht met een deel\nloonsom_excl_btw: 100000\n"
        f"verplichting:\n  vorm: bedrag\n{amount}  percentage: 4\n  grondslag: loonsom_excl_btw\n"
        "  bron: {id: voorbeeld-contractregister, vindplaats: regel 60}\n"
        "bronnen:\n  - {id: voorbeeld-contractregister, vindplaats: regel 60}\n",
        encoding="utf-8",
    )
    page = maatwerk("voortgang", "vb-deel", "--formaat", "tekst", "--data", str(data)).stdout
    assert f"- {sentence}" in " ".join(page.split())
