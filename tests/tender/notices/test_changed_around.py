"""What stands around a fact changes no reading: order, comments, what nobody knows, how it is packed."""

import csv
import io
import json
import random
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import Workbook

from maatwerk_cli.tender.notices import Lot, NoticeReading, read_notice

from .test_same_reading import eforms, fields, ocds, ted

Lots = list[dict[str, object]]


def by_lot(rows: Lots) -> Lots:
    return sorted(rows, key=lambda row: str(row.get("perceel")))


# XML --------------------------------------------------------------------------------------------------


def shuffled_lots(root: Any, chance: random.Random) -> None:
    """Put the lots in another order, each where a lot was."""
    lots = [node for node in root.iter() if etree.QName(node).localname in _LOTS]
    parent = lots[0].getparent()
    places = [parent.index(lot) for lot in lots]
    chance.shuffle(lots)
    for lot in lots:
        parent.remove(lot)
    for place, lot in zip(places, lots, strict=True):
        parent.insert(place, lot)


_LOTS = ("ProcurementProjectLot", "OBJECT_DESCR")


def with_strangers(root: Any, chance: random.Random) -> None:
    """Put comments, instructions and elements that no schema has between those that are read."""
    for node in list(root.iter())[1:]:
        for made in (
            etree.Comment("<ID>anders</ID> 999999"),
            etree.ProcessingInstruction("iets", "anders"),
            etree.Element("{urn:vreemd}Vreemd", listName="cpv", CURRENCY="EUR"),
        ):
            made.tail = ""
            if chance.random() < 0.3:
                if isinstance(made.tag, str):
                    made.text = "999999"
                parent = node.getparent()
                parent.insert(parent.index(node), made)


def with_cdata(root: Any, chance: random.Random) -> None:
    """Write texts as CDATA."""
    for node in root.iter():
        if node.text and node.text.strip() and chance.random() < 0.7:
            node.text = etree.CDATA(node.text)


def declared(data: bytes, encoding: str) -> bytes:
    return etree.tostring(etree.fromstring(data), encoding=encoding, xml_declaration=True)


@pytest.mark.parametrize("make", [eforms, ted])
@pytest.mark.parametrize("change", [shuffled_lots, with_strangers, with_cdata])
@pytest.mark.parametrize("seed", range(3))
def test_what_stands_around_changes_nothing_in_xml(
    make: Callable[..., bytes], change: Callable[[Any, random.Random], None], seed: int
):
    plain = make(lots=4)
    root = etree.fromstring(plain)
    change(root, random.Random(seed))
    changed = etree.tostring(root)
    assert changed != plain or seed
    assert by_lot(fields(changed)) == by_lot(fields(plain)) != []


@pytest.mark.parametrize("make", [eforms, ted])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "us-ascii", "iso-8859-1"])
def test_another_encoding_changes_nothing(make: Callable[..., bytes], encoding: str):
    assert fields(declared(make(), encoding)) == fields(make())


def test_a_translation_beside_the_original_changes_nothing_in_ted():
    original = ted()
    english = original.replace(b'LG="NL"', b'LG="EN" CATEGORY="TRANSLATION"').replace(
        b"Voorbeeld", b"Example"
    )
    form = english[english.index(b"<F02_2014") : english.index(b"</FORM_SECTION>")]
    both = original.replace(b'LG="NL"', b'LG="NL" CATEGORY="ORIGINAL"')
    first = both.replace(b"<FORM_SECTION>", b"<FORM_SECTION>" + form)
    last = both.replace(b"</FORM_SECTION>", form + b"</FORM_SECTION>")
    assert fields(first) == fields(last) == fields(original)


# JSON -------------------------------------------------------------------------------------------------


def packed(release: dict[str, Any]) -> list[bytes]:
    """Give one release in every way in which it is published."""
    forms: list[Any] = [
        release, [release], {"releases": [release]}, {"version": "1.1", "releases": [release]},
        {"records": [{"ocid": release["ocid"], "compiledRelease": release}]},
        {"records": [{"ocid": release["ocid"], "releases": [release]}]},
        {"ocid": release["ocid"], "compiledRelease": release}, {"results": [release], "next": None},
    ]  # fmt: skip
    whole = [json.dumps(form).encode() for form in forms]
    return [*whole, whole[0] + b"\n", b"\xef\xbb\xbf" + whole[0], whole[0].decode().encode("utf-16")]


def test_however_a_release_is_packed_it_says_the_same():
    release = {**json.loads(ocds()), "date": "2024-03-01T00:00:00Z"}
    plain = fields(json.dumps(release).encode())
    assert plain
    for number, data in enumerate(packed(release)):
        read = fields(data)
        if "compiledRelease" in data.decode("utf-8", "ignore"):
            # What was put together has the day of the last change, which is not that of the notice.
            read = [{**row, "publicatiedatum": "2024-03-01"} for row in read]
        assert read == plain, number


# TenderNed --------------------------------------------------------------------------------------------

HEADERS = (
    "Id publicatie", "Publicatiedatum", "Naam aanbestedende dienst", "Naam aanbesteding", "Type opdracht",
    "Geraamde waarde exclusief btw", "Termijn voltooiing opdracht",
    "Tijdseenheid periode voltooiing opdracht", "Aanvang opdracht", "Raamovereenkomst",
)  # fmt: skip
DAYS = st.none() | st.dates(date(2016, 1, 1), date(2030, 12, 31))
ROWS = st.tuples(
    st.integers(1, 10**6), DAYS, st.just("Gemeente Voorbeeld"), st.just("Voorbeeld & co"),
    st.sampled_from(["Diensten", "Werken", "Leveringen", None]),
    st.none() | st.integers(2, 10**9) | st.decimals(2, 10**7, places=2).map(float),
    st.none() | st.integers(1, 120), st.sampled_from(["Maanden", "Jaren", "Dagen", None]), DAYS,
    st.none() | st.booleans(),
)  # fmt: skip


def shown(cell: object) -> str:
    """Write a cell as a person types it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Ja" if cell else "Nee"
    if isinstance(cell, date):
        return f"{cell.day}-{cell.month}-{cell.year}"
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)):f}".replace(".", ",")
    return str(cell)


def as_csv(rows: list[tuple[object, ...]], columns: list[int]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    for row in (HEADERS, *rows):
        writer.writerow([shown(row[column]) for column in columns])
    return text.getvalue().encode()


def as_workbook(rows: list[tuple[object, ...]], columns: list[int]) -> bytes:
    book = Workbook()
    for row in (HEADERS, *rows):
        book.active.append([row[column] for column in columns])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read_rows(data: bytes) -> list[tuple[object, ...]]:
    reading = read_notice(data)
    assert isinstance(reading, NoticeReading), reading
    return [
        (dict(lot.fields), dict(lot.unread), lot.bounds) if isinstance(lot, Lot) else (lot.message, lot.id)
        for lot in reading.lots
    ]


@settings(max_examples=40, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=4), st.permutations(range(len(HEADERS))))
def test_a_row_of_tenderned_says_the_same_in_a_csv_a_workbook_and_with_its_columns_turned(
    rows: list[tuple[object, ...]], columns: list[int]
):
    plain = read_rows(as_csv(rows, [*range(len(HEADERS))]))
    assert read_rows(as_csv(rows, columns)) == plain
    assert read_rows(as_workbook(rows, columns)) == plain
