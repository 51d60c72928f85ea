"""``maatwerk check-aanbesteding`` as its user meets it: inputs, outputs, exit codes, bad input."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from maatwerk_cli.cli.main import run

DATA = Path(__file__).parents[2] / "data"
BASE = (
    *("--aard", "dienst", "--loonsom", "300000", "--begin", "2018-03-01", "--einde", "2019-02-28"),
    *("--uitsluitingsgrond", "nee"),
)


class Gedaan:
    """What a run of the program gave."""

    def __init__(self, code: int, out: bytes, err: bytes) -> None:
        self.code, self.raw = code, out
        self.out, self.err = out.decode(), err.decode()
        assert "Traceback" not in self.err

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture(autouse=True)
def _own_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAATWERK_DATA", str(DATA))
    monkeypatch.setenv("COLUMNS", "80")


def check(*arguments: str | Path, stdin: bytes = b"") -> Gedaan:
    """Run the command within this process."""
    streams = [io.TextIOWrapper(io.BytesIO(data), "utf-8") for data in (stdin, b"", b"")]
    before = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = streams
    try:
        code = run(["check-aanbesteding", *map(str, arguments)])
        for stream in streams[1:]:
            stream.flush()
    finally:
        sys.stdin, sys.stdout, sys.stderr = before
    return Gedaan(code, *(stream.buffer.getvalue() for stream in streams[1:]))  # type: ignore[attr-defined]


def test_as_a_program_of_its_own() -> None:
    command = [sys.executable, "-W", "error", "-m", "maatwerk_cli", "check-aanbesteding", *BASE]
    done = subprocess.run([*command, "--formaat", "json"], capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == check(*BASE, "--formaat", "json").raw


def test_the_case_of_the_issue() -> None:
    done = check(*BASE, "--formaat", "json")
    assert done.code == 0
    assert done.json["uitkomst"] == "van_toepassing"
    generic = next(kader for kader in done.json["kaders"] if kader["kader"] == "generiek_kader")
    assert generic["verplichting"]["bedrag"] == "15000.00"


def test_json_has_exactly_the_promised_keys() -> None:
    verdict = check(*BASE, "--formaat", "json").json
    assert set(verdict) == {
        *("id", "perceel", "uitkomst", "peildatum", "kaders", "lezingen", "waarschuwingen", "beleid_sha256")
    }
    for kader in verdict["kaders"]:
        assert set(kader) == {*("kader", "uitkomst", "toetsingen", "te_vragen", "grensgeval", "verplichting")}
        for test in kader["toetsingen"]:
            assert set(test) == {
                *("voorwaarde", "uitkomst", "gegeven", "grens", "verschil", "afgeleid", "bron", "vindplaats")
            }
    loonsom = verdict["kaders"][0]["toetsingen"][1]
    assert (loonsom["gegeven"], loonsom["grens"], loonsom["verschil"]) == (
        "300000.00",
        "250000.00",
        "50000.00",
    )
    assert [kader["kader"] for kader in verdict["kaders"]] == ["generiek_kader", "maatwerk"]


def test_what_is_asked_has_the_promised_keys() -> None:
    verdict = check("--peildatum", "2018-01-01", "--formaat", "json")
    assert verdict.code == 1
    asked = verdict.json["kaders"][0]["te_vragen"]
    assert [question["veld"] for question in asked] == [
        *("aard", "looptijd_maanden", "loonsom_excl_btw", "uitsluitingsgronden")
    ]
    assert all(set(question) == {"veld", "vraag", "wie"} for question in asked)


def write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


RECORD = """id: VB-1
titel: Voorbeeld schoonmaak
aard: dienst
loonsom_excl_btw: "249999.99"
begin: 2018-03-01
einde: 2019-02-28
verlenging_maanden: 0
uitsluitingsgronden: nee
"""


def test_yaml_record_and_options_that_complete_it(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", RECORD)
    finding = check(path, "--formaat", "json")
    assert (finding.code, finding.json["uitkomst"]) == (0, "niet_van_toepassing")
    assert "€ 0,01 hoger" in finding.json["kaders"][0]["grensgeval"]
    more = check(path, "--loonsom", "250000", "--formaat", "json")
    assert more.json["uitkomst"] == "van_toepassing"


def test_the_record_written_back_gives_the_same_verdict(tmp_path: Path) -> None:
    path = write(tmp_path / "a.yaml", RECORD)
    again = write(tmp_path / "b.yaml", check(path, "--formaat", "yaml").raw)
    assert check(again, "--formaat", "json").raw == check(path, "--formaat", "json").raw


TABLE = """id;perceel;aard;loonsom_excl_btw;begin;einde;uitsluitingsgronden
A;1;dienst;100000;2018-03-01;2019-02-28;nee
A;2;dienst;200.000,00;2018-03-01;2019-02-28;nee
B;;levering;;2018-03-01;;
C;;dienst;abc;2018-03-01;;nee
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_series_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    text = TABLE.replace("A;", "Café;")
    path = write(tmp_path / "a", text.encode(encoding))
    done = check(path, "--formaat", "json")
    assert done.code == 1
    assert [row["id"] for row in done.json] == ["Café", "Café", "B", "C"]
    assert [row.get("uitkomst") for row in done.json] == [
        *("onbekend", "onbekend", "niet_van_toepassing", None)
    ]
    assert set(done.json[3]) == {"id", "regel", "fout"}
    assert done.json[3]["regel"] == 5
    assert ("Windows-1252" in done.err) == (encoding == "cp1252")
    assert "3 aanbestedingen gelezen, 2 percelen. Elk perceel heeft een eigen regel." in done.err


def test_an_open_reading_is_shown_and_a_choice_settles_it(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", TABLE)
    open_one = check(path, "--formaat", "json").json[0]
    assert open_one["lezingen"]["percelen"] == {"apart": "niet_van_toepassing", "samen": "van_toepassing"}
    for choice, outcome in open_one["lezingen"]["percelen"].items():
        settled = check(path, "--lezing", f"percelen={choice}", "--formaat", "json").json[0]
        assert (settled["uitkomst"], settled["lezingen"]) == (outcome, {"percelen": choice})


def test_every_row_the_same_alone_and_in_a_series(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "id;aard;loonsom_excl_btw;begin\nX;dienst;300000;2018-03-01\n")
    series = check(path, "--formaat", "jsonl").raw
    record = "id: X\naard: dienst\nloonsom_excl_btw: 300000\nbegin: 2018-03-01\n"
    assert check("-", "--formaat", "jsonl", stdin=record.encode()).raw == series
    options = ("--id", "X", "--aard", "dienst", "--loonsom", "300000", "--begin", "2018-03-01")
    assert check(*options, "--formaat", "jsonl").raw == series


def test_csv_out_for_programs_and_for_excel(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", TABLE.replace("B;", "=B;").replace("100000", "400000,55"))
    plain = check(path, "--formaat", "csv", "--lezing", "percelen=apart")
    rows = list(csv.DictReader(io.StringIO(plain.out)))
    assert rows[0]["bedrag"] == "20000.03"  # 5% of 400 000.55 is 20 000.0275
    assert rows[1]["beslissend"] == "loonsom"
    assert rows[2]["id"] == "'=B"
    assert rows[3]["fout"].startswith("loonsom_excl_btw")
    excel = check(path, "--formaat", "csv", "--csv", "excel", "--lezing", "percelen=apart")
    assert excel.raw.startswith(b"\xef\xbb\xbfregel;id;")
    assert "20000,03" in excel.out


def test_summary_of_a_series_on_the_screen(tmp_path: Path) -> None:
    done = check(write(tmp_path / "a.csv", TABLE), "--formaat", "tekst")
    assert "Van toepassing: 0." in done.out
    assert "Niet van toepassing: 1. Dat komt door aard (1)." in done.out
    assert "Nog onbekend: 2. Dat komt door loonsom (2)." in done.out
    assert "Nog een lezing te kiezen: percelen (2)." in done.out
    assert "Niet beoordeeld omdat de regel niet klopt: 1." in done.out


def test_a_series_says_in_words_which_reading_is_open(tmp_path: Path) -> None:
    tenders = write(
        tmp_path / "a.csv",
        "id,aard,loonsom_excl_btw,begin,einde,verlenging_maanden,raamovereenkomst,uitsluitingsgronden\n"
        "vb-1,dienst,300000,2018-03-01,2018-06-30,12,nee,nee\n"
        "vb-2,dienst,,2018-03-01,2018-06-30,12,nadere_overeenkomst,nee\n",
    )
    words = (
        "open lezing: Tellen opties tot verlenging mee voor de looptijd? 'alleen de vaste looptijd telt' "
        "geeft niet van toepassing en 'de opties tot verlenging tellen mee' geeft van toepassing"
    )
    rows = list(csv.DictReader(check(tenders, "--formaat", "csv").out.splitlines()))
    assert rows[0]["reden"] == words
    assert (rows[0]["reden_code"], rows[0]["lezing_open"]) == ("lezing:verlenging", "verlenging")
    screen = check(tenders, "--formaat", "tekst").out
    assert words in " ".join(screen.split())
    for text in (screen, *(row["reden"] for row in rows)):
        assert not [code for code in ("telt_mee", "telt_niet_mee", "nadere_overeenkomst") if code in text]
    assert "niet voldaan: De" not in screen
    assert "nog onbekend: De looptijd is lang genoeg" in " ".join(screen.split())


def test_output_to_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    out = tmp_path / "uit.json"
    done = check(*BASE, "--formaat", "json", "--uitvoer", out)
    assert (done.code, done.out) == (0, "")
    assert json.loads(out.read_text())["uitkomst"] == "van_toepassing"
    bad = check("nergens.csv", "--formaat", "json", "--uitvoer", tmp_path / "nee.json")
    assert bad.code == 2
    assert sorted(tmp_path.iterdir()) == [out]


def test_a_folder_is_a_series_and_one_bad_file_does_not_hide_another(tmp_path: Path) -> None:
    write(tmp_path / "a.yaml", RECORD)
    write(tmp_path / "b.yaml", "id: [")
    write(tmp_path / "c.yaml", RECORD.replace("VB-1", "VB-2"))
    done = check(tmp_path, "--formaat", "jsonl")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [row["id"] for row in rows] == ["VB-1", None, "VB-2"]
    assert done.code == 1
    assert "b.yaml" in rows[1]["fout"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--loonsom", "veel"), "--loonsom"),
        (("--loonsom", "-1"), "lager dan nul"),
        (("--loonsom", "100000000000"), "100 miljard"),
        (("--loonsom", "250,000"), "twee manieren"),
        (("--aard", "dienstt"), "Bedoelde u 'dienst'?"),
        (("--begin", "2018-02-30"), "--begin"),
        (("--begin", "2018-02-01", "--einde", "2018-01-01"), "--einde"),
        (("--begin", "2018-01-01", "--einde", "2018-12-31", "--looptijd", "3"), "--looptijd"),
        (("--looptijd", "6,5"), "--looptijd"),
        (("--uitsluitingsgrond", "ug-9"), "ug-4"),
        (("--uitsluitingsgrond", "nee", "--uitsluitingsgrond", "ug-1"), "--uitsluitingsgrond"),
        (("--werkwijze", "matwerk"), "Bedoelde u 'maatwerk'?"),
        (("--werkwijze", "?"), "Kies uit: generiek_kader, maatwerk."),
        (("--werkwijze", "x" * 10_000), "Kies uit: generiek_kader, maatwerk."),
        (("--lezing", "percelen"), "--lezing"),
        (("--lezing", "percelen=los"), "apart, samen"),
        (("--formaat", "docx"), "--formaat"),
        (("--vraag",), "terminal"),
        ((), "--help"),
        (("bestaat-niet.yaml",), "bestaat-niet.yaml"),
        (("--aard", "dienst", "--data", "/bestaat/niet"), "/bestaat/niet"),
        (("--aard", "dienst", "--uitvoer", "/bestaat/niet/x"), "/bestaat/niet"),
    ],
)
def test_bad_options_give_one_clear_line(arguments: tuple[str, ...], expected: str) -> None:
    done = check(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert expected in done.err


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "leeg"),
        (b" \n\n", "leeg"),
        (b"foo,bar\n1,2\n", "Geen enkele kolom is bekend"),
        (b"aard;aard\nwerk;werk\n", "1:6"),
        (b"id,aard;begin\n1;2;3\n", "overal dezelfde"),
        (b"aard: werk\naard: dienst\n", "2:1"),
        (b"aard: werk\nloon: 3\n", "2:1"),
        (b"loonsom_excl_btw: 250.000\n", "1:19"),
        (b"looptijd_maanden: -3\n", "1:19"),
        (b"begin: 2018-13-01\n", "1:8"),
        (b"zomaar wat tekst\n", "geen aanbesteding"),
        (b"\x00\x01\x02", "1:1"),
        (b"id;aard\n\x81;werk\n", "2:1"),
        (b"uitsluitingsgronden: []\n", "1:22"),
    ],
)
def test_an_unfit_file_gives_one_clear_line(content: bytes, expected: str, tmp_path: Path) -> None:
    done = check(write(tmp_path / "bestand", content))
    assert done.code == 2
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert "bestand" in done.err
    assert expected in done.err
    assert len(done.err) < 1000


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("1;dienst;abc;;;;", "loonsom_excl_btw"),
        ("1;dienst;-5;;;;", "lager dan nul"),
        ("1;dienst;=1+1;;;;", "geen bedrag"),
        ("1;dienst;100000000000;;;;", "100 miljard"),
        ("1;diensst;1;;;;", "Bedoelde u 'dienst'?"),
        ("1;dienst;1;2018-05-01;2018-04-01;;", "einddatum"),
        ("1;dienst;1;2018-01-01;2018-12-31;3;", "looptijd_maanden"),
        ("1;dienst;1;;;;ug-7", "ug-1"),
        ("1;dienst", "2 cellen"),
        ("1;dienst;1;;;;nee;x", "8 cellen"),
        ("1,dienst,1,,,,", "ander scheidingsteken"),
        ('1;"dienst"x;1;;;;', "aanhalingstekens"),
    ],
)
def test_a_bad_row_is_told_and_stops_no_other(row: str, expected: str, tmp_path: Path) -> None:
    head = "id;aard;loonsom_excl_btw;begin;einde;looptijd_maanden;uitsluitingsgronden"
    good = "goed;levering;1;2018-01-01;;;nee"
    done = check(write(tmp_path / "a.csv", f"{head}\n{good}\n{row}\n{good}\n"), "--formaat", "json")
    assert done.code == 1
    assert [("fout" in result) for result in done.json] == [False, True, False]
    assert done.json[1]["regel"] == 3
    assert expected in done.json[1]["fout"]
    assert "a.csv:3:" in done.err


def test_what_can_mean_two_things_is_said_once() -> None:
    rows = b"loonsom_excl_btw;begin\n250.000;2018-01-01\n249.999;2018-01-01\n"
    dutch = check("-", "--formaat", "json", stdin=rows)
    assert dutch.err.count("250 duizend") == 1
    given = [row["kaders"][0]["toetsingen"][1]["gegeven"] for row in dutch.json]
    assert given == ["250000.00", "249999.00"]
    other = check("--loonsom", "250.000", "--begin", "2018", "--decimaal", "punt", "--formaat", "json")
    assert other.json["kaders"][0]["toetsingen"][1]["gegeven"] == "250.00"


@pytest.mark.parametrize(
    ("above", "line"),
    [("Overzicht 2024\n", 2), ("Overzicht;;\n;;\n", 3), ("Lijst: 2024\n\n\n", 4), ("a, b\n", 2)],
)
def test_where_the_names_of_columns_stand_lower_that_line_is_named(
    tmp_path: Path, above: str, line: int
) -> None:
    path = write(tmp_path / "a.csv", f"{above}id;aard;loonsom_excl_btw\nx;dienst;300000\n")
    done = check(path)
    assert (done.code, done.out) == (2, "")
    assert f"a.csv:{line}:1: De namen van kolommen staan op regel {line}, en niet bovenaan." in done.err


def test_a_record_that_does_not_read_has_no_names_of_columns(tmp_path: Path) -> None:
    for content in (
        "aard: dienst\nid, aard: [\n",
        "id: x\ntitel: id, aard\n  fout\n- x\n",
        "zomaar\ntekst\n",
    ):
        assert "kolommen staan" not in check(write(tmp_path / "a.yaml", content)).err


def test_a_fraction_in_a_record_is_not_told_to_be_made_thousands(tmp_path: Path) -> None:
    path = write(tmp_path / "a.yaml", "aard: dienst\nloonsom_excl_btw: 5.5\nlooptijd_maanden: 1.200\n")
    done = check(path)
    assert "5.50" in done.err
    for never in ("5500", "1200"):
        assert never not in done.err
