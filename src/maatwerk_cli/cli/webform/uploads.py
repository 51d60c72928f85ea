"""A file that was dropped in the page: one tender to go on with, or a list of them."""

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any, NamedTuple

from maatwerk_cli.cli.tender.tender_files import put
from maatwerk_cli.cli.tender.tender_options import OPTIONS
from maatwerk_cli.cli.webform.answers import FormAnswers
from maatwerk_cli.cli.webform.downloads import Download
from maatwerk_cli.cli.webform.form_fields import LOT_NAME, LOT_NAMES, READING
from maatwerk_cli.cli.webform.judgement import Desk
from maatwerk_cli.cli.webform.lots_by_hand import LotsByHand
from maatwerk_cli.models.tender.reading_choice import Choice
from maatwerk_cli.models.values import ONBEKEND
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.input.tender_input import TenderInput, Tenders, TenderTable, read_input
from maatwerk_cli.tender.judging import (
    ASSUMED_AS,
    Choices,
    Refused,
    Result,
    TenderRead,
    is_one_of_more,
    judge,
)
from maatwerk_cli.tender.masking import shown_facts
from maatwerk_cli.tender.series.series import MOST_SHOWN, SeriesFile
from maatwerk_cli.tender.views.field_titles import FIELD_TITLES
from maatwerk_cli.tender.views.series_summary import series_blocks
from maatwerk_cli.tender.views.series_view import SeriesWriting
from maatwerk_cli.text import dutch
from maatwerk_cli.text.blocks import Block, Paragraph

_NAME = "het bestand"
_NOT_HELD = "Niet in te vullen is bijvoorbeeld dat iets hooguit of ten minste zoveel is."
_TWO_DATES = (
    "Wanneer de aankondiging is gepubliceerd, is niet eenduidig. Vul de peildatum in. Zonder peildatum gaat "
    "het formulier uit van de eerste dag van de opdracht."
)
_WHO_CHOSE = "Het bestand zegt wie een lezing koos, wanneer of waarom. Het formulier bewaart alleen de keuze."
_NOT_IN_MEMO = (
    "Wat hier over het bestand staat, komt niet in een memo of record dat u in dit formulier bewaart. Maak "
    "de memo met het commando uit het bestand zelf als zij dit moet zeggen."
)


class ReadFile(NamedTuple):
    """One tender, or one lot of a tender that may have others, so that the form asks for those too.

    Attributes:
        answers: what it answers; of a lot as the only one so far.
        rows: of each field its title, its value and where it stood.
        remarks: what its reader has to say.
        read: the tender as it was read.
    """

    answers: FormAnswers | LotsByHand
    rows: tuple[tuple[str, str, str], ...]
    remarks: tuple[str, ...]
    read: TenderRead


class ReadTable(NamedTuple):
    """More tenders than one, in words."""

    blocks: tuple[Block, ...]


def read_upload(content: bytes, desk: Desk) -> ReadFile | ReadTable | Refused:
    """Read a file as the command does."""
    tenders = _tenders(content)
    if isinstance(tenders, Refused):
        return tenders
    if isinstance(tenders, Tenders) and (only := tenders.only) is not None:
        return Refused(f"regel {only.line}: {only.message}") if isinstance(only, Refused) else _one(only)
    series = desk.series()
    results = series.collect(_files(tenders), MOST_SHOWN)
    notes = tenders.notes if isinstance(tenders, TenderTable) else ()
    return ReadTable((*map(Paragraph, notes), *series_blocks(results, series.tally)))


def table_of(content: bytes, desk: Desk) -> Download | Refused:
    """Judge a list and give its outcomes as a table."""
    tenders = _tenders(content)
    if isinstance(tenders, Refused):
        return tenders
    policy = desk.assessor.beleid
    stream = BytesIO()
    writing = SeriesWriting("excel", policy.sha256, tuple(policy.kaders), False, policy.owes_more)
    desk.series().write(_files(tenders), writing, stream)
    return Download("uitkomsten.csv", "text/csv; charset=utf-8", stream.getvalue())


def _tenders(content: bytes) -> TenderInput | Refused:
    if not content:
        return Refused("Het bestand is leeg, of er is geen bestand gekozen.")
    tenders = read_input(BytesIO(content), put)
    if isinstance(tenders, Refused):
        return Refused(f"regel {tenders.line}, kolom {tenders.column}: {tenders.message}")
    return tenders


def _files(tenders: TenderInput) -> Iterator[SeriesFile]:
    # A size of nothing: the form never starts another process.
    return iter([SeriesFile(_NAME, 0, tenders)])


def _one(read: TenderRead) -> ReadFile:
    facts = _dated(shown_facts(read.facts))
    given = {
        option.removeprefix("--"): text
        for option, field in OPTIONS.items()
        if field != "lezingen" and (text := _text(field, facts))
    }
    given |= {f"{READING}{name}": choice for name, choice in facts.lezingen}
    rows = tuple(
        (FIELD_TITLES[field], text, _origin(field, read))
        for field in ("perceel", *OPTIONS.values())
        if field != "lezingen" and (text := _text(field, facts))
    )
    two_dates = "publicatiedatum" in facts.unknown and facts.begin and not facts.peildatum
    remarks = (
        *((_TWO_DATES,) if two_dates else ()),
        *read.remarks,
        *(text for field, text in read.unread.items() if getattr(facts, field, None) is None),
    )
    if any(isinstance(choice, Choice) for _, choice in facts.lezingen):
        remarks = (*remarks, _WHO_CHOSE)
    if remarks:
        remarks = (*remarks, _NOT_IN_MEMO)
    if not is_one_of_more(read):
        return ReadFile(FormAnswers(given), rows, remarks, read)
    own = {name: given.pop(name) for name in LOT_NAMES if name in given}
    name = {LOT_NAME: facts.perceel} if facts.perceel else {}
    return ReadFile(LotsByHand(FormAnswers(given), ({**name, **own},)), rows, remarks, read)


def _dated(facts: Facts) -> Facts:
    """Give the facts with the date of publication as their peildatum, where that is what they are judged by.

    The form does not ask for the one, and would go by the first day.
    """
    return facts._replace(peildatum=facts.peildatum or facts.publicatiedatum)


def outcome_of_file(read: TenderRead, desk: Desk, filled_in: Result | None) -> str:
    """Say which outcome the file has by itself, where what of it is filled in gives another."""
    by_file = next(judge([read], desk.assessor, Choices()))
    if (
        filled_in is None
        or isinstance(by_file, Refused)
        or by_file.besluit.uitkomst == filled_in.besluit.uitkomst
    ):
        return ""
    outcome = dutch.outcome(by_file.besluit.uitkomst)
    return f"Het bestand zelf geeft een andere uitkomst dan wat hieronder is ingevuld: {outcome}. {_NOT_HELD}"


def _origin(field: str, read: TenderRead) -> str:
    """Say where a value stood; of a peildatum that is the date of publication, where that stood."""
    published = field == "peildatum" and read.facts.peildatum is None
    return read.origins.get("publicatiedatum" if published else field, "")


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
