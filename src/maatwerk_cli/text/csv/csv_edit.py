"""Changing a CSV file where it must change: its encoding, delimiter, quotes and line ends are kept.

What is written is guarded, so that no spreadsheet runs it; who reads the file takes the guard off.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from maatwerk_cli.text.csv.csv_cell import guarded
from maatwerk_cli.text.csv.csv_reader import decode_csv, read_rows
from maatwerk_cli.text.problem import Problem
from maatwerk_cli.text.yaml.yaml_edit import EditError


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    end: int
    cells: tuple[tuple[int, int], ...]
    """Where each cell begins and ends, its quotes included."""


class CsvFile:
    """A CSV file with a header that is being changed.

    Raises:
        EditError: the file does not read, or a change cannot be written in its encoding.
    """

    def __init__(self, data: bytes) -> None:
        source = decode_csv(data)
        if isinstance(source, Problem):
            raise EditError
        self._bom = data.startswith(b"\xef\xbb\xbf")
        self._windows = source.windows_1252
        self._text = data.decode("cp1252" if source.windows_1252 else "utf-8").removeprefix("\ufeff")
        self._delimiter = source.delimiter
        self._newline = "\r\n" if "\r\n" in self._text else "\n"
        head = next(iter(self._read()), None)
        if head is None:
            raise EditError
        self.columns: list[str] = head[1]

    @property
    def data(self) -> bytes:
        """The file as bytes."""
        try:
            content = self._text.encode("cp1252" if self._windows else "utf-8")
        except UnicodeEncodeError:
            raise EditError from None
        return (b"\xef\xbb\xbf" if self._bom else b"") + content

    @property
    def rows(self) -> list[tuple[int, list[str]]]:
        """The rows under the header, each with the line it starts on, as they are written."""
        return self._read()[1:]

    def set(self, line: int, column: str, value: str) -> None:
        """Give a cell of the row that starts on ``line`` another value."""
        self.set_each(column, {line: value})

    def set_each(self, column: str, values: Mapping[int, str]) -> None:
        """Give the cells of a column another value, at once, by the line on which their row starts."""
        expected, places = self._read(), self._rows()
        positions = {line: position for position, (line, _) in enumerate(expected)}
        index = self.columns.index(column)
        edits = []
        for line in sorted(values):
            position, value = positions[line], guarded(values[line])
            expected[position][1][index] = value
            start, end = places[position].cells[index]
            quoted = self._text[start : start + 1] == '"'
            edits.append((start, end, self._cell(value, quoted=quoted)))
        self._replace(edits, expected)

    def append(self, values: dict[str, str]) -> None:
        """Add a row at the end; a column without a value gets an empty cell."""
        self.extend([values])

    def extend(self, rows: list[dict[str, str]]) -> None:
        """Add rows at the end, at once."""
        cells = [[guarded(values.get(column, "")) for column in self.columns] for values in rows]
        expected = [*self._read(), *((0, row) for row in cells)]
        row = self._newline.join(self._delimiter.join(map(self._cell, row)) for row in cells)
        end = len(self._text)
        if self._text.endswith("\n"):
            self._replace([(end, end, row + self._newline)], expected)
        else:
            self._replace([(end, end, self._newline + row)], expected)

    def widen(self, columns: Iterable[str]) -> None:
        """Add those of some columns that are not there, at the end; empty in every row."""
        for column in columns:
            if column in self.columns:
                continue
            head, *rows = self._read()
            expected = [(head[0], [*head[1], column]), *((line, [*cells, ""]) for line, cells in rows)]
            first, *others = (row.cells[-1][1] for row in self._rows())
            text = self._text
            for end in reversed(others):
                text = text[:end] + self._delimiter + text[end:]
            widened = text[:first] + self._delimiter + column + text[first:]
            self._replace([(0, len(self._text), widened)], expected)
            self.columns.append(column)

    def remove(self, *lines: int) -> None:
        """Take rows away, at once, by the line on which each starts."""
        before, asked = self._read(), {*lines}
        gone = {position for position, (line, _) in enumerate(before) if line in asked}
        if len(gone) != len(asked):
            raise EditError
        rows = [row for position, row in enumerate(self._rows()) if position in gone]
        expected = [row for position, row in enumerate(before) if position not in gone]
        self._replace([(row.cells[0][0], row.end, "") for row in rows], expected)

    def _read(self) -> list[tuple[int, list[str]]]:
        rows = list(read_rows(self._text.removesuffix("\n"), self._delimiter))
        sound = [row for row in rows if not isinstance(row, Problem)]
        if len(sound) != len(rows):
            raise EditError
        return sound

    def _rows(self) -> list[_Row]:
        """Find the place of every cell by walking through the text once."""
        text, rows = self._text, []
        offset, line = 0, 1
        while offset < len(text):
            first, cells, start, quoted, begin = line, [], offset, False, offset
            while offset < len(text) and (quoted or text[offset] != "\n"):
                if text[offset] == '"':
                    quoted = not quoted
                elif text[offset] == "\n":
                    line += 1
                elif text[offset] == self._delimiter and not quoted:
                    cells.append((start, offset))
                    start = offset + 1
                offset += 1
            stop = offset - 1 if offset > begin and text[offset - 1] == "\r" else offset
            cells.append((start, stop))
            offset, line = offset + 1, line + 1
            if text[begin:stop].strip():
                rows.append(_Row(first, min(offset, len(text)), tuple(cells)))
        return rows

    def _cell(self, value: str, *, quoted: bool = False) -> str:
        special = any(mark in value for mark in (self._delimiter, '"', "\n", "\r")) or value != value.strip()
        return '"' + value.replace('"', '""') + '"' if quoted or special else value

    def _replace(
        self, edits: Iterable[tuple[int, int, str]], expected: Sequence[tuple[int, list[str]]]
    ) -> None:
        """Put texts in the place of stretches, each given from where to where, in order."""
        before, done = self._text, 0
        pieces = []
        for start, end, text in edits:
            pieces += [before[done:start], text]
            done = end
        self._text = "".join((*pieces, before[done:]))
        if [cells for _, cells in self._read()] != [cells for _, cells in expected]:
            self._text = before
            raise EditError
