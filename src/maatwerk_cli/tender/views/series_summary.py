"""A series in words: what the verdicts come to, and each on a line."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from maatwerk_cli.tender.judging import NOTED, Refused, Result
from maatwerk_cli.tender.views.field_titles import in_sentence
from maatwerk_cli.tender.views.verdict_words import name_among_others, name_of, row_place
from maatwerk_cli.text import dutch
from maatwerk_cli.text.terminal.layout import clean

if TYPE_CHECKING:
    from maatwerk_cli.tender.series.tally import Tally
    from maatwerk_cli.text.blocks import Block


def series_blocks(rows: Sequence[Result | Refused] | None, count: "Tally") -> "Iterator[Block]":
    """Give many verdicts: what they come to, and each on a line where these are not too many."""
    from maatwerk_cli.text.blocks import BlockTable, Heading, Paragraph, PointList

    yield Heading("Social return bij deze aanbestedingen", 1)
    yield PointList(list(summary_of_series(count)))
    if rows:
        names = file_names(rows)
        yield BlockTable(
            "Per aanbesteding",
            ("Regel", "Aanbesteding", "Uitkomst", "Waardoor", "Nog te vragen"),
            [series_row(row, names.get(file_of(row), "")) for row in rows],
        )
    elif count.total:
        yield Paragraph("Voor de uitkomst per aanbesteding: kies --formaat csv of --formaat jsonl.")


def summary_of_series(count: "Tally") -> Iterator[str]:
    """Say how many apply, how many do not and why, how many are unknown and for want of what."""
    outcomes = count.outcomes
    missed = _by("niet_van_toepassing", count)
    undecided = _by("onbekend", count)
    asked = {in_sentence(name): number for name, number in count.questions.items()}
    readings = count.per("lezingen", "onbekend")
    without = count.per("reden", "onbekend")
    tenders, *lots = counted_tenders(count).split(", ")
    rows = " Elk perceel heeft een eigen regel." if lots else ""
    yield f"{', '.join([f'{tenders} gelezen', *lots])}.{rows}"
    yield f"Van toepassing: {outcomes['van_toepassing']}."
    yield f"Niet van toepassing: {outcomes['niet_van_toepassing']}.{missed}"
    yield f"Nog onbekend: {outcomes['onbekend']}.{undecided}"
    if asked:
        yield f"Nog te vragen: {_counted(asked)}."
    if readings:
        yield f"Nog een lezing te kiezen: {_counted(readings)}."
    if count.onzeker:
        yield f"Waar deze uitkomsten op rusten: {_counted(count.onzeker)}."
    if count.onzeker[NOTED]:
        yield f"Wat er bij {_notices(count.onzeker[NOTED])} is op te merken, staat bij --uitleg en in JSON."
    for reason, text in _WITHOUT.items():
        if without[reason]:
            yield f"Bij {without[reason]} van de onbekende {text}."
    if outcomes["fout"]:
        yield f"Niet beoordeeld omdat de regel niet klopt: {outcomes['fout']}."
    if outcomes["geen"]:
        rows = dutch.so_many(outcomes["geen"], "rij", "rijen")
        yield f"Niet meegeteld, want leeg, alleen streepjes of een totaal: {rows}."
    if count.scattered:
        yield (
            "Rijen met een id dat al eerder stond, met andere rijen ertussen of met andere hoofdletters: "
            f"{count.scattered}."
        )


_WITHOUT = {
    "peildatum": "is de peildatum niet bekend",
    "opdrachtgever": "geldt het kader niet voor deze opdrachtgever",
    "opdrachtgever_onbekend": "is niet te zeggen of het kader voor de opdrachtgever geldt",
    "datum": "geldt het kader niet op de peildatum",
}
"""Why no framework gives an outcome."""


def _notices(number: int) -> str:
    return "die aankondiging" if number == 1 else "die aankondigingen"


def counted_tenders(count: "Tally") -> str:
    """Say how many tenders there are, and how many lots where there are any."""
    tenders = dutch.so_many(count.tenders, "aanbesteding", "aanbestedingen")
    return f"{tenders}, {dutch.so_many(count.lots, 'perceel', 'percelen')}" if count.lots else tenders


def _by(outcome: str, count: "Tally") -> str:
    """Say by which conditions an outcome came about."""
    conditions = count.per("beslissend", outcome)
    return f" Dat komt door {_counted(conditions)}." if conditions else ""


def _counted(counts: Mapping[str, int]) -> str:
    """Name things with how often each, the most often first."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return dutch.joined([f"{name.replace('_', ' ')} ({number})" for name, number in ordered])


def _name(name: str | None, lot: str | None) -> str:
    return clean(" ".join(part for part in (name, lot and dutch.lot_name(lot)) if part))


def file_names(results: Sequence[Result | Refused]) -> Mapping[str, str]:
    """Give by the file that rows are in how it is shown: without its folder, unless two have one name.

    Where all are in one file there is nothing to tell.
    """
    files = {file_of(result) for result in results}
    if len(files) < 2:
        return {}
    counts = Counter(PurePath(file).name for file in files)
    return {file: PurePath(file).name if counts[PurePath(file).name] == 1 else file for file in files}


def file_of(result: Result | Refused) -> str:
    """Give the file that a row is in, as it may be printed."""
    return clean(result.file if isinstance(result, Refused) else result.tender.file)


def naming(results: Sequence[Result | Refused]) -> Callable[[Result], str]:
    """Give how each of some tenders is named: one by itself, and more so that they can be told apart."""
    if len(results) == 1:
        return lambda result: name_of(result.facts)
    files = file_names(results)
    return lambda result: name_among_others(result, files.get(file_of(result), ""))


def series_row(row: Result | Refused, file: str = "") -> tuple[str, ...]:
    """Give one verdict on a line: where, of what, which, by what, and what is still to be asked.

    Args:
        row: the verdict.
        file: the file it is in, where there are more: then a line does not tell which it is.
    """
    from maatwerk_cli.tender.views.verdict_reason import deciding_names, questions_named, reason

    place = row_place(row, file) if file else ""
    if isinstance(row, Refused):
        name = _name(row.kenmerk or place, row.perceelnaam)
        return str(row.line), name, "niet beoordeeld", clean(row.message), ""
    verdict = row.besluit
    leading = verdict.kader
    decisive = deciding_names(leading)
    why = "" if leading and not leading.open_lezingen else reason(verdict)
    return (
        str(row.tender.line),
        _name(row.id or place, row.perceel),
        dutch.outcome(verdict.uitkomst),
        "; ".join(part for part in (decisive, why) if part),
        questions_named(verdict),
    )
