"""CSV to rows with their place: encoding and delimiter found out, quoting checked, nothing guessed.

A row whose quoting is broken is a problem at its own line; the rows after it are still read. A file of
any length is read in memory bounded by its longest row.
"""

import codecs
import csv
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, islice
from typing import BinaryIO, NamedTuple

from maatwerk_cli.text.problem import Position, Problem, text_problem

READ_AS_WINDOWS = "gelezen als Windows-1252, want het is geen UTF-8."
"""What is said of a file, after its name, that was read so."""
_READ_AS = {
    "cp1252": READ_AS_WINDOWS,
    "utf-16": "gelezen als Unicode-tekst (UTF-16), want het is geen UTF-8.",
}
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
MAX_ROW = 1_000_000
"""Characters in one row, line breaks within cells included."""

_BLOCK = 1 << 16  # large enough to read fast; many lines at once take room in every process
_RECORDS = 1_000  # handed on together: one by one costs more than reading them
_NEWLINE = re.compile(r"\r\n?")
_STATED = re.compile(r'"?sep=([,;\t|])"?', re.IGNORECASE)
"""What a spreadsheet program writes before the head to say what parts the cells."""


class CsvText(NamedTuple):
    """Decoded CSV: its text, its delimiter, and whether it was Windows-1252."""

    text: str
    delimiter: str
    windows_1252: bool = False


class Stretch(NamedTuple):
    """Rows that follow on one another: the line each starts on, and its text or what is wrong with it."""

    lines: Sequence[int]
    rows: Sequence[str | Problem]


class CsvStream(NamedTuple):
    """CSV that is read as it goes: its bytes, its delimiter, and the name of its encoding."""

    stream: BinaryIO
    delimiter: str
    encoding: str = "utf-8-sig"

    @property
    def windows_1252(self) -> bool:
        """Whether it was read as such, since it is no UTF-8."""
        return self.encoding == "cp1252"

    @property
    def read_as(self) -> str:
        """That its signs are no UTF-8, and what they are, as a clause; empty where they are."""
        return _READ_AS.get(self.encoding, "")

    def position(self) -> int:
        """Tell how many bytes were read so far."""
        return self.stream.tell()

    def lines(self) -> Iterator[str]:
        """Give the lines from the beginning."""
        self.stream.seek(0)
        return chain.from_iterable(_stream_blocks(self.stream, self.encoding))

    def records(self) -> Iterator[tuple[int, str] | Problem]:
        """Give the text of each row with the line it starts on, not yet split into cells."""
        return read_row_texts(self.lines(), self.delimiter)

    def stretches(self) -> Iterator["Stretch"]:
        """Give the same many at a time, which takes far less."""
        self.stream.seek(0)
        blocks = _stream_blocks(self.stream, self.encoding)
        number = 1
        for lines in blocks:
            if not _plain(lines):
                break
            yield Stretch(range(number, number + len(lines)), lines)
            number += len(lines)
        else:
            return
        # From the first line that is no row by itself on, a cell may go on in the next block.
        records = read_row_texts(chain(lines, chain.from_iterable(blocks)), self.delimiter, number)
        while some := [*islice(records, _RECORDS)]:
            yield Stretch(
                [stretch.place.line if isinstance(stretch, Problem) else stretch[0] for stretch in some],
                [stretch if isinstance(stretch, Problem) else stretch[1] for stretch in some],
            )


def decode_csv(data: bytes) -> CsvText | Problem:
    """Decode UTF-8 with or without a byte order mark, else Windows-1252, and find the delimiter."""
    source = open_csv(io.BytesIO(data))
    if isinstance(source, Problem):
        return source
    text = data.decode("cp1252" if source.windows_1252 else "utf-8-sig")
    return CsvText(text, source.delimiter, source.windows_1252)


def has_utf_16_mark(head: bytes) -> bool:
    """Tell whether a file begins as what a spreadsheet program saves as Unicode text."""
    return head.startswith(_UTF_16)


def open_csv(stream: BinaryIO, *, nul_by_row: bool = False, utf_16: bool = False) -> CsvStream | Problem:
    """Find the encoding by reading the bytes through once, and the delimiter from the first line.

    Args:
        stream: bytes that can be read again from the beginning.
        nul_by_row: a NUL spoils only the row it is in, not the file.
        utf_16: a file that says that it is UTF-16 is read as that.
    """
    stream.seek(0)
    encoding = "utf-16" if utf_16 and has_utf_16_mark(stream.read(2)) else "utf-8-sig"
    # The decoder that leaves out a byte order mark takes one that is cut off for a file that reads.
    problem = _undecodable(stream, encoding.removesuffix("-sig"), nul_by_row=nul_by_row)
    if problem is not None and problem.code == "MW003" and encoding == "utf-8-sig":
        mixed = _mixed(stream)
        if mixed is not None:
            return mixed
        encoding = "cp1252"
        problem = _undecodable(stream, encoding, nul_by_row=nul_by_row)
    if problem is not None:
        return problem
    stream.seek(0)
    source = CsvStream(stream, "", encoding)
    header = next((line for line in source.lines() if line.strip()), "")
    return source._replace(delimiter=find_delimiter(header))


_SURELY_UTF_8 = re.compile(
    rb"\xc2[\xa0-\xbf]|\xc3[\x80-\xbf]|\xe2\x80[\x90-\xbf]|\xe2\x82\xac|\A\xef\xbb\xbf"
)
"""A letter with an accent, a curly quote, a dash, a euro or a mark at the beginning in UTF-8.

Read as Windows-1252 each is a sign that no Dutch text has beside such another. Of the rest of UTF-8 that is
not sure: in capitals, CAF\u00c9 with a curly apostrophe has the bytes of one letter.
"""


def _mixed(stream: BinaryIO) -> Problem | None:
    """Tell where the first sign is that is no UTF-8, of a file in which others surely are."""
    stream.seek(0)
    sure, place = False, None
    for number, line in enumerate(stream, 1):
        sure = sure or _SURELY_UTF_8.search(line) is not None
        if place is None:
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                before = line[: error.start].decode("utf-8-sig" if number == 1 else "utf-8")
                place = Position(number, len(before) + 1)
        if sure and place is not None:
            return text_problem("MW003", place, {"geval": "gemengd"})
    return None


def _undecodable(stream: BinaryIO, encoding: str, *, nul_by_row: bool) -> Problem | None:
    """Tell of what is no text in an encoding, wherever it is; else of the first NUL."""
    nul: Problem | None = None
    decoder = codecs.getincrementaldecoder(encoding)()
    stream.seek(0)
    line = 1
    while True:
        block = stream.read(_BLOCK)
        try:
            text = decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            return text_problem("MW003", Position(line + bytes(error.object[: error.start]).count(b"\n"), 1))
        if nul is None and not nul_by_row and "\0" in text:
            nul = text_problem("MW008", Position(line + text[: text.index("\0")].count("\n"), 1))
        line += text.count("\n")
        if not block:
            return nul


def stated_delimiter(line: str) -> str | None:
    """Give the delimiter that a first line says there is, where it says no more than that."""
    stated = _STATED.fullmatch(line)
    return stated[1] if stated else None


def find_delimiter(text: str) -> str:
    """Give the delimiter of the header: a semicolon where it has more of those than commas."""
    header = text[: text.find("\n")] if "\n" in text else text
    return ";" if header.count(";") > header.count(",") else ","


def _stream_blocks(stream: BinaryIO, encoding: str) -> Iterator[list[str]]:
    """Give lines without their end, many at a time; of one longer than a row may be, only the beginning."""
    text = io.TextIOWrapper(stream, encoding, newline=None)
    try:
        rest = ""
        while block := text.read(_BLOCK):
            lines = (rest + block).split("\n")
            rest = lines.pop()[: MAX_ROW + 1]
            yield lines
        if rest:
            yield [rest]
    finally:
        if not stream.closed:
            text.detach()


def _plain(lines: Sequence[str]) -> bool:
    """Tell whether each of these lines is surely a row."""
    text = "\n".join(lines)
    return (
        '"' not in text
        and "\0" not in text
        and all(map(str.strip, lines))
        and max(map(len, lines), default=0) <= MAX_ROW
    )


def text_lines(text: str) -> list[str]:
    """Split a text into lines without their ends."""
    return (_NEWLINE.sub("\n", text) if "\r" in text else text).split("\n")


def read_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]] | Problem]:
    """Give each row with the line it starts on; blank lines are passed over.

    A row whose quoting is broken is a :class:`Problem`; the next line is a row again.
    """
    for record in read_row_texts(text_lines(text), delimiter):
        yield record if isinstance(record, Problem) else (record[0], split_record(record[1], delimiter))


def split_record(text: str, delimiter: str) -> list[str]:
    """Split the text of one row, as :func:`read_row_texts` gives it, into cells."""
    if '"' not in text:
        return text.split(delimiter)
    return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def read_row_texts(
    lines: Iterable[str], delimiter: str, first: int = 1
) -> Iterator[tuple[int, str] | Problem]:
    """Put lines together into the text of rows: a quoted cell can hold line breaks.

    Args:
        lines: the lines without their ends.
        delimiter: the delimiter.
        first: the number of the first line.

    Returns:
        Each row's text with the line it starts on, or what is wrong with it. Blank lines are passed over.
    """
    source = iter(lines)
    returned: deque[str] = deque()
    number = first - 1
    while (line := returned.popleft() if returned else next(source, None)) is not None:
        number += 1
        if '"' not in line and "\0" not in line and len(line) <= MAX_ROW:
            if line.strip() or delimiter in line:  # of tabs alone it is an empty row of a table with tabs
                yield number, line
        elif "\0" in line:
            yield text_problem("MW008", Position(number, line.index("\0") + 1))
        elif len(line) > MAX_ROW:
            yield text_problem("MW027", Position(number, 1))
        else:
            taken = [line]
            if _takes_record(taken, chain(_emptied(returned), source), delimiter):
                yield number, "\n".join(taken)
                number += len(taken) - 1
            else:
                yield text_problem("MW027", Position(number, 1))
                returned.extendleft(reversed(taken[1:]))


def _emptied(lines: deque[str]) -> Iterator[str]:
    while lines:
        yield lines.popleft()


def _takes_record(taken: list[str], more: Iterator[str], delimiter: str) -> bool:
    """Take the lines of a row with a quoted cell; tell whether it is one that can be read."""

    def feed() -> Iterator[str]:
        yield taken[0] + "\n"
        size = len(taken[0])
        for line in more:
            taken.append(line)
            size += len(line) + 1
            if size > MAX_ROW:
                return
            yield line + "\n"

    try:
        next(csv.reader(feed(), delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return not any("\0" in line for line in taken)


def cell_positions(lines: Sequence[str], line: int, delimiter: str) -> list[Position]:
    """Give where each cell of the row that starts on ``line`` begins."""
    if line <= len(lines) and '"' not in lines[line - 1]:
        widths = [len(cell) + 1 for cell in lines[line - 1].split(delimiter)[:-1]]
        return [Position(line, column) for column in accumulate(widths, initial=1)]
    positions = [Position(line, 1)]
    quoted = False
    begins_quoted = False
    column = 0
    current = line
    while current <= len(lines):
        for character in lines[current - 1]:
            column += 1
            if character == '"':
                # A quote means something only in a cell that begins with one.
                begins_quoted = begins_quoted or positions[-1] == Position(current, column)
                quoted = begins_quoted and not quoted
            elif character == delimiter and not quoted:
                positions.append(Position(current, column + 1))
                begins_quoted = False
        if not quoted:
            break
        current, column = current + 1, 0
    return positions
