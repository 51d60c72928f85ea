"""``maatwerk check-aanbesteding``: what a fresh reader of it found."""

import csv
import html
import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from maatwerk_cli.cli.main import run

DATA = Path(__file__).parents[2] / "data"
RECORD = 'id: vb-1\naard: dienst\nloonsom_excl_btw: "300000.00"\nbegin: "2018-03-01"\neinde: "2019-02-28"\n'
SETTINGS = 'naam: voorbeeld\nschema: 1\nopenbaar: true\npeildatum: "2018-12-31"\n'


@pytest.fixture(autouse=True)
def _own_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAATWERK_DATA", str(DATA))
    monkeypatch.setenv("COLUMNS", "200")


def check(*arguments: str | Path, stdin: bytes = b"") -> tuple[int, str, str]:
    """Run the command within this process: exit code, output, messages."""
    streams = [io.TextIOWrapper(io.BytesIO(data), "utf-8") for data in (stdin, b"", b"")]
    before = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = streams
    try:
        code = run(["check-aanbesteding", *map(str, arguments)])
        for stream in streams[1:]:
            stream.flush()
    finally:
        sys.stdin, sys.stdout, sys.stderr = before
    out, err = (stream.buffer.getvalue().decode() for stream in streams[1:])  # type: ignore[attr-defined]
    assert "Traceback" not in err
    return code, out, err


def write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8", newline="")
    return path


def table(out: str) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(out)))


NOTICE = json.dumps(
    {
        "ocid": "ocds-voorbeeld-1",
        "id": "1",
        "date": "2018-03-01T00:00:00Z",
        "tag": ["tender"],
        "tender": {"id": "vb-9", "title": "Voorbeeld", "mainProcurementCategory": "services"},
    }
)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (RECORD, dict),
        ("- " + RECORD.replace("\n", "\n  ").rstrip() + "\n", list),
        ("id,aard\nvb-1,dienst\n", list),
        (NOTICE, list),
    ],
)
def test_json_is_one_object_only_for_one_record(tmp_path: Path, content: str, kind: type) -> None:
    path = write(tmp_path / "invoer", content)
    for finding in (
        check(path, "--formaat", "json"),
        check("-", "--formaat", "json", stdin=content.encode()),
    ):
        assert isinstance(json.loads(finding[1]), kind)
    assert len(check(path, "--formaat", "jsonl")[1].splitlines()) == 1


@pytest.mark.parametrize(
    ("settings", "expected"),
    [(None, "dataset.yaml"), ("naam: [", "dataset.yaml:"), ("naam: x\n", "dataset.yaml:")],
)
@pytest.mark.parametrize("how", ["optie", "omgeving"])
def test_a_named_dataset_must_be_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str | None, expected: str, how: str
) -> None:
    if settings is not None:
        write(tmp_path / "dataset.yaml", settings)
    if how == "omgeving":
        monkeypatch.setenv("MAATWERK_DATA", str(tmp_path))
    code, out, err = check("--aard", "dienst", *(["--data", tmp_path] if how == "optie" else []))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert expected in err


def test_a_named_dataset_without_policy_is_not_swapped_for_another(tmp_path: Path) -> None:
    write(tmp_path / "dataset.yaml", SETTINGS)
    code, out, err = check("--aard", "dienst", "--data", tmp_path)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "beleid" in err


def test_nothing_named_and_nothing_near_takes_the_policy_that_is_carried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MAATWERK_DATA")
    monkeypatch.chdir(tmp_path)
    code, _, err = check("--aard", "levering", "--begin", "2018-03-01")
    assert code == 0
    assert "meegeleverde dataset" in err


def test_a_nul_spoils_only_its_own_row(tmp_path: Path) -> None:
    path = write(
        tmp_path / "lijst.csv", 'id,aard\nvb-1,levering\nvb-2,wer\0k\nvb-3,"wer\0k"\nvb-4,levering\n'
    )
    code, out, _ = check(path, "--formaat", "csv", "--peildatum", "2018-03-01")
    rows = table(out)
    assert code == 1
    assert [row["regel"] for row in rows] == ["2", "3", "4", "5"]
    assert [bool(row["fout"]) for row in rows] == [False, True, True, False]


def test_explanation_of_a_series_tells_where_and_how(tmp_path: Path) -> None:
    path = write(tmp_path / "lijst.csv", "id,aard,begin\nvb-1,dienst,2018-03-01\nvb-2,levering,2018-03-01\n")
    _, out, _ = check(path, "--formaat", "tekst", "--uitleg", "--opdrachtgever-soort", "rijk")
    assert "regel 2, kolom aard" in out
    assert "regel 3, kolom aard" in out
    assert "optie --opdrachtgever-soort" in out
    assert out.count("elke stap") == 2


def test_csv_excel_means_csv() -> None:
    assert check("--aard", "levering", "--begin", "2018-03-01", "--csv", "excel")[1].startswith(
        "\ufeffregel;"
    )
    code, out, err = check("--aard", "levering", "--csv", "excel", "--formaat", "json")
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_a_row_that_stays_unknown_says_why(tmp_path: Path) -> None:
    path = write(
        tmp_path / "lijst.csv",
        "id,aard,peildatum,opdrachtgever_soort\n"
        "vb-1,dienst,1990,rijk\nvb-2,dienst,,rijk\nvb-3,dienst,2018-03-01,decentraal\n"
        "vb-4,dienst,2018-03-01,rijk\nvb-5,levering,2018-03-01,rijk\n",
    )
    rows = table(check(path, "--formaat", "csv")[1])
    present = [row["reden"] for row in rows]
    assert "niet op de peildatum" in present[0]
    assert "peildatum is onbekend" in present[1]
    assert "niet voor deze opdrachtgever" in present[2]
    assert "loonsom" in present[3]
    assert present[4] == ""
    assert "bestand" not in rows[0]


def test_rows_of_several_files_name_their_file(tmp_path: Path) -> None:
    single = write(tmp_path / "a.csv", "id,aard\nvb-1,dienst\nvb-2,zzz\n")
    two = write(tmp_path / "b.yaml", RECORD)
    bad = write(tmp_path / "c.yaml", "id: [")
    rows = table(check(single, two, bad, "--formaat", "csv")[1])
    assert [Path(row["bestand"]).name for row in rows] == ["a.csv", "a.csv", "b.yaml", "c.yaml"]


def test_a_series_names_the_open_reading_and_both_outcomes(tmp_path: Path) -> None:
    path = write(
        tmp_path / "lijst.csv",
        "id,perceel,aard,loonsom_excl_btw,begin,einde,uitsluitingsgronden\n"
        "vb-1,1,dienst,150000,2018-03-01,2019-02-28,nee\nvb-1,2,dienst,150000,2018-03-01,2019-02-28,nee\n",
    )
    out = " ".join(check(path, "--formaat", "tekst")[1].split())
    assert "samen? 'elk perceel telt voor zich' geeft niet van toepassing en 'de loonsommen tellen op" in out
    assert "laatste perceel' geeft van toepassing" in out


def test_a_wrong_cell_is_told_with_its_column(tmp_path: Path) -> None:
    path = write(tmp_path / "lijst.csv", 'id,titel,aard\nvb-1,"a, b",zzz\n')
    assert "lijst.csv:2:13: aard" in check(path)[2]


def test_a_bad_lot_stays_in_the_records_that_are_written(tmp_path: Path) -> None:
    path = write(
        tmp_path / "lijst.csv",
        "id,perceel,aard,loonsom_excl_btw,begin,einde,uitsluitingsgronden,lezingen\n"
        "vb-1,1,dienst,150000,2018-03-01,2019-02-28,nee,percelen=samen\n"
        "vb-1,2,dienst,veel,2018-03-01,2019-02-28,nee,percelen=samen\n",
    )
    before = table(check(path, "--formaat", "csv")[1])
    again = write(tmp_path / "lijst.yaml", check(path, "--formaat", "yaml")[1])
    after = table(check(again, "--formaat", "csv")[1])
    assert "Regel 3 klopt niet" in again.read_text("utf-8")
    assert [row["id"] for row in after] == ["vb-1", "vb-1"]
    assert after[0]["uitkomst"] == before[0]["uitkomst"] == "onbekend"


def test_a_folder_passes_over_what_is_no_tender(tmp_path: Path) -> None:
    write(tmp_path / "a.yaml", RECORD)
    write(tmp_path / "README.md", "# Uitleg\n")
    _, out, err = check(tmp_path, "--formaat", "json")
    assert [row.get("fout") for row in json.loads(out)] == [None]
    assert "README.md: overgeslagen" in err


def test_the_memo_gives_the_term_between_the_dates(tmp_path: Path) -> None:
    path = write(tmp_path / "vb-1.yaml", RECORD)
    assert "12 maanden (uit begin en einde)" in check(path, "--formaat", "markdown")[1]


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_the_memo_has_all_that_a_file_needs(tmp_path: Path, form: str) -> None:
    path = write(
        tmp_path / "vb-1.yaml",
        RECORD + 'titel: "Voorbeeld: <schoonmaak>"\nuitsluitingsgronden: nee\nverlenging_maanden: 24\n'
        'lezingen: {verlenging: telt_niet_mee}\npublicatiedatum: "2018-02-15"\n',
    )
    code, out, err = check(path, "--formaat", form)
    assert (code, err) == (0, "")
    plain = html.unescape(out.replace("\\", "")).replace("\u00a0", " ")
    for part in (
        *("Peildatum: 15 februari 2018 (de datum van publicatie)", "Voorbeeld: <schoonmaak>", "€ 300.000"),
        *("24 maanden", "Social return is van toepassing", "is € 15.000", "jaarverslag-2018, §1.1"),
        *(
            "alleen de vaste looptijd telt",
            "april 2019",
            "onbevestigd",
            "Controlegetal van het beleid",
        ),
        *("Handtekening", "Opgesteld door", "Akkoord opdrachtgever", "Het soort opdrachtgever is niet"),
    ):
        assert part in plain
    if form == "html":
        assert '<html lang="nl">' in out
        assert "<schoonmaak>" not in out
        assert not re.search(r"(?i)<(script|link|img|iframe)|\bsrc=|url\(|@import|https?://", out)


def test_memos_of_a_series_stand_under_one_title(tmp_path: Path) -> None:
    path = write(tmp_path / "lijst.csv", "id,aard\nvb-1,dienst\nvb-2,zzz\n")
    out = check(path, "--formaat", "html", "--peildatum", "2018-03-01")[1]
    assert out.count("<h1>") == 1
    labels = re.findall(r'role="region" aria-label="([^"]+)"', out)
    assert len(labels) == len(set(labels))
