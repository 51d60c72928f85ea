"""``maatwerk formulier``: what the command gives the form gives; who may not see a page sees none."""

import html
import http.client
import io
import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import openpyxl
import pytest
from tests.tender.plain_json import plain_json

from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.tender.tender_options import OPTIONS
from maatwerk_cli.cli.tender.tender_task import read_options
from maatwerk_cli.cli.webform.server import _listener, hosts_of
from maatwerk_cli.register.location import carried_dataset
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.frameworks.policy import Beleid, read_beleid
from maatwerk_cli.tender.judging import TenderRead, judge
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.text.yaml.yaml_reader import YamlDocument, read_yaml

testclient = pytest.importorskip("starlette.testclient")
pytest.importorskip("multipart")
ROOT = Path(__file__).parents[2]
TABLE = read_yaml((ROOT / "data" / "beleid" / "generiek_kader.gevallen.yaml").read_bytes())
CASES = (
    [case for case in TABLE.value if isinstance(case["invoer"], dict)]
    if isinstance(TABLE, YamlDocument)
    else []
)
TOKEN = "teken"  # noqa: S105  of a form that only this test knows
HOST = "127.0.0.1:8000"
NAMES = {field: option.removeprefix("--") for option, field in OPTIONS.items()}


@pytest.fixture(scope="module")
def desk() -> Any:
    from maatwerk_cli.cli.webform.judgement import desk_of

    folder = carried_dataset() / "beleid"
    policy = read_beleid(folder)
    assert isinstance(policy, Beleid)
    return desk_of(Assessor(policy), folder)


@pytest.fixture(scope="module")
def client(desk: Any) -> Any:
    from maatwerk_cli.cli.webform.app import make_app

    return testclient.TestClient(
        make_app(desk, TOKEN, frozenset({HOST})), base_url=f"http://{HOST}", follow_redirects=False
    )


def typed(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def asked(case: dict[str, Any]) -> dict[str, str] | None:
    """Give a scenario as what somebody fills in; of a field that the form does not have, nothing."""
    row = case["invoer"] | ({"peildatum": case["peildatum"]} if "peildatum" in case else {})
    readings = row.pop("lezingen", {})
    if any(field not in NAMES for field in row):
        return None
    return {NAMES[field]: typed(value) for field, value in row.items()} | {
        f"lezing.{name}": choice for name, choice in readings.items()
    }


FILLED = [
    (case["naam"], filled) for case in CASES if (filled := asked(case | {"invoer": dict(case["invoer"])}))
]


@pytest.mark.parametrize("filled", [filled for _, filled in FILLED], ids=[name for name, _ in FILLED])
def test_every_scenario_gives_what_the_command_gives(client: Any, desk: Any, filled: dict[str, str]) -> None:
    options = {f"--{name}": text for name, text in filled.items() if not name.startswith("lezing.")}
    readings = [f"{name[7:]}={text}" for name, text in filled.items() if name.startswith("lezing.")]
    given = read_options(options | ({"--lezing": " ".join(readings)} if readings else {}), "komma")
    result = next(judge([TenderRead(Facts())], desk.assessor, given.choices()))
    expected = f"{plain_json(result, desk.assessor.beleid.sha256)}\n"  # type: ignore[arg-type]
    answer = client.get(f"/{TOKEN}/bewaar?{urlencode(filled)}&vorm=json")
    assert answer.status_code == 200
    assert answer.text == expected


def test_most_scenarios_can_be_filled_in() -> None:
    assert len(FILLED) > 60


def test_the_question_is_that_of_the_terminal_until_nothing_can_matter(client: Any) -> None:
    answers = {"peildatum": "2018-03-01", "aard": "dienst", "looptijd": "12", "loonsom": "300000"}
    answers |= {"opdrachtgever-soort": "rijk", "werkwijze": "generiek_kader", "verlenging": "0"}
    place, seen = f"/{TOKEN}/vraag", []
    for _ in range(12):
        page = client.get(place)
        if page.status_code == 303:
            break
        name = re.search(r'name="veld" value="([^"]+)"', page.text)[1]  # type: ignore[index]
        seen.append(name)
        hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page.text)
        answer = client.get(
            f"/{TOKEN}/antwoord?{urlencode([*hidden, (name, answers.get(name, 'nee')), ('actie', 'verder')])}"
        )
        assert answer.status_code == 303
        place = answer.headers["location"]
    # What is missing first, then what was assumed, as long as it could matter.
    assert seen[:5] == ["peildatum", "aard", "looptijd", "loonsom", "uitsluitingsgrond"]
    assert seen[5:7] == ["opdrachtgever-soort", "werkwijze"]
    assert set(seen[7:]) <= {"raamovereenkomst", "verlenging"}
    assert page.headers["location"].startswith(f"/{TOKEN}/einde?")
    end = client.get(page.headers["location"])
    assert "Social return is van toepassing volgens het generieke kader." in end.text
    assert "maatwerk check-aanbesteding" in end.text


def test_a_decided_tender_is_asked_no_more(client: Any) -> None:
    known = "aard=levering&peildatum=2018-03-01&opdrachtgever-soort=rijk&werkwijze=generiek_kader"
    page = client.get(f"/{TOKEN}/vraag?{known}")
    assert page.status_code == 303
    assert "/einde?" in page.headers["location"]


def test_not_knowing_is_an_answer_and_there_is_a_way_back(client: Any) -> None:
    first = client.get(f"/{TOKEN}/antwoord?veld=peildatum&peildatum=2018-03-01&actie=verder").headers[
        "location"
    ]
    second = client.get(f"/{TOKEN}/antwoord?{urlsplit(first).query}&veld=aard&actie=weetniet").headers[
        "location"
    ]
    page = client.get(second)
    assert 'value="looptijd"' in page.text
    back = re.search(r'class="terug" href="([^"]+)"', page.text)[1].replace("&amp;", "&")  # type: ignore[index]
    assert 'name="veld" value="aard"' in client.get(back).text


def test_not_knowing_is_no_assumption(client: Any) -> None:
    known = {"aard": "dienst", "peildatum": "2018-03-01", "looptijd": "4", "loonsom": "300000"}
    known |= {"uitsluitingsgrond": "nee", "opdrachtgever-soort": "rijk", "werkwijze": "generiek_kader"}
    page = client.get(
        f"/{TOKEN}/einde?{urlencode({**known, 'raamovereenkomst': 'nee', 'weetniet': 'verlenging'})}"
    )
    assert "nog niet te zeggen" in page.text  # with two months more it is long enough
    assert "Aangenomen is" not in page.text


ENOUGH = {"aard": "dienst", "peildatum": "2018-03-01", "looptijd": "12", "loonsom": "300000"} | {
    "uitsluitingsgrond": "nee"
}


def sent(page: str) -> dict[str, str]:
    """Give what a browser sends of a form: what is typed, and what is checked."""
    form = page.split("<form", 1)[1].split("</form>")[0]
    values = {}
    for field in re.findall(r"<input [^>]*>", form):
        own = dict(re.findall(r'(name|value|type)="([^"]*)"', field))
        if own["type"] == "text" or field.endswith(" checked>"):
            values[own["name"]] = html.unescape(own["value"])
    return values


@pytest.mark.parametrize("name", ["opdrachtgever-soort", "werkwijze", "raamovereenkomst", "verlenging"])
def test_what_is_not_known_is_so_on_the_page_with_every_question_too(client: Any, name: str) -> None:
    """Sent again as it stands, the page says the same; what is left empty there is another answer."""
    page = client.get(f"/{TOKEN}/alles?{urlencode({**ENOUGH, 'weetniet': name})}").text
    assert sent(page)[name] == "onbekend"
    again = client.get(f"/{TOKEN}/alles?{urlencode(sent(page))}").text
    assert sent(again) == sent(page)
    left = client.get(f"/{TOKEN}/alles?{urlencode(ENOUGH)}").text
    assert sent(left)[name] == ""
    known, assumed = (re.findall(r'class="besluit">([^<]*)', text) for text in (again, left))
    assert (known == assumed) == (name in ("werkwijze", "verlenging"))  # these turn nothing here
    assert "weet ik niet" in page.split('value="onbekend"')[1] or name == "verlenging"


def test_a_record_that_says_unknown_is_read_so(client: Any) -> None:
    record = "aard: dienst\nloonsom_excl_btw: 300000\nlooptijd_maanden: 12\nuitsluitingsgronden: nee\n"
    record += 'peildatum: "2018-03-01"\nopdrachtgever_soort: onbekend\nwerkwijze: onbekend\n'
    page = upload(client, f"{record}raamovereenkomst: onbekend\nverlenging_maanden: onbekend\n".encode()).text
    assert "Het is nog niet te zeggen of social return van toepassing is." in page
    filled = sent(page)
    names = ("opdrachtgever-soort", "werkwijze", "raamovereenkomst", "verlenging")
    assert [filled[name] for name in names] == ["onbekend"] * 4


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("loonsom", "veel", "Dit is geen bedrag"),
        ("begin", "31-2-2018", "datum"),
        ("looptijd", "1,5", "maanden"),
        ("aard", "iets", "werk"),
    ],
)
def test_a_fault_stands_at_its_field_with_what_was_typed(
    client: Any, name: str, text: str, said: str
) -> None:
    page = client.get(f"/{TOKEN}/alles?{urlencode({name: text})}")
    fault = re.search(rf'<p class="fout" id="fout-veld-{name}">(.*?)</p>', page.text)
    assert fault
    assert said in fault[1]
    assert "--" not in fault[1]


def test_what_contradicts_another_names_its_field_once_and_without_its_key(client: Any) -> None:
    page = client.get(f"/{TOKEN}/alles?begin=2018-03-01&einde=2017-01-01").text
    assert '<a href="#veld-einde">Laatste dag</a>: De einddatum ligt vóór de begindatum.' in page


@pytest.mark.parametrize(
    ("page", "query", "said"),
    [
        ("uitkomst", "loonsom=veel", "Loonsom, exclusief btw: Dit is geen bedrag"),
        ("einde", "opdrachtwaarde=veel", "Waarde van de opdracht, exclusief btw: Dit is geen bedrag"),
        ("percelen-uitkomst", "perceel-1-naam=Zuid&perceel-1-loonsom=veel", "Perceel Zuid, Loonsom"),
    ],
)
def test_what_is_needed_before_there_is_a_verdict_names_its_field(
    client: Any, page: str, query: str, said: str
) -> None:
    assert f"<li>{said}" in client.get(f"/{TOKEN}/{page}?{query}").text


def test_every_link_to_a_fault_goes_to_what_can_have_the_focus(client: Any) -> None:
    wrong = {"loonsom": "veel", "aard": "iets", "uitsluitingsgrond": "ug-1 nee", "lezing.percelen": "x"}
    lot = {f"perceel-2-{name}": text for name, text in wrong.items() if name in ("loonsom", "aard")}
    for place, query in (("alles", wrong), ("percelen", {"perceel-1-naam": "a", **lot})):
        page = client.get(f"/{TOKEN}/{place}?{urlencode(query)}").text
        links = re.findall(r'<li><a href="#([^"]+)"', page)
        assert len(links) >= 2
        for name in links:
            (element,) = re.findall(rf'<[^>]* id="{re.escape(name)}"[^>]*>', page)
            assert element.startswith(("<input", "<textarea")) or 'tabindex="-1"' in element


def test_who_hears_the_page_hears_the_outcome_and_not_all_of_it(client: Any) -> None:
    """What is said by itself after each answer is a sentence; the conditions are read when asked for."""
    decided = "aard=levering&peildatum=2018-03-01&opdrachtgever-soort=rijk&werkwijze=generiek_kader"
    for page, query in (("alles", decided), ("percelen", "perceel-1-naam=a")):
        text = client.get(f"/{TOKEN}/{page}?{query}").text
        assert re.findall(r'<[^>]*role="status"[^>]*>(.*?)</', text) == [""]
    short = 'data-kort="De uitkomst tot nu toe: niet van toepassing."'
    assert short in client.get(f"/{TOKEN}/uitkomst?{decided}").text
    assert 'data-kort="Er is nog geen uitkomst."' in client.get(f"/{TOKEN}/uitkomst?loonsom=veel").text
    lots = client.get(f"/{TOKEN}/percelen-uitkomst?perceel-1-naam=Zuid&perceel-1-aard=dienst").text
    assert 'data-kort="De uitkomst tot nu toe: perceel Zuid: nog onbekend."' in lots


def test_no_command_is_given_that_judges_nothing(client: Any) -> None:
    assert "maatwerk check-aanbesteding" not in client.get(f"/{TOKEN}/einde").text
    page = client.get(f"/{TOKEN}/einde?aard=werk").text
    assert "maatwerk check-aanbesteding --aard werk" in page
    # What the keyboard can reach to move it sideways is called something.
    assert '<pre tabindex="0" role="region" aria-labelledby="zonder-formulier">' in page
    assert '<h2 id="zonder-formulier">' in page


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("alles", "loonsom"),
        ("alles", "begin"),
        ("percelen", "perceel-1-looptijd"),
        ("percelen", "cpv"),
        ("bewaar", "memo-versie"),
        ("bewaar", "opgesteld-op"),
    ],
)
def test_personal_data_in_a_field_of_another_kind_is_not_shown_again(
    client: Any, page: str, name: str
) -> None:
    filled = {"aard": "dienst", "opgesteld-door": "inkoper", name: "06-12345678"}
    answer = client.get(f"/{TOKEN}/{page}?{urlencode(filled)}")
    assert "Fout:" in answer.text
    assert "12345678" not in answer.text


def test_no_answer_at_all_is_asked_again(client: Any) -> None:
    page = client.get(f"/{TOKEN}/antwoord?veld=peildatum&actie=verder")
    assert page.status_code == 422
    assert "Kies of vul een antwoord in" in page.text


EVIL = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


@pytest.mark.parametrize("page", ["alles", "einde", "vraag", "uitkomst", "antwoord"])
def test_what_is_typed_is_never_markup(client: Any, desk: Any, page: str) -> None:
    for field in desk.fields:
        answer = client.get(
            f"/{TOKEN}/{page}?{urlencode({field.name: EVIL, 'veld': field.name, 'pad': EVIL})}"
        )
        assert "<script>alert" not in answer.text
        assert "<img" not in answer.text


def test_personal_data_is_masked_on_every_page(client: Any) -> None:
    filled = {"titel": "Bel 06-12345678", "aard": "dienst", "peildatum": "2018-03-01"}
    for page in ("alles", "einde", "uitkomst", "bewaar", "bewaar?vorm=yaml&", "bewaar?vorm=json&"):
        join = "" if page.endswith("&") else "?"
        assert "12345678" not in client.get(f"/{TOKEN}/{page}{join}{urlencode(filled)}").text


def test_a_browser_may_come_by_this_computer_and_by_the_address_that_was_chosen() -> None:
    own = {"127.0.0.1:8080", "localhost:8080", "[::1]:8080"}
    for address in ("127.0.0.1", "localhost", "::1"):
        assert hosts_of(address, 8080) == own
    assert hosts_of("192.0.2.7", 8080) == {*own, "192.0.2.7:8080"}
    assert hosts_of("2001:db8::7", 8080) == {*own, "[2001:db8::7]:8080"}  # as RFC 3986 has it in an address


def test_a_browser_leaves_out_the_port_of_the_web() -> None:
    """Of http://127.0.0.1:80/ a browser sends ``Host: 127.0.0.1`` (RFC 9110, 4.2.3 and 7.2)."""
    assert {"127.0.0.1", "localhost", "[::1]", "127.0.0.1:80"} <= hosts_of("127.0.0.1", 80)
    assert "127.0.0.1" not in hosts_of("127.0.0.1", 8080)


@pytest.mark.parametrize(
    ("headers", "path", "status"),
    [
        ({"host": "boos.example:8000"}, f"/{TOKEN}/", 421),
        ({"host": "127.0.0.1:9999"}, f"/{TOKEN}/", 421),
        ({"origin": "http://boos.example"}, f"/{TOKEN}/", 403),
        ({"origin": "null"}, f"/{TOKEN}/", 403),
        ({"sec-fetch-site": "cross-site"}, f"/{TOKEN}/vraag?aard=werk", 403),
        ({}, "/", 404),
        ({}, "/teke/", 404),
        ({}, f"/{TOKEN}x/", 404),
        ({}, f"/{TOKEN}/../../etc/passwd", 404),
        ({}, f"/{TOKEN}/%2e%2e/%2e%2e/etc/passwd", 404),
        ({}, f"/{TOKEN}/formulier.css/../vraag.html.j2", 404),
    ],
)
def test_who_may_not_see_a_page_sees_none(
    client: Any, headers: dict[str, str], path: str, status: int
) -> None:
    answer = client.get(path, headers=headers)
    assert answer.status_code == status
    assert "<html" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "nergens", 404), ("GET", "bestand", 405)])
def test_an_address_that_is_no_page_says_so_in_dutch(
    client: Any, method: str, path: str, status: int
) -> None:
    answer = client.request(method, f"/{TOKEN}/{path}")
    assert (answer.status_code, answer.text.split(".")[0]) == (status, "Deze bladzijde is er niet")


@pytest.mark.parametrize("address", ["", " ", f"{'é' * 70}"])
def test_an_address_that_is_none_is_refused_and_never_every_address(address: str) -> None:
    with pytest.raises(UserError, match="laat --adres weg"):
        _listener(address, 0)


def upload(client: Any, content: bytes, what: str = "lees", **headers: str) -> Any:
    return client.post(
        f"/{TOKEN}/bestand",
        files={"bestand": ("x", io.BytesIO(content))},
        data={"wat": what},
        headers={"origin": f"http://{HOST}"} | headers,
    )


def test_a_file_from_another_site_or_from_nowhere_is_refused(client: Any) -> None:
    assert upload(client, b"id: x\n", origin="http://boos.example").status_code == 403
    answer = client.post(f"/{TOKEN}/bestand", files={"bestand": ("x", io.BytesIO(b"id: x\n"))})
    assert answer.status_code == 403


def test_a_file_comes_in_by_a_proxy_with_a_certificate(client: Any) -> None:
    """The proxy gives the form its own ``Host``; the browser knows the address of the proxy alone."""
    own = {"origin": "https://formulier.voorbeeld.example"}
    assert upload(client, b"aard: dienst\n", **own, **{"sec-fetch-site": "same-origin"}).status_code == 200
    for site in ("cross-site", "same-site", "none", ""):
        assert upload(client, b"aard: dienst\n", **own, **{"sec-fetch-site": site}).status_code == 403
    assert upload(client, b"aard: dienst\n", **own).status_code == 403


RECORD = (
    "aard: dienst\nloonsom_excl_btw: {loonsom}\nuitsluitingsgronden: nee\nlooptijd_maanden: 12\n"
    'id: vb-1\nopdrachtgever_soort: rijk\npublicatiedatum: "{datum}"\n'
)


def in_the_form(client: Any, content: bytes, place: str) -> Any:
    """Give the outcome of the form on what it fills in of a file."""
    page = upload(client, content).text
    return client.get(f"/{TOKEN}/{place}?{urlencode(sent(page))}&vorm=json").json()


@pytest.mark.parametrize(("day", "outcome"), [("2018-03-01", "van_toepassing"), ("2005-03-01", "onbekend")])
def test_a_file_goes_by_its_date_of_publication(client: Any, day: str, outcome: str) -> None:
    """Without a peildatum that is the date (afspraken); in 2005 no framework was in force."""
    record = RECORD.format(loonsom=300000, datum=day) + 'begin: "2018-04-01"\n'
    made = in_the_form(client, record.encode(), "bewaar")
    assert (made["peildatum"], made["uitkomst"]) == (day, outcome)


def test_a_lot_that_stands_alone_may_have_others_in_the_form_too(client: Any) -> None:
    """200.000 is too little for one lot; with another it can be enough."""
    record = RECORD.format(loonsom=200000, datum="2018-03-01") + 'perceel: "Zuid"\n'
    (made,) = in_the_form(client, record.encode(), "percelen-bewaar")
    assert (made["perceel"], made["uitkomst"]) == ("Zuid", "onbekend")
    page = upload(client, record.encode()).text
    assert "Gelezen uit het bestand" in page
    assert page.count('<section class="perceel"') == 1


def test_a_page_says_that_a_file_tells_more_than_can_be_filled_in(client: Any) -> None:
    """A month and a half is two months at most, so fewer than six; that is no whole number to fill in."""
    notice = (ROOT / "docs" / "voorbeelden" / "aankondiging.xml").read_text(encoding="utf-8")
    months = '<cbc:DurationMeasure unitCode="MONTH">1.5</cbc:DurationMeasure>'
    short = re.sub(r"<cbc:StartDate>.*?</cbc:EndDate>", months, notice, flags=re.DOTALL)
    said = "Het bestand zelf geeft een andere uitkomst dan wat hieronder is ingevuld: "
    assert f"{said}niet van toepassing." in upload(client, short.encode()).text
    assert said not in upload(client, notice.encode()).text


def test_a_page_says_that_what_is_told_of_a_file_is_in_no_memo_of_the_form(client: Any) -> None:
    """The form keeps answers and nothing else: not what a notice leaves open, nor who chose a reading."""
    notice = (ROOT / "docs" / "voorbeelden" / "aankondiging.xml").read_text(encoding="utf-8")
    months = '<cbc:DurationMeasure unitCode="MONTH">1.5</cbc:DurationMeasure>'
    short = re.sub(r"<cbc:StartDate>.*?</cbc:EndDate>", months, notice, flags=re.DOTALL)
    record = RECORD.format(loonsom=300000, datum="2018-03-01")
    chosen = "lezingen: {verlenging: {keuze: telt_mee, door: inkoper, reden: Zo goed als zeker}}\n"
    for content, remarked in (
        (short, True),
        (record + chosen, True),
        (record + "lezingen: {verlenging: telt_mee}\n", False),
        (record, False),
    ):
        page = upload(client, content.encode()).text
        assert ("komt niet in een memo of record dat u in dit formulier bewaart" in page) is remarked
        assert ("wie een lezing koos" in page) is ("inkoper" in content)


@pytest.mark.parametrize(("loonsom", "said"), [("250.000", True), ("250000", False)])
def test_the_memo_says_how_an_amount_was_read(client: Any, loonsom: str, *, said: bool) -> None:
    own = {"aard": "dienst", "peildatum": "2018-03-01", "loonsom": loonsom}
    pages = [
        client.get(f"/{TOKEN}/bewaar?{urlencode(own)}&vorm=html").text,
        client.get(f"/{TOKEN}/percelen-bewaar?{lots_query(own, {}, peildatum='2018-03-01')}&vorm=html").text,
    ]
    for page in pages:
        assert ("Een bedrag als 250.000 is gelezen als 250 duizend." in page) == said


def test_a_saved_record_goes_on_where_it_was(client: Any) -> None:
    filled = {
        "aard": "dienst",
        "loonsom": "300.000",
        "begin": "2018-03",
        "lezing.verlenging": "telt_mee",
        "id": "vb-1",
    }
    record = client.get(f"/{TOKEN}/bewaar?{urlencode(filled)}&vorm=yaml")
    page = upload(client, record.content)
    assert page.status_code == 200
    assert re.search(r'name="loonsom" value="300000,00"', page.text)
    assert re.search(r'name="aard" value="dienst" checked', page.text)
    assert re.search(r'name="lezing.verlenging" value="telt_mee" checked', page.text)
    assert 'value="2018-03"' in page.text


def test_a_list_gives_a_summary_and_a_table(client: Any) -> None:
    rows = b"id,aard,loonsom_excl_btw,looptijd_maanden,uitsluitingsgronden,peildatum\n"
    rows += b"vb-1,dienst,300000,12,nee,2018-03-01\nvb-2,levering,300000,12,nee,2018-03-01\n"
    rows += b"=1+1,dienst,,12,nee,2018-03-01\n"
    page = upload(client, rows)
    assert page.status_code == 200
    assert "vb-1" in page.text
    assert "vb-2" in page.text
    table = upload(client, rows, "tabel")
    assert table.headers["content-disposition"] == 'attachment; filename="uitkomsten.csv"'
    lines = table.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 4
    assert "van_toepassing" in lines[1]
    assert "niet_van_toepassing" in lines[2]
    assert lines[3].split(";")[1] == "'=1+1"


def test_a_workbook_gives_the_same_and_says_which_sheet_was_read(client: Any) -> None:
    book = openpyxl.Workbook()
    book.active.append(["id", "aard", "loonsom_excl_btw", "looptijd_maanden", "uitsluitingsgronden", "begin"])
    book.active.append(["vb-1", "dienst", 300000, 12, "nee", date(2018, 3, 1)])
    book.active.append(["vb-2", "levering", 300000, 12, "nee", date(2018, 3, 1)])
    book.create_sheet("Uitleg").append(["Vul dit in"])
    stream = io.BytesIO()
    book.save(stream)
    page = upload(client, stream.getvalue())
    assert page.status_code == 200
    assert "Alleen het blad 'Sheet' is gelezen." in html.unescape(page.text)
    table = upload(client, stream.getvalue(), "tabel")
    _, first, second = table.content.decode("utf-8-sig").splitlines()
    assert first.startswith("2;vb-1;;van_toepassing;")
    assert second.startswith("3;vb-2;;niet_van_toepassing;")


BOMB = (
    "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(8))
    + "]><x>&i;</x>"
)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02",
        BOMB.encode(),
        b"[" * 100_000,
        b"a: &a [x, x]\n" + b"".join(b"b%d: &b%d [%s]\n" % (n, n, b", ".join([b"*a"] * 9)) for n in range(9)),
        b"id,aard\n" + b'"' * 1000,
        b'{"releases": ' + b"[" * 5000,
    ],
)
def test_a_hostile_file_is_one_sentence(client: Any, content: bytes) -> None:
    page = upload(client, content)
    assert page.status_code in (200, 422)
    assert "Traceback" not in page.text
    if page.status_code == 422:
        assert '<p class="fout" id="fout-bestand">' in page.text
        assert "<title>Fout: " in page.text  # what a screen reader reads first


@pytest.mark.parametrize(
    ("page", "wrong"),
    [
        ("alles?loonsom=x", True),
        ("percelen?perceel-1-loonsom=x", True),
        ("antwoord?veld=peildatum&peildatum=x&actie=verder", True),
        ("bewaar?aard=dienst&opgesteld-door=Jan+Jansen&vorm=html", True),
        ("", False),
        ("alles", False),
        ("einde?aard=dienst", False),
    ],
)
def test_the_title_of_every_page_says_first_that_something_is_wrong(
    client: Any, page: str, wrong: bool
) -> None:
    assert ("<title>Fout: " in client.get(f"/{TOKEN}/{page}").text) == wrong


def test_a_file_that_is_too_large_is_refused_by_its_header_alone(client: Any) -> None:
    answer = client.post(
        f"/{TOKEN}/bestand",
        content=b"x",
        headers={
            "origin": f"http://{HOST}",
            "content-length": str(200 * 1024 * 1024),
            "content-type": "text/plain",
        },
    )
    assert answer.status_code == 413


def test_no_page_says_that_the_form_runs_on_the_computer_of_who_reads_it(client: Any) -> None:
    """With --adres it does not, and what is filled in is sent there."""
    for page in ("", "vraag", "alles", "einde", "percelen"):
        text = client.get(f"/{TOKEN}/{page}").text
        assert "niet verder dan de computer waarop dit formulier draait" in text
        assert "deze computer" not in text


def test_what_cannot_be_taken_apart_is_refused_in_dutch(client: Any) -> None:
    for kind in ("multipart/form-data; boundary=x", "multipart/form-data"):
        headers = {"origin": f"http://{HOST}", "content-type": kind}
        answer = client.post(f"/{TOKEN}/bestand", content=b"rommel", headers=headers)
        assert (answer.status_code, answer.text) == (
            400,
            "Het bestand kwam niet goed over. Kies het opnieuw.\n",
        )


def test_nothing_is_kept_of_one_user_for_another(client: Any) -> None:
    client.get(f"/{TOKEN}/alles?titel=Geheim-van-een-ander&loonsom=123456")
    upload(client, b"id: geheim-van-een-ander\naard: werk\n")
    for page in ("", "vraag", "alles", "einde", "uitkomst"):
        answer = client.get(f"/{TOKEN}/{page}")
        assert "eheim" not in answer.text
        assert "set-cookie" not in answer.headers


def test_without_the_extra_one_line_says_how_to_get_it(maatwerk: Any, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as u\nfound = u.find_spec\n"
        "u.find_spec = lambda name, package=None: None if name == 'starlette' else found(name, package)\n"
    )
    done = maatwerk("formulier", env={"PYTHONPATH": f"{tmp_path}:{ROOT / 'src'}"})
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1].endswith("pip install 'maatwerk-cli[formulier]'")


Served = tuple[str, "subprocess.Popen[str]"]


@pytest.fixture
def served(default_signals: Callable[[], None]) -> Iterator[Served]:
    process = subprocess.Popen(
        [sys.executable, "-m", "maatwerk_cli", "formulier", "--geen-browser", "--data", str(ROOT / "data")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=default_signals,
    )  # fmt: skip
    assert process.stdout
    yield process.stdout.readline().strip(), process
    if process.poll() is None:
        process.kill()
    process.communicate(timeout=30)


def fetch(address: str, path: str = "") -> tuple[int, str]:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=300)
    try:
        connection.request("GET", parts.path + path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


@pytest.mark.slow
def test_it_prints_its_address_answers_there_and_ends_on_ctrl_c(served: Served) -> None:
    address, process = served
    with socket.create_connection(urlsplit(address).netloc.split(":")) as line:
        line.sendall(b"rommel\r\n\r\n")
        assert line.recv(100).startswith(b"HTTP/1.1 400 ")
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{30,}/", address)
    assert fetch(address)[0] == 200
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=30)
    assert (process.returncode, output, errors) == (0, "", "")


@pytest.mark.slow
def test_ctrl_c_does_not_wait_for_a_file_that_is_still_coming_in(served: Served) -> None:
    """A file may take half a minute to come in; who closes the form has its end well before that."""
    address, process = served
    parts = urlsplit(address)
    head = (
        f"POST {parts.path}bestand HTTP/1.1\r\nHost: {parts.netloc}\r\nOrigin: http://{parts.netloc}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n--x\r\n"
    )
    with socket.create_connection((parts.hostname, parts.port)) as line:
        line.sendall(head.encode())
        assert fetch(address)[0] == 200
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=20)
        assert line.recv(100).startswith(b"HTTP/1.1 503 ")
    assert (process.returncode, output, errors) == (0, "", "")


@pytest.mark.slow
def test_a_sender_that_speaks_no_http_leaves_no_trace_on_the_screen(served: Served) -> None:
    address, process = served
    netloc = urlsplit(address).netloc
    with socket.create_connection(netloc.split(":")) as line:
        line.sendall(
            f"POST / HTTP/1.1\r\nHost: {netloc}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n".encode()
        )
        assert line.recv(100).startswith(b"HTTP/1.1 400 ")
    assert fetch(address)[0] == 200
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=20)
    assert (process.returncode, output, errors) == (0, "", "")


def test_ctrl_c_as_soon_as_the_address_is_there_ends_it_too(desk: Any) -> None:
    from maatwerk_cli.cli.webform.server import serve

    addresses: list[str] = []

    def ready(address: str) -> None:
        addresses.append(address)
        raise KeyboardInterrupt

    serve(desk, "127.0.0.1", 0, ready)
    with pytest.raises(OSError, match="refused"):
        socket.create_connection((urlsplit(addresses[0]).hostname, urlsplit(addresses[0]).port))


@pytest.mark.slow
def test_a_thousand_at_once_and_slow_clients_do_not_stop_it(served: Served) -> None:
    address, _ = served
    parts = urlsplit(address)
    slow = [socket.create_connection((str(parts.hostname), int(parts.port or 0))) for _ in range(50)]
    for client in slow:
        client.sendall(b"GET / HTTP/1.1\r\nHost: 127")
    with ThreadPoolExecutor(100) as pool:
        answers = list(pool.map(lambda _: fetch(address)[0], range(1000)))
    assert answers == [200] * 1000
    for client in slow:
        client.close()
    assert fetch(address)[0] == 200


def test_a_port_that_is_taken_is_one_line(maatwerk: Any) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = maatwerk(
            "formulier",
            "--geen-browser",
            "--poort",
            str(taken.getsockname()[1]),
            "--data",
            str(ROOT / "data"),
        )
    assert done.returncode == 2
    assert "Kies een andere poort" in done.stderr


def test_the_memo_is_a_page_or_a_pdf(client: Any) -> None:
    filled = {"aard": "dienst", "loonsom": "300000", "looptijd": "12", "peildatum": "2018-03-01"}
    memo = client.get(f"/{TOKEN}/bewaar?{urlencode(filled)}&vorm=html")
    assert "<main" in memo.text
    assert "300.000" in memo.text
    pytest.importorskip("typst")
    assert client.get(f"/{TOKEN}/bewaar?{urlencode(filled)}&vorm=pdf").content.startswith(b"%PDF")


def test_the_record_and_the_outcome_are_those_of_the_command(client: Any, maatwerk: Any) -> None:
    filled = {
        "aard": "dienst",
        "loonsom": "300000",
        "looptijd": "12",
        "uitsluitingsgrond": "nee",
        "peildatum": "2018-03-01",
    }
    options = [part for name, text in filled.items() for part in (f"--{name}", text)]
    for form in ("json", "yaml"):
        done = maatwerk("check-aanbesteding", *options, "--formaat", form, "--data", str(ROOT / "data"))
        answer = client.get(f"/{TOKEN}/bewaar?{urlencode(filled)}&vorm={form}")
        assert answer.text == done.stdout
    assert (
        json.loads(client.get(f"/{TOKEN}/bewaar?{urlencode(filled)}&vorm=json").text)["uitkomst"]
        == "van_toepassing"
    )


READY = {
    "aard": "dienst",
    "loonsom": "300000",
    "looptijd": "12",
    "uitsluitingsgrond": "nee",
    "peildatum": "2018-03-01",
    "opdrachtgever-soort": "rijk",
    "werkwijze": "generiek_kader",
}


def test_what_is_filled_in_for_the_memo_is_in_it(client: Any) -> None:
    filled = {
        **READY,
        "status": "concept",
        "memo-versie": "1.2",
        "opgesteld-door": "adviseur social return",
        "opgesteld-op": "8-3-2018",
    }
    memo = client.get(f"/{TOKEN}/bewaar?{urlencode(filled)}&vorm=html").text
    assert "adviseur social return" in memo
    assert "8 maart 2018" in memo
    assert "1.2" in memo


@pytest.mark.parametrize(
    ("name", "text"),
    [("opgesteld-door", "inkoper jan voorbeeld"), ("opgesteld-op", "gisteren"), ("status", "af")],
)
def test_what_is_wrong_for_the_memo_stands_at_its_field(client: Any, name: str, text: str) -> None:
    filled = {**READY, "opgesteld-door": "inkoper", "opgesteld-op": "8-3-2018", name: text}
    page = client.get(f"/{TOKEN}/bewaar?{urlencode(filled)}&vorm=html")
    assert page.status_code == 422
    assert f'id="fout-veld-{name}"' in page.text
    assert "--" not in re.search(rf'id="fout-veld-{name}">(.*?)</p>', page.text, re.DOTALL)[1]  # type: ignore[index]


def test_who_made_the_memo_goes_with_when(client: Any) -> None:
    filled = {**READY, "opgesteld-door": "inkoper"}
    page = client.get(f"/{TOKEN}/bewaar?{urlencode(filled)}&vorm=html")
    assert page.status_code == 422
    assert "Vul allebei in" in page.text


def test_readings_stand_beside_each_other_with_their_consequence(client: Any) -> None:
    filled = {**READY, "looptijd": "4", "verlenging": "12"}
    page = client.get(f"/{TOKEN}/vraag?{urlencode(filled)}").text
    assert "alleen de vaste looptijd telt. Dan is de uitkomst: niet van toepassing" in page
    assert "de opties tot verlenging tellen mee. Dan is de uitkomst: van toepassing" in page
    assert "Lezingen naast elkaar" in client.get(f"/{TOKEN}/einde?{urlencode(filled)}").text


def lots_query(*lots: dict[str, str], **shared: str) -> str:
    own = {
        f"perceel-{number}-{name}": text for number, lot in enumerate(lots, 1) for name, text in lot.items()
    }
    return urlencode({**{name.replace("__", "."): text for name, text in shared.items()}, **own})


SHARED = {"id": "vb-1", "uitsluitingsgrond": "nee", "peildatum": "1-3-2018"}
# Together exactly 250.000, which is the limit; neither reaches it by itself.
TWO = (
    {"naam": "", "aard": "dienst", "loonsom": "100.000", "looptijd": "12", "opdrachtwaarde": "400.000,50"},
    {"naam": "Zuid", "aard": "dienst", "loonsom": "€ 150.000", "looptijd": "8"},
)
LIST = (
    "id;perceel;aard;loonsom_excl_btw;opdrachtwaarde_excl_btw;looptijd_maanden;uitsluitingsgronden;peildatum;"
    "lezingen\n"
    "vb-1;1;dienst;100.000;400.000,50;12;nee;1-3-2018;{0}\nvb-1;Zuid;dienst;€ 150.000;;8;nee;1-3-2018;{0}\n"
)


@pytest.mark.parametrize("reading", ["", "percelen=apart", "percelen=samen"])
def test_lots_filled_in_by_hand_give_what_the_command_gives_for_a_list_of_them(
    client: Any, maatwerk: Any, tmp_path: Path, reading: str
) -> None:
    chosen = {"lezing__percelen": reading.partition("=")[2]} if reading else {}
    query = lots_query(*TWO, **SHARED, **chosen)
    made = client.get(f"/{TOKEN}/percelen-bewaar?{query}&vorm=csv")
    assert made.headers["content-disposition"] == 'attachment; filename="percelen.csv"'
    lists = (("zelf", LIST.format(reading).encode()), ("formulier", made.content))
    outcomes = {
        "": ["onbekend"] * 2,
        "percelen=apart": ["niet_van_toepassing"] * 2,
        "percelen=samen": ["van_toepassing"] * 2,
    }
    for name, content in lists:
        file = tmp_path / f"{name}.csv"
        file.write_bytes(content)
        for form in ("json", "yaml"):
            done = maatwerk("check-aanbesteding", str(file), "--formaat", form, "--data", str(ROOT / "data"))
            answer = client.get(f"/{TOKEN}/percelen-bewaar?{query}&vorm={form}")
            assert answer.status_code == 200
            assert answer.text == done.stdout
            if form == "json":
                assert [entry["uitkomst"] for entry in json.loads(answer.text)] == outcomes[reading]


def test_lots_show_each_verdict_and_the_reading(client: Any) -> None:
    query = lots_query(*TWO, **SHARED)
    for page in ("percelen", "percelen-uitkomst", "percelen-einde"):
        text = client.get(f"/{TOKEN}/{page}?{query}").text
        assert "Lezingen naast elkaar, perceel 1" in text
        assert "Lezingen naast elkaar, perceel Zuid" in text
        assert text.count("elk perceel telt voor zich") >= 2
        assert "nog onbekend" in text
    # The form goes on with one record, not with a list of them: it must not promise that.
    assert "om later verder te gaan" not in client.get(f"/{TOKEN}/percelen-einde?{query}").text
    page = client.get(f"/{TOKEN}/percelen?{query}").text
    assert page.count('name="peildatum"') == 1
    for number in (1, 2):
        assert f'<label for="veld-perceel-{number}-loonsom">' in page
        assert f'id="veld-perceel-{number}-loonsom" name="perceel-{number}-loonsom"' in page
    memo = client.get(
        f"/{TOKEN}/percelen-bewaar?{query}&vorm=html&opgesteld-door=inkoper&opgesteld-op=8-3-2018"
    )
    assert "vb-1, perceel Zuid" in memo.text
    assert "8 maart 2018" in memo.text
    half = client.get(f"/{TOKEN}/percelen-bewaar?{query}&vorm=html&opgesteld-door=inkoper")
    assert half.status_code == 422
    pytest.importorskip("typst")
    assert client.get(f"/{TOKEN}/percelen-bewaar?{query}&vorm=pdf").content.startswith(b"%PDF")


def test_the_open_questions_of_lots_are_a_list_for_each_who_can_answer(client: Any) -> None:
    """Nobody said of the second lot what its wage sum is; of both it is open whether a ground applies."""
    shared = {name: text for name, text in SHARED.items() if "uitsluitingsgrond" not in name}
    query = lots_query({**TWO[0], "loonsom": "300.000"}, {**TWO[1], "loonsom": ""}, **shared)
    text = client.get(f"/{TOKEN}/percelen-bewaar?{query}&vorm=vragen").text
    (wage,) = [line for line in text.splitlines() if "loonsom" in line]
    assert wage.startswith("- Perceel Zuid: ")
    assert any(line.startswith("Aan: ") for line in text.splitlines())
    (ground,) = [line for line in text.splitlines() if "uitsluitingsgrond" in line]
    assert "Perce" not in ground  # it is asked once, of both
    page = client.get(f"/{TOKEN}/percelen-einde?{query}").text
    assert "<h2>Wat nog te vragen is</h2>" in page
    assert wage.removeprefix("- ") in page


def test_a_lot_is_added_and_taken_away_without_a_script(client: Any) -> None:
    more = client.get(f"/{TOKEN}/percelen?{lots_query(*TWO, **SHARED)}&actie=erbij")
    assert more.status_code == 303
    assert more.headers["location"].endswith("#perceel-3")
    page = client.get(more.headers["location"].partition("#")[0]).text
    assert page.count('<section class="perceel"') == 3
    assert 'name="perceel-1-loonsom" value="100.000"' in page
    less = client.get(f"{more.headers['location'].partition('#')[0]}&actie=weg-1").headers["location"]
    page = client.get(less.partition("#")[0]).text
    assert page.count('<section class="perceel"') == 2
    # What is left keeps its name and its answers; the lot that was called by its place keeps that too.
    assert 'name="perceel-1-naam" value="Zuid"' in page
    assert 'name="perceel-1-loonsom" value="€ 150.000"' in page
    assert 'name="perceel-2-naam" value="3"' in page
    # Enter in a field must not take a lot away: the first button of the form computes.
    assert re.search(r"<button[^>]*>", page)[0] == '<button type="submit">'  # type: ignore[index]
    assert client.get(f"/{TOKEN}/percelen").text.count('<section class="perceel"') == 2


def test_a_lot_that_cannot_be_there_is_not_taken_away(client: Any) -> None:
    for number in ("0", "3", "9" * 5_000, "²"):
        page = client.get(
            f"/{TOKEN}/percelen?{lots_query(*TWO, **SHARED)}&{urlencode({'actie': f'weg-{number}'})}"
        )
        assert page.status_code == 200
        assert page.text.count('<section class="perceel"') == 2


def test_a_fault_in_a_lot_stands_at_its_field_and_nothing_is_kept(client: Any) -> None:
    query = lots_query(TWO[0], {**TWO[1], "loonsom": "veel"}, **SHARED)
    page = client.get(f"/{TOKEN}/percelen?{query}").text
    assert 'href="#veld-perceel-2-loonsom">Perceel Zuid, ' in page
    assert 'id="fout-veld-perceel-2-loonsom"' in page
    assert 'id="fout-veld-perceel-1-loonsom"' not in page
    for place in ("percelen-einde", "percelen-bewaar"):
        assert client.get(f"/{TOKEN}/{place}?{query}&vorm=json").status_code == 303
    same = client.get(f"/{TOKEN}/percelen?{lots_query(TWO[1], TWO[1], **SHARED)}").text
    assert 'id="fout-veld-perceel-2-naam"' in same
    many = client.get(f"/{TOKEN}/percelen?{lots_query(*[TWO[0]] * 41, **SHARED)}").text
    assert "hooguit 40 percelen" in many


def test_what_is_typed_in_a_lot_is_never_markup_a_formula_or_a_person(client: Any) -> None:
    for name in ("naam", "aard", "loonsom", "looptijd"):
        for page in ("percelen", "percelen-uitkomst", "percelen-einde", "percelen-bewaar"):
            answer = client.get(f"/{TOKEN}/{page}?{lots_query({name: EVIL}, **SHARED)}")
            assert "<script>alert" not in answer.text
    query = lots_query({**TWO[0], "naam": "=1+1"}, {**TWO[1], "naam": "Bel 06-12345678"}, **SHARED)
    table = client.get(f"/{TOKEN}/percelen-bewaar?{query}&vorm=csv").text
    assert ";'=1+1;" in table
    for form in ("csv", "json", "yaml", "html"):
        assert "12345678" not in client.get(f"/{TOKEN}/percelen-bewaar?{query}&vorm={form}").text


LOT_CASES = (
    [case for case in TABLE.value if isinstance(case["invoer"], list)]
    if isinstance(TABLE, YamlDocument)
    else []
)


def lots_of(case: dict[str, Any]) -> str | None:
    """Give a scenario of lots as what somebody fills in; nothing where they differ in what is shared."""
    from maatwerk_cli.cli.webform.form_fields import LOT_NAMES

    shared: dict[str, str] = {"peildatum": case["peildatum"]} if "peildatum" in case else {}
    own: list[dict[str, str]] = []
    for row in case["invoer"]:
        filled = asked({"invoer": {name: value for name, value in row.items() if name != "perceel"}})
        if filled is None:
            return None
        own.append(
            {"naam": row["perceel"]} | {name: filled.pop(name) for name in LOT_NAMES if name in filled}
        )
        if any(shared.setdefault(name, text) != text for name, text in filled.items()):
            return None
        if own[1:] and filled.keys() != {name for name in shared if name != "peildatum"}:
            return None
    return lots_query(*own, **{name.replace(".", "__"): text for name, text in shared.items()})


FILLED_LOTS = [(case, query) for case in LOT_CASES if (query := lots_of(case))]


@pytest.mark.parametrize(("case", "query"), FILLED_LOTS, ids=[case["naam"] for case, _ in FILLED_LOTS])
def test_every_scenario_of_lots_comes_out_as_its_reason_says(
    client: Any, case: dict[str, Any], query: str
) -> None:
    first = client.get(f"/{TOKEN}/percelen-bewaar?{query}&vorm=json").json()[0]
    assert first["uitkomst"] == case["uitkomst"]
    for name, outcomes in case.get("lezingen", {}).items():
        assert first["lezingen"][name] == outcomes


def test_readings_that_decide_only_together_stand_side_by_side_as_pairs(client: Any) -> None:
    """Two lots of 125.000 and five months: 250.000 only together, six months only with the options."""
    case = next(
        entry for entry in LOT_CASES if entry["naam"] == "percelen en opties die alleen samen genoeg zijn"
    )
    query = lots_of(case)
    alone, both = "alleen de vaste looptijd telt", "de opties tot verlenging tellen mee"
    apart, together = (
        "elk perceel telt voor zich",
        "de loonsommen tellen op, en de looptijd loopt van de eerste",
    )
    for place in ("percelen-uitkomst", "percelen-einde"):
        page = client.get(f"/{TOKEN}/{place}?{query}").text
        for lot in ("1", "2"):
            table = re.search(
                rf"<caption>Lezingen naast elkaar, perceel {lot}</caption>(.*?)</table>", page, re.DOTALL
            )
            assert table
            rows = [
                [
                    " ".join(re.sub("<[^>]+>", "", cell).split())
                    for cell in re.findall(r"<t[hd][ >].*?</t[hd]>", row)
                ]
                for row in table[1].split("<tr>")
                if "<td" in row
            ]
            present = {
                (both in way, together in way): outcome
                for way, outcome in rows
                if (alone in way) != (both in way)
            }
            assert len(rows) == len(present) == 4
            assert all((apart in way) != (together in way) for way, _ in rows)
            assert present == {
                (False, False): "niet van toepassing",
                (False, True): "niet van toepassing",
                (True, False): "niet van toepassing",
                (True, True): "van toepassing",
            }
    chosen = f"{query}&lezing.verlenging=telt_mee"
    page = client.get(f"/{TOKEN}/percelen-uitkomst?{chosen}").text
    assert page.count(apart) == 2 * 2  # of each lot in its row, and with its readings
    assert alone not in page
    settled = client.get(f"/{TOKEN}/percelen-bewaar?{chosen}&lezing.percelen=samen&vorm=json").json()
    assert [entry["uitkomst"] for entry in settled] == ["van_toepassing"] * 2
