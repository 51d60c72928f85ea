"""Tenders of a series without an id and a title are told apart by where they stand, in words."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from maatwerk_cli.cli.main import app

HEAD = "perceel,aard,loonsom_excl_btw,opdrachtwaarde_excl_btw,peildatum\n"
ROWS = f"{HEAD},dienst,300000,900000,2018-03-01\n2,dienst,300000,900000,2018-03-01\n"
DATA = str(Path(__file__).parents[2] / "data")
SHOWN = {
    "the overview and the head of each memo": ("--formaat", "markdown"),
    "the screen, with every step": ("--formaat", "tekst", "--uitleg"),
    "the questions": ("--vragenlijst", "--formaat", "markdown"),
    "the clauses": ("--bestek", "--formaat", "markdown"),
}


def said(folder: Path, files: Sequence[str], *options: str) -> str:
    """Give what a check of files of those two rows prints, without signs of markup."""
    for name in files:
        (folder / name).write_text(ROWS, encoding="utf-8")
    paths = [str(folder / name) for name in files]
    done = CliRunner().invoke(app, ["check-aanbesteding", *paths, "--data", DATA, *options])
    assert done.exit_code in (0, 1), done.output
    return " ".join(done.stdout.replace("\\", "").split())


@pytest.mark.parametrize("options", SHOWN.values(), ids=SHOWN)
def test_each_is_named_by_its_row(tmp_path: Path, options: tuple[str, ...]) -> None:
    text = said(tmp_path, ["een.csv"], *options)
    assert re.search(r"regel 2\b(?!, perceel)", text)
    assert "regel 3, perceel 2" in text
    assert ": Aanbesteding" not in text


@pytest.mark.parametrize("options", [*SHOWN.values(), ("--formaat", "tekst")], ids=[*SHOWN, "the screen"])
def test_of_more_files_each_is_named_by_its_file_too(tmp_path: Path, options: tuple[str, ...]) -> None:
    text = said(tmp_path, ["een.csv", "twee.csv"], *options)
    for name in ("een.csv", "twee.csv"):
        assert f"regel 2 van {name}" in text
        assert f"regel 3 van {name}" in text


def test_the_overview_has_no_two_rows_of_one_name(tmp_path: Path) -> None:
    text = said(tmp_path, ["een.csv", "twee.csv"], "--formaat", "markdown").partition("## 1.")[0]
    rows = re.findall(r"\| \d+ \| (regel \d[^|]*) \|.*?\| (een|twee).csv \|", text)
    assert len(rows) == len({*rows}) == 4


def test_one_tender_is_still_called_by_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "een.csv").write_text(ROWS.rpartition("2,dienst")[0], encoding="utf-8")
    done = CliRunner().invoke(
        app, ["check-aanbesteding", str(tmp_path / "een.csv"), "--data", DATA, "--formaat", "markdown"]
    )
    assert done.stdout.startswith("# Toets social return: Aanbesteding\n")


FULL = "id,perceel,aard,loonsom_excl_btw,looptijd_maanden,uitsluitingsgronden,werkwijze,peildatum\n"
BELOW = "dienst,200000,12,nee,generiek_kader,2018-03-01"


@pytest.mark.parametrize("nothing", ["-", "–", "n.v.t.", "NVT", "Onbekend", "geen", "n.n.b.", "?"])
def test_what_only_fills_the_place_of_a_mark_makes_no_lots(tmp_path: Path, nothing: str) -> None:
    rows = f"{nothing},,{BELOW}\n{nothing},,{BELOW}\nvb-1,{nothing},{BELOW}\n"
    (tmp_path / "een.csv").write_text(FULL + rows, encoding="utf-8")
    each = [f'{{id: "{nothing}", aard: dienst}}', f'{{id: vb-2, perceel: "{nothing}", aard: dienst}}']
    (tmp_path / "twee.yaml").write_text("".join(f"- {item}\n" for item in each), encoding="utf-8")
    for file, outcomes in (("een.csv", ["niet_van_toepassing"] * 3), ("twee.yaml", ["onbekend"] * 2)):
        command = ["check-aanbesteding", str(tmp_path / file), "--data", DATA, "--formaat", "json"]
        judged = json.loads(CliRunner().invoke(app, [*command, "--lezing", "percelen=samen"]).stdout)
        assert [verdict["uitkomst"] for verdict in judged] == outcomes
        assert [verdict["perceel"] for verdict in judged] == [None] * len(judged)
        assert judged[0]["id"] is None


def test_a_framework_that_is_unknown_with_a_capital_is_unknown(tmp_path: Path) -> None:
    (tmp_path / "een.csv").write_text("aard,werkwijze\ndienst,Onbekend\n", encoding="utf-8")
    command = ["check-aanbesteding", str(tmp_path / "een.csv"), "--data", DATA, "--formaat", "json"]
    assert "fout" not in json.loads(CliRunner().invoke(app, command).stdout)[0]
