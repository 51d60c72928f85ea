"""The yearly dataset of TenderNed, as CSV or as a workbook, row by row in memory that does not grow."""

import codecs
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, BinaryIO

from maatwerk_cli.tender.facts import TENDER_FIELDS
from maatwerk_cli.tender.judging import Refused
from maatwerk_cli.tender.notices.notice import Lot, NoticeReading
from maatwerk_cli.tender.notices.tenderned import NoticeCell, NoticeRow, columns, lot_of
from maatwerk_cli.text.csv.csv_reader import CsvStream, open_csv, split_record
from maatwerk_cli.text.dutch import sentence, so_many
from maatwerk_cli.text.problem import Problem
from maatwerk_cli.text.spreadsheet import SpreadsheetError, check_package

if TYPE_CHECKING:
    from maatwerk_cli.text.xlsx_rows import XlsxWorkbook

_ENOUGH = 3
"""Known headers that make a table one of TenderNed."""
_HEADER_WITHIN = 30  # rows: a title and an explanation may stand above a table
_HEAD = 65_536
"""So much of a file shows of what kind it is."""
_MAX_UNPACKED = 4_000_000_000
"""Of a workbook that is read as it goes; its table of texts has a limit of its own."""
_EXACT_BELOW = 1e15
"""A whole number that a spreadsheet keeps to the digit; of a larger one the last digits are made up."""


def open_tenderned(stream: BinaryIO) -> NoticeReading | Refused | None:
    """Open a dataset. Its lots are read while they are asked for, from the stream.

    Args:
        stream: the file, which can be read again from the beginning.
    """
    stream.seek(0)
    head = stream.read(_HEAD)
    if head.startswith(b"PK\x03\x04"):
        return _open_workbook(stream)
    if not _looks_like_tenderned(head):
        return _spoiled(head)
    source = open_csv(stream)
    if isinstance(source, Problem):
        return Refused(
            "De tekens van dit bestand van TenderNed zijn voor een deel UTF-8 en voor een deel niet."
            if source.params
            else "De tekens van dit bestand van TenderNed zijn geen UTF-8 en geen Windows-1252.",
            source.place.line,
            source.place.column,
        )
    return NoticeReading("TenderNed", "dataset van TenderNed", _Lots(source), source.windows_1252)


# Headers ----------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _by_header() -> dict[str, tuple[str, int]]:
    """Give by header its name in the table, and how far it is down the headers of that name."""
    return {
        header: (name, order)
        for name, forms in columns().items()
        for order, header in enumerate(forms.get("kolommen", ()))
    }


def _header(cell: object) -> str:
    text = str(cell).strip().strip("\"'\ufeff?").replace("–", "-")
    return " ".join(text.split()).lower()


def _known(cells: Sequence[object]) -> int:
    return sum(_header(cell) in _by_header() for cell in cells if cell is not None)


class _Columns:
    """The columns of a table that are read: where they are, and what they are called."""

    def __init__(self, headers: Sequence[object]) -> None:
        self.width = len(headers)
        placed = [
            (_by_header().get(_header(cell)), index, str(cell).strip()) for index, cell in enumerate(headers)
        ]
        known = [(key, index, label) for key, index, label in placed if key is not None]
        self._columns = [(key[0], index, label) for key, index, label in sorted(known)]
        self._currency = next((label for name, _, label in self._columns if name == "waarde_munt"), None)
        amounts = [(index, _of_amount(label)) for name, index, label in self._columns if name in _AMOUNTS]
        self._beside = {
            index: (_of_amount(label), [amount for amount, of in amounts if of == _of_amount(label)])
            for name, index, label in self._columns
            if name == "waarde_munt"
        }

    def row(self, cells: Sequence[str]) -> NoticeRow:
        """Give the filled cells by name, with what another column of the same meaning says differently."""
        row: dict[str, NoticeCell] = {}
        stated: dict[str, bool] = {}
        for name, index, label in self._columns:
            text = _cell(cells, index)
            of_amount, beside = self._beside.get(index, ("", ()))
            if beside:
                if not any(_cell(cells, amount) for amount in beside):
                    continue  # the currency of no amount is not that of another
                stated[of_amount] = bool(text) or stated.get(of_amount, False)
            if text:
                row[name] = row[name].and_also(text) if name in row else NoticeCell(text, label)
        if row and self._currency is not None and ("waarde_munt" not in row or not all(stated.values())):
            row["waarde_munt"] = NoticeCell("", self._currency)  # left empty it is not euro
        return row


_AMOUNTS = frozenset({"waarde", "waarde_zonder_btw"})
_MARK_OF_AMOUNT = re.compile(r"(?: - (?:bedrag|valuta)| valuta| exclusief btw| excl\.? btw)$")


def _of_amount(label: str) -> str:
    """Give which amount a header is of, alike for that of the amount and of its currency."""
    return _MARK_OF_AMOUNT.sub("", _header(label))


def _cell(cells: Sequence[str], index: int) -> str:
    return cells[index].strip() if index < len(cells) else ""


# CSV --------------------------------------------------------------------------------------------------


def _looks_like_tenderned(head: bytes) -> bool:
    """Tell from the first bytes of a file whether its first line has enough of TenderNed's headers."""
    line = head.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n").partition(b"\n")[0]
    return _known(re.split(r"[;,]", line.decode("utf-8", "replace"))) >= _ENOUGH


def _spoiled(head: bytes) -> Refused | None:
    """Tell what a spreadsheet did to a dataset that can almost be read."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").replace("\t", ";").encode()
        if _looks_like_tenderned(head):
            return Refused(f"Dit bestand van TenderNed is in UTF-16. {_SAVE_AGAIN}", 1, 1)
    if _looks_like_tenderned(head.replace(b"\t", b";")):
        return Refused(f"In dit bestand van TenderNed staan tabs tussen de cellen. {_SAVE_AGAIN}", 1, 1)
    first, _, rest = head.removeprefix(codecs.BOM_UTF8).partition(b"\n")
    if first.strip().lower().startswith(b"sep=") and _looks_like_tenderned(rest):
        return Refused(
            "De eerste regel (sep=) van dit bestand van TenderNed hoort er niet. Haal hem weg.", 1, 1
        )
    return None


_SAVE_AGAIN = "Sla het op als CSV, in UTF-8, met puntkomma's."


class _Lots:
    """The lots of a CSV, read anew each time they are asked for."""

    def __init__(self, source: CsvStream) -> None:
        self._source = source

    def __iter__(self) -> Iterator[Lot | Refused]:
        """Give row after row; one that cannot be read is a problem in its own place."""
        table: _Columns | None = None
        for record in self._source.records():
            if isinstance(record, Problem):
                yield Refused("De aanhalingstekens op deze regel kloppen niet.", record.place.line)
                continue
            line, text = record
            cells = split_record(text, self._source.delimiter)
            if table is None:
                table = _Columns(cells)
            elif len(cells) != table.width:
                has = so_many(len(cells), "cel", "cellen")
                yield Refused(f"Deze regel heeft {has} en de kop heeft er {table.width}.", line)
            else:
                yield lot_of(table.row(cells), line, "kolommen")


# Workbook ---------------------------------------------------------------------------------------------

_UNREADABLE = "Deze spreadsheet is niet te lezen. Sla het bestand opnieuw op, of download het opnieuw."


def _open_workbook(stream: BinaryIO) -> NoticeReading | Refused | None:
    from maatwerk_cli.text.spreadsheet_ods import is_ods
    from maatwerk_cli.text.xlsx_rows import BrokenWorkbookError, XlsxWorkbook

    if not _is_workbook(stream):
        return Refused(
            "Dit is een ingepakt bestand (zip), of een spreadsheet die stuk is. Pak het eerst uit."
        )
    if is_ods(stream):
        return None
    try:
        check_package(stream, _MAX_UNPACKED)
        lots = _WorkbookLots(XlsxWorkbook(stream))
        is_tenderned = lots.is_tenderned()
    except SpreadsheetError as error:
        return Refused(sentence(error.message))
    except BrokenWorkbookError:
        return Refused(_UNREADABLE)
    if not is_tenderned:
        return None
    return NoticeReading("TenderNed", "dataset van TenderNed, spreadsheet", lots)


def _is_workbook(stream: BinaryIO) -> bool:
    try:
        with zipfile.ZipFile(stream) as package:
            return any(name.startswith("xl/workbook") or name == "mimetype" for name in package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


class _WorkbookLots:
    """The lots on every visible sheet of a workbook that has TenderNed's columns, one sheet after another."""

    def __init__(self, book: "XlsxWorkbook") -> None:
        self._book = book

    def is_tenderned(self) -> bool:
        """Tell whether any sheet has enough of TenderNed's headers.

        Raises:
            BrokenWorkbookError: the workbook cannot be read.
        """
        return any(_find_header(rows) is not None for rows in self._sheets())

    def __iter__(self) -> Iterator[Lot | Refused]:
        """Give row after row; where the workbook turns out to be broken a problem, and no more."""
        from maatwerk_cli.text.xlsx_rows import BrokenWorkbookError

        line = 1
        try:
            for rows in self._sheets():
                header = _find_header(rows)
                if header is None:
                    continue
                table = _Columns(header)
                for line, cells in rows:
                    if row := table.row(cells):
                        yield lot_of(row, line, "kolommen")
        except BrokenWorkbookError:
            yield Refused(f"{_UNREADABLE} Alles tot hier is gelezen.", line)

    def _sheets(self) -> Iterator[Iterator[tuple[int, list[str]]]]:
        """Give of each visible sheet the rows, with their number and every cell as text."""
        for sheet in self._book.sheets:
            if sheet.visible:
                yield (
                    (number, [_as_text(cell) for cell in cells]) for number, cells in self._book.rows(sheet)
                )


def _find_header(rows: Iterator[tuple[int, list[str]]]) -> list[str] | None:
    """Go to the header: above it may be titles; nothing of those is a publication."""
    for number, cells in rows:
        if _known(cells) >= _ENOUGH:
            return None if _is_of_own_list(cells) else cells
        if number >= _HEADER_WITHIN:
            return None
    return None


def _is_of_own_list(headers: Sequence[str]) -> bool:
    """Tell whether headers name a field as a record does, and as TenderNed never does."""
    return any(header in TENDER_FIELDS and header not in _by_header() for header in headers)


def _as_text(cell: Any) -> str:
    """Write a cell so that it is read as it is meant: a day as ISO, a number so that no dot is a thousand."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT_BELOW else f"{cell:.4f}"
    return str(cell)
