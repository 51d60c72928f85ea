"""The rows of an XLSX workbook, one after another, in memory that does not grow with them.

Hostile until read: no DTD and no entities, and every count that a document could drive up has a bound. The
table of shared texts, which a workbook may point into from anywhere, is kept in a temporary file and not in
memory. What numbers and formats mean is left to ``openpyxl``.
"""

import errno
import math
import posixpath
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO, NamedTuple
from xml.parsers import expat

from openpyxl.styles.numbers import builtin_format_code, is_date_format, is_timedelta_format
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel, from_ISO8601
from openpyxl.utils.escape import unescape

from maatwerk_cli.text.sheet_details import (
    MAX_COLUMNS,
    MAX_UNPACKED,
    NO_NUMBER,
    SheetDetails,
    as_share,
    currency_of,
    in_currency,
    is_share,
    unit_beside,
    with_unit,
)

_BLOCK = 1 << 14
"""How much is unpacked at once, so that it stops soon after a limit."""
_LONGEST_TAG = 1 << 22
"""Bytes that the parser may have read without an end in sight: of one tag, or one comment."""
_LONGEST_TEXT = 1_000_000
"""Characters of one text; a cell has 32 767 at most."""
_DEEPEST = 100
"""Deeper than a workbook is; what is deeper still only takes memory."""
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
"""What a sheet can have."""
_MOST_DECLARED = 100_000
"""Sheets, relations, formats."""
_REMEMBERED, _SHORT = 20_000, 200
"""How many shared texts, and of at most how many characters, are held for the next time."""

_BROKEN = (
    expat.ExpatError, ValueError, LookupError, TypeError, AttributeError, OverflowError, OSError, EOFError,
    zipfile.BadZipFile, zlib.error, NotImplementedError, RecursionError,
)  # fmt: skip
"""What reading a workbook gives that is broken or made to be."""


class BrokenWorkbookError(Exception):
    """A workbook that is broken, or is made to harm who reads it."""


class XlsxRow(NamedTuple):
    """A row: its number as the sheet shows it, and the values of its cells up to the last that is there.

    A value is a text, a number, a truth, or what ``openpyxl`` makes of a date, a time or a duration; of an
    error it is the text that the sheet shows, such as ``#N/A``, and of a share or another currency than the
    euro the number with its sign.
    """

    number: int
    cells: list[Any]


class XlsxSheet(NamedTuple):
    """A sheet: its name, whether it is shown, and where it is in the package."""

    name: str
    visible: bool
    part: str


class XlsxWorkbook:
    """A workbook. Its rows are read from the file each time that they are asked for.

    Args:
        file: the workbook, which stays open as long as rows are asked for.

    Raises:
        BrokenWorkbookError: it cannot be read.
    """

    def __init__(self, file: BinaryIO) -> None:
        try:
            self._package = zipfile.ZipFile(file)
            self._book = _read_book(self._package)
        except _BROKEN as error:
            raise BrokenWorkbookError from error
        self._texts: _SharedTexts | None = None

    @property
    def sheets(self) -> tuple[XlsxSheet, ...]:
        """The sheets with cells, in the order in which they are shown."""
        return self._book.sheets

    @property
    def first_day(self) -> date:
        """The day that days are counted from."""
        return self._book.epoch.date()

    @property
    def has_comments(self) -> bool:
        """Whether there are comments at cells, on whatever sheet."""
        return any(name.startswith(_COMMENTS) for name in self._package.namelist())

    def rows(self, sheet: XlsxSheet, details: SheetDetails | None = None) -> Iterator[XlsxRow]:
        """Give every row that has a cell with something in it.

        Args:
            sheet: which sheet.
            details: where to put what the sheet says beside the values of its cells; what is said of a row is
                there before that row is given.

        Raises:
            BrokenWorkbookError: what comes next cannot be read.
            OSError: there is no room for the texts, or nowhere to put them.
        """
        try:
            if self._texts is None:
                self._texts = _SharedTexts(self._package, self._book.texts)
            reader = _RowParser(self._book, self._texts, details or SheetDetails(), keep=details is not None)
            for _ in _parsed(self._package, sheet.part, reader):
                yield from reader.taken()
        except sqlite3.Error as error:
            raise _no_room(error) from error
        except _BROKEN as error:
            raise BrokenWorkbookError from error


def _no_room(error: sqlite3.Error) -> OSError:
    full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
    return OSError(errno.ENOSPC if full else errno.EACCES, str(error), "Tijdelijk bestand")


_COMMENTS = ("xl/comments", "xl/threadedComments")


# Parsing ----------------------------------------------------------------------------------------------


class _Handler:
    """What the parser calls. Knows how deep it is, and keeps the text that a reader asks for."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.keeping = False
        self._parts: list[str] = []
        self._length = 0

    def open(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        name = name.rpartition(":")[2]
        self.start(name, attributes)
        self.path.append(name)
        if len(self.path) > _DEEPEST:
            raise ValueError("elements that are too deep")

    def close(self, name: str) -> None:
        """Take the end of an element."""
        del name
        self.end(self.path.pop())

    def text(self, data: str) -> None:
        """Take a text, or a part of one."""
        if self.keeping:
            self._parts.append(data)
            self._length += len(data)
            if self._length > _LONGEST_TEXT:
                raise ValueError("a text that is too long")

    def kept(self) -> str:
        """Give the text that was kept since the last time."""
        text = "".join(self._parts)
        if self._parts:
            self._parts, self._length = [], 0
        return text

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Do what a reader does at the beginning of an element."""

    def end(self, name: str) -> None:
        """Do what a reader does at its end."""


def _parsed(package: zipfile.ZipFile, part: str, handler: _Handler) -> Iterator[None]:
    """Give a part of the package to the parser, and the word to who asks after every block."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = handler.open
    parser.EndElementHandler = handler.close
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refused
    parser.EntityDeclHandler = _refused
    fed = 0
    with package.open(part) as stream:
        while block := stream.read(_BLOCK):
            parser.Parse(block, False)
            fed += len(block)
            if fed - parser.CurrentByteIndex > _LONGEST_TAG:
                raise ValueError("a tag that is too long")
            yield
    parser.Parse(b"", True)
    yield


def _refused(*_: object) -> None:
    raise ValueError("a DTD or entities")


class _Starts(_Handler):
    """Keeps of every element its parent, its name and its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, Mapping[str, str]]] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Keep an element."""
        self.found.append((self.path[-1] if self.path else "", name, attributes))


def _elements(package: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """Give of every element its parent, its name and its attributes; of a part that is not there none."""
    if part not in package.NameToInfo:
        return
    handler = _Starts()
    for _ in _parsed(package, part, handler):
        yield from handler.found
        handler.found.clear()


# The book ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Book:
    """What is to be known before a row can be read.

    Attributes:
        sheets: the sheets with cells.
        texts: the part with the shared texts; empty where there is none.
        epoch: the day that days are counted from.
        forms: by the style of a cell what its number is, where it is more than a number: ``_MOMENT``,
            ``_DURATION``, ``_SHARE``, the sign of a currency or, after ``_BEHIND``, a unit.
        marked: the styles of cells with a colour behind them, or with text that is struck out.
        never_calculated: whoever wrote the book leaves the calculating to whoever opens it, and often
            writes 0 where nothing is known.
    """

    sheets: tuple[XlsxSheet, ...]
    texts: str
    epoch: datetime
    forms: Mapping[int, str]
    marked: frozenset[int]
    never_calculated: bool


def _read_book(package: zipfile.ZipFile) -> _Book:
    part = _first(_relations(package, ""), "officeDocument") or "xl/workbook.xml"
    relations = _relations(package, part)
    targets = {identifier: (kind, target) for identifier, kind, target in relations}
    epoch, never_calculated = WINDOWS_EPOCH, False
    sheets: dict[str, XlsxSheet] = {}
    for parent, name, given in _elements(package, part):
        if name == "workbookPr" and given.get("date1904", "") in _TRUE:
            epoch = MAC_EPOCH
        if name == "calcPr" and given.get("fullCalcOnLoad", "") in _TRUE:
            never_calculated = True
        if parent == "sheets" and name == "sheet":
            identifier = next((value for key, value in given.items() if key.rpartition(":")[2] == "id"), "")
            kind, target = targets.get(identifier, ("", ""))
            if kind == "worksheet" and target in package.NameToInfo:
                # The same cells under two names would be read twice.
                shown = given.get("state", "visible") == "visible"
                sheets.setdefault(target, XlsxSheet(given.get("name", ""), shown, target))
    styles = _first(relations, "styles")
    if not sheets:
        raise ValueError("no sheets")
    texts = _first(relations, "sharedStrings")
    forms, marked = _read_forms(package, styles), _read_marks(package, styles)
    return _Book(tuple(sheets.values()), texts, epoch, forms, marked, never_calculated)


_TRUE = frozenset({"1", "true"})
_MOMENT, _DURATION, _SHARE = "moment", "duration", "%"
_BEHIND = " "
"""What goes before a unit, to tell it from a currency."""


def _relations(package: zipfile.ZipFile, part: str) -> list[tuple[str, str, str]]:
    """Give what a part of the package refers to: by which name, as what, and where it is."""
    folder, name = posixpath.split(part)
    relations = []
    for _, element, given in _elements(package, posixpath.join(folder, "_rels", f"{name}.rels")):
        if element == "Relationship" and given.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, given.get("Target", "")))
            kind = given.get("Type", "").rpartition("/")[2]
            relations.append((given.get("Id", ""), kind, target.lstrip("/")))
            if len(relations) > _MOST_DECLARED:
                raise ValueError("too many relations")
    return relations


def _first(relations: list[tuple[str, str, str]], wanted: str) -> str:
    return next((target for _, kind, target in relations if kind == wanted), "")


def _read_forms(package: zipfile.ZipFile, part: str) -> Mapping[int, str]:
    """Give for the styles of cells what a number in them is, where it is more than a number."""
    own: dict[int, str] = {}
    formats: list[int] = []
    for parent, name, given in _elements(package, part):
        if parent == "numFmts" and name == "numFmt":
            own[int(given["numFmtId"])] = given.get("formatCode", "")[:_SHORT]
        if parent == "cellXfs" and name == "xf":
            formats.append(int(given.get("numFmtId", 0)))
        if len(own) + len(formats) > _MOST_DECLARED:
            raise ValueError("too many formats")
    forms = {number: _form_of(own.get(number, ""), number) for number in set(formats)}
    return {style: form for style, number in enumerate(formats) if (form := forms[number])}


def _form_of(own: str, number: int) -> str:
    """Give what a number is, by the form that the book gives it, else by that of all books."""
    form = own or builtin_format_code(number)
    if is_timedelta_format(form):
        return _DURATION
    if is_date_format(form):
        return _MOMENT
    # Of a form of all books the currency is that of whoever opens it.
    if form and is_share(form):
        return _SHARE
    unit = unit_beside(own)
    return currency_of(own) or (unit and _BEHIND + unit)


def _read_marks(package: zipfile.ZipFile, part: str) -> frozenset[int]:
    """Give the styles of cells with a colour behind them, or with text that is struck out."""
    fonts = fills = -1
    struck, filled = set(), set()
    forms: list[tuple[str, str]] = []
    for parent, name, given in _elements(package, part):
        fonts += (parent, name) == ("fonts", "font")
        fills += (parent, name) == ("fills", "fill")
        if (parent, name) == ("font", "strike") and given.get("val", "1") in _TRUE:
            struck.add(str(fonts))
        if (parent, name) == ("fill", "patternFill") and given.get("patternType") == "solid":
            filled.add(str(fills))
        if (parent, name) == ("cellXfs", "xf"):
            forms.append((given.get("fontId", ""), given.get("fillId", "")))
    return frozenset(style for style, (font, fill) in enumerate(forms) if font in struck or fill in filled)


# Texts ------------------------------------------------------------------------------------------------


class _TextParser(_Handler):
    """Gives each shared text: its runs joined, without how it is pronounced."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Keep what is text, and not how it is pronounced."""
        del attributes
        self.keeping = name == "t" and "rPh" not in self.path

    def end(self, name: str) -> None:
        """End a run, or a text."""
        self.keeping = False
        if name == "si":
            self.found.append(_plain(self.kept()))


class _SharedTexts:
    """The texts that cells share, in a temporary file that the database makes and takes away."""

    def __init__(self, package: zipfile.ZipFile, part: str) -> None:
        # A file without a name is in memory until the cache is full, and gone when it is closed.
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for setting in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-4000"):
            self._database.execute(f"PRAGMA {setting}")
        self._database.execute("CREATE TABLE texts (number INTEGER PRIMARY KEY, words TEXT)")
        self._remembered: dict[int, str] = {}
        if part in package.NameToInfo:
            if package.NameToInfo[part].file_size > MAX_UNPACKED:
                raise ValueError("too many texts")
            self._database.execute("BEGIN")
            self._database.executemany("INSERT INTO texts VALUES (?, ?)", enumerate(_texts(package, part)))
            self._database.execute("COMMIT")

    def __getitem__(self, number: int) -> str:
        """Give a text by its number."""
        known = self._remembered.get(number)
        if known is not None:
            return known
        row = self._database.execute("SELECT words FROM texts WHERE number = ?", (number,)).fetchone()
        if row is None:
            raise LookupError(f"no shared text {number}")
        words = str(row[0])
        if len(words) <= _SHORT:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            self._remembered[number] = words
        return words


def _texts(package: zipfile.ZipFile, part: str) -> Iterator[str]:
    parser = _TextParser()
    for _ in _parsed(package, part, parser):
        yield from parser.found
        parser.found.clear()


def _plain(text: str) -> str:
    """Write what stands for a sign that XML cannot hold as that sign, where it is a sign at all."""
    return unescape(text).encode("utf-8", "ignore").decode().replace("\0", "") if "_x" in text else text


# Rows -------------------------------------------------------------------------------------------------


class _RowParser(_Handler):
    """Gives row after row of a sheet."""

    def __init__(self, book: _Book, texts: _SharedTexts, details: SheetDetails, *, keep: bool) -> None:
        super().__init__()
        self._book, self._texts, self._details, self._keep = book, texts, details, keep
        self._rows: list[XlsxRow] = []
        self._number = self._column = self._count = 0
        self._cells: list[Any] = []
        self._kind, self._style, self._uncalculated = "n", 0, False
        self._formula = self._outcome = False

    def taken(self) -> list[XlsxRow]:
        """Give the rows that are whole, once."""
        rows, self._rows = self._rows, []
        return rows

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin a row, a cell or its value."""
        if name == "c":
            self._start_cell(attributes)
        elif name == ("t" if self._kind == "inlineStr" else "v"):
            self.keeping = "rPh" not in self.path
            self._outcome = True
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._start_row(attributes)
        elif name == "mergeCell" and self._keep:
            self._take_merged(attributes.get("ref", ""))
        elif name == "col" and self._keep and attributes.get("hidden", "") in _TRUE:
            first, last = int(attributes.get("min", 1)), int(attributes.get("max", 1))
            self._details.unseen |= {*range(max(first, 1), min(last, MAX_COLUMNS) + 1)}

    def end(self, name: str) -> None:
        """End a value, a cell or a row."""
        self.keeping = False
        if name == "c":
            self._end_cell(self.kept())
        elif name == "row" and (self._cells or self._uncalculated):
            self._rows.append(XlsxRow(self._number, self._cells))

    def _start_row(self, given: Mapping[str, str]) -> None:
        number = float(given.get("r", self._number + 1))
        self._count += 1
        if not 1 <= number <= _MOST_ROWS or self._count > _MOST_ROWS:
            raise ValueError("a row that no sheet has")
        self._number, self._column, self._cells, self._uncalculated = int(number), 0, [], False
        if self._keep and given.get("hidden", "") in _TRUE:
            self._details.hidden.add(self._number)

    def _start_cell(self, given: Mapping[str, str]) -> None:
        place = given.get("r")
        self._column = column_index_from_string(place.rstrip(_DIGITS)) if place else self._column + 1
        if self._column > _MOST_COLUMNS:
            raise ValueError("a column that no sheet has")
        self._kind, self._style = given.get("t", "n"), int(given.get("s", 0))
        self._formula = self._outcome = False

    def _take_merged(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        row = int(first.lstrip(_LETTERS)) if last else 0
        self._details.merged = {max(row, *self._details.merged, 0)}

    def _look_beside(self, text: str) -> None:
        """Keep of a cell that its formula has no outcome, or none that is sure; an empty text is one."""
        if not text and self._kind == "str" and self._outcome:
            return
        if self._formula and (not text or (text == "0" and self._book.never_calculated)):
            self._details.uncalculated.add((self._number, self._column))
            self._uncalculated = True
        elif self._kind == "e":
            self._details.errors.add((self._number, self._column))

    def _end_cell(self, text: str) -> None:
        if self._keep and (self._formula or self._kind == "e"):
            self._look_beside(text)
        if not text:
            return
        if self._keep and self._style in self._book.marked:
            self._details.marked = self._number
        value = self._value(text)
        missing = self._column - len(self._cells)
        if missing == 1:
            self._cells.append(value)
            return
        if missing > 0:
            self._cells += [None] * missing
        self._cells[self._column - 1] = value

    def _value(self, text: str) -> Any:
        """Give the value of a cell, as its type and its style say."""
        kind = self._kind
        if kind == "s":
            return self._texts[int(text)]
        if kind == "n":
            return self._of_number(text)
        if kind == "b":
            return bool(int(text))
        if kind == "d":
            return from_ISO8601(text)
        return _plain(text)

    def _of_number(self, text: str) -> Any:
        number = float(text) if "." in text or "e" in text or "E" in text else int(text)
        if isinstance(number, float) and not math.isfinite(number):
            return NO_NUMBER
        form = self._book.forms.get(self._style)
        if form is None:
            return number
        try:
            if form == _SHARE:
                return as_share(number)
            if form.startswith(_BEHIND):
                return with_unit(number, form.removeprefix(_BEHIND))
            if form not in (_MOMENT, _DURATION):
                return in_currency(number, form)
            return from_excel(number, self._book.epoch, timedelta=form == _DURATION)
        except (OverflowError, ValueError):
            return NO_NUMBER


_DIGITS = "0123456789"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
