"""``maatwerk check-aanbesteding`` prints no personal data, in whatever form and from whatever source."""

import io
import json
import sys
from pathlib import Path

import pytest

from maatwerk_cli.cli.main import run
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.masking import shown_facts, shown_text

DATA = Path(__file__).parents[2] / "data"
FORMS = ("tabel", "tekst", "markdown", "html", "json", "jsonl", "csv", "yaml")
SECRETS = {
    "bsn": "123456782",
    "bsn met woord": "BSN 111222333",
    "iban": "NL91ABNA0417164300",
    "mail": "voor.beeld@voorbeeld.example",
    "telefoon": "06-12345678",
    "adres": "1234 AB 56",
}
FIELDS = ("id", "titel", "opdrachtgever", "perceel", "categorie", "motivering")


@pytest.fixture(autouse=True)
def _own_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAATWERK_DATA", str(DATA))
    monkeypatch.setenv("COLUMNS", "300")


def check(*arguments: str | Path, stdin: str = "") -> tuple[int, str]:
    """Run the command within this process: exit code, and all that was printed."""
    streams = [io.TextIOWrapper(io.BytesIO(data), "utf-8") for data in (stdin.encode(), b"", b"")]
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
    return code, out + err


def hidden(text: str, secret: str) -> None:
    assert secret not in text
    assert secret.removeprefix("BSN ") not in text


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS)
def test_no_form_of_a_series_prints_it(tmp_path: Path, form: str, secret: str) -> None:
    good = [f"{secret}" for _ in FIELDS]
    path = tmp_path / "lijst.csv"
    path.write_text(
        f"{','.join(FIELDS)},aard,begin,einde,uitsluitingsgronden\n"
        + f"{','.join(good)},dienst,2018-03-01,2019-02-28,ug-1\n"
        + f"{','.join(good)},dienst,2018-03-01,2019-02-28,nee\n"
        + f"{','.join(good)},dienst,2018-03-01,2017-02-28,nee\n"
        + f"{','.join(good)},{secret},2018-03-01,2019-02-28,nee\n"
        + f"{','.join(good)},dienst,{secret},2019-02-28,{secret}\n"
        + f"{','.join(good)}\n",
        "utf-8",
    )
    for extra in ((), ("--uitleg",)):
        _, text = check(path, "--formaat", form, *extra)
        hidden(text, secret)
    assert "(niet getoond)" in text or form == "yaml"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS)
def test_no_form_of_one_tender_prints_it(tmp_path: Path, form: str, secret: str) -> None:
    record = dict.fromkeys(FIELDS, f"voor {secret} zie") | {"aard": "dienst", "peildatum": "2018-01-01"}
    path = tmp_path / "een.json"
    path.write_text(json.dumps(record), "utf-8")
    for arguments in (
        (path,),
        ("--titel", secret, "--id", secret, "--aard", "dienst", "--motivering", secret),
    ):
        _, text = check(*arguments, "--formaat", form, "--uitleg")
        hidden(text, secret)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS)
def test_no_form_of_a_notice_prints_it(tmp_path: Path, form: str, secret: str) -> None:
    release = {
        "ocid": secret,
        "id": "1",
        "date": "2018-03-01T00:00:00Z",
        "tag": ["tender"],
        "buyer": {"name": f"Bureau {secret}"},
        "tender": {
            "id": secret,
            "title": f"Vragen aan {secret}",
            "description": f"Bel {secret}",
            "mainProcurementCategory": "services",
            "lots": [{"id": secret, "title": f"Deel voor {secret}"}, {"id": "2", "title": secret}],
        },
    }
    path = tmp_path / "release.json"
    path.write_text(json.dumps(release), "utf-8")
    _, text = check(path, "--formaat", form, "--uitleg")
    hidden(text, secret)


def test_no_file_name_is_printed(tmp_path: Path) -> None:
    folder = tmp_path / "map"
    folder.mkdir()
    (folder / "BSN 123456782.csv").write_text("id,aard\nvb-1,dienst\nvb-2,zzz\n", "utf-8")
    (folder / "jan@voorbeeld.example.yaml").write_text("id: [", "utf-8")
    for form in FORMS:
        _, text = check(folder, "--formaat", form)
        hidden(text, "123456782")
        hidden(text, "jan@voorbeeld.example")


def test_tenders_whose_id_is_masked_stay_two(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(
        "id,aard,loonsom_excl_btw,begin,einde,uitsluitingsgronden\n"
        "123456782,dienst,150000,2018-03-01,2019-02-28,nee\n"
        "111222333,dienst,150000,2018-03-01,2019-02-28,nee\n",
        "utf-8",
    )
    code, text = check(path, "--formaat", "jsonl")
    assert code == 0
    assert text.count('"uitkomst": "niet_van_toepassing", "peildatum"') == 2
    again = tmp_path / "lijst.yaml"
    again.write_text(check(path, "--formaat", "yaml")[1].split("2 aanbestedingen gelezen")[0], "utf-8")
    assert check(again, "--formaat", "jsonl")[1].count('"uitkomst": "niet_van_toepassing", "peildatum"') == 2


@pytest.mark.parametrize("text", ["vb-000123", "Noord", "2018-0001", "ABC 1234567", "Perceel 12", ""])
def test_an_ordinary_id_stays_as_it_is(text: str) -> None:
    assert shown_text(text) == text
    assert shown_facts(Facts(id=text)).id == text
