"""A spreadsheet of others to rows of cells: CSV, XLSX or ODS, hostile until read, bounded in its cost."""

import codecs
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from maatwerk_cli.text.csv.csv_reader import CsvStream, open_csv, split_record, stated_delimiter
from maatwerk_cli.text.dutch import joined, so_many
from maatwerk_cli.text.problem import Problem
from maatwerk_cli.text.sheet_details import (
    FIRST_DAY,
    MAX_COLUMNS,
    MAX_UNPACKED,
    MOST_PLACES,
    SheetDetails,
    text_length,
)
from maatwerk_cli.text.spool import Spool
from maatwerk_cli.text.yaml.yaml_signs import without_unseen

_MOST_PARTS = 10_000
"""Files in a packed workbook: each sheet is one, and the pictures."""

if TYPE_CHECKING:
    from maatwerk_cli.text.xlsx_rows import XlsxRow

MAX_SPREADSHEET_BYTES = 100_000_000
"""Of the file as it lies."""
MAX_CONTENT = 500_000_000
"""Unpacked: a small file can unpack to very much."""
MAX_ROWS = 500_000
"""Half of what Excel can hold; a register has fewer records."""
_HEADER_WITHIN = 30  # rows: a title and an explanation may stand above a table
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"

IsColumn = Callable[[str], bool]
"""Tells whether a name in a header, as :func:`header_name` gives it, is one of a column that is known."""


class SpreadsheetError(Exception):
    """The file cannot be read as a spreadsheet.

    Attributes:
        message: why, and what to do, in Dutch.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class SheetRow(NamedTuple):
    """One row: its number as the spreadsheet shows it, and its cells."""

    number: int
    cells: list[Any]

    def cell(self, index: int) -> Any:
        """Give the cell in a column; nothing where the row ends before it."""
        return self.cells[index] if index < len(self.cells) else None


@dataclass
class Sheet:
    """Rows with what is worth saying about how they were read.

    Attributes:
        columns: the names in the header.
        rows: the rows under it, to be gone through as often as asked; those without any content are left
            out.
        notes: what a user must know, in Dutch.
        read_as: that its signs are no UTF-8, and what they are, as a clause; empty where they are.
        uncalculated: cells (row and column, from 1) with a formula whose outcome is not in the file.
        errors: cells (the same) with a formula that has no outcome, such as ``#N/B``.
        hidden: how many of the rows are not shown.
        unseen: how many of the columns that are known are not shown.
        first_day: the day that days are counted from.
        above: the rows above the header that say something, with what they say.
    """

    columns: list[str]
    header_row: int
    rows: Iterable[SheetRow] = ()
    notes: list[str] = field(default_factory=list)
    read_as: str = ""
    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    errors: set[tuple[int, int]] = field(default_factory=set)
    hidden: int = 0
    unseen: int = 0
    first_day: date = FIRST_DAY
    above: Sequence[tuple[int, str]] = ()


def read_spreadsheet(
    path: Path, known: frozenset[str], sheet: str | None = None, *, by_line: bool = False
) -> Sheet:
    """Read a spreadsheet.

    Args:
        path: the file; what it is, is told by its content.
        known: names of columns, in lower case, by which the header is recognised.
        sheet: which sheet of an XLSX file; else the first that is not hidden.
        by_line: number the rows of a CSV by its lines, and not as a spreadsheet shows them.

    Raises:
        SpreadsheetError: it cannot be read.
    """
    with path.open("rb") as stream:
        _check_size(stream)
        start = stream.read(8)
        if start.startswith(_OLE):
            raise SpreadsheetError(_compound_file(path))
        if is_packed(start):
            return read_workbook(stream, known.__contains__, sheet)
        if sheet is not None:
            raise SpreadsheetError("een CSV heeft geen bladen. Laat --blad weg.")
        return _read_csv(stream, known.__contains__, by_line=by_line)


def read_workbook(
    stream: BinaryIO, known: IsColumn, sheet: str | None = None, *, choosable: bool = True
) -> Sheet:
    """Read a workbook, XLSX or ODS.

    Args:
        stream: the file.
        known: tells by which names of columns the header is recognised.
        sheet: which sheet; else of those that are not hidden the one whose header has most of these names.
        choosable: who reads it can say which sheet is meant.

    Raises:
        SpreadsheetError: it cannot be read.
    """
    from maatwerk_cli.text.spreadsheet_ods import is_ods

    _check_size(stream)
    choice = _Choice(known, sheet, choosable)
    return _read_ods(stream, choice) if is_ods(stream) else _read_xlsx(stream, choice)


class _Choice(NamedTuple):
    """How a sheet is chosen: by the names that are known, or as was asked; and whether it can be asked."""

    known: IsColumn
    wanted: str | None
    choosable: bool


def is_packed(start: bytes) -> bool:
    """Tell whether a file begins as a workbook does, or any other packed file."""
    return start.startswith(_ZIP)


def _check_size(stream: BinaryIO) -> None:
    size = stream.seek(0, 2)
    stream.seek(0)
    if size > MAX_SPREADSHEET_BYTES:
        raise SpreadsheetError(
            f"het bestand is groter dan {MAX_SPREADSHEET_BYTES // 1_000_000} MB. Splits het."
        )


def _compound_file(path: Path) -> str:
    """Say what an OLE file is, by the streams that its directory names."""
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        return (
            "het bestand is beveiligd met een wachtwoord. Open het in Excel of LibreOffice en sla het op "
            "zonder wachtwoord."
        )
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book\0")):
        return "dit is een spreadsheet van een oud soort (.xls). Sla het op als .xlsx of als CSV."
    return "dit is geen spreadsheet van Excel. Geef een bestand .xlsx of CSV."


_OTHERS = {
    b"<": "dit is HTML of XML, wat de naam van het bestand ook zegt. Open het in Excel of LibreOffice en sla "
    "het op als .xlsx of CSV.",
    b"%PDF-": "dit is een PDF. Vraag de lijst als spreadsheet, of maak er een CSV van.",
    b"{\\rtf": "dit is een tekst met opmaak (RTF). Bewaar de lijst als spreadsheet of CSV.",
}
"""By how it begins, what a file is that has no rows."""


def _refuse_other(file: BinaryIO) -> None:
    """Refuse what is no table and would be read as one strange column."""
    start = file.read(_START).removeprefix(codecs.BOM_UTF8).lstrip()
    other = next((said for sign, said in _OTHERS.items() if start.startswith(sign)), None)
    if other:
        raise SpreadsheetError(other)


_START = 100  # bytes: blank lines may stand above


def _read_csv(file: BinaryIO, known: IsColumn, *, by_line: bool) -> Sheet:
    file.seek(0)
    _refuse_other(file)
    source = open_csv(file, utf_16=True)
    if isinstance(source, Problem) and source.params:
        raise SpreadsheetError(
            f"het bestand is voor een deel UTF-8 en voor een deel niet. Regel {source.place.line}, kolom "
            f"{source.place.column}: dit teken is geen UTF-8. Herstel dat, en sla het op als CSV UTF-8."
        )
    if isinstance(source, Problem):
        raise SpreadsheetError(
            f"dit is geen CSV of XLSX (regel {source.place.line}). Sla het op als CSV met UTF-8."
        )
    if source.windows_1252 and _of_an_old_mac(file):
        raise SpreadsheetError(
            "dit is opgeslagen zoals een oude Mac dat doet, en letters met accenten zijn niet zeker te "
            "lezen. Sla het op als CSV UTF-8."
        )
    source = source._replace(delimiter=_between_cells(source))
    read = _with_header(_csv_rows(source, by_line=by_line), known)
    read.read_as = source.read_as
    return read


def _of_an_old_mac(stream: BinaryIO) -> bool:
    """Tell whether lines end as only old programs for a Mac have it, which also write letters otherwise."""
    stream.seek(0)
    start = stream.read(1 << 16)
    stream.seek(0)
    return b"\r" in start and b"\n" not in start


def _csv_rows(source: CsvStream, *, by_line: bool) -> Iterator[SheetRow]:
    unseen = 0  # lines that are no row of their own: within a cell, and what says what parts the cells
    for count, record in enumerate(source.records(), 1):
        if isinstance(record, Problem):
            raise SpreadsheetError(
                f"op regel {record.place.line} kloppen de aanhalingstekens niet. Herstel die regel."
            )
        if count > MAX_ROWS:
            raise SpreadsheetError(f"er zijn meer dan {MAX_ROWS} rijen. Splits het bestand.")
        line, text = record
        yield SheetRow(line - unseen, list(split_record(text, source.delimiter)))
        if not by_line:
            unseen += text.count("\n") + (line == 1 and stated_delimiter(text) is not None)


def _between_cells(source: CsvStream) -> str:
    """Give what stands between cells: as a line for it says, or the header, or the rows below a title."""
    lines = [line for line in islice(source.lines(), _HEADER_WITHIN) if line.strip()]
    stated = stated_delimiter(lines[0].rstrip("\r\n")) if lines else None
    if stated and any(stated in line for line in lines[1:]):
        return stated
    if any(line.count("\t") > max(line.count(";"), line.count(",")) for line in lines):
        return "\t"
    if not lines or source.delimiter in lines[0]:
        return source.delimiter
    return max(";,", key=lambda sign: max(line.count(sign) for line in lines))


def _read_ods(stream: BinaryIO, choice: _Choice) -> Sheet:
    from maatwerk_cli.text.spreadsheet_ods import OdsError, read_ods

    try:
        sheets = read_ods(stream, MAX_ROWS, MAX_COLUMNS, MAX_CONTENT)
    except OdsError as error:
        message = _too_far(*error.place) if error.cause == "wide" else _ODS_ERRORS[error.cause]
        raise SpreadsheetError(message) from None
    by_name = {sheet.name: sheet for sheet in sheets}
    visible = [sheet.name for sheet in sheets if sheet.visible]
    name = _chosen_sheet(choice, visible, list(by_name), lambda each: by_name[each].rows)
    chosen = by_name[name]
    rows = (SheetRow(number, cells) for number, cells in chosen.rows)
    read = _with_header(rows, choice.known, chosen.details)
    read.first_day = chosen.first_day
    _tell(read, chosen.details, name, visible, len(by_name), choice)
    return read


def _read_xlsx(stream: BinaryIO, choice: _Choice) -> Sheet:
    check_package(stream)
    from maatwerk_cli.text.xlsx_rows import BrokenWorkbookError, XlsxWorkbook

    try:
        book = XlsxWorkbook(stream)
        by_name = {sheet.name: sheet for sheet in book.sheets}
        visible = [sheet.name for sheet in book.sheets if sheet.visible]
        name = _chosen_sheet(choice, visible, list(by_name), lambda each: book.rows(by_name[each]))
        details = SheetDetails(comments=book.has_comments)
        read = _with_header(_xlsx_rows(book.rows(by_name[name], details), details), choice.known, details)
        read.first_day = book.first_day
    except BrokenWorkbookError:
        raise SpreadsheetError(_UNREADABLE) from None
    _tell(read, details, name, visible, len(by_name), choice)
    return read


def _xlsx_rows(rows: Iterable["XlsxRow"], details: SheetDetails) -> Iterator[SheetRow]:
    """Give the rows with a day as a day, and not as its midnight."""
    text = 0
    for number, cells in rows:
        if number > MAX_ROWS or len(cells) > MAX_COLUMNS:
            raise SpreadsheetError(_too_far(number, len(cells)))
        text += text_length(cells)
        if text > MAX_CONTENT:  # one shared text may be in every row
            raise SpreadsheetError(_LARGE)
        if len(details.errors) + len(details.uncalculated) > MOST_PLACES:
            raise SpreadsheetError(_LARGE)
        yield SheetRow(number, [_day(cell) if isinstance(cell, datetime) else cell for cell in cells])


def _too_far(row: int, column: int) -> str:
    """Say that a cell lies beyond what is read: often one that was filled by mistake."""
    return (
        f"cel {column_letter(column - 1)}{row} is gevuld, en gelezen wordt tot en met rij {MAX_ROWS} en "
        f"kolom {MAX_COLUMNS} ({column_letter(MAX_COLUMNS - 1)}). Haal weg wat daar staat, of splits "
        "het bestand."
    )


def _day(moment: datetime) -> date:
    return moment.date() if moment.time() == time() else moment


def _tell(
    sheet: Sheet, details: SheetDetails, name: str, visible: list[str], sheets: int, choice: _Choice
) -> None:
    """Say of a sheet what a user must know: what is hidden, merged or beside it."""
    if sheet.hidden:
        what = so_many(sheet.hidden, "rij is", "rijen zijn")
        sheet.notes.append(f"{what} verborgen of weggefilterd, en wel gelezen. Haal weg wat niet mee moet.")
    if sheet.unseen:
        what = so_many(sheet.unseen, "kolom is", "kolommen zijn")
        sheet.notes.append(f"{what} verborgen, en wel gelezen. Haal weg wat niet mee moet.")
    if any(low >= sheet.header_row for low in details.merged):
        sheet.notes.append("Er zijn samengevoegde cellen: de waarde geldt alleen voor de eerste rij daarvan.")
    if details.comments:
        sheet.notes.append("Opmerkingen bij cellen en kleuren worden niet gelezen.")
    if details.marked > sheet.header_row:
        sheet.notes.append(
            "Er zijn rijen met een kleur of met doorgestreepte tekst. Wat dat zegt, wordt niet gelezen: zet "
            "het zo nodig in een kolom."
        )
    others = [other for other in visible if other != name]
    if others and choice.wanted is None:
        why = ": daar passen de koppen het best" if name != visible[0] else ""
        other = "Kies een ander met --blad." if choice.choosable else "Bewaar een ander als eigen bestand."
        sheet.notes.append(f"Alleen het blad '{name}' is gelezen{why}. {other}")
    if len(visible) < sheets:
        what = so_many(sheets - len(visible), "verborgen blad; dat is", "verborgen bladen; die zijn")
        sheet.notes.append(f"Het bestand heeft {what} niet gelezen.")


_UNREADABLE = "het bestand kan niet als spreadsheet worden gelezen. Sla het opnieuw op als .xlsx of CSV."


_LOCKED = "het bestand is beveiligd met een wachtwoord. Sla het op zonder wachtwoord."
_LARGE = "het blad is te groot om te lezen. Splits het bestand."
_ODS_ERRORS = {
    "unreadable": _UNREADABLE.replace(".xlsx", ".ods"),
    "encrypted": _LOCKED,
    "large": _LARGE,
}


def check_package(package_file: Path | BinaryIO, most: int = MAX_UNPACKED) -> None:
    """Refuse what would unpack without bound; macros in the file are never read, let alone run.

    Args:
        package_file: the workbook.
        most: bytes that it may unpack to.

    Raises:
        SpreadsheetError: it is no workbook, or one that is not read.
    """
    try:
        with zipfile.ZipFile(package_file) as package:
            parts = package.infolist()
            names = {part.filename for part in parts}
            if "mimetype" in names and package.read("mimetype")[:80].startswith(_OPEN_DOCUMENT):
                raise SpreadsheetError(
                    "dit is een document van OpenDocument, en geen spreadsheet. Geef een bestand .xlsx, .ods "
                    "of CSV."
                )
            if "xl/workbook.bin" in names:
                raise SpreadsheetError("dit is een binaire werkmap (.xlsb). Sla het op als .xlsx of als CSV.")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise SpreadsheetError(_UNREADABLE) from None
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > most:
        raise SpreadsheetError("het bestand wordt uitgepakt te groot. Splits het.")
    if any(part.flag_bits & 1 for part in parts):
        raise SpreadsheetError(_LOCKED)


def _chosen_sheet(
    choice: _Choice,
    visible: list[str],
    names: list[str],
    rows_of: Callable[[str], Iterable[tuple[int, list[Any]]]],
) -> str:
    """Give the sheet that was asked for; else of those that are shown the one that fits best.

    Raises:
        SpreadsheetError: there is none, or it cannot be told which one is meant.
    """
    wanted = choice.wanted
    if wanted is not None and wanted in names:
        return wanted
    if wanted is not None:
        raise SpreadsheetError(f"er is geen blad met die naam. Kies uit: {', '.join(names)}.")
    if not visible:
        remedy = "Kies er één met --blad." if choice.choosable else "Maak het blad zichtbaar."
        raise SpreadsheetError(f"alle bladen zijn verborgen. {remedy}")
    if len(visible) == 1:
        return visible[0]
    return _best_sheet({name: _fitting(rows_of(name), choice.known) for name in visible}, choice)


def _best_sheet(fitting: Mapping[str, int], choice: _Choice) -> str:
    """Give the sheet that has most of the columns that are known, the first of them where one can be chosen.

    Raises:
        SpreadsheetError: several have as many, and who reads it cannot say which is meant.
    """
    most = max(fitting.values())
    best = [name for name, count in fitting.items() if count == most]
    if most and len(best) > 1 and not choice.choosable:
        names = joined([f"'{name}'" for name in best])
        raise SpreadsheetError(
            f"de bladen {names} hebben evenveel bekende kolommen. Bewaar elk als eigen bestand."
        )
    return best[0]


def _fitting(every: Iterable[tuple[int, list[Any]]], known: IsColumn) -> int:
    """Count how many names of columns that are known stand in one row near the top of a sheet."""
    rows = (cells for _, cells in islice(every, _HEADER_WITHIN))
    return max((sum(known(header_name(cell)) for cell in row if is_filled(cell)) for row in rows), default=0)


def column_letter(index: int) -> str:
    """Give the letters of a column, from 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _with_header(rows: Iterator[SheetRow], known: IsColumn, details: SheetDetails | None = None) -> Sheet:
    """Take as header the row, near the top, in which most cells are names of columns that are known.

    Above it are titles and merged cells over groups of columns; they say nothing of a record.
    """
    details = details or SheetDetails()
    top = [*islice(rows, _HEADER_WITHIN)]
    best, score = None, 0
    for position, row in enumerate(top):
        hits = sum(known(header_name(cell)) for cell in row.cells if cell not in (None, ""))
        if hits > score:
            best, score = position, hits
    if best is None:
        best = next((i for i, row in enumerate(top) if any(is_filled(cell) for cell in row.cells)), None)
    if best is None:
        raise SpreadsheetError("er staan geen rijen in.")
    names = [str(cell).strip() if is_filled(cell) else "" for cell in top[best].cells]
    if len(names) > MAX_COLUMNS:
        raise SpreadsheetError(f"er zijn meer dan {MAX_COLUMNS} kolommen.")
    kept: Spool[SheetRow] = Spool()
    sheet = Sheet(names, top[best].number, kept, uncalculated=details.uncalculated, errors=details.errors)
    sheet.above = [(row.number, " ".join(map(str, filter(is_filled, row.cells)))) for row in top[:best]]
    for row in chain(top[best + 1 :], rows):
        if any(map(is_filled, row.cells)) or _has_formula(row, details):
            kept.add(row)
            sheet.hidden += row.number in details.hidden
    sheet.unseen = sum(
        known(header_name(name)) and place in details.unseen for place, name in enumerate(names, 1)
    )
    return sheet


def _has_formula(row: SheetRow, details: SheetDetails) -> bool:
    """Tell whether there is a formula without an outcome in a row that seems empty."""
    columns = range(1, MAX_COLUMNS + 1) if details.uncalculated else ()
    return any((row.number, column) in details.uncalculated for column in columns)


def header_name(cell: object) -> str:
    """Give the name in a header as it is compared: lower case, single spaces or none, nothing unseen."""
    return _BETWEEN_WORDS.sub(" ", without_unseen(str(cell)).strip().lower().rstrip(":*"))


_BETWEEN_WORDS = re.compile(r"[\s_-]+")


def is_filled(cell: object) -> bool:
    """Tell whether anything but spaces stands in a cell."""
    return cell is not None and str(cell).strip() != ""


def dates_as_text(count: int) -> str:
    """Say that there are days where a text belongs: a spreadsheet makes one of a mark such as ``2018-3``."""
    cells = so_many(count, "cel", "cellen")
    return (
        f"Uit {cells} met een datum is tekst gemaakt, zoals 2018-03-01. Typte u daar geen datum, maak van "
        "die cel dan tekst en typ het opnieuw."
    )


def is_day_number(cell: object) -> bool:
    """Tell whether a number may be a date without its form, as a spreadsheet numbers days: 1927 to 2119."""
    return isinstance(cell, int | float) and not isinstance(cell, bool) and _EARLIEST < cell < _LATEST


def as_counted(cell: object, first_day: date) -> object:
    """Give a day number as one of a book that counts from the usual day; any other cell as it is."""
    return cell + (first_day - FIRST_DAY).days if is_day_number(cell) else cell  # type: ignore[operator]


_EARLIEST, _LATEST = 10_000, 80_000
"""Days as a spreadsheet numbers them: what lies between may be a date without its form."""
