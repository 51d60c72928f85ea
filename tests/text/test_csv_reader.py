"""CSV to rows: encodings, delimiters, quoting, line numbers, hostile text."""

import csv
import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from maatwerk_cli.text.csv.csv_reader import (
    MAX_ROW,
    CsvText,
    cell_positions,
    decode_csv,
    open_csv,
    read_rows,
    text_lines,
)
from maatwerk_cli.text.problem import Position, Problem


def rows(data: bytes | str) -> list[tuple[int, list[str]] | Problem]:
    source = decode_csv(data.encode() if isinstance(data, str) else data)
    assert isinstance(source, CsvText)
    return list(read_rows(source.text, source.delimiter))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_delimiters_and_line_ends(encoding: str, delimiter: str, newline: str) -> None:
    data = newline.join([f"id{delimiter}titel", f"a{delimiter}café €"]).encode(encoding)
    source = decode_csv(data)
    assert isinstance(source, CsvText)
    assert source.delimiter == delimiter
    assert source.windows_1252 == (encoding == "cp1252")
    assert list(read_rows(source.text, delimiter)) == [(1, ["id", "titel"]), (2, ["a", "café €"])]
    stream = open_csv(io.BytesIO(data))
    assert not isinstance(stream, Problem)
    assert list(stream.records()) == [(1, f"id{delimiter}titel"), (2, f"a{delimiter}café €")]


def test_undefined_byte_and_nul_are_problems_at_their_line() -> None:
    assert decode_csv(b"id\nx\x81") == Problem("MW003", position=Position(2, 1))
    assert decode_csv(b"id\n\nx\0y") == Problem("MW008", position=Position(3, 1))
    for lines in (1, 100_000):  # the one is told before the other, however far it comes after it
        both = b"x\0y\n" + b"z\n" * lines + b"x\x81"
        assert decode_csv(both) == Problem("MW003", position=Position(lines + 2, 1))


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"id,naam\na,Caf\xc3\xa9\nb,Caf\xe9\n", 3, 6),
        (b"id,naam\nb,Caf\xe9\na,Caf\xc3\xa9\n", 2, 6),
        (b"id,naam\na,\xc3\xa9\xe9\n", 2, 4),  # a column is a letter, not a byte
        (b"id,naam\na,5 \xe2\x82\xac\nb,5 \x80\n", 3, 5),  # a euro, both ways
        (b"id,naam\na,\xe2\x80\x99s\nb,\x92s\n", 3, 3),  # a curly apostrophe, both ways
        (b"\xef\xbb\xbfid,caf\xe9\n", 1, 7),  # its mark says that it is UTF-8
    ],
)
def test_a_file_of_two_encodings_is_refused_at_the_first_sign_of_the_other(
    data: bytes, line: int, column: int
) -> None:
    """Read as one of them, letters of the other would be others without anybody seeing it."""
    assert decode_csv(data) == Problem("MW003", params={"geval": "gemengd"}, position=Position(line, column))


@pytest.mark.parametrize(
    "text", ["CAF\u00c9\u2019S", "\u00c4\u2013\u00d6", "co\u00f6rdinatie \u2013 \u20ac 5", "\u00dc\u00bb"]
)
def test_a_capital_before_a_quote_or_a_dash_is_no_utf_8(text: str) -> None:
    """Their bytes may be those of one letter of UTF-8; that letter stands in no Dutch text."""
    source = decode_csv(f"id,naam\na,{text} caf\u00e9\n".encode("cp1252"))
    assert isinstance(source, CsvText)
    assert source.windows_1252
    assert text in source.text


def test_a_character_over_a_block_border_is_decoded_whole() -> None:
    data = b"id\n" + b"x" * ((1 << 20) - 4) + "é".encode() + b"\ny"
    stream = open_csv(io.BytesIO(data))
    assert not isinstance(stream, Problem)
    assert not stream.windows_1252


def test_line_breaks_and_blank_lines_count_in_line_numbers() -> None:
    assert rows('id,t\n\n"a\nb",1\n"c ""d""",2\n') == [
        (1, ["id", "t"]),
        (3, ["a\nb", "1"]),
        (5, ['c "d"', "2"]),
    ]


def test_a_quote_within_a_plain_cell_is_a_character() -> None:
    assert rows('id,t\n1,buis 5" lang\n2,x') == [
        (1, ["id", "t"]),
        (2, ["1", 'buis 5" lang']),
        (3, ["2", "x"]),
    ]


def test_broken_quoting_costs_one_row() -> None:
    assert rows('id,t\n"a"b,1\nc,2\n"open,3\nd,4\n') == [
        (1, ["id", "t"]),
        Problem("MW027", position=Position(2, 1)),
        (3, ["c", "2"]),
        Problem("MW027", position=Position(4, 1)),
        (5, ["d", "4"]),
    ]


def test_unicode_line_separators_are_characters() -> None:
    assert rows("id,t\na\u2028b,\x0bc\x85\n") == [(1, ["id", "t"]), (2, ["a\u2028b", "\x0bc\x85"])]


def test_a_row_that_is_too_long_is_a_problem() -> None:
    stream = open_csv(io.BytesIO(b"id\n" + b"x" * (3 * MAX_ROW) + b"\ny"))
    assert not isinstance(stream, Problem)
    outcome = list(stream.records())
    assert outcome[0] == (1, "id")
    assert outcome[1] == Problem("MW027", position=Position(2, 1))
    assert outcome[2] == (3, "y")


def test_cell_positions() -> None:
    assert cell_positions(text_lines('id;t\r\n1;"a;b\nc";2\r\n'), 2, ";") == [
        Position(2, 1),
        Position(2, 3),
        Position(3, 4),
    ]


def test_cell_positions_without_quotes() -> None:
    assert cell_positions(["id,t", ",ab,,c"], 2, ",") == [Position(2, column) for column in (1, 2, 5, 6)]
    assert cell_positions(["id"], 1, ",") == [Position(1, 1)]
    assert cell_positions(["id"], 2, ",") == [Position(2, 1)]


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=8)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=5), st.sampled_from(",;"))
def test_what_the_csv_module_writes_is_read_back(table: list[list[str]], delimiter: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(table)
    assert [row[1] for row in read_rows(out.getvalue(), delimiter) if not isinstance(row, Problem)] == table


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
@example(b"\xef")
@example(b"\xef\xbb")
def test_no_bytes_crash_it(data: bytes) -> None:
    source = decode_csv(data)
    if isinstance(source, CsvText):
        list(read_rows(source.text, source.delimiter))


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        path = tmp_path / "groot.csv"
        path.write_bytes(b"a;b;c\n" * count)
        with path.open("rb") as stream:
            source = open_csv(stream)
            assert not isinstance(source, Problem)
            tracemalloc.start()
            assert sum(1 for _ in source.records()) == count
            top = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return top

    assert peak(1_200_000) < 1.2 * peak(600_000)
