"""What a user hands over, recognised by its content: a record, a table of tenders, or a notice."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Protocol

from pydantic import ValidationError

from maatwerk_cli.tender.facts import READ_OTHERWISE, SAID_TWICE, TENDER_FIELDS, facts_of_record
from maatwerk_cli.tender.input.columns import Unknown, field_of_head, read_columns, twice_sentence
from maatwerk_cli.tender.input.measure_note import lone_texts, measure_refusal
from maatwerk_cli.tender.judging import Refused, TenderRead
from maatwerk_cli.tender.masking import shown_text
from maatwerk_cli.text.csv.csv_reader import (
    READ_AS_WINDOWS,
    Stretch,
    cell_positions,
    has_utf_16_mark,
    open_csv,
    split_record,
    stated_delimiter,
)
from maatwerk_cli.text.dutch import so_many
from maatwerk_cli.text.problem import Position, Problem
from maatwerk_cli.text.spreadsheet import is_packed
from maatwerk_cli.text.yaml.yaml_reader import Marks, first_line, read_marks, read_yaml

if TYPE_CHECKING:
    from maatwerk_cli.tender.notices import Lot, NoticeReading, NoticeSignal

MAX_INPUT_BYTES = 100 * 1024 * 1024
"""Of a file that is read whole. A table of tenders is read as it goes and can be of any size."""

_HEAD = 65_536
"""So much of a file shows of what kind it is."""
_BOM = "\ufeff"

PutIntoWords = Callable[[Problem], str]
"""Puts a problem of the catalogue into words: message and remedy."""

PIPED = "standaardinvoer"
"""What standard input is called; kept in a file of this name it is judged the same."""


class TableRows(Protocol):
    """The rows of a table as text, to be gone through as often as asked."""

    @property
    def delimiter(self) -> str:
        """What parts their cells."""

    @property
    def read_as(self) -> str:
        """That its signs are no UTF-8, and what they are, as a clause; empty where that is not to be said."""

    def stretches(self) -> Iterator[Stretch]:
        """Give them many at a time, each with its number."""

    def position(self) -> int:
        """Tell how far they were read, as bytes of the file or signs of the sheet."""


class TenderTable(NamedTuple):
    """A table of tenders, to be read row by row.

    Attributes:
        stream: the rows of the file.
        columns: the fields in the order of its columns; empty where a column holds none.
        unknown: the columns that hold no field.
        head: how many rows go before the first tender.
        sheet_size: of a sheet, how many signs its rows have; of a CSV its file says how large it is.
        notes: what a user must know of how it was read, as sentences.
    """

    stream: TableRows
    columns: tuple[str, ...]
    unknown: tuple[Unknown, ...] = ()
    head: int = 1
    sheet_size: int | None = None
    notes: tuple[str, ...] = ()

    @property
    def read_as(self) -> str:
        """That its signs are no UTF-8, and what they are."""
        return self.stream.read_as

    @property
    def id_column(self) -> int | None:
        """Where the id stands, where there is such a column."""
        return self.columns.index("id") if "id" in self.columns else None

    def stretches(self) -> Iterator[Stretch]:
        """Give the rows after the header, many at a time."""
        left = self.head
        for lines, rows in self.stream.stretches():
            yield Stretch(lines[left:], rows[left:]) if left else Stretch(lines, rows)
            left = max(left - len(rows), 0)


class Tenders(NamedTuple):
    """The tenders of a file that is no table of ours.

    Attributes:
        tenders: each as it was read, or why it was not; those of a long file are read as they are asked for.
        one_record: they are the one tender of a record, which is no list of tenders.
        windows_1252: the file was read as such, since it is no UTF-8.
    """

    tenders: Iterable[TenderRead | Refused]
    one_record: bool = False
    windows_1252: bool = False

    @property
    def read_as(self) -> str:
        """That its signs are no UTF-8, and what they are; empty where they are."""
        return READ_AS_WINDOWS if self.windows_1252 else ""

    @property
    def only(self) -> TenderRead | Refused | None:
        """The tender, where there is only one."""
        return self.tenders[0] if isinstance(self.tenders, list) and len(self.tenders) == 1 else None


TenderInput = TenderTable | Refused | Tenders


def read_input(stream: BinaryIO, put: PutIntoWords) -> TenderInput:
    """Read a file of tenders, whatever it is.

    Args:
        stream: the file, which can be read again from the beginning.
        put: puts a problem of the catalogue into words.
    """
    stream.seek(0)
    head = stream.read(_HEAD)
    if is_packed(head):
        return _read_packed(stream)
    encoding = "utf-16" if has_utf_16_mark(head) else "utf-8"
    start = head.decode(encoding, "replace").removeprefix(_BOM).lstrip()
    if not start and len(head) < _HEAD:
        return Refused("Het bestand is leeg. Geef een bestand met een aanbesteding.")
    if _own_header(start):
        return _read_table(stream, put)
    from maatwerk_cli.tender.notices import open_notice_table, read_notice

    notices = open_notice_table(stream)
    if notices is not None:
        return _of_reading(notices)
    stream.seek(0)
    data = stream.read(MAX_INPUT_BYTES + 1)
    if len(data) > MAX_INPUT_BYTES:
        size = MAX_INPUT_BYTES // 1024 // 1024
        return Refused(f"Het bestand is groter dan {size} MB en is geen CSV met bekende kolommen.")
    notice = read_notice(data)
    if notice is not None:
        return _of_reading(notice)
    if (
        any(map(field_of_head, _heads(start)))
        and start[:1] not in ("{", "[", "<")
        and ":" not in _heads(start)[0]
    ):
        return _read_table(stream, put)
    return _read_record(data, start, put)


def _read_packed(stream: BinaryIO) -> TenderInput:
    """Read a workbook: a dataset of TenderNed, or else a list of tenders."""
    from maatwerk_cli.tender.input.sheet_rows import read_sheet
    from maatwerk_cli.tender.notices import WHERE_ELSE, open_notice_table

    notices = open_notice_table(stream)
    if notices is not None:
        return _of_reading(notices)
    table = read_sheet(stream)
    if table is None:
        return Refused(
            "Deze spreadsheet heeft geen zichtbaar blad met bekende kolommen. Noem ze boven de rijen, "
            f"bijvoorbeeld id, aard en loonsom_excl_btw. Zoekt u aankondigingen van TenderNed? {WHERE_ELSE}"
        )
    if isinstance(table, Refused):
        return table
    rows, columns = table.rows, table.columns
    return _without_note(TenderTable(rows, columns.fields, columns.unknown, 0, rows.size, table.notes))


def _own_header(start: str) -> bool:
    """Tell whether the first line names a field of a tender as a record does: this is a table of ours."""
    names = _heads(start)
    return any(name in TENDER_FIELDS for name in names) or all(
        name.lower() in TENDER_FIELDS for name in names
    )


def _heads(start: str) -> list[str]:
    """Give the heads on the first line, whatever parts them; what only says what parts them is none."""
    line, _, rest = start.replace("\r\n", "\n").replace("\r", "\n").partition("\n")
    bar = ""
    if stated := stated_delimiter(line):
        line = rest.partition("\n")[0]
        bar = "|" if stated == "|" else ""
    return [name.strip().strip('"') for name in re.split(rf"[,;\t{bar}]", line)]


def _lower_head(data: bytes) -> int:
    """Give the line below the first, from 1, on which columns are named; 0 where none near the top does."""
    lines = data.decode("utf-8-sig", "replace").splitlines()[:_MOST_ABOVE]
    for number, line in enumerate(lines[1:], 2):
        names = [name for name in _heads(line) if name and ":" not in line]
        known = sum(bool(field_of_head(name)) for name in names)
        if known > 1 and 2 * known >= len(names):
            return number
    return 0


_MOST_ABOVE = 20
"""Lines: a title, a date and some remarks; who writes more above a table has no table."""

_PARTS: Mapping[str, str] = {",": "komma's", ";": "puntkomma's", "\t": "tabs", "|": "streepjes (|)"}
"""What parts the cells of a table, as people call it."""


def _read_table(stream: BinaryIO, put: PutIntoWords) -> TenderTable | Refused:
    source = open_csv(stream, nul_by_row=True, utf_16=True)
    if isinstance(source, Problem):
        return Refused(put(source), source.place.line, source.place.column)
    first = next(source.lines()).rstrip("\r\n")
    stated = stated_delimiter(first)
    if stated:
        source = source._replace(delimiter=stated)
    elif first.count("\t") > max(first.count(","), first.count(";")):
        source = source._replace(delimiter="\t")
    skipped = 1 if stated else 0
    header = next(islice(source.records(), skipped, None), None)
    if header is None:
        return Refused("Het bestand heeft geen kop. Noem op de eerste regel de kolommen.")
    if isinstance(header, Problem):
        return Refused(put(header), header.place.line)
    line, text = header
    heads = split_record(text, source.delimiter)
    fault = _parted_in_two_ways(heads, source.delimiter, stated=stated is not None)
    if fault is not None:
        return Refused(fault[0], line, _cell_column(text, source.delimiter, fault[1]))
    columns = read_columns(heads)
    if columns.twice is not None:
        return Refused(
            twice_sentence(columns),
            line,
            _cell_column(text, source.delimiter, columns.twice),
        )
    return _without_note(TenderTable(source, columns.fields, columns.unknown, skipped + 1))


def _without_note(table: TenderTable) -> TenderTable | Refused:
    """Give a table, unless a row of it says that all amounts are of another measure."""
    texts = lone_texts(table.stretches(), table.stream.delimiter)
    return measure_refusal(texts, table.columns, "In een rij met alleen een opmerking") or table


def _parted_in_two_ways(heads: Sequence[str], delimiter: str, *, stated: bool) -> tuple[str, int] | None:
    """Say that the cells of a head are parted in another way too, and of which cell that is."""
    for other in (";" if delimiter != ";" else ",", "\t"):
        place = next((place for place, head in enumerate(heads) if other in head), None)
        if place is not None and stated and len(heads) == 1:
            fault = f"Op regel 1 staat sep={delimiter}, en de kop gebruikt {_PARTS[other]}. Haal regel 1 weg."
            return fault, place
        if place is not None:
            ways = f"{_PARTS[delimiter]} en {_PARTS[other]}"
            return f"De kop gebruikt {ways} door elkaar. Gebruik overal dezelfde.", place
    return None


def _cell_column(text: str, delimiter: str, index: int) -> int:
    return cell_positions([text], 1, delimiter)[index].column


def _read_record(data: bytes, start: str, put: PutIntoWords) -> TenderInput:
    document = read_yaml(data)
    lower = 0 if start[:1] in ("{", "[") else _lower_head(data)
    if lower and (isinstance(document, Problem) or isinstance(document.value, str)):
        lines = data.decode("utf-8-sig", "replace").splitlines()[:lower]
        above, fields = enumerate(lines[:-1], 1), [*map(field_of_head, _heads(lines[-1]))]
        return measure_refusal(above, fields, "Boven de kop") or Refused(
            f"De namen van kolommen staan op regel {lower}, en niet bovenaan. Haal weg wat erboven staat.",
            lower,
        )
    if isinstance(document, Problem):
        fault = _JSON_BROKEN if start[:1] in ("{", "[") else put(document)
        return Refused(fault, document.place.line, document.place.column)
    value = document.value
    marks = cache(partial(read_marks, data))
    if isinstance(value, dict):
        return Tenders([_one_record(marks, value, (), first_line(data), put)], one_record=True)
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return Tenders(
            [
                _one_record(marks, item, (index,), marks().find((index,)).line, put)
                for index, item in enumerate(value)
            ]
        )
    first = start.partition("\n")[0]
    if isinstance(value, list):
        return Refused(
            "Dit is een lijst waarin niet elk onderdeel een aanbesteding is. Geef per aanbesteding de "
            "velden, zoals id en aard."
        )
    if "," in first or ";" in first:
        return Refused(
            "Geen enkele kolom is bekend. De eerste regel van een CSV noemt de kolommen, bijvoorbeeld "
            "id;aard;loonsom_excl_btw."
        )
    return Refused(
        "Dit is geen aanbesteding. Geef een YAML-record, een CSV met bekende kolommen of een aankondiging."
    )


class FieldPlaces(Mapping[str, str]):
    """Where each field of a record is, found when it is asked for: that takes the slower reader.

    Args:
        marks: gives the positions in the file.
        loc: where in it the record is.
        fields: the fields that it has.
    """

    def __init__(self, marks: Callable[[], Marks], loc: tuple[int, ...], fields: Collection[str]) -> None:
        self._marks = marks
        self._loc = loc
        self._fields = fields

    def __getitem__(self, field: str) -> str:
        """Say on which line and column a field has its value."""
        if field not in self._fields:
            raise KeyError(field)
        position = self.position(field)
        return f"regel {position.line}, kolom {position.column}"

    def position(self, field: str) -> Position:
        """Give where a field has its value; of one that is not there, where the record is."""
        return self._marks().find((*self._loc, field))

    def __iter__(self) -> Iterator[str]:
        """Give the fields."""
        return iter(self._fields)

    def __len__(self) -> int:
        """Count the fields."""
        return len(self._fields)


_JSON_BROKEN = (
    "Dit lijkt JSON, maar het is niet geldig of niet af. Sla het bestand opnieuw op, of download het opnieuw."
)
_MOST_PROBLEMS = 3
"""More sentences about one tender are not read; how many are left is said."""


def _sentences(problems: Sequence[Problem], put: PutIntoWords, place: Callable[[Problem], Position]) -> str:
    """Say what is wrong with a record, each after the first with its place; of very much the beginning."""
    first: dict[str, Problem] = {}
    for problem in problems[:_MOST_PROBLEMS]:
        first.setdefault(put(problem), problem)
    sentences = [*first]
    for index, problem in enumerate(first.values()):
        if index:
            line, column = place(problem).line, place(problem).column
            sentences[index] = f"Regel {line}, kolom {column}: {sentences[index]}"
    more = len(problems) - _MOST_PROBLEMS
    if more > 0:
        others = so_many(more, "andere fout", "andere fouten")
        sentences.append(f"Er {'is' if more == 1 else 'zijn'} nog {others}.")
    return " ".join(sentences)


def _one_record(
    marks: Callable[[], Marks],
    value: Mapping[str, object],
    loc: tuple[int, ...],
    line: int,
    put: PutIntoWords,
) -> TenderRead | Refused:
    from maatwerk_cli.models.tender.aanbesteding import Aanbesteding
    from maatwerk_cli.register.validation import field_problems, number_as_written

    name = value.get("id")
    record_id = str(name) if isinstance(name, str | int) else None
    try:
        record = Aanbesteding.model_validate(value)
    except ValidationError as error:
        problems = [
            number_as_written(problem, marks().number_at((*loc, *problem.loc)))
            for problem in field_problems(error, Aanbesteding, "")
        ]

        def place(problem: Problem) -> Position:
            return marks().find((*loc, *problem.loc), on_key=problem.on_key)

        position = place(problems[0])
        lot = value.get("perceel")
        return Refused(
            _sentences(problems, put, place),
            position.line,
            position.column,
            record_id,
            str(lot) if isinstance(lot, str | int) else None,
            code=" ".join(problem.code for problem in problems),
        )
    fields = [field for field in TENDER_FIELDS if field in record.model_fields_set]
    places = FieldPlaces(marks, loc, fields)
    return TenderRead(facts_of_record(record), line, places, place=places.position)


def _of_reading(reading: "NoticeReading | Refused") -> TenderInput:
    if isinstance(reading, Refused):
        return reading._replace(message=shown_text(reading.message))
    rows = _NoticeRows(reading)
    if isinstance(reading.lots, tuple):
        return Tenders([*rows], windows_1252=reading.windows_1252)
    first = [*islice(rows, 2)]
    return Tenders(first if len(first) < 2 else rows, windows_1252=reading.windows_1252)


class _NoticeRows:
    """The lots of a reading, each as a tender that was read; made anew each time they are asked for."""

    def __init__(self, reading: "NoticeReading") -> None:
        self._reading = reading

    def __iter__(self) -> Iterator[TenderRead | Refused]:
        """Give lot after lot; one that could not be read says why."""
        from maatwerk_cli.tender.notices import NoticeSignal

        reading = self._reading
        kind = NoticeSignal("Soort aankondiging", f"{reading.schema}, {reading.kind}", reading.form)
        for lot in reading.lots:
            if isinstance(lot, Refused):
                yield lot._replace(message=shown_text(lot.message))
            else:
                yield _one_lot(lot, kind)


def _one_lot(lot: "Lot", schema: "NoticeSignal") -> TenderRead | Refused:
    from maatwerk_cli.models.tender.aanbesteding import Aanbesteding

    line = lot.line or 1
    try:
        record = Aanbesteding.model_validate(lot.fields)
    except ValidationError as error:
        fields = ", ".join(sorted({str(error["loc"][0]) for error in error.errors(include_input=False)}))
        name = lot.fields.get("id")
        return Refused(
            f"De aankondiging geeft een waarde die niet kan: {fields}. Zet de gegevens zelf in een record.",
            line,
            id=name if isinstance(name, str) else None,
        )
    signals = tuple(replace(signal, value=shown_text(signal.value)) for signal in lot.signals)
    warnings = tuple(shown_text(text) for text in lot.warnings)
    unread = {field: shown_text(text) for field, text in lot.unread.items()}
    facts = facts_of_record(record)
    # What a notice leaves in the middle is not left out: nothing is assumed of it.
    unknown = facts.unknown | (READ_OTHERWISE & lot.unclear) | (SAID_TWICE & lot.contradicted)
    facts = facts._replace(bounds={**facts.bounds, **lot.bounds}, unknown=unknown)
    return TenderRead(
        facts,
        line,
        lot.origins,
        warnings,
        unread,
        (schema, *signals),
        number_of_lots=lot.number_of_lots or 0,
        is_noted=bool(lot.warnings or lot.unclear),
    )
