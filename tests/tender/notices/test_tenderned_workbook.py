"""TenderNed's workbook, all years in one: read row by row, hostile or not, and never held whole."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook

from maatwerk_cli.tender.judging import Refused
from maatwerk_cli.tender.notices import (
    Lot,
    NoticeReading,
    open_notice_table,
    read_notice,
    tenderned_tables,
)
from maatwerk_cli.tender.notices.tenderned_tables import _as_text

# The headers of the workbook of 2016 to 2024, as TenderNed writes them.
HEADERS = (
    "Id publicatie", "Tenderned kenmerk", "Publicatiedatum", "Naam Aanbestedende dienst", "Naam aanbesteding",
    "Publicatie soort", "Type opdracht", "Aanvang opdracht", "Voltooiing opdracht", "Waarde - bedrag",
    "Waarde - valuta", "Termijn voltooiing opdracht", "Tijdseenheid periode voltooiing opdracht",
)  # fmt: skip
ROW: dict[str, object] = {
    "Id publicatie": 123456, "Tenderned kenmerk": 98765, "Publicatiedatum": date(2020, 3, 5),
    "Naam Aanbestedende dienst": "Ministerie van Voorbeeld",
    "Naam aanbesteding": "Voorbeeld van een opdracht",
    "Publicatie soort": "Aankondiging van een opdracht", "Type opdracht": "Diensten",
    "Termijn voltooiing opdracht": 24, "Tijdseenheid periode voltooiing opdracht": "Maanden",
}  # fmt: skip


def workbook(*sheets: Iterable[Sequence[object]], hidden: Sequence[int] = ()) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Dataset {number}")
        for row in rows:
            sheet.append(list(row))
        if number in hidden:
            sheet.sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def rows_of(*changes: dict[str, object], headers: Sequence[str] = HEADERS) -> list[list[object]]:
    extra = [name for change in changes for name in change if name not in headers]
    names = [*headers, *dict.fromkeys(extra)]
    return [[*names], *([(ROW | change).get(name) for name in names] for change in changes)]


def lots_of(data: bytes) -> list[Lot | Refused]:
    reading = read_notice(data)
    assert isinstance(reading, NoticeReading), reading
    return [*reading.lots]


def only(**changes: object) -> Lot:
    (lot,) = lots_of(workbook(rows_of(changes)))
    assert isinstance(lot, Lot)
    return lot


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (True, "ja"),
        (False, "nee"),
        (7, "7"),
        (7.0, "7"),
        (7.5, "7.5000"),  # four decimals, so that no point is one of thousands
        (999_999_999_999_999.0, "999999999999999"),
        (1e15, "1000000000000000.0000"),  # of so large a number a spreadsheet does not keep every digit
        (-1e15, "-1000000000000000.0000"),
        (datetime(2021, 1, 31, 12, 30), "2021-01-31"),  # noqa: DTZ001 - a workbook knows no time zones
        (date(2021, 1, 31), "2021-01-31"),
        ("x", "x"),
    ],
)
def test_a_cell_is_written_so_that_it_is_read_as_it_is_meant(cell: object, text: str) -> None:
    assert _as_text(cell) == text


def test_a_row_of_the_workbook_gives_what_its_columns_say():
    assert only().fields == {
        "id": "123456", "titel": "Voorbeeld van een opdracht", "opdrachtgever": "Ministerie van Voorbeeld",
        "aard": "dienst", "looptijd_maanden": 24, "publicatiedatum": "2020-03-05",
    }  # fmt: skip


def test_dates_and_their_texts_are_the_same_day():
    noon = datetime(2021, 1, 31, 12, 30)  # noqa: DTZ001 - a workbook knows no time zones
    for value in (noon, date(2021, 1, 31), "31-01-2021", "2021-01-31"):
        assert only(**{"Aanvang opdracht": value}).fields["begin"] == "2021-01-31"


@pytest.mark.parametrize(
    ("number", "unit", "months"),
    [(4, "Maanden", 4), (2, "Jaar", 24), (2.0, "jaren", 24), ("18", "maand", 18), (365, "Dagen", 12)],
)
def test_the_term_and_its_unit(number: object, unit: str, months: int):
    lot = only(
        **{
            "Termijn voltooiing opdracht": number,
            "Tijdseenheid periode voltooiing opdracht": unit,
            "Aanvang opdracht": date(2021, 1, 1),
        }
    )
    assert lot.fields["looptijd_maanden"] == months
    assert "Termijn voltooiing opdracht" in lot.origins["looptijd_maanden"]


def test_a_term_without_a_unit_is_not_guessed():
    lot = only(**{"Tijdseenheid periode voltooiing opdracht": None})
    assert "looptijd_maanden" not in lot.fields
    assert "tijdseenheid" in lot.unread["looptijd_maanden"]


def test_the_value_of_an_award_is_not_read_and_is_not_called_absent():
    lot = only(**{"Waarde - bedrag": 250000, "Waarde - valuta": "EUR"})
    assert "opdrachtwaarde_excl_btw" not in lot.fields
    assert "Waarde - bedrag" in lot.unread["opdrachtwaarde_excl_btw"]


@pytest.mark.parametrize("header", ["Geraamde waarde exclusief btw", "Geraamde waarde excl. btw"])
@pytest.mark.parametrize(
    ("value", "read"),
    [(900125, "900125.00"), (900.125, "900.12"), (1500000.5, "1500000.50"), ("1.500.000,50", "1500000.50")],
)
def test_the_newer_names_of_the_value(header: str, value: object, read: str):
    assert only(**{header: value}).fields["opdrachtwaarde_excl_btw"] == read


def test_what_is_not_there_is_said_with_where_was_looked():
    assert "Oorspronkelijk geraamde waarde".lower() in only().unread["opdrachtwaarde_excl_btw"]
    assert "XML" in only().unread["opdrachtgever_soort"]


def test_every_visible_sheet_is_read_and_titles_above_a_header_are_not():
    titled = [["Dataset aanbestedingen"], [], *rows_of({"Id publicatie": 1})]
    data = workbook(
        titled, [["toelichting"]], rows_of({"Id publicatie": 2}), rows_of({"Id publicatie": 3}), hidden=[3]
    )
    assert [lot.fields["id"] for lot in lots_of(data) if isinstance(lot, Lot)] == ["1", "2"]


@pytest.mark.parametrize(("above", "is_read"), [(0, True), (29, True), (30, False)])
def test_a_header_is_looked_for_in_thirty_rows(above: int, is_read: bool) -> None:
    reading = read_notice(workbook([*[["Toelichting"]] * above, *rows_of({})]))
    assert isinstance(reading, NoticeReading) is is_read


@pytest.mark.parametrize(("heads", "is_read"), [(3, True), (2, False)])
def test_a_sheet_with_three_known_heads_is_one_of_tenderned(heads: int, is_read: bool) -> None:
    reading = read_notice(workbook(rows_of({}, headers=("iets", *HEADERS[:heads]))))
    assert isinstance(reading, NoticeReading) is is_read


def test_a_zip_that_is_broken_is_said_to_be_that() -> None:
    reading = read_notice(workbook(rows_of({}))[:2000])
    assert isinstance(reading, Refused)
    assert "een ingepakt bestand (zip), of een spreadsheet die stuk is" in reading.message


@pytest.mark.parametrize("rows", [1, 2, 3])
def test_a_workbook_that_breaks_off_is_read_as_far_as_it_goes(rows: int) -> None:
    """The last row that was read is where it is told."""
    with zipfile.ZipFile(io.BytesIO(workbook(rows_of({}, {}, {})))) as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
    upto = [place + len(b"</row>") for place in range(len(sheet)) if sheet.startswith(b"</row>", place)]
    *lots, last = lots_of(remade({"xl/worksheets/sheet1.xml": sheet[: upto[rows - 1]] + b"<stuk"}))
    assert len(lots) == rows - 1
    assert isinstance(last, Refused)
    assert last.line == rows


def test_a_workbook_is_unpacked_up_to_the_limit_on_the_page() -> None:
    assert tenderned_tables._MAX_UNPACKED == 4_000_000_000  # of a real one that takes minutes


def test_a_row_has_the_number_that_the_sheet_shows():
    lots = lots_of(workbook([*rows_of({}), [], [None], *rows_of({"Id publicatie": 2})[1:]]))
    assert [lot.line for lot in lots] == [2, 5]


def test_a_kind_that_is_no_tender_is_a_problem_under_its_own_name():
    reading = lots_of(workbook(rows_of({"Publicatie soort": "Marktconsultatie"}, {})))
    assert isinstance(reading[0], Refused)
    assert (reading[0].id, reading[0].line) == ("123456", 2)
    assert isinstance(reading[1], Lot)


def test_a_workbook_of_something_else_is_no_notice():
    assert read_notice(workbook([["naam", "bedrag"], ["a", 1]])) is None


def remade(change: dict[str, bytes | None]) -> bytes:
    """Make a workbook with parts that are not what they should be."""
    before, after = io.BytesIO(workbook(rows_of({}))), io.BytesIO()
    with zipfile.ZipFile(before) as source, zipfile.ZipFile(after, "w") as target:
        for name in source.namelist():
            content = change.get(name, source.read(name))
            if content is not None:
                target.writestr(name, content)
    return after.getvalue()


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "voorbeeld">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 20) for n in range(8))
    + b']><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    b'<c r="A1" t="inlineStr"><is><t>&h;</t></is></c></row></sheetData></worksheet>'
)
FAR = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD9"/>'
    b'<sheetData><row r="999999999"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize(
    "data",
    [
        remade({"xl/worksheets/sheet1.xml": None}),
        remade({"xl/worksheets/sheet1.xml": b"<worksheet"}),
        remade({"xl/worksheets/sheet1.xml": BOMB}),
        remade({"xl/worksheets/sheet1.xml": FAR}),
        remade({"xl/workbook.xml": b"<nee/>"}),
        remade({"xl/styles.xml": b"\x00"}),
        workbook(rows_of({}))[:2000],
    ],
)
def test_a_broken_or_hostile_workbook_is_one_clear_line(data: bytes):
    reading = read_notice(data)
    problems = (
        [reading]
        if isinstance(reading, Refused)
        else [*reading.lots]
        if isinstance(reading, NoticeReading)
        else []
    )
    assert problems
    for problem in problems:
        assert isinstance(problem, Refused)
        assert problem.message.endswith(".")
        assert "\n" not in problem.message


def test_a_wrong_size_in_the_workbook_hides_no_row():
    book = workbook(rows_of({}, {"Id publicatie": 2}))
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
    start, end = sheet.index(b'<dimension ref="'), sheet.index(b"<sheetViews")
    data = remade({"xl/worksheets/sheet1.xml": sheet[:start] + b'<dimension ref="A1"/>' + sheet[end:]})
    assert len(lots_of(data)) == 2


def test_a_table_of_another_kind_is_left_to_others():
    for data in (b"a,b\n1,2\n", b"<xml/>", b'{"ocid": "x"}', b"id: voorbeeld\n"):
        assert open_notice_table(io.BytesIO(data)) is None


def big(path: Path, rows: int) -> Path:
    """Make a workbook with texts in its cells, as a service writes it that streams."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_urls": False})
    sheet = book.add_worksheet("Dataset")
    for number, row in enumerate(rows_of({})):
        sheet.write_row(number, 0, [str(cell or "") for cell in row])
    for number in range(2, rows + 1):
        sheet.write_row(number, 0, [number, number, "05-03-2020", "Gemeente Voorbeeld", f"Opdracht {number}"])
    book.close()
    return path


MEASURE = (
    "import resource, sys; from maatwerk_cli.tender.notices import open_notice_table; "
    "stream = open(sys.argv[1], 'rb'); lots = iter(open_notice_table(stream).lots); "
    "n = sum(1 for lot in lots); print(n, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
)


@pytest.mark.slow
def test_memory_does_not_grow_with_the_rows(tmp_path: Path):
    used = []
    for rows in (2_000, 10_000):
        path = big(tmp_path / f"{rows}.xlsx", rows)
        done = subprocess.run(
            [sys.executable, "-c", MEASURE, path], capture_output=True, text=True, check=True
        )
        count, memory = map(int, done.stdout.split())
        assert count == rows
        used.append(memory)
    # Eight thousand rows more: what each would take, were it kept, is more than a kilobyte.
    assert used[1] - used[0] < 4_000, used


JUDGED = (
    "import resource, subprocess, sys; "
    "asked = ['check-aanbesteding', sys.argv[1], '--formaat', 'csv']; "
    "command = [sys.executable, '-m', 'maatwerk_cli', *asked]; "
    "subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


@pytest.mark.slow
def test_nor_does_it_where_every_row_is_judged(tmp_path: Path):
    used = []
    for rows in (500, 4_000):
        path = big(tmp_path / f"{rows}.xlsx", rows)
        done = subprocess.run(
            [sys.executable, "-c", JUDGED, path], capture_output=True, text=True, check=True
        )
        used.append(int(done.stdout))
    assert used[1] - used[0] < 8_000, used
