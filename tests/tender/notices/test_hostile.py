# ruff: noqa: E501 - inline XML and tables of cases read better unbroken
"""Files that mean harm or are simply broken: one clear line, in bounded time and memory."""

import gzip
import html
import io
import json
import re
import subprocess
import sys
import zipfile
from decimal import ROUND_DOWN, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maatwerk_cli.models.tender.aanbesteding import Aanbesteding
from maatwerk_cli.tender.judging import Refused
from maatwerk_cli.tender.notices import Lot, NoticeReading, read_notice

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
EFORMS = (
    f'<ContractNotice xmlns="{UBL}ContractNotice-2" xmlns:cac="a" xmlns:cbc="b"><cbc:ID schemeName="notice-id">1</cbc:ID>'
    '<cac:ProcurementProject><cbc:Name>Voorbeeld</cbc:Name><cbc:ProcurementTypeCode listName="contract-nature">services'
    '</cbc:ProcurementTypeCode><cac:RequestedTenderTotal><cbc:EstimatedOverallContractAmount currencyID="EUR">900000'
    '</cbc:EstimatedOverallContractAmount></cac:RequestedTenderTotal><cac:PlannedPeriod><cbc:DurationMeasure unitCode="DAY">'
    "365</cbc:DurationMeasure><cbc:StartDate>2024-04-01Z</cbc:StartDate></cac:PlannedPeriod></cac:ProcurementProject>"
    "</ContractNotice>"
).encode()
TED = (
    b'<TED_EXPORT DOC_ID="1-2018"><CODED_DATA_SECTION><REF_OJS><DATE_PUB>20180305</DATE_PUB></REF_OJS></CODED_DATA_SECTION>'
    b'<FORM_SECTION><F02_2014 CATEGORY="ORIGINAL"><CONTRACTING_BODY><CA_TYPE VALUE="MINISTRY"/></CONTRACTING_BODY>'
    b'<OBJECT_CONTRACT><TITLE><P>Voorbeeld</P></TITLE><TYPE_CONTRACT CTYPE="WORKS"/><VAL_ESTIMATED_TOTAL CURRENCY="EUR">900000'
    b'</VAL_ESTIMATED_TOTAL><OBJECT_DESCR><DURATION TYPE="MONTH">24</DURATION><RENEWAL/></OBJECT_DESCR></OBJECT_CONTRACT>'
    b"</F02_2014></FORM_SECTION></TED_EXPORT>"
)
OCDS = json.dumps(
    {
        "ocid": "ocds-voorbeeld-1",
        "date": "2018-03-05T00:00:00Z",
        "tag": ["tender"],
        "tender": {
            "title": "Voorbeeld",
            "mainProcurementCategory": "works",
            "value": {"amount": 900000, "currency": "EUR"},
            "contractPeriod": {"startDate": "2018-04-01", "durationInDays": 400},
            "lots": [{"id": "1", "hasRenewal": True}],
        },
    }
).encode()
TENDERNED = (
    b"Type opdracht;Publicatiedatum;Perceel id;Oorspronkelijk geraamde waarde - bedrag;Waarde raming incl btw?\n"
    b"Diensten;05-03-2018;1;900000;Nee\nWerken;06-03-2018;2;1.000,00;Ja\n"
)
SAMPLES = {"eforms": EFORMS, "ted": TED, "ocds": OCDS, "tenderned": TENDERNED}


def problem(data: bytes) -> Refused:
    reading = read_notice(data)
    assert isinstance(reading, Refused), reading
    assert reading.message.endswith(".")
    assert len(reading.message.splitlines()) == 1
    return reading


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_themselves_are_read(name: str):
    assert isinstance(read_notice(SAMPLES[name]), NoticeReading)


BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE ContractNotice [<!ENTITY l0 "ha">{BOMB}]>',
        '<!DOCTYPE ContractNotice [<!ENTITY lek SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE ContractNotice SYSTEM "http://127.0.0.1:9/voorbeeld.dtd">',
        '<!DOCTYPE ContractNotice [<!ENTITY % lek SYSTEM "file:///etc/passwd"> %lek;]>',
        '<!DOCTYPE ContractNotice PUBLIC "-//VOORBEELD" "http://127.0.0.1:9/voorbeeld.dtd">',
        "<!DOCTYPE ContractNotice>",
    ],
    ids=[
        "entity expansion",
        "external entity",
        "external DTD",
        "parameter entity",
        "public DTD",
        "empty DTD",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_is_refused_whatever_it_holds(doctype: str, encoding: str):
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>'
    data = (declaration + doctype + EFORMS.decode().replace("Voorbeeld", "&lek;&l9;")).encode(encoding)
    said = problem(data)
    assert "DTD" in said.message
    assert "root:" not in said.message
    assert said.line == 1
    assert said.column is not None
    assert len(declaration) < said.column <= len(declaration) + len(doctype) + 1


def test_an_entity_that_is_not_declared_is_refused():
    assert "entiteit" in problem(EFORMS.replace(b"Voorbeeld", b"&lek;")).message


@pytest.mark.parametrize("length", [1, 20, 100, 400, len(EFORMS) - 1])
def test_a_truncated_notice_is_said_to_stop_with_its_place(length: int):
    said = problem(EFORMS[:length])
    assert said.line is not None
    assert said.column is not None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (b"<a>", "houdt halverwege op"),
        (b'<a b="', "houdt halverwege op"),
        (b"<a>\xe2\x82", "houdt halverwege op"),  # within a sign of several bytes
        (b"<a><![CDATA[x</a>", "houdt halverwege op"),
        (b"<a>\x01</a>", "een teken dat er niet mag staan"),
        (b"<a>\xe9</a>", "een teken dat er niet mag staan"),
        (b'<?xml version="1.0" encoding="utf-16"?><a/>', "een teken dat er niet mag staan"),
        (b'<?xml version="1.0" encoding="voorbeeld"?><a/>', "De tekenset"),
        (b"<a>&x;</a>", "een entiteit die XML niet kent"),
        (b"<a></b>", "geen geldige XML"),
        (b"<a/><b/>", "geen geldige XML"),
        (b"<Contact/>", "is leeg"),  # of persons nothing is built, also where there is nothing else
    ],
)
def test_what_is_wrong_with_xml_is_told(wrong: bytes, said: str) -> None:
    assert said in problem(wrong).message


def test_what_is_wrong_with_xml_is_told_with_its_line_and_column() -> None:
    refused = problem(b"<a>\n  &x;\n</a>")
    assert (refused.line, refused.column) == (2, 3)


def test_an_html_page_saved_as_xml_is_said_to_be_one():
    for page in (
        b"<!DOCTYPE html><html><body>404</body></html>",
        b"\xef\xbb\xbf\n <html lang='nl'><body><p>Fout<br></body></html>",
        b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body/></html>",
        b"<!-- fout -->\n<HTML><body><p>500</body></HTML>",
    ):
        assert "webpagina" in problem(page).message


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Error", "antwoord van een dienst"),
        ("error", "antwoord van een dienst"),
        ("Fault", "antwoord van een dienst"),
        ("Envelope", "antwoord van een dienst"),
        ("rss", "overzicht van berichten"),
        ("feed", "overzicht van berichten"),
        ("RDF", "overzicht van berichten"),
        ("Invoice", "maar geen aankondiging in eForms of TED"),
    ],
)
def test_xml_that_is_no_notice_is_called_what_it_is(name: str, said: str) -> None:
    assert said in problem(f"<{name}/>".encode()).message


@pytest.mark.parametrize("space", [b"", b"\n", b" \r\n\t"])
def test_white_space_before_a_notice_changes_nothing(space: bytes) -> None:
    declaration = b'<?xml version="1.0" encoding="utf-8"?>'
    assert isinstance(read_notice(space + declaration + EFORMS), NoticeReading)
    assert isinstance(read_notice(space + OCDS), NoticeReading)


def zipped(name: str) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr(name, EFORMS)
    return archive.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zipped("aankondiging.xml"), "zip"),
        (gzip.compress(EFORMS), "gzip"),
        (b"%PDF-1.7 voorbeeld", "PDF"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"Rar!\x1a\x07", "rar"),
        (b"BZh91AY", "bzip2"),
        (b"\xfd7zXZ\x00", "xz"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
    ],
)
def test_another_kind_of_file_is_called_by_its_name(data: bytes, said: str):
    assert said in problem(data).message


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "iso-8859-1", "windows-1252", "ascii"]
)
def test_a_declared_encoding_is_followed(encoding: str):
    text = EFORMS.decode().replace("Voorbeeld", "Voorbeeld" if encoding == "ascii" else "Eén voorbeeld")
    data = (
        f'<?xml version="1.0" encoding="{encoding.removesuffix("-le").removesuffix("-be")}"?>{text}'.encode(
            encoding
        )
    )
    if encoding in {"utf-16-le", "utf-16-be"}:
        data = ("\ufeff").encode(encoding) + data
    reading = read_notice(data)
    assert isinstance(reading, NoticeReading), reading


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0" encoding="utf-8"?>' + EFORMS.replace(b"Voorbeeld", b"E\xe9n"),
        b'<?xml version="1.0" encoding="voorbeeld"?>' + EFORMS,
        b'<?xml version="1.0" encoding="utf-16"?>' + EFORMS,
        b'<?xml version="1.0" encoding="utf-7"?>' + EFORMS,
        b'<?xml version="1.0" encoding="idna"?>' + EFORMS,
        EFORMS.replace(b"Voorbeeld", b"\x00\x01"),
    ],
)
def test_a_wrong_encoding_is_one_line(data: bytes):
    problem(data)


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "ISO-8859-15"])
def test_utf_8_that_says_to_be_something_else_is_read_as_what_it_is(declared: str):
    text = EFORMS.decode().replace("Voorbeeld", "Eén café")
    for data in (text.encode(), text.encode(declared)):
        reading = read_notice(f'<?xml version="1.0" encoding="{declared}"?>'.encode() + data)
        assert isinstance(reading, NoticeReading)
        (lot,) = reading.lots
        assert isinstance(lot, Lot)
        assert lot.fields["titel"] == "Eén café"


@pytest.mark.parametrize(
    ("declared", "mark"),
    [
        *((name, "") for name in ("utf8", "UTF_8", "ISO_8859-1", "IBM850", "macintosh", "us-ascii", "ASCII")),
        *(
            (name, "\ufeff")
            for name in ("iso-8859-1", "windows-1252", "utf-16", "utf8", "utf-8", "voorbeeld")
        ),
    ],
)
def test_utf_8_by_its_mark_or_by_every_letter_is_read_as_utf_8(declared: str, mark: str):
    text = EFORMS.decode().replace("Voorbeeld", "Eén café")
    reading = read_notice(f'{mark}<?xml version="1.0" encoding="{declared}"?>{text}'.encode())
    assert isinstance(reading, NoticeReading)
    (lot,) = reading.lots
    assert isinstance(lot, Lot)
    assert lot.fields["titel"] == "Eén café"


def test_xml_of_another_kind_is_said_not_to_be_a_notice():
    for data in (b"<rss/>", b'<Invoice xmlns="urn:x"/>', b"<a:b xmlns:a='x'/>"):
        assert "geen aankondiging" in problem(data).message


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"aard: dienst\n", b"\x00\xff\xfe", b"\xef\xbb\xbf", b"id,aard\n", b"[]", b"{"]
)
def test_what_is_no_notice_at_all_is_left_to_others(data: bytes):
    assert read_notice(data) is None


@pytest.mark.parametrize(
    "data",
    [
        b'{"ocid": "x"',
        b'{"ocid": NaN, "tender": {}}',
        b'{"ocid": "x", "tender": ' + b'{"a": ' * 100_000 + b"1" + b"}" * 100_000 + b"}",
        b'{"ocid": "\xff\xfe"}',
    ],
    ids=["cut off", "not a number", "deep", "no text"],
)
def test_broken_json_is_one_line(data: bytes):
    problem(data)


def test_monstrous_numbers_in_json_are_no_value():
    for number in (b"1e999999999", b"1" * 5000, b"1e-999999999", b"-0", b"1e9999999999999999999999"):
        reading = read_notice(OCDS.replace(b"900000", number).replace(b"400", number))
        assert isinstance(reading, NoticeReading)
        assert isinstance(reading.lots[0], Lot)
        assert "opdrachtwaarde_excl_btw" not in reading.lots[0].fields


def test_elements_nested_without_end_are_refused():
    assert "dieper" in problem(b"<a>" * 100_000 + b"</a>" * 100_000).message


# A child of its own; the kernel's high-water mark starts anew there, where getrusage goes on from the parent's.
MEASURED = """
import re, sys, time
from pathlib import Path
from maatwerk_cli.tender.notices import read_notice
data = eval(sys.argv[1])
start = time.process_time()
reading = read_notice(data)
peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
print(reading.message, int(time.process_time() - start), peak, sep="|")
"""
LOT = (
    b'<cac:ProcurementProjectLot><cbc:ID schemeName="Lot">LOT-1</cbc:ID><cac:ProcurementProject><cbc:Name>Voorbeeld'
    b"</cbc:Name></cac:ProcurementProject></cac:ProcurementProjectLot>"
)


@pytest.mark.parametrize(
    ("expression", "said", "megabytes"),
    [
        (f'b\'<ContractNotice xmlns:cac="a" xmlns:cbc="b">\' + {LOT!r} * 100_000', "percelen", 300),
        ("b'<ContractNotice>' + b'<a/>' * 10_000_000", "MB|elementen", 300),
        (
            "b'<ContractNotice ' + b' '.join(b'a%d=\"\"' % n for n in range(2_000_000)) + b'/>'",
            "attributen",
            450,
        ),
        ("b'<ContractNotice>' + b' ' * 200_000_000", "MB", 450),
        ('b\'{"ocid": "x", "tender": [\' + b\'[],\' * 60_000_000', "MB", 450),
    ],
    ids=["100 000 lots", "10 000 000 elements", "2 000 000 attributes", "200 MB of XML", "180 MB of JSON"],
)
def test_what_is_too_much_is_refused_in_bounded_time_and_memory(expression: str, said: str, megabytes: int):
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, expression], capture_output=True, text=True, check=True, timeout=60
    )
    message, seconds, peak = done.stdout.strip().split("|")
    assert any(word in message for word in said.split("|"))
    assert int(seconds) <= 10
    assert int(peak) < megabytes


MANY = 9_000
FRAMEWORK = '<x:ContractingSystemTypeCode listName="framework-agreement">none</x:ContractingSystemTypeCode>'


def many_lots(kind: str) -> str:
    """Give a notice in which every lot could be made to look at all of the others."""
    numbers = range(MANY)
    match kind:
        case "F03":
            lots = "".join(f"<OBJECT_DESCR><LOT_NO>{number}</LOT_NO></OBJECT_DESCR>" for number in numbers)
            value = '<AWARDED_CONTRACT><VALUES><VAL_TOTAL CURRENCY="EUR">9</VAL_TOTAL></VALUES></AWARDED_CONTRACT>'
            awards = "".join(
                f"<AWARD_CONTRACT><LOT_NO>{number}</LOT_NO>{value}</AWARD_CONTRACT>" for number in numbers
            )
            conditions = "<LEFTI>" + "<PERFORMANCE_CONDITIONS/>" * MANY + "</LEFTI>"
            form = f"<OBJECT_CONTRACT>{lots}</OBJECT_CONTRACT>{conditions}{awards}"
            return f"<TED_EXPORT><FORM_SECTION><F03_2014>{form}</F03_2014></FORM_SECTION></TED_EXPORT>"
        case "F17":
            lots = "<F17_ANNEX_B/>" * MANY + "<X/>" * 300_000
            form = f"<FD_CONTRACT_DEFENCE><OBJECT_X>{lots}</OBJECT_X></FD_CONTRACT_DEFENCE>"
            form = f"<CONTRACT_DEFENCE>{form}</CONTRACT_DEFENCE>"
            return f"<TED_EXPORT><FORM_SECTION>{form}</FORM_SECTION></TED_EXPORT>"
        case "eForms":
            procedure = (
                f"<x:ProcurementProject>{'<x:RequestedTenderTotal/>' * 300_000}</x:ProcurementProject>"
            )
            single = f"<x:TenderingProcess>{FRAMEWORK}</x:TenderingProcess><x:ProcurementProject/>"
            lots = f"<x:ProcurementProjectLot>{single}</x:ProcurementProjectLot>" * MANY
            return f'<ContractNotice xmlns:x="x">{procedure}{lots}</ContractNotice>'
        case "releases":
            single_lots = [{"id": str(number)} for number in numbers]
            return json.dumps(
                [{"ocid": "x", "tag": ["compiled"], "tender": {"lots": [lot]}} for lot in single_lots]
            )
        case _:
            lots_of_json = [{"id": str(number)} for number in numbers]
            code = {"scheme": "CPV", "id": "90910000"}
            items = [{"relatedLot": str(number % MANY), "classification": code} for number in range(60_000)]
            aims = [{"goal": "social"}] * 60_000
            tender = {"lots": lots_of_json, "items": items, "sustainability": aims}
            return json.dumps({"ocid": "x", "tag": ["tender"], "tender": tender})


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["F03", "F17", "eForms", "OCDS", "releases"])
def test_many_lots_take_time_by_their_number_and_not_by_its_square(kind: str):
    code = (
        "import sys, time; from maatwerk_cli.tender.notices import read_notice; data = sys.stdin.buffer.read(); "
        "start = time.process_time(); found = read_notice(data); "
        "print(len(found.lots), int(time.process_time() - start))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=many_lots(kind),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    lots, seconds = map(int, done.stdout.split())
    assert lots == MANY
    assert seconds < 15


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    data = bytearray(SAMPLES[draw(st.sampled_from(sorted(SAMPLES)))])
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(data)))
        upto = min(len(data), place + draw(st.integers(0, 40)))
        match draw(st.sampled_from(["cut", "drop", "double", "write"])):
            case "cut":
                del data[place:]
            case "drop":
                del data[place:upto]
            case "double":
                data[place:place] = data[place:upto]
            case _:
                data[place:upto] = draw(st.binary(max_size=12))
    return bytes(data)


LEAF = re.compile(rb"""(?<=[>;,:\n"])[^<>;,:\n"{}\[\]]{1,40}(?=[<;,\n"}\]])""")
ODD = [
    b"",
    b"0",
    b"1",
    b"-1",
    b"7",
    b"24",
    b"250.000",
    b"1,50",
    b"2024-02-30",
    b"2025-06-30T00:00:00+02:00",
    b"31-12-2026",
]
ODD += [
    b"unpublished",
    b"none",
    b"works",
    b"Ja",
    b"USD",
    b"WEEK",
    b"YEAR",
    b"cga",
    b"null",
    b"true",
    b"\xe2\x80\xa8",
    b"9" * 40,
]


@st.composite
def with_other_leaves(draw: st.DrawFn) -> bytes:
    """Give a notice in which values changed places, or have become odd; mostly it can still be read."""
    data = SAMPLES[draw(st.sampled_from(sorted(SAMPLES)))]
    for _ in range(draw(st.integers(1, 4))):
        leaves = [match.span() for match in LEAF.finditer(data)]
        if not leaves:
            break
        (start, stop), (first, last) = draw(st.sampled_from(leaves)), draw(st.sampled_from(leaves))
        data = data[:start] + draw(st.sampled_from([*ODD, data[first:last]])) + data[stop:]
    return data


def squeezed(text: str) -> str:
    return "".join(character for character in text if character.isprintable() and not character.isspace())


def numbers_in(text: str) -> set[Decimal]:
    """Give every number that digits in the text can be, to the cent."""
    collected = set()
    for match in re.finditer(r"[0-9][0-9., ]*", text):
        word = match[0].strip(" .,").replace(" ", "")
        for written in (
            word,
            word.replace(".", "").replace(",", "."),
            word.replace(",", ""),
            *re.split("[, ]+", match[0]),
        ):
            if re.fullmatch(r"[0-9]{1,20}(\.[0-9]{1,20})?", written):
                collected.add(Decimal(written).quantize(Decimal("0.01"), ROUND_DOWN))
    return collected


WORDS = {
    "aard": {
        "werk": ["works", "werken"],
        "dienst": ["services", "diensten"],
        "levering": ["supplies", "goods"],
    },
    "opdrachtgever_soort": {"rijk": ["ministry", "cga"]},
    "verlenging_maanden": {"onbekend": ["renewal"]},
}


def is_held(field: str, value: object, origin: str, text: str) -> bool:
    """Tell whether a file of which this is the text holds what a field was given."""
    said = str(value)
    if field in WORDS:
        return any(word in text.lower() for word in WORDS[field].get(said, [""]))
    if field in {"begin", "einde", "publicatiedatum"}:
        year, month, day = said.split("-")
        return any(written in text for written in (said, year + month + day, f"{day}-{month}-{year}"))
    if field == "opdrachtwaarde_excl_btw":
        return Decimal(said) > 1 and Decimal(said) in numbers_in(text)
    if field == "looptijd_maanden":
        in_days = re.search(r"\((\d+) (?:dagen|weken)", origin)
        wanted = {Decimal(in_days[1])} if in_days else {Decimal(said), Decimal(said) / 12}
        return bool(wanted & numbers_in(text))
    return squeezed(said) in squeezed(re.sub("<[^<>]*>", " ", text)) + squeezed(text)


def check(data: bytes) -> None:
    reading = read_notice(data)
    for lot in reading.lots if isinstance(reading, NoticeReading) else ():
        if isinstance(lot, Lot):
            Aanbesteding.model_validate(dict(lot.fields))
            assert lot.fields.keys() == lot.origins.keys()
            assert not lot.fields.keys() & lot.unread.keys()
            text = html.unescape(data.decode("utf-8", "surrogateescape"))
            for field, value in lot.fields.items():
                assert is_held(field, value, lot.origins[field], text), (field, value)


@settings(max_examples=300, deadline=None)
@given(with_other_leaves())
def test_no_field_is_given_that_the_notice_does_not_hold(data: bytes):
    check(data)


@settings(max_examples=300, deadline=None)
@given(mutated())
def test_no_mutation_crashes_or_yields_what_a_record_refuses(data: bytes):
    reading = read_notice(data)
    for lot in reading.lots if isinstance(reading, NoticeReading) else ():
        if isinstance(lot, Lot):
            Aanbesteding.model_validate(dict(lot.fields))
            assert lot.fields.keys() == lot.origins.keys()
            assert not lot.fields.keys() & lot.unread.keys()


LEAVES = st.sampled_from(
    ["", " ", "-1", "0", "1", "1e9", "NaN", "٣", "2024-02-30", "9" * 400, "é", "<", "unpublished", "\u2028"]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(LEAVES, min_size=6, max_size=6), st.sampled_from(["DAY", "WEEK", "MONTH", "YEAR", "", "EEUW"])
)
def test_no_leaf_value_crashes_a_reader(leaves: list[str], unit: str):
    from xml.sax.saxutils import escape

    nature, amount, currency, duration, begin, end = (escape(leaf, {'"': "&quot;"}) for leaf in leaves)
    data = (
        f'<ContractNotice xmlns:cac="a" xmlns:cbc="b"><cac:ProcurementProject><cbc:ProcurementTypeCode>{nature}'
        f'</cbc:ProcurementTypeCode><cac:RequestedTenderTotal><cbc:EstimatedOverallContractAmount currencyID="{currency}">'
        f"{amount}</cbc:EstimatedOverallContractAmount></cac:RequestedTenderTotal><cac:PlannedPeriod><cbc:StartDate>{begin}"
        f'</cbc:StartDate><cbc:EndDate>{end}</cbc:EndDate><cbc:DurationMeasure unitCode="{unit}">{duration}'
        "</cbc:DurationMeasure></cac:PlannedPeriod></cac:ProcurementProject></ContractNotice>"
    ).encode()
    reading = read_notice(data)
    assert isinstance(reading, NoticeReading), reading
    (lot,) = reading.lots
    assert isinstance(lot, Lot)
    Aanbesteding.model_validate(dict(lot.fields))
