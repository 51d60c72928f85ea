"""Rows of one tender that are not together: found before any is judged, in memory that hardly grows."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice, pairwise
from typing import NamedTuple

from maatwerk_cli.tender.input.tender_input import TenderTable
from maatwerk_cli.tender.judging import Refused, TenderRead, same_id
from maatwerk_cli.tender.series.row_reader import RowReader
from maatwerk_cli.tender.series.table_parts import RawRow, id_of

_PARTS = 64
"""So many parts that sorting one takes little memory beside the numbers themselves."""
_BOUNDS = [(part + 1) * (2**64 // _PARTS) - 2**63 for part in range(_PARTS)]
"""Below which number the hashes of each part lie."""
_AT_ONCE = 50_000
"""How many ids are sorted in memory at once."""


class Run(NamedTuple):
    """Rows that follow on one another under one id: the id as it is written, and where the first stands."""

    id: str
    line: int
    file: str = ""


def table_runs(source: TenderTable, reader: RowReader) -> Iterator[Run]:
    """Give the runs of a table. A row without an id parts them, unless it is a lot that cannot be read."""
    delimiter, column = source.stream.delimiter, source.id_column
    last = ""
    for stretch in source.stretches():
        for line, row in zip(stretch.lines, stretch.rows, strict=True):
            name = id_of(row, delimiter, column)
            if name:
                if name != last:
                    yield Run(name, line)
                last = name
            elif last and isinstance(reader.read(line, row), TenderRead):
                last = ""


def tender_runs(tenders: Iterable[TenderRead | Refused]) -> Iterator[Run]:
    """Give the runs of tenders that were read from records or notices."""
    last = ""
    for tender in tenders:
        name = (tender.id if isinstance(tender, Refused) else tender.facts.id) or ""
        if name and name != last:
            yield Run(name, tender.line, tender.file)
        if name or isinstance(tender, TenderRead):
            last = name


def table_names(source: TenderTable) -> Iterator[str]:
    """Give the id of every row of a table that has one, but of a row that has that of the row before."""
    names = chain.from_iterable(_names(source, rows) for _, rows in source.stretches())
    return (name for name, _ in groupby(names) if name)


def _names(source: TenderTable, rows: Sequence[RawRow]) -> Sequence[str]:
    delimiter, column = source.stream.delimiter, source.id_column
    texts = [row for row in rows if isinstance(row, str)]
    if column == 0 and '"' not in "".join(texts):
        return [text.partition(delimiter)[0].strip() for text in texts]
    return [id_of(text, delimiter, column) for text in texts]


def scattered(
    runs: Callable[[], Iterable[Run]], names: Iterable[str] | None = None
) -> Mapping[str, Sequence[Run]]:
    """Find the ids that have more than one run, as ids are compared, with those runs.

    Args:
        runs: gives all runs; gone through only where an id comes back.
        names: the id of every run at least, where that takes less; a number of each is kept.
    """
    first_look = (run.id for run in runs()) if names is None else names
    twice = _twice(map(hash, map(same_id, first_look)))
    if not twice:
        return {}
    runs_by_id: dict[str, list[Run]] = {}
    for run in runs():
        name = same_id(run.id)
        if hash(name) in twice:
            runs_by_id.setdefault(name, []).append(run)
    return {name: alike for name, alike in runs_by_id.items() if len(alike) > 1}


def _twice(numbers: Iterator[int]) -> set[int]:
    """Give the numbers that come more than once: eight bytes kept of each, sorted part by part."""
    parts = [array("q") for _ in _BOUNDS]
    while some := sorted(islice(numbers, _AT_ONCE)):
        start = 0
        for part, bound in zip(parts, _BOUNDS, strict=True):
            end = bisect_left(some, bound, start)
            part.extend(some[start:end])
            start = end
    return {number for part in parts for number, following in pairwise(sorted(part)) if number == following}


def apart_sentences(runs_by_id: Mapping[str, Sequence[Run]]) -> Iterator[tuple[Run, str]]:
    """Say of each run that comes back what to do about it, in the order of the file."""
    again = [(run, alike[0]) for alike in runs_by_id.values() for run in alike[1:]]
    for run, first in sorted(again, key=lambda both: (both[0].file, both[0].line)):
        place = f"{first.file}, regel {first.line}" if first.file != run.file else f"regel {first.line}"
        if run.id == first.id:
            yield (
                run,
                f"dit id staat ook op {place}, met andere rijen ertussen. Percelen tellen alleen samen als "
                "hun rijen onder elkaar staan. Zet ze bij elkaar.",
            )
        else:
            yield (
                run,
                f"dit id staat ook op {place}, met andere hoofdletters. Schrijf het gelijk en zet de rijen "
                "bij elkaar als het om dezelfde aanbesteding gaat; kies anders een ander id.",
            )
