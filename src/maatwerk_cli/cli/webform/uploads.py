"""A file that was dropped in the page: one tender to go on with, or a list of them."""

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any, NamedTuple

from maatwerk_cli.cli.tender.tender_files import put
from maatwerk_cli.cli.tender.tender_options import OPTIONS
from maatwerk_cli.cli.webform.answers import FormAnswers
from maatwerk_cli.cli.webform.downloads import Download
from maatwerk_cli.cli.webform.form_fields import READING
from maatwerk_cli.cli.webform.judgement import Desk
from maatwerk_cli.models.values import ONBEKEND
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.input.tender_input import TenderInput, Tenders, TenderTable, read_input
from maatwerk_cli.tender.judging import ASSUMED_AS, Refused, TenderRead
from maatwerk_cli.tender.masking import shown_facts
from maatwerk_cli.tender.series.series import MOST_SHOWN, SeriesFile
from maatwerk_cli.tender.views.field_titles import FIELD_TITLES
from maatwerk_cli.tender.views.series_summary import series_blocks
from maatwerk_cli.tender.views.series_view import SeriesWriting
from maatwerk_cli.text.blocks import Block, Paragraph

_NAME = "het bestand"


class ReadFile(NamedTuple):
    """One tender.

    Attributes:
        answers: what it answers.
        rows: of each field its title, its value and where it stood.
        remarks: what its reader has to say.
    """

    answers: FormAnswers
    rows: tuple[tuple[str, str, str], ...]
    remarks: tuple[str, ...]


class ReadTable(NamedTuple):
    """More tenders than one, in words."""

    blocks: tuple[Block, ...]


def read_upload(content: bytes, desk: Desk) -> ReadFile | ReadTable | Refused:
    """Read a file as the command does."""
    if not content:
        return Refused("Het bestand is leeg, of er is geen bestand gekozen.")
    tenders = read_input(BytesIO(content), put)
    if isinstance(tenders, Refused):
        return Refused(f"regel {tenders.line}, kolom {tenders.column}: {tenders.message}")
    if isinstance(tenders, Tenders) and (only := tenders.only) is not None:
        return Refused(f"regel {only.line}: {only.message}") if isinstance(only, Refused) else _one(only)
    series = desk.series()
    results = series.collect(_files(tenders, len(content)), MOST_SHOWN)
    notes = tenders.notes if isinstance(tenders, TenderTable) else ()
    return ReadTable((*map(Paragraph, notes), *series_blocks(results, series.tally)))


def table_of(content: bytes, desk: Desk) -> Download | Refused:
    """Judge a list and give its outcomes as a table."""
    if not content:
        return Refused("Het bestand is leeg, of er is geen bestand gekozen.")
    tenders = read_input(BytesIO(content), put)
    if isinstance(tenders, Refused):
        return Refused(f"regel {tenders.line}, kolom {tenders.column}: {tenders.message}")
    policy = desk.assessor.beleid
    stream = BytesIO()
    writing = SeriesWriting("excel", policy.sha256, tuple(policy.kaders), False, policy.owes_more)
    desk.series().write(_files(tenders, len(content)), writing, stream)
    return Download("uitkomsten.csv", "text/csv; charset=utf-8", stream.getvalue())


def _files(tenders: TenderInput, size: int) -> Iterator[SeriesFile]:
    # A size of nothing: the form never starts another process.
    return iter([SeriesFile(_NAME, min(size, 0), tenders)])


def _one(read: TenderRead) -> ReadFile:
    facts = shown_facts(read.facts)
    given = {
        option.removeprefix("--"): text
        for option, field in OPTIONS.items()
        if field != "lezingen" and (text := _text(field, facts))
    }
    given |= {f"{READING}{name}": choice for name, choice in facts.lezingen}
    rows = tuple(
        (FIELD_TITLES[field], text, read.origins.get(field, ""))
        for field in OPTIONS.values()
        if field != "lezingen" and (text := _text(field, facts))
    )
    remarks = (
        *read.remarks,
        *(text for field, text in read.unread.items() if getattr(facts, field, None) is None),
    )
    return ReadFile(FormAnswers(given), rows, remarks)


def _text(field: str, facts: Facts) -> str:
    """Write a value as it would be typed."""
    value: Any = getattr(facts, field)
    if value is None:
        said = field in facts.bounds or (field in ASSUMED_AS and field in facts.unknown)
        return ONBEKEND if said else ""
    if field == "uitsluitingsgronden":
        return " ".join(value) or "nee"
    if isinstance(value, Decimal):
        return f"{value:.2f}".replace(".", ",")
    return str(value)
