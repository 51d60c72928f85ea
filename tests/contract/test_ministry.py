"""The fictional register of a ministry: made by its script, in order, and walked through by its page."""

import importlib.util
import json
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from maatwerk_cli.register.location import SETTINGS

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
