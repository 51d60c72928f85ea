"""An OpenDocument spreadsheet (.ods) to the rows of its sheets: hostile until read, bounded in its cost."""

import math
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from maatwerk_cli.text.sheet_details import (
    FIRST_DAY,
    MOST_PLACES,
    NO_NUMBER,
    SheetDetails,
    as_share,
    currency_shown,
    in_currency,
    other_currency,
    text_length,
    unit_shown,
    with_unit,
)
from maatwerk_cli.text.spool import Spool

_MIME = b"application/vnd.oasis.opendocument.spreadsheet"
_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CHUNK = 1 << 16
"""How much is unpacked at once, so that it stops soon after a limit."""
_LONGEST_TEXT = 1_000_000
"""Characters in one cell."""
_MOST_CELLS = 30_000_000
"""In all sheets: a few bytes can say that a row is there again and again."""
_CELLS = ("table-cell", "covered-table-cell")
_NUMBERS = ("float", "percentage", "currency")
_DRAWING = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_UNSEEN = ("collapse", "filter")
_BETWEEN = {"tab": "\t", "line-break": "\n"}


class OdsError(Exception):
    """It cannot be read.

    Attributes:
        cause: ``unreadable``, ``encrypted``, ``large`` or ``wide``.
        place: of what is too wide the row and column of the cell, from 1.
    """

    def __init__(self, cause: str, place: tuple[int, int] = (0, 0)) -> None:
        super().__init__(cause)
        self.cause = cause
        self.place = place


@dataclass
class OdsSheet:
    """One sheet.

    Attributes:
        name: its name.
        visible: whether it is shown.
        rows: the rows that have a value, with their numbers from 1, to be gone through as often as asked.
        first_day: the day that days are counted from.
        details: what it says beside the values of its cells.
    """

    name: str
    visible: bool = True
    rows: Spool[tuple[int, list[Any]]] = field(default_factory=Spool)
    first_day: date = FIRST_DAY
    details: SheetDetails = field(default_factory=SheetDetails)


def is_ods(stream: BinaryIO) -> bool:
    """Tell whether a packed file says that it is an OpenDocument spreadsheet."""
    try:
        with zipfile.ZipFile(stream) as package:
            return "mimetype" in package.namelist() and package.read("mimetype")[:100].startswith(_MIME)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def read_ods(file: BinaryIO, most_rows: int, most_columns: int, most_bytes: int) -> list[OdsSheet]:
    """Read every sheet.

    Args:
        file: the file.
        most_rows: as many rows with a value a sheet may have.
        most_columns: as many columns.
        most_bytes: as large its content may be, and its text with what is there again and again.

    Raises:
        OdsError: it cannot be read, or is larger than that.
    """
    builder = _Builder(most_rows, most_columns, most_bytes)
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    try:
        with zipfile.ZipFile(file) as package:
            if b"encryption-data" in package.read(_MANIFEST)[:1_000_000]:
                raise OdsError("encrypted")
            if package.getinfo(_CONTENT).file_size > most_bytes:
                raise OdsError("large")
            with package.open(_CONTENT) as stream:
                while block := stream.read(_CHUNK):
                    parser.feed(block)
        parser.close()
    except (
        zipfile.BadZipFile,
        KeyError,
        OSError,
        ValueError,
        NotImplementedError,
        ParseError,
        DefusedXmlException,
    ):
        raise OdsError("unreadable") from None
    return builder.sheets


class _Builder:
    """Takes the elements of the content one by one, and keeps the rows that have a value."""

    def __init__(self, most_rows: int, most_columns: int, most_text: int) -> None:
        self.sheets: list[OdsSheet] = []
        self._most_text, self._text = most_text, 0
        self._most_rows, self._most_columns = most_rows, most_columns
        self._style = ""
        self._first_day = FIRST_DAY
        self._unseen: set[str] = set()
        self._marked: set[str] = set()
        self._row: list[Any] = []
        self._errors: list[int] = []
        self._uncalculated: list[int] = []
        self._number = self._place = self._aside = self._columns = 0
        self._attributes: dict[str, str] = {}
        self._repeated: Mapping[str, str] = {}
        self._parts: list[str] = []
        self._length = self._cells = self._places = 0
        self._in_text = self._spans = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        name = tag.rpartition("}")[2]
        if _is_aside(tag, name):
            self._aside += 1
            if name == "annotation" and self.sheets:
                self.sheets[-1].details.comments = True
        elif self._aside:
            return
        elif name == "style":
            self._style = _of(attributes, "name")
        elif name == "table-properties" and _of(attributes, "display") == "false":
            self._unseen.add(self._style)
        elif name in ("table-cell-properties", "text-properties") and _is_mark(attributes):
            self._marked.add(self._style)
        elif name == "null-date":
            self._first_day = date.fromisoformat(_of(attributes, "date-value"))
        elif name == "table":
            shown = _of(attributes, "style-name") not in self._unseen
            self.sheets.append(OdsSheet(_of(attributes, "name"), shown, first_day=self._first_day))
            self._number = self._columns = 0
        elif name == "table-column" and self.sheets:
            self._take_columns(attributes)
        elif name == "table-row":
            self._row, self._errors, self._uncalculated, self._place, self._spans = [], [], [], 0, False
            self._repeated = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        elif name in _CELLS:
            self._attributes = _attributes(attributes)
            self._forget_text()
        elif name == "p":
            self._parts += ["\n"] if self._in_text else []
            self._in_text = True
        elif name == "s":
            self.data(" " * min(int(_of(attributes, "c") or 1), 100))
        elif name in _BETWEEN:
            self.data(_BETWEEN[name])

    def _take_columns(self, given: Mapping[str, str]) -> None:
        """Count columns that look alike, and keep which are not shown."""
        first = self._columns + 1
        self._columns += _times(_attributes(given), "number-columns-repeated")
        if _of(given, "visibility") in _UNSEEN:
            shown_to = min(self._columns, self._most_columns)
            self.sheets[-1].details.unseen |= {*range(first, shown_to + 1)}

    def data(self, text: str) -> None:
        """Take text."""
        if self._in_text and not self._aside:
            self._parts.append(text)
            self._length += len(text)
            if self._length > _LONGEST_TEXT:
                raise OdsError("large")

    def end(self, tag: str) -> None:
        """End an element."""
        name = tag.rpartition("}")[2]
        if _is_aside(tag, name):
            self._aside -= 1
        elif self._aside:
            return
        elif name in _CELLS:
            self._end_cell(covered=name != "table-cell")
        elif name == "table-row" and self.sheets:
            self._end_row(self.sheets[-1])

    def close(self) -> None:
        """End the document."""

    def _end_cell(self, *, covered: bool) -> None:
        attributes, times = self._attributes, _times(self._attributes, "number-columns-repeated")
        value = None if covered else _value(attributes, "".join(self._parts))
        is_error = attributes.get("calcext-type") == "error"
        is_empty_text = attributes.get("value-type") == "string" and (
            self._in_text or "string-value" in attributes
        )
        self._forget_text()
        if int(attributes.get("number-rows-spanned", "1") or 1) > 1:
            self._spans = True
        if value is None and "formula" in attributes and not is_error and not is_empty_text:
            self._uncalculated.append(self._place + 1)
            self._row += [None] * (self._place + 1 - len(self._row))
        if value is None and not is_error:
            self._place += times
            return
        if self._place + times > self._most_columns:
            raise OdsError("wide", (self._number + 1, self._place + times))
        if attributes.get("style-name") in self._marked:
            self.sheets[-1].details.marked = self._number + 1
        self._row += [None] * (self._place - len(self._row)) + [value] * times
        self._errors += range(self._place + 1, self._place + times + 1) if is_error else ()
        self._place += times

    def _forget_text(self) -> None:
        self._parts, self._length, self._in_text = [], 0, False

    def _end_row(self, sheet: OdsSheet) -> None:
        details, times = sheet.details, _times(self._repeated, "number-rows-repeated")
        unseen = self._repeated.get("visibility") in _UNSEEN
        if self._row:
            self._cells += times * len(self._row)
            self._text += times * text_length(self._row)
            self._places += times * (len(self._errors) + len(self._uncalculated))
            too_many = len(sheet.rows) + times > self._most_rows or self._cells > _MOST_CELLS
            if too_many or self._places > MOST_PLACES or self._text > self._most_text:
                raise OdsError("large")
            for number in range(self._number + 1, self._number + times + 1):
                sheet.rows.add((number, self._row))
                details.errors |= {(number, column) for column in self._errors}
                details.uncalculated |= {(number, column) for column in self._uncalculated}
                if unseen:
                    details.hidden.add(number)
        if self._spans:
            details.merged.add(self._number + 1)
        self._number += times


def _is_aside(tag: str, name: str) -> bool:
    """Tell whether an element holds what stands over a cell: a comment, a frame with text, a drawing."""
    return name == "annotation" or tag.startswith(_DRAWING)


def _is_mark(attributes: Mapping[str, str]) -> bool:
    """Tell whether cells of a style have a colour behind them, or text that is struck out."""
    colour = _of(attributes, "background-color") not in ("", "transparent")
    return colour or _of(attributes, "text-line-through-style") not in ("", "none")


def _of(attributes: Mapping[str, str], name: str) -> str:
    return next((value for key, value in attributes.items() if key.rpartition("}")[2] == name), "")


def _attributes(given: Mapping[str, str]) -> dict[str, str]:
    """Give attributes by their local names; a type that another namespace gives has its own."""
    attributes = {}
    for key, value in given.items():
        local = key.rpartition("}")[2]
        attributes["calcext-type" if local == "value-type" and not key.startswith(_OFFICE) else local] = value
    return attributes


def _times(attributes: Mapping[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    # No sheet repeats a cell a thousand million times: what is longer is no number of times.
    return max(1, int(text)) if text.isdecimal() and len(text) < 10 else 1


def _value(attributes: Mapping[str, str], text: str) -> Any:
    """Give the value of a cell: a number, a date, a truth or a text; nothing where it is empty."""
    kind = attributes.get("value-type", "")
    if kind in _NUMBERS:
        return _number(kind, attributes, text)
    if kind == "date":
        return _day(attributes.get("date-value", ""))
    if kind == "boolean":
        return attributes.get("boolean-value") == "true"
    return text or attributes.get("string-value") or None


_TRUTHS = {"TRUE": True, "WAAR": True, "FALSE": False, "ONWAAR": False}
"""What a sheet shows of a truth; LibreOffice keeps one that came from Excel as the number of a formula."""


def _number(kind: str, attributes: Mapping[str, str], text: str) -> float | str:
    try:
        number = float(attributes.get("value", ""))
    except ValueError:
        return NO_NUMBER
    if not math.isfinite(number):
        return NO_NUMBER
    if kind == "percentage":
        return as_share(number)
    if kind == "float" and (shown := _TRUTHS.get(text.strip().upper())) is not None:
        return shown
    named = attributes.get("currency", "") if kind == "currency" else ""
    currency = other_currency(named) if named else currency_shown(text)
    if currency:
        return in_currency(number, currency)
    unit = unit_shown(number, text)
    return with_unit(number, unit) if unit else number


def _day(written: str) -> date | str:
    """Read a day; of one that no calendar here has, such as one in the year 12018, what a sheet shows."""
    try:
        return datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)
    except ValueError:
        return NO_NUMBER
